//! Documents: which verdict they tell, and what fills their holes.

use super::Checker;
use super::Place;
use super::names::{Entity, Local, Resolved};
use super::packs::label;
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{
    Document, Expr, ExprKind, Hole, Line, LineKind, Member, Part, Piece, Shown, Type,
};
use crate::syntax::tree;
use crate::text::Span;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use unicode_normalization::UnicodeNormalization;

impl Checker<'_> {
    pub(super) fn check_documents(&mut self) {
        let linked = self.linked;
        let Some(main) = linked.packs.first() else { return };
        let declarations = main.trees.iter().flat_map(|tree| &tree.declarations);
        let documents = declarations.filter_map(|declaration| match declaration {
            tree::Declaration::Document(document) => Some(document),
            _ => None,
        });
        let documents: Vec<&tree::Document> = documents.collect();
        self.distinct(documents.iter().map(|document| &document.name));
        for document in documents {
            self.check_document(document);
        }
    }

    fn check_document(&mut self, document: &tree::Document) {
        let place = self.place(0, Local::None);
        let basis = self.citations(0, &document.basis);
        let about = self.about(place, &document.about);
        let mut lines = Vec::new();
        for line in &document.lines {
            let when = match &line.when {
                Some(when) => match self.expected(place, when) {
                    Some(when) => Some(when),
                    None => continue,
                },
                None => None,
            };
            let zh = line.text.zh.clone().or_else(|| line.text.en.clone());
            let en = line.text.en.clone().or_else(|| line.text.zh.clone());
            let span = line.text.span;
            lines.push(Line {
                kind: match line.kind {
                    tree::LineKind::Title => LineKind::Title,
                    tree::LineKind::Paragraph => LineKind::Paragraph,
                    tree::LineKind::Signature => LineKind::Signature,
                },
                zh: self.pieces(place, &zh.unwrap_or_default(), span),
                en: self.pieces(place, &en.unwrap_or_default(), span),
                when,
            });
        }
        let Some(about) = about else { return };
        self.model.documents.push(Document {
            name: document.name.text.clone(),
            label: label(document.label.as_ref(), &document.name.text),
            about,
            basis,
            lines,
        });
    }

    /// The name of the verdict that a document tells.
    fn about(&mut self, place: Place, path: &tree::Path) -> Option<String> {
        let before = self.diagnostics.len();
        let resolved = self.resolve(place, path)?;
        let found = match resolved {
            Resolved::Entity(Entity::Define(id)) => Some(Shown::Define(id)),
            Resolved::Entity(_) | Resolved::Member(..) => {
                match self.member(place, path) {
                    Some((shown, Member::Outcome)) => Some(shown),
                    Some(_) | None => None,
                }
            }
        };
        let found = found.filter(|shown| self.model.shown.contains(shown));
        self.diagnostics.truncate(before);
        if found.is_none() {
            self.report(
                Diagnostic::error(
                    Code::NO_VERDICT,
                    path.span,
                    "「用于」后面要写有结论的规则",
                    "after `for` stands a rule that has a verdict",
                )
                .help(
                    "审核、裁量基准、受理范围、期限、考核、决策表和有标签的定义有结论",
                    "reviews, benchmarks, scopes, deadlines, scorecards, tables, and definitions \
                     with a label have one",
                ),
            );
        }
        found.map(|shown| self.verdict_name(shown).0)
    }

    fn verdict_name(&self, shown: Shown) -> (String, Message) {
        let model = &self.model;
        let named = match shown {
            Shown::Define(at) => model.defines.get(at).map(|it| (&it.name, &it.label)),
            Shown::Circumstance(at) => {
                model.circumstances.get(at).map(|it| (&it.name, &it.label))
            }
            Shown::Deadline(at) => {
                model.deadlines.get(at).map(|it| (&it.name, &it.label))
            }
            Shown::Benchmark(at) => {
                model.benchmarks.get(at).map(|it| (&it.name, &it.label))
            }
            Shown::Review(at) => model.reviews.get(at).map(|it| (&it.name, &it.label)),
            Shown::Scope(at) => model.scopes.get(at).map(|it| (&it.name, &it.label)),
            Shown::Table(at) => model.tables.get(at).map(|it| (&it.name, &it.label)),
            Shown::Scorecard(at) => {
                model.scorecards.get(at).map(|it| (&it.name, &it.label))
            }
        };
        named.map_or_else(
            || (String::new(), Message::new("", "")),
            |(name, label)| (name.clone(), label.clone()),
        )
    }

    /// Parts a text into words and holes.
    fn pieces(&mut self, place: Place, text: &str, span: Span) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            if !words.is_empty() {
                pieces.push(Piece::Text(words.to_string()));
            }
            let Some((name, after)) = after.split_once('}') else {
                self.bad_hole(span, "{");
                return pieces;
            };
            pieces.extend(self.hole(place, name.trim(), span).map(Piece::Hole));
            rest = after;
        }
        if rest.contains('}') {
            self.bad_hole(span, "}");
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_string()));
        }
        pieces
    }

    fn bad_hole(&mut self, span: Span, written: &str) {
        self.report(
            Diagnostic::error(
                Code::BAD_HOLE,
                span,
                format!("文书里的「{written}」填不上"),
                format!("nothing can fill `{written}` in a document"),
            )
            .help(
                "大括号里写事实、定义、参数的名称，或者结论的一部分，例如「审核.意见」「基准.罚款」「期限.届满日」",
                "in braces stands the name of a fact, a definition or a parameter, or a part of a \
                 verdict such as `review.opinion`, `benchmark.fine`, `deadline.due`",
            ),
        );
    }

    fn hole(&mut self, place: Place, written: &str, span: Span) -> Option<Hole> {
        let segments: Vec<tree::Name> = written
            .split(['.', '。', '．'])
            .map(|name| tree::Name {
                text: name.trim().trim_matches('`').nfc().collect(),
                span,
            })
            .collect();
        if segments.iter().any(|name| name.text.is_empty()) {
            self.bad_hole(span, &format!("{{{written}}}"));
            return None;
        }
        let path = tree::Path { segments, span };
        if let Some(hole) = self.list_hole(place, &path) {
            return Some(hole);
        }
        let before = self.diagnostics.len();
        let resolved = self.resolve(place, &path)?;
        let hole = match resolved {
            Resolved::Entity(Entity::Fact(id)) => {
                let fact = self.model.facts.get(id)?;
                let ty = super::types::fact_type(id, &fact.kind);
                let expr = Expr { kind: ExprKind::Fact(id), ty, span: Span::default() };
                Some(Hole::Value(fact.label.clone(), expr))
            }
            Resolved::Entity(Entity::Define(id)) => {
                let ty = self.define_type(id);
                let known = self.model.defines.get(id)?;
                let expr = Expr { kind: ExprKind::Define(id), ty, span: Span::default() };
                Some(Hole::Value(known.label.clone(), expr))
            }
            Resolved::Entity(Entity::AsOf) => {
                let (kind, span) = (ExprKind::AsOf, Span::default());
                let expr = Expr { kind, ty: Type::Date, span };
                Some(Hole::Value(Message::new("截至日", "as-of date"), expr))
            }
            Resolved::Entity(Entity::Parameter(id)) => Some(Hole::Parameter(id)),
            Resolved::Entity(_) | Resolved::Member(..) => self.part_hole(place, &path),
        };
        if hole.is_none() {
            self.diagnostics.truncate(before);
            self.bad_hole(span, &format!("{{{written}}}"));
        }
        hole
    }

    /// `review.hits`, `review.failed`, `anything.basis`.
    fn list_hole(&mut self, place: Place, path: &tree::Path) -> Option<Hole> {
        let (last, owner) = path.segments.split_last()?;
        if owner.is_empty() {
            return None;
        }
        let part = match last.text.as_str() {
            "hits" | "命中标准" => Part::Hits,
            "failed" | "不合格项目" => Part::Failed,
            "basis" | "依据" => Part::Basis,
            _ => return None,
        };
        let before = self.diagnostics.len();
        let path = tree::Path { segments: owner.to_vec(), span: path.span };
        let found = match self.resolve(place, &path) {
            Some(Resolved::Entity(Entity::Define(id))) => Some(Shown::Define(id)),
            Some(Resolved::Entity(_) | Resolved::Member(..)) => {
                self.member(place, &path).map(|(shown, _)| shown)
            }
            None => None,
        };
        self.diagnostics.truncate(before);
        let shown = found.filter(|shown| self.model.shown.contains(shown))?;
        let fits = part == Part::Basis || matches!(shown, Shown::Review(_));
        let (name, label) = self.verdict_name(shown);
        let label = match part {
            Part::Hits => Message::new("命中标准", "criteria that are met"),
            Part::Failed => Message::new("不合格项目", "items that fail"),
            _ => label,
        };
        fits.then_some(Hole::Part(name, label, part))
    }

    fn part_hole(&mut self, place: Place, path: &tree::Path) -> Option<Hole> {
        let (shown, member) = self.member(place, path)?;
        // The blank of a penalty is named after it: a benchmark may have several.
        let mut own = None;
        let part = match (shown, member) {
            (Shown::Benchmark(_), Member::Outcome | Member::Tier) => Part::Tier,
            (Shown::Benchmark(at), Member::Penalty(position)) => {
                let penalty = self.model.benchmarks.get(at)?.penalties.get(position)?;
                own = Some(penalty.label.clone());
                Part::Penalty(penalty.name.clone())
            }
            (Shown::Review(_), Member::Outcome | Member::Opinion) => Part::Opinion,
            (Shown::Scope(_), Member::Outcome | Member::Decision | Member::Ground) => {
                Part::Ground
            }
            (Shown::Deadline(_), Member::Outcome | Member::Due) => Part::Due,
            (Shown::Deadline(_), Member::State) => Part::State,
            _ => return None,
        };
        let (name, label) = self.verdict_name(shown);
        let label = own.unwrap_or(label);
        self.model.shown.contains(&shown).then_some(Hole::Part(name, label, part))
    }
}
