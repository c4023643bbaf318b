//! Tests and comparisons: what is asked of one value, or of two.

use super::expr::{Case, by_rows, included, ordered};
use super::rules::{Place, Thing};
use super::unit::Kind;
use super::value::{Answer, Judgement, Value, Wait, Waits, all, any, equal, not, strict};
use fadu::syntax::tree::{
    Bound, CompareOp, Expr, ExprKind, FactType, Opt, ParameterType, ParameterValue, Path,
    Range, Test,
};

impl<'r> Case<'r> {
    /// A test of a judgement: what was found, asked.
    fn judged(&self, key: &str, asks: fn(Judgement) -> bool) -> Answer {
        match self.facts.values.get(key) {
            None => Answer::waiting(Waits::from([Wait::Fact(key.to_owned())])),
            Some(Value::Judgement(Judgement::CannotTell)) => {
                Answer::waiting(Waits::from([Wait::Judge(key.to_owned())]))
            }
            Some(Value::Judgement(found)) => Answer::truth(asks(*found)),
            Some(other) => panic!("a judgement, not {other:?}"),
        }
    }

    /// The answer to a question: given, and as asked.
    pub(super) fn answered(&self, key: &str, asks: fn(Judgement) -> bool) -> Answer {
        self.judged(key, asks)
    }

    pub(super) fn test(
        &self,
        place: Place<'r>,
        subject: &'r Expr,
        test: &'r Test,
    ) -> Answer {
        match test {
            Test::InRange(range) => self.in_range(place, subject, range),
            Test::InList { negated, options } => {
                let one = self.value(place, subject);
                let named = self.options(place, subject);
                let kind = self.kind(place, subject);
                let parts: Vec<Answer> = options
                    .iter()
                    .map(|option| {
                        let is = CompareOp::Is;
                        let settled = self.count_compared(place, subject, is, option);
                        if let Some(settled) = settled {
                            return settled;
                        }
                        let option = self.option_or_value(place, named, option, &kind);
                        strict(&[&one, &option], |values| {
                            Some(Value::Bool(equal(values[0], values[1])))
                        })
                    })
                    .collect();
                let within = if named.is_some() {
                    // One test of the option.
                    strict(&[&one], |_| {
                        let holds = |part: &Answer| part.as_bool() == Some(true);
                        Some(Value::Bool(parts.iter().any(holds)))
                    })
                } else {
                    any(&parts)
                };
                if *negated { not(&within) } else { within }
            }
            Test::InNamed { negated, name } => {
                let within = self.in_named((place, subject), place, name);
                if *negated { not(&within) } else { within }
            }
            Test::Contains(option) => {
                let kind = Kind::Other;
                let set = self.value(place, subject);
                let named = self.options(place, subject);
                let option = self.option_or_value(place, named, option, &kind);
                strict(&[&set, &option], |values| match values {
                    [Value::Set(names), Value::Option(name)] => {
                        Some(Value::Bool(names.contains(name)))
                    }
                    other => panic!("a set and an option, not {other:?}"),
                })
            }
            Test::Known(known) => {
                let ExprKind::Path(path) = &subject.kind else { panic!("{subject:?}") };
                let key = self.key(place, path);
                let given = self.facts.values.contains_key(&key)
                    || self.facts.lists.contains_key(&key);
                Answer::truth(given == *known)
            }
            Test::Holds => self.asked(place, subject, |found| found == Judgement::Pass),
            Test::Passes => self.asked(place, subject, |found| found == Judgement::Pass),
            Test::Fails => self.asked(place, subject, |found| found == Judgement::Fail),
            Test::NotApplicable(is) => {
                let asked =
                    self.asked(place, subject, |found| found == Judgement::NotApplicable);
                if *is { asked } else { not(&asked) }
            }
            Test::NeedsJudgement => panic!("only in expectations"),
        }
    }

