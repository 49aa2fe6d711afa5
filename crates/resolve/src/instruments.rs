//! Instruments: what was signed or adopted, put together over the mentions of a report and over the reports of an event.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Detail, Edtf, Event, EventKind, Instrument, InstrumentKind, InstrumentStatus, Link, Status, TitleIn};

use crate::events::{Stage, Told, Who};
use crate::ids::address;
use crate::input::Input;
use rapporteur_names::text::{fold, words};

/// An instrument mention made comparable: its kind and the words that tell it from others of its kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    kind: InstrumentKind,
    own: BTreeSet<Own>,
}

/// A word of an instrument's name: a concept that languages share, or the beginning of a word of one language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Own {
    Concept(&'static str),
    Word(&'static str, String),
}

/// What so many instruments are about that it tells no two apart.
const COMMON: &str = "cooperation";

/// How far the instruments of two tellings agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// They must be two.
    Other,
    /// One side names none.
    Unsaid,
    /// One kind, and no words against it.
    Kind,
    /// One kind, and words of its subject.
    Words,
}

impl Key {
    fn new(input: &Input, (report, mention): (usize, u32)) -> Option<Self> {
        let lang = input.lang(report);
        let mention = input.mention(report, mention)?;
        let Detail::Instrument(kind) = mention.detail else { return None };
        let tells = |w: &String| !rapporteur_names::concepts::is_dropped(w) && !rapporteur_names::concepts::is_instrument(w);
        // Beginnings of words, so that cases and the two numbers are one.
        let own = |w: String| match rapporteur_names::concepts::of_word(&w) {
            Some(concepts) => concepts.into_iter().map(|c| Own::Concept(c.name)).collect::<Vec<_>>(),
            None => vec![Own::Word(lang, w.chars().take(6).collect())],
        };
        Some(Self { kind, own: words(&fold(&mention.name)).into_iter().filter(tells).flat_map(own).collect() })
    }

    fn bare(&self) -> bool {
        self.own.is_empty()
    }

    /// One kind, and no words against it: one is bare, or the words of one are those of the other.
    fn alike(&self, other: &Self) -> bool {
        self.kind == other.kind && (self.own.is_subset(&other.own) || other.own.is_subset(&self.own))
    }

