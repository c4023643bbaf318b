//! An event plus a legal period.

use super::{Citation, Expr, VersionId};
use crate::diagnostic::Message;
use crate::value::{LegalPeriod, MonthEnd};
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// A deadline.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Deadline {
    /// Its path as the main pack sees it.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The periods it must be in to count; none where it has no versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) in_force: Vec<VersionId>,
    /// What starts it: a date.
    pub(crate) event: Expr,
    /// How long it is.
    pub(crate) period: LegalPeriod,
    /// Whether it applies at all.
    pub(crate) when: Option<Expr>,
    /// Whether a last day on a holiday moves on.
    pub(crate) roll: bool,
    /// In a month without that day.
    pub(crate) month_end: MonthEnd,
    /// Which answer starts it.
    pub(crate) owner: DeadlineOwner,
    /// Why.
    pub(crate) basis: Vec<Citation>,
}

/// What a deadline belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum DeadlineOwner {
    /// The pack.
    Pack,
    /// A ground of a scope (positions): it starts only where that ground decides.
    Ground(usize, usize),
    /// A scope or review as a whole.
    Whole,
}
