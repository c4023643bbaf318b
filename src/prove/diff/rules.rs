//! The rules of two versions, side by side. In: two models. Out: which rule became which, the
//! parts it is compared by, and the slots of each. Never: two rules of different names as one.

use super::Standing;
use super::decision::Part;
use super::joint::{Joint, Side};
use super::shape::{Look, Shape, shape};
use crate::diagnostic::Message;
use crate::eval;
use crate::model::{Model, Shown, Target};
use crate::program::{Program, Slot};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A rule in both versions; one list is empty where it is in one only.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) kind: Message,
    pub(super) name: String,
    pub(super) label: Message,
    pub(super) old: Vec<Shown>,
    pub(super) new: Vec<Shown>,
}

/// Lists the rules: those of the newer version in their order, then those it lacks.
pub(super) fn pairs(old: &Model, new: &Model) -> Vec<Pair> {
    let mut before = groups(old);
    let mut pairs = Vec::new();
    for (kind, name, label, group) in groups(new) {
        let at = before.iter().position(|(known, it, ..)| *known == kind && *it == name);
        let old = at.map_or_else(Vec::new, |at| before.remove(at).3);
        pairs.push(Pair { kind, name, label, old, new: group });
    }
    for (kind, name, label, group) in before {
        pairs.push(Pair { kind, name, label, old: group, new: Vec::new() });
    }
    pairs
}

/// Lists all that is declared, shown or not, side by side.
pub(super) fn all_pairs(old: &Model, new: &Model) -> Vec<Pair> {
    let mut pairs = pairs(old, new);
    let hidden = |model: &Model| -> Vec<Shown> {
        let defines = (0..model.defines.len()).map(Shown::Define);
        let circumstances = (0..model.circumstances.len()).map(Shown::Circumstance);
        let deadlines = (0..model.deadlines.len()).map(Shown::Deadline);
        let tables = (0..model.tables.len()).map(Shown::Table);
        let all = defines.chain(circumstances).chain(deadlines).chain(tables);
        all.filter(|it| !model.shown.contains(it)).collect()
    };
    let (mut before, after) = (hidden(old).into_iter(), hidden(new).into_iter());
    for shown in after {
        let Some((kind, name, label)) = head(new, shown) else { continue };
        // Nothing was added or taken away, or the names tell.
        let known = before.next();
        let known = known.filter(|it| head(old, *it).is_some_and(|it| it.1 == name));
        let (old, new) = (known.into_iter().collect(), Vec::from([shown]));
        pairs.push(Pair { kind, name, label, old, new });
    }
    pairs
}

type Group = (Message, String, Message, Vec<Shown>);

fn groups(model: &Model) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    for shown in &model.shown {
        let Some((kind, name, label)) = head(model, *shown) else { continue };
        let known = found.iter_mut().find(|(of, it, ..)| *of == kind && *it == name);
        match known {
            Some((.., group)) => group.push(*shown),
            None => found.push((kind, name, label, Vec::from([*shown]))),
        }
    }
    found
}

fn head(model: &Model, shown: Shown) -> Option<(Message, String, Message)> {
    let (kind, name, label) = match shown {
        Shown::Define(id) => {
            let known = model.defines.get(id)?;
            (("定义", "define"), &known.name, &known.label)
        }
        Shown::Circumstance(id) => {
            let known = model.circumstances.get(id)?;
            (("情节", "circumstance"), &known.name, &known.label)
        }
        Shown::Deadline(id) => {
            let known = model.deadlines.get(id)?;
            (("期限", "deadline"), &known.name, &known.label)
        }
        Shown::Benchmark(at) => {
            let known = model.benchmarks.get(at)?;
            (("裁量基准", "benchmark"), &known.name, &known.label)
        }
        Shown::Review(at) => {
            let known = model.reviews.get(at)?;
            (("审核", "review"), &known.name, &known.label)
        }
        Shown::Scope(at) => {
            let known = model.scopes.get(at)?;
            (("受理范围", "scope"), &known.name, &known.label)
        }
        Shown::Table(at) => {
            let known = model.tables.get(at)?;
            (("决策表", "table"), &known.name, &known.label)
        }
        Shown::Scorecard(at) => {
            let known = model.scorecards.get(at)?;
            (("考核", "scorecard"), &known.name, &known.label)
        }
    };
    Some((Message::new(kind.0, kind.1), name.clone(), label.clone()))
}

