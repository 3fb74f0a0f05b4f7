//! saltgrain: statistical sanity checks on reported figures.
