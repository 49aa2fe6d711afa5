//! The Russian engine: tokens, sentences, names, morphology and syntax by the networks of slovnet 0.6 (from the package
//! natasha 1.6.0, MIT), lemmas by a dictionary. Decides nothing about what a name stands for.
//!
//! Names are found over the whole text as one sequence; a full stop is put (for the network alone) where a line ends without
//! punctuation. Morphology and syntax see one sentence at a time.

mod encoder;
mod head;
mod morph;
mod ner;
mod repair;
mod sentences;
mod shape;
mod syntax;
pub(crate) mod vocabulary;
mod vote;

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use rapporteur_model::{Feats, Number, Sentence, Span, Tense, Token, Upos, VerbForm};
use rapporteur_nn::{Error, WeightFile};

use crate::NameSpan;
use crate::lemma::{Lemmas, name_word, noun_only};
use crate::letters::small;
use crate::shouted::{self, Written};
use crate::sieve::Part;
use crate::tokens::tokens;
use encoder::{Input, State};
use morph::Morph;
use ner::Ner;
pub(crate) use shape::SHAPES;
use syntax::Syntax;
use vocabulary::Vocabulary;

/// File names of the models in their folder.
pub(crate) mod files {
    pub(crate) const EMBEDDING: &str = "ru-navec.weights";
    pub(crate) const NER: &str = "ru-names.weights";
    pub(crate) const MORPH: &str = "ru-morph.weights";
    pub(crate) const SYNTAX: &str = "ru-syntax.weights";
    #[cfg(test)]
    pub(crate) const ALL: [&str; 4] = [EMBEDDING, NER, MORPH, SYNTAX];
}

/// Tokens of the longest sentence: a longer one becomes several, so that the table of all pairs of its tokens stays small, and all
/// that looks over a sentence later stays quick.
const LONGEST: usize = 384;

/// The Russian models.
#[derive(Debug)]
pub struct Russian {
    files: Arc<Files>,
    ner: Ner,
    morph: Morph,
    syntax: Syntax,
    lemmas: Lemmas,
}

/// What one thread keeps between reports: buffers.
#[derive(Debug, Default)]
pub struct RussianState {
    encoder: State,
}

/// The tokens of a text by line and sentence, before any annotation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Split {
    /// Byte ranges of the tokens, in order.
    pub tokens: Vec<Range<usize>>,
    /// Ranges of `tokens`, in order, covering them; none reaches over a line end.
    pub sentences: Vec<Range<usize>>,
    /// For every line with tokens: one past its last token.
    pub lines: Vec<usize>,
    /// Sentences of the text that were too long and make up several of these.
    pub cut: usize,
}

impl Split {
    /// Adds a sentence, in parts where it is overlong.
    fn add(&mut self, sentence: Range<usize>) {
        self.cut += usize::from(sentence.len() > LONGEST);
        let starts = sentence.clone().step_by(LONGEST);
        self.sentences.extend(starts.map(|start| start..sentence.end.min(start + LONGEST)));
    }

    fn spans(&self) -> Vec<Sentence> {
        let span = |s: &Range<usize>| Span::new(self.tokens[s.start].start, self.tokens[s.end - 1].end);
        self.sentences.iter().map(|s| Sentence { span: span(s), tokens: s.start as u32..s.end as u32 }).collect()
    }

    /// Splits a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut split = Self::default();
        let mut at = 0;
        for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
            let found = tokens(line);
            let shift = split.tokens.len();
            sentences::sentences(line, &found).into_iter().for_each(|s| split.add(s.start + shift..s.end + shift));
            split.tokens.extend(found.into_iter().map(|t| t.start + at..t.end + at));
            if split.tokens.len() > shift {
                split.lines.push(split.tokens.len());
            }
            at += line.len();
        }
        split
    }
}

/// The files of the Russian models, mapped and checked, not yet made into networks: what an English report need not wait for.
#[derive(Debug)]
pub struct Files {
    vocabulary: Vocabulary,
    ner: WeightFile,
    morph: WeightFile,
    syntax: WeightFile,
}

