//! The canonical writer. In: anything that can be serialised. Out: the one sequence of bytes
//! RFC 8785 gives it: members sorted by UTF-16 code units, no blanks, the fewest escapes.
//! Never: a number (whole numbers become decimal text, floats are refused), or bytes that
//! depend on the machine.

mod compound;
mod key;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use serde::ser::{Error as _, Serialize, Serializer};

use compound::{Member, Members, Sequence};

/// Returns the canonical bytes of `value`.
///
/// Types of the engine always have some: none holds a float or bytes, and every name is
/// text. Of a value that cannot be written the result is empty; none of our values is such a one.
pub fn to_canonical(value: &impl Serialize) -> Vec<u8> {
    let bytes = try_to_canonical(value);
    debug_assert!(bytes.is_ok(), "{bytes:?}");
    bytes.unwrap_or_default()
}

/// Returns the canonical bytes of `value` as if it had no members whose names `without` says,
/// however deep.
pub(super) fn to_canonical_without(
    value: &impl Serialize,
    without: fn(&str) -> bool,
) -> Vec<u8> {
    let bytes = written(value, without);
    debug_assert!(bytes.is_ok(), "{bytes:?}");
    bytes.unwrap_or_default()
}

/// Returns the canonical bytes of `value`.
///
/// # Errors
///
/// When it holds a float or bytes, a member's name is no text, or two members share one.
pub(super) fn try_to_canonical(
    value: &impl Serialize,
) -> Result<Vec<u8>, CanonicalError> {
    written(value, |_| false)
}

fn written(
    value: &impl Serialize,
    without: fn(&str) -> bool,
) -> Result<Vec<u8>, CanonicalError> {
    let mut out = Output::default();
    value.serialize(Writer { out: &mut out, without })?;
    Ok(out.bytes)
}

/// Returns the canonical bytes of a JSON text. Numbers must be whole; they become text.
/// Of two members with one name the last counts: this is for tests and tools, not for facts.
///
/// # Errors
///
/// When the text is not JSON, or holds a number that is not whole.
pub fn canonicalise(json: &str) -> Result<Vec<u8>, CanonicalError> {
    let value: serde_json::Value =
        serde_json::from_str(json).map_err(CanonicalError::custom)?;
    try_to_canonical(&Json(&value))
}

/// Why a value has no canonical bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CanonicalError {
    reason: String,
}

impl fmt::Display for CanonicalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl core::error::Error for CanonicalError {}

impl serde::ser::Error for CanonicalError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { reason: message.to_string() }
    }
}

/// A JSON value whose numbers are whole.
struct Json<'a>(&'a serde_json::Value);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde_json::Value;
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(items) => serializer.collect_seq(items.iter().map(Json)),
            Value::Object(members) => serializer
                .collect_map(members.iter().map(|(key, value)| (key, Json(value)))),
            Value::Number(number) => match number.as_i128() {
                Some(number) => serializer.serialize_i128(number),
                None => Err(S::Error::custom(format!("{number} is not a whole number"))),
            },
        }
    }
}

/// What is written, and what it takes to sort members: kept for all objects, as there are
/// thousands and each is small.
#[derive(Debug, Default)]
struct Output {
    bytes: Vec<u8>,
    /// Those of the objects that are open, the innermost last.
    members: Vec<Member>,
    /// Where an object's members are put in order.
    sorting: Vec<u8>,
}

/// Writes one value at the end of `out`.
struct Writer<'a> {
    out: &'a mut Output,
    /// Whether a member of this name is not written.
    without: fn(&str) -> bool,
}

