//! Expressions to operations. Equal operations share one slot, so a condition that five
//! tiers ask is computed once.

use super::{Args, BenchmarkSlots, DeadlineSlots, Mark, Named, Op, Purpose, Slot};
use crate::model::{
    Asked, CompareOp, Constant, Deadline, DeadlineOwner, Direction, ExceptionResult,
    Expr, ExprKind, Length, Model, Target, Type, covers_all_days,
};
use crate::value::PeriodUnit;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

/// What is being built.
#[derive(Debug)]
pub(crate) struct Builder<'m> {
    pub(crate) model: &'m Model,
    pub(crate) ops: Vec<Op>,
    pub(crate) types: Vec<Type>,
    pub(crate) args: Vec<Slot>,
    pub(crate) constants: Vec<Constant>,
    /// Where each constant stands: once for each of its types.
    alike: BTreeMap<Constant, Vec<usize>>,
    known: BTreeMap<Op, Slot>,
    lists: BTreeMap<Vec<Slot>, Args>,
    /// What was built already: definitions that rest on each other are walked once.
    pub(crate) built: BTreeMap<Named, Slot>,
    deadlines: BTreeMap<usize, DeadlineSlots>,
    pub(super) benchmarks: BTreeMap<usize, BenchmarkSlots>,
    /// The record that is looked at, by list.
    pub(super) records: BTreeMap<usize, usize>,
    /// What is asked of each record of a list that is not written out, by list.
    pub(super) inside: BTreeMap<usize, BTreeSet<Slot>>,
    /// Where comparisons and choices stand, if somebody wants to know.
    pub(super) marks: Option<BTreeSet<Mark>>,
    /// Whether what is asked of lists that are not written out has a slot of its own.
    pub(super) keeps_lists: bool,
}

/// What a deadline runs by, however long it is.
#[derive(Debug, Clone, Copy)]
struct Runs<'s> {
    deadline: &'s Deadline,
    event: Slot,
    suspensions: &'s [[Slot; 3]],
}

impl<'m> Builder<'m> {
    pub(crate) fn new(model: &'m Model, purpose: Purpose) -> Self {
        let mut builder = Self {
            model,
            ops: Vec::new(),
            types: Vec::new(),
            args: Vec::new(),
            constants: Vec::new(),
            alike: BTreeMap::new(),
            known: BTreeMap::new(),
            lists: BTreeMap::new(),
            built: BTreeMap::new(),
            deadlines: BTreeMap::new(),
            benchmarks: BTreeMap::new(),
            records: BTreeMap::new(),
            inside: BTreeMap::new(),
            marks: (purpose == Purpose::Coverage).then(BTreeSet::new),
            keeps_lists: purpose == Purpose::Proof,
        };
        // Facts come first: slot n is fact n as given.
        for (id, fact) in model.facts.iter().enumerate() {
            let ty = match &fact.kind {
                crate::model::FactKind::Bool => Type::Bool,
                crate::model::FactKind::Integer(limits)
                | crate::model::FactKind::Number(limits) => {
                    Type::Number(limits.measured())
                }
                crate::model::FactKind::Money(_) => {
                    Type::Number(crate::model::Unit::Money)
                }
                crate::model::FactKind::Percent(_) => {
                    Type::Number(crate::model::Unit::Percent)
                }
                crate::model::FactKind::Date(_) => Type::Date,
                crate::model::FactKind::Moment => Type::Moment,
                crate::model::FactKind::Text => Type::Text,
                crate::model::FactKind::Judgement => Type::Judgement,
                crate::model::FactKind::OneOf(_) => Type::Choice(id),
                crate::model::FactKind::AnyOf(_) => Type::Set(id),
                crate::model::FactKind::List(_) => Type::List(id),
            };
            builder.push(Op::Input(id), ty);
        }
        builder
    }

    /// Adds an operation, or finds the equal one.
    pub(crate) fn push(&mut self, op: Op, ty: Type) -> Slot {
        if let Some(slot) = self.known.get(&op) {
            return *slot;
        }
        let slot = self.ops.len();
        self.ops.push(op);
        self.types.push(ty);
        self.known.insert(op, slot);
        slot
    }

    pub(crate) fn list(&mut self, slots: Vec<Slot>) -> Args {
        if let Some(args) = self.lists.get(&slots) {
            return *args;
        }
        let args = Args { start: self.args.len(), len: slots.len() };
        self.args.extend(&slots);
        self.lists.insert(slots, args);
        args
    }

