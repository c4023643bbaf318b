//! Benchmarks: the law binds what a tier leaves.

use crate::sample::{TODAY, check, evaluate, pack, refused};

/// A benchmark whose tiers are those given.
fn rules(tiers: &str) -> String {
    format!(
        "source L \"律\" / \"Law\" : law\nfact light : bool\nfact heavy : bool\n\
         benchmark b basis L 1\n{{\n  penalty f : fine 5万元 to 10万元\n{tiers}}}\n"
    )
}

#[test]
fn a_tier_below_the_statute_never_passes_its_maximum() {
    let rules = rules(
        "  tier low when otherwise then f below statute by minimum 50% to 300% basis L 2\n",
    );
    check(
        &rules,
        "{}",
        &[
            ("b/penalties/0/range/lower/value", "25000"),
            ("b/penalties/0/range/upper/value", "100000"),
            ("b/tier", "low"),
        ],
    );
}

#[test]
fn without_a_tier_that_surely_decides_nothing_is_settled() {
    let rules = rules("  tier low when light then f by span 0% to 30%\n");
    check(
        &rules,
        "{}",
        &[
            ("b/outcome", "unknown"),
            ("b/penalties/0/settled", "false"),
            ("b/penalties/0/imposed", "unknown"),
        ],
    );
    check(
        &rules,
        r#"{"light": true}"#,
        &[("b/tier", "low"), ("b/penalties/0/imposed", "must")],
    );
}

#[test]
fn the_proof_of_an_amount_read_elsewhere_cites_both_rules() {
    let rules = "source L \"律\" / \"Law\" : law\nfact goods : money\n\
                 benchmark one \"甲\" / \"one\" basis L 11\n{\n\
                   penalty f : fine 1万元 to 5万元\n  tier only when otherwise then f goods\n}\n\
                 benchmark two \"乙\" / \"two\" basis L 22\n{\n\
                   penalty f : fine 1万元 to 5万元\n  compute f = one.f\n}\n";
    let evaluation = evaluate(&pack(rules), r#"{"goods": 20000}"#, TODAY);
    let two = &evaluation["verdicts"][1];
    let because = two["because"].to_string();
    for said in ["f by one (CNY 20,000)", r#""pinpoint":"11""#, r#""pinpoint":"22""#] {
        assert!(because.contains(said), "{said} in {because}");
    }
    check(
        rules,
        r#"{"goods": 20000}"#,
        &[("two/penalties/0/range/lower/value", "20000"), ("two/outcome", "decided")],
    );
}

#[test]
fn a_conflict_after_otherwise_is_refused() {
    let rules = rules(
        "  circumstance a : may lighten when light basis L 3\n\
           circumstance c : may aggravate when heavy basis L 3\n\
           tier general when otherwise then f by span 30% to 70%\n\
           conflict lighten and aggravate then needs judgement basis L 3\n",
    );
    refused(&rules, "F0401");
}

#[test]
fn a_failed_item_never_leads_to_passing() {
    refused(
        "review r {\n  item i {\n    on fail then agree\n  }\n  opinion change\n  \
         opinion agree : pass when otherwise\n}\n",
        "F0402",
    );
}
