//! Tables of cases, `test cases from "cases.csv"`: how a spreadsheet writes them, what is
//! wrong in them, and how much they may hold. What they mean is chapter 16.

use crate::sample::compiled_with;
use fadu::Compiled;

const RULES: &str = "fact goods : money\n\
    fact way : one of { shop, street }\n\
    fact note : text\n\
    fact people : list of { name : text ; income : money }\n\
    define dear \"dear\" = goods over 1万元\n\
    define rich \"rich\" = any of people where income over 10万元\n\
    define said \"said\" = note is \"a, \u{201c}b\u{201d}\"\n\
    test cases from \"cases.csv\"\n";

fn compiled(table: &str) -> Compiled {
    compiled_with(RULES, &[("cases.csv".to_owned(), table.to_owned())])
}

/// Reads a table without mistakes; each case as its name and what it came to.
#[track_caller]
fn passes(table: &str, expected: &[&str]) {
    let compiled = compiled(table);
    let said: Vec<&str> =
        compiled.diagnostics.iter().map(|said| &*said.message.en).collect();
    assert!(said.is_empty(), "{said:#?}");
    let report = compiled.pack.unwrap().test();
    let came: Vec<String> = report
        .cases
        .iter()
        .map(|case| {
            let word = if case.failures.is_empty() { "passes" } else { "fails" };
            format!("{} {word}", case.name)
        })
        .collect();
    assert_eq!(came, expected);
}

/// Reads a table with mistakes; each as its message, and `; ` and its help if it has one.
#[track_caller]
fn wrong(table: &str, expected: &[&str]) {
    let compiled = compiled(table);
    assert!(compiled.pack.is_none());
    let said: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|said| {
            assert_eq!(said.code.0, "F0706");
            let help = said.help.as_ref().map(|help| format!("; {}", help.en));
            format!("{}{}", said.message.en, help.unwrap_or_default())
        })
        .collect();
    assert_eq!(said, expected);
}

#[test]
fn quoted_cells_marks_and_line_ends_are_a_spreadsheets() {
    for table in [
        "case,as of,goods,expect dear\none,2025-06-30,\"20,000元\",true\n".replace(
            "\"20,000元\"",
            "20_000元",
        ),
        "\u{feff}case,as of,goods,expect dear\r\none,2025-06-30,2万元,true\r\n".to_owned(),
        "case,as of,goods,expect dear\n\none , 2025-06-30 ,2万元, true".to_owned(),
        "\"case\",\"as of\",\"goods\",\"expect dear\"\n\"one\",\"2025-06-30\",\"2万元\",\"true\"\n"
            .to_owned(),
    ] {
        passes(&table, &["one passes"]);
    }
    passes(
        "case,as of,note,expect said\n\"a, b\",2025-06-30,\"\"\"a, \u{201c}b\u{201d}\"\"\",true\n",
        &["a, b passes"],
    );
}

#[test]
fn a_list_stands_in_a_cell_as_in_a_rule_file() {
    passes(
        "case,as of,people,expect rich\n\
         one,2025-06-30,\"[ { name = \"\"甲\"\", income = 20万元 }, { income = 1元 } ]\",true\n\
         none,2025-06-30,[],false\n",
        &["one passes", "none passes"],
    );
    wrong(
        "case,as of,people,expect rich\none,2025-06-30,甲,true\n",
        &["cases.csv, line 2: a list of records: [{\"name\": value}, …] is needed here"],
    );
    wrong(
        "case,as of,people.income,expect rich\none,2025-06-30,20万元,true\n",
        &["cases.csv, line 1: only facts can be given here"],
    );
}

#[test]
fn a_column_that_is_no_fact_is_said_once_with_the_nearest() {
    wrong(
        "case,as of,godos,expect dear\none,2025-06-30,2万元,true\ntwo,2025-06-30,1元,false\n",
        &["cases.csv, line 1: nothing here is called `godos`; did you mean `goods`?"],
    );
    wrong(
        "case,goods,expect dear\none,2万元,true\ntwo,1元,false\n",
        &[
            "cases.csv, line 1: there is no column `as of`; add a column `as of` with the date \
             of each case",
        ],
    );
    wrong(
        "case,as of,2 goods,expect dear\none,2025-06-30,2万元,true\n",
        &[
            "cases.csv, line 1: `2 goods` is no name of a fact; a column is `case`, `as of`, \
             `with profile`, `expect …` or a fact's name",
        ],
    );
    wrong(
        "case,as of,goods,expect daer\none,2025-06-30,2万元,true\n",
        &["cases.csv, line 2: nothing here is called `daer`; did you mean `dear`?"],
    );
}

