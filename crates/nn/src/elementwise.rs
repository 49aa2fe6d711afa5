//! Kernels that work number by number: sums of cached products, gates, norms, the best of a row.

use crate::simd::{self, Kernel, Level, Vector};

/// Position of the greatest number, the first of equals; 0 of an empty row.
#[must_use]
pub fn argmax(row: &[f32]) -> usize {
    // Sixteen maxima side by side need no order of comparison, so they become registers.
    let greater = |a: f32, b: f32| if b > a { b } else { a };
    let (chunks, rest) = row.as_chunks::<16>();
    let mut most = [f32::NEG_INFINITY; 16];
    for chunk in chunks {
        for (most, &value) in most.iter_mut().zip(chunk) {
            *most = greater(*most, value);
        }
    }
    let most = most.iter().chain(rest).copied().fold(f32::NEG_INFINITY, greater);
    row.iter().position(|&value| value == most).unwrap_or(0)
}

/// `out = relu(bias + before + here + after) * scale + shift`: a convolution of three taps whose products are known. A tap
/// outside the sequence is `None`.
///
/// # Panics
/// If the slices differ in length.
pub fn sum_taps(taps: [Option<&[f32]>; 3], bias: &[f32], (scale, shift): (&[f32], &[f32]), out: &mut [f32]) {
    simd::run(Level::best(), SumTaps { taps, bias, scale, shift, out });
}

struct SumTaps<'a> {
    taps: [Option<&'a [f32]>; 3],
    bias: &'a [f32],
    scale: &'a [f32],
    shift: &'a [f32],
    out: &'a mut [f32],
}

impl Kernel for SumTaps<'_> {
    #[inline(always)]
    fn run<V: Vector>(self) {
        let n = self.out.len();
        self.out.copy_from_slice(self.bias);
        for tap in self.taps.into_iter().flatten() {
            assert_eq!(tap.len(), n, "a product per output");
            for (out, product) in self.out.iter_mut().zip(tap) {
                *out += product;
            }
        }
        let (scale, shift) = (&self.scale[..n], &self.shift[..n]);
        for i in 0..n {
            let y = if self.out[i] > 0.0 { self.out[i] } else { 0.0 };
            self.out[i] = y * scale[i] + shift[i];
        }
    }
}

/// Gated linear unit: `out[i] = row[i] * sigmoid(row[n + i])` for a row of `2n` numbers.
///
/// # Panics
/// If `row` is not twice as long as `out`.
pub fn glu(row: &[f32], out: &mut [f32]) {
    assert_eq!(row.len(), 2 * out.len(), "a value and a gate per output");
    let (values, gates) = row.split_at(out.len());
    for ((out, value), gate) in out.iter_mut().zip(values).zip(gates) {
        *out = value / (1.0 + (-gate).exp());
    }
}

/// Layer norm in place: `(x - mean) / sqrt(var + epsilon) * scale + shift`, the variance divided by the count.
///
/// # Panics
/// If `scale` or `shift` are shorter than the row.
pub fn layer_norm(row: &mut [f32], scale: &[f32], shift: &[f32], epsilon: f32) {
    let n = row.len() as f32;
    let mean = row.iter().sum::<f32>() / n;
    let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / n;
    let inverse = (variance + epsilon).sqrt().recip();
    for (i, x) in row.iter_mut().enumerate() {
        *x = (*x - mean) * inverse * scale[i] + shift[i];
    }
}

#[cfg(test)]
mod tests {
    use super::{argmax, glu, layer_norm, sum_taps};

    #[test]
    fn argmax_takes_the_first_of_equals() {
        assert_eq!(argmax(&[1.0, 3.0, 3.0]), 1);
        assert_eq!(argmax(&[]), 0);
        let mut long = vec![0.5; 70];
        (long[37], long[69]) = (2.0, 2.0);
        assert_eq!(argmax(&long), 37);
    }

    #[test]
    fn taps_outside_count_nothing() {
        let mut out = [0.0; 2];
        sum_taps([None, Some(&[1.0, -5.0]), Some(&[2.0, 1.0])], &[0.5, 0.5], (&[2.0, 2.0], &[1.0, 1.0]), &mut out);
        assert_eq!(out, [8.0, 1.0]);
    }

    #[test]
    fn gate_and_norm() {
        let mut out = [0.0; 2];
        glu(&[4.0, 6.0, 0.0, 100.0], &mut out);
        assert_eq!(out, [2.0, 6.0]);
        let mut row = [1.0, 3.0];
        layer_norm(&mut row, &[1.0, 2.0], &[0.0, 5.0], 0.0);
        assert_eq!(row, [-1.0, 7.0]);
    }
}
