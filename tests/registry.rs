//! The registry keeps its promises: every rule is registered, documented, executed and held to what it may say.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use saltgrain::dossier::read::{Format, read};
use saltgrain::rule::proof::verify;
use saltgrain::rule::{Field, Severity};
use saltgrain::{Checker, Dossier, Report, Rule, rules};

/// The only rules that may say `error`; each has a proof of a kind that the verifier knows.
const MAY_ERR: &[&str] = &[
    "AR01", "AR02", "AR03", "AR04", "AR05", "AR07", "AR10", "AR12", "AR13", "DN08", "DN12", "IN03", "IN04",
    "IN06", "IN09", "FX01", "FX02", "FX03", "FX05", "FX07", "FX08", "FX09", "EP01", "FI01", "FI03", "EL01",
];

const SECTIONS: [&str; 7] =
    ["What it checks", "Why it matters", "How", "Fires", "Clean", "Limits", "Sources"];

/// Codes that once were and are not used again.
const RETIRED: &[&str] = &[];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Rule files on disk: family folder and file stem.
fn rule_files() -> BTreeSet<(String, String)> {
    let mut files = BTreeSet::new();
    for family in std::fs::read_dir(root().join("src/rules")).unwrap() {
        let family = family.unwrap().path();
        if !family.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&family).unwrap() {
            let file = file.unwrap().path();
            let stem = stem(&file);
            if file.extension().is_some_and(|extension| extension == "rs") && stem != "mod" {
                files.insert((stem_of_dir(&family), stem));
            }
        }
    }
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn stem_of_dir(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn every_file_is_a_registered_rule_of_its_name_and_the_reverse() {
    let registered: BTreeSet<(String, String)> =
        rules::all().map(|rule| (rule.family.to_string(), rule.name.replace('-', "_"))).collect();
    assert_eq!(registered, rule_files());
}

#[test]
fn codes_are_unique_sorted_in_their_family_and_never_reused() {
    let codes: Vec<&str> = rules::all().map(|rule| &*rule.code).collect();
    let unique: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(unique.len(), codes.len(), "two rules share a code");
    assert!(RETIRED.iter().all(|retired| !unique.contains(retired)), "a retired code came back");
    for (family, own) in rules::families() {
        let own: Vec<&str> = own.iter().map(|rule| &*rule.code).collect();
        assert!(own.is_sorted(), "{own:?} is not in code order");
        assert!(
            own.iter().all(|code| code.starts_with(family.prefix)),
            "{own:?} is not all {}",
            family.prefix
        );
    }
    let names: BTreeSet<&str> = rules::all().map(|rule| &*rule.name).collect();
    assert_eq!(names.len(), codes.len(), "two rules share a name");
    for name in names {
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name} is not in kebab case");
        let cure = ["avoid-", "do-not-", "use-", "uses-", "prefer-", "missing-check", "no-"];
        assert!(!cure.iter().any(|cure| name.starts_with(cure)), "{name} names a cure, not a pattern");
    }
}

#[test]
fn only_the_rules_of_the_closed_list_may_err() {
    for rule in rules::all() {
        let may = MAY_ERR.contains(&&*rule.code);
        assert!(
            may || rule.max_severity < Severity::Error,
            "{} is not on the list of rules that may err",
            rule.code
        );
    }
}

/// `error` in a report is no opinion of the rule that raises it: the verifier knows numbers and nothing else.
#[test]
fn the_verifier_imports_nothing_but_numbers() {
    let mut files = 0;
    for file in std::fs::read_dir(root().join("src/rule/proof")).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        files += 1;
        let source = std::fs::read_to_string(&file).unwrap();
        let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let reached = line.split("crate::").skip(1).find(|after| !after.starts_with("number::"));
            assert_eq!(reached, None, "{} reaches beyond the numbers: {line}", file.display());
            assert!(!line.contains("super::super"), "{} reaches up: {line}", file.display());
        }
    }
    assert!(files >= 8, "the verifier has moved: {files} files in src/rule/proof");
}

#[test]
fn every_finding_that_errs_in_an_example_has_a_proof_that_verifies() {
    let mut proofs = 0;
    for rule in rules::all() {
        for text in blocks(rule, "Fires") {
            let (dossier, _) = read::<Dossier>(&text, Format::Toml);
            let dossier = dossier.unwrap();
            let resolved = dossier.resolve().unwrap();
            for finding in check(rule, &text).findings() {
                let Some(proof) = finding.proof() else {
                    assert!(finding.severity() < Severity::Error, "{} without a proof", rule.code);
                    continue;
                };
                assert_eq!(verify(proof, &resolved), Ok(()), "{}", rule.code);
                proofs += 1;
            }
        }
    }
    assert!(proofs >= 3, "{proofs} proofs");
}

