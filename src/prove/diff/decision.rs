//! What a rule comes to, as far as a party or an agency feels it. In: verdicts. Out: something
//! to compare, in words and in amounts. Never: reasons, or what the rule is called.

use super::Effect;
use super::penalties::{benchmark, law};
use crate::diagnostic::Message;
use crate::evaluation::{
    Cited, Content, DeadlineVerdict, Finding, LayerState, Outcome, ReviewVerdict,
    ScopeVerdict, ScorecardVerdict, ShownRange, ShownValue, Status, TableVerdict,
    Verdict, VersionState,
};
use crate::model::Shown;
use crate::value::Number;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// What is asked of a rule: a large one is compared part by part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// What the law provides, whatever the tier.
    Law,
    /// Whether a review is required.
    Required,
    /// What an item of a review comes to.
    Item(String),
    /// Which opinion a review gives.
    Opinion,
    /// One thing that a table comes to.
    Output(String),
    /// An indicator of a scorecard.
    Indicator(String),
}

/// What a rule comes to.
#[derive(Debug, Clone)]
pub(super) struct Decision {
    /// Equal where nothing changes.
    pub(super) key: String,
    /// What of it is no amount.
    pub(super) fixed: String,
    /// What is no part of it, and a test can ask about.
    pub(super) close: String,
    /// Whether it leaves several tiers to choose from.
    pub(super) several: bool,
    /// Equal where the same is to be said of it.
    pub(super) group: String,
    /// In words.
    pub(super) text: Message,
    /// With what is left out of the words where it does not matter.
    pub(super) long: Message,
    /// The law behind it.
    pub(super) basis: Vec<Message>,
    /// Whether it is no answer.
    pub(super) unknown: bool,
    /// Of a benchmark: the tier, and each penalty that is imposed, in short and in full.
    pub(super) label: Option<Message>,
    pub(super) parts: Vec<(String, Message, Message)>,
    /// How heavy it is, by what is imposed.
    burdens: BTreeMap<String, Burden>,
    /// How far it goes towards refusing, of what is no penalty.
    rank: Option<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Burden {
    pub(super) imposed: u8,
    pub(super) least: Option<Number>,
    pub(super) most: Option<Number>,
}

/// How amounts that depend on the case are told, by the key of the amount.
pub(super) type Told = BTreeMap<String, Message>;

/// What is put together.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) key: Vec<String>,
    pub(super) fixed: Vec<String>,
    pub(super) close: Vec<String>,
    pub(super) several: bool,
    pub(super) group: Vec<String>,
    pub(super) text: Vec<Message>,
    pub(super) long: Vec<Message>,
    pub(super) basis: Vec<Message>,
    pub(super) unknown: bool,
    pub(super) label: Option<Message>,
    pub(super) parts: Vec<(String, Message, Message)>,
    pub(super) burdens: BTreeMap<String, Burden>,
    pub(super) rank: Option<u8>,
}

impl Words {
    pub(super) fn both(&mut self, part: impl Into<String>) {
        let part = part.into();
        self.key.push(part.clone());
        self.fixed.push(part.clone());
        self.group.push(part);
    }

    pub(super) fn say(&mut self, text: Message) {
        self.long.push(text.clone());
        self.text.push(text);
    }

    pub(super) fn basis(&mut self, cited: &[Cited]) {
        for one in cited {
            if !self.basis.contains(&one.text) {
                self.basis.push(one.text.clone());
            }
        }
    }
}

/// Reads a decision from the answers of all versions that are, or may be, in force.
pub(super) fn decision(
    answers: &[(Shown, Verdict)],
    part: &Part,
    told: &Told,
) -> Decision {
    let mut words = Words::default();
    if answers.is_empty() {
        words.both("none");
        words.say(Message::new("没有规定", "no rule"));
    }
    for (_, verdict) in answers {
        one(&mut words, verdict, part, told);
    }
    let join = |texts: &[Message]| {
        let zh: Vec<&str> = texts.iter().map(|it| it.zh.as_ref()).collect();
        let en: Vec<&str> = texts.iter().map(|it| it.en.as_ref()).collect();
        Message::new(zh.join("；"), en.join("; "))
    };
    Decision {
        key: words.key.join("|"),
        fixed: words.fixed.join("|"),
        close: words.close.join("|"),
        several: words.several,
        group: words.group.join("|"),
        text: join(&words.text),
        long: join(&words.long),
        basis: words.basis,
        unknown: words.unknown,
        label: words.label,
        parts: words.parts,
        burdens: words.burdens,
        rank: words.rank,
    }
}

