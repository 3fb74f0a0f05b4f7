//! `share`: a part within a whole, or a share stated without them.

super::one_quantity! {
    /// A share: `"17 of 229 busts"`, `{ part = "5 kg", whole = "536 kg", stated = "0.9 %" }`, `"80 %"`.
    ///
    /// The part lies within the whole; `which` says what sets it apart.
    ///
    /// ```
    /// use saltgrain::{Quantity, claim::relation::Share};
    /// let share = Share::from(Quantity::share("5 kg", "536 kg")?);
    /// assert_eq!(share.quantity().to_string(), "5 kg of 536 kg");
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    Share = "share"
}
