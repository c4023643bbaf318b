//! Expressions (chapters 4 and 5).

use super::calendar::{
    day_of, days_between, days_on, minutes_on, months_on, months_over, read_day,
    read_moment,
};
use super::facts::Facts;
use super::lenient::Law;
use super::rules::{Place, Record, Rules, Thing};
use super::unit::Kind;
use super::value::{
    Answer, Judgement, Number, Value, Wait, Waits, all, any, arithmetic, at_least, equal,
    minus, not, order, plus, read_number, strict, waits_of, within_limit,
};
use fadu::syntax::tree::{
    Bound, BoundWord, Case as Rows, CountUnit, Expr, ExprKind, FactType, Inclusion,
    Literal, Parameter, ParameterType, ParameterValue, PeriodUnit, RoundingMode,
};
use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Rules and one case.
#[derive(Debug)]
pub(super) struct Case<'r> {
    pub(super) rules: &'r Rules,
    pub(super) facts: &'r Facts,
    /// The day asked for, with the minute if a moment was.
    pub(super) as_of: Value,
    /// What was answered before, by the place of the tree in memory.
    pub(super) memo: RefCell<BTreeMap<Key, Answer>>,
    /// The law that is looked at, where a benchmark is judged by two.
    pub(super) law: Option<Law<'r>>,
    /// What expressions measure, likewise.
    pub(super) kinds: RefCell<BTreeMap<usize, Kind>>,
}

/// The place of a tree in memory, and the records around it.
type Key = (usize, [Option<usize>; 3]);

impl<'r> Case<'r> {
    /// Answers once.
    pub(super) fn once<T>(
        &self,
        place: Place<'r>,
        tree: &T,
        answer: impl FnOnce() -> Answer,
    ) -> Answer {
        let around = place.records.map(|record| record.map(|record| record.at));
        let key = (std::ptr::from_ref(tree).addr(), around);
        if let Some(known) = self.memo.borrow().get(&key) {
            return known.clone();
        }
        let answer = answer();
        self.memo.borrow_mut().insert(key, answer.clone());
        answer
    }

    /// A condition; without one it is true.
    pub(super) fn when(&self, place: Place<'r>, when: Option<&'r Expr>) -> Answer {
        when.map_or_else(|| Answer::truth(true), |when| self.value(place, when))
    }

    pub(super) fn value(&self, place: Place<'r>, expr: &'r Expr) -> Answer {
        let of = |expr: &'r Expr| self.value(place, expr);
        let each = |list: &'r [Expr]| -> Vec<Answer> { list.iter().map(of).collect() };
        // What stands on the right is in the unit of what stands on the left.
        let beside = |left: &'r Expr, right: &'r Expr| {
            self.value_in(place, right, &self.kind(place, left))
        };
        match &expr.kind {
            ExprKind::Literal(literal) => Answer::known(written(literal)),
            ExprKind::Over(over) => self.over(place, over),
            ExprKind::Records(_) => panic!("only in tests"),
            ExprKind::Path(path) => self.path(place, path),
            ExprKind::Unless(left, right) => all(&[of(left), not(&of(right))]),
            ExprKind::Or(list) | ExprKind::AnyOf(list) => any(&each(list)),
            ExprKind::And(list) | ExprKind::AllOf(list) => all(&each(list)),
            ExprKind::NoneOf(list) => not(&any(&each(list))),
            ExprKind::Not(one) => not(&of(one)),
            ExprKind::AtLeastOf(least, list) => at_least(*least, &each(list)),
            ExprKind::Compare(how, left, right) => self.compare(place, *how, left, right),
            ExprKind::WithinOf { before, left, right, period } => {
                let (left, right, period) = (of(left), of(right), of(period));
                let far = self.shifted(&right, &period, *before);
                if *before {
                    all(&[
                        ordered(&left, &right, std::cmp::Ordering::is_lt),
                        ordered(&left, &far, std::cmp::Ordering::is_ge),
                    ])
                } else {
                    all(&[
                        ordered(&left, &right, std::cmp::Ordering::is_gt),
                        ordered(&left, &far, std::cmp::Ordering::is_le),
                    ])
                }
            }
            ExprKind::Test(subject, test) => self.test(place, subject, test),
            ExprKind::Effect(modality, effect) => self.effect(place, *modality, *effect),
            ExprKind::Case(case) => self.rows(place, case),
            ExprKind::HighestOf(list) | ExprKind::LowestOf(list) => {
                let kind = list.first().map_or(Kind::Other, |one| self.kind(place, one));
                let in_one = |one| self.value_in(place, one, &kind);
                let parts: Vec<Answer> = list.iter().map(in_one).collect();
                extreme(&parts, matches!(&expr.kind, ExprKind::HighestOf(_)))
            }
            ExprKind::CappedAt(left, right) => {
                extreme(&[of(left), beside(left, right)], false)
            }
            ExprKind::NotBelow(left, right) => {
                extreme(&[of(left), beside(left, right)], true)
            }
            ExprKind::Rounded(value, step, mode) => {
                arithmetic(&of(value), &beside(value, step), |value, step| {
                    Some(rounded(value, step, *mode))
                })
            }
            ExprKind::Add(left, right) => {
                self.sum(&of(left), &beside(left, right), false)
            }
            ExprKind::Subtract(left, right) => {
                self.sum(&of(left), &beside(left, right), true)
            }
            ExprKind::Multiply(left, right) => self.product(place, left, right),
            ExprKind::Divide(left, right) => self.quotient(place, left, right),
            ExprKind::Negate(one) => strict(&[&of(one)], |values| match values {
                [Value::Number(number)] => within_limit(-number).map(Value::Number),
                other => panic!("a number, not {other:?}"),
            }),
            ExprKind::Count(unit, from, to) => self.count(*unit, &of(from), &of(to)),
        }
    }

