//! One article in a few lines: two claims, one conclusion, a report.
//!
//! `cargo run --example quick_start`

use saltgrain::claim::Quantified;
use saltgrain::number::Exact;
use saltgrain::quantity::OriginSpec;
use saltgrain::{Checker, Claim, Conclusion, Design, Dossier, Frame};

fn main() -> Result<(), saltgrain::Error> {
    let dossier = Dossier::new("Officials on the source of fentanyl")
        .frame("us-seizures", Frame::new(Design::Enforcement).stands_for("us-supply"))
        .claim(
            "by-mass",
            Claim::share("5 kg", "536 kg")?
                .which(OriginSpec::shipment("CN"))
                .of("fentanyl")
                .place("US")
                .period("2018-10/2019-03")
                .frame("us-seizures"),
        )
        .claim(
            "by-case",
            Claim::share_of("17 of 229 busts")?.like("by-mass").which(OriginSpec::nationality("CN")),
        )
        .conclusion(
            "not-major",
            Conclusion::from_claims(["by-mass", "by-case"])
                .asserts(Quantified::Share.below(Exact::new(1, 2)?))
                .base("us-supply"),
        );
    let report = Checker::default().check(&dossier)?;
    print!("{report}");

    // Every number of a finding is at hand, exactly.
    if let Some(finding) = report.of("by-mass").rule("SA08") {
        if let Some(times) = finding.number("tipping point") {
            println!("\nthe conclusion flips if the rest is {times} times likelier to be caught");
        }
    }
    Ok(())
}
