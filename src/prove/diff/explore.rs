//! Where two versions of a rule decide differently. In: a rule in both versions. Out: regions
//! that leave no case out, each with what changes there. Never: a region in which the answer
//! is guessed; it stays open.

use super::amounts::{Amounts, Measure, Standing, amounts};
use super::decision::{Decision, Part, Told, decision, number};
use super::joint::{Joint, Side, common};
use crate::eval::{self, Frame};
use crate::evaluation::Verdict;
use crate::facts::{FactValue, Facts};
use crate::model::{CompareOp, Shown, Type};
use crate::program::Slot;
use crate::prove::domain::{NoPoint, Point, Region, date};
use crate::prove::linear::Linear;
use crate::prove::search::Case;
use crate::prove::sheet::{Sheet, Values, is_settled};
use crate::prove::split::{Choice, Split};
use crate::prove::value::Held;
use alloc::format;
use alloc::vec::Vec;

/// How many slots are looked at for one part of a rule before it is given up.
pub(super) const MOST_STEPS: usize = 10_000_000;
/// How many regions are.
const MOST_REGIONS: usize = 1_500;

/// What came of one part of a rule.
#[derive(Debug, Default)]
pub(super) struct Explored {
    /// Regions that leave no case out, as far as they were looked at.
    pub(super) leaves: Vec<Leaf>,
    /// What changes, each kind of change once.
    pub(super) changes: Vec<Changed>,
    /// Slots looked at.
    pub(super) steps: usize,
    /// Whether the bound was met.
    pub(super) bounded: bool,
    /// Whether it follows what is told of another part.
    pub(super) follows: bool,
}

/// The cases of a region.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) region: Region,
    pub(super) found: Found,
}

/// What was found of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing changes.
    Same,
    /// This changes.
    Changed(usize),
    /// It is not known.
    Open,
}

/// One kind of change.
#[derive(Debug)]
pub(super) struct Changed {
    pub(super) before: Decision,
    pub(super) after: Decision,
    /// A case that shows it.
    pub(super) case: Case,
    /// Whether it is shown of every case that it is told of.
    pub(super) exact: bool,
}

/// One part of a rule in both versions.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub(super) old: &'a [Shown],
    pub(super) new: &'a [Shown],
    pub(super) part: Part,
    /// The slots that each is read from.
    pub(super) old_roots: Vec<Slot>,
    pub(super) new_roots: Vec<Slot>,
    /// Whether they differ in nothing but what the slots hold, one by one.
    pub(super) alike: bool,
}

/// What is looked at.
pub(super) struct Explorer<'j> {
    pub(super) joint: &'j Joint<'j>,
    pub(super) sheet: Sheet<'j>,
    /// Whether all that a test can tell apart is compared, and the first difference is enough.
    closely: bool,
}

/// One version in one case.
struct Looked {
    decision: Decision,
    /// Whether all cases of the region come to the same, but for amounts.
    settled: bool,
    amounts: Amounts,
    /// Where several tiers are open: the ends of what they all leave, as joint slots.
    choices: Vec<Slot>,
    /// What is still waited for, as joint slots.
    waits: Vec<Slot>,
}

impl Looked {
    /// What decides whether the law bounds an amount, where that is open: the engine then
    /// gives the law's end in its place.
    fn beyond(&self, side: &Side<'_>, measure: &Measure<'_>) -> Option<Linear> {
        self.amounts.iter().find_map(|(name, own)| {
            if name.starts_with('=') {
                return None;
            }
            let (penalty, end) = name.rsplit_once('/')?;
            let law = self.amounts.get(&format!("{penalty}/law/{end}"))?;
            measure.order(side.slot(*own)?, side.slot(*law)?)
        })
    }

    /// The slots of the amounts that are shown: of one beyond the law, the law's.
    fn shown(
        mut amounts: Amounts,
        answers: &[(Shown, Verdict)],
        frame: &Frame<'_>,
    ) -> Amounts {
        for (_, verdict) in answers {
            let Verdict::Benchmark(verdict) = verdict else { continue };
            for penalty in &verdict.penalties {
                let Some(range) = &penalty.range else { continue };
                for (end, shown) in [("lower", &range.lower), ("upper", &range.upper)] {
                    let shown = shown.as_ref().and_then(|it| number(&it.value));
                    let name = format!("{}/{end}", penalty.name);
                    let law =
                        amounts.get(&format!("{}/law/{end}", penalty.name)).copied();
                    let Some(known) = amounts.get_mut(&name) else { continue };
                    if shown.is_some() && frame.number(*known) != shown {
                        *known = law.unwrap_or(*known);
                    }
                }
            }
        }
        amounts
    }
}

