//! SA06: whether two estimates differ is read off the overlap of their intervals, and the test of the difference says otherwise.

use crate::claim::Relation;
use crate::claim::relation::{Judged, MemberKind};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::rule::{ClaimCase, Field, Finding, NamedValue, Outcome, Severity, Verdict, declare_rule};
use crate::rules::estimate::{Estimate, Halves, approximately, are_comparable, estimate, shown_in, told};
use crate::stats::{difference_margin, normal_quantile, normal_two_sided};

declare_rule! {
    /// ## What it checks
    /// Two independent estimates with margins or intervals of one level, of which the text says that they differ or do not
    /// because of how the intervals lie: whether the test of the difference says the same.
    ///
    /// ## Why it matters
    /// 10.0 ± 2.0 and 13.0 ± 2.0 overlap, and differ. The margin of a difference is not the sum of the two margins: chance
    /// seldom pulls one up and the other down at once.
    ///
    /// ## How
    /// The margin of the difference is `√(m₁² + m₂²)`, at the level of the two. `test = "intervals-overlap"` fires where the
    /// difference is larger: overlap does not mean "no difference". `test = "estimate-outside"` fires where it is not: that one
    /// estimate lies outside the other's interval does not mean that they differ. Intervals that do not meet at all do
    /// belong to estimates that differ (`intervals-apart`). A note where rounding decides. For equal errors, intervals at
    /// 83.4 % just meet where the difference just is significant at 5 %.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.north]
    /// design = "probability"
    /// [frame.south]
    /// design = "probability"
    ///
    /// [[claim]]
    /// id = "no-difference"
    /// [claim.compare]
    /// by     = "region"
    /// groups = { north = { value = "10.0 points", margin = "2.0", frame = "north" }, south = { value = "13.0 points", margin = "2.0", frame = "south" } }
    /// test   = "intervals-overlap"
    /// ```
    ///
    /// ## Clean
    /// They overlap, and the test finds no difference either.
    /// ```toml
    /// [frame.north]
    /// design = "probability"
    /// [frame.south]
    /// design = "probability"
    ///
    /// [[claim]]
    /// id = "no-difference"
    /// [claim.compare]
    /// by     = "region"
    /// groups = { north = { value = "10.0 points", margin = "2.0", frame = "north" }, south = { value = "12.0 points", margin = "2.0", frame = "south" } }
    /// test   = "intervals-overlap"
    /// ```
    /// Ratios whose intervals are even only as logarithms: nothing is said of them.
    /// ```toml
    /// [[claim]]
    /// id = "no-difference"
    /// [claim.compare]
    /// by     = "sex"
    /// pool   = false
    /// groups = { women = { value = "1.20", interval = ["1.01", "1.43"] }, men = { value = "1.90", interval = ["1.42", "2.54"] } }
    /// test   = "intervals-overlap"
    /// ```
    ///
    /// ## Limits
    /// Needs independent samples: two frames, or `pool = false`. Silent of intervals that do not lie evenly around their
    /// estimates, and of intervals at two levels. Supposes estimates that vary as a normal law.
    ///
    /// ## Sources
    /// Schenker, N. & Gentleman, J. (2001), *The American Statistician* 55:182. Goldstein, H. & Healy, M. (1995), *Journal of
    /// the Royal Statistical Society A* 158:175. Cumming, G. & Finch, S. (2005), *American Psychologist* 60:170.
    "SA06", "overlapping-intervals", "sampling", since "0.1.0", Warning,
    "that two estimates differ, or do not, is read off the overlap of their intervals",
    Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    let Relation::Compare(compare) = case.written.relation() else {
        return Ok(Outcome::not_applicable("the claim is no comparison"));
    };
    let test = match compare.test {
        Some(Judged::OneSignificant) | None => {
            return Ok(Outcome::not_applicable("the text does not judge by how the intervals lie"));
        }
        Some(test) => test,
    };
    if compare.pool == Some(true) {
        return Ok(Outcome::not_applicable("the two are answers of one sample"));
    }
    let mut groups = case.members().iter().filter(|member| member.kind == MemberKind::Group);
    let (Some(one), Some(other), None) = (groups.next(), groups.next(), groups.next()) else {
        return Ok(Outcome::not_applicable("the claim does not compare two estimates"));
    };
    let frames = [one, other].map(|member| case.resolved.scope(member.scope).method.frame);
    let are_apart = compare.pool == Some(false) || matches!(frames, [Some(one), Some(other)] if one != other);
    let (Some(one), Some(other)) = (estimate(case.resolved, one)?, estimate(case.resolved, other)?) else {
        return Ok(Outcome::not_applicable("the two have no intervals that lie evenly around them"));
    };
    let is_interval = [&one, &other].iter().all(|estimate| !estimate.half.is_standard_error);
    if !is_interval || !are_comparable(one.at, other.at) {
        return Ok(Outcome::not_applicable("the two have no intervals that compare"));
    }
    match (&one.half.level, &other.half.level) {
        (Some(one), Some(other)) if one != other => {
            return Ok(Outcome::not_applicable("the two intervals are at different levels"));
        }
        _ => {}
    }
    let halves = Halves::of([&one, &other], &Exact::new(19, 20)?, case.written.id())?;
    let pair = Pair::of(&one, &other, halves)?;
    let Some(is_contradicted) = pair.is_contradicted(test)? else {
        return Ok(Outcome::not_applicable("the two intervals do not lie as the text says"));
    };
    let Some(severity) = is_contradicted else { return Ok(Outcome::Passed) };
    let values = pair.values(&one, &other)?;
    if !are_apart {
        return Ok(Outcome::missing(Field::POOL, Some(case.written.id())).so_far(values));
    }
    let printed: [Box<str>; 2] = [&one, &other].map(|estimate| told(estimate.at, &estimate.value));
    let size = shown_in("", &pair.difference.abs(), other.at)?.shown();
    let finding = Finding::told_when_read(severity, move || {
        let (fact, reason, advice) = if test == Judged::IntervalsOverlap {
            (
                "{first} and {second} are {size} apart, more than the margin of that difference, {margin of the difference}, though their intervals overlap",
                "both would have to be wrong by much, and towards each other: that is rarer than one of them being wrong",
                "judge by the difference and its margin: by that, the two differ",
            )
        } else {
            (
                "{first} and {second} are {size} apart, no more than the margin of that difference, {margin of the difference}, though one lies outside the interval of the other",
                "the other estimate varies as well: what is outside one margin may be within the margin of the difference",
                "judge by the difference and its margin: by that, no difference is shown",
            )
        };
        Ok(Finding::warning(fact, reason, advice)
            .with_all(values.iter().cloned())
            .word("first", printed[0].clone())
            .word("second", printed[1].clone())
            .word("size", size.clone()))
    });
    let at = [one.at, other.at].map(|at| case.resolved.pointer(at));
    Ok(at.into_iter().fold(finding, Finding::at).into())
}

