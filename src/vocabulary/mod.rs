//! The words that scopes and figures are made of: units, periods, taxonomies, and their spelling.

pub mod spelling;
