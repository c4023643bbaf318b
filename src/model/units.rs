//! The units that every pack knows. In: a word. Out: what it measures, exactly.

use super::unit::Measure;
use crate::diagnostic::Message;
use crate::value::Number;
use alloc::vec::Vec;

/// A unit: Chinese and English word, other words, how much (numerator, denominator) of which
/// power of which base.
type Known = (&'static str, &'static str, &'static [&'static str], [i64; 2], Base);

/// A base unit and its power; the empty one measures nothing.
type Base = (&'static str, &'static str, i8);

const LENGTH: Base = ("米", "m", 1);
const AREA: Base = ("米", "m", 2);
const VOLUME: Base = ("米", "m", 3);
const MASS: Base = ("千克", "kg", 1);
const TIME: Base = ("日", "day", 1);
const MONTH: Base = ("月", "month", 1);
const YEAR: Base = ("年", "year", 1);
const WORKDAY: Base = ("工作日", "workday", 1);
const SOUND: Base = ("分贝", "dB", 1);
const MONEY: Base = ("元", "yuan", 1);
const NOTHING: Base = ("", "", 0);

/// The statutory units with their exact sizes. Months and years have no fixed number of days.
const KNOWN: &[Known] = &[
    ("米", "m", &["metre", "metres"], [1, 1], LENGTH),
    ("公里", "km", &["千米", "kilometre", "kilometres"], [1000, 1], LENGTH),
    ("厘米", "cm", &["centimetre", "centimetres"], [1, 100], LENGTH),
    ("毫米", "mm", &["millimetre", "millimetres"], [1, 1000], LENGTH),
    ("平方米", "m²", &["㎡", "m2", "square metre", "square metres"], [1, 1], AREA),
    ("亩", "mu", &[], [2000, 3], AREA),
    ("公顷", "ha", &["hectare", "hectares"], [10_000, 1], AREA),
    ("平方公里", "km²", &["平方千米", "km2"], [1_000_000, 1], AREA),
    ("立方米", "m³", &["m3", "cubic metre", "cubic metres"], [1, 1], VOLUME),
    ("升", "L", &["litre", "litres"], [1, 1000], VOLUME),
    ("毫升", "mL", &["millilitre", "millilitres"], [1, 1_000_000], VOLUME),
    ("千克", "kg", &["公斤", "kilogram", "kilograms"], [1, 1], MASS),
    ("吨", "t", &["tonne", "tonnes"], [1000, 1], MASS),
    ("斤", "jin", &[], [1, 2], MASS),
    ("克", "g", &["gram", "grams"], [1, 1000], MASS),
    ("毫克", "mg", &["milligram", "milligrams"], [1, 1_000_000], MASS),
    ("微克", "μg", &["µg", "ug"], [1, 1_000_000_000], MASS),
    ("分贝", "dB", &["dB(A)"], [1, 1], SOUND),
    ("日", "day", &["天", "d", "days"], [1, 1], TIME),
    ("小时", "hour", &["h", "hours"], [1, 24], TIME),
    ("分钟", "min", &["minute", "minutes"], [1, 1440], TIME),
    ("月", "month", &["个月", "months"], [1, 1], MONTH),
    ("年", "year", &["years"], [1, 1], YEAR),
    ("工作日", "workday", &["个工作日", "workdays"], [1, 1], WORKDAY),
    ("元", "yuan", &["CNY"], [1, 1], MONEY),
    ("百元", "hundred yuan", &[], [100, 1], MONEY),
    ("千元", "thousand yuan", &[], [1000, 1], MONEY),
    ("万元", "ten thousand yuan", &[], [10_000, 1], MONEY),
    ("亿元", "hundred million yuan", &[], [100_000_000, 1], MONEY),
    ("%", "%", &["％", "百分之"], [1, 100], NOTHING),
    ("‰", "‰", &["千分之"], [1, 1000], NOTHING),
    ("倍", "times", &["x"], [1, 1], NOTHING),
    ("pH", "pH", &["pH值"], [1, 1], NOTHING),
    // Measure words count and mean nothing.
    ("周岁", "years of age", &["岁"], [1, 1], NOTHING),
    ("次", "times", &[], [1, 1], NOTHING),
    ("项", "items", &[], [1, 1], NOTHING),
    ("人", "persons", &["名"], [1, 1], NOTHING),
    ("件", "pieces", &[], [1, 1], NOTHING),
    ("户", "households", &[], [1, 1], NOTHING),
    ("辆", "vehicles", &[], [1, 1], NOTHING),
    ("份", "copies", &[], [1, 1], NOTHING),
    ("处", "places", &[], [1, 1], NOTHING),
    ("个", "", &[], [1, 1], NOTHING),
    ("分", "points", &[], [1, 1], NOTHING),
];

/// Returns the unit of that word, in either language.
pub(crate) fn unit_of_word(word: &str) -> Option<Measure> {
    let (zh, en, words, [above, below], (base_zh, base_en, power)) =
        *KNOWN.iter().find(|(zh, en, words, ..)| {
            !word.is_empty() && (*zh == word || *en == word || words.contains(&word))
        })?;
    let powers: Vec<(Message, i8)> = if power == 0 {
        Vec::new()
    } else {
        alloc::vec![(Message::new(base_zh, base_en), power)]
    };
    let scale = Number::from(above).checked_div(Number::from(below)).ok()?;
    // 公斤 and 千克 are one unit; each is shown as it is written.
    let shown = words.iter().find(|known| **known == word && !known.is_ascii());
    let zh = shown.map_or(zh, |known| known);
    Some(Measure { powers, scale, name: Message::new(zh, en) })
}
