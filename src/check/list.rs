//! Lists: their fields, and what is asked of their records.

use super::expr::{boolean, not};
use super::names::{Entity, Resolved};
use super::packs::label;
use super::{Checker, MAX_LISTS, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Expr, ExprKind, Fact, FactId, FactKind, FactOwner, Fold, Type, Unit};
use crate::syntax::tree;
use crate::text::Span;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

impl Checker<'_> {
    /// Declares the fields of a list behind it.
    pub(super) fn declare_fields(
        &mut self,
        list: FactId,
        place: Place,
        fields: &[tree::Fact],
    ) {
        self.distinct(fields.iter().map(|field| &field.name));
        let Some(owner) = self.model.facts.get(list) else { return };
        let (path, foreign) = (owner.name.clone(), owner.foreign);
        for field in fields {
            if let tree::FactType::List(_) = field.ty {
                self.report(
                    Diagnostic::error(
                        Code::LIST_IN_LIST,
                        field.span,
                        "列表里不能再有列表",
                        "a list cannot stand inside a list",
                    )
                    .help(
                        "另写一个列表作为事实",
                        "make a fact of its own of the inner list",
                    ),
                );
            }
            let basis = self.citations(place.instance, &field.basis);
            let under = self.under(place, &basis);
            let kind = self.fact_kind(under, &field.ty);
            self.model.facts.push(Fact {
                name: format!("{path}.{}", field.name.text),
                label: label(field.label.as_ref(), &field.name.text),
                kind,
                format: super::fact::text_format(&field.ty),
                owner: FactOwner::Field(list),
                foreign,
                question: field.question.as_ref().map(|text| label(Some(text), "")),
                group: None,
                default: None,
                basis,
                span: field.name.span,
            });
        }
    }

    /// Second pass: the defaults of the fields, which may name other fields.
    pub(super) fn check_fields(
        &mut self,
        list: FactId,
        place: Place,
        fields: &[tree::Fact],
    ) {
        let place = Self::inside(place, list).unwrap_or(place);
        for (position, field) in fields.iter().enumerate() {
            let id = list.saturating_add(1).saturating_add(position);
            self.check_default(id, place, field);
        }
    }

    /// Returns the place inside a list, if it is not too deep.
    pub(super) fn inside(place: Place, list: FactId) -> Option<Place> {
        let [outer, None] = place.records else { return None };
        Some(Place { records: [Some(list), outer], ..place })
    }

    /// Finds a field of the records looked at.
    pub(super) fn field(&self, place: Place, name: &str) -> Option<FactId> {
        place.records.iter().flatten().find_map(|list| self.field_of(*list, name))
    }

    fn field_of(&self, list: FactId, name: &str) -> Option<FactId> {
        self.model.field_named(list, name)
    }

    /// Returns the names of the fields of the records looked at.
    pub(super) fn field_names(&self, place: Place) -> Vec<String> {
        let lists = place.records.iter().flatten();
        lists
            .flat_map(|list| {
                self.model.fields(*list).map(move |(_, field)| (*list, field))
            })
            .map(|(list, field)| String::from(self.model.field_name(list, field)))
            .collect()
    }

    /// Returns a list that has a field of that name.
    pub(super) fn list_with(&self, name: &str) -> Option<String> {
        let lists = 0..self.model.facts.len();
        lists
            .into_iter()
            .find(|list| self.field_of(*list, name).is_some())
            .and_then(|list| self.model.facts.get(list))
            .map(|list| list.name.clone())
    }

    /// Finds the list that a path names; says so if it names none.
    pub(super) fn list_named(
        &mut self,
        place: Place,
        path: &tree::Path,
    ) -> Option<FactId> {
        let resolved = self.resolve(place, path)?;
        if let Resolved::Entity(Entity::Fact(id)) = resolved
            && let Some(FactKind::List(_)) =
                self.model.facts.get(id).map(|fact| &fact.kind)
        {
            return Some(id);
        }
        self.report(
            Diagnostic::error(
                Code::LIST_EXPECTED,
                path.span,
                "这里要写列表的名称",
                "the name of a list is needed here",
            )
            .help(
                "列表是写作「事实 … : 列表 { … }」的事实；几个条件或者几个数写在大括号里",
                "a list is a fact declared `list of { … }`; conditions or numbers written out \
                 stand in braces",
            ),
        );
        None
    }

    /// Finds the list that a path names, and says nothing if it names none.
    pub(super) fn list_at(&mut self, place: Place, path: &tree::Path) -> Option<FactId> {
        let said = self.diagnostics.len();
        let resolved = self.resolve(place, path);
        self.diagnostics.truncate(said);
        let Some(Resolved::Entity(Entity::Fact(id))) = resolved else { return None };
        let kind = self.model.facts.get(id).map(|fact| &fact.kind);
        matches!(kind, Some(FactKind::List(_))).then_some(id)
    }

    /// What is asked of the records of a list.
    pub(super) fn over(&mut self, place: Place, over: &tree::Over, span: Span) -> Expr {
        let Some(list) = self.list_named(place, &over.list) else {
            return self.mistake(span);
        };
        let Some(inner) = Self::inside(place, list) else {
            self.report(
                Diagnostic::error(
                    Code::TOO_DEEP,
                    span,
                    format!("一个式子里，列表套列表超过 {MAX_LISTS} 层"),
                    format!(
                        "more than {MAX_LISTS} lists are looked through, one in the other"
                    ),
                )
                .help(
                    "用「定义」分开，或者少套一层",
                    "part it with `define`, or nest one less",
                ),
            );
            return self.mistake(span);
        };
        let when = over.when.as_ref().map(|when| Box::new(self.condition(inner, when)));
        let (fold, negated) = match over.fold {
            tree::Fold::Any => (Fold::Any, false),
            tree::Fold::None => (Fold::Any, true),
            tree::Fold::All => (Fold::All, false),
            tree::Fold::Count => (Fold::Count, false),
            tree::Fold::Sum => (Fold::Sum, false),
            tree::Fold::Highest => (Fold::Highest, false),
            tree::Fold::Lowest => (Fold::Lowest, false),
        };
        let value = over.value.as_ref().map(|value| {
            let value = self.expr(inner, value, None);
            match (&value.ty, fold) {
                (
                    Type::Date | Type::Moment | Type::Period(_),
                    Fold::Highest | Fold::Lowest,
                ) => value,
                _ => self.expect_number(value),
            }
        });
        let ty = match (fold, &value) {
            (Fold::Any | Fold::All, _) => Type::Bool,
            (Fold::Count, _) | (_, None) => Type::Number(Unit::Plain),
            (Fold::Sum | Fold::Highest | Fold::Lowest, Some(value)) => value.ty.clone(),
        };
        if ty == Type::Mistake {
            return self.mistake(span);
        }
        let kind = ExprKind::Over { fold, list, when, value: value.map(Box::new) };
        if ty == Type::Bool {
            let asked = boolean(kind, span);
            return if negated { Expr { span, ..not(asked) } } else { asked };
        }
        Expr { kind, ty, span }
    }

    /// Says that a list stands where one value is wanted.
    pub(super) fn list_as_value(&mut self, list: FactId, span: Span) -> Expr {
        let name =
            self.model.facts.get(list).map(|fact| fact.name.clone()).unwrap_or_default();
        self.report(
            Diagnostic::error(
                Code::LIST_AS_VALUE,
                span,
                format!("「{name}」是列表，不是一个值"),
                format!("`{name}` is a list, not one value"),
            )
            .help(
                format!("写「计数 {name}」「任一 {name} 满足 …」「合计 … 取自 {name}」，或者「{name} 已知」"),
                format!(
                    "write `count of {name}`, `any of {name} where …`, `sum of … across {name}` \
                     or `{name} is known`"
                ),
            ),
        );
        self.mistake(span)
    }
}
