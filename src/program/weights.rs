//! Sums of weights, and amounts by formula inside what the law allows.

use super::{Builder, Op, RangeSlots, Slot};
use crate::model::{ExprKind, Type, Weights};
use alloc::vec::Vec;

/// The slots of a sum of weights.
#[derive(Debug, Clone)]
pub(crate) struct WeightsSlots {
    /// What it starts from.
    pub(crate) start: Option<Slot>,
    /// By factor.
    pub(crate) factors: Vec<FactorSlots>,
    /// Before the floor and the cap.
    pub(crate) sum: Slot,
    /// What it comes to.
    pub(crate) total: Slot,
}

/// A factor's slots.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FactorSlots {
    /// What it adds.
    pub(crate) value: Slot,
    /// The same without its default, where it has one.
    pub(crate) found: Option<Slot>,
}

impl WeightsSlots {
    /// Returns every slot that it is shown by.
    pub(crate) fn all(&self) -> Vec<Slot> {
        let mut slots = Vec::from([self.sum, self.total]);
        slots.extend(self.start);
        for factor in &self.factors {
            slots.push(factor.value);
            slots.extend(factor.found);
        }
        slots
    }
}

/// Compiles a sum of weights.
pub(super) fn compile(builder: &mut Builder<'_>, weights: &Weights) -> WeightsSlots {
    let model = builder.model;
    let factors = weights.factors.iter().map(|id| {
        let found = match model.defines.get(*id).map(|known| &known.value.kind) {
            Some(ExprKind::Assumed(value, _)) => Some(builder.expr(value)),
            Some(_) | None => None,
        };
        FactorSlots { value: builder.own_define(*id), found }
    });
    let factors = factors.collect();
    WeightsSlots {
        start: weights.start.as_ref().map(|start| builder.expr(start)),
        factors,
        sum: builder.expr(&weights.sum),
        total: builder.own_define(weights.total),
    }
}

/// The amount by formula inside one row of the statute: below the minimum it is the minimum,
/// above the maximum the maximum.
pub(super) fn bounded(
    builder: &mut Builder<'_>,
    computed: Slot,
    row: RangeSlots,
    ty: &Type,
) -> RangeSlots {
    let mut amount = computed;
    if let Some((minimum, _)) = row.lower {
        let parts = builder.list(Vec::from([amount, minimum]));
        amount = builder.push(Op::Highest(parts), ty.clone());
    }
    if let Some((maximum, _)) = row.upper {
        let parts = builder.list(Vec::from([amount, maximum]));
        amount = builder.push(Op::Lowest(parts), ty.clone());
    }
    RangeSlots { lower: Some((amount, true)), upper: Some((amount, true)) }
}
