//! Trees to model. In: the trees of all files given. Out: the linked model of one pack and
//! every mistake found. Never: a tree's words without their place; a guess at a meaning.

mod arithmetic;
mod benchmark;
mod bounds;
mod case;
mod citation;
mod compare;
mod csv;
mod cycles;
mod deadline;
mod declare;
mod depth;
mod document;
mod each;
mod exception;
mod expectation;
mod expr;
mod fact;
mod index;
mod ladder;
mod list;
mod multiple;
mod names;
mod output;
mod packs;
mod parameter;
mod path;
mod penalty;
mod profile;
mod question;
mod reading;
mod reference;
mod review;
mod row;
mod scope;
mod scorecard;
mod setting;
mod table;
mod tier;
mod types;
mod unexpectable;
mod units;
mod version;
mod weights;

pub(crate) use csv::{ReadRows, read_rows};
pub(crate) use packs::Input;

use crate::diagnostic::{Diagnostic, in_order};
use crate::model::{
    Benchmark, Circumstance, Deadline, Define, Fact, LegalSource, Model, Review, Scope,
    Shown,
};
use crate::text::{FileId, Lines};
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use index::Index;
use names::{Instance, Local};
use packs::Linked;

/// What checking found.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The model; absent when there are errors.
    pub(crate) model: Option<Model>,
    /// The same rules with each of the profiles chosen, by its name.
    pub(crate) profiles: Vec<(alloc::string::String, Model)>,
    /// Everything to say.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The files of the pack and of those it uses; empty where there is no pack.
    pub(crate) files: Vec<FileId>,
    /// Those of the pack itself.
    pub(crate) own: Vec<FileId>,
}

/// Checks the pack named (or the only one that no other uses) with everything it uses.
pub(crate) fn check(inputs: &[Input<'_>], pack: Option<&str>) -> Checked {
    let mut diagnostics = Vec::new();
    let Some(linked) = packs::link(inputs, pack, &mut diagnostics) else {
        return Checked {
            model: None,
            profiles: Vec::new(),
            diagnostics,
            files: Vec::new(),
            own: Vec::new(),
        };
    };
    let (model, mut diagnostics) = rules(&linked, None, diagnostics);
    // Every profile is checked with all rules: what holds for the values of one may not hold
    // for those of another.
    let mut profiles = Vec::new();
    if !broken(&diagnostics) {
        for (at, profile) in model.profiles.iter().enumerate() {
            let (other, said) = rules(&linked, Some(at), Vec::new());
            diagnostics.extend(said);
            diagnostics = in_order(diagnostics);
            profiles.push((profile.chosen.name.clone(), other));
        }
    }
    let broken = broken(&diagnostics);
    let files = linked.packs.iter().flat_map(|pack| pack.files.iter().copied()).collect();
    let own = linked.packs.first().map_or_else(Vec::new, |pack| pack.files.clone());
    Checked { model: (!broken).then_some(model), profiles, diagnostics, files, own }
}

/// Checks the rules with one profile chosen, or with that of the pack's header.
fn rules(
    linked: &Linked<'_>,
    profile: Option<usize>,
    diagnostics: Vec<Diagnostic>,
) -> (Model, Vec<Diagnostic>) {
    let mut checker = Checker::new(linked, diagnostics);
    checker.declare();
    checker.settle(profile);
    checker.check_bodies();
    checker.check_cycles();
    (checker.model, checker.diagnostics)
}

fn broken(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == crate::diagnostic::Severity::Error)
}

