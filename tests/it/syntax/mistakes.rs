//! What the author is told: every mistake, at its place, in plain words.

use super::{fixture, read, shown};
use crate::sample::{compiled, refused};
use fadu::syntax::Parse;

/// Reads text with mistakes and compares them, one a line.
#[track_caller]
fn check(text: &str, expected: &str) -> Parse {
    let parse = read(text);
    assert_eq!(shown(text, &parse.diagnostics), expected, "{text}");
    parse
}

/// Applies every fix of a text and expects that nothing is left to say.
#[track_caller]
fn check_fix(text: &str, fixed: &str) {
    let parse = read(text);
    let mut mended = text.to_string();
    for diagnostic in parse.diagnostics.iter().rev() {
        let fix = diagnostic.fix.as_ref().unwrap_or_else(|| {
            panic!("no fix: {}", shown(text, &parse.diagnostics));
        });
        mended.replace_range(fix.span.start..fix.span.end, &fix.replacement);
    }
    assert_eq!(mended, fixed);
    let left = read(&mended).diagnostics;
    assert!(left.is_empty(), "{mended}\n{}", shown(&mended, &left));
}

#[test]
fn seven_mistakes_are_seven_diagnostics() {
    let parse = check(
        &fixture("seven-mistakes.zh"),
        "4:24 F0119 `最少` is not a word of this notation\n\
         5:17 F0101 expected `:` after `\"place\"`, found `文本`\n\
         6:14 F0119 `大于` is not a word of this notation\n\
         9:18 F0108 the amount `十万元` is to be written in digits\n\
         10:17 F0109 `当货值金额超过5万元` is read as one word\n\
         11:14 F0101 expected `then` or a clause (`when`, `basis` …) after `否则`, found `罚款`\n\
         14:9 F0113 the calendar has no day `2025年2月30日`",
    );
    assert_eq!(parse.diagnostics.len(), 7);
}

#[test]
fn an_unclosed_block_does_not_swallow_the_next_declaration() {
    let parse = check(
        "benchmark b {\n  penalty p : warning\n\nfact a : bool\nfact b : bool\n",
        "1:13 F0105 `{` has no matching `}`",
    );
    assert_eq!(parse.tree.declarations.len(), 3);
    let related = &parse.diagnostics[0].related[0];
    assert_eq!(related.0.start, 37, "the place before which the brace is missing");
}

#[test]
fn an_unclosed_item_ends_where_the_next_one_begins() {
    let parse = check(
        "review r {\n  item a {\n    ask q\n  item b {\n    ask q\n  }\n  opinion o when x\n}\nfact f : bool",
        "2:10 F0105 `{` has no matching `}`",
    );
    assert_eq!(parse.tree.declarations.len(), 2);
}

#[test]
fn indentation_decides_about_a_word_that_stands_in_blocks_and_outside() {
    let parse = check(
        "scope s {\n  accept a when b\n  deadline d from x within 5 days\ndeadline e from x within 5 days\n",
        "1:9 F0105 `{` has no matching `}`",
    );
    assert_eq!(parse.tree.declarations.len(), 2);
}

#[test]
fn brackets_that_match_are_never_repaired_whatever_the_indentation() {
    let parse = read(
        "scope s {\n      accept a when b\ndeadline d from x within 5 days\n}\ndeadline e from x within 5 days\n",
    );
    assert!(parse.diagnostics.is_empty());
    assert_eq!(parse.tree.declarations.len(), 2);
}

#[test]
fn a_brace_too_many_is_one_mistake() {
    let parse = check(
        "benchmark b {\n  penalty p : warning\n}\n}\nfact a : bool\n",
        "4:1 F0106 this `}` has no matching `{`",
    );
    assert_eq!(parse.tree.declarations.len(), 2);
    let parse = check(
        "benchmark b {\n  penalty p : warning }\n  penalty q : warning\n}\nfact a : bool\n",
        "2:23 F0106 this `}` has no matching `{`",
    );
    assert_eq!(parse.tree.declarations.len(), 2);
}

#[test]
fn an_unclosed_list_ends_with_its_statement() {
    check(
        "fact a : one of { x, y\nfact b : bool\ndefine c = any of { (a, b }\n",
        "1:17 F0105 `{` has no matching `}`\n3:21 F0105 `(` has no matching `)`",
    );
}

#[test]
fn an_unclosed_text_ends_with_its_line() {
    check(
        "fact a \"甲 : bool\nfact b “乙 / \"b\" : bool\nfact c : bool\n",
        "1:8 F0104 `\"` has no `\"` on its line\n\
         2:8 F0104 `“` has no `”` on its line",
    );
}