    fn path(&self, place: Place<'r>, path: &fadu::syntax::tree::Path) -> Answer {
        let found = self.rules.resolve(place, path);
        assert!(!found.is_empty(), "nothing is named {path:?}");
        let first_kind = match found[0].thing {
            Thing::Define(define) => self.kind_of_define(found[0].place, define),
            _ => Kind::Other,
        };
        self.by_version(&found, |one| match one.thing {
            Thing::AsOf => match &self.as_of {
                Value::Date(day) | Value::Moment(day, _) => {
                    Answer::known(Value::Date(*day))
                }
                other => panic!("a date, not {other:?}"),
            },
            Thing::Fact(fact) => self.fact(one.place, fact, None),
            Thing::Field(record, field) => self.fact(one.place, field, Some(record)),
            Thing::Define(define) => {
                let kind = self.kind_of_define(one.place, define);
                self.converted(self.define(one.place, define), &kind, &first_kind)
            }
            Thing::Parameter(known) => self.parameter(known),
            thing @ (Thing::Weights(_)
            | Thing::Factors(_)
            | Thing::Factor(..)
            | Thing::Amount(..)) => self.part_of_benchmark(one.place, thing),
            Thing::Output(table, at) => self.output(one.place, table, at),
            Thing::Due(deadline) => self.due(one.place, deadline),
            Thing::Circumstance(one_) => self.circumstance(one.place, one_),
            Thing::Criterion(layer, criterion) => {
                self.criterion(one.place, layer, criterion)
            }
            Thing::Layer(layer) => self.layer(one.place, layer),
            other @ (Thing::Deadline(_)
            | Thing::Exception(_)
            | Thing::Item(_)
            | Thing::Ask(..)
            | Thing::Table(_)
            | Thing::Block(_)) => panic!("no value: {other:?}"),
        })
    }

    /// A parameter that is one value; one that nothing sets is a calculation that failed.
    fn parameter(&self, parameter: &'r Parameter) -> Answer {
        let Some((place, value)) = self.rules.setting(parameter) else {
            return Answer::failed();
        };
        let ParameterValue::One(value) = value else {
            panic!("one value: {parameter:?}")
        };
        let ParameterType::Plain(ty) = &parameter.ty else {
            return self.value(place, value);
        };
        if let (FactType::OneOf(_), ExprKind::Path(path)) = (ty, &value.kind) {
            return Answer::known(Value::Option(path.segments[0].text.clone()));
        }
        self.value_in(place, value, &self.kind_of_type(ty))
    }

    /// A fact, or a field of a record.
    fn fact(
        &self,
        place: Place<'r>,
        fact: &'r fadu::syntax::tree::Fact,
        record: Option<Record<'r>>,
    ) -> Answer {
        let key = match record {
            Some(record) => self.field_key(record, &fact.name.text),
            None => self.rules.key(place.pack, &[&fact.name.text]),
        };
        if let Some(given) = self.facts.values.get(&key) {
            return Answer::known(given.clone());
        }
        let Some(default) = &fact.default else {
            return Answer::waiting(Waits::from([Wait::Fact(key)]));
        };
        let pack = record.map_or(place.pack, |record| record.pack);
        let top = Place { records: [record, None, None], ..self.rules.top(pack) };
        let place = self.rules.cited(top, &fact.basis);
        self.once(place, fact, || {
            let mut answer = match default_option(fact, default) {
                Some(value) => Answer::known(value),
                None => self.value_in(place, default, &self.kind_of_type(&fact.ty)),
            };
            if answer.value.is_none() {
                answer.waits.insert(Wait::Fact(key));
            }
            answer
        })
    }

