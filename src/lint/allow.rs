//! Warnings that the author allowed: `-- lint: allow L0101 reason "…"`, on a line of its own
//! above the line that it is about. Without a reason it allows nothing; and one that allows
//! nothing is said too, so that none outlives what it was written for.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, SourceText, Span, line_column};
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// One such line.
struct Allowed {
    span: Span,
    code: String,
    has_reason: bool,
    /// The line that it is about.
    line: usize,
    used: bool,
}

/// Leaves out what is allowed, and adds what is wrong with the allowing.
pub(super) fn allowed(
    files: &[SourceText],
    own: &BTreeSet<FileId>,
    found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut allowances = Vec::new();
    for (id, file) in (0_u32..).zip(files) {
        // Only of the files that are looked at: those of used packs have their own authors.
        if own.contains(&FileId(id)) && file.path.ends_with(".fadu") {
            allowances.extend(of_file(FileId(id), &file.text));
        }
    }
    let mut kept = Vec::new();
    for diagnostic in found {
        let file =
            usize::try_from(diagnostic.span.file.0).ok().and_then(|at| files.get(at));
        let line = file.map(|file| line_column(&file.text, diagnostic.span.start).line);
        let allowing = allowances.iter_mut().find(|known| {
            known.span.file == diagnostic.span.file
                && known.has_reason
                && known.code == diagnostic.code.0
                && Some(known.line) == line
        });
        match allowing {
            Some(known) => known.used = true,
            None => kept.push(diagnostic),
        }
    }
    for known in allowances {
        let (code, zh, en) = match (known.has_reason, known.used) {
            (false, _) => (
                Code::LINT_NO_REASON,
                format!("允许 {} 却没有写理由", known.code),
                format!("{} is allowed without a reason", known.code),
            ),
            (true, false) => (
                Code::LINT_ALLOWS_NOTHING,
                format!("下一行没有 {}，这条允许没有用", known.code),
                format!("the next line has no {}: there is nothing to allow", known.code),
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

fn of_file(file: FileId, text: &str) -> Vec<Allowed> {
    let mut found = Vec::new();
    let mut start = 0_usize;
    let lines: Vec<&str> = text.split('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        let own = line.trim();
        let said =
            own.strip_prefix("--").or_else(|| own.strip_prefix("——")).map(str::trim);
        let said = said.and_then(|said| said.strip_prefix("lint: allow ")).map(str::trim);
        if let Some(said) = said {
            let (code, rest) = said.split_once(' ').unwrap_or((said, ""));
            let reason =
                rest.trim().strip_prefix("reason ").map(str::trim).unwrap_or_default();
            let reason = reason.trim_matches(['"', '“', '”', '「', '」']).trim();
            let comment = |line: &&&str| {
                let line = line.trim();
                line.is_empty() || line.starts_with("--") || line.starts_with("——")
            };
            let after =
                lines.iter().skip(at.saturating_add(1)).take_while(comment).count();
            let indent = line.len().saturating_sub(line.trim_start().len());
            let end = start.saturating_add(line.trim_end().len());
            found.push(Allowed {
                span: Span::new(file, start.saturating_add(indent), end),
                code: code.to_string(),
                has_reason: !reason.is_empty(),
                line: at.saturating_add(after).saturating_add(2),
                used: false,
            });
        }
        start = start.saturating_add(line.len()).saturating_add(1);
    }
    found
}
