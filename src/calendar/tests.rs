use super::{Calendar, Dated, Pause, PauseError, paused_end, period_end, period_start};
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
    assert_eq!((error.line, &*error.message.en), (line, en));
    assert!(error.text().zh.starts_with(&format!("第{line}行：")));
    assert_eq!(*error.text().en, format!("line {line}: {en}"));
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

/// Counts back: the days of `expected` are those on which notice is still in time.
fn check_back(event: &str, period: (u32, PeriodUnit), roll: bool, expected: &str) {
    let (count, unit) = period;
    let period = LegalPeriod::new(count, unit);
    let last = period_start(date(event), period, roll, MonthEnd::Clamp, &cn());
    assert_eq!(last.map(written).as_deref(), Some(expected), "{period:?} before {event}");
}

#[test]
fn notice_of_a_hearing_leaves_so_many_working_days_between() {
    // Seven working days before Friday 2025-06-20: the 11th is the seventh.
    check_back("2025-06-20", (7, PeriodUnit::Workdays), false, "2025-06-11");
    check_back("2025-06-20", (1, PeriodUnit::Workdays), false, "2025-06-19");
    check_back("2025-06-23", (1, PeriodUnit::Workdays), false, "2025-06-20");
    // The day of the hearing does not count, even if nobody works on it.
    check_back("2025-06-22", (1, PeriodUnit::Workdays), false, "2025-06-20");
    // Over the break of October 2025; Sunday 28 September was worked.
    check_back("2025-10-09", (3, PeriodUnit::Workdays), false, "2025-09-28");
    check_back("2025-10-11", (3, PeriodUnit::Workdays), false, "2025-09-30");
    check_back("2024-02-19", (3, PeriodUnit::Workdays), false, "2024-02-08");
    check_back("2019-01-03", (2, PeriodUnit::Workdays), false, "2018-12-31?");
}

#[test]
fn days_and_months_before_an_event_move_back_only_if_said() {
    check_back("2025-10-10", (7, PeriodUnit::Days), false, "2025-10-03");
    check_back("2025-10-10", (7, PeriodUnit::Days), true, "2025-09-30");
    check_back("2025-10-05", (7, PeriodUnit::Days), true, "2025-09-28");
    check_back("2025-03-31", (1, PeriodUnit::Months), false, "2025-02-28");
    check_back("2024-02-29", (1, PeriodUnit::Years), false, "2023-02-28");
    check_back("2027-01-05", (3, PeriodUnit::Days), true, "2027-01-01?");
}

#[test]
fn counting_back_and_on_are_each_other_reversed() {
    let calendar = cn();
    for back in 1..200 {
        let event = date("2024-10-31");
        let last = calendar.add_workdays(event, -back).unwrap();
        assert!(calendar.is_workday(last.date), "{back}");
        // The event is a working day, so as many lie after the last day up to it.
        assert_eq!(calendar.workdays_between(last.date, event), back);
        assert_eq!(calendar.add_workdays(last.date, back).unwrap().date, event);
    }
    assert_eq!(calendar.add_workdays(date("1900-01-05"), -10), None);
}

/// Pauses are written `from/to`, with nothing after the slash while one lasts.
fn paused(
    event: &str,
    (count, unit): (u32, PeriodUnit),
    roll: bool,
    pauses: &[&str],
) -> Result<String, PauseError> {
    let pauses: Vec<Pause> = pauses
        .iter()
        .map(|pause| {
            let (from, to) = pause.split_once('/').unwrap();
            Pause { from: date(from), to: Date::parse(to) }
        })
        .collect();
    let period = LegalPeriod::new(count, unit);
    paused_end(date(event), period, roll, MonthEnd::Clamp, &pauses, &cn()).map(written)
}

fn check_paused(
    event: &str,
    period: (u32, PeriodUnit),
    roll: bool,
    pauses: &[&str],
    expected: &str,
) {
    let end = paused(event, period, roll, pauses);
    assert_eq!(end.as_deref(), Ok(expected), "{period:?} from {event}, {pauses:?}");
}

