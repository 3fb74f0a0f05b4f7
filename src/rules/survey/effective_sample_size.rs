//! SV03: units that are alike, or weighted, are counted as if each told something of its own.

use crate::dossier::{AssumptionName, Details, Member, MemberShape, Reported, ResolvedFrame, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Adjustment, Amount, Measure, Slot};
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, QuantityCase, Severity, Style, Verdict, declare_rule,
};
use crate::rules::estimate::{in_unit, shown_in};
use crate::rules::step::{is_plain_number, supposed};
use crate::stats::{
    cluster_design_effect, effective_size, normal_quantile, weights_design_effect, widened_margin,
};
use crate::vocabulary::Unit;

declare_rule! {
    /// ## What it checks
    /// A share or a mean of a sample in clusters, or with weights: how many units drawn one by one it is worth, and
    /// whether its printed margin of error, interval or standard error is as narrow as if there were no clusters and
    /// weights.
    ///
    /// ## Why it matters
    /// Pupils of one class are alike. 750 of them, in 30 classes, can tell as little as 163.
    ///
    /// ## How
    /// The design effect is the frame's `design_effect`, else `(1 + cv²)·(1 + (b − 1)·icc)`, with the coefficient of
    /// variation of the weights (`weights_cv`), `b = n/clusters` and the intraclass correlation (assumption `icc`). The
    /// effective size is `n/deff`. Below `least` of `n` it fires: a warning where the printed precision is at least that of
    /// `n` independent units at 90 %, and below that of `n/deff` at the stated level (unstated, at 90 %); a note where no
    /// precision is printed that can be compared. A precision that is wide enough passes. Compared as squares, which are
    /// rational, with the finite population's correction where the frame states its `population`.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.classes]
    /// design     = "probability"
    /// stands_for = "pupils"
    /// clusters   = "30 classes"
    ///
    /// [[assume]]
    /// name   = "icc"
    /// for    = "classes"
    /// value  = "0.15"
    /// source = "supposed"
    ///
    /// [[claim]]
    /// id    = "readers"
    /// of    = "pupils-who-read"
    /// frame = "classes"
    /// [claim.share]
    /// part   = "375 pupils"
    /// whole  = "750 pupils"
    /// margin = "3.6 percentage points"
    /// ```
    ///
    /// ## Clean
    /// The margin is that of classes.
    /// ```toml
    /// [frame.classes]
    /// design     = "probability"
    /// stands_for = "pupils"
    /// clusters   = "30 classes"
    ///
    /// [[assume]]
    /// name   = "icc"
    /// for    = "classes"
    /// value  = "0.15"
    /// source = "supposed"
    ///
    /// [[claim]]
    /// id    = "readers"
    /// of    = "pupils-who-read"
    /// frame = "classes"
    /// [claim.share]
    /// part   = "375 pupils"
    /// whole  = "750 pupils"
    /// margin = "7.7 percentage points"
    /// level  = "95 %"
    /// ```
    /// Classes in which pupils are not more alike than any.
    /// ```toml
    /// [frame.classes]
    /// design     = "probability"
    /// stands_for = "pupils"
    /// clusters   = "30 classes"
    ///
    /// [[assume]]
    /// name   = "icc"
    /// for    = "classes"
    /// value  = "0.005"
    /// source = "measured"
    ///
    /// [[claim]]
    /// id    = "left-handed"
    /// of    = "left-handed-pupils"
    /// frame = "classes"
    /// [claim.share]
    /// part   = "75 pupils"
    /// whole  = "750 pupils"
    /// margin = "2.1 percentage points"
    /// ```
    ///
    /// ## Limits
    /// Clusters are taken to be of one size, and weights to have nothing to do with what is measured. A precision narrower
    /// than that of `n` independent units is another rule's matter: there a note tells the effective size. Of a
    /// P-value it is not known what it was computed with. Silent on modelled figures and where no clusters, weights or
    /// design effect are stated.
    ///
    /// ## Sources
    /// Kish, L. (1965), *Survey Sampling*, sections 5.4, 8.2 and 11.7, Wiley; (1992), *Journal of Official Statistics* 8:183.
    /// Hurlbert, S. H. (1984), *Ecological Monographs* 54:187. Donner, A. & Klar, N. (2000), *Design and Analysis of Cluster
    /// Randomization Trials in Health Research*, Arnold.
    "SV03", "effective-sample-size", "survey", since "0.1.0", Warning,
    "units that are alike, or weighted, are counted as if each told something of its own",
    Quantity(check),
    options [("least", "4/5", "which share of the units a sample must be worth to pass")]
}

/// The name of the design effect at an intraclass correlation.
const AT_ICC: &str = "design effect at {}";

