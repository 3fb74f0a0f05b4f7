//! What happens to amounts along a chain: cut, counted twice, not attributed, intercepted, or one case of many.

use super::within_share;
use crate::number::{ArithmeticError, Exact, Interval};

/// The share of the active ingredient that lies in a part, if the part holds `share` of the gross amount:
/// `s·p / (s·p + (1 − s)·q)` over every value of the share and of the two purities `p` of the part and `q` of the rest.
///
/// Domain: all three within [0, 1] (what lies outside is cut off); exact, as the share of the ingredient rises in `s`
/// and `p` and falls in `q`. Where neither holds any of it there is no share: nothing is known, [0, 1]. The
/// mixing rule for mass fractions, as in any mass balance.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::pure_share};
/// let point = |n, d| Exact::new(n, d).map(Interval::point);
/// // 5 kg at 90 % in 536 kg of which the rest has 5 %: 4.5 of 31.05 kg.
/// assert_eq!(pure_share(&point(5, 536)?, &point(9, 10)?, &point(1, 20)?)?, point(10, 69)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn pure_share(
    share: &Interval,
    purity_part: &Interval,
    purity_rest: &Interval,
) -> Result<Interval, ArithmeticError> {
    let [share, part, rest] = [share, purity_part, purity_rest].map(within_share);
    let end = |end: Option<&Exact>, open: Exact| end.cloned().unwrap_or(open);
    let at = |share: Exact, part: Exact, rest: Exact, nothing: Exact| -> Result<Exact, ArithmeticError> {
        let own = (&share * &part)?;
        let other = ((&Exact::ONE - &share)? * rest)?;
        let all = (&own + &other)?;
        if all.is_zero() { Ok(nothing) } else { &own / &all }
    };
    let low = at(
        end(share.low_value(), Exact::ZERO),
        end(part.low_value(), Exact::ZERO),
        end(rest.high_value(), Exact::ONE),
        Exact::ZERO,
    )?;
    let high = at(
        end(share.high_value(), Exact::ONE),
        end(part.high_value(), Exact::ONE),
        end(rest.low_value(), Exact::ZERO),
        Exact::ONE,
    )?;
    Ok(Interval::closed(low, high).unwrap_or_else(Interval::share))
}

/// How many times purer the part than the rest must be, for the share of the active ingredient to reach `threshold`:
/// `T/(1 − T) · (1 − s)/s`.
///
/// Domain: `0 < share ≤ 1`, `0 < threshold < 1`; exact. Solves [`pure_share`] for the ratio of the purities.
///
/// ```
/// use saltgrain::{number::Exact, stats::break_even_purity_ratio};
/// let ratio = break_even_purity_ratio(&Exact::new(5, 536)?, &Exact::new(1, 2)?)?;
/// assert_eq!(ratio, Exact::new(531, 5)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] for a share of zero or a threshold of one.
pub fn break_even_purity_ratio(share: &Exact, threshold: &Exact) -> Result<Exact, ArithmeticError> {
    super::detection_tipping_point(share, &(&Exact::ONE - share)?, threshold)
}

/// How much there is in all, if `parts` may hold the same units: at least the largest of them, at most their sum.
///
/// Domain: amounts of zero and above, in one unit; exact. The bounds of a union by Boole and Fréchet: Fréchet, M. (1935),
/// *Fundamenta Mathematicae* 25:379. Without any part: zero.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::union_bounds};
/// let bounds = union_bounds(&[300.into(), 250.into()])?;
/// assert_eq!(bounds, Interval::closed(300.into(), 550.into()).unwrap());
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn union_bounds(parts: &[Exact]) -> Result<Interval, ArithmeticError> {
    let mut sum = Exact::ZERO;
    for part in parts {
        sum = (&sum + part)?;
    }
    let largest = parts.iter().max().cloned().unwrap_or(Exact::ZERO);
    Ok(Interval::closed(largest, sum).unwrap_or_else(Interval::all))
}

