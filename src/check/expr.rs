//! Expressions: names resolved, types and units checked.

use super::names::{Entity, Local, Resolved};
use super::types::fact_type;
use super::{Checker, Defined, Place, Progress};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Constant, Expr, ExprKind, Type, Unit};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::{Date, LegalPeriod, Moment, Number, PeriodUnit};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// How many definitions may rest on each other: a proof opens one inside the other.
const MAX_DEPTH: usize = 30;
/// How many steps an expression may nest, with those of the definitions it rests on: each is
/// checked where it is first needed, from inside another.
pub(super) const MAX_LEVELS: usize = 120;

impl Checker<'_> {
    /// Checks an expression; `wanted` tells a bare word which choice it may be an option of.
    pub(super) fn expr(
        &mut self,
        place: Place,
        expr: &tree::Expr,
        wanted: Option<&Type>,
    ) -> Expr {
        if self.levels >= MAX_LEVELS {
            self.too_many_levels(expr.span, MAX_LEVELS);
            return self.mistake(expr.span);
        }
        self.levels = self.levels.saturating_add(1);
        let checked = self.checked(place, expr, wanted);
        self.levels = self.levels.saturating_sub(1);
        checked
    }

    fn checked(
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
            tree::ExprKind::Over(over) => self.over(place, over, span),
            tree::ExprKind::Records(_) => {
                self.report(Diagnostic::error(
                    Code::TYPE_MISMATCH,
                    span,
                    "列表的内容只能写在「给定」里",
                    "the records of a list stand only after `given`",
                ));
                self.mistake(span)
            }
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
                let ty = match unit {
                    tree::CountUnit::Hours => Type::Moment,
                    tree::CountUnit::Days
                    | tree::CountUnit::Workdays
                    | tree::CountUnit::Months
                    | tree::CountUnit::Years => Type::Date,
                };
                let from = self.expr(place, from, Some(&ty));
                let from = self.expect_type(from, &ty);
                let to = self.expr(place, to, Some(&ty));
                let to = self.expect_type(to, &ty);
                let unit = match unit {
                    tree::CountUnit::Hours => PeriodUnit::Hours,
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

    pub(super) fn conditions(&mut self, place: Place, parts: &[tree::Expr]) -> Vec<Expr> {
        parts.iter().map(|part| self.condition(place, part)).collect()
    }

    pub(super) fn expect_number(&mut self, expr: Expr) -> Expr {
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
            tree::Literal::Quantity(number, unit) => {
                return self.quantity(number, unit, span);
            }
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
            tree::Literal::Moment(text) => {
                Moment::parse(text).map(|moment| (Constant::Moment(moment), Type::Moment))
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
            None => self.number_too_long(span),
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
                        "期限可以读「届满日」；审核、基准和受理的结论只在测试里读",
                        "a deadline has `due`; results of reviews, benchmarks and scopes are \
                         read in tests only",
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

    /// Checks a definition when it is first needed; meeting it again meanwhile is a circle.
    pub(super) fn define_type(&mut self, id: usize) -> Type {
        match self.progress.get(id).copied() {
            Some(Progress::Waiting) => {}
            // A circle; `check_cycles` says so, once.
            Some(Progress::Running) => return Type::Mistake,
            Some(Progress::Done) | None => {
                let depth = self.depths.get(&id).copied().unwrap_or(0);
                self.deepest = self.deepest.max(depth);
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
        let Some((instance, defined)) = self.defines.get(id).copied() else {
            return Type::Mistake;
        };
        let name = match defined {
            Defined::Define(define) => define.name.span,
            Defined::Parameter => return Type::Mistake,
            Defined::Output(table, _) => self.table_name(table),
            Defined::Weights(_, _, _, weights) => weights.name.span,
            Defined::Part(at, _) => {
                self.scorecards.get(at).map_or_else(Span::default, |it| it.name.span)
            }
        };
        if self.open >= MAX_DEPTH {
            self.too_deep(name);
            return Type::Mistake;
        }
        self.open = self.open.saturating_add(1);
        let outer = core::mem::take(&mut self.deepest);
        let basis = self
            .model
            .defines
            .get(id)
            .map(|define| define.basis.clone())
            .unwrap_or_default();
        let place = self.place(instance, Local::None);
        let place = self.under(place, &basis);
        let value = match defined {
            Defined::Define(define) => self.expr(place, &define.value, None),
            Defined::Parameter => return Type::Mistake,
            Defined::Output(table, output) => self.output(place, table, output),
            Defined::Part(at, part) => self.part(at, part),
            Defined::Weights(at, position, part, weights) => {
                self.weights_part(at, position, part, weights, &basis)
            }
        };
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
        self.open = self.open.saturating_sub(1);
        let depth = self.deepest.saturating_add(1);
        self.depths.insert(id, depth);
        self.deepest = outer.max(depth);
        if depth == MAX_DEPTH.saturating_add(1) {
            self.too_deep(name);
        }
        ty
    }

    fn too_deep(&mut self, span: Span) {
        // One long chain is one mistake.
        if self.diagnostics.iter().any(|said| said.code == Code::TOO_DEEP) {
            return;
        }
        self.report(
            Diagnostic::error(
                Code::TOO_DEEP,
                span,
                format!("相互依托的定义超过 {MAX_DEPTH} 层"),
                format!("more than {MAX_DEPTH} definitions rest on each other"),
            )
            .help(
                "把中间的几步并成一个定义",
                "join some of the steps into one definition",
            ),
        );
    }

    pub(super) fn too_many_levels(&mut self, span: Span, most: usize) {
        if self.diagnostics.iter().any(|said| said.code == Code::TOO_DEEP) {
            return;
        }
        self.report(
            Diagnostic::error(
                Code::TOO_DEEP,
                span,
                format!("式子连同所依托的声明，层层嵌套超过 {most} 层"),
                format!("this nests more than {most} steps deep, with what it rests on"),
            )
            .help(
                "减少嵌套，或者缩短相互依托的链",
                "nest less, or make the chain shorter",
            ),
        );
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
                let Some(value) = self.side_by_side(&first, value) else {
                    return self.mistake(span);
                };
                rows.push((when, value));
                continue;
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

/// Makes a condition.
pub(super) const fn boolean(kind: ExprKind, span: Span) -> Expr {
    Expr { kind, ty: Type::Bool, span }
}

/// Negates a condition.
pub(super) fn not(inner: Expr) -> Expr {
    let span = inner.span;
    boolean(ExprKind::Not(Box::new(inner)), span)
}

/// Returns the bit of an option.
pub(super) fn mask(option: u8) -> u64 {
    1_u64.checked_shl(u32::from(option)).unwrap_or(0)
}
