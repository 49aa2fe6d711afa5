//! What mention finders look at: tokens, sentences and name spans of one report, with small questions about tokens. Finds nothing itself.

use std::ops::Range;

use rapporteur_model::{Case, Country, Lang, MentionKind, Number, Report, Sentence, Span, Token, Upos};

use super::lexicon::{Lexicon, lexicon};
use crate::NameSpan;
use crate::letters::lower;
use crate::places::{Countries, Gazetteer};

/// Tokens, sentences and name spans of one report.
pub struct Layers<'a> {
    /// The report; token spans index its clean text.
    pub report: &'a Report,
    /// Language of the models used.
    pub lang: Lang,
    /// Sentences in order.
    pub sentences: &'a [Sentence],
    /// Tokens in order.
    pub tokens: &'a [Token],
    /// Dictionary forms of the tokens in lower case; see [`lower_lemmas`].
    pub lemmas: &'a [String],
    /// Spans of names as the network gave them, in order, not overlapping.
    pub names: &'a [NameSpan],
    /// The text with sentences in capitals as they would be written, byte for byte as long: names are made of it.
    pub quiet: &'a str,
    /// Cities; empty where none is installed.
    pub gazetteer: &'a Gazetteer,
}

/// The dictionary form of each token in lower case.
#[must_use]
pub fn lower_lemmas(tokens: &[Token]) -> Vec<String> {
    tokens.iter().map(|t| lower(&t.lemma)).collect()
}

/// Tokens `start..end` with the token that heads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chunk {
    pub start: u32,
    pub end: u32,
    pub head: u32,
}

impl Chunk {
    pub fn holds(&self, token: u32) -> bool {
        tally();
        self.start <= token && token < self.end
    }
}

/// Of chunks in order that do not overlap the one that holds a token: by halving, so that long reports take time in proportion to their length.
pub(super) fn holding(chunks: &[Chunk], token: u32) -> Option<&Chunk> {
    let at = chunks.partition_point(|chunk| {
        tally();
        chunk.end <= token
    });
    chunks.get(at).filter(|chunk| chunk.holds(token))
}

/// Of chunks in order that do not overlap those that share a token with `start..end`.
pub(super) fn sharing(chunks: &[Chunk], start: u32, end: u32) -> &[Chunk] {
    let from = chunks.partition_point(|chunk| chunk.end <= start);
    let to = chunks.partition_point(|chunk| chunk.start < end);
    &chunks[from..to.max(from)]
}

/// A name of this kind over tokens.
pub(super) fn span(layers: &Layers, tokens: Range<u32>, kind: MentionKind) -> NameSpan {
    NameSpan { span: layers.span(tokens.start, tokens.end), tokens, kind }
}

/// "Noordwijk Terminals", "Azerbaijan Railways", "Grupo Cauca": a noun of what firms do ends the name, or one of another language begins it.
pub(super) fn firm(layers: &Layers, words: &Range<u32>) -> bool {
    let lists = &layers.lexicon().selection;
    let ends = lists.ends.contains(&layers.form(words.end - 1).to_lowercase()) && layers.capital(words.end - 1);
    // "Institute of Optics" is named by what stands before "of".
    let plain = !words.clone().any(|i| layers.form(i) == "of");
    words.len() > 1 && plain && (ends || lists.begins.contains(&layers.form(words.start).to_lowercase()))
}

/// The code of the European Union stands among countries; it is a party to things, as an organisation is.
pub(super) fn union(country: Country) -> bool {
    Country::new("EU") == Some(country)
}

/// Of name spans in order that do not overlap those that share a token with `tokens`.
pub(super) fn sharing_names<'n>(names: &'n [NameSpan], tokens: &Range<u32>) -> &'n [NameSpan] {
    let from = names.partition_point(|name| name.tokens.end <= tokens.start);
    let to = names.partition_point(|name| name.tokens.start < tokens.end);
    &names[from..to.max(from)]
}

