//! The cases of a pack: its own test cases, and at least 2,000 generated ones.
//!
//! Draws alone hardly ever pass forty questions of a checklist. So a case that reached a rare
//! outcome, better several of them, is drawn upon again, changed in a few facts, until every
//! outcome has its share; the pack's own cases are the first to draw upon. For a rare state of a
//! deadline the date is moved to its last day, or around it, in a case in which that deadline
//! runs.

use crate::draw::{self, Draw, Fact, Leaning};
use crate::literals::Literals;
use crate::outcomes::{Outcomes, Tally};
use crate::random::Random;
use crate::sources::Set;
use chrono::NaiveDate;
use serde_json::{Map, Value};

/// Packs that together use every kind of rule: of these at least so many are generated, and
/// more until every outcome has its share. Of the others, each with hundreds of outcomes,
/// a few are generated. Of the tests of each so many are taken, spread over all: of the rest the
/// receipts are compared.
const WHOLE: [&str; 2] = ["legal-review", "reconsideration-acceptance"];
const GENERATED: usize = 2_000;
const TESTS: usize = 120;
const FEW: usize = 60;
/// How often one is drawn for each that is wanted.
const ATTEMPTS: usize = 40;
/// Of so many cases the one that reached most rare outcomes is changed next.
const CANDIDATES: usize = 12;

/// One case.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// The test case's name, or the number of a generated one.
    pub(crate) name: String,
    /// The date it is evaluated for.
    pub(crate) as_of: NaiveDate,
    /// The time of that day, if it is a moment: `18:00`.
    pub(crate) time: Option<String>,
    /// The facts.
    pub(crate) facts: Map<String, Value>,
}

impl Case {
    /// Evaluates it from its JSON text.
    pub(crate) fn evaluate(&self, pack: &fadu::Pack) -> fadu::Evaluation {
        pack.evaluate(&self.facts(pack), self.date())
    }

    /// The date, or the moment, as every runtime is given it.
    pub(crate) fn as_of(&self) -> String {
        match &self.time {
            Some(time) => format!("{}T{time}", self.as_of),
            None => self.as_of.to_string(),
        }
    }

    /// What it comes to, without the reasons: thousands are looked at and not taken.
    fn json(&self, pack: &fadu::Pack) -> Value {
        let evaluation = pack.evaluate_explaining(&self.facts(pack), self.date(), &[]);
        serde_json::from_slice(&evaluation.to_canonical()).expect("canonical JSON")
    }

    fn facts(&self, pack: &fadu::Pack) -> fadu::Facts {
        pack.facts_from_json(Value::Object(self.facts.clone()).to_string().as_bytes())
    }

    fn date(&self) -> fadu::AsOf {
        fadu::AsOf::parse(&self.as_of()).expect("a date or a moment")
    }
}

/// Makes the cases of a pack and counts what they come to.
pub(crate) fn generate(set: &Set, pack: &fadu::Pack) -> (Vec<Case>, Tally) {
    let form = Fact::form(pack);
    let mut generator = Generator {
        least: if is_whole(&set.name) { GENERATED } else { FEW },
        whole: is_whole(&set.name),
        pack,
        form: &form,
        draw: Draw::new(Literals::of(&set.texts)),
        random: Random::new(&set.name),
        tally: Tally::default(),
        known: Vec::new(),
        taken: 0,
    };
    generator.take_tests();
    let own = generator.taken;
    for _ in 0..ATTEMPTS * generator.least {
        let made = generator.taken;
        if made >= own + generator.least
            && (!generator.whole || generator.tally.rare(made).is_empty())
        {
            break;
        }
        generator.attempt(own);
    }
    let taken = generator.known.into_iter().filter(|known| known.taken);
    (taken.map(|known| known.case).collect(), generator.tally)
}

/// Whether every outcome of a pack must have its share of the cases.
pub(crate) fn is_whole(name: &str) -> bool {
    WHOLE.contains(&name)
}

struct Generator<'a> {
    /// How many cases are generated at least.
    least: usize,
    /// Whether every outcome must have its share.
    whole: bool,
    pack: &'a fadu::Pack,
    form: &'a [Fact],
    draw: Draw,
    random: Random,
    tally: Tally,
    /// All cases to draw upon: every test, and the generated cases that were taken.
    known: Vec<Known>,
    /// How many of them are taken.
    taken: usize,
}

/// A case, and what it reached.
struct Known {
    case: Case,
    outcomes: Outcomes,
    /// Whether it is one of the cases that are compared.
    taken: bool,
}

