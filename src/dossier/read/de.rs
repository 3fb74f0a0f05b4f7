//! The one serde `Deserializer`, which goes on after a mistake.
//!
//! serde stops at the first error: a `Visitor` that cannot make its value has nothing to return. What can be told in
//! one run all the same:
//!
//! * an unknown key of a struct is passed over: nothing needs it;
//! * so is an element of a list or the value of a map that cannot be read;
//! * a field that cannot be read fails its struct, which is then *read again with that field left out*, and so on
//!   until no new field fails. What the struct itself says then (a key is missing, no relation is given) may be only
//!   because of what was left out, and is not listed. The value made from such a second reading is thrown away.
//!
//! Errors without a place (`Error::custom`) get that of the innermost value that was being read.

use foldhash::HashSet;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, Expected, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

use super::place::Extent;
use super::problem::{Draft, Log};
use super::tree::{Content, Elements, Entries, Entry, Node, Path, Tree, clipped};
use crate::quantity::keys::UNKNOWN_KEY;
use crate::vocabulary::spelling::nearest;

/// So many times one value is read again with what failed left out. Only a value with more mistakes than this, each
/// hiding the next, needs a second run of the program to hear of all.
const MAX_PASSES: u32 = 32;

/// The value of a tree, or the problems. `partly`: a struct at the root or in a list of which fields could not be read
/// is given without them, if it can be; so its other names are looked up as well.
pub(super) fn from_tree<'t, T: Deserialize<'t>>(
    tree: &'t Tree<'_>,
    log: Log,
    partly: bool,
) -> (Option<T>, Log) {
    let run = Run {
        over: Cell::new(log.is_full()),
        log: RefCell::new(log),
        left_out: RefCell::default(),
        failures: Cell::new(0),
        misspelt: RefCell::default(),
        partly,
    };
    let value = run.attempt(tree.root(), &Path::ROOT, partly);
    (value, run.log.into_inner())
}

/// What one reading notes.
struct Run {
    log: RefCell<Log>,
    /// Fields of structs that could not be read, by the place of their key; left out when read again.
    left_out: RefCell<HashSet<Extent>>,
    /// The size of `left_out`.
    failures: Cell<usize>,
    /// Whether as much is told as is listed: what lies beyond need not be read.
    over: Cell<bool>,
    /// The known keys that unknown ones were taken for, with the pointer of their table: that such a key is missing
    /// is the same slip, told already.
    misspelt: RefCell<HashSet<(String, String)>>,
    /// Whether elements of lists are given without what could not be read.
    partly: bool,
}

impl Run {
    fn read<'t, T: Deserialize<'t>>(&self, node: Node<'t>, path: &Path<'_>) -> Option<T> {
        self.attempt(node, path, false)
    }

    fn attempt<'t, T: Deserialize<'t>>(&self, node: Node<'t>, path: &Path<'_>, partly: bool) -> Option<T> {
        let mut before = self.failures.get();
        let error = match T::deserialize(At::new(node, path, self)) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        self.note(error, node, path);
        for _ in 0..MAX_PASSES {
            if self.failures.get() == before || self.over.get() {
                break;
            }
            before = self.failures.get();
            match T::deserialize(At::new(node, path, self)) {
                Ok(value) if partly => return Some(value),
                Ok(_) => break,
                Err(error) => self.note(error, node, path),
            }
        }
        None
    }

    /// Notes an error at the value it was raised by.
    fn note(&self, error: Failure, node: Node<'_>, path: &Path<'_>) {
        let Failure::Raised(raised) = error else { return };
        if self.failures.get() > 0 {
            if let Content::Table(mut entries) = node.content() {
                if entries.any(|entry| self.is_left_out(entry)) {
                    return;
                }
            }
        }
        if self.over.get() {
            return;
        }
        let pointer = path.pointer();
        let absence = raised.missing.is_some();
        if let Some(key) = raised.missing {
            if self.misspelt.borrow().contains(&(pointer.clone(), key.to_owned())) {
                return;
            }
        }
        // Numbers are handed over as the text they are written as; nobody wrote a text.
        let message = match node.content() {
            Content::Number(number) => {
                let number = clipped(number);
                raised.message.replacen(&format!("the text \"{number}\""), &format!("the number {number}"), 1)
            }
            _ => raised.message,
        };
        let mut draft = Draft::new(node.extent(), message).pointer(pointer);
        draft.help = raised.help;
        draft.absence = absence;
        self.push(draft);
    }

