//! The amounts of a decision that depend on the case. In: a verdict and the slots it was read
//! from. Out: the slot of each amount. Never: one that did not decide.

use super::decision::Told;
use super::words;
use crate::evaluation::{BenchmarkVerdict, Imposed, Verdict};
use crate::model::CompareOp;
use crate::model::{Shown, Type};
use crate::program::Op;
use crate::program::{Program, RangeSlots, Slot};
use crate::prove::domain::Region;
use crate::prove::linear::{Linear, Relation};
use crate::prove::sheet::{Sheet, Values};
use crate::prove::value::{FALSE, Held, TRUE};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The slot of each amount, by what the decision calls it.
pub(super) type Amounts = BTreeMap<String, Slot>;

/// Returns the slots that the amounts of an answer stand in; `truth` says what a condition is.
/// Into `needs` go conditions that are open and choose among rows: rows that agree in one case
/// need not agree in another.
pub(super) fn amounts(
    program: &Program,
    answers: &[(Shown, Verdict)],
    truth: &dyn Fn(Slot) -> u8,
    needs: &mut Vec<Slot>,
) -> Amounts {
    let mut found = Amounts::new();
    let [(shown, verdict)] = answers else { return found };
    match (*shown, verdict) {
        (Shown::Define(id), _) => {
            found
                .extend(program.defines.get(id).map(|slot| ("value".to_string(), *slot)));
        }
        (Shown::Benchmark(at), Verdict::Benchmark(verdict)) => {
            benchmark(&mut found, program, at, verdict, truth, needs);
        }
        (Shown::Table(at), _) => {
            let (Some(known), Some(slots)) =
                (program.model.tables.get(at), program.tables.get(at))
            else {
                return found;
            };
            let row = first(slots.rows.iter().copied(), truth, needs);
            for (position, output) in known.outputs.iter().enumerate() {
                let slot = output.define.and_then(|id| program.defines.get(id));
                found.extend(slot.map(|slot| (output.name.clone(), *slot)));
                let ranges = slots.ranges.get(position);
                let range = ranges.zip(row).and_then(|(rows, row)| rows.get(row));
                ends(&mut found, &output.name, range);
            }
        }
        (Shown::Scorecard(at), _) => {
            let Some(known) = program.model.scorecards.get(at) else { return found };
            let overall = known.overall.and_then(|it| program.defines.get(it.value));
            found.extend(overall.map(|slot| ("value".to_string(), *slot)));
            for indicator in &known.indicators {
                let slot = program.defines.get(indicator.value);
                found.extend(slot.map(|slot| (indicator.name.clone(), *slot)));
            }
        }
        (Shown::Deadline(id), _) => {
            if let Some(slots) = program.deadlines.get(id) {
                found.insert("event".to_string(), slots.event);
                found.insert("due".to_string(), slots.due);
            }
        }
        (_, _) => {}
    }
    found
}

/// The first of several conditions that is not false.
fn first(
    conditions: impl Iterator<Item = Option<Slot>>,
    truth: &dyn Fn(Slot) -> u8,
    needs: &mut Vec<Slot>,
) -> Option<usize> {
    let mut found = None;
    for (at, when) in conditions.enumerate() {
        let held = when.map_or(TRUE, truth);
        if held == FALSE {
            continue;
        }
        found = found.or(Some(at));
        match when.filter(|_| held != TRUE) {
            Some(slot) => needs.push(slot),
            None => break,
        }
    }
    found
}

fn ends(found: &mut Amounts, name: &str, range: Option<&RangeSlots>) {
    let Some(range) = range else { return };
    found.extend(range.lower.map(|(slot, _)| (format!("{name}/lower"), slot)));
    found.extend(range.upper.map(|(slot, _)| (format!("{name}/upper"), slot)));
}

fn benchmark(
    found: &mut Amounts,
    program: &Program,
    at: usize,
    verdict: &BenchmarkVerdict,
    truth: &dyn Fn(Slot) -> u8,
    needs: &mut Vec<Slot>,
) {
    let Some(slots) = program.benchmarks.get(at) else { return };
    let step =
        verdict.tiers.iter().position(|it| Some(&it.name) == verdict.tier.as_ref());
    let step = step.and_then(|step| slots.steps.get(step));
    // Whether it applies at all chooses too.
    needs.extend(slots.when);
    for (position, penalty) in verdict.penalties.iter().enumerate() {
        let Some(own) = slots.penalties.get(position) else { continue };
        let name = &penalty.name;
        found.extend(own.amount.map(|slot| (format!("{name}/amount"), slot)));
        let row = first(own.rows.iter().map(|(when, _)| *when), truth, needs);
        let statute = row.and_then(|row| own.rows.get(row)).map(|(_, range)| range);
        ends(found, &format!("{name}/law"), statute);
        if penalty.imposed == Imposed::None {
            continue;
        }
        let ranges = step.and_then(|step| step.ranges.get(position)?.as_ref());
        let tables = step.and_then(|step| step.tables.get(position)?.first());
        let range = match (ranges, tables) {
            (Some(rows), _) => row.and_then(|row| rows.get(row)),
            (None, Some(portion)) => {
                let rows = program.tables.get(portion.table).map(|table| &table.rows);
                let row = rows.and_then(|rows| first(rows.iter().copied(), truth, needs));
                row.and_then(|row| portion.rows.get(row))
            }
            (None, None) => statute,
        };
        ends(found, name, range);
    }
}

