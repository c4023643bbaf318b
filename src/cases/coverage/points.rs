//! The points that tests should reach: one walk over the main pack's rules.

use super::sides::{never_alone, never_alone_words, words};
use super::step::{Step, fixed};
use super::{Kind, Side};
use crate::diagnostic::Message;
use crate::model::{
    CompareOp, Constant, DefineId, Expr, ExprKind, Model, PenaltyAmount, StepKind,
    TierResult, Type, VersionId,
};
use crate::text::{SourceText, Span};
use crate::value::Date;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A point before any case has run.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    pub(super) kind: Kind,
    pub(super) rule: String,
    pub(super) name: String,
    pub(super) label: Message,
    pub(crate) span: Span,
    pub(crate) key: Key,
    pub(crate) goals: Vec<Goal>,
}

/// One goal of a point.
#[derive(Debug, Clone)]
pub(crate) struct Goal {
    pub(crate) side: Side,
    pub(super) label: Message,
    /// Why no case can reach it.
    pub(crate) reason: Option<Message>,
}

/// By what of an evaluation a point is reached.
#[derive(Debug, Clone)]
pub(crate) enum Key {
    Step(usize, usize),
    Amount(usize, usize, usize),
    Circumstance(usize),
    Criterion(usize, usize, usize),
    Item(usize, usize),
    Opinion(usize, usize),
    Ground(usize, usize),
    Exception(usize),
    Row(usize, usize),
    /// The row of the choice at that place.
    Branch(Span, usize),
    /// Whether a factor's default counts.
    Default(usize, usize, usize),
    Define(DefineId),
    Deadline(usize),
    Suspension(usize, usize),
    OfBenchmark(usize),
    OfPenalty(usize, usize),
    OfReview(usize),
    OfLayer(usize, usize),
    OfItem(usize, usize),
    OfDeadline(usize),
    /// Whether the version is in force.
    InForce(VersionId),
    /// The distance in days of a version's date from that day.
    Day(VersionId, Date),
    Threshold(Threshold),
}

/// Comparisons that ask for the same two values.
#[derive(Debug, Clone)]
pub(crate) struct Threshold {
    /// Where they stand.
    pub(crate) places: Vec<(Span, CompareOp)>,
    /// Whether the left side is the limit, and the right one compared with it.
    pub(crate) swapped: bool,
    /// How far the neighbour lies.
    pub(crate) step: Step,
    /// What is compared, and with what.
    pub(crate) subject: Expr,
    pub(crate) limit: Expr,
}

/// Lists the points of the main pack.
pub(crate) fn points(model: &Model, files: &[SourceText]) -> Vec<Point> {
    let mut lister = Lister {
        model,
        files,
        rule: String::new(),
        points: Vec::new(),
        thresholds: BTreeMap::new(),
        branches: BTreeSet::new(),
        versions: BTreeSet::new(),
        before: Vec::new(),
    };
    lister.defines();
    lister.grounds_of_effects();
    lister.deadlines();
    lister.benchmarks();
    lister.reviews();
    lister.scopes();
    lister.tables();
    let mut points = lister.points;
    points.sort_by_key(|point| (point.span, point.kind));
    points
}

pub(super) struct Lister<'m> {
    pub(super) model: &'m Model,
    pub(super) files: &'m [SourceText],
    /// The declaration at hand.
    pub(super) rule: String,
    pub(super) points: Vec<Point>,
    /// Which point holds a comparison of those two values, by rule.
    pub(super) thresholds: BTreeMap<(String, Vec<u8>), usize>,
    pub(super) branches: BTreeSet<(Span, usize)>,
    pub(super) versions: BTreeSet<VersionId>,
    /// The conditions of rows before the one at hand: where one holds, it is not looked at.
    pub(super) before: Vec<&'m Expr>,
}

impl<'m> Lister<'m> {
    pub(super) fn is_foreign(&self, name: &str) -> bool {
        self.model.packs.iter().skip(1).any(|pack| {
            name.strip_prefix(pack.alias.as_str())
                .is_some_and(|rest| rest.starts_with('.'))
        })
    }

    pub(super) fn text(&self, span: Span) -> &str {
        let file = usize::try_from(span.file.0).ok().and_then(|at| self.files.get(at));
        let text = file.and_then(|file| file.text.get(span.start..span.end));
        text.unwrap_or_default().trim()
    }

