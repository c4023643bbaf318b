//! The rules as trees, and what a name in them stands for (chapter 2).

use super::benchmark::penalties;
use super::calendar::Calendar;
use super::unit::Units;
use super::weights::{Reads, weights};
use fadu::syntax::tree::{
    Ask, Benchmark, BenchmarkStatement, Circumstance, Citation, CitedSource, Criterion,
    Deadline, Declaration, Define, Exception, Fact, FactType, Factor, Ground, Inclusion,
    Item, Layer, Name, Parameter, Path, Penalty, Review, ReviewStatement, Scope,
    ScopeStatement, Source, Table, Version, Weights,
};
use std::collections::BTreeMap;

/// A pack's declarations: files by path, each as written.
#[derive(Debug)]
pub(super) struct PackRules {
    pub(super) id: String,
    /// What stands before the names of its facts.
    pub(super) prefix: String,
    pub(super) uses: Vec<(String, usize)>,
    pub(super) declarations: Vec<Declaration>,
    /// Where each name is declared.
    pub(super) names: BTreeMap<String, Vec<usize>>,
    /// Where exceptions are.
    pub(super) exceptions: Vec<usize>,
}

/// The main pack, first, and what it uses.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) packs: Vec<PackRules>,
    pub(super) calendar: Calendar,
    pub(super) units: Units,
    /// Some circumstance moves tiers, ends or amounts (chapter 27).
    pub(super) moves: bool,
    /// Of each pack the profile chosen, by its header or by whoever evaluates.
    pub(super) profiles: Vec<(usize, Path)>,
}

