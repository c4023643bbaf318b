//! The lighter of the law at the act and the law at the decision (从旧兼从轻).

use crate::sample::{TODAY, at, check, compiled, evaluate, pack, refused};

/// Two versions, with what stands in the block of each, and what both share.
fn two(shared: &str, old: &str, new: &str) -> String {
    format!(
        r#"
source OLD "《旧法》" / "old law" : law
source NEW "《新法》" / "new law" : law
fact act_on "行为日" / "act" : date
fact decided_on "决定日" / "decision" : date
fact gains "所得" / "gains" : money
fact grave "严重" / "grave" : bool
fact doubt "存疑" / "doubt" : judgement
{shared}
benchmark b "基准" / "benchmark" effective from 2020-01-01 to 2023-12-31
  lenient act_on and decided_on basis OLD 1 {{ {old} }}
benchmark b "基准" / "benchmark" effective from 2024-01-01
  lenient act_on and decided_on basis NEW 2 {{ {new} }}
"#
    )
}

/// Two versions of one fine, all of it.
fn fines(old: &str, new: &str) -> String {
    two(
        "",
        &format!("penalty f \"罚款\" / \"fine\" : {old}\ntier all when otherwise then f"),
        &format!("penalty f \"罚款\" / \"fine\" : {new}\ntier all when otherwise then f"),
    )
}

const ACROSS: &str = r#"{"act_on": "2023-12-31", "decided_on": "2024-01-01"}"#;

#[track_caller]
fn taken(rules: &str, facts: &str, law: &str, order: &str) {
    check(
        rules,
        facts,
        &[("b/lenient/taken", law), ("b/lenient/compared/*/order", order)],
    );
}

#[test]
fn the_law_at_the_act_stands_unless_the_other_is_lighter() {
    let fine = |range: &str| format!("fine {range}");
    for (old, new, law, order) in [
        ("1万元 to 5万元", "1万元 to 5万元", "act", "equal"),
        ("1万元 to 5万元", "1万元 to 4万元", "decision", "lighter"),
        ("1万元 to 5万元", "0.5万元 to 5万元", "decision", "lighter"),
        ("1万元 to 5万元", "0.5万元 to 4万元", "decision", "lighter"),
        ("1万元 to 5万元", "1万元 to 6万元", "act", "heavier"),
        ("1万元 to 5万元", "2万元 to 5万元", "act", "heavier"),
        ("1万元 to 5万元", "1万元 to under 5万元", "decision", "lighter"),
        ("1万元 to 5万元", "over 1万元 to 5万元", "act", "heavier"),
        ("up to 5万元", "0元 to 5万元", "act", "equal"),
        ("1万元 to 5万元", "at least 1万元", "act", "heavier"),
    ] {
        taken(&fines(&fine(old), &fine(new)), ACROSS, law, order);
    }
}

#[test]
fn ranges_that_cross_are_not_ranked() {
    let rules = fines("fine 1万元 to 5万元", "fine 0.5万元 to 6万元");
    check(
        &rules,
        ACROSS,
        &[
            ("b/outcome", "needs judgement"),
            ("b/lenient/taken", "null"),
            ("b/lenient/compared/*/order", "not comparable"),
            ("b/lenient/compared/0/act/text/en", "from CNY 10,000 to CNY 50,000"),
            ("b/lenient/compared/0/decision/text/zh", "5,000元以上6万元以下"),
            ("b/lenient/act/0/penalties/f/range", "[10000, 50000]"),
            ("b/lenient/decision/0/penalties/f/range", "[5000, 60000]"),
            ("b/lenient/act/0/version/date", "2023-12-31"),
            ("b/lenient/decision/0/version/date", "2024-01-01"),
            ("b/lenient/basis/*/pinpoint", "37"),
            ("b/judge/*/basis/0/text/en", "Administrative Penalty Law, art. 37"),
            ("b/tier", "null"),
            ("b/penalties", ""),
            ("b/basis", ""),
            ("b/version", "null"),
            ("missing", ""),
        ],
    );
}

