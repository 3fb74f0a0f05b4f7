//! Random changes to honest proofs: what the verifier still accepts is a valid proof, by trying all true values.

use proptest::prelude::*;
use serde_json::Value;

use super::truth::{Choices, Fraction, Values, holds, used};
use super::*;

/// A text about a few small counts, with statements of which some contradict the figures, alone or together, and some do
/// not, so that a changed proof has something to lean on.
fn text() -> Excerpt {
    let law = |name: &str, left: Expression, operator, right: Expression| Statement::Law {
        name: name.into(),
        left,
        operator,
        right,
    };
    let figure = |at: &str| Expression::from(at);
    excerpt(
        &[
            ("/a", "3 people"),
            ("/b", "2 to 4 people"),
            ("/c", "7 people"),
            ("/d", "at least 4 people"),
            ("/e", "up to 2 people"),
            ("/n", "4 people"),
            ("/z", "0 people"),
        ],
        [
            Statement::part_of_whole("/c", "/a"),
            Statement::part_of_whole("/a", "/c"),
            Statement::part_of_whole("/b", "/a"),
            Statement::part_of_whole("/d", "/e"),
            Statement::parts_make_whole(&["/a", "/b"], "/c"),
            Statement::parts_make_whole(&["/a", "/b", "/n"], "/c"),
            Statement::PartsOfWhole {
                parts: owned(&["/a", "/e"]),
                whole: "/c".into(),
                exclusive: false,
                exhaustive: true,
            },
            Statement::same_quantity("/a", "/b"),
            Statement::same_quantity("/a", "/n"),
            Statement::same_quantity("/b", figure("/z").plus(1)),
            Statement::ratio("/c", "/n", "/b"),
            Statement::ratio("/b", "/z", "/a"),
            Statement::ratio("/n", "/b", "/e"),
            Statement::Formula { stated: "/b".into(), expression: figure("/b").times("/b") },
            Statement::Formula {
                stated: "/d".into(),
                expression: figure("/b").times(figure("/n").minus("/b")),
            },
            Statement::Average { overall: "/c".into(), groups: owned(&["/a", "/b"]) },
            Statement::Average { overall: "/b".into(), groups: owned(&["/a", "/e"]) },
            Statement::Range { of: "/c".into(), within: Interval::at_most(5.into()) },
            Statement::Range { of: "/e".into(), within: Interval::at_least(0.into()) },
            Statement::whole(figure("/a").over("/n"), 1),
            Statement::whole(figure("/b").over("/a"), 2),
            Statement::whole(figure("/b").over("/n"), "/n"),
            Statement::whole(figure("/b").over(2), 1),
            law("less", figure("/b"), Operator::Less, "/a".into()),
            law("more", figure("/e").plus("/b"), Operator::Greater, 6.into()),
            law("square", figure("/b").to_the(2), Operator::AtMost, 3.into()),
            Statement::Correlations { entries: owned(&["/z", "/z", "/c"]) },
            Statement::Correlations { entries: owned(&["/e"]) },
        ],
    )
}

/// A proof of every kind that holds for the text.
fn honest(text: &Excerpt) -> Vec<Proof> {
    let figure = |at: &str| Expression::from(at);
    let stated = |number: usize| text.statements()[number].clone();
    let cases = |by: Split, statement: &Statement| {
        Argument::each_whole_number(by, text, |_, _| Ok(Argument::refuted(statement.clone(), 0))).unwrap()
    };
    let parity =
        Argument::each_whole_number(Split::Figure("/b".into()), text, |number, supposed| {
            match number.to_i64() {
                Some(3) => Argument::gap(figure("/b").over(2), 1, &[supposed], text),
                _ => Ok(Argument::refuted(stated(7), 0)),
            }
        });
    let range = |relation| Premise::Stated { statement: stated(17), relation };
    let lines = vec![
        Line { times: 1.into(), premise: Premise::Low("/c".into()) },
        Line { times: 1.into(), premise: range(0) },
    ];
    let ratio = |number: usize, fixed: &[&str], turned| {
        let fixed = owned(fixed);
        [(Exact::ONE, Premise::Cleared { statement: stated(number), relation: 0, fixed, turned })]
    };
    let arguments = vec![
        Argument::balanced(ratio(10, &["/b"], false), text).unwrap(),
        Argument::balanced(ratio(12, &["/e"], true), text).unwrap(),
        Argument::balanced(ratio(13, &["/b"], true), text).unwrap(),
        Argument::part_exceeds_whole("/c", "/a"),
        Argument::part_exceeds_whole("/d", "/e"),
        Argument::parts_exceed_whole(&["/a", "/b", "/n"], "/c", true),
        Argument::same_quantity_differs("/a", "/n"),
        Argument::Linear(Linear { lines }),
        Argument::refuted(stated(11), 0),
        Argument::refuted(stated(15), 0),
        Argument::refuted(stated(25), 0),
        Argument::gap(figure("/a").over("/n"), 1, &[], text).unwrap(),
        Argument::vector(&["/z", "/z", "/c"], vec![0.into(), 1.into(), (-1).into()]),
        cases(Split::Figure("/b".into()), &stated(10)),
        parity.unwrap(),
    ];
    arguments.into_iter().filter_map(|argument| Proof::new(argument, text).ok()).collect()
}