    fn push(&self, draft: Draft) {
        let mut log = self.log.borrow_mut();
        log.push(draft);
        self.over.set(log.is_full());
    }

    fn is_left_out(&self, entry: Entry<'_>) -> bool {
        self.failures.get() > 0 && self.left_out.borrow().contains(&entry.key.extent())
    }

    /// Notes that a field could not be read, `before` being the number of failures when its reading began.
    fn leave_out(&self, entry: Entry<'_>, before: usize) {
        // Where something within the value was left out, the value gets another try first.
        if self.failures.get() == before && self.left_out.borrow_mut().insert(entry.key.extent()) {
            self.failures.set(before + 1);
        }
    }

    fn unknown(&self, key: Node<'_>, path: &Path<'_>, known: &[&str]) {
        let Content::Text(name) = key.content() else { return };
        if let (Some(near), Some(table)) = (nearest(name, known.iter().copied()), path.parent) {
            self.misspelt.borrow_mut().insert((table.pointer(), near.to_owned()));
        }
        let raised = Raised::unknown("key", name, known);
        let mut draft = Draft::new(key.extent(), raised.message).pointer(path.pointer());
        draft.help = raised.help;
        self.push(draft);
    }
}

/// Why a value could not be made.
#[derive(Debug)]
enum Failure {
    /// Noted already, at its place.
    Noted,
    /// Still without a place.
    Raised(Box<Raised>),
}

#[derive(Debug)]
struct Raised {
    message: String,
    help: Option<String>,
    /// The key that is missing, if that is what is wrong.
    missing: Option<&'static str>,
}

impl Raised {
    fn new(message: String, help: Option<String>) -> Raised {
        Raised { message, help, missing: None }
    }

    /// A name of a closed list that is not in it.
    fn unknown(what: &str, name: &str, known: &[&str]) -> Raised {
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "none is known here".into(),
            None => format!("known are {}", listed(known)),
        };
        Raised::new(format!("unknown {what} `{}`", clipped(name)), Some(help))
    }
}

fn listed(names: &[&str]) -> String {
    names.join(", ")
}

impl From<Raised> for Failure {
    fn from(raised: Raised) -> Failure {
        Failure::Raised(Box::new(raised))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Noted => f.write_str("a value could not be read"),
            Failure::Raised(raised) => f.write_str(&raised.message),
        }
    }
}

impl std::error::Error for Failure {}

