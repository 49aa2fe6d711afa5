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

/// `out[i][j] = sum over k of left[i][k] * right[j][k]`: rows of `inner` numbers on both sides.
///
/// # Panics
/// If the slices do not have these sizes.
pub fn dots(left: &[f32], right: &[f32], inner: usize, out: &mut [f32]) {
    assert!(inner > 0 && left.len().is_multiple_of(inner) && right.len().is_multiple_of(inner), "whole rows");
    assert_eq!(out.len(), left.len() / inner * (right.len() / inner), "a number per pair");
    simd::run(Level::best(), Dots { left, right, inner, out });
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
    fn run<V: Vector>(mut self) {
        let mut column = 0;
        while column < self.columns {
            column += match (self.columns - column) / V::LANES {
                4.. => self.columns::<V, 4>(column),
                2..4 => self.columns::<V, 2>(column),
                1 => self.columns::<V, 1>(column),
                _ => self.rest::<V>(column),
            };
        }
    }
}

impl Products<'_> {
    /// `R` registers of columns from `column` on; the sums stay in registers. Gives the number of columns.
    #[inline(always)]
    fn columns<V: Vector, const R: usize>(&mut self, column: usize) -> usize {
        for (row, out) in self.left.chunks_exact(self.inner).zip(self.out.chunks_exact_mut(self.columns)) {
            let out = &mut out[column..column + R * V::LANES];
            let mut sums = [V::splat(0.0); R];
            for (&x, right) in row.iter().zip(self.right.chunks_exact(self.columns)) {
                let right = &right[column..column + R * V::LANES];
                for (r, sum) in sums.iter_mut().enumerate() {
                    // SAFETY: `right` holds `R` registers.
                    *sum = V::splat(x).mul_add(unsafe { V::load(right.as_ptr().add(r * V::LANES)) }, *sum);
                }
            }
            for (r, sum) in sums.into_iter().enumerate() {
                // SAFETY: `out` holds `R` registers.
                unsafe { sum.store(out.as_mut_ptr().add(r * V::LANES)) };
            }
        }
        R * V::LANES
    }

    /// The columns from `column` on, fewer than a register. What a register holds beyond them is not stored.
    #[inline(always)]
    fn rest<V: Vector>(&mut self, column: usize) -> usize {
        let count = self.columns - column;
        let mut copy = [0.0f32; 16];
        for (row, out) in self.left.chunks_exact(self.inner).zip(self.out.chunks_exact_mut(self.columns)) {
            let mut sum = V::splat(0.0);
            for (k, &x) in row.iter().enumerate() {
                let at = k * self.columns + column;
                let from = self.right.get(at..at + V::LANES).unwrap_or_else(|| {
                    copy[..count].copy_from_slice(&self.right[at..at + count]);
                    &copy
                });
                // SAFETY: the slice is a register long or longer.
                sum = V::splat(x).mul_add(unsafe { V::load(from.as_ptr()) }, sum);
            }
            let mut lanes = [0.0f32; 16];
            // SAFETY: a register has at most sixteen numbers.
            unsafe { sum.store(lanes.as_mut_ptr()) };
            out[column..].copy_from_slice(&lanes[..count]);
        }
        count
    }
}

struct Dots<'a> {
    left: &'a [f32],
    right: &'a [f32],
    inner: usize,
    out: &'a mut [f32],
}

impl Kernel for Dots<'_> {
    #[inline(always)]
    fn run<V: Vector>(self) {
        let count = self.right.len() / self.inner;
        if count == 0 {
            return;
        }
        for (left, out) in self.left.chunks_exact(self.inner).zip(self.out.chunks_exact_mut(count)) {
            let mut rights = self.right.chunks_exact(4 * self.inner);
            let mut outs = out.chunks_exact_mut(4);
            for (four, out) in rights.by_ref().zip(outs.by_ref()) {
                out.copy_from_slice(&dot::<V, 4>(left, four));
            }
            for (one, out) in rights.remainder().chunks_exact(self.inner).zip(outs.into_remainder()) {
                [*out] = dot::<V, 1>(left, one);
            }
        }
    }
}

/// Products of one row with `R` rows that follow one another.
#[inline(always)]
fn dot<V: Vector, const R: usize>(left: &[f32], right: &[f32]) -> [f32; R] {
    let inner = left.len();
    assert_eq!(right.len(), R * inner, "whole rows");
    let whole = inner / V::LANES * V::LANES;
    let mut sums = [V::splat(0.0); R];
    for k in (0..whole).step_by(V::LANES) {
        // SAFETY: a register from `k` on lies in every row.
        unsafe {
            let x = V::load(left.as_ptr().add(k));
            for (r, sum) in sums.iter_mut().enumerate() {
                *sum = x.mul_add(V::load(right.as_ptr().add(r * inner + k)), *sum);
            }
        }
    }
    // No closure: it would not take on the instruction set.
    let mut out = [0.0; R];
    for (r, sum) in sums.into_iter().enumerate() {
        let mut lanes = [0.0f32; 16];
        // SAFETY: a register has at most sixteen numbers.
        unsafe { sum.store(lanes.as_mut_ptr()) };
        out[r] = pairwise(lanes);
        for k in whole..inner {
            out[r] += left[k] * right[r * inner + k];
        }
    }
    out
}

/// The sum of sixteen numbers, halves first.
#[inline(always)]
fn pairwise(x: [f32; 16]) -> f32 {
    let eight: [f32; 8] = std::array::from_fn(|i| x[i] + x[i + 8]);
    let four: [f32; 4] = std::array::from_fn(|i| eight[i] + eight[i + 4]);
    (four[0] + four[2]) + (four[1] + four[3])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{dots, products};

    #[test]
    fn multiplies_rows_by_columns() {
        let mut out = [0.0; 4];
        products(&[1.0, 2.0, 3.0, 4.0], &[1.0, 0.0, 10.0, 1.0], 2, &mut out);
        assert_eq!(out, [21.0, 2.0, 43.0, 4.0]);
        dots(&[1.0, 2.0, 3.0, 4.0], &[1.0, 10.0, 0.0, 1.0], 2, &mut out);
        assert_eq!(out, [21.0, 2.0, 43.0, 4.0]);
    }

    proptest! {
        #[test]
        fn both_are_the_sum_by_hand(rows in 0usize..4, columns in 0usize..90, inner in 1usize..70) {
            let number = |i: usize| ((i * 7919 + 13) % 201) as f32 / 100.0 - 1.0;
            let left: Vec<f32> = (0..rows * inner).map(number).collect();
            let right: Vec<f32> = (0..columns * inner).map(|i| number(i + 5)).collect();
            let turned: Vec<f32> = (0..columns * inner).map(|i| right[i % columns * inner + i / columns]).collect();
            let mut one = vec![0.0; rows * columns];
            let mut other = one.clone();
            dots(&left, &right, inner, &mut one);
            products(&left, &turned, inner, &mut other);
            for (i, (&a, &b)) in one.iter().zip(&other).enumerate() {
                let (row, column) = (i / columns, i % columns);
                let sum: f32 = (0..inner).map(|k| left[row * inner + k] * right[column * inner + k]).sum();
                prop_assert!((a - sum).abs() < 1e-4 && (b - sum).abs() < 1e-4);
            }
        }
    }
}
