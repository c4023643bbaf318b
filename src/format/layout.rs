//! Where lines end and how far they are indented. In: text that can be read. Out: the same
//! tokens and comments in the same order. Never: a look at which kind of statement one is.
//!
//! Lines end where the author ended them, with these exceptions: everything in a block has a
//! line of its own, unless the whole block stands on one; a line too long ends before each
//! of its clauses, and if it has none, its longest blocks are opened.

use super::columns::align;
use super::measure::{columns, longest};
use super::spacing::space;
use super::spelling::spelling;
use crate::diagnostic::Language;
use crate::syntax::Bracket;
use crate::syntax::pieces::{Piece, PieceKind, Place};
use alloc::string::String;
use alloc::vec::Vec;

/// The columns of a line that is not broken for its length.
const WIDTH: usize = 130;
/// The columns by which a block or a continued line is indented.
const STEP: usize = 2;

/// One token or comment, as it will be written.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) kind: PieceKind,
    pub(super) place: Place,
    /// Whether the author put a blank before it.
    pub(super) space: bool,
    /// How many lines end before it; two is a blank line.
    pub(super) breaks: u8,
    /// The token that opens the innermost bracket around it.
    pub(super) around: Option<usize>,
    /// Of an opening bracket: the token that closes it.
    partner: usize,
    /// Of a brace: whether what it holds stands on lines of its own.
    open: bool,
    /// Whether it is left out: a comma where the line ends parts enough.
    pub(super) dropped: bool,
    /// Spaces before it that put it under its like.
    pub(super) pad: usize,
    /// Its width, and the greater of its widths in the two languages.
    pub(super) width: usize,
    longest: usize,
}

/// One line of what comes out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) first: usize,
    /// The token after its last.
    pub(super) end: usize,
    indent: usize,
    /// Whether a blank line stands before it.
    pub(super) apart: bool,
}

/// Lays a text without mistakes out.
pub(super) fn layout(text: &str) -> String {
    let mut tokens = tokens(text);
    pair(&mut tokens);
    let mut lines = lines(&mut tokens);
    // Each round opens at least the longer half of what is too long.
    while break_long(&mut tokens, &lines) {
        lines = self::lines(&mut tokens);
    }
    align(&mut tokens, &lines);
    write(&tokens, &lines)
}

fn tokens(text: &str) -> Vec<Token> {
    let pieces = crate::syntax::pieces(text);
    let mut tongue = Language::Zh;
    let mut end = 0;
    let mut out: Vec<Token> = Vec::with_capacity(pieces.len());
    for (index, piece) in pieces.iter().enumerate() {
        let between = text.get(end..piece.at.start).unwrap_or("");
        let written = text.get(piece.at.start..piece.at.end).unwrap_or("");
        end = piece.at.end;
        if piece.place == Place::Statement {
            tongue = if written.is_ascii() { Language::En } else { Language::Zh };
        }
        let spelt = match piece.kind {
            PieceKind::Divide if is_fraction(&pieces, index) => String::from("/"),
            _ => spelling(piece, written, tongue),
        };
        let ends = between.matches('\n').take(2).count();
        out.push(Token {
            width: columns(&spelt),
            longest: longest(piece, &spelt),
            text: spelt,
            kind: piece.kind,
            place: piece.place,
            space: !between.is_empty(),
            breaks: u8::try_from(ends).unwrap_or(2),
            around: None,
            partner: index,
            open: false,
            dropped: false,
            pad: 0,
        });
    }
    out
}

/// `1/3`, written tight, is a number to those who write it.
fn is_fraction(pieces: &[Piece], at: usize) -> bool {
    let Some(sign) = pieces.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|before| pieces.get(before));
    let after = pieces.get(at.saturating_add(1));
    let number = |piece: &&Piece| piece.kind == PieceKind::Number;
    before.filter(number).is_some_and(|before| before.at.end == sign.at.start)
        && after.filter(number).is_some_and(|after| after.at.start == sign.at.end)
}

/// Finds the pairs of brackets, and which braces hold a line's end.
fn pair(tokens: &mut [Token]) {
    let mut stack: Vec<(usize, usize)> = Vec::new();
    let mut broken: usize = 0;
    for index in 0..tokens.len() {
        let Some(token) = tokens.get_mut(index) else { continue };
        broken = broken.saturating_add(usize::from(token.breaks > 0));
        let closed = match token.kind {
            PieceKind::Close(_) => stack.pop(),
            _ => None,
        };
        token.around = stack.last().map(|(open, _)| *open);
        if let PieceKind::Open(_) = token.kind {
            stack.push((index, broken));
        }
        if let Some((open, before)) = closed
            && let Some(opener) = tokens.get_mut(open)
        {
            opener.partner = index;
            opener.open = broken > before;
        }
    }
}

