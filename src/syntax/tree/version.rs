//! Versions of one declaration: `effective` 施行, `dated by` 时点, `lenient` 从旧兼从轻.

use super::{Effective, Expr};
use crate::text::Span;

/// What makes a declaration one of several versions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Version {
    /// `effective from … to …` 施行 自 … 起 至 … 止.
    pub effective: Option<Effective>,
    /// `dated by received_on` 时点 收到日: the date that chooses among the versions.
    pub dated_by: Option<Expr>,
    /// `lenient act_date and decision_date` 从旧兼从轻 行为日 与 决定日.
    pub lenient: Option<Lenient>,
}

/// The law at the act or at the decision, whichever is lighter (APL art. 37).
#[derive(Debug, Clone, PartialEq)]
pub struct Lenient {
    /// The date of the act.
    pub act: Expr,
    /// The date of the decision.
    pub decision: Expr,
    /// Where.
    pub span: Span,
}
