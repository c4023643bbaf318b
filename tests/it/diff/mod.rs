//! What a change of rules changes: `tests/diff/` holds pairs of rules and what is said of them.

mod fixtures;
mod generated;

use fadu::prove::diff::{Change, Diff, Standing};
use std::fmt::Write as _;

/// All that is said, in both languages.
pub(crate) fn said(diff: &Diff) -> String {
    let mut text = String::new();
    for it in &diff.declared {
        writeln!(text, "{:?} {} {}: {}", it.state, it.kind.en, it.name, it.label.en)
            .unwrap();
        for detail in &it.details {
            writeln!(text, "  {} / {}", detail.zh, detail.en).unwrap();
        }
    }
    for rule in &diff.rules {
        if rule.standing == Standing::Untouched {
            continue;
        }
        writeln!(text, "{:?} {} {}", rule.standing, rule.kind.en, rule.name).unwrap();
        for member in &rule.members {
            writeln!(text, "  {} / {}", member.zh, member.en).unwrap();
        }
        for open in &rule.open {
            writeln!(text, "  open: {} / {}", open.zh, open.en).unwrap();
        }
        for change in &rule.changes {
            one(&mut text, change);
        }
    }
    text
}

fn one(text: &mut String, change: &Change) {
    let flags = [(change.shown, "shown"), (change.missing, "missing")];
    let flags = flags.iter().filter(|(is, _)| *is).map(|(_, name)| *name);
    let flags: Vec<&str> = flags.collect();
    writeln!(text, "* {:?} ({})", change.effect, flags.join(", ")).unwrap();
    if let Some(part) = &change.part {
        writeln!(text, "  part {} / {}", part.zh, part.en).unwrap();
    }
    for when in &change.when {
        if when.is_empty() {
            writeln!(text, "  in all cases").unwrap();
            continue;
        }
        let zh: Vec<&str> = when.iter().map(|it| &*it.text.zh).collect();
        let en: Vec<&str> = when.iter().map(|it| &*it.text.en).collect();
        writeln!(text, "  当 {}", zh.join("、")).unwrap();
        writeln!(text, "  when {}", en.join(" and ")).unwrap();
    }
    writeln!(text, "  {} → {}", change.before.zh, change.after.zh).unwrap();
    writeln!(text, "  {} → {}", change.before.en, change.after.en).unwrap();
    let basis: Vec<&str> = change.basis.iter().map(|it| &*it.en).collect();
    if !basis.is_empty() {
        writeln!(text, "  basis {}", basis.join("; ")).unwrap();
    }
    let case = &change.witness;
    writeln!(text, "  case {} ({})", case.case.text.en, case.case.as_of).unwrap();
    writeln!(text, "    {} → {}", case.before.en, case.after.en).unwrap();
}

/// One line for each class, as the specification writes them.
pub(crate) fn lines(diff: &Diff) -> String {
    let mut text = String::new();
    for rule in &diff.rules {
        if rule.standing == Standing::Untouched {
            continue;
        }
        if rule.changes.is_empty() {
            let standing = serde_json::to_value(rule.standing).unwrap();
            writeln!(text, "{} {}", rule.name, standing.as_str().unwrap()).unwrap();
            continue;
        }
        for change in &rule.changes {
            let effect = serde_json::to_value(change.effect).unwrap();
            let when = change.when.iter().map(|when| {
                let parts: Vec<&str> = when.iter().map(|it| &*it.text.en).collect();
                if parts.is_empty() { "all".to_owned() } else { parts.join(" and ") }
            });
            let when: Vec<String> = when.collect();
            let when =
                if change.missing { "facts missing".to_owned() } else { when.join("; ") };
            let facts: Vec<String> = change
                .witness
                .case
                .facts
                .iter()
                .map(|(fact, value)| {
                    format!("{fact} = {}", value.to_string().replace('"', ""))
                })
                .collect();
            let open = if change.shown || change.missing { "" } else { " open" };
            writeln!(
                text,
                "{} {}{open}: {when}: {} → {} [{}]",
                rule.name,
                effect.as_str().unwrap(),
                change.before.en,
                change.after.en,
                facts.join(", ")
            )
            .unwrap();
        }
        if !rule.open.is_empty() {
            writeln!(text, "{} open", rule.name).unwrap();
        }
    }
    text
}
