//! What a claim says about its quantities: one relation, one type, one file each.
//!
//! A relation lists its [`Member`]s; resolving them (figures, scopes, ratios) is the same for all. To add one: a file
//! here with the type as written, its `members`, its tests; a line in the `relations!` list below; its key in
//! `Claim::FIELDS`; its members' inheritance in `dossier::resolve` only where an existing [`MemberKind`] does not fit.

mod average;
mod change;
mod compare;
mod figure;
mod joint;
mod named;
mod other;
mod rate;
mod screening;
mod share;
mod total;

use serde::de::MapAccess;
use serde::ser::SerializeMap;

pub use average::{Average, Weights};
pub use change::{Change, Direction};
pub use compare::{Compare, Judged, StatedMeasure};
pub use figure::Single;
pub use joint::{Joint, JointKind};
pub use named::Named;
pub use other::Other;
pub use rate::Rate;
pub use screening::Screening;
pub use share::Share;
pub use total::{Response, Total};

use crate::quantity::{Measure, Quantity};

/// What a member is in its relation; decides what it inherits from its claim (see `dossier::resolve`).
///
/// ```
/// use saltgrain::{Claim, claim::relation::MemberKind};
/// let claim = Claim::share("5 kg", "536 kg")?;
/// // Part and whole are two amounts of one quantity.
/// let mut kinds = Vec::new();
/// claim.relation().as_members().members(&mut |member| kinds.push(member.kind));
/// assert_eq!(kinds, [MemberKind::Result]);
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MemberKind {
    /// The relation's one quantity, or what it states as its result.
    Result,
    /// The whole of a total.
    Whole,
    /// A named part of a total.
    Part,
    /// The earlier figure of a change.
    From,
    /// The later figure of a change.
    To,
    /// A dated figure of a series.
    Point,
    /// A named group of a comparison or an average.
    Group,
    /// A group of a comparison within one stratum.
    Stratum,
    /// One of several chances or shares that are taken together.
    Factor,
    /// What is stated of at least one of them.
    Union,
    /// How many times something could have happened, or is said to have happened one after the other.
    Trials,
    /// A quantity that its name alone tells apart: one of a test, or of a program's own relation.
    Named,
}

/// One quantity of a relation, where it stands, and what it is there.
///
/// ```
/// use saltgrain::claim::relation::{Compare, Members};
/// let groups = [("opioids", "80 %".try_into()?), ("people", "5 %".try_into()?)].into_iter().collect();
/// let mut fields = Vec::new();
/// let compare = Compare { groups, ..Compare::default() };
/// compare.members(&mut |member| fields.push((member.keys.join("/"), member.name)));
/// assert_eq!(fields[1], ("compare/groups".to_string(), Some("people")));
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// What it is in the relation.
    pub kind: MemberKind,
    /// The keys below the claim, from the relation's; the name comes after them.
    pub keys: &'static [&'static str],
    /// The stratum it stands in, before its name.
    pub stratum: Option<&'a str>,
    /// The name the relation gives it (a part, a group, a date).
    pub name: Option<&'a str>,
    /// What kind of number it is, where the relation says it.
    pub measure: Option<Measure>,
    /// The quantity.
    pub quantity: &'a Quantity,
}

impl<'a> Member<'a> {
    fn new(
        kind: MemberKind,
        keys: &'static [&'static str],
        name: Option<&'a str>,
        quantity: &'a Quantity,
    ) -> Self {
        Member { kind, keys, stratum: None, name, measure: None, quantity }
    }

    /// The same in a stratum.
    fn within(self, stratum: &'a str) -> Self {
        Member { stratum: Some(stratum), ..self }
    }

    /// The same with its measure.
    fn measured(self, measure: Measure) -> Self {
        Member { measure: Some(measure), ..self }
    }

    /// The keys below the claim under which it stands, from the outermost.
    pub(crate) fn path(&self) -> impl Iterator<Item = &'a str> {
        path(self.keys, self.stratum, self.name)
    }
}

/// The keys of a member, its stratum and its name among them.
pub(crate) fn path<'a>(
    keys: &'static [&'static str],
    stratum: Option<&'a str>,
    name: Option<&'a str>,
) -> impl Iterator<Item = &'a str> {
    keys.iter().copied().chain(stratum).chain(name)
}

/// A relation that can list its quantities.
///
/// ```
/// use saltgrain::{Claim, claim::relation::Members};
/// fn count(relation: &dyn Members) -> usize {
///     let mut count = 0;
///     relation.members(&mut |_| count += 1);
///     count
/// }
/// assert_eq!(count(Claim::figure("25 tons")?.relation().as_members()), 1);
/// # Ok::<(), saltgrain::Error>(())
/// ```
pub trait Members {
    /// Calls `visit` with each quantity, in the order written.
    ///
    /// ```
    /// use saltgrain::claim::relation::{Change, MemberKind, Members};
    /// let (from, to) = (Some("12 deaths".try_into()?), Some("9 deaths".try_into()?));
    /// let change = Change { from, to, ..Change::default() };
    /// let mut kinds = Vec::new();
    /// change.members(&mut |member| kinds.push(member.kind));
    /// assert_eq!(kinds, [MemberKind::From, MemberKind::To]);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    fn members<'a>(&'a self, visit: &mut dyn FnMut(Member<'a>));

