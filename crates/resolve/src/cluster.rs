//! Union-find over numbers with pairs that must stay apart. Knows nothing of what the numbers stand for.

use std::collections::BTreeSet;

/// Disjoint sets of `0..n`; the smallest member is the root, so that the order of unions leaves no trace.
pub struct Clusters {
    parent: Vec<usize>,
    apart: Vec<BTreeSet<usize>>,
}

impl Clusters {
    /// `n` sets of one.
    pub fn new(n: usize) -> Self {
        Self { parent: (0..n).collect(), apart: vec![BTreeSet::new(); n] }
    }

    /// How many numbers there are.
    pub fn len(&self) -> usize {
        self.parent.len()
    }

    /// The root of the set that holds `x`.
    pub fn root(&mut self, x: usize) -> usize {
        let mut at = x;
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// True when some pair of the two sets must stay apart.
    pub fn barred(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let others: Vec<usize> = self.apart[a].iter().copied().collect();
        others.into_iter().any(|x| self.root(x) == b)
    }

    /// Puts the sets of both into one; false, and nothing done, where they must stay apart.
    pub fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        if self.barred(a, b) {
            return false;
        }
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
        let moved = std::mem::take(&mut self.apart[high]);
        self.apart[low].extend(moved);
        true
    }

    /// Keeps the two apart from now on; false where they are together already.
    pub fn part(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return false;
        }
        self.apart[a].insert(b);
        self.apart[b].insert(a);
        true
    }

    /// The sets, each in rising order, by their smallest member.
    pub fn sets(&mut self) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = vec![Vec::new(); self.parent.len()];
        for x in 0..self.parent.len() {
            let root = self.root(x);
            sets[root].push(x);
        }
        sets.retain(|set| !set.is_empty());
        sets
    }
}

#[cfg(test)]
mod tests {
    use super::Clusters;

    #[test]
    fn barred_sets_stay_apart_through_others() {
        let mut clusters = Clusters::new(5);
        assert!(clusters.part(1, 3));
        assert!(clusters.join(0, 1) && clusters.join(3, 4));
        assert!(!clusters.join(0, 4));
        assert!(clusters.join(2, 4));
        assert!(!clusters.join(2, 0));
        assert_eq!(clusters.sets(), [vec![0, 1], vec![2, 3, 4]]);
        assert!(!clusters.part(2, 4));
    }
}
