//! The result. In: the parts that evaluation found. Out: canonical JSON, digests and the
//! receipt. Never: a decision, a sentence of its own.

mod canonical;
mod digest;
mod problem;
mod receipt;
mod verdict;

pub use canonical::{canonicalise, to_canonical};
pub use digest::{Digest, digest};
pub use problem::{Problem, Warning};
pub use receipt::{PackId, ProfileId, RECEIPT_FORMAT, Receipt};
pub use verdict::{
    AlternativePenalties, AppliedException, AskStatus, BandStatus, BenchmarkVerdict,
    CircumstanceStatus, Cited, ComparedPenalty, ComputedAmount, Consequence, Content,
    CriterionStatus, DeadlineState, DeadlineVerdict, DefineVerdict, FactorStatus,
    Finding, GroundStatus, Head, Imposed, IndicatorStatus, ItemStatus, Law, LayerState,
    LayerStatus, Lenient, Lightness, Measured, Met, Moved, OpinionStatus, Outcome,
    OutputStatus, PenaltyStatus, Position, Proof, ProposalStatus, Question,
    RecordVerdict, ReviewVerdict, RowStatus, ScopeVerdict, ScorecardVerdict, ShownBound,
    ShownRange, ShownValue, ShownVersion, Status, StatutoryEnd, SuspensionState,
    SuspensionStatus, TableVerdict, TierStatus, Trilean, Verdict, VersionState,
    WeightsStatus,
};

use crate::diagnostic::Message;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Serialize, Serializer};

/// The answers to all declarations, with why, what is missing and the receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evaluation {
    /// Which rules.
    pub pack: EvaluatedPack,
    /// The date asked for, ISO.
    pub as_of: String,
    /// The digest of the facts after typing.
    pub facts: Digest,
    /// One entry per declaration, in the order written.
    pub verdicts: Vec<Verdict>,
    /// Facts that could still change something, most decisive first.
    pub missing: Vec<Missing>,
    /// What is wrong with the facts given.
    pub problems: Vec<Problem>,
    /// What a reader should know.
    pub warnings: Vec<Warning>,
    /// What anyone can re-check.
    pub receipt: Receipt,
}

/// What an evaluation says, before its receipt is made out: the digest of all that the
/// verdicts came to is a third of the work where a case is answered at every key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answers {
    /// Which rules.
    pub pack: EvaluatedPack,
    /// The date asked for, ISO.
    pub as_of: String,
    /// The digest of the facts after typing.
    pub facts: Digest,
    /// One entry per declaration, in the order written.
    pub verdicts: Vec<Verdict>,
    /// Facts that could still change something, most decisive first.
    pub missing: Vec<Missing>,
    /// What is wrong with the facts given.
    pub problems: Vec<Problem>,
    /// What a reader should know.
    pub warnings: Vec<Warning>,
}

impl From<Answers> for Evaluation {
    /// Makes out the receipt.
    fn from(answers: Answers) -> Self {
        let receipt = Receipt::of(&answers);
        let Answers { pack, as_of, facts, verdicts, missing, problems, warnings } =
            answers;
        Self { pack, as_of, facts, verdicts, missing, problems, warnings, receipt }
    }
}

impl Evaluation {
    /// Returns the canonical bytes (RFC 8785 key order, numbers as decimal strings): the
    /// same natively, in Node and in every browser.
    pub fn to_canonical(&self) -> Vec<u8> {
        to_canonical(self)
    }
}

/// Which rules an evaluation followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvaluatedPack {
    /// The pack's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The digest of the checked model.
    pub digest: Digest,
    /// Its title.
    pub title: Message,
    /// The profile chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<EvaluatedProfile>,
}

/// Which profile gave the parameters their values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvaluatedProfile {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// The digest of its values.
    pub digest: Digest,
}

/// A fact whose answer could still change something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The fact.
    pub fact: String,
    /// Its label.
    pub label: Message,
    /// How many undecided verdicts it can still reach.
    #[serde(serialize_with = "as_text")]
    pub decisive: usize,
    /// Which.
    pub verdicts: Vec<String>,
}

/// Numbers are decimal text in every form of an evaluation, not in the canonical one alone.
fn as_text<S: Serializer>(number: &usize, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}
