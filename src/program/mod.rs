//! Model to program: a flat, straight-line list of operations over slots. In: a checked
//! model. Out: operations in an order in which each needs only earlier ones, and for every
//! declaration the slots its answer is read from. Never: a name looked up, a fact, a date.
//!
//! Slot `n` holds the result of operation `n`, so every intermediate value is kept and a
//! proof is a rendering of slots.

mod benchmark;
mod build;
mod cell;
mod constant;
mod list;
mod op;
mod reach;
mod review;
mod scorecard;
mod table;
mod weights;

pub(crate) use benchmark::{BenchmarkSlots, PenaltySlots, RangeSlots, TablePortion};
pub(crate) use build::Builder;
pub(crate) use cell::{Cell, Failure, Template, Value, intern};
pub(crate) use constant::constant;
pub(crate) use list::MAX_STEPS;
pub(crate) use op::{Args, Named, Op, Slot};
pub(crate) use review::{ItemSlots, LayerSlots, ReviewSlots};
pub(crate) use scorecard::ScorecardSlots;
pub(crate) use table::TableSlots;

use crate::evaluation::Digest;
use crate::model::{CompareOp, Constant, Expr, Model, Shown, Type};
use crate::text::Span;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What a program is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To answer.
    Answer,
    /// To see what a case reaches, too.
    Coverage,
    /// To be looked at over all cases.
    Proof,
}

/// The compiled rules.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    /// The rules they come from: names, labels, citations.
    pub(crate) model: Model,
    /// The model's digest.
    pub(crate) digest: Digest,
    /// What to compute, in order.
    pub(crate) ops: Vec<Op>,
    /// The type of each slot.
    pub(crate) types: Vec<Type>,
    /// Operand lists.
    pub(crate) args: Vec<Slot>,
    /// Constants.
    pub(crate) constants: Vec<Constant>,
    /// The slots with the constants in them.
    pub(crate) template: Template,
    /// Whether each exception holds.
    pub(crate) exceptions: Vec<Slot>,
    /// Whether each version is in force.
    pub(crate) versions: Vec<VersionSlots>,
    /// The slot of each definition; of one version where there are several.
    pub(crate) defines: Vec<Slot>,
    /// The slot of what each definition's name stands for.
    pub(crate) named: Vec<Slot>,
    /// The slot of each circumstance.
    pub(crate) circumstances: Vec<Slot>,
    /// Each deadline's slots.
    pub(crate) deadlines: Vec<DeadlineSlots>,
    /// Each benchmark's slots.
    pub(crate) benchmarks: Vec<BenchmarkSlots>,
    /// Each review's slots.
    pub(crate) reviews: Vec<ReviewSlots>,
    /// Each scope's slots.
    pub(crate) scopes: Vec<ScopeSlots>,
    /// Each table's slots.
    pub(crate) tables: Vec<TableSlots>,
    /// Each scorecard's slots.
    pub(crate) scorecards: Vec<ScorecardSlots>,
    /// The slots of the expressions asked for beside the rules.
    pub(crate) probes: Vec<Slot>,
    /// What is asked of each record of a list that is not written out, by list.
    pub(crate) inside: BTreeMap<usize, BTreeSet<Slot>>,
    /// Whether an answer can depend on a fact, by fact.
    pub(crate) reached: Vec<bool>,
    /// Whether the records of the case make it too long, so that it is of no use.
    pub(crate) too_long: bool,
    /// Where comparisons and choices came from, if somebody wants to know.
    pub(crate) marks: Option<BTreeSet<Mark>>,
    /// For each pair of dates that benchmarks are judged by: the rules at the decision.
    pub(crate) later: Vec<Self>,
}

/// Where in the text a comparison or a choice stands, and its slots. What is equal shares a
/// slot, so one slot may have several marks; in a list each record has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    /// Where.
    pub(crate) span: Span,
    /// Of a comparison: which, and its sides.
    pub(crate) sides: Option<(CompareOp, Slot, Slot)>,
    /// What it came to.
    pub(crate) slot: Slot,
}

