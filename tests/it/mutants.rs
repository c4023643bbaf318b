//! Rules changed one by one: what is changed, who notices, and what the author may accept.

use crate::support::packs;
use fadu::{Catcher, Fate, Mutation, SourceText, Unready};
use std::collections::BTreeSet;
use std::fs;

/// A line, and tests that stand on both sides of it.
const LINE: &str = "
pack p 1.0.0
source S \"示例\" / \"Example\" : law
fact goods \"货值\" / \"goods\" : money at least 0元
fact grave \"严重\" / \"grave\" : bool
define dear \"大额\" / \"dear\" basis S 1
  = goods from 1万元 and grave
test on as of 2025-06-30 { given goods = 1万元, grave = true ; expect dear }
test under_ as of 2025-06-30 { given goods = 9_999.99元, grave = true ; expect not dear }
test slight as of 2025-06-30 { given goods = 1万元, grave = false ; expect not dear }
";

#[test]
fn tests_on_both_sides_of_a_line_notice_every_change() {
    let fates = fates(LINE);
    assert!(fates.len() > 8, "{fates:?}");
    for (change, fate) in fates {
        assert!(matches!(fate, Fate::Caught(..)), "{change}: {fate:?}");
    }
}

#[test]
fn without_a_test_on_the_line_the_bound_survives() {
    let text = LINE.replace(
        "given goods = 1万元, grave = true",
        "given goods = 2万元, grave = true",
    );
    let survived = survivors(&text);
    assert!(survived.contains(&"from -> over".to_owned()), "{survived:?}");
    assert!(survived.contains(&"1万元 -> 10000.01元".to_owned()), "{survived:?}");
    assert!(!survived.contains(&"1万元 -> 10万元".to_owned()), "{survived:?}");
}

#[test]
fn the_first_to_object_is_named() {
    let of = |text: &str, change: &str| {
        let found = fates(text).into_iter().find(|(known, _)| known == change);
        match found.unwrap_or_else(|| panic!("no change {change}")).1 {
            Fate::Caught(by, _) => by,
            fate => panic!("{change}: {fate:?}"),
        }
    };
    assert_eq!(of(LINE, "from -> over"), Catcher::Test);
    let rows = "
pack p 1.0.0
source S \"示例\" / \"Example\" : law
fact n \"数\" / \"n\" : integer 0 to 9
benchmark b \"罚\" / \"b\" basis S 1 {
  penalty f \"罚款\" / \"fine\" : fine {
    n under 5 : 1元 to 2元
    n from 5 : 3元 to 4元
  } basis S 1
  tier t \"一\" / \"t\" when otherwise then f by span 0% to 100% basis S 1
}
test low as of 2025-06-30 { given n = 4 ; expect b.f is 1元 to 2元 }
test high as of 2025-06-30 { given n = 5 ; expect b.f is 3元 to 4元 }
";
    assert_eq!(of(rows, "4元 -> 5元"), Catcher::Test);
    assert_eq!(of(rows, "3元 -> 30元"), Catcher::Check);
    assert_eq!(of(rows, "under -> at most"), Catcher::Test);
    let without = rows.replace("given n = 5", "given n = 6");
    assert_eq!(of(&without, "under -> at most"), Catcher::Prove);
}

#[test]
fn a_change_may_be_accepted_with_a_reason() {
    let text = LINE.replace(
        "given goods = 1万元, grave = true",
        "given goods = 2万元, grave = true",
    );
    let allowed = |reason: &str| {
        let line = format!("  -- mutants: allow bound{reason}\n  = goods from");
        let text = text.replace("  = goods from", &line);
        fates(&text).into_iter().find(|(change, _)| change == "from -> over").unwrap().1
    };
    let reason = " reason \"the law does not say\"";
    let reason_of = |fate| match fate {
        Fate::Survived { reason, .. } => reason,
        fate => panic!("{fate:?}"),
    };
    assert_eq!(reason_of(allowed(reason)).as_deref(), Some("the law does not say"));
    assert_eq!(reason_of(allowed("")), None);
}

#[test]
fn of_a_change_that_nobody_notices_a_case_is_told() {
    let text = LINE.replace(
        "given goods = 1万元, grave = true",
        "given goods = 2万元, grave = true",
    );
    let case = |change: &str| {
        let found = fates(&text).into_iter().find(|(known, _)| known == change);
        match found.unwrap().1 {
            Fate::Survived { case, .. } => case.unwrap().en.to_string(),
            fate => panic!("{change}: {fate:?}"),
        }
    };
    assert_eq!(case("from -> over"), "goods CNY 10,000, grave: yes: dear: yes -> no");
}

