//! AR09: a unit with several definitions.

use crate::number::Exact;
use crate::rule::{Field, Finding, NamedValue, Outcome, QuantityCase, Verdict, declare_rule};

declare_rule! {
    /// ## What it checks
    /// Whether a unit has several definitions that neither the unit's name nor the country and language of the text
    /// settle: ton, gallon, barrel, mile.
    ///
    /// ## Why it matters
    /// A reader takes the definition of home.
    ///
    /// ## How
    /// The figure is converted by each definition. It fires where the largest is more than `spread` above the smallest.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id     = "port"
    /// figure = "25 tons"
    /// ```
    ///
    /// ## Clean
    /// ```toml
    /// [[claim]]
    /// id     = "port"
    /// figure = "25 tonnes"
    /// ```
    ///
    /// ## Limits
    /// Dollars of several countries have no common measure and are not reported. Does not guess from another figure of the claim which definition was meant. Where the dossier's `[text]` names a
    /// country, what its law or use settles is settled.
    ///
    /// ## Sources
    /// Thompson, A. & Taylor, B. N. (2008), *NIST Special Publication 811*. NIST Handbook 44, Appendix C.
    "AR09", "ambiguous-unit-definition", "arithmetic", since "0.1.0", Note,
    "a unit has several definitions",
    Quantity(check),
    options [("spread", "1/200", "how far apart, relative to the smallest, the definitions may put the figure")]
}

fn check(case: &QuantityCase<'_>) -> Verdict {
    let unit = case.reported.unit();
    if !unit.is_ambiguous() {
        return Ok(Outcome::not_applicable("the unit has one definition"));
    }
    let figure = case.reported.amount.figure().value().clone();
    if figure.is_zero() {
        return Ok(Outcome::not_applicable("none is none by every definition"));
    }
    let base = unit.base_symbol();
    let mut values = Vec::new();
    for definition in unit.definitions() {
        let value = (&figure * definition.factor())?;
        // Where the definitions are of different dimensions there is no common unit to convert to.
        let symbol = if unit.dimension().is_some() { base.clone() } else { String::new() };
        values.push(NamedValue::new(definition.name(), value).unit(symbol));
    }
    let numbers = || values.iter().filter_map(|value| value.exact.as_ref());
    let sizes = || numbers().map(Exact::abs);
    let (Some(least), Some(most)) = (sizes().min(), sizes().max()) else {
        return Ok(Outcome::not_applicable("the unit's definitions cannot be compared"));
    };
    let comparable = unit.dimension().is_some() && least.is_positive();
    let spread = if comparable { ((&most - &least)? / &least)? } else { Exact::ONE };
    if spread <= case.settings.get("spread") {
        return Ok(Outcome::Passed { values });
    }
    let list: Vec<String> =
        values.iter().map(|value| format!("{} ({})", value.shown(), value.name)).collect();
    let finding = if comparable {
        Finding::note(
            "{amount} can be {list}",
            "the definitions are {spread} apart, and the text does not say which is meant",
            "say which is meant, or convert",
        )
    } else {
        Finding::note(
            "{amount} can be {list}",
            "the unit's definitions measure different things, and the text does not say which is meant",
            "say which is meant",
        )
    };
    let finding = finding
        .values(values)
        .value(NamedValue::percent("spread", spread))
        .word("amount", case.reported.amount.to_string())
        .word("list", list.join(" or "))
        .ask(Field::UNIT_DEFINITION)
        .at(case.pointer());
    Ok(finding.into())
}

#[cfg(test)]
mod tests;
