//! What a number is about, resolved: small, cheap to compare, and compared in one place.

use serde::{Deserialize, Serialize};
use std::fmt;

use crate::vocabulary::{NodeId, Period, Taxonomy};
pub use crate::vocabulary::SetRelation;

/// One component of a scope that is a set: a node, or one of the three words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value {
    /// Nobody said, or somebody said `"unknown"`.
    #[default]
    Unknown,
    /// A named set.
    Node(NodeId),
    /// Every value: `"any"`.
    Any,
    /// The component does not apply: `"none"`.
    NotApplicable,
}

/// A component of a scope that is not a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot<T> {
    /// Nobody said.
    #[default]
    Unknown,
    /// The component does not apply.
    NotApplicable,
    /// A value.
    Known(T),
}

/// When: a period, or one of the three words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PeriodValue {
    /// Nobody said, or somebody said `"unknown"`.
    #[default]
    Unknown,
    /// Civil dates.
    Period(Period),
    /// All of time: `"any"`.
    Any,
    /// The component does not apply: `"none"`.
    NotApplicable,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word in a file.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

words! {
    /// What kind of number it is.
    Measure {
        /// How many.
        Count = "count",
        /// How much.
        Sum = "sum",
        /// A part of a whole.
        Share = "share",
        /// Events over an exposure.
        Rate = "rate",
        /// One figure over another.
        Ratio = "ratio",
        /// The arithmetic mean.
        Mean = "mean",
        /// The middle value.
        Median = "median",
        /// The probability of an event in a group.
        Risk = "risk",
        /// Odds in one group over odds in another.
        OddsRatio = "odds-ratio",
        /// Risk in one group over risk in another.
        RiskRatio = "risk-ratio",
        /// Hazard in one group over hazard in another.
        HazardRatio = "hazard-ratio",
        /// The share alive after a time.
        Survival = "survival",
        /// A probability.
        Probability = "probability",
        /// An index with a base.
        Index = "index",
        /// A place in an order.
        Rank = "rank",
        /// A change or difference.
        Change = "change",
    }
}

words! {
    /// How a figure lies in time, and on which account.
    Flow {
        /// On one day.
        Stock = "stock",
        /// Over a period.
        Flow = "flow",
        /// Since a beginning.
        Cumulative = "cumulative",
        /// Before deductions.
        Gross = "gross",
        /// After deductions.
        Net = "net",
    }
}

words! {
    /// What decides an attribution.
    Basis {
        /// Where it was sent from.
        Shipment = "shipment",
        /// Where it was made.
        Manufacture = "manufacture",
        /// Where its ingredients were made.
        Ingredients = "ingredients",
        /// A person's citizenship.
        Nationality = "nationality",
        /// Where a person lives.
        Residence = "residence",
        /// Where a person was born.
        Birth = "birth",
        /// Who owns it.
        Ownership = "ownership",
        /// Where somebody was arrested.
        Arrest = "arrest",
        /// Whichever basis.
        Any = "any",
    }
}

words! {
    /// How a figure was adjusted.
    Adjustment {
        /// Not at all.
        None = "none",
        /// For the season.
        Seasonal = "seasonal",
        /// For age structure.
        AgeStandardised = "age-standardised",
        /// For prices.
        Real = "real",
        /// By weights.
        Weighted = "weighted",
        /// By a model.
        Model = "model",
    }
}

words! {
    /// How firm a figure is.
    Status {
        /// Observed.
        Observed = "observed",
        /// Not yet complete.
        Provisional = "provisional",
        /// Estimated.
        Estimate = "estimate",
        /// Projected from assumptions.
        Projection = "projection",
        /// Aimed at.
        Target = "target",
        /// Contested.
        Disputed = "disputed",
    }
}

/// A frame, by its position in the resolved dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FrameId(pub u32);

/// A program's own components: the position of one list of name and value among the dossier's lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExtraId(pub u32);

/// What a number is about: the components that decide comparability.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Subject {
    /// What is counted or measured.
    pub of: Value,
    /// Out of what.
    pub base: Value,
    /// Where.
    pub place: Value,
    /// Where in a chain.
    pub stage: Value,
    /// To what it is attributed.
    pub origin: Value,
    /// On which basis it is attributed.
    pub basis: Slot<Basis>,
    /// When.
    pub period: PeriodValue,
    /// What kind of number.
    pub measure: Slot<Measure>,
    /// Stock, flow or cumulative.
    pub flow: Slot<Flow>,
    /// What kind of thing the unit counts.
    pub kind: Value,
    /// A program's own components.
    pub extra: ExtraId,
}

