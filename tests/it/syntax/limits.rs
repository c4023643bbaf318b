//! Hostile text: an answer always comes, and soon.

use super::{fixture, read, shown};
use crate::sample::{TODAY, evaluate, pack, refused};
use std::time::Duration;

/// Every bracket of every kind, 3,000 deep: far beyond what a stack could bear.
#[test]
fn three_thousand_brackets_are_refused() {
    for bracket in ["(", "（", "[", "【", "{", "｛", "『"] {
        let text = format!("define x = {}", bracket.repeat(3_000));
        let parse = read(&text);
        assert_eq!(parse.diagnostics.len(), 1, "{bracket}");
        assert_eq!(parse.diagnostics[0].code.0, "F0111");
        assert!(parse.tree.declarations.is_empty());
    }
}

#[test]
fn sixty_four_brackets_are_read() {
    for (open, close) in [("(", ")"), ("any of { ", " }"), ("highest of { (", ") }")] {
        let pairs = 64 / open.matches(['(', '{']).count();
        let text = format!("define x = {}a{}", open.repeat(pairs), close.repeat(pairs));
        let parse = read(&text);
        assert!(parse.diagnostics.is_empty(), "{}", shown(&text, &parse.diagnostics));
        let deeper =
            format!("define x = ({}a{})", open.repeat(pairs), close.repeat(pairs));
        assert_eq!(read(&deeper).diagnostics[0].code.0, "F0111");
    }
}

#[test]
fn nested_cases_and_rows_take_no_more_than_their_length() {
    for (open, close) in [
        ("case a { (", ") : 1 }"),
        ("case { a (", ") 以上 : 1 }"),
        ("case { x : ", " }"),
        ("(a (", "))"),
        ("a in { (", ") }"),
    ] {
        let text = format!("define x = {}1{}", open.repeat(30), close.repeat(30));
        // What is said of it does not matter; that it is said does.
        let _ = read(&text);
        let text = format!("define x = {}", open.repeat(30));
        let _ = read(&text);
    }
}

#[test]
fn brackets_in_texts_and_comments_do_not_count() {
    let many = "({[".repeat(100);
    let text = format!("-- {many}\nfact x \"{many}\" / \"{many}\" : bool\n");
    assert!(read(&text).diagnostics.is_empty());
}

#[test]
fn a_file_of_two_megabytes_is_refused() {
    let parse = read(&"-- 注释\n".repeat(250_000));
    assert_eq!(parse.diagnostics.len(), 1);
    assert_eq!(parse.diagnostics[0].code.0, "F0110");
}

#[test]
fn a_table_of_a_thousand_rows_is_read_and_one_of_too_many_cells_refused() {
    let table = |rows: usize| {
        let rows: String = (0..rows)
            .map(|row| format!("  {row} | under {row} | any | any | any : {row}\n"))
            .collect();
        let facts = "fact a : integer\nfact b : integer\n";
        format!(
            "pack t 1.0.0\n{facts}table t {{\n  columns a | b | a | b | a : x\n{rows}}}\n"
        )
    };
    let files = [fadu::text::SourceText::new("t.fadu", table(1_000))];
    assert!(fadu::compile(&files, None).diagnostics.is_empty());
    assert!(read(&table(8_333)).diagnostics.is_empty(), "49,998 cells");
    assert_eq!(read(&table(8_334)).diagnostics[0].code.0, "F0123", "50,004 cells");
}

/// The header may stand in it: that it is missing is no second mistake.
#[test]
fn a_file_that_is_not_read_has_perhaps_a_header() {
    refused(&format!("pack t 1.0.0\n{}", " ".repeat(2_000_000)), "F0110");
    refused(&format!("pack t 1.0.0\ndefine x = {}", "(".repeat(65)), "F0111");
}

#[test]
fn long_chains_end_with_a_word_not_with_the_stack() {
    for (start, link) in [
        ("define x = 1", " + 1"),
        ("define x = 1", " - 1"),
        ("define x = 1", " × 1"),
        ("define x = a", " capped at 1"),
        ("define x = a", " unless a"),
    ] {
        let parse = read(&format!("{start}{}", link.repeat(20_000)));
        assert_eq!(parse.diagnostics.len(), 1, "{link}");
        assert_eq!(parse.diagnostics[0].code.0, "F0111", "{link}");
    }
    for chain in ["not ", "- ", "非 "] {
        let text = format!("define x = {}a", chain.repeat(20_000));
        assert!(read(&text).diagnostics.is_empty(), "{chain}");
    }
    for link in [" or a", " and a"] {
        let text = format!("define x = a{}", link.repeat(20_000));
        assert!(read(&text).diagnostics.is_empty(), "{link}");
    }
}

