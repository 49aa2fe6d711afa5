//! Words of organisations' names as concepts that languages share. The words are data of `knowledge/resolve-concepts.toml`.
//! Maps words; knows no organisation.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use rapporteur_knowledge::naming::WordLine;

/// A concept: its English word. `unit` says that it is a kind of organisation ("ministry").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Concept {
    /// English word.
    pub name: &'static str,
    /// A noun of organisations.
    pub unit: bool,
    /// A noun of parts of organisations ("press service"): it needs the whole in its name.
    pub part: bool,
    /// A noun of bodies that meet in sessions ("commission").
    pub meets: bool,
    /// A noun of which a country has many ("enterprise").
    pub many: bool,
    /// A noun that goes with a name of its own ("Rosoboronexport Corporation").
    pub firm: bool,
    /// A noun of institutions that every state has ("agency").
    pub state: bool,
    /// Says on which level or in which form a body meets, not on what ("intergovernmental", "joint").
    pub level: bool,
    /// Says that a body stands between sides ("intergovernmental").
    pub between: bool,
    /// Told or left out without another meaning ("Foreign Affairs").
    pub silent: bool,
    /// In names with it the order of the countries tells whose it is ("embassy").
    pub ordered: bool,
    /// Talks that meet in rounds ("consultations").
    pub talks: bool,
    /// Says of such talks only who holds them as a rule ("foreign office", "political").
    pub understood: bool,
    /// A name that the world shares ("United Nations").
    pub shared: bool,
}

/// What ids of entries are made from, so that no classes that come later are in it: an id that somebody wrote down stays.
impl std::fmt::Debug for Concept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Concept");
        shown.field("name", &self.name).field("unit", &self.unit).field("part", &self.part).field("meets", &self.meets);
        shown.field("many", &self.many).field("firm", &self.firm).field("state", &self.state).field("level", &self.level);
        shown.field("between", &self.between).field("silent", &self.silent).field("ordered", &self.ordered);
        shown.field("shared", &self.shared).finish()
    }
}

impl Concept {
    /// A noun of state agencies; which of them stands in another language is the translator's choice ("authority", «управление»).
    pub fn is_agency(&self) -> bool {
        rapporteur_knowledge::naming::concepts().agencies.words.split_whitespace().any(|word| word == self.name)
    }
}

#[derive(Default)]
struct Lexicon {
    exact: HashMap<String, Vec<Concept>>,
    prefixes: HashMap<String, Vec<Concept>>,
    /// Words of a phrase, each with whether it is a beginning, and the word that stands for it.
    phrases: Vec<(Vec<(String, bool)>, String)>,
    parts: Vec<(String, Vec<Concept>)>,
    dropped: Matcher,
    places: Matcher,
    titles: Matcher,
    gatherings: Matcher,
    instruments: Matcher,
    plurals: Matcher,
    press: Matcher,
}

#[derive(Default)]
struct Matcher {
    exact: Vec<String>,
    prefixes: Vec<String>,
}

impl Matcher {
    fn new(words: &str) -> Self {
        let (prefixes, exact): (Vec<&str>, Vec<&str>) = words.split_whitespace().partition(|w| w.ends_with('*'));
        Self {
            exact: exact.into_iter().map(str::to_owned).collect(),
            prefixes: prefixes.into_iter().map(|w| w.trim_end_matches('*').to_owned()).collect(),
        }
    }

