//! Texts of a list found by what they say, at five bytes each beside the list.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// Finds the places of a list's texts. The list itself is handed in with each call, as a function from place to text.
#[derive(Debug, Clone, Default)]
pub(crate) struct TextIndex {
    places: HashTable<u32>,
    hasher: RandomState,
}

impl TextIndex {
    pub(crate) fn with_capacity(count: usize) -> Self {
        TextIndex { places: HashTable::with_capacity(count), hasher: RandomState::default() }
    }

    /// The place of a text.
    pub(crate) fn find<'t>(&self, text: &str, at: impl Fn(u32) -> &'t str) -> Option<u32> {
        self.places.find(self.hasher.hash_one(text), |place| at(*place) == text).copied()
    }

    /// Adds a place, or gives the one that has its text already.
    pub(crate) fn insert<'t>(&mut self, text: &str, place: u32, at: impl Fn(u32) -> &'t str) -> Option<u32> {
        let hash = |place: &u32| self.hasher.hash_one(at(*place));
        match self.places.entry(self.hasher.hash_one(text), |place| at(*place) == text, hash) {
            Entry::Occupied(known) => Some(*known.get()),
            Entry::Vacant(free) => {
                free.insert(place);
                None
            }
        }
    }

    /// The places, in no order.
    pub(crate) fn places(&self) -> impl Iterator<Item = u32> {
        self.places.iter().copied()
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_found_at_its_first_place() {
        let texts: Vec<String> = (0..1_000).map(|i| format!("text {}", i % 700)).collect();
        let at = |place: u32| &*texts[place as usize];
        let mut index = TextIndex::default();
        for place in 0..1_000 {
            let known = index.insert(at(place), place, at);
            assert_eq!(known, place.checked_sub(700));
        }
        assert_eq!(index.find("text 699", at), Some(699));
        assert_eq!(index.find("text 700", at), None);
        assert_eq!(index.places().count(), 700);
    }
}
