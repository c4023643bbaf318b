//! What an answer came about by: every slot that decided it, and every tier, row, opinion and
//! ground that was taken. In: a computed frame and what is asked of it. Out: a trace. Never: a
//! slot that was computed and made no difference, as the true part of a false "all".

use super::discretion::Case;
use super::frame::Frame;
use super::ladder;
use super::lenient::TwoLaws;
use super::steps::select;
use super::version::{Entry, periods, versions};
use crate::evaluation::Status;
use crate::model::{Effect, Hit, Member, Shown};
use crate::program::{Args, Mark, Op, Slot};
use crate::value::Truth;
use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;

/// A part of a rule that was taken among others: positions in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Taken {
    /// A benchmark's tier or conflict.
    Step(usize, usize),
    /// A row of a benchmark's penalty.
    Amount(usize, usize, usize),
    /// A row of a table.
    Row(usize, usize),
    /// A review's opinion.
    Opinion(usize, usize),
    /// A scope's ground.
    Ground(usize, usize),
}

/// What an answer came about by.
pub(crate) struct Trace<'f, 'p> {
    pub(crate) frame: &'f Frame<'p>,
    seen: Vec<bool>,
    /// The parts that were taken.
    pub(crate) taken: BTreeSet<Taken>,
}

/// Traces what is asked of one declaration, by every law that its answer looked at; `entries`
/// are those of `frame`.
pub(crate) fn asked<'f, 'p>(
    traces: &mut [Trace<'f, 'p>],
    entries: &[Entry],
    shown: Shown,
    member: Member,
) {
    let Some(first) = traces.first() else { return };
    let frame = first.frame;
    let group = versions(&frame.program.model, shown);
    let asked = entries
        .iter()
        .filter(|entry| entry.shown == shown || group.contains(&entry.shown));
    for entry in asked {
        if entry.is_none() {
            // That none is in force is what the periods of all of them say.
            if let Some(own) = traces.first_mut() {
                own.out_of_force(&group);
            }
            continue;
        }
        match &entry.laws {
            None => {
                if let Some(own) = traces.first_mut() {
                    own.ask(entry.shown, member);
                }
            }
            Some(laws) => {
                for (frame, shown) in TwoLaws::looked_at(laws, frame) {
                    let same =
                        |known: &&mut Trace<'f, 'p>| core::ptr::eq(known.frame, frame);
                    if let Some(own) = traces.iter_mut().find(same) {
                        own.ask(shown, member);
                    }
                }
            }
        }
    }
}

impl<'f, 'p> Trace<'f, 'p> {
    /// Begins a trace of a frame, and one of each case at a decision beside it.
    pub(crate) fn all(frame: &'f Frame<'p>) -> Vec<Self> {
        let frames = core::iter::once(frame).chain(&frame.later);
        let of = |frame: &'f Frame<'p>| Self {
            frame,
            seen: vec![false; frame.program.ops.len()],
            taken: BTreeSet::new(),
        };
        frames.map(of).collect()
    }

    /// Returns whether a slot decided something.
    pub(crate) fn has(&self, slot: Slot) -> bool {
        self.seen.get(slot) == Some(&true)
    }

    /// Returns whether a condition decided something by being so.
    pub(crate) fn was(&self, slot: Slot, truth: Truth) -> bool {
        self.has(slot) && self.frame.truth(slot) == truth
    }

    /// Follows the periods of versions of which none is in force.
    fn out_of_force(&mut self, group: &[Shown]) {
        let program = self.frame.program;
        let ids = group.iter().flat_map(|shown| periods(&program.model, *shown));
        for known in ids.filter_map(|id| program.versions.get(*id)) {
            self.follow(known.in_force);
            self.follow(known.date);
        }
    }

    /// Returns which row of a choice was taken, where it decided something.
    pub(crate) fn branch(&self, mark: &Mark) -> Option<usize> {
        let Some(Op::Case(args)) = self.frame.program.ops.get(mark.slot) else {
            return None;
        };
        if !self.has(mark.slot) {
            return None;
        }
        for (row, cells) in self.frame.program.list(*args).chunks(2).enumerate() {
            match cells {
                [condition, _] => match self.frame.truth(*condition) {
                    Truth::True => return Some(row),
                    Truth::Unknown => return None,
                    Truth::False => {}
                },
                _ => return Some(row),
            }
        }
        None
    }

    /// Adds a slot with all that decided it.
    pub(crate) fn follow(&mut self, slot: Slot) {
        let mut waiting = Vec::from([slot]);
        while let Some(slot) = waiting.pop() {
            match self.seen.get_mut(slot) {
                Some(seen) if !*seen => *seen = true,
                Some(_) | None => continue,
            }
            self.deciding(slot, &mut waiting);
        }
    }

