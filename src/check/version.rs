//! Versions: declarations of one name side by side, each in its own period.

use super::Checker;
use super::Place;
use super::expr::boolean;
use super::index::Kind;
use super::names::{Entity, Local};
use crate::diagnostic::{Code, Diagnostic};
use crate::evaluation::to_canonical;
use crate::model::{Expr, ExprKind, Type, Version, VersionId};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::Date;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A period as written, kept until its date can be checked.
pub(super) struct Written {
    instance: usize,
    name: String,
    dated_by: Option<tree::Expr>,
    /// The date of the decision, where the lighter of two laws counts.
    lenient: Option<tree::Expr>,
    span: Span,
}

/// The versions of one name in one place: the pack or the block they stand in.
pub(super) type Siblings = BTreeMap<(usize, String), Vec<VersionId>>;

impl Checker<'_> {
    /// Declares the period of a declaration; `owner` is the block it stands in.
    pub(super) fn declare_version(
        &mut self,
        instance: usize,
        owner: &str,
        name: &tree::Name,
        version: &tree::Version,
    ) -> Option<VersionId> {
        let Some(effective) = &version.effective else {
            let without = version.dated_by.as_ref().map(|date| date.span);
            let without =
                without.or(version.lenient.as_ref().map(|lenient| lenient.span));
            if let Some(span) = without {
                self.version_without_period(span);
            }
            return None;
        };
        if let (Some(date), Some(lenient)) = (&version.dated_by, &version.lenient) {
            self.lenient_and_dated(date.span, lenient.span);
        }
        let (act, decision) = match &version.lenient {
            Some(lenient) => (Some(&lenient.act), Some(&lenient.decision)),
            None => (version.dated_by.as_ref(), None),
        };
        let date = |text: &Option<String>| text.as_deref().and_then(Date::parse);
        let id = self.model.versions.len();
        self.model.versions.push(Version {
            from: date(&effective.from),
            to: date(&effective.to),
            dated_by: Expr { kind: ExprKind::AsOf, ty: Type::Date, span: effective.span },
            lenient: None,
            span: effective.span,
        });
        self.written.push(Written {
            instance,
            name: name.text.clone(),
            dated_by: act.cloned(),
            lenient: decision.cloned(),
            span: effective.span,
        });
        let key = (instance, format!("{owner}.{}", name.text));
        self.siblings.entry(key).or_default().push(id);
        Some(id)
    }

    fn lenient_and_dated(&mut self, dated: Span, lenient: Span) {
        self.report(
            Diagnostic::error(
                Code::LENIENT_AND_DATED,
                dated,
                "「从旧兼从轻」已经写了选择版本的两个日期",
                "`lenient` already names the two dates that choose",
            )
            .help("去掉「时点」", "leave out `dated by`")
            .related(lenient, "两个日期", "the two dates"),
        );
    }

    fn version_without_period(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::VERSION_WITHOUT_PERIOD,
                span,
                "「时点」「从旧兼从轻」用来选择版本，这里没有写施行期间",
                "`dated by` and `lenient` choose among versions, and this has no period",
            )
            .help(
                "写「施行 自 … 起」，或者去掉它",
                "add `effective from …`, or leave it out",
            ),
        );
    }

    /// Says that what stands in a benchmark has its versions with the benchmark.
    pub(super) fn not_versioned(&mut self, version: &tree::Version) {
        let span = version.effective.as_ref().map(|effective| effective.span);
        if let Some(span) = span.or(version.dated_by.as_ref().map(|date| date.span)) {
            self.report(
                Diagnostic::error(
                    Code::CLAUSE_NOT_HERE,
                    span,
                    "裁量基准里的情节随裁量基准施行，没有自己的施行期间",
                    "a circumstance in a benchmark is in force with the benchmark",
                )
                .help(
                    "把「施行」写在裁量基准上，或者把情节写到文件的最外层",
                    "put `effective` on the benchmark, or the circumstance at the top",
                ),
            );
        }
    }

    /// Second pass: the dates that choose, and whether periods stand apart.
    pub(super) fn check_versions(&mut self) {
        let written = core::mem::take(&mut self.written);
        for (id, written) in written.iter().enumerate() {
            let act = self.choosing_date(written.instance, written.dated_by.as_ref());
            let decision = self.choosing_date(written.instance, written.lenient.as_ref());
            if let Some(version) = self.model.versions.get_mut(id) {
                version.lenient = decision;
                if let Some(act) = act {
                    version.dated_by = act;
                }
            }
        }
        self.written = written;
        let siblings = core::mem::take(&mut self.siblings);
        for ids in siblings.values() {
            self.check_siblings(ids);
        }
        self.siblings = siblings;
    }

    fn choosing_date(
        &mut self,
        instance: usize,
        date: Option<&tree::Expr>,
    ) -> Option<Expr> {
        let place = self.place(instance, Local::None);
        let date = self.expr(place, date?, Some(&Type::Date));
        Some(self.expect_type(date, &Type::Date))
    }

    fn check_siblings(&mut self, ids: &[VersionId]) {
        let mut periods: Vec<(Option<Date>, Option<Date>, VersionId)> = ids
            .iter()
            .filter_map(|id| self.model.versions.get(*id).map(|known| (id, known)))
            .map(|(id, version)| (version.from, version.to, *id))
            .collect();
        periods.sort_unstable();
        let Some(first) = ids.first() else { return };
        let dated = |checker: &Self, id: VersionId| {
            checker.model.versions.get(id).map(|known| {
                (to_canonical(&known.dated_by), known.lenient.as_ref().map(to_canonical))
            })
        };
        let apart = ids.iter().find(|id| dated(self, **id) != dated(self, *first));
        if let Some(other) = apart {
            self.dated_apart(*first, *other);
        }
        for ((_, to, before), (from, _, after)) in
            periods.iter().zip(periods.iter().skip(1))
        {
            let next = to.and_then(|to| to.add_days(1));
            match (next, from) {
                (Some(next), Some(from)) if next == *from => {}
                (Some(next), Some(from)) if next < *from => {
                    self.gap(*after, next, from.add_days(-1).unwrap_or(*from));
                }
                (_, from) => {
                    let day = from.or(*to);
                    self.overlap((*before).min(*after), (*before).max(*after), day);
                }
            }
        }
    }

    pub(super) fn written_at(&self, id: VersionId) -> (String, Span) {
        self.written.get(id).map_or_else(
            || (String::new(), Span::default()),
            |known| (known.name.clone(), known.span),
        )
    }

    fn dated_apart(&mut self, first: VersionId, other: VersionId) {
        let ((name, span), (_, at)) = (self.written_at(first), self.written_at(other));
        self.report(
            Diagnostic::error(
                Code::VERSIONS_DATED_APART,
                at,
                format!("「{name}」的几个版本按不同的日期选用"),
                format!("the versions of `{name}` are chosen by different dates"),
            )
            .help(
                "各个版本写同一个「时点」或者同一个「从旧兼从轻」；都不写的按截至日",
                "give all of them the same `dated by` or the same `lenient`; without either \
                 the as-of date counts",
            )
            .related(span, "另一个版本", "another version"),
        );
    }

    fn overlap(&mut self, first: VersionId, second: VersionId, day: Option<Date>) {
        let ((name, span), (_, at)) = (self.written_at(first), self.written_at(second));
        let (zh, en) = day.map_or_else(
            || ("同时".to_string(), "on the same days".to_string()),
            |day| (format!("在 {day} "), format!("on {day}")),
        );
        self.report(
            Diagnostic::error(
                Code::VERSIONS_OVERLAP,
                at,
                format!("「{name}」的两个版本{zh}都施行"),
                format!("two versions of `{name}` are both in force {en}"),
            )
            .help(
                "前一个版本的末日写到后一个版本首日的前一天",
                "end the earlier version on the day before the later one begins",
            )
            .related(span, "另一个版本", "another version"),
        );
    }

    fn gap(&mut self, after: VersionId, from: Date, to: Date) {
        let (name, span) = self.written_at(after);
        let (zh, en) = if from == to {
            (format!("在 {from} "), format!("on {from}"))
        } else {
            (format!("自 {from} 至 {to} "), format!("from {from} to {to}"))
        };
        self.report(
            Diagnostic::warning(
                Code::VERSION_GAP,
                span,
                format!("「{name}」{zh}没有施行的版本"),
                format!("no version of `{name}` is in force {en}"),
            )
            .help(
                "如果法律如此，不用改；否则把期间首尾接上",
                "if the law is so, leave it; else let the periods join",
            ),
        );
    }

    /// All versions of a definition have one type.
    pub(super) fn check_version_types(&mut self) {
        for id in 0..self.model.defines.len() {
            let first = self.model.versioned.defines.first(id);
            let values = self
                .model
                .defines
                .get(first)
                .zip(self.model.defines.get(id))
                .map(|(first, own)| (first.value.clone(), own.value.clone()));
            if let Some((one, other)) = values.filter(|_| first != id) {
                self.same(&one, &other);
            }
        }
    }

    /// Restricts a condition to the periods in which it counts.
    fn during(&self, in_force: &[VersionId], condition: Expr) -> Expr {
        let span = condition.span;
        let mut parts: Vec<Expr> =
            in_force.iter().map(|id| boolean(ExprKind::InForce(*id), span)).collect();
        parts.push(condition);
        boolean(ExprKind::And(parts), span)
    }

    /// `circumstance holds`: by the version in force. A benchmark asks its own as they are.
    pub(super) fn circumstance_holds(
        &mut self,
        place: Place,
        id: usize,
        span: Span,
    ) -> Expr {
        let plain = boolean(ExprKind::Circumstance(id), span);
        let Some(owner) = self.owners.get(&id).copied() else {
            let group = self.model.versioned.circumstances.of(id);
            if group.is_empty() {
                return plain;
            }
            let count = group.len();
            if !self.write_out(count, span) {
                return self.mistake(span);
            }
            let group = self.model.versioned.circumstances.of(id);
            let versions =
                group.iter().map(|id| boolean(ExprKind::Circumstance(*id), span));
            return boolean(ExprKind::Or(versions.collect()), span);
        };
        let group = self.model.versioned.benchmarks.of(owner);
        if group.is_empty() || place.local == Local::Benchmark(owner) {
            return plain;
        }
        if self.model.two_dates_of(owner).is_some() {
            return self.judged_by_two_laws(owner, span);
        }
        if !self.write_out(self.model.versioned.benchmarks.of(owner).len(), span) {
            return self.mistake(span);
        }
        let group = self.model.versioned.benchmarks.of(owner);
        let name = self.model.circumstances.get(id).map(|known| &known.name);
        let versions = group.iter().filter_map(|at| {
            let benchmark = self.model.benchmarks.get(*at)?;
            let own = name?.strip_prefix(benchmark.name.as_str())?.strip_prefix('.')?;
            let Some(Entity::Circumstance(own)) =
                self.index.inside(Kind::Benchmark, *at, own)
            else {
                return None;
            };
            let holds = boolean(ExprKind::Circumstance(own), span);
            Some(self.during(&benchmark.in_force, holds))
        });
        boolean(ExprKind::Or(versions.collect()), span)
    }

    /// Says that a circumstance has no one answer where two laws are looked at.
    fn judged_by_two_laws(&mut self, owner: usize, span: Span) -> Expr {
        let name = self.model.benchmarks.get(owner).map_or("", |known| &known.name);
        self.report(
            Diagnostic::error(
                Code::JUDGED_BY_TWO_LAWS,
                span,
                format!("「{name}」从旧兼从轻：它的情节按两个日期的规定各有一个答案"),
                format!(
                    "`{name}` is judged by the law of two dates, and a circumstance of it has \
                     an answer for each"
                ),
            )
            .help(
                "把这个情节写到文件的最外层，并写自己的「时点」",
                "put the circumstance at the top of the file, `dated by` a date of its own",
            ),
        );
        self.mistake(span)
    }

    /// A part of a review asked from outside: by the version in force.
    pub(super) fn review_part(
        &mut self,
        place: Place,
        review: usize,
        part: Expr,
        same: impl Fn(&Self, usize) -> Option<ExprKind>,
    ) -> Expr {
        let group = self.model.versioned.reviews.of(review);
        if group.is_empty() || place.local == Local::Review(review) {
            return part;
        }
        let count = group.len();
        if !self.write_out(count, part.span) {
            return self.mistake(part.span);
        }
        let group = self.model.versioned.reviews.of(review);
        let versions = group.iter().filter_map(|at| {
            let known = self.model.reviews.get(*at)?;
            Some(self.during(&known.in_force, boolean(same(self, *at)?, part.span)))
        });
        boolean(ExprKind::Or(versions.collect()), part.span)
    }

    /// Returns whether a declaration may stand beside one of its name.
    pub(super) fn beside(one: Entity, other: Entity) -> bool {
        core::mem::discriminant(&one) == core::mem::discriminant(&other)
            && !matches!(one, Entity::Fact(_))
    }
}

/// Returns what stands for a version's own places.
pub(super) fn in_force(version: Option<VersionId>) -> Vec<VersionId> {
    version.into_iter().collect()
}

/// Names that are taken twice, without those of versions.
pub(super) fn once<'n>(
    names: impl Iterator<Item = (&'n tree::Name, &'n tree::Version)>,
) -> Vec<&'n tree::Name> {
    let mut periods: BTreeSet<&str> = BTreeSet::new();
    let mut kept = Vec::new();
    for (name, version) in names {
        let versioned = version.effective.is_some();
        if versioned && !periods.insert(&name.text) {
            continue;
        }
        kept.push(name);
    }
    kept
}