/// How a number was made: reported beside a comparison, never part of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Method {
    /// How units got into the data.
    pub frame: Option<FrameId>,
    /// How the figure was adjusted.
    pub adjustment: Option<Adjustment>,
    /// How firm it is.
    pub status: Option<Status>,
    /// The release it is from, as a number of the dossier's vintages.
    pub vintage: Option<u32>,
}

/// A component of a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Component {
    /// What is counted or measured.
    Of,
    /// Out of what.
    Base,
    /// Where.
    Place,
    /// When.
    Period,
    /// Where in a chain.
    Stage,
    /// To what it is attributed.
    Origin,
    /// On which basis.
    OriginBasis,
    /// What kind of number.
    Measure,
    /// Stock, flow or cumulative.
    Flow,
    /// What kind of thing is counted.
    Kind,
    /// A program's own component, by position in the list of their names.
    Extra(u16),
    /// How units got into the data.
    Frame,
    /// How the figure was adjusted.
    Adjustment,
    /// How firm it is.
    Status,
    /// The release it is from.
    Vintage,
}

impl Component {
    /// Every component that can be stated, a program's own taken as one.
    pub(crate) const STATED: [Component; 13] = [
        Component::Of,
        Component::Base,
        Component::Place,
        Component::Period,
        Component::Stage,
        Component::Origin,
        Component::Measure,
        Component::Flow,
        Component::Extra(0),
        Component::Frame,
        Component::Adjustment,
        Component::Status,
        Component::Vintage,
    ];

    /// The components of the subject that must be stated before a difference of figures is an accusation.
    pub(crate) const SUBJECT: [Component; 6] =
        [Component::Of, Component::Base, Component::Place, Component::Period, Component::Stage, Component::Origin];

    /// The field's name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Component::Of => "of",
            Component::Base => "base",
            Component::Place => "place",
            Component::Period => "period",
            Component::Stage => "stage",
            Component::Origin => "origin",
            Component::OriginBasis => "origin.basis",
            Component::Measure => "measure",
            Component::Flow => "flow",
            Component::Kind => "unit",
            Component::Extra(_) => "extra",
            Component::Frame => "frame",
            Component::Adjustment => "adjustment",
            Component::Status => "status",
            Component::Vintage => "vintage",
        }
    }

    fn bit(self) -> u16 {
        match self {
            Component::Of => 1,
            Component::Base => 1 << 1,
            Component::Place => 1 << 2,
            Component::Period => 1 << 3,
            Component::Stage => 1 << 4,
            Component::Origin | Component::OriginBasis => 1 << 5,
            Component::Measure => 1 << 6,
            Component::Flow => 1 << 7,
            Component::Kind => 1 << 8,
            Component::Extra(_) => 1 << 9,
            Component::Frame => 1 << 10,
            Component::Adjustment => 1 << 11,
            Component::Status => 1 << 12,
            Component::Vintage => 1 << 13,
        }
    }
}

/// A complete scope: what a number is about, how it was made, and which components were stated rather than inherited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// What decides comparability.
    pub subject: Subject,
    /// What is reported beside it.
    pub method: Method,
    stated: u16,
}

impl Scope {
    /// A scope of which nothing is marked as stated.
    #[must_use]
    pub fn new(subject: Subject, method: Method) -> Self {
        Scope { subject, method, stated: 0 }
    }

    /// Marks a component as stated.
    pub fn state(&mut self, component: Component) {
        self.stated |= component.bit();
    }

    /// Whether the component was stated, by the claim itself or by the claim it is `like`.
    #[must_use]
    pub fn is_stated(&self, component: Component) -> bool {
        self.stated & component.bit() != 0
    }

