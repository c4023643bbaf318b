//! Fadu (法度): discretion-bound public law as rules, with one answer everywhere.
#![no_std]

extern crate alloc;

pub mod calendar;
mod check;
pub mod diagnostic;
pub mod evaluation;
mod model;
mod program;
pub mod syntax;
pub mod text;
pub mod value;
