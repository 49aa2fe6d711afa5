//! Gated linear units and layer norms: what follows each convolution of a gated network, in one pass over a row.

use crate::simd::{self, Kernel, Level, Vector};

/// A layer norm: `(x - mean) / sqrt(var + epsilon) * scale + shift`, the variance divided by the count.
#[derive(Debug, Clone)]
pub struct Norm {
    level: Level,
    scale: Vec<f32>,
    shift: Vec<f32>,
    epsilon: f32,
}

impl Norm {
    /// A norm of rows as long as `scale` and `shift`.
    ///
    /// # Panics
    /// If the two differ in length.
    #[must_use]
    pub fn new(scale: Vec<f32>, shift: Vec<f32>, epsilon: f32) -> Self {
        assert_eq!(scale.len(), shift.len(), "a factor and a summand per number");
        Self { level: Level::best(), scale, shift, epsilon }
    }

    /// Gated linear unit and norm of rows: `out = norm(keep * out + value * sigmoid(gate))`, where the `i`-th row of values and
    /// then gates begins at `from[i]` of `x` and that of the result at `to[i]` of `out`; `keep` is 1 (a residual) or 0.
    ///
    /// # Panics
    /// If there are not as many `from` as `to`, or a row lies outside its buffer.
    pub fn gate(&self, x: &[f32], from: &[u32], keep: bool, out: &mut [f32], to: &[u32]) {
        assert_eq!(from.len(), to.len(), "one output row per input row");
        simd::run(self.level, Gate { norm: self, x, from, keep, out, to });
    }

    #[inline(always)]
    fn apply(&self, row: &mut [f32]) {
        let n = row.len() as f32;
        let mean = sum(row, |x| x) / n;
        let variance = sum(row, |x| (x - mean) * (x - mean)) / n;
        let inverse = (variance + self.epsilon).sqrt().recip();
        for ((x, scale), shift) in row.iter_mut().zip(&self.scale).zip(&self.shift) {
            *x = (*x - mean) * inverse * scale + shift;
        }
    }
}

struct Gate<'a> {
    norm: &'a Norm,
    x: &'a [f32],
    from: &'a [u32],
    keep: bool,
    out: &'a mut [f32],
    to: &'a [u32],
}

impl Kernel for Gate<'_> {
    #[inline(always)]
    fn run<V: Vector>(self) {
        let width = self.norm.scale.len();
        for (&from, &to) in self.from.iter().zip(self.to) {
            let (values, gates) = self.x[from as usize..][..2 * width].split_at(width);
            let row = &mut self.out[to as usize..][..width];
            if self.keep {
                row.iter_mut().zip(values).zip(gates).for_each(|((y, value), gate)| *y += value / (1.0 + exp(-gate)));
            } else {
                row.iter_mut().zip(values).zip(gates).for_each(|((y, value), gate)| *y = value / (1.0 + exp(-gate)));
            }
            self.norm.apply(row);
        }
    }
}

/// The sum of a function of the numbers, sixteen sums side by side, which the compiler keeps in registers.
#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<16>();
    let mut sums = [0.0f32; 16];
    for chunk in chunks {
        for (sum, &x) in sums.iter_mut().zip(chunk) {
            *sum += of(x);
        }
    }
    sums.iter().sum::<f32>() + rest.iter().map(|&x| of(x)).sum::<f32>()
}

/// `e` to the power of `x` within two units of the last place, without branches, so that loops over it become registers. The
/// polynomial is that of Cephes' `expf` (Moshier 1992). Beyond ±87 the result stays what it is there.
#[inline(always)]
fn exp(x: f32) -> f32 {
    /// 1.5 · 2^23: what is added to it is rounded to a whole number, which its lowest bits then hold.
    const ROUND: f32 = 12_582_912.0;
    let x = if x > 87.0 { 87.0 } else { x };
    let x = if x < -87.0 { -87.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    // ln 2 in two parts, the first of which times a whole number is exact.
    let r = (x - whole * 0.693_359_4) + whole * 2.121_944_4e-4;
    let p = ((((1.987_569_1e-4 * r + 1.398_199_9e-3) * r + 8.333_452e-3) * r + 4.166_579_6e-2) * r + 0.166_666_66) * r + 0.5;
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(0x3F80_0000));
    (p * r * r + r + 1.0) * power
}

#[cfg(test)]
mod tests {
    use super::{Norm, exp};

    #[test]
    fn powers_are_those_of_the_library() {
        let worst = |x: f32| (f64::from(exp(x)) / f64::from(x).exp() - 1.0).abs();
        let most = (-8700..=8700).map(|i| worst(i as f32 / 100.0)).fold(0.0, f64::max);
        assert!(most < 2.5e-7, "{most}");
        assert_eq!(exp(0.0), 1.0);
        assert_eq!((exp(1000.0), exp(f32::NEG_INFINITY)), (exp(87.0), exp(-87.0)));
    }

    #[test]
    fn gate_then_norm() {
        let norm = Norm::new(vec![1.0, 2.0], vec![0.0, 5.0], 0.0);
        let mut out = [7.0, 7.0];
        // Gated to (1, 3).
        norm.gate(&[2.0, 3.0, 0.0, 100.0], &[0], false, &mut out, &[0]);
        assert_eq!(out, [-1.0, 7.0]);
        let mut out = [9.0, 0.0, 0.0];
        norm.gate(&[2.0, 3.0, 0.0, 100.0], &[0], true, &mut out, &[1]);
        assert_eq!(out, [9.0, -1.0, 7.0]);
    }

    #[test]
    fn long_rows_are_normed_whole() {
        let width = 37;
        let norm = Norm::new(vec![1.0; width], vec![0.0; width], 1e-5);
        let x: Vec<f32> = (0..2 * width).map(|i| (i * 13 % 17) as f32 - 8.0).collect();
        let mut out = vec![0.0; width];
        norm.gate(&x, &[0], false, &mut out, &[0]);
        let mean = out.iter().sum::<f32>() / width as f32;
        let variance = out.iter().map(|x| x * x).sum::<f32>() / width as f32;
        assert!(mean.abs() < 1e-6 && (variance - 1.0).abs() < 1e-3, "{mean} {variance}");
    }
}
