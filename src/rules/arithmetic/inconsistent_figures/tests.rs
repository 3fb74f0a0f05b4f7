#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use crate::rules::check_one::{finding, outcome};

/// The tables of the documentation, with another share and other parts.
fn tables(stated: &str, day: &str, night: &str) -> String {
    format!(
        r#"
[[claim]]
id     = "by-shift"
total  = {{ whole = "1,200 people", parts = {{ day = "{day}", night = "{night}" }}, exclusive = true, exhaustive = true }}
of     = "staff"
base   = "none"
place  = "NZ"
period = "2019"
stage  = "none"
origin = {{ basis = "any", value = "none" }}
flow   = "stock"

[[claim]]
id     = "by-age"
share  = {{ part = "403 people", whole = "1,200 people", stated = "{stated}" }}
like   = "by-shift"
which  = {{ of = "staff-under-30" }}
"#
    )
}

#[test]
fn two_tables_of_one_whole() {
    let finding = finding("AR13", &tables("33.6 %", "707 people", "517 people"));
    panic!("{}\n{}\n{}\n{:#?}\n{}", finding.message(), finding.reason(), finding.advice(), finding.values(), finding.proof().unwrap());
}
