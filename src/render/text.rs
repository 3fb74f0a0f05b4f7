//! A report as text: findings, then what held, what cannot be compared, what is open, and what was answered.

use std::collections::HashMap;
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
        f.write_str(&self.text(Style::Plain, &mut |told| self.plain(told)))
    }
}

/// `warning[SA07] selection-frame-mismatch`.
pub(super) fn heading(finding: &Finding) -> String {
    let rule = finding.rule();
    printable(&format!("{}[{}] {}", finding.severity(), rule.code, rule.name))
}

/// A finding as it is told: together with what the same rule says of the same field of one conclusion, drawn from
/// other claims. What is the same for all is said once.
pub(super) struct Told<'r> {
    /// The first, told in full.
    pub first: &'r Finding,
    /// The claims it is drawn from, where several say the very same.
    pub from: Vec<&'r str>,
    /// What differs, of the others.
    others: Vec<Other<'r>>,
    /// What was said, and by which of them: 0 is the first.
    said: HashMap<Said, usize>,
}

/// The fact and the notes of a finding.
type Said = (String, Vec<(&'static str, String)>);

/// A finding told with another.
pub(super) struct Other<'r> {
    finding: &'r Finding,
    from: Vec<&'r str>,
}

/// How many claims are named that say the very same; a conclusion may rest on thousands.
const NAMED: usize = 12;

/// `by-mass, by-case`, each printable.
fn listed(names: &[&str]) -> String {
    let mut list = names.iter().take(NAMED).map(|name| printable(name)).collect::<Vec<_>>().join(", ");
    if names.len() > NAMED {
        let _ = write!(list, " and {} more", names.len() - NAMED);
    }
    list
}

impl<'r> Told<'r> {
    fn new(first: &'r Finding) -> Self {
        let from = match (first.claim(), first.conclusion()) {
            (Some(claim), Some(_)) => vec![claim],
            _ => Vec::new(),
        };
        Told { first, from, others: Vec::new(), said: HashMap::new() }
    }

    /// Adds what the same rule says of another claim.
    fn add(&mut self, finding: &'r Finding) {
        let claim = finding.claim().unwrap_or_default();
        if self.said.is_empty() {
            self.said.insert(said(self.first), 0);
        }
        let next = self.others.len() + 1;
        match self.said.entry(said(finding)).or_insert(next) {
            0 => self.from.push(claim),
            position if *position == next => self.others.push(Other { finding, from: vec![claim] }),
            position => {
                if let Some(other) = self.others.get_mut(position.saturating_sub(1)) {
                    other.from.push(claim);
                }
            }
        }
    }

    /// What the conclusion is drawn from; empty for a finding about a claim alone.
    pub(super) fn drawn_from(&self) -> String {
        listed(&self.from)
    }

    /// What stands under the fact, of the first and then of the others.
    pub(super) fn notes(&self) -> Vec<(String, String)> {
        let own = notes(self.first);
        let mut all: Vec<(String, String)> =
            own.iter().map(|(label, note)| ((*label).to_string(), note.clone())).collect();
        for Other { finding, from } in &self.others {
            all.push((format!("from {}", listed(from)), printable(&finding.message())));
            let differing = notes(finding).into_iter().filter(|note| !own.contains(note));
            all.extend(differing.map(|(label, note)| (label.to_string(), note)));
        }
        all
    }
}

fn said(finding: &Finding) -> Said {
    (finding.message(), notes(finding))
}

/// Findings in the order told: within a conclusion one for each rule and field, the gravest first.
fn told(findings: &[Finding]) -> Vec<Told<'_>> {
    let mut all: Vec<Told<'_>> = Vec::new();
    for run in findings.chunk_by(|a, b| about(a) == about(b)) {
        let start = all.len();
        let mut places: HashMap<(&str, Severity, String), usize> = HashMap::new();
        for finding in run {
            let field = finding.pointers().next().unwrap_or_default();
            let key = (&*finding.rule().code, finding.severity(), field);
            let known = finding.conclusion().and_then(|_| places.get(&key).copied());
            match known.and_then(|position| all.get_mut(position)) {
                Some(told) => told.add(finding),
                None => {
                    places.insert(key, all.len());
                    all.push(Told::new(finding));
                }
            }
        }
        if let Some(own) = all.get_mut(start..) {
            own.sort_by_key(|told| std::cmp::Reverse(told.first.severity()));
        }
    }
    all
}

