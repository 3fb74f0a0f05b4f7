//! JSON (RFC 8259) as a tree.
//!
//! A scanner of our own rather than `serde_json`, for three reasons:
//!
//! * a number must keep its text. `serde_json` hands it out only as a `RawValue`, and since nobody knows beforehand
//!   which value is a number, every value at every depth has to be taken as one and scanned again. Measured on a
//!   claims file of 0.4 to 41 MB (the ignored test `reading_against_the_floor`), a tree by `RawValue` takes 1.1 to 1.4
//!   times as long as `serde_json::from_str::<Value>`, this scanner 0.5 times as long;
//! * a `Visitor` never learns where a value stands: numbers arrive as numbers, strings with escapes as copies. Only a
//!   `RawValue` can be traced back to the source;
//! * several mistakes of one file are told in one run: a comma too many or too few does not end the reading.
//!
//! What the scanner accepts is exactly what `serde_json` accepts (up to the depth), which the tests hold it to; the
//! one intricate part, escapes in strings, is left to `serde_json` itself.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::place::Extent;
use super::problem::{Draft, Log};
use super::tree::{Content, Kind, MAX_DEPTH, Node, Path, Text, Tree, clipped};

/// The tree of a JSON text as far as it can be read, every problem noted.
pub(super) fn scan<'s>(source: &'s str, log: &mut Log) -> Tree<'s> {
    let mut scanner =
        Scanner { source, bytes: source.as_bytes(), at: 0, log, tree: Tree::new(source), doubles: false };
    if source.starts_with('\u{feff}') {
        scanner.at = '\u{feff}'.len_utf8();
    }
    let read = scanner.document();
    let Scanner { tree, doubles, .. } = scanner;
    if let Err(Broken) = read {
        return Tree::nothing(source);
    }
    let mut dropped = HashSet::default();
    if doubles {
        note_doubles(tree.root(), &Path::ROOT, &mut dropped, log);
    }
    tree.finish().without(&dropped)
}

/// The text is broken beyond going on; the problem is noted.
struct Broken;

struct Scanner<'s, 'l> {
    source: &'s str,
    bytes: &'s [u8],
    at: usize,
    log: &'l mut Log,
    tree: Tree<'s>,
    /// Whether some key was given twice.
    doubles: bool,
}

