//! Reading a source text: TOML and JSON become one tree whose scalars keep their text and place, and one serde
//! `Deserializer` fills any type from it, telling every mistake of the file in one run.
//!
//! ```
//! # #[cfg(feature = "toml")] {
//! use saltgrain::dossier::read::{Format, read};
//! use serde::Deserialize;
//!
//! #[derive(Deserialize)]
//! struct Claim {
//!     id: String,
//!     value: String,
//! }
//! #[derive(Deserialize)]
//! struct File {
//!     claim: Vec<Claim>,
//! }
//!
//! let (file, problems) = read::<File>("[[claim]]\nid = \"a\"\nvalue = 12.50\n", Format::Toml);
//! assert!(problems.is_empty());
//! assert_eq!(file.unwrap().claim[0].value, "12.50");
//!
//! let (_, problems) = read::<File>("[[claim]]\nid = \"a\"\nvalu = 12.50\n\n[[claim]]\nid = [1]\n", Format::Toml);
//! let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
//! assert_eq!(
//!     lines,
//!     [
//!         "3:1: unknown key `valu` (did you mean `value`?)",
//!         "6:6: a list where a text should stand",
//!     ],
//! );
//! # }
//! ```
//!
//! # For those who write a `Deserialize`
//!
//! * Every scalar can be asked for as a text, a number, or true and false; `deserialize_any` gives numbers and dates
//!   as their text, so that a visitor with `visit_str` and `visit_map` reads what is written, digits and all.
//! * `deserialize_struct` with its fields is the way to have unknown keys told with the nearest known one; it hands
//!   strings, numbers and so on to the visitor just as `deserialize_any` does. Lists only `deserialize_any` hands on.
//! * Collect lists with `SeqAccess::next_element` and maps with `MapAccess::next_entry`, not with seeds: only then can
//!   an element that fails be passed over.
//! * The message of an error may end in a line that begins with `help: `; it becomes [`Problem::help`].
//! * `flatten`, `untagged` and internally tagged enums lose the place and swallow unknown keys: do without.
//!
//! What this does not do: resolve names, or judge figures. It knows no type of a dossier.

mod de;
#[cfg(feature = "json")]
mod json;
mod locate;
mod place;
mod problem;
#[cfg(feature = "toml")]
mod toml;
mod tree;

#[cfg(test)]
mod tests;

use foldhash::HashSet;
pub use locate::{Location, locate, locate_all};
pub use place::{Span, line_column, line_columns};
pub use problem::MAX_PROBLEMS;
use serde::Deserialize;
use serde::de::DeserializeOwned;
pub use tree::{Content, Elements, Entries, Entry, MAX_DEPTH, Node, Tree};

use self::place::Extent;
use self::problem::{Draft, Log};
pub use crate::error::Problem;

/// A file format.
///
/// Both are always named; a build without the feature of a format answers with a [`Problem`].
///
/// ```
/// use saltgrain::dossier::read::Format;
///
/// assert_eq!(Format::of_file("stories/fentanyl.TOML"), Some(Format::Toml));
/// assert_eq!(Format::of_file("stories/fentanyl"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// TOML 1.1.
    Toml,
    /// JSON (RFC 8259).
    Json,
}

impl Format {
    /// The format a file's name speaks of, by its ending in any case.
    ///
    /// ```
    /// use saltgrain::dossier::read::Format;
    /// assert_eq!(Format::of_file("report.json"), Some(Format::Json));
    /// assert_eq!(Format::of_file("report.yaml"), None);
    /// ```
    #[must_use]
    pub fn of_file(name: &str) -> Option<Format> {
        let (_, extension) = name.rsplit_once('.')?;
        [("toml", Format::Toml), ("json", Format::Json)]
            .into_iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(extension))
            .map(|(_, format)| format)
    }
}

/// A source as far as it could be read.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use saltgrain::dossier::read::{Format, parse};
/// let parsed = parse(r#"{"id": 1, "id": 2}"#, Format::Json);
/// assert_eq!(parsed.tree.get("/id").map(|node| node.span().start), Some(7));
/// assert_eq!(parsed.problems.len(), 1);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Parsed<'s> {
    /// What could be read; of a key given twice the first. If nothing could, its root is [`Content::Null`].
    pub tree: Tree<'s>,
    /// What is wrong with the text itself, in its order.
    pub problems: Vec<Problem>,
}

/// The tree of a source and what is wrong with its text.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use saltgrain::dossier::read::{Format, parse};
///
/// let parsed = parse(r#"{"a": 1, "b": 2,}"#, Format::Json);
/// assert_eq!(parsed.problems[0].message, "a comma before the closing `}`");
/// assert!(parsed.tree.get("/b").is_some());
/// # }
/// ```
#[must_use]
pub fn parse(source: &str, format: Format) -> Parsed<'_> {
    let (tree, log) = scan(source, format);
    Parsed { tree, problems: log.finish(source) }
}

fn scan(source: &str, format: Format) -> (Tree<'_>, Log) {
    let mut log = Log::default();
    if u32::try_from(source.len()).is_err() {
        log.push(Draft::new(Extent::default(), "the file is larger than 4 GiB").help("split it"));
        return (Tree::nothing(source), log);
    }
    let tree = match format {
        #[cfg(feature = "toml")]
        Format::Toml => toml::scan(source, &mut log),
        #[cfg(feature = "json")]
        Format::Json => json::scan(source, &mut log),
        #[cfg(not(all(feature = "toml", feature = "json")))]
        _ => {
            let message = format!("this build does not read {format:?}");
            log.push(Draft::new(Extent::default(), message).help("turn on the feature of that name"));
            Tree::nothing(source)
        }
    };
    (tree, log)
}