/// The intraclass correlations at which it is shown while the real one is asked for, in hundredths.
const SHOWN: [i64; 3] = [1, 5, 15];

/// How precise a figure is printed to be.
enum Precision {
    /// Half the width of its interval, or its standard error (then at one standard deviation).
    Half { at_most: Exact, value: Exact, is_error: bool },
    /// By nothing that can be compared.
    Unknown,
}

fn check(case: &QuantityCase<'_>) -> Verdict {
    let other = || Outcome::not_applicable("the figure is neither a share nor a mean");
    if !matches!(case.reported.role, Role::Value | Role::Top) {
        return Ok(Outcome::not_applicable("it is judged at the first figure of its quantity"));
    }
    let member = case.member().ok_or_else(other)?;
    let measure = case.resolved.scope(member.scope).subject.measure;
    let is_mean = member.shape == MemberShape::Value && member.value_field() == "mean";
    let is_share = match member.shape {
        MemberShape::Ratio(kind) => kind == RatioKind::Share,
        MemberShape::Value => !is_mean && measure == Slot::Known(Measure::Share),
    };
    if !is_mean && !is_share {
        return Err(other());
    }
    if case.resolved.scope(member.scope).method.adjustment == Some(Adjustment::Model) {
        return Ok(Outcome::not_applicable("the figure was modelled"));
    }
    let none = || Outcome::not_applicable("neither clusters nor weights nor a design effect are stated");
    let frame = case.resolved.frame_of(member.scope).ok_or_else(none)?;
    let [effect, weights, clusters] =
        ["design_effect", "weights_cv", "clusters"].map(|field| frame.amount(field));
    if effect.is_none() && weights.is_none() && clusters.is_none() {
        return Err(none());
    }
    let details = member.details.as_deref();
    let Some(n) = units(case, member, details)? else {
        return Ok(match details.is_some_and(is_precise) {
            true => Outcome::missing(Field::N, Some(case.resolved.owner_id(member.owner))),
            false => Outcome::not_applicable("nobody says of how many units the figure is"),
        });
    };
    let judge = |effect: &Interval| judge(case, (member, is_share), frame, &n, effect);
    if let Some(effect) = effect {
        return judge(&positive(supposed(effect)?)?);
    }
    let weighted = match weights {
        Some(cv) => raised(&supposed(cv)?, weights_design_effect)?,
        None => Interval::ONE,
    };
    let Some(clusters) = clusters else { return judge(&weighted) };
    let Some(clusters) = plain(Some(clusters))?.filter(Exact::is_positive) else {
        return Ok(Outcome::not_applicable("the number of clusters is not printed as a number"));
    };
    // Fewer units than clusters: hardly two of them are in one.
    let size = (&n / &clusters)?.max(Exact::ONE);
    let at = |icc: &Exact| cluster_design_effect(&size, icc);
    match case.resolved.assumed_of(AssumptionName::Icc, member) {
        Some(icc) => judge(&positive(raised(&supposed(icc)?, at)?.mul(&weighted)?)?),
        None => {
            // Alike in nothing, and alike in all.
            let [least, most] =
                [judge(&weighted)?, judge(&weighted.mul(&Interval::point(at(&Exact::ONE)?))?)?];
            if matches!((&least, &most), (Outcome::Passed, Outcome::Passed)) {
                return Ok(Outcome::Passed);
            }
            let shown = SHOWN.iter().map(|hundredths| -> Result<_, Outcome> {
                let icc = Exact::new(*hundredths, 100)?;
                let effect = weighted.scale(&at(&icc)?)?;
                let name = Name::at(AT_ICC, [icc]);
                Ok(match effect.is_point() {
                    Some(point) => NamedValue::new(name, point.clone()),
                    None => NamedValue::range(name, effect),
                })
            });
            let shown = shown.collect::<Result<_, _>>()?;
            Ok(Outcome::missing(Field::ICC, Some(frame.name)).so_far(shown))
        }
    }
}

/// What a function that rises is over all values.
fn raised(
    values: &Interval,
    function: impl Fn(&Exact) -> Result<Exact, ArithmeticError>,
) -> Result<Interval, Outcome> {
    let open = || Outcome::not_applicable("what is stated of clusters or weights is a limit, not a number");
    match (values.low_value(), values.high_value()) {
        (Some(low), Some(high)) => Interval::closed(function(low)?, function(high)?).ok_or_else(open),
        _ => Err(open()),
    }
}

fn positive(effect: Interval) -> Result<Interval, Outcome> {
    match effect.low_value() {
        Some(low) if low.is_positive() => Ok(effect),
        _ => Err(Outcome::not_applicable("the design effect is not above zero")),
    }
}

