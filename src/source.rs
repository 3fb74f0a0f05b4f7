//! A source text: the file that a dossier is read from, with the place of everything in it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::checker::{Checker, SweepTable};
use crate::dossier::read::{
    self, Content, Entry, Format, MAX_PROBLEMS, Node, Reading, Tree, line_columns, locate_all,
};
use crate::dossier::resolve::resolve_partly;
use crate::dossier::{Dossier, Sweep};
use crate::error::{About, Error, Place, Problem};
use crate::ranges::{RangeTable, Ranges};
use crate::report::Report;
use crate::vocabulary::spelling::nearest;

/// So many problems are placed and sorted; the first of them are listed.
const PLACED: usize = 4 * MAX_PROBLEMS;

/// A dossier as it stands in a file: its name, its text and its format.
///
/// ```
/// # #[cfg(feature = "toml")] {
/// use saltgrain::{Checker, Source};
///
/// let source = Source::toml("houses.toml", "[[claim]]\nid = \"houses\"\nshare = { part = \"30 kg\", whole = \"5 kg\" }\n");
/// let report = source.check(&Checker::default())?;
/// let finding = report.of("houses").rule("AR03").expect("a part cannot exceed its whole");
/// assert_eq!(finding.places()[0].place.map(|place| place.line), Some(3));
///
/// let source = Source::toml("typo.toml", "[[claim]]\nid = \"a\"\nfigure = \"5 kg\"\nplase = \"US\"\nperiod = \"2019-13\"\n");
/// let error = source.dossier().unwrap_err();
/// let lines: Vec<String> = error.to_string().lines().map(String::from).collect();
/// assert_eq!(lines[0], "typo.toml:4:1: unknown key `plase` (did you mean `place`?)");
/// assert!(lines[1].starts_with("typo.toml:5:10: "));
/// # }
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: Box<str>,
    text: Box<str>,
    format: Format,
}

impl Source {
    /// A text in a format; the name is how messages call it.
    #[must_use]
    pub fn new(name: &str, text: impl Into<Box<str>>, format: Format) -> Self {
        Source { name: name.into(), text: text.into(), format }
    }

    /// A text in TOML.
    #[cfg(feature = "toml")]
    #[must_use]
    pub fn toml(name: &str, text: impl Into<Box<str>>) -> Self {
        Source::new(name, text, Format::Toml)
    }

