//! Types and units in words, and which go together.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{Constant, Expr, ExprKind, FactKind, Type, Unit};
use crate::text::Span;
use crate::value::PeriodUnit;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};

impl Checker<'_> {
    /// Returns a type in words.
    pub(super) fn type_text(&self, ty: &Type) -> Message {
        match ty {
            Type::Bool => Message::new("条件（是或否）", "a condition (true or false)"),
            Type::Number(Unit::Plain | Unit::Factor) => Message::new("数值", "a number"),
            Type::Number(Unit::Percent) => Message::new("百分比", "a percentage"),
            Type::Number(Unit::Money) => Message::new("金额", "an amount of money"),
            Type::Number(Unit::Measured(measure)) => {
                let name = &measure.name;
                Message::new(
                    format!("以{}计的数值", name.zh),
                    format!("a number of {}", name.en),
                )
            }
            Type::Date => Message::new("日期", "a date"),
            Type::Moment => Message::new("时刻", "a moment"),
            Type::Period(unit) => {
                let unit = unit_text(*unit);
                Message::new(
                    format!("以{}计的期间", unit.zh),
                    format!("a length of time in {}", unit.en),
                )
            }
            Type::Text => Message::new("文本", "text"),
            Type::List(_) => Message::new("列表", "a list"),
            Type::Choice(fact) => {
                let name = self.fact_name(*fact);
                Message::new(
                    format!("「{name}」的一个选项"),
                    format!("an option of `{name}`"),
                )
            }
            Type::Set(fact) => {
                let name = self.fact_name(*fact);
                Message::new(
                    format!("「{name}」的若干选项"),
                    format!("options of `{name}`"),
                )
            }
            Type::Judgement => Message::new("人工判断", "a judgement"),
            Type::Mistake => Message::new("未知", "something unknown"),
        }
    }

    fn fact_name(&self, fact: usize) -> alloc::string::String {
        self.model.facts.get(fact).map_or_else(Default::default, |fact| fact.name.clone())
    }

    /// Returns whether two types may be compared, added or be values of one `case`; says so
    /// if not.
    pub(super) fn same(&mut self, left: &Expr, right: &Expr) -> bool {
        if compatible(&left.ty, &right.ty) {
            return true;
        }
        let (a, b) = (self.type_text(&left.ty), self.type_text(&right.ty));
        let (code, help) = match (&left.ty, &right.ty) {
            (Type::Number(_), Type::Number(_)) | (Type::Period(_), Type::Period(_)) => {
                (Code::UNIT_MISMATCH, Some(self.unit_help(left, right)))
            }
            (Type::Period(_), Type::Number(Unit::Plain)) => (
                Code::UNIT_MISMATCH,
                Some(Message::new(
                    "给数字写上单位，例如 90日",
                    "give the number its unit, such as 90 days",
                )),
            ),
            (Type::Number(_), Type::Period(_)) | (Type::Period(_), Type::Number(_)) => (
                Code::UNIT_MISMATCH,
                Some(Message::new(
                    "期间只与同一单位的期间相比、相加；每日多少的，写「金额 × 天数」",
                    "a length of time goes with one of its own unit; for so much a day write \
                     `amount × days from … to …`",
                )),
            ),
            (Type::Bool, Type::Text) => (
                Code::TYPE_MISMATCH,
                Some(Message::new(
                    "是非不加引号：直接写名称，相反的写「非 …」",
                    "yes and no take no quotation marks: write the name alone, or `not …`",
                )),
            ),
            _ => (Code::TYPE_MISMATCH, None),
        };
        let mut diagnostic = Diagnostic::error(
            code,
            right.span,
            format!("左边是{}，右边是{}，不能放在一起", a.zh, b.zh),
            format!("left is {}, right is {}; they do not go together", a.en, b.en),
        )
        .related(left.span, "左边", "the left side");
        if let Some(help) = help {
            diagnostic = diagnostic.help(help.zh, help.en);
        }
        self.report(diagnostic);
        false
    }

    /// Says so unless the expression is a condition.
    pub(super) fn expect_condition(&mut self, expr: Expr) -> Expr {
        match &expr.ty {
            Type::Bool | Type::Mistake => expr,
            Type::Judgement => {
                self.report(
                    Diagnostic::error(
                        Code::JUDGEMENT_BARE,
                        expr.span,
                        "人工判断不能直接作条件",
                        "a judgement is no condition by itself",
                    )
                    .help(
                        "在后面写「成立」「合格」或者「不合格」",
                        "ask it with `holds`, `passes` or `fails`",
                    ),
                );
                self.mistake(expr.span)
            }
            Type::Number(_)
            | Type::Date
            | Type::Moment
            | Type::Period(_)
            | Type::Text
            | Type::List(_)
            | Type::Choice(_)
            | Type::Set(_) => {
                let found = self.type_text(&expr.ty);
                self.report(Diagnostic::error(
                    Code::CONDITION_EXPECTED,
                    expr.span,
                    format!("这里要写条件，却是{}", found.zh),
                    format!("a condition is needed here, but this is {}", found.en),
                ));
                self.mistake(expr.span)
            }
        }
    }

    /// Says so unless the expression has the type.
    pub(super) fn expect_type(&mut self, expr: Expr, wanted: &Type) -> Expr {
        let expr = if *wanted == Type::Date { date_of(expr) } else { expr };
        let expr = super::units::converted(expr, wanted);
        if compatible(&expr.ty, wanted) {
            return expr;
        }
        let (found, need) = (self.type_text(&expr.ty), self.type_text(wanted));
        let mut diagnostic = Diagnostic::error(
            Code::TYPE_MISMATCH,
            expr.span,
            format!("这里要写{}，却是{}", need.zh, found.zh),
            format!("{} is needed here, but this is {}", need.en, found.en),
        );
        if let Some((zh, en)) = how_to_write(&expr, wanted) {
            diagnostic = diagnostic.help(zh, en);
        }
        self.report(diagnostic);
        self.mistake(expr.span)
    }

    pub(super) fn mistake(&self, span: Span) -> Expr {
        super::declare::placeholder(span)
    }
}

