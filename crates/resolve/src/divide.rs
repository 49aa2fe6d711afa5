//! Things connected by accepted pairs, divided where some of them must stay apart. Knows nothing of what the things are.
//!
//! The answer for a connected set depends on that set alone, and not on any order: stronger pairs count before weaker ones, and of equally
//! strong ones all at once. What fits two that must stay apart joins neither; what firm pairs connect of it stays together.

use std::collections::{BTreeMap, BTreeSet};

use crate::cluster::Clusters;

/// A pair that was accepted: two things and how strongly they belong together; higher is stronger.
pub type Pair = (usize, usize, u8);

/// Strength of a pair from which its two stay together though they fit two others that must stay apart.
pub const FIRM: u8 = 3;

/// Sets of `0..n`, each in rising order, by their smallest member. `apart` says which two must not be in one set; it is asked of things
/// that pairs connect only.
pub fn divide(n: usize, pairs: &[Pair], apart: &dyn Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let mut union = Clusters::new(n);
    connect(&mut union, pairs.iter().map(|&(a, b, _)| (a, b)));
    let mut by_root: BTreeMap<usize, Vec<Pair>> = BTreeMap::new();
    for &pair in pairs {
        by_root.entry(union.root(pair.0)).or_default().push(pair);
    }
    let mut sets = Vec::new();
    for members in union.sets() {
        match by_root.get(&members[0]) {
            Some(pairs) if any_apart(&members, &members, apart) => sets.extend(parts(&members, pairs, apart)),
            _ => sets.push(members),
        }
    }
    sets.sort();
    sets
}

/// A connected set that holds two that must stay apart, cut into sets that hold none.
fn parts(members: &[usize], pairs: &[Pair], apart: &dyn Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = members.iter().map(|&m| vec![m]).collect();
    let levels: BTreeSet<u8> = pairs.iter().map(|p| p.2).collect();
    for &level in levels.iter().rev() {
        let of: BTreeMap<usize, usize> = parts.iter().enumerate().flat_map(|(i, part)| part.iter().map(move |&m| (m, i))).collect();
        let edges: BTreeSet<(usize, usize)> = pairs
            .iter()
            .filter(|p| p.2 == level)
            .map(|(a, b, _)| (of[a].min(of[b]), of[a].max(of[b])))
            .filter(|(a, b)| a != b && !any_apart(&parts[*a], &parts[*b], apart))
            .collect();
        let groups = groups(&parts, &edges, level >= FIRM, apart);
        parts = groups.into_iter().map(|group| merged(&parts, &group)).collect();
    }
    parts
}

/// Which parts go together by edges of one strength.
fn groups(parts: &[Vec<usize>], edges: &BTreeSet<(usize, usize)>, firm: bool, apart: &dyn Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let barred = |a: usize, b: usize| any_apart(&parts[a], &parts[b], apart);
    let mut union = Clusters::new(parts.len());
    connect(&mut union, edges.iter().copied());
    let mut out = Vec::new();
    for group in union.sets() {
        let at_odds: BTreeSet<usize> = group.iter().copied().filter(|&a| group.iter().any(|&b| a != b && barred(a, b))).collect();
        if at_odds.is_empty() {
            out.push(group);
            continue;
        }
        // What has a say against another stands with those next to it that have one too; the rest goes where it fits one side alone.
        let mut inner = Clusters::new(parts.len());
        connect(&mut inner, edges.iter().copied().filter(|(a, b)| at_odds.contains(a) && at_odds.contains(b)));
        let sides: Vec<Vec<usize>> = inner.sets().into_iter().filter(|side| at_odds.contains(&side[0])).collect();
        let whole = |side: &Vec<usize>| !side.iter().any(|&a| side.iter().any(|&b| a != b && barred(a, b)));
        let mut sides: Vec<Vec<usize>> = sides
            .into_iter()
            .flat_map(|side| if whole(&side) { vec![side] } else { side.into_iter().map(|p| vec![p]).collect() })
            .collect();
        let free: Vec<usize> = group.iter().copied().filter(|p| !at_odds.contains(p)).collect();
        let next = |p: usize, side: &[usize]| side.iter().any(|&s| edges.contains(&(p.min(s), p.max(s))));
        let placed: Vec<(usize, Vec<usize>)> =
            free.iter().map(|&p| (p, (0..sides.len()).filter(|&s| next(p, &sides[s])).collect())).collect();
        let mut open: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (p, fits) in placed {
            match fits.as_slice() {
                [only] => sides[*only].push(p),
                _ => open.entry(fits).or_default().push(p),
            }
        }
        for free in open.into_values() {
            let mut union = Clusters::new(parts.len());
            let within = |(a, b): &(usize, usize)| firm && free.contains(a) && free.contains(b);
            connect(&mut union, edges.iter().copied().filter(within));
            out.extend(union.sets().into_iter().filter(|set| free.contains(&set[0])));
        }
        out.extend(sides);
    }
    out
}

