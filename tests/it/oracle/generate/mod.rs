//! Rules and facts from a row of numbers: well typed by construction, and the simpler the
//! smaller the numbers are, so that whoever shrinks the numbers shrinks the rules.

mod benchmark;
mod blocks;
mod case;
mod expr;
mod time;

pub(super) use case::{as_of, facts};

/// The numbers not used yet; when they are over, all further ones are 0.
#[derive(Debug)]
pub(super) struct Choices<'c> {
    numbers: std::slice::Iter<'c, u32>,
}

impl<'c> Choices<'c> {
    pub(super) fn new(numbers: &'c [u32]) -> Self {
        Self { numbers: numbers.iter() }
    }

    /// A number less than `most`.
    fn below(&mut self, most: usize) -> usize {
        let number = self.numbers.next().copied().unwrap_or(0);
        usize::try_from(number).unwrap() % most.max(1)
    }

    /// Whether something is so that is so in `percent` of all cases.
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }

    fn word(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len())]
    }
}

/// What expressions may name, by type.
#[derive(Debug, Clone, Default)]
struct Names {
    bools: Vec<String>,
    numbers: Vec<String>,
    moneys: Vec<String>,
    percents: Vec<String>,
    dates: Vec<String>,
    moments: Vec<String>,
    texts: Vec<String>,
    /// Numbers with units of area.
    areas: Vec<String>,
    judgements: Vec<String>,
    /// Facts with one option, and with several.
    options: Vec<String>,
    sets: Vec<String>,
    /// Whole conditions: `c holds`, `r.i fails`.
    conditions: Vec<String>,
    /// Facts, of which it may be asked whether they are known.
    facts: Vec<String>,
}

/// A type of fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bool,
    Integer,
    Number,
    Money,
    Percent,
    Date,
    Moment,
    Text,
    Judgement,
    Option,
    Set,
    Mu,
    SquareMetres,
    /// Records with `y`, `z` and `on`.
    List,
}

/// Rules that were made: their files, and the facts that they ask for.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) main: String,
    /// A pack that the main one uses.
    pub(super) used: Option<String>,
    facts: Vec<(String, Kind)>,
}

/// Rules in the making.
#[derive(Debug)]
struct Making<'c, 'n> {
    choices: &'c mut Choices<'n>,
    names: Names,
    text: String,
    facts: Vec<(String, Kind)>,
    /// The effects of the circumstances at the top, here and in the used pack.
    effects: Vec<(&'static str, &'static str)>,
    used_effects: Vec<(&'static str, &'static str)>,
    uses: bool,
    count: usize,
}

pub(super) fn rules(choices: &mut Choices<'_>) -> Made {
    let mut making = Making {
        choices,
        names: Names::default(),
        text: String::new(),
        facts: Vec::new(),
        effects: Vec::new(),
        used_effects: Vec::new(),
        uses: false,
        count: 0,
    };
    let used = making.choices.chance(20).then(|| making.used_pack());
    making.header();
    making.top();
    Made { main: making.text, used, facts: making.facts }
}