impl Pair {
    /// Returns whether anything of it changed, and whether anything that decides did.
    pub(super) fn standing(&self, old: &Model, new: &Model) -> Standing {
        let same = |look: Look| -> bool {
            let both: [Shape; 2] =
                [shape(old, &self.old, look), shape(new, &self.new, look)];
            both[0] == both[1]
        };
        if same(Look::Whole) {
            Standing::Untouched
        } else if same(Look::Decides) {
            Standing::Told
        } else {
            Standing::Open
        }
    }

    /// Whether the two differ in nothing but what expressions come to.
    pub(super) fn is_alike(&self, old: &Model, new: &Model) -> bool {
        shape(old, &self.old, Look::Skeleton) == shape(new, &self.new, Look::Skeleton)
    }

    /// The parts it is compared by, each with what it is called.
    pub(super) fn parts(&self, old: &Model, new: &Model) -> Vec<(Part, Option<Message>)> {
        let whole = || Vec::from([(Part::Whole, None)]);
        let (Some(before), Some(after)) = (self.old.last(), self.new.last()) else {
            return Vec::new();
        };
        match (*before, *after) {
            (Shown::Review(before), Shown::Review(after)) => {
                let (Some(before), Some(after)) =
                    (old.reviews.get(before), new.reviews.get(after))
                else {
                    return Vec::new();
                };
                let mut parts = Vec::from([(Part::Required, None)]);
                for item in &after.items {
                    if before.items.iter().any(|known| known.name == item.name) {
                        parts.push((
                            Part::Item(item.name.clone()),
                            Some(item.label.clone()),
                        ));
                    }
                }
                parts.push((Part::Opinion, None));
                parts
            }
            (Shown::Table(before), Shown::Table(after)) => {
                let (Some(before), Some(after)) =
                    (old.tables.get(before), new.tables.get(after))
                else {
                    return Vec::new();
                };
                let is_in =
                    |name: &String| before.outputs.iter().any(|it| it.name == *name);
                let common = after.outputs.iter().filter(|it| is_in(&it.name));
                let only = after.outputs.len() == 1;
                common
                    .map(|it| {
                        let label = Some(it.label.clone()).filter(|_| !only);
                        (Part::Output(it.name.clone()), label)
                    })
                    .collect()
            }
            (Shown::Scorecard(before), Shown::Scorecard(after)) => {
                let (Some(before), Some(after)) =
                    (old.scorecards.get(before), new.scorecards.get(after))
                else {
                    return Vec::new();
                };
                let is_in =
                    |name: &String| before.indicators.iter().any(|it| it.name == *name);
                let common = after.indicators.iter().filter(|it| is_in(&it.name));
                let mut parts: Vec<(Part, Option<Message>)> = common
                    .map(|it| (Part::Indicator(it.name.clone()), Some(it.label.clone())))
                    .collect();
                if after.overall.is_some() || before.overall.is_some() {
                    parts.push((Part::Whole, None));
                }
                parts
            }
            (_, _) => whole(),
        }
    }
}

