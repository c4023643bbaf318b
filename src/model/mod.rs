//! The checked rules: data only. In: nothing, it is data. Out: the canonical encoding that
//! the pack's digest covers. Never: a tree, a keyword, a layout; spans stay for diagnostics
//! and are not encoded.

mod benchmark;
mod case;
mod citation;
mod deadline;
mod define;
mod document;
mod each;
mod exception;
mod expr;
mod fact;
mod ladder;
mod list;
mod outline;
mod parameter;
mod review;
mod scope;
mod scorecard;
mod table;
mod unit;
mod units;
mod version;
mod weights;
mod words;

pub(crate) use benchmark::{
    Benchmark, Circumstance, Effect, FineRow, Impose, Modality, Penalty, PenaltyAmount,
    PenaltyKind, Portion, PortionOf, Proposal, Step, StepKind, TierPenalty, TierResult,
};
pub(crate) use case::{
    Condition, Expectation, ExpectationKind, Given, Member, MemberTest, Raw, TestCase,
    Waited,
};
pub(crate) use citation::{Citation, DayMeaning, LegalSource};
pub(crate) use deadline::{Deadline, DeadlineOwner, Direction, Length, Suspension};
pub(crate) use define::Define;
pub(crate) use document::{Document, Hole, Line, LineKind, Part, Piece};
pub(crate) use each::{Each, EachSum, naming_field, record_path};
pub(crate) use exception::{Excepted, Exception, ExceptionResult, Target};
pub(crate) use expr::{
    Asked, CompareOp, Constant, Expr, ExprKind, Fold, PenaltyEnd, Type,
};
pub(crate) use fact::{Fact, FactKind, FactOwner, Limits, Opt};
pub(crate) use ladder::{Alternatives, Ladder, Move, Overlap, Reduction};
pub(crate) use list::{Lengths, Records, record_label};
pub(crate) use outline::outline;
pub use outline::{Outline, OutlineException, OutlineVersion};
pub(crate) use parameter::{Chosen, Parameter, ParameterValue, Profile, Setting};
pub(crate) use review::{Ask, Criterion, Item, Layer, Opinion, Review};
pub(crate) use scope::{Ground, GroundKind, Scope};
pub(crate) use scorecard::{Band, Indicator, Overall, Scorecard};
pub(crate) use table::{Gather, Hit, Output, Row, RowRange, Table, TableRange};
pub(crate) use unit::{Measure, Unit};
pub(crate) use units::unit_of_word;
pub(crate) use version::{TwoDates, Version, VersionId, Versioned, covers_all_days};
pub(crate) use weights::{Computed, Weights};
pub(crate) use words::{interval_text, number_text, period_text, quantity_text};

use crate::calendar::Calendar;
use crate::diagnostic::Message;
use crate::evaluation::{Digest, digest, to_canonical};
use crate::text::Span;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// The position of a fact in [`Model::facts`].
pub(crate) type FactId = usize;
/// The position of a definition in [`Model::defines`].
pub(crate) type DefineId = usize;
/// The position of a circumstance in [`Model::circumstances`].
pub(crate) type CircumstanceId = usize;
/// The position of a deadline in [`Model::deadlines`].
pub(crate) type DeadlineId = usize;
/// The position of a table in [`Model::tables`].
pub(crate) type TableId = usize;
/// The position of a parameter in [`Model::parameters`].
pub(crate) type ParameterId = usize;
/// The position of a source in [`Model::sources`].
pub(crate) type SourceId = usize;

/// The encoding's format; a change of it changes every digest.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Format;

impl Serialize for Format {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("fadu-model/1")
    }
}

