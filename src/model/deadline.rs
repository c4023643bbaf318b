//! An event and a legal period after or before it.

use super::{Citation, Expr, SourceId, VersionId};
use crate::diagnostic::Message;
use crate::text::Span;
use crate::value::{LegalPeriod, MonthEnd, PeriodUnit};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A deadline.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Deadline {
    /// Its path as the main pack sees it.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The periods it must be in to count; none where it has no versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) in_force: Vec<VersionId>,
    /// What it is counted from: a date.
    pub(crate) event: Expr,
    /// Whether it follows its event or precedes it.
    pub(crate) direction: Direction,
    /// How long it is.
    pub(crate) period: Length,
    /// Whether it applies at all.
    pub(crate) when: Option<Expr>,
    /// Whether a last day on a holiday moves: on, or back if it precedes its event.
    pub(crate) roll: bool,
    /// In a month without that day.
    pub(crate) month_end: MonthEnd,
    /// When it rests.
    pub(crate) suspensions: Vec<Suspension>,
    /// The day it was done.
    pub(crate) met: Option<Expr>,
    /// Which answer starts it.
    pub(crate) owner: DeadlineOwner,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}

/// Where a deadline lies, seen from its event.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    BorshSerialize,
    BorshDeserialize,
)]
pub(crate) enum Direction {
    /// After it.
    After,
    /// Before it.
    Before,
}

/// How long a deadline is: as its law says, and as it is counted.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
pub(crate) struct Length {
    /// As written.
    pub(crate) stated: LegalPeriod,
    /// The source by which its days are working days.
    pub(crate) workdays_by: Option<SourceId>,
}

impl Length {
    /// Creates a length that means what it says.
    pub(crate) const fn plain(stated: LegalPeriod) -> Self {
        Self { stated, workdays_by: None }
    }

    /// Returns the period as it is counted.
    pub(crate) const fn counted(self) -> LegalPeriod {
        let unit = match self.workdays_by {
            Some(_) => PeriodUnit::Workdays,
            None => self.stated.unit,
        };
        LegalPeriod { count: self.stated.count, unit }
    }

    /// Returns it in words: 5日（按工作日计）.
    pub(crate) fn text(self, direction: Direction) -> Message {
        let Message { zh, en } = self.stated.text();
        let (zh, en) = match direction {
            Direction::After => (zh, en),
            Direction::Before => {
                (format!("提前至少{zh}").into(), format!("at least {en} before").into())
            }
        };
        match self.workdays_by {
            Some(_) => Message::new(
                format!("{zh}（按工作日计）"),
                format!("{en} (working days)"),
            ),
            None => Message { zh, en },
        }
    }
}

/// Days that are not counted.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Suspension {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The first day not counted.
    pub(crate) from: Expr,
    /// The day on which counting goes on.
    pub(crate) to: Expr,
    /// Whether there is one.
    pub(crate) when: Option<Expr>,
    /// Why.
    pub(crate) basis: Vec<Citation>,
}

/// What a deadline belongs to.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
pub(crate) enum DeadlineOwner {
    /// The pack.
    Pack,
    /// A ground of a scope (positions): it starts only where that ground decides.
    Ground(usize, usize),
    /// A scope or review as a whole.
    Whole,
}
