//! The oracle: a slow evaluator, written from `tests/spec` alone, that the engine must agree
//! with. It walks the trees, counts days one by one, and shares no line with the engine but
//! the reading of text into trees.

mod benchmark;
mod calendar;
mod choice;
mod coverage;
mod deadline;
mod each;
mod examples;
mod exception;
mod expr;
mod facts;
mod generate;
mod generated;
mod kind;
mod known;
mod ladder;
mod lenient;
mod list;
mod packs;
mod penalty;
mod proposal;
mod range;
mod read;
mod review;
mod rules;
mod scope;
mod select;
mod table;
mod test;
mod unit;
mod value;
mod verdict;
mod version;
mod weights;

use fadu::{AsOf, Pack};
use serde_json::Value as Json;
use value::Value;

/// A date or moment asked for.
fn as_of(text: &str) -> Value {
    match calendar::read_moment(text) {
        Some((day, minute)) => Value::Moment(day, minute),
        None => Value::Date(calendar::read_day(text).unwrap()),
    }
}

/// What the engine says.
fn engine(pack: &Pack, facts: &Json, as_of: &str) -> Json {
    let facts = pack.facts_from_json(facts.to_string().as_bytes());
    let evaluation = pack.evaluate(&facts, AsOf::parse(as_of).unwrap());
    serde_json::to_value(&evaluation).unwrap()
}

/// Rules that nobody wrote, from a row of numbers.
pub(crate) fn generated_rules(numbers: &[u32]) -> String {
    generate::rules(&mut generate::Choices::new(numbers)).main
}
