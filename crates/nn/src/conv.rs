//! Convolution over sequences: a [`Linear`] whose input row is the neighbourhood of a position.

use crate::linear::offset;
use crate::{Activation, Linear};

/// Where sequences lie in a buffer of rows: each is followed by one zero row, and one goes before the first, so that a
/// position's neighbours are always rows of the buffer. Zero rows are never computed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    rows: Vec<u32>,
    total: usize,
}

impl Layout {
    /// Lays out sequences of these lengths.
    pub fn set(&mut self, lengths: impl IntoIterator<Item = usize>) {
        self.rows.clear();
        let mut at = 1;
        for len in lengths {
            self.rows.extend((at..at + len).map(offset));
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
    linear: Linear,
    channels: usize,
}

impl Conv {
    /// Packs weights given in C order as `[output][input][tap]`, three taps.
    ///
    /// # Panics
    /// If the counts of numbers do not fit one another.
    #[must_use]
    pub fn new(channels: usize, outputs: usize, weights: &[f32], bias: &[f32], activation: Activation) -> Self {
        assert_eq!(weights.len(), channels * outputs * 3, "three taps per input and output");
        let weight = |k: usize, n: usize| weights[(n * channels + k % channels) * 3 + k / channels];
        Self { linear: Linear::new(3 * channels, outputs, weight, bias, activation), channels }
    }

    /// Numbers of an output row.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.linear.outputs()
    }

    /// Computes every position of `layout` from the rows of `x` into rows of `y`, whose zero rows are made zero.
    ///
    /// # Panics
    /// If `x` is not a buffer of this layout.
    pub fn apply(&self, layout: &Layout, x: &[f32], y: &mut Vec<f32>, offsets: &mut (Vec<u32>, Vec<u32>)) {
        layout.prepare(y, self.outputs());
        let at = |row: u32, width: usize| row * offset(width);
        offsets.0.clear();
        offsets.0.extend(layout.rows.iter().map(|&row| at(row - 1, self.channels)));
        offsets.1.clear();
        offsets.1.extend(layout.rows.iter().map(|&row| at(row, self.outputs())));
        self.linear.apply(x, &offsets.0, y, &offsets.1);
    }
}

#[cfg(test)]
mod tests {
    use super::{Conv, Layout};
    use crate::Activation;

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