/// Returns the slots that a part of a rule is read from, those that decide first. Of two
/// versions with the same parts they stand in the same order, so none is left out.
pub(super) fn roots(program: &Program, rule: &[Shown], part: &Part) -> Vec<Slot> {
    let mut found: Vec<Slot> = Vec::new();
    for shown in rule {
        let periods = eval::periods(&program.model, *shown);
        let versions = periods.iter().filter_map(|id| program.versions.get(*id));
        found.extend(versions.map(|known| known.in_force));
    }
    for shown in rule {
        match (*shown, part) {
            (Shown::Review(at), Part::Required) => {
                let Some(slots) = program.reviews.get(at) else { continue };
                found.extend(slots.when);
                found.extend(slots.layers.iter().map(|layer| layer.any));
            }
            (Shown::Review(at), Part::Item(name)) => {
                let (Some(slots), Some(known)) =
                    (program.reviews.get(at), program.model.reviews.get(at))
                else {
                    continue;
                };
                found.extend(slots.when);
                let at = known.items.iter().position(|item| item.name == *name);
                let Some(item) = at.and_then(|at| slots.items.get(at)) else { continue };
                found.extend(item.when);
                found.extend([item.fails, item.passes, item.not_applicable]);
            }
            (Shown::Review(at), Part::Opinion) => {
                let Some(slots) = program.reviews.get(at) else { continue };
                found.extend(slots.when);
                found.extend(slots.layers.iter().map(|layer| layer.any));
                found.extend(slots.opinions.iter().flatten());
                found.extend(slots.items.iter().map(|item| item.fails));
            }
            (Shown::Benchmark(at), Part::Law) => {
                let Some(slots) = program.benchmarks.get(at) else { continue };
                found.extend(slots.when);
                for penalty in &slots.penalties {
                    found.extend(penalty.amount);
                    for (when, range) in &penalty.rows {
                        found.extend(*when);
                        let ends = [range.lower, range.upper];
                        found.extend(ends.into_iter().flatten().map(|(slot, _)| slot));
                    }
                }
            }
            (Shown::Table(at), Part::Output(name)) => {
                let (Some(slots), Some(known)) =
                    (program.tables.get(at), program.model.tables.get(at))
                else {
                    continue;
                };
                found.extend(slots.when);
                found.extend(slots.rows.iter().flatten());
                let at = known.outputs.iter().position(|output| output.name == *name);
                let Some(at) = at else { continue };
                for range in slots.ranges.get(at).into_iter().flatten() {
                    let ends = [range.lower, range.upper];
                    found.extend(ends.into_iter().flatten().map(|(slot, _)| slot));
                }
                let define = known.outputs.get(at).and_then(|output| output.define);
                found.extend(define.and_then(|id| program.defines.get(id)));
                found.extend(define.and_then(|id| program.named.get(id)));
            }
            (Shown::Scorecard(at), Part::Indicator(name)) => {
                let (Some(slots), Some(known)) =
                    (program.scorecards.get(at), program.model.scorecards.get(at))
                else {
                    continue;
                };
                let at = known.indicators.iter().position(|it| it.name == *name);
                let Some(at) = at else { continue };
                found.extend(slots.indicators.get(at).into_iter().flatten().flatten());
                let Some(known) = known.indicators.get(at) else { continue };
                for define in [known.value, known.band] {
                    found.extend(program.defines.get(define));
                    found.extend(program.named.get(define));
                }
            }
            (shown, _) => found.extend(program.roots(shown)),
        }
    }
    found
}

/// The layers and criteria of a review, by name, each with the slots it is read from.
pub(super) fn layers(program: &Program, rule: &[Shown]) -> BTreeMap<String, Vec<Slot>> {
    let mut found = BTreeMap::new();
    for shown in rule {
        let Shown::Review(at) = shown else { continue };
        let (Some(slots), Some(known)) =
            (program.reviews.get(*at), program.model.reviews.get(*at))
        else {
            continue;
        };
        for (layer, slots) in known.layers.iter().zip(&slots.layers) {
            let own = slots.when.into_iter().chain([slots.any]).collect();
            found.insert(format!("{at} {}", layer.name), own);
            for (criterion, slot) in layer.criteria.iter().zip(&slots.criteria) {
                let name = format!("{at} {}.{}", layer.name, criterion.name);
                found.insert(name, Vec::from([*slot]));
            }
        }
    }
    found
}

/// Whether every tier of a benchmark, and every circumstance, hangs on what it hung on.
pub(super) fn same_tiers(pair: &Pair, joint: &Joint<'_>) -> bool {
    let slots = |side: &Side<'_>, rule: &[Shown]| -> Vec<Option<Slot>> {
        let mut found = Vec::new();
        for shown in rule {
            let Shown::Benchmark(at) = shown else { continue };
            let steps = side.program.benchmarks.get(*at).map(|it| &it.steps);
            for step in steps.into_iter().flatten() {
                found.push(step.when.and_then(|slot| side.slot(slot)));
            }
            let known = side.program.model.benchmarks.get(*at);
            for id in known.into_iter().flat_map(|it| &it.circumstances) {
                let slot = side.program.circumstances.get(*id);
                found.push(slot.and_then(|slot| side.slot(*slot)));
            }
        }
        found
    };
    slots(&joint.old, &pair.old) == slots(&joint.new, &pair.new)
}

