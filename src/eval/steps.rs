//! First true decides: tiers, rows, opinions, grounds.

use super::frame::Frame;
use crate::evaluation::Status;
use crate::program::Slot;
use crate::value::Truth;
use alloc::vec::Vec;

/// How each of a list of steps stands, when the first that is true decides.
#[derive(Debug, Clone)]
pub(super) struct Selection {
    /// By step.
    pub(super) statuses: Vec<Status>,
    /// The conditions still open, in order.
    pub(super) open: Vec<Slot>,
    /// Whether some step surely decides if none before it does.
    pub(super) ends: bool,
}

impl Selection {
    /// Returns the steps that may still decide.
    pub(super) fn candidates(&self) -> impl Iterator<Item = usize> {
        self.statuses
            .iter()
            .enumerate()
            .filter(|(_, status)| **status != Status::Excluded)
            .map(|(position, _)| position)
    }

    /// Returns the step that decides, if nothing else can.
    pub(super) fn decided(&self) -> Option<usize> {
        let mut candidates = self.candidates();
        let first = candidates.next()?;
        let settled = self.statuses.get(first) == Some(&Status::Applies);
        (settled && candidates.next().is_none()).then_some(first)
    }

    /// Whether some step surely decides if none before it does.
    pub(super) fn ends(&self) -> bool {
        self.ends
    }

    /// Whether no step can decide.
    pub(super) fn is_empty(&self) -> bool {
        self.candidates().next().is_none()
    }
}

/// Goes through the conditions in order; `may` marks a step the agency may pass over.
pub(super) fn select(
    frame: &Frame<'_>,
    steps: impl IntoIterator<Item = (Option<Slot>, bool)>,
) -> Selection {
    let mut selection = Selection { statuses: Vec::new(), open: Vec::new(), ends: false };
    for (condition, may) in steps {
        let status = if selection.ends {
            Status::Excluded
        } else {
            match frame.truth_of(condition) {
                Truth::False => Status::Excluded,
                Truth::True if may => Status::Open,
                Truth::True => {
                    selection.ends = true;
                    Status::Applies
                }
                Truth::Unknown => {
                    selection.open.extend(condition);
                    Status::Possible
                }
            }
        };
        selection.statuses.push(status);
    }
    selection
}
