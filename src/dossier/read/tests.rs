#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};

use super::*;

const BOTH: [Format; 2] = [Format::Toml, Format::Json];

// A toy dossier with every shape that a real one has.

#[derive(Debug, Deserialize, PartialEq)]
struct File {
    title: Option<String>,
    #[serde(default)]
    claim: Vec<Claim>,
    #[serde(default)]
    frame: BTreeMap<String, Frame>,
    #[serde(default)]
    text: Option<Text>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Text {
    country: String,
    numbers: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Design {
    Census,
    Enforcement,
    Model { name: String },
    Sample(u32),
}

#[derive(Debug, Deserialize, PartialEq)]
struct Frame {
    design: Design,
    stands_for: Option<String>,
    assigned: Option<bool>,
    coverage: Option<f64>,
}

/// A string or a table, as a quantity is, by `deserialize_any`.
#[derive(Debug, PartialEq)]
struct Quantity(Vec<(String, String)>);

/// As in the crate: an unknown key is handed to the reader.
struct Unknown(&'static [&'static str]);

impl<'de> serde::de::DeserializeSeed<'de> for Unknown {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct(de::UNKNOWN_KEY, self.0, self)
    }
}

impl Visitor<'_> for Unknown {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a known key")
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StringOrTable;
        impl<'de> Visitor<'de> for StringOrTable {
            type Value = Quantity;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a quantity")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Quantity, E> {
                if text.starts_with(|c: char| c.is_ascii_digit()) {
                    Ok(Quantity(vec![("value".into(), text.into())]))
                } else {
                    Err(E::custom(format!("'{text}' has no figure\nhelp: begin with one, such as 5 kg")))
                }
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Quantity, A::Error> {
                const KEYS: &[&str] = &["value", "part", "whole"];
                let mut fields = Vec::new();
                while let Some(key) = map.next_key::<Cow<'de, str>>()? {
                    match &*key {
                        "value" | "part" | "whole" => fields.push((key.into_owned(), map.next_value()?)),
                        _ => map.next_value_seed(Unknown(KEYS))?,
                    }
                }
                Ok(Quantity(fields))
            }
        }
        deserializer.deserialize_any(StringOrTable)
    }
}

/// A struct read by hand, with exactly one of two relations.
#[derive(Debug, PartialEq)]
struct Claim {
    id: String,
    relation: (String, Quantity),
    period: Option<String>,
    n: Option<u8>,
    like: Option<Vec<String>>,
    pair: Option<(f64, f64)>,
}

impl<'de> Deserialize<'de> for Claim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Claim;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a claim")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Claim, A::Error> {
                let (mut id, mut relation, mut period, mut n) = (None, None, None, None);
                let (mut like, mut pair) = (None, None);
                while let Some(key) = map.next_key::<Cow<'de, str>>()? {
                    match &*key {
                        "id" => id = Some(map.next_value()?),
                        "share" | "figure" => {
                            if relation.is_some() {
                                return Err(A::Error::custom("two relations in one claim"));
                            }
                            relation = Some((key.into_owned(), map.next_value()?));
                        }
                        "period" => period = Some(map.next_value()?),
                        "n" => n = Some(map.next_value()?),
                        "like" => like = Some(map.next_value()?),
                        "pair" => pair = Some(map.next_value()?),
                        other => return Err(A::Error::unknown_field(other, &[])),
                    }
                }
                let id = id.ok_or_else(|| A::Error::missing_field("id"))?;
                let relation = relation.ok_or_else(|| A::Error::custom("no relation"))?;
                Ok(Claim { id, relation, period, n, like, pair })
            }
        }
        deserializer.deserialize_struct(
            "claim",
            &["id", "share", "figure", "period", "n", "like", "pair"],
            Fields,
        )
    }
}

