//! Plain numerics on exact numbers; no knowledge of claims. Every function states domain, method, error and source.

use std::borrow::Cow;

use crate::number::Interval;

mod absence;
mod approximate;
mod attribution;
mod binomial;
mod combination;
mod counts;
mod differences;
mod double_double;
mod intervals;
mod limit;
mod normal;
mod poisson;
mod roots;
mod selection;
mod survey;
mod tail;

pub use absence::{none_found_probability, zero_count_upper_bound, zero_share_upper_bound};
pub use approximate::{Approximate, Bounds};
pub use attribution::{any_stage_share, break_even_upstream};
pub use binomial::{binomial_at_least, binomial_at_most};
pub use combination::{detection_power, fisher_combination, trials_needed};
pub use counts::{TwoCounts, garwood, two_counts};
pub use differences::{difference_margin, lead_margin, margin, newcombe};
pub use intervals::{agresti_coull, clopper_pearson, mid_p, wilson};
pub use normal::{normal_quantile, normal_two_sided};
pub use poisson::{poisson_at_least, poisson_at_most};
pub use roots::{defect_correlation, defect_effective_size, e_value};
pub use selection::{
    break_even_unobserved, detection_tipping_point, share_at_detection_ratio, worst_case_bounds,
};
pub use survey::{cluster_design_effect, effective_size, weights_design_effect};

/// What of an interval lies within [0, 1]; of one that lies outside nothing is known.
fn within_share(interval: &Interval) -> Cow<'_, Interval> {
    let unit = Interval::share();
    if interval.is_subset(&unit) {
        return Cow::Borrowed(interval);
    }
    Cow::Owned(interval.intersect(&unit).unwrap_or(unit))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp, reason = "tests")]
mod properties;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
mod reference;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
