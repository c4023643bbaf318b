//! Values and conditions as plain phrases in both languages. Derived from slots, so a
//! sentence never says what was not computed.

use super::frame::{Failure, Frame, Value};
use crate::diagnostic::Message;
use crate::evaluation::{Content, ShownValue};
use crate::facts::set_names;
use crate::model::{
    Asked, CompareOp, Constant, Fact, Fold, Type, Unit, Version, number_text, period_text,
};
use crate::program::{Named, Op, Slot};
use crate::value::Number;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Returns a value in words.
pub(super) fn value_text(frame: &Frame<'_>, value: Value, ty: &Type) -> Message {
    match (value, ty) {
        (Value::Bool(true), _) => Message::new("是", "yes"),
        (Value::Bool(false), _) => Message::new("否", "no"),
        (Value::Number(number), Type::Number(unit)) => number_text(number, unit),
        (Value::Number(number), Type::Period(unit)) => period_text(number, *unit),
        (Value::Number(number), Type::List(_)) => {
            let count = crate::value::number_text(number);
            let records =
                if number == Number::from(1_u32) { "record" } else { "records" };
            Message::new(format!("{}项", count.zh), format!("{} {records}", count.en))
        }
        (Value::Number(number), _) => crate::value::number_text(number),
        (Value::Date(date), _) => date.text(),
        (Value::Moment(moment), _) => moment.text(),
        (Value::Text(position), _) => {
            let text = frame.texts.get(position).cloned().unwrap_or_default();
            Message::new(text.clone(), text)
        }
        (Value::Judgement(answer), _) => answer.text(),
        (Value::Choice(option), Type::Choice(fact)) => option_text(frame, *fact, option),
        (Value::Set(bits), Type::Set(fact)) => set_text(frame, *fact, bits),
        (Value::Choice(_) | Value::Set(_), _) => Message::new("", ""),
    }
}

/// Returns a value as results show it.
pub(super) fn shown_value(frame: &Frame<'_>, value: Value, ty: &Type) -> ShownValue {
    let options =
        |fact: usize| frame.program.model.facts.get(fact).map(|fact| &fact.kind);
    let content = match (value, ty) {
        (Value::Bool(truth), _) => Content::One(truth.to_string()),
        (Value::Number(number), _) => Content::One(number.to_string()),
        (Value::Date(date), _) => Content::One(date.to_string()),
        (Value::Moment(moment), _) => Content::One(moment.to_string()),
        (Value::Text(position), _) => {
            Content::One(frame.texts.get(position).cloned().unwrap_or_default())
        }
        (Value::Judgement(answer), _) => Content::One(answer.name().to_string()),
        (Value::Choice(option), Type::Choice(fact)) => Content::One(
            options(*fact)
                .and_then(|kind| kind.options().get(usize::from(option)))
                .map(|option| option.name.clone())
                .unwrap_or_default(),
        ),
        (Value::Set(bits), Type::Set(fact)) => Content::Many(
            options(*fact)
                .map(|kind| set_names(kind, bits).map(ToString::to_string).collect())
                .unwrap_or_default(),
        ),
        (Value::Choice(_) | Value::Set(_), _) => Content::One(String::new()),
    };
    ShownValue { ty: type_name(ty), value: content, text: value_text(frame, value, ty) }
}

/// Returns a type's keyword.
pub(super) const fn type_name(ty: &Type) -> &'static str {
    match ty {
        Type::Bool | Type::Mistake => "bool",
        Type::Number(Unit::Plain | Unit::Measured(_) | Unit::Factor) => "number",
        Type::Number(Unit::Percent) => "percent",
        Type::Number(Unit::Money) => "money",
        Type::Date => "date",
        Type::Moment => "moment",
        Type::Period(_) => "period",
        Type::Text => "text",
        Type::Choice(_) => "one of",
        Type::Set(_) => "any of",
        Type::List(_) => "list of",
        Type::Judgement => "judgement",
    }
}

fn option_text(frame: &Frame<'_>, fact: usize, option: u8) -> Message {
    frame
        .program
        .model
        .facts
        .get(fact)
        .and_then(|fact| fact.kind.options().get(usize::from(option)))
        .map_or_else(|| Message::new("", ""), |option| option.label.clone())
}

