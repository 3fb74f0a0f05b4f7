//! A report as JSON: one documented, versioned shape (docs/report.md) that reads back as the report.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::dossier::{IdTable, Owner};
use crate::error::{Error, Place};
use crate::number::{End, Exact, Interval};
use crate::report::{NotCompared, Question, Report, Tally, Undecided};
use crate::rule::proof::Proof;
use crate::rule::{About, At, Field, Finding, NamedValue, RuleId, Severity, Style, Told, verbatim};

/// The version of the shape; a change that breaks readers raises it.
pub const FORMAT_VERSION: u32 = 1;

/// How many significant digits `decimal` has.
const DECIMAL_DIGITS: usize = 6;

#[derive(Serialize, Deserialize)]
struct Document {
    saltgrain: u32,
    title: String,
    source: Option<Box<str>>,
    claims: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    supposed: Vec<String>,
    findings: Vec<FindingShape>,
    answered: Vec<FindingShape>,
    not_compared: Vec<NotComparedShape>,
    undecided: Vec<UndecidedShape>,
    questions: Vec<QuestionShape>,
    rules: Vec<TallyShape>,
}

#[derive(Serialize, Deserialize)]
struct FindingShape {
    rule: String,
    name: String,
    family: String,
    severity: Severity,
    claim: Option<String>,
    conclusion: Option<String>,
    message: String,
    reason: String,
    advice: String,
    question: Option<FieldShape>,
    at: Vec<AtShape>,
    values: Vec<ValueShape>,
    proof: Option<Box<Proof>>,
    answer: Option<Box<str>>,
}

#[derive(Serialize, Deserialize)]
struct FieldShape {
    field: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct AtShape {
    pointer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<[usize; 2]>,
}

#[derive(Serialize, Deserialize)]
struct ValueShape {
    name: String,
    exact: Option<Exact>,
    decimal: Option<String>,
    /// Whether there are limits at all; an end that is missing is unbounded.
    limits: bool,
    low: Option<Exact>,
    high: Option<Exact>,
    low_open: bool,
    high_open: bool,
    unit: String,
    shown_as: Shown,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    beside: Vec<Exact>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Shown {
    Decimal,
    Percent,
    Whole,
}

#[derive(Serialize, Deserialize)]
struct NotComparedShape {
    rule: String,
    claim: Option<String>,
    reason: String,
}

#[derive(Serialize, Deserialize)]
struct UndecidedShape {
    rule: String,
    claim: Option<String>,
    conclusion: Option<String>,
    missing: Vec<String>,
    because: String,
    so_far: Vec<ValueShape>,
}

#[derive(Serialize, Deserialize)]
struct QuestionShape {
    field: String,
    text: String,
    settles: usize,
    of: Vec<Box<str>>,
}

#[derive(Serialize, Deserialize)]
struct TallyShape {
    rule: String,
    name: String,
    family: String,
    fired: usize,
    passed: usize,
    not_applicable: usize,
    undecidable: usize,
}

impl Report {
    /// The report as JSON, in the shape of docs/report.md.
    ///
    /// ```
    /// use saltgrain::{Claim, Report, check_claim};
    /// let report = check_claim(&Claim::share("30 kg", "5 kg")?)?;
    /// let json = report.to_json();
    /// assert!(json.contains(r#""rule": "AR03""#));
    /// assert_eq!(Report::from_json(&json)?, report);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let document = Document {
            saltgrain: FORMAT_VERSION,
            title: self.title.clone(),
            source: self.source.clone(),
            claims: self.claims,
            supposed: self.supposed.clone(),
            findings: self.findings.iter().map(finding_shape).collect(),
            answered: self.answered.iter().map(finding_shape).collect(),
            not_compared: self.not_compared.iter().map(not_compared_shape).collect(),
            undecided: self.undecided.iter().map(undecided_shape).collect(),
            questions: self.questions.iter().map(question_shape).collect(),
            rules: self.tallies.iter().map(tally_shape).collect(),
        };
        // Strings, numbers and lists only: there is nothing that could fail.
        serde_json::to_string_pretty(&document).unwrap_or_default()
    }

