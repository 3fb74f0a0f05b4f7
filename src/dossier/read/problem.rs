//! What could not be read, with its place.

use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::place::{Extent, Span, line_columns};

/// So many problems of one source are listed; then reading ends. A file with more is not wrong in so many places, it
/// is the wrong file.
pub const MAX_PROBLEMS: usize = 500;

/// One thing that could not be read: what is wrong, where, and what would be accepted.
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
    /// Where it stands in the source.
    pub span: Span,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, in characters, counted from 1.
    pub column: usize,
    /// JSON Pointer (RFC 6901) to the value; empty for the whole document, and where the text itself is broken.
    pub pointer: String,
    /// What is wrong: lower case, no final stop.
    pub message: String,
    /// What would be accepted, where that can be said.
    pub help: Option<String>,
    /// The other place of a contradiction: where a key given twice stands first.
    pub earlier: Option<Span>,
}

impl Problem {
    /// Prints `file:line:column: message`.
    #[must_use]
    pub fn in_file<'a>(&'a self, file: &'a str) -> impl fmt::Display + 'a {
        InFile { file, problem: self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}

struct InFile<'a> {
    file: &'a str,
    problem: &'a Problem,
}

impl fmt::Display for InFile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.problem)
    }
}

/// A problem before lines are counted.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub extent: Extent,
    pub pointer: String,
    pub message: String,
    pub help: Option<String>,
    pub earlier: Option<Extent>,
    /// Something needed is absent: not worth saying where the text around it could not be read anyway.
    pub absence: bool,
}

impl Draft {
    pub fn new(extent: Extent, message: impl Into<String>) -> Draft {
        Draft {
            extent,
            pointer: String::new(),
            message: message.into(),
            help: None,
            earlier: None,
            absence: false,
        }
    }

    pub fn help(mut self, help: impl Into<String>) -> Draft {
        self.help = Some(help.into());
        self
    }

    pub fn pointer(mut self, pointer: String) -> Draft {
        self.pointer = pointer;
        self
    }

    /// A key given a second time.
    pub fn twice(key: &str, extent: Extent, earlier: Extent) -> Draft {
        let key = super::tree::clipped(key);
        let mut draft =
            Draft::new(extent, format!("`{key}` is given twice in this table")).help("keep one of the two");
        draft.earlier = Some(earlier);
        draft
    }
}

/// Problems as they are found: each once, and no more than are listed.
#[derive(Debug, Default)]
pub(super) struct Log {
    drafts: Vec<Draft>,
    seen: HashSet<u64>,
    /// Whether there may be more than are listed.
    beyond: bool,
}

impl Log {
    pub fn is_empty(&self) -> bool {
        self.drafts.is_empty()
    }

    pub fn is_full(&self) -> bool {
        self.drafts.len() >= MAX_PROBLEMS
    }

    pub fn push(&mut self, draft: Draft) {
        if self.is_full() {
            return self.pass_over();
        }
        let mut hasher = DefaultHasher::new();
        (draft.extent, &draft.pointer, &draft.message).hash(&mut hasher);
        if self.seen.insert(hasher.finish()) {
            self.drafts.push(draft);
            self.beyond = self.is_full();
        }
    }

    /// One more than can be listed.
    pub fn pass_over(&mut self) {
        self.beyond = true;
    }

    /// A problem that would be listed if there were room; spares making its message where there is none.
    pub fn push_with(&mut self, draft: impl FnOnce() -> Draft) {
        if self.is_full() {
            self.pass_over();
        } else {
            self.push(draft());
        }
    }

    pub fn retain(&mut self, keep: impl FnMut(&Draft) -> bool) {
        self.drafts.retain(keep);
    }

    pub fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// The problems in the order of the text, with lines and columns.
    pub fn finish(mut self, source: &str) -> Vec<Problem> {
        self.drafts.sort_by_key(|draft| (draft.extent.start, draft.extent.end));
        let starts: Vec<usize> = self
            .drafts
            .iter()
            .flat_map(|draft| [draft.extent, draft.earlier.unwrap_or(draft.extent)])
            .map(|extent| extent.span().start)
            .collect();
        let places = line_columns(source, &starts);
        let mut problems: Vec<Problem> = self
            .drafts
            .into_iter()
            .zip(places.chunks_exact(2))
            .map(|(draft, places)| {
                let (line, column) = places.first().copied().unwrap_or((1, 1));
                let mut message = draft.message;
                if let (Some(_), Some((line, _))) = (draft.earlier, places.get(1)) {
                    message.push_str(&format!(", first on line {line}"));
                }
                Problem {
                    span: draft.extent.span(),
                    line,
                    column,
                    pointer: draft.pointer,
                    message,
                    help: draft.help,
                    earlier: draft.earlier.map(Extent::span),
                }
            })
            .collect();
        if self.beyond {
            let last = problems.last().map_or((Span::default(), 1, 1), |p| (p.span, p.line, p.column));
            problems.push(Problem {
                span: last.0,
                line: last.1,
                column: last.2,
                pointer: String::new(),
                message: format!(
                    "there may be more problems: no more than {MAX_PROBLEMS} are listed in one run"
                ),
                help: None,
                earlier: None,
            });
        }
        problems
    }
}
