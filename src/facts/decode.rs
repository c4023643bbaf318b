//! Reading facts with one visitor, straight into types: no generic JSON value stands
//! between, duplicate keys are seen, nothing nests.

use super::list::type_list;
use super::records::ListSeed;
use super::typing::{is_numeric, type_value, wrong_type};
use super::{Facts, problems};
use crate::model::{FactKind, Model, Raw};
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use unicode_normalization::UnicodeNormalization;

/// The most bytes of facts.
const MAX_BYTES: usize = 4 * 1024 * 1024;
/// The most elements of a list.
pub(super) const MAX_LIST: usize = 1_000;
/// How `serde_json` hands over a number with all its digits.
pub(super) const NUMBER_TOKEN: &str = "$serde_json::private::Number";
/// The greatest whole number that every JavaScript runtime holds exactly.
const MAX_SAFE: &str = "9007199254740991";
/// Decimals of so many digits survive a binary floating-point number unharmed.
const EXACT_DIGITS: usize = 15;

/// Reads JSON text.
pub(crate) fn from_json(model: &Model, bytes: &[u8]) -> Facts {
    let mut facts = Facts::none(model);
    if bytes.len() > MAX_BYTES {
        facts.problems.push(problems::too_large(bytes.len(), MAX_BYTES));
        return facts;
    }
    // Windows editors put a mark before the text (RFC 8259 lets a reader ignore it).
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let seed = FactsSeed { model, json: true };
    let read = seed
        .deserialize(&mut deserializer)
        .and_then(|facts| deserializer.end().map(|()| facts));
    match read {
        Ok(read) => read,
        Err(error) => {
            facts.problems.push(problems::not_json(error.line(), error.column()));
            facts
        }
    }
}

/// Reads facts from any self-describing deserializer but `serde_json`'s (for JSON text use
/// [`Pack::facts_from_json`](crate::Pack::facts_from_json)).
#[derive(Debug, Clone, Copy)]
pub struct FactsSeed<'m> {
    pub(crate) model: &'m Model,
    pub(crate) json: bool,
}

/// From how many facts on their names are looked up and no longer looked for.
const MANY: usize = 64;

/// The facts of a model by name.
enum Named<'m> {
    Few(&'m Model),
    Many(BTreeMap<&'m str, usize>),
}

impl<'m> Named<'m> {
    fn new(model: &'m Model) -> Self {
        if model.facts.len() < MANY {
            return Self::Few(model);
        }
        let given = model.facts.iter().enumerate().filter(|(_, fact)| fact.is_given());
        let mut all = BTreeMap::new();
        for (at, fact) in given {
            all.entry(fact.name.as_str()).or_insert(at);
        }
        Self::Many(all)
    }

    fn position(&self, key: &str) -> Option<usize> {
        match self {
            Self::Few(model) => {
                let mut facts = model.facts.iter();
                facts.position(|fact| fact.name == key && fact.is_given())
            }
            Self::Many(all) => all.get(key).copied(),
        }
    }
}

impl<'m> FactsSeed<'m> {
    pub(crate) const fn new(model: &'m Model) -> Self {
        Self { model, json: false }
    }
}

impl<'de> DeserializeSeed<'de> for FactsSeed<'_> {
    type Value = Facts;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Facts, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl FactsSeed<'_> {
    fn is_list(&self, fact: usize) -> bool {
        self.model
            .facts
            .get(fact)
            .is_some_and(|fact| matches!(fact.kind, FactKind::List(_)))
    }

    fn refuse<E: Error>(self) -> Result<Facts, E> {
        let mut facts = Facts::none(self.model);
        facts.problems.push(problems::not_an_object());
        Ok(facts)
    }
}

impl<'de> Visitor<'de> for FactsSeed<'_> {
    type Value = Facts;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object of facts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Facts, A::Error> {
        let mut facts = Facts::none(self.model);
        let mut seen = BTreeSet::new();
        // Said once of a fact, however often it is given.
        let mut twice = BTreeSet::new();
        let named = Named::new(self.model);
        while let Some(key) = map.next_key_seed(Key)? {
            if self.json && key == NUMBER_TOKEN && seen.is_empty() {
                // A bare number, or an object that pretends to be one.
                map.next_value::<IgnoredAny>()?;
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                return self.refuse();
            }
            let position = named.position(&key);
            if let Some(list) = position.filter(|at| self.is_list(*at)) {
                let given = map.next_value_seed(ListSeed { json: self.json })?;
                let again = !seen.insert(list);
                let value = type_list(self.model, list, given, &mut facts.problems);
                if again && twice.insert(list) {
                    facts.problems.push(problems::given_twice(&key));
                }
                if let Some(known) = facts.values.get_mut(list) {
                    // Neither of two answers is believed.
                    *known = value.filter(|_| !again);
                }
                continue;
            }
            let given = map.next_value_seed(GivenSeed { json: self.json })?;
            let fact = position.and_then(|position| self.model.facts.get(position));
            let (Some(position), Some(fact)) = (position, fact) else {
                facts.problems.push(problems::unknown_fact(&short(&key)));
                continue;
            };
            if !seen.insert(position) {
                if twice.insert(position) {
                    facts.problems.push(problems::given_twice(&key));
                }
                if let Some(value) = facts.values.get_mut(position) {
                    // Neither of two answers is believed.
                    *value = None;
                }
                continue;
            }
            let typed = match given {
                Given::Absent => continue,
                Given::Raw(raw) => type_value(fact, &raw),
                Given::Inexact if is_numeric(&fact.kind) => {
                    Err(problems::not_exact(&key))
                }
                Given::TooMany(found) if matches!(fact.kind, FactKind::AnyOf(_)) => {
                    Err(problems::too_many_options(&fact.name, found, MAX_LIST))
                }
                Given::TooMany(_) | Given::Inexact | Given::Other => {
                    Err(wrong_type(fact))
                }
            };
            match typed {
                Ok(value) => facts.set(position, value),
                Err(problem) => facts.problems.push(problem),
            }
        }
        facts.problems.sort();
        Ok(facts)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Facts, E> {
        self.refuse()
    }
    fn visit_i64<E: Error>(self, _: i64) -> Result<Facts, E> {
        self.refuse()
    }
    fn visit_u64<E: Error>(self, _: u64) -> Result<Facts, E> {
        self.refuse()
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<Facts, E> {
        self.refuse()
    }
    fn visit_str<E: Error>(self, _: &str) -> Result<Facts, E> {
        self.refuse()
    }
    fn visit_unit<E: Error>(self) -> Result<Facts, E> {
        self.refuse()
    }
    fn visit_none<E: Error>(self) -> Result<Facts, E> {
        self.refuse()
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Facts, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        self.refuse()
    }
    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Facts, E> {
        self.refuse()
    }
}

pub(super) fn short(name: &str) -> String {
    name.chars().take(80).collect()
}

/// A key, whatever string type it comes as.
pub(super) struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a fact")
    }

    /// Names are one whatever way a keyboard composes their letters: in rules too they are
    /// compared in the normal form NFC.
    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(if text.is_ascii() { text.to_string() } else { text.nfc().collect() })
    }
}

