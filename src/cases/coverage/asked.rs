//! What is asked of the expressions of a declaration. In: expressions. Out: points for their
//! branches, their comparisons and the versions they stand in. Never: a point twice.

use super::points::{Goal, Key, Lister, Point, Threshold};
use super::sides::{behind_a_row, beside, day_words, limit_text, side_of, surely};
use super::step::{Step, between, fixed, fixed_number};
use super::{Kind, Side};
use crate::diagnostic::Message;
use crate::evaluation::to_canonical;
use crate::model::{CompareOp, Expr, ExprKind, VersionId};
use crate::text::Span;
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

impl<'m> Lister<'m> {
    pub(super) fn ends(
        &mut self,
        lower: Option<&'m (Expr, bool)>,
        upper: Option<&'m (Expr, bool)>,
    ) {
        for (end, _) in lower.into_iter().chain(upper) {
            self.expr(end, Kind::Branch);
        }
    }

    /// The values of a table's rows; which row it is, is counted with the table.
    pub(super) fn values(&mut self, expr: &'m Expr) {
        match &expr.kind {
            ExprKind::Case(rows)
            | ExprKind::Unique(rows)
            | ExprKind::Collect(_, rows) => {
                for (_, value) in rows {
                    match &value.kind {
                        ExprKind::Unique(_) | ExprKind::Collect(..) => self.values(value),
                        _ => self.expr(value, Kind::Branch),
                    }
                }
            }
            _ => self.expr(expr, Kind::Branch),
        }
    }

    /// The versions that a declaration is in, with their first and last days.
    pub(super) fn periods(&mut self, in_force: &[VersionId], label: &Message) {
        let model = self.model;
        for id in in_force {
            let Some(known) = model.versions.get(*id) else { continue };
            if !self.versions.insert(*id) {
                continue;
            }
            let period = known.text();
            let label = Message::new(
                format!("{}：{}", label.zh, period.zh),
                format!("{}: {}", label.en, period.en),
            );
            let name = period.en.clone();
            let key = Key::InForce(*id);
            self.add(Kind::Version, &name, &label, known.span, key, &[Side::Taken]);
            let days = [
                (known.from, [Side::Under, Side::At]),
                (known.to, [Side::At, Side::Over]),
            ];
            for (day, sides) in days {
                let Some(day) = day else { continue };
                let key = Key::Day(*id, day);
                self.add(Kind::Threshold, &name, &label, known.span, key, &sides);
                let goals = self.points.last_mut().map(|point| &mut point.goals);
                for goal in goals.into_iter().flatten() {
                    goal.label = day_words(goal.side, Some(day));
                }
            }
        }
    }

    /// Comparisons and choices in an expression; what a name stands for is counted there.
    pub(super) fn expr(&mut self, expr: &'m Expr, kind: Kind) {
        match &expr.kind {
            ExprKind::Compare(op, left, right) => {
                self.threshold(expr.span, *op, left, right);
                self.expr(left, kind);
                self.expr(right, kind);
            }
            ExprKind::Case(rows) => {
                let outer = self.before.len();
                for (row, (when, value)) in rows.iter().enumerate() {
                    if self.branches.insert((expr.span, row)) {
                        let span = when
                            .as_ref()
                            .map_or(value.span, |when| when.span.to(value.span));
                        let text = self.text(span).to_string();
                        let label = Message::new(text.clone(), text);
                        let key = Key::Branch(expr.span, row);
                        let name = row.saturating_add(1).to_string();
                        self.add(kind, &name, &label, span, key, &[Side::Taken]);
                    }
                    when.iter().for_each(|when| self.expr(when, Kind::Branch));
                    self.expr(value, kind);
                    self.before.extend(when);
                }
                self.before.truncate(outer);
            }
            ExprKind::Unique(rows) | ExprKind::Collect(_, rows) => {
                for (when, value) in rows {
                    when.iter().for_each(|when| self.expr(when, kind));
                    self.expr(value, kind);
                }
            }
            ExprKind::And(parts)
            | ExprKind::Or(parts)
            | ExprKind::AtLeast(_, parts)
            | ExprKind::Highest(parts)
            | ExprKind::Lowest(parts) => {
                parts.iter().for_each(|part| self.expr(part, kind));
            }
            ExprKind::Over { when, value, .. } => {
                let parts = when.iter().chain(value);
                parts.for_each(|part| self.expr(part, kind));
            }
            ExprKind::Not(inner)
            | ExprKind::OneOf(inner, _)
            | ExprKind::Contains(inner, _)
            | ExprKind::Negate(inner)
            | ExprKind::Round(inner, _, _)
            | ExprKind::DateOf(inner)
            | ExprKind::Shift { date: inner, .. } => self.expr(inner, kind),
            ExprKind::Assumed(left, right)
            | ExprKind::Add(left, right)
            | ExprKind::Subtract(left, right)
            | ExprKind::Multiply(left, right)
            | ExprKind::Divide(left, right)
            | ExprKind::Count(_, left, right) => {
                self.expr(left, kind);
                self.expr(right, kind);
            }
            ExprKind::Constant(_)
            | ExprKind::Fact(_)
            | ExprKind::Define(_)
            | ExprKind::OwnDefine(_)
            | ExprKind::Circumstance(_)
            | ExprKind::Due(_)
            | ExprKind::AsOf
            | ExprKind::InForce(_)
            | ExprKind::Penalty { .. }
            | ExprKind::Item { .. }
            | ExprKind::Criterion { .. }
            | ExprKind::Known(_)
            | ExprKind::Judged(..)
            | ExprKind::Row(..) => {}
        }
    }

