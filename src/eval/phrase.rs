//! What a slot says, as a phrase in both languages.

use super::frame::Frame;
use super::text::{join, labelled, name_text, set_text, value_text};
use crate::diagnostic::Message;
use crate::model::{Asked, CompareOp, Fact, Fold, PenaltyEnd, Type, Unit, period_text};
use crate::program::{Named, Op, Slot};
use alloc::format;
use alloc::vec::Vec;

/// Names the amount of a penalty of a benchmark.
pub(super) fn penalty_label(
    frame: &Frame<'_>,
    benchmark: usize,
    penalty: usize,
    end: PenaltyEnd,
) -> Message {
    let benchmark = frame.program.model.benchmarks.get(benchmark);
    let penalty = benchmark.and_then(|known| known.penalties.get(penalty));
    let (Some(benchmark), Some(penalty)) = (benchmark, penalty) else {
        return Message::new("", "");
    };
    let (zh, en) = match end {
        PenaltyEnd::Amount => ("", ""),
        PenaltyEnd::Minimum => ("的下限", "minimum of "),
        PenaltyEnd::Maximum => ("的上限", "maximum of "),
    };
    Message::new(
        format!("依照「{}」的{}{zh}", benchmark.label.zh, penalty.label.zh),
        format!("{en}{} by {}", penalty.label.en, benchmark.label.en),
    )
}