fn one(words: &mut Words, verdict: &Verdict, part: &Part, told: &Told) {
    let head = verdict.head();
    let state = head.version.as_ref().map(|known| known.state);
    if state == Some(VersionState::None) {
        words.both("none in force");
        words.say(Message::new("没有施行的版本", "no version in force"));
        return;
    }
    if state == Some(VersionState::Possible) {
        words.both("possible");
    }
    // What else the rule waits for is no matter of a part of it.
    let is_part = *part != Part::Whole;
    let own = matches!(part, Part::Required | Part::Item(_));
    match head.outcome {
        Outcome::NotApplicable if !own => {
            words.both("not applicable");
            words.say(Message::new("不适用", "does not apply"));
            words.basis(&head.basis);
            return;
        }
        Outcome::Unknown if !is_part => {
            words.both("unknown");
            words.unknown = true;
            words.say(Message::new("没有结论", "no answer"));
            return;
        }
        Outcome::NeedsJudgement if !is_part => {
            words.both("judgement");
            words.say(Message::new("由人判断", "for a person to decide"));
        }
        Outcome::NotApplicable
        | Outcome::Unknown
        | Outcome::NeedsJudgement
        | Outcome::Decided => {}
    }
    match verdict {
        Verdict::Define(known) => value(words, known.value.as_ref(), "value", told),
        Verdict::Deadline(known) => deadline(words, known),
        Verdict::Benchmark(known) if *part == Part::Law => law(words, known, told),
        Verdict::Benchmark(known) => benchmark(words, known, told),
        Verdict::Review(known) => review(words, known, part),
        Verdict::Scope(known) => scope(words, known),
        Verdict::Table(known) => table(words, known, part, told),
        Verdict::Scorecard(known) => scorecard(words, known, part, told),
    }
    if words.basis.is_empty() {
        words.basis(&head.basis);
    }
}

pub(super) fn content(value: &ShownValue) -> String {
    match &value.value {
        Content::One(text) => text.clone(),
        Content::Many(texts) => texts.join(","),
    }
}

/// A value, told by how it is calculated where that depends on the case.
pub(super) fn value(
    words: &mut Words,
    value: Option<&ShownValue>,
    name: &str,
    told: &Told,
) {
    let Some(value) = value else {
        words.both(format!("{name}=?"));
        words.unknown = true;
        words.say(Message::new("没有结论", "no answer"));
        return;
    };
    words.key.push(format!("{name}={}", content(value)));
    let text = told.get(name).cloned().unwrap_or_else(|| value.text.clone());
    words.group.push(format!("{name}={}", text.zh));
    words.say(text);
}

/// A range in words, its ends told by how they are calculated where that depends on the case.
pub(super) fn range(range: &ShownRange, name: &str, told: &Told) -> Message {
    let (low, high) =
        (told.get(&format!("{name}/lower")), told.get(&format!("{name}/upper")));
    if low.is_none() && high.is_none() {
        return range.text.clone();
    }
    let end = |told: Option<&Message>, shown: &Option<crate::evaluation::ShownBound>| {
        let shown = shown.as_ref()?;
        let plain = || {
            let number = number(&shown.value)?;
            Some(crate::value::money_text(number))
        };
        let text = told.cloned().or_else(plain)?;
        Some((text, shown.included))
    };
    match (end(low, &range.lower), end(high, &range.upper)) {
        (Some((low, _)), Some((high, _))) if low == high => low,
        (Some((low, has_low)), Some((high, has_high))) => {
            let (low, high) = without_base(&low, &high);
            let (from_zh, from_en) = if has_low { ("", "") } else { ("超过", "over ") };
            let (to_zh, to_en) = if has_high { ("", "") } else { ("不足", "under ") };
            Message::new(
                format!("{from_zh}{}至{to_zh}{}", low.zh, high.zh),
                format!("{from_en}{} to {to_en}{}", low.en, high.en),
            )
        }
        (Some((low, _)), None) => {
            Message::new(format!("{}以上", low.zh), format!("from {}", low.en))
        }
        (None, Some((high, has_high))) => {
            let (zh, en) =
                if has_high { ("不超过", "up to ") } else { ("不足", "under ") };
            Message::new(format!("{zh}{}", high.zh), format!("{en}{}", high.en))
        }
        (None, None) => range.text.clone(),
    }
}

