//! The thresholds of a pack, read off its text: every amount, number, percentage, ratio and
//! date that stands there.

use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What stands in rule text, exact: numbers in hundredths.
#[derive(Debug, Default)]
pub(crate) struct Literals {
    /// Yuan, in fen.
    pub(crate) money: BTreeSet<i64>,
    /// Numbers of any unit, in hundredths.
    pub(crate) numbers: BTreeSet<i64>,
    /// Percentages, in hundredths of a percent.
    pub(crate) percents: BTreeSet<i64>,
    /// Dates.
    pub(crate) dates: BTreeSet<NaiveDate>,
}

impl Literals {
    /// Reads the literals off some texts.
    pub(crate) fn of(texts: &[String]) -> Self {
        let mut found = Self::default();
        for line in texts.iter().flat_map(|text| text.lines()) {
            let code = line.split("--").next().unwrap_or_default();
            let mut rest = code;
            while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
                rest = found.take(&rest[at..]);
            }
        }
        found
    }

    /// Takes the literal that `text` begins with; returns what follows it.
    fn take<'a>(&mut self, text: &'a str) -> &'a str {
        if let Some((date, rest)) = date(text) {
            self.dates.insert(date);
            return rest;
        }
        let end = text
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '_' | ',' | '.')))
            .unwrap_or(text.len());
        let (digits, mut rest) = text.split_at(end);
        let Some(mut hundredths) = hundredths(digits) else { return rest };
        for (unit, factor) in [("亿", 100_000_000), ("万", 10_000)] {
            if let Some(after) = rest.strip_prefix(unit) {
                hundredths = hundredths.saturating_mul(factor);
                rest = after;
            }
        }
        let unit = rest.trim_start();
        if unit.starts_with('元') || unit.starts_with("CNY") {
            self.money.insert(hundredths);
        } else if unit.starts_with('%') {
            self.percents.insert(hundredths);
        } else {
            self.numbers.insert(hundredths);
        }
        rest
    }
}

fn date(text: &str) -> Option<(NaiveDate, &str)> {
    let (year, rest) = number(text)?;
    let (month, day, rest) = if let Some(rest) = rest.strip_prefix('-') {
        let (month, rest) = number(rest)?;
        let (day, rest) = number(rest.strip_prefix('-')?)?;
        (month, day, rest)
    } else {
        let (month, rest) = number(rest.strip_prefix('年')?)?;
        let (day, rest) = number(rest.strip_prefix('月')?)?;
        (month, day, rest.strip_prefix('日')?)
    };
    Some((NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?, rest))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn hundredths(digits: &str) -> Option<i64> {
    let digits: String =
        digits.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let part = format!("{part}00");
    let whole: i64 = whole.parse().ok()?;
    whole.checked_mul(100)?.checked_add(part[..2].parse().ok()?)
}
