//! Whether a changed pack decides as it did. In: two models with the same facts. Out: that it
//! does; a case that it decides otherwise; or that neither was shown. Never: the same, where
//! a test of the pack could tell the two apart by what is decided.
//!
//! Two values are the same if they are computed alike of values that are the same; if not,
//! they are compared in all cases. So of a long sum with one factor changed only that factor is
//! looked at. Where every value that a rule is read from is the same, and the rule is the same
//! but for its expressions, so is whatever it comes to. Any other rule is looked at case by
//! case, as for a difference of two versions, more closely: each layer and criterion of a
//! review by itself, and what an agency may choose from.
//!
//! **Facts that are missing.** An answer that is settled though facts are missing is the
//! answer of all cases that have them, so what is the same in all of these cannot be settled
//! otherwise. That fails where a rule asks whether something is known: then the values must be
//! the same with facts missing too. Values that hang on one other have one case more.

use super::decision::Part;
use super::explore::{Asked, Explorer, Found};
use super::joint::{self, Side};
use super::rules::{self, Pair};
use super::{DiffWitness, Standing};
use crate::diagnostic::Message;
use crate::eval::{self, Frame};
use crate::facts::Facts;
use crate::model::{Model, Shown};
use crate::program::{Op, Program, Slot, compile_for_proof};
use crate::prove::domain::NoPoint;
use crate::prove::sheet::Values;
use crate::prove::split::Choice;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::mem::discriminant;

use super::amounts::{Measure, Standing as Stands};

/// How a changed pack stands to what it was.
#[derive(Debug)]
pub(crate) enum Compared {
    /// It decides every case the same.
    Same,
    /// It decides a case otherwise: which, and how.
    Differs(Message),
    /// No such case was found, nor was it shown that there is none.
    Open,
}

/// How many slots are looked at for two values.
const MOST_STEPS: usize = 400_000;
/// How many are for all values of a pack.
const MOST_IN_ALL: usize = 4_000_000;

/// Compares two models.
pub(crate) fn compared(old: &Model, new: &Model) -> Compared {
    if !same_questions(old, new) {
        return Compared::Open;
    }
    let [old, new] = [old, new].map(|model| compile_for_proof(model, model.digest()));
    let Some(today) = crate::prove::today(&new) else { return Compared::Open };
    let joint = joint::joint(&old, &new);
    let explorer = Explorer::new(&joint, today).closely();
    let equal = Equal::new(&explorer);
    let (mut touched, mut open) = (false, false);
    for pair in rules::all_pairs(&old.model, &new.model) {
        match pair.standing(&old.model, &new.model) {
            Standing::Untouched => continue,
            Standing::Told => {}
            _ if pair.old.is_empty() || pair.new.is_empty() => open = true,
            _ => match equal.rule(&pair) {
                Compared::Same => {}
                Compared::Open => open = true,
                differs @ Compared::Differs(_) => return differs,
            },
        }
        touched = true;
    }
    // Where no rule seems to be touched, it is something that rules are not compared by.
    if touched && !open { Compared::Same } else { Compared::Open }
}

/// Whether both ask for the same facts and have the same parameters and sources.
fn same_questions(old: &Model, new: &Model) -> bool {
    let texts = |model: &Model| {
        [
            serde_json::to_value(&model.facts).ok(),
            serde_json::to_value(&model.parameters).ok(),
            serde_json::to_value(&model.sources).ok(),
        ]
    };
    texts(old) == texts(new)
}

/// How surely two values are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    /// That was not shown.
    No,
    /// In every case whose facts are all known.
    Known,
    /// Whatever is missing.
    Always,
}

struct Equal<'e, 'j> {
    explorer: &'e Explorer<'j>,
    /// By slot of each version: whether it rests on whether something is known.
    asks_known: [Vec<bool>; 2],
    /// Both versions where no fact is given.
    empty: [Frame<'j>; 2],
    found: RefCell<BTreeMap<(Slot, Slot), Alike>>,
    spent: Cell<usize>,
}

impl<'e, 'j> Equal<'e, 'j> {
    fn new(explorer: &'e Explorer<'j>) -> Self {
        let sides = [&explorer.joint.old, &explorer.joint.new];
        let today = explorer.sheet.today;
        Self {
            explorer,
            asks_known: sides.map(|side| asks_known(side.program)),
            empty: sides.map(|side| {
                let none = Facts::none(&side.program.model);
                eval::run(side.program, &none, today.into()).without_reasons()
            }),
            found: RefCell::new(BTreeMap::new()),
            spent: Cell::new(0),
        }
    }

