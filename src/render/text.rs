//! A report as text: findings, then what held, what cannot be compared, what is open, and what was answered.

use std::fmt::{self, Write as _};

use crate::report::{Report, Undecided};
use crate::rule::{At, Finding, NamedValue, Severity};

/// Plain text, or with the colours of a terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// No colours.
    #[default]
    Plain,
    /// ANSI colours.
    Colour,
}

/// How many of the undecided checks are listed one by one.
const LISTED: usize = 20;

/// The longest fraction that is worth printing beside its decimal form.
const LONGEST_FRACTION: usize = 24;

/// A text on one line of a terminal: what would move the cursor, change colours, begin a line, hide, or turn the order
/// of letters round is escaped.
///
/// ```
/// use saltgrain::render::printable;
/// assert_eq!(printable("17 of 229 \u{1b}[31mbusts\n"), r"17 of 229 \u{1b}[31mbusts\n");
/// ```
#[must_use]
pub fn printable(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        if is_safe(c) {
            clean.push(c);
        } else {
            clean.extend(c.escape_default());
        }
    }
    clean
}

/// Whether a character shows as itself: no control (Unicode Cc), line separator, bidirectional or invisible format
/// character (Unicode TR 36, 3.3; the letters of "Trojan Source", CVE-2021-42574).
pub(super) fn is_safe(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Style::Plain, &mut |finding| self.plain(finding)))
    }
}

/// `warning[SA07] selection-frame-mismatch`.
pub(super) fn heading(finding: &Finding) -> String {
    let rule = finding.rule();
    printable(&format!("{}[{}] {}", finding.severity(), rule.code, rule.name))
}

/// What stands under the fact: reason, help, question, numbers, proof. All printable, but for the ends of lines.
pub(super) fn notes(finding: &Finding) -> Vec<(&'static str, String)> {
    let mut notes = vec![("because", printable(&finding.reason())), ("help", printable(&finding.advice()))];
    if let Some(question) = finding.question() {
        notes.push(("ask", printable(question.question())));
    }
    let values: Vec<String> = finding.all_values().iter().map(in_full).collect();
    match values.as_slice() {
        [] => {}
        [value] => notes.push(("value", value.clone())),
        values => notes.push(("values", values.join("\n"))),
    }
    if let Some(proof) = finding.proof() {
        let lines: Vec<String> = proof.to_string().lines().map(printable).collect();
        notes.push(("proof", lines.join("\n")));
    }
    notes.retain(|(_, text)| !text.is_empty());
    notes
}

/// A value with its exact form and its limits: `share: 0.933 % (5/536), from 0.839 to 1.03 %`.
fn in_full(value: &NamedValue) -> String {
    let mut text = String::new();
    let _ = write!(text, "{}: ", value.name);
    match &value.exact {
        None => text.push_str(&value.shown_range()),
        Some(exact) => {
            let (shown, fraction) = (value.shown(), exact.to_string());
            text.push_str(&shown);
            let says_more = !shown.split(' ').any(|word| word.replace(',', "") == fraction);
            if says_more && fraction.len() <= LONGEST_FRACTION {
                let _ = write!(text, " = {fraction}");
            }
            let range = value.shown_range();
            // Limits closer than the digits shown say nothing.
            let alike = range
                .split_once(" to ")
                .is_some_and(|(low, high)| high == low || high.starts_with(&format!("{low} ")));
            let limits = value.interval.as_ref().filter(|limits| limits.is_point() != Some(exact) && !alike);
            if limits.is_some() {
                let _ = write!(text, ", {range}");
            }
        }
    }
    printable(&text)
}

impl Report {
    /// A finding without its line.
    fn plain(&self, finding: &Finding) -> String {
        let mut text = format!("{}: {}\n", heading(finding), printable(&finding.message()));
        if let Some(at) = finding.places().first() {
            let _ = writeln!(text, "  --> {}", self.place(at));
        }
        if let (Some(claim), Some(_)) = (finding.claim(), finding.conclusion()) {
            let _ = writeln!(text, "  = drawn from: {}", printable(claim));
        }
        for (label, note) in notes(finding) {
            let indent = format!("\n{}", " ".repeat(label.len() + 6));
            let _ = writeln!(text, "  = {label}: {}", note.replace('\n', &indent));
        }
        text
    }

