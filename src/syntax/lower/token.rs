//! The words of a text that could not be read, and where they stand.

use super::Lower;
use crate::diagnostic::Language;
use crate::syntax::keywords;
use crate::syntax::structure::is_blank;
use crate::text::Span;

/// The text of a statement that could not be read, and where it begins.
pub(super) struct Bad<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

impl<'t> Bad<'t> {
    pub(super) fn span(&self, lower: &Lower<'_>, at: usize, length: usize) -> Span {
        let start = self.start.saturating_add(at);
        lower.place(start, start.saturating_add(length))
    }

    /// Returns where the next token begins, past blanks; the end of a line is a token.
    pub(super) fn next_token(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let body = rest.trim_start_matches(is_blank);
        at.saturating_add(rest.len().saturating_sub(body.len()))
    }

    /// Returns the token before `at`, or the whole keyword if it has several words.
    pub(super) fn words_before(&self, at: usize) -> Option<&'t str> {
        let (_, word) = self.token_before(at)?;
        let before = self.text.get(..at)?.trim_end();
        let whole = keywords::KEYWORDS
            .iter()
            .flat_map(|keyword| {
                keyword.forms(Language::En).chain(keyword.forms(Language::Zh))
            })
            .filter(|form| form.contains(' ') && before.ends_with(form))
            .max_by_key(|form| form.len());
        Some(whole.unwrap_or(word))
    }

    /// Returns the token before `at`, and where it begins.
    pub(super) fn token_before(&self, at: usize) -> Option<(usize, &'t str)> {
        let before = self.text.get(..at)?.trim_end_matches(|c| is_blank(c) || c == '\n');
        let last = before.chars().next_back()?;
        let start = if matches!(last, '"' | '”' | '」' | '》' | '`') {
            let open = match last {
                '”' => '“',
                '」' => '「',
                '》' => '《',
                same => same,
            };
            let inside = before.strip_suffix(last)?;
            inside.rfind(open).unwrap_or(0)
        } else if is_word(last) {
            before
                .char_indices()
                .rev()
                .take_while(|(_, c)| is_word(*c) || *c == '.')
                .last()
                .map_or(0, |(start, _)| start)
        } else {
            before.len().saturating_sub(last.len_utf8())
        };
        Some((start, before.get(start..)?))
    }
}

fn is_word(c: char) -> bool {
    unicode_ident::is_xid_continue(c) || matches!(c, '%' | '％' | '‰')
}

/// Whether a token is surely a value or a name, not a keyword of any kind or a sign.
pub(super) fn is_value(token: &str) -> bool {
    token.starts_with(is_word) && keywords::reading(token).next().is_none()
}

/// Returns the token that a text begins with; the end of the line is an empty one.
pub(super) fn token(text: &str) -> &str {
    let Some(first) = text.chars().next().filter(|c| *c != '\n') else { return "" };
    let close = match first {
        '"' | '`' => Some(first),
        '“' => Some('”'),
        '「' => Some('」'),
        '《' => Some('》'),
        _ => None,
    };
    let end = if let Some(close) = close {
        let inside = text.get(first.len_utf8()..).unwrap_or("");
        match inside.find([close, '\n']) {
            Some(at) if inside.get(at..).is_some_and(|rest| rest.starts_with(close)) => {
                first.len_utf8().saturating_add(at).saturating_add(close.len_utf8())
            }
            _ => first.len_utf8(),
        }
    } else if is_word(first) {
        // A point belongs to a number or a path only where something follows it.
        let mut end: usize = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let joins =
                matches!(c, '.' | '．') && chars.peek().is_some_and(|(_, c)| is_word(*c));
            if !is_word(c) && !joins {
                break;
            }
            end = at.saturating_add(c.len_utf8());
        }
        end
    } else if text.starts_with("--") || text.starts_with("——") {
        0
    } else {
        first.len_utf8()
    };
    text.get(..end).unwrap_or("")
}