fn connect(sets: &mut Clusters, pairs: impl Iterator<Item = (usize, usize)>) {
    for (a, b) in pairs {
        sets.join(a, b);
    }
}

fn merged(parts: &[Vec<usize>], group: &[usize]) -> Vec<usize> {
    let mut members: Vec<usize> = group.iter().flat_map(|&p| parts[p].iter().copied()).collect();
    members.sort_unstable();
    members
}

fn any_apart(a: &[usize], b: &[usize], apart: &dyn Fn(usize, usize) -> bool) -> bool {
    a.iter().any(|&x| b.iter().any(|&y| x != y && apart(x, y)))
}

#[cfg(test)]
mod tests {
    use super::{Pair, divide};

    fn check(n: usize, pairs: &[Pair], apart: &[(usize, usize)], expected: &[&[usize]]) {
        let barred = |a: usize, b: usize| apart.contains(&(a.min(b), a.max(b)));
        assert_eq!(divide(n, pairs, &barred), expected.iter().map(|s| s.to_vec()).collect::<Vec<_>>());
        let mut turned: Vec<Pair> = pairs.iter().rev().map(|&(a, b, s)| (b, a, s)).collect();
        assert_eq!(divide(n, &turned, &barred).len(), expected.len());
        turned.rotate_left(pairs.len() / 2);
        assert_eq!(divide(n, &turned, &barred).len(), expected.len());
    }

    #[test]
    fn what_fits_two_that_must_stay_apart_joins_neither() {
        // 0 and 2 are two; 1 fits both.
        check(3, &[(0, 1, 1), (1, 2, 1)], &[(0, 2)], &[&[0], &[1], &[2]]);
        // Without the second it joins the first.
        check(3, &[(0, 1, 1)], &[(0, 2)], &[&[0, 1], &[2]]);
    }

    #[test]
    fn what_fits_two_stays_together_where_pairs_are_firm() {
        let pairs = |strength| [(0, 1, strength), (0, 2, strength), (1, 3, strength), (2, 3, strength), (1, 2, strength)];
        // 0 and 3 are two; 1 and 2 fit both, and each other.
        check(4, &pairs(3), &[(0, 3)], &[&[0], &[1, 2], &[3]]);
        check(4, &pairs(2), &[(0, 3)], &[&[0], &[1], &[2], &[3]]);
    }

    #[test]
    fn stronger_pairs_count_first() {
        check(3, &[(0, 1, 2), (1, 2, 1)], &[(0, 2)], &[&[0, 1], &[2]]);
        check(5, &[(0, 1, 1), (1, 2, 1), (2, 3, 2), (3, 4, 2)], &[(0, 4)], &[&[0], &[1], &[2, 3, 4]]);
    }

    #[test]
    fn sets_without_a_dispute_are_whole() {
        check(4, &[(3, 2, 1), (0, 3, 1)], &[(0, 1)], &[&[0, 2, 3], &[1]]);
    }
}
