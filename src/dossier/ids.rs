//! Who goes by which id, in one piece: what a report keeps of a dossier's claims, references and conclusions.

use super::Owner;

/// The ids of a dossier one after the other, so that a hundred thousand findings name their claims by number.
#[derive(Debug, Default)]
pub(crate) struct IdTable {
    text: String,
    ends: Vec<usize>,
    claims: u32,
    conclusions: u32,
}

/// What an id stands for, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Claim(u32),
    Conclusion(u32),
    Reference(u32),
}

impl IdTable {
    pub(crate) fn new<'a>(
        claims: impl IntoIterator<Item = &'a str>,
        conclusions: impl IntoIterator<Item = &'a str>,
        references: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut table = IdTable::default();
        table.extend(claims);
        table.claims = table.count();
        table.extend(conclusions);
        table.conclusions = table.count() - table.claims;
        table.extend(references);
        table.text.shrink_to_fit();
        table
    }

    /// How many ids there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// As places are counted; a list of more than 2³² entries does not fit in memory.
    fn count(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    /// What the id at a place stands for.
    pub(crate) fn named(&self, place: u32) -> Named {
        let before = self.claims + self.conclusions;
        if place < self.claims {
            Named::Claim(place)
        } else if place < before {
            Named::Conclusion(place - self.claims)
        } else {
            Named::Reference(place - before)
        }
    }

    fn extend<'a>(&mut self, ids: impl IntoIterator<Item = &'a str>) {
        let ids = ids.into_iter();
        self.ends.reserve(ids.size_hint().0);
        for id in ids {
            self.text.push_str(id);
            self.ends.push(self.text.len());
        }
    }

    /// What goes by an id, looked for from the first on.
    pub(crate) fn find(&self, id: &str) -> Option<Named> {
        let place = (0..self.count()).find(|place| self.get(*place) == id)?;
        Some(self.named(place))
    }

    /// The id at a place in the table; the empty text for none.
    pub(crate) fn get(&self, place: u32) -> &str {
        let end = |place: u32| usize::try_from(place).ok().and_then(|place| self.ends.get(place)).copied();
        let start = place.checked_sub(1).map_or(Some(0), end);
        start.zip(end(place)).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    pub(crate) fn of_owner(&self, owner: Owner) -> &str {
        match owner {
            Owner::Claim(position) => self.get(position),
            Owner::Reference(position) => self.get((self.claims + self.conclusions).saturating_add(position)),
        }
    }

    pub(crate) fn of_conclusion(&self, position: u32) -> &str {
        self.get(self.claims.saturating_add(position))
    }
}
