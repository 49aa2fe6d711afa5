//! Turning scores of arcs into dependency trees with exactly one root.

/// The head of each of `n` tokens from `scores[token][head]`, `n` rows of `n + 1`, where head 0 is the root and head `h` is
/// token `h - 1`. Every token takes its best head; where that is no tree with one root, the tree of the greatest sum with one
/// root is taken (Chu and Liu 1965, Edmonds 1967). Of equal scores the first head wins.
///
/// # Panics
/// If `scores` is not `n * (n + 1)` long.
#[must_use]
pub fn heads(scores: &[f32], n: usize) -> Vec<u32> {
    assert_eq!(scores.len(), n * (n + 1), "a row of n + 1 scores per token");
    let greedy: Vec<u32> = scores.chunks_exact(n + 1).map(|row| crate::argmax(row) as u32).collect();
    if is_tree(&greedy) { greedy } else { spanning(scores, n) }
}

/// True when exactly one head is 0 and every token leads there.
#[must_use]
pub fn is_tree(heads: &[u32]) -> bool {
    if heads.iter().filter(|&&head| head == 0).count() != 1 {
        return heads.is_empty();
    }
    // 0 unseen, 1 on the current path, 2 known to lead to the root
    let mut state = vec![0u8; heads.len() + 1];
    state[0] = 2;
    let mut path = Vec::new();
    for token in 1..=heads.len() {
        let mut at = token;
        while state[at] == 0 {
            state[at] = 1;
            path.push(at);
            at = heads[at - 1] as usize;
        }
        if state[at] == 1 {
            return false;
        }
        path.drain(..).for_each(|seen| state[seen] = 2);
    }
    true
}

/// The maximum spanning tree with one root: arcs from the root are made so costly that any tree with fewer of them wins.
fn spanning(scores: &[f32], n: usize) -> Vec<u32> {
    let side = n + 1;
    let (least, most) = scores.iter().fold((f32::MAX, f32::MIN), |(a, b), &s| (a.min(s), b.max(s)));
    let penalty = (f64::from(most) - f64::from(least) + 1.0) * side as f64;
    let mut graph = vec![f64::NEG_INFINITY; side * side];
    for token in 1..side {
        for head in (0..side).filter(|&head| head != token) {
            let score = f64::from(scores[(token - 1) * side + head]);
            graph[token * side + head] = if head == 0 { score - penalty } else { score };
        }
    }
    edmonds(graph, side)[1..].to_vec()
}

/// Heads of the maximum arborescence rooted in vertex 0 of a dense graph `graph[vertex * side + head]`. A cycle of best heads
/// is contracted into its first vertex, whose arcs are adjusted in place, until there is none; then the contractions are
/// opened in reverse. Cubic at worst; memory is that of the graph.
fn edmonds(graph: Vec<f64>, side: usize) -> Vec<u32> {
    let mut work = Contraction::new(graph, side);
    let mut best: Vec<usize> = (0..side).map(|vertex| if vertex == 0 { 0 } else { work.best_head(vertex) }).collect();
    let mut cycles = Vec::new();
    while let Some(cycle) = find_cycle(&best, &work.alive) {
        cycles.push(work.contract(&cycle, &best));
        // Whose best head lay in the cycle has the cycle now; only the cycle itself must choose anew.
        for vertex in (1..side).filter(|&v| work.alive[v]) {
            if cycle.contains(&best[vertex]) {
                best[vertex] = cycle[0];
            }
        }
        best[cycle[0]] = work.best_head(cycle[0]);
    }
    let mut heads = vec![NONE; side];
    for vertex in (1..side).filter(|&v| work.alive[v]) {
        let (child, parent) = work.arcs[vertex * side + best[vertex]];
        heads[child as usize] = parent;
    }
    for cycle in cycles.iter().rev() {
        for (members, (child, parent)) in cycle {
            // The arc that enters a cycle from outside, set before, takes the place of one arc inside.
            if members.iter().all(|&member| heads[member as usize] == NONE) {
                heads[*child as usize] = *parent;
            }
        }
    }
    heads
}

const NONE: u32 = u32::MAX;

/// A vertex and its head, both of the graph as it was given.
type Arc = (u32, u32);

/// A contracted cycle: of each of its vertices the vertices it stands for and its arc inside the cycle.
type Cycle = Vec<(Vec<u32>, Arc)>;

struct Contraction {
    side: usize,
    graph: Vec<f64>,
    /// The given arc that an arc of the contracted graph stands for.
    arcs: Vec<Arc>,
    /// The given vertices that a vertex stands for.
    members: Vec<Vec<u32>>,
    alive: Vec<bool>,
}

