#![allow(clippy::unwrap_used, clippy::float_cmp, clippy::cast_precision_loss, reason = "tests")]

use super::*;

#[test]
fn two_words() {
    assert_eq!(size_of::<Exact>(), 16);
    assert_eq!(size_of::<Option<Exact>>(), 16);
}
