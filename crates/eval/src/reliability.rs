//! Whether stated confidence is earned: of what was said with about 0.8, about 0.8 should be right. Counts, decides nothing.

use crate::table::Table;

/// Stated confidences with whether each was right.
#[derive(Debug, Clone, Default)]
pub struct Reliability {
    said: Vec<(f32, bool)>,
}

/// Lower bounds of the rows.
const BOUNDS: [f32; 5] = [0.0, 0.6, 0.75, 0.85, 0.95];

impl Reliability {
    /// Adds one.
    pub fn add(&mut self, confidence: f32, right: bool) {
        self.said.push((confidence, right));
    }

    /// Adds all of another.
    pub fn extend(&mut self, other: &Self) {
        self.said.extend_from_slice(&other.said);
    }

    /// Mean distance between stated confidence and share right over the rows, weighted by their size
    /// (expected calibration error: Naeini, Cooper, Hauskrecht 2015).
    #[must_use]
    pub fn error(&self) -> f32 {
        let all = self.said.len().max(1) as f32;
        self.rows().map(|(_, n, stated, right)| n as f32 / all * (stated - right).abs()).sum()
    }

    /// Lower bound, size, mean stated confidence and share right of each row that is not empty.
    fn rows(&self) -> impl Iterator<Item = (f32, usize, f32, f32)> + '_ {
        BOUNDS.iter().enumerate().filter_map(|(i, &from)| {
            let to = BOUNDS.get(i + 1).copied().unwrap_or(f32::INFINITY);
            let own: Vec<&(f32, bool)> = self.said.iter().filter(|(c, _)| *c >= from && *c < to).collect();
            let n = own.len();
            let share = |sum: f32| sum / n.max(1) as f32;
            let stated = share(own.iter().map(|(c, _)| c).sum());
            let right = share(own.iter().filter(|(_, r)| *r).count() as f32);
            (n > 0).then_some((from, n, stated, right))
        })
    }

    /// As a table; its last row is the whole with the error.
    #[must_use]
    pub fn table(&self, title: &str) -> Table {
        let mut table = Table::new(title, &["stated from"], &["number", "mean stated", "share right", "error"]);
        for (from, n, stated, right) in self.rows() {
            let cells = vec![n.to_string(), format!("{stated:.3}"), format!("{right:.3}"), format!("{:.3}", (stated - right).abs())];
            table.row(&[&format!("{from:.2}")], cells);
        }
        table.row(&["all"], vec![self.said.len().to_string(), String::new(), String::new(), format!("{:.3}", self.error())]);
        table
    }
}

#[cfg(test)]
mod tests {
    use super::Reliability;

    #[test]
    fn the_error_is_the_weighted_distance() {
        let mut reliability = Reliability::default();
        (0..4).for_each(|i| reliability.add(0.9, i > 0));
        assert!((reliability.error() - 0.15).abs() < 1e-6, "{}", reliability.error());
        (0..4).for_each(|i| reliability.add(0.5, i > 1));
        assert!((reliability.error() - 0.075).abs() < 1e-6);
        assert_eq!(reliability.table("T").rows.len(), 3);
    }
}