/// Two estimates with their half widths at one level.
struct Pair {
    difference: Exact,
    /// Its size, all that rounding leaves open.
    sizes: Interval,
    halves: Halves,
}

impl Pair {
    fn of(one: &Estimate<'_>, other: &Estimate<'_>, halves: Halves) -> Result<Pair, ArithmeticError> {
        let (difference, sizes) = ((&other.value - &one.value)?, other.values.sub(&one.values)?.abs());
        Ok(Pair { difference, sizes, halves })
    }

    /// How grave it is that the test of the difference says otherwise, if it does; nothing where the intervals do not lie as
    /// the text says.
    fn is_contradicted(&self, test: Judged) -> Result<Option<Option<Severity>>, ArithmeticError> {
        let (size, [one, other]) = (self.difference.abs(), &self.halves.values);
        let lies_so = match test {
            Judged::IntervalsOverlap => size <= (one + other)?,
            Judged::IntervalsApart => size > (one + other)?,
            // Of the two, the shorter interval is the easier one to be outside of.
            _ => size > (if one < other { one } else { other }).clone(),
        };
        if !lies_so {
            return Ok(None);
        }
        let (square, squares) = self.halves.square()?;
        let (own, owns) = ((&size * &size)?, self.sizes.pow(2)?);
        let is_below = |one: &Interval, other: &Interval| one.is_below(other) && one.is_disjoint(other);
        let (as_printed, surely) = match test {
            Judged::IntervalsOverlap => (own > square, is_below(&squares, &owns)),
            Judged::IntervalsApart => (false, false),
            _ => (own <= square, is_below(&owns, &squares)),
        };
        Ok(Some(match (as_printed, surely) {
            (true, true) => Some(Severity::Warning),
            (true, false) => Some(Severity::Note),
            _ => None,
        }))
    }

    fn values(&self, one: &Estimate<'_>, other: &Estimate<'_>) -> Result<Vec<NamedValue>, ArithmeticError> {
        let [first, second] = &self.halves.values;
        let margin = difference_margin(first, second, &Interval::point(Exact::ZERO))?;
        let high = margin.high_value().cloned().unwrap_or(Exact::ZERO);
        let mut values = vec![
            shown_in("difference", &self.difference, other.at)?,
            shown_in("margin of the difference", &high, one.at)?,
        ];
        if let (Some(level), true) = (&self.halves.level, high.is_positive()) {
            let z = normal_quantile(level)?.interval().scale(&(&self.difference.abs() / &high)?)?;
            let z = z.low_value().cloned().unwrap_or(Exact::ZERO);
            values.push(NamedValue::new("z", z.clone()));
            values.push(approximately("P-value", normal_two_sided(&z)?.within_share()));
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests;
