//! The names of a dossier: interned once, looked up everywhere, and completed into scopes.

use foldhash::{HashMap, HashMapExt, HashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::Dossier;
use super::{may_suggest, unknown};
use crate::error::{About, Problem};
use crate::quantity::{
    Basis, Component, Components, ExtraId, FrameId, PeriodValue, Scope, Scopes, Slot, Taxonomies, Value,
};
use crate::vocabulary::{
    Country, Dimension, NodeId, Period, Taxonomy, TaxonomyBuilder, TaxonomySpec, Unit, spelling,
};

/// The components one claim, member or conclusion states, those of `which` and `denominator` apart.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Overlay {
    own: Scope,
    which: Scope,
    denominator: Scope,
}

impl Overlay {
    /// Takes from the parent what is not stated here, component by component.
    pub(super) fn inherit(mut self, parent: &Overlay) -> Self {
        if *parent == Overlay::default() {
            return self;
        }
        let inherit = |own: &mut Scope, parent: &Scope| {
            if !own.states_anything() {
                *own = *parent;
            } else if *parent != Scope::default() {
                for component in Component::STATED {
                    if !own.is_stated(component) {
                        own.take(component, parent);
                    }
                }
            }
        };
        inherit(&mut self.own, &parent.own);
        inherit(&mut self.which, &parent.which);
        inherit(&mut self.denominator, &parent.denominator);
        self
    }

    /// The scope of a result or a part.
    pub(super) fn with_which(&self) -> Scope {
        over(self.own, &self.which)
    }

    /// The scope of a whole or an exposure.
    pub(super) fn of_whole(&self) -> Scope {
        let mut scope = over(self.own, &self.denominator);
        if !self.has_which() && !is_said(&self.denominator, Component::Of) {
            // What sets the part apart is its `of`; then the whole's `of` is its base.
            scope.subject.of = scope.subject.base;
        }
        scope
    }

    /// Whether something is said of the whole or the exposure alone.
    pub(super) fn has_denominator(&self) -> bool {
        self.denominator != Scope::default()
    }

    pub(super) fn has_which(&self) -> bool {
        self.which != Scope::default()
    }

    pub(super) fn drop_which(&mut self) {
        self.which = Scope::default();
    }

    pub(super) fn drop(&mut self, component: Component) {
        self.own.take(component, &Scope::default());
        self.which.take(component, &Scope::default());
    }

    pub(super) fn is_stated(&self, component: Component) -> bool {
        self.own.is_stated(component) || self.which.is_stated(component)
    }

    /// Whether it is said what it is of, and not only how it was measured or made.
    pub(super) fn says_of_what(&self) -> bool {
        let mut of_what = Component::SUBJECT.into_iter().chain([Component::Extra(0)]);
        of_what.any(|component| self.own.is_stated(component)) || self.which.states_anything()
    }

    /// The same with every component marked as inherited.
    pub(super) fn unstated(&self) -> Self {
        Overlay {
            own: self.own.inherited(),
            which: self.which.inherited(),
            denominator: self.denominator.inherited(),
        }
    }
}

/// Whether a scope says something of a component.
fn is_said(scope: &Scope, component: Component) -> bool {
    scope.is_stated(component) || scope.differs_from_default(component)
}

/// A scope with what another one says in the place of its own.
fn over(mut scope: Scope, other: &Scope) -> Scope {
    if *other == Scope::default() {
        return scope;
    }
    for component in Component::STATED {
        if is_said(other, component) {
            scope.take(component, other);
        }
    }
    scope
}

/// Which components anybody in the dossier states: one that nobody states is no distinction the dossier makes.
#[derive(Debug, Clone, Copy, Default)]
struct Used {
    base: bool,
    place: bool,
    period: bool,
    stage: bool,
    origin: bool,
    flow: bool,
}

