//! Lists and objects. In: items and members in the order they come. Out: their bytes, the
//! members sorted. Never: two members of one name.

use super::key::Key;
use super::{CanonicalError, Writer, write_text};
use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct,
    SerializeStructVariant, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant,
};

/// A list being written.
pub(super) struct Sequence<'a> {
    out: &'a mut Vec<u8>,
    without: &'static [&'static str],
    empty: bool,
    close: &'static str,
}

impl<'a> Sequence<'a> {
    /// Opens a list; `close` comes after its bracket.
    pub(super) fn open(writer: Writer<'a>, close: &'static str) -> Self {
        let Writer { out, without } = writer;
        out.push(b'[');
        Self { out, without, empty: true, close }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        if !self.empty {
            self.out.push(b',');
        }
        self.empty = false;
        value.serialize(Writer { out: &mut *self.out, without: self.without })
    }

    fn finish(self) {
        self.out.push(b']');
        self.out.extend_from_slice(self.close.as_bytes());
    }
}

/// An object being written: members follow each other in `out` until they are sorted.
pub(super) struct Members<'a> {
    out: &'a mut Vec<u8>,
    without: &'static [&'static str],
    /// Where the first member begins.
    start: usize,
    /// The names, and where each value ends; values lie one behind the other.
    members: Vec<(Cow<'static, str>, usize)>,
    /// The name whose value comes next.
    pending: Option<String>,
    close: &'static str,
}

impl<'a> Members<'a> {
    /// Opens an object; `close` comes after its bracket.
    pub(super) fn open(writer: Writer<'a>, close: &'static str) -> Self {
        let Writer { out, without } = writer;
        let start = out.len();
        Self { out, without, start, members: Vec::new(), pending: None, close }
    }

    fn member<T: Serialize + ?Sized>(
        &mut self,
        name: Cow<'static, str>,
        value: &T,
    ) -> Result<(), CanonicalError> {
        if self.without.contains(&name.as_ref()) {
            return Ok(());
        }
        value.serialize(Writer { out: &mut *self.out, without: self.without })?;
        self.members.push((name, self.out.len()));
        Ok(())
    }

    fn finish(self) -> Result<(), CanonicalError> {
        let values = self.out.split_off(self.start);
        let mut rest = values.as_slice();
        let mut begin = self.start;
        let mut members = Vec::with_capacity(self.members.len());
        for (name, end) in self.members {
            let Some((value, tail)) = rest.split_at_checked(end.saturating_sub(begin))
            else {
                return Err(CanonicalError::custom("a member has lost its value"));
            };
            members.push((name, value));
            rest = tail;
            begin = end;
        }
        members.sort_by(|(left, _), (right, _)| {
            if left.is_ascii() && right.is_ascii() {
                left.cmp(right)
            } else {
                left.encode_utf16().cmp(right.encode_utf16())
            }
        });
        let mut last: Option<&str> = None;
        self.out.push(b'{');
        for (name, value) in &members {
            if last == Some(name) {
                return Err(CanonicalError::custom(format!(
                    "two members are named {name}"
                )));
            }
            if last.is_some() {
                self.out.push(b',');
            }
            write_text(self.out, name);
            self.out.push(b':');
            self.out.extend_from_slice(value);
            last = Some(name);
        }
        self.out.push(b'}');
        self.out.extend_from_slice(self.close.as_bytes());
        Ok(())
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
