//! The table of sixty rows: as data for the plain Rust, and as rules.

use super::record::{Business, Harm, Row, yuan};
use serde::Deserialize;
use std::fmt::Write as _;
use std::ops::Range;

/// What stands in the table for "without end".
const ENDLESS: i64 = 1_000_000_000_000;

const ROWS: &str = include_str!("../table/rows.json");

/// The table in plain Rust.
#[derive(Debug)]
pub(crate) struct Table {
    /// Its rows; the first that fits decides.
    pub(crate) rows: Vec<Condition>,
}

/// When a row fits.
#[derive(Debug)]
pub(crate) struct Condition {
    /// The value of the goods, in fen.
    pub(crate) gv: Range<i64>,
    pub(crate) days: Range<i64>,
    pub(crate) prior: Range<i64>,
    pub(crate) harm: Option<Harm>,
    pub(crate) biz: Option<Business>,
    pub(crate) coop: Option<bool>,
    pub(crate) answer: Row,
}

#[derive(Deserialize)]
struct Written {
    gv: [i64; 2],
    days: [i64; 2],
    prior: [i64; 2],
    harm: Option<Harm>,
    biz: Option<Business>,
    coop: Option<bool>,
    lo: i64,
    hi: i64,
}

impl Table {
    /// Reads it.
    pub(crate) fn read() -> Self {
        let written: Vec<Written> = serde_json::from_str(ROWS).expect("the table");
        let range =
            |[from, to]: [i64; 2]| from..if to == ENDLESS { i64::MAX } else { to };
        let rows = written
            .into_iter()
            .zip(1..)
            .map(|(row, number)| Condition {
                gv: range(row.gv),
                days: range(row.days),
                prior: range(row.prior),
                harm: row.harm,
                biz: row.biz,
                coop: row.coop,
                answer: Row { row: number, lo: row.lo, hi: row.hi },
            })
            .collect();
        Self { rows }
    }
}

const HEAD: &str = r#"-- A discretion table as a fixture; its rows are invented. It measures speed; nobody is judged by it.
-- Written from `rows.json` by `cargo bench --profile dev --bench decisions -- write-table`.

pack bench-table 1.0.0 "裁量表（测速用）" / "Table of discretion, for measuring"

fact goods_value "货值金额" / "value of the goods" : money at least 0元
fact days_operating "经营天数" / "days in business" : integer at least 0
fact prior_penalties "此前受罚次数" / "earlier penalties" : integer at least 0
fact harm "危害后果" / "harm" : one of { nothing "无" / "none" ; minor "轻微" / "minor" ; serious "严重" / "serious" }
fact biz "业态" / "kind of business" : one of { retail ; catering ; online ; production ; smallshop }
fact cooperation "配合调查" / "co-operated" : bool
"#;

/// Writes the table as rules: a condition for each row, then the first that holds.
pub(crate) fn rules(table: &Table) -> String {
    let mut text = String::from(HEAD);
    let number = |number: i64| number.to_string();
    let money = |fen: i64| format!("{}元", yuan(fen));
    text.push('\n');
    for row in &table.rows {
        let parts: Vec<String> = [
            bounds("goods_value", &row.gv, money),
            bounds("days_operating", &row.days, number),
            bounds("prior_penalties", &row.prior, number),
            row.harm.map(|harm| format!("harm is {}", harm.name())),
            row.biz.map(|biz| format!("biz is {}", biz.name())),
            row.coop
                .map(|coop| if coop { "cooperation" } else { "not cooperation" }.into()),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !parts.is_empty() {
            let number = row.answer.row;
            writeln!(text, "define row_{number} = all of {{ {} }}", parts.join(", "))
                .expect("memory");
        }
    }
    column(&mut text, table, "row", "行", |row| row.row.to_string());
    column(&mut text, table, "lo", "自", |row| format!("{}%", row.lo));
    column(&mut text, table, "hi", "至", |row| format!("{}%", row.hi));
    text
}

fn bounds(name: &str, range: &Range<i64>, show: fn(i64) -> String) -> Option<String> {
    match (range.start, range.end) {
        (0, i64::MAX) => None,
        (0, to) => Some(format!("{name} under {}", show(to))),
        (from, i64::MAX) => Some(format!("{name} from {}", show(from))),
        (from, to) => Some(format!("{name} from {} to under {}", show(from), show(to))),
    }
}

fn column(
    text: &mut String,
    table: &Table,
    name: &str,
    label: &str,
    value: fn(&Row) -> String,
) {
    write!(text, "\ndefine {name} \"{label}\" / \"{name}\" = case {{\n").expect("memory");
    for row in &table.rows {
        let value = value(&row.answer);
        match row.answer.row {
            60 => writeln!(text, "  otherwise : {value}"),
            number => writeln!(text, "  row_{number} : {value}"),
        }
        .expect("memory");
    }
    text.push_str("}\n");
}
