//! Units of measure: what a word means, and exact conversion where two units meet. A
//! conversion is a multiplication put in here, so that whatever comes later knows none.

use super::Checker;
use super::packs::label;
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{Constant, Expr, ExprKind, Limits, Measure, Type, Unit, unit_of_word};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::Number;
use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Units may be defined by each other at most so deep.
const MAX_STEPS: usize = 20;

/// The units that packs declare, by each of their words.
pub(super) type Declared = BTreeMap<String, Measure>;

impl Checker<'_> {
    /// Declares every unit of every pack; their order means nothing.
    pub(super) fn declare_units(&mut self) {
        let linked = self.linked;
        let mut open: Vec<&tree::Unit> = linked
            .packs
            .iter()
            .flat_map(|pack| &pack.trees)
            .flat_map(|tree| &tree.declarations)
            .filter_map(|declaration| match declaration {
                tree::Declaration::Unit(unit) => Some(unit),
                _ => None,
            })
            .collect();
        for _ in 0..MAX_STEPS {
            let before = open.len();
            open.retain(|unit| match self.unit_declared(unit) {
                Some(measure) => {
                    self.name_unit(unit, &measure);
                    false
                }
                None => true,
            });
            if open.len() == before {
                break;
            }
        }
        for unit in open {
            let (span, word) = unit.size.as_ref().map_or((unit.span, ""), |size| {
                (size.unit.span, size.unit.text.as_str())
            });
            self.unknown_unit(span, word);
        }
    }

    /// Returns what a declaration says, if what it rests on is known.
    fn unit_declared(&mut self, unit: &tree::Unit) -> Option<Measure> {
        let name = label(unit.label.as_ref(), &unit.name.text);
        let Some(size) = &unit.size else { return Some(Measure::base(name)) };
        let base = self.measure_of(&size.unit.text)?;
        let number = Number::parse_decimal(&size.number);
        let number = match &size.over {
            Some(over) => number.zip(Number::parse_decimal(over)).and_then(|(a, b)| {
                if b.is_zero() { None } else { a.checked_div(b).ok() }
            }),
            None => number,
        };
        let number = number.filter(|number| *number > Number::ZERO);
        let made = number.and_then(|number| base.times(number, name.clone()));
        if made.is_none() {
            self.report(
                Diagnostic::error(
                    Code::UNIT_SIZE,
                    size.unit.span,
                    format!("单位「{}」的大小要大于零，并且可以精确计算", unit.name.text),
                    format!(
                        "the size of the unit `{}` must be above zero and exact",
                        unit.name.text
                    ),
                )
                .help(
                    "写「= 数 单位」，例如 24瓶 或者 2000/3平方米",
                    "write `= number unit`, such as 24瓶 or 2000/3 m²",
                ),
            );
        }
        // What was reported is a unit of its own from here on.
        Some(made.unwrap_or_else(|| Measure::base(name)))
    }

    /// Makes a unit known by its name and its label's words.
    fn name_unit(&mut self, unit: &tree::Unit, measure: &Measure) {
        let words = [unit.name.text.as_str(), &measure.name.zh, &measure.name.en];
        for (at, word) in words.iter().enumerate() {
            if words.iter().take(at).any(|before| before == word) {
                continue;
            }
            let known = unit_of_word(word).or_else(|| self.units.get(*word).cloned());
            // Two packs may say the same of one word.
            if known.is_none_or(|known| known == *measure && unit.size.is_some()) {
                self.units.insert((*word).to_owned(), measure.clone());
                continue;
            }
            self.report(
                Diagnostic::error(
                    Code::DUPLICATE_NAME,
                    unit.name.span,
                    format!("「{word}」已经是一个单位"),
                    format!("`{word}` is a unit already"),
                )
                .help("换一个名称", "choose another name"),
            );
        }
    }

    /// Returns the unit of words like 元/平方米.
    pub(super) fn measure_of(&self, words: &str) -> Option<Measure> {
        let words = words.replace('／', "/");
        let one = |word: &str| {
            let word = word.trim();
            unit_of_word(word).or_else(|| self.units.get(word).cloned())
        };
        // A unit may have a stroke in its own name.
        if let Some(known) = one(&words) {
            return Some(known);
        }
        let mut parts = words.split('/');
        let first = one(parts.next()?)?;
        parts.try_fold(first, |above, below| above.over(&one(below)?))
    }

    /// Returns what numbers of a fact measure.
    pub(super) fn limits_unit(&mut self, number: &tree::NumberType) -> Limits {
        let Some(written) = &number.unit else { return Limits::default() };
        let name = label(Some(written), "");
        let zh = self.measure_of(&name.zh);
        let en = self.measure_of(&name.en);
        if let (Some(one), Some(other)) = (&zh, &en)
            && one != other
            && !(one.powers.is_empty() && other.powers.is_empty())
        {
            self.report(
                Diagnostic::error(
                    Code::UNIT_LABELS_DIFFER,
                    written.span,
                    format!("「{}」和「{}」不是同一个单位", name.zh, name.en),
                    format!("`{}` and `{}` are not one unit", name.zh, name.en),
                )
                .help("两种语言写同一个单位", "write the same unit in both languages"),
            );
        }
        // A word that nobody declares is a unit of its own.
        let measure = zh.or(en).unwrap_or_else(|| Measure::base(name.clone()));
        let measure = Some(measure.called(name.clone()));
        Limits { range: None, unit: Some(name), measure }
    }

    /// Returns whether the ends of a range are written without units.
    pub(super) fn is_bare(&self, range: &tree::Range) -> bool {
        let bare = |bound: &tree::Bound| match &bound.value.kind {
            tree::ExprKind::Literal(literal) => {
                !matches!(literal, tree::Literal::Quantity(..) | tree::Literal::Money(_))
            }
            _ => true,
        };
        [&range.lower, &range.upper].into_iter().flatten().all(bare)
    }

    /// Says that money and percentages have their unit already.
    pub(super) fn unit_not_here(&mut self, own: &Unit, written: &tree::Label) {
        let name = label(Some(written), "");
        let measure = self.measure_of(&name.zh).map(Measure::unit);
        let hundredth = *own == Unit::Percent && matches!(&*name.zh, "%" | "％");
        if measure.as_ref() == Some(own) || hundredth {
            return;
        }
        self.report(
            Diagnostic::error(
                Code::CLAUSE_NOT_HERE,
                written.span,
                "金额以元计，百分比以比值计，不另写单位",
                "money is in yuan and a percentage is a ratio; neither has another unit",
            )
            .help(
                format!("要以「{}」给出的，类型写「数值」", name.zh),
                format!("make it a `number` if it is given in `{}`", name.en),
            ),
        );
    }

    /// Checks a number with its unit.
    pub(super) fn quantity(&mut self, number: &str, words: &str, span: Span) -> Expr {
        let Some(measure) = self.measure_of(words) else {
            self.unknown_unit(span, words);
            return self.mistake(span);
        };
        let Some(number) = Number::parse_decimal(number) else {
            return self.number_too_long(span);
        };
        let kind = ExprKind::Constant(Constant::Number(number));
        Expr { kind, ty: Type::Number(measure.unit()), span }
    }

    fn unknown_unit(&mut self, span: Span, words: &str) {
        let found = self.source_text(span);
        self.report(
            Diagnostic::error(
                Code::MALFORMED_NUMBER,
                span,
                format!("不认识「{found}」的单位「{words}」"),
                format!("the unit `{words}` of `{found}` is not known"),
            )
            .help(
                "内置的有元、平方米、亩、吨、千克、升、分贝等；其他单位在文件开头用「单位」声明",
                "built in are 元, m², mu, t, kg, L, dB and others; declare another with `unit` \
                 at the top of a file",
            ),
        );
    }

    pub(super) fn number_too_long(&mut self, span: Span) -> Expr {
        self.report(Diagnostic::error(
            Code::NUMBER_TOO_LONG,
            span,
            "这个数超出了可以精确计算的范围：约分后分子或者分母大于 2¹²⁷ − 1",
            "this number is too long to be exact: in lowest terms its numerator or \
             denominator exceeds 2¹²⁷ − 1",
        ));
        self.mistake(span)
    }

    /// Puts two values side by side: the right one is converted to the unit of the left one.
    /// Says so if they do not go together.
    pub(super) fn side_by_side(&mut self, left: &Expr, right: Expr) -> Option<Expr> {
        let mut right = converted(right, &left.ty);
        if let ExprKind::Fact(fact) = left.kind {
            right = self.of_format(fact, right);
        }
        self.same(left, &right).then_some(right)
    }

    /// Returns what is to be done about two units that do not go together.
    pub(super) fn unit_help(&self, left: &Expr, right: &Expr) -> Message {
        let (Type::Number(a), Type::Number(b)) = (&left.ty, &right.ty) else {
            return Message::new(
                "两边要用同一单位，例如都写成金额，或者都写成工作日",
                "both sides need the same unit, for example both money or both workdays",
            );
        };
        let (unit, bare) = match (a.is_plain(), b.is_plain()) {
            (false, true) => (a, right),
            (true, false) => (b, left),
            _ => {
                return Message::new(
                    "两边要量同一种东西：金额和金额，面积和面积；单位可以不同，会精确换算",
                    "both sides must measure the same thing, money and money or area and area; \
                     their units may differ and convert exactly",
                );
            }
        };
        let written = match &bare.kind {
            ExprKind::Constant(Constant::Number(_)) => self.source_text(bare.span),
            _ => String::new(),
        };
        let name = unit.name();
        if *b == Unit::Percent || *a == Unit::Percent {
            return Message::new(
                "写明百分之几的什么，例如 30% × 货值金额",
                "say of what the percentage is, such as 30% × goods_value",
            );
        }
        if written.is_empty() {
            return Message::new(
                format!("两边都要有单位：给没有单位的事实写上「单位 \"{}\"」", name.zh),
                format!(
                    "both sides need a unit: give the fact without one `unit \"{}\"`",
                    name.zh
                ),
            );
        }
        let space = if name.en.is_ascii() { " " } else { "" };
        let en = if *unit == Unit::Money { name.zh.clone() } else { name.en };
        let space = if *unit == Unit::Money { "" } else { space };
        Message::new(
            format!("给数字写上单位，例如 {written}{}", name.zh),
            format!("give the number its unit, such as {written}{space}{en}"),
        )
    }
}

/// Converts a number to the unit of `wanted`, where there is a way.
pub(super) fn converted(expr: Expr, wanted: &Type) -> Expr {
    let (Type::Number(from), Type::Number(to)) = (&expr.ty, wanted) else { return expr };
    if from.is_one_with(to) {
        return expr;
    }
    match from.in_terms_of(to) {
        Some(factor) => scaled(expr, factor, wanted.clone()),
        None => expr,
    }
}

/// Multiplies with what converts it to another unit.
pub(super) fn scaled(expr: Expr, factor: Number, ty: Type) -> Expr {
    let span = expr.span;
    if factor == Number::ONE {
        return Expr { ty, ..expr };
    }
    let factor = Expr {
        kind: ExprKind::Constant(Constant::Number(factor)),
        ty: Type::Number(Unit::Factor),
        span,
    };
    Expr { kind: ExprKind::Multiply(Box::new(expr), Box::new(factor)), ty, span }
}
