//! The facts of a case, typed (chapter 6): as canonical JSON has them, with what is wrong.

use super::calendar::{read_day, read_moment};
use super::expr::{included, written};
use super::rules::{Rules, items};
use super::unit::Unit;
use super::value::{Judgement, Number, Value, order, read_number};
use fadu::syntax::tree::{
    Bound, Declaration, Expr, ExprKind, Fact, FactType, Literal, Opt, Range,
};
use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What was given and could be read.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) values: BTreeMap<String, Value>,
    /// How many records each list has that was given.
    pub(super) lists: BTreeMap<String, usize>,
    /// Code and fact of what could not.
    pub(super) problems: Vec<(&'static str, String)>,
}

/// Every fact and question of the rules by its key, in the order declared.
fn declared(rules: &Rules) -> BTreeMap<String, Option<(usize, &Fact)>> {
    let mut all = BTreeMap::new();
    for (at, pack) in rules.packs.iter().enumerate() {
        for declaration in &pack.declarations {
            if let Declaration::Fact(fact) = declaration {
                all.insert(rules.key(at, &[&fact.name.text]), Some((at, fact)));
            }
            if let Declaration::Review(review) = declaration {
                for item in items(review) {
                    let (review, name) = (&review.name.text, &item.name.text);
                    if item.asks.is_empty() {
                        all.insert(rules.key(at, &[review, name]), None);
                    }
                    for ask in &item.asks {
                        all.insert(rules.key(at, &[review, name, &ask.name.text]), None);
                    }
                }
            }
        }
    }
    all
}

impl Facts {
    pub(super) fn read(rules: &Rules, json: &Json) -> Self {
        let declared = declared(rules);
        let mut facts = Self::default();
        for (key, given) in json.as_object().unwrap() {
            if given.is_null() && declared.contains_key(key) {
                continue;
            }
            let read = match declared.get(key) {
                None => Err("P0101"),
                Some(None) => judgement(given),
                Some(Some((pack, fact))) => {
                    if let FactType::List(fields) = &fact.ty {
                        facts.list(rules, *pack, key, fields, given);
                        continue;
                    }
                    typed(rules, *pack, fact, given)
                }
            };
            match read {
                Ok(value) => drop(facts.values.insert(key.clone(), value)),
                Err(code) => facts.problems.push((code, key.clone())),
            }
        }
        facts.problems.sort();
        facts
    }
}

impl Facts {
    fn list(
        &mut self,
        rules: &Rules,
        pack: usize,
        key: &str,
        fields: &[Fact],
        given: &Json,
    ) {
        let Some(records) = given.as_array() else {
            self.problems.push(("P0102", key.to_owned()));
            return;
        };
        if let Some(at) = records.iter().position(|record| !record.is_object()) {
            self.problems.push(("P0114", format!("{key}[{at}]")));
            return;
        }
        self.lists.insert(key.to_owned(), records.len());
        for (at, record) in records.iter().enumerate() {
            for (name, given) in record.as_object().unwrap() {
                let key = format!("{key}[{at}].{name}");
                let Some(field) = fields.iter().find(|one| one.name.text == *name) else {
                    self.problems.push(("P0116", key));
                    continue;
                };
                if given.is_null() {
                    continue;
                }
                match typed(rules, pack, field, given) {
                    Ok(value) => drop(self.values.insert(key, value)),
                    Err(code) => self.problems.push((code, key)),
                }
            }
        }
    }
}

fn judgement(given: &Json) -> Result<Value, &'static str> {
    Ok(Value::Judgement(match given.as_str() {
        Some("pass") => Judgement::Pass,
        Some("fail") => Judgement::Fail,
        Some("not applicable") => Judgement::NotApplicable,
        Some("cannot tell") => Judgement::CannotTell,
        _ => return Err("P0102"),
    }))
}

