//! Digits as printed: signs, groups, decimals, exponents, fractions. The hot path of reading.

use super::error::FigureError;
use crate::number::format::{Decimal, Group, NumberFormat};
use crate::number::{ArithmeticError, Exact};

/// The most digits of one number. The longest figures anyone prints for readers, national debts to the cent and
/// physical constants, have fewer than 25; a hundred leaves room and keeps every value within 900 bits.
pub(super) const MAX_DIGITS: usize = 100;

/// The largest exponent: that of binary floating point, as everything that is measured and printed in scientific
/// notation was once such a number.
pub(super) const MAX_EXPONENT: i32 = 308;

/// A number as printed in digits or words, without qualifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printed {
    pub(super) value: Exact,
    /// The last written digit, `u`.
    pub(super) digit: Exact,
    /// How many zeros stand open at the end of a whole number: `U = u · 10^zeros`.
    pub(super) zeros: u8,
    /// Whether a thousand, a million… was written after the digits.
    pub(super) scaled: bool,
    /// A proper fraction `n/k` by itself, as its two parts.
    pub(super) fraction: Option<(i64, i64)>,
}

impl Printed {
    pub(super) fn whole(value: i64) -> Printed {
        let zeros = trailing_zeros(value);
        Printed { value: Exact::from(value), digit: Exact::ONE, zeros, scaled: false, fraction: None }
    }

    /// Whether it is a whole number printed to the unit, and nothing was written after its digits.
    pub(super) fn is_bare_whole(&self) -> bool {
        !self.scaled && self.fraction.is_none() && self.digit == Exact::ONE
    }

    /// The number in units of `factor`: thousands, millions.
    pub(super) fn scaled_by(self, factor: &Exact) -> Result<Printed, ArithmeticError> {
        Ok(Printed { value: (self.value * factor)?, digit: (self.digit * factor)?, scaled: true, ..self })
    }

    /// The loosest digit, `U`.
    pub(super) fn loosest(&self) -> Result<Exact, ArithmeticError> {
        &self.digit * Exact::pow10(i32::from(self.zeros))?
    }
}

/// How many zeros a whole number ends with; none for 0 itself, which states its digit.
fn trailing_zeros(mut value: i64) -> u8 {
    let mut zeros = 0;
    while value != 0 && value % 10 == 0 {
        value /= 10;
        zeros += 1;
    }
    zeros
}

/// A sign that can stand between digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Point,
    Comma,
    Space,
    Apostrophe,
}

/// The separator at the start of `text` and its length.
fn separator(text: &str) -> Option<(Separator, usize)> {
    let first = text.chars().next()?;
    let kind = match first {
        '.' => Separator::Point,
        ',' => Separator::Comma,
        '\'' | '\u{2019}' => Separator::Apostrophe,
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => Separator::Space,
        _ => return None,
    };
    Some((kind, first.len_utf8()))
}

