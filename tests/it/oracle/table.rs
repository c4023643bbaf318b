//! Decision tables (chapter 29).

use super::benchmark::Ends;
use super::deadline::Verdict;
use super::expr::{Case, by_rows, extreme};
use super::penalty::not_below_zero;
use super::range::{Interval, hull};
use super::review::shown_value;
use super::rules::{Found, Place, Rules, Thing};
use super::select::Status;
use super::unit::Kind;
use super::value::{Answer, Number, Value, Wait, Waits, equal, order, waits_of};
use fadu::syntax::tree::{
    Expr, ExprKind, FactType, Gather, Hit, Opt, Path, RowTest, Table, TableCell, TableRow,
};
use num_traits::Zero;
use serde_json::{Value as Json, json};

/// A row in the order of trying.
struct RowOf<'r> {
    row: &'r TableRow,
    place: Place<'r>,
    condition: Answer,
    status: Status,
    /// From 1, as written; none of an override.
    number: Option<usize>,
}

impl RowOf<'_> {
    fn is_otherwise(&self) -> bool {
        matches!(self.row.test, RowTest::Otherwise)
    }

    fn is_true(&self) -> bool {
        self.condition.as_bool() == Some(true)
    }
}

/// The ranges that an output may come to.
pub(super) struct Ranges {
    pub(super) all: Vec<Ends>,
    /// One row surely is the one.
    pub(super) ends: bool,
    pub(super) waits: Waits,
    /// No row may decide, or two do that exclude each other.
    pub(super) nothing: bool,
}

/// Whether an output has a row that is a range.
pub(super) fn comes_to_ranges(table: &Table, output: usize) -> bool {
    table.rows.iter().any(|row| matches!(row.values[output], TableCell::Range { .. }))
}

impl Rules {
    /// The options of an output's fact.
    pub(super) fn options_of_output<'r>(
        &'r self,
        pack: usize,
        table: &'r Table,
        output: usize,
    ) -> Option<&'r [Opt]> {
        let path = table.outputs[output].options.as_ref()?;
        match self.resolve(self.top(pack), path).first()?.thing {
            Thing::Fact(fact) => match &fact.ty {
                FactType::OneOf(options) => Some(options),
                _ => None,
            },
            _ => None,
        }
    }
}

