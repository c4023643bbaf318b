//! Parameters where rules read them: a value, one of options, a range that something lies in.

use super::bounds::between;
use super::expr::{boolean, not};
use super::names::{Entity, Local, Resolved};
use super::parameter::{MayBe, Reads, type_of};
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Constant, Expr, ExprKind, Type};
use crate::syntax::tree;
use crate::text::Span;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

impl<'a> Checker<'a> {
    fn read(&self, define: usize, span: Span) -> Expr {
        let ty = self
            .model
            .defines
            .get(define)
            .map_or(Type::Mistake, |known| known.value.ty.clone());
        Expr { kind: ExprKind::Define(define), ty, span }
    }

    /// A parameter where a value is wanted.
    pub(super) fn parameter_value(&mut self, id: usize, span: Span) -> Expr {
        match self.parameters.get(id).map(|known| (&known.reads, &known.may_be)) {
            Some((Reads::One(define), _)) => self.read(*define, span),
            Some((Reads::Mistake, _)) | None => self.mistake(span),
            Some((Reads::Range(..) | Reads::Unset(_), _)) => self.range_alone(span),
            Some((Reads::Options(_), _)) => {
                self.report(
                    Diagnostic::error(
                        Code::PARAMETER_READ,
                        span,
                        "单选的参数只能问它是哪个选项",
                        "a parameter with options can only be asked which one it is",
                    )
                    .help(
                        "写「参数 为 选项」或者「参数 属于 { 选项, 选项 }」",
                        "write `parameter is option` or `parameter in { option, option }`",
                    ),
                );
                self.mistake(span)
            }
        }
    }

    /// A range where a value is wanted.
    pub(super) fn range_alone(&mut self, span: Span) -> Expr {
        self.report(
            Diagnostic::error(
                Code::PARAMETER_READ,
                span,
                "区间不是一个值，只能问某个数是否在里面",
                "a range is no value; it can only be asked whether something lies in it",
            )
            .help("写「数额 属于 参数」", "write `amount in parameter`"),
        );
        self.mistake(span)
    }

    /// `mode is option` of a parameter with options; nothing if it is no such parameter.
    pub(super) fn option_is(
        &mut self,
        place: Place,
        left: &tree::Expr,
        options: &[&tree::Expr],
        span: Span,
    ) -> Option<Expr> {
        let tree::ExprKind::Path(path) = &left.kind else { return None };
        let before = self.diagnostics.len();
        let found = self.resolve(place, path);
        self.diagnostics.truncate(before);
        let Some(Resolved::Entity(Entity::Parameter(id))) = found else { return None };
        let Reads::Options(reads) = self.parameters.get(id)?.reads.clone() else {
            return None;
        };
        let names: Vec<String> = reads.iter().map(|(name, _)| name.clone()).collect();
        let mut parts = Vec::new();
        for option in options {
            let name = match &option.kind {
                tree::ExprKind::Path(path) => match path.segments.as_slice() {
                    [name] => name.text.as_str(),
                    _ => "",
                },
                _ => "",
            };
            let Some((_, define)) = reads.iter().find(|(known, _)| known == name) else {
                self.not_an_option(option.span, name, &names);
                return Some(self.mistake(span));
            };
            parts.push(self.read(*define, option.span));
        }
        Some(match parts.len() {
            1 => Expr { span, ..parts.pop()? },
            _ => boolean(ExprKind::Or(parts), span),
        })
    }

    /// Whether a comparison asks for equality, and if so whether it is negated.
    pub(super) fn equality(op: tree::CompareOp, is: Expr, span: Span) -> Option<Expr> {
        match op {
            tree::CompareOp::Is => Some(is),
            tree::CompareOp::IsNot => Some(Expr { span, ..not(is) }),
            tree::CompareOp::Less
            | tree::CompareOp::LessOrEqual
            | tree::CompareOp::Greater
            | tree::CompareOp::GreaterOrEqual
            | tree::CompareOp::Before
            | tree::CompareOp::After => None,
        }
    }

    /// `amount in line`.
    pub(super) fn in_named(
        &mut self,
        place: Place,
        value: &tree::Expr,
        name: &tree::Path,
        span: Span,
    ) -> Expr {
        let subject = self.expr(place, value, None);
        if subject.ty == Type::Mistake {
            return subject;
        }
        match self.resolve(place, name) {
            None => self.mistake(span),
            Some(Resolved::Entity(Entity::Parameter(id))) => {
                self.in_parameter(subject, id, name.span, span)
            }
            Some(Resolved::Entity(Entity::Ranges(at))) => {
                let Some((instance, define)) = self.ranges.get(at).copied() else {
                    return self.mistake(span);
                };
                self.in_chosen(instance, &subject, &define.value, span)
            }
            Some(Resolved::Entity(found)) if self.comes_to_ranges(found) => {
                self.in_range_of_table(name.span);
                self.mistake(span)
            }
            Some(Resolved::Entity(_) | Resolved::Member(..)) => {
                self.report(
                    Diagnostic::error(
                        Code::PARAMETER_READ,
                        name.span,
                        "「属于」后面要写区间参数的名称，或者大括号里的几个值",
                        "after `in` stands the name of a parameter that is a range, or values in \
                         braces",
                    )
                    .help(
                        "写「数额 属于 罚款线」或者「种类 属于 { 甲, 乙 }」",
                        "write `amount in line` or `kind in { a, b }`",
                    ),
                );
                self.mistake(span)
            }
        }
    }

