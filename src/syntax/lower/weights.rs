//! `weights` 权重 and `compute` 计算.

use super::grammar::{Inner, Node, Rule};
use super::{Lower, declared_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{Compute, Expr, Factor, Weights};
use crate::text::Span;
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads `weights` 权重.
    pub(super) fn weights(&mut self, node: Node<'_>) -> Option<Weights> {
        let mut statement = self.statement(node);
        let (mut cap, mut floor, mut body) = (None, None, None);
        let mut read = true;
        for part in statement.rest.by_ref() {
            if part.as_rule() == Rule::weights_body {
                body = Some(part);
                continue;
            }
            let span = self.span(&part);
            let mut children = part.inner();
            let (Some(word), Some(value)) = (children.next(), children.next()) else {
                continue;
            };
            let limit = match word.as_rule() {
                Rule::kw_capped_at => &mut cap,
                _ => &mut floor,
            };
            if limit.is_some() {
                self.twice(span);
            }
            let value = self.primary(value);
            read &= value.is_some();
            *limit = value;
        }
        let basis = self.basis(&mut statement);
        let (start, factors) = self.weights_body(body?);
        let weights = Weights {
            name: statement.name.clone(),
            label: statement.label.take(),
            start,
            factors,
            cap,
            floor,
            basis,
            span: statement.span,
        };
        self.finish(statement);
        read.then_some(weights)
    }

    pub(super) fn weights_body(&mut self, node: Node<'_>) -> (Option<Expr>, Vec<Factor>) {
        let mut start = None;
        let mut factors = Vec::new();
        for child in node.inner() {
            match child.as_rule() {
                Rule::start => {
                    if start.is_some() {
                        self.twice(self.span(&child));
                    }
                    let value = child.inner().nth(1);
                    start = value.and_then(|value| self.arithmetic(value));
                }
                Rule::factor => {
                    let name = declared_name(&child);
                    match self.factor(child) {
                        Some(factor) => factors.push(factor),
                        None => {
                            if let Some(name) = name {
                                let name = self.name(&name);
                                self.unread.push(name);
                            }
                        }
                    }
                }
                Rule::bad_statement => self.bad_statement(&child, Some("weights")),
                _ => {}
            }
        }
        (start, factors)
    }

    fn factor(&mut self, node: Node<'_>) -> Option<Factor> {
        let mut statement = self.statement(node);
        let value = statement.next(Rule::defined_as)?.inner().nth(1)?;
        let default = self
            .take(&mut statement, Rule::default_clause)
            .and_then(|clause| clause.inner().nth(1))
            .map(|value| self.given_value(value));
        let factor = Factor {
            name: statement.name.clone(),
            label: statement.label.take(),
            value: self.expression(value)?,
            default: match default {
                Some(default) => Some(default?),
                None => None,
            },
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(factor)
    }

    /// Reads `compute` 计算.
    pub(super) fn compute(&mut self, node: Node<'_>) -> Option<Compute> {
        let mut statement = self.statement(node);
        let value = statement.next(Rule::defined_as)?.inner().nth(1)?;
        let compute = Compute {
            penalty: statement.name.clone(),
            value: self.expression(value)?,
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(compute)
    }

    fn twice(&mut self, span: Span) {
        self.report(Diagnostic::error(
            Code::CLAUSE_TWICE,
            span,
            "「权重」里起点、封顶、保底各写一次",
            "`weights` has one start, one cap and one floor",
        ));
    }
}