    /// `story.toml:3:10`, or the pointer where there is no file.
    fn place(&self, at: &At) -> String {
        printable(&match (at.place, &self.source) {
            (Some(place), Some(source)) => format!("{source}:{}:{}", place.line, place.column),
            (Some(place), None) => format!("line {}, column {}", place.line, place.column),
            (None, _) if at.pointer.is_empty() => "the whole dossier".to_string(),
            (None, _) => at.pointer.to_string(),
        })
    }

    /// The whole report, each finding shown by `show`.
    pub(super) fn text(&self, style: Style, show: &mut dyn FnMut(&Finding) -> String) -> String {
        let mut text = String::new();
        if !self.title.is_empty() {
            let _ = writeln!(text, "{}\n", bold(&printable(&self.title), style));
        }
        let mut group = None;
        for finding in &self.findings {
            let about = about(finding);
            if group != Some(about) {
                let (kind, name) = about;
                let heading =
                    if name.is_empty() { kind.to_string() } else { format!("{kind} {}", printable(name)) };
                let _ = writeln!(text, "{}\n", bold(&format!("== {heading} =="), style));
                group = Some(about);
            }
            text.push_str(show(finding).trim_end());
            text.push_str("\n\n");
        }
        self.write_totals(&mut text);
        self.write_held(&mut text);
        self.write_not_compared(&mut text);
        self.write_open(&mut text);
        self.write_answered(&mut text);
        text
    }

    fn write_totals(&self, text: &mut String) {
        let count = |severity| self.findings.iter().filter(|finding| finding.severity() == severity).count();
        let _ = writeln!(
            text,
            "{} checked: {}, {}, {}.",
            counted(self.claims, "claim", "claims"),
            counted(count(Severity::Error), "error", "errors"),
            counted(count(Severity::Warning), "warning", "warnings"),
            counted(count(Severity::Note), "note", "notes"),
        );
        if self.findings.is_empty() {
            text.push_str("No finding does not mean that the figures are right: see what was checked, and what was not.\n");
        }
    }

    /// One line for each rule that had something to check: silence must not look like approval.
    fn write_held(&self, text: &mut String) {
        let held: Vec<_> = self.tallies.iter().filter(|tally| tally.passed > 0).collect();
        if held.is_empty() {
            text.push_str("\nNothing could be checked and found to hold.\n");
        } else {
            text.push_str("\nChecked, and held:\n");
        }
        for tally in held {
            let checked = tally.passed.saturating_add(tally.fired).saturating_add(tally.undecidable);
            let _ = write!(text, "- {} {}: ", tally.rule.code, printable(&tally.rule.name));
            let _ = match checked == tally.passed {
                true if checked == 1 => write!(text, "1 checked, and it held"),
                true => write!(text, "{checked} checked, and all held"),
                false => write!(text, "{checked} checked, {} held", tally.passed),
            };
            for (count, what) in [(tally.fired, "reported above"), (tally.undecidable, "not decided")] {
                if count > 0 {
                    let _ = write!(text, ", {count} {what}");
                }
            }
            text.push('\n');
        }
        let idle = |tally: &&crate::report::Tally| tally.passed + tally.fired + tally.undecidable == 0;
        let idle: Vec<&str> = self.tallies.iter().filter(idle).map(|tally| &*tally.rule.code).collect();
        if !idle.is_empty() {
            let _ = writeln!(text, "Nothing to check for {}.", printable(&idle.join(", ")));
        }
    }

    fn write_not_compared(&self, text: &mut String) {
        if !self.not_compared.is_empty() {
            text.push_str("\nSet against each other, and not comparable:\n");
        }
        for pair in &self.not_compared {
            let _ = writeln!(text, "- {}", printable(&pair.reason));
        }
    }

