//! Exceptions.

use super::Lower;
use super::clause::When;
use super::grammar::{Inner, Node, Rule};
use crate::syntax::tree::{Exception, ExceptionResult};

impl Lower<'_> {
    /// Reads `exception` 例外.
    pub(super) fn exception(&mut self, node: Node<'_>) -> Option<Exception> {
        let mut statement = self.statement(node);
        let then = statement.next(Rule::exception_then)?.inner().nth(1)?;
        let span = self.span(&then);
        let then = match then.as_rule() {
            Rule::kw_needs_judgement => Some(ExceptionResult::NeedsJudgement),
            Rule::kw_not_holds => Some(ExceptionResult::NotHolds(span)),
            _ => self.expression(then).map(ExceptionResult::Value),
        };
        let against = self
            .take(&mut statement, Rule::against_clause)
            .and_then(|clause| clause.inner().nth(1))
            .map(|path| self.path(path));
        if against.is_none() {
            self.lacks(
                &statement,
                "「对」和它所例外的规则",
                "`against` and the rule it is an exception to",
            );
        }
        let when = match self.when(&mut statement) {
            When::Condition(when) => Some(when),
            When::Broken => None,
            When::Absent | When::Otherwise => {
                self.lacks(&statement, "「当」和条件", "`when` and a condition");
                None
            }
        };
        let basis = self.basis(&mut statement);
        let version = self.version(&mut statement);
        let exception = Exception {
            name: statement.name.clone(),
            label: statement.label.take(),
            version: version?,
            against: against?,
            when: when?,
            then: then?,
            basis,
            span: statement.span,
        };
        self.finish(statement);
        Some(exception)
    }
}
