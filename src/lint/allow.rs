//! Warnings that the author allowed: `-- lint: allow L0101 reason "…"`, on a line of its own
//! above the line that it is about. Without a reason it allows nothing; and one that allows
//! nothing is said too, so that none outlives what it was written for.

use crate::diagnostic::{Allowance, Code, Diagnostic, allowances};
use crate::text::{FileId, SourceText, line_column};
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec::Vec;

/// Leaves out what is allowed, and adds what is wrong with the allowing.
pub(super) fn allowed(
    files: &[SourceText],
    own: &BTreeSet<FileId>,
    found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut known: Vec<(Allowance, bool)> = Vec::new();
    for (id, file) in (0_u32..).zip(files) {
        // Only of the files that are looked at: those of used packs have their own authors.
        if own.contains(&FileId(id)) && file.path.ends_with(".fadu") {
            let found = allowances(FileId(id), &file.text, "lint");
            known.extend(found.into_iter().map(|it| (it, false)));
        }
    }
    let mut kept = Vec::new();
    for diagnostic in found {
        let file =
            usize::try_from(diagnostic.span.file.0).ok().and_then(|at| files.get(at));
        let line = file.map(|file| line_column(&file.text, diagnostic.span.start).line);
        let allowing = known.iter_mut().find(|(known, _)| {
            known.span.file == diagnostic.span.file
                && !known.reason.is_empty()
                && known.what == diagnostic.code.0
                && Some(known.line) == line
        });
        match allowing {
            Some((_, used)) => *used = true,
            None => kept.push(diagnostic),
        }
    }
    for (known, used) in known {
        let (code, zh, en) = match (!known.reason.is_empty(), used) {
            (false, _) => (
                Code::LINT_NO_REASON,
                format!("允许 {} 却没有写理由", known.what),
                format!("{} is allowed without a reason", known.what),
            ),
            (true, false) => (
                Code::LINT_ALLOWS_NOTHING,
                format!("下一行没有 {}，这条允许没有用", known.what),
                format!("the next line has no {}: there is nothing to allow", known.what),
            ),
            (true, true) => continue,
        };
        kept.push(Diagnostic::warning(code, known.span, zh, en).help(
            "写成 `-- lint: allow L0101 reason \"理由\"`；不需要的删去",
            "write `-- lint: allow L0101 reason \"why\"`, and take out what is not needed",
        ));
    }
    kept.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    kept.dedup();
    kept
}