    /// A text in JSON.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn json(name: &str, text: impl Into<Box<str>>) -> Self {
        Source::new(name, text, Format::Json)
    }

    /// A file, its format told by its name: `.toml` or `.json`.
    ///
    /// # Errors
    /// Where the name tells no format, the file cannot be opened, or it is not UTF-8.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let fail = |message: String| Err(Error::message(message).in_source(&name));
        let Some(format) = Format::of_file(&name) else {
            return fail("what format is this? The name of a dossier ends in `.toml` or `.json`".into());
        };
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => return fail(format!("cannot be read: {error}")),
        };
        Source::from_bytes(&name, bytes, format)
    }

    /// Bytes in a format, such as those of standard input; the name is how messages call it.
    ///
    /// # Errors
    /// Where they are not UTF-8.
    pub fn from_bytes(name: &str, bytes: Vec<u8>, format: Format) -> Result<Self, Error> {
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(name, text, format)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let line = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
                let message =
                    format!("is not UTF-8: the first bytes that are no character stand on line {line}");
                Err(Error::message(message).in_source(name))
            }
        }
    }

    /// How messages call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The format.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The dossier.
    ///
    /// # Errors
    /// Every problem of the file in one list, each with its place: broken text, unknown keys, values that cannot be
    /// read; and, once there is any of these, also the names that mean nothing, as far as they can be told from those
    /// that only what could not be read would explain. (Without any, [`Dossier::resolve`] tells them.)
    pub fn dossier(&self) -> Result<Dossier, Error> {
        self.read(None)
    }

    /// Reads and checks the dossier; findings have their places.
    ///
    /// # Errors
    /// Every problem of the file in one list, each with its place.
    pub fn check(&self, checker: &Checker) -> Result<Report, Error> {
        let dossier = self.read(Some(checker))?;
        let mut report = match checker.check(&dossier) {
            Ok(report) => report,
            Err(error) => {
                return Err(self.error(self.placed(error.problems().iter().take(PLACED).cloned().collect())));
            }
        };
        report.source = Some(self.name.clone());
        let all = report.findings.iter().chain(&report.answered);
        let pointers: Vec<String> = all.flat_map(crate::Finding::pointers).collect();
        let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
        let mut places = self.places(&pointers).into_iter();
        for finding in report.findings.iter_mut().chain(&mut report.answered) {
            let about = finding.about_mut();
            let count = about.pointers().count();
            about.set_places(places.by_ref().take(count));
        }
        Ok(report)
    }

    /// How the verdicts on the dossier's conclusions change along one assumption.
    ///
    /// # Errors
    /// Every problem of the file in one list, each with its place; an assumption about nobody.
    pub fn sweep(&self, checker: &Checker, sweep: &Sweep) -> Result<SweepTable, Error> {
        let dossier = self.read(Some(checker))?;
        checker
            .sweep(&dossier, sweep)
            .map_err(|error| self.error(self.placed(error.problems().iter().take(PLACED).cloned().collect())))
    }

    /// Where the true values behind the dossier's figures lie, by all that is stated of them; or of one figure, named by
    /// its pointer or by the claim's id and its field (`by-age/share/whole`), what the others would leave it, were it not
    /// printed.
    ///
    /// # Errors
    /// Every problem of the file in one list, each with its place; no such figure.
    ///
    /// ```
    /// use saltgrain::{Source, number::Reading};
    /// let source = Source::toml("staff.toml", r#"
    /// [[claim]]
    /// id    = "by-age"
    /// share = { part = "403 people", whole = "1,200 people", stated = "33.6 %" }
    /// "#);
    /// let table = source.ranges(Reading::Widest, None)?.to_string();
    /// assert!(table.contains("by-age/share/whole   1,200 people  1196 to 1202 people"), "{table}");
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    pub fn ranges(&self, reading: crate::number::Reading, blank: Option<&str>) -> Result<RangeTable, Error> {
        let dossier = self.read(None)?;
        let placed =
            |error: Error| self.error(self.placed(error.problems().iter().take(PLACED).cloned().collect()));
        let resolved = dossier.resolve().map_err(placed)?;
        Ranges::of(&resolved, reading).table(blank)
    }

    fn read(&self, checker: Option<&Checker>) -> Result<Dossier, Error> {
        let Reading { tree, value, mut problems, broken } =
            read::read_partly::<Dossier>(&self.text, self.format);
        let Some(dossier) = value else { return Err(self.error(problems)) };
        if problems.is_empty() {
            return Ok(dossier);
        }
        let lost = Lost::new(&tree, &dossier, &problems, broken);
        let (_, mut more) = resolve_partly(&dossier, &[]);
        more.extend(checker.map(|checker| checker.unknown_answers(&dossier.answers())).unwrap_or_default());
        let mut searched = 0;
        more.retain(|problem| lost.is_certain(problem, &mut searched));
        more.truncate(PLACED);
        let few_words = lost.words.len() <= MAX_PROBLEMS;
        for problem in &mut more {
            problem.pointer = lost.in_the_tree(&problem.pointer);
            match &mut problem.about {
                About::Twice(first) => *first = lost.in_the_tree(first),
                // What is missing was not among the names that help was sought in.
                About::Name(name) if few_words => {
                    match nearest(name, lost.words.iter().map(String::as_str)) {
                        Some(near) => problem.help = Some(format!("did you mean '{near}'?")),
                        None => {
                            let lists =
                                |help: &String| help.starts_with("known: ") || help.starts_with("no ");
                            problem.help = problem.help.take().filter(|help| !lists(help));
                        }
                    }
                }
                _ => {}
            }
        }
        problems.extend(self.placed(more));
        Err(self.error(problems))
    }

    /// The error of these problems, in the order of the text and no more than can be of use.
    fn error(&self, mut problems: Vec<Problem>) -> Error {
        problems.sort_by_key(|problem| problem.place.map(|place| (place.start, place.end)));
        if problems.len() > MAX_PROBLEMS + 1 {
            let more = problems.len() - MAX_PROBLEMS;
            problems.truncate(MAX_PROBLEMS);
            let last = problems.last().and_then(|problem| problem.place);
            problems.push(Problem {
                place: last,
                ..Problem::new("", format!("{more} more problems are not listed"))
            });
        }
        Error::from_problems(problems).in_source(&self.name)
    }

    /// The problems with their places.
    fn placed(&self, mut problems: Vec<Problem>) -> Vec<Problem> {
        let first = |problem: &Problem| match &problem.about {
            About::Twice(first) => first.clone(),
            _ => problem.pointer.clone(),
        };
        let pointers: Vec<String> =
            problems.iter().flat_map(|problem| [problem.pointer.clone(), first(problem)]).collect();
        let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
        let places = self.places(&pointers);
        for (problem, places) in problems.iter_mut().zip(places.chunks(2)) {
            problem.place = places.first().copied().flatten();
            if let (About::Twice(_), Some(Some(first))) = (&problem.about, places.get(1)) {
                problem.earlier = Some(*first);
                problem.message.push_str(&format!(", first on line {}", first.line));
            }
        }
        problems
    }

    /// Where the values of these pointers stand; of one that is not there, where the table or text stands that would
    /// have it.
    fn places(&self, pointers: &[&str]) -> Vec<Option<Place>> {
        if pointers.is_empty() {
            return Vec::new();
        }
        let spans: Vec<_> = locate_all(&self.text, self.format, pointers)
            .into_iter()
            .map(|found| found.map(|at| at.value))
            .collect();
        let starts: Vec<usize> = spans.iter().flatten().map(|span| span.start).collect();
        let mut lines = line_columns(&self.text, &starts).into_iter();
        let place = |span: Option<read::Span>| {
            let span = span?;
            let (line, column) = lines.next()?;
            Some(Place { line, column, start: span.start, end: span.end })
        };
        spans.into_iter().map(place).collect()
    }
}

