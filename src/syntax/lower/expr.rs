//! Conditions and values, without their comparisons and calculations.

use super::grammar::{Inner, Node, Rule};
use super::{Lower, end_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::literals;
use crate::syntax::tree::{
    Case, CaseRow, Expr, ExprKind, Fold, Literal, Name, Over, Path,
};
use crate::text::Span;
use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads a condition or a value.
    pub(super) fn expression(&mut self, node: Node<'_>) -> Option<Expr> {
        let exceptions = node.clone().inner();
        let exceptions = exceptions.filter(|child| child.as_rule() == Rule::kw_unless);
        self.nested(exceptions.count(), node, Self::connectives)
    }

    fn connectives(&mut self, node: Node<'_>) -> Option<Expr> {
        let mut unless: Option<Expr> = None;
        let mut or: Vec<Expr> = Vec::new();
        let mut and: Vec<Expr> = Vec::new();
        let mut not: Option<(Span, bool)> = None;
        for child in node.inner() {
            match child.as_rule() {
                Rule::kw_not => {
                    let span = self.span(&child);
                    let (start, odd) = not.unwrap_or((span, false));
                    not = Some((start, !odd));
                }
                Rule::kw_and => {}
                Rule::kw_or => or.push(joined(&mut and, ExprKind::And)?),
                Rule::kw_unless => {
                    or.push(joined(&mut and, ExprKind::And)?);
                    unless = Some(except(unless, joined(&mut or, ExprKind::Or)?));
                }
                _ => {
                    let operand = self.comparison(child)?;
                    and.push(match not.take() {
                        Some((start, true)) => Expr {
                            span: start.to(operand.span),
                            kind: ExprKind::Not(Box::new(operand)),
                        },
                        Some((start, false)) => {
                            Expr { span: start.to(operand.span), ..operand }
                        }
                        None => operand,
                    });
                }
            }
        }
        or.push(joined(&mut and, ExprKind::And)?);
        Some(except(unless, joined(&mut or, ExprKind::Or)?))
    }

    pub(super) fn primary(&mut self, node: Node<'_>) -> Option<Expr> {
        let span = self.span(&node);
        let rule = node.as_rule();
        let kind = match rule {
            Rule::paren => {
                let inner = node.inner().next()?;
                return Some(Expr { span, ..self.expression(inner)? });
            }
            Rule::path => self.value_path(node, span)?,
            Rule::kw_as_of_date => {
                let name = Name { text: "as_of".to_string(), span };
                ExprKind::Path(Path { segments: alloc::vec![name], span })
            }
            Rule::set => {
                let names = node
                    .inner()
                    .filter(|child| child.as_rule() == Rule::name)
                    .map(|name| self.name(&name).text)
                    .collect();
                ExprKind::Literal(Literal::Set(names))
            }
            Rule::list_test => {
                let mut children = node.inner();
                let word = children.next()?.as_rule();
                let next = children.next()?;
                if next.as_rule() == Rule::path {
                    return self.quantified(word, next, children.next(), span);
                }
                let conditions = self.conditions(next)?;
                match word {
                    Rule::kw_any_of => ExprKind::AnyOf(conditions),
                    Rule::kw_all_of => ExprKind::AllOf(conditions),
                    _ => ExprKind::NoneOf(conditions),
                }
            }
            Rule::at_least_of => {
                let mut children = node.inner();
                let number = children.nth(1)?;
                let (digits, _) = literals::split_number(number.as_str());
                let count = literals::decimal(digits, 0).parse().ok();
                let list =
                    children.find(|child| child.as_rule() == Rule::condition_list)?;
                let conditions = self.conditions(list)?;
                ExprKind::AtLeastOf(self.whole(count, span)?, conditions)
            }
            Rule::extreme => {
                let mut children = node.inner();
                let highest = children.next()?.as_rule() == Rule::kw_highest_of;
                let next = children.next()?;
                if next.as_rule() == Rule::arithmetic {
                    let fold = if highest { Fold::Highest } else { Fold::Lowest };
                    return self.across(fold, next, children, span);
                }
                let values = self.values(next)?;
                if highest {
                    ExprKind::HighestOf(values)
                } else {
                    ExprKind::LowestOf(values)
                }
            }
            Rule::records => ExprKind::Records(self.records(node)?),
            Rule::tally => {
                let mut children = node.inner().skip(1);
                let list = self.path(children.next()?);
                let when = self.where_part(children.next())?;
                ExprKind::Over(Over { fold: Fold::Count, value: None, list, when })
            }
            Rule::total => {
                let mut children = node.inner().skip(1);
                let value = children.next()?;
                return self.across(Fold::Sum, value, children, span);
            }
            Rule::count => self.count(node)?,
            Rule::case => ExprKind::Case(self.case(node)?),
            _ => ExprKind::Literal(self.literal(&node)?),
        };
        Some(Expr { kind, span })
    }

    fn whole(&mut self, count: Option<u32>, span: Span) -> Option<u32> {
        if count.is_none() {
            self.report(Diagnostic::error(
                Code::MALFORMED_NUMBER,
                span,
                "「至少…项」要一个整数",
                "`at least … of` needs a whole number",
            ));
        }
        count
    }

    fn value_path(&mut self, node: Node<'_>, span: Span) -> Option<ExprKind> {
        let path = self.path(node);
        if let [name] = path.segments.as_slice()
            && let Some(number) = literals::money_in_numerals(&name.text)
        {
            self.chinese_numerals(&name.text.clone(), &number, span);
            return None;
        }
        Some(ExprKind::Path(path))
    }

    fn conditions(&mut self, node: Node<'_>) -> Option<Vec<Expr>> {
        let mut all = Some(Vec::new());
        for child in node.inner().filter(|child| child.as_rule() == Rule::expression) {
            collect(&mut all, self.expression(child));
        }
        all
    }

    pub(super) fn values(&mut self, node: Node<'_>) -> Option<Vec<Expr>> {
        let mut all = Some(Vec::new());
        for child in node.inner().filter(|child| child.as_rule() == Rule::arithmetic) {
            collect(&mut all, self.arithmetic(child));
        }
        all
    }

    fn case(&mut self, node: Node<'_>) -> Option<Case> {
        self.cases = self.cases.saturating_add(1);
        let mut children = node.inner();
        let first = children.nth(1)?;
        if first.as_rule() == Rule::case_rows {
            let mut rows = Some(Vec::new());
            for row in first.inner().filter(|row| row.as_rule() == Rule::case_row) {
                collect(&mut rows, self.case_row(row, None));
            }
            return Some(Case { subject: None, rows: rows? });
        }
        let before = self.cases;
        let size = end_of(&first).saturating_sub(first.as_span().start());
        let subject = self.arithmetic(first)?;
        let mut rows = Some(Vec::new());
        let body = children.next()?;
        // Each row holds a copy of the subject: rows × subject must stay small.
        let count = body.clone().inner().count();
        if self.cases != before || size.saturating_mul(count) > 256 * 1024 {
            self.report(
                Diagnostic::error(
                    Code::TOO_DEEP,
                    subject.span,
                    "「按」后面的式子太复杂",
                    "what stands after `case` is too complex",
                )
                .help("先用「定义」给它一个名称", "give it a name with `define` first"),
            );
            return None;
        }
        for row in body.inner().filter(|row| row.as_rule() == Rule::subject_row) {
            collect(&mut rows, self.case_row(row, Some(&subject)));
        }
        Some(Case { subject: Some(Box::new(subject)), rows: rows? })
    }

    fn case_row(&mut self, node: Node<'_>, subject: Option<&Expr>) -> Option<CaseRow> {
        let span = self.span(&node);
        let mut children = node.inner();
        let left = children.next()?;
        let left_span = self.span(&left);
        let when = match (left.as_rule(), subject) {
            (Rule::kw_otherwise, _) => None,
            (_, Some(subject)) => {
                Some(self.asked(subject.clone(), left.inner(), left_span)?)
            }
            (_, None) => Some(self.expression(left)?),
        };
        let value = self.expression(children.next()?)?;
        Some(CaseRow { when, value, span })
    }
}

/// Adds to a list that is lost as soon as one part of it could not be read; the other parts
/// are still read, for their own mistakes.
pub(super) fn collect<T>(all: &mut Option<Vec<T>>, one: Option<T>) {
    match (all.as_mut(), one) {
        (Some(list), Some(one)) => list.push(one),
        _ => *all = None,
    }
}

/// Takes the operands of one operator out; a single one stands for itself.
fn joined(parts: &mut Vec<Expr>, kind: fn(Vec<Expr>) -> ExprKind) -> Option<Expr> {
    let parts = core::mem::take(parts);
    let (first, last) = (parts.first()?.span, parts.last()?.span);
    if parts.len() == 1 {
        return parts.into_iter().next();
    }
    Some(Expr { kind: kind(parts), span: first.to(last) })
}

fn except(general: Option<Expr>, last: Expr) -> Expr {
    match general {
        Some(general) => Expr {
            span: general.span.to(last.span),
            kind: ExprKind::Unless(Box::new(general), Box::new(last)),
        },
        None => last,
    }
}