/// No whole numbers in the quoted figures' ranges fulfil the statements an argument uses. Figures without an end are
/// searched as far as matters for numbers as small as these.
fn contradictory(argument: &Argument, text: &Excerpt) -> bool {
    let statements = used(argument);
    let mut pointers = argument.figures();
    pointers.sort_unstable();
    pointers.dedup();
    let ranges: Vec<(String, Vec<i128>)> = pointers
        .into_iter()
        .map(|at| {
            let (range, _) = text.amount(at).unwrap().widest().unwrap();
            (at.to_owned(), (-8i64..=20).filter(|&n| range.contains(&n.into())).map(i128::from).collect())
        })
        .collect();
    !satisfiable(&ranges, &mut Values::new(), &|values| {
        statements.iter().all(|statement| holds(statement, values, text))
    })
}

fn satisfiable(ranges: &[(String, Vec<i128>)], values: &mut Values, fit: &dyn Fn(&Values) -> bool) -> bool {
    let Some(((at, range), rest)) = ranges.split_first() else { return fit(values) };
    range.iter().any(|&number| {
        values.insert(at.clone(), Fraction::whole(number));
        satisfiable(rest, values, fit)
    })
}

/// Every node of a JSON document.
fn nodes<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    found.push(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| nodes(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| nodes(field, found)),
        _ => {}
    }
}

fn count(value: &Value) -> usize {
    let mut found = Vec::new();
    nodes(value, &mut found);
    found.len()
}

/// The node of this number, in the same order as [`nodes`].
fn nth<'v>(value: &'v mut Value, number: &mut usize) -> Option<&'v mut Value> {
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, number)),
        Value::Object(fields) => fields.values_mut().find_map(|field| nth(field, number)),
        _ => None,
    }
}

/// One change: another leaf or branch from the pool, a list entry dropped, doubled or moved, a number next door.
fn mutate(document: &mut Value, pool: &[Value], choices: &mut Choices) {
    let mut number = choices.below(count(document));
    let node = nth(document, &mut number).unwrap();
    if let Value::Array(items) = node {
        if !items.is_empty() {
            let (i, j) = (choices.below(items.len()), choices.below(items.len()));
            match choices.below(3) {
                0 => drop(items.remove(i)),
                1 => items.insert(j, items[i].clone()),
                _ => items.swap(i, j),
            }
            return;
        }
    }
    if let Value::Number(old) = &*node {
        *node = Value::from(old.as_i64().unwrap_or(0) + choices.between(-1, 1));
        return;
    }
    if let Some(exact) = node.as_str().and_then(|text| text.parse::<Exact>().ok()) {
        let step = *choices.of(&[(-1, 1), (1, 1), (1, 2), (-2, 1)]);
        let new = if choices.one_in(3) { -exact } else { (exact + super::exact(step.0, step.1)).unwrap() };
        *node = Value::from(new.to_string());
        return;
    }
    // Something of the same shape, so that the result has a chance to be read.
    let kin: Vec<&Value> = pool
        .iter()
        .filter(|other| match (&*node, other) {
            (Value::Object(a), Value::Object(b)) => {
                a.keys().all(|key| b.contains_key(key)) || a.len() == 1 && b.len() == 1
            }
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        })
        .collect();
    if !kin.is_empty() {
        *node = (*choices.of(&kin)).clone();
    }
}

#[test]
fn the_specimens_hold_and_brute_force_agrees() {
    let text = text();
    let honest = honest(&text);
    assert!(honest.len() >= 11, "{}", honest.len());
    for proof in &honest {
        assert!(contradictory(&proof.argument, &text), "{proof}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_survives_mutation_is_valid(seed: u64) {
        let text = text();
        let honest = honest(&text);
        let mut documents: Vec<Value> = honest.iter().map(|proof| serde_json::to_value(&proof.argument).unwrap()).collect();
        documents.extend(text.statements().iter().map(|statement| serde_json::to_value(statement).unwrap()));
        let mut pool = Vec::new();
        documents.iter().for_each(|document| nodes(document, &mut pool));
        let pool: Vec<Value> = pool.into_iter().cloned().collect();
        let mut choices = Choices(seed);
        for _ in 0..64 {
            let proof = choices.of(&honest).clone();
            let mut document = serde_json::to_value(&proof).unwrap();
            for _ in 0..choices.between(1, 3) {
                mutate(&mut document, &pool, &mut choices);
            }
            let Ok(forged) = serde_json::from_value::<Proof>(document) else { continue };
            // As forged, and with all figures quoted as they should be: the second needs a better lie to be accepted.
            let accepted = verify(&forged, &text).is_ok();
            let quoted = Proof::new(forged.argument.clone(), &text);
            prop_assert!(!accepted || quoted.is_ok());
            if let Ok(quoted) = quoted {
                prop_assert!(contradictory(&quoted.argument, &text), "{quoted:#?}");
                prop_assert!(!quoted.to_string().is_empty());
            }
        }
    }
}