/// Leaves out of the upper end what the lower is a multiple of already: 货值金额的10倍至20倍,
/// `10 to 20 × value of the goods`.
fn without_base(low: &Message, high: &Message) -> (Message, Message) {
    let zh = match (low.zh.rsplit_once('的'), high.zh.rsplit_once('的')) {
        (Some((base, _)), Some((other, times))) if base == other => times.into(),
        (_, _) => high.zh.clone(),
    };
    let en = match (low.en.split_once(" × "), high.en.split_once(" × ")) {
        (Some((times, base)), Some((_, other))) if base == other => times.into(),
        (_, _) => low.en.clone(),
    };
    (Message::new(low.zh.clone(), en), Message::new(zh, high.en.clone()))
}

pub(super) fn range_key(range: Option<&ShownRange>) -> String {
    let end = |end: Option<&crate::evaluation::ShownBound>| {
        end.map_or_else(String::new, |it| format!("{}{}", it.value, it.included))
    };
    range.map_or_else(
        || "-".to_string(),
        |it| format!("{}..{}", end(it.lower.as_ref()), end(it.upper.as_ref())),
    )
}

/// Reads the number of a result.
pub(super) fn number(text: &str) -> Option<Number> {
    match text.split_once('/') {
        None => Number::parse_decimal(text),
        Some((above, below)) => {
            let (above, below) =
                (Number::parse_decimal(above)?, Number::parse_decimal(below)?);
            above.checked_div(below).ok()
        }
    }
}

fn review(words: &mut Words, known: &ReviewVerdict, part: &Part) {
    match part {
        Part::Required => {
            words.both(format!("{:?}", known.required));
            words.unknown = known.required == LayerState::Unknown;
            words.rank = Some(u8::from(known.required == LayerState::True));
            words.say(match known.required {
                LayerState::True => Message::new("应当审核", "review is required"),
                LayerState::False => Message::new("不需审核", "no review is required"),
                LayerState::NotApplicable => Message::new("不适用", "does not apply"),
                LayerState::Unknown => Message::new("没有结论", "no answer"),
                LayerState::NeedsJudgement => {
                    Message::new("由人判断", "for a person to decide")
                }
            });
            let asks =
                known.layers.iter().filter(|layer| layer.state == LayerState::True);
            for layer in asks {
                words.basis(&layer.basis);
            }
        }
        Part::Item(name) => {
            let Some(item) = known.items.iter().find(|item| item.name == *name) else {
                return;
            };
            words.unknown = matches!(item.finding, Finding::CannotTell | Finding::NotYet);
            words.both(format!("{:?}", item.finding));
            words.say(match item.finding {
                Finding::Pass => Message::new("合格", "passes"),
                Finding::Fail => Message::new("不合格", "fails"),
                Finding::NotApplicable => Message::new("不适用", "does not apply"),
                Finding::CannotTell => Message::new("无法判断", "cannot be told"),
                Finding::NotYet => Message::new("尚未审核", "not yet reviewed"),
            });
            words.basis(&item.basis);
        }
        Part::Opinion
        | Part::Whole
        | Part::Law
        | Part::Output(_)
        | Part::Indicator(_) => {
            words.both(known.opinion.clone().unwrap_or_else(|| "-".to_string()));
            let opinion = known
                .opinions
                .iter()
                .find(|opinion| Some(&opinion.name) == known.opinion.as_ref());
            words.unknown = opinion.is_none();
            words.rank = opinion.map(|opinion| u8::from(!opinion.pass));
            words.say(opinion.map_or_else(
                || Message::new("没有意见", "no opinion"),
                |opinion| {
                    Message::new(
                        format!("意见为{}", opinion.label.zh),
                        format!("opinion: {}", opinion.label.en),
                    )
                },
            ));
        }
    }
}

fn deadline(words: &mut Words, known: &DeadlineVerdict) {
    words.both(format!("{}{}", known.period.zh, known.backwards));
    words.key.push(format!("{:?}{:?}", known.event, known.due));
    words.text.push(known.period.clone());
    let due = known.due.as_deref().unwrap_or("?");
    words.long.push(Message::new(
        format!("{}，最后一日为{due}", known.period.zh),
        format!("{}, the last day {due}", known.period.en),
    ));
}

