//! From many small regions to few conditions. In: regions that leave no case out. Out: for
//! each kind of change the widest regions that hold no other case. Never: a region in which
//! something else happens.

use super::explore::{Found, Leaf};
use crate::prove::domain::{Domain, Range, Region};
use crate::prove::linear::can_hold;
use crate::value::Interval;
use alloc::vec::Vec;

/// How many regions of one change are made wide.
const MOST_WIDE: usize = 64;
/// How many ways to widen one fact are tried.
const MOST_TRIED: usize = 24;

/// Returns regions that hold all cases of a change, and no other.
pub(super) fn regions(start: &Region, leaves: &[Leaf], change: usize) -> Vec<Region> {
    let found = Found::Changed(change);
    let own: Vec<&Leaf> = leaves.iter().filter(|leaf| leaf.found == found).collect();
    let others: Vec<&Leaf> = leaves.iter().filter(|leaf| leaf.found != found).collect();
    let mut wide: Vec<Region> = Vec::new();
    for leaf in &own {
        if wide.len() >= MOST_WIDE {
            // Told as it is; a person reads no list as long as that.
            wide.push(leaf.region.clone());
            continue;
        }
        if wide.iter().any(|region| holds(region, &leaf.region)) {
            continue;
        }
        wide.push(widened(start, &leaf.region, &own, &others));
    }
    // One that the others hold together already is not told.
    let mut kept: Vec<Region> = Vec::new();
    for (at, region) in wide.iter().enumerate() {
        let later = wide.get(at.saturating_add(1)..).unwrap_or_default();
        let is_told = own
            .iter()
            .filter(|leaf| holds(region, &leaf.region))
            .all(|leaf| kept.iter().chain(later).any(|other| holds(other, &leaf.region)));
        if !is_told {
            kept.push(region.clone());
        }
    }
    kept
}

/// Makes a region as wide as it can be without a case of the others.
fn widened(start: &Region, leaf: &Region, same: &[&Leaf], others: &[&Leaf]) -> Region {
    let is_free = |region: &Region| !others.iter().any(|it| meet(region, &it.region));
    let mut region = leaf.clone();
    if !region.bounds.is_empty() {
        let wider = Region { bounds: Vec::new(), ..region.clone() };
        if is_free(&wider) {
            region = wider;
        } else {
            for at in (0..region.bounds.len()).rev() {
                let mut wider = region.clone();
                wider.bounds.remove(at);
                if is_free(&wider) {
                    region = wider;
                }
            }
        }
    }
    for variable in 0..region.domains.len() {
        let (Some(own), Some(whole)) =
            (region.domains.get(variable).cloned(), start.domains.get(variable).cloned())
        else {
            continue;
        };
        if own == whole {
            continue;
        }
        let mut all = wider(&own, &whole);
        for leaf in same {
            if all.len() >= MOST_TRIED {
                break;
            }
            let other = leaf.region.domains.get(variable);
            all.extend(other.filter(|it| !all.contains(it)).cloned());
        }
        for wider in all {
            let mut tried = region.clone();
            if let Some(known) = tried.domains.get_mut(variable) {
                *known = joined(known, &wider);
            }
            if tried.domains != region.domains && is_free(&tried) {
                region = tried;
            }
        }
    }
    region
}

/// What a domain may be widened to, the widest first; each is tried.
fn wider(own: &Domain, whole: &Domain) -> Vec<Domain> {
    let mut found = Vec::from([whole.clone()]);
    match (own, whole) {
        (Domain::Options(mask), Domain::Options(all)) => {
            let mut rest = all & !mask;
            while rest != 0 {
                let bit = crate::prove::domain::lowest(rest);
                rest &= !bit;
                found.push(Domain::Options(bit));
            }
        }
        (Domain::Set { has, open }, Domain::Set { open: all, .. }) => {
            let mut closed = all & !open;
            while closed != 0 {
                let bit = crate::prove::domain::lowest(closed);
                closed &= !bit;
                found.push(Domain::Set { has: has & !bit, open: open | bit });
            }
        }
        (Domain::Range { range, step, usual }, Domain::Range { range: all, .. }) => {
            let with = |range: Range| Domain::Range { range, step: *step, usual: *usual };
            found.push(with(Interval { lower: all.lower, ..*range }));
            found.push(with(Interval { upper: all.upper, ..*range }));
        }
        (_, _) => {}
    }
    found
}

fn joined(own: &Domain, other: &Domain) -> Domain {
    match (own, other) {
        (Domain::Options(mask), Domain::Options(more)) => Domain::Options(mask | more),
        (Domain::Range { range, step, usual }, Domain::Range { range: more, .. }) => {
            Domain::Range { range: range.hull(more), step: *step, usual: *usual }
        }
        (Domain::Set { has, open }, Domain::Set { has: more, open: may }) => {
            let both = has & more;
            Domain::Set { has: both, open: open | may | (has & !both) }
        }
        (_, other) => other.clone(),
    }
}

/// Whether one region holds all cases of the other.
fn holds(region: &Region, other: &Region) -> bool {
    region.bounds.iter().all(|bound| other.bounds.contains(bound))
        && region.domains.iter().zip(&other.domains).all(|(wide, small)| {
            match (wide, small) {
                (Domain::Options(wide), Domain::Options(small)) => small & !wide == 0,
                (Domain::Set { has, open }, Domain::Set { has: small, open: may }) => {
                    has & !small == 0 && (small | may) & !(has | open) == 0
                }
                (Domain::Range { range, .. }, Domain::Range { range: small, .. }) => {
                    range.encloses(small)
                }
                (_, _) => true,
            }
        })
}

/// Whether two regions may have a case in common.
fn meet(one: &Region, other: &Region) -> bool {
    let mut domains = Vec::new();
    for (one, other) in one.domains.iter().zip(&other.domains) {
        domains.push(match (one, other) {
            (Domain::Options(one), Domain::Options(other)) => {
                if one & other == 0 {
                    return false;
                }
                Domain::Options(one & other)
            }
            (Domain::Set { has, open }, Domain::Set { has: must, open: may }) => {
                if has & !(must | may) != 0 || must & !(has | open) != 0 {
                    return false;
                }
                Domain::Set { has: has | must, open: open & may }
            }
            (
                Domain::Range { range, step, usual },
                Domain::Range { range: other, .. },
            ) => {
                let range = range.intersect(other);
                if range.is_empty() {
                    return false;
                }
                Domain::Range { range, step: *step, usual: *usual }
            }
            (one, _) => one.clone(),
        });
    }
    let mut bounds = one.bounds.clone();
    bounds.extend(other.bounds.iter().cloned());
    if bounds.is_empty() {
        return true;
    }
    let region = Region { domains, bounds };
    can_hold(&region.bounds, |variable| region.range(variable)) != Some(false)
}