fn typed(
    rules: &Rules,
    pack: usize,
    fact: &Fact,
    given: &Json,
) -> Result<Value, &'static str> {
    let text = given.as_str();
    let number = || match given {
        Json::Number(number) => read_number(&number.to_string()).ok_or("P0102"),
        Json::String(text) => amount(text).ok_or("P0102"),
        _ => Err("P0102"),
    };
    let mut range = None;
    let value = match &fact.ty {
        FactType::List(_) => panic!("no value: {fact:?}"),
        FactType::Bool => Value::Bool(given.as_bool().ok_or("P0102")?),
        FactType::Integer(limits) => {
            range = limits.range.as_ref();
            let number = number()?;
            Value::Number(if number.is_integer() { number } else { return Err("P0108") })
        }
        FactType::Number(limits) | FactType::Percent(limits) => {
            range = limits.range.as_ref();
            Value::Number(number()?)
        }
        FactType::Money(limits) => {
            range = limits.range.as_ref();
            let number = number()?;
            let fen = &number * Number::from_integer(BigInt::from(100));
            Value::Number(if fen.is_integer() { number } else { return Err("P0107") })
        }
        FactType::Date(limits) => {
            range = limits.as_ref();
            Value::Date(text.and_then(read_day).ok_or("P0102")?)
        }
        FactType::Moment => {
            let (day, minute) = text.and_then(read_moment).ok_or("P0102")?;
            Value::Moment(day, minute)
        }
        FactType::Text(_) => Value::Text(text.ok_or("P0102")?.to_owned()),
        FactType::Judgement => judgement(given)?,
        FactType::OneOf(options) => {
            Value::Option(option(options, text.ok_or("P0102")?)?.to_owned())
        }
        FactType::AnyOf(options) => {
            let names = given.as_array().ok_or("P0102")?;
            let mut found = Vec::new();
            for name in names {
                found.push(option(options, name.as_str().ok_or("P0102")?)?);
            }
            let names = options.iter().map(|option| &option.name.text);
            Value::Set(
                names.filter(|name| found.contains(&name.as_str())).cloned().collect(),
            )
        }
    };
    match range {
        Some(range) if !lies_in(rules, pack, fact, &value, range) => Err("P0103"),
        _ => Ok(value),
    }
}

/// Digits, perhaps with 万 or 元 or a sign of percent.
fn amount(text: &str) -> Option<Number> {
    let times = |text: &str, top: i64, bottom: i64| {
        Some(read_number(text)? * Number::new(BigInt::from(top), BigInt::from(bottom)))
    };
    let text = text.trim_end_matches('元');
    if let Some(digits) = text.strip_suffix('万') {
        return times(digits, 10_000, 1);
    }
    if let Some(digits) = text.strip_suffix('%') {
        return times(digits, 1, 100);
    }
    read_number(text)
}

fn option<'o>(options: &'o [Opt], name: &str) -> Result<&'o str, &'static str> {
    let found = options.iter().find(|option| option.name.text == name);
    found.map(|option| option.name.text.as_str()).ok_or("P0104")
}

/// Whether a value lies in the range declared.
fn lies_in(
    rules: &Rules,
    pack: usize,
    fact: &Fact,
    value: &Value,
    range: &Range,
) -> bool {
    let place = rules.cited(rules.top(pack), &fact.basis);
    let stands = |bound: &Bound| {
        let end = match (
            constant(&bound.value),
            unit_of(rules, &bound.value),
            unit(rules, fact),
        ) {
            (Value::Number(end), Some(written), Some(own)) => {
                Value::Number(end * written.scale / own.scale)
            }
            (end, ..) => end,
        };
        let order = order(value, &end);
        (order, included(place, bound))
    };
    let lower = range.lower.as_ref().map(stands);
    let upper = range.upper.as_ref().map(stands);
    lower.is_none_or(|(order, with)| order.is_gt() || with && order.is_eq())
        && upper.is_none_or(|(order, with)| order.is_lt() || with && order.is_eq())
}

/// The unit of what is written out, if it has one of measure.
fn unit_of(rules: &Rules, expr: &Expr) -> Option<Unit> {
    match &expr.kind {
        ExprKind::Literal(Literal::Quantity(_, words)) => rules.units.words(words),
        ExprKind::Negate(one) | ExprKind::Divide(one, _) => unit_of(rules, one),
        _ => None,
    }
}

fn unit(rules: &Rules, fact: &Fact) -> Option<Unit> {
    match &fact.ty {
        FactType::Integer(limits) | FactType::Number(limits) => {
            Some(rules.units.label(limits.unit.as_ref()?))
        }
        _ => None,
    }
}

/// The end of a range, which is written out.
fn constant(expr: &Expr) -> Value {
    match &expr.kind {
        ExprKind::Literal(literal) => written(literal),
        ExprKind::Negate(one) => match constant(one) {
            Value::Number(number) => Value::Number(-number),
            other => panic!("a number, not {other:?}"),
        },
        ExprKind::Divide(left, right) => match (constant(left), constant(right)) {
            (Value::Number(left), Value::Number(right)) => {
                assert!(!right.is_zero() && !right.is_negative());
                Value::Number(left / right)
            }
            other => panic!("numbers, not {other:?}"),
        },
        other => panic!("a value written out, not {other:?}"),
    }
}