impl Used {
    fn note(&mut self, spec: &Components<'_>) {
        self.base |= spec.base.is_some() || spec.frame.is_some();
        self.place |= spec.place.is_some();
        self.period |= spec.period.is_some();
        self.stage |= spec.stage.is_some();
        self.origin |= spec.origin.is_some();
        self.flow |= spec.flow.is_some();
    }
}

/// The names of a dossier while it is being resolved: what is said of things is interned as it is met, as anything may
/// be spoken of; places, stages and origins are known before.
pub(super) struct Names<'d> {
    dossier: &'d Dossier,
    concept: TaxonomyBuilder,
    /// How many concepts were declared, of which `mentions` does not speak.
    declared: usize,
    /// For each concept met since: how often it stands in a scope, and where first.
    mentions: Vec<(u32, String)>,
    /// Stages are interned as they are met where none are declared.
    stage: TaxonomyBuilder,
    has_stages: bool,
    taxonomies: Taxonomies,
    kinds: KindNames,
    frames: HashMap<&'d str, FrameId>,
    vintages: HashMap<&'d str, u32>,
    extra_names: HashMap<Box<str>, u16>,
    extra_builders: Vec<TaxonomyBuilder>,
    extra_lists: Vec<Vec<(u16, Value)>>,
    extra_ids: HashMap<Vec<(u16, Value)>, ExtraId>,
    used: Used,
    /// Whether no origins are declared: then they are the places.
    has_no_origins: bool,
    /// Taxonomies that could not be built: of their names nothing more is said.
    broken: Vec<&'static str>,
    /// What was looked up lately: names repeat in claims that stand together.
    recent: Recent<'d>,
    /// Texts of periods read before: newspapers repeat them.
    periods: HashMap<&'d str, Period>,
}

/// The kinds of things counted, interned as they are met.
#[derive(Default)]
struct KindNames {
    builder: TaxonomyBuilder,
    /// The names of dimensions met before: most units are of a few.
    dimensions: BTreeMap<Dimension, NodeId>,
}

/// Names looked up lately, each where its component, length and first letters say.
struct Recent<'d>([Option<(&'d str, Value)>; Recent::SLOTS]);

impl Recent<'_> {
    const SLOTS: usize = 64;

    fn slot(component: Component, name: &str) -> usize {
        let component = match component {
            Component::Of => 0,
            Component::Base => 13,
            Component::Place => 26,
            Component::Stage => 39,
            _ => 52,
        };
        let letters = name.bytes().take(2).fold(name.len(), |sum, letter| 7 * sum + usize::from(letter));
        (component + letters) % Recent::SLOTS
    }
}

/// What stands in a component as a name.
#[derive(Clone, Copy)]
enum Word<'d> {
    Fixed(Value),
    Name(&'d str),
}

fn word(name: &str) -> Word<'_> {
    match name {
        "unknown" => Word::Fixed(Value::Unknown),
        "any" => Word::Fixed(Value::Any),
        "none" => Word::Fixed(Value::NotApplicable),
        name => Word::Name(name),
    }
}

