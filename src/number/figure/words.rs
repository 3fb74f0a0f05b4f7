//! The words that belong to figures: qualifiers, numbers, magnitudes, fractions. Tables and how they are matched.

use super::Qualifier;

/// What a table can match: phrases of words separated by one space, or a sign.
type Phrases<T> = &'static [(&'static str, T)];

/// What stands before a number. A phrase that begins with another stands before it.
pub(super) const QUALIFIERS: Phrases<Qualifier> = &[
    ("no more than", Qualifier::AtMost),
    ("no fewer than", Qualifier::AtLeast),
    ("no less than", Qualifier::AtLeast),
    ("not more than", Qualifier::AtMost),
    ("not fewer than", Qualifier::AtLeast),
    ("not less than", Qualifier::AtLeast),
    ("not quite", Qualifier::Nearly),
    ("at least", Qualifier::AtLeast),
    ("at most", Qualifier::AtMost),
    ("a minimum of", Qualifier::AtLeast),
    ("a maximum of", Qualifier::AtMost),
    ("a total of", Qualifier::Unqualified),
    ("an estimated", Qualifier::About),
    ("a little over", Qualifier::JustOver),
    ("a little more than", Qualifier::JustOver),
    ("a little under", Qualifier::Nearly),
    ("a little less than", Qualifier::Nearly),
    ("as many as", Qualifier::AtMost),
    ("as much as", Qualifier::AtMost),
    ("as few as", Qualifier::AtLeast),
    ("as little as", Qualifier::AtLeast),
    ("up to", Qualifier::AtMost),
    ("upwards of", Qualifier::Over),
    ("upward of", Qualifier::Over),
    ("under", Qualifier::Under),
    ("more than", Qualifier::Over),
    ("greater than", Qualifier::Over),
    ("in excess of", Qualifier::Over),
    ("in the region of", Qualifier::About),
    ("north of", Qualifier::Over),
    ("south of", Qualifier::Under),
    ("over", Qualifier::Over),
    ("above", Qualifier::Over),
    ("exceeding", Qualifier::Over),
    ("well over", Qualifier::Over),
    ("well above", Qualifier::Over),
    ("well under", Qualifier::Under),
    ("well below", Qualifier::Under),
    ("far more than", Qualifier::Over),
    ("far fewer than", Qualifier::Under),
    ("far less than", Qualifier::Under),
    ("fewer than", Qualifier::Under),
    ("less than", Qualifier::Under),
    ("lower than", Qualifier::Under),
    ("below", Qualifier::Under),
    ("just over", Qualifier::JustOver),
    ("just above", Qualifier::JustOver),
    ("just more than", Qualifier::JustOver),
    ("just under", Qualifier::Nearly),
    ("just below", Qualifier::Nearly),
    ("just short of", Qualifier::Nearly),
    ("just shy of", Qualifier::Nearly),
    ("just about", Qualifier::About),
    ("just", Qualifier::Unqualified),
    ("slightly over", Qualifier::JustOver),
    ("slightly above", Qualifier::JustOver),
    ("slightly more than", Qualifier::JustOver),
    ("slightly under", Qualifier::Nearly),
    ("slightly below", Qualifier::Nearly),
    ("slightly fewer than", Qualifier::Nearly),
    ("slightly less than", Qualifier::Nearly),
    ("nearly", Qualifier::Nearly),
    ("almost", Qualifier::Nearly),
    ("approaching", Qualifier::Nearly),
    ("virtually", Qualifier::Nearly),
    ("close to", Qualifier::About),
    ("near", Qualifier::About),
    ("about", Qualifier::About),
    ("around", Qualifier::About),
    ("some", Qualifier::About),
    ("roughly", Qualifier::About),
    ("approximately", Qualifier::About),
    ("approx.", Qualifier::About),
    ("approx", Qualifier::About),
    ("estimated", Qualifier::About),
    ("something like", Qualifier::About),
    ("circa", Qualifier::About),
    ("ca.", Qualifier::About),
    ("ca", Qualifier::About),
    ("c.", Qualifier::About),
    ("exactly", Qualifier::Exactly),
    ("precisely", Qualifier::Exactly),
    ("only", Qualifier::Unqualified),
    ("merely", Qualifier::Unqualified),
    ("another", Qualifier::Unqualified),
    ("~", Qualifier::About),
    ("≈", Qualifier::About),
    ("≃", Qualifier::About),
    (">=", Qualifier::AtLeast),
    ("≥", Qualifier::AtLeast),
    ("⩾", Qualifier::AtLeast),
    ("<=", Qualifier::AtMost),
    ("≤", Qualifier::AtMost),
    ("⩽", Qualifier::AtMost),
    (">", Qualifier::Over),
    ("<", Qualifier::Under),
];

