//! The stories that the benches read and check, as JSON.

use saltgrain::Dossier;
use saltgrain::dossier::read::{Format, read};
use serde_json::{Map, Value, json};

/// What a story is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The founding example over and over, under other ids, places and numbers.
    Founding,
    /// Every claim has the same scope, and no two values agree.
    OneScope,
    /// Each claim's period lies within the next one's, and no two values agree.
    Onions,
    /// Claims along a chain of up to 10,000 `is_a`.
    Chain,
    /// Up to 10,000 claims behind one conclusion.
    OneConclusion,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Shape; 5] =
        [Shape::Founding, Shape::OneScope, Shape::Onions, Shape::Chain, Shape::OneConclusion];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Founding => "founding example",
            Shape::OneScope => "one scope",
            Shape::Onions => "nested periods",
            Shape::Chain => "chain of is_a",
            Shape::OneConclusion => "one conclusion",
        }
    }
}

/// The length of the chain, and how many claims stand behind one conclusion.
const LONG: usize = 10_000;

/// A story of so many claims.
pub fn story(shape: Shape, claims: usize) -> String {
    let story = match shape {
        Shape::Founding => founding(claims),
        Shape::OneScope => one_scope(claims),
        Shape::Onions => onions(claims),
        Shape::Chain => chain(claims),
        Shape::OneConclusion => one_conclusion(claims),
    };
    story.to_string()
}

const EXAMPLE: &str = include_str!("../../examples/fentanyl.toml");

/// Places of the adversarial stories.
const PLACES: [&str; 12] = ["FR", "DE", "IT", "ES", "PL", "SE", "NO", "PT", "GR", "AT", "BE", "NL"];

fn founding(claims: usize) -> Value {
    let (example, problems) = read::<Dossier>(EXAMPLE, Format::Toml);
    assert!(problems.is_empty(), "{}", problems[0]);
    let mut story = serde_json::to_value(example.unwrap()).unwrap();
    let take = |story: &mut Value, key: &str| match story[key].take() {
        Value::Array(list) => list,
        _ => Vec::new(),
    };
    let [own_claims, own_conclusions] = ["claim", "conclusion"].map(|key| take(&mut story, key));
    let repetitions = claims.div_ceil(own_claims.len());
    let mut all_claims: Vec<Value> =
        (0..repetitions).flat_map(|i| own_claims.iter().map(move |claim| vary(claim, i))).collect();
    all_claims.truncate(claims);
    let conclusions: Vec<Value> = (0..claims / own_claims.len())
        .flat_map(|i| own_conclusions.iter().map(move |conclusion| vary(conclusion, i)))
        .collect();
    // Each repetition has its own places, districts of those in the example: else all would speak of one thing.
    let mut places: Vec<String> =
        own_claims.iter().filter_map(|claim| Some(claim.get("place")?.as_str()?.to_string())).collect();
    places.sort_unstable();
    places.dedup();
    let districts = (0..repetitions)
        .flat_map(|i| places.iter().map(move |place| (format!("{place}-{i}"), place.as_str().into())));
    if let Some(Value::Object(part_of)) = story.pointer_mut("/taxonomy/place/part_of") {
        part_of.extend(districts);
    }
    // What is supposed of a frame is supposed once, of a claim or conclusion in each repetition.
    let supposed = take(&mut story, "assume");
    let ids: Vec<&Value> = own_claims.iter().chain(&own_conclusions).map(|one| &one["id"]).collect();
    let (own, of_frames): (Vec<Value>, Vec<Value>) =
        supposed.into_iter().partition(|assumption| ids.contains(&&assumption["for"]));
    let repeated =
        (0..claims / own_claims.len()).flat_map(|i| own.iter().map(move |assumption| vary(assumption, i)));
    story["assume"] = of_frames.into_iter().chain(repeated).collect::<Vec<_>>().into();
    story["claim"] = all_claims.into();
    story["conclusion"] = conclusions.into();
    story
}

