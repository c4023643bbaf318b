//! Rows, tiers, items and grounds: left out, in the other order, with each other's result.

use super::walk::is_rows;
use super::{Maker, MutantKind};
use crate::syntax::concrete::Concrete;
use crate::syntax::surface::Stretch;
use alloc::vec::Vec;

/// What may be left out of a block.
const LEFT_OUT: [&str; 20] = [
    "tier",
    "override_tier",
    "conflict",
    "circumstance",
    "item",
    "ask",
    "criterion",
    "ground",
    "table_row",
    "override_row",
    "case_row",
    "subject_row",
    "fine_row",
    "factor",
    "suspension",
    "opinion",
    "penalty",
    "overlap",
    "each_sum",
    "band",
];

/// What is tried in the order written.
const IN_ORDER: [&str; 5] = ["tier", "ground", "case_row", "subject_row", "opinion"];

impl Maker<'_> {
    /// A whole declaration that may be left out without leaving a name behind.
    pub(super) fn whole(&mut self, node: &Concrete) {
        if node.is("exception") {
            self.remove(MutantKind::Row, node.at);
        }
    }

    /// The entries of a block.
    pub(super) fn rows(&mut self, node: &Concrete) {
        let entries: Vec<&Concrete> = node
            .inside
            .iter()
            .filter(|it| LEFT_OUT.contains(&it.rule.as_str()))
            .collect();
        for entry in &entries {
            self.remove(MutantKind::Row, entry.at);
        }
        for two in entries.windows(2) {
            let [one, other] = two else { continue };
            if one.rule != other.rule {
                continue;
            }
            if IN_ORDER.contains(&one.rule.as_str())
                && !is_otherwise(one)
                && !is_otherwise(other)
            {
                self.swap(MutantKind::Order, one.at, other.at);
            }
            if let (Some(first), Some(second)) = (result(one), result(other)) {
                self.swap(MutantKind::Result, first, second);
            }
        }
        debug_assert!(node.rule.ends_with("_body") || is_rows(&node.rule));
    }

    /// A table whose rows are tried in their order.
    pub(super) fn table(&mut self, node: &Concrete) {
        let hit = node.part("hit_clause");
        let ordered = hit.is_some_and(|it| it.part("kw_first").is_some());
        let Some(body) = node.part("table_body").filter(|_| ordered) else { return };
        let rows: Vec<&Concrete> =
            body.inside.iter().filter(|it| it.is("table_row")).collect();
        for two in rows.windows(2) {
            if let [one, other] = two
                && !is_otherwise(one)
                && !is_otherwise(other)
            {
                self.swap(MutantKind::Order, one.at, other.at);
            }
        }
    }

    /// One cell of a row that takes anything.
    pub(super) fn cell(&mut self, node: &Concrete) {
        if node.part("kw_any").is_some() {
            return;
        }
        // Letters before it tell the language; both words are read anywhere.
        let before = self.text.get(..node.at.start).unwrap_or("");
        let words = before.split_whitespace();
        let english = words.rev().any(|it| it == "table" || it == "columns");
        self.replace(MutantKind::Cell, node.at, if english { "any" } else { "不限" });
    }
}

fn is_otherwise(row: &Concrete) -> bool {
    let clause = row.part("when_clause");
    row.part("kw_otherwise").is_some()
        || clause.is_some_and(|it| it.part("kw_otherwise").is_some())
}

/// Where the result of an entry stands.
fn result(row: &Concrete) -> Option<Stretch> {
    match row.rule.as_str() {
        "tier" | "override_tier" => row.part("tier_then").map(|it| it.at),
        "case_row" | "subject_row" | "fine_row" => row.inside.last().map(|it| it.at),
        "table_row" => {
            let mut behind = row.inside.iter().skip_while(|it| !it.is("colon"));
            behind.next();
            let cells = behind.filter(|it| it.is("amount"));
            let mut ends = None;
            for cell in cells {
                let start = ends.map_or(cell.at.start, |(start, _)| start);
                ends = Some((start, cell.at.end));
            }
            ends.map(|(start, end)| Stretch { start, end })
        }
        _ => None,
    }
}
