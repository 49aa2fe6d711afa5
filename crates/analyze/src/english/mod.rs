//! The English engine: words, sentences, lemmas by rule; names and syntax by two networks of our own (`models/english`,
//! made by `training/`). Reads weights once; decides nothing that the networks or rules do not say.

mod bundled;
mod features;
#[cfg(test)]
mod golden;
mod headline;
mod lemma;
mod names;
mod network;
mod sentences;
mod shifted;
mod syntax;
mod vectors;
mod vote;
mod words;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use rapporteur_model::{Feats, Lang, MentionKind, Number, Report, Sentence, Span, Token, Upos};
use rapporteur_nn::{Error, WeightFile};

use crate::shouted::{self, Written};
use names::Names;
use syntax::{Parsed, Syntax};
use vectors::Vectors;

pub use vote::settle;

/// All dictionary forms that a form can come from, in lower case.
pub(crate) fn lemmas(form: &str) -> Vec<String> {
    lemma::lemmas(form)
}

/// Words that go through a network at once: bounds memory; more of them read each weight less often.
const BATCH: usize = 1536;

/// The English models.
#[derive(Debug)]
pub struct English {
    vectors: Vectors,
    names: Names,
    syntax: Syntax,
}

/// What one thread keeps between reports: buffers and the products of forms seen.
#[derive(Debug, Default)]
pub struct EnglishState {
    names: network::State,
    syntax: syntax::State,
}

/// Words and sentences of a text; words are byte ranges, sentences ranges of words.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Split {
    /// Byte ranges of the words, in order.
    pub words: Vec<Range<usize>>,
    /// Ranges of `words`, in order, covering them.
    pub sentences: Vec<Range<usize>>,
    /// Sentences of the text that were too long and make up several of these.
    pub cut: usize,
}

impl Split {
    /// The sentences with their spans.
    pub(crate) fn spans(&self) -> Vec<Sentence> {
        let span = |s: &Range<usize>| Span::new(self.words[s.start].start, self.words[s.end - 1].end);
        self.sentences.iter().map(|s| Sentence { span: span(s), tokens: s.start as u32..s.end as u32 }).collect()
    }

    /// The words and sentences of a report, block by block.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let mut split = Self::default();
        // A dateline says where and when a report was filed, not what its first sentence tells.
        let filed = report.dateline.as_ref().map(|line| line.span);
        for block in &report.blocks {
            let (start, end) = (block.span.start(), block.span.end());
            let told = filed.filter(|line| line.start() == start && line.end() < end).map_or(start, |line| line.end());
            if start < told {
                split.add(&report.text, start..told);
            }
            split.add(&report.text, told..end);
        }
        split
    }

    /// Adds the words and sentences of one block, whose positions in the text are `block`.
    pub fn add(&mut self, text: &str, block: Range<usize>) {
        let inside = &text[block.clone()];
        let found = words::words(inside);
        let shift = self.words.len();
        let (sentences, cut) = sentences::sentences(inside, &found);
        self.sentences.extend(sentences.into_iter().map(|s| s.start + shift..s.end + shift));
        self.cut += cut;
        self.words.extend(found.into_iter().map(|w| w.start + block.start..w.end + block.start));
    }
}

