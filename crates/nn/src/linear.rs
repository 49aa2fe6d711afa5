//! Matrix products: a weight matrix packed once into panels, applied to rows of a buffer. Register blocking only; panels
//! of the sizes in use stay in the second-level cache.

use crate::simd::{self, Kernel, Level, Vector};

/// What follows the product, per output.
#[derive(Debug, Clone, PartialEq)]
pub enum Activation {
    /// Nothing.
    None,
    /// `max(y, 0)`
    Relu,
    /// `max(y, 0) * scale + shift`: a batch norm at inference after a ReLU.
    ReluAffine {
        /// One factor per output.
        scale: Vec<f32>,
        /// One summand per output.
        shift: Vec<f32>,
    },
}

/// `y = act(x W + b)` for rows of `inputs` numbers into rows of `outputs` numbers.
#[derive(Debug, Clone)]
pub struct Linear {
    level: Level,
    inputs: usize,
    outputs: usize,
    /// Panel after panel of two registers' width: `[panel][input][2 * lanes]`, zero where there is no output.
    weights: Vec<Line>,
    bias: Vec<f32>,
    relu: bool,
    /// Scale and shift, empty or padded like `bias`.
    affine: Option<(Vec<f32>, Vec<f32>)>,
}

/// A cache line, so that no register load straddles two.
#[derive(Debug, Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C, align(64))]
struct Line([f32; 16]);

/// Rows of one register block: as many as fill the registers of the level.
const ROWS_512: usize = 12;
const ROWS_256: usize = 6;

impl Linear {
    /// Packs a matrix given as `weight(input, output)`. An empty `bias` is zero.
    ///
    /// # Panics
    /// If the bias or the activation has another count of numbers than `outputs`.
    pub fn new(inputs: usize, outputs: usize, weight: impl Fn(usize, usize) -> f32, bias: &[f32], activation: Activation) -> Self {
        Self::at_level(Level::best(), inputs, outputs, weight, bias, activation)
    }

    /// The same for one of the machine's lesser instruction sets, to compare them.
    ///
    /// # Panics
    /// As [`new`](Self::new).
    pub fn at_level(
        level: Level,
        inputs: usize,
        outputs: usize,
        weight: impl Fn(usize, usize) -> f32,
        bias: &[f32],
        activation: Activation,
    ) -> Self {
        let fill = |input: usize, first: usize, row: &mut [f32]| {
            row.iter_mut().enumerate().for_each(|(lane, to)| *to = weight(input, first + lane));
        };
        Self::by_rows(level, inputs, outputs, fill, bias, activation)
    }

    /// The same from rows: `fill` is given an input, the first of some outputs that follow one another, and where their weights go.
    pub(crate) fn by_rows(
        level: Level,
        inputs: usize,
        outputs: usize,
        fill: impl Fn(usize, usize, &mut [f32]),
        bias: &[f32],
        activation: Activation,
    ) -> Self {
        let width = 2 * level.lanes();
        let padded = outputs.next_multiple_of(width);
        let pad = |values: &[f32]| {
            assert_eq!(values.len(), outputs, "one number per output");
            let mut values = values.to_vec();
            values.resize(padded, 0.0);
            values
        };
        let mut weights = vec![Line([0.0; 16]); padded * inputs / 16];
        let flat: &mut [f32] = bytemuck::cast_slice_mut(&mut weights);
        // In the order of the panels, so that they are written from end to end.
        for first in (0..outputs).step_by(width) {
            let valid = width.min(outputs - first);
            for (input, row) in flat[first * inputs..][..width * inputs].chunks_exact_mut(width).enumerate() {
                fill(input, first, &mut row[..valid]);
            }
        }
        let bias = if bias.is_empty() { vec![0.0; padded] } else { pad(bias) };
        let (relu, affine) = match activation {
            Activation::None => (false, None),
            Activation::Relu => (true, None),
            Activation::ReluAffine { scale, shift } => (true, Some((pad(&scale), pad(&shift)))),
        };
        Self { level, inputs, outputs, weights, bias, relu, affine }
    }

    /// Numbers of an input row.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Numbers of an output row.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// For every `i`: reads `inputs` numbers of `x` from `from[i]` and writes `outputs` numbers into `y` at `to[i]`. Input
    /// rows may overlap; where output rows do, it is unspecified which one counts.
    ///
    /// # Panics
    /// If there are not as many `from` as `to`, or a row lies outside its buffer.
    pub fn apply(&self, x: &[f32], from: &[u32], y: &mut [f32], to: &[u32]) {
        self.run(x, from, y, to);
    }

