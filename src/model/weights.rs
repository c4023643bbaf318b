//! Amounts by formula: sums of weights, and what is made of them.

use super::{Citation, DefineId, Expr};
use crate::diagnostic::Message;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A sum of weights. Its parts are definitions, so that whatever holds of those holds of them.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Weights {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// What it starts from.
    pub(crate) start: Option<Expr>,
    /// What each factor adds, in order.
    pub(crate) factors: Vec<DefineId>,
    /// The start with all factors, before the floor and the cap.
    pub(crate) sum: Expr,
    /// What it comes to.
    pub(crate) total: DefineId,
    /// Why.
    pub(crate) basis: Vec<Citation>,
}

/// The amount of a penalty by formula.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Computed {
    /// The amount.
    pub(crate) value: Expr,
    /// Why.
    pub(crate) basis: Vec<Citation>,
}
