//! The answers to single declarations, as data.

use crate::diagnostic::Message;
use alloc::string::String;
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
        }
    }

    /// Takes the reasons out, of the verdicts inside it too.
    pub(crate) fn clear_reasons(&mut self) {
        match self {
            Self::Benchmark(verdict) => verdict.clear_reasons(),
            Self::Define(_) | Self::Deadline(_) | Self::Review(_) | Self::Scope(_) => {
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
    pub source: String,
    /// The place in it.
    pub pinpoint: String,
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

/// A deadline's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeadlineVerdict {
    /// What every verdict has.
    #[serde(flatten)]
    pub head: Head,
    /// The exception that gives its length.
    pub exception: Option<AppliedException>,
    /// How long it is.
    pub period: Message,
    /// The law by which its days are working days.
    pub converted: Option<Cited>,
    /// Whether it precedes its event.
    pub backwards: bool,
    /// The day it is counted from.
    pub event: Option<String>,
    /// The last day.
    pub due: Option<String>,
    /// A day it rests on is not covered by the published calendar.
    pub provisional: bool,
    /// The days that are not counted.
    pub suspensions: Vec<SuspensionStatus>,
    /// How it was done.
    pub met: Option<Met>,
    /// How it stands at the as-of date.
    pub state: Option<DeadlineState>,
    /// Working days left after the as-of date, for periods counted in them.
    pub workdays_left: Option<String>,
}

/// Days that a deadline does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuspensionStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// The first day not counted.
    pub from: Option<String>,
    /// The day on which counting goes on.
    pub to: Option<String>,
    /// How many days lie between the two.
    pub days: Option<String>,
    /// How it stands at the as-of date.
    pub state: SuspensionState,
    /// The law behind it.
    pub basis: Vec<Cited>,
}

/// How a suspension stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum SuspensionState {
    /// There is none.
    #[serde(rename = "not applicable")]
    NotApplicable,
    /// It is not known whether there is one, or since when.
    #[serde(rename = "unknown")]
    Unknown,
    /// It lies ahead.
    #[serde(rename = "not started")]
    NotStarted,
    /// It lasts.
    #[serde(rename = "running")]
    Running,
    /// It is over.
    #[serde(rename = "ended")]
    Ended,
}

/// What was done about a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Met {
    /// When.
    pub on: String,
    /// Whether that was after the last day, if this is settled.
    pub late: Option<bool>,
}

/// An exception that gives an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AppliedException {
    /// Its path.
    pub name: String,
    /// Its label.
    pub label: Message,
}

/// How a deadline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum DeadlineState {
    /// It rests.
    #[serde(rename = "suspended")]
    Suspended,
    /// It was done in time.
    #[serde(rename = "met")]
    Met,
    /// The event lies ahead.
    #[serde(rename = "not started")]
    NotStarted,
    /// It runs.
    #[serde(rename = "running")]
    Running,
    /// Today is the last day.
    #[serde(rename = "due")]
    Due,
    /// The last day has passed, or it was done after it.
    #[serde(rename = "overdue")]
    Overdue,
}

/// A benchmark's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BenchmarkVerdict {
    /// What every verdict has.
    #[serde(flatten)]
    pub head: Head,
    /// The tier, when settled.
    pub tier: Option<String>,
    /// All tiers.
    pub tiers: Vec<TierStatus>,
    /// All penalties.
    pub penalties: Vec<PenaltyStatus>,
    /// All circumstances.
    pub circumstances: Vec<CircumstanceStatus>,
    /// What is proposed.
    pub proposals: Vec<ProposalStatus>,
    /// Which of two laws it follows, and what both come to; only where the rules ask for the
    /// lighter of the law at the act and the law at the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lenient: Option<Lenient>,
}

impl BenchmarkVerdict {
    fn clear_reasons(&mut self) {
        self.head.because.clear();
        if let Some(lenient) = &mut self.lenient {
            let both = lenient.act.iter_mut().chain(&mut lenient.decision);
            both.for_each(Self::clear_reasons);
        }
    }
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
    /// The law behind it.
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
    /// Not in this case.
    None,
    /// Not settled.
    Unknown,
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

/// A scope's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScopeVerdict {
    /// What every verdict has.
    #[serde(flatten)]
    pub head: Head,
    /// The answer, when settled.
    pub decision: Option<String>,
    /// The ground that gives it.
    pub ground: Option<String>,
    /// All grounds.
    pub grounds: Vec<GroundStatus>,
}

/// One ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroundStatus {
    /// Its name.
    pub name: String,
    /// Which answer it gives.
    pub kind: String,
    /// Its label.
    pub label: Message,
    /// How it stands.
    pub status: Status,
    /// Where the application goes.
    pub send_to: Option<Message>,
    /// The law behind it.
    pub basis: Vec<Cited>,
}
