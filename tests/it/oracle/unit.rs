//! Units of measure (chapter 26): products of powers of base units, and a scale.

use super::value::{Number, read_number};
use fadu::syntax::tree::{Declaration, Label, PeriodUnit, Unit as Declared};
use num_bigint::BigInt;
use num_traits::One;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) powers: BTreeMap<String, i32>,
    pub(super) scale: Number,
}

/// What an expression measures, as far as it makes a difference to a calculation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Number(Unit),
    Period(PeriodUnit),
    Other,
}

impl Kind {
    pub(super) fn plain() -> Self {
        Self::Number(Unit::plain())
    }

    pub(super) fn yuan() -> Self {
        Self::Number(Unit::of("元", Number::one()))
    }
}

impl Unit {
    pub(super) fn plain() -> Self {
        Self { powers: BTreeMap::new(), scale: Number::one() }
    }

    fn of(base: &str, scale: Number) -> Self {
        Self { powers: BTreeMap::from([(base.to_owned(), 1)]), scale }
    }

    pub(super) fn is_plain(&self) -> bool {
        self.powers.is_empty() && self.scale.is_one()
    }

    fn is_yuan(&self) -> bool {
        *self == Self::of("元", Number::one())
    }

    fn has_yuan(&self) -> bool {
        self.powers.contains_key("元")
    }

    /// One of its powers is of a time.
    pub(super) fn has_time(&self) -> bool {
        ["日", "工作日", "月", "年"].iter().any(|base| self.powers.contains_key(*base))
    }

    /// A period's unit as one of measure.
    pub(super) fn of_period(unit: PeriodUnit) -> Self {
        match unit {
            PeriodUnit::Hours => Self::of("日", fraction(1, 24)),
            PeriodUnit::Days => Self::of("日", Number::one()),
            PeriodUnit::Workdays => Self::of("工作日", Number::one()),
            PeriodUnit::Months => Self::of("月", Number::one()),
            PeriodUnit::Years => Self::of("年", Number::one()),
        }
    }

    fn combined(&self, other: &Self, sign: i32) -> BTreeMap<String, i32> {
        let mut powers = self.powers.clone();
        for (base, power) in &other.powers {
            *powers.entry(base.clone()).or_default() += sign * power;
        }
        powers.retain(|_, power| *power != 0);
        powers
    }

    /// The unit of a product, and what the numbers' product is multiplied with.
    pub(super) fn times(&self, other: &Self) -> (Self, Number) {
        if other.is_plain() {
            (self.clone(), Number::one())
        } else if self.is_plain() {
            (other.clone(), Number::one())
        } else if self.is_yuan() && !other.has_yuan() {
            (self.clone(), Number::one())
        } else if other.is_yuan() && !self.has_yuan() {
            (other.clone(), Number::one())
        } else {
            let powers = self.combined(other, 1);
            (Self { powers, scale: Number::one() }, &self.scale * &other.scale)
        }
    }

    pub(super) fn over(&self, other: &Self) -> (Self, Number) {
        if other.is_plain() {
            return (self.clone(), Number::one());
        }
        let powers = self.combined(other, -1);
        (Self { powers, scale: Number::one() }, &self.scale / &other.scale)
    }
}

fn fraction(top: i64, bottom: i64) -> Number {
    Number::new(BigInt::from(top), BigInt::from(bottom))
}

