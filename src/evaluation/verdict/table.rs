//! The answers to tables.

use super::{Cited, Head, ShownRange, ShownValue, Status};
use crate::diagnostic::Message;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// A table's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableVerdict {
    /// What every verdict has.
    #[serde(flatten)]
    pub head: Head,
    /// Which of the rows that are true counts: `first`, `unique`, `priority`,
    /// `collect`, `collect sum` and so on.
    pub hit: &'static str,
    /// What it comes to.
    pub outputs: Vec<OutputStatus>,
    /// The rows that decide or may still decide, as they are tried.
    pub rows: Vec<RowStatus>,
}

/// One thing that a table comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutputStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// What it comes to, when that is settled.
    pub value: Option<ShownValue>,
    /// The range it comes to, or the hull of those still possible.
    pub range: Option<ShownRange>,
    /// Whether that is settled.
    pub settled: bool,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowStatus {
    /// The name of a row that overrides; empty for a plain row.
    pub name: String,
    /// Which plain row it is, from 1; none overrides.
    pub number: Option<String>,
    /// Its label.
    pub label: Message,
    /// How it stands.
    pub status: Status,
    /// The law behind it.
    pub basis: Vec<Cited>,
}
