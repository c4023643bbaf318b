//! What a rule says, apart from where it stands. In: a model and a rule. Out: its text with
//! all it rests on, by name; and what of it no operation computes. Never: a position in a
//! model, which another version numbers otherwise.

use crate::model::{Model, Shown, Target};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde_json::Value;

/// How much of a rule is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// All.
    Whole,
    /// What can change an answer: no labels, no citations.
    Decides,
    /// The same without its expressions, which the operations compute.
    Skeleton,
}

/// A declaration, by kind and position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Fact(usize),
    Define(usize),
    Circumstance(usize),
    Deadline(usize),
    Benchmark(usize),
    Review(usize),
    Scope(usize),
    Table(usize),
    Scorecard(usize),
    Exception(usize),
}

/// What a rule says, declaration by declaration.
pub(super) type Shape = BTreeMap<String, Vec<String>>;

/// What it says without its labels and citations.
const TOLD: [&str; 8] =
    ["label", "basis", "question", "group", "advise", "text", "unit", "title"];

/// Returns the shape of all versions of a rule with what they rest on.
pub(super) fn shape(model: &Model, rule: &[Shown], look: Look) -> Shape {
    let mut walk = Walk { model, look, waiting: Vec::new() };
    walk.waiting.extend(rule.iter().map(|shown| match *shown {
        Shown::Define(id) => Node::Define(id),
        Shown::Circumstance(id) => Node::Circumstance(id),
        Shown::Deadline(id) => Node::Deadline(id),
        Shown::Benchmark(at) => Node::Benchmark(at),
        Shown::Review(at) => Node::Review(at),
        Shown::Scope(at) => Node::Scope(at),
        Shown::Table(at) => Node::Table(at),
        Shown::Scorecard(at) => Node::Scorecard(at),
    }));
    walk.waiting.reverse();
    let mut shape = Shape::new();
    let mut seen: Vec<Node> = Vec::new();
    while let Some(node) = walk.waiting.pop() {
        if seen.contains(&node) {
            continue;
        }
        seen.push(node);
        let Some((name, value)) = walk.encoded(node) else { continue };
        shape.entry(name).or_default().push(value);
    }
    shape
}

struct Walk<'m> {
    model: &'m Model,
    look: Look,
    waiting: Vec<Node>,
}