fn starts_with_digit(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

/// How many ASCII digits `text` starts with.
fn digits_at_start(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The text from byte `at` on; every `at` here lies behind ASCII or a whole character.
fn after(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

/// The sign in front of a number; true for minus. En dashes are printed for it, too.
fn sign(text: &str) -> (bool, &str) {
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        return (true, rest);
    }
    (false, text.strip_prefix('+').unwrap_or(text))
}

/// The number in digits at the start of `text`, and what follows; `None` if there is none.
pub(super) fn number<'t>(
    text: &'t str,
    format: &NumberFormat,
) -> Result<Option<(Printed, &'t str)>, FigureError> {
    if let Some(found) = short(text, format) {
        return Ok(Some(found));
    }
    let (negative, unsigned) = sign(text);
    let begins = match unsigned.chars().next() {
        Some(c) if c.is_ascii_digit() => true,
        Some(c) if c == format.decimal() => starts_with_digit(after(unsigned, 1)),
        Some(c) => {
            return Ok(vulgar(c).map(|(n, k)| {
                let n = if negative { -n } else { n };
                (fraction_printed(n, k), after(unsigned, c.len_utf8()))
            }));
        }
        None => false,
    };
    if !begins {
        return Ok(None);
    }
    let mut digits = Digits::new(format);
    let length = digits.read(unsigned)?;
    let rest = after(unsigned, length);
    let seen = unsigned.get(..length).unwrap_or(unsigned);
    let (exponent, rest) = match exponent(rest) {
        Some((exponent, rest)) => (exponent, rest),
        None => (0, rest),
    };
    if exponent.unsigned_abs() > MAX_EXPONENT.unsigned_abs() {
        return Err(FigureError::too_large(text));
    }
    let power = exponent - digits.scale;
    let mantissa = digits.mantissa(seen)?;
    let finish = |mantissa: Exact| -> Result<Printed, ArithmeticError> {
        let (value, digit) = match mantissa.to_i64() {
            Some(small) => (Exact::from_decimal(small, power)?, Exact::pow10(power)?),
            None => {
                let digit = Exact::pow10(power)?;
                ((&mantissa * &digit)?, digit)
            }
        };
        let zeros = if digits.scale == 0 && !value.is_zero() { digits.zeros } else { 0 };
        let value = if negative { -value } else { value };
        Ok(Printed { value, digit, zeros, scaled: false, fraction: None })
    };
    let printed = finish(mantissa).map_err(|error| FigureError::arithmetic(error, text))?;
    if exponent == 0 && digits.scale == 0 && !rest.is_empty() {
        if let Some(found) = with_fraction(&printed, negative, text, rest, digits.grouped)? {
            return Ok(Some(found));
        }
    }
    Ok(Some((printed, rest)))
}

/// The commonest figures: digits, perhaps with a decimal point, to the end of the text, to `%` or to a space and a
/// letter, all in one machine word.
fn short<'t>(text: &'t str, format: &NumberFormat) -> Option<(Printed, &'t str)> {
    if format.decimal != Decimal::Point {
        return None;
    }
    let bytes = text.as_bytes();
    let ends = |at: usize, byte: u8| match byte {
        b'%' => true,
        b' ' => bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic),
        _ => false,
    };
    let length = bytes.iter().enumerate().position(|(at, byte)| ends(at, *byte)).unwrap_or(bytes.len());
    if length > 18 {
        return None;
    }
    let (number, rest) = text.split_at_checked(length)?;
    let mut mantissa = 0_i64;
    let mut scale = None;
    let mut zeros = 0;
    for byte in number.bytes() {
        match (byte, scale) {
            (b'0'..=b'9', _) => {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                zeros = if byte == b'0' { zeros + 1 } else { 0 };
                scale = scale.map(|places: i32| places + 1);
            }
            (b'.', None) => scale = Some(0),
            _ => return None,
        }
    }
    // A point needs digits on its right; `.5` and an empty text take the other way.
    if scale == Some(0) || !starts_with_digit(number) {
        return None;
    }
    let power = -scale.unwrap_or(0);
    let zeros = if scale.is_none() && mantissa != 0 { zeros } else { 0 };
    let (value, digit) = (Exact::from_decimal(mantissa, power).ok()?, Exact::pow10(power).ok()?);
    Some((Printed { value, digit, zeros, scaled: false, fraction: None }, rest))
}

/// The digits of one number while they are read.
struct Digits<'f> {
    format: &'f NumberFormat,
    /// The digits as a number, while they fit.
    small: Option<i64>,
    count: usize,
    /// Digits after the decimal sign.
    scale: i32,
    /// Zeros since the last other digit.
    zeros: u8,
    grouped: bool,
}

