//! `review` 审核.

use super::{Citation, Deadline, Expr, Label, Name, Path, Version};
use crate::text::Span;
use alloc::vec::Vec;

/// When a review is required, its checklist and its opinion.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// Which version it is.
    pub version: Version,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// `when` 当.
    pub when: Option<Expr>,
    /// What stands in the block, in order.
    pub statements: Vec<ReviewStatement>,
    /// Where.
    pub span: Span,
}

/// A statement in a review's block.
#[derive(Debug, Clone, PartialEq)]
pub enum ReviewStatement {
    /// `layer` 层级.
    Layer(Layer),
    /// `item` 项目.
    Item(Item),
    /// `opinion` 意见.
    Opinion(Opinion),
    /// `deadline` 期限.
    Deadline(Deadline),
}

/// One layer of criteria: statute, national policy, local catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `when` 当: whether this layer applies to the case at all.
    pub when: Option<Expr>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Its criteria; one that holds is enough.
    pub criteria: Vec<Criterion>,
    /// Where.
    pub span: Span,
}

/// One ground on which review is required.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `when` 当.
    pub when: Expr,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// One item of the checklist.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `when` 当: otherwise not applicable.
    pub when: Option<Expr>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// `ask` 问: its questions, each a judgement a person gives.
    pub asks: Vec<Ask>,
    /// `on fail` 不合格.
    pub on_fail: Option<OnFail>,
    /// Where.
    pub span: Span,
}

/// One question of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// Its name.
    pub name: Name,
    /// The question.
    pub label: Option<Label>,
    /// `when` 当: otherwise not applicable.
    pub when: Option<Expr>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// `on fail then change advise "…"` 不合格 则 变更 建议 "…".
#[derive(Debug, Clone, PartialEq)]
pub struct OnFail {
    /// The opinion that follows.
    pub opinion: Path,
    /// `advise` 建议.
    pub advise: Option<Label>,
    /// Where.
    pub span: Span,
}

/// One opinion; the first whose condition holds is given.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `: pass` / `: 合格`: the review is passed.
    pub pass: bool,
    /// `when` 当.
    pub when: Option<Expr>,
    /// `when otherwise` 当 否则.
    pub otherwise: bool,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}
