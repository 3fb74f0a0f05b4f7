//! What statements say about known true values: fractions and loops, sharing nothing with the verifier.

use super::*;
use crate::number::End;

/// A fraction in lowest terms with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fraction(pub i128, pub i128);

impl Fraction {
    pub(super) fn new(numer: i128, denom: i128) -> Option<Self> {
        if denom == 0 {
            return None;
        }
        let divisor = i128::try_from(gcd(numer.unsigned_abs(), denom.unsigned_abs())).ok()? * denom.signum();
        Some(Fraction(numer / divisor, denom / divisor))
    }
    pub(super) fn whole(number: i128) -> Self {
        Fraction(number, 1)
    }
    pub(super) fn add(self, other: Self) -> Option<Self> {
        let sum = self.0.checked_mul(other.1)?.checked_add(other.0.checked_mul(self.1)?)?;
        Fraction::new(sum, self.1.checked_mul(other.1)?)
    }
    pub(super) fn mul(self, other: Self) -> Option<Self> {
        Fraction::new(self.0.checked_mul(other.0)?, self.1.checked_mul(other.1)?)
    }
    pub(super) fn neg(self) -> Self {
        Fraction(-self.0, self.1)
    }
    pub(super) fn recip(self) -> Option<Self> {
        Fraction::new(self.1, self.0)
    }
    pub(super) fn exact(self) -> Exact {
        exact(self.0.try_into().unwrap(), self.1.try_into().unwrap())
    }
    pub(super) fn from_exact(value: &Exact) -> Option<Self> {
        let (numer, denom) = value.numer_denom();
        Fraction::new(i128::try_from(numer).ok()?, i128::try_from(denom).ok()?)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.0.checked_mul(other.1)?.cmp(&other.0.checked_mul(self.1)?))
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

/// True values by pointer, and the dimensions of their units.
pub(super) type Values = std::collections::BTreeMap<String, Fraction>;

/// The value of an expression; `None` where it is not defined (division by zero) or grows out of range.
pub(super) fn value(expression: &Expression, values: &Values) -> Option<Fraction> {
    Some(match expression {
        Expression::Figure(at) => *values.get(at)?,
        Expression::Constant(constant) => Fraction::from_exact(constant)?,
        Expression::Sum(terms) => {
            terms.iter().try_fold(Fraction(0, 1), |sum, term| sum.add(value(term, values)?))?
        }
        Expression::Product(factors) => {
            factors.iter().try_fold(Fraction(1, 1), |product, factor| product.mul(value(factor, values)?))?
        }
        Expression::Difference(a, b) => value(a, values)?.add(value(b, values)?.neg())?,
        Expression::Quotient(a, b) => value(a, values)?.mul(value(b, values)?.recip()?)?,
        Expression::Power(base, exponent) => {
            let base = value(base, values)?;
            if *exponent > 64 {
                return None;
            }
            (0..*exponent).try_fold(Fraction(1, 1), |power, _| power.mul(base))?
        }
    })
}

/// Is the statement true of these values? What cannot be decided counts as not true.
pub(super) fn holds(statement: &Statement, values: &Values, text: &dyn Printed) -> bool {
    truth(statement, values, text).unwrap_or(false)
}

fn truth(statement: &Statement, values: &Values, text: &dyn Printed) -> Option<bool> {
    let of = |at: &String| values.get(at).copied();
    let compare = |left: &Expression, operator: Operator, right: &Expression| {
        let order = value(left, values)?.partial_cmp(&value(right, values)?)?;
        Some(match operator {
            Operator::Less => order.is_lt(),
            Operator::AtMost => order.is_le(),
            Operator::Equal => order.is_eq(),
            Operator::AtLeast => order.is_ge(),
            Operator::Greater => order.is_gt(),
        })
    };
    Some(match statement {
        Statement::PartOfWhole { part, whole } => of(part)? <= of(whole)?,
        Statement::PartsOfWhole { parts, whole, exclusive, exhaustive } => {
            let sum = parts.iter().try_fold(Fraction(0, 1), |sum, part| sum.add(of(part)?))?;
            (!exclusive || sum <= of(whole)?) && (!exhaustive || sum >= of(whole)?)
        }
        Statement::SameQuantity { a, b } => value(a, values)? == value(b, values)?,
        Statement::Ratio { top, bottom, stated } => of(top)?.mul(of(bottom)?.recip()?)? == of(stated)?,
        Statement::Formula { stated, expression } => of(stated)? == value(expression, values)?,
        Statement::Range { of: at, within } => {
            let value = of(at)?;
            let low = match within.low() {
                End::Open(low) => Fraction::from_exact(low)? < value,
                End::Closed(low) => Fraction::from_exact(low)? <= value,
                End::Unbounded => true,
            };
            let high = match within.high() {
                End::Open(high) => value < Fraction::from_exact(high)?,
                End::Closed(high) => value <= Fraction::from_exact(high)?,
                End::Unbounded => true,
            };
            low && high
        }
        Statement::Ceiling { of: at, ceiling } => of(at)? <= of(ceiling)?,
        Statement::Average { overall, groups } => {
            let overall = of(overall)?;
            let groups = groups.iter().map(of).collect::<Option<Vec<_>>>()?;
            groups.iter().any(|group| *group <= overall) && groups.iter().any(|group| *group >= overall)
        }
        Statement::Whole { value: mean, times } => value(mean, values)?.mul(value(times, values)?)?.1 == 1,
        Statement::Correlations { entries } => {
            positive_semidefinite(&entries.iter().map(of).collect::<Option<Vec<_>>>()?)?
        }
        Statement::SameDimension { a, b } => text.amount(a)?.dimension == text.amount(b)?.dimension,
        Statement::Conclusion { left, operator, right, .. }
        | Statement::Law { left, operator, right, .. } => compare(left, *operator, right)?,
    })
}

/// Every principal minor is at least zero (Horn and Johnson 2013, 7.2.5).
fn positive_semidefinite(upper: &[Fraction]) -> Option<bool> {
    let size = (0..=6)
        .find(|n: &usize| n * n.saturating_sub(1) / 2 == upper.len() && (*n != 0 || upper.is_empty()))?;
    // The entry of row i and column j stands after the i rows above it, each one shorter than the last.
    let entry = |i: usize, j: usize| upper[i * size - i * (i + 1) / 2 + j - i - 1];
    let matrix = |i: usize, j: usize| if i == j { Fraction(1, 1) } else { entry(i.min(j), i.max(j)) };
    for subset in 1usize..1 << size {
        let chosen: Vec<usize> = (0..size).filter(|i| subset >> i & 1 == 1).collect();
        let minor: Vec<Vec<Fraction>> =
            chosen.iter().map(|&i| chosen.iter().map(|&j| matrix(i, j)).collect()).collect();
        if determinant(&minor)? < Fraction(0, 1) {
            return Some(false);
        }
    }
    Some(true)
}

/// Laplace's expansion along the first row.
fn determinant(matrix: &[Vec<Fraction>]) -> Option<Fraction> {
    let Some(first) = matrix.first() else { return Some(Fraction(1, 1)) };
    let mut sum = Fraction(0, 1);
    for (column, factor) in first.iter().enumerate() {
        let minor: Vec<Vec<Fraction>> = matrix[1..]
            .iter()
            .map(|row| row.iter().enumerate().filter(|(j, _)| *j != column).map(|(_, x)| *x).collect())
            .collect();
        let term = factor.mul(determinant(&minor)?)?;
        sum = sum.add(if column % 2 == 0 { term } else { term.neg() })?;
    }
    Some(sum)
}

/// Every statement that an argument takes from the text.
pub(super) fn used(argument: &Argument) -> Vec<Statement> {
    match argument {
        Argument::Linear(linear) => linear
            .lines
            .iter()
            .filter_map(|line| match &line.premise {
                Premise::Stated { statement, .. } | Premise::Cleared { statement, .. } => {
                    Some(statement.clone())
                }
                _ => None,
            })
            .collect(),
        Argument::Gap(gap) => vec![Statement::whole(gap.value.clone(), gap.times.clone())],
        Argument::Enclosure(enclosure) => vec![enclosure.statement.clone()],
        Argument::Vector(vector) => vec![Statement::Correlations { entries: vector.entries.clone() }],
        Argument::Cases(cases) => {
            let mut found: Vec<Statement> = cases.cases.iter().flat_map(|case| used(&case.because)).collect();
            if let Split::Whole { value, times } = &cases.by {
                found.push(Statement::whole(value.clone(), times.clone()));
            }
            found
        }
    }
}

/// A small generator of repeatable choices (Steele, Lea and Flood 2014, SplitMix64), seeded by proptest.
pub(super) struct Choices(pub u64);

impl Choices {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    /// One of `low..=high`.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.next() % (high - low + 1).unsigned_abs()).unwrap()
    }
    pub(super) fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).unwrap()
    }
    pub(super) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
    pub(super) fn of<'t, T>(&mut self, choices: &'t [T]) -> &'t T {
        &choices[self.below(choices.len())]
    }
}
