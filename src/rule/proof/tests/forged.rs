//! Forgeries of every kind, each a single change to an honest proof or to the text, and what the verifier says.

use super::*;

/// The honest proof of a specimen and its text.
fn honest(name: &str) -> (Proof, Excerpt) {
    let (_, text, argument) = specimens().into_iter().find(|(known, ..)| *known == name).unwrap();
    (Proof::new(argument, &text).unwrap(), text)
}

/// What the verifier says after one change.
fn forge(name: &str, change: impl FnOnce(&mut Proof)) -> Rejection {
    let (mut proof, text) = honest(name);
    let before = proof.clone();
    change(&mut proof);
    assert_ne!(proof, before, "{name}: nothing was changed");
    verify(&proof, &text).expect_err(name)
}

fn linear(proof: &mut Proof) -> &mut Vec<Line> {
    match &mut proof.argument {
        Argument::Linear(linear) => &mut linear.lines,
        other => panic!("not linear: {other:?}"),
    }
}

fn gap(proof: &mut Proof) -> &mut Gap {
    match &mut proof.argument {
        Argument::Gap(gap) => gap,
        other => panic!("no gap: {other:?}"),
    }
}

fn enclosure(proof: &mut Proof) -> &mut Enclosure {
    match &mut proof.argument {
        Argument::Enclosure(enclosure) => enclosure,
        other => panic!("no enclosure: {other:?}"),
    }
}

fn vector(proof: &mut Proof) -> &mut Vector {
    match &mut proof.argument {
        Argument::Vector(vector) => vector,
        other => panic!("no vector: {other:?}"),
    }
}

fn cases(proof: &mut Proof) -> &mut Vec<Case> {
    match &mut proof.argument {
        Argument::Cases(cases) => &mut cases.cases,
        other => panic!("no cases: {other:?}"),
    }
}

#[test]
fn quotations() {
    let name = "part exceeds whole";
    let misquoted = Rejection::Misquoted("/part".into());
    assert_eq!(forge(name, |proof| proof.figures[0].printed = "30.6 kg".into()), misquoted);
    assert_eq!(forge(name, |proof| proof.figures[0].range = Interval::point(30.into())), misquoted);
    assert_eq!(forge(name, |proof| proof.figures[0].whole = true), misquoted);
    assert_eq!(forge(name, |proof| proof.figures[0].dimension[2] = 1), misquoted);
    assert_eq!(forge(name, |proof| proof.figures[0].base_unit = "t".into()), misquoted);
    // The range of an open reading quoted as closed.
    let closed = Interval::closed(exact(304, 10), exact(306, 10)).unwrap();
    assert_eq!(forge(name, |proof| proof.figures[0].range = closed), misquoted);
    assert_eq!(
        forge(name, |proof| proof.figures[0].at = "/whole".into()),
        Rejection::Misquoted("/whole".into())
    );
    assert_eq!(
        forge(name, |proof| proof.figures[0].at = "/other".into()),
        Rejection::NoSuchFigure("/other".into())
    );
    assert_eq!(forge(name, |proof| drop(proof.figures.remove(0))), Rejection::NotQuoted("/part".into()));
}

#[test]
fn the_text_has_changed() {
    for (name, at, printed) in [
        ("part exceeds whole", "/part", "5.5 kg"),
        ("parts exceed whole", "/third", "706 people"),
        ("ratio", "/rate", "55 per 10,000"),
        ("gap", "/mean", "5.18"),
        ("vector", "/r23", "0.70"),
        ("cases by total", "/sd", "1.00"),
        ("dimensions", "/rate", "5 kg"),
    ] {
        let (mut proof, text) = honest(name);
        let text = text.with_amount(at, amount(printed));
        assert_eq!(verify(&proof, &text), Err(Rejection::Misquoted(at.into())), "{name}");
        // Nor does the argument hold where the new figure is quoted as it stands.
        for cited in &mut proof.figures {
            *cited = text.amount(&cited.at).unwrap().cite(&cited.at).unwrap();
        }
        assert!(verify(&proof, &text).is_err(), "{name}");
    }
}

