//! Exceptions: the general rule is written whole, and each exception wins where it holds.

use crate::sample::{check, refused};

const RULES: &str = r#"
source L "《条例》" / "the rules" : law
fact knew_on "知道日" / "knew" : date
fact received_on "收到日" / "received" : date
fact told "已告知" / "told" : bool
fact land "不动产" / "land" : bool default false
fact obstacle "障碍" / "obstacle" : bool default false
fact grave "严重" / "grave" : bool
fact joint "共同" / "joint" : bool default false
fact line "系统" / "line" : one of { customs, tax, plain }

deadline apply "申请期限" / "time to apply" from knew_on within 60 days basis L 20(1)
exception untold "未告知" / "not told" against apply
  effective from 2024-01-01 dated by received_on
  when not told then 1 year basis L 20(3)
exception estate "不动产" / "real estate" against apply when land then 2 years basis L 21
exception estate_untold "不动产且未告知" / "land, not told" against untold
  when land then 2 years basis L 21(2)
exception obstructed "障碍消除后继续计算" / "the clock stood still" against apply
  when obstacle then needs judgement basis L 20(2)
define late "逾期" / "late" = received_on after apply.due

define organ "复议机关" / "organ" : text basis L 24 = case { grave : "省" ; otherwise : "市" }
exception vertical "垂直领导" / "vertical" against organ when line in { customs, tax } then "上级" basis L 27
exception together "多机关" / "joint act" against vertical when joint then needs judgement
exception jointly "共同行为" / "jointly" against organ when joint then "上级"

circumstance first "首违" / "first" : may exempt when not grave basis L 33
exception not_land "不动产除外" / "not land" against first when land then not holds basis L 33(2)
define spared "可免" / "spared" = first holds
"#;

#[test]
fn without_an_exception_the_general_rule_stands() {
    check(
        RULES,
        r#"{"knew_on": "2024-03-04", "received_on": "2024-05-03", "told": true}"#,
        &[
            ("apply/due", "2024-05-03"),
            ("apply/exception", "null"),
            ("apply/period/en", "60 days"),
            ("apply/basis/*/pinpoint", "20(1)"),
            ("late/value/value", "false"),
        ],
    );
}

#[test]
fn one_exception_gives_its_own_period_and_its_own_basis() {
    check(
        RULES,
        r#"{"knew_on": "2024-03-04", "received_on": "2024-05-04", "told": false}"#,
        &[
            ("apply/due", "2025-03-04"),
            ("apply/exception/name", "untold"),
            ("apply/period/en", "1 year"),
            ("apply/basis/*/pinpoint", "20(3), 20(1)"),
            ("late/value/value", "false"),
        ],
    );
}

#[test]
fn an_exception_outside_its_period_changes_nothing() {
    check(
        RULES,
        r#"{"knew_on": "2023-11-01", "received_on": "2023-12-31", "told": false}"#,
        &[("apply/due", "2023-12-31"), ("apply/exception", "null")],
    );
}

#[test]
fn two_exceptions_that_agree_stand_and_one_may_be_nested_in_another() {
    check(
        RULES,
        r#"{"knew_on": "2024-03-04", "received_on": "2024-05-04", "told": false, "land": true}"#,
        &[
            // `untold` gives way to `estate_untold`, which comes to the same as `estate`.
            ("apply/due", "2026-03-04"),
            ("apply/outcome", "decided"),
            ("apply/basis/*/pinpoint", "21(2), 21, 20(1)"),
        ],
    );
}

#[test]
fn two_exceptions_that_differ_are_never_chosen_between() {
    let rules =
        RULES.replace("when land then 2 years basis L 21(2)", "when false then 2 years");
    check(
        &rules,
        r#"{"knew_on": "2024-03-04", "received_on": "2024-05-04", "told": false, "land": true}"#,
        &[
            ("apply/due", "null"),
            ("apply/outcome", "unknown"),
            (
                "apply/errors/0/en",
                "exceptions that hold together differ, and none is said to win: not told, \
                 real estate",
            ),
        ],
    );
}

