//! Text to tree. In: the text of one rule file. Out: a tree of what could be read and a
//! diagnostic for everything that could not, in the order of the text. Never: a failure, a
//! panic, or a meaning.

pub mod keywords;
mod literals;
mod lower;
mod repair;
mod spacing;
pub mod tree;

use crate::diagnostic::Diagnostic;
use crate::text::FileId;
use alloc::vec::Vec;

/// What a file says, and what is wrong with how it says it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parse {
    /// What could be read.
    pub tree: tree::File,
    /// What could not, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of declarations that could not be read, so that their uses need no complaint.
    pub unread: Vec<tree::Name>,
}

/// Reads one rule file.
pub fn parse(file: FileId, text: &str) -> Parse {
    let repaired = repair::Repaired::new(text, Vec::new());
    let (tree, mut diagnostics, unread) = lower::file(file, &repaired);
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    Parse { tree, diagnostics, unread }
}
