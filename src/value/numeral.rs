//! Chinese numerals. In: 三十八万, 叁拾捌万元伍角整. Out: the exact number. Never: a guess
//! where readers differ: 三百五 is 305 to one and 350 to another.

use super::Number;

/// Reads a whole number in Chinese numerals, everyday or 大写.
pub(super) fn parse_numeral(text: &str) -> Option<Number> {
    let mut reader = Reader::default();
    if text.is_empty() {
        return None;
    }
    text.chars().try_for_each(|character| reader.take(character))?;
    reader.finish()
}

/// Reads 大写 money with its yuan, 角 and 分: 叁拾捌万元整, 伍元叁角贰分.
pub(super) fn parse_money_numeral(text: &str) -> Option<Number> {
    let text = text.strip_suffix(['整', '正']).unwrap_or(text);
    let (yuan, rest) = match text.split_once(['元', '圆']) {
        Some((yuan, rest)) => (parse_numeral(yuan)?, rest),
        None => return None,
    };
    let rest = rest.strip_prefix(['零', '〇']).unwrap_or(rest);
    let (jiao, rest) = part(rest, '角')?;
    let (fen, rest) = part(rest, '分')?;
    if !rest.is_empty() {
        return None;
    }
    let fraction = Number::new(jiao.checked_mul(10)?.checked_add(fen)?, 100).ok()?;
    yuan.checked_add(fraction).ok()
}

/// Reads one digit and `unit` from the front, if they are there.
fn part(text: &str, unit: char) -> Option<(i128, &str)> {
    let Some((digit, rest)) = text.split_once(unit) else { return Some((0, text)) };
    let mut characters = digit.chars();
    let value = characters.next().and_then(digit_value)?;
    if characters.next().is_some() { None } else { Some((value, rest)) }
}

