//! A list of named things in the order written: parts, groups, dates.

use foldhash::{HashSet, HashSetExt};
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Named things in the order written; a name stands once.
///
/// ```
/// use saltgrain::claim::relation::Named;
/// let parts: Named<u32> = [("crew", 885), ("first class", 325)].into_iter().collect();
/// assert_eq!(parts.get("crew"), Some(&885));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<T>(Vec<(Box<str>, T)>);

impl<T> Named<T> {
    /// The thing of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(own, _)| **own == *name).map(|(_, thing)| thing)
    }

    /// Names and things in the order written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, thing)| (&**name, thing))
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named(Vec::new())
    }
}

impl<N: Into<Box<str>>, T> FromIterator<(N, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(things: I) -> Self {
        Named(things.into_iter().map(|(name, thing)| (name.into(), thing)).collect())
    }
}

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Table<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Table<T> {
            type Value = Named<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of names and quantities")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named<T>, A::Error> {
                let mut things: Vec<(Box<str>, T)> = Vec::new();
                let mut seen = HashSet::new();
                while let Some((name, thing)) = map.next_entry::<Box<str>, T>()? {
                    if !seen.insert(name.clone()) {
                        return Err(A::Error::custom(format!("'{name}' stands twice")));
                    }
                    things.push((name, thing));
                }
                Ok(Named(things))
            }
        }
        deserializer.deserialize_map(Table(PhantomData))
    }
}
