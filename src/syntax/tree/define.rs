//! `define` 定义.

use super::{Citation, Expr, FactType, Label, Name, Version};
use crate::text::Span;
use alloc::vec::Vec;

/// A derived value.
#[derive(Debug, Clone, PartialEq)]
pub struct Define {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// Which version it is.
    pub version: Version,
    /// Its type, where the author says one.
    pub ty: Option<FactType>,
    /// After `=`.
    pub value: Expr,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}
