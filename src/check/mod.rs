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
mod exception;
mod expectation;
mod expr;
mod fact;
mod names;
mod packs;
mod question;
mod review;
mod scope;
mod tier;
mod types;
mod version;

pub(crate) use packs::Input;

use crate::diagnostic::Diagnostic;
use crate::model::{
    Benchmark, Circumstance, Deadline, Define, Fact, LegalSource, Model, Review, Scope,
    Shown,
};
use crate::text::FileId;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use names::{Instance, Local};
use packs::Linked;

/// What checking found.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The model; absent when there are errors.
    pub(crate) model: Option<Model>,
    /// Everything to say.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The files of the pack and of those it uses; empty where there is no pack.
    pub(crate) files: Vec<FileId>,
}

/// Checks the pack named (or the only one that no other uses) with everything it uses.
pub(crate) fn check(inputs: &[Input<'_>], pack: Option<&str>) -> Checked {
    let mut diagnostics = Vec::new();
    let Some(linked) = packs::link(inputs, pack, &mut diagnostics) else {
        return Checked { model: None, diagnostics, files: Vec::new() };
    };
    let mut checker = Checker::new(&linked, diagnostics);
    checker.declare();
    checker.check_bodies();
    checker.check_cycles();
    let Checker { model, mut diagnostics, .. } = checker;
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    diagnostics.dedup();
    let broken = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == crate::diagnostic::Severity::Error);
    let files = linked.packs.iter().flat_map(|pack| pack.files.iter().copied()).collect();
    Checked { model: (!broken).then_some(model), diagnostics, files }
}

/// What one check knows while it runs.
struct Checker<'a> {
    linked: &'a Linked<'a>,
    instances: Vec<Instance<'a>>,
    model: Model,
    diagnostics: Vec<Diagnostic>,
    /// The definitions' trees with their packs, by position in the model.
    defines: Vec<(usize, &'a crate::syntax::tree::Define)>,
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
    /// Deadlines and circumstances inside blocks, by the place of their names.
    inner: BTreeMap<crate::text::Span, usize>,
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
}

impl<'a> Checker<'a> {
    fn new(linked: &'a Linked<'a>, diagnostics: Vec<Diagnostic>) -> Self {
        let model = Model {
            format: crate::model::FORMAT,
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
            exceptions: Vec::new(),
            excepted: crate::model::Excepted::default(),
            versions: Vec::new(),
            versioned: crate::model::Versioned::default(),
            shown: Vec::<Shown>::new(),
            cases: Vec::new(),
        };
        Self {
            linked,
            instances: linked.packs.iter().map(Instance::new).collect(),
            model,
            diagnostics,
            defines: Vec::new(),
            exceptions: Vec::new(),
            progress: Vec::new(),
            written: Vec::new(),
            siblings: BTreeMap::new(),
            owners: BTreeMap::new(),
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
