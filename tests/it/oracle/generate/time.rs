//! Deadlines.

use super::Making;

impl Making<'_, '_> {
    pub(super) fn deadline_at_top(&mut self) {
        let name = self.fresh("l");
        let hours = self.choices.chance(20);
        let before = self.names.clone();
        for period in self.periods(20) {
            self.deadline(&name, hours, &period);
        }
        if self.choices.chance(30) {
            self.lengths(&name, hours);
        }
        self.names = before;
        let due = format!("{name}.due");
        if hours { self.names.moments.push(due) } else { self.names.dates.push(due) }
    }

    /// Exceptions against a deadline.
    pub(super) fn lengths(&mut self, rule: &str, hours: bool) {
        let mut against = rule.to_owned();
        for _ in 0..1 + self.choices.below(2) {
            let name = self.fresh("e");
            let result = if self.choices.chance(15) {
                "needs judgement"
            } else if hours {
                self.choices.word(&["48 hours", "24 hours"])
            } else {
                self.choices.word(&[
                    "1 year",
                    "5 days",
                    "7 workdays",
                    "12 months",
                    "10 days",
                ])
            };
            self.exception(&name, &against, result);
            if self.choices.chance(40) {
                against = name;
            }
        }
    }

    /// One deadline, with whatever may stand in it.
    pub(super) fn deadline(&mut self, name: &str, hours: bool, period: &str) {
        let back = self.choices.chance(25);
        let event = if hours {
            self.moment(1)
        } else if self.choices.chance(15) {
            self.moment(0)
        } else {
            self.date(1)
        };
        let length = if hours {
            self.choices.word(&["24 hours", "2 hours", "72 hours"])
        } else {
            self.choices.word(&[
                "10 days",
                "5 days",
                "3 days",
                "1 day",
                "5 workdays",
                "10 workdays",
                "1 month",
                "2 years",
                "3 workdays",
                "1 year",
            ])
        };
        let body = if back {
            format!("before {event} at least {length}")
        } else {
            format!("from {event} within {length}")
        };
        let mut clauses = String::new();
        if self.choices.chance(30) {
            let (word, when) =
                (self.choices.word(&["when", "unless"]), self.condition(1));
            clauses.push_str(&format!(" {word} {when}"));
        }
        clauses.push_str(self.choices.word(&["", "", " for party", " for agency"]));
        if !hours {
            clauses.push_str(self.choices.word(&["", "", " roll", " no roll"]));
            clauses.push_str(self.choices.word(&[
                "",
                "",
                " month end next",
                " month end clamp",
            ]));
        }
        if self.choices.chance(40) {
            let done = if hours { self.moment(0) } else { self.point_of_time() };
            clauses.push_str(&format!(" met on {done}"));
        }
        clauses.push_str(self.basis());
        let mut block = String::new();
        if !hours && !back && self.choices.chance(30) {
            let mut parts = Vec::new();
            for at in 0..1 + self.choices.below(2) {
                let (from, to) = (self.date(1), self.date(1));
                let when = if self.choices.chance(60) {
                    format!(" when {}", self.condition(1))
                } else {
                    String::new()
                };
                let basis = self.basis();
                parts.push(format!("suspension u{at} from {from} to {to}{when}{basis}"));
            }
            block = format!(" {{ {} }}", parts.join(" ; "));
        }
        self.line(&format!("deadline {name}{period} {body}{clauses}{block}"));
    }

    fn point_of_time(&mut self) -> String {
        if self.choices.chance(20) { self.moment(0) } else { self.date(0) }
    }
}
