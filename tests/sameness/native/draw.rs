//! Values for facts: at and around every threshold of the pack, and some that are wrong.

use crate::literals::Literals;
use crate::random::Random;
use chrono::{Days, Months, NaiveDate};
use serde_json::{Value, json};

/// One input of the form, as far as drawing needs it.
#[derive(Debug)]
pub(crate) struct Fact {
    /// Its name in the facts.
    pub(crate) name: String,
    kind: String,
    options: Vec<String>,
    bounds: Vec<String>,
}

impl Fact {
    /// Reads the form of a pack.
    pub(crate) fn form(pack: &fadu::Pack) -> Vec<Self> {
        let form = serde_json::to_value(pack.facts()).expect("plain data");
        form.as_array().expect("a list").iter().map(Self::of).collect()
    }

    fn of(info: &Value) -> Self {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let range = &info["range"];
        Self {
            name: text(&info["fact"]).expect("a name"),
            kind: text(&info["type"]).expect("a type"),
            options: info["options"]
                .as_array()
                .map(|options| options.iter().filter_map(|o| text(&o["name"])).collect())
                .unwrap_or_default(),
            bounds: ["lower", "upper"]
                .iter()
                .filter_map(|end| text(&range[end]["value"]))
                .collect(),
        }
    }

    pub(crate) fn is_date(&self) -> bool {
        self.kind == "date"
    }

    pub(crate) fn is_moment(&self) -> bool {
        self.kind == "moment"
    }

    pub(crate) fn is_money(&self) -> bool {
        self.kind == "money"
    }
}

/// How a whole case leans, so that all-pass files and all-fail files come up too.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaning {
    /// How many facts are left out, of 100.
    pub(crate) missing: usize,
    /// How many yes-or-no facts hold, of 100.
    pub(crate) holds: usize,
    /// How many judgements pass, of 100.
    pub(crate) passes: usize,
}

impl Leaning {
    /// Draws one.
    pub(crate) fn draw(random: &mut Random) -> Self {
        Self {
            missing: *random.pick(&[0, 0, 5, 30, 80]),
            holds: *random.pick(&[5, 50, 50, 95]),
            passes: *random.pick(&[5, 50, 98, 100]),
        }
    }
}

/// Draws values for the facts of one pack.
#[derive(Debug)]
pub(crate) struct Draw {
    literals: Literals,
    day: NaiveDate,
}

impl Draw {
    /// Prepares drawing around these thresholds.
    pub(crate) fn new(literals: Literals) -> Self {
        Self { literals, day: NaiveDate::from_ymd_opt(2025, 6, 30).expect("a date") }
    }

    /// Draws a date to evaluate for.
    pub(crate) fn as_of(&self, random: &mut Random) -> NaiveDate {
        if random.chance(50) { self.day } else { self.date(random, self.day) }
    }

    /// Draws a value for a fact.
    pub(crate) fn value(
        &self,
        random: &mut Random,
        fact: &Fact,
        leaning: Leaning,
        as_of: NaiveDate,
    ) -> Value {
        match fact.kind.as_str() {
            "bool" => match (random.chance(leaning.holds), random.chance(90)) {
                (true, true) => json!(true),
                (false, true) => json!(false),
                (true, false) => json!("是"),
                (false, false) => json!("否"),
            },
            "judgement" if random.chance(leaning.passes) => {
                json!(*random.pick(&["pass", "pass", "合格"]))
            }
            "judgement" => json!(*random.pick(&[
                "pass",
                "fail",
                "fail",
                "不合格",
                "not applicable",
                "不适用",
                "cannot tell",
                "无法判断",
            ])),
            "one of" => json!(random.pick(&fact.options)),
            "any of" => {
                let share = *random.pick(&[0, 15, 15, 50, 100]);
                json!(
                    fact.options
                        .iter()
                        .filter(|_| random.chance(share))
                        .collect::<Vec<_>>()
                )
            }
            "date" => json!(self.date(random, as_of).to_string()),
            "moment" => {
                let date = self.date(random, as_of);
                let joint = *random.pick(&["T", "T", " "]);
                json!(format!("{date}{joint}{}", time(random)))
            }
            "text" => {
                json!(*random.pick(&["无", "情况属实", "恶劣", "\u{20bb7}", "a\"b\\c\n"]))
            }
            kind => {
                let beside = if kind == "integer" { 100 } else { 1 };
                let amount = self.amount(random, fact, beside);
                match kind {
                    "integer" => json!(amount / 100),
                    "money" => money(random, amount),
                    "percent" => percent(random, amount),
                    _ => decimal(random, amount),
                }
            }
        }
    }

    /// Draws a value that is wrong for most facts.
    pub(crate) fn wrong(random: &mut Random) -> Value {
        random
            .pick(&[
                json!("说不清"),
                json!(-1),
                json!(0.005),
                json!("1e400"),
                json!({}),
                json!([["x"]]),
                json!([null]),
                json!(true),
                json!(20_250_631),
                json!("2025-02-30"),
                json!(9_007_199_254_740_993_i64.to_string()),
                json!("99999999999999999999999999999999999999999999"),
            ])
            .clone()
    }