    fn has(&self, word: &str) -> bool {
        self.exact.iter().any(|w| w == word) || self.prefixes.iter().any(|p| word.starts_with(p.as_str()))
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let data = rapporteur_knowledge::naming::concepts();
    let mut lexicon = Lexicon {
        dropped: Matcher::new(&data.drop.words),
        places: Matcher::new(&data.places.words),
        titles: Matcher::new(&data.titles.words),
        gatherings: Matcher::new(&data.gatherings.words),
        instruments: Matcher::new(&data.instruments.words),
        plurals: Matcher::new(&data.plurals.words),
        press: Matcher::new(&data.press.words),
        ..Lexicon::default()
    };
    let mut names: HashMap<String, Concept> = HashMap::new();
    let listed = |list: &WordLine, name: &str| list.words.split_whitespace().any(|w| w == name);
    let concept = |name: &str, unit: bool| Concept {
        // Names of concepts live as long as the program.
        name: Box::leak(name.to_owned().into_boxed_str()),
        unit,
        part: listed(&data.parts_of, name),
        meets: listed(&data.meet, name),
        many: listed(&data.many, name),
        firm: listed(&data.firms, name),
        state: listed(&data.states, name),
        level: listed(&data.levels, name),
        ordered: listed(&data.ordered, name),
        silent: listed(&data.silent, name),
        between: listed(&data.between, name),
        talks: listed(&data.talks, name),
        understood: listed(&data.understood, name),
        shared: listed(&data.world, name),
    };
    for (list, unit) in [(&data.units, true), (&data.words, false)] {
        for (name, words) in list {
            let concept = concept(name, unit);
            names.insert(name.clone(), concept);
            words.split_whitespace().for_each(|word| lexicon.add(word, &[concept]));
        }
    }
    let mut concepts = |text: &str| -> Vec<Concept> {
        let named = |n: &str, names: &mut HashMap<String, Concept>| *names.entry(n.to_owned()).or_insert_with(|| concept(n, false));
        text.split_whitespace().map(|n| named(n, &mut names)).collect()
    };
    for (word, text) in &data.several {
        let all = concepts(text);
        lexicon.add(word, &all);
    }
    for (words, text) in &data.phrases {
        let all = concepts(text);
        let parts = words.split_whitespace().map(|w| (w.trim_end_matches('*').to_owned(), w.ends_with('*'))).collect();
        lexicon.add(&joined_name(text), &all);
        lexicon.phrases.push((parts, joined_name(text)));
    }
    lexicon.phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    lexicon.parts = data.parts.iter().map(|(part, text)| (part.clone(), concepts(text))).collect();
    // The longest part first, so that "экономразвития" is not read as "эконом" and a rest.
    lexicon.parts.sort_by_key(|(part, _)| (std::cmp::Reverse(part.chars().count()), part.clone()));
    lexicon
});

impl Lexicon {
    fn add(&mut self, word: &str, concepts: &[Concept]) {
        match word.strip_suffix('*') {
            Some(prefix) => self.prefixes.insert(prefix.to_owned(), concepts.to_vec()),
            None => self.exact.insert(word.to_owned(), concepts.to_vec()),
        };
    }
}

/// The word that stands for the name of several words of a concept.
fn joined_name(concept: &str) -> String {
    format!("§{concept}")
}