/// What of a file did not arrive in the dossier that was read from it: which names it may hold, and how the positions
/// of what did arrive have shifted.
struct Lost<'s> {
    /// Every word of the elements that are missing.
    words: BTreeSet<String>,
    /// The text, where it is broken: then words may be missing that stand in no tree.
    broken: Option<&'s str>,
    /// Whether it is certain how the text writes its numbers.
    conventions: bool,
    /// For each list the position in the file of every element that arrived.
    positions: Vec<(&'static str, Vec<usize>)>,
}

impl<'s> Lost<'s> {
    fn new(tree: &Tree<'s>, dossier: &Dossier, problems: &[Problem], broken: bool) -> Self {
        let claims = dossier.claim.iter().map(|claim| vec![("id", &*claim.id)]).collect();
        let conclusions = dossier.conclusion.iter().map(|conclusion| vec![("id", conclusion.id())]).collect();
        let references = dossier.reference.iter().map(|reference| vec![("id", &*reference.id)]).collect();
        let assumptions = dossier
            .assume
            .iter()
            .map(|assumed| vec![("name", assumed.name.word()), ("for", &*assumed.about)])
            .collect();
        let at = |start: &str| {
            let below = |pointer: &str| {
                pointer
                    .strip_prefix(start)
                    .is_some_and(|rest| matches!(rest.chars().next(), None | Some('/')))
            };
            problems.iter().any(|problem| below(&problem.pointer))
        };
        let mut lost = Lost {
            words: BTreeSet::new(),
            broken: broken.then(|| tree.source()),
            conventions: !broken && !at("/text"),
            positions: Vec::new(),
        };
        lost.list(tree, "claim", claims);
        lost.list(tree, "conclusion", conclusions);
        lost.list(tree, "reference", references);
        lost.list(tree, "assume", assumptions);
        if let Some(Content::Table(frames)) = tree.get("/frame").map(Node::content) {
            for frame in frames.filter(|frame| !dossier.frame.contains_key(frame.key())) {
                lost.words.insert(frame.key().to_owned());
                lost.gather(frame.value());
            }
        }
        // What a taxonomy declares is declared wherever it stands in it.
        if at("/taxonomy") {
            tree.get("/taxonomy").into_iter().for_each(|node| lost.gather(node));
        }
        // An unknown table may be a misspelt one.
        if let Content::Table(entries) = tree.root().content() {
            let known = ["claim", "conclusion", "reference", "assume", "frame", "taxonomy"];
            for entry in entries.filter(|entry| !known.contains(&entry.key())) {
                lost.gather(entry.value());
            }
        }
        lost
    }

