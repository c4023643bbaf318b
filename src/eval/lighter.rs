//! Which of two outcomes of a benchmark is the lighter, penalty by penalty. In: what every
//! penalty may still come to by either law. Out: how the one stands to the other. Never: a
//! ranking of the kinds of penalty, or of ranges that cross: no law gives either.

use super::alternatives::Choice;
use super::benchmark::measure;
use super::discretion::Case;
use super::table::Left;
use super::text::join;
use crate::diagnostic::Message;
use crate::evaluation::Lightness;
use crate::model::{Penalty, PenaltyAmount, PenaltyKind, Type, interval_text};
use crate::value::{Bound, Interval, Number, Truth};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// One penalty by one law: everything it may still come to.
#[derive(Debug, Clone)]
pub(super) struct Possible {
    kind: PenaltyKind,
    name: String,
    label: Message,
    values: Vec<Value>,
}

impl Possible {
    fn is(&self, other: &Self) -> bool {
        self.kind == other.kind && self.name == other.name
    }
}

/// What a penalty comes to, from the least to the most.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Known(Extent),
    /// Not settled, or for a person to settle.
    Open,
    /// One of several that the agency chooses from; whether it surely is something, if it is
    /// chosen, as all are that may be chosen instead.
    Chosen {
        surely: bool,
    },
}

/// Whether the law at the act leaves a choice where that at the decision has nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lost {
    /// There is no choice at the act.
    NoChoice,
    /// There is, but it may be of nothing, or there is something at the decision.
    No,
    /// Something may be chosen at the act, and nothing can be at the decision.
    Perhaps,
    /// Something must be.
    Surely,
}

/// The least and the most that may be imposed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Extent {
    least: End,
    most: End,
    measure: Type,
    text: Message,
}

/// One end of what may be imposed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum End {
    /// The penalty is not imposed.
    Nothing,
    Amount(Bound<Number>),
    /// No limit.
    Unlimited,
    /// There is nothing to measure.
    Whole,
    Things(Message),
}

/// How one penalty stands by two laws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compared {
    pub(super) kind: PenaltyKind,
    pub(super) label: Message,
    pub(super) act: Message,
    pub(super) decision: Message,
    /// Every way in which the law at the decision may stand to that at the act.
    orders: Vec<Lightness>,
    lost: Lost,
}

/// How all of them stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The law at the decision is lighter.
    Lighter,
    /// It is not: heavier, or the same.
    NotLighter,
    /// They come to the same.
    Equal,
    /// Neither is.
    NotComparable,
    /// Facts, or a person, may still make it either.
    Open,
}

impl Compared {
    /// Returns how the law at the decision stands to that at the act.
    pub(super) fn order(&self) -> Lightness {
        match self.orders.as_slice() {
            [only] => *only,
            _ => Lightness::Unknown,
        }
    }

    fn within(&self, allowed: &[Lightness]) -> bool {
        self.orders.iter().all(|order| allowed.contains(order))
    }
}

/// Returns how the law at the decision stands to that at the act, by all penalties.
pub(super) fn verdict(compared: &[Compared]) -> Verdict {
    let any = |order| compared.iter().any(|one| one.order() == order);
    let lost = |lost: Lost| compared.iter().any(|one| one.lost == lost);
    // Whatever is chosen, nothing is lighter.
    let choice = lost(Lost::Surely) && !lost(Lost::No);
    if compared.iter().all(|one| one.order() == Lightness::Equal) {
        Verdict::Equal
    } else if compared
        .iter()
        .all(|one| one.within(&[Lightness::Equal, Lightness::Heavier]))
    {
        Verdict::NotLighter
    } else if (any(Lightness::Lighter) || choice)
        && compared.iter().all(|one| one.within(&[Lightness::Equal, Lightness::Lighter]))
    {
        Verdict::Lighter
    } else if any(Lightness::NotComparable)
        || (any(Lightness::Lighter) && any(Lightness::Heavier))
    {
        Verdict::NotComparable
    } else {
        Verdict::Open
    }
}

