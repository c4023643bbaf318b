//! How much is looked at: counted, so that it is the same on every computer.

use super::proved;
use crate::sample::pack;
use std::fmt::Write as _;

/// A table of 60 rows over 6 columns: 5 × 3 × 2 × 2 cells, with two columns that ask nothing.
fn long_table() -> String {
    let mut text = String::from(
        "fact n : number at least 0\nfact k : one of { a, b, c }\nfact x : bool\n\
         fact y : bool\nfact p : number\nfact q : date\n\
         table t {\n  columns n | k | x | y | p | q : amount\n",
    );
    let mut row = 0;
    let bands =
        ["under 1", "1 to under 2", "2 to under 5", "5 to under 10", "at least 10"];
    for band in bands {
        for k in ["a", "b", "c"] {
            for x in ["true", "false"] {
                for y in ["true", "false"] {
                    row += 1;
                    writeln!(text, "  {band} | {k} | {x} | {y} | any | any : {row}")
                        .unwrap();
                }
            }
        }
    }
    assert_eq!(row, 60);
    text + "}\n"
}

/// A grid of 36 cells: Guangdong 2022, table 4.12.
fn grid() -> String {
    let mut text = String::from(
        "fact set : bool\nfact tonnes : number at least 0\nfact late : bool\n\
         fact times : integer at least 0\n\
         table t {\n  columns set | tonnes | late | times : amount\n",
    );
    let mut amount = 10;
    for set in ["true", "false"] {
        for tonnes in ["under 3", "3 to under 10", "at least 10"] {
            for late in ["false", "true"] {
                for times in ["0", "1 to 2", "at least 3"] {
                    let next = amount + 2;
                    writeln!(
                        text,
                        "  {set} | {tonnes} | {late} | {times} : {amount}万元 to under {next}万元"
                    )
                    .unwrap();
                    amount = next;
                }
            }
        }
    }
    text + "}\n"
}

#[test]
fn a_table_of_sixty_rows_and_a_grid_of_thirty_six_cells_are_soon_proved() {
    for (rules, questions, most) in
        [(long_table(), 1_831, 600_000), (grid(), 667, 250_000)]
    {
        let report = proved(&pack(&rules));
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        assert!(report.undecided.is_empty());
        assert_eq!(report.questions, questions);
        assert!(report.steps < most, "{} steps", report.steps);
    }
}

#[test]
fn a_cell_taken_out_of_the_grid_is_found() {
    let rules: Vec<String> = grid().lines().map(str::to_owned).collect();
    let without = [&rules[..20], &rules[21..]].concat().join("\n");
    let report = proved(&pack(&without));
    let codes: Vec<&str> =
        report.findings.iter().map(|found| found.diagnostic.code.0).collect();
    assert_eq!(codes, ["V0101"]);
}

#[test]
fn what_takes_too_many_steps_is_left_open_and_said() {
    let mut text = String::new();
    let mut columns = Vec::new();
    for at in 0..24 {
        writeln!(text, "fact a{at} : number\nfact b{at} : number").unwrap();
        columns.push(format!("a{at} × b{at} over {at}"));
    }
    text += "scope s {\n";
    for at in 0..23 {
        writeln!(text, "  accept g{at} when {} and {}", columns[at], columns[at + 1])
            .unwrap();
    }
    text += "}\n";
    let report = proved(&pack(&text));
    assert!(!report.undecided.is_empty());
    let again = proved(&pack(&text));
    assert_eq!((report.steps, report.undecided), (again.steps, again.undecided));
}
