//! The values that parameters are set to: of the type, written out, within the limits.

use super::parameter::{Checked, MayBe, type_of};
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{
    Citation, Constant, ExprKind, FactKind, ParameterValue, Type, Unit, interval_text,
    number_text,
};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::{Bound, Interval, Number};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

impl Checker<'_> {
    /// Checks a value that a parameter is set to.
    pub(super) fn parameter_set(
        &mut self,
        id: usize,
        place: Place,
        value: &tree::ParameterValue,
        basis: Vec<Citation>,
    ) -> Option<Checked> {
        let may_be = self.parameters.get(id)?.may_be.clone();
        let place = self.under(place, &basis);
        let (value, text) = match (may_be, value) {
            (MayBe::Mistake, _) => return None,
            (MayBe::RangeOf(kind), tree::ParameterValue::Range(range)) => {
                self.range_set(place, &kind, range)?
            }
            (MayBe::RangeOf(_), tree::ParameterValue::One(value)) => {
                self.report(
                    Diagnostic::error(
                        Code::PARAMETER_VALUE,
                        value.span,
                        "这个参数是区间，要写明界限含不含本数",
                        "this parameter is a range: say whether the number belongs to it",
                    )
                    .help(
                        "写作「至少 2万元」（含）或者「超过 2万元」（不含）",
                        "write `at least 2万元` to include it, `over 2万元` to exclude it",
                    ),
                );
                return None;
            }
            (_, tree::ParameterValue::Range(range)) => {
                self.report(
                    Diagnostic::error(
                        Code::PARAMETER_VALUE,
                        range.span,
                        "这个参数是一个值，不是区间",
                        "this parameter is one value and no range",
                    )
                    .help(
                        "去掉界限的词，或者把参数声明为「区间」",
                        "leave the words of bound out, or declare it as a `range of` values",
                    ),
                );
                return None;
            }
            (MayBe::Period(unit), tree::ParameterValue::One(value)) => {
                let wanted = unit.map(Type::Period);
                let expr = self.expr(place, value, wanted.as_ref());
                let expr = match &wanted {
                    Some(wanted) => self.expect_type(expr, wanted),
                    None => expr,
                };
                let ExprKind::Constant(Constant::Period(period)) = expr.kind else {
                    if expr.ty != Type::Mistake {
                        self.constant_expected(expr.span);
                    }
                    return None;
                };
                self.needs_calendar(period.unit, expr.span);
                if let Some(known) = self.parameters.get_mut(id) {
                    known.may_be = MayBe::Period(Some(period.unit));
                }
                (ParameterValue::One(Constant::Period(period)), period.text())
            }
            (MayBe::One(FactKind::OneOf(options)), tree::ParameterValue::One(value)) => {
                let names: Vec<String> =
                    options.iter().map(|option| option.name.clone()).collect();
                let name = match &value.kind {
                    tree::ExprKind::Path(path) => match path.segments.as_slice() {
                        [name] => name.text.as_str(),
                        _ => "",
                    },
                    _ => "",
                };
                let Some(option) = options.iter().find(|option| option.name == name)
                else {
                    self.not_an_option(value.span, name, &names);
                    return None;
                };
                (ParameterValue::Option(option.name.clone()), option.label.clone())
            }
            (MayBe::One(kind), tree::ParameterValue::One(value)) => {
                let ty = type_of(&kind);
                let constant = self.one_set(place, value, &kind, &ty)?;
                let text = constant_text(&constant, &ty);
                (ParameterValue::One(constant), text)
            }
        };
        Some(Checked { value, text, basis })
    }

    pub(super) fn not_an_option(&mut self, span: Span, name: &str, names: &[String]) {
        let diagnostic = Diagnostic::error(
            Code::UNKNOWN_OPTION,
            span,
            format!("参数没有选项「{name}」"),
            format!("the parameter has no option `{name}`"),
        );
        let diagnostic = match super::names::nearest(name, names) {
            Some(near) => diagnostic
                .help(format!("是否指「{near}」？"), format!("did you mean `{near}`?"))
                .fix(span, near),
            None => diagnostic.help(
                format!("它的选项有：{}", names.join("、")),
                format!("its options are: {}", names.join(", ")),
            ),
        };
        self.report(diagnostic);
    }

    /// One value, written out and within the limits.
    fn one_set(
        &mut self,
        place: Place,
        value: &tree::Expr,
        kind: &FactKind,
        ty: &Type,
    ) -> Option<Constant> {
        let expr = self.expr(place, value, Some(ty));
        let expr = self.expect_type(expr, ty);
        if expr.ty == Type::Mistake {
            return None;
        }
        let Some(constant) = crate::program::constant(&expr) else {
            self.constant_expected(expr.span);
            return None;
        };
        self.within_limits(&constant, kind, expr.span).then_some(constant)
    }

    fn within_limits(
        &mut self,
        constant: &Constant,
        kind: &FactKind,
        span: Span,
    ) -> bool {
        let fits = match (kind, constant) {
            (
                FactKind::Integer(limits)
                | FactKind::Number(limits)
                | FactKind::Money(limits)
                | FactKind::Percent(limits),
                Constant::Number(number),
            ) => {
                let whole =
                    !matches!(kind, FactKind::Integer(_)) || number.to_i64().is_some();
                whole && limits.range.is_none_or(|range| range.contains(*number))
            }
            (FactKind::Date(Some(range)), Constant::Date(date)) => range.contains(*date),
            _ => true,
        };
        if !fits {
            self.report(
                Diagnostic::error(
                    Code::PARAMETER_VALUE,
                    span,
                    "这个值超出了参数声明的范围",
                    "this value lies outside what the parameter allows",
                )
                .help(
                    "改这个值，或者放宽参数冒号后面的范围",
                    "change the value, or widen the range after the parameter's colon",
                ),
            );
        }
        fits
    }

    fn range_set(
        &mut self,
        place: Place,
        kind: &FactKind,
        range: &tree::Range,
    ) -> Option<(ParameterValue, Message)> {
        let ty = type_of(kind);
        let mut whole = true;
        let mut ends: Vec<Option<(Constant, bool)>> = Vec::new();
        for bound in [range.lower.as_ref(), range.upper.as_ref()] {
            let Some(bound) = bound else {
                ends.push(None);
                continue;
            };
            let included = self.included(place, bound);
            let constant = self.one_set(place, &bound.value, kind, &ty);
            whole &= constant.is_some();
            ends.push(constant.map(|constant| (constant, included)));
        }
        let (upper, lower) = (ends.pop()?, ends.pop()?);
        if !whole {
            return None;
        }
        let empty = match (&lower, &upper) {
            (Some((Constant::Date(low), a)), Some((Constant::Date(high), b))) => {
                low > high || low == high && !(*a && *b)
            }
            _ => numbers(&lower, &upper).is_empty(),
        };
        if empty {
            self.empty_range(range.span);
            return None;
        }
        let text = if matches!(ty, Type::Date) {
            dates_text(lower.as_ref(), upper.as_ref())
        } else {
            interval_text(&numbers(&lower, &upper), &ty)
        };
        Some((ParameterValue::Range(lower, upper), text))
    }
}

