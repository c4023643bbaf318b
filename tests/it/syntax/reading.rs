//! What the notation means, line by line.

use super::clean;
use fadu::syntax::tree::{
    Bound, BoundWord, CitedSource, Declaration, Expr, ExprKind, Literal, PeriodUnit,
    Pinpoint, Test,
};

/// Reads `define x = …` and returns the value.
#[track_caller]
fn value(text: &str) -> Expr {
    let parse = clean(&format!("define x = {text}"));
    match parse.tree.without_spans().declarations.remove(0) {
        Declaration::Define(define) => define.value,
        other => panic!("{other:?}"),
    }
}

/// Both ways of writing it mean the same.
#[track_caller]
fn same(one: &str, other: &str) {
    assert_eq!(value(one), value(other), "{one} | {other}");
}

#[track_caller]
fn literal(text: &str) -> Literal {
    match value(text).kind {
        ExprKind::Literal(literal) => literal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn amounts_are_exact_decimal_text() {
    for (written, exact) in [
        ("5万元", "50000"),
        ("1.2亿元", "120000000"),
        ("300元", "300"),
        ("50_000 CNY", "50000"),
        ("9_999.99元", "9999.99"),
        ("0.5千元", "500"),
        ("3百万元", "3000000"),
        ("0元", "0"),
        ("0.00001万元", "0.1"),
    ] {
        assert_eq!(literal(written), Literal::Money(exact.into()), "{written}");
    }
    for (written, exact) in
        [("5%", "0.05"), ("2‰", "0.002"), ("0.5％", "0.005"), ("100%", "1")]
    {
        assert_eq!(literal(written), Literal::Percent(exact.into()), "{written}");
    }
    for (written, number, unit) in [
        ("3吨", "3", "吨"),
        ("3 t", "3", "t"),
        ("1.5万吨", "15000", "吨"),
        ("5千克", "5", "千克"),
        ("2 m²", "2", "m²"),
        ("2m2", "2", "m2"),
        ("5万元/亩", "50000", "元/亩"),
        ("3千元/人", "3000", "元/人"),
        ("50 mg/L", "50", "mg/L"),
        ("2吨／日", "2", "吨/日"),
        ("24box", "24", "box"),
        ("3箱", "3", "箱"),
    ] {
        let expected = Literal::Quantity(number.into(), unit.into());
        assert_eq!(literal(written), expected, "{written}");
    }
    assert_eq!(literal("10倍"), Literal::Multiple("10".into()));
    assert_eq!(literal("1.5x"), Literal::Multiple("1.5".into()));
    assert_eq!(literal("1_200.50"), Literal::Number("1200.5".into()));
    assert_eq!(literal("3次"), Literal::Number("3".into()));
    assert_eq!(literal("5万人"), Literal::Number("50000".into()));
}

#[test]
fn periods_and_dates() {
    for (written, count, unit) in [
        ("5个工作日", 5, PeriodUnit::Workdays),
        ("1 workday", 1, PeriodUnit::Workdays),
        ("60日", 60, PeriodUnit::Days),
        ("60天", 60, PeriodUnit::Days),
        ("3个月", 3, PeriodUnit::Months),
        ("2年", 2, PeriodUnit::Years),
        ("24 hours", 24, PeriodUnit::Hours),
    ] {
        assert_eq!(literal(written), Literal::Period(count, unit), "{written}");
    }
    for written in ["2021-07-05", "2021年7月5日", "2021-7-5", "2021年 07月 05日"] {
        assert_eq!(literal(written), Literal::Date("2021-07-05".into()), "{written}");
    }
    assert_eq!(literal("2024年2月29日"), Literal::Date("2024-02-29".into()));
}

#[test]
fn signs_of_a_chinese_keyboard_are_read() {
    same("任一｛甲，（乙＋丙）＝丁；戊、己｝", "任一 { 甲, (乙+丙) = 丁 ; 戊, 己 }");
    same("甲　且　乙", "甲 且 乙");
    same("甲。乙 为 「丙」", "甲.乙 为 \"丙\"");
    same("甲 ≥ 5 且 乙 ≤ 6 且 丙 ≠ 7", "甲 >= 5 且 乙 <= 6 且 丙 != 7");
    same("甲 》= 5 且 乙 《= 6", "甲 >= 5 且 乙 <= 6");
    same("a * b", "a × b");
    same("a / b", "a ÷ b");
}

#[test]
fn operators_bind_as_lawyers_read_them() {
    same("a or b and c", "a or (b and c)");
    same("not a is b", "not (a is b)");
    same("a and b or c unless d", "((a and b) or c) unless d");
    same("a unless b unless c", "(a unless b) unless c");
    same("1 + 2 × 3 - 4", "(1 + (2 × 3)) - 4");
    same("a - b - c", "(a - b) - c");
    same("20万元 + x capped at 70万元", "(20万元 + x) capped at 70万元");
    same("-a × b", "(-a) × b");
    same("- - a", "a");
    same("not not a", "a");
    assert_ne!(
        value("a or (b or c)"),
        value("a or b or c"),
        "brackets say what belongs together"
    );
}

#[test]
fn a_line_that_opens_with_an_operator_goes_on() {
    same("a\n  and b\n  or c", "a and b or c");
    same("1\n  + 2 ×\n 3", "1 + 2 × 3");
    same("a unless\n b", "a unless b");
    same("任一 {\n 甲\n 乙 ;\n 丙, 丁\n}", "任一 { 甲, 乙, 丙, 丁 }");
}

/// The words of both ends of the range in `x …`.
#[track_caller]
fn bounds(text: &str) -> (Option<BoundWord>, Option<BoundWord>) {
    match value(&format!("x {text}")).kind {
        ExprKind::Test(_, test) => match *test {
            Test::InRange(range) => {
                let word = |bound: Option<Bound>| bound.map(|bound| bound.word);
                (word(range.lower), word(range.upper))
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn words_of_bound() {
    use BoundWord::{AtLeast, AtMost, From, Over, Under, UpTo};
    for (text, lower, upper) in [
        ("from 1万元 to under 5万元", Some(From), Some(Under)),
        ("1万元以上不足5万元", Some(From), Some(Under)),
        ("1万元以上5万元以下", Some(From), Some(UpTo)),
        ("1万元以上至5万元", Some(From), Some(UpTo)),
        ("1万元至5万元", Some(From), Some(UpTo)),
        ("1 to 5", Some(From), Some(UpTo)),
        ("超过5万元12万元以下", Some(Over), Some(UpTo)),
        ("超过5万元、12万元以下", Some(Over), Some(UpTo)),
        ("over 5万元 to 12万元", Some(Over), Some(UpTo)),
        ("5万元以内", None, Some(UpTo)),
        ("不满5万元", None, Some(Under)),
        ("低于5万元", None, Some(Under)),
        ("不超过5万元", None, Some(AtMost)),
        ("高于5万元", Some(Over), None),
        ("至少 5", Some(AtLeast), None),
        ("30%至不足100%", Some(From), Some(Under)),
        ("at least 1 to at most 2", Some(AtLeast), Some(AtMost)),
        ("为 1元至2元", Some(From), Some(UpTo)),
        ("is over 3", Some(Over), None),
    ] {
        assert_eq!(bounds(text), (lower, upper), "{text}");
    }
}

#[test]
fn a_keyword_ends_only_where_the_word_ends() {
    for name in [
        "当事人",
        "自行车数",
        "应当听证",
        "超过限值",
        "是否改正",
        "不足额",
        "内部人员",
        "fines",
        "whenever",
        "自内部",
        "不足",
    ] {
        let text = format!("fact {name}甲 : bool\ndefine x = {name}甲");
        clean(&text);
    }
}

#[test]
fn soft_words_are_free_as_names() {
    for name in
        ["fine", "罚款", "item", "主体", "tier", "number", "pass", "roll", "law", "group"]
    {
        clean(&format!("fact {name} : bool\ndefine x = {name} and {name}.when"));
    }
}

#[test]
fn citations() {
    let place = |article, inserted, paragraph, item| {
        Some(Pinpoint::Article { article, inserted, paragraph, item })
    };
    for (text, expected) in [
        ("A 33(1)(2)", place(33, None, Some(1), Some(2))),
        ("A 83 item 2", place(83, None, None, Some(2))),
        ("A 第八十三条第二项", place(83, None, None, Some(2))),
        ("A 12-1", place(12, Some(1), None, None)),
        ("A 第十二条之一", place(12, Some(1), None, None)),
        ("A 第一百零三条第一款第（三）项", place(103, None, Some(1), Some(3))),
        ("A 第33条第1款", place(33, None, Some(1), None)),
        ("A 33（1）", place(33, None, Some(1), None)),
        ("A §2.7.1", Some(Pinpoint::Section("2.7.1".into()))),
        ("A \"第二部分（三）\"", Some(Pinpoint::Quoted("第二部分（三）".into()))),
        ("A", None),
    ] {
        let parse = clean(&format!("define x = 1 basis {text}"));
        let Declaration::Define(define) = &parse.tree.declarations[0] else { panic!() };
        assert_eq!(define.basis[0].pinpoint, expected, "{text}");
    }
    let parse = clean("定义 x = 1 依据 《行政处罚法》第三十三条、apl.A 5, B \"附件\"");
    let Declaration::Define(define) = &parse.tree.declarations[0] else { panic!() };
    assert_eq!(define.basis.len(), 3);
    assert!(
        matches!(&define.basis[0].source, CitedSource::Title(title) if title.text == "行政处罚法")
    );
}

#[test]
fn a_deadline_does_not_lose_its_event_to_its_condition() {
    let one = clean("deadline d when a from b within 3 days").tree.without_spans();
    let other = clean("deadline d from b within 3 days when a").tree.without_spans();
    assert_eq!(one, other);
}

#[test]
fn names_are_read_in_one_form() {
    let composed = clean("fact caf\u{e9} : bool").tree.without_spans();
    let decomposed = clean("fact cafe\u{301} : bool").tree.without_spans();
    assert_eq!(composed, decomposed);
}

#[test]
fn a_case_with_a_subject_joins_it_to_every_row() {
    let rows = |text: &str| match value(text).kind {
        ExprKind::Case(case) => case.rows,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        rows(
            "case x { under 3 : 0 ; 3 : 1 ; in { 4, 5 } : 2 ; is known : 3 ; otherwise : 4 }"
        ),
        rows(
            "case { x under 3 : 0 ; x is 3 : 1 ; x in { 4, 5 } : 2 ; x is known : 3 ; otherwise : 4 }"
        ),
    );
}
