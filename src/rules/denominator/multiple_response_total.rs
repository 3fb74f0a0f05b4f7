//! DN10: parts that add up to more than their whole, because one may be in several of them.

use crate::claim::Relation;
use crate::claim::relation::{MemberKind, Response, Total};
use crate::dossier::{Member, Reported, Resolved};
use crate::number::{ArithmeticError, Exact, Form, Interval, Reading};
use crate::quantity::{Amount, Measure, Slot};
use crate::rule::printed::is_relative;
use crate::rule::printed::relations::{is_all, single, whole_and_parts};
use crate::rule::{
    ClaimCase, Field, Finding, NamedValue, Outcome, Severity, Style, Verdict, contradiction, declare_rule,
};
use crate::vocabulary::Unit;

declare_rule! {
    /// ## What it checks
    /// Parts of a total, counts or shares, that add up to more than the whole: whether the text says that one could be in
    /// several of them, and how many then must be.
    ///
    /// ## Why it matters
    /// Where several answers were possible the shares do not compete: 72 % for one and 55 % for another are not a lead, and
    /// what they add up to is no whole.
    ///
    /// ## How
    /// The parts add up to `S`, the whole is `W`; of shares beside a counted whole it is 100 %. Where `S` exceeds `W` beyond
    /// rounding, each unit is in `S/W` parts on average, and at least `a + b − W` are in both of the two largest. With
    /// `response = "multiple"`, or `exclusive = false`, that is a note; it is a warning where the same parts are said to exclude one
    /// another (`exclusive = true`). Where the text says nothing of it the rule warns and asks: either one may be in several,
    /// or a figure is wrong. Only where the parts fit if they were all rounded up is that a note.
    ///
    /// ## Fires
    /// Nothing says that several answers were possible; they must have been.
    /// ```toml
    /// [[claim]]
    /// id    = "news"
    /// base  = "adults"
    /// total = { whole = "100 %", parts = { television = "72 %", online = "55 %", print = "38 %" } }
    /// ```
    /// Several answers each, told as if they excluded one another.
    /// ```toml
    /// [[claim]]
    /// id = "transport"
    /// [claim.total]
    /// whole     = "1,000 commuters"
    /// parts     = { car = "620 commuters", bus = "450 commuters", bicycle = "180 commuters" }
    /// response  = "multiple"
    /// exclusive = true
    /// ```
    ///
    /// ## Clean
    /// A tenth too much is rounding.
    /// ```toml
    /// [[claim]]
    /// id    = "vote"
    /// total = { whole = "100 %", parts = { red = "33.4 %", blue = "33.4 %", green = "33.3 %" } }
    /// ```
    /// The base are the mentions, not those who made them.
    /// ```toml
    /// [[claim]]
    /// id    = "mentions"
    /// total = { whole = "165 mentions", parts = { television = "72 mentions", online = "55 mentions", print = "38 mentions" } }
    /// ```
    ///
    /// ## Limits
    /// Silent on a balance (`net`), on parts with a minus sign, on amounts that are measured rather than counted, and where
    /// one part alone exceeds the whole (AR03). Of parts that exclude one another, or where each gave one answer
    /// (`response = "single"`), AR02 judges whether they add up. Parts that stay below the whole may overlap all the same: nothing
    /// printed says so.
    ///
    /// ## Sources
    /// Fréchet, M. (1935), Généralisation du théorème des probabilités totales, *Fundamenta Mathematicae* 25, 379–387, for the least
    /// overlap.
    "DN10", "multiple-response-total", "denominator", since "0.1.0", Warning,
    "parts add up to more than their whole, and nothing says that one may be in several",
    Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    let Relation::Total(total) = case.written.relation() else {
        return Ok(Outcome::not_applicable("the claim states no total"));
    };
    let several = may_be_several(total)?;
    let Some((parts, whole)) = figures(case) else {
        return Ok(Outcome::not_applicable("parts and whole are not counts or shares that can be added up"));
    };
    let signed = |reported: &&Reported| reported.amount.figure().value().is_negative();
    if parts.iter().any(signed) {
        return Ok(Outcome::not_applicable("a part has a minus sign: then the parts are no answers"));
    }
    // Of 2.1 % growth 1.9 may come from one and 1.2 from another, if a third takes something away.
    let is_share = |whole: &Reported| {
        case.resolved.scope(whole.scope).subject.measure == Slot::Known(Measure::Share) || is_all(whole)
    };
    if whole.is_some_and(|whole| is_relative(whole) && !is_share(whole)) {
        return Ok(Outcome::not_applicable(
            "nobody says that the percentage is a share, which has no negative parts",
        ));
    }
    let sums = Sums { parts, whole };
    // One that exceeds the whole by itself is a contradiction whoever may be in how many.
    for part in &sums.parts {
        if sums.whole(Reading::Nearest)?.is_below(&part.interval(Reading::Nearest)?) {
            return Ok(Outcome::not_applicable("one part alone exceeds the whole"));
        }
    }
    let exceeds = contradiction(|reading| Ok(sums.whole(reading)?.is_below(&sums.sum(reading)?)))?;
    let severity = match (exceeds, several) {
        (None, _) | (Some(Severity::Note), Some(_)) => return Ok(Outcome::Passed),
        (Some(_), Some(Told::Several)) => Severity::Note,
        (Some(_), Some(Told::Contrary)) => Severity::Warning,
        (Some(severity), None) => severity.min(Severity::Warning),
    };
    let pointers: Vec<_> = sums.parts.iter().map(|part| case.resolved.pointer(part)).collect();
    let finding = sums.finding(case.resolved, severity, several)?;
    let finding = if several.is_none() { finding.ask(Field::TOTAL_RESPONSE) } else { finding };
    Ok(pointers.into_iter().fold(finding, Finding::at).into())
}

