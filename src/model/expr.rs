//! Typed expressions over resolved names.

use super::{
    CircumstanceId, DeadlineId, DefineId, FactId, Gather, ParameterId, TableId, Unit,
    VersionId,
};
use crate::text::Span;
use crate::value::{Date, LegalPeriod, Moment, MonthEnd, Number, PeriodUnit, Rounding};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use core::cmp::Ordering;
use serde::Serialize;

/// What a value may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum Type {
    /// True or false.
    Bool,
    /// A number with its unit.
    Number(Unit),
    /// A calendar date.
    Date,
    /// A minute of one.
    Moment,
    /// A length of time in one unit.
    Period(PeriodUnit),
    /// Text.
    Text,
    /// The records of that list.
    List(FactId),
    /// One option of that fact.
    Choice(FactId),
    /// Options of that fact.
    Set(FactId),
    /// A person's answer.
    Judgement,
    /// Something wrong was said already.
    Mistake,
}

/// An expression with its type.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Expr {
    /// What it is.
    pub(crate) kind: ExprKind,
    /// Its type.
    pub(crate) ty: Type,
    /// Where.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}

/// What an expression is.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum ExprKind {
    /// A value written out.
    Constant(Constant),
    /// An input, or its default.
    Fact(FactId),
    /// A definition's value.
    Define(DefineId),
    /// The value of this very version of a definition.
    OwnDefine(DefineId),
    /// Whether a circumstance is given.
    Circumstance(CircumstanceId),
    /// The last day of a deadline.
    Due(DeadlineId),
    /// `as_of`.
    AsOf,
    /// Whether a version is in force.
    InForce(VersionId),
    /// What a penalty of a benchmark comes to in this case: the positions of both, in each
    /// version of the benchmark.
    Penalty {
        /// The benchmark's position and the penalty's in it.
        versions: Vec<(usize, usize)>,
        /// Which amount of it.
        end: PenaltyEnd,
    },
    /// Whether an item of the review being checked fails or passes.
    Item {
        /// The review's position.
        review: usize,
        /// The item's position.
        item: usize,
        /// What is asked.
        asked: Asked,
    },
    /// Whether a criterion or layer of a review holds.
    Criterion {
        /// The review's position.
        review: usize,
        /// The layer's position.
        layer: usize,
        /// The criterion's; `None`: any of the layer.
        criterion: Option<usize>,
    },
    /// Not.
    Not(Box<Expr>),
    /// All.
    And(Vec<Expr>),
    /// Any.
    Or(Vec<Expr>),
    /// At least so many.
    AtLeast(u32, Vec<Expr>),
    /// What the records of a list come to.
    Over {
        /// What is asked of them.
        fold: Fold,
        /// The list.
        list: FactId,
        /// Which records count; nothing: all.
        when: Option<Box<Expr>>,
        /// What is measured in each.
        value: Option<Box<Expr>>,
    },
    /// A comparison of numbers, dates or periods, or equality of anything.
    Compare(CompareOp, Box<Expr>, Box<Expr>),
    /// A choice among options, as a bit mask.
    OneOf(Box<Expr>, u64),
    /// A set that has an option, as a bit mask of one.
    Contains(Box<Expr>, u64),
    /// Whether a fact was given.
    Known(FactId),
    /// What a judgement says.
    Judged(FactId, Asked),
    /// The first, or the second where facts that nobody has given leave the first open.
    Assumed(Box<Expr>, Box<Expr>),
    /// The first row that is true.
    Case(Vec<(Option<Expr>, Expr)>),
    /// The only row that is true; two are a mistake of the table they stand in.
    Unique(Vec<(Option<Expr>, Expr)>),
    /// All rows that are true.
    Collect(Gather, Vec<(Option<Expr>, Expr)>),
    /// Whether a row of a table is true.
    Row(TableId, usize),
    /// Sum.
    Add(Box<Expr>, Box<Expr>),
    /// Difference.
    Subtract(Box<Expr>, Box<Expr>),
    /// Product.
    Multiply(Box<Expr>, Box<Expr>),
    /// Quotient.
    Divide(Box<Expr>, Box<Expr>),
    /// Sign.
    Negate(Box<Expr>),
    /// The greatest.
    Highest(Vec<Expr>),
    /// The least.
    Lowest(Vec<Expr>),
    /// Rounding to a multiple of a step.
    Round(Box<Expr>, Number, Rounding),
    /// The date of a moment.
    DateOf(Box<Expr>),
    /// Whole units between two dates, or hours between two moments.
    Count(PeriodUnit, Box<Expr>, Box<Expr>),
    /// A date moved by a period, forward or back; `roll` moves a last day past holidays.
    Shift {
        /// The date.
        date: Box<Expr>,
        /// By how much.
        period: LegalPeriod,
        /// Towards the past.
        back: bool,
        /// Past holidays.
        roll: bool,
        /// In a month without that day.
        month_end: MonthEnd,
    },
}

/// What the records of a list come to.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    BorshSerialize,
    BorshDeserialize,
)]
pub(crate) enum Fold {
    /// Whether some record meets the condition.
    Any,
    /// Whether every record does.
    All,
    /// How many do.
    Count,
    /// The sum of what is measured.
    Sum,
    /// The greatest.
    Highest,
    /// The least.
    Lowest,
}

/// Which amount of a penalty is read.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PenaltyEnd {
    /// The only one there is.
    Amount,
    /// The least.
    Minimum,
    /// The most.
    Maximum,
}

/// A value written out.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    BorshSerialize,
    BorshDeserialize,
)]
pub(crate) enum Constant {
    /// True or false.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A date.
    Date(Date),
    /// A moment.
    Moment(Moment),
    /// A length of time.
    Period(LegalPeriod),
    /// Text.
    Text(String),
    /// An option, by position.
    Choice(u8),
    /// What a parameter comes to that nothing sets: no value, and an error that says so.
    Unset(ParameterId),
}

/// A comparison.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    BorshSerialize,
    BorshDeserialize,
)]
pub(crate) enum CompareOp {
    /// The same.
    Equal,
    /// Not the same.
    NotEqual,
    /// Less, earlier.
    Less,
    /// Less or the same.
    LessOrEqual,
    /// More, later.
    Greater,
    /// More or the same.
    GreaterOrEqual,
}

impl CompareOp {
    /// Returns whether it holds of two things in this order.
    pub(crate) const fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}

/// What is asked of a judgement or an item.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    BorshSerialize,
    BorshDeserialize,
)]
pub(crate) enum Asked {
    /// It passes, it holds.
    Pass,
    /// It fails.
    Fail,
    /// It does not apply.
    NotApplicable,
}
