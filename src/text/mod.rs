//! The text of rule files. In: paths and UTF-8 text. Out: places in it, as byte spans and
//! as line and column. Never: a meaning of what is written there.

mod lines;
mod span;

pub use lines::{LineColumn, Lines, line_column};
pub use span::{FileId, Span};

use alloc::string::String;

/// Holds one rule file: where it came from and what it says.
///
/// The path uses `/` and is only a name: it groups files into packs by folder and is shown
/// in diagnostics. The library never opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The path as the caller names it, with `/` between its parts.
    pub path: String,
    /// The whole text, UTF-8.
    pub text: String,
}

impl SourceText {
    /// Creates a rule file from its path and its text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}
