//! Cases drawn from a seed, at and around every threshold of both decisions.

use super::random::Random;
use super::record::{Business, Harm, Record};
use super::table::Table;
use chrono::{Days, Months, NaiveDate};

/// The bounds of the penalty, in fen and in days.
const AMOUNTS: [i64; 5] = [100_000, 1_000_000, 5_000_000, 10_000_000, 100_000_000];
const DAYS: [i64; 4] = [0, 30, 90, 180];

/// Draws so many cases; the same for the same number.
pub(crate) fn cases(count: usize) -> Vec<Record> {
    let (amounts, days) = thresholds();
    let mut random = Random::new(0x6661_6475);
    (0..count).map(|_| case(&mut random, &amounts, &days)).collect()
}

fn thresholds() -> (Vec<i64>, Vec<i64>) {
    let (mut amounts, mut days) = (Vec::from(AMOUNTS), Vec::from(DAYS));
    for row in Table::read().rows {
        amounts.extend([row.gv.start, row.gv.end]);
        days.extend([row.days.start, row.days.end]);
    }
    for bounds in [&mut amounts, &mut days] {
        bounds.retain(|bound| *bound < i64::MAX);
        bounds.sort_unstable();
        bounds.dedup();
    }
    (amounts, days)
}

fn case(random: &mut Random, amounts: &[i64], days: &[i64]) -> Record {
    let goods_value = amount(random, amounts);
    let illegal_gains = match random.below(4) {
        0 => beside(random, goods_value),
        1 => goods_value / (1 + random.below(5)),
        _ => amount(random, amounts),
    };
    let days_operating = match random.below(3) {
        0 => {
            let bound = random.pick(days);
            beside(random, bound)
        }
        1 => random.below(60),
        _ => random.below(500),
    };
    let act_date = date(random);
    Record {
        goods_value,
        illegal_gains,
        days_operating,
        prior_penalties: random.pick(&[0, 0, 0, 0, 0, 1, 1, 2, 3, 4]),
        harm: random.pick(&[
            Harm::Nothing,
            Harm::Nothing,
            Harm::Minor,
            Harm::Minor,
            Harm::Serious,
        ]),
        biz: random.pick(&[
            Business::Retail,
            Business::Catering,
            Business::Online,
            Business::Production,
            Business::SmallShop,
        ]),
        first_offence: random.chance(50),
        corrected: random.chance(60),
        cooperation: random.chance(60),
        minor_age: random.chance(4),
        coerced: random.chance(15),
        act_date,
        decision_date: decision(random, act_date),
    }
}

/// An amount in fen: at a threshold, in whole yuan, or to the fen.
fn amount(random: &mut Random, thresholds: &[i64]) -> i64 {
    let threshold = random.pick(thresholds);
    match random.below(5) {
        0 => beside(random, threshold),
        1 | 2 => {
            let digits = random.below(8);
            100 * random.below(10_i64.pow(u32::try_from(digits).expect("small") + 1))
        }
        _ => random.below(threshold.max(1) * 2),
    }
}

/// A number, or one of its neighbours, not below zero.
fn beside(random: &mut Random, number: i64) -> i64 {
    (number + random.pick(&[-1, 0, 1])).max(0)
}

fn date(random: &mut Random) -> NaiveDate {
    if random.chance(5) {
        // The day that most years do not have.
        return NaiveDate::from_ymd_opt(random.pick(&[2016, 2020, 2024]), 2, 29)
            .expect("a leap year");
    }
    let first = NaiveDate::from_ymd_opt(2015, 1, 1).expect("a date");
    first + Days::new(u64::try_from(random.below(3_650)).expect("not negative"))
}

/// A later date: soon, at the end of a limitation, or long after; rarely an earlier one.
fn decision(random: &mut Random, act: NaiveDate) -> NaiveDate {
    let days = |random: &mut Random, bound| {
        Days::new(u64::try_from(random.below(bound)).expect("not negative"))
    };
    match random.below(20) {
        0 => act - days(random, 30),
        1 | 2 => {
            let end = act + Months::new(random.pick(&[24, 60]));
            random.pick(&[end - Days::new(1), end, end + Days::new(1)])
        }
        3 => act + days(random, 2),
        4 | 5 => act + days(random, 2_500),
        _ => act + days(random, 700),
    }
}
