//! The end of a period. In: an event, a legal period, whose period it is. Out: its last day.
//! Never: a day that was not counted twice over: the roll comes once, at the end.

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
