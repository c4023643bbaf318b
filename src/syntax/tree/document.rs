//! `document` 文书.

use super::{Citation, Expr, Label, Name, Path};
use crate::text::Span;
use alloc::vec::Vec;

/// A text made from results.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `for review` 用于 审核: whose verdict it tells.
    pub about: Path,
    /// `basis` 依据.
    pub basis: Vec<Citation>,
    /// Its parts, in order.
    pub lines: Vec<DocumentLine>,
    /// Where.
    pub span: Span,
}

/// One part of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentLine {
    /// Which.
    pub kind: LineKind,
    /// Its text, with holes `{name}`.
    pub text: Label,
    /// `when` 当.
    pub when: Option<Expr>,
    /// Where.
    pub span: Span,
}

/// What part of a document a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// `title` 标题.
    Title,
    /// `paragraph` 段落.
    Paragraph,
    /// `signature` 落款.
    Signature,
}
