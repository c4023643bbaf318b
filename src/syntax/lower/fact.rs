//! Packs, sources, facts and definitions.

use super::Lower;
use super::expr::collect;
use super::grammar::{Inner, Node, Rule};
use super::meant::distance;
use super::statement::{Statement, unquoted};
use crate::diagnostic::{Code, Diagnostic, Language};
use crate::syntax::keywords::{Keyword, by_id};
use crate::syntax::literals;
use crate::syntax::tree::{
    Define, Fact, FactType, NumberType, Opt, Pack, Source, SourceKind, Text, Unit,
    UnitSize,
};
use crate::value::TextFormat;
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads `pack` 规则包.
    pub(super) fn pack(&mut self, node: Node<'_>) -> Option<Pack> {
        let mut statement = self.statement(node);
        let version = statement.next(Rule::version)?.as_str().to_string();
        let label = statement.next(Rule::label).map(|label| self.label(label));
        let pack = Pack {
            name: statement.name.clone(),
            version,
            label,
            jurisdiction: self.label_clause(&mut statement, Rule::jurisdiction_clause),
            effective: self.effective(&mut statement),
            uses: self.uses(&mut statement),
            applies: self
                .take(&mut statement, Rule::applies_clause)
                .and_then(|clause| clause.inner().nth(1))
                .map(|name| self.name(&name)),
            profile: self.with_profile(&mut statement),
            calendar: self
                .take(&mut statement, Rule::calendar_clause)
                .and_then(|clause| clause.inner().nth(1))
                .map(|name| self.name(&name)),
            span: statement.span,
        };
        self.finish(statement);
        Some(pack)
    }

    /// Reads `source` 依据文件.
    pub(super) fn source(&mut self, node: Node<'_>) -> Option<Source> {
        let mut statement = self.statement(node);
        let kind = match statement.next(Rule::source_kind)?.inner().next()?.as_rule() {
            Rule::kw_law => SourceKind::Law,
            Rule::kw_regulation => SourceKind::Regulation,
            Rule::kw_local_regulation => SourceKind::LocalRegulation,
            Rule::kw_rule => SourceKind::Rule,
            _ => SourceKind::Guidance,
        };
        let source = Source {
            name: statement.name.clone(),
            label: statement.label.take(),
            kind,
            number: self
                .take(&mut statement, Rule::number_clause)
                .and_then(|clause| clause.inner().nth(1))
                .map(|text| unquoted(text.as_str())),
            issuer: self.label_clause(&mut statement, Rule::issuer_clause),
            issued: self.date_clause(&mut statement, Rule::issued_clause),
            effective: self.effective(&mut statement),
            repealed: self.date_clause(&mut statement, Rule::repealed_clause),
            checked_until: self.date_clause(&mut statement, Rule::checked_clause),
            bounds: self.bounds(&mut statement),
            workdays: self.day_meaning(&mut statement),
            unverified: self.take(&mut statement, Rule::unverified_clause).is_some(),
            span: statement.span,
        };
        self.finish(statement);
        Some(source)
    }

    /// Reads `unit` 单位 at the top of a file.
    pub(super) fn unit_declared(&mut self, node: Node<'_>) -> Option<Unit> {
        let mut statement = self.statement(node);
        let size = match statement.next(Rule::unit_size) {
            Some(size) => Some(self.unit_size(&size.inner().nth(1)?)?),
            None => None,
        };
        let unit = Unit {
            name: statement.name.clone(),
            label: statement.label.take(),
            size,
            span: statement.span,
        };
        self.finish(statement);
        Some(unit)
    }

    fn unit_size(&mut self, node: &Node<'_>) -> Option<UnitSize> {
        let span = self.span(node);
        let (number, rest) = literals::split_number(node.as_str());
        let number = self.decimal(number, 0, span)?;
        let divisor = rest.strip_prefix(['/', '／']).map(str::trim_start);
        let (over, rest) = match divisor.map(literals::split_number) {
            Some((divisor, rest)) => (Some(self.decimal(divisor, 0, span)?), rest),
            None => (None, rest),
        };
        let (places, unit) = literals::unit_of(rest);
        let number = literals::decimal(&number, places);
        Some(UnitSize { number, over, unit: Text { text: unit, span } })
    }

    /// Reads `fact` 事实.
    pub(super) fn fact(&mut self, node: Node<'_>) -> Option<Fact> {
        let statement = self.statement(node);
        self.fact_of(statement)
    }

    /// Reads a fact or a field of a list, taken apart.
    fn fact_of(&mut self, mut statement: Statement<'_>) -> Option<Fact> {
        let ty = statement.next(Rule::fact_type)?;
        let mut ty = self.fact_type(ty)?;
        self.measured(&mut statement, &mut ty);
        self.formatted(&mut statement, &mut ty);
        let default = self
            .take(&mut statement, Rule::default_clause)
            .and_then(|clause| clause.inner().nth(1))
            .map(|value| self.given_value(value));
        let fact = Fact {
            name: statement.name.clone(),
            label: statement.label.take(),
            ty,
            question: self.label_clause(&mut statement, Rule::question_clause),
            group: self.label_clause(&mut statement, Rule::group_clause),
            default: match default {
                Some(default) => Some(default?),
                None => None,
            },
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(fact)
    }

    /// Takes `unit` into a type of numbers.
    pub(super) fn measured(&mut self, statement: &mut Statement<'_>, ty: &mut FactType) {
        let Some(unit) = self.take(statement, Rule::unit_clause) else { return };
        let span = self.span(&unit);
        let label = unit.inner().nth(1).map(|label| self.label(label));
        match ty {
            FactType::Integer(number)
            | FactType::Number(number)
            | FactType::Money(number)
            | FactType::Percent(number) => number.unit = label,
            FactType::Bool
            | FactType::Date(_)
            | FactType::Moment
            | FactType::Text(_)
            | FactType::Judgement
            | FactType::OneOf(_)
            | FactType::AnyOf(_)
            | FactType::List(_) => self.report(Diagnostic::error(
                Code::CLAUSE_NOT_HERE,
                span,
                "只有数才有「单位」",
                "only numbers have a `unit`",
            )),
        }
    }

    /// Takes `format` into a text.
    fn formatted(&mut self, statement: &mut Statement<'_>, ty: &mut FactType) {
        let Some(clause) = self.take(statement, Rule::format_clause) else { return };
        let span = self.span(&clause);
        let Some(word) = clause.inner().nth(1) else { return };
        let format = match word.as_rule() {
            Rule::kw_credit_code => TextFormat::CreditCode,
            Rule::kw_id_number => TextFormat::IdNumber,
            Rule::kw_phone => TextFormat::Phone,
            Rule::kw_case_number => TextFormat::CaseNumber,
            _ => return self.unknown_format(&word),
        };
        if let FactType::Text(known) = ty {
            *known = Some(format);
        } else {
            self.report(
                Diagnostic::error(
                    Code::CLAUSE_NOT_HERE,
                    span,
                    "只有文本才有「格式」",
                    "only a text has a `format`",
                )
                .help(
                    "号码是文本，不是数：第一位可以是 0，也不能相加",
                    "a number of this kind is a text: it may begin with 0 and is never added",
                ),
            );
        }
    }

    fn unknown_format(&mut self, word: &Node<'_>) {
        let span = self.span(word);
        let written = match word.as_str().trim() {
            text if text.starts_with(char::is_alphanumeric) => text.to_string(),
            text => unquoted(text),
        };
        let said = Diagnostic::error(
            Code::UNKNOWN_FORMAT,
            span,
            format!("没有「{written}」这种格式"),
            format!("there is no format `{written}`"),
        );
        let said = match nearest_format(&written) {
            Some(near) => said
                .help(format!("是否指「{near}」？"), format!("did you mean `{near}`?"))
                .fix(span, near),
            None => {
                let names = |language| -> Vec<&str> {
                    formats().map(|keyword| keyword.form(language)).collect()
                };
                said.help(
                    format!("格式有：{}", names(Language::Zh).join("、")),
                    format!("the formats are {}", names(Language::En).join(", ")),
                )
            }
        };
        self.report(said);
    }

    pub(super) fn fact_type(&mut self, node: Node<'_>) -> Option<FactType> {
        let mut children = node.inner();
        let word = children.next()?;
        let rest = children.next();
        Some(match word.as_rule() {
            Rule::kw_bool => FactType::Bool,
            Rule::kw_moment => FactType::Moment,
            Rule::kw_text => FactType::Text(None),
            Rule::kw_judgement => FactType::Judgement,
            Rule::kw_date => FactType::Date(match rest {
                Some(range) => Some(self.range(range)?),
                None => None,
            }),
            Rule::kw_one_of => FactType::OneOf(self.options(rest?)),
            Rule::kw_choices => FactType::AnyOf(self.options(rest?)),
            Rule::kw_list_of => FactType::List(self.fields(rest?)?),
            rule => {
                let range = match rest {
                    Some(range) => Some(self.range(range)?),
                    None => None,
                };
                let number = NumberType { range, unit: None };
                match rule {
                    Rule::kw_integer => FactType::Integer(number),
                    Rule::kw_money => FactType::Money(number),
                    Rule::kw_percent => FactType::Percent(number),
                    _ => FactType::Number(number),
                }
            }
        })
    }

    /// Reads the fields of a list: facts without a keyword.
    fn fields(&mut self, node: Node<'_>) -> Option<Vec<Fact>> {
        let mut fields = Some(Vec::new());
        for field in node.inner().filter(|field| field.as_rule() == Rule::field) {
            let statement = self.field(field);
            if let Some(group) = statement.clause(Rule::group_clause) {
                self.report(Diagnostic::error(
                    Code::CLAUSE_NOT_HERE,
                    self.span(group),
                    "「分组」写在列表上，不写在它的各项上",
                    "`group` belongs to the list, not to its fields",
                ));
            }
            let field = self.fact_of(statement);
            collect(&mut fields, field);
        }
        fields
    }

    fn options(&mut self, node: Node<'_>) -> Vec<Opt> {
        node.inner()
            .filter(|option| option.as_rule() == Rule::option)
            .filter_map(|option| {
                let mut children = option.inner();
                let name = self.name(&children.next()?);
                let label = children.next().map(|label| self.label(label));
                Some(Opt { name, label })
            })
            .collect()
    }

    /// Reads `define` 定义.
    pub(super) fn define(&mut self, node: Node<'_>) -> Option<Define> {
        let mut statement = self.statement(node);
        let ty = statement.next(Rule::fact_type);
        let ty = match ty {
            Some(ty) => Some(self.fact_type(ty)?),
            None => None,
        };
        if let Some(FactType::List(_)) = ty {
            self.list_as_value(statement.name.span);
        }
        let value = statement.next(Rule::defined_as)?.inner().nth(1)?;
        let define = Define {
            name: statement.name.clone(),
            label: statement.label.take(),
            version: self.version(&mut statement)?,
            ty,
            value: self.expression(value)?,
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(define)
    }
}

/// The keywords of the formats of texts.
fn formats() -> impl Iterator<Item = &'static Keyword> {
    ["credit_code", "id_number", "phone", "case_number"].into_iter().filter_map(by_id)
}

/// Returns the format that a word most likely stands for: 身份证 for 身份证号 too.
fn nearest_format(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let forms = formats().flat_map(|keyword| {
        keyword.forms(Language::Zh).chain(keyword.forms(Language::En))
    });
    forms
        .map(|form| {
            let part = length > 1 && (form.contains(&word) || word.contains(form));
            (if part { 0 } else { distance(&word, form) }, form)
        })
        .filter(|(distance, _)| *distance <= length.div_ceil(3) && *distance < length)
        .min()
        .map(|(_, form)| form)
}
