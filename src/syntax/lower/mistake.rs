//! Statements that could not be read. In: the text of one, and the block it stands in. Out:
//! one diagnostic that says what is wrong where. Never: two for one mistake.

use super::Lower;
use super::grammar::{Failure, Node, Rule, read};
use super::meant::{allowed, glued_statement, leading_clause, nearest, starts_with_id};
use super::token::{Bad, token};
use crate::diagnostic::{Code, Diagnostic, Language};
use crate::syntax::keywords::{self, Keyword};
use crate::syntax::spacing;
use crate::syntax::structure::{
    admits, is_blank, leading_statement, leading_word, owners,
};
use crate::syntax::tree::Name;
use crate::text::Span;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Lower<'_> {
    /// Says what is wrong with a statement in the block of `owner`.
    pub(super) fn bad_statement(&mut self, node: &Node<'_>, owner: Option<&str>) {
        let start = node.as_span().start();
        let text = node.as_str().trim_end_matches(|c| is_blank(c) || c == '\n');
        let bad = Bad { text, start };
        let Some((keyword, length)) = leading_statement(text) else {
            self.no_keyword(&bad, owner);
            return;
        };
        self.remember_name(&bad, length);
        let place = bad.span(self, 0, length);
        let (zh, en) = (keyword.form(Language::Zh), keyword.form(Language::En));
        if keyword.is_later() {
            self.reserved(keyword, place);
            return;
        }
        let admitted = match owner {
            Some("accept") => keyword.id == "deadline",
            owner => admits(owner, keyword.id),
        };
        if !admitted {
            let homes = owners(keyword.id);
            let list = |language, open: &str, close: &str, comma: &str| {
                let words: Vec<String> = homes
                    .iter()
                    .map(|home| format!("{open}{}{close}", home.form(language)))
                    .collect();
                words.join(comma)
            };
            let mut diagnostic = Diagnostic::error(
                Code::STATEMENT_NOT_HERE,
                place,
                format!("「{zh}」不能写在这里"),
                format!("`{en}` cannot stand here"),
            );
            diagnostic = if homes.is_empty() {
                diagnostic.help(
                    "它写在文件的最外层，不在任何大括号里",
                    "it stands at the top of the file, outside of all braces",
                )
            } else {
                diagnostic.help(
                    format!("它写在{}的大括号里", list(Language::Zh, "「", "」", "、")),
                    format!(
                        "it belongs in the braces of {}",
                        list(Language::En, "`", "`", ", ")
                    ),
                )
            };
            self.report(diagnostic);
            return;
        }
        let Some((alone, body)) = alone(keyword.id) else { return };
        match read(alone, text) {
            Ok(_) => self.unexpected(&bad, 0, &[]),
            Err(failure) => self.explain(&bad, &failure, owner),
        }
        if let Some(body) = body {
            self.body_of(&bad, keyword.id, body);
        }
    }

    /// Says that the whole file could not be read.
    pub(super) fn unreadable(&mut self, failure: &Failure) {
        let text = self.text.text.clone();
        let bad = Bad { text: &text, start: 0 };
        self.explain(&bad, failure, None);
    }

    /// Keeps the name that the statement would have declared.
    fn remember_name(&mut self, bad: &Bad<'_>, keyword: usize) {
        let rest = bad.text.get(keyword..).unwrap_or("");
        let name = rest.trim_start_matches(is_blank);
        let word = leading_word(name);
        let start = keyword.saturating_add(rest.len().saturating_sub(name.len()));
        if word.is_empty() || keywords::is_reserved(word) {
            self.label_as_name(bad, start);
            return;
        }
        let span = bad.span(self, start, word.len());
        self.unread.push(Name { text: word.to_string(), span });
    }

    /// The statement's own head is broken; its block may hold more mistakes.
    fn body_of(&mut self, bad: &Bad<'_>, owner: &str, body: Rule) {
        for (at, _) in bad.text.match_indices(['{', '｛', '『']) {
            let inside = bad.text.get(at..).unwrap_or("");
            let first = inside.trim_start_matches(|c| {
                is_blank(c) || matches!(c, '{' | '｛' | '『' | '\n' | ';' | '；')
            });
            let fits = leading_statement(first)
                .is_some_and(|(keyword, _)| admits(Some(owner), keyword.id));
            if !fits {
                continue;
            }
            let Ok(node) = read(body, inside) else { return };
            let base = self.base;
            self.base = base.saturating_add(bad.start).saturating_add(at);
            match body {
                Rule::benchmark_body => drop(self.benchmark_body(node)),
                Rule::weights_body => drop(self.weights_body(node)),
                Rule::review_body => drop(self.review_body(node)),
                Rule::layer_body => drop(self.layer_body(node)),
                Rule::item_body => drop(self.item_body(node)),
                Rule::scope_body => drop(self.scope_body(node)),
                Rule::ground_body => drop(self.ground_body(node)),
                Rule::deadline_body => drop(self.deadline_body(node)),
                Rule::document_body => drop(self.document_body(node)),
                Rule::profile_body => drop(self.profile_body(node)),
                Rule::test_body => drop(self.test_body(node)),
                _ => {}
            }
            self.base = base;
            return;
        }
    }

    /// The statement does not begin with one of our words.
    fn no_keyword(&mut self, bad: &Bad<'_>, owner: Option<&str>) {
        let special = match owner {
            Some("vary") => Some(Rule::vary_row_alone),
            Some("table") => Some(Rule::table_row_alone),
            Some("profile") => Some(Rule::setting_alone),
            None if starts_with_id(bad.text, "unit") => Some(Rule::unit_alone),
            Some("scope") if starts_with_id(bad.text, "otherwise") => {
                Some(Rule::otherwise_alone)
            }
            _ => None,
        };
        if let Some(rule) = special {
            match read(rule, bad.text) {
                Ok(_) => self.unexpected(bad, 0, &[]),
                Err(failure) => self.explain(bad, &failure, owner),
            }
            return;
        }
        let word = leading_word(bad.text);
        let span = bad.span(self, 0, word.len());
        let cut = self.cut_before(bad);
        if let Some((keyword, rest)) = glued_statement(word) {
            self.missing_space(span, word, &format!("{keyword} {rest}"));
            return;
        }
        if let Some(apart) = spacing::split_clause(word) {
            self.take_back(cut);
            self.missing_space(span, word, &apart);
            return;
        }
        if spacing::FOREIGN_STATEMENTS.iter().any(|(theirs, _)| *theirs == word)
            && self.foreign(bad, 0, bad.text)
        {
            self.take_back(cut);
            return;
        }
        if cut.is_some() || self.date_with_dots(bad) {
            return;
        }
        if let Some(clause) = leading_clause(bad.text) {
            if clause.is_later() {
                self.reserved(clause, span);
                return;
            }
            let (zh, en) = (clause.form(Language::Zh), clause.form(Language::En));
            self.report(
                Diagnostic::error(
                    Code::UNEXPECTED,
                    span,
                    format!("「{zh}」前面没有它所属的语句"),
                    format!("`{en}` has no statement before it"),
                )
                .help(
                    "子句跟在它所属的语句后面",
                    "a clause follows the statement that it belongs to",
                ),
            );
            return;
        }
        if let Some(near) = nearest(word, owner) {
            self.remember_name(bad, word.len());
            self.report(
                Diagnostic::error(
                    Code::UNKNOWN_KEYWORD,
                    span,
                    format!("没有「{word}」这个关键字"),
                    format!("there is no keyword `{word}`"),
                )
                .help(format!("是否指「{near}」"), format!("did you mean `{near}`"))
                .fix(span, near),
            );
            return;
        }
        let found = token(bad.text);
        let span = bad.span(self, 0, found.len());
        self.report(
            Diagnostic::error(
                Code::UNEXPECTED,
                span,
                format!("「{found}」不是语句的开头"),
                format!("`{found}` does not begin a statement"),
            )
            .help(
                format!("这里可以写：{}", allowed(owner, Language::Zh, "「", "」", "、")),
                format!(
                    "what may stand here: {}",
                    allowed(owner, Language::En, "`", "`", ", ")
                ),
            ),
        );
    }

    pub(super) fn reserved(&mut self, keyword: &Keyword, span: Span) {
        let (zh, en) = (keyword.form(Language::Zh), keyword.form(Language::En));
        self.report(Diagnostic::error(
            Code::RESERVED,
            span,
            format!("「{zh}」已经留作关键字，但是现在还不能使用"),
            format!("`{en}` is reserved and not available yet"),
        ));
    }

    /// Reports a clause that is not available yet.
    pub(super) fn reserved_clause(&mut self, span: Span, written: &str) {
        if let Some(keyword) = leading_clause(written) {
            self.reserved(keyword, span);
        }
    }

    pub(super) fn missing_space(&mut self, span: Span, written: &str, apart: &str) {
        self.report(
            Diagnostic::error(
                Code::MISSING_SPACE,
                span,
                format!("「{written}」读作一个词"),
                format!("`{written}` is read as one word"),
            )
            .help(format!("加上空格：「{apart}」"), format!("put spaces in: `{apart}`"))
            .fix(span, apart),
        );
    }
}