#[test]
fn days_of_a_suspension_are_not_counted() {
    let days = |count| (count, PeriodUnit::Days);
    // The day on which it goes on counts again.
    check_paused("2025-06-01", days(10), false, &["2025-06-05/2025-06-08"], "2025-06-14");
    check_paused("2025-06-01", days(10), false, &["2025-06-05/2025-06-06"], "2025-06-12");
    check_paused("2025-06-01", days(10), false, &["2025-06-05/2025-06-05"], "2025-06-11");
    check_paused("2025-06-01", days(10), false, &["2025-06-05/2025-06-01"], "2025-06-11");
    // The last day itself may be taken out, the day after it may not.
    check_paused("2025-06-01", days(10), false, &["2025-06-11/2025-06-12"], "2025-06-12");
    check_paused("2025-06-01", days(10), false, &["2025-06-12/2025-06-30"], "2025-06-11");
    // It may have begun before the event.
    check_paused("2025-06-01", days(10), false, &["2025-05-20/2025-06-04"], "2025-06-13");
    // Two at once count a day once; one after the other, both.
    let twice = ["2025-06-05/2025-06-08", "2025-06-06/2025-06-09"];
    check_paused("2025-06-01", days(10), false, &twice, "2025-06-15");
    let apart = ["2025-06-05/2025-06-08", "2025-06-13/2025-06-15"];
    check_paused("2025-06-01", days(10), false, &apart, "2025-06-16");
}

#[test]
fn a_suspension_is_taken_out_first_and_the_roll_comes_once() {
    // Ten days end on Saturday 2025-06-14 with three taken out.
    check_paused(
        "2025-06-01",
        (10, PeriodUnit::Days),
        true,
        &["2025-06-05/2025-06-08"],
        "2025-06-16",
    );
    // Without it they would end on Wednesday the 11th and not move.
    check_paused("2025-06-01", (10, PeriodUnit::Days), true, &[], "2025-06-11");
}

#[test]
fn working_days_months_and_years_rest_too() {
    let pause = ["2025-09-29/2025-10-10"];
    check_paused("2025-09-26", (3, PeriodUnit::Workdays), false, &pause, "2025-10-11");
    check_paused("2025-09-26", (1, PeriodUnit::Workdays), false, &pause, "2025-09-28");
    let month = ["2025-02-10/2025-02-20"];
    check_paused("2025-01-31", (1, PeriodUnit::Months), false, &month, "2025-03-10");
    check_paused("2024-02-29", (1, PeriodUnit::Years), false, &month, "2025-03-10");
    // What is added may itself meet a suspension.
    let two = ["2025-02-10/2025-02-20", "2025-03-05/2025-03-08"];
    check_paused("2025-01-31", (1, PeriodUnit::Months), false, &two, "2025-03-13");
    check_paused(
        "2026-12-28",
        (4, PeriodUnit::Workdays),
        false,
        &["2026-12-30/2027-01-08"],
        "2027-01-12?",
    );
}

#[test]
fn an_open_suspension_leaves_the_last_day_open_only_where_it_is_reached() {
    let days = (10, PeriodUnit::Days);
    let open = Err(PauseError::Open);
    assert_eq!(paused("2025-06-01", days, false, &["2025-06-05/"]), open);
    assert_eq!(paused("2025-06-01", days, false, &["2025-06-11/"]), open);
    check_paused("2025-06-01", days, false, &["2025-06-12/"], "2025-06-11");
    for (count, unit) in [
        (24, PeriodUnit::Hours),
        (u32::MAX, PeriodUnit::Days),
        (u32::MAX, PeriodUnit::Months),
        (u32::MAX, PeriodUnit::Years),
    ] {
        assert_eq!(
            paused("2025-06-01", (count, unit), true, &[]),
            Err(PauseError::Range)
        );
    }
}

#[test]
fn days_that_are_easily_got_wrong() {
    // Weekends made into working days: no reason to move, and they count.
    check("2024-05-01", (10, PeriodUnit::Days), true, "2024-05-11");
    check("2025-01-29", (10, PeriodUnit::Days), true, "2025-02-08");
    check("2024-09-28", (1, PeriodUnit::Workdays), false, "2024-09-29");
    check("2024-10-11", (1, PeriodUnit::Workdays), false, "2024-10-12");
    // The eve of the Spring Festival was worked in 2024 and is off since 2025.
    check("2024-02-08", (1, PeriodUnit::Days), true, "2024-02-09");
    check("2025-01-27", (1, PeriodUnit::Workdays), false, "2025-02-05");
    // The break of 2020 was made longer by a second notice; Monday 3 February was worked.
    check("2020-01-21", (10, PeriodUnit::Days), true, "2020-02-03");
    // A break over the end of the year, and one of eight days.
    check("2023-12-28", (2, PeriodUnit::Days), true, "2024-01-02");
    check("2025-09-24", (7, PeriodUnit::Days), true, "2025-10-09");
    // 29 February.
    check("2024-01-29", (1, PeriodUnit::Months), false, "2024-02-29");
    check("2023-12-29", (2, PeriodUnit::Months), true, "2024-02-29");
    check("2024-02-28", (1, PeriodUnit::Days), false, "2024-02-29");
}
