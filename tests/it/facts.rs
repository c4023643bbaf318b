//! Facts: every problem at its bound, on it, under and over. The rules themselves are
//! chapter 6 of the specification; here stands what is too long to write there.

use crate::sample::{TODAY, at, evaluate, pack};
use fadu::Pack;
use serde_json::json;

const RULES: &str = "fact b : bool\n\
    fact i : integer over 0 to 10\n\
    fact n : number\n\
    fact m : money at least 0元\n\
    fact p : percent under 100%\n\
    fact d : date from 2000-01-01 to 2000-12-31\n\
    fact t : text\n\
    fact j : judgement\n\
    fact h : moment\n\
    fact o : one of { retail, catering }\n\
    fact s : any of { mobile, online }\n";

/// Gives facts and compares the problems, each as its code and fact.
#[track_caller]
fn check(facts: &str, expected: &str) {
    let evaluation = evaluate(&rules(), facts, TODAY);
    let codes = at(&evaluation, "problems/*/code");
    let names = at(&evaluation, "problems/*/fact");
    let said: Vec<String> = codes
        .split(", ")
        .zip(names.split(", "))
        .map(|(code, name)| format!("{code} {name}").trim().to_owned())
        .collect();
    let short: String = facts.chars().take(200).collect();
    assert_eq!(said.join("; "), expected, "{short}");
}

fn rules() -> Pack {
    pack(RULES)
}

