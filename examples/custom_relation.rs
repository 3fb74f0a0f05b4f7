//! A relation and a scope component of one's own: the price elasticity of demand, by market segment.
//!
//! `cargo run --example custom_relation`

use saltgrain::claim::Relation;
use saltgrain::claim::relation::{Named, Other};
use saltgrain::number::Reading;
use saltgrain::rule::{Check, NamedValue, Outcome};
use saltgrain::{Checker, Claim, Dossier, Finding, Quantity, Rule};

fn elasticity(price: &str, demand: &str, stated: &str) -> Result<Claim, saltgrain::Error> {
    let named = |name: &str, text: &str| Ok((name.to_string(), Quantity::try_from(text)?));
    let quantities = [named("price", price), named("demand", demand), named("stated", stated)]
        .into_iter()
        .collect::<Result<Named<Quantity>, saltgrain::Error>>()?;
    let relation = Other { name: "elasticity".into(), quantities, words: Default::default() };
    Ok(Claim::new(Relation::Other(Box::new(relation))))
}

fn main() -> Result<(), saltgrain::Error> {
    // What the relation says, recomputed: stated = demand / price, over the rounding of all three.
    let check = Check::claim(|case| {
        let amount = |name: &str| {
            let member = case.members().iter().find(|member| member.name == Some(name))?;
            case.resolved.amounts_of(member).first()
        };
        let (Some(price), Some(demand), Some(stated)) = (amount("price"), amount("demand"), amount("stated"))
        else {
            return Ok(Outcome::not_applicable("the claim is no elasticity"));
        };
        let recomputed = demand.interval(Reading::Widest)?.div(&price.interval(Reading::Widest)?)?;
        if !recomputed.is_disjoint(&stated.interval(Reading::Widest)?) {
            return Ok(Outcome::Passed);
        }
        let finding = Finding::warning(
            "the elasticity of {stated} does not follow from the two changes",
            "they give {elasticity:range}",
            "check the sign and which change is divided by which",
        );
        let finding = finding
            .word("stated", stated.amount.to_string())
            .with(NamedValue::range("elasticity", recomputed))
            .at(case.resolved.pointer(stated));
        Ok(finding.into())
    });
    let rule =
        Rule::new("ECON01", "elasticity", "a stated elasticity is not the ratio of its changes", check);

    // `extra` is a component like any other: two figures of different segments are not compared.
    let dossier = Dossier::new("fuel prices")
        .claim(
            "private",
            elasticity("10 %", "-2 %", "-0.2")?.of("fuel").place("DE").extra("segment", "private"),
        )
        .claim("freight", elasticity("10 %", "-2 %", "-2")?.like("private").extra("segment", "freight"));
    print!("{}", Checker::default().rule(rule)?.check(&dossier)?);
    Ok(())
}
