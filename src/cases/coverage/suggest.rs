//! Cases for the thresholds that no test stands on. In: the tests there are. Out: the same
//! cases with one value moved onto the line, or just beside it; each was run, and does stand
//! there. Never: what a person should expect of them.

use super::points::{Goal, Key, Point, Threshold};
use super::reached::{Traced, reaches, traces};
use super::step::{Step, fixed_number};
use super::{Coverage, Side, coverage};
use crate::cases::answers::answers;
use crate::cases::{Ran, case_facts};
use crate::diagnostic::{Language, Message};
use crate::eval::{self, Frame};
use crate::facts::type_fact;
use crate::model::{
    Expr, ExprKind, FactId, FactKind, FactOwner, Given, Model, Raw, TestCase,
};
use crate::program::{MAX_STEPS, Program};
use crate::text::SourceText;
use crate::value::{AsOf, Date, Number};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The most cases that are tried for one side of a threshold.
const MAX_TRIES: usize = 200;

/// A case that would stand where none does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub label: Message,
    /// The case that it was made from.
    pub like: String,
    /// The date or the moment it asks for.
    pub as_of: String,
    /// The profile, if it names one.
    pub profile: Option<String>,
    /// The facts with their values, as rule files have them.
    pub given: Vec<(String, String)>,
    /// What the other case expects.
    pub expects: Vec<String>,
    /// What it comes to now.
    pub comes_to: Vec<Message>,
}

/// Makes a case for every side of a threshold that no test stands on, where it can; the
/// numbers of such sides for which it can not stand second.
pub(crate) fn suggest(
    own: &Program,
    profiles: &[(&str, &Program)],
    files: &[SourceText],
) -> (Vec<Suggestion>, usize) {
    let known: Coverage = coverage(own, profiles, files);
    let points = super::points::points(&own.model, files);
    let mut found: Vec<Suggestion> = Vec::new();
    let mut left = 0_usize;
    for (point, known) in points.iter().zip(&known.points) {
        if !matches!(point.key, Key::Threshold(_) | Key::Day(..)) {
            continue;
        }
        for (goal, known) in point.goals.iter().zip(&known.goals) {
            if known.state != super::GoalState::Missing {
                continue;
            }
            match one(own, profiles, point, goal) {
                Some(mut suggestion) => {
                    let name = name_of(point, goal.side);
                    let same = found.iter().filter(|known| known.name.starts_with(&name));
                    let same = same.count();
                    suggestion.name =
                        if same == 0 { name } else { format!("{name}_{same}") };
                    let (path, line, _) = super::place(files, point.span);
                    let file = path.rsplit('/').next().unwrap_or_default();
                    suggestion.label = Message::new(
                        format!(
                            "{}：{}（{file} 第 {line} 行）",
                            point.label.zh, goal.label.zh
                        ),
                        format!(
                            "{}: {} ({file}, line {line})",
                            point.label.en, goal.label.en
                        ),
                    );
                    found.push(suggestion);
                }
                None => left = left.saturating_add(1),
            }
        }
    }
    (found, left)
}

fn name_of(point: &Point, side: Side) -> String {
    let rule = point.rule.replace(['.', '-'], "_");
    let side = match side {
        Side::Under => "just_under",
        Side::Over => "just_over",
        _ => "on_the_line",
    };
    format!("{rule}_{side}")
}

/// Finds a case for one side: first a test with one value moved, then one with another answer
/// changed beside it, so that the threshold makes a difference.
fn one(
    own: &Program,
    profiles: &[(&str, &Program)],
    point: &Point,
    goal: &Goal,
) -> Option<Suggestion> {
    for beside in [false, true] {
        let mut tries = 0_usize;
        let mut probe = 0_usize;
        for case in own.model.cases.iter() {
            let first = probe;
            probe = probe.saturating_add(probes_of(case));
            if case.unconfirmed {
                continue;
            }
            let program = match case.profile.as_deref() {
                Some(name) => profiles.iter().find(|(known, _)| *known == name)?.1,
                None => own,
            };
            let Some(moved) = moved(program, case, first, point, goal) else { continue };
            let all =
                if beside { changed(&program.model, &moved) } else { Vec::from([moved]) };
            for moved in all {
                if tries >= MAX_TRIES {
                    break;
                }
                tries = tries.saturating_add(1);
                let found = look(program, &moved, first, |frame, ran| {
                    let stands =
                        |traced: &Traced<'_, '_>| reaches(traced, &point.key, goal.side);
                    traces(ran).iter().any(stands).then(|| {
                        let facts = case_facts(&program.model, &moved);
                        answers(&eval::evaluation(frame, &facts).verdicts)
                    })
                });
                if let Some(comes_to) = found {
                    return Some(suggestion(&program.model, case, &moved, comes_to));
                }
            }
        }
    }
    None
}

