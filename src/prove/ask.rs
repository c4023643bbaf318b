//! The questions about each kind of declaration. In: the model and its program. Out: questions.
//! Never: one about what the language adds itself, or about a rule that precedence settles.

use super::amounts;
use super::choices::choices;
use super::order::{self, Amount};
use super::question::{About, Asked, AskedRow, Questions, RowKind};
use super::worse;
use crate::diagnostic::Message;
use crate::model::{
    Define, Expr, ExprKind, Gather, Hit, Model, PenaltyAmount, StepKind, Table, Type,
};
use crate::program::{Op, Slot};
use crate::text::Span;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Asks all that is asked of a pack.
pub(super) fn all(questions: &mut Questions) {
    let model = questions.model().clone();
    // A benchmark for each record has no case of its own until there are records.
    for at in (0..model.benchmarks.len()).filter(|at| !model.is_each(*at)) {
        benchmark(questions, &model, at);
    }
    for (at, table) in model.tables.iter().enumerate() {
        if shown(&table.name) {
            self::table(questions, table, at);
        }
    }
    for at in 0..model.scopes.len() {
        scope(questions, &model, at);
    }
    for at in 0..model.reviews.len() {
        review(questions, &model, at);
    }
    scorecards(questions, &model);
    cases(questions, &model);
    circumstances(questions, &model);
}

/// Whether a declaration is of the pack itself, not of one that it uses.
fn shown(name: &str) -> bool {
    !name.contains('.')
}

fn rows<'r>(
    conditions: impl Iterator<Item = (Option<Slot>, Option<&'r Expr>, Message)>,
) -> Vec<AskedRow> {
    let mut last = Span::default();
    conditions
        .map(|(slot, expr, label)| {
            last = expr.map_or(last, |expr| expr.span);
            AskedRow {
                slot,
                label,
                span: last,
                precedes: false,
                is_open: false,
                is_asked: true,
            }
        })
        .collect()
}

fn first_span(rows: &[AskedRow]) -> Span {
    rows.first().map_or_else(Span::default, |row| row.span)
}

pub(super) fn row_label(number: usize) -> Message {
    Message::new(format!("第{number}行"), format!("row {number}"))
}

fn numbered(at: usize) -> Message {
    row_label(at.saturating_add(1))
}

fn table(questions: &mut Questions, table: &Table, at: usize) {
    let Some(slots) = questions.program.tables.get(at).cloned() else { return };
    let overrides = table.overrides();
    let pairs = table.rows.iter().zip(&slots.rows);
    let mut asked = rows(pairs.map(|(row, slot)| {
        let label = match (&row.label, row.number) {
            (Some(label), _) => label.clone(),
            (None, number) => row_label(number.unwrap_or(0)),
        };
        (*slot, row.when.as_ref(), label)
    }));
    for row in asked.iter_mut().take(overrides) {
        row.precedes = true;
    }
    let about = About {
        rule: table.name.clone(),
        label: table.label.clone(),
        span: first_span(&asked),
        expect: table
            .outputs
            .first()
            .map(|output| format!("{}.{} is known", table.name, output.name))
            .unwrap_or_default(),
    };
    questions.rules = questions.rules.saturating_add(1);
    let guard: Vec<Slot> = slots.when.into_iter().collect();
    if !matches!(table.hit, Hit::Collect(Gather::Set | Gather::Count)) {
        questions.gap(&about, &guard, &asked, true);
    }
    questions.rows(&about, &guard, &asked, table.hit.in_order());
    let plain = asked.get(overrides..).unwrap_or_default();
    if table.hit == Hit::First {
        order::twice(questions, &about, &guard, plain);
    }
    for (position, output) in table.outputs.iter().enumerate() {
        let ranges = slots.ranges.get(position).map_or(&[][..], Vec::as_slice);
        let values = output.define.map_or_else(Vec::new, |id| values_of(questions, id));
        let amounts = plain.iter().enumerate().map(|(at, row)| {
            let at = at.saturating_add(overrides);
            let range = ranges.get(at);
            let value = values.get(at).copied();
            let end = |end: Option<(Slot, bool)>| {
                let (slot, _) = end.or(value.map(|slot| (slot, true)))?;
                questions.constants.get(slot).copied().flatten()
            };
            Amount {
                row: row.clone(),
                lower: end(range.and_then(|range| range.lower)),
                upper: end(range.and_then(|range| range.upper)),
            }
        });
        let amounts: Vec<Amount> = amounts.collect();
        order::monotone(questions, &about, &guard, &amounts);
    }
    if table.hit == Hit::Unique {
        let mut before = guard;
        for row in asked.iter().take(overrides) {
            if let Some(slot) = row.slot {
                let not = questions.not(slot);
                before.push(not);
            }
        }
        overlaps(questions, &about, &before, asked.get(overrides..).unwrap_or_default());
    }
}