/// The same claim or conclusion in the repetition `i`: its own id and the ids it names, its place, its figures.
fn vary(written: &Value, i: usize) -> Value {
    let mut varied = written.clone();
    let Value::Object(fields) = &mut varied else { return varied };
    for (key, value) in fields {
        match &**key {
            "id" | "like" | "against" | "from" | "for" => each_text(value, &mut |id| format!("{id}-{i}")),
            "place" => each_text(value, &mut |place| format!("{place}-{i}")),
            "share" | "figure" => each_text(value, &mut |figure| renumber(figure, i)),
            "says" => each_text(value, &mut |says| format!("{says}, it was said in report {i}")),
            _ => {}
        }
    }
    varied
}

fn each_text(value: &mut Value, change: &mut impl FnMut(&str) -> String) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Array(list) => list.iter_mut().for_each(|value| each_text(value, change)),
        Value::Object(table) => table.values_mut().for_each(|value| each_text(value, change)),
        _ => {}
    }
}

/// Every whole number in a figure made larger, parts so much that every other one exceeds its whole.
fn renumber(figure: &str, i: usize) -> String {
    let mut rest = figure;
    let mut text = String::new();
    let mut first = true;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        let (number, after) = number.split_at(end);
        let number: usize = number.parse().unwrap();
        let step = if first { i % 97 } else { i % 97 * 3 + i % 31 };
        text.push_str(before);
        text.push_str(&(number + step).to_string());
        (rest, first) = (after, false);
    }
    text + rest
}

fn with_claims(claims: impl Iterator<Item = Value>) -> Map<String, Value> {
    let mut story = Map::new();
    story.insert("title".into(), "a hard story".into());
    story.insert("claim".into(), claims.collect());
    story
}

fn one_scope(claims: usize) -> Value {
    let claim = |i| {
        json!({"id": format!("c{i}"), "says": "so many were seized", "figure": format!("{} kg", 1_001 + 2 * i),
            "of": "cargo", "base": "imports", "place": "US", "period": "2019", "stage": "transit"})
    };
    with_claims((0..claims).map(claim)).into()
}

fn onions(claims: usize) -> Value {
    // Inner periods have the larger figures, so that each layer contradicts those around it.
    let claim = |i: usize| {
        let [start, end] = [claims - i, claims + i].map(date);
        json!({"id": format!("c{i}"), "says": "so many were seized", "figure": format!("{} kg", 1_001 + 2 * (claims - i)),
            "of": "cargo", "base": "imports", "place": "US", "period": format!("{start}/{end}"), "stage": "transit"})
    };
    with_claims((0..claims).map(claim)).into()
}

/// The day so many days after the first of the year 1000, in a calendar whose months have 28 days.
fn date(day: usize) -> String {
    format!("{:04}-{:02}-{:02}", 1000 + day / 336, day / 28 % 12 + 1, day % 28 + 1)
}

fn chain(claims: usize) -> Value {
    let length = claims.min(LONG);
    let is_a: Map<String, Value> =
        (1..length).map(|i| (format!("kind-{i}"), format!("kind-{}", i - 1).into())).collect();
    let claim = |i: usize| {
        json!({"id": format!("c{i}"), "says": "so many were seized", "figure": format!("{} kg", 1_001 + 2 * i),
            "of": format!("kind-{}", i % length), "base": "imports", "place": PLACES[i % PLACES.len()],
            "period": format!("{}", 1900 + i / length), "stage": "transit"})
    };
    let mut story = with_claims((0..claims).map(claim));
    story.insert("taxonomy".into(), json!({ "is_a": is_a }));
    story.into()
}

fn one_conclusion(claims: usize) -> Value {
    let claim = |i| {
        json!({"id": format!("c{i}"), "says": "so many were seized", "share": format!("{} of {} busts", 5 + i % 50, 300 + i),
            "of": "cargo", "base": "imports", "place": PLACES[i % PLACES.len()], "period": "2019", "stage": "transit",
            "which": {"origin": {"basis": "shipment", "value": "CN"}}})
    };
    let conclusion = |start: usize| {
        let from: Vec<String> = (start..claims.min(start + LONG)).map(|i| format!("c{i}")).collect();
        json!({"id": format!("all-{start}"), "says": "few came from China", "from": from, "asserts": "share < 1/10", "stage": "any"})
    };
    let mut story = with_claims((0..claims).map(claim));
    story.insert("conclusion".into(), (0..claims).step_by(LONG).map(conclusion).collect());
    story.into()
}