impl Contraction {
    fn new(graph: Vec<f64>, side: usize) -> Self {
        let arcs = (0..side * side).map(|arc| ((arc / side) as u32, (arc % side) as u32)).collect();
        let members = (0..side as u32).map(|v| vec![v]).collect();
        Self { side, graph, arcs, members, alive: vec![true; side] }
    }

    fn best_head(&self, vertex: usize) -> usize {
        let row = &self.graph[vertex * self.side..][..self.side];
        let heads = (1..self.side).filter(|&head| self.alive[head] && head != vertex);
        heads.fold(0, |best, head| if row[head] > row[best] { head } else { best })
    }

    fn contract(&mut self, cycle: &[usize], best: &[usize]) -> Cycle {
        let side = self.side;
        let mut inside = vec![false; side];
        cycle.iter().for_each(|&v| inside[v] = true);
        for other in (0..side).filter(|&o| self.alive[o] && !inside[o]).collect::<Vec<_>>() {
            self.merge(cycle, best, other);
        }
        let members = |of: &Self, v: usize| of.members[v].clone();
        let opened = cycle.iter().map(|&v| (members(self, v), self.arcs[v * side + best[v]])).collect();
        for &vertex in &cycle[1..] {
            self.alive[vertex] = false;
            let moved = std::mem::take(&mut self.members[vertex]);
            self.members[cycle[0]].extend(moved);
        }
        opened
    }

    /// Gives the first vertex of a cycle the cycle's best arc from and to one vertex outside.
    fn merge(&mut self, cycle: &[usize], best: &[usize], other: usize) {
        let (side, kept) = (self.side, cycle[0]);
        let gain = |of: &Self, v: usize| of.graph[v * side + other] - of.graph[v * side + best[v]];
        let entry = cycle.iter().copied().reduce(|a, b| if gain(self, b) > gain(self, a) { b } else { a }).unwrap_or(kept);
        let to = |of: &Self, v: usize| of.graph[other * side + v];
        let exit = cycle.iter().copied().reduce(|a, b| if to(self, b) > to(self, a) { b } else { a }).unwrap_or(kept);
        self.graph[kept * side + other] = gain(self, entry);
        self.arcs[kept * side + other] = self.arcs[entry * side + other];
        self.graph[other * side + kept] = to(self, exit);
        self.arcs[other * side + kept] = self.arcs[other * side + exit];
    }
}

fn find_cycle(best: &[usize], alive: &[bool]) -> Option<Vec<usize>> {
    let mut seen = vec![0; best.len()];
    for start in (1..best.len()).filter(|&v| alive[v]) {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = best[at];
        }
        if at != 0 && seen[at] == start {
            let next = |&v: &usize| Some(best[v]).filter(|&n| n != at);
            return Some(std::iter::successors(Some(at), next).collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{heads, is_tree};

    fn total(scores: &[f32], heads: &[u32]) -> f32 {
        heads.iter().enumerate().map(|(i, &head)| scores[i * (heads.len() + 1) + head as usize]).sum()
    }

    proptest! {
        #[test]
        fn no_other_tree_is_better(n in 1usize..5, seed in prop::collection::vec(-9i8..9, 30)) {
            let scores: Vec<f32> = seed[..n * (n + 1)].iter().map(|&s| f32::from(s)).collect();
            let found = heads(&scores, n);
            prop_assert!(is_tree(&found));
            for code in 0..(n as u32 + 1).pow(n as u32) {
                let other: Vec<u32> = (0..n).map(|i| code / (n as u32 + 1).pow(i as u32) % (n as u32 + 1)).collect();
                if is_tree(&other) {
                    prop_assert!(total(&scores, &other) <= total(&scores, &found), "{other:?} beats {found:?}");
                }
            }
        }

        #[test]
        fn long_sentences_give_trees(n in 1usize..60, seed in any::<u32>()) {
            let number = |i: usize| (((i as u32).wrapping_mul(2_654_435_761) ^ seed).wrapping_mul(40503) >> 8) as f32;
            let scores: Vec<f32> = (0..n * (n + 1)).map(number).collect();
            prop_assert!(is_tree(&heads(&scores, n)));
        }
    }

    #[test]
    fn greedy_heads_that_form_a_tree_stay() {
        // Token 2 is the root, 1 and 3 hang on it.
        let scores = [0.0, 0.0, 5.0, 1.0, 9.0, 1.0, 1.0, 1.0, 0.0, 1.0, 3.0, 2.0];
        assert_eq!(heads(&scores, 3), [2, 0, 2]);
        assert!(heads(&[], 0).is_empty());
    }
}
