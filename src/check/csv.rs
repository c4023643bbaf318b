//! Cases from a table: `test cases from "cases.csv"`. Each line is a test; the columns are
//! `case` (its name), `as of`, facts by name, and `expect …` with what is expected, or the same
//! in Chinese. Cells are written as in a rule file; an empty cell is a fact not given, or
//! nothing expected.

use super::Checker;
use super::names::Local;
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::syntax::{parse, tree};
use crate::text::FileId;
use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;
use csv_core::{ReadRecordResult, Reader};

/// The file id of the text that a table's lines are turned into.
pub(super) const SCRATCH: FileId = FileId(u32::MAX);
/// The most cells of one line.
const MAX_CELLS: usize = 1_000;
/// The most lines below the header: each is a test.
const MAX_LINES: usize = 5_000;
/// The most bytes of a table.
const MAX_BYTES: usize = 4 << 20;

/// One line of a table of cases, as a test.
#[derive(Debug, Clone)]
pub(crate) struct ReadRow {
    /// How it is written as a test.
    text: String,
    /// How many cells of it say something.
    written: usize,
    tree: tree::File,
    /// What is wrong with how it is written.
    mistake: Option<Diagnostic>,
}

/// The lines of a table that were read before, by number: to read them takes longer than all
/// else, and they are the same whatever becomes of the rules.
pub(crate) type ReadRows = BTreeMap<usize, ReadRow>;

/// Reads the lines of a table that can be.
pub(crate) fn read_rows(text: &str) -> ReadRows {
    let mut found = ReadRows::new();
    if unreadable(text).is_some() {
        return found;
    }
    let (rows, _) = rows(text.trim_start_matches('\u{feff}'));
    let Some(((_, header), lines)) = rows.split_first() else { return found };
    let header: Vec<String> = header.iter().map(|written| column(written)).collect();
    if header.iter().any(|column| column == "as of") {
        for (line, cells) in lines.iter().take(MAX_LINES) {
            found.insert(*line, row(*line, &header, cells));
        }
    }
    found
}

/// Reads a table of cases.
pub(super) fn case_file(checker: &mut Checker<'_>, file: &tree::CaseFile) {
    let folder = checker
        .linked
        .texts
        .get(&file.span.file)
        .and_then(|(path, _)| path.rsplit_once('/'))
        .map_or("", |(folder, _)| folder);
    let wanted = if folder.is_empty() {
        file.path.text.clone()
    } else {
        format!("{folder}/{}", file.path.text)
    };
    let Some((_, text)) = checker.linked.tables.get(wanted.as_str()).copied() else {
        checker.report(
            Diagnostic::error(
                Code::UNKNOWN_TABLE,
                file.path.span,
                format!("找不到表格 {wanted}"),
                format!("the table {wanted} is not among the files"),
            )
            .help(
                "路径从这个文件所在的文件夹写起",
                "the path starts from this file's folder",
            ),
        );
        return;
    };
    if let Some((line, zh, en)) = unreadable(text) {
        bad_line(checker, file, line, &Message::new(zh, en), None);
        return;
    }
    let (rows, too_wide) = rows(text.trim_start_matches('\u{feff}'));
    if let Some((line, found)) = too_wide {
        let (zh, en) = (
            format!("有 {found} 个单元格，最多 {MAX_CELLS} 个"),
            format!("it has {found} cells, where {MAX_CELLS} may stand"),
        );
        bad_line(checker, file, line, &Message::new(zh, en), None);
    }
    let Some(((first, header), lines)) = rows.split_first() else {
        if too_wide.is_none() {
            let said = Message::new("表格是空的", "the table is empty");
            bad_line(checker, file, 1, &said, None);
        }
        return;
    };
    if let Some((line, _)) = lines.get(MAX_LINES) {
        let said = Message::new(
            format!("表头以下有 {} 行，最多 {MAX_LINES} 行", lines.len()),
            format!(
                "{} lines stand below the header, where {MAX_LINES} may",
                lines.len()
            ),
        );
        let help = Message::new("分成几个文件", "part it into several files");
        bad_line(checker, file, *line, &said, Some(&help));
        return;
    }
    if lines.is_empty() && too_wide.is_none() {
        let said = Message::new("表头以下没有案例", "there is no case below the header");
        bad_line(checker, file, *first, &said, None);
        return;
    }
    let header: Vec<String> = header.iter().map(|written| column(written)).collect();
    let header = header.as_slice();
    if !header_is_known(checker, file, *first, header) {
        return;
    }
    for (line, cells) in lines {
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if cells.len() != header.len() {
            bad_line(
                checker,
                file,
                *line,
                &Message::new(
                    format!("有 {} 个单元格，表头有 {} 个", cells.len(), header.len()),
                    format!(
                        "it has {} cells, and the header has {}",
                        cells.len(),
                        header.len()
                    ),
                ),
                Some(&Message::new(
                    "空着的单元格也要留逗号；里面有逗号的，整个单元格放在引号里",
                    "an empty cell keeps its comma; a cell with a comma in it stands in quotation marks",
                )),
            );
            continue;
        }
        case(checker, file, &wanted, *line, header, cells);
    }
}

