//! What a reader should know about a result.

use super::frame::Frame;
use super::version::{Entry, in_force};
use super::{assumed, provisional, weights};
use crate::diagnostic::Message;
use crate::evaluation::Warning;
use crate::model::{Benchmark, Circumstance, Citation, Model, SourceId, VersionId};
use crate::value::Date;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Lists the warnings of an evaluation.
pub(super) fn warnings(frame: &Frame<'_>, entries: &[Entry]) -> Vec<Warning> {
    let (model, as_of) = (&frame.program.model, frame.as_of.date());
    let mut warnings = Vec::new();
    let mut warn = |code: &str, zh: String, en: String| {
        let message = Message::new(zh, en);
        warnings.push(Warning { code: code.to_string(), message });
    };
    if let Some(pack) = model.packs.first() {
        let date = |text: &Option<String>| text.as_deref().and_then(Date::parse);
        if let Some(from) = date(&pack.effective_from).filter(|from| as_of < *from) {
            warn(
                "W0101",
                format!("规则包自 {from} 起施行，截至日在此之前"),
                format!("the pack is effective from {from}; the as-of date is earlier"),
            );
        }
        if let Some(to) = date(&pack.effective_to).filter(|to| as_of > *to) {
            warn(
                "W0102",
                format!("规则包施行至 {to}，截至日在此之后"),
                format!("the pack is effective to {to}; the as-of date is later"),
            );
        }
    }
    if let Some(profile) = &model.profile {
        let date = |text: &Option<String>| text.as_deref().and_then(Date::parse);
        let label = &profile.label;
        if let Some(from) = date(&profile.effective_from).filter(|from| as_of < *from) {
            warn(
                "W0103",
                format!("方案「{}」自 {from} 起施行，截至日在此之前", label.zh),
                format!(
                    "the profile {} is effective from {from}; the as-of date is earlier",
                    label.en
                ),
            );
        }
        if let Some(to) = date(&profile.effective_to).filter(|to| as_of > *to) {
            warn(
                "W0104",
                format!("方案「{}」施行至 {to}，截至日在此之后", label.zh),
                format!(
                    "the profile {} is effective to {to}; the as-of date is later",
                    label.en
                ),
            );
        }
    }
    let relied = relied_on(frame);
    for (id, source) in model.sources.iter().enumerate() {
        let date = |text: &Option<String>| text.as_deref().and_then(Date::parse);
        if let Some(until) = date(&source.checked_until).filter(|until| as_of > *until) {
            warn(
                "W0201",
                format!("「{}」的文本只核对到 {until}", source.title.zh),
                format!("the text of {} was checked until {until} only", source.title.en),
            );
        }
        // A source is law on some days; those that count are the ones it is relied on for.
        let (first, last) = match relied.get(&id) {
            Some((first, last)) => (Some(*first), Some(*last)),
            None => (None, None),
        };
        if let Some(repealed) =
            date(&source.repealed).filter(|repealed| last >= Some(*repealed))
        {
            warn(
                "W0202",
                format!("「{}」已于 {repealed} 废止", source.title.zh),
                format!("{} was repealed on {repealed}", source.title.en),
            );
        }
        if let Some(from) = date(&source.effective_from)
            && let Some(first) = first.filter(|first| *first < from)
        {
            warn(
                "W0204",
                format!("「{}」自 {from} 起施行，却用于 {first}", source.title.zh),
                format!(
                    "{} is law from {from}; it is relied on for {first}",
                    source.title.en
                ),
            );
        }
        if let Some(to) = date(&source.effective_to)
            && let Some(last) = last.filter(|last| *last > to)
        {
            warn(
                "W0205",
                format!("「{}」施行至 {to}，却用于 {last}", source.title.zh),
                format!(
                    "{} was law to {to}; it is relied on for {last}",
                    source.title.en
                ),
            );
        }
        if source.unverified {
            warn(
                "W0203",
                format!("「{}」未见原文，有待核实", source.title.zh),
                format!(
                    "the text of {} itself was not seen: unverified",
                    source.title.en
                ),
            );
        }
    }
    for parameter in assumed::relied_on(frame, entries) {
        warn(
            "W0206",
            format!(
                "结论用到参数「{}」的假定值（{}），没有看到原文的依据",
                parameter.label.zh, parameter.text.zh
            ),
            format!(
                "an answer rests on an assumed value: {} ({}); no text seen says so",
                parameter.label.en, parameter.text.en
            ),
        );
    }
    for weights::Said { code, message } in weights::warnings(frame, entries) {
        warn(code, message.zh.to_string(), message.en.to_string());
    }
    if provisional::reaches_an_answer(frame, entries)
        && let Some((_, until)) = model.calendar.span()
    {
        warn(
            "W0301",
            format!("放假安排只公布到 {until}，依赖其后日期的期限和结论是暂定的"),
            format!(
                "holiday notices reach to {until}; deadlines and answers that rest on later \
                 days are provisional"
            ),
        );
    }
    warnings
}

