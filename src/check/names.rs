//! Names: what each word stands for, and what the author may have meant.

use super::index::Kind;
use super::packs::PackFiles;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{CircumstanceId, DeadlineId, DefineId, FactId, SourceId};
use crate::syntax::{keywords, tree};
use crate::text::Span;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// How many names are held against misspelt ones in one check.
const MAX_GUESSES: usize = 1_000_000;

/// One pack of those linked, with the names it declares.
pub(super) struct Instance<'a> {
    pub(super) files: &'a PackFiles<'a>,
    pub(super) names: BTreeMap<String, (Entity, Span)>,
    /// Further versions of names, by the place of the name.
    pub(super) versions: BTreeMap<Span, Entity>,
    /// The names that have a period.
    pub(super) periods: BTreeSet<Span>,
    pub(super) sources: BTreeMap<String, SourceId>,
    /// The sources again, by what may stand in `《 》`: the name and the Chinese title.
    pub(super) titles: BTreeMap<String, Vec<SourceId>>,
}

impl<'a> Instance<'a> {
    pub(super) fn new(files: &'a PackFiles<'a>) -> Self {
        Self {
            files,
            names: BTreeMap::new(),
            versions: BTreeMap::new(),
            periods: BTreeSet::new(),
            sources: BTreeMap::new(),
            titles: BTreeMap::new(),
        }
    }

    /// Returns the path of a name as the main pack sees it.
    pub(super) fn path(&self, name: &str) -> String {
        if self.files.alias.is_empty() {
            name.to_string()
        } else {
            format!("{}.{name}", self.files.alias)
        }
    }
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entity {
    Fact(FactId),
    Define(DefineId),
    Circumstance(CircumstanceId),
    Deadline(DeadlineId),
    Benchmark(usize),
    Review(usize),
    Scope(usize),
    Table(usize),
    /// An output of a table that comes to ranges.
    Range(usize, usize),
    Scorecard(usize),
    /// Something inside a review.
    Layer(usize, usize),
    Criterion(usize, usize, usize),
    Item(usize, usize),
    Exception(usize),
    Parameter(usize),
    /// A definition that chooses among the ranges of parameters.
    Ranges(usize),
    /// A used pack's benchmark, review or scope: known, but not evaluated here.
    Elsewhere,
    /// The date asked for.
    AsOf,
}

/// The declaration whose own names come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Local {
    None,
    Benchmark(usize),
    Review(usize),
    Scope(usize),
}

/// What a path came to.
pub(super) enum Resolved {
    Entity(Entity),
    /// A declaration's own member: `limitation.due`, `review.opinion`.
    Member(Entity, String, Span),
}

