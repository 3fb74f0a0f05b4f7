//! From text to figure: qualifier, expression, what may follow it.

use super::error::{FigureError, excerpt};
use super::readings::{self, Readings};
use super::scan::{self, Printed};
use super::words::{
    AFTER, ATTACHED, FEW, FOLDS, MAGNITUDES, NUMBERS, PARTS, PLURALS, QUALIFIERS, SHARES, Share,
    after_phrase, lookup, next_word,
};
use super::{Figure, Form, NumberFormat, Qualifier};
use crate::number::{ArithmeticError, Exact};

/// How many qualifiers may stand in a row ("only just over some").
const MAX_QUALIFIERS: usize = 3;

/// How many magnitudes may stand in a row ("a hundred thousand million").
const MAX_MAGNITUDES: usize = 3;

/// Half a dozen, the step to which dozens are counted, as a distance to each side.
const DOZEN_SLACK: i64 = 3;

type Found<'t, T> = Result<Option<(T, &'t str)>, FigureError>;

/// An expression without its qualifier.
enum Core {
    Number(Printed),
    Range(Printed, Printed),
    /// Vague words: the value they name and what they are used for.
    Vague(Exact, Box<Readings>, Form),
    /// A word that says how much was taken away, and what is left.
    Lessened(Exact, Box<Readings>),
    /// One half, which is vague by itself and sharp as a limit.
    Half(Box<Readings>),
    Share(Share),
}

/// The longest figure at the start of `text`.
pub(super) fn split<'t>(text: &'t str, format: &NumberFormat) -> Result<(Figure, &'t str), FigureError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FigureError::Empty);
    }
    // Most figures are digits, alone or before a unit that cannot be mistaken for more of them.
    let digits = match scan::number(text, format)? {
        Some((Printed { value, digit, zeros, fraction: None, .. }, rest)) if !may_continue(rest) => {
            let printed = text.get(..text.len() - rest.len()).unwrap_or(text);
            return Ok((Figure::plain(printed, value, digit, zeros, format), rest.trim_start()));
        }
        digits => digits,
    };
    let mut words = Words { outer: Qualifier::Unqualified, inner: Qualifier::Unqualified };
    let found = match digits {
        Some((printed, rest)) => continued(printed, rest, text, format)?,
        None => core(qualifiers(text, &mut words), format)?,
    };
    let Some((core, mut rest)) = found else {
        return Err(FigureError::not_a_figure(text));
    };
    if words.outer == Qualifier::Unqualified && !rest.is_empty() {
        if let Some((qualifier, after)) = qualifier_after(rest) {
            words.outer = qualifier;
            rest = after;
        }
    }
    let printed = text.get(..text.len() - rest.len()).unwrap_or(text).trim_end();
    let rest = if matches!(core, Core::Number(_) | Core::Range(..)) { rest } else { without_of(rest) };
    let figure =
        figure(printed, core, words, format).map_err(|error| FigureError::arithmetic(error, printed))?;
    Ok((figure, rest.trim_start()))
}

/// Whether what follows digits could still belong to the figure, by its first letters: million, k, dozen, fold, in, to,
/// or more, a dash, a plus.
fn may_continue(rest: &str) -> bool {
    let spaced = rest.trim_start_matches(' ').as_bytes();
    let letter = |at: usize| spaced.get(at).map_or(0, u8::to_ascii_lowercase);
    let letters = spaced.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    match (letters, letter(0), letter(1), letter(2)) {
        (0, 0, ..) => false,
        (0, b'-' | b'+', ..) => true,
        (0, first, ..) => !first.is_ascii_graphic(),
        // A letter alone multiplies only where it touches the digits.
        (1, ..) => spaced.len() == rest.len(),
        (2, b'm' | b'b' | b't', b'n', _) | (2, b'i', b'n', _) | (2, b't', b'o', _) | (2, b'o', b'r', _) => {
            true
        }
        (_, b'h', b'u', b'n') | (_, b't', b'h', b'o') | (_, b't', b'a', b'u') | (_, b't', b's', b'd') => true,
        (_, b'm', b'i', b'l' | b'o') | (_, b'm', b'r', b'd') | (_, b'm', b'l', b'n') => true,
        (_, b'b', b'i', b'l') | (_, b't', b'r', b'i' | b'n') | (_, b'l', b'a', b'k') => true,
        (_, b'c', b'r', b'o') | (_, b'd', b'o', b'z') | (_, b'f', b'o', b'l') => true,
        _ => false,
    }
}