impl de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Failure {
        let message = message.to_string();
        match message.split_once("\nhelp: ") {
            Some((message, help)) => Raised::new(message.to_owned(), Some(help.to_owned())),
            None => Raised::new(message, None),
        }
        .into()
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Failure {
        Raised::new(format!("{} where {} should stand", in_words(found), wanted(expected)), None).into()
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Failure {
        Failure::invalid_type(found, expected)
    }

    fn invalid_length(len: usize, expected: &dyn Expected) -> Failure {
        let s = if len == 1 { "" } else { "s" };
        Raised::new(format!("{len} element{s} where {} should stand", wanted(expected)), None).into()
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Failure {
        Raised::unknown("name", name, known).into()
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Failure {
        Raised::unknown("key", name, known).into()
    }

    fn missing_field(name: &'static str) -> Failure {
        let mut raised = Raised::new(format!("key `{name}` is missing"), None);
        raised.missing = Some(name);
        raised.into()
    }

    fn duplicate_field(name: &'static str) -> Failure {
        Raised::new(format!("key `{name}` is given twice"), None).into()
    }
}

fn in_words(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => value.to_string(),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        Unexpected::Char(value) => format!("the text \"{value}\""),
        Unexpected::Str(text) => format!("the text \"{}\"", clipped(text)),
        Unexpected::Unit | Unexpected::Option => "null".into(),
        Unexpected::Seq => "a list".into(),
        Unexpected::Map => "a table".into(),
        Unexpected::Enum => "a name".into(),
        Unexpected::UnitVariant => "a name without a value".into(),
        Unexpected::NewtypeVariant | Unexpected::TupleVariant | Unexpected::StructVariant => {
            "a name with a value".into()
        }
        other => other.to_string(),
    }
}

/// What serde expects, in the words of a file rather than of Rust.
fn wanted(expected: &dyn Expected) -> String {
    let expected = expected.to_string();
    let words = match expected.as_str() {
        "a string" | "a borrowed string" | "string" | "str" => "a text",
        "a character" => "a single letter",
        "a boolean" => "true or false",
        "a sequence" | "sequence" => "a list",
        "a map" | "map" => "a table",
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" | "usize" | "u128" => "a whole number, not negative",
        "i8" => "a whole number from -128 to 127",
        "i16" => "a whole number from -32768 to 32767",
        "i32" => "a whole number from -2147483648 to 2147483647",
        "i64" | "isize" | "i128" => "a whole number",
        "f32" | "f64" => "a number",
        "unit" => "null",
        "option" => "a value or nothing",
        other if other.starts_with("struct ") && !other.contains(" with ") => "a table",
        other if other.starts_with("enum ") => "one of its names",
        other => match other.strip_prefix("a tuple of size ") {
            Some(size) => return format!("{size} elements"),
            None => return expected,
        },
    };
    words.into()
}

/// A node about to be read.
#[derive(Clone, Copy)]
struct At<'t, 'p> {
    node: Node<'t>,
    path: &'p Path<'p>,
    run: &'p Run,
    /// The entry it is the value of.
    entry: Option<Entry<'t>>,
}

impl<'t, 'p> At<'t, 'p> {
    fn new(node: Node<'t>, path: &'p Path<'p>, run: &'p Run) -> At<'t, 'p> {
        At { node, path, run, entry: None }
    }

    /// A scalar's text, if it is one.
    fn text(self) -> Option<&'t str> {
        match self.node.content() {
            Content::Text(text) | Content::Number(text) | Content::Date(text) => Some(text),
            Content::Bool(true) => Some("true"),
            Content::Bool(false) => Some("false"),
            Content::Null | Content::List(_) | Content::Table(_) => None,
        }
    }

    fn list<V: Visitor<'t>>(
        self,
        nodes: Elements<'t>,
        lenient: bool,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let mut elements =
            ListOf { rest: nodes.clone().enumerate(), read: 0, length: Cell::new(None), at: self, lenient };
        let value = visitor.visit_seq(&mut elements)?;
        match elements.rest.count() {
            0 => Ok(value),
            rest => {
                let count = nodes.count();
                Err(Raised::new(format!("{count} elements where {} should stand", count - rest), None).into())
            }
        }
    }

