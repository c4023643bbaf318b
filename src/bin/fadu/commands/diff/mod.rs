//! `fadu diff`: what a newer version of rules changes in decisions.

mod cases;
mod note;
mod texts;

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files::Rules;
use crate::packs;
use crate::terminal::Terminal;
use fadu::prove::diff::Standing;
use fadu::{Compiled, Pack};
use serde_json::{Map, Value};
use std::path::Path;

/// One version with its files.
pub(super) struct Side {
    pub(super) pack: Pack,
    pub(super) rules: Rules,
    /// The folder of the pack.
    pub(super) folder: String,
}

pub(crate) fn run(
    arguments: &args::Diff,
    from: packs::Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let wanted = arguments.pack.as_deref();
    let old = side(&arguments.old, wanted, from, terminal)?;
    // Which pack it is was said by the older version, where the newer holds several.
    let newer = wanted.or_else(|| Some(old.pack.id()));
    let new = side(&arguments.new, newer, from, terminal)?;
    let cases = match &arguments.cases {
        None => None,
        Some(path) => Some(cases::compare(path, arguments.as_of, &old.pack, &new.pack)?),
    };
    let diff = old.pack.diff(&new.pack);
    let texts = texts::compared(&diff, &old, &new);
    if arguments.json {
        let mut told = serde_json::to_value(&diff).unwrap_or_default();
        if let Some(members) = told.as_object_mut() {
            let texts = texts.iter().map(|(rule, lines)| {
                let lines = lines.iter().map(|line| Value::String(line.clone()));
                (rule.clone(), Value::Array(lines.collect()))
            });
            members.insert("texts".to_owned(), Value::Object(Map::from_iter(texts)));
            if let Some(cases) = &cases {
                members.insert("cases".to_owned(), cases.as_json());
            }
        }
        terminal.bytes(format!("{told:#}\n").as_bytes());
    } else {
        let note = note::note(&diff, &texts, cases.as_ref(), terminal.words());
        if arguments.markdown {
            terminal.bytes(note::markdown(&note).as_bytes());
        } else {
            note::show(&note, terminal);
        }
    }
    let open = diff.rules.iter().any(|rule| rule.standing == Standing::Open);
    let changed = cases.as_ref().is_some_and(cases::Compared::changes);
    Ok(if diff.changes() || open || changed { Outcome::Wrong } else { Outcome::Fine })
}

/// Reads one version. Whatever is wrong with it, nothing was compared.
fn side(
    path: &Path,
    wanted: Option<&str>,
    from: packs::Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Side, Failure> {
    let rules = Rules::around(path, from.root)?;
    let found = packs::asked(&rules);
    let shown = path.display();
    let named = found.iter().find(|pack| Some(pack.id.as_str()) == wanted);
    let pack = match (named, found.as_slice()) {
        (Some(pack), _) | (None, [pack]) => pack.clone(),
        (None, []) => {
            return Err(Failure::usage(
                format!("「{shown}」里没有规则包"),
                format!("there is no pack in `{shown}`"),
            ));
        }
        (None, several) => {
            let ids: Vec<_> = several.iter().map(|pack| pack.id.as_str()).collect();
            return Err(Failure::usage(
                format!(
                    "「{shown}」里有几个规则包：{}；请用 --pack 指明",
                    ids.join("、")
                ),
                format!(
                    "`{shown}` holds several packs: {}; name one with --pack",
                    ids.join(", ")
                ),
            ));
        }
    };
    let Compiled { pack: compiled, diagnostics } =
        fadu::compile(&rules.files, Some(&pack.id));
    let Some(compiled) = compiled else {
        let mut failure = packs::broken(&rules, &diagnostics, terminal);
        failure.outcome = Outcome::Usage;
        return Err(failure);
    };
    let compiled = packs::with_profile(compiled, from.profile)?;
    Ok(Side { pack: compiled, rules, folder: pack.folder })
}
