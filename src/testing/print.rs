//! Printing a true value as a reporter would.

use crate::number::Exact;

/// How a true value becomes a printed figure. Every convention keeps the value inside the figure's widest reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Convention {
    /// To the nearest unit of the last digit, halves up.
    Nearest,
    /// Cut off.
    Truncated,
    /// Rounded up.
    Up,
    /// Rounded to one digit more, halves up, then to the last digit.
    Twice,
    /// "over" the value cut off.
    Over,
    /// "at least" the value cut off.
    AtLeast,
    /// "up to" the value rounded up.
    UpTo,
    /// "about" the value to the nearest.
    About,
}

impl Convention {
    /// Every convention.
    pub const ALL: [Convention; 8] = [
        Convention::Nearest,
        Convention::Truncated,
        Convention::Up,
        Convention::Twice,
        Convention::Over,
        Convention::AtLeast,
        Convention::UpTo,
        Convention::About,
    ];
}

/// A non-negative value printed with `decimals` digits after the point (negative: so many zeros before it).
///
/// ```
/// use saltgrain::{number::Exact, testing::{Convention, print}};
/// assert_eq!(print(&Exact::new(17, 229)?, Convention::Nearest, 3), "0.074");
/// assert_eq!(print(&Exact::from(2_201), Convention::Truncated, -2), "2200");
/// assert_eq!(print(&Exact::from(2_201), Convention::Over, -2), "over 2200");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[must_use]
pub fn print(value: &Exact, convention: Convention, decimals: i32) -> String {
    let down = |value: &Exact, decimals| scaled(value, decimals, |scaled| scaled.floor());
    let up = |value: &Exact, decimals| scaled(value, decimals, |scaled| scaled.ceil());
    let nearest = |value: &Exact, decimals| {
        scaled(value, decimals, |scaled| {
            let half = Exact::new(1, 2).and_then(|half| scaled + &half);
            half.map_or_else(|_| scaled.floor(), |half| half.floor())
        })
    };
    match convention {
        Convention::Nearest => nearest(value, decimals).1,
        Convention::Truncated => down(value, decimals).1,
        Convention::Up => up(value, decimals).1,
        Convention::Twice => nearest(&nearest(value, decimals.saturating_add(1)).0, decimals).1,
        Convention::Over => {
            let (limit, text) = down(value, decimals);
            // "over 5" of exactly 5 is loose usage, which the widest reading allows.
            if limit <= *value { format!("over {text}") } else { text }
        }
        Convention::AtLeast => format!("at least {}", down(value, decimals).1),
        Convention::UpTo => format!("up to {}", up(value, decimals).1),
        Convention::About => format!("about {}", nearest(value, decimals).1),
    }
}

/// The value rounded in units of the last digit, and its digits.
fn scaled(value: &Exact, decimals: i32, round: impl Fn(&Exact) -> Exact) -> (Exact, String) {
    let fallback = || (value.clone(), value.to_string());
    let Ok(factor) = Exact::pow10(decimals) else { return fallback() };
    let Ok(scaled) = value * &factor else { return fallback() };
    let units = round(&scaled);
    let Ok(rounded) = &units / &factor else { return fallback() };
    let Ok(places) = usize::try_from(decimals) else { return (rounded.clone(), rounded.to_string()) };
    let digits = units.to_string();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", &*digits), |digits| ("-", digits));
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let text = if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") };
    (rounded, text)
}
