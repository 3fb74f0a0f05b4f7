//! IN10: chances were multiplied as if they had nothing to do with each other.

use crate::claim::relation::JointKind;
use crate::dossier::{Member, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::rule::printed::joint::{Joint, is_measured};
use crate::rule::{ClaimCase, Field, Finding, NamedValue, Outcome, Style, Verdict, declare_rule};
use crate::rules::joint::{Computed, factors, list, one_population, printed};
use crate::stats::{binomial_at_least, fisher_combination, frechet_intersection, frechet_union};

declare_rule! {
    /// ## What it checks
    /// A chance that several things happen together, printed as the product of the chances of each, or a P-value printed as
    /// the product of several: whether anybody says why they may be multiplied.
    ///
    /// ## Why it matters
    /// Chances may be multiplied only where the events have nothing to do with each other. Beards go with moustaches, two
    /// deaths in one family have causes in common; and then the product is too small, often by orders of magnitude.
    ///
    /// ## How
    /// The product `Πpᵢ` is computed within all that the rounding of the chances leaves open. A figure that is no other
    /// number is taken to be it, and fires unless `independent` says why. The chance of all of them can be anything from
    /// `Σpᵢ − (k − 1)` to the smallest of them: the finding says how many times the product that is. Where `trials` says how
    /// often it could have happened, so many are expected by the product itself, and where there is one, another is there
    /// with the chance shown (binomial). That at least one happens, printed as `1 − Π(1 − pᵢ)`, is held to the same. Of
    /// P-values the product is none, independent or not: the chance of so small a product is Fisher's, from the
    /// chi-square law with `2k` degrees of freedom; that one supposes independence, which the rule asks for.
    ///
    /// ## Fires
    /// The court's example: a couple with all six marks, and no word on how the marks go together.
    /// ```toml
    /// [[claim]]
    /// id = "couple"
    /// [claim.joint]
    /// kind   = "probabilities"
    /// stated = "1 in 12 million"
    /// trials = "12 million couples"
    /// [claim.joint.factors]
    /// yellow-car    = "1 in 10"
    /// moustache     = "1 in 4"
    /// ponytail      = "1 in 10"
    /// blond-hair    = "1 in 3"
    /// beard         = "1 in 10"
    /// mixed-couple  = "1 in 1,000"
    /// ```
    /// P-values are multiplied.
    /// ```toml
    /// [[claim]]
    /// id = "tests"
    /// [claim.joint]
    /// kind        = "p-values"
    /// factors     = { first = "0.05", second = "0.2", third = "0.1" }
    /// stated      = "0.001"
    /// independent = "three separate laboratories"
    /// ```
    ///
    /// ## Clean
    /// Drawn by lot, each draw by itself.
    /// ```toml
    /// [[claim]]
    /// id = "two-sixes"
    /// [claim.joint]
    /// kind        = "probabilities"
    /// factors     = { first = "1 in 6", second = "1 in 6" }
    /// stated      = "1 in 36"
    /// independent = "two throws of a fair die"
    /// ```
    /// The second chance is that given the first: then the product needs no independence.
    /// ```toml
    /// [[claim]]
    /// id   = "two-aces"
    /// base = "none"
    /// [claim.joint]
    /// kind    = "probabilities"
    /// factors = { first-ace = "4/52", second-ace = { value = "3/51", base = "first-ace" } }
    /// stated  = "1 in 221"
    /// ```
    /// Combined as P-values are.
    /// ```toml
    /// [[claim]]
    /// id = "tests"
    /// [claim.joint]
    /// kind        = "p-values"
    /// factors     = { first = "0.05", second = "0.2", third = "0.1" }
    /// stated      = "0.032"
    /// independent = "three separate laboratories"
    /// ```
    ///
    /// ## Limits
    /// Silent where the stated figure is not the product, where the digits leave too much open to say so, and where it was
    /// counted. Takes `independent` at its word. Says nothing of what a chance means for a single case: that only few are
    /// like this does not tell how likely it is that this is the one.
    ///
    /// ## Sources
    /// *People v. Collins*, 68 Cal. 2d 319 (1968), whose appendix computes the chance of a second couple. Fisher, R. A. (1932),
    /// *Statistical Methods for Research Workers*, 4th ed., 21.1. Royal Statistical Society (2001), statement regarding
    /// statistical issues in the Sally Clark case. Gill, R. D., Groeneboom, P. & de Jong, P. (2018), Elementary statistics on
    /// trial: the case of Lucia de Berk, *Chance* 31(4), 9–15. Limits: Fréchet, M. (1935), *Fundamenta Mathematicae* 25,
    /// 379–387.
    "IN10", "independence-assumption", "inference", since "0.1.0", Warning,
    "chances were multiplied, and nobody says why they are independent",
    Claim(check)
}

/// How much of the range of chances the digits may leave open for a figure that is taken to be computed: a half, as a
/// chance of several things together is hardly ever counted.
const LEFT_OPEN: (i64, i64) = (1, 2);

/// The same for P-values: a tenth.
const LEFT_OPEN_P: (i64, i64) = (1, 10);

fn check(case: &ClaimCase<'_>) -> Verdict {
    let joint = match Joint::of(case.resolved, case.claim) {
        Some(joint) if joint.kind != JointKind::Shares => joint,
        _ => return Ok(Outcome::not_applicable("no chances are taken together")),
    };
    if joint.all.is_none() && joint.any.is_none() {
        return Ok(Outcome::not_applicable("nothing is said of all of them or of any"));
    }
    let values = factors(&joint)?;
    for member in [joint.all, joint.any].into_iter().flatten() {
        if joint.value(member)?.is_none_or(|stated| stated > Exact::ONE) {
            return Ok(Outcome::not_applicable("what is stated is no number between 0 and 1"));
        }
    }
    let ranges = joint.factors.iter().map(|member| joint.interval(member, Reading::Nearest));
    let ranges = ranges.collect::<Result<Vec<_>, _>>()?;
    match joint.kind {
        JointKind::PValues => p_values(case, &joint, &values, &ranges),
        _ => chances(case, &joint, &values, &ranges),
    }
}

fn chances(case: &ClaimCase<'_>, joint: &Joint<'_, '_>, values: &[Exact], ranges: &[Interval]) -> Verdict {
    one_population(joint, case.written.id())?;
    let all = match joint.all {
        Some(all) => {
            let possible = frechet_intersection(ranges)?;
            Computed::product(values, ranges)?.is_stated(joint, all, &possible, LEFT_OPEN)?
        }
        None => false,
    };
    let any = match joint.any {
        Some(any) => {
            Computed::any(values, ranges)?.is_stated(joint, any, &frechet_union(ranges)?, LEFT_OPEN)?
        }
        None => false,
    };
    let stated = match (all, any) {
        (true, _) => joint.all,
        (false, true) => joint.any,
        (false, false) => {
            return Ok(Outcome::not_applicable("the stated chance is not that of unrelated events"));
        }
    };
    let Some(stated) = stated.filter(|stated| !is_measured(stated) && !case.is_independent()) else {
        return Ok(Outcome::Passed);
    };
    let points: Vec<Interval> = values.iter().cloned().map(Interval::point).collect();
    let finding = if all { together(case, joint, values, &points)? } else { at_least_one(&points)? };
    Ok(about(case, joint, stated, finding).into())
}

/// All of them, as the product.
fn together(
    case: &ClaimCase<'_>,
    joint: &Joint<'_, '_>,
    values: &[Exact],
    points: &[Interval],
) -> Result<Finding, Outcome> {
    let product = values.iter().try_fold(Exact::ONE, |product, value| &product * value)?;
    let Some(smallest) = values.iter().min().filter(|_| product.is_positive()) else {
        return Err(Outcome::not_applicable("one of the chances is zero"));
    };
    let trials = joint.trials.and_then(|trials| case.resolved.amount_of(trials, Role::Value));
    let number = match trials {
        Some(trials) => trials.amount.value()?.filter(Exact::is_positive),
        None => None,
    };
    let mut numbers = vec![
        NamedValue::percent("product", product.clone()),
        NamedValue::percent("largest joint chance", smallest.clone()),
        NamedValue::range("joint chance", frechet_intersection(points)?).style(Style::Percent),
        NamedValue::new("dependence factor", (smallest / &product)?),
    ];
    let mut reason = "where they go together, all of them happen with a chance of up to {largest joint chance}, {dependence factor} times the product; nothing says that they do not";
    if let Some(number) = &number {
        numbers.push(NamedValue::new("expected", (number * &product)?));
        reason = "where they go together, all of them happen with a chance of up to {largest joint chance}, {dependence factor} times the product; nothing says that they do not, and even by the product {expected} is expected in {trials}";
        if let Some(another) = another(number, &product) {
            numbers.push(another);
            reason = "where they go together, all of them happen with a chance of up to {largest joint chance}, {dependence factor} times the product; nothing says that they do not, and even by the product {expected} is expected in {trials}, and beside one there is another with a chance of {chance of another}";
        }
    }
    Ok(Finding::warning(
        "{stated} for all of {groups} is the product of the chances, as if none had anything to do with another",
        reason,
        "say why they are taken to be independent (`independent`), or print the limits",
    )
    .with_all(numbers)
    .word("trials", trials.map(|trials| trials.amount.to_string()).unwrap_or_default()))
}

/// At least one of them, as the rest of the product of the rests.
fn at_least_one(points: &[Interval]) -> Result<Finding, ArithmeticError> {
    let limits = frechet_union(points)?;
    Ok(Finding::warning(
        "{stated} for at least one of {groups} is what comes out if none has anything to do with another",
        "where they go together or keep each other away, it is anything from {chance of any:range}; nothing says that they do not",
        "say why they are taken to be independent (`independent`), or print the limits",
    )
    .with(NamedValue::range("chance of any", limits).style(Style::Percent)))
}

/// The chance that there is more than one, if there is one, among so many; none where it cannot be computed.
fn another(trials: &Exact, chance: &Exact) -> Option<NamedValue> {
    let at_least = |k: i64| binomial_at_least(&Exact::from(k), trials, chance).ok();
    let (two, one) = (at_least(2)?.within_share(), at_least(1)?.within_share());
    let range = two.div(&one).ok()?.intersect(&Interval::share())?;
    Some(NamedValue::percent("chance of another", middle(&range)?).within(range))
}

fn middle(range: &Interval) -> Option<Exact> {
    (&(range.low_value()? + range.high_value()?).ok()? / &Exact::from(2)).ok()
}

fn p_values(case: &ClaimCase<'_>, joint: &Joint<'_, '_>, values: &[Exact], ranges: &[Interval]) -> Verdict {
    let Some(stated) = joint.all else {
        return Ok(Outcome::not_applicable("no combined P-value is stated"));
    };
    if !values.iter().all(Exact::is_positive) {
        return Ok(Outcome::not_applicable("a P-value is printed as zero"));
    }
    let whole = Interval::share();
    let combined = fisher_combination(values)?.within_share();
    let fisher = Computed { value: middle(&combined).unwrap_or_default(), range: fisher_over(ranges)? };
    if fisher.is_stated(joint, stated, &whole, LEFT_OPEN_P)? {
        return match case.is_independent() {
            true => Ok(Outcome::Passed),
            false => Err(Outcome::missing(Field::INDEPENDENT, Some(case.written.id()))),
        };
    }
    let product = Computed::product(values, ranges)?;
    if !product.is_stated(joint, stated, &whole, LEFT_OPEN_P)? {
        return Ok(Outcome::not_applicable("the P-values were combined in another way"));
    }
    let smallest = values.iter().min().cloned().unwrap_or_default();
    let times = Exact::from(u64::try_from(values.len()).unwrap_or(u64::MAX));
    let mut numbers = vec![
        NamedValue::new("product", product.value),
        NamedValue::new("smallest times their number", (&smallest * &times)?.min(Exact::ONE)),
    ];
    numbers.extend(middle(&combined).map(|value| NamedValue::new("combined", value).within(combined)));
    let finding = Finding::warning(
        "{stated} is the product of the P-values of {groups}, and no P-value",
        "a product of P-values falls with their number, even where there is nothing to find: then independent tests have one so small with a chance of {combined} (Fisher 1932)",
        "print {combined} and how it was combined; where the tests are not independent, {smallest times their number} (Bonferroni)",
    );
    let finding = finding.with_all(numbers);
    let pointer = case.resolved.amounts_of(stated).first().map(|reported| case.resolved.pointer(reported));
    let finding = words(case, joint, stated, finding);
    Ok(pointer.into_iter().fold(finding, Finding::at).into())
}

/// Fisher's combined P-value over all that the printed ones can be; it rises with each.
fn fisher_over(ranges: &[Interval]) -> Result<Interval, ArithmeticError> {
    let ends = |end: fn(&Interval) -> Option<&Exact>, open: &Exact| {
        ranges
            .iter()
            .map(|range| end(range).unwrap_or(open).clone().clamp(Exact::ZERO, Exact::ONE))
            .collect::<Vec<_>>()
    };
    let (lows, highs) = (ends(Interval::low_value, &Exact::ZERO), ends(Interval::high_value, &Exact::ONE));
    let low = match lows.iter().all(Exact::is_positive) {
        true => fisher_combination(&lows)?.within_share(),
        false => Interval::point(Exact::ZERO),
    };
    Ok(low.hull(&fisher_combination(&highs)?.within_share()))
}

fn about(case: &ClaimCase<'_>, joint: &Joint<'_, '_>, stated: &Member<'_>, finding: Finding) -> Finding {
    let finding = words(case, joint, stated, finding).ask(Field::INDEPENDENT);
    let pointer = case.resolved.amounts_of(stated).first().map(|reported| case.resolved.pointer(reported));
    pointer.into_iter().fold(finding, Finding::at)
}

fn words(case: &ClaimCase<'_>, joint: &Joint<'_, '_>, stated: &Member<'_>, finding: Finding) -> Finding {
    finding.word("stated", printed(case.resolved, joint, stated)).word("groups", list(case.resolved, joint))
}

#[cfg(test)]
mod tests;
