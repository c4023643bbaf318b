//! Expressions: names resolved, types and units checked.

use super::names::{Entity, Local, Resolved};
use super::types::{compatible, fact_type};
use super::{Checker, Place, Progress};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Asked, CompareOp, Constant, Effect, Expr, ExprKind, FactKind, Modality, Type, Unit,
};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::{Date, LegalPeriod, MonthEnd, Number, PeriodUnit, Rounding};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

impl Checker<'_> {
    /// Checks an expression; `wanted` tells a bare word which choice it may be an option of.
    pub(super) fn expr(
        &mut self,
        place: Place,
        expr: &tree::Expr,
        wanted: Option<&Type>,
    ) -> Expr {
        let span = expr.span;
        match &expr.kind {
            tree::ExprKind::Literal(literal) => self.literal(literal, span),
            tree::ExprKind::Path(path) => self.path_expr(place, path, wanted),
            tree::ExprKind::Unless(main, except) => {
                let main = self.condition(place, main);
                let except = self.condition(place, except);
                boolean(ExprKind::And(vec![main, not(except)]), span)
            }
            tree::ExprKind::Or(parts) | tree::ExprKind::AnyOf(parts) => {
                let parts = self.conditions(place, parts);
                boolean(ExprKind::Or(parts), span)
            }
            tree::ExprKind::And(parts) | tree::ExprKind::AllOf(parts) => {
                let parts = self.conditions(place, parts);
                boolean(ExprKind::And(parts), span)
            }
            tree::ExprKind::NoneOf(parts) => {
                let parts = self.conditions(place, parts);
                not(boolean(ExprKind::Or(parts), span))
            }
            tree::ExprKind::AtLeastOf(count, parts) => {
                let parts = self.conditions(place, parts);
                boolean(ExprKind::AtLeast(*count, parts), span)
            }
            tree::ExprKind::Not(inner) => {
                let inner = self.condition(place, inner);
                Expr { span, ..not(inner) }
            }
            tree::ExprKind::Compare(op, left, right) => {
                self.compare(place, *op, left, right, span)
            }
            tree::ExprKind::WithinOf { before, left, right, period } => {
                self.within(place, *before, left, right, period, span)
            }
            tree::ExprKind::Test(value, test) => self.test(place, value, test, span),
            tree::ExprKind::Effect(modality, effect) => {
                self.effect(place, *modality, *effect, span)
            }
            tree::ExprKind::Case(case) => self.case(place, case, wanted, span),
            tree::ExprKind::HighestOf(parts) => {
                self.extreme(place, parts, span, ExprKind::Highest)
            }
            tree::ExprKind::LowestOf(parts) => {
                self.extreme(place, parts, span, ExprKind::Lowest)
            }
            tree::ExprKind::CappedAt(value, cap) => {
                self.pair(place, value, cap, span, ExprKind::Lowest)
            }
            tree::ExprKind::NotBelow(value, floor) => {
                self.pair(place, value, floor, span, ExprKind::Highest)
            }
            tree::ExprKind::Rounded(value, step, mode) => {
                self.rounded(place, value, step, *mode, span)
            }
            tree::ExprKind::Add(left, right) => self.sum(place, left, right, false, span),
            tree::ExprKind::Subtract(left, right) => {
                self.sum(place, left, right, true, span)
            }
            tree::ExprKind::Multiply(left, right) => {
                self.product(place, left, right, span)
            }
            tree::ExprKind::Divide(left, right) => {
                self.quotient(place, left, right, span)
            }
            tree::ExprKind::Negate(inner) => {
                let inner = self.expr(place, inner, None);
                let inner = self.expect_number(inner);
                let ty = inner.ty.clone();
                Expr { kind: ExprKind::Negate(Box::new(inner)), ty, span }
            }
            tree::ExprKind::Count(unit, from, to) => {
                let from = self.expr(place, from, Some(&Type::Date));
                let from = self.expect_type(from, &Type::Date);
                let to = self.expr(place, to, Some(&Type::Date));
                let to = self.expect_type(to, &Type::Date);
                let unit = match unit {
                    tree::CountUnit::Days => PeriodUnit::Days,
                    tree::CountUnit::Workdays => PeriodUnit::Workdays,
                    tree::CountUnit::Months => PeriodUnit::Months,
                    tree::CountUnit::Years => PeriodUnit::Years,
                };
                Expr {
                    kind: ExprKind::Count(unit, Box::new(from), Box::new(to)),
                    ty: Type::Period(unit),
                    span,
                }
            }
        }
    }

    /// Checks an expression that must be a condition.
    pub(super) fn condition(&mut self, place: Place, expr: &tree::Expr) -> Expr {
        let checked = self.expr(place, expr, Some(&Type::Bool));
        self.expect_condition(checked)
    }

    fn conditions(&mut self, place: Place, parts: &[tree::Expr]) -> Vec<Expr> {
        parts.iter().map(|part| self.condition(place, part)).collect()
    }

    fn expect_number(&mut self, expr: Expr) -> Expr {
        if matches!(expr.ty, Type::Number(_) | Type::Mistake) {
            return expr;
        }
        let found = self.type_text(&expr.ty);
        self.report(Diagnostic::error(
            Code::TYPE_MISMATCH,
            expr.span,
            format!("这里要写数或者金额，却是{}", found.zh),
            format!("a number or an amount is needed here, but this is {}", found.en),
        ));
        self.mistake(expr.span)
    }

    pub(super) fn literal(&mut self, literal: &tree::Literal, span: Span) -> Expr {
        let number = |text: &str, unit: Unit| {
            Number::parse_decimal(text)
                .map(|number| (Constant::Number(number), Type::Number(unit)))
        };
        let made = match literal {
            tree::Literal::Number(text) | tree::Literal::Multiple(text) => {
                number(text, Unit::Plain)
            }
            tree::Literal::Percent(text) => number(text, Unit::Percent),
            tree::Literal::Money(text) => number(text, Unit::Money),
            tree::Literal::Period(count, unit) => {
                let unit = super::declare::period_unit(*unit);
                Some((
                    Constant::Period(LegalPeriod { count: *count, unit }),
                    Type::Period(unit),
                ))
            }
            tree::Literal::Date(text) => {
                Date::parse(text).map(|date| (Constant::Date(date), Type::Date))
            }
            tree::Literal::Text(text) => Some((Constant::Text(text.clone()), Type::Text)),
            tree::Literal::Bool(truth) => Some((Constant::Bool(*truth), Type::Bool)),
            tree::Literal::Pass
            | tree::Literal::Fail
            | tree::Literal::NotApplicable
            | tree::Literal::CannotTell
            | tree::Literal::Set(_) => {
                self.report(
                    Diagnostic::error(
                        Code::TYPE_MISMATCH,
                        span,
                        "人工判断的答案和选项的集合只能写在「给定」里",
                        "answers to judgements and sets of options stand only after `given`",
                    )
                    .help(
                        "条件里写「成立」「合格」「不合格」或者「包含」",
                        "a condition asks with `holds`, `passes`, `fails` or `contains`",
                    ),
                );
                return self.mistake(span);
            }
        };
        match made {
            Some((constant, ty)) => Expr { kind: ExprKind::Constant(constant), ty, span },
            None => {
                self.report(Diagnostic::error(
                    Code::NUMBER_TOO_LONG,
                    span,
                    "这个数超出了可以精确计算的范围",
                    "this number is too long to be exact",
                ));
                self.mistake(span)
            }
        }
    }

    fn path_expr(
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
            && !self.instances.get(place.instance).is_some_and(|own| {
                own.names.contains_key(&name.text)
                    || own.files.uses.contains_key(&name.text)
            })
        {
            self.unknown_option(*fact, name);
            return self.mistake(path.span);
        }
        let Some(resolved) = self.resolve(place, path) else {
            return self.mistake(path.span);
        };
        self.resolved(resolved, path.span)
    }

    fn resolved(&mut self, resolved: Resolved, span: Span) -> Expr {
        let entity = match resolved {
            Resolved::Entity(entity) => entity,
            Resolved::Member(Entity::Deadline(id), member, _)
                if matches!(member.as_str(), "due" | "届满日") =>
            {
                return Expr { kind: ExprKind::Due(id), ty: Type::Date, span };
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
                        "期限可以读「届满日」；审核、基准和受理的结论只在测试里读",
                        "a deadline has `due`; results of reviews, benchmarks and scopes are \
                         read in tests only",
                    ),
                );
                return self.mistake(span);
            }
        };
        match entity {
            Entity::Fact(id) => {
                let ty = self
                    .model
                    .facts
                    .get(id)
                    .map_or(Type::Mistake, |fact| fact_type(id, &fact.kind));
                Expr { kind: ExprKind::Fact(id), ty, span }
            }
            Entity::Define(id) => {
                let ty = self.define_type(id, span);
                Expr { kind: ExprKind::Define(id), ty, span }
            }
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
            Entity::Benchmark(_)
            | Entity::Review(_)
            | Entity::Scope(_)
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

    /// Checks a definition when it is first needed; meeting it again meanwhile is a circle.
    pub(super) fn define_type(&mut self, id: usize, span: Span) -> Type {
        match self.progress.get(id).copied() {
            Some(Progress::Waiting) => {}
            Some(Progress::Running) => {
                let name =
                    self.model.defines.get(id).map_or("", |define| define.name.as_str());
                let (zh, en) = (
                    format!("定义「{name}」绕回来用到了自己"),
                    format!("the definition `{name}` rests on itself"),
                );
                self.report(Diagnostic::error(Code::CYCLE, span, zh, en));
                return Type::Mistake;
            }
            Some(Progress::Done) | None => {
                return self
                    .model
                    .defines
                    .get(id)
                    .map_or(Type::Mistake, |define| define.value.ty.clone());
            }
        }
        if let Some(progress) = self.progress.get_mut(id) {
            *progress = Progress::Running;
        }
        let Some((instance, define)) = self.defines.get(id).copied() else {
            return Type::Mistake;
        };
        let basis = self
            .model
            .defines
            .get(id)
            .map(|define| define.basis.clone())
            .unwrap_or_default();
        let place = self.place(instance, Local::None);
        let place = self.under(place, &basis);
        let value = self.expr(place, &define.value, None);
        let value = if value.ty == Type::Judgement {
            self.expect_condition(value)
        } else {
            value
        };
        let ty = value.ty.clone();
        if let Some(known) = self.model.defines.get_mut(id) {
            known.value = value;
        }
        if let Some(progress) = self.progress.get_mut(id) {
            *progress = Progress::Done;
        }
        ty
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

    fn compare(
        &mut self,
        place: Place,
        op: tree::CompareOp,
        left: &tree::Expr,
        right: &tree::Expr,
        span: Span,
    ) -> Expr {
        let left = self.expr(place, left, None);
        let wanted = left.ty.clone();
        let right = self.expr(place, right, Some(&wanted));
        let dates = matches!(op, tree::CompareOp::Before | tree::CompareOp::After);
        if dates {
            let left = self.expect_type(left, &Type::Date);
            let right = self.expect_type(right, &Type::Date);
            let op = if op == tree::CompareOp::Before {
                CompareOp::Less
            } else {
                CompareOp::Greater
            };
            return compare(op, left, right, span);
        }
        if let Type::Choice(_) = left.ty
            && let ExprKind::Constant(Constant::Choice(option)) = right.kind
        {
            let mask = mask(option);
            let is = boolean(ExprKind::OneOf(Box::new(left), mask), span);
            return match op {
                tree::CompareOp::Is => is,
                tree::CompareOp::IsNot => Expr { span, ..not(is) },
                tree::CompareOp::Less
                | tree::CompareOp::LessOrEqual
                | tree::CompareOp::Greater
                | tree::CompareOp::GreaterOrEqual
                | tree::CompareOp::Before
                | tree::CompareOp::After => {
                    self.not_ordered(span);
                    self.mistake(span)
                }
            };
        }
        if matches!(left.ty, Type::Judgement | Type::Set(_)) {
            let found = self.type_text(&left.ty);
            self.report(
                Diagnostic::error(
                    Code::NOT_COMPARABLE,
                    left.span,
                    format!("{}不能这样比较", found.zh),
                    format!("{} cannot be compared like this", found.en),
                )
                .help(
                    "人工判断用「成立」「不合格」，多选用「包含」",
                    "ask a judgement with `holds` or `fails`, and a set with `contains`",
                ),
            );
            return self.mistake(span);
        }
        if !self.same(&left, &right) {
            return self.mistake(span);
        }
        let ordered = matches!(
            left.ty,
            Type::Number(_) | Type::Date | Type::Period(_) | Type::Mistake
        );
        let op = match op {
            tree::CompareOp::Is => CompareOp::Equal,
            tree::CompareOp::IsNot => CompareOp::NotEqual,
            tree::CompareOp::Less | tree::CompareOp::Before => CompareOp::Less,
            tree::CompareOp::LessOrEqual => CompareOp::LessOrEqual,
            tree::CompareOp::Greater | tree::CompareOp::After => CompareOp::Greater,
            tree::CompareOp::GreaterOrEqual => CompareOp::GreaterOrEqual,
        };
        if !ordered && !matches!(op, CompareOp::Equal | CompareOp::NotEqual) {
            self.not_ordered(span);
            return self.mistake(span);
        }
        compare(op, left, right, span)
    }

    fn not_ordered(&mut self, span: Span) {
        self.report(Diagnostic::error(
            Code::NOT_COMPARABLE,
            span,
            "只有数、日期和期间能比大小",
            "only numbers, dates and lengths of time have an order",
        ));
    }

    fn within(
        &mut self,
        place: Place,
        before: bool,
        left: &tree::Expr,
        right: &tree::Expr,
        period: &tree::Expr,
        span: Span,
    ) -> Expr {
        let left = self.expr(place, left, Some(&Type::Date));
        let left = self.expect_type(left, &Type::Date);
        let right = self.expr(place, right, Some(&Type::Date));
        let right = self.expect_type(right, &Type::Date);
        let period = self.expr(place, period, None);
        let ExprKind::Constant(Constant::Period(period)) = period.kind else {
            if period.ty != Type::Mistake {
                self.report(Diagnostic::error(
                    Code::CONSTANT_EXPECTED,
                    period.span,
                    "这里要写出一段时间，例如 1年",
                    "a length of time written out is needed here, such as 1 year",
                ));
            }
            return self.mistake(span);
        };
        self.needs_calendar(period.unit, span);
        // `a before b within 1 year`: from the same day a year earlier up to the day before b.
        let edge = Expr {
            kind: ExprKind::Shift {
                date: Box::new(right.clone()),
                period,
                back: before,
                roll: false,
                month_end: MonthEnd::Clamp,
            },
            ty: Type::Date,
            span,
        };
        let (far, near) = if before {
            (CompareOp::GreaterOrEqual, CompareOp::Less)
        } else {
            (CompareOp::LessOrEqual, CompareOp::Greater)
        };
        let parts = vec![
            compare(near, left.clone(), right, span),
            compare(far, left, edge, span),
        ];
        boolean(ExprKind::And(parts), span)
    }

    fn test(
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

    fn expect_set(&mut self, expr: Expr) -> Expr {
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

    fn in_list(
        &mut self,
        place: Place,
        value: &tree::Expr,
        options: &[tree::Expr],
        span: Span,
    ) -> Expr {
        let value = self.expr(place, value, None);
        let wanted = value.ty.clone();
        if let Type::Choice(_) = wanted {
            let mut bits = 0_u64;
            for option in options {
                let option = self.expr(place, option, Some(&wanted));
                match option.kind {
                    ExprKind::Constant(Constant::Choice(option)) => bits |= mask(option),
                    _ => return self.mistake(span),
                }
            }
            return boolean(ExprKind::OneOf(Box::new(value), bits), span);
        }
        let mut parts = Vec::new();
        for option in options {
            let option = self.expr(place, option, Some(&wanted));
            if !self.same(&value, &option) {
                return self.mistake(span);
            }
            let at = option.span;
            parts.push(compare(CompareOp::Equal, value.clone(), option, at));
        }
        boolean(ExprKind::Or(parts), span)
    }

    /// `holds`, `passes`, `fails`, `is not applicable`.
    fn asked(
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
                boolean(ExprKind::Circumstance(id), span)
            }
            Resolved::Entity(Entity::Criterion(review, layer, criterion)) if holds => {
                boolean(
                    ExprKind::Criterion { review, layer, criterion: Some(criterion) },
                    span,
                )
            }
            Resolved::Entity(Entity::Layer(review, layer)) if holds => {
                boolean(ExprKind::Criterion { review, layer, criterion: None }, span)
            }
            Resolved::Entity(Entity::Item(review, item)) => {
                boolean(ExprKind::Item { review, item, asked }, span)
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

    fn not_asked(&mut self, value: &Expr, span: Span) -> Expr {
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
    fn effect(
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

    fn case(
        &mut self,
        place: Place,
        case: &tree::Case,
        wanted: Option<&Type>,
        span: Span,
    ) -> Expr {
        let mut rows: Vec<(Option<Expr>, Expr)> = Vec::new();
        for (index, row) in case.rows.iter().enumerate() {
            let when = row.when.as_ref().map(|when| self.condition(place, when));
            let value = self.expr(place, &row.value, wanted);
            if when.is_none() && index.saturating_add(1) < case.rows.len() {
                self.otherwise_not_last(row.span);
            }
            if let Some((_, first)) = rows.first() {
                let first = first.clone();
                if !self.same(&first, &value) {
                    return self.mistake(span);
                }
            }
            rows.push((when, value));
        }
        let Some((_, first)) = rows.first() else { return self.mistake(span) };
        let ty = first.ty.clone();
        Expr { kind: ExprKind::Case(rows), ty, span }
    }

    pub(super) fn otherwise_not_last(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::OTHERWISE_NOT_LAST,
                span,
                "「否则」之后还有别的行，永远轮不到它们",
                "rows after `otherwise` can never be reached",
            )
            .help("把「否则」放在最后", "put `otherwise` last"),
        );
    }

    fn extreme(
        &mut self,
        place: Place,
        parts: &[tree::Expr],
        span: Span,
        make: fn(Vec<Expr>) -> ExprKind,
    ) -> Expr {
        let mut checked: Vec<Expr> = Vec::new();
        for part in parts {
            let part = self.expr(place, part, None);
            let part =
                if part.ty == Type::Date { part } else { self.expect_number(part) };
            if let Some(first) = checked.first() {
                let first = first.clone();
                if !self.same(&first, &part) {
                    return self.mistake(span);
                }
            }
            checked.push(part);
        }
        let Some(first) = checked.first() else { return self.mistake(span) };
        let ty = first.ty.clone();
        Expr { kind: make(checked), ty, span }
    }

    fn pair(
        &mut self,
        place: Place,
        left: &tree::Expr,
        right: &tree::Expr,
        span: Span,
        make: fn(Vec<Expr>) -> ExprKind,
    ) -> Expr {
        let left = self.expr(place, left, None);
        let left = self.expect_number(left);
        let right = self.expr(place, right, None);
        let right = self.expect_number(right);
        if !self.same(&left, &right) {
            return self.mistake(span);
        }
        let ty = left.ty.clone();
        Expr { kind: make(vec![left, right]), ty, span }
    }

    fn rounded(
        &mut self,
        place: Place,
        value: &tree::Expr,
        step: &tree::Expr,
        mode: tree::RoundingMode,
        span: Span,
    ) -> Expr {
        let value = self.expr(place, value, None);
        let value = self.expect_number(value);
        let step = self.expr(place, step, None);
        let step = self.expect_number(step);
        if !self.same(&value, &step) {
            return self.mistake(span);
        }
        let constant = crate::program::constant(&step);
        let Some(Constant::Number(number)) = constant.filter(|constant| {
            matches!(constant, Constant::Number(number) if *number > Number::ZERO)
        }) else {
            if step.ty != Type::Mistake {
                self.constant_expected(step.span);
            }
            return self.mistake(span);
        };
        let mode = match mode {
            tree::RoundingMode::HalfUp => Rounding::HalfUp,
            tree::RoundingMode::HalfEven => Rounding::HalfEven,
            tree::RoundingMode::Up => Rounding::Up,
            tree::RoundingMode::Down => Rounding::Down,
            tree::RoundingMode::Ceiling => Rounding::Ceiling,
            tree::RoundingMode::Floor => Rounding::Floor,
            tree::RoundingMode::Away => Rounding::Away,
        };
        let ty = value.ty.clone();
        Expr { kind: ExprKind::Round(Box::new(value), number, mode), ty, span }
    }

    fn sum(
        &mut self,
        place: Place,
        left: &tree::Expr,
        right: &tree::Expr,
        minus: bool,
        span: Span,
    ) -> Expr {
        let left = self.expr(place, left, None);
        let right = self.expr(place, right, None);
        if left.ty == Type::Date
            && let ExprKind::Constant(Constant::Period(period)) = right.kind
        {
            self.needs_calendar(period.unit, span);
            return Expr {
                kind: ExprKind::Shift {
                    date: Box::new(left),
                    period,
                    back: minus,
                    roll: false,
                    month_end: MonthEnd::Clamp,
                },
                ty: Type::Date,
                span,
            };
        }
        let left = self.expect_number(left);
        let right = self.expect_number(right);
        if !self.same(&left, &right) {
            return self.mistake(span);
        }
        let ty = left.ty.clone();
        let (left, right) = (Box::new(left), Box::new(right));
        let kind = if minus {
            ExprKind::Subtract(left, right)
        } else {
            ExprKind::Add(left, right)
        };
        Expr { kind, ty, span }
    }

    fn product(
        &mut self,
        place: Place,
        left: &tree::Expr,
        right: &tree::Expr,
        span: Span,
    ) -> Expr {
        let left = self.expr(place, left, None);
        let left = self.expect_number(left);
        let right = self.expr(place, right, None);
        let right = self.expect_number(right);
        let Some(ty) = product_type(&left.ty, &right.ty) else {
            let (a, b) = (self.type_text(&left.ty), self.type_text(&right.ty));
            self.report(Diagnostic::error(
                Code::UNIT_MISMATCH,
                span,
                format!("{}乘以{}没有意义", a.zh, b.zh),
                format!("{} times {} means nothing", a.en, b.en),
            ));
            return self.mistake(span);
        };
        Expr { kind: ExprKind::Multiply(Box::new(left), Box::new(right)), ty, span }
    }

    fn quotient(
        &mut self,
        place: Place,
        left: &tree::Expr,
        right: &tree::Expr,
        span: Span,
    ) -> Expr {
        let left = self.expr(place, left, None);
        let left = self.expect_number(left);
        let right = self.expr(place, right, None);
        let right = self.expect_number(right);
        let ty = match (&left.ty, &right.ty) {
            (Type::Mistake, _) | (_, Type::Mistake) => Type::Mistake,
            (_, Type::Number(Unit::Plain | Unit::Percent)) => left.ty.clone(),
            (a, b) if compatible(a, b) => Type::Number(Unit::Plain),
            (a, b) => {
                let (a, b) = (self.type_text(a), self.type_text(b));
                self.report(Diagnostic::error(
                    Code::UNIT_MISMATCH,
                    span,
                    format!("{}除以{}没有意义", a.zh, b.zh),
                    format!("{} divided by {} means nothing", a.en, b.en),
                ));
                Type::Mistake
            }
        };
        Expr { kind: ExprKind::Divide(Box::new(left), Box::new(right)), ty, span }
    }

    /// Says so where working days are counted without a calendar.
    pub(super) fn needs_calendar(&mut self, unit: PeriodUnit, span: Span) {
        if unit == PeriodUnit::Workdays && self.linked.calendar_digest.is_none() {
            self.report(
                Diagnostic::error(
                    Code::NO_CALENDAR,
                    span,
                    "数工作日要有日历",
                    "working days need a calendar",
                )
                .help(
                    "在规则包首行写「日历 cn」",
                    "add `calendar cn` to the pack's header",
                ),
            );
        }
    }
}

fn product_type(left: &Type, right: &Type) -> Option<Type> {
    let (Type::Number(a), Type::Number(b)) = (left, right) else {
        return Some(Type::Mistake);
    };
    let plain = |unit: &Unit| matches!(unit, Unit::Plain | Unit::Percent);
    match (a, b) {
        (a, b) if plain(a) && plain(b) => Some(Type::Number(Unit::Plain)),
        (a, other) if plain(a) => Some(Type::Number(other.clone())),
        (other, b) if plain(b) => Some(Type::Number(other.clone())),
        // A rate: 10 yuan for each unit.
        (Unit::Named(_), Unit::Money) | (Unit::Money, Unit::Named(_)) => {
            Some(Type::Number(Unit::Money))
        }
        _ => None,
    }
}

/// Makes a condition.
pub(super) const fn boolean(kind: ExprKind, span: Span) -> Expr {
    Expr { kind, ty: Type::Bool, span }
}

/// Negates a condition.
pub(super) fn not(inner: Expr) -> Expr {
    let span = inner.span;
    boolean(ExprKind::Not(Box::new(inner)), span)
}

/// Makes a comparison.
pub(super) fn compare(op: CompareOp, left: Expr, right: Expr, span: Span) -> Expr {
    boolean(ExprKind::Compare(op, Box::new(left), Box::new(right)), span)
}

/// Returns the bit of an option.
pub(super) fn mask(option: u8) -> u64 {
    1_u64.checked_shl(u32::from(option)).unwrap_or(0)
}
