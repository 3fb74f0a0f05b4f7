//! The bridge: evidence carried to a conclusion, step by step.
//!
//! Each component in which evidence and conclusion differ is one step: a monotone map of an interval with one named
//! assumption, or the vacuous one where nothing is assumed. The order is fixed: rounding, purity, attribution and stage
//! inside the observed population, then the population, then what is counted, place and period. Bounds for the
//! unobserved follow Manski (1989, 2003); attribution along a chain is the same bound taken over stages; from a
//! probability sample to its population chance is the map, and the result holds at a level.
//!
//! What is judged of the result is a [`Judgement`]; what several claims say of one thing they say [`together`]; what
//! would settle an open conclusion are its [break-even values](Bridge::break_even).

mod break_even;
mod contrast;
mod fit;
mod judgement;
mod sampling;
mod sort;
mod together;

pub use break_even::{BreakEven, Parameter};
pub(crate) use contrast::{Contrast, Unsaid, is_carried};
pub(crate) use fit::fit_of;
pub use fit::{Fit, fit};
pub use judgement::Judgement;
pub(crate) use judgement::{Asserted, asserted_set};
pub use sampling::Level;
pub(crate) use sampling::drawn;
pub use together::{Together, together};
pub(crate) use together::{groups, of_group};

use crate::dossier::{AssumptionName, Design, Member, MemberShape, Resolved, ResolvedFrame, Role, Step};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Adjustment, Amount, Comparison, Component, Flow, Measure, SetRelation, Slot, Value};
use crate::stats;
use crate::vocabulary::Unit;
use sort::Sort;

/// One step: why it is needed, what was assumed, and where it leads.
///
/// ```
/// # use saltgrain::{Claim, Conclusion, Design, Dossier, Frame, bridge};
/// use saltgrain::{number::Reading, quantity::Component};
/// # let dossier = Dossier::new("busts")
/// #     .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
/// #     .claim("cases", Claim::share_of("17 of 229 busts")?.frame("seizures"))
/// #     .conclusion("supply", Conclusion::from_claims(["cases"]).base("supply"));
/// # let resolved = dossier.resolve()?;
/// # let (claim, step) = (&resolved.claims()[0], &resolved.steps()[0]);
/// # let comparison = resolved.compare_step(claim, step);
/// // 17 of 229 busts, concluded of the whole supply.
/// let way = bridge::carry(&resolved, step, &comparison, Reading::Nearest)?.expect("one result");
/// assert_eq!(way.steps[0].component, Component::Base);
/// assert!(way.steps[0].assumed.is_none());
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BridgeStep {
    /// The component in which evidence and conclusion differ.
    pub component: Component,
    /// What was assumed for it; nothing: the vacuous map.
    pub assumed: Option<Box<Assumed>>,
    /// The number on which the step turns, where there is one: what would have to be known to take it.
    pub turns_on: Option<Parameter>,
    /// What the figure can be after it; before it, what it was after the step before.
    pub after: Interval,
}

/// What a step of the bridge rests on.
///
/// ```
/// use saltgrain::{bridge::Assumed, dossier::AssumptionName, number::Interval};
/// let coverage = Assumed::Declared(AssumptionName::Coverage, Interval::share());
/// assert_eq!(coverage.name(), Some(AssumptionName::Coverage));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Assumed {
    /// An assumption of the dossier, and its range.
    Declared(AssumptionName, Interval),
    /// How many times purer the part is than the rest.
    Purity(Interval),
    /// Chance drew the units, and the result holds at this level.
    Sampling(Exact),
}

impl Assumed {
    /// The name of the assumption, where it is one of the dossier's.
    ///
    /// ```
    /// use saltgrain::{bridge::Assumed, number::Exact};
    /// assert_eq!(Assumed::Sampling(Exact::new(19, 20)?).name(), None);
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> Option<AssumptionName> {
        match self {
            Assumed::Declared(name, _) => Some(*name),
            Assumed::Purity(_) | Assumed::Sampling(_) => None,
        }
    }
}

