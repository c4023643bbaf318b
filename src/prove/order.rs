//! The questions about rows that stand in an order: a value written into two of them, an amount
//! that breaks the order of its neighbours, a statutory minimum that falls where another row
//! begins. In: rows with their conditions and amounts. Out: questions. Never: one about rows of
//! which the first is a special case of the second; that is what an order is for.

use super::domain::Range;
use super::question::{About, Asked, AskedRow, Forbidden, ForbiddenKind, Questions};
use crate::diagnostic::Message;
use crate::eval;
use crate::facts::Facts;
use crate::model::{CompareOp, Constant};
use crate::program::{Op, Program, RangeSlots, Slot};
use crate::value::{Bound, Date, Interval, Number};
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::vec::Vec;

/// How many rows make an order that one of them can break.
const FEWEST: usize = 4;

/// The parts of a condition that all must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Parts {
    /// The range of a number or of a date, by its slot.
    ranges: BTreeMap<Slot, Range>,
    /// The options of a choice, by its slot.
    options: BTreeMap<Slot, u64>,
    /// Anything else.
    others: BTreeSet<Slot>,
}

/// Returns the numbers that do not depend on any fact, by slot.
pub(super) fn constants(program: &Program, today: Date) -> Vec<Option<Number>> {
    let program = program.clone().with_additions();
    let facts = Facts::none(&program.model);
    let frame = eval::run(&program, &facts, today.into());
    (0..program.ops.len()).map(|slot| frame.number(slot)).collect()
}

fn parts(program: &Program, slot: Slot) -> Parts {
    let mut found = Parts::default();
    add(program, slot, &mut found);
    found
}

fn add(program: &Program, slot: Slot, found: &mut Parts) {
    match program.ops.get(slot) {
        Some(Op::Name(_, inner)) => add(program, *inner, found),
        Some(Op::And(args)) => {
            for part in program.list(*args) {
                add(program, *part, found);
            }
        }
        Some(Op::OneOf(inner, mask)) => {
            let known = found.options.entry(*inner).or_insert(u64::MAX);
            *known &= mask;
        }
        Some(Op::Compare(op, left, right)) => match limit(program, *op, *right) {
            Some(range) => {
                let known = found.ranges.entry(*left).or_insert(Interval::ALL);
                *known = known.intersect(&range);
            }
            None => match (op, program.ops.get(*right)) {
                (CompareOp::Equal, Some(Op::Constant(at))) => {
                    match program.constants.get(*at) {
                        Some(Constant::Choice(option)) => {
                            let bit = 1_u64.checked_shl(u32::from(*option)).unwrap_or(0);
                            let known = found.options.entry(*left).or_insert(u64::MAX);
                            *known &= bit;
                        }
                        _ => {
                            found.others.insert(slot);
                        }
                    }
                }
                _ => {
                    found.others.insert(slot);
                }
            },
        },
        _ => {
            found.others.insert(slot);
        }
    }
}

/// What a comparison with a number leaves.
fn limit(program: &Program, op: CompareOp, right: Slot) -> Option<Range> {
    let Some(Op::Constant(at)) = program.ops.get(right) else { return None };
    let value = match program.constants.get(*at)? {
        Constant::Number(number) => *number,
        Constant::Date(date) => super::domain::days(*date),
        _ => return None,
    };
    let (included, excluded) = (Bound::included(value), Bound::excluded(value));
    Some(match op {
        CompareOp::Equal => Interval::point(value),
        CompareOp::Less => Interval::new(None, Some(excluded)),
        CompareOp::LessOrEqual => Interval::new(None, Some(included)),
        CompareOp::Greater => Interval::new(Some(excluded), None),
        CompareOp::GreaterOrEqual => Interval::new(Some(included), None),
        CompareOp::NotEqual => return None,
    })
}

/// Returns both ranges of the only thing in which two rows differ.
fn differ(one: &Parts, other: &Parts) -> Option<(Slot, Range, Range)> {
    if one.options != other.options || one.others != other.others {
        return None;
    }
    let keys: BTreeSet<Slot> =
        one.ranges.keys().chain(other.ranges.keys()).copied().collect();
    let of =
        |parts: &Parts, key| parts.ranges.get(&key).copied().unwrap_or(Interval::ALL);
    let mut apart = keys.into_iter().filter(|key| of(one, *key) != of(other, *key));
    let key = apart.next()?;
    apart.next().is_none().then(|| (key, of(one, key), of(other, key)))
}

