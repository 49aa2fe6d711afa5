//! The network of names: persons, organisations and places as words of a sentence.

use std::ops::Range;

use rapporteur_model::MentionKind;
use rapporteur_nn::{Error, Linear, WeightFile, viterbi};

use super::network::{Network, State, Words, linear};
use super::vectors::Vectors;

/// Tags: outside, then beginning and inside of each kind.
const KINDS: [MentionKind; 3] = [MentionKind::Person, MentionKind::Organisation, MentionKind::Place];
const TAGS: usize = 1 + 2 * KINDS.len();

/// A name: its kind and its words.
pub(super) type Name = (MentionKind, Range<usize>);

/// The names network with its CRF.
#[derive(Debug)]
pub(super) struct Names {
    network: Network,
    emit: Linear,
    transitions: Vec<f32>,
}

impl Names {
    pub(super) fn open(file: WeightFile, vectors: &Vectors) -> Result<Self, Error> {
        let network = Network::open(file, vectors)?;
        let emit = linear(&network.file, "emit", network.width(), TAGS)?;
        let transitions = network.file.tensor("transitions")?.to_f32(&[TAGS, TAGS])?;
        Ok(Self { network, emit, transitions })
    }

    /// Emissions `[word][tag]` of the words of sentences, without gaps.
    pub(super) fn scores(&self, state: &mut State, vectors: &Vectors, words: Words<'_>, sentences: &[Range<usize>]) -> Vec<f32> {
        let mut hidden = Vec::new();
        self.network.run(state, vectors, words, sentences, &mut hidden);
        let count = hidden.len() / self.network.width();
        let mut scores = vec![0.0; count * TAGS];
        self.emit.apply_dense(&hidden, &mut scores, count);
        scores
    }

    /// Tags of the words of sentences, without gaps.
    pub(super) fn tags(&self, state: &mut State, vectors: &Vectors, words: Words<'_>, sentences: &[Range<usize>]) -> Vec<u8> {
        let mut scores = self.scores(state, vectors, words, sentences);
        let (mut tags, mut out, mut at) = (Vec::new(), Vec::with_capacity(scores.len() / TAGS), 0);
        for sentence in sentences {
            let scores = &mut scores[at * TAGS..(at + sentence.len()) * TAGS];
            // Before the first word stands the tag O.
            scores.iter_mut().zip(&self.transitions[..TAGS]).for_each(|(s, t)| *s += t);
            viterbi(scores, &self.transitions, TAGS, &mut tags);
            out.extend_from_slice(&tags);
            at += sentence.len();
        }
        out
    }
}

/// Names from the tags of consecutive words, the first of which is word `start`.
pub(super) fn decode(tags: &[u8], start: usize) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    for (at, &tag) in tags.iter().enumerate().filter(|&(_, &tag)| tag > 0) {
        let kind = KINDS[(tag as usize - 1) / 2];
        let word = start + at;
        match out.last_mut() {
            Some((of, words)) if tag % 2 == 0 && *of == kind && words.end == word => words.end += 1,
            _ => out.push((kind, word..word + 1)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{MentionKind, decode};

    #[test]
    fn tags_become_names() {
        let names = decode(&[0, 1, 2, 1, 3, 4, 0, 5], 10);
        use MentionKind::{Organisation, Person, Place};
        assert_eq!(names, [(Person, 11..13), (Person, 13..14), (Organisation, 14..16), (Place, 17..18)]);
    }
}
