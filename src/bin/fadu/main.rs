//! The `fadu` command.
fn main() {}