    /// A number in hundredths: a threshold of the fact's kind, or just beside it.
    fn amount(&self, random: &mut Random, fact: &Fact, beside: i64) -> i64 {
        let literals = match fact.kind.as_str() {
            "money" => &self.literals.money,
            "percent" => &self.literals.percents,
            _ => &self.literals.numbers,
        };
        let mut thresholds: Vec<i64> = literals.iter().copied().collect();
        thresholds.extend(fact.bounds.iter().filter_map(|bound| hundredths(bound)));
        thresholds.push(0);
        let threshold = *random.pick(&thresholds);
        let drawn = match random.below(8) {
            0 | 1 => threshold,
            2 | 3 => threshold - beside,
            4 | 5 => threshold + beside,
            6 => threshold.saturating_mul(*random.pick(&[2, 3, 10])),
            _ => threshold / 2,
        };
        // A number that no double holds exactly must not go in as a number.
        drawn.clamp(-100_000_000_000, 90_000_000_000_000)
    }

    /// A date of the text, or a period of the text away from `origin`; or just beside it.
    pub(crate) fn date(&self, random: &mut Random, origin: NaiveDate) -> NaiveDate {
        let dates: Vec<NaiveDate> = self.literals.dates.iter().copied().collect();
        let numbers: Vec<u32> = self
            .literals
            .numbers
            .iter()
            .filter_map(|n| u32::try_from(n / 100).ok().filter(|n| (1..=120).contains(n)))
            .chain([1, 7, 30])
            .collect();
        let number = *random.pick(&numbers);
        let back = random.chance(60);
        let threshold = match random.below(6) {
            0 if !dates.is_empty() => Some(*random.pick(&dates)),
            1 => Some(origin),
            2 | 3 => shift_days(origin, number, back),
            4 => shift_months(origin, number.min(36), back),
            _ => shift_months(origin, number.min(20) * 12, back),
        };
        beside(random, threshold.unwrap_or(origin))
    }
}

/// A time of day: few of them, so that two are often the same or a minute apart.
pub(crate) fn time(random: &mut Random) -> String {
    let times = ["00:00", "08:30", "17:59", "18:00", "18:00", "18:01", "23:59"];
    (*random.pick(&times)).to_owned()
}

/// The day itself, or one of its neighbours.
pub(crate) fn beside(random: &mut Random, day: NaiveDate) -> NaiveDate {
    match random.below(4) {
        0 => day.pred_opt(),
        1 => day.succ_opt(),
        _ => None,
    }
    .unwrap_or(day)
}

fn shift_days(day: NaiveDate, days: u32, back: bool) -> Option<NaiveDate> {
    let days = Days::new(u64::from(days));
    if back { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}

fn shift_months(day: NaiveDate, months: u32, back: bool) -> Option<NaiveDate> {
    let months = Months::new(months);
    if back { day.checked_sub_months(months) } else { day.checked_add_months(months) }
}

/// An amount at or around `value`, which is a decimal text of an evaluation.
pub(crate) fn around(random: &mut Random, value: &str) -> Option<Value> {
    let fen = hundredths(value)?;
    let drawn = fen + *random.pick(&[0, 0, -1, 1]);
    Some(money(random, drawn))
}

fn hundredths(decimal: &str) -> Option<i64> {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let part = format!("{part}00");
    let negative = whole.starts_with('-');
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = part.get(..2)?.parse().ok()?;
    whole.checked_mul(100)?.checked_add(if negative { -part } else { part })
}

fn plain(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
    match (part, part % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", part / 10),
        _ => format!("{sign}{whole}.{part:02}"),
    }
}

fn number(text: &str) -> Value {
    serde_json::from_str(text).expect("a decimal is a JSON number")
}

fn decimal(random: &mut Random, hundredths: i64) -> Value {
    let text = plain(hundredths);
    if random.chance(50) { number(&text) } else { json!(text) }
}

fn money(random: &mut Random, fen: i64) -> Value {
    let text = plain(fen);
    match random.below(5) {
        0 | 1 => number(&text),
        2 if fen > 0 && fen % 1_000_000 == 0 => json!(format!("{}万", fen / 1_000_000)),
        3 if fen > 0 && fen % 1_000_000 == 0 => json!(format!("{}万元", fen / 1_000_000)),
        _ => json!(text),
    }
}

fn percent(random: &mut Random, hundredths: i64) -> Value {
    if random.chance(50) {
        json!(format!("{}%", plain(hundredths)))
    } else {
        share(hundredths)
    }
}

/// A percentage as a share of one: 30 % is 0.3.
fn share(hundredths: i64) -> Value {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.abs() / 10_000, hundredths.abs() % 10_000);
    number(&format!("{sign}{whole}.{part:04}"))
}
