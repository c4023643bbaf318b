//! Numbers and ranges with their units, in words.

use super::{Type, Unit};
use crate::diagnostic::Message;
use crate::value::{Interval, LegalPeriod, Number, PeriodUnit, money_text, percent_text};
use alloc::format;

/// Returns a number with its unit.
pub(crate) fn number_text(number: Number, unit: &Unit) -> Message {
    match unit {
        // 1/10: how many of one unit make one of another.
        Unit::Plain | Unit::Factor => crate::value::number_text(number),
        Unit::Percent => percent_text(number),
        Unit::Money => money_text(number),
        Unit::Measured(measure) => {
            let (text, name) = (crate::value::number_text(number), &measure.name);
            let en = format!("{} {}", text.en, name.en);
            Message::new(format!("{}{}", text.zh, name.zh), en.trim_end())
        }
    }
}

/// Returns a length of time: 15日, `15 days`.
pub(crate) fn period_text(number: Number, unit: PeriodUnit) -> Message {
    let count = number.to_i64().and_then(|count| u32::try_from(count).ok());
    count.map_or_else(
        || {
            let (zh, en) = unit.words();
            let text = crate::value::number_text(number);
            Message::new(format!("{}{zh}", text.zh), format!("{} {en}s", text.en))
        },
        |count| LegalPeriod { count, unit }.text(),
    )
}

/// Returns a quantity of a type.
pub(crate) fn quantity_text(number: Number, ty: &Type) -> Message {
    match ty {
        Type::Number(unit) => number_text(number, unit),
        Type::Period(unit) => period_text(number, *unit),
        Type::Bool
        | Type::Date
        | Type::Moment
        | Type::Text
        | Type::List(_)
        | Type::Choice(_)
        | Type::Set(_)
        | Type::Judgement
        | Type::Mistake => crate::value::number_text(number),
    }
}

/// Returns a range in words: 5万元以上10万元以下, `from CNY 50,000 to CNY 100,000`.
pub(crate) fn interval_text(range: &Interval<Number>, ty: &Type) -> Message {
    let text = |number| quantity_text(number, ty);
    match (&range.lower, &range.upper) {
        (None, None) => Message::new("不限", "any amount"),
        (Some(lower), Some(upper)) if lower.value == upper.value => text(lower.value),
        (Some(lower), None) => {
            let value = text(lower.value);
            if lower.included {
                Message::new(format!("{}以上", value.zh), format!("from {}", value.en))
            } else {
                Message::new(format!("超过{}", value.zh), format!("over {}", value.en))
            }
        }
        (None, Some(upper)) => {
            let value = text(upper.value);
            if upper.included {
                Message::new(format!("{}以下", value.zh), format!("up to {}", value.en))
            } else {
                Message::new(format!("不足{}", value.zh), format!("under {}", value.en))
            }
        }
        (Some(lower), Some(upper)) => {
            let (low, high) = (text(lower.value), text(upper.value));
            let zh_low = if lower.included {
                format!("{}以上", low.zh)
            } else {
                format!("超过{}", low.zh)
            };
            let en_low = if lower.included {
                format!("from {}", low.en)
            } else {
                format!("over {}", low.en)
            };
            if upper.included {
                // 超过5万元、10万元以下: two amounts must not run together.
                let gap = if lower.included { "" } else { "、" };
                Message::new(
                    format!("{zh_low}{gap}{}以下", high.zh),
                    format!("{en_low} to {}", high.en),
                )
            } else {
                Message::new(
                    format!("{zh_low}不足{}", high.zh),
                    format!("{en_low} to under {}", high.en),
                )
            }
        }
    }
}
