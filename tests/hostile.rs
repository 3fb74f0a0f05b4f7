//! Files made to stall: each is answered, with a message that says what is wrong. `cargo bench --bench hostile` prints
//! how long each takes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

#[path = "../benches/hostile/inputs.rs"]
mod inputs;

use saltgrain::number::{ArithmeticError, Exact};
use saltgrain::{Checker, Source};

#[test]
fn every_hostile_file_is_answered() {
    for hostile in inputs::hostile() {
        let read = if hostile.is_json { Source::json } else { Source::toml };
        match read("hostile", hostile.text).check(&Checker::default()) {
            Ok(report) => {
                assert_eq!(hostile.told, "", "{}", hostile.name);
                assert!(report.to_string().contains(" checked: "), "{}", hostile.name);
            }
            Err(error) => {
                assert!(!hostile.told.is_empty(), "{}: {}", hostile.name, error.problems()[0]);
                let messages: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
                let told = messages.iter().any(|message| message.contains(hostile.told));
                let start: String = messages[0].chars().take(300).collect();
                assert!(told, "{}: not '{}' but {start}", hostile.name, hostile.told);
                assert!(error.problems().iter().all(|problem| problem.place.is_some()), "{}", hostile.name);
                assert!(messages.iter().all(|message| message.len() < 2_000), "{}: too long", hostile.name);
                assert!(messages.len() <= 501, "{}: {} problems", hostile.name, messages.len());
            }
        }
    }
}

#[test]
fn a_sweep_over_thousands_of_conclusions_is_cut_and_says_so() {
    let source = Source::toml("hostile", inputs::swept());
    let table = source.sweep(&Checker::default(), &"coverage=5%..100%".parse().unwrap()).unwrap();
    assert!(table.is_cut());
    assert_eq!(table.lines().len(), 1_000);
}

#[test]
fn a_growth_over_a_million_steps_is_refused_before_it_is_computed() {
    for (rate, steps) in [("1.07", 1_000_000), ("1.07", i32::MAX), ("0.5", i32::MIN), ("1.000001", 1_000_000)]
    {
        let growth: Exact = rate.parse().unwrap();
        assert_eq!(growth.pow(steps), Err(ArithmeticError::TooLarge), "{rate}^{steps}");
    }
    assert_eq!(ArithmeticError::TooLarge.to_string(), "too large to decide exactly");
}

#[test]
fn a_cycle_is_told_once_and_blamed_on_nobody_else() {
    let text = "[taxonomy.place]\npart_of = { a = \"b\", b = \"a\" }\n[[claim]]\nid = \"x\"\nfigure = \"5 kg\"\nplace = \"US\"\n";
    let error = Source::toml("x.toml", text).check(&Checker::default()).unwrap_err();
    let messages: Vec<&str> = error.problems().iter().map(|problem| &*problem.message).collect();
    assert_eq!(messages, ["these edges run in a circle: a part_of b part_of a"]);
}

#[test]
fn bytes_that_are_no_text_say_where_they_stand() {
    let dir = std::env::temp_dir().join(format!("saltgrain-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let file = dir.join("latin1.toml");
    std::fs::write(&file, b"[[claim]]\nid = \"a\"\nsays = \"caf\xe9\"\nfigure = \"5 kg\"\n").unwrap();
    let error = Source::open(&file).unwrap_err().to_string();
    std::fs::remove_dir_all(&dir).unwrap();
    assert!(error.contains("is not UTF-8") && error.contains("line 3"), "{error}");
}

#[test]
fn places_hold_behind_marks_wide_letters_tabs_and_line_ends() {
    // Columns count characters from 1; a byte order mark is no character of the text.
    for (text, line, column) in [
        ("\u{feff}[[claim]]\nid = \"a\"\nfigure = \"5 tonns\"\n", 3, 10),
        ("\u{feff}titel = \"x\"\n", 1, 1),
        ("[[claim]]\r\nid = \"a\"\r\nfigure = \"5 tonns\"\r\n", 3, 10),
        (
            "[[claim]]\nid = \"日本語\"\nshare = { part = \"1 kg\", whole = \"2 kg\", stated = \"漢字\" }\n",
            3,
            51,
        ),
        ("[[claim]]\nid = \"a\"\n\t\tfigure =\t\"5 tonns\"\n", 3, 12),
        ("[[claim]]\nid = \"a\"\n\"漢字\" = 1\nfigure = \"5 kg\"\n", 3, 1),
        ("[[claim]]\nid = \"a\"\nshare = { part = \"👨‍👩‍👧 kg\", whole = \"2 kg\" }\n", 3, 18),
    ] {
        let error = Source::toml("x.toml", text).check(&Checker::default()).unwrap_err();
        let place = error.problems()[0].place.unwrap();
        assert_eq!((place.line, place.column), (line, column), "{text}: {error}");
    }
}