#[test]
fn a_name_of_no_fact_is_named_by_its_first_eighty_characters() {
    for (given, said) in [(79, 79), (80, 80), (81, 80)] {
        let name = "名".repeat(given);
        check(
            &json!({ name: true }).to_string(),
            &format!("P0101 {}", "名".repeat(said)),
        );
    }
    check(r#"{"x": null}"#, "P0101 x");
    check(r#"{"B": true}"#, "P0101 B");
}

#[test]
fn every_type_refuses_what_is_of_another() {
    for (fact, refused) in [
        ("b", &["1", "0", "\"yes\"", "[]", "{}"][..]),
        ("i", &["true", "\"three\"", "[1]", "{}"]),
        ("n", &["false", "\"1,23\"", "\"\"", "[]"]),
        ("m", &["true", "\"5美元\"", "\"三百五\"", "{}"]),
        ("p", &["true", "\"30万%\"", "[]"]),
        ("d", &["20000101", "true", "\"2000-13-01\"", "\"2001-02-29\"", "[]"]),
        ("t", &["1", "true", "[]", "{}"]),
        ("j", &["true", "\"passes\"", "1", "[]"]),
        ("h", &["true", "\"2000-01-01\"", "\"2000-01-01T24:00\"", "\"2000-01-01T1:00\""]),
        ("o", &["true", "0", "[\"retail\"]", "{}"]),
        ("s", &["true", "\"mobile\"", "[true]", "[[\"mobile\"]]", "{}"]),
    ] {
        for value in refused {
            check(&format!("{{\"{fact}\": {value}}}"), &format!("P0102 {fact}"));
        }
        check(&format!("{{\"{fact}\": null}}"), "");
    }
}

#[test]
fn a_list_takes_a_thousand_names_and_no_more() {
    for (count, said) in [(0, ""), (999, ""), (1_000, ""), (1_001, "P0102 s")] {
        check(&json!({ "s": vec!["mobile"; count] }).to_string(), said);
    }
}

#[test]
fn a_range_takes_its_ends_as_its_words_say() {
    for (fact, inside, outside) in [
        ("i", &["1", "10"][..], &["0", "11", "-1"][..]),
        ("m", &["0", "0.01", "1000000000000"], &["-0.01", "\"-1分\""]),
        ("p", &["0.9999999999", "\"99.99%\"", "-1"], &["1", "\"100%\"", "1.0000000001"]),
        (
            "d",
            &["\"2000-01-01\"", "\"2000-12-31\""],
            &["\"1999-12-31\"", "\"2001-01-01\""],
        ),
    ] {
        for value in inside {
            check(&format!("{{\"{fact}\": {value}}}"), "");
        }
        for value in outside {
            let unread = *value == "\"-1分\"";
            let code = if unread { "P0102" } else { "P0103" };
            check(&format!("{{\"{fact}\": {value}}}"), &format!("{code} {fact}"));
        }
    }
}

#[test]
fn options_are_named_exactly() {
    for name in ["Retail", " retail", "retail ", "re tail", ""] {
        check(&json!({ "o": name }).to_string(), "P0104 o");
        check(&json!({ "s": ["mobile", name] }).to_string(), "P0104 s");
    }
    check(r#"{"o": "retail", "s": ["online", "mobile", "online"]}"#, "");
}

#[test]
fn two_answers_are_none_even_where_they_agree_or_one_is_null() {
    for facts in [
        r#"{"i": 1, "i": 1}"#,
        r#"{"i": 1, "i": null}"#,
        r#"{"i": null, "i": 1}"#,
        r#"{"i": "x", "i": 1}"#,
    ] {
        let evaluation =
            evaluate(&pack("fact i : integer\ndefine x \"x\" = i\n"), facts, TODAY);
        assert!(at(&evaluation, "problems/*/code").contains("P0105"), "{facts}");
        assert_eq!(at(&evaluation, "x/value"), "null", "{facts}");
    }
    check(r#"{"i": 1, "i": 2, "i": 3}"#, "P0105 i");
    check(r#"{"x": 1, "x": 2}"#, "P0101 x; P0101 x");
}

#[test]
fn a_number_has_fifteen_digits_or_is_whole_and_safe() {
    for exact in [
        "0.123456789012345",
        "123456789012345e3",
        "0.000000123456789012345",
        "123456789012345000000",
        "9007199254740991",
        "-9007199254740991",
        "1e30",
    ] {
        check(&format!("{{\"n\": {exact}}}"), "");
    }
    for inexact in [
        "0.1234567890123456",
        "1234567890123456.5",
        "9007199254740992.5",
        "9007199254740993",
        "1e400",
    ] {
        check(&format!("{{\"n\": {inexact}}}"), "P0106 n");
        check(&format!("{{\"b\": {inexact}}}"), "P0102 b");
    }
    check(r#"{"n": "0.1234567890123456789"}"#, "");
}

#[test]
fn money_goes_to_the_fen_and_integers_are_whole() {
    for money in ["0.01", "1.10", "\"0.010\"", "\"1/4\"", "\"五元一角\""] {
        check(&format!("{{\"m\": {money}}}"), "");
    }
    check(r#"{"m": "1分"}"#, "P0102 m");
    for money in ["0.001", "1.005", "\"1/3\"", "-0.001"] {
        check(&format!("{{\"m\": {money}}}"), "P0107 m");
    }
    for whole in ["1", "2.0", "1e1", "\"4/2\""] {
        check(&format!("{{\"i\": {whole}}}"), "");
    }
    for part in ["0.5", "2.5", "\"1/3\"", "10.5"] {
        check(&format!("{{\"i\": {part}}}"), "P0108 i");
    }
}

#[test]
fn a_text_has_ten_thousand_characters_whatever_their_bytes() {
    for letter in ["a", "字", "𠮷"] {
        for (count, said) in [(9_999, ""), (10_000, ""), (10_001, "P0109 t")] {
            check(&json!({ "t": letter.repeat(count) }).to_string(), said);
        }
    }
}

#[test]
fn what_is_not_json_gives_nothing() {
    for broken in [
        "",
        "{",
        "{\"b\": true,}",
        "{\"b\" true}",
        "{b: true}",
        "{} {}",
        "{\"b\": 01}",
        "nul",
    ] {
        check(broken, "P0110");
    }
    check("\u{feff}{\"b\": true}", "");
    check(" \n{ }\t", "");
}

#[test]
fn four_mebibytes_are_read_and_not_a_byte_more() {
    const MOST: usize = 4 * 1024 * 1024;
    let facts = |bytes: usize| format!("{}{{\"b\": 1}}", " ".repeat(bytes - 8));
    for (bytes, said) in [(MOST - 1, "P0102 b"), (MOST, "P0102 b"), (MOST + 1, "P0111")] {
        let facts = facts(bytes);
        assert_eq!(facts.len(), bytes);
        check(&facts, said);
    }
}

#[test]
fn facts_are_one_object() {
    for other in ["[]", "[{\"b\": true}]", "null", "true", "1", "1.5", "\"b\"", "1e5"] {
        check(other, "P0112");
    }
    check("{}", "");
}

/// What a form needs to ask for it: the name, what it is called, what it looks like.
#[test]
fn a_text_tells_forms_its_format() {
    let pack = pack(
        "事实 代码 : 文本 格式 社会信用代码\n\
         事实 当事人 : 列表 { 证件 : 文本 格式 身份证号 }\n\
         fact tel : text format phone\n\
         fact doc : text format case number\n\
         fact free : text\n",
    );
    let facts = pack.facts();
    let formats: Vec<Option<&str>> = facts
        .iter()
        .chain(facts.iter().flat_map(|fact| &fact.fields))
        .map(|fact| fact.format.as_ref().map(|format| format.name))
        .collect();
    assert_eq!(
        formats,
        [
            Some("credit code"),
            None,
            Some("phone"),
            Some("case number"),
            None,
            Some("id number")
        ]
    );
    let json = serde_json::to_value(&facts).unwrap();
    assert_eq!(json[0]["format"]["label"]["zh"], "统一社会信用代码");
    assert_eq!(json[3]["format"]["hint"]["en"], "such as 粤环罚〔2024〕12号");
    assert!(json[4].get("format").is_none());
}

#[test]
fn names_are_found_among_many_facts_as_among_few() {
    for count in [63, 64, 65, 300] {
        let facts: String =
            (0..count).map(|at| format!("fact f{at} : integer\n")).collect();
        let rules =
            format!("fact l : list of {{ v : integer }}\n{facts}define x \"x\" = f7\n");
        let json = r#"{"f7": 3, "f8": 1, "f8": 1, "f8": 2, "v": 1, "nothing": 1, "l": [], "l": []}"#;
        let evaluation = evaluate(&pack(&rules), json, TODAY);
        assert_eq!(at(&evaluation, "x/value/value"), "3", "{count}");
        assert_eq!(at(&evaluation, "problems/*/code"), "P0101, P0101, P0105, P0105");
        assert_eq!(at(&evaluation, "problems/*/fact"), "nothing, v, f8, l");
    }
}