/// Snapshots that no test compares any more would look like promises.
#[test]
fn no_snapshot_is_an_orphan() {
    let tests = std::fs::read_dir(root().join("tests")).unwrap();
    let sources: String = tests
        .filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok())
        .filter(|source| source.contains("assert_snapshot!"))
        .collect();
    for snapshot in std::fs::read_dir(root().join("tests/snapshots")).unwrap() {
        let name = stem(&snapshot.unwrap().path());
        assert!(sources.contains(&format!("assert_snapshot!(\"{name}\"")), "nobody compares {name}.snap");
    }
}

/// Rules whose check can end in an outcome say so in a test of their own file.
#[test]
fn every_rule_has_tests_beside_it() {
    for rule in rules::all() {
        let stem = rule.name.replace('-', "_");
        let file = root().join(format!("src/rules/{}/{stem}/tests.rs", rule.family));
        let tests = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            tests.matches("#[test]").count() >= 3,
            "{} has next to no tests in {}",
            rule.code,
            file.display()
        );
    }
}

#[test]
fn documentation_has_its_sections_in_order() {
    for rule in rules::all() {
        let found: Vec<&str> = rule.docs.lines().filter_map(|line| line.trim().strip_prefix("## ")).collect();
        assert_eq!(found, SECTIONS, "sections of {}", rule.code);
        assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "summary of {}", rule.code);
        assert_eq!(rule.docs.matches("```").count() % 2, 0, "an open code block in {}", rule.code);
    }
}

/// The TOML blocks of one section.
fn blocks(rule: &Rule, section: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut now = "";
    let mut block: Option<String> = None;
    for line in rule.docs.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if let Some(title) = line.strip_prefix("## ") {
            now = title;
        } else if line.trim() == "```toml" {
            block = Some(String::new());
        } else if line.trim() == "```" {
            if let Some(block) = block.take().filter(|_| now == section) {
                blocks.push(block);
            }
        } else if let Some(block) = &mut block {
            block.push_str(line);
            block.push('\n');
        }
    }
    blocks
}

fn check(rule: &Rule, text: &str) -> Report {
    let (dossier, problems) = read::<Dossier>(text, Format::Toml);
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "an example of {} cannot be read: {problems:?}\n{text}", rule.code);
    let checker = Checker::default().select([&*rule.code]).unwrap();
    match checker.check(&dossier.unwrap()) {
        Ok(report) => report,
        Err(error) => panic!("an example of {} does not resolve: {error}\n{text}", rule.code),
    }
}

#[test]
fn documented_examples_do_what_they_say() {
    for rule in rules::all() {
        let fires = blocks(rule, "Fires");
        let clean = blocks(rule, "Clean");
        assert!(!fires.is_empty(), "{} has no example that fires", rule.code);
        assert!(!clean.is_empty(), "{} has no example that is clean", rule.code);
        for text in &fires {
            let report = check(rule, text);
            assert_eq!(report.findings().len(), 1, "{} on\n{text}\n{:#?}", rule.code, report.findings());
        }
        for text in &clean {
            let report = check(rule, text);
            assert!(report.findings().is_empty(), "{} on\n{text}\n{:#?}", rule.code, report.findings());
        }
    }
}

#[test]
fn messages_are_printable() {
    for rule in rules::all() {
        for text in blocks(rule, "Fires") {
            for finding in check(rule, &text).findings() {
                let parts = [finding.message(), finding.reason(), finding.advice()];
                for part in &parts {
                    assert!(!part.is_empty(), "{}: an empty part", rule.code);
                    assert!(!part.ends_with(['.', '!', '?']), "{}: '{part}' ends in a stop", rule.code);
                    let first = part.chars().next().unwrap();
                    assert!(
                        !first.is_uppercase()
                            || part.starts_with(|c: char| c.is_uppercase()
                                && part
                                    .split(' ')
                                    .next()
                                    .is_some_and(|word| word.chars().skip(1).any(char::is_uppercase))),
                        "{}: '{part}' starts with a capital",
                        rule.code
                    );
                    assert!(!part.contains(['{', '}']), "{}: an unfilled slot in '{part}'", rule.code);
                    for word in ["lie", "lied", "lying", "fake", "fraud"] {
                        assert!(
                            !part.split(|c: char| !c.is_alphabetic()).any(|own| own == word),
                            "{}: '{part}'",
                            rule.code
                        );
                    }
                }
                let told = parts.concat();
                assert!(
                    told.chars().any(|c| c.is_ascii_digit()) || finding.values().is_empty(),
                    "{}: {told}: shows none of its numbers",
                    rule.code
                );
                if let Some(question) = finding.question() {
                    assert!(question.question().ends_with('?'), "{}", question.question());
                }
            }
        }
    }
}

