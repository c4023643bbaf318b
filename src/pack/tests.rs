//! How much a program may be with the records of a case written out.

use super::{Pack, compile};
use crate::program::MAX_STEPS;
use crate::text::SourceText;
use crate::value::Date;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// So many definitions stand in one file here.
const PER_FILE: usize = 20_000;

#[test]
fn a_case_may_have_as_many_operations_as_the_limit_and_not_one_more() {
    let json = "[{\"v\": 1}, ".to_string() + &"{\"v\": 1}, ".repeat(998) + "{\"v\": 1}]";
    let json = format!("{{\"n\": 1, \"l\": {json}}}");
    let rules = |added: usize| {
        let counts =
            lines(20, |at| format!("define s{at} \"s\" = count of l where v over {at}"));
        let text = format!(
            "pack t 1.0.0\nfact n : number\nfact l : list of {{ v : number }}\n{counts}"
        );
        // One file holds no more text than a file may.
        let more = (0..added).step_by(PER_FILE).map(|from| {
            let names = from..added.min(from + PER_FILE);
            let text: String = names.map(|at| format!("define a{at} = n\n")).collect();
            SourceText::new(format!("t/a{from}.fadu"), text)
        });
        let files: Vec<SourceText> =
            [SourceText::new("t/pack.fadu", text)].into_iter().chain(more).collect();
        compile(&files, None).pack.unwrap()
    };
    let operations = |pack: &Pack| {
        let facts = pack.facts_from_json(json.as_bytes());
        pack.program.with_records(&facts, Vec::new).unwrap().0.ops.len()
    };
    let said = |pack: &Pack| -> Vec<String> {
        let facts = pack.facts_from_json(json.as_bytes());
        let today = Date::parse("2025-06-30").unwrap();
        let problems = pack.evaluate(&facts, today).problems;
        problems.into_iter().map(|it| format!("{} {}", it.code, it.message.en)).collect()
    };
    let (none, one) = (operations(&rules(0)), operations(&rules(1)));
    assert_eq!(one, none + 1, "what is added is one operation");
    let at = rules(MAX_STEPS - none);
    assert_eq!(operations(&at), MAX_STEPS);
    assert!(said(&at).is_empty(), "{:?}", said(&at));
    let said = said(&rules(MAX_STEPS - none + 1));
    let [only] = said.as_slice() else { panic!("{said:?}") };
    assert!(
        only.starts_with("P0115 ") && only.contains(&MAX_STEPS.to_string()),
        "{only}"
    );
}

fn lines(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(|at| format!("{}\n", one(at))).collect()
}
