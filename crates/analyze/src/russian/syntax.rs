//! Dependency trees.

use rapporteur_model::Deprel;
use rapporteur_nn::{Activation, Error, Linear, WeightFile, argmax, dots, products, tree};

use super::encoder::{Encoded, Encoder, Input, State, WIDTH};
use super::head;
use super::vocabulary::Vocabulary;

const INNER: usize = 32;
/// Heads whose kernels of relations are made together: few enough for the cache, and a multiple of what the kernel takes at once.
const TOGETHER: usize = 24;

#[derive(Debug)]
pub(super) struct Syntax {
    encoder: Encoder,
    /// Of arcs and of relations: what a token is as a dependent and as a head.
    arc: Pair,
    relation: Pair,
    relations: Vec<Deprel>,
    /// Take the best head of every token, tree or not, as the reference does.
    #[cfg(test)]
    pub greedy: bool,
}

/// Two projections, a kernel between them, and the projected root.
#[derive(Debug)]
struct Pair {
    left: Linear,
    right: Linear,
    kernel: Linear,
    root: Vec<f32>,
}

impl Pair {
    /// Reads `NAME.head`, `NAME.tail`, `NAME.kernel`, `NAME.root`; `projected` is the side that the root is needed on.
    fn read(file: &WeightFile, name: &str, outputs: usize, root_right: bool) -> Result<Self, Error> {
        let side = |part: &str| head::linear(file, &format!("{name}.{part}"), WIDTH, INNER, Activation::Relu);
        let (left, right) = (side("head")?, side("tail")?);
        let mut root = vec![0.0; INNER];
        let vector = file.tensor(&format!("{name}.root"))?.to_f32(&[WIDTH])?;
        if root_right { &right } else { &left }.apply_dense(&vector, &mut root, 1);
        Ok(Self { left, right, kernel: head::kernel(file, &format!("{name}.kernel"), INNER, outputs)?, root })
    }
}

/// The head of a token (its number in the whole text, `None` for a root) and its relation.
pub(super) type Arc = (Option<u32>, Deprel);

impl Syntax {
    pub fn read(file: &WeightFile) -> Result<Self, Error> {
        let names = head::names(file, "relations")?;
        Ok(Self {
            encoder: Encoder::read(file)?,
            arc: Pair::read(file, "arc", INNER, true)?,
            relation: Pair::read(file, "relation", INNER * names.len(), false)?,
            relations: names.iter().map(|name| Deprel::read(name)).collect(),
            #[cfg(test)]
            greedy: false,
        })
    }

    /// The arc of every token; sequences are sentences. Every sentence gets one root and no cycle.
    pub fn arcs(
        &self,
        vocabulary: &Vocabulary,
        tokens: &[Input],
        sentences: impl Iterator<Item = usize> + Clone,
        state: &mut State,
    ) -> Vec<Arc> {
        let mut arcs: Vec<Arc> = Vec::with_capacity(tokens.len());
        let mut next = sentences.clone();
        self.encoder.encode(vocabulary, tokens, sentences, state, |first, encoded| {
            let mut lengths = Vec::new();
            let mut rest = encoded.at.len();
            while rest > 0 {
                let Some(len) = next.next() else { break };
                lengths.push(len);
                rest = rest.saturating_sub(len);
            }
            let heads = self.heads(&encoded, &lengths);
            let labels = self.labels(&encoded, &heads);
            let arc = |(head, label): (Option<u32>, usize)| (head.map(|head| head + first as u32), self.relations[label]);
            arcs.extend(heads.into_iter().zip(labels).map(arc));
        });
        arcs
    }

    /// The head of every token of sentences of these lengths as a number of the batch, by the scores of all pairs of a sentence.
    fn heads(&self, encoded: &Encoded, lengths: &[usize]) -> Vec<Option<u32>> {
        let count = encoded.at.len();
        let [mut left, mut turned] = [(); 2].map(|()| vec![0.0; count * INNER]);
        self.arc.left.gather(encoded.rows, encoded.at, &mut left);
        self.arc.kernel.apply_dense(&left, &mut turned, count);
        // A row for the root goes before those of a sentence.
        let mut right = vec![0.0; (count + lengths.len()) * INNER];
        let mut to = Vec::with_capacity(count);
        let mut at = 0;
        for &len in lengths {
            right[at * INNER..][..INNER].copy_from_slice(&self.arc.root);
            to.extend((at + 1..=at + len).map(|row| (row * INNER) as u32));
            at += len + 1;
        }
        self.arc.right.apply(encoded.rows, encoded.at, &mut right, &to);
        let (mut heads, mut scores) = (Vec::with_capacity(count), Vec::new());
        for (sentence, &len) in lengths.iter().enumerate() {
            let start = heads.len();
            scores.resize(len * (len + 1), 0.0);
            let right = &right[(start + sentence) * INNER..][..(len + 1) * INNER];
            dots(&turned[start * INNER..][..len * INNER], right, INNER, &mut scores);
            let found = self.tree(&scores, len);
            heads.extend(found.into_iter().map(|head| head.checked_sub(1).map(|head| head + start as u32)));
        }
        heads
    }

    /// Heads of a sentence: 0 is the root, `h` is token `h - 1`.
    fn tree(&self, scores: &[f32], len: usize) -> Vec<u32> {
        #[cfg(test)]
        if self.greedy {
            return scores.chunks_exact(len + 1).map(|row| argmax(row) as u32).collect();
        }
        tree::heads(scores, len)
    }

    /// The best relation of every token to its head. Only a root is `root`.
    fn labels(&self, encoded: &Encoded, heads: &[Option<u32>]) -> Vec<usize> {
        let (count, kinds) = (encoded.at.len(), self.relations.len());
        let [mut left, mut right] = [1, 0].map(|more| vec![0.0; (count + more) * INNER]);
        self.relation.left.gather(encoded.rows, encoded.at, &mut left[..count * INNER]);
        left[count * INNER..].copy_from_slice(&self.relation.root);
        self.relation.right.gather(encoded.rows, encoded.at, &mut right);
        // Tokens by their heads, so that the kernel of a head is made once for all that hang on it. The root comes last.
        let mut order: Vec<(u32, u32)> = (0..).zip(heads).map(|(token, head)| (head.unwrap_or(count as u32), token)).collect();
        order.sort_unstable();
        let mut labels = vec![0; count];
        let (mut kernels, mut scores) = (vec![0.0; TOGETHER * INNER * kinds], vec![0.0; kinds]);
        let groups: Vec<&[(u32, u32)]> = order.chunk_by(|a, b| a.0 == b.0).collect();
        for groups in groups.chunks(TOGETHER) {
            let from: Vec<u32> = groups.iter().map(|group| group[0].0 * INNER as u32).collect();
            self.relation.kernel.gather(&left, &from, &mut kernels);
            for (group, kernel) in groups.iter().zip(kernels.chunks_exact(INNER * kinds)) {
                for &(head, token) in *group {
                    products(&right[token as usize * INNER..][..INNER], kernel, INNER, &mut scores);
                    labels[token as usize] = self.label(&mut scores, head as usize == count);
                }
            }
        }
        labels
    }

    fn label(&self, scores: &mut [f32], root: bool) -> usize {
        #[cfg(test)]
        if self.greedy {
            return argmax(scores);
        }
        for (score, relation) in scores.iter_mut().zip(&self.relations) {
            if (*relation == Deprel::Root) != root {
                *score = f32::NEG_INFINITY;
            }
        }
        argmax(scores)
    }
}