#[test]
fn questions_end_in_a_question_mark_and_name_their_field() {
    for field in Field::ALL {
        assert!(field.question().ends_with('?'), "{}", field.question());
        assert!(field.question().contains(&format!("`{}`", field.name())), "{}", field.question());
        assert!(field.question().starts_with(char::is_lowercase), "{}", field.question());
    }
}

#[test]
fn every_option_is_read_by_the_rule_that_declares_it_and_the_reverse() {
    for rule in rules::all() {
        let file = root().join(format!("src/rules/{}/{}.rs", rule.family, rule.name.replace('-', "_")));
        let source = std::fs::read_to_string(&file).unwrap();
        for option in rule.options.iter() {
            let reads = source.contains(&format!("settings.get(\"{}\")", option.name));
            assert!(reads, "{} declares '{}' and never reads it", rule.code, option.name);
            assert!(option.default.parse::<saltgrain::number::Exact>().is_ok(), "{}", option.name);
        }
        for read in source.split("settings.get(\"").skip(1) {
            let name = read.split('"').next().unwrap();
            assert!(rule.options.iter().any(|option| option.name == name), "{} reads '{name}'", rule.code);
        }
    }
}

/// The table of rules, as docs/rules.md and the README show it.
fn table() -> String {
    let mut table =
        String::from("| code | rule | at most | subject | what it finds |\n|---|---|---|---|---|\n");
    for rule in rules::all() {
        let line = format!(
            "| {} | `{}` | {} | {} | {} |\n",
            rule.code,
            rule.name,
            rule.max_severity,
            rule.subjects(),
            rule.summary
        );
        table.push_str(&line);
    }
    table
}

fn book() -> String {
    let mut book = String::from(
        "# The rules\n\nGenerated from the rules' own documentation: `UPDATE=1 cargo test --test registry` writes it again.\n\n",
    );
    book.push_str(&table());
    for (family, own) in rules::families() {
        book.push_str(&format!("\n## {} {}\n", family.prefix, family.title));
        for rule in own.iter() {
            book.push_str(&format!("\n### {} {}\n\n", rule.code, rule.name));
            book.push_str(&format!(
                "*{}; at most {}; since {}.*\n\n",
                rule.summary, rule.max_severity, rule.since
            ));
            for line in rule.docs.lines() {
                let line = line.strip_prefix(' ').unwrap_or(line);
                match line.strip_prefix("## ") {
                    Some(title) => book.push_str(&format!("**{title}.**\n")),
                    None => book.push_str(&format!("{line}\n")),
                }
            }
            if !rule.options.is_empty() {
                book.push_str("\n**Options.**\n");
                for option in rule.options.iter() {
                    book.push_str(&format!(
                        "- `{}` (default {}): {}\n",
                        option.name, option.default, option.doc
                    ));
                }
            }
        }
    }
    book
}

fn generated(path: &str, text: &str) {
    let path = root().join(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{} is stale: UPDATE=1 cargo test --test registry writes it again", path.display());
}

#[test]
fn the_book_of_rules_is_up_to_date() {
    generated("docs/rules.md", &book());
}

/// The findings of the founding report that the README shows.
const SHOWN: [&str; 5] = ["DN07", "AR01", "SC02", "SA08", "IN01"];

/// The text between two marks, replaced.
fn between(text: &str, start: &str, new: &str, end: &str) -> String {
    let (before, rest) = text.split_once(start).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    format!("{before}{start}{new}{end}{after}")
}

fn excerpt() -> String {
    let name = "examples/fentanyl.toml";
    let source = saltgrain::Source::toml(name, std::fs::read_to_string(root().join(name)).unwrap());
    let report = source.check(&Checker::default()).unwrap();
    let text = report.render(&source, saltgrain::render::Style::Plain);
    let summary = format!("\n{} claims checked", report.claims());
    let (found, rest) = text.split_once(&summary).unwrap();
    let mut excerpt = format!("```console\n$ saltgrain check {name}\n");
    for code in SHOWN {
        let begins = |block: &&str| block.split('\n').next().unwrap().contains(&format!("[{code}]"));
        let block = found.split("\n\n").find(begins).unwrap();
        excerpt.push_str(block.trim_end());
        excerpt.push_str("\n\n");
    }
    let shown = ["no", "one", "two", "three", "four", "five"][SHOWN.len()];
    excerpt.push_str(&format!(
        "…\n{summary}{}\n```\n\nThat is an excerpt: {shown} of its {} findings. What one rule says of one conclusion from several claims is told once.\n",
        rest.trim_end(),
        report.findings().len()
    ));
    excerpt
}

/// One test for the whole file, so that no two write it at once.
#[test]
fn the_readme_is_up_to_date() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let readme = between(&readme, "<!-- report -->\n", &excerpt(), "<!-- end of report -->");
    let readme = between(&readme, "<!-- rules -->\n", &table(), "<!-- end of rules -->");
    generated("README.md", &readme);
}