    /// Takes one component from another scope, with whether it was stated there.
    pub(crate) fn take(&mut self, component: Component, from: &Scope) {
        match component {
            Component::Of => self.subject.of = from.subject.of,
            Component::Base => self.subject.base = from.subject.base,
            Component::Place => self.subject.place = from.subject.place,
            Component::Period => self.subject.period = from.subject.period,
            Component::Stage => self.subject.stage = from.subject.stage,
            Component::Origin | Component::OriginBasis => {
                (self.subject.origin, self.subject.basis) = (from.subject.origin, from.subject.basis);
            }
            Component::Measure => self.subject.measure = from.subject.measure,
            Component::Flow => self.subject.flow = from.subject.flow,
            Component::Kind => self.subject.kind = from.subject.kind,
            Component::Extra(_) => self.subject.extra = from.subject.extra,
            Component::Frame => self.method.frame = from.method.frame,
            Component::Adjustment => self.method.adjustment = from.method.adjustment,
            Component::Status => self.method.status = from.method.status,
            Component::Vintage => self.method.vintage = from.method.vintage,
        }
        self.stated = self.stated & !component.bit() | from.stated & component.bit();
    }

    /// Whether a component has any value.
    pub(crate) fn differs_from_default(&self, component: Component) -> bool {
        let mut one = Scope::default();
        one.take(component, self);
        one != Scope::default()
    }

    /// Whether anything was stated.
    pub(crate) fn states_anything(&self) -> bool {
        self.stated != 0
    }

    /// The same scope with every component marked as inherited.
    #[must_use]
    pub fn inherited(self) -> Self {
        Scope { stated: 0, ..self }
    }
}

/// How one component of two scopes compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sameness {
    /// For a component that is a set.
    Set(SetRelation),
    /// For one that is not: the two values differ.
    Differs,
    /// For one that is not: nobody said.
    Unknown,
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
    /// The comparison of some components only.
    pub(crate) fn only(mut self, wanted: impl Fn(Component) -> bool) -> Self {
        self.differences.retain(|difference| wanted(difference.component));
        self.method.retain(|component| wanted(*component));
        self.overall = overall(&self.differences);
        self
    }

    /// How a set component compares; nothing where it is the same on both sides.
    #[must_use]
    pub fn set(&self, component: Component) -> Option<SetRelation> {
        self.differences.iter().find(|difference| difference.component == component).and_then(|difference| {
            match difference.sameness {
                Sameness::Set(relation) => Some(relation),
                _ => None,
            }
        })
    }

    /// Whether a component that is no set differs.
    #[must_use]
    pub fn differs(&self, component: Component) -> bool {
        self.differences.iter().any(|difference| {
            difference.component == component && difference.sameness == Sameness::Differs
        })
    }

    /// The components of which nothing is known.
    pub fn unknown(&self) -> impl Iterator<Item = Component> {
        self.differences.iter().filter_map(|difference| match difference.sameness {
            Sameness::Unknown | Sameness::Set(SetRelation::Unknown) => Some(difference.component),
            _ => None,
        })
    }
}

/// The taxonomies that the components of a scope stand in.
#[derive(Debug, Default)]
pub struct Taxonomies {
    /// For `of` and `base`.
    pub concept: Taxonomy,
    /// For `place`.
    pub place: Taxonomy,
    /// For `stage`.
    pub stage: Taxonomy,
    /// For `origin`.
    pub origin: Taxonomy,
    /// For the kinds of things that units count.
    pub kind: Taxonomy,
    /// For a program's own components, by name.
    pub extra: Vec<(Box<str>, Taxonomy)>,
    /// The distinct lists of a program's own components: position of the name and value.
    pub extra_lists: Vec<Vec<(u16, Value)>>,
    /// The names of the vintages.
    pub vintages: Vec<Box<str>>,
}

