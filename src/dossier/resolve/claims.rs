//! Claims and references: their members, amounts and scopes.

use foldhash::{HashMap, HashMapExt};

use super::super::resolved::Owner;
use super::super::{Details, Dossier, Member, MemberShape, Reported, ResolvedClaim, Role};
use super::names::{Names, Overlay};
use super::{Ids, Likes, located, position_of};
use crate::claim::relation::{self, MemberKind};
use crate::claim::{Claim, Relation, Yardstick};
use crate::error::{About, Problem, escaped};
use crate::number::Exact;
use crate::quantity::shape::{RatioKind, Shape};
use crate::quantity::{Amount, Component, Measure, Quantity, Scope, ScopeId, Slot, Value};
use crate::vocabulary::UnitReader;

pub(super) struct ClaimResolver<'r, 'd> {
    dossier: &'d Dossier,
    ids: &'r Ids,
    names: &'r mut Names<'d>,
    units: UnitReader<'d>,
    problems: &'r mut Vec<Problem>,
    /// The claim that each is `like`.
    parents: Vec<Option<u32>>,
    /// What those claims, and those that a reference is for, state themselves or take from the claim they are `like`,
    /// without and with `which`.
    stated: HashMap<usize, Overlay>,
    scopes: Vec<Scope>,
    claims: Vec<ResolvedClaim>,
    members: Vec<Member<'d>>,
    quantities: Vec<Reported>,
    against: Vec<(u32, u32)>,
    yardsticks: Vec<(u32, Yardstick, Owner)>,
}

/// The claims and references with their members, amounts and scopes.
pub(super) struct Figures<'d> {
    pub scopes: Vec<Scope>,
    pub claims: Vec<ResolvedClaim>,
    pub members: Vec<Member<'d>>,
    pub quantities: Vec<Reported>,
    /// Which claims the text sets against which others.
    pub against: Vec<(u32, u32)>,
    /// Which claims are measured by which claims or references, and as what, in the order of the former.
    pub yardsticks: Vec<(u32, Yardstick, Owner)>,
}

impl<'r, 'd> ClaimResolver<'r, 'd> {
    pub(super) fn new(
        dossier: &'d Dossier,
        ids: &'r Ids,
        names: &'r mut Names<'d>,
        problems: &'r mut Vec<Problem>,
    ) -> Self {
        let count = dossier.claim.len();
        ClaimResolver {
            dossier,
            ids,
            names,
            units: UnitReader::new(&dossier.text),
            problems,
            parents: Vec::new(),
            stated: HashMap::new(),
            scopes: Vec::with_capacity(count.saturating_mul(2)),
            claims: Vec::with_capacity(count),
            members: Vec::with_capacity(count),
            quantities: Vec::with_capacity(count.saturating_mul(2)),
            against: Vec::new(),
            yardsticks: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Figures<'d> {
        let ClaimResolver { scopes, claims, members, quantities, against, yardsticks, .. } = self;
        Figures { scopes, claims, members, quantities, against, yardsticks }
    }

    pub(super) fn resolve_claims(&mut self, likes: Likes<'d>) {
        self.complete_scopes(likes);
        for (i, claim) in self.dossier.claim.iter().enumerate() {
            let position = position_of(i);
            let start = position_of(self.members.len());
            let overlay = match self.stated.get(&i) {
                Some(stated) => *stated,
                None => self.overlay(i, self.parents.get(i).copied().flatten()),
            };
            self.resolve_against(position, claim);
            self.resolve_yardsticks(position, claim);
            let relation = claim.relation.as_members();
            let contrast = relation.contrast();
            let mut count = 0;
            relation.members(&mut |written: relation::Member<'d>| {
                self.resolve_member(Owner::Claim(position), &written, &overlay, contrast, count);
                count += 1;
            });
            let members = start..position_of(self.members.len());
            let first = usize::try_from(members.start).unwrap_or(usize::MAX);
            let result = self
                .members
                .get(first..)
                .unwrap_or_default()
                .iter()
                .find(|member| matches!(member.kind, MemberKind::Result | MemberKind::Whole));
            let shared = result.map(|member| member.scope);
            let mut scope = match shared {
                Some(id) => at(&self.scopes, id),
                None => overlay.with_which(),
            };
            // Of two figures without a printed difference the result is their difference all the same.
            let is_change =
                matches!(claim.relation, Relation::Change(_)) && scope.subject.measure == Slot::Unknown;
            if is_change {
                scope.subject.measure = Slot::Known(Measure::Change);
            }
            let scope = match shared {
                Some(shared) if !is_change => shared,
                _ => share(&mut self.scopes, scope),
            };
            self.claims.push(ResolvedClaim { position, scope, members });
        }
    }

