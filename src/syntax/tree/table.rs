//! `table` 决策表.

use super::{Citation, Expr, Label, Name, Path, Range, Version};
use crate::text::Span;
use alloc::vec::Vec;

/// A decision table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// Which version it is.
    pub version: Version,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// `hit` 命中.
    pub hit: Hit,
    /// What the rows test, in order.
    pub columns: Vec<Column>,
    /// What the rows come to, in order.
    pub outputs: Vec<Output>,
    /// The rows, those with `override` 优先 among them, in the order written.
    pub rows: Vec<TableRow>,
    /// Where.
    pub span: Span,
}

/// Which of the rows that are true counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hit {
    /// `first` 首个.
    First,
    /// `unique` 唯一, also where the table says nothing.
    Unique,
    /// `priority` 优先级: the one whose first output stands first among its options.
    Priority,
    /// `collect` 全取: all of them.
    Collect(Gather),
}

/// What is made of all rows that are true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gather {
    /// Nothing said: the set of their options.
    Set,
    /// `sum` 合计.
    Sum,
    /// `highest` 最高.
    Highest,
    /// `lowest` 最低.
    Lowest,
    /// `count` 计数.
    Count,
}

/// What one column tests.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The value looked at.
    pub value: Expr,
    /// Its label.
    pub label: Option<Label>,
    /// Where.
    pub span: Span,
}

/// One thing that a row comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `as FACT` 作为: the fact whose options its words are.
    pub options: Option<Path>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// When it is true.
    pub test: RowTest,
    /// What it comes to, by output.
    pub values: Vec<TableCell>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// When a row is true.
#[derive(Debug, Clone, PartialEq)]
pub enum RowTest {
    /// Each cell joined to its column; `None` is `any` 不限.
    Cells(Vec<Option<Expr>>),
    /// `override NAME LABEL when` 优先: a condition of its own, before all cells.
    Override(Name, Option<Label>, Expr),
    /// `otherwise` 否则.
    Otherwise,
}

/// What a row comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum TableCell {
    /// A value.
    Value(Expr),
    /// A range, or `base at …` / base 的 ….
    Range {
        /// What the range multiplies.
        base: Option<Expr>,
        /// The range.
        range: Range,
    },
}
