//! Scorecards.

use super::{Citation, DefineId, FactId, VersionId};
use crate::diagnostic::Message;
use crate::value::Number;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A scorecard.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Scorecard {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The periods it must be in to count; none where it has no versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) in_force: Vec<VersionId>,
    /// Why.
    pub(crate) basis: Vec<Citation>,
    /// What is measured.
    pub(crate) indicators: Vec<Indicator>,
    /// The bands, the best first: the options of a fact that nobody gives.
    pub(crate) bands: Vec<Band>,
    /// That fact.
    pub(crate) options: FactId,
    /// How the indicators come to one answer.
    pub(crate) overall: Option<Overall>,
}

/// One thing that is measured.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Indicator {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The definition of its value.
    pub(crate) value: DefineId,
    /// That of its band.
    pub(crate) band: DefineId,
    /// How many points it has.
    pub(crate) weight: Option<Number>,
    /// Whether it rests on a source whose text was not seen.
    #[serde(skip)]
    pub(crate) assumed: bool,
    /// Why.
    pub(crate) basis: Vec<Citation>,
}

/// One band.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Band {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// Whether it rests on a source whose text was not seen.
    #[serde(skip)]
    pub(crate) assumed: bool,
    /// Why.
    pub(crate) basis: Vec<Citation>,
}

/// How the indicators come to one answer.
#[derive(Debug, Clone, Copy, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Overall {
    /// The definition of the value.
    pub(crate) value: DefineId,
    /// That of the band.
    pub(crate) band: DefineId,
    /// Whether the worst counts, or else the weighted mean.
    pub(crate) worst: bool,
}