/// Rows in the order of the text, of which the tests ask each.
const ROWS: &str = "
pack p 1.0.0
source S \"示例\" / \"Example\" : law
fact kind \"种类\" / \"kind\" : one of { a \"甲\" / \"a\", b \"乙\" / \"b\", c \"丙\" / \"c\" }
fact n \"数\" / \"n\" : integer 0 to 99
define share \"比例\" / \"share\" basis S 1 = case {
  FIRST : 10%
  SECOND : 20%
  otherwise : 0%
}
test one as of 2025-06-30 { given kind = a, n = 1 ; expect share is 10% }
test two as of 2025-06-30 { given kind = b, n = 9 ; expect share is 20% }
test three as of 2025-06-30 { given kind = c, n = 99 ; expect share is 0% }
";

/// What becomes of two rows in the other order.
fn swapped(text: &str, first: &str, second: &str) -> Fate {
    let text = text.replace("FIRST", first).replace("SECOND", second);
    let change = format!("{first} : 10% -> {second} : 20%");
    let found = fates(&text).into_iter().find(|(known, _)| *known == change);
    found.unwrap_or_else(|| panic!("no change {change}")).1
}

#[test]
fn rows_that_exclude_each_other_may_stand_in_any_order() {
    let excluding = [
        ("kind is a", "kind is b"),
        ("kind is a and n under 50", "kind in { b, c } and n under 50"),
        ("n under 5", "n from 5 to under 50"),
    ];
    for (first, second) in excluding {
        let fate = swapped(ROWS, first, second);
        assert_eq!(fate, Fate::NothingChanges, "{first}, {second}");
    }
}

#[test]
fn rows_that_may_both_hold_may_not() {
    for (first, second) in [
        ("kind is a", "n from 5 to under 50"),
        ("kind in { a, c } and n under 50", "kind in { b, c } and n under 50"),
        ("n at most 8", "n from 8 to under 50"),
    ] {
        let fate = swapped(ROWS, first, second);
        assert!(matches!(fate, Fate::Survived { case: Some(_), .. }), "{fate:?}");
    }
}

#[test]
fn rows_of_which_it_is_not_shown_may_not_either() {
    // A product of facts is more than the prover looks into.
    let text = ROWS.replace("fact n ", "fact m \"几\" / \"m\" : integer 1 to 9\nfact n ");
    let text = text.replace(", n = ", ", m = 1, n = ");
    let fate = swapped(&text, "n × m under 5", "m × n from 5 to under 50");
    assert!(matches!(fate, Fate::Survived { case: None, .. }), "{fate:?}");
}

#[test]
fn what_asks_whether_something_is_known_has_to_be_the_same_without_it() {
    // With `kind` missing, the one order comes to an answer where the other waits.
    let known =
        ROWS.replace("otherwise", "kind is known and n over 90 : 0%\n  otherwise");
    let (first, second) = ("kind is a and n under 50", "kind is b and n under 50");
    assert_eq!(swapped(ROWS, first, second), Fate::NothingChanges);
    let fate = swapped(&known, first, second);
    assert!(matches!(fate, Fate::Survived { case: None, .. }), "{fate:?}");
}

/// Steps of a benchmark, a review and a scope that exclude each other, or do not.
const STEPS: &str = "
pack p 1.0.0
source S \"示例\" / \"Example\" : law
fact n \"数\" / \"n\" : integer 0 to 9
fact grave \"严重\" / \"grave\" : bool
benchmark b \"罚\" / \"b\" basis S 1 {
  penalty f \"罚款\" / \"fine\" : fine 1元 to 9元 basis S 1
  tier low when n under 3 then f by span 0% to 30%
  tier high when n from 6 then f by span 60% to 100%
  tier other when OTHER then f by span 30% to 60%
  tier rest when otherwise then no penalty
}
scope s \"受理\" / \"s\" basis S 2 {
  reject few \"少\" / \"few\" when n under 3
  reject many \"多\" / \"many\" when n from 6
  accept rest \"其余\" / \"rest\" when otherwise
}
test low as of 2025-06-30 { given n = 1, grave = true ; expect b.tier is low ; expect s.ground is few }
test high as of 2025-06-30 { given n = 9, grave = false ; expect b.tier is high ; expect s.ground is many }
test other as of 2025-06-30 { given n = 4, grave = true ; expect b.tier is other ; expect s.ground is rest }
";

#[test]
fn tiers_and_grounds_that_exclude_each_other_may_stand_in_any_order() {
    let fate = |other: &str, begins: &str| {
        let text = STEPS.replace("OTHER", other);
        let found =
            fates(&text).into_iter().find(|(change, _)| change.starts_with(begins));
        found.unwrap().1
    };
    let tiers = "tier high when n from 6 then f by span 60% to 100% -> tier other";
    assert_eq!(fate("n is 4", tiers), Fate::NothingChanges);
    assert!(matches!(fate("grave", tiers), Fate::Survived { case: Some(_), .. }));
    let low = "tier low when n under 3 then f by span 0% to 30% -> tier high";
    assert_eq!(fate("grave", low), Fate::NothingChanges);
    let few = "reject few \"少\" / \"few\" when n under 3 -> reject many";
    assert_eq!(fate("grave", few), Fate::NothingChanges);
}