    fn rule(&self, pair: &Pair) -> Compared {
        let joint = self.explorer.joint;
        let (old, new) = (joint.old.program, joint.new.program);
        // What is decided by two laws, or for each record, is read from more than its slots.
        let is_plain = [(&joint.old, &pair.old), (&joint.new, &pair.new)]
            .iter()
            .all(|(side, rule)| super::explore::is_plain(side, rule));
        let alike = pair.is_alike(&old.model, &new.model);
        let one = rules::roots(old, &pair.old, &Part::Whole);
        let other = rules::roots(new, &pair.new, &Part::Whole);
        let in_part = self.asks(0, &one) || self.asks(1, &other);
        let enough =
            |least: Alike| least == Alike::Always || (least == Alike::Known && !in_part);
        // A test can ask about each of these.
        let layers = self.layers(pair);
        if is_plain && alike && enough(layers) && enough(self.all_alike(&one, &other)) {
            return Compared::Same;
        }
        let is_shown = |shown: &Shown| new.model.shown.contains(shown);
        if !pair.new.iter().all(is_shown) {
            return Compared::Open;
        }
        self.explored(pair, alike, is_plain && !in_part && layers != Alike::No)
    }

    /// Compares slots one by one.
    fn all_alike(&self, one: &[Slot], other: &[Slot]) -> Alike {
        if one.len() != other.len() {
            return Alike::No;
        }
        let mut least = Alike::Always;
        for (one, other) in one.iter().zip(other) {
            if least != Alike::No {
                least = least.min(self.alike(*one, *other));
            }
        }
        least
    }

    /// Compares the layers and criteria of a review.
    fn layers(&self, pair: &Pair) -> Alike {
        let joint = self.explorer.joint;
        let old = rules::layers(joint.old.program, &pair.old);
        let new = rules::layers(joint.new.program, &pair.new);
        if !old.keys().eq(new.keys()) {
            return Alike::No;
        }
        let all = old.values().zip(new.values());
        all.map(|(one, other)| self.all_alike(one, other)).min().unwrap_or(Alike::Always)
    }

    /// Looks for a case that is decided otherwise; that there is none counts if `counts`.
    fn explored(&self, pair: &Pair, alike: bool, counts: bool) -> Compared {
        let joint = self.explorer.joint;
        let (old, new) = (joint.old.program, joint.new.program);
        // How a deadline stands on the day, what a circumstance does to the rules of others and
        // each weight is more than what is compared.
        let whole = pair.new.iter().all(|shown| match shown {
            Shown::Deadline(_) | Shown::Circumstance(_) => false,
            Shown::Benchmark(at) => new
                .model
                .benchmarks
                .get(*at)
                .is_some_and(|known| known.weights.is_empty()),
            _ => true,
        });
        let mut open = !(counts && whole);
        for (part, _) in pair.parts(&old.model, &new.model) {
            let old_roots = rules::roots(old, &pair.old, &part);
            let new_roots = rules::roots(new, &pair.new, &part);
            let alike = alike && old_roots.len() == new_roots.len();
            let asked = Asked {
                old: &pair.old,
                new: &pair.new,
                part,
                old_roots,
                new_roots,
                alike,
            };
            let explored = self.explorer.explore(&asked);
            if let Some(changed) = explored.changes.first() {
                let case = self.explorer.shrunk(&asked, changed.case.clone());
                let DiffWitness { case, before, after } =
                    super::shown(self.explorer, &asked, &case);
                let (of, case) = (&pair.label, &case.text);
                return Compared::Differs(Message::new(
                    format!("{}：{}：{} → {}", case.zh, of.zh, before.zh, after.zh),
                    format!("{}: {}: {} -> {}", case.en, of.en, before.en, after.en),
                ));
            }
            open |= explored.leaves.iter().any(|leaf| leaf.found != Found::Same);
        }
        if open { Compared::Open } else { Compared::Same }
    }

