//! The one tree that every format becomes.

use foldhash::HashSet;
use std::borrow::Cow;
use std::fmt;

use super::place::{Extent, Span, index};

/// How deep tables and lists may stand within each other, counting every part of a dotted key.
///
/// A dossier needs fewer than ten levels. The limit lies below those of the parsers used, so that the message is
/// ours, and far below what would exhaust a thread's stack.
pub const MAX_DEPTH: usize = 64;

/// A source text as a tree whose scalars keep their text and whose parts keep their place.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use saltgrain::dossier::read::{Content, parse_json};
///
/// let tree = parse_json(r#"{"claim": [{"value": 12.50}]}"#).unwrap();
/// let node = tree.get("/claim/0/value").unwrap();
/// assert!(matches!(node.content(), Content::Number("12.50")));
/// assert_eq!(node.span().start, 21);
/// # }
/// ```
// One list of nodes rather than nodes that own nodes: of a large file the tree is the largest part, and an allocation
// for every table and list takes longer than reading what stands in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree<'s> {
    source: &'s str,
    /// Every node, and after each table and list what stands in it, of a table key and value in turn.
    nodes: Vec<Raw>,
    /// What each node is. (Within `Raw` it would take four bytes.)
    kinds: Vec<Kind>,
    /// Texts that do not stand in the source as they are.
    texts: Vec<Box<str>>,
}

/// Where a node stands, and where to find what it holds.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Raw {
    extent: Extent,
    /// Of a table or list, how many nodes stand in it, at any depth; of a text, see [`Text`].
    size: u32,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    False,
    True,
    Number,
    #[cfg_attr(not(feature = "toml"), allow(dead_code, reason = "only TOML has dates"))]
    Date,
    Text,
    List,
    Table,
}

/// Where the text of a scalar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Text(u32);

impl Text {
    /// The whole extent of the node.
    pub const PLAIN: Text = Text(0);
    /// Between quotes.
    pub const QUOTED: Text = Text::within(1, 1);
    /// Marks the position in `Tree::texts`.
    const OWNED: u32 = 1 << 31;

    const fn within(before: u32, after: u32) -> Text {
        Text(before | after << 8)
    }
}

impl<'s> Tree<'s> {
    /// A tree without nodes.
    pub(super) fn new(source: &'s str) -> Tree<'s> {
        Tree { source, nodes: Vec::new(), kinds: Vec::new(), texts: Vec::new() }
    }

    /// A tree of nothing.
    pub(super) fn nothing(source: &'s str) -> Tree<'s> {
        let mut tree = Tree::new(source);
        tree.push(Kind::Null, Extent::default());
        tree
    }

    /// The text the tree was read from.
    #[must_use]
    pub fn source(&self) -> &'s str {
        self.source
    }

    /// The whole document.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, at: 0 }
    }

