//! What an expression measures, and what is done to numbers of different units (chapters 26
//! and 33).

use super::expr::Case;
use super::rules::{Place, Thing};
use super::unit::{Kind, Unit};
use super::value::{Answer, Number, Value, arithmetic, strict, within_limit};
use fadu::syntax::tree::{
    CountUnit, Define, Expr, ExprKind, FactType, Fold, Label, Literal, ParameterType,
    ParameterValue, Penalty, PenaltyAmount, PenaltyKind, PeriodUnit,
};
use num_traits::{One, Zero};

const fn counted_in(unit: CountUnit) -> PeriodUnit {
    match unit {
        CountUnit::Hours => PeriodUnit::Hours,
        CountUnit::Days => PeriodUnit::Days,
        CountUnit::Workdays => PeriodUnit::Workdays,
        CountUnit::Months => PeriodUnit::Months,
        CountUnit::Years => PeriodUnit::Years,
    }
}

impl<'r> Case<'r> {
    /// What a fact's values, or a definition's of that type, measure.
    pub(super) fn kind_of_type(&self, ty: &FactType) -> Kind {
        let unit = |unit: &Option<Label>| {
            let unit = unit.as_ref().map(|unit| self.rules.units.label(unit));
            Kind::Number(unit.unwrap_or_else(Unit::plain))
        };
        match ty {
            FactType::Integer(limits) | FactType::Number(limits) => unit(&limits.unit),
            FactType::Percent(_) => Kind::plain(),
            FactType::Money(_) => Kind::yuan(),
            FactType::Bool
            | FactType::Date(_)
            | FactType::Moment
            | FactType::Text(_)
            | FactType::Judgement
            | FactType::OneOf(_)
            | FactType::AnyOf(_)
            | FactType::List(_) => Kind::Other,
        }
    }

    pub(super) fn kind_of_define(&self, place: Place<'r>, define: &'r Define) -> Kind {
        match &define.ty {
            Some(
                ty @ (FactType::Integer(_)
                | FactType::Number(_)
                | FactType::Percent(_)
                | FactType::Money(_)),
            ) => self.kind_of_type(ty),
            _ => self.kind(self.rules.top(place.pack), &define.value),
        }
    }

    pub(super) fn kind(&self, place: Place<'r>, expr: &'r Expr) -> Kind {
        let key = std::ptr::from_ref(expr).addr();
        if let Some(known) = self.kinds.borrow().get(&key) {
            return known.clone();
        }
        let kind = self.kind_anew(place, expr);
        self.kinds.borrow_mut().insert(key, kind.clone());
        kind
    }

    fn kind_anew(&self, place: Place<'r>, expr: &'r Expr) -> Kind {
        let of = |expr: &'r Expr| self.kind(place, expr);
        match &expr.kind {
            ExprKind::Literal(literal) => match literal {
                Literal::Quantity(_, words) => {
                    let unit = self.rules.units.words(words);
                    Kind::Number(unit.unwrap_or_else(|| panic!("no unit {words}")))
                }
                Literal::Number(_) | Literal::Percent(_) | Literal::Multiple(_) => {
                    Kind::plain()
                }
                Literal::Money(_) => Kind::yuan(),
                Literal::Period(_, unit) => Kind::Period(*unit),
                _ => Kind::Other,
            },
            ExprKind::Path(path) => {
                let found = self.rules.resolve(place, path);
                let Some(first) = found.first() else { return Kind::Other };
                match first.thing {
                    Thing::Fact(fact) | Thing::Field(_, fact) => {
                        self.kind_of_type(&fact.ty)
                    }
                    Thing::Define(define) => self.kind_of_define(first.place, define),
                    Thing::Weights(_) | Thing::Factors(_) | Thing::Factor(..) => {
                        Kind::plain()
                    }
                    Thing::Amount(..) => Kind::yuan(),
                    Thing::Output(table, at) => {
                        self.kind_of_output(first.place, table, at)
                    }
                    Thing::Parameter(known) => match &known.ty {
                        ParameterType::Plain(ty) => self.kind_of_type(ty),
                        ParameterType::Period => match self.rules.setting(known) {
                            Some((_, ParameterValue::One(value))) => of(value),
                            _ => Kind::Other,
                        },
                        ParameterType::RangeOf(_) => Kind::Other,
                    },
                    _ => Kind::Other,
                }
            }
            ExprKind::Case(case) => {
                case.rows.first().map_or(Kind::Other, |row| of(&row.value))
            }
            ExprKind::Over(over) => match (over.fold, &over.value) {
                (Fold::Sum | Fold::Highest | Fold::Lowest, Some(value)) => {
                    let inner = self.within_list(place, &over.list, usize::MAX);
                    self.kind(inner, value)
                }
                (Fold::Count, _) => Kind::plain(),
                _ => Kind::Other,
            },
            ExprKind::HighestOf(list) | ExprKind::LowestOf(list) => {
                list.first().map_or(Kind::Other, of)
            }
            ExprKind::CappedAt(left, _)
            | ExprKind::NotBelow(left, _)
            | ExprKind::Rounded(left, ..)
            | ExprKind::Add(left, _)
            | ExprKind::Subtract(left, _)
            | ExprKind::Negate(left) => of(left),
            ExprKind::Multiply(left, right) => product_kind(&of(left), &of(right)),
            ExprKind::Divide(left, right) => {
                let (left, right) = quotient(&of(left), &of(right));
                left.zip(right).map_or(Kind::Other, |(left, right)| {
                    Kind::Number(left.over(&right).0)
                })
            }
            ExprKind::Count(unit, ..) => Kind::Period(counted_in(*unit)),
            _ => Kind::Other,
        }
    }