impl Scope {
    /// Compares two scopes, component by component: the one function that decides comparability.
    ///
    /// Any disjoint or differing component makes them not comparable, whatever else is unknown; else any unknown
    /// component leaves it unknown; else equal, within, contains, or a mixture.
    #[must_use]
    pub fn compare(&self, other: &Scope, names: &Taxonomies) -> Comparison {
        let (a, b) = (&self.subject, &other.subject);
        let mut differences = Vec::new();
        if a != b || a.has_unknown() {
            let mut set = |component, relation| {
                if relation != SetRelation::Equal {
                    differences.push(Difference { component, sameness: Sameness::Set(relation) });
                }
            };
            set(Component::Of, relate(a.of, b.of, &names.concept));
            set(Component::Base, relate(a.base, b.base, &names.concept));
            set(Component::Place, relate(a.place, b.place, &names.place));
            set(Component::Period, relate_periods(a.period, b.period));
            set(Component::Stage, relate(a.stage, b.stage, &names.stage));
            set(Component::Origin, relate(a.origin, b.origin, &names.origin));
            set(Component::Kind, relate(a.kind, b.kind, &names.kind));
            for (component, relation) in names.relate_extras(a.extra, b.extra) {
                set(component, relation);
            }
            let mut same = |component, sameness: Option<Sameness>| {
                differences.extend(sameness.map(|sameness| Difference { component, sameness }));
            };
            let no_origin = |subject: &Subject| subject.origin == Value::NotApplicable;
            // Without an attribution there is no basis for one: then it cannot differ or be missing.
            if !(no_origin(a) && no_origin(b)) {
                same(Component::OriginBasis, slots(a.basis, b.basis));
            }
            same(Component::Measure, slots(a.measure, b.measure));
            same(Component::Flow, slots(a.flow, b.flow));
            differences.sort_by_key(|difference| decisiveness(difference.sameness));
        }
        let method = [
            (Component::Frame, self.method.frame != other.method.frame),
            (Component::Adjustment, self.method.adjustment != other.method.adjustment),
            (Component::Status, self.method.status != other.method.status),
            (Component::Vintage, self.method.vintage != other.method.vintage),
        ];
        Comparison {
            overall: overall(&differences),
            differences,
            method: method.into_iter().filter(|(_, differs)| *differs).map(|(component, _)| component).collect(),
        }
    }
}

impl Subject {
    fn has_unknown(&self) -> bool {
        [self.of, self.base, self.place, self.stage, self.origin, self.kind].contains(&Value::Unknown)
            || self.period == PeriodValue::Unknown
            || self.measure == Slot::Unknown
            || self.flow == Slot::Unknown
            || self.basis == Slot::Unknown && self.origin != Value::NotApplicable
            || self.extra != ExtraId::default()
    }
}

fn overall(differences: &[Difference]) -> Overall {
    let any = |wanted: fn(Sameness) -> bool| differences.iter().any(|difference| wanted(difference.sameness));
    if any(|sameness| matches!(sameness, Sameness::Differs | Sameness::Set(SetRelation::Disjoint))) {
        return Overall::NotComparable;
    }
    if any(|sameness| matches!(sameness, Sameness::Unknown | Sameness::Set(SetRelation::Unknown))) {
        return Overall::Unknown;
    }
    let within = any(|sameness| sameness == Sameness::Set(SetRelation::Within));
    let contains = any(|sameness| sameness == Sameness::Set(SetRelation::Contains));
    let overlaps = any(|sameness| sameness == Sameness::Set(SetRelation::Overlaps));
    match (within, contains, overlaps) {
        (false, false, false) => Overall::Equal,
        (true, false, false) => Overall::Within,
        (false, true, false) => Overall::Contains,
        _ => Overall::Overlaps,
    }
}

fn decisiveness(sameness: Sameness) -> u8 {
    match sameness {
        Sameness::Differs | Sameness::Set(SetRelation::Disjoint) => 0,
        Sameness::Unknown | Sameness::Set(SetRelation::Unknown) => 1,
        Sameness::Set(SetRelation::Overlaps) => 2,
        Sameness::Set(_) => 3,
    }
}

