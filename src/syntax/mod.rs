//! Text to tree; never fails.

pub mod tree;
