//! "в столице Казахстана", "the Jordanian capital": a capital meant by its country, under the city's name. Finds nothing where the
//! city stands beside the noun, nor where no country does.

use rapporteur_model::{Country, Deprel, Detail, Mention, MentionKind};

use super::cities::Cities;
use super::layers::Layers;
use crate::places::Countries;

/// All capitals that are meant without their names, in order.
pub(super) fn find(layers: &Layers, cities: &Cities) -> Vec<Mention> {
    let nouns = (0..layers.tokens.len() as u32).filter(|&i| layers.lexicon().organisations.capitals.contains(layers.lemma(i)));
    nouns.filter(|&i| layers.is_noun(i)).filter_map(|i| capital(layers, cities, i)).collect()
}

fn capital(layers: &Layers, cities: &Cities, i: u32) -> Option<Mention> {
    let bounds = layers.bounds(i);
    let before = i.checked_sub(1).filter(|b| bounds.contains(b));
    let adjective = before.filter(|&b| if layers.english() { layers.capital(b) } else { layers.is_adjective(b) });
    let by_adjective = adjective.and_then(|b| single(&layers.adjective_countries(b)).map(|country| (b, country, i + 1)));
    let (start, country, end) = by_adjective.or_else(|| owner(layers, i).map(|(country, end)| (i, country, end)))?;
    if named_beside(layers, end, bounds.end) || part_of_name(layers, i) {
        return None;
    }
    let name = Countries::load().capital(country, layers.lang)?.to_owned();
    let mut found = Mention {
        kind: MentionKind::Place,
        span: layers.span(start, i + 1),
        head: i,
        name,
        country: None,
        detail: Detail::None,
        same_as: None,
    };
    cities.locate(&mut found);
    found.country = Some(country);
    Some(found)
}

fn single(countries: &[Country]) -> Option<Country> {
    if let [country] = countries { Some(*country) } else { None }
}

/// The country behind the noun ("столица Перу", "capital of Peru") or in English before it ("Peru's capital"), and where that ends.
fn owner(layers: &Layers, i: u32) -> Option<(Country, u32)> {
    let limit = layers.bounds(i).end;
    let of = || (i + 2..limit.min(i + 4)).find(|&j| layers.form(i + 1) == "of" && layers.name_at(j).is_some());
    let next = if layers.english() { of() } else { Some(i + 1).filter(|&j| j < limit) };
    // "capital of China's Ningxia": the region's, not the country's.
    let region = |end: u32| layers.english() && end < limit && matches!(layers.form(end), "'s" | "’s");
    let behind = next.and_then(|j| layers.name_at(j)).filter(|n| !region(n.tokens.end));
    let behind = behind.and_then(|n| Some((layers.country_named(n.tokens.clone())?, n.tokens.end)));
    behind.or_else(|| {
        let possessive = i.checked_sub(2).filter(|_| layers.english() && matches!(layers.form(i - 1), "'s" | "’s"))?;
        Some((layers.country_named(possessive..possessive + 1)?, i + 1))
    })
}

/// "столице Казахстана Астане", "the Turkish capital, Ankara".
fn named_beside(layers: &Layers, end: u32, limit: u32) -> bool {
    let comma = if end < limit && matches!(layers.form(end), "," | "(" | "—" | "–") { end + 1 } else { end };
    comma < limit && layers.in_name(comma, MentionKind::Place) && !layers.is(comma, &[rapporteur_model::Upos::Adp])
}

/// The noun stands in a name, or describes another noun ("capital city", "capital markets").
fn part_of_name(layers: &Layers, i: u32) -> bool {
    let token = layers.token(i);
    layers.name_of(i).is_some() || layers.capital(i) || matches!(token.deprel, Deprel::Compound | Deprel::Amod)
}
