//! Expressions of every type.

use super::{Choices, Making};

/// Numbers that cases and rules share, so that bounds are met.
pub(super) const AMOUNTS: [&str; 11] = [
    "100", "0", "5000", "10000", "20000", "50000", "100000", "99.99", "100.01", "16000",
    "30000",
];
pub(super) const NUMBERS: [&str; 8] = ["1", "0", "2", "3", "5", "0.5", "-2.5", "4"];
pub(super) const DATES: [&str; 24] = [
    "2025-06-30",
    "2025-07-01",
    "2025-06-29",
    "2025-06-27",
    "2025-09-24",
    "2025-09-28",
    "2025-09-30",
    "2025-10-01",
    "2025-10-08",
    "2025-10-09",
    "2025-10-11",
    "2025-10-12",
    "2024-01-31",
    "2024-02-29",
    "2023-12-31",
    "2024-01-01",
    "2023-02-28",
    "2024-12-30",
    "2025-01-31",
    "2026-12-24",
    "2026-12-31",
    "2027-01-04",
    "2018-12-30",
    "2020-01-01",
];
pub(super) const TIMES: [&str; 5] = ["T00:00", "T18:30", "T12:00", "T23:59", "T18:29"];
const PERIODS: [&str; 9] = [
    "1 day",
    "10 days",
    "3 workdays",
    "1 month",
    "2 months",
    "1 year",
    "5 workdays",
    "30 days",
    "2 years",
];

impl Choices<'_> {
    fn name(&mut self, names: &[String]) -> String {
        self.pick(names).clone()
    }
}

impl Making<'_, '_> {
    /// A bound or two around a value written so.
    fn range(&mut self, low: &str, high: &str) -> String {
        match self.choices.below(9) {
            0 => format!("at least {low}"),
            1 => format!("over {low}"),
            2 => format!("under {high}"),
            3 => format!("up to {high}"),
            4 => format!("from {low}"),
            5 => format!("from {low} to {high}"),
            6 => format!("over {low} to under {high}"),
            7 => format!("{low} (excl) to {high} (incl)"),
            _ => format!("at most {high}"),
        }
    }

    pub(super) fn condition(&mut self, depth: usize) -> String {
        if depth == 0 || self.choices.chance(30) {
            return self.test();
        }
        let inner = depth - 1;
        match self.choices.below(10) {
            0 => format!("({} and {})", self.condition(inner), self.condition(inner)),
            1 => format!("({} or {})", self.condition(inner), self.condition(inner)),
            2 => format!("(not {})", self.condition(inner)),
            3 => format!("({} unless {})", self.condition(inner), self.condition(inner)),
            4 => self.list("all of", inner),
            5 => self.list("any of", inner),
            6 => self.list("none of", inner),
            7 => {
                let least = self.choices.below(4);
                self.list(&format!("at least {least} of"), inner)
            }
            8 => {
                let (when, one) = (self.condition(inner), self.condition(inner));
                let other = self.condition(inner);
                format!("(case {{ {when} : {one} ; otherwise : {other} }})")
            }
            _ => self.test(),
        }
    }

    fn list(&mut self, word: &str, depth: usize) -> String {
        let count = 1 + self.choices.below(3);
        let parts: Vec<String> = (0..count).map(|_| self.condition(depth)).collect();
        format!("({word} {{ {} }})", parts.join(", "))
    }

