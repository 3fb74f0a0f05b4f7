//! saltgrain: statistical sanity checks on reported figures.

pub mod dossier;
pub mod number;
pub mod vocabulary;
