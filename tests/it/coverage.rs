//! What tests reach: only what decided an answer that they expect, and both its sides.

use crate::sample::sources;
use crate::support::packs::{PACKS, files, pack};
use fadu::cases::{GoalState, Kind};
use fadu::{Coverage, Language};

const SHOP: &str = "\
source L \"条例\" / \"Ordinance\" : law
fact value \"货值金额\" / \"value of the goods\" : money at least 0元
fact grave \"情节严重\" / \"grave\" : bool
fact priors \"既往次数\" / \"priors\" : integer from 0 to 3
benchmark shop \"无证经营\" / \"no licence\" basis L 1 {
  penalty fine \"罚款\" / \"fine\" : fine 1万元 to 10万元
  tier heavy \"从重\" / \"heavy\" when value from 5万元 and grave then fine by span 70% to 100% basis L 1
  tier often \"屡犯\" / \"often\" when priors at least 3 then fine by span 50% to 70% basis L 1
  tier general \"一般\" / \"ordinary\" when otherwise then fine by span 0% to 50% basis L 1
}
";

#[test]
fn a_value_on_the_line_is_the_line_and_its_neighbours_are_a_fen_away() {
    let said = missing(
        SHOP,
        "test on as of 2025-06-30 { given value = 5万元, grave = true
          expect shop.tier is heavy }
         test below as of 2025-06-30 { given value = 49_999.99元, grave = true, priors = 0
          expect shop.tier is general }",
    );
    assert_eq!(
        said,
        [
            "threshold value from 5万元: just over: CNY 50,000.01",
            "tier often: taken",
            "threshold priors at least 3: just under: 2, exactly: 3",
        ]
    );
}

#[test]
fn what_made_no_difference_is_not_reached() {
    // Not grave: the amount on the line changed nothing.
    let said = missing(
        SHOP,
        "test masked as of 2025-06-30 { given value = 5万元, grave = false, priors = 3
          expect shop.tier is often }",
    );
    let line = "threshold value from 5万元: just under: CNY 49,999.99, exactly: CNY 50,000, \
                just over: CNY 50,000.01";
    assert!(said.iter().any(|said| said == line), "{said:#?}");
}

#[test]
fn a_test_that_fails_reaches_nothing() {
    let wrong = "test wrong as of 2025-06-30 { given value = 5万元, grave = true
      expect shop.tier is general }";
    assert_eq!(coverage(SHOP, wrong).met, 0);
    assert_eq!(coverage(SHOP, wrong).cases, 0);
}

#[test]
fn a_rule_that_no_test_asks_for_is_not_reached() {
    let rules = "\
source L \"条例\" / \"Ordinance\" : law
fact n \"数\" / \"n\" : integer from 0 to 9
define many \"多\" / \"many\" basis L 1 = n over 3
define few \"少\" / \"few\" basis L 2 = n under 2
";
    let said = missing(rules, "test t as of 2025-06-30 { given n = 4 ; expect many }");
    assert!(said.contains(&"define few: holds, does not hold".to_owned()), "{said:#?}");
    assert!(said.contains(&"define many: does not hold".to_owned()), "{said:#?}");
}

#[test]
fn a_value_that_no_fact_may_have_is_left_out_with_its_reason() {
    let coverage = coverage(SHOP, "");
    let over = coverage
        .points
        .iter()
        .flat_map(|point| &point.goals)
        .find(|goal| goal.state == GoalState::Excluded)
        .unwrap();
    assert_eq!(over.label.en, "just over: 4");
    assert_eq!(over.reason.as_ref().unwrap().en, "no such value is allowed");
    assert_eq!(coverage.excluded, 1);
}

