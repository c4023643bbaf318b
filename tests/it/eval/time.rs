//! Deadlines.

use crate::sample::{check_as_of, refused};

/// Evaluates as of several dates; each line is `date: address value, address value`.
#[track_caller]
pub(super) fn table(rules: &str, facts: &str, lines: &[&str]) {
    for line in lines {
        let (as_of, rest) = line.split_once(": ").unwrap();
        let expected: Vec<(&str, &str)> =
            rest.split(", ").map(|pair| pair.split_once(' ').unwrap()).collect();
        check_as_of(rules, facts, as_of, &expected);
    }
}

#[test]
fn a_deadline_is_due_on_its_last_day_and_overdue_after_it() {
    table(
        "fact served_on : date\ndeadline pay from served_on within 10 days\n",
        r#"{"served_on": "2025-06-20"}"#,
        &[
            "2025-06-19: d/due 2025-06-30, d/state not started",
            "2025-06-20: d/state running",
            "2025-06-29: d/state running",
            "2025-06-30: d/state due",
            "2025-07-01: d/state overdue",
        ]
        .map(|line| line.replace("d/", "pay/"))
        .each_ref()
        .map(String::as_str),
    );
}

#[test]
fn notice_of_a_hearing_runs_until_the_last_working_day_in_time() {
    let rules =
        "fact hearing : date\ndeadline notice before hearing at least 7 workdays\n";
    table(
        rules,
        r#"{"hearing": "2025-06-20"}"#,
        &[
            "2025-01-01: notice/due 2025-06-11, notice/state running, notice/backwards true",
            "2025-06-10: notice/state running, notice/workdays_left 1",
            "2025-06-11: notice/state due, notice/workdays_left 0",
            "2025-06-12: notice/state overdue",
            "2025-06-20: notice/state overdue",
            "2025-06-21: notice/period/en at least 7 working days before",
        ],
    );
}

#[test]
fn a_last_day_before_an_event_moves_back_only_if_said() {
    let rules = "fact e : date\n\
        deadline plain before e at least 7 days for party\n\
        deadline rolled before e at least 7 days roll\n\
        deadline month before e at least 1 month\n";
    table(
        rules,
        r#"{"e": "2025-10-10"}"#,
        &[
            "2025-06-30: plain/due 2025-10-03, rolled/due 2025-09-30, month/due 2025-09-10",
        ],
    );
}

#[test]
fn days_mean_working_days_where_the_first_source_says_so() {
    let rules = "source apl : law count as workdays 2, 3, 5, 7\n\
        source coercion : law count as workdays at most 10\n\
        source licence : law count as workdays all\n\
        source other : law\n\
        fact e : date\n\
        deadline five from e within 5 days basis apl 64\n\
        deadline six from e within 6 days basis apl 64\n\
        deadline ten from e within 10 days basis coercion 1\n\
        deadline eleven from e within 11 days basis coercion 1\n\
        deadline twenty from e within 20 days basis licence 42\n\
        deadline second from e within 5 days basis other 1, apl 64\n\
        deadline stated from e within 5 workdays basis other 1\n\
        deadline month from e within 1 month basis licence 42\n\
        deadline before_it before e at least 7 days basis apl 64(2)\n\
        deadline bare from e within 5 days\n";
    table(
        rules,
        r#"{"e": "2025-09-26"}"#,
        &[
            // Sunday the 28th is worked; the break is from the 1st to the 8th.
            "2025-06-30: five/due 2025-10-10, six/due 2025-10-02, ten/due 2025-10-16",
            "2025-06-30: eleven/due 2025-10-07, twenty/due 2025-10-30",
            "2025-06-30: second/due 2025-10-01, stated/due 2025-10-10, month/due 2025-10-26",
            "2025-06-30: before_it/due 2025-09-17, bare/due 2025-10-01",
            "2025-06-30: five/period/zh 5日（按工作日计）, five/period/en 5 days (working days)",
            "2025-06-30: five/converted/source apl, six/converted null, stated/converted null",
            "2025-06-30: before_it/period/zh 提前至少7日（按工作日计）, stated/period/zh 5个工作日",
        ],
    );
}

const REVIEW: &str = "fact accepted : date\nfact asked : bool\nfact a : date\nfact b : date\n\
    fact done : date\n\
    deadline d from accepted within 10 days met on done {\n\
      suspension s \"调解\" / \"mediation\" from a to b when asked\n\
    }\n";

#[test]
fn a_suspension_that_is_over_moves_the_last_day() {
    table(
        REVIEW,
        r#"{"accepted": "2025-06-01", "asked": true, "a": "2025-06-05", "b": "2025-06-08"}"#,
        &[
            "2025-06-04: d/due 2025-06-14, d/state running, d/suspensions/s/state not started",
            "2025-06-05: d/state suspended, d/suspensions/s/state running",
            "2025-06-07: d/state suspended, d/suspensions/s/days 3",
            "2025-06-08: d/state running, d/suspensions/s/state ended",
            "2025-06-14: d/state due",
            "2025-06-15: d/state overdue, missing/*/fact done",
        ],
    );
}

