//! A pack as a tree of rules: each with its versions and the exceptions to it.

use super::{Citation, Direction, ExceptionResult, Model, Target, VersionId};
use crate::diagnostic::Message;
use alloc::string::String;
use alloc::vec::Vec;

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The keyword of its kind, in both languages.
    pub kind: Message,
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// Its versions; one without a period where it has no versions.
    pub versions: Vec<OutlineVersion>,
    /// The exceptions to it, whichever version is in force.
    pub exceptions: Vec<OutlineException>,
}

/// One version of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineVersion {
    /// When it is law.
    pub period: Option<Message>,
    /// How long a deadline is, or what a parameter is set to.
    pub length: Option<Message>,
    /// The law behind it.
    pub basis: Vec<Message>,
}

/// One exception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineException {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// When it is law.
    pub period: Option<Message>,
    /// Its condition, as written.
    pub when: String,
    /// Its result.
    pub then: Message,
    /// The law behind it.
    pub basis: Vec<Message>,
    /// The exceptions to it.
    pub exceptions: Vec<OutlineException>,
}

/// Lists the main pack's rules, and those of used packs that it makes exceptions to.
pub(crate) fn outline(model: &Model) -> Vec<Outline> {
    let mut rules = Rules { model, found: Vec::new() };
    let versioned = &model.versioned;
    for known in &model.parameters {
        let version = rules.version(&[], Some(known.text.clone()), &known.basis);
        rules.add(
            ("参数", "parameter"),
            (&known.name, &known.label),
            true,
            version,
            None,
        );
    }
    for (id, known) in model.defines.iter().enumerate() {
        if model.parameter_of(id).is_some() {
            continue;
        }
        let kind = ("定义", "define");
        let first = versioned.defines.first(id) == id;
        let version = rules.version(&known.in_force, None, &known.basis);
        rules.add(
            kind,
            (&known.name, &known.label),
            first,
            version,
            Some(Target::Define(id)),
        );
    }
    for (id, known) in model.circumstances.iter().enumerate() {
        let kind = ("情节", "circumstance");
        let first = versioned.circumstances.first(id) == id;
        let version = rules.version(&known.in_force, None, &known.basis);
        let target = Some(Target::Circumstance(id));
        rules.add(kind, (&known.name, &known.label), first, version, target);
    }
    for (id, known) in model.deadlines.iter().enumerate() {
        let kind = ("期限", "deadline");
        let first = versioned.deadlines.first(id) == id;
        let length = Some(known.period.text(known.direction));
        let version = rules.version(&known.in_force, length, &known.basis);
        let target = Some(Target::Deadline(id));
        rules.add(kind, (&known.name, &known.label), first, version, target);
    }
    for (at, known) in model.benchmarks.iter().enumerate() {
        let kind = ("裁量基准", "benchmark");
        let first = versioned.benchmarks.first(at) == at;
        let version = rules.version(&known.in_force, None, &known.basis);
        rules.add(kind, (&known.name, &known.label), first, version, None);
    }
    for (at, known) in model.reviews.iter().enumerate() {
        let kind = ("审核", "review");
        let first = versioned.reviews.first(at) == at;
        let version = rules.version(&known.in_force, None, &known.basis);
        rules.add(kind, (&known.name, &known.label), first, version, None);
    }
    for (at, known) in model.scopes.iter().enumerate() {
        let kind = ("受理范围", "scope");
        let first = versioned.scopes.first(at) == at;
        let version = rules.version(&known.in_force, None, &known.basis);
        rules.add(kind, (&known.name, &known.label), first, version, None);
    }
    for (at, known) in model.scorecards.iter().enumerate() {
        let kind = ("考核", "scorecard");
        let first = versioned.scorecards.first(at) == at;
        let version = rules.version(&known.in_force, None, &known.basis);
        rules.add(kind, (&known.name, &known.label), first, version, None);
    }
    for (at, known) in model.tables.iter().enumerate() {
        let kind = ("决策表", "table");
        let first = versioned.tables.first(at) == at;
        let version = rules.version(&known.in_force, None, &known.basis);
        rules.add(kind, (&known.name, &known.label), first, version, None);
    }
    rules.found
}

struct Rules<'m> {
    model: &'m Model,
    found: Vec<Outline>,
}

impl Rules<'_> {
    fn version(
        &self,
        in_force: &[VersionId],
        length: Option<Message>,
        basis: &[Citation],
    ) -> OutlineVersion {
        OutlineVersion { period: self.period(in_force), length, basis: texts(basis) }
    }

    fn period(&self, in_force: &[VersionId]) -> Option<Message> {
        in_force
            .last()
            .and_then(|id| self.model.versions.get(*id))
            .map(super::Version::text)
    }

    /// Adds a rule, or a version of the rule of that name.
    fn add(
        &mut self,
        kind: (&str, &str),
        (name, label): (&String, &Message),
        first: bool,
        version: OutlineVersion,
        target: Option<Target>,
    ) {
        let kind = Message::new(kind.0, kind.1);
        let known = self.found.iter_mut().rev();
        let known = known
            .filter(|_| !first)
            .find(|known| known.name == *name && known.kind == kind);
        if let Some(known) = known {
            known.versions.push(version);
            return;
        }
        let exceptions = target.map_or_else(Vec::new, |target| self.exceptions(target));
        let foreign = self.model.packs.iter().skip(1).any(|pack| {
            name.strip_prefix(pack.alias.as_str())
                .is_some_and(|rest| rest.starts_with('.'))
        });
        if foreign && exceptions.is_empty() {
            return;
        }
        self.found.push(Outline {
            kind,
            name: name.clone(),
            label: label.clone(),
            versions: Vec::from([version]),
            exceptions,
        });
    }

    fn exceptions(&self, target: Target) -> Vec<OutlineException> {
        let ids = self.model.excepted.of(target).iter();
        ids.filter_map(|id| {
            let known = self.model.exceptions.get(*id)?;
            let then = match &known.then {
                ExceptionResult::NeedsJudgement => {
                    Message::new("人工裁量", "needs judgement")
                }
                ExceptionResult::Period(length) => length.text(Direction::After),
                ExceptionResult::Value(_) => {
                    Message::new(known.then_text.clone(), known.then_text.clone())
                }
            };
            Some(OutlineException {
                name: known.name.clone(),
                label: known.label.clone(),
                period: self.period(&known.in_force),
                when: known.when_text.clone(),
                then,
                basis: texts(&known.basis),
                exceptions: self.exceptions(Target::Exception(*id)),
            })
        })
        .collect()
    }
}

fn texts(basis: &[Citation]) -> Vec<Message> {
    basis.iter().map(|citation| citation.text.clone()).collect()
}
