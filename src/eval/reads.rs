//! Which slots an answer is read from. In: every look at a slot. Out: each of them once.
//! Never: an answer that differs for being watched.

use crate::program::Slot;
use alloc::vec;
use alloc::vec::Vec;
use core::cell::Cell;
use core::fmt;

/// The slots that were looked at.
pub(super) struct Reads {
    /// The round at hand.
    round: Cell<u32>,
    /// The round in which each slot was looked at last.
    last: Vec<Cell<u32>>,
    /// Those of this round.
    slots: Cell<Vec<Slot>>,
}

impl fmt::Debug for Reads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reads").field("round", &self.round).finish_non_exhaustive()
    }
}

impl Reads {
    /// Begins for so many slots.
    pub(super) fn new(slots: usize) -> Self {
        let last = vec![Cell::new(0); slots];
        Self { round: Cell::new(1), last, slots: Cell::default() }
    }

    /// Notes a look at a slot.
    #[inline]
    pub(super) fn note(&self, slot: Slot) {
        let Some(last) = self.last.get(slot) else { return };
        if last.replace(self.round.get()) != self.round.get() {
            let mut slots = self.slots.take();
            slots.push(slot);
            self.slots.set(slots);
        }
    }

    /// Returns what was looked at, and begins anew.
    pub(super) fn take(&self) -> Vec<Slot> {
        self.round.set(self.round.get().wrapping_add(1));
        self.slots.take()
    }

    /// Begins anew.
    pub(super) fn clear(&self) {
        drop(self.take());
    }
}