    pub(crate) fn constant(&mut self, constant: &Constant, ty: &Type) -> Slot {
        // A choice means nothing without its fact, so constants of different types differ.
        let same = self.alike.get(constant).into_iter().flatten().find(|position| {
            let slot = self.known.get(&Op::Constant(**position));
            slot.and_then(|slot| self.types.get(*slot)).is_some_and(|known| known == ty)
        });
        let position = match same {
            Some(position) => *position,
            None => {
                let position = self.constants.len();
                self.constants.push(constant.clone());
                self.alike.entry(constant.clone()).or_default().push(position);
                position
            }
        };
        self.push(Op::Constant(position), ty.clone())
    }

    /// The slot of a fact, its default applied.
    pub(crate) fn fact(&mut self, id: usize) -> Slot {
        let id = self.written_out(id);
        let Some(default) =
            self.model.facts.get(id).and_then(|fact| fact.default.as_ref())
        else {
            return id;
        };
        let default = self.expr(default);
        let ty = self.types.get(id).cloned().unwrap_or(Type::Mistake);
        self.push(Op::Default(id, default), ty)
    }

    /// Whether a version is in force.
    pub(crate) fn version(&mut self, id: usize) -> Slot {
        let Some(version) = self.model.versions.get(id) else { return 0 };
        let name = Named::Version(id);
        if let Some(slot) = self.built.get(&name) {
            return *slot;
        }
        let date = self.expr(&version.dated_by);
        let mut bounds = Vec::new();
        for (op, day) in [
            (CompareOp::GreaterOrEqual, version.from),
            (CompareOp::LessOrEqual, version.to),
        ] {
            let Some(day) = day else { continue };
            let day = self.constant(&Constant::Date(day), &Type::Date);
            bounds.push(self.push(Op::Compare(op, date, day), Type::Bool));
        }
        let inner = self.all(bounds);
        let slot = self.push(Op::Name(name, inner), Type::Bool);
        self.built.insert(name, slot);
        slot
    }

    /// A condition that counts only in its version's period.
    pub(crate) fn guard(
        &mut self,
        in_force: &[usize],
        when: Option<Slot>,
    ) -> Option<Slot> {
        let mut conditions: Vec<Slot> =
            in_force.iter().map(|id| self.version(*id)).collect();
        conditions.extend(when);
        if conditions.is_empty() { None } else { Some(self.all(conditions)) }
    }

    /// The value of the version in force, from versions with their periods.
    pub(super) fn in_force(&mut self, versions: &[(&[usize], Slot)], ty: Type) -> Slot {
        let periods = versions.iter().filter_map(|(in_force, _)| match in_force {
            [only] => self.model.versions.get(*only),
            _ => None,
        });
        // Where some version is always in force, the last is what is left.
        let complete =
            covers_all_days(periods.clone()) && periods.count() == versions.len();
        let mut rows = Vec::new();
        for (position, (in_force, value)) in versions.iter().enumerate() {
            let last = position.saturating_add(1) == versions.len();
            let condition = self.guard(in_force, None);
            rows.extend(condition.filter(|_| !(complete && last)));
            rows.push(*value);
        }
        let rows = self.list(rows);
        self.push(Op::InForce(rows), ty)
    }

    /// What a definition's name stands for: its version in force.
    pub(crate) fn define(&mut self, id: usize) -> Slot {
        let model = self.model;
        let group = model.versioned.defines.of(id);
        if group.is_empty() {
            return self.own_define(id);
        }
        let mut versions: Vec<(&[usize], Slot)> = Vec::new();
        for id in group {
            let Some(define) = model.defines.get(*id) else { continue };
            versions.push((&define.in_force, self.own_define(*id)));
        }
        let ty =
            model.defines.get(id).map_or(Type::Mistake, |known| known.value.ty.clone());
        self.in_force(&versions, ty)
    }

    /// One version of a definition.
    pub(crate) fn own_define(&mut self, id: usize) -> Slot {
        let Some(define) = self.model.defines.get(id) else { return 0 };
        let name = Named::Define(id);
        if let Some(slot) = self.built.get(&name) {
            return *slot;
        }
        let ty = define.value.ty.clone();
        let value = self.expr(&define.value);
        let inner = self.except(Target::Define(id), value, &ty, None);
        let slot = self.push(Op::Name(name, inner), ty);
        self.built.insert(name, slot);
        slot
    }

