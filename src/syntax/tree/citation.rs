//! Citations: `FSL 122(1)`, 《食品安全法》第一百二十二条第一款, `三项制度意见 "第四部分"`.

use super::{Path, Text};
use crate::text::Span;
use alloc::string::String;

/// A pinpoint citation.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The source as cited.
    pub source: CitedSource,
    /// The place in it; absent when the whole text is meant.
    pub pinpoint: Option<Pinpoint>,
    /// Where.
    pub span: Span,
}

/// How a citation names its source.
#[derive(Debug, Clone, PartialEq)]
pub enum CitedSource {
    /// By name, perhaps of a used pack: `FSL`, `apl.APL`.
    Path(Path),
    /// By Chinese title: 《行政处罚法》. The text is without 《》.
    Title(Text),
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pinpoint {
    /// Article, and paragraph and item where given: `33(1)(2)`, `83 item 2`, `12-1` (第十二条之一).
    Article {
        /// 条.
        article: u32,
        /// 之一, 之二 …: the article inserted after `article`.
        inserted: Option<u32>,
        /// 款.
        paragraph: Option<u32>,
        /// 项.
        item: Option<u32>,
    },
    /// A numbered section of a table or plan: `§2.7.1`; the text is without `§`.
    Section(String),
    /// A place of an unnumbered text: `"第二部分（三）"`.
    Quoted(String),
}
