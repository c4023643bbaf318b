//! Tiers that overlap and move: what is implied where grounds pull both ways, where a move
//! beyond the last tier ends, and whether the tiers ascend.

use super::benchmark::number;
use super::expr::boolean;
use super::names::Local;
use super::tier::effect_text;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{
    Alternatives, Constant, Effect, Expr, ExprKind, Impose, Ladder, Move, Overlap,
    Portion, PortionOf, Reduction, Step, StepKind, TierPenalty, TierResult, Type, Unit,
};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::Number;
use alloc::format;
use alloc::vec::Vec;

/// How many circumstances may move the tier in one benchmark: all their combinations are
/// looked at while they are not known.
const MAX_MOVES: usize = 8;

/// Effects of which only a person can say what comes of both.
const OPPOSED: [(Effect, Effect); 7] = [
    (Effect::Raise, Effect::Lower),
    (Effect::Raise, Effect::Minimum),
    (Effect::Maximum, Effect::Lower),
    (Effect::Maximum, Effect::Minimum),
    (Effect::Maximum, Effect::Bottom),
    (Effect::Top, Effect::Minimum),
    (Effect::Top, Effect::Bottom),
];

impl Checker<'_> {
    /// What a circumstance that moves says beside its effect.
    pub(super) fn moves(
        &mut self,
        place: Place,
        circumstance: &tree::Circumstance,
    ) -> Option<Move> {
        let reduction = match circumstance.moves.as_ref()? {
            tree::Move::By { tiers, otherwise, .. } => {
                return Some(Move::By { tiers: *tiers, beyond: otherwise.is_some() });
            }
            tree::Move::Reduce(reduction) => reduction,
        };
        let penalty = match (&reduction.penalty, place.local) {
            (None, _) => None,
            (Some(path), Local::Benchmark(at)) => {
                let penalty = self.penalty_named(at, path)?;
                if self.statutory(at, penalty).is_none() {
                    self.report(Diagnostic::error(
                        Code::NO_RANGE,
                        path.span,
                        "这项处罚没有幅度，不能减幅",
                        "this penalty has no range to reduce",
                    ));
                }
                Some(penalty)
            }
            (Some(path), _) => {
                self.report(Diagnostic::error(
                    Code::UNKNOWN_PENALTY,
                    path.span,
                    "只有裁量基准里的情节才能写明减哪一项处罚",
                    "only a circumstance of a benchmark can say which penalty it reduces",
                ));
                None
            }
        };
        let percent = Type::Number(Unit::Percent);
        let mut share = |expr: &tree::Expr| {
            let expr = self.expr(place, expr, Some(&percent));
            number(&expr).unwrap_or(Number::ZERO)
        };
        let (least, most) = (share(&reduction.least), share(&reduction.most));
        if least > most || most > Number::ONE {
            self.report(
                Diagnostic::error(
                    Code::EMPTY_RANGE,
                    reduction.span,
                    "减幅从小到大写，不超过100%",
                    "a reduction is written from the least to the most, up to 100%",
                )
                .help("例如：减幅 30%至50%", "such as `reduce 30% to 50%`"),
            );
            return None;
        }
        let money = Type::Number(Unit::Money);
        let floor = reduction.floor.as_ref().map(|floor| {
            let floor = self.expr(place, floor, Some(&money));
            let floor = self.expect_type(floor, &money);
            self.above_zero([Some(&floor)]);
            floor
        });
        if reduction.below_statute && circumstance.basis.is_empty() {
            self.report(
                Diagnostic::error(
                    Code::BELOW_STATUTE_WITHOUT_BASIS,
                    reduction.span,
                    "低于法定的减幅要有自己的依据",
                    "a reduction below the statute needs a basis of its own",
                )
                .help("在情节后写「依据 …」", "add `basis …` to the circumstance"),
            );
        }
        let rest = |share: Number| Number::ONE.checked_sub(share).unwrap_or(Number::ZERO);
        Some(Move::Reduce(Reduction {
            penalty,
            least: rest(most),
            most: rest(least),
            floor,
            below_statute: reduction.below_statute,
        }))
    }

    /// Adds to the tiers and conflicts written what their circumstances imply.
    pub(super) fn climb(
        &mut self,
        at: usize,
        said: &tree::Benchmark,
        written: Vec<Step>,
    ) {
        let overlap = self.overlap_said(said);
        let mut steps = self.implied(at, &written, said.span);
        let Some(known) = self.benchmark(at) else { return };
        let moving: Vec<(Effect, bool)> = known
            .circumstances
            .iter()
            .filter_map(|id| self.model.circumstances.get(*id))
            .flat_map(|known| {
                let beyond = matches!(known.moves, Some(Move::By { beyond: true, .. }));
                known.effects.iter().map(move |effect| (*effect, beyond))
            })
            .filter(|(effect, _)| effect.moves())
            .collect();
        let ends_at = |end: Effect, by: Effect| {
            moving
                .iter()
                .any(|(effect, beyond)| *effect == end || (*effect == by && *beyond))
        };
        let minimum = ends_at(Effect::Minimum, Effect::Lower);
        let maximum = ends_at(Effect::Maximum, Effect::Raise);
        let found = moving.len();
        if found > MAX_MOVES {
            self.report(Diagnostic::error(
                Code::TOO_MANY_MOVES,
                said.name.span,
                format!("这个基准有 {found} 个移动阶次的情节，最多 {MAX_MOVES} 个"),
                format!(
                    "{found} circumstances of this benchmark move its tier, where \
                     {MAX_MOVES} may"
                ),
            ));
        }
        let overrides = said
            .statements
            .iter()
            .find(|statement| matches!(statement, tree::BenchmarkStatement::Override(_)));
        if overrides.is_some() && (overlap.is_some() || !moving.is_empty()) {
            self.report(Diagnostic::error(
                Code::UNEXPECTED,
                said.name.span,
                "「优先」还不能与「竞合」或者移动阶次的情节一起用",
                "`override` cannot stand beside `overlap` or circumstances that move the tier",
            ));
        }
        self.needs_tiers(said, &written);
        if overlap.is_some() || !moving.is_empty() {
            self.ascends(said, &written, overlap.is_some());
        }
        let end = |checker: &mut Self, steps: &mut Vec<Step>, effect| {
            let step = checker.statutory_end(at, said.name.span, &written, effect);
            steps.push(step);
            steps.len().checked_sub(1)
        };
        let minimum = if minimum { end(self, &mut steps, Effect::Minimum) } else { None };
        let upper = maximum.then(|| {
            let mut last = Vec::new();
            end(self, &mut last, Effect::Maximum);
            last
        });
        steps.extend(written);
        let maximum = upper.and_then(|last| {
            steps.extend(last);
            steps.len().checked_sub(1)
        });
        if let Some(known) = self.model.benchmarks.get_mut(at) {
            known.steps = steps;
            if overlap.is_some() || minimum.is_some() || maximum.is_some() {
                known.ladder = Some(Ladder { overlap, minimum, maximum });
            }
        }
    }

    fn overlap_said(&mut self, said: &tree::Benchmark) -> Option<Overlap> {
        let mut found = None;
        for statement in &said.statements {
            let tree::BenchmarkStatement::Overlap(overlap) = statement else { continue };
            let basis = self.citations(0, &overlap.basis);
            if found.replace(Overlap { heaviest: overlap.heaviest, basis }).is_some() {
                self.report(Diagnostic::error(
                    Code::UNEXPECTED,
                    overlap.span,
                    "「竞合」只写一次",
                    "`overlap` is said once",
                ));
            }
        }
        found
    }

    /// Grounds that pull both ways are weighed by a person, whether the rules say so or not.
    fn implied(&self, at: usize, written: &[Step], span: Span) -> Vec<Step> {
        let mut steps = Vec::new();
        for (heavy, light) in OPPOSED {
            let said = written.iter().any(|step| match step.kind {
                StepKind::Conflict(a, b) => {
                    (a, b) == (heavy, light) || (b, a) == (heavy, light)
                }
                StepKind::Tier(_) => false,
            });
            let sides = [heavy, light].map(|effect| self.with_effect(at, effect, None));
            if said || sides.iter().any(Vec::is_empty) {
                continue;
            }
            let both = sides.map(|side| boolean(ExprKind::Or(side), span)).to_vec();
            let both = boolean(ExprKind::And(both), span);
            steps.push(super::tier::both(heavy, light, both, Vec::new()));
        }
        steps.extend(self.reduced_twice(at, span));
        steps
    }

    /// No law says what two reductions of one amount come to together.
    fn reduced_twice(&self, at: usize, span: Span) -> Option<Step> {
        let known = self.benchmark(at)?;
        let mut sets: Vec<Vec<usize>> = Vec::new();
        for (position, penalty) in known.penalties.iter().enumerate() {
            let reducing: Vec<usize> = known
                .circumstances
                .iter()
                .copied()
                .filter(|id| {
                    match self.model.circumstances.get(*id).map(|known| &known.moves) {
                        Some(Some(Move::Reduce(reduction))) => {
                            reduction.of(position, penalty.kind)
                        }
                        _ => false,
                    }
                })
                .collect();
            if reducing.len() > 1 && !sets.contains(&reducing) {
                sets.push(reducing);
            }
        }
        if sets.is_empty() {
            return None;
        }
        let two = |set: Vec<usize>| {
            let given = set.into_iter();
            let given = given.map(|id| boolean(ExprKind::Circumstance(id), span));
            boolean(ExprKind::AtLeast(2, given.collect()), span)
        };
        let any = boolean(ExprKind::Or(sets.into_iter().map(two).collect()), span);
        Some(super::tier::both(Effect::Reduce, Effect::Reduce, any, Vec::new()))
    }

    /// The step that a move beyond the last tier comes to: it is never tried.
    fn statutory_end(
        &mut self,
        at: usize,
        span: Span,
        written: &[Step],
        effect: Effect,
    ) -> Step {
        let maximum = effect == Effect::Maximum;
        let mut parts: Vec<TierPenalty> = Vec::new();
        for penalty in written.iter().filter_map(rung).flatten().map(|part| part.penalty)
        {
            let Some(rows) = self.statutory(at, penalty) else { continue };
            if parts.iter().any(|part| part.penalty == penalty) {
                continue;
            }
            let open = |row: &crate::model::FineRow| {
                if maximum { row.upper.is_none() } else { row.lower.is_none() }
            };
            if rows.iter().any(open) {
                let (code, zh, en) = if maximum {
                    (Code::NO_MAXIMUM, "处罚没有上限，不能顶格", "no maximum to raise to")
                } else {
                    (Code::NO_MINIMUM, "处罚没有下限，不能底格", "no minimum to lower to")
                };
                self.report(Diagnostic::error(code, span, zh, en));
            }
            let whole = Expr {
                kind: ExprKind::Constant(Constant::Number(Number::ONE)),
                ty: Type::Number(Unit::Percent),
                span,
            };
            let portion = Portion {
                of: if maximum { PortionOf::Maximum } else { PortionOf::Minimum },
                lower: Some((whole.clone(), true)),
                upper: Some((whole, true)),
                tables: Vec::new(),
            };
            parts.push(TierPenalty {
                penalty,
                below_statute: false,
                portion: Some(portion),
            });
        }
        let text = effect_text(effect);
        Step {
            name: format!("statutory {}", text.en),
            label: Message::new(text.zh, format!("statutory {}", text.en)),
            when: Some(boolean(ExprKind::Constant(Constant::Bool(false)), span)),
            may: false,
            kind: StepKind::Tier(TierResult::Penalties(parts)),
            basis: Vec::new(),
            span,
        }
    }

    /// What a benchmark's own circumstances move needs tiers to move in.
    fn needs_tiers(&mut self, said: &tree::Benchmark, written: &[Step]) {
        let rungs = written.iter().filter_map(rung).count();
        for statement in &said.statements {
            let tree::BenchmarkStatement::Circumstance(circumstance) = statement else {
                continue;
            };
            let needed = match (&circumstance.moves, circumstance.effects.as_slice()) {
                (Some(tree::Move::By { otherwise: None, .. }), _) => 2,
                (
                    _,
                    [
                        tree::Effect::Exempt
                        | tree::Effect::Mitigate
                        | tree::Effect::Lighten
                        | tree::Effect::Aggravate,
                        ..,
                    ]
                    | [],
                ) => continue,
                (_, _) => 1,
            };
            if rungs < needed {
                self.report(
                    Diagnostic::error(
                        Code::NOTHING_TO_MOVE,
                        circumstance.name.span,
                        format!("情节「{}」没有可以移动的阶次", circumstance.name.text),
                        format!(
                            "the circumstance `{}` has no tiers to move in",
                            circumstance.name.text
                        ),
                    )
                    .help(
                        "写出由轻到重的阶次，每一档写明处罚",
                        "write tiers from the lightest to the heaviest, each with its penalty",
                    ),
                );
            }
        }
    }

    /// Tiers that overlap or move are written from the lightest to the heaviest.
    fn ascends(&mut self, said: &tree::Benchmark, written: &[Step], overlaps: bool) {
        let tiers = said.statements.iter().filter_map(|statement| match statement {
            tree::BenchmarkStatement::Tier(tier) => Some(tier.span),
            _ => None,
        });
        let steps = written.iter().filter(|step| matches!(step.kind, StepKind::Tier(_)));
        let tiers: Vec<(Span, &Step)> = tiers.zip(steps).collect();
        let mut before: Vec<&[TierPenalty]> = Vec::new();
        let mut late = Vec::new();
        for (span, step) in &tiers {
            if overlaps
                && matches!(step.kind, StepKind::Tier(TierResult::NoPenalty))
                && !before.is_empty()
            {
                late.push(*span);
            }
            let Some(parts) = rung(step) else { continue };
            let descends = before.iter().any(|lighter| {
                lighter.iter().any(|lighter| {
                    parts.iter().any(|heavier| {
                        lighter.penalty == heavier.penalty
                            && (below(lighter, heavier, true)
                                || below(lighter, heavier, false))
                    })
                })
            });
            if descends {
                late.push(*span);
            }
            before.push(parts);
        }
        for span in late {
            self.report(
                Diagnostic::error(
                    Code::TIERS_DESCEND,
                    span,
                    "这一档比前面的档轻：阶次要由轻到重写",
                    "this tier is lighter than one before it: tiers that overlap or move \
                     are written from the lightest to the heaviest",
                )
                .help(
                    "核对这一格是否抄错；没有抄错的，调整各档的次序",
                    "check whether the cell was copied wrong; if not, change the order",
                ),
            );
        }
    }

    /// `impose` 处以: all of a benchmark hold together.
    pub(super) fn impose(
        &mut self,
        at: usize,
        combination: &tree::Impose,
        (known, alternatives): &mut (Vec<Impose>, Vec<Alternatives>),
    ) {
        let first = [(true, &combination.first)].into_iter();
        let rest = combination.rest.iter().map(|(must, one)| (*must, one));
        for (must, one) in first.chain(rest) {
            let mut penalties = Vec::new();
            for path in &one.penalties {
                let Some(penalty) = self.penalty_named(at, path) else { continue };
                if known.iter().any(|known| known.penalty == penalty) {
                    self.report(
                        Diagnostic::error(
                            Code::UNEXPECTED,
                            path.span,
                            "同一处罚在「处以」里只写一次",
                            "a penalty stands once in `impose`",
                        )
                        .help(
                            "一个基准的几个「处以」一并适用：留下一处",
                            "all `impose` of a benchmark hold together: keep one",
                        ),
                    );
                    continue;
                }
                known.push(Impose { penalty, must });
                penalties.push(penalty);
            }
            if penalties.len() > 1 {
                alternatives.push(Alternatives { penalties, any: one.any, must });
            }
        }
    }
}

