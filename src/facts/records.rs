//! Reading a list of records. In: whatever stands in the place of one. Out: the records with
//! their fields as given. Never: a field typed.

use super::decode::{Given, GivenSeed, Key, NUMBER_TOKEN};
use super::list::{GivenList, MAX_RECORDS};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

/// Takes what is no list, or no record, for what it is.
macro_rules! refused {
    ($value:expr) => {
        fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_str<E: Error>(self, _: &str) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_some<D: Deserializer<'de>>(
            self,
            deserializer: D,
        ) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self)
        }
    };
}

/// Reads a list of records.
#[derive(Clone, Copy)]
pub(super) struct ListSeed {
    pub(super) json: bool,
}

impl<'de> DeserializeSeed<'de> for ListSeed {
    type Value = GivenList;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<GivenList, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ListSeed {
    type Value = GivenList;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of records")
    }

    refused!(GivenList::Other);

    fn visit_unit<E: Error>(self) -> Result<GivenList, E> {
        Ok(GivenList::Absent)
    }
    fn visit_none<E: Error>(self) -> Result<GivenList, E> {
        Ok(GivenList::Absent)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<GivenList, A::Error> {
        let mut records = Vec::new();
        while records.len() < MAX_RECORDS {
            match seq.next_element_seed(RecordSeed { json: self.json })? {
                Some(record) => records.push(record),
                None => return Ok(GivenList::Records(records)),
            }
        }
        let mut found = records.len();
        while seq.next_element::<IgnoredAny>()?.is_some() {
            found = found.saturating_add(1);
        }
        Ok(if found > MAX_RECORDS {
            GivenList::TooMany(found)
        } else {
            GivenList::Records(records)
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<GivenList, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(GivenList::Other)
    }
}

/// Reads one record: its fields as given; nothing for what is no object.
#[derive(Clone, Copy)]
struct RecordSeed {
    json: bool,
}

impl<'de> DeserializeSeed<'de> for RecordSeed {
    type Value = Option<Vec<(String, Given)>>;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed {
    type Value = Option<Vec<(String, Given)>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object of fields")
    }

    refused!(None);

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(key) = map.next_key_seed(Key)? {
            if self.json && key == NUMBER_TOKEN && fields.is_empty() {
                // A bare number, or an object that pretends to be one.
                map.next_value::<IgnoredAny>()?;
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                return Ok(None);
            }
            fields.push((key, map.next_value_seed(GivenSeed { json: self.json })?));
        }
        Ok(Some(fields))
    }
}
