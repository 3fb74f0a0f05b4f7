//! Printing a true value as a reporter would, under any convention that counts as an honest reading of the digits.

use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::random::Random;
use super::range::{Q, Range, power, ratio, whole};

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number of whole things: printed to the unit it is itself.
    Count,
    /// What is weighed, paid or computed.
    Amount,
}

/// How it may be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// To the nearest unit of the last digit, without words and without zeros that are no digits.
    Nearest,
    /// Cut off or rounded in any way, a limit, a range, or in vague words.
    Any,
    /// As any, without vague words.
    Firm,
}

/// A figure as printed, without its unit.
#[derive(Debug, Clone)]
pub struct Printed {
    pub text: String,
    /// Everything that may be meant at the widest.
    pub widest: Range,
    /// The digits, where there is nothing else.
    pub digits: Option<(i128, Style)>,
}

/// Digits and the word behind them.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub kind: Kind,
    /// Digits after the point.
    decimals: usize,
    /// Zeros at the end that are no digits.
    coarse: usize,
    /// 3 for thousand, 6 for million…
    magnitude: usize,
    grouped: bool,
    short: bool,
}

#[derive(Debug, Clone, Copy)]
enum Rounding {
    HalfUp,
    HalfEven,
    Down,
    Up,
    Twice,
}

/// In units, to a whole number of them; of negative ones the size is rounded.
fn rounded(units: &Q, how: Rounding) -> i128 {
    let size = units.abs();
    let floor = size.floor();
    let (rest, floor) = (&size - &floor, floor.to_integer().to_i128().unwrap());
    let half = ratio(1, 2);
    let up = match how {
        Rounding::HalfUp => rest >= half,
        Rounding::HalfEven => rest > half || (rest == half && floor % 2 == 1),
        Rounding::Down => false,
        Rounding::Up => !rest.is_zero(),
        Rounding::Twice => {
            let tenths = rounded(&(&rest * whole(10)), Rounding::HalfUp);
            tenths >= 5
        }
    };
    let size = floor + i128::from(up);
    if units.is_negative() { -size } else { size }
}

fn digits_of(value: &Q) -> usize {
    value.abs().to_integer().to_string().len()
}

impl Style {
    /// A way to print a value in which it does not vanish.
    fn of(value: &Q, kind: Kind, mode: Mode, random: &mut Random) -> Style {
        let length = if value.abs() < Q::one() { 0 } else { digits_of(value) };
        let mut style = Style {
            kind,
            decimals: 0,
            coarse: 0,
            magnitude: 0,
            grouped: random.chance(70),
            short: random.chance(30),
        };
        let magnitude = (length.saturating_sub(1) / 3 * 3).min(12);
        if magnitude > 0 && random.chance(if magnitude > 3 { 50 } else { 15 }) {
            style.magnitude = magnitude;
            style.decimals = random.index(4);
            if mode == Mode::Nearest && style.decimals == 0 {
                // Zeros of "20 million" stand open.
                style.decimals = 1;
            }
            return style;
        }
        let coarse = mode != Mode::Nearest && length > 1 && random.chance(25);
        match kind {
            _ if coarse => style.coarse = 1 + random.index(length - 1),
            Kind::Count => {}
            Kind::Amount => style.decimals = random.one(&[0, 1, 1, 2, 2, 3]),
        }
        style
    }

    /// What one unit of the last digit is.
    fn unit(self) -> Q {
        power(self.coarse + self.magnitude) / power(self.decimals)
    }

    fn round(self, value: &Q, how: Rounding) -> i128 {
        rounded(&(value / self.unit()), how)
    }

    pub fn value(self, units: i128) -> Q {
        whole(units) * self.unit()
    }

