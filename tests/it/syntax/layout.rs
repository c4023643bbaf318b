//! The layout of a file: the tree stays, every comment stays, and once is enough.

use super::tongues::files_of;
use super::{clean, read};
use crate::oracle::generated_rules;
use fadu::Severity;
use fadu::diagnostic::Language;
use fadu::format::format;
use proptest::collection::vec;
use proptest::num::u32::ANY;
use proptest::test_runner::{
    Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner,
};
use std::fs;

/// Lays `typed` out, which must come to `laid`.
#[track_caller]
fn check(typed: &str, laid: &str) {
    assert_eq!(format(typed, None).unwrap(), laid);
    assert_eq!(format(laid, None).unwrap(), laid, "once is enough");
    assert_eq!(clean(laid).tree.without_spans(), clean(typed).tree.without_spans());
}

#[test]
fn blanks_signs_and_marks_are_put_in_one_form() {
    check(
        "\u{feff}定义　甲=（乙＋1）＊2  －3 ；\r\n\r\n\r\n\r\n定义 丙  ：金额 = “丁” ",
        "定义 甲 = (乙 + 1) × 2 - 3\n\n定义 丙 : 金额 = \"丁\"\n",
    );
    check("定义 a = x≥1 且 y《=2 且 z ≠3", "定义 a = x >= 1 且 y <= 2 且 z != 3\n");
    check("定义 a = -x*1/3 + 1 / 3", "定义 a = -x × 1/3 + 1 ÷ 3\n");
    check(
        "事实 a 「甲」、「a」 : 单选 ｛ 乙，丙、丁 ｝",
        "事实 a \"甲\" / \"a\" : 单选 { 乙, 丙, 丁 }\n",
    );
    check("定义 a = 「说\"好\"」", "定义 a = 「说\"好\"」\n");
    check("例外 a 对 b 当 c => d", "例外 a 对 b 当 c 则 d\n");
    check("exception a against b when c =》 d", "exception a against b when c then d\n");
    check("定义 a = x 5万元( 不含 )以下", "定义 a = x 5万元（不含）以下\n");
    check("定义 a = b。c 超过5万元、12万元以下", "定义 a = b.c 超过5万元、12万元以下\n");
    check("定义 a = - - 1", "定义 a = - -1\n");
}

#[test]
fn clauses_and_blocks_are_indented() {
    check(
        "benchmark b\nbasis X 1\n  with y {\n-- first\n\n\ntier t\n when a and\nb\nthen may no penalty\n\n}\n",
        "benchmark b\n  basis X 1\n  with y\n{\n  -- first\n\n  tier t\n    when a and\n      b\n    then may no penalty\n}\n",
    );
    check(
        "benchmark b basis X 1\n{ penalty p : fine { a : 1元 ; otherwise : 2元\n}\nbasis X 2 }",
        "benchmark b basis X 1 {\n  penalty p : fine {\n    a         : 1元\n    otherwise : 2元\n  }\n    basis X 2\n}\n",
    );
    check(
        "define d = any of { a,\nall of { b, c }, not (any of\n{ e,\nf }) }",
        "define d = any of {\n  a\n  all of { b, c }\n  not (any of {\n    e\n    f\n  })\n}\n",
    );
}

#[test]
fn comments_keep_their_words_and_their_place() {
    check(
        "—— 一\ndefine a   -- two \n -- three\n = 1 --four\n\n\n--five\n",
        "-- 一\ndefine a -- two\n  -- three\n  = 1 --four\n\n--five\n",
    );
    check(
        "define a = any of { -- one\n b -- two\n , -- three\n c\n -- four\n}",
        "define a = any of { -- one\n  b -- two\n  -- three\n  c\n  -- four\n}\n",
    );
    check(
        "benchmark b with c -- why\n{ impose p }",
        "benchmark b with c -- why\n{\n  impose p\n}\n",
    );
    check("", "");
    check("-- alone", "-- alone\n");
}

#[test]
fn colons_of_rows_stand_in_one_column() {
    check(
        "test t as of 2025-06-30 { vary 金额 {\n0元 : a\n12万元 : b\n-- more\n1_000元 : c\n\n是 : d\n} }",
        "test t as of 2025-06-30 {\n  vary 金额 {\n    0元     : a\n    12万元  : b\n    -- more\n    1_000元 : c\n\n    是 : d\n  }\n}\n",
    );
    check(
        "define d = case {\n乙 : any of {\n a\n b\n}\notherwise : false\n}",
        "define d = case {\n  乙        : any of {\n    a\n    b\n  }\n  otherwise : false\n}\n",
    );
}