/// A block whose parts are looked up first.
#[derive(Debug, Clone, Copy)]
pub(super) enum Block<'r> {
    Benchmark(&'r Benchmark),
    Review(&'r Review),
    Scope(&'r Scope),
}

/// One record of a list: its number, from 0; none is given with the last number there is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'r> {
    pub(super) pack: usize,
    pub(super) list: &'r Fact,
    pub(super) at: usize,
}

/// Where something stands, and how words of bound are read there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'r> {
    pub(super) pack: usize,
    pub(super) block: Option<Block<'r>>,
    pub(super) from: bool,
    pub(super) up_to: bool,
    /// The records around it, the innermost first.
    pub(super) records: [Option<Record<'r>>; 3],
}

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Thing<'r> {
    AsOf,
    Fact(&'r Fact),
    /// A field of a record.
    Field(Record<'r>, &'r Fact),
    Define(&'r Define),
    Circumstance(&'r Circumstance),
    Deadline(&'r Deadline),
    Due(&'r Deadline),
    Parameter(&'r Parameter),
    Exception(&'r Exception),
    Layer(&'r Layer),
    Criterion(&'r Layer, &'r Criterion),
    Item(&'r Item),
    Ask(&'r Item, &'r Ask),
    Block(Block<'r>),
    Table(&'r Table),
    Weights(&'r Weights),
    /// The factors together.
    Factors(&'r Weights),
    Factor(&'r Weights, &'r Factor),
    /// What a penalty comes to.
    Amount(&'r Benchmark, &'r Penalty, Reads),
    /// One output of a table.
    Output(&'r Table, usize),
}

/// One version of what a name stands for, and the place from which its words are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'r> {
    /// Its own period, if it has one.
    pub(super) own: Option<&'r Version>,
    /// That of the block around it, seen from outside.
    pub(super) around: Option<&'r Version>,
    pub(super) place: Place<'r>,
    pub(super) thing: Thing<'r>,
}

/// A version with a period.
pub(super) fn dated(version: &Version) -> Option<&Version> {
    version.effective.is_some().then_some(version)
}

impl Rules {
    /// The top of a pack.
    pub(super) fn top(&self, pack: usize) -> Place<'_> {
        Place { pack, block: None, from: true, up_to: true, records: [None; 3] }
    }

    /// Every version of what a path stands for; none for an option or a name of no use.
    pub(super) fn resolve<'r>(&'r self, place: Place<'r>, path: &Path) -> Vec<Found<'r>> {
        let mut names = &path.segments[..];
        let mut pack = place.pack;
        while let [first, _, ..] = names
            && let Some((_, used)) =
                self.packs[pack].uses.iter().find(|(alias, _)| *alias == first.text)
        {
            pack = *used;
            names = &names[1..];
        }
        let (first, rest) = names.split_first().unwrap();
        let led = names.len() < path.segments.len();
        let mut found = Vec::new();
        if !led && rest.is_empty() {
            for record in place.records.iter().flatten() {
                let FactType::List(fields) = &record.list.ty else { panic!("no list") };
                if let Some(field) = fields.iter().find(|one| one.name.text == first.text)
                {
                    let thing = Thing::Field(*record, field);
                    return vec![Found { own: None, around: None, place, thing }];
                }
            }
        }
        if !led && let Some(block) = place.block {
            let top = Place { records: place.records, ..self.top(place.pack) };
            found = parts(top, None, block, &first.text);
        }
        if found.is_empty() {
            found = self.named(pack, &first.text);
        }
        if found.is_empty() && first.text == "as_of" && rest.is_empty() {
            return vec![Found { own: None, around: None, place, thing: Thing::AsOf }];
        }
        if rest.is_empty()
            && let Some(Thing::Table(table)) = found.first().map(|one| one.thing)
            && table.outputs.len() == 1
        {
            found = found.into_iter().filter_map(|one| output(one, None)).collect();
        }
        // Of parts that differ in kind only those of the first's.
        for name in rest {
            found = found.into_iter().flat_map(|one| further(one, name)).collect();
        }
        if let Some(first) = found.first().map(|one| std::mem::discriminant(&one.thing)) {
            found.retain(|one| std::mem::discriminant(&one.thing) == first);
        }
        found
    }

    /// Every version of a name at the top of a pack.
    pub(super) fn named(&self, pack: usize, name: &str) -> Vec<Found<'_>> {
        let positions = self.packs[pack].names.get(name).map_or(&[][..], Vec::as_slice);
        let top = self.top(pack);
        positions
            .iter()
            .map(|at| {
                let (version, basis, thing) = match &self.packs[pack].declarations[*at] {
                    Declaration::Fact(one) => (None, &one.basis[..], Thing::Fact(one)),
                    Declaration::Define(one) => {
                        (Some(&one.version), &one.basis[..], Thing::Define(one))
                    }
                    Declaration::Parameter(one) => {
                        (None, &one.basis[..], Thing::Parameter(one))
                    }
                    Declaration::Circumstance(one) => {
                        (Some(&one.version), &one.basis[..], Thing::Circumstance(one))
                    }
                    Declaration::Deadline(one) => {
                        (Some(&one.version), &one.basis[..], Thing::Deadline(one))
                    }
                    Declaration::Exception(one) => {
                        (Some(&one.version), &one.basis[..], Thing::Exception(one))
                    }
                    Declaration::Benchmark(one) => {
                        (Some(&one.version), &[][..], Thing::Block(Block::Benchmark(one)))
                    }
                    Declaration::Review(one) => {
                        (Some(&one.version), &[][..], Thing::Block(Block::Review(one)))
                    }
                    Declaration::Scope(one) => {
                        (Some(&one.version), &[][..], Thing::Block(Block::Scope(one)))
                    }
                    Declaration::Table(one) => {
                        (Some(&one.version), &[][..], Thing::Table(one))
                    }
                    other => panic!("no name to look up: {other:?}"),
                };
                let own = version.and_then(dated);
                Found { own, around: None, place: self.cited(top, basis), thing }
            })
            .collect()
    }

    /// The place with the words of bound as the first source cited reads them.
    pub(super) fn cited<'r>(&'r self, place: Place<'r>, basis: &[Citation]) -> Place<'r> {
        let Some(first) = basis.first() else { return place };
        let bounds = self.source(place.pack, first).map(|source| &source.bounds);
        let included = |said: Option<Inclusion>| said != Some(Inclusion::Excluded);
        Place {
            from: bounds.is_none_or(|bounds| included(bounds.from)),
            up_to: bounds.is_none_or(|bounds| included(bounds.up_to)),
            ..place
        }
    }

    /// The source of a citation: by its name, or by its title in this pack, else in those used.
    pub(super) fn source(&self, pack: usize, citation: &Citation) -> Option<&Source> {
        match &citation.source {
            CitedSource::Path(path) => {
                let mut pack = pack;
                let (last, aliases) = path.segments.split_last()?;
                for alias in aliases {
                    let uses = &self.packs[pack].uses;
                    pack = uses.iter().find(|(name, _)| *name == alias.text)?.1;
                }
                self.sources(pack).find(|source| source.name.text == last.text)
            }
            CitedSource::Title(title) => {
                let titled = |source: &&Source| {
                    let zh = source.label.as_ref().and_then(|label| label.zh.as_ref());
                    let zh = zh.unwrap_or(&source.name.text);
                    zh.trim_start_matches('《').trim_end_matches('》') == title.text
                };
                let used = self.packs[pack].uses.iter().map(|(_, used)| *used);
                std::iter::once(pack)
                    .chain(used)
                    .find_map(|pack| self.sources(pack).find(titled))
            }
        }
    }

    /// The pack that an alias leads to.
    pub(super) fn alias(&self, pack: usize, path: &Path) -> usize {
        path.segments.iter().fold(pack, |pack, step| {
            let uses = &self.packs[pack].uses;
            uses.iter().find(|(alias, _)| *alias == step.text).unwrap().1
        })
    }

    fn sources(&self, pack: usize) -> impl Iterator<Item = &Source> {
        self.packs[pack].declarations.iter().filter_map(|one| match one {
            Declaration::Source(source) => Some(source),
            _ => None,
        })
    }

    /// The key of a fact of a pack.
    pub(super) fn key(&self, pack: usize, parts: &[&str]) -> String {
        format!("{}{}", self.packs[pack].prefix, parts.join("."))
    }
}

/// The part of a block with this name; a deadline may have several versions.
fn parts<'r>(
    top: Place<'r>,
    around: Option<&'r Version>,
    block: Block<'r>,
    name: &str,
) -> Vec<Found<'r>> {
    let place = Place { block: Some(block), ..top };
    let found = |thing| Found { own: None, around, place, thing };
    let first = match block {
        Block::Benchmark(benchmark) => circumstances(benchmark)
            .find(|one| one.name.text == name)
            .map(Thing::Circumstance)
            .or_else(|| {
                let mut all = weights(benchmark);
                all.find(|one| one.name.text == name).map(Thing::Weights)
            })
            .or_else(|| {
                weights(benchmark).find_map(|weights| {
                    let mut all = weights.factors.iter();
                    let factor = all.find(|one| one.name.text == name);
                    factor.map(|one| Thing::Factor(weights, one))
                })
            }),
        Block::Review(review) => items(review)
            .find(|one| one.name.text == name)
            .map(Thing::Item)
            .or_else(|| {
                layers(review).find(|one| one.name.text == name).map(Thing::Layer)
            })
            .or_else(|| {
                layers(review).find_map(|layer| {
                    let criterion =
                        layer.criteria.iter().find(|one| one.name.text == name);
                    criterion.map(|one| Thing::Criterion(layer, one))
                })
            }),
        Block::Scope(_) => None,
    };
    if let Some(thing) = first {
        return vec![found(thing)];
    }
    deadlines(block)
        .into_iter()
        .filter(|(_, one)| one.name.text == name)
        .map(|(_, one)| Found { own: dated(&one.version), ..found(Thing::Deadline(one)) })
        .collect()
}

/// An output of a table: that of a name, or the only one.
pub(super) fn output<'r>(found: Found<'r>, name: Option<&str>) -> Option<Found<'r>> {
    let Thing::Table(table) = found.thing else { return None };
    let at = match name {
        Some(name) => table.outputs.iter().position(|one| one.name.text == name)?,
        None => 0,
    };
    Some(Found { thing: Thing::Output(table, at), ..found })
}

/// A further step of a path.
fn further<'r>(found: Found<'r>, name: &Name) -> Vec<Found<'r>> {
    let thing = match found.thing {
        Thing::Block(block) => {
            let parts = parts(found.place, found.own, block, &name.text);
            let Block::Benchmark(benchmark) = block else { return parts };
            let penalty = penalties(benchmark).find(|one| one.name.text == name.text);
            return match penalty {
                Some(penalty) if parts.is_empty() => {
                    let thing = Thing::Amount(benchmark, penalty, Reads::One);
                    vec![Found {
                        own: None,
                        around: found.own,
                        place: found.place,
                        thing,
                    }]
                }
                _ => parts,
            };
        }
        Thing::Weights(one) => matches!(name.text.as_str(), "factors" | "因素和")
            .then_some(Thing::Factors(one)),
        Thing::Amount(benchmark, penalty, Reads::One) => match name.text.as_str() {
            "minimum" | "下限" => {
                Some(Thing::Amount(benchmark, penalty, Reads::Minimum))
            }
            "maximum" | "上限" => {
                Some(Thing::Amount(benchmark, penalty, Reads::Maximum))
            }
            _ => None,
        },
        Thing::Table(_) => return output(found, Some(&name.text)).into_iter().collect(),
        Thing::Deadline(deadline) => (name.text == "due").then_some(Thing::Due(deadline)),
        Thing::Layer(layer) => {
            let criterion = layer.criteria.iter().find(|one| one.name.text == name.text);
            criterion.map(|one| Thing::Criterion(layer, one))
        }
        Thing::Item(item) => {
            let ask = item.asks.iter().find(|one| one.name.text == name.text);
            ask.map(|one| Thing::Ask(item, one))
        }
        Thing::AsOf
        | Thing::Fact(_)
        | Thing::Field(..)
        | Thing::Define(_)
        | Thing::Circumstance(_)
        | Thing::Due(_)
        | Thing::Exception(_)
        | Thing::Parameter(_)
        | Thing::Output(..)
        | Thing::Factors(_)
        | Thing::Factor(..)
        | Thing::Amount(..)
        | Thing::Criterion(..)
        | Thing::Ask(..) => None,
    };
    thing.map(|thing| Found { thing, ..found }).into_iter().collect()
}

pub(super) fn circumstances(
    benchmark: &Benchmark,
) -> impl Iterator<Item = &Circumstance> {
    benchmark.statements.iter().filter_map(|one| match one {
        BenchmarkStatement::Circumstance(one) => Some(one),
        _ => None,
    })
}

pub(super) fn items(review: &Review) -> impl Iterator<Item = &Item> {
    review.statements.iter().filter_map(|one| match one {
        ReviewStatement::Item(one) => Some(one),
        _ => None,
    })
}

pub(super) fn layers(review: &Review) -> impl Iterator<Item = &Layer> {
    review.statements.iter().filter_map(|one| match one {
        ReviewStatement::Layer(one) => Some(one),
        _ => None,
    })
}

pub(super) fn grounds(scope: &Scope) -> impl Iterator<Item = &Ground> {
    scope.statements.iter().filter_map(|one| match one {
        ScopeStatement::Ground(one) => Some(one),
        _ => None,
    })
}

/// The deadlines of a block in the order written, each with its ground's position.
pub(super) fn deadlines(block: Block<'_>) -> Vec<(Option<usize>, &Deadline)> {
    let mut found = Vec::new();
    match block {
        Block::Benchmark(_) => {}
        Block::Review(review) => {
            found.extend(review.statements.iter().filter_map(|one| match one {
                ReviewStatement::Deadline(one) => Some((None, one)),
                _ => None,
            }));
        }
        Block::Scope(scope) => {
            let mut ground = 0;
            for statement in &scope.statements {
                match statement {
                    ScopeStatement::Ground(one) => {
                        found.extend(one.deadlines.iter().map(|one| (Some(ground), one)));
                        ground += 1;
                    }
                    ScopeStatement::Deadline(one) => found.push((None, one)),
                    ScopeStatement::OtherwiseNeedsJudgement(_) => {}
                }
            }
        }
    }
    found
}
