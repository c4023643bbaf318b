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
        compiled.diagnostics.iter().map(|said| &*said.message.en).collect();
    let Some(pack) = compiled.pack else {
        return said.join("; ").lines().map(str::to_owned).collect();
    };
    pack.test()
        .cases
        .iter()
        .filter(|case| !case.passed)
        .map(|case| {
            let failures: Vec<&str> =
                case.failures.iter().map(|said| &*said.en).collect();
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

/// The block of a benchmark that asks of one act; `{}` is its header.
const ACT: &str = "benchmark b \"b\" {} {\n\
      penalty f : fine 1万元 to 10万元 when not (goods under 1元)\n\
      penalty g : confiscate gains\n\
      penalty w : may fine goods at 1x to 3x when grave\n\
      circumstance minor : may lighten when goods under 100元\n\
      circumstance again : must aggravate when repeated\n\
      weights n capped at 100% {\n\
        start 20%\n\
        factor r = case kind { retail : 30% ; catering : 60% } default 30%\n\
      }\n\
      conflict lighten and aggravate then needs judgement\n\
      tier heavy when aggravate holds then f by span 70% to 100%\n\
      tier light when lighten holds then may f by span 0% to 30%\n\
      tier plain when otherwise then f\n\
      compute w = n × 100元\n\
      proposed f = paid\n\
      deviation requires \"集体讨论\" / \"collective discussion\"\n";
const FIELDS: [&str; 6] = [
    "goods : money",
    "gains : money",
    "kind : one of { retail, catering }",
    "repeated : bool default false",
    "grave : bool default repeated",
    "paid : money",
];

/// Acts of every kind: what is asked of them known, unknown, and defaulted.
fn every_act() -> Vec<Value> {
    let mut acts = Vec::new();
    for goods in [json!(null), json!("0.5"), json!(99.99), json!(100), json!(5_000)] {
        for kind in [json!(null), json!("retail"), json!("catering")] {
            for repeated in [json!(null), json!(true)] {
                let paid = if acts.len() % 2 == 0 { json!(40_000) } else { json!(null) };
                acts.push(json!({
                    "goods": goods, "gains": 10, "kind": kind, "repeated": repeated,
                    "grave": if acts.len() % 3 == 0 { json!(true) } else { json!(null) },
                    "paid": paid,
                }));
            }
        }
    }
    acts
}

#[test]
fn a_benchmark_for_each_record_is_that_benchmark_for_every_record() {
    let header = "for each of acts where goods at least 1元 when open";
    let each = pack(&format!(
        "fact open : bool\nfact acts : list of {{ {} }}\n{}}}\n",
        FIELDS.join(" ; "),
        ACT.replacen("{}", header, 1),
    ));
    let facts = FIELDS.map(|field| format!("fact {field}\n")).concat();
    let one = pack(&format!(
        "fact open : bool\n{facts}{}}}\n",
        ACT.replacen("{}", "when goods at least 1元 and open", 1),
    ));
    let acts = every_act();
    for open in [json!(true), json!(false), json!(null)] {
        let given = json!({ "open": open, "acts": acts }).to_string();
        let all = evaluate(&each, &given, TODAY);
        let mut missing = Vec::new();
        for (position, act) in acts.iter().enumerate() {
            let mut facts = act.clone();
            facts["open"] = open.clone();
            let alone = evaluate(&one, &facts.to_string(), TODAY);
            let found = &all["verdicts"][0]["each"][position]["verdict"];
            let wanted = &alone["verdicts"][0];
            for part in [
                "outcome",
                "tier",
                "tiers",
                "penalties",
                "circumstances",
                "weights",
                "proposals",
                "errors",
            ] {
                assert_eq!(found[part], wanted[part], "{part} of {act}, open {open}");
            }
            assert_eq!(
                found["because"].as_array().map(Vec::len),
                wanted["because"].as_array().map(Vec::len),
                "{act}, open {open}"
            );
            for fact in alone["missing"].as_array().unwrap() {
                missing.push(match fact["fact"].as_str().unwrap() {
                    "open" => "open".to_owned(),
                    field => format!("acts[{position}].{field}"),
                });
            }
        }
        let asked = at(&all, "missing/*/fact");
        let mut asked: Vec<String> = asked.split(", ").map(str::to_owned).collect();
        asked.retain(|fact| !fact.is_empty());
        asked.sort_unstable();
        missing.sort_unstable();
        missing.dedup();
        assert_eq!(asked, missing, "open {open}");
    }
}

#[test]
fn what_is_found_out_of_a_record_stays_within_what_the_sum_could_come_to() {
    let rules = pack(
        "fact acts : list of { goods : money ; again : bool ; due : bool }\n\
         benchmark b for each of acts where due {\n\
           penalty f : fine goods at 1x to 2x\n\
           tier heavy when again then f by span 50% to 100%\n\
           tier plain when otherwise then f\n\
           sum of f capped at 700元\n\
         }\n",
    );
    let ends = |acts: &[Value]| -> (i64, i64) {
        let facts = json!({ "acts": acts }).to_string();
        let evaluation = evaluate(&rules, &facts, TODAY);
        let penalty = &evaluation["verdicts"][0]["penalties"][0];
        let end = |end: &str| match &penalty["range"][end]["value"] {
            Value::String(value) => value.parse().unwrap(),
            _ => 0,
        };
        (end("lower"), end("upper"))
    };
    let known = json!({ "goods": 100, "again": true, "due": true });
    for (goods, again, due) in [
        (json!(null), json!(true), json!(true)),
        (json!(200), json!(null), json!(true)),
        (json!(200), json!(false), json!(null)),
        (json!(null), json!(null), json!(null)),
    ] {
        let open = json!({ "goods": goods, "again": again, "due": due });
        let (least, most) = ends(&[known.clone(), open.clone()]);
        for goods in goods.is_null().then(|| vec![0, 2, 250, 900]).unwrap_or(vec![200]) {
            for again in [true, false] {
                for due in [true, false] {
                    let mut found = json!({ "goods": goods, "again": again, "due": due });
                    for part in ["again", "due"] {
                        if !open[part].is_null() {
                            found[part] = open[part].clone();
                        }
                    }
                    let (lower, upper) = ends(&[known.clone(), found.clone()]);
                    assert!(least <= lower && upper <= most, "{found} of {open}");
                }
            }
        }
    }
}

#[test]
fn records_of_a_benchmark_that_asks_too_much_are_not_given() {
    let tiers: String = (0..120)
        .map(|at| format!("tier t{at} when mass is {at} then f {at}元 to {}元\n", at + 1))
        .collect();
    let rules = pack(&format!(
        "fact acts : list of {{ mass : integer }}\n\
         define times \"times\" = count of acts\n\
         benchmark b for each of acts {{\n\
           penalty f : fine up to 200元\n{tiers}tier rest when otherwise then f\n}}\n"
    ));
    let facts = |count: usize| {
        let acts: Vec<Value> = (0..count).map(|at| json!({ "mass": at % 130 })).collect();
        json!({ "acts": acts }).to_string()
    };
    let evaluation = evaluate(&rules, &facts(125), TODAY);
    assert_eq!(at(&evaluation, "problems"), "");
    assert_eq!(at(&evaluation, "b/outcome"), "decided");
    assert_eq!(at(&evaluation, "b/each/99/verdict/tier"), "t99");
    assert_eq!(at(&evaluation, "b/each/120/verdict/tier"), "rest");
    let evaluation = evaluate(&rules, &facts(1_000), TODAY);
    assert_eq!(at(&evaluation, "problems/*/code"), "P0115");
    assert_eq!(at(&evaluation, "b/outcome"), "unknown");
    assert_eq!(at(&evaluation, "times/outcome"), "unknown");
}

#[test]
fn a_document_of_a_case_with_records_reads_its_own_values_beside_tests() {
    let pack = pack(
        "fact name_ \"姓名\" / \"name\" : text
fact earlier \"既往\" / \"earlier\" : list of { on \"日\" / \"on\" : date }
define n \"次数\" / \"times\" = count of earlier
define m \"加一\" / \"one more\" = n + 1
document doc \"文书\" / \"doc\" for m {
  title \"T\" / \"T\"
  paragraph \"{name_}：{n}、{m}\" / \"{name_}: {n}, {m}\"
}
test t \"t\" / \"t\" as of 2025-06-30 {
  given name_ = \"Li\", earlier = [{ on = 2025-01-01 }]
  expect n is 1
  expect m is 2
}
",
    );
    let facts =
        br#"{"name_":"Zhang","earlier":[{"on":"2025-01-01"},{"on":"2025-01-02"}]}"#;
    let as_of = fadu::AsOf::parse("2025-06-30").unwrap();
    let document = pack.document("doc", &pack.facts_from_json(facts), as_of).unwrap();
    let text = document.text.en;
    assert!(text.contains("Zhang: 2, 3"), "{text}");
}
