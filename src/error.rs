//! Input that cannot be read: one opaque error that lists every problem found in one run.

use std::borrow::Cow;
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
    /// What kind of problem it is, for those who place and sift problems.
    pub(crate) about: About,
}

/// A key as a step of a JSON Pointer (RFC 6901).
pub(crate) fn escaped(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

/// What a problem is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum About {
    /// Anything else.
    #[default]
    Other,
    /// A name that stands for nothing known.
    Name(Box<str>),
    /// A figure, unit or date that cannot be read under the conventions of the text.
    Figure,
    /// Something given twice; the pointer leads to the first.
    Twice(String),
}

impl Problem {
    /// A problem at a field that has no place in a file.
    #[must_use]
    pub fn new(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Problem {
            pointer: pointer.into(),
            message: bounded(message.into()),
            help: None,
            place: None,
            earlier: None,
            about: About::Other,
        }
    }

    /// The same problem with a hint at what would be accepted.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(bounded(help.into()));
        self
    }

    /// The same, known to be about this.
    pub(crate) fn about(mut self, about: About) -> Self {
        self.about = about;
        self
    }

    /// Prints `file:line:column: message`.
    #[must_use]
    pub fn in_file<'a>(&'a self, file: &'a str) -> impl fmt::Display + 'a {
        InFile { file, problem: self }
    }
}

/// A message no longer than anybody reads: a name of a megabyte is not repeated.
fn bounded(mut message: String) -> String {
    const LONGEST: usize = 800;
    if message.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|end| message.is_char_boundary(*end)).unwrap_or_default();
        message.truncate(end);
        message.push('…');
    }
    message
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
        if let (None, About::Twice(first)) = (self.earlier, &self.about) {
            write!(f, ", first at {first}")?;
        }
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
    source: Option<Box<str>>,
}

impl Error {
    /// Every problem, in the order of the input.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The name of the source they stand in, where there is one.
    #[must_use]
    pub fn source_name(&self) -> Option<&str> {
        self.source.as_deref()
    }

    pub(crate) fn from_problems(problems: Vec<Problem>) -> Self {
        Error { problems, source: None }
    }

    pub(crate) fn message(message: impl Into<String>) -> Self {
        Error::from_problems(vec![Problem::new("", message)])
    }

    #[cfg(any(feature = "toml", feature = "json"))]
    pub(crate) fn in_source(mut self, name: &str) -> Self {
        self.source = Some(name.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            match &self.source {
                Some(source) => write!(f, "{}", problem.in_file(source))?,
                None => write!(f, "{problem}")?,
            }
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
