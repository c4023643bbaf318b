//! The rules as trees, and what a name in them stands for (chapter 2).

use super::calendar::Calendar;
use fadu::SourceText;
use fadu::syntax::tree::{
    Ask, Benchmark, BenchmarkStatement, Circumstance, Citation, CitedSource, Criterion,
    Deadline, Declaration, Define, Exception, Fact, Ground, Inclusion, Item, Layer, Name,
    Parameter, Path, Review, ReviewStatement, Scope, ScopeStatement, Source, Version,
};
use fadu::text::FileId;
use std::collections::BTreeMap;

/// A pack's declarations: files by path, each as written.
#[derive(Debug)]
pub(super) struct PackRules {
    id: String,
    /// What stands before the names of its facts.
    pub(super) prefix: String,
    uses: Vec<(String, usize)>,
    pub(super) declarations: Vec<Declaration>,
    /// Where each name is declared.
    names: BTreeMap<String, Vec<usize>>,
    /// Where exceptions are.
    pub(super) exceptions: Vec<usize>,
}

/// The main pack, first, and what it uses.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) packs: Vec<PackRules>,
    pub(super) calendar: Calendar,
}

/// A block whose parts are looked up first.
#[derive(Debug, Clone, Copy)]
pub(super) enum Block<'r> {
    Benchmark(&'r Benchmark),
    Review(&'r Review),
    Scope(&'r Scope),
}

/// Where something stands, and how words of bound are read there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'r> {
    pub(super) pack: usize,
    pub(super) block: Option<Block<'r>>,
    pub(super) from: bool,
    pub(super) up_to: bool,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Thing<'r> {
    AsOf,
    Fact(&'r Fact),
    Define(&'r Define),
    Circumstance(&'r Circumstance),
    Deadline(&'r Deadline),
    Due(&'r Deadline),
    /// With the value that is its own: no profile is chosen.
    Parameter(&'r Parameter),
    Exception(&'r Exception),
    Layer(&'r Layer),
    Criterion(&'r Layer, &'r Criterion),
    Item(&'r Item),
    Ask(&'r Item, &'r Ask),
    Block(Block<'r>),
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
    /// Reads the files; `main` is the pack asked for.
    pub(super) fn read(files: &[SourceText], main: &str) -> Self {
        let mut files: Vec<&SourceText> = files.iter().collect();
        files.sort_by(|left, right| left.path.as_bytes().cmp(right.path.as_bytes()));
        let mut calendar = Calendar::default();
        let mut folders: Vec<(&str, Vec<Declaration>)> = Vec::new();
        for file in &files {
            if file.path.ends_with(".csv") {
                if file.path.starts_with("calendars/") {
                    calendar = Calendar::read(file);
                }
                continue;
            }
            let tree = fadu::syntax::parse(FileId(0), &file.text).tree;
            let path = file.path.as_str();
            // Tests of a pack stand in folders of its folder.
            let folder = folders
                .iter()
                .position(|(folder, _)| path.starts_with(&format!("{folder}/")));
            match folder {
                Some(at) => folders[at].1.extend(tree.declarations),
                None => {
                    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                    folders.push((folder, tree.declarations));
                }
            }
        }
        // A folder below a pack's may come before the pack's own files.
        let mut merged: Vec<(&str, Vec<Declaration>)> = Vec::new();
        for (folder, declarations) in folders {
            let parent = merged.iter().position(|(other, _)| {
                folder.starts_with(&format!("{other}/"))
                    || other.starts_with(&format!("{folder}/"))
            });
            match parent {
                Some(at) => merged[at].1.extend(declarations),
                None => merged.push((folder, declarations)),
            }
        }
        let mut rules = Self { packs: Vec::new(), calendar };
        let mut all: Vec<Option<Vec<Declaration>>> =
            merged.into_iter().map(|(_, declarations)| Some(declarations)).collect();
        rules.load(&mut all, main, "");
        rules
    }

    fn load(
        &mut self,
        all: &mut [Option<Vec<Declaration>>],
        id: &str,
        prefix: &str,
    ) -> usize {
        if let Some(at) = self.packs.iter().position(|pack| pack.id == id) {
            return at;
        }
        let declarations = all
            .iter_mut()
            .find(|declarations| {
                declarations.iter().flatten().any(
                    |one| matches!(one, Declaration::Pack(pack) if pack.name.text == id),
                )
            })
            .and_then(Option::take)
            .unwrap_or_else(|| panic!("no pack {id}"));
        let at = self.packs.len();
        let uses: Vec<(String, String)> = declarations
            .iter()
            .filter_map(|one| match one {
                Declaration::Pack(pack) => Some(&pack.uses),
                _ => None,
            })
            .flatten()
            .map(|used| {
                let alias = used
                    .alias
                    .as_ref()
                    .map_or(&used.pack.text, |alias| &alias.segments[0].text);
                (alias.clone(), used.pack.text.clone())
            })
            .collect();
        self.packs.push(PackRules {
            id: id.to_owned(),
            prefix: prefix.to_owned(),
            uses: Vec::new(),
            names: positions(&declarations),
            exceptions: (0..declarations.len())
                .filter(|at| matches!(declarations[*at], Declaration::Exception(_)))
                .collect(),
            declarations,
        });
        for (alias, id) in uses {
            let used = self.load(all, &id, &format!("{prefix}{alias}."));
            self.packs[at].uses.push((alias, used));
        }
        at
    }

    /// The top of a pack.
    pub(super) fn top(&self, pack: usize) -> Place<'_> {
        Place { pack, block: None, from: true, up_to: true }
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
        if !led && let Some(block) = place.block {
            found = parts(self.top(place.pack), None, block, &first.text);
        }
        if found.is_empty() {
            found = self.named(pack, &first.text);
        }
        if found.is_empty() && first.text == "as_of" && rest.is_empty() {
            return vec![Found { own: None, around: None, place, thing: Thing::AsOf }];
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

fn positions(declarations: &[Declaration]) -> BTreeMap<String, Vec<usize>> {
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, declaration) in declarations.iter().enumerate() {
        let name = match declaration {
            Declaration::Fact(one) => &one.name,
            Declaration::Define(one) => &one.name,
            Declaration::Parameter(one) => &one.name,
            Declaration::Circumstance(one) => &one.name,
            Declaration::Deadline(one) => &one.name,
            Declaration::Exception(one) => &one.name,
            Declaration::Benchmark(one) => &one.name,
            Declaration::Review(one) => &one.name,
            Declaration::Scope(one) => &one.name,
            Declaration::Pack(_)
            | Declaration::Source(_)
            | Declaration::Unit(_)
            | Declaration::Test(_)
            | Declaration::CaseFile(_)
            // FIXME(oracle): it knows no tables, scorecards and profiles yet.
            | Declaration::Profile(_)
            | Declaration::Document(_)
            | Declaration::Table(_)
            | Declaration::Scorecard(_) => continue,
        };
        names.entry(name.text.clone()).or_default().push(at);
    }
    names
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
            .map(Thing::Circumstance),
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

/// A further step of a path.
fn further<'r>(found: Found<'r>, name: &Name) -> Vec<Found<'r>> {
    let thing = match found.thing {
        Thing::Block(block) => return parts(found.place, found.own, block, &name.text),
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
        | Thing::Define(_)
        | Thing::Circumstance(_)
        | Thing::Due(_)
        | Thing::Exception(_)
        | Thing::Parameter(_)
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
