//! Reviews, scopes and deadlines.

use super::Lower;
use super::clause::When;
use super::grammar::{Inner, Node, Rule};
use crate::syntax::tree::{
    Ask, Criterion, Deadline, Ground, GroundKind, Item, Layer, OnFail, Opinion, Review,
    ReviewStatement, Scope, ScopeStatement,
};
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads `review` 审核.
    pub(super) fn review(&mut self, node: Node<'_>) -> Option<Review> {
        let mut statement = self.statement(node);
        let body = statement.next(Rule::review_body)?;
        let basis = self.basis(&mut statement);
        let when = self.condition(&mut statement);
        let version = self.version(&mut statement);
        let statements = self.review_body(body);
        let review = Review {
            name: statement.name.clone(),
            label: statement.label.take(),
            version: version?,
            basis,
            when: when?,
            statements,
            span: statement.span,
        };
        self.finish(statement);
        Some(review)
    }

    pub(super) fn review_body(&mut self, node: Node<'_>) -> Vec<ReviewStatement> {
        let mut statements = Vec::new();
        for child in node.inner() {
            match child.as_rule() {
                Rule::layer => {
                    statements.extend(self.layer(child).map(ReviewStatement::Layer));
                }
                Rule::item => {
                    statements.extend(self.item(child).map(ReviewStatement::Item));
                }
                Rule::opinion => {
                    statements.extend(self.opinion(child).map(ReviewStatement::Opinion));
                }
                Rule::deadline => {
                    statements
                        .extend(self.deadline(child).map(ReviewStatement::Deadline));
                }
                Rule::bad_statement => self.bad_statement(&child, Some("review")),
                _ => {}
            }
        }
        statements
    }

    fn layer(&mut self, node: Node<'_>) -> Option<Layer> {
        let mut statement = self.statement(node);
        let body = statement.next(Rule::layer_body)?;
        let when = self.condition(&mut statement);
        let basis = self.basis(&mut statement);
        let criteria = self.layer_body(body);
        let layer = Layer {
            name: statement.name.clone(),
            label: statement.label.take(),
            when: when?,
            basis,
            criteria,
            span: statement.span,
        };
        self.finish(statement);
        Some(layer)
    }

    pub(super) fn layer_body(&mut self, node: Node<'_>) -> Vec<Criterion> {
        let mut criteria = Vec::new();
        for child in node.inner() {
            match child.as_rule() {
                Rule::criterion => criteria.extend(self.criterion(child)),
                Rule::bad_statement => self.bad_statement(&child, Some("layer")),
                _ => {}
            }
        }
        criteria
    }

    fn criterion(&mut self, node: Node<'_>) -> Option<Criterion> {
        let mut statement = self.statement(node);
        let when = self.condition(&mut statement)?;
        let Some(when) = when else {
            self.lacks(&statement, "「当」和条件", "`when` and a condition");
            return None;
        };
        let criterion = Criterion {
            name: statement.name.clone(),
            label: statement.label.take(),
            when,
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(criterion)
    }

    fn item(&mut self, node: Node<'_>) -> Option<Item> {
        let mut statement = self.statement(node);
        let body = statement.next(Rule::item_body)?;
        let when = self.condition(&mut statement);
        let basis = self.basis(&mut statement);
        let (asks, on_fail) = self.item_body(body);
        let item = Item {
            name: statement.name.clone(),
            label: statement.label.take(),
            when: when?,
            basis,
            asks,
            on_fail,
            span: statement.span,
        };
        self.finish(statement);
        Some(item)
    }

    pub(super) fn item_body(&mut self, node: Node<'_>) -> (Vec<Ask>, Option<OnFail>) {
        let mut asks = Vec::new();
        let mut on_fail = None;
        for child in node.inner() {
            match child.as_rule() {
                Rule::ask => asks.extend(self.ask(child)),
                Rule::on_fail if on_fail.is_some() => {
                    let span = self.span(&child);
                    self.second_on_fail(span);
                }
                Rule::on_fail => on_fail = self.on_fail(child),
                Rule::bad_statement => self.bad_statement(&child, Some("item")),
                _ => {}
            }
        }
        (asks, on_fail)
    }

    fn second_on_fail(&mut self, span: crate::text::Span) {
        self.report(crate::diagnostic::Diagnostic::error(
            crate::diagnostic::Code::CLAUSE_TWICE,
            span,
            "一个项目只能有一个「不合格」",
            "an item has only one `on fail`",
        ));
    }

    fn ask(&mut self, node: Node<'_>) -> Option<Ask> {
        let mut statement = self.statement(node);
        let ask = Ask {
            name: statement.name.clone(),
            label: statement.label.take(),
            when: self.condition(&mut statement)?,
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(ask)
    }

    fn on_fail(&mut self, node: Node<'_>) -> Option<OnFail> {
        let mut statement = self.statement(node);
        let opinion = statement.rest.find(|node| node.as_rule() == Rule::path)?;
        let on_fail = OnFail {
            opinion: self.path(opinion),
            advise: self.label_clause(&mut statement, Rule::advise_clause),
            span: statement.span,
        };
        self.finish(statement);
        Some(on_fail)
    }

    fn opinion(&mut self, node: Node<'_>) -> Option<Opinion> {
        let mut statement = self.statement(node);
        let pass = statement.next(Rule::kw_pass).is_some();
        let (when, otherwise) = match self.when(&mut statement) {
            When::Condition(when) => (Some(when), false),
            When::Otherwise => (None, true),
            When::Absent => (None, false),
            When::Broken => return None,
        };
        let opinion = Opinion {
            name: statement.name.clone(),
            label: statement.label.take(),
            pass,
            when,
            otherwise,
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(opinion)
    }

    /// Reads `scope` 受理范围.
    pub(super) fn scope(&mut self, node: Node<'_>) -> Option<Scope> {
        let mut statement = self.statement(node);
        let body = statement.next(Rule::scope_body)?;
        let basis = self.basis(&mut statement);
        let version = self.version(&mut statement);
        let statements = self.scope_body(body);
        let scope = Scope {
            name: statement.name.clone(),
            label: statement.label.take(),
            version: version?,
            basis,
            statements,
            span: statement.span,
        };
        self.finish(statement);
        Some(scope)
    }

    pub(super) fn scope_body(&mut self, node: Node<'_>) -> Vec<ScopeStatement> {
        let mut statements = Vec::new();
        for child in node.inner() {
            match child.as_rule() {
                Rule::ground => {
                    statements.extend(self.ground(child).map(ScopeStatement::Ground));
                }
                Rule::otherwise_judgement => {
                    let span = self.span(&child);
                    statements.push(ScopeStatement::OtherwiseNeedsJudgement(span));
                }
                Rule::deadline => {
                    statements.extend(self.deadline(child).map(ScopeStatement::Deadline));
                }
                Rule::bad_statement => self.bad_statement(&child, Some("scope")),
                _ => {}
            }
        }
        statements
    }

    fn ground(&mut self, node: Node<'_>) -> Option<Ground> {
        let kind = match node.clone().inner().next()?.inner().next()?.as_rule() {
            Rule::kw_accept => GroundKind::Accept,
            Rule::kw_reject => GroundKind::Reject,
            Rule::kw_redirect => GroundKind::Redirect,
            Rule::kw_deem => GroundKind::Deem,
            _ => GroundKind::Supplement,
        };
        let mut statement = self.statement(node);
        let deadlines = statement
            .next(Rule::ground_body)
            .map_or_else(Vec::new, |body| self.ground_body(body));
        let when = match self.when(&mut statement) {
            When::Condition(when) => Some(when),
            When::Otherwise => None,
            When::Broken => return None,
            When::Absent => {
                self.lacks(
                    &statement,
                    "「当」；没有条件的写「当 否则」",
                    "`when`; a ground without condition says `when otherwise`",
                );
                return None;
            }
        };
        let ground = Ground {
            kind,
            name: statement.name.clone(),
            label: statement.label.take(),
            send_to: self.label_clause(&mut statement, Rule::send_to_clause),
            when,
            basis: self.basis(&mut statement),
            deadlines,
            span: statement.span,
        };
        self.finish(statement);
        Some(ground)
    }

    pub(super) fn ground_body(&mut self, node: Node<'_>) -> Vec<Deadline> {
        let mut deadlines = Vec::new();
        for child in node.inner() {
            match child.as_rule() {
                Rule::deadline => deadlines.extend(self.deadline(child)),
                Rule::bad_statement => self.bad_statement(&child, Some("accept")),
                _ => {}
            }
        }
        deadlines
    }
}