    fn write_open(&self, text: &mut String) {
        if self.undecided.is_empty() {
            return;
        }
        let _ = writeln!(text, "\nNot decided: {}.", counted(self.undecided.len(), "check", "checks"));
        if !self.questions.is_empty() {
            text.push_str("Questions to ask:\n");
        }
        for question in &self.questions {
            let _ = write!(text, "- {}", printable(&question.text));
            if !question.of.is_empty() {
                let _ = write!(text, " [{}]", printable(&question.of.join(", ")));
            }
            let _ = writeln!(text, " settles {}", counted(question.settles, "check", "checks"));
        }
        let speaks = |open: &&Undecided| !open.because.is_empty() || !open.so_far.is_empty();
        let mut told: Vec<String> = self.undecided.iter().filter(speaks).map(open_line).collect();
        told.dedup();
        if told.is_empty() {
            return;
        }
        text.push_str("What can be said of them so far:\n");
        for line in told.iter().take(LISTED) {
            text.push_str(line);
        }
        if told.len() > LISTED {
            let _ = writeln!(text, "- and {} more", told.len() - LISTED);
        }
    }

    fn write_answered(&self, text: &mut String) {
        if !self.answered.is_empty() {
            text.push_str("\nAnswered in the file:\n");
        }
        for finding in &self.answered {
            let (_, name) = about(finding);
            let _ = writeln!(
                text,
                "- {} {}, {}: {}\n  answer: {}",
                heading(finding),
                printable(name),
                finding.places().first().map(|at| self.place(at)).unwrap_or_default(),
                printable(&finding.message()),
                printable(finding.answer().unwrap_or_default()),
            );
        }
    }
}

/// What a finding is about: a conclusion, else a claim, else the dossier.
fn about(finding: &Finding) -> (&'static str, &str) {
    match (finding.claim(), finding.conclusion()) {
        (_, Some(conclusion)) => ("conclusion", conclusion),
        (Some(claim), None) => {
            let is_reference = finding.places().first().is_some_and(|at| at.pointer.is_in_reference());
            (if is_reference { "reference" } else { "claim" }, claim)
        }
        (None, None) => ("the whole dossier", ""),
    }
}

fn open_line(open: &Undecided) -> String {
    let names: Vec<&str> =
        [open.conclusion.as_deref(), open.claim.as_deref()].into_iter().flatten().collect();
    let mut line = format!("- {} {}", open.rule.code, open.rule.name);
    if !names.is_empty() {
        let _ = write!(line, ", {}", names.join(" from "));
    }
    if !open.because.is_empty() {
        let _ = write!(line, ": {}", open.because);
    }
    let values: Vec<String> = open.so_far.iter().map(in_full).collect();
    if !values.is_empty() {
        let _ = write!(line, ": {}", values.join("; "));
    }
    printable(&line) + "\n"
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn bold(text: &str, style: Style) -> String {
    match style {
        Style::Plain => text.to_string(),
        Style::Colour => format!("\u{1b}[1m{text}\u{1b}[0m"),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use crate::{Checker, Claim, Dossier, check_claim};

    #[test]
    fn a_report_without_a_file_names_the_fields() {
        let report = check_claim(&Claim::share("30 kg", "5 kg").unwrap()).unwrap().to_string();
        assert!(report.contains("error[AR03] part-exceeds-whole: "), "{report}");
        assert!(report.contains("  --> /claim/0/share/part\n  = because: "), "{report}");
        assert!(report.contains("\n  = proof: "), "{report}");
    }

    #[test]
    fn names_of_the_input_stay_on_their_line() {
        let claim = Claim::share("30 kg", "5 kg").unwrap().allow("AR01", "so\u{1b}[2J");
        let dossier = Dossier::new("a\u{1b}[31m\ntitle").claim("x\u{202e}\r\ny", claim);
        let report = Checker::default().check(&dossier).unwrap().to_string();
        assert!(report.chars().all(|c| c == '\n' || super::is_safe(c)), "{report:?}");
        assert!(report.contains(r"a\u{1b}[31m\ntitle"), "{report}");
        assert!(report.contains(r"answer: so\u{1b}[2J"), "{report}");
    }
}