/// Says which parts a rule gained and lost.
pub(super) fn members(pair: &Pair, old: &Model, new: &Model) -> Vec<Message> {
    let (before, after) = (all_members(old, &pair.old), all_members(new, &pair.new));
    let mut said = Vec::new();
    let mut tell = |added: bool, (kind, _, label): &Member| {
        let (zh, en) = if added { ("新增", "added") } else { ("删去", "removed") };
        said.push(Message::new(
            format!("{zh}{}「{}」", kind.0, label.zh),
            format!("{en}: {} `{}`", kind.1, label.en),
        ));
    };
    for member in &after {
        if !before.iter().any(|known| known.0 == member.0 && known.1 == member.1) {
            tell(true, member);
        }
    }
    for member in &before {
        if !after.iter().any(|known| known.0 == member.0 && known.1 == member.1) {
            tell(false, member);
        }
    }
    said
}

type Member = ((&'static str, &'static str), String, Message);

fn all_members(model: &Model, rule: &[Shown]) -> Vec<Member> {
    let mut found: Vec<Member> = Vec::new();
    let mut add = |kind, name: &String, label: &Message| {
        let member = (kind, name.clone(), label.clone());
        if !found.contains(&member) {
            found.push(member);
        }
    };
    let mut targets = Vec::new();
    for shown in rule {
        match *shown {
            Shown::Benchmark(at) => {
                let Some(known) = model.benchmarks.get(at) else { continue };
                for penalty in &known.penalties {
                    add(("处罚", "penalty"), &penalty.name, &penalty.label);
                }
                for step in &known.steps {
                    add(("阶次", "tier"), &step.name, &step.label);
                }
                for id in &known.circumstances {
                    if let Some(known) = model.circumstances.get(*id) {
                        add(("情节", "circumstance"), &known.name, &known.label);
                    }
                }
            }
            Shown::Review(at) => {
                let Some(known) = model.reviews.get(at) else { continue };
                for layer in &known.layers {
                    add(("层级", "layer"), &layer.name, &layer.label);
                    for criterion in &layer.criteria {
                        add(("标准", "criterion"), &criterion.name, &criterion.label);
                    }
                }
                for item in &known.items {
                    add(("审核项目", "item"), &item.name, &item.label);
                }
                for opinion in &known.opinions {
                    add(("意见", "opinion"), &opinion.name, &opinion.label);
                }
            }
            Shown::Scope(at) => {
                let Some(known) = model.scopes.get(at) else { continue };
                for ground in &known.grounds {
                    add(("情形", "ground"), &ground.name, &ground.label);
                }
            }
            Shown::Scorecard(at) => {
                let Some(known) = model.scorecards.get(at) else { continue };
                for indicator in &known.indicators {
                    add(("指标", "indicator"), &indicator.name, &indicator.label);
                }
                for band in &known.bands {
                    add(("等次", "band"), &band.name, &band.label);
                }
            }
            Shown::Table(at) => {
                let Some(known) = model.tables.get(at) else { continue };
                for output in &known.outputs {
                    add(("结果", "output"), &output.name, &output.label);
                }
            }
            Shown::Define(id) => {
                targets.push(Target::Define(id));
            }
            Shown::Circumstance(id) => {
                targets.push(Target::Circumstance(id));
            }
            Shown::Deadline(id) => {
                targets.push(Target::Deadline(id));
            }
        }
        for id in eval::periods(model, *shown) {
            if let Some(version) = model.versions.get(*id) {
                let text = version.text();
                add(("版本", "version"), &text.en.to_string(), &text);
            }
        }
    }
    for target in targets {
        for id in model.excepted.of(target) {
            if let Some(known) = model.exceptions.get(*id) {
                add(("例外", "exception"), &known.name, &known.label);
            }
        }
    }
    found
}
