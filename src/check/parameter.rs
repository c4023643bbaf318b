//! Parameters: what they may be, what they are, and how rules read them. A parameter leaves
//! constants in the model; nothing is looked up when a case is judged.

use super::bounds::between;
use super::expr::{boolean, not};
use super::names::{Entity, Local, Resolved};
use super::packs::label;
use super::{Checker, Defined, Place, Progress};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{
    Citation, Constant, Define, Expr, ExprKind, FactKind, Parameter, ParameterValue,
    Type, Unit, interval_text, number_text,
};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::{Bound, Interval, Number, PeriodUnit};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A parameter as declared, and what its name stands for once the profiles are known.
pub(super) struct Known<'a> {
    pub(super) instance: usize,
    pub(super) tree: &'a tree::Parameter,
    /// What it may be.
    pub(super) may_be: MayBe,
    reads: Reads,
}

/// What a parameter may be.
#[derive(Clone)]
pub(super) enum MayBe {
    /// A value of that type, with its limits.
    One(FactKind),
    /// A length of time; all values have the unit of the first.
    Period(Option<PeriodUnit>),
    /// A range of such values.
    RangeOf(FactKind),
    /// Something wrong was said already.
    Mistake,
}

/// How rules read it.
#[derive(Clone)]
enum Reads {
    /// One value.
    One(usize),
    /// The ends of a range.
    Range(Option<(usize, bool)>, Option<(usize, bool)>, Type),
    /// Whether it is each of its options.
    Options(Vec<(String, usize)>),
    /// Whatever is asked of it: nothing sets it.
    Unset(usize),
    /// Something wrong was said already.
    Mistake,
}

/// A value that a parameter may have, checked.
#[derive(Clone)]
pub(super) struct Checked {
    pub(super) value: ParameterValue,
    pub(super) text: Message,
    pub(super) basis: Vec<Citation>,
}

impl<'a> Checker<'a> {
    pub(super) fn declare_parameter(
        &mut self,
        instance: usize,
        parameter: &'a tree::Parameter,
    ) {
        let id = self.parameters.len();
        self.parameters.push(Known {
            instance,
            tree: parameter,
            may_be: MayBe::Mistake,
            reads: Reads::Mistake,
        });
        self.declare_name(instance, &parameter.name, Entity::Parameter(id), false);
    }

    /// What a parameter may be: its type with its limits.
    pub(super) fn may_be(&mut self, id: usize) -> MayBe {
        let Some(known) = self.parameters.get(id) else { return MayBe::Mistake };
        let (instance, parameter) = (known.instance, known.tree);
        let basis = self.citations(instance, &parameter.basis);
        let place = self.place(instance, Local::None);
        let place = self.under(place, &basis);
        let (ty, range) = match &parameter.ty {
            tree::ParameterType::Period => return MayBe::Period(None),
            tree::ParameterType::Plain(ty) => (ty, false),
            tree::ParameterType::RangeOf(ty) => (ty, true),
        };
        let kind = self.fact_kind(place, ty);
        let number = matches!(
            kind,
            FactKind::Integer(_)
                | FactKind::Number(_)
                | FactKind::Money(_)
                | FactKind::Percent(_)
                | FactKind::Date(_)
        );
        match (range, kind) {
            (true, kind) if number => MayBe::RangeOf(kind),
            (false, kind) if number => MayBe::One(kind),
            (false, kind @ (FactKind::Bool | FactKind::OneOf(_))) => MayBe::One(kind),
            (_, kind) => {
                let name = kind.name();
                self.report(
                    Diagnostic::error(
                        Code::PARAMETER_TYPE,
                        parameter.name.span,
                        format!("参数「{}」不能是这种类型", parameter.name.text),
                        format!("the parameter `{}` cannot be that", parameter.name.text),
                    )
                    .help(
                        "参数是金额、数值、整数、百分比、日期、期间、是非、单选，或者其中数和日期的区间",
                        format!(
                            "a parameter is money, a number, an integer, a percent, a date, a \
                             period, a bool, one of options, or a range of numbers or dates; \
                             not `{name}`"
                        ),
                    ),
                );
                MayBe::Mistake
            }
        }
    }