    /// The same for rows that follow one another without gaps, in and out.
    ///
    /// # Panics
    /// If the buffers are too small.
    pub fn apply_dense(&self, x: &[f32], y: &mut [f32], count: usize) {
        self.run(x, Dense { width: self.inputs, count }, y, Dense { width: self.outputs, count });
    }

    /// The same for rows at these places of `x` into rows that follow one another.
    ///
    /// # Panics
    /// If a row lies outside its buffer.
    pub fn gather(&self, x: &[f32], from: &[u32], y: &mut [f32]) {
        self.run(x, from, y, Dense { width: self.outputs, count: from.len() });
    }

    fn run<F: Rows, T: Rows>(&self, x: &[f32], from: F, y: &mut [f32], to: T) {
        assert_eq!(from.count(), to.count(), "one output row per input row");
        assert!(from.end() + self.inputs <= x.len() || from.count() == 0, "an input row lies outside the buffer");
        assert!(to.end() + self.outputs <= y.len() || to.count() == 0, "an output row lies outside the buffer");
        simd::run(self.level, Apply { layer: self, x, from, y, to });
    }
}

/// Where rows begin in a buffer.
trait Rows: Copy {
    fn count(self) -> usize;
    /// The beginning of row `i`, which is below `count`.
    fn at(self, i: usize) -> usize;
    /// The greatest of all beginnings; 0 of none.
    fn end(self) -> usize;
}

impl Rows for &[u32] {
    fn count(self) -> usize {
        self.len()
    }

    #[inline(always)]
    fn at(self, i: usize) -> usize {
        self[i] as usize
    }

    fn end(self) -> usize {
        self.iter().max().map_or(0, |&at| at as usize)
    }
}

/// Rows that follow one another without gaps.
#[derive(Debug, Clone, Copy)]
struct Dense {
    width: usize,
    count: usize,
}

impl Rows for Dense {
    fn count(self) -> usize {
        self.count
    }

    #[inline(always)]
    fn at(self, i: usize) -> usize {
        i * self.width
    }

    fn end(self) -> usize {
        self.count.saturating_sub(1) * self.width
    }
}

pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("batches are bounded far below 2^32 numbers")
}

struct Apply<'a, F, T> {
    layer: &'a Linear,
    x: &'a [f32],
    from: F,
    y: &'a mut [f32],
    to: T,
}

impl<F: Rows, T: Rows> Kernel for Apply<'_, F, T> {
    #[inline(always)]
    fn run<V: Vector>(mut self) {
        let width = 2 * V::LANES;
        let flat: &[f32] = bytemuck::cast_slice(&self.layer.weights);
        let most = if V::LANES == 16 { ROWS_512 } else { ROWS_256 };
        // Blocks of equal size: a short one at the end would wait for its own sums most of the time.
        let blocks = self.from.count().div_ceil(most);
        for first in (0..self.layer.outputs).step_by(width) {
            let panel = &flat[first * self.layer.inputs..][..width * self.layer.inputs];
            let mut row = 0;
            for block in 0..blocks {
                let end = self.from.count() * (block + 1) / blocks;
                match end - row {
                    12 => self.block::<V, 12>(panel, first, row),
                    11 => self.block::<V, 11>(panel, first, row),
                    10 => self.block::<V, 10>(panel, first, row),
                    9 => self.block::<V, 9>(panel, first, row),
                    8 => self.block::<V, 8>(panel, first, row),
                    7 => self.block::<V, 7>(panel, first, row),
                    6 => self.block::<V, 6>(panel, first, row),
                    5 => self.block::<V, 5>(panel, first, row),
                    4 => self.block::<V, 4>(panel, first, row),
                    3 => self.block::<V, 3>(panel, first, row),
                    2 => self.block::<V, 2>(panel, first, row),
                    _ => self.block::<V, 1>(panel, first, row),
                }
                row = end;
            }
        }
    }
}