/// The name of a column, of those that are no facts: 用例, 截至, 预期 in English.
fn column(written: &str) -> String {
    let own = match written {
        "用例" => "case",
        "截至" => "as of",
        "采用 方案" => "with profile",
        "待确认" => "unconfirmed",
        other => {
            let expected = other.strip_prefix("预期").filter(|it| it.starts_with(' '));
            return expected
                .map_or_else(|| other.to_string(), |it| format!("expect {}", it.trim()));
        }
    };
    own.to_string()
}

/// One line as the test it stands for.
fn case(
    checker: &mut Checker<'_>,
    file: &tree::CaseFile,
    path: &str,
    line: usize,
    header: &[String],
    cells: &[String],
) {
    let named = header.iter().position(|name| name == "case");
    let name = named.and_then(|at| cells.get(at).cloned());
    let name = name.unwrap_or_else(|| format!("{line}"));
    if let Some(cell) = cells.iter().find(|cell| cell.contains(['\n', '\r'])) {
        let start: String =
            cell.chars().take_while(|c| !matches!(c, '\n' | '\r')).collect();
        let said = Message::new(
            format!("以「{start}」开头的单元格里有换行"),
            format!("the cell that begins with `{start}` has a line break in it"),
        );
        let help = Message::new("一个单元格写成一行", "write each cell on one line");
        bad_line(checker, file, line, &said, Some(&help));
        return;
    }
    let known = checker.linked.rows.get(path).and_then(|rows| rows.get(&line));
    let read = known.map_or_else(|| Cow::Owned(row(line, header, cells)), Cow::Borrowed);
    let ReadRow { text, written, tree, mistake } = &*read;
    checker.scratch.clone_from(text);
    if let Some(first) = mistake {
        bad_line(checker, file, line, &first.message, first.help.as_ref());
        return;
    }
    // `1, other = 2` in a cell would be a second fact.
    if stated(tree) != *written {
        let said = Message::new(
            "有一个单元格里写了不止一个值",
            "one of its cells holds more than one value",
        );
        bad_line(checker, file, line, &said, None);
        return;
    }
    let before = checker.diagnostics.len();
    let cases = checker.model.cases.len();
    for declaration in &tree.declarations {
        if let tree::Declaration::Test(test) = declaration {
            checker.test_case(test);
        }
    }
    for case in Arc::make_mut(&mut checker.model.cases).iter_mut().skip(cases) {
        case.label = Message::new(name.clone(), name.clone());
        case.name.clone_from(&name);
        case.path = path.to_string();
        case.line = line;
    }
    let found: Vec<Diagnostic> = checker.diagnostics.drain(before..).collect();
    for diagnostic in found {
        bad_line(checker, file, line, &diagnostic.message, diagnostic.help.as_ref());
    }
}