/// Compares what the two laws come to. A penalty stands against that of its kind and name;
/// where names differ, against the only one of its kind; else against nothing.
pub(super) fn compare(act: Vec<Possible>, decision: Vec<Possible>) -> Vec<Compared> {
    let mut later: Vec<Option<Possible>> = decision.into_iter().map(Some).collect();
    let mut pairs: Vec<(Option<Possible>, Option<Possible>)> = Vec::new();
    for one in act {
        let found =
            later.iter_mut().find(|other| other.as_ref().is_some_and(|o| o.is(&one)));
        let found = found.and_then(Option::take);
        pairs.push((Some(one), found));
    }
    for position in 0..pairs.len() {
        let Some((Some(one), None)) = pairs.get(position) else { continue };
        let kind = one.kind;
        let alone = pairs
            .iter()
            .filter(|pair| matches!(pair, (Some(other), None) if other.kind == kind));
        let mut rest = later
            .iter_mut()
            .filter(|other| other.as_ref().is_some_and(|other| other.kind == kind));
        if alone.count() == 1
            && let (Some(only), None) = (rest.next(), rest.next())
            && let Some((_, other)) = pairs.get_mut(position)
        {
            *other = only.take();
        }
    }
    pairs.extend(later.into_iter().flatten().map(|other| (None, Some(other))));
    pairs.into_iter().filter_map(|(act, decision)| compared(act, decision)).collect()
}

fn compared(act: Option<Possible>, decision: Option<Possible>) -> Option<Compared> {
    let known = act.as_ref().or(decision.as_ref())?;
    // An order to put things right is no penalty (Penalty Law arts. 9 and 28).
    if known.kind == PenaltyKind::OrderCorrection {
        return None;
    }
    let (kind, label) = (known.kind, known.label.clone());
    let values = |side: Option<Possible>| {
        side.map_or_else(|| Vec::from([nothing()]), |known| known.values)
    };
    let (act, decision) = (values(act), values(decision));
    let mut orders: Vec<Lightness> = Vec::new();
    for later in &decision {
        for earlier in &act {
            for order in stands(later, earlier) {
                if !orders.contains(order) {
                    orders.push(*order);
                }
            }
        }
    }
    let lost = lost(&act, &decision);
    Some(Compared {
        kind,
        label,
        act: text(&act),
        decision: text(&decision),
        orders,
        lost,
    })
}

fn lost(act: &[Value], decision: &[Value]) -> Lost {
    let is = |value: &Value, sure: bool| *value == Value::Chosen { surely: sure };
    let chosen = |value: &Value| is(value, true) || is(value, false);
    if !act.iter().any(chosen) {
        Lost::NoChoice
    } else if act.iter().any(|value| is(value, false))
        || !decision.iter().all(Value::is_nothing)
    {
        Lost::No
    } else if act.iter().all(chosen) {
        Lost::Surely
    } else {
        Lost::Perhaps
    }
}

fn text(values: &[Value]) -> Message {
    let mut texts: Vec<Message> = Vec::new();
    for value in values {
        let text = match value {
            Value::Known(extent) => extent.text.clone(),
            Value::Open | Value::Chosen { .. } => Message::new("未定", "open"),
        };
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    join(&texts, "，或者", ", or ")
}

/// Every way in which one value may stand to another.
fn stands(later: &Value, earlier: &Value) -> &'static [Lightness] {
    use Lightness::{Equal, Heavier, Lighter, NotComparable};
    match (later, earlier) {
        (Value::Known(later), Value::Known(earlier)) => later.against(earlier),
        // Nothing is lighter than nothing.
        (nothing, _) if nothing.is_nothing() => &[Lighter, Equal],
        (_, nothing) if nothing.is_nothing() => &[Heavier, Equal],
        _ => &[Lighter, Equal, Heavier, NotComparable],
    }
}

impl Value {
    fn is_nothing(&self) -> bool {
        matches!(self, Self::Known(known) if known.most == End::Nothing)
    }
}

