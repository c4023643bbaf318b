//! Clauses that several kinds of statement share.

use super::Lower;
use super::grammar::{Inner, Node, Rule};
use super::statement::Statement;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree;
use crate::text::Span;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// `when` 当.
pub(super) enum When {
    /// A condition.
    Condition(tree::Expr),
    /// `otherwise` 否则.
    Otherwise,
    /// No such clause.
    Absent,
    /// A clause that could not be read; it has been reported.
    Broken,
}

impl Lower<'_> {
    /// Takes `basis`.
    pub(super) fn basis(&mut self, statement: &mut Statement<'_>) -> Vec<tree::Citation> {
        let Some(clause) = self.take(statement, Rule::basis_clause) else {
            return Vec::new();
        };
        clause
            .inner()
            .filter(|node| node.as_rule() == Rule::citation)
            .map(|citation| self.citation(citation))
            .collect()
    }

    /// Takes `when`, which may say `otherwise`.
    pub(super) fn when(&mut self, statement: &mut Statement<'_>) -> When {
        let Some(clause) = self.take(statement, Rule::when_clause) else {
            return When::Absent;
        };
        match clause.inner().nth(1) {
            Some(node) if node.as_rule() == Rule::kw_otherwise => When::Otherwise,
            Some(node) => self.expression(node).map_or(When::Broken, When::Condition),
            None => When::Broken,
        }
    }

    /// Takes `when` where `otherwise` has no place; `None` if it could not be read.
    pub(super) fn condition(
        &mut self,
        statement: &mut Statement<'_>,
    ) -> Option<Option<tree::Expr>> {
        match self.when(statement) {
            When::Condition(condition) => Some(Some(condition)),
            When::Absent => Some(None),
            When::Broken => None,
            When::Otherwise => {
                self.otherwise_not_here(statement.span);
                None
            }
        }
    }

    fn otherwise_not_here(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::CLAUSE_NOT_HERE,
                span,
                "「否则」不能用在这里",
                "`otherwise` has no place here",
            )
            .help(
                "没有条件时，去掉「当 否则」",
                "leave `when otherwise` out if there is no condition",
            ),
        );
    }

    /// Takes a clause that holds a label.
    pub(super) fn label_clause(
        &mut self,
        statement: &mut Statement<'_>,
        rule: Rule,
    ) -> Option<tree::Label> {
        let label = self.take(statement, rule)?.inner().nth(1)?;
        Some(self.label(label))
    }

    /// Takes a clause that is one word of several.
    pub(super) fn word(
        &mut self,
        statement: &mut Statement<'_>,
        rule: Rule,
    ) -> Option<Rule> {
        let clause = self.take(statement, rule)?;
        clause.inner().next().map(|word| word.as_rule())
    }

    /// Takes a clause that holds a date.
    pub(super) fn date_clause(
        &mut self,
        statement: &mut Statement<'_>,
        rule: Rule,
    ) -> Option<String> {
        let date = self.take(statement, rule)?.inner().nth(1)?;
        self.date(&date)
    }

    /// Takes `effective from … to …`.
    pub(super) fn effective(
        &mut self,
        statement: &mut Statement<'_>,
    ) -> Option<tree::Effective> {
        let clause = self.take(statement, Rule::effective_clause)?;
        let span = self.span(&clause);
        let starts = clause.clone().inner().any(|node| node.as_rule() == Rule::kw_since);
        let mut dates = clause.inner().filter(|node| node.as_rule() == Rule::date);
        let from =
            if starts { dates.next().and_then(|date| self.date(&date)) } else { None };
        let to = dates.next().and_then(|date| self.date(&date));
        if let (Some(from), Some(to)) = (&from, &to)
            && to < from
        {
            self.report(Diagnostic::error(
                Code::INVALID_DATE,
                span,
                format!("施行期间的末日「{to}」早于首日「{from}」"),
                format!("the last day `{to}` lies before the first day `{from}`"),
            ));
        }
        Some(tree::Effective { from, to, span })
    }

    /// Takes `effective` and `dated by`; `None` if the date could not be read.
    pub(super) fn version(
        &mut self,
        statement: &mut Statement<'_>,
    ) -> Option<tree::Version> {
        let effective = self.effective(statement);
        let dated_by = match self.take(statement, Rule::dated_clause) {
            Some(clause) => Some(self.arithmetic(clause.inner().nth(1)?)?),
            None => None,
        };
        Some(tree::Version { effective, dated_by, lenient: None })
    }

    /// Takes `lenient A and B`; `None` if it could not be read.
    pub(super) fn lenient(
        &mut self,
        statement: &mut Statement<'_>,
    ) -> Option<Option<tree::Lenient>> {
        let Some(clause) = self.take(statement, Rule::lenient_clause) else {
            return Some(None);
        };
        let span = self.span(&clause);
        let mut dates = clause.inner().filter(|node| node.as_rule() == Rule::arithmetic);
        let act = self.arithmetic(dates.next()?)?;
        let decision = self.arithmetic(dates.next()?)?;
        Some(Some(tree::Lenient { act, decision, span }))
    }

    /// Takes `with a, b`.
    pub(super) fn with(&mut self, statement: &mut Statement<'_>) -> Vec<tree::Path> {
        let Some(clause) = self.take(statement, Rule::with_clause) else {
            return Vec::new();
        };
        clause
            .inner()
            .filter(|node| node.as_rule() == Rule::path)
            .map(|path| self.path(path))
            .collect()
    }

    /// Takes every `use … as …`.
    pub(super) fn uses(&mut self, statement: &mut Statement<'_>) -> Vec<tree::Use> {
        let mut uses = Vec::new();
        for clause in statement.take_all(Rule::use_clause) {
            let span = self.span(&clause);
            let mut pack = None;
            let mut alias = None;
            for node in clause.inner() {
                match node.as_rule() {
                    Rule::pack_id => pack = Some(self.name(&node)),
                    Rule::path => alias = Some(self.path(node)),
                    _ => {}
                }
            }
            uses.extend(pack.map(|pack| tree::Use { pack, alias, span }));
        }
        uses
    }

    /// Takes `within 5 workdays`.
    pub(super) fn within(
        &mut self,
        statement: &mut Statement<'_>,
    ) -> Option<(u32, tree::PeriodUnit)> {
        let clause = self.take(statement, Rule::within_clause)?;
        let period = clause.inner().find(|node| node.as_rule() == Rule::period)?;
        self.period(&period)
    }

    /// Takes `from EVENT`.
    pub(super) fn from(&mut self, statement: &mut Statement<'_>) -> Option<tree::Expr> {
        let clause = self.take(statement, Rule::from_clause)?;
        self.arithmetic(clause.inner().nth(1)?)
    }

    /// Takes `bounds from included, up to excluded`.
    pub(super) fn bounds(
        &mut self,
        statement: &mut Statement<'_>,
    ) -> tree::BoundConvention {
        let mut convention = tree::BoundConvention::default();
        let Some(clause) = self.take(statement, Rule::bounds_clause) else {
            return convention;
        };
        for rule in clause.inner().filter(|node| node.as_rule() == Rule::bound_rule) {
            let mut words = rule.inner().map(|word: Node<'_>| word.as_rule());
            let (Some(side), Some(word)) = (words.next(), words.next()) else { continue };
            let inclusion = Some(if word == Rule::kw_included {
                tree::Inclusion::Included
            } else {
                tree::Inclusion::Excluded
            });
            if side == Rule::kw_rule_from {
                convention.from = inclusion;
            } else {
                convention.up_to = inclusion;
            }
        }
        convention
    }
}