/// One line as the test it stands for, read.
fn row(line: usize, header: &[String], cells: &[String]) -> ReadRow {
    let cell = |column: &str| {
        header.iter().position(|name| name == column).and_then(|at| cells.get(at))
    };
    let date = cell("as of").map_or("", String::as_str);
    let profile = cell("with profile").filter(|profile| !profile.is_empty());
    let with = profile.map_or_else(String::new, |name| format!(" with profile {name}"));
    // A column of its own marks the lines that a person has still to look at.
    let open = cell("unconfirmed").is_some_and(|cell| !cell.is_empty());
    let open = if open { " unconfirmed" } else { "" };
    let mut text = format!("test case_{line} as of {date}{with}{open} {{\n");
    let mut written = 0_usize;
    for (column, cell) in header.iter().zip(cells) {
        if cell.is_empty()
            || matches!(
                column.as_str(),
                "case" | "as of" | "with profile" | "unconfirmed"
            )
        {
            continue;
        }
        written = written.saturating_add(1);
        match column.strip_prefix("expect ") {
            Some(expected) => text.push_str(&expectation(expected, cell)),
            None => text.push_str(&format!("given {column} = {cell}\n")),
        }
    }
    text.push('}');
    let parsed = parse(SCRATCH, &text);
    let mistake = parsed.diagnostics.into_iter().next();
    ReadRow { text, written, tree: parsed.tree, mistake }
}

/// `tier` and `general` make `tier is general`; a cell that starts with a bound stands alone.
/// 不适用 goes with 为: the two are one word of the language.
fn expectation(expected: &str, cell: &str) -> String {
    let is = if cell.starts_with(|c: char| !c.is_ascii()) { "为" } else { "is" };
    let plain = format!("expect {expected} {is} {cell}\n");
    let whole = format!("test t as of 2020-01-01 {{\n{plain}}}");
    if parse(SCRATCH, &whole).diagnostics.is_empty() {
        plain
    } else {
        format!("expect {expected} {cell}\n")
    }
}

/// Counts what a test gives and expects.
fn stated(tree: &tree::File) -> usize {
    let tests = tree.declarations.iter().filter_map(|declaration| match declaration {
        tree::Declaration::Test(test) => Some(&test.statements),
        _ => None,
    });
    tests
        .flatten()
        .map(|statement| match statement {
            tree::TestStatement::Given(facts, _) => facts.len(),
            tree::TestStatement::Expect(_) => 1,
            tree::TestStatement::Vary(..) => 0,
        })
        .sum()
}

/// What keeps a table from being read at all, with its line.
fn unreadable(text: &str) -> Option<(usize, String, String)> {
    if text.len() > MAX_BYTES {
        let found = text.len();
        return Some((
            1,
            format!("表格有 {found} 字节，最多 {MAX_BYTES} 字节"),
            format!("the table has {found} bytes, where {MAX_BYTES} may stand"),
        ));
    }
    // Whoever read the bytes put this character where they were no UTF-8.
    let line = text.lines().position(|line| line.contains('\u{fffd}'))?;
    Some((
        line.saturating_add(1),
        "有读不出来的字：文件不是 UTF-8（可能是 GBK），在表格软件里另存为「CSV UTF-8」"
            .to_string(),
        "it holds bytes that are not UTF-8 (GBK, perhaps); save the table as \"CSV UTF-8\""
            .to_string(),
    ))
}

/// Says once what no line of the table could mend: a column that is no fact, no dates.
fn header_is_known(
    checker: &mut Checker<'_>,
    file: &tree::CaseFile,
    line: usize,
    header: &[String],
) -> bool {
    let mut known = true;
    if !header.iter().any(|column| column == "as of") {
        let said = Message::new("没有「截至」这一列", "there is no column `as of`");
        let help = Message::new(
            "加一列「截至」（或者 as of），写每个案例截至的日期",
            "add a column `as of` with the date of each case",
        );
        bad_line(checker, file, line, &said, Some(&help));
        known = false;
    }
    for column in header {
        if matches!(column.as_str(), "case" | "as of" | "with profile" | "unconfirmed")
            || column.starts_with("expect ")
        {
            continue;
        }
        let text = format!("test header as of 2020-01-01 {{\ngiven {column} = 1\n}}");
        let parsed = parse(SCRATCH, &text);
        let path = parsed.tree.declarations.iter().find_map(|declaration| {
            let tree::Declaration::Test(test) = declaration else { return None };
            match test.statements.as_slice() {
                [tree::TestStatement::Given(facts, _)] => facts.first(),
                _ => None,
            }
        });
        let Some((path, _)) = path.filter(|_| parsed.diagnostics.is_empty()) else {
            let said = Message::new(
                format!("「{column}」不是事实的名称"),
                format!("`{column}` is no name of a fact"),
            );
            let help = Message::new(
                "列名写「用例」「截至」「采用 方案」「预期 …」（或者 case、as of、with profile、expect …）或者事实的名称",
                "a column is `case`, `as of`, `with profile`, `expect …` or a fact's name",
            );
            bad_line(checker, file, line, &said, Some(&help));
            known = false;
            continue;
        };
        let before = checker.diagnostics.len();
        let place = checker.place(0, Local::None);
        checker.scratch = text;
        let fact = checker.fact_named(place, path);
        let found: Vec<Diagnostic> = checker.diagnostics.drain(before..).collect();
        for diagnostic in found {
            bad_line(checker, file, line, &diagnostic.message, diagnostic.help.as_ref());
        }
        known &= fact.is_some();
    }
    known
}

