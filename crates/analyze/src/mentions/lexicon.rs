//! The word lists of `knowledge/` that mentions are built on, by language. Holds no rule.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};
use rapporteur_model::{GatheringKind, InstrumentKind, Lang};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Nouns of posts and the adjectives around them; see `knowledge/posts.toml`.
#[derive(Debug, Deserialize)]
pub struct Posts {
    pub state: HashSet<String>,
    pub complement: HashSet<String>,
    pub plain: HashSet<String>,
    pub creative: HashSet<String>,
    pub outside: HashSet<String>,
    pub inside: HashSet<String>,
    pub inside_before: HashSet<String>,
    pub prefixes: Vec<String>,
    pub deputies: Vec<String>,
    pub portfolios: HashSet<String>,
    pub openings: HashSet<String>,
    pub inside_pairs: HashSet<String>,
    pub before: Vec<String>,
    pub behind: Vec<String>,
    pub participles: Vec<String>,
    pub apart: HashSet<String>,
    pub candidates: HashSet<String>,
    pub candidate_for: HashSet<String>,
    pub served_houses: HashSet<String>,
    pub fields: HashSet<String>,
    pub portfolio_fields: HashSet<String>,
    pub lands: HashSet<String>,
    pub land_posts: HashSet<String>,
    pub officers: HashSet<String>,
    pub behind_chief: HashSet<String>,
    pub served_of: HashSet<String>,
    pub governs_instrumental: HashSet<String>,
    /// "генерал-лейтенант" is a rank, though its second part alone may be a title.
    #[serde(skip)]
    pub ranks: HashSet<String>,
}

impl Posts {
    /// True for any noun of a post; a known prefix ("экс-") may stand before it, and of a compound one part may be it
    /// ("врач-эпидемиолог").
    pub fn is_post(&self, lemma: &str) -> bool {
        let behind = |prefix: &String| lemma.strip_prefix(prefix.as_str());
        self.known(lemma)
            || self.prefixes.iter().filter_map(behind).any(|rest| self.known(rest))
            || self.deputies.iter().filter_map(behind).any(|rest| self.genitive(rest))
            || (!self.ranks.contains(lemma) && self.compound(lemma))
    }

    /// A noun whose title goes on behind it, with or without a prefix ("вице-министр промышленности").
    pub fn takes_complement(&self, lemma: &str) -> bool {
        let behind = |prefix: &String| lemma.strip_prefix(prefix.as_str());
        self.complement.contains(lemma) || self.prefixes.iter().filter_map(behind).any(|rest| self.complement.contains(rest))
    }

    fn compound(&self, lemma: &str) -> bool {
        lemma.split_once('-').is_some_and(|(first, rest)| self.known(first) && rest.chars().count() > 3)
            || lemma.rsplit_once('-').is_some_and(|(rest, last)| self.known(last) && rest.chars().count() > 2)
    }

    /// The genitive of a noun of a post, by its ending.
    fn genitive(&self, form: &str) -> bool {
        let with = |end: &str, nominative: &str| form.strip_suffix(end).is_some_and(|stem| self.known(&format!("{stem}{nominative}")));
        with("а", "") || with("я", "ь") || with("я", "й") || with("ы", "а") || with("его", "ий")
    }

    fn known(&self, lemma: &str) -> bool {
        [&self.state, &self.complement, &self.plain, &self.creative].iter().any(|list| list.contains(lemma))
    }
}

/// Nouns of organisations; see `knowledge/organisations.toml`.
#[derive(Debug, Deserialize)]
pub struct Organisations {
    pub heads: HashSet<String>,
    pub units: HashSet<String>,
    pub kinds: HashSet<String>,
    pub plural: HashSet<String>,
    pub offices: HashSet<String>,
    pub of_holders: HashSet<String>,
    pub acts: HashSet<String>,
    pub manner: HashSet<String>,
    pub houses: HashSet<String>,
    pub abroad: HashSet<String>,
    pub venues: HashSet<String>,
    pub localities: HashSet<String>,
    pub capitals: HashSet<String>,
    pub common: HashSet<String>,
    pub legal: HashSet<String>,
    pub collective: HashSet<String>,
}

/// Words that tell what kind of name stands with them; see `knowledge/names-selection.toml`.
#[derive(Debug, Deserialize)]
pub struct Selection {
    pub enterprises: HashSet<String>,
    pub collectives: HashSet<String>,
    pub persons: HashSet<String>,
    pub buying: HashSet<String>,
    pub visiting: HashSet<String>,
    pub receiving: HashSet<String>,
    pub shares: HashSet<String>,
    pub trading: HashSet<String>,
    pub of_firms: HashSet<String>,
    pub ends: HashSet<String>,
    pub things: HashSet<String>,
    pub owned: HashSet<String>,
    pub managing: HashSet<String>,
}

/// Nouns of bodies; see `knowledge/bodies.toml`.
#[derive(Debug, Deserialize)]
pub struct Bodies {
    pub heads: HashSet<String>,
    pub signs: HashSet<String>,
    pub sessions: HashSet<String>,
    pub always: HashSet<String>,
    pub between: HashSet<String>,
}

/// What tells gatherings from organisations; see `knowledge/gatherings.toml`.
#[derive(Debug, Deserialize)]
pub struct GatheringSigns {
    pub either: HashSet<String>,
    pub never: HashSet<String>,
    pub verbs: HashSet<String>,
    pub done: HashSet<String>,
    pub around: HashSet<String>,
    pub named: HashSet<String>,
}

