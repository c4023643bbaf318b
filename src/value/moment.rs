//! Moments: a date with the time of day, to the minute. In: what was written, hours. Out:
//! another moment, or a count. Never: a second, a time zone, or an hour 24.
//!
//! Fadu's law is China's, which keeps one time: nothing here needs a zone.

use super::Date;
use super::amount::narrow;
use crate::diagnostic::Message;
use alloc::format;
use borsh::{BorshDeserialize, BorshSerialize};
use core::cmp::Ordering;
use core::fmt;
use serde::{Serialize, Serializer};

const MINUTES_A_DAY: i64 = 24 * 60;

/// A minute of a day of the years 1900 to 2999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    date: Date,
    /// Since midnight, below [`MINUTES_A_DAY`].
    minute: i64,
}

impl Moment {
    /// Creates a moment, if there is one. The end of a day is no moment of it, but its date.
    pub fn new(date: Date, hour: u32, minute: u32) -> Option<Self> {
        let minutes = i64::from(hour).checked_mul(60)?.checked_add(minute.into())?;
        (hour < 24 && minute < 60).then_some(Self { date, minute: minutes })
    }

    /// Reads `2025-06-30T18:00` (or with one blank for the T), `2025年6月30日18时` or
    /// `2025年6月30日18时30分`, full-width digits too, without regard to blanks around it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = narrow(text);
        let text = text.trim();
        let part = |text: &str, shortest: usize| {
            let fits = (shortest..=2).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_digit());
            if fits { text.parse::<u32>().ok() } else { None }
        };
        if let Some((date, time)) = text.split_once('日') {
            let date = Date::parse(&format!("{date}日"))?;
            let (hour, rest) = time.trim_start().split_once('时')?;
            let minute = match rest.strip_suffix('分') {
                Some(minute) => part(minute, 1)?,
                None if rest.is_empty() => 0,
                None => return None,
            };
            return Self::new(date, part(hour, 1)?, minute);
        }
        let (date, time) = text.split_once('T').or_else(|| text.split_once(' '))?;
        let (hour, minute) = time.split_once(':')?;
        let trimmed = date.trim() == date;
        Self::new(
            Date::parse(date).filter(|_| trimmed)?,
            part(hour, 2)?,
            part(minute, 2)?,
        )
    }

    /// Returns the date.
    pub fn date(self) -> Date {
        self.date
    }

    /// Returns the hour, 0 to 23.
    pub fn hour(self) -> i64 {
        self.minute.div_euclid(60)
    }

    /// Returns the minute of the hour, 0 to 59.
    pub fn minute(self) -> i64 {
        self.minute.rem_euclid(60)
    }

    /// Returns the moment so many hours later, or earlier if `hours` is below zero.
    pub fn add_hours(self, hours: i64) -> Option<Self> {
        let minutes = self.minute.checked_add(hours.checked_mul(60)?)?;
        let date = self.date.add_days(minutes.div_euclid(MINUTES_A_DAY))?;
        Some(Self { date, minute: minutes.rem_euclid(MINUTES_A_DAY) })
    }

    /// Returns how many whole hours have run from this moment to the other; below zero when
    /// that is earlier.
    pub fn whole_hours_until(self, other: Self) -> i64 {
        let days = self.date.days_until(other.date);
        let minutes = days.saturating_mul(MINUTES_A_DAY);
        let minutes = minutes.saturating_add(other.minute).saturating_sub(self.minute);
        minutes.checked_div(60).unwrap_or(0)
    }

    /// Returns the moment in words: `2025年6月30日18时`, `30 June 2025, 18:00`.
    pub fn text(self) -> Message {
        let (date, hour, minute) = (self.date.text(), self.hour(), self.minute());
        let minutes =
            if minute == 0 { Default::default() } else { format!("{minute}分") };
        Message::new(
            format!("{}{hour}时{minutes}", date.zh),
            format!("{}, {hour:02}:{minute:02}", date.en),
        )
    }
}

/// Writes `2025-06-30T18:00`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.hour(), self.minute())
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for AsOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A date, or a moment of one: what an evaluation is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum AsOf {
    /// The whole day.
    Date(Date),
    /// A minute of it.
    Moment(Moment),
}

impl AsOf {
    /// Reads what [`Date::parse`] or [`Moment::parse`] reads.
    pub fn parse(text: &str) -> Option<Self> {
        let moment = || Moment::parse(text).map(Self::Moment);
        Date::parse(text).map(Self::Date).or_else(moment)
    }

