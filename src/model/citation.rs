//! Legal sources and pinpoint citations.

use super::SourceId;
use crate::diagnostic::Message;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A law or document relied on.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct LegalSource {
    /// Its name, with the used pack's alias before it.
    pub(crate) name: Arc<str>,
    /// Its title.
    pub(crate) title: Message,
    /// Its rank, as the English keyword.
    pub(crate) kind: String,
    /// Its document number.
    pub(crate) number: Option<String>,
    /// Who made it.
    pub(crate) issuer: Option<Message>,
    /// When it was published.
    pub(crate) issued: Option<String>,
    /// Since when it is law.
    pub(crate) effective_from: Option<String>,
    /// Until when.
    pub(crate) effective_to: Option<String>,
    /// When it was repealed.
    pub(crate) repealed: Option<String>,
    /// Until when its text is known to be current.
    pub(crate) checked_until: Option<String>,
    /// Whether its 以上 includes the number.
    pub(crate) from_included: bool,
    /// Whether its 以下 includes the number.
    pub(crate) up_to_included: bool,
    /// Which of its periods in days are ones of working days.
    pub(crate) workdays: Option<DayMeaning>,
    /// Its text itself was not seen by the pack's authors.
    pub(crate) unverified: bool,
}

/// Which periods in days a source means as working days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum DayMeaning {
    /// Those of just so many days.
    Listed(Vec<u32>),
    /// Those of at most so many.
    AtMost(u32),
    /// All.
    All,
}

impl DayMeaning {
    /// Returns whether so many days are working days.
    pub(crate) fn covers(&self, days: u32) -> bool {
        match self {
            Self::Listed(numbers) => numbers.contains(&days),
            Self::AtMost(most) => days <= *most,
            Self::All => true,
        }
    }
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Citation {
    /// The source.
    pub(crate) source: SourceId,
    /// `58(1)`, `12-1`, `§2.7.1`, quoted text, or empty for the whole.
    pub(crate) pinpoint: Arc<str>,
    /// As a lawyer writes it; derived from the two above.
    #[serde(skip)]
    pub(crate) text: Message,
}