#[test]
fn branches_rows_and_records_of_lists_are_reached_one_by_one() {
    let rules = "\
source L \"条例\" / \"Ordinance\" : law
fact kind \"种类\" / \"kind\" : one of { a \"甲\" / \"a\" ; b \"乙\" / \"b\" }
fact sites \"工地\" / \"sites\" : list of { area \"面积\" / \"area\" : integer at least 0 }
define points \"分\" / \"points\" basis L 1 = case kind { a : 1 ; b : 2 }
define large \"大\" / \"large\" basis L 2 = count of sites where area at least 100 at least 2
table t \"表\" / \"table\" basis L 3 hit first {
  columns kind | points \"分值\" / \"score\"
  a | : 10
  otherwise : 20
}
";
    let rules =
        rules.replace("a | : 10", "a : 10").replace("columns kind |", "columns kind :");
    let said = missing(
        &rules,
        "test t as of 2025-06-30 {
           given kind = a, sites = [ { area = 100 }, { area = 101 } ]
           expect points is 1, t.points is 10, large
         }",
    );
    assert_eq!(
        said,
        [
            "branch b : 2: taken",
            "define large: does not hold",
            "threshold count of sites where area at least 100 at least 2: just under: 1, just over: 3",
            "threshold area at least 100: just under: 99",
            "row otherwise : 20: taken",
        ]
    );
}

#[test]
fn what_one_record_reaches_is_reached() {
    let rules = "\
source L \"条例\" / \"Ordinance\" : law
fact acts \"行为\" / \"acts\" : list of { mass : integer at least 0 }
benchmark b basis L 1 for each of acts {
  penalty f : fine up to 5万元
  tier heavy when mass at least 100 then f 1万元 to 5万元
  tier light when otherwise then f up to 1万元
  sum of f
}
";
    let expect = "expect b.f at least 1元";
    let one = format!(
        "test t as of 2025-06-30 {{ given acts = [ {{ mass = 100 }} ]\n{expect}\n}}"
    );
    assert_eq!(
        missing(rules, &one),
        [
            "threshold mass at least 100: just under: 99, just over: 101",
            "tier light: taken"
        ]
    );
    let all =
        one.replace("{ mass = 100 }", "{ mass = 100 }, { mass = 99 }, { mass = 101 }");
    assert!(missing(rules, &all).is_empty());
}

#[test]
fn each_day_around_a_version_counts() {
    let rules = "\
source L \"条例\" / \"Ordinance\" : law
define rate \"率\" / \"rate\" basis L 1 effective to 2023-12-31 = 1
define rate \"率\" / \"rate\" basis L 1 effective from 2024-01-01 = 2
";
    let said = missing(
        rules,
        "test old as of 2023-12-31 { expect rate is 1 }
         test new as of 2024-01-01 { expect rate is 2 }",
    );
    assert!(said.is_empty(), "{said:#?}");
    let said = missing(rules, "test old as of 2023-12-31 { expect rate is 1 }");
    assert!(
        said.iter().any(|said| said.contains("the very day: 1 January 2024")),
        "{said:#?}"
    );
}

#[test]
fn the_same_rules_and_tests_give_the_same_coverage() {
    let cases = "test t as of 2025-06-30 { given value = 5万元, grave = true
      expect shop.tier is heavy }";
    assert_eq!(coverage(SHOP, cases), coverage(SHOP, cases));
}

#[test]
fn an_unconfirmed_test_is_run_and_shown_and_counts_for_nothing() {
    let cases =
        "test open as of 2025-06-30 unconfirmed { given value = 5万元, grave = true
      expect shop.tier is general }
     test 待 as of 2025-06-30 待确认 { given value = 1万元, grave = true }";
    let compiled = fadu::compile(&sources(&format!("{SHOP}{cases}")), None);
    let report = compiled.pack.unwrap().test();
    assert_eq!((report.passed, report.failed, report.unconfirmed), (0, 0, 2));
    let first = &report.cases[0];
    assert!(first.unconfirmed && !first.passed);
    assert_eq!(first.failures[0].en, "expected shop.tier is general, got heavy");
    assert_eq!(first.comes_to[0].en, "shop.tier = heavy");
    assert_eq!(coverage(SHOP, cases).met, 0);
}

