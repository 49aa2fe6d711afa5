//! `posts.toml` and `ranks.toml`: nouns of posts with the adjectives around them; ranks, forms of address, small words in names.

use std::sync::LazyLock;

use foldhash::HashSet;
use serde::Deserialize;

use crate::by_language::ByLanguage;
use crate::table::{committed, tables};

/// The committed file.
#[must_use]
pub fn posts() -> &'static ByLanguage<Posts> {
    static ALL: LazyLock<ByLanguage<Posts>> = LazyLock::new(|| {
        let mut all: ByLanguage<Posts> = committed("posts.toml");
        all.ru.ranks.clone_from(&ranks().ru.words);
        all.en.ranks.clone_from(&ranks().en.words);
        all
    });
    &ALL
}

tables! {
    /// The committed file.
    ranks: ByLanguage<Ranks> = "ranks.toml";
}

/// Nouns of posts and the adjectives around them; see `knowledge/posts.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
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
    pub field_in_brackets: HashSet<String>,
    pub behind_chief: HashSet<String>,
    pub served_of: HashSet<String>,
    pub governs_instrumental: HashSet<String>,
    /// "генерал-лейтенант" is a rank, though its second part alone may be a title: the words of `ranks.toml`.
    #[serde(skip)]
    pub ranks: HashSet<String>,
}

impl Posts {
    /// True for any noun of a post; a known prefix ("экс-") may stand before it, and of a compound one part may be it
    /// ("врач-эпидемиолог").
    #[must_use]
    pub fn is_post(&self, lemma: &str) -> bool {
        let behind = |prefix: &String| lemma.strip_prefix(prefix.as_str());
        self.known(lemma)
            || self.prefixes.iter().filter_map(behind).any(|rest| self.known(rest))
            || self.deputies.iter().filter_map(behind).any(|rest| self.genitive(rest))
            || (!self.ranks.contains(lemma) && self.compound(lemma))
    }

    /// A noun whose title goes on behind it, with or without a prefix ("вице-министр промышленности").
    #[must_use]
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

    /// A noun of a post as it is listed.
    #[must_use]
    pub fn known(&self, lemma: &str) -> bool {
        [&self.state, &self.complement, &self.plain, &self.creative].iter().any(|list| list.contains(lemma))
    }
}

/// Ranks, forms of address and small words inside names.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ranks {
    /// Ranks.
    pub words: HashSet<String>,
    /// Forms of address before a name.
    pub honorifics: HashSet<String>,
    /// Small words inside names.
    pub particles: HashSet<String>,
    /// Small words behind the father's name, of men.
    pub sons: HashSet<String>,
    /// The same of women.
    pub daughters: HashSet<String>,
    /// Given names of one letter.
    pub syllables: HashSet<String>,
}

#[cfg(test)]
mod tests {
    use super::{posts, ranks};

    #[test]
    fn compounds_and_prefixes_are_posts_and_ranks_are_not() {
        let ru = &posts().ru;
        assert!(ru.known("президент") && !ru.known("president") && posts().en.known("president"));
        assert!(ru.is_post("экс-министр") && ru.is_post("экс-депутат"));
        assert!(["замначальника", "замкомандующего", "врач-нарколог", "летчик-космонавт"].iter().all(|noun| ru.is_post(noun)));
        assert!(!ru.is_post("замок") && !ru.is_post("генерал"));
        assert!(ranks().iter().all(|(_, of)| !of.words.is_empty()));
    }
}
