//! The dimension of a unit: whole exponents of seven base quantities.

use std::fmt;

/// The dimension of a quantity: exponents of mass, length, time, temperature, information, money and count.
///
/// The first four are base quantities of the International System; information follows IEC 80000-13 (the bit);
/// money and things counted are dimensions of their own here, because kilograms, dollars and people never add up,
/// although the SI would call a count dimensionless (JCGM 200:2012, 1.8 note 4).
///
/// ```
/// use saltgrain::vocabulary::Dimension;
///
/// let flow = Dimension::MASS.quotient(Dimension::TIME);
/// assert_eq!(flow.map(|d| d.to_string()), Some("mass/time".to_owned()));
/// assert_eq!(Dimension::AREA.to_string(), "length²");
/// assert_eq!(Dimension::NONE.to_string(), "1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Dimension([i8; 7]);

const NAMES: [&str; 7] = ["mass", "length", "time", "temperature", "information", "money", "count"];

impl Dimension {
    /// A pure number.
    pub const NONE: Dimension = Dimension([0; 7]);
    /// Mass; base unit kilogram.
    pub const MASS: Dimension = Dimension([1, 0, 0, 0, 0, 0, 0]);
    /// Length; base unit metre.
    pub const LENGTH: Dimension = Dimension([0, 1, 0, 0, 0, 0, 0]);
    /// Area; base unit square metre.
    pub const AREA: Dimension = Dimension([0, 2, 0, 0, 0, 0, 0]);
    /// Volume; base unit cubic metre.
    pub const VOLUME: Dimension = Dimension([0, 3, 0, 0, 0, 0, 0]);
    /// Time; base unit second.
    pub const TIME: Dimension = Dimension([0, 0, 1, 0, 0, 0, 0]);
    /// Speed; base unit metre per second.
    pub const SPEED: Dimension = Dimension([0, 1, -1, 0, 0, 0, 0]);
    /// Temperature; base unit kelvin.
    pub const TEMPERATURE: Dimension = Dimension([0, 0, 0, 1, 0, 0, 0]);
    /// Energy; base unit joule.
    pub const ENERGY: Dimension = Dimension([1, 2, -2, 0, 0, 0, 0]);
    /// Power; base unit watt.
    pub const POWER: Dimension = Dimension([1, 2, -3, 0, 0, 0, 0]);
    /// Amount of information; base unit bit.
    pub const INFORMATION: Dimension = Dimension([0, 0, 0, 0, 1, 0, 0]);
    /// Money; each currency is a kind of its own, for no exchange rate is exact.
    pub const MONEY: Dimension = Dimension([0, 0, 0, 0, 0, 1, 0]);
    /// Things counted; what is counted is the unit's kind.
    pub const COUNT: Dimension = Dimension([0, 0, 0, 0, 0, 0, 1]);

    /// The exponents, in the order mass, length, time, temperature, information, money, count.
    #[must_use]
    pub const fn exponents(self) -> [i8; 7] {
        self.0
    }

    /// The dimension of a product; `None` where an exponent would leave −128..=127.
    #[must_use]
    pub fn product(self, other: Dimension) -> Option<Dimension> {
        self.combine(other, i8::checked_add)
    }

    /// The dimension of a quotient; `None` where an exponent would leave −128..=127.
    #[must_use]
    pub fn quotient(self, other: Dimension) -> Option<Dimension> {
        self.combine(other, i8::checked_sub)
    }

    /// Whether it is a pure number.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Dimension::NONE
    }

    /// The same without things counted: what is left differs between two units only if they measure different things,
    /// while texts leave out what a rate is counted by ("deaths per 100,000").
    pub(super) fn without_count(self) -> Dimension {
        let [mass, length, time, temperature, information, money, _] = self.0;
        Dimension([mass, length, time, temperature, information, money, 0])
    }

    fn combine(self, other: Dimension, op: fn(i8, i8) -> Option<i8>) -> Option<Dimension> {
        let mut exponents = [0; 7];
        for (slot, (a, b)) in exponents.iter_mut().zip(self.0.into_iter().zip(other.0)) {
            *slot = op(a, b)?;
        }
        Some(Dimension(exponents))
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut empty = true;
        for (name, exponent) in NAMES.iter().zip(self.0).filter(|(_, e)| *e > 0) {
            if !empty {
                f.write_str("·")?;
            }
            empty = false;
            write_power(f, name, exponent.unsigned_abs())?;
        }
        if empty {
            f.write_str("1")?;
        }
        for (name, exponent) in NAMES.iter().zip(self.0).filter(|(_, e)| *e < 0) {
            f.write_str("/")?;
            write_power(f, name, exponent.unsigned_abs())?;
        }
        Ok(())
    }
}

fn write_power(f: &mut fmt::Formatter<'_>, name: &str, exponent: u8) -> fmt::Result {
    match exponent {
        1 => f.write_str(name),
        2 => write!(f, "{name}²"),
        3 => write!(f, "{name}³"),
        n => write!(f, "{name}^{n}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_dimensions_follow_from_base_dimensions() {
        assert_eq!(Dimension::LENGTH.product(Dimension::LENGTH), Some(Dimension::AREA));
        assert_eq!(Dimension::AREA.product(Dimension::LENGTH), Some(Dimension::VOLUME));
        assert_eq!(Dimension::ENERGY.quotient(Dimension::TIME), Some(Dimension::POWER));
        assert_eq!(Dimension::LENGTH.quotient(Dimension::TIME), Some(Dimension::SPEED));
        assert_eq!(Dimension::POWER.to_string(), "mass·length²/time^3".replace("time^3", "time³"));
        assert_eq!(Dimension::NONE.quotient(Dimension::COUNT).map(|d| d.to_string()), Some("1/count".into()));
    }

    #[test]
    fn exponents_never_wrap() {
        let mut d = Dimension::MASS;
        for _ in 0..6 {
            d = d.product(d).unwrap_or(d);
        }
        assert_eq!(d.exponents().first(), Some(&64));
        assert_eq!(d.product(d), None);
    }
}
