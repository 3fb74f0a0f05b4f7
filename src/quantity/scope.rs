//! What a number is about, resolved: small, cheap to compare, and compared in one place.
//!
//! A [`Scope`] has subject components, which decide whether two numbers can be set side by side, and method components,
//! which are reported beside it. [`Scope::compare`] is the one function that compares them: every rule about
//! denominators, contradictions and conclusions asks it, and none compares names itself. [`Taxonomies::explain`] says in
//! words what it found.
//!
//! ```
//! use saltgrain::quantity::{Overall, PeriodValue, Scope, Taxonomies, Value};
//! use saltgrain::vocabulary::Taxonomy;
//!
//! let mut places = Taxonomy::builder();
//! let [us, texas] = ["US", "Texas"].map(|name| places.intern(name));
//! places.part_of(texas, us);
//! let names = Taxonomies { place: places.build().unwrap().into(), ..Taxonomies::default() };
//!
//! let mut part = Scope::default();
//! part.subject.place = Value::Node(texas);
//! part.subject.period = PeriodValue::Period("2019-08".parse()?);
//! let mut whole = part;
//! whole.subject.place = Value::Node(us);
//! // What nobody stated may differ.
//! assert_eq!(part.compare(&whole, &names).overall, Overall::Unknown);
//!
//! whole.subject.period = PeriodValue::Period("2018-10/2019-03".parse()?);
//! let comparison = part.compare(&whole, &names);
//! assert_eq!(comparison.overall, Overall::NotComparable);
//! assert_eq!(
//!     names.explain(&comparison, &part, &whole)[0],
//!     "period: 2019-08 against 2018-10/2019-03",
//! );
//! # Ok::<(), saltgrain::vocabulary::PeriodError>(())
//! ```

mod compare;
mod explain;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
mod words;

pub use compare::{Comparison, Difference, Overall, Sameness, Taxonomies};
pub(crate) use explain::Scopes;
pub use explain::Sides;
pub use words::{Adjustment, Basis, Flow, Measure, Status};

pub use crate::vocabulary::SetRelation;
use crate::vocabulary::{NodeId, Period};

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
    pub(crate) const SUBJECT: [Component; 6] = [
        Component::Of,
        Component::Base,
        Component::Place,
        Component::Period,
        Component::Stage,
        Component::Origin,
    ];

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

/// A scope of a resolved dossier, to be looked up with [`Resolved::scope`](crate::dossier::Resolved::scope).
///
/// What is about the same by construction (a claim, its one quantity, that quantity's value) shares one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ScopeId(pub(crate) u32);

impl Scope {
    /// A scope of which nothing is known.
    pub(crate) const NOTHING: Scope = Scope {
        subject: Subject {
            of: Value::Unknown,
            base: Value::Unknown,
            place: Value::Unknown,
            stage: Value::Unknown,
            origin: Value::Unknown,
            basis: Slot::Unknown,
            period: PeriodValue::Unknown,
            measure: Slot::Unknown,
            flow: Slot::Unknown,
            kind: Value::Unknown,
            extra: ExtraId(0),
        },
        method: Method { frame: None, adjustment: None, status: None, vintage: None },
        stated: 0,
    };

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
        let (subject, method) = (&self.subject, &self.method);
        let known = |value: Value| value != Value::Unknown;
        match component {
            Component::Of => known(subject.of),
            Component::Base => known(subject.base),
            Component::Place => known(subject.place),
            Component::Period => subject.period != PeriodValue::Unknown,
            Component::Stage => known(subject.stage),
            Component::Origin | Component::OriginBasis => {
                known(subject.origin) || subject.basis != Slot::Unknown
            }
            Component::Measure => subject.measure != Slot::Unknown,
            Component::Flow => subject.flow != Slot::Unknown,
            Component::Kind => known(subject.kind),
            Component::Extra(_) => subject.extra != ExtraId::default(),
            Component::Frame => method.frame.is_some(),
            Component::Adjustment => method.adjustment.is_some(),
            Component::Status => method.status.is_some(),
            Component::Vintage => method.vintage.is_some(),
        }
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
