//! The encoder that the three Russian networks share in form: word vector and shape, three convolutions.

use rapporteur_nn::{Activation, Buffers, Conv, Error, Layout, Linear, RowBatch, SharedRows, WeightFile, sum_taps};

use super::shape::SHAPES;
use super::vocabulary::Vocabulary;

/// Numbers of an encoded token.
pub(super) const WIDTH: usize = 64;
/// How far to either side a token has a say: one position a layer, and in the rounding of the last two layers those of its tile of
/// four. A multiple of four, so that tiles are cut alike in a window and in the whole.
const REACH: usize = 8;
/// Tokens of one batch; longer sequences are cut into windows that overlap by the reach, which changes no result.
const BATCH: usize = 768;
/// Words whose products are kept in each of two generations, for all threads together; a word takes three kilobytes.
const KEPT: usize = 2000;
const SHAPE_WIDTH: usize = 30;
const CHANNELS: [usize; 4] = [330, 256, 128, WIDTH];

/// A token as the networks see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Input {
    pub word: u32,
    pub shape: u8,
}

#[derive(Debug)]
pub(super) struct Encoder {
    shapes: Vec<f32>,
    /// The first convolution as one product per tap, `[tap][output]`: it depends on the word and shape alone and is cached.
    first: Linear,
    bias: Vec<f32>,
    norm: (Vec<f32>, Vec<f32>),
    second: Conv,
    third: Conv,
    products: SharedRows,
}

/// Buffers, kept from batch to batch.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The products of every token of the batch.
    products: RowBatch,
    layout: Layout,
    rows: [Vec<f32>; 3],
    buffers: Buffers,
    inputs: Vec<f32>,
    pieces: Vec<Piece>,
    kept: Vec<u32>,
}

/// A stretch of the token sequence: `from..to` are encoded, `keep` of them are wanted.
#[derive(Debug, Clone)]
struct Piece {
    from: usize,
    to: usize,
    keep: std::ops::Range<usize>,
}

/// Encoded tokens: `rows[at[i]..at[i] + WIDTH]` is the `i`-th of the batch.
pub(super) struct Encoded<'a> {
    pub rows: &'a [f32],
    pub at: &'a [u32],
}

impl Encoder {
    pub fn read(file: &WeightFile) -> Result<Self, Error> {
        let read = |name: &str, shape: &[usize]| file.tensor(name)?.to_f32(shape);
        let weight = |i: usize| read(&format!("layer{i}.weight"), &[CHANNELS[i], CHANNELS[i - 1], 3]);
        let vector = |i: usize, part: &str| read(&format!("layer{i}.{part}"), &[CHANNELS[i]]);
        let first_weight = weight(1)?;
        let inputs = CHANNELS[0];
        let tap = |k: usize, n: usize| first_weight[(n % CHANNELS[1] * inputs + k) * 3 + n / CHANNELS[1]];
        let first = Linear::new(inputs, 3 * CHANNELS[1], tap, &[], Activation::None);
        let conv = |i: usize| -> Result<Conv, Error> {
            let norm = Activation::ReluAffine { scale: vector(i, "scale")?, shift: vector(i, "shift")? };
            Ok(Conv::new(CHANNELS[i - 1], CHANNELS[i], &weight(i)?, &vector(i, "bias")?, norm))
        };
        let shapes = read("shapes", &[SHAPES.len(), SHAPE_WIDTH])?;
        let norm = (vector(1, "scale")?, vector(1, "shift")?);
        Ok(Self {
            shapes,
            first,
            bias: vector(1, "bias")?,
            norm,
            second: conv(2)?,
            third: conv(3)?,
            products: SharedRows::new(KEPT, 3 * CHANNELS[1]),
        })
    }

