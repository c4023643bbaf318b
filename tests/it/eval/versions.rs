//! Versions of one name: each day has the law of that day.

use crate::sample::{check, check_as_of, compiled, pack, refused};

const VALUES: &str = r#"
fact received_on "收到日" / "received" : date
fact act_on "行为日" / "act" : date
fact small "轻微" / "small" : bool

define days "期限" / "days" effective from 2018-01-01 to 2023-12-31 dated by received_on = 30
define days "期限" / "days" effective from 2024-01-01 dated by received_on = 60
define twice "两倍" / "twice" = days × 2

circumstance first "首违" / "first" : may exempt
  effective from 2018-01-01 to 2023-12-31 dated by received_on
  when small
circumstance first "首违" / "first" : must exempt
  effective from 2024-01-01 dated by received_on
  when small
define spared "可免" / "spared" = first holds

deadline apply "申请" / "apply" effective from 2018-01-01 to 2023-12-31 dated by received_on
  from act_on within 30 days
deadline apply "申请" / "apply" effective from 2024-01-01 dated by received_on
  from act_on within 60 days
define late "逾期" / "late" = received_on after apply.due
"#;

#[test]
fn a_version_is_in_force_on_its_first_and_on_its_last_day() {
    for (day, days, from) in [
        ("2018-01-01", "30", "2018-01-01"),
        ("2023-12-31", "30", "2018-01-01"),
        ("2024-01-01", "60", "2024-01-01"),
        ("2030-01-01", "60", "2024-01-01"),
    ] {
        check(
            VALUES,
            &format!(r#"{{"received_on": "{day}"}}"#),
            &[
                ("days/value/value", days),
                ("days/version/from", from),
                ("days/version/date", day),
                ("days/version/state", "in force"),
                ("twice/value/value", if days == "30" { "60" } else { "120" }),
                ("twice/version", "null"),
            ],
        );
    }
}

#[test]
fn a_deadline_runs_by_the_law_of_its_date() {
    check(
        VALUES,
        r#"{"act_on": "2023-12-01", "received_on": "2023-12-31"}"#,
        &[("apply/due", "2023-12-31"), ("late/value/value", "false")],
    );
    check(
        VALUES,
        r#"{"act_on": "2023-12-01", "received_on": "2024-01-01"}"#,
        &[("apply/due", "2024-01-30"), ("late/value/value", "false")],
    );
}

#[test]
fn a_circumstance_holds_by_the_version_in_force() {
    check(
        VALUES,
        r#"{"small": true, "received_on": "2024-01-01"}"#,
        &[("first/version/from", "2024-01-01"), ("spared/value/value", "true")],
    );
}

#[test]
fn before_the_first_version_there_is_no_law_and_that_is_said() {
    check(
        VALUES,
        r#"{"received_on": "2017-12-31", "act_on": "2017-12-01", "small": true}"#,
        &[
            ("days/outcome", "not applicable"),
            ("days/value", "null"),
            ("days/version/state", "none"),
            ("days/version/date", "2017-12-31"),
            ("days/because/0/text/en", "no version is in force on 2017-12-31"),
            ("apply/outcome", "not applicable"),
            ("first/outcome", "not applicable"),
            // A circumstance that is not law is not given; what needs a value has none.
            ("spared/value/value", "false"),
            ("twice/outcome", "unknown"),
            ("missing", ""),
        ],
    );
}

#[test]
fn while_the_date_is_unknown_every_version_is_possible() {
    check(
        VALUES,
        r#"{"small": false}"#,
        &[
            ("verdicts/0/version/state", "possible"),
            ("verdicts/0/outcome", "unknown"),
            ("verdicts/1/version/from", "2024-01-01"),
            ("verdicts/1/version/date", "null"),
            ("missing/0/fact", "received_on"),
            // No version of it can hold.
            ("spared/value/value", "false"),
        ],
    );
}

#[test]
fn where_versions_cover_every_day_what_they_agree_on_stands() {
    let rules = r#"
fact on "日" / "on" : date
define x "甲" / "x" effective to 2023-12-31 dated by on = 5
define x "甲" / "x" effective from 2024-01-01 dated by on = 5
define y "乙" / "y" effective from 2020-01-01 to 2023-12-31 dated by on = 5
define y "乙" / "y" effective from 2024-01-01 dated by on = 5
"#;
    // Before 2020 there was no `y`: a date to come could take the answer back.
    check(rules, "{}", &[("x/value/value", "5"), ("y/value", "null")]);
}

#[test]
fn without_a_date_of_its_own_the_as_of_date_counts() {
    let rules = r#"
define x "甲" / "x" effective to 2023-12-31 = 1
define x "甲" / "x" effective from 2024-01-01 = 2
define once "乙" / "once" effective from 2024-01-01 to 2024-12-31 = 3
"#;
    let cases = [
        ("2023-12-31", "1", "null"),
        ("2024-06-30", "2", "3"),
        ("2025-01-01", "2", "null"),
    ];
    for (as_of, x, once) in cases {
        let once =
            if once == "3" { ("once/value/value", "3") } else { ("once/value", once) };
        check_as_of(rules, "{}", as_of, &[("x/value/value", x), once]);
    }
}

#[test]
fn days_without_a_version_are_named() {
    let said = compiled(
        "define x effective from 2020-01-01 to 2023-10-31 = 1\n\
         define x effective from 2024-01-01 = 2\n",
    );
    let texts: Vec<&str> =
        said.diagnostics.iter().map(|said| &*said.message.en).collect();
    assert_eq!(texts, ["no version of `x` is in force from 2023-11-01 to 2023-12-31"]);
    assert!(said.pack.is_some(), "a gap may be what the law says");
}

#[test]
fn versions_stand_apart_and_are_chosen_by_one_date() {
    refused(
        "define x effective from 2020-01-01 to 2024-01-01 = 1\n\
         define x effective from 2024-01-01 = 2\n",
        "F0407",
    );
    refused(
        "define x effective from 2020-01-01 = 1\ndefine x effective from 2024-01-01 = 2\n",
        "F0407",
    );
    refused(
        "fact on : date\ndefine x effective to 2023-12-31 = 1\n\
         define x effective from 2024-01-01 dated by on = 2\n",
        "F0408",
    );
    refused("define x effective to 2023-12-31 = 1\ndefine x = 2\n", "F0202");
    refused("fact on : date\ndefine x dated by on = 1\n", "F0410");
    refused(
        "define x effective to 2023-12-31 = 1\ndefine x effective from 2024-01-01 = true\n",
        "F0301",
    );
    refused(
        "fact on : date\ndefine d effective from 2024-01-01 dated by d = on\n",
        "F0208",
    );
}

const BLOCKS: &str = r#"
source OLD "《旧法》" / "old law" : law
source NEW "《新法》" / "new law" : law
fact on "收到日" / "received" : date
fact grave "严重" / "grave" : bool
fact own "本机关管辖" / "competent" : bool
benchmark b "基准" / "benchmark" effective from 2020-01-01 to 2023-12-31 dated by on basis OLD 1 {
  penalty f "罚款" / "fine" : fine 1万元至2万元
  circumstance worse "较重" / "worse" : must aggravate when grave
  tier low when not worse holds then f by span 0% to 50%
  tier high when otherwise then f by span 50% to 100%
}
benchmark b "基准" / "benchmark" effective from 2024-01-01 dated by on basis NEW 2 {
  penalty stop "停业" / "stop" : stop business
  penalty f "罚款" / "fine" : fine 3万元至5万元
  circumstance worse "较重" / "worse" : must aggravate when not grave
  tier high when worse holds then stop, f by span 50% to 100%
  tier low when otherwise then stop, f by span 0% to 50%
}
review r "审核" / "review" effective from 2020-01-01 to 2023-12-31 dated by on {
  item first "甲" / "first" { on fail then back }
  opinion back when false
  opinion fine : pass when otherwise
}
review r "审核" / "review" effective from 2024-01-01 dated by on {
  item second "乙" / "second" { on fail then back }
  item first "甲" / "first" { on fail then back }
  opinion back when false
  opinion fine : pass when otherwise
}
scope s "受理" / "acceptance" effective from 2020-01-01 to 2023-12-31 dated by on basis OLD 17 {
  redirect away when not own
  accept in_time when otherwise
  deadline decide "决定" / "decide" from on within 5 days
}
scope s "受理" / "acceptance" effective from 2024-01-01 dated by on basis NEW 30 {
  reject away when not own
  accept in_time when otherwise { deadline tell "告知" / "tell" from on within 2 days }
  deadline decide "决定" / "decide" from on within 3 days
}
define worse_first "两者" / "both" = b.worse holds and r.first fails
deadline later "之后" / "later" from s.decide.due within 1 day

test old as of 2025-06-30 {
  given on = 2023-12-31, grave = true, own = false, r.first = fail
  expect b.tier is high, b.f is 1.5万元 to 2万元, b.stop is not applicable is false
  expect s.decision is redirect, s.ground is away, s.decide.due = 2024-01-05
  expect r.opinion is back, r.first fails, later.due = 2024-01-06
  expect b.worse holds, worse_first
}
test new as of 2025-06-30 {
  given on = 2024-01-01, grave = true, own = false, r.first = pass, r.second = fail
  expect b.tier is low, b.f is 3万元 to 4万元
  expect s.decision is reject, s.decide.due = 2024-01-04
  expect r.opinion is back, r.first passes, r.second fails
  expect not b.worse holds
}
test no_date as of 2025-06-30 {
  given own = true
  expect b.tier is unknown, s.decision is unknown, missing on
}
"#;

#[test]
fn blocks_have_versions_and_tests_read_the_one_in_force() {
    let rules = BLOCKS.replace(", b.stop is not applicable is false", "");
    let report = pack(&rules).test();
    let failures: Vec<String> = report
        .cases
        .iter()
        .flat_map(|case| case.failures.iter().map(|said| said.en.to_string()))
        .collect();
    assert_eq!(failures, Vec::<String>::new());
    assert_eq!(report.passed, 3);
    check(
        &rules,
        r#"{"on": "2024-01-01", "own": true, "grave": false}"#,
        &[
            ("b/basis/*/source", "NEW"),
            ("b/penalties/*/name", "stop, f"),
            ("b/circumstances/b.worse/state", "true"),
            ("s.tell/due", "2024-01-03"),
            ("s.decide/due", "2024-01-04"),
            ("r/items/*/name", "second, first"),
        ],
    );
    check(
        &rules,
        r#"{"on": "2019-12-31", "own": true, "grave": false}"#,
        &[
            ("b/outcome", "not applicable"),
            ("r/outcome", "not applicable"),
            ("s/outcome", "not applicable"),
            ("s/grounds", ""),
            ("s.decide/outcome", "not applicable"),
            ("s.tell/outcome", "not applicable"),
        ],
    );
}
