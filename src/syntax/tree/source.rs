//! `source` 依据文件.

use super::{Effective, Inclusion, Label, Name};
use crate::text::Span;
use alloc::string::String;
use alloc::vec::Vec;

/// A law or document relied on.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its short name: `FSL`, 行政处罚法.
    pub name: Name,
    /// Its title.
    pub label: Option<Label>,
    /// After the colon.
    pub kind: SourceKind,
    /// `number` 文号.
    pub number: Option<String>,
    /// `issuer` 制定机关.
    pub issuer: Option<Label>,
    /// `issued` 公布, ISO date.
    pub issued: Option<String>,
    /// `effective` 施行.
    pub effective: Option<Effective>,
    /// `repealed` 废止, ISO date.
    pub repealed: Option<String>,
    /// `checked until` 核对至, ISO date: until when the text is known to be current.
    pub checked_until: Option<String>,
    /// `bounds` 数界.
    pub bounds: BoundConvention,
    /// `count as workdays` 按工作日计: which of its days are working days; `None`: none.
    pub workdays: Option<DayMeaning>,
    /// `unverified` 待核实: the text itself was not seen.
    pub unverified: bool,
    /// Where.
    pub span: Span,
}

/// How a source reads its own words of bound; `None` is the default, included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoundConvention {
    /// 以上.
    pub from: Option<Inclusion>,
    /// 以下.
    pub up_to: Option<Inclusion>,
}

/// Which periods written in days a source means as working days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayMeaning {
    /// `3, 5, 7, 10`: those of just so many days.
    Listed(Vec<u32>),
    /// `at most 10` 至多 10.
    AtMost(u32),
    /// `all` 全部.
    All,
}

/// The rank of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// 法律.
    Law,
    /// 行政法规.
    Regulation,
    /// 地方性法规.
    LocalRegulation,
    /// 规章.
    Rule,
    /// 规范性文件.
    Guidance,
}
