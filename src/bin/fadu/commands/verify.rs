//! `fadu verify`: whether an earlier receipt still says what a fresh evaluation says, and
//! if not, which part differs.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::packs;
use crate::readable;
use crate::terminal::{Line, Terminal, Tone};
use crate::words::Words;
use serde_json::Value;
use std::path::Path;

pub(crate) fn run(
    arguments: &args::Verify,
    from: packs::Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let given = receipt(&arguments.receipt)?;
    let as_of = given.text("/as_of")?;
    let date = fadu::AsOf::parse(as_of).ok_or_else(|| {
        Failure::wrong(
            format!("回执上的截至日期「{as_of}」不是日期"),
            format!("the receipt's date `{as_of}` is not a date"),
        )
    })?;
    let facts = files::read_json(&arguments.facts)?;
    let profile =
        from.profile.or_else(|| given.0.pointer("/pack/profile/name")?.as_str());
    let from = packs::Asked { profile, ..from };
    let pack = packs::one(&arguments.pack, from, terminal)?;
    let evaluation = pack.evaluate(&pack.facts_from_json(&facts), date);
    let fresh =
        serde_json::to_value(&evaluation.receipt).map(Receipt).map_err(|error| {
            Failure::wrong(
                format!("无法生成回执：{error}"),
                format!("cannot make a receipt: {error}"),
            )
        })?;
    let words = terminal.words();
    for line in readable::problems(&evaluation, words) {
        terminal.aside(&line);
    }

    let mut differing = Vec::new();
    for part in PARTS {
        let (before, now) = (given.text(part.at)?, fresh.text(part.at)?);
        let name = Line::new().text(words.pick(part.zh, part.en)).pad(16);
        if before == now {
            let same = words.pick("一致  ", "same       ");
            terminal.line(&name.add(Tone::Good, same).quiet(now));
        } else {
            differing.push(part.at);
            let other = words.pick("不同  ", "different  ");
            let from = words.pick("回执 ", "receipt ");
            terminal.line(&name.add(Tone::Bad, other).quiet(from).text(before));
            let now_is = words.pick("现在 ", "now     ");
            let indent = Line::new().add(Tone::Bad, other).width().saturating_add(16);
            terminal.line(&Line::new().pad(indent).quiet(now_is).text(now));
        }
    }
    let date = Line::new().text(words.pick("截至日期", "as of")).pad(16);
    let from = words.pick("取自回执  ", "of receipt ");
    terminal.line(&date.quiet(from).quiet(as_of));

    terminal.blank();
    let (tone, said) = conclusion(&differing, words);
    terminal.line(&Line::new().add(tone, said));
    Ok(if differing.is_empty() { Outcome::Fine } else { Outcome::Wrong })
}

/// A part of a receipt that is compared.
struct Part {
    at: &'static str,
    zh: &'static str,
    en: &'static str,
}

const PARTS: [Part; 6] = [
    Part { at: "/format", zh: "回执格式", en: "format" },
    Part { at: "/pack/id", zh: "规则包", en: "pack" },
    Part { at: "/pack/version", zh: "规则包版本", en: "pack version" },
    Part { at: "/pack/digest", zh: "规则包内容", en: "pack content" },
    Part { at: "/facts", zh: "案件事实", en: "facts" },
    Part { at: "/result", zh: "结论", en: "answer" },
];

/// Says in one sentence what differs. An answer is only the engine's doing when rules,
/// facts and date are the same.
fn conclusion(differing: &[&str], words: Words) -> (Tone, &'static str) {
    let differs = |at: &str| differing.contains(&at);
    let pack = differing.iter().any(|at| at.starts_with("/pack"));
    let said = match (pack, differs("/facts"), differs("/result")) {
        _ if differing.is_empty() => {
            return (
                Tone::Good,
                words.pick("回执一致", "the receipt is identical"),
            );
        }
        (true, true, _) => words.pick(
            "规则包与事实都不同：不是同一案件同一规则的回执",
            "other pack and other facts: the receipt is not of this case under these rules",
        ),
        (true, false, true) => words.pick(
            "规则包不同，结论也随之不同",
            "other pack, and with it another answer",
        ),
        (true, false, false) => {
            words.pick("规则包不同，结论相同", "other pack, the same answer")
        }
        (false, true, true) => words.pick(
            "事实不同，结论也随之不同",
            "other facts, and with them another answer",
        ),
        (false, true, false) => words.pick("事实不同，结论相同", "other facts, the same answer"),
        (false, false, true) => words.pick(
            "规则包、事实、日期都相同，结论却不同：回执出自另一个引擎，或者被改动过",
            "same pack, facts and date, yet another answer: the receipt comes from another engine, or was changed",
        ),
        (false, false, false) => {
            words.pick("回执格式不同", "the receipt has another format")
        }
    };
    (Tone::Bad, said)
}

/// A receipt as JSON.
struct Receipt(Value);

impl Receipt {
    fn text(&self, at: &str) -> Result<&str, Failure> {
        self.0.pointer(at).and_then(Value::as_str).ok_or_else(|| {
            let name = at.trim_start_matches('/').replace('/', ".");
            Failure::wrong(
                format!("这不是回执：缺少「{name}」"),
                format!("this is no receipt: `{name}` is missing"),
            )
        })
    }
}

/// Reads a receipt, or takes it out of a whole evaluation.
fn receipt(path: &Path) -> Result<Receipt, Failure> {
    let bytes = files::read_json(path)?;
    let mut value: Value = serde_json::from_slice(&bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Failure::wrong(
            format!("回执不是 JSON（第 {line} 行第 {column} 列）"),
            format!("the receipt is not JSON (line {line}, column {column})"),
        )
    })?;
    if let Some(inner) = value.get_mut("receipt") {
        value = inner.take();
    }
    Ok(Receipt(value))
}
