//! AR09: a unit with several definitions.

use crate::dossier::{Owner, Reported};
use crate::number::{ArithmeticError, Exact, Form, Reading};
use crate::quantity::Amount;
use crate::rule::{Field, Finding, NamedValue, Outcome, QuantityCase, Severity, Verdict, declare_rule};
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
    let Some((least, most)) = extremes(unit) else {
        return Ok(Outcome::not_applicable("of each dimension the unit has one definition"));
    };
    if open_place(unit).is_none() {
        return Ok(Outcome::not_applicable("the open name is part of a unit of several"));
    }
    if is_nothing(case.reported) || spread(least, most)? <= case.settings.get("spread") {
        return Ok(Outcome::Passed);
    }
    let amount = case.reported.amount.clone();
    let finding = Finding::told_when_read(Severity::Note, move || {
        let is_temperature = is_temperature(amount.unit());
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
        let shown = |value: &NamedValue| match is_temperature {
            true => value.shown(),
            false => format!("{} ({})", value.shown(), value.name),
        };
        let mut values = values(&amount)?;
        let list = listed(values.iter().map(shown).collect());
        if let Some((least, most)) = extremes(amount.unit()) {
            values.push(NamedValue::percent("spread", spread(least, most)?));
        }
        Ok(finding.with_all(values).word("amount", amount.to_string()).word("list", list))
    });
    Ok(finding.ask(Field::UNIT_DEFINITION).at(case.pointer()).into())
}

/// How many figures of a claim are looked through for an earlier one in the same unit.
const EARLIER: usize = 64;

/// None is none in every unit; 0 °C is not 0 °F.
fn is_nothing(reported: &Reported) -> bool {
    reported.amount.figure().value().is_zero() && !is_temperature(reported.unit())
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
        .any(|earlier| says_it(earlier.unit(), case.reported.unit()) && !is_nothing(earlier))
}

/// Whether what is said of the one unit is said of the other: they are one, or the same name is open in both, as in
/// "3 trillion miles" and "1.3 per 100 million miles".
fn says_it(earlier: &Unit, unit: &Unit) -> bool {
    let name = |unit: &Unit| match open_place(unit)? {
        OpenPlace::Scale | OpenPlace::Above(_) => Some(unit.numerator().symbol().to_string()),
        OpenPlace::Below(_) => unit.per().map(|(_, below)| below.symbol().to_string()),
    };
    earlier == unit || name(unit).is_some_and(|open| name(earlier).as_ref() == Some(&open))
}

/// The smallest and the largest definition of the first dimension that has several.
fn extremes(unit: &Unit) -> Option<(&'static Definition, &'static Definition)> {
    unit.definitions().find_map(|first| {
        let of_one = || unit.definitions().filter(|definition| definition.dimension() == first.dimension());
        of_one().nth(1)?;
        let least = of_one().min_by(|a, b| a.factor().cmp(b.factor()))?;
        let most = of_one().max_by(|a, b| a.factor().cmp(b.factor()))?;
        Some((least, most))
    })
}

/// How much larger the largest is than the smallest, relative to it.
fn spread(least: &Definition, most: &Definition) -> Result<Exact, ArithmeticError> {
    &(most.factor() - least.factor())? / least.factor()
}

/// Where in a unit the open name stands.
enum OpenPlace<'u> {
    /// It is the unit itself, a scale of temperature.
    Scale,
    /// Above, with what follows it: "tons a day".
    Above(&'u str),
    /// Below, with how many of it: "US$ a barrel".
    Below(&'u Exact),
}

/// Nothing where the open name stands too deep in the unit to be put in words.
fn open_place(unit: &Unit) -> Option<OpenPlace<'_>> {
    let top = unit.numerator();
    if is_temperature(unit) {
        return Some(OpenPlace::Scale);
    }
    if top.is_ambiguous() {
        return unit.symbol().strip_prefix(top.symbol()).map(OpenPlace::Above);
    }
    match unit.per() {
        Some((n, below)) if below.is_ambiguous() => Some(OpenPlace::Below(n)),
        _ => None,
    }
}

/// The figure by each definition.
fn values(amount: &Amount) -> Result<Vec<NamedValue>, ArithmeticError> {
    let unit = amount.unit();
    let (Some(place), Some((least, _))) = (open_place(unit), extremes(unit)) else { return Ok(Vec::new()) };
    let figure = amount.figure();
    // A limit ("over 25 tons") and a range are no one number.
    let is_number = figure.form() == Form::Number && !figure.is_sharp();
    let readings = figure.reading(Reading::Nearest);
    let of_one = unit.definitions().filter(|definition| definition.dimension() == least.dimension());
    let value = |definition: &Definition| {
        let base = || {
            // Each definition's name is a unit.
            let defined = Unit::parse(definition.name(), &TextConventions::default());
            defined.map(|unit| unit.base_symbol()).unwrap_or_default()
        };
        let (factor, symbol) = match place {
            OpenPlace::Scale => (Exact::ONE, definition.name().replacen("degree", "degrees", 1)),
            // "tons a day" becomes "kg a day".
            OpenPlace::Above(rest) => (definition.factor().clone(), base().into_owned() + rest),
            // "US$ a barrel" becomes "US$ per m³".
            OpenPlace::Below(n) => {
                ((n * definition.factor())?.recip()?, format!("{} per {}", unit.numerator().symbol(), base()))
            }
        };
        let value = NamedValue::range(definition.name().to_string(), readings.scale(&factor)?);
        let exact = if is_number { Some((figure.value() * &factor)?) } else { None };
        Ok(NamedValue { exact, ..value.unit(symbol) })
    };
    of_one.map(value).collect()
}

/// Degrees on a scale, whose zeros differ; a rate of degrees is a difference.
fn is_temperature(unit: &Unit) -> bool {
    unit.per().is_none()
        && unit.definitions().any(|definition| definition.dimension() == Dimension::TEMPERATURE)
}

/// "a, b or c".
fn listed(mut words: Vec<String>) -> String {
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} or {last}", words.join(", ")) }
}

#[cfg(test)]
mod tests;