    pub(super) fn resolve_references(&mut self) {
        for (position, reference) in (0u32..).zip(&self.dossier.reference) {
            let pointer = format!("/reference/{position}");
            let mut overlay =
                self.names.overlay(&reference.scope.components(), &|| pointer.clone(), self.problems);
            if let Some(about) = &reference.about {
                if let Some(claim) = self.ids.claim(about, || format!("{pointer}/for"), self.problems) {
                    let parent = usize::try_from(claim).ok().and_then(|claim| self.stated.get(&claim));
                    overlay = overlay.inherit(&parent.copied().unwrap_or_default().unstated());
                }
            }
            let written = relation::Member {
                kind: MemberKind::Result,
                keys: &["figure"],
                stratum: None,
                name: None,
                measure: None,
                quantity: &reference.figure,
            };
            self.resolve_member(Owner::Reference(position), &written, &overlay, None, 0);
        }
    }

    /// What each claim states that another one is `like`, or that a reference is for, along chains of any length, without
    /// recursion.
    fn complete_scopes(&mut self, likes: Likes<'d>) {
        let claims = &self.dossier.claim;
        let mut parents: Vec<Option<u32>> = vec![None; claims.len()];
        let mut named = Vec::with_capacity(likes.len());
        for (position, like) in likes {
            let parent = self.ids.claim(like, || format!("/claim/{position}/like"), self.problems);
            named.extend(parent);
            if let Some(slot) = usize::try_from(position).ok().and_then(|i| parents.get_mut(i)) {
                *slot = parent;
            }
        }
        let mut on_path = vec![false; claims.len()];
        let parent = |i: usize| parents.get(i).copied().flatten();
        let about = self.dossier.reference.iter().filter_map(|reference| reference.about.as_deref());
        named.extend(about.filter_map(|about| self.ids.position(about)));
        for start in named {
            let mut path: Vec<usize> = Vec::new();
            let mut next = Some(start);
            while let Some(i) = next.and_then(|next| usize::try_from(next).ok()) {
                if self.stated.contains_key(&i) {
                    break;
                }
                if on_path.get(i).copied().unwrap_or_default() {
                    let mut cycle: Vec<usize> = path.iter().copied().skip_while(|own| *own != i).collect();
                    // It is told from the claim that stands first in the text.
                    let first = (0..cycle.len()).min_by_key(|at| cycle.get(*at)).unwrap_or_default();
                    cycle.rotate_left(first);
                    self.problems.push(goes_round(claims, &cycle));
                    break;
                }
                if let Some(mark) = on_path.get_mut(i) {
                    *mark = true;
                }
                path.push(i);
                next = parent(i);
            }
            for i in path.into_iter().rev() {
                if let Some(mark) = on_path.get_mut(i) {
                    *mark = false;
                }
                let overlay = self.overlay(i, parent(i));
                self.stated.insert(i, overlay);
            }
        }
        self.parents = parents;
    }

    /// What a claim states itself or takes from the claim it is `like`.
    fn overlay(&mut self, i: usize, parent: Option<u32>) -> Overlay {
        let Some(claim) = self.dossier.claim.get(i) else { return Overlay::default() };
        let own = self.names.overlay(&claim.scope.components(), &|| format!("/claim/{i}"), self.problems);
        let parent = parent.and_then(|parent| usize::try_from(parent).ok());
        match parent.and_then(|parent| self.stated.get(&parent)) {
            Some(parent) => own.inherit(parent),
            None => own,
        }
    }

