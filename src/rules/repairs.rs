//! Repairs in findings: which slips would make the figures agree, as words and as values.

use crate::number::ArithmeticError;
use crate::quantity::Amount;
use crate::repair::{Identity, Repairs, Slip, search};
use crate::rule::{Finding, Name, NamedValue};

/// How many repairs a finding tells.
const TOLD: usize = 3;

/// The pattern of the values: what the slipped figure would be, by rank.
const VALUE: &str = "repair {}";

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
    let values = (1i64..).zip(&found).take(TOLD).filter_map(|(rank, repair)| {
        let unit = repair.figure.and_then(|figure| figures.get(figure))?.unit().symbol().to_string();
        let value = repair.value.clone()?;
        Some(NamedValue::new(Name::at(VALUE, [rank.into()]), value).unit(unit))
    });
    let advice = format!("{check}; it would be right if {}", told.join(", or if "));
    Ok(finding.with_all(values.collect::<Vec<_>>()).word("repairs", advice))
}
