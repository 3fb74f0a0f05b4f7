//! Texts that are true: values first, then figures printed from them by any convention. No proof holds against one.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::truth::{Choices, Fraction, Values, holds, value};
use super::*;
use crate::number::End;

/// True values, and how a reporter printed them. It asserts every statement that is true, however odd.
struct World {
    text: Excerpt,
    values: Values,
    /// Statements that are worth attacking.
    statements: Vec<Statement>,
}

impl Printed for World {
    fn amount(&self, pointer: &str) -> Option<PrintedAmount> {
        self.text.amount(pointer)
    }
    fn asserts(&self, statement: &Statement) -> bool {
        holds(statement, &self.values, &self.text)
    }
}

fn power(exponent: i64) -> i128 {
    10i128.pow(u32::try_from(exponent).unwrap())
}

/// A multiple of `unit` next to the value: below, above, or the nearest, by chance.
fn rounded(value: Fraction, unit: Fraction, choices: &mut Choices) -> i128 {
    let Fraction(numer, denom) = value.mul(unit.recip().unwrap()).unwrap();
    let floor = numer.div_euclid(denom);
    match (numer.rem_euclid(denom), choices.below(3)) {
        (0, _) | (_, 0) => floor,
        (_, 1) => floor + 1,
        (rest, _) => floor + i128::from(2 * rest >= denom),
    }
}

/// The value as a reporter would print it, in some unit of its kind.
fn printed(value: Fraction, kind: Kind, choices: &mut Choices) -> String {
    let unit = match kind {
        Kind::People => " people",
        Kind::Mass => choices.of(&[" kg", " t"]),
        Kind::Number => choices.of(&["", "", " %", " per 10,000"]),
    };
    let factor = match unit {
        " t" => Fraction(1, 1000),
        " %" => Fraction(100, 1),
        " per 10,000" => Fraction(10_000, 1),
        _ => Fraction(1, 1),
    };
    let shown = value.mul(factor).unwrap();
    let decimals = if kind == Kind::People { 0 } else { choices.between(0, 3) };
    let step = Fraction::new(1, power(decimals)).unwrap();
    let (word, digits) = match choices.below(12) {
        0 => {
            let low =
                shown.add(step.mul(Fraction::whole(choices.between(0, 2).into())).unwrap().neg()).unwrap();
            let Fraction(numer, denom) = low.mul(step.recip().unwrap()).unwrap();
            (*choices.of(&["at least ", "about "]), numer.div_euclid(denom))
        }
        1 => {
            let Fraction(numer, denom) = shown.mul(step.recip().unwrap()).unwrap();
            ("up to ", -(-numer).div_euclid(denom) + i128::from(choices.one_in(2)))
        }
        // A whole number with open zeros at its end: 2,345 as 2,300.
        2 if decimals == 0 => {
            let coarse = power(choices.between(1, 2));
            let multiple = rounded(shown, Fraction::whole(coarse), choices) * coarse;
            // The coarsest reading of "0" is (−1, 1): nobody prints 8 so.
            if multiple == 0 { ("", rounded(shown, step, choices)) } else { ("", multiple) }
        }
        _ => ("", rounded(shown, step, choices)),
    };
    let (sign, digits) = if digits < 0 { ("-", -digits) } else { ("", digits) };
    let width = usize::try_from(decimals).unwrap();
    let mut number = format!("{digits:0>width$}", width = width + 1);
    if width > 0 {
        number.insert(number.len() - width, '.');
    }
    format!("{word}{sign}{number}{unit}")
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    People,
    Mass,
    Number,
}

