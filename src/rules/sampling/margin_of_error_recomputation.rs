//! SA05: a margin of error does not belong to the number of units, or to the way in which they were selected.

use crate::dossier::{Assigned, Design, Role};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::{Adjustment, Status};
use crate::rule::{
    Field, Finding, NamedValue, Outcome, QuantityCase, Severity, Style, Verdict, declare_rule,
};
use crate::rules::estimate::{estimate, sampled, shown_in, worth};
use crate::rules::step::percent;
use crate::stats::{margin, normal_quantile, wilson};

declare_rule! {
    /// ## What it checks
    /// A share with a printed margin of error: whether a sample of that many can have so small a margin, and whether units
    /// selected in this way have one at all.
    ///
    /// ## Why it matters
    /// "± 4 points" belongs to the 1,015 who were asked. Of the 120 women among them a share is known to within 9.
    ///
    /// ## How
    /// Of a simple random sample the margin is `z·√(p(1 − p)/n)` at the estimate's own `p`: neither weights nor clusters make it
    /// smaller. Compared at the stated `level`, else at 90 %, which needs the smallest of the customary margins; both with
    /// all that the rounding of margin, share and number leaves open, and with the frame's `population` or `coverage` if
    /// stated. A larger margin passes: it says that the design effect is `(m/m₀)²`. A smaller one that strata can explain
    /// (`(m/m₀)²` is at least `strata`) passes or fires by the frame's `design_effect`, which is asked for. So that intervals by
    /// Wilson's method pass, `m₀` is half of that where it is shorter. With the finding goes the number that the printed margin
    /// would belong to. Of volunteers, of those who were at hand and of other selections, chance decided
    /// nothing that a margin could measure.
    ///
    /// ## Fires
    /// The margin of all who were asked is printed with the share of a few.
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "women"
    ///
    /// [[claim]]
    /// id     = "women"
    /// figure = { value = "50 %", margin = "4 percentage points", level = "95 %", n = "120" }
    /// frame  = "poll"
    /// measure = "share"
    /// ```
    /// Whoever came to a website.
    /// ```toml
    /// [frame.website]
    /// design     = "volunteer"
    /// stands_for = "readers"
    ///
    /// [[claim]]
    /// id      = "readers"
    /// figure  = { value = "50 %", margin = "1 percentage point", n = "12,000" }
    /// frame   = "website"
    /// measure = "share"
    /// ```
    ///
    /// ## Clean
    /// A margin that is larger than that of a simple random sample, 3.1 points: the design effect is 1.7.
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "adults"
    ///
    /// [[claim]]
    /// id      = "adults"
    /// figure  = { value = "50 %", margin = "4 percentage points", level = "95 %", n = "1,015" }
    /// frame   = "poll"
    /// measure = "share"
    /// ```
    /// A share of 2 %, with its own margin: far smaller than that of a half, and right.
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "adults"
    ///
    /// [[claim]]
    /// id      = "small-party"
    /// figure  = { value = "2.0 %", margin = "0.9 percentage points", level = "95 %", n = "1,015" }
    /// frame   = "poll"
    /// measure = "share"
    /// ```
    ///
    /// Strata made it smaller than the 3.1 points of a simple random sample.
    /// ```toml
    /// [frame.poll]
    /// design        = "probability"
    /// stands_for    = "adults"
    /// design_effect = "0.8"
    ///
    /// [[claim]]
    /// id      = "adults"
    /// figure  = { value = "50 %", margin = "2.8 percentage points", level = "95 %", n = "1,015" }
    /// frame   = "poll"
    /// measure = "share"
    /// ```
    ///
    /// ## Limits
    /// Silent of modelled figures, and of the size of the margins of weighted ones: other information can make them better
    /// than the sample alone. A small population makes the margin smaller, too: the finding asks for it (`population`). Judges
    /// shares only.
    ///
    /// ## Sources
    /// Cochran, W. G. (1977), *Sampling Techniques*, 3rd ed., 3.2. Kish, L. (1965), *Survey Sampling*, 8.2. Baker, R. et al.
    /// (2013), *Report of the AAPOR Task Force on Non-Probability Sampling*.
    "SA05", "margin-of-error-recomputation", "sampling", since "0.1.0", Warning,
    "the margin of error does not belong to the number of units, or to how they were selected",
    Quantity(check),
    options [
        ("strata", "1/2", "the design effect from which on strata that nobody states may explain a smaller margin"),
    ]
}

