//! Facts.

use super::index::Kind;
use super::names::{Entity, Local};
use super::packs::label;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Constant, Expr, ExprKind, Fact, FactId, FactKind, FactOwner, Limits, Opt, Type, Unit,
};
use crate::syntax::tree;
use crate::value::{Date, Interval, Number, TextFormat};
use alloc::format;
use alloc::vec::Vec;

/// A set of choices is a bit mask.
const MAX_OPTIONS: usize = 64;

impl Checker<'_> {
    pub(super) fn declare_fact(&mut self, instance: usize, fact: &tree::Fact) {
        let id = self.model.facts.len();
        let basis = self.citations(instance, &fact.basis);
        let place = self.place(instance, Local::None);
        let place = self.under(place, &basis);
        let kind = self.fact_kind(place, &fact.ty);
        let name = self.path(instance, &fact.name.text);
        self.model.facts.push(Fact {
            label: label(fact.label.as_ref(), &fact.name.text),
            name,
            kind,
            format: text_format(&fact.ty),
            owner: FactOwner::Fact,
            foreign: instance != 0,
            question: fact.question.as_ref().map(|text| label(Some(text), "")),
            group: fact.group.as_ref().map(|text| label(Some(text), "")),
            default: None,
            basis,
            span: fact.name.span,
        });
        let path = self.path(instance, &fact.name.text);
        self.index.add(Kind::Fact, &path, id);
        self.declare_name(instance, &fact.name, Entity::Fact(id), false);
        if let tree::FactType::List(fields) = &fact.ty {
            self.declare_fields(id, place, fields);
        }
    }

    pub(super) fn fact_kind(&mut self, place: Place, ty: &tree::FactType) -> FactKind {
        match ty {
            tree::FactType::Bool => FactKind::Bool,
            tree::FactType::Integer(number) => {
                FactKind::Integer(self.limits(place, number, None))
            }
            tree::FactType::Number(number) => {
                FactKind::Number(self.limits(place, number, None))
            }
            tree::FactType::Money(number) => {
                FactKind::Money(self.limits(place, number, Some(&Unit::Money)))
            }
            tree::FactType::Percent(number) => {
                FactKind::Percent(self.limits(place, number, Some(&Unit::Percent)))
            }
            tree::FactType::Date(range) => FactKind::Date(
                range.as_ref().and_then(|range| self.date_range(place, range)),
            ),
            tree::FactType::Moment => FactKind::Moment,
            tree::FactType::Text(_) => FactKind::Text,
            tree::FactType::Judgement => FactKind::Judgement,
            tree::FactType::OneOf(options) => FactKind::OneOf(self.options(options)),
            tree::FactType::AnyOf(options) => FactKind::AnyOf(self.options(options)),
            tree::FactType::List(fields) => FactKind::List(fields.len()),
        }
    }

    fn limits(
        &mut self,
        place: Place,
        number: &tree::NumberType,
        unit: Option<&Unit>,
    ) -> Limits {
        if let (Some(own), Some(written)) = (unit, &number.unit) {
            self.unit_not_here(own, written);
        }
        let limits = self.limits_unit(number);
        let range = number.range.as_ref().and_then(|range| {
            let measured = limits.measured();
            // `from 0 to 150 unit "dB"`: numbers without a unit are in the fact's.
            let wanted = match unit {
                Some(unit) => unit.clone(),
                None if self.is_bare(range) => Unit::Plain,
                None => measured,
            };
            self.constant_range(place, range, Some(&Type::Number(wanted)))
        });
        Limits { range, ..limits }
    }

    fn options(&mut self, options: &[tree::Opt]) -> Vec<Opt> {
        self.distinct(options.iter().map(|option| &option.name));
        let named = options.iter().map(|option| (&option.name, option.label.as_ref()));
        self.named_options(named)
    }

    /// Options with these names and labels; there may be so many.
    pub(super) fn named_options<'t>(
        &mut self,
        named: impl ExactSizeIterator<Item = (&'t tree::Name, Option<&'t tree::Label>)>
        + Clone,
    ) -> Vec<Opt> {
        let found = named.len();
        if let Some((extra, _)) = named.clone().nth(MAX_OPTIONS) {
            self.report(Diagnostic::error(
                Code::TOO_MANY_OPTIONS,
                extra.span,
                format!("有 {found} 个选项，最多 {MAX_OPTIONS} 个"),
                format!("there are {found} options, where {MAX_OPTIONS} may stand"),
            ));
        }
        named
            .take(MAX_OPTIONS)
            .map(|(name, title)| Opt {
                name: name.text.clone(),
                label: label(title, &name.text),
            })
            .collect()
    }

    /// Reads a range whose ends are written out.
    pub(super) fn constant_range(
        &mut self,
        place: Place,
        range: &tree::Range,
        wanted: Option<&Type>,
    ) -> Option<Interval<Number>> {
        let lower = self.bound_of(place, range.lower.as_ref(), wanted);
        let upper = self.bound_of(place, range.upper.as_ref(), wanted);
        let number = |checker: &mut Self, bound: Option<(crate::model::Expr, bool)>| {
            bound.and_then(|(expr, included)| {
                let span = expr.span;
                match crate::program::constant(&expr) {
                    Some(Constant::Number(value)) => {
                        Some(crate::value::Bound { value, included })
                    }
                    _ if expr.ty == Type::Mistake => None,
                    _ => {
                        checker.constant_expected(span);
                        None
                    }
                }
            })
        };
        let interval =
            Interval { lower: number(self, lower), upper: number(self, upper) };
        if interval.is_empty() {
            self.report(
                Diagnostic::error(
                    Code::EMPTY_RANGE,
                    range.span,
                    "这个区间里没有任何数",
                    "no number lies in this range",
                )
                .help(
                    "下限要小于上限",
                    "the lower bound must be less than the upper one",
                ),
            );
        }
        Some(interval)
    }

    fn date_range(
        &mut self,
        place: Place,
        range: &tree::Range,
    ) -> Option<Interval<Date>> {
        let lower = self.bound_of(place, range.lower.as_ref(), Some(&Type::Date));
        let upper = self.bound_of(place, range.upper.as_ref(), Some(&Type::Date));
        let date = |checker: &mut Self, bound: Option<(crate::model::Expr, bool)>| {
            let (expr, included) = bound?;
            match expr.kind {
                ExprKind::Constant(Constant::Date(value)) => {
                    Some(crate::value::Bound { value, included })
                }
                _ => {
                    if expr.ty != Type::Mistake {
                        checker.constant_expected(expr.span);
                    }
                    None
                }
            }
        };
        let interval = Interval { lower: date(self, lower), upper: date(self, upper) };
        if interval.is_empty() {
            self.empty_range(range.span);
        }
        Some(interval)
    }

    pub(super) fn empty_range(&mut self, span: crate::text::Span) {
        self.report(
            Diagnostic::error(
                Code::EMPTY_RANGE,
                span,
                "这个区间里没有任何值",
                "nothing lies in this range",
            )
            .help("下限要小于上限", "the lower bound must be less than the upper one"),
        );
    }

    pub(super) fn constant_expected(&mut self, span: crate::text::Span) {
        self.report(Diagnostic::error(
            Code::CONSTANT_EXPECTED,
            span,
            "这里要写出具体的值",
            "a value written out is needed here",
        ));
    }

    /// Second pass: the default, which may name other facts.
    pub(super) fn check_fact(&mut self, instance: usize, fact: &tree::Fact) {
        let path = self.path(instance, &fact.name.text);
        let Some(id) = self.index.first(Kind::Fact, &path) else { return };
        let place = self.place(instance, Local::None);
        if let tree::FactType::List(fields) = &fact.ty {
            self.check_fields(id, place, fields);
        }
        self.check_default(id, place, fact);
    }

    /// A text written out beside a fact with a format is read as the fact is: what could
    /// never be equal to it is a mistake.
    pub(super) fn of_format(&mut self, fact: FactId, text: Expr) -> Expr {
        let format = self.model.facts.get(fact).and_then(|fact| fact.format);
        let (Some(format), ExprKind::Constant(Constant::Text(written))) =
            (format, &text.kind)
        else {
            return text;
        };
        match format.read(written) {
            Ok(read) => Expr { kind: ExprKind::Constant(Constant::Text(read)), ..text },
            Err(mistake) => {
                let said = mistake.said(format);
                self.report(
                    Diagnostic::error(
                        Code::NOT_OF_FORMAT,
                        text.span,
                        said.zh,
                        said.en,
                    )
                    .help(
                        "这个事实声明了格式，别的写法永远不会与它相等",
                        "the fact declares a format, and nothing written otherwise is ever equal to it",
                    ),
                );
                text
            }
        }
    }

    pub(super) fn check_default(&mut self, id: FactId, place: Place, fact: &tree::Fact) {
        let Some(default) = &fact.default else { return };
        let Some(known) = self.model.facts.get(id) else { return };
        let ty = super::types::fact_type(id, &known.kind);
        let basis = known.basis.clone();
        if ty == Type::Judgement {
            self.report(
                Diagnostic::error(
                    Code::JUDGEMENT_DEFAULT,
                    default.span,
                    "人工判断没有默认：由人作出，引擎不代为推定",
                    "a judgement has no default: a person makes it, and nothing presumes it",
                )
                .help(
                    "去掉默认；法律作了推定的，改用是非的事实",
                    "leave the default out; what the law itself presumes is a true-or-false fact",
                ),
            );
            return;
        }
        if let Type::List(_) = ty {
            self.report(
                Diagnostic::error(
                    Code::LIST_AS_VALUE,
                    default.span,
                    "列表没有默认",
                    "a list has no default",
                )
                .help(
                    "没有记录的，给定空的列表 []；各项可以有自己的默认",
                    "where there are no records, the empty list [] is given; its fields may have \
                     defaults",
                ),
            );
            return;
        }
        let place = self.under(place, &basis);
        let expr = self.expr(place, default, Some(&ty));
        let expr = self.expect_type(expr, &ty);
        let expr = self.of_format(id, expr);
        if let Some(known) = self.model.facts.get_mut(id) {
            known.default = Some(expr);
        }
    }
}

/// Returns what a text looks like.
pub(super) fn text_format(ty: &tree::FactType) -> Option<TextFormat> {
    match ty {
        tree::FactType::Text(format) => *format,
        tree::FactType::Bool
        | tree::FactType::Integer(_)
        | tree::FactType::Number(_)
        | tree::FactType::Money(_)
        | tree::FactType::Percent(_)
        | tree::FactType::Date(_)
        | tree::FactType::Moment
        | tree::FactType::Judgement
        | tree::FactType::OneOf(_)
        | tree::FactType::AnyOf(_)
        | tree::FactType::List(_) => None,
    }
}