impl<'d> Names<'d> {
    pub(super) fn new(dossier: &'d Dossier, problems: &mut Vec<Problem>) -> Self {
        let mut concept = TaxonomyBuilder::new();
        for (name, frame) in &dossier.frame {
            let set = concept.intern(name);
            if let Some(population) = &frame.stands_for {
                let population = concept.intern(population);
                concept.is_a(set, population);
            }
        }
        concept.add(&dossier.taxonomy.concept);
        let mut kinds = KindNames::default();
        kinds.builder.add_is_a(&dossier.taxonomy.concept);
        let mut names = Names {
            dossier,
            declared: concept.len(),
            concept,
            mentions: Vec::new(),
            stage: TaxonomyBuilder::new(),
            has_stages: dossier.taxonomy.stage != TaxonomySpec::default(),
            taxonomies: Taxonomies::default(),
            kinds,
            frames: (0..).zip(dossier.frame.keys()).map(|(i, name)| (&**name, FrameId(i))).collect(),
            vintages: HashMap::new(),
            extra_names: HashMap::new(),
            extra_builders: Vec::new(),
            extra_lists: vec![Vec::new()],
            extra_ids: HashMap::from_iter([(Vec::new(), ExtraId::default())]),
            used: Used::default(),
            has_no_origins: dossier.taxonomy.origin == TaxonomySpec::default(),
            broken: Vec::new(),
            recent: Recent([None; Recent::SLOTS]),
            periods: HashMap::new(),
        };
        let place = Arc::new(names.built(places(&dossier.taxonomy.place), PLACE, problems));
        names.taxonomies.origin = if names.has_no_origins {
            place.clone()
        } else {
            let mut origin = places(&dossier.taxonomy.place);
            origin.add(&dossier.taxonomy.origin);
            Arc::new(names.built(origin, ORIGIN, problems))
        };
        names.taxonomies.place = place;
        if names.has_stages {
            let mut stage = TaxonomyBuilder::new();
            stage.add(&dossier.taxonomy.stage);
            names.taxonomies.stage = names.built(stage, STAGE, problems);
        }
        names
    }

    fn built(
        &mut self,
        builder: TaxonomyBuilder,
        pointer: &'static str,
        problems: &mut Vec<Problem>,
    ) -> Taxonomy {
        match builder.build() {
            Ok(taxonomy) => taxonomy,
            Err(errors) => {
                // Origins lie in places: what is wrong with those is told of the places.
                let told = problems.iter().filter(|_| pointer == ORIGIN);
                let of_places: HashSet<String> = told.map(|told| told.message.clone()).collect();
                self.broken.push(pointer);
                for error in &errors {
                    let message = error.to_string();
                    if !of_places.contains(&message) {
                        problems.push(Problem::new(format!("{pointer}{}", error.pointer()), message));
                    }
                }
                Taxonomy::default()
            }
        }
    }

    /// The scopes with their taxonomies, complete.
    pub(super) fn finish(mut self, mut scopes: Vec<Scope>, problems: &mut Vec<Problem>) -> Scopes {
        for scope in &mut scopes {
            self.fill_unused(scope);
        }
        report_misspelt(&self.concept, self.declared, &self.mentions, problems);
        let concept = std::mem::take(&mut self.concept);
        let concept = self.built(concept, CONCEPT, problems);
        let stage = std::mem::take(&mut self.stage);
        let mut taxonomies = std::mem::take(&mut self.taxonomies);
        taxonomies.concept = concept;
        if !self.has_stages {
            taxonomies.stage = self.built(stage, STAGE, problems);
        }
        // Kinds and a program's own components carry no edges of their own that could contradict each other: what the
        // concepts declare was checked with them.
        taxonomies.kind = self.kinds.builder.build().unwrap_or_default();
        let mut names: Vec<(Box<str>, u16)> = self.extra_names.into_iter().collect();
        names.sort_by_key(|(_, position)| *position);
        taxonomies.extra = names
            .into_iter()
            .zip(self.extra_builders)
            .map(|((name, _), builder)| (name, builder.build().unwrap_or_default()))
            .collect();
        taxonomies.extra_lists = self.extra_lists;
        taxonomies.frames = self.dossier.frame.keys().cloned().collect();
        let mut vintages: Vec<(&str, u32)> = self.vintages.into_iter().collect();
        vintages.sort_by_key(|(_, position)| *position);
        taxonomies.vintages = vintages.into_iter().map(|(name, _)| name.into()).collect();
        Scopes { names: taxonomies, list: scopes }
    }

    /// A frame by its name.
    pub(super) fn frame(&self, name: &str) -> Option<FrameId> {
        self.frames.get(name).copied()
    }