impl English {
    /// Maps `vectors.rnn`, `names.rnn` and `syntax.rnn` in a folder.
    ///
    /// # Errors
    /// If one is missing, damaged, or not the weights expected.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let file = |name: &str| WeightFile::open(&folder.join(name));
        Self::read(file("vectors.rnn")?, file("names.rnn")?, file("syntax.rnn")?)
    }

    /// The models that lie in the program.
    ///
    /// # Errors
    /// If they are not the weights expected, which a test makes sure of.
    pub fn bundled() -> Result<Self, Error> {
        let file = WeightFile::from_static;
        Self::read(
            file("vectors.rnn", &bundled::VECTORS.0)?,
            file("names.rnn", &bundled::NAMES.0)?,
            file("syntax.rnn", &bundled::SYNTAX.0)?,
        )
    }

    fn read(vectors: WeightFile, names: WeightFile, syntax: WeightFile) -> Result<Self, Error> {
        let vectors = Vectors::open(vectors)?;
        let (names, syntax) = (Names::open(names, &vectors)?, Syntax::open(syntax, &vectors)?);
        Ok(Self { vectors, names, syntax })
    }

    /// Names of persons, organisations and places as ranges of words, in order, none over another: what the network alone says,
    /// sentence by sentence. [`settle`] makes the names of a report agree.
    #[must_use]
    pub fn names(&self, state: &mut EnglishState, text: &str, split: &Split) -> Vec<(MentionKind, Range<usize>)> {
        let text = &*quiet(text, split);
        let mut out = Vec::new();
        for batch in batches(&split.sentences) {
            let tags = self.names.tags(&mut state.names, &self.vectors, (text, &split.words), batch);
            let mut at = 0;
            for sentence in batch {
                out.extend(names::decode(&tags[at..at + sentence.len()], sentence.start));
                at += sentence.len();
            }
        }
        out
    }

    /// Sentences and tokens with lemma, part of speech, features, head and relation.
    #[must_use]
    pub fn tokens(&self, state: &mut EnglishState, text: &str, split: &Split) -> (Vec<Sentence>, Vec<Token>) {
        let text = &*quiet(text, split);
        let mut tokens = Vec::with_capacity(split.words.len());
        for batch in batches(&split.sentences) {
            let parsed = self.syntax.parse(&mut state.syntax, &self.vectors, (text, &split.words), batch);
            let words = batch.iter().flat_map(|s| s.clone().map(|word| (s.start, word)));
            tokens.extend(parsed.iter().zip(words).map(|(p, (start, word))| token(text, &split.words[word], start, p)));
        }
        let mut at = 0;
        for sentence in &split.sentences {
            let own = &mut tokens[at..at + sentence.len()];
            headline::mend(text, own, sentence.start as u32);
            shifted::mend(text, own, sentence.start as u32);
            at += sentence.len();
        }
        (split.spans(), tokens)
    }
}

/// The text with sentences in capitals as they would be written: common words small, all others with a capital.
pub(crate) fn quiet<'t>(text: &'t str, split: &Split) -> Cow<'t, str> {
    let written = |form: &str, _: Option<&str>| {
        let lower = form.to_lowercase();
        let single = form.chars().count() < 2 || form.chars().any(|c| c.is_ascii_digit());
        match () {
            () if COMMON.contains(lower.as_str()) => Written::Small,
            () if single => Written::Capitals,
            () => Written::Title,
        }
    };
    shouted::quiet(text, &split.words, &split.sentences, &written)
}

/// Common English words of the press.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let english = rapporteur_knowledge::languages::languages().language.iter().filter(|row| row.code == "en");
    english.flat_map(|row| row.words.split_whitespace()).collect()
});

fn token(text: &str, word: &Range<usize>, sentence: usize, parsed: &Parsed) -> Token {
    let form = &text[word.clone()];
    let post = |noun: &str| rapporteur_knowledge::titles::posts().get(Lang::En).is_some_and(|posts| posts.is_post(noun));
    // "Presidents Jan Duda and Ivan Lukic": a title in the plural that the network takes for a name in the singular.
    let titles = parsed.upos == Upos::Propn && lemma::plural_of(form, post);
    let number = if titles { Some(Number::Plur) } else { parsed.feats.number };
    let feats = Feats { number, ..parsed.feats };
    Token {
        span: Span::new(word.start, word.end),
        lemma: lemma::lemma(form, parsed.upos, feats, parsed.compared),
        upos: parsed.upos,
        feats,
        head: parsed.head.map(|head| head + sentence as u32),
        deprel: parsed.deprel,
    }
}

/// Consecutive sentences of about [`BATCH`] words together.
fn batches(sentences: &[Range<usize>]) -> impl Iterator<Item = &[Range<usize>]> {
    let mut rest = sentences;
    std::iter::from_fn(move || {
        let first = rest.first()?.start;
        let count = rest.iter().take_while(|s| s.start == first || s.end - first <= BATCH).count();
        let (batch, after) = rest.split_at(count);
        rest = after;
        Some(batch)
    })
}
