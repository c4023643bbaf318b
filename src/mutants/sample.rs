//! Which mutants are looked at where there are too many: chosen by a number, so that the same
//! number chooses the same.

use alloc::vec::Vec;

/// Chooses `most` of `count` positions, in order.
pub(crate) fn sample(count: usize, seed: u64, most: usize) -> Vec<usize> {
    let mut all: Vec<(u64, usize)> =
        (0..count).zip(0_u64..).map(|(at, key)| (mixed(seed, key), at)).collect();
    if most < count {
        all.sort_unstable();
        all.truncate(most);
    }
    let mut chosen: Vec<usize> = all.into_iter().map(|(_, at)| at).collect();
    chosen.sort_unstable();
    chosen
}

/// The splitmix64 step of a seed and a position.
fn mixed(seed: u64, key: u64) -> u64 {
    let step = key.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut bits = seed.wrapping_add(step);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
