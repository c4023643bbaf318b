//! `scope` 受理范围.

use super::{Citation, Deadline, Expr, Label, Name, Version};
use crate::text::Span;
use alloc::vec::Vec;

/// What is accepted, refused, sent elsewhere or sent back.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// Which version it is.
    pub version: Version,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// What stands in the block, in order.
    pub statements: Vec<ScopeStatement>,
    /// Where.
    pub span: Span,
}

/// A statement in a scope's block.
#[derive(Debug, Clone, PartialEq)]
pub enum ScopeStatement {
    /// A ground, tried in order.
    Ground(Ground),
    /// `otherwise needs judgement` 否则 人工裁量.
    OtherwiseNeedsJudgement(Span),
    /// `deadline` 期限 of the scope itself.
    Deadline(Deadline),
}

/// One ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// Which answer it gives.
    pub kind: GroundKind,
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `send to` 送交.
    pub send_to: Option<Label>,
    /// `when` 当; `None` is `when otherwise` 当 否则.
    pub when: Option<Expr>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Deadlines this answer starts.
    pub deadlines: Vec<Deadline>,
    /// Where.
    pub span: Span,
}

/// The answers of a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroundKind {
    /// 受理.
    Accept,
    /// 不予受理.
    Reject,
    /// 转送.
    Redirect,
    /// 补正.
    Supplement,
    /// 视为: what the law takes as having happened.
    Deem,
}
