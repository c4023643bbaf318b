//! `unit` 单位, at the top of a file.

use super::{Label, Name, Text};
use crate::text::Span;
use alloc::string::String;

/// A unit of a pack's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its name.
    pub name: Name,
    /// Its words.
    pub label: Option<Label>,
    /// How much of another unit it is; without, it converts to none.
    pub size: Option<UnitSize>,
    /// Where.
    pub span: Span,
}

/// So much of another unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitSize {
    /// How much, as exact decimal text.
    pub number: String,
    /// Divided by this, in `2000/3平方米`.
    pub over: Option<String>,
    /// Of what.
    pub unit: Text,
}