    /// The key of a field of a record.
    pub(super) fn field_key(&self, record: Record<'r>, field: &str) -> String {
        let list = self.rules.key(record.pack, &[&record.list.name.text]);
        format!("{list}[{}].{field}", record.at)
    }

    fn rows(&self, place: Place<'r>, case: &'r Rows) -> Answer {
        let kind =
            case.rows.first().map_or(Kind::Other, |row| self.kind(place, &row.value));
        let rows = case.rows.iter().map(|row| {
            let condition = self.when(place, row.when.as_ref());
            (condition, || self.value_in(place, &row.value, &kind))
        });
        by_rows(rows)
    }

    /// A sum or difference of numbers, or a day so far from another.
    pub(super) fn sum(&self, left: &Answer, right: &Answer, back: bool) -> Answer {
        if matches!(right.value, Some(Value::Period(..)))
            && !matches!(left.value, Some(Value::Period(..)))
        {
            return self.shifted(left, right, back);
        }
        if let (Some(Value::Period(..)), Some(Value::Period(..))) =
            (&left.value, &right.value)
        {
            return strict(&[left, right], |values| match values {
                [Value::Period(one, unit), Value::Period(other, _)] => {
                    let other = if back { -other } else { *other };
                    Some(Value::Period(one + other, *unit))
                }
                other => panic!("periods, not {other:?}"),
            });
        }
        if back { minus(left, right) } else { plus(left, right) }
    }

    /// A date or moment a period on or back.
    pub(super) fn shifted(&self, from: &Answer, period: &Answer, back: bool) -> Answer {
        let mut covered = true;
        let answer = strict(&[from, period], |values| {
            let [at, Value::Period(count, unit)] = values else { panic!("{values:?}") };
            let count = if back { -count } else { *count };
            if let (Value::Moment(day, minute), PeriodUnit::Hours) = (at, unit) {
                let (day, minute) = minutes_on((*day, *minute), count * 60)?;
                return Some(Value::Moment(day, minute));
            }
            let (Value::Date(day) | Value::Moment(day, _)) = at else { panic!("{at:?}") };
            let day = match unit {
                PeriodUnit::Hours => panic!("hours from a date"),
                PeriodUnit::Days => days_on(*day, count)?,
                PeriodUnit::Months => months_on(*day, count, false)?,
                PeriodUnit::Years => months_on(*day, count * 12, false)?,
                PeriodUnit::Workdays => {
                    let calendar = &self.rules.calendar;
                    let works = |day| calendar.works(day);
                    let (day, all) =
                        calendar.nth(*day, count.abs(), back, |_| false, works)?;
                    covered = all;
                    day
                }
            };
            Some(Value::Date(day))
        });
        let provisional = answer.value.is_some() && !covered;
        answer.provisional_if(provisional)
    }

    fn count(&self, unit: CountUnit, from: &Answer, to: &Answer) -> Answer {
        let mut covered = true;
        let answer = strict(&[from, to], |values| {
            if let (
                CountUnit::Hours,
                [Value::Moment(from, at), Value::Moment(to, then)],
            ) = (unit, values)
            {
                let minutes = days_between(*from, *to) * 1440 + then - at;
                return Some(Value::Period(minutes / 60, PeriodUnit::Hours));
            }
            let [
                Value::Date(from) | Value::Moment(from, _),
                Value::Date(to) | Value::Moment(to, _),
            ] = values
            else {
                panic!("{values:?}")
            };
            Some(match unit {
                CountUnit::Hours => panic!("hours between dates"),
                CountUnit::Days => {
                    Value::Period(days_between(*from, *to), PeriodUnit::Days)
                }
                CountUnit::Workdays => {
                    let (count, all) = self.rules.calendar.count(*from, *to);
                    covered = all;
                    Value::Period(count, PeriodUnit::Workdays)
                }
                CountUnit::Months => {
                    Value::Period(months_over(*from, *to), PeriodUnit::Months)
                }
                CountUnit::Years => {
                    Value::Period(months_over(*from, *to) / 12, PeriodUnit::Years)
                }
            })
        });
        let provisional = answer.value.is_some() && !covered;
        answer.provisional_if(provisional)
    }
}

