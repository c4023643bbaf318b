//! `parameter` 参数 and `profile` 方案.

use super::{Citation, Effective, Expr, FactType, Label, Name, Path, Range};
use crate::text::Span;
use alloc::vec::Vec;

/// A constant of the pack that a profile may set.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// What it may be.
    pub ty: ParameterType,
    /// After `=`; without one, a profile has to say it.
    pub value: Option<ParameterValue>,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// What a parameter may be.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterType {
    /// One value of a type that facts have, too.
    Plain(FactType),
    /// `period` 期间.
    Period,
    /// `range of money` 区间 金额.
    RangeOf(FactType),
}

/// What stands after `=`.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterValue {
    /// `2万元`.
    One(Expr),
    /// `over 2万元`.
    Range(Range),
}

/// Values of parameters that go together.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `effective` 施行.
    pub effective: Option<Effective>,
    /// `basis` 依据, of every value that has none of its own.
    pub basis: Vec<Citation>,
    /// The values.
    pub settings: Vec<Setting>,
    /// Where.
    pub span: Span,
}

/// One value: `line = over 2万元 basis …`.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The parameter.
    pub parameter: Path,
    /// What it is set to.
    pub value: ParameterValue,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Where.
    pub span: Span,
}
