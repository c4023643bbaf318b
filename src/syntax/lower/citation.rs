//! Citations.

use super::Lower;
use super::grammar::{Inner, Node, Rule};
use super::statement::unquoted;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::literals;
use crate::syntax::tree::{Citation, CitedSource, Pinpoint, Text};
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads a citation.
    pub(super) fn citation(&mut self, node: Node<'_>) -> Citation {
        let span = self.span(&node);
        let mut children = node.inner();
        let source = children.next().and_then(|source| source.inner().next());
        let source = match source {
            Some(title) if title.as_rule() == Rule::title => CitedSource::Title(Text {
                text: unquoted(title.as_str()),
                span: self.span(&title),
            }),
            Some(path) => {
                self.glued_article(&path);
                CitedSource::Path(self.path(path))
            }
            None => CitedSource::Title(Text { text: "".to_string(), span }),
        };
        let pinpoint = children
            .next()
            .and_then(|place| place.inner().next())
            .and_then(|place| self.pinpoint(&place));
        Citation { source, pinpoint, span }
    }

    fn pinpoint(&mut self, node: &Node<'_>) -> Option<Pinpoint> {
        let written = node.as_str().trim();
        let found = match node.as_rule() {
            Rule::section => {
                let section = written.trim_start_matches('§').trim();
                Some(Pinpoint::Section(section.to_string()))
            }
            Rule::string => Some(Pinpoint::Quoted(unquoted(written))),
            Rule::article_number => article_number(written),
            _ => article_words(written),
        };
        if found.is_none() {
            let span = self.span(node);
            self.report(Diagnostic::error(
                Code::MALFORMED_NUMBER,
                span,
                format!("条款序号「{written}」不对"),
                format!("`{written}` is not the number of an article"),
            ));
        }
        found
    }

    /// 水污染防治法第八十三条 is a legal name; as a citation it lacks a space.
    fn glued_article(&mut self, path: &Node<'_>) {
        let written = path.as_str().trim();
        let Some(at) = written.find('第').filter(|at| *at > 0) else { return };
        let Some((source, article)) = written.split_at_checked(at) else { return };
        if !article.contains('条') || article_words(article).is_none() {
            return;
        }
        let span = self.span(path);
        self.report(
            Diagnostic::error(
                Code::MISSING_SPACE,
                span,
                format!("「{written}」读作一个名称"),
                format!("`{written}` is read as one name"),
            )
            .help(
                format!("名称和条款之间加空格：「{source} {article}」"),
                format!("put a space between them: `{source} {article}`"),
            )
            .fix(span, format!("{source} {article}")),
        );
    }
}

/// Reads an article in either notation.
pub(crate) fn article(written: &str) -> Option<Pinpoint> {
    article_words(written).or_else(|| article_number(written))
}

/// Reads `33(1)(2)`, `83 item 2`, `12-1`.
fn article_number(written: &str) -> Option<Pinpoint> {
    let (front, item) = match written.split_once("item") {
        Some((front, item)) => (front.trim_end(), Some(item.trim().parse().ok()?)),
        None => (written, None),
    };
    let mut numbers = Vec::new();
    for part in front.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty())
    {
        numbers.push(part.parse::<u32>().ok().filter(|number| *number > 0)?);
    }
    let mut numbers = numbers.into_iter();
    let article = numbers.next()?;
    let inserted = if front.contains('-') { numbers.next() } else { None };
    let paragraph = numbers.next();
    let item = numbers.next().or(item);
    Some(Pinpoint::Article { article, inserted, paragraph, item })
}

/// Reads 第三十三条第一款第二项, 第十二条之一.
fn article_words(written: &str) -> Option<Pinpoint> {
    let (article, rest) = written.strip_prefix('第')?.split_once('条')?;
    let article = literals::ordinal(article)?;
    let rest = rest.trim();
    let (inserted, rest) = match rest.strip_prefix('之') {
        Some(after) => {
            let end = after.find('第').unwrap_or(after.len());
            let (number, rest) = after.split_at_checked(end)?;
            (Some(literals::ordinal(number.trim())?), rest)
        }
        None => (None, rest),
    };
    let mut paragraph = None;
    let mut item = None;
    for part in rest.split('第').map(str::trim).filter(|part| !part.is_empty()) {
        if let Some(number) = part.strip_suffix('款') {
            paragraph = Some(literals::ordinal(number)?);
        } else {
            let number = part.strip_suffix('项')?;
            let number = number.trim_matches(|c| matches!(c, '(' | ')' | '（' | '）'));
            item = Some(literals::ordinal(number)?);
        }
    }
    Some(Pinpoint::Article { article, inserted, paragraph, item })
}