fn digit_value(character: char) -> Option<i128> {
    Some(match character {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// 十, 百, 千: the places within a group of four digits.
fn place_value(character: char) -> Option<i128> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// 万, 亿: the groups.
fn group_value(character: char) -> Option<i128> {
    Some(match character {
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// Reads from left to right; every place and group must be smaller than the one before.
#[derive(Default)]
struct Reader {
    /// The groups read so far.
    total: i128,
    /// The last group's size; zero before the first.
    last_group: i128,
    /// The places of this group read so far.
    group: i128,
    /// The last place's size in this group; zero before the first.
    last_place: i128,
    /// A digit that waits for its place.
    digit: Option<i128>,
    /// Whether 零 stands before what follows.
    zero: bool,
    /// Whether this is 零 alone.
    nothing: bool,
}

impl Reader {
    fn take(&mut self, character: char) -> Option<()> {
        if self.nothing {
            return None;
        }
        if let Some(digit) = digit_value(character) {
            return self.take_digit(digit);
        }
        if let Some(place) = place_value(character) {
            return self.take_place(place);
        }
        self.take_group(group_value(character)?)
    }

    fn take_digit(&mut self, digit: i128) -> Option<()> {
        if self.digit.is_some() || (digit == 0 && self.zero) {
            return None;
        }
        if digit == 0 {
            self.zero = true;
            self.nothing = self.total == 0 && self.group == 0;
        } else {
            self.digit = Some(digit);
        }
        Some(())
    }

    fn take_place(&mut self, place: i128) -> Option<()> {
        // 十五 says 一十五, at the front of a group only.
        let bare = place == 10 && self.group == 0;
        let digit = self.digit.take().or(if bare { Some(1) } else { None })?;
        if self.last_place != 0 && place >= self.last_place {
            return None;
        }
        self.group = self.group.checked_add(digit.checked_mul(place)?)?;
        self.last_place = place;
        self.zero = false;
        Some(())
    }

    fn take_group(&mut self, group: i128) -> Option<()> {
        self.close_group()?;
        if self.group == 0 {
            // 万亿: the groups before are counted in this larger one.
            if self.last_group == 0 || group <= self.last_group {
                return None;
            }
            self.total = self.total.checked_mul(group)?;
        } else if self.last_group == 0 || group < self.last_group {
            self.total = self.total.checked_add(self.group.checked_mul(group)?)?;
        } else if group > self.last_group {
            // 一万二千亿: all of it counts in 亿.
            self.total = self.total.checked_add(self.group)?.checked_mul(group)?;
        } else {
            return None;
        }
        self.group = 0;
        self.last_place = 0;
        self.last_group = group;
        self.zero = false;
        Some(())
    }

    /// Adds the digit that has no place of its own: 五 in 二十五 and in 三百零五.
    fn close_group(&mut self) -> Option<()> {
        if let Some(digit) = self.digit.take() {
            let first = self.last_place == 0 && self.last_group == 0;
            if !(first || self.last_place == 10 || self.zero) {
                return None;
            }
            self.group = self.group.checked_add(digit)?;
        } else if self.zero && !self.nothing {
            return None;
        }
        Some(())
    }

    fn finish(mut self) -> Option<Number> {
        self.close_group()?;
        Number::new(self.total.checked_add(self.group)?, 1).ok()
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]
mod tests {
    use super::{parse_money_numeral, parse_numeral};
    use alloc::string::{String, ToString};

    fn check(text: &str, expected: &str) {
        let read = parse_numeral(text).map(|number| number.to_string());
        assert_eq!(read.as_deref(), Some(expected), "{text}");
    }

    fn money(text: &str, expected: &str) {
        let read = parse_money_numeral(text).map(|number| number.to_string());
        assert_eq!(read.as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn numerals_of_every_day_and_of_deeds() {
        check("零", "0");
        check("五", "5");
        check("十", "10");
        check("十五", "15");
        check("二十五", "25");
        check("三百零五", "305");
        check("两千", "2000");
        check("三千零五十", "3050");
        check("叁拾捌万", "380000");
        check("一万零五百", "10500");
        check("一万五千", "15000");
        check("一亿二千万", "120000000");
        check("壹佰贰拾叁万肆仟伍佰陆拾柒", "1234567");
        check("一亿零五", "100000005");
        check("两万亿", "2000000000000");
        check("一万二千亿", "1200000000000");
    }

    /// Writes a number below 10^12 the way a deed does.
    fn in_words(number: u64) -> String {
        let mut words = String::new();
        let mut gap = false;
        for (size, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
            let group = number / size % 10_000;
            for (place, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
                let digit = group / place % 10;
                if digit == 0 {
                    gap = !words.is_empty();
                    continue;
                }
                if core::mem::take(&mut gap) {
                    words.push('零');
                }
                words.extend(
                    "零壹贰叁肆伍陆柒捌玖".chars().nth(usize::try_from(digit).unwrap()),
                );
                words += name;
            }
            if group > 0 {
                words += name;
            }
        }
        words
    }

    #[test]
    fn every_number_in_words_reads_back() {
        let mut number = 1_u64;
        for step in 0..20_000_u64 {
            number = if step < 11_000 {
                step + 1
            } else {
                (number * 6_364_136 + step * step) % 1_000_000_000_000
            };
            if number > 0 {
                check(&in_words(number), &number.to_string());
            }
        }
        assert_eq!(in_words(100_305), "壹拾万零叁佰零伍");
    }

    #[test]
    fn a_numeral_that_reads_two_ways_is_refused() {
        for text in [
            "",
            "三百五",
            "三万五",
            "一二",
            "十百",
            "百",
            "万",
            "五十百",
            "一万二万",
            "零零",
            "三百零",
            "三元",
            "五千千",
            "零五",
            "亿万",
        ] {
            assert_eq!(parse_numeral(text), None, "{text}");
        }
    }

    #[test]
    fn money_in_deed_numerals() {
        money("叁拾捌万元整", "380000");
        money("叁拾捌万圆正", "380000");
        money("伍元叁角贰分", "5.32");
        money("壹仟元零伍分", "1000.05");
        money("五万元", "50000");
        assert_eq!(parse_money_numeral("伍元拾角"), None);
        assert_eq!(parse_money_numeral("伍元叁角x"), None);
        assert_eq!(parse_money_numeral("元"), None);
    }
}
