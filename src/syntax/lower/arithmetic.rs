//! Calculations. pest gives a flat list of operands and operators; here they are sorted by
//! strength, and counted.

use super::Lower;
use super::grammar::{Inner, Node, Rule};
use super::range::read_inclusion;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{
    CountUnit, Expr, ExprKind, Inclusion, Literal, PeriodUnit, RoundingMode,
};
use crate::text::Span;
use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

/// How many operators one value may chain, with those of the values around it: each makes the
/// tree one step deeper.
const MAX_OPERATORS: usize = 100;

impl Lower<'_> {
    /// Reads `days from a to b` 天数 自 a 起 至 b 止.
    pub(super) fn count(&mut self, node: Node<'_>) -> Option<ExprKind> {
        let mut children = node.inner();
        let unit = match children.next()?.as_rule() {
            Rule::kw_hours_from => CountUnit::Hours,
            Rule::kw_workdays_from => CountUnit::Workdays,
            Rule::kw_days_from => CountUnit::Days,
            Rule::kw_months_from => CountUnit::Months,
            _ => CountUnit::Years,
        };
        let mut ends: Vec<Expr> = Vec::new();
        for child in children {
            match child.as_rule() {
                Rule::kw_since_close | Rule::kw_to | Rule::kw_until_close => {}
                Rule::inclusion => {
                    let first = ends.len() == 1;
                    let end = ends.pop()?;
                    ends.push(self.counted_end(unit, end, first, child)?);
                }
                _ => ends.push(self.primary(child)?),
            }
        }
        let (to, from) = (ends.pop()?, ends.pop()?);
        Some(ExprKind::Count(unit, Box::new(from), Box::new(to)))
    }

    /// Days are counted without the first and with the last; `(incl)` after the first and
    /// `(excl)` after the last count from, and to, the day before.
    fn counted_end(
        &mut self,
        unit: CountUnit,
        end: Expr,
        first: bool,
        node: Node<'_>,
    ) -> Option<Expr> {
        let span = end.span.to(self.span(&node));
        match unit {
            CountUnit::Days | CountUnit::Workdays => {}
            CountUnit::Hours | CountUnit::Months | CountUnit::Years => {
                self.report(
                    Diagnostic::error(
                        Code::UNEXPECTED,
                        self.span(&node),
                        "只有天数和工作日数才分首尾「（含）」「（不含）」",
                        "only days and working days have `(incl)` and `(excl)` ends",
                    )
                    .help(
                        "月、周年和小时数的是已经满的，去掉括号",
                        "months, years and hours count those that are over; leave it out",
                    ),
                );
                return None;
            }
        }
        let included = read_inclusion(node) == Inclusion::Included;
        if included != first {
            return Some(Expr { span, ..end });
        }
        let day = ExprKind::Literal(Literal::Period(1, PeriodUnit::Days));
        let day = Expr { kind: day, span };
        Some(Expr { kind: ExprKind::Subtract(Box::new(end), Box::new(day)), span })
    }

    /// Reads what chains so many operators, if it is not too much with all that is around it.
    pub(super) fn nested<'i>(
        &mut self,
        operators: usize,
        node: Node<'i>,
        read: fn(&mut Self, Node<'i>) -> Option<Expr>,
    ) -> Option<Expr> {
        let around = self.operators;
        self.operators = around.saturating_add(operators);
        let value = if self.operators > MAX_OPERATORS {
            self.too_long(self.span(&node), self.operators);
            None
        } else {
            read(self, node)
        };
        self.operators = around;
        value
    }

    /// Reads arithmetic: `capped at`, `not below` and `rounded to` bind least, `×` most.
    pub(super) fn arithmetic(&mut self, node: Node<'_>) -> Option<Expr> {
        self.nested(operators(&node), node, Self::chain)
    }

    fn chain(&mut self, node: Node<'_>) -> Option<Expr> {
        let mut chain = Chain::default();
        let mut negative: Option<(Span, bool)> = None;
        // A sign is the same sign as an operator; it is one where an operand is due.
        let mut due = true;
        for child in node.inner() {
            let rule = child.as_rule();
            match rule {
                Rule::plus | Rule::minus if due => {
                    let span = self.span(&child);
                    let (start, odd) = negative.unwrap_or((span, false));
                    negative = Some((start, odd != (rule == Rule::minus)));
                }
                Rule::plus
                | Rule::minus
                | Rule::times
                | Rule::divide
                | Rule::kw_capped_at
                | Rule::kw_not_below => {
                    chain.operator(rule);
                    due = true;
                }
                Rule::rounding => self.rounding(&mut chain, child)?,
                _ => {
                    let operand = self.primary(child)?;
                    chain.operand(match negative.take() {
                        Some((start, true)) => Expr {
                            span: start.to(operand.span),
                            kind: ExprKind::Negate(Box::new(operand)),
                        },
                        Some((start, false)) => {
                            Expr { span: start.to(operand.span), ..operand }
                        }
                        None => operand,
                    });
                    due = false;
                }
            }
        }
        chain.close()
    }

    fn rounding(&mut self, chain: &mut Chain, node: Node<'_>) -> Option<()> {
        let span = self.span(&node);
        let mut children = node.inner();
        let step = self.primary(children.nth(1)?)?;
        let Some(mode) = children.next() else {
            self.report(
                Diagnostic::error(
                    Code::CLAUSE_MISSING,
                    span,
                    "「取整到」没有说明怎样取整",
                    "`rounded to` does not say how",
                )
                .help(
                    "加上「四舍五入」「进一」或者「去尾」等",
                    "add `half up`, `up`, `down` or another way",
                ),
            );
            return None;
        };
        let mode = match mode.as_rule() {
            Rule::kw_half_up => RoundingMode::HalfUp,
            Rule::kw_half_even => RoundingMode::HalfEven,
            Rule::kw_round_up => RoundingMode::Up,
            Rule::kw_round_down => RoundingMode::Down,
            Rule::kw_ceiling => RoundingMode::Ceiling,
            Rule::kw_floor => RoundingMode::Floor,
            _ => RoundingMode::Away,
        };
        let value = chain.close()?;
        let span = value.span.to(span);
        let kind = ExprKind::Rounded(Box::new(value), Box::new(step), mode);
        chain.operand(Expr { kind, span });
        Some(())
    }

    fn too_long(&mut self, span: Span, found: usize) {
        self.report(
            Diagnostic::error(
                Code::TOO_DEEP,
                span,
                format!("一个式子里有 {found} 个运算，最多 {MAX_OPERATORS} 个"),
                format!(
                    "one expression chains {found} operators, where {MAX_OPERATORS} may stand"
                ),
            )
            .help("用「定义」把它分开", "part it with `define`"),
        );
    }
}

