//! Scorecards.

use super::Lower;
use super::expr::collect;
use super::grammar::{Inner, Node, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{Band, Indicator, Overall, Scorecard};
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads `scorecard` 考核.
    pub(super) fn scorecard(&mut self, node: Node<'_>) -> Option<Scorecard> {
        let mut statement = self.statement(node);
        let body = statement.next(Rule::scorecard_body)?;
        let basis = self.basis(&mut statement);
        let version = self.version(&mut statement);
        let mut indicators = Some(Vec::new());
        let mut bands = Some(Vec::new());
        let mut overall = None;
        let mut broken = false;
        for child in body.inner() {
            match child.as_rule() {
                Rule::indicator => collect(&mut indicators, self.indicator(child)),
                Rule::band => collect(&mut bands, self.band(child)),
                Rule::overall => {
                    if overall.is_some() {
                        self.overall_twice(&child);
                    }
                    let worst = child.inner().any(|it| it.as_rule() == Rule::kw_worst);
                    overall =
                        Some(if worst { Overall::Worst } else { Overall::Weighted });
                }
                Rule::bad_statement => {
                    broken = true;
                    self.bad_statement(&child, Some("scorecard"));
                }
                _ => {}
            }
        }
        let (indicators, bands) = (indicators?, bands?);
        if broken && (indicators.is_empty() || bands.is_empty()) {
            return None;
        }
        if indicators.is_empty() {
            self.lacks(&statement, "「指标」", "an `indicator`");
            return None;
        }
        if bands.is_empty() {
            self.lacks(&statement, "「等次」", "a `band`");
            return None;
        }
        let scorecard = Scorecard {
            name: statement.name.clone(),
            label: statement.label.take(),
            version: version?,
            basis,
            indicators,
            bands,
            overall,
            span: statement.span,
        };
        self.finish(statement);
        Some(scorecard)
    }

    fn indicator(&mut self, node: Node<'_>) -> Option<Indicator> {
        let mut statement = self.statement(node);
        let value = statement.next(Rule::defined_as)?;
        let basis = self.basis(&mut statement);
        let weight = match self.take(&mut statement, Rule::weight_clause) {
            Some(clause) => Some(self.arithmetic(clause.inner().nth(1)?)?),
            None => None,
        };
        let value = value.inner().nth(1).and_then(|value| self.expression(value));
        let indicator = Indicator {
            name: statement.name.clone(),
            label: statement.label.take(),
            value: value?,
            weight,
            basis,
            span: statement.span,
        };
        self.finish(statement);
        Some(indicator)
    }

    fn band(&mut self, node: Node<'_>) -> Option<Band> {
        let mut statement = self.statement(node);
        let range = match statement.rest.next()? {
            word if word.as_rule() == Rule::kw_otherwise => None,
            range => Some(self.range(range)?),
        };
        let band = Band {
            name: statement.name.clone(),
            label: statement.label.take(),
            range,
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(band)
    }

    fn overall_twice(&mut self, node: &Node<'_>) {
        let span = self.span(node);
        self.report(
            Diagnostic::error(
                Code::CLAUSE_TWICE,
                span,
                "「总评」在同一个考核里出现了两次",
                "`overall` stands twice in one scorecard",
            )
            .help("只留一处", "leave one of the two"),
        );
    }
}
