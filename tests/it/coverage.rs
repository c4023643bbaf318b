//! What tests reach: only what decided an answer that they expect, and both its sides.

use crate::sample::sources;
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
    assert_eq!(*over.label.en, *"just over: 4");
    assert_eq!(*over.reason.as_ref().unwrap().en, *"no such value is allowed");
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
    assert_eq!(*first.failures[0].en, *"expected shop.tier is general, got heavy");
    assert_eq!(*first.comes_to[0].en, *"shop.tier = heavy");
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

#[test]
fn a_value_that_a_row_before_takes_is_no_goal_of_a_later_row() {
    let rules = "fact n \"次数\" / \"times\" : integer at least 1
define w \"权重\" / \"weight\" = case n { 1 : 0 ; 2 : 3 ; 3 : 6 ; at least 4 : 15 }
";
    let test = |n: u32, w: u32| {
        format!("test t{n} as of 2025-06-30 {{ given n = {n} ; expect w is {w} }}\n")
    };
    let some = [test(1, 0), test(2, 3), test(3, 6)].concat();
    let said = missing(rules, &some);
    assert!(said.iter().all(|said| !said.contains("just under")), "{said:#?}");
    assert!(!said.is_empty());
    let all = [some, test(4, 15), test(5, 15)].concat();
    assert_eq!(missing(rules, &all), Vec::<String>::new());
}

#[test]
fn the_days_beside_a_period_are_reached_where_nothing_is_in_force() {
    let rules = "fact act : date
benchmark b \"基准\" / \"benchmark\" effective from 2022-05-01 to 2023-07-19 dated by act {
  penalty p \"停业\" / \"stop\" : stop business
  tier t \"档\" / \"tier\" when otherwise then p
}
";
    let inside = |day: &str| {
        format!(
            "test in_{} as of 2025-06-30 {{ given act = {day} ; expect b.tier is t }}\n",
            day.replace('-', "_")
        )
    };
    let outside = |day: &str| {
        format!(
            "test out_{} as of 2025-06-30 {{ given act = {day} ; expect b is not applicable }}\n",
            day.replace('-', "_")
        )
    };
    let tests = [inside("2022-05-01"), inside("2023-07-19")].concat();
    assert_eq!(missing(rules, &tests).len(), 2);
    let tests = [tests, outside("2022-04-30"), outside("2023-07-20")].concat();
    assert_eq!(missing(rules, &tests), Vec::<String>::new());
}

#[test]
fn what_is_asked_of_each_record_counts_for_the_rule() {
    let rules = "fact fish : bool
fact men : list of { boss : bool, rich : bool }
benchmark own \"个人\" / \"persons\" for each of men when fish {
  penalty p \"罚款\" / \"fine\" : fine 1元 to 2元 when rich
  sum of p
  circumstance c \"情节\" / \"ground\" : must lighten when not boss
  tier l \"轻档\" / \"light\" when must lighten holds then p
  tier t \"档\" / \"tier\" when otherwise then p
}
";
    let test = |name: &str, fish: bool, men: &str, expect: &str| {
        format!(
            "test {name} as of 2025-06-30 {{ given fish = {fish}, men = [{men}] ; expect {expect} }}\n"
        )
    };
    let tests = [
        test("a", true, "{ boss = true, rich = true }", "own.p from 1元 to 2元"),
        test("b", true, "{ boss = false, rich = true }", "own.p from 1元 to 2元"),
        test("c", true, "{ boss = true, rich = false }", "own.p is not applicable"),
        test("d", false, "{ boss = true, rich = true }", "own is not applicable"),
    ]
    .concat();
    assert_eq!(missing(rules, &tests), Vec::<String>::new());
}

#[test]
fn an_override_is_taken_though_a_cell_is_true_as_well() {
    let rules = "fact grave : bool
fact n : integer from 0 to 1
table range \"幅度\" / \"range\" hit unique {
  columns n : amount \"数额\" / \"amount\"
  override grave \"严重\" / \"grave\" when grave then 9元 to 10元
  0 : 1元 to 2元
  1 : 3元 to 4元
}
benchmark b \"基准\" / \"benchmark\" {
  penalty f \"罚款\" / \"fine\" : fine 1元 to 10元
  tier t \"档\" / \"tier\" when otherwise then f range.amount
}
";
    let test = |name: &str, grave: bool, n: u32, expect: &str| {
        format!(
            "test {name} as of 2025-06-30 {{ given grave = {grave}, n = {n} ; expect b.f {expect} }}\n"
        )
    };
    let plain =
        [test("a", false, 0, "from 1元 to 2元"), test("b", false, 1, "from 3元 to 4元")];
    let said = missing(rules, &plain.concat());
    assert!(said.iter().any(|said| said.starts_with("row grave")), "{said:#?}");
    let grave = [plain.concat(), test("c", true, 0, "from 9元 to 10元")].concat();
    let said = missing(rules, &grave);
    assert!(said.iter().all(|said| !said.starts_with("row")), "{said:#?}");
}

#[test]
fn a_row_that_is_never_the_only_one_is_left_out_and_one_that_may_be_is_not() {
    let rules = |fourth: &str| {
        format!(
            "fact n : integer from 1 to 5
fact rich : bool
table range \"幅度\" / \"range\" hit unique {{
  columns n | rich : amount \"数额\" / \"amount\"
  1 to 2 | any : 1元 to 2元
  3 | true : 3元 to 4元
  {fourth} | true : 5元 to 6元
  at least 3 | false : 7元 to 8元
}}
benchmark b \"基准\" / \"benchmark\" {{
  penalty f \"罚款\" / \"fine\" : fine 1元 to 10元
  tier t \"档\" / \"tier\" when otherwise then f range.amount
}}
"
        )
    };
    let test = "test a as of 2025-06-30 { given n = 4, rich = true ; expect b.f from 5元 to 6元 }\n";
    let rows = |fourth: &str| {
        let said = missing(&rules(fourth), test);
        said.into_iter().filter(|said| said.starts_with("row")).count()
    };
    // Rows 1 and 4 wait for a case in any event; row 3 only where the next is not always true too.
    assert_eq!((rows("at least 3"), rows("at least 4")), (2, 3));
}

#[track_caller]
fn coverage(rules: &str, cases: &str) -> Coverage {
    let files = sources(&format!("{rules}{cases}"));
    let compiled = fadu::compile(&files, None);
    let said: Vec<&str> =
        compiled.diagnostics.iter().map(|said| &*said.message.en).collect();
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
            .map(|goal| &*goal.label.en)
            .collect();
        if !goals.is_empty() {
            let kind = format!("{:?}", point.kind).to_lowercase();
            let name = match point.name.as_str() {
                name if matches!(kind.as_str(), "tier" | "define") => name,
                _ => &*point.label.en,
            };
            said.push(format!("{kind} {name}: {}", goals.join(", ")));
        }
    }
    said
}
