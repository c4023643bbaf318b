//! Moments, and periods of hours.

use super::time::table;
use crate::sample::{check_as_of, refused};

const CALL: &str = "fact reported : moment\nfact answered : moment\nfact day : date\n\
    deadline answer from reported within 24 hours met on answered\n\
    deadline report from reported within 3 days met on answered\n\
    deadline evening before reported at least 2 hours\n\
    define later = reported after day\n\
    define same = reported is day\n\
    define order = answered after reported\n\
    define soon = answered after reported within 2 hours\n\
    define near = answered after reported within 2 days\n\
    define hours = hours from reported to answered\n\
    define days = days from reported to answered\n\
    define until = reported + 30 hours\n\
    define from_date = reported + 1 day\n\
    define due = answer.due\n\
    define range = reported from 2025-06-30T18:00 to under 2025-06-30T19:00\n\
    define on = as_of is reported\n";

#[test]
fn a_period_of_hours_ends_at_a_minute_and_stops_for_no_holiday() {
    // Friday evening before a weekend.
    table(
        CALL,
        r#"{"reported": "2025-06-27T18:30"}"#,
        &[
            "2025-06-27T18:29: answer/due 2025-06-28T18:30, answer/state not started",
            "2025-06-27T18:30: answer/state running, answer/event 2025-06-27T18:30",
            "2025-06-28T18:29: answer/state running, as_of 2025-06-28T18:29",
            "2025-06-28T18:30: answer/state due, receipt/as_of 2025-06-28T18:30",
            "2025-06-28T18:31: answer/state overdue",
            // As of a date, by date.
            "2025-06-26: answer/state not started",
            "2025-06-27: answer/state running",
            "2025-06-28: answer/state due",
            "2025-06-29: answer/state overdue",
            // Two hours before it.
            "2025-06-27T16:29: evening/due 2025-06-27T16:30, evening/state running",
            "2025-06-27T16:31: evening/state overdue",
            // Days are counted from its date.
            "2025-06-30T23:59: report/due 2025-06-30, report/state due",
            "2025-07-01T00:00: report/state overdue, report/event 2025-06-27T18:30",
            // Before the event of the same day it has not begun, though the date is the same.
            "2025-06-27T00:01: report/state not started",
            "2025-06-27T18:30: report/state running",
        ],
    );
}

