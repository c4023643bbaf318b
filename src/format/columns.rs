//! What stands under its like: the colons of rows, the bars of tables. In: tokens and their
//! lines. Out: spaces. Never: a space in a statement, or across a blank line.

use super::layout::{Line, Token};
use super::spacing::space;
use crate::syntax::pieces::{PieceKind, Place};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// What parts a row: its bars and its colon, each with the width of the cell before it.
#[derive(Debug)]
struct Row {
    separators: Vec<(usize, PieceKind, usize)>,
}

/// Puts the colons and bars of neighbouring rows under each other.
pub(super) fn align(tokens: &mut [Token], lines: &[Line]) {
    // Rows of one block may have the lines of another block between them.
    let mut open: BTreeMap<Option<usize>, Vec<Row>> = BTreeMap::new();
    for line in lines {
        let Some(first) = tokens.get(line.first) else { continue };
        let block = first.around;
        let row = first.place.is_member().then(|| row(tokens, *line)).flatten();
        // A blank line parts two groups of rows, and so does a statement between them.
        if line.apart || first.place == Place::Statement && row.is_none() {
            settle(tokens, open.remove(&block));
        }
        if let Some(row) = row {
            open.entry(block).or_default().push(row);
        }
    }
    for rows in open.into_values() {
        settle(tokens, Some(rows));
    }
}

/// Takes a line apart, if it begins a row: something with a colon and no keyword of its own,
/// or with bars.
fn row(tokens: &[Token], line: Line) -> Option<Row> {
    let written = tokens.get(line.first..line.end)?;
    let first = written.first()?;
    let mut row = Row { separators: Vec::new() };
    let mut width: usize = 0;
    let mut before: Option<&Token> = None;
    for (index, token) in (line.first..).zip(written).filter(|(_, token)| !token.dropped)
    {
        let own = token.around == first.around;
        if own && matches!(token.kind, PieceKind::Colon | PieceKind::Bar) {
            row.separators.push((index, token.kind, width));
            width = 0;
            before = None;
            continue;
        }
        if token.kind == PieceKind::Comment {
            break;
        }
        let blank = before.is_some_and(|before| space(before, token));
        width = width.saturating_add(usize::from(blank)).saturating_add(token.width);
        before = Some(token);
    }
    let has = |kind| row.separators.iter().any(|(_, found, _)| *found == kind);
    // A row whose value begins on the next line has no colon to look along.
    let ends =
        row.separators.last().is_some_and(|(at, _, _)| at.saturating_add(1) == line.end);
    let is_row = !ends
        && (has(PieceKind::Bar) || first.place == Place::Entry && has(PieceKind::Colon));
    is_row.then_some(row)
}

/// Pads the separators of a group: the cells before each colon, and those after it.
fn settle(tokens: &mut [Token], rows: Option<Vec<Row>>) {
    let Some(rows) = rows.filter(|rows| rows.len() > 1) else { return };
    let parts = |row: &Row| -> [Vec<(usize, PieceKind, usize)>; 2] {
        let colon =
            row.separators.iter().position(|(_, kind, _)| *kind == PieceKind::Colon);
        let end = colon.map_or(row.separators.len(), |colon| colon.saturating_add(1));
        let (left, right) =
            row.separators.split_at_checked(end).unwrap_or((&row.separators, &[]));
        [left.to_vec(), right.to_vec()]
    };
    let [left, right]: [Vec<_>; 2] = rows.iter().map(parts).fold(
        [Vec::new(), Vec::new()],
        |[mut left, mut right], [one, other]| {
            left.push(one);
            right.push(other);
            [left, right]
        },
    );
    pad(tokens, &left);
    pad(tokens, &right);
}

fn pad(tokens: &mut [Token], rows: &[Vec<(usize, PieceKind, usize)>]) {
    let cells = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut starts: Vec<usize> = alloc::vec![0];
    let mut start: usize = 0;
    for cell in 0..cells {
        let ends = rows.iter().filter_map(|row| match row.get(cell) {
            Some((_, PieceKind::Bar, width)) => Some(start.saturating_add(*width)),
            _ => None,
        });
        // ` | ` stands between two cells.
        start = ends.max().map_or(start, |end| end.saturating_add(3));
        starts.push(start);
    }
    let place = |cell: usize, width: usize| {
        starts.get(cell).copied().unwrap_or(0).saturating_add(width)
    };
    let mut colon: usize = 0;
    for row in rows {
        if let Some((_, PieceKind::Colon, width)) = row.last() {
            colon = colon.max(place(row.len().saturating_sub(1), *width));
        }
    }
    for row in rows {
        for (cell, (index, kind, width)) in row.iter().enumerate() {
            let end = match kind {
                PieceKind::Colon => colon,
                _ => starts
                    .get(cell.saturating_add(1))
                    .copied()
                    .unwrap_or(0)
                    .saturating_sub(3),
            };
            if let Some(token) = tokens.get_mut(*index) {
                token.pad = end.saturating_sub(place(cell, *width));
            }
        }
    }
}
