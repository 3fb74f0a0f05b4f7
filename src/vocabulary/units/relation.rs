//! Whether two units can stand on the two sides of a sum or a comparison.

use super::dimension::Dimension;
use super::{Compound, Repr, Unit};

/// How what two units measure relates; the answer of [`Unit::comparable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KindRelation {
    /// The same dimension and kind: kilograms and tons, persons and people, `%` and `per 1,000`.
    Equal,
    /// One dimension, but not one kind: persons and cases, dollars and euros, °C and °F, deaths per birth and deaths
    /// per year-old. A taxonomy may know that the kinds are kinds of one.
    SameDimensionOtherKind,
    /// The text does not tell: a bare number may count anything, "dollars" may be any dollars, "sacks" may be a
    /// measure, a rate may leave out what it is of.
    Undecided,
    /// Whatever the words mean, kilograms are no people: the two never add up.
    UnequalDimension,
}

impl Unit {
    /// Whether amounts in the two units can be added, subtracted and compared.
    ///
    /// [`UnequalDimension`](KindRelation::UnequalDimension) is said only where no reading of the words agrees, so that
    /// it can carry an error.
    ///
    /// ```
    /// use saltgrain::vocabulary::{KindRelation, Unit};
    ///
    /// let relation = |a: &str, b: &str| Ok::<_, saltgrain::vocabulary::UnitError>(a.parse::<Unit>()?.comparable(&b.parse()?));
    /// assert_eq!(relation("kg", "tons")?, KindRelation::Equal);
    /// assert_eq!(relation("USD", "EUR")?, KindRelation::SameDimensionOtherKind);
    /// assert_eq!(relation("USD", "dollars")?, KindRelation::Undecided);
    /// assert_eq!(relation("kg", "people")?, KindRelation::UnequalDimension);
    /// assert_eq!(relation("kg", "sacks")?, KindRelation::Undecided);
    /// # Ok::<(), saltgrain::vocabulary::UnitError>(())
    /// ```
    #[must_use]
    pub fn comparable(&self, other: &Unit) -> KindRelation {
        if self == other {
            return KindRelation::Equal;
        }
        if matches!(self.0, Repr::One) || matches!(other.0, Repr::One) {
            // A fraction is a bare number; of anything else a bare number may have left out the name.
            let fractions = self.fraction().is_some() && other.fraction().is_some();
            return if fractions { KindRelation::Equal } else { KindRelation::Undecided };
        }
        match (self.dimension(), other.dimension()) {
            (Some(a), Some(b)) if a == b => self.kinds(other),
            (Some(a), Some(b)) => self.unequal(a, other, b),
            _ => self.some_definitions(other),
        }
    }

    /// Dimensions differ: surely, or only as far as the words tell?
    fn unequal(&self, a: Dimension, other: &Unit, b: Dimension) -> KindRelation {
        let open = self.has_open_kind() || other.has_open_kind();
        // "Deaths per 100,000" and "deaths per 100,000 people" differ only in what the first left out.
        let left_out = a.without_count() == b.without_count()
            && (matches!(self.0, Repr::Compound(_)) || matches!(other.0, Repr::Compound(_)));
        if open || left_out { KindRelation::Undecided } else { KindRelation::UnequalDimension }
    }

    /// At least one has definitions of several dimensions.
    fn some_definitions(&self, other: &Unit) -> KindRelation {
        let dimensions = |unit: &Unit| -> Vec<Dimension> {
            match &unit.0 {
                Repr::Table { sense, .. } => sense.definitions().map(|d| d.dimension()).collect(),
                _ => unit.dimension().into_iter().collect(),
            }
        };
        let (a, b) = (dimensions(self), dimensions(other));
        // Empty: a compound of such a unit, not worth multiplying out.
        let decided = !a.is_empty() && !b.is_empty() && !self.has_open_kind() && !other.has_open_kind();
        if decided && !a.iter().any(|d| b.contains(d)) {
            KindRelation::UnequalDimension
        } else {
            KindRelation::Undecided
        }
    }

    /// A noun that is not known to be no unit of measure.
    fn has_open_kind(&self) -> bool {
        match &self.0 {
            Repr::One | Repr::Table { .. } => false,
            Repr::Counted(counted) => !counted.known,
            Repr::Compound(compound) => compound.parts().any(|(_, part)| part.has_open_kind()),
        }
    }

    /// The dimensions are equal: are the kinds?
    fn kinds(&self, other: &Unit) -> KindRelation {
        match (&self.0, &other.0) {
            (Repr::Compound(_), _) | (_, Repr::Compound(_)) => {}
            _ => return kind_of_one(self, other),
        }
        let (mut mine, mut theirs) = (self.kinded(), other.kinded());
        let mut answer = KindRelation::Equal;
        // What is of one kind on both sides goes first, then what may be.
        for wanted in [KindRelation::Equal, KindRelation::Undecided] {
            mine.retain(|(above, part)| {
                let twin = theirs.iter().position(|(a, t)| a == above && kind_of_one(part, t) == wanted);
                let Some(twin) = twin else { return true };
                theirs.swap_remove(twin);
                answer = if wanted == KindRelation::Undecided { wanted } else { answer };
                false
            });
        }
        if prices(self) != prices(other) || !mine.is_empty() || !theirs.is_empty() {
            return KindRelation::SameDimensionOtherKind;
        }
        answer
    }

    /// The parts that have a kind, those of the numerator with `true`.
    fn kinded(&self) -> Vec<(bool, &Unit)> {
        match &self.0 {
            Repr::Compound(compound) => compound
                .parts()
                .flat_map(|(above, part)| {
                    part.kinded().into_iter().map(move |(inner, unit)| (above == inner, unit))
                })
                .collect(),
            Repr::One => Vec::new(),
            Repr::Table { sense, .. } => {
                let has_kind = sense.definitions().any(|d| d.kind().is_some());
                if has_kind { vec![(true, self)] } else { Vec::new() }
            }
            Repr::Counted(_) => vec![(true, self)],
        }
    }
}

fn prices(unit: &Unit) -> Vec<u16> {
    fn collect(compound: &Compound, years: &mut Vec<u16>) {
        years.extend(compound.prices_of);
        for (_, part) in compound.parts() {
            if let Repr::Compound(inner) = &part.0 {
                collect(inner, years);
            }
        }
    }
    let mut years = Vec::new();
    if let Repr::Compound(compound) = &unit.0 {
        collect(compound, &mut years);
    }
    years
}

/// For two units that are no compounds.
fn kind_of_one(a: &Unit, b: &Unit) -> KindRelation {
    if a == b {
        return KindRelation::Equal;
    }
    match (&a.0, &b.0) {
        (Repr::Table { sense: a, .. }, Repr::Table { sense: b, .. }) => {
            if a.kind.is_some() || b.kind.is_some() || a.is_ambiguous() || b.is_ambiguous() {
                let kinds = |sense: &super::Sense| sense.definitions().map(|d| d.kind()).collect::<Vec<_>>();
                let (a, b) = (kinds(a), kinds(b));
                let same = |kinds: &[Option<&str>], kind: Option<&str>| kinds.iter().all(|k| *k == kind);
                if let Some(first) = a.first() {
                    if same(&a, *first) && same(&b, *first) {
                        return KindRelation::Equal;
                    }
                }
                if a.iter().any(|kind| b.contains(kind)) {
                    return KindRelation::Undecided;
                }
                return KindRelation::SameDimensionOtherKind;
            }
            KindRelation::Equal
        }
        _ if a.dimension() == b.dimension() => KindRelation::SameDimensionOtherKind,
        _ => KindRelation::Undecided,
    }
}
