//! Reviews.

use super::{Citation, Expr, FactId, VersionId};
use crate::diagnostic::Message;
use crate::text::Span;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A review.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Review {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The periods it must be in to count; none where it has no versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) in_force: Vec<VersionId>,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Whether it concerns the case at all.
    pub(crate) when: Option<Expr>,
    /// The criteria, by layer.
    pub(crate) layers: Vec<Layer>,
    /// The checklist.
    pub(crate) items: Vec<Item>,
    /// The opinions, in order.
    pub(crate) opinions: Vec<Opinion>,
}

/// One layer of criteria.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Layer {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// Whether it reaches the case.
    pub(crate) when: Option<Expr>,
    /// Its criteria.
    pub(crate) criteria: Vec<Criterion>,
    /// Why.
    pub(crate) basis: Vec<Citation>,
}

/// One ground on which review is required.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Criterion {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// When it is met.
    pub(crate) when: Expr,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}

/// One item of the checklist.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Item {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// Otherwise not applicable.
    pub(crate) when: Option<Expr>,
    /// Its questions; at least one.
    pub(crate) asks: Vec<Ask>,
    /// The opinion a failure leads to, by position.
    pub(crate) on_fail: Option<usize>,
    /// What to do about a failure.
    pub(crate) advise: Option<Message>,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}

/// One question.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Ask {
    /// The judgement that answers it; versions of the review share it.
    pub(crate) fact: FactId,
    /// The question.
    pub(crate) label: Message,
    /// Otherwise not applicable.
    pub(crate) when: Option<Expr>,
    /// Why; the item's, where it has none of its own.
    pub(crate) basis: Vec<Citation>,
}

/// One opinion.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Opinion {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The review is passed.
    pub(crate) pass: bool,
    /// When; `None`: only by items that fail, or otherwise.
    pub(crate) when: Option<Expr>,
    /// Where nothing before it holds.
    pub(crate) otherwise: bool,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}
