//! Small packs that nobody wrote, each with one thing of it changed: every case is decided by
//! both versions, and what is said of the change is just what comes out.

use crate::sample::TODAY;
use fadu::prove::diff::{Change, Condition, Diff};
use fadu::text::SourceText;
use fadu::{Date, Pack};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// How many pairs are compared; those that the checker refuses do not count.
const PAIRS: u64 = 40;

/// A row of numbers that looks like chance and is the same every time.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9).wrapping_add(1));
        for _ in 0..8 {
            dice.below(2);
        }
        dice
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let at = self.below(u64::try_from(from.len()).unwrap());
        from[usize::try_from(at).unwrap()]
    }
}

const FACTS: &str = "pack t 1.0.0\n\
    source L \"条例\" / \"Regulation\" : regulation\n\
    fact n : integer at least 0 at most 4\n\
    fact m : integer at least 0 at most 2\n\
    fact k : one of { a, b, c }\n\
    fact y : bool\n\
    fact j : judgement\n";

fn condition(dice: &mut Dice, depth: u64) -> String {
    match dice.below(if depth == 0 { 7 } else { 10 }) {
        0 => format!("n at least {}", dice.below(5)),
        1 => format!("n over {}", dice.below(5)),
        2 => format!("n under {}", 1 + dice.below(4)),
        3 => format!("m at most {}", dice.below(3)),
        4 => format!("k is {}", dice.pick(&["a", "b", "c"])),
        5 => "y".to_owned(),
        6 => format!("j {}", dice.pick(&["passes", "fails"])),
        7 => format!("not ({})", condition(dice, depth - 1)),
        8 => {
            format!("({} and {})", condition(dice, depth - 1), condition(dice, depth - 1))
        }
        _ => {
            format!("({} or {})", condition(dice, depth - 1), condition(dice, depth - 1))
        }
    }
}

fn range(dice: &mut Dice) -> String {
    let from = 1 + dice.below(3);
    match dice.below(3) {
        0 => format!("{from}万元 to {}万元", from + 1 + dice.below(3)),
        1 => format!("{from}万元 to under {}万元", from + 1 + dice.below(3)),
        _ => format!("(n + 1) × 1万元 to (n + 1) × {}万元", from + 1),
    }
}

fn share(dice: &mut Dice) -> &'static str {
    dice.pick(&["0% to 30%", "30% to 60%", "60% to 100%", "0% to 100%"])
}

/// The pieces of a pack; each is made by its own dice, so that one can be made anew.
fn piece(at: usize, dice: &mut Dice) -> String {
    match at {
        0 | 2 | 5 | 7 | 9 | 11 | 13 => condition(dice, 2),
        1 | 3 => range(dice),
        4 | 6 | 8 => share(dice).to_owned(),
        10 => dice.pick(&["no penalty", "needs judgement", "f"]).to_owned(),
        // Some cases are left out.
        15 => dice.pick(&["otherwise", "n at least 1", "not y"]).to_owned(),
        _ => dice.below(4).to_string(),
    }
}

const PIECES: usize = 16;

fn text(pieces: &[String]) -> String {
    let [c0, r0, c1, r1, s0, c2, s1, c3, s2, c4, last, c5, v0, c6, v1, rest] = pieces
    else {
        panic!()
    };
    let mut text = FACTS.to_owned();
    write!(
        text,
        "benchmark b basis L 1 {{\n\
         penalty f : fine {{\n {c0} : {r0}\n {c1} : {r0}\n {rest} : {r1}\n}}\n\
         tier heavy when {c2} then f by span {s0}\n\
         tier light when {c3} then f by span {s1}\n\
         tier odd when {c4} then {last}\n\
         tier rest when {rest} then f by span {s2}\n}}\n\
         define d basis L 2 = case {{ {c5} : n × 2 + {v0} ; {c6} : m × {v1} ; {rest} : 3 }}\n\
         define e basis L 3 = {c5} or {c6}\n\
         scope s basis L 4 {{\n reject r when {c3}\n supplement q when {c6}\n accept a when otherwise\n}}\n"
    )
    .unwrap();
    text
}

fn compiled(pieces: &[String]) -> Option<Pack> {
    fadu::compile(&[SourceText::new("t/pack.fadu", text(pieces))], None).pack
}

