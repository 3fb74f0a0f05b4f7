//! A file with mistakes gives all of them in one run, each with its place; a hostile file gives a message at once.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use saltgrain::{Checker, Source};

/// Line, column and the beginning of the message of every problem.
fn problems(source: &Source) -> Vec<(usize, usize, String)> {
    let error = source.check(&Checker::default()).unwrap_err();
    assert_eq!(error.source_name(), Some(source.name()));
    let placed = |problem: &saltgrain::Problem| {
        let place = problem.place.unwrap_or_else(|| panic!("no place: {problem}"));
        (place.line, place.column, problem.message.clone())
    };
    error.problems().iter().map(placed).collect()
}

const MANY: &str = r#"titel = "Many mistakes"

[taxonomy.place]
part_of = { Ohio = "US" }

[frame.seizures]
design = "enforcment"
stands_for = "supply"

[[claim]]
id = "one"
share = "17,1 busts of 229 busts"
plase = "US"
like = "too"

[[claim]]
id = "two"
figure = "12 tonns"
place = "Atlantis"
period = "2019-13"
frame = "seizure"

[[claim]]
id = "three"
share = "1 of 2 people"
rate = "1 per 2 people"

[[claim]]
id = "two"
figure = "5 kg"
against = "nobody"
allow = { AR99 = "because" }

[[conclusion]]
id = "so"
from = ["one", "three", "fore"]
"#;

#[test]
fn twelve_and_more_mistakes_give_a_message_each() {
    let found = problems(&Source::toml("many.toml", MANY));
    let expected = [
        (1, 1, "unknown key `titel`"),
        (7, 10, "unknown name `enforcment`"),
        (12, 9, ""),
        (13, 1, "unknown key `plase`"),
        (14, 8, "no claim is called 'too'"),
        (18, 10, ""),
        (19, 9, "no place is called 'Atlantis'"),
        (20, 10, ""),
        (21, 9, "no frame is called 'seizure'"),
        (23, 1, "a claim has one relation"),
        (29, 6, "the id 'two' stands twice, first on line 17"),
        (31, 11, "no claim is called 'nobody'"),
        (32, 18, "no rule or family is called 'AR99'"),
        (36, 25, "no claim is called 'fore'"),
    ];
    let shown = found
        .iter()
        .map(|(line, column, message)| format!("{line}:{column}: {message}\n"))
        .collect::<String>();
    assert_eq!(found.len(), expected.len(), "{shown}");
    for ((line, column, message), (at_line, at_column, start)) in found.iter().zip(expected) {
        assert_eq!((*line, *column), (at_line, at_column), "{shown}");
        assert!(message.starts_with(start), "{message}\n{shown}");
    }
}

#[test]
fn names_are_sought_among_what_could_not_be_read() {
    let error = Source::toml("many.toml", MANY).dossier().unwrap_err();
    let help = |message: &str| {
        let problem = error.problems().iter().find(|problem| problem.message.starts_with(message)).unwrap();
        problem.help.clone().unwrap_or_default()
    };
    assert_eq!(help("no frame is called 'seizure'"), "did you mean 'seizures'?");
    // Claim `three` could not be read, but the conclusion may be drawn from it.
    assert!(!error.to_string().contains("'three'"), "{error}");
}

#[test]
fn json_gives_the_same() {
    let text = r#"{
  "claim": [
    {"id": "one", "figure": "5 kg", "plase": "US"},
    {"id": "two", "figure": "5 kg", "like": "on"},
    {"id": "three", "share": "1 of 2 people", "rate": "1 per 2 people"},
    {"id": "four", "figure": "5 tonns"}
  ]
}"#;
    let found = problems(&Source::json("story.json", text));
    let places: Vec<(usize, usize)> = found.iter().map(|(line, column, _)| (*line, *column)).collect();
    assert_eq!(places, [(3, 37), (4, 45), (5, 5), (6, 30)], "{found:?}");
}

