//! What could not be read, with its place.

use foldhash::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::place::{Extent, line_columns};
use crate::error::{Place, Problem};

/// So many problems of one source are listed; then reading ends. A file with more is not wrong in so many places, it
/// is the wrong file.
pub const MAX_PROBLEMS: usize = 500;

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
                let at = |extent: Extent, place: Option<&(usize, usize)>| {
                    let (line, column) = place.copied().unwrap_or((1, 1));
                    let span = extent.span();
                    Place { line, column, start: span.start, end: span.end }
                };
                let earlier = draft.earlier.map(|extent| at(extent, places.get(1)));
                let mut message = draft.message;
                if let Some(earlier) = earlier {
                    message.push_str(&format!(", first on line {}", earlier.line));
                }
                let place = Some(at(draft.extent, places.first()));
                Problem { help: draft.help, place, earlier, ..Problem::new(draft.pointer, message) }
            })
            .collect();
        if self.beyond {
            let nowhere = Place { line: 1, column: 1, start: 0, end: 0 };
            let last = problems.last().and_then(|problem| problem.place).unwrap_or(nowhere);
            let mut beyond = Problem::new(
                "",
                format!("there may be more problems: no more than {MAX_PROBLEMS} are listed in one run"),
            );
            beyond.place = Some(last);
            problems.push(beyond);
        }
        problems
    }
}
