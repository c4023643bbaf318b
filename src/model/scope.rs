//! Scopes of acceptance.

use super::{Citation, Expr, VersionId};
use crate::diagnostic::Message;
use crate::text::Span;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A scope.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Scope {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The periods it must be in to count; none where it has no versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) in_force: Vec<VersionId>,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// The grounds, in order.
    pub(crate) grounds: Vec<Ground>,
}

/// One ground.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Ground {
    /// Which answer it gives.
    pub(crate) kind: GroundKind,
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// Where the application goes.
    pub(crate) send_to: Option<Message>,
    /// When; `None` is otherwise.
    pub(crate) when: Option<Expr>,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}

/// The answers of a scope.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "lowercase")]
pub(crate) enum GroundKind {
    /// 受理.
    Accept,
    /// 不予受理.
    Reject,
    /// 转送.
    Redirect,
    /// 补正.
    Supplement,
    /// 视为.
    Deem,
}
