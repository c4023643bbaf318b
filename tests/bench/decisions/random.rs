//! `SplitMix64`: the same draws on every machine.

/// A stream of draws.
#[derive(Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// Starts a stream.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Draws a number from 0 to below `bound`, which is above zero.
    pub(crate) fn below(&mut self, bound: i64) -> i64 {
        let bound = u64::try_from(bound).expect("above zero");
        i64::try_from(self.next() % bound).expect("fits")
    }

    /// Is true in `percent` of 100 draws.
    pub(crate) fn chance(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }

    /// Draws one of some things.
    pub(crate) fn pick<T: Copy>(&mut self, things: &[T]) -> T {
        let count = i64::try_from(things.len()).expect("fits");
        things[usize::try_from(self.below(count)).expect("fits")]
    }
}
