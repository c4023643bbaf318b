//! `deadline` 期限.

use super::{Citation, Expr, Label, Name, PeriodUnit, Version};
use crate::text::Span;
use alloc::vec::Vec;

/// An event and a legal period after or before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Deadline {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// Which version it is.
    pub version: Version,
    /// `from EVENT` 自 EVENT 起, `before EVENT` 早于 EVENT.
    pub event: Expr,
    /// Which of the two.
    pub direction: Direction,
    /// `within 5 workdays` 5个工作日内, `at least 5 workdays` 至少 5个工作日.
    pub period: (u32, PeriodUnit),
    /// `when` 当: without it the deadline always applies.
    pub when: Option<Expr>,
    /// `for party` 用于 当事人 / `for agency` 用于 机关.
    pub party: Option<Party>,
    /// `roll` 顺延 / `no roll` 不顺延; overrides what `for` implies.
    pub roll: Option<Roll>,
    /// `month end clamp` 月末 取末日 / `month end next` 月末 取次日.
    pub month_end: Option<MonthEnd>,
    /// `met on` 办结 于: the day it was done.
    pub met: Option<Expr>,
    /// When it rests.
    pub suspensions: Vec<Suspension>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// Where a deadline lies, seen from its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `from EVENT within …` 自 EVENT 起 …内.
    After,
    /// `before EVENT at least …` 早于 EVENT 至少 ….
    Before,
}

/// `suspension` 中止: days that are not counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspension {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `from A` 自 A 起: the first day not counted.
    pub from: Expr,
    /// `to B` 至 B 止: the day on which counting goes on.
    pub to: Expr,
    /// `when` 当: without it, always.
    pub when: Option<Expr>,
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