    /// Encodes sequences of tokens, given as their lengths, and hands over batch after batch in order: the number of its
    /// first token and its encoded tokens. A batch holds whole sequences, save that a sequence longer than a batch comes in
    /// several.
    pub fn encode(
        &self,
        vocabulary: &Vocabulary,
        tokens: &[Input],
        lengths: impl Iterator<Item = usize>,
        state: &mut State,
        mut each: impl FnMut(usize, Encoded),
    ) {
        let mut pieces = std::mem::take(&mut state.pieces);
        cut(lengths, &mut pieces);
        let mut rest = &pieces[..];
        while let Some(first) = rest.first() {
            let begin = first.from;
            let fits = rest.iter().take_while(|p| p.to.saturating_sub(begin) <= BATCH + 2 * REACH).count().max(1);
            let (batch, after) = rest.split_at(fits);
            self.batch(vocabulary, tokens, batch, state);
            each(batch[0].keep.start, Encoded { rows: &state.rows[2], at: &state.kept });
            rest = after;
        }
        state.pieces = pieces;
    }

    fn batch(&self, vocabulary: &Vocabulary, tokens: &[Input], pieces: &[Piece], state: &mut State) {
        state.layout.set(pieces.iter().map(|p| p.to - p.from));
        self.products(vocabulary, pieces.iter().flat_map(|p| &tokens[p.from..p.to]), state);
        let State { products, layout, rows: [one, two, three], buffers, kept, .. } = state;
        layout.prepare(one, CHANNELS[1]);
        let width = CHANNELS[1];
        let norm = (&self.norm.0[..], &self.norm.1[..]);
        let mut at = 0;
        for piece in pieces {
            let len = piece.to - piece.from;
            for i in 0..len {
                let tap = |i: usize, tap: usize| &products.row(at + i)[tap * width..][..width];
                let taps = [i.checked_sub(1).map(|i| tap(i, 0)), Some(tap(i, 1)), (i + 1 < len).then(|| tap(i + 1, 2))];
                let row = layout.rows()[at + i] as usize * width;
                sum_taps(taps, &self.bias, norm, &mut one[row..row + width]);
            }
            at += len;
        }
        products.end();
        self.second.apply(layout, one, two, buffers);
        self.third.apply(layout, two, three, buffers);
        kept.clear();
        let mut at = 0;
        for piece in pieces {
            let rows = &layout.rows()[at + piece.keep.start - piece.from..at + piece.keep.end - piece.from];
            kept.extend(rows.iter().map(|row| row * WIDTH as u32));
            at += piece.to - piece.from;
        }
    }

    /// Finds or computes the first layer's products of every token.
    fn products<'a>(&self, vocabulary: &Vocabulary, tokens: impl Iterator<Item = &'a Input> + Clone, state: &mut State) {
        let State { products, inputs, .. } = state;
        let key = |input: &Input| u64::from(input.word) << 8 | u64::from(input.shape) | 1 << 48;
        let missing = products.find(&self.products, tokens.clone().map(key));
        let vectors = vocabulary.vectors();
        let (width, dim) = (CHANNELS[0], vectors.dim());
        inputs.resize(missing.len() * width, 0.0);
        let wanted = tokens.enumerate().filter({
            let mut next = missing.iter().peekable();
            move |(position, _)| next.next_if(|&&wanted| wanted == *position).is_some()
        });
        for ((_, input), out) in wanted.zip(inputs.chunks_exact_mut(width)) {
            vectors.write(input.word as usize, &mut out[..dim]);
            out[dim..].copy_from_slice(&self.shapes[input.shape as usize * SHAPE_WIDTH..][..SHAPE_WIDTH]);
        }
        products.fill(|rows| self.first.apply_dense(inputs, rows, missing.len()));
    }
}

/// Sequences as pieces of at most a batch.
fn cut(lengths: impl Iterator<Item = usize>, pieces: &mut Vec<Piece>) {
    pieces.clear();
    let mut begin = 0;
    for len in lengths {
        let end = begin + len;
        let mut at = begin;
        while at < end {
            let keep = at..end.min(at + BATCH);
            pieces.push(Piece { from: keep.start.saturating_sub(REACH).max(begin), to: end.min(keep.end + REACH), keep: keep.clone() });
            at = keep.end;
        }
        begin = end;
    }
}