#[test]
fn twelve_mistakes_in_json_with_the_nearest_known_names() {
    let text = r#"{
  "titel": "Many mistakes",
  "taxonomy": {"place": {"part_of": {"Ohio": "US"}}},
  "frame": {"seizures": {"design": "enforcment", "stands_for": "supply"}},
  "claim": [
    {"id": "one", "share": "17 busts of 229 busts", "plase": "US", "like": "too"},
    {"id": "two", "figure": "12 tonns", "place": "Ohoi", "period": "2019-13", "frame": "seizure"},
    {"id": "three", "figure": "5 kg", "figure": "6 kg"},
    {"id": "four", "rate": "1 per 2 people", "share": "1 of 2 people"},
    {"id": "five", "figure": 12.50, "allow": {"AR33": "because"}}
  ],
  "conclusion": [{"id": "so", "from": ["one", "fore"], "asserts": "shair < 1/2"}]
}"#;
    let error = Source::json("many.json", text).check(&Checker::default()).unwrap_err();
    let told: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
    let expected = [
        ("2:3: unknown key `titel`", "title"),
        ("4:36: unknown name `enforcment`", "enforcement"),
        ("6:53: unknown key `plase`", "place"),
        ("6:76: no claim is called 'too'", "two"),
        ("7:29: 'tonns'", "tonnes"),
        ("7:50: no place is called 'Ohoi'", "Ohio"),
        ("7:68: '2019-13'", ""),
        ("7:88: no frame is called 'seizure'", "seizures"),
        ("8:39: `figure` is given twice", "first on line 8"),
        ("9:5: a claim has one relation", ""),
        ("10:55: no rule or family is called 'AR33'", "AR03"),
        ("12:47: no claim is called 'fore'", ""),
        ("12:67: 'shair < 1/2' is no assertion", "share"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, (start, name)) in told.iter().zip(expected) {
        assert!(told.starts_with(start) && told.contains(name), "{told}, not {start} … {name}");
    }
}

#[test]
fn nothing_is_called_unknown_that_broken_text_may_declare() {
    let text = "[[claim]]\nid = \"one\nfigure = \"5 kg\"\n\n[[claim]]\nid = \"two\"\nlike = \"one\"\nfigure = \"6 kg\"\nagainst = \"nobody\"\n";
    let found = problems(&Source::toml("broken.toml", text));
    assert!(found.iter().any(|(line, ..)| *line == 2), "{found:?}");
    assert!(found.iter().any(|(line, _, message)| *line == 9 && message.contains("'nobody'")), "{found:?}");
    assert!(!found.iter().any(|(line, ..)| *line == 7), "{found:?}");
}

#[test]
fn a_file_that_cannot_be_opened_says_so() {
    let error = Source::open("no/such/file.toml").unwrap_err().to_string();
    assert!(error.starts_with("no/such/file.toml: cannot be read: "), "{error}");
    let error = Source::open("story.txt").unwrap_err().to_string();
    assert!(error.contains("`.toml` or `.json`"), "{error}");
}

