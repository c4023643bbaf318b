//! Unknown is never wrong: for packs that use every construct, all combinations of facts
//! given and not given are evaluated. What is said with little known still holds when more
//! is known, and a fact that is not listed as missing changes no answer.

use crate::sample::{TODAY, at, evaluate, pack, short};
use fadu::Pack;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The values to try for facts that are numbers or dates, and for others instead of all.
type Samples = &'static [(&'static str, &'static [&'static str])];

#[test]
fn tiers_never_take_anything_back() {
    check(
        include_str!("../../eval/never-wrong/tiers.fadu"),
        &[("goods", &["5000", "20000"]), ("offer", &["0", "30000", "65000", "300000"])],
    );
}

#[test]
fn ladders_never_take_anything_back() {
    check(
        include_str!("../../eval/never-wrong/ladders.fadu"),
        &[
            ("priors", &["0", "2", "3"]),
            ("offer", &["0", "10000", "15000", "100000", "1000001"]),
        ],
    );
}

#[test]
fn amounts_read_elsewhere_never_take_anything_back() {
    check(
        include_str!("../../eval/never-wrong/references.fadu"),
        &[("priors", &["0", "2", "3"]), ("offer", &["0", "60000", "2000000"])],
    );
}

#[test]
fn choices_never_take_anything_back() {
    check(
        include_str!("../../eval/never-wrong/choices.fadu"),
        &[("offer", &["0", "700", "1500"]), ("other", &["0", "600"])],
    );
}

#[test]
fn scopes_and_deadlines_never_take_anything_back() {
    check(
        include_str!("../../eval/never-wrong/scope.fadu"),
        &[
            ("notified_on", &["2024-09-02", "2025-03-03"]),
            ("received_on", &["2025-04-01", "2025-06-20"]),
        ],
    );
}

#[test]
fn values_never_take_anything_back() {
    check(
        include_str!("../../eval/never-wrong/values.fadu"),
        &[
            ("count", &["0", "3"]),
            ("total", &["150", "900"]),
            ("begun_on", &["2025-01-01"]),
            ("ended_on", &["2025-01-20", "2025-05-01"]),
        ],
    );
}

#[test]
fn versions_never_take_anything_back() {
    check(
        include_str!("../../eval/never-wrong/versions.fadu"),
        &[
            ("received_on", &["2019-12-31", "2023-12-31", "2024-01-01"]),
            ("knew_on", &["2023-12-20", "2023-11-01"]),
            ("gains", &["10000", "50000"]),
        ],
    );
}

#[test]
fn exceptions_never_take_anything_back() {
    check(
        include_str!("../../eval/never-wrong/exceptions.fadu"),
        &[("received_on", &["2023-12-31", "2024-02-01"]), ("knew_on", &["2023-11-20"])],
    );
}

#[test]
fn tables_and_scorecards_never_take_anything_back() {
    check(
        include_str!("../../eval/never-wrong/tables.fadu"),
        &[("a", &["0", "1", "3", "5"]), ("b", &["0", "1"]), ("level", &["grave"])],
    );
}

#[test]
fn parameters_never_take_anything_back_with_a_profile_or_without() {
    let pack = pack(include_str!("../../eval/never-wrong/parameters.fadu"));
    let report = pack.test();
    assert_eq!((report.passed, report.failed), (2, 0), "{report:#?}");
    let samples: Samples =
        &[("fine", &["99", "100", "150", "200", "200.01", "400", "400.01"])];
    check_pack(&pack, samples);
    check_pack(&pack.with_profile("city").unwrap(), samples);
}

#[test]
fn the_lighter_law_never_takes_anything_back() {
    check(
        include_str!("../../eval/never-wrong/lenient.fadu"),
        &[
            ("act_on", &["2019-12-31", "2023-12-31", "2024-01-01"]),
            ("decided_on", &["2023-12-31", "2024-01-01", "2025-01-01"]),
            ("gains", &["19000", "30000"]),
        ],
    );
}

/// Facts given, by position among the values to try; 0 is not given.
type Given = Vec<usize>;

#[track_caller]
fn check(rules: &str, samples: Samples) {
    check_pack(&pack(rules), samples);
}

