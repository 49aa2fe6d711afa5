//! Names: tags of persons, places and organisations over a whole text.

use std::ops::Range;

use rapporteur_model::MentionKind;
use rapporteur_nn::{Activation, Error, Linear, WeightFile, viterbi};

use super::encoder::{Encoder, Input, State, WIDTH};
use super::head;
use super::vocabulary::Vocabulary;

/// Tags in the order of their ids; the model file must agree.
const TAGS: [&str; 8] = ["<pad>", "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"];

#[derive(Debug)]
pub(super) struct Ner {
    encoder: Encoder,
    head: Linear,
    transitions: Vec<f32>,
}

impl Ner {
    pub fn read(file: &WeightFile) -> Result<Self, Error> {
        if head::names(file, "tags")? != TAGS {
            return Err(head::unfit(file, "the tags are not those of names"));
        }
        Ok(Self {
            encoder: Encoder::read(file)?,
            head: head::linear(file, "head", WIDTH, TAGS.len(), Activation::None)?,
            transitions: file.tensor("transitions")?.to_f32(&[TAGS.len(), TAGS.len()])?,
        })
    }

    /// Scores of every tag of every token, `[token][8]`.
    pub fn scores(&self, vocabulary: &Vocabulary, tokens: &[Input], state: &mut State) -> Vec<f32> {
        let mut scores = vec![0.0; tokens.len() * TAGS.len()];
        self.encoder.encode(vocabulary, tokens, std::iter::once(tokens.len()), state, |first, encoded| {
            let to: Vec<u32> = (0..encoded.at.len()).map(|i| ((first + i) * TAGS.len()) as u32).collect();
            self.head.apply(encoded.rows, encoded.at, &mut scores, &to);
        });
        scores
    }

    /// Spans of names as ranges of tokens, in order, not overlapping. The tokens are one sequence: a whole text.
    pub fn spans(&self, vocabulary: &Vocabulary, tokens: &[Input], state: &mut State) -> Vec<(Range<usize>, MentionKind)> {
        let scores = self.scores(vocabulary, tokens, state);
        let mut tags = Vec::new();
        viterbi(&scores, &self.transitions, TAGS.len(), &mut tags);
        spans(&tags)
    }
}

/// A B tag opens a span, an I tag of any kind prolongs the open one, padding is passed over.
fn spans(tags: &[u8]) -> Vec<(Range<usize>, MentionKind)> {
    let mut spans: Vec<(Range<usize>, MentionKind)> = Vec::new();
    let mut open = false;
    for (i, &tag) in tags.iter().enumerate() {
        match TAGS[tag as usize].as_bytes() {
            [b'B', _, kind, ..] => {
                let kind = match kind {
                    b'P' => MentionKind::Person,
                    b'L' => MentionKind::Place,
                    _ => MentionKind::Organisation,
                };
                spans.push((i..i + 1, kind));
                open = true;
            }
            [b'I', ..] => {
                if let Some((span, _)) = spans.last_mut().filter(|_| open) {
                    span.end = i + 1;
                }
            }
            [b'O'] => open = false,
            _ => {}
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::{MentionKind, spans};

    #[test]
    fn an_inner_tag_of_another_kind_prolongs() {
        let (org, person) = (MentionKind::Organisation, MentionKind::Person);
        assert_eq!(spans(&[3, 6, 7, 3, 1, 7, 2, 2]), [(1..4, org), (6..7, person), (7..8, person)]);
        assert_eq!(spans(&[2, 0, 3]), [(0..3, person)]);
    }
}