impl Extent {
    fn against(&self, other: &Self) -> &'static [Lightness] {
        let measured =
            |extent: &Self| matches!(extent.most, End::Amount(_) | End::Unlimited);
        if measured(self) && measured(other) && self.measure != other.measure {
            return &[Lightness::NotComparable];
        }
        let least = compare_ends(&self.least, &other.least, true);
        let most = compare_ends(&self.most, &other.most, false);
        let (Some(least), Some(most)) = (least, most) else {
            return &[Lightness::NotComparable];
        };
        match (least, most) {
            (Ordering::Equal, Ordering::Equal) => &[Lightness::Equal],
            (Ordering::Less | Ordering::Equal, Ordering::Less | Ordering::Equal) => {
                &[Lightness::Lighter]
            }
            (
                Ordering::Greater | Ordering::Equal,
                Ordering::Greater | Ordering::Equal,
            ) => &[Lightness::Heavier],
            (Ordering::Less, Ordering::Greater) | (Ordering::Greater, Ordering::Less) => {
                &[Lightness::NotComparable]
            }
        }
    }
}

/// Compares two ends; nothing where they cannot be measured against each other. Of two lower
/// ends at one amount the one that includes it is the lesser, of two upper ends the other.
fn compare_ends(one: &End, other: &End, lower: bool) -> Option<Ordering> {
    match (one, other) {
        (End::Nothing, End::Nothing)
        | (End::Unlimited, End::Unlimited)
        | (End::Whole, End::Whole) => Some(Ordering::Equal),
        (End::Nothing, _) => Some(Ordering::Less),
        (_, End::Nothing) => Some(Ordering::Greater),
        (End::Amount(one), End::Amount(other)) => {
            let included = if lower {
                other.included.cmp(&one.included)
            } else {
                one.included.cmp(&other.included)
            };
            Some(one.value.cmp(&other.value).then(included))
        }
        (End::Amount(_), End::Unlimited) => Some(Ordering::Less),
        (End::Unlimited, End::Amount(_)) => Some(Ordering::Greater),
        (End::Things(one), End::Things(other)) => {
            (one == other).then_some(Ordering::Equal)
        }
        (End::Whole | End::Things(_), _) | (_, End::Whole | End::Things(_)) => None,
    }
}

fn nothing() -> Value {
    Value::Known(Extent {
        least: End::Nothing,
        most: End::Nothing,
        measure: Type::Mistake,
        text: Message::new("无", "none"),
    })
}

/// Lists what every penalty may still come to by several laws, one of which counts.
pub(super) fn of_versions(versions: &[Vec<Possible>]) -> Vec<Possible> {
    let mut all: Vec<Possible> = Vec::new();
    for one in versions.iter().flatten() {
        if !all.iter().any(|known| known.is(one)) {
            all.push(Possible { values: Vec::new(), ..one.clone() });
        }
    }
    for known in &mut all {
        for version in versions {
            match version.iter().find(|one| one.is(known)) {
                Some(one) => known.values.extend(one.values.iter().cloned()),
                // This law does not provide it.
                None => known.values.push(nothing()),
            }
        }
    }
    all
}

/// Lists what every penalty of a benchmark may still come to.
pub(super) fn possible(case: &Case<'_, '_>) -> Vec<Possible> {
    let penalties = case.benchmark.penalties.iter().enumerate();
    penalties
        .map(|(position, penalty)| Possible {
            kind: penalty.kind,
            name: penalty.name.clone(),
            label: penalty.label.clone(),
            values: values(case, position, penalty),
        })
        .collect()
}