    /// One test.
    fn test(&mut self) -> String {
        match self.choices.below(24) {
            0..=2 => self.choices.name(&self.names.bools),
            3 => {
                let value = self.money(1);
                let range = self.range("100元", "1万元");
                format!("({value} {range})")
            }
            4 => {
                let value = self.number(1);
                let range = self.range("1", "5");
                format!("({value} {range})")
            }
            5 => {
                let value = self.choices.name(&self.names.percents);
                let range = self.range("10%", "50%");
                format!("({value} {range})")
            }
            6 => {
                let value = self.date(1);
                let range = self.range("2024-01-31", "2025-10-01");
                format!("({value} {range})")
            }
            7 => {
                let (one, other) = (self.point(), self.point());
                let word =
                    self.choices.word(&["before", "after", "is", "<=", ">=", "is not"]);
                format!("({one} {word} {other})")
            }
            8 => {
                let (one, other) = (self.date(0), self.date(0));
                let word = self.choices.word(&["before", "after"]);
                let period = self.choices.word(&PERIODS);
                format!("({one} {word} {other} within {period})")
            }
            9 => {
                let word =
                    self.choices.word(&["holds", "fails", "passes", "is not applicable"]);
                format!("({} {word})", self.choices.name(&self.names.judgements))
            }
            10 => {
                let fact = self.choices.name(&self.names.options);
                let test = self.choices.word(&[
                    "is oa",
                    "in { oa, ob }",
                    "is not oc",
                    "not in { oa }",
                ]);
                format!("({fact} {test})")
            }
            11 => {
                let set = self.choices.name(&self.names.sets);
                let option = self.choices.word(&["sa", "sb", "sc"]);
                format!("({set} contains {option})")
            }
            12 => {
                let word = self.choices.word(&["is known", "is unknown"]);
                format!("({} {word})", self.choices.name(&self.names.facts))
            }
            13 => {
                let text = self.choices.name(&self.names.texts);
                let test = self.choices.word(&[
                    "is \"甲\"",
                    "is not \"乙\"",
                    "in { \"甲\", \"丙\" }",
                ]);
                format!("({text} {test})")
            }
            14 => {
                let (one, other) = (self.date(0), self.date(0));
                let (word, unit) = *self.choices.pick(&[
                    ("days", "30 days"),
                    ("workdays", "5 workdays"),
                    ("months", "2 months"),
                    ("years", "1 year"),
                ]);
                let bound =
                    self.choices.word(&["over", "at least", "under", "at most", "from"]);
                format!("((({word} from ({one}) to ({other}))) {bound} {unit})")
            }
            15 => {
                let (one, other) = (self.moment(0), self.moment(0));
                let bound = self.choices.word(&["over", "at least", "under"]);
                format!("((hours from ({one}) to ({other})) {bound} 24 hours)")
            }
            16 => {
                let (one, other) = (self.money(1), self.money(1));
                let word = self.choices.word(&["<", "<=", ">", ">=", "is", "is not"]);
                format!("({one} {word} {other})")
            }
            17 => {
                let (one, other) = (self.number(1), self.number(1));
                format!("({one} in {{ {other}, 2 }})")
            }
            18 => {
                let (one, other) = (self.moment(1), self.moment(1));
                let word = self.choices.word(&["after", "before"]);
                let period = self.choices.word(&["24 hours", "2 days", "1 month"]);
                format!("({one} {word} {other} within {period})")
            }
            19 => {
                let area = self.choices.name(&self.names.areas);
                let range = self.range("700平方米", "3亩");
                format!("({area} {range})")
            }
            20 => {
                let word = self.choices.word(&["any of", "all of", "none of"]);
                format!("({word} ls0 where {})", self.of_record())
            }
            21 => {
                let bound = self.choices.word(&[
                    "at least 2",
                    "over 1",
                    "under 2",
                    "at most 1",
                    "in { 4, 2 }",
                    "not in { 0, 3 }",
                    "at least 1 up to 2",
                ]);
                format!("((count of ls0 where {}) {bound})", self.of_record())
            }
            22 => format!("(1 + (count of ls0 where {}) is 2)", self.of_record()),
            _ if self.names.conditions.is_empty() => self.choices.name(&self.names.bools),
            _ => format!("({})", self.choices.name(&self.names.conditions)),
        }
    }

