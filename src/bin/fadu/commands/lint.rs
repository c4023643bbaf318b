//! `fadu lint`: what is no mistake and should be looked at, with the warnings of `fadu check`.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files::Rules;
use crate::packs;
use crate::terminal::{Line, Terminal, Tone};
use fadu::Compiled;
use fadu::diagnostic::Diagnostic;
use fadu::diagnostic::render::summary;
use fadu::evaluation::to_canonical;
use fadu::told::ToldWarning;
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
            said.extend(
                once.iter().map(|diagnostic| ToldWarning::of(diagnostic, &shown)),
            );
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
