//! The tokens of a text with what its layout goes by. In: nothing, it is data. Out: places,
//! as byte offsets. Never: which kind of declaration a token belongs to: all have one shape.

use super::keywords::Keyword;
use super::scan::Bracket;
use super::surface::Stretch;

/// One token of a text without mistakes, or a comment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) at: Stretch,
    pub(crate) kind: PieceKind,
    /// The keyword that it is.
    pub(crate) keyword: Option<&'static Keyword>,
    pub(crate) place: Place,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// A keyword; `of` after a count is one, 项 in `2项` is not.
    Keyword,
    /// A name, an amount, a date.
    Word,
    /// A number alone: two of them may stand tight around `/`.
    Number,
    /// The number of `at least 2 of`, 至少2项.
    CountOf,
    /// `5 workdays`, 5个工作日.
    Period,
    /// `10x`, 10倍.
    Multiple,
    /// `33(1)`, 第三十三条第一款.
    Article,
    /// A path of names with dots.
    Path,
    /// A text in quotation marks.
    Text,
    /// 《…》, or a name in backticks.
    Title,
    /// `(incl)`, （不含）.
    Inclusion,
    Open(Bracket),
    Close(Bracket),
    /// What parts two things in braces or two statements: `,` or `;`.
    Parting(char),
    /// A comma inside a statement.
    Comma,
    /// 、 between the two ends of a range, which belongs to neither.
    Pause,
    Colon,
    /// `|` between the cells of a table.
    Bar,
    /// `/` between the two halves of a label.
    Slash,
    Divide,
    /// `=`, `>=`, `+` and the like between two values.
    Sign,
    /// `-` before a value.
    Unary,
    Comment,
}

/// What begins at a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A statement, by its keyword.
    Statement,
    /// A row, a condition, an option, a field: what stands in braces without a keyword.
    Entry,
    /// A clause of a statement, before which a line may end.
    Clause,
    /// The braces that belong to a whole statement.
    Block,
    /// Nothing of its own.
    Inside,
}

impl Place {
    /// Returns whether something in a block begins here.
    pub(crate) const fn is_member(self) -> bool {
        matches!(self, Self::Statement | Self::Entry)
    }
}
