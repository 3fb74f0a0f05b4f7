//! The one ladder of severity for every rule that recomputes: which reading of the digits still contradicts.

use super::Severity;
use crate::number::{ArithmeticError, Reading};

/// How grave a contradiction is: even in the widest reading an error, in the figures as written a warning, only under
/// rounding to nearest a note.
///
/// ```
/// use saltgrain::number::Reading;
/// use saltgrain::rule::{Severity, contradiction};
/// let severity = contradiction(|reading| Ok(reading != Reading::Widest))?;
/// assert_eq!(severity, Some(Severity::Warning));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// What `contradicts` could not decide.
pub fn contradiction(
    contradicts: impl Fn(Reading) -> Result<bool, ArithmeticError>,
) -> Result<Option<Severity>, ArithmeticError> {
    let ladder = [
        (Reading::Nearest, Severity::Note),
        (Reading::AsWritten, Severity::Warning),
        (Reading::Widest, Severity::Error),
    ];
    let mut worst = None;
    // Each reading contains the one before: what one does not contradict, no wider one does.
    for (reading, severity) in ladder {
        if !contradicts(reading)? {
            break;
        }
        worst = Some(severity);
    }
    Ok(worst)
}