    fn table<V: Visitor<'t>>(
        self,
        entries: Entries<'t>,
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let mut entries = TableOf { rest: entries, current: None, fields, at: self };
        let value = visitor.visit_map(&mut entries);
        entries.unknown_among_the_rest();
        value
    }

    /// `wide`: whether the visitor takes integers of more than 64 bits.
    fn whole<V: Visitor<'t>>(self, wide: bool, visitor: V) -> Result<V::Value, Failure> {
        let Some(text) = self.text() else { return self.deserialize_any(visitor) };
        let (digits, radix) = match text.get(..2) {
            Some("0x") => (text.get(2..).unwrap_or_default(), 16),
            Some("0o") => (text.get(2..).unwrap_or_default(), 8),
            Some("0b") => (text.get(2..).unwrap_or_default(), 2),
            _ => (text, 10),
        };
        // Longer than any integer: spares the parser a hostile text.
        const LONGEST: usize = 140;
        let value = if digits.len() > LONGEST { None } else { i128::from_str_radix(digits, radix).ok() };
        if let Some(value) = value {
            match (u64::try_from(value), i64::try_from(value)) {
                (Ok(value), _) => return visitor.visit_u64(value),
                (_, Ok(value)) => return visitor.visit_i64(value),
                _ if wide => return visitor.visit_i128(value),
                _ => {}
            }
        }
        let unsigned = digits.strip_prefix(['-', '+']).unwrap_or(digits);
        let is_whole = !unsigned.is_empty() && unsigned.bytes().all(|b| b.is_ascii_digit());
        let fault = if is_whole { "is too large" } else { "where a whole number should stand" };
        Err(Raised::new(format!("{} {fault}", self.node.in_words()), None).into())
    }

    fn float<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
        let Some(text) = self.text() else { return self.deserialize_any(visitor) };
        // Rust accepts the words `inf`, `infinity` and `nan` in any case; only a TOML number means them.
        let value = match self.node.content() {
            Content::Number(_) => text.parse::<f64>().ok(),
            _ => text.parse::<f64>().ok().filter(|value| value.is_finite()),
        };
        match value {
            Some(value) if value.is_finite() || text.ends_with(['f', 'n']) => visitor.visit_f64(value),
            Some(_) => Err(Raised::new(format!("{} is too large", self.node.in_words()), None).into()),
            None => {
                Err(Raised::new(format!("{} where a number should stand", self.node.in_words()), None).into())
            }
        }
    }
}

macro_rules! whole_numbers {
    ($wide:literal: $($method:ident)*) => {$(
        fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
            self.whole($wide, visitor)
        }
    )*};
}

macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
            match self.text() {
                Some(text) => visitor.visit_borrowed_str(text),
                None => self.deserialize_any(visitor),
            }
        }
    )*};
}

impl<'t> Deserializer<'t> for At<'t, '_> {
    type Error = Failure;

