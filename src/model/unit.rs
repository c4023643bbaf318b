//! What numbers measure: a product of powers of base units, and exactly how much of it one is.
//! 亩 is 2000/3 of 米², 元/平方米 is 元 × 米⁻². Whatever may be compared, added or multiplied
//! follows from these two; a unit that converts to nothing is a base of its own.

use crate::diagnostic::Message;
use crate::value::Number;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// The base unit of money, by its Chinese word.
const YUAN: &str = "元";
/// A level is no amount: twice the decibels are not twice the sound.
const LEVEL: &str = "分贝";
/// Nobody measures in fourth powers.
const MOST_POWER: i8 = 3;

/// What a number measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum Unit {
    /// Nothing: a count, a multiple.
    Plain,
    /// Nothing, written in percent.
    Percent,
    /// Yuan.
    Money,
    /// Anything else that has a unit.
    Measured(Measure),
    /// Nothing: how many of one unit make one of another.
    Factor,
}

/// A unit of measure.
#[derive(Debug, Clone, Eq, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Measure {
    /// The base units in the order of their Chinese words, with their powers, none zero.
    pub(crate) powers: Vec<(Message, i8)>,
    /// How much of their product one is.
    pub(crate) scale: Number,
    /// How it is written.
    pub(crate) name: Message,
}

/// A unit is what it measures, however it is called: 公斤 is 千克.
impl PartialEq for Measure {
    fn eq(&self, other: &Self) -> bool {
        self.scale == other.scale && same_powers(&self.powers, &other.powers)
    }
}

impl Measure {
    /// A unit that converts to no other.
    pub(crate) fn base(name: Message) -> Self {
        let powers = alloc::vec![(name.clone(), 1)];
        Self { powers, scale: Number::ONE, name }
    }

    /// The same under another name.
    pub(crate) fn called(self, name: Message) -> Self {
        Self { name, ..self }
    }

    /// One number of it: 箱 is 24 of 瓶.
    pub(crate) fn times(&self, number: Number, name: Message) -> Option<Self> {
        let scale = self.scale.checked_mul(number).ok()?;
        Some(Self { powers: self.powers.clone(), scale, name })
    }

    /// This for each of another: 元 over 平方米.
    pub(crate) fn over(&self, other: &Self) -> Option<Self> {
        let powers = product(&self.powers, &other.powers, -1);
        let scale = self.scale.checked_div(other.scale).ok()?;
        let zh = format!("{}/{}", self.name.zh, other.name.zh);
        let en = format!("{}/{}", self.name.en, other.name.en);
        Some(Self { powers, scale, name: Message::new(zh, en) })
    }

    /// What a number of it is: money and counts are no units of measure of their own.
    pub(crate) fn unit(self) -> Unit {
        match self.powers.as_slice() {
            [(base, 1)] if *base.zh == *YUAN && self.scale == Number::ONE => Unit::Money,
            _ => Unit::Measured(self),
        }
    }
}

impl Unit {
    /// Returns whether numbers of it count or share, and measure nothing.
    pub(crate) fn is_plain(&self) -> bool {
        match self {
            Self::Plain | Self::Percent | Self::Factor => true,
            Self::Money => false,
            Self::Measured(measure) => {
                measure.powers.is_empty() && measure.scale == Number::ONE
            }
        }
    }

    /// Returns whether numbers of both may stand side by side as they are.
    pub(crate) fn is_one_with(&self, other: &Self) -> bool {
        self == other || (self.is_plain() && other.is_plain())
    }

    /// Returns how many of `other` one of this is; `None` if it is none of it.
    pub(crate) fn in_terms_of(&self, other: &Self) -> Option<Number> {
        let (own, wanted) = (self.measure(), other.measure());
        same_powers(&own.powers, &wanted.powers)
            .then(|| own.scale.checked_div(wanted.scale).ok())?
    }

