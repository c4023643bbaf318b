//! Inputs.

use super::{Citation, Expr, FactId, Measure, Unit};
use crate::diagnostic::Message;
use crate::text::Span;
use crate::value::{Date, Interval, Number, TextFormat};
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// An input.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Fact {
    /// Its path as the main pack sees it.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// Its type and limits.
    pub(crate) kind: FactKind,
    /// What a text looks like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) format: Option<TextFormat>,
    /// Who declares it.
    pub(crate) owner: FactOwner,
    /// Whether a used pack declares it.
    pub(crate) foreign: bool,
    /// How a form asks for it.
    pub(crate) question: Option<Message>,
    /// Where a form puts it.
    pub(crate) group: Option<Message>,
    /// What the law assumes when nothing is known.
    pub(crate) default: Option<Expr>,
    /// Why it is asked.
    pub(crate) basis: Vec<Citation>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}

/// Who declares a fact.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
pub(crate) enum FactOwner {
    /// A `fact` statement.
    Fact,
    /// A checklist question, of the review's item (positions).
    Ask(usize, usize),
    /// A scorecard, whose bands are its options: nobody gives it.
    Bands,
    /// The list of that position: it is a field of its records, and holds no value itself.
    Field(FactId),
    /// The same, in one record of a case.
    Record(FactId),
}

/// The type of an input.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum FactKind {
    /// True or false.
    Bool,
    /// A whole number.
    Integer(Limits),
    /// A number.
    Number(Limits),
    /// Yuan, to the fen.
    Money(Limits),
    /// A share.
    Percent(Limits),
    /// A date.
    Date(Option<Interval<Date>>),
    /// A moment.
    Moment,
    /// Text.
    Text,
    /// A person's answer.
    Judgement,
    /// One option.
    OneOf(Vec<Opt>),
    /// Options.
    AnyOf(Vec<Opt>),
    /// Records; so many facts after it are the fields of each.
    List(usize),
}

/// What limits a number.
#[derive(Debug, Clone, Default, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Limits {
    /// The values allowed.
    pub(crate) range: Option<Interval<Number>>,
    /// What it measures.
    pub(crate) unit: Option<Message>,
    /// The same, as what is calculated with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) measure: Option<Measure>,
}

impl Limits {
    /// Returns what the numbers measure.
    pub(crate) fn measured(&self) -> Unit {
        self.measure.clone().map_or(Unit::Plain, Measure::unit)
    }
}

/// One option.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Opt {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
}

impl Fact {
    /// Whether it is a field of a list, as declared: an input only in records.
    pub(crate) const fn is_field(&self) -> bool {
        matches!(self.owner, FactOwner::Field(_))
    }

    /// Whether somebody may give it under its name.
    pub(crate) const fn is_given(&self) -> bool {
        !matches!(self.owner, FactOwner::Field(_) | FactOwner::Bands)
    }

    /// Whether it is a question of a checklist.
    pub(crate) const fn is_ask(&self) -> bool {
        matches!(self.owner, FactOwner::Ask(..))
    }
}

impl FactKind {
    /// Returns the options of a choice; none for other types.
    pub(crate) fn options(&self) -> &[Opt] {
        match self {
            Self::OneOf(options) | Self::AnyOf(options) => options,
            Self::Bool
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Money(_)
            | Self::Percent(_)
            | Self::Date(_)
            | Self::Moment
            | Self::Text
            | Self::Judgement
            | Self::List(_) => &[],
        }
    }

    /// Returns the type's English keyword.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Integer(_) => "integer",
            Self::Number(_) => "number",
            Self::Money(_) => "money",
            Self::Percent(_) => "percent",
            Self::Date(_) => "date",
            Self::Moment => "moment",
            Self::Text => "text",
            Self::Judgement => "judgement",
            Self::OneOf(_) => "one of",
            Self::AnyOf(_) => "any of",
            Self::List(_) => "list of",
        }
    }
}
