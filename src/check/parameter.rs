//! Parameters: what they may be and what they are. A parameter leaves constants in the model;
//! nothing is looked up when a case is judged.

use super::names::{Entity, Local};
use super::packs::label;
use super::{Checker, Defined, Progress};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{
    Citation, Constant, Define, Expr, ExprKind, FactKind, Parameter, ParameterValue, Type,
};
use crate::syntax::tree;
use crate::value::PeriodUnit;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A parameter as declared, and what its name stands for once the profiles are known.
pub(super) struct Known<'a> {
    pub(super) instance: usize,
    pub(super) tree: &'a tree::Parameter,
    /// What it may be.
    pub(super) may_be: MayBe,
    pub(super) reads: Reads,
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
pub(super) enum Reads {
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
            span,
        });
        self.defines.push((instance, Defined::Parameter));
        self.progress.push(Progress::Done);
        define
    }

    // ---- ranges
}

/// The type of one value.
pub(super) fn type_of(kind: &FactKind) -> Type {
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