#[test]
fn chinese_without_spaces_gets_them() {
    check_fix(
        "情节 a : 可以 从重 当货值金额大于5万元",
        "情节 a : 可以 从重 当 货值金额 超过5万元",
    );
    check_fix("事实货值 : 金额", "事实 货值 : 金额");
    check_fix(
        "事实 货值 : 金额 至少0元依据 甲 第一条",
        "事实 货值 : 金额 至少0元 依据 甲 第一条",
    );
    check_fix("事实 x : 是非 依据 食品法第三条", "事实 x : 是非 依据 食品法 第三条");
}

#[test]
fn words_of_other_notations_get_ours() {
    check_fix("定义 a = x 大于 5万元", "定义 a = x 超过 5万元");
    check_fix("定义 a = x 小于等于 5万元", "定义 a = x 至多 5万元");
    check_fix("定义 a = x 等于 y", "定义 a = x 为 y");
    check_fix("定义 a = x 和 y", "定义 a = x 且 y");
    check_fix("define a = x == y", "define a = x = y");
    check_fix("define a = x && y", "define a = x and y");
    check_fix("基准 b { 处罚 p : 警告 }", "裁量基准 b { 处罚 p : 警告 }");
    check_fix(
        "benchmrk b { penalty p : warning }",
        "benchmark b { penalty p : warning }",
    );
}

#[test]
fn full_width_digits_and_letters_are_refused_with_a_fix() {
    check_fix("事实 ａ１ : 金额 至少 ５万元", "事实 a1 : 金额 至少 5万元");
    check_fix("define x = １．５ × a", "define x = 1.5 × a");
}

#[test]
fn amounts_in_chinese_numerals_are_refused_with_a_fix() {
    check_fix("定义 a = x 超过一万元", "定义 a = x 超过1万元");
    check_fix("定义 a = x 超过 三年", "定义 a = x 超过 3年");
    check_fix("定义 a = 二十万元 + x", "定义 a = 20万元 + x");
    check_fix("期限 d 自 x 起 五个工作日内", "期限 d 自 x 起 5个工作日内");
    // A number of people or times makes a good name.
    assert!(read("审核 r { 项目 x { 问 两人 ; 不合格 则 y } }").diagnostics.is_empty());
}

#[test]
fn characters_that_cannot_be_seen_are_refused_everywhere() {
    check_fix(
        "fact a \"\u{202E}甲\" : bool -- \u{2066}x\nfact b\u{200B}c : bool",
        "fact a \"甲\" : bool -- x\nfact bc : bool",
    );
}

#[test]
fn a_keyword_as_a_name_may_stand_in_backticks() {
    check_fix("fact when : bool", "fact `when` : bool");
    check_fix("事实 x : 单选 { 合格, 其他 }", "事实 x : 单选 { `合格`, 其他 }");
}

#[test]
fn reserved_words_say_that_they_are_not_available_yet() {
    check(
        "deadline d from x within 5 days extend within 3 days when y
\
         benchmark b {
  penalty q : warning
  penalty p : warning
}
\
         scope s {
  no longer accept t when x
}
",
        "1:33 F0103 `extend` is reserved and not available yet
\
         7:3 F0103 `no longer accept` is reserved and not available yet",
    );
}

#[test]
fn a_statement_in_the_wrong_block_is_told_where_it_belongs() {
    let parse = check(
        "benchmark b {\n  ask q \"?\"\n}\ntier t when x then y\n",
        "2:3 F0102 `ask` cannot stand here\n4:1 F0102 `tier` cannot stand here",
    );
    let help = parse.diagnostics[0].help.as_ref().unwrap();
    assert_eq!(*help.en, *"it belongs in the braces of `item`");
    assert_eq!(*help.zh, *"它写在「项目」的大括号里");
}

#[test]
fn clauses_that_are_twice_there_or_misplaced_or_missing() {
    check(
        "fact x : bool basis A 1 basis A 2\n\
         define y = x question \"?\"\n\
         deadline d from x\n\
         deadline e within 5 days\n\
         circumstance c : must exempt\n\
         fact z : text unit \"t\"\n",
        "1:25 F0115 `basis` stands twice in one statement\n\
         2:14 F0116 `question` does not belong to `define`\n\
         3:1 F0117 `deadline` lacks its length: `within 5 workdays`\n\
         4:1 F0117 `deadline` lacks the date it runs from: `from …`\n\
         5:1 F0117 `circumstance` lacks `when` and a condition\n\
         6:15 F0116 only numbers have a `unit`",
    );
}

