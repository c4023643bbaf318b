//! Chinese words written without a space between them. In: a word that was read as one name.
//! Out: the same text with the spaces, and our words for those of other notations. Never: a
//! guess about a name that is known.

use alloc::format;
use alloc::string::{String, ToString};

/// Words of other notations and of everyday speech, and ours that say the same.
pub(crate) const FOREIGN: &[(&str, &str)] = &[
    ("大于等于", "至少"),
    ("小于等于", "至多"),
    ("大于或等于", "至少"),
    ("小于或等于", "至多"),
    ("最少", "至少"),
    ("最多", "至多"),
    ("不大于", "至多"),
    ("不小于", "至少"),
    ("不高于", "至多"),
    ("不低于", "至少"),
    ("不多于", "至多"),
    ("不少于", "至少"),
    ("大于", "超过"),
    ("小于", "不足"),
    ("多于", "超过"),
    ("少于", "不足"),
    ("不等于", "不为"),
    ("等于", "为"),
    ("不是", "不为"),
    ("如果", "当"),
    ("假如", "当"),
    ("若", "当"),
    ("那么", "则"),
    ("以及", "且"),
    ("并", "且"),
    ("和", "且"),
    ("以外", "否则"),
    ("其他", "否则"),
    ("if", "when"),
    ("else", "otherwise"),
    ("default", "otherwise"),
    ("more than", "over"),
    ("less than", "under"),
    ("greater than", "over"),
    ("equals", "is"),
    ("equal", "is"),
    ("==", "="),
    ("&&", "and"),
    ("||", "or"),
    ("between", "from … to …"),
];

/// Everyday words for those of ours that open a clause, looked for at the start of a line.
pub(crate) const FOREIGN_STATEMENTS: &[(&str, &str)] = &[
    ("如果", "当"),
    ("假如", "当"),
    ("若", "当"),
    ("那么", "则"),
    ("问题", "提问"),
    ("if", "when"),
    ("else", "otherwise"),
];

/// Signs and words that no name holds, looked for where something else was expected.
pub(crate) const FOREIGN_SIGNS: &[(&str, &str)] = &[
    ("~", "至"),
    ("～", "至"),
    ("布尔", "是非"),
    ("字符串", "文本"),
    ("boolean", "bool"),
    ("string", "text"),
];

/// Everyday words for values and for the last of several cases, where a name was looked for.
const FOREIGN_VALUES: &[(&str, &str)] = &[
    ("其余", "否则"),
    ("其它", "否则"),
    ("其他", "否则"),
    ("其余情形", "否则"),
    ("其他情形", "否则"),
    ("其他情况", "否则"),
    ("除此之外", "否则"),
    ("今天", "截至日"),
    ("今日", "截至日"),
    ("当前日期", "截至日"),
    ("现在", "截至日"),
    ("真", "是"),
    ("假", "否"),
    ("任何", "不限"),
    ("任意", "不限"),
    ("other", "otherwise"),
    ("others", "otherwise"),
    ("rest", "otherwise"),
    ("today", "as_of"),
    ("now", "as_of"),
    ("yes", "true"),
    ("no", "false"),
];

/// Returns our word for one that nothing is called by, if it is a word of everyday speech.
pub fn ours_for(name: &str) -> Option<&'static str> {
    let (_, ours) = FOREIGN_VALUES.iter().find(|(theirs, _)| *theirs == name)?;
    Some(ours)
}

/// Words that stand between two things and are rarely part of a name.
const BETWEEN: &[&str] = &[
    "不超过",
    "超过",
    "高于",
    "不足",
    "不满",
    "低于",
    "至少",
    "至多",
    "不属于",
    "属于",
    "包含",
    "早于",
    "晚于",
    "不为",
    "并且",
    "或者",
    "除非",
];
/// Words that stand between two things but are often part of a name (行为日, 目的): they
/// count only before a digit, or where the part before them is a known name.
const WEAK_BETWEEN: &[&str] = &["为", "是", "的", "且", "或", "至", "与"];
/// Words that open a clause or a condition.
const LEADING: &[&str] = &[
    "当", "则", "非", "除非", "依据", "否则", "并且", "且", "或者", "或", "任一", "全部",
    "无一", "自", "按", "提问", "分组", "缺省", "送交", "建议", "采用", "截至",
];
/// Words that close a condition.
const TRAILING: &[&str] = &["成立", "不合格", "合格", "已知", "未知", "不适用"];
/// What may follow an amount.
const AFTER_AMOUNT: &[&str] = &["以上", "以下", "以内", "至"];

