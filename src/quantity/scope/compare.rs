//! The one comparison of two scopes.

use std::cmp::Ordering;
use std::sync::Arc;

use super::{Basis, Component, ExtraId, Flow, PeriodValue, Scope, SetRelation, Slot, Subject, Value};
use crate::vocabulary::{Period, Taxonomy};

/// How one component of two scopes compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sameness {
    /// For a component that is a set, and for any other where one side leaves it open with `"any"`.
    Set(SetRelation),
    /// For one that is not: the two values differ.
    Differs,
    /// For one that is not: nobody said.
    Unknown,
}

impl Sameness {
    /// Decisive ones first: what makes two numbers not comparable, then what leaves it open, then what nests them.
    fn rank(self) -> u8 {
        match self {
            Sameness::Differs | Sameness::Set(SetRelation::Disjoint) => 0,
            Sameness::Unknown | Sameness::Set(SetRelation::Unknown) => 1,
            Sameness::Set(SetRelation::Overlaps) => 2,
            Sameness::Set(_) => 3,
        }
    }
}

/// One component in which two scopes are not known to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// The component.
    pub component: Component,
    /// How it compares.
    pub sameness: Sameness,
}

/// How two scopes compare as wholes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Overall {
    /// Some component is disjoint or differs.
    NotComparable,
    /// Nothing rules comparison out, but some component is not known.
    Unknown,
    /// The same.
    Equal,
    /// The first within the second.
    Within,
    /// The second within the first.
    Contains,
    /// Some components one way, some the other.
    Overlaps,
}

impl Overall {
    /// The same read from the other side.
    #[must_use]
    pub fn mirror(self) -> Self {
        match self {
            Overall::Within => Overall::Contains,
            Overall::Contains => Overall::Within,
            same => same,
        }
    }

    fn of(differences: &[Difference]) -> Self {
        // Sorted: the first is the most decisive.
        match differences.first().map(|first| first.sameness.rank()) {
            None => Overall::Equal,
            Some(0) => Overall::NotComparable,
            Some(1) => Overall::Unknown,
            Some(_) => {
                let all = |relation| differences.iter().all(|one| one.sameness == Sameness::Set(relation));
                if all(SetRelation::Within) {
                    Overall::Within
                } else if all(SetRelation::Contains) {
                    Overall::Contains
                } else {
                    Overall::Overlaps
                }
            }
        }
    }
}

/// The comparison of two scopes: the verdict, and every component that differs, decisive ones first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The verdict.
    pub overall: Overall,
    /// Every subject component not known to be the same, decisive ones first.
    pub differences: Vec<Difference>,
    /// The method components that differ.
    pub method: Vec<Component>,
}

impl Comparison {
    fn sameness(&self, component: Component) -> Option<Sameness> {
        self.differences.iter().find(|one| one.component == component).map(|one| one.sameness)
    }

    /// The comparison of some components only.
    pub(crate) fn only(mut self, wanted: impl Fn(Component) -> bool) -> Self {
        self.differences.retain(|difference| wanted(difference.component));
        self.method.retain(|component| wanted(*component));
        self.overall = Overall::of(&self.differences);
        self
    }

    /// The comparison if the first scope lay within the second in this component.
    pub(crate) fn supposing_within(mut self, component: Component) -> Self {
        self.differences.retain(|difference| difference.component != component);
        self.differences.push(Difference { component, sameness: Sameness::Set(SetRelation::Within) });
        self.differences.sort_by_key(|one| (one.sameness.rank(), one.component));
        self.overall = Overall::of(&self.differences);
        self
    }

    /// Whether the second scope is known to say something else in this component than the first.
    #[must_use]
    pub fn is_beyond(&self, component: Component) -> bool {
        self.differences.iter().any(|difference| {
            let open = matches!(difference.sameness, Sameness::Unknown | Sameness::Set(SetRelation::Unknown));
            difference.component == component && !open
        })
    }

    /// Whether a component is not known to be the same.
    #[must_use]
    pub fn concerns(&self, component: Component) -> bool {
        self.differences.iter().any(|difference| difference.component == component)
    }

    /// How a set component compares; nothing where it is the same on both sides.
    #[must_use]
    pub fn set(&self, component: Component) -> Option<SetRelation> {
        match self.sameness(component) {
            Some(Sameness::Set(relation)) => Some(relation),
            _ => None,
        }
    }

    /// Whether a component that is no set is known not to be the same: also where one side leaves it open with `"any"`.
    #[must_use]
    pub fn differs(&self, component: Component) -> bool {
        match self.sameness(component) {
            Some(Sameness::Differs) => true,
            Some(Sameness::Set(relation)) => {
                component == Component::OriginBasis && relation != SetRelation::Unknown
            }
            _ => false,
        }
    }

    /// The components of which nothing is known.
    pub fn unknown(&self) -> impl Iterator<Item = Component> {
        self.differences.iter().filter(|one| one.sameness.rank() == 1).map(|one| one.component)
    }
}

