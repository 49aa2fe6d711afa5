//! Names of regions that share one noun in the plural ("Омской и Томской областей"): each in full, in the singular. Finds no mention.

use rapporteur_model::{Gender, Number};

use super::layers::Layers;
use crate::NameSpan;

/// Words between an adjective and the noun that it shares.
const REACH: u32 = 8;

/// The full name of a region that is an adjective of a plural noun of places, alone or with that noun behind it.
pub(super) fn name(layers: &Layers, name: &NameSpan) -> Option<String> {
    let adjective = name.tokens.start;
    if layers.english() || !layers.is_adjective(adjective) {
        return None;
    }
    let noun = (adjective + 1..layers.bounds(adjective).end.min(adjective + REACH)).find(|&i| layers.is_noun(i))?;
    let joins = |i: u32| matches!(layers.form(i), "и" | "," | "или");
    let plural = layers.token(noun).feats.number == Some(Number::Plur);
    let between = (adjective + 1..noun).all(|i| layers.is_adjective(i) || joins(i));
    let shared = plural && layers.lexicon().organisations.localities.contains(layers.lemma(noun)) && between;
    let behind = || adjective > layers.bounds(adjective).start + 1 && joins(adjective - 1) && layers.is_adjective(adjective - 2);
    let own = name.tokens.len() == 1 && joins(adjective + 1) || name.tokens.end == noun + 1 && noun == adjective + 1 && behind();
    (shared && own).then(|| format!("{} {}", singular(layers, adjective, noun), layers.lemma(noun)))
}

/// The adjective in the nominative singular, in the gender of the noun.
fn singular(layers: &Layers, adjective: u32, noun: u32) -> String {
    let lemma = layers.lemma(adjective);
    let stem = lemma.strip_suffix("ий").or_else(|| lemma.strip_suffix("ый")).unwrap_or(lemma);
    let ending = match layers.token(noun).feats.gender {
        _ if stem == lemma => "",
        Some(Gender::Fem) => "ая",
        Some(Gender::Neut) => "ое",
        _ => &lemma[stem.len()..],
    };
    crate::lemma::recase(layers.form(adjective), &format!("{stem}{ending}"))
}
