//! Triggers, slots and word classes of `knowledge/events.toml` and `references.toml`, by language, as rules ask for them. Holds no rule.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};
use rapporteur_knowledge::events::{Classes, events};
pub use rapporteur_knowledge::events::{Frame, Slot};
use rapporteur_knowledge::references::references;
use rapporteur_knowledge::titles::posts;
use rapporteur_model::{ClaimKind, Lang};

use crate::factuality::{self, Facts};

/// Frames and word classes of one language.
#[derive(Debug)]
pub struct Lexicon {
    pub frames: &'static [Frame],
    /// Numbers of the frames that a word triggers, in order.
    triggers: HashMap<String, Vec<usize>>,
    verbs: HashSet<String>,
    /// What words say of whether an event happened.
    pub facts: Facts,
    words: Classes,
    deals: &'static BTreeMap<String, Vec<String>>,
    describes: &'static BTreeMap<String, HashSet<String>>,
    houses: &'static BTreeMap<String, Vec<String>>,
    leads: &'static BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// True when the word class `class` of the knowledge file holds `word`.
    pub fn is(&self, class: &str, word: &str) -> bool {
        self.list(class).contains(word)
    }

    /// The words of a class, in no order. A class that one language alone has is empty in the other.
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

struct Both {
    ru: Lexicon,
    en: Lexicon,
}

/// The lists of a language that has an engine; of others nothing is extracted.
pub fn lexicon(lang: Lang) -> &'static Lexicon {
    static ALL: LazyLock<Both> = LazyLock::new(load);
    match lang {
        Lang::Ru => &ALL.ru,
        _ => &ALL.en,
    }
}

fn load() -> Both {
    let (events, references, posts) = (events(), references(), posts());
    let (ru_facts, en_facts) = factuality::load();
    let of = |lang: Lang, facts: Facts| -> Option<Lexicon> {
        let mut words = events.classes.get(lang)?.clone();
        words.extend(references.words.get(lang)?.clone());
        // The nouns of posts that count with an organisation only; events.toml names some more.
        words.entry("creative".to_owned()).or_default().extend(posts.get(lang)?.creative.iter().cloned());
        // The first words of phrases, so that most words are asked once only.
        let opens = words.get("attribution").into_iter().flatten().filter_map(|p| p.split(' ').next()).map(str::to_owned).collect();
        words.insert("attribution_opens".to_owned(), opens);
        let frames = events.frames.get(lang)?;
        Some(Lexicon {
            triggers: triggers(frames),
            verbs: frames.iter().flat_map(|f| f.verbs.iter().chain(&f.support).cloned()).collect(),
            frames,
            facts,
            words,
            deals: events.deals.get(lang)?,
            describes: references.describes.get(lang)?,
            houses: references.houses.get(lang)?,
            leads: references.leads.get(lang)?,
        })
    };
    let listed = "both languages have lists";
    Both { ru: of(Lang::Ru, ru_facts).expect(listed), en: of(Lang::En, en_facts).expect(listed) }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::lexicon;
    use rapporteur_model::{ClaimKind, Lang};

    #[test]
    fn frames_load_in_both_languages() {
        for lang in [Lang::Ru, Lang::En] {
            assert!(lexicon(lang).frames(ClaimKind::Signing).next().is_some());
            assert!(!lexicon(lang).list("parties").is_empty());
        }
    }

    /// Every text in double quotes in the sources of a folder that could be the name of a class.
    fn quoted(folder: &Path, found: &mut BTreeSet<String>, asked: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                quoted(&path, found, asked);
            } else {
                let text = std::fs::read_to_string(&path).expect("a source is UTF-8");
                let name = |part: &str| part.split('"').next().map(str::to_owned);
                found.extend(text.split('"').map(str::to_owned));
                let of = |call: &str| text.split(call).skip(1).filter_map(name).collect::<Vec<_>>();
                asked.extend(["lexicon.is(\"", "lexicon.list(\"", "self.is(\""].iter().flat_map(|call| of(call)));
            }
        }
    }

    /// A class that a rule asks for and no file has would hold nothing; one that no rule asks for does nothing.
    #[test]
    fn every_class_that_is_asked_for_is_there_and_the_other_way_round() {
        let (mut found, mut asked) = (BTreeSet::new(), BTreeSet::new());
        quoted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found, &mut asked);
        let there: BTreeSet<&String> = [Lang::Ru, Lang::En].iter().flat_map(|&lang| lexicon(lang).words.keys()).collect();
        let missing: Vec<&String> = asked.iter().filter(|class| !there.contains(class)).collect();
        assert!(missing.is_empty(), "asked for, and in no file of knowledge/: {missing:?}");
        // Names that are put together: "role_loan", "days_2", "count_3".
        let made = |class: &str| ["role_", "days_", "count_"].iter().any(|begin| class.starts_with(begin));
        let idle: Vec<&&String> = there.iter().filter(|class| !found.contains(**class) && !made(class)).collect();
        assert!(idle.is_empty(), "in knowledge/, and no rule asks for them: {idle:?}");
    }
}
