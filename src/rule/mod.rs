//! What a rule is, what it answers, and the proofs that its errors carry.

pub mod proof;