/// The qualifiers of one figure: a sharp one may stand before a vague one ("at least about 30").
#[derive(Clone, Copy)]
struct Words {
    outer: Qualifier,
    inner: Qualifier,
}

/// Reads the qualifiers at the start of `text` into `words`; what follows.
fn qualifiers<'t>(text: &'t str, words: &mut Words) -> &'t str {
    let mut rest = text;
    for _ in 0..MAX_QUALIFIERS {
        if rest.as_bytes().first().is_none_or(u8::is_ascii_digit) {
            break;
        }
        let Some((qualifier, after)) = lookup(rest, QUALIFIERS) else { break };
        rest = after.trim_start();
        if qualifier == Qualifier::Unqualified {
            continue;
        }
        if words.outer == Qualifier::Unqualified {
            words.outer = qualifier;
        } else {
            words.inner = qualifier;
        }
    }
    rest
}

/// "or more", "+": only where nothing else qualifies the number.
fn qualifier_after(rest: &str) -> Option<(Qualifier, &str)> {
    if let Some(after) = rest.strip_prefix('+') {
        let stands_alone = !after.starts_with(|c: char| c.is_alphanumeric());
        return stands_alone.then_some((Qualifier::AtLeast, after));
    }
    lookup(rest.trim_start(), AFTER)
}

/// The rest without an "of" (and "the") that joins words.
fn without_of(rest: &str) -> &str {
    let Some(after) = after_phrase(rest.trim_start(), "of") else { return rest };
    let after = after.trim_start();
    let after = after_phrase(after, "the").map_or(after, str::trim_start);
    if after.starts_with(|c: char| c.is_ascii_digit()) { rest } else { after }
}

/// The figure of an expression and its qualifiers.
fn figure(text: &str, core: Core, words: Words, format: &NumberFormat) -> Result<Figure, ArithmeticError> {
    let Words { mut outer, inner } = words;
    let mut vague = outer.is_vague() || inner.is_vague();
    let mut digit = Exact::ZERO;
    let mut zeros = 0;
    let (value, form, readings) = match core {
        Core::Number(printed) => {
            // Trailing zeros that are exact are digits.
            let zeros_open = if outer == Qualifier::Exactly { 0 } else { printed.zeros };
            let printed = Printed { zeros: zeros_open, ..printed };
            let readings = match readings::number(&printed, if inner.is_vague() { inner } else { outer })? {
                Some(readings) if inner.is_vague() => Some(readings::vague(&printed.value, readings, outer)?),
                readings => readings,
            };
            (digit, zeros) = (printed.digit, printed.zeros);
            (printed.value, Form::Number, readings)
        }
        Core::Range(low, high) => {
            let value = ((&low.value + &high.value)? / Exact::from(2))?;
            let readings = match readings::range(&low, &high, if inner.is_vague() { inner } else { outer })? {
                Some(readings) if inner.is_vague() => Some(readings::vague(&value, readings, outer)?),
                readings => readings,
            };
            let coarser = if low.digit >= high.digit { low } else { high };
            (digit, zeros) = (coarser.digit, coarser.zeros);
            (value, Form::Range, readings)
        }
        Core::Vague(value, usage, form) => {
            vague = true;
            let readings = readings::vague(&value, usage, outer)?;
            (value, form, Some(readings))
        }
        Core::Lessened(value, usage) => {
            vague = true;
            outer = lessened(outer);
            let readings = readings::vague(&value, usage, outer)?;
            (value, Form::Fold, Some(readings))
        }
        Core::Half(usage) => {
            let value = Exact::new(1, 2)?;
            let limit = if inner.is_vague() { None } else { readings::limited(&value, outer) };
            vague |= limit.is_none();
            let readings = match limit {
                Some(limit) => limit,
                None => readings::vague(&value, usage, outer)?,
            };
            (value, Form::Fraction, Some(readings))
        }
        Core::Share(share) => {
            let half = Exact::new(1, 2)?;
            let (value, form, readings) = match share {
                Share::Most => (half.clone(), Form::Majority, readings::majority(half)),
                Share::Minority => (half.clone(), Form::Minority, readings::minority(half)),
                Share::Nothing => (Exact::ZERO, Form::Nothing, readings::nothing()),
            };
            let bare = matches!(outer, Qualifier::Unqualified | Qualifier::Exactly);
            vague = !bare;
            (value, form, Some(if bare { readings } else { readings::anything() }))
        }
    };
    Ok(Figure {
        text: text.into(),
        value,
        digit,
        readings,
        zeros,
        qualifier: outer,
        form,
        vague,
        format: *format,
    })
}

