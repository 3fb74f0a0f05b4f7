//! The dossier with every name resolved, every scope complete and every figure read: what rules see.

use foldhash::{HashMap, HashSet};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::{Assigned, AssumptionName, Design, Dossier, IdTable, Named, Pointer, Supposed};
use crate::claim::relation::{self, MemberKind};
use crate::claim::{Assertion, Claim, Conclusion, Yardstick};
use crate::error::{Error, escaped};
use crate::number::{ArithmeticError, Exact, Figure, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{
    Adjustment, Amount, Comparison, Component, FrameId, Measure, PeriodValue, Quantity, Scope, ScopeId,
    Scopes, Sides, Slot, Status, Subject, Taxonomies, Value,
};
use crate::vocabulary::{Dimension, Period, ResultClass, Unit};

/// What one printed amount is in its quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A single value.
    Value,
    /// The part of a share, or the events of a rate.
    Top,
    /// The whole of a share, or the exposure of a rate.
    Bottom,
    /// The ratio as printed.
    Stated,
}

/// One printed amount with its complete scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Reported {
    /// The member of a claim or reference it belongs to, by position among all members.
    pub member: u32,
    /// What it is there.
    pub role: Role,
    /// What it is about.
    pub scope: ScopeId,
    /// The figure and its unit.
    pub amount: Amount,
}

impl Reported {
    /// The values that could have been printed this way, in the base unit.
    ///
    /// # Errors
    /// Where the ends are too large to decide exactly.
    pub fn interval(&self, reading: Reading) -> Result<Interval, ArithmeticError> {
        self.amount.interval(reading)
    }

    /// The unit.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        self.amount.unit()
    }
}

/// Whose member a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A claim, by position.
    Claim(u32),
    /// A reference, by position.
    Reference(u32),
}

/// Whether a member is one value or a ratio of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MemberShape {
    /// One value.
    Value,
    /// A ratio of the member's first two amounts.
    Ratio(RatioKind),
}

/// What a quantity's table states beside its amounts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Details {
    /// Half the width of the printed interval.
    pub margin: Option<Amount>,
    /// The printed interval.
    pub interval: Option<[Amount; 2]>,
    /// Its level.
    pub level: Option<Amount>,
    /// The printed P-value.
    pub p: Option<Amount>,
    /// How many values or people.
    pub n: Option<Amount>,
    /// Every other amount of the table, by field.
    pub others: Vec<(&'static str, Amount)>,
    /// Why units were left out of the base.
    pub excluded_because: Option<Box<str>>,
    /// The stratum in which it stands.
    pub stratum: Option<Box<str>>,
    /// What the whole or the exposure is about that is not printed with it, where the claim says so (`denominator`).
    pub denominator: Option<ScopeId>,
}

impl Details {
    /// The amount of a further field: `sd`, `excluded/n`, `largest`, …
    #[must_use]
    pub fn other(&self, field: &str) -> Option<&Amount> {
        self.others.iter().find(|(own, _)| *own == field).map(|(_, amount)| amount)
    }
}

/// One quantity of a claim or reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Member<'d> {
    /// Whose it is.
    pub owner: Owner,
    /// What it is in the relation.
    pub kind: MemberKind,
    /// The name the relation gives it.
    pub name: Option<&'d str>,
    /// Its position among the owner's members.
    pub position: u32,
    /// One value or a ratio.
    pub shape: MemberShape,
    /// What it is about; for a ratio, what the ratio is about.
    pub scope: ScopeId,
    /// What its table states beside the amounts.
    pub details: Option<Box<Details>>,
    /// The keys below its owner under which it stands, from the outermost; its name comes after them.
    pub(super) keys: &'static [&'static str],
    pub(super) quantity: &'d Quantity,
    pub(super) amounts: Range<u32>,
}

/// A claim with its quantities.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolvedClaim {
    /// Its position in the dossier.
    pub position: u32,
    /// The scope of its result.
    pub scope: ScopeId,
    pub(super) members: Range<u32>,
}

/// A conclusion and its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolvedConclusion {
    /// Its position in the dossier.
    pub position: u32,
    /// What it asserts; nothing: the same figure, in its own scope.
    pub asserts: Arc<[Assertion]>,
    /// When the asserted cause began.
    pub since: Option<Period>,
    /// The claim that shows the same without the asserted cause, by position.
    pub control: Option<u32>,
    pub(super) steps: Range<u32>,
}

/// One claim to one conclusion: the conclusion's scope, completed from that claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The claim, by position.
    pub claim: u32,
    /// The conclusion, by position.
    pub conclusion: u32,
    /// What the conclusion is about, given this evidence.
    pub scope: ScopeId,
}

