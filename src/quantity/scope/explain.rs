//! A comparison in words: one line for each component that differs, naming both values.

use std::sync::Arc;

use super::{
    Adjustment, Basis, Comparison, Component, Difference, Flow, Measure, PeriodValue, Sameness, Scope,
    ScopeId, SetRelation, Slot, Status, Taxonomies, Value,
};
use crate::vocabulary::Taxonomy;

/// The scopes of a dossier and the names in them.
#[derive(Debug, Default)]
pub(crate) struct Scopes {
    pub names: Taxonomies,
    pub list: Vec<Scope>,
}

impl Scopes {
    pub fn get(&self, id: ScopeId) -> &Scope {
        static NOTHING: Scope = Scope::NOTHING;
        usize::try_from(id.0).ok().and_then(|id| self.list.get(id)).unwrap_or(&NOTHING)
    }
}

/// Two scopes that were compared, with the names in them: what a finding keeps so that it can put the difference into
/// words when somebody reads it.
#[derive(Debug, Clone)]
pub struct Sides {
    pub(crate) scopes: Arc<Scopes>,
    pub(crate) one: ScopeId,
    pub(crate) other: ScopeId,
}

impl Sides {
    /// The value of a component on the first side, as a word.
    #[must_use]
    pub fn first(&self, component: Component) -> String {
        self.scopes.names.value(component, self.scopes.get(self.one))
    }

    /// The value of a component on the second side, as a word.
    #[must_use]
    pub fn second(&self, component: Component) -> String {
        self.scopes.names.value(component, self.scopes.get(self.other))
    }

    /// The field's name in a file.
    #[must_use]
    pub fn label(&self, component: Component) -> &str {
        self.scopes.names.label(component)
    }

    /// One line for each component that differs: [`Taxonomies::explain`].
    #[must_use]
    pub fn explain(&self) -> Vec<String> {
        let Scopes { names, .. } = &*self.scopes;
        let (one, other) = (self.scopes.get(self.one), self.scopes.get(self.other));
        names.explain(&one.compare(other, names), one, other)
    }
}

const NOT_STATED: &str = "not stated";
const ANY: &str = "any";
const NONE: &str = "none";

impl Taxonomies {
    /// The two values of a component, as words.
    #[must_use]
    pub fn values(&self, component: Component, a: &Scope, b: &Scope) -> (String, String) {
        (self.value(component, a), self.value(component, b))
    }

    /// The value of a component, as a word.
    #[must_use]
    pub fn value(&self, component: Component, scope: &Scope) -> String {
        let subject = &scope.subject;
        let method = &scope.method;
        match component {
            Component::Period => match subject.period {
                PeriodValue::Unknown => NOT_STATED.to_owned(),
                PeriodValue::Any => ANY.to_owned(),
                PeriodValue::NotApplicable => NONE.to_owned(),
                PeriodValue::Period(period) => period.to_string(),
            },
            Component::OriginBasis => slot(subject.basis, Basis::word),
            Component::Measure => slot(subject.measure, Measure::word),
            Component::Flow => slot(subject.flow, Flow::word),
            Component::Adjustment => stated(method.adjustment.map(Adjustment::word)),
            Component::Status => stated(method.status.map(Status::word)),
            Component::Vintage => stated(method.vintage.and_then(|vintage| named(&self.vintages, vintage))),
            Component::Frame => match method.frame {
                Some(frame) => {
                    named(&self.frames, frame.0).map_or_else(|| format!("frame {}", frame.0), str::to_owned)
                }
                None => NOT_STATED.to_owned(),
            },
            Component::Of
            | Component::Base
            | Component::Place
            | Component::Stage
            | Component::Origin
            | Component::Kind
            | Component::Extra(_) => match (self.set_value(component, scope), self.taxonomy(component)) {
                (Value::Node(node), Some(taxonomy)) => taxonomy.name(node).to_owned(),
                (Value::Any, _) => ANY.to_owned(),
                (Value::NotApplicable, _) => NONE.to_owned(),
                (Value::Unknown | Value::Node(_), _) => NOT_STATED.to_owned(),
            },
        }
    }