/// The evidence of one claim, carried to one conclusion.
///
/// ```
/// # use saltgrain::{Claim, Conclusion, Design, Dossier, Frame, bridge};
/// use saltgrain::number::{Exact, Interval, Reading};
/// # let dossier = Dossier::new("busts")
/// #     .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
/// #     .claim("cases", Claim::share_of("17 of 229 busts")?.frame("seizures"))
/// #     .conclusion("supply", Conclusion::from_claims(["cases"]).base("supply"));
/// # let resolved = dossier.resolve()?;
/// # let (claim, step) = (&resolved.claims()[0], &resolved.steps()[0]);
/// # let comparison = resolved.compare_step(claim, step);
/// // 17 of 229 busts, concluded of the whole supply, with nothing said of what was not seized.
/// let way = bridge::carry(&resolved, step, &comparison, Reading::Nearest)?.expect("one result");
/// assert_eq!(way.evidence, Interval::point(Exact::new(17, 229)?));
/// assert_eq!(*way.concluded(), Interval::share());
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Bridge {
    /// What the evidence says in its own scope: the printed figure, with the margin or interval printed beside it.
    pub evidence: Interval,
    /// The steps, in their fixed order.
    pub steps: Vec<BridgeStep>,
    /// The level at which the result holds, where chance is part of it: a printed margin, or a sampling step.
    pub level: Option<Level>,
    sort: Sort,
}

impl Bridge {
    /// What the figure can be in the conclusion's scope.
    ///
    /// ```
    /// # use saltgrain::{Assumption, Claim, Conclusion, Design, Dossier, Frame, bridge, dossier::AssumptionName};
    /// use saltgrain::number::{Exact, Reading};
    /// # let dossier = Dossier::new("busts")
    /// #     .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
    /// #     .claim("cases", Claim::share_of("17 of 229 busts")?.frame("seizures"))
    /// #     .assume(Assumption::new(AssumptionName::Coverage, "seizures", "50 % to 100 %", "supposed")?)
    /// #     .conclusion("supply", Conclusion::from_claims(["cases"]).base("supply"));
    /// # let resolved = dossier.resolve()?;
    /// # let (claim, step) = (&resolved.claims()[0], &resolved.steps()[0]);
    /// # let comparison = resolved.compare_step(claim, step);
    /// // 17 of 229 busts, concluded of a supply of which at least half was seized.
    /// let way = bridge::carry(&resolved, step, &comparison, Reading::Nearest)?.expect("one result");
    /// // None of the other half, or all of it.
    /// assert_eq!(way.concluded().low_value(), Some(&Exact::new(17, 2 * 229)?));
    /// assert_eq!(way.concluded().high_value(), Some(&Exact::new(17 + 229, 2 * 229)?));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn concluded(&self) -> &Interval {
        self.steps.last().map_or(&self.evidence, |step| &step.after)
    }

    /// What a figure of this kind can be at all: where a step would lead of which nothing is known.
    ///
    /// ```
    /// # use saltgrain::{Claim, Conclusion, Design, Dossier, Frame, bridge};
    /// use saltgrain::number::{Interval, Reading};
    /// # let dossier = Dossier::new("busts")
    /// #     .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
    /// #     .claim("cases", Claim::share_of("17 of 229 busts")?.frame("seizures"))
    /// #     .conclusion("supply", Conclusion::from_claims(["cases"]).base("supply"));
    /// # let resolved = dossier.resolve()?;
    /// # let (claim, step) = (&resolved.claims()[0], &resolved.steps()[0]);
    /// # let comparison = resolved.compare_step(claim, step);
    /// let way = bridge::carry(&resolved, step, &comparison, Reading::Nearest)?.expect("one result");
    /// assert_eq!(way.anything(), Interval::share());
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn anything(&self) -> Interval {
        self.sort.anything()
    }

    /// Takes a step to what the figure can be after it, of which nothing is assumed.
    fn take(&mut self, component: Component, after: Interval) {
        self.steps.push(BridgeStep { component, assumed: None, turns_on: None, after });
    }

    /// Takes a step that turns on one number, with what is assumed of it.
    fn turn(&mut self, component: Component, turns_on: Parameter, assumed: Option<Assumed>, after: Interval) {
        let (assumed, turns_on) = (assumed.map(Box::new), Some(turns_on));
        self.steps.push(BridgeStep { component, assumed, turns_on, after });
    }
}

