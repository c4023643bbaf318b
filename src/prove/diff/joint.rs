//! Two versions of a pack as one list of operations over one set of facts. In: two programs.
//! Out: a program whose first slots are the facts of both, and for each version where its own
//! slots went. Never: one slot for two things that may differ.
//!
//! Equal operations over equal operands share a slot, so what was not touched is seen to be
//! the same before any case is looked at.

use crate::model::{Constant, Fact, FactKind, FactOwner, Model, Type};
use crate::program::{Args, Op, Program, Slot};
use crate::prove::domain::{Domain, Region, on_steps};
use crate::value::PeriodUnit;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// Both versions.
#[derive(Debug)]
pub(super) struct Joint<'p> {
    /// The operations of both.
    pub(super) program: Program,
    /// What was.
    pub(super) old: Side<'p>,
    /// What is to be.
    pub(super) new: Side<'p>,
}

/// One version, and where it went.
#[derive(Debug)]
pub(super) struct Side<'p> {
    pub(super) program: &'p Program,
    /// The joint slot of each of its slots.
    pub(super) slots: Vec<Slot>,
    /// The variable of each of its facts.
    pub(super) facts: Vec<usize>,
    /// By fact, for each of its options: the position among those of the variable.
    pub(super) options: Vec<Vec<Option<u8>>>,
}

impl Side<'_> {
    /// Returns where a slot went.
    pub(super) fn slot(&self, own: Slot) -> Option<Slot> {
        self.slots.get(own).copied()
    }
}

/// Puts two versions beside each other.
pub(super) fn joint<'p>(old: &'p Program, new: &'p Program) -> Joint<'p> {
    let mut facts: Vec<Fact> = new.model.facts.clone();
    let own: Vec<usize> = (0..facts.len()).collect();
    let mut variables = Vec::new();
    for fact in &old.model.facts {
        let known = new.model.facts.iter().position(|known| is_same(known, fact));
        variables.push(known.unwrap_or_else(|| {
            facts.push(fact.clone());
            facts.len().saturating_sub(1)
        }));
    }
    let mut types: Vec<Type> = new.types.iter().take(own.len()).cloned().collect();
    for (fact, variable) in variables.iter().enumerate() {
        if *variable >= own.len() {
            let ty = old.types.get(fact).cloned().unwrap_or(Type::Mistake);
            types.push(renamed(&ty, &variables));
        }
    }
    let mut building = Building {
        apart: old.model.calendar_digest != new.model.calendar_digest,
        ..Building::default()
    };
    for (fact, ty) in types.into_iter().enumerate() {
        building.push(Op::Input(fact), ty);
    }
    let new = Side {
        options: options(&new.model.facts, &own, &facts),
        slots: Vec::new(),
        facts: own,
        program: new,
    };
    let old = Side {
        options: options(&old.model.facts, &variables, &facts),
        slots: Vec::new(),
        facts: variables,
        program: old,
    };
    let new = building.import(new, 0);
    building.unlike = unlike(&old.program.model, &new.program.model);
    let old = building.import(old, new.program.model.exceptions.len());
    let Building { ops, types, args, constants, .. } = building;
    let mut model = new.program.model.clone();
    model.facts = facts;
    let program = Program { ops, types, args, constants, model, ..new.program.clone() };
    Joint { program, old, new }
}

/// What is added to the number of a benchmark that is another in the other version: what it
/// comes to is its own, though it be read from the same slots.
const OUT_OF_THE_WAY: usize = 1_000_000;

/// Which of the old benchmarks are not what the new one of that number is.
fn unlike(old: &Model, new: &Model) -> Vec<bool> {
    let written = |model: &Model, at: usize| {
        model.benchmarks.get(at).and_then(|known| serde_json::to_value(known).ok())
    };
    (0..old.benchmarks.len()).map(|at| written(old, at) != written(new, at)).collect()
}

/// Whether both are asked for alike, so that one answer serves both.
fn is_same(one: &Fact, other: &Fact) -> bool {
    one.name == other.name
        && core::mem::discriminant(&one.kind) == core::mem::discriminant(&other.kind)
        && matches!(one.owner, FactOwner::Field(_))
            == matches!(other.owner, FactOwner::Field(_))
        && match (&one.kind, &other.kind) {
            (FactKind::Integer(one), FactKind::Integer(other))
            | (FactKind::Number(one), FactKind::Number(other)) => {
                one.measured() == other.measured()
            }
            (_, _) => true,
        }
}

