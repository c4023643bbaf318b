//! Benchmarks: for every tier and every row of a statutory range, both ends of what is left.

use super::weights::{self, WeightsSlots};
use super::{Builder, Op, Slot};
use crate::model::{
    Benchmark, CircumstanceId, Constant, Expr, ExprKind, FineRow, Move, Penalty,
    PenaltyAmount, PenaltyEnd, Portion, PortionOf, Reduction, Step, StepKind, TableRange,
    TierPenalty, TierResult, Type, Unit,
};
use crate::value::Number;
use alloc::vec::Vec;

/// A benchmark's slots.
#[derive(Debug, Clone)]
pub(crate) struct BenchmarkSlots {
    /// Whether it applies.
    pub(crate) when: Option<Slot>,
    /// By penalty.
    pub(crate) penalties: Vec<PenaltySlots>,
    /// By sum of weights.
    pub(crate) weights: Vec<WeightsSlots>,
    /// By tier or conflict.
    pub(crate) steps: Vec<StepSlots>,
    /// What is proposed.
    pub(crate) proposals: Vec<Slot>,
    /// Below what a circumstance reduces nothing.
    pub(crate) floors: Vec<(CircumstanceId, Slot)>,
    /// The most that all records may come to, by sum.
    pub(crate) caps: Vec<Option<Slot>>,
}

/// A penalty's slots.
#[derive(Debug, Clone)]
pub(crate) struct PenaltySlots {
    /// Whether it is provided in this case.
    pub(crate) when: Option<Slot>,
    /// The exact amount.
    pub(crate) amount: Option<Slot>,
    /// The amount by formula.
    pub(crate) computed: Option<Slot>,
    /// The statutory range, row by row.
    pub(crate) rows: Vec<(Option<Slot>, RangeSlots)>,
}

/// A tier's slots.
#[derive(Debug, Clone)]
pub(crate) struct StepSlots {
    /// When; `None` is otherwise.
    pub(crate) when: Option<Slot>,
    /// For each penalty, for each row of its statutory range: what the tier leaves; `None`
    /// where the tier does not speak of the penalty.
    pub(crate) ranges: Vec<Option<Vec<RangeSlots>>>,
    /// For each penalty: the tables of whose rows one gives the amounts.
    pub(crate) tables: Vec<Vec<TablePortion>>,
}

/// What a table gives a tier.
#[derive(Debug, Clone)]
pub(crate) struct TablePortion {
    /// The table's position.
    pub(crate) table: usize,
    /// The amounts, by row.
    pub(crate) rows: Vec<RangeSlots>,
}

/// Both ends of a range.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RangeSlots {
    /// The lower end and whether it is included.
    pub(crate) lower: Option<(Slot, bool)>,
    /// The upper end.
    pub(crate) upper: Option<(Slot, bool)>,
}

impl BenchmarkSlots {
    /// Returns the tables that tiers take their amounts from.
    pub(crate) fn tables(&self) -> impl Iterator<Item = usize> {
        let tables = self.steps.iter().flat_map(|step| step.tables.iter().flatten());
        tables.map(|known| known.table)
    }
}

/// Returns the slots that a benchmark's answer is read from, beside its circumstances, the
/// rows of its tables and what is proposed.
pub(super) fn read(slots: &BenchmarkSlots) -> Vec<Slot> {
    let mut all: Vec<Slot> = slots.when.into_iter().collect();
    let ends = |all: &mut Vec<Slot>, range: &RangeSlots| {
        all.extend(range.lower.map(|(slot, _)| slot));
        all.extend(range.upper.map(|(slot, _)| slot));
    };
    all.extend(slots.floors.iter().map(|(_, slot)| *slot));
    for penalty in &slots.penalties {
        all.extend(penalty.when);
        all.extend(penalty.amount);
        all.extend(penalty.computed);
        for (condition, row) in &penalty.rows {
            all.extend(condition);
            ends(&mut all, row);
        }
    }
    all.extend(slots.weights.iter().flat_map(WeightsSlots::all));
    for step in &slots.steps {
        all.extend(step.when);
        let tables = step.tables.iter().flatten().flat_map(|table| &table.rows);
        for row in step.ranges.iter().flatten().flatten().chain(tables) {
            ends(&mut all, row);
        }
    }
    all
}