/// Two packs that differ in one piece.
fn pair(seed: u64) -> Option<(Pack, Pack, String)> {
    let mut dice = Dice::new(seed);
    let old: Vec<String> = (0..PIECES).map(|at| piece(at, &mut dice)).collect();
    let at = usize::try_from(dice.below(u64::try_from(PIECES).unwrap())).unwrap();
    let mut new = old.clone();
    new[at] = piece(at, &mut dice);
    let told = format!("{}\n---\n{}", text(&old), text(&new));
    Some((compiled(&old)?, compiled(&new)?, told))
}

fn holds(condition: &Condition, case: &Map<String, Value>) -> bool {
    let fact = condition.fact.as_ref().expect("no facts are compared here");
    let given = &case[fact];
    let text = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
    if !condition.one_of.is_empty() {
        return condition.one_of.contains(&text);
    }
    let number: i64 = text.parse().unwrap();
    let end = |end: &fadu::evaluation::ShownBound| {
        (end.value.parse::<i64>().unwrap(), end.included)
    };
    condition.lower.as_ref().is_none_or(|it| {
        let (value, included) = end(it);
        number > value || (included && number == value)
    }) && condition.upper.as_ref().is_none_or(|it| {
        let (value, included) = end(it);
        number < value || (included && number == value)
    })
}

fn is_in(change: &Change, case: &Map<String, Value>) -> bool {
    change.when.iter().any(|when| when.iter().all(|it| holds(it, case)))
}

/// What is said and what comes out, where they differ.
fn differing(
    diff: &Diff,
    old: &Pack,
    new: &Pack,
    case: &Map<String, Value>,
) -> Vec<String> {
    let json = Value::Object(case.clone()).to_string();
    let (before, after) =
        (old.facts_from_json(json.as_bytes()), new.facts_from_json(json.as_bytes()));
    let date = Date::parse(TODAY).unwrap();
    let found = old.diff_case(&before, new, &after, date);
    let mut wrong = Vec::new();
    for rule in &diff.rules {
        let said: Vec<&Change> =
            rule.changes.iter().filter(|it| !it.missing && is_in(it, case)).collect();
        let comes: Vec<_> = found.iter().filter(|it| it.rule == rule.name).collect();
        match (said.as_slice(), comes.as_slice()) {
            ([], []) => {}
            ([said], [comes]) => {
                // An amount that depends on the case is told as a sum of facts.
                let depends =
                    |it: &fadu::Message| it.zh.contains('n') || it.zh.contains('m');
                let is = |said: &fadu::Message, comes: &fadu::Message| {
                    depends(said) || said == comes
                };
                if said.effect != comes.effect
                    && !(depends(&said.before) || depends(&said.after))
                {
                    wrong.push(format!("{}: {json}: {:?}", rule.name, comes.effect));
                }
                if !is(&said.before, &comes.before) || !is(&said.after, &comes.after) {
                    wrong.push(format!("{}: {json}: {said:?} {comes:?}", rule.name));
                }
            }
            (said, comes) => wrong.push(format!(
                "{}: {json}: {} said, {} come out",
                rule.name,
                said.len(),
                comes.len()
            )),
        }
    }
    wrong
}

#[test]
fn every_case_that_changes_is_said_to_and_no_other() {
    let mut pairs = 0_u64;
    let mut changed = 0_u64;
    for seed in 0..PAIRS * 4 {
        if pairs == PAIRS {
            break;
        }
        let Some((old, new, text)) = pair(seed) else { continue };
        pairs += 1;
        let diff = old.diff(&new);
        changed += u64::from(diff.changes());
        for rule in &diff.rules {
            assert!(rule.open.is_empty(), "{:?} {text}", rule.open);
            assert!(rule.changes.iter().all(|it| it.shown || it.missing), "{text}");
        }
        let mut wrong = Vec::new();
        for n in 0..5 {
            for m in 0..3 {
                for k in ["a", "b", "c"] {
                    for y in [false, true] {
                        for j in ["pass", "fail", "not applicable"] {
                            let case = json!({ "n": n, "m": m, "k": k, "y": y, "j": j });
                            let case = case.as_object().unwrap().clone();
                            wrong.extend(differing(&diff, &old, &new, &case));
                        }
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{text}\n{}\n{}", wrong.join("\n"), super::said(&diff));
    }
    assert_eq!(pairs, PAIRS);
    assert!(changed > PAIRS / 3, "{changed} of {pairs} pairs change anything");
}