fn lines(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

fn quantity(text: &str) -> Quantity {
    Quantity(vec![("value".into(), text.into())])
}

#[test]
fn a_sound_file_reads_alike_in_both_formats() {
    let toml = r#"
        title = "T"
        [text]
        country = "US"
        [[claim]]
        id = "a"
        share = { part = 5.0, whole = "536 kg" }
        period = 2019-09-03
        n = 12
        like = ["x", "y"]
        pair = [1, 2.5]
        [[claim]]
        id = "b"
        figure = 12.50
        [frame.seizures]
        design = "enforcement"
        stands_for = "supply"
        coverage = 0.25
        [frame.m]
        design = { model = { name = "ARIMA" } }
        [frame.s]
        design = { sample = 1_000 }
        assigned = true
    "#;
    let json = r#"{
        "title": "T", "text": {"country": "US", "numbers": null},
        "claim": [
            {"id": "a", "share": {"part": 5.0, "whole": "536 kg"}, "period": "2019-09-03", "n": 12, "like": ["x", "y"], "pair": [1, 2.5]},
            {"id": "b", "figure": 12.50}
        ],
        "frame": {
            "seizures": {"design": "enforcement", "stands_for": "supply", "coverage": 0.25},
            "m": {"design": {"model": {"name": "ARIMA"}}},
            "s": {"design": {"sample": 1000}, "assigned": true}
        }
    }"#;
    let (file, problems) = read::<File>(toml, Format::Toml);
    assert_eq!(lines(&problems), [""; 0]);
    let file = file.unwrap();
    assert_eq!(
        file.claim[0].relation.1,
        Quantity(vec![("part".into(), "5.0".into()), ("whole".into(), "536 kg".into())])
    );
    assert_eq!(file.claim[1].relation.1, quantity("12.50"));
    assert_eq!(file.claim[0].period.as_deref(), Some("2019-09-03"));
    assert_eq!(file.frame["s"].design, Design::Sample(1000));
    let (other, problems) = read::<File>(json, Format::Json);
    assert_eq!(lines(&problems), [""; 0]);
    assert_eq!(file, other.unwrap());
}

#[test]
fn twelve_mistakes_twelve_messages() {
    let source = r#"titel = "T"
title = "T"
title = "U"

[text]
numbers = "1.234,5"

[[claim]]
id = "a"
share = "many"
plcae = "US"
n = 300

[[claim]]
id = "b"
figure = { value = "5 kg", valu = "6 kg" }
period = [2019]
pair = [1, "two", 3]

[[claim]]
id = "c"
share = "5"
figure = "6"

[frame.a]
design = "enforcment"
stands_for = "x"
stands-for = "x"

[frame.b]
assigned = "perhaps"
design = { model = { nmae = "ARIMA" } }
"#;
    let (file, problems) = read::<File>(source, Format::Toml);
    assert_eq!(
        lines(&problems),
        [
            "1:1: unknown key `titel` (did you mean `title`?)",
            "3:1: `title` is given twice in this table, first on line 2 (keep one of the two)",
            "5:1: key `country` is missing",
            "10:9: 'many' has no figure (begin with one, such as 5 kg)",
            "11:1: unknown key `plcae` (known are id, share, figure, period, n, like, pair)",
            "12:5: the number 300 where a whole number from 0 to 255 should stand",
            "16:28: unknown key `valu` (did you mean `value`?)",
            "17:10: a list where a text should stand",
            "18:12: the text \"two\" where a number should stand",
            "20:1: two relations in one claim",
            "26:10: unknown name `enforcment` (did you mean `enforcement`?)",
            "28:1: unknown key `stands-for` (did you mean `stands_for`?)",
            "31:12: the text \"perhaps\" where true or false should stand",
            "32:22: unknown key `nmae` (did you mean `name`?)",
        ][..],
    );
    assert_eq!(problems[4].pointer, "/claim/0/plcae");
    assert_eq!(problems[8].pointer, "/claim/1/pair/1");
    assert_eq!(problems[10].pointer, "/frame/a/design");
    assert!(file.is_none());
}
