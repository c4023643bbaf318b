//! The first look at a file, character by character. In: its text. Out: the brackets, and
//! what is wrong with characters, quotation marks and size. Never: a word's meaning.

use super::repair::Repair;
use super::structure::{is_blank, leading_statement, leading_word};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The largest file that is read, in bytes.
pub(super) const MAX_BYTES: usize = 1024 * 1024;

/// What the scan found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) repairs: Vec<Repair>,
    pub(super) marks: Vec<Mark>,
}

/// A bracket, or the start of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) kind: MarkKind,
}

/// What stands at a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    Open(Bracket),
    Close(Bracket),
    /// A keyword that opens a statement, followed by something like a name.
    Start {
        id: &'static str,
        /// How far the line is indented, if the keyword opens its line.
        indent: Option<usize>,
    },
}

/// The kinds of bracket, whatever their width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bracket {
    Round,
    Square,
    Curly,
}

impl Bracket {
    pub(crate) const fn closing(self) -> &'static str {
        match self {
            Self::Round => ")",
            Self::Square => "]",
            Self::Curly => "}",
        }
    }

    pub(crate) const fn opening(self) -> &'static str {
        match self {
            Self::Round => "(",
            Self::Square => "[",
            Self::Curly => "{",
        }
    }
}

/// Looks at every character of a file.
pub(super) fn scan(file: FileId, text: &str) -> Scan {
    let mut scanner = Scanner { file, text, at: 0, out: Scan::default() };
    scanner.run();
    scanner.out
}

/// Returns the brackets together with the starts of statements, in order.
pub(super) fn marks_with_starts(text: &str, brackets: &[Mark]) -> Vec<Mark> {
    let mut starts = Vec::new();
    let mut indent = Some(0);
    let mut at: usize = 0;
    // Every text and comment ends with its line, so a line always begins outside of them.
    for line in text.split_inclusive('\n') {
        let body = line.trim_start_matches(is_blank);
        let width = line.len().saturating_sub(body.len());
        indent = indent.map(|_| width);
        push_start(text, at.saturating_add(width), Some(width), &mut starts);
        at = at.saturating_add(line.len());
    }
    // Statements after `{` on the same line; those after `;` open no block worth knowing.
    for mark in brackets.iter().filter(|mark| mark.kind == MarkKind::Open(Bracket::Curly))
    {
        let rest = text.get(mark.end..).unwrap_or("");
        let body = rest.trim_start_matches(is_blank);
        let start = mark.end.saturating_add(rest.len().saturating_sub(body.len()));
        push_start(text, start, None, &mut starts);
    }
    let mut marks: Vec<Mark> = brackets.to_vec();
    marks.extend(starts);
    marks.sort_by_key(|mark| mark.at);
    marks
}

fn push_start(text: &str, at: usize, indent: Option<usize>, starts: &mut Vec<Mark>) {
    let Some((keyword, length)) = text.get(at..).and_then(leading_statement) else {
        return;
    };
    let end = at.saturating_add(length);
    let rest = text.get(end..).unwrap_or("");
    let after = rest.trim_start_matches(is_blank);
    // `fact : 3` and `fact holds` are rows and conditions about something named `fact`.
    let own = matches!(keyword.id, "on_fail" | "given" | "vary" | "expect" | "impose");
    let named = rest.len() != after.len()
        && (after.starts_with('`')
            || after.starts_with(unicode_ident::is_xid_start)
                && (own || !super::keywords::is_reserved(leading_word(after))));
    if named {
        starts.push(Mark { at, end, kind: MarkKind::Start { id: keyword.id, indent } });
    }
}