/// The tree of a TOML text.
///
/// # Errors
/// Everything that is wrong with the text: syntax, keys given twice, too deep.
///
/// ```
/// use saltgrain::dossier::read::parse_toml;
///
/// let tree = parse_toml("[[claim]]\nvalue = 12.50").unwrap();
/// assert_eq!(tree.get("/claim/0/value").unwrap().span().of(tree.source()), Some("12.50"));
///
/// let problems = parse_toml("a = 1\nb = x\na = 2\nc = 'y").unwrap_err();
/// assert_eq!(problems.iter().map(|p| p.place.unwrap().line).collect::<Vec<_>>(), [2, 3, 4]);
/// ```
#[cfg(feature = "toml")]
pub fn parse_toml(source: &str) -> Result<Tree<'_>, Vec<Problem>> {
    strictly(source, Format::Toml)
}

/// The tree of a JSON text.
///
/// # Errors
/// Everything that is wrong with the text: syntax, keys given twice, too deep.
///
/// ```
/// use saltgrain::dossier::read::parse_json;
///
/// assert!(parse_json("[12.50]").is_ok());
/// assert_eq!(parse_json("[1,,2]").unwrap_err()[0].place.unwrap().column, 4);
/// ```
#[cfg(feature = "json")]
pub fn parse_json(source: &str) -> Result<Tree<'_>, Vec<Problem>> {
    strictly(source, Format::Json)
}

#[cfg(any(feature = "toml", feature = "json"))]
fn strictly(source: &str, format: Format) -> Result<Tree<'_>, Vec<Problem>> {
    let Parsed { tree, problems } = parse(source, format);
    if problems.is_empty() { Ok(tree) } else { Err(problems) }
}

/// The value a tree describes, and every problem on the way, in the order of the text.
///
/// A value may come with problems: it then lacks what they speak of and is good for nothing but a look.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use saltgrain::dossier::read::{from_tree, parse_json};
///
/// let tree = parse_json(r#"["1", 2, [], "four"]"#).unwrap();
/// let (numbers, problems) = from_tree::<Vec<u8>>(&tree);
/// assert_eq!(numbers.unwrap(), [1, 2]);
/// assert_eq!(problems[1].to_string(), r#"1:14: the text "four" where a whole number should stand"#);
/// assert_eq!(problems[1].pointer, "/3");
/// # }
/// ```
#[must_use]
pub fn from_tree<'t, T: Deserialize<'t>>(tree: &'t Tree<'_>) -> (Option<T>, Vec<Problem>) {
    let (value, log) = de::from_tree(tree, Log::default(), false);
    (value, log.finish(tree.source()))
}

/// The value a source describes, and every problem of its text and its content, in the order of the text.
///
/// Where the text itself is broken, what can be read is read on, but nothing is said of missing keys and of the lines
/// that are broken: the cause is told already.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use saltgrain::dossier::read::{Format, read};
/// assert_eq!(read::<Vec<u8>>("[12, 5]", Format::Json), (Some(vec![12, 5]), vec![]));
/// let (_, problems) = read::<Vec<u8>>("[12,\n\"five\",\n300]", Format::Json);
/// let lines: Vec<_> = problems.iter().filter_map(|problem| problem.place).map(|place| place.line).collect();
/// assert_eq!(lines, [2, 3]);
/// # }
/// ```
#[must_use]
pub fn read<T: DeserializeOwned>(source: &str, format: Format) -> (Option<T>, Vec<Problem>) {
    let Reading { value, problems, .. } = attempt(source, format, false);
    (value, problems)
}

/// A source as far as it could be read, and all that is wrong with it.
pub(crate) struct Reading<'s, T> {
    pub tree: Tree<'s>,
    /// The value without the elements and fields that could not be read; absent where nothing could.
    pub value: Option<T>,
    pub problems: Vec<Problem>,
    /// Whether the text itself is broken, so that the tree may lack some of it.
    pub broken: bool,
}

/// [`read`], going as far as possible.
pub(crate) fn read_partly<T: DeserializeOwned>(source: &str, format: Format) -> Reading<'_, T> {
    attempt(source, format, true)
}

fn attempt<T: DeserializeOwned>(source: &str, format: Format, partly: bool) -> Reading<'_, T> {
    let (tree, mut log) = scan(source, format);
    if let Content::Null = tree.root().content() {
        // JSON's `null` is a document, too.
        if !log.is_empty() {
            return Reading { tree, value: None, problems: log.finish(source), broken: true };
        }
    }
    let broken: Vec<Extent> =
        log.drafts().iter().filter(|draft| draft.earlier.is_none()).map(|d| d.extent).collect();
    let told = log.drafts().len();
    let (value, read_log) = de::from_tree(&tree, log, partly);
    log = read_log;
    if !broken.is_empty() {
        let lines: HashSet<usize> = lines_of(source, &broken);
        let mut i = 0;
        let here: Vec<Extent> = log.drafts().iter().map(|draft| draft.extent).collect();
        let here = line_columns(source, &here.iter().map(|e| e.span().start).collect::<Vec<_>>());
        log.retain(|draft| {
            let line = here.get(i).map_or(0, |place| place.0);
            i += 1;
            i <= told || !(draft.absence || lines.contains(&line))
        });
    }
    Reading { tree, value, problems: log.finish(source), broken: !broken.is_empty() }
}

fn lines_of(source: &str, extents: &[Extent]) -> HashSet<usize> {
    let starts: Vec<usize> = extents.iter().map(|extent| extent.span().start).collect();
    line_columns(source, &starts).into_iter().map(|(line, _)| line).collect()
}
