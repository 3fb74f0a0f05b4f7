//! DN06: a rate is taken of those to whom it cannot happen, or on one of several bases that do not agree.

use crate::claim::{Assertion, Comparator, Mood, Quantified};
use crate::dossier::{Member, MemberShape, Owner, Pointer, Reported};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Component, SetRelation, Value};
use crate::rule::{
    Field, Finding, GroupCase, GroupKey, NamedValue, Outcome, Severity, Verdict, declare_rule,
};
use crate::rules::denominators::{counts_people, taken_per};
use crate::rules::fields;
use crate::vocabulary::{KindRelation, NodeId, Unit, lemma};

declare_rule! {
    /// ## What it checks
    /// Rates of one thing that can be taken on several bases: per person, per journey, per hour. Whether groups compared on
    /// one of them are in the same order on the others; and whether a rate is taken of the population to whom it can happen.
    ///
    /// ## Why it matters
    /// Whoever picks the base picks the order. Per kilometre flying is the safest way to travel, per journey it is not.
    ///
    /// ## How
    /// Comparisons with one scope but for what they are taken per (each in a claim of its own, `like` the first) are put
    /// side by side; kinds of people, such as children and adults, are no two bases. Two groups whose intervals lie one way
    /// on one base and the other way on another are told with a table of all bases. It is a warning where a conclusion
    /// draws on the order without saying per what (`base`): where it asserts a ratio, if that holds on a base it draws on and
    /// fails on another one; of more than two groups, if it says that one is first (`rank = 1`) and neither the highest nor
    /// the lowest stays so. Else it is a note, as it is where the ratio of the two differs `factor` times. Where
    /// `[taxonomy] at_risk` says to whom alone an event can happen, a rate taken of others as well gets a note with how much
    /// it is changed, if the rate among those at risk is printed too; one taken of nobody at risk a warning.
    ///
    /// ## Fires
    /// Deaths of travellers in the United Kingdom, 1990 to 2000.
    /// ```toml
    /// [[claim]]
    /// id = "by-km"
    /// of = "travellers-killed"
    /// [claim.compare]
    /// by     = "mode"
    /// groups = { air = "0.05 deaths per billion km", car = "3.1 deaths per billion km" }
    ///
    /// [[claim]]
    /// id   = "by-journey"
    /// like = "by-km"
    /// [claim.compare]
    /// by     = "mode"
    /// groups = { air = "117 deaths per billion journeys", car = "40 deaths per billion journeys" }
    ///
    /// [[claim]]
    /// id   = "by-hour"
    /// like = "by-km"
    /// [claim.compare]
    /// by     = "mode"
    /// groups = { air = "30.8 deaths per billion hours", car = "130 deaths per billion hours" }
    ///
    /// [[conclusion]]
    /// id      = "safest"
    /// says    = "flying is safer than driving"
    /// from    = "by-km"
    /// asserts = "ratio < 1"
    /// ```
    /// Women without a cervix cannot die of its cancer.
    /// ```toml
    /// [taxonomy]
    /// is_a    = { women-with-a-cervix = "women" }
    /// at_risk = { cervical-cancer-death = "women-with-a-cervix" }
    ///
    /// [[claim]]
    /// id   = "crude"
    /// rate = "5.7 deaths per 100,000 women"
    /// of   = "cervical-cancer-death"
    /// base = "women"
    ///
    /// [[claim]]
    /// id   = "corrected"
    /// rate = "10.1 deaths per 100,000 women"
    /// like = "crude"
    /// base = "women-with-a-cervix"
    /// ```
    ///
    /// ## Clean
    /// Buses are safer than cars whatever it is taken per.
    /// ```toml
    /// [[claim]]
    /// id = "by-journey"
    /// of = "travellers-killed"
    /// [claim.compare]
    /// by     = "mode"
    /// groups = { bus = "4.3 deaths per billion journeys", car = "40 deaths per billion journeys" }
    ///
    /// [[claim]]
    /// id   = "by-hour"
    /// like = "by-journey"
    /// [claim.compare]
    /// by     = "mode"
    /// groups = { bus = "11.1 deaths per billion hours", car = "130 deaths per billion hours" }
    ///
    /// [[conclusion]]
    /// id      = "safer"
    /// from    = "by-journey"
    /// asserts = "ratio < 1"
    /// ```
    /// Of those at risk, and of no others.
    /// ```toml
    /// [taxonomy]
    /// at_risk = { cervical-cancer-death = "women-with-a-cervix" }
    ///
    /// [[claim]]
    /// id   = "corrected"
    /// rate = "10.1 deaths per 100,000 women"
    /// of   = "cervical-cancer-death"
    /// base = "women-with-a-cervix"
    /// ```
    ///
    /// ## Limits
    /// Knows only the bases that the dossier has, and does not say which one is right: that depends on the question. Takes
    /// rounding into account, and not chance, which is for the rules about samples. Compares up to twelve groups on up to
    /// eight bases. Shares by unit of count are DN07's matter, populations of top and bottom DN01's.
    ///
    /// ## Sources
    /// Rothman, K., Greenland, S. & Lash, T. (2008), *Modern Epidemiology*, 3rd ed., ch. 3, Lippincott. Ford, R. (October
    /// 2000), *Modern Railways*, after a survey of the DETR. Beavis, A. L., Gravitt, P. E. & Rositch, A. F. (2017), *Cancer*
    /// 123:1044.
    "DN06", "population-at-risk-mismatch", "denominator", since "0.1.0", Warning,
    "a rate is of those to whom it cannot happen, or of one of several bases that do not agree",
    Group[GroupKey::AcrossBases](check),
    options [("factor", "2", "how many times larger the ratio of two groups must be on one base than on another, for a note")]
}