    /// Reads a report back, equal to the one written. Its proofs are not believed but can be verified against the dossier.
    ///
    /// # Errors
    /// Where the text is no report of this version.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        // The version first: a later shape may lack what this one needs.
        #[derive(Deserialize)]
        struct Version {
            saltgrain: u32,
        }
        let Version { saltgrain: version } =
            serde_json::from_str(text).map_err(|error| Error::message(format!("no report: {error}")))?;
        if version != FORMAT_VERSION {
            return Err(Error::message(format!(
                "a report of version {version}; this library reads version {FORMAT_VERSION}"
            )));
        }
        let document: Document =
            serde_json::from_str(text).map_err(|error| Error::message(format!("no report: {error}")))?;
        // Rules are named in full once, in the list of rules that ran.
        let ids: Vec<Arc<RuleId>> =
            document.rules.iter().map(|tally| rule_id(&tally.rule, &tally.name, &tally.family)).collect();
        let named = |code: &str| {
            ids.iter().find(|id| id.code == code).cloned().unwrap_or_else(|| rule_id(code, "", ""))
        };
        Ok(Report {
            title: document.title,
            source: document.source,
            claims: document.claims,
            supposed: document.supposed,
            findings: document.findings.into_iter().map(finding).collect(),
            answered: document.answered.into_iter().map(finding).collect(),
            silent: Vec::new(),
            not_compared: document
                .not_compared
                .into_iter()
                .map(|pair| NotCompared {
                    rule: named(&pair.rule),
                    claim: pair.claim.map(Into::into),
                    reason: pair.reason.into(),
                })
                .collect(),
            undecided: document
                .undecided
                .into_iter()
                .map(|open| Undecided {
                    rule: named(&open.rule),
                    claim: open.claim.map(Into::into),
                    conclusion: open.conclusion.map(Into::into),
                    missing: open.missing.into_iter().map(Cow::Owned).collect(),
                    because: open.because,
                    so_far: open.so_far.into_iter().map(value).collect::<Vec<_>>().into(),
                })
                .collect(),
            questions: document
                .questions
                .into_iter()
                .map(|question| Question {
                    field: question.field,
                    text: question.text,
                    settles: question.settles,
                    of: question.of,
                })
                .collect(),
            tallies: document
                .rules
                .into_iter()
                .map(|tally| Tally {
                    rule: rule_id(&tally.rule, &tally.name, &tally.family),
                    fired: tally.fired,
                    passed: tally.passed,
                    not_applicable: tally.not_applicable,
                    undecidable: tally.undecidable,
                })
                .collect(),
        })
    }
}

fn rule_id(code: &str, name: &str, family: &str) -> Arc<RuleId> {
    let owned = |text: &str| Cow::Owned(text.to_string());
    Arc::new(RuleId { code: owned(code), name: owned(name), family: owned(family) })
}

fn finding_shape(finding: &Finding) -> FindingShape {
    let at = |at: &At| AtShape {
        pointer: at.pointer.to_string(),
        line: at.place.map(|place| place.line),
        column: at.place.map(|place| place.column),
        bytes: at.place.map(|place| [place.start, place.end]),
    };
    FindingShape {
        rule: finding.rule().code.to_string(),
        name: finding.rule().name.to_string(),
        family: finding.rule().family.to_string(),
        severity: finding.severity(),
        claim: finding.claim().map(str::to_string),
        conclusion: finding.conclusion().map(str::to_string),
        message: finding.message(),
        reason: finding.reason(),
        advice: finding.advice(),
        question: finding
            .question()
            .map(|field| FieldShape { field: field.name().to_string(), text: field.question().to_string() }),
        at: finding.places().iter().map(at).collect(),
        values: finding.values().iter().map(value_shape).collect(),
        proof: finding.proof().cloned().map(Box::new),
        answer: finding.answer().map(Into::into),
    }
}

fn finding(shape: FindingShape) -> Finding {
    let place = |at: &AtShape| match (at.line, at.column, at.bytes) {
        (Some(line), Some(column), Some([start, end])) => Some(Place { line, column, start, end }),
        _ => None,
    };
    let told = Told {
        fact: verbatim(&shape.message).into(),
        reason: verbatim(&shape.reason).into(),
        advice: verbatim(&shape.advice).into(),
        values: shape.values.into_iter().map(value).collect(),
        words: Vec::new(),
    };
    let mut about = About::new(shape.severity);
    about.rule = Some(rule_id(&shape.rule, &shape.name, &shape.family));
    let (claim, conclusion) = (shape.claim.as_deref(), shape.conclusion.as_deref());
    let ids = Arc::new(IdTable::new(claim, conclusion, None));
    about.is_about(&ids, claim.map(|_| Owner::Claim(0)), conclusion.map(|_| 0));
    if let Some(field) = shape.question {
        about.ask(Field::new(field.field, field.text));
    }
    about.set_answer(shape.answer);
    about.set_places(shape.at.iter().map(place));
    for at in shape.at {
        about.add_pointer(at.pointer.into());
    }
    let finding = Finding::of(about, told);
    match shape.proof {
        Some(proof) => finding.proven_by(*proof),
        None => finding,
    }
}