#[test]
fn what_was_expected_is_said_in_words() {
    check(
        "fact x\n\
         fact y : bol\n\
         source s : lawful\n\
         circumstance c : should exempt when a\n\
         deadline d from x within soon\n\
         tier\n\
         define a =\n\
         test t as of yesterday { expect a }\n",
        "1:7 F0101 expected a text in quotation marks or `:` after `x`, but the statement ends\n\
         2:10 F0101 expected a type (`bool`, `integer`, `money`, `date`, `one of`, `judgement` …) \
         after `:`, found `bol`\n\
         3:12 F0101 expected a kind of source (`law`, `regulation`, `local regulation`, `rule`, \
         `guidance`) after `:`, found `lawful`\n\
         4:18 F0101 expected `must` or `may` after `:`, found `should`\n\
         5:26 F0101 expected a length of time (`5 workdays`) after `within`, found `soon`\n\
         6:1 F0102 `tier` cannot stand here\n\
         7:11 F0101 expected a value or a condition after `=`, but the statement ends\n\
         8:14 F0101 expected a date (`2024-01-31`) after `as of`, found `yesterday`",
    );
}

#[test]
fn dates_and_numbers_that_cannot_be() {
    check(
        "test t as of 2025-02-29 { expect a }\ndefine a = 2024年\ndefine b = 007\n\
         define c = x from 2024-13-01\n",
        "1:14 F0113 the calendar has no day `2025-02-29`\n\
         2:12 F0121 `2024年` is read as a period of 2024 years\n\
         3:12 F0118 the number `007` begins with 0\n\
         4:19 F0113 the calendar has no day `2024-13-01`",
    );
}

/// A tier that could not be read is not missed as well.
#[test]
fn what_could_not_be_read_in_a_benchmark_is_one_mistake() {
    refused(
        "benchmark b {\n  penalty f : fine 1万元 to 5万元\n  tier t otherwise then f\n}\n",
        "F0101",
    );
    refused(
        "benchmark b {\n  penalty f : fine 1万元 to 5万元\n  tier t when as_of \
         after 2024-02-30 then f\n}\n",
        "F0113",
    );
}

#[test]
fn a_broken_head_does_not_hide_its_block() {
    check(
        "benchmark b \"x\" basis {\n  penalty p : warnin\n  penalty q : warning\n}\n",
        "1:23 F0101 expected a citation (`APL 33(1)`) after `basis`, found `{`\n\
         2:15 F0101 expected a kind of penalty (`warning`, `fine`, `confiscate` …) or `may` after \
         `:`, found `warnin`",
    );
}

#[test]
fn names_that_could_not_be_declared_are_known() {
    let parse = read("fact x bool\nbenchmark b { penalty p warning }\n");
    let names: Vec<&str> = parse.unread.iter().map(|name| name.text.as_str()).collect();
    assert_eq!(names, ["x", "p"]);
}

#[test]
fn every_mistake_of_the_seven_comes_with_help() {
    for diagnostic in read(&fixture("seven-mistakes.zh")).diagnostics {
        assert!(diagnostic.help.is_some(), "{}", diagnostic.message.en);
    }
}

#[test]
fn everyday_words_for_values_are_answered_with_ours() {
    for (rule, theirs, ours) in [
        ("定义 a = 今天 晚于 2025-06-30", "今天", "截至日"),
        ("定义 a = 按 { n 5以上 : 3 ; 其余 : 1 }", "其余", "否则"),
        ("定义 a = 按 { n 5以上 : 3 ; 其他情形 : 1 }", "其他情形", "否则"),
        ("define a = today after 2025-06-30", "today", "as_of"),
        ("define a = case { n from 5 : 3 ; rest : 1 }", "rest", "otherwise"),
    ] {
        let rules = format!("fact n : number\n{rule}\n");
        let said = compiled(&rules).diagnostics;
        let [only] = said.as_slice() else { panic!("{rule}: {said:?}") };
        assert_eq!(only.code.0, "F0201", "{rule}");
        assert_eq!(*only.help.as_ref().unwrap().zh, *format!("写作「{ours}」"), "{rule}");
        // The mending is right: with it nothing is left to say.
        let mended = rules.replace(theirs, ours);
        assert!(compiled(&mended).diagnostics.is_empty(), "{mended}");
    }
    // Where something has that name, it is meant.
    let rules = "fact today : date\ndefine a = today after 2025-06-30\n";
    assert!(compiled(rules).diagnostics.is_empty());
}