impl<'s> Scanner<'s, '_> {
    fn document(&mut self) -> Result<(), Broken> {
        self.blank();
        if self.peek().is_none() {
            return Err(self.broken(self.at, "the file is empty", "a table in braces"));
        }
        self.value(0)?;
        self.blank();
        if self.peek().is_some() {
            self.broken(self.at, format!("{} after the end of the document", self.found()), "remove it");
        }
        Ok(())
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blank(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn slice(&self, start: usize, end: usize) -> &'s str {
        self.source.get(start..end).unwrap_or_default()
    }

    /// What stands at the cursor, in words.
    fn found(&self) -> String {
        let rest = self.slice(self.at, self.source.len());
        let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        match rest.chars().next() {
            None => "the end of the file".into(),
            Some(_) if word > 0 => format!("`{}`", clipped(rest.get(..word).unwrap_or_default())),
            Some(c @ ('"' | '\'')) => format!("`{c}`"),
            Some(c) => format!("`{}`", c.escape_debug()),
        }
    }

    fn here(&self) -> Extent {
        let rest = self.slice(self.at, self.source.len());
        Extent::new(self.at, self.at + rest.chars().next().map_or(0, char::len_utf8))
    }

    fn broken(&mut self, start: usize, message: impl Into<String>, help: &str) -> Broken {
        let extent = if start == self.at { self.here() } else { Extent::new(start, self.at.max(start)) };
        self.log.push(Draft::new(extent, message).help(help));
        Broken
    }

    fn value(&mut self, depth: usize) -> Result<(), Broken> {
        let start = self.at;
        let kind = match self.peek() {
            Some(b'"') => {
                self.string()?;
                return Ok(());
            }
            Some(b'{') => return self.table(depth),
            Some(b'[') => return self.list(depth),
            Some(b'-' | b'0'..=b'9') => {
                self.number();
                self.tree.push_text(Kind::Number, Extent::new(start, self.at), Text::PLAIN);
                return Ok(());
            }
            Some(b't') if self.word("true") => Kind::True,
            Some(b'f') if self.word("false") => Kind::False,
            Some(b'n') if self.word("null") => Kind::Null,
            _ => {
                let help = match self.peek() {
                    Some(b'/' | b'#') => "JSON has no comments",
                    Some(b'\'') => "strings stand in double quotes",
                    Some(c) if c.is_ascii_alphabetic() => {
                        "strings stand in double quotes; true, false, null in lower case"
                    }
                    _ => "a string in double quotes, a number, a list, a table, true, false or null",
                };
                return Err(self.broken(
                    self.at,
                    format!("{} where a value should stand", self.found()),
                    help,
                ));
            }
        };
        self.tree.push(kind, Extent::new(start, self.at));
        Ok(())
    }

    fn word(&mut self, word: &str) -> bool {
        let end = self.at + word.len();
        let whole = self.bytes.get(self.at..end) == Some(word.as_bytes())
            && !self.bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        if whole {
            self.at = end;
        }
        whole
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    fn number(&mut self) {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let zero = self.peek() == Some(b'0');
        let whole = self.digits();
        let mut sound = whole == 1 || (whole > 1 && !zero);
        if self.peek() == Some(b'.') {
            self.at += 1;
            sound &= self.digits() > 0;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            sound &= self.digits() > 0;
        }
        // `5kg`, `1,234` is read as 1 and then 234, `1_000`: what follows belongs to the same slip.
        let mut end = self.at;
        while self
            .bytes
            .get(end)
            .is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'+' | b'%'))
        {
            end += 1;
        }
        if sound && end == self.at {
            return;
        }
        self.at = end;
        let text = clipped(self.slice(start, end)).into_owned();
        // The slip is told; as text it can still be read on.
        let help = "write it in double quotes to keep it as text";
        self.log.push(
            Draft::new(Extent::new(start, end), format!("`{text}` is not a number of JSON")).help(help),
        );
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at - start
    }

    /// Adds a string to the tree, and gives its position.
    fn string(&mut self) -> Result<usize, Broken> {
        let start = self.at;
        self.at += 1;
        let (mut escapes, mut told) = (false, false);
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let plain = rest.iter().position(|b| matches!(b, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len());
            self.at += plain;
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    escapes = true;
                    // What is escaped is not looked at here, unless it may not stand in a string at all.
                    let step = if self.bytes.get(self.at + 1).is_some_and(|b| *b >= 0x20) { 2 } else { 1 };
                    self.at += step;
                }
                Some(b'\n') | None => {
                    // Back to the quote: that is what is alone.
                    self.at = start + 1;
                    return Err(self.broken(
                        start,
                        "this string has no closing quote",
                        "end it with `\"` on the same line",
                    ));
                }
                Some(_) => {
                    self.log.push(
                        Draft::new(self.here(), format!("{} within a string", self.found()))
                            .help("write it as an escape, such as \\t"),
                    );
                    (told, self.at) = (true, self.at + 1);
                }
            }
        }
        self.at += 1;
        if !escapes {
            return Ok(self.tree.push_text(Kind::Text, Extent::new(start, self.at), Text::QUOTED));
        }
        match serde_json::from_str::<String>(self.slice(start, self.at)) {
            Ok(text) => Ok(self.tree.push_owned(Kind::Text, Extent::new(start, self.at), text)),
            Err(error) => {
                if !told {
                    // serde_json counts bytes, to the last one it took.
                    let mut place = (start + error.column()).saturating_sub(1).clamp(start, self.at);
                    while !self.source.is_char_boundary(place) {
                        place -= 1;
                    }
                    let message = error.to_string();
                    let message = message.split(" at line ").next().unwrap_or_default();
                    self.log.push(
                        Draft::new(Extent::new(place, self.at), format!("{message} in this string"))
                            .help("an escape is one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"),
                    );
                }
                Ok(self.tree.push_text(Kind::Text, Extent::new(start, self.at), Text::QUOTED))
            }
        }
    }

    fn deeper(&mut self, depth: usize) -> Result<usize, Broken> {
        if depth >= MAX_DEPTH {
            let message = format!("tables and lists stand more than {MAX_DEPTH} deep within each other");
            return Err(self.broken(self.at, message, "a dossier needs fewer than ten levels"));
        }
        Ok(depth + 1)
    }

    /// After a value: whether another one follows. A missing comma and one too many are noted and passed over.
    fn another(&mut self, close: u8, starts: fn(u8) -> bool) -> Result<bool, Broken> {
        self.blank();
        match self.peek() {
            Some(b',') => {
                let comma = self.here();
                self.at += 1;
                self.blank();
                if self.peek() == Some(close) {
                    let message = format!("a comma before the closing `{}`", char::from(close));
                    self.log.push(Draft::new(comma, message).help("remove it"));
                    self.at += 1;
                    return Ok(false);
                }
                Ok(true)
            }
            Some(c) if c == close => {
                self.at += 1;
                Ok(false)
            }
            Some(c) if starts(c) && !self.log.is_full() => {
                self.log.push(
                    Draft::new(self.here(), format!("{} without a comma before it", self.found()))
                        .help("separate with commas"),
                );
                Ok(true)
            }
            _ => {
                let message =
                    format!("{} where a comma or `{}` should stand", self.found(), char::from(close));
                Err(self.broken(self.at, message, "check the brackets around it"))
            }
        }
    }

    fn table(&mut self, depth: usize) -> Result<(), Broken> {
        let depth = self.deeper(depth)?;
        const LARGE: usize = 64;
        let opened = self.at;
        let table = self.tree.push(Kind::Table, Extent::new(opened, opened));
        let (mut seen, mut count, mut large) = (Signs::default(), 0_usize, false);
        self.at += 1;
        self.blank();
        let mut more = self.peek() != Some(b'}');
        if !more {
            self.at += 1;
        }
        while more {
            let start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.broken(
                    start,
                    format!("{} where a key should stand", self.found()),
                    "keys stand in double quotes",
                ));
            }
            let key = self.string()?;
            count += 1;
            if !self.doubles && seen.maybe(self.tree.text(key)) {
                // Of a large table this is found out once, in the end.
                large |= count > LARGE;
                self.doubles = count <= LARGE && self.tree.has_open_key(table, key);
            }
            self.blank();
            if self.peek() != Some(b':') {
                return Err(self.broken(
                    self.at,
                    format!("{} where a colon should stand", self.found()),
                    "a key and its value are parted by `:`",
                ));
            }
            self.at += 1;
            self.blank();
            self.value(depth)?;
            more = self.another(b'}', |c| c == b'"')?;
        }
        self.tree.close(table);
        self.doubles |= large && self.tree.has_double_keys(table);
        self.tree.end(table, Extent::new(opened, self.at));
        Ok(())
    }

    fn list(&mut self, depth: usize) -> Result<(), Broken> {
        let depth = self.deeper(depth)?;
        let opened = self.at;
        let list = self.tree.push(Kind::List, Extent::new(opened, opened));
        self.at += 1;
        self.blank();
        let mut more = self.peek() != Some(b']');
        if !more {
            self.at += 1;
        }
        while more {
            self.value(depth)?;
            more = self.another(b']', |c| matches!(c, b'"' | b'{' | b'[' | b'-' | b'0'..=b'9'))?;
        }
        self.tree.close(list);
        self.tree.end(list, Extent::new(opened, self.at));
        Ok(())
    }
}