/// Returns how what is wanted is written, where the number was meant for it.
fn how_to_write(expr: &Expr, wanted: &Type) -> Option<(String, String)> {
    let ExprKind::Constant(Constant::Number(number)) = &expr.kind else { return None };
    match (&expr.ty, wanted) {
        (Type::Number(Unit::Plain), Type::Number(Unit::Money)) => {
            let digits = crate::value::number_text(*number).en.replace(',', "");
            Some((
                format!("给数字写上单位，例如 {digits}元 或者 5万元"),
                format!("give the number its unit, such as {digits}元 or 5万元"),
            ))
        }
        (Type::Number(Unit::Percent), Type::Number(Unit::Money)) => Some((
            "说明是什么的百分比：「按幅度 30%」「按上限 30%」，或者「货值金额 的 30%」"
                .to_string(),
            "say of what: `by span 30%`, `by maximum 30%`, or `goods_value at 30%`"
                .to_string(),
        )),
        _ => None,
    }
}

/// Takes the date of a moment; anything else stays as it is.
pub(super) fn date_of(expr: Expr) -> Expr {
    if expr.ty != Type::Moment {
        return expr;
    }
    let span = expr.span;
    Expr { kind: ExprKind::DateOf(Box::new(expr)), ty: Type::Date, span }
}

/// Takes the dates of both where one is a date and the other a moment.
pub(super) fn alike(left: Expr, right: Expr) -> (Expr, Expr) {
    match (&left.ty, &right.ty) {
        (Type::Moment, Type::Date) => (date_of(left), right),
        (Type::Date, Type::Moment) => (left, date_of(right)),
        _ => (left, right),
    }
}

/// Returns whether two types go together; a mistake goes with anything.
pub(super) fn compatible(left: &Type, right: &Type) -> bool {
    match (left, right) {
        (Type::Mistake, _) | (_, Type::Mistake) => true,
        (Type::Number(a), Type::Number(b)) => a.is_one_with(b),
        _ => left == right,
    }
}

/// Returns the type of a fact's value.
pub(super) fn fact_type(id: usize, kind: &FactKind) -> Type {
    match kind {
        FactKind::Bool => Type::Bool,
        FactKind::Integer(limits) | FactKind::Number(limits) => {
            Type::Number(limits.measured())
        }
        FactKind::Money(_) => Type::Number(Unit::Money),
        FactKind::Percent(_) => Type::Number(Unit::Percent),
        FactKind::Date(_) => Type::Date,
        FactKind::Moment => Type::Moment,
        FactKind::Text => Type::Text,
        FactKind::Judgement => Type::Judgement,
        FactKind::OneOf(_) => Type::Choice(id),
        FactKind::AnyOf(_) => Type::Set(id),
        FactKind::List(_) => Type::List(id),
    }
}

/// Returns a unit of time in words.
pub(super) fn unit_text(unit: PeriodUnit) -> Message {
    match unit {
        PeriodUnit::Hours => Message::new("小时", "hours"),
        PeriodUnit::Days => Message::new("日", "days"),
        PeriodUnit::Workdays => Message::new("工作日", "working days"),
        PeriodUnit::Months => Message::new("月", "months"),
        PeriodUnit::Years => Message::new("年", "years"),
    }
}
