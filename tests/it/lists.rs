//! Lists in the facts of a case: every problem with its place, and every limit on it and
//! over it. The rules themselves are chapter 25 of the specification; here stands what is
//! too long to write there.

use crate::sample::{TODAY, at, compiled_with, evaluate, pack};
use serde_json::{Value, json};

const RULES: &str = "fact act_date : date\n\
    fact acts : list of {\n\
      date : date\n\
      fine : money at least 0元\n\
      kind : one of { retail, catering }\n\
      grave : judgement\n\
    }\n\
    define times \"times\" = count of acts\n\
    define lately \"lately\" = count of acts where date before act_date within 2 years\n\
    define all_fines \"all\" = sum of fine across acts\n";

/// Gives facts and compares the problems, each as its code and fact.
#[track_caller]
fn check(facts: &str, expected: &str) -> Value {
    let evaluation = evaluate(&pack(RULES), facts, TODAY);
    let (codes, names) =
        (at(&evaluation, "problems/*/code"), at(&evaluation, "problems/*/fact"));
    let said: Vec<String> = codes
        .split(", ")
        .zip(names.split(", "))
        .map(|(code, name)| format!("{code} {name}").trim().to_owned())
        .collect();
    let short: String = facts.chars().take(200).collect();
    assert_eq!(said.join("; "), expected, "{short}");
    evaluation
}

