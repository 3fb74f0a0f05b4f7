//! The nearest known name to a misspelt one.
//!
//! Every room that rejects a name (a key, a unit, a node of a taxonomy, a rule's code) offers the one that was
//! probably meant. Names are compared without regard to case, and `_`, `-` and a space count as the same sign.
//!
//! ```
//! use saltgrain::vocabulary::spelling::nearest;
//!
//! assert_eq!(nearest("enforcment", ["census", "enforcement", "model"]), Some("enforcement"));
//! assert_eq!(nearest("stands_for", ["design", "stands-for"]), Some("stands-for"));
//! assert_eq!(nearest("zebra", ["census", "enforcement", "model"]), None);
//! ```
//!
//! It does not know meanings: `kids` is not near `children`.

/// Names longer than this many characters are never suggested and get no suggestion: no word of a dossier is that
/// long, and the cost of one comparison grows with the square of the length.
pub const MAX_CHARS: usize = 64;

const ROW: usize = MAX_CHARS + 1;

/// A name ready for comparison: lower case, separators alike, in a buffer that needs no allocation.
#[derive(Clone, Copy)]
struct Folded {
    chars: [char; MAX_CHARS],
    len: usize,
    /// One bit per character modulo 64: two names within distance d differ in at most 2 d bits.
    signs: u64,
}

impl Folded {
    fn new(name: &str) -> Option<Folded> {
        // A character takes at most four bytes, so this cheap test spares walking through a hostile name.
        if name.len() > 4 * MAX_CHARS {
            return None;
        }
        let mut folded = Folded { chars: ['\0'; MAX_CHARS], len: 0, signs: 0 };
        for c in name.chars() {
            let c = match c {
                '_' | ' ' => '-',
                c if c.is_ascii() => c.to_ascii_lowercase(),
                c => c.to_lowercase().next().unwrap_or(c),
            };
            *folded.chars.get_mut(folded.len)? = c;
            folded.len += 1;
            folded.signs |= 1 << (u32::from(c) % 64);
        }
        Some(folded)
    }

    fn chars(&self) -> &[char] {
        self.chars.get(..self.len).unwrap_or_default()
    }

    fn distance(&self, other: &Folded, cap: usize) -> Option<usize> {
        if self.len.abs_diff(other.len) > cap {
            return None;
        }
        let differing = usize::try_from((self.signs ^ other.signs).count_ones()).unwrap_or(usize::MAX);
        if differing > cap.saturating_mul(2) {
            return None;
        }
        alignment(self.chars(), other.chars(), cap)
    }
}

/// Optimal string alignment: insertions, deletions, substitutions and exchanges of neighbours, none of them twice in
/// one place (Damerau 1964; the restricted form, as in Navarro 2001, section 3).
fn alignment(a: &[char], b: &[char], cap: usize) -> Option<usize> {
    let cell = |row: &[usize; ROW], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
    let mut before_last = [usize::MAX / 2; ROW];
    let mut last = [0; ROW];
    for (j, cell) in last.iter_mut().enumerate() {
        *cell = j;
    }
    let mut previous_a = None;
    for (i, &in_a) in a.iter().enumerate() {
        let mut row = [usize::MAX / 2; ROW];
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        let mut least = i + 1;
        let mut previous_b = None;
        for (j, &in_b) in b.iter().enumerate() {
            let mut best = (cell(&last, j + 1) + 1)
                .min(cell(&row, j) + 1)
                .min(cell(&last, j) + usize::from(in_a != in_b));
            if j > 0 && previous_a == Some(in_b) && previous_b == Some(in_a) {
                best = best.min(cell(&before_last, j - 1) + 1);
            }
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = best;
            }
            least = least.min(best);
            previous_b = Some(in_b);
        }
        // The least of a row never falls from row to row (an exchange reaches back two rows, but a row is at most
        // one above the row before it), so nothing below can come back within the cap.
        if least > cap {
            return None;
        }
        before_last = last;
        last = row;
        previous_a = Some(in_a);
    }
    Some(cell(&last, b.len())).filter(|distance| *distance <= cap)
}

/// The number of single-letter slips between two names (a letter more, a letter less, a wrong letter, two neighbours
/// exchanged), if there are at most `cap`.
///
/// Case, and `_`, `-` or a space, make no difference. `None` also for names of more than [`MAX_CHARS`] characters.
///
/// ```
/// use saltgrain::vocabulary::spelling::distance;
///
/// assert_eq!(distance("tonne", "tnone", 1), Some(1));
/// assert_eq!(distance("tonne", "Tonne", 1), Some(0));
/// assert_eq!(distance("tonne", "gram", 2), None);
/// ```
#[must_use]
pub fn distance(a: &str, b: &str, cap: usize) -> Option<usize> {
    Folded::new(a)?.distance(&Folded::new(b)?, cap)
}

/// The candidate nearest to `name`, if one is near enough to have been meant: at most one slip in every three
/// letters, and at least one. Of equally near ones the first.
///
/// The cost grows with the number of candidates and is bounded for each, whatever the names.
///
/// ```
/// use saltgrain::vocabulary::spelling::nearest;
///
/// assert_eq!(nearest("plcae", ["of", "base", "place", "period"]), Some("place"));
/// ```
#[must_use]
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = Folded::new(name)?;
    let mut cap = (wanted.len / 3).max(1);
    let mut best = None;
    for candidate in candidates {
        // Bytes are at least as many as characters and at most four times as many: a cheap first sieve.
        if candidate.len().saturating_add(cap) < wanted.len || candidate.len() > 4 * (wanted.len + cap) {
            continue;
        }
        let Some(distance) = Folded::new(candidate).and_then(|folded| wanted.distance(&folded, cap)) else {
            continue;
        };
        best = Some(candidate);
        match distance.checked_sub(1) {
            Some(less) => cap = less,
            None => break,
        }
    }
    best
}