/// The values of the rows that a definition chooses among, overrides first.
fn values_of(questions: &Questions, id: usize) -> Vec<Slot> {
    let program = &questions.program;
    let mut found = Vec::new();
    let mut waiting = Vec::from([program.defines.get(id).copied()]);
    while let Some(Some(slot)) = waiting.pop() {
        match program.ops.get(slot) {
            Some(Op::Name(_, inner)) => waiting.push(Some(*inner)),
            Some(Op::Except(args)) => waiting.push(program.list(*args).first().copied()),
            Some(Op::Case(args) | Op::Unique(args) | Op::Collect(_, args)) => {
                for row in program.list(*args).chunks(2) {
                    match row {
                        [_, value] => found.push(*value),
                        // The rows stand behind the overrides.
                        [rest] => waiting.push(Some(*rest)),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// That no two of the rows are true.
fn overlaps(questions: &mut Questions, about: &About, guard: &[Slot], rows: &[AskedRow]) {
    for (at, one) in rows.iter().enumerate() {
        for other in rows.iter().skip(at.saturating_add(1)) {
            let (Some(first), Some(second)) = (one.slot, other.slot) else { continue };
            let mut parts = Vec::from([first, second]);
            parts.extend(guard);
            let goal = questions.all(&parts);
            let rows = [one.label.clone(), other.label.clone()];
            let spans = [one.span, other.span];
            let asked = Asked::Overlap { goal, rows, spans };
            questions.asked.push(about.question(other.span, asked));
        }
    }
}

fn benchmark(questions: &mut Questions, model: &Model, at: usize) {
    let (Some(known), Some(slots)) =
        (model.benchmarks.get(at), questions.program.benchmarks.get(at).cloned())
    else {
        return;
    };
    let ladder = known.ladder.clone().unwrap_or_default();
    let added = [ladder.minimum, ladder.maximum];
    let steps = known.steps.iter().zip(&slots.steps).enumerate();
    let steps = steps.filter(|(at, _)| !added.contains(&Some(*at)));
    let steps: Vec<_> = steps.map(|(_, pair)| pair).collect();
    let mut asked = rows(
        steps
            .iter()
            .map(|(step, slots)| (slots.when, step.when.as_ref(), step.label.clone())),
    );
    for (row, (step, _)) in asked.iter_mut().zip(&steps) {
        row.is_open = step.may;
        if row.slot.is_none() {
            row.span = step.span;
        }
        row.is_asked = matches!(step.kind, StepKind::Tier(_));
    }
    let about = About {
        rule: known.name.clone(),
        label: known.label.clone(),
        span: asked
            .iter()
            .find(|row| row.is_asked)
            .map_or_else(Span::default, |row| row.span),
        expect: format!("{}.tier is known", known.name),
    };
    questions.rules = questions.rules.saturating_add(1);
    let guard: Vec<Slot> = slots.when.into_iter().collect();
    questions.gap(&about, &guard, &asked, true);
    questions.rows(&about, &guard, &asked, ladder.overlap.is_none());
    if ladder.overlap.is_none() {
        order::twice(questions, &about, &guard, &asked);
    }
    for position in 0..known.penalties.len() {
        let amounts = asked.iter().zip(&steps).filter_map(|(row, (_, slots))| {
            let range = slots.ranges.get(position)?.as_ref()?.first()?;
            let end = |end: Option<(Slot, bool)>| {
                questions.constants.get(end?.0).copied().flatten()
            };
            let (lower, upper) = (end(range.lower), end(range.upper));
            Some(Amount { row: row.clone(), lower, upper })
        });
        let amounts: Vec<Amount> = amounts.collect();
        order::monotone(questions, &about, &guard, &amounts);
    }
    amounts::within_statute(questions, &about, known, &slots);
    amounts::maximum(questions, &about, known, &slots);
    worse::lighter(questions, &about, known, &slots);
    for (penalty, slots) in known.penalties.iter().zip(&slots.penalties) {
        let PenaltyAmount::Rows(fines) = &penalty.amount else { continue };
        let mut guard = guard.clone();
        guard.extend(slots.when);
        if let Some(formula) = &penalty.computed {
            let about = About {
                rule: known.name.clone(),
                label: Message::new(
                    format!("{}的{}公式", known.label.zh, penalty.label.zh),
                    format!("formula for {} of {}", penalty.label.en, known.label.en),
                ),
                span: formula.value.span,
                expect: format!("{}.{} is known", known.name, penalty.name),
            };
            inner(questions, &about, &guard, slots.computed, false);
        }
        let conditions = fines.iter().zip(&slots.rows).enumerate();
        let asked = rows(conditions.map(|(at, (row, (slot, _)))| {
            let label = Message::new(
                format!("{}{}", penalty.label.zh, numbered(at).zh),
                format!("{} of {}", numbered(at).en, penalty.label.en),
            );
            (*slot, row.when.as_ref(), label)
        }));
        let about = About {
            rule: known.name.clone(),
            label: Message::new(
                format!("{}的{}", known.label.zh, penalty.label.zh),
                format!("{} of {}", penalty.label.en, known.label.en),
            ),
            span: first_span(&asked),
            expect: format!("{}.{} is known", known.name, penalty.name),
        };
        questions.gap(&about, &guard, &asked, true);
        questions.rows(&about, &guard, &asked, true);
        order::twice(questions, &about, &guard, &asked);
        let ranges = slots.rows.iter().map(|(_, range)| *range);
        let rows: Vec<_> = asked.into_iter().zip(ranges).collect();
        let constants = questions.constants.clone();
        order::falls(questions, &about, &guard, &rows, &constants);
    }
}

fn scope(questions: &mut Questions, model: &Model, at: usize) {
    let (Some(known), Some(slots)) =
        (model.scopes.get(at), questions.program.scopes.get(at).cloned())
    else {
        return;
    };
    let grounds = known.grounds.iter().zip(&slots.grounds);
    let asked = rows(
        grounds.map(|(ground, slot)| (*slot, ground.when.as_ref(), ground.label.clone())),
    );
    let about = About {
        rule: known.name.clone(),
        label: known.label.clone(),
        span: first_span(&asked),
        expect: format!("not {} is needs judgement", known.name),
    };
    questions.rules = questions.rules.saturating_add(1);
    let guard: Vec<Slot> = slots.when.into_iter().collect();
    questions.gap(&about, &guard, &asked, false);
    questions.rows(&about, &guard, &asked, true);
}

fn review(questions: &mut Questions, model: &Model, at: usize) {
    let (Some(known), Some(slots)) =
        (model.reviews.get(at), questions.program.reviews.get(at).cloned())
    else {
        return;
    };
    let about = About {
        rule: known.name.clone(),
        label: known.label.clone(),
        span: known.when.as_ref().map_or_else(Span::default, |when| when.span),
        expect: String::new(),
    };
    questions.rules = questions.rules.saturating_add(1);
    let guard: Vec<Slot> = slots.when.into_iter().collect();
    for (layer, slots) in known.layers.iter().zip(&slots.layers) {
        let mut within = guard.clone();
        within.extend(slots.when);
        for (criterion, slot) in layer.criteria.iter().zip(&slots.criteria) {
            let mut parts = Vec::from([*slot]);
            parts.extend(&within);
            let label = criterion.label.clone();
            questions.possible(&about, criterion.when.span, &parts, label, RowKind::Item);
        }
    }
    for (item, slots) in known.items.iter().zip(&slots.items) {
        let mut within = guard.clone();
        if let (Some(when), Some(slot)) = (&item.when, slots.when) {
            within.push(slot);
            let label = item.label.clone();
            questions.possible(&about, when.span, &within, label, RowKind::Item);
        }
        for (ask, (_, slot)) in item.asks.iter().zip(&slots.asks) {
            if let (Some(when), Some(slot)) = (&ask.when, slot) {
                let mut parts = within.clone();
                parts.push(*slot);
                let label = ask.label.clone();
                questions.possible(&about, when.span, &parts, label, RowKind::Item);
            }
        }
    }
    for (opinion, slot) in known.opinions.iter().zip(&slots.opinions) {
        if let (Some(when), Some(slot)) = (&opinion.when, slot) {
            let mut parts = Vec::from([*slot]);
            parts.extend(&guard);
            let label = opinion.label.clone();
            questions.possible(&about, when.span, &parts, label, RowKind::Item);
        }
    }
}

fn scorecards(questions: &mut Questions, model: &Model) {
    for (known, slots) in
        model.scorecards.iter().zip(questions.program.scorecards.clone())
    {
        questions.rules = questions.rules.saturating_add(1);
        let of_bands = |slots: &[Option<Slot>], define: usize| {
            let span = model
                .defines
                .get(define)
                .map_or_else(Span::default, |define| define.value.span);
            let bands = known.bands.iter().zip(slots);
            let bands = bands.map(|(band, slot)| AskedRow {
                slot: *slot,
                label: band.label.clone(),
                span,
                precedes: false,
                is_open: false,
                is_asked: true,
            });
            (span, bands.collect::<Vec<AskedRow>>())
        };
        for (indicator, slots) in known.indicators.iter().zip(&slots.indicators) {
            let (span, bands) = of_bands(slots, indicator.band);
            let about = About {
                rule: known.name.clone(),
                label: Message::new(
                    format!("{}的{}", known.label.zh, indicator.label.zh),
                    format!("{} of {}", indicator.label.en, known.label.en),
                ),
                span,
                expect: format!("not {} is unknown", known.name),
            };
            questions.gap(&about, &[], &bands, true);
            questions.rows(&about, &[], &bands, true);
        }
        // A gap of the whole is one of its indicators, whose bands are the same. A band that
        // every indicator comes to may still be one that together they never do.
        let Some(overall) = known.overall else { continue };
        let (span, bands) = of_bands(&slots.overall, overall.band);
        let about = About {
            rule: known.name.clone(),
            label: known.label.clone(),
            span,
            expect: String::new(),
        };
        questions.rows(&about, &[], &bands, true);
    }
}

/// The definitions that belong to something else and are asked of there.
fn owned(model: &Model) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let outputs = model.tables.iter().flat_map(|table| &table.outputs);
    found.extend(outputs.filter_map(|output| output.define));
    for known in &model.scorecards {
        found.extend(known.indicators.iter().flat_map(|it| [it.value, it.band]));
        found.extend(known.overall.iter().flat_map(|it| [it.value, it.band]));
    }
    found.extend(model.parameters.iter().flat_map(|known| known.defines.iter().copied()));
    found
}

/// The rows of `case` where it is what a definition comes to.
fn cases(questions: &mut Questions, model: &Model) {
    let owned = owned(model);
    for (id, define) in model.defines.iter().enumerate() {
        if owned.contains(&id) || !is_own(model, define) {
            continue;
        }
        let guard = guard_of(questions, model, id);
        let about = About {
            rule: define.name.clone(),
            label: define.label.clone(),
            span: define.value.span,
            expect: format!("{} is known", define.name),
        };
        let root = questions.program.defines.get(id).copied();
        let written = match &define.value.kind {
            ExprKind::Assumed(value, _) => &value.kind,
            kind => kind,
        };
        let (Some(args), ExprKind::Case(written)) = (case_of(questions, id), written)
        else {
            let asked = inner(questions, &about, &guard, root, false);
            questions.rules = questions.rules.saturating_add(usize::from(asked));
            continue;
        };
        inner(questions, &about, &guard, root, true);
        let slots = questions.program.list(args).to_vec();
        let conditions = slots.chunks(2).map(|row| match row {
            [condition, _] => Some(*condition),
            _ => None,
        });
        let pairs = conditions.zip(written).enumerate();
        let asked = rows(
            pairs.map(|(at, (slot, (when, _)))| (slot, when.as_ref(), numbered(at))),
        );
        questions.rules = questions.rules.saturating_add(1);
        questions.gap(&about, &guard, &asked, true);
        questions.rows(&about, &guard, &asked, true);
        order::twice(questions, &about, &guard, &asked);
        let values = values_of(questions, id);
        let amounts = asked.iter().zip(values).map(|(row, value)| {
            let value = questions.constants.get(value).copied().flatten();
            Amount { row: row.clone(), lower: value, upper: value }
        });
        let amounts: Vec<Amount> = amounts.collect();
        order::monotone(questions, &about, &guard, &amounts);
    }
}

/// When a definition matters: while it is in force, and a factor where its benchmark applies.
fn guard_of(questions: &Questions, model: &Model, id: usize) -> Vec<Slot> {
    let program = &questions.program;
    let in_force = model.defines.get(id).map(|define| &define.in_force);
    let versions = in_force.into_iter().flatten();
    let mut guard: Vec<Slot> = versions
        .filter_map(|id| program.versions.get(*id))
        .map(|version| version.in_force)
        .collect();
    let owner = model.benchmarks.iter().zip(&program.benchmarks).find(|(known, _)| {
        known.weights.iter().any(|weights| weights.factors.contains(&id))
    });
    guard.extend(owner.and_then(|(_, slots)| slots.when));
    guard
}

/// The choices inside a value, that none of them has a gap; without the value's own, if that
/// was asked about. Returns whether there is any.
fn inner(
    questions: &mut Questions,
    about: &About,
    guard: &[Slot],
    root: Option<Slot>,
    but_own: bool,
) -> bool {
    let found = root.map(|root| choices(&questions.program, root)).unwrap_or_default();
    let mut any = false;
    for choice in found.iter().skip(usize::from(but_own)) {
        let slots = questions.program.list(choice.args).to_vec();
        let conditions = slots.chunks(2).map(|row| match row {
            [condition, _] => (Some(*condition), None, Message::new("", "")),
            _ => (None, None, Message::new("否则", "otherwise")),
        });
        let asked = rows(conditions);
        let mut within = guard.to_vec();
        within.extend(choice.guard(questions));
        questions.gap(about, &within, &asked, true);
        if let Some(rest) = asked.iter().find(|row| row.slot.is_none()) {
            let rest = AskedRow { span: about.span, ..rest.clone() };
            questions.rest(about, &within, &asked, &rest);
        }
        any = true;
    }
    any
}

/// Whether a definition was written in the pack itself.
fn is_own(model: &Model, define: &Define) -> bool {
    let foreign = |alias: &str| {
        !alias.is_empty()
            && define.name.strip_prefix(alias).is_some_and(|rest| rest.starts_with('.'))
    };
    !model.packs.iter().any(|pack| foreign(&pack.alias))
}

fn case_of(questions: &Questions, id: usize) -> Option<crate::program::Args> {
    let mut slot = *questions.program.defines.get(id)?;
    loop {
        match *questions.program.ops.get(slot)? {
            Op::Name(_, inner) | Op::Assumed(inner, _) => slot = inner,
            Op::Except(args) => slot = *questions.program.list(args).first()?,
            Op::Case(args) => return Some(args),
            _ => return None,
        }
    }
}

fn circumstances(questions: &mut Questions, model: &Model) {
    for (id, known) in model.circumstances.iter().enumerate() {
        let foreign = model.packs.iter().any(|pack| {
            !pack.alias.is_empty()
                && known
                    .name
                    .strip_prefix(pack.alias.as_str())
                    .is_some_and(|rest| rest.starts_with('.'))
        });
        let Some(slot) = questions.program.circumstances.get(id).copied() else {
            continue;
        };
        if foreign {
            continue;
        }
        let about = About {
            rule: known.name.clone(),
            label: known.label.clone(),
            span: known.when.span,
            expect: String::new(),
        };
        questions.rules = questions.rules.saturating_add(1);
        let label = known.label.clone();
        questions.possible(&about, known.when.span, &[slot], label, RowKind::Condition);
    }
    for (id, known) in model.defines.iter().enumerate() {
        let is_condition = known.value.ty == Type::Bool
            && !matches!(known.value.kind, ExprKind::Constant(_) | ExprKind::Case(_));
        let Some(slot) = questions.program.defines.get(id).copied() else { continue };
        if !is_condition || !is_own(model, known) || owned(model).contains(&id) {
            continue;
        }
        let about = About {
            rule: known.name.clone(),
            label: known.label.clone(),
            span: known.value.span,
            expect: String::new(),
        };
        questions.rules = questions.rules.saturating_add(1);
        let label = known.label.clone();
        questions.possible(&about, known.value.span, &[slot], label, RowKind::Condition);
    }
}
