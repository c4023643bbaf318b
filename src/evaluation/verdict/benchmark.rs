//! The answers to benchmarks.

use super::{Cited, Head, ShownRange, ShownValue, Trilean};
use crate::diagnostic::Message;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// A benchmark's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BenchmarkVerdict {
    /// What every verdict has.
    #[serde(flatten)]
    pub head: Head,
    /// The tier, when settled.
    pub tier: Option<String>,
    /// From which tier it was moved, and by what, when settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<Moved>,
    /// All tiers.
    pub tiers: Vec<TierStatus>,
    /// All penalties.
    pub penalties: Vec<PenaltyStatus>,
    /// Penalties of which the agency chooses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<AlternativePenalties>,
    /// All circumstances.
    pub circumstances: Vec<CircumstanceStatus>,
    /// The sums of weights.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<WeightsStatus>,
    /// What is proposed.
    pub proposals: Vec<ProposalStatus>,
    /// Which of two laws it follows, and what both come to; only where the rules ask for the
    /// lighter of the law at the act and the law at the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lenient: Option<Lenient>,
    /// What it comes to for each record; only of one that is decided for each. Its penalties
    /// are then what these add up to, and the rest of it is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub each: Option<Vec<RecordVerdict>>,
}

impl BenchmarkVerdict {
    pub(super) fn clear_reasons(&mut self) {
        self.head.because.clear();
        if let Some(lenient) = &mut self.lenient {
            let both = lenient.act.iter_mut().chain(&mut lenient.decision);
            both.for_each(Self::clear_reasons);
        }
        let records = self.each.iter_mut().flatten();
        records.for_each(|record| record.verdict.clear_reasons());
    }
}

/// A benchmark's answer for one record of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordVerdict {
    /// The record, as facts name it: `persons[0]`.
    pub fact: String,
    /// Its number, from 1, and its first field that is a text.
    pub label: Message,
    /// The answer.
    pub verdict: BenchmarkVerdict,
}

/// How a tier was moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// From which tier.
    pub from: String,
    /// By which circumstances.
    pub by: Vec<String>,
}

/// The law at the act and the law at the decision, and the lighter of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lenient {
    /// Which counts, when settled.
    pub taken: Option<Law>,
    /// Why.
    pub text: Message,
    /// The law behind that.
    pub basis: Vec<Cited>,
    /// Penalty by penalty.
    pub compared: Vec<ComparedPenalty>,
    /// What the law at the act comes to: one verdict, or one for each version that may be in
    /// force then. None where both laws are the same.
    pub act: Vec<BenchmarkVerdict>,
    /// What the law at the decision comes to.
    pub decision: Vec<BenchmarkVerdict>,
}

/// One of two laws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Law {
    /// That of the act.
    Act,
    /// That of the decision.
    Decision,
}

/// One penalty by both laws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparedPenalty {
    /// Its kind's keyword.
    pub kind: String,
    /// Its label.
    pub label: Message,
    /// What it comes to by the law at the act.
    pub act: Measured,
    /// What it comes to by the law at the decision.
    pub decision: Measured,
    /// How the law at the decision stands to that at the act.
    pub order: Lightness,
}

/// What a penalty comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measured {
    /// For a reader.
    pub text: Message,
}

/// How one penalty stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Lightness {
    /// It is the lighter.
    #[serde(rename = "lighter")]
    Lighter,
    /// They are the same.
    #[serde(rename = "equal")]
    Equal,
    /// It is the heavier.
    #[serde(rename = "heavier")]
    Heavier,
    /// Neither: the ranges cross, or there is no common measure.
    #[serde(rename = "not comparable")]
    NotComparable,
    /// Not settled.
    #[serde(rename = "unknown")]
    Unknown,
}

