//! A compiled pack as bytes. In: a pack, or such bytes. Out: the same pack without its tests
//! and the places of its text, or why the bytes are none. Never: rules read from text.

use super::{Pack, Profiles};
use crate::VERSION;
use crate::evaluation::{Digest, digest};
use crate::model::{Format, Model};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use borsh::io::{ErrorKind, Result};
use borsh::{BorshDeserialize, BorshSerialize};
use core::fmt;

/// What the bytes begin with.
const MARK: [u8; 8] = *b"FADUPACK";

impl Pack {
    /// Returns the checked rules as bytes that [`from_bytes`](Self::from_bytes) reads without
    /// the text they come from, for this version of the engine alone. The tests and the places
    /// in the text are left out; every answer, document, digest and receipt stays.
    pub fn to_bytes(&self) -> Vec<u8> {
        let model = &self.program.model;
        let mut rules = Vec::new();
        // Writing to memory does not fail.
        let _ = model.serialize(&mut rules);
        let _ = self.profiles.len().serialize(&mut rules);
        for (name, chosen) in self.profiles.iter() {
            let _ = name.serialize(&mut rules);
            let _ = write_beside(chosen, model, &mut rules);
        }
        let mut bytes = MARK.to_vec();
        let _ = VERSION.serialize(&mut bytes);
        let _ = digest(&rules).serialize(&mut bytes);
        bytes.extend(rules);
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote. The digest is computed anew from the rules
    /// that were read, so that it says what they are, wherever the bytes come from.
    ///
    /// The bytes are taken to be somebody's own, as code is: they are no form in which to hand
    /// rules to others, who cannot read them.
    ///
    /// # Errors
    ///
    /// [`NotCompiled`] where the bytes are no compiled pack, of another version, or altered.
    pub fn from_bytes(bytes: &[u8]) -> core::result::Result<Self, NotCompiled> {
        let mut rest = bytes.strip_prefix(&MARK).ok_or(NotCompiled::Other)?;
        let version = String::deserialize(&mut rest).map_err(|_| NotCompiled::Other)?;
        if version != VERSION {
            return Err(NotCompiled::Version(version));
        }
        let written = Digest::deserialize(&mut rest).map_err(|_| NotCompiled::Altered)?;
        if written != digest(rest) {
            return Err(NotCompiled::Altered);
        }
        let (model, profiles) = read(rest).map_err(|_| NotCompiled::Altered)?;
        Ok(Self::new(model, Arc::new(profiles), Arc::default()))
    }
}

fn read(mut rest: &[u8]) -> Result<(Model, Profiles)> {
    let rest = &mut rest;
    let model = Model::deserialize(rest)?;
    let mut profiles = Profiles::new();
    for _ in 0..usize::deserialize(rest)? {
        profiles.push((String::deserialize(rest)?, read_beside(&model, rest)?));
    }
    Ok((model, profiles))
}

/// Each profile's rules are nearly those of the pack: of a list only the places that differ are
/// written, or a pack with six profiles would be seven times as long.
macro_rules! beside {
    (lists: $($list:ident)*; others: $($other:ident)*; empty: $($empty:ident)*) => {
        fn write_beside(model: &Model, base: &Model, out: &mut Vec<u8>) -> Result<()> {
            $(
                model.$list.len().serialize(out)?;
                for (at, item) in model.$list.iter().enumerate() {
                    write_if_other(item, base.$list.get(at), out)?;
                }
            )*
            $(write_if_other(&model.$other, Some(&base.$other), out)?;)*
            Ok(())
        }

        fn read_beside(base: &Model, rest: &mut &[u8]) -> Result<Model> {
            Ok(Model {
                format: Format,
                $($list: {
                    let mut list = Vec::new();
                    for at in 0..usize::deserialize(rest)? {
                        list.push(read_if_other(base.$list.get(at), rest)?);
                    }
                    list
                },)*
                $($other: read_if_other(Some(&base.$other), rest)?,)*
                $($empty: Default::default(),)*
            })
        }
    };
}

beside! {
    lists: packs sources facts defines circumstances deadlines benchmarks reviews scopes tables
        scorecards versions exceptions documents parameters profiles shown;
    others: calendar_digest calendar versioned excepted profile;
    empty: records written readings cases
}

fn write_if_other<T: BorshSerialize>(
    value: &T,
    base: Option<&T>,
    out: &mut Vec<u8>,
) -> Result<()> {
    let bytes = borsh::to_vec(value)?;
    let other = match base {
        Some(base) => borsh::to_vec(base)? != bytes,
        None => true,
    };
    other.serialize(out)?;
    if other {
        out.extend(bytes);
    }
    Ok(())
}

fn read_if_other<T: BorshDeserialize + Clone>(
    base: Option<&T>,
    rest: &mut &[u8],
) -> Result<T> {
    if bool::deserialize(rest)? {
        return T::deserialize(rest);
    }
    base.cloned().ok_or_else(|| ErrorKind::InvalidData.into())
}

/// Why bytes are no compiled pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCompiled {
    /// They are something else.
    Other,
    /// Another version of the engine wrote them: this one.
    Version(String),
    /// They are not as they were written.
    Altered,
}

impl fmt::Display for NotCompiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other => f.write_str("不是编译好的规则包 / these bytes are no compiled pack"),
            Self::Version(version) => write!(
                f,
                "规则包由引擎 {version} 版编译，本引擎为 {VERSION} 版，请用原文重新编译 / the pack was compiled by engine {version}, this is {VERSION}: compile its text again"
            ),
            Self::Altered => f.write_str(
                "编译好的规则包已损坏或被改动，请用原文重新编译 / the compiled pack is damaged or altered: compile its text again",
            ),
        }
    }
}

impl core::error::Error for NotCompiled {}
