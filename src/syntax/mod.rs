//! Text to tree. In: the text of one rule file. Out: a tree of what could be read and a
//! diagnostic for everything that could not, in the order of the text. Never: a failure, a
//! panic, or a meaning.

mod brackets;
pub(crate) mod concrete;
mod expected;
pub mod keywords;
pub(crate) mod literals;
mod lower;
pub(crate) mod pieces;
mod repair;
mod scan;
mod spacing;
mod structure;
pub(crate) mod surface;
pub mod tree;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span};
use alloc::format;
use alloc::vec::Vec;
use repair::Repaired;

pub(crate) use lower::{article, concrete as read_whole, pieces, surfaces};
pub(crate) use scan::Bracket;
pub(crate) use structure::is_blank;

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
    if text.len() > scan::MAX_BYTES {
        return Parse {
            diagnostics: alloc::vec![too_large(file, text)],
            ..Parse::default()
        };
    }
    let scan::Scan { mut diagnostics, mut repairs, marks } = scan::scan(file, text);
    let matching = brackets::matching(file, text, &marks);
    diagnostics.extend(matching.diagnostics);
    repairs.extend(matching.repairs);
    let mut parse = Parse::default();
    if !matching.too_deep {
        let repaired = Repaired::new(text, repairs);
        let mut known: Vec<usize> =
            diagnostics.iter().map(|diagnostic| diagnostic.span.start).collect();
        known.sort_unstable();
        let (tree, more, unread) = lower::file(file, &repaired, &known);
        // What stumbles over a place already reported is not a second mistake.
        let is_new = |new: &Diagnostic| known.binary_search(&new.span.start).is_err();
        diagnostics.extend(more.into_iter().filter(is_new));
        parse.tree = tree;
        parse.unread = unread;
    }
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    Parse { diagnostics, ..parse }
}

fn too_large(file: FileId, text: &str) -> Diagnostic {
    let (size, limit) = (text.len(), scan::MAX_BYTES);
    Diagnostic::error(
        Code::FILE_TOO_LARGE,
        Span::new(file, 0, 0),
        format!("文件有 {size} 字节，超过了 {limit} 字节"),
        format!("the file has {size} bytes, more than {limit}"),
    )
    .help("把它分成几个文件", "part it into several files")
}