#[test]
fn a_value_of_another_type_is_named_by_its_record_and_its_field() {
    for (field, refused) in [
        ("date", &["20250101", "\"2025-02-30\"", "true", "[]", "{}"][..]),
        ("fine", &["true", "\"五美元\"", "{}"]),
        ("kind", &["0", "[\"retail\"]"]),
        ("grave", &["true", "\"passes\""]),
    ] {
        for value in refused {
            let facts = format!("{{\"acts\": [{{}}, {{}}, {{\"{field}\": {value}}}]}}");
            let evaluation = check(&facts, &format!("P0102 acts[2].{field}"));
            // The rest of the list stands.
            assert_eq!(at(&evaluation, "times/value/value"), "3", "{facts}");
        }
    }
    check(r#"{"acts": [{"fine": -0.01}, {"fine": 0}]}"#, "P0103 acts[0].fine");
    check(r#"{"acts": [{"fine": 0.01}, {"fine": 0.001}]}"#, "P0107 acts[1].fine");
    check(r#"{"acts": [{}, {"kind": "Retail"}]}"#, "P0104 acts[1].kind");
    check(r#"{"acts": [{}, {"fine": 9007199254740993}]}"#, "P0106 acts[1].fine");
}

#[test]
fn a_name_that_is_no_field_is_named_and_the_rest_of_its_record_counts() {
    let evaluation = check(
        r#"{"acts": [{"fine": 5}, {"amount": 1, "fine": 7}]}"#,
        "P0116 acts[1].amount",
    );
    assert_eq!(at(&evaluation, "all_fines/value/value"), "12");
    check(r#"{"acts": [{"Date": null}]}"#, "P0116 acts[0].Date");
    // A field is reached through its record, never by itself.
    check(r#"{"acts.date": "2025-01-01"}"#, "P0101 acts.date");
    check(r#"{"acts[0].date": "2025-01-01"}"#, "P0101 acts[0].date");
    for (given, said) in [(80, 80), (81, 80)] {
        let facts = json!({ "acts": [{ "名".repeat(given): 1 }] });
        check(&facts.to_string(), &format!("P0116 acts[0].{}", "名".repeat(said)));
    }
}

#[test]
fn a_field_that_a_record_lacks_is_not_known() {
    for lacking in [r#"{}"#, r#"{"date": null}"#] {
        let facts = format!(
            "{{\"act_date\": \"2025-06-01\", \
             \"acts\": [{{\"date\": \"2025-01-01\", \"fine\": 5}}, {lacking}]}}"
        );
        let evaluation = check(&facts, "");
        assert_eq!(at(&evaluation, "times/value/value"), "2");
        assert_eq!(at(&evaluation, "lately/outcome"), "unknown");
        assert_eq!(at(&evaluation, "all_fines/outcome"), "unknown");
        assert_eq!(at(&evaluation, "missing/*/fact"), "acts[1].date, acts[1].fine");
        let known = facts.replace(lacking, r#"{"date": "2025-06-01", "fine": "1.5元"}"#);
        let evaluation = check(&known, "");
        assert_eq!(at(&evaluation, "lately/value/value"), "1");
        assert_eq!(at(&evaluation, "all_fines/value/value"), "6.5");
        assert_eq!(at(&evaluation, "missing"), "");
    }
}

#[test]
fn what_is_no_list_of_records_is_not_given() {
    for (given, expected) in [
        ("{}", "P0102 acts"),
        ("\"2025-01-01\"", "P0102 acts"),
        ("true", "P0102 acts"),
        ("1", "P0102 acts"),
        ("[{}, null]", "P0114 acts[1]"),
        ("[[], {}]", "P0114 acts[0]"),
        ("[\"2025-01-01\"]", "P0114 acts[0]"),
        ("null", ""),
    ] {
        let evaluation = check(&format!("{{\"acts\": {given}}}"), expected);
        assert_eq!(at(&evaluation, "times/outcome"), "unknown", "{given}");
    }
    let evaluation = check(r#"{"acts": [{}], "acts": [{}]}"#, "P0105 acts");
    assert_eq!(at(&evaluation, "times/outcome"), "unknown");
    let evaluation =
        check(r#"{"acts": [{"fine": 1, "fine": 1}, {"fine": 2}]}"#, "P0105 acts[0].fine");
    assert_eq!(at(&evaluation, "all_fines/outcome"), "unknown");
}

#[test]
fn a_list_has_a_thousand_records_and_no_more() {
    let acts = |count: usize| {
        let record = json!({ "date": "2025-01-01", "fine": "0.1" });
        json!({ "act_date": "2025-06-01", "acts": vec![record; count] }).to_string()
    };
    for count in [0, 1, 999, 1_000] {
        let evaluation = check(&acts(count), "");
        for times in ["times", "lately"] {
            let found = at(&evaluation, &format!("{times}/value/value"));
            assert_eq!(found, count.to_string());
        }
    }
    let evaluation = check(&acts(1_000), "");
    assert_eq!(at(&evaluation, "all_fines/value/value"), "100");
    let evaluation = check(&acts(1_001), "P0113 acts");
    let said = at(&evaluation, "problems/0/message/en");
    assert!(said.contains("1000"), "the limit is named: {said}");
    assert_eq!(at(&evaluation, "times/outcome"), "unknown");
    assert_eq!(at(&evaluation, "missing/*/fact"), "acts");
}

#[test]
fn lists_looked_through_inside_one_another_have_a_limit_together() {
    let rules = pack(
        "fact sites : list of { code : text }\n\
         fact visits : list of { site : text }\n\
         fact other : bool\n\
         define unseen \"unseen\" = \
           count of sites where none of visits where site is code\n\
         define own \"own\" = other\n",
    );
    let facts = |count: usize| {
        let sites: Vec<Value> =
            (0..count).map(|at| json!({ "code": at.to_string() })).collect();
        let visits: Vec<Value> =
            (0..count).map(|at| json!({ "site": (at + 1).to_string() })).collect();
        json!({ "sites": sites, "visits": visits, "other": true }).to_string()
    };
    let evaluation = evaluate(&rules, &facts(200), TODAY);
    assert_eq!(at(&evaluation, "problems"), "");
    assert_eq!(at(&evaluation, "unseen/value/value"), "1");
    let evaluation = evaluate(&rules, &facts(400), TODAY);
    assert_eq!(at(&evaluation, "problems/*/code"), "P0115, P0115");
    assert_eq!(at(&evaluation, "problems/*/fact"), "sites, visits");
    let said = at(&evaluation, "problems/0/message/en");
    assert!(said.contains("100000"), "the limit is named: {said}");
    assert_eq!(at(&evaluation, "unseen/outcome"), "unknown");
    // What rests on no list is answered.
    assert_eq!(at(&evaluation, "own/value/value"), "true");
}

/// Runs the cases of a table and returns what does not come out, by the case's name.
#[track_caller]
fn cases(table: &str) -> Vec<String> {
    let rules = format!("{RULES}test cases from \"cases.csv\"\n");
    let tables = [("cases.csv".to_owned(), table.to_owned())];
    let compiled = compiled_with(&rules, &tables);
    let said: Vec<&str> =
        compiled.diagnostics.iter().map(|said| said.message.en.as_str()).collect();
    let Some(pack) = compiled.pack else {
        return said.join("; ").lines().map(str::to_owned).collect();
    };
    pack.test()
        .cases
        .iter()
        .filter(|case| !case.passed)
        .map(|case| {
            let failures: Vec<&str> =
                case.failures.iter().map(|said| said.en.as_str()).collect();
            format!("{}: {}", case.name, failures.join("; "))
        })
        .collect()
}

#[test]
fn a_table_of_cases_gives_records_as_a_test_does() {
    let header = "case,as of,act_date,acts,expect times,expect lately\n";
    let right = format!(
        "{header}\
         none,2025-06-30,2025-06-01,[],0,0\n\
         on,2025-06-30,2025-06-01,\"[{{ date = 2023-06-01, fine = 5元 }}]\",1,1\n\
         under,2025-06-30,2025-06-01,\"[{{ date = 2023-05-31 }}]\",1,0\n\
         over,2025-06-30,2025-06-01,\"[{{ date = 2025-06-01 }}, {{ date = 2025-05-31 }}]\",2,1\n"
    );
    assert_eq!(cases(&right), [""; 0]);
    let wrong =
        format!("{header}two,2025-06-30,2025-06-01,\"[{{ date = 2025-05-31 }}]\",2,1\n");
    assert_eq!(cases(&wrong), ["two: expected times is 2, got false"]);
    let no_field = format!(
        "{header}odd,2025-06-30,2025-06-01,\"[{{}}, {{ day = 2025-05-31 }}]\",2,1\n"
    );
    // A cell is checked with the rules, before any case is run.
    assert_eq!(
        cases(&no_field),
        ["cases.csv, line 2: acts[1].day: the list has no such field"]
    );
}