#[test]
fn what_was_done_is_compared_to_the_minute_only_with_a_minute() {
    let facts = |answered: &str| {
        format!(r#"{{"reported": "2025-06-27T18:30", "answered": "{answered}"}}"#)
    };
    table(
        CALL,
        &facts("2025-06-28T18:30"),
        &[
            "2025-06-28T18:29: answer/state running, answer/met null",
            "2025-06-28T18:30: answer/state met, answer/met/late false",
            // The day on which it was done: it is done.
            "2025-06-28: answer/state met",
        ],
    );
    table(
        CALL,
        &facts("2025-06-28T18:31"),
        &["2025-06-29: answer/state overdue, answer/met/late true, report/state met"],
    );
    table(CALL, &facts("2025-06-30T23:59"), &["2025-07-09: report/state met"]);
    table(CALL, &facts("2025-07-01T00:00"), &["2025-07-09: report/state overdue"]);
}

#[test]
fn a_moment_beside_a_date_is_its_date() {
    let facts = |day: &str, answered: &str| {
        format!(
            r#"{{"reported": "2025-06-30 18:30", "day": "{day}", "answered": "{answered}"}}"#
        )
    };
    let define = |facts: &str, expected: &[(&str, &str)]| {
        let expected: Vec<(String, &str)> = expected
            .iter()
            .map(|(name, value)| (format!("{name}/value/value"), *value))
            .collect();
        let expected: Vec<(&str, &str)> =
            expected.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let rules = CALL.replace("define ", "define_ ");
        let rules = ["later", "same", "order", "soon", "near", "hours", "days", "until"]
            .iter()
            .chain(&["from_date", "due", "range", "on"])
            .fold(rules, |rules, name| {
                rules.replace(
                    &format!("define_ {name} ="),
                    &format!("define {name} \"{name}\" ="),
                )
            });
        check_as_of(&rules, facts, "2025-06-30", &expected);
    };
    define(
        &facts("2025-06-30", "2025-06-30T20:30"),
        &[
            ("later", "false"),
            ("same", "true"),
            ("order", "true"),
            ("soon", "true"),
            ("near", "true"),
            ("hours", "2"),
            ("days", "0"),
            ("until", "2025-07-02T00:30"),
            ("from_date", "2025-07-01"),
            ("due", "2025-07-01T18:30"),
            ("range", "true"),
        ],
    );
    define(
        &facts("2025-06-29", "2025-06-30T20:31"),
        &[("later", "true"), ("same", "false"), ("soon", "false"), ("hours", "2")],
    );
    define(
        &facts("2025-07-01", "2025-07-02T23:59"),
        &[("later", "false"), ("near", "true"), ("hours", "53"), ("days", "2")],
    );
    define(
        &facts("2025-07-01", "2025-06-30T18:30"),
        &[("order", "false"), ("soon", "false"), ("near", "false")],
    );
    define(&facts("2025-07-01", "2025-07-03T00:00"), &[("near", "false")]);
}

#[test]
fn hours_need_moments() {
    let head = "fact e : date\nfact m : moment\nfact x : bool\n";
    let refuse = |rules: &str, code: &str| refused(&format!("{head}{rules}"), code);
    refuse("deadline d from e within 24 hours\n", "F0314");
    refuse("deadline d before e at least 2 hours\n", "F0314");
    refuse("define a = e + 2 hours\n", "F0314");
    refuse("define a = m after e within 2 hours\n", "F0314");
    refuse("define a = hours from e to m\n", "F0301");
    refuse("define a = m + 1\n", "F0301");
    refuse("define a = highest of { m, e }\n", "F0301");
    refuse("define a = x is m\n", "F0301");
    refuse("deadline d from m within 2 hours { suspension s from m to m }\n", "F0420");
    refuse("define a = m after 2025-06-30T24:00\n", "F0113");
    refuse("fact y : moment at least 3\n", "F0101");
    refuse("fact y : moment default e\n", "F0301");
}

#[test]
fn a_test_may_ask_as_of_a_moment() {
    let rules = "fact m : moment\n\
        deadline d from m within 24 hours\n\
        test in_time as of 2025-06-28T18:30 {\n\
          given m = 2025-06-27T18:30\n\
          expect d.state is due, d.due is 2025-06-28T18:30, d.due is 2025-06-28\n\
        }\n\
        测试 late 截至 2025年6月28日18时31分 {\n\
          vary m {\n\
            2025-06-27T18:30 : d.state is overdue\n\
            2025年6月27日18时31分 : d.state is due\n\
          }\n\
        }\n\
        test not_so as of 2025-06-28 {\n\
          given m = 2025-06-27T18:30\n\
          expect d.due is 2025-06-28T18:31\n\
        }\n";
    let report = crate::sample::pack(rules).test();
    let failed: Vec<&str> = report
        .cases
        .iter()
        .filter(|case| !case.passed)
        .map(|case| case.name.as_str())
        .collect();
    assert_eq!((report.passed, failed), (3, vec!["not_so"]));
}

#[test]
fn wrong_moments_are_problems_of_their_fact() {
    let rules = "fact m : moment\ndeadline d from m within 24 hours\n";
    for (given, code) in [
        (r#""2025-06-27T18:30""#, ""),
        (r#""2025-06-27 18:30""#, ""),
        (r#""２０２５年６月２７日１８时３０分""#, ""),
        (r#""2025-06-27""#, "P0102"),
        (r#""2025-06-27T18:30:00""#, "P0102"),
        (r#""2025-06-27T24:00""#, "P0102"),
        ("202506271830", "P0102"),
        ("true", "P0102"),
        ("[]", "P0102"),
        ("null", ""),
    ] {
        let facts = format!(r#"{{"m": {given}}}"#);
        check_as_of(rules, &facts, "2025-06-28", &[("problems/*/code", code)]);
    }
}
