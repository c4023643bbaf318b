//! The integration tests, one binary: each further one would link the library again.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test's helper stops at the first surprise; clippy.toml frees #[test] functions only"
)]

mod again;
mod bench;
mod cases;
#[cfg(feature = "cli")]
mod cli;
mod compiled;
mod conformance;
mod coverage;
mod diff;
mod eval;
mod explain;
mod facts;
#[cfg(feature = "cli")]
mod first_mistakes;
mod limits;
mod lists;
mod mutants;
mod oracle;
mod packs;
mod prove;
mod questions;
mod reach;
mod reasons;
mod receipts;
mod sample;
mod shapes;
mod spec;
mod support;
mod syntax;
mod tidy;
#[cfg(feature = "cli")]
mod tutorial;
mod ui;
