//! Lists and objects. In: items and members in the order they come. Out: their bytes, the
//! members sorted. Never: two members of one name.

use super::key::Key;
use super::{CanonicalError, Output, Writer, write_text};
use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use core::cmp::Ordering;
use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct,
    SerializeStructVariant, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant,
};

/// A list being written.
pub(super) struct Sequence<'a> {
    writer: Writer<'a>,
    empty: bool,
    close: &'static str,
}

impl<'a> Sequence<'a> {
    /// Opens a list; `close` comes after its bracket.
    pub(super) fn open(writer: Writer<'a>, close: &'static str) -> Self {
        writer.out.bytes.push(b'[');
        Self { writer, empty: true, close }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        self.next();
        value.serialize(self.writer.again())
    }

    // What does not depend on the type of a value is there once: the module is smaller by it.
    #[inline(never)]
    fn next(&mut self) {
        if !self.empty {
            self.writer.out.bytes.push(b',');
        }
        self.empty = false;
    }

    fn finish(self) {
        self.writer.out.bytes.push(b']');
        self.writer.out.bytes.extend_from_slice(self.close.as_bytes());
    }
}

/// A member that is written: its name, and where in the bytes it stands with its name.
#[derive(Debug)]
pub(super) struct Member {
    name: Cow<'static, str>,
    start: usize,
    end: usize,
}

/// An object being written: members follow each other in the bytes until they are sorted.
pub(super) struct Members<'a> {
    writer: Writer<'a>,
    /// Where the first member begins.
    start: usize,
    /// Where its members begin among those of all objects that are open.
    first: usize,
    /// The name whose value comes next.
    pending: Option<String>,
    close: &'static str,
}

impl<'a> Members<'a> {
    /// Opens an object; `close` comes after its bracket.
    pub(super) fn open(writer: Writer<'a>, close: &'static str) -> Self {
        let (start, first) = (writer.out.bytes.len(), writer.out.members.len());
        Self { writer, start, first, pending: None, close }
    }

    fn member<T: Serialize + ?Sized>(
        &mut self,
        name: Cow<'static, str>,
        value: &T,
    ) -> Result<(), CanonicalError> {
        let Some(start) = self.begin(&name) else { return Ok(()) };
        value.serialize(self.writer.again())?;
        self.end_of(name, start);
        Ok(())
    }

    /// Writes a name and returns where it begins; nothing if its member is left out.
    #[inline(never)]
    fn begin(&mut self, name: &str) -> Option<usize> {
        if (self.writer.without)(name) {
            return None;
        }
        let bytes = &mut self.writer.out.bytes;
        let start = bytes.len();
        write_text(bytes, name);
        bytes.push(b':');
        Some(start)
    }

    #[inline(never)]
    fn end_of(&mut self, name: Cow<'static, str>, start: usize) {
        let Output { bytes, members, .. } = &mut *self.writer.out;
        members.push(Member { name, start, end: bytes.len() });
    }

    fn finish(self) -> Result<(), CanonicalError> {
        let Output { bytes, members, sorting } = self.writer.out;
        let own = members.get_mut(self.first..).unwrap_or_default();
        own.sort_by(|left, right| in_order(&left.name, &right.name));
        for pair in own.windows(2) {
            if let [left, right] = pair
                && left.name == right.name
            {
                let reason = format!("two members are named {}", left.name);
                return Err(CanonicalError::custom(reason));
            }
        }
        sorting.clear();
        for member in own.iter() {
            sorting.push(if sorting.is_empty() { b'{' } else { b',' });
            sorting.extend_from_slice(
                bytes.get(member.start..member.end).unwrap_or_default(),
            );
        }
        if sorting.is_empty() {
            sorting.push(b'{');
        }
        members.truncate(self.first);
        bytes.truncate(self.start);
        bytes.extend_from_slice(sorting);
        bytes.push(b'}');
        bytes.extend_from_slice(self.close.as_bytes());
        Ok(())
    }
}

/// By UTF-16 code units (RFC 8785, section 3.2.3).
fn in_order(left: &str, right: &str) -> Ordering {
    if left.is_ascii() && right.is_ascii() {
        left.cmp(right)
    } else {
        left.encode_utf16().cmp(right.encode_utf16())
    }
}

impl SerializeSeq for Sequence<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_element<T: Serialize + ?Sized>(
        &mut self,
        value: &T,
    ) -> Result<(), CanonicalError> {
        self.item(value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.finish();
        Ok(())
    }
}

impl SerializeTuple for Sequence<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_element<T: Serialize + ?Sized>(
        &mut self,
        value: &T,
    ) -> Result<(), CanonicalError> {
        self.item(value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.finish();
        Ok(())
    }
}

impl SerializeTupleStruct for Sequence<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        value: &T,
    ) -> Result<(), CanonicalError> {
        self.item(value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.finish();
        Ok(())
    }
}

impl SerializeTupleVariant for Sequence<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        value: &T,
    ) -> Result<(), CanonicalError> {
        self.item(value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.finish();
        Ok(())
    }
}

impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_key<T: Serialize + ?Sized>(
        &mut self,
        key: &T,
    ) -> Result<(), CanonicalError> {
        self.pending = Some(key.serialize(Key)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(
        &mut self,
        value: &T,
    ) -> Result<(), CanonicalError> {
        match self.pending.take() {
            Some(name) => self.member(name.into(), value),
            None => Err(CanonicalError::custom("a member has a value and no name")),
        }
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.finish()
    }
}

impl SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        self.member(key.into(), value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.finish()
    }
}

impl SerializeStructVariant for Members<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        self.member(key.into(), value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.finish()
    }
}
