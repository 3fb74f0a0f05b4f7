//! A rule of one's own, on the same terms as the built-in ones: a house style that wants round percentages.
//!
//! `cargo run --example custom_rule`

use saltgrain::rule::{Check, NamedValue, Outcome};
use saltgrain::{Checker, Claim, Dossier, Finding, Rule};

fn main() -> Result<(), saltgrain::Error> {
    // A closure may hold state: here, how many decimals the house prints.
    let decimals = 0;
    let check = Check::quantity(move |case| {
        let Some(digit) = case.reported.amount.figure().last_digit() else {
            return Ok(Outcome::not_applicable("the figure has no last digit"));
        };
        if case.reported.unit().symbol() != "%" {
            return Ok(Outcome::not_applicable("not a percentage"));
        }
        let finest = saltgrain::number::Exact::pow10(-decimals)?;
        if digit >= finest {
            return Ok(Outcome::Passed);
        }
        let finding = Finding::note(
            "{amount} is printed to {digit} of a per cent",
            "our pages print percentages to {finest} per cent",
            "round it",
        );
        let finding = finding
            .word("amount", case.reported.amount.to_string())
            .with(NamedValue::new("digit", digit))
            .with(NamedValue::new("finest", finest))
            .at(case.pointer());
        Ok(finding.into())
    });
    // Codes of one's own start with three capital letters, so that they never clash with built-in ones.
    let rule = Rule::new("HOUSE01", "round-percentages", "a percentage is printed too finely", check);

    let dossier = Dossier::new("a page").claim("turnout", Claim::figure("61.37 %")?.of("turnout"));
    let report = Checker::default().rule(rule)?.check(&dossier)?;
    print!("{report}");
    Ok(())
}