impl<'f> Digits<'f> {
    fn new(format: &'f NumberFormat) -> Digits<'f> {
        Digits { format, small: Some(0), count: 0, scale: 0, zeros: 0, grouped: false }
    }

    /// Reads digits, groups and decimals; the number of bytes read.
    fn read(&mut self, text: &str) -> Result<usize, FigureError> {
        let mut at = 0;
        let mut in_group = 0_usize;
        let mut decimals = false;
        loop {
            let rest = after(text, at);
            match rest.as_bytes().first() {
                Some(b @ b'0'..=b'9') => {
                    self.push(b - b'0', decimals).ok_or_else(|| FigureError::too_large(text))?;
                    in_group += 1;
                    at += 1;
                    continue;
                }
                // The commonest end of a number, before any closer look.
                None => break,
                Some(b) if b.is_ascii_alphabetic() || *b == b'-' || *b == b'/' => break,
                Some(_) => {}
            }
            let Some((separator, width)) = separator(rest) else { break };
            let next = after(rest, width);
            if !starts_with_digit(next) {
                break;
            }
            if separator == Separator::Space {
                let group = digits_at_start(next) == 3 && !decimals;
                // After `2` in `2 100/7` stands a fraction, not a group.
                if !group || after(next, 3).starts_with('/') {
                    break;
                }
            }
            let found = || {
                let end = at + width + digits_at_start(next);
                text.get(..end).unwrap_or(text)
            };
            if decimals {
                return Err(self.misfit(found(), "nothing can follow the decimals"));
            }
            if self.is_decimal(separator) {
                self.close_integer(in_group, text.get(..at).unwrap_or(text))?;
                decimals = true;
            } else if self.is_group(separator) {
                self.open_group(in_group, at, text, found())?;
            } else if separator == Separator::Space && self.format.group != Group::Space {
                return Err(self.misfit(found(), "spaces do not group its digits"));
            } else {
                return Err(self.misfit(found(), "it has no such separator"));
            }
            at += width;
            in_group = 0;
        }
        if !decimals {
            self.close_integer(in_group, text.get(..at).unwrap_or(text))?;
        }
        Ok(at)
    }

    fn push(&mut self, digit: u8, decimal: bool) -> Option<()> {
        self.count += 1;
        if self.count > MAX_DIGITS {
            return None;
        }
        self.small = self.small.and_then(|n| n.checked_mul(10)).and_then(|n| n.checked_add(i64::from(digit)));
        self.zeros = if digit == 0 { self.zeros + 1 } else { 0 };
        self.scale += i32::from(decimal);
        Some(())
    }

    fn is_decimal(&self, separator: Separator) -> bool {
        match separator {
            Separator::Point => self.format.decimal == Decimal::Point,
            Separator::Comma => self.format.decimal == Decimal::Comma,
            _ => false,
        }
    }

    fn is_group(&self, separator: Separator) -> bool {
        matches!(
            (separator, self.format.group),
            (Separator::Point, Group::Point)
                | (Separator::Comma, Group::Comma | Group::Indian)
                | (Separator::Space, Group::Space)
                | (Separator::Apostrophe, Group::Apostrophe)
        )
    }

    /// Checks the digits in front of a separator of groups.
    fn open_group(&mut self, in_group: usize, at: usize, text: &str, found: &str) -> Result<(), FigureError> {
        let later = if self.format.group == Group::Indian { 2 } else { 3 };
        let fits = if self.grouped { in_group == later } else { (1..=later).contains(&in_group) };
        if !fits {
            return Err(self.misfit(found, self.group_reason()));
        }
        if !self.grouped && at == in_group && text.starts_with('0') {
            return Err(self.misfit(found, "a grouped number does not begin with 0"));
        }
        self.grouped = true;
        Ok(())
    }

    /// Checks the last group in front of the decimals.
    fn close_integer(&self, in_group: usize, found: &str) -> Result<(), FigureError> {
        if self.grouped && in_group != 3 {
            return Err(self.misfit(found, self.group_reason()));
        }
        Ok(())
    }

    fn group_reason(&self) -> &'static str {
        match self.format.group {
            Group::Comma => "groups have three digits (is `,` the decimal sign here?)",
            Group::Point => "groups have three digits (is `.` the decimal sign here?)",
            Group::Indian => "groups have two digits and the last has three",
            _ => "groups have three digits",
        }
    }

