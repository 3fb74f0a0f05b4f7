use std::collections::BTreeMap;

use jiff::civil::date;

use super::*;
use crate::vocabulary::Taxonomy;
use crate::vocabulary::brute_force::{Declared, Random};

/// One component spelt out: what a thing can be there, and what must exist.
struct Axis {
    declared: Declared,
    /// Sets of nodes that something may lie in.
    atoms: Vec<usize>,
}

/// A thing that the component does not apply to.
const OUTSIDE: usize = usize::MAX;

impl Axis {
    fn random(random: &mut Random) -> (Self, Taxonomy) {
        loop {
            let with_partitions = random.chance(50);
            let declared = Declared::random(random, 5, with_partitions);
            let mut atoms = declared.atoms();
            if let Ok(taxonomy) = declared.builder().build() {
                atoms.push(OUTSIDE);
                return (Axis { declared, atoms }, taxonomy);
            }
        }
    }

    fn value(&self, random: &mut Random, taxonomy: &Taxonomy) -> Value {
        match random.below(20) {
            0 => Value::Unknown,
            1 => Value::Any,
            2 => Value::NotApplicable,
            _ => Value::Node(taxonomy.nodes().nth(random.below(self.declared.nodes)).unwrap()),
        }
    }

    fn holds(value: Value, atom: usize) -> bool {
        match value {
            Value::Node(node) => atom != OUTSIDE && atom >> node.index() & 1 == 1,
            Value::Any => atom != OUTSIDE,
            Value::NotApplicable => atom == OUTSIDE,
            Value::Unknown => false,
        }
    }

    /// Whether something in both must exist.
    fn must_meet(&self, a: Value, b: Value) -> bool {
        let in_both = |&atom: &usize| Axis::holds(a, atom) && Axis::holds(b, atom);
        if a == Value::NotApplicable && a == b {
            return true;
        }
        self.declared.existing().iter().any(|&given| {
            self.atoms.iter().filter(|&&atom| atom != OUTSIDE && atom & given == given).all(in_both)
        })
    }
}

/// A day of the week that the periods of the test lie in, and the days before and after.
fn period(random: &mut Random) -> PeriodValue {
    let mut day = || (!random.chance(10)).then(|| date(2019, 9, i8::try_from(2 + random.below(5)).unwrap()));
    let (one, other) = (day(), day());
    let period = Period::new(one, other).or_else(|| Period::new(other, one)).unwrap();
    match random.below(20) {
        0 => PeriodValue::Unknown,
        1 => PeriodValue::Any,
        2 => PeriodValue::NotApplicable,
        _ => PeriodValue::Period(period),
    }
}

fn holds_day(value: PeriodValue, day: Option<i8>) -> bool {
    match (value, day) {
        (PeriodValue::Period(period), Some(day)) => period.contains(date(2019, 9, day)),
        (PeriodValue::Any, Some(_)) | (PeriodValue::NotApplicable, None) => true,
        _ => false,
    }
}

/// The verdict from the things themselves: a thing is what it is, where it is and when.
fn expected(concept: &Axis, place: &Axis, a: &Subject, b: &Subject) -> Overall {
    let days: Vec<Option<i8>> = (1..=8).map(Some).chain([None]).collect();
    let unknown = |value: Value| value == Value::Unknown;
    let no_of = unknown(a.of) || unknown(b.of);
    let no_place = unknown(a.place) || unknown(b.place);
    let no_period = a.period == PeriodValue::Unknown || b.period == PeriodValue::Unknown;
    let (mut inside, mut outside, mut apart) = (true, true, true);
    for &x in &concept.atoms {
        for &y in &place.atoms {
            for &day in &days {
                // What is unknown rules nothing out.
                let holds = |s: &Subject| {
                    (no_of || Axis::holds(s.of, x))
                        && (no_place || Axis::holds(s.place, y))
                        && (no_period || holds_day(s.period, day))
                };
                let (in_a, in_b) = (holds(a), holds(b));
                inside &= !in_a || in_b;
                outside &= in_a || !in_b;
                apart &= !(in_a && in_b);
            }
        }
    }
    if apart {
        return Overall::NotComparable;
    }
    if no_of || no_place || no_period {
        return Overall::Unknown;
    }
    match (inside, outside) {
        (true, true) => Overall::Equal,
        (true, false) => Overall::Within,
        (false, true) => Overall::Contains,
        (false, false) if concept.must_meet(a.of, b.of) && place.must_meet(a.place, b.place) => {
            Overall::Overlaps
        }
        (false, false) => Overall::Unknown,
    }
}