    /// The node a JSON Pointer (RFC 6901) names, if there is one.
    #[must_use]
    pub fn get(&self, pointer: &str) -> Option<Node<'_>> {
        let mut node = self.root();
        for step in steps(pointer)? {
            node = match node.content() {
                Content::Table(mut entries) => entries.find(|entry| entry.key() == step)?.value,
                Content::List(mut nodes) => nodes.nth(list_index(&step)?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// Adds a node, and gives its position; what stands in a table or list follows, and then [`Tree::close`].
    pub(super) fn push(&mut self, kind: Kind, extent: Extent) -> usize {
        self.push_raw(kind, Raw { extent, size: 0 })
    }

    fn push_raw(&mut self, kind: Kind, raw: Raw) -> usize {
        let at = self.nodes.len();
        if at == self.nodes.capacity() {
            self.grow(raw.extent.span().start);
        }
        self.nodes.push(raw);
        self.kinds.push(kind);
        at
    }

    /// Makes room for what the rest of the source needs if it is like what was read of it: doubling would have up to
    /// three times the tree in memory.
    fn grow(&mut self, read: usize) {
        const LEAST: usize = 64;
        let count = self.nodes.len();
        let expected = count.saturating_mul(self.source.len()) / read.max(1);
        let expected = expected.saturating_add(expected / 32);
        let more = expected.clamp(count + count / 8, count * 4).max(count + LEAST) - count;
        self.nodes.reserve_exact(more);
        self.kinds.reserve_exact(more);
    }

    /// Adds a scalar whose text stands in the source.
    pub(super) fn push_text(&mut self, kind: Kind, extent: Extent, Text(size): Text) -> usize {
        self.push_raw(kind, Raw { extent, size })
    }

    /// Adds a scalar whose text does not stand in the source.
    pub(super) fn push_owned(&mut self, kind: Kind, extent: Extent, text: String) -> usize {
        // Each takes at least five bytes of a source of at most 4 GiB: the positions stay below the mark.
        let position = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.into());
        self.push_text(kind, extent, Text(Text::OWNED | position))
    }

    #[inline]
    fn text_at(&self, extent: Extent, Text(size): Text) -> Option<&str> {
        if size & Text::OWNED != 0 {
            return self.texts.get(index(size & !Text::OWNED)).map(|text| &**text);
        }
        let Span { start, end } = extent.span();
        self.source.get(start + index(size & 0xFF)..end.checked_sub(index(size >> 8))?)
    }

    /// Ends the table or list at a position: all that was added since stands in it.
    pub(super) fn close(&mut self, at: usize) {
        let size = self.nodes.len().saturating_sub(at + 1);
        if let Some(raw) = self.nodes.get_mut(at) {
            raw.size = u32::try_from(size).unwrap_or(u32::MAX);
        }
    }

    /// Gives back the memory that was too much.
    pub(super) fn finish(mut self) -> Self {
        self.nodes.shrink_to_fit();
        self.kinds.shrink_to_fit();
        self
    }

    /// The tree without the entries whose keys are at these positions.
    pub(super) fn without(self, keys: &HashSet<usize>) -> Self {
        if keys.is_empty() {
            return self;
        }
        let mut kept = Tree::new(self.source);
        self.root().copy(keys, &mut kept);
        Tree { texts: self.texts, ..kept }.finish()
    }
}

#[cfg(feature = "toml")]
impl Tree<'_> {
    /// Adds a scalar whose text may stand in the source or not.
    pub(super) fn push_any_text(&mut self, kind: Kind, extent: Extent, text: Cow<'_, str>) -> usize {
        // With quotes or without; of TOML's triple ones also with a line end after them.
        let places = [Text::QUOTED, Text::PLAIN, Text::within(3, 3), Text::within(4, 3), Text::within(5, 3)];
        match places.into_iter().find(|place| self.text_at(extent, *place) == Some(&text)) {
            Some(place) => self.push_text(kind, extent, place),
            None => self.push_owned(kind, extent, text.into_owned()),
        }
    }
}

#[cfg(feature = "json")]
impl Tree<'_> {
    /// Sets where the node at a position ends.
    pub(super) fn end(&mut self, at: usize, extent: Extent) {
        if let Some(raw) = self.nodes.get_mut(at) {
            raw.extent = extent;
        }
    }

    /// The text of a scalar, by its position.
    pub(super) fn text(&self, at: usize) -> &str {
        Node { tree: self, at }.own_text()
    }

    /// Whether a table that is not closed yet has a key before the last, which is given by its position.
    pub(super) fn has_open_key(&self, table: usize, last: usize) -> bool {
        let mut before = Entries(Elements { tree: self, at: table + 1, end: last });
        before.any(|entry| entry.key() == self.text(last))
    }

    /// Whether a table has a key twice.
    pub(super) fn has_double_keys(&self, table: usize) -> bool {
        let mut keys = HashSet::default();
        !Entries(Node { tree: self, at: table }.within()).all(|entry| keys.insert(entry.key()))
    }
}

