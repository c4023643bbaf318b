//! Regions and sums in words. In: what facts may be. Out: conditions that a person reads.
//! Never: a bound moved to the nearest fen where the rules say a round number.

use super::Condition;
use crate::diagnostic::Message;
use crate::evaluation::ShownBound;
use crate::model::{FactKind, Type, interval_text, quantity_text};
use crate::program::{Op, Slot};
use crate::prove::domain::{Domain, JUDGED, Range, Region, TRUE as YES, date};
use crate::prove::linear::{Bounded, Linear, Relation, Variable};
use crate::prove::sheet::Sheet;
use crate::prove::witness::measured;
use crate::value::{Bound, Interval, Number, PeriodUnit};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Returns a sum of facts in words: 货值金额的10倍.
pub(super) fn form(sheet: &Sheet<'_>, form: &Linear, ty: &Type) -> Message {
    let mut parts: Vec<(Message, bool)> = Vec::new();
    for variable in form.variables() {
        let Some(factor) = form.factor(variable) else { continue };
        let label = label(sheet, variable);
        let size = factor.abs();
        let text = if size == Number::ONE {
            label
        } else if size < Number::ONE {
            let share = crate::value::percent_text(size);
            Message::new(
                format!("{}的{}", label.zh, share.zh),
                format!("{} of {}", share.en, label.en),
            )
        } else {
            Message::new(
                format!("{}的{size}倍", label.zh),
                format!("{size} × {}", label.en),
            )
        };
        parts.push((text, factor.is_negative()));
    }
    let beside = form.beside();
    if !beside.is_zero() || parts.is_empty() {
        parts.push((quantity_text(beside.abs(), ty), beside.is_negative()));
    }
    // What is added stands before what is taken away.
    parts.sort_by_key(|(_, negative)| *negative);
    let join = |pick: fn(&Message) -> &str, plus: &str, minus: &str| {
        let mut text = String::new();
        for (part, negative) in &parts {
            if *negative {
                text.push_str(minus);
            } else if !text.is_empty() {
                text.push_str(plus);
            }
            text.push_str(pick(part));
        }
        text
    };
    Message::new(join(|it| &it.zh, "加", "减"), join(|it| &it.en, " + ", " − "))
}

/// Returns what a variable is called.
fn label(sheet: &Sheet<'_>, variable: Variable) -> Message {
    if let Some(fact) = sheet.program.model.facts.get(variable) {
        return fact.label.clone();
    }
    if variable == sheet.as_of() {
        return Message::new("截至日期", "the date");
    }
    let slot = sheet.apart.iter().find(|(_, known)| **known == variable);
    slot.map_or_else(
        || Message::new("计算值", "a result"),
        |(slot, _)| told(sheet, *slot),
    )
}

/// Returns what a slot is called.
fn told(sheet: &Sheet<'_>, slot: Slot) -> Message {
    let words = |unit: PeriodUnit| {
        let (zh, en) = unit.words();
        (zh.to_string(), format!("{en}s"))
    };
    match sheet.program.ops.get(slot) {
        Some(Op::Input(fact)) => label(sheet, *fact),
        Some(Op::AsOf) => label(sheet, sheet.as_of()),
        Some(Op::Count(unit, from, to)) => {
            let (from, to) = (told(sheet, *from), told(sheet, *to));
            let (zh, en) = words(*unit);
            Message::new(
                format!("{}至{}的{zh}数", from.zh, to.zh),
                format!("{en} from {} to {}", from.en, to.en),
            )
        }
        Some(Op::Shift { date, period, back, .. }) => {
            let (of, length) = (told(sheet, *date), period.text());
            let (zh, en) = if *back { ("前", "before") } else { ("后", "after") };
            Message::new(
                format!("{}{zh}{}", of.zh, length.zh),
                format!("{} {en} {}", length.en, of.en),
            )
        }
        Some(Op::Round(inner, ..)) => {
            let inner = told(sheet, *inner);
            Message::new(format!("取整后的{}", inner.zh), format!("rounded {}", inner.en))
        }
        _ => Message::new("计算值", "a result"),
    }
}

/// Returns the conditions of a region, those of facts in their order; none: all cases.
pub(super) fn conditions(sheet: &Sheet<'_>, region: &Region) -> Vec<Condition> {
    let mut found = Vec::new();
    for (variable, (domain, whole)) in
        region.domains.iter().zip(&sheet.start.domains).enumerate()
    {
        if domain == whole {
            continue;
        }
        if let Some(text) = condition(sheet, variable, domain, whole) {
            found.push(as_data(sheet, variable, domain, whole, text));
        }
    }
    let compared = region.bounds.iter().filter_map(|bounded| compared(sheet, bounded));
    found.extend(compared.map(Condition::told));
    found
}