    /// Returns the unit of a product, and what the product of the numbers is to be multiplied
    /// with; `None` if it means nothing.
    pub(crate) fn product(&self, other: &Self) -> Option<(Self, Number)> {
        match (self, other) {
            (a, b) if a.is_plain() && b.is_plain() => Some((Self::Plain, Number::ONE)),
            (a, b) if a.is_plain() => Some((b.clone(), Number::ONE)),
            (a, b) if b.is_plain() => Some((a.clone(), Number::ONE)),
            // 面积 × 10元: so much money for each of the unit that the number has.
            (Self::Money, Self::Measured(measure))
            | (Self::Measured(measure), Self::Money)
                if !measure.powers.is_empty()
                    && measure.powers.iter().all(|(base, _)| *base.zh != *YUAN) =>
            {
                Some((Self::Money, Number::ONE))
            }
            (a, b) => {
                let (a, b) = (a.measure(), b.measure());
                let scale = a.scale.checked_mul(b.scale).ok()?;
                Some((in_bases(product(&a.powers, &b.powers, 1))?, scale))
            }
        }
    }

    /// Returns the unit of a quotient, as [`product`](Self::product) does.
    pub(crate) fn quotient(&self, other: &Self) -> Option<(Self, Number)> {
        if other.is_plain() {
            return Some((self.clone(), Number::ONE));
        }
        let (a, b) = (self.measure(), other.measure());
        let scale = a.scale.checked_div(b.scale).ok()?;
        Some((in_bases(product(&a.powers, &b.powers, -1))?, scale))
    }

    /// Returns it as a product of powers.
    pub(crate) fn measure(&self) -> Measure {
        let name = self.name();
        match self {
            Self::Plain | Self::Percent | Self::Factor => {
                Measure { powers: Vec::new(), scale: Number::ONE, name }
            }
            Self::Money => Measure::base(name),
            Self::Measured(measure) => measure.clone(),
        }
    }

    /// Returns how it is written.
    pub(crate) fn name(&self) -> Message {
        match self {
            Self::Plain | Self::Factor => Message::new("", ""),
            Self::Percent => Message::new("%", "%"),
            Self::Money => Message::new(YUAN, "yuan"),
            Self::Measured(measure) => measure.name.clone(),
        }
    }
}

fn same_powers(left: &[(Message, i8)], right: &[(Message, i8)]) -> bool {
    left.len() == right.len()
        && left.iter().zip(right).all(|(a, b)| a.0.zh == b.0.zh && a.1 == b.1)
}

/// Multiplies (`sign` 1) or divides (−1) powers.
fn product(
    left: &[(Message, i8)],
    right: &[(Message, i8)],
    sign: i8,
) -> Vec<(Message, i8)> {
    let mut powers = left.to_vec();
    for (base, power) in right {
        let power = power.saturating_mul(sign);
        match powers.iter_mut().find(|(known, _)| known.zh == base.zh) {
            Some((_, known)) => *known = known.saturating_add(power),
            None => powers.push((base.clone(), power)),
        }
    }
    powers.retain(|(_, power)| *power != 0);
    powers.sort_by(|(a, _), (b, _)| a.zh.cmp(&b.zh));
    powers
}

/// Returns the unit of which one is one of the product of the bases; `None` if it means
/// nothing: money times money, something per yuan, a level times anything.
fn in_bases(powers: Vec<(Message, i8)>) -> Option<Unit> {
    if powers.is_empty() {
        return Some(Unit::Plain);
    }
    let means = powers.iter().all(|(base, power)| match &*base.zh {
        YUAN => *power == 1,
        LEVEL => powers.len() == 1 && *power == 1,
        _ => power.unsigned_abs() <= MOST_POWER.unsigned_abs(),
    });
    if !means || powers.iter().all(|(_, power)| *power < 0) {
        return None;
    }
    let written = |above: bool, pick: fn(&Message) -> &str, square: [&str; 2]| {
        let one = |(base, power): &(Message, i8)| match power.unsigned_abs() {
            1 => String::from(pick(base)),
            _ if *base.zh == *"米" => {
                let at = usize::from(power.unsigned_abs() == 3);
                String::from(square.get(at).copied().unwrap_or_default())
            }
            2 => format!("{}²", pick(base)),
            _ => format!("{}³", pick(base)),
        };
        let side = powers.iter().filter(|(_, power)| (*power > 0) == above);
        side.map(one).collect::<Vec<String>>()
    };
    let name = |pick: fn(&Message) -> &str, square: [&str; 2]| {
        let mut name = written(true, pick, square).join("·");
        for below in written(false, pick, square) {
            name.push('/');
            name.push_str(&below);
        }
        name
    };
    let zh = name(|name| &name.zh, ["平方米", "立方米"]);
    let en = name(|name| &name.en, ["m²", "m³"]);
    Some(Measure { powers, scale: Number::ONE, name: Message::new(zh, en) }.unit())
}