    /// Checks a value that a parameter is set to.
    pub(super) fn parameter_set(
        &mut self,
        id: usize,
        place: Place,
        value: &tree::ParameterValue,
        basis: Vec<Citation>,
    ) -> Option<Checked> {
        let may_be = self.parameters.get(id)?.may_be.clone();
        let place = self.under(place, &basis);
        let (value, text) = match (may_be, value) {
            (MayBe::Mistake, _) => return None,
            (MayBe::RangeOf(kind), tree::ParameterValue::Range(range)) => {
                self.range_set(place, &kind, range)?
            }
            (MayBe::RangeOf(_), tree::ParameterValue::One(value)) => {
                self.report(
                    Diagnostic::error(
                        Code::PARAMETER_VALUE,
                        value.span,
                        "这个参数是区间，要写明界限含不含本数",
                        "this parameter is a range: say whether the number belongs to it",
                    )
                    .help(
                        "写作「至少 2万元」（含）或者「超过 2万元」（不含）",
                        "write `at least 2万元` to include it, `over 2万元` to exclude it",
                    ),
                );
                return None;
            }
            (_, tree::ParameterValue::Range(range)) => {
                self.report(
                    Diagnostic::error(
                        Code::PARAMETER_VALUE,
                        range.span,
                        "这个参数是一个值，不是区间",
                        "this parameter is one value and no range",
                    )
                    .help(
                        "去掉界限的词，或者把参数声明为「区间」",
                        "leave the words of bound out, or declare it as a `range of` values",
                    ),
                );
                return None;
            }
            (MayBe::Period(unit), tree::ParameterValue::One(value)) => {
                let wanted = unit.map(Type::Period);
                let expr = self.expr(place, value, wanted.as_ref());
                let expr = match &wanted {
                    Some(wanted) => self.expect_type(expr, wanted),
                    None => expr,
                };
                let ExprKind::Constant(Constant::Period(period)) = expr.kind else {
                    if expr.ty != Type::Mistake {
                        self.constant_expected(expr.span);
                    }
                    return None;
                };
                self.needs_calendar(period.unit, expr.span);
                if let Some(known) = self.parameters.get_mut(id) {
                    known.may_be = MayBe::Period(Some(period.unit));
                }
                (ParameterValue::One(Constant::Period(period)), period.text())
            }
            (MayBe::One(FactKind::OneOf(options)), tree::ParameterValue::One(value)) => {
                let names: Vec<String> =
                    options.iter().map(|option| option.name.clone()).collect();
                let name = match &value.kind {
                    tree::ExprKind::Path(path) => match path.segments.as_slice() {
                        [name] => name.text.as_str(),
                        _ => "",
                    },
                    _ => "",
                };
                let Some(option) = options.iter().find(|option| option.name == name)
                else {
                    self.not_an_option(value.span, name, &names);
                    return None;
                };
                (ParameterValue::Option(option.name.clone()), option.label.clone())
            }
            (MayBe::One(kind), tree::ParameterValue::One(value)) => {
                let ty = type_of(&kind);
                let constant = self.one_set(place, value, &kind, &ty)?;
                let text = constant_text(&constant, &ty);
                (ParameterValue::One(constant), text)
            }
        };
        Some(Checked { value, text, basis })
    }

    fn not_an_option(&mut self, span: Span, name: &str, names: &[String]) {
        let diagnostic = Diagnostic::error(
            Code::UNKNOWN_OPTION,
            span,
            format!("参数没有选项「{name}」"),
            format!("the parameter has no option `{name}`"),
        );
        let diagnostic = match super::names::nearest(name, names) {
            Some(near) => diagnostic
                .help(format!("是否指「{near}」？"), format!("did you mean `{near}`?"))
                .fix(span, near),
            None => diagnostic.help(
                format!("它的选项有：{}", names.join("、")),
                format!("its options are: {}", names.join(", ")),
            ),
        };
        self.report(diagnostic);
    }

    /// One value, written out and within the limits.
    fn one_set(
        &mut self,
        place: Place,
        value: &tree::Expr,
        kind: &FactKind,
        ty: &Type,
    ) -> Option<Constant> {
        let expr = self.expr(place, value, Some(ty));
        let expr = self.expect_type(expr, ty);
        if expr.ty == Type::Mistake {
            return None;
        }
        let Some(constant) = crate::program::constant(&expr) else {
            self.constant_expected(expr.span);
            return None;
        };
        self.within_limits(&constant, kind, expr.span).then_some(constant)
    }