#[test]
fn statements_the_text_does_not_make() {
    for (name, text, argument) in specimens() {
        let silent = excerpt(&[], []);
        let silent = argument
            .figures()
            .into_iter()
            .fold(silent, |silent, at| silent.with_amount(at, text.amount(at).unwrap()));
        let rejection = Proof::new(argument, &silent).unwrap_err();
        assert!(matches!(rejection, Rejection::NotStated(_)), "{name}: {rejection}");
    }
    // Operands swapped; a flag raised.
    assert!(matches!(
        forge("part exceeds whole", |proof| {
            let swapped = Statement::part_of_whole("/whole", "/part");
            linear(proof)[2].premise = Premise::Stated { statement: swapped, relation: 0 };
        }),
        Rejection::NotStated(_)
    ));
    assert!(matches!(
        forge("ratio", |proof| enclosure(proof).statement = Statement::ratio("/houses", "/deaths", "/rate")),
        Rejection::NotStated(_)
    ));
    assert!(matches!(
        forge("parts fall short", |proof| {
            if let Premise::Stated { statement: Statement::PartsOfWhole { exclusive, .. }, .. } =
                &mut linear(proof)[3].premise
            {
                *exclusive = true;
            }
        }),
        Rejection::NotStated(_)
    ));
}

#[test]
fn linear_arguments() {
    let name = "part exceeds whole";
    let uncancelled = |at: &str| Rejection::DoesNotCancel(format!("the figure at {at}"));
    assert_eq!(forge(name, |proof| linear(proof)[0].times = 2.into()), uncancelled("/part"));
    assert_eq!(forge(name, |proof| linear(proof)[1].times = exact(1, 2)), uncancelled("/whole"));
    assert_eq!(forge(name, |proof| linear(proof)[2].times = Exact::ZERO), uncancelled("/part"));
    assert_eq!(forge(name, |proof| linear(proof)[2].times = (-1).into()), Rejection::NegativeMultiplier(2));
    assert_eq!(
        forge(name, |proof| linear(proof).iter_mut().for_each(|line| line.times = (-1).into())),
        Rejection::NegativeMultiplier(0)
    );
    assert_eq!(
        forge(name, |proof| linear(proof).iter_mut().for_each(|line| line.times = Exact::ZERO)),
        Rejection::NoContradiction
    );
    assert_eq!(
        forge(name, |proof| linear(proof)[0].premise = Premise::High("/part".into())),
        uncancelled("/part")
    );
    assert_eq!(
        forge(name, |proof| linear(proof)[0].premise = Premise::Low("/whole".into())),
        uncancelled("/part")
    );
    assert_eq!(forge(name, |proof| drop(linear(proof).remove(1))), uncancelled("/whole"));
    assert_eq!(forge(name, |proof| linear(proof).clear()), Rejection::NoContradiction);
    assert_eq!(
        forge(name, |proof| {
            let statement = Statement::part_of_whole("/part", "/whole");
            linear(proof)[2].premise = Premise::Stated { statement, relation: 1 };
        }),
        Rejection::NoSuchRelation(1)
    );
    // The same figure at both ends cancels, and shows nothing.
    assert_eq!(
        forge(name, |proof| {
            *linear(proof) = vec![
                Line { times: 1.into(), premise: Premise::Low("/part".into()) },
                Line { times: 1.into(), premise: Premise::High("/part".into()) },
            ];
        }),
        Rejection::NoContradiction
    );
    // An equation may be turned round, but then nothing cancels.
    assert_eq!(forge("one quantity twice", |proof| linear(proof)[2].times = 1.into()), uncancelled("/here"));
    // With 0 for a missing part there would be a contradiction.
    assert_eq!(forge("parts exceed whole", |proof| drop(linear(proof).remove(3))), uncancelled("/crew"));
}

#[test]
fn closed_ends_that_touch_are_no_contradiction() {
    let statement = Statement::part_of_whole("/part", "/whole");
    let text = excerpt(&[("/part", "at least 6 kg"), ("/whole", "up to 6 kg")], [statement.clone()]);
    let argument = Argument::part_exceeds_whole("/part", "/whole");
    assert_eq!(Proof::new(argument.clone(), &text), Err(Rejection::NoContradiction));
    assert_eq!(Proof::new(Argument::refuted(statement, 0), &text), Err(Rejection::NoContradiction));
    // One strict line makes 0 < 0 of it, but not if it is taken zero times.
    let text = text.with_amount("/whole", amount("5 kg"));
    assert!(Proof::new(argument, &text).is_ok());
    let (mut proof, text) = honest("part exceeds whole");
    let text = text
        .with_amount("/part", amount("at least 6 kg"))
        .with_amount("/whole", amount("up to 6 kg"))
        .with_amount("/x", amount("1 kg"));
    proof.figures = ["/part", "/whole", "/x"].map(|at| text.amount(at).unwrap().cite(at).unwrap()).into();
    linear(&mut proof).push(Line { times: Exact::ZERO, premise: Premise::Low("/x".into()) });
    assert_eq!(verify(&proof, &text), Err(Rejection::NoContradiction));
}

