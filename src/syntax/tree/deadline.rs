//! `deadline` 期限.

use super::{Citation, Expr, Label, Name, PeriodUnit, Version};
use crate::text::Span;
use alloc::vec::Vec;

/// An event plus a legal period.
#[derive(Debug, Clone, PartialEq)]
pub struct Deadline {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// Which version it is.
    pub version: Version,
    /// `from EVENT` 自 EVENT 起.
    pub event: Expr,
    /// `within 5 workdays` 5个工作日内.
    pub period: (u32, PeriodUnit),
    /// `when` 当: without it the deadline always applies.
    pub when: Option<Expr>,
    /// `for party` 用于 当事人 / `for agency` 用于 机关.
    pub party: Option<Party>,
    /// `roll` 顺延 / `no roll` 不顺延; overrides what `for` implies.
    pub roll: Option<Roll>,
    /// `month end clamp` 月末 取末日 / `month end next` 月末 取次日.
    pub month_end: Option<MonthEnd>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// Whose period it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// The person concerned: a last day on a holiday moves on.
    Party,
    /// The agency: its maximum does not move.
    Agency,
}

/// Whether a last day on a holiday moves to the next working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roll {
    /// It moves.
    Roll,
    /// It stays.
    NoRoll,
}

/// What happens in a month without that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthEnd {
    /// The period ends on the month's last day (Civil Code art. 202).
    Clamp,
    /// The period ends on the first day of the next month.
    Next,
}
