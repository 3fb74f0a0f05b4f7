//! What if: a number supposed for one run instead of what the dossier supposes.

use std::fmt;
use std::str::FromStr;

use super::AssumptionName;
use crate::error::Error;
use crate::number::Exact;
use crate::quantity::{Printed, Quantity};
use crate::vocabulary::{TextConventions, spelling};

impl FromStr for AssumptionName {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self, Error> {
        let known = AssumptionName::ALL.iter().copied();
        known.clone().find(|name| name.word() == word).ok_or_else(|| {
            let help = match spelling::nearest(word, known.clone().map(AssumptionName::word)) {
                Some(nearest) => format!("did you mean '{nearest}'?"),
                None => known.map(AssumptionName::word).collect::<Vec<_>>().join(", "),
            };
            Error::message(format!("no assumption is called '{word}' ({help})"))
        })
    }
}

/// Of what something is supposed: of everything in the dossier, or of one frame, claim or conclusion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Supposed {
    pub(crate) name: AssumptionName,
    pub(crate) about: Option<Box<str>>,
}

impl Supposed {
    /// `coverage`, `coverage:us-seizures`.
    fn read(text: &str) -> Result<Self, Error> {
        let (name, about) = match text.split_once(':') {
            Some((name, about)) => (name, Some(about.trim().into())),
            None => (text, None),
        };
        Ok(Supposed { name: name.trim().parse()?, about })
    }
}

impl fmt::Display for Supposed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.about {
            Some(about) => write!(f, "{} of {about}", self.name),
            None => write!(f, "{}", self.name),
        }
    }
}

/// The two sides of `coverage=10%`.
fn sides(text: &str) -> Result<(Supposed, &str), Error> {
    let Some((what, value)) = text.split_once('=') else {
        return Err(Error::message(format!(
            "'{text}' supposes nothing: expected a name and a value, as in coverage=10% or coverage:us-seizures=10%"
        )));
    };
    Ok((Supposed::read(what)?, value.trim()))
}

/// A number supposed for one run: of everything, or of one frame, claim or conclusion. It takes the place of what the
/// dossier supposes under that name.
///
/// ```
/// use saltgrain::dossier::Supposition;
/// let everywhere: Supposition = "coverage=10%".parse()?;
/// let of_one: Supposition = "coverage:us-seizures = 10 % to 25 %".parse()?;
/// assert_eq!(of_one.to_string(), "coverage of us-seizures = 10 % to 25 %");
/// assert!("covrage=10%".parse::<Supposition>().is_err());
/// # let _ = everywhere;
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supposition {
    pub(crate) of: Supposed,
    pub(crate) value: Printed,
}

impl FromStr for Supposition {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (of, value) = sides(text)?;
        let value = value.replace("..", " to ");
        Quantity::try_from(&*value)?;
        Ok(Supposition { of, value: Printed::from(&*value) })
    }
}

impl fmt::Display for Supposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {}", self.of, self.value)
    }
}

/// One assumption, moved from one value to another in equal steps.
///
/// ```
/// use saltgrain::dossier::Sweep;
/// let sweep: Sweep = "coverage:us-seizures=5%..100%".parse()?;
/// assert_eq!(sweep.steps(4).to_string(), "coverage of us-seizures from 1/20 to 1");
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sweep {
    pub(crate) of: Supposed,
    pub(crate) from: Exact,
    pub(crate) to: Exact,
    pub(crate) steps: u32,
}

impl Sweep {
    /// More steps than anybody reads.
    pub(crate) const MOST_STEPS: u32 = 1_000;

    /// The same in so many steps, at most a thousand; ten where nobody says.
    #[must_use]
    pub fn steps(self, steps: u32) -> Self {
        Sweep { steps: steps.clamp(1, Sweep::MOST_STEPS), ..self }
    }
}

impl FromStr for Sweep {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (of, value) = sides(text)?;
        let expected = || {
            Error::message(format!(
                "'{value}' is no range: expected the first and the last value, as in coverage=5%..100%"
            ))
        };
        let (from, to) = value.split_once("..").or_else(|| value.split_once(" to ")).ok_or_else(expected)?;
        let end = |text: &str| -> Result<Exact, Error> {
            let amount = Printed::from(text.trim()).amount(&TextConventions::default())?;
            amount.value()?.ok_or_else(expected)
        };
        // "5 to 25 %": the unit stands once.
        let bare = |text: &str| text.trim().chars().all(|c| c.is_ascii_digit() || c == '.' || c == '/');
        let from =
            if bare(from) && to.trim_end().ends_with('%') { format!("{from} %") } else { from.to_string() };
        let (from, to) = (end(&from)?, end(to)?);
        if from >= to {
            return Err(expected());
        }
        Ok(Sweep { of, from, to, steps: 10 })
    }
}

impl fmt::Display for Sweep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} from {} to {}", self.of, self.from, self.to)
    }
}