/// The steps of a JSON Pointer, unescaped; `None` if it is not empty and does not begin with a slash.
pub(super) fn steps(pointer: &str) -> Option<impl Iterator<Item = Cow<'_, str>>> {
    let mut parts = pointer.split('/');
    if parts.next() != Some("") {
        return None;
    }
    Some(parts.map(|step| {
        if step.contains('~') {
            Cow::Owned(step.replace("~1", "/").replace("~0", "~"))
        } else {
            Cow::Borrowed(step)
        }
    }))
}

/// The index a step of a JSON Pointer stands for: digits without a leading zero.
pub(super) fn list_index(step: &str) -> Option<usize> {
    let plain = step.bytes().all(|b| b.is_ascii_digit()) && (step == "0" || !step.starts_with('0'));
    step.parse().ok().filter(|_| plain)
}

/// One value of a tree and its place.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    at: usize,
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Node").field("content", &self.content()).field("span", &self.span()).finish()
    }
}

impl<'t> Node<'t> {
    /// What stands there.
    #[must_use]
    #[inline]
    pub fn content(self) -> Content<'t> {
        match self.kind() {
            Kind::Null => Content::Null,
            Kind::False => Content::Bool(false),
            Kind::True => Content::Bool(true),
            Kind::Number => Content::Number(self.own_text()),
            Kind::Date => Content::Date(self.own_text()),
            Kind::Text => Content::Text(self.own_text()),
            Kind::List => Content::List(self.within()),
            Kind::Table => Content::Table(Entries(self.within())),
        }
    }

    /// Where it stands. A table with a TOML header is placed at its header, one that only dotted keys speak of at
    /// the key.
    #[must_use]
    pub fn span(self) -> Span {
        self.extent().span()
    }

    pub(super) fn extent(self) -> Extent {
        self.raw().map_or(Extent::default(), |raw| raw.extent)
    }

    /// Its position in the tree.
    pub(super) fn position(self) -> usize {
        self.at
    }

    #[inline]
    fn kind(self) -> Kind {
        self.tree.kinds.get(self.at).copied().unwrap_or(Kind::Null)
    }

    #[inline]
    fn raw(self) -> Option<&'t Raw> {
        self.tree.nodes.get(self.at)
    }

    /// The text of a text, number or date, or of a key.
    #[inline]
    fn own_text(self) -> &'t str {
        self.raw().and_then(|raw| self.tree.text_at(raw.extent, Text(raw.size))).unwrap_or_default()
    }

    /// The nodes in a table or list.
    #[inline]
    fn within(self) -> Elements<'t> {
        Elements { tree: self.tree, at: self.at + 1, end: self.next() }
    }

    /// The position after it and all that stands in it.
    #[inline]
    fn next(self) -> usize {
        let size = match self.kind() {
            Kind::List | Kind::Table => self.raw().map_or(0, |raw| index(raw.size)),
            _ => 0,
        };
        self.at + 1 + size
    }

    /// Copies it without the entries whose keys are at these positions.
    fn copy(self, dropped: &HashSet<usize>, to: &mut Tree<'_>) {
        let Some(raw) = self.raw() else { return };
        let at = to.push_raw(self.kind(), *raw);
        match self.content() {
            Content::List(nodes) => nodes.for_each(|node| node.copy(dropped, to)),
            Content::Table(entries) => {
                for entry in entries.filter(|entry| !dropped.contains(&entry.key.at)) {
                    entry.key.copy(dropped, to);
                    entry.value.copy(dropped, to);
                }
            }
            _ => return,
        }
        to.close(at);
    }

    /// What stands there, in words for a message: `a table`, `the text "5 kg"`, `the number 12.50`.
    pub(super) fn in_words(self) -> String {
        match self.content() {
            Content::Null => "null".into(),
            Content::Bool(value) => value.to_string(),
            Content::Number(text) => format!("the number {}", clipped(text)),
            Content::Date(text) => format!("the date {}", clipped(text)),
            Content::Text(text) => format!("the text \"{}\"", clipped(text)),
            Content::List(_) => "a list".into(),
            Content::Table(_) => "a table".into(),
        }
    }
}