    /// Whether what some slots of a version rest on asks whether something is known.
    fn asks(&self, version: usize, slots: &[Slot]) -> bool {
        let known = self.asks_known.get(version).map_or(&[][..], Vec::as_slice);
        slots.iter().any(|slot| known.get(*slot) != Some(&false))
    }

    fn side(&self, version: usize) -> &'e Side<'j> {
        let joint = self.explorer.joint;
        if version == 0 { &joint.old } else { &joint.new }
    }

    /// Compares a value of the one version with one of the other.
    fn alike(&self, one: Slot, other: Slot) -> Alike {
        let (Some(first), Some(second)) =
            (self.side(0).slot(one), self.side(1).slot(other))
        else {
            return Alike::No;
        };
        let plain = !self.asks(0, &[one]) && !self.asks(1, &[other]);
        if first == second && plain {
            return Alike::Always;
        }
        if let Some(known) = self.found.borrow().get(&(one, other)) {
            return *known;
        }
        let mut found = self.computed_alike(one, other);
        if found != Alike::Always {
            let in_cases = match first == second {
                true => Alike::Known,
                false if self.same_in_cases(first, second) => {
                    self.with_none(one, other, first, second)
                }
                false => Alike::No,
            };
            found = found.max(in_cases);
        }
        self.found.borrow_mut().insert((one, other), found);
        found
    }

    /// The same operation over operands that are the same.
    fn computed_alike(&self, one: Slot, other: Slot) -> Alike {
        let (old, new) = (self.side(0).program, self.side(1).program);
        let (one, other) = (under_name(old, one), under_name(new, other));
        let (Some(first), Some(second)) = (old.ops.get(one), new.ops.get(other)) else {
            return Alike::No;
        };
        if !same_operation((old, *first), (new, *second)) {
            return Alike::No;
        }
        let (of_one, of_other) = (old.operands(*first), new.operands(*second));
        if of_one.is_empty() {
            return Alike::No;
        }
        self.all_alike(&of_one, &of_other)
    }

    /// Whether two joint slots hold the same in every case that is fully known.
    fn same_in_cases(&self, one: Slot, other: Slot) -> bool {
        let sheet = &self.explorer.sheet;
        let mut values = Values::default();
        let mut waiting = Vec::from([sheet.start.clone()]);
        let mut steps = 0_usize;
        while let Some(region) = waiting.pop() {
            if steps > MOST_STEPS || self.spent.get() > MOST_IN_ALL {
                return false;
            }
            sheet.evaluate_all(&[one, other], &region, &mut values);
            steps = steps.saturating_add(values.len());
            self.spent.set(self.spent.get().saturating_add(values.len()));
            let measure = Measure { sheet, region: &region, values: &values };
            let choice = Choice { sheet, region: &region, values: &values };
            let open = || {
                let both = [one, other];
                let condition = both.iter().find_map(|slot| choice.of_condition(*slot));
                condition.or_else(|| both.iter().find_map(|it| choice.of_value(*it, 0)))
            };
            let split = match measure.standing(one, other) {
                Stands::Same => continue,
                Stands::Differs => match region.point(|_| true) {
                    Err(NoPoint::Empty) => continue,
                    Ok(_) | Err(NoPoint::NotFound) => return false,
                },
                Stands::Depends(form) => {
                    open().or_else(|| choice.of_form(&form, Measure::meeting()))
                }
                Stands::Open => open(),
            };
            let Some(split) = split else { return false };
            waiting.extend(split.iter().filter_map(|by| region.restricted(by)));
        }
        true
    }

