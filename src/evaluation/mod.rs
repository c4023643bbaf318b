//! The result of an evaluation, its canonical bytes and its digest.

pub mod canonical;
pub mod digest;
