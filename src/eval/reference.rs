//! What a penalty of a benchmark comes to, read as an amount by other rules (依照…处罚,
//! Penalty Law art. 29). In: the benchmark as it stands in the case. Out: the amount, or why
//! there is none. Never: an amount that the benchmark's own verdict would not settle.

use super::discretion::Case;
use super::frame::{Failure, Frame};
use crate::evaluation::{Imposed, Status};
use crate::model::PenaltyEnd;
use crate::program::{Cell, Slot, Value};
use crate::value::{Interval, Number};
use alloc::vec::Vec;

/// Returns the amount; unknown while the benchmark is open or a person decides.
pub(super) fn amount(
    frame: &mut Frame<'_>,
    benchmark: usize,
    penalty: usize,
    end: PenaltyEnd,
) -> Cell {
    let found = match Case::new(frame, benchmark) {
        Some(case) => case.amount_of(penalty, end),
        None => Ok(None),
    };
    match found {
        Ok(Some(number)) => frame.keep(Value::Number(number)),
        Ok(None) => Cell::Unknown,
        Err(failure) => Cell::Failed(failure),
    }
}

/// Returns what the amount still waits for; nothing where only a person can go on.
pub(super) fn roots(frame: &Frame<'_>, benchmark: usize, penalty: usize) -> Vec<Slot> {
    let case = Case::new(frame, benchmark);
    case.map(|case| case.roots_of(Some(penalty))).unwrap_or_default()
}

impl Case<'_, '_> {
    fn amount_of(
        &self,
        penalty: usize,
        end: PenaltyEnd,
    ) -> Result<Option<Number>, Failure> {
        match self.imposed(penalty) {
            Imposed::None => return Err(Failure::NotImposed),
            Imposed::Unknown => return self.open(penalty),
            Imposed::Must | Imposed::May | Imposed::OneOf | Imposed::AnyOf => {}
        }
        if self.tiers.candidates().any(|step| self.weighs(step)) {
            return self.open(penalty);
        }
        let exact = self.slots.penalties.get(penalty).and_then(|slots| slots.amount);
        let range = match exact {
            Some(slot) => self.frame.number(slot).map(Interval::point),
            None => self
                .range(penalty)
                .filter(|known| known.settled && !known.range.is_empty())
                .map(|known| known.range),
        };
        let Some(Interval { lower, upper }) = range else { return self.open(penalty) };
        // A law that names only a maximum starts from nothing.
        let lower = lower.map_or(Number::ZERO, |bound| bound.value);
        let upper = upper.map(|bound| bound.value);
        match end {
            PenaltyEnd::Minimum => Ok(Some(lower)),
            PenaltyEnd::Maximum => upper.map(Some).ok_or(Failure::NoAmount),
            PenaltyEnd::Amount if upper == Some(lower) => Ok(upper),
            PenaltyEnd::Amount => Err(Failure::ManyAmounts),
        }
    }

    /// Nothing yet, where facts or a person may still settle it; else there is no amount.
    fn open(&self, penalty: usize) -> Result<Option<Number>, Failure> {
        let person = self.tiers.candidates().any(|step| {
            self.weighs(step) || self.tiers.statuses.get(step) == Some(&Status::Open)
        });
        if person || !self.roots_of(Some(penalty)).is_empty() {
            Ok(None)
        } else {
            Err(Failure::NoAmount)
        }
    }
}
