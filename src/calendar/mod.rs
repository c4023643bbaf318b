//! Working days and periods. In: the published notices, an event, a legal period. Out: the
//! last day, and whether a later notice may still move it. Never: a holiday guessed for a
//! year that is not published.

mod notices;
mod periods;

pub use notices::CalendarError;
pub use periods::{Pause, PauseError, paused_end, period_end, period_start};

use crate::value::Date;
use alloc::collections::BTreeMap;
use alloc::string::String;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// The days on which the notices of the State Council depart from the week, for whole years.
///
/// Outside the years covered Monday to Friday are working days, and whatever was computed
/// so is provisional. The notice for a year appears in November of the year before; it may
/// also rearrange the last days of December (2018-12-29 was made a working day), so the end
/// of the last year covered is as good as known, not more.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, Serialize, BorshSerialize, BorshDeserialize,
)]
pub struct Calendar {
    /// The first and the last day covered.
    span: Option<(Date, Date)>,
    days: BTreeMap<Date, Day>,
}

/// A day on which a notice departs from the week, or repeats it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
struct Day {
    kind: DayKind,
    /// The festival: 春节.
    name: String,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "lowercase")]
enum DayKind {
    /// A day off.
    Holiday,
    /// A working day, most often a weekend made up for a longer break (调休上班).
    Workday,
}

/// A computed date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dated {
    /// The date.
    pub date: Date,
    /// Whether a day it rests on is not covered by the calendar, so that a notice may move it.
    pub provisional: bool,
}

impl Calendar {
    /// Returns the calendar without notices: weeks only, everything provisional.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Returns the first and the last day covered.
    pub fn span(&self) -> Option<(Date, Date)> {
        self.span
    }

    /// Returns whether the notices for this day's year are among the data.
    pub fn covers(&self, date: Date) -> bool {
        self.span.is_some_and(|(first, last)| (first..=last).contains(&date))
    }

    /// Returns whether this is a working day: as the notice says, else Monday to Friday.
    pub fn is_workday(&self, date: Date) -> bool {
        match self.days.get(&date).map(|day| day.kind) {
            Some(DayKind::Holiday) => false,
            Some(DayKind::Workday) => true,
            None => !date.is_weekend(),
        }
    }

    /// Returns the festival for which the day is off.
    pub fn holiday_name(&self, date: Date) -> Option<&str> {
        let day = self.days.get(&date)?;
        match day.kind {
            DayKind::Holiday => Some(&day.name),
            DayKind::Workday => None,
        }
    }

    /// Returns the `count`th working day after `from`, or before it if `count` is below zero;
    /// the first day does not count (Civil Code art. 201). Zero is `from` itself; outside the
    /// years 1900 to 2999 there is nothing.
    pub fn add_workdays(&self, from: Date, count: i64) -> Option<Dated> {
        let mut left = count.unsigned_abs();
        let mut end = Dated { date: from, provisional: false };
        while left > 0 {
            end.date = end.date.add_days(count.signum())?;
            end.provisional |= !self.covers(end.date);
            if self.is_workday(end.date) {
                left = left.saturating_sub(1);
            }
        }
        Some(end)
    }

    /// Returns the working days after `from`, up to and including `to`; below zero when
    /// `to` is earlier.
    pub fn workdays_between(&self, from: Date, to: Date) -> i64 {
        if to < from {
            return self.workdays_between(to, from).saturating_neg();
        }
        let departures = self.days.range(from..=to).filter(|(date, _)| **date != from);
        let moved = departures.fold(0_i64, |moved, (date, day)| match day.kind {
            DayKind::Holiday if !date.is_weekend() => moved.saturating_sub(1),
            DayKind::Workday if date.is_weekend() => moved.saturating_add(1),
            DayKind::Holiday | DayKind::Workday => moved,
        });
        weekdays_between(from, to).saturating_add(moved)
    }

    /// Returns `date`, or the next working day if it is none.
    pub fn next_workday_on_or_after(&self, date: Date) -> Option<Dated> {
        let mut end = Dated { date, provisional: !self.covers(date) };
        while !self.is_workday(end.date) {
            end.date = end.date.add_days(1)?;
            end.provisional |= !self.covers(end.date);
        }
        Some(end)
    }

    /// Returns `date`, or the last working day before it if it is none.
    pub fn last_workday_on_or_before(&self, date: Date) -> Option<Dated> {
        let mut end = Dated { date, provisional: !self.covers(date) };
        while !self.is_workday(end.date) {
            end.date = end.date.add_days(-1)?;
            end.provisional |= !self.covers(end.date);
        }
        Some(end)
    }

    /// Returns whether counting the working days between the two looks at a day that is not
    /// covered.
    pub fn leaves_open(&self, from: Date, to: Date) -> bool {
        let (early, late) = if to < from { (to, from) } else { (from, to) };
        early < late
            && !early
                .add_days(1)
                .is_some_and(|first| self.covers(first) && self.covers(late))
    }
}

/// Returns the days from Monday to Friday after `from`, up to and including `to`.
fn weekdays_between(from: Date, to: Date) -> i64 {
    let days = from.days_until(to);
    let weeks = days.div_euclid(7);
    let rest = days.rem_euclid(7);
    // The days left over are the last ones; seven in a row always hold five.
    let left = (0..rest)
        .filter_map(|back| to.add_days(back.saturating_neg()))
        .filter(|date| !date.is_weekend());
    weeks.saturating_mul(5).saturating_add(i64::try_from(left.count()).unwrap_or(0))
}

#[cfg(test)]
mod tests;
