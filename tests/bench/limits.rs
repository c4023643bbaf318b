//! What is as large as the specification lets it be, written down for `fadu` to read: rule
//! files, facts, lists, tables of cases. `.ci/memory.sh` runs each and says what it took.

use crate::growth;
use std::fmt::Write as _;
use std::fs;

/// The most bytes of a rule file.
const FILE: usize = 1 << 20;
/// The most bytes of facts as JSON, and of a table of cases.
const TABLE: usize = 4 << 20;
/// The most records of a list.
const RECORDS: usize = 1_000;

/// Rule files that take the most memory of their size, and one that is all mistakes.
const LONGEST: [&str; 4] = [
    "indicators of a scorecard",
    "tables",
    "benchmarks",
    "mistakes: statements that end too early",
];

/// One command, and what it reads.
struct Large {
    name: String,
    rules: String,
    /// The name of another file and what is in it.
    beside: Option<(&'static str, String)>,
}

/// Writes everything into `folder`; returns a line for each: its name, a tab, the command.
pub(crate) fn write(folder: &str) -> String {
    let mut commands = String::new();
    for (at, large) in all().into_iter().enumerate() {
        let own = format!("{folder}/{at:02}");
        fs::create_dir_all(&own).expect("can be made");
        fs::write(format!("{own}/pack.fadu"), large.rules).expect("can be written");
        let command = match large.beside {
            None => format!("check {own}"),
            Some((file, text)) => {
                fs::write(format!("{own}/{file}"), text).expect("can be written");
                if file.ends_with(".json") {
                    format!("eval {own} --facts {own}/{file} --as-of 2025-06-30 --json")
                } else {
                    format!("test {own}")
                }
            }
        };
        writeln!(commands, "{}\t{command}", large.name).expect("a text takes it");
    }
    commands
}

fn all() -> Vec<Large> {
    let mut all = Vec::new();
    for kind in growth::KINDS.iter().filter(|kind| LONGEST.contains(&kind.name)) {
        let (rules, count) = kind.longest(FILE);
        let name = format!("a rule file of 1 MiB: {count} {}", kind.name);
        all.push(Large { name, rules, beside: None });
    }
    all.extend([texts(), bools(), unknown(), twice(), list(), counts(), each()]);
    all.extend([many_lines(), wide_lines()]);
    all
}

fn facts(name: &str, rules: String, json: String) -> Large {
    assert!(json.len() <= TABLE, "{name}: {} bytes", json.len());
    let name = format!("facts of {} KB: {name}", json.len() / 1024);
    Large { name, rules, beside: Some(("facts.json", json)) }
}

/// What `one` writes, so many times, with commas between.
fn joined(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<String>>().join(",")
}

fn lines(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(|at| one(at) + "\n").collect()
}

const PACK: &str = "pack t 1.0.0\n";

fn texts() -> Large {
    let count = 418;
    let long = "x".repeat(10_000);
    let rules = lines(count, |at| format!("fact t{at} \"t\" : text"));
    let rules = format!("{PACK}{rules}define k \"k\" = t0 is \"x\"\n");
    let json = format!("{{{}}}", joined(count, |at| format!("\"t{at}\":\"{long}\"")));
    facts("the longest texts", rules, json)
}

fn bools() -> Large {
    let count = 50_000;
    let rules = lines(count, |at| format!("fact f{at} : bool"));
    let rules = format!("{PACK}{rules}define k \"k\" = f0\n");
    let json = format!("{{{}}}", joined(count, |at| format!("\"f{at}\":true")));
    facts("50,000 facts of one pack", rules, json)
}

fn unknown() -> Large {
    let json = format!("{{{}}}", joined(350_000, |at| format!("\"u{at}\":1")));
    facts("350,000 names that are no facts", one_fact(), json)
}

fn twice() -> Large {
    let json = format!("{{{}}}", joined(450_000, |_| "\"a\":true".to_owned()));
    facts("one fact 450,000 times", one_fact(), json)
}

fn one_fact() -> String {
    format!("{PACK}fact a : bool\ndefine k \"k\" = a\n")
}

fn list() -> Large {
    let rules = format!(
        "{PACK}fact l : list of {{ name : text, v : number }}\n\
         define k \"k\" = count of l where v over 1\n"
    );
    let name = "x".repeat(4_000);
    let record = |at| format!("{{\"name\":\"{name}\",\"v\":{at}}}");
    facts("1,000 records", rules, format!("{{\"l\":[{}]}}", joined(RECORDS, record)))
}

/// As many conditions on 1,000 records as fit into the operations of a case.
fn counts() -> Large {
    let rules =
        lines(48, |at| format!("define k{at} \"k\" = count of l where v over {at}"));
    let rules = format!("{PACK}fact l : list of {{ v : number }}\n{rules}");
    let json = format!("{{\"l\":[{}]}}", joined(RECORDS, |at| format!("{{\"v\":{at}}}")));
    facts("48 counts over 1,000 records", rules, json)
}

/// A benchmark that is decided for each of 1,000 persons.
fn each() -> Large {
    let rules = format!(
        "{PACK}fact l : list of {{ income : money, grave : judgement, first : bool }}\n\
         benchmark b \"b\" for each of l where income over 0元 {{\n\
           penalty f \"f\" : fine {{ grave holds : income at 40% to 60% ; otherwise : income at 20% to 40% }}\n\
           penalty w \"w\" : warning\n\
           impose f plus w\n\
           tier light \"light\" when first then f by span 0% to 30%\n\
           tier rest \"rest\" when otherwise then f by span over 30% to 100%\n\
           sum of f\n}}\n"
    );
    let record =
        |at| format!("{{\"income\":1{at:03},\"grave\":\"pass\",\"first\":true}}");
    let json = format!("{{\"l\":[{}]}}", joined(RECORDS, record));
    facts("a benchmark for each of 1,000 records", rules, json)
}

fn cases(name: &str, rules: &str, csv: String) -> Large {
    assert!(csv.len() <= TABLE, "{name}: {} bytes", csv.len());
    let rules = format!("{PACK}{rules}test cases from \"cases.csv\"\n");
    let name = format!("a table of {} KB: {name}", csv.len() / 1024);
    Large { name, rules, beside: Some(("cases.csv", csv)) }
}

fn many_lines() -> Large {
    let lines = lines(5_000, |at| format!("c{at},2025-06-30,true,true"));
    let csv = format!("case,as of,a,expect k\n{lines}");
    cases("5,000 cases", "fact a : bool\ndefine k \"k\" = a\n", csv)
}

fn wide_lines() -> Large {
    let facts = 997;
    let head = format!("case,as of,{},expect f0\n", joined(facts, |at| format!("f{at}")));
    let row = |at| format!("c{at:04},2025-06-30,{},true", vec!["true"; facts].join(","));
    let count = (TABLE - head.len()) / (row(0).len() + 1);
    let csv = head + &lines(count, row);
    let rules = lines(facts, |at| format!("fact f{at} : bool"));
    cases(&format!("{count} cases of 1,000 cells"), &rules, csv)
}
