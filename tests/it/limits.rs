//! The table of limits at the end of the specification, row by row: what stands exactly at a
//! limit is accepted, and one more is refused with its code, the limit and the number found.

use crate::sample::{TODAY, at, compiled_with, evaluate, pack};
use serde_json::Value;

/// A row of the table.
struct Limit {
    /// The row as the chapter has it: what, how much at most, what comes of more.
    row: [&'static str; 3],
    /// What is exactly at the limit.
    at: Vec<Text>,
    /// What is beyond it, with words that both languages must say: the limit, what was found.
    over: Vec<(Text, &'static [&'static str])>,
}

/// What is looked at.
enum Text {
    /// Rules, compiled.
    Rules(String),
    /// Rules with a table of cases beside them.
    Cases(String, String),
    /// A file that is only read: a larger one than tests have the time to compile.
    Read(String),
    /// Facts as JSON, for these rules.
    Facts(String, String),
}

#[test]
fn what_is_at_a_limit_is_accepted_and_what_is_beyond_it_names_the_limit() {
    let mut wrong = Vec::new();
    for limit in limits() {
        let [what, _, beyond] = limit.row;
        for text in &limit.at {
            for (code, _, en) in text.said() {
                wrong.push(format!("at the limit: {what}: {code} {en}"));
            }
        }
        for (text, words) in &limit.over {
            let said = text.said();
            let [(code, zh, en)] = said.as_slice() else {
                wrong.push(format!("beyond: {what}: {said:?}"));
                continue;
            };
            if !beyond.contains(code.as_str()) {
                wrong.push(format!("beyond: {what}: {code} is not {beyond}"));
            }
            for word in *words {
                if !zh.contains(word) || !en.contains(word) {
                    wrong.push(format!("beyond: {what}: no {word} in `{zh}`, `{en}`"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_of_the_chapter_is_tried() {
    let chapter = include_str!("../spec/20-formal.md");
    let (_, limits_of_chapter) = chapter.split_once("\n## Limits\n").unwrap();
    let rows: Vec<Vec<&str>> = limits_of_chapter
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|line| line.split(" | ").collect())
        .skip(1)
        .collect();
    let tried: Vec<Vec<&str>> = limits().iter().map(|limit| limit.row.to_vec()).collect();
    assert_eq!(rows, tried, "the chapter's rows, and those tried here");
    // Beyond one of them lies what no test waits for; beyond the other nothing is refused.
    let untried: Vec<&str> = limits()
        .iter()
        .filter(|limit| limit.over.is_empty())
        .map(|limit| limit.row[0])
        .collect();
    assert_eq!(untried, [PARSER, PROOF]);
}

/// Given up after ten seconds where code is optimised. Beside the parser a text is tried with
/// just the steps that it takes, and with one less.
const PARSER: &str = "steps of the parser in one reading";
/// The proof ends, and the answer is as it was (chapter 17): tried below.
const PROOF: &str = "steps of a proof one inside the other";

#[test]
fn a_proof_ends_at_its_limit_and_the_answer_is_as_it_was() {
    let proved = |steps: usize| {
        let pack = pack(&format!("{A}define x \"x\" = {}\n", nested(steps, "a")));
        let evaluation = evaluate(&pack, "{\"a\": true}", TODAY);
        let nots_are_even = (steps / 2).is_multiple_of(2);
        let value = at(&evaluation, "x/value/value");
        assert_eq!(value, nots_are_even.to_string(), "{steps} steps");
        let verdicts = evaluation["verdicts"].as_array().unwrap();
        let x = verdicts.iter().find(|verdict| verdict["name"] == "x").unwrap();
        let because = &x["because"];
        deepest(because)
    };
    let depths: Vec<usize> = (1..=120).map(proved).collect();
    assert_eq!(depths.iter().max(), Some(&55), "{depths:?}");
    let first = depths.iter().position(|depth| *depth == 55).unwrap();
    // One step more is one level more, up to the limit; the proof of what is beyond it is as
    // long as that of what is just at it.
    assert_eq!(depths[first - 1], 54);
    assert!(depths[first..].iter().all(|depth| *depth == 55), "{depths:?}");
}

/// How many steps stand one inside the other.
fn deepest(because: &Value) -> usize {
    let steps = because.as_array().map(Vec::as_slice).unwrap_or_default();
    steps.iter().map(|step| 1 + deepest(&step["because"])).max().unwrap_or(0)
}

impl Text {
    /// Everything that is said: code, Chinese, English.
    fn said(&self) -> Vec<(String, String, String)> {
        let told = |list: Vec<fadu::Diagnostic>| {
            list.into_iter()
                .map(|it| {
                    (
                        it.code.0.to_owned(),
                        it.message.zh.to_string(),
                        it.message.en.to_string(),
                    )
                })
                .collect()
        };
        match self {
            Self::Rules(rules) => told(compiled_with(rules, &[]).diagnostics),
            Self::Cases(rules, cases) => {
                let tables = [("cases.csv".to_owned(), cases.clone())];
                told(compiled_with(rules, &tables).diagnostics)
            }
            Self::Read(text) => {
                told(fadu::syntax::parse(fadu::text::FileId(0), text).diagnostics)
            }
            Self::Facts(rules, json) => {
                let pack = pack(rules);
                let facts = pack.facts_from_json(json.as_bytes());
                let as_of = fadu::Date::parse(crate::sample::TODAY).unwrap();
                pack.evaluate(&facts, as_of)
                    .problems
                    .into_iter()
                    .map(|it| {
                        (it.code, it.message.zh.to_string(), it.message.en.to_string())
                    })
                    .collect()
            }
        }
    }
}

fn rules(text: impl Into<String>) -> Text {
    Text::Rules(text.into())
}

fn facts(rules: &str, json: impl Into<String>) -> Text {
    Text::Facts(rules.to_owned(), json.into())
}

/// So many of them, in lines.
fn lines(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(|at| one(at) + "\n").collect()
}

/// A condition that nests so many steps, with what stands innermost.
fn nested(steps: usize, inner: &str) -> String {
    (1..steps).fold(inner.to_owned(), |inside, step| {
        if step % 2 == 1 { format!("not ({inside})") } else { format!("a and {inside}") }
    })
}

const A: &str = "fact a : bool\n";

fn limits() -> Vec<Limit> {
    let number = |text: &str| rules(format!("define x \"x\" = {text}\n"));
    let period = |text: &str| {
        Text::Read(format!("fact on : date\ndeadline l from on within {text}\n"))
    };
    let file = |bytes: usize| {
        let text = "pack t 1.0.0\n";
        Text::Read(format!("{text}--{}", "x".repeat(bytes - text.len() - 2)))
    };
    let brackets = |pairs: usize| {
        rules(format!(
            "{A}define x \"x\" = {}a{}\n",
            "(".repeat(pairs),
            ")".repeat(pairs)
        ))
    };
    let operators = |count: usize| {
        rules(format!("fact n : number\ndefine x \"x\" = n{}\n", " - 1".repeat(count)))
    };
    let definitions = |count: usize| {
        let chain = lines(count - 1, |at| format!("define d{} \"d\" = d{at}", at + 1));
        rules(format!("fact n : number\ndefine d0 \"d\" = n\n{chain}"))
    };
    let grounds = |count: usize| {
        let chain = lines(count - 1, |at| {
            format!("circumstance c{} : may lighten when c{at} holds", at + 1)
        });
        rules(format!("{A}circumstance c0 : may lighten when a\n{chain}"))
    };
    let steps =
        |count: usize| rules(format!("{A}define x \"x\" = {}\n", nested(count, "a")));
    let chained = |last: usize| {
        rules(format!(
            "{A}circumstance c0 : may lighten when {}\ncircumstance c1 : may lighten when {}\n\
             circumstance c2 : may lighten when {}\n",
            nested(100, "a"),
            nested(100, "c0 holds"),
            nested(last, "c1 holds"),
        ))
    };
    let cells = |rows: usize| {
        let rows = lines(rows, |at| format!("  {at} : 1"));
        Text::Read(format!(
            "pack t 1.0.0\nfact n : number\ntable t {{\n  columns n : x\n{rows}}}\n"
        ))
    };
    let copied = |bytes: usize| {
        let columns = "columns n : x ";
        let label = "x".repeat(bytes / 8 - columns.len() - 2);
        let rows = lines(8, |at| format!("  {at} : 1"));
        Text::Read(format!("table t {{\n  {columns}\"{label}\"\n{rows}}}\n"))
    };
    let bands = |count: usize| {
        let bands = lines(count, |at| format!("  band b{at} \"b\" : {at}"));
        rules(format!(
            "fact n : number\nscorecard s \"s\" {{\n  indicator i \"i\" = n\n{bands}}}\n"
        ))
    };
    let options = |count: usize| {
        let options: Vec<String> = (0..count).map(|at| format!("o{at}")).collect();
        rules(format!("fact o : one of {{ {} }}\n", options.join(", ")))
    };
    let profiles = |count: usize| {
        let profiles = lines(count, |at| format!("profile p{at} {{ n = {at} }}"));
        rules(format!("parameter n : number = 1\n{profiles}"))
    };
    let moves = |count: usize| {
        let moves =
            lines(count, |at| format!("circumstance c{at} : must raise 1 when a"));
        rules(format!(
            "{A}benchmark b {{\n  penalty f : fine 1元 to 10元\n{moves}  tier t when a then f 1元 to 2元\n  \
             tier u when otherwise then f 2元 to 10元\n}}\n"
        ))
    };
    let lists = |count: usize| {
        let facts =
            lines(count, |at| format!("fact l{at} : list of {{ v{at} : number }}"));
        let looks = (0..count)
            .rev()
            .fold("a".to_owned(), |inside, at| format!("any of l{at} where ({inside})"));
        rules(format!("{A}{facts}define x \"x\" = {looks}\n"))
    };
    let repeated = |rows: usize| {
        let facts = lines(1_000, |at| format!("fact f{at} : bool"));
        let given = lines(1_000, |at| format!("given f{at} = true"));
        let rows = lines(rows, |at| format!("    {at} : x is {at}"));
        rules(format!(
            "fact x : number\n{facts}test t as of 2025-06-30 {{\n{given}  vary x {{\n{rows}  }}\n}}\n"
        ))
    };
    let wide = |cells: usize| {
        let facts = cells - 3;
        let columns: Vec<String> = (0..facts).map(|at| format!("f{at}")).collect();
        let table = format!(
            "case,as of,expect f0,{}\none,2025-06-30,true,{}\n",
            columns.join(","),
            vec!["true"; facts].join(",")
        );
        let facts = lines(facts, |at| format!("fact f{at} : bool"));
        Text::Cases(format!("{facts}test cases from \"cases.csv\"\n"), table)
    };
    let cases =
        |table: String| Text::Cases(format!("{A}test cases from \"cases.csv\"\n"), table);
    let head = "case,as of,a,expect a\n";
    let one = "one,2025-06-30,true,true\n";
    // Lines that hold nothing count as lines, but are no cases that take their time.
    let long = |count: usize| cases(format!("{head}{one}{}", ",,,\n".repeat(count - 1)));
    let heavy = |bytes: usize| {
        cases(format!("{head}{one}{}", "\n".repeat(bytes - head.len() - one.len())))
    };
    let json = |bytes: usize| facts(A, format!("{{{}}}", " ".repeat(bytes - 2)));
    let text = |count: usize| {
        facts("fact t : text\n", format!("{{\"t\": \"{}\"}}", "字".repeat(count)))
    };
    let listed = |count: usize| {
        let names = vec!["\"p\""; count].join(",");
        facts("fact s : any of { p, q }\n", format!("{{\"s\": [{names}]}}"))
    };
    let records = |count: usize| {
        let records = vec!["{\"v\": 1}"; count].join(",");
        facts("fact l : list of { v : number }\n", format!("{{\"l\": [{records}]}}"))
    };
    // How many operations a rule becomes is nobody's concern: far enough on either side.
    let operations = |rules: usize| {
        let rules = lines(rules, |at| {
            format!("define s{at} \"s\" = count of l where v over {at}")
        });
        let records = vec!["{\"v\": 1}"; 1_000].join(",");
        facts(
            &format!("fact l : list of {{ v : number }}\n{rules}"),
            format!("{{\"l\": [{records}]}}"),
        )
    };
    let row = |row, at, over| Limit { row, at, over };
    vec![
        row(
            [
                "numerator, denominator",
                "2¹²⁷ − 1",
                "a failure, or F0311 where it is written out",
            ],
            vec![number("170141183460469231731687303715884105727")],
            vec![(number("170141183460469231731687303715884105728"), &["2¹²⁷ − 1"])],
        ),
        row(
            ["dates", "1900-01-01 to 2999-12-31", "a failure, F0113, P0102"],
            vec![
                number("1900-01-01"),
                number("2999-12-31"),
                facts("fact d : date\n", "{\"d\": \"2999-12-31\"}"),
            ],
            vec![
                (number("1899-12-31"), &["1900", "1899-12-31"]),
                (number("3000-01-01"), &["2999", "3000-01-01"]),
                (facts("fact d : date\n", "{\"d\": \"3000-01-01\"}"), &[]),
            ],
        ),
        row(
            [
                "periods written out",
                "100,000 hours, days, workdays; 12,000 months; 3,000 years",
                "F0118",
            ],
            vec![
                period("100000 days"),
                period("100000 workdays"),
                period("100000 hours"),
                period("12000 months"),
                period("3000 years"),
            ],
            vec![
                (period("100001 days"), &["100000", "100001"]),
                (period("100001 workdays"), &["100000", "100001"]),
                (period("100001 hours"), &["100000", "100001"]),
                (period("12001 months"), &["12000", "12001"]),
                (period("3001 years"), &["3000", "3001"]),
            ],
        ),
        row(
            ["a rule file", "1 MiB", "F0110"],
            vec![file(1_048_576)],
            vec![(file(1_048_577), &["1048576", "1048577"])],
        ),
        row(
            ["brackets one inside the other", "64", "F0111"],
            vec![brackets(64)],
            vec![(brackets(65), &["64", "65"]), (brackets(3_000), &["64", "3000"])],
        ),
        row(
            ["operators in one chain, with those around it", "100", "F0111"],
            vec![operators(100)],
            vec![(operators(101), &["100", "101"])],
        ),
        row(
            ["definitions that rest on each other", "30", "F0111"],
            vec![definitions(30)],
            vec![(definitions(31), &["30", "31"])],
        ),
        row(
            ["declarations of any kind that do", "60", "F0111"],
            vec![grounds(60)],
            vec![(grounds(61), &["60", "61"])],
        ),
        row(
            ["steps an expression nests, with its definitions", "120", "F0111"],
            vec![steps(120)],
            vec![(steps(121), &["120", "121"])],
        ),
        row(
            ["the same with everything it rests on", "240", "F0111"],
            vec![chained(40)],
            vec![(chained(41), &["240", "241"])],
        ),
        row(
            ["cells of a decision table, outputs included", "50,000", "F0123"],
            vec![cells(25_000)],
            vec![(cells(25_001), &["50000", "50002"])],
        ),
        row(
            ["its columns, as text, once for every row", "4 MiB", "F0123"],
            vec![copied(4_194_304)],
            vec![(copied(4_194_312), &["4194304", "4194312"])],
        ),
        row(
            ["options of a fact, bands of a scorecard", "64", "F0312"],
            vec![options(64), bands(64)],
            vec![(options(65), &["64", "65"]), (bands(65), &["64", "65"])],
        ),
        row(
            ["profiles of a pack, with those of packs it uses", "64", "F0612"],
            vec![profiles(64)],
            vec![(profiles(65), &["64", "65"])],
        ),
        row(
            ["circumstances of a benchmark that move the tier", "8", "F0507"],
            vec![moves(8)],
            vec![(moves(9), &["8", "9"])],
        ),
        row(
            [
                "what is written once and repeated: conditions asked of each version, of each \
                 ground before a deadline's own, given values of each row of a `vary`",
                "1,000,000",
                "F0124",
            ],
            vec![repeated(1_000)],
            vec![(repeated(1_001), &["1000000", "1001000"])],
        ),
        row([PARSER, "65,536,000", "F0112"], vec![], vec![]),
        row(
            ["cells of a line of a table of cases", "1,000", "F0706"],
            vec![wide(1_000)],
            vec![(wide(1_001), &["1000", "1001"])],
        ),
        row(
            ["lines of a table of cases, below the first", "5,000", "F0706"],
            vec![long(5_000)],
            vec![(long(5_001), &["5000", "5001"])],
        ),
        row(
            ["a table of cases", "4 MiB", "F0706"],
            vec![heavy(4_194_304)],
            vec![(heavy(4_194_305), &["4194304", "4194305"])],
        ),
        row(
            ["facts as JSON", "4 MiB", "P0111"],
            vec![json(4_194_304)],
            vec![(json(4_194_305), &["4194304", "4194305"])],
        ),
        row(
            ["a text", "10,000 characters", "P0109"],
            vec![text(10_000)],
            vec![(text(10_001), &["10000", "10001"])],
        ),
        row(
            ["options given in a list", "1,000", "P0102"],
            vec![listed(1_000)],
            vec![(listed(1_001), &["1000", "1001"])],
        ),
        row(
            ["records of a list", "1,000", "P0113"],
            vec![records(1_000)],
            vec![(records(1_001), &["1000", "1001"])],
        ),
        row(
            [
                "lists looked through one inside the other, a benchmark's own among them",
                "2",
                "F0111",
            ],
            vec![lists(2)],
            vec![(lists(3), &["2"])],
        ),
        row(
            ["operations of a program with all records written out", "100,000", "P0115"],
            vec![operations(20)],
            vec![(operations(120), &["100000"])],
        ),
        row([PROOF, "55", "the proof ends there"], vec![], vec![]),
    ]
}