    // A number comes as its text: only so does `12.50` keep its zero for visitors that take a text or a table.
    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.node.content() {
            Content::Null => visitor.visit_unit(),
            Content::Bool(value) => visitor.visit_bool(value),
            Content::Text(text) | Content::Number(text) | Content::Date(text) => {
                visitor.visit_borrowed_str(text)
            }
            Content::List(nodes) => self.list(nodes, true, visitor),
            Content::Table(entries) => self.table(entries, None, visitor),
        }
    }

    whole_numbers! { false:
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    whole_numbers! { true: deserialize_i128 deserialize_u128 }

    texts! { deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_identifier }

    fn deserialize_f32<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.float(visitor)
    }

    fn deserialize_f64<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.float(visitor)
    }

    fn deserialize_bool<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.text() {
            Some("true") => visitor.visit_bool(true),
            Some("false") => visitor.visit_bool(false),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.node.content() {
            Content::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }

    fn deserialize_tuple<V: Visitor<'t>>(self, _: usize, visitor: V) -> Result<V::Value, Failure> {
        match self.node.content() {
            // Each place of a tuple has its own meaning: none is passed over.
            Content::List(nodes) => self.list(nodes, false, visitor),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match (self.node.content(), self.entry) {
            (_, Some(entry)) if name == UNKNOWN_KEY => {
                self.run.unknown(entry.key, self.path, fields);
                visitor.visit_unit()
            }
            (Content::Table(entries), _) => self.table(entries, Some(fields), visitor),
            // serde's derived visitors would take a list as the fields in order, which nobody means in a file.
            (Content::List(_), _) => Err(de::Error::invalid_type(Unexpected::Seq, &visitor)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let help = || Some(format!("known are {}", listed(variants)));
        match self.node.content() {
            Content::Table(entries) => {
                let mut all = entries.clone();
                match (all.next(), all.next()) {
                    (Some(entry), None) => {
                        visitor.visit_enum(Variant { at: self, name: entry.key, entry: Some(entry) })
                    }
                    _ => {
                        let count = entries.count();
                        Err(Raised::new(format!("{count} keys where a single one should stand"), help())
                            .into())
                    }
                }
            }
            Content::Text(_) | Content::Number(_) | Content::Date(_) => {
                visitor.visit_enum(Variant { at: self, name: self.node, entry: None })
            }
            Content::Null | Content::Bool(_) | Content::List(_) => {
                Err(Raised::new(format!("{} where a name should stand", self.node.in_words()), help()).into())
            }
        }
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }
}

/// The elements of a list.
struct ListOf<'t, 'p> {
    rest: std::iter::Enumerate<Elements<'t>>,
    /// How many elements were read or passed over.
    read: usize,
    /// How many there are, once somebody asked: to count them is to walk over them all.
    length: Cell<Option<usize>>,
    at: At<'t, 'p>,
    /// Whether an element that cannot be read is passed over.
    lenient: bool,
}

impl<'t> SeqAccess<'t> for ListOf<'t, '_> {
    type Error = Failure;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Failure> {
        let Some((i, node)) = self.rest.next() else { return Ok(None) };
        self.read = i + 1;
        let path = self.at.path.index(i);
        match seed.deserialize(At::new(node, &path, self.at.run)) {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                self.at.run.note(error, node, &path);
                Err(Failure::Noted)
            }
        }
    }

    // Only here is it known how to make another attempt: a seed is used up by the first.
    fn next_element<T: Deserialize<'t>>(&mut self) -> Result<Option<T>, Failure> {
        if !self.lenient {
            return self.next_element_seed(PhantomData);
        }
        for (i, node) in self.rest.by_ref() {
            self.read = i + 1;
            if self.at.run.over.get() {
                continue;
            }
            if let Some(value) = self.at.run.attempt(node, &self.at.path.index(i), self.at.run.partly) {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    fn size_hint(&self) -> Option<usize> {
        let length = self.length.get().unwrap_or_else(|| self.read + self.rest.clone().count());
        self.length.set(Some(length));
        Some(length - self.read)
    }
}

/// Whether a name is among others. Of the two dozen names of a claim most are told apart by length and first letter.
fn is_among(name: &str, names: &[&str]) -> bool {
    let first = name.as_bytes().first();
    names.iter().any(|own| own.len() == name.len() && own.as_bytes().first() == first && *own == name)
}

/// The entries of a table; of a struct, where `fields` are known.
struct TableOf<'t, 'p> {
    rest: Entries<'t>,
    current: Option<Entry<'t>>,
    fields: Option<&'static [&'static str]>,
    at: At<'t, 'p>,
}

impl<'t> TableOf<'t, '_> {
    /// The next entry to be read: unknown keys of a struct are noted on the way.
    fn advance(&mut self) -> Option<Entry<'t>> {
        for entry in self.rest.by_ref() {
            if self.at.run.over.get() {
                continue;
            }
            if let Some(fields) = self.fields {
                if !is_among(entry.key(), fields) {
                    self.at.run.unknown(entry.key, &self.at.path.key(entry.key()), fields);
                    continue;
                }
            }
            if !self.at.run.is_left_out(entry) {
                return Some(entry);
            }
        }
        None
    }

    fn unknown_among_the_rest(&mut self) {
        if self.fields.is_some() {
            while self.advance().is_some() {}
        }
    }
}