    /// Returns the date.
    pub fn date(self) -> Date {
        match self {
            Self::Date(date) => date,
            Self::Moment(moment) => moment.date(),
        }
    }

    /// Compares to the minute where both are moments; beside a date a moment is its date.
    pub fn against(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Moment(one), Self::Moment(other)) => one.cmp(&other),
            (Self::Date(_), _) | (_, Self::Date(_)) => self.date().cmp(&other.date()),
        }
    }
}

impl From<Date> for AsOf {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<Moment> for AsOf {
    fn from(moment: Moment) -> Self {
        Self::Moment(moment)
    }
}

/// Writes it as it was given.
impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => fmt::Display::fmt(date, f),
            Self::Moment(moment) => fmt::Display::fmt(moment, f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AsOf, Moment};
    use alloc::string::ToString;
    use core::cmp::Ordering;

    fn moment(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn a_moment_is_read_to_the_minute() {
        for (text, written) in [
            ("2025-06-30T18:00", "2025-06-30T18:00"),
            ("2025-06-30 18:05", "2025-06-30T18:05"),
            (" 2025-06-30T00:00 ", "2025-06-30T00:00"),
            ("2025-06-30T23:59", "2025-06-30T23:59"),
            ("2025年6月30日18时", "2025-06-30T18:00"),
            ("2025年6月30日 18时30分", "2025-06-30T18:30"),
            ("２０２５年６月３０日９时５分", "2025-06-30T09:05"),
            ("2025/6/30 18:00", "2025-06-30T18:00"),
        ] {
            assert_eq!(moment(text).to_string(), written, "{text}");
        }
        for text in [
            "2025-06-30",
            "2025-06-30T24:00",
            "2025-06-30T18:60",
            "2025-06-30T18:00:00",
            "2025-06-30T8:00",
            "2025-06-30T18",
            "2025-06-30  18:00",
            "2025-06-30T18:00Z",
            "2025-06-30T18:00+08:00",
            "2025-06-31T18:00",
            "2025年6月30日",
            "2025年6月30日24时",
            "2025年6月30日18时30",
            "1899-12-31T18:00",
            "T18:00",
            "",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn hours_run_through_nights_and_years() {
        let check = |from: &str, hours, to: &str| {
            assert_eq!(moment(from).add_hours(hours), Some(moment(to)));
            assert_eq!(moment(from).whole_hours_until(moment(to)), hours);
            assert_eq!(moment(to).add_hours(-hours), Some(moment(from)));
            assert_eq!(moment(to).whole_hours_until(moment(from)), -hours);
        };
        check("2025-06-30T18:30", 24, "2025-07-01T18:30");
        check("2024-12-31T23:59", 1, "2025-01-01T00:59");
        check("2024-02-28T12:00", 24, "2024-02-29T12:00");
        check("2025-06-30T18:30", 0, "2025-06-30T18:30");
        assert_eq!(moment("2999-12-31T23:00").add_hours(1), None);
        assert_eq!(moment("1900-01-01T00:00").add_hours(-1), None);
        assert_eq!(moment("1900-01-01T00:00").add_hours(i64::MAX), None);
    }

    #[test]
    fn an_hour_that_is_not_over_does_not_count() {
        let until = |to: &str| moment("2025-06-30T18:30").whole_hours_until(moment(to));
        assert_eq!(until("2025-06-30T19:29"), 0);
        assert_eq!(until("2025-06-30T19:30"), 1);
        assert_eq!(until("2025-06-30T17:31"), 0);
        assert_eq!(until("2025-06-30T17:30"), -1);
    }

    #[test]
    fn beside_a_date_a_moment_is_its_date() {
        let check = |one: &str, other: &str, order| {
            let (one, other) = (AsOf::parse(one).unwrap(), AsOf::parse(other).unwrap());
            assert_eq!(one.against(other), order, "{one} {other}");
        };
        check("2025-06-30T18:00", "2025-06-30", Ordering::Equal);
        check("2025-06-30", "2025-06-30T00:00", Ordering::Equal);
        check("2025-06-30T23:59", "2025-07-01", Ordering::Less);
        check("2025-06-30T18:00", "2025-06-30T17:59", Ordering::Greater);
    }

    #[test]
    fn a_moment_in_words() {
        let check = |text: &str, zh: &str, en: &str| {
            let said = moment(text).text();
            assert_eq!((&*said.zh, &*said.en), (zh, en));
        };
        check("2025-06-30T18:00", "2025年6月30日18时", "30 June 2025, 18:00");
        check("2025-06-30T08:05", "2025年6月30日8时5分", "30 June 2025, 08:05");
    }
}