fn plain(amount: Option<&Amount>) -> Result<Option<Exact>, ArithmeticError> {
    match amount {
        Some(amount) if is_plain_number(amount) => amount.value(),
        _ => Ok(None),
    }
}

/// Of how many units the figure is.
fn units(
    case: &QuantityCase<'_>,
    member: &Member<'_>,
    details: Option<&Details>,
) -> Result<Option<Exact>, ArithmeticError> {
    let whole = case.resolved.amount_of(member, Role::Bottom).filter(|whole| whole.unit().is_counted());
    let n = match whole {
        Some(whole) => plain(Some(&whole.amount))?,
        None => plain(details.and_then(|details| details.n.as_ref()))?,
    };
    Ok(n.filter(Exact::is_positive))
}

fn is_precise(details: &Details) -> bool {
    details.margin.is_some() || details.interval.is_some() || details.other("se").is_some()
}

/// What the printed precision is; nothing where none is printed.
fn precision(
    case: &QuantityCase<'_>,
    member: &Member<'_>,
    details: &Details,
) -> Result<Option<Precision>, ArithmeticError> {
    // A share of counted units has no unit, whatever its part is counted in.
    let at = printed_at(case, member);
    let none = Unit::percent();
    let unit = if at.role == Role::Top { &none } else { at.unit() };
    let one = |amount: &Amount| in_unit(amount, unit, at, Reading::AsWritten);
    let (half, is_error) = match (&details.margin, details.other("se"), &details.interval) {
        (Some(margin), ..) => (one(margin)?, false),
        (None, Some(error), _) => (one(error)?, true),
        (None, None, Some([low, high])) => {
            let half = match (one(low)?, one(high)?) {
                (Some((low, lows)), Some((high, highs))) => {
                    let half = Exact::new(1, 2)?;
                    Some(((&(&high - &low)? * &half)?, highs.sub(&lows)?.scale(&half)?))
                }
                _ => None,
            };
            (half, false)
        }
        (None, None, None) => return Ok(details.p.as_ref().map(|_| Precision::Unknown)),
    };
    Ok(Some(match half.and_then(|(value, values)| Some((value, values.high_value().cloned()?))) {
        Some((value, at_most)) => Precision::Half { at_most, value, is_error },
        None => Precision::Unknown,
    }))
}

/// The figure that margin and standard error stand beside.
fn printed_at<'d>(case: &QuantityCase<'d>, member: &Member<'_>) -> &'d Reported {
    case.resolved.amount_of(member, Role::Stated).unwrap_or(case.reported)
}

