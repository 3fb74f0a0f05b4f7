//! Sound claims that look suspicious, from official statistics and published reports: parts that add up to 101, a fall of more
//! than all, a state above its country. No rule calls any of them an error or a warning, and each rule that could have
//! fired is shown to have held or not to apply. `docs/suspicious.md` says so for each, and is written from here.
//!
//! Which rules could have fired was written down here before any of the claims was checked. Rules that do not stand in this
//! tree are left out, and judged as soon as they are there.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::path::PathBuf;

use saltgrain::{Checker, Report, Rule, Severity, Source, rules};

struct Case {
    file: &'static str,
    /// What it looks like, and what it is.
    looks: &'static str,
    is: &'static str,
    /// The rules that could have fired.
    could: &'static [&'static str],
    /// Those of them whose documentation promises a note of it: what a reader should know of a sound claim, too.
    notes: &'static [&'static str],
    wrong: &'static [Wrong],
}

/// The claim made wrong, and the rule that says so: a test that cannot fail is none.
struct Wrong {
    says: &'static str,
    rule: &'static str,
    /// Each text that is replaced, wherever it stands, and by what.
    changes: &'static [(&'static str, &'static str)],
}

const fn wrong(
    says: &'static str,
    rule: &'static str,
    changes: &'static [(&'static str, &'static str)],
) -> Wrong {
    Wrong { says, rule, changes }
}