#[test]
fn what_leaves_the_rules_the_same_is_said_to_change_nothing() {
    // By the source's own rule 以上 excludes the number here, so `over` says the same.
    let text = LINE.replace(": law\n", ": law bounds from excluded\n");
    let text =
        text.replace("given goods = 1万元, grave", "given goods = 10_000.01元, grave");
    let (_, fate) =
        fates(&text).into_iter().find(|(change, _)| change == "from -> over").unwrap();
    assert_eq!(fate, Fate::NothingChanges);
}

#[test]
fn what_a_profile_sets_is_a_rule_like_any_other() {
    let text = "
pack p 1.0.0
source S \"示例\" / \"Example\" : law
fact n \"数\" / \"n\" : integer 0 to 9
parameter least \"起点\" / \"least\" : integer 0 to 9
profile north \"北\" / \"north\" basis S 2 { least = 5 }
define many \"多\" / \"many\" basis S 1 = n >= least
test under_ as of 2025-06-30 with profile north { given n = 4 ; expect not many }
TEST
";
    let of = |test: &str| {
        let found = fates(&text.replace("TEST", test));
        found.into_iter().find(|(change, _)| change == "5 -> 6").unwrap().1
    };
    let on = "test on as of 2025-06-30 with profile north { given n = 5 ; expect many }";
    assert!(matches!(of(on), Fate::Caught(Catcher::Test, _)), "{:?}", of(on));
    assert!(matches!(of(""), Fate::Survived { .. }), "{:?}", of(""));
}

#[test]
fn a_remark_may_name_what_it_is_about_and_is_told_where_no_change_needs_it() {
    let text = LINE.replace(
        "given goods = 1万元, grave = true",
        "given goods = 2万元, grave = true",
    );
    let judged = |remark: &str| {
        let line = format!("  -- mutants: allow {remark} reason \"why\"\n  = goods from");
        let text = text.replace("  = goods from", &line);
        let files = [SourceText::new("p/pack.fadu", text)];
        let mutation = Mutation::new(&files, None, None).unwrap();
        let all = 0..mutation.mutants().len();
        let fates: Vec<(usize, Fate)> =
            all.map(|at| (at, mutation.judge(at, &mut Vec::new()))).collect();
        let accepted = fates.iter().filter_map(|(at, fate)| match fate {
            Fate::Survived { reason: Some(_), .. } => {
                Some(mutation.mutants()[*at].new.clone())
            }
            _ => None,
        });
        let idle = mutation.idle(&fates).into_iter().map(|(_, line, said)| (line, said));
        (accepted.collect::<Vec<_>>(), idle.collect::<Vec<_>>())
    };
    let (all, idle) = judged("value");
    assert!(
        all.contains(&"10000.01元".to_owned()) && idle.is_empty(),
        "{all:?} {idle:?}"
    );
    assert_eq!(judged("value 1万元"), (all, Vec::new()));
    let one = Vec::from(["10000.01元".to_owned()]);
    assert_eq!(judged("value 1万元 -> 10000.01元"), (one, Vec::new()));
    let idle = |said: &str| (Vec::new(), Vec::from([(7, format!("allow {said}"))]));
    assert_eq!(judged("value 2万元"), idle("value 2万元"));
    assert_eq!(judged("joined"), idle("joined"));
}

#[test]
fn a_pack_with_failing_tests_is_not_looked_at() {
    let text = LINE.replace("expect dear", "expect not dear");
    let files = [SourceText::new("p/pack.fadu", text)];
    assert!(matches!(Mutation::new(&files, None, None), Err(Unready::Failing(1))));
    assert!(matches!(
        Mutation::new(&[SourceText::new("p/pack.fadu", "pack")], None, None),
        Err(Unready::Broken(_))
    ));
    let files = [SourceText::new("p/pack.fadu", LINE)];
    assert!(matches!(Mutation::new(&files, None, Some("q")), Err(Unready::NoProfile)));
}

#[test]
fn the_same_number_chooses_the_same_changes() {
    let files = [SourceText::new("p/pack.fadu", LINE)];
    let mutation = Mutation::new(&files, None, None).unwrap();
    let count = mutation.mutants().len();
    assert_eq!(mutation.sample(7, 5), mutation.sample(7, 5));
    assert_eq!(mutation.sample(7, 5).len(), 5);
    assert_ne!(mutation.sample(7, 5), mutation.sample(8, 5));
    assert_eq!(mutation.sample(7, count), (0..count).collect::<Vec<_>>());
}

