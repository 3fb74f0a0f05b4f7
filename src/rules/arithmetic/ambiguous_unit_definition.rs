//! AR09: a unit with several definitions.

use crate::dossier::{Owner, Reported};
use crate::number::{Exact, Form, Reading};
use crate::rule::{Field, Finding, NamedValue, Outcome, QuantityCase, Verdict, declare_rule};
use crate::vocabulary::{Definition, Dimension, TextConventions, Unit};

declare_rule! {
    /// ## What it checks
    /// Whether a unit has several definitions that neither its name nor the country and language of the text settle:
    /// ton, gallon, barrel, ounce, mile, gigabyte, degree.
    ///
    /// ## Why it matters
    /// A reader takes the definition of home.
    ///
    /// ## How
    /// The figure is converted to the base unit by each definition that is left. It fires where the largest unit is more
    /// than `spread` above the smallest; of a rate ("tons a day") each definition is put in its place. Degrees of
    /// temperature are listed as printed, for their scales have different zeros. What a unit measures is taken to be
    /// plain: definitions are compared within a dimension (pounds of weight with pounds of weight, not with sterling).
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id     = "port"
    /// figure = "25 tons"
    /// ```
    ///
    /// ## Clean
    /// In a text from the United States a ton is a short ton.
    /// ```toml
    /// [text]
    /// country = "US"
    ///
    /// [[claim]]
    /// id     = "port"
    /// figure = "25 tons"
    /// ```
    ///
    /// ## Limits
    /// Says it once for a claim, at its first figure in that unit. Silent about currencies ("$"): what they differ by is
    /// an exchange rate, and no text fixes that. Of a unit with two open names ("miles per gallon") it looks at the
    /// first. It does not guess from another figure which definition was meant, and does not judge whether the choice
    /// would change the outcome of another rule: all rules reckon with every definition that is left.
    ///
    /// ## Sources
    /// Thompson, A. & Taylor, B. N. (2008), *Guide for the Use of the International System of Units*, NIST Special
    /// Publication 811. NIST Handbook 44, Appendix C, *General Tables of Units of Measurement*. Each definition in the
    /// table of units names its own source.
    "AR09", "ambiguous-unit-definition", "arithmetic", since "0.1.0", Note,
    "a unit has several definitions",
    Quantity(check),
    options [("spread", "1/200", "how far apart, relative to the smallest, the definitions may lie")]
}

fn check(case: &QuantityCase<'_>) -> Verdict {
    let unit = case.reported.unit();
    if !unit.is_ambiguous() {
        return Ok(Outcome::not_applicable("the unit has one definition"));
    }
    if is_repeated(case) {
        return Ok(Outcome::not_applicable("an earlier figure of the claim is in the same unit"));
    }
    let all: Vec<Definition> = unit.definitions().cloned().collect();
    let Some((least, most)) = all.iter().find_map(|definition| extremes(&all, definition.dimension())) else {
        return Ok(Outcome::not_applicable("of each dimension the unit has one definition"));
    };
    let dimension = least.dimension();
    let spread = ((most.factor() - least.factor())? / least.factor())?;
    let mut values = Vec::new();
    for definition in all.iter().filter(|definition| definition.dimension() == dimension) {
        let Some(value) = value(case.reported, definition)? else {
            return Ok(Outcome::not_applicable("the open name is part of a unit of several"));
        };
        values.push(value);
    }
    let is_temperature = is_temperature(case.reported);
    if is_nothing(case.reported) || spread <= case.settings.get("spread") {
        return Ok(Outcome::Passed { values });
    }
    let reason = if is_temperature {
        "the degrees differ by {spread}, their scales have different zeros, and the text does not say which is meant"
    } else {
        "the definitions are {spread} apart, and the text does not say which is meant"
    };
    let finding = Finding::note(
        "{amount} can be {list}",
        reason,
        "say which is meant, or convert; in the dossier, the country under [text] settles what its law or use settles",
    );
    let finding = finding
        .values(values)
        .value(NamedValue::percent("spread", spread))
        .word("amount", case.reported.amount.to_string())
        .made("list", move |finding| {
            let shown = |value: &NamedValue| match is_temperature {
                true => value.shown(),
                false => format!("{} ({})", value.shown(), value.name),
            };
            // The last is the spread.
            let values = finding.all_values();
            listed(values.iter().take(values.len().saturating_sub(1)).map(shown).collect())
        })
        .ask(Field::UNIT_DEFINITION)
        .at(case.pointer());
    Ok(finding.into())
}

