//! Conclusions without a citation, citations of what is repealed, and sources that read words
//! of bound differently.

use super::is_foreign;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Citation, Model, Shown, StepKind, VersionId};
use crate::text::Span;
use crate::value::Date;
use alloc::format;
use alloc::vec::Vec;

/// Something that rests on law: where it is, what it cites, the periods it is in.
struct Resting<'m> {
    span: Span,
    name: &'m str,
    basis: Vec<&'m [Citation]>,
    in_force: &'m [VersionId],
}

fn resting<'m>(model: &'m Model) -> Vec<Resting<'m>> {
    let mut all = Vec::new();
    let mut add = |span: Span,
                   name: &'m str,
                   basis: Vec<&'m [Citation]>,
                   in_force: &'m [VersionId]| {
        all.push((span, name, basis, in_force));
    };
    for shown in &model.shown {
        if let Shown::Define(id) = shown
            && let Some(known) = model.defines.get(*id)
        {
            add(
                known.span,
                known.name.as_str(),
                Vec::from([known.basis.as_slice()]),
                known.in_force.as_slice(),
            );
        }
    }
    for known in &model.circumstances {
        add(
            known.span,
            &known.name,
            Vec::from([known.basis.as_slice()]),
            &known.in_force,
        );
    }
    for known in &model.exceptions {
        add(
            known.span,
            &known.name,
            Vec::from([known.basis.as_slice()]),
            &known.in_force,
        );
    }
    for known in &model.deadlines {
        add(
            known.span,
            &known.name,
            Vec::from([known.basis.as_slice()]),
            &known.in_force,
        );
    }
    for known in &model.benchmarks {
        for step in known.steps.iter().filter(|it| matches!(it.kind, StepKind::Tier(_))) {
            add(
                step.span,
                &step.name,
                Vec::from([step.basis.as_slice(), &known.basis]),
                &known.in_force,
            );
        }
    }
    for known in &model.reviews {
        for layer in &known.layers {
            for it in &layer.criteria {
                let basis = Vec::from([it.basis.as_slice(), &layer.basis, &known.basis]);
                add(it.span, &it.name, basis, &known.in_force);
            }
        }
        for it in &known.items {
            add(
                it.span,
                &it.name,
                Vec::from([it.basis.as_slice(), &known.basis]),
                &known.in_force,
            );
        }
    }
    for known in &model.scopes {
        for it in &known.grounds {
            add(
                it.span,
                &it.name,
                Vec::from([it.basis.as_slice(), &known.basis]),
                &known.in_force,
            );
        }
    }
    for known in &model.tables {
        for it in known.rows.iter().take(1) {
            add(
                it.span,
                &known.name,
                Vec::from([it.basis.as_slice(), &known.basis]),
                &known.in_force,
            );
        }
    }
    let all = all.into_iter().filter(|(_, name, _, _)| !is_foreign(model, name));
    all.map(|(span, name, basis, in_force)| Resting { span, name, basis, in_force })
        .collect()
}

/// The places of what rests on law.
pub(super) fn places(model: &Model) -> impl Iterator<Item = Span> {
    resting(model).into_iter().map(|one| one.span)
}

/// Says which conclusions cite nothing.
pub(super) fn without(model: &Model, found: &mut Vec<Diagnostic>) {
    for one in resting(model) {
        if one.basis.iter().all(|basis| basis.is_empty()) {
            let name = one.name;
            found.push(
                Diagnostic::warning(
                    Code::LINT_NO_CITATION,
                    one.span,
                    format!("「{name}」没有写依据"),
                    format!("`{name}` cites nothing"),
                )
                .help(
                    "写「依据 …」；没有依据的结论，当事人无从核对",
                    "add `basis …`: a conclusion without it cannot be checked by anybody",
                ),
            );
        }
    }
}

/// Says which rules rest on a source after it was repealed.
pub(super) fn repealed(model: &Model, found: &mut Vec<Diagnostic>) {
    let pack_ends = model.packs.first().and_then(|pack| pack.effective_to.as_deref());
    let pack_ends = pack_ends.and_then(Date::parse);
    for one in resting(model) {
        let versions = one.in_force.iter().filter_map(|id| model.versions.get(*id));
        let ends = versions.filter_map(|version| version.to).chain(pack_ends).min();
        let cited = one.basis.iter().find(|basis| !basis.is_empty());
        for citation in cited.into_iter().copied().flatten() {
            let Some(source) = model.sources.get(citation.source) else { continue };
            let days = [source.repealed.as_deref(), source.effective_to.as_deref()];
            let Some(day) = days.into_iter().flatten().filter_map(Date::parse).min()
            else {
                continue;
            };
            if ends.is_some_and(|ends| ends <= day) {
                continue;
            }
            let title = &source.title;
            found.push(
                Diagnostic::warning(
                    Code::LINT_REPEALED,
                    one.span,
                    format!("「{}」的依据《{}》到 {day} 为止", one.name, title.zh),
                    format!("`{}` rests on {}, which ended on {day}", one.name, title.en),
                )
                .help(
                    "给它写上施行期间，或者换成现行的依据",
                    "give it a period that ends then, or cite what is in force",
                ),
            );
        }
    }
}

/// Says which rules with words of bound cite sources that read them differently: the first
/// decides.
pub(super) fn bounds_apart(model: &Model, found: &mut Vec<Diagnostic>) {
    let all = resting(model);
    for one in &all {
        // What stands between it and the next one is its own.
        let others = all.iter().map(|other| other.span);
        let behind = others
            .filter(|it| it.file == one.span.file && it.start > one.span.start)
            .map(|it| it.start)
            .min();
        let mut readings = model.readings.iter();
        if !readings.any(|at| {
            at.file == one.span.file
                && at.start >= one.span.start
                && behind.is_none_or(|behind| at.start < behind)
        }) {
            continue;
        }
        let cited = one.basis.iter().find(|basis| !basis.is_empty());
        let mut readings = cited.into_iter().copied().flatten().filter_map(|citation| {
            let source = model.sources.get(citation.source)?;
            Some((source.from_included, source.up_to_included))
        });
        let Some(first) = readings.next() else { continue };
        if readings.any(|reading| reading != first) {
            found.push(
                Diagnostic::warning(
                    Code::LINT_BOUNDS_APART,
                    one.span,
                    format!("「{}」的几个依据对「以上」「以下」的理解不同", one.name),
                    format!(
                        "the sources that `{}` cites read `from` and `up to` differently",
                        one.name
                    ),
                )
                .help(
                    "按写在最前的依据理解；界线上写明「（含）」「（不含）」就没有疑问",
                    "the first decides; `(incl)` or `(excl)` after the amount leaves no doubt",
                ),
            );
        }
    }
}
