//! Circles: a circumstance, deadline, definition or default that rests on itself; and chains of
//! them that are too long.

use super::Checker;
use super::depth::MAX_LEVELS;
use crate::diagnostic::{Code, Diagnostic};
use crate::evaluation::to_canonical;
use crate::model::{DeadlineOwner, ExceptionResult, Expr, ExprKind, Target};
use crate::text::Span;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Something that has an expression of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Fact(usize),
    Define(usize),
    Circumstance(usize),
    Deadline(usize),
    Criterion(usize, usize, usize),
    Item(usize, usize),
    Version(usize),
    Exception(usize),
    /// A row of a table.
    Row(usize, usize),
    /// A benchmark whose amounts are read.
    Benchmark(usize),
}

/// How far a node is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    /// With how many rest on each other up to it.
    Done(Height),
}

/// How high a declaration stands on others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Height {
    /// How many rest on each other.
    chain: usize,
    /// How many steps these nest.
    levels: usize,
    /// How many of them through definitions alone.
    defined: usize,
}

/// How many steps the declarations that rest on each other may nest together.
const MAX_NESTED: usize = 240;

/// How many declarations of all kinds may rest on each other: whoever walks them opens one
/// inside the other.
const MAX_CHAIN: usize = 60;

impl Checker<'_> {
    /// Notes the dates of the decision that choose what a date of the act chooses, each once.
    pub(super) fn note_decisions(&mut self) {
        let mut known = BTreeSet::new();
        for (at, version) in self.model.versions.iter().enumerate() {
            let Some(decision) = &version.lenient else { continue };
            let act = to_canonical(&version.dated_by);
            if known.insert((act.clone(), to_canonical(decision))) {
                self.decisions.entry(act).or_default().push(at);
            }
        }
    }

    pub(super) fn check_cycles(&mut self) {
        let mut nodes: Vec<Node> = Vec::new();
        nodes.extend((0..self.model.facts.len()).map(Node::Fact));
        nodes.extend((0..self.model.defines.len()).map(Node::Define));
        nodes.extend((0..self.model.circumstances.len()).map(Node::Circumstance));
        nodes.extend((0..self.model.deadlines.len()).map(Node::Deadline));
        nodes.extend((0..self.model.versions.len()).map(Node::Version));
        nodes.extend(self.read.iter().copied().map(Node::Benchmark));
        for (at, review) in self.model.reviews.iter().enumerate() {
            nodes.extend((0..review.items.len()).map(|item| Node::Item(at, item)));
            for (layer, known) in review.layers.iter().enumerate() {
                nodes.extend(
                    (0..known.criteria.len()).map(|c| Node::Criterion(at, layer, c)),
                );
            }
        }
        let mut marks = alloc::collections::BTreeMap::new();
        let mut found: Vec<(String, Span)> = Vec::new();
        for node in nodes {
            self.visit(node, &mut marks, &mut found);
        }
        let heights = || {
            marks.iter().filter_map(|(node, mark)| match mark {
                Mark::Done(height) => Some((*height, *node)),
                Mark::Open => None,
            })
        };
        let over = |most: usize, of: fn(&Height) -> usize| {
            let highest = heights().map(|(height, node)| (of(&height), node)).max();
            highest.filter(|(height, _)| *height > most && found.is_empty())
        };
        let chain = over(MAX_CHAIN, |height| height.chain);
        let nested = over(MAX_LEVELS, |height| height.defined)
            .map(|(found, node)| (found, node, MAX_LEVELS))
            .or(over(MAX_NESTED, |height| height.levels)
                .map(|(found, node)| (found, node, MAX_NESTED)));
        if let Some((long, node)) = chain
            && !self.diagnostics.iter().any(|said| said.code == Code::TOO_DEEP)
        {
            let (name, span) = self.describe(node);
            self.report(
                Diagnostic::error(
                    Code::TOO_DEEP,
                    span,
                    format!("「{name}」依托的声明有 {long} 层，最多 {MAX_CHAIN} 层"),
                    format!(
                        "`{name}` stands on top of a chain of {long} declarations, where \
                         {MAX_CHAIN} may rest on each other"
                    ),
                )
                .help("缩短这条链", "make the chain shorter"),
            );
        }
        if let Some((found, node, most)) = nested {
            let (_, span) = self.describe(node);
            self.too_many_levels(span, found, most);
        }
        for (name, span) in found {
            self.report(
                Diagnostic::error(
                    Code::CYCLE,
                    span,
                    format!("「{name}」绕回来用到了自己"),
                    format!("`{name}` rests on itself"),
                )
                .help("断开这个循环", "break the circle"),
            );
        }
    }

    fn visit(
        &self,
        node: Node,
        marks: &mut alloc::collections::BTreeMap<Node, Mark>,
        found: &mut Vec<(String, Span)>,
    ) {
        // An explicit stack: a long chain of definitions must not exhaust the real one.
        let mut stack = vec![(node, false)];
        while let Some((node, leaving)) = stack.pop() {
            if marks.contains_key(&node) && !leaving {
                continue;
            }
            let mut below = Vec::new();
            for expr in self.roots(node) {
                self.references(expr, &mut below);
            }
            if let Node::Benchmark(at) = node {
                let known = self.benchmark(at).map(|known| &known.circumstances);
                below
                    .extend(known.into_iter().flatten().copied().map(Node::Circumstance));
            }
            below.extend(self.periods(node).iter().copied().map(Node::Version));
            below.extend(self.exceptions_to(node).iter().copied().map(Node::Exception));
            below.sort_unstable();
            below.dedup();
            if leaving {
                let mut height = Height::default();
                for next in &below {
                    let Some(Mark::Done(known)) = marks.get(next) else { continue };
                    height.chain = height.chain.max(known.chain);
                    height.levels = height.levels.max(known.levels);
                    if matches!(next, Node::Define(_)) {
                        height.defined = height.defined.max(known.defined);
                    }
                }
                // A plain fact rests on nothing and opens nothing.
                let own = self.roots(node).into_iter().map(levels_of).max();
                height.chain = height.chain.saturating_add(usize::from(own.is_some()));
                height.levels = height.levels.saturating_add(own.unwrap_or(0));
                height.defined = height.defined.saturating_add(own.unwrap_or(0));
                marks.insert(node, Mark::Done(height));
                continue;
            }
            marks.insert(node, Mark::Open);
            stack.push((node, true));
            for next in below {
                match marks.get(&next) {
                    // Still open: it is above on this very path.
                    Some(Mark::Open) => found.push(self.describe(next)),
                    Some(Mark::Done(..)) => {}
                    None => stack.push((next, false)),
                }
            }
        }
        found.dedup();
    }

    fn roots(&self, node: Node) -> Vec<&Expr> {
        let model = &self.model;
        match node {
            Node::Fact(at) => model
                .facts
                .get(at)
                .and_then(|fact| fact.default.as_ref())
                .into_iter()
                .collect(),
            Node::Define(at) => {
                model.defines.get(at).map(|d| &d.value).into_iter().collect()
            }
            Node::Circumstance(at) => {
                model.circumstances.get(at).map(|c| &c.when).into_iter().collect()
            }
            Node::Deadline(at) => {
                model.deadlines.get(at).map_or_else(Vec::new, |deadline| {
                    let mut roots = vec![&deadline.event];
                    // In the block of a ground it starts only if that one decides.
                    if let DeadlineOwner::Ground(at, ground) = deadline.owner
                        && let Some(scope) = model.scopes.get(at)
                    {
                        let grounds = scope.grounds.iter().take(ground.saturating_add(1));
                        roots.extend(grounds.filter_map(|ground| ground.when.as_ref()));
                    }
                    roots.extend(deadline.when.as_ref());
                    roots.extend(deadline.met.as_ref());
                    for suspension in &deadline.suspensions {
                        roots.extend([&suspension.from, &suspension.to]);
                        roots.extend(suspension.when.as_ref());
                    }
                    roots
                })
            }
            Node::Benchmark(at) => self.parts_of(at),
            Node::Row(table, row) => model
                .tables
                .get(table)
                .and_then(|table| table.rows.get(row))
                .and_then(|row| row.when.as_ref())
                .into_iter()
                .collect(),
            Node::Exception(at) => {
                model.exceptions.get(at).map_or_else(Vec::new, |exception| {
                    let mut roots = vec![&exception.when];
                    if let ExceptionResult::Value(value) = &exception.then {
                        roots.push(value);
                    }
                    roots
                })
            }
            Node::Version(at) => {
                model.versions.get(at).map_or_else(Vec::new, |known| {
                    let mut roots = vec![&known.dated_by];
                    // What the act chooses is chosen by the decision as well.
                    if !self.decisions.is_empty() {
                        let act = to_canonical(&known.dated_by);
                        let also = self.decisions.get(&act).into_iter().flatten();
                        let also = also.filter_map(|at| model.versions.get(*at));
                        roots.extend(also.filter_map(|other| other.lenient.as_ref()));
                    }
                    roots
                })
            }
            Node::Criterion(review, layer, criterion) => model
                .reviews
                .get(review)
                .and_then(|review| review.layers.get(layer))
                .map_or_else(Vec::new, |layer| {
                    let mut roots: Vec<&Expr> = layer.when.as_ref().into_iter().collect();
                    roots.extend(layer.criteria.get(criterion).map(|c| &c.when));
                    roots
                }),
            Node::Item(review, item) => model
                .reviews
                .get(review)
                .and_then(|review| review.items.get(item))
                .map_or_else(Vec::new, |item| {
                    let mut roots: Vec<&Expr> = item.when.as_ref().into_iter().collect();
                    roots.extend(item.asks.iter().filter_map(|ask| ask.when.as_ref()));
                    roots
                }),
        }
    }

    /// The periods that a node's value rests on.
    fn periods(&self, node: Node) -> &[usize] {
        let model = &self.model;
        match node {
            Node::Define(at) => model.defines.get(at).map(|known| &known.in_force),
            Node::Circumstance(at) => {
                model.circumstances.get(at).map(|known| &known.in_force)
            }
            Node::Deadline(at) => model.deadlines.get(at).map(|known| &known.in_force),
            Node::Exception(at) => model.exceptions.get(at).map(|known| &known.in_force),
            Node::Benchmark(at) => model.benchmarks.get(at).map(|known| &known.in_force),
            Node::Fact(_)
            | Node::Criterion(..)
            | Node::Item(..)
            | Node::Version(_)
            | Node::Row(..) => None,
        }
        .map_or(&[], Vec::as_slice)
    }

    /// The exceptions that a node's value rests on.
    fn exceptions_to(&self, node: Node) -> &[usize] {
        let target = match node {
            Node::Define(at) => Target::Define(at),
            Node::Circumstance(at) => Target::Circumstance(at),
            Node::Deadline(at) => Target::Deadline(at),
            Node::Exception(at) => Target::Exception(at),
            Node::Fact(_)
            | Node::Criterion(..)
            | Node::Item(..)
            | Node::Version(_)
            | Node::Benchmark(_)
            | Node::Row(..) => {
                return &[];
            }
        };
        self.model.excepted.of(target)
    }

    fn describe(&self, node: Node) -> (String, Span) {
        let model = &self.model;
        let name = match node {
            Node::Fact(at) => model.facts.get(at).map(|known| known.name.clone()),
            Node::Define(at) => model.defines.get(at).map(|known| known.name.clone()),
            Node::Circumstance(at) => {
                model.circumstances.get(at).map(|known| known.name.clone())
            }
            Node::Deadline(at) => model.deadlines.get(at).map(|known| known.name.clone()),
            Node::Version(at) => Some(self.written_at(at).0),
            Node::Benchmark(at) => self.benchmark(at).map(|known| known.name.clone()),
            Node::Row(at, _) => model.tables.get(at).map(|known| known.name.clone()),
            Node::Exception(at) => {
                model.exceptions.get(at).map(|known| known.name.clone())
            }
            Node::Criterion(review, layer, criterion) => model
                .reviews
                .get(review)
                .and_then(|review| review.layers.get(layer))
                .and_then(|layer| layer.criteria.get(criterion))
                .map(|known| known.name.clone()),
            Node::Item(review, item) => model
                .reviews
                .get(review)
                .and_then(|review| review.items.get(item))
                .map(|known| known.name.clone()),
        };
        let span = self.roots(node).first().map_or_else(Span::default, |root| root.span);
        (name.unwrap_or_default(), span)
    }

    /// Whether a definition, or one that it rests on, cites a text that was not seen.
    pub(super) fn rests_on_unseen(&self, define: usize) -> bool {
        let mut seen = alloc::collections::BTreeSet::new();
        let mut stack = vec![Node::Define(define)];
        while let Some(node) = stack.pop() {
            if !seen.insert(node) {
                continue;
            }
            let model = &self.model;
            let basis: &[crate::model::Citation] = match node {
                Node::Define(at) => {
                    model.defines.get(at).map_or(&[], |known| known.basis.as_slice())
                }
                Node::Row(table, row) => model
                    .tables
                    .get(table)
                    .and_then(|table| table.rows.get(row))
                    .map_or(&[], |row| row.basis.as_slice()),
                Node::Benchmark(at) => {
                    self.benchmark(at).map_or(&[], |known| known.basis.as_slice())
                }
                Node::Fact(_)
                | Node::Circumstance(_)
                | Node::Deadline(_)
                | Node::Criterion(..)
                | Node::Item(..)
                | Node::Version(_)
                | Node::Exception(_) => continue,
            };
            let unseen = |source: usize| {
                model.sources.get(source).is_some_and(|source| source.unverified)
            };
            if basis.iter().any(|citation| unseen(citation.source)) {
                return true;
            }
            for root in self.roots(node) {
                self.references(root, &mut stack);
            }
        }
        false
    }

    fn references(&self, expr: &Expr, found: &mut Vec<Node>) {
        match &expr.kind {
            ExprKind::Constant(_) | ExprKind::AsOf | ExprKind::Known(_) => {}
            ExprKind::Fact(at) | ExprKind::Judged(at, _) => found.push(Node::Fact(*at)),
            // A name rests on all its versions.
            ExprKind::Define(at) => {
                found.push(Node::Define(*at));
                let versions = self.model.versioned.defines.of(*at);
                found.extend(versions.iter().copied().map(Node::Define));
            }
            ExprKind::OwnDefine(at) => found.push(Node::Define(*at)),
            ExprKind::Circumstance(at) => found.push(Node::Circumstance(*at)),
            ExprKind::Due(at) => {
                found.push(Node::Deadline(*at));
                let versions = self.model.versioned.deadlines.of(*at);
                found.extend(versions.iter().copied().map(Node::Deadline));
            }
            ExprKind::InForce(at) => found.push(Node::Version(*at)),
            ExprKind::Penalty { versions, .. } => {
                found.extend(versions.iter().map(|(at, _)| Node::Benchmark(*at)));
            }
            ExprKind::Row(table, row) => found.push(Node::Row(*table, *row)),
            ExprKind::Item { review, item, .. } => found.push(Node::Item(*review, *item)),
            ExprKind::Criterion { review, layer, criterion: Some(criterion) } => {
                found.push(Node::Criterion(*review, *layer, *criterion));
            }
            // A layer rests on all its criteria.
            ExprKind::Criterion { review, layer, criterion: None } => {
                let known = self
                    .model
                    .reviews
                    .get(*review)
                    .and_then(|known| known.layers.get(*layer));
                let count = known.map_or(0, |known| known.criteria.len());
                found.extend((0..count).map(|at| Node::Criterion(*review, *layer, at)));
            }
            ExprKind::Not(inner)
            | ExprKind::Negate(inner)
            | ExprKind::DateOf(inner)
            | ExprKind::OneOf(inner, _)
            | ExprKind::Contains(inner, _)
            | ExprKind::Round(inner, _, _) => self.references(inner, found),
            ExprKind::And(parts)
            | ExprKind::Or(parts)
            | ExprKind::AtLeast(_, parts)
            | ExprKind::Highest(parts)
            | ExprKind::Lowest(parts) => {
                parts.iter().for_each(|part| self.references(part, found));
            }
            ExprKind::Compare(_, left, right)
            | ExprKind::Add(left, right)
            | ExprKind::Subtract(left, right)
            | ExprKind::Multiply(left, right)
            | ExprKind::Divide(left, right)
            | ExprKind::Assumed(left, right)
            | ExprKind::Count(_, left, right) => {
                self.references(left, found);
                self.references(right, found);
            }
            ExprKind::Case(rows)
            | ExprKind::Unique(rows)
            | ExprKind::Collect(_, rows) => {
                for (when, value) in rows {
                    if let Some(when) = when {
                        self.references(when, found);
                    }
                    self.references(value, found);
                }
            }
            ExprKind::Shift { date, .. } => self.references(date, found),
            ExprKind::Over { list, when, value, .. } => {
                found.push(Node::Fact(*list));
                for part in [when, value].into_iter().flatten() {
                    self.references(part, found);
                }
            }
        }
    }
}

