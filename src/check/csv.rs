//! Cases from a table: `test cases from "cases.csv"`.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree;

/// Reads a table of cases.
pub(super) fn case_file(checker: &mut Checker<'_>, file: &tree::CaseFile) {
    checker.report(Diagnostic::error(
        Code::NOT_YET,
        file.span,
        "从表格读取用例还不能用",
        "cases from a table are not available yet",
    ));
}
