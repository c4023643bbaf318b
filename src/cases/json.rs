//! A pack's cases as facts in JSON text.

use super::case_facts;
use crate::diagnostic::Message;
use crate::evaluation::to_canonical;
use crate::program::Program;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The facts of one test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// The test's name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// The date asked for, ISO.
    pub as_of: String,
    /// The facts, canonical JSON.
    pub json: Vec<u8>,
}

/// Returns the facts of every test.
pub(crate) fn facts(program: &Program) -> Vec<CaseFacts> {
    let model = &program.model;
    model
        .cases
        .iter()
        .map(|case| CaseFacts {
            name: case.name.clone(),
            label: case.label.clone(),
            as_of: case.as_of.to_string(),
            json: to_canonical(&case_facts(model, case).canonical(model)),
        })
        .collect()
}
