//! The tokens of a file, read off what pest read. In: text without mistakes. Out: every token
//! and comment once, in order. Never: a look at which kind of statement it is in, so that new
//! kinds are laid out like all others.

use super::end_of;
use super::grammar::{Node, Rule, read};
use super::statement::{keyword_of, keyword_of_rule};
use crate::syntax::keywords::{Keyword, Role};
use crate::syntax::pieces::{Piece, PieceKind, Place};
use crate::syntax::scan::Bracket;
use crate::syntax::structure::is_blank;
use crate::syntax::surface::Stretch;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

/// Returns the tokens of a text without mistakes, in order.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut reader = Reader {
        text,
        at: 0,
        place: Place::Inside,
        keywords: BTreeMap::new(),
        out: Vec::new(),
    };
    if let Ok(node) = read(Rule::file, text) {
        reader.inside(node, false);
        let end = Around { rule: Rule::file, braced: true };
        reader.gap(text.len(), &end);
    }
    reader.out
}

struct Reader<'t> {
    text: &'t str,
    /// How far the text was read.
    at: usize,
    /// What begins at the next token.
    place: Place,
    /// The keyword of each rule met so far: finding one out takes a search.
    keywords: BTreeMap<Rule, Option<&'static Keyword>>,
    out: Vec<Piece>,
}

/// The node that the signs between two nodes belong to.
struct Around {
    rule: Rule,
    /// Whether they stand between its braces, where they part what is there.
    braced: bool,
}