fn relate(a: Value, b: Value, taxonomy: &Taxonomy) -> SetRelation {
    match (a, b) {
        (Value::Unknown, _) | (_, Value::Unknown) => SetRelation::Unknown,
        (Value::NotApplicable, Value::NotApplicable) | (Value::Any, Value::Any) => SetRelation::Equal,
        (Value::NotApplicable, _) | (_, Value::NotApplicable) => SetRelation::Disjoint,
        (Value::Any, _) => SetRelation::Contains,
        (_, Value::Any) => SetRelation::Within,
        (Value::Node(a), Value::Node(b)) if a == b => SetRelation::Equal,
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

fn slots<T: PartialEq>(a: Slot<T>, b: Slot<T>) -> Option<Sameness> {
    match (a, b) {
        (Slot::Unknown, _) | (_, Slot::Unknown) => Some(Sameness::Unknown),
        (a, b) => (a != b).then_some(Sameness::Differs),
    }
}

impl Taxonomies {
    fn relate_extras(&self, a: ExtraId, b: ExtraId) -> Vec<(Component, SetRelation)> {
        let list = |id: ExtraId| usize::try_from(id.0).ok().and_then(|id| self.extra_lists.get(id));
        let (a, b) = (list(a).map_or(&[][..], Vec::as_slice), list(b).map_or(&[][..], Vec::as_slice));
        let value = |list: &[(u16, Value)], name| {
            list.iter().find(|(own, _)| *own == name).map_or(Value::Unknown, |(_, value)| *value)
        };
        let mut names: Vec<u16> = a.iter().chain(b).map(|(name, _)| *name).collect();
        names.sort_unstable();
        names.dedup();
        let relation = |name: u16| {
            let (_, taxonomy) = self.extra.get(usize::from(name))?;
            Some((Component::Extra(name), relate(value(a, name), value(b, name), taxonomy)))
        };
        names.into_iter().filter_map(relation).collect()
    }

    /// The two values of a component, as words.
    #[must_use]
    pub fn values(&self, component: Component, a: &Scope, b: &Scope) -> (String, String) {
        (self.value(component, a), self.value(component, b))
    }

    /// The value of a component, as a word.
    #[must_use]
    pub fn value(&self, component: Component, scope: &Scope) -> String {
        let subject = &scope.subject;
        let slot = |word: Option<&'static str>| word.unwrap_or("not stated").to_string();
        match component {
            Component::Of => name(subject.of, &self.concept),
            Component::Base => name(subject.base, &self.concept),
            Component::Place => name(subject.place, &self.place),
            Component::Stage => name(subject.stage, &self.stage),
            Component::Origin => name(subject.origin, &self.origin),
            Component::Kind => name(subject.kind, &self.kind),
            Component::Period => match subject.period {
                PeriodValue::Unknown => "not stated".to_string(),
                PeriodValue::Any => "any".to_string(),
                PeriodValue::NotApplicable => "none".to_string(),
                PeriodValue::Period(period) => period.to_string(),
            },
            Component::OriginBasis => slot(subject.basis.known().map(Basis::word)),
            Component::Measure => slot(subject.measure.known().map(Measure::word)),
            Component::Flow => slot(subject.flow.known().map(Flow::word)),
            Component::Adjustment => slot(scope.method.adjustment.map(Adjustment::word)),
            Component::Status => slot(scope.method.status.map(Status::word)),
            Component::Vintage => {
                let vintage = scope.method.vintage.and_then(|vintage| usize::try_from(vintage).ok());
                vintage.and_then(|vintage| self.vintages.get(vintage)).map_or("not stated".into(), ToString::to_string)
            }
            Component::Extra(own) => {
                let list = usize::try_from(subject.extra.0).ok().and_then(|id| self.extra_lists.get(id));
                let value = list.and_then(|list| list.iter().find(|(name, _)| *name == own)).map(|(_, value)| *value);
                let taxonomy = self.extra.get(usize::from(own));
                match (value, taxonomy) {
                    (Some(value), Some((_, taxonomy))) => name(value, taxonomy),
                    _ => "not stated".to_string(),
                }
            }
            Component::Frame => scope.method.frame.map_or("not stated".to_string(), |frame| format!("frame {}", frame.0)),
        }
    }

    /// One line for each component that differs: its name and both values.
    #[must_use]
    pub fn explain(&self, comparison: &Comparison, a: &Scope, b: &Scope) -> Vec<String> {
        let line = |difference: &Difference| {
            let (one, other) = self.values(difference.component, a, b);
            let label = match difference.component {
                Component::Extra(own) => {
                    self.extra.get(usize::from(own)).map_or("extra".to_string(), |(name, _)| name.to_string())
                }
                component => component.name().to_string(),
            };
            format!("{label}: {one} against {other}")
        };
        comparison.differences.iter().map(line).collect()
    }
}

impl<T: Copy> Slot<T> {
    /// The value, where it is known.
    #[must_use]
    pub fn known(self) -> Option<T> {
        match self {
            Slot::Known(value) => Some(value),
            Slot::Unknown | Slot::NotApplicable => None,
        }
    }
}

fn name(value: Value, taxonomy: &Taxonomy) -> String {
    match value {
        Value::Unknown => "not stated".to_string(),
        Value::Any => "any".to_string(),
        Value::NotApplicable => "none".to_string(),
        Value::Node(node) => taxonomy.name(node).to_string(),
    }
}
