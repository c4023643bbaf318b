//! Values written out.

use super::Lower;
use super::grammar::{Node, Rule};
use super::statement::unquoted;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::literals;
use crate::syntax::tree::{Literal, PeriodUnit};
use crate::text::Span;
use crate::value::{Date, Moment};
use alloc::format;
use alloc::string::String;

impl Lower<'_> {
    /// Reads a literal; `None` if the node is none, or was reported.
    pub(super) fn literal(&mut self, node: &Node<'_>) -> Option<Literal> {
        let span = self.span(node);
        let (number, unit) = literals::split_number(node.as_str());
        Some(match node.as_rule() {
            Rule::date => Literal::Date(self.date(node)?),
            Rule::moment => Literal::Moment(self.moment(node)?),
            Rule::period => {
                let (count, unit) = self.period(node)?;
                Literal::Period(count, unit)
            }
            Rule::money => {
                let unit = unit.trim_end_matches('元');
                Literal::Money(self.decimal(number, literals::places(unit), span)?)
            }
            Rule::percent => {
                let shift = if unit.starts_with('‰') { -3 } else { -2 };
                Literal::Percent(self.decimal(number, shift, span)?)
            }
            Rule::quantity | Rule::counted => {
                let (places, unit) = literals::unit_of(unit);
                let number = self.decimal(number, places, span)?;
                Literal::Quantity(number, unit)
            }
            Rule::multiple => Literal::Multiple(self.decimal(number, 0, span)?),
            Rule::number => {
                Literal::Number(self.decimal(number, literals::places(unit), span)?)
            }
            Rule::string => Literal::Text(unquoted(node.as_str())),
            Rule::kw_true => Literal::Bool(true),
            Rule::kw_false => Literal::Bool(false),
            Rule::kw_pass => Literal::Pass,
            Rule::kw_fail => Literal::Fail,
            Rule::kw_cannot_tell => Literal::CannotTell,
            Rule::kw_not_applicable => Literal::NotApplicable,
            _ => return None,
        })
    }

    pub(super) fn decimal(
        &mut self,
        number: &str,
        shift: i32,
        span: Span,
    ) -> Option<String> {
        let mut digits = number.chars();
        let padded = digits.next() == Some('0')
            && digits.next().is_some_and(|c| c.is_ascii_digit() || c == '_');
        if padded {
            self.report(
                Diagnostic::error(
                    Code::MALFORMED_NUMBER,
                    span,
                    format!("数「{number}」以 0 开头"),
                    format!("the number `{number}` begins with 0"),
                )
                .help(
                    "去掉前面的 0；日期写成 2024-01-31 或者 2024年1月31日",
                    "leave the 0 out; a date is written 2024-01-31",
                ),
            );
            return None;
        }
        Some(literals::decimal(number, shift))
    }

    /// Reads a date; a day that the calendar does not have is reported.
    pub(super) fn date(&mut self, node: &Node<'_>) -> Option<String> {
        let written = node.as_str().trim();
        let date = literals::date(written);
        if let Some(date) = date.as_deref().filter(|date| Date::parse(date).is_none()) {
            let span = self.span(node);
            self.report(
                Diagnostic::error(
                    Code::INVALID_DATE,
                    span,
                    format!("日期「{date}」不在可以计算的年份之内：1900 到 2999"),
                    format!(
                        "the date `{date}` is outside the years that can be counted, 1900 to \
                         2999"
                    ),
                )
                .help("核对年份", "check the year"),
            );
            return None;
        }
        if date.is_none() {
            let span = self.span(node);
            self.report(
                Diagnostic::error(
                    Code::INVALID_DATE,
                    span,
                    format!("日历上没有「{written}」这一天"),
                    format!("the calendar has no day `{written}`"),
                )
                .help("核对月份和当月的天数", "check the month and how many days it has"),
            );
        }
        date
    }

    /// Reads a moment; one that no day has is reported.
    pub(super) fn moment(&mut self, node: &Node<'_>) -> Option<String> {
        let written = node.as_str().trim();
        let moment = literals::moment(written);
        let moment = moment.filter(|moment| Moment::parse(moment).is_some());
        if moment.is_none() {
            let span = self.span(node);
            self.report(
                Diagnostic::error(
                    Code::INVALID_DATE,
                    span,
                    format!("没有「{written}」这一时刻"),
                    format!("there is no moment `{written}`"),
                )
                .help(
                    "核对日期；钟点从 0 时到 23 时，一天的终了就是这一天",
                    "check the date; hours go from 00:00 to 23:59, and the end of a day is \
                     the day itself",
                ),
            );
        }
        moment
    }

    /// Reads a length of time.
    pub(super) fn period(&mut self, node: &Node<'_>) -> Option<(u32, PeriodUnit)> {
        let written = node.as_str().trim();
        let span = self.span(node);
        let (number, unit) = literals::split_number(written);
        let unit = match unit {
            "个工作日" | "工作日" => PeriodUnit::Workdays,
            "个月" => PeriodUnit::Months,
            "个小时" | "小时" => PeriodUnit::Hours,
            "日" | "天" => PeriodUnit::Days,
            "年" => PeriodUnit::Years,
            _ if unit.starts_with("workday") => PeriodUnit::Workdays,
            _ if unit.starts_with("month") => PeriodUnit::Months,
            _ if unit.starts_with("hour") => PeriodUnit::Hours,
            _ if unit.starts_with("year") => PeriodUnit::Years,
            _ => PeriodUnit::Days,
        };
        let Ok(count) = literals::decimal(number, 0).parse::<u32>() else {
            self.report(Diagnostic::error(
                Code::MALFORMED_NUMBER,
                span,
                format!("期间「{written}」太长"),
                format!("the period `{written}` is too long"),
            ));
            return None;
        };
        let most = match unit {
            PeriodUnit::Hours | PeriodUnit::Days | PeriodUnit::Workdays => 100_000,
            PeriodUnit::Months => 12_000,
            // More than any date can be moved: 2024年 is left to the warning below.
            PeriodUnit::Years => 3_000,
        };
        if count > most {
            self.report(
                Diagnostic::error(
                    Code::MALFORMED_NUMBER,
                    span,
                    format!("期间「{written}」太长：这个单位至多写 {most}"),
                    format!(
                        "the period `{written}` is too long: at most {most} of this unit can \
                         be counted"
                    ),
                )
                .help(
                    "核对这个数；没有这样长的法定期间",
                    "check the number; no law has so long a period",
                ),
            );
            return None;
        }
        // 2024年 alone is a period of 2024 years, which nobody means.
        if unit == PeriodUnit::Years && (1900..2200).contains(&count) {
            self.report(
                Diagnostic::warning(
                    Code::YEAR_AS_PERIOD,
                    span,
                    format!("「{written}」读作{count}年的期间"),
                    format!("`{written}` is read as a period of {count} years"),
                )
                .help("日期要写到日：2024年1月31日", "a date needs its day: 2024-01-31"),
            );
        }
        Some((count, unit))
    }
}