/// The first and the last day each source is relied on for: of a version in force the date
/// that decides so, else the date asked for.
fn relied_on(frame: &Frame<'_>) -> BTreeMap<SourceId, (Date, Date)> {
    let mut days: BTreeMap<SourceId, (Date, Date)> = BTreeMap::new();
    for (periods, bases) in bases(&frame.program.model) {
        if !in_force(frame, periods).is_true() {
            continue;
        }
        let decides = periods.last().and_then(|id| frame.program.versions.get(*id));
        let day = match decides {
            Some(slots) => frame.date(slots.date),
            None => Some(frame.as_of.date()),
        };
        let Some(day) = day else { continue };
        for citation in bases.into_iter().flatten() {
            let known = days.entry(citation.source).or_insert((day, day));
            *known = (known.0.min(day), known.1.max(day));
        }
    }
    days
}

type Bases<'m> = (&'m [VersionId], Vec<&'m [Citation]>);

/// Everything that cites, each with the periods it stands in.
fn bases(model: &Model) -> Vec<Bases<'_>> {
    let mut found: Vec<Bases<'_>> = Vec::new();
    let own = |benchmark: &Benchmark, circumstance: &Circumstance| {
        circumstance
            .name
            .strip_prefix(benchmark.name.as_str())
            .is_some_and(|rest| rest.starts_with('.'))
    };
    for known in &model.defines {
        found.push((&known.in_force, Vec::from([known.basis.as_slice()])));
    }
    for known in &model.circumstances {
        if !model.benchmarks.iter().any(|benchmark| own(benchmark, known)) {
            found.push((&known.in_force, Vec::from([known.basis.as_slice()])));
        }
    }
    for known in &model.exceptions {
        found.push((&known.in_force, Vec::from([known.basis.as_slice()])));
    }
    for known in &model.deadlines {
        let mut bases = Vec::from([known.basis.as_slice()]);
        bases.extend(known.suspensions.iter().map(|part| part.basis.as_slice()));
        found.push((&known.in_force, bases));
    }
    // Those written out for records cite what the one cites that stands for all of them.
    for known in model.benchmarks.iter().filter(|known| known.record.is_none()) {
        let mut bases = Vec::from([known.basis.as_slice()]);
        bases.extend(known.penalties.iter().map(|part| part.basis.as_slice()));
        bases.extend(known.steps.iter().map(|part| part.basis.as_slice()));
        bases.extend(known.deviation.iter().map(|(_, basis)| basis.as_slice()));
        let ids = known.circumstances.iter();
        let circumstances = ids.filter_map(|id| model.circumstances.get(*id));
        let circumstances = circumstances.filter(|part| own(known, part));
        bases.extend(circumstances.map(|part| part.basis.as_slice()));
        found.push((&known.in_force, bases));
    }
    for known in &model.reviews {
        let mut bases = Vec::from([known.basis.as_slice()]);
        for layer in &known.layers {
            bases.push(&layer.basis);
            bases.extend(layer.criteria.iter().map(|part| part.basis.as_slice()));
        }
        bases.extend(known.items.iter().map(|part| part.basis.as_slice()));
        let asks = known.items.iter().flat_map(|item| &item.asks);
        bases.extend(asks.map(|part| part.basis.as_slice()));
        bases.extend(known.opinions.iter().map(|part| part.basis.as_slice()));
        found.push((&known.in_force, bases));
    }
    for known in &model.scorecards {
        let mut bases = Vec::from([known.basis.as_slice()]);
        bases.extend(known.indicators.iter().map(|part| part.basis.as_slice()));
        bases.extend(known.bands.iter().map(|part| part.basis.as_slice()));
        found.push((&known.in_force, bases));
    }
    for known in &model.tables {
        let mut bases = Vec::from([known.basis.as_slice()]);
        bases.extend(known.rows.iter().map(|part| part.basis.as_slice()));
        found.push((&known.in_force, bases));
    }
    for known in &model.scopes {
        let mut bases = Vec::from([known.basis.as_slice()]);
        bases.extend(known.grounds.iter().map(|part| part.basis.as_slice()));
        found.push((&known.in_force, bases));
    }
    found
}