impl Lightness {
    /// Returns it in words.
    pub(crate) fn words(self) -> Message {
        match self {
            Self::Lighter => Message::new("较轻", "lighter"),
            Self::Equal => Message::new("相同", "the same"),
            Self::Heavier => Message::new("较重", "heavier"),
            Self::NotComparable => Message::new("无法比较", "cannot be compared"),
            Self::Unknown => Message::new("未定", "open"),
        }
    }
}

/// How a tier, opinion or ground stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It decides.
    Applies,
    /// Facts could still make it decide.
    Possible,
    /// The agency may choose it.
    Open,
    /// It cannot be.
    Excluded,
}

/// One tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TierStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// How it stands.
    pub status: Status,
    /// The law behind it.
    pub basis: Vec<Cited>,
}

/// One penalty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PenaltyStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// Its kind's keyword.
    pub kind: String,
    /// Whether it is imposed.
    pub imposed: Imposed,
    /// What the law allows.
    pub statutory: Option<ShownRange>,
    /// What the tier leaves of it.
    pub range: Option<ShownRange>,
    /// Whether `range` is settled, else a hull.
    pub settled: bool,
    /// Whether the tier goes below the statute.
    pub below_statute: bool,
    /// The things or the exact amount.
    pub amount: Option<ShownValue>,
    /// What the formula comes to; only where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computed: Option<ComputedAmount>,
    /// The law behind it.
    pub basis: Vec<Cited>,
}

/// What a formula comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComputedAmount {
    /// The amount, before the law bounds it.
    pub value: Option<ShownValue>,
    /// Which end of the statutory range stands in its place.
    pub bounded: Option<StatutoryEnd>,
}

/// An end of a statutory range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StatutoryEnd {
    /// The least.
    Minimum,
    /// The most.
    Maximum,
}

/// A sum of weights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WeightsStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// What it starts from.
    pub start: Option<ShownValue>,
    /// What each factor adds.
    pub factors: Vec<FactorStatus>,
    /// The start with all factors, before the floor and the cap.
    pub sum: Option<ShownValue>,
    /// What it comes to.
    pub value: Option<ShownValue>,
    /// The rule behind it.
    pub basis: Vec<Cited>,
}

/// What one factor adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactorStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// How much.
    pub value: Option<ShownValue>,
    /// Whether that is its default, for want of facts.
    pub assumed: bool,
    /// The rule behind it.
    pub basis: Vec<Cited>,
}

/// Whether a penalty is imposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Imposed {
    /// With the others.
    Must,
    /// May be added.
    May,
    /// It, or another of those that stand beside it: exactly one.
    #[serde(rename = "one of")]
    OneOf,
    /// It, others of those that stand beside it, or several: at least one.
    #[serde(rename = "any of")]
    AnyOf,
    /// Not in this case.
    None,
    /// Not settled.
    Unknown,
}

/// Penalties of which the agency chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlternativePenalties {
    /// Their names.
    pub penalties: Vec<String>,
    /// At least one; else exactly one.
    pub any: bool,
    /// Whether one must be imposed at all.
    pub must: bool,
}

/// One circumstance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CircumstanceStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// `must` or `may`.
    pub modality: String,
    /// What it does.
    pub effects: Vec<String>,
    /// Whether it is given.
    pub state: Trilean,
    /// The law behind it.
    pub basis: Vec<Cited>,
}

/// How a proposed amount stands to all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProposalStatus {
    /// The penalty.
    pub penalty: String,
    /// The amount proposed.
    pub value: Option<ShownValue>,
    /// How it stands.
    pub position: Position,
    /// What a deviation needs.
    pub requires: Option<Message>,
    /// The law behind that.
    pub basis: Vec<Cited>,
    /// For a reader.
    pub text: Message,
}

/// Where a proposed amount lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Position {
    /// In the tier.
    Inside,
    /// Under the tier, within the statute.
    Below,
    /// Over the tier, within the statute.
    Above,
    /// Over one tier that the agency may choose and under another.
    Between,
    /// Outside what the law allows.
    Unlawful,
    /// Not settled.
    Unknown,
}