#[test]
fn dimensions() {
    let uncancelled = |base: &str, at: &str| {
        Rejection::DoesNotCancel(format!("the exponent of {base} in the unit at {at}"))
    };
    let name = "dimensions";
    // The mass of both is equal: only time differs.
    assert_eq!(
        forge(name, |proof| {
            for line in linear(proof) {
                match &mut line.premise {
                    Premise::Exponent { base, .. } | Premise::Stated { relation: base, .. } => *base = 0,
                    _ => {}
                }
            }
        }),
        Rejection::NoContradiction
    );
    assert_eq!(
        forge(name, |proof| linear(proof)[0].premise = Premise::Exponent { of: "/rate".into(), base: 0 }),
        uncancelled("mass", "/rate")
    );
    assert_eq!(
        forge(name, |proof| linear(proof)[0].premise = Premise::Exponent { of: "/rate".into(), base: 7 }),
        Rejection::NoSuchDimension(7)
    );
    assert_eq!(
        forge(name, |proof| {
            let statement = Statement::same_dimension("/rate", "/mass");
            linear(proof)[2].premise = Premise::Stated { statement, relation: 7 };
        }),
        Rejection::NoSuchDimension(7)
    );
    // A value is not an exponent.
    assert!(matches!(
        forge(name, |proof| linear(proof)[0].premise = Premise::Low("/rate".into())),
        Rejection::DoesNotCancel(_)
    ));
}

#[test]
fn linear_arguments_from_relations_that_are_not_linear() {
    let (_, text) = honest("ratio");
    let statement = Statement::ratio("/deaths", "/houses", "/rate");
    let lines = vec![Line { times: 1.into(), premise: Premise::Stated { statement, relation: 0 } }];
    assert_eq!(Proof::new(Argument::Linear(Linear { lines }), &text), Err(Rejection::NotLinear));
}

#[test]
fn gaps() {
    for (change, expected) in [(1, Rejection::NoContradiction), (-1, Rejection::NoContradiction)] {
        let forged = forge("gap", |proof| {
            let gap = gap(proof);
            gap.k = (&gap.k + &Exact::from(change)).unwrap();
        });
        assert_eq!(forged, expected);
        let forged = forge("gap", |proof| {
            let gap = gap(proof);
            gap.n = (&gap.n + &Exact::from(change)).unwrap();
        });
        assert!(matches!(forged, Rejection::WrongNumber(_)));
    }
    assert_eq!(forge("gap", |proof| gap(proof).k = exact(291, 2)), Rejection::NotWhole("291/2".into()));
    assert!(matches!(forge("gap", |proof| gap(proof).times = 28.into()), Rejection::NotStated(_)));
    assert!(matches!(
        forge("gap", |proof| {
            let gap = gap(proof);
            std::mem::swap(&mut gap.value, &mut gap.times);
        }),
        Rejection::NotStated(_)
    ));
    // 11 to 13 people: which of them is not certain.
    let (_, text) = honest("cases by number");
    let uncertain = Gap { value: "/mean".into(), times: "/n".into(), n: 11.into(), k: 57.into() };
    assert_eq!(Proof::new(Argument::Gap(uncertain), &text), Err(Rejection::WrongNumber("11".into())));
    // A negative number of things would turn the order round.
    let text = excerpt(&[("/mean", "5.19"), ("/n", "-28 people")], [Statement::whole("/mean", "/n")]);
    let negative = Gap { value: "/mean".into(), times: "/n".into(), n: (-28).into(), k: (-146).into() };
    assert_eq!(Proof::new(Argument::Gap(negative), &text), Err(Rejection::WrongNumber("-28".into())));
    // A whole number that lies exactly on an open end fits no admissible value; on a closed one it does.
    for (mean, gap) in [("5.5", true), ("at least 5.5", false)] {
        let text = excerpt(&[("/mean", mean), ("/n", "5 people")], [Statement::whole("/mean", "/n")]);
        // 27/5 = 5.4 and 28/5 = 5.6 are the open ends of "5.5".
        let argument = Argument::gap("/mean", "/n", &[], &text).unwrap();
        assert_eq!(Proof::new(argument, &text).is_ok(), gap, "{mean}");
    }
}

