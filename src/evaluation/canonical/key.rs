//! The names of members. In: a key of a map. Out: its text. Never: a key that is a value.

use super::{CanonicalError, refused};
use alloc::string::{String, ToString};
use serde::ser::{Impossible, Serialize, Serializer};

/// Takes text, whole numbers and the names of variants, and refuses everything else.
pub(super) struct Key;

type Never = Impossible<String, CanonicalError>;

fn no_name<T>() -> Result<T, CanonicalError> {
    Err(refused("a name that is no text"))
}

impl Serializer for Key {
    type Ok = String;
    type Error = CanonicalError;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    fn serialize_str(self, value: &str) -> Result<String, CanonicalError> {
        Ok(value.into())
    }

    fn serialize_char(self, value: char) -> Result<String, CanonicalError> {
        Ok(value.into())
    }

    fn serialize_i8(self, value: i8) -> Result<String, CanonicalError> {
        Ok(value.to_string())
    }

    fn serialize_i16(self, value: i16) -> Result<String, CanonicalError> {
        Ok(value.to_string())
    }

    fn serialize_i32(self, value: i32) -> Result<String, CanonicalError> {
        Ok(value.to_string())
    }

    fn serialize_i64(self, value: i64) -> Result<String, CanonicalError> {
        Ok(value.to_string())
    }

    fn serialize_u8(self, value: u8) -> Result<String, CanonicalError> {
        Ok(value.to_string())
    }

    fn serialize_u16(self, value: u16) -> Result<String, CanonicalError> {
        Ok(value.to_string())
    }

    fn serialize_u32(self, value: u32) -> Result<String, CanonicalError> {
        Ok(value.to_string())
    }

    fn serialize_u64(self, value: u64) -> Result<String, CanonicalError> {
        Ok(value.to_string())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<String, CanonicalError> {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<String, CanonicalError> {
        value.serialize(self)
    }

    fn serialize_bool(self, _: bool) -> Result<String, CanonicalError> {
        no_name()
    }

    fn serialize_f32(self, _: f32) -> Result<String, CanonicalError> {
        no_name()
    }

    fn serialize_f64(self, _: f64) -> Result<String, CanonicalError> {
        no_name()
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<String, CanonicalError> {
        no_name()
    }

    fn serialize_none(self) -> Result<String, CanonicalError> {
        no_name()
    }

    fn serialize_some<T: Serialize + ?Sized>(
        self,
        _: &T,
    ) -> Result<String, CanonicalError> {
        no_name()
    }

    fn serialize_unit(self) -> Result<String, CanonicalError> {
        no_name()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<String, CanonicalError> {
        no_name()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<String, CanonicalError> {
        no_name()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Never, CanonicalError> {
        no_name()
    }

    fn serialize_tuple(self, _: usize) -> Result<Never, CanonicalError> {
        no_name()
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Never, CanonicalError> {
        no_name()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never, CanonicalError> {
        no_name()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Never, CanonicalError> {
        no_name()
    }

    fn serialize_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Never, CanonicalError> {
        no_name()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never, CanonicalError> {
        no_name()
    }
}
