//! `SplitMix64`: the same draws on every machine.

/// A stream of draws.
#[derive(Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// Starts a stream; another text gives another stream.
    pub(crate) fn new(seed: &str) -> Self {
        Self(seed.bytes().fold(0x6661_6475, |state, byte| {
            state.rotate_left(9).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from(byte)
        }))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Draws a number below `bound`, which is not 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).expect("fits");
        usize::try_from(self.next() % bound).expect("fits")
    }

    /// Is true in `percent` of 100 draws.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Draws one of some things.
    pub(crate) fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}
