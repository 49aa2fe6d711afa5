//! Kernels that work number by number: sums of known products, the best of a row.

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

/// `out = relu(bias + sum of parts) * scale + shift`: a convolution whose products are known, added in the order given.
///
/// # Panics
/// If the slices differ in length.
pub fn sum_parts<const N: usize>(parts: [&[f32]; N], bias: &[f32], (scale, shift): (&[f32], &[f32]), out: &mut [f32]) {
    let same = parts.iter().chain([&bias, &scale, &shift]).all(|part| part.len() == out.len());
    assert!(same, "a number per output");
    simd::run(Level::best(), SumParts { parts, bias, scale, shift, out });
}

/// `out += (codes - 128) * scale`: a row of numbers kept as bytes is added.
///
/// # Panics
/// If the two differ in length.
pub fn add_bytes(codes: &[u8], scale: f32, out: &mut [f32]) {
    assert_eq!(codes.len(), out.len(), "a byte per number");
    simd::run(Level::best(), AddBytes { codes, scale, out });
}

struct AddBytes<'a> {
    codes: &'a [u8],
    scale: f32,
    out: &'a mut [f32],
}

impl Kernel for AddBytes<'_> {
    #[inline(always)]
    fn run<V: Vector>(self) {
        for (out, &code) in self.out.iter_mut().zip(self.codes) {
            *out += (f32::from(code) - 128.0) * self.scale;
        }
    }
}

struct SumParts<'a, const N: usize> {
    parts: [&'a [f32]; N],
    bias: &'a [f32],
    scale: &'a [f32],
    shift: &'a [f32],
    out: &'a mut [f32],
}

impl<const N: usize> Kernel for SumParts<'_, N> {
    #[inline(always)]
    fn run<V: Vector>(self) {
        let whole = self.out.len() / V::LANES * V::LANES;
        for i in (0..whole).step_by(V::LANES) {
            // SAFETY: all slices are as long as `out`, in which a register begins at `i`.
            unsafe {
                let mut sum = V::load(self.bias.as_ptr().add(i));
                for part in self.parts {
                    sum = sum.add(V::load(part.as_ptr().add(i)));
                }
                let (scale, shift) = (V::load(self.scale.as_ptr().add(i)), V::load(self.shift.as_ptr().add(i)));
                sum.max(V::splat(0.0)).mul_add(scale, shift).store(self.out.as_mut_ptr().add(i));
            }
        }
        for i in whole..self.out.len() {
            let sum = self.parts.iter().fold(self.bias[i], |sum, part| sum + part[i]);
            self.out[i] = sum.max(0.0) * self.scale[i] + self.shift[i];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{add_bytes, argmax, sum_parts};

    #[test]
    fn argmax_takes_the_first_of_equals() {
        assert_eq!(argmax(&[1.0, 3.0, 3.0]), 1);
        assert_eq!(argmax(&[]), 0);
        let mut long = vec![0.5; 70];
        (long[37], long[69]) = (2.0, 2.0);
        assert_eq!(argmax(&long), 37);
    }

    #[test]
    fn bytes_are_added_around_zero() {
        let mut out = [1.0; 3];
        add_bytes(&[0, 128, 130], 0.5, &mut out);
        assert_eq!(out, [-63.0, 1.0, 2.0]);
    }

    #[test]
    fn parts_are_added_then_scaled() {
        let mut out = [0.0; 2];
        sum_parts([&[1.0, -5.0], &[2.0, 1.0]], &[0.5, 0.5], (&[2.0, 2.0], &[1.0, 1.0]), &mut out);
        assert_eq!(out, [8.0, 1.0]);
        let row: Vec<f32> = (0..37).map(|i| i as f32).collect();
        let (ones, mut out) = ([1.0; 37], [0.0; 37]);
        sum_parts([&row, &ones, &row], &ones, (&ones, &ones), &mut out);
        assert!(out.iter().enumerate().all(|(i, &y)| y == 2.0 * i as f32 + 3.0), "{out:?}");
    }
}
