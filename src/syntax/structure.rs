//! Which statement stands in whose block. In: nothing, it is a table. Out: the statements of
//! a block, and the blocks of a statement. Never: how a statement itself is built.

use super::keywords::{self, Keyword, Role};
use crate::diagnostic::Language;
use alloc::vec::Vec;

/// The statements at the top of a file.
const TOP: &[&str] = &[
    "pack",
    "source",
    "fact",
    "define",
    "circumstance",
    "benchmark",
    "review",
    "scope",
    "deadline",
    "test",
    "parameter",
    "profile",
    "exception",
    "table",
    "scorecard",
    "document",
];

/// Every statement with a block, and what may stand there.
const BLOCKS: &[(&str, &[&str])] = &[
    (
        "benchmark",
        &[
            "penalty",
            "impose",
            "circumstance",
            "tier",
            "conflict",
            "proposed",
            "deviation",
            "weights",
            "overlap",
            "compute",
            "override",
        ],
    ),
    ("review", &["layer", "item", "opinion", "deadline", "material", "again"]),
    ("layer", &["criterion"]),
    ("item", &["ask", "on_fail"]),
    (
        "scope",
        &[
            "accept",
            "reject",
            "redirect",
            "supplement",
            "deem",
            "deadline",
            "no_longer_accept",
        ],
    ),
    ("deadline", &["suspension"]),
    ("accept", &["deadline"]),
    ("reject", &["deadline"]),
    ("redirect", &["deadline"]),
    ("supplement", &["deadline"]),
    ("deem", &["deadline"]),
    ("profile", &[]),
    ("test", &["given", "vary", "expect"]),
    ("weights", &["start", "factor"]),
    ("scorecard", &["indicator", "band", "overall"]),
    ("document", &["title", "paragraph", "signature"]),
    ("table", &["columns", "override"]),
];

/// Returns whether `statement` may stand in the block of `owner`; no owner is the file.
pub(super) fn admits(owner: Option<&str>, statement: &str) -> bool {
    match owner {
        None => TOP.contains(&statement),
        Some(owner) => BLOCKS
            .iter()
            .any(|(name, inside)| *name == owner && inside.contains(&statement)),
    }
}

/// Returns the statements in whose block `statement` may stand.
pub(super) fn owners(statement: &str) -> Vec<&'static Keyword> {
    BLOCKS
        .iter()
        .filter(|(_, inside)| inside.contains(&statement))
        .filter_map(|(name, _)| keywords::by_id(name))
        .collect()
}

/// Returns the statement keyword that `text` begins with, and its length; nothing may be
/// glued to it.
pub(super) fn leading_statement(text: &str) -> Option<(&'static Keyword, usize)> {
    let mut best: Option<(&'static Keyword, usize)> = None;
    for keyword in keywords::KEYWORDS.iter().filter(|word| word.role == Role::Statement) {
        for language in [Language::En, Language::Zh] {
            for form in keyword.forms(language) {
                if let Some(length) = starts_with(text, form)
                    && best.is_none_or(|(_, longest)| length > longest)
                {
                    best = Some((keyword, length));
                }
            }
        }
    }
    best
}

/// Returns the length of `form` at the start of `text`, where a word ends after it; blanks
/// between its parts may be of any kind and number.
pub(super) fn starts_with(text: &str, form: &str) -> Option<usize> {
    let mut rest = text;
    for (index, part) in form.split(' ').enumerate() {
        if index > 0 {
            let trimmed = rest.trim_start_matches(is_blank);
            if trimmed.len() == rest.len() && form.is_ascii() {
                return None;
            }
            rest = trimmed;
        }
        rest = rest.strip_prefix(part)?;
    }
    if rest.chars().next().is_some_and(unicode_ident::is_xid_continue) {
        return None;
    }
    text.len().checked_sub(rest.len())
}

/// Returns whether a character parts words without ending the line.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\r' | '\u{3000}' | '\u{A0}' | '\u{B}' | '\u{C}' | '\u{FEFF}'
    )
}

/// Returns the word (letters, digits, Chinese) that `text` begins with.
pub(super) fn leading_word(text: &str) -> &str {
    let end =
        text.find(|c: char| !unicode_ident::is_xid_continue(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}