/// The same case with one of its other answers changed.
fn changed(model: &Model, case: &TestCase) -> Vec<TestCase> {
    let mut all = Vec::new();
    for (at, given) in case.given.iter().enumerate() {
        let Some(fact) = model.facts.get(given.fact) else { continue };
        let others: Vec<Raw> = match (&fact.kind, &given.value) {
            (FactKind::Bool, Raw::Bool(truth)) => Vec::from([Raw::Bool(!truth)]),
            (FactKind::Judgement, Raw::Text(text)) => ["pass", "fail"]
                .into_iter()
                .filter(|other| other != text)
                .map(|other| Raw::Text(other.to_string()))
                .collect(),
            (FactKind::OneOf(options), Raw::Text(text)) => options
                .iter()
                .filter(|option| option.name != *text)
                .map(|option| Raw::Text(option.name.clone()))
                .collect(),
            _ => Vec::new(),
        };
        for value in others {
            let mut other = case.clone();
            if let Some(known) = other.given.get_mut(at) {
                known.text = match &value {
                    Raw::Bool(truth) => truth.to_string(),
                    Raw::Text(text) | Raw::Number(text) => text.clone(),
                    Raw::List(_) | Raw::Records(_) => continue,
                };
                known.value = value;
            }
            all.push(other);
        }
    }
    all
}

fn probes_of(case: &TestCase) -> usize {
    let mut probes = Vec::new();
    for expectation in &case.expect {
        if let crate::model::ExpectationKind::Condition(condition) = &expectation.kind {
            crate::cases::asked(condition, &mut probes);
        }
    }
    probes.len()
}

fn suggestion(
    model: &Model,
    case: &TestCase,
    moved: &TestCase,
    comes_to: Vec<Message>,
) -> Suggestion {
    let given = moved.given.iter().filter_map(|given| {
        let fact = model.facts.get(given.fact)?;
        Some((fact.name.clone(), given.text.clone()))
    });
    Suggestion {
        name: String::new(),
        label: Message::new("", ""),
        like: case.name.clone(),
        as_of: moved.as_of.to_string(),
        profile: case.profile.clone(),
        given: given.collect(),
        expects: case.expect.iter().map(|expect| expect.text.clone()).collect(),
        comes_to,
    }
}

