//! Who goes by which id, in one piece: what a report keeps of a dossier's claims, references and conclusions.

use std::sync::Arc;

use super::Owner;

/// The ids of a dossier one after the other, so that a hundred thousand findings name their claims by number.
#[derive(Debug, Default)]
pub(crate) struct IdTable {
    text: String,
    ends: Vec<usize>,
    claims: usize,
    conclusions: usize,
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
        table.claims = table.ends.len();
        table.extend(conclusions);
        table.conclusions = table.ends.len() - table.claims;
        table.extend(references);
        table.text.shrink_to_fit();
        table
    }

    /// How many ids there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// What the id at a place stands for.
    pub(crate) fn named(&self, place: usize) -> Named {
        let position = |before: usize| u32::try_from(place.saturating_sub(before)).unwrap_or(u32::MAX);
        if place < self.claims {
            Named::Claim(position(0))
        } else if place < self.claims + self.conclusions {
            Named::Conclusion(position(self.claims))
        } else {
            Named::Reference(position(self.claims + self.conclusions))
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

    /// The id at a place in the table; the empty text for none.
    pub(crate) fn get(&self, place: usize) -> &str {
        let end = |place: usize| self.ends.get(place).copied();
        let start = place.checked_sub(1).map_or(Some(0), end);
        start.zip(end(place)).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    pub(crate) fn of_owner(&self, owner: Owner) -> &str {
        let (position, before) = match owner {
            Owner::Claim(position) => (position, 0),
            Owner::Reference(position) => (position, self.claims + self.conclusions),
        };
        usize::try_from(position).map_or("", |position| self.get(before + position))
    }

    pub(crate) fn of_conclusion(&self, position: u32) -> &str {
        usize::try_from(position).map_or("", |position| self.get(self.claims + position))
    }
}

/// Whom a finding is about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Whose {
    ids: Option<Arc<IdTable>>,
    owner: Option<Owner>,
    /// One more than the position of the conclusion, 0 without one.
    conclusion: u32,
}

impl Whose {
    pub(crate) fn new(ids: &Arc<IdTable>, owner: Option<Owner>, conclusion: Option<u32>) -> Self {
        let conclusion = conclusion.map_or(0, |conclusion| conclusion.saturating_add(1));
        Whose { ids: Some(ids.clone()), owner, conclusion }
    }

    /// Of a claim or reference and a conclusion by their ids.
    #[cfg(feature = "json")]
    pub(crate) fn of(claim: Option<&str>, conclusion: Option<&str>) -> Self {
        let ids = Arc::new(IdTable::new(claim, conclusion, None));
        Whose::new(&ids, claim.map(|_| Owner::Claim(0)), conclusion.map(|_| 0))
    }

    pub(crate) fn claim(&self) -> Option<&str> {
        Some(self.ids.as_ref()?.of_owner(self.owner?))
    }

    pub(crate) fn conclusion(&self) -> Option<&str> {
        Some(self.ids.as_ref()?.of_conclusion(self.conclusion.checked_sub(1)?))
    }
}
