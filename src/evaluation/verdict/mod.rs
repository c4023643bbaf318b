//! The answers to single declarations, as data.

mod benchmark;
mod deadline;
mod review;
mod scope;
mod scorecard;
mod table;

pub use benchmark::{
    AlternativePenalties, BenchmarkVerdict, CircumstanceStatus, ComparedPenalty,
    ComputedAmount, FactorStatus, Imposed, Law, Lenient, Lightness, Measured, Moved,
    PenaltyStatus, Position, ProposalStatus, RecordVerdict, Status, StatutoryEnd,
    TierStatus, WeightsStatus,
};
pub use deadline::{
    AppliedException, DeadlineState, DeadlineVerdict, Met, SuspensionState,
    SuspensionStatus,
};
pub use review::{
    AskStatus, Consequence, CriterionStatus, Finding, ItemStatus, LayerState,
    LayerStatus, OpinionStatus, ReviewVerdict,
};
pub use scope::{GroundStatus, ScopeVerdict};
pub use scorecard::{BandStatus, IndicatorStatus, ScorecardVerdict};
pub use table::{OutputStatus, RowStatus, TableVerdict};

use crate::diagnostic::Message;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use serde::Serialize;

/// The answer to one declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Verdict {
    /// Of a definition.
    Define(DefineVerdict),
    /// Of a deadline.
    Deadline(DeadlineVerdict),
    /// Of a benchmark.
    Benchmark(BenchmarkVerdict),
    /// Of a review.
    Review(ReviewVerdict),
    /// Of a scope.
    Scope(ScopeVerdict),
    /// Of a table.
    Table(TableVerdict),
    /// Of a scorecard.
    Scorecard(ScorecardVerdict),
}

impl Verdict {
    /// Returns what every verdict has, to be changed.
    pub(crate) const fn head_mut(&mut self) -> &mut Head {
        match self {
            Self::Define(verdict) => &mut verdict.head,
            Self::Deadline(verdict) => &mut verdict.head,
            Self::Benchmark(verdict) => &mut verdict.head,
            Self::Review(verdict) => &mut verdict.head,
            Self::Scope(verdict) => &mut verdict.head,
            Self::Table(verdict) => &mut verdict.head,
            Self::Scorecard(verdict) => &mut verdict.head,
        }
    }

    /// Takes the reasons out, of the verdicts inside it too.
    pub(crate) fn clear_reasons(&mut self) {
        match self {
            Self::Benchmark(verdict) => verdict.clear_reasons(),
            Self::Define(_)
            | Self::Deadline(_)
            | Self::Review(_)
            | Self::Scope(_)
            | Self::Table(_)
            | Self::Scorecard(_) => {
                self.head_mut().because.clear();
            }
        }
    }

    /// Returns what every verdict has.
    pub const fn head(&self) -> &Head {
        match self {
            Self::Define(verdict) => &verdict.head,
            Self::Deadline(verdict) => &verdict.head,
            Self::Benchmark(verdict) => &verdict.head,
            Self::Review(verdict) => &verdict.head,
            Self::Scope(verdict) => &verdict.head,
            Self::Table(verdict) => &verdict.head,
            Self::Scorecard(verdict) => &verdict.head,
        }
    }
}

/// What every verdict has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The declaration's path.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// Which version it is, of something that has versions.
    pub version: Option<ShownVersion>,
    /// What it came to.
    pub outcome: Outcome,
    /// The law behind it.
    pub basis: Vec<Cited>,
    /// Why.
    pub because: Vec<Proof>,
    /// What a person must decide.
    pub judge: Vec<Question>,
    /// Calculations that could not be made.
    pub errors: Vec<Message>,
}

/// One of the versions of a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownVersion {
    /// The first day it is in force; none is since ever.
    pub from: Option<String>,
    /// The last day; none is until further notice.
    pub to: Option<String>,
    /// The date that decides which version is in force, if it is known.
    pub date: Option<String>,
    /// How it stands.
    pub state: VersionState,
}

/// How a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum VersionState {
    /// It is in force on the date.
    #[serde(rename = "in force")]
    InForce,
    /// The date is not known.
    #[serde(rename = "possible")]
    Possible,
    /// No version is in force on the date; the entry stands for all of them.
    #[serde(rename = "none")]
    None,
}

/// What a verdict came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Outcome {
    /// Settled.
    #[serde(rename = "decided")]
    Decided,
    /// Facts are missing that could change it.
    #[serde(rename = "unknown")]
    Unknown,
    /// It does not concern the case.
    #[serde(rename = "not applicable")]
    NotApplicable,
    /// A person must decide.
    #[serde(rename = "needs judgement")]
    NeedsJudgement,
}

/// A citation in a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// The source's name.
    pub source: Arc<str>,
    /// The place in it.
    pub pinpoint: Arc<str>,
    /// As a lawyer writes it.
    pub text: Message,
    /// The source's text was not seen.
    pub unverified: bool,
}

/// A value with its rendering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownValue {
    /// The type's keyword.
    #[serde(rename = "type")]
    pub ty: &'static str,
    /// The value.
    pub value: Content,
    /// For a reader.
    pub text: Message,
}

/// One name or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// One.
    One(String),
    /// A set's.
    Many(Vec<String>),
}

/// A range in a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownRange {
    /// The lower end.
    pub lower: Option<ShownBound>,
    /// The upper end.
    pub upper: Option<ShownBound>,
    /// For a reader.
    pub text: Message,
}

/// One end of a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownBound {
    /// The number.
    pub value: String,
    /// Whether it belongs to the range.
    pub included: bool,
}

/// One step of a proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// What it says.
    pub text: Message,
    /// Whether it is true; absent for a value.
    pub truth: Option<Trilean>,
    /// The fact it reads.
    pub fact: Option<String>,
    /// The law behind it.
    pub basis: Vec<Cited>,
    /// What it rests on.
    pub because: Vec<Proof>,
}

/// True, false or unknown, in a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trilean {
    /// True.
    True,
    /// False.
    False,
    /// Unknown.
    Unknown,
}

/// A question only a person can answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The judgement that asks it; absent where grounds are weighed.
    pub fact: Option<String>,
    /// The question.
    pub text: Message,
    /// The law behind it.
    pub basis: Vec<Cited>,
}

/// A definition's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DefineVerdict {
    /// What every verdict has.
    #[serde(flatten)]
    pub head: Head,
    /// The value.
    pub value: Option<ShownValue>,
}