/// Carries the evidence of a step to its conclusion under the declared assumptions; nothing where the claim has no
/// single result. A component of which it is not known how it differs makes no step: `comparison` names it.
///
/// # Errors
/// Where the ends are too large to decide exactly.
///
/// ```
/// use saltgrain::{Claim, Conclusion, Dossier, bridge, number::Reading};
/// let dossier = Dossier::new("busts")
///     .claim("cases", Claim::share_of("17 of 229 busts")?.place("US"))
///     .conclusion("elsewhere", Conclusion::from_claims(["cases"]).place("MX"));
/// let resolved = dossier.resolve()?;
/// let step = &resolved.steps()[0];
/// let comparison = resolved.compare_step(&resolved.claims()[0], step);
/// let way = bridge::carry(&resolved, step, &comparison, Reading::Nearest)?.expect("one result");
/// assert_eq!(*way.concluded(), way.anything());
/// # Ok::<(), saltgrain::Error>(())
/// ```
pub fn carry(
    resolved: &Resolved<'_>,
    step: &Step,
    comparison: &Comparison,
    reading: Reading,
) -> Result<Option<Bridge>, ArithmeticError> {
    let Some(claim) = resolved.claim(step.claim) else { return Ok(None) };
    let Some(member) = resolved.result_member(claim) else { return Ok(None) };
    let evidence = match evidence(resolved, member, reading) {
        Ok(evidence) => evidence,
        Err(ArithmeticError::DivisionByZero) => return Ok(None),
        Err(error) => return Err(error),
    };
    let sort = Sort::of(resolved, member, &evidence);
    let steps = Vec::with_capacity(comparison.differences.len() + comparison.method.len());
    let mut way = Bridge { evidence, steps, level: Level::printed(member), sort };
    let frame = resolved.frame_of(claim.scope);
    let from = From { resolved, step, member, frame, comparison, reading };
    from.purity(&mut way)?;
    from.attribution(&mut way)?;
    from.origin(&mut way);
    from.population(&mut way)?;
    let stock = resolved.scope(claim.scope).subject.flow == Slot::Known(Flow::Stock);
    // `differences` has the decisive ones first; the way has a fixed order.
    let following = |after: Option<Component>| {
        let components = comparison.differences.iter().map(|difference| difference.component);
        components.filter(|component| after.is_none_or(|after| *component > after)).min()
    };
    let mut next = following(None);
    while let Some(component) = next {
        next = following(Some(component));
        let relation = comparison.set(component);
        let after = match component {
            Component::Stage | Component::OriginBasis | Component::Origin | Component::Base => continue,
            _ if !comparison.is_beyond(component) => continue,
            // Another kind of number, or of thing: nothing of the figure is left.
            Component::Measure if from.is_odds_for_risks() => {
                from.risk_ratio(&mut way)?;
                continue;
            }
            Component::Measure | Component::Kind => Interval::all(),
            // What there is on one day says nothing of the sum over a longer time.
            Component::Period if stock => sort.carried(way.concluded(), None),
            Component::Of | Component::Place | Component::Period | Component::Extra(_) => {
                sort.carried(way.concluded(), relation)
            }
            _ => sort.carried(way.concluded(), None),
        };
        way.take(component, after);
    }
    for component in from.method() {
        // Purity was the first step.
        if component != Component::Adjustment || !from.concerns_purity() {
            let after = sort.carried(way.concluded(), None);
            way.take(component, after);
        }
    }
    Ok(Some(way))
}

/// Where the bridge starts, and what leads on from there.
struct From<'r, 'd> {
    resolved: &'r Resolved<'d>,
    step: &'r Step,
    member: &'r Member<'d>,
    frame: Option<&'r ResolvedFrame<'d>>,
    comparison: &'r Comparison,
    reading: Reading,
}

impl From<'_, '_> {
    /// What is supposed under a name, in this reading.
    fn supposed(&self, name: AssumptionName) -> Result<Option<Interval>, ArithmeticError> {
        let amount = self.resolved.assumed(name, self.step);
        amount.map(|amount| amount.interval(self.reading)).transpose()
    }

    /// The method components that the conclusion states otherwise than the evidence was made. A conclusion does not take
    /// the method over: only what it states of it can differ.
    fn method(&self) -> impl Iterator<Item = Component> {
        let made = &self.resolved.scope(self.member.scope).method;
        let wanted = &self.resolved.scope(self.step.scope).method;
        let differing = [
            (Component::Adjustment, made.adjustment.is_some() && made.adjustment != wanted.adjustment),
            (Component::Status, made.status.is_some() && made.status != wanted.status),
            (Component::Vintage, made.vintage.is_some() && made.vintage != wanted.vintage),
        ];
        let stated = |component| self.comparison.method.contains(&component);
        differing
            .into_iter()
            .filter(move |(component, differs)| *differs && stated(*component))
            .map(|(component, _)| component)
    }

