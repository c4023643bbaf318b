use super::{Date, MonthEnd};
use alloc::string::ToString;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn read(text: &str, expected: Option<&str>) {
    assert_eq!(
        Date::parse(text).map(|date| date.to_string()).as_deref(),
        expected,
        "{text}"
    );
}

#[test]
fn a_date_is_read_in_three_notations() {
    for text in [
        "2025-06-30",
        "2025年6月30日",
        "2025年06月30日",
        "2025/6/30",
        "2025/06/30",
        "２０２５年６月３０日",
        " 2025-06-30 ",
    ] {
        read(text, Some("2025-06-30"));
    }
    read("1900-01-01", Some("1900-01-01"));
    read("2999-12-31", Some("2999-12-31"));
    read("2024-02-29", Some("2024-02-29"));
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "2025",
        "2025-6-30",
        "2025-06-3",
        "25-06-30",
        "2025-02-29",
        "2025-13-01",
        "2025-00-01",
        "2025-01-00",
        "1899-12-31",
        "3000-01-01",
        "2025-06-30T00:00",
        "2025.06.30",
        "2025年6月30",
        "2025年6月",
        "+2025-06-30",
        "-2025-06-30",
        "2025--6-30",
        "2025/6-30",
        "20250630",
        "2025-06-30-01",
        "2025/+6/30",
    ] {
        read(text, None);
    }
}

#[test]
fn a_date_has_a_name_in_both_languages() {
    let text = date("2025-06-03").text();
    assert_eq!((&*text.zh, &*text.en), ("2025年6月3日", "3 June 2025"));
}

fn later(from: &str, months: i64, month_end: MonthEnd, expected: &str) {
    let moved = date(from).add_months(months, month_end).map(|date| date.to_string());
    assert_eq!(moved.as_deref(), Some(expected), "{from} + {months} months");
}

#[test]
fn a_month_without_that_day_ends_on_its_last_or_the_next_first() {
    later("2024-01-31", 1, MonthEnd::Clamp, "2024-02-29");
    later("2024-01-31", 1, MonthEnd::Next, "2024-03-01");
    later("2025-01-31", 1, MonthEnd::Clamp, "2025-02-28");
    later("2024-01-30", 2, MonthEnd::Clamp, "2024-03-30");
    later("2024-12-31", 2, MonthEnd::Next, "2025-03-01");
    later("2024-03-31", -1, MonthEnd::Clamp, "2024-02-29");
    later("2024-01-15", -1, MonthEnd::Clamp, "2023-12-15");
    later("2024-02-29", 12, MonthEnd::Clamp, "2025-02-28");
    assert_eq!(
        date("2024-02-29").add_years(4, MonthEnd::Clamp),
        Some(date("2028-02-29"))
    );
    assert_eq!(date("2024-02-29").add_years(1, MonthEnd::Next), Some(date("2025-03-01")));
}

#[test]
fn a_date_never_leaves_the_years_1900_to_2999() {
    assert_eq!(date("2999-12-31").add_days(1), None);
    assert_eq!(date("1900-01-01").add_days(-1), None);
    assert_eq!(date("2999-12-01").add_months(1, MonthEnd::Clamp), None);
    assert_eq!(date("2999-12-01").add_years(i64::MAX, MonthEnd::Clamp), None);
    assert_eq!(date("2025-01-01").add_days(i64::MAX), None);
    assert_eq!(date("2025-01-01").add_days(i64::MIN), None);
    assert_eq!(date("2025-01-01").add_months(i64::MIN, MonthEnd::Next), None);
}

/// `reached`, `over`: years by the anniversary, and as ages count.
fn years(from: &str, to: &str, reached: i64, over: i64) {
    assert_eq!(date(from).whole_years_until(date(to)), reached, "{from} to {to}");
    assert_eq!(date(from).age_on(date(to)), over, "age, {from} to {to}");
}

#[test]
fn a_year_of_age_is_full_the_day_after_the_birthday() {
    years("2010-03-01", "2024-02-29", 13, 13);
    years("2010-03-01", "2024-03-01", 14, 13);
    years("2010-03-01", "2024-03-02", 14, 14);
    years("2010-03-01", "2010-03-01", 0, 0);
    years("2010-03-01", "2009-03-01", -1, 0);
    years("2010-03-01", "2009-02-28", -1, -1);
}

#[test]
fn who_was_born_on_29_february_has_a_birthday_on_the_28th() {
    years("2008-02-29", "2022-02-27", 13, 13);
    years("2008-02-29", "2022-02-28", 14, 13);
    years("2008-02-29", "2022-03-01", 14, 14);
    years("2008-02-29", "2024-02-28", 15, 15);
    years("2008-02-29", "2024-02-29", 16, 15);
    years("2008-02-29", "2024-03-01", 16, 16);
}

#[test]
fn counts_between_dates_agree_with_adding() {
    let from = date("2023-12-29");
    for first in 0..70 {
        let start = from.add_days(first).unwrap();
        for days in 0..800 {
            let end = start.add_days(days).unwrap();
            assert_eq!(start.days_until(end), days);
            assert_eq!(end.days_until(start), -days);
            let months = start.whole_months_until(end);
            assert!(start.add_months(months, MonthEnd::Clamp).unwrap() <= end);
            assert!(start.add_months(months + 1, MonthEnd::Clamp).unwrap() > end);
            assert_eq!(end.whole_months_until(start), -months);
            if days > 0 {
                let over = start.months_over_on(end);
                assert!(start.add_months(over, MonthEnd::Clamp).unwrap() < end);
                assert!(start.add_months(over + 1, MonthEnd::Clamp).unwrap() >= end);
            }
        }
    }
}
