//! Scorecards: what each indicator comes to, its points and its band; all of them together.

use super::deadline::waiting;
use super::frame::{Frame, Value};
use super::proof::Prover;
use super::questions::reach;
use super::steps::select;
use super::text::shown_value;
use super::{cited, define};
use crate::evaluation::{
    BandStatus, Head, IndicatorStatus, Outcome, ScorecardVerdict, ShownValue,
};
use crate::model::{DefineId, Scorecard, Type};
use crate::program::Slot;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Returns the slots a scorecard's answer still waits for: all first, then the indicators.
pub(super) fn roots(frame: &Frame<'_>, at: usize) -> Vec<Slot> {
    let Some(known) = frame.program.model.scorecards.get(at) else { return Vec::new() };
    let overall = known.overall.iter().flat_map(|it| [it.value, it.band]);
    let indicators = known.indicators.iter().flat_map(|it| [it.value, it.band]);
    overall.chain(indicators).filter_map(|id| define::slot(frame, id)).collect()
}

/// Answers for one scorecard.
pub(super) fn verdict(frame: &Frame<'_>, at: usize) -> Option<ScorecardVerdict> {
    let model = &frame.program.model;
    let known = model.scorecards.get(at)?;
    let slots = frame.program.scorecards.get(at)?;
    let roots = roots(frame, at);
    let reached = reach(frame, &roots);
    let indicators: Vec<IndicatorStatus> = known
        .indicators
        .iter()
        .zip(&slots.indicators)
        .map(|(indicator, conditions)| {
            let number =
                define::slot(frame, indicator.value).and_then(|slot| frame.number(slot));
            let points = number.zip(indicator.weight);
            let points = points.and_then(|(value, of)| value.checked_mul(of).ok());
            let (band, possible) = bands(frame, known, indicator.band, conditions, true);
            IndicatorStatus {
                name: indicator.name.clone(),
                label: indicator.label.clone(),
                value: shown(frame, indicator.value),
                weight: indicator.weight.map(|weight| weight.to_string()),
                points: points.map(|points| points.to_string()),
                band,
                possible,
                assumed: indicator.assumed,
                basis: cited(model, &indicator.basis),
            }
        })
        .collect();
    let overall = known.overall;
    let (band, possible) = overall.map_or((None, Vec::new()), |it| {
        bands(frame, known, it.band, &slots.overall, !it.worst)
    });
    let settled = roots.iter().all(|slot| !frame.is_unknown(*slot));
    let outcome = if settled { Outcome::Decided } else { waiting(&reached) };
    let mut prover = Prover::new(frame);
    Some(ScorecardVerdict {
        head: Head {
            name: known.name.clone(),
            label: known.label.clone(),
            version: None,
            outcome,
            basis: cited(model, &known.basis),
            because: roots.iter().map(|slot| prover.prove(*slot)).collect(),
            judge: reached.questions(frame),
            errors: reached.errors(frame),
        },
        indicators,
        bands: known
            .bands
            .iter()
            .map(|band| BandStatus {
                name: band.name.clone(),
                label: band.label.clone(),
                assumed: band.assumed,
                basis: cited(model, &band.basis),
            })
            .collect(),
        overall: overall.map(|it| if it.worst { "worst" } else { "weighted" }),
        value: overall.and_then(|it| shown(frame, it.value)),
        band,
        possible,
    })
}

/// The band that is settled, and those that are still possible. Of the worst the bands are
/// tried from the last.
fn bands(
    frame: &Frame<'_>,
    known: &Scorecard,
    define: DefineId,
    conditions: &[Option<Slot>],
    in_order: bool,
) -> (Option<String>, Vec<String>) {
    let name = |band: usize| known.bands.get(band).map(|band| band.name.clone());
    let value = define::slot(frame, define).and_then(|slot| frame.get(slot));
    if let Some(Value::Choice(option)) = value {
        let band = name(usize::from(option));
        return (band.clone(), band.into_iter().collect());
    }
    let selection = select(frame, conditions.iter().map(|slot| (*slot, false)));
    let last = conditions.len().saturating_sub(1);
    let mut possible: Vec<usize> = selection
        .candidates()
        .map(|row| if in_order { row } else { last.saturating_sub(row) })
        .collect();
    possible.sort_unstable();
    (None, possible.into_iter().filter_map(name).collect())
}

fn shown(frame: &Frame<'_>, define: DefineId) -> Option<ShownValue> {
    let slot = define::slot(frame, define)?;
    let ty = frame.program.types.get(slot).unwrap_or(&Type::Mistake);
    frame.get(slot).map(|value| shown_value(frame, value, ty))
}
