//! Byte offsets as lines and columns.

use alloc::vec::Vec;

/// A place as people count it: both start at 1, columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// Returns the line and column of a byte offset; an offset past the end is the end.
///
/// Of many places in one text, ask its [`Lines`]: this counts from the beginning each time.
pub fn line_column(text: &str, offset: usize) -> LineColumn {
    Lines::of(text).at(offset)
}

/// A text with the places where its lines begin.
#[derive(Debug, Clone, Default)]
pub struct Lines<'t> {
    text: &'t str,
    /// The byte after each line's end.
    ends: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Looks through a text once.
    pub fn of(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at.saturating_add(1));
        Self { text, ends: ends.collect() }
    }

    /// Returns the line and column of a byte offset; an offset past the end is the end.
    pub fn at(&self, offset: usize) -> LineColumn {
        let offset =
            if self.text.is_char_boundary(offset) { offset } else { self.text.len() };
        let before = self.before(offset);
        let start = before.checked_sub(1).and_then(|last| self.ends.get(last).copied());
        let line = self.text.get(start.unwrap_or(0)..offset).unwrap_or("");
        LineColumn {
            line: before.saturating_add(1),
            column: line.chars().count().saturating_add(1),
        }
    }

    /// Returns the number of the line that a byte stands in, from 1.
    pub fn number(&self, offset: usize) -> usize {
        self.before(offset.min(self.text.len())).saturating_add(1)
    }

    /// Returns how many lines end before a byte.
    fn before(&self, offset: usize) -> usize {
        self.ends.partition_point(|end| *end <= offset)
    }
}