    /// What a spec states, its names looked up.
    pub(super) fn overlay(
        &mut self,
        spec: &Components<'d>,
        pointer: &dyn Fn() -> String,
        problems: &mut Vec<Problem>,
    ) -> Overlay {
        let own = self.stated(spec, pointer, problems);
        let mut nested = |key: &str, spec: Option<Components<'d>>| {
            let Some(spec) = spec else { return Scope::default() };
            let pointer = || format!("{}/{key}", pointer());
            for (inner, stands) in
                [("which", spec.which().is_some()), ("denominator", spec.denominator().is_some())]
            {
                if stands {
                    let message = format!("'{inner}' stands one level deep");
                    problems.push(Problem::new(format!("{}/{inner}", pointer()), message));
                }
            }
            self.stated(&spec, &pointer, problems)
        };
        let which = nested("which", spec.which());
        let denominator = nested("denominator", spec.denominator());
        Overlay { own, which, denominator }
    }

    fn stated(
        &mut self,
        spec: &Components<'d>,
        pointer: &dyn Fn() -> String,
        problems: &mut Vec<Problem>,
    ) -> Scope {
        self.used.note(spec);
        let mut scope = Scope::default();
        let names = [
            (Component::Of, spec.of),
            (Component::Base, spec.base),
            (Component::Place, spec.place),
            (Component::Stage, spec.stage),
        ];
        for (component, name) in names {
            let Some(name) = name else { continue };
            let pointer = || format!("{}/{}", pointer(), component.name());
            let value = self.node_again(component, name, pointer, problems);
            if let (Component::Of | Component::Base, Value::Node(node)) = (component, value) {
                self.mention(node, pointer);
            }
            set(&mut scope, component, value);
        }
        if let Some((basis, origin)) = spec.origin {
            let pointer = || pointer() + "/origin/value";
            let value = self.node_again(Component::Origin, origin, pointer, problems);
            set(&mut scope, Component::Origin, value);
            scope.subject.basis = Slot::Known(basis);
        }
        if let Some(period) = spec.period {
            scope.subject.period = self.period(period, || pointer() + "/period", problems);
            scope.state(Component::Period);
        }
        if let Some(measure) = spec.measure {
            scope.subject.measure = Slot::Known(measure);
            scope.state(Component::Measure);
        }
        if let Some(flow) = spec.flow {
            scope.subject.flow = Slot::Known(flow);
            scope.state(Component::Flow);
        }
        if let Some(frame) = spec.frame {
            match self.frames.get(frame) {
                Some(id) => {
                    scope.method.frame = Some(*id);
                    scope.state(Component::Frame);
                    if spec.base.is_none() {
                        // A claim with a frame and no base is about the set that the frame observed.
                        let set_of_frame = self.concept.id(frame).map_or(Value::Unknown, Value::Node);
                        set(&mut scope, Component::Base, set_of_frame);
                    }
                }
                None => {
                    let known = || self.dossier.frame.keys().map(|name| &**name).collect();
                    let known = (self.dossier.frame.len(), known);
                    problems.push(unknown("frame", frame, known, pointer() + "/frame", problems.len()));
                }
            }
        }
        if let Some(adjustment) = spec.adjustment {
            scope.method.adjustment = Some(adjustment);
            scope.state(Component::Adjustment);
        }
        if let Some(status) = spec.status {
            scope.method.status = Some(status);
            scope.state(Component::Status);
        }
        if let Some(vintage) = spec.vintage {
            let next = super::position_of(self.vintages.len());
            scope.method.vintage = Some(*self.vintages.entry(vintage).or_insert(next));
            scope.state(Component::Vintage);
        }
        let list: Vec<_> = spec.extra().map(|(name, value)| self.extra_entry(name, value)).collect();
        if !list.is_empty() {
            scope.subject.extra = self.extra_list(list);
            scope.state(Component::Extra(0));
        }
        scope
    }

    /// Notes that a scope speaks of a concept: one that nobody declares and that stands once may be misspelt.
    fn mention(&mut self, node: NodeId, pointer: impl Fn() -> String) {
        let Some(since) = node.index().checked_sub(self.declared) else { return };
        if self.mentions.len() <= since {
            self.mentions.resize_with(since + 1, Default::default);
        }
        if let Some((count, first)) = self.mentions.get_mut(since) {
            if *count == 0 {
                *first = pointer();
            }
            *count += 1;
        }
    }

    /// As [`Names::node`], for names that stand in one claim after the other: what was looked up lately is at hand.
    fn node_again(
        &mut self,
        component: Component,
        name: &'d str,
        pointer: impl Fn() -> String,
        problems: &mut Vec<Problem>,
    ) -> Value {
        let slot = Recent::slot(component, name);
        if let Some((known, value)) = self.recent.0.get(slot).copied().flatten() {
            if known == name {
                return value;
            }
        }
        let value = self.node(component, name, pointer, problems);
        // An unknown name is told each time.
        if let (Some(recent), Value::Node(_)) = (self.recent.0.get_mut(slot), value) {
            *recent = Some((name, value));
        }
        value
    }

    fn node(
        &mut self,
        component: Component,
        name: &str,
        pointer: impl Fn() -> String,
        problems: &mut Vec<Problem>,
    ) -> Value {
        let name = match word(name) {
            Word::Fixed(value) => return value,
            Word::Name(name) => name,
        };
        let (taxonomy, declared_in) = match component {
            Component::Place => (&*self.taxonomies.place, PLACE),
            Component::Stage if !self.has_stages => return Value::Node(self.stage.intern(name)),
            Component::Stage => (&self.taxonomies.stage, STAGE),
            Component::Origin if self.has_no_origins => (&*self.taxonomies.origin, PLACE),
            Component::Origin => (&*self.taxonomies.origin, ORIGIN),
            _ => return Value::Node(self.concept.intern(name)),
        };
        let found = match component {
            Component::Place | Component::Origin => {
                taxonomy.id(name).or_else(|| taxonomy.id(Country::find(name)?.alpha2()))
            }
            _ => taxonomy.id(name),
        };
        if let Some(node) = found {
            return Value::Node(node);
        }
        if self.broken.contains(&declared_in) {
            return Value::Unknown;
        }
        let kind = component.name();
        let problem =
            Problem::new(pointer(), format!("no {kind} is called '{name}'")).about(About::Name(name.into()));
        let near = may_suggest(taxonomy.len(), problems.len()).then(|| taxonomy.nearest(name)).flatten();
        let problem = match (near, component) {
            (Some(nearest), _) => problem.help(format!("did you mean '{nearest}'?")),
            (None, Component::Place | Component::Origin) => {
                // The codes of ISO 3166-2 begin with their country's: GB-ENG, US-CA.
                let country = name.split('-').next().filter(|head| *head != name && head.len() == 2);
                problem.help(format!(
                    "countries are known by their ISO 3166 codes and names; declare any other with [taxonomy.place] part_of = {{ \"{name}\" = \"{}\" }}",
                    country.unwrap_or("US")
                ))
            }
            _ => problem.help(format!("declare it in [taxonomy.{kind}]")),
        };
        problems.push(problem);
        Value::Unknown
    }

    /// A date or period that a field other than a scope's names.
    pub(super) fn date(
        &mut self,
        text: &'d str,
        pointer: &dyn Fn() -> String,
        problems: &mut Vec<Problem>,
    ) -> Option<Period> {
        match self.period(text, pointer, problems) {
            PeriodValue::Period(period) => Some(period),
            _ => None,
        }
    }

    fn period(
        &mut self,
        text: &'d str,
        pointer: impl Fn() -> String,
        problems: &mut Vec<Problem>,
    ) -> PeriodValue {
        match text {
            "unknown" => return PeriodValue::Unknown,
            "any" => return PeriodValue::Any,
            "none" => return PeriodValue::NotApplicable,
            _ => {}
        }
        if let Some(period) = self.periods.get(text) {
            return PeriodValue::Period(*period);
        }
        match Period::parse(text, self.dossier.text.country.as_deref()) {
            Ok(period) => {
                self.periods.insert(text, period);
                PeriodValue::Period(period)
            }
            Err(error) => {
                problems.push(Problem::new(pointer(), error.to_string()).about(About::Figure));
                PeriodValue::Unknown
            }
        }
    }

    pub(super) fn state_period(
        &mut self,
        overlay: &mut Overlay,
        text: &'d str,
        pointer: &dyn Fn() -> String,
        problems: &mut Vec<Problem>,
    ) {
        overlay.own.subject.period = self.period(text, pointer, problems);
        overlay.own.state(Component::Period);
    }

    pub(super) fn state_node(
        &mut self,
        overlay: &mut Overlay,
        component: Component,
        name: &str,
        pointer: &dyn Fn() -> String,
        problems: &mut Vec<Problem>,
    ) {
        let value = self.node(component, name, pointer, problems);
        set(&mut overlay.own, component, value);
    }

    /// States one more component of a program's own, beside those that the parent states.
    pub(super) fn state_extra(&mut self, overlay: &mut Overlay, parent: &Overlay, factor: &str, name: &str) {
        let entry = self.extra_entry(factor, name);
        let of = |id: ExtraId| usize::try_from(id.0).ok().and_then(|id| self.extra_lists.get(id)).cloned();
        let mut list = of(overlay.own.subject.extra).unwrap_or_default();
        let inherited = of(parent.own.subject.extra).unwrap_or_default();
        for (component, value) in std::iter::once(entry).chain(inherited) {
            if !list.iter().any(|(own, _)| *own == component) {
                list.push((component, value));
            }
        }
        overlay.own.subject.extra = self.extra_list(list);
        overlay.own.state(Component::Extra(0));
    }

    fn extra_entry(&mut self, factor: &str, value: &str) -> (u16, Value) {
        let position = match self.extra_names.get(factor) {
            Some(position) => *position,
            None => {
                let position = u16::try_from(self.extra_names.len()).unwrap_or(u16::MAX);
                self.extra_names.insert(factor.into(), position);
                let mut builder = TaxonomyBuilder::new();
                if let Some(spec) = self.dossier.taxonomy.extra.get(factor) {
                    builder.add(spec);
                }
                self.extra_builders.push(builder);
                position
            }
        };
        let value = match word(value) {
            Word::Fixed(value) => value,
            Word::Name(name) => match self.extra_builders.get_mut(usize::from(position)) {
                Some(builder) => Value::Node(builder.intern(name)),
                None => Value::Unknown,
            },
        };
        (position, value)
    }

    fn extra_list(&mut self, mut list: Vec<(u16, Value)>) -> ExtraId {
        list.sort_unstable();
        let next = ExtraId(super::position_of(self.extra_lists.len()));
        if let Some(id) = self.extra_ids.get(&list) {
            return *id;
        }
        self.extra_lists.push(list.clone());
        self.extra_ids.insert(list, next);
        next
    }

    /// What kind of thing a unit counts: its kind, else its dimension.
    pub(super) fn kind(&mut self, unit: &Unit) -> Value {
        match unit.kind() {
            Some(kind) => Value::Node(self.kinds.builder.intern(kind)),
            // A unit whose dimension is open ("pound") or that has none says nothing of what is counted.
            None => match unit.dimension() {
                Some(dimension) if !dimension.is_none() => {
                    let builder = &mut self.kinds.builder;
                    let named = self.kinds.dimensions.entry(dimension);
                    Value::Node(*named.or_insert_with(|| builder.intern(&dimension.to_string())))
                }
                _ => Value::Unknown,
            },
        }
    }

    /// A component that nobody in the dossier states does not apply in it.
    fn fill_unused(&self, scope: &mut Scope) {
        let subject = &mut scope.subject;
        let fill = |value: &mut Value, used: bool| {
            if !used && *value == Value::Unknown {
                *value = Value::NotApplicable;
            }
        };
        fill(&mut subject.base, self.used.base);
        fill(&mut subject.place, self.used.place);
        if !self.used.period && subject.period == PeriodValue::Unknown {
            subject.period = PeriodValue::NotApplicable;
        }
        fill(&mut subject.stage, self.used.stage);
        fill(&mut subject.origin, self.used.origin);
        if !self.used.origin && subject.basis == Slot::Unknown {
            subject.basis = Slot::NotApplicable;
        }
        if !self.used.flow && subject.flow == Slot::Unknown {
            subject.flow = Slot::NotApplicable;
        }
    }

    /// The conclusion's scope given one claim's: what it states, and the subject of the evidence for the rest.
    pub(super) fn conclude(&self, evidence: &Scope, stated: &Overlay) -> Scope {
        let mut scope = stated.with_which();
        let parent = Scope::new(evidence.subject, crate::quantity::Method::default());
        for component in Component::STATED {
            let is_method = matches!(
                component,
                Component::Frame | Component::Adjustment | Component::Status | Component::Vintage
            );
            if !is_method && !scope.is_stated(component) {
                scope.take(component, &parent);
            }
        }
        scope.subject.kind = evidence.subject.kind;
        scope
    }
}

