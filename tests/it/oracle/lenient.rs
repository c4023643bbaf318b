//! The lighter of two laws (chapter 13).

use super::benchmark::{Comes, Weighed, may_plus, penalties};
use super::deadline::Verdict;
use super::expr::Case;
use super::range::Interval;
use super::rules::{Found, Place, Thing};
use super::unit::Kind;
use super::value::{Answer, Number, Wait, Waits};
use fadu::syntax::tree::{
    Benchmark, Declaration, Expr, ExprKind, Lenient, Penalty, PenaltyAmount, PenaltyKind,
    Version,
};
use num_traits::Zero;
use serde_json::{Value as Json, json};
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The law that is looked at, in place of the rules as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Law<'r> {
    pub(super) pack: usize,
    pub(super) lenient: &'r Lenient,
    /// That at the decision, not that at the act.
    pub(super) decision: bool,
}

/// One end of what a penalty may come to.
#[derive(Debug, Clone, PartialEq)]
enum End {
    Nothing,
    Amount(Number, bool, Kind),
    NoLimit,
    Itself(String),
}

#[derive(Debug, Clone, PartialEq)]
enum Extent {
    Between(End, End),
    Open,
}

impl Extent {
    const fn nothing() -> Self {
        Self::Between(End::Nothing, End::Nothing)
    }
}

/// What a law's version comes to: its place, whether it is law, what it weighs.
struct ByLaw<'r> {
    found: Found<'r>,
    benchmark: &'r Benchmark,
    law: Answer,
    weighed: Weighed<'r>,
    verdict: Verdict,
}

impl<'r> Case<'r> {
    fn with_law(&self, pack: usize, lenient: &'r Lenient, decision: bool) -> Self {
        Self {
            rules: self.rules,
            facts: self.facts,
            as_of: self.as_of.clone(),
            memo: RefCell::default(),
            kinds: RefCell::default(),
            law: Some(Law { pack, lenient, decision }),
        }
    }

    /// The date that a law puts in the place of the one written.
    pub(super) fn date_by_law(
        &self,
        place: Place<'r>,
        version: &'r Version,
    ) -> Option<Answer> {
        let top = self.rules.top(place.pack);
        if let Some(lenient) = &version.lenient {
            let decision = self.law.is_some_and(|law| law.decision);
            let date = if decision { &lenient.decision } else { &lenient.act };
            return Some(self.value(top, date));
        }
        let law = self.law.filter(|law| law.decision)?;
        let date = version.dated_by.as_ref()?;
        let own = self.rules.top(law.pack);
        self.same_date((top, date), (own, &law.lenient.act))
            .then(|| self.value(own, &law.lenient.decision))
    }

    fn same_date(
        &self,
        left: (Place<'r>, &'r Expr),
        right: (Place<'r>, &'r Expr),
    ) -> bool {
        let (ExprKind::Path(one), ExprKind::Path(other)) = (&left.1.kind, &right.1.kind)
        else {
            return false;
        };
        let one = self.rules.resolve(left.0, one);
        let other = self.rules.resolve(right.0, other);
        match (one.first().map(|one| one.thing), other.first().map(|one| one.thing)) {
            (Some(Thing::Fact(one)), Some(Thing::Fact(other))) => {
                std::ptr::eq(one, other)
            }
            (Some(Thing::Define(one)), Some(Thing::Define(other))) => {
                std::ptr::eq(one, other)
            }
            (Some(Thing::Due(one)), Some(Thing::Due(other))) => std::ptr::eq(one, other),
            (Some(Thing::AsOf), Some(Thing::AsOf)) => true,
            _ => false,
        }
    }

    /// Every period whose date is that of the act.
    fn dated_by_act(
        &self,
        pack: usize,
        lenient: &'r Lenient,
    ) -> Vec<(Place<'r>, &'r Version)> {
        let own = self.rules.top(pack);
        let mut found = Vec::new();
        for (pack, rules) in self.rules.packs.iter().enumerate() {
            for declaration in &rules.declarations {
                let version = match declaration {
                    Declaration::Define(one) => &one.version,
                    Declaration::Circumstance(one) => &one.version,
                    Declaration::Deadline(one) => &one.version,
                    Declaration::Exception(one) => &one.version,
                    _ => continue,
                };
                let top = self.rules.top(pack);
                if let Some(date) = &version.dated_by
                    && self.same_date((top, date), (own, &lenient.act))
                {
                    found.push((top, version));
                }
            }
        }
        found
    }