#[track_caller]
fn check_pack(pack: &Pack, samples: Samples) {
    let facts = values_to_try(pack, samples);
    let mut answers: BTreeMap<Given, Value> = BTreeMap::new();
    let mut given = vec![0; facts.len()];
    loop {
        let answer = evaluate(pack, &json_of(&facts, &given), TODAY);
        answers.insert(given.clone(), essence(answer));
        // Counts up, the first fact fastest.
        let Some(at) = (0..facts.len()).find(|at| given[*at] < facts[*at].1.len()) else {
            break;
        };
        given[at] += 1;
        given[..at].fill(0);
    }
    assert!(answers.len() > 200, "too few cases: {}", answers.len());
    let mut wrong = Vec::new();
    for (given, before) in &answers {
        let missing = at(before, "missing/*/fact");
        let missing: Vec<&str> = missing.split(", ").collect();
        for (fact, (name, values)) in facts.iter().enumerate() {
            if given[fact] != 0 {
                continue;
            }
            for value in 1..=values.len() {
                let mut more = given.clone();
                more[fact] = value;
                let after = &answers[&more];
                let case = || {
                    format!(
                        "{} then {name} = {}",
                        json_of(&facts, given),
                        values[value - 1]
                    )
                };
                if let Err(what) = refines(before, after) {
                    wrong.push(format!("{}: {what}", case()));
                }
                if !missing.contains(&name.as_str()) && answer(before) != answer(after) {
                    wrong.push(format!(
                        "{}: not listed as missing, but\n  {}\n  {}",
                        case(),
                        answer(before),
                        answer(after)
                    ));
                }
            }
        }
    }
    let count = wrong.len();
    wrong.truncate(5);
    assert!(
        wrong.is_empty(),
        "{count} times in {} cases\n{}",
        answers.len(),
        wrong.join("\n")
    );
}

fn values_to_try(pack: &Pack, samples: Samples) -> Vec<(String, Vec<Value>)> {
    pack.facts()
        .iter()
        .map(|fact| {
            let sampled = samples.iter().find(|(name, _)| *name == fact.fact);
            if let Some((_, values)) = sampled {
                let values = values.iter().map(|value| json!(value)).collect();
                return (fact.fact.clone(), values);
            }
            let names = || fact.options.iter().map(|option| json!(option.name));
            let values = match fact.ty {
                "bool" => vec![json!(true), json!(false)],
                "judgement" => ["pass", "fail", "not applicable", "cannot tell"]
                    .map(|answer| json!(answer))
                    .to_vec(),
                "one of" => names().collect(),
                "any of" => vec![json!([]), names().collect()],
                other => panic!("no values to try for a {other}"),
            };
            (fact.fact.clone(), values)
        })
        .collect()
}

fn json_of(facts: &[(String, Vec<Value>)], given: &Given) -> String {
    let given: Map<String, Value> = facts
        .iter()
        .zip(given)
        .filter(|(_, at)| **at > 0)
        .map(|((name, values), at)| (name.clone(), values[at - 1].clone()))
        .collect();
    Value::Object(given).to_string()
}

/// Leaves out what explains: there are thousands of these.
fn essence(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let explains =
                ["because", "basis", "label", "text", "judge", "receipt", "asks"];
            let fields = fields.into_iter();
            fields
                .filter(|(key, _)| !explains.contains(&key.as_str()))
                .map(|(key, value)| (key, essence(value)))
                .collect()
        }
        Value::Array(parts) => parts.into_iter().map(essence).collect(),
        value => value,
    }
}

/// What people wait for: the parts of a verdict that a fact not listed must not change.
fn answer(evaluation: &Value) -> String {
    let mut lines = Vec::new();
    for verdict in evaluation["verdicts"].as_array().unwrap() {
        let mut line = short(&verdict["name"]);
        for key in [
            "outcome", "value", "tier", "opinion", "decision", "ground", "due", "state",
            "band",
        ] {
            if let Some(value) = verdict.get(key) {
                line += &format!(" {key}={}", short(value.get("value").unwrap_or(value)));
            }
        }
        for list in ["outputs", "indicators"] {
            for part in verdict[list].as_array().into_iter().flatten() {
                for key in ["name", "range", "settled", "points", "band"] {
                    line += &format!(" {}", short(&part[key]));
                }
                line += &format!(" {}", short(&part["value"]["value"]));
            }
        }
        for penalty in verdict["penalties"].as_array().into_iter().flatten() {
            for key in ["name", "imposed", "range", "settled"] {
                line += &format!(" {}", short(&penalty[key]));
            }
            line += &format!(" {}", short(&penalty["amount"]["value"]));
        }
        lines.push(line);
    }
    lines.join("; ")
}

/// Returns what the answer with more known takes back of the one with less.
fn refines(before: &Value, after: &Value) -> Result<(), String> {
    let (before, after) = (&before["verdicts"], &after["verdicts"]);
    for before in before.as_array().unwrap() {
        let name = short(&before["name"]);
        // What is judged by two laws is one answer, whichever is taken.
        let key: &[&str] = if before.get("lenient").is_some() {
            &["name"]
        } else {
            &["name", "version/from", "version/to"]
        };
        let same = |after: &&Value| {
            key.iter().all(|path| {
                let path = format!("/{path}");
                before.pointer(&path) == after.pointer(&path)
            })
        };
        match after.as_array().unwrap().iter().find(same) {
            Some(after) => {
                verdict_refines(before, after)
                    .map_err(|what| format!("{name}: {what}"))?;
            }
            // Of versions that are possible, most turn out not to be in force.
            None if before["version"]["state"] == "possible" => {
                let said = short(&before["outcome"]);
                if !matches!(said.as_str(), "unknown" | "not applicable") {
                    return Err(format!("{name}: a possible version was {said}"));
                }
            }
            None => return Err(format!("{name}: is gone")),
        }
    }
    Ok(())
}

