//! Lists: what is asked of their records, and records written out.

use super::Lower;
use super::expr::collect;
use super::grammar::{Inner, Node, Rule};
use super::statement::Statement;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{Each, EachSum, Expr, ExprKind, Fold, Over, Record};
use crate::text::Span;
use alloc::boxed::Box;
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads `any of persons where …` 任一 … 满足.
    pub(super) fn quantified(
        &mut self,
        word: Rule,
        list: Node<'_>,
        condition: Option<Node<'_>>,
        span: Span,
    ) -> Option<Expr> {
        let fold = match word {
            Rule::kw_any_of => Fold::Any,
            Rule::kw_all_of => Fold::All,
            _ => Fold::None,
        };
        let list = self.path(list);
        let when = self.where_part(condition)?;
        if when.is_none() {
            self.report(
                Diagnostic::error(
                    Code::CLAUSE_MISSING,
                    span,
                    "没有写明每一项要满足什么",
                    "this does not say what the records must meet",
                )
                .help(
                    "在列表后面写「满足」和条件；条件的清单写在大括号里",
                    "write `where` and a condition after the list; a list of conditions stands \
                     in braces",
                ),
            );
            return None;
        }
        let over = Over { fold, value: None, list, when };
        Some(Expr { kind: ExprKind::Over(over), span })
    }

    /// Reads `sum of income across persons where …` 合计 … 取自 … 满足, from the value on.
    pub(super) fn across<'i>(
        &mut self,
        fold: Fold,
        value: Node<'i>,
        rest: impl Iterator<Item = Node<'i>>,
        span: Span,
    ) -> Option<Expr> {
        let value = Some(Box::new(self.arithmetic(value)?));
        let mut rest = rest.filter(|child| child.as_rule() != Rule::kw_across);
        let list = self.path(rest.next()?);
        let when = self.where_part(rest.next())?;
        let over = Over { fold, value, list, when };
        Some(Expr { kind: ExprKind::Over(over), span })
    }

    /// Reads `where …` 满足; the outer nothing is a condition that cannot be read.
    pub(super) fn where_part(
        &mut self,
        node: Option<Node<'_>>,
    ) -> Option<Option<Box<Expr>>> {
        let Some(node) = node else { return Some(None) };
        let condition = node.inner().find(|child| child.as_rule() == Rule::expression)?;
        Some(Some(Box::new(self.expression(condition)?)))
    }

    /// Takes `for each of persons where …` 逐一 … 满足; the outer nothing is a clause that
    /// cannot be read.
    pub(super) fn each(&mut self, statement: &mut Statement<'_>) -> Option<Option<Each>> {
        let Some(clause) = self.take(statement, Rule::each_clause) else {
            return Some(None);
        };
        let span = self.span(&clause);
        let mut children = clause.inner().skip(1);
        let list = self.path(children.next()?);
        let when = self.where_part(children.next())?.map(|when| *when);
        Some(Some(Each { list, when, span }))
    }

    /// Reads `sum of fine capped at 3万元` 合计 罚款 封顶 3万元 in a benchmark.
    pub(super) fn each_sum(&mut self, node: Node<'_>) -> Option<EachSum> {
        let mut statement = self.statement(node);
        let penalty = statement.next(Rule::path)?;
        let penalty = self.path(penalty);
        let cap = match statement.next(Rule::kw_capped_at) {
            Some(_) => Some(statement.rest.next()?),
            None => None,
        };
        let cap = match cap {
            Some(cap) => Some(self.primary(cap)?),
            None => None,
        };
        let basis = self.basis(&mut statement);
        let sum = EachSum { penalty, cap, basis, span: statement.span };
        self.finish(statement);
        Some(sum)
    }

    /// Says that a definition is no list.
    pub(super) fn list_as_value(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::LIST_AS_VALUE,
                span,
                "定义不能是列表",
                "a definition cannot be a list",
            )
            .help(
                "列表只能是事实；定义写从列表里数出来、算出来的东西",
                "only a fact is a list; define what is counted or measured in it",
            ),
        );
    }

    /// Reads records written out.
    pub(super) fn records(&mut self, node: Node<'_>) -> Option<Vec<Record>> {
        let mut records = Some(Vec::new());
        for record in node.inner().filter(|child| child.as_rule() == Rule::record) {
            let span = self.span(&record);
            let mut fields = Some(Vec::new());
            for entry in
                record.inner().filter(|child| child.as_rule() == Rule::record_entry)
            {
                let mut children =
                    entry.inner().filter(|child| child.as_rule() != Rule::equals);
                let name = self.name(&children.next()?);
                let value = self.given_value(children.next()?);
                collect(&mut fields, value.map(|value| (name, value)));
            }
            collect(&mut records, fields.map(|fields| Record { fields, span }));
        }
        records
    }
}