/// Returns what a slot says, as a phrase.
pub(super) fn phrase(frame: &Frame<'_>, slot: Slot) -> Message {
    let program = frame.program;
    let Some(op) = program.ops.get(slot).copied() else { return Message::new("", "") };
    let two = |left: Slot, zh: &str, en: &str, right: Slot| {
        let (left, right) = (phrase(frame, left), phrase(frame, right));
        Message::new(
            format!("{} {zh} {}", left.zh, right.zh),
            format!("{} {en} {}", left.en, right.en),
        )
    };
    let list = |zh: &str, en: &str, args| {
        let parts: Vec<Message> =
            program.list(args).iter().map(|slot| phrase(frame, *slot)).collect();
        let joined = join(&parts, "，", ", ");
        Message::new(format!("{zh}（{}）", joined.zh), format!("{en} ({})", joined.en))
    };
    match op {
        Op::Input(fact) | Op::Default(fact, _) => {
            let label = program.model.facts.get(fact).map(|fact| &fact.label);
            label.map_or_else(
                || Message::new("", ""),
                |label| labelled(frame, label, slot),
            )
        }
        Op::AsOf => {
            let date = frame.as_of.date().text();
            Message::new(
                format!("截至日（{}）", date.zh),
                format!("as-of date ({})", date.en),
            )
        }
        Op::Constant(_) => {
            let ty = program.types.get(slot).unwrap_or(&Type::Mistake);
            frame.get(slot).map_or_else(
                || Message::new("", ""),
                |value| value_text(frame, value, ty),
            )
        }
        Op::Known(inner) => {
            let label = fact_label(frame, inner);
            Message::new(format!("{}已知", label.zh), format!("{} is known", label.en))
        }
        Op::Name(name, _) => match name {
            Named::Define(_) | Named::Due(_) => {
                labelled(frame, &name_text(frame, name), slot)
            }
            Named::Circumstance(_)
            | Named::Version(_)
            | Named::Exception(_)
            | Named::Row(..)
            | Named::Layer(..)
            | Named::Criterion(..)
            | Named::ItemFails(..)
            | Named::ItemPasses(..)
            | Named::ItemNotApplicable(..) => name_text(frame, name),
        },
        Op::Not(inner) => {
            let inner = phrase(frame, inner);
            Message::new(format!("并非：{}", inner.zh), format!("not: {}", inner.en))
        }
        Op::And(_) => Message::new("以下全部成立", "all of the following"),
        Op::Or(_) => Message::new("以下任一成立", "any of the following"),
        Op::AtLeast(count, _) => Message::new(
            format!("以下至少 {count} 项成立"),
            format!("at least {count} of the following"),
        ),
        Op::Tally(_) => {
            let count = shown(frame, slot);
            Message::new(
                format!("符合的有 {} 项", count.zh),
                format!("{} of the records", count.en),
            )
        }
        Op::Over(fold, _) | Op::Records(fold, _) => {
            let (zh, en) = match fold {
                Fold::Highest => ("各项中最高", "the highest of the records"),
                Fold::Lowest => ("各项中最低", "the lowest of the records"),
                Fold::Sum | Fold::Any | Fold::All | Fold::Count => {
                    ("各项合计", "the sum over the records")
                }
            };
            let value = shown(frame, slot);
            Message::new(format!("{zh}（{}）", value.zh), format!("{en} ({})", value.en))
        }
        Op::Compare(op, left, right) => {
            let dates =
                matches!(program.types.get(left), Some(Type::Date | Type::Moment));
            let (zh, en) = compare_words(op, dates);
            two(left, zh, en, right)
        }
        Op::OneOf(inner, mask) => {
            let left = phrase(frame, inner);
            let Some(Type::Choice(fact)) = program.types.get(inner) else { return left };
            let options = set_text(frame, *fact, mask);
            Message::new(
                format!("{} 为 {}", left.zh, options.zh),
                format!("{} is {}", left.en, options.en.replace(", ", " or ")),
            )
        }
        Op::Contains(inner, mask) => {
            let left = phrase(frame, inner);
            let Some(Type::Set(fact)) = program.types.get(inner) else { return left };
            let options = set_text(frame, *fact, mask);
            Message::new(
                format!("{} 包含 {}", left.zh, options.zh),
                format!("{} contains {}", left.en, options.en),
            )
        }
        Op::Judged(inner, asked) => {
            let label = fact_label(frame, inner);
            let question = matches!(
                program.ops.get(inner),
                Some(Op::Input(fact)) if program.model.facts.get(*fact).is_some_and(
                    Fact::is_ask
                )
            );
            let (zh, en) = match (asked, question) {
                (Asked::Pass, true) => ("合格", "passes"),
                (Asked::Fail, true) => ("不合格", "fails"),
                (Asked::Pass, false) => ("成立", "holds"),
                (Asked::Fail, false) => ("不成立", "does not hold"),
                (Asked::NotApplicable, _) => ("不适用", "not applicable"),
            };
            Message::new(format!("{}：{zh}", label.zh), format!("{}: {en}", label.en))
        }
        Op::Case(_) | Op::Unique(_) | Op::Collect(..) => {
            let ty = program.types.get(slot).unwrap_or(&Type::Mistake);
            let value = frame.get(slot).map_or_else(
                || Message::new("未定", "open"),
                |value| value_text(frame, value, ty),
            );
            Message::new(
                format!("按情形取 {}", value.zh),
                format!("by case: {}", value.en),
            )
        }
        Op::Penalty { benchmark, penalty, end, .. } => {
            labelled(frame, &penalty_label(frame, benchmark, penalty, end), slot)
        }
        Op::Undecided(exception) => program
            .model
            .exceptions
            .get(exception)
            .map_or_else(|| Message::new("", ""), |known| known.label.clone()),
        Op::Except(_) => {
            let ty = program.types.get(slot).unwrap_or(&Type::Mistake);
            let value = frame.get(slot).map_or_else(
                || Message::new("未定", "open"),
                |value| value_text(frame, value, ty),
            );
            Message::new(
                format!("计入例外为 {}", value.zh),
                format!("with its exceptions: {}", value.en),
            )
        }
        Op::InForce(_) => {
            let ty = program.types.get(slot).unwrap_or(&Type::Mistake);
            let value = frame.get(slot).map_or_else(
                || Message::new("未定", "open"),
                |value| value_text(frame, value, ty),
            );
            Message::new(
                format!("按施行的版本为 {}", value.zh),
                format!("by the version in force: {}", value.en),
            )
        }
        Op::Add(left, right) => two(left, "+", "+", right),
        Op::Assumed(value, default) if frame.is_unknown(value) => {
            let default = phrase(frame, default);
            Message::new(
                format!("尚未查明，按缺省 {}", default.zh),
                format!("not known: {} by default", default.en),
            )
        }
        Op::Assumed(value, _) => phrase(frame, value),
        Op::Subtract(left, right) => two(left, "−", "−", right),
        Op::Multiply(inner, factor) if is_factor(frame, factor) => {
            converted(frame, inner, slot)
        }
        Op::Multiply(left, right) => two(left, "×", "×", right),
        Op::Divide(left, right) => two(left, "÷", "÷", right),
        Op::Negate(inner) => {
            let inner = phrase(frame, inner);
            Message::new(format!("−{}", inner.zh), format!("−{}", inner.en))
        }
        Op::Highest(args) => list("取大", "highest of", args),
        Op::Lowest(args) => list("取小", "lowest of", args),
        Op::Round(inner, step, _) => two(inner, "取整到", "rounded to", step),
        Op::Count(unit, from, to) => {
            let (from, to) = (phrase(frame, from), phrase(frame, to));
            let value = frame.number(slot).map_or_else(
                || Message::new("未知", "unknown"),
                |number| period_text(number, unit),
            );
            Message::new(
                format!("自{}至{}（{}）", from.zh, to.zh, value.zh),
                format!("from {} to {} ({})", from.en, to.en, value.en),
            )
        }
        Op::Shift { date, period, back, .. } => {
            let (date, period) = (phrase(frame, date), period.text());
            if back {
                Message::new(
                    format!("{}前{}", date.zh, period.zh),
                    format!("{} before {}", period.en, date.en),
                )
            } else {
                Message::new(
                    format!("{}起{}", date.zh, period.zh),
                    format!("{} from {}", period.en, date.en),
                )
            }
        }
        Op::Paused { event, period, .. } => {
            let (date, period) = (phrase(frame, event), period.text());
            Message::new(
                format!("{}起{}，中止的日子不计", date.zh, period.zh),
                format!("{} from {}, less suspended days", period.en, date.en),
            )
        }
        Op::DateOf(inner) | Op::OnlyIf(_, inner) | Op::AtLeastZero(inner) => {
            phrase(frame, inner)
        }
    }
}

