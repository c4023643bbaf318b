//! What is asked of one value: `holds`, `passes`, `contains`, `is known`, effects.

use super::expr::{boolean, mask, not};
use super::names::{Entity, Local, Resolved};
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Asked, Constant, Effect, Expr, ExprKind, FactKind, Modality, Type};
use crate::syntax::tree;
use crate::text::Span;
use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn test(
        &mut self,
        place: Place,
        value: &tree::Expr,
        test: &tree::Test,
        span: Span,
    ) -> Expr {
        match test {
            tree::Test::InRange(range) => self.in_range(place, value, range, span),
            tree::Test::InList { negated, options } => {
                let listed = self.in_list(place, value, options, span);
                if *negated { Expr { span, ..not(listed) } } else { listed }
            }
            tree::Test::InNamed { negated, name } => {
                let inside = self.in_named(place, value, name, span);
                if *negated { Expr { span, ..not(inside) } } else { inside }
            }
            tree::Test::Contains(option) => {
                let set = self.expr(place, value, None);
                let Type::Set(fact) = set.ty else {
                    let set = self.expect_set(set);
                    return self.mistake(set.span);
                };
                let option = self.expr(place, option, Some(&Type::Choice(fact)));
                match option.kind {
                    ExprKind::Constant(Constant::Choice(option)) => {
                        boolean(ExprKind::Contains(Box::new(set), mask(option)), span)
                    }
                    _ => self.mistake(span),
                }
            }
            tree::Test::Known(known) => {
                if let tree::ExprKind::Path(path) = &value.kind
                    && let Some(list) = self.list_at(place, path)
                {
                    let is = boolean(ExprKind::Known(list), span);
                    return if *known { is } else { Expr { span, ..not(is) } };
                }
                let value = self.expr(place, value, None);
                let ExprKind::Fact(fact) = value.kind else {
                    if value.ty != Type::Mistake {
                        self.report(Diagnostic::error(
                            Code::FACT_EXPECTED,
                            value.span,
                            "只有事实能问已知还是未知",
                            "only a fact can be asked whether it is known",
                        ));
                    }
                    return self.mistake(span);
                };
                let is = boolean(ExprKind::Known(fact), span);
                if *known { is } else { Expr { span, ..not(is) } }
            }
            tree::Test::Holds => self.asked(place, value, Asked::Pass, true, span),
            tree::Test::Passes => self.asked(place, value, Asked::Pass, false, span),
            tree::Test::Fails => self.asked(place, value, Asked::Fail, false, span),
            tree::Test::NotApplicable(is) => {
                let asked = self.asked(place, value, Asked::NotApplicable, false, span);
                if *is { asked } else { Expr { span, ..not(asked) } }
            }
            tree::Test::NeedsJudgement => {
                self.report(Diagnostic::error(
                    Code::TEST_ONLY,
                    span,
                    "「为 人工裁量」只写在测试的预期里",
                    "`is needs judgement` stands only in what a test expects",
                ));
                self.mistake(span)
            }
        }
    }

    pub(super) fn expect_set(&mut self, expr: Expr) -> Expr {
        if expr.ty != Type::Mistake {
            let found = self.type_text(&expr.ty);
            self.report(Diagnostic::error(
                Code::TYPE_MISMATCH,
                expr.span,
                format!("「包含」前要写多选的事实，却是{}", found.zh),
                format!(
                    "`contains` needs a fact with several options; this is {}",
                    found.en
                ),
            ));
        }
        expr
    }

    /// `holds`, `passes`, `fails`, `is not applicable`.
    pub(super) fn asked(
        &mut self,
        place: Place,
        value: &tree::Expr,
        asked: Asked,
        holds: bool,
        span: Span,
    ) -> Expr {
        let tree::ExprKind::Path(path) = &value.kind else {
            let value = self.expr(place, value, None);
            return self.not_asked(&value, span);
        };
        let Some(resolved) = self.resolve(place, path) else { return self.mistake(span) };
        match resolved {
            Resolved::Entity(Entity::Circumstance(id)) if holds => {
                self.circumstance_holds(place, id, span)
            }
            Resolved::Entity(Entity::Criterion(review, layer, criterion)) if holds => {
                let kind =
                    ExprKind::Criterion { review, layer, criterion: Some(criterion) };
                let part = boolean(kind, span);
                self.review_part(place, review, part, |checker, at| {
                    let known = checker.model.reviews.get(review)?.layers.get(layer)?;
                    let name = &known.criteria.get(criterion)?.name;
                    match checker.own_member(Entity::Review(at), name)? {
                        Entity::Criterion(review, layer, criterion) => {
                            let criterion = Some(criterion);
                            Some(ExprKind::Criterion { review, layer, criterion })
                        }
                        _ => None,
                    }
                })
            }
            Resolved::Entity(Entity::Layer(review, layer)) if holds => {
                let kind = ExprKind::Criterion { review, layer, criterion: None };
                let part = boolean(kind, span);
                self.review_part(place, review, part, |checker, at| {
                    let known = checker.model.reviews.get(review)?.layers.get(layer)?;
                    match checker.own_member(Entity::Review(at), &known.name)? {
                        Entity::Layer(review, layer) => {
                            Some(ExprKind::Criterion { review, layer, criterion: None })
                        }
                        _ => None,
                    }
                })
            }
            Resolved::Entity(Entity::Item(review, item)) => {
                let part = boolean(ExprKind::Item { review, item, asked }, span);
                self.review_part(place, review, part, |checker, at| {
                    let known = checker.model.reviews.get(review)?.items.get(item)?;
                    match checker.own_member(Entity::Review(at), &known.name)? {
                        Entity::Item(review, item) => {
                            Some(ExprKind::Item { review, item, asked })
                        }
                        _ => None,
                    }
                })
            }
            Resolved::Entity(Entity::Fact(id))
                if self
                    .model
                    .facts
                    .get(id)
                    .is_some_and(|fact| matches!(fact.kind, FactKind::Judgement)) =>
            {
                boolean(ExprKind::Judged(id, asked), span)
            }
            resolved => {
                let value = self.resolved(resolved, value.span);
                self.not_asked(&value, span)
            }
        }
    }

    pub(super) fn not_asked(&mut self, value: &Expr, span: Span) -> Expr {
        if value.ty == Type::Mistake {
            return self.mistake(span);
        }
        let diagnostic = if value.ty == Type::Bool {
            Diagnostic::error(
                Code::HOLDS_MISUSED,
                span,
                "是非的事实和定义直接作条件，不写「成立」",
                "a true-or-false fact or definition is a condition by itself, without `holds`",
            )
            .help("去掉「成立」；「不成立」写作「非 …」", "leave out `holds`; negate with `not`")
        } else {
            let found = self.type_text(&value.ty);
            Diagnostic::error(
                Code::HOLDS_MISUSED,
                span,
                format!("只有人工判断、情节、标准和项目能这样问，这里是{}", found.zh),
                format!(
                    "only judgements, circumstances, criteria and items are asked so; this is {}",
                    found.en
                ),
            )
        };
        self.report(diagnostic);
        self.mistake(span)
    }

    /// `lighten holds`: some circumstance of the benchmark with that effect is given.
    pub(super) fn effect(
        &mut self,
        place: Place,
        wanted: Option<tree::Modality>,
        effect: tree::Effect,
        span: Span,
    ) -> Expr {
        let Local::Benchmark(at) = place.local else {
            self.report(Diagnostic::error(
                Code::EFFECT_OUTSIDE,
                span,
                "从轻、减轻、从重、不予处罚只在裁量基准里这样问",
                "effects of circumstances are asked only inside a benchmark",
            ));
            return self.mistake(span);
        };
        let effect = super::declare::effect(effect);
        let wanted = wanted.map(super::declare::modality);
        let parts = self.with_effect(at, effect, wanted);
        if parts.is_empty() {
            self.report(
                Diagnostic::error(
                    Code::NO_CIRCUMSTANCE,
                    span,
                    "这个基准没有这种效果的情节，条件永远不成立",
                    "no circumstance of this benchmark has that effect: it can never hold",
                )
                .help(
                    "声明情节，或者用「采用」取入另一规则包的情节",
                    "declare a circumstance, or take in a pack's with `with`",
                ),
            );
            return self.mistake(span);
        }
        boolean(ExprKind::Or(parts), span)
    }

    /// Returns the circumstances of a benchmark with an effect, as conditions.
    pub(super) fn with_effect(
        &self,
        benchmark: usize,
        effect: Effect,
        modality: Option<Modality>,
    ) -> Vec<Expr> {
        let Some(benchmark) = self.model.benchmarks.get(benchmark) else {
            return Vec::new();
        };
        benchmark
            .circumstances
            .iter()
            .filter_map(|id| self.model.circumstances.get(*id).map(|known| (*id, known)))
            .filter(|(_, known)| known.effects.contains(&effect))
            .filter(|(_, known)| modality.is_none_or(|wanted| known.modality == wanted))
            .map(|(id, known)| boolean(ExprKind::Circumstance(id), known.when.span))
            .collect()
    }
}