#[test]
fn what_is_suggested_stands_on_the_line_once_a_person_confirms_it() {
    let cases = "test t as of 2025-06-30 { given value = 8万元, grave = true, priors = 0
      expect shop.tier is heavy }";
    let whole = format!("{SHOP}{cases}");
    let files = sources(&whole);
    let pack = fadu::compile(&files, None).pack.unwrap();
    let before = pack.coverage(&files);
    let suggested = pack.suggest(&files, Language::En);
    assert_eq!(suggested, pack.suggest(&files, Language::En));
    // As it stands it changes nothing.
    let files = sources(&format!("{whole}\n{suggested}"));
    let open = fadu::compile(&files, None).pack.unwrap();
    assert!(open.test().unconfirmed >= 5, "{suggested}");
    assert_eq!(open.coverage(&files).met, before.met);
    // A person says what the law makes of each.
    let confirmed = suggested
        .replace("unconfirmed\n", "\n")
        .replace("  -- Made from", "  expect shop.tier is known\n  -- Made from");
    let files = sources(&format!("{whole}\n{confirmed}"));
    let after = fadu::compile(&files, None).pack.unwrap().coverage(&files);
    let missing = |coverage: &Coverage| {
        let points = coverage.points.iter().filter(|point| point.kind == Kind::Threshold);
        let goals = points.flat_map(|point| &point.goals);
        goals.filter(|goal| goal.state == GoalState::Missing).count()
    };
    assert_eq!((missing(&before), missing(&after)), (5, 0), "{confirmed}");
}

#[test]
fn the_page_needs_nothing_else_and_keeps_what_rules_say_as_text() {
    let rules = SHOP.replace("无证经营", "<b>无证</b>&经营");
    let files = sources(&rules);
    let html = fadu::compile(&files, None).pack.unwrap().coverage(&files).to_html(&files);
    assert!(html.contains("&lt;b&gt;无证&lt;/b&gt;&amp;经营"));
    assert!(html.contains("恰为 5万元") && html.contains("exactly: CNY 50,000"));
    for outside in ["<script", "http://", "https://", "<b>无证"] {
        assert!(!html.contains(outside), "{outside}");
    }
}

/// What the packs' tests reach, in hundredths: it only grows.
const REACHED: [(&str, usize); 4] = [
    ("penalty-law", 100),
    ("legal-review", 100),
    ("food-safety", 100),
    ("reconsideration-acceptance", 97),
];

#[test]
fn the_tests_of_the_packs_reach_what_they_reached() {
    assert_eq!(REACHED.map(|(id, _)| id), PACKS);
    for (id, reached) in REACHED {
        let coverage = pack(id).coverage(&files());
        let percent = coverage.percent();
        assert!(percent >= reached, "{id}: {percent}% is less than {reached}%");
    }
}

#[track_caller]
fn coverage(rules: &str, cases: &str) -> Coverage {
    let files = sources(&format!("{rules}{cases}"));
    let compiled = fadu::compile(&files, None);
    let said: Vec<&str> =
        compiled.diagnostics.iter().map(|said| said.message.en.as_str()).collect();
    assert!(said.is_empty(), "{said:#?}");
    compiled.pack.unwrap().coverage(&files)
}

/// What is missing, point by point: `threshold value from 5万元: exactly: CNY 50,000`.
#[track_caller]
fn missing(rules: &str, cases: &str) -> Vec<String> {
    let mut said = Vec::new();
    for point in coverage(rules, cases).points {
        let goals: Vec<&str> = point
            .goals
            .iter()
            .filter(|goal| goal.state == GoalState::Missing)
            .map(|goal| goal.label.en.as_str())
            .collect();
        if !goals.is_empty() {
            let kind = format!("{:?}", point.kind).to_lowercase();
            let name = match point.name.as_str() {
                name if matches!(kind.as_str(), "tier" | "define") => name,
                _ => point.label.en.as_str(),
            };
            said.push(format!("{kind} {name}: {}", goals.join(", ")));
        }
    }
    said
}
