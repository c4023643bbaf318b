//! A benchmark: the tier, each penalty with its range, the circumstances, and how what is
//! proposed stands to it.

use super::layout::Rows;
use crate::terminal::{Line, Tone};
use crate::words::Words;
use fadu::evaluation::{
    BenchmarkVerdict, CircumstanceStatus, FactorStatus, Imposed, Outcome, PenaltyStatus,
    Position, ProposalStatus, ShownValue, StatutoryEnd, Trilean,
};

pub(crate) fn rows(verdict: &BenchmarkVerdict, words: Words) -> Rows {
    let mut rows = Rows::new();
    let tiers = verdict.tiers.iter().map(|tier| (&tier.label, tier.status));
    let tiers = words.choices(&tiers.collect::<Vec<_>>(), verdict.tier.is_some());
    if !tiers.is_empty() {
        rows.named(words.pick("裁量阶次", "tier"), tiers);
    }
    for one in &verdict.penalties {
        rows.row(Line::new().text(words.said(&one.label)), penalty(one, words));
    }
    for record in verdict.each.iter().flatten() {
        rows.list(words.said(&record.label), of_record(&record.verdict, words));
    }
    for sum in &verdict.weights {
        let value = value(sum.value.as_ref(), words);
        rows.row(Line::new().text(words.said(&sum.label)), value);
        let factors = sum.factors.iter().map(|one| factor(one, words));
        rows.list(words.pick("因素", "factors"), factors);
    }
    let with = |state: Trilean| {
        verdict.circumstances.iter().filter(move |one| one.state == state)
    };
    let given = with(Trilean::True).map(|one| circumstance(one, words));
    rows.list(words.pick("情节", "circumstances"), given);
    let open = words.list(with(Trilean::Unknown).map(|one| words.said(&one.label)));
    if !open.is_empty() {
        let line = Line::new().add(Tone::Open, open);
        rows.named(words.pick("情节待查", "to be found out"), line);
    }
    // Where nothing is proposed there is nothing to judge.
    let proposed = verdict.proposals.iter().filter(|one| one.value.is_some());
    rows.list(words.pick("拟处", "proposed"), proposed.map(|one| proposal(one, words)));
    rows
}

/// What a benchmark comes to for one record of a list: its tier, its penalties, what is
/// proposed.
fn of_record(verdict: &BenchmarkVerdict, words: Words) -> Vec<Line> {
    let outcome = verdict.head.outcome;
    let mut first =
        Line::new().add(words.outcome_tone(outcome), words.outcome(outcome)).text("  ");
    if outcome == Outcome::NotApplicable {
        return vec![first];
    }
    let tiers = verdict.tiers.iter().map(|tier| (&tier.label, tier.status));
    first = first.then(words.choices(&tiers.collect::<Vec<_>>(), verdict.tier.is_some()));
    let penalties = verdict.penalties.iter().map(|one| {
        let label = Line::new().text(words.said(&one.label)).text("  ");
        label.then(penalty(one, words))
    });
    let proposed = verdict.proposals.iter().filter(|one| one.value.is_some());
    let proposed = proposed.map(|one| proposal(one, words));
    core::iter::once(first).chain(penalties).chain(proposed).collect()
}

fn factor(factor: &FactorStatus, words: Words) -> Line {
    let line = Line::new().text(words.said(&factor.label)).text("  ");
    let line = line.then(value(factor.value.as_ref(), words));
    if factor.assumed {
        line.add(Tone::Open, words.pick("（缺省）", " (by default)"))
    } else {
        line
    }
}

fn value(value: Option<&ShownValue>, words: Words) -> Line {
    match value {
        Some(value) => Line::new().strong(words.said(&value.text)),
        None => Line::new().add(Tone::Open, words.pick("未定", "open")),
    }
}

fn penalty(penalty: &PenaltyStatus, words: Words) -> Line {
    let line = words.imposed(penalty.imposed);
    if penalty.imposed == Imposed::None {
        return line;
    }
    let line = match (&penalty.amount, &penalty.range) {
        (Some(amount), _) => line.text("  ").strong(words.said(&amount.text)),
        (None, Some(range)) => line.text("  ").strong(words.said(&range.text)),
        (None, None) => line,
    };
    let line = if penalty.settled || penalty.range.is_none() {
        line
    } else {
        line.add(Tone::Open, words.pick("（尚未确定）", " (not settled)"))
    };
    let line = if penalty.below_statute {
        line.add(Tone::Open, words.pick("（减轻）", " (below the statute)"))
    } else {
        line
    };
    let bounded = penalty.computed.as_ref().and_then(|known| known.bounded);
    let line = match bounded {
        Some(StatutoryEnd::Minimum) => line.add(
            Tone::Open,
            words.pick("（公式低于法定最低额）", " (formula below the minimum)"),
        ),
        Some(StatutoryEnd::Maximum) => line.add(
            Tone::Open,
            words.pick("（公式高于法定最高额）", " (formula above the maximum)"),
        ),
        None => line,
    };
    match &penalty.statutory {
        Some(law) if penalty.statutory != penalty.range => {
            let said = words.said(&law.text);
            line.quiet(words.pick("  法定 ", "  by law ")).quiet(said)
        }
        Some(_) | None => line,
    }
}

fn circumstance(given: &CircumstanceStatus, words: Words) -> Line {
    let modality = match given.modality.as_str() {
        "must" => words.pick("应当", "must "),
        "may" => words.pick("可以", "may "),
        other => other,
    };
    let effects = given.effects.iter().map(|effect| match effect.as_str() {
        "exempt" => words.pick("不予处罚", "exempt"),
        "mitigate" => words.pick("减轻", "mitigate"),
        "lighten" => words.pick("从轻", "lighten"),
        "aggravate" => words.pick("从重", "aggravate"),
        "raise" => words.pick("升档", "raise"),
        "lower" => words.pick("降档", "lower"),
        "tier top" => words.pick("档内从高", "tier top"),
        "tier bottom" => words.pick("档内从低", "tier bottom"),
        "maximum" => words.pick("顶格", "maximum"),
        "minimum" => words.pick("底格", "minimum"),
        "reduce" => words.pick("减幅", "reduce"),
        other => other,
    });
    let effects = effects.collect::<Vec<_>>().join(words.pick("或", " or "));
    Line::new()
        .text(words.said(&given.label))
        .add(Tone::Name, format!("  {modality}{effects}"))
        .then(words.after_basis(&given.basis))
}

fn proposal(proposal: &ProposalStatus, words: Words) -> Line {
    let tone = match proposal.position {
        Position::Inside => Tone::Good,
        Position::Below | Position::Above | Position::Between | Position::Unknown => {
            Tone::Open
        }
        Position::Unlawful => Tone::Bad,
    };
    let line = Line::new().add(tone, words.said(&proposal.text));
    match &proposal.requires {
        Some(needs) => line
            .text(words.pick("；须", "; needs "))
            .text(words.said(needs))
            .then(words.after_basis(&proposal.basis)),
        None => line,
    }
}
