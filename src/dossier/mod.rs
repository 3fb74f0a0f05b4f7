//! One article, one paper, one table, as written; and the same with every name resolved and every scope complete.

#[cfg(any(feature = "toml", feature = "json"))]
pub mod read;
