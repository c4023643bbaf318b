//! What a condition asks of its subject.

use super::Lower;
use super::grammar::{Inner, Node, Rule};
use super::range::{ValueOrRange, in_range};
use crate::syntax::tree::{CompareOp, Effect, Expr, ExprKind, Literal, Modality, Test};
use crate::text::Span;
use alloc::boxed::Box;

impl Lower<'_> {
    pub(super) fn comparison(&mut self, node: Node<'_>) -> Option<Expr> {
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
}
