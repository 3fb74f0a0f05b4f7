//! Where in a dossier something stands.

use std::borrow::Cow;
use std::fmt;

use super::Owner;

/// A JSON Pointer (RFC 6901) to a field of a dossier, `/claim/3/share/part`.
///
/// Its parts are kept and written out when somebody reads it, as most findings' pointers never are.
///
/// ```
/// use saltgrain::dossier::{Owner, Pointer};
/// let pointer = Pointer::to(Owner::Claim(3), "share/part");
/// assert_eq!(pointer.to_string(), "/claim/3/share/part");
/// assert_eq!(pointer, Pointer::from("/claim/3/share/part"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Pointer {
    root: Root,
    /// What follows the root, without the slash before it.
    rest: Cow<'static, str>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Root {
    /// The dossier itself: a whole pointer stands in `rest`.
    #[default]
    Dossier,
    Claim(u32),
    Conclusion(u32),
    Reference(u32),
}

impl Pointer {
    /// To a field of a claim or reference; `""` is the claim or reference itself.
    #[must_use]
    pub fn to(owner: Owner, field: impl Into<Cow<'static, str>>) -> Self {
        let root = match owner {
            Owner::Claim(position) => Root::Claim(position),
            Owner::Reference(position) => Root::Reference(position),
        };
        Pointer { root, rest: field.into() }
    }

    /// To a field of a conclusion; `""` is the conclusion itself.
    #[must_use]
    pub fn to_conclusion(position: u32, field: impl Into<Cow<'static, str>>) -> Self {
        Pointer { root: Root::Conclusion(position), rest: field.into() }
    }

    /// Whether it is to the whole dossier.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.root == Root::Dossier && self.rest.is_empty()
    }

    /// Whether it leads into a reference.
    #[must_use]
    pub fn is_in_reference(&self) -> bool {
        match self.root {
            Root::Reference(_) => true,
            Root::Dossier => self.rest.starts_with("/reference"),
            Root::Claim(_) | Root::Conclusion(_) => false,
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.root {
            Root::Dossier => return f.write_str(&self.rest),
            Root::Claim(position) => write!(f, "/claim/{position}"),
            Root::Conclusion(position) => write!(f, "/conclusion/{position}"),
            Root::Reference(position) => write!(f, "/reference/{position}"),
        }?;
        if self.rest.is_empty() { Ok(()) } else { write!(f, "/{}", self.rest) }
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Pointer) -> bool {
        if self.root == other.root { self.rest == other.rest } else { self.to_string() == other.to_string() }
    }
}

impl Eq for Pointer {}

impl PartialEq<str> for Pointer {
    fn eq(&self, other: &str) -> bool {
        self.to_string().as_str() == other
    }
}

impl PartialEq<&str> for Pointer {
    fn eq(&self, other: &&str) -> bool {
        self.to_string().as_str() == *other
    }
}

impl From<String> for Pointer {
    fn from(text: String) -> Self {
        Pointer { root: Root::Dossier, rest: Cow::Owned(text) }
    }
}

impl From<&str> for Pointer {
    fn from(text: &str) -> Self {
        Pointer::from(text.to_string())
    }
}
