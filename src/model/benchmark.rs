//! Benchmarks and circumstances.

use super::{
    Alternatives, CircumstanceId, Citation, Computed, Each, Expr, Ladder, Move,
    TableRange, VersionId, Weights,
};
use crate::diagnostic::Message;
use crate::text::Span;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A ground with an effect on the penalty.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Circumstance {
    /// Its path as the main pack sees it.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The periods it must be in to count; none where it has no versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) in_force: Vec<VersionId>,
    /// Whether the law binds or permits.
    pub(crate) modality: Modality,
    /// What it does.
    pub(crate) effects: Vec<Effect>,
    /// What an effect that moves needs beside its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) moves: Option<Move>,
    /// When it is given.
    pub(crate) when: Expr,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}

/// Whether the law binds or permits.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Modality {
    /// 应当.
    Must,
    /// 可以.
    May,
}

/// What a circumstance does.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Effect {
    /// 不予处罚.
    Exempt,
    /// 减轻.
    Mitigate,
    /// 从轻.
    Lighten,
    /// 从重.
    Aggravate,
    /// 升档.
    Raise,
    /// 降档.
    Lower,
    /// 档内从高.
    #[serde(rename = "tier top")]
    Top,
    /// 档内从低.
    #[serde(rename = "tier bottom")]
    Bottom,
    /// 顶格.
    Maximum,
    /// 底格.
    Minimum,
    /// 减幅.
    Reduce,
}

/// A discretion standard for one violation.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Benchmark {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The periods it must be in to count; none where it has no versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) in_force: Vec<VersionId>,
    /// The provision that sets the penalty.
    pub(crate) basis: Vec<Citation>,
    /// Whether it applies to the case.
    pub(crate) when: Option<Expr>,
    /// What the law provides.
    pub(crate) penalties: Vec<Penalty>,
    /// Which penalties stand together.
    pub(crate) impose: Vec<Impose>,
    /// Of which the agency chooses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) alternatives: Vec<Alternatives>,
    /// The circumstances that count: its own and those taken in.
    pub(crate) circumstances: Vec<CircumstanceId>,
    /// Sums of weights.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) weights: Vec<Weights>,
    /// Tiers and conflicts, tried in order.
    pub(crate) steps: Vec<Step>,
    /// Tiers that overlap or move to an end of the statute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ladder: Option<Ladder>,
    /// What is proposed.
    pub(crate) proposals: Vec<Proposal>,
    /// What a proposal outside the tier needs, and why.
    pub(crate) deviation: Option<(Message, Vec<Citation>)>,
    /// The list for whose records it is decided, one by one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) each: Option<Each>,
    /// The record of the case that it is written out for.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) record: Option<usize>,
}

/// A penalty the law provides.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Penalty {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The agency may leave it out.
    pub(crate) may: bool,
    /// What kind.
    pub(crate) kind: PenaltyKind,
    /// How much.
    pub(crate) amount: PenaltyAmount,
    /// The formula for how much of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) computed: Option<Computed>,
    /// Only then.
    pub(crate) when: Option<Expr>,
    /// Why.
    pub(crate) basis: Vec<Citation>,
}

/// The kinds of penalty.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
#[serde(into = "&'static str")]
pub(crate) enum PenaltyKind {
    /// 警告.
    Warning,
    /// 通报批评.
    Criticism,
    /// 罚款.
    Fine,
    /// 没收.
    Confiscate,
    /// 暂扣许可.
    SuspendLicence,
    /// 降低资质.
    Downgrade,
    /// 吊销许可.
    RevokeLicence,
    /// 限制经营.
    RestrictBusiness,
    /// 停产停业.
    StopBusiness,
    /// 责令关闭.
    CloseDown,
    /// 限制从业.
    BarFromTrade,
    /// 拘留.
    Detain,
    /// 责令改正.
    OrderCorrection,
}

impl PenaltyKind {
    /// Returns its keyword.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Criticism => "criticism",
            Self::Fine => "fine",
            Self::Confiscate => "confiscate",
            Self::SuspendLicence => "suspend licence",
            Self::Downgrade => "downgrade",
            Self::RevokeLicence => "revoke licence",
            Self::RestrictBusiness => "restrict business",
            Self::StopBusiness => "stop business",
            Self::CloseDown => "close down",
            Self::BarFromTrade => "bar from trade",
            Self::Detain => "detain",
            Self::OrderCorrection => "order correction",
        }
    }
}

impl From<PenaltyKind> for &'static str {
    fn from(kind: PenaltyKind) -> Self {
        kind.word()
    }
}

/// How much of a penalty.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum PenaltyAmount {
    /// Nothing to measure.
    Plain,
    /// Things.
    Things(Message),
    /// An amount, less another, and never less than nothing.
    Amount {
        /// The amount.
        value: Expr,
        /// What is taken off.
        less: Option<Expr>,
    },
    /// The first row that is true.
    Rows(Vec<FineRow>),
}

/// One row of a statutory range.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct FineRow {
    /// When; `None` is otherwise.
    pub(crate) when: Option<Expr>,
    /// The lower end and whether it is included.
    pub(crate) lower: Option<(Expr, bool)>,
    /// The upper end.
    pub(crate) upper: Option<(Expr, bool)>,
}

/// How one penalty stands to the others.
#[derive(Debug, Clone, Copy, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Impose {
    /// The penalty's position.
    pub(crate) penalty: usize,
    /// 并处, or 可以并处.
    pub(crate) must: bool,
}

/// A tier or a conflict.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Step {
    /// Its name; a conflict's is made of its sides.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// When; `None` is otherwise.
    pub(crate) when: Option<Expr>,
    /// The agency may go on to the next.
    pub(crate) may: bool,
    /// Tier or conflict.
    pub(crate) kind: StepKind,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}

/// What a step is.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum StepKind {
    /// A tier.
    Tier(TierResult),
    /// Circumstances of both sides, to be weighed by a person.
    Conflict(Effect, Effect),
}

/// What a tier comes to.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum TierResult {
    /// No penalty.
    NoPenalty,
    /// A person decides.
    NeedsJudgement,
    /// Portions; other penalties stand as the law has them.
    Penalties(Vec<TierPenalty>),
}

/// What a tier makes of one penalty.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct TierPenalty {
    /// The penalty's position.
    pub(crate) penalty: usize,
    /// Below the statutory minimum, on a ground of its own.
    pub(crate) below_statute: bool,
    /// Which part; `None`: all of it.
    pub(crate) portion: Option<Portion>,
}

/// A part of a statutory range.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Portion {
    /// Percent of what.
    pub(crate) of: PortionOf,
    /// The lower end and whether it is included.
    pub(crate) lower: Option<(Expr, bool)>,
    /// The upper end.
    pub(crate) upper: Option<(Expr, bool)>,
    /// The table whose row gives the amounts, in each of its versions; both ends are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) tables: Vec<TableRange>,
}

/// What a portion is a part of.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
pub(crate) enum PortionOf {
    /// Minimum + (maximum − minimum) × percent.
    Span,
    /// Maximum × percent.
    Maximum,
    /// Minimum × percent.
    Minimum,
    /// The amounts themselves.
    Amount,
}

/// A proposed amount.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Proposal {
    /// The penalty's position.
    pub(crate) penalty: usize,
    /// The amount.
    pub(crate) value: Expr,
}