fn is_factor(frame: &Frame<'_>, slot: Slot) -> bool {
    matches!(frame.program.types.get(slot), Some(Type::Number(Unit::Factor)))
}

/// A value in another unit: `面积（1亩），即666又2/3平方米`.
fn converted(frame: &Frame<'_>, inner: Slot, slot: Slot) -> Message {
    let phrase = phrase(frame, inner);
    let ty = frame.program.types.get(slot).unwrap_or(&Type::Mistake);
    frame.get(slot).map_or_else(
        || phrase.clone(),
        |value| {
            let value = value_text(frame, value, ty);
            Message::new(
                format!("{}（即{}）", phrase.zh, value.zh),
                format!("{} (which is {})", phrase.en, value.en),
            )
        },
    )
}

fn shown(frame: &Frame<'_>, slot: Slot) -> Message {
    let ty = frame.program.types.get(slot).unwrap_or(&Type::Mistake);
    frame.get(slot).map_or_else(
        || Message::new("未知", "unknown"),
        |value| value_text(frame, value, ty),
    )
}

fn compare_words(op: CompareOp, dates: bool) -> (&'static str, &'static str) {
    match (op, dates) {
        (CompareOp::Equal, _) => ("为", "is"),
        (CompareOp::NotEqual, _) => ("不为", "is not"),
        (CompareOp::Less, false) => ("不足", "under"),
        (CompareOp::LessOrEqual, false) => ("至多", "at most"),
        (CompareOp::Greater, false) => ("超过", "over"),
        (CompareOp::GreaterOrEqual, false) => ("至少", "at least"),
        (CompareOp::Less, true) => ("早于", "before"),
        (CompareOp::LessOrEqual, true) => ("不晚于", "not after"),
        (CompareOp::Greater, true) => ("晚于", "after"),
        (CompareOp::GreaterOrEqual, true) => ("不早于", "not before"),
    }
}

fn fact_label(frame: &Frame<'_>, slot: Slot) -> Message {
    match frame.program.ops.get(slot) {
        Some(Op::Input(fact) | Op::Default(fact, _)) => frame
            .program
            .model
            .facts
            .get(*fact)
            .map_or_else(|| Message::new("", ""), |fact| fact.label.clone()),
        _ => phrase(frame, slot),
    }
}