#[test]
fn enclosures() {
    assert_eq!(forge("ratio", |proof| enclosure(proof).relation = 1), Rejection::NoSuchRelation(1));
    // Disjointness that is not there: 98 in 26,107 houses and 37 per 10,000 agree by truncation.
    let statement = Statement::ratio("/deaths", "/houses", "/rate");
    let text =
        excerpt(&[("/deaths", "98"), ("/houses", "26,107"), ("/rate", "37 per 10,000")], [statement.clone()]);
    assert_eq!(Proof::new(Argument::refuted(statement, 0), &text), Err(Rejection::NoContradiction));
    // An average that lies between its groups, and one on the very end of them.
    for pooled in ["7 %", "11.46 %", "2.79 %"] {
        let (_, text) = honest("average");
        let text = text.with_amount("/pooled", amount(pooled));
        let argument = Argument::refuted(text.statements()[0].clone(), 0);
        assert_eq!(Proof::new(argument, &text), Err(Rejection::NoContradiction), "{pooled}");
    }
    // An average over no groups lies between none of them, but that is no contradiction in the figures.
    let statement = Statement::Average { overall: "/a".into(), groups: vec![] };
    let text = excerpt(&[("/a", "5")], [statement.clone()]);
    assert_eq!(Proof::new(Argument::refuted(statement, 0), &text), Err(Rejection::NoContradiction));
    // No relation at all.
    let statement = Statement::PartsOfWhole {
        parts: owned(&["/a"]),
        whole: "/b".into(),
        exclusive: false,
        exhaustive: false,
    };
    let text = excerpt(&[("/a", "5"), ("/b", "2")], [statement.clone()]);
    assert_eq!(Proof::new(Argument::refuted(statement, 0), &text), Err(Rejection::NoSuchRelation(0)));
    // A divisor that is certainly zero is an error of arithmetic, not a contradiction.
    let statement = Statement::ratio("/a", "/b", "/c");
    let text = excerpt(&[("/a", "5"), ("/b", "0 people"), ("/c", "3")], [statement.clone()]);
    assert!(matches!(Proof::new(Argument::refuted(statement, 0), &text), Err(Rejection::Arithmetic(_))));
}

#[test]
fn vectors() {
    assert_eq!(forge("vector", |proof| vector(proof).weights[1] = exact(4, 5)), Rejection::NoContradiction);
    assert_eq!(forge("vector", |proof| vector(proof).weights.fill(Exact::ZERO)), Rejection::NoContradiction);
    assert_eq!(
        forge("vector", |proof| drop(vector(proof).weights.pop())),
        Rejection::WrongShape { weights: 2, needed: 1, entries: 3 }
    );
    assert!(matches!(forge("vector", |proof| vector(proof).entries.swap(0, 2)), Rejection::NotStated(_)));
    assert!(matches!(forge("vector", |proof| drop(vector(proof).entries.pop())), Rejection::NotStated(_)));
    // Printed more coarsely, the same correlations are possible.
    let (proof, text) = honest("vector");
    let text = text
        .with_amount("/r12", amount("0.9"))
        .with_amount("/r13", amount("0.8"))
        .with_amount("/r23", amount("0.1"));
    assert_eq!(Proof::new(proof.argument, &text), Err(Rejection::NoContradiction));
}

#[test]
fn case_lists() {
    for name in ["cases by number", "cases by interval"] {
        let count = cases(&mut honest(name).0).len();
        for number in 0..count {
            let forged = forge(name, |proof| drop(cases(proof).remove(number)));
            assert!(matches!(forged, Rejection::MissingCase(_)), "{name}, without case {number}: {forged}");
        }
        let forged = forge(name, |proof| cases(proof).swap(0, 1));
        assert!(matches!(forged, Rejection::MissingCase(_)), "{name}: {forged}");
        let forged = forge(name, |proof| {
            let again = cases(proof)[0].clone();
            cases(proof).push(again);
        });
        assert!(matches!(forged, Rejection::EmptyCase(_)), "{name}: {forged}");
    }
    // Two whole numbers in one case leave the number of things uncertain.
    let forged = forge("cases by number", |proof| {
        cases(proof)[0].when = Interval::closed(11.into(), 12.into()).unwrap();
        drop(cases(proof).remove(1));
    });
    assert_eq!(forged, Rejection::WrongNumber("11".into()));
    // A single point left out between two open ends.
    let forged = forge("cases by interval", |proof| {
        cases(proof)[1].when = Interval::open(exact(45, 100), exact(1, 2)).unwrap();
        cases(proof)[2].when = Interval::open(exact(1, 2), exact(55, 100)).unwrap();
    });
    assert!(matches!(forged, Rejection::MissingCase(_)), "{forged}");
    // Pieces too long for interval arithmetic.
    let forged = forge("cases by interval", |proof| {
        cases(proof)[0].when = Interval::closed(exact(40, 100), exact(50, 100)).unwrap();
        drop(cases(proof).remove(1));
    });
    assert_eq!(forged, Rejection::NoContradiction);
    // One case borrowed from another.
    let forged = forge("cases by number", |proof| {
        let other = cases(proof)[1].because.clone();
        cases(proof)[0].because = other;
    });
    assert_eq!(forged, Rejection::WrongNumber("12".into()));
    // A value that is not a count cannot be split into whole numbers.
    let forged = forge("cases by interval", |proof| {
        let because = cases(proof)[0].because.clone();
        *cases(proof) = vec![Case { when: Interval::point(exact(1, 2)), because }];
    });
    assert!(matches!(forged, Rejection::MissingCase(_)), "{forged}");
    // Nor can a total that nobody said is whole.
    let forged = forge("cases by total", |proof| {
        if let Argument::Cases(Cases { by: Split::Whole { value, .. }, .. }) = &mut proof.argument {
            *value = "/sd".into();
        }
    });
    assert!(matches!(forged, Rejection::NotStated(_)), "{forged}");
    // No cases at all, though there are values.
    let forged = forge("cases by number", |proof| cases(proof).clear());
    assert!(matches!(forged, Rejection::MissingCase(_)), "{forged}");
}