/// One bit for each kind of key seen in a table: most tables are cleared of doubles without one comparison.
#[derive(Default)]
struct Signs(u64);

impl Signs {
    /// Notes a key; whether one like it may have been there.
    fn maybe(&mut self, key: &str) -> bool {
        let bytes = key.as_bytes();
        let byte = |i: usize| u64::from(bytes.get(i).copied().unwrap_or_default());
        let sign = byte(0)
            .wrapping_mul(31)
            .wrapping_add(byte(bytes.len().saturating_sub(1)))
            .wrapping_mul(31)
            .wrapping_add(byte(bytes.len() / 2))
            .wrapping_add(u64::try_from(bytes.len()).unwrap_or_default());
        let bit = 1 << (sign.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58);
        let known = self.0 & bit != 0;
        self.0 |= bit;
        known
    }
}

/// Notes every key given twice; all but the first are to be `dropped`.
fn note_doubles(node: Node<'_>, path: &Path<'_>, dropped: &mut HashSet<usize>, log: &mut Log) {
    match node.content() {
        Content::Table(entries) => {
            let mut firsts: HashMap<&str, Extent> = HashMap::new();
            for entry in entries.clone() {
                match firsts.get(entry.key()) {
                    Some(first) => {
                        log.push_with(|| {
                            Draft::twice(entry.key(), entry.key.extent(), *first)
                                .pointer(path.key(entry.key()).pointer())
                        });
                        dropped.insert(entry.key.position());
                    }
                    None => {
                        firsts.insert(entry.key(), entry.key.extent());
                    }
                }
            }
            for entry in entries {
                if !dropped.contains(&entry.key.position()) {
                    note_doubles(entry.value, &path.key(entry.key()), dropped, log);
                }
            }
        }
        Content::List(nodes) => {
            for (i, node) in nodes.enumerate() {
                note_doubles(node, &path.index(i), dropped, log);
            }
        }
        _ => {}
    }
}
