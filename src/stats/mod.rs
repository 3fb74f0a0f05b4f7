//! Plain numerics on exact numbers; no knowledge of claims. Every function states domain, method, error and source.

use std::borrow::Cow;

use crate::number::Interval;

mod absence;
mod approximate;
mod attribution;
mod binomial;
mod chain;
mod combination;
mod counts;
mod differences;
mod double_double;
mod growth;
mod intervals;
mod left_out;
mod limit;
mod misclassification;
mod normal;
mod odds;
mod overlap;
mod poisson;
mod roots;
mod selection;
mod survey;
mod tail;
mod trend;
mod widened;

pub use absence::{none_found_probability, zero_count_upper_bound, zero_share_upper_bound};
pub use approximate::{Approximate, Bounds};
pub use attribution::{any_stage_share, break_even_upstream};
pub use binomial::{binomial_at_least, binomial_at_most};
pub use chain::{
    attribution_bounds, break_even_purity_ratio, break_even_unattributed, flow_ratio, intercepted_flow,
    pure_share, share_with_item, share_without_item, union_bounds,
};
pub use combination::{detection_power, fisher_combination, trials_needed};
pub use counts::{TwoCounts, garwood, two_counts};
pub use differences::{difference_margin, lead_margin, margin, newcombe};
pub use growth::growth_factor;
pub use intervals::{
    agresti_coull, clopper_pearson, clopper_pearson_excludes, clopper_pearson_of_any, mid_p, wilson,
};
pub use left_out::{left_out_fraction, mean_of_all, needed_mean_of_left_out, share_of_all};
pub use misclassification::{contamination_bounds, false_member_share};
pub use normal::{normal_quantile, normal_two_sided};
pub use odds::risk_ratio;
pub use overlap::{Area, duncan_davis, duncan_davis_over, frechet_intersection, frechet_union};
pub use poisson::{poisson_at_least, poisson_at_most};
pub use roots::{defect_correlation, defect_effective_size, e_value};
pub use selection::{
    break_even_unobserved, detection_tipping_point, share_at_detection_ratio, worst_case_bounds,
};
pub use survey::{cluster_design_effect, effective_size, weights_design_effect};
pub use trend::{DifferenceInDifferences, StraightLine, difference_in_differences};
pub use widened::widened_margin;

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