/// Counts the operators of a chain; a sign where an operand is due is none.
fn operators(node: &Node<'_>) -> usize {
    let (mut count, mut due) = (0_usize, true);
    for child in node.clone().inner() {
        match child.as_rule() {
            Rule::plus | Rule::minus if due => {}
            Rule::plus
            | Rule::minus
            | Rule::times
            | Rule::divide
            | Rule::kw_capped_at
            | Rule::kw_not_below => {
                count = count.saturating_add(1);
                due = true;
            }
            Rule::rounding => count = count.saturating_add(1),
            _ => due = false,
        }
    }
    count
}

/// Operands and operators of falling strength that still wait for their right side.
#[derive(Default)]
struct Chain {
    outer: Option<(Expr, Rule)>,
    sum: Option<(Expr, Rule)>,
    product: Option<(Expr, Rule)>,
    last: Option<Expr>,
}

impl Chain {
    fn operand(&mut self, operand: Expr) {
        self.last = Some(operand);
    }

    fn operator(&mut self, rule: Rule) {
        match rule {
            Rule::times | Rule::divide => {
                self.product = self.close_product().map(|left| (left, rule));
            }
            Rule::plus | Rule::minus => {
                self.sum = self.close_sum().map(|left| (left, rule));
            }
            _ => self.outer = self.close().map(|left| (left, rule)),
        }
    }

    fn close_product(&mut self) -> Option<Expr> {
        let right = self.last.take()?;
        Some(combined(self.product.take(), right))
    }

    fn close_sum(&mut self) -> Option<Expr> {
        let right = self.close_product()?;
        Some(combined(self.sum.take(), right))
    }

    fn close(&mut self) -> Option<Expr> {
        let right = self.close_sum()?;
        Some(combined(self.outer.take(), right))
    }
}

fn combined(left: Option<(Expr, Rule)>, right: Expr) -> Expr {
    let Some((left, rule)) = left else { return right };
    let span = left.span.to(right.span);
    let (left, right) = (Box::new(left), Box::new(right));
    let kind = match rule {
        Rule::plus => ExprKind::Add(left, right),
        Rule::minus => ExprKind::Subtract(left, right),
        Rule::times => ExprKind::Multiply(left, right),
        Rule::divide => ExprKind::Divide(left, right),
        Rule::kw_capped_at => ExprKind::CappedAt(left, right),
        _ => ExprKind::NotBelow(left, right),
    };
    Expr { kind, span }
}