/// The deepest rules that are accepted are compiled and answered on a small stack, and what
/// is deeper ends with a word. Code that is not optimised needs four times the room.
#[test]
fn the_deepest_rules_fit_on_a_small_stack() {
    let nested = |count: usize, wrap: &dyn Fn(&str) -> String| {
        (0..count).fold("a".to_owned(), |inner, _| wrap(&inner))
    };
    let not = |inner: &str| format!("(not {inner} and a)");
    let plus = |inner: &str| format!("({inner} + 1 + 1)");
    let chain = |count: usize, more: &str| -> String {
        let one = |at: usize| format!("define d{at} \"d{at}\" = d{}{more}\n", at - 1);
        // The last first: each is met from inside another.
        (1..count).rev().map(one).collect::<String>() + "define d0 \"d0\" = x\n"
    };
    let grounds = |count: usize, around: &str| -> String {
        let close = ")".repeat(around.matches('(').count());
        let one = |at: usize| {
            let below = format!("{around}c{} holds{close}", at - 1);
            format!("circumstance c{at} : may lighten when {below}\n")
        };
        (1..count).rev().map(one).collect::<String>()
            + "circumstance c0 : may lighten when a\ndefine d \"d\" = c58 holds\n"
    };
    let define = |value: String| format!("define d \"d\" = {value}\n");
    let tier = |condition: &str| {
        format!(
            "benchmark b {{\n  penalty f : fine 1元 to 2元\n  tier t when {condition} then f\n  \
             tier u when otherwise then f\n}}\n"
        )
    };
    let accepted = [
        define(nested(59, &not)),
        define(nested(50, &plus).replace('a', "x")),
        define(format!("x{}", " - 1".repeat(100))),
        define(format!("a{}", " unless a".repeat(59))),
        chain(30, " + 1 + 1 + 1"),
        grounds(59, "not (a and not ("),
        tier(&nested(59, &not)),
    ];
    let refused = [
        define(nested(64, &not)),
        define(nested(51, &plus).replace('a', "x")),
        define(format!("x{}", " - 1".repeat(101))),
        define(format!("a{}", " unless a".repeat(101))),
        define(nested(64, &|inner| format!("({inner}{})", " + 1".repeat(90)))),
        chain(30, " + 1 + 1 + 1 + 1 + 1"),
        grounds(59, "not (a and not (a and ("),
        tier(&nested(64, &not)),
    ];
    let work = move || {
        let facts = "fact a : bool\nfact x : number\n";
        for rules in accepted {
            let pack = pack(&format!("{facts}{rules}"));
            evaluate(&pack, r#"{"a": true, "x": 1}"#, TODAY);
            evaluate(&pack, "{}", TODAY);
        }
        for rules in refused {
            crate::sample::refused(&format!("{facts}{rules}"), "F0111");
        }
    };
    let small = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    small.spawn(work).unwrap().join().unwrap();
}

/// A copy of the subject stands in every row: a `case` in the subject of a `case` would
/// double the tree at every step.
#[test]
fn a_case_in_the_subject_of_a_case_is_refused() {
    let text = "define x = case (case a { 1 : 2 ; 2 : 3 }) { 1 : 2 }";
    assert_eq!(read(text).diagnostics[0].code.0, "F0111");
}

/// Steps of a linear congruential generator: the same mutations every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(sides).unwrap()).unwrap()
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "how long a reading takes is what is tested"
)]
fn five_thousand_mutations_never_panic_and_end_quickly() {
    let sources =
        ["small-trader.zh", "small-trader.en", "petition-desk.zh", "petition-desk.en"]
            .map(|name| fixture(name).into_bytes());
    let words = [
        "{",
        "}",
        "(",
        ")",
        "\"",
        "“",
        "《",
        "`",
        "\n",
        ";",
        ":",
        "=",
        "--",
        "当 ",
        "when ",
        "至",
        "5万元",
        "以上",
        "事实 ",
        "fact x",
        "case ",
        "不足",
        "\u{202E}",
        "５",
        "一万元",
        "第三条",
    ];
    let mut dice = Dice(20_250_630);
    let mut slowest = Duration::ZERO;
    for round in 0..5_000 {
        let source = &sources[round % sources.len()];
        // A window of the file keeps each reading short and cuts statements in two.
        let start = dice.roll(source.len());
        let end = (start + 100 + dice.roll(300)).min(source.len());
        let mut bytes = source[start..end].to_vec();
        for _ in 0..=dice.roll(4) {
            let at = dice.roll(bytes.len());
            match dice.roll(3) {
                0 => drop(bytes.remove(at)),
                1 => bytes[at] = u8::try_from(dice.roll(256)).unwrap(),
                _ => {
                    let word = words[dice.roll(words.len())];
                    bytes.splice(at..at, word.bytes());
                }
            }
            if bytes.is_empty() {
                bytes.push(b'x');
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let started = std::time::SystemTime::now();
        let parse = read(&text);
        slowest = slowest.max(started.elapsed().unwrap_or_default());
        for diagnostic in &parse.diagnostics {
            assert!(
                text.get(diagnostic.span.start..diagnostic.span.end).is_some(),
                "{text}"
            );
            assert!(
                !diagnostic.message.zh.is_empty() && !diagnostic.message.en.is_empty()
            );
        }
        let places: Vec<usize> = parse.diagnostics.iter().map(|d| d.span.start).collect();
        assert!(places.is_sorted());
    }
    assert!(slowest < Duration::from_secs(2), "{slowest:?}");
}
