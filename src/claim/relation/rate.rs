//! `rate`: events over an exposure.

super::one_quantity! {
    /// A rate: `"77 per 6,247 person-years"`, `{ events = "1,422 deaths", exposure = "256,423 houses", stated = "59 per 10,000" }`.
    ///
    /// The events need not lie within the exposure.
    ///
    /// ```
    /// use saltgrain::{Quantity, claim::relation::Rate};
    /// let rate = Rate::from(Quantity::try_from("77 per 6,247 person-years")?);
    /// assert_eq!(rate.quantity().to_string(), "77 per 6,247 person-years");
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    Rate = "rate"
}