    fn text(self, units: i128) -> String {
        let size = units.unsigned_abs() * 10u128.pow(u32::try_from(self.coarse).unwrap());
        let digits = format!("{size:0>width$}", width = self.decimals + 1);
        let (integer, fraction) = digits.split_at(digits.len() - self.decimals);
        let grouped: String = match self.grouped {
            true => {
                let first = integer.len() % 3;
                let breaks = |at: usize| at > 0 && at % 3 == first;
                integer
                    .char_indices()
                    .flat_map(|(at, digit)| breaks(at).then_some(',').into_iter().chain([digit]))
                    .collect()
            }
            false => integer.to_string(),
        };
        let sign = if units < 0 { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        let word = match (self.magnitude, self.short) {
            (0, _) => "",
            (3, true) => "k",
            (3, false) => " thousand",
            (6, true) => "m",
            (6, false) => " million",
            (9, true) => "bn",
            (9, false) => " billion",
            _ => " trillion",
        };
        format!("{sign}{grouped}{point}{fraction}{word}")
    }

    /// The loosest digit: what the zeros at the end of a whole number leave open.
    fn loosest(self, units: i128) -> Q {
        let mut loosest = self.unit();
        let mut rest = units;
        if self.decimals == 0 && rest != 0 {
            while rest % 10 == 0 {
                rest /= 10;
                loosest *= whole(10);
            }
        }
        loosest
    }

    fn widest(self, low: i128, high: i128) -> Range {
        let range = Range::open(self.value(low) - self.loosest(low), self.value(high) + self.loosest(high));
        self.of_kind(range)
    }

    fn of_kind(self, range: Range) -> Range {
        if self.kind == Kind::Count { range.whole_numbers() } else { range }
    }

    /// So many units of the last digit and nothing else.
    pub fn print(self, units: i128) -> Printed {
        Printed { text: self.text(units), widest: self.widest(units, units), digits: Some((units, self)) }
    }
}

fn vague(text: String) -> Printed {
    Printed { text, widest: Range::all(), digits: None }
}

/// The value as printed.
pub fn print(value: &Q, kind: Kind, mode: Mode, random: &mut Random) -> Printed {
    let style = Style::of(value, kind, mode, random);
    let plain = |how| {
        let printed = style.print(style.round(value, how));
        debug_assert!(printed.widest.contains(value), "{value} as {}", printed.text);
        printed
    };
    let how = match mode {
        Mode::Nearest => return plain(random.one(&[Rounding::HalfUp, Rounding::HalfEven])),
        _ => random.one(&[
            Rounding::HalfUp,
            Rounding::HalfUp,
            Rounding::HalfEven,
            Rounding::Down,
            Rounding::Up,
            Rounding::Twice,
        ]),
    };
    let words = random.index(100);
    if value.is_negative() || words < 65 {
        return plain(how);
    }
    let (down, up) = (style.round(value, Rounding::Down), style.round(value, Rounding::Up));
    let (under, over) = (style.text(down), style.text(up));
    let limit = |text: String, low: Option<i128>, high: Option<i128>| {
        let end = |units: i128| (style.value(units), true);
        let widest = style.of_kind(Range { low: low.map(end), high: high.map(end) });
        Printed { text, widest, digits: None }
    };
    match words {
        65..=76 => {
            // So far below that it can be said of the value, or the value itself.
            let down = down - if down > 3 && random.chance(30) { 1 } else { 0 };
            let under = style.text(down);
            let text = match random.index(5) {
                0 => format!("over {under}"),
                1 => format!("more than {under}"),
                2 if style.magnitude == 0 => format!("{under} or more"),
                3 => format!("no fewer than {under}"),
                _ => format!("at least {under}"),
            };
            limit(text, Some(down), None)
        }
        77..=84 => {
            let is_below = style.value(up) > *value;
            let text = match random.index(4) {
                0 if is_below => format!("fewer than {over}"),
                1 if is_below => format!("under {over}"),
                2 => format!("at most {over}"),
                _ => format!("up to {over}"),
            };
            limit(text, None, Some(up))
        }
        85..=87 if style.magnitude == 0 => {
            let (low, high) = (down - random.between(0, 2).min(down.try_into().unwrap_or(2)) as i128, up);
            let text = match random.index(2) {
                0 => format!("{} to {over}", style.text(low)),
                _ => format!("between {} and {over}", style.text(low)),
            };
            Printed { text, widest: style.widest(low, high), digits: None }
        }
        88..=89 if style.coarse == 0 && style.decimals == 0 && style.magnitude == 0 => {
            // "Exactly" says that zeros are digits.
            let units = style.round(value, how);
            let widest = Range::open(style.value(units - 1), style.value(units + 1));
            Printed {
                text: format!("exactly {}", style.text(units)),
                widest: style.of_kind(widest),
                digits: None,
            }
        }
        90..=91 if value.is_zero() && kind == Kind::Count => Printed {
            text: random.one(&["no", "zero"]).to_string(),
            widest: Range::point(Q::zero()),
            digits: None,
        },
        90..=91 if kind == Kind::Count && *value < whole(1_000_000) && *value >= whole(24) => {
            let plurals = [(24, 120, "dozens"), (100, 1_000, "hundreds"), (1_000, 1_000_000, "thousands")];
            let fits = |(low, high, _): &&(i128, i128, &str)| *value >= whole(*low) && *value <= whole(*high);
            let word = plurals.iter().find(fits).map_or("dozens", |(_, _, word)| word);
            if mode == Mode::Firm { plain(how) } else { vague(word.to_string()) }
        }
        _ if mode == Mode::Firm => plain(how),
        92..=94 => vague(format!("{} {}", random.one(&["nearly", "almost", "just under"]), over)),
        95..=96 => vague(format!("{} {under}", random.one(&["just over", "slightly more than"]))),
        _ => {
            let nearest = style.text(style.round(value, Rounding::HalfUp));
            let word = random.one(&["about", "around", "some", "roughly", "approximately", "~"]);
            vague(format!("{word} {nearest}").replace("~ ", "~"))
        }
    }
}

/// A share, with its unit, or in words.
pub fn print_share(share: &Q, mode: Mode, random: &mut Random) -> Unitful {
    let words = if mode == Mode::Any && !share.is_zero() { random.index(100) } else { 0 };
    match words {
        70..=79 => {
            // One in so many, or several in so many.
            let parts = random.one(&[1, 1, 1, 2, 3]);
            let of = rounded(&(whole(parts) / share), Rounding::HalfUp);
            let numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
            let name = |n: i128| usize::try_from(n - 1).ok().and_then(|at| numbers.get(at));
            if of > parts {
                let text = match (name(parts), name(of)) {
                    (Some(part), Some(of)) if random.chance(50) => format!("{part} in {of}"),
                    _ => format!("{parts} in {of}"),
                };
                return Unitful { text, widest: Range::all(), moved: None };
            }
        }
        80..=89 => {
            let fractions = [
                (1, 2, "half"),
                (1, 3, "a third"),
                (2, 3, "two thirds"),
                (1, 4, "a quarter"),
                (3, 4, "three quarters"),
                (1, 5, "a fifth"),
                (1, 10, "a tenth"),
            ];
            let near = |(n, k, _): &&(i128, i128, &str)| (share - ratio(*n, *k)).abs() <= ratio(1, 25 * k);
            if let Some((n, k, word)) = fractions.iter().find(near) {
                let fraction = ratio(*n, *k);
                let text = match share.cmp(&fraction) {
                    std::cmp::Ordering::Less => random.one(&["nearly ", "almost ", "about ", ""]),
                    std::cmp::Ordering::Equal => "",
                    std::cmp::Ordering::Greater => random.one(&["just over ", "about ", "", "more than "]),
                };
                // More than half is a limit that can be checked; it holds.
                return Unitful { text: format!("{text}{word}"), widest: Range::all(), moved: None };
            }
        }
        90..=99 => {
            let half = ratio(1, 2);
            let texts: &[&str] = match share.cmp(&half) {
                std::cmp::Ordering::Greater => &["most", "more than half", "a majority", "over half"],
                std::cmp::Ordering::Less => &["a minority", "less than half", "under half"],
                std::cmp::Ordering::Equal => &["half"],
            };
            return Unitful { text: random.one(texts).to_string(), widest: Range::all(), moved: None };
        }
        _ => {}
    }
    let (unit, times) = random.one(&[("%", 100), ("%", 100), ("%", 100), ("", 1), ("per 1,000", 1_000)]);
    with_unit(share, unit, &ratio(1, times), mode, random)
}

/// A figure with its unit, and what it can be in the base unit.
#[derive(Debug, Clone)]
pub struct Unitful {
    pub text: String,
    pub widest: Range,
    /// Digits, unit, and what one of the unit is.
    pub moved: Option<(i128, Style, &'static str, Q)>,
}

/// A value in the base unit, printed in a unit of which one is `factor`.
pub fn with_unit(value: &Q, unit: &'static str, factor: &Q, mode: Mode, random: &mut Random) -> Unitful {
    let is_bare_share = unit.is_empty();
    let value: BigRational = value / factor;
    let mut printed = print(&value, Kind::Amount, mode, random);
    if is_bare_share {
        // "0" of a share would be none.
        let mut tries = 0;
        while printed.digits.is_none_or(|(_, style)| style.decimals == 0) && tries < 20 {
            printed = print(&value, Kind::Amount, mode, random);
            tries += 1;
        }
    }
    joined(printed, unit, factor)
}

/// Of whole things.
pub fn count(value: i128, noun: &'static str, mode: Mode, random: &mut Random) -> Unitful {
    joined(print(&whole(value), Kind::Count, mode, random), noun, &Q::one())
}

pub fn joined(printed: Printed, unit: &'static str, factor: &Q) -> Unitful {
    Unitful {
        text: attach(&printed.text, unit),
        widest: printed.widest.times(factor),
        moved: printed.digits.map(|(units, style)| (units, style, unit, factor.clone())),
    }
}

fn attach(figure: &str, unit: &str) -> String {
    let is_plural = ["dozens", "hundreds", "thousands"].contains(&figure);
    match unit {
        "" => figure.to_string(),
        "€" => match figure.find(|c: char| c.is_ascii_digit()) {
            Some(at) if figure.starts_with('-') => format!("-€{}", &figure[at..]),
            // Both ends of a range have the sign, or what stands first.
            Some(at) => format!("{}€{}", &figure[..at], &figure[at..]),
            None => format!("{figure} euros"),
        },
        unit if is_plural => format!("{figure} of {unit}"),
        unit => format!("{figure} {unit}"),
    }
}

impl Unitful {
    /// The same figure with other digits, so many units of the last one away.
    pub fn moved_by(&self, by: i128) -> Option<Unitful> {
        let (units, style, unit, factor) = self.moved.as_ref()?;
        Some(joined(style.print(units + by), unit, factor))
    }

    /// What the digits say, in the base unit.
    pub fn value(&self) -> Option<Q> {
        self.moved.as_ref().map(|(units, style, _, factor)| style.value(*units) * factor)
    }
}