impl World {
    fn new(choices: &mut Choices) -> Self {
        let mut world = World { text: Excerpt::default(), values: Values::new(), statements: Vec::new() };
        // Parts of a whole.
        let parts = ["/part/0", "/part/1", "/part/2"];
        let counts = parts.map(|_| i128::from(choices.between(0, 40)));
        let whole: i128 = counts.iter().sum();
        for (at, count) in parts.into_iter().zip(counts) {
            world.put(at, Fraction::whole(count), Kind::People, choices);
        }
        world.put("/whole", Fraction::whole(whole), Kind::People, choices);
        world.put("/again", Fraction::whole(whole), Kind::People, choices);
        world.say(Statement::parts_make_whole(&parts, "/whole"));
        world.say(Statement::part_of_whole("/part/1", "/whole"));
        world.say(Statement::same_quantity("/whole", "/again"));
        world.say(Statement::Ceiling { of: "/part/0".into(), ceiling: "/again".into() });
        if let Some(share) = Fraction::new(counts[0], whole) {
            world.put("/share", share, Kind::Number, choices);
            world.say(Statement::ratio("/part/0", "/whole", "/share"));
            world.say(Statement::whole("/share", "/whole"));
            let unit = Interval::closed(0.into(), 1.into()).unwrap();
            world.say(Statement::Range { of: "/share".into(), within: unit });
        }
        // Whole-number answers of a few people: mean, and spread of squares.
        let answers: Vec<i128> = (0..choices.between(2, 7)).map(|_| choices.between(1, 7).into()).collect();
        let (n, total) = (answers.len() as i128, answers.iter().sum::<i128>());
        let squares: i128 = answers.iter().map(|x| x * x).sum();
        world.put("/n", Fraction::whole(n), Kind::People, choices);
        world.put("/mean", Fraction::new(total, n).unwrap(), Kind::Number, choices);
        let variance = Fraction::new(squares * n - total * total, n * (n - 1)).unwrap();
        world.put("/variance", variance, Kind::Number, choices);
        world.say(Statement::whole("/mean", "/n"));
        let sum = Expression::from("/mean").times("/n");
        let of_squares = Expression::from("/n").minus(1).times("/variance").plus(sum.to_the(2).over("/n"));
        world.say(Statement::whole(of_squares, 1));
        // Masses before and after.
        let (from, to) = (choices.between(1, 9000), choices.between(0, 9000));
        world.put("/from", Fraction::new(from.into(), 7).unwrap(), Kind::Mass, choices);
        world.put("/to", Fraction::new(to.into(), 7).unwrap(), Kind::Mass, choices);
        world.put("/change", Fraction::new((to - from).into(), from.into()).unwrap(), Kind::Number, choices);
        let change = Expression::from("/to").over("/from").minus(1);
        world.say(Statement::Formula { stated: "/change".into(), expression: change });
        world.say(Statement::same_dimension("/from", "/to"));
        // An average over two groups.
        let weights = (choices.between(0, 5), choices.between(1, 5));
        let (one, other) = (choices.between(-300, 300), choices.between(-300, 300));
        let overall = Fraction::new(
            (weights.0 * one + weights.1 * other).into(),
            (100 * (weights.0 + weights.1)).into(),
        );
        world.put("/group/0", Fraction::new(one.into(), 100).unwrap(), Kind::Number, choices);
        world.put("/group/1", Fraction::new(other.into(), 100).unwrap(), Kind::Number, choices);
        world.put("/overall", overall.unwrap(), Kind::Number, choices);
        world
            .say(Statement::Average { overall: "/overall".into(), groups: owned(&["/group/0", "/group/1"]) });
        // Correlations of variables that take the values 1 and −1, each equally often in a mirrored sample.
        let sample = choices.between(1, 12);
        let variables =
            [(); 3].map(|()| (0..sample).map(|_| choices.between(0, 1) * 2 - 1).collect::<Vec<_>>());
        for (at, i, j) in [("/r/12", 0, 1), ("/r/13", 0, 2), ("/r/23", 1, 2)] {
            let sum: i64 = variables[i].iter().zip(&variables[j]).map(|(x, y)| x * y).sum();
            world.put(at, Fraction::new(sum.into(), sample.into()).unwrap(), Kind::Number, choices);
        }
        world.say(Statement::Correlations { entries: owned(&["/r/12", "/r/13", "/r/23"]) });
        for _ in 0..4 {
            let law = world.law(choices);
            world.statements.extend(law);
        }
        world
    }

    fn put(&mut self, at: &str, value: Fraction, kind: Kind, choices: &mut Choices) {
        let printed = amount(&printed(value, kind, choices));
        let (range, _) = printed.widest().unwrap();
        assert!(
            range.contains(&value.exact()),
            "{value:?} was printed '{}', which means {range}",
            printed.text
        );
        self.text = std::mem::take(&mut self.text).with_amount(at, printed);
        self.values.insert(at.to_owned(), value);
    }

