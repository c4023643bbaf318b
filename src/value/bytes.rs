//! Values in a compiled pack. In: bytes. Out: values that hold what their types promise, or
//! an error. Never: a value that could not have been written.

use super::{Date, Moment, Number};
use alloc::string::{String, ToString};
use borsh::io::{Error, ErrorKind, Read, Result, Write};
use borsh::{BorshDeserialize, BorshSerialize};

impl BorshSerialize for Number {
    fn serialize<W: Write>(&self, writer: &mut W) -> Result<()> {
        (self.numerator(), self.denominator()).serialize(writer)
    }
}

impl BorshDeserialize for Number {
    fn deserialize_reader<R: Read>(reader: &mut R) -> Result<Self> {
        let (numerator, denominator) = <(i128, i128)>::deserialize_reader(reader)?;
        Self::new(numerator, denominator).map_err(|_| invalid("a number"))
    }
}

impl BorshSerialize for Date {
    fn serialize<W: Write>(&self, writer: &mut W) -> Result<()> {
        (self.year(), self.month(), self.day()).serialize(writer)
    }
}

impl BorshDeserialize for Date {
    fn deserialize_reader<R: Read>(reader: &mut R) -> Result<Self> {
        let (year, month, day) = <(i32, u32, u32)>::deserialize_reader(reader)?;
        Self::new(year, month, day).ok_or_else(|| invalid("a date"))
    }
}

impl BorshSerialize for Moment {
    fn serialize<W: Write>(&self, writer: &mut W) -> Result<()> {
        self.to_string().serialize(writer)
    }
}

impl BorshDeserialize for Moment {
    fn deserialize_reader<R: Read>(reader: &mut R) -> Result<Self> {
        Self::parse(&String::deserialize_reader(reader)?)
            .ok_or_else(|| invalid("a moment"))
    }
}

/// Returns the error of what is not `what`.
fn invalid(what: &'static str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}