/// The taxonomies that the components of a scope stand in, and the names of what is only numbered there.
#[derive(Debug, Default)]
pub struct Taxonomies {
    /// For `of` and `base`.
    pub concept: Taxonomy,
    /// For `place`.
    pub place: Arc<Taxonomy>,
    /// For `stage`.
    pub stage: Taxonomy,
    /// For `origin`: that of places, unless the dossier declares more.
    pub origin: Arc<Taxonomy>,
    /// For the kinds of things that units count. Holds `is_a` edges only: women are counted among people, but a
    /// person, part of a household, is not counted among households.
    pub kind: Taxonomy,
    /// For a program's own components, by name.
    pub extra: Vec<(Box<str>, Taxonomy)>,
    /// The distinct lists of a program's own components: position of the name in `extra`, and value; sorted.
    pub extra_lists: Vec<Vec<(u16, Value)>>,
    /// The names of the vintages.
    pub vintages: Vec<Box<str>>,
    /// The names of the frames.
    pub frames: Vec<Box<str>>,
}

impl Scope {
    /// Compares two scopes, component by component: the one function that decides comparability.
    ///
    /// Any disjoint or differing component makes them not comparable, whatever else is unknown; else any unknown
    /// component leaves it unknown; else equal, within, contains, or a mixture.
    ///
    /// * `of`, `base`, `place`, `stage`, `origin` and a program's own components are compared by their taxonomy,
    ///   periods as sets of days. `"any"` contains every value; `"none"` is the same as `"none"` and shares nothing with
    ///   any value. Unknown is unknown to everything, also to itself.
    /// * Kinds of things counted are the same, nested where `is_a` says so, and else differ: other than concepts,
    ///   kilograms and busts need no declaration to be two kinds.
    /// * Measures, flows and bases of attribution are the same or differ; the basis `"any"` contains every basis. Gross
    ///   and net say nothing about stock, flow or cumulative, so between the two groups nothing is known.
    ///
    /// Reflexive where all is known, mirrored, and transitive; what is not comparable to a scope is not comparable to
    /// anything within it.
    #[must_use]
    pub fn compare(&self, other: &Scope, names: &Taxonomies) -> Comparison {
        self.compare_only(other, names, |_| true)
    }

    /// As [`Scope::compare`], of some components only.
    pub(crate) fn compare_only(
        &self,
        other: &Scope,
        names: &Taxonomies,
        wanted: impl Fn(Component) -> bool,
    ) -> Comparison {
        let (a, b) = (&self.subject, &other.subject);
        let mut differences = Vec::new();
        if a != b || a.may_be_unknown() {
            let mut note = |component, sameness| {
                if sameness != Sameness::Set(SetRelation::Equal) {
                    differences.push(Difference { component, sameness });
                }
            };
            let mut set = |component, a, b, taxonomy| {
                if wanted(component) {
                    note(component, Sameness::Set(relate(a, b, taxonomy)));
                }
            };
            set(Component::Of, a.of, b.of, &names.concept);
            set(Component::Base, a.base, b.base, &names.concept);
            set(Component::Place, a.place, b.place, &names.place);
            set(Component::Stage, a.stage, b.stage, &names.stage);
            set(Component::Origin, a.origin, b.origin, &names.origin);
            names.each_extra(a.extra, b.extra, &mut set);
            let mut note = |component, sameness: &dyn Fn() -> Sameness| {
                if wanted(component) {
                    note(component, sameness());
                }
            };
            note(Component::Period, &|| Sameness::Set(relate_periods(a.period, b.period)));
            note(Component::Kind, &|| relate_kinds(a.kind, b.kind, &names.kind));
            note(Component::OriginBasis, &|| relate_bases(a.effective_basis(), b.effective_basis()));
            note(Component::Measure, &|| relate_slots(a.measure, b.measure));
            note(Component::Flow, &|| relate_flows(a.flow, b.flow));
            // Of one rank, in the order in which a reader asks: what, out of what, where, when.
            differences.sort_by_key(|one| (one.sameness.rank(), one.component));
        }
        let (ours, theirs) = (&self.method, &other.method);
        let method = [
            (Component::Frame, ours.frame != theirs.frame),
            (Component::Adjustment, ours.adjustment != theirs.adjustment),
            (Component::Status, ours.status != theirs.status),
            (Component::Vintage, ours.vintage != theirs.vintage),
        ];
        Comparison {
            overall: Overall::of(&differences),
            differences,
            method: method
                .into_iter()
                .filter(|(component, differs)| *differs && wanted(*component))
                .map(|(component, _)| component)
                .collect(),
        }
    }
}

impl Subject {
    /// Whether comparing it with itself could give anything but equal. A program's own components are looked at one
    /// by one.
    fn may_be_unknown(&self) -> bool {
        [self.of, self.base, self.place, self.stage, self.origin, self.kind].contains(&Value::Unknown)
            || self.period == PeriodValue::Unknown
            || self.measure == Slot::Unknown
            || self.flow == Slot::Unknown
            || self.effective_basis() == Slot::Unknown
            || self.extra != ExtraId::default()
    }