    /// Whether a gross weight is concluded to be one of the pure ingredient. Weights that are printed side by side are
    /// gross unless somebody says otherwise.
    fn concerns_purity(&self) -> bool {
        let adjusted = |scope| self.resolved.scope(scope).method.adjustment;
        let is_gross = match adjusted(self.member.scope) {
            None => matches!(self.member.shape, MemberShape::Ratio(_)),
            Some(adjustment) => adjustment != Adjustment::Purity,
        };
        adjusted(self.step.scope) == Some(Adjustment::Purity) && is_gross
    }

    /// From gross weight to the weight of the pure ingredient. A part that is `k` times as pure as the rest has the share
    /// that a part has which is detected `1/k` times as often: the maps are one.
    fn purity(&self, way: &mut Bridge) -> Result<(), ArithmeticError> {
        if !self.concerns_purity() {
            return Ok(());
        }
        let (part, rest) =
            (self.supposed(AssumptionName::PurityPart)?, self.supposed(AssumptionName::PurityRest)?);
        let weighed =
            self.resolved.amounts_of(self.member).iter().all(|reported| !reported.unit().is_counted());
        if way.sort != Sort::Fraction || !weighed {
            let after = way.sort.carried(way.concluded(), None);
            way.take(Component::Adjustment, after);
            return Ok(());
        }
        let ratio = match (&part, &rest) {
            (Some(part), Some(rest)) if rest.low_value().is_some_and(Exact::is_positive) => {
                Some(part.div(rest)?)
            }
            _ => None,
        };
        let after = match &ratio {
            Some(ratio) => stats::share_at_detection_ratio(way.concluded(), ratio)?,
            None => Interval::share(),
        };
        way.turn(Component::Adjustment, Parameter::PurityRatio, ratio.map(Assumed::Purity), after);
        Ok(())
    }

    /// From what was attributed at one stage, on one basis, to any.
    fn attribution(&self, way: &mut Bridge) -> Result<(), ArithmeticError> {
        let Some(component) = attribution_step(self.comparison) else { return Ok(()) };
        // Only from one stage to any, and from one basis to any, is what was attributed still part of it.
        let kept = |component| {
            !self.comparison.is_beyond(component)
                || self.comparison.set(component) == Some(SetRelation::Within)
        };
        let kept = kept(Component::Stage) && kept(Component::OriginBasis);
        if kept && way.sort == Sort::Fraction && origin_sets_the_part_apart(self.resolved, self.member) {
            let supposed = self.supposed(AssumptionName::UpstreamShare)?;
            let rest = supposed.clone().unwrap_or_else(Interval::share);
            let after = stats::any_stage_share(way.concluded(), &rest)?;
            let assumed = supposed.map(|share| Assumed::Declared(AssumptionName::UpstreamShare, share));
            way.turn(component, Parameter::UpstreamShare, assumed, after);
        } else {
            let after = way.sort.carried(way.concluded(), kept.then_some(SetRelation::Within));
            way.take(component, after);
        }
        Ok(())
    }

    /// From one origin to a wider or narrower one.
    fn origin(&self, way: &mut Bridge) {
        if !self.comparison.is_beyond(Component::Origin) {
            return;
        }
        let relation = self.comparison.set(Component::Origin);
        let after = match (way.sort, relation) {
            (Sort::Fraction, Some(relation)) if origin_sets_the_part_apart(self.resolved, self.member) => {
                nested_part(way.concluded(), relation)
            }
            (sort, relation) => sort.carried(way.concluded(), relation),
        };
        way.take(Component::Origin, after);
    }

    /// From what was observed to what is concluded about.
    fn population(&self, way: &mut Bridge) -> Result<(), ArithmeticError> {
        if !self.comparison.is_beyond(Component::Base) {
            return Ok(());
        }
        match self.speaks_for(way) {
            // Whom a complete count left out, it does not speak for.
            Speaks::ForAll if way.sort == Sort::Fraction && self.coverage()?.is_some() => {
                return self.share_of_population(way);
            }
            Speaks::ForAll => return Ok(()),
            Speaks::BySampling => {
                let frame = self.frame.map(|frame| (frame, self.resolved));
                if let Some((after, level)) =
                    sampling::carried(frame, self.step, self.member, way.concluded())?
                {
                    way.level = Some(Level::of(level.clone()));
                    let assumed = Some(Box::new(Assumed::Sampling(level)));
                    way.steps.push(BridgeStep { component: Component::Base, assumed, turns_on: None, after });
                    // Whom the sampling frame does not cover, no chance could draw.
                    return if self.coverage()?.is_some() { self.share_of_population(way) } else { Ok(()) };
                }
            }
            Speaks::ForItself => {}
        }
        let relation = self.comparison.set(Component::Base);
        if way.sort == Sort::Additive && relation == Some(SetRelation::Within) {
            return self.count_of_population(way);
        }
        if way.sort != Sort::Fraction || relation != Some(SetRelation::Within) {
            let after = way.sort.carried(way.concluded(), relation);
            way.take(Component::Base, after);
            return Ok(());
        }
        self.share_of_population(way)
    }

