//! Names of units that a word misses by one slip of the pen, so that "tonns" is not taken for a new kind of thing.
//!
//! One slip is one letter too many, too few, wrong, or two neighbours swapped (Damerau 1964). Both a name and a slip
//! of it have a form with one letter left out in common, or one is such a form of the other: hashes of those forms
//! find the candidates, and only candidates are compared (the symmetric-deletion search of Garbe 2012).

use foldhash::HashMap;
use std::cmp::Reverse;

use super::real_words::REAL_WORDS;

/// Shorter names and words are left alone: too many short words are one letter apart.
const SHORTEST: usize = 4;
/// Shorter names count as misspelt only where the slip leaves their letters alone (two swapped, one doubled or not):
/// "bots" are no "bits", but "gramms" are "grams".
const ANY_SLIP: usize = 6;
/// No name of the table is longer.
const LONGEST: usize = 40;

/// An index of the names.
#[derive(Debug)]
pub(super) struct Misspelt {
    names: Vec<String>,
    /// Hash of a form with at most one letter left out → the names it comes from.
    forms: HashMap<u64, Vec<u32>>,
    /// One bit per hash, to answer most words without the map.
    filter: Vec<u64>,
}

const FILTER_WORDS: usize = 2048;

impl Misspelt {
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Misspelt {
        let mut index =
            Misspelt { names: Vec::new(), forms: HashMap::default(), filter: vec![0; FILTER_WORDS] };
        for name in names.filter(|name| (SHORTEST..=LONGEST).contains(&name.len())) {
            let Ok(id) = u32::try_from(index.names.len()) else { break };
            index.names.push(name.to_owned());
            let mut forms = Vec::new();
            each_form(name.as_bytes(), &mut |hash| {
                forms.push(hash);
                false
            });
            for hash in forms {
                let (word, bit) = place(hash);
                if let Some(word) = index.filter.get_mut(word) {
                    *word |= bit;
                }
                let ids = index.forms.entry(hash).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        index
    }

    /// The name that the word, in lower case, misses by one slip; `None` for a real word, or where there is none.
    pub(super) fn nearest(&self, word: &str) -> Option<&str> {
        if !(SHORTEST..=LONGEST).contains(&word.len()) {
            return None;
        }
        let mut best: Option<(Likeness, &str)> = None;
        each_form(word.as_bytes(), &mut |hash| {
            let (place, bit) = place(hash);
            if self.filter.get(place).is_none_or(|bits| bits & bit == 0) {
                return false;
            }
            for id in self.forms.get(&hash).into_iter().flatten() {
                let Some(name) = usize::try_from(*id).ok().and_then(|id| self.names.get(id)) else {
                    continue;
                };
                if slipped(word.as_bytes(), name.as_bytes()) {
                    let likeness = likeness(word, name, *id);
                    if best.is_none_or(|(known, _)| likeness > known) {
                        best = Some((likeness, name));
                    }
                }
            }
            false
        });
        // Last, for it is the rarer question.
        best.map(|(_, name)| name).filter(|_| REAL_WORDS.binary_search(&word).is_err())
    }
}

/// Which of two names a writer more probably meant: same first letter, same last letter, the earlier of the table (a
/// line gives its most usual name first, and names with one meaning stand before ambiguous ones).
type Likeness = (bool, bool, Reverse<u32>);

fn likeness(word: &str, name: &str, id: u32) -> Likeness {
    let (word, bytes) = (word.as_bytes(), name.as_bytes());
    (word.first() == bytes.first(), word.last() == bytes.last(), Reverse(id))
}

fn place(hash: u64) -> (usize, u64) {
    let slot = usize::try_from((hash >> 6) % (FILTER_WORDS as u64)).unwrap_or_default();
    (slot, 1 << (hash & 63))
}

const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(hash: u64) -> u64 {
    // Finaliser of splitmix64 (Steele, Lea and Flood 2014), shortened: the filter reads the low bits.
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash ^ (hash >> 27)
}

/// Calls `found` with the hash of the word and of each form with one byte left out, until it returns true.
///
/// The hash is a polynomial, so the form without byte `k` costs one step: the sum without that byte's share.
fn each_form(word: &[u8], found: &mut dyn FnMut(u64) -> bool) {
    let mut whole = 0_u64;
    for byte in word {
        whole = whole.wrapping_mul(BASE).wrapping_add(u64::from(*byte) + 1);
    }
    if found(mix(whole)) {
        return;
    }
    // From the end: `tail` is the polynomial of the bytes after k, `power` = BASE^(bytes after k).
    let (mut tail, mut power) = (0_u64, 1_u64);
    for byte in word.iter().rev() {
        let share = u64::from(*byte) + 1;
        // whole = head·BASE^(after+1) + share·BASE^after + tail, and this is its first term:
        let head = whole.wrapping_sub(tail).wrapping_sub(share.wrapping_mul(power));
        // Dividing by BASE (odd, so invertible modulo 2^64) moves the head one place down.
        let without = head.wrapping_mul(INVERSE).wrapping_add(tail);
        if found(mix(without)) {
            return;
        }
        tail = share.wrapping_mul(power).wrapping_add(tail);
        power = power.wrapping_mul(BASE);
    }
}

/// The inverse of [`BASE`] modulo 2^64, by Newton's iteration.
const INVERSE: u64 = {
    let mut inverse = BASE;
    let mut i = 0;
    while i < 6 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(BASE.wrapping_mul(inverse)));
        i += 1;
    }
    inverse
};

