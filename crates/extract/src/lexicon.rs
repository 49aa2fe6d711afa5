//! Triggers, slots and small word classes of `knowledge/events.toml`, by language. Holds no rule.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};
use rapporteur_model::{Case, ClaimKind, Lang, Role};
use serde::Deserialize;

use crate::factuality::{self, Facts};

/// Where a field's words stand around a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Subject of an active verb, agent of a passive one.
    Subject,
    /// Object of an active verb, subject of a passive one.
    Object,
    /// Genitive or "of" complement of a noun; English possessive.
    Genitive,
    /// Bare instrumental.
    Instrumental,
    /// Bare dative.
    Dative,
    /// What the verb that carries a noun is done to ("протокол скреплён подписями").
    Carried,
    /// Phrase with this preposition, in this case where one is said.
    Prep(String, Option<Case>),
}

/// A set of triggers with the slots of their fields.
#[derive(Debug)]
pub struct Frame {
    pub kind: ClaimKind,
    pub verbs: HashSet<String>,
    /// Verbs with words of their own: a particle, a preposition, an object ("call on", "sit down").
    pub phrases: Vec<Vec<String>>,
    pub nouns: HashSet<String>,
    pub support: HashSet<String>,
    /// The nouns trigger only where a support verb carries them ("put their signatures").
    pub light: bool,
    pub roles: Vec<(Role, Vec<Slot>)>,
}

/// Frames and word classes of one language.
#[derive(Debug)]
pub struct Lexicon {
    pub frames: Vec<Frame>,
    /// Numbers of the frames that a word triggers, in order.
    triggers: HashMap<String, Vec<usize>>,
    verbs: HashSet<String>,
    /// What words say of whether an event happened.
    pub facts: Facts,
    words: HashMap<String, HashSet<String>>,
    deals: BTreeMap<String, Vec<String>>,
    describes: BTreeMap<String, HashSet<String>>,
    houses: BTreeMap<String, Vec<String>>,
    leads: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// True when the word class `class` of the knowledge file holds `word`.
    pub fn is(&self, class: &str, word: &str) -> bool {
        self.list(class).contains(word)
    }

    /// The words of a class, in no order.
    pub fn list(&self, class: &str) -> &HashSet<String> {
        static NONE: LazyLock<HashSet<String>> = LazyLock::new(HashSet::default);
        self.words.get(class).unwrap_or(&NONE)
    }

    /// The nouns of the titles that a noun describing a person can stand for.
    pub fn described_by(&self, noun: &str) -> Option<&HashSet<String>> {
        self.describes.get(noun)
    }

    /// Beginnings of the words that names of such houses have ("вуз": "университет", …); none for firms.
    pub fn house(&self, noun: &str) -> Option<&[String]> {
        self.houses.get(noun).map(Vec::as_slice)
    }

    /// Beginnings of words that the title or house of whoever heads such a thing has ("регион": "губернатор", "област" …).
    pub fn led_by(&self, noun: &str) -> Option<&[String]> {
        self.leads.get(noun).map(Vec::as_slice)
    }

    /// Those of all houses.
    pub fn houses(&self) -> impl Iterator<Item = &[String]> {
        self.houses.values().filter(|heads| !heads.is_empty()).map(Vec::as_slice)
    }

    /// The kind of deal that a trigger stands for.
    pub fn deal_kind(&self, lemma: &str) -> Option<&str> {
        self.deals.iter().find(|(_, words)| words.iter().any(|w| w == lemma)).map(|(kind, _)| kind.as_str())
    }

    /// The kind of deal that a noun for one of its sides tells of ("покупатель": purchase).
    pub fn role_deal(&self, lemma: &str) -> Option<&str> {
        self.deals.keys().find(|kind| self.is(&format!("role_{kind}"), lemma)).map(String::as_str)
    }

    /// True for a verb that triggers a frame or carries the noun of one.
    pub fn is_event_verb(&self, lemma: &str) -> bool {
        self.verbs.contains(lemma)
    }

    /// The frames that a dictionary form triggers, in the order of the knowledge file.
    pub fn triggered(&self, lemma: &str) -> impl Iterator<Item = &Frame> {
        self.triggers.get(lemma).into_iter().flatten().map(|&i| &self.frames[i])
    }

    /// True for triggers, their support verbs and words of deals.
    pub fn can_tell(&self, lemma: &str) -> bool {
        self.triggers.contains_key(lemma) || self.frames.iter().any(|f| f.support.contains(lemma)) || self.deal_kind(lemma).is_some()
    }

    /// The frames of a kind.
    pub fn frames(&self, kind: ClaimKind) -> impl Iterator<Item = &Frame> {
        self.frames.iter().filter(move |f| f.kind == kind)
    }
}

#[derive(Deserialize)]
struct RawFrame {
    kind: ClaimKind,
    #[serde(default)]
    verbs: HashSet<String>,
    #[serde(default)]
    nouns: HashSet<String>,
    #[serde(default)]
    support: HashSet<String>,
    #[serde(default)]
    light: bool,
    roles: BTreeMap<Role, Vec<String>>,
}

#[derive(Deserialize)]
struct Language {
    ru: Vec<RawFrame>,
    en: Vec<RawFrame>,
    words: Both<HashMap<String, HashSet<String>>>,
    deals: Both<BTreeMap<String, Vec<String>>>,
}

