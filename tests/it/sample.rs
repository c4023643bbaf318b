//! Rules and facts for tests: a pack from its text, answers by their address.

use fadu::text::SourceText;
use fadu::{AsOf, Compiled, Pack};
use serde_json::Value;

/// The day that tests ask for where none is said.
pub(crate) const TODAY: &str = "2025-06-30";

/// Compiles one rule file, with a header if it has none and the real calendar beside it.
pub(crate) fn compiled(rules: &str) -> Compiled {
    compiled_with(rules, &[])
}

/// Does the same with tables in its folder, each its name and its text.
pub(crate) fn compiled_with(rules: &str, tables: &[(String, String)]) -> Compiled {
    let mut files = sources(rules);
    files.extend(self::tables(tables));
    fadu::compile(&files, None)
}

/// Tables as files in the folder of the rules.
pub(crate) fn tables(tables: &[(String, String)]) -> Vec<SourceText> {
    tables.iter().map(|(name, text)| SourceText::new(format!("t/{name}"), text)).collect()
}

/// The files of one rule file.
pub(crate) fn sources(rules: &str) -> Vec<SourceText> {
    let header = if rules.contains("pack ") { "" } else { "pack t 1.0.0 calendar cn\n" };
    let calendar = include_str!("../../rules/calendars/cn.csv");
    vec![
        SourceText::new("t/pack.fadu", format!("{header}{rules}")),
        SourceText::new("calendars/cn.csv", calendar),
    ]
}

/// Compiles rules that have no mistake.
#[track_caller]
pub(crate) fn pack(rules: &str) -> Pack {
    let compiled = compiled(rules);
    let said: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|said| format!("{} {}", said.code.0, said.message.en))
        .collect();
    assert!(said.is_empty(), "{said:#?}");
    compiled.pack.unwrap()
}

/// Evaluates facts in JSON text; the evaluation as its own canonical JSON.
pub(crate) fn evaluate(pack: &Pack, facts: &str, as_of: &str) -> Value {
    let facts = pack.facts_from_json(facts.as_bytes());
    let evaluation = pack.evaluate(&facts, AsOf::parse(as_of).unwrap());
    serde_json::from_slice(&evaluation.to_canonical()).unwrap()
}

/// Returns what stands at an address such as `fine/penalties/fine/range`, in short: a range
/// as `[50000, 100000)`, a list with commas. The first step is a verdict's name or a field of
/// the evaluation; a step into a list is a position, a name, or `*` for all of it.
pub(crate) fn at(evaluation: &Value, address: &str) -> String {
    let mut steps = address.split('/').peekable();
    let first = *steps.peek().unwrap();
    let mut found = evaluation;
    if evaluation.get(first).is_none() {
        found = &evaluation["verdicts"];
    }
    short(&walk(found, &steps.collect::<Vec<_>>(), address))
}

fn walk(found: &Value, steps: &[&str], address: &str) -> Value {
    let Some((step, rest)) = steps.split_first() else { return found.clone() };
    match found {
        Value::Array(parts) if *step == "*" => {
            parts.iter().map(|part| walk(part, rest, address)).collect()
        }
        Value::Array(parts) => {
            let named = |part: &&Value| {
                ["name", "fact", "penalty", "code"].iter().any(|key| part[key] == **step)
            };
            let part = step
                .parse()
                .map_or_else(|_| parts.iter().find(named), |at: usize| parts.get(at));
            let part = part.unwrap_or_else(|| panic!("no `{step}` of {address}"));
            walk(part, rest, address)
        }
        found => {
            let part =
                found.get(step).unwrap_or_else(|| panic!("no `{step}` of {address}"));
            walk(part, rest, address)
        }
    }
}

/// Returns a value in short.
pub(crate) fn short(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(short).collect::<Vec<_>>().join(", "),
        Value::Object(map) if map.contains_key("lower") => {
            let end = |bound: &Value| short(&bound["value"]);
            let (lower, upper) = (&map["lower"], &map["upper"]);
            format!(
                "{}{}, {}{}",
                if lower["included"] == true { '[' } else { '(' },
                if lower.is_null() { "-".to_owned() } else { end(lower) },
                if upper.is_null() { "-".to_owned() } else { end(upper) },
                if upper["included"] == true { ']' } else { ')' },
            )
        }
        other => other.to_string(),
    }
}

/// Evaluates rules on facts and compares what stands at each address.
#[track_caller]
pub(crate) fn check(rules: &str, facts: &str, expected: &[(&str, &str)]) {
    check_as_of(rules, facts, TODAY, expected);
}

/// Does the same as of a date.
#[track_caller]
pub(crate) fn check_as_of(
    rules: &str,
    facts: &str,
    as_of: &str,
    expected: &[(&str, &str)],
) {
    let evaluation = evaluate(&pack(rules), facts, as_of);
    for (address, expected) in expected {
        assert_eq!(at(&evaluation, address), *expected, "{address} with {facts}");
    }
}

/// Compiles rules and compares the codes of what is said, with their English texts.
#[track_caller]
pub(crate) fn refused(rules: &str, expected: &str) {
    let compiled = compiled(rules);
    let said: Vec<&str> = compiled.diagnostics.iter().map(|said| said.code.0).collect();
    let texts: Vec<&str> =
        compiled.diagnostics.iter().map(|said| &*said.message.en).collect();
    assert_eq!(said.join(" "), expected, "{texts:#?}");
    assert!(compiled.pack.is_none());
}