fn set_text(frame: &Frame<'_>, fact: usize, bits: u64) -> Message {
    let labels: Vec<Message> = (0_u8..64)
        .filter(|option| bits & 1_u64.checked_shl(u32::from(*option)).unwrap_or(0) != 0)
        .map(|option| option_text(frame, fact, option))
        .collect();
    if labels.is_empty() {
        return Message::new("无", "none");
    }
    join(&labels, "、", ", ")
}

/// Joins texts in both languages.
pub(super) fn join(texts: &[Message], zh: &str, en: &str) -> Message {
    let chinese: Vec<&str> = texts.iter().map(|text| text.zh.as_str()).collect();
    let english: Vec<&str> = texts.iter().map(|text| text.en.as_str()).collect();
    Message::new(chinese.join(zh), english.join(en))
}

/// Returns a name's label with its value: 货值金额（8,000元）.
pub(super) fn labelled(frame: &Frame<'_>, label: &Message, slot: Slot) -> Message {
    let ty = frame.program.types.get(slot).unwrap_or(&Type::Mistake);
    let value = frame.get(slot).map_or_else(
        || Message::new("未知", "unknown"),
        |value| value_text(frame, value, ty),
    );
    Message::new(
        format!("{}（{}）", label.zh, value.zh),
        format!("{} ({})", label.en, value.en),
    )
}

/// Returns the label of a named slot.
pub(super) fn name_text(frame: &Frame<'_>, name: Named) -> Message {
    let model = &frame.program.model;
    let item = |review: usize, item: usize| {
        model
            .reviews
            .get(review)
            .and_then(|review| review.items.get(item))
            .map(|item| item.label.clone())
    };
    let found = match name {
        Named::Define(id) => model.defines.get(id).map(|known| known.label.clone()),
        Named::Circumstance(id) => {
            model.circumstances.get(id).map(|known| known.label.clone())
        }
        Named::Due(id) => model.deadlines.get(id).map(|known| {
            Message::new(
                format!("{}届满日", known.label.zh),
                format!("last day of {}", known.label.en),
            )
        }),
        Named::Version(id) => model.versions.get(id).map(Version::text),
        Named::Exception(id) => model.exceptions.get(id).map(|known| {
            Message::new(
                format!("例外：{}", known.label.zh),
                format!("exception: {}", known.label.en),
            )
        }),
        Named::Row(table, row) => Some(row_text(frame, table, row)),
        Named::Layer(review, layer) => model
            .reviews
            .get(review)
            .and_then(|review| review.layers.get(layer))
            .map(|known| known.label.clone()),
        Named::Criterion(review, layer, criterion) => model
            .reviews
            .get(review)
            .and_then(|review| review.layers.get(layer))
            .and_then(|layer| layer.criteria.get(criterion))
            .map(|known| known.label.clone()),
        Named::ItemFails(review, at) => item(review, at).map(|label| {
            Message::new(format!("{}：不合格", label.zh), format!("{}: fails", label.en))
        }),
        Named::ItemPasses(review, at) => item(review, at).map(|label| {
            Message::new(format!("{}：合格", label.zh), format!("{}: passes", label.en))
        }),
        Named::ItemNotApplicable(review, at) => item(review, at).map(|label| {
            Message::new(
                format!("{}：不适用", label.zh),
                format!("{}: not applicable", label.en),
            )
        }),
    };
    found.unwrap_or_else(|| Message::new("", ""))
}

/// Returns what a row of a table is called.
pub(super) fn row_text(frame: &Frame<'_>, table: usize, row: usize) -> Message {
    let Some(table) = frame.program.model.tables.get(table) else {
        return Message::new("", "");
    };
    let Some(known) = table.rows.get(row) else { return Message::new("", "") };
    match (&known.label, known.number) {
        (Some(label), _) => label.clone(),
        (None, Some(number)) => Message::new(
            format!("{}第{number}行", table.label.zh),
            format!("row {number} of {}", table.label.en),
        ),
        (None, None) => table.label.clone(),
    }
}