#[test]
fn what_only_a_person_can_settle_is_asked_when_nothing_else_is_missing() {
    check(
        RULES,
        r#"{"knew_on": "2024-03-04", "received_on": "2024-05-04", "told": true, "obstacle": true}"#,
        &[
            ("apply/outcome", "needs judgement"),
            ("apply/judge/0/text/en", "the clock stood still"),
            ("apply/judge/0/basis/*/pinpoint", "20(2)"),
            ("apply/exception/name", "obstructed"),
            ("late/outcome", "needs judgement"),
        ],
    );
    check(
        RULES,
        r#"{"received_on": "2024-05-04", "told": true, "obstacle": true}"#,
        &[("apply/outcome", "unknown"), ("missing/knew_on/fact", "knew_on")],
    );
}

#[test]
fn an_exception_that_may_hold_leaves_the_answer_open_unless_it_changes_nothing() {
    check(
        RULES,
        r#"{"knew_on": "2024-03-04", "received_on": "2024-05-04"}"#,
        &[
            ("apply/due", "null"),
            ("apply/outcome", "unknown"),
            ("missing/told/fact", "told"),
        ],
    );
    check(
        RULES,
        r#"{"joint": false, "grave": false}"#,
        &[("organ/outcome", "unknown"), ("spared/value/value", "true")],
    );
    // Whatever the line is, a joint act goes up unless it is a vertical line's own.
    let rules = RULES.replace(
        "then needs judgement\nexception jointly",
        "then \"上级\"\nexception jointly",
    );
    check(&rules, r#"{"joint": true}"#, &[("organ/value/value", "上级")]);
}

#[test]
fn an_exception_to_an_exception_replaces_its_result() {
    check(
        RULES,
        r#"{"grave": false, "line": "tax"}"#,
        &[("organ/value/value", "上级"), ("organ/basis/*/pinpoint", "27, 24")],
    );
    check(
        RULES,
        r#"{"grave": false, "line": "plain"}"#,
        &[("organ/value/value", "市"), ("organ/basis/*/pinpoint", "24")],
    );
    let alone = RULES.replace("exception jointly", "-- exception jointly");
    check(
        &alone,
        r#"{"grave": false, "line": "tax", "joint": true}"#,
        &[("organ/outcome", "needs judgement"), ("organ/judge/0/text/en", "joint act")],
    );
    check(
        &alone,
        r#"{"grave": false, "line": "plain", "joint": true}"#,
        &[("organ/value/value", "市")],
    );
}

#[test]
fn a_circumstance_does_not_hold_by_exception() {
    for (land, spared) in [("true", "false"), ("false", "true")] {
        check(
            RULES,
            &format!(r#"{{"grave": false, "land": {land}}}"#),
            &[("spared/value/value", spared), ("first/value/value", spared)],
        );
    }
}

#[test]
fn the_proof_names_the_exception() {
    check(
        RULES,
        r#"{"grave": false, "land": true}"#,
        &[
            ("spared/because/0/because/0/because/0/text/en", "exception: not land"),
            ("spared/because/0/because/0/because/0/basis/*/pinpoint", "33(2)"),
        ],
    );
}

#[test]
fn an_exception_stands_against_a_rule_and_gives_a_result_of_its_kind() {
    let facts = "fact x : bool\nfact on : date\ndefine d = 5\ndeadline l from on within 3 days\n\
                 circumstance c : may exempt when x\n";
    let one = |line: &str, codes: &str| refused(&format!("{facts}{line}\n"), codes);
    one("exception e against x when x then false", "F0411");
    one("exception e against l.due when x then 3 days", "F0411");
    one("exception e against d when x then true", "F0301");
    one("exception e against d when x then not holds", "F0412");
    one("exception e against l when x then 5", "F0412");
    one("exception e against l when x then not holds", "F0412");
    one("exception e against nothing when x then 5", "F0201");
    one("exception e against e when x then 5", "F0208");
    one(
        "exception e against f when x then 5\nexception f against e when x then 5",
        "F0208 F0208",
    );
    one("exception e against d when d over 3 then 5", "F0208");
    one("exception e against d when x then e", "F0205");
}
