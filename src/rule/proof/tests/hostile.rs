//! Hostile proofs get an answer soon: never a hang, never an overflow of the stack.

use std::time::{Duration, Instant};

use super::*;

/// Well above what the limits allow on a slow machine with a test build, well below what a reader would call a hang.
const SOON: Duration = Duration::from_secs(5);

fn answer(argument: Argument, text: &Excerpt) -> Rejection {
    let start = Instant::now();
    let rejection = Proof::new(argument, text).unwrap_err();
    assert!(start.elapsed() < SOON, "{rejection} took {:?}", start.elapsed());
    rejection
}

fn law(left: Expression) -> Statement {
    Statement::Law { name: "hostile".into(), left, operator: Operator::Less, right: 0.into() }
}

/// A text that states whatever it is asked.
struct Gullible(Excerpt);

impl Printed for Gullible {
    fn amount(&self, pointer: &str) -> Option<PrintedAmount> {
        self.0.amount(pointer)
    }
    fn asserts(&self, _: &Statement) -> bool {
        true
    }
}

#[test]
fn long_arguments() {
    let text = excerpt(&[("/a", "5 kg")], []);
    let line = Line { times: 1.into(), premise: Premise::Low("/a".into()) };
    assert_eq!(answer(Argument::Linear(Linear { lines: vec![line; 100_000] }), &text), Rejection::TooLong);
    let statement = law(Expression::Sum(vec!["/a".into(); 100_000]));
    let text = text.with_statement(statement.clone());
    assert_eq!(answer(Argument::refuted(statement, 0), &text), Rejection::TooLong);
}

#[test]
fn many_figures_in_many_lines() {
    let figures: Vec<String> = (0..1000).map(|number| format!("/{number}")).collect();
    let text = figures.iter().fold(Excerpt::default(), |text, at| text.with_amount(at, amount("5 kg")));
    let statement = law(Expression::sum(figures.iter().map(String::as_str)));
    let text = text.with_statement(statement.clone());
    let line = Line { times: 1.into(), premise: Premise::Stated { statement, relation: 0 } };
    assert_eq!(answer(Argument::Linear(Linear { lines: vec![line; 1000] }), &text), Rejection::TooLong);
}

#[test]
fn deep_arguments() {
    let mut deep = Expression::from("/a");
    for _ in 0..1000 {
        deep = deep.plus(1);
    }
    let statement = law(deep);
    let text = excerpt(&[("/a", "5 kg"), ("/n", "5 people")], [statement.clone()]);
    assert_eq!(answer(Argument::refuted(statement.clone(), 0), &text), Rejection::TooDeep);
    let mut cases = Argument::refuted(statement, 0);
    for _ in 0..1000 {
        let case = Case { when: Interval::all(), because: cases };
        cases = Argument::Cases(Cases { by: Split::Figure("/n".into()), cases: vec![case] });
    }
    assert_eq!(answer(cases, &text), Rejection::TooDeep);
}

#[test]
fn numbers_that_grow() {
    let mut power = Expression::from("/a");
    for _ in 0..40 {
        power = power.to_the(u32::MAX);
    }
    let statement = law(power);
    let text = excerpt(&[("/a", "5.1 kg")], [statement.clone()]);
    assert!(matches!(answer(Argument::refuted(statement, 0), &text), Rejection::Arithmetic(_)));
    let statement = law(Expression::Product(vec!["/a".into(); 10_000]));
    let text = excerpt(&[("/a", "5.1 kg")], [statement.clone()]);
    assert!(matches!(answer(Argument::refuted(statement, 0), &text), Rejection::Arithmetic(_)));
    // Every partial sum of 1/p over the primes has a larger denominator.
    let primes = (2..20_000i64).filter(|n| (2..).take_while(|d| d * d <= *n).all(|d| n % d != 0));
    let statement = law(Expression::Sum(primes.map(|p| exact(1, p).into()).collect()));
    let text = text.with_statement(statement.clone());
    assert!(matches!(answer(Argument::refuted(statement, 0), &text), Rejection::Arithmetic(_)));
}

#[test]
fn large_matrices() {
    let text = Gullible(excerpt(&[("/r", "0.99")], []));
    let size = 2000;
    let entries = vec!["/r".to_owned(); size * (size - 1) / 2];
    let argument = Argument::Vector(Vector { entries, weights: vec![exact(1, 3); size] });
    let start = Instant::now();
    assert_eq!(Proof::new(argument, &text), Err(Rejection::TooLong));
    assert!(start.elapsed() < SOON);
}

/// A deep supposition is compared with every expression inside its case.
#[test]
fn many_suppositions() {
    let text = Gullible(excerpt(&[("/n", "-5 people")], []));
    let wide = Expression::Sum(vec!["/n".into(); 300]);
    let mut argument = Argument::refuted(law(wide.clone()), 0);
    for _ in 0..30 {
        let case = Case { when: Interval::all(), because: argument };
        let by = Split::Whole { value: wide.clone(), times: 1.into() };
        argument = Argument::Cases(Cases { by, cases: vec![case] });
    }
    let start = Instant::now();
    assert!(Proof::new(argument, &text).is_err());
    assert!(start.elapsed() < SOON);
}

/// Proofs that were never verified still have a text, whatever nonsense they hold.
#[test]
fn nonsense_has_a_text() {
    let nonsense = [
        Argument::Linear(Linear {
            lines: vec![
                Line { times: (-1).into(), premise: Premise::Low("/nowhere".into()) },
                Line { times: 1.into(), premise: Premise::Exponent { of: "/nowhere".into(), base: 99 } },
            ],
        }),
        Argument::Gap(Gap { value: "/nowhere".into(), times: 0.into(), n: 0.into(), k: exact(1, 2) }),
        Argument::refuted(Statement::whole("/nowhere", 1), 7),
        Argument::vector(&[], vec![]),
        Argument::Cases(Cases { by: Split::Figure("/nowhere".into()), cases: vec![] }),
    ];
    for argument in nonsense {
        let proof = Proof { figures: vec![], argument };
        assert!(!proof.to_string().is_empty());
        assert!(verify(&proof, &Excerpt::default()).is_err());
    }
}
