//! The one shape of every statement: keyword, name, label, clauses, and the rest.

use super::grammar::{Inner, Node, Rule};
use super::{Lower, end_of};
use crate::diagnostic::{Code, Diagnostic, Language};
use crate::syntax::keywords::{self, Keyword};
use crate::syntax::tree;
use crate::text::Span;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use unicode_normalization::UnicodeNormalization;

/// A statement taken apart.
pub(super) struct Statement<'i> {
    /// The whole of it.
    pub(super) span: Span,
    /// Its keyword.
    pub(super) keyword: Span,
    /// What the keyword is called.
    word: &'static Keyword,
    /// Its name, where it has one.
    pub(super) name: tree::Name,
    /// Its label.
    pub(super) label: Option<tree::Label>,
    /// Its clauses that nobody asked for yet.
    clauses: Vec<Node<'i>>,
    /// Everything else, in order.
    pub(super) rest: alloc::vec::IntoIter<Node<'i>>,
}

impl<'i> Statement<'i> {
    /// Returns the next of the other parts if it is a `rule`.
    pub(super) fn next(&mut self, rule: Rule) -> Option<Node<'i>> {
        let found =
            self.rest.as_slice().first().is_some_and(|node| node.as_rule() == rule);
        if found { self.rest.next() } else { None }
    }

    /// Returns whether it has such a clause.
    pub(super) fn has(&self, rule: Rule) -> bool {
        self.clauses.iter().any(|clause| clause.as_rule() == rule)
    }

    /// Returns such a clause.
    pub(super) fn clause(&self, rule: Rule) -> Option<&Node<'i>> {
        self.clauses.iter().find(|clause| clause.as_rule() == rule)
    }

    /// Takes every clause of that rule, for clauses that may stand more than once.
    pub(super) fn take_all(&mut self, rule: Rule) -> Vec<Node<'i>> {
        let mut taken = Vec::new();
        self.clauses.retain(|clause| {
            let other = clause.as_rule() != rule;
            if !other {
                taken.push(clause.clone());
            }
            other
        });
        taken
    }
}