/// Where the options of facts went.
fn options(own: &[Fact], variables: &[usize], facts: &[Fact]) -> Vec<Vec<Option<u8>>> {
    own.iter()
        .zip(variables)
        .map(|(fact, variable)| {
            let there = facts.get(*variable).map_or(&[][..], |it| it.kind.options());
            let options = fact.kind.options().iter();
            options
                .map(|option| {
                    let at = there.iter().position(|known| known.name == option.name);
                    at.and_then(|at| u8::try_from(at).ok())
                })
                .collect()
        })
        .collect()
}

fn renamed(ty: &Type, variables: &[usize]) -> Type {
    let of = |fact: usize| variables.get(fact).copied().unwrap_or(fact);
    match ty {
        Type::Choice(fact) => Type::Choice(of(*fact)),
        Type::Set(fact) => Type::Set(of(*fact)),
        Type::List(fact) => Type::List(of(*fact)),
        other => other.clone(),
    }
}

/// The bit of an option at its new place.
fn bit(position: u8) -> u64 {
    1_u64.checked_shl(u32::from(position)).unwrap_or(0)
}

/// What is being put together.
#[derive(Debug, Default)]
struct Building {
    ops: Vec<Op>,
    types: Vec<Type>,
    args: Vec<Slot>,
    constants: Vec<Constant>,
    known: BTreeMap<Op, Slot>,
    lists: BTreeMap<Vec<Slot>, Args>,
    /// Whether the two count working days by different calendars.
    apart: bool,
    /// Which benchmarks of the version at hand are not as in the other.
    unlike: Vec<bool>,
}

impl Building {
    fn push(&mut self, op: Op, ty: Type) -> Slot {
        let by_calendar = match op {
            Op::Count(unit, ..) => unit == PeriodUnit::Workdays,
            Op::Shift { period, roll, .. } | Op::Paused { period, roll, .. } => {
                roll || period.unit == PeriodUnit::Workdays
            }
            _ => false,
        };
        let shares = !(self.apart && by_calendar);
        if let Some(slot) = self.known.get(&op).filter(|_| shares) {
            return *slot;
        }
        let slot = self.ops.len();
        self.ops.push(op);
        self.types.push(ty);
        self.known.insert(op, slot);
        slot
    }

    fn list(&mut self, slots: Vec<Slot>) -> Args {
        if let Some(args) = self.lists.get(&slots) {
            return *args;
        }
        let args = Args { start: self.args.len(), len: slots.len() };
        self.args.extend(&slots);
        self.lists.insert(slots, args);
        args
    }

    fn constant(&mut self, constant: &Constant, ty: &Type) -> Slot {
        let same = self.constants.iter().enumerate().find_map(|(at, known)| {
            let slot = self.known.get(&Op::Constant(at))?;
            (known == constant && self.types.get(*slot) == Some(ty)).then_some(*slot)
        });
        same.unwrap_or_else(|| {
            self.constants.push(constant.clone());
            self.push(Op::Constant(self.constants.len().saturating_sub(1)), ty.clone())
        })
    }

