//! Sources and citations.

use super::packs::label;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{Citation, DayMeaning, LegalSource, SourceId};
use crate::syntax::tree;
use alloc::borrow::ToOwned as _;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn declare_source(&mut self, instance: usize, source: &tree::Source) {
        let id = self.model.sources.len();
        let Some(own) = self.instances.get_mut(instance) else { return };
        let name = own.path(&source.name.text);
        if own.sources.contains_key(&source.name.text) {
            self.report(Diagnostic::error(
                Code::DUPLICATE_NAME,
                source.name.span,
                format!("依据文件「{}」已经声明过", source.name.text),
                format!("the source `{}` is declared twice", source.name.text),
            ));
            return;
        }
        own.sources.insert(source.name.text.clone(), id);
        let title = label(source.label.as_ref(), &source.name.text);
        let bare = title.zh.strip_prefix('《').and_then(|t| t.strip_suffix('》'));
        for text in BTreeSet::from([bare.unwrap_or(&title.zh), &source.name.text]) {
            own.titles.entry(text.to_owned()).or_default().push(id);
        }
        let included = |inclusion: Option<tree::Inclusion>| {
            !matches!(inclusion, Some(tree::Inclusion::Excluded))
        };
        let effective = source.effective.as_ref();
        self.model.sources.push(LegalSource {
            title,
            name: name.into(),
            kind: match source.kind {
                tree::SourceKind::Law => "law",
                tree::SourceKind::Regulation => "regulation",
                tree::SourceKind::LocalRegulation => "local regulation",
                tree::SourceKind::Rule => "rule",
                tree::SourceKind::Guidance => "guidance",
            }
            .to_owned(),
            number: source.number.clone(),
            issuer: source.issuer.as_ref().map(|text| label(Some(text), "")),
            issued: source.issued.clone(),
            effective_from: effective.and_then(|period| period.from.clone()),
            effective_to: effective.and_then(|period| period.to.clone()),
            repealed: source.repealed.clone(),
            checked_until: source.checked_until.clone(),
            from_included: included(source.bounds.from),
            up_to_included: included(source.bounds.up_to),
            workdays: source.workdays.as_ref().map(|meaning| match meaning {
                tree::DayMeaning::Listed(numbers) => DayMeaning::Listed(numbers.clone()),
                tree::DayMeaning::AtMost(most) => DayMeaning::AtMost(*most),
                tree::DayMeaning::All => DayMeaning::All,
            }),
            unverified: source.unverified,
        });
    }

    /// Resolves the citations of a `basis` clause.
    pub(super) fn citations(
        &mut self,
        instance: usize,
        citations: &[tree::Citation],
    ) -> Vec<Citation> {
        citations
            .iter()
            .filter_map(|citation| self.citation(instance, citation))
            .collect()
    }

    /// Returns the place with the bound convention of the nearest basis, if it has one.
    pub(super) fn under(&mut self, place: Place, citations: &[Citation]) -> Place {
        let source =
            citations.first().and_then(|first| self.model.sources.get(first.source));
        source.map_or(place, |source| Place {
            from_included: source.from_included,
            up_to_included: source.up_to_included,
            ..place
        })
    }

    fn citation(
        &mut self,
        instance: usize,
        citation: &tree::Citation,
    ) -> Option<Citation> {
        let source = match &citation.source {
            tree::CitedSource::Path(path) => self.source_by_path(instance, path),
            tree::CitedSource::Title(title) => self.source_by_title(instance, title),
        }?;
        let (pinpoint, text) = self.pinpoint(source, citation.pinpoint.as_ref());
        Some(Citation { source, pinpoint: pinpoint.into(), text })
    }

    fn source_by_path(&mut self, instance: usize, path: &tree::Path) -> Option<SourceId> {
        let mut at = instance;
        let (last, aliases) = path.segments.split_last()?;
        for alias in aliases {
            let next = self.instances.get(at).and_then(|i| i.files.uses.get(&alias.text));
            match next.copied() {
                Some(next) => at = next,
                None => {
                    self.report(Diagnostic::error(
                        Code::UNKNOWN_PACK,
                        alias.span,
                        format!("没有以「{}」引用的规则包", alias.text),
                        format!("no pack is used as `{}`", alias.text),
                    ));
                    return None;
                }
            }
        }
        let known = self.instances.get(at)?;
        if let Some(id) = known.sources.get(&last.text) {
            return Some(*id);
        }
        let near = if self.may_guess(self.instances.get(at)?.sources.len()) {
            super::names::nearest(&last.text, self.instances.get(at)?.sources.keys())
        } else {
            None
        };
        let mut diagnostic = Diagnostic::error(
            Code::UNKNOWN_SOURCE,
            last.span,
            format!("没有声明依据文件「{}」", last.text),
            format!("the source `{}` is not declared", last.text),
        );
        diagnostic = match near {
            Some(near) => diagnostic
                .help(format!("是否指「{near}」？"), format!("did you mean `{near}`?"))
                .fix(last.span, near),
            None => diagnostic.help(
                "用「依据文件」声明它，或者写明引用的规则包",
                "declare it with `source`, or name the used pack before it",
            ),
        };
        self.report(diagnostic);
        None
    }

    fn source_by_title(
        &mut self,
        instance: usize,
        title: &tree::Text,
    ) -> Option<SourceId> {
        let own = self.instances.get(instance)?;
        // The pack's own sources come before those of the packs it uses.
        let mut all = own.titles.get(&title.text).cloned().unwrap_or_default();
        if all.is_empty() {
            let used = own.files.uses.values().filter_map(|at| self.instances.get(*at));
            all.extend(used.filter_map(|used| used.titles.get(&title.text)).flatten());
            all.sort_unstable();
            all.dedup();
        }
        let found = all.first().copied();
        if all.len() > 1 {
            self.report(
                Diagnostic::error(
                    Code::AMBIGUOUS_SOURCE,
                    title.span,
                    format!("有几个依据文件都叫《{}》", title.text),
                    format!("several sources are titled 《{}》", title.text),
                )
                .help(
                    "用依据文件的名称引用，不用标题",
                    "cite the one meant by its name instead of its title",
                ),
            );
        }
        if found.is_none() {
            self.report(
                Diagnostic::error(
                    Code::UNKNOWN_SOURCE,
                    title.span,
                    format!("没有声明《{}》", title.text),
                    format!("no source is titled 《{}》", title.text),
                )
                .help(
                    "书名号里写依据文件的名称或者中文标签",
                    "between 《》 stands the name or the Chinese label of a source",
                ),
            );
        }
        found
    }

    fn pinpoint(
        &self,
        source: SourceId,
        pinpoint: Option<&tree::Pinpoint>,
    ) -> (String, Message) {
        let title = self
            .model
            .sources
            .get(source)
            .map_or_else(|| Message::new("", ""), |source| source.title.clone());
        let zh = if title.zh.starts_with('《') || title.zh.contains('〔') {
            title.zh
        } else {
            format!("《{}》", title.zh).into()
        };
        let en = title.en;
        match pinpoint {
            None => (String::new(), Message { zh, en }),
            Some(tree::Pinpoint::Article { article, inserted, paragraph, item }) => {
                let mut id = article.to_string();
                let mut chinese = format!("第{}条", chinese_numeral(*article));
                if let Some(inserted) = inserted {
                    id.push_str(&format!("-{inserted}"));
                    chinese.push_str(&format!("之{}", chinese_numeral(*inserted)));
                }
                let mut english = format!("art. {id}");
                if let Some(paragraph) = paragraph {
                    id.push_str(&format!("({paragraph})"));
                    chinese.push_str(&format!("第{}款", chinese_numeral(*paragraph)));
                    english.push_str(&format!("({paragraph})"));
                }
                if let Some(item) = item {
                    let with_paragraph = paragraph.is_some();
                    chinese.push_str(&format!("第{}项", chinese_numeral(*item)));
                    let text = if with_paragraph {
                        format!("({item})")
                    } else {
                        format!(" item {item}")
                    };
                    id.push_str(&text);
                    english.push_str(&text);
                }
                (id, Message::new(format!("{zh}{chinese}"), format!("{en}, {english}")))
            }
            Some(tree::Pinpoint::Section(section)) => {
                let id = format!("§{section}");
                let message = Message::new(format!("{zh} {id}"), format!("{en}, {id}"));
                (id, message)
            }
            Some(tree::Pinpoint::Quoted(text)) => (
                text.clone(),
                Message::new(format!("{zh}{text}"), format!("{en}, {text}")),
            ),
        }
    }
}