    fn deciding(&self, slot: Slot, found: &mut Vec<Slot>) {
        let (frame, program) = (self.frame, self.frame.program);
        let Some(op) = program.ops.get(slot).copied() else { return };
        match op {
            Op::And(args) | Op::Or(args) | Op::AtLeast(_, args) | Op::Tally(args) => {
                let own = frame.truth(slot);
                let decides = |truth: Truth| match (op, own) {
                    (Op::And(_), Truth::False) => truth.is_false(),
                    (Op::Or(_), Truth::True) => truth.is_true(),
                    (Op::Tally(_), _) => true,
                    (_, Truth::Unknown) => !truth.is_known(),
                    _ => true,
                };
                let operands = program.list(args).iter().copied();
                found.extend(operands.filter(|slot| decides(frame.truth(*slot))));
            }
            Op::Case(args) | Op::InForce(args) => {
                for row in program.list(args).chunks(2) {
                    let [condition, value] = row else {
                        found.extend(row);
                        break;
                    };
                    found.push(*condition);
                    match frame.truth(*condition) {
                        Truth::False => {}
                        Truth::Unknown => found.push(*value),
                        Truth::True => {
                            found.push(*value);
                            break;
                        }
                    }
                }
            }
            Op::Unique(args) | Op::Collect(_, args) | Op::Over(_, args) => {
                self.rows(args, found);
            }
            Op::Except(args) => {
                let Some((general, exceptions)) = program.list(args).split_first() else {
                    return;
                };
                let before = found.len();
                for pair in exceptions.chunks(2) {
                    let [condition, value] = pair else { break };
                    if frame.truth(*condition).is_true() {
                        found.push(*value);
                    }
                }
                if found.len() == before {
                    found.push(*general);
                }
                found.extend(exceptions.iter().step_by(2));
            }
            Op::Default(given, other) | Op::Assumed(given, other) => {
                found.push(given);
                if frame.is_unknown(given) {
                    found.push(other);
                }
            }
            Op::OnlyIf(condition, value) => {
                found.push(condition);
                if frame.truth(condition).is_true() {
                    found.push(value);
                }
            }
            Op::Input(_)
            | Op::AsOf
            | Op::Constant(_)
            | Op::Known(_)
            | Op::Name(..)
            | Op::Not(_)
            | Op::Compare(..)
            | Op::OneOf(..)
            | Op::Contains(..)
            | Op::Judged(..)
            | Op::Undecided(_)
            | Op::Add(..)
            | Op::Subtract(..)
            | Op::Multiply(..)
            | Op::Divide(..)
            | Op::Negate(_)
            | Op::Highest(_)
            | Op::Lowest(_)
            | Op::Round(..)
            | Op::AtLeastZero(_)
            | Op::DateOf(_)
            | Op::Count(..)
            | Op::Shift { .. }
            | Op::Penalty { .. }
            | Op::Records(..)
            | Op::Paused { .. } => found.extend(program.operands(op)),
        }
    }

    /// All conditions, and the values of those that are true.
    fn rows(&self, args: Args, found: &mut Vec<Slot>) {
        let mut any = false;
        for row in self.frame.program.list(args).chunks(2) {
            match row {
                [condition, value] => {
                    found.push(*condition);
                    if self.frame.truth(*condition).is_true() {
                        any = true;
                        found.push(*value);
                    }
                }
                [otherwise] if !any => found.push(*otherwise),
                _ => {}
            }
        }
    }

    /// Follows the conditions that are tried in order, up to the one that is true, and returns
    /// the one that decides.
    fn tried(&mut self, conditions: &[Option<Slot>]) -> Option<usize> {
        for condition in conditions.iter().flatten() {
            self.follow(*condition);
            if self.frame.truth(*condition).is_true() {
                break;
            }
        }
        select(self.frame, conditions.iter().map(|condition| (*condition, false)))
            .decided()
    }

    /// Traces what is asked of one declaration.
    fn ask(&mut self, shown: Shown, member: Member) {
        match shown {
            Shown::Define(id) => {
                let slot = self.frame.program.defines.get(id);
                slot.into_iter().for_each(|slot| self.follow(*slot));
            }
            Shown::Circumstance(id) => {
                let slot = self.frame.program.circumstances.get(id);
                slot.into_iter().for_each(|slot| self.follow(*slot));
            }
            // Its parts are definitions.
            Shown::Scorecard(_) => {}
            Shown::Deadline(id) => self.deadline(id, member),
            Shown::Benchmark(at) => self.benchmark(at, member),
            Shown::Review(at) => self.review(at, member),
            Shown::Scope(at) => {
                let Some(slots) = self.frame.program.scopes.get(at) else { return };
                if !self.applies(slots.when) {
                    return;
                }
                if let Some(ground) = self.tried(&slots.grounds) {
                    self.taken.insert(Taken::Ground(at, ground));
                }
            }
            Shown::Table(at) => self.table(at),
        }
    }

