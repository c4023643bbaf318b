//! `fadu check`: every mistake in the packs and files named.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files::{Rules, is_inside};
use crate::packs::{self, Found};
use crate::terminal::{Line, Terminal, Tone};
use crate::words::Words;
use fadu::diagnostic::render::summary;
use fadu::diagnostic::{Diagnostic, Severity, in_order};
use fadu::text::SourceText;
use std::collections::BTreeSet;
use std::path::Path;

/// How many codes the last line names: a line, not a list.
const SHOWN_CODES: usize = 5;

pub(crate) fn run(
    arguments: &args::Check,
    root: Option<&Path>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let mut all: Vec<Diagnostic> = Vec::new();
    let mut checked = 0_usize;
    for path in &arguments.paths {
        let rules = Rules::around(path, root)?;
        let packs = packs::asked(&rules);
        let files = count(&rules, &packs);
        if files == 0 {
            let shown = path.display();
            return Err(Failure::usage(
                format!("「{shown}」里没有规则文件（*.fadu）"),
                format!("there are no rule files (*.fadu) in `{shown}`"),
            ));
        }
        checked = checked.saturating_add(files);
        let mut found = diagnostics(&rules, &packs);
        terminal.diagnostics(&found, &rules.shown());
        all.append(&mut found);
    }
    let tone = match all.iter().map(|diagnostic| diagnostic.severity).min() {
        Some(Severity::Error) => Tone::Bad,
        Some(Severity::Warning) => Tone::Open,
        None => Tone::Good,
    };
    let files = match terminal.words().language() {
        fadu::Language::Zh => format!("（{checked} 个文件）"),
        fadu::Language::En if checked == 1 => " (1 file)".to_owned(),
        fadu::Language::En => format!(" ({checked} files)"),
    };
    let line =
        Line::new().add(tone, summary(&all, terminal.words().language())).quiet(files);
    terminal.line(&line);
    if let Some(line) = further(&all, terminal.words()) {
        terminal.line(&line);
    }
    let wrong = all.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    Ok(if wrong { Outcome::Wrong } else { Outcome::Fine })
}

/// Says how to read more about the codes, each once, in their order.
fn further(all: &[Diagnostic], words: Words) -> Option<Line> {
    let codes: BTreeSet<&str> = all.iter().map(|diagnostic| diagnostic.code.0).collect();
    if codes.is_empty() {
        return None;
    }
    let codes: Vec<&str> = codes.into_iter().take(SHOWN_CODES).collect();
    let head = words.pick("详细说明：", "to read more: ");
    Some(Line::new().quiet(head).text(format!("fadu explain {}", codes.join(" "))))
}

/// Returns what is wrong with all that was asked for, each mistake once.
fn diagnostics(rules: &Rules, packs: &[Found]) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> = packs
        .iter()
        .flat_map(|pack| fadu::compile(&rules.files, Some(&pack.id)).diagnostics)
        .collect();
    all.append(&mut stray(rules, packs));
    // A pack used by two others is checked with both.
    in_order(all)
}

/// Checks the files asked for that belong to no pack, for instance because the mistake is
/// in the header.
fn stray(rules: &Rules, packs: &[Found]) -> Vec<Diagnostic> {
    let belongs =
        |file: &SourceText| packs.iter().any(|pack| is_inside(&file.path, &pack.folder));
    let is_stray = |file: &SourceText| {
        packs::is_rule_file(file) && rules.is_asked(&file.path) && !belongs(file)
    };
    if !rules.files.iter().any(is_stray) {
        return Vec::new();
    }
    // The other files become empty and keep their places, so that spans stay right.
    let files: Vec<_> = rules
        .files
        .iter()
        .map(|file| {
            let keep = is_stray(file) || !packs::is_rule_file(file);
            SourceText::new(
                file.path.as_str(),
                if keep { file.text.as_str() } else { "" },
            )
        })
        .collect();
    fadu::compile(&files, None).diagnostics
}

/// Counts the rule files asked for and those of the packs around them.
fn count(rules: &Rules, packs: &[Found]) -> usize {
    let checked = |file: &&SourceText| {
        packs::is_rule_file(file)
            && (rules.is_asked(&file.path)
                || packs.iter().any(|pack| is_inside(&file.path, &pack.folder)))
    };
    rules.files.iter().filter(checked).count()
}
