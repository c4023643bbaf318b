//! Fines that are a share of something, the share a sum of factors: whether they leave the law
//! is settled by what they lie between, not case by case. What is said is compared with every
//! case, in whole fen.

use super::generated::Dice;
use super::proved;
use crate::sample::pack;
use std::fmt::Write as _;

/// How many benchmarks are compared.
const MADE: u64 = 300;

/// A benchmark with the share of each case in per cent.
struct Made {
    rules: String,
    /// The law's share of the gains, in per cent.
    law: (i64, i64),
    shares: Vec<i64>,
    /// What the formula has beside the share of the gains: fen, and the most it comes to.
    beside: i64,
    cap: Option<i64>,
}

fn made(seed: u64) -> Made {
    let mut dice = Dice(seed * 0x9E37_79B9 + 1);
    for _ in 0..8 {
        dice.below(2);
    }
    let mut number = |limit: u64| i64::try_from(dice.below(limit)).unwrap();
    let law = (number(4) * 5, 20 + number(5) * 5);
    let start = number(4) * 5;
    let factors: Vec<Vec<i64>> =
        (0..3).map(|_| (0..3).map(|_| number(3) * 5).collect()).collect();
    let most = [None, Some(40), Some(30)][usize::try_from(number(3)).unwrap()];
    let beside: i64 = [0, 0, 10, -10][usize::try_from(number(4)).unwrap()];
    let cap = [None, None, Some(100), Some(60)][usize::try_from(number(4)).unwrap()];
    let mut shares = vec![start];
    for factor in &factors {
        shares =
            shares.iter().flat_map(|sum| factor.iter().map(move |it| sum + it)).collect();
    }
    for share in &mut shares {
        *share = most.map_or(*share, |most| (*share).min(most));
    }
    let mut rules = String::new();
    for at in 0..3 {
        writeln!(rules, "fact k{at} : one of {{ a, b, c }}").unwrap();
    }
    let most = most.map_or_else(String::new, |most| format!("capped at {most}%"));
    writeln!(
        rules,
        "fact gains : money at least 0元 at most 4元\n\
         benchmark b \"某行为\" / \"an act\" {{\n\
         penalty f \"罚款\" / \"fine\" : fine gains at {}% to {}%\n\
         weights w \"总和\" / \"sum\" {most} {{\n start {start}%",
        law.0, law.1
    )
    .unwrap();
    for (at, factor) in factors.iter().enumerate() {
        writeln!(
            rules,
            "factor f{at} \"因素\" / \"factor\" = case k{at} {{ a : {}% ; b : {}% ; c : {}% }}",
            factor[0], factor[1], factor[2]
        )
        .unwrap();
    }
    let sign = if beside < 0 { '−' } else { '+' };
    let cap_text =
        cap.map_or_else(String::new, |cap| format!(" capped at {}", yuan(cap)));
    writeln!(
        rules,
        "}}\ncompute f = w × gains {sign} {}{cap_text}\n\
         tier one \"一\" / \"one\" when otherwise then f\n}}",
        yuan(beside.abs())
    )
    .unwrap();
    Made { rules, law, shares, beside, cap }
}

fn yuan(fen: i64) -> String {
    format!("{}.{:02}元", fen / 100, fen % 100)
}

impl Made {
    /// Whether some case lies below what the law provides, and whether some lies above.
    fn beyond(&self) -> [bool; 2] {
        let mut found = [false, false];
        for gains in 0..=400 {
            for share in &self.shares {
                // In hundredths of a fen.
                let mut fine = share * gains + self.beside * 100;
                if let Some(cap) = self.cap {
                    fine = fine.min(cap * 100);
                }
                // An amount below nothing is none.
                if fine < 0 {
                    continue;
                }
                found[0] |= fine < self.law.0 * gains;
                found[1] |= fine > self.law.1 * gains;
            }
        }
        found
    }
}

#[test]
fn what_is_said_of_shares_is_what_every_case_shows() {
    let mut seen = [[0; 2]; 2];
    for seed in 0..MADE {
        let made = made(seed);
        let report = proved(&pack(&made.rules));
        assert!(report.undecided.is_empty(), "{}{:?}", made.rules, report.undecided);
        let told = |end: &str| {
            report.findings.iter().any(|found| found.diagnostic.message.en.contains(end))
        };
        let found = [told("less than the law"), told("more than the law")];
        assert_eq!(found, made.beyond(), "{}", made.rules);
        for (side, found) in found.into_iter().enumerate() {
            seen[side][usize::from(found)] += 1;
        }
    }
    assert!(seen.iter().flatten().all(|count| *count >= 30), "{seen:?}");
}