/// How two amounts stand in all cases of a region.
#[derive(Debug, Clone)]
pub(super) enum Standing {
    /// They are the same.
    Same,
    /// They differ.
    Differs,
    /// They are the same just where this is zero.
    Depends(Linear),
    /// It is not known.
    Open,
}

/// What amounts are compared with.
#[derive(Clone, Copy)]
pub(super) struct Measure<'s> {
    pub(super) sheet: &'s Sheet<'s>,
    pub(super) region: &'s Region,
    pub(super) values: &'s Values,
}

impl Measure<'_> {
    /// The slot that gives a value, where conditions choose among several.
    fn given_by(&self, slot: Slot) -> Slot {
        let truth = |slot: Slot| self.values.get(slot).truth();
        let chosen = match self.sheet.program.ops.get(slot).copied() {
            Some(Op::Case(args) | Op::InForce(args)) => {
                let mut chosen = None;
                for row in self.sheet.program.list(args).chunks(2) {
                    match row {
                        [condition, value] => match truth(*condition) {
                            FALSE => {}
                            TRUE => {
                                chosen = Some(*value);
                                break;
                            }
                            _ => break,
                        },
                        [value] => chosen = Some(*value),
                        _ => {}
                    }
                }
                chosen
            }
            Some(Op::Except(args)) => {
                let slots = self.sheet.program.list(args);
                let held: Vec<&[Slot]> = slots
                    .get(1..)
                    .unwrap_or_default()
                    .chunks(2)
                    .filter(|pair| pair.first().is_some_and(|when| truth(*when) != FALSE))
                    .collect();
                match held.as_slice() {
                    [] => slots.first().copied(),
                    [[when, value]] if truth(*when) == TRUE => Some(*value),
                    _ => None,
                }
            }
            Some(Op::OnlyIf(condition, inner)) if truth(condition) == TRUE => Some(inner),
            Some(Op::AtLeastZero(inner)) => match self.values.get(inner) {
                Held::Number(held)
                    if held.range.lower.is_some_and(|it| !it.value.is_negative()) =>
                {
                    Some(inner)
                }
                _ => None,
            },
            _ => None,
        };
        chosen.map_or(slot, |chosen| self.given_by(chosen))
    }

    /// How two values stand.
    pub(super) fn standing(&self, one: Slot, other: Slot) -> Standing {
        let (one, other) = (self.given_by(one), self.given_by(other));
        if one == other {
            return Standing::Same;
        }
        let same = |same: bool| if same { Standing::Same } else { Standing::Differs };
        match (self.values.get(one), self.values.get(other)) {
            (Held::Number(left), Held::Number(right)) if !left.fails && !right.fails => {
                let (Some(left), Some(right)) = (&left.form, &right.form) else {
                    return Standing::Open;
                };
                let Some(difference) = left.minus(right) else { return Standing::Open };
                match difference.as_constant() {
                    Some(number) => same(number.is_zero()),
                    None if self.region.allows(&difference, Relation::Zero) => {
                        Standing::Depends(difference)
                    }
                    None => Standing::Differs,
                }
            }
            (
                Held::Options { mask, fails: false },
                Held::Options { mask: other, fails: false },
            ) if mask.count_ones() == 1 && other.count_ones() == 1 => same(mask == other),
            (Held::Truth(one), Held::Truth(other))
                if one.count_ones() == 1 && other.count_ones() == 1 =>
            {
                same(one == other)
            }
            (Held::Nothing, Held::Nothing) => Standing::Same,
            (_, _) => Standing::Open,
        }
    }

    /// Whether a value is exactly known in all cases of the region, as it is told.
    pub(super) fn told(&self, name: &str, slot: Slot, told: &mut Told) {
        let slot = self.given_by(slot);
        let Held::Number(held) = self.values.get(slot) else { return };
        let ty = self.sheet.program.types.get(slot).cloned().unwrap_or(Type::Mistake);
        match &held.form {
            Some(form) if form.as_constant().is_some() => {}
            Some(form) => {
                told.insert(name.to_string(), words::form(self.sheet, form, &ty));
            }
            None => {
                told.insert(
                    name.to_string(),
                    crate::diagnostic::Message::new(
                        "按案情计算的数额",
                        "an amount that is calculated",
                    ),
                );
            }
        }
    }

    /// What decides whether an amount stays within another, where that is open.
    pub(super) fn order(&self, one: Slot, other: Slot) -> Option<Linear> {
        let (one, other) = (self.given_by(one), self.given_by(other));
        let (Held::Number(one), Held::Number(other)) =
            (self.values.get(one), self.values.get(other))
        else {
            return None;
        };
        let difference = one.form.as_ref()?.minus(other.form.as_ref()?)?;
        let back = difference.times(crate::value::Number::from(-1))?;
        let may = |form: &Linear| self.region.allows(form, Relation::Positive);
        (difference.as_constant().is_none() && may(&difference) && may(&back))
            .then_some(difference)
    }

    /// The comparison that divides where two amounts meet.
    pub(super) const fn meeting() -> CompareOp {
        CompareOp::Equal
    }
}