/// A pack and everything it uses, checked and linked.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Model {
    /// Which encoding the digest is of.
    #[borsh(skip)]
    pub(crate) format: Format,
    /// The pack itself first, then those it uses, by alias.
    pub(crate) packs: Vec<Pack>,
    /// The calendar's notices, as its digest; the days themselves are in `calendar`.
    pub(crate) calendar_digest: Option<Digest>,
    /// The working days.
    #[serde(skip)]
    pub(crate) calendar: Calendar,
    /// All sources.
    pub(crate) sources: Vec<LegalSource>,
    /// All inputs, checklist questions included.
    pub(crate) facts: Vec<Fact>,
    /// All definitions.
    pub(crate) defines: Vec<Define>,
    /// All circumstances, those of benchmarks included.
    pub(crate) circumstances: Vec<Circumstance>,
    /// All deadlines, those of reviews and scopes included.
    pub(crate) deadlines: Vec<Deadline>,
    /// The main pack's benchmarks.
    pub(crate) benchmarks: Vec<Benchmark>,
    /// The main pack's reviews.
    pub(crate) reviews: Vec<Review>,
    /// The main pack's scopes.
    pub(crate) scopes: Vec<Scope>,
    /// All tables.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) tables: Vec<Table>,
    /// The main pack's scorecards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) scorecards: Vec<Scorecard>,
    /// The periods of all declarations that have one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) versions: Vec<Version>,
    /// Which declarations are versions of one name; it follows from their names.
    #[serde(skip)]
    pub(crate) versioned: Versioned,
    /// All exceptions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) exceptions: Vec<Exception>,
    /// The exceptions to each rule; it follows from what they are against.
    #[serde(skip)]
    pub(crate) excepted: Excepted,
    /// The main pack's documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) documents: Vec<Document>,
    /// All parameters, with the values they have here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) parameters: Vec<Parameter>,
    /// The profile chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) profile: Option<Chosen>,
    /// The profiles there are; one that is not chosen is no part of the rules.
    #[serde(skip)]
    pub(crate) profiles: Vec<Profile>,
    /// What the evaluation lists, in the order written.
    pub(crate) shown: Vec<Shown>,
    /// The records of a case, by list: none in the rules as written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) records: BTreeMap<FactId, Records>,
    /// The benchmarks written out for these records, by the one that stands for all of them.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) written: BTreeMap<usize, Vec<usize>>,
    /// Where a word of bound was read as the source behind it says.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) readings: Vec<Span>,
    /// The main pack's tests: no part of the rules. Shared, as there may be thousands and the
    /// rules are written out anew for every case with lists.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) cases: Arc<Vec<TestCase>>,
}

impl Model {
    /// Returns the digest of the canonical encoding.
    pub(crate) fn digest(&self) -> Digest {
        digest(&to_canonical(self))
    }

    /// Lists the pairs of dates that benchmarks are judged by, each once, in order.
    pub(crate) fn two_dates(&self) -> Vec<TwoDates> {
        let mut found: Vec<TwoDates> = Vec::new();
        for dates in self.versions.iter().filter_map(TwoDates::of) {
            if !found.contains(&dates) {
                found.push(dates);
            }
        }
        found
    }

    /// Returns the two dates that a benchmark is judged by, if there are two.
    pub(crate) fn two_dates_of(&self, benchmark: usize) -> Option<TwoDates> {
        let in_force = &self.benchmarks.get(benchmark)?.in_force;
        TwoDates::of(self.versions.get(*in_force.first()?)?)
    }

    /// Returns the rules as they stand at the decision: whatever the date of the act
    /// chooses, that of the decision chooses. Only the benchmarks judged by both are shown.
    pub(crate) fn at_decision(&self, dates: &TwoDates) -> Self {
        let mut later = self.clone();
        for version in &mut later.versions {
            if dates.choose(version) {
                version.dated_by = dates.decision.clone();
            }
        }
        later.shown.retain(|shown| match shown {
            Shown::Benchmark(at) => self.two_dates_of(*at).as_ref() == Some(dates),
            Shown::Define(_)
            | Shown::Circumstance(_)
            | Shown::Deadline(_)
            | Shown::Review(_)
            | Shown::Scope(_)
            | Shown::Table(_)
            | Shown::Scorecard(_) => false,
        });
        later
    }
}

/// The header of one pack.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Pack {
    /// Its id.
    pub(crate) id: String,
    /// Its name in the main pack; empty for the main pack.
    pub(crate) alias: String,
    /// Its version.
    pub(crate) version: String,
    /// Its title.
    pub(crate) title: Message,
    /// Where it applies.
    pub(crate) jurisdiction: Option<Message>,
    /// Since when.
    pub(crate) effective_from: Option<String>,
    /// Until when.
    pub(crate) effective_to: Option<String>,
}

/// One entry of the evaluation.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
pub(crate) enum Shown {
    /// A definition.
    Define(DefineId),
    /// A circumstance at the top of the pack.
    Circumstance(CircumstanceId),
    /// A deadline.
    Deadline(DeadlineId),
    /// A benchmark, by position.
    Benchmark(usize),
    /// A review, by position.
    Review(usize),
    /// A scope, by position.
    Scope(usize),
    /// A table, by position.
    Table(usize),
    /// A scorecard, by position.
    Scorecard(usize),
}
