//! Convolution over sequences: products of rows, three positions together or by Winograd's short way.

use std::ops::Range;

use crate::linear::offset;
use crate::simd::{self, Kernel, Level, Vector};
use crate::{Activation, Linear};

/// Where sequences lie in a buffer of rows: each is followed by one zero row, and one goes before the first, so that a
/// position's neighbours are always rows of the buffer. Zero rows are never computed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    rows: Vec<u32>,
    /// The rows of each sequence that is not empty.
    sequences: Vec<Range<u32>>,
    total: usize,
}

impl Layout {
    /// Lays out sequences of these lengths.
    pub fn set(&mut self, lengths: impl IntoIterator<Item = usize>) {
        self.rows.clear();
        self.sequences.clear();
        let mut at = 1;
        for len in lengths {
            let rows = offset(at)..offset(at + len);
            self.rows.extend(rows.clone());
            self.sequences.extend(Some(rows).filter(|rows| !rows.is_empty()));
            at += len + 1;
        }
        self.total = at;
    }

    /// The row of every position, in order.
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Rows of the buffer with the zero rows.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// Makes a buffer of `total` rows of `width` numbers whose zero rows are zero; the others are as they were.
    pub fn prepare(&self, buffer: &mut Vec<f32>, width: usize) {
        buffer.resize(self.total * width, 0.0);
        let mut next = 0;
        for &row in self.rows.iter().chain(std::iter::once(&offset(self.total))) {
            buffer[next * width..row as usize * width].fill(0.0);
            next = row as usize + 1;
        }
    }
}

/// A convolution of three positions with zero padding (cross-correlation: tap 0 is the position before).
#[derive(Debug, Clone)]
pub struct Conv {
    way: Way,
    channels: usize,
    outputs: usize,
}

/// How it is computed.
#[derive(Debug, Clone)]
enum Way {
    /// One product whose input row is the neighbourhood of a position.
    Direct(Linear),
    /// Four positions at once by six products a channel instead of twelve.
    Tiles(Box<Tiles>),
}

/// Winograd's F(4, 3): the sums of four neighbouring outputs as combinations of six products (Lavin and Gray 2016,
/// "Fast algorithms for convolutional neural networks", section 4.3). Its rounding errors are a few times those of plain sums.
#[derive(Debug, Clone)]
struct Tiles {
    level: Level,
    products: [Linear; 6],
    bias: Vec<f32>,
    relu: bool,
    /// Scale and shift; empty where there are none.
    affine: (Vec<f32>, Vec<f32>),
}

/// Positions of a tile.
const TILE: usize = 4;
/// Tiles that are computed together, so that their rows stay in the cache.
const TOGETHER: usize = 60;

/// What a convolution writes on its way; kept from one to the next.
#[derive(Debug, Clone, Default)]
pub struct Buffers {
    offsets: (Vec<u32>, Vec<u32>),
    tiles: Vec<Tile>,
    combined: Vec<f32>,
    products: Vec<f32>,
}

/// The row of the first position, and how many positions are left in the sequence.
#[derive(Debug, Clone, Copy)]
struct Tile {
    row: usize,
    left: usize,
}

impl Conv {
    /// Packs weights given in C order as `[output][input][tap]`, three taps.
    ///
    /// # Panics
    /// If the counts of numbers do not fit one another.
    #[must_use]
    pub fn new(channels: usize, outputs: usize, weights: &[f32], bias: &[f32], activation: Activation) -> Self {
        assert_eq!(weights.len(), channels * outputs * 3, "three taps per input and output");
        assert_eq!(bias.len(), outputs, "one number per output");
        let way = if channels.is_multiple_of(16) && outputs.is_multiple_of(16) {
            Way::Tiles(Box::new(Tiles::new(channels, outputs, weights, bias, activation)))
        } else {
            let weight = |k: usize, n: usize| weights[(n * channels + k % channels) * 3 + k / channels];
            Way::Direct(Linear::new(3 * channels, outputs, weight, bias, activation))
        };
        Self { way, channels, outputs }
    }