    /// The key of a fact or a question.
    fn key(&self, place: Place<'r>, path: &fadu::syntax::tree::Path) -> String {
        let found = self.rules.resolve(place, path);
        match found.first().map(|one| (one.place, one.thing)) {
            Some((_, Thing::Field(record, field))) => {
                self.field_key(record, &field.name.text)
            }
            Some((place, Thing::Fact(fact))) => {
                self.rules.key(place.pack, &[&fact.name.text])
            }
            Some((place, Thing::Ask(item, ask))) => self.ask_key(place, item, Some(ask)),
            Some((place, Thing::Item(item))) => self.ask_key(place, item, None),
            other => panic!("a fact, not {other:?}"),
        }
    }

    /// `holds`, `passes`, `fails`, `is not applicable` of whatever can be asked so.
    fn asked(
        &self,
        place: Place<'r>,
        subject: &'r Expr,
        asks: fn(Judgement) -> bool,
    ) -> Answer {
        let ExprKind::Path(path) = &subject.kind else {
            panic!("a name, not {subject:?}")
        };
        let found = self.rules.resolve(place, path);
        // A question is one fact, whichever version asks it.
        if let Some((place, Thing::Ask(item, ask))) =
            found.first().map(|one| (one.place, one.thing))
        {
            return self.judged(&self.ask_key(place, item, Some(ask)), asks);
        }
        self.by_version(&found, |one| match one.thing {
            Thing::Fact(fact) => {
                self.judged(&self.rules.key(one.place.pack, &[&fact.name.text]), asks)
            }
            Thing::Field(record, field) => {
                self.judged(&self.field_key(record, &field.name.text), asks)
            }
            Thing::Item(item) => {
                if asks(Judgement::Pass) {
                    self.item_passes(one.place, item)
                } else if asks(Judgement::Fail) {
                    self.item_fails(one.place, item)
                } else {
                    self.item_is_not_applicable(one.place, item)
                }
            }
            Thing::Circumstance(circumstance) => {
                self.circumstance(one.place, circumstance)
            }
            Thing::Layer(layer) => self.layer(one.place, layer),
            Thing::Criterion(layer, criterion) => {
                self.criterion(one.place, layer, criterion)
            }
            other => panic!("nothing to be asked: {other:?}"),
        })
    }

    pub(super) fn compare(
        &self,
        place: Place<'r>,
        how: CompareOp,
        left: &'r Expr,
        right: &'r Expr,
    ) -> Answer {
        use std::cmp::Ordering;
        if let Some(settled) = self.count_compared(place, left, how, right) {
            return settled;
        }
        let one = self.value(place, left);
        let named = self.options(place, left);
        let kind = self.kind(place, left);
        let other = self.option_or_value(place, named, right, &kind);
        let same = || {
            strict(&[&one, &other], |values| {
                Some(Value::Bool(equal(values[0], values[1])))
            })
        };
        match how {
            CompareOp::Is => same(),
            CompareOp::IsNot => not(&same()),
            CompareOp::Less | CompareOp::Before => ordered(&one, &other, Ordering::is_lt),
            CompareOp::LessOrEqual => ordered(&one, &other, Ordering::is_le),
            CompareOp::Greater | CompareOp::After => {
                ordered(&one, &other, Ordering::is_gt)
            }
            CompareOp::GreaterOrEqual => ordered(&one, &other, Ordering::is_ge),
        }
    }