    fn resolve_against(&mut self, position: u32, claim: &Claim) {
        for (i, id) in claim.set_against().enumerate() {
            let at = || format!("/claim/{position}/against/{i}");
            match self.ids.claim(id, at, self.problems) {
                Some(other) if other == position => {
                    let message = format!("claim '{id}' cannot be set against itself");
                    self.problems.push(Problem::new(at(), message));
                }
                other => self.against.extend(other.map(|other| (position, other))),
            }
        }
    }

    fn resolve_yardsticks(&mut self, position: u32, claim: &Claim) {
        for yardstick in Yardstick::ALL {
            for (i, id) in claim.measured_by(yardstick).enumerate() {
                let at = || format!("/claim/{position}/{}/{i}", yardstick.key());
                match self.ids.figure(id, at, self.problems) {
                    Some(Owner::Claim(other)) if other == position => {
                        let message = format!("claim '{id}' cannot be measured by itself");
                        self.problems.push(Problem::new(at(), message));
                    }
                    other => self.yardsticks.extend(other.map(|other| (position, yardstick, other))),
                }
            }
        }
    }

    fn resolve_member(
        &mut self,
        owner: Owner,
        written: &relation::Member<'d>,
        claim: &Overlay,
        contrast: Option<&str>,
        position: u32,
    ) {
        let pointer = || {
            let mut pointer = match owner {
                Owner::Claim(claim) => format!("/claim/{claim}"),
                Owner::Reference(reference) => format!("/reference/{reference}"),
            };
            for piece in written.path() {
                pointer.push('/');
                pointer.push_str(&escaped(piece));
            }
            pointer
        };
        // Also of a quantity whose figure cannot be read the names are looked up: all mistakes are told together.
        let overlay = self.member_overlay(written, claim, contrast, &pointer);
        let shape = match written.quantity.shape(&self.units) {
            Ok(shape) => shape,
            Err((field, error)) => {
                let field = if field.is_empty() { pointer() } else { format!("{}/{field}", pointer()) };
                self.problems.extend(located(error, &field));
                return;
            }
        };
        let (mut details, stated) = self.details(written.quantity, &pointer);
        if let Some(stratum) = written.stratum {
            details.get_or_insert_default().stratum = Some(stratum.into());
        }
        let member = position_of(self.members.len());
        let start = position_of(self.quantities.len());
        let mut scope = overlay.with_which();
        let (member_shape, scope) = match shape {
            Shape::Value { value, margin } => {
                if let Some(margin) = margin {
                    details.get_or_insert_default().margin = Some(margin);
                }
                self.complete(&mut scope, value_measure(written, &value), Some(&value));
                let is_ratio = !matches!(scope.subject.measure, Slot::Known(Measure::Count | Measure::Sum));
                let scope = share(&mut self.scopes, scope);
                if is_ratio && overlay.has_denominator() {
                    // Of a printed percentage or rate the whole is not printed, but something is said of it.
                    let mut whole = overlay.of_whole();
                    whole.subject.measure = Slot::Unknown;
                    whole.method.adjustment = None;
                    let whole = share(&mut self.scopes, whole);
                    details.get_or_insert_default().denominator = Some(whole);
                }
                self.quantities.push(Reported { member, role: Role::Value, amount: value, scope });
                (MemberShape::Value, scope)
            }
            Shape::Ratio { kind, top, bottom } => {
                let measure = if kind == RatioKind::Share { Measure::Share } else { Measure::Rate };
                self.complete(&mut scope, Some(measure), Some(&bottom));
                let mut part = overlay.with_which();
                part.subject.measure = Slot::Unknown;
                part.method.adjustment = None;
                self.complete(&mut part, amount_measure(&top), Some(&top));
                let mut whole = overlay.of_whole();
                whole.subject.measure = Slot::Unknown;
                whole.method.adjustment = None;
                self.complete(&mut whole, amount_measure(&bottom), Some(&bottom));
                let [scope, part, whole] = [scope, part, whole].map(|scope| share(&mut self.scopes, scope));
                self.quantities.push(Reported { member, role: Role::Top, amount: top, scope: part });
                self.quantities.push(Reported { member, role: Role::Bottom, amount: bottom, scope: whole });
                (MemberShape::Ratio(kind), scope)
            }
        };
        if let Some(stated) = stated {
            let scope = match member_shape {
                MemberShape::Ratio(_) => scope,
                // Beside an amount it is how much of another one that is, and not another figure for the same.
                MemberShape::Value => {
                    let mut of_whole = overlay.with_which();
                    of_whole.subject.measure = Slot::Unknown;
                    let is_fraction = stated.unit().fraction().is_some();
                    let measure = if is_fraction { Some(Measure::Share) } else { amount_measure(&stated) };
                    self.complete(&mut of_whole, measure, Some(&stated));
                    share(&mut self.scopes, of_whole)
                }
            };
            self.quantities.push(Reported { member, role: Role::Stated, amount: stated, scope });
        }
        let amounts = start..position_of(self.quantities.len());
        let (kind, name) = (written.kind, written.name);
        let shape = member_shape;
        self.members.push(Member {
            owner,
            kind,
            name,
            position,
            shape,
            scope,
            details: details.map(Box::new),
            keys: written.keys,
            quantity: written.quantity,
            amounts,
        });
    }

