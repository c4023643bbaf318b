//! The integration tests, one binary: each further one would link the library again.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test's helper stops at the first surprise; clippy.toml frees #[test] functions only"
)]

mod tidy;
mod cli;
//! The integration tests: one binary.
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that panics has failed, which is its job"
mod syntax;