/// A word of a lessening in words of what is left: more than halved is less than half.
fn lessened(word: Qualifier) -> Qualifier {
    match word {
        Qualifier::Over => Qualifier::Under,
        Qualifier::AtLeast => Qualifier::AtMost,
        Qualifier::Under => Qualifier::Over,
        Qualifier::AtMost => Qualifier::AtLeast,
        Qualifier::Nearly => Qualifier::JustOver,
        Qualifier::JustOver => Qualifier::Nearly,
        other => other,
    }
}

/// The expression at the start of `text`.
fn core<'t>(text: &'t str, format: &NumberFormat) -> Found<'t, Core> {
    for (opening, joint) in [("between", "and"), ("from", "to")] {
        if let Some(rest) = after_phrase(text, opening) {
            let Some((Core::Number(low), rest)) = atom(rest.trim_start(), format)? else { return Ok(None) };
            let Some(next) = after_phrase(rest.trim_start(), joint) else { return Ok(None) };
            return range(low, next.trim_start(), text, format);
        }
    }
    match scan::number(text, format)? {
        Some((printed, rest)) => continued(printed, rest, text, format),
        None => match words(text)? {
            Some((Core::Number(printed), rest)) => expression(printed, rest, text, format),
            found => Ok(found),
        },
    }
}

/// The expression that begins with a number in digits.
fn continued<'t>(printed: Printed, rest: &'t str, text: &'t str, format: &NumberFormat) -> Found<'t, Core> {
    match with_magnitude(printed, rest, text)? {
        (Core::Number(printed), rest) => expression(printed, rest, text, format),
        found => Ok(Some(found)),
    }
}

/// The expression that begins with a number and its magnitude: itself, a fold, one in so many, a range.
fn expression<'t>(printed: Printed, rest: &'t str, text: &'t str, format: &NumberFormat) -> Found<'t, Core> {
    if rest.is_empty() {
        return Ok(Some((alone(printed, text)?, rest)));
    }
    if let Some(after) = after_phrase(next_word(rest), "fold") {
        if printed.fraction.is_none() && !printed.scaled {
            return Ok(Some((fold(&printed, text)?, after)));
        }
    }
    if let Some(found) = one_in(&printed, rest, text, format)? {
        return Ok(Some(found));
    }
    if let Some(next) = range_joint(rest) {
        if let Some((core, after)) = range(printed.clone(), next, text, format)? {
            return Ok(Some((core, after)));
        }
    }
    Ok(Some((alone(printed, text)?, rest)))
}

/// A number with nothing that continues it; a proper fraction is vague.
fn alone(printed: Printed, text: &str) -> Result<Core, FigureError> {
    match printed.fraction {
        Some((n, k)) if !printed.scaled => {
            fraction(n, k).map_err(|error| FigureError::arithmetic(error, text))
        }
        _ => Ok(Core::Number(printed)),
    }
}

/// `n/k` as a figure of its own.
fn fraction(n: i64, k: i64) -> Result<Core, ArithmeticError> {
    let value = Exact::new(n, k)?;
    // The denominator of a written fraction is a choice of words, not a rounded number: no open zeros.
    let denominator = Printed { zeros: 0, ..Printed::whole(k) };
    let usage = readings::one_in(&Exact::from(n), &denominator)?;
    Ok(if (n, k) == (1, 2) { Core::Half(usage) } else { Core::Vague(value, usage, Form::Fraction) })
}

fn fold(printed: &Printed, text: &str) -> Result<Core, FigureError> {
    let usage = readings::fold(printed).map_err(|error| FigureError::arithmetic(error, text))?;
    Ok(Core::Vague(printed.value.clone(), usage, Form::Fold))
}

