//! `scorecard` 考核.

use super::{Citation, Expr, Label, Name, Range, Version};
use crate::text::Span;
use alloc::vec::Vec;

/// Indicators, each with its weight, and the bands they fall into.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// Which version it is.
    pub version: Version,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// The indicators, in order.
    pub indicators: Vec<Indicator>,
    /// The bands, the best first.
    pub bands: Vec<Band>,
    /// `overall` 总评.
    pub overall: Option<Overall>,
    /// Where.
    pub span: Span,
}

/// One thing that is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// What it comes to.
    pub value: Expr,
    /// `weight` 分值.
    pub weight: Option<Expr>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// One band.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// What falls into it; `None` is `otherwise` 否则.
    pub range: Option<Range>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// How the indicators come to one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overall {
    /// `take worst` 取 最差.
    Worst,
    /// `take weighted` 取 加权.
    Weighted,
}
