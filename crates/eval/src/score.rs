//! Precision, recall and F1 from counts that may be fractions. Knows no benchmark.

use std::iter::Sum;
use std::ops::AddAssign;

/// What was right of what is there and of what was handed in.
///
/// Two counts of right ones, because some scorers let several handed-in things share one of the gold.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Counts {
    /// Right, counted over the gold.
    pub right_gold: f64,
    /// Right, counted over what was handed in.
    pub right_found: f64,
    /// Size of the gold.
    pub gold: f64,
    /// Size of what was handed in.
    pub found: f64,
}

impl Counts {
    /// Counts where one right thing is one of each side.
    #[must_use]
    pub fn new(right: f64, gold: usize, found: usize) -> Self {
        Self { right_gold: right, right_found: right, gold: gold as f64, found: found as f64 }
    }

    /// Share of what was handed in that is right; 1 where nothing was handed in.
    #[must_use]
    pub fn precision(self) -> f64 {
        if self.found > 0.0 { self.right_found / self.found } else { 1.0 }
    }

    /// Share of the gold that was found; 1 where there is no gold.
    #[must_use]
    pub fn recall(self) -> f64 {
        if self.gold > 0.0 { self.right_gold / self.gold } else { 1.0 }
    }

    /// Harmonic mean of precision and recall; 1 where neither side has anything.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    /// Table cells: precision, recall, F1 (three decimals), gold, found.
    #[must_use]
    pub fn cells(self) -> Vec<String> {
        let share = |x: f64| format!("{x:.3}");
        vec![share(self.precision()), share(self.recall()), share(self.f1()), format!("{:.0}", self.gold), format!("{:.0}", self.found)]
    }
}

/// Heads of the columns that [`Counts::cells`] fills.
pub const HEADS: [&str; 5] = ["P", "R", "F1", "gold", "found"];

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.right_gold += other.right_gold;
        self.right_found += other.right_found;
        self.gold += other.gold;
        self.found += other.found;
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |mut all, one| {
            all += one;
            all
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn f1_of_halves() {
        let counts = Counts::new(1.0, 2, 4);
        assert_eq!((counts.precision(), counts.recall()), (0.25, 0.5));
        assert!((counts.f1() - 1.0 / 3.0).abs() < 1e-9);
        assert_eq!(Counts::default().f1(), 1.0);
        assert_eq!(Counts::new(0.0, 3, 0).f1(), 0.0);
    }
}