fn bad_line(
    checker: &mut Checker<'_>,
    file: &tree::CaseFile,
    line: usize,
    said: &Message,
    help: Option<&Message>,
) {
    let path = &file.path.text;
    let diagnostic = Diagnostic::error(
        Code::BAD_TABLE,
        file.path.span,
        format!("表格 {path} 第 {line} 行：{}", said.zh),
        format!("{path}, line {line}: {}", said.en),
    );
    checker.report(match help {
        Some(help) => diagnostic.help(help.zh.clone(), help.en.clone()),
        None => diagnostic,
    });
}

/// The lines of a table: the number of each and its cells.
type Rows = Vec<(usize, Vec<String>)>;

/// Splits a table into its lines, each with its number and its trimmed cells; where a line has
/// too many, its number and theirs, and no line after it.
fn rows(text: &str) -> (Rows, Option<(usize, usize)>) {
    // With an end of line after the last line, every line is read in one call.
    let text = format!("{text}\n");
    let mut reader = Reader::new();
    let mut input = text.as_bytes();
    let mut output = vec![0_u8; text.len()];
    let mut ends = vec![0_usize; MAX_CELLS];
    let mut rows = Vec::new();
    loop {
        let line = usize::try_from(reader.line()).unwrap_or(usize::MAX);
        let (result, read, _, count) = reader.read_record(input, &mut output, &mut ends);
        input = input.get(read..).unwrap_or_default();
        match result {
            ReadRecordResult::Record => {
                let mut start = 0_usize;
                let mut cells = Vec::new();
                for end in ends.iter().take(count) {
                    let bytes = output.get(start..*end).unwrap_or_default();
                    cells.push(String::from_utf8_lossy(bytes).trim().to_string());
                    start = *end;
                }
                rows.push((line, cells));
            }
            ReadRecordResult::InputEmpty if input.is_empty() && read == 0 => {
                return (rows, None);
            }
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::End => return (rows, None),
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                let mut found = count;
                let mut result = result;
                while matches!(result, ReadRecordResult::OutputEndsFull) {
                    let (next, read, _, more) =
                        reader.read_record(input, &mut output, &mut ends);
                    input = input.get(read..).unwrap_or_default();
                    found = found.saturating_add(more);
                    result = next;
                }
                return (rows, Some((line, found)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_CELLS, rows};
    use alloc::format;
    use alloc::vec::Vec;

    #[test]
    fn quoted_cells_keep_their_commas_and_lines_their_numbers() {
        let (rows, too_wide) = rows("case,a\none,\"[x, y]\"\n\ntwo,");
        assert_eq!(too_wide, None);
        let lines: Vec<usize> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(rows[1].1, ["one", "[x, y]"]);
        assert_eq!(rows[2].1, ["two", ""]);
        assert_eq!(lines[0], 1);
        assert_eq!(lines[1], 2);
    }
    #[test]
    fn a_line_with_too_many_cells_is_named() {
        let wide = ",".repeat(MAX_CELLS - 1);
        let (read, too_wide) = rows(&format!("{wide}\n{wide}"));
        assert_eq!((read.len(), too_wide), (2, None));
        let (read, too_wide) = rows(&format!("case,a\none,1\n{wide},\ntwo,2"));
        assert_eq!((read.len(), too_wide), (2, Some((3, MAX_CELLS + 1))));
    }
}