/// Writes a number as statutes count articles: 一百二十二.
fn chinese_numeral(number: u32) -> String {
    const DIGITS: [&str; 10] =
        ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digits: Vec<usize> = number
        .to_string()
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .filter_map(|digit| usize::try_from(digit).ok())
        .collect();
    if digits.len() > 4 {
        return number.to_string();
    }
    let mut text = String::new();
    let mut zero = false;
    for (index, digit) in digits.iter().enumerate() {
        let unit = match digits.len().saturating_sub(index) {
            4 => "千",
            3 => "百",
            2 => "十",
            _ => "",
        };
        if *digit == 0 {
            zero = true;
            continue;
        }
        if zero && !text.is_empty() {
            text.push('零');
        }
        zero = false;
        // 十二, not 一十二.
        if !(*digit == 1 && unit == "十" && text.is_empty()) {
            text.push_str(DIGITS.get(*digit).copied().unwrap_or_default());
        }
        text.push_str(unit);
    }
    if text.is_empty() { "零".to_string() } else { text }
}

#[cfg(test)]
mod tests {
    use super::chinese_numeral;

    #[test]
    fn articles_are_counted_as_statutes_print_them() {
        for (number, text) in [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (58, "五十八"),
            (101, "一百零一"),
            (110, "一百一十"),
            (122, "一百二十二"),
            (1259, "一千二百五十九"),
            (1003, "一千零三"),
        ] {
            assert_eq!(chinese_numeral(number), text);
        }
    }
}
