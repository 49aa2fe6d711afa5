//! The word lists of `knowledge/` that mentions are built on, by language. Holds no rule.

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};
use rapporteur_knowledge::ordinals::ordinals;
use rapporteur_knowledge::organisations::{Bodies, Organisations, Selection, bodies, organisations, selection};
use rapporteur_knowledge::things::{GatheringSigns, gatherings, instruments, products};
use rapporteur_knowledge::titles::{Posts, posts, ranks};
use rapporteur_model::{GatheringKind, InstrumentKind, Lang};

/// Everything that mentions of one language need.
#[derive(Debug)]
pub struct Lexicon {
    pub posts: &'static Posts,
    pub ranks: &'static HashSet<String>,
    /// Forms of address before a name.
    pub honorifics: &'static HashSet<String>,
    /// Small words inside names.
    pub particles: &'static HashSet<String>,
    /// Small words behind the father's name, of men and of women.
    pub sons: &'static HashSet<String>,
    pub daughters: &'static HashSet<String>,
    /// Given names of one letter.
    pub syllables: &'static HashSet<String>,
    pub organisations: &'static Organisations,
    pub selection: &'static Selection,
    pub bodies: &'static Bodies,
    pub instruments: &'static HashMap<String, InstrumentKind>,
    pub instrument_prepositions: &'static HashSet<String>,
    pub instrument_stops: &'static HashSet<String>,
    pub gatherings: &'static HashMap<String, GatheringKind>,
    pub gathering_signs: &'static GatheringSigns,
    pub ordinals: HashSet<String>,
    pub products: &'static HashSet<String>,
    pub works: &'static HashSet<String>,
}

/// The lists of a language that has an engine; of others nothing is marked.
pub fn lexicon(lang: Lang) -> &'static Lexicon {
    static RU: LazyLock<Lexicon> = LazyLock::new(|| load(Lang::Ru).expect("Russian has lists"));
    static EN: LazyLock<Lexicon> = LazyLock::new(|| load(Lang::En).expect("English has lists"));
    match lang {
        Lang::Ru => &RU,
        _ => &EN,
    }
}

fn load(lang: Lang) -> Option<Lexicon> {
    let (ranks, instruments, gatherings) = (ranks().get(lang)?, instruments().get(lang)?, gatherings().get(lang)?);
    let products = products().get(lang)?;
    Some(Lexicon {
        posts: posts().get(lang)?,
        ranks: &ranks.words,
        honorifics: &ranks.honorifics,
        particles: &ranks.particles,
        sons: &ranks.sons,
        daughters: &ranks.daughters,
        syllables: &ranks.syllables,
        organisations: organisations().get(lang)?,
        selection: selection().get(lang)?,
        bodies: bodies().get(lang)?,
        instruments: &instruments.kinds,
        instrument_prepositions: &instruments.prepositions,
        instrument_stops: &instruments.stops,
        gatherings: &gatherings.kinds,
        gathering_signs: &gatherings.signs,
        ordinals: ordinals().ordinal.keys().cloned().collect(),
        products: &products.heads,
        works: &products.works,
    })
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
    }
}
