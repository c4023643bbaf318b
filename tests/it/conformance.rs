//! The tables of `tests/conformance/`, run natively through the public API; its `README.md`
//! says the form. `tests/conformance/run.mjs` does the same in Node and in browsers.

use crate::sample::{evaluate, short};
use fadu::evaluation::digest;
use fadu::{Pack, SourceText};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Columns that say something to people only.
const SAID: [&str; 4] = ["id", "rule", "law", "why"];

#[test]
fn every_row_of_the_tables_comes_out_as_written() {
    let mut wrong = Vec::new();
    for path in tables() {
        let table = Table::read(&path);
        let (mut packs, mut ids) = (BTreeMap::new(), BTreeSet::new());
        for row in &table.rows {
            let id = &row["id"];
            if id.is_empty() || !ids.insert(id.clone()) {
                wrong.push(format!(
                    "{} {id}: the name is missing or not its own",
                    table.name
                ));
            }
            for what in table.run(row, &mut packs) {
                wrong.push(format!("{} {id}: {what}", table.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// A row whose cell is changed does not pass: nothing here is compared with itself.
#[test]
fn every_expectation_can_fail() {
    let mut wrong = Vec::new();
    for path in tables() {
        let table = Table::read(&path);
        let mut packs = BTreeMap::new();
        for column in table.expectations() {
            let mut row =
                table.rows.iter().find(|row| !row[&column].is_empty()).unwrap().clone();
            assert!(table.run(&row, &mut packs).is_empty());
            row.get_mut(&column).unwrap().push('~');
            if !table.run(&row, &mut packs).iter().any(|what| what.starts_with(&column)) {
                wrong.push(format!("{}: {column} is not looked at", table.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_column_is_used_and_every_use_has_a_column() {
    let mut wrong = Vec::new();
    for path in tables() {
        let table = Table::read(&path);
        let columns: BTreeSet<String> = table
            .columns
            .iter()
            .filter(|column| !SAID.contains(&column.as_str()))
            .cloned()
            .collect();
        let used = table.used();
        if columns != used {
            wrong.push(format!(
                "{}: {columns:?} are there, {used:?} are used",
                table.name
            ));
        }
        if table.columns.first().is_none_or(|first| first != "id") {
            wrong.push(format!("{}: the first column is `id`", table.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_readme_counts_the_rows() {
    let readme = fs::read_to_string(folder().join("README.md")).unwrap();
    let mut wrong = Vec::new();
    let mut all = 0;
    for path in tables() {
        let table = Table::read(&path);
        all += table.rows.len();
        let line = format!("| `{}` | {} |", table.name, table.rows.len());
        if !readme.contains(&line) {
            wrong.push(line);
        }
    }
    let line = format!("{all} rows");
    if !readme.contains(&line) {
        wrong.push(line);
    }
    assert!(wrong.is_empty(), "not in the README:\n{}", wrong.join("\n"));
}

/// The tables bring their own calendar, so that a year added to the real one moves no row; the
/// days that both have are the same.
#[test]
fn the_calendar_of_the_tables_is_the_real_one_up_to_its_end() {
    let real = include_str!("../../rules/calendars/cn.csv");
    let own = include_str!("../conformance/calendar.csv");
    assert!(real.starts_with(own));
    assert!(own.contains("\n2019-01-01,") && own.contains("\n2026-10-10,"));
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

/// Returns the headers of all tables, in order.
fn tables() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .collect();
    found.sort();
    assert!(found.len() > 5, "no tables");
    found
}

type Row = BTreeMap<String, String>;

struct Table {
    name: String,
    header: Map<String, Value>,
    columns: Vec<String>,
    rows: Vec<Row>,
}

impl Table {
    fn read(path: &Path) -> Self {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let header: Value =
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let mut lines = csv(&fs::read_to_string(path.with_extension("csv")).unwrap());
        let columns = lines.remove(0);
        let rows = lines
            .into_iter()
            .map(|cells| {
                assert_eq!(cells.len(), columns.len(), "{name}: {cells:?}");
                columns.iter().cloned().zip(cells).collect()
            })
            .collect();
        Self { name, header: header.as_object().unwrap().clone(), columns, rows }
    }

    /// Returns the pairs of a field of the header.
    fn pairs(&self, field: &str) -> Vec<(&str, &str)> {
        let Some(pairs) = self.header.get(field) else { return Vec::new() };
        pairs
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
            .collect()
    }

    /// Returns a list of the header.
    fn list(&self, field: &str) -> Vec<&str> {
        let Some(list) = self.header.get(field) else { return Vec::new() };
        list.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
    }

    /// Returns the columns that say what must come out.
    fn expectations(&self) -> BTreeSet<String> {
        let fields = [self.pairs("expect"), self.pairs("sha256")].concat();
        fields
            .into_iter()
            .map(|(column, _)| column)
            .chain(self.list("bytes"))
            .map(str::to_owned)
            .collect()
    }

    fn used(&self) -> BTreeSet<String> {
        let rules = self.list("rules").join("\n");
        let as_of = self.header["as_of"].as_str().unwrap();
        let mut used = BTreeSet::new();
        for text in [rules.as_str(), as_of] {
            let places = text.split("${").skip(1);
            used.extend(places.map(|rest| rest.split_once('}').unwrap().0.to_owned()));
        }
        used.extend(self.pairs("text").into_iter().map(|(_, column)| column.to_owned()));
        used.extend(self.pairs("json").into_iter().map(|(_, column)| column.to_owned()));
        used.extend(
            self.header.get("facts").map(|column| column.as_str().unwrap().to_owned()),
        );
        used.extend(self.pairs("sha256").into_iter().map(|(_, text)| text.to_owned()));
        used.extend(self.expectations());
        used
    }

    /// Returns the facts of a row, as JSON text; nothing passes through a number of ours.
    fn facts(&self, row: &Row) -> String {
        if let Some(column) = self.header.get("facts") {
            return row[column.as_str().unwrap()].clone();
        }
        let mut facts = Vec::new();
        for (fact, column) in self.pairs("text") {
            if !row[column].is_empty() {
                let text = Value::String(row[column].clone());
                facts.push(format!("{}:{text}", Value::String(fact.to_owned())));
            }
        }
        for (fact, column) in self.pairs("json") {
            if !row[column].is_empty() {
                facts.push(format!("{}:{}", Value::String(fact.to_owned()), row[column]));
            }
        }
        format!("{{{}}}", facts.join(","))
    }

    /// Evaluates a row; returns what is not as it says.
    fn run(&self, row: &Row, packs: &mut BTreeMap<String, Pack>) -> Vec<String> {
        let rules = filled(&self.list("rules").join("\n"), row);
        if !packs.contains_key(&rules) {
            match compiled(&rules) {
                Ok(pack) => {
                    packs.insert(rules.clone(), pack);
                }
                Err(said) => return vec![said],
            }
        }
        let pack = &packs[&rules];
        let as_of = filled(self.header["as_of"].as_str().unwrap(), row);
        let facts = self.facts(row);
        let evaluation = evaluate(pack, &facts, &as_of);
        let (mut wrong, mut asked) = (Vec::new(), 0);
        for (column, address) in self.pairs("expect") {
            let expected = &row[column];
            if expected.is_empty() {
                continue;
            }
            asked += 1;
            match at(&evaluation, address) {
                Ok(came) if came == *expected => {}
                Ok(came) => {
                    wrong.push(format!("{column} = {expected}, but it is {came}"));
                }
                Err(what) => wrong.push(format!("{column}: {what}")),
            }
        }
        for column in self.list("bytes") {
            asked += 1;
            let given = pack.facts_from_json(facts.as_bytes());
            let bytes =
                pack.evaluate(&given, fadu::AsOf::parse(&as_of).unwrap()).to_canonical();
            let text = String::from_utf8(bytes).unwrap();
            if row[column].is_empty() || !text.contains(&row[column]) {
                wrong.push(format!("{column}: not in {text}"));
            }
        }
        for (column, text) in self.pairs("sha256") {
            let own = digest(row[text].as_bytes()).to_string();
            if !row[text].is_empty() && own != row[column] {
                wrong.push(format!("{column}: the digest of {text} is {own}"));
            }
        }
        if asked == 0 {
            wrong.push("nothing is expected".to_owned());
        }
        if !wrong.is_empty() {
            wrong.push(format!("  facts {facts} as of {as_of}"));
        }
        wrong
    }
}

/// Puts the row's cells where `${column}` stands.
fn filled(text: &str, row: &Row) -> String {
    row.iter().fold(text.to_owned(), |text, (column, cell)| {
        text.replace(&format!("${{{column}}}"), cell)
    })
}

fn compiled(rules: &str) -> Result<Pack, String> {
    let calendar = include_str!("../conformance/calendar.csv");
    let compiled = fadu::compile(
        &[
            SourceText::new(
                "t/pack.fadu",
                format!("pack t 1.0.0 calendar cn\n{rules}\n"),
            ),
            SourceText::new("calendars/cn.csv", calendar),
        ],
        None,
    );
    if !compiled.diagnostics.is_empty() {
        let mut said = String::from("the rules are wrong:");
        for each in &compiled.diagnostics {
            let _ = write!(said, " {} {}", each.code.0, each.message.en);
        }
        return Err(format!("{said}\n{rules}"));
    }
    compiled.pack.ok_or_else(|| "no pack".to_owned())
}

/// Returns what stands at an address, in short.
fn at(evaluation: &Value, address: &str) -> Result<String, String> {
    let steps: Vec<&str> = address.split('/').collect();
    let from = if evaluation.get(steps[0]).is_some() {
        evaluation
    } else {
        &evaluation["verdicts"]
    };
    let came =
        short(&walk(from, &steps).ok_or_else(|| format!("there is no {address}"))?);
    Ok(if came.is_empty() { "(none)".to_owned() } else { came })
}

/// Follows the steps; below null there is null.
fn walk(found: &Value, steps: &[&str]) -> Option<Value> {
    let Some((step, rest)) = steps.split_first() else { return Some(found.clone()) };
    match found {
        Value::Null => Some(Value::Null),
        Value::Array(parts) if *step == "*" => {
            parts.iter().map(|part| walk(part, rest)).collect()
        }
        Value::Array(parts) => {
            let named = |part: &&Value| {
                ["name", "fact", "penalty", "code"].iter().any(|key| part[key] == **step)
            };
            let part = step
                .parse()
                .map_or_else(|_| parts.iter().find(named), |at: usize| parts.get(at));
            walk(part?, rest)
        }
        found => walk(found.get(step)?, rest),
    }
}

/// Reads CSV: commas, cells in `"` where needed, `""` for a quotation mark, no cell over lines.
fn csv(text: &str) -> Vec<Vec<String>> {
    text.lines()
        .map(|line| {
            let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
            let mut characters = line.chars().peekable();
            while let Some(character) = characters.next() {
                match character {
                    '"' if quoted && characters.peek() == Some(&'"') => {
                        characters.next();
                        cell.push('"');
                    }
                    '"' => quoted = !quoted,
                    ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                    other => cell.push(other),
                }
            }
            assert!(!quoted, "a quotation mark is not closed: {line}");
            cells.push(cell);
            cells
        })
        .collect()
}
