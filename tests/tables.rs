//! Tables of which everything is known, and what a text may say of them.
//!
//! Soundness: totals, shares, rates, changes, averages and comparisons of a random table, each figure printed under a
//! convention of its own, and any subset of what could be said: no `error`, and of figures rounded to nearest no
//! warning of arithmetic. Power: one figure moved out of the range that the others leave it is found, and proven.
//!
//! `SALTGRAIN_SEED=7 SALTGRAIN_CASES=1000000 cargo test --release --test tables -- --nocapture` runs other tables, and
//! more. `SALTGRAIN_ONLY=12345` runs the one case.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "tables/population.rs"]
mod population;
#[path = "tables/print.rs"]
mod print;
mod random;
#[path = "tables/range.rs"]
mod range;
#[path = "tables/slips.rs"]
mod slips;
#[path = "tables/told.rs"]
mod told;

use std::collections::BTreeMap;
use std::io::Write as _;

use population::Population;
use print::Mode;
use random::Random;
use saltgrain::rule::proof::Printed as _;
use saltgrain::{Checker, Finding, Report, Severity, Source};
use told::{FORMS, Teller, Told};

fn tell(line: &str) {
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}

const HEAD: &str = "title = \"a table\"\n\n[text]\nnumbers = \"NUMBERS\"\n\n[frame.register]\ndesign = \"census\"\nstands_for = \"everything\"\n\n";

fn dossier(taxonomies: &str, told: &[Told]) -> String {
    let claims: Vec<String> = told.iter().map(Told::text).collect();
    dossier_of(taxonomies, &claims.join("\n"))
}

fn dossier_of(taxonomies: &str, claims: &str) -> String {
    // A table is printed with points and commas, or with commas and points.
    let is_german = claims.contains("# 1.234,5");
    let (numbers, claims) =
        if is_german { ("1.234,5", swapped(claims)) } else { ("1,234.5", claims.to_string()) };
    format!("{}{taxonomies}\n{claims}", HEAD.replace("NUMBERS", numbers))
}

/// Points for commas and the reverse, between digits.
fn swapped(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let swap = |(at, character): (usize, &char)| match character {
        '.' | ',' if is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)) => {
            if *character == '.' {
                ','
            } else {
                '.'
            }
        }
        character => *character,
    };
    characters.iter().enumerate().map(swap).collect()
}