/// What the share attributed to somebody can be, if nothing is known of what was attributed to nobody:
/// from `a/(a + b + u)` to `(a + u)/(a + b + u)`, over every value of the three.
///
/// Domain: amounts of zero and above (what lies below is cut off), in one unit; exact, as both limits rise in `a`
/// and fall in `b`, the lower falls and the upper rises in `u`. Without any amount nothing is known. Manski, C. F.
/// (1989), *Journal of Human Resources* 24:343.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::attribution_bounds};
/// let point = |n: i64| Interval::point(n.into());
/// let bounds = attribution_bounds(&point(240), &point(360), &point(400))?;
/// assert_eq!(bounds, Interval::closed(Exact::new(6, 25)?, Exact::new(16, 25)?).unwrap());
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn attribution_bounds(
    attributed: &Interval,
    elsewhere: &Interval,
    unattributed: &Interval,
) -> Result<Interval, ArithmeticError> {
    let low = |of: &Interval| of.low_value().filter(|low| low.is_positive()).cloned().unwrap_or(Exact::ZERO);
    let high = |of: &Interval| of.high_value().map(|high| high.clone().max(Exact::ZERO));
    let of = |part: Exact, rest: Exact, nothing: Exact| -> Result<Exact, ArithmeticError> {
        let all = (&part + &rest)?;
        if all.is_zero() { Ok(nothing) } else { &part / &all }
    };
    let lowest = match (high(elsewhere), high(unattributed)) {
        (Some(elsewhere), Some(unattributed)) => {
            of(low(attributed), (&elsewhere + &unattributed)?, Exact::ZERO)?
        }
        _ => Exact::ZERO,
    };
    let highest = match (high(attributed), high(unattributed)) {
        (Some(attributed), Some(unattributed)) => {
            of((&attributed + &unattributed)?, low(elsewhere), Exact::ONE)?
        }
        _ => Exact::ONE,
    };
    Ok(Interval::closed(lowest, highest).unwrap_or_else(Interval::share))
}

/// The share that must belong to somebody among what was attributed to nobody, for his share of all to reach
/// `threshold`: `(T·(a + b + u) − a)/u`. Outside [0, 1] none does it.
///
/// Domain: amounts in one unit, `unattributed > 0`; exact. Solves [`attribution_bounds`] for the threshold.
///
/// ```
/// use saltgrain::{number::Exact, stats::break_even_unattributed};
/// let needed = break_even_unattributed(&240.into(), &360.into(), &400.into(), &Exact::new(1, 2)?)?;
/// assert_eq!(needed, Exact::new(13, 20)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] where all was attributed.
pub fn break_even_unattributed(
    attributed: &Exact,
    elsewhere: &Exact,
    unattributed: &Exact,
    threshold: &Exact,
) -> Result<Exact, ArithmeticError> {
    let all = (&(attributed + elsewhere)? + unattributed)?;
    ((threshold * &all)? - attributed)? / unattributed
}

/// The share of a part after one further item was added to it: `(a + x)/(w + x)`.
///
/// Domain: amounts of zero and above in one unit, `whole + item > 0`; exact. The reverse of the jackknife's
/// [`share_without_item`].
///
/// ```
/// use saltgrain::{number::Exact, stats::share_with_item};
/// assert_eq!(share_with_item(&5.into(), &536.into(), &30.into())?, Exact::new(35, 566)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] for a whole and an item of zero.
pub fn share_with_item(part: &Exact, whole: &Exact, item: &Exact) -> Result<Exact, ArithmeticError> {
    (part + item)? / (whole + item)?
}

/// The share of a part after one of its items was taken out: `(a − x)/(w − x)`.
///
/// Domain: amounts in one unit, `item ≤ part`, `item < whole`; exact. Leaving one out, as the jackknife does:
/// Quenouille, M. H. (1956), *Biometrika* 43:353.
///
/// ```
/// use saltgrain::{number::Exact, stats::share_without_item};
/// assert_eq!(share_without_item(&35.into(), &566.into(), &30.into())?, Exact::new(5, 536)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] for an item that is the whole.
pub fn share_without_item(part: &Exact, whole: &Exact, item: &Exact) -> Result<Exact, ArithmeticError> {
    (part - item)? / (whole - item)?
}

