//! The end of a period. In: an event, a legal period, whose period it is, when it rested. Out:
//! its last day. Never: a roll before the end: it comes once, after everything was counted.

use super::{Calendar, Dated};
use crate::value::{Date, LegalPeriod, MonthEnd, PeriodUnit};

/// Returns the last day of `period` running from `event`.
///
/// The day of the event does not count (Civil Code art. 201). Months and years end on the
/// corresponding day, and where the month has none as `month_end` says (art. 202: on its
/// last). With `roll`, a last day that is no working day moves to the next one (art. 203);
/// a period of working days ends on one anyway.
///
/// It is provisional when a day counted as a working day, or looked at for the roll, is not
/// covered by the calendar. Calendar days that do not roll depend on no notice and never are.
///
/// Hours end at a minute, not on a day: of them, and beyond the year 2999, there is nothing.
pub fn period_end(
    event: Date,
    period: LegalPeriod,
    roll: bool,
    month_end: MonthEnd,
    calendar: &Calendar,
) -> Option<Dated> {
    let count = i64::from(period.count);
    let last = match period.unit {
        PeriodUnit::Hours => return None,
        PeriodUnit::Workdays => return calendar.add_workdays(event, count),
        PeriodUnit::Days => event.add_days(count)?,
        PeriodUnit::Months => event.add_months(count, month_end)?,
        PeriodUnit::Years => event.add_years(count, month_end)?,
    };
    if roll {
        calendar.next_workday_on_or_after(last)
    } else {
        Some(Dated { date: last, provisional: false })
    }
}

/// Returns the last day that lies at least `period` before `event`: a notice given on it is
/// in time.
///
/// The day of the event does not count, so five working days lie wholly between the notice
/// and a hearing (the careful reading of 五日前). With `roll`, a last day that is no working day moves
/// to the one before it: moving it on would cut the time the notice is to give.
pub fn period_start(
    event: Date,
    period: LegalPeriod,
    roll: bool,
    month_end: MonthEnd,
    calendar: &Calendar,
) -> Option<Dated> {
    let count = i64::from(period.count).checked_neg()?;
    let last = match period.unit {
        PeriodUnit::Hours => return None,
        PeriodUnit::Workdays => return calendar.add_workdays(event, count),
        PeriodUnit::Days => event.add_days(count)?,
        PeriodUnit::Months => event.add_months(count, month_end)?,
        PeriodUnit::Years => event.add_years(count, month_end)?,
    };
    if roll {
        calendar.last_workday_on_or_before(last)
    } else {
        Some(Dated { date: last, provisional: false })
    }
}

/// Days that are not counted: from the first up to, but without, the day on which the period
/// goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// The first day not counted.
    pub from: Date,
    /// The day on which counting goes on; not known while the pause lasts.
    pub to: Option<Date>,
}

/// Why there is no last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseError {
    /// The period reaches a pause whose end is not known.
    Open,
    /// It ends beyond the year 2999, or it is one of hours.
    Range,
}

/// Returns the last day of `period` running from `event` when some days are not counted.
///
/// A day in two pauses is left out once. Months and years become the days up to their
/// corresponding day, and as many are counted; a pause after the last day changes nothing.
///
/// # Errors
///
/// Returns why there is no last day.
pub fn paused_end(
    event: Date,
    period: LegalPeriod,
    roll: bool,
    month_end: MonthEnd,
    pauses: &[Pause],
    calendar: &Calendar,
) -> Result<Dated, PauseError> {
    let count = i64::from(period.count);
    let corresponding = |end: Option<Date>| end.map(|end| event.days_until(end));
    let left = match period.unit {
        PeriodUnit::Hours => None,
        PeriodUnit::Days | PeriodUnit::Workdays => Some(count),
        PeriodUnit::Months => corresponding(event.add_months(count, month_end)),
        PeriodUnit::Years => corresponding(event.add_years(count, month_end)),
    };
    let workdays = period.unit == PeriodUnit::Workdays;
    let mut left = left.ok_or(PauseError::Range)?;
    let mut end = Dated { date: event, provisional: false };
    while left > 0 {
        end.date = end.date.add_days(1).ok_or(PauseError::Range)?;
        let mut paused = false;
        for pause in pauses.iter().filter(|pause| pause.from <= end.date) {
            match pause.to {
                None => return Err(PauseError::Open),
                Some(to) => paused |= end.date < to,
            }
        }
        if paused {
            continue;
        }
        end.provisional |= workdays && !calendar.covers(end.date);
        if !workdays || calendar.is_workday(end.date) {
            left = left.saturating_sub(1);
        }
    }
    if roll && !workdays {
        return calendar.next_workday_on_or_after(end.date).ok_or(PauseError::Range);
    }
    Ok(end)
}