/// What one check knows while it runs.
struct Checker<'a> {
    linked: &'a Linked<'a>,
    instances: Vec<Instance<'a>>,
    model: Model,
    diagnostics: Vec<Diagnostic>,
    /// What the definitions were written as, with their packs, by position in the model.
    defines: Vec<(usize, Defined<'a>)>,
    /// What has been declared, by name.
    index: Index,
    /// How much is repeated where it is written once.
    written_out: usize,
    /// How many names were held against misspelt ones.
    guesses: usize,
    /// The lines of files that tests stand in.
    lines: BTreeMap<FileId, Lines<'a>>,
    /// The tables' trees with their packs, by position in the model.
    tables: Vec<(usize, &'a crate::syntax::tree::Table)>,
    /// Versions whose date of the decision is another than those before it have, by the
    /// canonical form of the date of the act.
    decisions: BTreeMap<Vec<u8>, Vec<usize>>,
    /// The facts that stand for bands of scorecards, by name.
    band_facts: BTreeMap<alloc::string::String, Vec<usize>>,
    /// The scorecards' trees, by position in the model.
    scorecards: Vec<&'a crate::syntax::tree::Scorecard>,
    /// The definition of each indicator's band, by that of its value.
    bands: BTreeMap<usize, usize>,
    /// The order in which the rows of a table are tried, where it is not that written.
    orders: BTreeMap<usize, Vec<usize>>,
    /// The parameters, by position in the model.
    parameters: Vec<parameter::Known<'a>>,
    /// Definitions that choose among ranges, with their packs.
    ranges: Vec<(usize, &'a crate::syntax::tree::Define)>,
    /// The profiles of all packs.
    profiles: Vec<profile::Declared<'a>>,
    /// The exceptions' trees with their packs, by position in the model.
    exceptions: Vec<(usize, &'a crate::syntax::tree::Exception)>,
    /// How far each definition is.
    progress: Vec<Progress>,
    /// The periods as written, by position in the model.
    written: Vec<version::Written>,
    /// Versions of one name.
    siblings: version::Siblings,
    /// The benchmarks that circumstances stand in.
    owners: BTreeMap<usize, usize>,
    /// The benchmarks that the parts of sums of weights stand in, by definition.
    parts: BTreeMap<usize, usize>,
    /// The penalties of each benchmark: their names, and whether they have an amount of money.
    fines: BTreeMap<usize, Vec<(alloc::string::String, bool)>>,
    /// The benchmarks whose amounts other rules read.
    read: BTreeSet<usize>,
    /// Deadlines and circumstances inside blocks, by the place of their names.
    inner: BTreeMap<crate::text::Span, usize>,
    /// The units that packs declare.
    units: units::Declared,
    /// The text that a table's line was turned into.
    scratch: alloc::string::String,
    /// How many definitions each one rests on, one upon the other.
    depths: BTreeMap<usize, usize>,
    /// The deepest definition met in the expression at hand.
    deepest: usize,
    /// How many definitions are being looked at.
    open: usize,
    /// How many steps the expression at hand stands inside others.
    levels: usize,
}

/// What a definition was written as.
#[derive(Debug, Clone, Copy)]
enum Defined<'a> {
    /// `define` 定义.
    Define(&'a crate::syntax::tree::Define),
    /// A part of a scorecard, by the scorecard's position.
    Part(usize, Part),
    /// What a parameter stands for: a constant, and done.
    Parameter,
    /// An output of a table: the table's position and the output's.
    Output(usize, usize),
    /// A part of a sum of weights: the benchmark's position and that of the sum in it.
    Weights(usize, usize, WeightPart, &'a crate::syntax::tree::Weights),
}

/// A part of a sum of weights.
#[derive(Debug, Clone, Copy)]
enum WeightPart {
    /// What a factor adds.
    Factor(usize),
    /// All factors, without the start.
    Sum,
    /// What it comes to.
    Total,
}

/// A part of a scorecard.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// What an indicator comes to.
    Value(usize),
    /// Its band.
    Band(usize),
    /// What all come to.
    Total,
    /// The band of all.
    TotalBand,
}

/// How far a definition is.
#[derive(Clone, Copy)]
enum Progress {
    /// Not looked at.
    Waiting,
    /// Being looked at: meeting it again is a cycle.
    Running,
    /// Done.
    Done,
}

/// Where an expression stands: whose names count, and how words of bound are read.
#[derive(Debug, Clone, Copy)]
struct Place {
    instance: usize,
    local: Local,
    from_included: bool,
    up_to_included: bool,
    /// The lists whose records are looked at, the innermost first.
    records: [Option<usize>; 2],
}

/// How many lists an expression may look through at once, one inside the other.
const MAX_LISTS: usize = 2;

impl<'a> Checker<'a> {
    fn new(linked: &'a Linked<'a>, diagnostics: Vec<Diagnostic>) -> Self {
        let model = Model {
            format: crate::model::Format,
            packs: linked.headers(),
            calendar_digest: linked.calendar_digest,
            calendar: linked.calendar.clone(),
            sources: Vec::<LegalSource>::new(),
            facts: Vec::<Fact>::new(),
            defines: Vec::<Define>::new(),
            circumstances: Vec::<Circumstance>::new(),
            deadlines: Vec::<Deadline>::new(),
            benchmarks: Vec::<Benchmark>::new(),
            reviews: Vec::<Review>::new(),
            scopes: Vec::<Scope>::new(),
            tables: Vec::new(),
            scorecards: Vec::new(),
            exceptions: Vec::new(),
            excepted: crate::model::Excepted::default(),
            records: BTreeMap::new(),
            written: BTreeMap::new(),
            versions: Vec::new(),
            versioned: crate::model::Versioned::default(),
            documents: Vec::new(),
            parameters: Vec::new(),
            profile: None,
            profiles: Vec::new(),
            shown: Vec::<Shown>::new(),
            readings: Vec::new(),
            cases: alloc::sync::Arc::default(),
        };
        Self {
            linked,
            instances: linked.packs.iter().map(Instance::new).collect(),
            model,
            diagnostics,
            units: units::Declared::new(),
            defines: Vec::new(),
            index: Index::default(),
            written_out: 0,
            guesses: 0,
            lines: BTreeMap::new(),
            tables: Vec::new(),
            decisions: BTreeMap::new(),
            band_facts: BTreeMap::new(),
            scorecards: Vec::new(),
            bands: BTreeMap::new(),
            orders: BTreeMap::new(),
            parameters: Vec::new(),
            ranges: Vec::new(),
            profiles: profile::declared(linked),
            exceptions: Vec::new(),
            progress: Vec::new(),
            written: Vec::new(),
            siblings: BTreeMap::new(),
            owners: BTreeMap::new(),
            parts: BTreeMap::new(),
            fines: BTreeMap::new(),
            read: BTreeSet::new(),
            inner: BTreeMap::new(),
            scratch: alloc::string::String::new(),
            depths: BTreeMap::new(),
            deepest: 0,
            open: 0,
            levels: 0,
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