/// What a text says of whether one may be in several parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Several,
    /// That one may, and that the parts exclude one another.
    Contrary,
}

/// None where the text says nothing; not applicable where it says that one can only be in one.
fn may_be_several(total: &Total) -> Result<Option<Told>, Outcome> {
    if total.net == Some(true) {
        return Err(Outcome::not_applicable("the whole is a balance"));
    }
    match (total.response, total.exclusive) {
        (Some(Response::Single), _) => {
            Err(Outcome::not_applicable("each gave one answer: the parts must add up"))
        }
        (Some(Response::Multiple), Some(true)) => Ok(Some(Told::Contrary)),
        (Some(Response::Multiple), _) | (None, Some(false)) => Ok(Some(Told::Several)),
        (None, Some(true)) => Err(Outcome::not_applicable("the parts exclude one another: they must add up")),
        (None, None) => Ok(None),
    }
}

/// The parts, and the whole; nothing for it where it is 100 %.
fn figures<'d>(case: &ClaimCase<'d>) -> Option<(Vec<&'d Reported>, Option<&'d Reported>)> {
    let answers = |reported: &&Reported| reported.unit().is_counted() || reported.unit().fraction().is_some();
    if let Some((parts, whole)) = whole_and_parts(case.resolved, case.claim) {
        return parts.iter().all(answers).then_some((parts, Some(whole)));
    }
    // "Of 1,003 people 72 % and 55 %": the shares are of all of them.
    let of = |kind| case.members().iter().filter(move |member| member.kind == kind);
    let whole = of(MemberKind::Whole).find_map(|member| single(case.resolved, member))?;
    let parts: Vec<_> =
        of(MemberKind::Part).map(|part| single(case.resolved, part)).collect::<Option<_>>()?;
    let made_alike = |part: &&Reported| case.resolved.compare(part.scope, whole.scope).method.is_empty();
    let shares = |part: &&Reported| *part.unit() == Unit::percent() && made_alike(part);
    let counted = whole.unit().is_counted() && !is_relative(whole);
    (counted && !parts.is_empty() && parts.iter().all(shares)).then_some((parts, None))
}

/// The figures of a total.
struct Sums<'d> {
    parts: Vec<&'d Reported>,
    /// None for 100 %.
    whole: Option<&'d Reported>,
}

