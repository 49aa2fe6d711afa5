//! Entries from joined local entities: names by language and count, the name to show, country, position. Posts are added by `posts`.

use std::collections::BTreeMap;

use rapporteur_model::{Country, Entity, EntityId, EntityKind, Link, NameCount, Position, Tally};
use rapporteur_names::concepts::is_of_press;

use crate::cast::Cast;
use crate::input::Input;
use crate::link::{Row, reason};
use crate::locals::kind_of;
use crate::nodes::{Key, Keys};

/// The entry of these rows with their counts. Its reports and its evidence are where its rows stand, and are left out.
pub fn entity(id: EntityId, keys: &Keys, set: &[(Row, Tally)]) -> Entity {
    let tallies: Vec<&Tally> = set.iter().map(|(_, tally)| tally).collect();
    let kind = kind_of(&tallies).unwrap_or(set[0].0.kind);
    let mut names = names(&tallies);
    reason::give(keys, set, &mut names);
    Entity {
        id,
        kind,
        name: name_to_show(kind, &names, None),
        names,
        country: country(keys, set, kind),
        position: position(&tallies),
        posts: Vec::new(),
        part_of: Vec::new(),
        produces: Vec::new(),
        reports: Vec::new(),
        evidence: Vec::new(),
        listed: kind != EntityKind::Person,
    }
}

/// What a row sorts by among those of its entry, whose id is that of the first: the smallest canonical name, of people a full one.
pub fn rank(keys: &Keys, row: &Row) -> (bool, String, EntityId) {
    let ranked = row.keys.iter().map(|&k| match keys.get(k) {
        Key::Person(p) => (!p.full(), p.canonical()),
        Key::Unit(u) => (u.acronym.is_some(), u.canonical()),
        Key::Place(p) => (false, p.canonical()),
        Key::Product(p) => (false, p.key.clone()),
    });
    let (late, name) = ranked.min().unwrap_or((true, String::new()));
    (late, name, row.id.clone())
}

fn names(tallies: &[&Tally]) -> Vec<NameCount> {
    let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for (lang, names) in tallies.iter().flat_map(|t| &t.names) {
        names.iter().for_each(|(name, n)| *counts.entry((name.as_str(), lang.as_str())).or_default() += n);
    }
    let mut names: Vec<NameCount> = counts
        .into_iter()
        .map(|((text, lang), count)| NameCount { text: text.to_owned(), lang: lang.to_owned(), count, joined: None })
        .collect();
    names.sort_by(|a, b| (std::cmp::Reverse(a.count), &a.text, &a.lang).cmp(&(std::cmp::Reverse(b.count), &b.text, &b.lang)));
    names
}

/// How often, in doublings: of two that are told about equally often none takes the other's place with every report. What shows a name is
/// written anew where it changes.
fn often(count: u32) -> u32 {
    count.checked_ilog2().unwrap_or_default()
}

/// The fullest name in `lang`, or in the language of most mentions, of places in the first by its code: what a house is called and not what the
/// press calls it, most words without initials, then
/// most often, then longest.
pub fn name_to_show(kind: EntityKind, names: &[NameCount], lang: Option<&str>) -> String {
    let mut by_lang: BTreeMap<&str, u32> = BTreeMap::new();
    names.iter().for_each(|n| *by_lang.entry(&n.lang).or_default() += n.count);
    let most = match kind {
        // Of places, which stand in more events than anything else, always the first of their languages.
        EntityKind::Place => by_lang.keys().next().copied(),
        _ => by_lang.iter().max_by_key(|(lang, count)| (often(**count), std::cmp::Reverse(**lang))).map(|(lang, _)| *lang),
    };
    let wanted = lang.filter(|l| by_lang.contains_key(l)).or(most).unwrap_or_default();
    let rank = |n: &&NameCount| {
        let words = n.text.split_whitespace().filter(|w| !w.ends_with('.')).count();
        let full = match kind {
            EntityKind::Person => words.min(4),
            EntityKind::Organisation | EntityKind::Body => words,
            // Of a place or product the usual name, and the shorter of two.
            EntityKind::Place | EntityKind::Product => 0,
        };
        let length = i64::try_from(n.text.chars().count()).unwrap_or(i64::MAX);
        let length = if matches!(kind, EntityKind::Place | EntityKind::Product) { -length } else { length };
        // A dateline's or headline's capitals are not how the name is written.
        let written = n.text.chars().count() <= 4 || n.text.chars().any(char::is_lowercase);
        let own = matches!(kind, EntityKind::Place | EntityKind::Person) || !is_of_press(&n.text);
        (written, own, full, often(n.count), length, std::cmp::Reverse(n.text.clone()))
    };
    names.iter().filter(|n| n.lang == wanted).max_by_key(rank).map(|n| n.text.clone()).unwrap_or_default()
}

fn country(keys: &Keys, set: &[(Row, Tally)], kind: EntityKind) -> Option<Country> {
    let mut counts: BTreeMap<Country, u32> = BTreeMap::new();
    for (row, tally) in set {
        for &key in &row.keys {
            match keys.get(key) {
                Key::Unit(unit) if unit.countries.len() == 1 => {
                    unit.countries.iter().for_each(|&c| *counts.entry(c).or_default() += tally.reports);
                }
                Key::Place(place) => place.country.into_iter().for_each(|c| *counts.entry(c).or_default() += tally.reports),
                _ => {}
            }
        }
        if kind != EntityKind::Body {
            tally.countries.iter().for_each(|(&c, n)| *counts.entry(c).or_default() += n);
        }
    }
    counts.into_iter().max_by_key(|&(country, count)| (count, std::cmp::Reverse(country))).map(|(country, _)| country)
}

/// Degrees north and east: where most mentions of the place lie, the southernmost of equally many.
fn position(tallies: &[&Tally]) -> Option<(f64, f64)> {
    let mut counts: BTreeMap<Position, u32> = BTreeMap::new();
    tallies.iter().flat_map(|t| &t.positions).for_each(|(p, n)| *counts.entry(*p).or_default() += n);
    let (position, _) = counts.into_iter().max_by_key(|&(position, count)| (count, std::cmp::Reverse(position)))?;
    Some((position.lat(), position.lon()))
}

/// The entity of a mention as a link, or the mention's name alone.
pub fn link(input: &Input, cast: &Cast, entities: &[Entity], report: usize, mention: u32) -> Link {
    match cast.of(report, mention) {
        Some(e) => Link { id: Some(entities[e].id.clone()), name: entities[e].name.clone() },
        None => Link { id: None, name: input.mention(report, mention).map(|m| m.name.clone()).unwrap_or_default() },
    }
}