    fn by_law(&self, versions: &[Found<'r>]) -> Vec<ByLaw<'r>> {
        let mut all = Vec::new();
        for found in versions {
            let law = self.in_force(found);
            let Thing::Block(super::rules::Block::Benchmark(benchmark)) = found.thing
            else {
                panic!("no benchmark: {found:?}")
            };
            if law.as_bool() == Some(false) {
                continue;
            }
            let weighed = self.weigh(found.place, benchmark, &law);
            let verdict = self.benchmark(found.place, benchmark, &law);
            all.push(ByLaw { found: *found, benchmark, law, weighed, verdict });
        }
        all
    }

    fn shown_by_law(&self, versions: &[Found<'r>], all: &[ByLaw<'r>]) -> Vec<Json> {
        if all.is_empty() {
            return vec![json!({
                "outcome": "not applicable", "tier": null, "penalties": [],
                "version": self.shown_version(&versions[0], "none"),
            })];
        }
        let each = all.iter().map(|one| {
            let mut fields = one.verdict.fields.clone();
            let shown = fields.as_object_mut().unwrap();
            shown.remove("asked");
            shown.remove("nothing");
            let state =
                if one.law.as_bool() == Some(true) { "in force" } else { "possible" };
            shown.insert("version".to_owned(), self.shown_version(&one.found, state));
            fields
        });
        each.collect()
    }

    /// What a penalty may come to by one version.
    fn extents(&self, one: &ByLaw<'r>, penalty: &'r Penalty) -> Vec<Extent> {
        let weighed = &one.weighed;
        let place = self.rules.cited(weighed.place, &penalty.basis);
        let when = self.when(place, penalty.when.as_ref());
        let sure = |truth: Option<bool>| truth == Some(true);
        let mut all = Vec::new();
        if !sure(weighed.when.as_bool()) || !sure(when.as_bool()) {
            all.push(Extent::nothing());
        }
        if weighed.when.as_bool() == Some(false) || when.as_bool() == Some(false) {
            return all;
        }
        let own = self.extents_alone(one, penalty);
        if self.chosen(weighed, penalty).is_some()
            && own.iter().any(|one| *one != Extent::nothing())
        {
            all.push(Extent::Open);
        } else {
            all.extend(own);
        }
        all
    }

    /// What the steps leave of a penalty, whatever may be chosen instead.
    fn extents_alone(&self, one: &ByLaw<'r>, penalty: &'r Penalty) -> Vec<Extent> {
        let weighed = &one.weighed;
        let place = self.rules.cited(weighed.place, &penalty.basis);
        let mut all = Vec::new();
        if !weighed.selection.ends() {
            all.push(Extent::Open);
        }
        let kind = self.kind_of_penalty(weighed.place, penalty);
        for step in weighed.candidates() {
            match step.comes {
                Comes::NoPenalty => {
                    all.push(Extent::nothing());
                    continue;
                }
                Comes::Weighs => {
                    all.push(Extent::Open);
                    continue;
                }
                Comes::Penalties(..) | Comes::End(_) => {}
            }
            let itself = |text: String| {
                Extent::Between(End::Itself(text.clone()), End::Itself(text))
            };
            match &penalty.amount {
                PenaltyAmount::Plain => all.push(itself(String::new())),
                PenaltyAmount::Things(label) => {
                    all.push(itself(format!("{:?}{:?}", label.zh, label.en)));
                }
                PenaltyAmount::Amount { .. } => {
                    let found = self.penalty(weighed, penalty);
                    let amount = found.fields["amount"]["value"].as_str();
                    all.push(
                        match amount.map(|text| super::value::read_number(text).unwrap())
                        {
                            None => Extent::Open,
                            Some(number) if number.is_zero() => Extent::nothing(),
                            Some(number) => {
                                let end = End::Amount(number, true, kind.clone());
                                Extent::Between(end.clone(), end)
                            }
                        },
                    );
                }
                PenaltyAmount::Rows(rows) => {
                    let rows = self.rows_of(place, penalty, rows);
                    if !rows.selection.ends() {
                        all.push(Extent::Open);
                    }
                    for (_, row) in &rows.ranges {
                        let leaves = self.leaves(weighed, step, penalty, row);
                        if leaves.all.is_empty() {
                            all.push(Extent::Open);
                        }
                        for left in leaves.all {
                            let known = left.known.filter(|left| !left.is_empty());
                            all.push(
                                known.map_or(Extent::Open, |left| extent(&left, &kind)),
                            );
                        }
                    }
                }
            }
        }
        if penalty.may || may_plus(weighed.benchmark, penalty) {
            for extent in &mut all {
                if let Extent::Between(least, _) = extent {
                    *least = End::Nothing;
                }
            }
        }
        all
    }

    /// Whether something is surely chosen at the act (chapter 27), where `gone` says of a
    /// penalty that it stands against nothing at the decision.
    fn something_chosen(&self, act: &[ByLaw<'r>], gone: &dyn Fn(&Named) -> bool) -> bool {
        let (mut all, mut provided) = (Vec::new(), BTreeMap::new());
        for one in act {
            for penalty in penalties(one.benchmark) {
                let place = self.rules.cited(one.weighed.place, &penalty.basis);
                let when = self.when(place, penalty.when.as_ref()).as_bool();
                let applies = one.weighed.when.as_bool();
                let Some(chosen) = self.chosen(&one.weighed, penalty) else { continue };
                let named = (penalty.kind, penalty.name.text.clone());
                let corrects = penalty.kind == PenaltyKind::OrderCorrection;
                if corrects || applies == Some(false) || when == Some(false) {
                    continue;
                }
                let own = self.extents_alone(one, penalty);
                let nothing = Extent::nothing();
                if own.iter().all(|extent| *extent == nothing) {
                    continue;
                }
                let is_something =
                    |extent: &Extent| *extent != nothing && *extent != Extent::Open;
                let sure = chosen != "unknown"
                    && !penalty.may
                    && !may_plus(one.benchmark, penalty)
                    && !self.may_be_order(&one.weighed, penalty)
                    && own.iter().all(is_something);
                all.push(sure && gone(&named));
                let both = applies == Some(true) && when == Some(true);
                *provided.entry(named.1).or_insert(true) &= both;
            }
        }
        // A version that does not have it may be law.
        provided.retain(|name, _| {
            act.iter()
                .all(|one| penalties(one.benchmark).any(|one| one.name.text == *name))
        });
        all.iter().all(|one| *one) && provided.values().any(|one| *one)
    }

    /// Whether an order to correct may be chosen in a penalty's place.
    fn may_be_order(&self, weighed: &Weighed<'r>, penalty: &Penalty) -> bool {
        let group = Self::group_of(weighed.benchmark, penalty);
        group.is_some_and(|group| {
            self.others(weighed, &group, penalty).iter().any(|(other, when)| {
                other.kind == PenaltyKind::OrderCorrection
                    && when.as_bool() != Some(false)
            })
        })
    }

    /// The verdict of a benchmark that is judged by two laws.
    pub(super) fn by_two_laws(
        &self,
        versions: &[Found<'r>],
        lenient: &'r Lenient,
    ) -> Verdict {
        let pack = versions[0].place.pack;
        let laws = [false, true].map(|decision| self.with_law(pack, lenient, decision));
        let mut one_law = versions.iter().all(|one| {
            let by = laws.each_ref().map(|law| law.in_force(one).as_bool());
            by[0].is_some() && by[0] == by[1]
        });
        for (place, version) in self.dated_by_act(pack, lenient) {
            let by = laws
                .each_ref()
                .map(|law| Self::within(&law.date(place, version), version).as_bool());
            one_law &= by[0].is_some() && by[0] == by[1];
        }
        let act = laws[0].by_law(versions);
        // Of one law there is nothing to compare.
        let decision = if one_law { Vec::new() } else { laws[1].by_law(versions) };
        let compared =
            if one_law { Vec::new() } else { compared(&laws, &act, &decision) };
        let gone = |named: &Named| {
            compared.iter().any(|one| one.act.as_ref() == Some(named) && one.gone)
        };
        let choice = laws[0].something_chosen(&act, &gone);
        let within = |allowed: &[&str]| {
            compared.iter().all(|one| one.orders.iter().all(|one| allowed.contains(one)))
        };
        let surely = |order: &str| {
            let only = BTreeSet::from([order]);
            compared.iter().any(|one| one.orders == only)
        };
        let sure =
            |all: &[ByLaw<'r>]| all.iter().all(|one| one.law.as_bool() == Some(true));
        let taken = if one_law || within(&["equal", "heavier"]) && sure(&act) {
            Some(false)
        } else if within(&["equal", "lighter"])
            && (surely("lighter") || choice)
            && sure(&decision)
        {
            Some(true)
        } else {
            None
        };
        let concerns = |one: &ByLaw<'r>| one.weighed.when.as_bool() != Some(false);
        let neither = taken.is_none() && !act.iter().chain(&decision).any(concerns);
        let open = !(surely("not comparable") || surely("lighter") && surely("heavier"));
        let orders: Vec<Json> = compared
            .iter()
            .map(|one| {
                let mut all = one.orders.iter();
                let order = match (all.next(), all.next()) {
                    (Some(only), None) => only,
                    _ => "unknown",
                };
                json!({ "order": order })
            })
            .collect();
        let shown = if one_law {
            json!({ "taken": "act", "compared": [], "act": [], "decision": [] })
        } else {
            json!({
                "taken": taken.map(|decision| if decision { "decision" } else { "act" }),
                "compared": orders,
                "act": laws[0].shown_by_law(versions, &act),
                "decision": laws[1].shown_by_law(versions, &decision),
            })
        };
        let Some(decided) = taken else {
            let mut waits = Waits::new();
            let mut asked = BTreeSet::new();
            let mut nothing = false;
            for one in act.iter().chain(&decision) {
                waits.extend(one.verdict.waits.clone());
                let steps = one.verdict.fields["asked"].as_array().unwrap();
                asked.extend(steps.iter().map(ToString::to_string));
                nothing |= one.verdict.fields["nothing"] == json!(true);
            }
            let missing = waits.iter().any(|wait| matches!(wait, Wait::Fact(_)));
            let outcome = match open && missing {
                _ if neither => "not applicable",
                true => "unknown",
                false => "needs judgement",
            };
            if outcome == "needs judgement" {
                asked.insert("which law is lighter".to_owned());
            }
            let fields = json!({
                "outcome": outcome, "tier": null, "tiers": [], "penalties": [],
                "circumstances": [], "proposals": [], "lenient": shown,
                "asked": asked, "nothing": nothing, "version": null,
            });
            return Verdict { fields, waits };
        };
        let (law, all) = if decided { (&laws[1], &decision) } else { (&laws[0], &act) };
        let version = law.shown_by_law(versions, all)[0]["version"].clone();
        let (mut fields, waits) = match all.first() {
            Some(one) => (one.verdict.fields.clone(), one.verdict.waits.clone()),
            None => (
                json!({
                    "outcome": "not applicable", "tier": null, "tiers": [],
                    "penalties": [], "circumstances": [], "proposals": [],
                    "asked": [], "nothing": false,
                }),
                Waits::new(),
            ),
        };
        fields["lenient"] = shown;
        fields["version"] = version;
        Verdict { fields, waits }
    }
}

/// A penalty by its kind and its name.
type Named = (PenaltyKind, String);

/// One penalty by both laws.
struct Compared {
    /// Which it is at the act.
    act: Option<Named>,
    /// All that the law at the decision may be against the other.
    orders: BTreeSet<&'static str>,
    /// It stands against nothing at the decision.
    gone: bool,
}

/// Each penalty by both laws.
fn compared<'r>(
    laws: &[Case<'r>; 2],
    act: &[ByLaw<'r>],
    decision: &[ByLaw<'r>],
) -> Vec<Compared> {
    let of = |all: &[ByLaw<'r>]| {
        let mut found: Vec<(PenaltyKind, String)> = Vec::new();
        for one in all {
            for penalty in penalties(one.benchmark) {
                let key = (penalty.kind, penalty.name.text.clone());
                if penalty.kind != PenaltyKind::OrderCorrection && !found.contains(&key) {
                    found.push(key);
                }
            }
        }
        found
    };
    let extents = |law: &Case<'r>, all: &[ByLaw<'r>], key: &(PenaltyKind, String)| {
        let mut extents = Vec::new();
        for one in all {
            let mut penalties = penalties(one.benchmark);
            match penalties.find(|one| (one.kind, &one.name.text) == (key.0, &key.1)) {
                Some(penalty) => extents.extend(law.extents(one, penalty)),
                None => extents.push(Extent::nothing()),
            }
        }
        // Perhaps no version is law.
        if all.is_empty() {
            extents.push(Extent::nothing());
        }
        extents
    };
    let (mut left, mut right) = (of(act), of(decision));
    let mut pairs = Vec::new();
    let all = left.clone();
    for key in &all {
        if right.contains(key) {
            pairs.push((Some(key.clone()), Some(key.clone())));
            left.retain(|one| one != key);
            right.retain(|one| one != key);
        }
    }
    for key in left.clone() {
        let only = |all: &[(PenaltyKind, String)]| {
            let mut of_kind = all.iter().filter(|one| one.0 == key.0);
            let first = of_kind.next().cloned();
            first.filter(|_| of_kind.next().is_none())
        };
        if only(&left).is_some()
            && let Some(other) = only(&right)
        {
            right.retain(|one| *one != other);
            pairs.push((Some(key), Some(other)));
        } else {
            pairs.push((Some(key), None));
        }
    }
    pairs.extend(right.into_iter().map(|key| (None, Some(key))));
    // In the order of the law at the act, then what it does not have.
    let rank = |pair: &(Option<Named>, Option<Named>)| {
        pair.0
            .as_ref()
            .map_or(usize::MAX, |key| all.iter().position(|one| one == key).unwrap())
    };
    pairs.sort_by_key(rank);
    pairs
        .into_iter()
        .map(|(one, other)| {
            let none = || vec![Extent::nothing()];
            let act = one.as_ref().map_or_else(none, |key| extents(&laws[0], act, key));
            let then =
                other.as_ref().map_or_else(none, |key| extents(&laws[1], decision, key));
            let orders =
                then.iter().flat_map(|then| act.iter().flat_map(|act| order(then, act)));
            let orders = orders.collect();
            let gone = then.iter().all(|then| *then == Extent::nothing());
            Compared { act: one, orders, gone }
        })
        .collect()
}

fn extent(left: &Interval, kind: &Kind) -> Extent {
    let least = match &left.lower {
        Some((number, with)) => End::Amount(number.clone(), *with, kind.clone()),
        None => End::Amount(Number::zero(), true, kind.clone()),
    };
    let most = match &left.upper {
        Some((number, with)) => End::Amount(number.clone(), *with, kind.clone()),
        None => End::NoLimit,
    };
    Extent::Between(least, most)
}

/// An extent of the law at the decision against one of the law at the act.
fn order(then: &Extent, act: &Extent) -> Vec<&'static str> {
    match (then, act) {
        (Extent::Between(least, most), Extent::Between(other, more)) => {
            let (low, high) = (end(least, other, true), end(most, more, false));
            vec![match (low, high) {
                (Some(Ordering::Equal), Some(Ordering::Equal)) => "equal",
                (Some(low), Some(high)) if low.is_le() && high.is_le() => "lighter",
                (Some(low), Some(high)) if low.is_ge() && high.is_ge() => "heavier",
                _ => "not comparable",
            }]
        }
        (nothing, Extent::Open) if *nothing == Extent::nothing() => {
            vec!["equal", "lighter"]
        }
        (Extent::Open, nothing) if *nothing == Extent::nothing() => {
            vec!["equal", "heavier"]
        }
        _ => vec!["equal", "lighter", "heavier", "not comparable"],
    }
}

fn end(one: &End, other: &End, least: bool) -> Option<Ordering> {
    match (one, other) {
        (End::Nothing, End::Nothing) | (End::NoLimit, End::NoLimit) => {
            Some(Ordering::Equal)
        }
        (End::Nothing, _) => Some(Ordering::Less),
        (_, End::Nothing) => Some(Ordering::Greater),
        (End::NoLimit, End::Amount(..)) => Some(Ordering::Greater),
        (End::Amount(..), End::NoLimit) => Some(Ordering::Less),
        (End::Amount(one, with, kind), End::Amount(other, and, unit)) if kind == unit => {
            let included = if least { and.cmp(with) } else { with.cmp(and) };
            Some(one.cmp(other).then(included))
        }
        (End::Itself(one), End::Itself(other)) if one == other => Some(Ordering::Equal),
        _ => None,
    }
}
