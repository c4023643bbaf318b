//! Lines and rows: a page of text with keys in a column, as wide as its widest key.

use crate::terminal::Line;
use crate::words::Words;

/// How wide a page is.
pub(crate) const COLUMNS: usize = 100;

/// Where a column of keys ends at the latest; a longer key pushes its own value only.
const KEY_COLUMNS: usize = 36;

/// The lines written so far.
pub(crate) struct Page {
    words: Words,
    lines: Vec<Line>,
}

impl Page {
    pub(crate) fn new(words: Words) -> Self {
        Self { words, lines: Vec::new() }
    }

    pub(crate) fn words(&self) -> Words {
        self.words
    }

    pub(crate) fn line(&mut self, line: Line) {
        self.lines.push(line);
    }

    pub(crate) fn blank(&mut self) {
        self.lines.push(Line::new());
    }

    /// Writes `text` behind `head`; where it is too wide it goes on behind `below`.
    pub(crate) fn hanging(&mut self, head: Line, text: Line, below: &Line) {
        let columns = COLUMNS.saturating_sub(below.width()).max(KEY_COLUMNS);
        let mut parts = text.wrapped(columns).into_iter();
        self.lines.push(head.then(parts.next().unwrap_or_default()));
        self.lines.extend(parts.map(|part| below.clone().then(part)));
    }

    pub(crate) fn rows(&mut self, rows: Rows) {
        let widths = rows.0.iter().map(|(key, _)| key.width());
        let widest = widths.filter(|width| *width <= KEY_COLUMNS).max().unwrap_or(0);
        // Two columns of indent before the keys and a gap of two after them.
        let column = widest.saturating_add(4);
        for (key, value) in rows.0 {
            let key = Line::new().text("  ").then(key).text("  ").pad(column);
            let indent = key.width();
            self.hanging(key, value, &Line::new().pad(indent));
        }
    }

    pub(crate) fn lines(self) -> Vec<Line> {
        self.lines
    }
}

/// Keys with their values.
#[derive(Default)]
pub(crate) struct Rows(Vec<(Line, Line)>);

impl Rows {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn row(&mut self, key: Line, value: Line) {
        self.0.push((key, value));
    }

    /// Adds a row under a quiet key.
    pub(crate) fn named(&mut self, key: &str, value: Line) {
        self.row(Line::new().quiet(key), value);
    }

    /// Adds a row for each value; only the first shows the key.
    pub(crate) fn list(&mut self, key: &str, values: impl IntoIterator<Item = Line>) {
        for (at, value) in values.into_iter().enumerate() {
            self.named(if at == 0 { key } else { "" }, value);
        }
    }

    /// Adds the rows of another list.
    pub(crate) fn joined(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}
