//! TOML as a tree, by way of the `toml` crate's `DeTable`, which keeps the text of numbers and the place of
//! everything, and tells several mistakes of one file in one run.
//!
//! Two things it does not do are added here. A key given twice is told with both places: the second key is renamed
//! in a copy of the text, which is read again, and what then stands beside it under the old name is the first. And
//! depth is bounded before it is parsed: the crate bounds brackets and dotted keys one by one, but not their product,
//! and 6,400 tables within each other can exhaust a stack.

use foldhash::{HashMap, HashSet};
use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::place::Extent;
use super::problem::{Draft, Log, MAX_PROBLEMS};
use super::tree::{Content, Kind, MAX_DEPTH, Node, Path, Tree};

/// The tree of a TOML text as far as it can be read, every problem noted.
pub(super) fn scan<'s>(source: &'s str, log: &mut Log) -> Tree<'s> {
    if let Some(at) = too_deep(source) {
        log.push(deep(Extent::new(at, at + 1)));
        return Tree::nothing(source);
    }
    let (table, errors) = DeTable::parse_recoverable(source);
    let doubles: Vec<Range<usize>> =
        errors.iter().filter(|e| is_double(e)).filter_map(toml::de::Error::span).collect();
    if doubles.is_empty() || source.contains(RENAMED) {
        note(&errors, &|at| at, log);
        return Build { text: source, origin: &|at| at, tree: Tree::new(source), log }
            .document(table.into_inner());
    }
    let renamed = Renamed::new(source, doubles);
    let (table, errors) = DeTable::parse_recoverable(&renamed.text);
    let origin = |at| renamed.origin(at);
    let build = Build { text: &renamed.text, origin: &origin, tree: Tree::new(source), log };
    let tree = build.document(table.into_inner());
    let mut dropped = HashSet::default();
    renamed.settle(tree.root(), &Path::ROOT, &mut dropped, log);
    note(&errors, &origin, log);
    tree.without(&dropped)
}

fn deep(extent: Extent) -> Draft {
    Draft::new(extent, format!("tables and lists stand more than {MAX_DEPTH} deep within each other"))
        .help("a dossier needs fewer than ten levels")
}

fn is_double(error: &toml::de::Error) -> bool {
    error.message() == "duplicate key"
}

fn note(errors: &[toml::de::Error], origin: &dyn Fn(usize) -> usize, log: &mut Log) {
    for error in errors {
        if log.is_full() {
            return log.pass_over();
        }
        let span = error.span().unwrap_or_default();
        let extent = Extent::new(origin(span.start), origin(span.end));
        log.push(if is_double(error) {
            Draft::new(extent, "this key or table is given twice")
        } else {
            Draft::new(extent, error.message())
        });
    }
}

/// Where brackets and dotted keys stand more than [`MAX_DEPTH`] deep, if they do.
///
/// The tokens are those of the `toml` crate: strings and comments are passed over, whatever they contain. Where
/// brackets do not match it counts too deep rather than too shallow.
pub(super) fn too_deep(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    // For each open bracket, what closes it and how many levels it and the key before it add.
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut depth = 0;
    // The parts of the dotted key just read; whether a dot came last; the parts of the key before `=`.
    let (mut parts, mut dot, mut before_value) = (0, false, 0);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {}
            b'.' => dot = true,
            b'=' => (parts, dot, before_value) = (0, false, parts),
            b',' => (parts, dot, before_value) = (0, false, 0),
            b'[' | b'{' => {
                let levels = 1 + before_value;
                depth += levels;
                open.push((if byte == b'[' { b']' } else { b'}' }, levels));
                (parts, dot, before_value) = (0, false, 0);
            }
            b']' | b'}' => {
                if open.last().is_some_and(|(close, _)| *close == byte) {
                    depth -= open.pop().map_or(0, |(_, levels)| levels);
                }
                (parts, dot, before_value) = (0, false, 0);
            }
            b'#' => at = line_end(bytes, at),
            _ => {
                at = match byte {
                    b'"' | b'\'' => string_end(bytes, start, byte),
                    _ => atom_end(bytes, at),
                };
                parts = if dot { parts + 1 } else { 1 };
                (dot, before_value) = (false, 0);
            }
        }
        if depth + parts > MAX_DEPTH {
            return Some(start);
        }
    }
    None
}

