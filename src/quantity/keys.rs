//! Unknown keys of a table: an error for any reader, and for saltgrain's own one problem among all of a file.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// A key of a table, borrowed from the source wherever it stands there as it is: `Cow<str>` itself is always copied.
#[derive(Debug)]
pub(crate) struct Key<'de>(Cow<'de, str>);

impl Deref for Key<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E: Error>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.into())))
            }

            fn visit_string<E: Error>(self, key: String) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key)))
            }
        }
        deserializer.deserialize_str(Text)
    }
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
