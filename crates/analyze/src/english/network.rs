//! What both English networks share: the word side, kept per form, and the convolutions over it.

use std::hash::BuildHasher as _;
use std::ops::Range;

use rapporteur_nn::{Activation, Buffers, Conv, Error, Layout, Linear, Norm, RowBatch, SharedRows, WeightFile, add_bytes};

use super::features::{Features, folded};
use super::vectors::{Vectors, VectorsView};

/// Forms whose products are kept in each of two generations, for all threads together; a form takes up to 1.3 kB.
const KEPT: usize = 6000;
const EPSILON: f32 = 1e-5;
/// Tables of the word side, in the order of the input row, and the numbers of a row of each.
const TABLES: [(&str, usize); 6] = [("word", 96), ("prefix", 32), ("suffix3", 32), ("suffix2", 32), ("shape", 32), ("ngrams", 64)];

/// A sentence is a range of words; a text's words are byte ranges.
pub(super) type Words<'a> = (&'a str, &'a [Range<usize>]);

fn norm(file: &WeightFile, name: &str, width: usize) -> Result<Norm, Error> {
    let both = file.tensor(name)?.to_f32(&[2, width])?;
    Ok(Norm::new(both[..width].to_vec(), both[width..].to_vec(), EPSILON))
}

/// A network up to its last hidden layer.
#[derive(Debug)]
pub(super) struct Network {
    pub(super) file: WeightFile,
    width: usize,
    inner: Linear,
    first: Vec<f32>,
    norm: Norm,
    blocks: Vec<(Conv, Norm)>,
    products: SharedRows,
}

/// Buffers of one thread for one network.
#[derive(Debug, Default)]
pub(super) struct State {
    products: RowBatch,
    inputs: Vec<f32>,
    layout: Layout,
    hidden: Vec<f32>,
    gates: Vec<f32>,
    buffers: Buffers,
}

impl Network {
    pub(super) fn open(file: WeightFile, vectors: &Vectors) -> Result<Self, Error> {
        let number = |key: &str| {
            let text = file.meta(key).unwrap_or_default();
            text.parse::<usize>()
                .map_err(|_| Error::Header { path: file.path().to_owned(), reason: format!("{key} is {text:?}, not a number") })
        };
        let (width, depth) = (number("width")?, number("depth")?);
        let inputs = TABLES.iter().map(|t| t.1).sum::<usize>() + vectors.dim();
        let network = Self {
            inner: linear(&file, "entry.inner", inputs, 2 * width)?,
            first: file.tensor("entry.first")?.to_f32(&[2 * width])?,
            norm: norm(&file, "entry.norm", width)?,
            blocks: (0..depth).map(|i| block(&file, i, width)).collect::<Result<_, _>>()?,
            products: SharedRows::new(KEPT, 2 * width),
            width,
            file,
        };
        Tables::of(&network.file)?.check()?;
        Ok(network)
    }

    /// Numbers of a hidden row.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Runs the network over sentences, which are ranges of the words. Gives the hidden rows of their words without gaps.
    pub(super) fn run(
        &self,
        state: &mut State,
        vectors: &Vectors,
        (text, words): Words<'_>,
        sentences: &[Range<usize>],
        out: &mut Vec<f32>,
    ) {
        let width = self.width;
        state.layout.set(sentences.iter().map(ExactSizeIterator::len));
        self.products(state, vectors, text, sentences.iter().flat_map(|s| &words[s.clone()]));
        let State { products, layout, hidden, gates, buffers, .. } = state;
        layout.prepare(hidden, width);
        // What the first word of a sentence adds to its products is added in the rows of gates, which are free as yet.
        let mut at = 0;
        gates.resize(layout.total() * 2 * width, 0.0);
        for sentence in sentences {
            for i in 0..sentence.len() {
                let gated = &mut gates[(at + i) * 2 * width..][..2 * width];
                gated.copy_from_slice(products.row(at + i));
                if i == 0 {
                    gated.iter_mut().zip(&self.first).for_each(|(g, f)| *g += f);
                }
            }
            at += sentence.len();
        }
        products.end();
        let places = |width: usize| layout.rows().iter().map(move |&row| row * width as u32).collect::<Vec<u32>>();
        let dense: Vec<u32> = (0..at as u32).map(|row| row * 2 * width as u32).collect();
        let (narrow, wide) = (places(width), places(2 * width));
        self.norm.gate(gates, &dense, false, hidden, &narrow);
        for (conv, norm) in &self.blocks {
            conv.apply(layout, hidden, gates, buffers);
            norm.gate(gates, &wide, true, hidden, &narrow);
        }
        out.clear();
        state.layout.rows().iter().for_each(|&place| out.extend_from_slice(&state.hidden[place as usize * width..][..width]));
    }

    /// Finds or makes the products of the word side for all words.
    fn products<'a>(&self, state: &mut State, vectors: &Vectors, text: &str, words: impl Iterator<Item = &'a Range<usize>> + Clone) {
        let forms = words.map(|word| &text[word.clone()]);
        let missing = state.products.find(&self.products, forms.clone().map(key));
        let tables = Tables::of(&self.file).expect("checked when the file was opened");
        let view = vectors.view();
        state.inputs.clear();
        let mut next = missing.iter().peekable();
        for (at, form) in forms.enumerate() {
            if next.next_if(|&&wanted| wanted == at).is_some() {
                tables.input(&view, form, &mut state.inputs);
            }
        }
        state.products.fill(|rows| self.inner.apply_dense(&state.inputs, rows, missing.len()));
    }
}