impl Checker<'_> {
    /// Finds what a path stands for; says so if it is nothing.
    pub(super) fn resolve(
        &mut self,
        place: Place,
        path: &tree::Path,
    ) -> Option<Resolved> {
        let mut segments = path.segments.iter().peekable();
        let mut instance = place.instance;
        let mut first = segments.next()?;
        let mut local = place.local;
        // Aliases of used packs come first: `apl.act_date`.
        while let Some(next) = segments.peek().copied() {
            let Some(target) =
                self.instances.get(instance).and_then(|i| i.files.uses.get(&first.text))
            else {
                break;
            };
            instance = *target;
            local = Local::None;
            first = next;
            segments.next();
        }
        let field = if instance == place.instance {
            self.field(place, &first.text).map(Entity::Fact)
        } else {
            None
        };
        let found = field.or_else(|| self.lookup(instance, local, &first.text));
        let Some(mut entity) = found else {
            self.unknown_name(Place { instance, local, ..place }, first);
            return None;
        };
        for segment in segments {
            if let Some(inner) = self.member_entity(entity, &segment.text) {
                if let Entity::Benchmark(at) = entity
                    && self.model.is_each(at)
                {
                    self.of_each(at, &segment.text, segment.span);
                    return None;
                }
                entity = inner;
            } else {
                return Some(Resolved::Member(
                    entity,
                    segment.text.clone(),
                    segment.span,
                ));
            }
        }
        Some(Resolved::Entity(entity))
    }

    fn lookup(&self, instance: usize, local: Local, name: &str) -> Option<Entity> {
        let owner = match local {
            Local::None => None,
            Local::Benchmark(at) => Some(Entity::Benchmark(at)),
            Local::Review(at) => Some(Entity::Review(at)),
            Local::Scope(at) => Some(Entity::Scope(at)),
        };
        if let Some(entity) = owner.and_then(|owner| self.own_member(owner, name)) {
            return Some(entity);
        }
        if let Some((entity, _)) = self.instances.get(instance)?.names.get(name) {
            return Some(*entity);
        }
        matches!(name, "as_of" | "截至日").then_some(Entity::AsOf)
    }

    /// Finds what is declared inside a benchmark, review or scope, in any version of it.
    pub(super) fn member_entity(&self, owner: Entity, name: &str) -> Option<Entity> {
        let versioned = &self.model.versioned;
        let (group, make): (&[usize], fn(usize) -> Entity) = match owner {
            Entity::Benchmark(at) => (versioned.benchmarks.of(at), Entity::Benchmark),
            Entity::Review(at) => (versioned.reviews.of(at), Entity::Review),
            Entity::Scope(at) => (versioned.scopes.of(at), Entity::Scope),
            Entity::Table(at) => (versioned.tables.of(at), Entity::Table),
            Entity::Scorecard(at) => (versioned.scorecards.of(at), Entity::Scorecard),
            Entity::Fact(_)
            | Entity::Define(_)
            | Entity::Circumstance(_)
            | Entity::Deadline(_)
            | Entity::Layer(..)
            | Entity::Criterion(..)
            | Entity::Item(..)
            | Entity::Exception(_)
            | Entity::Range(..)
            | Entity::Parameter(_)
            | Entity::Ranges(_)
            | Entity::Elsewhere
            | Entity::AsOf => (&[], Entity::Scope),
        };
        let own = self.own_member(owner, name);
        own.or_else(|| group.iter().find_map(|at| self.own_member(make(*at), name)))
    }

    /// Finds what is declared inside this very benchmark, review or scope.
    pub(super) fn own_member(&self, owner: Entity, name: &str) -> Option<Entity> {
        let path = |own: &str| format!("{own}.{name}");
        let deadline = |own: &str| {
            self.index.first(Kind::Deadline, &path(own)).map(Entity::Deadline)
        };
        match owner {
            Entity::Benchmark(at) => {
                let own = &self.model.benchmarks.get(at)?.name;
                self.index
                    .inside(Kind::Benchmark, at, name)
                    .or_else(|| self.weight_named(at, own, name).map(Entity::Define))
            }
            Entity::Define(id) if self.parts.contains_key(&id) => {
                self.factors_of(id, name).map(Entity::Define)
            }
            Entity::Review(at) => {
                let own = &self.model.reviews.get(at)?.name;
                self.index.inside(Kind::Review, at, name).or_else(|| deadline(own))
            }
            Entity::Layer(review, layer) => {
                let criteria =
                    &self.model.reviews.get(review)?.layers.get(layer)?.criteria;
                let criterion = criteria.iter().position(|c| c.name == name)?;
                Some(Entity::Criterion(review, layer, criterion))
            }
            Entity::Item(review, item) => {
                let item = self.model.reviews.get(review)?.items.get(item)?;
                let suffix = format!(".{}.{name}", item.name);
                item.asks
                    .iter()
                    .find(|ask| {
                        self.model
                            .facts
                            .get(ask.fact)
                            .is_some_and(|fact| fact.name.ends_with(&suffix))
                    })
                    .map(|ask| Entity::Fact(ask.fact))
            }
            Entity::Scope(at) => deadline(&self.model.scopes.get(at)?.name),
            Entity::Scorecard(at) => {
                let known = self.model.scorecards.get(at)?;
                let own = known.indicators.iter().find(|it| it.name == name);
                let overall = known.overall;
                own.map(|it| it.value)
                    .or(overall.filter(|_| is_band(name)).map(|it| it.band))
                    .map(Entity::Define)
            }
            Entity::Define(at) if is_band(name) => {
                self.bands.get(&at).copied().map(Entity::Define)
            }
            Entity::Table(at) => {
                let outputs = &self.model.tables.get(at)?.outputs;
                let output = outputs.iter().position(|output| output.name == name)?;
                Some(
                    outputs
                        .get(output)?
                        .define
                        .map_or(Entity::Range(at, output), Entity::Define),
                )
            }
            Entity::Fact(_)
            | Entity::Define(_)
            | Entity::Circumstance(_)
            | Entity::Deadline(_)
            | Entity::Criterion(..)
            | Entity::Exception(_)
            | Entity::Range(..)
            | Entity::Parameter(_)
            | Entity::Ranges(_)
            | Entity::Elsewhere
            | Entity::AsOf => None,
        }
    }

    /// Declares a name of a pack; a second one is a mistake unless both are versions.
    pub(super) fn declare_name(
        &mut self,
        instance: usize,
        name: &tree::Name,
        entity: Entity,
        versioned: bool,
    ) {
        let Some(own) = self.instances.get_mut(instance) else { return };
        if versioned {
            own.periods.insert(name.span);
        }
        let same = own
            .names
            .get(&name.text)
            .filter(|(known, _)| Self::beside(*known, entity))
            .map(|(_, span)| own.periods.contains(span));
        if versioned && same == Some(true) {
            own.versions.insert(name.span, entity);
            return;
        }
        let taken = own.names.get(&name.text).map(|(_, span)| *span);
        let alias = own.files.uses.contains_key(&name.text);
        match taken {
            None if !alias => {
                own.names.insert(name.text.clone(), (entity, name.span));
            }
            taken => {
                let mut diagnostic = Diagnostic::error(
                    Code::DUPLICATE_NAME,
                    name.span,
                    format!("名称「{}」已经用过", name.text),
                    format!("the name `{}` is taken", name.text),
                );
                diagnostic = if same.is_some() {
                    diagnostic.help(
                        "换一个名称；如果是同一规则的几个版本，各写施行期间「施行 自 … 起」",
                        "choose another name; if these are versions of one rule, give each its \
                         period: `effective from …`",
                    )
                } else {
                    diagnostic.help("换一个名称", "choose another name")
                };
                if let Some(span) = taken {
                    diagnostic =
                        diagnostic.related(span, "先在这里用过", "first used here");
                }
                self.report(diagnostic);
            }
        }
    }

    fn unknown_name(&mut self, place: Place, name: &tree::Name) {
        let instance = place.instance;
        if self.is_unread(instance, &name.text) {
            return;
        }
        let mut diagnostic = Diagnostic::error(
            Code::UNKNOWN_NAME,
            name.span,
            format!("没有名称「{}」", name.text),
            format!("nothing here is called `{}`", name.text),
        );
        let known = self.instances.get(instance).map_or(0, |own| own.names.len());
        if !self.may_guess(known.saturating_add(self.model.facts.len())) {
            self.report(diagnostic);
            return;
        }
        let candidates = self.candidates(place);
        let is_name = |word: &str| candidates.contains(word);
        let split = keywords::split_known(&name.text, is_name);
        let near = nearest(&name.text, &candidates);
        // A split is sure where a part of it is a name; else a name nearby is likelier.
        let sure = split.as_ref().is_some_and(|split| split.split(' ').any(is_name));
        if let Some(ours) = keywords::ours_for(&name.text) {
            diagnostic = diagnostic
                .help(format!("写作「{ours}」"), format!("write `{ours}`"))
                .fix(name.span, ours);
        } else if let Some(split) = split.filter(|_| sure || near.is_none()) {
            diagnostic = diagnostic
                .help(
                    format!("中文的词之间要空格：{split}"),
                    format!("words are parted by a space: `{split}`"),
                )
                .fix(name.span, split);
        } else if let Some(list) = self.list_with(&name.text) {
            diagnostic = diagnostic.help(
                format!("它是列表「{list}」里的一项，只能写在「满足」后面，或者由「合计」「最高」「最低」量取"),
                format!(
                    "it is a field of the list `{list}`: it stands after `where`, or is what \
                     `sum of`, `highest of` or `lowest of` measures"
                ),
            );
        } else if let Some(fact) = self.fact_with_option(&name.text) {
            diagnostic = diagnostic.help(
                format!("它是「{fact}」的选项，作条件要写「{fact} 为 {}」", name.text),
                format!(
                    "it is an option of `{fact}`; the condition is `{fact} is {}`",
                    name.text
                ),
            );
        } else if let Some(near) = near {
            diagnostic = diagnostic
                .help(format!("是否指「{near}」？"), format!("did you mean `{near}`?"))
                .fix(name.span, near);
        } else if let Some(alias) = self.alias_with(instance, &name.text) {
            diagnostic = diagnostic
                .help(
                    format!("它在引用的规则包里：写作「{alias}.{}」", name.text),
                    format!("a used pack has it: write `{alias}.{}`", name.text),
                )
                .fix(name.span, format!("{alias}.{}", name.text));
        }
        self.report(diagnostic);
    }

    /// Whether there is work left for looking through so many names for one that was meant:
    /// of thousands of mistakes nobody reads what each may have meant.
    pub(super) fn may_guess(&mut self, names: usize) -> bool {
        self.guesses = self.guesses.saturating_add(names);
        self.guesses <= MAX_GUESSES
    }

    /// Whether a word names nothing but an option of some fact.
    pub(super) fn is_only_an_option(&mut self, instance: usize, name: &str) -> bool {
        let named = self.instances.get(instance).is_some_and(|own| {
            own.names.contains_key(name) || own.files.uses.contains_key(name)
        });
        !named && self.fact_with_option(name).is_some()
    }

    fn fact_with_option(&mut self, name: &str) -> Option<String> {
        self.index.look_at(&self.model.facts);
        let fact = self.model.facts.get(self.index.with_option(name)?)?;
        Some(fact.name.clone())
    }

    /// Whether a statement that could not be read would have declared that name.
    pub(super) fn is_unread(&self, instance: usize, name: &str) -> bool {
        self.instances.get(instance).is_some_and(|own| own.files.unread.contains(name))
    }

    fn alias_with(&self, instance: usize, name: &str) -> Option<String> {
        let uses = &self.instances.get(instance)?.files.uses;
        uses.iter()
            .find(|(_, at)| {
                self.instances.get(**at).is_some_and(|used| used.names.contains_key(name))
            })
            .map(|(alias, _)| alias.clone())
    }

    fn candidates(&self, place: Place) -> BTreeSet<String> {
        let Place { instance, local, .. } = place;
        let mut names: BTreeSet<String> = self
            .instances
            .get(instance)
            .map(|own| own.names.keys().cloned().collect())
            .unwrap_or_default();
        names.extend(self.field_names(place));
        match local {
            Local::Review(at) => {
                if let Some(review) = self.model.reviews.get(at) {
                    names.extend(review.items.iter().map(|item| item.name.clone()));
                    for layer in &review.layers {
                        names.insert(layer.name.clone());
                        names.extend(layer.criteria.iter().map(|c| c.name.clone()));
                    }
                }
            }
            Local::Benchmark(at) => {
                if let Some(benchmark) = self.model.benchmarks.get(at) {
                    let prefix = format!("{}.", benchmark.name);
                    names.extend(self.model.circumstances.iter().filter_map(|c| {
                        c.name.strip_prefix(&prefix).map(ToString::to_string)
                    }));
                }
            }
            Local::Scope(_) | Local::None => {}
        }
        names
    }
}

/// Whether a member is the band of what stands before it.
fn is_band(name: &str) -> bool {
    matches!(name, "band" | "等次")
}

/// Returns the name closest to a misspelt one, if one is close enough to be meant.
pub(super) fn nearest<'n>(
    name: &str,
    candidates: impl IntoIterator<Item = &'n String>,
) -> Option<String> {
    let length = name.chars().count();
    let limit = if length <= 2 { 1 } else { length.div_ceil(3) };
    candidates
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance <= limit && *distance < candidate.chars().count().max(length)
        })
        .min()
        .map(|(_, candidate)| candidate.clone())
}

/// Counts the characters to insert, delete or replace between two words.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (above, a) in left.chars().enumerate() {
        let mut diagonal = above;
        let mut last = above.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = last;
        }
        for (b, cell) in right.iter().zip(row.iter_mut().skip(1)) {
            let replace = diagonal.saturating_add(usize::from(a != *b));
            diagonal = *cell;
            last = replace.min(last.saturating_add(1)).min(cell.saturating_add(1));
            *cell = last;
        }
    }
    row.last().copied().unwrap_or(0)
}
