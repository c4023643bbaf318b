//! `benchmark` 裁量基准 and `circumstance` 情节.

use super::{Citation, Compute, Expr, Label, Name, Path, Range, Version, Weights};
use crate::text::Span;
use alloc::vec::Vec;

/// A discretion standard for one violation.
#[derive(Debug, Clone, PartialEq)]
pub struct Benchmark {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// Which version it is.
    pub version: Version,
    /// `basis` 依据: the provision that sets the penalty.
    pub basis: Vec<Citation>,
    /// `with apl` 采用 apl: packs whose circumstances count here.
    pub with: Vec<Path>,
    /// `for each of` 逐一: it is decided once for every record of a list.
    pub each: Option<Each>,
    /// `when` 当: whether the benchmark applies at all (the violation is established).
    pub when: Option<Expr>,
    /// What stands in the block, in order.
    pub statements: Vec<BenchmarkStatement>,
    /// Where.
    pub span: Span,
}

/// A statement in a benchmark's block.
#[derive(Debug, Clone, PartialEq)]
pub enum BenchmarkStatement {
    /// `penalty` 处罚.
    Penalty(Penalty),
    /// `impose` 处以.
    Impose(Impose),
    /// `circumstance` 情节.
    Circumstance(Circumstance),
    /// `tier` 阶次.
    Tier(Tier),
    /// `conflict` 并存.
    Conflict(Conflict),
    /// `proposed` 拟处.
    Proposed(ProposedFine),
    /// `deviation` 偏离.
    Deviation(Deviation),
    /// `weights` 权重.
    Weights(Weights),
    /// `compute` 计算.
    Compute(Compute),
    /// `override` 优先: a tier that is tried before the others.
    Override(Tier),
    /// `overlap` 竞合.
    Overlap(Overlap),
    /// `sum of fine` 合计 罚款.
    Sum(EachSum),
}

/// `for each of persons where role is head` 逐一 责任人员 满足 …: for whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Each {
    /// The list.
    pub list: Path,
    /// `where` 满足: only for these records.
    pub when: Option<Expr>,
    /// Where.
    pub span: Span,
}

/// `sum of fine capped at 3万元` 合计 罚款 封顶 3万元: what the records come to together.
#[derive(Debug, Clone, PartialEq)]
pub struct EachSum {
    /// Which penalty.
    pub penalty: Path,
    /// `capped at` 封顶.
    pub cap: Option<Expr>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// A penalty the law provides.
#[derive(Debug, Clone, PartialEq)]
pub struct Penalty {
    /// Its name; tiers use it.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `may` 可以 before the kind: the agency may leave it out.
    pub may: bool,
    /// What kind.
    pub kind: PenaltyKind,
    /// How much.
    pub amount: PenaltyAmount,
    /// `when` 当: only then.
    pub when: Option<Expr>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// The kinds of penalty (APL art. 9; an order to correct is none, APL art. 28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PenaltyKind {
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

/// How much of a penalty.
#[derive(Debug, Clone, PartialEq)]
pub enum PenaltyAmount {
    /// Nothing to measure: a warning, a revocation.
    Plain,
    /// Things: `confiscate "工具、设备"`.
    Things(Label),
    /// An amount: `confiscate gains less refunded` (the second part may be absent).
    Amount {
        /// What is taken.
        value: Expr,
        /// `less` 扣除.
        less: Option<Expr>,
    },
    /// One range or several: `fine 5万元 to 10万元`, `fine base at 10x to 20x`, or rows.
    Rows(Vec<FineRow>),
}

/// One row of a penalty's range; a range without rows is one row without condition.
#[derive(Debug, Clone, PartialEq)]
pub struct FineRow {
    /// When; `None` is `otherwise` (or the only row).
    pub when: Option<Expr>,
    /// `base at …` / base 的 …: what the range multiplies.
    pub base: Option<Expr>,
    /// The range; a single value is a range from it to it, both included.
    pub range: Range,
    /// Where.
    pub span: Span,
}

/// `impose a plus b may plus c` 处以 a 并处 b 可以并处 c: which penalties stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Impose {
    /// The first penalty.
    pub first: Imposed,
    /// The others; true: they must be added (并处), false: they may be (可以并处).
    pub rest: Vec<(bool, Imposed)>,
    /// Where.
    pub span: Span,
}

/// One penalty, or several of which the agency chooses.
#[derive(Debug, Clone, PartialEq)]
pub struct Imposed {
    /// The penalties.
    pub penalties: Vec<Path>,
    /// `any of { a, b }` 任一: at least one of them; else, of several, exactly one.
    pub any: bool,
    /// Where.
    pub span: Span,
}

/// A ground with an effect on the penalty.
#[derive(Debug, Clone, PartialEq)]
pub struct Circumstance {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// Which version it is.
    pub version: Version,
    /// `must` 应当 or `may` 可以.
    pub modality: Modality,
    /// One effect, or several parted by `or`.
    pub effects: Vec<Effect>,
    /// What an effect that moves needs beside its name.
    pub moves: Option<Move>,
    /// `when` 当.
    pub when: Expr,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// Whether the law binds or permits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modality {
    /// 应当.
    Must,
    /// 可以.
    May,
}

/// What a circumstance does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
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
    Top,
    /// 档内从低.
    Bottom,
    /// 顶格.
    Maximum,
    /// 底格.
    Minimum,
    /// 减幅.
    Reduce,
}

