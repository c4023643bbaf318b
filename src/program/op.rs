//! The operations.

use crate::model::{Asked, CompareOp, Fold, Gather, PenaltyEnd};
use crate::value::{LegalPeriod, MonthEnd, PeriodUnit, Rounding};

/// The position of an operation and of its result.
pub(crate) type Slot = usize;

/// A list of operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Args {
    pub(crate) start: usize,
    pub(crate) len: usize,
}

/// Something with a name and a basis: a proof stops to say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Named {
    /// A definition.
    Define(usize),
    /// A circumstance.
    Circumstance(usize),
    /// A deadline's last day.
    Due(usize),
    /// A version is in force.
    Version(usize),
    /// An exception holds.
    Exception(usize),
    /// A row of a table.
    Row(usize, usize),
    /// A review's layer.
    Layer(usize, usize),
    /// A review's criterion.
    Criterion(usize, usize, usize),
    /// A review's item fails.
    ItemFails(usize, usize),
    /// A review's item passes.
    ItemPasses(usize, usize),
    /// A review's item does not apply.
    ItemNotApplicable(usize, usize),
}

/// One operation over earlier slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Op {
    /// A fact as given.
    Input(usize),
    /// The date asked for.
    AsOf,
    /// A constant, by position.
    Constant(usize),
    /// The first if it was given, else the second.
    Default(Slot, Slot),
    /// The first, or the second where facts that nobody has given leave the first open.
    Assumed(Slot, Slot),
    /// Whether a fact was given.
    Known(Slot),
    /// The same value under a name.
    Name(Named, Slot),
    /// Not.
    Not(Slot),
    /// All.
    And(Args),
    /// Any.
    Or(Args),
    /// At least so many.
    AtLeast(u32, Args),
    /// How many are true.
    Tally(Args),
    /// Condition and value of each record: what the values come to of those that are true.
    Over(Fold, Args),
    /// What the records of a list come to where nobody gave them, for a proof over all cases:
    /// the list, then what is asked of each record. No evaluation of a case has it.
    Records(Fold, Args),
    /// A comparison.
    Compare(CompareOp, Slot, Slot),
    /// A choice among options.
    OneOf(Slot, u64),
    /// A set that has an option.
    Contains(Slot, u64),
    /// What a judgement says.
    Judged(Slot, Asked),
    /// Condition, value, condition, value …; the first true row. An odd last operand is
    /// the value of `otherwise`.
    Case(Args),
    /// The same where only one row may be true.
    Unique(Args),
    /// What all rows that are true come to together.
    Collect(Gather, Args),
    /// The same for versions: the value of the one in force.
    InForce(Args),
    /// The general value, then condition and value of each exception to it; their order
    /// means nothing.
    Except(Args),
    /// What only a person can settle, by that exception.
    Undecided(usize),
    /// Sum.
    Add(Slot, Slot),
    /// Difference.
    Subtract(Slot, Slot),
    /// Product.
    Multiply(Slot, Slot),
    /// Quotient.
    Divide(Slot, Slot),
    /// Sign.
    Negate(Slot),
    /// The greatest.
    Highest(Args),
    /// The least.
    Lowest(Args),
    /// Rounding to a multiple of a constant.
    Round(Slot, usize, Rounding),
    /// An amount of a penalty; none where it is below zero.
    AtLeastZero(Slot),
    /// The date of a moment.
    DateOf(Slot),
    /// Whole units from the first date to the second.
    Count(PeriodUnit, Slot, Slot),
    /// A date moved.
    Shift { date: Slot, period: LegalPeriod, back: bool, roll: bool, month_end: MonthEnd },
    /// A date moved on, over days that are not counted: three operands each, whether they
    /// are, the first of them, the day after them.
    Paused {
        event: Slot,
        period: LegalPeriod,
        roll: bool,
        month_end: MonthEnd,
        pauses: Args,
    },
    /// What a penalty of a benchmark comes to; the operands are all that the benchmark's
    /// answer is read from.
    Penalty { benchmark: usize, penalty: usize, end: PenaltyEnd, args: Args },
    /// The second where the first is true; nothing where it is false.
    OnlyIf(Slot, Slot),
}