/// Whether the word is the name but for one slip of a kind that counts at the name's length.
fn slipped(word: &[u8], name: &[u8]) -> bool {
    one_slip(word, name) && (name.len() >= ANY_SLIP || same_letters(word, name))
}

/// Whether two words one slip apart have the same letters: swapped, or one doubled in one of them.
fn same_letters(a: &[u8], b: &[u8]) -> bool {
    if a.len() == b.len() {
        let differ = || a.iter().zip(b).filter(|(x, y)| x != y);
        return differ().count() == 2;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let at = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    at > 0 && long.get(at) == long.get(at - 1)
}

/// Whether two words differ by exactly one slip.
fn one_slip(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 || a == b {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (Some(short_rest), Some(long_rest)) = (short.get(same..), long.get(same..)) else { return false };
    match (short_rest, long_rest) {
        (rest, [_, longer @ ..]) if short.len() < long.len() => rest == longer,
        ([x1, x2, x_rest @ ..], [y1, y2, y_rest @ ..]) if x1 == y2 && x2 == y1 && x_rest == y_rest => true,
        ([_, x_rest @ ..], [_, y_rest @ ..]) => x_rest == y_rest,
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn distance(a: &[u8], b: &[u8]) -> usize {
        // Optimal string alignment, the textbook table.
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut best = (d[i - 1][j] + 1)
                        .min(d[i][j - 1] + 1)
                        .min(d[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(d[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        d[a.len()][b.len()]
    }

    #[test]
    fn the_exceptions_are_sorted_for_the_search() {
        assert!(REAL_WORDS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    proptest! {
        #[test]
        fn one_slip_is_distance_one(a in "[ab]{0,6}", b in "[ab]{0,6}") {
            prop_assert_eq!(one_slip(a.as_bytes(), b.as_bytes()), distance(a.as_bytes(), b.as_bytes()) == 1);
        }

        #[test]
        fn the_index_finds_what_comparing_all_finds(word in "[a-d]{4,7}", names in proptest::collection::vec("[a-d]{4,7}", 1..20)) {
            let index = Misspelt::new(names.iter().map(String::as_str));
            let all = names.iter().any(|name| {
                let same = name.len() >= ANY_SLIP || same_letters(word.as_bytes(), name.as_bytes());
                distance(word.as_bytes(), name.as_bytes()) == 1 && same
            });
            let real = REAL_WORDS.binary_search(&word.as_str()).is_ok();
            prop_assert_eq!(index.nearest(&word).is_some(), all && !real);
        }
    }
}