    /// What share of the population was observed: as supposed, else as the frame states it.
    fn coverage(&self) -> Result<Option<Interval>, ArithmeticError> {
        let of_frame = || self.frame.and_then(|frame| frame.amount("coverage"));
        match self.supposed(AssumptionName::Coverage)? {
            None => of_frame().map(|amount| amount.interval(self.reading)).transpose(),
            supposed => Ok(supposed),
        }
    }

    /// From the share in an observed part of the population to the share in all of it.
    fn share_of_population(&self, way: &mut Bridge) -> Result<(), ArithmeticError> {
        let coverage = self.coverage()?;
        let ratio = self.supposed(AssumptionName::DetectionRatio)?;
        let bounds = |coverage| stats::worst_case_bounds(way.concluded(), coverage, &Interval::share());
        let bounds = coverage.as_ref().map(bounds).transpose()?;
        let detected = |ratio| stats::share_at_detection_ratio(way.concluded(), ratio);
        let detected = ratio.as_ref().map(detected).transpose()?;
        // Each is true where its assumption is: together they leave what both allow.
        let after = match (bounds, detected) {
            (Some(bounds), Some(detected)) => bounds.intersect(&detected).unwrap_or(bounds),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => Interval::share(),
        };
        let assumed = match (coverage, ratio) {
            (Some(coverage), _) => Some(Assumed::Declared(AssumptionName::Coverage, coverage)),
            (None, Some(ratio)) => Some(Assumed::Declared(AssumptionName::DetectionRatio, ratio)),
            (None, None) => None,
        };
        way.turn(Component::Base, Parameter::DetectionRatio, assumed, after);
        Ok(())
    }

    /// A count of what was found or reported, of which the share found or reported is supposed: so much for each.
    fn count_of_population(&self, way: &mut Bridge) -> Result<(), ArithmeticError> {
        for name in [AssumptionName::Ascertainment, AssumptionName::ReportingRate] {
            let Some(found) = self.supposed(name)? else { continue };
            let Some(found) = found.intersect(&Interval::share()) else { continue };
            if !found.low_value().is_some_and(Exact::is_positive) {
                continue;
            }
            let after = way.concluded().div(&found)?;
            let assumed = Some(Box::new(Assumed::Declared(name, found)));
            way.steps.push(BridgeStep { component: Component::Base, assumed, turns_on: None, after });
            return Ok(());
        }
        let after = way.sort.carried(way.concluded(), Some(SetRelation::Within));
        way.take(Component::Base, after);
        Ok(())
    }

    /// Whether an odds ratio is concluded to be a ratio of risks.
    fn is_odds_for_risks(&self) -> bool {
        let measure = |scope| self.resolved.scope(scope).subject.measure;
        measure(self.member.scope) == Slot::Known(Measure::OddsRatio)
            && measure(self.step.scope) == Slot::Known(Measure::RiskRatio)
    }

    /// From a ratio of odds to the ratio of the risks: nearer to one, by as much as the outcome is common.
    fn risk_ratio(&self, way: &mut Bridge) -> Result<(), ArithmeticError> {
        let risk = self.supposed(AssumptionName::Prior)?.and_then(|risk| risk.intersect(&Interval::share()));
        let after = stats::risk_ratio(way.concluded(), risk.as_ref().unwrap_or(&Interval::share()))?;
        let assumed = risk.map(|risk| Box::new(Assumed::Declared(AssumptionName::Prior, risk)));
        way.steps.push(BridgeStep { component: Component::Measure, assumed, turns_on: None, after });
        Ok(())
    }

