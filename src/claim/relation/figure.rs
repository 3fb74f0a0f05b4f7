//! `figure`: any other single quantity.

super::one_quantity! {
    /// A single quantity: `"0 cases"`, `"25 tons"`, an estimate, a mean with its spread.
    ///
    /// ```
    /// use saltgrain::{Quantity, claim::relation::Single};
    /// let none_found = Single::from(Quantity::try_from("0 cases")?);
    /// assert_eq!(none_found.quantity().to_string(), "0 cases");
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    Single = "figure"
}