impl<'j> Explorer<'j> {
    pub(super) fn new(joint: &'j Joint<'j>, today: crate::value::Date) -> Self {
        let mut sheet = Sheet::new(&joint.program, today);
        let texts = sheet.texts.len();
        common(joint, &mut sheet.start, texts);
        Self { joint, sheet, closely: false }
    }

    /// Compares all that a test can tell apart, until something differs.
    pub(super) fn closely(self) -> Self {
        Self { closely: true, ..self }
    }

    /// Whether two decisions are the same, as closely as is asked.
    fn agree(&self, one: &Decision, other: &Decision) -> bool {
        one.key == other.key && (!self.closely || one.close == other.close)
    }

    /// Compares one part of a rule.
    pub(super) fn explore(&self, asked: &Asked<'_>) -> Explored {
        let mut explored = Explored::default();
        let roots = self.roots(asked);
        let mut cone: Vec<Slot> =
            roots.iter().flat_map(|slot| self.sheet.cone(*slot)).collect();
        cone.sort_unstable();
        cone.dedup();
        let mut values = Values::default();
        let mut waiting = Vec::from([self.sheet.start.clone()]);
        while let Some(region) = waiting.pop() {
            if self.closely && !explored.changes.is_empty() {
                break;
            }
            if explored.steps > MOST_STEPS || explored.leaves.len() > MOST_REGIONS {
                explored.bounded = true;
                explored.leaves.push(Leaf { region, found: Found::Open });
                continue;
            }
            self.sheet.evaluate_all(&roots, &region, &mut values);
            explored.steps = explored.steps.saturating_add(values.len());
            match self.step(asked, &region, &values, &cone, &mut explored) {
                Step::Divide(split) => {
                    let parts = split.iter().rev();
                    waiting.extend(parts.filter_map(|by| region.restricted(by)));
                }
                Step::Leaf(found) => explored.leaves.push(Leaf { region, found }),
                Step::Empty => {}
            }
        }
        explored
    }

