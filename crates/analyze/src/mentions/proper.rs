//! The proper name inside a mention: without the class noun, legal form and adjectives before it ("американская компания
//! «Купол»" is named Купол). What is said of a mention here changes neither its bounds nor its kind.

use rapporteur_model::{Analysis, Case, Mention, MentionKind, Report, Span};

use super::layers::Layers;
use crate::places::Gazetteer;

/// Where the proper name of an organisation or body stands inside its mention; the whole span where nothing but the name is there,
/// or where a common noun is part of the name ("министерство обороны России"). `None` for a phrase that holds no name of its own
/// ("ирландская авиакомпания", "правительство России"). Other mentions and other languages than Russian are names as they stand.
#[must_use]
pub fn proper_name(report: &Report, analysis: &Analysis, mention: &Mention) -> Option<Span> {
    let organisation = matches!(mention.kind, MentionKind::Organisation | MentionKind::Body);
    let gazetteer = Gazetteer::default();
    let Analysis { lang, sentences, tokens, .. } = analysis;
    let layers = Layers { report, lang: *lang, sentences, tokens, names: &[], gazetteer: &gazetteer };
    if !organisation || layers.english() {
        return Some(mention.span);
    }
    let range = analysis.tokens_in(mention.span);
    let inner = |span: Span| span != mention.span && mention.span.start() <= span.start() && span.end() <= mention.span.end();
    let places: Vec<Span> = analysis.mentions.iter().filter(|m| m.kind == MentionKind::Place && inner(m.span)).map(|m| m.span).collect();
    let in_place = |i: u32| places.iter().any(|p| p.start() <= layers.token(i).span.start() && layers.token(i).span.end() <= p.end());
    let name = Name { layers: &layers, head: mention.head, end: range.end };
    let first = range.clone().find(|&i| name.names(i) && !in_place(i))?;
    let start = if first > mention.head && !name.apposed(first) { name.without_adjectives(range.start) } else { first };
    Some(layers.span(start, range.end))
}

struct Name<'a> {
    layers: &'a Layers<'a>,
    head: u32,
    end: u32,
}

impl Name<'_> {
    /// A quote or a capital that neither the sentence nor an adjective of place asks for, and no legal form before a name.
    fn names(&self, i: u32) -> bool {
        let layers = self.layers;
        let legal = i + 1 < self.end && layers.lexicon().organisations.legal.contains(&layers.lemma(i));
        let begins = layers.bounds(i).start == i && i + 1 < self.end;
        let common =
            begins && (i == self.head && self.class() || i < self.head && (layers.place_adjective(i) || !layers.capital(self.head)));
        let marked = layers.capital(i) || layers.opens_quote(i) || layers.form(i).starts_with(|c: char| c.is_ascii_alphabetic());
        marked && !legal && !common
    }

    /// The head is a noun of which any organisation of its kind could be called so.
    fn class(&self) -> bool {
        self.layers.lexicon().organisations.kinds.contains(&self.layers.lemma(self.head))
    }

    /// "компании «Уфанет»", "группа Metro": the name stands beside its class noun and does not depend on it.
    fn apposed(&self, first: u32) -> bool {
        let layers = self.layers;
        let beside =
            (self.head + 1..first).all(|i| layers.is_adjective(i) || layers.lexicon().organisations.legal.contains(&layers.lemma(i)));
        let foreign = !layers.form(first).chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c)) || layers.acronym(first);
        let genitive = layers.case(first) == Some(Case::Gen) && !foreign;
        self.class() && (layers.opens_quote(first) || (beside && !genitive))
    }

    /// The first word that is no adjective of a country.
    fn without_adjectives(&self, start: u32) -> u32 {
        (start..self.head).find(|&i| !self.layers.place_adjective(i)).unwrap_or(self.head)
    }
}
