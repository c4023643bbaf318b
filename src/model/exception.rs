//! Exceptions: results that win over a general rule under a condition.

use super::{Citation, Expr, Length, VersionId};
use crate::diagnostic::Message;
use crate::text::Span;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// The position of an exception in [`Model::exceptions`](super::Model::exceptions).
pub(crate) type ExceptionId = usize;

/// An exception.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Exception {
    /// Its path as the main pack sees it.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The periods it must be in to count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) in_force: Vec<VersionId>,
    /// What it is an exception to; of several versions, the first stands for all.
    pub(crate) against: Target,
    /// When it holds.
    pub(crate) when: Expr,
    /// As the author wrote that.
    #[serde(skip)]
    pub(crate) when_text: String,
    /// What then stands in the place of the general rule's result.
    pub(crate) then: ExceptionResult,
    /// As the author wrote that.
    #[serde(skip)]
    pub(crate) then_text: String,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}

/// What an exception puts in the place of a result.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum ExceptionResult {
    /// A person decides.
    NeedsJudgement,
    /// A value or a condition.
    Value(Expr),
    /// How long a deadline is.
    Period(Length),
}

/// What an exception is an exception to.
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
pub(crate) enum Target {
    /// A definition.
    Define(usize),
    /// A circumstance.
    Circumstance(usize),
    /// A deadline.
    Deadline(usize),
    /// Another exception.
    Exception(usize),
}

/// The exceptions to each rule, to each of its versions.
#[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
pub(crate) struct Excepted(BTreeMap<Target, Vec<ExceptionId>>);

impl Excepted {
    /// Adds an exception.
    pub(crate) fn add(&mut self, target: Target, id: ExceptionId) {
        self.0.entry(target).or_default().push(id);
    }

    /// Returns the exceptions to a rule, in the order written.
    pub(crate) fn of(&self, target: Target) -> &[ExceptionId] {
        self.0.get(&target).map_or(&[], Vec::as_slice)
    }
}
