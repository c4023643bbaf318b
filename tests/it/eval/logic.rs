//! Conditions and definitions.

use crate::sample::{check, refused};

#[test]
fn what_is_known_settles_a_condition_where_it_can() {
    let rules = "fact a : bool\nfact b : bool\n\
        define both \"both\" = a and b\ndefine either \"either\" = a or b\n\
        define two \"two\" = at least 1 of { a, b, a and b }\n\
        define without \"without\" = a unless b\n\
        define neither \"neither\" = none of { a, b }\n";
    let values = |both, either, two, without, neither| {
        [
            ("both/value", both),
            ("either/value", either),
            ("two/value", two),
            ("without/value", without),
            ("neither/value", neither),
        ]
    };
    check(rules, "{}", &values("null", "null", "null", "null", "null"));
    let settled = [
        ("both/value/value", "false"),
        ("either/value", "null"),
        ("without/value/value", "false"),
        ("neither/value", "null"),
        ("both/outcome", "decided"),
        ("either/outcome", "unknown"),
        ("missing/*/fact", "b"),
    ];
    check(rules, r#"{"a": false}"#, &settled);
    let settled = [
        ("both/value", "null"),
        ("either/value/value", "true"),
        ("two/value/value", "true"),
        ("without/value", "null"),
        ("neither/value/value", "false"),
    ];
    check(rules, r#"{"a": true}"#, &settled);
}

#[test]
fn definitions_that_rest_on_each_other_are_computed_once() {
    let mut rules = "define a0 = 1\n".to_owned();
    for n in 1..25 {
        rules += &format!("define a{n} = a{} + a{}\n", n - 1, n - 1);
    }
    rules += "define last \"last\" = a24 + a24\n";
    check(&rules, "{}", &[("last/value/value", "33554432")]);
}

#[test]
fn thirty_definitions_may_rest_on_each_other_and_no_more() {
    let chain = |count: usize, reversed: bool| {
        let mut lines: Vec<String> =
            (1..count).map(|n| format!("define a{n} = a{} + 1\n", n - 1)).collect();
        lines.insert(0, "define a0 = 1\n".to_owned());
        if reversed {
            lines.reverse();
        }
        lines.concat()
    };
    let last = "define last \"last\" = a28 + 1\n";
    for reversed in [false, true] {
        let rules = chain(29, reversed) + last;
        check(&rules, "{}", &[("last/value/value", "30")]);
        refused(&chain(10_000, reversed), "F0111");
    }
}

#[test]
fn a_criterion_cannot_rest_on_its_own_layer() {
    refused(
        "fact x : bool\nreview r {\n  layer l {\n    criterion a when x\n    \
         criterion b when l holds\n  }\n  opinion agree : pass when otherwise\n}\n",
        "F0208",
    );
}
