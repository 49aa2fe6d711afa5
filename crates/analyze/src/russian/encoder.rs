//! The encoder that the three Russian networks share in form: word vector and shape, three convolutions.

use foldhash::HashMap;
use rapporteur_nn::{Activation, Buffers, Conv, Error, Layout, Linear, RowBatch, SharedRows, WeightFile, sum_parts};

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
/// Words whose vectors a thread keeps, so that what is new to one network is read once for all three.
const VECTORS: usize = 1024;
/// Numbers of a word's vector and of a shape's.
pub(super) const INPUTS: [usize; 2] = [300, 30];
const CHANNELS: [usize; 4] = [INPUTS[0] + INPUTS[1], 256, 128, WIDTH];
/// Numbers of the products of a word or shape: one for each tap and output of the first layer.
const PRODUCTS: usize = 3 * CHANNELS[1];

/// A token as the networks see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Input {
    pub word: u32,
    pub shape: u8,
}

#[derive(Debug)]
pub(super) struct Encoder {
    /// The first convolution as one product per tap, `[tap][output]`, in two parts: that of a word is cached, those of the shapes
    /// are a table. The table ends with a row of zeros.
    words: Linear,
    shapes: Vec<f32>,
    bias: Vec<f32>,
    norm: (Vec<f32>, Vec<f32>),
    second: Conv,
    third: Conv,
    products: SharedRows,
}

/// Buffers, kept from batch to batch. The networks take turns with them.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The products of the word of every token of the batch.
    products: RowBatch,
    layout: Layout,
    rows: [Vec<f32>; 3],
    buffers: Buffers,
    vectors: Vectors,
    pieces: Vec<Piece>,
    kept: Vec<u32>,
}

/// Vectors of words read lately.
#[derive(Debug, Default)]
struct Vectors {
    places: HashMap<u32, u32>,
    rows: Vec<f32>,
}

impl Vectors {
    /// Gives for every word where its vector begins in `rows`.
    fn read(&mut self, vocabulary: &Vocabulary, words: impl Iterator<Item = u32>) -> Vec<u32> {
        if self.places.len() > VECTORS {
            self.places.clear();
            self.rows.clear();
        }
        let (vectors, dim) = (vocabulary.vectors(), INPUTS[0]);
        let place = |word| {
            *self.places.entry(word).or_insert_with(|| {
                let at = self.rows.len();
                self.rows.resize(at + dim, 0.0);
                vectors.write(word as usize, &mut self.rows[at..]);
                at as u32
            })
        };
        words.map(place).collect()
    }
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
        let first = weight(1)?;
        let tap = |from: usize| {
            let first = &first;
            move |k: usize, n: usize| first[(n % CHANNELS[1] * CHANNELS[0] + from + k) * 3 + n / CHANNELS[1]]
        };
        let words = Linear::new(INPUTS[0], PRODUCTS, tap(0), &[], Activation::None);
        let conv = |i: usize| -> Result<Conv, Error> {
            let norm = Activation::ReluAffine { scale: vector(i, "scale")?, shift: vector(i, "shift")? };
            Ok(Conv::new(CHANNELS[i - 1], CHANNELS[i], &weight(i)?, &vector(i, "bias")?, norm))
        };
        let mut shapes = vec![0.0; (SHAPES.len() + 1) * PRODUCTS];
        let of_shapes = Linear::new(INPUTS[1], PRODUCTS, tap(INPUTS[0]), &[], Activation::None);
        of_shapes.apply_dense(&read("shapes", &[SHAPES.len(), INPUTS[1]])?, &mut shapes, SHAPES.len());
        let norm = (vector(1, "scale")?, vector(1, "shift")?);
        let products = SharedRows::new(KEPT, PRODUCTS);
        Ok(Self { words, shapes, bias: vector(1, "bias")?, norm, second: conv(2)?, third: conv(3)?, products })
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
        self.find(vocabulary, pieces.iter().flat_map(|p| &tokens[p.from..p.to]), state);
        self.first(tokens, pieces, state);
        let State { layout, rows: [one, two, three], buffers, kept, .. } = state;
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

    /// Finds or computes the products of the word of every token.
    fn find<'a>(&self, vocabulary: &Vocabulary, tokens: impl Iterator<Item = &'a Input> + Clone, state: &mut State) {
        let State { products, vectors, .. } = state;
        let missing = products.find(&self.products, tokens.clone().map(|input| u64::from(input.word) | 1 << 48));
        let mut next = missing.iter().peekable();
        let wanted = tokens.enumerate().filter(|(position, _)| next.next_if(|&&wanted| wanted == *position).is_some());
        let places = vectors.read(vocabulary, wanted.map(|(_, input)| input.word));
        products.fill(|rows| self.words.gather(&vectors.rows, &places, rows));
    }

    /// The first layer: the sum of what the words and shapes of a token and its neighbours say. Beyond the ends there is nothing.
    fn first(&self, tokens: &[Input], pieces: &[Piece], state: &mut State) {
        let State { products, layout, rows: [one, ..], .. } = state;
        let width = CHANNELS[1];
        layout.prepare(one, width);
        let nothing = &self.shapes[SHAPES.len() * PRODUCTS..];
        let mut at = 0;
        for piece in pieces {
            let tokens = &tokens[piece.from..piece.to];
            let of = |i: Option<usize>| match i.filter(|&i| i < tokens.len()) {
                Some(i) => (products.row(at + i), &self.shapes[usize::from(tokens[i].shape) * PRODUCTS..][..PRODUCTS]),
                None => (nothing, nothing),
            };
            for i in 0..tokens.len() {
                let [before, here, after] = [of(i.checked_sub(1)), of(Some(i)), of(Some(i + 1))];
                let parts = [
                    &before.0[..width],
                    &here.0[width..2 * width],
                    &after.0[2 * width..],
                    &before.1[..width],
                    &here.1[width..2 * width],
                    &after.1[2 * width..],
                ];
                let row = layout.rows()[at + i] as usize * width;
                sum_parts(parts, &self.bias, (&self.norm.0, &self.norm.1), &mut one[row..row + width]);
            }
            at += tokens.len();
        }
        products.end();
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