impl Files {
    /// Maps the models in a folder.
    ///
    /// # Errors
    /// If one is missing, damaged, not finite, or not one that fits the others.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let vocabulary = Vocabulary::open(&folder.join(files::EMBEDDING))?;
        let open = |name: &str| -> Result<WeightFile, Error> {
            let file = WeightFile::open(&folder.join(name))?;
            if file.meta("embedding") != Some(vocabulary.id()) || head::names(&file, "shapes")? != SHAPES {
                return Err(head::unfit(&file, "it was trained on other vectors or shapes"));
            }
            file.check_finite()?;
            Ok(file)
        };
        if vocabulary.vectors().dim() != encoder::INPUTS[0] {
            let path = folder.join(files::EMBEDDING);
            return Err(Error::Header { path, reason: "its vectors are of another length than the networks need".to_owned() });
        }
        let (ner, morph, syntax) = (open(files::NER)?, open(files::MORPH)?, open(files::SYNTAX)?);
        Ok(Self { vocabulary, ner, morph, syntax })
    }
}

impl Russian {
    /// Maps the models in a folder and makes the networks.
    ///
    /// # Errors
    /// As [`Files::open`], and as [`read`](Self::read).
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Self::read(&Arc::new(Files::open(folder)?))
    }

    /// Makes the networks.
    ///
    /// # Errors
    /// If a tensor is missing or of another shape.
    pub fn read(files: &Arc<Files>) -> Result<Self, Error> {
        Ok(Self {
            ner: Ner::read(&files.ner)?,
            morph: Morph::read(&files.morph)?,
            syntax: Syntax::read(&files.syntax)?,
            lemmas: Lemmas::default(),
            files: Arc::clone(files),
        })
    }

    /// Names of persons, organisations and places, in order, none over another: those of the network, with quotes and brackets
    /// repaired and kinds that agree over the text.
    #[must_use]
    pub fn names(&self, state: &mut RussianState, text: &str, split: &Split) -> Vec<NameSpan> {
        let text = &*quiet(text, split);
        self.names_of(state, text, split, &self.inputs(text, &split.tokens))
    }

    /// Sentences and tokens with lemma, part of speech, features, head and relation.
    #[must_use]
    pub fn tokens(&self, state: &mut RussianState, text: &str, split: &Split) -> (Vec<Sentence>, Vec<Token>) {
        let text = &*quiet(text, split);
        self.tokens_of(state, text, split, &self.inputs(text, &split.tokens))
    }

    /// Both of the above; words are looked up once.
    #[must_use]
    pub fn analyse(&self, state: &mut RussianState, text: &str, split: &Split) -> (Vec<Sentence>, Vec<Token>, Vec<NameSpan>) {
        let text = &*quiet(text, split);
        let inputs = self.inputs(text, &split.tokens);
        let names = self.names_of(state, text, split, &inputs);
        let (sentences, tokens) = self.tokens_of(state, text, split, &inputs);
        (sentences, tokens, names)
    }

    /// As [`analyse`](Self::analyse), with syntax and lemmas only for the sentences that `choose` takes; it is given the names.
    #[must_use]
    pub fn analyse_some(
        &self,
        state: &mut RussianState,
        text: &str,
        split: &Split,
        choose: &dyn Fn(&[NameSpan]) -> Vec<bool>,
    ) -> (Vec<Sentence>, Vec<Token>, Vec<NameSpan>) {
        let text = &*quiet(text, split);
        let inputs = self.inputs(text, &split.tokens);
        let names = self.names_of(state, text, split, &inputs);
        let part = Part::of(&split.tokens, &split.sentences, &choose(&names));
        let chosen = Split { tokens: part.words.clone(), sentences: part.sentences.clone(), ..Split::default() };
        let inputs: Vec<Input> = part.places.iter().map(|&i| inputs[i]).collect();
        let (_, tokens) = self.tokens_of(state, text, &chosen, &inputs);
        (split.spans(), part.spread(text, &split.tokens, &split.sentences, tokens), names)
    }

    fn names_of(&self, state: &mut RussianState, text: &str, split: &Split, inputs: &[Input]) -> Vec<NameSpan> {
        let names = repair::repair(text, split, self.marked(state, text, split, inputs));
        let span = |range: &Range<usize>| Span::new(split.tokens[range.start].start, split.tokens[range.end - 1].end);
        let name = |(range, kind): repair::Name| NameSpan { span: span(&range), tokens: range.start as u32..range.end as u32, kind };
        vote::settle(text, split, names).into_iter().map(name).collect()
    }

    /// Names as the network marks them, as ranges of tokens.
    fn marked(&self, state: &mut RussianState, text: &str, split: &Split, inputs: &[Input]) -> Vec<repair::Name> {
        let (inputs, places) = with_stops(text, split, inputs, self.input("."));
        let found = self.ner.spans(&self.files.vocabulary, &inputs, &mut state.encoder);
        found.into_iter().filter_map(|(span, kind)| Some((real(&places[span])?, kind))).collect()
    }

    fn tokens_of(&self, state: &mut RussianState, text: &str, split: &Split, inputs: &[Input]) -> (Vec<Sentence>, Vec<Token>) {
        let lengths = split.sentences.iter().map(ExactSizeIterator::len);
        let tags = self.morph.tags(&self.files.vocabulary, inputs, lengths.clone(), &mut state.encoder);
        let arcs = self.syntax.arcs(&self.files.vocabulary, inputs, lengths, &mut state.encoder);
        let tagged = split.tokens.iter().zip(&tags).map(|(range, &tag)| {
            let (form, (upos, feats)) = (&text[range.clone()], self.morph.meaning(tag));
            let upos = if upos == Upos::X && form.chars().all(|c| c.is_ascii_punctuation()) { Upos::Punct } else { upos };
            // A word with a capital looks like an adjective in a name.
            let noun = (upos == Upos::Adj && form.starts_with(char::is_uppercase)).then(|| noun_only(form, &feats)).flatten();
            let (upos, feats) = noun.map_or((upos, feats), |feats| (Upos::Noun, feats));
            (form, tag, upos, feats)
        });
        let lemmas = self.lemmas.of(tagged.clone());
        let token = |(((range, (_, _, upos, feats)), lemma), (head, deprel)): ((_, Box<str>), syntax::Arc)| {
            let range: &Range<usize> = range;
            let form = &text[range.clone()];
            let feats = past(form, &lemma, upos, feats);
            let feats = Feats { short: feats.short || is_short(form, upos, &feats), ..feats };
            Token { span: Span::new(range.start, range.end), lemma, upos, feats, head, deprel }
        };
        let tokens = split.tokens.iter().zip(tagged).zip(lemmas).zip(arcs).map(token).collect();
        (split.spans(), tokens)
    }

    fn inputs(&self, text: &str, tokens: &[Range<usize>]) -> Vec<Input> {
        let search = self.files.vocabulary.search();
        let mut lower = String::new();
        let mut input = |token: &Range<usize>| {
            let form = &text[token.clone()];
            lower.clear();
            // A word of a megabyte is not copied; it is in no list anyway.
            lower.extend(small(form).take(100));
            Input { word: search.id(&lower), shape: shape::shape(form) }
        };
        tokens.iter().map(&mut input).collect()
    }

    fn input(&self, form: &str) -> Input {
        self.inputs(form, std::slice::from_ref(&(0..form.len())))[0]
    }
}