impl Reader<'_> {
    /// Reads a node; `around` is the rule it stands in, `member` whether it is one of the
    /// things in a block.
    fn node(&mut self, node: Node<'_>, around: Rule, member: bool) {
        let rule = node.as_rule();
        let leaf = node.clone().into_inner().next().is_none();
        if leaf || matches!(rule, Rule::path | Rule::inclusion) {
            let at = Stretch { start: node.as_span().start(), end: end_of(&node) };
            // A rule of plain words has taken the blanks behind it, as those with parts have.
            let written = self.written(at).trim_end_matches(is_blank);
            let at = Stretch { end: at.start.saturating_add(written.len()), ..at };
            let (kind, keyword) = self.kind(rule, around, at);
            self.push(at, kind, keyword);
        } else {
            self.inside(node, member);
        }
    }

    /// Reads a node with parts.
    fn inside(&mut self, node: Node<'_>, member: bool) {
        let rule = node.as_rule();
        let file = rule == Rule::file;
        let mut around = Around { rule, braced: file };
        let mut before: Option<Rule> = None;
        for child in node.into_inner() {
            let now = child.as_rule();
            let start = child.as_span().start();
            if now == Rule::EOI {
                continue;
            }
            let parted = self.gap(start, &around);
            let first = matches!(before, None | Some(Rule::open_brace));
            if around.braced && now != Rule::close_brace {
                // A line may also end inside a row, behind its colon.
                let goes_on = before == Some(Rule::colon);
                if first || parted && !goes_on {
                    let place = place_of(&child);
                    self.begin(place);
                    self.node(child, rule, true);
                } else {
                    self.node(child, rule, false);
                }
            } else {
                if member && before.is_some() {
                    self.begin(self.part(&child, before));
                }
                if self.is_binary(now, rule, before) {
                    let at = Stretch { start, end: end_of(&child) };
                    self.push(at, PieceKind::Sign, None);
                } else {
                    self.node(child, rule, false);
                }
            }
            match now {
                Rule::open_brace => around.braced = true,
                Rule::close_brace => around.braced = file,
                _ => {}
            }
            before = Some(now);
        }
    }

    /// The outermost thing that begins at a token counts.
    fn begin(&mut self, place: Place) {
        if self.place == Place::Inside {
            self.place = place;
        }
    }

    /// What a part of a statement is; `within` stays with the `from` that it belongs to.
    fn part(&self, node: &Node<'_>, before: Option<Rule>) -> Place {
        let rule = node.as_rule();
        let Some(first) = node.clone().into_inner().next() else {
            return match rule {
                Rule::open_brace => Place::Block,
                _ => Place::Inside,
            };
        };
        if first.as_rule() == Rule::open_brace {
            return Place::Block;
        }
        if rule == Rule::within_clause && before == Some(Rule::from_clause) {
            return Place::Inside;
        }
        let name = format!("{rule:?}");
        match name.ends_with("_clause") || name.ends_with("_then") || name == "defined_as"
        {
            true => Place::Clause,
            false => Place::Inside,
        }
    }

    /// Whether a sign stands between two values, not before one.
    fn is_binary(&self, now: Rule, around: Rule, before: Option<Rule>) -> bool {
        matches!(now, Rule::plus | Rule::minus)
            && around == Rule::arithmetic
            && !matches!(
                before,
                None | Some(
                    Rule::plus
                        | Rule::minus
                        | Rule::times
                        | Rule::divide
                        | Rule::kw_capped_at
                        | Rule::kw_not_below
                )
            )
    }

    /// What a token is, by its rule and by the rule around it.
    fn kind(
        &mut self,
        rule: Rule,
        around: Rule,
        at: Stretch,
    ) -> (PieceKind, Option<&'static Keyword>) {
        let kind = match rule {
            Rule::open_brace => PieceKind::Open(Bracket::Curly),
            Rule::close_brace => PieceKind::Close(Bracket::Curly),
            Rule::close_paren => PieceKind::Close(Bracket::Round),
            Rule::close_bracket => PieceKind::Close(Bracket::Square),
            Rule::colon => PieceKind::Colon,
            Rule::divide => PieceKind::Divide,
            Rule::plus | Rule::minus => PieceKind::Unary,
            Rule::times
            | Rule::equals
            | Rule::not_equal
            | Rule::less_equal
            | Rule::more_equal
            | Rule::less
            | Rule::more => PieceKind::Sign,
            Rule::number if around == Rule::at_least_of => PieceKind::CountOf,
            Rule::number => PieceKind::Number,
            Rule::period => PieceKind::Period,
            Rule::multiple => PieceKind::Multiple,
            Rule::article_number | Rule::article_words => PieceKind::Article,
            Rule::path => PieceKind::Path,
            Rule::inclusion => PieceKind::Inclusion,
            Rule::string => PieceKind::Text,
            Rule::title => PieceKind::Title,
            _ => {
                let keyword =
                    *self.keywords.entry(rule).or_insert_with(|| keyword_of_rule(rule));
                return match (keyword, self.written(at)) {
                    (Some(_), _) => (PieceKind::Keyword, keyword),
                    (None, "|" | "｜") => (PieceKind::Bar, None),
                    (None, word) if word.starts_with('`') => (PieceKind::Title, None),
                    (None, _) => (PieceKind::Word, None),
                };
            }
        };
        (kind, None)
    }

    /// Reads what stands between two nodes, up to `end`: blanks, comments, and the signs that
    /// the grammar does not name. Returns whether it parts what is before from what is after.
    fn gap(&mut self, end: usize, around: &Around) -> bool {
        let mut parts = false;
        while self.at < end {
            let rest = self.text.get(self.at..end).unwrap_or("");
            let Some(c) = rest.chars().next() else { break };
            let start = self.at;
            let next = start.saturating_add(c.len_utf8());
            let kind = match c {
                '\n' => {
                    parts = true;
                    self.at = next;
                    continue;
                }
                c if is_blank(c) => {
                    self.at = next;
                    continue;
                }
                '-' | '—' if rest.starts_with("--") || rest.starts_with("——") => {
                    let line = rest.split('\n').next().unwrap_or(rest);
                    let comment = line.trim_end_matches(is_blank);
                    let place = core::mem::replace(&mut self.place, Place::Inside);
                    let at = Stretch { start, end: start.saturating_add(comment.len()) };
                    self.push(at, PieceKind::Comment, None);
                    self.place = place;
                    self.at = start.saturating_add(line.len());
                    continue;
                }
                ';' | '；' => PieceKind::Parting(';'),
                ',' | '，' if around.braced || around.rule == Rule::set => {
                    PieceKind::Parting(',')
                }
                ',' | '，' => PieceKind::Comma,
                '、' => match around.rule {
                    Rule::label | Rule::second_label => PieceKind::Slash,
                    Rule::range
                    | Rule::range_tail
                    | Rule::value_or_range
                    | Rule::amount => PieceKind::Pause,
                    Rule::set => PieceKind::Parting(','),
                    _ if around.braced => PieceKind::Parting(','),
                    _ => PieceKind::Comma,
                },
                '/' | '／' => PieceKind::Slash,
                '|' | '｜' => PieceKind::Bar,
                ':' | '：' => PieceKind::Colon,
                '(' | '（' => PieceKind::Open(Bracket::Round),
                ')' | '）' => PieceKind::Close(Bracket::Round),
                '[' | '［' | '【' => PieceKind::Open(Bracket::Square),
                ']' | '］' | '】' => PieceKind::Close(Bracket::Square),
                '{' | '｛' | '『' => PieceKind::Open(Bracket::Curly),
                '}' | '｝' | '』' => PieceKind::Close(Bracket::Curly),
                '=' | '＝' => PieceKind::Sign,
                // Words that the grammar reads without a name of their own.
                _ => {
                    let plain = |c: char| unicode_ident::is_xid_continue(c);
                    let length = rest.find(|c| !plain(c)).filter(|length| *length > 0);
                    let end = length.map_or(next, |length| start.saturating_add(length));
                    let end = if plain(c) && length.is_none() {
                        start.saturating_add(rest.len())
                    } else {
                        end
                    };
                    self.push(Stretch { start, end }, PieceKind::Word, None);
                    continue;
                }
            };
            parts |= matches!(kind, PieceKind::Parting(_));
            self.push(Stretch { start, end: next }, kind, None);
        }
        parts
    }

    fn push(&mut self, at: Stretch, kind: PieceKind, keyword: Option<&'static Keyword>) {
        if at.end > at.start {
            let place = core::mem::replace(&mut self.place, Place::Inside);
            self.out.push(Piece { at, kind, keyword, place });
        }
        self.at = self.at.max(at.end);
    }

    fn written(&self, at: Stretch) -> &str {
        self.text.get(at.start..at.end).unwrap_or("")
    }
}

/// What a thing in a block is: a statement has a keyword that opens statements.
fn place_of(node: &Node<'_>) -> Place {
    let mut first = node.clone();
    while let Some(inner) = first.clone().into_inner().next() {
        first = inner;
    }
    match keyword_of(&first) {
        Some(keyword) if keyword.role == Role::Statement => Place::Statement,
        _ => Place::Entry,
    }
}