/// The same for a program.
fn as_data(
    sheet: &Sheet<'_>,
    variable: Variable,
    domain: &Domain,
    whole: &Domain,
    text: Message,
) -> Condition {
    let mut data = Condition::told(text);
    let fact = sheet.program.model.facts.get(variable);
    data.fact = match fact {
        Some(fact) => Some(fact.name.clone()),
        None if variable == sheet.as_of() => Some("as_of".to_string()),
        None => None,
    };
    let kind = fact.map(|fact| &fact.kind);
    let names = |mask: u64| -> Vec<String> {
        let bits = (0_u32..64).zip(0_usize..);
        let bits = bits.filter(|(at, _)| mask & 1_u64.checked_shl(*at).unwrap_or(0) != 0);
        bits.filter_map(|(_, at)| name_of(sheet, kind, at)).collect()
    };
    match (domain, whole) {
        (Domain::Options(mask), _) => data.one_of = names(*mask),
        (Domain::Set { has, open }, Domain::Set { open: all, .. }) => {
            data.has = names(*has);
            data.lacks = names(all & !open & !has);
        }
        (Domain::Range { range, step, .. }, Domain::Range { range: all, .. }) => {
            let is_date = kind.is_none_or(|kind| matches!(kind, FactKind::Date(_)));
            let own = Interval {
                lower: range.lower.filter(|_| range.lower != all.lower),
                upper: range.upper.filter(|_| range.upper != all.upper),
            };
            let own = if is_date { own } else { rounder(own, *step) };
            let end = |bound: Bound<Number>| ShownBound {
                value: match date(bound.value).filter(|_| is_date) {
                    Some(day) => day.to_string(),
                    None => bound.value.to_string(),
                },
                included: bound.included,
            };
            data.lower = own.lower.map(end);
            data.upper = own.upper.map(end);
        }
        (_, _) => {}
    }
    data
}

/// The name of an option as facts write it.
fn name_of(
    sheet: &Sheet<'_>,
    kind: Option<&FactKind>,
    position: usize,
) -> Option<String> {
    Some(match kind? {
        FactKind::Bool => (position == 1).to_string(),
        FactKind::Judgement => JUDGED.get(position)?.name().to_string(),
        FactKind::Text => sheet.texts.get(position).cloned().unwrap_or_default(),
        kind => kind.options().get(position)?.name.clone(),
    })
}

fn condition(
    sheet: &Sheet<'_>,
    variable: Variable,
    domain: &Domain,
    whole: &Domain,
) -> Option<Message> {
    let Message { zh, en } = label(sheet, variable);
    let kind = sheet.program.model.facts.get(variable).map(|fact| &fact.kind);
    Some(match (domain, whole) {
        (Domain::Options(mask), Domain::Options(all)) => match kind {
            Some(FactKind::Bool) => {
                let (said, said_en) =
                    if *mask == YES { ("是", "yes") } else { ("否", "no") };
                Message::new(format!("{zh}（{said}）"), format!("{en} ({said_en})"))
            }
            Some(FactKind::Judgement) => {
                let named = options(sheet, kind, *mask);
                Message::new(
                    format!("{zh}（{}）", named.zh),
                    format!("{en} ({})", named.en),
                )
            }
            _ => {
                let rest = all & !mask;
                let few = rest.count_ones() < mask.count_ones() && rest.count_ones() < 3;
                let named = options(sheet, kind, if few { rest } else { *mask });
                if few {
                    Message::new(
                        format!("{zh}不是{}", named.zh),
                        format!("{en} is not {}", named.en),
                    )
                } else {
                    Message::new(
                        format!("{zh}为{}", named.zh),
                        format!("{en} is {}", named.en),
                    )
                }
            }
        },
        (Domain::Set { has, open }, Domain::Set { has: before, open: all }) => {
            let has = has & !before;
            let lacks = all & !open & !has;
            let mut parts_zh = Vec::new();
            let mut parts_en = Vec::new();
            if has != 0 {
                let named = options(sheet, kind, has);
                parts_zh.push(format!("{zh}含{}", named.zh));
                parts_en.push(format!("{en} has {}", named.en));
            }
            if lacks != 0 {
                let named = options(sheet, kind, lacks);
                parts_zh.push(format!("{zh}不含{}", named.zh));
                parts_en.push(format!("{en} lacks {}", named.en));
            }
            Message::new(parts_zh.join("、"), parts_en.join(", "))
        }
        (Domain::Range { range, step, .. }, Domain::Range { range: all, .. }) => {
            let own = Interval {
                lower: range.lower.filter(|_| range.lower != all.lower),
                upper: range.upper.filter(|_| range.upper != all.upper),
            };
            let is_date = kind.is_none_or(|kind| matches!(kind, FactKind::Date(_)))
                && (kind.is_some() || variable == sheet.as_of());
            if is_date {
                days(&zh, &en, &own)?
            } else {
                let ty = kind.map_or(Type::Mistake, measured);
                let text = interval_text(&rounder(own, *step), &ty);
                let is_point = own.lower.is_some() && own.lower == own.upper;
                let (be_zh, be_en) = if is_point { ("为", "") } else { ("", "") };
                Message::new(
                    format!("{zh}{be_zh}{}", text.zh),
                    format!("{en} {be_en}{}", text.en),
                )
            }
        }
        (_, _) => return None,
    })
}