    /// Numbers of an output row.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Multiplications of numbers by weights that [`apply`](Self::apply) does for a layout.
    #[must_use]
    pub fn products(&self, layout: &Layout) -> u64 {
        let rows = match self.way {
            Way::Direct(_) => 3 * layout.rows.len(),
            Way::Tiles(_) => 6 * layout.sequences.iter().map(|rows| rows.len().div_ceil(TILE)).sum::<usize>(),
        };
        (rows * self.channels * self.outputs) as u64
    }

    /// Computes every position of `layout` from the rows of `x` into rows of `y`, whose zero rows are made zero.
    ///
    /// # Panics
    /// If `x` is not a buffer of this layout.
    pub fn apply(&self, layout: &Layout, x: &[f32], y: &mut Vec<f32>, buffers: &mut Buffers) {
        assert_eq!(x.len(), layout.total * self.channels, "a buffer of this layout");
        layout.prepare(y, self.outputs);
        match &self.way {
            Way::Direct(linear) => {
                let (from, to) = &mut buffers.offsets;
                from.clear();
                from.extend(layout.rows.iter().map(|&row| (row - 1) * offset(self.channels)));
                to.clear();
                to.extend(layout.rows.iter().map(|&row| row * offset(self.outputs)));
                linear.apply(x, from, y, to);
            }
            Way::Tiles(tiles) => tiles.apply(layout, x, y, buffers),
        }
    }
}

impl Tiles {
    fn new(channels: usize, outputs: usize, weights: &[f32], bias: &[f32], activation: Activation) -> Self {
        let taps = turned(channels, outputs, weights);
        let products = [
            combined(&taps, outputs, |[a, _, _]| a / 4.0),
            combined(&taps, outputs, |[a, b, c]| -(a + b + c) / 6.0),
            combined(&taps, outputs, |[a, b, c]| -(a - b + c) / 6.0),
            combined(&taps, outputs, |[a, b, c]| a / 24.0 + b / 12.0 + c / 6.0),
            combined(&taps, outputs, |[a, b, c]| a / 24.0 - b / 12.0 + c / 6.0),
            combined(&taps, outputs, |[_, _, c]| c),
        ];
        let (relu, affine) = match activation {
            Activation::None => (false, Default::default()),
            Activation::Relu => (true, Default::default()),
            Activation::ReluAffine { scale, shift } => (true, (scale, shift)),
        };
        assert!([&affine.0, &affine.1].iter().all(|a| a.is_empty() || a.len() == outputs), "one number per output");
        Self { level: Level::best(), products, bias: bias.to_vec(), relu, affine }
    }

    fn apply(&self, layout: &Layout, x: &[f32], y: &mut [f32], buffers: &mut Buffers) {
        let (channels, outputs) = (self.products[0].inputs(), self.bias.len());
        let Buffers { tiles, combined, products, .. } = buffers;
        tiles.clear();
        for rows in &layout.sequences {
            let tile = |row: u32| Tile { row: row as usize, left: (rows.end - row) as usize };
            tiles.extend(rows.clone().step_by(TILE).map(tile));
        }
        // Parts of equal size: a short one at the end would read all weights for a few tiles.
        let parts = tiles.len().div_ceil(TOGETHER).max(1);
        for tiles in tiles.chunks(tiles.len().div_ceil(parts).max(1)) {
            combined.resize(6 * tiles.len() * channels, 0.0);
            products.resize(6 * tiles.len() * outputs, 0.0);
            simd::run(self.level, Combine { tiles, channels, x, out: combined });
            let parts = combined.chunks_exact(tiles.len() * channels).zip(products.chunks_exact_mut(tiles.len() * outputs));
            for (linear, (from, to)) in self.products.iter().zip(parts) {
                linear.apply_dense(from, to, tiles.len());
            }
            simd::run(self.level, Spread { layer: self, tiles, outputs, products, y });
        }
    }
}

/// The weights of each tap as `[input][output]`.
fn turned(channels: usize, outputs: usize, weights: &[f32]) -> [Vec<f32>; 3] {
    let mut taps = [(); 3].map(|()| vec![0.0; channels * outputs]);
    // Sixteen outputs at a time are one line of the cache.
    for first in (0..outputs).step_by(16) {
        for k in 0..channels {
            for n in first..first + 16 {
                let from = (n * channels + k) * 3;
                taps.iter_mut().zip(&weights[from..from + 3]).for_each(|(tap, &weight)| tap[k * outputs + n] = weight);
            }
        }
    }
    taps
}

