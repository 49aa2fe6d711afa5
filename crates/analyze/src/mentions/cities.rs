//! The cities that place names of one report mean: by name, and by the countries that the report speaks of. Finds no mention.

use std::collections::BTreeSet;

use foldhash::HashSet;
use rapporteur_model::{Country, Detail, Lang, Mention, MentionKind, Position};

use super::layers::Layers;
use crate::NameSpan;
use crate::lemma;
use crate::places::{Countries, Place};

/// Inhabitants of a city that is meant although the report does not speak of its country.
const KNOWN: u32 = 100_000;
/// Inhabitants of a city so well known that its name alone tells what it is.
const WELL_KNOWN: u32 = 200_000;
/// Fewest inhabitants of a city whose name is taken from an organisation or person: villages have the names of many things.
const TOWN: u32 = 20_000;

/// Cities in the light of one report.
pub(super) struct Cities<'a> {
    layers: &'a Layers<'a>,
    /// Countries that the report names, by noun or adjective, or by a region of theirs.
    context: Vec<Country>,
    /// First words of longer names of places.
    first_words: HashSet<&'a str>,
    /// Last words of longer names of persons.
    surnames: HashSet<&'a str>,
}

impl<'a> Cities<'a> {
    pub fn new(layers: &'a Layers<'a>) -> Self {
        let long = layers.names.iter().filter(|name| name.kind == MentionKind::Place && name.tokens.len() > 1);
        let first_words = long.map(|name| layers.form(name.tokens.start)).collect();
        let persons = layers.names.iter().filter(|name| name.kind == MentionKind::Person && name.tokens.len() > 1);
        let surnames = persons.map(|name| layers.lemma(name.tokens.end - 1)).collect();
        Self { layers, context: if layers.gazetteer.is_empty() { Vec::new() } else { context(layers) }, first_words, surnames }
    }

    /// The word ends a longer name of a person.
    pub fn surname(&self, lemma: &str) -> bool {
        self.surnames.contains(lemma)
    }

    /// The word begins a longer name of a place in this report ("Ningxia" of "Ningxia Hui Autonomous Region").
    pub fn begins(&self, word: &str) -> bool {
        self.first_words.contains(word)
    }

    /// The city of a name of a place in any case.
    pub fn known(&self, name: &str) -> Option<Place> {
        self.at_least(name, KNOWN)
    }

    /// The city of a name that may be no place's at all.
    pub fn well_known(&self, name: &str) -> Option<Place> {
        self.at_least(name, WELL_KNOWN).filter(|city| city.population >= TOWN)
    }

    /// The city of a name behind "in", where hardly anything else can stand: a capital, or a town of any size.
    pub fn town(&self, name: &str, least: u32) -> bool {
        Countries::load().by_capital(name, self.layers.lang).is_some() || self.at_least(name, least).is_some()
    }

    fn at_least(&self, name: &str, inhabitants: u32) -> Option<Place> {
        let found = self.layers.gazetteer.lookup(name, self.layers.lang, &self.context)?;
        (found.population >= inhabitants || self.context.contains(&found.country)).then_some(found)
    }

    /// The nominative of a city's name: the one of the dictionary where it is a city's, else the form as it stands, else the form of a
    /// city that it may come from ("Бухаре" is no "Бухар").
    pub fn nominative(&self, form: &str, name: &str) -> Option<String> {
        let gazetteer = self.layers.gazetteer;
        if self.layers.english() || gazetteer.is_empty() || form.contains(' ') || gazetteer.has(name) || self.known(form).is_none() {
            return None;
        }
        let known = || gazetteer.nominative(form, &self.context).map(|lower| lemma::recase(form, &lower));
        if gazetteer.has(form) { Some(form.to_owned()) } else { known() }
    }

    /// Puts position and country to a place that is a city; what is a country already stays as it is.
    ///
    /// A part of a country lies where its authorities sit.
    pub fn locate(&self, mention: &mut Mention) {
        if mention.kind != MentionKind::Place || mention.country.is_some() {
            return;
        }
        if let Some(state) = self.state_called(&mention.name) {
            mention.country = Some(state);
            mention.name = Countries::load().name(state, self.layers.lang).map_or_else(|| mention.name.clone(), str::to_owned);
            return;
        }
        let Some(city) = self.known(&mention.name).or_else(|| self.seat(&mention.name)) else { return };
        mention.country = Some(city.country);
        mention.detail = Position::from_degrees(degrees(city.lat), degrees(city.lon)).map_or(Detail::None, Detail::Place);
    }