/// A printed ratio is an inequality only between what is not negative, and only one way round at a time.
#[test]
fn ratios_as_inequalities() {
    type Change = dyn Fn(&mut Statement, &mut usize, &mut Vec<String>, &mut bool);
    let name = "ratios in a row";
    let premise = |proof: &mut Proof, change: &Change| match &mut linear(proof)[0].premise {
        Premise::Cleared { statement, relation, fixed, turned } => change(statement, relation, fixed, turned),
        other => panic!("not cleared: {other:?}"),
    };
    // The other side of the ratio; another relation of the statement, which has one; no ratio at the end of its range.
    assert!(matches!(
        forge(name, |proof| premise(proof, &|_, _, _, turned| *turned = false)),
        Rejection::DoesNotCancel(_)
    ));
    assert_eq!(
        forge(name, |proof| premise(proof, &|_, relation, _, _| *relation = 1)),
        Rejection::NoSuchRelation(1)
    );
    assert_eq!(forge(name, |proof| premise(proof, &|_, _, fixed, _| fixed.clear())), Rejection::NotLinear);
    // The whole at the end of its range instead of the ratio: another sum.
    assert!(matches!(
        forge(name, |proof| premise(proof, &|_, _, fixed, _| *fixed = owned(&["/b"]))),
        Rejection::DoesNotCancel(_)
    ));
    // A ratio that the text does not state.
    assert!(matches!(
        forge(name, |proof| premise(proof, &|statement, _, _, _| *statement =
            Statement::ratio("/a", "/c", "/s"))),
        Rejection::NotStated(_)
    ));
    assert_eq!(
        forge(name, |proof| linear(proof)[1].times = exact(-42, 100)),
        Rejection::NegativeMultiplier(1)
    );
    assert!(matches!(
        forge(name, |proof| linear(proof)[1].times = exact(41, 100)),
        Rejection::DoesNotCancel(_)
    ));
    // With a whole that may be negative, "A is 41 % of B" bounds A on neither side.
    for whole in ["-35 kg", "about 30 kg"] {
        let (proof, text) = honest(name);
        let text = text.with_amount("/b", amount(whole));
        let again = Proof::new(proof.argument, &text);
        assert_eq!(again, Err(Rejection::MayBeNegative("/b".into())), "{whole}");
    }
}

/// Whether the inequality of a ratio is strict decides where two figures touch: (58, 60) % of 11 is less than 6.6, "up
/// to 60 %" of 11 may be 6.6.
#[test]
fn ratios_that_touch() {
    for (part, share, contradict) in [
        ("at least 6.6 kg", "up to 60 %", false),
        ("at least 6.6 kg", "59.9 %", true),
        ("at least 6.6 kg", "59 %", true),
        ("at least 6.5 kg", "59 %", false),
        ("0 kg", "at least 0 %", false),
    ] {
        let ratio = Statement::ratio("/part", "/whole", "/share");
        let figures = [("/part", part), ("/whole", "11 people"), ("/share", share)];
        let text = excerpt(&figures, [ratio.clone()]);
        let lines = [(Exact::ONE, cleared(ratio, &["/share"], true))];
        let proof = Argument::balanced(lines, &text).and_then(|argument| Proof::new(argument, &text));
        assert_eq!(proof.is_ok(), contradict, "{part} of 11, {share}: {proof:?}");
    }
}