    pub(super) fn add(
        &mut self,
        kind: Kind,
        name: &str,
        label: &Message,
        span: Span,
        key: Key,
        sides: &[Side],
    ) {
        let goals = sides.iter().map(|side| Goal {
            side: *side,
            label: words(*side),
            reason: None,
        });
        self.points.push(Point {
            kind,
            rule: self.rule.clone(),
            name: name.to_string(),
            label: label.clone(),
            span,
            key,
            goals: goals.collect(),
        });
    }

    pub(super) fn condition(
        &mut self,
        when: Option<&'m Expr>,
        name: &str,
        label: &Message,
        key: Key,
    ) {
        let Some(when) = when else { return };
        self.add(Kind::Condition, name, label, when.span, key, &[Side::Holds, Side::Not]);
        self.expr(when, Kind::Branch);
    }

    fn defines(&mut self) {
        let model = self.model;
        let outputs: BTreeSet<DefineId> = model
            .tables
            .iter()
            .flat_map(|table| table.outputs.iter().filter_map(|output| output.define))
            .collect();
        let mut factors: BTreeMap<DefineId, (usize, usize, usize)> = BTreeMap::new();
        let mut sums: BTreeSet<DefineId> = BTreeSet::new();
        for (at, benchmark) in model.benchmarks.iter().enumerate() {
            for (position, weights) in benchmark.weights.iter().enumerate() {
                for (factor, id) in weights.factors.iter().enumerate() {
                    factors.insert(*id, (at, position, factor));
                }
                let total = model.defines.get(weights.total);
                sums.extend(model.defines.iter().enumerate().filter_map(
                    |(id, known)| {
                        let name = &total?.name;
                        (known.name == format!("{name}.factors")).then_some(id)
                    },
                ));
                sums.insert(weights.total);
            }
        }
        let mut bands: BTreeSet<DefineId> = BTreeSet::new();
        let mut totals: BTreeSet<DefineId> = BTreeSet::new();
        let mut measured: BTreeSet<DefineId> = BTreeSet::new();
        for card in &model.scorecards {
            bands.extend(card.indicators.iter().map(|it| it.band));
            bands.extend(card.overall.iter().map(|it| it.band));
            totals.extend(card.overall.iter().map(|it| it.value));
            measured.extend(card.indicators.iter().map(|it| it.value));
        }
        for (id, define) in model.defines.iter().enumerate() {
            if self.is_foreign(&define.name) || model.parameter_of(id).is_some() {
                continue;
            }
            self.rule = define.name.clone();
            self.periods(&define.in_force, &define.label);
            let value = &define.value;
            if outputs.contains(&id) {
                self.values(value);
            } else if let Some((at, weights, factor)) = factors.get(&id).copied() {
                let (name, label, span) = (&define.name, &define.label, define.span);
                let value = match &value.kind {
                    ExprKind::Assumed(value, _) => {
                        let key = Key::Default(at, weights, factor);
                        self.add(Kind::Factor, name, label, span, key, &[Side::Default]);
                        value
                    }
                    _ => value,
                };
                self.expr(value, Kind::Factor);
            } else if sums.contains(&id) || measured.contains(&id) {
                self.expr(value, Kind::Branch);
            } else if bands.contains(&id) {
                self.expr(value, Kind::Band);
            } else if !totals.contains(&id) {
                let sides: &[Side] = match (&value.kind, &value.ty) {
                    (ExprKind::Case(_), _) => &[],
                    (_, Type::Bool) => &[Side::Holds, Side::Not],
                    _ => &[Side::Known],
                };
                if !sides.is_empty() {
                    let (name, label) = (&define.name, &define.label);
                    let key = Key::Define(id);
                    self.add(Kind::Define, name, label, define.span, key, sides);
                    self.never(value);
                }
                self.expr(value, Kind::Branch);
            }
        }
    }

    /// Leaves out the side that a definition written as `true` or `false` never takes.
    fn never(&mut self, value: &Expr) {
        let Some(Constant::Bool(always)) = fixed(self.model, value) else { return };
        let never = if always { Side::Not } else { Side::Holds };
        for goal in self.points.last_mut().into_iter().flat_map(|point| &mut point.goals)
        {
            if goal.side == never {
                goal.reason = Some(Message::new(
                    "规则里写明总是如此",
                    "the rule says so of every case",
                ));
            }
        }
    }

