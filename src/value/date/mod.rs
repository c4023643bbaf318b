//! Civil dates. In: a date as written, days, months, years. Out: another date, or a count.
//! Never: today's date, a time zone, or a year outside 1900 to 2999.

use super::amount::narrow;
use crate::diagnostic::Message;
use alloc::format;
use borsh::{BorshDeserialize, BorshSerialize};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use core::fmt;
use serde::{Serialize, Serializer};

/// A date of the Gregorian calendar, years 1900 to 2999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// What happens in a month without that day.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum MonthEnd {
    /// The month's last day stands for it (Civil Code art. 202).
    #[default]
    Clamp,
    /// The first day of the next month stands for it.
    Next,
}

impl Date {
    /// Creates a date, if there is one.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        Self::within(NaiveDate::from_ymd_opt(year, month, day)?)
    }

    /// Reads `2025-06-30` (exactly so), `2025年6月30日` or `2025/6/30`, full-width digits
    /// too, without regard to blanks around it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = narrow(text);
        let text = text.trim();
        if let Some((year, rest)) = text.split_once('年') {
            let (month, rest) = rest.split_once('月')?;
            return Self::from_parts(year, month, rest.strip_suffix('日')?, 1);
        }
        if let Some((year, rest)) = text.split_once('/') {
            let (month, day) = rest.split_once('/')?;
            return Self::from_parts(year, month, day, 1);
        }
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        Self::from_parts(year, month, day, 2)
    }

    fn from_parts(year: &str, month: &str, day: &str, shortest: usize) -> Option<Self> {
        let part = |text: &str, shortest: usize, longest: usize| {
            let fits = (shortest..=longest).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_digit());
            if fits { text.parse::<u32>().ok() } else { None }
        };
        let year = i32::try_from(part(year, 4, 4)?).ok()?;
        Self::new(year, part(month, shortest, 2)?, part(day, shortest, 2)?)
    }

    fn within(date: NaiveDate) -> Option<Self> {
        (1900..=2999).contains(&date.year()).then_some(Self(date))
    }

    /// Returns the year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Returns the day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Returns the day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// Returns whether this is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// Returns the date so many days later, or earlier if `days` is below zero.
    pub fn add_days(self, days: i64) -> Option<Self> {
        let size = Days::new(days.unsigned_abs());
        let date = if days < 0 {
            self.0.checked_sub_days(size)
        } else {
            self.0.checked_add_days(size)
        };
        Self::within(date?)
    }

    /// Returns the corresponding day so many months later, or earlier.
    pub fn add_months(self, months: i64, month_end: MonthEnd) -> Option<Self> {
        let index = i64::from(self.year()).checked_mul(12)?.checked_add(self.month0())?;
        let index = index.checked_add(months)?;
        let year = i32::try_from(index.div_euclid(12)).ok()?;
        let month = u32::try_from(index.rem_euclid(12)).ok()?.checked_add(1)?;
        if let Some(date) = NaiveDate::from_ymd_opt(year, month, self.day()) {
            return Self::within(date);
        }
        let first = Self::new(year, month, 1)?;
        let last = first.last_of_month();
        match month_end {
            MonthEnd::Clamp => Self::new(year, month, last),
            MonthEnd::Next => Self::new(year, month, last)?.add_days(1),
        }
    }

    /// Returns the corresponding day so many years later, or earlier.
    pub fn add_years(self, years: i64, month_end: MonthEnd) -> Option<Self> {
        self.add_months(years.checked_mul(12)?, month_end)
    }

    /// Returns how many days lie between the two: one to tomorrow, minus one to yesterday.
    pub fn days_until(self, other: Self) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }

    /// Returns how many months have run once the corresponding day is *reached*; below zero
    /// when `other` is earlier. From 31 January the month is reached on 28 February.
    pub fn whole_months_until(self, other: Self) -> i64 {
        months_reached(self.0, other.0)
    }

    /// Returns how many years have run once the anniversary is *reached*; below zero when
    /// `other` is earlier. This is the everyday count; ages go by [`Date::age_on`].
    pub fn whole_years_until(self, other: Self) -> i64 {
        self.whole_months_until(other).checked_div(12).unwrap_or(0)
    }

    /// Returns how many months are *over* on `other`: the corresponding day still belongs
    /// to the month. See [`Date::age_on`], with which it agrees: twelve make a year.
    pub fn months_over_on(self, other: Self) -> i64 {
        if other < self {
            return other.months_over_on(self).saturating_neg();
        }
        match other.0.pred_opt() {
            Some(eve) if eve >= self.0 => months_reached(self.0, eve),
            Some(_) | None => 0,
        }
    }

    /// Returns the age in full years (周岁) on `other` of somebody born on this date; below
    /// zero when `other` is earlier.
    ///
    /// A year of age is full from the day *after* the birthday: the Supreme People's Court
    /// counts so for criminal responsibility (法释〔2006〕1号, art. 2), and it is how the
    /// Civil Code counts periods: the first day is left out (art. 201) and the corresponding
    /// day, or the month's last where there is none, still belongs (art. 202). Born on
    /// 2010-03-01, a child is 13 on 2024-03-01 and 14 on 2024-03-02.
    ///
    /// This, not [`Date::whole_years_until`], is what a rule's `years from a to b` means:
    /// the laws it serves ask for ages and for periods that have run out, and so it agrees
    /// with deadlines: two years from an act are over the day after they were last in time.
    pub fn age_on(self, other: Self) -> i64 {
        self.months_over_on(other).checked_div(12).unwrap_or(0)
    }

    /// Returns the date in words: `2025年6月30日`, `30 June 2025`.
    pub fn text(self) -> Message {
        let (year, month, day) = (self.year(), self.month(), self.day());
        let name = match month {
            1 => "January",
            2 => "February",
            3 => "March",
            4 => "April",
            5 => "May",
            6 => "June",
            7 => "July",
            8 => "August",
            9 => "September",
            10 => "October",
            11 => "November",
            _ => "December",
        };
        Message::new(format!("{year}年{month}月{day}日"), format!("{day} {name} {year}"))
    }

    fn month0(self) -> i64 {
        self.0.month0().into()
    }

    fn last_of_month(self) -> u32 {
        last_day(self.0)
    }
}

/// Writes `2025-06-30`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn months_reached(from: NaiveDate, to: NaiveDate) -> i64 {
    if to < from {
        return months_reached(to, from).saturating_neg();
    }
    let years = i64::from(to.year()).saturating_sub(from.year().into());
    let months = i64::from(to.month0()).saturating_sub(from.month0().into());
    let months = years.saturating_mul(12).saturating_add(months);
    let reached = to.day() >= from.day().min(last_day(to));
    if reached { months } else { months.saturating_sub(1) }
}

fn last_day(date: NaiveDate) -> u32 {
    date.num_days_in_month().into()
}

#[cfg(test)]
mod tests;
