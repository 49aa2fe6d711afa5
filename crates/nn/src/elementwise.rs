//! Kernels that work number by number: sums of cached products, the best of a row.

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

#[cfg(test)]
mod tests {
    use super::{argmax, sum_taps};

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
}
