//! Dependency trees.

use rapporteur_model::Deprel;
use rapporteur_nn::{Activation, Error, Linear, WeightFile, argmax, dots, products, tree};

use super::encoder::{Encoded, Encoder, Input, State, WIDTH};
use super::head;
use super::vocabulary::Vocabulary;

const INNER: usize = 32;

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
            let mut at = 0;
            while at < encoded.at.len() {
                let Some(len) = next.next() else { break };
                let sentence = Encoded { rows: encoded.rows, at: &encoded.at[at..at + len] };
                arcs.extend(self.sentence(&sentence, first + at));
                at += len;
            }
        });
        arcs
    }

    fn sentence(&self, encoded: &Encoded, first: usize) -> Vec<Arc> {
        let n = encoded.at.len();
        let heads = self.heads(encoded);
        let labels = self.labels(encoded, &heads);
        let arc = |i: usize| {
            let head = heads[i].checked_sub(1).map(|h| h + first as u32);
            (head, self.relations[labels[i]])
        };
        (0..n).map(arc).collect()
    }

    /// Heads by the scores of all pairs: 0 is the root, `h` is token `h - 1`.
    fn heads(&self, encoded: &Encoded) -> Vec<u32> {
        let n = encoded.at.len();
        let rows: Vec<u32> = (0..n).map(|i| (i * INNER) as u32).collect();
        let mut left = vec![0.0; n * INNER];
        let mut right = vec![0.0; (n + 1) * INNER];
        self.arc.left.apply(encoded.rows, encoded.at, &mut left, &rows);
        let mut turned = vec![0.0; n * INNER];
        self.arc.kernel.apply(&left, &rows, &mut turned, &rows);
        right[..INNER].copy_from_slice(&self.arc.root);
        self.arc.right.apply(encoded.rows, encoded.at, &mut right[INNER..], &rows);
        let mut scores = vec![0.0; n * (n + 1)];
        dots(&turned, &right, INNER, &mut scores);
        #[cfg(test)]
        if self.greedy {
            return scores.chunks_exact(n + 1).map(|row| argmax(row) as u32).collect();
        }
        tree::heads(&scores, n)
    }

    /// The best relation of every token to its head. Only a root is `root`.
    fn labels(&self, encoded: &Encoded, heads: &[u32]) -> Vec<usize> {
        let (n, count) = (encoded.at.len(), self.relations.len());
        let rows: Vec<u32> = (0..n).map(|i| (i * INNER) as u32).collect();
        let mut left = vec![0.0; (n + 1) * INNER];
        left[..INNER].copy_from_slice(&self.relation.root);
        self.relation.left.apply(encoded.rows, encoded.at, &mut left[INNER..], &rows);
        let mut right = vec![0.0; n * INNER];
        self.relation.right.apply(encoded.rows, encoded.at, &mut right, &rows);
        let from: Vec<u32> = heads.iter().map(|head| head * INNER as u32).collect();
        let to: Vec<u32> = (0..n).map(|i| (i * INNER * count) as u32).collect();
        let mut kernels = vec![0.0; n * INNER * count];
        self.relation.kernel.apply(&left, &from, &mut kernels, &to);
        let mut scores = vec![0.0; count];
        (0..n)
            .map(|i| {
                products(&right[i * INNER..][..INNER], &kernels[i * INNER * count..][..INNER * count], INNER, &mut scores);
                self.label(&mut scores, heads[i] == 0)
            })
            .collect()
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