fn verdict_refines(before: &Value, after: &Value) -> Result<(), String> {
    stays(before, after, "outcome", &["unknown"])?;
    let (old, new) = (&before["version"], &after["version"]);
    if !old.is_null() {
        stays(old, new, "state", &["possible"])?;
        stays(old, new, "date", &["null"])?;
    }
    for key in [
        "tier", "opinion", "decision", "ground", "due", "event", "state", "value", "band",
    ] {
        stays(before, after, key, &["null"])?;
    }
    stays(before, after, "required", &["unknown"])?;
    if let (Some(before), Some(after)) = (before.get("lenient"), after.get("lenient")) {
        stays(before, after, "taken", &["null"])?;
        // A penalty that no law provides any more is compared no longer.
        for old in before["compared"].as_array().unwrap() {
            let mut rows = after["compared"].as_array().unwrap().iter();
            if let Some(new) = rows.find(|row| row["kind"] == old["kind"]) {
                stays(old, new, "order", &["unknown"])?;
            }
        }
    }
    for list in ["tiers", "grounds", "opinions"] {
        for (before, after) in pairs(before, after, list) {
            // "Applies" behind one that is possible says: unless that one does.
            stays(before, after, "status", &["possible", "open", "applies"])?;
        }
    }
    for (list, key, open) in [
        ("circumstances", "state", "unknown"),
        ("layers", "state", "unknown"),
        ("proposals", "position", "unknown"),
    ] {
        for (before, after) in pairs(before, after, list) {
            stays(before, after, key, &[open])?;
            for (before, after) in pairs(before, after, "criteria") {
                stays(before, after, "state", &["unknown"])?;
            }
        }
    }
    fewer(before, after)?;
    for (before, after) in pairs(before, after, "indicators") {
        for key in ["value", "points", "band"] {
            stays(before, after, key, &["null"])?;
        }
        fewer(before, after)?;
    }
    for (before, after) in pairs(before, after, "outputs") {
        stays(before, after, "settled", &["false"])?;
        stays(before, after, "value", &["null"])?;
        within(before, after, "range", before["settled"] == true)?;
    }
    for (before, after) in pairs(before, after, "items") {
        // Whoever could not tell one question may still find that another fails.
        stays(before, after, "finding", &["not yet", "cannot tell"])?;
    }
    let said = after["errors"].as_array().is_some_and(|errors| !errors.is_empty());
    for (before, after) in pairs(before, after, "penalties") {
        stays(before, after, "imposed", &["unknown"])?;
        within(before, after, "statutory", false)?;
        if after["imposed"] != "none" || before["imposed"] == "none" {
            stays(before, after, "settled", &["false"])?;
            // Nothing at all lies within everything; then the errors say so.
            let nothing = after["range"].is_null() && before["settled"] == false;
            if !(nothing && said) {
                within(before, after, "range", before["settled"] == true)?;
            }
            stays(before, after, "amount", &["null"])?;
        }
    }
    Ok(())
}

/// The bands still possible only become fewer.
fn fewer(before: &Value, after: &Value) -> Result<(), String> {
    let list =
        |verdict: &Value| verdict["possible"].as_array().cloned().unwrap_or_default();
    let (old, new) = (list(before), list(after));
    if new.iter().all(|band| old.contains(band)) {
        return Ok(());
    }
    Err(format!("{} possible was {old:?}, is {new:?}", short(&before["name"])))
}

fn pairs<'v>(
    before: &'v Value,
    after: &'v Value,
    list: &str,
) -> impl Iterator<Item = (&'v Value, &'v Value)> {
    let parts =
        |verdict: &'v Value| verdict[list].as_array().map_or(&[][..], Vec::as_slice);
    parts(before).iter().zip(parts(after))
}

fn stays(before: &Value, after: &Value, key: &str, open: &[&str]) -> Result<(), String> {
    let (old, new) = (short(&before[key]), short(&after[key]));
    if open.contains(&old.as_str()) || old == new {
        return Ok(());
    }
    Err(format!("{} {key} was {old}, is {new}", short(&before["name"])))
}

/// A range stays where it is settled; else the new one lies within it.
fn within(before: &Value, after: &Value, key: &str, settled: bool) -> Result<(), String> {
    let (old, new) = (&before[key], &after[key]);
    if old.is_null() || old == new {
        return Ok(());
    }
    let end = |range: &Value, end: &str, open: f64| {
        let value = &range[end]["value"];
        value.as_str().map_or(open, |value| value.parse().unwrap())
    };
    let inside = !new.is_null()
        && end(new, "lower", f64::MIN) >= end(old, "lower", f64::MIN)
        && end(new, "upper", f64::MAX) <= end(old, "upper", f64::MAX);
    if inside && !settled {
        return Ok(());
    }
    Err(format!("{} {key} was {}, is {}", short(&before["name"]), short(old), short(new)))
}