    fn say(&mut self, statement: Statement) {
        assert!(self.asserts(&statement), "{statement:?} is not true");
        self.statements.push(statement);
    }

    /// A true statement about the order of two expressions.
    fn relation<'w>(&'w self, choices: &mut Choices) -> &'w Statement {
        loop {
            let statement = choices.of(&self.statements);
            if !statement.relations().is_empty() {
                return statement;
            }
        }
    }

    fn pointer(&self, choices: &mut Choices) -> String {
        self.values.keys().nth(choices.below(self.values.len())).unwrap().clone()
    }

    fn expression(&self, choices: &mut Choices, depth: usize) -> Expression {
        let kind = choices.below(if depth == 0 { 3 } else { 8 });
        let mut inner = || self.expression(choices, depth - 1);
        match kind {
            0 | 1 => Expression::Figure(self.pointer(choices)),
            2 => exact(choices.between(-4, 4), choices.between(1, 3)).into(),
            3 => inner().plus(inner()),
            4 => inner().minus(inner()),
            5 => inner().times(inner()),
            6 => inner().over(inner()),
            _ => inner().to_the(2),
        }
    }

    /// A true statement about random expressions; `None` where one of them is not defined.
    fn law(&self, choices: &mut Choices) -> Option<Statement> {
        let (left, right) = (self.expression(choices, 2), self.expression(choices, 2));
        let order = value(&left, &self.values)?.partial_cmp(&value(&right, &self.values)?)?;
        let operator = *choices.of(match order {
            std::cmp::Ordering::Less => &[Operator::Less, Operator::AtMost],
            std::cmp::Ordering::Equal => &[Operator::Equal, Operator::AtLeast],
            std::cmp::Ordering::Greater => &[Operator::Greater, Operator::AtLeast],
        });
        Some(Statement::Law { name: "true".into(), left, operator, right })
    }

    /// Relations with quotients and products as inequalities, some figures taken at the end of their range.
    fn cleared(&self, choices: &mut Choices) -> Option<Argument> {
        let mut lines = Vec::new();
        for _ in 0..choices.between(1, 3) {
            let statement = self.relation(choices).clone();
            let figures = statement.figures();
            let chosen = figures.iter().filter(|_| choices.one_in(2)).map(|at| (*at).to_owned());
            let fixed: Vec<String> = chosen.collect();
            let times = exact(choices.between(1, 4), choices.between(1, 3));
            let turned = choices.one_in(2);
            lines.push((times, Premise::Cleared { statement, relation: 0, fixed, turned }));
        }
        Argument::balanced(lines, self).ok()
    }

    /// Statements with random multipliers, every figure cancelled by the end of its range that hurts most; or lines that
    /// need not cancel at all.
    fn linear(&self, choices: &mut Choices) -> Option<Argument> {
        let alone = choices.one_in(2);
        let mut statements = Vec::new();
        for _ in 0..if alone { 1 } else { choices.between(1, 3) } {
            let times = if alone { Exact::ONE } else { exact(choices.between(-3, 3), choices.between(1, 2)) };
            let times = if choices.one_in(3) { times } else { times.abs() };
            statements.push((times, self.relation(choices).clone(), usize::from(choices.one_in(8))));
        }
        if !choices.one_in(6) {
            return Argument::added_up(statements, self).ok();
        }
        let lines = statements.into_iter().map(|(times, statement, relation)| {
            let premise = match choices.below(4) {
                0 => Premise::Low(self.pointer(choices)),
                1 => Premise::High(self.pointer(choices)),
                _ => Premise::Stated { statement, relation },
            };
            Line { times, premise }
        });
        Some(Argument::Linear(Linear { lines: lines.collect() }))
    }

    fn argument(&self, choices: &mut Choices, depth: usize) -> Option<Argument> {
        let wholes = self.statements.iter().filter_map(|statement| match statement {
            Statement::Whole { value, times } => Some((value.clone(), times.clone())),
            _ => None,
        });
        let wholes = wholes.collect::<Vec<_>>();
        Some(match choices.below(if depth == 0 { 8 } else { 10 }) {
            0 => self.cleared(choices)?,
            1 | 2 => self.linear(choices)?,
            3 | 4 => Argument::refuted(self.relation(choices).clone(), usize::from(choices.one_in(6))),
            5 => {
                let (value, times) = choices.of(&wholes).clone();
                match Argument::gap(value, times, &[], self) {
                    Ok(Argument::Gap(mut gap)) => {
                        gap.k = (gap.k + Exact::from(choices.between(-1, 1))).unwrap();
                        Argument::Gap(gap)
                    }
                    _ => return None,
                }
            }
            6 => {
                let weights = [(); 3].map(|()| exact(choices.between(-5, 5), choices.between(1, 4)));
                Argument::vector(&["/r/12", "/r/13", "/r/23"], weights.into())
            }
            7 => {
                let pair = (self.pointer(choices), self.pointer(choices));
                match choices.below(4) {
                    0 => Argument::part_exceeds_whole(&pair.0, &pair.1),
                    1 => Argument::same_quantity_differs(&pair.0, &pair.1),
                    2 => Argument::unequal_dimensions(&pair.0, &pair.1, self)?,
                    _ => Argument::parts_fall_short(&["/part/0", "/part/1", "/part/2"], "/whole", true),
                }
            }
            8 => {
                let (value, times) = choices.of(&wholes).clone();
                let by = if choices.one_in(2) {
                    Split::Whole { value, times }
                } else {
                    Split::Figure("/n".into())
                };
                let budget = 40;
                let mut cases = 0;
                Argument::each_whole_number(by, self, |_, supposed| {
                    cases += 1;
                    let gap = if cases > budget { return Err(Rejection::TooLong) } else { choices.one_in(2) };
                    let (value, times) = choices.of(&wholes).clone();
                    if gap {
                        Argument::gap(value, times, &[supposed], self)
                    } else {
                        self.argument(choices, depth - 1).ok_or(Rejection::NoContradiction)
                    }
                })
                .ok()?
            }
            _ => {
                let at = self.pointer(choices);
                let (range, _) = self.amount(&at)?.widest().ok()?;
                let (Some(low), Some(high)) = (range.low_value(), range.high_value()) else { return None };
                let middle = ((low + high).ok()? / Exact::from(2)).ok()?;
                let (first, second) = if choices.one_in(2) {
                    (End::Open(middle.clone()), End::Closed(middle))
                } else {
                    (End::Closed(middle.clone()), End::Open(middle))
                };
                let pieces = [Interval::new(End::Unbounded, first)?, Interval::new(second, End::Unbounded)?];
                let cases = pieces
                    .into_iter()
                    .map(|when| Some(Case { when, because: self.argument(choices, depth - 1)? }))
                    .collect::<Option<Vec<_>>>()?;
                Argument::Cases(Cases { by: Split::Figure(at), cases })
            }
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_proof_holds_against_the_truth(seed: u64) {
        let mut choices = Choices(seed);
        let world = World::new(&mut choices);
        for _ in 0..64 {
            let Some(argument) = world.argument(&mut choices, 2) else { continue };
            let proof = Proof::new(argument, &world);
            prop_assert!(proof.is_err(), "{}\n{:#?}", proof.as_ref().unwrap(), world.values);
        }
    }
}

/// The property above is worth something only if most proofs fail for want of a contradiction, not for their form.
#[test]
fn most_attacks_on_the_truth_are_well_formed() {
    let mut verdicts: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..200 {
        let mut choices = Choices(seed);
        let world = World::new(&mut choices);
        for _ in 0..50 {
            let Some(argument) = world.argument(&mut choices, 2) else { continue };
            let kind = format!("{argument:?}");
            let kind = kind.split('(').next().unwrap();
            let verdict = match Proof::new(argument.clone(), &world) {
                Err(Rejection::NoContradiction) => "no contradiction",
                Err(_) => "ill-formed",
                Ok(proof) => panic!("{proof}"),
            };
            *verdicts.entry(format!("{kind}: {verdict}")).or_default() += 1;
        }
    }
    for kind in ["Linear", "Gap", "Enclosure", "Vector", "Cases"] {
        let of = |verdict| verdicts.get(&format!("{kind}: {verdict}")).copied().unwrap_or(0);
        assert!(of("no contradiction") >= 100, "{verdicts:#?}");
        // Linear attacks often meet a figure without an end ("at least", "about") or a product of unknowns.
        assert!(2 * of("no contradiction") >= of("ill-formed"), "{verdicts:#?}");
    }
}
