//! The answers to scopes.

use super::{Cited, Head, Status};
use crate::diagnostic::Message;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// A scope's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScopeVerdict {
    /// What every verdict has.
    #[serde(flatten)]
    pub head: Head,
    /// The answer, when settled.
    pub decision: Option<String>,
    /// The ground that gives it.
    pub ground: Option<String>,
    /// All grounds.
    pub grounds: Vec<GroundStatus>,
}

/// One ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroundStatus {
    /// Its name.
    pub name: String,
    /// Which answer it gives.
    pub kind: String,
    /// Its label.
    pub label: Message,
    /// How it stands.
    pub status: Status,
    /// Where the application goes.
    pub send_to: Option<Message>,
    /// The law behind it.
    pub basis: Vec<Cited>,
}