impl<F: Rows, T: Rows> Apply<'_, F, T> {
    /// `R` rows from `row` on by one panel; the sums stay in registers.
    #[inline(always)]
    fn block<V: Vector, const R: usize>(&mut self, panel: &[f32], first: usize, row: usize) {
        let bias = &self.layer.bias[first..first + 2 * V::LANES];
        // SAFETY: `Linear::run` checked that every row lies in its buffer; a panel holds two registers per input, and bias, scale
        // and shift are padded to whole panels.
        unsafe {
            let rows: [*const f32; R] = std::array::from_fn(|r| self.x.as_ptr().add(self.from.at(row + r)));
            let start = [V::load(bias.as_ptr()), V::load(bias.as_ptr().add(V::LANES))];
            let mut sums = [start; R];
            let mut weights = panel.as_ptr();
            for input in 0..self.layer.inputs {
                let (low, high) = (V::load(weights), V::load(weights.add(V::LANES)));
                for r in 0..R {
                    let x = V::splat(*rows[r].add(input));
                    sums[r] = [x.mul_add(low, sums[r][0]), x.mul_add(high, sums[r][1])];
                }
                weights = weights.add(2 * V::LANES);
            }
            for (r, sum) in sums.into_iter().enumerate() {
                self.finish(sum, first, self.to.at(row + r) + first);
            }
        }
    }

    /// Applies the activation to the sums of one row and one panel and stores what belongs to an output.
    ///
    /// # Safety
    /// `first` must begin a panel and the outputs of that panel must lie in `y` from `at` on.
    #[inline(always)]
    unsafe fn finish<V: Vector>(&mut self, mut sums: [V; 2], first: usize, at: usize) {
        let width = 2 * V::LANES;
        for (half, sum) in sums.iter_mut().enumerate() {
            if self.layer.relu {
                *sum = sum.max(V::splat(0.0));
            }
            if let Some((scale, shift)) = &self.layer.affine {
                let at = first + half * V::LANES;
                // SAFETY: scale and shift are padded to whole panels.
                *sum = unsafe { sum.mul_add(V::load(scale.as_ptr().add(at)), V::load(shift.as_ptr().add(at))) };
            }
        }
        let valid = width.min(self.layer.outputs - first);
        let out = &mut self.y[at..at + valid];
        // SAFETY: a whole panel of `y` is writable from `at` where `valid` is its width, else the sums go over a copy.
        unsafe {
            if valid == width {
                sums[0].store(out.as_mut_ptr());
                sums[1].store(out.as_mut_ptr().add(V::LANES));
            } else {
                let mut copy = [0.0f32; 32];
                sums[0].store(copy.as_mut_ptr());
                sums[1].store(copy.as_mut_ptr().add(V::LANES));
                out.copy_from_slice(&copy[..valid]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Activation, Linear};
    use crate::Level;

    fn number(seed: usize) -> f32 {
        ((seed * 7919 + 13) % 201) as f32 / 100.0 - 1.0
    }

    proptest! {
        #[test]
        fn equals_the_sum_by_hand(inputs in 1usize..40, outputs in 1usize..70, rows in 0usize..30) {
            let weight = |k: usize, n: usize| number(k * 31 + n);
            let bias: Vec<f32> = (0..outputs).map(number).collect();
            let scale: Vec<f32> = (0..outputs).map(|n| number(n + 5)).collect();
            let shift: Vec<f32> = (0..outputs).map(|n| number(n + 9)).collect();
            let x: Vec<f32> = (0..rows * inputs + 1).map(|i| number(i * 3)).collect();
            for level in Level::available() {
                let activation = Activation::ReluAffine { scale: scale.clone(), shift: shift.clone() };
                let layer = Linear::at_level(level, inputs, outputs, weight, &bias, activation);
                let mut y = vec![0.0; rows * outputs];
                layer.apply_dense(&x, &mut y, rows);
                for (i, &got) in y.iter().enumerate() {
                    let (row, n) = (i / outputs, i % outputs);
                    let sum: f32 = (0..inputs).map(|k| x[row * inputs + k] * weight(k, n)).sum::<f32>() + bias[n];
                    prop_assert!((sum.max(0.0) * scale[n] + shift[n] - got).abs() < 1e-3, "{level:?}");
                }
            }
        }

        #[test]
        fn a_row_does_not_depend_on_its_batch(rows in 1usize..30) {
            let layer = Linear::new(17, 40, |k, n| number(k * 41 + n), &[], Activation::None);
            let x: Vec<f32> = (0..rows * 17).map(number).collect();
            let mut together = vec![0.0; rows * 40];
            layer.apply_dense(&x, &mut together, rows);
            for row in 0..rows {
                let mut alone = vec![0.0; 40];
                layer.apply(&x, &[row as u32 * 17], &mut alone, &[0]);
                prop_assert_eq!(&together[row * 40..][..40], &alone[..]);
            }
        }
    }
}