    fn within_limits(
        &mut self,
        constant: &Constant,
        kind: &FactKind,
        span: Span,
    ) -> bool {
        let fits = match (kind, constant) {
            (
                FactKind::Integer(limits)
                | FactKind::Number(limits)
                | FactKind::Money(limits)
                | FactKind::Percent(limits),
                Constant::Number(number),
            ) => {
                let whole =
                    !matches!(kind, FactKind::Integer(_)) || number.to_i64().is_some();
                whole && limits.range.is_none_or(|range| range.contains(*number))
            }
            (FactKind::Date(Some(range)), Constant::Date(date)) => range.contains(*date),
            _ => true,
        };
        if !fits {
            self.report(
                Diagnostic::error(
                    Code::PARAMETER_VALUE,
                    span,
                    "这个值超出了参数声明的范围",
                    "this value lies outside what the parameter allows",
                )
                .help(
                    "改这个值，或者放宽参数冒号后面的范围",
                    "change the value, or widen the range after the parameter's colon",
                ),
            );
        }
        fits
    }

    fn range_set(
        &mut self,
        place: Place,
        kind: &FactKind,
        range: &tree::Range,
    ) -> Option<(ParameterValue, Message)> {
        let ty = type_of(kind);
        let mut whole = true;
        let mut ends: Vec<Option<(Constant, bool)>> = Vec::new();
        for bound in [range.lower.as_ref(), range.upper.as_ref()] {
            let Some(bound) = bound else {
                ends.push(None);
                continue;
            };
            let included = Self::included(place, bound);
            let constant = self.one_set(place, &bound.value, kind, &ty);
            whole &= constant.is_some();
            ends.push(constant.map(|constant| (constant, included)));
        }
        let (upper, lower) = (ends.pop()?, ends.pop()?);
        if !whole {
            return None;
        }
        let empty = match (&lower, &upper) {
            (Some((Constant::Date(low), a)), Some((Constant::Date(high), b))) => {
                low > high || low == high && !(*a && *b)
            }
            _ => numbers(&lower, &upper).is_empty(),
        };
        if empty {
            self.empty_range(range.span);
            return None;
        }
        let text = if matches!(ty, Type::Date) {
            dates_text(lower.as_ref(), upper.as_ref())
        } else {
            interval_text(&numbers(&lower, &upper), &ty)
        };
        Some((ParameterValue::Range(lower, upper), text))
    }

    /// Gives a parameter the value it has here, and the definitions that rules read.
    pub(super) fn give(&mut self, id: usize, set: Option<(Checked, Option<String>)>) {
        let Some(known) = self.parameters.get(id) else { return };
        let (instance, parameter, may_be) =
            (known.instance, known.tree, known.may_be.clone());
        let own = Parameter {
            name: self.path(instance, &parameter.name.text),
            label: label(parameter.label.as_ref(), &parameter.name.text),
            ty: type_text(&may_be),
            value: set.as_ref().map(|(set, _)| set.value.clone()),
            set_by: set.as_ref().and_then(|(_, by)| by.clone()),
            basis: set.as_ref().map(|(set, _)| set.basis.clone()).unwrap_or_default(),
            defines: Vec::new(),
            assumed: set.as_ref().is_some_and(|(set, _)| self.assumed(&set.basis)),
            text: set.as_ref().map_or_else(
                || Message::new("没有取值", "not set"),
                |(set, _)| set.text.clone(),
            ),
        };
        self.model.parameters.push(own);
        let reads = match (&may_be, set.map(|(set, _)| set.value)) {
            (MayBe::Mistake, _) => Reads::Mistake,
            (MayBe::One(FactKind::OneOf(options)), value) => {
                let mut reads = Vec::new();
                for option in options {
                    let constant = match &value {
                        Some(value) => Constant::Bool(
                            *value == ParameterValue::Option(option.name.clone()),
                        ),
                        None => Constant::Unset(id),
                    };
                    let define = self.stand_for(id, constant, Type::Bool);
                    reads.push((option.name.clone(), define));
                }
                Reads::Options(reads)
            }
            (MayBe::RangeOf(kind), Some(ParameterValue::Range(lower, upper))) => {
                let ty = type_of(kind);
                let mut end = |end: Option<(Constant, bool)>| {
                    end.map(|(constant, included)| {
                        (self.stand_for(id, constant, ty.clone()), included)
                    })
                };
                let (lower, upper) = (end(lower), end(upper));
                Reads::Range(lower, upper, ty)
            }
            (MayBe::RangeOf(_), _) => {
                Reads::Unset(self.stand_for(id, Constant::Unset(id), Type::Bool))
            }
            (MayBe::One(_) | MayBe::Period(_), value) => {
                let ty = match &may_be {
                    MayBe::One(kind) => type_of(kind),
                    MayBe::Period(unit) => Type::Period(unit.unwrap_or(PeriodUnit::Days)),
                    MayBe::RangeOf(_) | MayBe::Mistake => Type::Mistake,
                };
                let constant = match value {
                    Some(ParameterValue::One(constant)) => constant,
                    Some(ParameterValue::Range(..) | ParameterValue::Option(_))
                    | None => Constant::Unset(id),
                };
                Reads::One(self.stand_for(id, constant, ty))
            }
        };
        if let Some(known) = self.parameters.get_mut(id) {
            known.reads = reads;
        }
    }

