//! `exception` 例外.

use super::{Citation, Expr, Label, Name, Path, Version};
use crate::text::Span;
use alloc::vec::Vec;

/// A result that wins over a general rule under a condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// Which version it is.
    pub version: Version,
    /// `against apply` 对 apply: a definition, a circumstance, a deadline, an exception.
    pub against: Path,
    /// `when` 当.
    pub when: Expr,
    /// `then` 则.
    pub then: ExceptionResult,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// What an exception puts in the place of the general rule's result.
#[derive(Debug, Clone, PartialEq)]
pub enum ExceptionResult {
    /// `needs judgement` 人工裁量: a person decides.
    NeedsJudgement,
    /// `not holds` 不成立, of a circumstance.
    NotHolds(Span),
    /// A value, a condition, or how long a deadline is.
    Value(Expr),
}