/// How many steps an expression nests.
fn levels_of(expr: &Expr) -> usize {
    let parts = |parts: &[Expr]| parts.iter().map(levels_of).max().unwrap_or(0);
    let inner = match &expr.kind {
        ExprKind::Constant(_)
        | ExprKind::Fact(_)
        | ExprKind::Known(_)
        | ExprKind::Judged(..)
        | ExprKind::AsOf
        | ExprKind::Define(_)
        | ExprKind::OwnDefine(_)
        | ExprKind::Circumstance(_)
        | ExprKind::Due(_)
        | ExprKind::InForce(_)
        | ExprKind::Penalty { .. }
        | ExprKind::Row(..)
        | ExprKind::Item { .. }
        | ExprKind::Criterion { .. } => 0,
        ExprKind::Not(inner)
        | ExprKind::Negate(inner)
        | ExprKind::DateOf(inner)
        | ExprKind::OneOf(inner, _)
        | ExprKind::Contains(inner, _)
        | ExprKind::Round(inner, _, _)
        | ExprKind::Shift { date: inner, .. } => levels_of(inner),
        ExprKind::And(list)
        | ExprKind::Or(list)
        | ExprKind::AtLeast(_, list)
        | ExprKind::Highest(list)
        | ExprKind::Lowest(list) => parts(list),
        ExprKind::Compare(_, left, right)
        | ExprKind::Add(left, right)
        | ExprKind::Subtract(left, right)
        | ExprKind::Multiply(left, right)
        | ExprKind::Divide(left, right)
        | ExprKind::Assumed(left, right)
        | ExprKind::Count(_, left, right) => levels_of(left).max(levels_of(right)),
        ExprKind::Case(rows) | ExprKind::Unique(rows) | ExprKind::Collect(_, rows) => {
            let rows = rows.iter().map(|(when, value)| {
                when.as_ref().map_or(0, levels_of).max(levels_of(value))
            });
            rows.max().unwrap_or(0)
        }
        ExprKind::Over { when, value, .. } => {
            let parts = [when, value].into_iter().flatten();
            parts.map(|part| levels_of(part)).max().unwrap_or(0)
        }
    };
    inner.saturating_add(1)
}