/// A frame with its amounts read.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolvedFrame<'d> {
    /// Its name.
    pub name: &'d str,
    /// How its units were selected.
    pub design: Option<Design>,
    /// How its units were assigned to groups.
    pub assigned: Option<Assigned>,
    /// The population it is meant to speak of.
    pub stands_for: Option<&'d str>,
    /// Its amounts by field.
    pub amounts: Vec<(&'static str, Amount)>,
}

impl ResolvedFrame<'_> {
    /// The amount of a field.
    #[must_use]
    pub fn amount(&self, field: &str) -> Option<&Amount> {
        self.amounts.iter().find(|(name, _)| *name == field).map(|(_, amount)| amount)
    }
}

/// A dossier in which every name means something and every scope is complete.
///
/// ```
/// use saltgrain::{Claim, Dossier};
/// let dossier = Dossier::new("one claim").claim("cases", Claim::share_of("17 of 229 busts")?.place("US"));
/// let resolved = dossier.resolve()?;
/// assert_eq!(resolved.quantities().len(), 2);
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug)]
pub struct Resolved<'d> {
    pub(super) dossier: &'d Dossier,
    pub(super) date: Option<Period>,
    pub(super) frames: Vec<ResolvedFrame<'d>>,
    pub(super) scopes: Arc<Scopes>,
    pub(super) claims: Vec<ResolvedClaim>,
    pub(super) members: Vec<Member<'d>>,
    pub(super) quantities: Vec<Reported>,
    pub(super) conclusions: Vec<ResolvedConclusion>,
    pub(super) steps: Vec<Step>,
    pub(super) against: Vec<(u32, u32)>,
    pub(super) yardsticks: Vec<(u32, Yardstick, Owner)>,
    pub(super) assumptions: Assumptions,
    /// Frames by name.
    pub(super) frame_ids: HashMap<&'d str, FrameId>,
    pub(super) ids: Arc<IdTable>,
    /// Figures by pointer, once a proof asks.
    pub(super) places: OnceLock<HashMap<Box<str>, u32>>,
    /// The claims with a negative figure, by position, once a rule asks.
    pub(super) signed: OnceLock<HashSet<u32>>,
    /// When the latest figure of each claim was taken, by position, once a rule asks.
    pub(super) last_periods: OnceLock<Box<[PeriodValue]>>,
}

/// What is supposed, by name and whom it is about.
pub(super) type Assumptions = BTreeMap<(AssumptionName, Holder), Amount>;

/// Whom an assumption is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holder {
    Claim(u32),
    Conclusion(u32),
    Frame(FrameId),
    /// Everything that nothing is supposed of in particular.
    All,
}

fn at<T>(list: &[T], position: u32) -> Option<&T> {
    list.get(usize::try_from(position).ok()?)
}

fn slice<'a, T>(list: &'a [T], range: &Range<u32>) -> &'a [T] {
    let (Ok(start), Ok(end)) = (usize::try_from(range.start), usize::try_from(range.end)) else { return &[] };
    list.get(start..end).unwrap_or_default()
}

