//! Sound look-alikes: dossiers whose figures and conclusions are sound, though they look like what some rule attacks. No
//! rule calls any of them an error or a warning; the table in docs/questions.md counts the notes, and what rules ask for.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use saltgrain::testing::{strategies, world};
use saltgrain::{Checker, Dossier, Report, Severity, Source, rules};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The sound dossiers by file name, in order.
fn sound() -> Vec<(String, Report)> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root().join("examples/sound")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| (name(file), checked(file))).collect()
}

fn name(file: &Path) -> String {
    file.file_stem().unwrap().to_string_lossy().into_owned()
}

fn checked(file: &Path) -> Report {
    let source = Source::open(file).unwrap_or_else(|error| panic!("{error}"));
    source.check(&Checker::default()).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn no_sound_claim_is_accused() {
    for (name, report) in sound() {
        assert!(report.worst() < Some(Severity::Warning), "{name}:\n{report}");
    }
}

/// What they look like has to be looked at: every rule about selection, chains and inference judges one of them.
#[test]
fn every_rule_of_these_families_passes_one() {
    let sound = sound();
    let mut untried = Vec::new();
    for rule in rules::all() {
        if !["SA", "SC", "IN", "SV", "CT"].iter().any(|family| rule.code.starts_with(family)) {
            continue;
        }
        let silent = |report: &Report| {
            let tally = report.tally(&rule.code).unwrap();
            tally.passed > 0 || report.answered().iter().any(|finding| finding.rule().code == rule.code)
        };
        if !NEVER_PASSES.contains(&&*rule.code) && !sound.iter().any(|(_, report)| silent(report)) {
            untried.push(&*rule.code);
        }
    }
    assert!(untried.is_empty(), "no sound look-alike for {untried:?}");
}

/// Rules that show a number of everything they apply to: their look-alikes are what they do not apply to, in the `Clean`
/// examples of their documentation.
const NEVER_PASSES: [&str; 3] = ["IN12", "SA02", "SA08"];

/// The fields that each rule asked for: in the examples, and in generated dossiers, true and not, always the same.
fn asked() -> BTreeMap<String, BTreeSet<String>> {
    let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut note = |report: &Report| {
        for open in report.undecided() {
            let fields = open.missing.iter().map(ToString::to_string);
            asked.entry(open.rule.code.to_string()).or_default().extend(fields);
        }
        for finding in report.findings() {
            let field = finding.question().map(|field| field.name().to_string());
            asked.entry(finding.rule().code.to_string()).or_default().extend(field);
        }
    };
    for folder in ["examples", "examples/sound"] {
        for file in std::fs::read_dir(root().join(folder)).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "toml") {
                note(&checked(&file));
            }
        }
    }
    let mut generate = |dossiers: BoxedStrategy<Dossier>| {
        let config = Config { rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new(config);
        for _ in 0..GENERATED {
            let dossier = dossiers.new_tree(&mut runner).unwrap().current();
            note(&Checker::default().check(&dossier).unwrap());
            // The same with something left open.
            for field in ["base", "period", "place"] {
                let mut poorer = dossier.clone();
                poorer.claim.truncate(6);
                let ids: BTreeSet<String> = poorer.claim.iter().map(|claim| claim.id().to_string()).collect();
                poorer.claim = poorer.claim.into_iter().map(|claim| open(claim, field)).collect();
                poorer.conclusion.clear();
                if ids.len() == poorer.claim.len() {
                    if let Ok(report) = Checker::default().check(&poorer) {
                        note(&report);
                    }
                }
            }
        }
    };
    generate(world::worlds().prop_map(|world| world.dossier()).boxed());
    generate(strategies::dossiers().boxed());
    asked
}

/// The fields that a rule's own code names.
fn named(rule: &saltgrain::Rule) -> BTreeSet<String> {
    let read = |path: String| std::fs::read_to_string(root().join(path)).unwrap();
    let fields = read("src/rule/field.rs".to_string());
    let names: BTreeMap<&str, &str> = fields
        .lines()
        .filter_map(|line| line.trim().split_once(" = \""))
        .filter_map(|(constant, rest)| Some((constant, rest.split_once('"')?.0)))
        .collect();
    let file = format!("src/rules/{}/{}", rule.family, rule.name.replace('-', "_"));
    let mut source = read(format!("{file}.rs"));
    for part in std::fs::read_dir(root().join(&file)).into_iter().flatten() {
        let name = part.unwrap().file_name().into_string().unwrap();
        if name != "tests.rs" {
            source.push_str(&read(format!("{file}/{name}")));
        }
    }
    let constants = source
        .split("Field::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_ascii_uppercase() && c != '_').next().unwrap_or_default());
    constants.filter_map(|constant| names.get(constant)).map(ToString::to_string).collect()
}

/// How many dossiers are generated of each kind.
const GENERATED: usize = 400;

fn open(claim: saltgrain::Claim, field: &str) -> saltgrain::Claim {
    match field {
        "base" => claim.base("unknown"),
        "period" => claim.period("unknown"),
        _ => claim.place("unknown"),
    }
}

fn table() -> String {
    let (sound, mut asked) = (sound(), asked());
    for rule in rules::all() {
        asked.entry(rule.code.to_string()).or_default().extend(named(rule));
    }
    let mut text = format!(
        "# What the rules ask for, and what they say of sound claims\n\n\
         Generated: `UPDATE=1 cargo test --test sound` writes it again.\n\n\
         *Asked for*: the fields that a rule's own code names, and those that it named as missing or asked the source for in the \
         examples and in {} generated dossiers. *Sound examples*: of the {} dossiers in [examples/sound](../examples/sound), whose figures and conclusions \
         are sound though they look like what some rule attacks, in how many the rule held (passed), and in how many it fired. \
         What fires there is a note: what a reader should know of a sound claim, too.\n\n\
         | rule | asked for | sound examples: held | fired |\n|---|---|---|---|\n",
        2 * GENERATED,
        sound.len(),
    );
    for rule in rules::all() {
        let fields = asked
            .get(&*rule.code)
            .map(|fields| fields.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>().join(", "));
        let count = |of: fn(&saltgrain::Tally) -> usize| {
            sound
                .iter()
                .filter(|(_, report)| report.tally(&rule.code).is_some_and(|tally| of(tally) > 0))
                .count()
        };
        let answered = sound
            .iter()
            .filter(|(_, report)| report.answered().iter().any(|finding| finding.rule().code == rule.code));
        let fired = count(|tally| tally.fired) - answered.count();
        let held = count(|tally| tally.passed);
        text.push_str(&format!(
            "| {} {} | {} | {held} | {fired} |\n",
            rule.code,
            rule.name,
            fields.unwrap_or_default(),
        ));
    }
    text
}

#[test]
fn the_table_of_questions_is_up_to_date() {
    let path = root().join("docs/questions.md");
    let text = table();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{} is stale: UPDATE=1 cargo test --test sound writes it again", path.display());
}