/// A deadline's slots.
#[derive(Debug, Clone)]
pub(crate) struct DeadlineSlots {
    /// Whether it applies.
    pub(crate) when: Option<Slot>,
    /// The day it is counted from.
    pub(crate) event: Slot,
    /// The last day.
    pub(crate) due: Slot,
    /// The day it was done.
    pub(crate) met: Option<Slot>,
    /// By suspension: whether there is one, its first day, the day after it.
    pub(crate) suspensions: Vec<[Slot; 3]>,
}

/// A version's slots.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VersionSlots {
    /// The date that decides.
    pub(crate) date: Slot,
    /// Whether it is in force then.
    pub(crate) in_force: Slot,
}

/// A scope's slots.
#[derive(Debug, Clone)]
pub(crate) struct ScopeSlots {
    /// Whether its version is in force.
    pub(crate) when: Option<Slot>,
    /// The conditions, by ground; `None` is otherwise.
    pub(crate) grounds: Vec<Option<Slot>>,
}

impl Program {
    /// Returns the operands of a list.
    #[inline]
    pub(crate) fn list(&self, args: Args) -> &[Slot] {
        let end = args.start.saturating_add(args.len);
        self.args.get(args.start..end).unwrap_or_default()
    }

    /// Adds an operation behind all others.
    pub(crate) fn add(&mut self, op: Op, ty: Type) -> Slot {
        self.ops.push(op);
        self.types.push(ty);
        self.ops.len().saturating_sub(1)
    }

    /// Adds a list of operands.
    pub(crate) fn add_list(&mut self, slots: &[Slot]) -> Args {
        let args = Args { start: self.args.len(), len: slots.len() };
        self.args.extend(slots);
        args
    }

    /// Returns an operation that reads other slots: `at` says which.
    pub(crate) fn reading(&mut self, op: Op, at: impl Fn(Slot) -> Slot) -> Op {
        let mut list = |args: Args| {
            let slots: Vec<Slot> = self.list(args).iter().map(|slot| at(*slot)).collect();
            self.add_list(&slots)
        };
        match op {
            Op::Input(_) | Op::AsOf | Op::Constant(_) | Op::Undecided(_) => op,
            Op::Known(inner) => Op::Known(at(inner)),
            Op::Name(name, inner) => Op::Name(name, at(inner)),
            Op::Not(inner) => Op::Not(at(inner)),
            Op::OneOf(inner, mask) => Op::OneOf(at(inner), mask),
            Op::Contains(inner, mask) => Op::Contains(at(inner), mask),
            Op::Judged(inner, asked) => Op::Judged(at(inner), asked),
            Op::Negate(inner) => Op::Negate(at(inner)),
            Op::AtLeastZero(inner) => Op::AtLeastZero(at(inner)),
            Op::DateOf(inner) => Op::DateOf(at(inner)),
            Op::Round(inner, step, mode) => Op::Round(at(inner), at(step), mode),
            Op::Shift { date, period, back, roll, month_end } => {
                Op::Shift { date: at(date), period, back, roll, month_end }
            }
            Op::Paused { event, period, roll, month_end, pauses } => {
                let pauses = list(pauses);
                Op::Paused { event: at(event), period, roll, month_end, pauses }
            }
            Op::Default(left, right) => Op::Default(at(left), at(right)),
            Op::Assumed(left, right) => Op::Assumed(at(left), at(right)),
            Op::Compare(op, left, right) => Op::Compare(op, at(left), at(right)),
            Op::Add(left, right) => Op::Add(at(left), at(right)),
            Op::Subtract(left, right) => Op::Subtract(at(left), at(right)),
            Op::Multiply(left, right) => Op::Multiply(at(left), at(right)),
            Op::Divide(left, right) => Op::Divide(at(left), at(right)),
            Op::Count(unit, left, right) => Op::Count(unit, at(left), at(right)),
            Op::OnlyIf(left, right) => Op::OnlyIf(at(left), at(right)),
            Op::And(args) => Op::And(list(args)),
            Op::Or(args) => Op::Or(list(args)),
            Op::AtLeast(count, args) => Op::AtLeast(count, list(args)),
            Op::Tally(args) => Op::Tally(list(args)),
            Op::Over(fold, args) => Op::Over(fold, list(args)),
            Op::Records(fold, args) => Op::Records(fold, list(args)),
            Op::Case(args) => Op::Case(list(args)),
            Op::Unique(args) => Op::Unique(list(args)),
            Op::Collect(gather, args) => Op::Collect(gather, list(args)),
            Op::InForce(args) => Op::InForce(list(args)),
            Op::Except(args) => Op::Except(list(args)),
            Op::Penalty { benchmark, penalty, end, args } => {
                Op::Penalty { benchmark, penalty, end, args: list(args) }
            }
            Op::Highest(args) => Op::Highest(list(args)),
            Op::Lowest(args) => Op::Lowest(list(args)),
        }
    }

