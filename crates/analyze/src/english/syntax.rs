//! The network of syntax: part of speech, features, head and relation of every word of a sentence.

use std::ops::Range;

use rapporteur_model::{Deprel, Feats, Upos};
use rapporteur_nn::{Error, Linear, WeightFile, argmax, dots, tree};

use super::network::{Network, State, Words, linear};
use super::vectors::Vectors;

/// Distances beyond are one.
const NEAR: isize = 16;
const ARC: usize = 128;
const REL: usize = 48;

/// What the network says of a word. The head is a word of the same sentence, counted from its first; `None` is the root.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parsed {
    pub(super) upos: Upos,
    pub(super) feats: Feats,
    /// `Degree` is no feature that the model keeps, but lemmas need it: comparative or superlative.
    pub(super) compared: bool,
    pub(super) head: Option<u32>,
    pub(super) deprel: Deprel,
}

/// The syntax network.
#[derive(Debug)]
pub(super) struct Syntax {
    network: Network,
    upos: (Linear, Vec<Upos>),
    feats: (Linear, Vec<(Feats, bool)>),
    rels: Vec<Deprel>,
    arc_dep: Linear,
    arc_head: Linear,
    arc_bias: Vec<f32>,
    near: Linear,
    rel_dep: Linear,
    rel_head: Linear,
    rel_kernel: Linear,
    rel_from_head: Linear,
    root: Vec<f32>,
}

fn labels<'a>(file: &'a WeightFile, key: &str) -> Vec<&'a str> {
    file.meta(key).unwrap_or_default().split('\n').collect()
}

impl Syntax {
    pub(super) fn open(file: WeightFile, vectors: &Vectors) -> Result<Self, Error> {
        let network = Network::open(file, vectors)?;
        let (file, width) = (&network.file, network.width());
        let upos: Vec<Upos> = labels(file, "upos").into_iter().map(|u| Upos::parse(u).unwrap_or(Upos::X)).collect();
        let compared = |f: &str| f.contains("Degree=Cmp") || f.contains("Degree=Sup");
        let feats: Vec<(Feats, bool)> = labels(file, "feats").into_iter().map(|f| (Feats::read(f), compared(f))).collect();
        let rels: Vec<Deprel> = labels(file, "rels").into_iter().map(Deprel::read).collect();
        Ok(Self {
            upos: (linear(file, "upos", width, upos.len())?, upos),
            feats: (linear(file, "feats", width, feats.len())?, feats),
            arc_dep: linear(file, "arc.dep", width, ARC)?,
            arc_head: linear(file, "arc.head", width, ARC)?,
            arc_bias: file.tensor("arc.bias")?.to_f32(&[ARC])?,
            near: linear(file, "arc.near", ARC, 2 * NEAR as usize + 1)?,
            rel_dep: linear(file, "rel.dep", width, REL)?,
            rel_head: linear(file, "rel.head", width, REL)?,
            // One output per relation and number of the head, then one per relation.
            rel_kernel: linear(file, "rel.kernel", REL, rels.len() * (REL + 1))?,
            rel_from_head: linear(file, "rel.from_head", REL, rels.len())?,
            root: file.tensor("root")?.to_f32(&[width])?,
            rels,
            network,
        })
    }

    /// Reads sentences; gives their words without gaps.
    pub(super) fn parse(&self, state: &mut State, vectors: &Vectors, words: Words<'_>, sentences: &[Range<usize>]) -> Vec<Parsed> {
        let mut hidden = Vec::new();
        self.network.run(state, vectors, words, sentences, &mut hidden);
        let width = self.network.width();
        let count = hidden.len() / width;
        hidden.extend_from_slice(&self.root); // the last row, after those of all words
        let rel_head = leaky(applied(&self.rel_head, &hidden, count + 1));
        let rows = Rows {
            upos: applied(&self.upos.0, &hidden, count),
            feats: applied(&self.feats.0, &hidden, count),
            dep: leaky(applied(&self.arc_dep, &hidden, count)),
            head: leaky(applied(&self.arc_head, &hidden, count + 1)),
            rel_dep: leaky(applied(&self.rel_dep, &hidden, count)),
            rel_from_head: applied(&self.rel_from_head, &rel_head, count + 1),
            rel_head,
            root: count,
        };
        let near = applied(&self.near, &rows.dep, count);
        let mut out = Vec::with_capacity(count);
        for sentence in sentences {
            let start = out.len();
            let heads = tree::heads(&self.arcs(&rows, &near, start, sentence.len()), sentence.len());
            out.extend(self.words(&rows, start, &heads));
        }
        out
    }

