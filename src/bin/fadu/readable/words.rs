//! What results say, in words and marks.

use crate::terminal::{Line, Tone};
use crate::words::Words;
use fadu::diagnostic::Message;
use fadu::evaluation::{Cited, Finding, Imposed, LayerState, Outcome, Status, Trilean};

impl Words {
    /// Returns a fact's type as rule files name it.
    pub(crate) fn type_name(self, keyword: &str) -> &str {
        match keyword {
            "bool" => self.pick("是非", "yes or no"),
            "integer" => self.pick("整数", "integer"),
            "number" => self.pick("数值", "number"),
            "money" => self.pick("金额", "money"),
            "percent" => self.pick("百分比", "percent"),
            "date" => self.pick("日期", "date"),
            "moment" => self.pick("时刻", "moment"),
            "text" => self.pick("文本", "text"),
            "one of" => self.pick("单选", "one of"),
            "any of" => self.pick("多选", "any of"),
            "list of" => self.pick("列表", "list of"),
            "judgement" => self.pick("人工判断", "judgement"),
            "period" => self.pick("期间", "period"),
            other => other,
        }
    }

    pub(crate) fn outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Decided => self.pick("已有结论", "decided"),
            Outcome::Unknown => self.pick("事实不足", "facts missing"),
            Outcome::NotApplicable => self.pick("不适用", "not applicable"),
            Outcome::NeedsJudgement => self.pick("须人判断", "needs judgement"),
        }
    }

    pub(crate) fn outcome_tone(self, outcome: Outcome) -> Tone {
        match outcome {
            Outcome::Decided => Tone::Good,
            Outcome::Unknown | Outcome::NeedsJudgement => Tone::Open,
            Outcome::NotApplicable => Tone::Quiet,
        }
    }

    pub(crate) fn outcome_mark(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Decided => self.mark("●", "*"),
            Outcome::Unknown => self.mark("○", "?"),
            Outcome::NotApplicable => self.mark("–", "-"),
            Outcome::NeedsJudgement => self.mark("◆", "!"),
        }
    }

    pub(crate) fn truth(self, truth: Trilean) -> (Tone, &'static str) {
        match truth {
            Trilean::True => (Tone::Good, self.mark("✓", "+")),
            Trilean::False => (Tone::Quiet, self.mark("✗", "-")),
            Trilean::Unknown => (Tone::Open, "?"),
        }
    }

    pub(crate) fn finding(self, finding: Finding) -> Line {
        let (tone, mark, said) = match finding {
            Finding::Pass => (Tone::Good, self.mark("✓", "+"), self.pick("合格", "pass")),
            Finding::Fail => {
                (Tone::Bad, self.mark("✗", "x"), self.pick("不合格", "fail"))
            }
            Finding::NotApplicable => {
                (Tone::Quiet, self.mark("–", "-"), self.pick("不适用", "not applicable"))
            }
            Finding::CannotTell => {
                (Tone::Open, "?", self.pick("无法判断", "cannot tell"))
            }
            Finding::NotYet => {
                (Tone::Open, self.mark("○", "?"), self.pick("未答", "not yet"))
            }
        };
        Line::new().add(tone, mark).text(" ").add(tone, said)
    }

    pub(crate) fn layer(self, state: LayerState) -> Line {
        let (tone, said) = match state {
            LayerState::True => (Tone::Good, self.pick("须审核", "requires review")),
            LayerState::False => (Tone::Quiet, self.pick("不要求", "does not")),
            LayerState::Unknown => (Tone::Open, self.pick("事实不足", "facts missing")),
            LayerState::NotApplicable => {
                (Tone::Quiet, self.pick("不适用", "not applicable"))
            }
            LayerState::NeedsJudgement => {
                (Tone::Open, self.pick("须人判断", "needs judgement"))
            }
        };
        Line::new().add(tone, said)
    }

    pub(crate) fn imposed(self, imposed: Imposed) -> Line {
        let (tone, said) = match imposed {
            Imposed::Must => (Tone::Normal, self.pick("应当", "must")),
            Imposed::May => (Tone::Open, self.pick("可以", "may")),
            Imposed::OneOf => (Tone::Open, self.pick("择一", "one of several")),
            Imposed::AnyOf => (Tone::Open, self.pick("至少择一", "any of several")),
            Imposed::None => (Tone::Quiet, self.pick("不处", "none")),
            Imposed::Unknown => (Tone::Open, self.pick("未定", "open")),
        };
        Line::new().add(tone, said)
    }

    /// Lists what is settled, else what may be chosen, what is still possible, and what
    /// applies if none of these does.
    pub(crate) fn choices(self, all: &[(&Message, Status)], settled: bool) -> Line {
        let with = |wanted: &[Status]| {
            let those = all.iter().filter(|(_, status)| wanted.contains(status));
            self.list(those.map(|(label, _)| self.said(label)))
        };
        let applies = with(&[Status::Applies]);
        let applies = if settled {
            Line::new().strong(applies)
        } else {
            self.headed(self.pick("否则：", "otherwise: "), &applies)
        };
        let open = with(&[Status::Open]);
        let possible = with(&[Status::Possible]);
        let parts = [
            self.headed(self.pick("可以选择：", "may choose: "), &open),
            self.headed(self.pick("仍有可能：", "still possible: "), &possible),
            applies,
        ];
        let gap = self.pick("。", " — ");
        parts.into_iter().filter(|part| !part.is_empty()).fold(
            Line::new(),
            |line, part| {
                if line.is_empty() { part } else { line.text(gap).then(part) }
            },
        )
    }

    fn headed(self, head: &str, said: &str) -> Line {
        if said.is_empty() {
            Line::new()
        } else {
            Line::new().add(Tone::Open, head).text(said)
        }
    }

    pub(crate) fn cited(self, cited: &Cited) -> Line {
        let line = Line::new().text(self.said(&cited.text));
        if cited.unverified {
            line.add(Tone::Open, self.pick("（待核实）", " (unverified)"))
        } else {
            line
        }
    }

    /// Returns the citations as they stand after a sentence, or nothing.
    pub(crate) fn after_basis(self, basis: &[Cited]) -> Line {
        if basis.is_empty() {
            return Line::new();
        }
        let all = basis.iter().map(|cited| self.said(&cited.text)).collect::<Vec<_>>();
        let all = all.join(self.pick("；", "; "));
        let (open, close) = (self.pick("〔", "["), self.pick("〕", "]"));
        Line::new().quiet(format!("  {open}{all}{close}"))
    }
}
