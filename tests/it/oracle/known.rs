//! What the oracle does not know yet, seen in the trees of a pack and of those it uses.

use super::rules::Rules;
use fadu::syntax::tree::{BenchmarkStatement, Declaration, Effect, File, Impose};
use fadu::text::Span;
use std::collections::BTreeSet;

/// FIXME(oracle): what stands in the shape of a tree, and what it is called.
const SHAPES: &[(&str, &str)] = &[
    ("each: Some(", "benchmarks for each record"),
    ("Scorecard(Scorecard", "scorecards"),
    ("lenient: Some(", "the lighter of two laws"),
    ("Weights(Weights", "weights"),
    ("Compute(Compute", "formulas"),
    ("Override(Tier", "rows before all others"),
    ("Overlap(Overlap", "tiers that overlap"),
    ("Text(Some(", "formats of text"),
];

/// Whatever of the rules the oracle does not know; documents decide nothing.
pub(super) fn unknown(rules: &Rules) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    for pack in &rules.packs {
        let amounts = amounts(&pack.declarations);
        for declaration in &pack.declarations {
            if matches!(
                declaration,
                Declaration::Document(_)
                    | Declaration::Test(_)
                    | Declaration::CaseFile(_)
            ) {
                continue;
            }
            let alone = File { declarations: vec![declaration.clone()] };
            let written = format!("{:?}", alone.without_spans());
            if amounts.iter().any(|amount| written.contains(amount)) {
                found.insert("amounts that other rules read");
            }
            let shape = without_texts(&written);
            for (part, name) in SHAPES {
                if shape.contains(part) {
                    found.insert(*name);
                }
            }
            if moves(declaration) {
                found.insert("tiers that move");
            }
            if chooses(declaration) {
                found.insert("penalties to choose from");
            }
        }
    }
    found
}

/// The beginning of every path from outside a benchmark to a penalty of it.
fn amounts(declarations: &[Declaration]) -> Vec<String> {
    let mut found = Vec::new();
    for declaration in declarations {
        let Declaration::Benchmark(benchmark) = declaration else { continue };
        for statement in &benchmark.statements {
            if let BenchmarkStatement::Penalty(penalty) = statement {
                let path = [&benchmark.name.text, &penalty.name.text];
                let names = path.map(|name| format!("Name {{ text: {name:?}"));
                found.push(names.join(&format!(", span: {:?} }}, ", Span::default())));
            }
        }
    }
    found
}

/// The effects that move along a ladder.
fn moves(declaration: &Declaration) -> bool {
    let moving = |effects: &[Effect]| {
        effects.iter().any(|effect| match effect {
            Effect::Exempt | Effect::Mitigate | Effect::Lighten | Effect::Aggravate => {
                false
            }
            Effect::Raise
            | Effect::Lower
            | Effect::Top
            | Effect::Bottom
            | Effect::Maximum
            | Effect::Minimum
            | Effect::Reduce => true,
        })
    };
    match declaration {
        Declaration::Circumstance(one) => moving(&one.effects),
        Declaration::Benchmark(benchmark) => {
            benchmark.statements.iter().any(|one| match one {
                BenchmarkStatement::Circumstance(one) => moving(&one.effects),
                _ => false,
            })
        }
        _ => false,
    }
}

/// Penalties of which one or several are chosen.
fn chooses(declaration: &Declaration) -> bool {
    let Declaration::Benchmark(benchmark) = declaration else { return false };
    let several = |impose: &Impose| {
        let rest = impose.rest.iter().map(|(_, one)| one);
        std::iter::once(&impose.first)
            .chain(rest)
            .any(|one| one.any || one.penalties.len() > 1)
    };
    benchmark.statements.iter().any(|one| match one {
        BenchmarkStatement::Impose(one) => several(one),
        _ => false,
    })
}

/// A tree as it is printed, with nothing between quotation marks.
fn without_texts(written: &str) -> String {
    let (mut inside, mut escaped) = (false, false);
    written
        .chars()
        .filter(|sign| {
            let quote = *sign == '"' && !escaped;
            escaped = *sign == '\\' && !escaped;
            inside ^= quote;
            !inside && !quote
        })
        .collect()
}
