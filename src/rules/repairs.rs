//! Repairs in findings: which slips would make the figures agree, as words and as values.

use crate::dossier::{Owner, Resolved};
use crate::number::ArithmeticError;
use crate::quantity::Amount;
use crate::repair::{NAMED, Repairs, Search};
use crate::rule::{Finding, Name, NamedValue};

/// How many repairs a finding tells.
const TOLD: usize = 3;

/// The pattern of the values: what the slipped figure would be, by rank.
const VALUE: &str = "repair {}";

/// Of the further figures in one of which the same slip may be.
const OTHER: &str = "repair {}, figure {}";

/// In a longer text some figure or other fits by chance.
const CLAIMS: usize = 64;
const FIGURES: usize = 192;

/// The figures that stand elsewhere in the text, with the claims they stand in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Elsewhere(Vec<(Box<str>, Amount)>);

impl Elsewhere {
    /// Those of all claims but this one.
    pub(crate) fn of(resolved: &Resolved<'_>, owner: Owner) -> Self {
        if resolved.claims().len() > CLAIMS {
            return Elsewhere::default();
        }
        let members = resolved.members().iter().filter(|member| member.owner != owner);
        let named = members.flat_map(|member| {
            let id = resolved.owner_id(member.owner);
            resolved.amounts_of(member).iter().map(move |reported| (id.into(), reported.amount.clone()))
        });
        let found: Vec<_> = named.take(FIGURES + 1).collect();
        Elsewhere(if found.len() > FIGURES { Vec::new() } else { found })
    }
}

/// Adds what would make the figures agree: the word `repairs`, an advice that begins with `check`, and the values
/// "repair 1", "repair 2"… where a repair changes a figure.
pub(crate) fn tell(
    finding: Finding,
    check: &str,
    otherwise: &str,
    search: Search<'_>,
    elsewhere: &Elsewhere,
) -> Result<Finding, ArithmeticError> {
    let search =
        elsewhere.0.iter().fold(search, |search, (claim, figure)| search.elsewhere(claim, figure.clone()));
    tell_as(finding, &format!("{check}; it would be right if"), otherwise, &search)
}

/// The same without figures from elsewhere, with an advice that begins with `would`, up to its "if".
pub(crate) fn tell_as(
    finding: Finding,
    would: &str,
    otherwise: &str,
    search: &Search<'_>,
) -> Result<Finding, ArithmeticError> {
    let figures = search.figures();
    let Repairs { found, .. } = search.run()?;
    if found.is_empty() {
        return Ok(finding.word("repairs", otherwise.to_string()));
    }
    let told: Vec<String> = found.iter().take(TOLD).map(|repair| repair.text(figures)).collect();
    let mut values = Vec::new();
    for (rank, repair) in (1i64..).zip(&found).take(TOLD) {
        for (number, place) in (0i64..).zip(repair.places.iter().take(NAMED)) {
            let Some(figure) = figures.get(place.figure) else { continue };
            let name = match number {
                0 => Name::at(VALUE, [rank.into()]),
                number => Name::at(OTHER, [rank.into(), (number + 1).into()]),
            };
            values.push(NamedValue::new(name, place.value.clone()).unit(figure.unit().symbol().to_string()));
        }
    }
    let advice = format!("{would} {}", told.join(", or if "));
    Ok(finding.with_all(values).word("repairs", advice))
}