impl<'a> Writer<'a> {
    /// Returns a writer of the next value.
    const fn again(&mut self) -> Writer<'_> {
        Writer { out: self.out, without: self.without }
    }

    fn literal(self, text: &str) {
        self.out.bytes.extend_from_slice(text.as_bytes());
    }

    fn number(self, number: impl fmt::Display) {
        self.literal(&format!("\"{number}\""));
    }

    /// Opens the object `{"variant":…}`, serde's form of a variant that names no tag.
    fn tagged(self, variant: &'static str) -> Writer<'a> {
        self.out.bytes.push(b'{');
        write_text(&mut self.out.bytes, variant);
        self.out.bytes.push(b':');
        self
    }
}

/// Writes text in quotes with the escapes of RFC 8785, section 3.2.2.2.
fn write_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    // Most text has nothing to escape and goes over in one piece.
    if !text.bytes().any(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        return;
    }
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x09 => out.extend_from_slice(b"\\t"),
            0x0a => out.extend_from_slice(b"\\n"),
            0x0c => out.extend_from_slice(b"\\f"),
            0x0d => out.extend_from_slice(b"\\r"),
            0x00..=0x1f => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

fn refused(what: &str) -> CanonicalError {
    CanonicalError { reason: format!("{what} has no canonical form") }
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = CanonicalError;
    type SerializeSeq = Sequence<'a>;
    type SerializeTuple = Sequence<'a>;
    type SerializeTupleStruct = Sequence<'a>;
    type SerializeTupleVariant = Sequence<'a>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Members<'a>;
    type SerializeStructVariant = Members<'a>;

    fn serialize_bool(self, value: bool) -> Result<(), CanonicalError> {
        self.literal(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), CanonicalError> {
        self.number(value);
        Ok(())
    }

    fn serialize_i16(self, value: i16) -> Result<(), CanonicalError> {
        self.number(value);
        Ok(())
    }

    fn serialize_i32(self, value: i32) -> Result<(), CanonicalError> {
        self.number(value);
        Ok(())
    }

    fn serialize_i64(self, value: i64) -> Result<(), CanonicalError> {
        self.number(value);
        Ok(())
    }

    fn serialize_i128(self, value: i128) -> Result<(), CanonicalError> {
        self.number(value);
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), CanonicalError> {
        self.number(value);
        Ok(())
    }

    fn serialize_u16(self, value: u16) -> Result<(), CanonicalError> {
        self.number(value);
        Ok(())
    }

    fn serialize_u32(self, value: u32) -> Result<(), CanonicalError> {
        self.number(value);
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), CanonicalError> {
        self.number(value);
        Ok(())
    }

    fn serialize_u128(self, value: u128) -> Result<(), CanonicalError> {
        self.number(value);
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Result<(), CanonicalError> {
        Err(refused("a float"))
    }

    fn serialize_f64(self, _: f64) -> Result<(), CanonicalError> {
        Err(refused("a float"))
    }

    fn serialize_char(self, value: char) -> Result<(), CanonicalError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), CanonicalError> {
        write_text(&mut self.out.bytes, value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), CanonicalError> {
        Err(refused("a run of bytes"))
    }

    fn serialize_none(self) -> Result<(), CanonicalError> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(
        self,
        value: &T,
    ) -> Result<(), CanonicalError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), CanonicalError> {
        self.literal("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), CanonicalError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), CanonicalError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        let mut writer = self.tagged(variant);
        value.serialize(writer.again())?;
        writer.out.bytes.push(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Sequence<'a>, CanonicalError> {
        Ok(Sequence::open(self, ""))
    }

    fn serialize_tuple(self, _: usize) -> Result<Sequence<'a>, CanonicalError> {
        Ok(Sequence::open(self, ""))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Sequence<'a>, CanonicalError> {
        Ok(Sequence::open(self, ""))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Sequence<'a>, CanonicalError> {
        Ok(Sequence::open(self.tagged(variant), "}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'a>, CanonicalError> {
        Ok(Members::open(self, ""))
    }

    fn serialize_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Members<'a>, CanonicalError> {
        Ok(Members::open(self, ""))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Members<'a>, CanonicalError> {
        Ok(Members::open(self.tagged(variant), "}"))
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]
mod tests;
