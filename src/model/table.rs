//! Decision tables.

use super::{Citation, DefineId, Expr, VersionId};
use crate::diagnostic::Message;
use crate::text::Span;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A decision table.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Table {
    /// Its path as the main pack sees it.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The periods it must be in to count; none where it has no versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) in_force: Vec<VersionId>,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Which of the rows that are true counts.
    pub(crate) hit: Hit,
    /// What the rows come to.
    pub(crate) outputs: Vec<Output>,
    /// The rows: those that override first, then the others as they are tried.
    pub(crate) rows: Vec<Row>,
}

impl Table {
    /// Returns how many rows override; they stand first.
    pub(crate) fn overrides(&self) -> usize {
        self.rows.iter().take_while(|row| row.number.is_none()).count()
    }
}

/// Which of the rows that are true counts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Hit {
    /// The first.
    First,
    /// The only one; two are a mistake of the table.
    Unique,
    /// The one whose first output stands first among its options: the rows are sorted so.
    Priority,
    /// All of them.
    Collect(Gather),
}

/// What is made of all rows that are true.
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
#[serde(rename_all = "lowercase")]
pub(crate) enum Gather {
    /// The set of their options.
    Set,
    /// Their sum.
    Sum,
    /// The greatest.
    Highest,
    /// The least.
    Lowest,
    /// How many there are.
    Count,
}

impl Hit {
    /// Returns its keywords.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Unique => "unique",
            Self::Priority => "priority",
            Self::Collect(Gather::Set) => "collect",
            Self::Collect(Gather::Sum) => "collect sum",
            Self::Collect(Gather::Highest) => "collect highest",
            Self::Collect(Gather::Lowest) => "collect lowest",
            Self::Collect(Gather::Count) => "collect count",
        }
    }

    /// Returns whether the first row that is true decides.
    pub(crate) const fn in_order(self) -> bool {
        matches!(self, Self::First | Self::Priority)
    }
}

/// One thing that the rows come to.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Output {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The definition that holds it; none of one that comes to ranges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) define: Option<DefineId>,
    /// The ranges, by row; none of one that comes to values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) ranges: Vec<RowRange>,
}

/// What one row leaves: a range, of which one end may be open.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct RowRange {
    /// The lower end and whether it is included.
    pub(crate) lower: Option<(Expr, bool)>,
    /// The upper end.
    pub(crate) upper: Option<(Expr, bool)>,
}

/// An output that comes to ranges.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
pub(crate) struct TableRange {
    /// The table's position.
    pub(crate) table: usize,
    /// The output's.
    pub(crate) output: usize,
}

/// One row.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Row {
    /// Which of the plain rows it is, from 1; none overrides.
    pub(crate) number: Option<usize>,
    /// The name of a row that overrides.
    pub(crate) name: Option<String>,
    /// The label of a row that overrides.
    pub(crate) label: Option<Message>,
    /// When; `None` is otherwise.
    pub(crate) when: Option<Expr>,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}
