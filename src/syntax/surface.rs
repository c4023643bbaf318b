//! What in a text belongs to one tongue: keywords, and the few places where the order of
//! words differs. In: nothing, it is data. Out: places, as byte offsets. Never: a name, a
//! label, a comment, which belong to their author.

use super::keywords::Keyword;
use super::tree::Inclusion;
use alloc::vec::Vec;

/// A stretch of text that is written differently in the other language.
#[derive(Debug, Clone)]
pub(crate) struct Surface {
    pub(crate) at: Stretch,
    pub(crate) kind: SurfaceKind,
    /// The stretches inside it.
    pub(crate) inside: Vec<Surface>,
}

/// Bytes of the text, `end` not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What kind of stretch it is.
#[derive(Debug, Clone)]
pub(crate) enum SurfaceKind {
    /// A keyword that is replaced where it stands.
    Keyword(&'static Keyword),
    /// A range: `from A to under B`, A以上不足B.
    Range { lower: Option<BoundSurface>, upper: Option<BoundSurface>, english: bool },
    /// `within P`, P内.
    Within { period: Stretch, english: bool },
    /// 起 or 止 after a value; `english` if the opening word was, which has no closing one.
    Close { keyword: &'static Keyword, english: bool, needed: bool },
    /// `(incl)`, （含） after the end of a count.
    Inclusion(Inclusion),
    /// `2 of`, 2项 before a list.
    CountOf { number: Stretch },
    /// `5 workdays`, 5个工作日.
    Period,
    /// `10x`, 10倍.
    Multiple,
    /// `33(1)`, 第三十三条第一款.
    Article,
}

/// One end of a range as written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BoundSurface {
    /// Its word; none in the lower end of `A to B`.
    pub(crate) word: Option<&'static Keyword>,
    pub(crate) value: Stretch,
    pub(crate) inclusion: Option<Inclusion>,
}
