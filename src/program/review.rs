//! Reviews: each item and layer as conditions.

use super::{Builder, Named, Op, Slot};
use crate::model::{Asked, Type};
use alloc::vec::Vec;

/// A review's slots.
#[derive(Debug, Clone)]
pub(crate) struct ReviewSlots {
    /// Whether it concerns the case.
    pub(crate) when: Option<Slot>,
    /// By layer.
    pub(crate) layers: Vec<LayerSlots>,
    /// By item.
    pub(crate) items: Vec<ItemSlots>,
    /// When each opinion is given; `None` is otherwise.
    pub(crate) opinions: Vec<Option<Slot>>,
}

/// A layer's slots.
#[derive(Debug, Clone)]
pub(crate) struct LayerSlots {
    /// Whether it reaches the case.
    pub(crate) when: Option<Slot>,
    /// Its criteria.
    pub(crate) criteria: Vec<Slot>,
    /// Any of them, where it reaches the case.
    pub(crate) any: Slot,
}

/// An item's slots.
#[derive(Debug, Clone)]
pub(crate) struct ItemSlots {
    /// Whether it applies.
    pub(crate) when: Option<Slot>,
    /// Its questions: the judgement and whether it applies.
    pub(crate) asks: Vec<(Slot, Option<Slot>)>,
    /// Some question fails.
    pub(crate) fails: Slot,
    /// Every question passes or does not apply, and one does.
    pub(crate) passes: Slot,
    /// No question applies.
    pub(crate) not_applicable: Slot,
}

/// Compiles a review.
pub(super) fn compile(builder: &mut Builder<'_>, at: usize) -> ReviewSlots {
    let Some(review) = builder.model.reviews.get(at) else {
        return ReviewSlots {
            when: None,
            layers: Vec::new(),
            items: Vec::new(),
            opinions: Vec::new(),
        };
    };
    let when = review.when.as_ref().map(|when| builder.expr(when));
    let when = builder.guard(&review.in_force, when);
    let layers =
        (0..review.layers.len()).map(|index| layer(builder, at, index)).collect();
    let items: Vec<ItemSlots> =
        (0..review.items.len()).map(|index| item(builder, at, index)).collect();
    let opinions = review
        .opinions
        .iter()
        .enumerate()
        .map(|(position, opinion)| {
            if opinion.otherwise {
                return None;
            }
            let mut reasons: Vec<Slot> = Vec::new();
            reasons.extend(opinion.when.as_ref().map(|when| builder.expr(when)));
            for (known, slots) in review.items.iter().zip(&items) {
                if known.on_fail == Some(position) {
                    reasons.push(slots.fails);
                }
            }
            Some(builder.any(reasons))
        })
        .collect();
    ReviewSlots { when, layers, items, opinions }
}

/// Compiles a layer.
pub(super) fn layer(
    builder: &mut Builder<'_>,
    review: usize,
    index: usize,
) -> LayerSlots {
    let Some(layer) =
        builder.model.reviews.get(review).and_then(|review| review.layers.get(index))
    else {
        let any = builder.any(Vec::new());
        return LayerSlots { when: None, criteria: Vec::new(), any };
    };
    let when = layer.when.as_ref().map(|when| builder.expr(when));
    let mut criteria = Vec::new();
    for (position, criterion) in layer.criteria.iter().enumerate() {
        let inner = builder.expr(&criterion.when);
        let name = Named::Criterion(review, index, position);
        criteria.push(builder.push(Op::Name(name, inner), Type::Bool));
    }
    let mut any = builder.any(criteria.clone());
    if let Some(when) = when {
        any = builder.all(Vec::from([when, any]));
    }
    let any = builder.push(Op::Name(Named::Layer(review, index), any), Type::Bool);
    LayerSlots { when, criteria, any }
}

/// Compiles an item.
pub(super) fn item(builder: &mut Builder<'_>, review: usize, index: usize) -> ItemSlots {
    let Some(item) =
        builder.model.reviews.get(review).and_then(|review| review.items.get(index))
    else {
        let none = builder.any(Vec::new());
        return ItemSlots {
            when: None,
            asks: Vec::new(),
            fails: none,
            passes: none,
            not_applicable: none,
        };
    };
    let when = item.when.as_ref().map(|when| builder.expr(when));
    let mut asks = Vec::new();
    let (mut failing, mut settled, mut absent) = (Vec::new(), Vec::new(), Vec::new());
    for ask in &item.asks {
        let condition = ask.when.as_ref().map(|when| builder.expr(when));
        asks.push((ask.fact, condition));
        let fails = builder.push(Op::Judged(ask.fact, Asked::Fail), Type::Bool);
        let passes = builder.push(Op::Judged(ask.fact, Asked::Pass), Type::Bool);
        let outside =
            builder.push(Op::Judged(ask.fact, Asked::NotApplicable), Type::Bool);
        match condition {
            Some(condition) => {
                let skipped = builder.not(condition);
                failing.push(builder.all(Vec::from([condition, fails])));
                absent.push(builder.any(Vec::from([skipped, outside])));
                settled.push(builder.any(Vec::from([skipped, passes, outside])));
            }
            None => {
                failing.push(fails);
                absent.push(outside);
                settled.push(builder.any(Vec::from([passes, outside])));
            }
        }
    }
    let mut fails = builder.any(failing);
    let mut nothing = builder.all(absent);
    let all = builder.all(settled);
    let some = builder.not(nothing);
    let mut passes = builder.all(Vec::from([all, some]));
    if let Some(when) = when {
        let skipped = builder.not(when);
        fails = builder.all(Vec::from([when, fails]));
        passes = builder.all(Vec::from([when, passes]));
        nothing = builder.any(Vec::from([skipped, nothing]));
    }
    let named = |builder: &mut Builder<'_>, name, slot| {
        builder.push(Op::Name(name, slot), Type::Bool)
    };
    ItemSlots {
        when,
        asks,
        fails: named(builder, Named::ItemFails(review, index), fails),
        passes: named(builder, Named::ItemPasses(review, index), passes),
        not_applicable: named(builder, Named::ItemNotApplicable(review, index), nothing),
    }
}
