//! Conditions and values. pest gives flat lists of operands and operators; here they are
//! sorted by strength.

use super::grammar::{Inner, Node, Rule};
use super::range::{ValueOrRange, in_range};
use super::{Lower, end_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::literals;
use crate::syntax::tree::{
    Case, CaseRow, CompareOp, CountUnit, Effect, Expr, ExprKind, Fold, Literal, Modality,
    Name, Over, Path, RoundingMode, Test,
};
use crate::text::Span;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

/// How many operators one value may chain, with those of the values around it: each makes the
/// tree one step deeper.
const MAX_OPERATORS: usize = 100;

impl Lower<'_> {
    /// Reads a condition or a value.
    pub(super) fn expression(&mut self, node: Node<'_>) -> Option<Expr> {
        let exceptions = node.clone().inner();
        let exceptions = exceptions.filter(|child| child.as_rule() == Rule::kw_unless);
        self.nested(exceptions.count(), node, Self::connectives)
    }

    /// Reads what chains so many operators, if it is not too much with all that is around it.
    fn nested<'i>(
        &mut self,
        operators: usize,
        node: Node<'i>,
        read: fn(&mut Self, Node<'i>) -> Option<Expr>,
    ) -> Option<Expr> {
        let around = self.operators;
        self.operators = around.saturating_add(operators);
        let value = if self.operators > MAX_OPERATORS {
            self.too_long(self.span(&node));
            None
        } else {
            read(self, node)
        };
        self.operators = around;
        value
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

    fn comparison(&mut self, node: Node<'_>) -> Option<Expr> {
        let span = self.span(&node);
        let mut children = node.inner();
        let first = children.next()?;
        if first.as_rule() == Rule::effect_holds {
            return Some(Expr { kind: self.effect_holds(first)?, span });
        }
        let subject = self.arithmetic(first)?;
        self.asked(subject, children, span)
    }

    /// `lighten holds` 从轻 成立.
    fn effect_holds(&mut self, node: Node<'_>) -> Option<ExprKind> {
        let mut modality = None;
        let mut effect = None;
        for child in node.inner() {
            match child.as_rule() {
                Rule::modality => modality = self.modality(child),
                Rule::effect => effect = self.effect(child),
                _ => {}
            }
        }
        Some(ExprKind::Effect(modality, effect?))
    }

    /// Reads `must` 应当 or `may` 可以.
    pub(super) fn modality(&mut self, node: Node<'_>) -> Option<Modality> {
        Some(match node.inner().next()?.as_rule() {
            Rule::kw_must => Modality::Must,
            _ => Modality::May,
        })
    }

    /// Reads an effect.
    pub(super) fn effect(&mut self, node: Node<'_>) -> Option<Effect> {
        Some(match node.inner().next()?.as_rule() {
            Rule::kw_exempt => Effect::Exempt,
            Rule::kw_mitigate => Effect::Mitigate,
            Rule::kw_lighten => Effect::Lighten,
            Rule::kw_aggravate => Effect::Aggravate,
            Rule::kw_raise => Effect::Raise,
            Rule::kw_lower => Effect::Lower,
            Rule::kw_tier_top => Effect::Top,
            Rule::kw_tier_bottom => Effect::Bottom,
            Rule::kw_maximum => Effect::Maximum,
            Rule::kw_minimum => Effect::Minimum,
            _ => Effect::Reduce,
        })
    }

    /// Joins a subject with what is asked of it; nothing asked gives the subject.
    pub(super) fn asked<'i>(
        &mut self,
        subject: Expr,
        mut test: impl Iterator<Item = Node<'i>>,
        span: Span,
    ) -> Option<Expr> {
        let Some(word) = test.next() else { return Some(subject) };
        let on = |subject, test| ExprKind::Test(Box::new(subject), Box::new(test));
        let kind = match word.as_rule() {
            Rule::kw_is_known => on(subject, Test::Known(true)),
            Rule::kw_is_unknown => on(subject, Test::Known(false)),
            Rule::kw_is_not_applicable => on(subject, Test::NotApplicable(true)),
            Rule::kw_holds => on(subject, Test::Holds),
            Rule::kw_passes => on(subject, Test::Passes),
            Rule::kw_fails => on(subject, Test::Fails),
            Rule::kw_is | Rule::kw_is_not | Rule::equals => {
                let op = if word.as_rule() == Rule::kw_is_not {
                    CompareOp::IsNot
                } else {
                    CompareOp::Is
                };
                let value = test.next()?;
                match value.as_rule() {
                    Rule::kw_needs_judgement => on(subject, Test::NeedsJudgement),
                    Rule::kw_not_applicable => on(subject, Test::NotApplicable(false)),
                    Rule::arithmetic => {
                        let value = self.arithmetic(value)?;
                        ExprKind::Compare(op, Box::new(subject), Box::new(value))
                    }
                    _ => self.is(subject, op, value, span)?,
                }
            }
            Rule::kw_in | Rule::kw_not_in => {
                let negated = word.as_rule() == Rule::kw_not_in;
                let what = test.next()?;
                if what.as_rule() == Rule::path {
                    let name = self.path(what);
                    on(subject, Test::InNamed { negated, name })
                } else {
                    let options = self.values(what)?;
                    on(subject, Test::InList { negated, options })
                }
            }
            Rule::kw_contains => {
                let value = self.arithmetic(test.next()?)?;
                on(subject, Test::Contains(Box::new(value)))
            }
            Rule::kw_before | Rule::kw_after => {
                let before = word.as_rule() == Rule::kw_before;
                let right = Box::new(self.arithmetic(test.next()?)?);
                let left = Box::new(subject);
                match test.next() {
                    None if before => ExprKind::Compare(CompareOp::Before, left, right),
                    None => ExprKind::Compare(CompareOp::After, left, right),
                    Some(within) => {
                        let period = Box::new(self.within_period(within)?);
                        ExprKind::WithinOf { before, left, right, period }
                    }
                }
            }
            Rule::range => in_range(subject, self.range(word)?),
            // Only after the subject of a `case`, where a bare value means `is`.
            Rule::value_or_range => self.is(subject, CompareOp::Is, word, span)?,
            rule => {
                let op = match rule {
                    Rule::not_equal => CompareOp::IsNot,
                    Rule::less_equal => CompareOp::LessOrEqual,
                    Rule::more_equal => CompareOp::GreaterOrEqual,
                    Rule::less => CompareOp::Less,
                    _ => CompareOp::Greater,
                };
                let value = self.arithmetic(test.next()?)?;
                ExprKind::Compare(op, Box::new(subject), Box::new(value))
            }
        };
        Some(Expr { kind, span })
    }

    fn is(
        &mut self,
        subject: Expr,
        op: CompareOp,
        node: Node<'_>,
        span: Span,
    ) -> Option<ExprKind> {
        Some(match self.value_or_range(node)? {
            ValueOrRange::Value(value) => {
                ExprKind::Compare(op, Box::new(subject), Box::new(value))
            }
            ValueOrRange::Range(range) => {
                let test = in_range(subject, range);
                match op {
                    CompareOp::IsNot => {
                        ExprKind::Not(Box::new(Expr { kind: test, span }))
                    }
                    _ => test,
                }
            }
        })
    }

    fn within_period(&mut self, node: Node<'_>) -> Option<Expr> {
        let node = node.inner().find(|child| child.as_rule() == Rule::period)?;
        let span = self.span(&node);
        let (count, unit) = self.period(&node)?;
        Some(Expr { kind: ExprKind::Literal(Literal::Period(count, unit)), span })
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

    fn too_long(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::TOO_DEEP,
                span,
                format!("一个式子里的运算超过 {MAX_OPERATORS} 个"),
                format!("one expression chains more than {MAX_OPERATORS} operators"),
            )
            .help("用「定义」把它分开", "part it with `define`"),
        );
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
            Rule::count => {
                let mut children = node.inner();
                let unit = match children.next()?.as_rule() {
                    Rule::kw_hours_from => CountUnit::Hours,
                    Rule::kw_workdays_from => CountUnit::Workdays,
                    Rule::kw_days_from => CountUnit::Days,
                    Rule::kw_months_from => CountUnit::Months,
                    _ => CountUnit::Years,
                };
                let mut ends = children.filter(|child| {
                    !matches!(
                        child.as_rule(),
                        Rule::kw_since_close | Rule::kw_to | Rule::kw_until_close
                    )
                });
                let from = self.primary(ends.next()?)?;
                let to = self.primary(ends.next()?)?;
                ExprKind::Count(unit, Box::new(from), Box::new(to))
            }
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

fn except(general: Option<Expr>, last: Expr) -> Expr {
    match general {
        Some(general) => Expr {
            span: general.span.to(last.span),
            kind: ExprKind::Unless(Box::new(general), Box::new(last)),
        },
        None => last,
    }
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
