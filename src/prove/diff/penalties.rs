//! What a benchmark comes to, tier by tier and penalty by penalty. In: verdicts. Out: words.
//! Never: two penalties told alike that differ.

use super::decision::{Burden, Decision, Told, Words, content, number, range, range_key};
use crate::diagnostic::Message;
use crate::evaluation::{BenchmarkVerdict, Imposed, Outcome, PenaltyStatus, Status};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

pub(super) fn benchmark(words: &mut Words, known: &BenchmarkVerdict, told: &Told) {
    let tier =
        known.tiers.iter().find(|tier| Some(&tier.name) == known.tier.as_ref()).cloned();
    words.both(format!("tier={}", known.tier.as_deref().unwrap_or("-")));
    if let Some(moved) = &known.moved {
        words.both(format!("moved={}", moved.from));
    }
    let open = known.tiers.iter().filter(|tier| tier.status == Status::Open);
    let mut open: Vec<&str> = open.map(|tier| tier.name.as_str()).collect();
    // None of them comes before another.
    open.sort_unstable();
    words.several |= !open.is_empty();
    for tier in open {
        words.both(format!("open={tier}"));
    }
    for choice in &known.alternatives {
        words.close.push(format!("{choice:?}"));
    }
    let mut parts: Vec<(String, Message, Message)> = Vec::new();
    for penalty in &known.penalties {
        if let Some((short, full)) = self::penalty(words, penalty, told) {
            parts.push((penalty.name.clone(), short, full));
        }
    }
    if known.head.outcome == Outcome::NeedsJudgement {
        let full = parts.iter().map(|it| &it.2);
        words.long = Vec::from([composed(
            Some(&Message::new("由人判断", "for a person to decide")),
            full,
        )]);
    }
    if known.head.outcome == Outcome::Decided {
        let label = tier.as_ref().map(|tier| tier.label.clone());
        words.text.push(composed(label.as_ref(), parts.iter().map(|it| &it.1)));
        words.long.push(composed(label.as_ref(), parts.iter().map(|it| &it.2)));
        words.label = label;
        words.parts = parts;
    }
    if let Some(tier) = tier {
        words.basis(&tier.basis);
    }
    words.basis(&known.head.basis);
    for proposal in &known.proposals {
        words.key.push(format!("{}:{:?}", proposal.penalty, proposal.position));
    }
}

/// What the law provides of each penalty, before any tier.
pub(super) fn law(words: &mut Words, known: &BenchmarkVerdict, told: &Told) {
    for penalty in &known.penalties {
        let (name, label) = (&penalty.name, &penalty.label);
        let amount = penalty.amount.as_ref();
        let text = match (&penalty.statutory, amount) {
            (Some(law), _) => range(law, &format!("{name}/law"), told),
            (None, Some(amount)) => {
                let told = told.get(&format!("{name}/amount")).cloned();
                told.unwrap_or_else(|| amount.text.clone())
            }
            (None, None) => Message::new("没有规定", "nothing provided"),
        };
        let law = penalty.statutory.as_ref();
        words.key.push(format!(
            "{name}={}/{}",
            range_key(law),
            amount.map_or_else(String::new, content)
        ));
        words.group.push(format!("{name}={}", text.zh));
        let end = |end: Option<&crate::evaluation::ShownBound>| number(&end?.value);
        let least = law.and_then(|it| end(it.lower.as_ref()));
        let most = law.and_then(|it| end(it.upper.as_ref()));
        words.burdens.insert(name.clone(), Burden { imposed: 5, least, most });
        let said = Message::new(
            format!("{}{}", label.zh, text.zh),
            format!("{} {}", label.en, text.en),
        );
        words.parts.push((name.clone(), said.clone(), said));
    }
    words.label = Some(Message::new("法定", "by law"));
    let label = words.label.clone();
    words.say(composed(label.as_ref(), words.parts.clone().iter().map(|it| &it.1)));
    words.basis(&known.head.basis);
}