/// What moves the tier, or changes what it leaves.
#[derive(Debug, Clone, PartialEq)]
pub enum Move {
    /// `raise 1 otherwise maximum` 升档 1 否则 顶格, `lower 1 otherwise minimum`.
    By {
        /// How many tiers.
        tiers: u32,
        /// Beyond the last tier the maximum, or the minimum; else the last tier stays.
        otherwise: Option<Effect>,
        /// Where.
        span: Span,
    },
    /// `reduce f 30% to 50% not below 10万元` 减幅 罚 30%至50% 保底 10万元.
    Reduce(Reduction),
}

/// By how much an amount is reduced.
#[derive(Debug, Clone, PartialEq)]
pub struct Reduction {
    /// Of which penalty; absent: of the fines.
    pub penalty: Option<Path>,
    /// The least.
    pub least: Expr,
    /// The most.
    pub most: Expr,
    /// `not below` 保底.
    pub floor: Option<Expr>,
    /// `below statute` 低于法定.
    pub below_statute: bool,
    /// Where.
    pub span: Span,
}

/// `overlap take heaviest` 竞合 取 最重: of several tiers that are true.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// The heaviest (last written) is taken; else the lightest.
    pub heaviest: bool,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// One tier; tiers and conflicts are tried in the order written, the first that is true decides.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `when` 当; `None` is `when otherwise` 当 否则.
    pub when: Option<Expr>,
    /// `then may …` 则 可以 …: the agency may choose this tier or go on to the next that is true.
    pub may: bool,
    /// What follows.
    pub then: TierResult,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// What a tier comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum TierResult {
    /// `no penalty` 不予处罚.
    NoPenalty,
    /// `needs judgement` 人工裁量.
    NeedsJudgement,
    /// Portions of the penalties named; others stand as the law has them.
    Penalties(Vec<TierPenalty>),
}

/// What a tier makes of one penalty.
#[derive(Debug, Clone, PartialEq)]
pub struct TierPenalty {
    /// Which penalty.
    pub penalty: Path,
    /// `below statute` 低于法定.
    pub below_statute: bool,
    /// Which part of it; absent: as the law has it.
    pub portion: Option<Portion>,
    /// Where.
    pub span: Span,
}

/// A part of a statutory range.
#[derive(Debug, Clone, PartialEq)]
pub struct Portion {
    /// Percent of what.
    pub of: PortionOf,
    /// The percentages, or the amounts themselves ([`PortionOf::Amount`]).
    pub range: Range,
}

/// What a portion's percentages are taken of.
#[derive(Debug, Clone, PartialEq)]
pub enum PortionOf {
    /// `by span` 按幅度: minimum + (maximum − minimum) × percent.
    Span,
    /// `by maximum` 按上限.
    Maximum,
    /// `by minimum` 按下限.
    Minimum,
    /// `base at …`: a base said here.
    Base(Expr),
    /// Nothing: the range is an amount.
    Amount,
}

/// `conflict lighten and aggravate then needs judgement` 并存 从轻 与 从重 则 人工裁量.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// One side.
    pub left: Effect,
    /// The other.
    pub right: Effect,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// `proposed fine = x` 拟处 罚款 = x.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedFine {
    /// Which penalty is proposed.
    pub penalty: Path,
    /// The amount.
    pub value: Expr,
    /// Where.
    pub span: Span,
}

/// `deviation requires "集体讨论"` 偏离 须经.
#[derive(Debug, Clone, PartialEq)]
pub struct Deviation {
    /// What a proposal outside the tier needs.
    pub requires: Label,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}