/// How many times as large a flow became, if what is intercepted of it became `intercepted` times as much and the share
/// that is intercepted went from `before` to `after`: `intercepted · before/after`, over every value of the three.
///
/// Domain: a ratio of zero and above, rates above 0 and up to 1 (a rate that may be 0 leaves that side open); exact. An
/// identity: intercepted = flow · rate.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::flow_ratio};
/// let point = |n, d| Exact::new(n, d).map(Interval::point);
/// // Seized 1.7 times as much; of the flow first a tenth, then a fifth.
/// assert_eq!(flow_ratio(&point(17, 10)?, &point(1, 10)?, &point(1, 5)?)?, point(17, 20)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`], or [`ArithmeticError::DivisionByZero`] for a rate after that can only be 0.
pub fn flow_ratio(
    intercepted: &Interval,
    before: &Interval,
    after: &Interval,
) -> Result<Interval, ArithmeticError> {
    let [before, after] = [before, after].map(within_share);
    intercepted.mul(&before.div(&after)?)
}

/// The whole flow of which `seized` was intercepted at a rate: `S/i`, over every value of both. What passed is that less
/// what was seized.
///
/// Domain: an amount of zero and above, a rate above 0 and up to 1 (one that may be 0 leaves the flow without a limit);
/// exact. Reuter, P. & Greenfield, V. (2001), *World Economics* 2:159, on what seizures say of flows.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::intercepted_flow};
/// let rate = Interval::closed(Exact::new(1, 10)?, Exact::new(1, 4)?).unwrap();
/// let flow = intercepted_flow(&Interval::point(536.into()), &rate)?;
/// assert_eq!(flow, Interval::closed(2_144.into(), 5_360.into()).unwrap());
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`], or [`ArithmeticError::DivisionByZero`] for a rate that can only be 0.
pub fn intercepted_flow(seized: &Interval, rate: &Interval) -> Result<Interval, ArithmeticError> {
    seized.div(&within_share(rate))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::stats::share_at_detection_ratio;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn closed(low: &str, high: &str) -> Interval {
        Interval::closed(exact(low), exact(high)).unwrap()
    }

    fn point(text: &str) -> Interval {
        Interval::point(exact(text))
    }

    #[test]
    fn purity_changes_a_share() {
        let gross = point("5/536");
        // 4.5/(4.5 + 53.1) = 45/576 = 5/64; 4.5/(4.5 + 26.55) = 450/3105 = 10/69.
        assert_eq!(
            pure_share(&gross, &point("9/10"), &closed("1/20", "1/10")).unwrap(),
            closed("5/64", "10/69")
        );
        // Of one purity the share is the gross share.
        assert_eq!(pure_share(&gross, &point("1/3"), &point("1/3")).unwrap(), gross);
        // All and nothing.
        assert_eq!(pure_share(&point("1"), &point("1/2"), &point("1")).unwrap(), point("1"));
        assert_eq!(pure_share(&point("0"), &point("1/2"), &point("1")).unwrap(), point("0"));
        assert_eq!(pure_share(&point("1/2"), &point("0"), &point("0")).unwrap(), Interval::share());
        assert_eq!(pure_share(&point("1/2"), &point("1"), &point("0")).unwrap(), point("1"));
        // The ratio of the purities is all that matters: the map of a detection ratio.
        let ratio = share_at_detection_ratio(&gross, &closed("9", "18")).unwrap();
        assert_eq!(pure_share(&gross, &point("9/10"), &closed("1/20", "1/10")).unwrap(), ratio);
        assert_eq!(break_even_purity_ratio(&exact("1/4"), &exact("1/2")).unwrap(), exact("3"));
    }

    #[test]
    fn nested_purities_nest_the_share() {
        let gross = closed("1/5", "2/5");
        let wide = pure_share(&gross, &closed("1/10", "1"), &closed("1/10", "1")).unwrap();
        let narrow = pure_share(&gross, &closed("1/2", "3/5"), &closed("2/5", "1/2")).unwrap();
        assert!(narrow.is_subset(&wide));
    }

    #[test]
    fn a_union_lies_between_its_largest_part_and_the_sum() {
        assert_eq!(union_bounds(&[]).unwrap(), point("0"));
        assert_eq!(union_bounds(&[exact("7")]).unwrap(), point("7"));
        assert_eq!(union_bounds(&[exact("3"), exact("0"), exact("4.5")]).unwrap(), closed("4.5", "7.5"));
    }

    #[test]
    fn what_nobody_was_given_may_be_anybodys() {
        let bounds = |a, b, u| attribution_bounds(&point(a), &point(b), &point(u)).unwrap();
        assert_eq!(bounds("240", "360", "0"), point("2/5"));
        assert_eq!(bounds("0", "0", "5"), Interval::share());
        assert_eq!(bounds("0", "0", "0"), Interval::share());
        // Every true share of 240 + 0..400 of 1,000 lies inside.
        let inside = bounds("240", "360", "400");
        for own in 0..=400i64 {
            assert!(inside.contains(&Exact::new(240 + own, 1_000).unwrap()));
        }
        // With ranges: lowest 200/(200 + 360 + 500), highest (240 + 500)/(240 + 500 + 300).
        let wide =
            attribution_bounds(&closed("200", "240"), &closed("300", "360"), &closed("400", "500")).unwrap();
        assert_eq!(wide, closed("10/53", "37/52"));
        let nobody =
            attribution_bounds(&Interval::at_least(exact("1")), &point("1"), &Interval::all()).unwrap();
        assert_eq!(nobody, Interval::share());
        // T·1,000 − 240 over 400.
        let needed =
            |t| break_even_unattributed(&exact("240"), &exact("360"), &exact("400"), &exact(t)).unwrap();
        assert_eq!(
            [needed("1/4"), needed("1/5"), needed("3/4")],
            [exact("1/40"), exact("-1/10"), exact("51/40")]
        );
        assert!(break_even_unattributed(&exact("1"), &exact("1"), &Exact::ZERO, &exact("1/2")).is_err());
    }

    #[test]
    fn an_item_in_and_out_again() {
        let with = share_with_item(&exact("5"), &exact("536"), &exact("30")).unwrap();
        // 35/566 = 6.18 %, over 5/536: 3752/566 = 6.63.
        assert_eq!((with / exact("5/536")).unwrap(), exact("1876/283"));
        assert!(share_without_item(&exact("3"), &exact("3"), &exact("3")).is_err());
        assert_eq!(share_without_item(&exact("3"), &exact("4"), &exact("3")).unwrap(), Exact::ZERO);
    }

    #[test]
    fn more_may_be_caught_of_less() {
        // At rates between 10 and 20 %: 1.7 · 1/2 and 1.7 · 2.
        let rate = closed("1/10", "1/5");
        assert_eq!(flow_ratio(&point("17/10"), &rate, &rate).unwrap(), closed("17/20", "17/5"));
        // Unchanged where the rate rose as much as what was caught.
        assert_eq!(flow_ratio(&point("17/10"), &point("1/10"), &point("17/100")).unwrap(), point("1"));
        let open = flow_ratio(&point("2"), &Interval::share(), &point("1/2")).unwrap();
        assert_eq!(open, closed("0", "4"));
        assert_eq!(
            flow_ratio(&point("2"), &point("1/2"), &Interval::share()).unwrap().low_value(),
            Some(&Exact::ONE)
        );
        assert_eq!(intercepted_flow(&point("536"), &point("1")).unwrap(), point("536"));
        assert!(intercepted_flow(&point("536"), &Interval::share()).unwrap().high_value().is_none());
        assert!(intercepted_flow(&point("536"), &point("0")).is_err());
    }
}