/// Runs one case and looks at it.
fn look<T>(
    program: &Program,
    case: &TestCase,
    probe: usize,
    see: impl FnOnce(&Frame<'_>, &Ran<'_, '_>) -> Option<T>,
) -> Option<T> {
    let facts = case_facts(&program.model, case);
    if !facts.problems().is_empty() {
        return None;
    }
    let written_out =
        program.with_records(&facts, || crate::cases::probes(&program.model));
    let cut = facts.without_lists(&program.model, MAX_STEPS);
    let (program, facts) = match &written_out {
        Some((own, _)) if own.too_long => (program, &cut),
        Some((own, facts)) => (own, facts),
        None => (program, &facts),
    };
    let frame = eval::run(program, facts, case.as_of);
    let entries = eval::entries(&frame);
    let ran = Ran { at: 0, case, frame: &frame, entries: &entries, probe, counts: true };
    see(&frame, &ran)
}

/// What a case would have to be to stand there: the value that moves, and whereto.
fn moved(
    program: &Program,
    case: &TestCase,
    probe: usize,
    point: &Point,
    goal: &Goal,
) -> Option<TestCase> {
    let model = &program.model;
    match &point.key {
        Key::Day(id, day) => {
            let there = day.add_days(shift(goal.side))?;
            let by = &model.versions.get(*id)?.dated_by;
            set(model, case, by, Target::Date(there))
        }
        Key::Threshold(threshold) => {
            let limit = look(program, case, probe, |frame, ran| {
                limit_in(frame, ran, threshold, false)
            })?;
            let there = limit.moved(goal.side, threshold.step)?;
            set(model, case, &threshold.subject, there).or_else(|| {
                // What is compared cannot be moved; perhaps what it is compared with can.
                let subject = look(program, case, probe, |frame, ran| {
                    limit_in(frame, ran, threshold, true)
                })?;
                let there = subject.moved(opposite(goal.side), threshold.step)?;
                set(model, case, &threshold.limit, there)
            })
        }
        _ => None,
    }
}

const fn opposite(side: Side) -> Side {
    match side {
        Side::Under => Side::Over,
        Side::Over => Side::Under,
        side => side,
    }
}

const fn shift(side: Side) -> i64 {
    match side {
        Side::Under => -1,
        Side::Over => 1,
        _ => 0,
    }
}

/// Whereto a value moves.
#[derive(Debug, Clone, Copy)]
enum Target {
    Number(Number),
    Date(Date),
}

impl Target {
    fn moved(self, side: Side, step: Step) -> Option<Self> {
        Some(match self {
            Self::Date(date) => Self::Date(date.add_days(shift(side))?),
            Self::Number(number) => {
                let step = match step {
                    Step::By(step) => step,
                    Step::Any | Step::Fixed => Number::ONE,
                };
                Self::Number(match side {
                    Side::Under => number.checked_sub(step).ok()?,
                    Side::Over => number.checked_add(step).ok()?,
                    _ => number,
                })
            }
        })
    }
}

/// What a threshold comes to in a case: the limit, or what is compared with it.
fn limit_in(
    frame: &Frame<'_>,
    ran: &Ran<'_, '_>,
    threshold: &Threshold,
    subject: bool,
) -> Option<Target> {
    let _ = ran;
    let marks = frame.program.marks.as_ref()?;
    let mark = marks.iter().find(|mark| {
        mark.sides.is_some_and(|(op, _, _)| threshold.places.contains(&(mark.span, op)))
    })?;
    let (_, left, right) = mark.sides?;
    let slot = if threshold.swapped == subject { right } else { left };
    if let Some(number) = frame.number(slot) {
        return Some(Target::Number(number));
    }
    match frame.time(slot)? {
        AsOf::Date(date) => Some(Target::Date(date)),
        AsOf::Moment(_) => None,
    }
}

/// Changes a case so that an expression comes to a value, where one fact alone moves it.
fn set(model: &Model, case: &TestCase, expr: &Expr, target: Target) -> Option<TestCase> {
    match (&expr.kind, target) {
        (ExprKind::AsOf, Target::Date(date)) => {
            Some(TestCase { as_of: date.into(), ..case.clone() })
        }
        (ExprKind::Fact(id), target) => given(model, case, *id, target),
        (ExprKind::Define(id) | ExprKind::OwnDefine(id), target) => {
            set(model, case, &model.defines.get(*id)?.value, target)
        }
        (ExprKind::Add(left, right), Target::Number(number)) => {
            match (fixed_number(model, left), fixed_number(model, right)) {
                (Some(more), None) => {
                    let number = number.checked_sub(more).ok()?;
                    set(model, case, right, Target::Number(number))
                }
                (None, Some(more)) => {
                    let number = number.checked_sub(more).ok()?;
                    set(model, case, left, Target::Number(number))
                }
                _ => None,
            }
        }
        (ExprKind::Subtract(left, right), Target::Number(number)) => {
            let number = number.checked_add(fixed_number(model, right)?).ok()?;
            set(model, case, left, Target::Number(number))
        }
        (ExprKind::Multiply(left, right), Target::Number(number)) => {
            match (fixed_number(model, left), fixed_number(model, right)) {
                (Some(by), None) => {
                    set(model, case, right, Target::Number(number.checked_div(by).ok()?))
                }
                (None, Some(by)) => {
                    set(model, case, left, Target::Number(number.checked_div(by).ok()?))
                }
                _ => None,
            }
        }
        (ExprKind::Divide(left, right), Target::Number(number)) => {
            let number = number.checked_mul(fixed_number(model, right)?).ok()?;
            set(model, case, left, Target::Number(number))
        }
        // Whole years or days up to a date: the later date moves.
        (ExprKind::Count(unit, from, to), Target::Number(number)) => {
            counted(model, case, *unit, (from, to), number)
        }
        _ => None,
    }
}

fn counted(
    model: &Model,
    case: &TestCase,
    unit: crate::value::PeriodUnit,
    (from, to): (&Expr, &Expr),
    number: Number,
) -> Option<TestCase> {
    use crate::value::{MonthEnd, PeriodUnit};
    let count = number.to_i64()?;
    let start = date_given(model, case, from)?;
    let end = match unit {
        PeriodUnit::Days => start.add_days(count)?,
        PeriodUnit::Months => start.add_months(count, MonthEnd::Clamp)?.add_days(1)?,
        PeriodUnit::Years => start.add_years(count, MonthEnd::Clamp)?.add_days(1)?,
        PeriodUnit::Hours | PeriodUnit::Workdays => return None,
    };
    set(model, case, to, Target::Date(end))
}

fn date_given(model: &Model, case: &TestCase, expr: &Expr) -> Option<Date> {
    match &expr.kind {
        ExprKind::AsOf => Some(case.as_of.date()),
        ExprKind::Define(id) | ExprKind::OwnDefine(id) => {
            date_given(model, case, &model.defines.get(*id)?.value)
        }
        ExprKind::Fact(id) => {
            let given = case.given.iter().find(|given| given.fact == *id)?;
            match &given.value {
                Raw::Text(text) => Date::parse(text),
                Raw::Bool(_) | Raw::Number(_) | Raw::List(_) | Raw::Records(_) => None,
            }
        }
        _ => None,
    }
}

fn given(model: &Model, case: &TestCase, id: FactId, target: Target) -> Option<TestCase> {
    let fact = model.facts.get(id)?;
    if matches!(fact.owner, FactOwner::Field(_) | FactOwner::Record(_) | FactOwner::Bands)
    {
        return None;
    }
    let (value, text) = match (&fact.kind, target) {
        (FactKind::Date(_), Target::Date(date)) => {
            let text = date.to_string();
            (Raw::Text(text.clone()), text)
        }
        (FactKind::Percent(_), Target::Number(number)) => {
            let text = number.checked_mul(Number::from_int(100)).ok()?.to_string();
            (Raw::Text(format!("{text}%")), format!("{text}%"))
        }
        (FactKind::Money(_), Target::Number(number)) => {
            let text = number.to_string();
            (Raw::Number(text.clone()), format!("{text}元"))
        }
        (
            FactKind::Integer(limits) | FactKind::Number(limits),
            Target::Number(number),
        ) if limits.measure.is_none() => {
            let text = number.to_string();
            (Raw::Number(text.clone()), text)
        }
        _ => return None,
    };
    // A fraction without a decimal form is no value to give.
    if text.contains('/') || type_fact(model, id, &value).is_err() {
        return None;
    }
    let mut moved = case.clone();
    let new = Given { fact: id, value, text };
    match moved.given.iter_mut().find(|given| given.fact == id) {
        Some(known) => *known = new,
        None => moved.given.push(new),
    }
    Some(moved)
}

/// Writes the suggestions as a rule file that a person can go through.
pub(crate) fn to_source(found: &[Suggestion], left: usize, language: Language) -> String {
    let mut text = String::new();
    let mut line = |said: &str| {
        text.push_str(said);
        text.push('\n');
    };
    let zh = language == Language::Zh;
    if zh {
        line("-- 界线上还没有测试到的用例。");
        line("-- 逐个核对：按法律算出结果，写成「预期」，再删去「待确认」。");
    } else {
        line("-- Cases on thresholds that no test stands on.");
        line("-- For each: work the answer out from the law, write it as `expect`,");
        line("-- and take `unconfirmed` out.");
    }
    if left > 0 {
        line(&if zh {
            format!("-- 另有 {left} 处无法由现有的测试改出，要自己写。")
        } else {
            format!(
                "-- {left} more could not be made from a test there is; write them yourself."
            )
        });
    }
    for known in found {
        let (test, as_of, with, open, given) = if zh {
            ("测试", "截至", "采用 方案", "待确认", "给定")
        } else {
            ("test", "as of", "with profile", "unconfirmed", "given")
        };
        let label = |text: &str| text.replace(['"', '\n', '\r'], " ");
        let (label_zh, label_en) = (label(&known.label.zh), label(&known.label.en));
        let profile = known.profile.as_ref();
        let profile = profile.map_or_else(String::new, |name| format!(" {with} {name}"));
        line("");
        line(&format!(
            "{test} {} \"{label_zh}\" / \"{label_en}\" {as_of} {}{profile} {open} {{",
            known.name, known.as_of
        ));
        for (fact, value) in &known.given {
            line(&format!("  {given} {fact} = {value}"));
        }
        line(&if zh {
            format!("  -- 由「{}」改出；它的预期：", known.like)
        } else {
            format!("  -- Made from `{}`, which expects:", known.like)
        });
        for expects in &known.expects {
            let expects: Vec<&str> = expects.split_whitespace().collect();
            line(&format!("  --   {}", expects.join(" ")));
        }
        line(if zh {
            "  -- 这里现在得到："
        } else {
            "  -- Here it now comes to:"
        });
        for now in &known.comes_to {
            line(&format!("  --   {}", now.get(language).replace('\n', " ")));
        }
        line("}");
    }
    text
}