#[test]
fn a_long_line_ends_before_its_clauses_and_then_opens_its_blocks() {
    let label = "很长的标签".repeat(8);
    check(
        &format!("期限 d \"{label}\" 自 甲 起 5日内 当 乙 依据 某法 第五条"),
        &format!("期限 d \"{label}\"\n  自 甲 起 5日内\n  当 乙\n  依据 某法 第五条\n"),
    );
    check(
        &format!(
            "审核 r 依据 某法 第五十条 {{ 项目 甲 {{ 问 乙 \"{label}\" }} ; 意见 丙 }}"
        ),
        &format!(
            "审核 r\n  依据 某法 第五十条\n{{\n  项目 甲 {{ 问 乙 \"{label}\" }}\n  意见 丙\n}}\n"
        ),
    );
    let name = "condition_with_a_long_name";
    let list = format!("{{ {name}_1, {name}_2, {name}_3 }}");
    check(&format!("define a = any of {list}"), &format!("define a = any of {list}\n"));
    check(
        &format!(
            "define a = {name}_0 and any of {{ {name} in {{ b, c }}, {name}_1, {name}_2, {name}_3 }}"
        ),
        &format!(
            "define a\n  = {name}_0 and any of {{\n    {name} in {{ b, c }}\n    {name}_1\n    {name}_2\n    {name}_3\n  }}\n"
        ),
    );
}

#[test]
fn a_file_with_mistakes_is_left_alone() {
    assert_eq!(format("事实  x 是非", None).unwrap_err().len(), 1);
}

/// Every rule file of the project without mistakes, and every example of the specification.
fn texts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in ["rules", "tests"] {
        for path in files_of(folder, &[".fadu"]) {
            let text = fs::read_to_string(&path).unwrap();
            all.push((path, text));
        }
    }
    for path in files_of("tests/spec", &[".md"]) {
        let text = fs::read_to_string(&path).unwrap();
        for (index, fence) in text.split("\n```").enumerate().skip(1).step_by(2) {
            if let Some((kind, body)) = fence.split_once('\n')
                && kind.starts_with("fadu")
            {
                all.push((format!("{path} {index}"), format!("{body}\n")));
            }
        }
    }
    all.retain(|(_, text)| {
        read(text).diagnostics.iter().all(|said| said.severity != Severity::Error)
    });
    all
}

/// A layout in English is one in Chinese, however much longer its lines are.
#[test]
fn there_and_back_is_the_same_to_the_byte() {
    let texts = texts();
    for (path, text) in &texts {
        let zh = format(text, Some(Language::Zh)).unwrap();
        let en = format(text, Some(Language::En)).unwrap();
        let tree = read(text).tree.without_spans();
        let own = format(text, None).unwrap();
        for laid in [&zh, &en, &own] {
            assert_eq!(clean(laid).tree.without_spans(), tree, "{path}");
            assert_eq!(comments(laid), comments(text), "{path}");
        }
        assert_eq!(format(&own, None).unwrap(), own, "{path}: once is enough");
        assert_eq!(format(&en, Some(Language::Zh)).unwrap(), zh, "{path}");
        assert_eq!(format(&zh, Some(Language::En)).unwrap(), en, "{path}");
    }
    assert!(texts.len() > 200, "only {} texts were tried", texts.len());
}

/// The words of all comments, in order.
fn comments(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut close = None;
        for (at, c) in line.char_indices() {
            match (close, c) {
                (Some(end), c) if c == end => close = None,
                (None, '"') => close = Some('"'),
                (None, '“') => close = Some('”'),
                (None, '「') => close = Some('」'),
                (None, '`') => close = Some('`'),
                (None, '《') if !line[at..].starts_with("《=") => close = Some('》'),
                (None, '-' | '—') => {
                    let rest = &line[at..];
                    let words =
                        rest.strip_prefix("--").or_else(|| rest.strip_prefix("——"));
                    if let Some(words) = words {
                        found.push(words.trim_end().to_owned());
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// Numbers to choose by, used again from the start when they are over.
struct Noise<'n>(std::iter::Cycle<std::slice::Iter<'n, u32>>);

impl Noise<'_> {
    fn pick<'l>(&mut self, list: &[&'l str]) -> &'l str {
        let number = self.0.next().copied().unwrap_or(0);
        list[usize::try_from(number).unwrap() % list.len()]
    }
}