/// The matrix of one product: a combination of the taps.
fn combined(taps: &[Vec<f32>; 3], outputs: usize, of: impl Fn([f32; 3]) -> f32) -> Linear {
    let fill = |input: usize, first: usize, row: &mut [f32]| {
        let [a, b, c] = [0, 1, 2].map(|tap: usize| &taps[tap][input * outputs + first..][..row.len()]);
        for (((to, &a), &b), &c) in row.iter_mut().zip(a).zip(b).zip(c) {
            *to = of([a, b, c]);
        }
    };
    Linear::by_rows(Level::best(), taps[0].len() / outputs, outputs, fill, &[], Activation::None)
}

/// Six combinations of the six inputs of every tile, `[combination][tile][channel]`.
struct Combine<'a> {
    tiles: &'a [Tile],
    channels: usize,
    x: &'a [f32],
    out: &'a mut [f32],
}

impl Kernel for Combine<'_> {
    #[inline(always)]
    fn run<V: Vector>(self) {
        let (channels, each) = (self.channels, self.tiles.len() * self.channels);
        assert!(self.out.len() == 6 * each && channels.is_multiple_of(V::LANES), "six rows per tile");
        // What lies behind the end of a sequence is zero, as its first row before is.
        let zeros = &self.x[..channels];
        let (four, five, two) = (V::splat(4.0), V::splat(-5.0), V::splat(2.0));
        for (at, tile) in self.tiles.iter().enumerate() {
            let mut rows = [zeros.as_ptr(); 6];
            for (i, row) in rows.iter_mut().enumerate().take(tile.left + 2) {
                *row = self.x[(tile.row - 1 + i) * channels..][..channels].as_ptr();
            }
            let out = self.out[at * channels..].as_mut_ptr();
            for c in (0..channels).step_by(V::LANES) {
                // SAFETY: rows have `channels` numbers, a multiple of a register; `out` has six parts of `each`.
                unsafe {
                    let (a, b, c2) = (V::load(rows[0].add(c)), V::load(rows[1].add(c)), V::load(rows[2].add(c)));
                    let (d, e, f) = (V::load(rows[3].add(c)), V::load(rows[4].add(c)), V::load(rows[5].add(c)));
                    let (even, odd) = (e.sub(four.mul_add(c2, V::splat(0.0))), d.sub(four.mul_add(b, V::splat(0.0))));
                    let (near, twice) = (e.sub(c2), two.mul_add(d.sub(b), V::splat(0.0)));
                    four.mul_add(a, five.mul_add(c2, e)).store(out.add(c));
                    even.add(odd).store(out.add(each + c));
                    even.sub(odd).store(out.add(2 * each + c));
                    near.add(twice).store(out.add(3 * each + c));
                    near.sub(twice).store(out.add(4 * each + c));
                    four.mul_add(b, five.mul_add(d, f)).store(out.add(5 * each + c));
                }
            }
        }
    }
}

/// The outputs of every tile from its six products.
struct Spread<'a> {
    layer: &'a Tiles,
    tiles: &'a [Tile],
    outputs: usize,
    products: &'a [f32],
    y: &'a mut [f32],
}

impl Kernel for Spread<'_> {
    #[inline(always)]
    fn run<V: Vector>(self) {
        let (outputs, each) = (self.outputs, self.tiles.len() * self.outputs);
        assert!(self.products.len() == 6 * each && outputs.is_multiple_of(V::LANES), "six rows per tile");
        for (at, tile) in self.tiles.iter().enumerate() {
            let from = self.products[at * outputs..].as_ptr();
            let valid = tile.left.min(TILE);
            let to = self.y[tile.row * outputs..][..valid * outputs].as_mut_ptr();
            for n in (0..outputs).step_by(V::LANES) {
                // SAFETY: the six products of a tile lie `each` apart; bias, scale and shift have `outputs` numbers, and `valid`
                // rows of as many are written.
                unsafe {
                    let from = from.add(n);
                    let (first, last) = (V::load(from), V::load(from.add(5 * each)));
                    let (m1, m2) = (V::load(from.add(each)), V::load(from.add(2 * each)));
                    let (m3, m4) = (V::load(from.add(3 * each)), V::load(from.add(4 * each)));
                    let (sum, difference) = (m1.add(m2), m1.sub(m2));
                    let (far, turned) = (m3.add(m4), m3.sub(m4));
                    let to = to.add(n);
                    self.finish(first.add(sum).add(far), n).store(to);
                    if valid > 1 {
                        self.finish(V::splat(2.0).mul_add(turned, difference), n).store(to.add(outputs));
                    }
                    if valid > 2 {
                        self.finish(V::splat(4.0).mul_add(far, sum), n).store(to.add(2 * outputs));
                    }
                    if valid > 3 {
                        self.finish(V::splat(8.0).mul_add(turned, difference).add(last), n).store(to.add(3 * outputs));
                    }
                }
            }
        }
    }
}

