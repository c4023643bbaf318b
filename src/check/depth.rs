//! How deep rules may rest on each other.

use super::names::Local;
use super::{Checker, Defined, Progress};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Type;
use crate::text::Span;
use alloc::format;

/// How many definitions may rest on each other: a proof opens one inside the other.
const MAX_DEPTH: usize = 30;
/// How many steps an expression may nest, with those of the definitions it rests on: each is
/// checked where it is first needed, from inside another.
pub(super) const MAX_LEVELS: usize = 120;

/// How many conditions and given values may be repeated where one is written.
const MAX_WRITTEN_OUT: usize = 1_000_000;

impl Checker<'_> {
    /// Checks a definition when it is first needed; meeting it again meanwhile is a circle.
    pub(super) fn define_type(&mut self, id: usize) -> Type {
        match self.progress.get(id).copied() {
            Some(Progress::Waiting) => {}
            // A circle; `check_cycles` says so, once.
            Some(Progress::Running) => return Type::Mistake,
            Some(Progress::Done) | None => {
                let depth = self.depths.get(&id).copied().unwrap_or(0);
                self.deepest = self.deepest.max(depth);
                return self
                    .model
                    .defines
                    .get(id)
                    .map_or(Type::Mistake, |define| define.value.ty.clone());
            }
        }
        if let Some(progress) = self.progress.get_mut(id) {
            *progress = Progress::Running;
        }
        let Some((instance, defined)) = self.defines.get(id).copied() else {
            return Type::Mistake;
        };
        let name = match defined {
            Defined::Define(define) => define.name.span,
            Defined::Parameter => return Type::Mistake,
            Defined::Output(table, _) => self.table_name(table),
            Defined::Weights(_, _, _, weights) => weights.name.span,
            Defined::Part(at, _) => {
                self.scorecards.get(at).map_or_else(Span::default, |it| it.name.span)
            }
        };
        if self.open >= MAX_DEPTH {
            self.too_deep(name);
            return Type::Mistake;
        }
        self.open = self.open.saturating_add(1);
        let outer = core::mem::take(&mut self.deepest);
        let basis = self
            .model
            .defines
            .get(id)
            .map(|define| define.basis.clone())
            .unwrap_or_default();
        let place = self.place(instance, Local::None);
        let place = self.under(place, &basis);
        let value = match defined {
            Defined::Define(define) => self.expr(place, &define.value, None),
            Defined::Parameter => return Type::Mistake,
            Defined::Output(table, output) => self.output(place, table, output),
            Defined::Part(at, part) => self.part(at, part),
            Defined::Weights(at, position, part, weights) => {
                self.weights_part(at, position, part, weights, &basis)
            }
        };
        let value = if value.ty == Type::Judgement {
            self.expect_condition(value)
        } else {
            value
        };
        let ty = value.ty.clone();
        if let Some(known) = self.model.defines.get_mut(id) {
            known.value = value;
        }
        if let Some(progress) = self.progress.get_mut(id) {
            *progress = Progress::Done;
        }
        self.open = self.open.saturating_sub(1);
        let depth = self.deepest.saturating_add(1);
        self.depths.insert(id, depth);
        self.deepest = outer.max(depth);
        if depth == MAX_DEPTH.saturating_add(1) {
            self.too_deep(name);
        }
        ty
    }

    fn too_deep(&mut self, span: Span) {
        let found = MAX_DEPTH.saturating_add(1);
        // One long chain is one mistake.
        if self.diagnostics.iter().any(|said| said.code == Code::TOO_DEEP) {
            return;
        }
        self.report(
            Diagnostic::error(
                Code::TOO_DEEP,
                span,
                format!("相互依托的定义至少有 {found} 层，最多 {MAX_DEPTH} 层"),
                format!(
                    "at least {found} definitions rest on each other, where {MAX_DEPTH} may"
                ),
            )
            .help(
                "把中间的几步并成一个定义",
                "join some of the steps into one definition",
            ),
        );
    }

    /// Counts what is repeated in many places; whether it is still little enough. More is said
    /// once.
    pub(super) fn write_out(&mut self, count: usize, span: Span) -> bool {
        let before = self.written_out <= MAX_WRITTEN_OUT;
        self.written_out = self.written_out.saturating_add(count);
        let found = self.written_out;
        if found <= MAX_WRITTEN_OUT {
            return true;
        }
        if before {
            self.report(
                Diagnostic::error(
                    Code::WRITTEN_OUT_TOO_LARGE,
                    span,
                    format!("规则写开以后至少有 {found} 处，最多 {MAX_WRITTEN_OUT} 处"),
                    format!(
                        "written out, the rules have at least {found} parts, where \
                         {MAX_WRITTEN_OUT} may be"
                    ),
                )
                .help(
                    "把这里拆开；重复的版本并成一个",
                    "part what stands here, and join versions that repeat each other",
                ),
            );
        }
        false
    }

    pub(super) fn too_many_levels(&mut self, span: Span, found: usize, most: usize) {
        if self.diagnostics.iter().any(|said| said.code == Code::TOO_DEEP) {
            return;
        }
        self.report(
            Diagnostic::error(
                Code::TOO_DEEP,
                span,
                format!(
                    "式子连同所依托的声明，层层嵌套至少 {found} 层，最多 {most} 层"
                ),
                format!(
                    "this nests at least {found} steps deep, with what it rests on, where \
                     {most} may"
                ),
            )
            .help(
                "减少嵌套，或者缩短相互依托的链",
                "nest less, or make the chain shorter",
            ),
        );
    }
}