    /// Whether an exception holds.
    pub(crate) fn exception(&mut self, id: usize) -> Slot {
        let Some(exception) = self.model.exceptions.get(id) else { return 0 };
        let name = Named::Exception(id);
        if let Some(slot) = self.built.get(&name) {
            return *slot;
        }
        let when = self.expr(&exception.when);
        let inner = self.guard(&exception.in_force, Some(when)).unwrap_or(when);
        let slot = self.push(Op::Name(name, inner), Type::Bool);
        self.built.insert(name, slot);
        slot
    }

    /// A general value with the exceptions to it; `deadline` is what periods run for.
    fn except(
        &mut self,
        target: Target,
        general: Slot,
        ty: &Type,
        deadline: Option<Runs<'_>>,
    ) -> Slot {
        let model = self.model;
        let exceptions = model.excepted.of(target);
        if exceptions.is_empty() {
            return general;
        }
        let mut slots = Vec::from([general]);
        for id in exceptions {
            let Some(exception) = model.exceptions.get(*id) else { continue };
            slots.push(self.exception(*id));
            let value = match (&exception.then, deadline) {
                (ExceptionResult::Value(value), _) => self.expr(value),
                (ExceptionResult::Period(length), Some(runs)) => {
                    self.last_day(runs, *length)
                }
                (ExceptionResult::Period(_), None)
                | (ExceptionResult::NeedsJudgement, _) => {
                    self.push(Op::Undecided(*id), ty.clone())
                }
            };
            slots.push(self.except(Target::Exception(*id), value, ty, deadline));
        }
        let args = self.list(slots);
        self.push(Op::Except(args), ty.clone())
    }

    /// One circumstance; of several versions, this very one in its period.
    pub(crate) fn circumstance(&mut self, id: usize) -> Slot {
        let Some(circumstance) = self.model.circumstances.get(id) else { return 0 };
        let name = Named::Circumstance(id);
        if let Some(slot) = self.built.get(&name) {
            return *slot;
        }
        let when = self.expr(&circumstance.when);
        let when = self.except(Target::Circumstance(id), when, &Type::Bool, None);
        let inner = self.guard(&circumstance.in_force, Some(when)).unwrap_or(when);
        let slot = self.push(Op::Name(name, inner), Type::Bool);
        self.built.insert(name, slot);
        slot
    }

    /// The last day by the version in force.
    fn due(&mut self, id: usize) -> Slot {
        let model = self.model;
        let group = model.versioned.deadlines.of(id);
        if group.is_empty() {
            return self.own_deadline(id).due;
        }
        let mut versions: Vec<(&[usize], Slot)> = Vec::new();
        for id in group {
            let Some(deadline) = model.deadlines.get(*id) else { continue };
            versions.push((&deadline.in_force, self.own_deadline(*id).due));
        }
        let ty = versions.first().and_then(|(_, due)| self.types.get(*due).cloned());
        self.in_force(&versions, ty.unwrap_or(Type::Date))
    }

    /// One version of a deadline.
    pub(crate) fn own_deadline(&mut self, id: usize) -> DeadlineSlots {
        if let Some(slots) = self.deadlines.get(&id) {
            return slots.clone();
        }
        let Some(deadline) = self.model.deadlines.get(id) else {
            let suspensions = Vec::new();
            return DeadlineSlots {
                when: None,
                event: 0,
                due: 0,
                met: None,
                suspensions,
            };
        };
        // A name chooses among the last days of all versions, so a last day has its `when` alone.
        let own = deadline.when.as_ref().map(|when| self.expr(when));
        let when = self.guard(&deadline.in_force, own);
        let event = self.expr(&deadline.event);
        let met = deadline.met.as_ref().map(|met| self.expr(met));
        let suspensions: Vec<[Slot; 3]> = deadline
            .suspensions
            .iter()
            .map(|suspension| {
                let when = match &suspension.when {
                    Some(when) => self.expr(when),
                    None => self.constant(&Constant::Bool(true), &Type::Bool),
                };
                [when, self.expr(&suspension.from), self.expr(&suspension.to)]
            })
            .collect();
        let runs = Runs { deadline, event, suspensions: &suspensions };
        let due = self.last_day(runs, deadline.period);
        let ty = self.types.get(due).cloned().unwrap_or(Type::Date);
        let mut due = self.except(Target::Deadline(id), due, &ty, Some(runs));
        let mut conditions = self.decides(deadline.owner);
        conditions.extend(own);
        if !conditions.is_empty() {
            let applies = self.all(conditions);
            due = self.push(Op::OnlyIf(applies, due), ty.clone());
        }
        let due = self.push(Op::Name(Named::Due(id), due), ty);
        let slots = DeadlineSlots { when, event, due, met, suspensions };
        self.deadlines.insert(id, slots.clone());
        slots
    }

