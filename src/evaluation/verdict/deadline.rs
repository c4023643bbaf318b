//! The answers to deadlines.

use super::{Cited, Head};
use crate::diagnostic::Message;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// A deadline's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeadlineVerdict {
    /// What every verdict has.
    #[serde(flatten)]
    pub head: Head,
    /// The exception that gives its length.
    pub exception: Option<AppliedException>,
    /// How long it is.
    pub period: Message,
    /// The law by which its days are working days.
    pub converted: Option<Cited>,
    /// Whether it precedes its event.
    pub backwards: bool,
    /// The day it is counted from.
    pub event: Option<String>,
    /// The last day.
    pub due: Option<String>,
    /// A day it rests on is not covered by the published calendar.
    pub provisional: bool,
    /// The days that are not counted.
    pub suspensions: Vec<SuspensionStatus>,
    /// How it was done.
    pub met: Option<Met>,
    /// How it stands at the as-of date.
    pub state: Option<DeadlineState>,
    /// Working days left after the as-of date, for periods counted in them.
    pub workdays_left: Option<String>,
}

/// Days that a deadline does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuspensionStatus {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// The first day not counted.
    pub from: Option<String>,
    /// The day on which counting goes on.
    pub to: Option<String>,
    /// How many days lie between the two.
    pub days: Option<String>,
    /// How it stands at the as-of date.
    pub state: SuspensionState,
    /// The law behind it.
    pub basis: Vec<Cited>,
}

/// How a suspension stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum SuspensionState {
    /// There is none.
    #[serde(rename = "not applicable")]
    NotApplicable,
    /// It is not known whether there is one, or since when.
    #[serde(rename = "unknown")]
    Unknown,
    /// It lies ahead.
    #[serde(rename = "not started")]
    NotStarted,
    /// It lasts.
    #[serde(rename = "running")]
    Running,
    /// It is over.
    #[serde(rename = "ended")]
    Ended,
}

/// What was done about a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Met {
    /// When.
    pub on: String,
    /// Whether that was after the last day, if this is settled.
    pub late: Option<bool>,
}

/// An exception that gives an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AppliedException {
    /// Its path.
    pub name: String,
    /// Its label.
    pub label: Message,
}

/// How a deadline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum DeadlineState {
    /// It rests.
    #[serde(rename = "suspended")]
    Suspended,
    /// It was done in time.
    #[serde(rename = "met")]
    Met,
    /// The event lies ahead.
    #[serde(rename = "not started")]
    NotStarted,
    /// It runs.
    #[serde(rename = "running")]
    Running,
    /// Today is the last day.
    #[serde(rename = "due")]
    Due,
    /// The last day has passed, or it was done after it.
    #[serde(rename = "overdue")]
    Overdue,
}