/// Returns `name` with the spaces it seems to lack, where a keyword stands inside it:
/// 货值金额不足1万元 is a legal name, but somebody who typed it meant `货值金额 不足1万元`.
pub fn split_suggestion(name: &str) -> Option<String> {
    split_known(name, |_| false)
}

/// Like [`split_suggestion`], and splits also at words that often belong to a name (为, 的)
/// where what stands before them is `known` to be a name.
pub fn split_known(name: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    split(name, &known)
}

/// Returns a word with the space that it lacks after the word that opens a clause:
/// 则罚款1万元以下 becomes 则 罚款 1万元以下.
pub(crate) fn split_clause(word: &str) -> Option<String> {
    let (lead, rest) =
        ["当", "则", "依据", "否则", "除非", "提问", "分组", "缺省", "送交"]
            .iter()
            .filter_map(|lead| Some((*lead, word.strip_prefix(lead)?)))
            .filter(|(_, rest)| !rest.is_empty())
            .max_by_key(|(lead, _)| lead.len())?;
    let amount = rest.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0);
    let rest = match amount.and_then(|at| rest.split_at_checked(at)) {
        Some((name, amount)) if split_suggestion(rest).is_none() => {
            format!("{name} {amount}")
        }
        _ => split_suggestion(rest).unwrap_or_else(|| rest.to_string()),
    };
    Some(format!("{lead} {rest}"))
}

/// Returns whether all that seems to be wrong with a word is that it begins with one of ours.
pub(crate) fn begins_with_a_word(word: &str) -> bool {
    split_suggestion(word).is_some_and(|apart| apart == split_leading(word, &|_| false))
}

fn split(word: &str, known: &dyn Fn(&str) -> bool) -> Option<String> {
    if known(word) {
        return None;
    }
    if let Some(text) = split_between(word, known) {
        // The left part may still hold the word that opens the clause: 当货值金额超过5万元.
        return Some(text);
    }
    for suffix in TRAILING {
        if let Some(front) = word.strip_suffix(suffix).filter(|front| !front.is_empty()) {
            return Some(format!("{} {suffix}", split_leading(front, known)));
        }
    }
    if let Some(text) = split_amount(word) {
        return Some(text);
    }
    let text = split_leading(word, known);
    (text != word).then_some(text)
}

fn split_between(word: &str, known: &dyn Fn(&str) -> bool) -> Option<String> {
    for (at, _) in word.char_indices().skip(1) {
        let (left, rest) = word.split_at_checked(at)?;
        let foreign = FOREIGN
            .iter()
            .filter(|(theirs, _)| rest.starts_with(theirs))
            .max_by_key(|(theirs, _)| theirs.len())
            .filter(|(theirs, ours)| {
                theirs.chars().count() > 1 && *ours != "当" && *ours != "否则"
            });
        let ours = BETWEEN.iter().find(|ours| rest.starts_with(**ours));
        let weak = WEAK_BETWEEN.iter().find(|ours| {
            rest.strip_prefix(**ours).is_some_and(|tail| {
                starts_with_digit(tail) || (!tail.is_empty() && known(left))
            })
        });
        let found = match (foreign, ours, weak) {
            (Some((theirs, ours)), _, _) => Some((*theirs, *ours)),
            (None, Some(ours), _) | (None, None, Some(ours)) => Some((*ours, *ours)),
            (None, None, None) => None,
        };
        if let Some((written, ours)) = found {
            let tail = rest.get(written.len()..)?;
            if tail.is_empty() {
                return None;
            }
            let left = split_leading(left, known);
            let glued =
                starts_with_digit(tail) && !matches!(ours, "为" | "是" | "不为" | "的");
            let gap = if glued { "" } else { " " };
            let tail = split(tail, known).unwrap_or_else(|| tail.to_string());
            return Some(format!("{left} {ours}{gap}{tail}"));
        }
    }
    None
}

/// Splits 货值金额5万元以上 before the amount.
fn split_amount(word: &str) -> Option<String> {
    let at = word.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0)?;
    let (left, amount) = word.split_at_checked(at)?;
    AFTER_AMOUNT
        .iter()
        .any(|after| amount.contains(after))
        .then(|| format!("{} {amount}", split_leading(left, &|_| false)))
}

fn split_leading(word: &str, known: &dyn Fn(&str) -> bool) -> String {
    if known(word) {
        return word.to_string();
    }
    let lead = LEADING
        .iter()
        .filter(|lead| word.strip_prefix(**lead).is_some_and(|rest| !rest.is_empty()))
        .max_by_key(|lead| lead.len());
    match lead.and_then(|lead| Some((lead, word.strip_prefix(*lead)?))) {
        Some((lead, rest)) => format!("{lead} {rest}"),
        None => word.to_string(),
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}