/// What can stand after a number instead.
pub(super) const AFTER: Phrases<Qualifier> = &[
    ("or more", Qualifier::AtLeast),
    ("or above", Qualifier::AtLeast),
    ("or over", Qualifier::AtLeast),
    ("or fewer", Qualifier::AtMost),
    ("or less", Qualifier::AtMost),
    ("or below", Qualifier::AtMost),
    ("or under", Qualifier::AtMost),
    ("or so", Qualifier::About),
    ("or thereabouts", Qualifier::About),
];

/// Numbers below twenty, and the tens.
pub(super) const NUMBERS: Phrases<i64> = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Words that multiply the number before them, as powers of ten.
pub(super) const MAGNITUDES: Phrases<i32> = &[
    ("hundred", 2),
    ("thousand", 3),
    ("thousands", 3),
    ("million", 6),
    ("millions", 6),
    ("billion", 9),
    ("billions", 9),
    ("trillion", 12),
    ("trillions", 12),
    ("lakh", 5),
    ("lakhs", 5),
    ("crore", 7),
    ("crores", 7),
    // A text in another language than English writes them beside figures that are read all the same; a word not known
    // here would pass for what is counted, and the figure for one a million times smaller.
    ("hundert", 2),
    ("tausend", 3),
    ("tsd.", 3),
    ("tsd", 3),
    ("millionen", 6),
    ("milliarden", 9),
    ("milliarde", 9),
    ("billionen", 12),
    ("milliards", 9),
    ("milliard", 9),
    ("millones", 6),
    ("millón", 6),
    ("milioni", 6),
    ("miliardi", 9),
    ("milhões", 6),
    ("miljoen", 6),
    ("miljard", 9),
    ("mn", 6),
    ("mln", 6),
    ("mio.", 6),
    ("mio", 6),
    ("mrd.", 9),
    ("mrd", 9),
    ("bn", 9),
    ("tn", 12),
    ("trn", 12),
];

/// Letters that multiply only where they touch the digits: `4m` is four million, `4 m` four metres.
pub(super) const ATTACHED: Phrases<i32> = &[("k", 3), ("m", 6), ("b", 9)];

/// Plurals by themselves, with the least and the greatest number they are used for.
///
/// A plural runs to where the next one begins; "dozens" and "scores" from two of them to a hundred or two. Nobody
/// defines these words, so a figure made of them is vague and never an error.
pub(super) const PLURALS: Phrases<(i64, i64)> = &[
    ("tens", (10, 100)),
    ("dozens", (24, 120)),
    ("scores", (40, 200)),
    ("hundreds", (100, 1_000)),
    ("thousands", (1_000, 1_000_000)),
    ("millions", (1_000_000, 1_000_000_000)),
    ("billions", (1_000_000_000, 1_000_000_000_000)),
    ("trillions", (1_000_000_000_000, 1_000_000_000_000_000)),
    ("lakhs", (100_000, 10_000_000)),
    ("crores", (10_000_000, 1_000_000_000)),
];

/// Small numbers nobody counted: what they are used for at the least and at the most, usage being loose.
pub(super) const FEW: Phrases<(i64, i64)> = &[
    ("a couple of", (2, 3)),
    ("a couple", (2, 3)),
    ("a handful of", (2, 9)),
    ("a handful", (2, 9)),
    ("a few", (2, 9)),
    ("several", (3, 12)),
];

/// Parts of one: the denominator they name.
pub(super) const PARTS: Phrases<i64> = &[
    ("half", 2),
    ("halves", 2),
    ("third", 3),
    ("thirds", 3),
    ("quarter", 4),
    ("quarters", 4),
    ("fourth", 4),
    ("fourths", 4),
    ("fifth", 5),
    ("fifths", 5),
    ("sixth", 6),
    ("sixths", 6),
    ("seventh", 7),
    ("sevenths", 7),
    ("eighth", 8),
    ("eighths", 8),
    ("ninth", 9),
    ("ninths", 9),
    ("tenth", 10),
    ("tenths", 10),
    ("hundredth", 100),
    ("hundredths", 100),
    ("thousandth", 1000),
    ("thousandths", 1000),
];

