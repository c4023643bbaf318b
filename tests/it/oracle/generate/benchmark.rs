//! Benchmarks.

use super::Making;

/// A penalty, as far as tiers must know it.
struct Penalty {
    name: String,
    /// A statutory range of money.
    ranged: bool,
    /// Its rows have a lower end.
    lower: bool,
    /// Its ends are not all written out: a portion in amounts is not refused.
    open: bool,
}

impl Making<'_, '_> {
    pub(super) fn benchmark(&mut self) {
        let name = self.fresh("b");
        let before = self.names.clone();
        let mut asked = Vec::new();
        for period in self.periods(20) {
            let uses = if self.uses && self.choices.chance(60) { " with u" } else { "" };
            let (basis, when) = (self.basis(), self.condition(1));
            let when = if self.choices.chance(35) {
                format!(" when {when}")
            } else {
                String::new()
            };
            let basis = if basis.is_empty() { " basis L 7" } else { basis };
            self.line(&format!("benchmark {name}{period}{basis}{uses}{when} {{"));
            asked = self.benchmark_block(&name, !uses.is_empty());
            self.line("}");
            self.names.clone_from(&before);
        }
        for circumstance in &asked {
            if self.choices.chance(20) {
                let condition = circumstance.trim_end_matches(" holds").to_owned();
                self.exceptions(&condition, None);
            }
        }
        self.names = before;
        self.names.conditions.extend(asked);
    }

    fn benchmark_block(&mut self, name: &str, with: bool) -> Vec<String> {
        let mut asked = Vec::new();
        let penalties = self.penalties();
        let mut effects = self.effects.clone();
        if with {
            effects.extend(&self.used_effects);
        }
        for at in 0..self.choices.below(4) {
            let (modality, words, first) = self.effect();
            let (when, basis) = (self.condition(1), self.basis());
            self.line(&format!(
                "circumstance own{at} : {modality} {words} when {when}{basis}"
            ));
            effects.push((modality, first));
            asked.push(format!("{name}.own{at} holds"));
        }
        for (modality, effect) in &effects {
            self.names.conditions.push(format!("{effect} holds"));
            self.names.conditions.push(format!("{modality} {effect} holds"));
        }
        let has = |effect: &str| effects.iter().any(|(_, one)| *one == effect);
        let conflict = has("lighten") && has("aggravate") && self.choices.chance(60);
        let count = 1 + self.choices.below(4);
        for at in 0..count {
            if conflict && at == count / 2 {
                self.line("conflict lighten and aggravate then needs judgement");
            }
            let last = at + 1 == count && self.choices.chance(75);
            self.tier(at, last, &penalties);
        }
        for penalty in penalties.iter().filter(|penalty| penalty.ranged) {
            if self.choices.chance(50) {
                let depth = usize::from(self.choices.chance(30));
                let value = self.money(depth);
                self.line(&format!("proposed {} = {value}", penalty.name));
            }
        }
        if self.choices.chance(50) {
            self.line("deviation requires \"集体讨论\" / \"discussion\" basis L 57");
        }
        asked
    }

    fn penalties(&mut self) -> Vec<Penalty> {
        let count = 1 + self.choices.below(3);
        let mut made = Vec::new();
        for at in 0..count {
            let name = format!("f{at}");
            let (words, ranged, lower, open) = self.amount();
            let may = if self.choices.chance(15) { "may " } else { "" };
            let when = if self.choices.chance(25) {
                format!(" when {}", self.condition(1))
            } else {
                String::new()
            };
            let basis = self.basis();
            self.line(&format!("penalty {name} : {may}{words}{when}{basis}"));
            made.push(Penalty { name, ranged, lower, open });
        }
        if count > 1 && self.choices.chance(50) {
            let mut line = "impose f0".to_owned();
            for at in 1..count {
                let word = self.choices.word(&["plus", "may plus"]);
                line.push_str(&format!(" {word} f{at}"));
            }
            self.line(&line);
        }
        made
    }