    /// A value as one of another unit.
    pub(super) fn converted(&self, answer: Answer, from: &Kind, to: &Kind) -> Answer {
        let (Kind::Number(from), Kind::Number(to)) = (from, to) else { return answer };
        if from.scale == to.scale || from.powers != to.powers {
            return answer;
        }
        factored(&answer, &(&from.scale / &to.scale))
    }

    /// The value of an expression in a unit.
    pub(super) fn value_in(&self, place: Place<'r>, expr: &'r Expr, to: &Kind) -> Answer {
        self.converted(self.value(place, expr), &self.kind(place, expr), to)
    }

    pub(super) fn product(
        &self,
        place: Place<'r>,
        left: &'r Expr,
        right: &'r Expr,
    ) -> Answer {
        let (one, other) = (self.kind(place, left), self.kind(place, right));
        let units = measured(&one, &other).zip(measured(&other, &one));
        let (one, other) = (self.value(place, left), self.value(place, right));
        let (one, other) = (counted(one), counted(other));
        let product = arithmetic(&one, &other, |one, other| Some(one * other));
        match units {
            Some((one, other)) => factored(&product, &one.times(&other).1),
            None => product,
        }
    }

    /// An end of a range of amounts in a unit, perhaps so many times a base; of a length of
    /// time the number of its units.
    pub(super) fn end_in(
        &self,
        place: Place<'r>,
        base: Option<&'r Expr>,
        end: &'r Expr,
        to: &Kind,
    ) -> Answer {
        let Some(base) = base else { return counted(self.value_in(place, end, to)) };
        let kind = self.kind_of_end(place, Some(base), end);
        self.converted(self.product(place, base, end), &kind, to)
    }

    pub(super) fn kind_of_end(
        &self,
        place: Place<'r>,
        base: Option<&'r Expr>,
        end: &'r Expr,
    ) -> Kind {
        let kind = self.kind(place, end);
        base.map_or_else(
            || kind.clone(),
            |base| product_kind(&self.kind(place, base), &kind),
        )
    }

    /// What the amounts of a penalty are in.
    pub(super) fn kind_of_penalty(&self, place: Place<'r>, penalty: &'r Penalty) -> Kind {
        if matches!(penalty.kind, PenaltyKind::Fine | PenaltyKind::Confiscate) {
            return Kind::yuan();
        }
        let PenaltyAmount::Rows(rows) = &penalty.amount else { return Kind::Other };
        let range = &rows[0].range;
        let end = range.lower.as_ref().or(range.upper.as_ref()).unwrap();
        self.kind_of_end(place, rows[0].base.as_ref(), &end.value)
    }

    pub(super) fn quotient(
        &self,
        place: Place<'r>,
        left: &'r Expr,
        right: &'r Expr,
    ) -> Answer {
        let (one, other) = (self.kind(place, left), self.kind(place, right));
        let units = quotient(&one, &other);
        let (one, other) = (self.value(place, left), self.value(place, right));
        let (one, other) = (counted(one), counted(other));
        let result = arithmetic(&one, &other, |one, other| {
            (!other.is_zero()).then(|| one / other)
        });
        match units {
            (Some(one), Some(other)) => factored(&result, &one.over(&other).1),
            _ => result,
        }
    }
}

fn product_kind(left: &Kind, right: &Kind) -> Kind {
    let units = measured(left, right).zip(measured(right, left));
    units.map_or(Kind::Other, |(left, right)| Kind::Number(left.times(&right).0))
}

/// The unit of a factor beside another one.
fn measured(own: &Kind, other: &Kind) -> Option<Unit> {
    match (own, other) {
        (Kind::Number(unit), _) => Some(unit.clone()),
        (Kind::Period(unit), Kind::Number(other)) if other.has_time() => {
            Some(Unit::of_period(*unit))
        }
        (Kind::Period(_), _) => Some(Unit::plain()),
        (Kind::Other, _) => None,
    }
}

/// The units of a dividend and a divisor.
fn quotient(left: &Kind, right: &Kind) -> (Option<Unit>, Option<Unit>) {
    let right_unit = match (left, right) {
        (Kind::Number(one), Kind::Period(unit)) if !one.is_plain() => {
            Some(Unit::of_period(*unit))
        }
        _ => measured(right, left),
    };
    (measured(left, right), right_unit)
}

/// A length of time as the number of its units.
pub(super) fn counted(mut answer: Answer) -> Answer {
    if let Some(Value::Period(count, _)) = answer.value {
        answer.value = Some(Value::Number(Number::from_integer(count.into())));
    }
    answer
}

fn factored(answer: &Answer, factor: &Number) -> Answer {
    if factor.is_one() {
        return answer.clone();
    }
    strict(&[answer], |values| match values {
        [Value::Number(number)] => within_limit(number * factor).map(Value::Number),
        other => panic!("a number, not {other:?}"),
    })
}
