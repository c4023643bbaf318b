//! Derived values.

use super::{Citation, Expr};
use crate::diagnostic::Message;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// A derived value.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Define {
    /// Its path as the main pack sees it.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// What it comes to.
    pub(crate) value: Expr,
    /// Why.
    pub(crate) basis: Vec<Citation>,
}
