//! Clauses that several kinds of statement share.

use super::Lower;
use super::grammar::{Inner, Node, Rule};
use super::statement::Statement;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{literals, tree};
use crate::text::Span;
use alloc::boxed::Box;
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

    /// Takes `when`, which may say `otherwise`, and `unless`, which is the same as `and not`.
    pub(super) fn when(&mut self, statement: &mut Statement<'_>) -> When {
        let when = match self.take(statement, Rule::when_clause) {
            None => When::Absent,
            Some(clause) => match clause.inner().nth(1) {
                Some(node) if node.as_rule() == Rule::kw_otherwise => When::Otherwise,
                Some(node) => self.expression(node).map_or(When::Broken, When::Condition),
                None => When::Broken,
            },
        };
        let Some(clause) = self.take(statement, Rule::unless_clause) else { return when };
        let span = self.span(&clause);
        let Some(except) = clause.inner().nth(1).and_then(|node| self.expression(node))
        else {
            return When::Broken;
        };
        match when {
            When::Absent => When::Condition(tree::Expr {
                kind: tree::ExprKind::Not(Box::new(except)),
                span,
            }),
            When::Condition(when) => When::Condition(tree::Expr {
                span: when.span.to(span),
                kind: tree::ExprKind::Unless(Box::new(when), Box::new(except)),
            }),
            When::Otherwise => {
                self.otherwise_not_here(span);
                When::Broken
            }
            When::Broken => When::Broken,
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

    /// Takes a clause that holds a date, or where the notation has it a moment.
    pub(super) fn date_clause(
        &mut self,
        statement: &mut Statement<'_>,
        rule: Rule,
    ) -> Option<String> {
        let date = self.take(statement, rule)?.inner().nth(1)?;
        if date.as_rule() == Rule::moment { self.moment(&date) } else { self.date(&date) }
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

    /// Takes `from A` or `from A to B`.
    pub(super) fn from(
        &mut self,
        statement: &mut Statement<'_>,
    ) -> Option<(tree::Expr, Option<tree::Expr>)> {
        let clause = self.take(statement, Rule::from_clause)?;
        let mut ends = clause.inner().filter(|node| node.as_rule() == Rule::arithmetic);
        let from = self.arithmetic(ends.next()?);
        let to = match ends.next() {
            Some(to) => Some(self.arithmetic(to)?),
            None => None,
        };
        Some((from?, to))
    }

    /// Takes `before EVENT at least 7 workdays`.
    pub(super) fn before(
        &mut self,
        statement: &mut Statement<'_>,
    ) -> Option<(tree::Expr, (u32, tree::PeriodUnit))> {
        let clause = self.take(statement, Rule::before_clause)?;
        let mut event = None;
        let mut period = None;
        for node in clause.inner() {
            match node.as_rule() {
                Rule::arithmetic => event = self.arithmetic(node),
                Rule::period => period = self.period(&node),
                _ => {}
            }
        }
        Some((event?, period?))
    }

    /// Takes `count as workdays 3, 5, 7`.
    pub(super) fn day_meaning(
        &mut self,
        statement: &mut Statement<'_>,
    ) -> Option<tree::DayMeaning> {
        let clause = self.take(statement, Rule::count_clause)?;
        let span = self.span(&clause);
        let mut most = false;
        let mut numbers = Vec::new();
        for node in clause.inner() {
            match node.as_rule() {
                Rule::kw_all => return Some(tree::DayMeaning::All),
                Rule::kw_at_most => most = true,
                Rule::number => {
                    let (digits, _) = literals::split_number(node.as_str());
                    let Ok(number) = literals::decimal(digits, 0).parse::<u32>() else {
                        self.report(Diagnostic::error(
                            Code::MALFORMED_NUMBER,
                            span,
                            "「按工作日计」后面要写整数的日数",
                            "`count as workdays` needs whole numbers of days",
                        ));
                        return None;
                    };
                    numbers.push(number);
                }
                _ => {}
            }
        }
        Some(match numbers.as_slice() {
            [number] if most => tree::DayMeaning::AtMost(*number),
            _ => tree::DayMeaning::Listed(numbers),
        })
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