/// The words with every known name of several words put as one word, which [`of_word`] reads.
pub fn joined(words: Vec<String>) -> Vec<String> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let fits = |parts: &[(String, bool)]| {
            parts.len() <= words.len() - at
                && parts.iter().zip(&words[at..]).all(|((p, open), w)| if *open { w.starts_with(p.as_str()) } else { w == p })
        };
        match LEXICON.phrases.iter().find(|(parts, _)| fits(parts)) {
            Some((parts, word)) => {
                out.push(word.clone());
                at += parts.len();
            }
            None => {
                out.push(words[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// Concepts of a folded word, if it is in the table: as it stands, by its longest known beginning, or as a compound abbreviation.
pub fn of_word(word: &str) -> Option<Vec<Concept>> {
    if let Some(found) = LEXICON.exact.get(word) {
        return Some(found.clone());
    }
    let ends: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    // "военно-техническое" begins with "воен", and is two words all the same.
    let whole = |beginning: &&str| !word.contains('-') || beginning.contains('-');
    let prefix = ends.iter().rev().map(|&end| &word[..end]).filter(whole).find_map(|beginning| LEXICON.prefixes.get(beginning));
    prefix.cloned().or_else(|| compound(word).filter(|found| found.len() > 1))
}

/// Concepts of the longest known beginning of a word.
fn prefixed(word: &str) -> Option<&'static Vec<Concept>> {
    let ends: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    ends.iter().rev().find_map(|&end| LEXICON.prefixes.get(&word[..end]))
}

/// A compound abbreviation cut into known beginnings, all of it ("госкомвоенпром", "минпромторг").
fn compound(word: &str) -> Option<Vec<Concept>> {
    if word.is_empty() {
        return Some(Vec::new());
    }
    LEXICON.parts.iter().find_map(|(part, concepts)| {
        let rest = word.strip_prefix(part.as_str())?;
        // An ending of the declension may follow the last part.
        let rest = if rest.chars().count() <= 2 && rest.chars().all(|c| "аеуоми".contains(c)) { "" } else { rest };
        // "минэкологии": the last part may be a word of the table.
        let word = || prefixed(rest).filter(|_| rest.chars().count() > 4).cloned();
        compound(rest).or_else(word).map(|tail| concepts.iter().copied().chain(tail).collect())
    })
}

/// True where the noun of a name stands in the plural ("enterprises").
pub fn is_plural(name: &str) -> bool {
    crate::text::words(&crate::text::fold(name)).iter().any(|w| LEXICON.plurals.has(w))
}

/// True where a name is what the press calls a house ("внешнеполитическое ведомство"), and not what the house is called.
pub fn is_of_press(name: &str) -> bool {
    crate::text::words(&crate::text::fold(name)).iter().any(|w| LEXICON.press.has(w))
}

/// True for legal forms, prepositions and other words that tell nothing.
pub fn is_dropped(word: &str) -> bool {
    LEXICON.dropped.has(word)
}

/// True for words that go with a country's name ("республика", "kingdom").
pub fn is_place_word(word: &str) -> bool {
    LEXICON.places.has(word)
}

/// Fields of work that a title names ("министр здравоохранения" and "Minister of Health": health).
pub fn fields(title: &str) -> BTreeSet<&'static str> {
    let words = crate::text::words(&crate::text::fold(title));
    let of = |word: &String| of_word(word).unwrap_or_default().into_iter().filter(|c| !c.unit && !c.level && !c.shared).map(|c| c.name);
    words.iter().flat_map(of).collect()
}

/// True when a title is that of the head of an organisation ("председатель", "Minister"), not of a deputy or adviser.
pub fn is_head(title: &str) -> bool {
    let words = crate::text::words(&crate::text::fold(title));
    words.iter().any(|w| LEXICON.titles.has(w))
        && !words.iter().any(|w| ["deputy", "vice", "assistant"].contains(&w.as_str()) || w.starts_with("зам") || w.starts_with("помощник"))
}

/// True for nouns of kinds of gatherings ("выставка", "exhibition"), which are no part of a gathering's own name.
pub fn is_gathering(word: &str) -> bool {
    LEXICON.gatherings.has(word)
}

/// True for words that say of an instrument only that it is one ("итоговый протокол", "the final document").
pub fn is_instrument(word: &str) -> bool {
    LEXICON.instruments.has(word)
}

#[cfg(test)]
mod tests {
    use super::of_word;

    fn names(word: &str) -> Vec<&'static str> {
        let mut names: Vec<_> = of_word(word).unwrap_or_default().into_iter().map(|c| c.name).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn words_and_compounds() {
        assert_eq!(names("комитета"), ["committee"]);
        assert_eq!(names("госкомвоенпром"), ["committee", "industry", "military", "state"]);
        assert_eq!(names("госкомвоенпрома"), ["committee", "industry", "military", "state"]);
        assert_eq!(names("минпромторг"), ["industry", "ministry", "trade"]);
        assert_eq!(names("минобороны"), ["defence", "ministry"]);
        assert_eq!(names("втс"), ["cooperation", "military", "technical"]);
        assert!(names("купол").is_empty());
    }
}