    /// Of values that are the same where all is known: whether they are where facts are missing.
    /// If they hang on one value alone, that is one case more: it is not known.
    fn with_none(&self, one: Slot, other: Slot, first: Slot, second: Slot) -> Alike {
        let leaves = self.leaves([first, second]);
        let is_unknown = |leaf: &Slot| {
            [0, 1].iter().zip(&self.empty).all(|(version, frame)| {
                let own = self.side(*version).slots.iter().position(|it| it == leaf);
                own.is_some_and(|own| frame.is_unknown(own))
            })
        };
        let is_one = leaves.len() <= 1 && leaves.iter().all(is_unknown);
        let [old, new] = &self.empty;
        let same = old.get(one) == new.get(other);
        let plain = !self.asks(0, &[one]) && !self.asks(1, &[other]);
        if is_one && same && plain { Alike::Always } else { Alike::Known }
    }

    /// What two joint slots test: the values behind the conditions of their rows.
    fn leaves(&self, tops: [Slot; 2]) -> Vec<Slot> {
        let program = self.explorer.sheet.program;
        let mut waiting = tops.to_vec();
        let mut seen = BTreeSet::new();
        let mut leaves: Vec<Slot> = Vec::new();
        while let Some(slot) = waiting.pop() {
            if !seen.insert(slot) {
                continue;
            }
            match program.ops.get(slot) {
                Some(Op::Case(args)) if tops.contains(&slot) => {
                    waiting.extend(program.list(*args));
                }
                Some(Op::And(args) | Op::Or(args)) => waiting.extend(program.list(*args)),
                Some(
                    Op::Not(inner)
                    | Op::OneOf(inner, _)
                    | Op::Contains(inner, _)
                    | Op::Judged(inner, _),
                ) => waiting.push(*inner),
                Some(Op::Compare(_, left, right)) => waiting.extend([*left, *right]),
                Some(Op::Constant(_)) => {}
                _ => leaves.push(slot),
            }
        }
        leaves
    }
}

/// By slot: whether it rests on whether something is known, or on another rule's answer.
fn asks_known(program: &Program) -> Vec<bool> {
    let mut found: Vec<bool> = Vec::with_capacity(program.ops.len());
    for op in &program.ops {
        let own = matches!(op, Op::Known(_) | Op::Assumed(..) | Op::Penalty { .. });
        let operands = program.operands(*op);
        let is_in = operands.iter().any(|slot| found.get(*slot) == Some(&true));
        found.push(own || is_in);
    }
    found
}

fn under_name(program: &Program, mut slot: Slot) -> Slot {
    while let Some(Op::Name(_, inner)) = program.ops.get(slot) {
        slot = *inner;
    }
    slot
}

/// Whether two operations compute the same of the same operands.
fn same_operation((old, one): (&Program, Op), (new, other): (&Program, Op)) -> bool {
    discriminant(&one) == discriminant(&other)
        && match (one, other) {
            (Op::AtLeast(one, _), Op::AtLeast(other, _)) => one == other,
            (Op::Over(one, _), Op::Over(other, _))
            | (Op::Records(one, _), Op::Records(other, _)) => one == other,
            (Op::Compare(one, ..), Op::Compare(other, ..)) => one == other,
            (Op::OneOf(_, one), Op::OneOf(_, other))
            | (Op::Contains(_, one), Op::Contains(_, other)) => one == other,
            (Op::Judged(_, one), Op::Judged(_, other)) => one == other,
            (Op::Collect(one, _), Op::Collect(other, _)) => one == other,
            (Op::Count(one, ..), Op::Count(other, ..)) => one == other,
            (Op::Round(_, one, how), Op::Round(_, other, or)) => {
                how == or && old.constants.get(one) == new.constants.get(other)
            }
            (
                Op::Shift { period, back, roll, month_end, .. },
                Op::Shift { period: other, back: to, roll: or, month_end: end, .. },
            ) => (period, back, roll, month_end) == (other, to, or, end),
            (
                Op::Paused { period, roll, month_end, .. },
                Op::Paused { period: other, roll: or, month_end: end, .. },
            ) => (period, roll, month_end) == (other, or, end),
            // What these come to is in more than their operands.
            (
                Op::Penalty { .. }
                | Op::Undecided(_)
                | Op::Constant(_)
                | Op::Input(_)
                | Op::AsOf
                | Op::Name(..),
                _,
            ) => false,
            (_, _) => true,
        }
}
