//! Parameters and the values that profiles give them.

use super::{Citation, Constant, DefineId};
use crate::diagnostic::Message;
use crate::evaluation::Digest;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A constant that a profile may set, with the value it has here. Rules read it through
/// definitions of its own: one for a value, one for each end of a range, one for each option.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Parameter {
    /// Its path as the main pack sees it.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// What it may be, in English keywords.
    #[serde(rename = "type")]
    pub(crate) ty: String,
    /// What it is; nothing where nothing sets it.
    pub(crate) value: Option<ParameterValue>,
    /// The profile that says so, if one does.
    pub(crate) set_by: Option<String>,
    /// Why it is that.
    pub(crate) basis: Vec<Citation>,
    /// Its definitions.
    pub(crate) defines: Vec<DefineId>,
    /// Whether nobody saw a law that says so; it follows from the basis.
    #[serde(skip)]
    pub(crate) assumed: bool,
    /// The value in words.
    #[serde(skip)]
    pub(crate) text: Message,
}

/// What a parameter is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum ParameterValue {
    /// One value.
    One(Constant),
    /// The ends of a range, each with whether it is included.
    Range(Option<(Constant, bool)>, Option<(Constant, bool)>),
    /// One of its options.
    Option(String),
}

/// The profile chosen.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Chosen {
    /// Its path as the main pack sees it.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// Its first day.
    pub(crate) effective_from: Option<String>,
    /// Its last.
    pub(crate) effective_to: Option<String>,
    /// The digest of its name and its values.
    pub(crate) digest: Digest,
}

/// A profile that can be chosen.
#[derive(Debug, Clone, BorshSerialize, BorshDeserialize)]
pub(crate) struct Profile {
    /// What stands in a model that chose it.
    pub(crate) chosen: Chosen,
    /// The law behind it.
    pub(crate) basis: Vec<Citation>,
    /// Its values, in the order written.
    pub(crate) settings: Vec<Setting>,
}

/// One value of a profile.
#[derive(Debug, Clone, BorshSerialize, BorshDeserialize)]
pub(crate) struct Setting {
    /// The parameter's path.
    pub(crate) parameter: String,
    /// Its label.
    pub(crate) label: Message,
    /// The value.
    pub(crate) value: ParameterValue,
    /// The value in words.
    pub(crate) text: Message,
    /// Why it is that.
    pub(crate) basis: Vec<Citation>,
}

impl super::Model {
    /// Returns the parameter that a definition stands for.
    pub(crate) fn parameter_of(&self, define: DefineId) -> Option<&Parameter> {
        self.parameters.iter().find(|known| known.defines.contains(&define))
    }
}