    /// The joint slots of both versions.
    fn roots(&self, asked: &Asked<'_>) -> Vec<Slot> {
        let old = asked.old_roots.iter().filter_map(|slot| self.joint.old.slot(*slot));
        let mut roots: Vec<Slot> = old.collect();
        let new = asked.new_roots.iter().filter_map(|slot| self.joint.new.slot(*slot));
        roots.extend(new);
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    fn step(
        &self,
        asked: &Asked<'_>,
        region: &Region,
        values: &Values,
        cone: &[Slot],
        explored: &mut Explored,
    ) -> Step {
        let measure = Measure { sheet: &self.sheet, region, values };
        let choice = Choice { sheet: &self.sheet, region, values };
        if asked.alike {
            let mut open = None;
            let mut differs = false;
            for (old, new) in asked.old_roots.iter().zip(&asked.new_roots) {
                let (Some(old), Some(new)) =
                    (self.joint.old.slot(*old), self.joint.new.slot(*new))
                else {
                    continue;
                };
                match measure.standing(old, new) {
                    Standing::Same => {}
                    Standing::Differs => differs = true,
                    Standing::Depends(_) | Standing::Open => {
                        let pair = [old, new].into_iter();
                        let split =
                            pair.clone().find_map(|slot| choice.of_condition(slot));
                        open = open.or(split);
                        // Amounts are compared where they decide.
                        differs = true;
                    }
                }
            }
            if !differs {
                return Step::Leaf(Found::Same);
            }
            if let Some(split) = open {
                return Step::Divide(split);
            }
        }
        let case = match self.case(region, values, cone) {
            Ok(case) => case,
            Err(NoPoint::Empty) => return Step::Empty,
            Err(NoPoint::NotFound) => return self.divided(asked, &choice),
        };
        explored.steps = explored.steps.saturating_add(self.joint.program.ops.len());
        let (Some(old), Some(new)) = (
            self.looked(&self.joint.old, asked.old, asked, values, &case, region),
            self.looked(&self.joint.new, asked.new, asked, values, &case, region),
        ) else {
            return self.divided(asked, &choice);
        };
        if !(old.settled && new.settled) {
            let waits = old.waits.iter().chain(&new.waits);
            let split = waits.copied().find_map(|slot| {
                choice.of_condition(slot).or_else(|| choice.of_value(slot, 0))
            });
            if let Some(split) = split {
                return Step::Divide(split);
            }
        }
        let mut exact = old.settled && new.settled;
        for (side, looked) in [(&self.joint.old, &old), (&self.joint.new, &new)] {
            if let Some(form) = looked.beyond(side, &measure) {
                match choice.of_form(&form, CompareOp::GreaterOrEqual) {
                    Some(split) => return Step::Divide(split),
                    None => exact = false,
                }
            }
        }
        // Where something else differs, it does not matter how amounts stand.
        let told_apart = old.decision.fixed != new.decision.fixed;
        let compared = old.amounts.iter().filter(|(name, _)| name.starts_with('='));
        for (name, one) in compared.filter(|_| !told_apart) {
            let Some(other) = new.amounts.get(name) else { continue };
            let (Some(one), Some(other)) =
                (self.joint.old.slot(*one), self.joint.new.slot(*other))
            else {
                continue;
            };
            match measure.standing(one, other) {
                Standing::Same | Standing::Differs => {}
                Standing::Depends(form) => {
                    match choice.of_form(&form, Measure::meeting()) {
                        Some(split) => return Step::Divide(split),
                        None => exact = false,
                    }
                }
                Standing::Open => exact = false,
            }
        }
        if self.agree(&old.decision, &new.decision) {
            exact &= !self.closely || self.same_hulls(&old, &new, values);
            return Step::Leaf(if exact { Found::Same } else { Found::Open });
        }
        let known = explored.changes.iter().position(|known| {
            known.before.group == old.decision.group
                && known.after.group == new.decision.group
        });
        let at = known.unwrap_or_else(|| {
            let changed =
                Changed { before: old.decision, after: new.decision, case, exact: true };
            explored.changes.push(changed);
            explored.changes.len().saturating_sub(1)
        });
        if let Some(change) = explored.changes.get_mut(at) {
            change.exact &= exact;
        }
        Step::Leaf(Found::Changed(at))
    }

    /// Divides by whatever is open where no case can be looked at.
    fn divided(&self, asked: &Asked<'_>, choice: &Choice<'_>) -> Step {
        let open = self.roots(asked);
        let open = open.into_iter().filter(|slot| is_open(choice, *slot));
        let mut open = open.collect::<Vec<Slot>>().into_iter();
        open.find_map(|slot| choice.of_condition(slot))
            .map_or(Step::Leaf(Found::Open), Step::Divide)
    }

    /// A case of a region, whose slots hold there what they should.
    fn case(
        &self,
        region: &Region,
        values: &Values,
        cone: &[Slot],
    ) -> Result<Case, NoPoint> {
        let mut points = region.point(|_| true)?;
        self.sheet.fit(cone, region, values, &mut points);
        let model = &self.joint.program.model;
        let mut facts = Facts::none(model);
        for (fact, point) in points.iter().enumerate().take(self.sheet.as_of()) {
            let is_given = model.facts.get(fact).is_some_and(|known| known.is_given());
            if is_given && let Some(value) = self.sheet.given(fact, *point) {
                facts.set(fact, value);
            }
        }
        let as_of = match points.get(self.sheet.as_of()) {
            Some(Point::Number(number)) => date(*number).ok_or(NoPoint::NotFound)?,
            _ => self.sheet.today,
        };
        Ok(Case { facts, as_of })
    }

    /// Some case of a region.
    pub(super) fn some(&self, asked: &Asked<'_>, region: &Region) -> Option<Case> {
        let roots = self.roots(asked);
        let mut values = Values::default();
        self.sheet.evaluate_all(&roots, region, &mut values);
        self.case(region, &values, &[]).ok()
    }

    /// One version in a case of a region, and whether all cases of the region come to the same.
    fn looked(
        &self,
        side: &Side<'_>,
        rule: &[Shown],
        asked: &Asked<'_>,
        values: &Values,
        case: &Case,
        region: &Region,
    ) -> Option<Looked> {
        let is_old = core::ptr::eq(side, &raw const self.joint.old);
        let roots = if is_old { &asked.old_roots } else { &asked.new_roots };
        let facts = own_facts(side, &case.facts);
        let mut frame =
            eval::run(side.program, &facts, case.as_of.into()).without_reasons();
        // The case must be what the region says, or nothing follows from it.
        for root in roots {
            let slot = side.slot(*root)?;
            let held = values.get(slot);
            if side.program.types.get(*root) == Some(&Type::Bool)
                && is_settled(held.truth())
                && truth_bit(frame.truth(*root)) != held.truth()
            {
                return None;
            }
        }
        let choice = Choice { sheet: &self.sheet, region, values };
        let full = eval::answers(&frame, rule);
        for root in roots {
            let slot = side.slot(*root)?;
            if is_open(&choice, slot) {
                frame.forget(*root);
            }
        }
        let answers = eval::answers(&frame, rule);
        let truth =
            |slot: Slot| side.slot(slot).map_or(0, |joint| values.get(joint).truth());
        let mut needs = Vec::new();
        let amounts = amounts(side.program, &full, &truth, &mut needs);
        let measure = Measure { sheet: &self.sheet, region, values };
        let mut told = Told::new();
        let told_by = Looked::shown(amounts.clone(), &full, &frame);
        for (name, slot) in &told_by {
            if let Some(slot) = side.slot(*slot) {
                measure.told(name, slot, &mut told);
            }
        }
        let decision = decision(&full, &asked.part, &told);
        let agrees = self.agree(&self::decision(&answers, &asked.part, &told), &decision);
        let versions = side.program.versions.iter().map(|known| known.in_force);
        let versions = versions.filter(|slot| roots.contains(slot));
        let shown = answers.iter().map(|(shown, _)| *shown);
        let own = shown.filter(|_| asked.part == Part::Whole);
        let own = own.flat_map(|shown| eval::waits(&frame, shown));
        let open = |slots: Vec<Slot>| -> Vec<Slot> {
            let joint = slots.into_iter().filter_map(|slot| side.slot(slot));
            joint.filter(|slot| is_open(&choice, *slot)).collect()
        };
        let mut waits = open(versions.chain(own).collect());
        if waits.is_empty() && !(agrees && asked.part == Part::Whole) {
            waits = open(roots.clone());
        }
        // No answer for want of a row, and none because a condition is open, look the same.
        let mut settled = agrees && (waits.is_empty() || !decision.unknown);
        let needs = if decision.unknown { Vec::new() } else { open(needs) };
        settled &= needs.is_empty();
        waits.extend(needs);
        let is_plain = is_plain(side, rule);
        // Where the law stands in its place, it is the law that is compared.
        let mut amounts = amounts;
        amounts
            .extend(told_by.into_iter().map(|(name, slot)| (format!("={name}"), slot)));
        let mut choices = Vec::new();
        if self.closely && decision.several {
            choices = step_ends(side, rule);
        }
        Some(Looked { decision, settled: settled && is_plain, amounts, choices, waits })
    }

    /// Whether what several tiers leave together is the same: of the same amounts, or of such as
    /// do not depend on the case.
    fn same_hulls(&self, old: &Looked, new: &Looked, values: &Values) -> bool {
        let is_fixed = |slot: &Slot| match values.get(*slot) {
            Held::Number(known) => {
                known.form.as_ref().is_some_and(|it| it.as_constant().is_some())
            }
            _ => false,
        };
        old.choices == new.choices || old.choices.iter().chain(&new.choices).all(is_fixed)
    }

    /// What a version comes to in a case.
    pub(super) fn decided(
        &self,
        side: &Side<'_>,
        rule: &[Shown],
        part: &Part,
        case: &Case,
    ) -> Decision {
        let facts = own_facts(side, &case.facts);
        let frame = eval::run(side.program, &facts, case.as_of.into()).without_reasons();
        decision(&eval::answers(&frame, rule), part, &Told::new())
    }

    /// Takes away what does not matter and makes round what is not.
    pub(super) fn shrunk(&self, asked: &Asked<'_>, mut case: Case) -> Case {
        let both = |case: &Case| {
            let old = self.decided(&self.joint.old, asked.old, &asked.part, case);
            let new = self.decided(&self.joint.new, asked.new, &asked.part, case);
            (old.key, new.key)
        };
        let wanted = both(&case);
        for fact in 0..case.facts.values.len() {
            if case.facts.values.get(fact).is_none_or(Option::is_none) {
                continue;
            }
            let mut fewer = case.clone();
            if let Some(known) = fewer.facts.values.get_mut(fact) {
                *known = None;
            }
            if both(&fewer) == wanted {
                case = fewer;
            }
        }
        if case.as_of != self.sheet.today {
            let other = Case { as_of: self.sheet.today, ..case.clone() };
            if both(&other) == wanted {
                case = other;
            }
        }
        case
    }
}

/// What to do with a region.
enum Step {
    Divide(Split),
    Leaf(Found),
    Empty,
}

/// Whether a slot may hold several things, of which one would have to be known; amounts that
/// are a sum of facts are known, whatever the facts are.
fn is_open(choice: &Choice<'_>, slot: Slot) -> bool {
    match choice.values.get(slot) {
        Held::Truth(truth) => !is_settled(*truth),
        Held::Options { mask, fails } => *fails || mask.count_ones() != 1,
        Held::Set { open, .. } => *open != 0,
        Held::Number(known) if known.form.is_some() && !known.fails => false,
        Held::Number(_) | Held::Anything => choice.of_value(slot, 0).is_some(),
        Held::Nothing => false,
    }
}

const fn truth_bit(truth: crate::value::Truth) -> u8 {
    match truth {
        crate::value::Truth::True => crate::prove::value::TRUE,
        crate::value::Truth::False => crate::prove::value::FALSE,
        crate::value::Truth::Unknown => crate::prove::value::OPEN,
    }
}

/// The ends of all that the tiers of a rule leave, in order of their joint slots.
fn step_ends(side: &Side<'_>, rule: &[Shown]) -> Vec<Slot> {
    let mut found = Vec::new();
    for shown in rule {
        let Shown::Benchmark(at) = shown else { continue };
        let steps = side.program.benchmarks.get(*at).map(|known| &known.steps);
        for step in steps.into_iter().flatten() {
            let own = step.ranges.iter().flatten().flatten();
            let tables = step.tables.iter().flatten().flat_map(|it| &it.rows);
            for range in own.chain(tables) {
                let ends = [range.lower, range.upper].into_iter().flatten();
                found.extend(ends.filter_map(|(slot, _)| side.slot(slot)));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the answer is read from the slots of one law and one case alone.
pub(super) fn is_plain(side: &Side<'_>, rule: &[Shown]) -> bool {
    rule.iter().all(|shown| match shown {
        Shown::Benchmark(at) => {
            let model = &side.program.model;
            model.two_dates_of(*at).is_none() && !model.is_each(*at)
        }
        _ => true,
    })
}

/// The facts of a case as one version takes them.
pub(super) fn own_facts(side: &Side<'_>, joint: &Facts) -> Facts {
    let mut facts = Facts::none(&side.program.model);
    for (fact, variable) in side.facts.iter().enumerate() {
        let Some(value) = joint.values.get(*variable).cloned().flatten() else {
            continue;
        };
        let options = side.options.get(fact).map_or(&[][..], Vec::as_slice);
        let own = |there: u8| options.iter().position(|known| *known == Some(there));
        let value = match value {
            FactValue::Choice(there) => {
                let Some(own) = own(there).and_then(|at| u8::try_from(at).ok()) else {
                    continue;
                };
                FactValue::Choice(own)
            }
            FactValue::Set(bits) => {
                let bit = |at: u32| 1_u64.checked_shl(at).unwrap_or(0);
                let moved = options.iter().zip(0_u32..).fold(0, |moved, (there, at)| {
                    let has = there.is_some_and(|it| bits & bit(u32::from(it)) != 0);
                    if has { moved | bit(at) } else { moved }
                });
                FactValue::Set(moved)
            }
            other => other,
        };
        facts.set(fact, value);
    }
    facts
}