    /// "министр транспорта РК": of the states that an acronym may stand for the one of which the report speaks otherwise.
    fn state_called(&self, acronym: &str) -> Option<Country> {
        let all = rapporteur_knowledge::places::places().states_called(acronym);
        let mut meant = all.into_iter().filter(|state| self.context.contains(state));
        meant.next().filter(|_| meant.next().is_none())
    }

    /// The city from which a first-level part of a country is ruled ("Вологодская область", "Osh Region").
    fn seat(&self, name: &str) -> Option<Place> {
        let region = Countries::load().region(name, self.layers.lang)?;
        self.layers.gazetteer.lookup(&region.seat, Lang::Ru, &[region.country]).filter(|city| city.country == region.country)
    }
}

/// As GeoNames writes it: five digits, without what is left of the narrower number.
fn degrees(value: f32) -> f64 {
    (f64::from(value) * 1e5).round() / 1e5
}

/// The countries of the report's names of countries and of its adjectives, in the order of their codes.
fn context(layers: &Layers) -> Vec<Country> {
    let named = layers.names.iter().filter(|n| n.kind != MentionKind::Person).filter_map(|n| country_of(layers, n));
    let describing = |&i: &u32| if layers.english() { layers.capital(i) } else { layers.is_adjective(i) };
    let tokens = 0..u32::try_from(layers.tokens.len()).unwrap_or(u32::MAX);
    let adjectives = tokens.filter(describing).flat_map(|i| layers.adjective_countries(i));
    let outside = unnamed_countries(layers);
    named.chain(adjectives).chain(outside).collect::<BTreeSet<Country>>().into_iter().collect()
}

/// The country that a name is of, or whose region it names.
fn country_of(layers: &Layers, name: &NameSpan) -> Option<Country> {
    let region = || Countries::load().region(name.span.slice(&layers.report.text), layers.lang).map(|region| region.country);
    layers.country_named(name.tokens.clone()).or_else(region)
}

/// Countries named where the network marked nothing.
fn unnamed_countries<'a>(layers: &'a Layers<'a>) -> impl Iterator<Item = Country> + 'a {
    let tokens = 0..u32::try_from(layers.tokens.len()).unwrap_or(u32::MAX);
    let name = move |&i: &u32| layers.is_noun(i) && layers.capital(i) && layers.name_of(i).is_none();
    tokens.filter(name).filter_map(|i| Countries::load().by_name(layers.form(i), layers.lang))
}

#[cfg(test)]
mod tests {
    use rapporteur_model::{Case, Country, Deprel, Detail, Feats, Lang, Mention, MentionKind, Report, Sentence, Span, Token, Upos};

    use super::super::{find, layers::Layers};
    use crate::NameSpan;
    use crate::places::{Gazetteer, build_gazetteer};

