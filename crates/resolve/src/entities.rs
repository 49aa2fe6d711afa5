//! Entities from joined mentions: names by language and count, the name to show, country, reports, evidence.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Country, Entity, EntityKind, Evidence, Link, NameCount, Position};

use crate::cast::Cast;
use crate::ids::{Ids, letter};
use crate::input::Input;
use crate::nodes::{Key, Nodes};

/// All entities, in the order of the cast; posts and relations are added later.
pub fn build(input: &Input, nodes: &Nodes, cast: &Cast, ids: &mut Ids) -> Vec<Entity> {
    (0..cast.sets.len()).map(|e| entity(input, nodes, cast, ids, e)).collect()
}

fn entity(input: &Input, nodes: &Nodes, cast: &Cast, ids: &mut Ids, e: usize) -> Entity {
    let set = &cast.sets[e];
    let kind = cast.kinds[e];
    let names = names(input, nodes, set);
    let first = &nodes.all[set[0]];
    let anchor = format!("{}:{}", input.id(first.report), first.mentions[0]);
    Entity {
        id: ids.give(letter(kind), &canonical(nodes, set), &anchor),
        kind,
        name: name_to_show(kind, &names, None),
        names,
        country: country(input, nodes, set, kind),
        position: position(input, nodes, set),
        posts: Vec::new(),
        part_of: Vec::new(),
        produces: Vec::new(),
        reports: reports(input, nodes, set),
        evidence: evidence(input, nodes, set),
        listed: kind != EntityKind::Person,
    }
}

/// The smallest canonical key; of a person's, names in full come first.
pub fn canonical(nodes: &Nodes, set: &[usize]) -> String {
    let keys = set.iter().flat_map(|&n| nodes.all[n].keys.iter().map(|&k| nodes.keys.get(k)));
    let ranked = keys.map(|key| match key {
        Key::Person(p) => (!p.full(), p.canonical()),
        Key::Unit(u) => (u.acronym.is_some(), u.canonical()),
        Key::Place(p) => (false, p.canonical()),
        Key::Product(p) => (false, p.key.clone()),
    });
    ranked.min().map(|(_, key)| key).unwrap_or_default()
}

fn names(input: &Input, nodes: &Nodes, set: &[usize]) -> Vec<NameCount> {
    let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for &n in set {
        let node = &nodes.all[n];
        for mention in node.mentions.iter().filter_map(|&m| input.mention(node.report, m)) {
            *counts.entry((mention.name.as_str(), input.lang(node.report))).or_default() += 1;
        }
    }
    let mut names: Vec<NameCount> =
        counts.into_iter().map(|((text, lang), count)| NameCount { text: text.to_owned(), lang: lang.to_owned(), count }).collect();
    names.sort_by(|a, b| (std::cmp::Reverse(a.count), &a.text, &a.lang).cmp(&(std::cmp::Reverse(b.count), &b.text, &b.lang)));
    names
}

/// The fullest name in `lang`, or in the language of most mentions: most words without initials, then most often, then longest.
pub fn name_to_show(kind: EntityKind, names: &[NameCount], lang: Option<&str>) -> String {
    let mut by_lang: BTreeMap<&str, u32> = BTreeMap::new();
    names.iter().for_each(|n| *by_lang.entry(&n.lang).or_default() += n.count);
    let most = by_lang.iter().max_by_key(|(lang, count)| (**count, std::cmp::Reverse(**lang))).map(|(lang, _)| *lang);
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
        (written, full, n.count, length, std::cmp::Reverse(n.text.clone()))
    };
    names.iter().filter(|n| n.lang == wanted).max_by_key(rank).map(|n| n.text.clone()).unwrap_or_default()
}

fn country(input: &Input, nodes: &Nodes, set: &[usize], kind: EntityKind) -> Option<Country> {
    let mut counts: BTreeMap<Country, u32> = BTreeMap::new();
    for &n in set {
        let node = &nodes.all[n];
        for &key in &node.keys {
            match nodes.keys.get(key) {
                Key::Unit(unit) if unit.countries.len() == 1 => unit.countries.iter().for_each(|&c| *counts.entry(c).or_default() += 1),
                Key::Place(place) => place.country.into_iter().for_each(|c| *counts.entry(c).or_default() += 1),
                _ => {}
            }
        }
        if kind != EntityKind::Body {
            let stated = node.mentions.iter().filter_map(|&m| input.mention(node.report, m)?.country);
            stated.for_each(|c| *counts.entry(c).or_default() += 1);
        }
    }
    counts.into_iter().max_by_key(|&(country, count)| (count, std::cmp::Reverse(country))).map(|(country, _)| country)
}

/// Degrees north and east: where most mentions of the place lie, the southernmost of equally many.
fn position(input: &Input, nodes: &Nodes, set: &[usize]) -> Option<(f64, f64)> {
    let mut counts: BTreeMap<Position, u32> = BTreeMap::new();
    for &n in set {
        let node = &nodes.all[n];
        let stated = node.mentions.iter().filter_map(|&m| input.mention(node.report, m)?.position());
        stated.for_each(|p| *counts.entry(p).or_default() += 1);
    }
    let (position, _) = counts.into_iter().max_by_key(|&(position, count)| (count, std::cmp::Reverse(position)))?;
    Some((position.lat(), position.lon()))
}

fn reports(input: &Input, nodes: &Nodes, set: &[usize]) -> Vec<String> {
    let numbers: BTreeSet<usize> = set.iter().map(|&n| nodes.all[n].report).collect();
    numbers.into_iter().map(|r| input.id(r).to_owned()).collect()
}

/// One mention a report: the one with the longest name, the first of those.
fn evidence(input: &Input, nodes: &Nodes, set: &[usize]) -> Vec<Evidence> {
    let mut best: BTreeMap<usize, (std::cmp::Reverse<usize>, u32)> = BTreeMap::new();
    for &n in set {
        let node = &nodes.all[n];
        for &m in &node.mentions {
            let Some(mention) = input.mention(node.report, m) else { continue };
            let rank = (std::cmp::Reverse(mention.name.chars().count()), m);
            let held = best.entry(node.report).or_insert(rank);
            *held = (*held).min(rank);
        }
    }
    let span =
        |(report, (_, m)): (usize, (std::cmp::Reverse<usize>, u32))| Some(input.evidence(report, "name", input.mention(report, m)?.span));
    best.into_iter().filter_map(span).collect()
}

/// The entity of a mention as a link, or the mention's name alone.
pub fn link(input: &Input, cast: &Cast, entities: &[Entity], report: usize, mention: u32) -> Link {
    match cast.of(report, mention) {
        Some(e) => Link { id: Some(entities[e].id.clone()), name: entities[e].name.clone() },
        None => Link { id: None, name: input.mention(report, mention).map(|m| m.name.clone()).unwrap_or_default() },
    }
}
