//! `fact` 事实.

use super::{Citation, Expr, Label, Name, Range};
use crate::text::Span;
use crate::value::TextFormat;
use alloc::vec::Vec;

/// A typed input.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// Its type.
    pub ty: FactType,
    /// `question` 提问.
    pub question: Option<Label>,
    /// `group` 分组.
    pub group: Option<Label>,
    /// `default` 缺省.
    pub default: Option<Expr>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// The type of a fact, with its constraint.
#[derive(Debug, Clone, PartialEq)]
pub enum FactType {
    /// `bool` 是非.
    Bool,
    /// `integer` 整数.
    Integer(NumberType),
    /// `number` 数值.
    Number(NumberType),
    /// `money` 金额.
    Money(NumberType),
    /// `percent` 百分比.
    Percent(NumberType),
    /// `date` 日期.
    Date(Option<Range>),
    /// `moment` 时刻: a date with the time of day, to the minute.
    Moment,
    /// `text` 文本, with its `format` 格式.
    Text(Option<TextFormat>),
    /// `judgement` 人工判断.
    Judgement,
    /// `one of { … }` 单选.
    OneOf(Vec<Opt>),
    /// `any of { … }` 多选.
    AnyOf(Vec<Opt>),
    /// `list of { … }` 列表: its fields are facts without a `group`.
    List(Vec<Fact>),
}

/// What limits a number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NumberType {
    /// `at least 0元`.
    pub range: Option<Range>,
    /// `unit "吨" / "t"` 单位.
    pub unit: Option<Label>,
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Opt {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
}
