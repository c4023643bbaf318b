//! Deadlines.

use crate::sample::check_as_of;

#[test]
fn a_deadline_is_due_on_its_last_day_and_overdue_after_it() {
    let rules = "fact served_on : date\ndeadline pay from served_on within 10 days\n";
    for (as_of, state) in [
        ("2025-06-19", "not started"),
        ("2025-06-20", "running"),
        ("2025-06-29", "running"),
        ("2025-06-30", "due"),
        ("2025-07-01", "overdue"),
    ] {
        check_as_of(
            rules,
            r#"{"served_on": "2025-06-20"}"#,
            as_of,
            &[("pay/due", "2025-06-30"), ("pay/state", state)],
        );
    }
}
