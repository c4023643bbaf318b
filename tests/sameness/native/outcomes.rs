//! What the cases came to, declaration by declaration: the distribution.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The states that a date gives a deadline that runs.
const STATES: [&str; 4] = ["not started", "running", "due", "overdue"];

/// How many cases reached each outcome of each declaration; those that are declared, or that a
/// test of the pack reaches, stand there with 0 if none of them did.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    counts: BTreeMap<String, usize>,
}

impl Tally {
    /// Notes what can come out, without counting it.
    pub(crate) fn know(&mut self, outcomes: &Outcomes) {
        for class in outcomes.declared.iter().chain(&outcomes.reached) {
            self.counts.entry(class.clone()).or_default();
        }
    }

    /// Counts the outcomes of one case.
    pub(crate) fn add(&mut self, outcomes: &Outcomes) {
        self.know(outcomes);
        for class in &outcomes.reached {
            *self.counts.entry(class.clone()).or_default() += 1;
        }
    }

    /// Whether one of these outcomes is counted for no case yet.
    pub(crate) fn lacks(&self, outcomes: &Outcomes) -> bool {
        let none = |class| self.counts.get(class).is_none_or(|count| *count == 0);
        outcomes.reached.iter().any(none)
    }

    /// States of deadlines that no case reached; some no case can.
    pub(crate) fn states_not_seen(&self) -> Vec<String> {
        let deadlines = self.counts.keys().filter_map(|class| class.strip_suffix("open"));
        deadlines
            .filter(|question| question.ends_with(" state = "))
            .flat_map(|question| STATES.map(|state| format!("{question}{state}")))
            .filter(|class| !self.counts.contains_key(class))
            .collect()
    }

    /// The outcomes that less than 1 % of the cases reached, rarest first.
    pub(crate) fn rare(&self, cases: usize) -> Vec<String> {
        let mut rare: Vec<_> =
            self.counts.iter().filter(|(_, count)| *count * 100 < cases).collect();
        rare.sort_by_key(|(class, count)| (**count, (*class).clone()));
        rare.into_iter().map(|(class, _)| class.clone()).collect()
    }

    /// The distribution, one line per declaration and question.
    pub(crate) fn table(&self, cases: usize) -> String {
        let mut lines: BTreeMap<&str, String> = BTreeMap::new();
        for (class, count) in &self.counts {
            let (question, answer) = class.split_once(" = ").expect("written below");
            let permille = count * 1000 / cases.max(1);
            let line = lines.entry(question).or_default();
            write!(line, "  {answer} {}.{} %", permille / 10, permille % 10)
                .expect("memory");
        }
        lines.iter().fold(String::new(), |mut table, (question, line)| {
            writeln!(table, "  {question}:{line}").expect("memory");
            table
        })
    }
}

/// What one case came to.
#[derive(Debug, Default)]
pub(crate) struct Outcomes {
    /// What the rules declare.
    pub(crate) declared: BTreeSet<String>,
    /// What this case reached.
    pub(crate) reached: BTreeSet<String>,
}

impl Outcomes {
    /// Reads them off an evaluation's JSON.
    pub(crate) fn of(evaluation: &Value) -> Self {
        let mut found = Self::default();
        for verdict in list(evaluation, "verdicts") {
            let name = text(verdict, "name");
            found.reach(&format!("{name} outcome"), text(verdict, "outcome"));
            match text(verdict, "kind") {
                "define" => found.define(name, verdict),
                "deadline" => {
                    found.reach(&format!("{name} state"), text(verdict, "state"));
                }
                "benchmark" => found.benchmark(name, verdict),
                "review" => found.review(name, verdict),
                "scope" => {
                    found.one_of(&format!("{name} ground"), verdict, "ground", "grounds");
                }
                "table" => found.rows(name, verdict),
                // What it comes to are definitions and its outcome.
                "scorecard" => {}
                kind => panic!("a new kind of verdict: {kind}"),
            }
        }
        for problem in list(evaluation, "problems") {
            found.reach("problems", text(problem, "code"));
        }
        found
    }

    fn define(&mut self, name: &str, verdict: &Value) {
        let value = &verdict["value"];
        match text(value, "type") {
            "bool" => {
                self.declare(name, ["true", "false"]);
                self.reach(name, text(value, "value"));
            }
            _ => self.reach(name, if value.is_null() { "open" } else { "known" }),
        }
    }

    fn rows(&mut self, name: &str, verdict: &Value) {
        for row in list(verdict, "rows") {
            if text(row, "status") == "applies" {
                let number = row["number"].as_str().unwrap_or_else(|| text(row, "name"));
                self.reach(&format!("{name} row"), number);
            }
        }
    }

    fn benchmark(&mut self, name: &str, verdict: &Value) {
        let question = format!("{name} tier");
        for tier in list(verdict, "tiers") {
            self.declare(&question, [text(tier, "name")]);
            // An open tier is reached too: the official may choose it.
            if matches!(text(tier, "status"), "applies" | "open") {
                self.reach(&question, text(tier, "name"));
            }
        }
        // Only where the lighter of two laws counts.
        if let Some(laws) = verdict.get("lenient") {
            let question = format!("{name} law");
            self.declare(&question, ["act", "decision", "open"]);
            self.reach(&question, text(laws, "taken"));
        }
        for circumstance in list(verdict, "circumstances") {
            let question = format!("{name} circumstance {}", text(circumstance, "name"));
            self.declare(&question, ["true", "false"]);
            self.reach(&question, text(circumstance, "state"));
        }
        for proposal in list(verdict, "proposals") {
            let question = format!("{name} proposal");
            self.declare(&question, ["inside", "below", "above", "unlawful"]);
            self.reach(&question, text(proposal, "position"));
        }
    }

    fn review(&mut self, name: &str, verdict: &Value) {
        self.declare(&format!("{name} required"), ["true", "false", "unknown"]);
        self.reach(&format!("{name} required"), text(verdict, "required"));
        self.one_of(&format!("{name} opinion"), verdict, "opinion", "opinions");
        for layer in list(verdict, "layers") {
            let question = format!("{name} layer {}", text(layer, "name"));
            self.declare(&question, ["true", "false"]);
            self.reach(&question, text(layer, "state"));
            for criterion in list(layer, "criteria") {
                let question = format!("{question} {}", text(criterion, "name"));
                self.declare(&question, ["true", "false"]);
                self.reach(&question, text(criterion, "state"));
            }
        }
        for item in list(verdict, "items") {
            let question = format!("{name} item {}", text(item, "name"));
            self.declare(&question, ["pass", "fail"]);
            self.reach(&question, text(item, "finding"));
        }
    }

    /// One of the named things was chosen, or none yet.
    fn one_of(&mut self, question: &str, verdict: &Value, chosen: &str, all: &str) {
        self.declare(
            question,
            list(verdict, all).iter().map(|thing| text(thing, "name")),
        );
        self.reach(question, text(verdict, chosen));
    }

    fn declare<'a>(
        &mut self,
        question: &str,
        answers: impl IntoIterator<Item = &'a str>,
    ) {
        self.declared.extend(answers.into_iter().map(|a| format!("{question} = {a}")));
    }

    fn reach(&mut self, question: &str, answer: &str) {
        self.reached.insert(format!("{question} = {answer}"));
    }
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

/// A text field; null reads as "open".
fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or("open")
}