fn days(zh: &str, en: &str, range: &Range) -> Option<Message> {
    let day = |bound: Bound<Number>| date(bound.value);
    Some(match (range.lower, range.upper) {
        (Some(lower), Some(upper)) if lower.value == upper.value => {
            let day = day(lower)?;
            Message::new(format!("{zh}为{day}"), format!("{en} {day}"))
        }
        (Some(lower), Some(upper)) => {
            let (from, to) = (day(lower)?, day(upper)?);
            Message::new(
                format!("{zh}自{from}至{to}"),
                format!("{en} from {from} to {to}"),
            )
        }
        (Some(lower), None) => {
            let from = day(lower)?;
            Message::new(
                format!("{zh}在{from}以后（含当日）"),
                format!("{en} on or after {from}"),
            )
        }
        (None, Some(upper)) => {
            let to = day(upper)?;
            Message::new(
                format!("{zh}在{to}以前（含当日）"),
                format!("{en} on or before {to}"),
            )
        }
        (None, None) => return None,
    })
}

/// Writes an end that stands one step beside a round number as that number.
fn rounder(range: Range, step: Option<Number>) -> Range {
    let Some(step) = step else { return range };
    let digits = |number: Number| {
        let text = number.to_string();
        text.trim_end_matches('0').chars().filter(char::is_ascii_digit).count()
    };
    let moved = |bound: Bound<Number>, by: Number| {
        let beside = bound.value.checked_add(by).ok().filter(|_| bound.included);
        match beside {
            Some(value) if digits(value) < digits(bound.value) => {
                Bound { value, included: false }
            }
            _ => bound,
        }
    };
    if range.lower.is_some() && range.lower == range.upper {
        return range;
    }
    Interval {
        lower: range
            .lower
            .map(|bound| step.checked_neg().map_or(bound, |by| moved(bound, by))),
        upper: range.upper.map(|bound| moved(bound, step)),
    }
}

fn options(sheet: &Sheet<'_>, kind: Option<&FactKind>, mask: u64) -> Message {
    let (mut zh, mut en): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for at in 0_u32..64 {
        if mask & 1_u64.checked_shl(at).unwrap_or(0) == 0 {
            continue;
        }
        let position = usize::try_from(at).unwrap_or(usize::MAX);
        let label = match kind {
            Some(FactKind::Judgement) => JUDGED.get(position).map(|answer| answer.text()),
            Some(FactKind::Text) => Some(sheet.texts.get(position).map_or_else(
                || Message::new("其他", "anything else"),
                |text| Message::new(format!("“{text}”"), format!("`{text}`")),
            )),
            Some(kind) => kind.options().get(position).map(|option| option.label.clone()),
            None => None,
        };
        let Some(label) = label else { continue };
        zh.push(label.zh.to_string());
        en.push(label.en.to_string());
    }
    Message::new(zh.join("或"), en.join(" or "))
}

/// A comparison of facts with each other.
fn compared(sheet: &Sheet<'_>, bounded: &Bounded) -> Option<Message> {
    let mut form = bounded.form.clone();
    let mut relation = bounded.relation;
    let first = form.variables().next()?;
    let has_steps = form.variables().all(|variable| {
        matches!(
            sheet.start.domains.get(variable),
            Some(Domain::Range { step: Some(_), .. })
        )
    });
    // One step more than nothing is more than nothing.
    if has_steps && relation == Relation::NotNegative && form.beside() == Number::from(-1)
    {
        form = form.with_beside(Number::ZERO);
        relation = Relation::Positive;
    }
    let scale = form.factor(first)?.abs();
    let form = form.times(Number::ONE.checked_div(scale).ok()?)?;
    let (mut left, mut right) =
        (Linear::constant(Number::ZERO), Linear::constant(Number::ZERO));
    for variable in form.variables() {
        let factor = form.factor(variable)?;
        let own = Linear::variable(variable).times(factor.abs())?;
        if factor.is_negative() {
            right = right.plus(&own)?;
        } else {
            left = left.plus(&own)?;
        }
    }
    let beside = Linear::constant(form.beside().abs());
    if form.beside().is_negative() {
        right = right.plus(&beside)?;
    } else {
        left = left.plus(&beside)?;
    }
    let ty = sheet
        .program
        .model
        .facts
        .get(first)
        .map_or(Type::Mistake, |it| measured(&it.kind));
    let (mut left, mut right) =
        (self::form(sheet, &left, &ty), self::form(sheet, &right, &ty));
    let (zh, en) = match relation {
        Relation::Zero => ("等于", "is"),
        Relation::NotNegative if form.factor(first)?.is_negative() => {
            core::mem::swap(&mut left, &mut right);
            ("不超过", "is at most")
        }
        Relation::Positive if form.factor(first)?.is_negative() => {
            core::mem::swap(&mut left, &mut right);
            ("不足", "is under")
        }
        Relation::NotNegative => ("达到", "is at least"),
        Relation::Positive => ("超过", "is over"),
    };
    Some(Message::new(
        format!("{}{zh}{}", left.zh, right.zh),
        format!("{} {en} {}", left.en, right.en),
    ))
}