    /// Whether nobody saw a law that says so.
    pub(super) fn assumed(&self, basis: &[Citation]) -> bool {
        let unverified = |citation: &Citation| {
            self.model.sources.get(citation.source).is_none_or(|source| source.unverified)
        };
        basis.is_empty() || basis.iter().any(unverified)
    }

    /// Adds a definition that is a constant.
    fn stand_for(&mut self, id: usize, constant: Constant, ty: Type) -> usize {
        let define = self.model.defines.len();
        let Some(known) = self.parameters.get(id) else { return define };
        let span = known.tree.name.span;
        let instance = known.instance;
        let Some(own) = self.model.parameters.get_mut(id) else { return define };
        own.defines.push(define);
        self.model.defines.push(Define {
            name: own.name.clone(),
            label: own.label.clone(),
            in_force: Vec::new(),
            value: Expr { kind: ExprKind::Constant(constant), ty, span },
            basis: own.basis.clone(),
        });
        self.defines.push((instance, Defined::Parameter));
        self.progress.push(Progress::Done);
        define
    }

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

    // ---- ranges

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
                let Some(pack) = self.linked.packs.get(at) else { return false };
                pack.trees.iter().flat_map(|tree| &tree.declarations).any(|declaration| {
                    matches!(
                        declaration,
                        tree::Declaration::Parameter(parameter)
                            if parameter.name.text == name.text
                                && matches!(
                                    parameter.ty,
                                    tree::ParameterType::RangeOf(_)
                                )
                    )
                })
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

/// The type of one value.
fn type_of(kind: &FactKind) -> Type {
    super::types::fact_type(0, kind)
}

fn type_text(may_be: &MayBe) -> String {
    match may_be {
        MayBe::One(kind) => kind.name().to_string(),
        MayBe::Period(_) => "period".to_string(),
        MayBe::RangeOf(kind) => format!("range of {}", kind.name()),
        MayBe::Mistake => String::new(),
    }
}

fn numbers(
    lower: &Option<(Constant, bool)>,
    upper: &Option<(Constant, bool)>,
) -> Interval<Number> {
    let end = |end: &Option<(Constant, bool)>| match end {
        Some((Constant::Number(value), included)) => {
            Some(Bound { value: *value, included: *included })
        }
        _ => None,
    };
    Interval { lower: end(lower), upper: end(upper) }
}

fn constant_text(constant: &Constant, ty: &Type) -> Message {
    match constant {
        Constant::Bool(true) => Message::new("是", "yes"),
        Constant::Bool(false) => Message::new("否", "no"),
        Constant::Number(number) => match ty {
            Type::Number(unit) => number_text(*number, unit),
            _ => number_text(*number, &Unit::Plain),
        },
        Constant::Date(date) => date.text(),
        Constant::Moment(moment) => moment.text(),
        Constant::Period(period) => period.text(),
        Constant::Text(text) => Message::new(text.clone(), text.clone()),
        Constant::Choice(_) | Constant::Unset(_) => Message::new("", ""),
    }
}

fn dates_text(
    lower: Option<&(Constant, bool)>,
    upper: Option<&(Constant, bool)>,
) -> Message {
    let end = |end: Option<&(Constant, bool)>, words: [(&str, &str); 2]| {
        let (constant, included) = end?;
        let date = constant_text(constant, &Type::Date);
        let [inside, outside] = words;
        let (zh, en) = if *included { inside } else { outside };
        Some(Message::new(format!("{}{zh}", date.zh), format!("{en} {}", date.en)))
    };
    let lower = end(lower, [("起", "from"), ("之后", "after")]);
    let upper = end(upper, [("止", "up to"), ("之前", "before")]);
    match (lower, upper) {
        (Some(lower), Some(upper)) => Message::new(
            format!("{}至{}", lower.zh, upper.zh),
            format!("{}, {}", lower.en, upper.en),
        ),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Message::new("不限", "any date"),
    }
}