/// The end of a bare key or value.
fn atom_end(bytes: &[u8], at: usize) -> usize {
    let is_sign = |b: &u8| {
        matches!(
            b,
            b' ' | b'\t'
                | b'\r'
                | b'\n'
                | b'.'
                | b'='
                | b','
                | b'['
                | b']'
                | b'{'
                | b'}'
                | b'#'
                | b'"'
                | b'\''
        )
    };
    at + bytes.get(at..).unwrap_or_default().iter().position(is_sign).unwrap_or(bytes.len() - at)
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    at + bytes.get(at..).unwrap_or_default().iter().position(|b| *b == b'\n').unwrap_or(bytes.len() - at)
}

/// The end of the string that starts at `start`; of one without end, the end of its line or of the text.
fn string_end(bytes: &[u8], start: usize, quote: u8) -> usize {
    let triple = [quote; 3];
    let is_long = bytes.get(start..start + 3) == Some(&triple[..]);
    let mut at = start + if is_long { 3 } else { 1 };
    while let Some(&byte) = bytes.get(at) {
        if byte == b'\\' && quote == b'"' {
            at += if let Some(b'\\' | b'"') = bytes.get(at + 1) { 2 } else { 1 };
        } else if byte == b'\n' && !is_long {
            return at;
        } else if byte == quote && !is_long {
            return at + 1;
        } else if byte == quote && bytes.get(at..at + 3) == Some(&triple[..]) {
            at += 3;
            // One or two quotes may stand right before the closing three.
            for _ in 0..2 {
                at += usize::from(bytes.get(at) == Some(&quote));
            }
            return at;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// From the crate's table to ours.
struct Build<'a, 's, 'c> {
    text: &'a str,
    /// The place in the source of a place in `text`.
    origin: &'c dyn Fn(usize) -> usize,
    tree: Tree<'s>,
    log: &'c mut Log,
}

impl<'a, 's> Build<'a, 's, '_> {
    fn document(mut self, table: DeTable<'a>) -> Tree<'s> {
        let extent = Extent::new(0, (self.origin)(self.text.len()));
        self.table(table, extent, 1);
        self.tree.finish()
    }

    fn extent(&self, span: Range<usize>) -> Extent {
        Extent::new((self.origin)(span.start), (self.origin)(span.end))
    }

    /// Adds a table to the tree, and gives its position.
    fn table(&mut self, table: DeTable<'a>, extent: Extent, depth: usize) -> usize {
        let mut entries: Vec<_> = table
            .into_iter()
            // A value that could not be read at all stands in as a zero without a place; that is told already.
            .filter(|(_, value)| !(value.span().is_empty() && matches!(value.get_ref(), DeValue::Integer(_))))
            .map(|(key, value)| (self.extent(key.span()), key.into_inner(), value))
            .collect();
        // The crate keeps tables by name; readers want them as the text has them.
        entries.sort_unstable_by_key(|(extent, ..)| extent.start);
        let table = self.tree.push(Kind::Table, extent);
        for (extent, key, value) in entries {
            let place = value.span();
            self.tree.push_any_text(Kind::Text, extent, key);
            self.node(value.into_inner(), place, extent, depth);
        }
        self.tree.close(table);
        table
    }

    fn node(&mut self, value: DeValue<'a>, span: Range<usize>, key: Extent, depth: usize) -> usize {
        let extent = if span.is_empty() { key } else { self.extent(span.clone()) };
        let written = self.text.get(span).unwrap_or_default();
        match value {
            DeValue::String(text) => self.tree.push_any_text(Kind::Text, extent, text),
            DeValue::Boolean(value) => self.tree.push(if value { Kind::True } else { Kind::False }, extent),
            DeValue::Datetime(_) => self.tree.push_any_text(Kind::Date, extent, Cow::Borrowed(written)),
            // `_` between digits is TOML's way to group them, not the article's.
            DeValue::Integer(_) | DeValue::Float(_) => {
                let digits = match written.contains('_') {
                    false => Cow::Borrowed(written),
                    true => Cow::Owned(written.replace('_', "")),
                };
                self.tree.push_any_text(Kind::Number, extent, digits)
            }
            DeValue::Array(_) | DeValue::Table(_) if depth >= MAX_DEPTH => {
                self.log.push_with(|| deep(extent));
                self.tree.push(Kind::Null, extent)
            }
            DeValue::Array(nodes) => {
                let list = self.tree.push(Kind::List, extent);
                for node in nodes {
                    let span = node.span();
                    self.node(node.into_inner(), span, extent, depth + 1);
                }
                self.tree.close(list);
                list
            }
            DeValue::Table(table) => self.table(table, extent, depth + 1),
        }
    }
}

/// No key of a dossier begins like this; a source that contains it gets its doubles told without the other place.
const RENAMED: &str = "saltgrain-given-twice-";

/// A copy of the source in which every key given a second time has a name of its own.
struct Renamed<'s> {
    source: &'s str,
    text: String,
    /// The keys renamed: in the source, and in the copy.
    keys: Vec<(Range<usize>, Range<usize>)>,
}

impl<'s> Renamed<'s> {
    fn new(source: &'s str, mut doubles: Vec<Range<usize>>) -> Renamed<'s> {
        doubles.sort_by_key(|span| span.start);
        doubles.dedup();
        doubles.truncate(MAX_PROBLEMS);
        let mut text = String::with_capacity(source.len());
        let mut keys = Vec::with_capacity(doubles.len());
        let mut done = 0;
        for span in doubles {
            let Some(before) = source.get(done..span.start) else { continue };
            text.push_str(before);
            let start = text.len();
            text.push_str(&format!("{RENAMED}{}", keys.len()));
            done = span.end;
            keys.push((span, start..text.len()));
        }
        text.push_str(source.get(done..).unwrap_or_default());
        Renamed { source, text, keys }
    }

    fn origin(&self, at: usize) -> usize {
        let next = self.keys.partition_point(|(_, copy)| copy.start <= at);
        match next.checked_sub(1).and_then(|last| self.keys.get(last)) {
            None => at,
            Some((source, copy)) if at == copy.start => source.start,
            Some((source, copy)) => source.end + at.saturating_sub(copy.end),
        }
    }

    /// The name a renamed key had.
    fn name(&self, key: &str) -> Option<String> {
        let (source, _) = self.keys.get(key.strip_prefix(RENAMED)?.parse::<usize>().ok()?)?;
        let written = self.source.get(source.clone())?;
        if written.starts_with(['"', '\'']) {
            // A quoted key is written as a string value is.
            return DeValue::parse(written).ok()?.get_ref().as_str().map(str::to_owned);
        }
        Some(written.to_owned())
    }

    /// Tells each renamed key beside the key it doubles; all of them are to be `dropped`.
    fn settle(&self, node: Node<'_>, path: &Path<'_>, dropped: &mut HashSet<usize>, log: &mut Log) {
        match node.content() {
            Content::Table(entries) => {
                if entries.clone().any(|entry| entry.key().starts_with(RENAMED)) {
                    let firsts: HashMap<&str, Extent> =
                        entries.clone().map(|entry| (entry.key(), entry.key.extent())).collect();
                    for entry in entries.clone() {
                        let Some(name) = self.name(entry.key()) else { continue };
                        let extent = entry.key.extent();
                        let draft = match firsts.get(&*name) {
                            Some(first) if first.start < extent.start => Draft::twice(&name, extent, *first),
                            // Of very many doubles not all are renamed, and the crate keeps the last of the rest.
                            Some(_) => Draft::new(extent, "this key or table is given twice"),
                            None => Draft::new(extent, "this key adds to a table that is complete already")
                                .help("write all of a table in one place"),
                        };
                        log.push(draft.pointer(path.key(&name).pointer()));
                        dropped.insert(entry.key.position());
                    }
                }
                for entry in entries {
                    if !dropped.contains(&entry.key.position()) {
                        self.settle(entry.value, &path.key(entry.key()), dropped, log);
                    }
                }
            }
            Content::List(nodes) => {
                for (i, node) in nodes.enumerate() {
                    self.settle(node, &path.index(i), dropped, log);
                }
            }
            _ => {}
        }
    }
}
