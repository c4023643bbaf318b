//! From what a person typed to compiled packs. In: rule files. Out: the packs asked for, or
//! what is wrong with them. Never: a reading of rules of its own; it looks at headers only
//! to learn a pack's id.

use crate::failure::Failure;
use crate::files::{Rules, is_inside};
use crate::terminal::Terminal;
use fadu::diagnostic::render::summary;
use fadu::diagnostic::{Diagnostic, Severity};
use fadu::syntax::tree;
use fadu::text::{FileId, SourceText};
use fadu::{Compiled, Pack};
use std::path::Path;

/// A pack among the rule files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) id: String,
    /// The folder that holds its header.
    pub(crate) folder: String,
}

/// Lists the packs that were asked for: all below the folder, else the one it lies in.
pub(crate) fn asked(rules: &Rules) -> Vec<Found> {
    let mut found: Vec<_> = (0_u32..)
        .zip(&rules.files)
        .filter(|(_, file)| is_rule_file(file))
        .flat_map(|(id, file)| headers(FileId(id), file))
        .collect();
    let folder = rules.asked_folder();
    let below = |found: &Found| is_inside(&found.folder, folder);
    // A file, or a folder of cases, stands for the pack around it.
    if !found.iter().any(below) {
        let around = found.iter().filter(|pack| is_inside(folder, &pack.folder));
        let nearest = around.max_by_key(|pack| pack.folder.len()).cloned();
        return nearest.into_iter().collect();
    }
    found.retain(below);
    found
}

/// Where rules are read from, and which profile sets their parameters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) root: Option<&'a Path>,
    pub(crate) profile: Option<&'a str>,
}

/// Reads and compiles the one pack that `path` names; shows what is wrong with it.
pub(crate) fn one(
    path: &Path,
    from: Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Pack, Failure> {
    let rules = Rules::around(path, from.root)?;
    let found = asked(&rules);
    let shown = path.display();
    let id = match found.as_slice() {
        [pack] => Some(pack.id.as_str()),
        // Perhaps the header itself is broken: then compiling says so.
        [] if rules.files.iter().any(is_rule_file) => None,
        [] => {
            return Err(Failure::usage(
                format!("「{shown}」里没有规则包"),
                format!("there is no pack in `{shown}`"),
            ));
        }
        several => {
            let ids: Vec<_> = several.iter().map(|pack| pack.id.as_str()).collect();
            return Err(Failure::usage(
                format!("「{shown}」里有几个规则包：{}；请指明一个", ids.join("、")),
                format!("`{shown}` holds several packs: {}; name one", ids.join(", ")),
            ));
        }
    };
    let Compiled { pack, diagnostics } = fadu::compile(&rules.files, id);
    match pack {
        Some(pack) => with_profile(pack, from.profile),
        None => Err(broken(&rules, &diagnostics, terminal)),
    }
}

/// Chooses the profile that was asked for.
pub(crate) fn with_profile(pack: Pack, profile: Option<&str>) -> Result<Pack, Failure> {
    let Some(name) = profile else { return Ok(pack) };
    pack.with_profile(name).ok_or_else(|| {
        let profiles = pack.profiles();
        let names: Vec<_> = profiles.iter().map(|known| known.name.as_str()).collect();
        let (id, zh, en) = (pack.id(), names.join("、"), names.join(", "));
        if names.is_empty() {
            return Failure::usage(
                format!("规则包「{id}」没有方案"),
                format!("the pack `{id}` has no profiles"),
            );
        }
        Failure::usage(
            format!("规则包「{id}」没有方案「{name}」；它的方案有：{zh}"),
            format!("the pack `{id}` has no profile `{name}`; it has: {en}"),
        )
    })
}

/// Shows the errors that stand in the way, and returns how that ends.
pub(crate) fn broken(
    rules: &Rules,
    diagnostics: &[Diagnostic],
    terminal: &mut Terminal,
) -> Failure {
    let errors: Vec<_> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .cloned()
        .collect();
    terminal.diagnostics_aside(&errors, &rules.shown());
    Failure::wrong(
        format!("规则有误，无法使用（{}）", summary(&errors, fadu::Language::Zh)),
        format!("the rules cannot be used ({})", summary(&errors, fadu::Language::En)),
    )
}

/// Whether the file holds rules, and not a table.
pub(crate) fn is_rule_file(file: &SourceText) -> bool {
    file.path.ends_with(".fadu")
}

fn headers(id: FileId, file: &SourceText) -> Vec<Found> {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let tree = fadu::syntax::parse(id, &file.text).tree;
    let found = tree.declarations.iter().filter_map(|declaration| match declaration {
        tree::Declaration::Pack(header) => {
            Some(Found { id: header.name.text.clone(), folder: folder.to_owned() })
        }
        _ => None,
    });
    found.collect()
}