fn numbers(
    lower: &Option<(Constant, bool)>,
    upper: &Option<(Constant, bool)>,
) -> Interval<Number> {
    let end = |end: &Option<(Constant, bool)>| match end {
        Some((Constant::Number(value), included)) => {
            Some(Bound { value: *value, included: *included })
        }
        _ => None,
    };
    Interval { lower: end(lower), upper: end(upper) }
}

fn constant_text(constant: &Constant, ty: &Type) -> Message {
    match constant {
        Constant::Bool(true) => Message::new("是", "yes"),
        Constant::Bool(false) => Message::new("否", "no"),
        Constant::Number(number) => match ty {
            Type::Number(unit) => number_text(*number, unit),
            _ => number_text(*number, &Unit::Plain),
        },
        Constant::Date(date) => date.text(),
        Constant::Moment(moment) => moment.text(),
        Constant::Period(period) => period.text(),
        Constant::Text(text) => Message::new(text.clone(), text.clone()),
        Constant::Choice(_) | Constant::Unset(_) => Message::new("", ""),
    }
}

fn dates_text(
    lower: Option<&(Constant, bool)>,
    upper: Option<&(Constant, bool)>,
) -> Message {
    let end = |end: Option<&(Constant, bool)>, words: [(&str, &str); 2]| {
        let (constant, included) = end?;
        let date = constant_text(constant, &Type::Date);
        let [inside, outside] = words;
        let (zh, en) = if *included { inside } else { outside };
        Some(Message::new(format!("{}{zh}", date.zh), format!("{en} {}", date.en)))
    };
    let lower = end(lower, [("起", "from"), ("之后", "after")]);
    let upper = end(upper, [("止", "up to"), ("之前", "before")]);
    match (lower, upper) {
        (Some(lower), Some(upper)) => Message::new(
            format!("{}至{}", lower.zh, upper.zh),
            format!("{}, {}", lower.en, upper.en),
        ),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Message::new("不限", "any date"),
    }
}
