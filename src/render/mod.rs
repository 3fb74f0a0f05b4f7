//! Reports for readers and programs: text, text with the offending line, JSON.

#[cfg(feature = "json")]
mod json;
// Lines are shown of a source, which is there to be read.
#[cfg(all(feature = "render", any(feature = "toml", feature = "json")))]
mod snippet;
mod sweep;
mod text;

#[cfg(feature = "json")]
pub use json::FORMAT_VERSION;
pub use text::{Style, printable};