#[test]
fn only_rules_of_the_pack_itself_are_changed_and_every_kind_of_change_comes_up() {
    let files = packs::files();
    let mut kinds = BTreeSet::new();
    for pack in ["penalty-law", "food-safety"] {
        let mutation = Mutation::new(&files, Some(pack), None).unwrap();
        let header = packs::pack(pack).id().to_owned();
        let texts = mutation.mutants().iter().map(|mutant| {
            kinds.insert(mutant.kind.name());
            let file = &files[mutant.file];
            assert_ne!(mutant.text(&file.text), file.text);
            file
        });
        let folders: BTreeSet<String> = texts
            .map(|file| {
                assert!(!file.path.contains("/cases/"), "{}", file.path);
                file.path.rsplit_once('/').unwrap().0.to_owned()
            })
            .collect();
        assert_eq!(folders.len(), 1, "{header}: {folders:?}");
    }
    for shape in fs::read_dir("tests/spec/shapes").unwrap() {
        let text = fs::read_to_string(shape.unwrap().path()).unwrap();
        for block in text.split("```fadu").skip(1) {
            let rules = block.split_once('\n').unwrap().1.split("```").next().unwrap();
            let rules = format!("pack p 1.0.0\n{rules}");
            let files = [SourceText::new("p/pack.fadu", rules)];
            if let Ok(mutation) = Mutation::new(&files, None, None) {
                kinds.extend(mutation.mutants().iter().map(|mutant| mutant.kind.name()));
            }
        }
    }
    let all: BTreeSet<&str> =
        fadu::MutantKind::ALL.iter().map(|kind| kind.name()).collect();
    assert_eq!(kinds, all);
}

#[test]
fn every_name_of_the_grammar_that_changes_go_by_is_in_the_grammar() {
    let grammar: String = fs::read_dir("grammar")
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "pest"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let rules: BTreeSet<&str> = grammar
        .lines()
        .filter_map(|line| line.split_once('=').map(|(name, _)| name.trim()))
        .collect();
    let mut missing = Vec::new();
    for file in ["walk", "condition", "formula", "literal", "rows", "statement"] {
        let code = fs::read_to_string(format!("src/mutants/{file}.rs")).unwrap();
        for literal in code.split('"').skip(1).step_by(2) {
            let is_name = literal.contains('_')
                && literal.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            let is_end = literal.starts_with('_') || literal == "kw_";
            if is_name && !is_end && !rules.contains(literal) {
                missing.push(format!("{file}: {literal}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// What becomes of every change of a pack of one file.
fn fates(text: &str) -> Vec<(String, Fate)> {
    let files = [SourceText::new("p/pack.fadu", text)];
    let mutation = Mutation::new(&files, None, None).unwrap();
    let mut order = Vec::new();
    let all = mutation.mutants().iter().enumerate();
    all.map(|(at, mutant)| {
        let change = format!("{} -> {}", mutant.old, mutant.new);
        (change, mutation.judge(at, &mut order))
    })
    .collect()
}

fn survivors(text: &str) -> Vec<String> {
    let survived =
        |(change, fate)| matches!(fate, Fate::Survived { .. }).then_some(change);
    fates(text).into_iter().filter_map(survived).collect()
}

#[test]
fn a_test_of_a_pack_that_uses_it_notices_too() {
    let law = "
pack law 1.0.0
source S \"示例\" / \"Example\" : law
fact young \"未满十四\" / \"under fourteen\" : bool
circumstance spared \"不予处罚\" / \"spared\" : must exempt when young basis S 30
test yes as of 2025-06-30 { given young = true ; expect spared holds }
test no as of 2025-06-30 { given young = false ; expect not (spared holds) }
";
    let user = "
pack user 1.0.0
use law as l
benchmark b with l {
  penalty f : fine 1元 to 9元
  tier none when must exempt holds then no penalty
  tier all when otherwise then f
}
test spared as of 2025-06-30 { given l.young = true ; expect b.tier is none }
";
    let files =
        [SourceText::new("law/pack.fadu", law), SourceText::new("user/pack.fadu", user)];
    let mutation = Mutation::new(&files, Some("law"), None).unwrap();
    let at = mutation.mutants().iter().position(|mutant| mutant.old == "must").unwrap();
    let fate = mutation.judge(at, &mut Vec::new());
    assert!(matches!(fate, Fate::Caught(Catcher::User, _)), "{fate:?}");
    let alone = Mutation::new(&files[..1], Some("law"), None).unwrap();
    let fate = alone.judge(at, &mut Vec::new());
    assert_eq!(fate, Fate::Survived { reason: None, case: None });
}