/// A value's text, short enough for a message.
pub(super) fn clipped(text: &str) -> Cow<'_, str> {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// What a node holds. Numbers and dates are text, as written: `12.50` keeps its zero.
#[derive(Debug, Clone)]
pub enum Content<'t> {
    /// JSON's `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written; only TOML's `_` between digits is left out.
    Number(&'t str),
    /// A TOML date, time or both, as written.
    Date(&'t str),
    /// A string, its escapes resolved.
    Text(&'t str),
    /// A list.
    List(Elements<'t>),
    /// A table, in the order of the text.
    Table(Entries<'t>),
}

/// The elements of a list, one after the other.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use saltgrain::dossier::read::{Content, parse_json};
///
/// let tree = parse_json("[1, [2, 3]]").unwrap();
/// let Content::List(elements) = tree.root().content() else { panic!("a list") };
/// assert_eq!(elements.map(|element| element.span().start).collect::<Vec<_>>(), [1, 4]);
/// # }
/// ```
#[derive(Clone)]
pub struct Elements<'t> {
    tree: &'t Tree<'t>,
    at: usize,
    end: usize,
}

impl<'t> Iterator for Elements<'t> {
    type Item = Node<'t>;

    #[inline]
    fn next(&mut self) -> Option<Node<'t>> {
        let node = Node { tree: self.tree, at: self.at };
        if self.at >= self.end {
            return None;
        }
        self.at = node.next();
        Some(node)
    }
}

impl fmt::Debug for Elements<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// The entries of a table, one after the other.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use saltgrain::dossier::read::{Content, parse_json};
///
/// let tree = parse_json(r#"{"a": 1, "b": 2}"#).unwrap();
/// let Content::Table(entries) = tree.root().content() else { panic!("a table") };
/// assert_eq!(entries.map(|entry| entry.key()).collect::<Vec<_>>(), ["a", "b"]);
/// # }
/// ```
#[derive(Clone)]
pub struct Entries<'t>(Elements<'t>);

impl<'t> Iterator for Entries<'t> {
    type Item = Entry<'t>;

    #[inline]
    fn next(&mut self) -> Option<Entry<'t>> {
        let key = self.0.next()?;
        Some(Entry { key, name: key.own_text(), value: self.0.next()? })
    }
}

impl fmt::Debug for Entries<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// A key of a table and its value.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'t> {
    pub(super) key: Node<'t>,
    name: &'t str,
    pub(super) value: Node<'t>,
}

impl<'t> Entry<'t> {
    /// The key.
    #[must_use]
    #[inline]
    pub fn key(self) -> &'t str {
        self.name
    }

    /// Where the key stands.
    #[must_use]
    pub fn key_span(self) -> Span {
        self.key.span()
    }

    /// The value.
    #[must_use]
    pub fn value(self) -> Node<'t> {
        self.value
    }
}

/// The way from the root to a node, kept on the stack while walking: a JSON Pointer is made only for a problem.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path<'p> {
    pub parent: Option<&'p Path<'p>>,
    pub step: Step<'p>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'p> {
    Root,
    Key(&'p str),
    Index(usize),
}

impl<'p> Path<'p> {
    pub const ROOT: Path<'static> = Path { parent: None, step: Step::Root };

    pub fn key(&'p self, key: &'p str) -> Path<'p> {
        Path { parent: Some(self), step: Step::Key(key) }
    }

    pub fn index(&'p self, index: usize) -> Path<'p> {
        Path { parent: Some(self), step: Step::Index(index) }
    }

    pub fn pointer(&self) -> String {
        let mut steps = Vec::new();
        let mut here = Some(self);
        while let Some(path) = here {
            steps.push(path.step);
            here = path.parent;
        }
        let mut pointer = String::new();
        for step in steps.iter().rev() {
            match step {
                Step::Root => {}
                Step::Key(key) => {
                    pointer.push('/');
                    // A hostile key of a megabyte must not be copied into every problem below it.
                    pointer.push_str(&clipped(key).replace('~', "~0").replace('/', "~1"));
                }
                Step::Index(index) => {
                    pointer.push('/');
                    pointer.push_str(&index.to_string());
                }
            }
        }
        pointer
    }
}
