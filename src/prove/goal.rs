//! A condition and what its cases are made of. In: a program and a slot. Out: the slots that it
//! rests on, and what of them is asked of lists; what the engine says of a case. Never: a slot
//! that has no part in it.

use super::linear::Variable;
use super::search::Case;
use super::sheet::Sheet;
use crate::eval;
use crate::facts::{FactValue, Facts};
use crate::model::{FactId, Fold};
use crate::program::{Op, Slot};
use crate::value::{Number, Truth};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// A condition that a case is looked for in which it holds.
#[derive(Debug)]
pub(super) struct Goal {
    /// The condition.
    pub(super) slot: Slot,
    /// What it rests on where every fact is known, itself the last.
    pub(super) cone: Vec<Slot>,
    /// The same without what the records of lists are asked.
    pub(super) own: Vec<Slot>,
    /// What it rests on where facts are not given, their defaults too.
    rests: Vec<Slot>,
    /// What is asked of lists, in order.
    pub(super) lists: Vec<Told>,
}

/// Something that is asked of a list.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) slot: Slot,
    pub(super) list: FactId,
    pub(super) fold: Fold,
    /// What each record is asked; all records count where there is nothing.
    pub(super) when: Option<Slot>,
    /// What that rests on.
    rests: Vec<Slot>,
}

impl Sheet<'_> {
    /// Looks up what a condition rests on.
    pub(super) fn goal(&self, slot: Slot) -> Goal {
        let cone = self.cone(slot);
        let own = self.behind(&[slot], |op| match op {
            Op::Default(given, _) => Vec::from([given]),
            Op::Records(_, args) => {
                self.program.list(args).iter().copied().take(1).collect()
            }
            op => self.program.operands(op),
        });
        let all = |slot: Slot| self.behind(&[slot], |op| self.program.operands(op));
        let rests = all(slot);
        let told = |slot: &Slot| {
            let Some(Op::Records(fold, args)) = self.program.ops.get(*slot) else {
                return None;
            };
            let (list, asked) = self.program.list(*args).split_first()?;
            let when = asked.first().copied();
            let rests = when.map_or_else(Vec::new, all);
            Some(Told { slot: *slot, list: *list, fold: *fold, when, rests })
        };
        let lists = rests.iter().filter_map(told).collect();
        Goal { slot, cone, own, rests, lists }
    }

    /// Whether the engine says so too.
    pub(super) fn confirms(&self, goal: &Goal, case: &Case) -> bool {
        let lists = self.told(goal, case);
        let as_of = case.as_of.into();
        let frame = eval::run_of(self.program, &case.facts, as_of, &goal.rests, &lists);
        frame.truth(goal.slot).is_true()
    }

    /// What the lists of a case come to: the engine is asked about each record.
    fn told(&self, goal: &Goal, case: &Case) -> BTreeMap<Slot, FactValue> {
        let mut known = BTreeMap::new();
        for told in &goal.lists {
            let Some(Some(FactValue::List(records))) = case.facts.values.get(told.list)
            else {
                continue;
            };
            let truths = records.iter().map(|record| {
                let Some(when) = told.when else { return Truth::True };
                let facts = self.with_record(&case.facts, told.list, record);
                let as_of = case.as_of.into();
                let frame =
                    eval::run_of(self.program, &facts, as_of, &told.rests, &known);
                frame.truth(when)
            });
            let truths: Vec<Truth> = truths.collect();
            let value = match told.fold {
                Fold::Count => truths.iter().all(|truth| truth.is_known()).then(|| {
                    let count = truths.iter().filter(|truth| truth.is_true()).count();
                    FactValue::Number(Number::from(
                        i64::try_from(count).unwrap_or(i64::MAX),
                    ))
                }),
                Fold::Any => settled(Truth::any(truths)),
                Fold::All => settled(Truth::all(truths)),
                Fold::Sum | Fold::Highest | Fold::Lowest => None,
            };
            known.extend(value.map(|value| (told.slot, value)));
        }
        known
    }

    /// The facts of a case with the fields of one record.
    pub(super) fn with_record(
        &self,
        facts: &Facts,
        list: FactId,
        record: &[Option<FactValue>],
    ) -> Facts {
        let mut facts = facts.clone();
        let fields = self.program.model.fields(list).map(|(field, _)| field);
        for (field, value) in fields.zip(record) {
            if let Some(value) = value {
                facts.set(field, value.clone());
            }
        }
        facts
    }

    /// Whether something is a variable that these slots read.
    pub(super) fn reads(&self, cone: &[Slot], variable: Variable) -> bool {
        if variable < self.program.model.facts.len() {
            return cone.binary_search(&variable).is_ok();
        }
        // The date asked for, and what stands for an operation, are few.
        true
    }
}

fn settled(truth: Truth) -> Option<FactValue> {
    truth.is_known().then(|| FactValue::Bool(truth.is_true()))
}