/// `1 in 5`, `one in every five`, `1-in-5`; the first number already read.
fn one_in<'t>(first: &Printed, rest: &'t str, text: &str, format: &NumberFormat) -> Found<'t, Core> {
    if !first.is_bare_whole() || !first.value.is_positive() {
        return Ok(None);
    }
    let Some(after) = after_phrase(next_word(rest), "in") else { return Ok(None) };
    let next = next_word(after);
    let next = after_phrase(next, "every").map_or(next, next_word);
    let Some((Core::Number(k), after)) = atom(next, format)? else { return Ok(None) };
    if !k.value.is_integer() || k.fraction.is_some() || k.value <= first.value {
        return Ok(None);
    }
    let made = |error| FigureError::arithmetic(error, text);
    let usage = readings::one_in(&first.value, &k).map_err(made)?;
    let value = (&first.value / &k.value).map_err(made)?;
    Ok(Some((Core::Vague(value, usage, Form::Fraction), after)))
}

/// Where the second number of a range begins: after "to" or a dash that has space on both sides or on neither.
fn range_joint(rest: &str) -> Option<&str> {
    let spaced = rest.trim_start();
    let has_space = spaced.len() < rest.len();
    if has_space {
        if let Some(next) = after_phrase(spaced, "to") {
            return Some(next.trim_start());
        }
    }
    let next =
        spaced.strip_prefix(['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'])?;
    let trimmed = next.trim_start();
    if has_space != (trimmed.len() < next.len()) {
        return None;
    }
    // After a dash only digits: `20-million` and `ten-year` are no ranges.
    let unsigned = trimmed.strip_prefix(['-', '\u{2212}', '\u{2013}']).unwrap_or(trimmed);
    unsigned.starts_with(|c: char| c.is_ascii_digit()).then_some(trimmed)
}

/// A range whose second number begins at `next`; `text` is where the first one began.
fn range<'t>(low: Printed, next: &'t str, text: &'t str, format: &NumberFormat) -> Found<'t, Core> {
    let Some((Core::Number(high), rest)) = atom(next, format)? else { return Ok(None) };
    let failed = |error| FigureError::arithmetic(error, text);
    // "1 to 2 million": the magnitude is said once, for both.
    let mut low = low;
    if high.scaled && !low.scaled {
        let Some((bare, _)) = scan_or_words(next, format)? else { return Ok(None) };
        if low.value <= bare.value && !bare.value.is_zero() {
            let factor = (&high.value / &bare.value).map_err(failed)?;
            low = low.scaled_by(&factor).map_err(failed)?;
        }
    }
    if low.value > high.value {
        let length = text.len() - rest.len();
        return Err(FigureError::Descending { found: excerpt(text.get(..length).unwrap_or(text)) });
    }
    Ok(Some((Core::Range(low, high), rest)))
}

/// One number in digits or words with its magnitude, or an expression in words.
fn atom<'t>(text: &'t str, format: &NumberFormat) -> Found<'t, Core> {
    if let Some((printed, rest)) = scan::number(text, format)? {
        if rest.is_empty() {
            return Ok(Some((Core::Number(printed), rest)));
        }
        return with_magnitude(printed, rest, text).map(Some);
    }
    words(text)
}

/// The number of an atom before its magnitude.
fn scan_or_words<'t>(text: &'t str, format: &NumberFormat) -> Found<'t, Printed> {
    match scan::number(text, format)? {
        Some(found) => Ok(Some(found)),
        None => Ok(counting(text).map(|(n, rest)| (Printed::whole(n), rest))),
    }
}

/// A number with the magnitude that follows it: million, bn, k, dozen.
fn with_magnitude<'t>(printed: Printed, rest: &'t str, text: &str) -> Result<(Core, &'t str), FigureError> {
    let failed = |error| FigureError::arithmetic(error, text);
    if let Some(after) = dozen(rest) {
        let core = dozens(&printed.value).map_err(failed)?;
        return Ok((core, after));
    }
    let (power, rest) = magnitude(rest);
    if power == 0 {
        return Ok((Core::Number(printed), rest));
    }
    let factor = Exact::pow10(power).map_err(failed)?;
    Ok((Core::Number(printed.scaled_by(&factor).map_err(failed)?), rest))
}

/// Where the text goes on after "dozen".
fn dozen(rest: &str) -> Option<&str> {
    let next = next_word(rest);
    if next.len() == rest.len() { None } else { after_phrase(next, "dozen") }
}

