//! Rules whose proof is measured, and held to a number of steps in every run of the tests. In:
//! nothing. Out: texts. Never: a shape that no real table has, but for the last.

use std::fmt::Write as _;

/// A table of 60 rows over 6 columns: 5 × 3 × 2 × 2 cells, with two columns that ask nothing.
pub(crate) fn long_table() -> String {
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
                        .expect("a text takes it");
                }
            }
        }
    }
    assert_eq!(row, 60);
    text + "}\n"
}

/// A grid of 36 cells: Guangdong 2022, table 4.12.
pub(crate) fn grid() -> String {
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
                    .expect("a text takes it");
                    amount = next;
                }
            }
        }
    }
    text + "}\n"
}

/// Products of facts in a ring: nothing of it is settled by sums, and every comparison is
/// asked beside all others.
pub(crate) fn products() -> String {
    let mut text = String::new();
    let mut columns = Vec::new();
    for at in 0..24 {
        writeln!(text, "fact a{at} : number\nfact b{at} : number")
            .expect("a text takes it");
        columns.push(format!("a{at} × b{at} over {at}"));
    }
    text += "scope s {\n";
    for at in 0..23 {
        writeln!(text, "  accept g{at} when {} and {}", columns[at], columns[at + 1])
            .expect("a text takes it");
    }
    text += "}\n";
    text
}

/// Eight factors of five levels each, summed and multiplied by what was gained: 390,625 cases.
/// Guangdong 2022, table 7.15, in short.
pub(crate) fn weights() -> String {
    let mut rules = String::new();
    for at in 0..8 {
        writeln!(rules, "fact k{at} : one of {{ a, b, c, d, e }}")
            .expect("a text takes it");
    }
    rules += "fact gains : money at least 0元\n\
              benchmark b \"某行为\" / \"an act\" {\n\
              penalty f \"罚款\" / \"fine\" : fine gains at 1x to 5x\n\
              weights w \"总和\" / \"sum\" capped at 100% {\n start 20%\n";
    for at in 0..8 {
        writeln!(
            rules,
            "factor f{at} \"因素\" / \"factor\" = case k{at} {{ a : 0% ; b : 2% ; c : 5% ; d : 9% ; e : 20% }}"
        )
        .expect("a text takes it");
    }
    rules
        + "}\ncompute f = w × gains × 5\n\
           tier low \"轻\" / \"low\" when k0 is a then f at most (w × gains × 5)\n\
           tier rest \"余\" / \"rest\" when otherwise then f\n}\n"
}

/// More than twelve of 24 and less than twelve: which of them makes no difference, and that is
/// what a division by one after the other does not see. It takes all the steps there are.
pub(crate) fn tallies() -> String {
    let names: Vec<String> = (0..24).map(|at| format!("x{at}")).collect();
    let mut text = String::new();
    for name in &names {
        writeln!(text, "fact {name} : bool").expect("a text takes it");
    }
    let all = names.join(", ");
    writeln!(
        text,
        "define never = at least 13 of {{ {all} }} and not (at least 12 of {{ {all} }})"
    )
    .expect("a text takes it");
    text
}
