//! Proofs in words: each premise on a line of its own, the figure as printed, then the contradiction.

use std::collections::BTreeMap;
use std::fmt;

use super::form::{Constraint, Form, Kind, Unknown};
use super::verify::Reckoning;
use super::{
    Argument, BASE_DIMENSIONS, Cases, Cited, Enclosure, Expression, Gap, Line, Linear, Operator, Premise,
    Proof, Relation, Split, Statement, Vector,
};
use crate::number::{End, Exact, Interval};

/// Digits of a number that has no short decimal form, beside its fraction.
const DIGITS: usize = 6;

/// Cases told in words. Who re-checks by hand sees from these how it goes on; the verifier checks them all.
const SHOWN: usize = 10;

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words = Words::new(&self.figures);
        for cited in &self.figures {
            let Cited { at, range, whole, base_unit, .. } = cited;
            write!(f, "{} ({at}) is ", words.quote(at))?;
            // One number says by itself whether it is whole.
            if *whole && range.is_point().is_none() {
                f.write_str("a whole number, ")?;
            }
            f.write_str(&values(range))?;
            if !base_unit.is_empty() {
                write!(f, " {base_unit}")?;
            }
            f.write_str("\n")?;
        }
        words.argument(f, &self.argument, "")
    }
}

struct Words<'p> {
    /// How each figure is quoted; where two are printed alike, with a number.
    quotes: BTreeMap<&'p str, String>,
    reckoning: Reckoning<'p>,
}

impl<'p> Words<'p> {
    fn new(figures: &'p [Cited]) -> Self {
        let mut alike: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for cited in figures {
            let places = alike.entry(&cited.printed).or_default();
            if !places.contains(&cited.at.as_str()) {
                places.push(&cited.at);
            }
        }
        let mut quotes = BTreeMap::new();
        for (printed, places) in alike {
            for (number, at) in places.iter().enumerate() {
                let number = if places.len() == 1 { String::new() } else { format!(" [{}]", number + 1) };
                quotes.insert(*at, format!("\"{printed}\"{number}"));
            }
        }
        // What the text states was for the verifier to ask; here it is only put in words.
        Words { quotes, reckoning: Reckoning::new(figures, &|_| true) }
    }