/// Forms are told apart by 62 bits of a hash.
fn key(form: &str) -> u64 {
    foldhash::quality::FixedState::default().hash_one(form) >> 2 | 1 << 62
}

/// Reads `NAME` `[inputs, outputs]` and `NAME.bias`.
pub(super) fn linear(file: &WeightFile, name: &str, inputs: usize, outputs: usize) -> Result<Linear, Error> {
    let weights = file.tensor(name)?.to_f32(&[inputs, outputs])?;
    let bias = file.tensor(&format!("{name}.bias"))?.to_f32(&[outputs])?;
    Ok(Linear::new(inputs, outputs, |k, n| weights[k * outputs + n], &bias, Activation::None))
}

fn block(file: &WeightFile, index: usize, width: usize) -> Result<(Conv, Norm), Error> {
    let name = format!("block.{index}");
    let weights = file.tensor(&format!("{name}.conv"))?.to_f32(&[2 * width, width, 3])?;
    let bias = file.tensor(&format!("{name}.bias"))?.to_f32(&[2 * width])?;
    Ok((Conv::new(width, 2 * width, &weights, &bias, Activation::None), norm(file, &format!("{name}.norm"), width)?))
}

/// The tables of the word side in the map: bytes less 128, times the scale of their row.
struct Tables<'a> {
    /// Words joined by line ends, sorted by bytes, and where each begins.
    words: (&'a [u8], &'a [u32]),
    tables: Vec<(&'a [u8], &'a [f32], usize)>,
}

impl<'a> Tables<'a> {
    fn of(file: &'a WeightFile) -> Result<Self, Error> {
        let mut tables = Vec::with_capacity(TABLES.len());
        for (name, dim) in TABLES {
            // Names of tensors must live as long as the file, so they are spelled here.
            let (codes, scale) = match name {
                "word" => ("entry.word", "entry.word.scale"),
                "prefix" => ("entry.prefix", "entry.prefix.scale"),
                "suffix3" => ("entry.suffix3", "entry.suffix3.scale"),
                "suffix2" => ("entry.suffix2", "entry.suffix2.scale"),
                "shape" => ("entry.shape", "entry.shape.scale"),
                _ => ("entry.ngrams", "entry.ngrams.scale"),
            };
            let codes = file.tensor(codes)?;
            let rows = codes.shape().first().copied().unwrap_or_default();
            tables.push((codes.bytes()?, file.tensor(scale)?.f32s(&[rows])?, dim));
        }
        Ok(Self { words: (file.tensor("words")?.bytes()?, file.tensor("words.starts")?.u32s()?), tables })
    }

    /// Checks that every row that a feature can name is there, and that the word list is in order inside its bytes.
    fn check(&self) -> Result<(), Error> {
        let (bytes, starts) = self.words;
        let counts = [starts.len(), 2048, 4096, 1024, 512, 20_000];
        let whole = self.tables.iter().zip(counts).all(|(t, count)| t.1.len() == count && t.0.len() == count * t.2);
        let ordered = starts.windows(2).all(|w| w[0] < w[1]) && starts.last().is_some_and(|&end| end as usize == bytes.len());
        if whole && ordered {
            Ok(())
        } else {
            Err(Error::Shape { name: "entry".into(), found: "other counts of rows".into(), expected: format!("{counts:?}") })
        }
    }

    /// Row of a word in small letters: 1 for the first of the list, 0 where it is not listed.
    fn word(&self, low: &str) -> usize {
        let (bytes, starts) = self.words;
        let word = |at: usize| &bytes[starts[at] as usize..starts[at + 1] as usize - 1];
        let (mut from, mut to) = (0, starts.len() - 1);
        while from < to {
            let middle = (from + to) / 2;
            match word(middle).cmp(low.as_bytes()) {
                std::cmp::Ordering::Equal => return middle + 1,
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        0
    }

    /// Appends the input row of a form.
    fn input(&self, vectors: &VectorsView<'_>, form: &str, out: &mut Vec<f32>) {
        let folded = folded(form);
        let f = Features::of(&folded);
        let rows = [self.word(&f.low), f.prefix as usize, f.suffix3 as usize, f.suffix2 as usize, f.shape as usize];
        for (&row, &(codes, scale, dim)) in rows.iter().zip(&self.tables) {
            let at = out.len();
            out.resize(at + dim, 0.0);
            add_bytes(&codes[row * dim..][..dim], scale[row], &mut out[at..]);
        }
        let (codes, scale, dim) = self.tables[5];
        let at = out.len();
        out.resize(at + dim, 0.0);
        for &gram in &f.ngrams {
            let row = gram as usize;
            add_bytes(&codes[row * dim..][..dim], scale[row] / f.ngrams.len() as f32, &mut out[at..]);
        }
        let at = out.len();
        out.resize(at + VECTOR, 0.0);
        vectors.write(&folded, &f.low, &mut out[at..]);
    }
}

/// Numbers of a static vector.
const VECTOR: usize = 300;