/// The rates of one claim: all on one base.
struct Basis<'d> {
    claim: u32,
    /// Of whom it is taken.
    population: Value,
    per: Option<&'d Unit>,
    rates: Vec<Rate<'d>>,
}

/// One rate, in words when somebody reads it.
struct Rate<'d> {
    name: &'d str,
    reported: &'d Reported,
    bottom: Option<&'d Reported>,
    value: Option<Exact>,
    interval: Interval,
}

fn check(case: &GroupCase<'_>) -> Verdict {
    let mut bases: Vec<Basis<'_>> = Vec::new();
    for member in &case.members {
        add(case, &mut bases, member)?;
    }
    let risks = at_risk(case, &bases);
    if let Some(pair) = turning(&bases) {
        return Ok(turned(case, &bases, pair, &risks)?.into());
    }
    if let Some(finding) = not_at_risk(case, &bases, &risks)? {
        return Ok(finding.into());
    }
    if let Some(finding) = differing(case, &bases, &risks)? {
        return Ok(finding.into());
    }
    for (basis, risk) in bases.iter().zip(&risks) {
        let Risk::Open = risk else { continue };
        let names = &case.resolved.names().concept;
        return Ok(match (basis.population, population_at_risk(case)) {
            (Value::Node(base), Some(risk)) => fields::two_names(names.name(base), names.name(risk)).into(),
            _ => Outcome::missing(Field::BASE, Some(case.resolved.owner_id(Owner::Claim(basis.claim)))),
        });
    }
    let compared = pairs(&bases).next().is_some() && (1..bases.len()).any(|i| is_another(&bases, 0, i));
    match compared || risks.contains(&Risk::Right) {
        true => Ok(Outcome::Passed),
        false => Ok(Outcome::not_applicable("the rates are taken on one base, or compare nothing on two")),
    }
}