    /// Aligns the elements that arrived with the file's list, in which some more may stand between them.
    fn list(&mut self, tree: &Tree<'s>, key: &'static str, arrived: Vec<Vec<(&str, &str)>>) {
        let node = tree.get(&format!("/{key}"));
        let Some(Content::List(nodes)) = node.map(Node::content) else {
            node.into_iter().for_each(|node| self.gather(node));
            return;
        };
        let mut arrived = arrived.into_iter().peekable();
        let mut positions = Vec::new();
        for (position, node) in nodes.enumerate() {
            if arrived
                .next_if(|fields| fields.iter().all(|(key, text)| field(node, key) == Some(text)))
                .is_some()
            {
                positions.push(position);
            } else {
                self.gather(node);
            }
        }
        self.positions.push((key, positions));
    }

    fn gather(&mut self, node: Node<'_>) {
        match node.content() {
            Content::Text(text) | Content::Number(text) | Content::Date(text) => {
                self.words.insert(text.to_string());
            }
            Content::List(nodes) => nodes.for_each(|node| self.gather(node)),
            Content::Table(entries) => {
                for entry in entries {
                    self.words.insert(entry.key().to_owned());
                    self.gather(entry.value());
                }
            }
            Content::Null | Content::Bool(_) => {}
        }
    }

    /// Whether the problem would stand if the whole file had been read; `searched` counts the bytes looked through.
    fn is_certain(&self, problem: &Problem, searched: &mut usize) -> bool {
        // So many bytes are looked through in well under a tenth of a second; beyond, nothing is certain.
        const MOST: usize = 50_000_000;
        match &problem.about {
            About::Name(name) => {
                // A name that stands nowhere else cannot be declared in what is missing.
                let elsewhere = self.broken.is_some_and(|text| {
                    *searched = searched.saturating_add(text.len());
                    *searched > MOST || text.matches(&**name).nth(1).is_some()
                });
                !elsewhere && !self.words.contains(&**name)
            }
            About::Figure => self.conventions,
            About::Twice(_) => true,
            // What is missing may well be what is said to be missing.
            About::Other => self.broken.is_none(),
        }
    }

    /// The pointer in the file of one in the dossier.
    fn in_the_tree(&self, pointer: &str) -> String {
        let shifted = || {
            let (list, rest) = pointer.strip_prefix('/')?.split_once('/')?;
            let (position, rest) = rest.split_once('/').unwrap_or((rest, ""));
            let (_, positions) = self.positions.iter().find(|(key, _)| *key == list)?;
            let position = positions.get(position.parse::<usize>().ok()?)?;
            let slash = if rest.is_empty() { "" } else { "/" };
            Some(format!("/{list}/{position}{slash}{rest}"))
        };
        shifted().unwrap_or_else(|| pointer.to_owned())
    }
}

fn field<'t>(node: Node<'t>, key: &str) -> Option<&'t str> {
    let Content::Table(mut entries) = node.content() else { return None };
    match entries.find(|entry| entry.key() == key).map(Entry::value)?.content() {
        Content::Text(text) | Content::Number(text) | Content::Date(text) => Some(text),
        _ => None,
    }
}
