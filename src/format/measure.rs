//! How long a line is, whichever language its keywords are in. In: tokens. Out: columns.
//! Never: a length that the language decides: a file must be broken alike in both.

use super::language::{article, period};
use crate::diagnostic::Language;
use crate::syntax::Bracket;
use crate::syntax::literals::split_number;
use crate::syntax::pieces::{Piece, PieceKind};
use unicode_width::UnicodeWidthStr as _;

/// The columns of a text: a Chinese character has two.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// The columns that a token takes in the language where it takes more, its space included.
pub(super) fn longest(piece: &Piece, text: &str) -> usize {
    let either = |form: &dyn Fn(Language) -> usize| {
        form(Language::Zh).max(form(Language::En)).saturating_add(1)
    };
    match piece.kind {
        PieceKind::Keyword => match piece.keyword {
            // `from A to B` has a word that A以上B以下 does without, and 自…起 one more.
            Some(word)
                if matches!(
                    word.id,
                    "to" | "up_to" | "of" | "since_close" | "until_close"
                ) =>
            {
                0
            }
            Some(word) => either(&|language| columns(word.form(language))),
            None => columns(text).saturating_add(1),
        },
        PieceKind::Article => {
            // 第33条 and 第三十三条 are one article: what counts is how it is written anew.
            let english = article(text, Language::En);
            either(&|language| columns(&article(&english, language)))
        }
        PieceKind::Period => {
            let english = period(text, Language::En);
            either(&|language| columns(&period(&english, language)))
        }
        PieceKind::CountOf | PieceKind::Multiple => {
            columns(split_number(text).0).saturating_add(3)
        }
        PieceKind::Inclusion => 8,
        PieceKind::Open(Bracket::Curly | Bracket::Square)
        | PieceKind::Close(Bracket::Curly | Bracket::Square)
        | PieceKind::Parting(';') => 2,
        // The space behind it was counted with what stands before.
        PieceKind::Comma | PieceKind::Parting(_) => 1,
        // (-5)以上 needs brackets, `from -5` does not.
        PieceKind::Open(Bracket::Round)
        | PieceKind::Close(Bracket::Round)
        | PieceKind::Pause
        | PieceKind::Comment => 0,
        PieceKind::Word
        | PieceKind::Number
        | PieceKind::Path
        | PieceKind::Text
        | PieceKind::Title
        | PieceKind::Colon
        | PieceKind::Bar
        | PieceKind::Slash
        | PieceKind::Divide
        | PieceKind::Sign
        | PieceKind::Unary => columns(text).saturating_add(1),
    }
}