#[derive(Deserialize)]
struct Both<T> {
    ru: T,
    en: T,
}

/// The lists of a language that has an engine; of others nothing is extracted.
pub fn lexicon(lang: Lang) -> &'static Lexicon {
    static ALL: LazyLock<Both<Lexicon>> = LazyLock::new(load);
    match lang {
        Lang::Ru => &ALL.ru,
        _ => &ALL.en,
    }
}

fn load() -> Both<Lexicon> {
    let raw: Language =
        toml::from_str(include_str!("../../../knowledge/events.toml")).expect("knowledge/events.toml has the keys read here");
    let build = |frames: Vec<RawFrame>, facts, words, deals, (describes, houses, leads)| {
        let mut words: HashMap<String, HashSet<String>> = words;
        // The first words of phrases, so that most words are asked once only.
        let opens = words.get("attribution").into_iter().flatten().filter_map(|p| p.split(' ').next()).map(str::to_owned).collect();
        words.insert("attribution_opens".to_owned(), opens);
        let frames: Vec<Frame> = frames.into_iter().map(frame).collect();
        let verbs = frames.iter().flat_map(|f| f.verbs.iter().chain(&f.support).cloned()).collect();
        Lexicon { triggers: triggers(&frames), verbs, frames, facts, words, deals, describes, houses, leads }
    };
    let Both { ru: mut ru_words, en: mut en_words } = raw.words;
    let posts = professions();
    ru_words.entry("creative".to_owned()).or_default().extend(posts.ru.creative);
    en_words.entry("creative".to_owned()).or_default().extend(posts.en.creative);
    let References { describes, houses, leads, words } = references();
    ru_words.extend(words.ru);
    en_words.extend(words.en);
    let (ru_facts, en_facts) = factuality::load();
    let ru = build(raw.ru, ru_facts, ru_words, raw.deals.ru, (describes.ru, houses.ru, leads.ru));
    Both { ru, en: build(raw.en, en_facts, en_words, raw.deals.en, (describes.en, houses.en, leads.en)) }
}

#[derive(Deserialize)]
struct References {
    describes: Both<BTreeMap<String, HashSet<String>>>,
    houses: Both<BTreeMap<String, Vec<String>>>,
    leads: Both<BTreeMap<String, Vec<String>>>,
    words: Both<HashMap<String, HashSet<String>>>,
}

/// Words that stand for persons named elsewhere.
fn references() -> References {
    toml::from_str(include_str!("../../../knowledge/references.toml")).expect("knowledge/references.toml has the keys read here")
}

#[derive(Deserialize)]
struct Professions {
    creative: HashSet<String>,
}

/// The nouns of posts that count with an organisation only; events.toml names some more.
fn professions() -> Both<Professions> {
    toml::from_str(include_str!("../../../knowledge/posts.toml")).expect("knowledge/posts.toml has the keys read here")
}

fn triggers(frames: &[Frame]) -> HashMap<String, Vec<usize>> {
    let mut all: HashMap<String, Vec<usize>> = HashMap::default();
    for (i, frame) in frames.iter().enumerate() {
        let firsts = frame.phrases.iter().filter_map(|p| p.first());
        let words: BTreeSet<&String> = frame.verbs.iter().chain(&frame.nouns).chain(firsts).collect();
        for word in words {
            all.entry(word.clone()).or_default().push(i);
        }
    }
    all
}

fn frame(raw: RawFrame) -> Frame {
    let roles = raw.roles.into_iter().map(|(role, slots)| (role, slots.iter().map(|s| slot(s)).collect())).collect();
    let (phrases, verbs): (BTreeSet<String>, BTreeSet<String>) = raw.verbs.into_iter().partition(|verb| verb.contains(' '));
    let phrases = phrases.iter().map(|p| p.split(' ').map(str::to_owned).collect()).collect();
    Frame { kind: raw.kind, verbs: verbs.into_iter().collect(), phrases, nouns: raw.nouns, support: raw.support, light: raw.light, roles }
}

fn slot(text: &str) -> Slot {
    match text {
        "subject" => Slot::Subject,
        "object" => Slot::Object,
        "genitive" => Slot::Genitive,
        "instrumental" => Slot::Instrumental,
        "dative" => Slot::Dative,
        "carried" => Slot::Carried,
        _ => {
            let (word, case) = text.split_once('+').map_or((text, None), |(word, case)| (word, Some(case)));
            let case = case.map(|name| {
                let title: String = name[..1].to_uppercase() + &name[1..];
                Case::parse(&title).expect("a slot of knowledge/events.toml names a case of Universal Dependencies")
            });
            Slot::Prep(word.to_owned(), case)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Slot, lexicon, slot};
    use rapporteur_model::{Case, ClaimKind, Lang};

    #[test]
    fn frames_load_in_both_languages() {
        for lang in [Lang::Ru, Lang::En] {
            assert!(lexicon(lang).frames(ClaimKind::Signing).next().is_some());
            assert!(!lexicon(lang).list("parties").is_empty());
        }
        assert_eq!(slot("в присутствии+gen"), Slot::Prep("в присутствии".into(), Some(Case::Gen)));
    }
}