/// Returns the rows of a table that a slot asks and that are not false, with the table.
fn rows_asked(frame: &Frame<'_>, slot: Slot) -> Option<(usize, Vec<usize>)> {
    let Some(Op::Case(args) | Op::Unique(args) | Op::Collect(_, args)) =
        frame.program.ops.get(slot).copied()
    else {
        return None;
    };
    let mut table = None;
    let mut rows = Vec::new();
    for pair in frame.program.list(args).chunks(2) {
        let [condition, _] = pair else { break };
        let Some(Op::Name(Named::Row(at, row), _)) = frame.program.ops.get(*condition)
        else {
            return None;
        };
        table = Some(*at);
        rows.extend(Some(*row).filter(|_| frame.truth(*condition).is_true()));
    }
    Some((table?, rows))
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
        Op::Over(fold, _) => {
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

/// Says that no row of a table is true.
pub(super) fn no_row(label: &Message) -> Message {
    Message::new(
        format!("{}：没有一行适用于本案", label.zh),
        format!("{}: no row covers the case", label.en),
    )
}

/// Says that several rows of a table are true where one may be.
pub(super) fn two_rows(frame: &Frame<'_>, table: usize, rows: &[usize]) -> Message {
    let rows: Vec<Message> =
        rows.iter().map(|row| row_text(frame, table, *row)).collect();
    let rows = join(&rows, "、", ", ");
    let label = frame.program.model.tables.get(table).map(|known| known.label.clone());
    let label = label.unwrap_or_else(|| Message::new("", ""));
    Message::new(
        format!("{}：只许一行成立，成立的却有{}", label.zh, rows.zh),
        format!("{}: only one row may be true, but these are: {}", label.en, rows.en),
    )
}

/// Returns a failed calculation in words.
pub(super) fn failure_text(frame: &Frame<'_>, slot: Slot, failure: Failure) -> Message {
    if failure == Failure::Conflict {
        let names: Vec<Message> = super::exception::holding(frame, slot)
            .into_iter()
            .filter_map(|id| frame.program.model.exceptions.get(id))
            .map(|known| known.label.clone())
            .collect();
        let names = join(&names, "、", ", ");
        return Message::new(
            format!("几个例外同时成立而结果不同，没有写明哪个优先：{}", names.zh),
            format!(
                "exceptions that hold together differ, and none is said to win: {}",
                names.en
            ),
        );
    }
    if failure == Failure::NotInForce
        && let Some(Op::InForce(versions)) = frame.program.ops.get(slot).copied()
    {
        // Of a row, the last slot is the value; versions of one name share its label.
        let first = frame.program.list(versions).chunks(2).next().and_then(<[_]>::last);
        if let Some(Op::Name(name, _)) =
            first.and_then(|slot| frame.program.ops.get(*slot))
        {
            let name = name_text(frame, *name);
            return Message::new(
                format!("「{}」在该日没有施行中的版本", name.zh),
                format!("no version of `{}` is in force on that date", name.en),
            );
        }
    }
    if failure == Failure::Unset
        && let Some(Op::Constant(position)) = frame.program.ops.get(slot)
        && let Some(Constant::Unset(id)) = frame.program.constants.get(*position)
        && let Some(parameter) = frame.program.model.parameters.get(*id)
    {
        let label = &parameter.label;
        return Message::new(
            format!("参数「{}」没有取值：要采用一个给它取值的方案", label.zh),
            format!(
                "the parameter `{}` has no value: choose a profile that sets it",
                label.en
            ),
        );
    }
    if let Failure::NoRow | Failure::TwoRows = failure
        && let Some((table, rows)) = rows_asked(frame, slot)
    {
        if failure == Failure::TwoRows {
            return two_rows(frame, table, &rows);
        }
        if let Some(known) = frame.program.model.tables.get(table) {
            return no_row(&known.label);
        }
    }
    if failure == Failure::NoRecord {
        return Message::new(
            "列表里没有一项可以取最高或者最低",
            "the list has no record to take the highest or the lowest of",
        );
    }
    let what = phrase(frame, slot);
    let (zh, en) = match failure {
        Failure::Overflow => {
            ("数字太大，不能精确计算", "the number is too large to be exact")
        }
        Failure::DivisionByZero => ("除数为零", "division by zero"),
        Failure::DateRange => {
            ("日期超出了可以计算的范围", "the date cannot be counted so far")
        }
        Failure::BelowZero => ("数额低于零", "amount below zero"),
        Failure::NoRow => ("没有一行适用", "no row applies"),
        Failure::TwoRows => ("有几行同时成立", "several rows are true"),
        Failure::Conflict => ("例外互相冲突", "exceptions conflict"),
        Failure::Unset => ("没有取值", "no value is set"),
        Failure::NoRecord => ("没有一项", "there is no record"),
        Failure::NotInForce => {
            ("没有施行中的版本", "no version is in force on that date")
        }
        Failure::NotApplicable => {
            ("该期限不适用于本案", "the deadline does not apply here")
        }
    };
    Message::new(format!("{}：{zh}", what.zh), format!("{}: {en}", what.en))
}