/// What a tier on the ladder makes of penalties; others are not moved, nor moved to.
fn rung(step: &Step) -> Option<&[TierPenalty]> {
    match &step.kind {
        StepKind::Tier(TierResult::Penalties(parts)) => Some(parts),
        StepKind::Tier(TierResult::NoPenalty | TierResult::NeedsJudgement)
        | StepKind::Conflict(..) => None,
    }
}

/// Whether an end of the heavier tier lies below that of the lighter, as far as they are
/// written out: as amounts, or as parts of one thing.
fn below(lighter: &TierPenalty, heavier: &TierPenalty, upper: bool) -> bool {
    let (Some(light), Some(heavy)) = (&lighter.portion, &heavier.portion) else {
        return false;
    };
    let end = |portion: &'_ Portion| {
        let end = if upper { &portion.upper } else { &portion.lower };
        end.as_ref().map(|(expr, _)| expr.clone())
    };
    let (Some(light_end), Some(heavy_end)) = (end(light), end(heavy)) else {
        return false;
    };
    if light.of != heavy.of {
        return false;
    }
    match (number(&light_end), number(&heavy_end)) {
        (Some(light), Some(heavy)) => heavy < light,
        (None, None) => match (&light_end.kind, &heavy_end.kind) {
            (ExprKind::Multiply(base, light), ExprKind::Multiply(other, heavy))
                if same(base, other) =>
            {
                matches!(
                    (number(light), number(heavy)),
                    (Some(light), Some(heavy)) if heavy < light
                )
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether two bases are one fact or one definition.
fn same(one: &Expr, other: &Expr) -> bool {
    match (&one.kind, &other.kind) {
        (ExprKind::Fact(one), ExprKind::Fact(other)) => one == other,
        (ExprKind::Define(one), ExprKind::Define(other)) => one == other,
        _ => false,
    }
}
