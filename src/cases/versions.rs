//! What an expectation names in one version, found in the version in force.

use crate::model::{Member, Model, Shown};

/// Finds a member of `from` in `to` by its name; nothing if that version has no such part.
pub(super) fn translated(
    model: &Model,
    from: Shown,
    to: Shown,
    member: Member,
) -> Option<Member> {
    match (from, to, member) {
        _ if from == to => Some(member),
        (Shown::Benchmark(from), Shown::Benchmark(to), Member::Penalty(at)) => {
            let name = &model.benchmarks.get(from)?.penalties.get(at)?.name;
            let mut penalties = model.benchmarks.get(to)?.penalties.iter();
            penalties.position(|known| known.name == *name).map(Member::Penalty)
        }
        (Shown::Table(from), Shown::Table(to), Member::Output(at)) => {
            let name = &model.tables.get(from)?.outputs.get(at)?.name;
            let mut outputs = model.tables.get(to)?.outputs.iter();
            outputs.position(|known| known.name == *name).map(Member::Output)
        }
        (Shown::Review(from), Shown::Review(to), Member::Item(at)) => {
            let name = &model.reviews.get(from)?.items.get(at)?.name;
            let mut items = model.reviews.get(to)?.items.iter();
            items.position(|known| known.name == *name).map(Member::Item)
        }
        (Shown::Review(from), Shown::Review(to), Member::Layer(at)) => {
            layer(model, from, to, at).map(Member::Layer)
        }
        (Shown::Review(from), Shown::Review(to), Member::Criterion(at, criterion)) => {
            let criteria = &model.reviews.get(from)?.layers.get(at)?.criteria;
            let name = &criteria.get(criterion)?.name;
            let at = layer(model, from, to, at)?;
            let mut criteria = model.reviews.get(to)?.layers.get(at)?.criteria.iter();
            let criterion = criteria.position(|known| known.name == *name)?;
            Some(Member::Criterion(at, criterion))
        }
        _ => Some(member),
    }
}

/// Returns the name of a benchmark's penalty.
pub(super) fn penalty_name(
    model: &Model,
    shown: Shown,
    at: usize,
) -> Option<&alloc::string::String> {
    let Shown::Benchmark(benchmark) = shown else { return None };
    model.benchmarks.get(benchmark)?.penalties.get(at).map(|known| &known.name)
}

fn layer(model: &Model, from: usize, to: usize, at: usize) -> Option<usize> {
    let name = &model.reviews.get(from)?.layers.get(at)?.name;
    model.reviews.get(to)?.layers.iter().position(|known| known.name == *name)
}