/// The text with sentences in capitals as they would be written.
pub(crate) fn quiet<'t>(text: &'t str, split: &Split) -> Cow<'t, str> {
    shouted::quiet(text, &split.tokens, &split.sentences, &written)
}

/// A word of the language small, a name with a capital; a short word that no list has is an acronym.
fn written(form: &str, before: Option<&str>) -> Written {
    let word = name_word(form);
    let given = before.map(name_word).is_some_and(|before| before.given.any() && !before.common);
    let name = word.given.any() || word.patronymic.any() || word.surname.any();
    let letters = form.chars().count();
    match () {
        () if form.chars().any(|c| c.is_ascii_digit()) => Written::Capitals,
        () if given && letters > 2 && !word.verb => Written::Title,
        () if word.common && !(word.given.any() && letters > 2) => Written::Small,
        () if !name && letters < 4 => Written::Capitals,
        () => Written::Title,
    }
}

/// A full stop after every line but the last that has no end mark. Also gives the token of every input, none for such a stop.
fn with_stops(text: &str, split: &Split, inputs: &[Input], stop: Input) -> (Vec<Input>, Vec<Option<u32>>) {
    let (mut all, mut places) = (Vec::with_capacity(inputs.len() + split.lines.len()), Vec::new());
    let mut at = 0;
    for &end in &split.lines {
        all.extend_from_slice(&inputs[at..end]);
        places.extend((at as u32..end as u32).map(Some));
        if end < inputs.len() && !is_closed(text, &split.tokens[at..end]) {
            all.push(stop);
            places.push(None);
        }
        at = end;
    }
    (all, places)
}

