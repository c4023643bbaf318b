//! Days, one after the other: nothing is calculated that can be walked.

use fadu::SourceText;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A day, as its place in the list of all days.
pub(super) type Day = usize;

/// Every day from 1900-01-01, a Monday, to 2999-12-31.
static DAYS: LazyLock<Vec<(u32, u32, u32)>> = LazyLock::new(|| {
    let mut days = Vec::new();
    for year in 1900..=2999 {
        for month in 1..=12 {
            days.extend((1..=length(year, month)).map(|day| (year, month, day)));
        }
    }
    days
});

fn length(year: u32, month: u32) -> u32 {
    let leap =
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub(super) fn day_of(year: u32, month: u32, day: u32) -> Option<Day> {
    DAYS.binary_search(&(year, month, day)).ok()
}

pub(super) fn day_text(day: Day) -> String {
    let (year, month, day) = DAYS[day];
    format!("{year:04}-{month:02}-{day:02}")
}

/// Reads `2025-06-30`.
pub(super) fn read_day(text: &str) -> Option<Day> {
    let mut parts = text.split('-').map(str::parse::<u32>);
    let day = day_of(parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?)?;
    parts.next().is_none().then_some(day)
}

/// Reads `2025-06-30T18:00`.
pub(super) fn read_moment(text: &str) -> Option<(Day, i64)> {
    let (day, time) = text.split_once(['T', ' '])?;
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some((read_day(day)?, hour * 60 + minute))
}

/// So many days later or earlier, if there is such a day.
pub(super) fn days_on(day: Day, days: i64) -> Option<Day> {
    let mut at = day;
    for _ in 0..days.abs() {
        at = if days < 0 { at.checked_sub(1)? } else { at + 1 };
        DAYS.get(at)?;
    }
    Some(at)
}

/// The same day of that month; in a month without it the last, or the first of the next.
pub(super) fn months_on(day: Day, months: i64, next: bool) -> Option<Day> {
    let (mut year, mut month, date) = DAYS[day];
    for _ in 0..months.abs() {
        (year, month) = match (months < 0, month) {
            (true, 1) => (year.checked_sub(1)?, 12),
            (true, month) => (year, month - 1),
            (false, 12) => (year + 1, 1),
            (false, month) => (year, month + 1),
        };
    }
    if date <= length(year, month) {
        return day_of(year, month, date);
    }
    let last = day_of(year, month, length(year, month))?;
    if next { days_on(last, 1) } else { Some(last) }
}

/// So many minutes later or earlier.
pub(super) fn minutes_on((day, at): (Day, i64), minutes: i64) -> Option<(Day, i64)> {
    let total = at + minutes;
    Some((days_on(day, total.div_euclid(1440))?, total.rem_euclid(1440)))
}

/// Days from one to the other, negative backwards.
pub(super) fn days_between(from: Day, to: Day) -> i64 {
    i64::try_from(to).unwrap() - i64::try_from(from).unwrap()
}

/// Months that are over on `to`.
pub(super) fn months_over(from: Day, to: Day) -> i64 {
    if to < from {
        return -months_over(to, from);
    }
    if to == from { 0 } else { months_reached(from, to - 1) }
}

fn months_reached(from: Day, to: Day) -> i64 {
    let ((year, month, day), (later, other, date)) = (DAYS[from], DAYS[to]);
    let number = |part: u32| i64::from(part);
    let months = 12 * (number(later) - number(year)) + number(other) - number(month);
    months - i64::from(date < day.min(length(later, other)))
}

/// What the notices say.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    said: BTreeMap<Day, bool>,
    years: Option<(u32, u32)>,
}

impl Calendar {
    /// Reads the table `date,kind,name`.
    pub(super) fn read(table: &SourceText) -> Self {
        let mut said = BTreeMap::new();
        for line in table.text.lines().skip(1) {
            let mut cells = line.split(',');
            let (Some(date), Some(kind)) = (cells.next(), cells.next()) else { continue };
            if let Some(day) = read_day(date) {
                said.insert(day, kind == "workday");
            }
        }
        let year = |day: &Day| DAYS[*day].0;
        let years = said.keys().next().map(year).zip(said.keys().next_back().map(year));
        Self { said, years }
    }

    pub(super) fn works(&self, day: Day) -> bool {
        // The first day of the list is a Monday.
        self.said.get(&day).copied().unwrap_or(day % 7 < 5)
    }

    /// Whether the notices of that day's year are in the table.
    pub(super) fn covers(&self, day: Day) -> bool {
        let year = DAYS[day].0;
        self.years.is_some_and(|(first, last)| (first..=last).contains(&year))
    }

    /// Working days after `from` up to and including `to`; negative backwards. And whether
    /// all days counted are covered.
    pub(super) fn count(&self, from: Day, to: Day) -> (i64, bool) {
        if to < from {
            let (count, covered) = self.count(to, from);
            return (-count, covered);
        }
        let days = from + 1..=to;
        let covered = days.clone().all(|day| self.covers(day));
        let count = days.filter(|day| self.works(*day)).count();
        (i64::try_from(count).unwrap(), covered)
    }

    /// The n-th day after (or before) one that does not rest and for which `counts` is true;
    /// and whether all days looked at are covered.
    pub(super) fn nth(
        &self,
        from: Day,
        count: i64,
        back: bool,
        rests: impl Fn(Day) -> bool,
        counts: impl Fn(Day) -> bool,
    ) -> Option<(Day, bool)> {
        let (mut day, mut left, mut covered) = (from, count, true);
        while left > 0 {
            day = days_on(day, if back { -1 } else { 1 })?;
            if rests(day) {
                continue;
            }
            covered &= self.covers(day);
            left -= i64::from(counts(day));
        }
        Some((day, covered))
    }

    /// The day itself, or the next (or last) working day; and whether all days looked at are
    /// covered.
    pub(super) fn roll(&self, day: Day, back: bool) -> Option<(Day, bool)> {
        let (mut day, mut covered) = (day, self.covers(day));
        while !self.works(day) {
            day = days_on(day, if back { -1 } else { 1 })?;
            covered &= self.covers(day);
        }
        Some((day, covered))
    }
}
