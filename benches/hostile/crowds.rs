//! Well-formed dossiers of thousands of equals: what a rule does for each of them must not grow with all of them.

use std::fmt::Write as _;

use super::{Hostile, each};

const CROWD: usize = 2_000;

fn figure(id: &str, more: &str) -> String {
    format!("[[claim]]\nid = \"{id}\"\n{more}\n")
}

fn ids(n: usize) -> String {
    each(n, |text, i| {
        let _ = write!(text, "\"c{i}\", ");
    })
}

fn claims(n: usize, mut more: impl FnMut(usize) -> String) -> String {
    each(n, |text, i| text.push_str(&figure(&format!("c{i}"), &more(i))))
}

/// A table of so many entries, in braces.
fn table(n: usize, entry: impl FnMut(usize) -> String) -> String {
    let entries: Vec<String> = (0..n).map(entry).collect();
    format!("{{ {} }}", entries.join(", "))
}

fn day(i: usize) -> String {
    format!("{:04}-{:02}-{:02}", 1000 + i / 336, i / 28 % 12 + 1, i % 28 + 1)
}

/// The frame of a poll.
const SURVEY: &str = "[frame.poll]\ndesign = \"probability\"\nstands_for = \"voters\"\nresponse = \"10 %\"\n";

/// What a sweep goes through: as many conclusions as it likes, each of which turns somewhere.
pub fn swept() -> String {
    let claims =
        claims(10_000, |i| format!("share = \"{} of 229 busts\"\nframe = \"seizures\"", 17 + i % 100));
    let conclusions = each(10_000, |text, i| {
        let _ = writeln!(
            text,
            "[[conclusion]]\nid = \"d{i}\"\nfrom = \"c{i}\"\nasserts = \"share < 1/2\"\nbase = \"supply\""
        );
    });
    format!("[frame.seizures]\ndesign = \"enforcement\"\nstands_for = \"supply\"\n{claims}{conclusions}")
}