    /// Scores `[word][head]` of one sentence whose first word is row `start`; head 0 is the root.
    fn arcs(&self, rows: &Rows, near: &[f32], start: usize, n: usize) -> Vec<f32> {
        let scale = (ARC as f32).sqrt().recip();
        let mut heads = Vec::with_capacity((n + 1) * ARC);
        heads.extend_from_slice(&rows.head[rows.root * ARC..][..ARC]);
        heads.extend_from_slice(&rows.head[start * ARC..][..n * ARC]);
        let mut bias = vec![0.0; n + 1];
        dots(&self.arc_bias, &heads, ARC, &mut bias);
        let mut scores = vec![0.0; n * (n + 1)];
        dots(&rows.dep[start * ARC..][..n * ARC], &heads, ARC, &mut scores);
        for (i, scores) in scores.chunks_exact_mut(n + 1).enumerate() {
            let near = &near[(start + i) * (2 * NEAR as usize + 1)..][..2 * NEAR as usize + 1];
            for (j, (score, bias)) in scores.iter_mut().zip(&bias).enumerate() {
                *score = *score * scale + bias;
                if j > 0 {
                    let offset = (j as isize - 1 - i as isize).clamp(-NEAR, NEAR) + NEAR;
                    *score += near[offset as usize];
                }
            }
            scores[i + 1] = -1e4;
        }
        scores
    }

    /// The words of one sentence whose first word is row `start`, from their heads.
    fn words<'a>(&'a self, rows: &'a Rows, start: usize, heads: &'a [u32]) -> impl Iterator<Item = Parsed> + 'a {
        let kinds = self.rels.len();
        let wide = kinds * (REL + 1);
        let (mut products, mut scores) = (vec![0.0; heads.len() * wide], vec![0.0; kinds]);
        self.rel_kernel.apply_dense(&rows.rel_dep[start * REL..], &mut products, heads.len());
        heads.iter().enumerate().map(move |(i, &head)| {
            let row = start + i;
            let head_row = if head == 0 { rows.root } else { start + head as usize - 1 };
            let deprel = if head == 0 { Deprel::Root } else { self.relation(&products[i * wide..][..wide], rows, head_row, &mut scores) };
            let (upos, feats) = (self.upos.1.len(), self.feats.1.len());
            let (kept, compared) = self.feats.1[argmax(&rows.feats[row * feats..][..feats])];
            Parsed { upos: self.upos.1[argmax(&rows.upos[row * upos..][..upos])], feats: kept, compared, head: head.checked_sub(1), deprel }
        })
    }

    /// The best relation to a head, from the products of the dependent; never `root`, which has been dealt with.
    fn relation(&self, product: &[f32], rows: &Rows, head_row: usize, scores: &mut [f32]) -> Deprel {
        let head = &rows.rel_head[head_row * REL..][..REL];
        let kinds = self.rels.len();
        let from_head = &rows.rel_from_head[head_row * kinds..][..kinds];
        let (pairs, alone) = product.split_at(kinds * REL);
        dots(head, pairs, REL, scores);
        for (((score, alone), head_alone), &rel) in scores.iter_mut().zip(alone).zip(from_head).zip(&self.rels) {
            *score = if rel == Deprel::Root { f32::MIN } else { *score + alone + head_alone };
        }
        self.rels[argmax(scores)]
    }
}

/// What the heads of the network say of all words of a batch; those of heads have a row for the root.
struct Rows {
    upos: Vec<f32>,
    feats: Vec<f32>,
    dep: Vec<f32>,
    head: Vec<f32>,
    rel_dep: Vec<f32>,
    rel_head: Vec<f32>,
    rel_from_head: Vec<f32>,
    root: usize,
}

fn applied(layer: &Linear, rows: &[f32], count: usize) -> Vec<f32> {
    let mut out = vec![0.0; count * layer.outputs()];
    layer.apply_dense(rows, &mut out, count);
    out
}

fn leaky(mut rows: Vec<f32>) -> Vec<f32> {
    rows.iter_mut().for_each(|x| *x = if *x > 0.0 { *x } else { 0.1 * *x });
    rows
}
