//! Repairs in findings: which slips would make the figures agree, as words and as values.

use crate::number::ArithmeticError;
use crate::quantity::Amount;
use crate::repair::{Identity, Repairs, Slip, search};
use crate::rule::{Finding, Name, NamedValue};

/// How many repairs a finding tells.
const TOLD: usize = 3;

/// The pattern of the values: what the slipped figure would be, by rank.
const VALUE: &str = "repair {}";

/// Of the further figures in one of which the same slip may be.
const OTHER: &str = "repair {}, figure {}";

/// Adds what would make the figures agree: the word `repairs`, an advice that begins with `check`, and the values
/// "repair 1", "repair 2"… where a repair changes a figure.
pub(crate) fn tell(
    finding: Finding,
    check: &str,
    otherwise: &str,
    figures: &[Amount],
    identity: &Identity<'_>,
    readings: &[(Slip, &Identity<'_>)],
) -> Result<Finding, ArithmeticError> {
    let Repairs { found, .. } = search(figures, identity, readings)?;
    if found.is_empty() {
        return Ok(finding.word("repairs", otherwise.to_string()));
    }
    let told: Vec<String> = found.iter().take(TOLD).map(|repair| repair.text(figures)).collect();
    let mut values = Vec::new();
    for (rank, repair) in (1i64..).zip(&found).take(TOLD) {
        for (number, place) in (0i64..).zip(&repair.places) {
            let Some(figure) = figures.get(place.figure) else { continue };
            let name = match number {
                0 => Name::at(VALUE, [rank.into()]),
                number => Name::at(OTHER, [rank.into(), (number + 1).into()]),
            };
            values.push(NamedValue::new(name, place.value.clone()).unit(figure.unit().symbol().to_string()));
        }
    }
    let advice = format!("{check}; it would be right if {}", told.join(", or if "));
    Ok(finding.with_all(values).word("repairs", advice))
}