#[test]
fn a_wrong_value_is_said_with_its_line() {
    wrong(
        "case,as of,goods,way,expect dear\n\
         one,2025-06-30,3万5,shop,true\n\
         two,2025-06-30,true,shop,true\n\
         three,2025-06-30,2万元,shopp,true\n\
         four,2025-02-30,2万元,shop,true\n",
        &[
            "cases.csv, line 2: `3万5` is not one number: it has one number and one unit; write \
             `3.5万`",
            "cases.csv, line 3: an amount of money, such as 50,000 or 5万 is needed here",
            "cases.csv, line 4: there is no option `shopp`; the options are shop, street",
            "cases.csv, line 5: the calendar has no day `2025-02-30`; check the month and how many \
             days it has",
        ],
    );
    wrong(
        "case,as of,goods,expect dear\none,2025-06-30,20,000元,true\n",
        &[
            "cases.csv, line 2: it has 5 cells, and the header has 4; an empty cell keeps its \
             comma; a cell with a comma in it stands in quotation marks",
        ],
    );
}

/// What stands in a cell is one value, never more of the rule file.
#[test]
fn a_cell_is_one_value_on_one_line() {
    wrong(
        "case,as of,goods,expect dear\none,2025-06-30,\"2万元\nexpect dear\",true\n",
        &[
            "cases.csv, line 2: the cell that begins with `2万元` has a line break in it; write \
             each cell on one line",
        ],
    );
    for cell in ["\"2万元, way = shop\"", "2万元 ; expect dear"] {
        wrong(
            &format!("case,as of,goods,expect dear\none,2025-06-30,{cell},true\n"),
            &["cases.csv, line 2: one of its cells holds more than one value"],
        );
    }
}

#[test]
fn a_table_without_a_case_tests_nothing_and_says_so() {
    wrong("", &["cases.csv, line 1: the table is empty"]);
    wrong("\u{feff}\n\n", &["cases.csv, line 1: the table is empty"]);
    wrong(
        "case,as of,goods,expect dear\n",
        &["cases.csv, line 1: there is no case below the header"],
    );
}

#[test]
fn what_is_not_utf_8_is_refused_at_its_line() {
    wrong(
        "case,as of,goods,expect dear\none,2025-06-30,2万元,true\n\u{fffd}\u{fffd},2025-06-30,1元,false\n",
        &[
            "cases.csv, line 3: it holds bytes that are not UTF-8 (GBK, perhaps); save the table \
             as \"CSV UTF-8\"",
        ],
    );
}

#[test]
fn five_thousand_lines_are_read_and_not_one_more() {
    let table = |lines: usize| {
        let mut table = String::from("case,as of,goods,expect dear\n");
        for line in 0..lines {
            table.push_str(&format!("c{line},2025-06-30,,\n"));
        }
        table
    };
    let compiled = compiled(&table(5_000));
    assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics.first());
    assert_eq!(compiled.pack.unwrap().cases().len(), 5_000);
    wrong(
        &table(5_001),
        &[
            "cases.csv, line 5002: 5001 lines stand below the header, where 5000 may; part it \
             into several files",
        ],
    );
}

#[test]
fn four_mebibytes_are_read_and_not_a_byte_more() {
    const MOST: usize = 4 << 20;
    let line = "case,as of,goods,expect dear\none,2025-06-30,2万元,true\n";
    let table = |bytes: usize| format!("{line}{}", "\n".repeat(bytes - line.len()));
    passes(&table(MOST), &["one passes"]);
    wrong(
        &table(MOST + 1),
        &["cases.csv, line 1: the table has 4194305 bytes, where 4194304 may stand"],
    );
}