fn set(scope: &mut Scope, component: Component, value: Value) {
    match component {
        Component::Of => scope.subject.of = value,
        Component::Base => scope.subject.base = value,
        Component::Place => scope.subject.place = value,
        Component::Stage => scope.subject.stage = value,
        Component::Origin => {
            scope.subject.origin = value;
            if value == Value::NotApplicable {
                scope.subject.basis = Slot::NotApplicable;
            } else if scope.subject.basis == Slot::NotApplicable {
                scope.subject.basis = Slot::Known(Basis::Any);
            }
        }
        _ => {}
    }
    scope.state(component);
}

/// The ISO 3166-1 countries, mutually disjoint, and what the dossier declares.
fn places(spec: &TaxonomySpec) -> TaxonomyBuilder {
    let mut builder = TaxonomyBuilder::new();
    let all: Vec<NodeId> = Country::all().iter().map(|country| builder.intern(country.alpha2())).collect();
    builder.mutually_disjoint(&all);
    builder.add(spec);
    builder
}

const CONCEPT: &str = "/taxonomy";
const PLACE: &str = "/taxonomy/place";
const STAGE: &str = "/taxonomy/stage";
const ORIGIN: &str = "/taxonomy/origin";

/// A name that stands once, that nobody declares, and that is one slip away from a declared one, is a slip.
fn report_misspelt(
    concept: &TaxonomyBuilder,
    declared: usize,
    mentions: &[(u32, String)],
    problems: &mut Vec<Problem>,
) {
    let (known_before, since) = concept.names().split_at_checked(declared).unwrap_or_default();
    let named = || since.iter().map(|name| &**name).zip(mentions);
    let mut once: Vec<(&str, &str)> = named()
        .filter(|(_, (count, _))| *count == 1)
        .map(|(name, (_, pointer))| (name, &**pointer))
        .collect();
    if once.is_empty() {
        return;
    }
    once.sort_unstable();
    let mut known: Vec<&str> = known_before.iter().map(|name| &**name).collect();
    known.extend(named().filter(|(_, (count, _))| *count > 1).map(|(name, _)| name));
    known.sort_unstable();
    known.dedup();
    let index = spelling::Index::new(known);
    for (name, pointer) in once {
        if let Some(nearest) = index.one_slip_away(name) {
            problems.push(
                Problem::new(pointer, format!("'{name}' is declared nowhere and stands only here"))
                    .help(format!(
                        "did you mean '{nearest}'? Else say how the two lie to each other, as in [taxonomy] disjoint = [[\"{name}\", \"{nearest}\"]] or is_a"
                    ))
                    .about(About::Name(name.into())),
            );
        }
    }
}
