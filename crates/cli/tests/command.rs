//! The command as a user meets it: what it prints, where, and with which exit code.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use saltgrain::Report;

const HOUSES: &str = "[[claim]]\nid = \"houses\"\nshare = { part = \"30 kg\", whole = \"5 kg\" }\n";
const CLEAN: &str =
    "[[claim]]\nid = \"kinds\"\nshare = { part = \"5 cases\", whole = \"20 cases\", stated = \"25 %\" }\n";

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saltgrain"));
    command.env_remove("NO_COLOR");
    command
}

fn run(arguments: &[&str]) -> Output {
    command().args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn feed(arguments: &[&str], input: &str) -> Output {
    let mut child = command()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The command may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A file of the test's own.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn an_error_is_shown_with_its_line_and_fails() {
    let path = file("houses.toml", HOUSES);
    let output = run(&["check", &path]);
    assert_eq!(code(&output), 1);
    let text = out(&output);
    assert!(text.contains("error[AR03] part-exceeds-whole: "), "{text}");
    assert!(text.contains(&format!("--> {path}:3:")), "{text}");
    assert!(text.contains("3 | share = { part = \"30 kg\", whole = \"5 kg\" }"), "{text}");
    assert!(text.contains("^^^^^^^"), "{text}");
    for label in ["= because: ", "= help: ", "= proof: "] {
        assert!(text.contains(label), "{label} is missing:\n{text}");
    }
    assert!(text.contains("1 claim checked: 1 error"), "{text}");
    assert!(err(&output).is_empty());
}

#[test]
fn the_exit_code_follows_fail_on() {
    let path = file("clean.toml", CLEAN);
    assert_eq!(code(&run(&["check", &path])), 0);
    let path = file("warning.toml", &CLEAN.replace("5 cases", "0 cases").replace("25 %", "2 %"));
    let worst = |fail_on: &str| code(&run(&["check", &path, "--fail-on", fail_on]));
    let codes = [worst("error"), worst("warning"), worst("note")];
    assert!(codes.is_sorted(), "{codes:?}");
    let path = file("houses-2.toml", HOUSES);
    assert_eq!(code(&run(&["check", &path, "--ignore", "AR03", "--fail-on", "error"])), 0);
    assert_eq!(code(&run(&["check", &path, "--select", "DN,SA", "--select", "arithmetic"])), 1);
    assert_eq!(code(&run(&["check", &path, "--select", "AR03", "--ignore", "part-exceeds-whole"])), 0);
}

#[test]
fn an_unknown_rule_is_told_with_the_nearest_name() {
    let path = file("houses-3.toml", HOUSES);
    let output = run(&["check", &path, "--select", "part-exeeds-whole"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("did you mean 'part-exceeds-whole'?"), "{}", err(&output));
    let output = run(&["explain", "ratio-recomputatoin"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("did you mean 'ratio-recomputation'?"), "{}", err(&output));
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let path =
        file("typo.toml", &format!("{HOUSES}plase = \"US\"\nperiod = \"2019-99\"\nlike = \"nobody\"\n"));
    let output = run(&["check", &path]);
    assert_eq!(code(&output), 2);
    assert!(out(&output).is_empty());
    let text = err(&output);
    assert!(text.contains(&format!("{path}:4:1: unknown key `plase`")), "{text}");
    assert!(text.contains("4 | plase = \"US\"\n  | ^^^^^"), "{text}");
    assert!(text.contains("= help: did you mean `place`?"), "{text}");
    assert!(text.contains(&format!("{path}:5:10: ")), "{text}");
    assert!(text.contains(&format!("{path}:6:8: no claim is called 'nobody'")), "{text}");

    let output = run(&["check", "no/such/file.toml"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).starts_with("no/such/file.toml: cannot be read: "), "{}", err(&output));
}

#[test]
fn one_unreadable_file_does_not_hide_the_others() {
    let good = file("good.toml", HOUSES);
    let output = run(&["check", "no/such/file.toml", &good]);
    assert_eq!(code(&output), 2);
    assert!(out(&output).contains("AR03"));
}

#[test]
fn standard_input_is_read_in_both_formats() {
    let output = feed(&["check", "-"], HOUSES);
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("--> -:3:"), "{}", out(&output));
    let json = r#"{"claim": [{"id": "houses", "share": {"part": "30 kg", "whole": "5 kg"}}]}"#;
    assert_eq!(code(&feed(&["check", "-", "--stdin-format", "json"], json)), 1);
    assert_eq!(code(&feed(&["check", "-"], json)), 2);
}

#[test]
fn json_reads_back_and_several_files_give_a_list() {
    let (one, two) = (file("one.toml", HOUSES), file("two.toml", CLEAN));
    let output = run(&["check", &one, "--format", "json"]);
    assert_eq!(code(&output), 1);
    let report = Report::from_json(&out(&output)).unwrap();
    assert_eq!(report.source(), Some(one.as_str()));
    let finding = report.of("houses").rule("AR03").unwrap();
    assert_eq!(finding.places()[0].place.unwrap().line, 3);
    assert!(finding.proof().is_some());

    let output = run(&["check", &one, &two, "--format", "json"]);
    let list: Vec<serde_json::Value> = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(list.len(), 2);
    assert_eq!(list[1]["source"], two.as_str());
    assert_eq!(list[1]["saltgrain"], 1);
}

#[test]
fn colours_only_where_they_are_wanted() {
    let path = file("colours.toml", HOUSES);
    let is_coloured = |output: &Output| out(output).contains('\u{1b}');
    assert!(!is_coloured(&run(&["check", &path])), "a pipe is no terminal");
    assert!(is_coloured(&run(&["check", &path, "--color", "always"])));
    assert!(!is_coloured(&run(&["check", &path, "--color", "never"])));
    let output = command().args(["check", &path]).env("NO_COLOR", "1").output().unwrap();
    assert!(!is_coloured(&output));
}

#[test]
fn the_input_cannot_speak_to_the_terminal() {
    let text = "title = \"\\u001b]0;owned\\u0007\\u202e\"\n\n[[claim]]\nid = \"a\\u001b[2J\\nb\"\nshare = { part = \"30 kg\", whole = \"5 kg\" } # \u{9b}31m\n";
    let path = file("injection.toml", text);
    for arguments in [vec!["check", &path], vec!["check", &path, "--select", "a\u{1b}[2J"]] {
        let output = run(&arguments);
        for text in [out(&output), err(&output)] {
            let escapes = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
            assert!(!text.contains(escapes), "{text:?}");
        }
    }
}

#[test]
fn rules_are_listed_and_explained() {
    let output = run(&["rules"]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).lines().any(|line| line.starts_with("AR01  ratio-recomputation")));
    let list: Vec<serde_json::Value> =
        serde_json::from_str(&out(&run(&["rules", "--format", "json"]))).unwrap();
    assert_eq!(list.len(), out(&output).lines().count());
    assert!(list.iter().any(|rule| rule["rule"] == "AR01" && rule["name"] == "ratio-recomputation"));
    let by_code = run(&["explain", "ar01"]);
    assert_eq!(code(&by_code), 0);
    assert!(out(&by_code).contains("## What it checks"));
    assert_eq!(out(&by_code), out(&run(&["explain", "ratio-recomputation"])));
}

#[test]
fn the_template_checks_cleanly() {
    let template = out(&run(&["new"]));
    assert!(template.lines().filter(|line| line.starts_with('#')).count() > 10, "a template has comments");
    let output = feed(&["check", "-", "--fail-on", "note"], &template);
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
}

#[test]
fn a_reader_who_leaves_early_is_no_mistake() {
    let many: String = (0..2_000).map(|i| HOUSES.replace("houses", &format!("houses{i}"))).collect();
    let path = file("many.toml", &many);
    let mut child =
        command().args(["check", &path]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut first = [0; 16];
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(err(&output), "");
    assert_eq!(code(&output), 0);
}

#[test]
fn wrong_usage_is_told() {
    assert_eq!(code(&run(&["check"])), 2);
    assert_eq!(code(&run(&["chekc"])), 2);
    assert_eq!(code(&run(&["--help"])), 0);
}

const SUPPLY: &str = "[frame.seizures]\ndesign = \"enforcement\"\nstands_for = \"supply\"\n\
    [[claim]]\nid = \"cases\"\nshare = \"17 of 229 busts\"\nframe = \"seizures\"\n\
    [[conclusion]]\nid = \"minority\"\nfrom = \"cases\"\nasserts = \"share < 1/2\"\nbase = \"supply\"\n";

#[test]
fn what_is_supposed_for_a_run_decides_and_is_told() {
    let path = file("supply.toml", SUPPLY);
    let check = |assume: &[&str]| {
        let mut arguments = vec!["check", &path, "--select", "IN04", "--fail-on", "warning"];
        assume.iter().for_each(|supposed| arguments.extend(["--assume", supposed]));
        run(&arguments)
    };
    assert_eq!(code(&check(&[])), 1);
    let enough = check(&["coverage=60%"]);
    assert_eq!(code(&enough), 0, "{}", err(&enough));
    assert!(out(&enough).starts_with("What if: coverage = 60%\n"), "{}", out(&enough));
    assert_eq!(code(&check(&["coverage:seizures=50%"])), 1);
    assert_eq!(code(&check(&["coverage=10%", "detection_ratio=1..3"])), 0);
    for (wrong, message) in [
        ("covrage=10%", "no assumption is called 'covrage' (did you mean 'coverage'?)"),
        ("coverage", "'coverage' supposes nothing: expected a name and a value"),
        ("coverage=much", "coverage"),
        ("coverage:seizure=10%", "no frame, claim or conclusion is called 'seizure'"),
    ] {
        let output = check(&[wrong]);
        assert_eq!(code(&output), 2, "{wrong}");
        assert!(err(&output).contains(message), "{wrong}: {}", err(&output));
    }
}

#[test]
fn a_sweep_tells_where_the_verdict_turns() {
    let path = file("swept.toml", SUPPLY);
    let output = run(&["sweep", &path, "coverage=20%..100%", "--steps", "4"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    // 17/229·f + 1 - f < 1/2 from f = 229/424 = 54.0 % on.
    let told = out(&output);
    for line in [
        "coverage from 20 % to 100 %",
        "minority: share < 1/2, from cases",
        "   20 %  undetermined  1.48 to 81.5 %",
        "   60 %  proven        4.45 to 44.5 %",
        "  100 %  proven        7.42 %",
        "  undetermined turns into proven at 54 to 54.02 %",
    ] {
        assert!(told.lines().any(|own| own == line), "{line:?} is not in\n{told}");
    }
    let ratio = out(&run(&["sweep", &path, "detection_ratio:seizures=1 to 100"]));
    // 17·k/(17·k + 212) = 1/2 at 212/17.
    assert!(
        ratio.contains("proven turns into undetermined at 12.4")
            || ratio.contains("turns into refuted at 12.4"),
        "{ratio}"
    );
    let same = out(&run(&["sweep", &path, "upstream_share=0..1"]));
    assert!(same.contains("  undetermined throughout: 0 to 100 %\n"), "{same}");
    for wrong in ["coverage=5%", "coverage=50%..5%", "covrage=5%..50%", "coverage:nobody=5%..50%"] {
        let output = run(&["sweep", &path, wrong]);
        assert_eq!((code(&output), out(&output).is_empty()), (2, true), "{wrong}");
    }
}

/// 403 of 1,224 are 32.925 %, and 33.5 to 33.7 % of 1,224 are 410.04 to 412.49.
#[test]
fn ranges_are_what_the_figures_leave_each_other() {
    const STAFF: &str = r#"
[[claim]]
id     = "by-shift"
total  = { whole = "1,200 people", parts = { day = "707 people", night = "517 people" }, exclusive = true, exhaustive = true }
of     = "staff"
base   = "none"
place  = "NZ"
period = "2019"
stage  = "none"
origin = { basis = "any", value = "none" }
flow   = "stock"

[[claim]]
id     = "by-age"
share  = { part = "at least 0 people", whole = "1,200 people", stated = "33.6 %" }
like   = "by-shift"
which  = { of = "staff-under-30" }
"#;
    let path = file("staff.toml", STAFF);
    let all = out(&run(&["range", &path]));
    assert!(
        all.starts_with("6 figures in 5 statements, in the widest reading: they can all be true\n"),
        "{all}"
    );
    let line = |name: &str| all.lines().find(|line| line.starts_with(name)).unwrap().to_string();
    assert!(line("by-shift/total/whole").ends_with("1,200 people       1224 people"), "{all}");
    assert!(line("by-age/share/part").ends_with("at least 0 people  411 to 412 people"), "{all}");
    let blank = out(&run(&["range", &path, "by-shift/total/parts/day"]));
    assert!(blank.ends_with("by-shift/total/parts/day  left blank  584 to 782 people\n"), "{blank}");
    let part = out(&run(&["range", &path, "/claim/1/share/part"]));
    assert!(part.ends_with("by-age/share/part  left blank  411 to 412 people\n"), "{part}");
    let wrong = run(&["range", &path, "by-age/share/hole"]);
    assert_eq!((code(&wrong), out(&wrong).is_empty()), (2, true));
    assert!(err(&wrong).contains("did you mean 'by-age/share/whole'?"), "{}", err(&wrong));
}

/// 76.6 % of 61.2 million cannot leave 12.9 million, but nobody says that the two speak of one electorate.
#[test]
fn ranges_say_which_claims_were_held_against_no_other() {
    let claims = "[[claim]]\nid = \"voted\"\nshare = { part = \"46.9 million people\", whole = \"61.2 million people\", stated = \"76.6 %\" }\n\
                  of = \"voters\"\nbase = \"electorate\"\n\
                  [[claim]]\nid = \"abstained\"\nshare = { part = \"12.9 million people\", whole = \"at least 0 people\", stated = \"23.4 %\" }\n\
                  of = \"abstainers\"\nbase = \"electorate\"\n";
    let said = out(&run(&["range", &file("turnout.toml", claims)]));
    let last = said.lines().last().unwrap();
    assert_eq!(
        last,
        "not held against other claims, as some figure states no `place`, `period`, `stage`, `origin`, `flow`: abstained, voted"
    );
}

#[test]
fn a_range_of_figures_that_no_relation_joins_is_said_to_be_none() {
    let path = file("alone.toml", "[[claim]]\nid = \"a\"\nfigure = \"3.4 million litres\"\n");
    let said = out(&run(&["range", &path]));
    assert_eq!(
        said,
        "nothing here leads from one figure to another: averages, comparisons and changes without a sign are left out\n"
    );
    let path = file(
        "shares.toml",
        "[[claim]]\nid = \"a\"\nshare = { part = \"474 billion EUR\", stated = \"12.7 %\" }\n",
    );
    let wrong = run(&["range", &path]);
    assert!(err(&wrong).contains("'at least 0' with its unit"), "{}", err(&wrong));
    let path = file(
        "one.toml",
        "[[claim]]\nid = \"a\"\nshare = { part = \"474 billion EUR\", whole = \"at least 0 EUR\", stated = \"12.7 %\" }\n",
    );
    let one = out(&run(&["range", &path]));
    assert!(one.starts_with("3 figures in 1 statement, in the widest reading"), "{one}");
}
