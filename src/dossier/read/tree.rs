//! The one tree that every format becomes.

use std::borrow::Cow;

use super::place::{Extent, Span};

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
/// assert!(matches!(node.content(), Content::Number(text) if text == "12.50"));
/// assert_eq!(node.span().start, 21);
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Tree<'s> {
    pub(super) source: &'s str,
    pub(super) root: Node<'s>,
}

impl<'s> Tree<'s> {
    /// The text the tree was read from.
    #[must_use]
    pub fn source(&self) -> &'s str {
        self.source
    }

    /// The whole document.
    #[must_use]
    pub fn root(&self) -> &Node<'s> {
        &self.root
    }

    /// The node a JSON Pointer (RFC 6901) names, if there is one.
    #[must_use]
    pub fn get(&self, pointer: &str) -> Option<&Node<'s>> {
        let mut node = &self.root;
        for step in steps(pointer)? {
            node = match &node.content {
                Content::Table(entries) => &entries.iter().find(|entry| entry.key() == step)?.value,
                Content::List(nodes) => nodes.get(list_index(&step)?)?,
                _ => return None,
            };
        }
        Some(node)
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
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'s> {
    pub(super) content: Content<'s>,
    pub(super) extent: Extent,
}

impl<'s> Node<'s> {
    /// What stands there.
    #[must_use]
    pub fn content(&self) -> &Content<'s> {
        &self.content
    }

    /// Where it stands. A table with a TOML header is placed at its header, one that only dotted keys speak of at
    /// the key.
    #[must_use]
    pub fn span(&self) -> Span {
        self.extent.span()
    }

    /// What stands there, in words for a message: `a table`, `the text "5 kg"`, `the number 12.50`.
    pub(super) fn in_words(&self) -> String {
        match &self.content {
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
#[derive(Debug, Clone, PartialEq)]
pub enum Content<'s> {
    /// JSON's `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written; only TOML's `_` between digits is left out.
    Number(Cow<'s, str>),
    /// A TOML date, time or both, as written.
    Date(Cow<'s, str>),
    /// A string, its escapes resolved.
    Text(Cow<'s, str>),
    /// A list.
    List(Vec<Node<'s>>),
    /// A table, in the order of the text.
    Table(Vec<Entry<'s>>),
}

/// A key of a table and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'s> {
    pub(super) key: Node<'s>,
    pub(super) value: Node<'s>,
}

impl<'s> Entry<'s> {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &str {
        match &self.key.content {
            Content::Text(key) => key,
            _ => "",
        }
    }

    /// Where the key stands.
    #[must_use]
    pub fn key_span(&self) -> Span {
        self.key.span()
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &Node<'s> {
        &self.value
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