    fn misfit(&self, found: &str, reason: &'static str) -> FigureError {
        FigureError::format(found, self.format, reason)
    }

    /// All digits as one whole number.
    fn mantissa(&self, seen: &str) -> Result<Exact, FigureError> {
        match self.small {
            Some(small) => Ok(Exact::from(small)),
            None => {
                let digits: String = seen.chars().filter(char::is_ascii_digit).collect();
                digits.parse().map_err(|_| FigureError::too_large(seen))
            }
        }
    }
}

/// An exponent such as `e5` or `E-3`, and what follows. Absurd ones are clamped, to be refused by size.
fn exponent(text: &str) -> Option<(i32, &str)> {
    let rest = text.strip_prefix(['e', 'E'])?;
    let (negative, digits) = sign(rest);
    let count = digits_at_start(digits);
    let rest = after(digits, count);
    if count == 0 || rest.chars().next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let size = digits.get(..count)?.parse().unwrap_or(i32::MAX);
    Some((if negative { -size } else { size }, rest))
}

/// The value of a fraction that is one character.
fn vulgar(c: char) -> Option<(i64, i64)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    })
}

/// `n/k` by itself, `k` positive.
fn fraction_printed(n: i64, k: i64) -> Printed {
    let part = |n| Exact::new(n, k).unwrap_or(Exact::ZERO);
    let fraction = (n > 0 && n < k).then_some((n, k));
    Printed { value: part(n), digit: part(1), zeros: 0, scaled: false, fraction }
}

/// The fraction that follows a whole number: `12½`, `2 1/2`, or its denominator: `3/4`.
fn with_fraction<'t>(
    whole: &Printed,
    negative: bool,
    text: &str,
    rest: &'t str,
    grouped: bool,
) -> Result<Option<(Printed, &'t str)>, FigureError> {
    let mixed = |(n, k): (i64, i64)| -> Result<Printed, ArithmeticError> {
        let part = Exact::new(if negative { -n } else { n }, k)?;
        let (value, digit) = ((&whole.value + part)?, Exact::new(1, k)?);
        Ok(Printed { value, digit, zeros: 0, scaled: false, fraction: None })
    };
    let failed = |error| FigureError::arithmetic(error, text);
    if let Some(after_slash) = rest.strip_prefix(['/', '\u{2044}']) {
        let (Some(n), false) = (whole.value.to_i64(), grouped) else { return Ok(None) };
        let Some((k, rest)) = short_integer(after_slash) else { return Ok(None) };
        if k == 0 {
            return Err(failed(ArithmeticError::DivisionByZero));
        }
        return Ok(Some((fraction_printed(n, k), rest)));
    }
    let spaced = rest.strip_prefix([' ', '\u{a0}', '\u{2009}', '\u{202f}']);
    let candidate = spaced.unwrap_or(rest);
    if let Some((c, parts)) = candidate.chars().next().and_then(|c| vulgar(c).map(|parts| (c, parts))) {
        return Ok(Some((mixed(parts).map_err(failed)?, after(candidate, c.len_utf8()))));
    }
    let Some(candidate) = spaced else { return Ok(None) };
    let Some((n, slash)) = short_integer(candidate) else { return Ok(None) };
    let Some(after_slash) = slash.strip_prefix(['/', '\u{2044}']) else { return Ok(None) };
    match short_integer(after_slash) {
        Some((0, _)) => Err(failed(ArithmeticError::DivisionByZero)),
        Some((k, rest)) if n < k => Ok(Some((mixed((n, k)).map_err(failed)?, rest))),
        _ => Ok(None),
    }
}

/// A run of at most 15 digits.
fn short_integer(text: &str) -> Option<(i64, &str)> {
    let count = digits_at_start(text);
    if count == 0 || count > 15 {
        return None;
    }
    Some((text.get(..count)?.parse().ok()?, after(text, count)))
}