    /// The options that an expression's value is one of, or a set of.
    fn options(&self, place: Place<'r>, expr: &'r Expr) -> Option<&'r [Opt]> {
        match &expr.kind {
            ExprKind::Path(path) => {
                let found = self.rules.resolve(place, path).into_iter().next()?;
                match found.thing {
                    Thing::Fact(fact) | Thing::Field(_, fact) => options_of(&fact.ty),
                    Thing::Parameter(known) => match &known.ty {
                        ParameterType::Plain(ty) => options_of(ty),
                        ParameterType::Period | ParameterType::RangeOf(_) => None,
                    },
                    Thing::Output(table, at) => {
                        self.rules.options_of_output(found.place.pack, table, at)
                    }
                    Thing::Define(define) => self.options(found.place, &define.value),
                    _ => None,
                }
            }
            ExprKind::Case(case) => {
                case.rows.iter().find_map(|row| self.options(place, &row.value))
            }
            _ => None,
        }
    }

    fn option_or_value(
        &self,
        place: Place<'r>,
        named: Option<&[Opt]>,
        expr: &'r Expr,
        kind: &Kind,
    ) -> Answer {
        if let (Some(options), ExprKind::Path(path)) = (named, &expr.kind)
            && let [name] = &path.segments[..]
            && options.iter().any(|option| option.name.text == name.text)
        {
            return Answer::known(Value::Option(name.text.clone()));
        }
        self.value_in(place, expr, kind)
    }

    /// Whether a value lies in the range of a parameter, or in the one that is chosen.
    fn in_named(
        &self,
        subject: (Place<'r>, &'r Expr),
        place: Place<'r>,
        name: &'r Path,
    ) -> Answer {
        let found = self.rules.resolve(place, name);
        let [found] = found.as_slice() else { panic!("one range: {name:?}") };
        match found.thing {
            Thing::Parameter(known) => match self.rules.setting(known) {
                Some((place, ParameterValue::Range(range))) => {
                    self.lies_in(subject, place, range)
                }
                // One value is the range from it to it.
                Some((place, ParameterValue::One(value))) => {
                    let (at, subject) = subject;
                    let kind = self.kind(at, subject);
                    let one = self.value(at, subject);
                    let value = self.value_in(place, value, &kind);
                    strict(&[&one, &value], |values| {
                        Some(Value::Bool(equal(values[0], values[1])))
                    })
                }
                None => Answer::failed(),
            },
            Thing::Define(define) => self.in_chosen(subject, found.place, &define.value),
            other => panic!("no range: {other:?}"),
        }
    }

    fn in_chosen(
        &self,
        subject: (Place<'r>, &'r Expr),
        place: Place<'r>,
        range: &'r Expr,
    ) -> Answer {
        match &range.kind {
            ExprKind::Path(name) => self.in_named(subject, place, name),
            ExprKind::Case(case) => by_rows(case.rows.iter().map(|row| {
                let condition = self.when(place, row.when.as_ref());
                (condition, || self.in_chosen(subject, place, &row.value))
            })),
            other => panic!("no range: {other:?}"),
        }
    }

    fn in_range(&self, place: Place<'r>, subject: &'r Expr, range: &'r Range) -> Answer {
        self.lies_in((place, subject), place, range)
    }

    /// Whether a value lies in a range written at another place.
    fn lies_in(
        &self,
        (at, subject): (Place<'r>, &'r Expr),
        place: Place<'r>,
        range: &'r Range,
    ) -> Answer {
        let kind = self.kind(at, subject);
        let test = |bound: &'r Bound, below: bool| {
            let how = match (below, included(place, bound)) {
                (true, true) => CompareOp::GreaterOrEqual,
                (true, false) => CompareOp::Greater,
                (false, true) => CompareOp::LessOrEqual,
                (false, false) => CompareOp::Less,
            };
            if let Some(settled) = self.count_compared(at, subject, how, &bound.value) {
                return settled;
            }
            let tests = match how {
                CompareOp::GreaterOrEqual => std::cmp::Ordering::is_ge,
                CompareOp::Greater => std::cmp::Ordering::is_gt,
                CompareOp::LessOrEqual => std::cmp::Ordering::is_le,
                _ => std::cmp::Ordering::is_lt,
            };
            let end = self.value_in(place, &bound.value, &kind);
            ordered(&self.value(at, subject), &end, tests)
        };
        let lower = range.lower.iter().map(|bound| test(bound, true));
        let upper = range.upper.iter().map(|bound| test(bound, false));
        let parts: Vec<Answer> = lower.chain(upper).collect();
        all(&parts)
    }
}

fn options_of(ty: &FactType) -> Option<&[Opt]> {
    match ty {
        FactType::OneOf(options) | FactType::AnyOf(options) => Some(options),
        _ => None,
    }
}
