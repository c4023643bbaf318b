//! The tests of a pack: facts and what is expected of them.

use super::{Expr, FactId, Shown};
use crate::diagnostic::Message;
use crate::value::{AsOf, Interval, Number};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// One case; a `vary` row and a CSV line are cases of their own.
#[derive(Debug, Clone)]
pub(crate) struct TestCase {
    /// Its name; a varied one has its value after it.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The date or the moment asked for.
    pub(crate) as_of: AsOf,
    /// The profile it is judged by, if it names one.
    pub(crate) profile: Option<String>,
    /// Whether a person has still to say what is expected: it counts for nothing.
    pub(crate) unconfirmed: bool,
    /// The facts.
    pub(crate) given: Vec<Given>,
    /// What is expected.
    pub(crate) expect: Vec<Expectation>,
    /// The file it stands in.
    pub(crate) path: String,
    /// The line, from 1.
    pub(crate) line: usize,
}

/// One fact given.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    /// The fact.
    pub(crate) fact: FactId,
    /// Its value, before typing: tests go the way of real facts.
    pub(crate) value: Raw,
    /// As the author wrote it.
    pub(crate) text: String,
}

/// A value as given, before the fact's type is applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Raw {
    /// `true`, `false`.
    Bool(bool),
    /// A number as decimal text.
    Number(String),
    /// Text.
    Text(String),
    /// Texts.
    List(Vec<String>),
    /// Records: fields with their values.
    Records(Vec<Vec<(String, Self)>>),
}

/// One expectation with its wording.
#[derive(Debug, Clone)]
pub(crate) struct Expectation {
    /// What is expected.
    pub(crate) kind: ExpectationKind,
    /// As the author wrote it.
    pub(crate) text: String,
}

/// A fact that is expected to be missing.
#[derive(Debug, Clone)]
pub(crate) enum Waited {
    /// This one.
    Fact(String),
    /// A field, of at least one record of a list.
    Field {
        /// The list's name.
        list: String,
        /// The field's own name.
        field: String,
    },
}

impl Waited {
    /// Whether a fact that is listed as missing is it; `persons[0].since` is a field of a record.
    pub(crate) fn is(&self, missing: &str) -> bool {
        match self {
            Self::Fact(name) => name == missing,
            Self::Field { list, field } => missing
                .strip_prefix(list.as_str())
                .and_then(|rest| rest.strip_prefix('['))
                .and_then(|rest| rest.split_once("]."))
                .is_some_and(|(_, name)| name == field),
        }
    }
}

/// What is expected.
#[derive(Debug, Clone)]
pub(crate) enum ExpectationKind {
    /// These facts are listed as missing, by their names.
    Missing(Vec<Waited>),
    /// Something holds of the result.
    Condition(Condition),
}

/// A condition on a result.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum Condition {
    /// Not.
    Not(Box<Condition>),
    /// All.
    All(Vec<Condition>),
    /// Any.
    Any(Vec<Condition>),
    /// An expression over the facts is true.
    True(Expr),
    /// An expression over the facts is (not) known.
    Known(Expr, bool),
    /// Something a verdict holds.
    Member(Shown, Member, MemberTest),
}

/// What of a verdict is looked at.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
pub(crate) enum Member {
    /// The outcome itself.
    Outcome,
    /// A benchmark's tier.
    Tier,
    /// A benchmark's penalty, by position.
    Penalty(usize),
    /// A benchmark's only proposal.
    Proposal,
    /// Whether review is required.
    Required,
    /// A layer.
    Layer(usize),
    /// A criterion of a layer.
    Criterion(usize, usize),
    /// An item.
    Item(usize),
    /// A review's opinion.
    Opinion,
    /// A table's output.
    Output(usize),
    /// A scope's answer.
    Decision,
    /// A scope's ground.
    Ground,
    /// A deadline's last day.
    Due,
    /// A deadline's state.
    State,
}

/// What is asked of it.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum MemberTest {
    /// It has this name.
    Is(String),
    /// It is this amount.
    Amount(Number),
    /// It is exactly this range.
    Exactly(Interval<Number>),
    /// It lies wholly within this range.
    Within(Interval<Number>),
    /// It is this date, or this moment.
    Date(AsOf),
    /// It is true.
    True,
    /// It passes.
    Passes,
    /// It fails.
    Fails,
    /// It does not apply.
    NotApplicable,
    /// A person must decide.
    NeedsJudgement,
    /// It is settled (or, false, not).
    Known(bool),
}
