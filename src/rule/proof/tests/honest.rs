//! Honest proofs of every kind hold, survive serde, and read well.

use super::*;

#[test]
fn honest_proofs_are_accepted() {
    for (name, text, argument) in specimens() {
        let proof = Proof::new(argument, &text).unwrap_or_else(|rejection| panic!("{name}: {rejection}"));
        assert_eq!(verify(&proof, &text), Ok(()), "{name}");
    }
}

#[test]
fn proofs_survive_serde() {
    for (name, text, argument) in specimens() {
        let proof = Proof::new(argument, &text).unwrap();
        let json = serde_json::to_string(&proof).unwrap();
        let back: Proof =
            serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}\n{json}"));
        assert_eq!(back, proof, "{name}");
        assert_eq!(verify(&back, &text), Ok(()), "{name}");
    }
}

/// The whole text of each specimen, as a reader gets it. Every number in it was checked by hand.
#[test]
fn proofs_read_well() {
    let shown: Vec<String> = specimens()
        .into_iter()
        .map(|(name, text, argument)| format!("# {name}\n{}\n", Proof::new(argument, &text).unwrap()))
        .collect();
    let shown = shown.join("\n");
    assert!(shown == include_str!("proofs.txt"), "not as in proofs.txt:\n{shown}");
}

/// The ends decide: what touches only in an open end does not meet.
#[test]
fn touching_open_ends_contradict_and_closed_ones_do_not() {
    // (4, 6) against (6, 8) never meet; (4, 6) against "at least 6" neither, "up to 6" against "at least 6" does.
    for (one, other, contradict) in [
        ("5 kg", "7 kg", true),
        ("5 kg", "at least 6 kg", true),
        ("up to 6 kg", "7 kg", true),
        ("up to 6 kg", "at least 6 kg", false),
        ("5 kg", "6 kg", false),
        ("17 people", "18 people", true),
    ] {
        let text = excerpt(&[("/a", one), ("/b", other)], [Statement::same_quantity("/a", "/b")]);
        let linear = Proof::new(Argument::same_quantity_differs("/a", "/b"), &text);
        let enclosure = Proof::new(Argument::refuted(Statement::same_quantity("/a", "/b"), 0), &text);
        assert_eq!(linear.is_ok(), contradict, "{one} against {other}: {linear:?}");
        assert_eq!(enclosure.is_ok(), contradict, "{one} against {other}: {enclosure:?}");
    }
}

/// A vague word can mean anything in its widest reading, so it can never carry an error.
#[test]
fn vague_figures_carry_no_proof() {
    let text = excerpt(&[("/a", "about 5 kg"), ("/b", "5 t")], [Statement::same_quantity("/a", "/b")]);
    let proof = Proof::new(Argument::same_quantity_differs("/a", "/b"), &text);
    assert_eq!(proof, Err(Rejection::Unbounded("/a".into())));
    let proof = Proof::new(Argument::refuted(Statement::same_quantity("/a", "/b"), 0), &text);
    assert_eq!(proof, Err(Rejection::NoContradiction));
}

/// An average printed to tenths is no count, even of people.
#[test]
fn averages_are_not_tightened_to_whole_numbers() {
    assert_eq!(amount("17 people").widest(), Ok((Interval::point(17.into()), true)));
    assert!(!amount("3.0 people").widest().unwrap().1);
    assert!(!amount("2.5 people").widest().unwrap().1);
    let (thousands, whole) = amount("2,000 people").widest().unwrap();
    assert_eq!((thousands.to_string(), whole), ("[1001, 2999]".to_owned(), true));
}

#[test]
fn each_operator_is_refuted_only_where_no_values_fit() {
    let text = |operator| {
        let law = |left: &str, right: &str| Statement::Law {
            name: "for the test".into(),
            left: left.into(),
            operator,
            right: right.into(),
        };
        let statement = [law("/four", "/five"), law("/five", "/four"), law("/four", "/same")];
        (
            statement.clone(),
            excerpt(&[("/four", "4 people"), ("/five", "5 people"), ("/same", "4 people")], statement),
        )
    };
    for (operator, refuted) in [
        (Operator::Less, [false, true, true]),
        (Operator::AtMost, [false, true, false]),
        (Operator::Equal, [true, true, false]),
        (Operator::AtLeast, [true, false, false]),
        (Operator::Greater, [true, false, true]),
    ] {
        let (statements, text) = text(operator);
        for (statement, refuted) in statements.into_iter().zip(refuted) {
            let proof = Proof::new(Argument::refuted(statement.clone(), 0), &text);
            assert_eq!(proof.is_ok(), refuted, "{operator} {statement:?}");
        }
    }
}

/// As long as the verifier allows: the words must not run out before the proof does.
#[test]
fn long_proofs_have_words_to_the_end() {
    let statement = Statement::part_of_whole("/part", "/whole");
    let text = excerpt(&[("/part", "30 people"), ("/whole", "5 people")], [statement.clone()]);
    let mut lines = Vec::new();
    for _ in 0..1500 {
        for premise in [
            Premise::Low("/part".into()),
            Premise::High("/whole".into()),
            Premise::Stated { statement: statement.clone(), relation: 0 },
        ] {
            lines.push(Line { times: 1.into(), premise });
        }
    }
    let proof = Proof::new(Argument::Linear(Linear { lines }), &text).unwrap();
    // "30 people" can be 21, so each time 16 are too many.
    assert!(proof.to_string().ends_with("the sum: 24000 ≤ 0, which is impossible"), "{proof}");
    // Many cases are told by the first ten.
    let text = excerpt(&[("/mean", "5.1"), ("/n", "50 people")], [Statement::whole("/mean", 100)]);
    let statement = Statement::Range { of: "/mean".into(), within: Interval::at_most(4.into()) };
    let text = text.with_statement(statement.clone());
    let argument = Argument::each_whole_number(Split::Figure("/n".into()), &text, |_, _| {
        Ok(Argument::refuted(statement.clone(), 0))
    });
    // 41 to 59 people are 19 cases.
    let words = Proof::new(argument.unwrap(), &text).unwrap().to_string();
    assert!(
        words.contains("and 9 more cases, which the proof holds as data\nand there is no other case"),
        "{words}"
    );
}
