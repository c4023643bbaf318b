//! Facts of a case, and the day it is judged on.

use super::expr::{AMOUNTS, DATES, NUMBERS, TIMES};
use super::{Choices, Kind, Made};
use serde_json::{Map, Number, Value, json};

pub(in super::super) fn as_of(choices: &mut Choices<'_>) -> String {
    let day = *choices.pick(&DATES);
    if choices.chance(20) {
        format!("{day}{}", choices.pick(&TIMES))
    } else {
        day.to_owned()
    }
}

/// Most facts, now and then one that is no value of its type.
pub(in super::super) fn facts(choices: &mut Choices<'_>, made: &Made) -> Value {
    let known = *choices.pick(&[90, 100, 60, 30]);
    let mut facts = Map::new();
    for (name, kind) in &made.facts {
        let value = value(choices, *kind);
        if choices.chance(known) {
            let value = if choices.chance(1) { json!({}) } else { value };
            facts.insert(name.clone(), value);
        }
    }
    if choices.chance(2) {
        facts.insert("nobody_knows".to_owned(), json!(1));
    }
    Value::Object(facts)
}

fn value(choices: &mut Choices<'_>, kind: Kind) -> Value {
    let exact = |text: &str| Value::Number(text.parse::<Number>().unwrap());
    match kind {
        Kind::Bool => json!(choices.below(2) == 1),
        Kind::Integer => json!(choices.below(7)),
        Kind::Mu => exact(choices.word(&["1", "1.05", "0", "3"])),
        Kind::SquareMetres => exact(choices.word(&["700", "666.66", "2000", "0"])),
        Kind::List => {
            let count = choices.below(4);
            let records = (0..count).map(|_| {
                let mut record = Map::new();
                for (name, kind) in
                    [("y", Kind::Bool), ("z", Kind::Money), ("on", Kind::Date)]
                {
                    let value = value(choices, kind);
                    if choices.chance(80) {
                        record.insert(name.to_owned(), value);
                    }
                }
                Value::Object(record)
            });
            Value::Array(records.collect())
        }
        Kind::Number => match choices.below(3) {
            0 => exact(choices.word(&NUMBERS)),
            1 => json!(*choices.pick(&NUMBERS)),
            _ => json!("1/3"),
        },
        Kind::Money => match choices.below(8) {
            7 => exact("-20"),
            6 => exact("0.005"),
            _ => exact(choices.word(&AMOUNTS)),
        },
        Kind::Percent => exact(choices.word(&["0.3", "0.1", "0.5", "1", "1.2", "0"])),
        Kind::Date => json!(*choices.pick(&DATES)),
        Kind::Moment => {
            json!(format!("{}{}", choices.pick(&DATES), choices.pick(&TIMES)))
        }
        Kind::Text => json!(choices.word(&["甲", "乙", "丙"])),
        Kind::Judgement => json!(choices.word(&[
            "pass",
            "fail",
            "cannot tell",
            "not applicable",
            "pass",
        ])),
        Kind::Option => json!(choices.word(&["oa", "ob", "oc", "od"])),
        Kind::Set => {
            let names = ["sc", "sa", "sb"].into_iter().filter(|_| choices.below(2) == 1);
            json!(names.collect::<Vec<_>>())
        }
    }
}
