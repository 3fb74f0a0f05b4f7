//! The coherent base unit behind a unit, and whether its amounts can be negative.

use std::borrow::Cow;

use super::{Dimension, Unit};

/// Symbols of the base quantities, in the order of [`Dimension::exponents`]; things counted go by their own name.
const SYMBOLS: [&str; 6] = ["kg", "m", "s", "K", "bit", ""];

impl Unit {
    /// The symbol of the coherent base unit in which [`factor`](Unit::factor) counts: `kg`, `m²`, `kg·m²·s⁻²`; for
    /// things counted what they are, for money the currency, and nothing for a plain number.
    ///
    /// ```
    /// use saltgrain::vocabulary::Unit;
    /// let unit = |text| Unit::parse(text, &Default::default()).unwrap();
    /// assert_eq!(unit("tonnes").base_symbol(), "kg");
    /// assert_eq!(unit("km/h").base_symbol(), "m·s⁻¹");
    /// assert_eq!(unit("busts").base_symbol(), "busts");
    /// assert_eq!(unit("%").base_symbol(), "");
    /// ```
    #[must_use]
    pub fn base_symbol(&self) -> Cow<'static, str> {
        let own = || Cow::Owned(self.symbol().to_string());
        let Some(dimension) = self.dimension() else { return own() };
        if dimension == Dimension::ENERGY {
            return Cow::Borrowed("J");
        }
        if dimension == Dimension::POWER {
            return Cow::Borrowed("W");
        }
        if dimension == Dimension::NONE {
            return Cow::Borrowed("");
        }
        let exponents = dimension.exponents();
        let mut physical =
            exponents.iter().zip(SYMBOLS).filter(|(exponent, symbol)| **exponent != 0 && !symbol.is_empty());
        match (physical.next(), physical.next()) {
            (None, _) => return own(),
            (Some((1, symbol)), None) => return Cow::Borrowed(symbol),
            _ => {}
        }
        let physical =
            exponents.iter().zip(SYMBOLS).filter(|(exponent, symbol)| **exponent != 0 && !symbol.is_empty());
        let parts: Vec<String> =
            physical.map(|(exponent, symbol)| format!("{symbol}{}", power(*exponent))).collect();
        Cow::Owned(parts.join("·"))
    }

    /// Whether an amount of this unit cannot be negative: things counted, mass, length, time… Money can be owed, and
    /// a temperature lies below its zero; a plain number may be anything.
    ///
    /// ```
    /// use saltgrain::vocabulary::Unit;
    /// let unit = |text| Unit::parse(text, &Default::default()).unwrap();
    /// assert!(unit("kg").is_nonnegative() && unit("busts").is_nonnegative());
    /// assert!(!unit("EUR").is_nonnegative() && !unit("%").is_nonnegative());
    /// ```
    #[must_use]
    pub fn is_nonnegative(&self) -> bool {
        self.dimension().is_some_and(|dimension| {
            let [.., temperature, _, money, _] = dimension.exponents();
            dimension != Dimension::NONE && temperature == 0 && money == 0
        })
    }
}

fn power(exponent: i8) -> String {
    if exponent == 1 {
        return String::new();
    }
    let raise = |digit: char| match digit {
        '-' => '⁻',
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        _ => '⁹',
    };
    exponent.to_string().chars().map(raise).collect()
}