    /// Without an attribution there is no basis for one: then it cannot differ or be missing.
    fn effective_basis(&self) -> Slot<Basis> {
        if self.origin == Value::NotApplicable { Slot::NotApplicable } else { self.basis }
    }
}

fn relate(a: Value, b: Value, taxonomy: &Taxonomy) -> SetRelation {
    match (a, b) {
        (Value::Unknown, _) | (_, Value::Unknown) => SetRelation::Unknown,
        (Value::NotApplicable, Value::NotApplicable) | (Value::Any, Value::Any) => SetRelation::Equal,
        (Value::NotApplicable, _) | (_, Value::NotApplicable) => SetRelation::Disjoint,
        (Value::Any, _) => SetRelation::Contains,
        (_, Value::Any) => SetRelation::Within,
        (Value::Node(a), Value::Node(b)) => taxonomy.relation(a, b),
    }
}

fn relate_periods(a: PeriodValue, b: PeriodValue) -> SetRelation {
    match (a, b) {
        (PeriodValue::Unknown, _) | (_, PeriodValue::Unknown) => SetRelation::Unknown,
        (PeriodValue::NotApplicable, PeriodValue::NotApplicable) => SetRelation::Equal,
        (PeriodValue::NotApplicable, _) | (_, PeriodValue::NotApplicable) => SetRelation::Disjoint,
        (a, b) => {
            let span = |value| if let PeriodValue::Period(period) = value { period } else { Period::ALL };
            span(a).relation(&span(b))
        }
    }
}

fn relate_kinds(a: Value, b: Value, taxonomy: &Taxonomy) -> Sameness {
    match relate(a, b, taxonomy) {
        SetRelation::Unknown if a != Value::Unknown && b != Value::Unknown => Sameness::Differs,
        SetRelation::Unknown => Sameness::Unknown,
        SetRelation::Disjoint => Sameness::Differs,
        nested => Sameness::Set(nested),
    }
}

fn relate_slots<T: PartialEq>(a: Slot<T>, b: Slot<T>) -> Sameness {
    match (a, b) {
        (Slot::Unknown, _) | (_, Slot::Unknown) => Sameness::Unknown,
        (a, b) if a == b => Sameness::Set(SetRelation::Equal),
        _ => Sameness::Differs,
    }
}

fn relate_bases(a: Slot<Basis>, b: Slot<Basis>) -> Sameness {
    match (a, b) {
        (Slot::Known(Basis::Any), Slot::Known(Basis::Any)) => Sameness::Set(SetRelation::Equal),
        (Slot::Known(Basis::Any), Slot::Known(_)) => Sameness::Set(SetRelation::Contains),
        (Slot::Known(_), Slot::Known(Basis::Any)) => Sameness::Set(SetRelation::Within),
        _ => relate_slots(a, b),
    }
}

fn relate_flows(a: Slot<Flow>, b: Slot<Flow>) -> Sameness {
    let is_balance = |flow| matches!(flow, Flow::Gross | Flow::Net);
    match (a, b) {
        (Slot::Known(a), Slot::Known(b)) if is_balance(a) != is_balance(b) => Sameness::Unknown,
        _ => relate_slots(a, b),
    }
}

impl Taxonomies {
    fn extra_list(&self, id: ExtraId) -> &[(u16, Value)] {
        let list = usize::try_from(id.0).ok().and_then(|id| self.extra_lists.get(id));
        list.map_or(&[], Vec::as_slice)
    }

    /// The value of a program's own component.
    pub(super) fn extra_value(&self, id: ExtraId, name: u16) -> Value {
        let list = self.extra_list(id);
        let found = list.binary_search_by_key(&name, |(own, _)| *own).ok();
        found.and_then(|at| list.get(at)).map_or(Value::Unknown, |(_, value)| *value)
    }

    /// Every component that either list has, with both values; what one list lacks is unknown there.
    fn each_extra<'t>(
        &'t self,
        a: ExtraId,
        b: ExtraId,
        visit: &mut impl FnMut(Component, Value, Value, &'t Taxonomy),
    ) {
        let (mut a, mut b) = (self.extra_list(a).iter().peekable(), self.extra_list(b).iter().peekable());
        loop {
            let (name, one, other) = match (a.peek(), b.peek()) {
                (None, None) => return,
                (Some(&&(left, _)), Some(&&(right, _))) => {
                    let order = left.cmp(&right);
                    let one = if order == Ordering::Greater { None } else { a.next() };
                    let other = if order == Ordering::Less { None } else { b.next() };
                    (left.min(right), one, other)
                }
                (Some(&&(left, _)), None) => (left, a.next(), None),
                (None, Some(&&(right, _))) => (right, None, b.next()),
            };
            if let Some((_, taxonomy)) = self.extra.get(usize::from(name)) {
                let value = |entry: Option<&(u16, Value)>| entry.map_or(Value::Unknown, |(_, value)| *value);
                visit(Component::Extra(name), value(one), value(other), taxonomy);
            }
        }
    }
}