    /// That the ground in whose block a deadline stands is the one that decides: it holds,
    /// and none before it does.
    fn decides(&mut self, owner: DeadlineOwner) -> Vec<Slot> {
        let DeadlineOwner::Ground(at, ground) = owner else { return Vec::new() };
        let Some(scope) = self.model.scopes.get(at) else { return Vec::new() };
        let mut conditions = Vec::new();
        for (position, known) in
            scope.grounds.iter().enumerate().take(ground.saturating_add(1))
        {
            let Some(when) = &known.when else { continue };
            let when = self.expr(when);
            conditions.push(if position == ground { when } else { self.not(when) });
        }
        conditions
    }

    /// The last day of a deadline, were it so long.
    fn last_day(&mut self, runs: Runs<'_>, length: Length) -> Slot {
        let Runs { deadline, event, suspensions } = runs;
        let (period, roll, month_end) =
            (length.counted(), deadline.roll, deadline.month_end);
        let (event, ty) = match (period.unit, &deadline.event.ty) {
            (PeriodUnit::Hours, _) => (event, Type::Moment),
            (_, Type::Moment) => (self.push(Op::DateOf(event), Type::Date), Type::Date),
            (_, _) => (event, Type::Date),
        };
        let op = if suspensions.is_empty() {
            let back = deadline.direction == Direction::Before;
            Op::Shift { date: event, period, back, roll, month_end }
        } else {
            let pauses = self.list(suspensions.as_flattened().to_vec());
            Op::Paused { event, period, roll, month_end, pauses }
        };
        self.push(op, ty)
    }

