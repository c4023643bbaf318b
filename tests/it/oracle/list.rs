//! Lists (chapter 25): what is asked of records.

use super::expr::{Case, extreme};
use super::rules::{Place, Record, Thing};
use super::value::{
    Answer, Number, Wait, Waits, all, any, at_least, not, order, plus, waits_of,
};
use fadu::syntax::tree::{CompareOp, Expr, ExprKind, Fold, Literal, Over, Path};
use num_traits::{Signed, ToPrimitive, Zero};

impl<'r> Case<'r> {
    /// The place inside a record of a list.
    pub(super) fn within_list(
        &self,
        place: Place<'r>,
        list: &'r Path,
        at: usize,
    ) -> Place<'r> {
        let found = self.rules.resolve(place, list);
        let Some(first) = found.first() else { panic!("no list {list:?}") };
        let Thing::Fact(fact) = first.thing else { panic!("no list {list:?}") };
        let record = Record { pack: first.place.pack, list: fact, at };
        let [one, two, _] = place.records;
        Place { records: [Some(record), one, two], ..place }
    }

    /// How many records a list has, if it is known.
    pub(super) fn length_of(
        &self,
        place: Place<'r>,
        list: &'r Path,
    ) -> Result<usize, Answer> {
        let found = self.rules.resolve(place, list);
        let Some(Thing::Fact(fact)) = found.first().map(|one| one.thing) else {
            panic!("no list {list:?}")
        };
        let key = self.rules.key(found[0].place.pack, &[&fact.name.text]);
        let known = self.facts.lists.get(&key).copied();
        known.ok_or_else(|| Answer::waiting(Waits::from([Wait::Fact(key)])))
    }

    /// The condition of each record, and its place.
    fn records(
        &self,
        place: Place<'r>,
        over: &'r Over,
    ) -> Result<Vec<(Place<'r>, Answer)>, Answer> {
        let length = self.length_of(place, &over.list)?;
        let one = |at| {
            let place = self.within_list(place, &over.list, at);
            (place, self.when(place, over.when.as_deref()))
        };
        Ok((0..length).map(one).collect())
    }

    pub(super) fn over(&self, place: Place<'r>, over: &'r Over) -> Answer {
        let records = match self.records(place, over) {
            Ok(records) => records,
            Err(open) => return open,
        };
        let conditions: Vec<Answer> =
            records.iter().map(|(_, condition)| condition.clone()).collect();
        let value = |place: Place<'r>| self.value(place, over.value.as_ref().unwrap());
        match over.fold {
            Fold::Any => any(&conditions),
            Fold::All => all(&conditions),
            Fold::None => not(&any(&conditions)),
            Fold::Count => {
                if conditions.iter().any(|one| one.value.is_none()) {
                    return Answer::waiting(waits_of(&conditions));
                }
                let holds = conditions.iter().filter(|one| one.as_bool() == Some(true));
                let provisional = conditions.iter().any(|one| one.provisional);
                Answer::number(Number::from_integer(holds.count().into()))
                    .provisional_if(provisional)
            }
            Fold::Sum => {
                let (mut sum, mut open, mut provisional) =
                    (Answer::number(Number::zero()), Vec::new(), false);
                for (place, condition) in records {
                    provisional |= condition.provisional;
                    if condition.as_bool() == Some(false) {
                        continue;
                    }
                    let value = value(place);
                    let nothing = value.as_number().is_some_and(|value| value.is_zero());
                    if condition.value.is_none() && !nothing {
                        open.push(condition);
                    }
                    if value.value.is_none() {
                        open.push(value);
                    } else {
                        sum = plus(&sum, &value);
                    }
                }
                if !open.is_empty() {
                    return Answer::waiting(waits_of(&open));
                }
                sum.provisional_if(provisional)
            }
            Fold::Highest | Fold::Lowest => {
                let highest = over.fold == Fold::Highest;
                let (mut sure, mut perhaps, mut open) =
                    (Vec::new(), Vec::new(), Vec::new());
                let mut provisional = false;
                for (place, condition) in records {
                    provisional |= condition.provisional;
                    if condition.as_bool() == Some(false) {
                        continue;
                    }
                    let value = value(place);
                    if value.value.is_none() {
                        open.push(value.clone());
                    }
                    if condition.value.is_none() {
                        perhaps.push((condition, value));
                    } else {
                        sure.push(value);
                    }
                }
                for (condition, value) in perhaps {
                    let covered = sure.iter().any(|sure| {
                        let (Some(sure), Some(value)) = (&sure.value, &value.value)
                        else {
                            return false;
                        };
                        let stands = order(sure, value);
                        if highest { stands.is_ge() } else { stands.is_le() }
                    });
                    if !covered {
                        open.push(condition);
                    }
                }
                if !open.is_empty() {
                    return Answer::waiting(waits_of(&open));
                }
                if sure.is_empty() {
                    return Answer::failed();
                }
                extreme(&sure, highest).provisional_if(provisional)
            }
        }
    }

    /// A count compared with a number written out: settled as soon as enough records are.
    pub(super) fn count_compared(
        &self,
        place: Place<'r>,
        left: &'r Expr,
        how: CompareOp,
        right: &Expr,
    ) -> Option<Answer> {
        let mut beside = number(right)?;
        let mut left = left;
        let over = loop {
            match &left.kind {
                ExprKind::Over(over) if over.fold == Fold::Count => break over,
                ExprKind::Add(one, other) => {
                    if let Some(more) = number(other) {
                        beside -= more;
                        left = one;
                    } else {
                        beside -= number(one)?;
                        left = other;
                    }
                }
                ExprKind::Subtract(one, other) => {
                    beside += number(other)?;
                    left = one;
                }
                _ => return None,
            }
        };
        if !beside.is_integer() || beside.is_negative() {
            return None;
        }
        let least = beside.to_integer().to_u32()?;
        let records = match self.records(place, over) {
            Ok(records) => records,
            Err(open) => return Some(open),
        };
        let conditions: Vec<Answer> =
            records.into_iter().map(|(_, condition)| condition).collect();
        let from = |least: u32| at_least(least, &conditions);
        let is = || all(&[from(least), not(&from(least + 1))]);
        Some(match how {
            CompareOp::GreaterOrEqual => from(least),
            CompareOp::Greater => from(least + 1),
            CompareOp::Less => not(&from(least)),
            CompareOp::LessOrEqual => not(&from(least + 1)),
            CompareOp::Is => is(),
            CompareOp::IsNot => not(&is()),
            CompareOp::Before | CompareOp::After => return None,
        })
    }
}

/// A number written out.
fn number(expr: &Expr) -> Option<Number> {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(text)) => super::value::read_number(text),
        _ => None,
    }
}
