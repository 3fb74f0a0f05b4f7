//! Short texts under keys, all in one allocation.
//!
//! A dossier is a great many short names: kept one by one, each costs an allocation and two words more than its letters.

use std::ops::Deref;

/// The key of a text: an ASCII letter, so that keys and texts can stand in one string.
pub(crate) type TextKey = u8;

/// Texts under keys. A key may have several texts; they keep their order.
///
/// One after the other: the key, the length in bytes, the text. Lengths are written six bits to a byte, the lowest
/// first, all but the last byte with bit 6 set: so every byte beside the texts is ASCII.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts(Box<str>);

/// The texts that are left, with their keys.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Entries<'a>(&'a str);

impl Texts {
    pub(crate) fn entries(&self) -> Entries<'_> {
        Entries(&self.0)
    }

    /// The text of a key; of several, the first.
    pub(crate) fn get(&self, key: TextKey) -> Option<&str> {
        self.all(key).next()
    }

    /// The texts of a key.
    pub(crate) fn all(&self, key: TextKey) -> impl Iterator<Item = &str> {
        self.entries().filter(move |(own, _)| *own == key).map(|(_, text)| text)
    }

    fn sorted(&self) -> Vec<(TextKey, &str)> {
        let mut entries: Vec<_> = self.entries().collect();
        entries.sort_by_key(|(key, _)| *key);
        entries
    }

    /// Adds a text after those that its key has.
    pub(crate) fn add(&mut self, key: TextKey, text: &str) {
        let mut entries = std::mem::take(&mut self.0).into_string();
        entries.reserve_exact(text.len() + 12);
        append(&mut entries, key, text);
        self.0 = entries.into_boxed_str();
    }

    /// Gives a key one text.
    pub(crate) fn set(&mut self, key: TextKey, text: &str) {
        let mut collected = Collected::from(&*self);
        collected.set(key, text);
        *self = collected.finish();
    }
}

/// In whichever order the keys come.
impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.sorted() == other.sorted()
    }
}

impl Eq for Texts {}

impl<'a> Entries<'a> {
    /// The entries of a string that [`Entries::as_str`] gave.
    pub(crate) fn of(text: &'a str) -> Self {
        Entries(text)
    }

    /// Key, text, key, text, as one string.
    pub(crate) fn as_str(self) -> &'a str {
        self.0
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = (TextKey, &'a str);

    fn next(&mut self) -> Option<(TextKey, &'a str)> {
        let mut bytes = self.0.bytes();
        let key = bytes.next()?;
        let (mut length, mut shift, mut start) = (0, 0, 1);
        for byte in bytes {
            length |= usize::from(byte & 0x3F) << shift;
            (shift, start) = (shift + 6, start + 1);
            if byte & 0x40 == 0 {
                break;
            }
        }
        let (text, rest) = self.0.get(start..)?.split_at_checked(length)?;
        self.0 = rest;
        Some((key, text))
    }
}

/// Texts while they are collected, in the order they come.
#[derive(Debug, Clone, Default)]
pub(crate) struct Collected {
    entries: String,
    /// One bit for each key that has come.
    keys: u64,
}

impl From<&Texts> for Collected {
    fn from(texts: &Texts) -> Self {
        let keys = texts.entries().fold(0, |keys, (key, _)| keys | bit(key));
        Collected { entries: texts.0.to_string(), keys }
    }
}

impl Collected {
    /// As large as most need.
    const USUAL: usize = 192;

    /// Adds a text after those that its key has.
    pub(crate) fn add(&mut self, key: TextKey, text: &str) {
        if self.entries.is_empty() {
            self.entries.reserve(Self::USUAL);
        }
        self.keys |= bit(key);
        append(&mut self.entries, key, text);
    }

    /// Gives a key one text.
    pub(crate) fn set(&mut self, key: TextKey, text: &str) {
        self.remove(key);
        self.add(key, text);
    }

    /// Gives a key these texts.
    pub(crate) fn set_all<T: Deref<Target = str>>(&mut self, key: TextKey, texts: &[T]) {
        self.remove(key);
        texts.iter().for_each(|text| self.add(key, text));
    }

    fn remove(&mut self, key: TextKey) {
        if self.keys & bit(key) != 0 {
            let mut kept = Collected::default();
            for (other, text) in Entries(&self.entries).filter(|(other, _)| *other != key) {
                kept.add(other, text);
            }
            *self = kept;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The texts, in just the memory that they need. (A copy of them is cheaper than to make the allocation smaller.)
    pub(crate) fn finish(self) -> Texts {
        Texts(self.entries.as_str().into())
    }
}

fn append(entries: &mut String, key: TextKey, text: &str) {
    entries.push(char::from(key));
    let mut length = text.len();
    while length >= 0x40 {
        entries.push(low_bits(length, 0x40));
        length >>= 6;
    }
    entries.push(low_bits(length, 0));
    entries.push_str(text);
}

/// The bit of a key: letters are 64 to 127.
fn bit(key: TextKey) -> u64 {
    1 << (key & 0x3F)
}

/// The lowest six bits of a length, and a mark, as one ASCII character.
fn low_bits(length: usize, mark: u8) -> char {
    char::from(u8::try_from(length & 0x3F).unwrap_or_default() | mark)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn are_what_was_collected_by_key(added in proptest::collection::vec((b'A'..=b'z', "[aé𝄞]{0,3}|[a-z]{60,5000}"), 0..12)) {
            let (mut collected, mut texts) = (Collected::default(), Texts::default());
            for (key, text) in &added {
                collected.add(*key, text);
                texts.add(*key, text);
            }
            let collected = collected.finish();
            prop_assert_eq!(&collected, &texts);
            prop_assert!(texts.entries().eq(added.iter().map(|(key, text)| (*key, &**text))));
            let mut reversed = Texts::default();
            let mut keys: Vec<_> = added.iter().map(|(key, _)| *key).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys.iter().rev() {
                texts.all(*key).for_each(|text| reversed.add(*key, text));
            }
            prop_assert_eq!(&reversed, &texts);
            for (key, _) in &added {
                let own: Vec<_> = added.iter().filter(|(other, _)| other == key).map(|(_, text)| &**text).collect();
                prop_assert_eq!(texts.all(*key).collect::<Vec<_>>(), own);
                let mut changed = texts.clone();
                changed.set(*key, "one");
                prop_assert_eq!(changed.all(*key).collect::<Vec<_>>(), ["one"]);
                prop_assert!(changed.entries().filter(|(other, _)| other != key).eq(texts.entries().filter(|(other, _)| other != key)));
            }
        }
    }
}
