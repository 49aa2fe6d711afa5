//! `events.toml`: which words carry a claim and where its fields stand around them, small word classes, words of deals.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};
use rapporteur_model::{Case, ClaimKind, Role};
use serde::Deserialize;

use crate::by_language::ByLanguage;
use crate::table::{Error, read};

const FILE: &str = "events.toml";

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Of the claims.
    pub kind: ClaimKind,
    /// Verbs of one word.
    pub verbs: HashSet<String>,
    /// Verbs with words of their own: a particle, a preposition, an object ("call on", "sit down").
    pub phrases: Vec<Vec<String>>,
    /// Nouns.
    pub nouns: HashSet<String>,
    /// Verbs that only carry the noun.
    pub support: HashSet<String>,
    /// The nouns trigger only where a support verb carries them ("put their signatures").
    pub light: bool,
    /// Where the words of each role stand.
    pub roles: Vec<(Role, Vec<Slot>)>,
}

/// Word classes by name.
pub type Classes = HashMap<String, HashSet<String>>;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Events {
    /// Frames in the order of the file.
    pub frames: ByLanguage<Vec<Frame>>,
    /// Small word classes.
    pub classes: ByLanguage<Classes>,
    /// Words of each kind of deal.
    pub deals: ByLanguage<BTreeMap<String, Vec<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
struct File {
    ru: Vec<RawFrame>,
    en: Vec<RawFrame>,
    words: ByLanguage<Classes>,
    deals: ByLanguage<BTreeMap<String, Vec<String>>>,
}

/// The committed file.
#[must_use]
pub fn events() -> &'static Events {
    static EVENTS: LazyLock<Events> = LazyLock::new(|| {
        Events::read(include_str!("../../../knowledge/events.toml")).expect("knowledge/events.toml is part of the program and tested")
    });
    &EVENTS
}

impl Events {
    /// Reads a file of events.
    ///
    /// # Errors
    /// What is wrong, with the line, or with the frame's kind and first trigger.
    pub fn read(text: &str) -> Result<Self, Error> {
        let File { ru, en, words, deals } = read(FILE, text)?;
        let frames = |all: Vec<RawFrame>| all.into_iter().map(frame).collect::<Result<Vec<Frame>, Error>>();
        Ok(Self { frames: ByLanguage { ru: frames(ru)?, en: frames(en)? }, classes: words, deals })
    }
}

fn frame(raw: RawFrame) -> Result<Frame, Error> {
    let named = || {
        let first = raw.verbs.iter().chain(&raw.nouns).min().map_or("", String::as_str);
        format!("{:?} \"{first}\"", raw.kind).to_lowercase()
    };
    let wrong = |what: String| Error::content(FILE, &named(), what);
    if raw.verbs.is_empty() && raw.nouns.is_empty() {
        return Err(wrong("it has neither verbs nor nouns".to_owned()));
    }
    if raw.light && (raw.nouns.is_empty() || raw.support.is_empty()) {
        return Err(wrong("it is light and has no nouns or no verbs to carry them".to_owned()));
    }
    let mut roles = Vec::new();
    for (role, slots) in &raw.roles {
        if slots.is_empty() {
            return Err(wrong(format!("the role {role:?} has no slot")));
        }
        let slots = slots.iter().map(|text| slot(text).ok_or_else(|| wrong(format!("\"{text}\" is no slot")))).collect::<Result<_, _>>()?;
        roles.push((*role, slots));
    }
    let (phrases, verbs): (BTreeSet<String>, BTreeSet<String>) = raw.verbs.into_iter().partition(|verb| verb.contains(' '));
    let phrases = phrases.iter().map(|p| p.split(' ').map(str::to_owned).collect()).collect();
    let verbs = verbs.into_iter().collect();
    Ok(Frame { kind: raw.kind, verbs, phrases, nouns: raw.nouns, support: raw.support, light: raw.light, roles })
}

/// Reads a slot: a relation, or a preposition with its case behind a plus.
fn slot(text: &str) -> Option<Slot> {
    Some(match text {
        "subject" => Slot::Subject,
        "object" => Slot::Object,
        "genitive" => Slot::Genitive,
        "instrumental" => Slot::Instrumental,
        "dative" => Slot::Dative,
        "carried" => Slot::Carried,
        "" => return None,
        _ => match text.split_once('+') {
            None => Slot::Prep(text.to_owned(), None),
            Some((word, case)) => Slot::Prep(word.to_owned(), Some(of_name(case)?)),
        },
    })
}

/// A case by its Universal Dependencies name in small letters.
fn of_name(name: &str) -> Option<Case> {
    Case::ALL.iter().copied().find(|case| case.name().to_lowercase() == name)
}

#[cfg(test)]
mod tests {
    use super::{Events, Slot, events, slot};
    use rapporteur_model::{Case, ClaimKind};

    const GOOD: &str = "[[ru]]\nkind = \"meeting\"\nverbs = [\"встретиться\"]\n[ru.roles]\nparticipant = [\"subject\", \"с+ins\"]\n\
        [[en]]\nkind = \"meeting\"\nverbs = [\"call on\", \"meet\"]\n[en.roles]\nparticipant = [\"object\"]\n\
        [words.ru]\n[words.en]\nbig = [\"large\"]\n[deals.ru]\n[deals.en]\n";

    #[test]
    fn the_committed_file_can_be_read() {
        for (_, frames) in events().frames.iter() {
            assert!(frames.iter().any(|f| f.kind == ClaimKind::Signing));
        }
        assert_eq!(slot("в присутствии+gen"), Some(Slot::Prep("в присутствии".into(), Some(Case::Gen))));
    }

    #[test]
    fn verbs_of_several_words_are_phrases() {
        let read = Events::read(GOOD).expect("whole");
        let frame = &read.frames.en[0];
        assert_eq!((frame.verbs.len(), frame.phrases.as_slice()), (1, [vec!["call".to_owned(), "on".to_owned()]].as_slice()));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let wrong = [
            (GOOD.replace("verbs = [\"встретиться\"]", "vebrs = [\"встретиться\"]"), "line 3"),
            (GOOD.replace("\"meeting\"", "\"meating\""), "meating"),
            (GOOD.replace("participant", "participants"), "participants"),
            (GOOD.replace("[\"встретиться\"]", "[]"), "neither verbs nor nouns"),
            (GOOD.replace("с+ins", "с+inst"), "\"с+inst\" is no slot"),
            (GOOD.replace("[\"object\"]", "[]"), "no slot"),
            (GOOD.replace("[words.en]", "[words.fr]"), "fr"),
        ];
        for (text, said) in wrong {
            let error = Events::read(&text).expect_err(said).to_string();
            assert!(error.contains(said) && error.contains("events.toml"), "{error}");
        }
    }
}