/// Whether a line ends with an end mark, perhaps in quotes or brackets.
fn is_closed(text: &str, line: &[Range<usize>]) -> bool {
    let mut words = line.iter().rev().map(|t| &text[t.clone()]);
    let last = words.find(|w| !matches!(*w, "»" | "”" | "\"" | ")" | "]"));
    last.is_some_and(|w| w.chars().all(|c| ".?!…;:".contains(c)))
}

/// The tokens that the inputs of a name stand for; a stop that was put in is none.
fn real(places: &[Option<u32>]) -> Option<Range<usize>> {
    let mut real = places.iter().flatten().map(|&i| i as usize);
    let first = real.next()?;
    Some(first..real.next_back().unwrap_or(first) + 1)
}

/// An adjective that ends as no long one does stands in its short form, whatever the tagger says ("подконтрольны").
fn is_short(form: &str, upos: Upos, feats: &Feats) -> bool {
    // "российско-иранской": what ends in "о" may be the first half of a compound.
    const LONG: &[&str] = &[
        "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "го", "му", "ую", "юю", "ым", "им", "ом", "ем", "ых", "их", "ми", "ою", "ею",
        "ей", "о", "ье", "ья", "ьи", "ью",
    ];
    // A comparative ("короче") has no number.
    let plain = upos == Upos::Adj && feats.number.is_some() && form.chars().all(char::is_lowercase);
    plain && form.chars().count() > 4 && !LONG.iter().any(|end| form.ends_with(end))
}

/// A finite verb that is its infinitive with "л" for "ть" stands in the past, whatever the tagger says ("завизировали").
fn past(form: &str, lemma: &str, upos: Upos, feats: Feats) -> Feats {
    let ahead = upos == Upos::Verb && feats.verb_form == Some(VerbForm::Fin) && matches!(feats.tense, Some(Tense::Fut | Tense::Pres));
    if !ahead {
        return feats;
    }
    let endings = [("ли", Number::Plur), ("ла", Number::Sing), ("ло", Number::Sing), ("л", Number::Sing)];
    let bare = |word: &str| word.strip_suffix("ся").or_else(|| word.strip_suffix("сь")).unwrap_or(word).to_owned();
    let (form, lemma) = (bare(&form.to_lowercase()), bare(lemma));
    let number = endings.iter().find(|(end, _)| form.strip_suffix(end).is_some_and(|stem| lemma.strip_suffix("ть") == Some(stem)));
    match number {
        Some(&(_, number)) => Feats { tense: Some(Tense::Past), person: None, number: Some(number), ..feats },
        None => feats,
    }
}

#[cfg(test)]
mod tests;