    /// Adds the operations of a version; its exceptions are numbered from `exceptions` on.
    fn import<'p>(&mut self, mut side: Side<'p>, exceptions: usize) -> Side<'p> {
        let program = side.program;
        for (own, op) in program.ops.iter().enumerate() {
            let ty = program.types.get(own).cloned().unwrap_or(Type::Mistake);
            let slot = self.one(&side, *op, &ty, exceptions);
            side.slots.push(slot);
        }
        side
    }

    fn one(&mut self, side: &Side<'_>, op: Op, own: &Type, exceptions: usize) -> Slot {
        let program = side.program;
        let ty = renamed(own, &side.facts);
        let at = |slot: Slot| side.slots.get(slot).copied().unwrap_or(slot);
        let mask = |inner: Slot, mask: u64| {
            let (Some(Type::Choice(fact)) | Some(Type::Set(fact))) =
                program.types.get(inner)
            else {
                return mask;
            };
            let options = side.options.get(*fact).map_or(&[][..], Vec::as_slice);
            options.iter().zip(0_u8..).fold(0, |moved, (there, here)| {
                let taken = mask & bit(here) != 0;
                moved | there.filter(|_| taken).map_or(0, bit)
            })
        };
        let list = |args: Args| -> Vec<Slot> {
            program.list(args).iter().map(|slot| at(*slot)).collect()
        };
        let op = match op {
            Op::Input(fact) => return side.facts.get(fact).copied().unwrap_or(0),
            // What is fully known needs no default, and has been given.
            Op::Name(_, inner) | Op::Default(inner, _) => return at(inner),
            Op::Known(_) => return self.constant(&Constant::Bool(true), &Type::Bool),
            Op::Constant(position) => {
                let Some(constant) = program.constants.get(position) else { return 0 };
                let constant = match (constant, own) {
                    (Constant::Choice(option), Type::Choice(fact)) => {
                        let there = side.options.get(*fact);
                        let there = there.and_then(|it| it.get(usize::from(*option)));
                        Constant::Choice(there.copied().flatten().unwrap_or(63))
                    }
                    (constant, _) => constant.clone(),
                };
                return self.constant(&constant, &ty);
            }
            Op::AsOf => Op::AsOf,
            Op::Assumed(value, default) => Op::Assumed(at(value), at(default)),
            Op::Not(inner) => Op::Not(at(inner)),
            Op::And(args) => Op::And(self.list(list(args))),
            Op::Or(args) => Op::Or(self.list(list(args))),
            Op::AtLeast(count, args) => Op::AtLeast(count, self.list(list(args))),
            Op::Tally(args) => Op::Tally(self.list(list(args))),
            Op::Over(fold, args) => Op::Over(fold, self.list(list(args))),
            Op::Records(fold, args) => Op::Records(fold, self.list(list(args))),
            Op::Compare(op, left, right) => Op::Compare(op, at(left), at(right)),
            Op::OneOf(inner, bits) => Op::OneOf(at(inner), mask(inner, bits)),
            Op::Contains(inner, bits) => Op::Contains(at(inner), mask(inner, bits)),
            Op::Judged(inner, asked) => Op::Judged(at(inner), asked),
            Op::Case(args) => Op::Case(self.list(list(args))),
            Op::Unique(args) => Op::Unique(self.list(list(args))),
            Op::Collect(gather, args) => Op::Collect(gather, self.list(list(args))),
            Op::InForce(args) => Op::InForce(self.list(list(args))),
            Op::Except(args) => Op::Except(self.list(list(args))),
            Op::Undecided(exception) => {
                Op::Undecided(exception.saturating_add(exceptions))
            }
            Op::Add(left, right) => Op::Add(at(left), at(right)),
            Op::Subtract(left, right) => Op::Subtract(at(left), at(right)),
            Op::Multiply(left, right) => Op::Multiply(at(left), at(right)),
            Op::Divide(left, right) => Op::Divide(at(left), at(right)),
            Op::Negate(inner) => Op::Negate(at(inner)),
            Op::Highest(args) => Op::Highest(self.list(list(args))),
            Op::Lowest(args) => Op::Lowest(self.list(list(args))),
            Op::Round(inner, step, mode) => Op::Round(at(inner), at(step), mode),
            Op::AtLeastZero(inner) => Op::AtLeastZero(at(inner)),
            Op::DateOf(inner) => Op::DateOf(at(inner)),
            Op::Count(unit, from, to) => Op::Count(unit, at(from), at(to)),
            Op::Shift { date, period, back, roll, month_end } => {
                Op::Shift { date: at(date), period, back, roll, month_end }
            }
            Op::Paused { event, period, roll, month_end, pauses } => {
                let pauses = self.list(list(pauses));
                Op::Paused { event: at(event), period, roll, month_end, pauses }
            }
            Op::Penalty { benchmark, penalty, end, args } => Op::Penalty {
                benchmark: match self.unlike.get(benchmark) {
                    Some(true) => benchmark.saturating_add(OUT_OF_THE_WAY),
                    Some(false) | None => benchmark,
                },
                penalty,
                end,
                args: self.list(list(args)),
            },
            Op::OnlyIf(condition, inner) => Op::OnlyIf(at(condition), at(inner)),
        };
        self.push(op, ty)
    }
}

/// Leaves of a region the cases that both versions can be given.
pub(super) fn common(joint: &Joint<'_>, start: &mut Region, texts: usize) {
    for (fact, variable) in joint.old.facts.iter().enumerate() {
        let Some(known) = joint.old.program.model.facts.get(fact) else { continue };
        let Some(domain) = start.domains.get_mut(*variable) else { continue };
        let there = joint.old.options.get(fact).map_or(&[][..], Vec::as_slice);
        let both = there.iter().flatten().fold(0, |mask, at| mask | bit(*at));
        match (domain, Domain::of(known, texts, crate::value::Number::ZERO)) {
            (Domain::Range { range, step, .. }, Domain::Range { range: other, .. }) => {
                *range = on_steps(range.intersect(&other), *step);
            }
            (Domain::Options(mask), Domain::Options(_)) if !there.is_empty() => {
                *mask &= both;
            }
            (Domain::Set { open, .. }, Domain::Set { .. }) => *open &= both,
            (_, _) => {}
        }
    }
}
