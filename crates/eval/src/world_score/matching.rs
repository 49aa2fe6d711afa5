//! Which mention of the record is which of the truth, and which event.

/// A range of a text and the number of what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Index of its kind.
    pub kind: u8,
}

impl Place {
    /// Bytes of both over bytes of either; 0 where they do not touch.
    fn likeness(self, other: Self) -> f64 {
        let both = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        if both == 0 { 0.0 } else { both as f64 / (self.end.max(other.end) - self.start.min(other.start)) as f64 }
    }
}

/// For every one of `truth` the one of `found` that is most like it; each is taken once. `fits`: whether two kinds may be one.
pub fn ranges(truth: &[Place], found: &[Place], fits: impl Fn(u8, u8) -> bool) -> Vec<Option<usize>> {
    best(truth.len(), found.len(), |t, f| {
        let same = if truth[t].kind == found[f].kind { 1.0 } else { 0.5 };
        if fits(truth[t].kind, found[f].kind) { same * truth[t].likeness(found[f]) } else { 0.0 }
    })
}

/// For every row its column of the highest score, highest scores first, each column once; none for a score of 0.
pub fn best(rows: usize, columns: usize, score: impl Fn(usize, usize) -> f64) -> Vec<Option<usize>> {
    let mut all: Vec<(f64, usize, usize)> = (0..rows)
        .flat_map(|r| (0..columns).map(move |c| (r, c)))
        .map(|(r, c)| (score(r, c), r, c))
        .filter(|(score, ..)| *score > 0.0)
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut of_row = vec![None; rows];
    let mut taken = vec![false; columns];
    for (_, r, c) in all {
        if of_row[r].is_none() && !taken[c] {
            of_row[r] = Some(c);
            taken[c] = true;
        }
    }
    of_row
}

#[cfg(test)]
mod tests {
    use super::{Place, ranges};

    #[test]
    fn the_inner_and_the_outer_name() {
        let place = |start, end| Place { start, end, kind: 0 };
        let truth = [place(0, 50), place(20, 50), place(60, 70)];
        let found = [place(22, 50), place(0, 48), place(80, 90)];
        assert_eq!(ranges(&truth, &found, |a, b| a == b), [Some(1), Some(0), None]);
    }
}
