//! What comes in and what goes out, in plain Rust.

use chrono::NaiveDate;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// The facts of a case.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Record {
    /// In fen.
    #[serde(deserialize_with = "fen")]
    pub(crate) goods_value: i64,
    /// In fen.
    #[serde(deserialize_with = "fen")]
    pub(crate) illegal_gains: i64,
    pub(crate) days_operating: i64,
    pub(crate) prior_penalties: i64,
    pub(crate) harm: Harm,
    pub(crate) biz: Business,
    pub(crate) first_offence: bool,
    pub(crate) corrected: bool,
    pub(crate) cooperation: bool,
    pub(crate) minor_age: bool,
    pub(crate) coerced: bool,
    #[serde(deserialize_with = "date")]
    pub(crate) act_date: NaiveDate,
    #[serde(deserialize_with = "date")]
    pub(crate) decision_date: NaiveDate,
}

/// Harm done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Harm {
    #[serde(alias = "none")]
    Nothing,
    Minor,
    Serious,
}

impl Harm {
    /// The option's name in the rules.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Minor => "minor",
            Self::Serious => "serious",
        }
    }
}

/// The kind of business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Business {
    Retail,
    Catering,
    Online,
    Production,
    SmallShop,
}

impl Business {
    /// The option's name in the rules.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Retail => "retail",
            Self::Catering => "catering",
            Self::Online => "online",
            Self::Production => "production",
            Self::SmallShop => "smallshop",
        }
    }
}

impl Record {
    /// The facts of the penalty, as JSON text.
    pub(crate) fn penalty_json(&self) -> String {
        format!(
            r#"{{"goods_value":"{}","illegal_gains":"{}","days_operating":{},"prior_penalties":{},"harm":"{}","first_offence":{},"corrected":{},"cooperation":{},"minor_age":{},"coerced":{},"act_date":"{}","decision_date":"{}"}}"#,
            yuan(self.goods_value),
            yuan(self.illegal_gains),
            self.days_operating,
            self.prior_penalties,
            self.harm.name(),
            self.first_offence,
            self.corrected,
            self.cooperation,
            self.minor_age,
            self.coerced,
            self.act_date,
            self.decision_date,
        )
    }

    /// The facts of the table, as JSON text.
    pub(crate) fn table_json(&self) -> String {
        format!(
            r#"{{"goods_value":"{}","days_operating":{},"prior_penalties":{},"harm":"{}","biz":"{}","cooperation":{}}}"#,
            yuan(self.goods_value),
            self.days_operating,
            self.prior_penalties,
            self.harm.name(),
            self.biz.name(),
            self.cooperation,
        )
    }

    /// All facts, as the plain Rust reads them.
    pub(crate) fn json(&self) -> String {
        let penalty = self.penalty_json();
        let open = penalty.strip_suffix('}').expect("an object");
        format!(r#"{open},"biz":"{}"}}"#, self.biz.name())
    }
}

/// Writes fen as yuan: `50000`, `0.5`, `12.34`.
pub(crate) fn yuan(fen: i64) -> String {
    match (fen / 100, fen % 100) {
        (yuan, 0) => format!("{yuan}"),
        (yuan, rest) if rest % 10 == 0 => format!("{yuan}.{}", rest / 10),
        (yuan, rest) => format!("{yuan}.{rest:02}"),
    }
}

/// Reads yuan as fen, or a share as per cent; two decimals at most.
pub(crate) fn hundredths(text: &str) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let tenths = match decimals.len() {
        0 => 0,
        1 => decimals.parse::<i64>().ok()?.checked_mul(10)?,
        2 => decimals.parse::<i64>().ok()?,
        _ => return None,
    };
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(tenths)
}

fn fen<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let text = <&str>::deserialize(deserializer)?;
    hundredths(text).ok_or_else(|| D::Error::custom("no amount"))
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    <&str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}

