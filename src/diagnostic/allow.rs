//! Remarks of an author about what is said of a line: `-- lint: allow L0101 reason "…"`, on a
//! line of its own above the line that it is about. In: the text of a rule file. Out: what is
//! allowed, where, and why. Never: whether there was anything to allow.

use crate::text::{FileId, Span};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// One such line: `-- mutants: allow value 5元 -> 6元 reason "…"` says more of what it allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Allowance {
    /// Where it stands.
    pub(crate) span: Span,
    /// What is allowed: a code, or a kind.
    pub(crate) what: String,
    /// What more is said of it, before the reason.
    pub(crate) of: String,
    /// Why; empty where the author does not say.
    pub(crate) reason: String,
    /// The line that it is about, from 1.
    pub(crate) line: usize,
}

/// Returns what a file allows `who` (`lint`, `prove`, `mutants`) to find.
pub(crate) fn allowances(file: FileId, text: &str, who: &str) -> Vec<Allowance> {
    let mut found = Vec::new();
    let mut start = 0_usize;
    let lines: Vec<&str> = text.split('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        if let Some((what, rest)) = said(line, who) {
            let (of, reason) = rest.split_once("reason ").unwrap_or((rest, ""));
            // Of a code nothing more can be said.
            let reason =
                if who == "mutants" || of.trim().is_empty() { reason } else { "" };
            let reason = reason.trim().trim_matches(['"', '“', '”', '「', '」']).trim();
            let after =
                lines.iter().skip(at.saturating_add(1)).take_while(is_comment).count();
            let indent = line.len().saturating_sub(line.trim_start().len());
            let end = start.saturating_add(line.trim_end().len());
            found.push(Allowance {
                span: Span::new(file, start.saturating_add(indent), end),
                what: what.to_string(),
                of: of.trim().to_string(),
                reason: reason.to_string(),
                line: at.saturating_add(after).saturating_add(2),
            });
        }
        start = start.saturating_add(line.len()).saturating_add(1);
    }
    found
}

/// What a comment allows `who`, and the rest of it.
fn said<'l>(line: &'l str, who: &str) -> Option<(&'l str, &'l str)> {
    let own = line.trim();
    let said = own.strip_prefix("--").or_else(|| own.strip_prefix("——"))?.trim();
    let said = said.strip_prefix(who)?.strip_prefix(": allow ")?.trim();
    Some(said.split_once(' ').unwrap_or((said, "")))
}

fn is_comment(line: &&&str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with("--") || line.starts_with("——")
}
