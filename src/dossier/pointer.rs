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
#[derive(Debug, Clone)]
pub struct Pointer(Repr);

/// What follows the root is without the slash before it. Three words, as every finding keeps a few of them.
#[derive(Debug, Clone)]
enum Repr {
    Known { root: Root, position: u32, rest: &'static str },
    Own { root: Root, position: u32, rest: Box<str> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Root {
    /// The dossier itself: what follows is a whole pointer.
    Dossier,
    Claim,
    Conclusion,
    Reference,
}

impl Pointer {
    /// To a field of a claim or reference; `""` is the claim or reference itself.
    #[must_use]
    pub fn to(owner: Owner, field: impl Into<Cow<'static, str>>) -> Self {
        match owner {
            Owner::Claim(position) => Pointer::below(Root::Claim, position, field.into()),
            Owner::Reference(position) => Pointer::below(Root::Reference, position, field.into()),
        }
    }

    /// To a field of a conclusion; `""` is the conclusion itself.
    #[must_use]
    pub fn to_conclusion(position: u32, field: impl Into<Cow<'static, str>>) -> Self {
        Pointer::below(Root::Conclusion, position, field.into())
    }

    fn below(root: Root, position: u32, rest: Cow<'static, str>) -> Self {
        Pointer(match rest {
            Cow::Borrowed(rest) => Repr::Known { root, position, rest },
            Cow::Owned(rest) => Repr::Own { root, position, rest: rest.into() },
        })
    }

    fn parts(&self) -> (Root, u32, &str) {
        match &self.0 {
            Repr::Known { root, position, rest } => (*root, *position, rest),
            Repr::Own { root, position, rest } => (*root, *position, rest),
        }
    }

    /// Whether it is to the whole dossier.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.parts(), (Root::Dossier, _, ""))
    }

    /// Whether it leads into a reference.
    #[must_use]
    pub fn is_in_reference(&self) -> bool {
        match self.parts() {
            (Root::Reference, ..) => true,
            (Root::Dossier, _, rest) => rest.starts_with("/reference"),
            (Root::Claim | Root::Conclusion, ..) => false,
        }
    }
}

impl Default for Pointer {
    fn default() -> Self {
        Pointer::below(Root::Dossier, 0, Cow::Borrowed(""))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (root, position, rest) = self.parts();
        match root {
            Root::Dossier => return f.write_str(rest),
            Root::Claim => write!(f, "/claim/{position}"),
            Root::Conclusion => write!(f, "/conclusion/{position}"),
            Root::Reference => write!(f, "/reference/{position}"),
        }?;
        if rest.is_empty() { Ok(()) } else { write!(f, "/{rest}") }
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Pointer) -> bool {
        let ((one, ..), (two, ..)) = (self.parts(), other.parts());
        if one == two { self.parts() == other.parts() } else { self.to_string() == other.to_string() }
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
        Pointer::below(Root::Dossier, 0, Cow::Owned(text))
    }
}

impl From<&str> for Pointer {
    fn from(text: &str) -> Self {
        Pointer::from(text.to_string())
    }
}