    /// For one more computation. What could not be computed before must not count against it.
    fn reckoning(&self) -> &Reckoning<'p> {
        self.reckoning.depth.set(0);
        self.reckoning.steps.set(0);
        &self.reckoning
    }

    fn quote(&self, at: &str) -> String {
        self.quotes.get(at).cloned().unwrap_or_else(|| format!("(the figure at {at})"))
    }

    fn quotes(&self, pointers: &[String]) -> String {
        join(&pointers.iter().map(|at| self.quote(at)).collect::<Vec<_>>())
    }

    fn argument(&mut self, f: &mut fmt::Formatter<'_>, argument: &Argument, indent: &str) -> fmt::Result {
        match argument {
            Argument::Linear(linear) => self.linear(f, linear, indent),
            Argument::Gap(gap) => self.gap(f, gap, indent),
            Argument::Enclosure(enclosure) => self.enclosure(f, enclosure, indent),
            Argument::Vector(vector) => self.vector(f, vector, indent),
            Argument::Cases(cases) => self.cases(f, cases, indent),
        }
    }

    fn linear(&self, f: &mut fmt::Formatter<'_>, linear: &Linear, indent: &str) -> fmt::Result {
        let mut told: Vec<&Statement> = Vec::new();
        for line in &linear.lines {
            if let Premise::Stated { statement, .. } | Premise::Cleared { statement, .. } = &line.premise {
                if !told.contains(&statement) {
                    writeln!(f, "{indent}stated: {}", self.statement(statement))?;
                    told.push(statement);
                }
            }
        }
        writeln!(f, "{indent}added up:")?;
        for Line { times, premise } in &linear.lines {
            let said = match self.reckoning().constraint(premise) {
                // An equation that is subtracted is one that is added the other way round.
                Ok(Constraint { form, kind: Kind::Equal }) if times.is_negative() => {
                    let turned = form.negated();
                    self.constraint(&Constraint { form: turned, kind: Kind::Equal })
                }
                Ok(constraint) => self.constraint(&constraint),
                Err(rejection) => format!("nothing ({rejection})"),
            };
            let times = times.abs();
            let times =
                if times == Exact::ONE { String::new() } else { format!(", times {}", number(&times)) };
            writeln!(f, "{indent}  {said}{times}")?;
        }
        match self.reckoning().sum(linear) {
            Ok(sum) => write!(f, "{indent}the sum: {}, which is impossible", self.constraint(&sum)),
            Err(rejection) => write!(f, "{indent}there is no sum: {rejection}"),
        }
    }

    fn gap(&self, f: &mut fmt::Formatter<'_>, gap: &Gap, indent: &str) -> fmt::Result {
        let Gap { value, times, n, k } = gap;
        let whole = Statement::Whole { value: value.clone(), times: times.clone() };
        let said = self.expression(value, Place::Alone);
        writeln!(f, "{indent}stated: {}", self.statement(&whole))?;
        if !matches!(value, Expression::Figure(_)) {
            writeln!(f, "{indent}{said} is {}", self.values_of(value))?;
        }
        let side = |count: Result<Exact, _>| {
            let count = count.ok()?;
            let share = (&count / n).ok()?;
            let count = number(&count);
            Some(match decimal(&share) {
                _ if *n == Exact::ONE => count,
                Some(decimal) => format!("{count} ÷ {} = {decimal}", number(n)),
                None => format!("{count} ÷ {} ≈ {}", number(n), minus(share.to_decimal(DIGITS))),
            })
        };
        match (side(Ok(k.clone())), side(k + &Exact::ONE)) {
            (Some(low), Some(high)) => {
                write!(
                    f,
                    "{indent}but {low} is less than {said} can be, the next one, {high}, is more, and none is between"
                )
            }
            _ => write!(f, "{indent}but no whole number gives this"),
        }
    }

    fn enclosure(&self, f: &mut fmt::Formatter<'_>, enclosure: &Enclosure, indent: &str) -> fmt::Result {
        let Enclosure { statement, relation } = enclosure;
        writeln!(f, "{indent}stated: {}", self.statement(statement))?;
        let told = |side: &Expression| match side {
            Expression::Constant(_) => None,
            side => Some(format!("{} is {}", self.expression(side, Place::Alone), self.values_of(side))),
        };
        match statement.relations().into_iter().nth(*relation) {
            Some(Relation::Compare(left, _, right)) => {
                let sides: Vec<String> = [&left, &right].into_iter().filter_map(told).collect();
                write!(f, "{indent}but {}, which is impossible", sides.join(", while "))
            }
            Some(Relation::Between(value, among)) => {
                let low = |expression: &Expression| {
                    self.reckoning().evaluate(expression).ok().and_then(|range| range.low_value().cloned())
                };
                let side = if among.iter().all(|one| low(one) > low(&value)) { "less" } else { "more" };
                let among: Vec<String> = among.iter().filter_map(told).collect();
                write!(
                    f,
                    "{indent}but {}, {side} than any of them: {}, which is impossible",
                    told(&value).unwrap_or_default(),
                    join(&among)
                )
            }
            None => write!(f, "{indent}but that says nothing about their order"),
        }
    }

    fn vector(&self, f: &mut fmt::Formatter<'_>, vector: &Vector, indent: &str) -> fmt::Result {
        let statement = Statement::Correlations { entries: vector.entries.clone() };
        writeln!(f, "{indent}stated: {}", self.statement(&statement))?;
        let weights: Vec<String> = vector.weights.iter().map(number).collect();
        let variance =
            self.reckoning().variance(vector).map_or_else(|rejection| rejection.to_string(), |v| values(&v));
        write!(
            f,
            "{indent}but the variables in standard units, weighted by {} and added up, have a variance that is {variance}, and \
             no variance is negative",
            join(&weights)
        )
    }

    fn cases(&mut self, f: &mut fmt::Formatter<'_>, cases: &Cases, indent: &str) -> fmt::Result {
        if let Split::Whole { value, times } = &cases.by {
            let whole = Statement::Whole { value: value.clone(), times: times.clone() };
            writeln!(f, "{indent}stated: {}", self.statement(&whole))?;
        }
        let by = cases.by.expression();
        let said = self.expression(&by, Place::Alone);
        writeln!(f, "{indent}{said} is {}; each case is impossible:", self.values_of(&by))?;
        let deeper = format!("{indent}  ");
        for case in cases.cases.iter().take(SHOWN) {
            writeln!(f, "{indent}where {said} is {}:", values(&case.when))?;
            self.reckoning.supposed.push((by.clone(), case.when.clone()));
            self.argument(f, &case.because, &deeper)?;
            self.reckoning.supposed.pop();
            f.write_str("\n")?;
        }
        if let Some(more @ 1..) = cases.cases.len().checked_sub(SHOWN) {
            writeln!(f, "{indent}and {more} more cases, which the proof holds as data")?;
        }
        write!(f, "{indent}and there is no other case")
    }

    fn statement(&self, statement: &Statement) -> String {
        let relation = |left, operator: &Operator, right| {
            format!(
                "{} {operator} {}",
                self.expression(left, Place::Alone),
                self.expression(right, Place::Alone)
            )
        };
        match statement {
            Statement::PartOfWhole { part, whole } => {
                format!(
                    "{} is a part of {}, and a part is at most the whole",
                    self.quote(part),
                    self.quote(whole)
                )
            }
            Statement::PartsOfWhole { parts, whole, exclusive, exhaustive } => {
                let how = match (exclusive, exhaustive) {
                    (true, true) => "exclude one another and make up the whole of",
                    (true, false) => "exclude one another within",
                    (false, true) => "together cover",
                    (false, false) => "are parts of",
                };
                format!("{} {how} {}", self.quotes(parts), self.quote(whole))
            }
            Statement::SameQuantity { a, b } => {
                let squared = match (a, b) {
                    (Expression::Power(_, 2), Expression::Power(_, 2)) => {
                        " (squared, as the text may leave out a sign)"
                    }
                    _ => "",
                };
                let [a, b] = [a, b].map(|one| self.expression(one, Place::Alone));
                format!("{a} and {b} are given for one and the same quantity{squared}")
            }
            Statement::Ratio { top, bottom, stated } => {
                format!("{} is given as {} ÷ {}", self.quote(stated), self.quote(top), self.quote(bottom))
            }
            Statement::Formula { stated, expression } => {
                format!("{} is given as {}", self.quote(stated), self.expression(expression, Place::Alone))
            }
            Statement::Range { of, within } => {
                format!("{} is of a kind that can only be {}", self.quote(of), values(within))
            }
            Statement::Ceiling { of, ceiling } => {
                format!("{} cannot be more than {}", self.quote(of), self.quote(ceiling))
            }
            Statement::Average { overall, groups } => {
                format!(
                    "{} is an average over groups with the averages {}",
                    self.quote(overall),
                    self.quotes(groups)
                )
            }
            Statement::Whole { value, times } => {
                let product = match times {
                    Expression::Constant(one) if *one == Exact::ONE => self.expression(value, Place::Alone),
                    _ => self.expression(&value.clone().times(times.clone()), Place::Alone),
                };
                format!("{product} is a whole number")
            }
            Statement::Correlations { entries } => {
                format!(
                    "{} are the correlations of one set of variables with one another",
                    self.quotes(entries)
                )
            }
            Statement::SameDimension { a, b } => {
                format!(
                    "{} and {} are compared or added, which needs one dimension",
                    self.quote(a),
                    self.quote(b)
                )
            }
            Statement::Conclusion { at, left, operator, right } => {
                format!("the conclusion at {at} is that {}", relation(left, operator, right))
            }
            Statement::Law { name, left, operator, right } => {
                format!("{name}: {}", relation(left, operator, right))
            }
        }
    }

    fn expression(&self, expression: &Expression, place: Place) -> String {
        let list = |parts: &[Expression], place, sign: &str| {
            parts.iter().map(|part| self.expression(part, place)).collect::<Vec<_>>().join(sign)
        };
        let (text, binding) = match expression {
            Expression::Figure(at) => return self.quote(at),
            Expression::Constant(value) if value.is_negative() => (number(value), Place::Alone),
            Expression::Constant(value) => return number(value),
            Expression::Sum(terms) if terms.is_empty() => return "0".to_owned(),
            Expression::Product(factors) if factors.is_empty() => return "1".to_owned(),
            Expression::Sum(terms) => (list(terms, Place::Term, " + "), Place::Alone),
            Expression::Product(factors) => (list(factors, Place::Factor, " × "), Place::Term),
            Expression::Difference(a, b) => {
                let (a, b) = (self.expression(a, Place::Term), self.expression(b, Place::Term));
                (format!("{a} − {b}"), Place::Alone)
            }
            Expression::Quotient(a, b) => {
                let (a, b) = (self.expression(a, Place::Factor), self.expression(b, Place::Factor));
                (format!("{a} ÷ {b}"), Place::Term)
            }
            Expression::Power(base, exponent) => {
                let sign = match exponent {
                    2 => "²".to_owned(),
                    3 => "³".to_owned(),
                    exponent => format!("^{exponent}"),
                };
                (format!("{}{sign}", self.expression(base, Place::Base)), Place::Factor)
            }
        };
        // Brackets where the place binds tighter than the expression: never left to the reader's memory of rules.
        if place > binding { format!("({text})") } else { text }
    }

    fn values_of(&self, expression: &Expression) -> String {
        self.reckoning()
            .evaluate(expression)
            .map_or_else(|rejection| rejection.to_string(), |range| values(&range))
    }

    /// A constraint with each unknown on the side where its factor is positive.
    fn constraint(&self, constraint: &Constraint) -> String {
        let Constraint { form: Form { terms, constant }, kind } = constraint;
        let unknown = |unknown: &Unknown| match unknown {
            Unknown::Value(at) => self.quote(at),
            Unknown::Exponent(at, base) => {
                let base = BASE_DIMENSIONS.get(*base).copied().unwrap_or("an unknown base quantity");
                format!("the power of {base} in {}", self.quote(at))
            }
        };
        let side = |positive: bool| -> Vec<String> {
            let here = terms.iter().filter(|(_, factor)| factor.is_positive() == positive);
            here.map(|(of, factor)| match factor.abs() {
                one if one == Exact::ONE => unknown(of),
                factor => format!("{} × {}", number(&factor), unknown(of)),
            })
            .collect()
        };
        let (mut left, mut right) = (side(true), side(false));
        // A number that stands alone may be negative; beside unknowns it goes where it is positive.
        match (left.is_empty(), right.is_empty()) {
            (false, true) => right.push(number(&-constant.clone())),
            (true, false) => left.push(number(constant)),
            _ if constant.is_negative() => right.push(number(&constant.abs())),
            _ if constant.is_zero() => {}
            _ => left.push(number(constant)),
        }
        let sum = |side: Vec<String>| if side.is_empty() { "0".to_owned() } else { side.join(" + ") };
        let sign = match kind {
            Kind::Less => "<",
            Kind::AtMost => "≤",
            Kind::Equal => "=",
        };
        format!("{} {sign} {}", sum(left), sum(right))
    }
}

