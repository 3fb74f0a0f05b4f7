//! One rule on one small dossier, for the tests of the rules.

use crate::checker::Checker;
use crate::dossier::Dossier;
use crate::dossier::read::{Format, read};
use crate::number::{Exact, Interval};
use crate::report::Report;
use crate::rule::{Finding, NamedValue, Severity};

/// What a rule said of the only subject of a dossier.
#[derive(Debug)]
pub(crate) enum Judged {
    Fired(Box<Finding>),
    Passed,
    NotApplicable,
    /// The fields it asks for, whose they are, and what it can say already.
    Asks {
        fields: Vec<String>,
        of: Vec<String>,
        so_far: Vec<NamedValue>,
    },
}

/// The outcome of a rule on a dossier in TOML in which it has exactly one subject.
pub(crate) fn judge(rule: &str, text: &str) -> Judged {
    let report = report(rule, text);
    let tally = report.tally(rule).unwrap();
    let subjects = tally.fired + tally.passed + tally.not_applicable + tally.undecidable;
    assert_eq!(subjects, 1, "{rule} has not one subject in\n{text}");
    if let [finding] = report.findings() {
        Judged::Fired(Box::new(finding.clone()))
    } else if let [undecided] = report.undecided() {
        let of =
            report.questions().iter().flat_map(|question| &question.of).map(ToString::to_string).collect();
        Judged::Asks {
            fields: undecided.missing.iter().map(ToString::to_string).collect(),
            of,
            so_far: undecided.so_far.to_vec(),
        }
    } else if tally.passed == 1 {
        Judged::Passed
    } else {
        Judged::NotApplicable
    }
}

/// The outcome in words: `"warning"`, `"passed"`, `"not applicable"`, `"undecidable: place, period"`; `"no subject"`
/// where the rule has none in the dossier.
#[track_caller]
pub(crate) fn outcome(rule: &str, text: &str) -> String {
    let tally = report(rule, text).tally(rule).cloned().unwrap();
    if tally.fired + tally.passed + tally.not_applicable + tally.undecidable == 0 {
        return "no subject".to_string();
    }
    match judge(rule, text) {
        Judged::Fired(finding) => finding.severity().to_string(),
        Judged::Passed => "passed".to_string(),
        Judged::NotApplicable => "not applicable".to_string(),
        Judged::Asks { fields, .. } => format!("undecidable: {}", fields.join(", ")),
    }
}

/// The finding of a rule on its only subject.
#[track_caller]
pub(crate) fn finding(rule: &str, text: &str) -> Finding {
    match judge(rule, text) {
        Judged::Fired(finding) => *finding,
        other => panic!("did not fire: {other:?}"),
    }
}

/// A dossier read from TOML.
#[track_caller]
pub(crate) fn dossier(text: &str) -> Dossier {
    let (dossier, problems) = read::<Dossier>(text, Format::Toml);
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    dossier.unwrap()
}

fn report(rule: &str, text: &str) -> Report {
    match Checker::default().select([rule]).unwrap().check(&dossier(text)) {
        Ok(report) => report,
        Err(error) => panic!("{error}\n{text}"),
    }
}

impl Judged {
    #[track_caller]
    pub(crate) fn fired(self, severity: Severity) -> Finding {
        match self {
            Judged::Fired(finding) => {
                assert_eq!(finding.severity(), severity, "{}", finding.message());
                *finding
            }
            other => panic!("did not fire: {other:?}"),
        }
    }

    #[track_caller]
    pub(crate) fn warned(self) -> Finding {
        self.fired(Severity::Warning)
    }

    #[track_caller]
    pub(crate) fn noted(self) -> Finding {
        self.fired(Severity::Note)
    }

    #[track_caller]
    pub(crate) fn passed(self) {
        assert!(matches!(self, Judged::Passed), "did not pass: {self:?}");
    }

    #[track_caller]
    pub(crate) fn not_applicable(self) {
        assert!(matches!(self, Judged::NotApplicable), "applied: {self:?}");
    }

    /// Exactly this field of exactly this claim, conclusion or frame; returns what can be said already.
    #[track_caller]
    pub(crate) fn asks(self, field: &str, whose: &str) -> Vec<NamedValue> {
        match self {
            Judged::Asks { fields, of, so_far } => {
                assert_eq!((fields, of), (vec![field.to_string()], vec![whose.to_string()]));
                so_far
            }
            other => panic!("does not ask for {field}: {other:?}"),
        }
    }
}

pub(crate) fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

#[track_caller]
pub(crate) fn number(finding: &Finding, name: &str) -> Exact {
    finding.number(name).unwrap_or_else(|| panic!("no number '{name}' in {:?}", finding.values())).clone()
}

#[track_caller]
pub(crate) fn limits(finding: &Finding, name: &str) -> Interval {
    finding.interval(name).unwrap_or_else(|| panic!("no limits '{name}' in {:?}", finding.values())).clone()
}

pub(crate) fn closed(low: &str, high: &str) -> Interval {
    Interval::closed(exact(low), exact(high)).unwrap()
}
