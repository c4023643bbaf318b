//! Lengths of time as laws state them. In: a count and a unit. Out: its name. Never: one
//! unit turned into another: a month has no fixed number of days.

use crate::diagnostic::Message;
use alloc::format;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A length of time: `5个工作日`, `2年`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    PartialOrd,
    Ord,
    BorshSerialize,
    BorshDeserialize,
)]
pub struct LegalPeriod {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: PeriodUnit,
}

/// The units laws count in.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// 小时.
    Hours,
    /// 日: calendar days.
    Days,
    /// 工作日.
    Workdays,
    /// 月.
    Months,
    /// 年.
    Years,
}

impl PeriodUnit {
    /// Returns the unit in words, the English one of a single one.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Hours => ("小时", "hour"),
            Self::Days => ("日", "day"),
            Self::Workdays => ("个工作日", "working day"),
            Self::Months => ("个月", "month"),
            Self::Years => ("年", "year"),
        }
    }
}

impl LegalPeriod {
    /// Creates a period.
    pub fn new(count: u32, unit: PeriodUnit) -> Self {
        Self { count, unit }
    }

    /// Returns the period in words: `5个工作日`, `5 working days`.
    pub fn text(self) -> Message {
        let (zh, en) = self.unit.words();
        let plural = if self.count == 1 { "" } else { "s" };
        let count = self.count;
        Message::new(format!("{count}{zh}"), format!("{count} {en}{plural}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{LegalPeriod, PeriodUnit};

    fn check(count: u32, unit: PeriodUnit, zh: &str, en: &str) {
        let text = LegalPeriod::new(count, unit).text();
        assert_eq!((&*text.zh, &*text.en), (zh, en));
    }

    #[test]
    fn a_period_reads_as_the_law_writes_it() {
        check(24, PeriodUnit::Hours, "24小时", "24 hours");
        check(60, PeriodUnit::Days, "60日", "60 days");
        check(1, PeriodUnit::Days, "1日", "1 day");
        check(5, PeriodUnit::Workdays, "5个工作日", "5 working days");
        check(1, PeriodUnit::Workdays, "1个工作日", "1 working day");
        check(6, PeriodUnit::Months, "6个月", "6 months");
        check(2, PeriodUnit::Years, "2年", "2 years");
    }
}