impl<'d> Resolved<'d> {
    /// The dossier as written.
    #[must_use]
    pub fn dossier(&self) -> &'d Dossier {
        self.dossier
    }

    /// When the text appeared.
    ///
    /// ```
    /// use saltgrain::Dossier;
    /// let dossier = Dossier { date: Some("2019-09-03".into()), ..Dossier::default() };
    /// assert_eq!(dossier.resolve()?.date().map(|date| date.to_string()), Some("2019-09-03".to_string()));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn date(&self) -> Option<Period> {
        self.date
    }

    /// The taxonomies its names stand in.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier};
    /// let dossier = Dossier::new("busts").claim("cases", Claim::figure("17 busts")?.of("fentanyl"));
    /// assert!(dossier.resolve()?.names().concept.id("fentanyl").is_some());
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn names(&self) -> &Taxonomies {
        &self.scopes.names
    }

    /// A scope.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier, quantity::Value};
    /// let dossier = Dossier::new("busts").claim("cases", Claim::figure("17 busts")?.place("US"));
    /// let resolved = dossier.resolve()?;
    /// let subject = &resolved.scope(resolved.claims()[0].scope).subject;
    /// assert_eq!(Some(subject.place), resolved.names().place.id("US").map(Value::Node));
    /// assert_eq!(subject.of, Value::Unknown);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn scope(&self, id: ScopeId) -> &Scope {
        self.scopes.get(id)
    }

    /// Two scopes with the names in them, to be put into words later.
    #[must_use]
    pub fn sides(&self, one: ScopeId, other: ScopeId) -> Sides {
        Sides { scopes: self.scopes.clone(), one, other }
    }

    /// The claims.
    #[must_use]
    pub fn claims(&self) -> &[ResolvedClaim] {
        &self.claims
    }

    /// Every quantity of every claim and reference, in the order written.
    #[must_use]
    pub fn members(&self) -> &[Member<'d>] {
        &self.members
    }

    /// Every printed amount of every quantity, in the order written.
    #[must_use]
    pub fn quantities(&self) -> &[Reported] {
        &self.quantities
    }

    /// The conclusions.
    #[must_use]
    pub fn conclusions(&self) -> &[ResolvedConclusion] {
        &self.conclusions
    }

    /// Every step from a claim to a conclusion.
    ///
    /// ```
    /// use saltgrain::{Claim, Conclusion, Dossier};
    /// let dossier = Dossier::new("busts")
    ///     .claim("cases", Claim::share_of("17 of 229 busts")?)
    ///     .claim("weight", Claim::share("5 kg", "536 kg")?)
    ///     .conclusion("rare", Conclusion::from_claims(["cases", "weight"]));
    /// assert_eq!(dossier.resolve()?.steps().iter().map(|step| step.claim).collect::<Vec<_>>(), [0, 1]);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// A conclusion, by position.
    #[must_use]
    pub fn conclusion(&self, position: u32) -> Option<&ResolvedConclusion> {
        at(&self.conclusions, position)
    }

    /// The steps of one conclusion.
    #[must_use]
    pub fn steps_of(&self, conclusion: &ResolvedConclusion) -> &[Step] {
        slice(&self.steps, &conclusion.steps)
    }

    /// Pairs of claims that the text sets against each other, by position.
    #[must_use]
    pub fn against(&self) -> &[(u32, u32)] {
        &self.against
    }

    /// The claims and references by which one claim's figures are measured as that.
    pub(crate) fn measured_by(
        &self,
        claim: &ResolvedClaim,
        yardstick: Yardstick,
    ) -> impl Iterator<Item = Owner> {
        let start = self.yardsticks.partition_point(|(own, ..)| *own < claim.position);
        let rest = self.yardsticks.get(start..).unwrap_or_default();
        let own = rest.iter().take_while(|(own, ..)| *own == claim.position);
        own.filter(move |(_, of, _)| *of == yardstick).map(|(.., owner)| *owner)
    }

    /// The quantities of one claim.
    #[must_use]
    pub fn members_of(&self, claim: &ResolvedClaim) -> &[Member<'d>] {
        slice(&self.members, &claim.members)
    }

    /// The quantities of a reference.
    #[must_use]
    pub fn members_of_reference(&self, position: u32) -> &[Member<'d>] {
        // References stand after all claims, in their own order.
        let start = self.members.partition_point(|member| match member.owner {
            Owner::Claim(_) => true,
            Owner::Reference(own) => own < position,
        });
        let end = self.members.partition_point(|member| match member.owner {
            Owner::Claim(_) => true,
            Owner::Reference(own) => own <= position,
        });
        self.members.get(start..end).unwrap_or_default()
    }

    /// The amounts of one quantity: its value, or top, bottom and the stated ratio.
    #[must_use]
    pub fn amounts_of(&self, member: &Member<'_>) -> &[Reported] {
        slice(&self.quantities, &member.amounts)
    }

    /// The position among all quantities of a member's first amount.
    #[must_use]
    pub(crate) fn first_amount(&self, member: &Member<'_>) -> u32 {
        member.amounts.start
    }

    /// Whether a figure of the claim is printed with a minus sign.
    pub(crate) fn has_signs(&self, claim: u32) -> bool {
        let signed = || {
            let negative = |reported: &&Reported| reported.amount.figure().value().is_negative();
            let owners =
                self.quantities.iter().filter(negative).filter_map(|reported| self.member_of(reported));
            let claim = |member: &Member<'_>| match member.owner {
                Owner::Claim(position) => Some(position),
                Owner::Reference(_) => None,
            };
            owners.filter_map(claim).collect()
        };
        self.signed.get_or_init(signed).contains(&claim)
    }

    /// When the latest figure of a claim was taken. Of a change that says nothing of its later figure, and of every
    /// other claim, it is the claim's own period.
    pub(crate) fn last_period(&self, claim: &ResolvedClaim) -> PeriodValue {
        let periods = || self.claims.iter().map(|claim| self.latest(claim)).collect();
        at(self.last_periods.get_or_init(periods), claim.position).copied().unwrap_or_default()
    }

    fn latest(&self, claim: &ResolvedClaim) -> PeriodValue {
        let scope = self.scope(claim.scope);
        let own = match scope.subject.period {
            // Nobody in the dossier states one.
            PeriodValue::NotApplicable if !scope.is_stated(Component::Period) => PeriodValue::Unknown,
            period => period,
        };
        let mut latest: Option<Period> = None;
        let is_later = |period: Period, latest: Period| period.bounds().1 > latest.bounds().1;
        for member in self.members_of(claim).iter().filter(|member| member.kind != MemberKind::Result) {
            if let PeriodValue::Period(period) = self.scope(member.scope).subject.period {
                latest = Some(latest.filter(|latest| !is_later(period, *latest)).unwrap_or(period));
            } else if matches!(member.kind, MemberKind::To | MemberKind::Point) {
                return own;
            }
        }
        latest.map_or(own, PeriodValue::Period)
    }

    /// The class in the chain of results of what a scope counts.
    pub(crate) fn class_of(&self, scope: ScopeId) -> Option<ResultClass> {
        match self.scope(scope).subject.of {
            Value::Node(node) => self.names().concept.class(node),
            _ => None,
        }
    }

    /// A table of figures by pointer, made at the first call.
    pub(crate) fn places(
        &self,
        make: impl FnOnce(&Self) -> HashMap<Box<str>, u32>,
    ) -> &HashMap<Box<str>, u32> {
        self.places.get_or_init(|| make(self))
    }

    /// The amount of a member in a role.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier, dossier::Role};
    /// let dossier = Dossier::new("busts").claim("cases", Claim::share_of("17 of 229 busts")?);
    /// let resolved = dossier.resolve()?;
    /// let share = &resolved.members()[0];
    /// let amount = |role| resolved.amount_of(share, role).map(|reported| reported.amount.to_string());
    /// assert_eq!(amount(Role::Bottom).as_deref(), Some("229 busts"));
    /// // No percentage is printed.
    /// assert_eq!(amount(Role::Stated), None);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn amount_of(&self, member: &Member<'_>, role: Role) -> Option<&Reported> {
        self.amounts_of(member).iter().find(|reported| reported.role == role)
    }

    /// What the top and the bottom of a member's ratio are about: of part and whole, events and exposure; of a ratio
    /// printed without them, where something is said of its `denominator`.
    #[must_use]
    pub fn top_and_bottom(&self, member: &Member<'_>) -> Option<[ScopeId; 2]> {
        match (member.shape, self.amounts_of(member)) {
            (MemberShape::Ratio(_), [top, bottom, ..]) => Some([top.scope, bottom.scope]),
            (_, [value, ..]) => Some([value.scope, member.details.as_deref()?.denominator?]),
            (_, []) => None,
        }
    }

    /// The member an amount belongs to.
    #[must_use]
    pub fn member_of(&self, reported: &Reported) -> Option<&Member<'d>> {
        at(&self.members, reported.member)
    }

    /// A claim by position.
    #[must_use]
    pub fn claim(&self, position: u32) -> Option<&ResolvedClaim> {
        at(&self.claims, position)
    }

    /// A claim as written.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier};
    /// let dossier = Dossier::new("busts").claim("cases", Claim::share_of("17 of 229 busts")?);
    /// let resolved = dossier.resolve()?;
    /// assert_eq!(resolved.written(&resolved.claims()[0]).map(Claim::id), Some("cases"));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn written(&self, claim: &ResolvedClaim) -> Option<&'d Claim> {
        at(&self.dossier.claim, claim.position)
    }

    /// A conclusion as written.
    #[must_use]
    pub fn written_conclusion(&self, position: u32) -> Option<&'d Conclusion> {
        at(&self.dossier.conclusion, position)
    }

    /// What a conclusion asserts.
    #[must_use]
    pub fn asserts(&self, conclusion: u32) -> &[Assertion] {
        at(&self.conclusions, conclusion).map_or(&[], |conclusion| &conclusion.asserts)
    }

    /// What a conclusion asserts, to be kept.
    pub(crate) fn shared_asserts(&self, conclusion: u32) -> Arc<[Assertion]> {
        at(&self.conclusions, conclusion).map(|conclusion| conclusion.asserts.clone()).unwrap_or_default()
    }

    /// The id of whoever owns a member.
    #[must_use]
    pub fn owner_id(&self, owner: Owner) -> &'d str {
        match owner {
            Owner::Claim(position) => at(&self.dossier.claim, position).map_or("", |claim| &claim.id),
            Owner::Reference(position) => {
                at(&self.dossier.reference, position).map_or("", |reference| &reference.id)
            }
        }
    }

    /// Who goes by which id, to be kept.
    pub(crate) fn ids(&self) -> &Arc<IdTable> {
        &self.ids
    }

    /// The id of whoever owns a member, to be kept.
    pub(crate) fn shared_id(&self, owner: Owner) -> Option<Arc<str>> {
        match owner {
            Owner::Claim(position) => at(&self.dossier.claim, position).map(|claim| claim.id.clone()),
            Owner::Reference(position) => {
                at(&self.dossier.reference, position).map(|reference| reference.id.clone())
            }
        }
    }

    /// The frame behind a scope.
    #[must_use]
    pub fn frame(&self, frame: FrameId) -> Option<&ResolvedFrame<'d>> {
        at(&self.frames, frame.0)
    }

    /// The frame of that name.
    pub(crate) fn frame_named(&self, name: &str) -> Option<&ResolvedFrame<'d>> {
        self.frame(*self.frame_ids.get(name)?)
    }

    /// The frame that a scope names.
    #[must_use]
    pub fn frame_of(&self, scope: ScopeId) -> Option<&ResolvedFrame<'d>> {
        self.frame(self.scope(scope).method.frame?)
    }

    /// What the checker supposes in a step: of the conclusion, else of the claim, else of the claim's frame.
    #[must_use]
    pub fn assumed(&self, name: AssumptionName, step: &Step) -> Option<&Amount> {
        if self.assumptions.is_empty() {
            return None;
        }
        let frame = || {
            let claim = self.claim(step.claim)?;
            Some(Holder::Frame(self.scope(claim.scope).method.frame?))
        };
        let of = |holder| self.assumptions.get(&(name, holder));
        of(Holder::Conclusion(step.conclusion))
            .or_else(|| of(Holder::Claim(step.claim)))
            .or_else(|| of(frame()?))
            .or_else(|| of(Holder::All))
    }

    /// Supposes another value of an assumption, for a sweep.
    pub(crate) fn suppose(&mut self, supposed: &Supposed, value: &Exact) -> Result<(), Error> {
        let amount = Amount::new(Figure::exact(value.clone()), Unit::none());
        let Supposed { name, about } = supposed;
        let Some(about) = about else {
            self.assumptions.retain(|(own, _), _| own != name);
            self.assumptions.insert((*name, Holder::All), amount);
            return Ok(());
        };
        let named = self.ids.find(about).and_then(|named| match named {
            Named::Claim(position) => Some(Holder::Claim(position)),
            Named::Conclusion(position) => Some(Holder::Conclusion(position)),
            Named::Reference(_) => None,
        });
        let frame = self.frame_ids.get(&**about).copied().map(Holder::Frame);
        if named.is_none() && frame.is_none() {
            return Err(Error::message(format!("no frame, claim or conclusion is called '{about}'")));
        }
        let holders = named.into_iter().chain(frame);
        self.assumptions.extend(holders.map(|holder| ((*name, holder), amount.clone())));
        Ok(())
    }

    /// What the checker supposes of a figure, without a conclusion: of its claim, else of the frame of its scope.
    ///
    /// ```
    /// use saltgrain::{Assumption, Claim, Dossier, dossier::AssumptionName};
    /// let dossier = Dossier::new("seizures")
    ///     .claim("together", Claim::figure("550 kg")?)
    ///     .assume(Assumption::new(AssumptionName::Overlap, "together", "10 % to 20 %", "supposed")?);
    /// let resolved = dossier.resolve()?;
    /// assert!(resolved.assumed_of(AssumptionName::Overlap, &resolved.members()[0]).is_some());
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn assumed_of(&self, name: AssumptionName, member: &Member<'_>) -> Option<&Amount> {
        if self.assumptions.is_empty() {
            return None;
        }
        let of = |holder| self.assumptions.get(&(name, holder));
        let claim = match member.owner {
            Owner::Claim(position) => of(Holder::Claim(position)),
            Owner::Reference(_) => None,
        };
        let frame = || Some(Holder::Frame(self.scope(member.scope).method.frame?));
        claim.or_else(|| of(frame()?)).or_else(|| of(Holder::All))
    }

    /// Whether a figure is a count or sum of observed units: no sample, no model, no estimate, no adjustment. Only
    /// such figures can contradict each other.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier, quantity::Status};
    /// let dossier = Dossier::new("busts")
    ///     .claim("counted", Claim::figure("17 busts")?)
    ///     .claim("estimated", Claim::figure("17 busts")?.status(Status::Estimate));
    /// let resolved = dossier.resolve()?;
    /// let observed = resolved.quantities().iter().map(|reported| resolved.is_observed(reported));
    /// assert_eq!(observed.collect::<Vec<_>>(), [true, false]);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn is_observed(&self, reported: &Reported) -> bool {
        let scope = self.scope(reported.scope);
        let additive = matches!(scope.subject.measure, Slot::Known(Measure::Count | Measure::Sum));
        let method = &scope.method;
        let design = self.frame_of(reported.scope).and_then(|frame| frame.design);
        let sampled = matches!(
            design,
            Some(Design::Probability | Design::Model | Design::Convenience | Design::Volunteer)
        );
        let firm = match method.status {
            None | Some(Status::Observed) => true,
            // Provisional figures are revised: only of one release they are firm.
            Some(Status::Provisional) => method.vintage.is_some(),
            _ => false,
        };
        let raw = matches!(method.adjustment, None | Some(Adjustment::None));
        additive && !sampled && firm && raw && !self.has_margin(reported) && reported.role != Role::Stated
    }

    /// Whether a margin or an interval is printed with a figure, which says with it that it is an estimate.
    pub(crate) fn has_margin(&self, reported: &Reported) -> bool {
        let details = self.member_of(reported).and_then(|member| member.details.as_deref());
        details.is_some_and(|details| details.margin.is_some() || details.interval.is_some())
    }

    /// What a figure can be, its printed margin or interval included: within it two figures do not contradict each other.
    pub(crate) fn interval_with_margin(
        &self,
        reported: &Reported,
        reading: Reading,
    ) -> Result<Interval, ArithmeticError> {
        let own = reported.interval(reading)?;
        let details = self.member_of(reported).and_then(|member| member.details.as_deref());
        let Some(details) = details.filter(|_| reported.role == Role::Value) else { return Ok(own) };
        if let Some([low, high]) = &details.interval {
            return Ok(own.hull(&low.interval(reading)?).hull(&high.interval(reading)?));
        }
        match &details.margin {
            Some(margin) => match margin.interval(reading)?.high_value() {
                Some(margin) => {
                    own.add(&Interval::closed(-margin, margin.clone()).unwrap_or_else(Interval::all))
                }
                None => Ok(Interval::all()),
            },
            None => Ok(own),
        }
    }

    /// Whether a figure's scope states every subject component itself or by `like`, and what the figure measures is known:
    /// then a difference between two such figures is no misunderstanding.
    #[must_use]
    pub fn is_fully_stated(&self, reported: &Reported) -> bool {
        let scope = self.scope(reported.scope);
        Component::SUBJECT.iter().all(|component| scope.is_stated(*component))
            && self.is_measure_known(reported)
            && self.is_member_told_apart(reported)
            && !self.is_exposure_of_frame(reported)
    }

    /// Whether it is the exposure of a rate of which only the frame says what it is of: deaths and departures in one
    /// register may be told per head of two populations.
    fn is_exposure_of_frame(&self, reported: &Reported) -> bool {
        let is_rate = |member: &Member<'_>| member.shape == MemberShape::Ratio(RatioKind::Rate);
        let set = || self.names().concept.id(self.frame_of(reported.scope)?.name).map(Value::Node);
        reported.role == Role::Bottom
            && self.member_of(reported).is_some_and(is_rate)
            && set() == Some(self.scope(reported.scope).subject.of)
    }

    /// Whether a figure is a count or sum beyond doubt. "85 kg" and "390 points" are as often averages as sums: a sum
    /// they are where somebody says so (`measure`) or where parts and wholes are printed, which add up. What is known to
    /// be counted, and was printed to the unit, was counted.
    pub(crate) fn is_measure_known(&self, reported: &Reported) -> bool {
        let Some(member) = self.member_of(reported) else { return false };
        let stated = reported.role == Role::Value && self.scope(reported.scope).is_stated(Component::Measure);
        let adds_up = match member.shape {
            MemberShape::Ratio(kind) => kind == RatioKind::Share,
            MemberShape::Value => matches!(member.kind, MemberKind::Whole | MemberKind::Part),
        };
        stated || adds_up || reported.unit().is_known_count()
    }

    /// Whether a figure of a ratio is apart from the other in its scope. If part and whole are described alike, what
    /// makes the part one is not written down. Events are those of their exposure alone: of a length of time that need
    /// not be the period, or of units that a base of "none" denies.
    fn is_member_told_apart(&self, reported: &Reported) -> bool {
        let Some(member) = self.member_of(reported).filter(|_| reported.role == Role::Top) else {
            return true;
        };
        let Some(other) = self.amount_of(member, Role::Bottom) else { return true };
        match member.shape {
            MemberShape::Ratio(RatioKind::Share) => {
                let subject = |reported: &Reported| {
                    let subject = self.scope(reported.scope).subject;
                    Subject { kind: Value::Unknown, ..subject }
                };
                subject(reported) != subject(other)
            }
            MemberShape::Ratio(RatioKind::Rate) => {
                other.unit().dimension() != Some(Dimension::TIME)
                    && matches!(self.scope(reported.scope).subject.base, Value::Node(_))
            }
            MemberShape::Value => true,
        }
    }

    /// One scope beside another.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier, quantity::{Component, SetRelation}};
    /// let dossier = Dossier::new("busts")
    ///     .claim("march", Claim::figure("17 busts")?.period("2019-03"))
    ///     .claim("year", Claim::figure("229 busts")?.period("2019"));
    /// let resolved = dossier.resolve()?;
    /// let comparison = resolved.compare(resolved.claims()[0].scope, resolved.claims()[1].scope);
    /// assert_eq!(comparison.set(Component::Period), Some(SetRelation::Within));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn compare(&self, one: ScopeId, other: ScopeId) -> Comparison {
        self.scope(one).compare(self.scope(other), self.names())
    }

    /// The evidence's scope beside the conclusion's: only what the conclusion states itself can differ, for the rest it
    /// takes over, known or not.
    ///
    /// ```
    /// use saltgrain::{Claim, Conclusion, Dossier, quantity::Component};
    /// let dossier = Dossier::new("busts")
    ///     .claim("cases", Claim::share_of("17 of 229 busts")?.place("US").period("2019"))
    ///     .conclusion("elsewhere", Conclusion::from_claims(["cases"]).place("MX"));
    /// let resolved = dossier.resolve()?;
    /// let comparison = resolved.compare_step(&resolved.claims()[0], &resolved.steps()[0]);
    /// assert!(comparison.concerns(Component::Place) && !comparison.concerns(Component::Period));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn compare_step(&self, claim: &ResolvedClaim, step: &Step) -> Comparison {
        let concluded = self.scope(step.scope);
        let stated = |component| concluded.is_stated(component);
        self.scope(claim.scope).compare_only(concluded, self.names(), stated)
    }

    /// The evidence a claim gives for its result: what is computed from its figures, else what it states. Nothing
    /// where the relation has no single result.
    ///
    /// # Errors
    /// Where the ends are too large to decide exactly, or a denominator can only be zero.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier, number::{Exact, Interval, Reading}};
    /// let dossier = Dossier::new("busts").claim("cases", Claim::share_of("17 of 229 busts")?);
    /// let resolved = dossier.resolve()?;
    /// let result = resolved.result(&resolved.claims()[0], Reading::Nearest)?;
    /// assert_eq!(result, Some(Interval::point(Exact::new(17, 229)?)));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    pub fn result(
        &self,
        claim: &ResolvedClaim,
        reading: Reading,
    ) -> Result<Option<Interval>, ArithmeticError> {
        self.result_member(claim).map(|member| self.member_interval(member, reading)).transpose()
    }

    /// The quantity that is a claim's result; none where the relation has no single one.
    #[must_use]
    pub fn result_member(&self, claim: &ResolvedClaim) -> Option<&Member<'d>> {
        let is_result = |member: &&Member<'_>| matches!(member.kind, MemberKind::Result | MemberKind::Whole);
        self.members_of(claim).iter().find(is_result)
    }

    /// The values a member can have: of its one amount, or of the ratio of its two.
    ///
    /// # Errors
    /// Where the ends are too large to decide exactly, or a denominator can only be zero.
    pub fn member_interval(
        &self,
        member: &Member<'_>,
        reading: Reading,
    ) -> Result<Interval, ArithmeticError> {
        match (member.shape, self.amounts_of(member)) {
            (MemberShape::Ratio(kind), [top, bottom, ..]) => {
                // Tons of tons: whichever ton is meant, one text means one.
                let one_sense = top.unit() == bottom.unit() && top.unit().factor().is_point().is_none();
                let ratio = match one_sense {
                    true => {
                        let figure = |reported: &Reported| reported.amount.figure().reading(reading);
                        figure(top).div(&figure(bottom))?
                    }
                    false => top.interval(reading)?.div(&bottom.interval(reading)?)?,
                };
                Ok(match kind {
                    RatioKind::Share if !ratio.is_subset(&Interval::share()) => {
                        ratio.intersect(&Interval::share()).unwrap_or(ratio)
                    }
                    RatioKind::Share => ratio,
                    RatioKind::Rate => ratio,
                })
            }
            (_, [value, ..]) => value.interval(reading),
            (_, []) => Ok(Interval::all()),
        }
    }

    /// Where a printed amount stands.
    #[must_use]
    pub fn pointer(&self, reported: &Reported) -> Pointer {
        match self.member_of(reported) {
            Some(member) => Pointer::to(member.owner, member.field_of(reported.role)),
            None => Pointer::default(),
        }
    }

    /// The pointer by which a proof names a figure. Of a ratio written as one text ("17 of 229 busts") both figures
    /// stand at one place, and a proof that named them alike would take the one for the other: there the figure's part
    /// in the ratio follows the pointer of the text, as it would in a table. The pointer of the text alone names its
    /// first figure.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier};
    /// let dossier = Dossier::new("busts").claim("cases", Claim::share_of("17 of 229 busts")?);
    /// let resolved = dossier.resolve()?;
    /// let whole = &resolved.quantities()[1];
    /// assert_eq!(resolved.pointer(whole), "/claim/0/share");
    /// assert_eq!(resolved.figure_pointer(whole), "/claim/0/share/whole");
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn figure_pointer(&self, reported: &Reported) -> Pointer {
        match self.member_of(reported) {
            Some(member) => Pointer::to(member.owner, member.figure_field(reported.role)),
            None => Pointer::default(),
        }
    }
}

