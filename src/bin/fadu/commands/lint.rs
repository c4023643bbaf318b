//! `fadu lint`: what is no mistake and should be looked at, with the warnings of `fadu check`.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files::Rules;
use crate::packs;
use crate::terminal::{Line, Terminal, Tone};
use fadu::diagnostic::Diagnostic;
use fadu::diagnostic::render::summary;
use fadu::evaluation::to_canonical;
use fadu::text::{SourceText, line_column};
use fadu::{Compiled, Message};
use serde::Serialize;
use std::collections::BTreeSet;

pub(crate) fn run(
    arguments: &args::Lint,
    from: packs::Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let mut all: Vec<Diagnostic> = Vec::new();
    let mut said = Vec::new();
    for path in &arguments.paths {
        let rules = Rules::around(path, from.root)?;
        let found = packs::asked(&rules);
        if found.is_empty() {
            let path = path.display();
            return Err(Failure::usage(
                format!("「{path}」里没有规则包"),
                format!("there is no pack in `{path}`"),
            ));
        }
        let mut once: Vec<Diagnostic> = Vec::new();
        for pack in found {
            let Compiled { pack, diagnostics } =
                fadu::compile(&rules.files, Some(&pack.id));
            let Some(pack) = pack else {
                return Err(packs::broken(&rules, &diagnostics, terminal));
            };
            let pack = packs::with_profile(pack, from.profile)?;
            for diagnostic in diagnostics.into_iter().chain(pack.lint(&rules.files)) {
                if !once.contains(&diagnostic) {
                    once.push(diagnostic);
                }
            }
        }
        once.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
        let shown = rules.shown();
        if arguments.json {
            said.extend(once.iter().map(|diagnostic| Said::of(diagnostic, &shown)));
        } else {
            terminal.diagnostics(&once, &shown);
        }
        all.append(&mut once);
    }
    if arguments.json {
        terminal.bytes(&to_canonical(&said));
    } else {
        let words = terminal.words();
        let tone = if all.is_empty() { Tone::Good } else { Tone::Open };
        terminal.line(&Line::new().add(tone, summary(&all, words.language())));
        let codes: BTreeSet<&str> = all.iter().map(|one| one.code.0).collect();
        if !codes.is_empty() {
            let codes: Vec<&str> = codes.into_iter().take(5).collect();
            let head = words.pick("详细说明：", "to read more: ");
            let text = format!("fadu explain {}", codes.join(" "));
            terminal.line(&Line::new().quiet(head).text(text));
        }
    }
    Ok(if all.is_empty() { Outcome::Fine } else { Outcome::Wrong })
}

/// One warning, for a program.
#[derive(Debug, Serialize)]
struct Said {
    code: &'static str,
    path: String,
    line: usize,
    column: usize,
    message: Message,
    help: Option<Message>,
}

impl Said {
    fn of(diagnostic: &Diagnostic, files: &[SourceText]) -> Self {
        let file = usize::try_from(diagnostic.span.file.0).ok();
        let file = file.and_then(|at| files.get(at));
        let at = file.map(|file| line_column(&file.text, diagnostic.span.start));
        Self {
            code: diagnostic.code.0,
            path: file.map_or_else(String::new, |file| file.path.clone()),
            line: at.map_or(1, |at| at.line),
            column: at.map_or(1, |at| at.column),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }
}
