//! Real cases, decided by both versions. In: a file of cases. Out: how many are decided
//! otherwise, from what to what. Never: the facts of a case; only its number is told.

use crate::failure::Failure;
use crate::files;
use csv_core::{ReadRecordResult, Reader};
use fadu::prove::diff::{CaseChange, Effect};
use fadu::{AsOf, Message, Pack};
use serde_json::{Map, Value, json};
use std::path::Path;

/// What came of the cases.
#[derive(Debug, Default)]
pub(super) struct Compared {
    pub(super) cases: usize,
    pub(super) changed: usize,
    /// Cases with facts that one of the versions does not take.
    pub(super) problems: usize,
    pub(super) counts: Vec<Count>,
}

/// Cases that change alike.
#[derive(Debug)]
pub(super) struct Count {
    pub(super) label: Message,
    pub(super) rule: String,
    pub(super) part: Option<Message>,
    pub(super) before: Message,
    pub(super) after: Message,
    pub(super) effect: Effect,
    /// Which, from 1.
    pub(super) cases: Vec<usize>,
}

impl Compared {
    pub(super) const fn changes(&self) -> bool {
        self.changed > 0
    }

    pub(super) fn as_json(&self) -> Value {
        let counts = self.counts.iter().map(|count| {
            json!({
                "rule": count.rule,
                "label": count.label,
                "part": count.part,
                "before": count.before,
                "after": count.after,
                "effect": count.effect,
                "cases": count.cases,
            })
        });
        json!({
            "cases": self.cases,
            "changed": self.changed,
            "problems": self.problems,
            "counts": counts.collect::<Vec<Value>>(),
        })
    }

    fn add(&mut self, number: usize, changes: Vec<CaseChange>) {
        for change in changes {
            let known = self.counts.iter_mut().find(|count| {
                count.rule == change.rule
                    && count.part == change.part
                    && count.before == change.before
                    && count.after == change.after
            });
            match known {
                Some(count) => count.cases.push(number),
                None => self.counts.push(Count {
                    label: change.label,
                    rule: change.rule,
                    part: change.part,
                    before: change.before,
                    after: change.after,
                    effect: change.effect,
                    cases: vec![number],
                }),
            }
        }
    }
}

/// Decides every case of a file by both versions.
pub(super) fn compare(
    path: &Path,
    as_of: Option<AsOf>,
    old: &Pack,
    new: &Pack,
) -> Result<Compared, Failure> {
    let bytes = files::read_json(path)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::usage(
            format!("「{}」不是 UTF-8 文本", path.display()),
            format!("`{}` is not UTF-8 text", path.display()),
        )
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let is_csv = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("csv"));
    let cases = if is_csv { from_csv(text, new) } else { from_lines(text)? };
    let mut compared = Compared::default();
    for (number, mut case) in (1_usize..).zip(cases) {
        let own = case.remove("as_of").or_else(|| case.remove("as of"));
        let own = own.as_ref().and_then(Value::as_str).map(str::to_owned);
        let date = match &own {
            Some(text) => AsOf::parse(text.trim()),
            None => as_of,
        };
        let Some(date) = date else {
            return Err(Failure::usage(
                format!(
                    "第 {number} 个案件没有截至日期：写在 as_of 里，或者用 --as-of 给出"
                ),
                format!(
                    "case {number} has no date: give it as `as_of`, or all of them with --as-of"
                ),
            ));
        };
        let json = Value::Object(case).to_string();
        let (before, after) =
            (old.facts_from_json(json.as_bytes()), new.facts_from_json(json.as_bytes()));
        compared.cases = number;
        if !before.problems().is_empty() || !after.problems().is_empty() {
            compared.problems = compared.problems.saturating_add(1);
        }
        let changes = old.diff_case(&before, new, &after, date);
        if !changes.is_empty() {
            compared.changed = compared.changed.saturating_add(1);
        }
        compared.add(number, changes);
    }
    Ok(compared)
}

/// One object on each line, or a list of them.
fn from_lines(text: &str) -> Result<Vec<Map<String, Value>>, Failure> {
    if let Ok(list) = serde_json::from_str::<Vec<Map<String, Value>>>(text) {
        return Ok(list);
    }
    let mut found = Vec::new();
    for (number, line) in (1_usize..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let case = serde_json::from_str(line).map_err(|error| {
            Failure::usage(
                format!("第 {number} 行不是 JSON 对象：{error}"),
                format!("line {number} is no JSON object: {error}"),
            )
        })?;
        found.push(case);
    }
    Ok(found)
}

/// The first line names the facts; an empty cell is a fact that is not given.
fn from_csv(text: &str, pack: &Pack) -> Vec<Map<String, Value>> {
    let sets: Vec<String> = pack
        .facts()
        .into_iter()
        .filter(|fact| fact.ty == "any of")
        .map(|fact| fact.fact)
        .collect();
    let mut rows = rows(text).into_iter();
    let Some(head) = rows.next() else { return Vec::new() };
    rows.filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
        .map(|row| {
            let cells = head.iter().zip(row).filter(|(_, cell)| !cell.trim().is_empty());
            cells
                .map(|(name, cell)| {
                    let (name, cell) = (name.trim().to_owned(), cell.trim().to_owned());
                    let value = if sets.contains(&name) {
                        let parts = cell.split(['、', ';', '；', ',', '，']);
                        let parts = parts.map(str::trim).filter(|it| !it.is_empty());
                        parts.map(|it| Value::String(it.to_owned())).collect()
                    } else {
                        Value::String(cell)
                    };
                    (name, value)
                })
                .collect()
        })
        .collect()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = Reader::new();
    let mut rows = Vec::new();
    let mut rest = text.as_bytes();
    let mut output = vec![0_u8; text.len().saturating_add(1)];
    let mut ends = vec![0_usize; 1_000];
    loop {
        let (result, read, _, cells) = reader.read_record(rest, &mut output, &mut ends);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            ReadRecordResult::Record => {}
            ReadRecordResult::InputEmpty if !rest.is_empty() => continue,
            ReadRecordResult::InputEmpty => {
                // The end of the text has to be said once more.
                let (result, _, _, cells) =
                    reader.read_record(&[], &mut output, &mut ends);
                if result == ReadRecordResult::Record {
                    rows.push(cells_of(&output, ends.get(..cells).unwrap_or_default()));
                }
                return rows;
            }
            ReadRecordResult::OutputFull
            | ReadRecordResult::OutputEndsFull
            | ReadRecordResult::End => return rows,
        }
        rows.push(cells_of(&output, ends.get(..cells).unwrap_or_default()));
    }
}

fn cells_of(output: &[u8], ends: &[usize]) -> Vec<String> {
    let mut start = 0;
    ends.iter()
        .map(|end| {
            let bytes = output.get(start..*end).unwrap_or_default();
            start = *end;
            String::from_utf8_lossy(bytes).into_owned()
        })
        .collect()
}