    /// Leaves out all goals of the last point.
    fn leave_out(&mut self, reason: &Message) {
        let goals = self.points.last_mut().into_iter().flat_map(|point| &mut point.goals);
        goals.for_each(|goal| goal.reason = Some(reason.clone()));
    }

    /// Circumstances and exceptions.
    fn grounds_of_effects(&mut self) {
        let model = self.model;
        let both = [Side::Holds, Side::Not];
        for (id, known) in model.circumstances.iter().enumerate() {
            if self.is_foreign(&known.name) {
                continue;
            }
            self.rule = known.name.clone();
            self.periods(&known.in_force, &known.label);
            let key = Key::Circumstance(id);
            self.add(
                Kind::Circumstance,
                &known.name,
                &known.label,
                known.span,
                key,
                &both,
            );
            self.expr(&known.when, Kind::Branch);
        }
        for (id, known) in model.exceptions.iter().enumerate() {
            if self.is_foreign(&known.name) {
                continue;
            }
            self.rule = known.name.clone();
            self.periods(&known.in_force, &known.label);
            let key = Key::Exception(id);
            self.add(Kind::Exception, &known.name, &known.label, known.span, key, &both);
            self.expr(&known.when, Kind::Branch);
            if let crate::model::ExceptionResult::Value(value) = &known.then {
                self.expr(value, Kind::Branch);
            }
        }
    }

    fn deadlines(&mut self) {
        let model = self.model;
        let both = [Side::Holds, Side::Not];
        for (id, known) in model.deadlines.iter().enumerate() {
            if self.is_foreign(&known.name) {
                continue;
            }
            self.rule = known.name.clone();
            self.periods(&known.in_force, &known.label);
            let (name, label) = (known.name.clone(), known.label.clone());
            let key = Key::Deadline(id);
            self.add(Kind::Deadline, &name, &label, known.span, key, &[Side::Known]);
            self.condition(known.when.as_ref(), &name, &label, Key::OfDeadline(id));
            self.expr(&known.event, Kind::Branch);
            known.met.iter().for_each(|met| self.expr(met, Kind::Branch));
            for (at, suspension) in known.suspensions.iter().enumerate() {
                let Some(when) = &suspension.when else { continue };
                let key = Key::Suspension(id, at);
                self.add(Kind::Deadline, &name, &suspension.label, when.span, key, &both);
                self.expr(when, Kind::Branch);
            }
        }
    }

    fn benchmarks(&mut self) {
        let model = self.model;
        for (at, known) in model.benchmarks.iter().enumerate() {
            self.rule = known.name.clone();
            self.periods(&known.in_force, &known.label);
            let key = Key::OfBenchmark(at);
            self.condition(known.when.as_ref(), &known.name, &known.label, key);
            for (position, penalty) in known.penalties.iter().enumerate() {
                let key = Key::OfPenalty(at, position);
                self.condition(penalty.when.as_ref(), &penalty.name, &penalty.label, key);
                self.amounts(at, position, penalty);
            }
            for (position, step) in known.steps.iter().enumerate() {
                let key = Key::Step(at, position);
                self.add(
                    Kind::Tier,
                    &step.name,
                    &step.label,
                    step.span,
                    key,
                    &[Side::Taken],
                );
                // What circumstances of both sides are is theirs.
                if !matches!(step.kind, StepKind::Conflict(..)) {
                    step.when.iter().for_each(|when| self.expr(when, Kind::Branch));
                }
                let StepKind::Tier(TierResult::Penalties(parts)) = &step.kind else {
                    continue;
                };
                let portions = parts.iter().filter_map(|part| part.portion.as_ref());
                for portion in portions {
                    self.ends(portion.lower.as_ref(), portion.upper.as_ref());
                }
            }
            for proposal in &known.proposals {
                self.expr(&proposal.value, Kind::Branch);
            }
        }
    }