    fn applies(&mut self, when: Option<Slot>) -> bool {
        if let Some(when) = when {
            self.follow(when);
        }
        !self.frame.truth_of(when).is_false()
    }

    fn deadline(&mut self, id: usize, member: Member) {
        let Some(slots) = self.frame.program.deadlines.get(id) else { return };
        if self.applies(slots.when) {
            self.follow(slots.due);
            if member != Member::Due
                && let Some(met) = slots.met
            {
                self.follow(met);
            }
        }
    }

    fn table(&mut self, at: usize) {
        let program = self.frame.program;
        let (Some(slots), Some(known)) =
            (program.tables.get(at), program.model.tables.get(at))
        else {
            return;
        };
        if !self.applies(slots.when) {
            return;
        }
        if known.hit.in_order() {
            self.tried(&slots.rows);
        } else {
            slots.rows.iter().flatten().for_each(|slot| self.follow(*slot));
        }
        // An end of a range is followed with the row that it stands in.
        for ranges in &slots.ranges {
            for (row, range) in ranges.iter().enumerate() {
                let when = slots.rows.get(row).copied().flatten();
                if when.is_none_or(|when| self.was(when, Truth::True)) {
                    let ends = [range.lower, range.upper];
                    ends.into_iter().flatten().for_each(|(slot, _)| self.follow(slot));
                }
            }
        }
    }

    /// Marks the rows of tables that were hit: it is known once all conditions are traced.
    pub(crate) fn close(&mut self) {
        let program = self.frame.program;
        for (at, (slots, known)) in
            program.tables.iter().zip(&program.model.tables).enumerate()
        {
            let asked = slots.rows.iter().flatten().any(|slot| self.has(*slot));
            for (row, when) in slots.rows.iter().enumerate() {
                let hit = match when {
                    Some(when) => self.was(*when, Truth::True),
                    None => {
                        let mut others = slots.rows.iter().flatten();
                        asked && others.all(|slot| self.frame.truth(*slot).is_false())
                    }
                };
                let overrides = known.overrides();
                let plain = slots.rows.iter().skip(overrides).flatten();
                // Overrides come before all others and are tried in order.
                let before = match known.hit.in_order() || row < overrides {
                    true => row,
                    false => overrides,
                };
                let mut before = slots.rows.iter().take(before).flatten();
                let first = before.all(|slot| self.frame.truth(*slot).is_false());
                // Two rows of a table that allows one are no hit of either.
                let alone = known.hit != Hit::Unique
                    || row < overrides
                    || plain.filter(|slot| self.frame.truth(**slot).is_true()).count()
                        <= 1;
                if hit && first && alone {
                    self.taken.insert(Taken::Row(at, row));
                }
            }
        }
    }

    /// Of one that is decided for each record, what every record came about by.
    fn benchmark(&mut self, at: usize, member: Member) {
        let program = self.frame.program;
        let Some(written) = program.model.written.get(&at) else {
            return self.decided(at, at, member);
        };
        for own in written {
            self.decided(*own, at, member);
        }
        let caps = program.benchmarks.get(at).map(|slots| &slots.caps);
        if let Member::Penalty(_) = member {
            caps.into_iter().flatten().flatten().for_each(|cap| self.follow(*cap));
        }
    }