#[test]
fn the_verdict_is_that_of_the_law_taken() {
    let rules = fines("fine 1万元 to 5万元", "fine 1万元 to 4万元");
    check(
        &rules,
        ACROSS,
        &[
            ("verdicts/*/name", "b"),
            ("b/outcome", "decided"),
            ("b/tier", "all"),
            ("b/basis/*/source", "NEW"),
            ("b/version/from", "2024-01-01"),
            ("b/version/date", "2024-01-01"),
            ("b/penalties/f/range", "[10000, 40000]"),
            ("b/because/0/text/en", "the law at the decision is lighter, and applies"),
            (
                "b/because/0/because/0/text/en",
                "fine: at the act from CNY 10,000 to CNY 50,000, at the decision from CNY \
                 10,000 to CNY 40,000 (lighter)",
            ),
            ("b/lenient/act/0/basis/*/source", "OLD"),
        ],
    );
}

#[test]
fn the_same_law_on_both_dates_is_just_that_law() {
    let rules = two(
        "",
        "penalty f : fine 1万元 to 5万元\n\
         tier low when grave then f by span 0% to 50%\ntier high when otherwise then f",
        "penalty f : fine 1万元 to 4万元\ntier all when otherwise then f",
    );
    check(
        &rules,
        r#"{"act_on": "2023-01-01", "decided_on": "2023-12-31"}"#,
        &[
            ("b/lenient/taken", "act"),
            ("b/lenient/compared", ""),
            ("b/lenient/act", ""),
            ("b/version/to", "2023-12-31"),
            ("b/outcome", "unknown"),
            ("missing/*/fact", "grave"),
        ],
    );
    // A day later both are looked at, and the fact that the choice hangs on is missing.
    check(
        &rules,
        ACROSS,
        &[
            ("b/outcome", "unknown"),
            ("b/lenient/taken", "null"),
            ("b/lenient/compared/*/order", "unknown"),
            ("missing/*/fact", "grave"),
        ],
    );
}

#[test]
fn what_every_possibility_agrees_on_is_settled_before_the_facts_are() {
    let rules = two(
        "",
        "penalty f : fine 2万元 to 5万元\n\
         tier low when grave then f by span 0% to 50%\ntier high when otherwise then f by span 50% to 100%",
        "penalty f : fine 1万元 to 2万元\n\
         tier low when grave then f by span 0% to 50%\ntier high when otherwise then f by span 50% to 100%",
    );
    check(
        &rules,
        ACROSS,
        &[
            ("b/lenient/taken", "decision"),
            ("b/lenient/compared/*/order", "lighter"),
            ("b/outcome", "unknown"),
            ("b/penalties/f/range", "[10000, 20000]"),
            ("missing/*/fact", "grave"),
        ],
    );
}

#[test]
fn no_penalty_is_lighter_than_any_and_nothing_than_none() {
    let none =
        "penalty f : fine 1万元 to 5万元\ntier spared when otherwise then no penalty";
    let some = "penalty f : fine 1元 to 2元\ntier all when otherwise then f";
    taken(&two("", some, none), ACROSS, "decision", "lighter");
    taken(&two("", none, some), ACROSS, "act", "heavier");
    // Whenever the decision will be: nothing is lighter than nothing.
    check(
        &two("", none, some),
        r#"{"act_on": "2023-12-31"}"#,
        &[("b/lenient/taken", "act"), ("b/outcome", "decided"), ("missing", "")],
    );
    check(
        &two("", some, none),
        r#"{"act_on": "2023-12-31"}"#,
        &[("b/lenient/taken", "null"), ("missing/0/fact", "decided_on")],
    );
}

#[test]
fn a_law_repealed_penalises_nothing_any_more() {
    let rules = r#"
fact act_on "行为日" / "act" : date
fact decided_on "决定日" / "decision" : date
benchmark b "基准" / "benchmark" effective from 2020-01-01 to 2023-12-31 lenient act_on and decided_on {
  penalty f : fine 1万元 to 5万元
  tier all when otherwise then f
}
"#;
    check(
        rules,
        ACROSS,
        &[
            ("b/lenient/taken", "decision"),
            ("b/outcome", "not applicable"),
            ("b/version/state", "none"),
            ("b/version/date", "2024-01-01"),
            ("b/lenient/act/0/outcome", "decided"),
            ("b/lenient/decision/0/outcome", "not applicable"),
            ("b/lenient/compared/0/decision/text/en", "none"),
            ("b/penalties", ""),
        ],
    );
    // Done before there was such a law: the later one reaches back to nobody.
    check(
        rules,
        r#"{"act_on": "2019-12-31", "decided_on": "2020-01-01"}"#,
        &[("b/lenient/taken", "act"), ("b/outcome", "not applicable")],
    );
    check(
        rules,
        r#"{"act_on": "2019-12-31", "decided_on": "2024-01-01"}"#,
        &[("b/lenient/taken", "act"), ("b/outcome", "not applicable")],
    );
}

