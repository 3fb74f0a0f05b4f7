//! Slips: a true figure moved, and whether the others still allow it, reckoned in whole numbers and without the rules.

use proptest::prelude::*;

use crate::claim::relation::{Named, Total};
use crate::claim::{Claim, Relation};
use crate::dossier::Dossier;
use crate::quantity::{Flow, OriginSpec, Quantity};

/// Which figure was moved.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::testing::slip::{Moved, slips};
/// proptest!(ProptestConfig::with_cases(8), |(slip in slips())| {
///     prop_assert_eq!(slip.moved() == Moved::Part, slip.rule() == "AR03");
/// });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// The printed ratio of two counts.
    Ratio,
    /// A part of a total.
    Part,
    /// One of two figures for one thing.
    Twice,
}

/// A true statement with one figure moved.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::{Severity, testing::{assert_slip_is_found, slip::{Slip, slips}}};
/// let found = |slip: &Slip| assert_slip_is_found(slip) == Some(Severity::Error);
/// proptest!(ProptestConfig::with_cases(8), |(slip in slips())| {
///     prop_assert!(found(&slip) || !slip.is_impossible());
/// });
/// ```
#[derive(Debug, Clone)]
pub struct Slip {
    moved: Moved,
    part: u64,
    whole: u64,
    /// Digits after the point of the printed percentage.
    decimals: u32,
    /// How far the figure is moved, in units of its last digit.
    by: i64,
}

/// Strategy: slips from nothing to far.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::testing::{assert_slip_is_found, slip::slips};
/// proptest!(ProptestConfig::with_cases(8), |(slip in slips())| {
///     assert_slip_is_found(&slip);
/// });
/// ```
pub fn slips() -> impl Strategy<Value = Slip> {
    let moved = proptest::sample::select(&[Moved::Ratio, Moved::Part, Moved::Twice][..]);
    let whole = prop_oneof![1..100u64, 1..100_000u64, (1..100u64).prop_map(|n| n * 100)];
    let by = prop_oneof![-3..=3i64, -500..=500i64, -200_000..=200_000i64];
    (moved, whole, any::<prop::sample::Index>(), 1..=3u32, by).prop_map(
        |(moved, whole, part, decimals, by)| {
            let part = 1 + part.index(usize::try_from(whole).unwrap_or(1)) as u64;
            Slip { moved, part, whole, decimals, by }
        },
    )
}

/// What a count printed without grouping can have been, at the least and at the most: to the unit it is itself; the
/// zeros at its end may stand for any digits.
fn limits(count: i128) -> (i128, i128) {
    let mut digit = 1;
    while count != 0 && count % (digit * 10) == 0 {
        digit *= 10;
    }
    if digit == 1 { (count, count) } else { (count - digit, count + digit) }
}

impl Slip {
    /// Which figure was moved.
    ///
    /// ```
    /// use proptest::prelude::*;
    /// use saltgrain::testing::slip::{Moved, slips};
    /// let of_a_part = slips().prop_filter("a part is moved", |slip| slip.moved() == Moved::Part);
    /// proptest!(ProptestConfig::with_cases(8), |(slip in of_a_part)| {
    ///     prop_assert_eq!(slip.rule(), "AR03");
    /// });
    /// ```
    #[must_use]
    pub fn moved(&self) -> Moved {
        self.moved
    }

