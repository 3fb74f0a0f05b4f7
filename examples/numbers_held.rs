//! A program that holds its numbers builds claims from them without printing a single one.
//!
//! `cargo run --example numbers_held`

use saltgrain::number::Exact;
use saltgrain::{Checker, Claim, Dossier, Quantity};

struct Row {
    region: &'static str,
    cases: u32,
    people: u64,
    /// As the press release prints it.
    printed_rate: &'static str,
}

fn main() -> Result<(), saltgrain::Error> {
    let rows = [
        Row { region: "US", cases: 1_422, people: 256_423, printed_rate: "555 per 100,000" },
        Row { region: "CA", cases: 98, people: 26_107, printed_rate: "475 per 100,000" },
    ];
    let mut dossier = Dossier::new("cases by region");
    for row in rows {
        // Exact values and counts go in as they are: nothing was rounded, and nothing is assumed to have been.
        let rate =
            Quantity::rate_of((row.cases, "cases"), (row.people, "people"))?.stated(row.printed_rate)?;
        dossier = dossier.claim(row.region, Claim::rate(rate)?.of("cases").place(row.region).period("2019"));
        let share = (&Exact::from(row.cases) / &Exact::from(row.people))?;
        dossier = dossier
            .claim(&format!("{}-share", row.region), Claim::figure(share)?.of("cases").place(row.region));
    }
    let report = Checker::default().check(&dossier)?;
    print!("{report}");
    Ok(())
}