/// Words for a multiple, as a fraction.
pub(super) const FOLDS: Phrases<(i64, i64)> = &[
    ("doubled", (2, 1)),
    ("doubling", (2, 1)),
    ("doubles", (2, 1)),
    ("double", (2, 1)),
    ("twice", (2, 1)),
    ("tripled", (3, 1)),
    ("tripling", (3, 1)),
    ("triples", (3, 1)),
    ("triple", (3, 1)),
    ("trebled", (3, 1)),
    ("treble", (3, 1)),
    ("thrice", (3, 1)),
    ("quadrupled", (4, 1)),
    ("quadruple", (4, 1)),
    ("quintupled", (5, 1)),
    ("halved", (1, 2)),
    ("halving", (1, 2)),
];

/// What a whole group is said to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// More than half.
    Most,
    /// Less than half.
    Minority,
    /// Nothing at all.
    Nothing,
}

/// Words for shares and for zero.
pub(super) const SHARES: Phrases<Share> = &[
    ("most", Share::Most),
    ("a majority", Share::Most),
    ("the majority", Share::Most),
    ("majority", Share::Most),
    ("a vast majority", Share::Most),
    ("the vast majority", Share::Most),
    ("a large majority", Share::Most),
    ("the large majority", Share::Most),
    ("an overwhelming majority", Share::Most),
    ("the overwhelming majority", Share::Most),
    ("a minority", Share::Minority),
    ("minority", Share::Minority),
    ("none", Share::Nothing),
    ("nil", Share::Nothing),
    ("no", Share::Nothing),
];

/// Whether a word is a plural by itself: dozens, thousands.
pub(super) fn is_plural(word: &str) -> bool {
    PLURALS.iter().any(|(plural, _)| word.eq_ignore_ascii_case(plural))
}

/// Whether a word names a part of a whole group and takes an "of": a third, the majority, none.
pub(super) fn is_part(word: &str) -> bool {
    let is = |other: &str| word.eq_ignore_ascii_case(other);
    PARTS.iter().any(|(part, _)| is(part)) || ["majority", "minority", "none"].into_iter().any(is)
}

/// Where `rest` goes on after `word`, whole and in any case.
fn after_word<'t>(rest: &'t str, word: &str) -> Option<&'t str> {
    let head = rest.get(..word.len())?;
    if !head.eq_ignore_ascii_case(word) {
        return None;
    }
    let rest = rest.get(word.len()..)?;
    let is_word = word.ends_with(|c: char| c.is_alphanumeric());
    let goes_on = is_word && rest.starts_with(|c: char| c.is_alphanumeric());
    if goes_on { None } else { Some(rest) }
}

/// Where `text` goes on after the words of `phrase`, with any space between them.
pub(super) fn after_phrase<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let mut rest = text;
    let mut words = phrase.split(' ');
    rest = after_word(rest, words.next()?)?;
    for word in words {
        let spaced = rest.trim_start();
        if spaced.len() == rest.len() {
            return None;
        }
        rest = after_word(spaced, word)?;
    }
    Some(rest)
}

/// The first phrase of a table that `text` begins with, and what follows.
pub(super) fn lookup<T: Copy>(text: &str, table: Phrases<T>) -> Option<(T, &str)> {
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    table
        .iter()
        .filter(|(phrase, _)| phrase.as_bytes().first() == Some(&first))
        .find_map(|(phrase, meaning)| after_phrase(text, phrase).map(|rest| (*meaning, rest)))
}

/// `text` after spaces, or after one hyphen that joins two words.
pub(super) fn next_word(text: &str) -> &str {
    text.strip_prefix('-').unwrap_or_else(|| text.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A phrase that stands after one it begins with would never be found.
    fn assert_reachable<T: Copy>(table: Phrases<T>) {
        for (at, (phrase, _)) in table.iter().enumerate() {
            for (earlier, _) in table.iter().take(at) {
                assert!(after_phrase(phrase, earlier).is_none(), "`{phrase}` is hidden by `{earlier}`");
            }
        }
    }

    #[test]
    fn no_phrase_hides_another() {
        assert_reachable(QUALIFIERS);
        assert_reachable(AFTER);
        assert_reachable(NUMBERS);
        assert_reachable(MAGNITUDES);
        assert_reachable(PLURALS);
        assert_reachable(FEW);
        assert_reachable(PARTS);
        assert_reachable(FOLDS);
        assert_reachable(SHARES);
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(after_phrase("Over  25", "over"), Some("  25"));
        assert_eq!(after_phrase("overall", "over"), None);
        assert_eq!(after_phrase("no  more\tthan 3", "no more than"), Some(" 3"));
        assert_eq!(after_phrase("nomore", "no more"), None);
        assert_eq!(after_phrase("é", "e"), None);
    }
}
