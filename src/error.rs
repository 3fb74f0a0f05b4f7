//! Input that cannot be read: one opaque error that lists every problem found in one run.

use std::convert::Infallible;
use std::fmt;

use crate::number::{ArithmeticError, FigureError};
use crate::vocabulary::UnitError;

/// Where in a source file something stands; lines and columns start at 1, columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Place {
    /// The text there; `None` if the place does not lie within `source` or cuts a character.
    #[must_use]
    pub fn of<'s>(&self, source: &'s str) -> Option<&'s str> {
        source.get(self.start..self.end)
    }
}

/// One thing that could not be read: where it stands, what is wrong, and what would be accepted.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use saltgrain::dossier::read::parse_json;
///
/// let problems = parse_json("{\n  \"id\": 1,\n  \"id\": 2\n}").unwrap_err();
/// assert_eq!(problems[0].to_string(), "3:3: `id` is given twice in this table, first on line 2 (keep one of the two)");
/// assert_eq!(problems[0].in_file("a.json").to_string().split(' ').next(), Some("a.json:3:3:"));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// JSON Pointer (RFC 6901) to the field; empty for the whole dossier, and where the text itself is broken.
    pub pointer: String,
    /// What is wrong, in lower case, without a final stop.
    pub message: String,
    /// What would be accepted, where that can be said.
    pub help: Option<String>,
    /// The place in the source, where the dossier was read from one.
    pub place: Option<Place>,
    /// The other place of a contradiction: where a key given twice stands first.
    pub earlier: Option<Place>,
}

impl Problem {
    /// A problem at a field that has no place in a file.
    #[must_use]
    pub fn new(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Problem { pointer: pointer.into(), message: message.into(), help: None, place: None, earlier: None }
    }

    /// The same problem with a hint at what would be accepted.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Prints `file:line:column: message`.
    #[must_use]
    pub fn in_file<'a>(&'a self, file: &'a str) -> impl fmt::Display + 'a {
        InFile { file, problem: self }
    }
}

struct InFile<'a> {
    file: &'a str,
    problem: &'a Problem,
}

impl fmt::Display for InFile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let colon = if self.problem.place.is_some() { ":" } else { ": " };
        write!(f, "{}{colon}{}", self.file, self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // With a place in a file at hand nobody needs the pointer.
        match self.place {
            Some(place) => write!(f, "{}:{}: ", place.line, place.column)?,
            None if self.pointer.is_empty() => {}
            None => write!(f, "{}: ", self.pointer)?,
        }
        write!(f, "{}", self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

/// Why a dossier, claim or figure could not be read.
///
/// A figure that is *wrong* is a [`Finding`](crate::Finding), never an error; this is for input that has no meaning
/// to check. All problems of one dossier are reported together.
///
/// ```
/// use saltgrain::Claim;
/// let error = Claim::share("5 kg", "1,2,3 kg").unwrap_err();
/// assert_eq!(error.problems().len(), 1);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    problems: Vec<Problem>,
}

impl Error {
    /// Every problem, in the order of the input.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    pub(crate) fn from_problems(problems: Vec<Problem>) -> Self {
        Error { problems }
    }

    pub(crate) fn message(message: impl Into<String>) -> Self {
        Error { problems: vec![Problem::new("", message)] }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

// `main` returning this error prints it with `Debug`: a script's user should read sentences there, too.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl From<ArithmeticError> for Error {
    fn from(error: ArithmeticError) -> Self {
        Error::message(error.to_string())
    }
}

impl From<FigureError> for Error {
    fn from(error: FigureError) -> Self {
        Error::message(error.to_string())
    }
}

impl From<UnitError> for Error {
    fn from(error: UnitError) -> Self {
        Error::message(error.to_string())
    }
}