#[test]
fn what_is_open_about_a_suspension_leaves_the_last_day_open() {
    let date = "2025-06-06";
    let check = |facts: &str, expected: &[(&str, &str)]| {
        check_as_of(REVIEW, facts, date, expected);
    };
    // There is none.
    check(
        r#"{"accepted": "2025-06-01", "asked": false}"#,
        &[
            ("d/due", "2025-06-11"),
            ("d/state", "running"),
            ("d/suspensions/s/state", "not applicable"),
            ("missing", ""),
        ],
    );
    // Whether there is one is not known.
    check(
        r#"{"accepted": "2025-06-01"}"#,
        &[("d/due", "null"), ("d/state", "null"), ("missing/*/fact", "asked")],
    );
    // There is one, and its days are not known.
    check(
        r#"{"accepted": "2025-06-01", "asked": true}"#,
        &[
            ("d/due", "null"),
            ("d/state", "null"),
            ("d/suspensions/s/state", "unknown"),
            ("missing/*/fact", "a, b"),
        ],
    );
    // It has begun and not ended: it rests, though the last day is open.
    check(
        r#"{"accepted": "2025-06-01", "asked": true, "a": "2025-06-05"}"#,
        &[
            ("d/outcome", "unknown"),
            ("d/due", "null"),
            ("d/state", "suspended"),
            ("missing/*/fact", "b"),
        ],
    );
    // It lies ahead.
    check(
        r#"{"accepted": "2025-06-01", "asked": true, "a": "2025-06-07"}"#,
        &[("d/due", "null"), ("d/state", "null"), ("missing/*/fact", "b")],
    );
    // It begins after the last day and moves nothing.
    check_as_of(
        REVIEW,
        r#"{"accepted": "2025-06-01", "asked": true, "a": "2025-06-12"}"#,
        "2025-06-12",
        &[("d/due", "2025-06-11"), ("d/state", "overdue"), ("missing/*/fact", "done")],
    );
}

