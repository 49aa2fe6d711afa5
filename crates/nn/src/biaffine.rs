//! Scores of all pairs of rows.

use crate::simd::{self, Kernel, Level, Vector};

/// `out[i][j] = sum over k of left[i][k] * right[k][j]`: `left` is `[rows][inner]`, `right` is `[inner][columns]`. For small
/// matrices that are not weights; weights are packed once as a [`Linear`](crate::Linear).
///
/// # Panics
/// If the slices do not have these sizes.
pub fn products(left: &[f32], right: &[f32], inner: usize, out: &mut [f32]) {
    assert!(inner > 0 && left.len().is_multiple_of(inner) && right.len().is_multiple_of(inner), "whole rows");
    let columns = right.len() / inner;
    assert_eq!(out.len(), left.len() / inner * columns, "a number per pair");
    simd::run(Level::best(), Products { left, right, inner, columns, out });
}

struct Products<'a> {
    left: &'a [f32],
    right: &'a [f32],
    inner: usize,
    columns: usize,
    out: &'a mut [f32],
}

impl Kernel for Products<'_> {
    #[inline(always)]
    fn run<V: Vector>(self) {
        if self.columns == 0 {
            return;
        }
        for (row, out) in self.left.chunks_exact(self.inner).zip(self.out.chunks_exact_mut(self.columns)) {
            out.fill(0.0);
            for (&x, right) in row.iter().zip(self.right.chunks_exact(self.columns)) {
                for (y, &w) in out.iter_mut().zip(right) {
                    *y += x * w;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn multiplies_rows_by_columns() {
        let mut out = [0.0; 4];
        super::products(&[1.0, 2.0, 3.0, 4.0], &[1.0, 0.0, 10.0, 1.0], 2, &mut out);
        assert_eq!(out, [21.0, 2.0, 43.0, 4.0]);
    }
}