/// What is known about the innermost bracket around a token.
#[derive(Debug, Clone, Copy)]
struct Frame {
    bracket: Bracket,
    open: bool,
    /// The indentation of the line that it was opened on, and of what stands inside.
    outer: usize,
    inner: usize,
    /// The indentation of the line that the current statement or clause began on.
    base: usize,
    /// Whether the current statement has more than one line.
    broken: bool,
    /// Whether nothing stands inside so far.
    fresh: bool,
}

/// Decides before which tokens lines end, and returns the lines.
fn lines(tokens: &mut [Token]) -> Vec<Line> {
    let whole = Frame {
        bracket: Bracket::Curly,
        open: true,
        outer: 0,
        inner: 0,
        base: 0,
        broken: false,
        fresh: true,
    };
    let mut stack: Vec<Frame> = Vec::new();
    let mut frame = whole;
    let mut out: Vec<Line> = Vec::new();
    let mut before: Option<PieceKind> = None;
    // A break before a token that is left out is one before the next.
    let mut owed: u8 = 0;
    let following = following(tokens);
    for index in 0..tokens.len() {
        let after = following.get(index).copied().flatten();
        let next = after.and_then(|after| tokens.get(after));
        let next = next.map(|next| (next.kind, next.place));
        let ends =
            tokens.get(index.saturating_add(1)).is_some_and(|next| next.breaks > 0);
        let Some(token) = tokens.get_mut(index) else { continue };
        if let PieceKind::Close(_) = token.kind {
            let inside = core::mem::replace(&mut frame, stack.pop().unwrap_or(whole));
            let ends = match inside.bracket {
                Bracket::Curly => inside.open && !inside.fresh,
                Bracket::Round | Bracket::Square => token.breaks.max(owed) > 0,
            };
            token.breaks = u8::from(ends || before == Some(PieceKind::Comment));
            owed = 0;
            frame.broken |= inside.broken || token.breaks > 0;
            begin(token, index, inside.outer, &mut out);
            before = Some(token.kind);
            continue;
        }
        token.breaks = token.breaks.max(core::mem::take(&mut owed)).min(2);
        if let PieceKind::Parting(_) = token.kind {
            let last = matches!(next, None | Some((PieceKind::Close(_), _)));
            token.dropped =
                last || match frame.bracket {
                    Bracket::Curly => frame.open,
                    Bracket::Round | Bracket::Square => ends || token.breaks > 0,
                } || matches!(before, Some(PieceKind::Open(_) | PieceKind::Parting(_)));
            owed = core::mem::take(&mut token.breaks);
            if token.dropped {
                continue;
            }
        }
        let blocks = frame.bracket == Bracket::Curly && frame.open;
        let member = token.place.is_member() && blocks;
        let own_comment = token.kind == PieceKind::Comment
            && (token.breaks > 0 || matches!(before, None | Some(PieceKind::Comment)));
        let between = blocks
            && own_comment
            && next.is_none_or(|(kind, place)| {
                place.is_member() || matches!(kind, PieceKind::Close(_))
            });
        let indent = match token.place {
            _ if member || between => frame.inner,
            Place::Block => frame.inner,
            Place::Clause => frame.inner.saturating_add(STEP),
            _ if own_comment
                && matches!(next, Some((_, Place::Clause | Place::Block))) =>
            {
                frame.inner.saturating_add(STEP)
            }
            _ if frame.bracket == Bracket::Curly => frame.base.saturating_add(STEP),
            _ => frame.inner,
        };
        if member {
            frame.broken = false;
        }
        token.breaks = match token.kind {
            _ if before.is_none() => 0,
            _ if member || between => {
                if frame.fresh {
                    1
                } else {
                    token.breaks.max(1)
                }
            }
            PieceKind::Open(Bracket::Curly) if token.place == Place::Block => {
                u8::from(frame.broken)
            }
            PieceKind::Open(Bracket::Curly) | PieceKind::Comma => {
                owed =
                    if token.kind == PieceKind::Comma { token.breaks.min(1) } else { 0 };
                0
            }
            _ => token.breaks.min(1),
        };
        if before == Some(PieceKind::Comment) {
            token.breaks = token.breaks.max(1);
        }
        frame.broken |= token.breaks > 0 && !member && !between;
        begin(token, index, indent, &mut out);
        let indent = out.last().map_or(0, |line| line.indent);
        if member || token.place == Place::Clause {
            frame.base = indent;
        }
        if member || between {
            frame.fresh = false;
        }
        before = Some(token.kind);
        if let PieceKind::Open(bracket) = token.kind {
            token.open |= token.place == Place::Block && frame.broken;
            let inner = indent.saturating_add(STEP);
            let open = token.open;
            frame.fresh = false;
            stack.push(frame);
            frame = Frame {
                bracket,
                open,
                outer: indent,
                inner,
                base: inner,
                broken: false,
                fresh: true,
            };
        }
    }
    out
}