/// A value as given.
pub(super) enum Given {
    /// Null, undefined.
    Absent,
    /// A value some type may take.
    Raw(Raw),
    /// A number that is not the same in every runtime.
    Inexact,
    /// More texts than a list may have: how many.
    TooMany(usize),
    /// A nested object, bytes, a list of anything but texts.
    Other,
}

/// Reads one value.
#[derive(Clone, Copy)]
pub(super) struct GivenSeed {
    pub(super) json: bool,
}

impl<'de> DeserializeSeed<'de> for GivenSeed {
    type Value = Given;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Given, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for GivenSeed {
    type Value = Given;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Given, E> {
        Ok(Given::Raw(Raw::Bool(truth)))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<Given, E> {
        Ok(portable(&number.to_string()))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Given, E> {
        Ok(portable(&number.to_string()))
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<Given, E> {
        // The shortest text that is this number again: the digits JavaScript prints.
        Ok(portable(&format!("{number}")))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Given, E> {
        Ok(Given::Raw(Raw::Text(text.to_string())))
    }
    fn visit_unit<E: Error>(self) -> Result<Given, E> {
        Ok(Given::Absent)
    }
    fn visit_none<E: Error>(self) -> Result<Given, E> {
        Ok(Given::Absent)
    }
    fn visit_some<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Given, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Given, E> {
        Ok(Given::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Given, A::Error> {
        let mut texts = Vec::new();
        let mut plain = true;
        let mut found = 0_usize;
        while let Some(element) = seq.next_element_seed(ElementSeed)? {
            found = found.saturating_add(1);
            match element {
                Some(text) if texts.len() < MAX_LIST => texts.push(text),
                Some(_) => {}
                None => plain = false,
            }
        }
        Ok(match plain {
            true if found > MAX_LIST => Given::TooMany(found),
            true => Given::Raw(Raw::List(texts)),
            false => Given::Other,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given, A::Error> {
        match map.next_key_seed(Key)? {
            Some(key) if self.json && key == NUMBER_TOKEN => {
                let number = map.next_value_seed(NumberText)?;
                let mut more = false;
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                    more = true;
                }
                return Ok(match number {
                    Some(text) if !more => portable(&text),
                    Some(_) | None => Given::Other,
                });
            }
            Some(_) => {
                map.next_value::<IgnoredAny>()?;
            }
            None => {}
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Given::Other)
    }
}

/// Takes a number's digits if they mean the same in every runtime: at most 15 significant
/// digits, or a whole number that JavaScript holds exactly (RFC 7493, 2.2).
fn portable(text: &str) -> Given {
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    let digits: String =
        mantissa.chars().filter(char::is_ascii_digit).collect::<String>();
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    let whole = text.trim_start_matches('-');
    let safe = whole.chars().all(|digit| digit.is_ascii_digit())
        && (whole.len() < MAX_SAFE.len()
            || (whole.len() == MAX_SAFE.len() && whole <= MAX_SAFE));
    if digits.is_empty() || (significant.len() > EXACT_DIGITS && !safe) {
        return Given::Inexact;
    }
    Given::Raw(Raw::Number(text.to_string()))
}

/// The digits of a number as `serde_json` hands them over: an owned string. A string that
/// stands in an object of that shape comes borrowed and is none.
struct NumberText;

impl<'de> DeserializeSeed<'de> for NumberText {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Option<String>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NumberText {
    type Value = Option<String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number")
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(text))
    }
    fn visit_str<E: Error>(self, _: &str) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

/// An element of a list: its text, or nothing if it is none.
struct ElementSeed;

impl<'de> DeserializeSeed<'de> for ElementSeed {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Option<String>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ElementSeed {
    type Value = Option<String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of an option")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_string()))
    }
    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}