    /// Whether on that side of a threshold a row before surely is the one, so that nobody
    /// looks at this one.
    pub(super) fn is_behind(
        &self,
        subject: &Expr,
        limit: &Expr,
        step: Step,
        side: Side,
    ) -> bool {
        if self.before.is_empty() {
            return false;
        }
        let there = fixed_number(self.model, limit).and_then(|at| beside(at, step, side));
        there.is_some_and(|there| {
            let subject = to_canonical(subject);
            self.before.iter().any(|when| surely(self.model, when, &subject, there))
        })
    }

    pub(super) fn threshold(
        &mut self,
        span: Span,
        op: CompareOp,
        left: &'m Expr,
        right: &'m Expr,
    ) {
        if matches!(op, CompareOp::Equal | CompareOp::NotEqual) {
            return;
        }
        let model = self.model;
        let swapped = fixed(model, left).is_some();
        let (subject, limit) = if swapped { (right, left) } else { (left, right) };
        if fixed(model, subject).is_some() {
            return;
        }
        let same = to_canonical(&(subject, limit));
        let known_at = self.thresholds.get(&(self.rule.clone(), same.clone())).copied();
        if let Some(Point { key: Key::Threshold(known), .. }) =
            known_at.and_then(|at| self.points.get_mut(at))
        {
            known.places.push((span, op));
            let (subject, limit, step) =
                (known.subject.clone(), known.limit.clone(), known.step);
            let behind = |side| self.is_behind(&subject, &limit, step, side);
            let open: Vec<bool> = [Side::Under, Side::At, Side::Over]
                .into_iter()
                .map(|it| !behind(it))
                .collect();
            let point = known_at.and_then(|at| self.points.get_mut(at));
            let goals = point.map(|point| &mut point.goals).into_iter().flatten();
            for (goal, open) in goals.zip(open) {
                // One place from which it can be seen is enough.
                if open && goal.reason.as_ref() == Some(&behind_a_row()) {
                    goal.reason = None;
                }
            }
            return;
        }
        let step = between(model, subject, limit);
        let goals = [Side::Under, Side::At, Side::Over].map(|side| {
            let (label, reason) = side_of(model, subject, limit, step, side);
            let behind = reason.is_none() && self.is_behind(subject, limit, step, side);
            let reason = reason.or(behind.then(behind_a_row));
            Goal { side, label, reason }
        });
        let text = self.text(span).to_string();
        let limit_text = limit_text(model, limit).unwrap_or_else(|| {
            let text = self.text(limit.span).to_string();
            Message::new(text.clone(), text)
        });
        self.thresholds.insert((self.rule.clone(), same), self.points.len());
        self.points.push(Point {
            kind: Kind::Threshold,
            rule: self.rule.clone(),
            name: limit_text.en.to_string(),
            label: Message::new(text.clone(), text),
            span,
            key: Key::Threshold(Threshold {
                places: Vec::from([(span, op)]),
                swapped,
                step,
                subject: subject.clone(),
                limit: limit.clone(),
            }),
            goals: Vec::from(goals),
        });
    }
}