fn is_point(range: &Range) -> bool {
    matches!((range.lower, range.upper), (Some(low), Some(high)) if low.value == high.value)
        && !range.is_empty()
}

/// The conditions any one of which is enough.
fn ways(program: &Program, slot: Slot) -> Vec<Slot> {
    match program.ops.get(slot) {
        Some(Op::Name(_, inner)) => ways(program, *inner),
        Some(Op::Or(args)) => program.list(*args).to_vec(),
        _ => Vec::from([slot]),
    }
}

/// That no value is written into two rows, of which the second then never counts.
pub(super) fn twice(
    questions: &mut Questions,
    about: &About,
    guard: &[Slot],
    rows: &[AskedRow],
) {
    let mut before: Vec<Slot> = guard.to_vec();
    for (at, one) in rows.iter().enumerate() {
        let Some(first) = one.slot else { continue };
        let first_parts = parts(&questions.program, first);
        let first_ways = ways(&questions.program, first);
        for other in rows.iter().skip(at.saturating_add(1)) {
            let Some(second) = other.slot else { continue };
            if !one.is_asked || !other.is_asked || one.is_open {
                continue;
            }
            let second_parts = parts(&questions.program, second);
            let overlaps =
                differ(&first_parts, &second_parts).is_some_and(|(_, a, b)| {
                    let both = a.intersect(&b);
                    let crosses = !a.encloses(&b) && !b.encloses(&a);
                    !both.is_empty() && !is_point(&b) && (crosses || is_point(&both))
                });
            let second_ways = ways(&questions.program, second);
            // A list that holds all of the other is the general case behind a special one.
            let holds_all = |list: &[Slot], other: &[Slot]| {
                other.iter().all(|way| list.contains(way))
            };
            let cross = !holds_all(&first_ways, &second_ways)
                && !holds_all(&second_ways, &first_ways);
            let shared = second_ways.iter().find(|way| cross && first_ways.contains(way));
            let mut goal = Vec::from([first, second]);
            match shared {
                Some(way) => goal.push(*way),
                None if overlaps => {}
                None => continue,
            }
            goal.extend(&before);
            let goal = questions.all(&goal);
            let (a, b) = (&one.label, &other.label);
            let what = Message::new(
                format!("同一情形既写在「{}」、又写在「{}」，按先写的适用", a.zh, b.zh),
                format!(
                    "the same case is written into `{}` and `{}`; the first one counts",
                    a.en, b.en
                ),
            );
            let forbidden = Forbidden { goal, kind: ForbiddenKind::Twice, what };
            let about = About { expect: alloc::string::String::new(), ..about.clone() };
            questions.asked.push(about.question(other.span, Asked::Must(forbidden)));
        }
        if !one.is_open {
            let not = questions.not(first);
            before.push(not);
        }
    }
}

/// An amount with the row that it belongs to.
pub(super) struct Amount {
    pub(super) row: AskedRow,
    pub(super) lower: Option<Number>,
    pub(super) upper: Option<Number>,
}