impl Sums<'_> {
    fn whole(&self, reading: Reading) -> Result<Interval, ArithmeticError> {
        self.whole.map_or(Ok(Interval::ONE), |whole| whole.interval(reading))
    }

    fn sum(&self, reading: Reading) -> Result<Interval, ArithmeticError> {
        let zero = Interval::point(Exact::ZERO);
        self.parts.iter().try_fold(zero, |sum, part| sum.add(&part.interval(reading)?))
    }

    fn finding(
        &self,
        resolved: &Resolved<'_>,
        severity: Severity,
        several: Option<Told>,
    ) -> Result<Finding, ArithmeticError> {
        let (sum, whole) = (self.sum(Reading::Nearest)?, self.whole(Reading::Nearest)?);
        let value = |reported: &&Reported| match reported.amount.figure().form() {
            Form::Number => reported.amount.value(),
            _ => Ok(None),
        };
        let values = self.parts.iter().map(value).collect::<Result<Option<Vec<_>>, _>>()?;
        let whole_value = self.whole.map_or(Ok(Some(Exact::ONE)), |whole| value(&whole))?;
        let unit = self.whole.or(self.parts.first().copied()).map(|reported| reported.unit().clone());
        let shown = |name: &'static str, exact: Option<Exact>, interval: Interval| {
            let named = match exact.filter(|exact| interval.contains(exact)) {
                Some(exact) => NamedValue::new(name, exact).within(interval),
                None => NamedValue::range(name, interval),
            };
            match &unit {
                Some(unit) if unit.fraction().is_some() => named.style(Style::Percent),
                Some(unit) => named.unit(unit.symbol().to_string()),
                None => named,
            }
        };
        let total = values
            .as_ref()
            .map(|values| values.iter().try_fold(Exact::ZERO, |sum, value| &sum + value))
            .transpose()?;
        let each = match (&total, &whole_value) {
            (Some(total), Some(number)) if !number.is_zero() => {
                NamedValue::new("each", (total / number)?).within(sum.div(&whole)?)
            }
            _ => NamedValue::range("each", sum.div(&whole)?),
        };
        // The two largest as printed.
        let mut largest: Vec<&Reported> = self.parts.clone();
        let size = |reported: &&Reported| reported.amount.value().ok().flatten();
        largest.sort_by_key(|part| std::cmp::Reverse(size(part)));
        let both = match largest.as_slice() {
            [one, other, ..] => {
                let least =
                    one.interval(Reading::Nearest)?.add(&other.interval(Reading::Nearest)?)?.sub(&whole)?;
                let exact = match (value(one)?, value(other)?, &whole_value) {
                    (Some(one), Some(other), Some(whole)) => Some((&(&one + &other)? - whole)?),
                    _ => None,
                };
                let is_some = least.is_subset(&Interval::more_than(Exact::ZERO));
                is_some.then(|| (shown("both", exact, least), [name(resolved, one), name(resolved, other)]))
            }
            _ => None,
        };
        let (fact, reason, advice) = texts(severity, several, both.is_some());
        let finding = match severity {
            Severity::Note => Finding::note(fact, reason, advice),
            _ => Finding::warning(fact, reason, advice),
        };
        let amounts: Vec<(String, Amount)> =
            self.parts.iter().map(|part| (name(resolved, part), part.amount.clone())).collect();
        let of_whole = self.whole.map_or_else(|| "100 %".to_string(), |whole| whole.amount.to_string());
        let finding = finding
            .with_all([shown("sum", total, sum), each])
            .word("parts", list(&amounts))
            .word("whole", of_whole);
        Ok(match both {
            Some((both, [one, other])) => finding.with(both).word("one", one).word("other", other),
            None => finding,
        })
    }
}

/// Fact, reason and help.
fn texts(
    severity: Severity,
    several: Option<Told>,
    both: bool,
) -> (&'static str, &'static str, &'static str) {
    let fact = "{parts} add up to {sum}, more than {whole}";
    let reason = match (severity, several, both) {
        (_, Some(Told::Several), true) => {
            "one may be in several, on average in {each}, and at least {both} are in both {one} and {other}: the parts do not compete for one whole"
        }
        (_, Some(Told::Several), false) => {
            "one may be in several, on average in {each}: the parts do not compete for one whole"
        }
        (_, Some(Told::Contrary), true) => {
            "they are said to exclude one another, and several answers were possible: at least {both} are in both {one} and {other}"
        }
        (_, Some(Told::Contrary), false) => {
            "they are said to exclude one another, and several answers were possible: on average each is in {each}"
        }
        (Severity::Note, None, _) => "they fit only if they were rounded up",
        (_, None, true) => {
            "nothing says that one may be in several; if so, each is in {each} of them on average, and at least {both} are in both {one} and {other}"
        }
        (_, None, false) => {
            "nothing says that one may be in several; if so, each is in {each} of them on average"
        }
    };
    let advice = match (severity, several) {
        (_, Some(Told::Several)) => {
            "do not read them as shares of one cake, or the largest as a majority over the rest"
        }
        (_, Some(Told::Contrary)) => {
            "say that several answers were possible, and do not set the parts against one another"
        }
        (Severity::Note, None) => "say how they were rounded",
        _ => "say whether several answers were possible; if not, check the figures",
    };
    (fact, reason, advice)
}

fn name(resolved: &Resolved<'_>, reported: &Reported) -> String {
    let member: Option<&Member<'_>> = resolved.member_of(reported);
    member.and_then(|member| member.name).unwrap_or_default().to_string()
}

/// How many parts a message lists.
const LISTED: usize = 6;

/// "television (72 %), online (55 %) and print (38 %)".
fn list(parts: &[(String, Amount)]) -> String {
    let mut texts: Vec<String> =
        parts.iter().take(LISTED).map(|(name, amount)| format!("{name} ({amount})")).collect();
    if parts.len() > LISTED {
        texts.push(format!("{} more", parts.len() - LISTED));
    }
    match texts.pop() {
        Some(last) if texts.is_empty() => last,
        Some(last) => format!("{} and {last}", texts.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