/// `n` dozen: counted in half dozens at best.
fn dozens(n: &Exact) -> Result<Core, ArithmeticError> {
    let value = (n * Exact::from(12))?;
    let slack = Exact::from(DOZEN_SLACK);
    let usage = readings::usage((&value - &slack)?, (&value + &slack)?);
    Ok(Core::Vague(value, usage, Form::Usage))
}

/// The magnitudes at the start of what follows a number, as a power of ten.
fn magnitude(rest: &str) -> (i32, &str) {
    if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return match lookup(rest, ATTACHED)
            .filter(|(_, after)| !is_speed(after))
            .or_else(|| lookup(rest, MAGNITUDES))
        {
            Some((power, after)) => more_magnitudes(power, after),
            None => (0, rest),
        };
    }
    more_magnitudes(0, rest)
}

fn more_magnitudes(power: i32, rest: &str) -> (i32, &str) {
    let (mut power, mut rest) = (power, rest);
    for _ in 0..MAX_MAGNITUDES {
        let next = next_word(rest);
        if next.len() == rest.len() {
            break;
        }
        let Some((more, after)) = lookup(next, MAGNITUDES) else { break };
        power += more;
        rest = after;
    }
    (power, rest)
}

/// Whether `m` before this was metres: `5m/s` is no number of millions.
fn is_speed(after: &str) -> bool {
    let Some(per) = after.strip_prefix('/') else { return false };
    ["s", "h", "min"].iter().any(|unit| after_phrase(per, unit).is_some())
}

/// A whole number in words below a hundred: `six`, `twenty-five`.
fn counting(text: &str) -> Option<(i64, &str)> {
    let (tens, rest) = lookup(text, NUMBERS)?;
    if tens >= 20 {
        let next = next_word(rest);
        if next.len() < rest.len() {
            if let Some((unit @ 1..=9, after)) = lookup(next, NUMBERS) {
                return Some((tens + unit, after));
            }
        }
    }
    Some((tens, rest))
}

/// An expression that begins with a word.
fn words(text: &str) -> Found<'_, Core> {
    let failed = |error| FigureError::arithmetic(error, text);
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Ok(None);
    }
    if let Some((share, rest)) = lookup(text, SHARES) {
        return Ok(Some((Core::Share(share), rest)));
    }
    if let Some(((low, high), rest)) = lookup(text, FEW) {
        let (power, rest) = if let Some(after) = dozen(rest) { (None, after) } else { some_power(rest) };
        let factor = power.map_or(Ok(Exact::from(12)), Exact::pow10).map_err(failed)?;
        return usage(low, high, &factor).map(|core| Some((core, rest))).map_err(failed);
    }
    if let Some((bounds, rest)) = lookup(text, PLURALS) {
        return plural(bounds, rest).map(Some).map_err(failed);
    }
    if let Some(((n, k), rest)) = lookup(text, FOLDS) {
        let core = if k == 1 {
            fold(&Printed { zeros: 0, ..Printed::whole(n) }, text)?
        } else {
            let half = readings::one_in(&Exact::from(n), &Printed::whole(k)).map_err(failed)?;
            Core::Lessened(Exact::new(n, k).map_err(failed)?, half)
        };
        return Ok(Some((core, rest)));
    }
    if let Some((k, rest)) = folded(text) {
        return Ok(Some((fold(&Printed::whole(k), text)?, rest)));
    }
    if let Some(rest) = after_phrase(text, "half") {
        return part(1, 2, rest).map(Some).map_err(failed);
    }
    let article = after_phrase(text, "a").or_else(|| after_phrase(text, "an"));
    let (n, rest) = match article {
        Some(rest) => (1, rest),
        None => match counting(text) {
            Some(found) => found,
            None => return Ok(None),
        },
    };
    let next = next_word(rest);
    if next.len() < rest.len() {
        if let Some((k, after)) = lookup(next, PARTS) {
            return part(n, k, after).map(Some).map_err(failed);
        }
        if let Some(hundreds) = hundred_and(n, next) {
            return Ok(Some(hundreds));
        }
    }
    let (core, after) = with_magnitude(Printed::whole(n), rest, text)?;
    // "a" is a number only before a magnitude.
    Ok(if article.is_some() && after.len() == rest.len() { None } else { Some((core, after)) })
}