fn scope(words: &mut Words, known: &ScopeVerdict) {
    let ground = known.grounds.iter().find(|it| Some(&it.name) == known.ground.as_ref());
    let decision = known.decision.as_deref().unwrap_or("-");
    words.both(format!("{decision}:{}", known.ground.as_deref().unwrap_or("-")));
    words.rank = Some(match decision {
        "accept" | "deem" => 0,
        "supplement" => 1,
        _ => 2,
    });
    let Some(ground) = ground else { return };
    let (zh, en) = match decision {
        "accept" => ("受理", "accept"),
        "reject" => ("不予受理", "reject"),
        "redirect" => ("转送", "redirect"),
        "supplement" => ("补正", "supplement"),
        _ => ("视为", "deem"),
    };
    let Message { zh: label, en: label_en } = &ground.label;
    words.say(Message::new(format!("{zh}：{label}"), format!("{en}: {label_en}")));
    if let Some(to) = &ground.send_to {
        words.both(&*to.zh);
        words.say(Message::new(format!("送{}", to.zh), format!("to {}", to.en)));
    }
    words.basis(&ground.basis);
}

fn table(words: &mut Words, known: &TableVerdict, part: &Part, told: &Told) {
    for output in &known.outputs {
        if matches!(part, Part::Output(name) if *name != output.name) {
            continue;
        }
        if let Some(range) = &output.range {
            words.key.push(format!("{}{}", range_key(Some(range)), output.settled));
            let text = self::range(range, &output.name, told);
            words.group.push(text.zh.to_string());
            words.say(text);
        } else {
            value(words, output.value.as_ref(), &output.name, told);
        }
    }
    let rows = known.rows.iter().filter(|row| row.status == Status::Applies);
    for row in rows {
        words.basis(&row.basis);
    }
}

fn scorecard(words: &mut Words, known: &ScorecardVerdict, part: &Part, told: &Told) {
    let band_label = |name: Option<&String>| {
        let band = known.bands.iter().find(|band| Some(&band.name) == name);
        band.map_or_else(|| Message::new("未定", "open"), |band| band.label.clone())
    };
    match part {
        Part::Indicator(name) => {
            let found = known.indicators.iter().find(|it| it.name == *name);
            let Some(indicator) = found else { return };
            words.unknown = indicator.band.is_none();
            words.both(indicator.band.clone().unwrap_or_default());
            words.both(indicator.weight.clone().unwrap_or_default());
            words.key.push(indicator.points.clone().unwrap_or_default());
            value(words, indicator.value.as_ref(), name, told);
            words.say(band_label(indicator.band.as_ref()));
            words.basis(&indicator.basis);
        }
        Part::Whole
        | Part::Law
        | Part::Required
        | Part::Item(_)
        | Part::Opinion
        | Part::Output(_) => {
            words.both(known.band.clone().unwrap_or_default());
            value(words, known.value.as_ref(), "value", told);
            words.say(band_label(known.band.as_ref()));
        }
    }
}

/// How the later decision stands to the earlier.
pub(super) fn effect(before: &Decision, after: &Decision) -> Effect {
    if before.unknown || after.unknown {
        return if before.unknown { Effect::Other } else { Effect::Lost };
    }
    if let (Some(before), Some(after)) = (before.rank, after.rank) {
        return match after.cmp(&before) {
            core::cmp::Ordering::Greater => Effect::Heavier,
            core::cmp::Ordering::Less => Effect::Lighter,
            core::cmp::Ordering::Equal => Effect::Other,
        };
    }
    let none = Burden { imposed: 0, least: Some(Number::ZERO), most: Some(Number::ZERO) };
    let mut names: Vec<&String> = before.burdens.keys().collect();
    names.extend(after.burdens.keys().filter(|name| !before.burdens.contains_key(*name)));
    let (mut heavier, mut lighter) = (false, false);
    for name in names {
        let of =
            |decision: &Decision| decision.burdens.get(name).copied().unwrap_or(none);
        let (old, new) = (of(before), of(after));
        let least = |it: Burden| it.least.unwrap_or(Number::ZERO);
        heavier |= new.imposed > old.imposed || least(new) > least(old);
        lighter |= new.imposed < old.imposed || least(new) < least(old);
        match (old.most, new.most) {
            (Some(old), Some(new)) => {
                heavier |= new > old;
                lighter |= new < old;
            }
            (Some(_), None) => heavier |= new.imposed > 0 && new.imposed == old.imposed,
            (None, Some(_)) => lighter |= old.imposed > 0 && new.imposed == old.imposed,
            (None, None) => {}
        }
    }
    match (heavier, lighter) {
        (true, false) => Effect::Heavier,
        (false, true) => Effect::Lighter,
        (true, true) => Effect::Mixed,
        (false, false) => Effect::Other,
    }
}