    const CITIES: &str = r#"{
        "1": {"geonameid": 1, "name": "Minsk", "latitude": 53.9, "longitude": 27.56667, "countrycode": "BY", "population": 1742000, "alternatenames": ["Минск"]},
        "2": {"geonameid": 2, "name": "Grodno", "latitude": 53.6884, "longitude": 23.8258, "countrycode": "BY", "population": 317000, "alternatenames": []},
        "3": {"geonameid": 3, "name": "Izhevsk", "latitude": 56.84976, "longitude": 53.20448, "countrycode": "RU", "population": 646000, "alternatenames": ["Ижевск"]},
        "4": {"geonameid": 4, "name": "Leonardo", "latitude": 40.41, "longitude": -74.06, "countrycode": "US", "population": 2700, "alternatenames": []}
    }"#;

    type Word<'a> = (&'a str, Upos, Option<u32>, Deprel, Option<Case>);

    /// One sentence of words with blanks between, its heads and relations, and names by their words.
    fn mentions(lang: Lang, words: &[Word], named: &[(std::ops::Range<u32>, MentionKind)]) -> Vec<Mention> {
        let text = words.iter().map(|w| w.0).collect::<Vec<_>>().join(" ");
        let mut at = 0;
        let token = |&(form, upos, head, deprel, case): &Word| {
            let span = Span::new(at, at + form.len());
            at += form.len() + 1;
            let lemma = if upos == Verb { form.trim_end_matches("ed") } else { form };
            Token { span, lemma: lemma.into(), upos, feats: Feats { case, ..Feats::default() }, head, deprel }
        };
        let tokens: Vec<Token> = words.iter().map(token).collect();
        let cover = |r: &std::ops::Range<u32>| tokens[r.start as usize].span.cover(tokens[r.end as usize - 1].span);
        let names: Vec<NameSpan> = named.iter().map(|(r, kind)| NameSpan { span: cover(r), tokens: r.clone(), kind: *kind }).collect();
        let sentences = [Sentence { span: Span::new(0, text.len()), tokens: 0..words.len() as u32 }];
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(Gazetteer::FILE);
        build_gazetteer(CITIES.as_bytes(), "test").expect("made").write(&file).expect("written");
        let gazetteer = Gazetteer::open(&file).expect("opened");
        let mut report = Report::as_is("a", &text);
        report.lang = lang;
        let lemmas = crate::mentions::lower_lemmas(&tokens);
        find(&Layers {
            report: &report,
            lang,
            sentences: &sentences,
            tokens: &tokens,
            lemmas: &lemmas,
            names: &names,
            quiet: &report.text,
            gazetteer: &gazetteer,
        })
    }

    /// Words, code of the country and whether the position is known, of each place; the names of persons.
    fn places(lang: Lang, words: &[Word], named: &[(std::ops::Range<u32>, MentionKind)]) -> (Vec<String>, Vec<String>) {
        let all = mentions(lang, words, named);
        let code = |m: &Mention| m.country.map_or_else(|| "-".to_owned(), |c: Country| c.to_string());
        let show = |m: &Mention| format!("{} {} {}", m.name, code(m), matches!(m.detail, Detail::Place(_)));
        let of = |kind| all.iter().filter(move |m| m.kind == kind);
        (of(MentionKind::Place).map(show).collect(), of(Person).map(|m| m.name.clone()).collect())
    }

    use Deprel::{Conj, Nmod, Nsubj, Obj, Obl, Root};
    use MentionKind::{Organisation, Person};
    use Upos::{Adp, Cconj, Noun, Propn, Verb};

    #[test]
    fn hosts_of_a_meeting_are_cities() {
        let words: [Word; 5] = [
            ("Minsk", Propn, Some(3), Nsubj, None),
            ("and", Cconj, Some(2), Deprel::Cc, None),
            ("Grodno", Propn, Some(0), Conj, None),
            ("hosted", Verb, None, Root, None),
            ("Leonardo", Propn, Some(3), Obj, None),
        ];
        let named = [(0..1, Organisation), (2..3, Organisation), (4..5, Organisation)];
        assert_eq!(places(Lang::En, &words, &named).0, ["Minsk BY true", "Grodno BY true"]);
    }

    #[test]
    fn a_person_in_a_city_and_a_country_that_the_network_missed() {
        let words: [Word; 5] = [
            ("Встреча", Noun, None, Root, Some(Case::Nom)),
            ("в", Adp, Some(2), Deprel::Case, None),
            ("Ижевске", Propn, Some(0), Nmod, Some(Case::Loc)),
            ("Россия", Propn, Some(0), Nmod, Some(Case::Nom)),
            ("Минске", Propn, Some(0), Nmod, Some(Case::Loc)),
        ];
        let (found, _) = places(Lang::Ru, &words, &[(2..3, Person), (4..5, Person)]);
        assert!(found.iter().any(|p| p.ends_with("RU true")) && found.contains(&"Россия RU false".to_owned()), "{found:?}");
        assert_eq!(found.len(), 2, "no phrase of place, no city: {found:?}");
    }

    #[test]
    fn a_village_is_taken_from_no_organisation() {
        let village: [Word; 4] = [
            ("USA", Propn, Some(1), Nsubj, None),
            ("works", Verb, None, Root, None),
            ("at", Adp, Some(3), Deprel::Case, None),
            ("Leonardo", Propn, Some(1), Obl, None),
        ];
        assert!(places(Lang::En, &village, &[(3..4, Organisation)]).0.iter().all(|p| !p.starts_with("Leonardo")));
    }

    #[test]
    fn a_country_run_into_the_name_of_its_president() {
        let words: [Word; 6] = [
            ("President", Noun, Some(5), Nsubj, None),
            ("of", Adp, Some(2), Deprel::Case, None),
            ("Belarus", Propn, Some(0), Nmod, None),
            ("Alexander", Propn, Some(0), Deprel::Appos, None),
            ("Lukashenko", Propn, Some(3), Deprel::Flat, None),
            ("arrived", Verb, None, Root, None),
        ];
        let found = places(Lang::En, &words, &[(2..5, Person)]);
        assert_eq!(found, (vec!["Belarus BY false".to_owned()], vec!["Alexander Lukashenko".to_owned()]));
    }
}