    fn set_value(&self, component: Component, scope: &Scope) -> Value {
        let subject = &scope.subject;
        match component {
            Component::Of => subject.of,
            Component::Base => subject.base,
            Component::Place => subject.place,
            Component::Stage => subject.stage,
            Component::Origin => subject.origin,
            Component::Kind => subject.kind,
            Component::Extra(name) => self.extra_value(subject.extra, name),
            _ => Value::Unknown,
        }
    }

    fn taxonomy(&self, component: Component) -> Option<&Taxonomy> {
        match component {
            Component::Of | Component::Base => Some(&self.concept),
            Component::Place => Some(&self.place),
            Component::Stage => Some(&self.stage),
            Component::Origin => Some(&self.origin),
            Component::Kind => Some(&self.kind),
            Component::Extra(name) => self.extra.get(usize::from(name)).map(|(_, taxonomy)| taxonomy),
            _ => None,
        }
    }

    /// The field's name in a file; of a program's own component, the name the program gave it.
    #[must_use]
    pub fn label(&self, component: Component) -> &str {
        match component {
            Component::Extra(name) => self.extra.get(usize::from(name)).map_or("extra", |(name, _)| name),
            component => component.name(),
        }
    }

    /// One line for each component that differs, decisive ones first: its name, both values, and what lies between them.
    ///
    /// `period: 2019-08 against 2018-10/2019-03` · `place: Texas within US` · `of: heroin within drug (heroin is_a opioid
    /// is_a drug)` · `stage: transit and retail, not declared how they lie to each other`.
    #[must_use]
    pub fn explain(&self, comparison: &Comparison, a: &Scope, b: &Scope) -> Vec<String> {
        comparison.differences.iter().map(|difference| self.line(difference, a, b)).collect()
    }

    fn line(&self, difference: &Difference, a: &Scope, b: &Scope) -> String {
        let component = difference.component;
        let label = self.label(component);
        let (one, other) = self.values(component, a, b);
        let chain = |a: &Scope, b: &Scope| self.chain(component, a, b);
        match difference.sameness {
            Sameness::Set(SetRelation::Within) => format!("{label}: {one} within {other}{}", chain(a, b)),
            Sameness::Set(SetRelation::Contains) => format!("{label}: {one} contains {other}{}", chain(b, a)),
            Sameness::Set(SetRelation::Overlaps) => format!("{label}: {one} overlaps {other}"),
            Sameness::Unknown | Sameness::Set(SetRelation::Unknown)
                if one == NOT_STATED && other == NOT_STATED =>
            {
                format!("{label}: {NOT_STATED}")
            }
            Sameness::Unknown | Sameness::Set(SetRelation::Unknown)
                if one != NOT_STATED && other != NOT_STATED =>
            {
                format!("{label}: {one} and {other}, not declared how they lie to each other")
            }
            _ => format!("{label}: {one} against {other}"),
        }
    }

    /// The declared edges, where it takes more than one to see it.
    fn chain(&self, component: Component, inner: &Scope, outer: &Scope) -> String {
        let (Value::Node(inner), Value::Node(outer)) =
            (self.set_value(component, inner), self.set_value(component, outer))
        else {
            return String::new();
        };
        let chain = self.taxonomy(component).and_then(|taxonomy| taxonomy.chain(inner, outer));
        chain.filter(|chain| chain.steps().len() > 1).map_or_else(String::new, |chain| format!(" ({chain})"))
    }
}

fn slot<T: Copy>(slot: Slot<T>, word: impl Fn(T) -> &'static str) -> String {
    match slot {
        Slot::Unknown => NOT_STATED.to_owned(),
        Slot::NotApplicable => NONE.to_owned(),
        Slot::Known(value) => word(value).to_owned(),
    }
}

fn stated(word: Option<&str>) -> String {
    word.unwrap_or(NOT_STATED).to_owned()
}

fn named(names: &[Box<str>], position: u32) -> Option<&str> {
    names.get(usize::try_from(position).ok()?).map(|name| &**name)
}
