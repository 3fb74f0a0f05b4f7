//! A number as printed, and the three sets of true values that could have been printed that way.
//!
//! `5.0` is not `5`, `2,000` may be round, `over 25` bounds one side and `about 40` bounds nothing that anybody could
//! be held to. A [`Figure`] keeps its text to the last trailing zero and answers what it can mean in three
//! [`Reading`]s, of which a check uses the widest before it accuses anybody.
//!
//! | reading | of a number `v` with last digit `u` and loosest digit `U` | used for |
//! |---|---|---|
//! | nearest | `[v − u/2, v + u/2]` | what messages show |
//! | as written | `(v − u, v + u)`: rounded half up, half to even, up, down, or twice | warnings |
//! | widest | `(v − U, v + U)`: trailing zeros of a whole number may not be digits at all | errors |
//!
//! ```
//! use saltgrain::number::{Figure, NumberFormat, Reading};
//!
//! let english = NumberFormat::default();
//! for (text, nearest, widest) in [
//!     ("5.0", "[4.95, 5.05]", "(4.9, 5.1)"),
//!     ("2,000", "[1999.5, 2000.5]", "(1000, 3000)"),
//!     ("1.2 million", "[1150000, 1250000]", "(1100000, 1300000)"),
//!     ("12½", "[12.25, 12.75]", "(12, 13)"),
//!     ("over 25", "(25, ∞)", "[25, ∞)"),
//!     ("10 to 12", "[10, 12]", "(0, 13)"),
//!     ("most", "(0.5, 1]", "(0.5, 1]"),
//!     ("about 40", "[38, 42]", "(−∞, ∞)"),
//! ] {
//!     let figure = Figure::parse(text, &english)?;
//!     assert_eq!(figure.to_string(), text);
//!     assert_eq!(figure.reading(Reading::Nearest).to_string(), nearest, "{text}");
//!     assert_eq!(figure.reading(Reading::Widest).to_string(), widest, "{text}");
//! }
//! # Ok::<(), saltgrain::number::FigureError>(())
//! ```
//!
//! The widths of words are listed, with their reasons, at [`Form`] and [`Qualifier`]. What is not part of a figure:
//! units, `%`, currencies, and the margin after `±`.

mod error;
mod parse;
mod readings;
mod scan;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub use error::FigureError;

use super::{ArithmeticError, Exact, Interval, NumberFormat};
use readings::Readings;

/// How much a printed figure is taken to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// Rounded to the nearest: within half of the last digit. What messages show and propagation carries.
    Nearest,
    /// Any way of rounding or cutting: within one last digit, which is not reached. A contradiction only here and
    /// beyond is a warning.
    AsWritten,
    /// The loosest honest use of the digits and of the word before them. A contradiction even here is an error.
    Widest,
}

/// The word that qualifies a number.
///
/// The middle four are *sharp*: they name a limit, so the digits of the number are not blurred. The last three are
/// *vague*: their widest reading is every number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// None, or a word that says nothing about size: only, just, another.
    Unqualified,
    /// Exactly, precisely: trailing zeros are digits.
    Exactly,
    /// Over, more than, above: `(v, ∞)`, and `[v, ∞)` in the looser readings.
    Over,
    /// At least, no fewer than, `v` or more, `30+`: `[v, ∞)`.
    AtLeast,
    /// Under, less than, fewer than, below: `(−∞, v)`, and `(−∞, v]` in the looser readings.
    Under,
    /// At most, up to, no more than, as many as: `(−∞, v]`.
    AtMost,
    /// About, around, some, roughly, `~`, or so: `v` ± the last digit or 5 %, whichever is more; in the looser reading the
    /// loosest digit.
    About,
    /// Nearly, almost, just under: from the last digit or 5 % below `v` up to `v`.
    Nearly,
    /// Just over, slightly more than: from `v` to the last digit or 5 % above.
    JustOver,
}

impl Qualifier {
    /// Whether the word names a limit.
    #[must_use]
    pub fn is_sharp(self) -> bool {
        matches!(self, Qualifier::Over | Qualifier::AtLeast | Qualifier::Under | Qualifier::AtMost)
    }

    /// Whether the word blurs the number.
    #[must_use]
    pub fn is_vague(self) -> bool {
        matches!(self, Qualifier::About | Qualifier::Nearly | Qualifier::JustOver)
    }
}

/// What kind of expression a figure is, its qualifier aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Digits or number words: `1,234.5`, `12½`, `1.2 million`, `six`, `a hundred`.
    Number,
    /// `10 to 12`, `10–12`, `between 10 and 12`: from the one to the other, whose own last digits widen the looser
    /// readings.
    Range,
    /// `1 in 5`, `3/4`, `a third`, `half`: vague, `n/k` being `[n/(k + 1/2), n/(k − 1/2)]`, as the number in which one
    /// is counted was rounded. ("More than half" is sharp nevertheless: half is where majorities begin.)
    Fraction,
    /// `3-fold`, `threefold`, `doubled`, `twice`: vague, `k` ± half of its last digit; `halved` as `half`.
    Fold,
    /// `tens of thousands`, `dozens`, `a dozen` (12 ± 3), `a few` (2 to 9), `several` (3 to 12), `half a million`:
    /// vague, a range of usage.
    Usage,
    /// `most`, `a majority`: sharp, `(1/2, 1]`.
    Majority,
    /// `a minority`: sharp, `[0, 1/2)`.
    Minority,
    /// `none`, `no`: sharp, `{0}`.
    Nothing,
    /// `half` or `7 %` of a whole that is printed with it, as an amount: vague, for how it came about nobody knows.
    OfWhole,
}