/// Puts a token on a new line if one begins with it, or else on the last.
fn begin(token: &Token, index: usize, indent: usize, out: &mut Vec<Line>) {
    let end = index.saturating_add(1);
    match out.last_mut() {
        Some(line) if token.breaks == 0 => line.end = end,
        _ => out.push(Line { first: index, end, indent, apart: token.breaks > 1 }),
    }
}

/// Of every token: the next that is more than a comment or a sign between two things.
fn following(tokens: &[Token]) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = Vec::with_capacity(tokens.len());
    let mut next = None;
    for (index, token) in tokens.iter().enumerate().rev() {
        out.push(next);
        if !matches!(token.kind, PieceKind::Comment | PieceKind::Parting(_)) {
            next = Some(index);
        }
    }
    out.reverse();
    out
}

/// Ends lines that are too long before their clauses, or opens their blocks; returns whether
/// there was anything to do.
fn break_long(tokens: &mut [Token], lines: &[Line]) -> bool {
    let mut changed = false;
    for line in lines {
        let length = length(tokens, line.first, line.end);
        if length.saturating_add(line.indent) <= WIDTH {
            continue;
        }
        let mut broken = false;
        for token in inside(tokens, line.first.saturating_add(1), line.end) {
            let outside = token.around.is_none_or(|around| around < line.first);
            if token.place == Place::Clause && outside {
                token.breaks = 1;
                broken = true;
            }
        }
        if !broken {
            broken = open_blocks(tokens, *line);
        }
        changed |= broken;
    }
    changed
}

/// Opens the longest of the blocks that stand wholly on a line, and those half as long.
fn open_blocks(tokens: &mut [Token], line: Line) -> bool {
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    let mut at = line.first;
    while let Some(token) = tokens.get(at).filter(|_| at < line.end) {
        let next = at.saturating_add(1);
        let whole = token.kind == PieceKind::Open(Bracket::Curly)
            && (next..line.end).contains(&token.partner);
        if whole && !token.open && token.partner > next {
            blocks.push((at, length(tokens, next, token.partner)));
            at = token.partner;
        }
        at = at.saturating_add(1);
    }
    let longest = blocks.iter().map(|(_, length)| *length).max().unwrap_or(0);
    for (at, length) in &blocks {
        if length.saturating_mul(2) >= longest
            && let Some(token) = tokens.get_mut(*at)
        {
            token.open = true;
        }
    }
    longest > 0
}

/// How long a stretch is in the language in which it is longer; comments do not count.
fn length(tokens: &[Token], first: usize, end: usize) -> usize {
    tokens
        .get(first..end)
        .unwrap_or_default()
        .iter()
        .fold(0, |sum: usize, token| sum.saturating_add(token.longest))
}

fn inside(tokens: &mut [Token], first: usize, end: usize) -> &mut [Token] {
    tokens.get_mut(first..end).unwrap_or_default()
}

fn write(tokens: &[Token], lines: &[Line]) -> String {
    let mut out = String::new();
    let blanks = |out: &mut String, count: usize| {
        for _ in 0..count {
            out.push(' ');
        }
    };
    for line in lines {
        if line.apart {
            out.push('\n');
        }
        blanks(&mut out, line.indent);
        let mut before: Option<&Token> = None;
        let written = tokens.get(line.first..line.end).unwrap_or_default();
        for token in written.iter().filter(|token| !token.dropped) {
            if before.is_some_and(|before| space(before, token)) {
                out.push(' ');
            }
            blanks(&mut out, token.pad);
            out.push_str(&token.text);
            before = Some(token);
        }
        out.push('\n');
    }
    out
}