fn some_power(rest: &str) -> (Option<i32>, &str) {
    let (power, rest) = more_magnitudes(0, rest);
    (Some(power), rest)
}

/// `a hundred and twenty`, `two hundred fifty`: a number to the unit, unlike `two hundred`.
fn hundred_and(n: i64, next: &str) -> Option<(Core, &str)> {
    let rest = after_phrase(next, "hundred")?;
    let rest = next_word(rest);
    let rest = after_phrase(rest, "and").map_or(rest, next_word);
    let (more, after) = counting(rest)?;
    Some((Core::Number(Printed::whole(n * 100 + more)), after))
}

/// `threefold`, `tenfold`, `hundredfold`.
fn folded(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let word = text.get(..end)?;
    let stem = word.get(..word.len().checked_sub("fold".len())?)?;
    if !word.get(stem.len()..)?.eq_ignore_ascii_case("fold") {
        return None;
    }
    let (k, rest) =
        lookup(stem, NUMBERS).or_else(|| lookup(stem, &[("hundred", 100), ("thousand", 1000)]))?;
    rest.is_empty().then_some((k, text.get(end..)?))
}

/// `n` parts of `k`; or of a magnitude: `half a million`, `a quarter of a billion`, `half a dozen`.
fn part(n: i64, k: i64, rest: &str) -> Result<(Core, &str), ArithmeticError> {
    let core = fraction(n, k)?;
    if n >= k {
        // Three halves are no share, and nobody prints them: the value with its last part as the digit.
        let (value, digit) = (Exact::new(n, k)?, Exact::new(1, k)?);
        return Ok((Core::Number(Printed { value, digit, zeros: 0, scaled: false, fraction: None }), rest));
    }
    let next = next_word(rest);
    let next = after_phrase(next, "of").map_or(next, next_word);
    let article = after_phrase(next, "a");
    let next = article.map_or(next, next_word);
    let (factor, after) = if let Some(after) = after_phrase(next, "dozen") {
        (Exact::from(12), after)
    } else {
        match lookup(next, MAGNITUDES) {
            Some((power, after)) => (Exact::pow10(power)?, after),
            None => return Ok((core, rest)),
        }
    };
    let (value, usage) = match core {
        Core::Vague(value, usage, _) => (value, usage),
        Core::Half(usage) => (Exact::new(1, 2)?, usage),
        core => return Ok((core, rest)),
    };
    Ok((Core::Vague((value * &factor)?, readings::scaled(usage, &factor)?, Form::Usage), after))
}

/// Plurals, perhaps of plurals.
fn plural((low, high): (i64, i64), rest: &str) -> Result<(Core, &str), ArithmeticError> {
    let mut factor = Exact::ONE;
    let mut rest = rest;
    for _ in 0..MAX_MAGNITUDES {
        let Some(next) = after_phrase(rest.trim_start(), "of") else { break };
        let Some((power, after)) = lookup(next.trim_start(), MAGNITUDES) else { break };
        factor = (factor * Exact::pow10(power)?)?;
        rest = after;
    }
    Ok((usage(low, high, &factor)?, rest))
}

/// A range of usage in units of `factor`; the value is its lower end.
fn usage(low: i64, high: i64, factor: &Exact) -> Result<Core, ArithmeticError> {
    let (low, high) = ((Exact::from(low) * factor)?, (Exact::from(high) * factor)?);
    Ok(Core::Vague(low.clone(), readings::usage(low, high), Form::Usage))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_of_every_continuation_is_known() {
        let words = MAGNITUDES.iter().map(|(word, _)| *word);
        let words =
            words.chain(ATTACHED.iter().map(|(word, _)| *word)).chain(AFTER.iter().map(|(word, _)| *word));
        for word in words.chain(["dozen", "fold", "in", "to", "-12", "+", "–12", "½"]) {
            assert!(may_continue(word), "{word}");
            assert!(may_continue(&format!("  {word}")) || word.len() == 1, "{word}");
        }
        for rest in [
            "",
            "  ",
            "%",
            " %",
            "/day",
            "people",
            " people",
            " kg",
            ", of which",
            "(approximately)",
            " tons",
            " busts",
            " cases",
            " of 229",
            " m",
            " incidents",
            " orders",
        ] {
            assert!(!may_continue(rest), "{rest}");
        }
    }
}