/// Names that are known, ready to be asked for one that is a single slip away; time grows with the length of the name
/// asked for, not with the number of names known.
///
/// ```
/// use saltgrain::vocabulary::spelling::Index;
/// let drugs = Index::new(["fentanyl", "heroin", "cocaine"]);
/// assert_eq!(drugs.one_slip_away("herion"), Some("heroin"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Index<'n> {
    /// Each known name under itself and under itself with one letter left out.
    shortened: std::collections::HashMap<String, Vec<&'n str>>,
}

impl<'n> Index<'n> {
    /// Shorter names are all within one slip of something; longer ones are not typed by hand.
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=48;

    /// An index over known names.
    ///
    /// ```
    /// use saltgrain::vocabulary::spelling::Index;
    /// let known = Index::new(["fentanyl", "opioid"]);
    /// assert_eq!(known.one_slip_away("fentanil"), Some("fentanyl"));
    /// assert_eq!(known.one_slip_away("heroin"), None);
    /// // Numbered names differ by a digit on purpose.
    /// assert_eq!(Index::new(["group-1"]).one_slip_away("group-2"), None);
    /// ```
    #[must_use]
    pub fn new(known: impl IntoIterator<Item = &'n str>) -> Self {
        let mut shortened: std::collections::HashMap<String, Vec<&str>> = std::collections::HashMap::new();
        for name in known {
            for form in Self::forms(name) {
                shortened.entry(form).or_default().push(name);
            }
        }
        Index { shortened }
    }

    /// A known name that differs by one letter left out, added, changed or swapped with its neighbour; none for a name
    /// that is known, or that differs in a digit.
    ///
    /// ```
    /// use saltgrain::vocabulary::spelling::Index;
    /// let drugs = Index::new(["opioid", "opioids"]);
    /// assert_eq!(drugs.one_slip_away("opiods"), Some("opioids"));
    /// // It is known, whatever else is near it.
    /// assert_eq!(drugs.one_slip_away("opioid"), None);
    /// ```
    #[must_use]
    pub fn one_slip_away(&self, name: &str) -> Option<&'n str> {
        let forms = Self::forms(name);
        let candidates = forms.iter().filter_map(|form| self.shortened.get(form)).flatten().copied();
        let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
        let mut best: Option<&'n str> = None;
        for candidate in candidates {
            if candidate == name {
                return None;
            }
            if distance(candidate, name, 1) == Some(1) && digits(candidate) == digits(name) {
                best = Some(best.map_or(candidate, |best| best.min(candidate)));
            }
        }
        best
    }

    fn forms(name: &str) -> Vec<String> {
        let letters: Vec<char> = name.chars().take(Self::LENGTHS.end() + 1).collect();
        if !Self::LENGTHS.contains(&letters.len()) {
            return Vec::new();
        }
        let without = |left_out: usize| {
            let kept = letters.iter().enumerate().filter(|(i, _)| *i != left_out);
            kept.map(|(_, letter)| *letter).collect::<String>()
        };
        std::iter::once(name.to_string()).chain((0..letters.len()).map(without)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition itself, without cap, sieve or early end.
    fn brute(a: &[char], b: &[char]) -> usize {
        let (Some((last_a, a_rest)), Some((last_b, b_rest))) = (a.split_last(), b.split_last()) else {
            return a.len().max(b.len());
        };
        let mut best = (brute(a_rest, b) + 1)
            .min(brute(a, b_rest) + 1)
            .min(brute(a_rest, b_rest) + usize::from(last_a != last_b));
        if let (Some((second_a, a_rest)), Some((second_b, b_rest))) =
            (a_rest.split_last(), b_rest.split_last())
        {
            if last_a == second_b && second_a == last_b {
                best = best.min(brute(a_rest, b_rest) + 1);
            }
        }
        best
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition(a in "[abc]{0,6}", b in "[abc]{0,6}", cap in 0_usize..7) {
            let chars = |s: &str| s.chars().collect::<Vec<_>>();
            let expected = Some(brute(&chars(&a), &chars(&b))).filter(|d| *d <= cap);
            prop_assert_eq!(distance(&a, &b, cap), expected);
            prop_assert_eq!(distance(&b, &a, cap), expected);
        }

        #[test]
        fn a_known_name_is_its_own_nearest(name in "\\PC{1,20}", others in proptest::collection::vec("\\PC{0,20}", 0..8)) {
            let candidates = others.iter().map(String::as_str).filter(|o| distance(o, &name, 0) != Some(0));
            prop_assert_eq!(nearest(&name, candidates.chain([name.as_str()])), Some(name.as_str()));
        }
    }

    #[test]
    fn slips_of_the_pen() {
        let keys = ["id", "says", "share", "which", "of", "place", "period", "frame", "stage", "stands_for"];
        for (slip, meant) in [
            ("plcae", "place"),
            ("peroid", "period"),
            ("Place", "place"),
            ("stands-for", "stands_for"),
            ("standsfor", "stands_for"),
            ("shar", "share"),
            ("say", "says"),
            ("staeg", "stage"),
        ] {
            assert_eq!(nearest(slip, keys), Some(meant), "{slip}");
        }
        assert_eq!(nearest("quantity", keys), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(nearest("ré", ["re"]), Some("re"));
    }

    #[test]
    fn hostile_names_are_cheap() {
        let long = "a".repeat(100_000);
        assert_eq!(nearest(&long, ["a", &long]), None);
        assert_eq!(nearest("aaaa", std::iter::repeat_n(long.as_str(), 100_000)), None);
        assert_eq!(distance(&"ab".repeat(33), &"ab".repeat(33), 3), None);
    }
}