fn check(case: &QuantityCase<'_>) -> Verdict {
    let no_margin = || Outcome::not_applicable("the figure is no share with a margin of error");
    let Some(member) = case.member() else { return Ok(no_margin()) };
    let Some(details) = member.details.as_deref() else { return Ok(no_margin()) };
    if details.margin.is_none() && details.interval.is_none() {
        return Ok(no_margin());
    }
    let (Some(sample), Some(estimate)) = (sampled(case.resolved, member)?, estimate(case.resolved, member)?)
    else {
        return Ok(no_margin());
    };
    // One of the figures of a ratio stands for it.
    if estimate.at.role != case.reported.role || case.reported.role == Role::Bottom {
        return Ok(no_margin());
    }
    let method = &case.resolved.scope(member.scope).method;
    if method.adjustment == Some(Adjustment::Model) {
        return Ok(Outcome::not_applicable("the margin is that of a model"));
    }
    if matches!(method.status, Some(Status::Projection | Status::Target)) {
        return Ok(Outcome::not_applicable("the figure was not observed"));
    }
    let owner = case.resolved.owner_id(member.owner);
    let frame = case.resolved.frame_of(member.scope);
    let is_randomised = frame.and_then(|frame| frame.assigned) == Some(Assigned::Randomised);
    let open = match (frame, frame.and_then(|frame| frame.design)) {
        (Some(_), Some(Design::Probability)) => None,
        _ if is_randomised => None,
        (Some(_), Some(design @ (Design::Volunteer | Design::Convenience))) => {
            // Whatever it is a margin of.
            return Ok(not_drawn(case, design, &estimate.half.value)?.into());
        }
        (Some(_), Some(_)) => {
            return Ok(Outcome::not_applicable("the units were not drawn by chance"));
        }
        (Some(frame), None) => Some(Outcome::missing(Field::DESIGN, Some(frame.name))),
        (None, _) => Some(Outcome::missing(Field::FRAME, Some(owner))),
    };
    if method.adjustment == Some(Adjustment::Weighted) {
        return Ok(Outcome::not_applicable(
            "the figure was weighted: what is known of all can make its margin smaller",
        ));
    }
    // Whether it has a margin at all comes first: of those who came forward no number is large enough.
    if let Some(open) = open {
        return Ok(open);
    }
    let Some(n) = &sample.n else { return Ok(Outcome::missing(Field::N, Some(owner))) };
    let worth = worth(n, frame, None)?;
    let Some(size) = &worth.most else { return Ok(Outcome::Passed) };
    // Of a simple random sample: a design effect makes it larger still; strata can make it smaller, where the frame says so.
    let effect = worth.effect.low_value().cloned().unwrap_or(Exact::ONE);
    let size = (size * &effect.max(Exact::ONE))?;
    let level = estimate.half.level.clone();
    let smallest_level = level.clone().unwrap_or(Exact::new(9, 10)?);
    // The share in the printed figure's reach that is farthest from a half has the smallest margin.
    let half = Exact::new(1, 2)?;
    let ends = [sample.share.low_value(), sample.share.high_value()].into_iter().flatten();
    let far = ends.max_by_key(|share| (*share - &half).map(|distance| distance.abs()).unwrap_or(Exact::ZERO));
    let least = least_margin(far.unwrap_or(&sample.value), &size, &smallest_level)?;
    let printed = estimate.half.values.high_value().cloned().unwrap_or(Exact::ONE);
    if printed >= least {
        return Ok(Outcome::Passed);
    }
    let shown = Shown {
        printed: estimate.half.value.clone(),
        share: sample.value.clone(),
        own: margin(&sample.value, &size, &smallest_level)?.interval(),
        among: sample.among(),
        needed: needed(&sample.value, &estimate.half.value, &smallest_level)?,
        level: smallest_level,
        is_stated: level.is_some(),
    };
    let values = shown.values(case)?;
    if !sample.is_share {
        return Ok(Outcome::missing(Field::MEASURE, Some(owner)).so_far(values));
    }
    // So much strata can do: whether they did is for the source to say.
    let effect = (&(&printed * &printed)? / &(&least * &least)?)?;
    let states =
        |fields: &[&str]| fields.iter().any(|field| frame.and_then(|one| one.amount(field)).is_some());
    let by_strata = effect >= case.settings.get("strata") && !states(&["design_effect"]);
    if let Some(frame) = frame.filter(|_| by_strata) {
        return Ok(Outcome::missing(Field::DESIGN_EFFECT, Some(frame.name)).so_far(values));
    }
    let finding = Finding::told_when_read(Severity::Warning, move || Ok(shown.tell(values.clone())));
    let finding = if states(&["population", "coverage"]) { finding } else { finding.ask(Field::POPULATION) };
    let field = if details.margin.is_some() { "margin" } else { "interval" };
    Ok(finding.at(member.pointer(field)).at(case.pointer()).into())
}

