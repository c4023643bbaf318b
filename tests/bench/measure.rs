//! Contestants in turn, and what the rounds say.
#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a stopwatch is no engine: nothing here reaches an answer"
)]

use std::time::Duration;
use std::time::Instant;

const ROUNDS: usize = 15;

/// How long one turn lasts, about.
const TURN: Duration = Duration::from_millis(20);

/// What is measured against the first of it.
pub(crate) struct Contest<'c> {
    cases: usize,
    /// A word in the names of those that take part.
    only: Option<&'c str>,
    contestants: Vec<Contestant<'c>>,
}

struct Contestant<'c> {
    name: &'static str,
    decide: Box<dyn Fn(usize) + 'c>,
    /// How many cases a turn has.
    turn: usize,
    /// Nanoseconds per case, by round.
    rounds: Vec<f64>,
}

impl<'c> Contest<'c> {
    /// Begins one over so many cases, of those that have a word in their names.
    pub(crate) const fn new(cases: usize, only: Option<&'c str>) -> Self {
        Self { cases, only, contestants: Vec::new() }
    }

    /// Adds a contestant, which does its work for the case of that number.
    pub(crate) fn add(&mut self, name: &'static str, decide: impl Fn(usize) + 'c) {
        if self.only.is_some_and(|word| !name.contains(word)) {
            return;
        }
        let decide = Box::new(decide);
        self.contestants.push(Contestant { name, decide, turn: 1, rounds: Vec::new() });
    }

    /// Measures and prints.
    pub(crate) fn run(mut self) {
        for contestant in &mut self.contestants {
            contestant.prepare(self.cases);
        }
        for _ in 0..ROUNDS {
            for contestant in &mut self.contestants {
                let time = contestant.take_turn(self.cases);
                contestant.rounds.push(time);
            }
        }
        println!("{:44}{:>12}{:>10}  lowest – highest", "", "ns / case", "ratio");
        let first = self.contestants.first().map(|first| first.rounds.clone());
        let first = first.unwrap_or_default();
        for Contestant { name, rounds, .. } in &self.contestants {
            let ratios: Vec<f64> =
                rounds.iter().zip(&first).map(|(time, first)| time / first).collect();
            let [_, time, _] = spread(rounds);
            let [lowest, ratio, highest] = spread(&ratios);
            println!("{name:44}{time:12.1}{ratio:10.1}  {lowest:.1} – {highest:.1}");
        }
    }
}

impl Contestant<'_> {
    /// Warms up and finds how many cases make a turn.
    fn prepare(&mut self, cases: usize) {
        loop {
            let took = self.take_turn(cases) * float(self.turn);
            if took >= float(TURN.as_nanos()) {
                break;
            }
            self.turn *= 2;
        }
    }

    /// Returns the nanoseconds per case of one turn.
    fn take_turn(&self, cases: usize) -> f64 {
        let begin = Instant::now();
        for at in (0..cases).cycle().take(self.turn) {
            (self.decide)(at);
        }
        float(begin.elapsed().as_nanos()) / float(self.turn)
    }
}

/// The lowest, the median, the highest.
fn spread(values: &[f64]) -> [f64; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    [sorted[0], sorted[sorted.len() / 2], sorted[sorted.len() - 1]]
}

fn float<T: TryInto<u32>>(number: T) -> f64 {
    number.try_into().map(f64::from).unwrap_or(f64::MAX)
}
