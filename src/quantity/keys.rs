//! Keys and texts borrowed while a table is read; and its unknown keys: an error for any reader, and for saltgrain's own one problem among all of a file.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

macro_rules! borrowed {
    ($($(#[$doc:meta])* $name:ident: $expected:literal),*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) struct $name<'de>(Cow<'de, str>);

        impl Deref for $name<'_> {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl<'de> From<&'de str> for $name<'de> {
            fn from(text: &'de str) -> Self {
                $name(Cow::Borrowed(text))
            }
        }

        impl From<String> for $name<'_> {
            fn from(text: String) -> Self {
                $name(Cow::Owned(text))
            }
        }

        impl<'de> Deserialize<'de> for $name<'de> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Borrowed;
                impl<'de> Visitor<'de> for Borrowed {
                    type Value = $name<'de>;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<$name<'de>, E> {
                        Ok(text.into())
                    }

                    fn visit_str<E: Error>(self, text: &str) -> Result<$name<'de>, E> {
                        Ok(text.to_owned().into())
                    }

                    fn visit_string<E: Error>(self, text: String) -> Result<$name<'de>, E> {
                        Ok(text.into())
                    }
                }
                deserializer.deserialize_str(Borrowed)
            }
        }
    )*};
}

// Borrowed from the source wherever they stand there as they are: `Cow<str>` itself is always copied.
borrowed! {
    /// A key of a table.
    Key: "a key",
    /// A text that is kept among others, see [`super::texts`].
    Text: "a string"
}

/// The struct name under which a hand-written visitor hands an unknown key to the reader: it asks for the key's value
/// as this struct, with the known keys as fields. Saltgrain's reader answers with a unit and goes on, having noted key
/// and place; every other deserializer answers with the value itself.
pub(crate) const UNKNOWN_KEY: &str = "saltgrain::unknown-key";

/// Deals with a key that is none of `known`: noted by saltgrain's reader, an error from any other.
pub(crate) fn unknown_key<'de, A: MapAccess<'de>>(
    map: &mut A,
    key: &str,
    known: &'static [&'static str],
) -> Result<(), A::Error> {
    // A value that another deserializer cannot read as a struct fails here; the key is what is wrong all the same.
    match map.next_value_seed(Noted(known)) {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(A::Error::unknown_field(key, known)),
    }
}

struct Noted(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Noted {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_struct(UNKNOWN_KEY, self.0, self)
    }
}

impl<'de> Visitor<'de> for Noted {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a known key")
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(false)
    }
}
