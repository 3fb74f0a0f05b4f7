//! Plain numerics on exact numbers; no knowledge of claims. Every function states domain, method, error and source.

use std::borrow::Cow;

use crate::number::Interval;

mod absence;
mod attribution;
mod selection;
mod trend;

pub use absence::{none_found_probability, zero_count_upper_bound, zero_share_upper_bound};
pub use attribution::{any_stage_share, break_even_upstream};
pub use selection::{
    break_even_unobserved, detection_tipping_point, share_at_detection_ratio, worst_case_bounds,
};
pub use trend::{DifferenceInDifferences, difference_in_differences, straight_line};

/// What of an interval lies within [0, 1]; of one that lies outside nothing is known.
fn within_share(interval: &Interval) -> Cow<'_, Interval> {
    let unit = Interval::share();
    if interval.is_subset(&unit) {
        return Cow::Borrowed(interval);
    }
    Cow::Owned(interval.intersect(&unit).unwrap_or(unit))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
