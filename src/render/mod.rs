//! Reports for readers and programs: text, text with the offending line, JSON.

#[cfg(feature = "json")]
mod json;
#[cfg(feature = "render")]
mod snippet;
mod text;

#[cfg(feature = "json")]
pub use json::FORMAT_VERSION;
pub use text::Style;