fn value_shape(value: &NamedValue) -> ValueShape {
    let end = |end: Option<&End>| end.and_then(End::value).cloned();
    let open = |end: Option<&End>| matches!(end, Some(End::Open(_)));
    let (low, high) =
        (value.interval.as_ref().map(Interval::low), value.interval.as_ref().map(Interval::high));
    ValueShape {
        name: value.name.to_string(),
        decimal: value.exact.as_ref().map(|exact| exact.to_decimal(DECIMAL_DIGITS)),
        exact: value.exact.clone(),
        limits: value.interval.is_some(),
        low: end(low),
        high: end(high),
        low_open: open(low),
        high_open: open(high),
        unit: value.unit.to_string(),
        shown_as: match value.style {
            Style::Plain => Shown::Decimal,
            Style::Percent => Shown::Percent,
            Style::Whole => Shown::Whole,
        },
        beside: value.beside.clone(),
    }
}

fn value(shape: ValueShape) -> NamedValue {
    let end = |value: Option<Exact>, open: bool| match value {
        None => End::Unbounded,
        Some(value) if open => End::Open(value),
        Some(value) => End::Closed(value),
    };
    let interval = Interval::new(end(shape.low, shape.low_open), end(shape.high, shape.high_open));
    NamedValue {
        name: shape.name.into(),
        exact: shape.exact,
        interval: interval.filter(|_| shape.limits),
        unit: shape.unit.into(),
        style: match shape.shown_as {
            Shown::Decimal => Style::Plain,
            Shown::Percent => Style::Percent,
            Shown::Whole => Style::Whole,
        },
        beside: shape.beside,
    }
}

fn not_compared_shape(pair: &NotCompared) -> NotComparedShape {
    NotComparedShape {
        rule: pair.rule.code.to_string(),
        claim: pair.claim.as_deref().map(str::to_string),
        reason: pair.reason.to_string(),
    }
}

fn undecided_shape(open: &Undecided) -> UndecidedShape {
    UndecidedShape {
        rule: open.rule.code.to_string(),
        claim: open.claim.as_deref().map(str::to_string),
        conclusion: open.conclusion.as_deref().map(str::to_string),
        missing: open.missing.iter().map(ToString::to_string).collect(),
        because: open.because.clone(),
        so_far: open.so_far.iter().map(value_shape).collect(),
    }
}

fn question_shape(question: &Question) -> QuestionShape {
    QuestionShape {
        field: question.field.clone(),
        text: question.text.clone(),
        settles: question.settles,
        of: question.of.clone(),
    }
}

fn tally_shape(tally: &Tally) -> TallyShape {
    TallyShape {
        rule: tally.rule.code.to_string(),
        name: tally.rule.name.to_string(),
        family: tally.rule.family.to_string(),
        fired: tally.fired,
        passed: tally.passed,
        not_applicable: tally.not_applicable,
        undecidable: tally.undecidable,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use crate::number::{Exact, Interval};
    use crate::rule::{Check, Finding, NamedValue, Outcome, Style};
    use crate::{Checker, Claim, Dossier, Report, Rule};

    #[test]
    fn every_shape_of_value_and_every_brace_reads_back() {
        let third = Exact::new(1, 3).unwrap();
        let value = |name: &'static str, interval: Interval| NamedValue::range(name, interval);
        let rule = Rule::new(
            "ODD1",
            "odd",
            "odd findings",
            Check::claim(move |_| {
                Ok(Outcome::from(
                    Finding::warning("{a} and {b} {nothing} {word} {", "{{}a}", "}{")
                        .word("word", "{a}")
                        .with(NamedValue::new("a", third.clone()))
                        .with(value("b", Interval::open(Exact::ZERO, third.clone()).unwrap()))
                        .with(value("c", Interval::all()).unit("kg"))
                        .with(value("d", Interval::at_least(third.clone())).style(Style::Percent))
                        .with(value("e", Interval::less_than(third.clone())).style(Style::Whole)),
                ))
            }),
        );
        let dossier = Dossier::new("braces").claim("one", Claim::share("1 kg", "2 kg").unwrap());
        let report = Checker::default().rule(rule).unwrap().check(&dossier).unwrap();
        let finding = report.of("one").rule("ODD1").unwrap();
        assert_eq!(finding.message(), "0.333 and 0 to 0.333 {nothing} {a} {");
        assert_eq!(finding.reason(), "{a}");
        let read = Report::from_json(&report.to_json()).unwrap();
        assert_eq!(read, report);
        assert_eq!(read.to_json(), report.to_json());
        assert_eq!(read.to_string(), report.to_string());
    }

    #[test]
    fn what_is_no_report_says_so() {
        for text in ["", "[]", "{}", r#"{"saltgrain": 2}"#] {
            let error = Report::from_json(text).unwrap_err();
            assert!(error.to_string().contains("report"), "{error}");
        }
    }
}