/// Lays a text out as nobody would: other blanks, line ends and signs wherever the language
/// takes them, and comments at the ends of lines.
fn disturbed(text: &str, noise: &mut Noise<'_>) -> String {
    let blanks = [" ", "  ", "\t", "\u{3000} "];
    let ends = [
        "\n",
        "\n",
        "  \n",
        "\r\n",
        "\n\n\n",
        "\n -- x, \"y\n",
        " -- z {\n",
        "\n——w\n\n",
    ];
    let mut out = String::new();
    let mut close = None;
    let mut comment = false;
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().copied().enumerate() {
        let next = chars.get(at + 1).copied().unwrap_or('\n');
        let before = at.checked_sub(1).map_or('\n', |before| chars[before]);
        let apart = before == ' ' && next == ' ';
        match c {
            '\n' if comment => {
                comment = false;
                out.push_str(noise.pick(&["\n", "\n", "\r\n", "\n\n", "\n  -- v\n"]));
            }
            _ if comment => out.push(c),
            _ if close == Some(c) => {
                close = None;
                out.push(c);
            }
            _ if close.is_some() => out.push(c),
            '"' | '`' => {
                close = Some(c);
                out.push(c);
            }
            '「' => {
                close = Some('」');
                out.push(c);
            }
            '《' => {
                close = Some('》');
                out.push(c);
            }
            '-' if next == '-' => {
                comment = true;
                out.push(c);
            }
            '\n' => out.push_str(noise.pick(&ends)),
            ' ' => out.push_str(noise.pick(&blanks)),
            '{' => out.push_str(noise.pick(&["{", "｛", "{\n", "{ -- u\n", "{\n\n"])),
            '}' => out.push_str(noise.pick(&["}", "｝", "\n}", "\n\n  }", "\n-- t\n}"])),
            ',' => out.push_str(noise.pick(&[",", "，", ",\n", ", -- s\n", ",  "])),
            ';' => out.push_str(noise.pick(&[";", "；", ";\n", "\n"])),
            ':' if apart => out.push_str(noise.pick(&[":", "："])),
            '=' if apart => out.push_str(noise.pick(&["=", "＝"])),
            c => out.push(c),
        }
    }
    out
}

/// Whatever the layout was, all of it is put in order.
fn settles(text: &str, noise: &[u32]) -> Result<(), TestCaseError> {
    let typed = disturbed(text, &mut Noise(noise.iter().cycle()));
    let fail = |what: &str, laid: &str| {
        TestCaseError::fail(format!("{what}\n--- typed\n{typed}\n--- laid out\n{laid}"))
    };
    let parse = read(&typed);
    if let Some(said) =
        parse.diagnostics.iter().find(|said| said.severity == Severity::Error)
    {
        let line = fadu::text::line_column(&typed, said.span.start).line;
        return Err(fail(&format!("no noise: {} at {line}", said.message.en), ""));
    }
    let tree = parse.tree.without_spans();
    if tree != read(text).tree.without_spans() {
        return Err(fail("the noise has changed the rules", ""));
    }
    let laid = format(&typed, None).unwrap();
    if read(&laid).tree.without_spans() != tree {
        return Err(fail("another tree", &laid));
    }
    if format(&laid, None).unwrap() != laid {
        return Err(fail("once was not enough", &format(&laid, None).unwrap()));
    }
    if comments(&laid) != comments(&typed) {
        return Err(fail("other comments", &laid));
    }
    // Were the text given back as it came, these would have stayed.
    let untidy = ["\r", "\t", "\u{3000} ", " \n", "\n\n\n", "｛", "｝", " ： ", " ＝ "];
    if let Some(left) = untidy.iter().find(|left| laid.contains(**left)) {
        return Err(fail(&format!("left: {left:?}"), &laid));
    }
    Ok(())
}

fn run(cases: u32, test: impl Fn(Vec<u32>, Vec<u32>) -> Result<(), TestCaseError>) {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 500,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let outcome = runner
        .run(&(vec(ANY, 0..900), vec(ANY, 1..200)), |(rules, noise)| test(rules, noise));
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(why, _)) => panic!("{why}"),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn whatever_the_layout_of_generated_rules_was_it_settles() {
    run(24, |rules, noise| settles(&generated_rules(&rules), &noise));
}

#[test]
fn whatever_the_layout_of_real_rules_was_it_settles() {
    // A text may hold a tab of its own.
    let mut texts = texts();
    texts.retain(|(_, text)| !text.contains('\t'));
    run(24, |rules, noise| {
        let choice = rules.first().copied().unwrap_or(0);
        let (_, text) = &texts[usize::try_from(choice).unwrap() % texts.len()];
        settles(text, &noise)
    });
}