    /// Adds an expression and returns its slot.
    pub(crate) fn expr(&mut self, expr: &Expr) -> Slot {
        let ty = expr.ty.clone();
        let op = match &expr.kind {
            ExprKind::Constant(constant) => return self.constant(constant, &ty),
            ExprKind::Fact(id) => return self.fact(*id),
            ExprKind::Define(id) => return self.define(*id),
            ExprKind::OwnDefine(id) => return self.own_define(*id),
            ExprKind::Circumstance(id) => return self.circumstance(*id),
            ExprKind::Due(id) => return self.due(*id),
            ExprKind::InForce(id) => return self.version(*id),
            ExprKind::Row(table, row) => return self.row(*table, *row),
            ExprKind::Penalty { versions, end } => {
                return self.penalty_amount(versions, *end, &ty);
            }
            ExprKind::AsOf => Op::AsOf,
            ExprKind::Item { review, item, asked } => {
                let slots = super::review::item(self, *review, *item);
                return match asked {
                    Asked::Pass => slots.passes,
                    Asked::Fail => slots.fails,
                    Asked::NotApplicable => slots.not_applicable,
                };
            }
            ExprKind::Criterion { review, layer, criterion } => {
                let slots = super::review::layer(self, *review, *layer);
                return criterion
                    .and_then(|criterion| slots.criteria.get(criterion).copied())
                    .unwrap_or(slots.any);
            }
            ExprKind::Not(inner) => Op::Not(self.expr(inner)),
            ExprKind::And(parts) => {
                let parts = self.slots(parts);
                Op::And(self.list(parts))
            }
            ExprKind::Or(parts) => {
                let parts = self.slots(parts);
                Op::Or(self.list(parts))
            }
            ExprKind::AtLeast(count, parts) => {
                let parts = self.slots(parts);
                Op::AtLeast(*count, self.list(parts))
            }
            ExprKind::Over { fold, list, when, value } => {
                return self.over(*fold, *list, when.as_deref(), value.as_deref(), &ty);
            }
            ExprKind::Compare(op, left, right) => {
                if let Some(slot) = self.counted(*op, left, right) {
                    if self.marks.is_some() {
                        // Only to know how far the count was from its bound.
                        let sides = (*op, self.expr(left), self.expr(right));
                        self.mark(expr, Some(sides), slot);
                    }
                    return slot;
                }
                let left = self.expr(left);
                let right = self.expr(right);
                Op::Compare(*op, left, right)
            }
            ExprKind::OneOf(value, mask) => Op::OneOf(self.expr(value), *mask),
            ExprKind::Contains(set, mask) => Op::Contains(self.expr(set), *mask),
            ExprKind::Known(fact) => Op::Known(self.written_out(*fact)),
            ExprKind::Judged(fact, asked) => Op::Judged(self.written_out(*fact), *asked),
            ExprKind::Case(rows)
            | ExprKind::Unique(rows)
            | ExprKind::Collect(_, rows) => {
                let mut slots = Vec::new();
                for (when, value) in rows {
                    if let Some(when) = when {
                        slots.push(self.expr(when));
                    }
                    slots.push(self.expr(value));
                    if when.is_none() {
                        break;
                    }
                }
                let args = self.list(slots);
                match &expr.kind {
                    ExprKind::Unique(_) => Op::Unique(args),
                    ExprKind::Collect(gather, _) => Op::Collect(*gather, args),
                    _ => Op::Case(args),
                }
            }
            ExprKind::Add(left, right) => {
                let left = self.expr(left);
                Op::Add(left, self.expr(right))
            }
            ExprKind::Subtract(left, right) => {
                let left = self.expr(left);
                Op::Subtract(left, self.expr(right))
            }
            ExprKind::Multiply(left, right) => {
                let left = self.expr(left);
                Op::Multiply(left, self.expr(right))
            }
            ExprKind::Divide(left, right) => {
                let left = self.expr(left);
                Op::Divide(left, self.expr(right))
            }
            ExprKind::Assumed(value, default) => {
                let value = self.expr(value);
                Op::Assumed(value, self.expr(default))
            }
            ExprKind::Negate(inner) => Op::Negate(self.expr(inner)),
            ExprKind::Highest(parts) => {
                let parts = self.slots(parts);
                Op::Highest(self.list(parts))
            }
            ExprKind::Lowest(parts) => {
                let parts = self.slots(parts);
                Op::Lowest(self.list(parts))
            }
            ExprKind::Round(value, step, mode) => {
                let value = self.expr(value);
                let step = self.constant(&Constant::Number(*step), &ty);
                Op::Round(value, step, *mode)
            }
            ExprKind::DateOf(inner) => Op::DateOf(self.expr(inner)),
            ExprKind::Count(unit, from, to) => {
                let from = self.expr(from);
                Op::Count(*unit, from, self.expr(to))
            }
            ExprKind::Shift { date, period, back, roll, month_end } => Op::Shift {
                date: self.expr(date),
                period: *period,
                back: *back,
                roll: *roll,
                month_end: *month_end,
            },
        };
        let slot = self.push(op, ty);
        match op {
            Op::Compare(op, left, right) => {
                self.mark(expr, Some((op, left, right)), slot);
            }
            Op::Case(_) => self.mark(expr, None, slot),
            _ => {}
        }
        slot
    }

    /// Remembers where an expression stands, if somebody wants to know.
    fn mark(&mut self, expr: &Expr, sides: Option<(CompareOp, Slot, Slot)>, slot: Slot) {
        if let Some(marks) = &mut self.marks {
            marks.insert(Mark { span: expr.span, sides, slot });
        }
    }

    fn slots(&mut self, parts: &[Expr]) -> Vec<Slot> {
        parts.iter().map(|part| self.expr(part)).collect()
    }

    /// All of the slots.
    pub(crate) fn all(&mut self, slots: Vec<Slot>) -> Slot {
        match slots.as_slice() {
            [only] => *only,
            _ => {
                let args = self.list(slots);
                self.push(Op::And(args), Type::Bool)
            }
        }
    }

    /// Any of the slots.
    pub(crate) fn any(&mut self, slots: Vec<Slot>) -> Slot {
        match slots.as_slice() {
            [only] => *only,
            _ => {
                let args = self.list(slots);
                self.push(Op::Or(args), Type::Bool)
            }
        }
    }

    pub(crate) fn not(&mut self, slot: Slot) -> Slot {
        self.push(Op::Not(slot), Type::Bool)
    }
}
