//! A scope: the answer to an application and the ground it rests on.

use super::layout::Rows;
use crate::terminal::{Line, Tone};
use crate::words::Words;
use fadu::evaluation::{GroundStatus, ScopeVerdict, Status};

pub(crate) fn rows(verdict: &ScopeVerdict, words: Words) -> Rows {
    let mut rows = Rows::new();
    if let Some(decision) = &verdict.decision {
        rows.named(
            words.pick("处理", "decision"),
            Line::new().strong(kind(decision, words)),
        );
    }
    let open = verdict.grounds.iter().filter(|ground| match ground.status {
        Status::Applies | Status::Possible | Status::Open => true,
        Status::Excluded => false,
    });
    if verdict.ground.is_some() {
        rows.list(words.pick("事由", "ground"), open.map(|ground| said(ground, words)));
    } else {
        let line = |ground| leads_to(ground, words).then(said(ground, words));
        rows.list(words.pick("仍有可能", "still possible"), open.map(line));
    }
    rows
}

/// While nothing is settled, each ground says which answer it would give.
fn leads_to(ground: &GroundStatus, words: Words) -> Line {
    let line = match ground.status {
        Status::Applies => Line::new().add(Tone::Open, words.pick("否则", "otherwise ")),
        Status::Possible | Status::Open | Status::Excluded => Line::new(),
    };
    line.text(kind(&ground.kind, words)).text(words.pick("：", ": "))
}

fn said(ground: &GroundStatus, words: Words) -> Line {
    let line = Line::new().text(words.said(&ground.label));
    let line = match &ground.send_to {
        Some(place) => line
            .quiet(words.pick("，告知向", ", send to "))
            .text(words.said(place))
            .quiet(words.pick("提出", "")),
        None => line,
    };
    line.then(words.after_basis(&ground.basis))
}

fn kind(kind: &str, words: Words) -> &str {
    match kind {
        "accept" => words.pick("受理", "accept"),
        "reject" => words.pick("不予受理", "reject"),
        "redirect" => words.pick("告知向有权机关提出", "redirect"),
        "supplement" => words.pick("要求补正", "supplement"),
        "deem" => words.pick("视为", "deem"),
        other => other,
    }
}
