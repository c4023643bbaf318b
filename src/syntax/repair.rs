//! Text with small repairs, so that reading can go on after a mistake in the characters or the
//! brackets. In: the text as written and the repairs. Out: the repaired text and a way back
//! from its places to the written ones. Never: a repair without a diagnostic.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// Replaces `start..end` of the written text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repair {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) with: String,
}

/// The text that is read, and where its parts were written.
#[derive(Debug)]
pub(super) struct Repaired<'t> {
    pub(super) text: Cow<'t, str>,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Where it begins in the repaired text.
    at: usize,
    /// Where it was written.
    start: usize,
    /// The end of what was written.
    end: usize,
}

impl<'t> Repaired<'t> {
    /// Applies the repairs, which must not overlap; those of one place stay in their order.
    pub(super) fn new(text: &'t str, mut repairs: Vec<Repair>) -> Self {
        if repairs.is_empty() {
            return Self { text: Cow::Borrowed(text), pieces: Vec::new() };
        }
        repairs.sort_by_key(|repair| repair.start);
        let mut out = String::with_capacity(text.len());
        let mut pieces = Vec::new();
        let mut written = 0;
        for repair in &repairs {
            if repair.start < written {
                continue;
            }
            pieces.push(Piece { at: out.len(), start: written, end: repair.start });
            out.push_str(text.get(written..repair.start).unwrap_or(""));
            pieces.push(Piece { at: out.len(), start: repair.start, end: repair.end });
            out.push_str(&repair.with);
            written = repair.end;
        }
        pieces.push(Piece { at: out.len(), start: written, end: text.len() });
        out.push_str(text.get(written..).unwrap_or(""));
        Self { text: Cow::Owned(out), pieces }
    }

    /// Returns where a byte of the repaired text was written.
    pub(super) fn written(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        match after.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(piece) => {
                piece.start.saturating_add(at.saturating_sub(piece.at)).min(piece.end)
            }
            None => at,
        }
    }
}