/// All components known and the same, but those under test.
fn plain() -> Scope {
    let mut scope = Scope::default();
    let subject = &mut scope.subject;
    (subject.base, subject.stage, subject.origin) =
        (Value::NotApplicable, Value::NotApplicable, Value::NotApplicable);
    subject.kind = Value::Any;
    subject.measure = Slot::Known(Measure::Count);
    subject.flow = Slot::NotApplicable;
    scope
}

#[test]
fn agrees_with_the_things_themselves() {
    let mut random = Random(11);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut pairs = 0;
    while pairs < 100_000 {
        let (concept, concepts) = Axis::random(&mut random);
        let (place, places) = Axis::random(&mut random);
        let names = Taxonomies { concept: concepts, place: places.into(), ..Taxonomies::default() };
        for _ in 0..50 {
            let mut scope = || {
                let mut scope = plain();
                scope.subject.of = concept.value(&mut random, &names.concept);
                scope.subject.place = place.value(&mut random, &names.place);
                scope.subject.period = period(&mut random);
                scope
            };
            let (a, mut b) = (scope(), scope());
            // Few random pairs agree anywhere.
            if random.chance(40) {
                b.subject.of = a.subject.of;
            }
            if random.chance(60) {
                b.subject.period = a.subject.period;
            }
            let found = a.compare(&b, &names);
            let expected = expected(&concept, &place, &a.subject, &b.subject);
            assert_eq!(found.overall, expected, "{a:?} {b:?} {:?} {:?}", concept.declared, place.declared);
            assert_eq!(b.compare(&a, &names).overall, expected.mirror());
            *seen.entry(format!("{expected:?}")).or_default() += 1;
            pairs += 1;
        }
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
    assert!(seen.values().all(|&count| count > 1_000), "{seen:?}");
}

/// Taxonomies for scopes in which every component varies.
fn random_names(random: &mut Random) -> Taxonomies {
    let mut taxonomy = |partitions: bool| loop {
        let declared = Declared::random(random, 5, partitions);
        if let Ok(taxonomy) = declared.builder().build() {
            return taxonomy;
        }
    };
    Taxonomies {
        concept: taxonomy(true),
        place: taxonomy(false).into(),
        stage: taxonomy(true),
        origin: taxonomy(false).into(),
        kind: taxonomy(false),
        extra: vec![("colour".into(), taxonomy(false)), ("size".into(), taxonomy(true))],
        ..Taxonomies::default()
    }
}

fn random_scope(random: &mut Random, names: &mut Taxonomies, unknowns: usize) -> Scope {
    fn pick<T: Copy>(random: &mut Random, unknowns: usize, all: &[T]) -> Slot<T> {
        if random.chance(unknowns) {
            return Slot::Unknown;
        }
        if random.chance(10) { Slot::NotApplicable } else { Slot::Known(all[random.below(all.len())]) }
    }
    let value = |random: &mut Random, taxonomy: &Taxonomy| {
        if random.chance(unknowns) {
            return Value::Unknown;
        }
        match random.below(12) {
            0 => Value::Any,
            1 => Value::NotApplicable,
            _ => Value::Node(taxonomy.nodes().nth(random.below(taxonomy.len())).unwrap()),
        }
    };
    let mut scope = Scope::default();
    let subject = &mut scope.subject;
    subject.of = value(random, &names.concept);
    subject.base = value(random, &names.concept);
    subject.place = value(random, &names.place);
    subject.stage = value(random, &names.stage);
    subject.origin = value(random, &names.origin);
    subject.kind = value(random, &names.kind);
    subject.period = loop {
        let period = period(random);
        if unknowns > 0 || period != PeriodValue::Unknown {
            break period;
        }
    };
    // Few words each, or no two scopes would ever agree.
    subject.basis = pick(random, unknowns, &[Basis::Shipment, Basis::Nationality, Basis::Any, Basis::Any]);
    subject.measure = pick(random, unknowns, &[Measure::Count, Measure::Count, Measure::Sum]);
    subject.flow = pick(random, unknowns, &[Flow::Stock, Flow::Flow, Flow::Flow, Flow::Gross]);
    let list = vec![(0, value(random, &names.extra[0].1)), (1, value(random, &names.extra[1].1))];
    subject.extra = ExtraId(u32::try_from(names.extra_lists.len()).unwrap());
    names.extra_lists.push(list);
    scope
}

/// One component changed, so that chains of scopes nest often enough to test transitivity on.
fn vary(random: &mut Random, names: &mut Taxonomies, scope: &Scope, unknowns: usize) -> Scope {
    let other = random_scope(random, names, unknowns);
    let mut varied = *scope;
    for _ in 0..=random.below(3) {
        let all = [
            Component::Of,
            Component::Base,
            Component::Place,
            Component::Period,
            Component::Stage,
            Component::Origin,
            Component::Measure,
            Component::Flow,
            Component::Kind,
            Component::Extra(0),
        ];
        varied.take(all[random.below(all.len())], &other);
    }
    varied
}

#[test]
fn laws() {
    let mut random = Random(12);
    let (mut chains, mut inherited) = (0, 0);
    for round in 0..3_000 {
        let unknowns = if round % 2 == 0 { 0 } else { 8 };
        let mut names = random_names(&mut random);
        for _ in 0..10 {
            let b = random_scope(&mut random, &mut names, unknowns);
            let a = vary(&mut random, &mut names, &b, unknowns);
            let c = vary(&mut random, &mut names, &b, unknowns);
            let compare = |x: &Scope, y: &Scope| x.compare(y, &names).overall;
            let itself = compare(&b, &b);
            assert_eq!(itself == Overall::Equal, b.compare(&b, &names).unknown().next().is_none());
            if unknowns == 0 {
                assert_eq!(itself, Overall::Equal);
            }
            let (ab, bc, ac) = (compare(&a, &b), compare(&b, &c), compare(&a, &c));
            assert_eq!(compare(&b, &a), ab.mirror());
            let mirrored = b.compare(&a, &names);
            let components = |comparison: &Comparison| {
                let mut all: Vec<Component> =
                    comparison.differences.iter().map(|one| one.component).collect();
                all.sort_unstable();
                all
            };
            assert_eq!(components(&mirrored), components(&a.compare(&b, &names)));
            let is_inside = |overall| matches!(overall, Overall::Equal | Overall::Within);
            if is_inside(ab) && is_inside(bc) {
                assert!(is_inside(ac), "{a:?}\n{b:?}\n{c:?}");
                chains += 1;
            }
            if is_inside(ab) && bc == Overall::NotComparable {
                assert_eq!(ac, Overall::NotComparable, "{a:?}\n{b:?}\n{c:?}");
                inherited += 1;
            }
        }
    }
    assert!(chains > 300 && inherited > 300, "{chains} {inherited}");
}

/// Replacing any component by "unknown" never makes a verdict firmer.
#[test]
fn unknown_settles_nothing() {
    let mut random = Random(13);
    for _ in 0..2_000 {
        let mut names = random_names(&mut random);
        let a = random_scope(&mut random, &mut names, 0);
        let b = vary(&mut random, &mut names, &a, 0);
        let before = a.compare(&b, &names).overall;
        for component in Component::STATED.into_iter().chain([Component::Kind]) {
            let mut less = a;
            less.take(component, &Scope::default());
            let after = less.compare(&b, &names).overall;
            assert!(after == before || after == Overall::Unknown, "{component:?} {before:?} {after:?}");
        }
    }
}

fn names() -> Taxonomies {
    let mut concept = Taxonomy::builder();
    let [heroin, opioid, drug, tips] = ["heroin", "opioid", "drug", "tips"].map(|name| concept.intern(name));
    concept.is_a(heroin, opioid);
    concept.is_a(opioid, drug);
    concept.overlap(tips, drug);
    let mut place = Taxonomy::builder();
    let countries = ["US", "MX"].map(|name| place.intern(name));
    place.mutually_disjoint(&countries);
    let texas = place.intern("Texas");
    place.part_of(texas, countries[0]);
    let mut stage = Taxonomy::builder();
    let stages = ["transit", "retail"].map(|name| stage.intern(name));
    stage.order(stages);
    let mut kind = Taxonomy::builder();
    let [woman, person] = ["woman", "person"].map(|name| kind.intern(name));
    kind.is_a(woman, person);
    for name in ["bust", "mass"] {
        kind.intern(name);
    }
    let mut colour = Taxonomy::builder();
    let both = ["red", "green"].map(|name| colour.intern(name));
    colour.mutually_disjoint(&both);
    Taxonomies {
        concept: concept.build().unwrap(),
        place: place.build().unwrap().into(),
        stage: stage.build().unwrap(),
        kind: kind.build().unwrap(),
        extra: vec![("colour".into(), colour.build().unwrap())],
        extra_lists: vec![vec![], vec![(0, Value::Node(both[0]))], vec![(0, Value::Node(both[1]))]],
        vintages: vec!["first release".into()],
        frames: vec!["us-seizures".into()],
        ..Taxonomies::default()
    }
}

fn node(taxonomy: &Taxonomy, name: &str) -> Value {
    Value::Node(taxonomy.id(name).unwrap())
}

fn known(names: &Taxonomies) -> Scope {
    let mut scope = plain();
    scope.subject.of = node(&names.concept, "heroin");
    scope.subject.place = node(&names.place, "US");
    scope.subject.period = PeriodValue::Period("2019-08".parse().unwrap());
    scope.subject.kind = node(&names.kind, "mass");
    scope
}

/// What comparing says after one change to the second scope.
fn after(change: impl FnOnce(&mut Scope, &Taxonomies)) -> (Overall, Vec<String>) {
    let names = names();
    let a = known(&names);
    let mut b = a;
    change(&mut b, &names);
    let comparison = a.compare(&b, &names);
    let lines = names.explain(&comparison, &a, &b);
    (comparison.overall, lines)
}

fn one(overall: Overall, line: &str) -> (Overall, Vec<String>) {
    (overall, vec![line.to_owned()])
}

#[test]
fn explained_in_words() {
    assert_eq!(after(|_, _| ()), (Overall::Equal, vec![]));
    assert_eq!(
        after(|b, n| b.subject.of = node(&n.concept, "drug")),
        one(Overall::Within, "of: heroin within drug (heroin is_a opioid is_a drug)")
    );
    assert_eq!(
        after(|b, n| b.subject.place = node(&n.place, "Texas")),
        one(Overall::Contains, "place: US contains Texas")
    );
    assert_eq!(
        after(|b, n| b.subject.place = node(&n.place, "MX")),
        one(Overall::NotComparable, "place: US against MX")
    );
    assert_eq!(after(|b, _| b.subject.place = Value::Any), one(Overall::Within, "place: US within any"));
    assert_eq!(
        after(|b, _| b.subject.place = Value::NotApplicable),
        one(Overall::NotComparable, "place: US against none")
    );
    assert_eq!(
        after(|b, n| b.subject.of = node(&n.concept, "tips")),
        one(Overall::Unknown, "of: heroin and tips, not declared how they lie to each other")
    );
    assert_eq!(
        after(|b, _| b.subject.period = PeriodValue::Unknown),
        one(Overall::Unknown, "period: 2019-08 against not stated")
    );
    assert_eq!(
        after(|b, _| b.subject.period = PeriodValue::Period("2019-08-15/2019-09".parse().unwrap())),
        one(Overall::Overlaps, "period: 2019-08 overlaps 2019-08-15/2019-09-30")
    );
    assert_eq!(
        after(|b, n| b.subject.kind = node(&n.kind, "bust")),
        one(Overall::NotComparable, "unit: mass against bust")
    );
    assert_eq!(
        after(|b, _| b.subject.kind = Value::Unknown),
        one(Overall::Unknown, "unit: mass against not stated")
    );
    assert_eq!(
        after(|b, _| b.subject.measure = Slot::Known(Measure::Rate)),
        one(Overall::NotComparable, "measure: count against rate")
    );
    assert_eq!(
        after(|b, _| b.subject.extra = ExtraId(1)),
        one(Overall::Unknown, "colour: not stated against red")
    );
}

#[test]
fn decisive_differences_come_first() {
    let (overall, lines) = after(|b, n| {
        b.subject.of = node(&n.concept, "opioid");
        b.subject.place = node(&n.place, "MX");
        b.subject.stage = Value::Unknown;
        b.subject.measure = Slot::Known(Measure::Rate);
    });
    assert_eq!(overall, Overall::NotComparable);
    assert_eq!(
        lines,
        [
            "place: US against MX",
            "measure: count against rate",
            "stage: none against not stated",
            "of: heroin within opioid",
        ]
    );
}

#[test]
fn bases_need_an_attribution() {
    let names = names();
    let mut a = known(&names);
    let mut b = a;
    // Nothing is attributed: a basis left behind says nothing.
    b.subject.basis = Slot::Known(Basis::Birth);
    assert_eq!(a.compare(&b, &names).overall, Overall::Equal);
    (a.subject.origin, b.subject.origin) = (Value::Any, Value::Any);
    assert_eq!(a.compare(&b, &names).unknown().collect::<Vec<_>>(), [Component::OriginBasis]);
    a.subject.basis = Slot::Known(Basis::Shipment);
    assert_eq!(a.compare(&b, &names).overall, Overall::NotComparable);
    b.subject.basis = Slot::Known(Basis::Any);
    let comparison = a.compare(&b, &names);
    assert_eq!(comparison.overall, Overall::Within);
    assert!(comparison.differs(Component::OriginBasis));
    assert!(!comparison.differs(Component::Origin));
    assert_eq!(comparison.set(Component::OriginBasis), Some(SetRelation::Within));
}

#[test]
fn gross_and_stock_are_answers_to_two_questions() {
    let overall = |one, other| {
        let names = names();
        let (mut a, mut b) = (known(&names), known(&names));
        (a.subject.flow, b.subject.flow) = (Slot::Known(one), Slot::Known(other));
        a.compare(&b, &names).overall
    };
    assert_eq!(overall(Flow::Stock, Flow::Flow), Overall::NotComparable);
    assert_eq!(overall(Flow::Gross, Flow::Net), Overall::NotComparable);
    assert_eq!(overall(Flow::Flow, Flow::Net), Overall::Unknown);
    assert_eq!(overall(Flow::Net, Flow::Net), Overall::Equal);
}

#[test]
fn kinds_nest_where_is_a_says_so() {
    let names = names();
    let (mut a, mut b) = (known(&names), known(&names));
    (a.subject.kind, b.subject.kind) = (node(&names.kind, "woman"), node(&names.kind, "person"));
    assert_eq!(a.compare(&b, &names).overall, Overall::Within);
    b.subject.kind = node(&names.kind, "bust");
    assert!(a.compare(&b, &names).differs(Component::Kind));
}

#[test]
fn methods_stand_beside_the_verdict() {
    let names = names();
    let (a, mut b) = (known(&names), known(&names));
    b.method.frame = Some(FrameId(0));
    b.method.vintage = Some(0);
    let comparison = a.compare(&b, &names);
    assert_eq!(comparison.overall, Overall::Equal);
    assert_eq!(comparison.method, [Component::Frame, Component::Vintage]);
    assert_eq!(names.value(Component::Frame, &b), "us-seizures");
    assert_eq!(names.value(Component::Vintage, &b), "first release");
    assert_eq!(names.value(Component::Frame, &a), "not stated");
}

#[test]
fn own_components_are_compared_by_their_taxonomy() {
    let names = names();
    let (mut a, mut b) = (known(&names), known(&names));
    (a.subject.extra, b.subject.extra) = (ExtraId(1), ExtraId(2));
    assert_eq!(a.compare(&b, &names).set(Component::Extra(0)), Some(SetRelation::Disjoint));
    assert_eq!(a.compare(&a, &names).overall, Overall::Equal);
    assert_eq!(names.label(Component::Extra(0)), "colour");
    // A list that does not exist states nothing.
    a.subject.extra = ExtraId(99);
    assert_eq!(a.compare(&a, &names).overall, Overall::Equal);
}

#[test]
fn stated_is_not_inherited() {
    let mut scope = Scope::default();
    scope.state(Component::Place);
    assert!(scope.is_stated(Component::Place) && !scope.is_stated(Component::Of));
    assert!(!scope.inherited().is_stated(Component::Place));
    let mut other = Scope::default();
    other.take(Component::Place, &scope);
    assert!(other.is_stated(Component::Place));
}

#[test]
fn words_read_back() {
    fn check<T>(all: &[T])
    where
        T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug + std::fmt::Display,
    {
        for word in all {
            let json = serde_json::to_string(word).unwrap();
            assert_eq!(json, format!("\"{word}\""));
            assert_eq!(serde_json::from_str::<T>(&json).unwrap(), *word);
        }
    }
    check(Measure::ALL);
    check(Flow::ALL);
    check(Basis::ALL);
    check(Adjustment::ALL);
    check(Status::ALL);
}

#[test]
fn small_and_quick() {
    assert!(size_of::<Scope>() <= 112, "{}", size_of::<Scope>());
    assert!(size_of::<Value>() <= 8);
    let names = names();
    let scope = known(&names);
    let started = std::time::Instant::now();
    for _ in 0..1_000_000 {
        let comparison = std::hint::black_box(&scope).compare(std::hint::black_box(&scope), &names);
        assert_eq!(comparison.overall, Overall::Equal);
    }
    // A hundred nanoseconds each when optimised; this allows for a loaded machine and little optimisation.
    assert!(started.elapsed().as_millis() < 2_000, "{:?}", started.elapsed());
}
