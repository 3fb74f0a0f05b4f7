//! What can be said of a subject before it is decided.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::NamedValue;
use crate::number::ArithmeticError;

type Tell = dyn Fn() -> Result<Vec<NamedValue>, ArithmeticError> + Send + Sync;

/// The values that are known of a subject which cannot be decided yet; some are computed when somebody reads them.
///
/// ```
/// use saltgrain::rule::{NamedValue, SoFar};
/// let known = SoFar::from(vec![NamedValue::new("cases", 20.into())]);
/// assert_eq!((known.len(), known[0].name.to_string()), (1, "cases".to_string()));
/// assert!(SoFar::default().is_empty());
/// ```
#[derive(Clone, Default)]
pub struct SoFar(Option<Arc<Known>>);

struct Known {
    told: OnceLock<Vec<NamedValue>>,
    tell: Option<Box<Tell>>,
}

impl SoFar {
    /// Values that are computed when somebody reads them: there may be a hundred thousand that nobody reads. Those that
    /// cannot be computed are left out.
    pub fn when_read(
        tell: impl Fn() -> Result<Vec<NamedValue>, ArithmeticError> + Send + Sync + 'static,
    ) -> Self {
        SoFar(Some(Arc::new(Known { told: OnceLock::new(), tell: Some(Box::new(tell)) })))
    }

    /// Whether nothing is known; told without computing what is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.as_ref().is_none_or(|known| known.tell.is_none() && self.len() == 0)
    }
}

impl From<Vec<NamedValue>> for SoFar {
    fn from(values: Vec<NamedValue>) -> Self {
        SoFar((!values.is_empty()).then(|| Arc::new(Known { told: values.into(), tell: None })))
    }
}

impl Deref for SoFar {
    type Target = [NamedValue];

    fn deref(&self) -> &[NamedValue] {
        let Some(known) = &self.0 else { return &[] };
        known.told.get_or_init(|| match &known.tell {
            Some(tell) => tell().unwrap_or_default(),
            None => Vec::new(),
        })
    }
}

impl PartialEq for SoFar {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for SoFar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn nothing_is_computed_before_somebody_reads_it_and_then_once() {
        static TIMES: AtomicUsize = AtomicUsize::new(0);
        let known = SoFar::when_read(|| {
            TIMES.fetch_add(1, Ordering::Relaxed);
            Ok(vec![NamedValue::new("cases", 20.into())])
        });
        let copy = known.clone();
        assert!(!known.is_empty() && TIMES.load(Ordering::Relaxed) == 0);
        assert_eq!((known.len(), copy.len()), (1, 1));
        assert_eq!(TIMES.load(Ordering::Relaxed), 1);
        assert_eq!(known, SoFar::from(vec![NamedValue::new("cases", 20.into())]));
    }

    #[test]
    fn what_cannot_be_computed_is_left_out() {
        assert_eq!(SoFar::when_read(|| Err(ArithmeticError::TooLarge)).len(), 0);
    }
}