/// Returns the rule that reads one statement alone, and the rule of its block.
fn alone(id: &str) -> Option<(Rule, Option<Rule>)> {
    Some(match id {
        "pack" => (Rule::pack_alone, None),
        "source" => (Rule::source_alone, None),
        "fact" => (Rule::fact_alone, None),
        "parameter" => (Rule::parameter_alone, None),
        "profile" => (Rule::profile_alone, Some(Rule::profile_body)),
        "document" => (Rule::document_alone, Some(Rule::document_body)),
        "title" | "paragraph" | "signature" => (Rule::document_line_alone, None),
        "define" => (Rule::define_alone, None),
        "circumstance" => (Rule::circumstance_alone, None),
        "benchmark" => (Rule::benchmark_alone, Some(Rule::benchmark_body)),
        "review" => (Rule::review_alone, Some(Rule::review_body)),
        "scope" => (Rule::scope_alone, Some(Rule::scope_body)),
        "scorecard" => (Rule::scorecard_alone, None),
        "indicator" => (Rule::indicator_alone, None),
        "band" => (Rule::band_alone, None),
        "overall" => (Rule::overall_alone, None),
        "table" => (Rule::table_alone, None),
        "columns" => (Rule::columns_alone, None),
        "deadline" => (Rule::deadline_alone, Some(Rule::deadline_body)),
        "suspension" => (Rule::suspension_alone, None),
        "test" => (Rule::test_alone, Some(Rule::test_body)),
        "exception" => (Rule::exception_alone, None),
        "penalty" => (Rule::penalty_alone, None),
        "impose" => (Rule::impose_alone, None),
        "tier" => (Rule::tier_alone, None),
        "conflict" => (Rule::conflict_alone, None),
        "proposed" => (Rule::proposed_alone, None),
        "deviation" => (Rule::deviation_alone, None),
        "weights" => (Rule::weights_alone, Some(Rule::weights_body)),
        "start" => (Rule::start_alone, None),
        "factor" => (Rule::factor_alone, None),
        "compute" => (Rule::compute_alone, None),
        "override" => (Rule::override_alone, None),
        "overlap" => (Rule::overlap_alone, None),
        "layer" => (Rule::layer_alone, Some(Rule::layer_body)),
        "criterion" => (Rule::criterion_alone, None),
        "item" => (Rule::item_alone, Some(Rule::item_body)),
        "ask" => (Rule::ask_alone, None),
        "on_fail" => (Rule::on_fail_alone, None),
        "opinion" => (Rule::opinion_alone, None),
        "accept" | "reject" | "redirect" | "supplement" | "deem" => {
            (Rule::ground_alone, Some(Rule::ground_body))
        }
        "given" => (Rule::given_alone, None),
        "vary" => (Rule::vary_alone, None),
        "expect" => (Rule::expect_alone, None),
        _ => return None,
    })
}
