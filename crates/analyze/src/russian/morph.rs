//! Parts of speech and features.

use rapporteur_model::{Feats, Upos};
use rapporteur_nn::{Activation, Error, Linear, WeightFile, argmax};

use super::encoder::{Encoder, Input, State, WIDTH};
use super::head;
use super::vocabulary::Vocabulary;

/// Tokens whose scores are made together: few enough for the cache, and a multiple of what the kernel takes at once.
const TOGETHER: usize = 36;

#[derive(Debug)]
pub(super) struct Morph {
    encoder: Encoder,
    head: Linear,
    tags: Vec<(Upos, Feats)>,
    #[cfg(test)]
    pub names: Vec<String>,
}

impl Morph {
    pub fn read(file: &WeightFile) -> Result<Self, Error> {
        let names = head::names(file, "tags")?;
        Ok(Self {
            encoder: Encoder::read(file)?,
            head: head::linear(file, "head", WIDTH, names.len(), Activation::None)?,
            tags: names.iter().map(|name| parse(name)).collect(),
            #[cfg(test)]
            names: names.iter().map(|&name| name.to_owned()).collect(),
        })
    }

    /// The tag of every token as its id; sequences are sentences.
    pub fn tags(&self, vocabulary: &Vocabulary, tokens: &[Input], sentences: impl Iterator<Item = usize>, state: &mut State) -> Vec<u16> {
        let count = self.tags.len();
        let mut tags = Vec::with_capacity(tokens.len());
        let mut scores = vec![0.0; TOGETHER * count];
        self.encoder.encode(vocabulary, tokens, sentences, state, |_, encoded| {
            for at in encoded.at.chunks(TOGETHER) {
                let scores = &mut scores[..at.len() * count];
                self.head.gather(encoded.rows, at, scores);
                tags.extend(scores.chunks_exact(count).map(|row| argmax(row) as u16));
            }
        });
        tags
    }

    /// What a tag says.
    pub fn meaning(&self, tag: u16) -> (Upos, Feats) {
        self.tags[tag as usize]
    }
}

/// `POS|Feat=Value|…`
fn parse(name: &str) -> (Upos, Feats) {
    let (upos, feats) = name.split_once('|').unwrap_or((name, ""));
    (Upos::parse(upos).unwrap_or(Upos::X), Feats::read(feats))
}
