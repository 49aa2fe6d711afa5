//! The cities that place names of one report mean: by name, and by the countries that the report speaks of. Finds no mention.

use std::collections::BTreeSet;

use rapporteur_model::{Country, Detail, Mention, MentionKind, Position};

use super::layers::Layers;
use crate::places::{Countries, Place};

/// Inhabitants of a city that is meant although the report does not speak of its country.
const KNOWN: u32 = 100_000;
/// Inhabitants of a city so well known that its name alone tells what it is.
const WELL_KNOWN: u32 = 200_000;

/// Cities in the light of one report.
pub(super) struct Cities<'a> {
    layers: &'a Layers<'a>,
    /// Countries that the report names, by noun or adjective.
    context: Vec<Country>,
}

impl<'a> Cities<'a> {
    pub fn new(layers: &'a Layers<'a>) -> Self {
        Self { layers, context: if layers.gazetteer.is_empty() { Vec::new() } else { context(layers) } }
    }

    /// The city of a name of a place in any case.
    pub fn known(&self, name: &str) -> Option<Place> {
        self.at_least(name, KNOWN)
    }

    /// The city of a name that may be no place's at all.
    pub fn well_known(&self, name: &str) -> Option<Place> {
        self.at_least(name, WELL_KNOWN)
    }

    fn at_least(&self, name: &str, inhabitants: u32) -> Option<Place> {
        let found = self.layers.gazetteer.lookup(name, self.layers.lang, &self.context)?;
        (found.population >= inhabitants || self.context.contains(&found.country)).then_some(found)
    }

    /// Puts position and country to a place that is a city; what is a country already stays as it is.
    pub fn locate(&self, mention: &mut Mention) {
        if mention.kind != MentionKind::Place || mention.country.is_some() {
            return;
        }
        let Some(city) = self.known(&mention.name) else { return };
        mention.country = Some(city.country);
        mention.detail = Position::from_degrees(degrees(city.lat), degrees(city.lon)).map_or(Detail::None, Detail::Place);
    }
}

/// As GeoNames writes it: five digits, without what is left of the narrower number.
fn degrees(value: f32) -> f64 {
    (f64::from(value) * 1e5).round() / 1e5
}

/// The countries of the report's names of countries and of its adjectives, in the order of their codes.
fn context(layers: &Layers) -> Vec<Country> {
    let named = layers.names.iter().filter(|n| n.kind != MentionKind::Person).filter_map(|n| layers.country_named(n.tokens.clone()));
    let describing = |&i: &u32| if layers.english() { layers.capital(i) } else { layers.is_adjective(i) };
    let tokens = 0..u32::try_from(layers.tokens.len()).unwrap_or(u32::MAX);
    let adjectives = tokens.filter(describing).flat_map(|i| layers.adjective_countries(i));
    let outside = unnamed_countries(layers);
    named.chain(adjectives).chain(outside).collect::<BTreeSet<Country>>().into_iter().collect()
}

/// Countries named where the network marked nothing.
fn unnamed_countries<'a>(layers: &'a Layers<'a>) -> impl Iterator<Item = Country> + 'a {
    let tokens = 0..u32::try_from(layers.tokens.len()).unwrap_or(u32::MAX);
    let name = move |&i: &u32| layers.is_noun(i) && layers.capital(i) && layers.name_of(i).is_none();
    tokens.filter(name).filter_map(|i| Countries::load().by_name(layers.form(i), layers.lang))
}