/// Where an expression stands, from the loosest to the tightest.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Place {
    Alone,
    Term,
    Factor,
    Base,
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Operator::Less => "<",
            Operator::AtMost => "≤",
            Operator::Equal => "=",
            Operator::AtLeast => "≥",
            Operator::Greater => ">",
        })
    }
}

/// "a, b and c"
fn join(parts: &[String]) -> String {
    match parts {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A decimal where that is exact and short, else a fraction with a decimal beside it.
fn number(value: &Exact) -> String {
    decimal(value).unwrap_or_else(|| minus(format!("{value} ≈ {}", value.to_decimal(DIGITS))))
}

/// The decimal, where it is exact and short enough to re-check.
fn decimal(value: &Exact) -> Option<String> {
    /// Longer decimals are harder to re-check than a fraction.
    const EXACT_DIGITS: usize = 12;
    if value.is_integer() {
        return Some(minus(value.to_string()));
    }
    let decimal = value.to_decimal(EXACT_DIGITS);
    (decimal.parse::<Exact>().as_ref() == Ok(value)).then(|| minus(decimal))
}

/// The sign of a number as it is set in print.
fn minus(number: String) -> String {
    number.replace('-', "−")
}

fn values(range: &Interval) -> String {
    if let Some(point) = range.is_point() {
        return format!("exactly {}", number(point));
    }
    let low = match range.low() {
        End::Open(value) => Some(format!("more than {}", number(value))),
        End::Closed(value) => Some(format!("at least {}", number(value))),
        End::Unbounded => None,
    };
    let high = match range.high() {
        End::Open(value) => Some(format!("less than {}", number(value))),
        End::Closed(value) => Some(format!("at most {}", number(value))),
        End::Unbounded => None,
    };
    match (low, high) {
        (Some(low), Some(high)) => format!("{low} and {high}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "any number".to_owned(),
    }
}
