//! The tree: what a rule file says, without what it means. In: nothing, it is data. Never:
//! a resolved name, a type, a keyword's language. The same rules written with Chinese and with
//! English keywords give equal trees, spans aside (`File::without_spans` compares).

mod benchmark;
mod case;
mod citation;
mod deadline;
mod define;
mod document;
mod exception;
mod expr;
mod fact;
mod pack;
mod parameter;
mod review;
mod scope;
mod scorecard;
mod source;
mod spans;
mod table;
mod unit;
mod version;
mod weights;

pub use benchmark::{
    Benchmark, BenchmarkStatement, Circumstance, Conflict, Deviation, Each, EachSum,
    Effect, FineRow, Impose, Imposed, Modality, Move, Overlap, Penalty, PenaltyAmount,
    PenaltyKind, Portion, PortionOf, ProposedFine, Reduction, Tier, TierPenalty,
    TierResult,
};
pub use case::{CaseFile, Expectation, TestCase, TestStatement, VaryRow};
pub use citation::{Citation, CitedSource, Pinpoint};
pub use deadline::{Deadline, Direction, MonthEnd, Party, Roll, Suspension};
pub use define::Define;
pub use document::{Document, DocumentLine, LineKind};
pub use exception::{Exception, ExceptionResult};
pub use expr::{
    Bound, BoundWord, Case, CaseRow, CompareOp, CountUnit, Expr, ExprKind, Fold,
    Inclusion, Literal, Over, PeriodUnit, Range, Record, RoundingMode, Test,
};
pub use fact::{Fact, FactType, NumberType, Opt};
pub use pack::{Effective, Pack, Use};
pub use parameter::{Parameter, ParameterType, ParameterValue, Profile, Setting};
pub use review::{Ask, Criterion, Item, Layer, OnFail, Opinion, Review, ReviewStatement};
pub use scope::{Ground, GroundKind, Scope, ScopeStatement};
pub use scorecard::{Band, Indicator, Overall, Scorecard};
pub use source::{BoundConvention, DayMeaning, Source, SourceKind};
pub use table::{Column, Gather, Hit, Output, RowTest, Table, TableCell, TableRow};
pub use unit::{Unit, UnitSize};
pub use version::{Lenient, Version};
pub use weights::{Compute, Factor, Weights};

use crate::text::Span;
use alloc::string::String;
use alloc::vec::Vec;

/// One parsed file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct File {
    /// Its declarations in the order written; those that could not be read are left out.
    pub declarations: Vec<Declaration>,
}

/// One statement at the top of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Declaration {
    /// `pack` 规则包.
    Pack(Pack),
    /// `source` 依据文件.
    Source(Source),
    /// `unit` 单位.
    Unit(Unit),
    /// `fact` 事实.
    Fact(Fact),
    /// `parameter` 参数.
    Parameter(Parameter),
    /// `profile` 方案.
    Profile(Profile),
    /// `define` 定义.
    Define(Define),
    /// `circumstance` 情节, shared.
    Circumstance(Circumstance),
    /// `benchmark` 裁量基准.
    Benchmark(Benchmark),
    /// `review` 审核.
    Review(Review),
    /// `scope` 受理范围.
    Scope(Scope),
    /// `table` 决策表.
    Table(Table),
    /// `scorecard` 考核.
    Scorecard(Scorecard),
    /// `document` 文书.
    Document(Document),
    /// `deadline` 期限.
    Deadline(Deadline),
    /// `exception` 例外.
    Exception(Exception),
    /// `test` 测试.
    Test(TestCase),
    /// `test cases from "…"` 测试 用例 取自.
    CaseFile(CaseFile),
}

/// A name as declared, in NFC.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// The name, without backticks.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A name or names joined by dots, as used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// At least one segment.
    pub segments: Vec<Name>,
    /// Where.
    pub span: Span,
}

/// A label as written: `"甲" / "a"`, `"甲"`, or `/ "a"`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// The first text (Chinese), absent in `/ "a"`.
    pub zh: Option<String>,
    /// The second text (English).
    pub en: Option<String>,
    /// Where.
    pub span: Span,
}

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text between the quotes.
    pub text: String,
    /// Where, quotes included.
    pub span: Span,
}