    /// Makes it ready to run after operations were added; of two laws it keeps the first.
    pub(crate) fn with_additions(mut self) -> Self {
        self.later.clear();
        self.template = Template::of(&self);
        self
    }

    /// Returns every slot that one answer is read from.
    pub(crate) fn roots(&self, shown: Shown) -> Vec<Slot> {
        reach::of(self, shown)
    }

    /// Returns the slots an operation reads.
    pub(crate) fn operands(&self, op: Op) -> Vec<Slot> {
        let mut slots = Vec::new();
        self.each_operand(op, |slot| slots.push(slot));
        slots
    }

    /// Goes through the slots an operation reads.
    pub(crate) fn each_operand(&self, op: Op, mut read: impl FnMut(Slot)) {
        match op {
            Op::Input(_) | Op::AsOf | Op::Constant(_) | Op::Undecided(_) => {}
            Op::Known(inner)
            | Op::Name(_, inner)
            | Op::Not(inner)
            | Op::OneOf(inner, _)
            | Op::Contains(inner, _)
            | Op::Judged(inner, _)
            | Op::Negate(inner)
            | Op::AtLeastZero(inner)
            | Op::DateOf(inner)
            | Op::Round(inner, _, _) => read(inner),
            Op::Shift { date, .. } => read(date),
            Op::Paused { event, pauses, .. } => {
                read(event);
                self.list(pauses).iter().copied().for_each(read);
            }
            Op::Default(left, right)
            | Op::Assumed(left, right)
            | Op::Compare(_, left, right)
            | Op::Add(left, right)
            | Op::Subtract(left, right)
            | Op::Multiply(left, right)
            | Op::Divide(left, right)
            | Op::Count(_, left, right)
            | Op::OnlyIf(left, right) => {
                read(left);
                read(right);
            }
            Op::And(args)
            | Op::Or(args)
            | Op::AtLeast(_, args)
            | Op::Tally(args)
            | Op::Over(_, args)
            | Op::Records(_, args)
            | Op::Case(args)
            | Op::Unique(args)
            | Op::Collect(_, args)
            | Op::InForce(args)
            | Op::Except(args)
            | Op::Penalty { args, .. }
            | Op::Highest(args)
            | Op::Lowest(args) => self.list(args).iter().copied().for_each(read),
        }
    }
}

/// Compiles a model; `probes` are further expressions to evaluate with it.
pub(crate) fn compile(model: Model, probes: &[Expr]) -> Program {
    let digest = model.digest();
    compile_as(model, probes, digest, Purpose::Answer)
}

/// Compiles the rules for a proof over all cases: without their tests, and with an operation
/// for each thing that is asked of the records of a list.
pub(crate) fn compile_for_proof(model: &Model, digest: Digest) -> Program {
    let mut model = model.clone();
    model.cases = Arc::default();
    straight(model, &[], digest, Purpose::Proof)
}