    /// A kind and its amount.
    fn amount(&mut self) -> (String, bool, bool, bool) {
        match self.choices.below(12) {
            0..=2 => {
                let range = self.choices.word(&[
                    "1万元 to 5万元",
                    "1万元 to under 5万元",
                    "over 1万元 to 5万元",
                    "5千元 to 10万元",
                ]);
                (format!("fine {range}"), true, true, false)
            }
            3 => ("fine up to 5万元".to_owned(), true, false, false),
            4 => {
                let base = self.money(1);
                let range = self.choices.word(&["1x to 3x", "0.5x to under 2x"]);
                (format!("fine ({base}) at {range}"), true, true, true)
            }
            5 | 6 => {
                let (one, base) = (self.condition(1), self.money(0));
                let last = if self.choices.chance(70) {
                    "otherwise".to_owned()
                } else {
                    self.condition(1)
                };
                let second = if self.choices.chance(50) {
                    "2万元 to 10万元".to_owned()
                } else {
                    format!("({base}) at 1x to 2x")
                };
                let first = self.choices.word(&["1万元 to 5万元", "2万元 to 10万元"]);
                (
                    format!("fine {{ {one} : {first} ; {last} : {second} }}"),
                    true,
                    true,
                    true,
                )
            }
            7 => {
                let (gains, less) = (self.money(1), self.money(1));
                let less = if self.choices.chance(60) {
                    format!(" less {less}")
                } else {
                    String::new()
                };
                (format!("confiscate {gains}{less}"), false, false, false)
            }
            8 => ("confiscate \"工具\" / \"tools\"".to_owned(), false, false, false),
            9 => {
                let kind =
                    self.choices.word(&["warning", "stop business", "revoke licence"]);
                (kind.to_owned(), false, false, false)
            }
            10 => ("order correction".to_owned(), false, false, false),
            _ => ("suspend licence 1 month to 3 months".to_owned(), false, false, false),
        }
    }

    fn tier(&mut self, at: usize, last: bool, penalties: &[Penalty]) {
        let when = if last { "otherwise".to_owned() } else { self.condition(2) };
        let mut basis = self.basis();
        let mut below = false;
        let result = match self.choices.below(10) {
            0 => "no penalty".to_owned(),
            1 => "needs judgement".to_owned(),
            _ => {
                let mut parts = Vec::new();
                for penalty in penalties {
                    if self.choices.chance(30) {
                        continue;
                    }
                    let (portion, lower) = self.portion(penalty);
                    below |= lower;
                    parts.push(format!("{}{portion}", penalty.name));
                }
                if parts.is_empty() {
                    parts.push(penalties[0].name.clone());
                }
                parts.join(", ")
            }
        };
        let may = if self.choices.chance(30) && result != "needs judgement" {
            "may "
        } else {
            ""
        };
        if below && basis.is_empty() {
            basis = " basis L 32";
        }
        self.line(&format!("tier t{at} when {when} then {may}{result}{basis}"));
    }

    /// A portion, and whether it goes below the statute.
    fn portion(&mut self, penalty: &Penalty) -> (String, bool) {
        if !penalty.ranged {
            return (String::new(), false);
        }
        let words = match self.choices.below(10) {
            0 | 1 => self.choices.word(&[
                " by span 0% to 30%",
                " by span 30% to 70%",
                " by span over 30% to under 70%",
                " by span 70% to 100%",
            ]),
            2 => self.choices.word(&[" by span 0%", " by span 50%"]),
            3 => {
                self.choices.word(&[" by maximum 30% to 60%", " by maximum at most 50%"])
            }
            4 if penalty.lower => " by minimum 100% to 150%",
            5 => " maximum",
            6 if penalty.lower => " minimum",
            7 if penalty.lower => {
                let words = self.choices.word(&[
                    " below statute by minimum 20% to under 100%",
                    " below statute by minimum over 0% to under 100%",
                ]);
                return (words.to_owned(), true);
            }
            8 => {
                let base = self.money(1);
                return (format!(" ({base}) at 1x to 2x"), false);
            }
            9 if penalty.open => {
                let value = self.money(1);
                return (format!(" at least {value}"), false);
            }
            _ => "",
        };
        (words.to_owned(), false)
    }
}