fn check(checker: &Checker, text: &str) -> Report {
    let dossier =
        Source::toml("table.toml", text).dossier().unwrap_or_else(|error| panic!("{error}\n{text}"));
    checker.check(&dossier).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What no true table may be told: an error, or where all figures are printed to nearest in digits, a warning of
/// arithmetic.
fn accusation(report: &Report, mode: Mode) -> Option<&Finding> {
    report.findings().iter().find(|finding| {
        let severity = finding.severity();
        let is_arithmetic = finding.rule().code.starts_with("AR");
        severity == Severity::Error
            || (mode == Mode::Nearest && is_arithmetic && severity == Severity::Warning)
    })
}

/// The least of what is said that is still accused.
fn shrunk(checker: &Checker, taxonomies: &str, mut told: Vec<Told>, mode: Mode) -> String {
    let fails = |told: &[Told]| {
        let text = dossier(taxonomies, told);
        let Ok(dossier) = Source::toml("table.toml", text).dossier() else { return false };
        checker.check(&dossier).is_ok_and(|report| accusation(&report, mode).is_some())
    };
    let mut at = 0;
    while at < told.len() {
        let mut less = told.clone();
        less.remove(at);
        if fails(&less) { told = less } else { at += 1 }
    }
    for claim in 0..told.len() {
        let mut at = 0;
        while at < told[claim].scope.len() {
            let mut less = told.clone();
            less[claim].scope.remove(at);
            if fails(&less) { told = less } else { at += 1 }
        }
    }
    dossier(taxonomies, &told)
}

/// What was checked.
#[derive(Debug, Default)]
struct Counted {
    claims: BTreeMap<&'static str, u64>,
    /// By rule: held, and the findings by severity.
    rules: BTreeMap<String, [u64; 4]>,
    failures: Vec<String>,
}

impl Counted {
    fn add(&mut self, other: Counted) {
        for (form, n) in other.claims {
            *self.claims.entry(form).or_default() += n;
        }
        for (rule, counts) in other.rules {
            let own = self.rules.entry(rule).or_default();
            own.iter_mut().zip(counts).for_each(|(own, n)| *own += n);
        }
        self.failures.extend(other.failures);
    }
}

/// How many failures are kept to be shown.
const SHOWN: usize = 5;

fn sound(checker: &Checker, case: u64, counted: &mut Counted) {
    let mut random = Random::of_kind(1, case);
    let table = Population::new(&mut random);
    let mode = if random.chance(25) { Mode::Nearest } else { Mode::Any };
    let claims = 1 + random.index(7);
    let mut told = Vec::new();
    // Texts speak of one thing several times.
    let focus = random.chance(50).then(|| (table.area(&mut random), random.index(table.years)));
    let is_german = random.chance(10);
    for at in 0..claims {
        let form = random.index(FORMS.len());
        let mut teller = Teller { table: &table, mode, random: random.fork(), focus };
        if let Some(mut claim) = teller.tell(form, &format!("{}-{at}", FORMS[form].replace(' ', "-"))) {
            *counted.claims.entry(FORMS[form]).or_default() += 1;
            if is_german {
                claim.relation += " # 1.234,5";
            }
            told.push(claim);
        }
    }
    if told.is_empty() {
        return;
    }
    let taxonomies = table.taxonomies();
    let report = check(checker, &dossier(&taxonomies, &told));
    for tally in report.tallies() {
        let own = counted.rules.entry(tally.rule.code.to_string()).or_default();
        own[0] += u64::try_from(tally.passed).unwrap();
    }
    for finding in report.findings() {
        counted.rules.entry(finding.rule().code.to_string()).or_default()[match finding.severity() {
            Severity::Note => 1,
            Severity::Warning => 2,
            Severity::Error => 3,
        }] += 1;
    }
    if let Some(finding) = accusation(&report, mode) {
        if counted.failures.len() < SHOWN {
            counted.failures.push(format!(
                "case {case} ({mode:?}): {} {:?}: {}: {}\nproof: {:?}\n\n{}",
                finding.rule().code,
                finding.severity(),
                finding.message(),
                finding.reason(),
                finding.proof(),
                shrunk(checker, &taxonomies, told, mode)
            ));
        }
    }
}

/// The one case that is asked for.
fn only() -> Option<u64> {
    std::env::var("SALTGRAIN_ONLY").ok().and_then(|case| case.parse().ok())
}

#[test]
fn of_a_true_table_nothing_is_an_error() {
    let checker = Checker::default();
    if let Some(case) = only() {
        let mut counted = Counted::default();
        sound(&checker, case, &mut counted);
        assert!(counted.failures.is_empty(), "{}", counted.failures.join("\n"));
        return;
    }
    let (cases, begun) = (random::cases(3_000), std::time::Instant::now());
    let counted = random::over(cases, |case, counted| sound(&checker, case, counted), Counted::add);
    let seconds = begun.elapsed().as_secs_f64();
    tell(&format!("{cases} tables in {seconds:.1} s; claims: {:?}", counted.claims));
    tell("rule: held, notes, warnings, errors");
    for (rule, [held, notes, warnings, errors]) in &counted.rules {
        if held + notes + warnings + errors > 0 {
            tell(&format!("{rule}: {held}, {notes}, {warnings}, {errors}"));
        }
    }
    assert!(counted.failures.is_empty(), "{}", counted.failures.join("\n\n"));
    // A form that is never told, or a rule that never holds, would be tested by nothing.
    assert!(FORMS.iter().all(|form| counted.claims.contains_key(form)), "{:?}", counted.claims);
    for rule in slips::judged() {
        assert!(counted.rules.get(rule).is_some_and(|[held, ..]| *held > 0), "{rule} never held");
    }
}

/// "1,377 crashes" a town on average may be 1,377.34.
#[test]
fn a_mean_of_whole_things_is_cited_as_no_whole_number() {
    let text = "[[claim]]\nid = \"a\"\naverage = { overall = { mean = \"1,377 crashes\" }, groups = { all = { mean = \"1,377.34 crashes\", n = \"80 towns\" } } }\n";
    let dossier = Source::toml("mean.toml", text).dossier().unwrap();
    let resolved = dossier.resolve().unwrap();
    let cited = |at: &str| resolved.amount(at).unwrap().widest().unwrap();
    let (mean, is_whole) = cited("/claim/0/average/overall/mean");
    assert!(!is_whole && mean.to_string() == "(1376, 1378)", "{mean}");
}

#[test]
fn a_figure_moved_out_of_its_range_is_found_and_proven() {
    slips::test();
}
