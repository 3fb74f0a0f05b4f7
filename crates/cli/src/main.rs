//! The `saltgrain` command.
fn main() {}