/// Adds a rate to those of its claim; one in another unit than they are is left out.
fn add<'d>(case: &GroupCase<'d>, bases: &mut Vec<Basis<'d>>, member: &'d Member<'d>) -> Result<(), Outcome> {
    let Owner::Claim(claim) = member.owner else { return Ok(()) };
    let interval = match case.resolved.member_interval(member, Reading::Nearest) {
        Err(ArithmeticError::DivisionByZero) => return Ok(()),
        interval => interval?,
    };
    let (reported, bottom) = match (member.shape, case.resolved.amounts_of(member)) {
        (MemberShape::Ratio(_), [top, bottom, ..]) => (top, Some(bottom)),
        (_, [value, ..]) => (value, None),
        (_, []) => return Ok(()),
    };
    let value = match (reported.amount.value()?, bottom.map(|bottom| bottom.amount.value()).transpose()?) {
        (Some(top), Some(Some(bottom))) if bottom.is_positive() => Some((&top / &bottom)?),
        (value, None) => value,
        _ => None,
    };
    let rate = Rate { name: member.name.unwrap_or_default(), reported, bottom, value, interval };
    if let Some(basis) = bases.last_mut().filter(|basis| basis.claim == claim) {
        let is_alike = basis.rates.first().is_none_or(|first| rate.is_like(first));
        if is_alike {
            basis.rates.push(rate);
        }
        return Ok(());
    }
    let scope = match case.resolved.top_and_bottom(member) {
        Some([_, bottom]) => bottom,
        None => member.scope,
    };
    let population = case.resolved.scope(scope).subject.base;
    bases.push(Basis { claim, population, per: taken_per(case.resolved, member), rates: vec![rate] });
    Ok(())
}

impl Rate<'_> {
    fn unit(&self) -> Option<Unit> {
        match self.bottom {
            Some(bottom) => self.reported.unit().quotient(bottom.unit()).ok(),
            None => Some(self.reported.unit().clone()),
        }
    }

    fn is_like(&self, other: &Rate<'_>) -> bool {
        match (self.unit(), other.unit()) {
            (Some(own), Some(other)) => own.comparable(&other) == KindRelation::Equal,
            _ => false,
        }
    }

    /// As printed, or as computed from its two figures, with what it can be; without the unit.
    fn shown(&self) -> String {
        let (value, range) = match self.bottom {
            None => {
                let figure = self.reported.amount.figure();
                (Some(figure.value().clone()), figure.reading(Reading::Nearest))
            }
            Some(_) => (self.value.clone(), self.interval.clone()),
        };
        let range = NamedValue::range("", range).shown_range();
        match value.map(|value| NamedValue::new("", value).shown()) {
            Some(value) if value != range => format!("{value} ({range})"),
            _ => range,
        }
    }

    fn unit_text(&self) -> String {
        match self.bottom {
            None => self.reported.unit().symbol().to_string(),
            Some(bottom) => {
                format!("{} per {}", self.reported.unit().base_symbol(), bottom.unit().base_symbol())
            }
        }
    }
}

impl<'d> Basis<'d> {
    fn rate(&self, name: &str) -> Option<&Rate<'d>> {
        self.rates.iter().find(|rate| rate.name == name)
    }

    /// Whether the first of two groups lies below the second; none where rounding leaves it open.
    fn is_below(&self, pair: [&str; 2]) -> Option<bool> {
        let (one, other) = (self.rate(pair[0])?, self.rate(pair[1])?);
        if one.interval.is_below(&other.interval) {
            Some(true)
        } else {
            other.interval.is_below(&one.interval).then_some(false)
        }
    }

    /// The group that lies above all others, or below them, however the figures were rounded.
    fn outermost(&self, above: bool) -> Option<&'d str> {
        let name = |rate: &Rate<'d>| rate.name;
        let all: Vec<&str> = self.rates.iter().map(name).collect();
        let beyond = |one: &str| {
            all.iter().filter(|other| **other != one).all(|other| self.is_below([other, one]) == Some(above))
        };
        self.rates.iter().map(name).find(|one| beyond(one))
    }

    /// Whether some other group surely lies above the group, or below it.
    fn is_passed(&self, group: &str, above: bool) -> bool {
        self.rates.iter().any(|other| self.is_below([group, other.name]) == Some(above))
    }

    /// How many times the second group's rate the first one's is.
    fn ratio(&self, pair: [&str; 2]) -> Result<Option<Interval>, ArithmeticError> {
        let (Some(one), Some(other)) = (self.rate(pair[0]), self.rate(pair[1])) else { return Ok(None) };
        let positive = Interval::more_than(Exact::ZERO);
        match one.interval.is_subset(&positive) && other.interval.is_subset(&positive) {
            true => one.interval.div(&other.interval).map(Some),
            false => Ok(None),
        }
    }

    /// What it is taken per, in words.
    fn name(&self, case: &GroupCase<'_>) -> String {
        let of = match self.population {
            Value::Node(node) => format!(" of {}", case.resolved.names().concept.name(node)),
            _ => String::new(),
        };
        match self.per {
            Some(unit) => format!("per {}{of}", unit.kind().map_or_else(|| lemma(unit.symbol()), Into::into)),
            None => of.trim_start().to_string(),
        }
    }
}