/// What stands under the fact: reason, help, question, numbers, proof. All printable, but for the ends of lines.
pub(super) fn notes(finding: &Finding) -> Vec<(&'static str, String)> {
    let mut notes = vec![("because", printable(&finding.reason())), ("help", printable(&finding.advice()))];
    if let Some(question) = finding.question() {
        notes.push(("ask", printable(question.question())));
    }
    let values: Vec<String> = finding.values().iter().map(in_full).collect();
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
            let digits = |word: &str| word.replace(|c: char| !matches!(c, '0'..='9' | '.' | '/' | '-'), "");
            let says_more = !shown.split(' ').any(|word| digits(word) == fraction);
            if says_more && fraction.len() <= LONGEST_FRACTION {
                let _ = write!(text, " = {fraction}");
            }
            let range = value.shown_range();
            // Limits closer than the digits shown say nothing.
            let alike = range == shown;
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
    fn plain(&self, told: &Told<'_>) -> String {
        let finding = told.first;
        let mut text = format!("{}: {}\n", heading(finding), printable(&finding.message()));
        if let Some(at) = finding.places().first() {
            let _ = writeln!(text, "  --> {}", self.place(at));
        }
        if !told.from.is_empty() {
            let _ = writeln!(text, "  = drawn from: {}", told.drawn_from());
        }
        for (label, note) in told.notes() {
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
    pub(super) fn text(&self, style: Style, show: &mut dyn FnMut(&Told<'_>) -> String) -> String {
        let mut text = String::new();
        if !self.title.is_empty() {
            let _ = writeln!(text, "{}\n", bold(&printable(&self.title), style));
        }
        if !self.supposed.is_empty() {
            let _ = writeln!(text, "What if: {}\n", printable(&self.supposed.join("; ")));
        }
        let mut group = None;
        for told in told(&self.findings) {
            let about = about(told.first);
            if group != Some(about) {
                let (kind, name) = about;
                let heading =
                    if name.is_empty() { kind.to_string() } else { format!("{kind} {}", printable(name)) };
                let _ = writeln!(text, "{}\n", bold(&format!("== {heading} =="), style));
                group = Some(about);
            }
            text.push_str(show(&told).trim_end());
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
            let _ = writeln!(text, "- {}", printable(&pair.reason.text()));
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
        let mut told: Vec<&Undecided> = self.undecided.iter().filter(speaks).collect();
        told.dedup_by(|one, other| is_of_one_subject(one, other) && open_line(one) == open_line(other));
        if told.is_empty() {
            return;
        }
        text.push_str("What can be said of them so far:\n");
        for open in told.iter().take(LISTED) {
            text.push_str(&open_line(open));
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

/// Whether one rule left both open of one claim and conclusion; else their lines differ whatever is known of them.
fn is_of_one_subject(one: &Undecided, other: &Undecided) -> bool {
    one.rule == other.rule && one.claim == other.claim && one.conclusion == other.conclusion
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

    /// Two of three claims say the very same of a conclusion, the third another number.
    #[test]
    fn what_several_claims_say_of_one_conclusion_is_told_once() {
        let claim = |cases: &str| {
            let share = Claim::share_of(format!("{cases} of 229 busts")).unwrap();
            share.of("fentanyl").frame("seized")
        };
        let frame = crate::Frame::new(crate::Design::Enforcement).stands_for("supply");
        let below = crate::claim::Quantified::Share.below(crate::number::Exact::new(1, 2).unwrap());
        let dossier = Dossier::new("")
            .frame("seized", frame)
            .claim("a", claim("17"))
            .claim("b", claim("17"))
            .claim("c", claim("18"))
            .conclusion("few", crate::Conclusion::from_claims(["a", "b", "c"]).asserts(below).base("supply"));
        let report = Checker::default().check(&dossier).unwrap();
        // Nothing is lost for a program.
        let of = |claim| report.of(claim).iter().filter(|finding| finding.rule().code == "SA08").count();
        assert_eq!((of("a"), of("b"), of("c")), (1, 1, 1));
        let text = report.to_string();
        assert_eq!(text.matches("[SA08]").count(), 1, "{text}");
        assert_eq!(text.matches("[SA07]").count(), 1, "{text}");
        assert!(text.contains("  = drawn from: a, b\n"), "{text}");
        assert!(text.contains("  = drawn from: a, b, c\n"), "{text}");
        // 212/17 and 211/18
        assert!(text.contains("the true share is 50 % if the rest is 12.5 times as likely"), "{text}");
        assert!(
            text.contains("  = from c: the true share is 50 % if the rest is 11.7 times as likely"),
            "{text}"
        );
        assert_eq!(text.matches("ask how detection differs").count(), 1, "{text}");
        assert!(text.find("warning[").unwrap() < text.find("note[").unwrap(), "{text}");
        assert!(text.rfind("warning[").unwrap() < text.find("note[").unwrap(), "{text}");
    }

    #[test]
    fn names_of_the_input_stay_on_their_line() {
        let claim = Claim::share("30 kg", "5 kg").unwrap().allow("AR03", "so\u{1b}[2J");
        let dossier = Dossier::new("a\u{1b}[31m\ntitle").claim("x\u{202e}\r\ny", claim);
        let report = Checker::default().check(&dossier).unwrap().to_string();
        assert!(report.chars().all(|c| c == '\n' || super::is_safe(c)), "{report:?}");
        assert!(report.contains(r"a\u{1b}[31m\ntitle"), "{report}");
        assert!(report.contains(r"answer: so\u{1b}[2J"), "{report}");
    }
}
