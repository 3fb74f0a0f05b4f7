//! The taxonomies of a dossier, as written: one for `of` and `base`, and one each for place, stage and origin.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::vocabulary::TaxonomySpec;

/// What a dossier declares about the names its scopes use.
///
/// ```
/// use saltgrain::dossier::TaxonomiesSpec;
/// let taxonomies = TaxonomiesSpec::default();
/// assert!(taxonomies.concept.is_a.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaxonomiesSpec {
    /// For `of`, `base` and the kinds of things counted.
    pub concept: TaxonomySpec,
    /// For `place`; ISO 3166-1 countries are known.
    pub place: TaxonomySpec,
    /// For `stage`.
    pub stage: TaxonomySpec,
    /// For the values of `origin`; what is not declared here is looked up among the places.
    pub origin: TaxonomySpec,
    /// For a program's own components, by name.
    pub extra: BTreeMap<Box<str>, TaxonomySpec>,
}