impl Generator<'_> {
    fn take_tests(&mut self) {
        let cases = self.pack.cases();
        let every = cases.len() / TESTS + 1;
        for (at, case) in cases.into_iter().enumerate() {
            let taken = at % every == 0;
            // Only where rare outcomes are sought are the others drawn upon.
            if !taken && !self.whole {
                continue;
            }
            let facts = serde_json::from_slice(&case.json).expect("an object");
            let (date, time) = match case.as_of.split_once('T') {
                Some((date, time)) => (date, Some(time.to_owned())),
                None => (case.as_of.as_str(), None),
            };
            let as_of = date.parse().expect("a date");
            let case = Case { name: case.name, as_of, time, facts };
            let outcomes = Outcomes::of(&case.json(self.pack));
            self.keep(case, outcomes, taken);
        }
    }

    fn keep(&mut self, case: Case, outcomes: Outcomes, taken: bool) {
        self.tally.know(&outcomes);
        if taken {
            self.tally.add(&outcomes);
            self.taken += 1;
        }
        self.known.push(Known { case, outcomes, taken });
    }

    fn attempt(&mut self, own: usize) {
        // More than 1 %, so that the last cases do not push an outcome below it.
        let wanted = (own + self.least).max(self.taken) * 13 / 10;
        let rare = self.tally.rare(wanted);
        let aim = self.aim(&rare);
        let parent = self.parent(aim.as_deref(), &rare);
        let is_fresh = parent.is_none();
        let mut case = parent.unwrap_or_else(|| self.fresh());
        if !is_fresh {
            // Few changes keep what many facts together came to.
            let most = if aim.is_some() { 2 } else { 3 };
            for _ in 0..=self.random.below(most) {
                self.change(&mut case);
            }
            if let Some((deadline, state)) = aim.as_deref().and_then(state_of) {
                self.date_for(&mut case, deadline, state);
            }
        }
        if self.random.chance(3) {
            self.spoil(&mut case);
        }
        let outcomes = Outcomes::of(&case.json(self.pack));
        // What reaches the outcome aimed at is taken, or one that no case reached; of the rest
        // some, for variety.
        let hit = aim.is_some_and(|class| outcomes.reached.contains(&class))
            || self.tally.lacks(&outcomes);
        let others = match (rare.is_empty() || !self.whole, is_fresh) {
            (true, _) => 100,
            (false, true) => 20,
            (false, false) => 5,
        };
        if hit || self.random.chance(others) {
            case.name = format!("{}", self.taken - own + 1);
            self.keep(case, outcomes, true);
        }
    }

    /// A rare outcome to reach next, mostly: one of the rarest. At times a deadline's state that
    /// was not seen yet.
    fn aim(&mut self, rare: &[String]) -> Option<String> {
        let states = self.tally.states_not_seen();
        if self.whole && !states.is_empty() && self.random.chance(10) {
            return Some(self.random.pick(&states).clone());
        }
        let rarest = rare.get(..rare.len().div_ceil(4)).unwrap_or_default();
        (!rarest.is_empty() && self.random.chance(80))
            .then(|| self.random.pick(rarest).clone())
    }

    /// A case that reached the outcome aimed at, or comes near it; else any case, else none.
    /// Where several do, rather one that reached other rare outcomes too: what is changed of it
    /// mostly keeps them.
    fn parent(&mut self, aim: Option<&str>, rare: &[String]) -> Option<Case> {
        if self.known.is_empty() || self.random.chance(25) {
            return None;
        }
        if let Some(class) = aim {
            // Where a deadline runs, another date gives it another state.
            let unseen =
                self.known.iter().all(|known| !known.outcomes.reached.contains(class));
            let near = state_of(class)
                .filter(|_| unseen || self.random.chance(70))
                .map(|(deadline, _)| format!("{deadline} outcome = decided"));
            let near = near.as_deref().unwrap_or(class);
            let witnesses: Vec<usize> = (0..self.known.len())
                .filter(|&at| self.known[at].outcomes.reached.contains(near))
                .collect();
            let richest = (0..CANDIDATES.min(witnesses.len()))
                .map(|_| *self.random.pick(&witnesses))
                .max_by_key(|&at| {
                    let reached = &self.known[at].outcomes.reached;
                    rare.iter().filter(|class| reached.contains(*class)).count()
                });
            if let Some(at) = richest {
                return Some(self.known[at].case.clone());
            }
        }
        Some(self.random.pick(&self.known).case.clone())
    }

    /// Moves the date to where the deadline has that state, if it has a last day.
    fn date_for(&mut self, case: &mut Case, deadline: &str, state: &str) {
        let json = case.json(self.pack);
        let verdicts = json["verdicts"].as_array().map_or(&[][..], Vec::as_slice);
        let day = |field: &str| {
            verdicts
                .iter()
                .filter(|verdict| verdict["name"] == deadline)
                .find_map(|verdict| verdict[field].as_str()?.get(..10)?.parse().ok())
        };
        let (Some(event), Some(due)) = (day("event"), day("due")) else { return };
        let moved: Option<NaiveDate> = match state {
            "not started" => NaiveDate::pred_opt(&event),
            "running" => Some(event),
            "overdue" => due.succ_opt(),
            _ => Some(due),
        };
        case.as_of = moved.unwrap_or(case.as_of);
    }

    fn fresh(&mut self) -> Case {
        let leaning = Leaning::draw(&mut self.random);
        let as_of = self.draw.as_of(&mut self.random);
        let mut facts = Map::new();
        for fact in self.form {
            if !self.random.chance(leaning.missing) {
                let value = self.draw.value(&mut self.random, fact, leaning, as_of);
                facts.insert(fact.name.clone(), value);
            }
        }
        Case { name: String::new(), as_of, time: self.time(), facts }
    }

    /// The time of day to evaluate for: half the time where the pack knows moments.
    fn time(&mut self) -> Option<String> {
        let moments = self.form.iter().any(Fact::is_moment);
        (moments && self.random.chance(50)).then(|| draw::time(&mut self.random))
    }

    fn change(&mut self, case: &mut Case) {
        let fact = &self.form[self.random.below(self.form.len())];
        let leaning = Leaning { missing: 0, holds: 50, passes: 50 };
        match self.random.below(10) {
            0 => {
                case.facts.remove(&fact.name);
            }
            1 => {
                case.as_of = self.draw.as_of(&mut self.random);
                case.time = self.time();
            }
            2 | 3 => self.follow(case),
            _ => {
                let origin = self.other_date(case).unwrap_or(case.as_of);
                let value = self.draw.value(&mut self.random, fact, leaning, origin);
                case.facts.insert(fact.name.clone(), value);
            }
        }
    }

    fn other_date(&mut self, case: &Case) -> Option<NaiveDate> {
        let dates: Vec<NaiveDate> = self
            .form
            .iter()
            .filter(|fact| fact.is_date())
            .filter_map(|fact| case.facts.get(&fact.name)?.as_str()?.parse().ok())
            .collect();
        (!dates.is_empty() && self.random.chance(70)).then(|| *self.random.pick(&dates))
    }

    /// Sets an amount, or the date, at a threshold that the evaluation itself computed: an end
    /// of a range, the day something is due.
    fn follow(&mut self, case: &mut Case) {
        let json = case.json(self.pack);
        let (mut amounts, mut days) = (Vec::new(), Vec::new());
        thresholds(&json["verdicts"], &mut amounts, &mut days);
        let money: Vec<&Fact> = self.form.iter().filter(|fact| fact.is_money()).collect();
        if !days.is_empty() && (amounts.is_empty() || self.random.chance(40)) {
            let day = *self.random.pick(&days);
            case.as_of = draw::beside(&mut self.random, day);
        } else if !amounts.is_empty() && !money.is_empty() {
            let amount = self.random.pick(&amounts).clone();
            let fact = *self.random.pick(&money);
            if let Some(value) = draw::around(&mut self.random, &amount) {
                case.facts.insert(fact.name.clone(), value);
            }
        }
    }

    fn spoil(&mut self, case: &mut Case) {
        let value = Draw::wrong(&mut self.random);
        let fact = &self.form[self.random.below(self.form.len())];
        let name =
            if self.random.chance(80) { fact.name.as_str() } else { "无此事实" };
        case.facts.insert(name.to_owned(), value);
    }
}

/// The deadline and the state in `NAME state = STATE`.
fn state_of(class: &str) -> Option<(&str, &str)> {
    class.split_once(" state = ")
}

/// Collects the ends of ranges and the due dates of an evaluation.
fn thresholds(value: &Value, amounts: &mut Vec<String>, days: &mut Vec<NaiveDate>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match (name.as_str(), field) {
                    ("lower" | "upper", Value::Object(end)) => {
                        amounts.extend(end["value"].as_str().map(str::to_owned));
                    }
                    ("due", Value::String(day)) => {
                        days.extend(day.parse::<NaiveDate>().ok());
                    }
                    _ => thresholds(field, amounts, days),
                }
            }
        }
        Value::Array(elements) => {
            for element in elements {
                thresholds(element, amounts, days);
            }
        }
        _ => {}
    }
}