    fn compare(&self, other: &Self) -> Alike {
        if self.kind != other.kind {
            let unnamed = |k: &Self| k.kind == InstrumentKind::Other && k.bare();
            return if unnamed(self) || unnamed(other) { Alike::Unsaid } else { Alike::Other };
        }
        let telling = |k: &Self| k.own.iter().filter(|o| **o != Own::Concept(COMMON)).cloned().collect::<BTreeSet<_>>();
        let (x, y) = (telling(self), telling(other));
        if x.intersection(&y).next().is_some() {
            return Alike::Words;
        }
        // Words of two languages that are no concepts cannot be compared.
        let lang = |k: &BTreeSet<Own>| k.iter().find_map(|o| if let Own::Word(lang, _) = o { Some(*lang) } else { None });
        let comparable = match (lang(&x), lang(&y)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        if x.is_empty() || y.is_empty() || !comparable { Alike::Kind } else { Alike::Other }
    }
}

fn keys(input: &Input, mentions: &[(usize, u32)]) -> Vec<Key> {
    mentions.iter().filter_map(|&m| Key::new(input, m)).collect()
}

/// How far the instruments of two reports agree, by the pair that agrees most.
pub fn compare(input: &Input, a: &[(usize, u32)], b: &[(usize, u32)]) -> Alike {
    let (x, y) = (keys(input, a), keys(input, b));
    x.iter().flat_map(|k| y.iter().map(|l| k.compare(l))).max().unwrap_or(Alike::Unsaid)
}

fn any_alike(input: &Input, a: &[(usize, u32)], b: &[(usize, u32)]) -> bool {
    let (x, y) = (keys(input, a), keys(input, b));
    x.is_empty() || y.is_empty() || x.iter().any(|k| y.iter().any(|l| k.alike(l)))
}

/// True when a mention of the one can be the instrument of a mention of the other, in one report: as far as kinds and words tell, or
/// because the analysis has said so already.
pub fn any_same(input: &Input, a: &[(usize, u32)], b: &[(usize, u32)]) -> bool {
    let root = |&(r, m): &(usize, u32)| (r, input.mention(r, m).and_then(|mention| mention.same_as).unwrap_or(m));
    a.iter().any(|x| b.iter().any(|y| root(x) == root(y))) || any_alike(input, a, b)
}

/// True when some mention names an instrument by more than "документы".
pub fn tell(input: &Input, mentions: &[(usize, u32)]) -> bool {
    keys(input, mentions).iter().any(|key| key.kind != InstrumentKind::Other || !key.bare())
}

/// What tells the named instruments from others of their kind: the kind with each word of the subject.
pub fn telling(input: &Input, mentions: &[(usize, u32)]) -> BTreeSet<String> {
    let words = |key: &Key| -> Vec<String> {
        let own = key.own.iter().filter(|own| **own != Own::Concept(COMMON)).map(|own| match own {
            Own::Concept(name) => format!("*{name}"),
            Own::Word(lang, word) => format!("{lang} {word}"),
        });
        own.map(|word| format!("{} {word}", key.kind.name())).collect()
    };
    keys(input, mentions).iter().flat_map(words).collect()
}

/// True where a telling of a signing says neither who signs nor what: words and no event.
pub fn says_nothing(input: &Input, mentions: &[(usize, u32)]) -> bool {
    keys(input, mentions).iter().all(Key::bare)
}

/// Makes the instruments of all events and puts their ids into the events.
pub fn build(stage: &Stage, told: &mut [Told]) -> Vec<Instrument> {
    let mut all = Vec::new();
    for event in told.iter_mut().filter(|t| !t.whole.instruments.is_empty()) {
        for group in groups(stage.input, &event.whole.instruments) {
            // «Контракт», signed by nobody who is named, is a word and no entry.
            let bare = group.iter().filter_map(|&m| Key::new(stage.input, m)).all(|k| k.bare());
            let told = &event.event;
            let unsaid = told.participants.is_empty() && told.body.is_none() && told.place.is_none();
            if bare && unsaid && told.date.is_none_or(Edtf::is_open) {
                continue;
            }
            let mut instrument = one(stage, &event.event, &group);
            if event.event.instruments.contains(&instrument.id) {
                instrument.id = address('i', &[&instrument.id, &group[0].0.to_string(), &group[0].1.to_string()]);
            }
            event.event.instruments.push(instrument.id.clone());
            all.push(instrument);
        }
        event.event.instruments.sort();
    }
    adopt(told, &all);
    all.sort_by(|a, b| crate::events::by_day(a.date, b.date).then_with(|| a.id.cmp(&b.id)));
    all
}

/// Mentions of one instrument. In one report those with words of their own come first, so that a bare one finds them; over reports
/// words must agree, or each report tells of one instrument of the kind.
fn groups(input: &Input, mentions: &[(usize, u32)]) -> Vec<Vec<(usize, u32)>> {
    let reports: BTreeSet<usize> = mentions.iter().map(|&(r, _)| r).collect();
    let told: Vec<Vec<Group>> = reports.iter().map(|&r| in_report(input, mentions.iter().copied().filter(|m| m.0 == r))).collect();
    let single = |kind: InstrumentKind| told.iter().all(|groups| groups.iter().filter(|g| g.0.kind == kind).count() < 2);
    let mut all: Vec<Group> = Vec::new();
    for (key, group) in told.iter().flatten() {
        let least = if single(key.kind) { Alike::Kind } else { Alike::Words };
        match all.iter_mut().filter(|(held, _)| held.compare(key) >= least).max_by_key(|(held, _)| held.compare(key)) {
            Some((held, members)) => {
                members.extend(group);
                held.own.extend(key.own.iter().cloned());
            }
            None => all.push((key.clone(), group.clone())),
        }
    }
    let bare_other = |(key, _): &Group| key.kind == InstrumentKind::Other && key.bare();
    // "Документ" beside a named instrument is that instrument, and alone it is none.
    all.into_iter().filter(|g| !bare_other(g)).map(|(_, group)| group).collect()
}

/// An instrument with its mentions.
type Group = (Key, Vec<(usize, u32)>);

fn in_report(input: &Input, mentions: impl Iterator<Item = (usize, u32)>) -> Vec<Group> {
    let mut keyed: Vec<(Key, (usize, u32))> = mentions.filter_map(|m| Some((Key::new(input, m)?, m))).collect();
    keyed.sort_by_key(|(key, m)| (std::cmp::Reverse(key.own.len()), *m));
    let mut groups: Vec<Group> = Vec::new();
    for (key, m) in keyed {
        match groups.iter_mut().find(|(held, _)| held.alike(&key)) {
            Some((_, group)) => group.push(m),
            None => groups.push((key, vec![m])),
        }
    }
    groups
}

fn one(stage: &Stage, event: &Event, group: &[(usize, u32)]) -> Instrument {
    let input = stage.input;
    let mut titles: BTreeMap<&str, (usize, std::cmp::Reverse<String>)> = BTreeMap::new();
    for &(r, m) in group {
        let Some(name) = input.mention(r, m).map(|m| m.name.clone()) else { continue };
        let rank = (name.chars().count(), std::cmp::Reverse(name));
        let held = titles.entry(input.lang(r)).or_insert_with(|| rank.clone());
        *held = held.clone().max(rank);
    }
    let titles: Vec<TitleIn> =
        titles.into_iter().map(|(lang, (_, std::cmp::Reverse(text)))| TitleIn { lang: lang.to_owned(), text }).collect();
    let first = group.first().map(|&(r, _)| input.lang(r)).unwrap_or_default();
    let title = titles.iter().find(|t| t.lang == first).map(|t| t.text.clone()).unwrap_or_default();
    let kind = group.iter().find_map(|&m| Key::new(input, m)).map_or(InstrumentKind::Other, |k| k.kind);
    let key = group.iter().filter_map(|&(r, m)| Some(rapporteur_names::text::plain(&input.mention(r, m)?.name))).min().unwrap_or_default();
    let signing = event.kind == EventKind::Signing;
    let links =
        |role: &str| -> Vec<Link> { event.participants.iter().filter(|p| signing && p.role == role).map(|p| p.entity.clone()).collect() };
    let mut evidence: Vec<_> =
        group.iter().filter_map(|&(r, m)| Some(input.evidence(r, "instrument", input.mention(r, m)?.span))).collect();
    evidence.extend(event.evidence.iter().filter(|e| signing && matches!(e.field.as_str(), "participants" | "date")).cloned());
    evidence.sort();
    evidence.dedup();
    let reports: BTreeSet<usize> = group.iter().map(|&(r, _)| r).collect();
    Instrument {
        id: address('i', &[kind.name(), &key, &event.id]),
        kind,
        status: status(event, signing && !event.details.iter().any(|(role, _)| role == "form")),
        title,
        titles,
        signatories: links("signatory"),
        parties: links("party"),
        date: if signing { event.date } else { event.date.and_then(Edtf::bounds).map(|(first, last)| Edtf::one_of(first, last)) },
        event: Some(event.id.clone()),
        reports: reports.into_iter().map(|r| input.id(r).to_owned()).collect(),
        evidence,
    }
}

fn status(event: &Event, signing: bool) -> InstrumentStatus {
    match event.status {
        Status::Held if signing => InstrumentStatus::Signed,
        Status::Held => InstrumentStatus::Adopted,
        Status::Planned => InstrumentStatus::ToBeSigned,
        Status::Cancelled => InstrumentStatus::Cancelled,
        Status::Denied => InstrumentStatus::Denied,
        Status::Disputed => InstrumentStatus::Disputed,
    }
}

/// A protocol that the co-chairs of a session sign is the session's too, where one report tells both and no other session.
fn adopt(told: &mut [Told], instruments: &[Instrument]) {
    let people = |t: &Told| t.whole.sides().into_iter().cloned().collect::<BTreeSet<Who>>();
    let mut sessions: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, t) in
        told.iter().enumerate().filter(|(_, t)| t.event.kind == EventKind::Session && !t.whole.ahead() && !t.whole.sides().is_empty())
    {
        t.whole.confidence.keys().for_each(|&r| sessions.entry(r).or_default().push(i));
    }
    let mut given: Vec<(usize, String)> = Vec::new();
    for t in told.iter().filter(|t| t.event.kind == EventKind::Signing && !t.whole.ahead()) {
        let signers = people(t);
        let of: BTreeSet<usize> =
            t.whole.confidence.keys().filter_map(|r| sessions.get(r)).filter(|s| s.len() == 1).flatten().copied().collect();
        for s in of.into_iter().filter(|&s| !signers.is_empty() && signers.is_subset(&people(&told[s]))) {
            let protocols = instruments.iter().filter(|i| i.event.as_ref() == Some(&t.event.id) && i.kind == InstrumentKind::Protocol);
            given.extend(protocols.map(|i| (s, i.id.clone())));
        }
    }
    for (s, id) in given {
        let held = &mut told[s].event.instruments;
        held.push(id.clone());
        held.sort();
        held.dedup();
        let words: Vec<_> = instruments
            .iter()
            .filter(|i| i.id == id)
            .flat_map(|i| i.evidence.iter().filter(|e| e.field == "instrument"))
            .cloned()
            .collect();
        let evidence = &mut told[s].event.evidence;
        evidence.extend(words.into_iter().map(|e| rapporteur_model::Evidence { field: "instruments".to_owned(), ..e }));
        evidence.sort();
        evidence.dedup();
    }
}
