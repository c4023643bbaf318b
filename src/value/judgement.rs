//! What a person found. In: a word in either language. Out: the finding. Never: a machine's
//! guess.

use crate::diagnostic::Message;
use core::fmt;
use serde::{Serialize, Serializer};

/// The answer to a question only a person can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Judgement {
    /// 合格.
    Pass,
    /// 不合格.
    Fail,
    /// 不适用.
    NotApplicable,
    /// 无法判断.
    CannotTell,
}

impl Judgement {
    /// Every finding.
    pub const ALL: [Self; 4] =
        [Self::Pass, Self::Fail, Self::NotApplicable, Self::CannotTell];

    /// Reads the word of either language, without regard to blanks around it.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "pass" | "合格" => Some(Self::Pass),
            "fail" | "不合格" => Some(Self::Fail),
            "not applicable" | "不适用" => Some(Self::NotApplicable),
            "cannot tell" | "无法判断" => Some(Self::CannotTell),
            _ => None,
        }
    }

    /// Returns the canonical name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::NotApplicable => "not applicable",
            Self::CannotTell => "cannot tell",
        }
    }

    /// Returns the word in both languages.
    pub fn text(self) -> Message {
        let zh = match self {
            Self::Pass => "合格",
            Self::Fail => "不合格",
            Self::NotApplicable => "不适用",
            Self::CannotTell => "无法判断",
        };
        Message::new(zh, self.name())
    }
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Judgement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Judgement;

    #[test]
    fn a_finding_is_read_in_both_languages() {
        for judgement in Judgement::ALL {
            let text = judgement.text();
            assert_eq!(Judgement::parse(&text.zh), Some(judgement));
            assert_eq!(Judgement::parse(&text.en), Some(judgement));
            assert_eq!(Judgement::parse(judgement.name()), Some(judgement));
        }
        assert_eq!(Judgement::parse(" 合格 "), Some(Judgement::Pass));
        assert_eq!(Judgement::parse("是"), None);
        assert_eq!(Judgement::parse(""), None);
    }
}