    /// What a member takes from its claim: everything but `measure`, `adjustment` and the contrast of the relation.
    fn member_overlay(
        &mut self,
        written: &relation::Member<'d>,
        claim: &Overlay,
        contrast: Option<&str>,
        pointer: &dyn Fn() -> String,
    ) -> Overlay {
        let own = match &written.quantity.scope {
            Some(spec) => self.names.overlay(&spec.components(), pointer, self.problems),
            None => Overlay::default(),
        };
        let mut parent = *claim;
        let by = match (written.kind, contrast) {
            (MemberKind::Result, _) => return own.inherit(&parent),
            (MemberKind::Whole, _) => {
                parent.drop_which();
                return own.inherit(&parent);
            }
            (MemberKind::From | MemberKind::To | MemberKind::Point, _) => "period",
            (MemberKind::Group | MemberKind::Stratum, Some(by)) => by,
            (MemberKind::Group | MemberKind::Stratum, None) => "group",
            (MemberKind::Factor, _) => "of",
            (MemberKind::Union, _) => "union",
            (MemberKind::Trials, _) => "trials",
            (MemberKind::Part, _) => "part",
            (MemberKind::Named, _) => "quantity",
        };
        parent.drop(Component::Measure);
        parent.drop(Component::Adjustment);
        let name = written.name.unwrap_or_default();
        let mut own = own;
        if let Some(stratum) = written.stratum {
            self.names.state_extra(&mut own, &parent, "stratum", stratum);
        }
        match by {
            "period" => {
                parent.drop(Component::Period);
                // Earlier and later figure are never one, whether or not somebody says when they were taken.
                match written.kind {
                    _ if own.is_stated(Component::Period) => {}
                    MemberKind::Point => self.names.state_period(&mut own, name, pointer, self.problems),
                    MemberKind::From => self.names.state_extra(&mut own, &parent, "moment", "from"),
                    _ => self.names.state_extra(&mut own, &parent, "moment", "to"),
                }
            }
            "of" | "base" | "place" | "stage" | "origin" => {
                let component = match by {
                    "of" => Component::Of,
                    "base" => Component::Base,
                    "place" => Component::Place,
                    "stage" => Component::Stage,
                    _ => Component::Origin,
                };
                parent.drop(component);
                if !own.is_stated(component) {
                    self.names.state_node(&mut own, component, name, pointer, self.problems);
                }
            }
            // A part that says itself what it is needs no name to tell it apart.
            "part" if own.says_of_what() => {}
            factor => self.names.state_extra(&mut own, &parent, factor, name),
        }
        own.inherit(&parent)
    }

    /// The kind of thing counted and the measure, where nobody stated them.
    fn complete(&mut self, scope: &mut Scope, measure: Option<Measure>, amount: Option<&Amount>) {
        if scope.subject.measure == Slot::Unknown {
            if let Some(measure) = measure {
                scope.subject.measure = Slot::Known(measure);
            }
        }
        scope.subject.kind = amount.map_or(Value::Unknown, |amount| self.names.kind(amount.unit()));
    }