impl Spread<'_> {
    /// Adds the bias of the outputs from `n` on and applies the activation.
    ///
    /// # Safety
    /// A register of outputs must begin at `n`.
    #[inline(always)]
    unsafe fn finish<V: Vector>(&self, sum: V, n: usize) -> V {
        let Tiles { bias, relu, affine: (scale, shift), .. } = self.layer;
        // SAFETY: bias, scale and shift have as many numbers as there are outputs.
        unsafe {
            let mut value = sum.add(V::load(bias.as_ptr().add(n)));
            if *relu {
                value = value.max(V::splat(0.0));
            }
            if !scale.is_empty() {
                value = value.mul_add(V::load(scale.as_ptr().add(n)), V::load(shift.as_ptr().add(n)));
            }
            value
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Conv, Layout};
    use crate::Activation;

    proptest! {
        #[test]
        fn tiles_give_the_sums_by_hand(lengths in prop::collection::vec(0usize..12, 0..30), relu in any::<bool>()) {
            let number = |i: usize| ((i * 7919 + 13) % 201) as f32 / 100.0 - 1.0;
            let (channels, outputs) = (16, 32);
            let weights: Vec<f32> = (0..channels * outputs * 3).map(number).collect();
            let row = |seed: usize| (0..outputs).map(|n| number(n + seed)).collect::<Vec<f32>>();
            let (bias, scale, shift) = (row(3), row(5), row(9));
            let activation = if relu { Activation::ReluAffine { scale: scale.clone(), shift: shift.clone() } } else { Activation::None };
            let conv = Conv::new(channels, outputs, &weights, &bias, activation);
            let mut layout = Layout::default();
            layout.set(lengths);
            let mut x: Vec<f32> = (0..layout.total() * channels).map(number).collect();
            layout.prepare(&mut x, channels);
            let mut y = vec![7.0; 5];
            conv.apply(&layout, &x, &mut y, &mut Default::default());
            for &at in layout.rows() {
                for n in 0..outputs {
                    let taps = (0..3 * channels).map(|k| x[(at as usize - 1) * channels + k] * weights[(n * channels + k % channels) * 3 + k / channels]);
                    let sum = taps.sum::<f32>() + bias[n];
                    let sum = if relu { sum.max(0.0) * scale[n] + shift[n] } else { sum };
                    prop_assert!((sum - y[at as usize * outputs + n]).abs() < 1e-4, "{sum} {}", y[at as usize * outputs + n]);
                }
            }
            let before: Vec<f32> = y.clone();
            layout.prepare(&mut y, outputs);
            prop_assert_eq!(before, y, "zero rows are zero");
        }
    }

    #[test]
    fn sequences_do_not_see_one_another() {
        let conv = Conv::new(1, 1, &[100.0, 10.0, 1.0], &[0.5], Activation::None);
        let mut layout = Layout::default();
        layout.set([2, 0, 1]);
        assert_eq!((layout.rows(), layout.total()), (&[1, 2, 5][..], 7));
        let mut x = vec![9.0; 7];
        layout.prepare(&mut x, 1);
        assert_eq!(x, [0.0, 9.0, 9.0, 0.0, 0.0, 9.0, 0.0]);
        for (&row, value) in layout.rows().iter().zip([1.0, 2.0, 3.0]) {
            x[row as usize] = value;
        }
        let mut y = vec![7.0; 3];
        conv.apply(&layout, &x, &mut y, &mut Default::default());
        assert_eq!(y, [0.0, 12.5, 120.5, 0.0, 0.0, 30.5, 0.0]);
    }
}
