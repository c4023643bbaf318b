//! The results as JUnit XML, for build servers. No time and no host stand in it: the same rules
//! give the same bytes.

use super::Ran;
use crate::failure::Failure;
use crate::words::Words;
use fadu::{CaseReport, Message};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

/// Writes the report: a suite for each pack, a case for each of its tests.
pub(super) fn report(ran: &[Ran], words: Words) -> Result<String, Failure> {
    let mut report = Report::new("fadu");
    for pack in ran {
        let mut suite = TestSuite::new(pack.pack.clone());
        suite.add_property(("version", pack.version.as_str()));
        suite.add_property(("digest", pack.digest.as_str()));
        suite.add_test_cases(pack.tests.cases.iter().map(|case| of(pack, case, words)));
        report.add_test_suite(suite);
    }
    report.to_string().map_err(|error| {
        Failure::wrong(
            format!("写不成 JUnit XML：{error}"),
            format!("the JUnit XML cannot be written: {error}"),
        )
    })
}

fn of(pack: &Ran, case: &CaseReport, words: Words) -> TestCase {
    let lines = |list: &[Message]| {
        list.iter().map(|message| words.said(message)).collect::<Vec<_>>().join("\n")
    };
    let status = if case.unconfirmed {
        let mut status = TestCaseStatus::skipped();
        status.set_message(words.pick("待确认", "unconfirmed"));
        status
    } else if case.passed {
        TestCaseStatus::success()
    } else {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let first = case.failures.first().map_or("", |message| words.said(message));
        status.set_message(first);
        status.set_description(lines(&case.failures));
        status
    };
    let name = format!("{} {}", case.name, words.said(&case.label));
    let mut found = TestCase::new(name, status);
    found.set_classname(pack.pack.clone());
    found.extra.insert("file".into(), case.path.as_str().into());
    found.extra.insert("line".into(), case.line.to_string().into());
    found
}