fn values(case: &Case<'_, '_>, position: usize, penalty: &Penalty) -> Vec<Value> {
    let provided = case.provided(position);
    let mut values: Vec<Value> = Vec::new();
    if !(case.applies().is_true() && provided.is_true()) {
        values.push(nothing());
    }
    if case.applies().is_false() || provided == Truth::False {
        return values;
    }
    let own = of_steps(case, position, penalty);
    let spared = !own.is_empty() && own.iter().all(Value::is_nothing);
    match case.choice(position) {
        Choice::Alone => values.extend(own),
        _ if spared => values.extend(own),
        // What the agency may choose instead has no common measure with it.
        Choice::Unknown => values.push(Value::Chosen { surely: false }),
        Choice::Of(group) => {
            let something =
                |value: &Value| matches!(value, Value::Known(_)) && !value.is_nothing();
            let orders = group.penalties.iter().any(|other| {
                let known = case.benchmark.penalties.get(*other);
                known.is_some_and(|known| known.kind == PenaltyKind::OrderCorrection)
                    && !case.provided(*other).is_false()
            });
            let surely = !own.is_empty()
                && own.iter().all(something)
                && !orders
                && !case.is_optional(position);
            values.push(Value::Chosen { surely });
        }
    }
    values
}

/// What the tiers may leave of a penalty.
fn of_steps(case: &Case<'_, '_>, position: usize, penalty: &Penalty) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    let optional = case.is_optional(position);
    for step in case.tiers.candidates() {
        if case.spares(step, position) {
            values.push(nothing());
        } else if case.weighs(step) {
            values.push(Value::Open);
        } else {
            values.extend(of_step(case, step, position, penalty, optional));
        }
    }
    // Where no tier, or no row, surely decides if none before it does.
    if !case.tiers.ends() {
        values.push(Value::Open);
    }
    values
}

fn of_step(
    case: &Case<'_, '_>,
    step: usize,
    position: usize,
    penalty: &Penalty,
    optional: bool,
) -> Vec<Value> {
    let plain = |end: End, text: Message| {
        Vec::from([extent(end.clone(), end, Type::Mistake, text, optional)])
    };
    let Some(slots) = case.slots.penalties.get(position) else { return Vec::new() };
    match &penalty.amount {
        PenaltyAmount::Plain => plain(End::Whole, penalty.label.clone()),
        PenaltyAmount::Things(things) => {
            plain(End::Things(things.clone()), things.clone())
        }
        PenaltyAmount::Amount { .. } => {
            let Some(amount) = slots.amount.and_then(|slot| case.frame.number(slot))
            else {
                return Vec::from([Value::Open]);
            };
            if amount.is_zero() {
                return Vec::from([nothing()]);
            }
            Vec::from([of_range(&Interval::point(amount), penalty, optional)])
        }
        PenaltyAmount::Rows(_) => {
            let rows = case.rows(slots);
            let lefts: Vec<Left> =
                rows.candidates().map(|row| case.lefts(step, position, row)).collect();
            let ends = rows.ends() && lefts.iter().all(|left| left.ends);
            let mut values: Vec<Value> = lefts
                .into_iter()
                .flat_map(|left| left.ranges)
                .map(|range| match range {
                    Some(range) if !range.is_empty() => {
                        of_range(&range, penalty, optional)
                    }
                    // Not known, or nothing that the law would allow.
                    Some(_) | None => Value::Open,
                })
                .collect();
            if !ends {
                values.push(Value::Open);
            }
            values
        }
    }
}

fn of_range(range: &Interval<Number>, penalty: &Penalty, optional: bool) -> Value {
    let ty = measure(penalty);
    // A law that names only a maximum starts from nothing.
    let least = range.lower.unwrap_or(Bound::included(Number::ZERO));
    let most = range.upper.map_or(End::Unlimited, End::Amount);
    let text = interval_text(range, &ty);
    extent(End::Amount(least), most, ty, text, optional)
}

/// What may be left out comes to nothing at the least.
fn extent(least: End, most: End, measure: Type, text: Message, optional: bool) -> Value {
    let (least, text) = if optional {
        let (zh, en) = (format!("可以{}", text.zh), format!("may be {}", text.en));
        (End::Nothing, Message::new(zh, en))
    } else {
        (least, text)
    };
    Value::Known(Extent { least, most, measure, text })
}
