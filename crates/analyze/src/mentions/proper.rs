//! The proper name inside a mention: without the class noun, legal form and adjectives before it ("американская компания
//! «Купол»" is named Купол). What is said of a mention here changes neither its bounds nor its kind.

use rapporteur_model::{Analysis, Case, Mention, MentionKind, Report, Span};

use super::layers::{Chunk, Layers};
use crate::places::Gazetteer;

/// Where the proper name of an organisation or body stands inside its mention; the whole span where nothing but the name is there,
/// or where a common noun is part of the name ("министерство обороны России"). `None` for a phrase that holds no name of its own
/// ("ирландская авиакомпания", "власти Перу", "иорданская столица"). Other mentions and other languages than Russian are names as they stand.
#[must_use]
pub fn proper_name(report: &Report, analysis: &Analysis, mention: &Mention) -> Option<Span> {
    let organisation = matches!(mention.kind, MentionKind::Organisation | MentionKind::Body);
    let gazetteer = Gazetteer::default();
    let Analysis { lang, sentences, tokens, .. } = analysis;
    let lemmas = super::lower_lemmas(tokens);
    let layers = Layers { report, lang: *lang, sentences, tokens, lemmas: &lemmas, names: &[], quiet: &report.text, gazetteer: &gazetteer };
    let head = analysis.tokens.get(mention.head as usize).map(|t| t.lemma.to_lowercase());
    let meant = mention.kind == MentionKind::Place && head.is_some_and(|lemma| layers.lexicon().organisations.capitals.contains(&lemma));
    if meant && !layers.capital(mention.head) {
        return None;
    }
    if !organisation || layers.english() {
        return Some(mention.span);
    }
    let range = analysis.tokens_in(mention.span);
    let inner = |span: Span| span != mention.span && mention.span.start() <= span.start() && span.end() <= mention.span.end();
    let places: Vec<Span> = analysis.mentions.iter().filter(|m| m.kind == MentionKind::Place && inner(m.span)).map(|m| m.span).collect();
    let in_place = |i: u32| places.iter().any(|p| p.start() <= layers.token(i).span.start() && layers.token(i).span.end() <= p.end());
    let chunk = Chunk { start: range.start, end: range.end, head: mention.head };
    part(&layers, chunk, &in_place).map(|start| layers.span(start, range.end))
}

/// Where the proper name of an organisation begins in its phrase.
pub(super) fn part(layers: &Layers, chunk: Chunk, in_place: &dyn Fn(u32) -> bool) -> Option<u32> {
    let name = Name { layers, chunk };
    let lists = &layers.lexicon().organisations;
    let lemma = layers.lemma(chunk.head);
    if lists.plural.contains(lemma) {
        return None;
    }
    let first = (chunk.start..chunk.end).find(|&i| name.names(i) && !in_place(i));
    if !lists.kinds.contains(lemma) && (lists.heads.contains(lemma) || lists.units.contains(lemma)) {
        return Some(chunk.start);
    }
    let first = first?;
    Some(if first > chunk.head && !name.apposed(first) { name.without_adjectives() } else { first })
}

/// Where "турецкая компания «Анка»" begins without the adjective of its country, which the mention states apart.
pub(super) fn without_country(layers: &Layers, chunk: Chunk) -> Option<u32> {
    if layers.english() {
        return behind_class(layers, chunk);
    }
    let in_place = |i: u32| layers.in_name(i, MentionKind::Place);
    let named = part(layers, chunk, &in_place).is_some_and(|start| start > chunk.head);
    let adjective = layers.is_adjective(chunk.start) && !layers.capital(chunk.start) && !layers.adjective_countries(chunk.start).is_empty();
    (adjective && (named || bare(layers, chunk)) || named && begins_sentence(layers, chunk)).then_some(chunk.start + 1)
}

/// "the Iraqi company | Zagros Logistics": where the name begins behind the adjective of its country and a noun of enterprises in small letters.
fn behind_class(layers: &Layers, chunk: Chunk) -> Option<u32> {
    let noun = chunk.start + u32::from(!layers.adjective_countries(chunk.start).is_empty());
    let class = noun + 1 < chunk.end
        && layers.is_noun(noun)
        && (!layers.capital(noun) || noun == layers.bounds(noun).start)
        && layers.lexicon().selection.enterprises.contains(&layers.lemma(noun).to_lowercase());
    (class && (noun + 1..chunk.end).all(|i| layers.capital(i) || matches!(layers.form(i), "&" | "-" | "of" | "and"))).then_some(noun + 1)
}

/// "Турецкая компания «Анка»" at the start of a sentence.
fn begins_sentence(layers: &Layers, chunk: Chunk) -> bool {
    layers.is_adjective(chunk.start) && !layers.adjective_countries(chunk.start).is_empty()
}

/// "вьетнамская Viet Loom Group", "российский «Азот»": a name that no common noun stands with.
fn bare(layers: &Layers, chunk: Chunk) -> bool {
    let lists = &layers.lexicon().organisations;
    let first = chunk.start + 1;
    let common = |i: u32| lists.heads.contains(layers.lemma(i)) || lists.units.contains(layers.lemma(i));
    let latin = |i: u32| layers.form(i).starts_with(|c: char| c.is_uppercase() && !('\u{400}'..='\u{4ff}').contains(&c));
    let written = first < chunk.end && (latin(first) || layers.opens_quote(first));
    written && !(first..chunk.end).any(common)
}

struct Name<'a> {
    layers: &'a Layers<'a>,
    chunk: Chunk,
}

impl Name<'_> {
    /// A quote or a capital that neither the sentence nor an adjective of place asks for, and no legal form before a name.
    fn names(&self, i: u32) -> bool {
        let layers = self.layers;
        let legal = i + 1 < self.chunk.end && layers.lexicon().organisations.legal.contains(layers.lemma(i));
        let begins = layers.bounds(i).start == i && i + 1 < self.chunk.end;
        let common = begins
            && (i == self.chunk.head && self.class()
                || i < self.chunk.head && (layers.place_adjective(i) || !layers.capital(self.chunk.head)));
        let marked = layers.capital(i) || layers.opens_quote(i) || layers.form(i).starts_with(|c: char| c.is_ascii_alphabetic());
        marked && !legal && !common
    }

    /// The head is a noun of which any organisation of its kind could be called so.
    fn class(&self) -> bool {
        self.layers.lexicon().organisations.kinds.contains(self.layers.lemma(self.chunk.head))
    }

    /// "компании «Уфанет»", "группа Metro": the name stands beside its class noun and does not depend on it.
    fn apposed(&self, first: u32) -> bool {
        let layers = self.layers;
        let beside =
            (self.chunk.head + 1..first).all(|i| layers.is_adjective(i) || layers.lexicon().organisations.legal.contains(layers.lemma(i)));
        let foreign = !layers.form(first).chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c)) || layers.acronym(first);
        let genitive = layers.case(first) == Some(Case::Gen) && !foreign;
        self.class() && (layers.opens_quote(first) || (beside && !genitive))
    }

    /// The first word that is no adjective of a country.
    fn without_adjectives(&self) -> u32 {
        (self.chunk.start..self.chunk.head).find(|&i| !self.layers.place_adjective(i)).unwrap_or(self.chunk.head)
    }
}
