//! Instruments: what was signed or adopted, put together over the mentions of a report and over the reports of an event.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Detail, EventKind, Instrument, InstrumentKind, Link};

use crate::events::{Draft, Stage, Told, Who};
use crate::ids::Ids;
use crate::input::Input;
use crate::text::{fold, words};

/// An instrument mention made comparable: its kind and the words that tell it from others of its kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    kind: InstrumentKind,
    own: BTreeSet<String>,
}

impl Key {
    fn new(input: &Input, (report, mention): (usize, u32)) -> Option<Self> {
        let mention = input.mention(report, mention)?;
        let Detail::Instrument(kind) = mention.detail else { return None };
        let tells = |w: &String| !crate::concepts::is_dropped(w) && !crate::concepts::is_instrument(w);
        // Beginnings of words, so that cases and the two numbers are one.
        let beginning = |w: String| w.chars().take(6).collect::<String>();
        Some(Self { kind, own: words(&fold(&mention.name)).into_iter().filter(tells).map(beginning).collect() })
    }

    fn bare(&self) -> bool {
        self.own.is_empty()
    }

    /// One kind, and no words against it: one is bare, or the words of one are those of the other.
    fn alike(&self, other: &Self) -> bool {
        self.kind == other.kind && (self.own.is_subset(&other.own) || other.own.is_subset(&self.own))
    }
}

fn keys(input: &Input, mentions: &[(usize, u32)]) -> Vec<Key> {
    mentions.iter().filter_map(|&m| Key::new(input, m)).collect()
}

/// True when a mention of the one can be the instrument of a mention of the other, as far as kinds and words tell.
pub fn any_alike(input: &Input, a: &[(usize, u32)], b: &[(usize, u32)]) -> bool {
    let (x, y) = (keys(input, a), keys(input, b));
    x.is_empty() || y.is_empty() || x.iter().any(|k| y.iter().any(|l| k.alike(l)))
}

/// The same as [`any_alike`] inside one report, where the analysis may already have said that two mentions are one.
pub fn any_same(input: &Input, a: &[(usize, u32)], b: &[(usize, u32)]) -> bool {
    let root = |&(r, m): &(usize, u32)| (r, input.mention(r, m).and_then(|mention| mention.same_as).unwrap_or(m));
    a.iter().any(|x| b.iter().any(|y| root(x) == root(y))) || any_alike(input, a, b)
}

/// True when some mention names an instrument by more than "документы".
pub fn tell(input: &Input, mentions: &[(usize, u32)]) -> bool {
    keys(input, mentions).iter().any(|key| key.kind != InstrumentKind::Other || !key.bare())
}

/// Makes the instruments of all events and puts their ids into the events.
pub fn build(stage: &Stage, told: &mut [Told], ids: &mut Ids) -> Vec<Instrument> {
    let mut all = Vec::new();
    for event in told.iter_mut().filter(|t| !t.whole.instruments.is_empty()) {
        for group in groups(stage.input, &event.whole.instruments) {
            let instrument = one(stage, &event.whole, &event.event, &group, ids);
            event.event.instruments.push(instrument.id.clone());
            all.push(instrument);
        }
        event.event.instruments.sort();
    }
    adopt(told, &all);
    all.sort_by(|a, b| (a.date.is_none(), a.date, &a.id).cmp(&(b.date.is_none(), b.date, &b.id)));
    all
}

/// Mentions of one instrument; those with words of their own first, so that a bare one finds them.
fn groups(input: &Input, mentions: &[(usize, u32)]) -> Vec<Vec<(usize, u32)>> {
    let mut keyed: Vec<(Key, (usize, u32))> = mentions.iter().filter_map(|&m| Some((Key::new(input, m)?, m))).collect();
    keyed.sort_by_key(|(key, m)| (std::cmp::Reverse(key.own.len()), *m));
    let mut groups: Vec<(Key, Vec<(usize, u32)>)> = Vec::new();
    for (key, m) in keyed {
        match groups.iter_mut().find(|(held, _)| held.alike(&key)) {
            Some((_, group)) => group.push(m),
            None => groups.push((key, vec![m])),
        }
    }
    let bare_other = |(key, _): &(Key, Vec<(usize, u32)>)| key.kind == InstrumentKind::Other && key.bare();
    let some_named = groups.iter().any(|g| !bare_other(g));
    // "Документ" beside a named instrument is that instrument.
    groups.into_iter().filter(|g| !(some_named && bare_other(g))).map(|(_, group)| group).collect()
}

fn one(stage: &Stage, whole: &Draft, event: &rapporteur_model::Event, group: &[(usize, u32)], ids: &mut Ids) -> Instrument {
    let input = stage.input;
    let titles: BTreeSet<(std::cmp::Reverse<usize>, String)> = group
        .iter()
        .filter_map(|&(r, m)| input.mention(r, m))
        .map(|m| (std::cmp::Reverse(m.name.chars().count()), m.name.clone()))
        .collect();
    let kind = group.iter().find_map(|&m| Key::new(input, m)).map_or(InstrumentKind::Other, |k| k.kind);
    let key =
        group.iter().filter_map(|&m| Key::new(input, m)).map(|k| k.own.into_iter().collect::<Vec<_>>().join(" ")).max().unwrap_or_default();
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
        id: ids.give('i', &format!("{} {key} {}", kind.name(), event.id), ""),
        kind,
        title: titles.into_iter().next().map(|(_, title)| title).unwrap_or_default(),
        signatories: links("signatory"),
        parties: links("party"),
        date: whole.dates.first().and(event.date).filter(|_| signing),
        event: Some(event.id.clone()),
        reports: reports.into_iter().map(|r| input.id(r).to_owned()).collect(),
        evidence,
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
