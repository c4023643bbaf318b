//! Lists: a list of n records is n records written out. What is asked of its records is asked
//! of each, so everything above and below goes by plain slots.

use super::{Builder, Op, Program, Purpose, Slot, compile_as, constant};
use crate::facts::Facts;
use crate::model::{
    CompareOp, Constant, Expr, ExprKind, FactId, FactOwner, Fold, Lengths, Type, Unit,
};
use crate::value::Number;
use alloc::vec::Vec;

/// The most operations of a program with the records of a case written out.
pub(crate) const MAX_STEPS: usize = 100_000;

/// A count with what is added to it: `1 + count of priors`.
struct Counted<'e> {
    list: FactId,
    when: Option<&'e Expr>,
    more: Number,
}

impl Program {
    /// Returns the program and the facts of a case with lists, their records written out;
    /// nothing where no list is given. `probes` are further expressions to evaluate.
    pub(crate) fn with_records(
        &self,
        facts: &Facts,
        probes: impl FnOnce() -> Vec<Expr>,
    ) -> Option<(Self, Facts)> {
        let lengths = facts.lengths();
        if lengths.is_empty() {
            return None;
        }
        Some((self.written_out(&lengths, &probes()), facts.with_records()))
    }

    /// Returns the program with so many records of each list written out.
    pub(crate) fn written_out(&self, lengths: &Lengths, probes: &[Expr]) -> Self {
        let model = self.model.with_records(lengths);
        let marked = self.marks.is_some();
        let purpose = if marked { Purpose::Coverage } else { Purpose::Answer };
        compile_as(model, probes, self.digest, purpose)
    }
}

impl Builder<'_> {
    /// Whether the records of a case make the program too long.
    pub(super) fn is_full(&self) -> bool {
        !self.model.records.is_empty() && self.ops.len() > MAX_STEPS
    }

    /// The fact that a field stands for in the record looked at; any other fact is itself.
    pub(super) fn written_out(&self, id: FactId) -> FactId {
        let owner = self.model.facts.get(id).map(|fact| fact.owner);
        let Some(FactOwner::Field(list)) = owner else { return id };
        match (self.model.records.get(&list), self.records.get(&list)) {
            (Some(records), Some(record)) => records.fact(list, *record, id),
            (_, _) => id,
        }
    }

    /// What the records of a list come to. A list that was not given is unknown, whatever is
    /// asked of it.
    pub(super) fn over(
        &mut self,
        fold: Fold,
        list: FactId,
        when: Option<&Expr>,
        value: Option<&Expr>,
        ty: &Type,
    ) -> Slot {
        if !self.model.records.contains_key(&list) {
            // Nothing is computed of records that are not given; but what they would be asked
            // belongs to what the answer rests on.
            let asked = when.into_iter().chain(value).map(|part| self.expr(part));
            let asked: Vec<Slot> = asked.collect();
            self.inside.entry(list).or_default().extend(&asked);
            if self.keeps_lists {
                let operands = [list].into_iter().chain(asked).collect();
                let args = self.list(operands);
                return self.push(Op::Records(fold, args), ty.clone());
            }
            return list;
        }
        let conditions = self.each(list, |builder| builder.meets(when));
        match fold {
            Fold::Any => self.any(conditions),
            Fold::All => self.all(conditions),
            Fold::Count => {
                let args = self.list(conditions);
                self.push(Op::Tally(args), ty.clone())
            }
            Fold::Sum | Fold::Highest | Fold::Lowest => {
                let values = self.each(list, |builder| {
                    value.map_or(list, |value| builder.expr(value))
                });
                let pairs = conditions.into_iter().zip(values);
                let args =
                    self.list(pairs.flat_map(|(when, value)| [when, value]).collect());
                self.push(Op::Over(fold, args), ty.clone())
            }
        }
    }

    /// Builds something for each record of a list, in order.
    pub(super) fn each(
        &mut self,
        list: FactId,
        build: impl Fn(&mut Self) -> Slot,
    ) -> Vec<Slot> {
        let count = self.model.records.get(&list).map_or(0, |records| records.len);
        let outer = self.records.get(&list).copied();
        let mut slots = Vec::new();
        for record in 0..count {
            if self.is_full() {
                break;
            }
            self.records.insert(list, record);
            slots.push(build(self));
        }
        match outer {
            Some(outer) => self.records.insert(list, outer),
            None => self.records.remove(&list),
        };
        slots
    }

    fn meets(&mut self, when: Option<&Expr>) -> Slot {
        match when {
            Some(when) => self.expr(when),
            None => self.constant(&Constant::Bool(true), &Type::Bool),
        }
    }

    /// A count compared with a number written out: it is settled as soon as enough records
    /// are, whatever the others come to.
    pub(super) fn counted(
        &mut self,
        op: CompareOp,
        left: &Expr,
        right: &Expr,
    ) -> Option<Slot> {
        let counted = counted(left)?;
        let Some(Constant::Number(bound)) = constant(right) else { return None };
        let bound =
            u32::try_from(bound.checked_sub(counted.more).ok()?.to_i64()?).ok()?;
        if !self.model.records.contains_key(&counted.list) {
            return None;
        }
        let conditions = self.each(counted.list, |builder| builder.meets(counted.when));
        let conditions = self.list(conditions);
        let mut at_least = |count: u32| match count {
            0 => self.constant(&Constant::Bool(true), &Type::Bool),
            _ => self.push(Op::AtLeast(count, conditions), Type::Bool),
        };
        let (enough, more) = (at_least(bound), at_least(bound.checked_add(1)?));
        Some(match op {
            CompareOp::GreaterOrEqual => enough,
            CompareOp::Greater => more,
            CompareOp::Less => self.not(enough),
            CompareOp::LessOrEqual => self.not(more),
            CompareOp::Equal | CompareOp::NotEqual => {
                let fewer = self.not(more);
                let just = self.all(Vec::from([enough, fewer]));
                if op == CompareOp::Equal { just } else { self.not(just) }
            }
        })
    }
}

fn counted(expr: &Expr) -> Option<Counted<'_>> {
    if expr.ty != Type::Number(Unit::Plain) {
        return None;
    }
    let number = |expr: &Expr| match constant(expr)? {
        Constant::Number(number) => Some(number),
        Constant::Bool(_)
        | Constant::Date(_)
        | Constant::Moment(_)
        | Constant::Period(_)
        | Constant::Text(_)
        | Constant::Choice(_)
        | Constant::Unset(_) => None,
    };
    match &expr.kind {
        ExprKind::Over { fold: Fold::Count, list, when, .. } => {
            Some(Counted { list: *list, when: when.as_deref(), more: Number::ZERO })
        }
        ExprKind::Add(left, right) => {
            let (known, more) = match number(left) {
                Some(more) => (counted(right)?, more),
                None => (counted(left)?, number(right)?),
            };
            Some(Counted { more: known.more.checked_add(more).ok()?, ..known })
        }
        ExprKind::Subtract(left, right) => {
            let known = counted(left)?;
            Some(Counted { more: known.more.checked_sub(number(right)?).ok()?, ..known })
        }
        _ => None,
    }
}