/// Base unit, its power, words, and the fraction that is the scale.
type Row = (&'static str, i32, &'static [&'static str], i64, i64);

const BUILT_IN: &[Row] = &[
    ("米", 1, &["米", "m"], 1, 1),
    ("米", 1, &["公里", "千米", "km"], 1000, 1),
    ("米", 1, &["厘米", "cm"], 1, 100),
    ("米", 1, &["毫米", "mm"], 1, 1000),
    ("米", 2, &["平方米", "㎡", "m²", "m2"], 1, 1),
    ("米", 2, &["亩", "mu"], 2000, 3),
    ("米", 2, &["公顷", "ha"], 10_000, 1),
    ("米", 2, &["平方公里", "平方千米", "km²", "km2"], 1_000_000, 1),
    ("米", 3, &["立方米", "m³", "m3"], 1, 1),
    ("米", 3, &["升", "L"], 1, 1000),
    ("米", 3, &["毫升", "mL"], 1, 1_000_000),
    ("千克", 1, &["千克", "公斤", "kg"], 1, 1),
    ("千克", 1, &["吨", "t"], 1000, 1),
    ("千克", 1, &["斤"], 1, 2),
    ("千克", 1, &["克", "g"], 1, 1000),
    ("千克", 1, &["毫克", "mg"], 1, 1_000_000),
    ("千克", 1, &["微克", "μg", "ug"], 1, 1_000_000_000),
    ("分贝", 1, &["分贝", "dB"], 1, 1),
    ("日", 1, &["日", "天", "day", "d"], 1, 1),
    ("日", 1, &["小时", "hour", "h"], 1, 24),
    ("日", 1, &["分钟", "min"], 1, 1440),
    ("工作日", 1, &["工作日", "workday"], 1, 1),
    ("月", 1, &["月", "month"], 1, 1),
    ("年", 1, &["年", "year"], 1, 1),
    ("元", 1, &["元", "CNY", "yuan"], 1, 1),
    ("元", 1, &["百元"], 100, 1),
    ("元", 1, &["千元"], 1000, 1),
    ("元", 1, &["万元"], 10_000, 1),
    ("元", 1, &["亿元"], 100_000_000, 1),
    (
        "",
        0,
        &[
            "倍", "周岁", "岁", "次", "项", "人", "名", "件", "户", "辆", "份", "处",
            "个", "分", "pH",
        ],
        1,
        1,
    ),
    ("", 0, &["%"], 1, 100),
    ("", 0, &["‰"], 1, 1000),
];

/// The words that packs declare.
#[derive(Debug, Default)]
pub(super) struct Units(BTreeMap<String, Declared>);

impl Units {
    pub(super) fn declare<'d>(
        declarations: impl Iterator<Item = &'d Declaration>,
    ) -> Self {
        let mut words = BTreeMap::new();
        for declaration in declarations {
            let Declaration::Unit(unit) = declaration else { continue };
            let label = unit.label.iter().flat_map(|label| [&label.zh, &label.en]);
            let labels = label.flatten().cloned();
            for word in std::iter::once(unit.name.text.clone()).chain(labels) {
                words.insert(word, unit.clone());
            }
        }
        Self(words)
    }

    fn word(&self, word: &str) -> Option<Unit> {
        for (base, power, words, top, bottom) in BUILT_IN {
            if words.contains(&word) {
                let powers = (*power != 0).then(|| ((*base).to_owned(), *power));
                let powers = powers.into_iter().collect();
                return Some(Unit { powers, scale: fraction(*top, *bottom) });
            }
        }
        let declared = self.0.get(word)?;
        let Some(size) = &declared.size else {
            return Some(Unit::of(&declared.name.text, Number::one()));
        };
        let mut number = read_number(&size.number).unwrap();
        if let Some(over) = &size.over {
            number /= read_number(over).unwrap();
        }
        let of = self.words(&size.unit.text)?;
        Some(Unit { scale: of.scale * number, ..of })
    }

    /// Words as they are written after a number; none if one of them is not known.
    pub(super) fn words(&self, words: &str) -> Option<Unit> {
        self.rate(words, |word| self.word(word))
    }

    fn rate(&self, words: &str, read: impl Fn(&str) -> Option<Unit>) -> Option<Unit> {
        let words = words.trim();
        if let Some(known) = self.word(words) {
            return Some(known);
        }
        let mut parts = words.split('/');
        let first = read(parts.next()?.trim())?;
        parts.try_fold(first, |unit, part| {
            let per = read(part.trim())?;
            let powers = unit.combined(&per, -1);
            Some(Unit { powers, scale: unit.scale / per.scale })
        })
    }

    /// What a fact's numbers are given in: the Chinese words first.
    pub(super) fn label(&self, label: &Label) -> Unit {
        let texts = [&label.zh, &label.en];
        let mut texts = texts.into_iter().flatten();
        let known = texts.clone().find_map(|text| self.words(text));
        known.unwrap_or_else(|| {
            let own = |word: &str| {
                self.word(word).or_else(|| Some(Unit::of(word, Number::one())))
            };
            self.rate(texts.next().unwrap(), own).unwrap()
        })
    }
}
