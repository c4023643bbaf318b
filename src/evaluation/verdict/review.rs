//! The answers to reviews.

use super::{Cited, Head, Status, Trilean};
use crate::diagnostic::Message;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// A review's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewVerdict {
    /// What every verdict has.
    #[serde(flatten)]
    pub head: Head,
    /// Whether review is required.
    pub required: LayerState,
    /// By layer.
    pub layers: Vec<LayerStatus>,
    /// The checklist.
    pub items: Vec<ItemStatus>,
    /// The opinion, when settled.
    pub opinion: Option<String>,
    /// All opinions.
    pub opinions: Vec<OpinionStatus>,
}

/// Whether a layer requires review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum LayerState {
    /// It does.
    #[serde(rename = "true")]
    True,
    /// It does not.
    #[serde(rename = "false")]
    False,
    /// Facts are missing.
    #[serde(rename = "unknown")]
    Unknown,
    /// It does not reach the case.
    #[serde(rename = "not applicable")]
    NotApplicable,
    /// A person must decide.
    #[serde(rename = "needs judgement")]
    NeedsJudgement,
}

/// One layer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LayerStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// Whether it requires review.
    pub state: LayerState,
    /// Its criteria.
    pub criteria: Vec<CriterionStatus>,
    /// The law behind it.
    pub basis: Vec<Cited>,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriterionStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// Whether it is met.
    pub state: Trilean,
    /// The law behind it.
    pub basis: Vec<Cited>,
}

/// What an item came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Finding {
    /// It passes.
    #[serde(rename = "pass")]
    Pass,
    /// It fails.
    #[serde(rename = "fail")]
    Fail,
    /// It does not apply.
    #[serde(rename = "not applicable")]
    NotApplicable,
    /// The reviewer could not tell.
    #[serde(rename = "cannot tell")]
    CannotTell,
    /// Nobody has looked.
    #[serde(rename = "not yet")]
    NotYet,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// What it came to.
    pub finding: Finding,
    /// Its questions.
    pub asks: Vec<AskStatus>,
    /// What a failure leads to.
    pub on_fail: Option<Consequence>,
    /// The law behind it.
    pub basis: Vec<Cited>,
}

/// One question of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskStatus {
    /// The judgement that answers it.
    pub fact: String,
    /// The question.
    pub label: Message,
    /// The answer.
    pub answer: Finding,
    /// The law behind it.
    pub basis: Vec<Cited>,
}

/// What a failed item leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Consequence {
    /// The opinion.
    pub opinion: String,
    /// What to do.
    pub advise: Option<Message>,
}

/// One opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpinionStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// The review is passed.
    pub pass: bool,
    /// How it stands.
    pub status: Status,
}
