//! `weights` 权重 and `compute` 计算: an amount by formula.

use super::{Citation, Expr, Label, Name};
use crate::text::Span;
use alloc::vec::Vec;

/// Factors that add up: a start, what each factor adds, a cap and a floor of the sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `start` 起点.
    pub start: Option<Expr>,
    /// `factor` 因素, in order.
    pub factors: Vec<Factor>,
    /// `capped at` 封顶.
    pub cap: Option<Expr>,
    /// `not below` 保底.
    pub floor: Option<Expr>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// What adds to a sum of weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// How much.
    pub value: Expr,
    /// `default` 缺省: how much where that cannot be found out.
    pub default: Option<Expr>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// `compute fine = w × 100万元` 计算 罚款 = ….
#[derive(Debug, Clone, PartialEq)]
pub struct Compute {
    /// The penalty whose amount it is.
    pub penalty: Name,
    /// How much.
    pub value: Expr,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}
