//! Whether a space stands between two tokens of a line. In: the two. Out: yes or no.
//! Never: words parted that were written together, or joined that were written apart, except
//! where both languages have one way of writing a bound.

use super::layout::Token;
use crate::syntax::Bracket;
use crate::syntax::pieces::PieceKind;

/// Returns whether a space stands before `next`.
pub(super) fn space(before: &Token, next: &Token) -> bool {
    use PieceKind::{
        Bar, Close, Colon, Comma, Comment, Divide, Inclusion, Keyword, Open, Parting,
        Pause, Sign, Slash, Text, Title, Unary, Word,
    };
    match (before.kind, next.kind) {
        (_, Comment) => true,
        (Open(Bracket::Curly), Close(Bracket::Curly)) => false,
        (_, Close(Bracket::Round | Bracket::Square) | Comma | Pause | Inclusion)
        | (Open(Bracket::Round | Bracket::Square) | Pause, _) => false,
        (_, Parting(sign)) => sign == ';',
        (Divide, _) | (_, Divide) => before.text != "/" && next.text != "/",
        (Parting(_) | Comma | Colon | Bar | Slash | Sign | Text, _)
        | (_, Colon | Bar | Slash | Sign | Text)
        | (Open(Bracket::Curly) | Close(Bracket::Curly), _)
        | (_, Open(Bracket::Curly) | Close(Bracket::Curly)) => true,
        // Two signs would be read as a comment.
        (Unary, Unary) => true,
        (Unary, _) => false,
        (Keyword | Word, Title) => true,
        _ => next.space,
    }
}