    /// The scope component or factor in which the members differ, where the relation names one (`by`).
    ///
    /// ```
    /// use saltgrain::claim::relation::{Change, Compare, Members};
    /// assert_eq!(Change::default().contrast(), Some("period"));
    /// let by_sex = Compare { by: Some("sex".into()), ..Compare::default() };
    /// assert_eq!(by_sex.contrast(), Some("sex"));
    /// ```
    fn contrast(&self) -> Option<&str> {
        None
    }
}

macro_rules! relations {
    ($($(#[$doc:meta])* $variant:ident($type:ty) = $key:literal),* $(,)?) => {
        /// What a claim says about its quantities.
        ///
        /// ```
        /// use saltgrain::claim::Relation;
        /// let claim = saltgrain::Claim::figure("25 tons")?;
        /// assert_eq!(claim.relation().key(), "figure");
        /// # Ok::<(), saltgrain::Error>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Relation { $($(#[$doc])* $variant($type)),* }

        /// The keys of the relations in a file.
        pub(crate) const KEYS: &[&str] = &[$($key),*];

        impl Relation {
            /// The relation's key in a file.
            ///
            /// ```
            /// use saltgrain::Claim;
            /// assert_eq!(Claim::share("5 kg", "536 kg")?.relation().key(), "share");
            /// assert_eq!(Claim::rate("77 per 6,247 person-years")?.relation().key(), "rate");
            /// # Ok::<(), saltgrain::Error>(())
            /// ```
            #[must_use]
            pub fn key(&self) -> &'static str {
                match self { $(Relation::$variant(_) => $key),* }
            }

            /// The relation as something that lists its members.
            ///
            /// ```
            /// use saltgrain::Claim;
            /// let claim = Claim::figure("25 tons")?;
            /// let mut keys = Vec::new();
            /// claim.relation().as_members().members(&mut |member| keys.push(member.keys));
            /// assert_eq!(keys, [["figure"]]);
            /// # Ok::<(), saltgrain::Error>(())
            /// ```
            #[must_use]
            pub fn as_members(&self) -> &dyn Members {
                match self { $(Relation::$variant(relation) => relation),* }
            }

            pub(crate) fn read_field<'de, A: MapAccess<'de>>(
                key: &str,
                map: &mut A,
            ) -> Result<Option<(&'static str, Relation)>, A::Error> {
                Ok(match key {
                    $($key => Some(($key, Relation::$variant(map.next_value()?))),)*
                    _ => None,
                })
            }

            pub(crate) fn write_field<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                match self { $(Relation::$variant(relation) => map.serialize_entry($key, relation)),* }
            }
        }
    };
}

relations! {
    /// A part within a whole.
    Share(Share) = "share",
    /// Events over an exposure that they need not lie within.
    Rate(Rate) = "rate",
    /// Any other single quantity: none found, an estimate, a summary, a ratio.
    Figure(Single) = "figure",
    /// Named parts and their whole.
    Total(Box<Total>) = "total",
    /// An earlier and a later figure, or a series.
    Change(Box<Change>) = "change",
    /// Named groups side by side.
    Compare(Box<Compare>) = "compare",
    /// An average over groups.
    Average(Box<Average>) = "average",
    /// Chances or shares taken together.
    Joint(Box<Joint>) = "joint",
    /// A test, and what a positive result says.
    Screening(Box<Screening>) = "screening",
    /// A relation of a program's own.
    Other(Box<Other>) = "other",
}

impl<T: Members> Members for Box<T> {
    fn members<'a>(&'a self, visit: &mut dyn FnMut(Member<'a>)) {
        (**self).members(visit);
    }

    fn contrast(&self) -> Option<&str> {
        (**self).contrast()
    }
}

/// A relation that is one quantity under its key.
macro_rules! one_quantity {
    ($(#[$doc:meta])* $type:ident = $key:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $type(crate::quantity::Quantity);

        impl From<crate::quantity::Quantity> for $type {
            fn from(quantity: crate::quantity::Quantity) -> Self {
                $type(quantity)
            }
        }

        impl $type {
            /// The quantity.
            #[must_use]
            pub fn quantity(&self) -> &crate::quantity::Quantity {
                &self.0
            }
        }

        impl super::Members for $type {
            fn members<'a>(&'a self, visit: &mut dyn FnMut(super::Member<'a>)) {
                visit(super::Member::new(super::MemberKind::Result, &[$key], None, &self.0));
            }
        }
    };
}
use one_quantity;