impl<'t> MapAccess<'t> for TableOf<'t, '_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        let Some(entry) = self.advance() else { return Ok(None) };
        let path = self.at.path.key(entry.key());
        self.current = Some(entry);
        match seed.deserialize(At::new(entry.key, &path, self.at.run)) {
            Ok(key) => Ok(Some(key)),
            Err(error) => {
                let before = self.at.run.failures.get();
                self.at.run.note(error, entry.key, &path);
                self.at.run.leave_out(entry, before);
                Err(Failure::Noted)
            }
        }
    }

    fn next_key<K: Deserialize<'t>>(&mut self) -> Result<Option<K>, Failure> {
        while let Some(entry) = self.advance() {
            let path = self.at.path.key(entry.key());
            self.current = Some(entry);
            match K::deserialize(At::new(entry.key, &path, self.at.run)) {
                Ok(key) => return Ok(Some(key)),
                // A derived visitor that denies unknown fields ends here, too: the key is noted and passed over.
                Err(error) => self.at.run.note(error, entry.key, &path),
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Failure> {
        let Some(entry) = self.current.take() else {
            return Err(de::Error::custom("a value was asked for before its key"));
        };
        let run = self.at.run;
        let path = self.at.path.key(entry.key());
        let before = run.failures.get();
        match seed.deserialize(At { node: entry.value, path: &path, run, entry: Some(entry) }) {
            Ok(value) => Ok(value),
            Err(error) => {
                run.note(error, entry.value, &path);
                run.leave_out(entry, before);
                Err(Failure::Noted)
            }
        }
    }

    fn next_entry<K: Deserialize<'t>, V: Deserialize<'t>>(&mut self) -> Result<Option<(K, V)>, Failure> {
        while let Some(key) = self.next_key()? {
            let Some(entry) = self.current.take() else { break };
            if let Some(value) = self.at.run.read(entry.value, &self.at.path.key(entry.key())) {
                return Ok(Some((key, value)));
            }
        }
        Ok(None)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.clone().count())
    }
}

/// A value of an enum: a name, or a table with the name as its only key.
struct Variant<'t, 'p> {
    at: At<'t, 'p>,
    name: Node<'t>,
    entry: Option<Entry<'t>>,
}

impl<'t> Variant<'t, '_> {
    /// Reads what is under the name, placing its errors there.
    fn under<T>(self, read: impl FnOnce(At<'t, '_>) -> Result<T, Failure>) -> Result<T, Failure> {
        let Some(entry) = self.entry else {
            return Err(Raised::new(
                format!("{} without a value", self.name.in_words()),
                Some("write a table with this name as its key".into()),
            )
            .into());
        };
        let path = self.at.path.key(entry.key());
        read(At { node: entry.value, path: &path, run: self.at.run, entry: Some(entry) }).map_err(|error| {
            self.at.run.note(error, entry.value, &path);
            Failure::Noted
        })
    }
}

impl<'t> EnumAccess<'t> for Variant<'t, '_> {
    type Error = Failure;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<(S::Value, Self), Failure> {
        let value = match self.at.text() {
            Some(name) if self.entry.is_none() => {
                seed.deserialize(BorrowedStrDeserializer::<Failure>::new(name))
            }
            _ => seed.deserialize(At::new(self.name, self.at.path, self.at.run)),
        };
        match value {
            Ok(value) => Ok((value, self)),
            Err(error) => {
                self.at.run.note(error, self.name, self.at.path);
                Err(Failure::Noted)
            }
        }
    }
}

impl<'t> VariantAccess<'t> for Variant<'t, '_> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        match self.entry.map(Entry::value) {
            Some(node) if !matches!(node.content(), Content::Null) => {
                Err(Raised::new(format!("{} where the name alone should stand", node.in_words()), None)
                    .into())
            }
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<S::Value, Failure> {
        self.under(|at| seed.deserialize(at))
    }

    fn tuple_variant<V: Visitor<'t>>(self, len: usize, visitor: V) -> Result<V::Value, Failure> {
        self.under(|at| at.deserialize_tuple(len, visitor))
    }

    fn struct_variant<V: Visitor<'t>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.under(|at| at.deserialize_struct("", fields, visitor))
    }
}
