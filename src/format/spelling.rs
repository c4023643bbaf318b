//! One way to write each sign. In: a token. Out: how it is written. Never: a word of the
//! author's: names, numbers, texts and comments stay.

use crate::diagnostic::Language;
use crate::syntax::is_blank;
use crate::syntax::pieces::{Piece, PieceKind};
use alloc::string::{String, ToString};

/// Returns how a token is written; `tongue` is the language of its statement's keyword.
pub(super) fn spelling(piece: &Piece, written: &str, tongue: Language) -> String {
    match piece.kind {
        PieceKind::Keyword => keyword(piece, written, tongue),
        PieceKind::Comment => match written.strip_prefix("——") {
            Some(rest) => ["--", rest].concat(),
            None => written.to_string(),
        },
        PieceKind::Text => text(written),
        PieceKind::Title => written.to_string(),
        PieceKind::Path => written.replace(['。', '．'], "."),
        PieceKind::Inclusion => inclusion(written),
        PieceKind::Article => {
            single_blanks(written).replace('（', "(").replace('）', ")")
        }
        PieceKind::Word
        | PieceKind::Number
        | PieceKind::CountOf
        | PieceKind::Period
        | PieceKind::Multiple => single_blanks(written).replace('％', "%"),
        PieceKind::Open(bracket) => bracket.opening().to_string(),
        PieceKind::Close(bracket) => bracket.closing().to_string(),
        PieceKind::Parting(sign) => sign.to_string(),
        PieceKind::Comma => ",".to_string(),
        PieceKind::Pause => "、".to_string(),
        PieceKind::Colon => ":".to_string(),
        PieceKind::Bar => "|".to_string(),
        PieceKind::Slash => "/".to_string(),
        PieceKind::Divide => "÷".to_string(),
        PieceKind::Sign | PieceKind::Unary => sign(written).to_string(),
    }
}

/// A sign that stands for 则 becomes the word.
fn keyword(piece: &Piece, written: &str, tongue: Language) -> String {
    match piece.keyword.filter(|keyword| keyword.id == "then") {
        Some(then) if !written.contains(char::is_alphanumeric) => {
            then.form(tongue).to_string()
        }
        _ => single_blanks(written),
    }
}

fn sign(written: &str) -> &str {
    match written {
        "＝" => "=",
        "＋" => "+",
        "－" | "−" => "-",
        "*" | "＊" => "×",
        "≠" | "！=" => "!=",
        "≤" | "《=" | "＜=" => "<=",
        "≥" | "》=" | "＞=" => ">=",
        "＜" => "<",
        "＞" => ">",
        _ => written,
    }
}

/// A text gets straight marks, unless it holds one.
fn text(written: &str) -> String {
    let inner = written
        .strip_prefix('“')
        .and_then(|rest| rest.strip_suffix('”'))
        .or_else(|| written.strip_prefix('「').and_then(|rest| rest.strip_suffix('」')));
    match inner.filter(|inner| !inner.contains('"')) {
        Some(inner) => ["\"", inner, "\""].concat(),
        None => written.to_string(),
    }
}

/// 含 stands in the brackets of its language.
fn inclusion(written: &str) -> String {
    let brackets = ['(', ')', '（', '）'];
    let word = written.trim_matches(|c| brackets.contains(&c) || is_blank(c));
    match word.is_ascii() {
        true => ["(", word, ")"].concat(),
        false => ["（", word, "）"].concat(),
    }
}

fn single_blanks(written: &str) -> String {
    if !written.contains(is_blank) {
        return written.to_string();
    }
    let mut out = String::with_capacity(written.len());
    for word in written.split(is_blank).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
