//! Parameters and profiles.

use super::Lower;
use super::grammar::{Inner, Node, Rule};
use super::range::ValueOrRange;
use super::statement::Statement;
use crate::syntax::tree::{
    Parameter, ParameterType, ParameterValue, Path, Profile, Setting,
};
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads `parameter` 参数.
    pub(super) fn parameter(&mut self, node: Node<'_>) -> Option<Parameter> {
        let mut statement = self.statement(node);
        let ty = statement.next(Rule::parameter_type)?;
        let mut ty = self.parameter_type(ty)?;
        if let ParameterType::Plain(of) | ParameterType::RangeOf(of) = &mut ty {
            self.measured(&mut statement, of);
        }
        let value = match statement.next(Rule::set_to) {
            Some(value) => Some(self.set_to(value)?),
            None => None,
        };
        let parameter = Parameter {
            name: statement.name.clone(),
            label: statement.label.take(),
            ty,
            value,
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(parameter)
    }

    fn parameter_type(&mut self, node: Node<'_>) -> Option<ParameterType> {
        let mut children = node.inner();
        let first = children.next()?;
        Some(match first.as_rule() {
            Rule::kw_period => ParameterType::Period,
            Rule::kw_range_of => {
                ParameterType::RangeOf(self.fact_type(children.next()?)?)
            }
            _ => ParameterType::Plain(self.fact_type(first)?),
        })
    }

    fn set_to(&mut self, node: Node<'_>) -> Option<ParameterValue> {
        let value = node.inner().nth(1)?;
        Some(match self.value_or_range(value)? {
            ValueOrRange::Value(value) => ParameterValue::One(value),
            ValueOrRange::Range(range) => ParameterValue::Range(range),
        })
    }

    /// Reads `profile` 方案.
    pub(super) fn profile(&mut self, node: Node<'_>) -> Option<Profile> {
        let mut statement = self.statement(node);
        let body = statement.next(Rule::profile_body)?;
        let profile = Profile {
            name: statement.name.clone(),
            label: statement.label.take(),
            effective: self.effective(&mut statement),
            basis: self.basis(&mut statement),
            settings: self.profile_body(body),
            span: statement.span,
        };
        self.finish(statement);
        Some(profile)
    }

    pub(super) fn profile_body(&mut self, node: Node<'_>) -> Vec<Setting> {
        let mut settings = Vec::new();
        for child in node.inner() {
            match child.as_rule() {
                Rule::setting => settings.extend(self.setting(child)),
                Rule::bad_statement => self.bad_statement(&child, Some("profile")),
                _ => {}
            }
        }
        settings
    }

    fn setting(&mut self, node: Node<'_>) -> Option<Setting> {
        let path = node.clone().inner().next()?;
        let parameter = self.path(path);
        let mut statement = self.statement(node);
        let value = statement.next(Rule::set_to)?;
        let setting = Setting {
            parameter,
            value: self.set_to(value)?,
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(setting)
    }

    /// Takes `with profile x`.
    pub(super) fn with_profile(&mut self, statement: &mut Statement<'_>) -> Option<Path> {
        let clause = self.take(statement, Rule::with_profile_clause)?;
        let path = clause.inner().find(|node| node.as_rule() == Rule::path)?;
        Some(self.path(path))
    }
}
