//! Names where a value is wanted.

use super::names::{Entity, Local, Resolved};
use super::types::fact_type;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Constant, Expr, ExprKind, Type};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::PeriodUnit;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn path_expr(
        &mut self,
        place: Place,
        path: &tree::Path,
        wanted: Option<&Type>,
    ) -> Expr {
        // Where an option is wanted, a bare word is that option before it is anything else.
        if let Some(Type::Choice(fact) | Type::Set(fact)) = wanted
            && let [name] = path.segments.as_slice()
            && let Some(option) = self.option_of(*fact, &name.text)
        {
            return Expr {
                kind: ExprKind::Constant(Constant::Choice(option)),
                ty: Type::Choice(*fact),
                span: path.span,
            };
        }
        if let Some(Type::Choice(fact) | Type::Set(fact)) = wanted
            && let [name] = path.segments.as_slice()
            && self.field(place, &name.text).is_none()
            && !self.instances.get(place.instance).is_some_and(|own| {
                own.names.contains_key(&name.text)
                    || own.files.uses.contains_key(&name.text)
            })
        {
            self.unknown_option(*fact, name);
            return self.mistake(path.span);
        }
        // Which fact it is an option of was said to be unknown already.
        if wanted == Some(&Type::Mistake)
            && let [name] = path.segments.as_slice()
            && self.is_only_an_option(place.instance, &name.text)
        {
            return self.mistake(path.span);
        }
        let Some(resolved) = self.resolve(place, path) else {
            return self.mistake(path.span);
        };
        // Inside a benchmark its own weights are those of this very version.
        if let Resolved::Entity(Entity::Define(id)) = resolved
            && let Some(at) = self.parts.get(&id)
            && place.local == Local::Benchmark(*at)
        {
            let ty = self.define_type(id);
            return Expr { kind: ExprKind::OwnDefine(id), ty, span: path.span };
        }
        if let Resolved::Member(Entity::Benchmark(at), name, span) = &resolved
            && let Some(amount) = self.penalty_amount(*at, path, name, *span)
        {
            return amount;
        }
        self.resolved(resolved, path.span)
    }

    pub(super) fn resolved(&mut self, resolved: Resolved, span: Span) -> Expr {
        let entity = match resolved {
            Resolved::Entity(entity) => entity,
            Resolved::Member(Entity::Deadline(id), member, _)
                if matches!(member.as_str(), "due" | "届满日") =>
            {
                let hours =
                    self.model.deadlines.get(id).is_some_and(|known| {
                        known.period.stated.unit == PeriodUnit::Hours
                    });
                let ty = if hours { Type::Moment } else { Type::Date };
                return Expr { kind: ExprKind::Due(id), ty, span };
            }
            Resolved::Member(Entity::Fact(id), member, at)
                if matches!(
                    self.model.facts.get(id).map(|fact| &fact.kind),
                    Some(crate::model::FactKind::List(_))
                ) =>
            {
                let list = self.model.facts.get(id).map(|fact| fact.name.clone());
                let list = list.unwrap_or_default();
                self.report(
                    Diagnostic::error(
                        Code::UNKNOWN_MEMBER,
                        at,
                        format!("列表里有多项，读不到「{member}」"),
                        format!("a list has many records: `{member}` is not one value"),
                    )
                    .help(
                        format!("写「任一 {list} 满足 {member} …」或者「合计 {member} 取自 {list}」"),
                        format!(
                            "write `any of {list} where {member} …` or `sum of {member} across \
                             {list}`"
                        ),
                    ),
                );
                return self.mistake(span);
            }
            Resolved::Member(_, member, at) => {
                self.report(
                    Diagnostic::error(
                        Code::UNKNOWN_MEMBER,
                        at,
                        format!("规则里读不到「{member}」"),
                        format!("a rule cannot read `{member}` here"),
                    )
                    .help(
                        "期限可以读「届满日」，基准可以读罚款和没收的数额；其他结论只在测试里读",
                        "a deadline has `due`, a benchmark the amounts of its fines; other \
                         results are read in tests only",
                    ),
                );
                return self.mistake(span);
            }
        };
        let entity = match entity {
            Entity::Table(at) => match self.only_output(at, span) {
                Some(output) => output,
                None => return self.mistake(span),
            },
            Entity::Scorecard(at) => match self.overall(at) {
                Some(define) => Entity::Define(define),
                None => entity,
            },
            other => other,
        };
        match entity {
            Entity::Fact(id) => {
                let ty = self
                    .model
                    .facts
                    .get(id)
                    .map_or(Type::Mistake, |fact| fact_type(id, &fact.kind));
                if let Type::List(list) = ty {
                    return self.list_as_value(list, span);
                }
                Expr { kind: ExprKind::Fact(id), ty, span }
            }
            Entity::Define(id) => {
                let ty = self.define_type(id);
                Expr { kind: ExprKind::Define(id), ty, span }
            }
            Entity::Parameter(id) => self.parameter_value(id, span),
            Entity::Ranges(_) => self.range_alone(span),
            Entity::AsOf => Expr { kind: ExprKind::AsOf, ty: Type::Date, span },
            Entity::Circumstance(_)
            | Entity::Layer(..)
            | Entity::Criterion(..)
            | Entity::Item(..) => {
                self.report(
                    Diagnostic::error(
                        Code::HOLDS_NEEDED,
                        span,
                        "情节、标准和项目不能直接作条件",
                        "a circumstance, criterion or item is no condition by itself",
                    )
                    .help(
                        "在后面写「成立」；项目写「合格」或者「不合格」",
                        "ask it with `holds`; an item with `passes` or `fails`",
                    ),
                );
                self.mistake(span)
            }
            Entity::Exception(_) => {
                self.report(
                    Diagnostic::error(
                        Code::UNKNOWN_MEMBER,
                        span,
                        "例外本身不是值",
                        "an exception by itself is no value",
                    )
                    .help(
                        "写它所例外的规则的名称",
                        "write the name of the rule it is an exception to",
                    ),
                );
                self.mistake(span)
            }
            Entity::Deadline(_) => {
                self.report(
                    Diagnostic::error(
                        Code::UNKNOWN_MEMBER,
                        span,
                        "期限本身不是值",
                        "a deadline by itself is no value",
                    )
                    .help("写明「.届满日」", "write `.due` after it"),
                );
                self.mistake(span)
            }
            Entity::Range(..) => {
                self.report(
                    Diagnostic::error(
                        Code::UNKNOWN_MEMBER,
                        span,
                        "表的这个结果是区间，不是一个值",
                        "this output of a table comes to a range, which is no value",
                    )
                    .help(
                        "在阶次里写「罚款 表.结果」，取那一行的幅度",
                        "write `fine table.output` in a tier: it takes the range of the row",
                    ),
                );
                self.mistake(span)
            }
            Entity::Benchmark(_)
            | Entity::Review(_)
            | Entity::Scope(_)
            | Entity::Table(_)
            | Entity::Scorecard(_)
            | Entity::Elsewhere => {
                self.report(Diagnostic::error(
                    Code::UNKNOWN_MEMBER,
                    span,
                    "审核、基准和受理的结论只在测试里读",
                    "results of reviews, benchmarks and scopes are read in tests only",
                ));
                self.mistake(span)
            }
        }
    }

    pub(super) fn option_of(&self, fact: usize, name: &str) -> Option<u8> {
        let options = self.model.facts.get(fact)?.kind.options();
        let position = options.iter().position(|option| option.name == name)?;
        u8::try_from(position).ok()
    }

    pub(super) fn unknown_option(&mut self, fact: usize, name: &tree::Name) {
        let Some(known) = self.model.facts.get(fact) else { return };
        let names: Vec<String> =
            known.kind.options().iter().map(|option| option.name.clone()).collect();
        let all = names.join("、");
        let list = names.join(", ");
        let mut diagnostic = Diagnostic::error(
            Code::UNKNOWN_OPTION,
            name.span,
            format!("「{}」没有选项「{}」", known.name, name.text),
            format!("`{}` has no option `{}`", known.name, name.text),
        );
        diagnostic = match super::names::nearest(&name.text, &names) {
            Some(near) => diagnostic
                .help(format!("是否指「{near}」？"), format!("did you mean `{near}`?"))
                .fix(name.span, near),
            None => diagnostic
                .help(format!("它的选项有：{all}"), format!("its options are: {list}")),
        };
        self.report(diagnostic);
    }
}
