//! Scopes: which answer an application gets.

use crate::sample::check;

const RULES: &str = r#"
source L "《条例》" / "the rules" : law
fact supplemented_on "补正日" / "supplemented" : date
fact notified_on "通知日" / "notified" : date
fact asked "已通知补正" / "asked to supplement" : bool
scope s "受理" / "acceptance" {
  deem abandoned "视为放弃" / "deemed abandoned"
    when asked and supplemented_on after correct.due
    basis L 31(2)
  { deadline file from supplemented_on within 3 days }
  accept admitted "受理" / "accepted" when otherwise
  deadline correct from notified_on within 10 days
}
"#;

#[test]
fn late_correction_is_deemed_abandonment_and_starts_its_own_deadline() {
    check(
        RULES,
        r#"{"asked": true, "notified_on": "2025-06-02", "supplemented_on": "2025-06-13"}"#,
        &[
            ("s/decision", "deem"),
            ("s/ground", "abandoned"),
            ("s/grounds/abandoned/kind", "deem"),
            ("s/basis/*/pinpoint", "31(2)"),
            ("s.file/due", "2025-06-16"),
        ],
    );
}

#[test]
fn correction_on_the_last_day_is_in_time() {
    check(
        RULES,
        r#"{"asked": true, "notified_on": "2025-06-02", "supplemented_on": "2025-06-12"}"#,
        &[("s/decision", "accept"), ("s.file/outcome", "not applicable")],
    );
}
