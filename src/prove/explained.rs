//! Findings that the author explains: `-- prove: allow V0101 reason "…"`, on a line of its own
//! above the line that a finding is about. In: a report, the texts of the rules. Out: the
//! report with the reasons. Never: a finding that is no longer told; a reason for nothing.

use super::report::{Finding, ProofReport};
use crate::diagnostic::{Allowance, Code, Diagnostic, allowances};
use crate::text::{FileId, SourceText, line_column};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Gives each finding its reason, and adds what is wrong with the explaining.
pub(crate) fn explained(
    mut report: ProofReport,
    files: &[SourceText],
    own: &[FileId],
) -> ProofReport {
    let mut known: Vec<(Allowance, bool)> = Vec::new();
    for (id, file) in (0_u32..).zip(files) {
        if own.contains(&FileId(id)) && file.path.ends_with(".fadu") {
            let found = allowances(FileId(id), &file.text, "prove");
            known.extend(found.into_iter().map(|it| (it, false)));
        }
    }
    for finding in &mut report.findings {
        let span = finding.diagnostic.span;
        let file = usize::try_from(span.file.0).ok().and_then(|at| files.get(at));
        let line = file.map(|file| line_column(&file.text, span.start).line);
        let allowing = known.iter_mut().find(|(known, _)| {
            known.span.file == span.file
                && !known.reason.is_empty()
                && known.what == finding.diagnostic.code.0
                && Some(known.line) == line
        });
        if let Some((known, used)) = allowing {
            *used = true;
            finding.explained = Some(known.reason.clone());
        }
    }
    for (known, used) in known {
        let what = &known.what;
        let (code, zh, en) = match (!known.reason.is_empty(), used) {
            (false, _) => (
                Code::LINT_NO_REASON,
                format!("允许 {what} 却没有写理由"),
                format!("{what} is allowed without a reason"),
            ),
            (true, false) => (
                Code::LINT_ALLOWS_NOTHING,
                format!("下一行没有 {what}，这条允许没有用"),
                format!("the next line has no {what}: there is nothing to allow"),
            ),
            (true, true) => continue,
        };
        let diagnostic = Diagnostic::warning(code, known.span, zh, en).help(
            "写成 `-- prove: allow V0101 reason \"理由\"`；不需要的删去",
            "write `-- prove: allow V0101 reason \"why\"`, and take out what is not needed",
        );
        report.findings.push(Finding {
            rule: String::new(),
            diagnostic,
            witness: None,
            others: Vec::new(),
            explained: None,
        });
    }
    report
}