impl Member<'_> {
    /// The stratum in which it stands.
    #[must_use]
    pub fn stratum(&self) -> Option<&str> {
        self.details.as_deref()?.stratum.as_deref()
    }

    /// Whether it is the stated result of a change: a difference, not an amount of what changes.
    pub(crate) fn is_stated_change(&self) -> bool {
        self.keys == ["change", "stated"]
    }

    /// Where a field of the quantity's table stands.
    #[must_use]
    pub fn pointer(&self, field: &'static str) -> Pointer {
        Pointer::to(self.owner, self.below(field))
    }

    /// The field in which the value of a summary stands: `value`, `mean` or `median`.
    #[must_use]
    pub fn value_field(&self) -> &'static str {
        self.quantity.value_field()
    }

    /// The field in which one of its amounts stands.
    pub(crate) fn field_of(&self, role: Role) -> Cow<'static, str> {
        if !self.quantity.is_table() {
            return self.below("");
        }
        self.below(match (role, self.shape) {
            (Role::Stated, _) => "stated",
            (Role::Top, MemberShape::Ratio(RatioKind::Rate)) => "events",
            (Role::Bottom, MemberShape::Ratio(RatioKind::Rate)) => "exposure",
            (Role::Top, _) => "part",
            (Role::Bottom, _) => "whole",
            (Role::Value, _) => self.quantity.value_field(),
        })
    }

    /// As [`Member::field_of`], but apart from each other also for the figures of one text.
    pub(crate) fn figure_field(&self, role: Role) -> Cow<'static, str> {
        match (role, self.shape) {
            (Role::Top, MemberShape::Ratio(RatioKind::Share)) => self.below("part"),
            (Role::Top, MemberShape::Ratio(RatioKind::Rate)) => self.below("events"),
            (Role::Bottom, MemberShape::Ratio(RatioKind::Share)) => self.below("whole"),
            (Role::Bottom, MemberShape::Ratio(RatioKind::Rate)) => self.below("exposure"),
            (role, _) => self.field_of(role),
        }
    }

    fn below(&self, field: &'static str) -> Cow<'static, str> {
        // Nearly all quantities stand right under their relation's key.
        let common = match (self.keys, field) {
            (["share"], "") => "share",
            (["share"], "part") => "share/part",
            (["share"], "whole") => "share/whole",
            (["share"], "stated") => "share/stated",
            (["rate"], "") => "rate",
            (["rate"], "events") => "rate/events",
            (["rate"], "exposure") => "rate/exposure",
            (["rate"], "stated") => "rate/stated",
            (["figure"], "") => "figure",
            (["figure"], "value") => "figure/value",
            _ => "",
        };
        if !common.is_empty() {
            return Cow::Borrowed(common);
        }
        let pieces = relation::path(self.keys, self.stratum(), self.name)
            .chain(Some(field).filter(|field| !field.is_empty()));
        Cow::Owned(pieces.map(escaped).collect::<Vec<_>>().join("/"))
    }
}