impl Making<'_, '_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn fresh(&mut self, stem: &str) -> String {
        self.count += 1;
        format!("{stem}{}", self.count)
    }

    /// A pack with facts, a definition and circumstances of its own.
    fn used_pack(&mut self) -> String {
        self.line("pack u 1.0.0 calendar cn");
        self.line("fact k : bool");
        self.line("fact q : money");
        self.line("define twice = q × 2");
        for name in ["ca", "cb"] {
            let (modality, effects, first) = self.effect();
            let when = self.choices.word(&["k", "not k", "q over 100元"]);
            self.line(&format!("circumstance {name} : {modality} {effects} when {when}"));
            self.used_effects.push((modality, first));
        }
        self.uses = true;
        self.facts.push(("u.k".to_owned(), Kind::Bool));
        self.facts.push(("u.q".to_owned(), Kind::Money));
        self.names.bools.push("u.k".to_owned());
        self.names.moneys.extend(["u.q".to_owned(), "u.twice".to_owned()]);
        self.names.conditions.push("u.ca holds".to_owned());
        std::mem::take(&mut self.text)
    }

    fn header(&mut self) {
        let uses = if self.uses { " use u as u" } else { "" };
        self.line(&format!("pack t 1.0.0{uses} calendar cn"));
        self.line("source L \"法\" / \"Law\" : law");
        self.line("source T \"基准\" / \"Table\" : guidance bounds from included, up to excluded");
        self.line(
            "source V \"表\" / \"Sheet\" : guidance bounds from excluded, up to included",
        );
        self.line("source W \"程序法\" / \"Procedure\" : law count as workdays 3, 5, 7");
        self.line(
            "source Z \"许可法\" / \"Licensing\" : law count as workdays at most 10",
        );
    }

    fn basis(&mut self) -> &'static str {
        self.choices.word(&[
            "",
            "",
            " basis L 1",
            " basis T 2",
            " basis V 3",
            " basis W 4, T 1",
            " basis Z 5",
        ])
    }

    /// Facts, then everything else in an order in which each rests on what stands before.
    fn top(&mut self) {
        for (stem, kind, few) in [
            ("a", Kind::Bool, 4),
            ("n", Kind::Integer, 1),
            ("x", Kind::Number, 1),
            ("m", Kind::Money, 3),
            ("p", Kind::Percent, 1),
            ("d", Kind::Date, 3),
            ("h", Kind::Moment, 2),
            ("w", Kind::Text, 1),
            ("j", Kind::Judgement, 2),
            ("o", Kind::Option, 1),
            ("s", Kind::Set, 1),
            ("g", Kind::Mu, 1),
            ("k", Kind::SquareMetres, 1),
            ("ls", Kind::List, 1),
        ] {
            for at in 0..few {
                self.fact(&format!("{stem}{at}"), kind, "");
            }
        }
        for _ in 0..self.choices.below(4) {
            let kind = *self.choices.pick(&[
                Kind::Bool,
                Kind::Money,
                Kind::Number,
                Kind::Date,
                Kind::Integer,
                Kind::Percent,
                Kind::Text,
                Kind::Option,
            ]);
            let (name, default) = (self.fresh("q"), self.default(kind));
            self.fact(&name, kind, &default);
        }
        for _ in 0..1 + self.choices.below(7) {
            match self.choices.below(9) {
                0 | 1 => self.define(),
                2 | 3 => self.deadline_at_top(),
                4 => self.circumstance_at_top(),
                5 | 6 => self.benchmark(),
                7 => self.review(),
                _ => self.scope(),
            }
        }
    }

    fn fact(&mut self, name: &str, kind: Kind, default: &str) {
        let limits = self.choices.chance(15);
        let (ty, range) = match kind {
            Kind::Bool => ("bool", ""),
            Kind::Integer => ("integer", " from 0 to 5"),
            Kind::Number => ("number", " at least -2"),
            Kind::Money => ("money", " at least 0元"),
            Kind::Percent => ("percent", " at most 100%"),
            Kind::Date => ("date", " from 2019-01-01"),
            Kind::Moment => ("moment", ""),
            Kind::Text => ("text", ""),
            Kind::Judgement => ("judgement", ""),
            Kind::Option => ("one of { oa, ob, oc }", ""),
            Kind::Set => ("any of { sa, sb, sc }", ""),
            Kind::Mu => ("number unit \"亩\"", ""),
            Kind::SquareMetres => ("number unit \"平方米\"", ""),
            Kind::List => {
                ("list of { y : bool, z : money default 100元, on : date }", "")
            }
        };
        let range = if limits { range } else { "" };
        let basis = self.basis();
        self.line(&format!("fact {name} : {ty}{range}{default}{basis}"));
        self.facts.push((name.to_owned(), kind));
        let names = &mut self.names;
        let name = name.to_owned();
        names.facts.push(name.clone());
        match kind {
            Kind::Bool => names.bools.push(name),
            Kind::Integer | Kind::Number => names.numbers.push(name),
            Kind::Money => names.moneys.push(name),
            Kind::Percent => names.percents.push(name),
            Kind::Date => names.dates.push(name),
            Kind::Moment => names.moments.push(name),
            Kind::Text => names.texts.push(name),
            Kind::Judgement => names.judgements.push(name),
            Kind::Option => names.options.push(name),
            Kind::Set => names.sets.push(name),
            Kind::Mu | Kind::SquareMetres => names.areas.push(name),
            Kind::List => {}
        }
    }

    fn default(&mut self, kind: Kind) -> String {
        let value = match kind {
            Kind::Bool => self.condition(1),
            Kind::Integer => "2".to_owned(),
            Kind::Number => self.number(1),
            Kind::Money => self.money(1),
            Kind::Percent => "30%".to_owned(),
            Kind::Date => self.date(1),
            Kind::Text => "\"甲\"".to_owned(),
            Kind::Option => "ob".to_owned(),
            // The law presumes no judgement, and a set is written in tests only.
            Kind::Moment
            | Kind::Judgement
            | Kind::Set
            | Kind::Mu
            | Kind::SquareMetres
            | Kind::List => return String::new(),
        };
        format!(" default {value}")
    }

    /// Modality, effects as written, and the first of them.
    fn effect(&mut self) -> (&'static str, &'static str, &'static str) {
        let modality = self.choices.word(&["may", "must"]);
        let effects = self.choices.word(&[
            "lighten",
            "aggravate",
            "lighten or mitigate",
            "mitigate",
            "exempt",
        ]);
        (modality, effects, effects.split(' ').next().unwrap())
    }

    /// `dated by` something, or nothing.
    fn dated(&mut self) -> String {
        if self.choices.chance(75) {
            let date = self.choices.pick(&["d0", "d1", "h0"]);
            format!(" dated by {date}")
        } else {
            String::new()
        }
    }

    /// The periods of one or two versions, or none.
    fn periods(&mut self, percent: usize) -> Vec<String> {
        if !self.choices.chance(percent) {
            return vec![String::new()];
        }
        let dated = self.dated();
        let first = self.choices.word(&["", " from 2020-01-01"]);
        let mut periods = vec![format!(" effective{first} to 2023-12-31{dated}")];
        if self.choices.chance(80) {
            let last = self.choices.word(&["", " to 2025-12-31"]);
            let from = self.choices.word(&["2024-01-01", "2024-01-01", "2024-03-01"]);
            periods.push(format!(" effective from {from}{last}{dated}"));
        }
        periods
    }

    fn define(&mut self) {
        let name = self.fresh("v");
        let periods = self.periods(25);
        let kind = self.choices.below(7);
        let before = self.names.clone();
        for period in &periods {
            let value = self.value(kind);
            let basis = self.basis();
            self.line(&format!("define {name} \"{name}\"{period}{basis} = {value}"));
        }
        if self.choices.chance(30) {
            self.exceptions(&name, Some(kind));
        }
        self.names = before;
        let names = &mut self.names;
        match kind {
            0 | 1 => names.bools.push(name),
            2 => names.moneys.push(name),
            3 => names.numbers.push(name),
            4 => names.dates.push(name),
            5 => names.texts.push(name),
            _ => names.moments.push(name),
        }
    }

    /// A value of a kind of definition.
    fn value(&mut self, kind: usize) -> String {
        match kind {
            0 | 1 => self.condition(3),
            2 => self.money(3),
            3 => self.number(3),
            4 => self.date(2),
            5 => {
                let (one, other) = (self.condition(1), self.condition(1));
                format!(
                    "case {{ {one} : \"甲\" ; {other} : \"乙\" ; otherwise : \"甲\" }}"
                )
            }
            _ => self.moment(2),
        }
    }

    /// Exceptions against a rule, one perhaps against another; `kind` none is a circumstance.
    fn exceptions(&mut self, rule: &str, kind: Option<usize>) {
        let mut against = rule.to_owned();
        for _ in 0..1 + self.choices.below(2) {
            let name = self.fresh("e");
            let result = match kind {
                _ if self.choices.chance(15) => "needs judgement".to_owned(),
                None if self.choices.chance(60) => "not holds".to_owned(),
                None => self.condition(1),
                Some(kind) => self.value(kind),
            };
            self.exception(&name, &against, &result);
            if self.choices.chance(40) {
                against = name;
            }
        }
    }

    fn exception(&mut self, name: &str, against: &str, result: &str) {
        let period = self.period_of_exception();
        let (when, basis) = (self.condition(1), self.basis());
        let basis = if basis.is_empty() { " basis L 9" } else { basis };
        self.line(&format!(
            "exception {name} \"{name}\" against {against}{period} when {when} then {result}{basis}"
        ));
    }

    fn period_of_exception(&mut self) -> String {
        if self.choices.chance(20) {
            let dated = self.dated();
            format!(" effective from 2024-01-01{dated}")
        } else {
            String::new()
        }
    }

    fn circumstance_at_top(&mut self) {
        let name = self.fresh("c");
        let before = self.names.clone();
        for period in self.periods(25) {
            let (modality, effects, first) = self.effect();
            let (when, basis) = (self.condition(2), self.basis());
            self.line(&format!(
                "circumstance {name} : {modality} {effects}{period} when {when}{basis}"
            ));
            self.effects.push((modality, first));
        }
        if self.choices.chance(30) {
            self.exceptions(&name, None);
        }
        self.names = before;
        self.names.conditions.push(format!("{name} holds"));
    }
}