/// Counts the steps that finders take, in tests.
fn tally() {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

#[cfg(test)]
thread_local! {
    pub(super) static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

impl<'a> Layers<'a> {
    pub(super) fn lexicon(&self) -> &'static Lexicon {
        lexicon(self.lang)
    }

    pub(super) fn english(&self) -> bool {
        self.lang == Lang::En
    }

    pub(super) fn token(&self, i: u32) -> &'a Token {
        tally();
        &self.tokens[i as usize]
    }

    pub(super) fn form(&self, i: u32) -> &'a str {
        self.token(i).span.slice(&self.report.text)
    }

    /// Dictionary form in lower case.
    pub(super) fn lemma(&self, i: u32) -> &'a str {
        tally();
        &self.lemmas[i as usize]
    }

    pub(super) fn case(&self, i: u32) -> Option<Case> {
        self.token(i).feats.case
    }

    pub(super) fn is(&self, i: u32, upos: &[Upos]) -> bool {
        upos.contains(&self.token(i).upos)
    }

    /// Adjective, or participle used as one.
    pub(super) fn is_adjective(&self, i: u32) -> bool {
        let token = self.token(i);
        (token.upos == Upos::Adj || (token.upos == Upos::Verb && token.feats.case.is_some())) && !token.feats.short
    }

    pub(super) fn is_noun(&self, i: u32) -> bool {
        self.is(i, &[Upos::Noun, Upos::Propn])
    }

    pub(super) fn capital(&self, i: u32) -> bool {
        self.form(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// Two capitals or more and no small letter: an acronym.
    pub(super) fn acronym(&self, i: u32) -> bool {
        let form = self.form(i);
        form.chars().filter(|c| c.is_uppercase()).count() >= 2 && !form.chars().any(char::is_lowercase) && !self.shouted(i)
    }

    /// The words around are all in capitals: there a word of capitals is no acronym.
    fn shouted(&self, i: u32) -> bool {
        const AROUND: u32 = 8;
        let bounds = self.bounds(i);
        let near = bounds.start.max(i.saturating_sub(AROUND))..bounds.end.min(i + AROUND);
        let words = near.map(|j| self.form(j)).filter(|form| form.chars().filter(|c| c.is_alphabetic()).count() > 1);
        let (count, small) = words.fold((0, false), |(count, small), form| (count + 1, small || form.chars().any(char::is_lowercase)));
        count >= 4 && !small
    }

    /// No space between the two neighbours.
    pub(super) fn glued(&self, left: u32, right: u32) -> bool {
        self.token(left).span.end() == self.token(right).span.start()
    }

    /// The sentence's tokens around a token.
    pub(super) fn bounds(&self, i: u32) -> Range<u32> {
        let at = self.sentences.partition_point(|s| s.tokens.end <= i);
        self.sentences.get(at).map_or(i..i + 1, |s| s.tokens.clone())
    }

    pub(super) fn span(&self, start: u32, end: u32) -> Span {
        self.token(start).span.cover(self.token(end.max(start + 1) - 1).span)
    }

    /// The name span that holds this token.
    pub(super) fn name_of(&self, i: u32) -> Option<&'a NameSpan> {
        let at = self.names.partition_point(|n| n.tokens.end <= i);
        self.names.get(at).filter(|n| n.tokens.start <= i)
    }

    /// The name span that begins at this token.
    pub(super) fn name_at(&self, i: u32) -> Option<&'a NameSpan> {
        self.name_of(i).filter(|n| n.tokens.start == i)
    }

    pub(super) fn in_name(&self, i: u32, kind: MentionKind) -> bool {
        self.name_of(i).is_some_and(|n| n.kind == kind)
    }

    /// Countries that an adjective stands for ("российско-белорусский", "South Sudanese").
    pub(super) fn adjective_countries(&self, i: u32) -> Vec<Country> {
        let before = i.checked_sub(1).filter(|&b| self.english() && self.bounds(i).contains(&b) && self.capital(b) && self.capital(i));
        let two = before.map(|b| format!("{} {}", self.form(b), self.form(i)).to_lowercase());
        let found = two.map(|two| Countries::load().by_adjective(&two, self.lang)).unwrap_or_default();
        if !found.is_empty() {
            return found;
        }
        Countries::load().by_adjective(self.lemma(i), self.lang)
    }

    /// A noun of a post that one holds; several in Russian are those whom a thing is for or of ("форум предпринимателей").
    pub(super) fn one_holder(&self, i: u32) -> bool {
        let several = !self.english() && self.token(i).feats.number == Some(Number::Plur);
        !several && self.lexicon().posts.is_post(self.lemma(i))
    }

    /// An adjective that stands for a country or a region ("белорусский", "удмуртский").
    pub(super) fn place_adjective(&self, i: u32) -> bool {
        let region = || !self.english() && Countries::load().region_by_adjective(self.lemma(i)).is_some();
        self.is_adjective(i) && (!self.adjective_countries(i).is_empty() || region())
    }

    /// The country whose name these tokens are.
    pub(super) fn country_named(&self, range: Range<u32>) -> Option<Country> {
        let surface = self.span(range.start, range.end).slice(&self.report.text);
        let lemmas: Vec<&str> = range.map(|i| self.lemma(i)).collect();
        let countries = Countries::load();
        countries.by_name(surface, self.lang).or_else(|| countries.by_name(&lemmas.join(" "), self.lang))
    }

    /// The token in `start..end` whose head lies outside: the syntactic head of the chunk, or the first noun.
    pub(super) fn head_in(&self, start: u32, end: u32) -> u32 {
        let outside = |i: &u32| self.token(*i).head.is_none_or(|h| h < start || h >= end);
        // "сербско-венгерского Совета": the tree may hang the noun on its adjective.
        let noun_of = |i: u32| {
            let hung = |&j: &u32| self.is_noun(j) && self.token(j).head == Some(i) && self.case(j) == self.case(i);
            (i + 1..end).find(hung).filter(|_| self.is_adjective(i) && !self.english()).unwrap_or(i)
        };
        (start..end)
            .find(|i| outside(i) && !self.is(*i, &[Upos::Punct]))
            .map(noun_of)
            .or_else(|| (start..end).find(|&i| self.is_noun(i)))
            .unwrap_or(start)
    }

    pub(super) fn opens_quote(&self, i: u32) -> bool {
        matches!(self.form(i), "«" | "“" | "„" | "\"" | "''" | "``")
    }

    pub(super) fn closes_quote(&self, i: u32) -> bool {
        matches!(self.form(i), "»" | "”" | "“" | "\"" | "''")
    }

    /// End (exclusive) of the quoted name that opens at `i`: at most ten tokens, within the sentence, starting with a capital, a digit or a quote.
    pub(super) fn quoted(&self, i: u32, limit: u32) -> Option<u32> {
        if i + 2 >= limit || !self.opens_quote(i) {
            return None;
        }
        let inner = i + 1;
        if !(self.capital(inner) || self.opens_quote(inner) || self.form(inner).starts_with(|c: char| c.is_ascii_digit())) {
            return None;
        }
        let close = (inner + 1..limit.min(i + 12)).find(|&j| self.closes_quote(j))?;
        // «"НПК" Уралвагонзавод"»: a third straight quote glued to the next word closes the outer one.
        let further = (close + 1..limit.min(close + 3)).find(|&j| {
            self.closes_quote(j) && self.glued(j - 1, j) && !self.glued(close, close + 1) && self.form(i) == "\"" && close - i <= 2
        });
        Some(further.unwrap_or(close) + 1)
    }
}
