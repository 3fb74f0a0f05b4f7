//! A report as text: findings, then what held, what cannot be compared, what is open, and what was answered.

use std::fmt::{self, Write as _};

use crate::report::Report;
use crate::rule::{Finding, Severity};

/// Plain text, or with the colours of a terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// No colours.
    #[default]
    Plain,
    /// ANSI colours.
    Colour,
}

/// Control characters of the input, escaped: a title must not move the reader's cursor.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && c != '\n' && c != '\t' {
            clean.extend(c.escape_default());
        } else {
            clean.push(c);
        }
    }
    clean
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text(&mut |finding| plain(finding));
        f.write_str(&text)
    }
}

/// A finding without its line: where it stands is named by ids and pointer.
fn plain(finding: &Finding) -> String {
    let mut text = heading(finding);
    let about = match (finding.claim(), finding.conclusion()) {
        (Some(claim), Some(conclusion)) => format!("conclusion {conclusion}, drawn from {claim}"),
        (Some(claim), None) => format!("claim {claim}"),
        (None, Some(conclusion)) => format!("conclusion {conclusion}"),
        (None, None) => String::new(),
    };
    if !about.is_empty() {
        let _ = writeln!(text, "  at: {about}");
    }
    for (label, line) in notes(finding) {
        let _ = writeln!(text, "  {label}: {}", line.replace('\n', "\n    "));
    }
    text
}

/// `warning[SA07] selection-frame-mismatch: fact`.
fn heading(finding: &Finding) -> String {
    let rule = finding.rule();
    format!("{}[{}] {}: {}\n", finding.severity(), rule.code, rule.name, finding.message())
}

/// What stands under the fact: reason, help, question, proof.
pub(super) fn notes(finding: &Finding) -> Vec<(&'static str, String)> {
    let mut notes = vec![("because", finding.reason()), ("help", finding.advice())];
    if let Some(question) = finding.question() {
        notes.push(("ask", question.question().to_string()));
    }
    if let Some(proof) = finding.proof() {
        notes.push(("proof", proof.to_string()));
    }
    if let Some(answer) = finding.answer() {
        notes.push(("answered", answer.to_string()));
    }
    notes
}

impl Report {
    /// The whole report, each finding shown by `show`.
    pub(super) fn text(&self, show: &mut dyn FnMut(&Finding) -> String) -> String {
        let mut text = String::new();
        if !self.title.is_empty() {
            let _ = writeln!(text, "{}\n", self.title);
        }
        for finding in &self.findings {
            text.push_str(show(finding).trim_end());
            text.push_str("\n\n");
        }
        self.held(&mut text);
        if !self.not_compared.is_empty() {
            text.push_str("\nSet against each other, and not comparable:\n");
            for pair in &self.not_compared {
                let _ = writeln!(text, "- {}", pair.reason);
            }
        }
        if !self.questions.is_empty() || self.undecided.iter().any(|open| !open.because.is_empty()) {
            let _ = writeln!(text, "\nNot decided ({}):", counted(self.undecided.len(), "check", "checks"));
            for question in &self.questions {
                let of = if question.of.is_empty() {
                    String::new()
                } else {
                    format!(" [{}]", question.of.join(", "))
                };
                let _ = writeln!(
                    text,
                    "- {}{of} (settles {})",
                    question.text,
                    counted(question.settles, "check", "checks")
                );
            }
            for open in self.undecided.iter().filter(|open| !open.because.is_empty()) {
                let _ = writeln!(
                    text,
                    "- {} {}: {}",
                    open.rule.code,
                    open.claim.as_deref().unwrap_or_default(),
                    open.because
                );
            }
        }
        if !self.answered.is_empty() {
            text.push_str("\nAnswered in the file:\n");
            for finding in &self.answered {
                let answer = finding.answer().unwrap_or_default();
                let _ = writeln!(
                    text,
                    "- {} {}: {} (answer: {answer})",
                    finding.rule().code,
                    finding.claim().unwrap_or_default(),
                    finding.message()
                );
            }
        }
        clean(&text)
    }

    /// One line of totals and one for each rule that applied: silence must not look like approval.
    fn held(&self, text: &mut String) {
        let count = |severity| self.findings.iter().filter(|finding| finding.severity() == severity).count();
        let _ = writeln!(
            text,
            "{} checked: {}, {}, {}.",
            counted(self.claims, "claim", "claims"),
            counted(count(Severity::Error), "error", "errors"),
            counted(count(Severity::Warning), "warning", "warnings"),
            counted(count(Severity::Note), "note", "notes"),
        );
        let applied: Vec<String> = self
            .tallies
            .iter()
            .filter(|tally| tally.passed > 0)
            .map(|tally| {
                format!(
                    "{} {} of {}",
                    tally.rule.name,
                    tally.passed,
                    tally.passed + tally.fired + tally.undecidable
                )
            })
            .collect();
        if applied.is_empty() {
            text.push_str("Nothing could be checked and found to hold.\n");
        } else {
            let _ = writeln!(text, "Checked and held: {}.", applied.join(", "));
        }
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