/// Compiles the rules to be compared with others: as for a proof, and by both laws where they
/// are judged by two.
pub(crate) fn compile_to_compare(model: &Model, digest: Digest) -> Program {
    let mut model = model.clone();
    model.cases = Arc::default();
    compile_as(model, &[], digest, Purpose::Proof)
}

/// Compiles a model and marks where its comparisons and choices stand.
pub(crate) fn compile_marked(model: Model, probes: &[Expr]) -> Program {
    let digest = model.digest();
    compile_as(model, probes, digest, Purpose::Coverage)
}

/// Compiles a model whose rules have this digest.
fn compile_as(
    model: Model,
    probes: &[Expr],
    digest: Digest,
    purpose: Purpose,
) -> Program {
    let later: Vec<Program> = model
        .two_dates()
        .iter()
        .map(|dates| straight(model.at_decision(dates), &[], digest, purpose))
        .collect();
    let mut program = straight(model, probes, digest, purpose);
    for (at, reached) in program.reached.iter_mut().enumerate() {
        *reached |= later.iter().any(|later| later.reached.get(at) == Some(&true));
    }
    program.too_long |= later.iter().any(|later| later.too_long);
    program.later = later;
    program
}

/// Compiles the rules as one law stands.
fn straight(model: Model, probes: &[Expr], digest: Digest, purpose: Purpose) -> Program {
    let mut builder = Builder::new(&model, purpose);
    let versions = model
        .versions
        .iter()
        .enumerate()
        .map(|(id, version)| VersionSlots {
            date: builder.expr(&version.dated_by),
            in_force: builder.version(id),
        })
        .collect();
    let exceptions =
        (0..model.exceptions.len()).map(|id| builder.exception(id)).collect();
    let defines = (0..model.defines.len()).map(|id| builder.own_define(id)).collect();
    let named = (0..model.defines.len()).map(|id| builder.define(id)).collect();
    let circumstances =
        (0..model.circumstances.len()).map(|id| builder.circumstance(id)).collect();
    let deadlines =
        (0..model.deadlines.len()).map(|id| builder.own_deadline(id)).collect();
    let mut benchmarks = Vec::new();
    for at in 0..model.benchmarks.len() {
        // Written out for every record they may be too many, and then are of no use.
        if builder.is_full() {
            break;
        }
        benchmarks.extend(builder.benchmark(at));
    }
    let reviews =
        (0..model.reviews.len()).map(|at| review::compile(&mut builder, at)).collect();
    let scopes = model
        .scopes
        .iter()
        .map(|scope| ScopeSlots {
            when: builder.guard(&scope.in_force, None),
            grounds: scope
                .grounds
                .iter()
                .map(|ground| ground.when.as_ref().map(|when| builder.expr(when)))
                .collect(),
        })
        .collect();
    let tables = model
        .tables
        .iter()
        .enumerate()
        .map(|(at, known)| table::compile(&mut builder, at, known))
        .collect();
    let scorecards = model
        .scorecards
        .iter()
        .map(|known| scorecard::compile(&mut builder, known))
        .collect();
    let probes = probes.iter().map(|probe| builder.expr(probe)).collect();
    let too_long = builder.is_full();
    let Builder { ops, types, args, constants, inside, marks, .. } = builder;
    let mut program = Program {
        digest,
        ops,
        types,
        args,
        constants,
        template: Template::default(),
        exceptions,
        versions,
        defines,
        named,
        circumstances,
        deadlines,
        benchmarks,
        reviews,
        scopes,
        tables,
        scorecards,
        probes,
        inside,
        reached: Vec::new(),
        too_long,
        marks,
        later: Vec::new(),
        model,
    };
    program.reached = reach::facts(&program);
    program.template = Template::of(&program);
    program
}
