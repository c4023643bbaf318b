//! The keyword that a text begins with, or was most likely meant to.

use crate::diagnostic::Language;
use crate::syntax::keywords::{self, Keyword, Role};
use crate::syntax::structure::{admits, starts_with};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

pub(super) fn starts_with_id(text: &str, id: &str) -> bool {
    keywords::by_id(id).is_some_and(|keyword| {
        [Language::En, Language::Zh].into_iter().any(|language| {
            keyword.forms(language).any(|form| starts_with(text, form).is_some())
        })
    })
}

/// Returns the clause keyword that a text begins with.
pub(super) fn leading_clause(text: &str) -> Option<&'static Keyword> {
    keywords::KEYWORDS
        .iter()
        .filter(|keyword| keyword.role == Role::Clause && keyword.is_hard())
        .find(|keyword| starts_with_id(text, keyword.id))
}

/// Returns the keyword of the language that is not available yet, if a text begins with one.
pub(super) fn leading_later(text: &str) -> Option<&'static Keyword> {
    keywords::KEYWORDS
        .iter()
        .filter(|keyword| {
            keyword.is_later() && (keyword.is_hard() || keyword.role == Role::Word)
        })
        .find(|keyword| starts_with_id(text, keyword.id))
}

/// Parts 事实货值金额 into its keyword and the rest.
pub(super) fn glued_statement(word: &str) -> Option<(&'static str, &str)> {
    keywords::KEYWORDS
        .iter()
        .filter(|keyword| keyword.role == Role::Statement && !keyword.is_later())
        .flat_map(|keyword| keyword.forms(Language::Zh))
        .filter(|form| form.chars().count() > 1)
        .filter_map(|form| Some((form, word.strip_prefix(form)?)))
        .filter(|(_, rest)| !rest.is_empty())
        .max_by_key(|(form, _)| form.len())
}

/// Returns the statement keyword that a misspelt word most likely stands for.
pub(super) fn nearest(word: &str, owner: Option<&str>) -> Option<&'static str> {
    let length = word.chars().count();
    let limit = match (word.is_ascii(), length) {
        (true, 0..4) | (false, 0..2) => return None,
        (true, 4..7) | (false, _) => 1,
        (true, _) => 2,
    };
    keywords::KEYWORDS
        .iter()
        .filter(|keyword| keyword.role == Role::Statement && admits(owner, keyword.id))
        .flat_map(|keyword| {
            keyword.forms(Language::En).chain(keyword.forms(Language::Zh))
        })
        // 基准 for 裁量基准: the shorter word of everyday speech.
        .map(|form| match form.strip_suffix(word) {
            Some(_) if !word.is_ascii() => (0, form),
            _ => (distance(word, form), form),
        })
        .filter(|(distance, form)| *distance <= limit && form.chars().count() > *distance)
        .min()
        .map(|(_, form)| form)
}

/// How many characters have to be changed, added or left out.
pub(super) fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, a) in from.chars().enumerate() {
        let mut next = alloc::vec![line.saturating_add(1)];
        for (b, pair) in to.iter().zip(row.windows(2)) {
            let [diagonal, above] = pair else { continue };
            let left = next.last().copied().unwrap_or(0);
            let same = diagonal.saturating_add(usize::from(a != *b));
            next.push(same.min(above.saturating_add(1)).min(left.saturating_add(1)));
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}

/// Lists the statements that may stand in the block of `owner`.
pub(super) fn allowed(
    owner: Option<&str>,
    language: Language,
    open: &str,
    close: &str,
    comma: &str,
) -> String {
    let words: Vec<String> = keywords::KEYWORDS
        .iter()
        .filter(|keyword| keyword.role == Role::Statement && !keyword.is_later())
        .filter(|keyword| admits(owner, keyword.id))
        .map(|keyword| format!("{open}{}{close}", keyword.form(language)))
        .collect();
    words.join(comma)
}