/// That no row breaks the order of the amounts beside it.
pub(super) fn monotone(
    questions: &mut Questions,
    about: &About,
    guard: &[Slot],
    amounts: &[Amount],
) {
    let all: Vec<(usize, Parts)> = amounts
        .iter()
        .enumerate()
        .filter_map(|(at, amount)| {
            Some((at, parts(&questions.program, amount.row.slot?)))
        })
        .collect();
    let mut broken: BTreeSet<usize> = BTreeSet::new();
    let keys: BTreeSet<Slot> = all
        .iter()
        .flat_map(|(_, parts)| parts.ranges.keys().chain(parts.options.keys()).copied())
        .collect();
    for key in keys {
        let mut groups: Vec<(Parts, Vec<(usize, Number)>)> = Vec::new();
        for (at, parts) in &all {
            let mut rest = parts.clone();
            let place = match (rest.ranges.remove(&key), rest.options.remove(&key)) {
                (Some(range), _) => match (range.lower, range.upper) {
                    (Some(lower), _) => Some(lower.value),
                    // What has no beginning comes first.
                    (None, Some(upper)) => upper.value.checked_sub(Number::ONE).ok(),
                    (None, None) => None,
                },
                (None, Some(mask)) => {
                    (mask.count_ones() == 1).then(|| Number::from(mask.trailing_zeros()))
                }
                (None, None) => None,
            };
            let Some(place) = place else { continue };
            match groups.iter_mut().find(|(known, _)| *known == rest) {
                Some((_, rows)) => rows.push((*at, place)),
                None => groups.push((rest, Vec::from([(*at, place)]))),
            }
        }
        for (_, mut rows) in groups {
            rows.sort_by_key(|(_, place)| *place);
            for end in [|amount: &Amount| amount.lower, |amount: &Amount| amount.upper] {
                let values: Option<Vec<Number>> =
                    rows.iter().map(|(at, _)| end(amounts.get(*at)?)).collect();
                let Some(values) = values.filter(|values| values.len() >= FEWEST) else {
                    continue;
                };
                broken.extend(odd_one(&values).and_then(|at| Some(rows.get(at)?.0)));
            }
        }
    }
    for at in broken {
        let Some(amount) = amounts.get(at) else { continue };
        let Some(slot) = amount.row.slot else { continue };
        let mut goal = Vec::from([slot]);
        goal.extend(guard);
        let goal = questions.all(&goal);
        let label = &amount.row.label;
        let what = Message::new(
            format!("「{}」的数额打破前后各档的高低次序", label.zh),
            format!("the amount of `{}` breaks the order of those around it", label.en),
        );
        let forbidden = Forbidden { goal, kind: ForbiddenKind::Falls, what };
        let about = About { expect: alloc::string::String::new(), ..about.clone() };
        questions.asked.push(about.question(amount.row.span, Asked::Must(forbidden)));
    }
}

/// The only one without which numbers rise, or fall, all the way; the last of several. Numbers
/// that fall first and rise then are no mistake: a pH is bad at both ends.
fn odd_one(values: &[Number]) -> Option<usize> {
    if values.is_sorted() || values.is_sorted_by(|a, b| a >= b) {
        return None;
    }
    (0..values.len()).rev().find(|at| {
        let mut left = values.to_vec();
        left.remove(*at);
        left.is_sorted_by(|a, b| a < b) || left.is_sorted_by(|a, b| a > b)
    })
}

/// That the statutory ends do not fall where a row for more of something begins.
pub(super) fn falls(
    questions: &mut Questions,
    about: &About,
    guard: &[Slot],
    rows: &[(AskedRow, RangeSlots)],
    constants: &[Option<Number>],
) {
    for (one, below) in rows {
        for (other, above) in rows {
            let (Some(first), Some(second)) = (one.slot, other.slot) else { continue };
            let pair =
                (parts(&questions.program, first), parts(&questions.program, second));
            let Some((_, a, b)) = differ(&pair.0, &pair.1) else { continue };
            let touches = a
                .upper
                .zip(b.lower)
                .is_some_and(|(upper, lower)| upper.value == lower.value);
            if !touches {
                continue;
            }
            let ends = [(below.lower, above.lower), (below.upper, above.upper)];
            for ((from, to), (zh, en)) in
                ends.into_iter().zip([("最低", "minimum"), ("最高", "maximum")])
            {
                let (Some((from, _)), Some((to, _))) = (from, to) else { continue };
                let is_fixed = constants.get(from).copied().flatten().is_some();
                if !is_fixed || from == to {
                    continue;
                }
                let less = questions.compare(CompareOp::Less, to, from);
                let mut goal = Vec::from([second, less]);
                goal.extend(guard);
                let goal = questions.all(&goal);
                let (a, b) = (&one.label, &other.label);
                let what = Message::new(
                    format!("到了「{}」，法定{zh}反而低于「{}」", b.zh, a.zh),
                    format!("the law's {en} in `{}` is less than in `{}`", b.en, a.en),
                );
                let forbidden = Forbidden { goal, kind: ForbiddenKind::Falls, what };
                let about =
                    About { expect: alloc::string::String::new(), ..about.clone() };
                questions.asked.push(about.question(other.span, Asked::Must(forbidden)));
            }
        }
    }
}
