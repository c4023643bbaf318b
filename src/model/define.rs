//! Derived values.

use super::{Citation, Expr, VersionId};
use crate::diagnostic::Message;
use crate::text::Span;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A derived value.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Define {
    /// Its path as the main pack sees it.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The periods it must be in to count; none where it has no versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) in_force: Vec<VersionId>,
    /// What it comes to.
    pub(crate) value: Expr,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}