/// How many figures of a claim are looked through for an earlier one in the same unit.
const EARLIER: usize = 64;

/// None is none in every unit; 0 °C is not 0 °F.
fn is_nothing(reported: &Reported) -> bool {
    reported.amount.figure().value().is_zero() && !is_temperature(reported)
}

/// Whether an earlier figure of the claim has said it already: one text uses a name in one sense.
fn is_repeated(case: &QuantityCase<'_>) -> bool {
    let Some(member) = case.member() else { return false };
    let claim = match member.owner {
        Owner::Claim(position) => case.resolved.claim(position),
        Owner::Reference(_) => None,
    };
    let members = claim.map_or(std::slice::from_ref(member), |claim| case.resolved.members_of(claim));
    members
        .iter()
        .flat_map(|member| case.resolved.amounts_of(member))
        .take(EARLIER)
        .take_while(|earlier| !std::ptr::eq(*earlier, case.reported))
        .any(|earlier| earlier.unit() == case.reported.unit() && !is_nothing(earlier))
}

/// The smallest and the largest definition of one dimension, where it has several.
fn extremes(all: &[Definition], dimension: Dimension) -> Option<(&Definition, &Definition)> {
    let of_one = || all.iter().filter(|definition| definition.dimension() == dimension);
    let least = of_one().min_by(|a, b| a.factor().cmp(b.factor()))?;
    let most = of_one().max_by(|a, b| a.factor().cmp(b.factor()))?;
    (of_one().count() > 1).then_some((least, most))
}

/// The figure by one definition; nothing where the open name stands too deep in the unit to be put in words.
fn value(reported: &Reported, definition: &Definition) -> Result<Option<NamedValue>, Outcome> {
    let unit = reported.unit();
    let Ok(defined) = Unit::parse(definition.name(), &TextConventions::default()) else { return Ok(None) };
    let top = unit.numerator();
    let (factor, symbol) = match unit.per() {
        _ if is_temperature(reported) => (Exact::ONE, definition.name().replacen("degree", "degrees", 1)),
        // "tons a day" becomes "kg a day".
        _ if top.is_ambiguous() => {
            let Some(rest) = unit.symbol().strip_prefix(top.symbol()) else { return Ok(None) };
            (definition.factor().clone(), defined.base_symbol().into_owned() + rest)
        }
        // "US$ a barrel" becomes "US$ per m³".
        Some((n, below)) if below.is_ambiguous() => {
            ((n * definition.factor())?.recip()?, format!("{} per {}", top.symbol(), defined.base_symbol()))
        }
        _ => return Ok(None),
    };
    let figure = reported.amount.figure();
    let value =
        NamedValue::range(definition.name().to_string(), figure.reading(Reading::Nearest).scale(&factor)?);
    // A limit ("over 25 tons") and a range are no one number.
    let is_number = figure.form() == Form::Number && !figure.is_sharp();
    let exact = if is_number { Some((figure.value() * &factor)?) } else { None };
    Ok(Some(NamedValue { exact, ..value.unit(symbol) }))
}

/// Degrees on a scale, whose zeros differ; a rate of degrees is a difference.
fn is_temperature(reported: &Reported) -> bool {
    reported.unit().per().is_none()
        && reported.unit().definitions().any(|definition| definition.dimension() == Dimension::TEMPERATURE)
}

/// "a, b or c".
fn listed(mut words: Vec<String>) -> String {
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} or {last}", words.join(", ")) }
}

#[cfg(test)]
mod tests;