/// Everything that mentions of one language need.
#[derive(Debug)]
pub struct Lexicon {
    pub posts: Posts,
    pub ranks: HashSet<String>,
    /// Forms of address before a name.
    pub honorifics: HashSet<String>,
    /// Small words inside names.
    pub particles: HashSet<String>,
    /// Small words behind the father's name, of men and of women.
    pub sons: HashSet<String>,
    pub daughters: HashSet<String>,
    /// Given names of one letter.
    pub syllables: HashSet<String>,
    pub organisations: Organisations,
    pub selection: Selection,
    pub bodies: Bodies,
    pub instruments: HashMap<String, InstrumentKind>,
    pub instrument_prepositions: HashSet<String>,
    pub instrument_stops: HashSet<String>,
    pub gatherings: HashMap<String, GatheringKind>,
    pub gathering_signs: GatheringSigns,
    pub ordinals: HashSet<String>,
    pub products: HashSet<String>,
    pub works: HashSet<String>,
}

/// The lists of a language that has an engine; of others nothing is marked.
pub fn lexicon(lang: Lang) -> &'static Lexicon {
    static RU: LazyLock<Lexicon> = LazyLock::new(|| load("ru"));
    static EN: LazyLock<Lexicon> = LazyLock::new(|| load("en"));
    match lang {
        Lang::Ru => &RU,
        _ => &EN,
    }
}

fn load(lang: &str) -> Lexicon {
    let mut instruments: BTreeMap<String, Vec<String>> = section(include_str!("../../../../knowledge/instruments.toml"), lang);
    let prepositions = instruments.remove("prepositions").unwrap_or_default();
    let stops = instruments.remove("stops").unwrap_or_default();
    let mut gatherings: toml::Table = section(include_str!("../../../../knowledge/gatherings.toml"), lang);
    let signs = gatherings.remove("signs").expect("a language's gatherings have their signs");
    let gatherings: BTreeMap<String, Vec<String>> = gatherings.try_into().expect("nouns of gatherings are lists by kind");
    let ranks = words(include_str!("../../../../knowledge/ranks.toml"), lang, "words");
    let posts: Posts = section(include_str!("../../../../knowledge/posts.toml"), lang);
    Lexicon {
        posts: Posts { ranks: ranks.clone(), ..posts },
        ranks,
        honorifics: words(include_str!("../../../../knowledge/ranks.toml"), lang, "honorifics"),
        particles: words(include_str!("../../../../knowledge/ranks.toml"), lang, "particles"),
        sons: words(include_str!("../../../../knowledge/ranks.toml"), lang, "sons"),
        daughters: words(include_str!("../../../../knowledge/ranks.toml"), lang, "daughters"),
        syllables: words(include_str!("../../../../knowledge/ranks.toml"), lang, "syllables"),
        organisations: section(include_str!("../../../../knowledge/organisations.toml"), lang),
        selection: section(include_str!("../../../../knowledge/names-selection.toml"), lang),
        bodies: section(include_str!("../../../../knowledge/bodies.toml"), lang),
        instruments: invert(instruments),
        instrument_prepositions: prepositions.into_iter().collect(),
        instrument_stops: stops.into_iter().collect(),
        gatherings: invert(gatherings),
        gathering_signs: signs.try_into().expect("the signs of gatherings have the keys that their reader names"),
        ordinals: ordinals(),
        products: words(include_str!("../../../../knowledge/products.toml"), lang, "heads"),
        works: words(include_str!("../../../../knowledge/products.toml"), lang, "works"),
    }
}

/// One language's table of a knowledge file. The files are compiled in, so a mistake in one is a mistake of the build.
fn section<T: DeserializeOwned>(file: &str, lang: &str) -> T {
    let mut table: toml::Table = toml::from_str(file).expect("a knowledge file is TOML");
    let value = table.remove(lang).expect("a knowledge file has a table for each language");
    value.try_into().expect("a knowledge file has the keys that its reader names")
}

/// Ordinal number words of both languages.
fn ordinals() -> HashSet<String> {
    let table: toml::Table = toml::from_str(include_str!("../../../../knowledge/ordinals.toml")).expect("a knowledge file is TOML");
    let words = table.get("ordinal").and_then(toml::Value::as_table).expect("knowledge/ordinals.toml has the table [ordinal]");
    words.keys().cloned().collect()
}

fn words(file: &str, lang: &str, key: &str) -> HashSet<String> {
    let mut lists: HashMap<String, HashSet<String>> = section(file, lang);
    lists.remove(key).unwrap_or_default()
}

/// Kind by word. Kinds are taken in the order of their names, so that a word listed twice has the same kind on every run.
fn invert<K: Copy + DeserializeOwned>(lists: BTreeMap<String, Vec<String>>) -> HashMap<String, K> {
    let mut kinds = HashMap::default();
    for (name, words) in lists {
        let kind = K::deserialize(toml::Value::String(name)).expect("keys of a list by kind are names of kinds");
        kinds.extend(words.into_iter().map(|word| (word, kind)));
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::lexicon;
    use rapporteur_model::{InstrumentKind, Lang};

    #[test]
    fn both_languages_load() {
        for lang in [Lang::Ru, Lang::En] {
            let lists = lexicon(lang);
            assert!(lists.posts.known("президент") != lists.posts.known("president"));
            assert!(lists.instruments.values().any(|&kind| kind == InstrumentKind::Memorandum));
            assert!(!lists.gatherings.is_empty() && !lists.products.is_empty() && !lists.ranks.is_empty());
        }
        assert!(lexicon(Lang::Ru).posts.is_post("экс-министр") && lexicon(Lang::Ru).posts.is_post("экс-депутат"));
        let posts = &lexicon(Lang::Ru).posts;
        assert!(["замначальника", "замкомандующего", "врач-нарколог", "летчик-космонавт"].iter().all(|noun| posts.is_post(noun)));
        assert!(!posts.is_post("замок") && !posts.is_post("генерал"));
    }
}