/// How heavy the penalty is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tier {
    None,
    Mitigated,
    Light,
    General,
    Heavy,
}

/// Why, which is also the tier's name in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    Barred,
    Child,
    Trifle,
    Repeated,
    Harmful,
    Lasting,
    Obstinate,
    Coerced,
    Eased,
    Light,
    High,
    Profitable,
    General,
}

impl Reason {
    /// All of them, with their tiers' names and citations in the rules.
    pub(crate) const ALL: [(Self, &'static str, &'static str); 13] = [
        (Self::Barred, "barred", "APL 36(1)"),
        (Self::Child, "child", "APL 30"),
        (Self::Trifle, "trifle", "APL 33(1)"),
        (Self::Repeated, "repeated_", "DISC H1"),
        (Self::Harmful, "harmful_", "DISC H2"),
        (Self::Lasting, "lasting_", "DISC H3"),
        (Self::Obstinate, "obstinate_", "DISC H4"),
        (Self::Coerced, "coerced_", "APL 32 item 2"),
        (Self::Eased, "eased", "APL 32 item 1"),
        (Self::Light, "light", "DISC L"),
        (Self::High, "high_", "DISC H5"),
        (Self::Profitable, "profitable_", "DISC H6"),
        (Self::General, "general", "DISC G"),
    ];

    /// How heavy the penalty is for this reason.
    pub(crate) const fn tier(self) -> Tier {
        match self {
            Self::Barred | Self::Child | Self::Trifle => Tier::None,
            Self::Coerced | Self::Eased => Tier::Mitigated,
            Self::Light => Tier::Light,
            Self::General => Tier::General,
            Self::Repeated
            | Self::Harmful
            | Self::Lasting
            | Self::Obstinate
            | Self::High
            | Self::Profitable => Tier::Heavy,
        }
    }
}

/// Something cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clause {
    Statute,
    Small,
    Large,
    Reason(Reason),
    Hearing,
    Review,
}

/// The penalty in plain Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Penalty {
    pub(crate) tier: Tier,
    pub(crate) reason: Reason,
    /// In fen.
    pub(crate) fine_min: i64,
    /// In fen.
    pub(crate) fine_max: i64,
    pub(crate) legal_review: bool,
    pub(crate) hearing: bool,
    pub(crate) revoke: bool,
    pub(crate) citations: [Option<Clause>; 5],
    pub(crate) checklist: [bool; 8],
}

/// A row of the table: its number, and the share of the span in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) row: i64,
    pub(crate) lo: i64,
    pub(crate) hi: i64,
}

/// The penalty in words that both ways of deciding can be brought to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) tier: String,
    pub(crate) fine_min: i64,
    pub(crate) fine_max: i64,
    pub(crate) legal_review: bool,
    pub(crate) hearing: bool,
    pub(crate) revoke: bool,
    pub(crate) citations: Vec<String>,
    pub(crate) checklist: Vec<bool>,
}

impl From<&Penalty> for Answer {
    fn from(penalty: &Penalty) -> Self {
        let of = |reason: Reason| {
            Reason::ALL.into_iter().find(|(known, ..)| *known == reason).expect("listed")
        };
        let cite = |clause: Clause| match clause {
            Clause::Statute => "FSL 122(1)",
            Clause::Small => "small",
            Clause::Large => "large",
            Clause::Reason(reason) => of(reason).2,
            Clause::Hearing => "APL 63",
            Clause::Review => "APL 58",
        };
        Self {
            tier: of(penalty.reason).1.to_owned(),
            fine_min: penalty.fine_min,
            fine_max: penalty.fine_max,
            legal_review: penalty.legal_review,
            hearing: penalty.hearing,
            revoke: penalty.revoke,
            citations: penalty
                .citations
                .iter()
                .flatten()
                .map(|clause| cite(*clause).to_owned())
                .collect(),
            checklist: penalty.checklist.to_vec(),
        }
    }
}
