//! What is wrong with a declared taxonomy.

/// One declaration, or several together, that no world can respect; names the edges.
///
/// ```
/// use saltgrain::vocabulary::TaxonomyBuilder;
/// let mut builder = TaxonomyBuilder::new();
/// let [a, b] = ["opioid", "drug"].map(|name| builder.intern(name));
/// builder.is_a(a, b);
/// builder.part_of(b, a);
/// let errors = builder.build().unwrap_err();
/// assert_eq!(errors[0].to_string(), "these edges run in a circle: opioid is_a drug part_of opioid");
/// assert_eq!(errors[0].pointer(), "/is_a/opioid");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TaxonomyError {
    message: Box<str>,
    pointer: Box<str>,
}

impl TaxonomyError {
    pub(super) fn new(pointer: impl Into<Box<str>>, message: impl Into<Box<str>>) -> Self {
        TaxonomyError { message: message.into(), pointer: pointer.into() }
    }

    /// The declaration, as a JSON Pointer (RFC 6901) from the taxonomy's table: `/is_a/opioid`, `/disjoint/0`; empty if
    /// a program made it.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }
}
