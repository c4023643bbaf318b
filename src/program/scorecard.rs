//! Scorecards: the conditions of every band, for every indicator and for all.

use super::{Builder, Slot};
use crate::model::{DefineId, ExprKind, Scorecard};
use alloc::vec::Vec;

/// A scorecard's slots.
#[derive(Debug, Clone)]
pub(crate) struct ScorecardSlots {
    /// The conditions of the bands, by indicator.
    pub(crate) indicators: Vec<Vec<Option<Slot>>>,
    /// Those of all; nothing where they come to no one answer.
    pub(crate) overall: Vec<Option<Slot>>,
}

/// Compiles a scorecard.
pub(super) fn compile(builder: &mut Builder<'_>, known: &Scorecard) -> ScorecardSlots {
    let indicators = known.indicators.iter();
    ScorecardSlots {
        indicators: indicators.map(|it| conditions(builder, it.band)).collect(),
        overall: known.overall.map_or_else(Vec::new, |it| conditions(builder, it.band)),
    }
}

fn conditions(builder: &mut Builder<'_>, define: DefineId) -> Vec<Option<Slot>> {
    let Some(define) = builder.model.defines.get(define) else { return Vec::new() };
    let ExprKind::Case(rows) = &define.value.kind else { return Vec::new() };
    rows.iter().map(|(when, _)| when.as_ref().map(|when| builder.expr(when))).collect()
}