impl<'r> Case<'r> {
    fn rows_of_table(&self, place: Place<'r>, table: &'r Table) -> Vec<RowOf<'r>> {
        let top = self.rules.cited(self.rules.top(place.pack), &table.basis);
        let (mut overrides, mut rows, mut last) = (Vec::new(), Vec::new(), Vec::new());
        let mut number = 0;
        for row in &table.rows {
            let place = self.rules.cited(top, &row.basis);
            if !matches!(row.test, RowTest::Override(..)) {
                number += 1;
            }
            let mut one = RowOf {
                row,
                place,
                condition: Answer::truth(true),
                status: Status::Applies,
                number: Some(number),
            };
            match &row.test {
                RowTest::Override(_, _, when) => {
                    one.condition = self.value(place, when);
                    one.number = None;
                    overrides.push(one);
                }
                RowTest::Cells(cells) => {
                    let cells = cells.iter().flatten();
                    let cells: Vec<Answer> =
                        cells.map(|cell| self.value(place, cell)).collect();
                    one.condition = super::value::all(&cells);
                    rows.push(one);
                }
                RowTest::Otherwise => last.push(one),
            }
        }
        if table.hit == Hit::Priority {
            let options = self.rules.options_of_output(place.pack, table, 0).unwrap();
            let rank = |row: &RowOf<'_>| {
                let TableCell::Value(value) = &row.row.values[0] else { return 0 };
                let ExprKind::Path(path) = &value.kind else { return 0 };
                options
                    .iter()
                    .position(|one| one.name.text == path.segments[0].text)
                    .unwrap()
            };
            rows.sort_by_key(rank);
        }
        let before = overrides.len();
        let mut rows: Vec<RowOf<'r>> =
            overrides.into_iter().chain(rows).chain(last).collect();
        let mut decided = false;
        let mut any_true = false;
        for (at, row) in rows.iter_mut().enumerate() {
            row.status = match row.condition.as_bool() {
                _ if decided => Status::Excluded,
                _ if row.is_otherwise() && any_true => Status::Excluded,
                Some(false) => Status::Excluded,
                None => Status::Possible,
                Some(true) => Status::Applies,
            };
            if row.status == Status::Applies {
                any_true |= at >= before;
                decided |= at < before || matches!(table.hit, Hit::First | Hit::Priority);
            }
        }
        rows
    }

    fn cell(
        &self,
        place: Place<'r>,
        table: &'r Table,
        output: usize,
        cell: &'r TableCell,
    ) -> Answer {
        let TableCell::Value(value) = cell else { panic!("no value: {cell:?}") };
        self.output_value(place, table, output, value)
    }

    /// What is written where an output's value is wanted.
    fn output_value(
        &self,
        place: Place<'r>,
        table: &'r Table,
        output: usize,
        value: &'r Expr,
    ) -> Answer {
        let options = self.rules.options_of_output(place.pack, table, output);
        if let (Some(options), ExprKind::Path(Path { segments, .. })) =
            (options, &value.kind)
            && let [name] = &segments[..]
            && options.iter().any(|option| option.name.text == name.text)
        {
            return Answer::known(Value::Option(name.text.clone()));
        }
        self.value_in(place, value, &self.kind_of_output(place, table, output))
    }

    /// What an output measures: its first row says.
    pub(super) fn kind_of_output(
        &self,
        place: Place<'r>,
        table: &'r Table,
        output: usize,
    ) -> Kind {
        let top = self.rules.top(place.pack);
        if table.hit == Hit::Collect(Gather::Count) {
            return Kind::plain();
        }
        match &table.rows[0].values[output] {
            TableCell::Value(value) => self.kind(top, value),
            TableCell::Range { .. } => Kind::Other,
        }
    }

    /// An output of one version, with the exceptions against it.
    pub(super) fn output(
        &self,
        place: Place<'r>,
        table: &'r Table,
        output: usize,
    ) -> Answer {
        let general = self.once(place, &table.outputs[output], || {
            self.output_alone(place, table, output)
        });
        self.except(Thing::Output(table, output), general, |place, value| {
            self.output_value(place, table, output, value)
        })
    }

    fn output_alone(&self, place: Place<'r>, table: &'r Table, output: usize) -> Answer {
        let rows = self.rows_of_table(place, table);
        let value = |row: &RowOf<'r>| {
            self.cell(row.place, table, output, &row.row.values[output])
        };
        if matches!(table.hit, Hit::First | Hit::Priority) {
            return by_rows(
                rows.iter().map(|row| (row.condition.clone(), || value(row))),
            );
        }
        let is_override = |row: &&RowOf<'r>| row.number.is_none();
        let overrides = rows.iter().filter(is_override);
        let others: Vec<&RowOf<'r>> =
            rows.iter().filter(|row| row.number.is_some()).collect();
        let conditions = overrides.clone().map(|row| row.condition.clone());
        let conditions = conditions.chain(std::iter::once(Answer::truth(true)));
        let values = overrides.map(Some).chain(std::iter::once(None));
        by_rows(conditions.zip(values).map(|(condition, row)| {
            let (others, value) = (&others, &value);
            (condition, move || match row {
                Some(row) => value(row),
                None => self.gathered(table, output, others, value),
            })
        }))
    }

    /// What the rows come to that are no overrides, with `unique` or `collect`.
    fn gathered(
        &self,
        table: &'r Table,
        output: usize,
        rows: &[&RowOf<'r>],
        value: impl Fn(&RowOf<'r>) -> Answer,
    ) -> Answer {
        let cells: Vec<&&RowOf<'r>> =
            rows.iter().filter(|row| !row.is_otherwise()).collect();
        let sure: Vec<&&&RowOf<'r>> = cells.iter().filter(|row| row.is_true()).collect();
        let perhaps: Vec<&&&RowOf<'r>> =
            cells.iter().filter(|row| row.condition.value.is_none()).collect();
        let otherwise = rows.iter().find(|row| row.is_otherwise());
        let provisional = cells.iter().any(|row| row.condition.provisional);
        let counts = table.hit == Hit::Collect(Gather::Count);
        // What an open answer waits for.
        let open = || {
            let mut waits = Waits::new();
            for row in sure.iter().chain(&perhaps) {
                waits.extend(row.condition.waits.clone());
                if !counts {
                    waits.extend(value(row).waits);
                }
            }
            if sure.is_empty() && !counts {
                waits.extend(otherwise.map(|row| value(row).waits).unwrap_or_default());
            }
            Answer::waiting(waits)
        };
        let gather = match table.hit {
            Hit::Unique => {
                return match (&sure[..], perhaps.is_empty()) {
                    ([_, _, ..], _) => Answer::failed(),
                    ([only], true) => value(only).provisional_if(provisional),
                    ([], true) => match otherwise {
                        Some(row) => value(row).provisional_if(provisional),
                        None => Answer::failed(),
                    },
                    _ => open(),
                };
            }
            Hit::Collect(gather) => gather,
            Hit::First | Hit::Priority => panic!("tried in order"),
        };
        let mut of: Vec<&RowOf<'r>> = sure.iter().map(|row| ***row).collect();
        if of.is_empty() && perhaps.is_empty() {
            of.extend(otherwise);
        }
        if gather == Gather::Count {
            if !perhaps.is_empty() {
                return open();
            }
            let count = Number::from_integer(of.len().into());
            return Answer::number(count).provisional_if(provisional);
        }
        let values: Vec<Answer> = of.iter().map(|row| value(row)).collect();
        if values.iter().any(|value| value.value.is_none()) {
            return open();
        }
        let changes = |row: &&&RowOf<'r>| {
            let Some(own) = value(row).value else { return true };
            let same = |one: &Answer| match (&one.value, gather) {
                (Some(one), Gather::Set) => equal(one, &own),
                (Some(one), Gather::Highest) => order(one, &own).is_ge(),
                (Some(one), Gather::Lowest) => order(one, &own).is_le(),
                _ => false,
            };
            !values.iter().any(same)
        };
        if perhaps.iter().any(|row| changes(row)) {
            return open();
        }
        match gather {
            Gather::Set => {
                let options =
                    self.rules.options_of_output(rows_pack(rows), table, output).unwrap();
                let names = options.iter().map(|option| &option.name.text);
                let given = |name: &&String| {
                    values.iter().any(|one| match &one.value {
                        Some(Value::Option(own)) => own == *name,
                        _ => false,
                    })
                };
                Answer::known(Value::Set(names.filter(given).cloned().collect()))
            }
            _ if values.is_empty() => Answer::failed(),
            Gather::Sum => {
                let zero = match &values[0].value {
                    Some(Value::Period(_, unit)) => Value::Period(0, *unit),
                    _ => Value::Number(Number::zero()),
                };
                let add = |sum: Answer, one: &Answer| self.sum(&sum, one, false);
                values.iter().fold(Answer::known(zero), add)
            }
            Gather::Highest => extreme(&values, true),
            Gather::Lowest => extreme(&values, false),
            Gather::Count => panic!("counted above"),
        }
        .provisional_if(provisional)
    }

    /// The ranges of an output that comes to ranges, in one version.
    pub(super) fn ranges(
        &self,
        place: Place<'r>,
        table: &'r Table,
        output: usize,
        kind: Option<&Kind>,
    ) -> Ranges {
        let rows = self.rows_of_table(place, table);
        let first = match &table.rows[0].values[output] {
            TableCell::Value(value) => self.kind(place, value),
            TableCell::Range { base, range } => {
                let end = range.lower.as_ref().or(range.upper.as_ref()).unwrap();
                self.kind_of_end(place, base.as_ref(), &end.value)
            }
        };
        let kind = kind.unwrap_or(&first);
        let open = |row: &&RowOf<'r>| row.status != Status::Excluded;
        let may: Vec<&RowOf<'r>> = rows.iter().filter(open).collect();
        let (overrides, others): (Vec<&RowOf<'r>>, Vec<&RowOf<'r>>) =
            may.iter().copied().partition(|row| row.number.is_none());
        let decided = overrides.iter().any(|row| row.is_true());
        let ends = decided
            || match table.hit {
                Hit::Unique => {
                    matches!(others[..], [only] if only.is_true())
                }
                _ => others.iter().any(|row| row.is_true()),
            };
        let two = table.hit == Hit::Unique
            && !decided
            && others.iter().filter(|row| row.is_true() && !row.is_otherwise()).count()
                > 1;
        let range = |row: &&RowOf<'r>| match &row.row.values[output] {
            TableCell::Value(value) => {
                let end = not_below_zero(self.end_in(row.place, None, value, kind));
                let number = end.as_number();
                let known = number.map(|number| Interval {
                    lower: Some((number.clone(), true)),
                    upper: Some((number, true)),
                });
                Ends { known, ends: vec![end] }
            }
            TableCell::Range { base, range } => self.ends(row.place, range, |end| {
                not_below_zero(self.end_in(row.place, base.as_ref(), end, kind))
            }),
        };
        let all: Vec<Ends> = may.iter().map(range).collect();
        let mut waits: Waits = all.iter().flat_map(|one| waits_of(&one.ends)).collect();
        let same = all.windows(2).all(|pair| pair[0].known == pair[1].known)
            && all.iter().all(|one| one.known.is_some());
        if !(ends && same) {
            waits.extend(may.iter().flat_map(|row| row.condition.waits.clone()));
        }
        let nothing = may.is_empty() || two;
        if nothing {
            waits = Waits::from([Wait::Failure]);
        }
        Ranges {
            all: if two { Vec::new() } else { all },
            ends: ends && !two,
            waits,
            nothing,
        }
    }

    /// The verdict of a table.
    pub(super) fn table(
        &self,
        found: &Found<'r>,
        name: &str,
        table: &'r Table,
        law: &Answer,
    ) -> Verdict {
        let place = found.place;
        let rows = self.rows_of_table(place, table);
        let mut waits = Waits::new();
        let mut settled_all = true;
        let versions = self.rules.named(place.pack, name);
        let mut outputs = Vec::new();
        for (at, output) in table.outputs.iter().enumerate() {
            if comes_to_ranges(table, at) {
                let ranges = self.ranges(place, table, at, None);
                let known: Option<Vec<&Interval>> =
                    ranges.all.iter().map(|one| one.known.as_ref()).collect();
                let same = known
                    .as_ref()
                    .is_some_and(|all| all.windows(2).all(|pair| pair[0] == pair[1]));
                let settled = ranges.ends && same && law.as_bool() == Some(true);
                settled_all &= settled;
                waits.extend(ranges.waits);
                outputs.push(json!({
                    "name": output.name.text,
                    "value": null,
                    "range": known.and_then(hull).map(|range| range.shown()),
                    "settled": settled,
                }));
                continue;
            }
            let answer = if law.as_bool() == Some(true) {
                self.output(place, table, at)
            } else {
                self.output_by_version(&versions, &output.name.text)
            };
            settled_all &= answer.value.is_some();
            waits.extend(answer.waits);
            outputs.push(json!({
                "name": output.name.text,
                "value": answer.value.as_ref().map(shown_value),
                "range": null,
                "settled": answer.value.is_some(),
            }));
        }
        let rows = rows.iter().filter(|row| row.status != Status::Excluded);
        let rows: Vec<Json> = rows
            .map(|row| {
                let name = match &row.row.test {
                    RowTest::Override(name, ..) => name.text.as_str(),
                    RowTest::Cells(_) | RowTest::Otherwise => "",
                };
                let status = if law.as_bool() == Some(true) {
                    row.status.text()
                } else {
                    "possible"
                };
                json!({
                    "name": name,
                    "number": row.number.map(|number| number.to_string()),
                    "status": status,
                })
            })
            .collect();
        let outcome = if settled_all { "decided" } else { self.open(&waits) };
        let fields = json!({
            "outcome": outcome,
            "hit": hit(table.hit),
            "outputs": outputs,
            "rows": rows,
        });
        Verdict { fields, waits }
    }

    /// What a name stands for that is an output, over all versions of its table.
    pub(super) fn output_by_version(&self, versions: &[Found<'r>], name: &str) -> Answer {
        let found: Vec<Found<'r>> = versions
            .iter()
            .filter_map(|one| super::rules::output(*one, Some(name)))
            .collect();
        self.by_version(&found, |one| match one.thing {
            Thing::Output(table, at) => self.output(one.place, table, at),
            other => panic!("no output: {other:?}"),
        })
    }
}

fn rows_pack(rows: &[&RowOf<'_>]) -> usize {
    rows[0].place.pack
}

const fn hit(hit: Hit) -> &'static str {
    match hit {
        Hit::First => "first",
        Hit::Unique => "unique",
        Hit::Priority => "priority",
        Hit::Collect(Gather::Set) => "collect",
        Hit::Collect(Gather::Sum) => "collect sum",
        Hit::Collect(Gather::Highest) => "collect highest",
        Hit::Collect(Gather::Lowest) => "collect lowest",
        Hit::Collect(Gather::Count) => "collect count",
    }
}
