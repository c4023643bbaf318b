//! `pack` 规则包.

use super::{Label, Name, Path};
use crate::text::Span;
use alloc::string::String;
use alloc::vec::Vec;

/// The header of a pack; one per folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// Its id, kebab-case ASCII: `food-safety`.
    pub name: Name,
    /// `1.2.0`, as written.
    pub version: String,
    /// Its title.
    pub label: Option<Label>,
    /// `jurisdiction` 地域.
    pub jurisdiction: Option<Label>,
    /// `effective` 施行.
    pub effective: Option<Effective>,
    /// `use x as y` 引用 x 作为 y.
    pub uses: Vec<Use>,
    /// `applies x` 适用 x: the pack whose rules these are, with values or rules added.
    pub applies: Option<Name>,
    /// `with profile x` 采用 方案 x.
    pub profile: Option<Path>,
    /// `calendar cn` 日历 cn.
    pub calendar: Option<Name>,
    /// Where.
    pub span: Span,
}

/// `effective from … [to …]`, ISO dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effective {
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
    /// Where.
    pub span: Span,
}

/// Another pack that this one builds on.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// The other pack's id.
    pub pack: Name,
    /// Its name here; the id itself when `as` is absent.
    pub alias: Option<Path>,
    /// Where.
    pub span: Span,
}