    /// A value in the unit of the parameter that it is held against.
    fn in_its_unit(&mut self, subject: Expr, ty: Type, name: Span) -> Option<Expr> {
        let kind = ExprKind::Constant(Constant::Bool(false));
        let limit = Expr { kind, ty, span: name };
        let (subject, limit) = super::types::alike(subject, limit);
        let subject = super::units::converted(subject, &limit.ty);
        self.same(&subject, &limit).then_some(subject)
    }

    fn in_parameter(&mut self, subject: Expr, id: usize, name: Span, span: Span) -> Expr {
        let Some(known) = self.parameters.get(id) else { return self.mistake(span) };
        let (reads, may_be) = (known.reads.clone(), known.may_be.clone());
        match reads {
            Reads::Range(lower, upper, ty) => {
                let end = |end: Option<(usize, bool)>| {
                    end.map(|(define, included)| (self.read(define, name), included))
                };
                let (lower, upper) = (end(lower), end(upper));
                let Some(subject) = self.in_its_unit(subject, ty, name) else {
                    return self.mistake(span);
                };
                between(&subject, lower, upper, span)
            }
            Reads::Unset(define) if matches!(may_be, MayBe::RangeOf(_)) => {
                let MayBe::RangeOf(kind) = may_be else { return self.mistake(span) };
                match self.in_its_unit(subject, type_of(&kind), name) {
                    Some(_) => self.read(define, span),
                    None => self.mistake(span),
                }
            }
            Reads::Mistake => self.mistake(span),
            Reads::One(_) | Reads::Options(_) | Reads::Unset(_) => {
                self.report(
                    Diagnostic::error(
                        Code::PARAMETER_READ,
                        name,
                        "这个参数是一个值，不是区间",
                        "this parameter is one value and no range",
                    )
                    .help(
                        "把它声明为「区间」，或者写「至少 参数」「超过 参数」",
                        "declare it as a `range of` values, or write `at least parameter`",
                    ),
                );
                self.mistake(span)
            }
        }
    }

    /// Takes the place of a value among the rows of a `case` whose values are ranges.
    fn in_chosen(
        &mut self,
        instance: usize,
        subject: &Expr,
        value: &tree::Expr,
        span: Span,
    ) -> Expr {
        let place = self.place(instance, Local::None);
        match &value.kind {
            tree::ExprKind::Path(path) => match self.resolve(place, path) {
                Some(Resolved::Entity(Entity::Parameter(id))) => {
                    self.in_parameter(subject.clone(), id, path.span, span)
                }
                Some(Resolved::Entity(_) | Resolved::Member(..)) | None => {
                    self.mistake(span)
                }
            },
            tree::ExprKind::Case(case) => {
                let mut rows = Vec::new();
                for (index, row) in case.rows.iter().enumerate() {
                    let when = row.when.as_ref().map(|when| self.condition(place, when));
                    if when.is_none() && index.saturating_add(1) < case.rows.len() {
                        self.otherwise_not_last(row.span);
                    }
                    rows.push((
                        when,
                        self.in_chosen(instance, subject, &row.value, span),
                    ));
                }
                boolean(ExprKind::Case(rows), span)
            }
            _ => self.mistake(span),
        }
    }

    /// Whether a definition only chooses among parameters that are ranges.
    pub(super) fn chooses_ranges(&self, instance: usize, value: &tree::Expr) -> bool {
        match &value.kind {
            tree::ExprKind::Path(path) => {
                let mut at = instance;
                let mut segments = path.segments.as_slice();
                while let [alias, rest @ ..] = segments
                    && !rest.is_empty()
                {
                    match self.linked.packs.get(at).and_then(|p| p.uses.get(&alias.text))
                    {
                        Some(target) => at = *target,
                        None => return false,
                    }
                    segments = rest;
                }
                let [name] = segments else { return false };
                let pack = self.linked.packs.get(at);
                pack.is_some_and(|pack| pack.ranges.contains(name.text.as_str()))
            }
            tree::ExprKind::Case(case) => {
                !case.rows.is_empty()
                    && case
                        .rows
                        .iter()
                        .all(|row| self.chooses_ranges(instance, &row.value))
            }
            _ => false,
        }
    }

    /// A definition that chooses a range is read where it is asked, and is no value itself.
    pub(super) fn declare_ranges(&mut self, instance: usize, define: &'a tree::Define) {
        let at = self.ranges.len();
        self.ranges.push((instance, define));
        if define.version.effective.is_some() || !define.basis.is_empty() {
            self.report(
                Diagnostic::error(
                    Code::PARAMETER_READ,
                    define.name.span,
                    format!(
                        "「{}」只是在几个区间里选一个，没有自己的依据和施行期间",
                        define.name.text
                    ),
                    format!(
                        "`{}` only chooses among ranges; it has no basis and no period of its own",
                        define.name.text
                    ),
                )
                .help(
                    "把依据写在参数或者方案里的值后面",
                    "put the basis behind the parameters, or behind the values of the profile",
                ),
            );
        }
        self.declare_name(instance, &define.name, Entity::Ranges(at), false);
    }
}
