//! Deadlines and what stands in their blocks.

use super::Lower;
use super::grammar::{Inner, Node, Rule};
use super::statement::Statement;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{
    Deadline, Direction, Expr, MonthEnd, Party, PeriodUnit, Roll, Suspension,
};
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads `deadline` 期限.
    pub(super) fn deadline(&mut self, node: Node<'_>) -> Option<Deadline> {
        let mut statement = self.statement(node);
        let suspensions = statement
            .next(Rule::deadline_body)
            .map_or_else(Vec::new, |body| self.deadline_body(body));
        let runs = self.runs(&mut statement);
        let when = self.condition(&mut statement);
        let met = match self.take(&mut statement, Rule::met_clause) {
            Some(clause) => Some(self.arithmetic(clause.inner().nth(1)?)?),
            None => None,
        };
        let basis = self.basis(&mut statement);
        let party = self.word(&mut statement, Rule::for_clause).map(|rule| match rule {
            Rule::kw_for_party => Party::Party,
            _ => Party::Agency,
        });
        let roll = self.word(&mut statement, Rule::roll_clause).map(|rule| match rule {
            Rule::kw_roll => Roll::Roll,
            _ => Roll::NoRoll,
        });
        let month_end =
            self.word(&mut statement, Rule::month_end_clause).map(|rule| match rule {
                Rule::kw_month_end_clamp => MonthEnd::Clamp,
                _ => MonthEnd::Next,
            });
        let version = self.version(&mut statement);
        let (direction, event, period) = runs?;
        let deadline = Deadline {
            name: statement.name.clone(),
            label: statement.label.take(),
            version: version?,
            event,
            direction,
            period,
            when: when?,
            party,
            roll,
            month_end,
            met,
            suspensions,
            basis,
            span: statement.span,
        };
        self.finish(statement);
        Some(deadline)
    }

    /// Takes what a deadline runs from, or lies before, and how long it is.
    fn runs(
        &mut self,
        statement: &mut Statement<'_>,
    ) -> Option<(Direction, Expr, (u32, PeriodUnit))> {
        let has_event = statement.has(Rule::from_clause);
        let has_period = statement.has(Rule::within_clause);
        if statement.has(Rule::before_clause) {
            if has_event || has_period {
                self.report(
                    Diagnostic::error(
                        Code::CLAUSE_NOT_HERE,
                        statement.span,
                        "一个期限不能既向后算又向前算",
                        "a deadline cannot run both forwards and backwards",
                    )
                    .help(
                        "写「自 … 起 …内」或者「早于 … 至少 …」，分成两个期限",
                        "write `from … within …` or `before … at least …`, as two deadlines",
                    ),
                );
                return None;
            }
            let (event, period) = self.before(statement)?;
            return Some((Direction::Before, event, period));
        }
        let event = self.from(statement);
        let period = self.within(statement);
        if !has_event {
            self.lacks(
                statement,
                "起算的日期：「自 … 起」",
                "the date it runs from: `from …`",
            );
        }
        if !has_period {
            self.lacks(
                statement,
                "期间：「5个工作日内」",
                "its length: `within 5 workdays`",
            );
        }
        let (event, end) = event?;
        if let Some(end) = end {
            self.report(
                Diagnostic::error(
                    Code::CLAUSE_NOT_HERE,
                    end.span,
                    "期限的长度不这样写",
                    "the length of a deadline is not written like this",
                )
                .help("写作「5个工作日内」", "write `within 5 workdays`"),
            );
            return None;
        }
        Some((Direction::After, event, period?))
    }

    pub(super) fn deadline_body(&mut self, node: Node<'_>) -> Vec<Suspension> {
        let mut suspensions = Vec::new();
        for child in node.inner() {
            match child.as_rule() {
                Rule::suspension => suspensions.extend(self.suspension(child)),
                Rule::bad_statement => self.bad_statement(&child, Some("deadline")),
                _ => {}
            }
        }
        suspensions
    }

    fn suspension(&mut self, node: Node<'_>) -> Option<Suspension> {
        let mut statement = self.statement(node);
        let has_days = statement.has(Rule::from_clause);
        let days = self.from(&mut statement);
        let when = self.condition(&mut statement);
        let basis = self.basis(&mut statement);
        let (from, to) = match days {
            Some((from, Some(to))) => (from, to),
            None if has_days => return None,
            Some((_, None)) | None => {
                self.lacks(
                    &statement,
                    "首尾两日：「自 … 起 至 … 止」",
                    "its two days: `from … to …`",
                );
                return None;
            }
        };
        let suspension = Suspension {
            name: statement.name.clone(),
            label: statement.label.take(),
            from,
            to,
            when: when?,
            basis,
            span: statement.span,
        };
        self.finish(statement);
        Some(suspension)
    }
}