/// The variance of the figure if its units were drawn one by one; nothing of a mean whose spread is not printed.
fn variance(
    case: &QuantityCase<'_>,
    (member, is_share): (&Member<'_>, bool),
    frame: &ResolvedFrame<'_>,
    n: &Exact,
) -> Result<Option<Exact>, ArithmeticError> {
    let of_one = match is_share {
        true => {
            let share = case.resolved.member_interval(member, Reading::Nearest)?;
            let half = Exact::new(1, 2)?;
            // The spread of whichever share is possible: the least.
            let ends = [share.low_value(), share.high_value()].into_iter().flatten();
            let farthest =
                ends.max_by_key(|end| (*end - &half).map(|apart| apart.abs()).unwrap_or(Exact::ZERO));
            match farthest {
                Some(share) if !share.is_negative() && *share <= Exact::ONE => {
                    Some((share * &(&Exact::ONE - share)?)?)
                }
                _ => None,
            }
        }
        false => {
            let sd = member.details.as_deref().and_then(|details| details.other("sd"));
            let least = match sd {
                Some(sd) => sd.interval(Reading::AsWritten)?.low_value().cloned(),
                None => None,
            };
            least.filter(|sd| !sd.is_negative()).map(|sd| &sd * &sd).transpose()?
        }
    };
    let population = plain(frame.amount("population"))?.filter(|population| population > n);
    let worth = effective_size(n, &Exact::ONE, population.as_ref())?;
    of_one.map(|of_one| &of_one / &worth).transpose()
}

/// The squares of the quantiles between which a level lies; unstated, those of 90 % and 99 %.
fn quantiles(details: &Details) -> Result<Option<(Exact, Exact)>, ArithmeticError> {
    let square = |level: &Exact, upper: bool| -> Result<Option<Exact>, ArithmeticError> {
        let z = normal_quantile(level)?.interval();
        let end = if upper { z.high_value() } else { z.low_value() };
        end.map(|end| end * end).transpose()
    };
    let (low, high) = match &details.level {
        Some(level) => match plain(Some(level))? {
            Some(level) if level.is_positive() && level < Exact::ONE => (level.clone(), level),
            _ => return Ok(None),
        },
        None => (Exact::new(9, 10)?, Exact::new(99, 100)?),
    };
    Ok(square(&low, false)?.zip(square(&high, true)?))
}

fn judge(
    case: &QuantityCase<'_>,
    (member, is_share): (&Member<'_>, bool),
    frame: &ResolvedFrame<'_>,
    n: &Exact,
    effect: &Interval,
) -> Verdict {
    let Some(least_effect) = effect.low_value().cloned() else {
        return Ok(Outcome::not_applicable("the design effect is a limit, not a number"));
    };
    let worth = effective_size(n, &least_effect, None)?;
    if worth >= (&case.settings.get("least") * n)? {
        return Ok(Outcome::Passed);
    }
    let details = member.details.as_deref();
    let printed = details.map(|details| precision(case, member, details)).transpose()?.flatten();
    let note = || finding(case, (Severity::Note, frame), n, effect, None);
    let (Some(details), Some(Precision::Half { at_most, value, is_error })) = (details, printed) else {
        return note();
    };
    let Some(variance) = variance(case, (member, is_share), frame, n)?.filter(Exact::is_positive) else {
        return note();
    };
    let quantiles = if is_error { Some((Exact::ONE, Exact::ONE)) } else { quantiles(details)? };
    let Some((low, high)) = quantiles else { return note() };
    let printed = (&at_most * &at_most)?;
    if printed < (&low * &variance)? {
        // Narrower than even independent units allow: not by leaving out the design.
        return note();
    }
    let narrow = |quantile: &Exact| -> Result<bool, ArithmeticError> {
        Ok(printed < (&(quantile * &variance)? * &least_effect)?)
    };
    match (narrow(&low)?, narrow(&high)?) {
        (true, _) => {
            finding(case, (Severity::Warning, frame), n, effect, Some((value, printed_at(case, member))))
        }
        (false, true) => Ok(Outcome::missing(Field::LEVEL, Some(case.resolved.owner_id(member.owner)))),
        (false, false) => Ok(Outcome::Passed),
    }
}

fn finding(
    case: &QuantityCase<'_>,
    (severity, frame): (Severity, &ResolvedFrame<'_>),
    n: &Exact,
    effect: &Interval,
    printed: Option<(Exact, &Reported)>,
) -> Verdict {
    let of = |name: &'static str, values: Interval| match values.is_point() {
        Some(point) => NamedValue::new(name, point.clone()),
        None => NamedValue::range(name, values),
    };
    let worth = Interval::point(n.clone()).div(effect)?;
    let fact = match printed {
        Some(_) => {
            "{n} {unit} tell as much as {effective size} drawn one by one, and the printed precision of {precision} is that of {n}"
        }
        None => "{n} {unit} tell as much as {effective size} drawn one by one",
    };
    let reason = match printed {
        Some(_) => "{why}: with a design effect of {design effect}, {precision} becomes {corrected}",
        None => "{why}: the design effect is {design effect}",
    };
    let advice = "give the precision with the design effect in it, or how many units the sample is worth";
    let mut finding = match severity {
        Severity::Note => Finding::note(fact, reason, advice),
        _ => Finding::warning(fact, reason, advice),
    };
    let whole = case.member().and_then(|member| case.resolved.amount_of(member, Role::Bottom));
    let stated_n = case.member().and_then(|member| member.details.as_deref()?.n.as_ref());
    let counted = whole.map(|whole| &whole.amount).or(stated_n).map(|amount| amount.unit().symbol());
    let unit = counted.filter(|symbol| !symbol.is_empty()).unwrap_or("units").to_string();
    let stated = |field| frame.amount(field).is_some();
    let why = match (stated("design_effect"), stated("clusters"), stated("weights_cv")) {
        (true, ..) | (false, false, false) => "the sample was drawn in clusters or weighted",
        (false, true, false) => "units of one cluster are alike",
        (false, false, true) => "the units are weighted unequally",
        (false, true, true) => "units of one cluster are alike, and weighted unequally",
    };
    finding = finding
        .word("why", why)
        .word("unit", unit)
        .with(NamedValue::new("n", n.clone()).style(Style::Whole))
        .with(of("design effect", effect.clone()))
        .with(of("effective size", worth));
    if let (Some((value, at)), Some(least)) = (printed, effect.low_value()) {
        let corrected = widened_margin(&value, least)?;
        let low = corrected.low_value().cloned().unwrap_or(Exact::ZERO);
        finding = finding.with(shown_in("precision", &value, at)?).with(shown_in("corrected", &low, at)?);
    }
    let pointer = match case.member() {
        Some(member) if member.details.as_deref().is_some_and(|details| details.margin.is_some()) => {
            finding.at(case.pointer()).at(member.pointer("margin"))
        }
        _ => finding.at(case.pointer()),
    };
    Ok(pointer.into())
}

#[cfg(test)]
mod tests;
