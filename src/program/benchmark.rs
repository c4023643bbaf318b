//! Benchmarks: for every tier and every row of a statutory range, both ends of what is left.

use super::{Builder, Op, Slot};
use crate::model::{
    Benchmark, Constant, Expr, ExprKind, FineRow, Penalty, PenaltyAmount, Portion,
    PortionOf, StepKind, TierPenalty, TierResult, Type, Unit,
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
    /// By tier or conflict.
    pub(crate) steps: Vec<StepSlots>,
    /// What is proposed.
    pub(crate) proposals: Vec<Slot>,
}

/// A penalty's slots.
#[derive(Debug, Clone)]
pub(crate) struct PenaltySlots {
    /// Whether it is provided in this case.
    pub(crate) when: Option<Slot>,
    /// The exact amount.
    pub(crate) amount: Option<Slot>,
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
}

/// Both ends of a range.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RangeSlots {
    /// The lower end and whether it is included.
    pub(crate) lower: Option<(Slot, bool)>,
    /// The upper end.
    pub(crate) upper: Option<(Slot, bool)>,
}

/// Compiles a benchmark.
pub(super) fn compile(
    builder: &mut Builder<'_>,
    benchmark: &Benchmark,
) -> BenchmarkSlots {
    let when = benchmark.when.as_ref().map(|when| builder.expr(when));
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
                    let part = parts.iter().find(|part| part.penalty == position)?;
                    let portion = part.portion.as_ref()?;
                    Some(
                        slots
                            .rows
                            .iter()
                            .map(|(_, row)| narrow(builder, known, *row, portion))
                            .collect(),
                    )
                })
                .collect();
            StepSlots { when, ranges }
        })
        .collect();
    let proposals = benchmark
        .proposals
        .iter()
        .map(|proposal| builder.expr(&proposal.value))
        .collect();
    BenchmarkSlots { when, penalties, steps, proposals }
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
    PenaltySlots { when, amount, rows }
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
