//! Labels that one of the two languages has to do without.

use super::{has_chinese, is_foreign};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{FactOwner, Model, Shown, StepKind};
use crate::text::Span;
use alloc::format;
use alloc::vec::Vec;

/// Only of a pack whose title stands in both: then its readers are of both languages.
pub(super) fn in_one_language(model: &Model, found: &mut Vec<Diagnostic>) {
    let title = model.packs.first().map(|pack| &pack.title);
    if title.is_none_or(|title| title.zh == title.en) {
        return;
    }
    let mut all: Vec<(&Message, &str, Span)> = Vec::new();
    for known in
        model.facts.iter().filter(|it| !it.foreign && it.owner == FactOwner::Fact)
    {
        all.push((&known.label, &known.name, known.span));
        all.extend(
            known
                .kind
                .options()
                .iter()
                .map(|it| (&it.label, it.name.as_str(), known.span)),
        );
    }
    for shown in &model.shown {
        if let Shown::Define(id) = shown
            && let Some(known) = model.defines.get(*id)
        {
            all.push((&known.label, &known.name, known.span));
        }
    }
    all.extend(
        model.circumstances.iter().map(|it| (&it.label, it.name.as_str(), it.span)),
    );
    all.extend(model.exceptions.iter().map(|it| (&it.label, it.name.as_str(), it.span)));
    all.extend(model.deadlines.iter().map(|it| (&it.label, it.name.as_str(), it.span)));
    for known in &model.benchmarks {
        let tiers = known.steps.iter().filter(|it| matches!(it.kind, StepKind::Tier(_)));
        all.extend(tiers.map(|it| (&it.label, it.name.as_str(), it.span)));
    }
    for known in &model.reviews {
        let criteria = known.layers.iter().flat_map(|layer| &layer.criteria);
        all.extend(criteria.map(|it| (&it.label, it.name.as_str(), it.span)));
        all.extend(known.items.iter().map(|it| (&it.label, it.name.as_str(), it.span)));
        all.extend(
            known.opinions.iter().map(|it| (&it.label, it.name.as_str(), it.span)),
        );
    }
    for known in &model.scopes {
        all.extend(known.grounds.iter().map(|it| (&it.label, it.name.as_str(), it.span)));
    }
    for (label, name, span) in all {
        if label.zh != label.en || is_foreign(model, name) {
            continue;
        }
        let (zh, en) = if has_chinese(&label.zh) {
            ("英文", "English")
        } else {
            ("中文", "Chinese")
        };
        found.push(
            Diagnostic::warning(
                Code::LINT_LABEL_MISSING,
                span,
                format!("「{name}」没有{zh}标签"),
                format!("`{name}` has no label in {en}"),
            )
            .help(
                "标签写成 \"中文\" / \"English\"",
                "write the label as \"中文\" / \"English\"",
            ),
        );
    }
}
