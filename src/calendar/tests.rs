use super::{Calendar, Dated, period_end};
use crate::value::{Date, LegalPeriod, MonthEnd, PeriodUnit};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

const CN: &str = include_str!("../../rules/calendars/cn.csv");

fn cn() -> Calendar {
    Calendar::parse(CN).unwrap()
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn days_of(year: i32) -> impl Iterator<Item = Date> {
    let first = Date::new(year, 1, 1).unwrap();
    (0..366)
        .filter_map(move |days| first.add_days(days))
        .filter(move |day| day.year() == year)
}

/// The breaks and the working weekends of a year as the notice gives them.
fn check_year(year: i32, breaks: &[(&str, &str)], made_up: &[&str]) {
    let calendar = cn();
    let full = |day: &str| date(&format!("{year}-{day}"));
    for day in days_of(year) {
        let off =
            breaks.iter().any(|(first, last)| (full(first)..=full(last)).contains(&day));
        let made_up = made_up.iter().any(|made_up| full(made_up) == day);
        let expected = made_up || (!off && !day.is_weekend());
        assert_eq!(calendar.is_workday(day), expected, "{day}");
        assert_eq!(calendar.holiday_name(day).is_some(), off, "{day}");
        assert!(calendar.covers(day));
    }
}

#[test]
fn the_notices_of_2024_2025_and_2026() {
    check_year(
        2024,
        &[
            ("01-01", "01-01"),
            ("02-10", "02-17"),
            ("04-04", "04-06"),
            ("05-01", "05-05"),
            ("06-10", "06-10"),
            ("09-15", "09-17"),
            ("10-01", "10-07"),
        ],
        &["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
    );
    check_year(
        2025,
        &[
            ("01-01", "01-01"),
            ("01-28", "02-04"),
            ("04-04", "04-06"),
            ("05-01", "05-05"),
            ("05-31", "06-02"),
            ("10-01", "10-08"),
        ],
        &["01-26", "02-08", "04-27", "09-28", "10-11"],
    );
    check_year(
        2026,
        &[
            ("01-01", "01-03"),
            ("02-15", "02-23"),
            ("04-04", "04-06"),
            ("05-01", "05-05"),
            ("06-19", "06-21"),
            ("09-25", "09-27"),
            ("10-01", "10-07"),
        ],
        &["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
    );
}

#[test]
fn new_years_eve_2024_is_a_working_day() {
    assert!(cn().is_workday(date("2024-02-09")));
    assert_eq!(cn().holiday_name(date("2024-02-10")), Some("春节"));
    assert_eq!(cn().holiday_name(date("2024-02-18")), None);
}

#[test]
fn only_published_years_are_covered() {
    let calendar = cn();
    assert_eq!(calendar.span(), Some((date("2019-01-01"), date("2026-12-31"))));
    assert!(!calendar.covers(date("2018-12-31")));
    assert!(!calendar.covers(date("2027-01-01")));
    assert!(calendar.is_workday(date("2027-10-01")), "a plain Friday");
    assert!(!Calendar::empty().covers(date("2025-01-01")));
}

/// `roll`: whether a last day that is no working day moves.
fn end_with(
    event: &str,
    (count, unit): (u32, PeriodUnit),
    roll: bool,
    month_end: MonthEnd,
) -> Option<Dated> {
    period_end(date(event), LegalPeriod::new(count, unit), roll, month_end, &cn())
}

fn check(event: &str, period: (u32, PeriodUnit), roll: bool, expected: &str) {
    let end = end_with(event, period, roll, MonthEnd::Clamp).map(written);
    assert_eq!(end.as_deref(), Some(expected), "{period:?} from {event}");
}

fn written(dated: Dated) -> String {
    let mark = if dated.provisional { "?" } else { "" };
    format!("{}{mark}", dated.date)
}

#[test]
fn the_first_day_does_not_count() {
    check("2025-06-30", (5, PeriodUnit::Workdays), false, "2025-07-07");
    check("2025-06-28", (1, PeriodUnit::Workdays), false, "2025-06-30");
    check("2025-06-30", (15, PeriodUnit::Days), false, "2025-07-15");
    check("2025-06-30", (0, PeriodUnit::Days), false, "2025-06-30");
}

#[test]
fn working_days_skip_the_break_and_count_the_made_up_weekend() {
    // October 2025: off from the 1st to the 8th, at work on Sunday 28 September and on
    // Saturday the 11th.
    check("2025-09-26", (1, PeriodUnit::Workdays), false, "2025-09-28");
    check("2025-09-26", (3, PeriodUnit::Workdays), false, "2025-09-30");
    check("2025-09-30", (1, PeriodUnit::Workdays), false, "2025-10-09");
    check("2025-09-30", (3, PeriodUnit::Workdays), false, "2025-10-11");
    check("2025-09-30", (4, PeriodUnit::Workdays), false, "2025-10-13");
    check("2025-10-03", (2, PeriodUnit::Workdays), false, "2025-10-10");
    // Spring Festival 2024: at work on the eve and on Sunday the 18th.
    check("2024-02-08", (1, PeriodUnit::Workdays), false, "2024-02-09");
    check("2024-02-08", (2, PeriodUnit::Workdays), false, "2024-02-18");
}

#[test]
fn a_partys_last_day_moves_past_the_break_and_an_agencys_does_not() {
    check("2025-09-18", (15, PeriodUnit::Days), true, "2025-10-09");
    check("2025-09-18", (15, PeriodUnit::Days), false, "2025-10-03");
    // A Sunday on which people work is no reason to move.
    check("2025-09-18", (10, PeriodUnit::Days), true, "2025-09-28");
    check("2024-08-10", (6, PeriodUnit::Months), true, "2025-02-10");
    check("2024-07-28", (6, PeriodUnit::Months), true, "2025-02-05");
    check("2024-03-30", (1, PeriodUnit::Years), true, "2025-03-31");
}

#[test]
fn months_and_years_end_on_the_corresponding_day() {
    check("2022-01-10", (2, PeriodUnit::Years), false, "2024-01-10");
    check("2024-02-29", (1, PeriodUnit::Years), false, "2025-02-28");
    check("2024-01-31", (1, PeriodUnit::Months), false, "2024-02-29");
    let next = end_with("2024-01-31", (1, PeriodUnit::Months), false, MonthEnd::Next);
    assert_eq!(next.map(written).as_deref(), Some("2024-03-01"));
}

#[test]
fn what_no_notice_covers_is_provisional() {
    check("2026-12-28", (3, PeriodUnit::Workdays), false, "2026-12-31");
    check("2026-12-28", (4, PeriodUnit::Workdays), false, "2027-01-01?");
    check("2026-12-30", (1, PeriodUnit::Days), true, "2026-12-31");
    check("2026-12-30", (3, PeriodUnit::Days), true, "2027-01-04?");
    check("2026-12-30", (3, PeriodUnit::Days), false, "2027-01-02");
    check("2018-12-28", (1, PeriodUnit::Workdays), false, "2018-12-31?");
    check("2018-12-28", (3, PeriodUnit::Workdays), false, "2019-01-03?");
    check("2018-12-31", (1, PeriodUnit::Workdays), false, "2019-01-02");
}

#[test]
fn hours_and_years_beyond_2999_have_no_last_day() {
    for period in [
        (24, PeriodUnit::Hours),
        (u32::MAX, PeriodUnit::Days),
        (u32::MAX, PeriodUnit::Workdays),
        (u32::MAX, PeriodUnit::Months),
        (u32::MAX, PeriodUnit::Years),
    ] {
        assert_eq!(
            end_with("2025-01-01", period, true, MonthEnd::Next),
            None,
            "{period:?}"
        );
    }
    assert_eq!(cn().add_workdays(date("2025-01-01"), -1), None);
}

/// Counts and moves day by day, with nothing but the lines of the table.
#[test]
fn every_count_agrees_with_counting_by_hand() {
    let calendar = cn();
    let rows: Vec<(Date, bool)> = CN
        .lines()
        .skip(1)
        .map(|line| {
            let (day, rest) = line.split_once(',').unwrap();
            (date(day), rest.starts_with("workday"))
        })
        .collect();
    let works = |day: Date| match rows.iter().find(|(row, _)| *row == day) {
        Some((_, works)) => *works,
        None => !day.is_weekend(),
    };
    let first = date("2018-11-20");
    let all: Vec<(Date, bool)> = (0..3100)
        .map(|days| first.add_days(days).unwrap())
        .map(|day| (day, works(day)))
        .collect();
    for (start, (from, _)) in all.iter().enumerate().step_by(3) {
        let mut count = 0;
        for (to, works) in all.iter().skip(start + 1).take(150) {
            count += i64::from(*works);
            assert_eq!(calendar.workdays_between(*from, *to), count, "{from} to {to}");
            assert_eq!(calendar.workdays_between(*to, *from), -count, "{to} to {from}");
            if *works {
                let end = calendar.add_workdays(*from, count).unwrap();
                assert_eq!(end.date, *to, "{count} from {from}");
                let open =
                    !calendar.covers(from.add_days(1).unwrap()) || !calendar.covers(*to);
                assert_eq!(end.provisional, open, "{count} from {from}");
            }
        }
        assert_eq!(calendar.workdays_between(*from, *from), 0);
        if let Some((by_hand, _)) = all.iter().skip(start).find(|(_, works)| *works) {
            let next = calendar.next_workday_on_or_after(*from).unwrap();
            assert_eq!(next.date, *by_hand, "on or after {from}");
        }
    }
}

fn refused(csv: &str, line: usize, en: &str) {
    let error = Calendar::parse(csv).unwrap_err();
    assert_eq!((error.line, error.message.en.as_str()), (line, en));
    assert!(error.text().zh.starts_with(&format!("第{line}行：")));
    assert_eq!(error.text().en, format!("line {line}: {en}"));
}

#[test]
fn a_wrong_line_is_named() {
    let rows = |rows: &str| format!("date,kind,name\n{rows}");
    refused("", 1, "the first line should be `date,kind,name`, not ``");
    refused(
        "2025-01-01,holiday,元旦",
        1,
        "the first line should be `date,kind,name`, not `2025-01-01,holiday,元旦`",
    );
    refused(
        &rows("2025-02-30,holiday,x"),
        2,
        "`2025-02-30` is not a date; write `2025-10-01`",
    );
    refused(
        &rows("2025-01-01,holiday,x\n\n2025-01-02,off,x"),
        4,
        "`off` should be `holiday` or `workday`",
    );
    refused(
        &rows("2025-01-01,holiday"),
        2,
        "expected three columns `date,kind,name`, found `2025-01-01,holiday`",
    );
    refused(
        &rows("2025-01-01,holiday,x,y"),
        2,
        "expected three columns `date,kind,name`, found `2025-01-01,holiday,x,y`",
    );
    refused(
        &rows("2025-01-01,holiday,x\n2025-01-01,workday,x"),
        3,
        "`2025-01-01` appears for the second time",
    );
}

#[test]
fn line_ends_and_a_byte_order_mark_do_not_matter() {
    let windows = format!("\u{feff}{}", CN.replace('\n', "\r\n"));
    assert_eq!(Calendar::parse(&windows).unwrap(), cn());
    assert_eq!(Calendar::parse("date,kind,name\n").unwrap(), Calendar::empty());
}
