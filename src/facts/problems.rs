//! The problems facts can have, each with its code.

use crate::diagnostic::Message;
use crate::evaluation::Problem;
use crate::value::{FormatMistake, TextFormat};
use alloc::string::ToString;

fn problem(code: &str, fact: &str, zh: &str, en: &str) -> Problem {
    Problem {
        code: code.to_string(),
        fact: fact.to_string(),
        message: Message::new(zh, en),
    }
}

/// `P0101`: no fact of the pack has this name.
pub(super) fn unknown_fact(name: &str) -> Problem {
    let zh = alloc::format!("规则包里没有事实「{name}」");
    let en = alloc::format!("the pack has no fact `{name}`");
    problem("P0101", name, &zh, &en)
}

/// `P0102`: the value is of another type.
pub(super) fn wrong_type(fact: &str, wanted: &Message) -> Problem {
    let zh = alloc::format!("这里要填{}", wanted.zh);
    let en = alloc::format!("{} is needed here", wanted.en);
    problem("P0102", fact, &zh, &en)
}

/// `P0102` too: more options than can be listed.
pub(super) fn too_many_options(fact: &str, found: usize, most: usize) -> Problem {
    let zh = alloc::format!("列了 {found} 个选项，最多 {most} 个");
    let en = alloc::format!("{found} options are listed, where {most} may stand");
    problem("P0102", fact, &zh, &en)
}

/// `P0103`: the value is outside the range declared.
pub(super) fn out_of_range(fact: &str, range: &Message) -> Problem {
    let zh = alloc::format!("超出了允许的范围：{}", range.zh);
    let en = alloc::format!("outside the range allowed: {}", range.en);
    problem("P0103", fact, &zh, &en)
}

/// `P0104`: no such option.
pub(super) fn not_an_option(fact: &str, given: &str, options: &Message) -> Problem {
    let zh = alloc::format!("没有选项「{given}」，可选：{}", options.zh);
    let en =
        alloc::format!("there is no option `{given}`; the options are {}", options.en);
    problem("P0104", fact, &zh, &en)
}

/// `P0105`: given twice.
pub(super) fn given_twice(fact: &str) -> Problem {
    problem("P0105", fact, "同一事实给了两次", "the fact is given twice")
}

/// `P0106`: a number that is not exact in every runtime.
pub(super) fn not_exact(fact: &str) -> Problem {
    problem(
        "P0106",
        fact,
        "这个数太长，不能保证精确；请写成文字，例如 \"0.1234567890123456789\"",
        "the number is too long to be exact everywhere; give it as text",
    )
}

/// `P0107`: money finer than a fen.
pub(super) fn finer_than_fen(fact: &str) -> Problem {
    problem("P0107", fact, "金额最多到分", "money goes to the fen, no finer")
}

/// `P0108`: not a whole number.
pub(super) fn not_whole(fact: &str) -> Problem {
    problem("P0108", fact, "这里要填整数", "a whole number is needed here")
}

/// `P0109`: text that is too long.
pub(super) fn too_long(fact: &str, found: usize, most: usize) -> Problem {
    let zh = alloc::format!("文字太长：有 {found} 字，最多 {most} 字");
    let en = alloc::format!(
        "the text is too long: {found} characters, where {most} may stand"
    );
    problem("P0109", fact, &zh, &en)
}

/// `P0110`: not JSON.
pub(super) fn not_json(line: usize, column: usize) -> Problem {
    let zh = alloc::format!("事实不是正确的 JSON，错在第 {line} 行第 {column} 列");
    let en = alloc::format!("the facts are not JSON; see line {line}, column {column}");
    problem("P0110", "", &zh, &en)
}

/// `P0111`: too large.
pub(super) fn too_large(found: usize, most: usize) -> Problem {
    let zh = alloc::format!("事实有 {found} 字节，最多 {most} 字节");
    let en = alloc::format!("the facts have {found} bytes, where {most} may stand");
    problem("P0111", "", &zh, &en)
}

/// `P0112`: not an object.
pub(super) fn not_an_object() -> Problem {
    problem(
        "P0112",
        "",
        "事实要写成一个对象：{\"事实名称\": 值}",
        "the facts must be one object: {\"name\": value}",
    )
}

/// `P0113`: more records than a list may have.
pub(super) fn too_many_records(fact: &str, found: usize, most: usize) -> Problem {
    let zh = alloc::format!("列表有 {found} 项，最多 {most} 项");
    let en = alloc::format!("the list has {found} records, where {most} may stand");
    problem("P0113", fact, &zh, &en)
}

/// `P0114`: something in a list is no record.
pub(super) fn not_a_record(fact: &str) -> Problem {
    problem(
        "P0114",
        fact,
        "列表的每一项要写成一个对象：{\"名称\": 值}",
        "every record of a list is one object: {\"name\": value}",
    )
}

/// `P0115`: the lists of a case are too long together.
pub(super) fn too_many_steps(fact: &str, most: usize) -> Problem {
    let zh = alloc::format!("各列表合在一起太长：写开后的计算超过 {most} 步");
    let en = alloc::format!(
        "the lists together are too long: written out, more than {most} steps"
    );
    problem("P0115", fact, &zh, &en)
}

/// `P0116`: no field of the list has this name.
pub(super) fn unknown_field(fact: &str) -> Problem {
    problem("P0116", fact, "列表里没有这一项", "the list has no such field")
}

/// `P0117`: not of the format declared; `P0118`: the check character does not fit.
pub(super) fn not_of_format(
    fact: &str,
    format: TextFormat,
    mistake: &FormatMistake,
) -> Problem {
    let said = mistake.said(format);
    let code = match mistake {
        FormatMistake::Form(_) => "P0117",
        FormatMistake::CheckCharacter => "P0118",
    };
    problem(code, fact, &said.zh, &said.en)
}