    /// A condition of a record.
    fn of_record(&mut self) -> &'static str {
        self.choices.word(&[
            "y",
            "not y",
            "z over 100元",
            "on before d0 within 2 years",
            "z at most m0 or y",
            "on from 2024-01-01",
        ])
    }

    fn days(&mut self) -> String {
        let (one, other) = (self.date(0), self.date(0));
        let unit = self.choices.word(&["days", "months", "workdays"]);
        let last =
            if unit == "months" { "" } else { self.choices.word(&["", " (excl)", ""]) };
        format!("({unit} from ({one}) to ({other}){last})")
    }

    /// A date or a moment.
    fn point(&mut self) -> String {
        if self.choices.chance(30) { self.moment(1) } else { self.date(1) }
    }

    pub(super) fn number(&mut self, depth: usize) -> String {
        if depth == 0 || self.choices.chance(30) {
            return if self.choices.chance(50) {
                let number = *self.choices.pick(&NUMBERS);
                if number.starts_with('-') {
                    format!("({number})")
                } else {
                    number.to_owned()
                }
            } else {
                self.choices.name(&self.names.numbers)
            };
        }
        let inner = depth - 1;
        match self.choices.below(14) {
            11 => format!("({} × {})", self.days(), self.number(inner)),
            12 => {
                let (one, other) = (
                    self.choices.name(&self.names.areas),
                    self.choices.name(&self.names.areas),
                );
                format!("({one} ÷ {other})")
            }
            13 => format!("(count of ls0 where {})", self.of_record()),
            0 => format!("({} + {})", self.number(inner), self.number(inner)),
            1 => format!("({} - {})", self.number(inner), self.number(inner)),
            2 => format!("({} × {})", self.number(inner), self.number(inner)),
            3 => format!("({} ÷ {})", self.number(inner), self.number(inner)),
            4 => format!("(-{})", self.number(inner)),
            5 => format!(
                "(highest of {{ {}, {} }})",
                self.number(inner),
                self.number(inner)
            ),
            6 => format!(
                "(lowest of {{ {}, {} }})",
                self.number(inner),
                self.number(inner)
            ),
            7 => format!("({} ÷ {})", self.money(inner), self.money(inner)),
            8 => {
                let step = self.choices.word(&["1", "0.5", "(1/3)"]);
                format!("(({}) rounded to {step} {})", self.number(inner), self.mode())
            }
            9 => format!(
                "(170141183460469231731687303715884105727 × {})",
                self.number(inner)
            ),
            _ => self.case(inner, Self::number),
        }
    }

    fn mode(&mut self) -> &'static str {
        self.choices.word(&[
            "half up",
            "half even",
            "up",
            "down",
            "ceiling",
            "floor",
            "away",
        ])
    }

    fn case(&mut self, depth: usize, value: fn(&mut Self, usize) -> String) -> String {
        if self.choices.chance(25) {
            let subject = self.choices.name(&self.names.options);
            let (one, other) = (value(self, depth), value(self, depth));
            return format!(
                "(case {subject} {{ oa : {one} ; in {{ ob, oc }} : {other} }})"
            );
        }
        let (when, one, other) =
            (self.condition(depth), value(self, depth), value(self, depth));
        if self.choices.chance(25) {
            let then = self.condition(depth);
            return format!("(case {{ {when} : {one} ; {then} : {other} }})");
        }
        format!("(case {{ {when} : {one} ; otherwise : {other} }})")
    }

    pub(super) fn money(&mut self, depth: usize) -> String {
        if depth == 0 || self.choices.chance(30) {
            return if self.choices.chance(30) {
                format!("{}元", self.choices.pick(&AMOUNTS))
            } else {
                self.choices.name(&self.names.moneys)
            };
        }
        let inner = depth - 1;
        match self.choices.below(13) {
            8 => format!("({} × {})", self.money(inner), self.days()),
            9 => {
                let area = self.choices.name(&self.names.areas);
                let rate = self.choices.word(&["10元/平方米", "10元", "300元/亩"]);
                format!("({area} × {rate})")
            }
            10 => format!("(sum of z across ls0 where {})", self.of_record()),
            11 => {
                let word = self.choices.word(&["highest of", "lowest of"]);
                format!("({word} z across ls0 where {})", self.of_record())
            }
            0 => format!("({} + {})", self.money(inner), self.money(inner)),
            1 => format!("({} - {})", self.money(inner), self.money(inner)),
            2 => format!("({} × {})", self.money(inner), self.number(inner)),
            3 => format!("({} ÷ {})", self.money(inner), self.number(inner)),
            4 => format!("({} capped at {})", self.money(inner), self.money(inner)),
            5 => format!("({} not below {})", self.money(inner), self.money(inner)),
            6 => {
                let percent = self.choices.name(&self.names.percents);
                format!("({} × {percent})", self.money(inner))
            }
            7 => format!("(({}) rounded to 100元 {})", self.money(inner), self.mode()),
            _ => self.case(inner, Self::money),
        }
    }

    pub(super) fn date(&mut self, depth: usize) -> String {
        if depth == 0 || self.choices.chance(50) {
            return match self.choices.below(5) {
                0..=2 => self.choices.name(&self.names.dates),
                3 => "as_of".to_owned(),
                _ => (*self.choices.pick(&DATES)).to_owned(),
            };
        }
        let inner = depth - 1;
        match self.choices.below(5) {
            0 | 1 => {
                let (from, sign) = (self.date(inner), self.choices.word(&["+", "-"]));
                let period = self.choices.word(&PERIODS);
                format!("({from} {sign} {period})")
            }
            2 => format!("(highest of {{ {}, {} }})", self.date(inner), self.date(inner)),
            3 => format!("({} + 2 days)", self.moment(inner)),
            _ => self.case(inner, Self::date),
        }
    }

    pub(super) fn moment(&mut self, depth: usize) -> String {
        if depth == 0 || self.choices.chance(50) {
            return if self.choices.chance(80) {
                self.choices.name(&self.names.moments)
            } else {
                format!("{}{}", self.choices.pick(&DATES), self.choices.pick(&TIMES))
            };
        }
        match self.choices.below(3) {
            0 => format!("({} + 30 hours)", self.moment(depth - 1)),
            1 => format!("({} - 2 hours)", self.moment(depth - 1)),
            _ => self.case(depth - 1, Self::moment),
        }
    }
}