const CASES: &[Case] = &[
    Case {
        file: "sum-of-101",
        looks: "shares of a vote add up to 101 %",
        is: "seven shares, each rounded to whole per cent",
        could: &["AR02", "AR03", "AR10", "DN10"],
        notes: &[],
        wrong: &[
            wrong("The first party has ten points too many.", "AR02", &[("\"44 %\"", "\"54 %\"")]),
            wrong("One party has more than all votes.", "AR03", &[("\"44 %\"", "\"144 %\"")]),
        ],
    },
    Case {
        file: "sum-of-99",
        looks: "the sources of all energy add up to 99 %",
        is: "five shares, each rounded before they are summed",
        could: &["AR02", "AR03", "AR10", "DN10"],
        notes: &[],
        wrong: &[
            wrong("Ten points are missing.", "AR02", &[("\"36 %\"", "\"26 %\"")]),
            wrong("Petroleum is more than all energy.", "AR03", &[("\"36 %\"", "\"136 %\"")]),
        ],
    },
    Case {
        file: "maternal-mortality",
        looks: "deaths of women are divided by births",
        is: "a ratio by definition, and declared as one",
        could: &["AR01", "AR04", "AR10", "AR11", "DN01", "DN02", "DN06"],
        notes: &["DN01"],
        wrong: &[wrong("The digits of the ratio are exchanged.", "AR01", &[("32.9 per", "39.2 per")])],
    },
    Case {
        file: "multiple-response",
        looks: "the parts of a census add up to 110.9 %",
        is: "several answers were possible",
        could: &["AR02", "AR03", "AR10", "DN07", "DN10", "IN03"],
        notes: &["DN10"],
        wrong: &[
            wrong("One race is more than all people.", "AR03", &[("235.4 million", "435.4 million")]),
            wrong(
                "The parts are said to exclude one another.",
                "DN10",
                &[("exclusive  = false", "exclusive  = true")],
            ),
        ],
    },
    Case {
        file: "net-change",
        looks: "migration is more than all of the growth",
        is: "a balance: there were more deaths than births",
        could: &["AR02", "AR03", "AR05", "AR10", "DN08", "DN10", "DN15", "IN03"],
        notes: &[],
        wrong: &[
            wrong(
                "The population grew by ten per cent.",
                "AR05",
                &[("stated = \"1.0 %\"", "stated = \"10 %\"")],
            ),
            wrong("A part of the balance is a hundred times as much.", "AR02", &[("\"1,400 ", "\"140,000 ")]),
            wrong(
                "The text has two populations for one day.",
                "IN03",
                &[("period = \"2023-06-30\"", "period = \"2022-06-30\"")],
            ),
        ],
    },
    Case {
        file: "register-above-100",
        looks: "104 of 100 people are registered with a doctor",
        is: "a register from which those who left are struck off late, over an estimate of the population",
        could: &["AR01", "AR03", "AR04", "AR10", "DN01", "DN02", "DN06"],
        notes: &["DN01"],
        wrong: &[wrong("The digits of the ratio are exchanged.", "AR01", &[("104 per 100", "140 per 100")])],
    },
    Case {
        file: "truncated-rate",
        looks: "98 in 26,107 is printed as 37 in 10,000, and is 37.5",
        is: "cut off, not rounded",
        could: &["AR01", "AR10", "AR11", "DN01", "DN02", "DN06"],
        notes: &["AR01"],
        wrong: &[wrong("The digits of the rate are exchanged.", "AR01", &[("\"37 per", "\"73 per")])],
    },
    Case {
        file: "state-above-country",
        looks: "a part of the country has a higher rate than the country",
        is: "a rate: the whole lies between its parts",
        could: &["AR01", "AR03", "AR07", "AR10", "DN01", "DN03", "DN06", "IN03"],
        notes: &[],
        wrong: &[
            wrong("The digits of the rate are exchanged.", "AR01", &[("stated = \"9.39", "stated = \"3.99")]),
            wrong(
                "As counts, the state has more deaths than the country.",
                "AR03",
                &[(
                    "\"5.44 deaths per 1,000 live births\"",
                    "{ events = \"54 deaths\", exposure = \"10,000 live births\" }",
                )],
            ),
        ],
    },
    Case {
        file: "stock-above-average",
        looks: "more were unemployed in February than in the whole year",
        is: "a stock: the year's figure is the mean of its months",
        could: &["AR03", "AR10", "DN02", "DN08", "IN03"],
        notes: &[],
        wrong: &[wrong(
            "As new cases, February has more than the year.",
            "AR03",
            &[("\"stock\"", "\"flow\""), ("measure = \"mean\"", "measure = \"count\"")],
        )],
    },
    Case {
        file: "one-in-five",
        looks: "nearly one in five, and 18.6 %",
        is: "a round word for the same figure",
        could: &["AR01", "AR04", "AR10", "AR11", "DN01", "DN06", "IN03"],
        notes: &[],
        wrong: &[wrong(
            "Unweighted, the percentage is not that of its counts.",
            "AR01",
            &[("\"weighted\"", "\"none\""), ("stated = \"18.6 %\"", "stated = \"28.6 %\"")],
        )],
    },
    Case {
        file: "doubled",
        looks: "doubled, and 1.93 times",
        is: "a word for about twice as many",
        could: &["AR04", "AR05", "AR10", "AR12", "DN02"],
        notes: &[],
        wrong: &[
            wrong("It is said to have tripled.", "AR05", &[("\"doubled\"", "\"tripled\"")]),
            wrong(
                "The later figure is in tonnes.",
                "AR10",
                &[("79.5 million people", "79.5 million tonnes")],
            ),
        ],
    },
    Case {
        file: "three-fold",
        looks: "three-fold, and 3.16 times",
        is: "a word for about three times as many",
        could: &["AR04", "AR05", "AR10", "AR12", "DN02"],
        notes: &[],
        wrong: &[
            wrong("It is said to be five-fold.", "AR05", &[("\"three-fold\"", "\"five-fold\"")]),
            wrong("The later figure is in tonnes.", "AR10", &[("7.9 billion people", "7.9 billion tonnes")]),
        ],
    },
    Case {
        file: "profit-to-loss",
        looks: "earnings fell by 106 %",
        is: "a balance, which can fall below zero",
        could: &["AR04", "AR05", "AR06", "AR09", "AR10", "DN08", "DN15"],
        notes: &[],
        wrong: &[
            wrong("There was no loss: then it is 94 %.", "AR05", &[("\"-$636", "\"$636")]),
            wrong(
                "The later figure is in tonnes.",
                "AR10",
                &[("\"-$636 million\"", "\"636 million tonnes\"")],
            ),
        ],
    },
    Case {
        file: "small-base",
        looks: "up by 11,237 %",
        is: "the base was next to nothing",
        could: &["AR04", "AR05", "AR06", "AR10", "AR12", "SA03"],
        notes: &[],
        wrong: &[
            wrong(
                "The percentage has lost a digit.",
                "AR05",
                &[("stated = \"11,237 %\"", "stated = \"1,123 %\"")],
            ),
            wrong("The later figure is in euros.", "AR10", &[("1,370,000 visitors\",", "1,370,000 EUR\",")]),
        ],
    },
    Case {
        file: "seasonally-adjusted",
        looks: "two age groups add up to more than all",
        is: "three series, each seasonally adjusted by itself and rounded",
        could: &["AR02", "AR03", "AR10", "DN10"],
        notes: &[],
        wrong: &[
            wrong(
                "Unadjusted figures add up, and a hundred thousand are too many.",
                "AR02",
                &[("\"seasonal\"", "\"none\""), ("833.3", "933.3")],
            ),
            wrong("One group is more than all.", "AR03", &[("833.3", "1,833.3")]),
        ],
    },
    Case {
        file: "chained-volumes",
        looks: "the parts of consumption leave 715 million out",
        is: "chained volumes, which do not add up",
        could: &["AR02", "AR03", "AR09", "AR10", "DN10"],
        notes: &[],
        wrong: &[
            wrong(
                "At current prices, the same parts do have to add up.",
                "AR02",
                &[("\"real\"", "\"none\"")],
            ),
            wrong("Households consume more than all.", "AR03", &[("$1,330,398", "$2,330,398")]),
        ],
    },
    Case {
        file: "mean-near-one-end",
        looks: "the mean of four countries is next to the lowest",
        is: "84 of 100 people live there",
        could: &["AR04", "AR07", "AR10", "DN10", "SA04"],
        notes: &[],
        wrong: &[
            wrong(
                "The mean is above each of the four.",
                "AR07",
                &[("overall    = \"12.9 %\"", "overall    = \"14.9 %\"")],
            ),
            wrong("One of the four is a weight.", "AR10", &[("mean = \"13.9 %\"", "mean = \"13.9 kg\"")]),
        ],
    },
    Case {
        file: "mean-off-the-middle",
        looks: "the overall share is not the middle of the two groups",
        is: "one group is three times as large",
        could: &["AR04", "AR07", "AR10", "DN10", "SA04"],
        notes: &[],
        wrong: &[
            wrong("It is above both.", "AR07", &[("\"75.2 %\"", "\"79.6 %\"")]),
            wrong("One of the two is a weight.", "AR10", &[("mean = \"79.1 %\"", "mean = \"79.1 kg\"")]),
        ],
    },
    Case {
        file: "simpson",
        looks: "the better treatment in each group is the worse one of all",
        is: "the harder cases got the better treatment, and every figure is right",
        could: &["AR01", "AR03", "AR05", "AR07", "AR10", "DN07", "DN09", "DN11", "SA04"],
        notes: &[],
        wrong: &[
            wrong("The digits of a share are exchanged.", "AR01", &[("\"78 %\"", "\"87 %\"")]),
            wrong("More were healed than treated.", "AR03", &[("\"55 patients\"", "\"155 patients\"")]),
        ],
    },
    Case {
        file: "per-kilometre-and-journey",
        looks: "flying is 62 times as safe, and three times as dangerous",
        is: "per kilometre and per journey",
        could: &["AR05", "AR10", "DN06", "DN07", "IN03"],
        notes: &["DN06"],
        wrong: &[
            wrong("The digits of the ratio are exchanged.", "AR05", &[("\"62 times\"", "\"26 times\"")]),
            wrong("Both are said to be per kilometre.", "IN03", &[("billion journeys", "billion km")]),
        ],
    },
    Case {
        file: "participation-15-to-74",
        looks: "a labour force with a base that holds pensioners, and another one for the unemployed",
        is: "two shares, each with its own base, as they are defined",
        could: &["AR01", "AR03", "AR04", "AR10", "DN01", "DN02", "DN04", "DN06", "IN03"],
        notes: &[],
        wrong: &[
            wrong(
                "The digits of a share are exchanged.",
                "AR01",
                &[("stated = \"75.2 %\"", "stated = \"57.2 %\"")],
            ),
            wrong(
                "More are unemployed than work or look for it.",
                "AR03",
                &[("\"440,000 people\"", "\"7,440,000 people\"")],
            ),
        ],
    },
    Case {
        file: "points-and-per-cent",
        looks: "a rate is down by 2.8, and by 42",
        is: "percentage points, and per cent",
        could: &["AR04", "AR05", "AR06", "AR10", "DN02", "IN03"],
        notes: &[],
        wrong: &[wrong(
            "The points are printed as per cent.",
            "AR06",
            &[("-2.8 percentage points", "-2.8 %")],
        )],
    },
    Case {
        file: "odds-and-risk",
        looks: "40 % less likely, and 7 % less",
        is: "odds ratio and risk ratio of the same two shares",
        could: &["AR01", "AR05", "AR10", "DN11", "EP01"],
        notes: &[],
        wrong: &[
            wrong("The risk ratio has its digits exchanged.", "EP01", &[("\"0.93\"", "\"0.39\"")]),
            wrong("One of the two is a weight.", "AR10", &[("value = \"90.6 %\"", "value = \"90.6 kg\"")]),
        ],
    },
    Case {
        file: "debt-to-product",
        looks: "156 % of what a country produces is owed",
        is: "a stock over the flow of one year, declared as a ratio",
        could: &["AR01", "AR03", "AR04", "AR10", "DN01", "DN02", "DN08"],
        notes: &["DN01"],
        wrong: &[wrong(
            "The ratio is that of 2,569 billion to another product.",
            "AR01",
            &[("155.6 %\" }", "115.6 %\" }")],
        )],
    },
    Case {
        file: "two-currencies",
        looks: "13 billion and 14.5 billion for one bill",
        is: "euros and dollars",
        could: &["AR03", "AR09", "AR10", "IN03"],
        notes: &[],
        wrong: &[wrong(
            "Both are said to be in dollars.",
            "IN03",
            &[("\"EUR 13 billion\"", "\"$13 billion\"")],
        )],
    },
    Case {
        file: "vacancies-over-unemployed",
        looks: "1.9 of each unemployed person",
        is: "a ratio of two different things",
        could: &["AR01", "AR03", "AR04", "AR10", "DN01", "DN02", "DN06", "DN16"],
        notes: &["DN01"],
        wrong: &[wrong("The ratio is half as large.", "AR01", &[("\"1.9\"", "\"0.9\"")])],
    },
    Case {
        file: "coverage-above-100",
        looks: "118 % of the residents are vaccinated",
        is: "those who work there are vaccinated too, and are no residents",
        could: &["AR01", "AR03", "AR04", "AR10", "DN01", "DN02", "DN06"],
        notes: &["DN01"],
        wrong: &[
            wrong("The digits of the ratio are exchanged.", "AR01", &[("\"118 %\"", "\"181 %\"")]),
            wrong(
                "It is said to be a share of the residents.",
                "AR03",
                &[
                    (
                        "{ events = \"39,815 people\", exposure = \"33,691 residents\"",
                        "{ part = \"39,815 residents\", whole = \"33,691 residents\"",
                    ),
                    ("rate    =", "share   ="),
                    ("measure = \"ratio\"\n", ""),
                ],
            ),
        ],
    },
    Case {
        file: "complement",
        looks: "84.1 % and 15.9 % for one thing",
        is: "those who can read, and those who cannot",
        could: &["AR02", "AR03", "AR04", "AR10", "DN10", "IN03"],
        notes: &[],
        wrong: &[
            wrong(
                "The complement has ten points too many.",
                "AR02",
                &[("illiterate = \"15.9 %\"", "illiterate = \"25.9 %\"")],
            ),
            wrong(
                "More than all can read.",
                "AR03",
                &[("literate = \"84.1 %\",", "literate = \"184.1 %\",")],
            ),
        ],
    },
    Case {
        file: "per-100-households",
        looks: "180 of 100 households",
        is: "bicycles, of which a household may have several",
        could: &["AR01", "AR03", "AR04", "AR10", "DN01", "DN02", "DN06"],
        notes: &["DN01"],
        wrong: &[wrong(
            "The digits of the ratio are exchanged.",
            "AR01",
            &[("\"180 per 100\"", "\"108 per 100\"")],
        )],
    },
    Case {
        file: "cumulative-and-active",
        looks: "35,713 cases, and 28,710 cases, on one day",
        is: "all who ever tested positive, and those who still do",
        could: &["AR02", "AR03", "AR10", "DN08", "DN10", "IN03"],
        notes: &[],
        wrong: &[
            wrong("Nearly all of the dead are forgotten.", "AR02", &[("\"2,978 cases\"", "\"298 cases\"")]),
            wrong(
                "More are positive than ever were.",
                "AR03",
                &[("positive = \"28,710 cases\"", "positive = \"82,710 cases\"")],
            ),
        ],
    },
    Case {
        file: "density",
        looks: "1,119 people on one square kilometre",
        is: "a density",
        could: &["AR01", "AR08", "AR10", "DN01", "DN02", "DN06"],
        notes: &[],
        wrong: &[wrong(
            "The digits of the density are exchanged.",
            "AR01",
            &[("\"1,119 per", "\"1,911 per")],
        )],
    },
    Case {
        file: "turnout",
        looks: "turnouts of 91.9 %, 66.8 % and 61.3 % in one election",
        is: "of the registered, of the citizens, of all adults",
        could: &["AR01", "AR03", "AR04", "AR10", "DN01", "DN04", "DN06", "IN03"],
        notes: &[],
        wrong: &[
            wrong(
                "The digits of a share are exchanged.",
                "AR01",
                &[("stated = \"91.9 %\"", "stated = \"19.9 %\"")],
            ),
            wrong(
                "Two turnouts are said to be of the registered.",
                "IN03",
                &[("base    = \"citizens\"", "base    = \"registered\"")],
            ),
        ],
    },
    Case {
        file: "gross-and-net",
        looks: "1,185,600 and 677,300 migrants in one year",
        is: "gross and net",
        could: &["AR02", "AR03", "AR10", "DN08", "DN10", "DN13", "DN15", "IN03"],
        notes: &[],
        wrong: &[
            wrong(
                "The conclusion on the net is drawn from the gross figure.",
                "DN13",
                &[("from = \"net\"", "from = \"came\"")],
            ),
            wrong("Both are said to be net.", "IN03", &[("flow   = \"gross\"", "flow   = \"net\"")]),
        ],
    },
    Case {
        file: "milliarden",
        looks: "2.368,0 of something, and 28.164 for each",
        is: "German points and commas, and milliards",
        could: &["AR01", "AR04", "AR05", "AR09", "AR10", "DN01", "DN02", "IN03"],
        notes: &["DN01"],
        wrong: &[
            wrong(
                "Millionen are said for Milliarden.",
                "AR01",
                &[("2.368,0 Milliarden Euro\", exposure", "2.368,0 Millionen Euro\", exposure")],
            ),
            wrong("The growth is ten times as fast.", "AR05", &[("stated = \"2,0 %\"", "stated = \"20 %\"")]),
        ],
    },
    Case {
        file: "index-2015",
        looks: "an index rose by 9.5 points, and prices by 8.6 %",
        is: "its base is 100, and no longer its value",
        could: &["AR04", "AR05", "AR06", "AR10"],
        notes: &[],
        wrong: &[
            wrong(
                "The points of the index are printed as per cent.",
                "AR05",
                &[("stated = \"8,6 %\"", "stated = \"9,5 %\"")],
            ),
            wrong(
                "The later index is a weight.",
                "AR10",
                &[
                    ("value = \"120,6\"", "value = \"120,6 kg\""),
                    ("value = \"111,1\"", "value = \"111,1 EUR\""),
                ],
            ),
        ],
    },
    Case {
        file: "attack-rate",
        looks: "61 % of all fell ill, and 80 % of some",
        is: "an attack rate, by what they ate",
        could: &[
            "AR01", "AR03", "AR04", "AR05", "AR07", "AR10", "AR11", "DN01", "DN06", "DN09", "DN11", "IN03",
            "SA01",
        ],
        notes: &[],
        wrong: &[
            wrong(
                "The digits of a share are exchanged.",
                "AR01",
                &[("stated = \"61 %\"", "stated = \"16 %\"")],
            ),
            wrong("More fell ill than were there.", "AR03", &[("\"46 guests\"", "\"146 guests\"")]),
        ],
    },
    Case {
        file: "case-fatality",
        looks: "66 % of the cases died, and not of the people",
        is: "a case-fatality ratio",
        could: &["AR01", "AR03", "AR04", "AR10", "DN01", "DN02", "DN06", "DN12", "DN16"],
        notes: &[],
        wrong: &[
            wrong("The decimal point has moved.", "AR01", &[("stated = \"66 %\"", "stated = \"6.6 %\"")]),
            wrong("More died than were ill.", "AR03", &[("\"2,287 cases\"", "\"22,870 cases\"")]),
        ],
    },
    Case {
        file: "preliminary-and-final",
        looks: "210,000 and 249,000 jobs in one month",
        is: "the first release, and the next",
        could: &["AR03", "AR10", "IN03"],
        notes: &["IN03"],
        wrong: &[wrong(
            "Nobody says that the second figure is a revision.",
            "IN03",
            &[("vintage = \"2022-01-07\"\n", "")],
        )],
    },
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(case: &Case) -> String {
    let path = root().join("examples/suspicious").join(case.file).with_extension("toml");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn check(file: &str, text: &str) -> Report {
    let source = Source::toml(file, text);
    source.check(&Checker::default().keep_silent()).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn report(case: &Case) -> Report {
    check(case.file, &text(case))
}

/// The rules of a case that stand in this tree.
fn here(case: &Case) -> impl Iterator<Item = &'static Rule> {
    case.could.iter().filter_map(|code| rule(code))
}

fn rule(code: &str) -> Option<&'static Rule> {
    rules::all().find(|rule| rule.code == code)
}

/// How grave the worst is that a rule finds.
fn worst(report: &Report, code: &str) -> Option<Severity> {
    let findings = report.findings().iter().filter(|finding| finding.rule().code == code);
    findings.map(|finding| finding.severity()).max()
}

#[test]
fn none_is_accused() {
    for case in CASES {
        let report = report(case);
        assert!(report.worst() < Some(Severity::Warning), "{}:\n{report}", case.file);
    }
}

#[test]
fn every_rule_that_could_have_fired_held_or_does_not_apply() {
    for case in CASES {
        let report = report(case);
        assert!(report.answered().is_empty(), "{}: answered, not sound", case.file);
        for rule in here(case) {
            let tally = report.tally(&rule.code).unwrap();
            let is_note = case.notes.contains(&&*rule.code);
            let name = format!("{}: {}", case.file, rule.code);
            assert!(tally.fired == 0 || is_note, "{name} fires\n{report}");
            assert_eq!(tally.undecidable, 0, "{name} asks\n{report}");
            // Each subject that it judged is accounted for.
            let silent = report.silent().iter().filter(|silent| silent.rule.code == rule.code).count();
            assert_eq!(silent, tally.passed + tally.not_applicable, "{name}");
        }
    }
}

#[test]
fn made_wrong_each_is_found() {
    for case in CASES {
        let sound = text(case);
        let report = report(case);
        for wrong in case.wrong {
            let name = format!("{}: {} {}", case.file, wrong.rule, wrong.says);
            assert!(case.could.contains(&wrong.rule), "{name}");
            let mut changed = sound.clone();
            for (from, to) in wrong.changes {
                assert!(changed.contains(from), "{name}: no {from}");
                changed = changed.replace(from, to);
            }
            if rule(wrong.rule).is_none() {
                println!("{name} (pending)");
                continue;
            }
            let changed = check(case.file, &changed);
            assert!(worst(&changed, wrong.rule) > worst(&report, wrong.rule), "{name}\n{changed}");
        }
    }
}

/// Every dossier of the folder is a case, says whether its source was seen, and can be made wrong in a way that is found.
#[test]
fn the_list_is_complete() {
    for file in std::fs::read_dir(root().join("examples/suspicious")).unwrap() {
        let file = file.unwrap().path();
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(CASES.iter().any(|case| case.file == stem), "{stem} is no case");
    }
    for case in CASES {
        let text = text(case);
        assert!(text.contains("# Source: "), "{}: from where?", case.file);
        let is_told = text.contains("# Confirmed: ") || text.contains("# From memory, not confirmed");
        assert!(is_told, "{}: seen or not?", case.file);
        assert!(!case.wrong.is_empty(), "{}", case.file);
        assert!(case.notes.iter().all(|code| case.could.contains(code)), "{}", case.file);
    }
}

/// What a rule says of a sound claim, in a cell of the table.
fn said(report: &Report, rule: &Rule) -> String {
    let found = report.findings().iter().find(|finding| finding.rule().code == rule.code);
    if let Some(finding) = found {
        return format!("a note: {}", finding.message());
    }
    let mut said: Vec<String> = Vec::new();
    for silent in report.silent().iter().filter(|silent| silent.rule.code == rule.code) {
        let one = match &silent.reason {
            None => "passed".to_string(),
            Some(reason) => format!("not applicable: {}", reason.text()),
        };
        if !said.contains(&one) {
            said.push(one);
        }
    }
    match said.as_slice() {
        [] => format!("not applicable: there is no {} to judge", rule.check.subject()),
        said => said.join("; "),
    }
}

fn table() -> String {
    let mut text = format!(
        "# Sound claims that look suspicious\n\n\
         Generated: `UPDATE=1 cargo test --test suspicious` writes it again.\n\n\
         {} claims from official statistics and published reports, in [examples/suspicious](../examples/suspicious) with \
         their sources. None is called an error or a warning. For each rule that could have fired, written down before any \
         claim was checked: whether it held (passed) or why it does not apply. A note is what its documentation promises of \
         such a claim: what a reader should know of a sound one, too.\n\n\
         | what it looks like | what it is | rule | what it says |\n|---|---|---|---|\n",
        CASES.len(),
    );
    for case in CASES {
        let report = report(case);
        let mut claim = format!("[{}](../examples/suspicious/{}.toml) | {}", case.looks, case.file, case.is);
        for rule in here(case) {
            let said = said(&report, rule).replace('|', "\\|");
            text.push_str(&format!("| {claim} | {} {} | {said} |\n", rule.code, rule.name));
            claim = "|".to_string();
        }
    }
    text
}

#[test]
fn the_table_is_up_to_date() {
    let path = root().join("docs/suspicious.md");
    let text = table();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "{} is stale: UPDATE=1 cargo test --test suspicious writes it again",
        path.display()
    );
}