#[test]
fn kinds_are_not_ranked_but_a_penalty_more_is_heavier() {
    let fine = "penalty f : fine 1万元 to 5万元";
    let both = format!("{fine}\npenalty stop : stop business");
    let tier = "tier all when otherwise then f";
    let stop = "penalty stop : stop business\ntier all when otherwise then stop";
    let alone = format!("{fine}\n{tier}");
    taken(&two("", &alone, stop), ACROSS, "null", "lighter, heavier");
    taken(
        &two("", &format!("{both}\n{tier}"), &alone),
        ACROSS,
        "decision",
        "equal, lighter",
    );
    taken(&two("", &alone, &format!("{both}\n{tier}")), ACROSS, "act", "equal, heavier");
    // More of one and less of another is not ranked either.
    let cheap = "penalty f : fine 1万元 to 2万元\npenalty stop : stop business\n\
                 tier all when otherwise then f";
    taken(&two("", &alone, cheap), ACROSS, "null", "lighter, heavier");
}

#[test]
fn what_may_be_left_out_is_lighter_than_what_must_be_imposed() {
    taken(
        &fines("fine 1万元 to 5万元", "may fine 1万元 to 5万元"),
        ACROSS,
        "decision",
        "lighter",
    );
    taken(
        &fines("may fine 1万元 to 5万元", "fine 0元 to 5万元"),
        ACROSS,
        "act",
        "heavier",
    );
    taken(
        &fines("fine 1万元 to 5万元", "may fine 1万元 to 6万元"),
        ACROSS,
        "null",
        "not comparable",
    );
    let tier = "tier all when otherwise then f";
    let plus = format!(
        "penalty f : fine 1万元\npenalty g : stop business\nimpose f plus g\n{tier}"
    );
    taken(
        &two("", &plus, &plus.replace("plus g", "may plus g")),
        ACROSS,
        "decision",
        "equal, lighter",
    );
}

#[test]
fn an_order_to_correct_is_no_penalty() {
    let fine = "penalty f : fine 1万元 to 5万元\ntier all when otherwise then f";
    let order = format!("penalty order : order correction\n{fine}");
    taken(&two("", fine, &order), ACROSS, "act", "equal");
}

#[test]
fn amounts_things_and_lengths_of_time() {
    let gains = r#"{"act_on": "2023-12-31", "decided_on": "2024-01-01", "gains": 100}"#;
    let none = r#"{"act_on": "2023-12-31", "decided_on": "2024-01-01", "gains": 0}"#;
    let tier = "tier all when otherwise then";
    let confiscate = format!("penalty c : confiscate gains\n{tier} c");
    let nothing = format!("penalty w : warning when false\n{tier} w");
    // Nothing to confiscate is nothing confiscated.
    taken(&two("", &confiscate, &nothing), gains, "decision", "lighter, equal");
    taken(&two("", &confiscate, &nothing), none, "act", "equal, equal");
    check(
        &two("", &confiscate, &nothing),
        ACROSS,
        &[("b/lenient/taken", "null"), ("missing/*/fact", "gains")],
    );
    let things = |what: &str| format!("penalty c : confiscate \"{what}\"\n{tier} c");
    taken(&two("", &things("工具"), &things("工具")), ACROSS, "act", "equal");
    taken(&two("", &things("工具"), &things("货物")), ACROSS, "null", "not comparable");
    let detain = |range: &str| format!("penalty d : detain {range}\n{tier} d");
    taken(
        &two("", &detain("5 days to 10 days"), &detain("1 days to 5 days")),
        ACROSS,
        "decision",
        "lighter",
    );
    let bar = |range: &str| format!("penalty d : bar from trade {range}\n{tier} d");
    taken(&two("", &bar("12 months"), &bar("1 years")), ACROSS, "null", "not comparable");
}