impl Builder<'_> {
    /// Compiles a benchmark, once.
    pub(crate) fn benchmark(&mut self, at: usize) -> Option<BenchmarkSlots> {
        if let Some(slots) = self.benchmarks.get(&at) {
            return Some(slots.clone());
        }
        let model = self.model;
        let slots = compile(self, model.benchmarks.get(at)?);
        self.benchmarks.insert(at, slots.clone());
        Some(slots)
    }

    /// What a penalty comes to, by the version of its benchmark that is in force.
    pub(super) fn penalty_amount(
        &mut self,
        versions: &[(usize, usize)],
        end: PenaltyEnd,
        ty: &Type,
    ) -> Slot {
        let model = self.model;
        let mut values: Vec<(&[usize], Slot)> = Vec::new();
        for (benchmark, penalty) in versions.iter().copied() {
            let (Some(known), Some(slots)) =
                (model.benchmarks.get(benchmark), self.benchmark(benchmark))
            else {
                continue;
            };
            let mut all = read(&slots);
            all.extend(known.circumstances.iter().map(|id| self.circumstance(*id)));
            for at in slots.tables() {
                let Some(table) = model.tables.get(at) else { continue };
                let slots = super::table::compile(self, at, table);
                all.extend(slots.when);
                all.extend(slots.rows.iter().flatten());
            }
            let args = self.list(all);
            let op = Op::Penalty { benchmark, penalty, end, args };
            values.push((&known.in_force, self.push(op, ty.clone())));
        }
        match values.as_slice() {
            [([], only)] => *only,
            all => self.in_force(all, ty.clone()),
        }
    }
}

/// Compiles a benchmark.
fn compile(builder: &mut Builder<'_>, benchmark: &Benchmark) -> BenchmarkSlots {
    let chosen = benchmark.each.as_ref().and_then(|each| each.when.as_ref());
    let when = [chosen, benchmark.when.as_ref()].into_iter().flatten();
    let when: Vec<Slot> = when.map(|when| builder.expr(when)).collect();
    let when = if when.is_empty() { None } else { Some(builder.all(when)) };
    let when = builder.guard(&benchmark.in_force, when);
    let penalties: Vec<PenaltySlots> =
        benchmark.penalties.iter().map(|known| penalty(builder, known)).collect();
    let steps = benchmark
        .steps
        .iter()
        .map(|step| {
            let when = step.when.as_ref().map(|when| builder.expr(when));
            let parts: &[TierPenalty] = match &step.kind {
                StepKind::Tier(TierResult::Penalties(parts)) => parts,
                StepKind::Tier(TierResult::NoPenalty | TierResult::NeedsJudgement)
                | StepKind::Conflict(..) => &[],
            };
            let ranges = penalties
                .iter()
                .zip(&benchmark.penalties)
                .enumerate()
                .map(|(position, (slots, known))| {
                    let part = parts.iter().find(|part| part.penalty == position);
                    let portion = part.and_then(|part| part.portion.as_ref());
                    leaves(builder, step, known, slots, portion)
                })
                .collect();
            let tables = (0..penalties.len())
                .map(|position| {
                    let part = parts.iter().find(|part| part.penalty == position);
                    let portion = part.and_then(|part| part.portion.as_ref());
                    let tables = portion.map_or(&[][..], |known| &known.tables);
                    tables.iter().filter_map(|range| table(builder, *range)).collect()
                })
                .collect();
            StepSlots { when, ranges, tables }
        })
        .collect();
    let model = builder.model;
    let mut floors = Vec::new();
    for id in &benchmark.circumstances {
        let moves = model.circumstances.get(*id).and_then(|known| known.moves.as_ref());
        if let Some(Move::Reduce(Reduction { floor: Some(floor), .. })) = moves {
            floors.push((*id, amount(builder, floor)));
        }
    }
    let proposals = benchmark
        .proposals
        .iter()
        .map(|proposal| builder.expr(&proposal.value))
        .collect();
    let weights =
        benchmark.weights.iter().map(|known| weights::compile(builder, known)).collect();
    let sums = benchmark.per_record().map_or(&[][..], |each| &each.sums);
    let caps =
        sums.iter().map(|sum| sum.cap.as_ref().map(|cap| amount(builder, cap))).collect();
    BenchmarkSlots { when, penalties, weights, steps, proposals, floors, caps }
}

/// What a step leaves of every row of the statute, where it says so or the formula does.
fn leaves(
    builder: &mut Builder<'_>,
    step: &Step,
    penalty: &Penalty,
    slots: &PenaltySlots,
    portion: Option<&Portion>,
) -> Option<Vec<RangeSlots>> {
    let rows = slots.rows.iter().map(|(_, row)| *row);
    if let Some(portion) = portion {
        if !portion.tables.is_empty() {
            return None;
        }
        return Some(rows.map(|row| narrow(builder, penalty, row, portion)).collect());
    }
    // A tier that says nothing of the amount leaves what the formula comes to.
    let (Some(computed), Some(formula), StepKind::Tier(TierResult::Penalties(_))) =
        (slots.computed, &penalty.computed, &step.kind)
    else {
        return None;
    };
    let ty = &formula.value.ty;
    Some(rows.map(|row| weights::bounded(builder, computed, row, ty)).collect())
}

