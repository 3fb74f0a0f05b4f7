//! Places of values, found again when a finding needs them.

use super::place::Span;
use super::tree::{Content, Entry, Node, list_index, steps};
use super::{Format, parse};
use foldhash::HashMap;

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Location {
    /// Its key; of an element of a list, and of the whole document, the value itself.
    pub key: Span,
    /// The value.
    pub value: Span,
    /// Whether the pointer led to its end. If not, the place is that of the deepest value on its way: of the string
    /// `"17 of 229 busts"` for a pointer to its `part`, of a claim for a key it has not.
    pub exact: bool,
}

/// Where the value of a JSON Pointer (RFC 6901) stands in a source.
///
/// The source is read again, so that nobody needs to keep its tree; for many pointers use [`locate_all`]. `None` if
/// the pointer is malformed or the source cannot be read at all.
///
/// ```
/// # #[cfg(feature = "toml")] {
/// use saltgrain::dossier::read::{Format, locate};
///
/// let source = "[[claim]]\nid = \"by-mass\"\nshare = \"5 of 8\"\n";
/// let place = locate(source, Format::Toml, "/claim/0/share").unwrap();
/// assert_eq!(place.key.of(source), Some("share"));
/// assert_eq!(place.value.of(source), Some("\"5 of 8\""));
/// assert!(!locate(source, Format::Toml, "/claim/0/share/part").unwrap().exact);
/// # }
/// ```
#[must_use]
pub fn locate(source: &str, format: Format, pointer: &str) -> Option<Location> {
    locate_all(source, format, &[pointer]).pop().flatten()
}

/// [`locate`] for many pointers, reading the source once; the answers in the order asked for.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use saltgrain::dossier::read::{Format, locate_all};
///
/// let places = locate_all(r#"{"a": 1, "b": [2]}"#, Format::Json, &["/b/0", "/a"]);
/// assert_eq!(places[0].unwrap().value.start, 15);
/// assert_eq!(places[1].unwrap().key.start, 1);
/// # }
/// ```
#[must_use]
pub fn locate_all(source: &str, format: Format, pointers: &[&str]) -> Vec<Option<Location>> {
    let parsed = parse(source, format);
    let root = parsed.tree.root();
    if let Content::Null = root.content() {
        return vec![None; pointers.len()];
    }
    let mut large = Large::default();
    pointers.iter().map(|pointer| follow(root, pointer, &mut large)).collect()
}

/// Indexes of the tables and lists too large to be searched for every pointer anew, by their position.
#[derive(Default)]
struct Large<'t> {
    tables: HashMap<usize, HashMap<&'t str, Entry<'t>>>,
    lists: HashMap<usize, Vec<Node<'t>>>,
}

fn follow<'t>(root: Node<'t>, pointer: &str, large: &mut Large<'t>) -> Option<Location> {
    const LARGE: usize = 32;
    let mut location = Location { key: root.span(), value: root.span(), exact: true };
    let mut node = root;
    for step in steps(pointer)? {
        let next = match node.content() {
            Content::Table(entries) => {
                let entry = match entries.clone().nth(LARGE) {
                    Some(_) => large
                        .tables
                        .entry(node.position())
                        .or_insert_with(|| entries.map(|entry| (entry.key(), entry)).collect())
                        .get(&*step)
                        .copied(),
                    None => entries.clone().find(|entry| entry.key() == step),
                };
                entry.map(|entry| (entry.key_span(), entry.value))
            }
            Content::List(mut nodes) => list_index(&step)
                .and_then(|i| match i {
                    0..LARGE => nodes.nth(i),
                    _ => {
                        large.lists.entry(node.position()).or_insert_with(|| nodes.collect()).get(i).copied()
                    }
                })
                .map(|node| (node.span(), node)),
            _ => None,
        };
        let Some((key, value)) = next else {
            location.exact = false;
            break;
        };
        location = Location { key, value: value.span(), exact: true };
        node = value;
    }
    Some(location)
}