    /// The rule that has to find it.
    ///
    /// ```
    /// use proptest::prelude::*;
    /// use saltgrain::{Checker, testing::slip::slips};
    /// proptest!(ProptestConfig::with_cases(8), |(slip in slips())| {
    ///     let checker = Checker::default().select([slip.rule()])?;
    ///     let fired = !checker.check(&slip.dossier())?.findings().is_empty();
    ///     prop_assert!(fired || !slip.is_impossible());
    /// });
    /// ```
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self.moved {
            Moved::Ratio => "AR01",
            Moved::Part => "AR03",
            Moved::Twice => "IN03",
        }
    }

    /// The percentage in units of its last digit: the nearest, moved.
    fn printed(&self) -> i128 {
        let unit = 100 * 10i128.pow(self.decimals);
        let (part, whole) = (i128::from(self.part), i128::from(self.whole));
        ((2 * part * unit + whole) / (2 * whole) + i128::from(self.by)).max(0)
    }

    /// The moved count.
    fn count(&self) -> i128 {
        let count = if self.moved == Moved::Part { self.part } else { self.whole };
        (i128::from(count) + i128::from(self.by)).max(0)
    }

    /// Whether no reading of the digits reconciles the moved figure with the others.
    ///
    /// ```
    /// use proptest::prelude::*;
    /// use saltgrain::{Checker, Severity, testing::slip::slips};
    /// let impossible = slips().prop_filter("ruled out", |slip| slip.is_impossible());
    /// proptest!(ProptestConfig::with_cases(8), |(slip in impossible)| {
    ///     prop_assert_eq!(Checker::default().check(&slip.dossier())?.worst(), Some(Severity::Error));
    /// });
    /// ```
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        let whole = limits(self.whole.into());
        let (low, high) = limits(self.count());
        match self.moved {
            Moved::Ratio => {
                let unit = 100 * 10i128.pow(self.decimals);
                let (part, printed) = (limits(self.part.into()), self.printed());
                // As printed, the percentage lies within one unit of its last digit.
                (printed + 1) * whole.1 < part.0 * unit || (printed - 1) * whole.0 > part.1 * unit
            }
            Moved::Part => low > whole.1,
            Moved::Twice => low > whole.1 || high < whole.0,
        }
    }

    /// The dossier that states it.
    ///
    /// # Panics
    /// Never: every figure is one.
    ///
    /// ```
    /// use proptest::prelude::*;
    /// use saltgrain::testing::slip::{Moved, slips};
    /// proptest!(ProptestConfig::with_cases(8), |(slip in slips())| {
    ///     let figures_given_twice = slip.moved() == Moved::Twice;
    ///     prop_assert_eq!(slip.dossier().claim.len(), if figures_given_twice { 2 } else { 1 });
    /// });
    /// ```
    #[must_use]
    #[expect(clippy::expect_used, reason = "digits and a unit are an amount")]
    pub fn dossier(&self) -> Dossier {
        let deaths = |count: i128| -> Quantity {
            format!("{count} deaths").try_into().expect("a count of deaths is an amount")
        };
        let whole = || deaths(self.whole.into());
        let complete = |claim: Claim| {
            let claim = claim.of("deaths").base("none").place("NZ").period("2019").stage("none");
            claim.origin(OriginSpec::any("none")).flow(Flow::Flow)
        };
        let dossier = Dossier::new("a slip");
        match self.moved {
            Moved::Ratio => {
                let unit = 10i128.pow(self.decimals);
                let (percent, fraction) = (self.printed() / unit, self.printed() % unit);
                let places = usize::try_from(self.decimals).unwrap_or(1);
                let share = Quantity::share_of(deaths(self.part.into()), whole())
                    .and_then(|share| share.stated(&format!("{percent}.{fraction:0places$} %")))
                    .and_then(Claim::share_of)
                    .expect("a share of two counts with its percentage");
                dossier.claim("share", complete(share))
            }
            Moved::Part => {
                let parts: Named<Quantity> = [("part", deaths(self.count()))].into_iter().collect();
                let total = Total {
                    whole: whole(),
                    parts,
                    exclusive: None,
                    exhaustive: None,
                    response: None,
                    net: None,
                };
                dossier.claim("total", complete(Claim::new(Relation::Total(Box::new(total)))))
            }
            Moved::Twice => {
                let figure = |quantity: Quantity| complete(Claim::new(Relation::Figure(quantity.into())));
                dossier.claim("first", figure(whole())).claim("second", figure(deaths(self.count())))
            }
        }
    }
}