impl Walk<'_> {
    fn encoded(&mut self, node: Node) -> Option<(String, String)> {
        let model = self.model;
        let (kind, value) = match node {
            Node::Fact(id) => ("fact", serde_json::to_value(model.facts.get(id)?)),
            Node::Define(id) => ("define", serde_json::to_value(model.defines.get(id)?)),
            Node::Circumstance(id) => {
                ("circumstance", serde_json::to_value(model.circumstances.get(id)?))
            }
            Node::Deadline(id) => {
                ("deadline", serde_json::to_value(model.deadlines.get(id)?))
            }
            Node::Benchmark(at) => {
                ("benchmark", serde_json::to_value(model.benchmarks.get(at)?))
            }
            Node::Review(at) => ("review", serde_json::to_value(model.reviews.get(at)?)),
            Node::Scope(at) => ("scope", serde_json::to_value(model.scopes.get(at)?)),
            Node::Table(at) => ("table", serde_json::to_value(model.tables.get(at)?)),
            Node::Scorecard(at) => {
                ("scorecard", serde_json::to_value(model.scorecards.get(at)?))
            }
            Node::Exception(id) => {
                ("exception", serde_json::to_value(model.exceptions.get(id)?))
            }
        };
        let target = match node {
            Node::Define(id) => Some(Target::Define(id)),
            Node::Circumstance(id) => Some(Target::Circumstance(id)),
            Node::Deadline(id) => Some(Target::Deadline(id)),
            Node::Exception(id) => Some(Target::Exception(id)),
            Node::Fact(_)
            | Node::Benchmark(_)
            | Node::Review(_)
            | Node::Scope(_)
            | Node::Table(_)
            | Node::Scorecard(_) => None,
        };
        let exceptions = target.map_or(&[][..], |target| model.excepted.of(target));
        self.waiting.extend(exceptions.iter().map(|id| Node::Exception(*id)));
        let value = self.renamed(value.ok()?);
        let name = value.get("name").and_then(Value::as_str).unwrap_or_default();
        let by_calendar =
            |text: &str| text.contains("orkdays") || text.contains("\"roll\":true");
        let name = format!("{kind} {name}");
        let mut text = value.to_string();
        if by_calendar(&text) {
            text.push_str(
                &model.calendar_digest.map_or_else(String::new, |it| it.to_string()),
            );
        }
        Some((name, text))
    }

    fn fact(&mut self, id: usize) -> Value {
        self.waiting.push(Node::Fact(id));
        named(self.model.facts.get(id).map(|known| &known.name))
    }

    fn define(&mut self, id: usize) -> Value {
        let group = self.model.versioned.defines.of(id).to_vec();
        self.waiting.extend(group.into_iter().map(Node::Define));
        self.waiting.push(Node::Define(id));
        named(self.model.defines.get(id).map(|known| &known.name))
    }

    fn circumstance(&mut self, id: usize) -> Value {
        self.waiting.push(Node::Circumstance(id));
        named(self.model.circumstances.get(id).map(|known| &known.name))
    }

    fn deadline(&mut self, id: usize) -> Value {
        let group = self.model.versioned.deadlines.of(id).to_vec();
        self.waiting.extend(group.into_iter().map(Node::Deadline));
        self.waiting.push(Node::Deadline(id));
        named(self.model.deadlines.get(id).map(|known| &known.name))
    }

    fn benchmark(&mut self, at: usize) -> Value {
        self.waiting.push(Node::Benchmark(at));
        named(self.model.benchmarks.get(at).map(|known| &known.name))
    }

    fn table(&mut self, at: usize) -> Value {
        self.waiting.push(Node::Table(at));
        named(self.model.tables.get(at).map(|known| &known.name))
    }

    fn version(&mut self, id: usize) -> Value {
        let version = self.model.versions.get(id);
        let version = version.and_then(|known| serde_json::to_value(known).ok());
        self.renamed(version.unwrap_or_default())
    }

    fn source(&self, id: usize) -> Value {
        named(self.model.sources.get(id).map(|known| &known.name))
    }

    /// The same with names in the place of positions.
    fn renamed(&mut self, value: Value) -> Value {
        match value {
            Value::Array(list) => {
                Value::Array(list.into_iter().map(|it| self.renamed(it)).collect())
            }
            Value::Object(map) => {
                let is_expr =
                    map.len() == 2 && map.contains_key("kind") && map.contains_key("ty");
                if is_expr && self.look == Look::Skeleton {
                    return Value::String("…".to_string());
                }
                let told = self.look != Look::Whole;
                let members = map
                    .into_iter()
                    .filter(|(key, _)| !(told && TOLD.contains(&key.as_str())));
                Value::Object(
                    members
                        .map(|(key, value)| {
                            let value = self.member(&key, value);
                            (key, value)
                        })
                        .collect(),
                )
            }
            other => other,
        }
    }

    fn member(&mut self, key: &str, value: Value) -> Value {
        let id = value.as_u64().and_then(|id| usize::try_from(id).ok());
        let pair = |value: &Value| {
            let first = value.get(0)?.as_u64()?;
            Some((usize::try_from(first).ok()?, value.get(1)?.clone()))
        };
        match (key, id) {
            ("Constant", _) => value,
            (
                "Fact" | "Known" | "Choice" | "Set" | "List" | "list" | "fact"
                | "options" | "Field",
                Some(id),
            ) => self.fact(id),
            ("Define" | "OwnDefine" | "define" | "value" | "band", Some(id)) => {
                self.define(id)
            }
            ("Circumstance", Some(id)) => self.circumstance(id),
            ("Due" | "Deadline", Some(id)) => self.deadline(id),
            ("InForce", Some(id)) => self.version(id),
            ("table", Some(id)) => self.table(id),
            ("source" | "workdays_by", Some(id)) => self.source(id),
            ("Exception", Some(id)) => {
                named(self.model.exceptions.get(id).map(|known| &known.name))
            }
            ("in_force", None) => {
                Value::Array(ids(&value).into_iter().map(|id| self.version(id)).collect())
            }
            ("circumstances", None) => Value::Array(
                ids(&value).into_iter().map(|id| self.circumstance(id)).collect(),
            ),
            ("versions", None) => {
                let pairs = value.as_array().cloned().unwrap_or_default();
                let pairs = pairs.iter().filter_map(pair);
                Value::Array(
                    pairs
                        .map(|(at, penalty)| {
                            Value::Array(Vec::from([self.benchmark(at), penalty]))
                        })
                        .collect(),
                )
            }
            ("Judged", None) => match pair(&value) {
                Some((fact, asked)) => Value::Array(Vec::from([self.fact(fact), asked])),
                None => value,
            },
            ("Row", None) => match pair(&value) {
                Some((table, row)) => Value::Array(Vec::from([self.table(table), row])),
                None => value,
            },
            (_, _) => self.renamed(value),
        }
    }
}

fn ids(value: &Value) -> Vec<usize> {
    let list = value.as_array().map_or(&[][..], Vec::as_slice).iter();
    list.filter_map(|id| usize::try_from(id.as_u64()?).ok()).collect()
}

fn named(name: Option<impl AsRef<str>>) -> Value {
    Value::String(name.map_or_else(String::new, |it| String::from(it.as_ref())))
}
