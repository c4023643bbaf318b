//! What is wrong with facts given, and what a reader should know.

use crate::diagnostic::Message;
use alloc::string::String;
use serde::Serialize;

/// One thing wrong with the facts given; the others count all the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// A stable code, `P` and four digits.
    pub code: String,
    /// The fact, or empty for the facts as a whole.
    pub fact: String,
    /// What was found and what was expected.
    pub message: Message,
}

/// Something a reader should know about a result.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Warning {
    /// A stable code, `W` and four digits.
    pub code: String,
    /// What.
    pub message: Message,
}
