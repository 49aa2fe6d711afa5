//! The network of syntax: part of speech, features, head and relation of every word of a sentence.

use std::ops::Range;

use rapporteur_model::{Deprel, Feats, Upos};
use rapporteur_nn::{Activation, Error, Linear, WeightFile, argmax, dots, products, tree};

use super::network::{self, Network, Words, linear};
use super::vectors::Vectors;

/// Distances beyond are one.
const NEAR: isize = 16;
const ARC: usize = 128;
const REL: usize = 48;
/// Heads whose kernels of relations are made together: few enough for the cache, and a multiple of what the kernel takes at once.
const TOGETHER: usize = 24;

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
    /// Of a head: one output per number of the dependent and relation, then one per relation.
    rel_kernel: Linear,
    rel_from_dep: Linear,
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
        let (rel_kernel, rel_from_dep) = kernels(file, rels.len())?;
        Ok(Self {
            upos: (linear(file, "upos", width, upos.len())?, upos),
            feats: (linear(file, "feats", width, feats.len())?, feats),
            arc_dep: linear(file, "arc.dep", width, ARC)?,
            arc_head: linear(file, "arc.head", width, ARC)?,
            arc_bias: file.tensor("arc.bias")?.to_f32(&[ARC])?,
            near: linear(file, "arc.near", ARC, 2 * NEAR as usize + 1)?,
            rel_dep: linear(file, "rel.dep", width, REL)?,
            rel_head: linear(file, "rel.head", width, REL)?,
            rel_kernel,
            rel_from_dep,
            rel_from_head: linear(file, "rel.from_head", REL, rels.len())?,
            root: file.tensor("root")?.to_f32(&[width])?,
            rels,
            network,
        })
    }

    /// Reads sentences; gives their words without gaps.
    pub(super) fn parse(&self, state: &mut State, vectors: &Vectors, words: Words<'_>, sentences: &[Range<usize>]) -> Vec<Parsed> {
        let State { network, rows } = state;
        self.network.run(network, vectors, words, sentences, &mut rows.hidden);
        let count = rows.hidden.len() / self.network.width();
        rows.hidden.extend_from_slice(&self.root); // the last row, after those of all words
        rows.root = count;
        applied(&self.rel_head, &rows.hidden, count + 1, &mut rows.rel_head);
        applied(&self.rel_dep, &rows.hidden, count, &mut rows.rel_dep);
        applied(&self.arc_dep, &rows.hidden, count, &mut rows.dep);
        applied(&self.arc_head, &rows.hidden, count + 1, &mut rows.head);
        [&mut rows.rel_head, &mut rows.rel_dep, &mut rows.dep, &mut rows.head].into_iter().for_each(|rows| leaky(rows));
        applied(&self.rel_from_dep, &rows.rel_dep, count, &mut rows.rel_from_dep);
        applied(&self.rel_from_head, &rows.rel_head, count + 1, &mut rows.rel_from_head);
        applied(&self.near, &rows.dep, count, &mut rows.near);
        let mut heads: Vec<Option<u32>> = Vec::with_capacity(count);
        for sentence in sentences {
            let start = heads.len();
            let found = tree::heads(&self.arcs(rows, start, sentence.len()), sentence.len());
            heads.extend(found.into_iter().map(|head| head.checked_sub(1).map(|head| head + start as u32)));
        }
        let rels = self.relations(rows, &heads);
        self.words(rows, sentences, heads, rels)
    }

    /// Scores `[word][head]` of one sentence whose first word is row `start`; head 0 is the root.
    fn arcs(&self, rows: &Rows, start: usize, n: usize) -> Vec<f32> {
        let scale = (ARC as f32).sqrt().recip();
        let mut heads = Vec::with_capacity((n + 1) * ARC);
        heads.extend_from_slice(&rows.head[rows.root * ARC..][..ARC]);
        heads.extend_from_slice(&rows.head[start * ARC..][..n * ARC]);
        let mut bias = vec![0.0; n + 1];
        dots(&self.arc_bias, &heads, ARC, &mut bias);
        let mut scores = vec![0.0; n * (n + 1)];
        dots(&rows.dep[start * ARC..][..n * ARC], &heads, ARC, &mut scores);
        for (i, scores) in scores.chunks_exact_mut(n + 1).enumerate() {
            let near = &rows.near[(start + i) * (2 * NEAR as usize + 1)..][..2 * NEAR as usize + 1];
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

    /// The words of a batch, from their heads, which are words of the batch, and relations.
    fn words(&self, rows: &mut Rows, sentences: &[Range<usize>], heads: Vec<Option<u32>>, rels: Vec<Deprel>) -> Vec<Parsed> {
        let Rows { hidden, scores, .. } = rows;
        let mut best = |layer: &Linear| -> Vec<usize> {
            applied(layer, hidden, heads.len(), scores);
            scores.chunks_exact(layer.outputs()).map(argmax).collect()
        };
        let (upos, feats) = (best(&self.upos.0), best(&self.feats.0));
        let mut start = 0;
        let starts = sentences.iter().flat_map(|sentence| {
            let first = start;
            start += sentence.len() as u32;
            std::iter::repeat_n(first, sentence.len())
        });
        let words = heads.into_iter().zip(rels).zip(starts).zip(upos).zip(feats);
        let parsed = words.map(|((((head, deprel), start), upos), feats)| {
            let (kept, compared) = self.feats.1[feats];
            Parsed { upos: self.upos.1[upos], feats: kept, compared, head: head.map(|head: u32| head - start), deprel }
        });
        parsed.collect()
    }

    /// The best relation of every word to its head; never `root` but for a root.
    fn relations(&self, rows: &Rows, heads: &[Option<u32>]) -> Vec<Deprel> {
        let kinds = self.rels.len();
        let wide = self.rel_kernel.outputs();
        // Words by their heads, so that the kernel of a head is made once for all that hang on it.
        let mut order: Vec<(u32, u32)> = (0..).zip(heads).filter_map(|(word, head)| Some(((*head)?, word))).collect();
        order.sort_unstable();
        let mut rels = vec![Deprel::Root; heads.len()];
        let (mut kernels, mut scores) = (vec![0.0; TOGETHER * wide], vec![0.0; kinds]);
        let groups: Vec<&[(u32, u32)]> = order.chunk_by(|a, b| a.0 == b.0).collect();
        for groups in groups.chunks(TOGETHER) {
            let from: Vec<u32> = groups.iter().map(|group| group[0].0 * REL as u32).collect();
            self.rel_kernel.gather(&rows.rel_head, &from, &mut kernels);
            for (&(head, word), kernel) in groups.iter().zip(kernels.chunks_exact(wide)).flat_map(|(g, k)| g.iter().map(move |w| (w, k))) {
                rels[word as usize] = self.relation(kernel, rows, head as usize, word as usize, &mut scores);
            }
        }
        rels
    }

    /// The best relation of a word to a head, from the kernel of the head.
    fn relation(&self, kernel: &[f32], rows: &Rows, head: usize, word: usize, scores: &mut [f32]) -> Deprel {
        let kinds = self.rels.len();
        let (pairs, alone) = kernel.split_at(REL * kinds);
        products(&rows.rel_dep[word * REL..][..REL], pairs, REL, scores);
        let (from_dep, from_head) = (&rows.rel_from_dep[word * kinds..][..kinds], &rows.rel_from_head[head * kinds..][..kinds]);
        for ((((score, alone), dep), head), &rel) in scores.iter_mut().zip(alone).zip(from_dep).zip(from_head).zip(&self.rels) {
            *score = if rel == Deprel::Root { f32::MIN } else { *score + alone + dep + head };
        }
        self.rels[argmax(scores)]
    }
}

/// Reads the kernel of relations, which the file keeps as products of a dependent, as products of a head; and what a dependent says
/// of a relation whatever its head.
fn kernels(file: &WeightFile, kinds: usize) -> Result<(Linear, Linear), Error> {
    let outputs = kinds * (REL + 1);
    let weights = file.tensor("rel.kernel")?.to_f32(&[REL, outputs])?;
    let bias = file.tensor("rel.kernel.bias")?.to_f32(&[outputs])?;
    // Output `dep * kinds + rel` of the head's number `head`; the last `kinds` are of the bias.
    let of_head = |head: usize, n: usize| {
        let (dep, rel) = (n / kinds, n % kinds);
        let row = if dep < REL { &weights[dep * outputs..][..outputs] } else { &bias[..] };
        row[rel * REL + head]
    };
    let of_dep = |dep: usize, rel: usize| weights[dep * outputs + kinds * REL + rel];
    let alone = Linear::new(REL, kinds, of_dep, &bias[kinds * REL..], Activation::None);
    Ok((Linear::new(REL, outputs, of_head, &[], Activation::None), alone))
}

/// Buffers, kept from batch to batch.
#[derive(Debug, Default)]
pub(super) struct State {
    network: network::State,
    rows: Rows,
}

/// What the heads of the network say of all words of a batch; those of heads have a row for the root.
#[derive(Debug, Default)]
struct Rows {
    hidden: Vec<f32>,
    dep: Vec<f32>,
    head: Vec<f32>,
    near: Vec<f32>,
    rel_dep: Vec<f32>,
    rel_head: Vec<f32>,
    rel_from_dep: Vec<f32>,
    rel_from_head: Vec<f32>,
    scores: Vec<f32>,
    root: usize,
}

fn applied(layer: &Linear, rows: &[f32], count: usize, out: &mut Vec<f32>) {
    out.resize(count * layer.outputs(), 0.0);
    layer.apply_dense(rows, out, count);
}

fn leaky(rows: &mut [f32]) {
    rows.iter_mut().for_each(|x| *x = if *x > 0.0 { *x } else { 0.1 * *x });
}