struct Scanner<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    out: Scan,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(c) = self.peek() {
            let start = self.at;
            match c {
                '"' => self.quoted(start, c, '"'),
                '“' => self.quoted(start, c, '”'),
                '「' => self.quoted(start, c, '」'),
                '`' => self.quoted(start, c, '`'),
                '《' if !self.rest_after(c).starts_with(['=', '＝']) => {
                    self.quoted(start, c, '》');
                }
                '-' if self.rest_after(c).starts_with('-') => self.comment(),
                '—' if self.rest_after(c).starts_with('—') => self.comment(),
                '(' | '（' => self.mark(c, MarkKind::Open(Bracket::Round)),
                ')' | '）' => self.mark(c, MarkKind::Close(Bracket::Round)),
                '[' | '［' | '【' => self.mark(c, MarkKind::Open(Bracket::Square)),
                ']' | '］' | '】' => self.mark(c, MarkKind::Close(Bracket::Square)),
                '{' | '｛' | '『' => self.mark(c, MarkKind::Open(Bracket::Curly)),
                '}' | '｝' | '』' => self.mark(c, MarkKind::Close(Bracket::Curly)),
                _ if is_wide(c) => self.wide(),
                _ => {
                    self.hidden(c, start);
                    self.bump(c);
                }
            }
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn rest_after(&self, c: char) -> &str {
        self.text.get(self.at.saturating_add(c.len_utf8())..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self, c: char) {
        self.at = self.at.saturating_add(c.len_utf8());
    }

    fn mark(&mut self, c: char, kind: MarkKind) {
        let at = self.at;
        self.bump(c);
        self.out.marks.push(Mark { at, end: self.at, kind });
    }

    fn comment(&mut self) {
        while let Some(c) = self.peek().filter(|c| *c != '\n') {
            self.hidden(c, self.at);
            self.bump(c);
        }
    }

    /// Passes over a text, a title or a name in backticks, all of which end on their line.
    fn quoted(&mut self, start: usize, open: char, close: char) {
        self.bump(open);
        while let Some(c) = self.peek() {
            if c == '\n' {
                break;
            }
            self.hidden(c, self.at);
            self.bump(c);
            if c == close {
                return;
            }
        }
        // Everything to the end of the line was taken for text, comment and brackets too.
        let line = self.text.get(start..self.at).unwrap_or("").trim_end_matches(is_blank);
        let end = start.saturating_add(line.len());
        self.out.diagnostics.push(
            Diagnostic::error(
                Code::UNCLOSED_TEXT,
                Span::new(self.file, start, end),
                format!("「{open}」在这一行里没有配对的「{close}」"),
                format!("`{open}` has no `{close}` on its line"),
            )
            .help(
                format!("在文字结束的地方加上「{close}」；文字不能跨行"),
                format!("add `{close}` where the text ends; a text stays on one line"),
            ),
        );
        self.out.repairs.push(Repair { start: end, end, with: close.to_string() });
    }

    /// Full-width digits and letters are refused, with a fix, and read as what they stand for.
    fn wide(&mut self) {
        let start = self.at;
        let mut plain = String::new();
        while let Some(c) = self.peek() {
            let Some(ascii) = narrow(c).filter(|_| {
                is_wide(c) || self.rest_after(c).chars().next().is_some_and(is_wide)
            }) else {
                break;
            };
            plain.push(ascii);
            self.bump(c);
        }
        let span = Span::new(self.file, start, self.at);
        let written = self.text.get(start..self.at).unwrap_or("");
        self.out.diagnostics.push(
            Diagnostic::error(
                Code::FULL_WIDTH,
                span,
                format!("「{written}」是全角字符"),
                format!("`{written}` is in full-width characters"),
            )
            .help(format!("改成半角「{plain}」"), format!("write `{plain}`"))
            .fix(span, plain.clone()),
        );
        self.out.repairs.push(Repair { start, end: self.at, with: plain });
    }

    /// Characters that change how a line looks without being seen are refused everywhere:
    /// what a reviewer reads must be what the engine reads.
    fn hidden(&mut self, c: char, at: usize) {
        let bidi = matches!(
            c,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}'
        );
        let invisible =
            matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{AD}' | '\0');
        if !bidi && !invisible {
            return;
        }
        let end = at.saturating_add(c.len_utf8());
        let span = Span::new(self.file, at, end);
        let number = u32::from(c);
        self.out.diagnostics.push(
            Diagnostic::error(
                Code::HIDDEN_CHARACTER,
                span,
                format!("这里有一个看不见的字符（U+{number:04X}）"),
                format!("there is a character here that cannot be seen (U+{number:04X})"),
            )
            .help("删去它", "delete it")
            .fix(span, ""),
        );
        self.out.repairs.push(Repair { start: at, end, with: String::new() });
    }
}

/// Full-width digits and letters.
fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Returns the ASCII character that a full-width one stands for.
fn narrow(c: char) -> Option<char> {
    let code = u32::from(c);
    match c {
        '！'..='～' => char::from_u32(code.checked_sub(0xFEE0)?)
            .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_')),
        _ => None,
    }
}