    fn details(
        &mut self,
        quantity: &Quantity,
        pointer: &dyn Fn() -> String,
    ) -> (Option<Details>, Option<Amount>) {
        let Some(fields) = quantity.fields() else { return (None, None) };
        let (units, problems) = (&self.units, &mut *self.problems);
        let mut read = |field: &'static str, printed: Option<&crate::quantity::Printed>| {
            let printed = printed?;
            match printed.amount_in(units) {
                Ok(amount) => Some(amount),
                Err(error) => {
                    problems.extend(located(error, &format!("{}/{field}", pointer())));
                    None
                }
            }
        };
        let stated = read("stated", fields.stated());
        let interval = fields
            .interval()
            .map(|interval| &**interval)
            .and_then(|[low, high]| Some([read("interval/0", Some(low))?, read("interval/1", Some(high))?]));
        let mut details = Details {
            margin: read("margin", fields.margin()),
            interval,
            level: read("level", fields.level()),
            p: read("p", fields.p()),
            n: read("n", fields.n()),
            others: Vec::new(),
            excluded_because: fields.excluded().map(|excluded| excluded.why.clone()),
            stratum: None,
            denominator: None,
        };
        for (field, printed) in fields.others() {
            details.others.extend(read(field, Some(printed)).map(|amount| (field, amount)));
        }
        if let Some(level) = &details.level {
            let is_level = |value: Exact| value.is_positive() && value < Exact::ONE;
            if !level.value().ok().flatten().is_some_and(is_level) {
                let message =
                    format!("'{level}' is no level: expected a percentage below 100, such as \"95 %\"");
                problems.push(Problem::new(format!("{}/level", pointer()), message).about(About::Figure));
            }
        }
        (Some(details).filter(|details| *details != Details::default()), stated)
    }
}

/// That `like` leads from a claim back to itself.
fn goes_round(claims: &[Claim], cycle: &[usize]) -> Problem {
    let i = cycle.first().copied().unwrap_or_default();
    let cycle: Vec<&str> = cycle.iter().filter_map(|at| claims.get(*at)).map(|claim| &*claim.id).collect();
    let shown = cycle.iter().take(6).copied().collect::<Vec<_>>().join("' is like '");
    let more = if cycle.len() > 6 {
        format!("' and {} more, back to '", cycle.len() - 6)
    } else {
        "' is like '".into()
    };
    let first = cycle.first().copied().unwrap_or_default();
    Problem::new(format!("/claim/{i}/like"), format!("'like' goes round in a circle: '{shown}{more}{first}'"))
}

/// The scope of an id among those made so far.
pub(super) fn at(scopes: &[Scope], ScopeId(id): ScopeId) -> Scope {
    usize::try_from(id).ok().and_then(|id| scopes.get(id)).copied().unwrap_or_default()
}

/// Puts a scope among the others; what is about the same as what came just before it shares its scope.
pub(super) fn share(scopes: &mut Vec<Scope>, scope: Scope) -> ScopeId {
    if scopes.last() != Some(&scope) {
        scopes.push(scope);
    }
    ScopeId(position_of(scopes.len()).saturating_sub(1))
}

/// The measure of a single value, where its field or unit says it.
fn value_measure(written: &relation::Member<'_>, amount: &Amount) -> Option<Measure> {
    match written.quantity.value_field() {
        "median" => Some(Measure::Median),
        _ if written.measure.is_some() => written.measure,
        "mean" => Some(Measure::Mean),
        _ if written.keys.first() == Some(&"share") => Some(Measure::Share),
        _ if written.keys.first() == Some(&"rate") => Some(Measure::Rate),
        _ if written.keys == ["change", "stated"] => Some(Measure::Change),
        _ => amount_measure(amount),
    }
}

/// Things are counted, amounts of a physical quantity or money are sums; a bare number or percentage may be anything.
fn amount_measure(amount: &Amount) -> Option<Measure> {
    let unit = amount.unit();
    if unit.per().is_some() {
        Some(Measure::Rate)
    } else if amount.is_average() {
        // "1.6 children" is no count; whether mean, median or rate, the text has to say.
        None
    } else if unit.is_counted() {
        Some(Measure::Count)
    } else {
        // Without a dimension it may be anything; where two are possible ("pound"), both are sums.
        unit.dimension().is_none_or(|dimension| !dimension.is_none()).then_some(Measure::Sum)
    }
}
