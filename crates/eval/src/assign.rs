//! Optimal assignment of handed-in things to gold things. A thin door to the solver.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// The solver counts in whole numbers; weights are kept to this fraction.
const UNIT: f64 = 1e6;

/// For each row the column it is paired with so that the sum of weights is largest; each column is used once at most.
///
/// `weights[row][column]`; pairs of no positive weight are left out. All rows have the same length.
#[must_use]
pub fn assign(weights: &[Vec<f64>]) -> Vec<Option<usize>> {
    let rows = weights.len();
    let columns = weights.first().map_or(0, Vec::len);
    if rows == 0 || columns == 0 {
        return vec![None; rows];
    }
    // The solver wants at least as many columns as rows: the added ones are "no partner".
    let whole = |row: usize, column: usize| weights[row].get(column).map_or(0, |w| (w.max(0.0) * UNIT).round() as i64);
    let matrix = Matrix::from_fn(rows, columns.max(rows), |(row, column)| whole(row, column));
    let (_, partners) = kuhn_munkres(&matrix);
    partners.into_iter().enumerate().map(|(row, column)| (whole(row, column) > 0).then_some(column)).collect()
}

#[cfg(test)]
mod tests {
    use super::assign;

    #[test]
    fn the_best_sum_beats_the_best_pair() {
        assert_eq!(assign(&[vec![1.0, 0.9], vec![0.9, 0.0]]), [Some(1), Some(0)]);
    }

    #[test]
    fn more_rows_than_columns_and_no_weight() {
        assert_eq!(assign(&[vec![0.2], vec![0.7], vec![0.0]]), [None, Some(0), None]);
        assert_eq!(assign(&[vec![], vec![]]), [None, None]);
    }
}
