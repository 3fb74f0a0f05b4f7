//! Proofs in words: each premise on a line of its own, the figure as printed, then the contradiction.

use std::collections::BTreeMap;
use std::fmt;

use super::form::{Constraint, Form, Kind, Unknown};
use super::verify::Reckoning;
use super::{
    Argument, BASE_DIMENSIONS, Cases, Cited, Enclosure, Expression, Gap, Linear, Operator, Premise, Proof, Relation, Split,
    Statement, Vector,
};
use crate::number::{End, Exact, Interval};

/// Digits of a number that has no short decimal form, beside its fraction.
const DIGITS: usize = 6;

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
            if let Premise::Stated { statement, .. } = &line.premise {
                if !told.contains(&statement) {
                    writeln!(f, "{indent}stated: {}", self.statement(statement))?;
                    told.push(statement);
                }
            }
        }
        writeln!(f, "{indent}added up:")?;
        for line in &linear.lines {
            let said = match self.reckoning.constraint(&line.premise) {
                Ok(constraint) => self.constraint(&constraint),
                Err(rejection) => format!("nothing ({rejection})"),
            };
            let times = if line.times == Exact::ONE { String::new() } else { format!(", times {}", number(&line.times)) };
            writeln!(f, "{indent}  {said}{times}")?;
        }
        match self.reckoning.sum(linear) {
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
            let shown = number(&share);
            Some(if *n == Exact::ONE { shown } else { format!("{} ÷ {} = {shown}", number(&count), number(n)) })
        };
        match (side(Ok(k.clone())), side(k + &Exact::ONE)) {
            (Some(low), Some(high)) => {
                write!(f, "{indent}but {low} is less than {said} can be, the next one, {high}, is more, and none is between")
            }
            _ => write!(f, "{indent}but no whole number gives this"),
        }
    }

    fn enclosure(&self, f: &mut fmt::Formatter<'_>, enclosure: &Enclosure, indent: &str) -> fmt::Result {
        let Enclosure { statement, relation } = enclosure;
        writeln!(f, "{indent}stated: {}", self.statement(statement))?;
        let sides = match statement.relations().into_iter().nth(*relation) {
            Some(Relation::Compare(left, _, right)) => vec![left, right],
            Some(Relation::Between(value, among)) => [vec![value], among].concat(),
            None => Vec::new(),
        };
        let told: Vec<String> = sides
            .iter()
            .filter(|side| !matches!(side, Expression::Constant(_)))
            .map(|side| format!("{} is {}", self.expression(side, Place::Alone), self.values_of(side)))
            .collect();
        write!(f, "{indent}but {}, so this is impossible", join(&told))
    }

    fn vector(&self, f: &mut fmt::Formatter<'_>, vector: &Vector, indent: &str) -> fmt::Result {
        let statement = Statement::Correlations { entries: vector.entries.clone() };
        writeln!(f, "{indent}stated: {}", self.statement(&statement))?;
        let weights: Vec<String> = vector.weights.iter().map(number).collect();
        let variance = self.reckoning.variance(vector).map_or_else(|rejection| rejection.to_string(), |v| values(&v));
        write!(
            f,
            "{indent}but the sum of the standardised variables, each taken as often as {} says, has a variance of {variance}, \
             and no variance is negative",
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
        for case in &cases.cases {
            writeln!(f, "{indent}where {said} is {}:", values(&case.when))?;
            self.reckoning.supposed.push((by.clone(), case.when.clone()));
            self.argument(f, &case.because, &deeper)?;
            self.reckoning.supposed.pop();
            f.write_str("\n")?;
        }
        write!(f, "{indent}and there is no other case")
    }

    fn statement(&self, statement: &Statement) -> String {
        let relation = |left, operator: &Operator, right| {
            format!("{} {operator} {}", self.expression(left, Place::Alone), self.expression(right, Place::Alone))
        };
        match statement {
            Statement::PartOfWhole { part, whole } => {
                format!("{} is a part of {}, and a part is at most the whole", self.quote(part), self.quote(whole))
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
            Statement::SameQuantity { a, b } => format!(
                "{} and {} are given for one and the same quantity",
                self.expression(a, Place::Alone),
                self.expression(b, Place::Alone)
            ),
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
                format!("{} is an average over groups with the averages {}", self.quote(overall), self.quotes(groups))
            }
            Statement::Whole { value, times } => {
                let product = match times {
                    Expression::Constant(one) if *one == Exact::ONE => self.expression(value, Place::Alone),
                    _ => self.expression(&value.clone().times(times.clone()), Place::Alone),
                };
                format!("{product} is a whole number")
            }
            Statement::Correlations { entries } => {
                format!("{} are the correlations of one set of variables with one another", self.quotes(entries))
            }
            Statement::SameDimension { a, b } => {
                format!("{} and {} are compared or added, which needs one dimension", self.quote(a), self.quote(b))
            }
            Statement::Conclusion { at, left, operator, right } => {
                format!("the conclusion at {at} is that {}", relation(left, operator, right))
            }
            Statement::Law { name, left, operator, right } => format!("{name}: {}", relation(left, operator, right)),
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
                (format!("{}^{exponent}", self.expression(base, Place::Factor)), Place::Term)
            }
        };
        // Brackets where the place binds tighter than the expression: never left to the reader's memory of rules.
        if place > binding { format!("({text})") } else { text }
    }

    fn values_of(&self, expression: &Expression) -> String {
        self.reckoning.evaluate(expression).map_or_else(|rejection| rejection.to_string(), |range| values(&range))
    }

    /// A constraint with nothing negative on either side.
    fn constraint(&self, constraint: &Constraint) -> String {
        let Constraint { form: Form { terms, constant }, kind } = constraint;
        let side = |positive: bool| {
            let chosen = |value: &Exact| if positive { value.is_positive() } else { value.is_negative() };
            let unknown = |unknown: &Unknown| match unknown {
                Unknown::Value(at) => self.quote(at),
                Unknown::Exponent(at, base) => {
                    let base = BASE_DIMENSIONS.get(*base).copied().unwrap_or("an unknown base quantity");
                    format!("the power of {base} in {}", self.quote(at))
                }
            };
            let mut parts: Vec<String> = terms
                .iter()
                .filter(|(_, factor)| chosen(factor))
                .map(|(of, factor)| match factor.abs() {
                    one if one == Exact::ONE => unknown(of),
                    factor => format!("{} × {}", number(&factor), unknown(of)),
                })
                .collect();
            if chosen(constant) {
                parts.push(number(&constant.abs()));
            }
            if parts.is_empty() { "0".to_owned() } else { parts.join(" + ") }
        };
        let sign = match kind {
            Kind::Less => "<",
            Kind::AtMost => "≤",
            Kind::Equal => "=",
        };
        format!("{} {sign} {}", side(true), side(false))
    }
}

/// Where an expression stands, from the loosest to the tightest.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Place {
    Alone,
    Term,
    Factor,
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
    /// Longer decimals are harder to re-check than a fraction.
    const EXACT_DIGITS: usize = 12;
    let decimal = value.to_decimal(EXACT_DIGITS);
    if value.is_integer() || decimal.parse::<Exact>().as_ref() == Ok(value) {
        return if value.is_integer() { value.to_string() } else { decimal };
    }
    format!("{value} (about {})", value.to_decimal(DIGITS))
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
