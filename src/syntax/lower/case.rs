//! Tests.

use super::Lower;
use super::expr::collect;
use super::grammar::{Inner, Node, Rule};
use crate::syntax::tree::{
    CaseFile, Expectation, Expr, ExprKind, Path, TestCase, TestStatement, VaryRow,
};
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads `test cases from` 测试 用例 取自.
    pub(super) fn case_file(&mut self, node: Node<'_>) -> Option<CaseFile> {
        let span = self.span(&node);
        let path = node.inner().find(|child| child.as_rule() == Rule::string)?;
        Some(CaseFile { path: self.text(&path), span })
    }

    /// Reads `test` 测试.
    pub(super) fn test_case(&mut self, node: Node<'_>) -> Option<TestCase> {
        let mut statement = self.statement(node);
        let body = statement.next(Rule::test_body)?;
        let test = TestCase {
            name: statement.name.clone(),
            label: statement.label.take(),
            as_of: self.date_clause(&mut statement, Rule::as_of_clause),
            profile: self.with_profile(&mut statement),
            unconfirmed: self.take(&mut statement, Rule::unconfirmed_clause).is_some(),
            statements: self.test_body(body),
            span: statement.span,
        };
        self.finish(statement);
        Some(test)
    }

    pub(super) fn test_body(&mut self, node: Node<'_>) -> Vec<TestStatement> {
        let mut statements = Vec::new();
        for child in node.inner() {
            match child.as_rule() {
                Rule::given => statements.extend(self.given(child)),
                Rule::vary => statements.extend(self.vary(child)),
                Rule::expect => {
                    for expected in child.inner().skip(1) {
                        statements.extend(
                            self.expectation(expected).map(TestStatement::Expect),
                        );
                    }
                }
                Rule::bad_statement => self.bad_statement(&child, Some("test")),
                _ => {}
            }
        }
        statements
    }

    fn given(&mut self, node: Node<'_>) -> Option<TestStatement> {
        let span = self.span(&node);
        let mut entries = Some(Vec::new());
        for entry in node.inner().filter(|entry| entry.as_rule() == Rule::given_entry) {
            collect(&mut entries, self.given_entry(entry));
        }
        Some(TestStatement::Given(entries?, span))
    }

    fn given_entry(&mut self, node: Node<'_>) -> Option<(Path, Expr)> {
        let mut children = node.inner();
        let path = self.path(children.next()?);
        let value = self.given_value(children.nth(1)?)?;
        Some((path, value))
    }

    /// Reads a value, or an answer to a question of judgement.
    pub(super) fn given_value(&mut self, node: Node<'_>) -> Option<Expr> {
        if node.as_rule() == Rule::expression {
            return self.expression(node);
        }
        let span = self.span(&node);
        Some(Expr { kind: ExprKind::Literal(self.literal(&node)?), span })
    }

    fn vary(&mut self, node: Node<'_>) -> Option<TestStatement> {
        let span = self.span(&node);
        let mut children = node.inner().skip(1);
        let path = self.path(children.next()?);
        let rows = self.vary_body(children.next()?);
        Some(TestStatement::Vary(path, rows, span))
    }

    pub(super) fn vary_body(&mut self, node: Node<'_>) -> Vec<VaryRow> {
        let mut rows = Vec::new();
        for child in node.inner() {
            match child.as_rule() {
                Rule::vary_row => rows.extend(self.vary_row(child)),
                Rule::bad_statement => self.bad_statement(&child, Some("vary")),
                _ => {}
            }
        }
        rows
    }

    fn vary_row(&mut self, node: Node<'_>) -> Option<VaryRow> {
        let span = self.span(&node);
        let mut children = node.inner();
        let value = self.given_value(children.next()?);
        let mut expect = Some(Vec::new());
        for expected in children {
            collect(&mut expect, self.expectation(expected));
        }
        Some(VaryRow { value: value?, expect: expect?, span })
    }

    fn expectation(&mut self, node: Node<'_>) -> Option<Expectation> {
        if node.as_rule() != Rule::missing {
            return self.expression(node).map(Expectation::Holds);
        }
        let span = self.span(&node);
        let paths = node
            .inner()
            .filter(|child| child.as_rule() == Rule::path)
            .map(|path| self.path(path))
            .collect();
        Some(Expectation::Missing(paths, span))
    }
}
