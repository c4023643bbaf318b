//! The answers to scorecards.

use super::{Cited, Head, ShownValue};
use crate::diagnostic::Message;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// A scorecard's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScorecardVerdict {
    /// What every verdict has.
    #[serde(flatten)]
    pub head: Head,
    /// What is measured.
    pub indicators: Vec<IndicatorStatus>,
    /// The bands, the best first.
    pub bands: Vec<BandStatus>,
    /// How the indicators come to one answer: `worst`, `weighted`; none where they do not.
    pub overall: Option<&'static str>,
    /// The value of all, when settled.
    pub value: Option<ShownValue>,
    /// The band of all, when settled.
    pub band: Option<String>,
    /// The bands that all may still come to.
    pub possible: Vec<String>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndicatorStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// What it comes to, when settled.
    pub value: Option<ShownValue>,
    /// How many points it may bring.
    pub weight: Option<String>,
    /// How many it brings, when settled.
    pub points: Option<String>,
    /// Its band, when settled.
    pub band: Option<String>,
    /// The bands it may still fall into.
    pub possible: Vec<String>,
    /// Whether it rests on a source whose text was not seen.
    pub assumed: bool,
    /// The law behind it.
    pub basis: Vec<Cited>,
}

/// One band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BandStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// Whether its range rests on a source whose text was not seen.
    pub assumed: bool,
    /// The law behind it.
    pub basis: Vec<Cited>,
}
