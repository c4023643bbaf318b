//! What several test modules need.

#[cfg(feature = "cli")]
pub(crate) mod desk;
pub(crate) mod packs;
