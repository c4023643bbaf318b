//! Reviews and scopes.

use super::{Kind, Making};

impl Making<'_, '_> {
    pub(super) fn review(&mut self) {
        let name = self.fresh("r");
        let before = self.names.clone();
        let mut later = Vec::new();
        let mut keys: Vec<String> = Vec::new();
        for period in self.periods(15) {
            let basis = self.basis();
            let when = self.perhaps(25);
            self.line(&format!("review {name}{period}{basis}{when} {{"));
            later = self.review_block(&name, &mut keys);
            self.line("}");
            self.names.conditions.clone_from(&before.conditions);
        }
        self.names = before;
        for key in keys {
            self.facts.push((key, Kind::Judgement));
        }
        self.names.conditions.extend(later);
    }

    fn perhaps(&mut self, percent: usize) -> String {
        if self.choices.chance(percent) {
            format!(" when {}", self.condition(1))
        } else {
            String::new()
        }
    }

    /// What stands in it; and what others may ask of it.
    fn review_block(&mut self, name: &str, keys: &mut Vec<String>) -> Vec<String> {
        let mut later = Vec::new();
        for layer in 0..self.choices.below(3) {
            let (when, basis) = (self.perhaps(30), self.basis());
            self.line(&format!("layer y{layer}{when}{basis} {{"));
            for criterion in 0..1 + self.choices.below(2) {
                let (when, basis) = (self.condition(1), self.basis());
                self.line(&format!("criterion k{layer}{criterion} when {when}{basis}"));
                later.push(format!("{name}.k{layer}{criterion} holds"));
            }
            self.line("}");
            later.push(format!("{name}.y{layer} holds"));
        }
        let items = self.choices.below(3);
        for item in 0..items {
            let (when, basis) = (self.perhaps(25), self.basis());
            let lead = self.choices.word(&["stop", "mend"]);
            self.line(&format!("item i{item}{when}{basis} {{"));
            let asks = self.choices.below(3);
            for ask in 0..asks {
                let (when, basis) = (self.perhaps(30), self.basis());
                self.line(&format!("ask q{ask}{when}{basis}"));
                self.key(keys, format!("{name}.i{item}.q{ask}"));
                later.push(format!("{name}.i{item}.q{ask} is not applicable"));
            }
            if asks == 0 {
                self.key(keys, format!("{name}.i{item}"));
            }
            self.line(&format!("on fail then {lead}"));
            self.line("}");
            for word in ["fails", "passes", "is not applicable"] {
                later.push(format!("{name}.i{item} {word}"));
            }
        }
        if items > 0 || self.choices.chance(70) {
            for opinion in ["stop", "mend"] {
                let (when, basis) = (self.perhaps(40), self.basis());
                self.line(&format!("opinion {opinion}{when}{basis}"));
            }
            if self.choices.chance(80) {
                self.line("opinion agree : pass when otherwise");
            }
        }
        if self.choices.chance(25) {
            self.deadline("term", false, "");
        }
        later
    }

    fn key(&mut self, keys: &mut Vec<String>, key: String) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }

    pub(super) fn scope(&mut self) {
        let name = self.fresh("g");
        let before = self.names.clone();
        let mut dues = Vec::new();
        let periods = self.periods(15);
        let versions = periods.len();
        for period in periods {
            let basis = self.basis();
            self.line(&format!("scope {name}{period}{basis} {{"));
            dues = self.scope_block(&name);
            self.line("}");
        }
        self.names = before;
        if versions == 1 {
            self.names.dates.extend(dues);
        }
    }

    fn scope_block(&mut self, name: &str) -> Vec<String> {
        let mut dues = Vec::new();
        for ground in 0..1 + self.choices.below(4) {
            let kind = self.choices.word(&[
                "accept",
                "reject",
                "redirect",
                "supplement",
                "deem",
            ]);
            let (when, basis) = (self.condition(2), self.basis());
            let send =
                if kind == "redirect" { " send to \"法院\" / \"court\"" } else { "" };
            if self.choices.chance(25) {
                self.line(&format!("{kind} z{ground}{send} when {when}{basis} {{"));
                self.deadline(&format!("f{ground}"), false, "");
                self.line("}");
                dues.push(format!("{name}.f{ground}.due"));
            } else {
                self.line(&format!("{kind} z{ground}{send} when {when}{basis}"));
            }
        }
        match self.choices.below(3) {
            0 => self.line("accept rest when otherwise"),
            1 => self.line("otherwise needs judgement"),
            _ => {}
        }
        if self.choices.chance(30) {
            self.deadline("term", false, "");
            dues.push(format!("{name}.term.due"));
        }
        dues
    }
}