    fn amounts(
        &mut self,
        at: usize,
        position: usize,
        penalty: &'m crate::model::Penalty,
    ) {
        match &penalty.amount {
            PenaltyAmount::Plain | PenaltyAmount::Things(_) => {}
            PenaltyAmount::Amount { value, less } => {
                self.expr(value, Kind::Branch);
                less.iter().for_each(|less| self.expr(less, Kind::Branch));
            }
            PenaltyAmount::Rows(rows) => {
                for (row, known) in rows.iter().enumerate() {
                    let end = known.lower.as_ref().or(known.upper.as_ref());
                    if rows.len() > 1
                        && let Some((end, _)) = end
                    {
                        let span = known
                            .when
                            .as_ref()
                            .map_or(end.span, |when| when.span.to(end.span));
                        let text = self.text(span).to_string();
                        let label = Message::new(text.clone(), text);
                        let key = Key::Amount(at, position, row);
                        let name = penalty.name.clone();
                        self.add(Kind::Amount, &name, &label, span, key, &[Side::Taken]);
                    }
                    known.when.iter().for_each(|when| self.expr(when, Kind::Branch));
                    self.ends(known.lower.as_ref(), known.upper.as_ref());
                    self.before.extend(&known.when);
                }
                self.before.clear();
            }
        }
        if let Some(computed) = &penalty.computed {
            self.expr(&computed.value, Kind::Branch);
        }
    }

    fn reviews(&mut self) {
        let model = self.model;
        for (at, known) in model.reviews.iter().enumerate() {
            self.rule = known.name.clone();
            self.periods(&known.in_force, &known.label);
            self.condition(
                known.when.as_ref(),
                &known.name,
                &known.label,
                Key::OfReview(at),
            );
            for (position, layer) in known.layers.iter().enumerate() {
                let key = Key::OfLayer(at, position);
                self.condition(layer.when.as_ref(), &layer.name, &layer.label, key);
                for (criterion, known) in layer.criteria.iter().enumerate() {
                    let key = Key::Criterion(at, position, criterion);
                    let sides = [Side::Holds, Side::Not];
                    self.add(
                        Kind::Criterion,
                        &known.name,
                        &known.label,
                        known.span,
                        key,
                        &sides,
                    );
                    self.expr(&known.when, Kind::Branch);
                }
            }
            for (position, item) in known.items.iter().enumerate() {
                let key = Key::Item(at, position);
                let sides = [Side::Passes, Side::Fails];
                self.add(Kind::Item, &item.name, &item.label, item.span, key, &sides);
                let key = Key::OfItem(at, position);
                self.condition(item.when.as_ref(), &item.name, &item.label, key);
                for ask in &item.asks {
                    ask.when.iter().for_each(|when| self.expr(when, Kind::Branch));
                }
            }
            for (position, opinion) in known.opinions.iter().enumerate() {
                let key = Key::Opinion(at, position);
                let (name, label, span) = (&opinion.name, &opinion.label, opinion.span);
                self.add(Kind::Opinion, name, label, span, key, &[Side::Taken]);
                opinion.when.iter().for_each(|when| self.expr(when, Kind::Branch));
            }
        }
    }

    fn scopes(&mut self) {
        let model = self.model;
        for (at, known) in model.scopes.iter().enumerate() {
            self.rule = known.name.clone();
            self.periods(&known.in_force, &known.label);
            for (position, ground) in known.grounds.iter().enumerate() {
                let key = Key::Ground(at, position);
                let (name, label, span) = (&ground.name, &ground.label, ground.span);
                self.add(Kind::Ground, name, label, span, key, &[Side::Taken]);
                ground.when.iter().for_each(|when| self.expr(when, Kind::Branch));
            }
        }
    }

    fn tables(&mut self) {
        let model = self.model;
        for (at, known) in model.tables.iter().enumerate() {
            if self.is_foreign(&known.name) {
                continue;
            }
            self.rule = known.name.clone();
            self.periods(&known.in_force, &known.label);
            let in_order = known.hit.in_order();
            for (position, row) in known.rows.iter().enumerate() {
                let text = self.text(row.span).to_string();
                let own = row.label.clone().unwrap_or(Message::new(text.clone(), text));
                let name = match (&row.name, row.number) {
                    (Some(name), _) => name.clone(),
                    (None, Some(number)) => number.to_string(),
                    (None, None) => String::new(),
                };
                let key = Key::Row(at, position);
                self.add(Kind::Row, &name, &own, row.span, key, &[Side::Taken]);
                if never_alone(model, known, position) {
                    self.leave_out(&never_alone_words());
                }
                row.when.iter().for_each(|when| self.expr(when, Kind::Branch));
                self.before.extend(row.when.as_ref().filter(|_| in_order));
            }
            self.before.clear();
            for range in known.outputs.iter().flat_map(|output| &output.ranges) {
                self.ends(range.lower.as_ref(), range.upper.as_ref());
            }
        }
    }
}