#[test]
fn what_was_done_in_time_is_met_and_what_was_done_late_is_overdue() {
    let facts = |done: &str| {
        format!(r#"{{"accepted": "2025-06-01", "asked": false, "done": "{done}"}}"#)
    };
    table(
        REVIEW,
        &facts("2025-06-11"),
        &[
            "2025-06-10: d/state running, d/met null",
            "2025-06-11: d/state met, d/met/on 2025-06-11, d/met/late false",
            "2025-12-31: d/state met, missing ",
        ],
    );
    table(
        REVIEW,
        &facts("2025-06-12"),
        &[
            "2025-06-11: d/state due, d/met null",
            "2025-06-12: d/state overdue, d/met/late true, missing ",
        ],
    );
    // Before its event, too: it is done.
    table(REVIEW, &facts("2025-05-01"), &["2025-05-02: d/state met"]);
}

#[test]
fn a_deadline_that_a_notice_may_move_is_never_overdue() {
    let rules = "fact e : date\nfact done : date\n\
        deadline d from e within 5 workdays met on done\n\
        deadline next from d.due within 1 day\n\
        define late = as_of after d.due\n";
    table(
        rules,
        r#"{"e": "2026-12-30"}"#,
        &[
            "2027-01-06: d/due 2027-01-06, d/state due, d/provisional true",
            "2027-03-01: d/state running, missing ",
            // What follows from such a day is as open.
            "2027-03-01: next/provisional true, next/state running",
        ],
    );
    let done = r#"{"e": "2026-12-30", "done": "2027-01-20"}"#;
    table(
        rules,
        done,
        &["2027-03-01: d/state running, d/met/on 2027-01-20, d/met/late null"],
    );
}

#[test]
fn unless_is_when_not() {
    let rules = "fact e : date\nfact x : bool\nfact y : bool\n\
        deadline alone from e within 1 day unless x\n\
        deadline both from e within 1 day when y unless x\n\
        deadline apart from e when y within 1 day unless x\n\
        circumstance c : may lighten unless x\n";
    for (x, y, alone, both) in [
        (true, true, "not applicable", "not applicable"),
        (true, false, "not applicable", "not applicable"),
        (false, true, "decided", "decided"),
        (false, false, "decided", "not applicable"),
    ] {
        check_as_of(
            rules,
            &format!(r#"{{"e": "2025-06-01", "x": {x}, "y": {y}}}"#),
            "2025-06-30",
            &[
                ("alone/outcome", alone),
                ("both/outcome", both),
                ("apart/outcome", both),
                ("c/value/value", if x { "false" } else { "true" }),
            ],
        );
    }
}

#[test]
fn answers_that_rest_on_days_without_a_notice_warn() {
    let define = |value: &str, e: &str, as_of: &str, warnings: &str| {
        let rules = format!("fact e : date\nfact x : bool\ndefine a \"a\" = {value}\n");
        let facts = format!(r#"{{"e": "{e}", "x": true}}"#);
        check_as_of(&rules, &facts, as_of, &[("warnings/*/code", warnings)]);
    };
    let count = "(workdays from e to as_of) at least 5 workdays";
    define(count, "2026-12-20", "2026-12-31", "");
    define(count, "2026-12-20", "2027-01-01", "W0301");
    define(count, "2018-12-31", "2019-01-10", "");
    define(count, "2018-12-30", "2019-01-10", "W0301");
    define("as_of after e + 3 workdays", "2026-12-28", "2026-12-30", "");
    define("as_of after e + 4 workdays", "2026-12-28", "2026-12-30", "W0301");
    define("as_of before e - 4 workdays", "2019-01-04", "2026-12-30", "W0301");
    define("as_of after e + 4 days", "2026-12-28", "2026-12-30", "");
    define("e after as_of within 4 workdays", "2026-12-29", "2026-12-28", "W0301");
    // One part that is settled decides alone.
    define("x or as_of after e + 4 workdays", "2026-12-28", "2026-12-30", "");
    define("not x and as_of after e + 4 workdays", "2026-12-28", "2026-12-30", "");
    define("x and as_of after e + 4 workdays", "2026-12-28", "2026-12-30", "W0301");
    define("case { x : e ; otherwise : e + 9 workdays }", "2026-12-28", "2026-12-30", "");
    define(
        "case { not x : e ; otherwise : e + 9 workdays }",
        "2026-12-28",
        "2026-12-30",
        "W0301",
    );
}

#[test]
fn a_rule_that_asks_for_a_rolled_last_day_warns() {
    let rules = "fact e : date\nfact grave : judgement\n\
        scope s {\n\
          deadline apply from e within 3 days roll\n\
          reject late when as_of after apply.due\n\
          accept ok when otherwise\n\
        }\n";
    table(
        rules,
        r#"{"e": "2026-12-30"}"#,
        &["2027-01-06: warnings/*/code W0301, s/decision reject"],
    );
    table(rules, r#"{"e": "2026-06-30"}"#, &["2026-12-06: warnings/*/code "]);
}

#[test]
fn what_a_deadline_cannot_be() {
    let head = "fact e : date\nfact x : bool\n";
    let refuse = |rules: &str, code: &str| refused(&format!("{head}{rules}"), code);
    refuse("deadline d before e at least 3 days { suspension s from e to e }\n", "F0420");
    refuse(
        "deadline d from e within 9 days { suspension s from e to e ; suspension s from e to e }\n",
        "F0202",
    );
    refuse("deadline d from e within 9 days { suspension s from x to e }\n", "F0301");
    refuse("deadline d from e within 9 days { suspension s from e }\n", "F0117");
    refuse("deadline d from e within 9 days { suspension s when x }\n", "F0117");
    refuse("deadline d from e within 9 days { define s = 1 }\n", "F0102");
    refuse("deadline d from e within 9 days met on x\n", "F0301");
    refuse("deadline d from e to e within 9 days\n", "F0116");
    refuse("deadline d before e at least 3 days within 3 days\n", "F0116");
    refuse("deadline d before e at least 0 days\n", "F0310");
    refuse("deadline d from e within 9 days met on d.due\n", "F0208");
    refuse("deadline d from e within 9 days { suspension s from e to d.due }\n", "F0208");
    refuse("source s : law count as workdays 1.5\n", "F0118");
    refuse("fact y : bool met on e\n", "F0116");
}

#[test]
fn no_period_is_too_long_to_count() {
    for (period, fits) in [
        ("100000 days", true),
        ("100001 days", false),
        ("100000 workdays", true),
        ("4294967295 workdays", false),
        ("12000 months", true),
        ("12001 months", false),
        ("3001 years", false),
    ] {
        let rules = format!("fact e : date\ndeadline d from e within {period}\n");
        if fits {
            check_as_of(
                &rules,
                r#"{"e": "2025-06-01"}"#,
                "2025-06-30",
                &[(
                    "d/outcome",
                    if period == "12000 months" { "unknown" } else { "decided" },
                )],
            );
        } else {
            refused(&rules, "F0118");
        }
    }
}

#[test]
fn a_chain_of_deadlines_is_refused_before_it_is_too_long_to_walk() {
    let chain = |count: usize| {
        let links: String = (0..count)
            .map(|at| format!("deadline d{at} from d{}.due within 1 day\n", at + 1))
            .collect();
        format!("fact e : date\n{links}deadline d{count} from e within 1 day\n")
    };
    let facts = r#"{"e": "2025-06-01"}"#;
    check_as_of(&chain(59), facts, "2025-06-01", &[("d0/due", "2025-07-31")]);
    refused(&chain(60), "F0111");
    refused(&chain(4000), "F0111");
    // Each rests on the next in four ways: they are walked once.
    let rules: String = (0..59)
        .map(|at| {
            let next = format!("d{}.due", at + 1);
            format!(
                "deadline d{at} from {next} within 1 day when {next} before {next} + 1 day \
                 met on {next} {{ suspension s from {next} to {next} }}\n"
            )
        })
        .collect();
    let rules = format!("fact e : date\n{rules}deadline d59 from e within 1 day\n");
    check_as_of(&rules, facts, "2025-06-01", &[("d0/due", "2025-07-31")]);
}