/// A number as printed.
///
/// Keeps its text, so that nothing is lost between reading and writing, and the format it was read in. Two figures are
/// equal if both text and meaning are.
///
/// ```
/// use saltgrain::number::{Exact, Figure, NumberFormat, Reading};
///
/// let (figure, unit) = Figure::split("1.20 million people", &NumberFormat::default())?;
/// assert_eq!((figure.text(), unit), ("1.20 million", "people"));
/// assert_eq!(figure.value(), &Exact::from(1_200_000));
/// assert_eq!(figure.last_digit(), Some(Exact::from(10_000)));
/// assert_eq!(figure.reading(Reading::Nearest).to_string(), "[1195000, 1205000]");
/// # Ok::<(), saltgrain::number::FigureError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Figure {
    text: Box<str>,
    value: Exact,
    /// `u`; zero for an exact value.
    digit: Exact,
    /// `None` if the last digit says it all.
    readings: Option<Box<Readings>>,
    /// `U = u · 10^zeros`.
    zeros: u8,
    qualifier: Qualifier,
    form: Form,
    vague: bool,
    format: NumberFormat,
}

impl Figure {
    /// Reads a text that is a figure and nothing else; space around it is ignored.
    ///
    /// # Errors
    /// [`FigureError`] if the text does not begin with a figure, if something follows it, or if its digits do not fit
    /// `format`.
    ///
    /// ```
    /// use saltgrain::number::{Exact, Figure, NumberFormat};
    ///
    /// let english = NumberFormat::default();
    /// assert_eq!(Figure::parse("1 in 5", &english)?.value(), &Exact::new(1, 5).unwrap());
    /// assert!(Figure::parse("5 kg", &english).is_err());
    /// # Ok::<(), saltgrain::number::FigureError>(())
    /// ```
    pub fn parse(text: &str, format: &NumberFormat) -> Result<Figure, FigureError> {
        let (figure, rest) = Figure::split(text, format)?;
        if rest.is_empty() {
            return Ok(figure);
        }
        Err(FigureError::Trailing { figure: error::excerpt(&figure.text), rest: error::excerpt(rest) })
    }