    /// `own` is the benchmark decided; `at` is the one written, which may stand for several.
    fn decided(&mut self, own: usize, at: usize, member: Member) {
        let Some(case) = Case::new(self.frame, own) else { return };
        if !self.applies(case.slots.when) {
            return;
        }
        for step in ladder::order(case.benchmark) {
            let Some(known) = case.benchmark.steps.get(step) else { continue };
            let when = case.slots.steps.get(step).and_then(|step| step.when);
            when.into_iter().for_each(|when| self.follow(when));
            if !known.may && self.frame.truth_of(when).is_true() {
                break;
            }
        }
        for id in &case.benchmark.circumstances {
            let (Some(known), Some(slot)) = (
                self.frame.program.model.circumstances.get(*id),
                self.frame.program.circumstances.get(*id),
            ) else {
                continue;
            };
            let moves = |effect: &Effect| {
                effect.moves()
                    || matches!(effect, Effect::Top | Effect::Bottom | Effect::Reduce)
            };
            if known.effects.iter().any(moves) {
                self.follow(*slot);
            }
        }
        let mut steps = Vec::new();
        for selection in [&case.steps.start, &case.tiers] {
            let statuses = selection.statuses.iter().enumerate();
            if statuses.clone().any(|(_, status)| *status == Status::Possible) {
                continue;
            }
            let taken = statuses
                .filter(|(_, status)| matches!(status, Status::Applies | Status::Open))
                .map(|(step, _)| step);
            steps.extend(taken);
        }
        self.taken.extend(steps.iter().map(|step| Taken::Step(at, *step)));
        match member {
            Member::Penalty(penalty) => self.penalty(&case, at, penalty, &steps),
            Member::Proposal => {
                case.slots.proposals.iter().for_each(|slot| self.follow(*slot));
                for proposal in &case.benchmark.proposals {
                    self.penalty(&case, at, proposal.penalty, &steps);
                }
            }
            Member::Outcome
            | Member::Tier
            | Member::Required
            | Member::Layer(_)
            | Member::Criterion(..)
            | Member::Item(_)
            | Member::Opinion
            | Member::Output(_)
            | Member::Decision
            | Member::Ground
            | Member::Due
            | Member::State => {}
        }
    }

    fn penalty(
        &mut self,
        case: &Case<'_, '_>,
        at: usize,
        penalty: usize,
        steps: &[usize],
    ) {
        let Some(slots) = case.slots.penalties.get(penalty) else { return };
        if !self.applies(slots.when) {
            return;
        }
        if steps.iter().all(|step| case.spares(*step, penalty)) {
            return;
        }
        let follow = |slot: Option<Slot>, trace: &mut Self| {
            slot.into_iter().for_each(|slot| trace.follow(slot));
        };
        follow(slots.amount, self);
        follow(slots.computed, self);
        let rows: Vec<Option<Slot>> = slots.rows.iter().map(|(when, _)| *when).collect();
        let row = self.tried(&rows);
        let Some(row) = row else { return };
        self.taken.insert(Taken::Amount(at, penalty, row));
        let statute = slots.rows.get(row).map(|(_, range)| *range);
        let left = steps.iter().filter_map(|step| {
            let ranges = case.slots.steps.get(*step)?.ranges.get(penalty)?.as_ref()?;
            ranges.get(row).copied()
        });
        for range in statute.into_iter().chain(left) {
            let ends = [range.lower, range.upper];
            ends.into_iter().flatten().for_each(|(slot, _)| self.follow(slot));
        }
        for step in steps {
            for portion in case.tables_of(*step, penalty) {
                self.table(portion.table);
            }
        }
    }

    fn review(&mut self, at: usize, member: Member) {
        let Some(slots) = self.frame.program.reviews.get(at) else { return };
        if !self.applies(slots.when) {
            return;
        }
        let layers = slots.layers.iter();
        match member {
            Member::Layer(layer) => {
                layers.skip(layer).take(1).for_each(|layer| self.follow(layer.any));
            }
            Member::Criterion(layer, criterion) => {
                let layer = slots.layers.get(layer);
                let slot = layer.and_then(|layer| layer.criteria.get(criterion));
                slot.into_iter().for_each(|slot| self.follow(*slot));
            }
            Member::Item(item) => self.item(at, item),
            Member::Opinion => {
                if let Some(opinion) = self.tried(&slots.opinions) {
                    self.taken.insert(Taken::Opinion(at, opinion));
                    // What is left over is so because every item was looked at.
                    if slots.opinions.get(opinion) == Some(&None) {
                        (0..slots.items.len()).for_each(|item| self.item(at, item));
                    }
                }
            }
            Member::Outcome
            | Member::Required
            | Member::Tier
            | Member::Penalty(_)
            | Member::Proposal
            | Member::Output(_)
            | Member::Decision
            | Member::Ground
            | Member::Due
            | Member::State => {
                let holds = |slot: Slot| self.frame.truth(slot).is_true();
                let any = layers.clone().any(|layer| holds(layer.any));
                let deciding: Vec<Slot> = layers
                    .map(|layer| layer.any)
                    .filter(|slot| !any || holds(*slot))
                    .collect();
                deciding.into_iter().for_each(|slot| self.follow(slot));
            }
        }
    }

    fn item(&mut self, review: usize, item: usize) {
        let slots = self.frame.program.reviews.get(review);
        let Some(slots) = slots.and_then(|slots| slots.items.get(item)) else { return };
        if !self.applies(slots.when) {
            self.follow(slots.not_applicable);
            return;
        }
        let findings = [slots.fails, slots.not_applicable, slots.passes];
        let found = findings.into_iter().find(|slot| self.frame.truth(*slot).is_true());
        if let Some(found) = found {
            self.follow(found);
        }
    }
}
