//! Cases from a table: `test cases from "cases.csv"`. Each line is a test; the columns are
//! `case` (its name), `as of`, facts by name, and `expect …` with what is expected. Cells
//! are written as in a rule file; an empty cell is a fact not given, or nothing expected.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{parse, tree};
use crate::text::FileId;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use csv_core::{ReadRecordResult, Reader};

/// The file id of the text that a table's lines are turned into.
pub(super) const SCRATCH: FileId = FileId(u32::MAX);
/// The most cells of one line.
const MAX_CELLS: usize = 1_000;

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
    let (rows, too_wide) = rows(text.trim_start_matches('\u{feff}'));
    if let Some(line) = too_wide {
        let (zh, en) = (
            format!("一行最多 {MAX_CELLS} 个单元格"),
            format!("a line has at most {MAX_CELLS} cells"),
        );
        bad_line(checker, file, line, &zh, &en);
    }
    let Some(((_, header), lines)) = rows.split_first() else { return };
    for (line, cells) in lines {
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if cells.len() != header.len() {
            bad_line(
                checker,
                file,
                *line,
                "单元格的个数与表头不同",
                "it has not as many cells as the header",
            );
            continue;
        }
        case(checker, file, &wanted, *line, header, cells);
    }
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
    let cell = |column: &str| {
        header.iter().position(|name| name == column).and_then(|at| cells.get(at))
    };
    let name = cell("case").cloned().unwrap_or_else(|| format!("{line}"));
    let date = cell("as of").map_or("", String::as_str);
    let profile = cell("with profile").filter(|profile| !profile.is_empty());
    let with = profile.map_or_else(String::new, |name| format!(" with profile {name}"));
    let mut text = format!("test case_{line} as of {date}{with} {{\n");
    for (column, cell) in header.iter().zip(cells) {
        if cell.is_empty() || matches!(column.as_str(), "case" | "as of" | "with profile")
        {
            continue;
        }
        match column.strip_prefix("expect ") {
            Some(expected) => text.push_str(&expectation(expected, cell)),
            None => text.push_str(&format!("given {column} = {cell}\n")),
        }
    }
    text.push('}');
    let parsed = parse(SCRATCH, &text);
    checker.scratch = text;
    if let Some(first) = parsed.diagnostics.first() {
        bad_line(checker, file, line, &first.message.zh, &first.message.en);
        return;
    }
    let before = checker.diagnostics.len();
    let cases = checker.model.cases.len();
    for declaration in &parsed.tree.declarations {
        if let tree::Declaration::Test(test) = declaration {
            checker.test_case(test);
        }
    }
    for case in checker.model.cases.iter_mut().skip(cases) {
        case.label = crate::diagnostic::Message::new(name.clone(), name.clone());
        case.name.clone_from(&name);
        case.path = path.to_string();
        case.line = line;
    }
    let found: Vec<Diagnostic> = checker.diagnostics.drain(before..).collect();
    for diagnostic in found {
        bad_line(checker, file, line, &diagnostic.message.zh, &diagnostic.message.en);
    }
}

/// `tier` and `general` make `tier is general`; a cell that starts with a bound stands alone.
fn expectation(expected: &str, cell: &str) -> String {
    let plain = format!("expect {expected} is {cell}\n");
    let whole = format!("test t as of 2020-01-01 {{\n{plain}}}");
    if parse(SCRATCH, &whole).diagnostics.is_empty() {
        plain
    } else {
        format!("expect {expected} {cell}\n")
    }
}

fn bad_line(
    checker: &mut Checker<'_>,
    file: &tree::CaseFile,
    line: usize,
    zh: &str,
    en: &str,
) {
    let path = &file.path.text;
    checker.report(Diagnostic::error(
        Code::BAD_TABLE,
        file.path.span,
        format!("表格 {path} 第 {line} 行：{zh}"),
        format!("{path}, line {line}: {en}"),
    ));
}

/// Splits a table into its lines, each with its number and its trimmed cells; where a line has
/// too many, its number, and no line after it.
fn rows(text: &str) -> (Vec<(usize, Vec<String>)>, Option<usize>) {
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
                return (rows, Some(line));
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
        assert_eq!((read.len(), too_wide), (2, Some(3)));
    }
}