    /// Reads the longest figure at the start of a text; the rest, without the space around it, is the unit.
    ///
    /// An "of" that only joins words (`most of the voters`, `a third of voters`) belongs to neither. Before a number
    /// it stays in front of the rest (`half of 1,234 voters`), as it does after digits (`6 of 14 patients`).
    ///
    /// # Errors
    /// As [`Figure::parse`], except that something may follow.
    ///
    /// ```
    /// use saltgrain::number::{Figure, NumberFormat};
    ///
    /// for (text, figure, rest) in [
    ///     ("12½ %", "12½", "%"),
    ///     ("tens of thousands of people", "tens of thousands", "people"),
    ///     ("10 to 12 tonnes", "10 to 12", "tonnes"),
    ///     ("6 of 14 patients", "6", "of 14 patients"),
    ///     ("5kg", "5", "kg"),
    /// ] {
    ///     let (found, after) = Figure::split(text, &NumberFormat::default())?;
    ///     assert_eq!((found.text(), after), (figure, rest));
    /// }
    /// # Ok::<(), saltgrain::number::FigureError>(())
    /// ```
    pub fn split<'t>(text: &'t str, format: &NumberFormat) -> Result<(Figure, &'t str), FigureError> {
        parse::split(text, format)
    }

    /// A value that was never rounded, from a program that holds it: a point in every reading.
    ///
    /// ```
    /// use saltgrain::number::{Exact, Figure, Interval, Reading};
    ///
    /// let figure = Figure::exact(Exact::from(17));
    /// assert_eq!(figure.text(), "17");
    /// assert_eq!(figure.reading(Reading::Widest), Interval::point(Exact::from(17)));
    /// ```
    #[must_use]
    pub fn exact(value: Exact) -> Figure {
        Figure::plain(&value.to_string(), value, Exact::ZERO, 0, &NumberFormat::default())
    }

    /// A fraction of a printed whole, as an amount in the whole's unit: `half` of 14 patients is about 7 of them.
    ///
    /// `size` is what one of the fraction is (1/100 for percents), `whole` the printed whole and what each reading
    /// makes of it, and `text` how the fraction was printed. No error can rest on it: whether the fraction was worked
    /// out from the whole, or both from something else, no text says.
    pub(crate) fn of_whole(
        &self,
        size: &Exact,
        whole: (&Exact, &dyn Fn(Reading) -> Result<Interval, ArithmeticError>),
        text: String,
    ) -> Result<Figure, ArithmeticError> {
        let (value, read) = whole;
        let part = |reading| self.reading(reading).scale(size)?.mul(&read(reading)?);
        let readings = Readings {
            nearest: part(Reading::Nearest)?,
            as_written: part(Reading::AsWritten)?,
            widest: Interval::all(),
        };
        Ok(Figure {
            text: text.into(),
            value: (&(&self.value * size)? * value)?,
            digit: Exact::ZERO,
            readings: Some(Box::new(readings)),
            zeros: 0,
            qualifier: self.qualifier,
            form: Form::OfWhole,
            vague: true,
            format: self.format,
        })
    }

    /// The same figure where it names the length of a period rather than measures one: `1` in "per 1 year".
    ///
    /// A year was not measured to the nearest year. But people do say "in one year" of ten months, so the widest
    /// reading stays as it was: what is narrowed decides notes and warnings, and can never make an error.
    pub(crate) fn defining(mut self) -> Figure {
        let is_one = self.value == Exact::ONE && self.digit == Exact::ONE && self.readings.is_none();
        if is_one {
            let widest = self.reading(Reading::Widest);
            let one = Interval::point(Exact::ONE);
            self.readings = Some(Box::new(Readings { nearest: one.clone(), as_written: one, widest }));
        }
        self
    }

    /// What stands between the figure and its unit when both are printed again: the "of" of "hundreds of people" and,
    /// before things `counted`, of "a third of voters", which is part of neither.
    pub(crate) fn joint(&self, counted: bool) -> &'static str {
        let last = || self.text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let takes_of = match self.form {
            Form::Usage => words::is_plural(last()),
            Form::Fraction | Form::Majority | Form::Minority | Form::Nothing => {
                counted && words::is_part(last())
            }
            _ => false,
        };
        if takes_of { " of " } else { " " }
    }

    /// Digits without any word.
    fn plain(text: &str, value: Exact, digit: Exact, zeros: u8, format: &NumberFormat) -> Figure {
        Figure {
            text: text.into(),
            value,
            digit,
            readings: None,
            zeros,
            qualifier: Qualifier::Unqualified,
            form: Form::Number,
            vague: false,
            format: *format,
        }
    }

    /// The figure as printed, without unit.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The printed number: the limit of `over 25`, the middle of a range, 1/2 for `most`, the lower end of
    /// `tens of thousands`.
    #[must_use]
    pub fn value(&self) -> &Exact {
        &self.value
    }

    /// The true values that could have been printed like this.
    ///
    /// The three readings nest: nearest within as written within widest.
    #[must_use]
    pub fn reading(&self, reading: Reading) -> Interval {
        match &self.readings {
            Some(readings) => readings.get(reading).clone(),
            // Values are far below the cap of `Exact`, so this cannot fail; if it did, the figure would say nothing.
            None => readings::plain(&self.value, &self.digit, self.zeros, reading).unwrap_or(Interval::all()),
        }
    }

    /// The last written digit, `u`: 1 for `12`, 1/10 for `5.0`, 100,000 for `1.2 million`, 1/2 for `12½`; of a range,
    /// the coarser one. `None` if no digit was rounded: exact values and words.
    #[must_use]
    pub fn last_digit(&self) -> Option<Exact> {
        if self.digit.is_zero() { None } else { Some(self.digit.clone()) }
    }

    /// The loosest digit, `U`: as the last one, but before the open trailing zeros of a whole number; 1,000 for
    /// `2,000`.
    #[must_use]
    pub fn loosest_digit(&self) -> Option<Exact> {
        let power = Exact::pow10(i32::from(self.zeros)).ok()?;
        self.last_digit().and_then(|digit| (digit * power).ok())
    }

    /// Whether it contains a word nobody can be held to; its widest reading is then every number.
    #[must_use]
    pub fn is_vague(&self) -> bool {
        self.vague
    }

    /// Whether a word makes it a limit (over, at least, under, at most, most, none) and none makes it vague.
    #[must_use]
    pub fn is_sharp(&self) -> bool {
        let form = matches!(self.form, Form::Majority | Form::Minority | Form::Nothing);
        !self.vague && (form || self.qualifier.is_sharp())
    }

    /// Whether it is a whole number printed to the unit and without a limiting or blurring word, so that a count of
    /// whole things is known from it: `17`, `1,234`, `none`; not `5.0`, `over 25`, `2 million`.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let bare = matches!(self.qualifier, Qualifier::Unqualified | Qualifier::Exactly);
        match self.form {
            Form::Nothing => true,
            Form::Number => {
                bare && self.value.is_integer() && (self.digit.is_zero() || self.digit == Exact::ONE)
            }
            _ => false,
        }
    }

    /// The word that qualifies the number.
    #[must_use]
    pub fn qualifier(&self) -> Qualifier {
        self.qualifier
    }

    /// What kind of expression it is.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }

    /// The number format it was read in.
    #[must_use]
    pub fn format(&self) -> NumberFormat {
        self.format
    }
}

impl From<Exact> for Figure {
    /// As [`Figure::exact`].
    fn from(value: Exact) -> Figure {
        Figure::exact(value)
    }
}