#[test]
fn penalties_stand_against_those_of_their_kind() {
    let named = |name: &str, range: &str| {
        format!("penalty {name} : fine {range}\ntier all when otherwise then {name}")
    };
    // One fine by each law, however they are called.
    taken(
        &two("", &named("f", "1万元 to 5万元"), &named("g", "1万元 to 2万元")),
        ACROSS,
        "decision",
        "lighter",
    );
    // Which of two fines replaces the one is not said.
    let two_fines = "penalty g : fine 1万元\npenalty h : fine 1万元\n\
                     tier all when otherwise then g, h";
    taken(
        &two("", &named("f", "1万元 to 5万元"), two_fines),
        ACROSS,
        "null",
        "lighter, heavier, heavier",
    );
    // By name where there are several.
    taken(
        &two(
            "",
            &two_fines.replace("penalty h", "penalty f").replace("g, h", "g, f"),
            &named("f", "1万元"),
        ),
        ACROSS,
        "decision",
        "lighter, equal",
    );
}

#[test]
fn a_gap_in_the_new_text_is_for_a_person() {
    let rules = two(
        "",
        "penalty f : fine 1万元 to 5万元\ntier all when otherwise then f",
        "penalty f : fine { gains over 2万元 : gains at 1x to 2x\n gains under 2万元 : 1元 to 2元 }\n\
         tier all when otherwise then f",
    );
    let facts = |gains: &str| ACROSS.replace('}', &format!(r#", "gains": {gains}}}"#));
    check(
        &rules,
        &facts("20000"),
        &[
            ("b/outcome", "needs judgement"),
            ("b/lenient/compared/*/order", "unknown"),
            ("b/lenient/act/0/outcome", "decided"),
            ("b/lenient/decision/0/outcome", "unknown"),
            ("b/errors/*/en", "f: no row of its statutory range covers the case"),
            ("missing", ""),
        ],
    );
    taken(&rules, &facts("19999.99"), "decision", "lighter");
    taken(&rules, &facts("20000.01"), "null", "not comparable");
    check(&rules, ACROSS, &[("b/outcome", "unknown"), ("missing/*/fact", "gains")]);
}

#[test]
fn what_a_person_still_decides_is_not_compared() {
    let fine = "penalty f : fine 1万元 to 5万元\ntier all when otherwise then f";
    let person =
        "penalty f : fine 1万元 to 5万元\ntier all when otherwise then needs judgement";
    check(
        &two("", fine, person),
        ACROSS,
        &[
            ("b/outcome", "needs judgement"),
            ("b/lenient/taken", "null"),
            (
                "b/judge/*/text/en",
                "all: a person decides, which of the laws at the act and at the decision is \
                 lighter: a person decides",
            ),
        ],
    );
    let open = "penalty f : fine 1万元 to 5万元\n\
                tier low when doubt holds then f by span 0% to 50%\ntier all when otherwise then f";
    check(
        &two("", fine, open),
        &ACROSS.replace('}', r#", "doubt": "cannot tell"}"#),
        &[("b/outcome", "needs judgement"), ("b/judge/0/fact", "doubt")],
    );
    check(&two("", fine, open), ACROSS, &[("b/outcome", "unknown")]);
    // Taken all the same where it makes no difference to which law is lighter.
    let heavier = "penalty f : fine 5万元 to 9万元\n\
                   tier spare when doubt holds then may f by span 0% to 50%\n\
                   tier all when otherwise then f";
    check(
        &two("", heavier, fine),
        &ACROSS.replace('}', r#", "doubt": "pass"}"#),
        &[("b/lenient/taken", "decision"), ("b/outcome", "decided")],
    );
}

#[test]
fn what_the_date_of_the_act_chooses_follows_the_date_of_each_law() {
    let block = "penalty f : fine line to 5万元\n\
                 tier spared when mild holds then no penalty\ntier all when otherwise then f";
    let shared = "define line effective to 2023-12-31 dated by act_on = 2万元\n\
                  define line effective from 2024-01-01 dated by act_on = 1万元\n\
                  define today effective to 2023-12-31 dated by decided_on = 2万元\n\
                  define today effective from 2024-01-01 dated by decided_on = 1万元\n\
                  circumstance mild : must exempt effective from 2024-01-01 dated by act_on when not grave\n\
                  define seen \"所见\" / \"seen\" = line";
    let grave = ACROSS.replace('}', r#", "grave": true}"#);
    let rules = two(shared, block, block);
    check(
        &rules,
        &grave,
        &[
            ("b/lenient/taken", "decision"),
            ("b/lenient/act/0/penalties/f/range", "[20000, 50000]"),
            ("b/lenient/decision/0/penalties/f/range", "[10000, 50000]"),
            // Outside the benchmark the word keeps its own date.
            ("seen/value/value", "20000"),
        ],
    );
    check(
        &rules,
        &ACROSS.replace('}', r#", "grave": false}"#),
        &[
            ("b/tier", "spared"),
            ("b/lenient/act/0/circumstances", ""),
            ("b/lenient/decision/0/circumstances/*/state", "true"),
            ("b/circumstances/*/name", "mild"),
        ],
    );
    // What the decision chooses is the same for both.
    let rules =
        two(shared, &block.replace("line", "today"), &block.replace("line", "today"));
    check(&rules, &grave, &[("b/lenient/compared/*/order", "equal")]);
}

#[test]
fn one_version_may_come_to_different_things_on_two_dates() {
    let rules = r#"
fact act_on : date
fact decided_on : date
define line effective to 2023-12-31 dated by act_on = 2万元
define line effective from 2024-01-01 dated by act_on = 1万元
benchmark b "基准" / "benchmark" effective from 2020-01-01 lenient act_on and decided_on {
  penalty f : fine line to 5万元
  tier all when otherwise then f
}
"#;
    taken(rules, ACROSS, "decision", "lighter");
    taken(rules, r#"{"act_on": "2024-01-01", "decided_on": "2024-01-02"}"#, "act", "");
}

#[test]
fn while_a_date_is_missing_its_versions_are_all_possible() {
    let rules = fines("fine 1万元 to 5万元", "fine 1万元 to 4万元");
    check(
        &rules,
        r#"{"act_on": "2023-12-31"}"#,
        &[
            ("b/outcome", "unknown"),
            ("b/lenient/act/*/version/state", "in force"),
            ("b/lenient/decision/*/version/state", "possible, possible"),
            ("missing/*/fact", "decided_on"),
        ],
    );
    check(&rules, r#"{"decided_on": "2024-01-01"}"#, &[("missing/*/fact", "act_on")]);
    check(&rules, "{}", &[("missing/*/fact", "act_on, decided_on")]);
}

#[test]
fn tests_of_a_pack_read_the_law_that_is_taken() {
    let rules = two(
        "",
        "penalty f : fine 1万元 to 5万元\ntier all when otherwise then f",
        "penalty w : warning\npenalty f : fine 1万元 to 4万元 when grave\n\
         tier some when otherwise then w, f",
    ) + r#"
test lighter as of 2025-06-30 {
  given act_on = 2023-12-31, decided_on = 2023-12-31
  expect b.tier is all, b.f is 1万元 to 5万元
}
test mixed as of 2025-06-30 {
  given act_on = 2023-12-31, decided_on = 2024-01-01, grave = true
  expect b is needs judgement
}
test later as of 2025-06-30 {
  given act_on = 2024-01-01, decided_on = 2024-01-02, grave = true
  expect b.tier is some, b.f is 1万元 to 4万元
}
"#;
    let report = pack(&rules).test();
    let said: Vec<&str> = report
        .cases
        .iter()
        .flat_map(|case| case.failures.iter().map(|said| &*said.en))
        .collect();
    assert_eq!(said, Vec::<&str>::new());
    assert_eq!(report.passed, 3);
}

#[test]
fn a_proposal_is_judged_by_the_law_that_is_taken() {
    let rules = two(
        "fact offer : money",
        "penalty f : fine 1万元 to 5万元\ntier all when otherwise then f\nproposed f = offer",
        "penalty f : fine 1万元 to 4万元\ntier all when otherwise then f\nproposed f = offer",
    );
    check(
        &rules,
        &ACROSS.replace('}', r#", "offer": 45000}"#),
        &[
            ("b/proposals/f/position", "unlawful"),
            ("b/lenient/act/0/proposals/f/position", "inside"),
        ],
    );
}

#[test]
fn a_form_asks_for_the_date_of_the_decision() {
    let pack = pack(&fines("fine 1万元", "fine 2万元"));
    let asked: Vec<String> = pack.facts().into_iter().map(|fact| fact.fact).collect();
    assert!(asked.contains(&"decided_on".to_owned()), "{asked:?}");
}

#[test]
fn the_digest_covers_both_dates() {
    let rules = fines("fine 1万元", "fine 2万元");
    let swapped =
        rules.replace("lenient act_on and decided_on", "lenient decided_on and act_on");
    let only = rules.replace("lenient act_on and decided_on", "dated by act_on");
    let digests = [&rules, &swapped, &only].map(|rules| pack(rules).digest());
    assert_ne!(digests[0], digests[1]);
    assert_ne!(digests[0], digests[2]);
    let chinese =
        rules.replace("lenient act_on and decided_on", "从旧兼从轻 act_on 与 decided_on");
    assert_eq!(pack(&chinese).digest(), digests[0]);
}

#[test]
fn the_receipt_holds_the_choice_and_not_the_words() {
    let rules = fines("fine 1万元 to 5万元", "fine 1万元 to 4万元");
    let equal = fines("fine 1万元 to 5万元", "fine 1万元 to 5万元");
    let one = evaluate(&pack(&rules), ACROSS, TODAY);
    let other = evaluate(&pack(&equal), ACROSS, TODAY);
    assert_ne!(at(&one, "receipt/result"), at(&other, "receipt/result"));
}

#[test]
fn lenient_is_for_benchmarks_with_periods_and_two_dates() {
    let dates = "fact a : date\nfact d : date\n";
    refused(
        &format!("{dates}define x effective from 2024-01-01 lenient a and d = 1\n"),
        "F0116",
    );
    let block = "{\n penalty f : fine 1元\n tier t when otherwise then f\n}\n";
    refused(&format!("{dates}benchmark b lenient a and d {block}"), "F0410");
    refused(
        &format!(
            "{dates}benchmark b effective from 2024-01-01 dated by a lenient a and d {block}"
        ),
        "F0418",
    );
    refused(
        &format!(
            "{dates}benchmark b effective to 2023-12-31 lenient a and d {block}\
             benchmark b effective from 2024-01-01 lenient d and a {block}"
        ),
        "F0408",
    );
    refused(
        &format!(
            "{dates}benchmark b effective to 2023-12-31 lenient a and d {block}\
             benchmark b effective from 2024-01-01 dated by a {block}"
        ),
        "F0408",
    );
    refused(
        &format!(
            "{dates}fact n : money\nbenchmark b effective from 2024-01-01 lenient a and n {block}"
        ),
        "F0301",
    );
}

#[test]
fn a_circumstance_of_two_laws_has_no_one_answer() {
    let rules = two(
        "define worse_then = b.worse holds",
        "penalty f : fine 1万元\ncircumstance worse : must aggravate when grave\n\
         tier all when worse holds then f\ntier rest when otherwise then f",
        "penalty f : fine 1万元\ncircumstance worse : must aggravate when grave\n\
         tier all when otherwise then f",
    );
    refused(&rules, "F0419");
}

#[test]
fn a_date_that_rests_on_what_it_chooses_is_a_circle() {
    // Only by the law at the decision would `line` rest on itself.
    let rules = "fact a : date\nfact d : date\nfact n : integer\n\
                 define line effective to 2023-12-31 dated by a = 1\n\
                 define line effective from 2024-01-01 dated by a = 2\n\
                 define later = case { n over line : d ; otherwise : a }\n\
                 benchmark b effective from 2020-01-01 lenient a and later {\n\
                 penalty f : fine 1元\n tier t when n over line then f\n}\n";
    let said = compiled(rules);
    let codes: Vec<&str> = said.diagnostics.iter().map(|said| said.code.0).collect();
    assert!(codes.contains(&"F0208"), "{codes:?}");
    assert!(said.pack.is_none());
}

/// The amount is open by both laws, and a move that changes no tier is not asked for because of it.
#[test]
fn what_moves_no_tier_by_either_law_is_not_waited_for() {
    let law = |share: &str| {
        format!(
            "penalty f \"罚款\" / \"fine\" : fine gains at 1x to {share}\n\
             circumstance again \"再犯\" / \"again\" : must raise 1 when grave\n\
             tier low \"轻\" / \"low\" when known_low then f by span 0% to 50%\n\
             tier high \"重\" / \"high\" when otherwise then f by span 50% to 100%"
        )
    };
    let rules =
        two("fact known_low \"轻微\" / \"slight\" : bool", &law("3x"), &law("5x"));
    let facts =
        r#"{"act_on": "2023-12-31", "decided_on": "2024-01-01", "known_low": false}"#;
    check(&rules, facts, &[("missing/*/fact", "gains")]);
    // From the lower tier it moves.
    let facts =
        r#"{"act_on": "2023-12-31", "decided_on": "2024-01-01", "known_low": true}"#;
    check(&rules, facts, &[("missing/*/fact", "grave, gains")]);
}