/// The amounts that the rows of a table give.
fn table(builder: &mut Builder<'_>, range: TableRange) -> Option<TablePortion> {
    let known = builder.model.tables.get(range.table)?;
    let rows = known.outputs.get(range.output)?.ranges.iter();
    let rows = rows
        .map(|row| RangeSlots {
            lower: row.lower.as_ref().map(|(expr, inc)| (amount(builder, expr), *inc)),
            upper: row.upper.as_ref().map(|(expr, inc)| (amount(builder, expr), *inc)),
        })
        .collect();
    Some(TablePortion { table: range.table, rows })
}

fn penalty(builder: &mut Builder<'_>, penalty: &Penalty) -> PenaltySlots {
    let when = penalty.when.as_ref().map(|when| builder.expr(when));
    let (amount, rows) = match &penalty.amount {
        PenaltyAmount::Plain | PenaltyAmount::Things(_) => (None, Vec::new()),
        PenaltyAmount::Amount { value, less } => {
            (Some(taken(builder, value, less.as_ref())), Vec::new())
        }
        PenaltyAmount::Rows(rows) => {
            (None, rows.iter().map(|known| row(builder, known)).collect())
        }
    };
    let computed =
        penalty.computed.as_ref().map(|known| self::amount(builder, &known.value));
    PenaltySlots { when, amount, computed, rows }
}

/// What is confiscated. Neither what was gained nor what goes back may be less than nothing;
/// where more goes back than was gained, nothing is left to take.
fn taken(builder: &mut Builder<'_>, value: &Expr, less: Option<&Expr>) -> Slot {
    let ty = value.ty.clone();
    let value = amount(builder, value);
    let Some(less) = less else { return value };
    let less = amount(builder, less);
    let rest = builder.push(Op::Subtract(value, less), ty.clone());
    let zero = builder.constant(&Constant::Number(Number::ZERO), &ty);
    let parts = builder.list(Vec::from([rest, zero]));
    builder.push(Op::Highest(parts), ty)
}

/// An amount of a penalty: none where it comes out below zero.
fn amount(builder: &mut Builder<'_>, expr: &Expr) -> Slot {
    let slot = builder.expr(expr);
    // What is written out was looked at when it was checked.
    if matches!(expr.kind, ExprKind::Constant(_)) {
        return slot;
    }
    builder.push(Op::AtLeastZero(slot), expr.ty.clone())
}

fn row(builder: &mut Builder<'_>, row: &FineRow) -> (Option<Slot>, RangeSlots) {
    let when = row.when.as_ref().map(|when| builder.expr(when));
    let mut end = |bound: &Option<(Expr, bool)>| {
        bound.as_ref().map(|(expr, included)| (amount(builder, expr), *included))
    };
    let range = RangeSlots { lower: end(&row.lower), upper: end(&row.upper) };
    (when, range)
}

/// What a portion leaves of one row of the statute.
fn narrow(
    builder: &mut Builder<'_>,
    penalty: &Penalty,
    row: RangeSlots,
    portion: &Portion,
) -> RangeSlots {
    let ty = match &penalty.amount {
        PenaltyAmount::Rows(rows) => rows
            .iter()
            .find_map(|row| row.lower.as_ref().or(row.upper.as_ref()))
            .map_or(Type::Number(Unit::Money), |(expr, _)| expr.ty.clone()),
        PenaltyAmount::Plain
        | PenaltyAmount::Things(_)
        | PenaltyAmount::Amount { .. } => Type::Number(Unit::Money),
    };
    let mut end = |bound: &Option<(Expr, bool)>| {
        let (expr, included) = bound.as_ref()?;
        let value = match portion.of {
            PortionOf::Amount => amount(builder, expr),
            PortionOf::Minimum | PortionOf::Maximum | PortionOf::Span => {
                builder.expr(expr)
            }
        };
        // A law that names only a maximum starts from nothing.
        let zero = builder.constant(&Constant::Number(Number::ZERO), &ty);
        let minimum = row.lower.map_or(zero, |(slot, _)| slot);
        let slot = match portion.of {
            PortionOf::Amount => value,
            PortionOf::Minimum => builder.push(Op::Multiply(minimum, value), ty.clone()),
            PortionOf::Maximum => {
                let (maximum, _) = row.upper?;
                builder.push(Op::Multiply(maximum, value), ty.clone())
            }
            PortionOf::Span => {
                let (maximum, _) = row.upper?;
                let span = builder.push(Op::Subtract(maximum, minimum), ty.clone());
                let share = builder.push(Op::Multiply(span, value), ty.clone());
                builder.push(Op::Add(minimum, share), ty.clone())
            }
        };
        Some((slot, *included))
    };
    RangeSlots { lower: end(&portion.lower), upper: end(&portion.upper) }
}
