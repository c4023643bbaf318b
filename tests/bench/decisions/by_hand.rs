//! The decisions in plain Rust: what a competent engineer writes for this record.

use super::record::{Clause, Harm, Penalty, Reason, Record, Row, Tier};
use super::table::Table;
use chrono::Months;

/// Decides the penalty.
pub(crate) fn penalty(case: &Record) -> Penalty {
    let small = case.goods_value < 1_000_000;
    let (base_min, base_max) = if small {
        (5_000_000, 10_000_000)
    } else {
        (case.goods_value * 10, case.goods_value * 20)
    };
    let span = base_max - base_min;
    let years = if case.harm == Harm::Serious { 5 } else { 2 };
    let limitation_end = case.act_date + Months::new(12 * years);
    let time_barred = case.decision_date > limitation_end;
    let reason = reason(case, time_barred);
    let tier = reason.tier();
    let (fine_min, fine_max) = match tier {
        Tier::None => (0, 0),
        Tier::Mitigated => (base_min * 10 / 100, base_min * 80 / 100),
        Tier::Light => (base_min, base_min + span * 30 / 100),
        Tier::General => (base_min + span * 30 / 100, base_min + span * 70 / 100),
        Tier::Heavy => (base_min + span * 70 / 100, base_max),
    };
    let revoke = tier == Tier::Heavy
        && (case.prior_penalties >= 3
            || (case.harm == Harm::Serious && case.days_operating > 180));
    let hearing = fine_max >= 10_000_000 || revoke || case.illegal_gains >= 10_000_000;
    let legal_review = fine_max >= 5_000_000 || revoke || hearing;
    Penalty {
        tier,
        reason,
        fine_min,
        fine_max,
        legal_review,
        hearing,
        revoke,
        citations: [
            Some(Clause::Statute),
            Some(if small { Clause::Small } else { Clause::Large }),
            Some(Clause::Reason(reason)),
            hearing.then_some(Clause::Hearing),
            legal_review.then_some(Clause::Review),
        ],
        checklist: [
            !time_barred,
            case.decision_date >= case.act_date,
            case.illegal_gains <= case.goods_value,
            case.corrected || case.days_operating > 0,
            !(case.first_offence && case.prior_penalties > 0),
            !case.minor_age,
            fine_max <= base_max
                && (matches!(tier, Tier::None | Tier::Mitigated) || fine_min >= base_min),
            !legal_review || case.decision_date > case.act_date,
        ],
    }
}

fn reason(case: &Record, time_barred: bool) -> Reason {
    let score = score(case);
    if time_barred {
        Reason::Barred
    } else if case.minor_age {
        Reason::Child
    } else if case.first_offence
        && case.corrected
        && case.harm == Harm::Nothing
        && case.goods_value < 100_000
        && case.days_operating <= 30
    {
        Reason::Trifle
    } else if case.prior_penalties >= 2 {
        Reason::Repeated
    } else if case.harm == Harm::Serious {
        Reason::Harmful
    } else if case.days_operating > 180 && !case.corrected {
        Reason::Lasting
    } else if !case.cooperation && case.prior_penalties >= 1 {
        Reason::Obstinate
    } else if case.coerced && case.harm == Harm::Nothing {
        Reason::Coerced
    } else if score <= -4 {
        Reason::Eased
    } else if score <= -1 {
        Reason::Light
    } else if score >= 5 {
        Reason::High
    } else if score >= 3 && case.illegal_gains > case.goods_value {
        Reason::Profitable
    } else {
        Reason::General
    }
}

fn score(case: &Record) -> i64 {
    let points = |holds: bool, points: i64| if holds { points } else { 0 };
    points(case.prior_penalties >= 1, 2)
        + points(case.harm == Harm::Minor, 2)
        + points(case.days_operating > 90, 1)
        + points(case.goods_value >= 10_000_000, 1)
        + points(case.illegal_gains >= 5_000_000, 1)
        + if case.cooperation { -1 } else { 1 }
        + points(case.corrected, -2)
        + points(case.first_offence, -1)
        + points(case.coerced, -2)
}

/// Finds the first row of the table that fits.
pub(crate) fn row(table: &Table, case: &Record) -> Row {
    table
        .rows
        .iter()
        .find(|row| {
            row.gv.contains(&case.goods_value)
                && row.days.contains(&case.days_operating)
                && row.prior.contains(&case.prior_penalties)
                && row.harm.is_none_or(|harm| harm == case.harm)
                && row.biz.is_none_or(|biz| biz == case.biz)
                && row.coop.is_none_or(|coop| coop == case.cooperation)
        })
        .map(|row| row.answer)
        .expect("the last row fits every case")
}