/// Every crowd.
#[allow(clippy::too_many_lines, reason = "a list")]
pub fn crowds() -> Vec<Hostile> {
    let mut all = Vec::new();
    let mut toml = |name, text| all.push(Hostile { name, is_json: false, text, told: "" });
    let change = |from: usize, to: usize| {
        format!("change = {{ from = \"{from} thefts\", to = \"{to} thefts\" }}\nof = \"theft\"")
    };
    toml(
        "claims behind a cause with a control",
        claims(CROWD / 2, |i| change(200 + i, 100 + i))
            + &figure("control", &change(100, 88))
            + &format!(
                "[[conclusion]]\nid = \"c\"\nfrom = [{}]\nasserts = \"change < 0\"\nbecause = {{ what = \"cameras\", control = \"control\" }}\n",
                ids(CROWD / 2)
            ),
    );
    toml(
        "claims behind a cause with a date",
        claims(CROWD, |i| format!("{}\nperiod = \"{}\"", change(200 + i, 100 + i), 1900 + i % 100))
            + &format!(
                "[[conclusion]]\nid = \"c\"\nfrom = [{}]\nasserts = \"change < 0\"\nbecause = {{ what = \"cameras\", since = \"2019\" }}\n",
                ids(CROWD)
            ),
    );
    toml(
        "a series of 10,000",
        figure(
            "a",
            &format!(
                "change = {{ series = {} }}\nof = \"theft\"",
                table(10_000, |i| format!("{} = \"{} thefts\"", day(i), 20_000 - i))
            ),
        ) + "[[conclusion]]\nid = \"c\"\nfrom = \"a\"\nasserts = \"change < 0\"\nbecause = { what = \"cameras\", since = \"1020-01-01\" }\n",
    );
    toml(
        "a series of 10,000, all drawn from",
        figure(
            "a",
            &format!(
                "change = {{ series = {}, stated = \"falling\" }}\nof = \"theft\"\nplace = \"US\"\nperiod = \"1000/1040\"",
                table(10_000, |i| format!("{} = \"{} thefts\"", day(i), 20_000 - i))
            ),
        ) + &each(200, |text, i| {
            let _ = writeln!(
                text,
                "[[conclusion]]\nid = \"d{i}\"\nfrom = \"a\"\nasserts = \"change < 0\"\nbecause = {{ what = \"cameras\", since = \"10{:02}-01-01\" }}",
                i % 30
            );
        }),
    );
    for kind in ["probabilities", "shares", "p-values"] {
        let (name, value) = match kind {
            "probabilities" => ("10,000 chances", "999/1000"),
            "shares" => ("10,000 shares in common", "99.7 %"),
            _ => ("10,000 P-values", "0.0314"),
        };
        toml(
            name,
            figure(
                "a",
                &format!(
                    "[claim.joint]\nkind = \"{kind}\"\nstated = \"0.01\"\ntrials = \"12 million couples\"\nunion = \"0.3\"\nfactors = {}",
                    table(10_000, |i| format!("f{i} = \"{value}\""))
                ),
            ),
        );
    }
    toml(
        "10,000 chances, each another",
        figure(
            "a",
            &format!(
                "[claim.joint]\nkind = \"probabilities\"\nstated = \"0.01\"\nindependent = \"so they say\"\nfactors = {}",
                table(10_000, |i| format!("f{i} = \"0.99{i:05}\""))
            ),
        ),
    );
    toml(
        "10,000 strata",
        figure(
            "a",
            &format!(
                "base = \"voters\"\n[claim.compare]\nby = \"of\"\ngroups = {{ g = \"702 of 1,003 voters\", y = \"601 of 1,003 voters\" }}\nstrata = {}",
                table(10_000, |i| format!(
                    "s{i} = {{ g = \"{} of 1,003 voters\", y = \"{} of 1,003 voters\" }}",
                    300 + i % 500,
                    200 + i % 600
                ))
            ),
        ) + "[[conclusion]]\nid = \"c\"\nfrom = \"a\"\nof = \"y\"\nbase = \"g\"\nasserts = \"share > 1/2\"\n",
    );
    toml(
        "10,000 groups side by side",
        format!(
            "{SURVEY}{}",
            figure(
                "a",
                &format!(
                    "base = \"voters\"\nframe = \"poll\"\n[claim.compare]\nby = \"treatment\"\ngroups = {}",
                    table(10_000, |i| format!("g{i} = \"{} of {} voters\"", 300 + i % 500, 1_000 + i))
                ),
            )
        ) + "[[conclusion]]\nid = \"c\"\nfrom = \"a\"\nasserts = \"ratio > 1\"\n",
    );
    toml(
        "an average of 10,000 groups",
        figure(
            "a",
            &format!(
                "[claim.average]\noverall = \"41.7 years\"\nexhaustive = true\ngroups = {}",
                table(10_000, |i| format!(
                    "g{i} = {{ mean = \"{}.{} years\", n = \"{}\" }}",
                    20 + i % 50,
                    i % 10,
                    17 + i
                ))
            ),
        ) + "[[conclusion]]\nid = \"c\"\nfrom = \"a\"\nbase = \"person\"\n",
    );
    toml(
        "single cases beside shares",
        format!(
            "[frame.one]\ndesign = \"single-case\"\n{}{}[[conclusion]]\nid = \"c\"\nfrom = [{}]\n",
            claims(CROWD, |i| format!(
                "share = \"{} kg of {} kg\"\nof = \"cargo\"\nplace = \"US\"\nwhich = {{ origin = {{ basis = \"shipment\", value = \"CN\" }} }}",
                i + 1,
                2 * i + 500
            )),
            each(CROWD, |text, i| {
                text.push_str(&figure(&format!("s{i}"), &format!("figure = \"{} kg\"\nof = \"cargo\"\nplace = \"US\"\norigin = {{ basis = \"shipment\", value = \"CN\" }}\nframe = \"one\"", 30 + i)));
            }),
            ids(CROWD)
        ),
    );
    toml(
        "one share of single cases only",
        format!(
            "[frame.one]\ndesign = \"single-case\"\n{}{}",
            figure(
                "a",
                "share = \"5 kg of 536 kg\"\nof = \"cargo\"\nplace = \"US\"\nwhich = { origin = { basis = \"shipment\", value = \"CN\" } }"
            ),
            claims(2 * CROWD, |i| format!(
                "figure = \"{} kg\"\nof = \"cargo\"\nplace = \"US\"\norigin = {{ basis = \"shipment\", value = \"CN\" }}\nframe = \"one\"",
                30 + i
            )),
        ),
    );
    toml(
        "a conclusion with 1,000 thresholds",
        format!(
            "{SURVEY}{}[[conclusion]]\nid = \"c\"\nfrom = \"a\"\nbase = \"voters\"\nasserts = [{}]\n",
            figure("a", "share = \"117 of 229 voters\"\nof = \"yes\"\nframe = \"poll\""),
            each(1_000, |text, i| {
                let _ = write!(text, "\"share < {}/1009\", ", i + 1);
            })
        ),
    );
    toml(
        "10 conclusions from 10 claims with 20 thresholds",
        format!(
            "{SURVEY}{}{}",
            claims(10, |i| format!("share = \"{} of 229 voters\"\nof = \"yes\"\nframe = \"poll\"", 100 + i)),
            each(10, |text, i| {
                let thresholds = each(20, |text, k| {
                    let _ = write!(text, "\"share < {}/97\", ", 30 + k);
                });
                let _ = writeln!(
                    text,
                    "[[conclusion]]\nid = \"d{i}\"\nfrom = [{}]\nbase = \"voters\"\nasserts = [{thresholds}]",
                    ids(10)
                );
            })
        ),
    );
    toml(
        "samples of a population, 300",
        format!(
            "{SURVEY}{}{}",
            claims(300, |i| format!(
                "share = \"{} of {} voters\"\nof = \"yes\"\nframe = \"poll\"",
                1_000 + 10 * i,
                9_000 + i
            )),
            format_args!(
                "[[conclusion]]\nid = \"c\"\nfrom = [{}]\nbase = \"voters\"\nasserts = \"share < 1/2\"\n",
                ids(300)
            ),
        ),
    );
    toml(
        "shares of nobody knows which sample",
        claims(1_000, |i| {
            format!("share = \"{} of {} busts\"\nof = \"cargo\"\nbase = \"imports\"", 5 + i % 50, 300 + i)
        }) + &format!("[[conclusion]]\nid = \"c\"\nfrom = [{}]\nasserts = \"share < 1/10\"\n", ids(1_000)),
    );
    for (name, huge) in [("enormous numbers", true), ("tiny numbers", false)] {
        let number = |i: usize| {
            if huge {
                format!("{}{}", 1 + i % 9, "0".repeat(90 - i % 3))
            } else {
                format!("0.{}{}", "0".repeat(89 - i % 3), 1 + i % 9)
            }
        };
        toml(
            name,
            format!(
                "[frame.poll]\ndesign = \"probability\"\nstands_for = \"voters\"\npopulation = \"{n}\"\ndesign_effect = \"{n}\"\nclusters = \"{n}\"\n{}[[conclusion]]\nid = \"c\"\nfrom = [{}]\nbase = \"voters\"\nasserts = [\"share < 1/2\", \"count > {n}\"]\n",
                claims(50, |i| {
                    let n = number(i);
                    match i % 5 {
                        0 => format!(
                            "share = {{ part = \"{n} voters\", whole = \"{} voters\" }}\nframe = \"poll\"",
                            number(i + 1)
                        ),
                        1 => format!(
                            "figure = {{ value = \"40 %\", margin = \"{n} %\", n = \"{n}\" }}\nframe = \"poll\""
                        ),
                        2 => format!(
                            "figure = {{ mean = \"{n} years\", sd = \"{n} years\", n = \"{n}\", median = \"1 year\" }}\nframe = \"poll\""
                        ),
                        3 => {
                            format!("change = {{ from = \"{n} thefts\", to = \"{} thefts\" }}", number(i + 1))
                        }
                        _ => format!(
                            "[claim.compare]\nby = \"treatment\"\ngroups = {{ a = {{ value = \"{n} %\", n = \"{n}\", p = \"{n}\" }}, b = \"3 of {n} voters\" }}"
                        ),
                    }
                }),
                ids(50),
                n = number(0),
            ),
        );
    }
    toml(
        "like, 10,000 deep",
        claims(10_000, |i| match i {
            0 => "figure = \"1 kg\"\nplace = \"US\"".into(),
            _ => format!("figure = \"1 kg\"\nlike = \"c{}\"", i - 1),
        }),
    );
    all
}