/// The smallest margin that a simple random sample is given: `z·√(p(1 − p)/n)`, or half of Wilson's interval, which is
/// shorter where few were asked.
fn least_margin(share: &Exact, size: &Exact, level: &Exact) -> Result<Exact, ArithmeticError> {
    let wald = margin(share, size, level)?.interval();
    let score = wilson(&(share * size)?, size, level)?;
    let of_score = score.high.interval().sub(&score.low.interval())?.scale(&Exact::new(1, 2)?)?;
    let ends = [&wald, &of_score].into_iter().filter_map(Interval::low_value);
    Ok(ends.min().cloned().unwrap_or(Exact::ZERO).max(Exact::ZERO))
}

/// How many a simple random sample of this margin would need.
fn needed(share: &Exact, margin: &Exact, level: &Exact) -> Result<Option<Exact>, ArithmeticError> {
    if !margin.is_positive() {
        return Ok(None);
    }
    let z = normal_quantile(level)?.interval();
    let variance = (share * &(&Exact::ONE - share)?)?;
    let n = z.pow(2)?.scale(&(&variance / &(margin * margin)?)?)?;
    Ok(n.high_value().map(Exact::ceil))
}

struct Shown {
    printed: Exact,
    share: Exact,
    own: Interval,
    among: String,
    needed: Option<Exact>,
    level: Exact,
    is_stated: bool,
}

impl Shown {
    fn values(&self, case: &QuantityCase<'_>) -> Result<Vec<NamedValue>, ArithmeticError> {
        let own = self.own.high_value().cloned().unwrap_or(Exact::ONE);
        let mut values = vec![
            shown_in("printed margin", &self.printed, case.reported)?,
            shown_in("margin of a simple random sample", &own, case.reported)?,
            NamedValue::percent("share", self.share.clone()),
        ];
        if let Some(needed) = &self.needed {
            values.push(NamedValue::new("units needed", needed.clone()).style(Style::Whole));
        }
        Ok(values)
    }

    fn tell(&self, values: Vec<NamedValue>) -> Finding {
        let fact = if self.is_stated {
            "a margin of {printed margin} is too small for {share} of {among}: drawn by chance it is {margin of a simple random sample}, at {level}"
        } else {
            "a margin of {printed margin} is too small for {share} of {among}: drawn by chance it is {margin of a simple random sample}, even at {level}"
        };
        let reason = match self.needed {
            Some(_) => {
                "it belongs to {units needed} or more: perhaps to all who were asked, and not to the group of whom this is the share"
            }
            None => "chance alone leaves no sample without one",
        };
        Finding::warning(
            fact,
            reason,
            "give the margin of this group, or say what other information makes it smaller",
        )
        .with_all(values)
        .word("among", self.among.clone())
        .word("level", percent(&self.level))
    }
}

fn not_drawn(case: &QuantityCase<'_>, design: Design, margin: &Exact) -> Result<Finding, ArithmeticError> {
    let values = [shown_in("printed margin", margin, case.reported)?];
    let finding = Finding::told_when_read(Severity::Warning, move || {
        Ok(Finding::warning(
            "a margin of error of {printed margin} is printed for {units}",
            "a margin of error measures what chance does when units are drawn; here nothing was drawn, and what the selection did has no such margin",
            "leave the margin out, or say which model it comes from",
        )
        .with_all(values.iter().cloned())
        .word("units", if design == Design::Volunteer { "whoever came forward" } else { "whoever was at hand" }))
    });
    let field = case
        .member()
        .filter(|member| member.details.as_ref().is_some_and(|details| details.margin.is_some()));
    let finding = match field {
        Some(member) if case.reported.role != Role::Top => finding.at(member.pointer("margin")),
        _ => finding,
    };
    Ok(finding.at(case.pointer()))
}

#[cfg(test)]
mod tests;