/// A tier with what it imposes.
fn composed<'m>(
    label: Option<&Message>,
    parts: impl Iterator<Item = &'m Message> + Clone,
) -> Message {
    let zh: Vec<&str> = parts.clone().map(|it| it.zh.as_ref()).collect();
    let en: Vec<&str> = parts.map(|it| it.en.as_ref()).collect();
    let is_empty = zh.is_empty();
    let (zh, en) = (zh.join("，"), en.join(", "));
    match label {
        Some(label) if is_empty => label.clone(),
        Some(label) => {
            Message::new(format!("{}（{zh}）", label.zh), format!("{} ({en})", label.en))
        }
        None => Message::new(zh, en),
    }
}

/// Both decisions in words: of penalties only those that differ; where the words are the
/// same, with what is usually left out.
pub(super) fn worded(before: &Decision, after: &Decision) -> (Message, Message) {
    if before.text == after.text {
        return (before.long.clone(), after.long.clone());
    }
    let differs = |part: &&(String, Message, Message), other: &Decision| {
        let known = other.parts.iter().find(|known| known.0 == part.0);
        known.is_none_or(|known| known.1 != part.1)
    };
    let told = |own: &Decision, other: &Decision| {
        if own.label.is_none() || other.label.is_none() {
            return own.text.clone();
        }
        let parts: Vec<&(String, Message, Message)> =
            own.parts.iter().filter(|part| differs(part, other)).collect();
        composed(own.label.as_ref(), parts.iter().map(|part| &part.1))
    };
    (told(before, after), told(after, before))
}

/// Says what a penalty comes to: nothing of one that is not imposed.
fn penalty(
    words: &mut Words,
    penalty: &PenaltyStatus,
    told: &Told,
) -> Option<(Message, Message)> {
    let imposed = match penalty.imposed {
        Imposed::None => 0,
        Imposed::Unknown => 1,
        Imposed::May => 2,
        Imposed::OneOf => 3,
        Imposed::AnyOf => 4,
        Imposed::Must => 5,
    };
    let name = &penalty.name;
    words.both(format!("{name}:{imposed}"));
    if imposed == 0 {
        return None;
    }
    let left = penalty.range.as_ref().or(penalty.statutory.as_ref());
    let amount = penalty.amount.as_ref();
    words.key.push(format!(
        "{name}={}/{}/{}",
        range_key(left),
        range_key(penalty.statutory.as_ref()),
        amount.map_or_else(String::new, content),
    ));
    let computed = penalty.computed.as_ref().and_then(|it| it.value.as_ref());
    words.key.push(computed.map_or_else(String::new, content));
    let left_text = left.map(|it| range(it, name, told));
    let law = penalty.statutory.as_ref();
    let law_text = law.map(|it| range(it, &format!("{name}/law"), told));
    let amount_text = amount.map(|it| {
        told.get(&format!("{name}/amount")).cloned().unwrap_or(it.text.clone())
    });
    let of = |text: &Option<Message>| {
        text.as_ref().map_or_else(String::new, |it| it.zh.to_string())
    };
    words.group.push(format!(
        "{name}={}/{}/{}",
        of(&left_text),
        of(&law_text),
        of(&amount_text)
    ));
    let shown = |end: Option<&crate::evaluation::ShownBound>| number(&end?.value);
    let exact = amount.and_then(|it| number(&content(it)));
    let least = left.map_or(exact, |it| shown(it.lower.as_ref()));
    let most = left.map_or(exact, |it| shown(it.upper.as_ref()));
    words.burdens.insert(name.clone(), Burden { imposed, least, most });
    let (may_zh, may_en) = match penalty.imposed {
        Imposed::May => ("可以并处", "perhaps "),
        Imposed::OneOf | Imposed::AnyOf => ("可选", "or "),
        Imposed::Must | Imposed::None | Imposed::Unknown => ("", ""),
    };
    let Message { zh, en } = &penalty.label;
    let (zh, en) = (format!("{may_zh}{zh}"), format!("{may_en}{en}"));
    let text = left_text.clone().or(amount_text);
    let short = match &text {
        Some(text) => {
            Message::new(format!("{zh}{}", text.zh), format!("{en} {}", text.en))
        }
        None => Message::new(zh, en),
    };
    let full = match law_text.filter(|law| Some(law) != left_text.as_ref()) {
        Some(law) => Message::new(
            format!("{}，法定{}", short.zh, law.zh),
            format!("{}, by law {}", short.en, law.en),
        ),
        None => short.clone(),
    };
    Some((short, full))
}