/// Whether two claims are on two bases: not two figures for one, nor rates of two kinds of people.
fn is_another(bases: &[Basis<'_>], one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (bases.get(one), bases.get(other)) else { return false };
    let is_unit_apart = match (one.per, other.per) {
        (Some(a), Some(b)) => match a.comparable(b) {
            KindRelation::Equal | KindRelation::Undecided => false,
            KindRelation::UnequalDimension => true,
            KindRelation::SameDimensionOtherKind => !(counts_people(Some(a)) && counts_people(Some(b))),
        },
        _ => false,
    };
    is_unit_apart || one.population != other.population
}

/// The groups, two by two, in the order of the first claim.
fn pairs<'a>(bases: &'a [Basis<'_>]) -> impl Iterator<Item = [&'a str; 2]> {
    let names = bases.first().map(|basis| basis.rates.as_slice()).unwrap_or_default();
    names
        .iter()
        .enumerate()
        .flat_map(|(i, one)| names.iter().skip(i + 1).map(move |other| [one.name, other.name]))
}

/// Two groups that lie one way on one base and the other way on another.
fn turning<'a>(bases: &'a [Basis<'_>]) -> Option<[&'a str; 2]> {
    pairs(bases).find(|pair| {
        let order: Vec<_> = bases.iter().map(|basis| basis.is_below(*pair)).collect();
        (0..bases.len()).any(|i| {
            (i + 1..bases.len()).any(|j| match (order.get(i), order.get(j)) {
                (Some(Some(one)), Some(Some(other))) => one != other && is_another(bases, i, j),
                _ => false,
            })
        })
    })
}

fn turned(
    case: &GroupCase<'_>,
    bases: &[Basis<'_>],
    pair: [&str; 2],
    risks: &[Risk],
) -> Result<Finding, Outcome> {
    let asserted = asserted(case, bases, pair)?;
    let (severity, reason) = match &asserted {
        Some(asserted) => {
            (if asserted.hedged { Severity::Note } else { Severity::Warning }, asserted.reason.clone())
        }
        None => (Severity::Note, "each base answers another question, and none answers all".to_string()),
    };
    let finding = Finding::warning(
        "whether {one} is higher or {other} depends on what it is taken per: {table}",
        "{why}",
        "say per what it is meant and why that is the base of the question, or give all of them",
    )
    .at_most(severity)
    .with_all(ratios(case, bases, pair)?)
    .word("one", pair[0].to_string())
    .word("other", pair[1].to_string())
    .word("why", reason)
    .word("table", table(case, bases, pair, risks));
    let finding = match asserted {
        Some(asserted) => finding.at(Pointer::to_conclusion(asserted.conclusion, "asserts")),
        None => finding,
    };
    Ok(at_rates(case, finding, bases, pair))
}

/// Both rates on each base: "per km: air 0.05 (0.045 to 0.055) and car 3.1 (3.05 to 3.15) deaths per billion km, air lower".
fn table(case: &GroupCase<'_>, bases: &[Basis<'_>], pair: [&str; 2], risks: &[Risk]) -> String {
    let rows = bases.iter().zip(risks).filter_map(|(basis, risk)| {
        let (one, other) = (basis.rate(pair[0])?, basis.rate(pair[1])?);
        let order = match basis.is_below(pair) {
            Some(true) => format!("{} lower", pair[0]),
            Some(false) => format!("{} lower", pair[1]),
            None => "neither surely lower".to_string(),
        };
        let risk = if *risk == Risk::Right { " (those at risk)" } else { "" };
        let (name, unit) = (basis.name(case), one.unit_text());
        let (one, other) = (one.shown(), other.shown());
        Some(format!("{name}{risk}: {} {one} and {} {other} {unit}, {order}", pair[0], pair[1]))
    });
    rows.collect::<Vec<_>>().join("; ")
}

/// How many times the other's the one's rate is, on each base.
fn ratios(
    case: &GroupCase<'_>,
    bases: &[Basis<'_>],
    pair: [&str; 2],
) -> Result<Vec<NamedValue>, ArithmeticError> {
    let mut values = Vec::new();
    for basis in bases {
        let Some(range) = basis.ratio(pair)? else { continue };
        let value = |name| basis.rate(name).and_then(|rate| rate.value.as_ref());
        let exact = match (value(pair[0]), value(pair[1])) {
            (Some(one), Some(other)) => Some((one / other)?),
            _ => None,
        };
        let range = NamedValue::range(format!("ratio {}", basis.name(case)), range);
        values.push(NamedValue { exact, ..range });
    }
    Ok(values)
}

fn at_rates(case: &GroupCase<'_>, finding: Finding, bases: &[Basis<'_>], pair: [&str; 2]) -> Finding {
    let rates = bases.iter().flat_map(|basis| pair.into_iter().filter_map(|name| basis.rate(name)));
    rates.fold(finding, |finding, rate| finding.at(case.resolved.pointer(rate.reported)))
}

/// A conclusion that draws on the order of two groups, and does not say per what.
struct Asserted {
    conclusion: u32,
    hedged: bool,
    reason: String,
}

/// The first such conclusion to which the other bases say something else; one put as a fact first.
fn asserted(
    case: &GroupCase<'_>,
    bases: &[Basis<'_>],
    pair: [&str; 2],
) -> Result<Option<Asserted>, ArithmeticError> {
    let mut found: Option<Asserted> = None;
    for (conclusion, members) in &case.conclusions {
        let (Some(written), Some(resolved)) =
            (case.resolved.written_conclusion(*conclusion), case.resolved.conclusion(*conclusion))
        else {
            continue;
        };
        let says_per_what = |scope| case.resolved.scope(scope).is_stated(Component::Base);
        if case.resolved.steps_of(resolved).iter().any(|step| says_per_what(step.scope)) {
            continue;
        }
        let drawn =
            |basis: &&Basis<'_>| members.iter().any(|member| member.owner == Owner::Claim(basis.claim));
        let asserts = case.resolved.asserts(*conclusion);
        let mut reason = None;
        for assertion in asserts.iter().filter(|one| one.quantified == Quantified::Ratio) {
            reason = match reason {
                None => holds_and_fails(case, assertion, bases, pair, &drawn)?,
                found => found,
            };
        }
        // Of more than two groups nobody says which of them the conclusion sets side by side.
        let are_two = bases.iter().all(|basis| basis.rates.len() == 2);
        let is_order = |one: &Assertion| matches!(one.quantified, Quantified::Rank | Quantified::Change);
        if reason.is_none() && are_two && (asserts.is_empty() || asserts.iter().any(is_order)) {
            reason = other_way_round(case, bases, pair, &drawn);
        }
        if reason.is_none() && asserts.iter().any(is_first) {
            reason = others_first(case, bases, &drawn);
        }
        let Some(reason) = reason else { continue };
        let hedged = written.mood != Mood::Flat;
        if !hedged {
            return Ok(Some(Asserted { conclusion: *conclusion, hedged, reason }));
        }
        found = found.or(Some(Asserted { conclusion: *conclusion, hedged, reason }));
    }
    Ok(found)
}

/// A ratio, of whichever of the two to the other, that holds on a base of the conclusion and fails on another.
fn holds_and_fails(
    case: &GroupCase<'_>,
    assertion: &Assertion,
    bases: &[Basis<'_>],
    pair: [&str; 2],
    drawn: &dyn Fn(&&Basis<'_>) -> bool,
) -> Result<Option<String>, ArithmeticError> {
    let [one, other] = pair;
    if bases.iter().any(|basis| basis.rates.len() != 2) {
        return Ok(None);
    }
    let set = assertion.comparator.set(assertion.threshold.value.clone());
    for pair in [[one, other], [other, one]] {
        let mut holding = Vec::new();
        let mut failing = Vec::new();
        for (i, basis) in bases.iter().enumerate() {
            let Some(ratio) = basis.ratio(pair)? else { continue };
            if ratio.is_subset(&set) {
                holding.push((i, basis));
            } else if ratio.is_disjoint(&set) {
                failing.push((i, basis));
            }
        }
        let Some((holds, _)) = holding.iter().find(|(_, basis)| drawn(basis)) else { continue };
        let Some((_, fails)) = failing.iter().find(|(i, _)| is_another(bases, *holds, *i)) else {
            return Ok(None);
        };
        let holds = bases.get(*holds).map(|basis| basis.name(case)).unwrap_or_default();
        return Ok(Some(format!("{assertion} holds {holds} and not {}", fails.name(case))));
    }
    Ok(None)
}

/// On a base of the conclusion the two lie one way, and on another one the other way.
fn other_way_round(
    case: &GroupCase<'_>,
    bases: &[Basis<'_>],
    pair: [&str; 2],
    drawn: &dyn Fn(&&Basis<'_>) -> bool,
) -> Option<String> {
    bases.iter().enumerate().filter(|(_, basis)| drawn(basis)).find_map(|(i, basis)| {
        let order = basis.is_below(pair)?;
        let (_, against) = bases.iter().enumerate().find(|(j, other)| {
            other.is_below(pair).is_some_and(|other| other != order) && is_another(bases, i, *j)
        })?;
        let (own, against) = (basis.name(case), against.name(case));
        Some(format!(
            "the conclusion does not say per what: it is drawn {own}, and {against} it is the other way round"
        ))
    })
}

/// Whether a group is said to be the first of all; it may be counted from above or from below.
fn is_first(assertion: &Assertion) -> bool {
    assertion.quantified == Quantified::Rank
        && assertion.comparator == Comparator::Equal
        && assertion.threshold.value == Exact::ONE
}

/// On a base of the conclusion one group is highest and one lowest, and on another base neither is.
fn others_first(
    case: &GroupCase<'_>,
    bases: &[Basis<'_>],
    drawn: &dyn Fn(&&Basis<'_>) -> bool,
) -> Option<String> {
    bases.iter().enumerate().filter(|(_, basis)| drawn(basis)).find_map(|(i, basis)| {
        let (highest, lowest) = (basis.outermost(true)?, basis.outermost(false)?);
        let neither = |other: &Basis<'_>| other.is_passed(highest, true) && other.is_passed(lowest, false);
        let (_, against) =
            bases.iter().enumerate().find(|(j, other)| is_another(bases, i, *j) && neither(other))?;
        let (own, against) = (basis.name(case), against.name(case));
        Some(format!(
            "the conclusion does not say per what: {own} {highest} is highest and {lowest} lowest, and {against} neither is"
        ))
    })
}

/// The same order on every base, and far apart all the same.
fn differing(case: &GroupCase<'_>, bases: &[Basis<'_>], risks: &[Risk]) -> Result<Option<Finding>, Outcome> {
    let factor = case.settings.get("factor");
    let Some(pair) = pairs(bases).next().filter(|_| bases.iter().all(|basis| basis.rates.len() == 2)) else {
        return Ok(None);
    };
    let mut all: Vec<(usize, Interval)> = Vec::new();
    for (i, basis) in bases.iter().enumerate() {
        all.extend(basis.ratio(pair)?.map(|ratio| (i, ratio)));
    }
    let far = |(i, one): &(usize, Interval), (j, other): &(usize, Interval)| {
        let (Some(low), Some(high)) = (one.low_value(), other.high_value()) else { return Ok(false) };
        Ok::<_, ArithmeticError>(is_another(bases, *i, *j) && *low >= (high * &factor)?)
    };
    let mut is_far = false;
    for one in &all {
        for other in &all {
            is_far |= far(one, other)?;
        }
    }
    if !is_far {
        return Ok(None);
    }
    let finding = Finding::note(
        "how far {one} and {other} are apart depends on what it is taken per: {table}",
        "the order of the two is not turned, but each base gives another ratio",
        "say per what a ratio is meant",
    )
    .with_all(ratios(case, bases, pair)?)
    .word("one", pair[0].to_string())
    .word("other", pair[1].to_string())
    .word("table", table(case, bases, pair, risks));
    Ok(Some(at_rates(case, finding, bases, pair)))
}

/// How the population of a base lies to those at risk.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Risk {
    /// Nobody says to whom alone it can happen.
    None,
    /// All of it is at risk.
    Right,
    /// Some are not.
    Some,
    /// Nobody is.
    Nobody,
    /// It is not known.
    Open,
}

fn at_risk(case: &GroupCase<'_>, bases: &[Basis<'_>]) -> Vec<Risk> {
    let concepts = &case.resolved.names().concept;
    let Some(population) = population_at_risk(case) else { return vec![Risk::None; bases.len()] };
    let risk = |basis: &Basis<'_>| match basis.population {
        Value::Node(base) => match concepts.relation(base, population) {
            SetRelation::Equal | SetRelation::Within => Risk::Right,
            SetRelation::Contains | SetRelation::Overlaps => Risk::Some,
            SetRelation::Disjoint => Risk::Nobody,
            SetRelation::Unknown => Risk::Open,
        },
        Value::Any => Risk::Some,
        Value::Unknown => Risk::Open,
        // Nobody in the dossier says of whom: then no rate is of anybody in particular.
        Value::NotApplicable => Risk::None,
    };
    bases.iter().map(risk).collect()
}

fn population_at_risk(case: &GroupCase<'_>) -> Option<NodeId> {
    let member = case.members.first()?;
    let Owner::Claim(claim) = member.owner else { return None };
    let claim = case.resolved.claim(claim)?;
    match case.resolved.scope(claim.scope).subject.of {
        Value::Node(of) => case.resolved.names().concept.at_risk(of),
        _ => None,
    }
}

/// A rate that is taken of others as well, beside the one of those at risk, where that is printed too.
fn not_at_risk(
    case: &GroupCase<'_>,
    bases: &[Basis<'_>],
    risks: &[Risk],
) -> Result<Option<Finding>, Outcome> {
    let find = |wanted: &[Risk]| {
        let found = bases.iter().zip(risks).find(|(_, risk)| wanted.contains(risk));
        found.map(|(basis, risk)| (basis, *risk))
    };
    let Some((wrong, risk)) = find(&[Risk::Nobody]).or_else(|| find(&[Risk::Some])) else { return Ok(None) };
    let (Value::Node(_) | Value::Any, Some(at_risk), Some(rate)) =
        (wrong.population, population_at_risk(case), wrong.rates.first())
    else {
        return Ok(None);
    };
    let names = &case.resolved.names().concept;
    let base = match wrong.population {
        Value::Node(base) => names.name(base).to_string(),
        _ => "everybody".to_string(),
    };
    let right = find(&[Risk::Right]).and_then(|(basis, _)| basis.rate(rate.name));
    let right = right.filter(|right| right.is_like(rate));
    let times = match right {
        Some(right) if rate.interval.is_subset(&Interval::more_than(Exact::ZERO)) => {
            let exact = match (&right.value, &rate.value) {
                (Some(right), Some(own)) => Some((right / own)?),
                _ => None,
            };
            let range = NamedValue::range("times", right.interval.div(&rate.interval)?);
            Some(NamedValue { exact, ..range })
        }
        _ => None,
    };
    let reason = match (risk, &times) {
        (Risk::Nobody, _) => "{base} and {risk} share nothing: whoever is counted on top is none of them",
        (_, Some(_)) => "among {risk} alone the rate is {times} times as high ({times:range})",
        (_, None) => "among {risk} alone the rate is higher, by as much as the others are many",
    };
    let finding = Finding::warning(
        "the rate is taken of {base}, and it can happen to {risk} only",
        reason,
        "call it a crude rate, or divide by {risk}",
    );
    let finding = match risk {
        Risk::Nobody => finding,
        _ => finding.at_most(Severity::Note),
    };
    let finding = finding
        .with_all(times)
        .word("base", base)
        .word("risk", names.name(at_risk).to_string())
        .at(case.resolved.pointer(rate.reported));
    Ok(Some(match right {
        Some(right) => finding.at(case.resolved.pointer(right.reported)),
        None => finding,
    }))
}

#[cfg(test)]
mod tests;