/// `case`: the rows that are reached must agree.
pub(super) fn by_rows<V: FnOnce() -> Answer>(
    rows: impl IntoIterator<Item = (Answer, V)>,
) -> Answer {
    let (mut open, mut agreed, mut differs) = (Vec::new(), Vec::new(), false);
    let (mut any_open, mut provisional, mut ends) = (false, false, false);
    for (condition, value) in rows {
        provisional |= condition.provisional;
        let truth = condition.as_bool();
        if truth == Some(false) {
            continue;
        }
        let value = value();
        provisional |= value.provisional;
        any_open |= truth.is_none();
        match &value.value {
            None => differs = true,
            Some(value) => agreed.push(value.clone()),
        }
        open.extend([condition, value]);
        if truth == Some(true) {
            ends = true;
            break;
        }
    }
    differs |= agreed.windows(2).any(|pair| !equal(&pair[0], &pair[1]));
    if differs || !ends && any_open {
        return Answer::waiting(waits_of(&open));
    }
    if !ends {
        return Answer::failed();
    }
    Answer::known(agreed.swap_remove(0)).provisional_if(provisional)
}

/// Whether a bound's number belongs to the range.
pub(super) fn included(place: Place<'_>, bound: &Bound) -> bool {
    match bound.inclusion {
        Some(said) => said == Inclusion::Included,
        None => match bound.word {
            BoundWord::From => place.from,
            BoundWord::UpTo => place.up_to,
            BoundWord::AtLeast | BoundWord::AtMost => true,
            BoundWord::Over | BoundWord::Under => false,
        },
    }
}

pub(super) fn ordered(
    left: &Answer,
    right: &Answer,
    tests: fn(std::cmp::Ordering) -> bool,
) -> Answer {
    strict(&[left, right], |values| Some(Value::Bool(tests(order(values[0], values[1])))))
}

pub(super) fn extreme(parts: &[Answer], highest: bool) -> Answer {
    strict(&parts.iter().collect::<Vec<_>>(), |values| {
        let first = (*values.first()?).clone();
        Some(values.iter().fold(first, |best, value| {
            let better = order(value, &best);
            if highest && better.is_gt() || !highest && better.is_lt() {
                (*value).clone()
            } else {
                best
            }
        }))
    })
}

fn rounded(value: &Number, step: &Number, mode: RoundingMode) -> Number {
    let steps = value / step;
    let (floor, ceiling) = (steps.floor(), steps.ceil());
    let half = Number::new(BigInt::from(1), BigInt::from(2));
    let away = if steps.is_negative() { &floor } else { &ceiling };
    let towards = if steps.is_negative() { &ceiling } else { &floor };
    let rest = (&steps - towards).abs();
    let chosen = match mode {
        RoundingMode::HalfUp => {
            if rest >= half {
                away
            } else {
                towards
            }
        }
        RoundingMode::HalfEven => {
            let even = (towards.to_integer() % BigInt::from(2)).is_zero();
            if rest > half || rest == half && !even { away } else { towards }
        }
        RoundingMode::Up | RoundingMode::Away => away,
        RoundingMode::Down => towards,
        RoundingMode::Ceiling => &ceiling,
        RoundingMode::Floor => &floor,
    };
    chosen * step
}

/// A value written out.
pub(super) fn written(literal: &Literal) -> Value {
    match literal {
        Literal::Number(text)
        | Literal::Percent(text)
        | Literal::Multiple(text)
        | Literal::Money(text) => Value::Number(read_number(text).unwrap()),
        Literal::Period(count, unit) => Value::Period(i64::from(*count), *unit),
        Literal::Date(text) => Value::Date(written_day(text)),
        Literal::Moment(text) => {
            let (day, minute) = read_moment(text).unwrap();
            Value::Moment(day, minute)
        }
        Literal::Text(text) => Value::Text(text.clone()),
        Literal::Bool(truth) => Value::Bool(*truth),
        Literal::Pass => Value::Judgement(Judgement::Pass),
        Literal::Fail => Value::Judgement(Judgement::Fail),
        Literal::NotApplicable => Value::Judgement(Judgement::NotApplicable),
        Literal::CannotTell => Value::Judgement(Judgement::CannotTell),
        Literal::Set(names) => Value::Set(names.clone()),
        Literal::Quantity(text, _) => Value::Number(read_number(text).unwrap()),
    }
}

fn written_day(text: &str) -> usize {
    read_day(text).or_else(|| day_of(1900, 1, 1)).unwrap()
}

/// A default that is an option or a set of them.
fn default_option(fact: &fadu::syntax::tree::Fact, default: &Expr) -> Option<Value> {
    match (&fact.ty, &default.kind) {
        (FactType::OneOf(options), ExprKind::Path(path)) => {
            let [name] = &path.segments[..] else { return None };
            let known = options.iter().any(|option| option.name.text == name.text);
            known.then(|| Value::Option(name.text.clone()))
        }
        (FactType::AnyOf(options), ExprKind::Literal(Literal::Set(names))) => {
            let names = options
                .iter()
                .map(|option| &option.name.text)
                .filter(|name| names.contains(name));
            Some(Value::Set(names.cloned().collect()))
        }
        _ => None,
    }
}