    /// For whom the figure speaks: for the whole population that its frame stands for after a complete count, or after a
    /// probability sample whose printed margin is part of the evidence already; by chance, after one without. So does, with
    /// its margin, a contrast of groups that does not depend on who was selected.
    fn speaks_for(&self, way: &Bridge) -> Speaks {
        let Some(frame) = self.frame else { return Speaks::ForItself };
        let base = |scope| match self.resolved.scope(scope).subject.base {
            Value::Node(base) => Some(self.resolved.names().concept.name(base)),
            _ => None,
        };
        let population = base(self.step.scope);
        // The figure may already be about another set than the one observed.
        let observed = base(self.member.scope) == Some(frame.name);
        if !observed || frame.stands_for.is_none() || frame.stands_for != population {
            return Speaks::ForItself;
        }
        match frame.design {
            Some(Design::Census) => Speaks::ForAll,
            // A register may miss some, and its shares speak for all the same; its counts are of what was registered.
            Some(Design::Administrative) if way.sort == Sort::Fraction => Speaks::ForAll,
            Some(Design::Probability) if way.level.is_some() => Speaks::ForAll,
            Some(Design::Probability) if way.sort == Sort::Fraction => Speaks::BySampling,
            _ if way.level.is_some() && Contrast::holds_in_population(self.resolved, self.member) => {
                Speaks::ForAll
            }
            _ => Speaks::ForItself,
        }
    }
}

/// For whom a figure speaks.
enum Speaks {
    /// For the units it was taken of.
    ForItself,
    /// For the whole population.
    ForAll,
    /// For the whole population, but for chance.
    BySampling,
}

/// The printed figure, widened to the interval or margin that is printed beside it, and by what was attributed to
/// nobody and may belong to the part.
fn evidence(
    resolved: &Resolved<'_>,
    member: &Member<'_>,
    reading: Reading,
) -> Result<Interval, ArithmeticError> {
    let printed = resolved.member_interval(member, reading)?;
    let Some(details) = member.details.as_deref() else { return Ok(printed) };
    let printed = match details.other("unattributed") {
        Some(amount) => with_unattributed(resolved, member, &printed, amount, reading)?,
        None => printed,
    };
    if let Some([low, high]) = &details.interval {
        return Ok(printed.hull(&low.interval(reading)?).hull(&high.interval(reading)?));
    }
    let (Some(margin), [figure, ..]) = (&details.margin, resolved.amounts_of(member)) else {
        return Ok(printed);
    };
    // "200 people ± 5 %" is a part of the figure, "20 % ± 5 %" is points.
    let relative = margin.unit().fraction().is_some()
        && figure.unit().fraction().is_none()
        && *margin.unit() != Unit::none();
    let margin = margin.interval(reading)?.abs();
    let reach = if relative { margin.mul(&printed.abs())? } else { margin };
    Ok(printed.add(&reach)?.hull(&printed.sub(&reach)?))
}

/// A share of which some of the whole was attributed to nobody: all of that may be the part's.
fn with_unattributed(
    resolved: &Resolved<'_>,
    member: &Member<'_>,
    share: &Interval,
    amount: &Amount,
    reading: Reading,
) -> Result<Interval, ArithmeticError> {
    let of_whole = match resolved.amount_of(member, Role::Bottom) {
        _ if amount.unit().fraction().is_some() => amount.interval(reading)?,
        Some(whole) => amount.interval(reading)?.div(&whole.interval(reading)?)?,
        None => return Ok(share.hull(&Interval::share())),
    };
    let most = share.add(&of_whole.abs())?.intersect(&Interval::share());
    Ok(most.map_or_else(|| share.hull(&Interval::share()), |most| share.hull(&most)))
}

/// Whether the origin is what sets the part of a share apart from its whole: then a wider origin can only add to it.
fn origin_sets_the_part_apart(resolved: &Resolved<'_>, member: &Member<'_>) -> bool {
    let origin = |scope| resolved.scope(scope).subject.origin;
    let named = matches!(origin(member.scope), Value::Node(_));
    let whole = resolved.amount_of(member, Role::Bottom);
    named && whole.is_some_and(|whole| origin(whole.scope) != origin(member.scope))
}

/// A share of which the part is known to grow or shrink.
fn nested_part(share: &Interval, relation: SetRelation) -> Interval {
    let within = |low: Option<&Exact>, high: Option<&Exact>| {
        let (low, high) = (low.cloned().unwrap_or(Exact::ZERO), high.cloned().unwrap_or(Exact::ONE));
        Interval::closed(low, high).unwrap_or_else(Interval::share)
    };
    match relation {
        SetRelation::Equal => share.clone(),
        SetRelation::Within => within(share.low_value(), None),
        SetRelation::Contains => within(None, share.high_value()),
        _ => Interval::share(),
    }
}

/// The component that asks for the attribution step: the stage, or else the basis of attribution.
fn attribution_step(comparison: &Comparison) -> Option<Component> {
    [Component::Stage, Component::OriginBasis].into_iter().find(|component| comparison.is_beyond(*component))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests;
