//! Fadu (法度): discretion-bound public law as rules, with one answer everywhere.
#![no_std]

extern crate alloc;

pub mod diagnostic;
pub mod format;
pub mod syntax;
pub mod text;