/// Files made to stall a reader; each must give a message.
fn hostile() -> Vec<(&'static str, Source)> {
    let claim = |figure: &str| format!("[[claim]]\nid = \"a\"\nfigure = \"{figure}\"\n");
    let many = |n: usize, one: &dyn Fn(usize) -> String| (0..n).map(one).collect::<String>();
    let digits = "9".repeat(100_000);
    let deep = format!("{{\"claim\": {}1{}}}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    let nested = format!("a{} = 1", ".a".repeat(100_000));
    let like = many(1_000, &|i| {
        format!("[[claim]]\nid = \"c{i}\"\nfigure = \"1 kg\"\nlike = \"c{}\"\n", (i + 1) % 1_000)
    });
    let cycle =
        format!("[taxonomy.is_a]\n{}", many(1_000, &|i| format!("n{i} = \"n{}\"\n", (i + 1) % 1_000)));
    let unknown = many(20_000, &|i| {
        format!("[[claim]]\nid = \"c{i}\"\nfigure = \"1 kg\"\nlike = \"d{i}\"\nplace = \"Nowhere{i}\"\n")
    });
    let partly = format!("titel = 1\n{unknown}");
    let broken = format!("title = \"\n{unknown}");
    let growth = "[[claim]]\nid = \"a\"\nchange = { from = \"1 kg\", to = \"2 kg\", stated = \"1 % per year\" }\nperiod = \"0001/999999\"\n";
    let toml = |text: &str| Source::toml("hostile.toml", text);
    vec![
        ("exponent", toml(&claim("1e999999999"))),
        ("digits", toml(&claim(&digits))),
        ("over zero", toml(&claim("1/0"))),
        ("mixed separators", toml(&claim("1,2.3,4.5"))),
        ("nested tables", Source::json("hostile.json", deep)),
        ("dotted keys", toml(&nested)),
        ("like cycle", toml(&like)),
        ("is_a cycle", toml(&cycle)),
        ("growth", toml(growth)),
        ("unknown names", toml(&unknown)),
        ("unknown names in part of a file", toml(&partly)),
        ("unknown names in broken text", toml(&broken)),
    ]
}

#[test]
fn hostile_files_give_a_message() {
    for (what, source) in hostile() {
        let error = source.check(&Checker::default()).unwrap_err();
        assert!(error.problems().iter().all(|problem| problem.to_string().len() < 1_000), "{what}");
    }
}

#[test]
fn names_beside_a_figure_that_cannot_be_read_are_names_all_the_same() {
    let told = |other: &str| -> Vec<String> {
        let text = format!(
            "[taxonomy]\nis_a = {{ fentanyl = \"opioid\" }}\n[[claim]]\nid = \"a\"\nfigure = {{ value = \"abc def\", of = \"fentanl\" }}\n{other}"
        );
        let error = Source::toml("names.toml", text).check(&Checker::default()).unwrap_err();
        error.problems().iter().map(|problem| problem.message.clone()).collect()
    };
    let [figure, name] = &told("")[..] else { panic!("{:?}", told("")) };
    assert!(figure.contains("is not a figure") && name.contains("stands only here"), "{figure}, {name}");
    // Of two who write it alike, neither has made a slip.
    let twice = told("[[claim]]\nid = \"b\"\nfigure = \"5 kg\"\nof = \"fentanl\"\n");
    assert!(matches!(twice.as_slice(), [one] if one.contains("is not a figure")), "{twice:?}");
}

#[test]
fn a_broken_taxonomy_is_told_once_and_its_names_are_not_held_against_anybody() {
    let messages = |taxonomy: &str| -> Vec<String> {
        let text = format!(
            "{taxonomy}\n[[claim]]\nid = \"a\"\nfigure = \"5 kg\"\nplace = \"Ohio\"\norigin = {{ basis = \"shipment\", value = \"Ohio\" }}\n"
        );
        let error = Source::toml("broken.toml", text).check(&Checker::default()).unwrap_err();
        error.problems().iter().map(|problem| problem.pointer.clone()).collect()
    };
    // Without origins of their own, origins are places.
    let places = "[taxonomy.place]\npart_of = { Ohio = \"Utah\", Utah = \"Ohio\" }";
    let told = messages(places);
    assert!(matches!(told.as_slice(), [one] if one.starts_with("/taxonomy/place")), "{told:?}");
    // With some, what is wrong with the places is not told again of them.
    let told = messages(&format!("{places}\n[taxonomy.origin]\nis_a = {{ ohioan = \"Ohio\" }}"));
    assert!(matches!(told.as_slice(), [one] if one.starts_with("/taxonomy/place")), "{told:?}");
    // The same fault in two taxonomies is two faults.
    let circle = "part_of = { Ohio = \"Utah\", Utah = \"Ohio\" }";
    let stages = format!("{places}\n[taxonomy.stage]\n{circle}");
    assert_eq!(messages(&stages).len(), 2, "{:?}", messages(&stages));
}

#[test]
fn a_level_is_a_percentage_below_all() {
    let text = |level: &str| {
        format!(
            "[[claim]]\nid = \"a\"\nfigure = {{ value = \"52 %\", margin = \"3 %\", level = \"{level}\" }}\n"
        )
    };
    for wrong in ["95", "0 %", "100 %", "-5 %", "5 kg"] {
        let found = problems(&Source::toml("level.toml", text(wrong)));
        assert_eq!(found.len(), 1, "{wrong}: {found:?}");
        assert!(found[0].2.contains("is no level"), "{wrong}: {found:?}");
    }
    assert!(Source::toml("level.toml", text("95 %")).check(&Checker::default()).is_ok());
}
