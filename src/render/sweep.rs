//! A sweep as text.

use std::fmt;

use super::text::printable;
use crate::checker::{SweepLine, SweepTable};
use crate::claim::Quantified;
use crate::number::{Exact, Interval};
use crate::rule::{NamedValue, Style};

/// How an assumption's values are shown: parts of a whole in percent, ratios as numbers.
fn style(table: &SweepTable) -> Style {
    let name = table.sweep().of.name.word();
    if name.ends_with("ratio") || name == "lag" { Style::Plain } else { Style::Percent }
}

fn shown(value: &Exact, style: Style) -> String {
    NamedValue::new("", value.clone()).style(style).shown()
}

fn range(line: &SweepLine, can_be: Option<&Interval>) -> String {
    let style = if line.assertion.quantified == Quantified::Share { Style::Percent } else { Style::Plain };
    match can_be {
        Some(can_be) if *can_be == Interval::all() => "anything".to_string(),
        Some(can_be) => NamedValue::range("", can_be.clone()).style(style).shown_range(),
        None => "the claims exclude one another".to_string(),
    }
}

impl fmt::Display for SweepTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = style(self);
        let sweep = self.sweep();
        writeln!(
            f,
            "{} from {} to {}",
            printable(&sweep.of.to_string()),
            shown(&sweep.from, style),
            shown(&sweep.to, style)
        )?;
        if self.lines().is_empty() {
            writeln!(f, "\nNo conclusion asserts anything that could change.")?;
        }
        for line in self.lines() {
            let claims: Vec<String> = line.claims.iter().take(8).map(|claim| printable(claim)).collect();
            writeln!(f, "\n{}: {}, from {}", printable(&line.conclusion), line.assertion, claims.join(", "))?;
            if let ([], [first, .., last]) = (&*line.turns, &*line.points) {
                let [first_range, last_range] = [first, last].map(|point| range(line, point.can_be.as_ref()));
                let both = match first_range == last_range {
                    true => first_range,
                    false => format!("{first_range}, in the end {last_range}"),
                };
                writeln!(f, "  {} throughout: {both}", first.judgement.word())?;
                continue;
            }
            let values: Vec<String> = line.points.iter().map(|point| shown(&point.value, style)).collect();
            let width = values.iter().map(|value| value.chars().count()).max().unwrap_or_default();
            for (point, value) in line.points.iter().zip(&values) {
                let (word, can_be) = (point.judgement.word(), range(line, point.can_be.as_ref()));
                writeln!(f, "  {value:>width$}  {word:12}  {can_be}")?;
            }
            for turn in &line.turns {
                let (low, high) = (&turn.between.0, &turn.between.1);
                let between = Interval::closed(low.clone(), high.clone())
                    .unwrap_or_else(|| Interval::point(low.clone()));
                let between = NamedValue::range("", between).style(style).shown_range();
                writeln!(f, "  {} turns into {} at {between}", turn.from.word(), turn.to.word())?;
            }
        }
        if self.is_cut() {
            writeln!(f, "\nThere are more: these are only the first {} lines.", self.lines().len())?;
        }
        Ok(())
    }
}