impl Lower<'_> {
    /// Takes a statement apart.
    pub(super) fn statement<'i>(&mut self, node: Node<'i>) -> Statement<'i> {
        let span = self.span(&node);
        let mut children = node.inner();
        let first = children.next();
        let keyword = first.as_ref().map_or(span, |first| self.span(first));
        let word = first.as_ref().and_then(keyword_of).unwrap_or(&keywords::UNNAMED);
        self.parts(span, keyword, word, children)
    }

    /// Takes a field of a list apart, which is a fact without its keyword.
    pub(super) fn field<'i>(&mut self, node: Node<'i>) -> Statement<'i> {
        let span = self.span(&node);
        let word = keywords::by_id("fact").unwrap_or(&keywords::UNNAMED);
        self.parts(span, span, word, node.inner())
    }

    fn parts<'i>(
        &mut self,
        span: Span,
        keyword: Span,
        word: &'static Keyword,
        children: impl Iterator<Item = Node<'i>>,
    ) -> Statement<'i> {
        let mut statement = Statement {
            span,
            keyword,
            word,
            name: tree::Name { text: String::new(), span: keyword },
            label: None,
            clauses: Vec::new(),
            rest: Vec::new().into_iter(),
        };
        let mut rest = Vec::new();
        for child in children {
            match child.as_rule() {
                Rule::name | Rule::pack_id if statement.name.text.is_empty() => {
                    statement.name = self.name(&child);
                }
                Rule::label if statement.label.is_none() && rest.is_empty() => {
                    statement.label = Some(self.label(child));
                }
                rule if is_clause(rule) => statement.clauses.push(child),
                _ => rest.push(child),
            }
        }
        statement.rest = rest.into_iter();
        statement
    }

    /// Takes the clause of that rule; a second one of its kind is a mistake.
    pub(super) fn take<'i>(
        &mut self,
        statement: &mut Statement<'i>,
        rule: Rule,
    ) -> Option<Node<'i>> {
        let mut found = None;
        let mut twice = Vec::new();
        statement.clauses.retain(|clause| {
            if clause.as_rule() != rule {
                return true;
            }
            if found.is_none() {
                found = Some(clause.clone());
            } else {
                twice.push(clause.clone());
            }
            false
        });
        for clause in twice {
            let word = self.words_of(&clause);
            let span = self.span(&clause);
            let diagnostic = Diagnostic::error(
                Code::CLAUSE_TWICE,
                span,
                format!("「{word}」在同一句里出现了两次"),
                format!("`{word}` stands twice in one statement"),
            );
            let diagnostic = if rule == Rule::basis_clause {
                diagnostic.help(
                    "几项依据写在一个「依据」后面，用逗号隔开",
                    "put all citations after one `basis`, parted by commas",
                )
            } else {
                diagnostic
            };
            self.report(diagnostic);
        }
        found
    }

    /// Reports the clauses that this kind of statement does not have.
    pub(super) fn finish(&mut self, statement: Statement<'_>) {
        let zh = statement.word.form(Language::Zh);
        let en = statement.word.form(Language::En);
        for clause in statement.clauses {
            let span = self.span(&clause);
            if clause.as_rule() == Rule::later_clause {
                self.reserved_clause(span, clause.as_str());
                continue;
            }
            let word = self.words_of(&clause);
            let diagnostic = Diagnostic::error(
                Code::CLAUSE_NOT_HERE,
                span,
                format!("「{word}」不能用于「{zh}」"),
                format!("`{word}` does not belong to `{en}`"),
            );
            self.report(if clause.as_rule() == Rule::lenient_clause {
                diagnostic.help(
                    "只有裁量基准比较轻重；这里写「时点」和行为日，从旧兼从轻的裁量基准用到它时会按两个日期各算一次",
                    "only penalties are lighter or heavier; write `dated by` the date of the \
                     act here, and a benchmark that is `lenient` looks at it on both dates",
                )
            } else {
                diagnostic
            });
        }
    }

    /// Reports a part that a statement cannot do without.
    pub(super) fn lacks(&mut self, statement: &Statement<'_>, zh: &str, en: &str) {
        let word_zh = statement.word.form(Language::Zh);
        let word_en = statement.word.form(Language::En);
        self.report(Diagnostic::error(
            Code::CLAUSE_MISSING,
            statement.keyword,
            format!("「{word_zh}」缺少{zh}"),
            format!("`{word_en}` lacks {en}"),
        ));
    }

    /// Returns the first words of a clause as the author wrote them.
    fn words_of(&self, clause: &Node<'_>) -> String {
        let keyword = clause
            .clone()
            .inner()
            .find(|child| keyword_of(child).is_some())
            .unwrap_or_else(|| clause.clone());
        let start = keyword.as_span().start();
        let len = end_of(&keyword).saturating_sub(start);
        let text = keyword.as_str();
        text.get(..len).unwrap_or(text).trim().to_string()
    }

    /// Reads a name, without backticks and in NFC.
    pub(super) fn name(&self, node: &Node<'_>) -> tree::Name {
        let text = node.as_str().trim_matches('`');
        let text = if text.is_ascii() { text.to_string() } else { text.nfc().collect() };
        tree::Name { text, span: self.span(node) }
    }

    /// Reads names joined by dots.
    pub(super) fn path(&self, node: Node<'_>) -> tree::Path {
        let span = self.span(&node);
        let segments = node.inner().map(|segment| self.name(&segment)).collect();
        tree::Path { segments, span }
    }

    /// Reads a pair of texts.
    pub(super) fn label(&self, node: Node<'_>) -> tree::Label {
        let span = self.span(&node);
        let mut label = tree::Label { zh: None, en: None, span };
        for child in node.inner() {
            match child.as_rule() {
                Rule::second_label => {
                    label.en = child.inner().next().map(|text| unquoted(text.as_str()));
                }
                _ if label.zh.is_none() => label.zh = Some(unquoted(child.as_str())),
                _ => label.en = Some(unquoted(child.as_str())),
            }
        }
        label
    }

    /// Reads one text with its place.
    pub(super) fn text(&self, node: &Node<'_>) -> tree::Text {
        tree::Text { text: unquoted(node.as_str()), span: self.span(node) }
    }
}

/// Returns the text between two quotation marks of any kind.
pub(super) fn unquoted(written: &str) -> String {
    let mut chars = written.chars();
    chars.next();
    chars.next_back();
    chars.as_str().to_string()
}

/// Returns the keyword that a node is.
pub(super) fn keyword_of(node: &Node<'_>) -> Option<&'static Keyword> {
    keyword_of_rule(node.as_rule())
}

/// Returns the keyword that a rule reads.
pub(super) fn keyword_of_rule(rule: Rule) -> Option<&'static Keyword> {
    let rule = format!("{rule:?}");
    let id = rule.strip_prefix("kw_")?;
    keywords::by_id(id).or_else(|| keywords::by_id(id.strip_suffix("_suffix")?))
}

fn is_clause(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::basis_clause
            | Rule::when_clause
            | Rule::unless_clause
            | Rule::each_clause
            | Rule::within_clause
            | Rule::before_clause
            | Rule::met_clause
            | Rule::count_clause
            | Rule::question_clause
            | Rule::default_clause
            | Rule::effective_clause
            | Rule::advise_clause
            | Rule::send_to_clause
            | Rule::from_clause
            | Rule::for_clause
            | Rule::roll_clause
            | Rule::month_end_clause
            | Rule::as_of_clause
            | Rule::with_clause
            | Rule::with_profile_clause
            | Rule::applies_clause
            | Rule::group_clause
            | Rule::unit_clause
            | Rule::format_clause
            | Rule::number_clause
            | Rule::issuer_clause
            | Rule::issued_clause
            | Rule::repealed_clause
            | Rule::checked_clause
            | Rule::unverified_clause
            | Rule::unconfirmed_clause
            | Rule::bounds_clause
            | Rule::jurisdiction_clause
            | Rule::use_clause
            | Rule::calendar_clause
            | Rule::dated_clause
            | Rule::lenient_clause
            | Rule::against_clause
            | Rule::hit_clause
            | Rule::weight_clause
            | Rule::later_clause
    )
}
