//! Local entities: what reports name, with the names that a report gives it and what the report says of it. Equal ones are one row.
//!
//! A local entity whose names tell nothing beyond their report ("the ministry", a surname alone) is that report's own, unless the post
//! that the report gives says who is meant.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{
    Claim, ClaimKind, Country, EntityId, EntityKind, LocalContext, LocalEntity, NameForm, PostTold, Role, Standing, Tally, Value,
};
use rapporteur_names::{UnitKey, concepts};

use crate::claims::Claims;
use crate::ids::{address, letter};
use crate::input::Input;
use crate::inside::family;
use crate::nodes::{Key, Keys, Nodes, form};
use crate::posts;

/// What the reports of an input name and tell.
pub struct Locals {
    /// All local entities, by address.
    pub entities: BTreeMap<EntityId, LocalEntity>,
    /// Where they stand, by number of the report.
    pub standings: Vec<Vec<Standing>>,
    /// Statements of posts, by number of the report.
    pub posts: Vec<Vec<PostTold>>,
    /// The local entity of each node.
    pub of: Vec<EntityId>,
}

impl Locals {
    /// Local entities of the nodes; `judged` are nodes that an analyst's decision names.
    pub fn new(input: &Input, nodes: &Nodes, keys: &Keys, claims: &Claims, judged: &BTreeSet<usize>) -> Self {
        let reader = Reader { input, nodes, keys };
        let mut contexts = reader.persons(claims);
        let mut locals = Self {
            entities: BTreeMap::new(),
            standings: vec![Vec::new(); input.len()],
            posts: Vec::new(),
            of: Vec::with_capacity(nodes.all.len()),
        };
        for n in 0..nodes.all.len() {
            let local = reader.local(n, contexts.remove(&n).unwrap_or_default(), judged.contains(&n));
            locals.of.push(local.id.clone());
            reader.stand(n, &local.id, &mut locals.standings[nodes.all[n].report]);
            locals.entities.entry(local.id.clone()).or_insert(local);
        }
        for report in 0..input.len() {
            reader.voices(report, &locals.of, &mut locals.standings[report]);
        }
        locals.posts = posts::told(input, nodes, &locals.of, &locals.entities, claims);
        locals
    }
}

struct Reader<'a> {
    input: &'a Input<'a>,
    nodes: &'a Nodes,
    keys: &'a Keys,
}

impl Reader<'_> {
    fn local(&self, n: usize, mut context: LocalContext, judged: bool) -> LocalEntity {
        let node = &self.nodes.all[n];
        let kind = family(node.kind);
        context.report = (!self.known_elsewhere(n, &context)).then(|| self.input.id(node.report).to_owned());
        context.judged = judged.then(|| (self.input.id(node.report).to_owned(), node.mentions[0]));
        let mut digests: Vec<&str> = node.keys.iter().map(|&k| self.keys.digest(k)).collect();
        digests.sort_unstable();
        let said = format!("{context:?}");
        let words: Vec<&str> = digests.into_iter().chain([said.as_str()]).collect();
        LocalEntity { id: address(letter(kind), &words), kind, forms: self.forms(n), context }
    }

    /// The shortest list of names of the node that gives all its keys: the first that brings each.
    fn forms(&self, n: usize) -> Vec<NameForm> {
        let node = &self.nodes.all[n];
        let mentions = node.mentions.iter().filter_map(|&m| self.input.mention(node.report, m));
        let all: BTreeSet<NameForm> = mentions.map(form).collect();
        let (mut seen, mut kept) = (BTreeSet::new(), Vec::new());
        for one in all {
            let keys = self.keys.known(node.kind, &one);
            if keys.iter().any(|k| !seen.contains(k)) {
                seen.extend(keys);
                kept.push(one);
            }
        }
        kept
    }

    /// A name that can mean the same thing in another report.
    fn known_elsewhere(&self, n: usize, context: &LocalContext) -> bool {
        let in_office = !context.houses.is_empty() || (!context.fields.is_empty() && !context.countries.is_empty());
        self.nodes.all[n].keys.iter().any(|&k| match self.keys.get(k) {
            Key::Person(key) => key.full() || in_office,
            Key::Unit(key) => key.tells() || !context.heads.is_empty() || !context.countries.is_empty(),
            Key::Place(_) | Key::Product(_) => true,
        })
    }

    fn stand(&self, n: usize, row: &EntityId, standings: &mut Vec<Standing>) {
        let node = &self.nodes.all[n];
        let mut tally = Tally { reports: 1, kinds: [(node.kind, 1)].into(), ..Tally::default() };
        let names = tally.names.entry(self.input.lang(node.report).to_owned()).or_default();
        let mut best: Option<(std::cmp::Reverse<usize>, u32)> = None;
        for &m in &node.mentions {
            let Some(mention) = self.input.mention(node.report, m) else { continue };
            *names.entry(mention.name.clone()).or_default() += 1;
            mention.country.into_iter().for_each(|c| *tally.countries.entry(c).or_default() += 1);
            if let Some(position) = mention.position() {
                match tally.positions.binary_search_by_key(&position, |p| p.0) {
                    Ok(at) => tally.positions[at].1 += 1,
                    Err(at) => tally.positions.insert(at, (position, 1)),
                }
            }
            let rank = (std::cmp::Reverse(mention.name.chars().count()), m);
            best = Some(best.map_or(rank, |held| held.min(rank)));
        }
        let span = best.and_then(|(_, m)| self.input.mention(node.report, m)).map(|m| m.span).unwrap_or_default();
        match standings.iter_mut().find(|s| s.row == *row) {
            // Two things of one name that a report keeps apart for no reason that the record knows.
            Some(held) => {
                tally.reports = 0;
                held.tally.add(&tally);
                held.mentions.extend(&node.mentions);
                held.mentions.sort_unstable();
            }
            None => standings.push(Standing { row: row.clone(), mentions: node.mentions.clone(), span, tally, voice_of: None }),
        }
    }

    /// Press services with the organisation that each speaks for, where its report names that too.
    fn voices(&self, report: usize, of: &[EntityId], standings: &mut [Standing]) {
        let own: BTreeSet<usize> = self.nodes.of[report].iter().flatten().copied().collect();
        let units = |n: usize| {
            let keys = self.nodes.all[n].keys.iter();
            keys.filter_map(|&k| if let Key::Unit(key) = self.keys.get(k) { Some(key) } else { None }).collect::<Vec<_>>()
        };
        for &n in &own {
            let found = units(n).iter().filter_map(|key| key.voice_of()).find_map(|whole| {
                let names_it =
                    |&&o: &&usize| units(o).iter().any(|k| (whole.same_words(k) || k.abbreviates(&whole)) && whole.countries_agree(k));
                own.iter().filter(|&&o| of[o] != of[n]).find(names_it)
            });
            if let Some(&whole) = found
                && let Some(standing) = standings.iter_mut().find(|s| s.row == of[n])
            {
                standing.voice_of = Some(of[whole].clone());
            }
        }
    }

    /// What the posts of a report say of its persons, by node.
    fn persons(&self, claims: &Claims) -> BTreeMap<usize, LocalContext> {
        let mut contexts: BTreeMap<usize, LocalContext> = BTreeMap::new();
        let mut sessions: Vec<(usize, &Claim)> = Vec::new();
        for (report, _, claim) in claims.all() {
            if claim.kind == ClaimKind::Session {
                self.chaired(report, claim, &mut contexts);
                sessions.push((report, claim));
            }
            if !matches!(claim.kind, ClaimKind::Post | ClaimKind::Appointment | ClaimKind::Departure) {
                continue;
            }
            let node = |m: u32| self.nodes.of[report].get(m as usize).copied().flatten();
            let (countries, houses) = self.houses(report, claim);
            let title = title(self.input, report, claim);
            if claim.kind == ClaimKind::Post && title.as_deref().is_some_and(concepts::is_head) && posts::in_office(claim) {
                self.headed(report, claim, &mut contexts);
            }
            let fields = title.map(|t| concepts::fields(&t)).unwrap_or_default();
            let sent = self.sent(report, claim);
            for person in claim.mentions(Role::Person).filter_map(node) {
                let context = contexts.entry(person).or_default();
                context.countries.extend(&countries);
                context.houses.extend(houses.iter().cloned());
                context.fields.extend(fields.iter().map(|f| (*f).to_owned()).chain(sent.clone()));
            }
        }
        let mut sides: BTreeMap<usize, BTreeSet<BTreeSet<Country>>> = BTreeMap::new();
        for (body, between) in sessions.into_iter().filter_map(|(report, claim)| self.sides(report, claim, &contexts)) {
            sides.entry(body).or_default().insert(between);
        }
        // Where sessions of one name had other sides, the name means two bodies in its own report.
        for (body, mut between) in sides.into_iter().filter(|(_, all)| all.len() == 1) {
            contexts.entry(body).or_default().countries = between.pop_first().unwrap_or_default();
        }
        contexts
    }

    /// The sides of a body that is named by its subject alone: the two countries in whose posts those who led a session of it are.
    fn sides(&self, report: usize, claim: &Claim, contexts: &BTreeMap<usize, LocalContext>) -> Option<(usize, BTreeSet<Country>)> {
        let body = claim.mention(Role::Body).and_then(|m| self.node(report, m)).filter(|&n| self.lacks_sides(n))?;
        let led = claim.all(Role::CoChair).chain(claim.all(Role::DelegationHead));
        let leaders: BTreeSet<usize> =
            led.filter_map(|f| if let Value::Mention(m) = f.value { self.node(report, m) } else { None }).collect();
        let of = |n: &usize| contexts.get(n).map(|context| &context.countries).filter(|countries| countries.len() == 1);
        let countries: Vec<&BTreeSet<Country>> = leaders.iter().map(of).collect::<Option<_>>()?;
        let sides: BTreeSet<Country> = countries.into_iter().flatten().copied().collect();
        (sides.len() == 2).then_some((body, sides))
    }

    /// All names that the report gives it are of a body on a subject, without a side or a name of its own.
    fn lacks_sides(&self, node: usize) -> bool {
        let named: Vec<&Key> = self.named(node).map(|(_, key)| key).collect();
        let lacks = |key: &UnitKey| key.is_body() && key.countries.is_empty() && key.proper.is_empty() && !key.tells();
        let subject = |key: &&Key| matches!(key, Key::Unit(unit) if unit.concepts.iter().any(|c| !c.unit && !c.level));
        named.iter().all(|key| matches!(key, Key::Unit(unit) if lacks(unit))) && named.iter().any(subject)
    }

    /// Where a diplomat was sent, as a field of his: of one country's ambassadors each is known by it.
    fn sent(&self, report: usize, claim: &Claim) -> Option<String> {
        let there = claim.mention(Role::Destination).and_then(|m| self.input.mention(report, m));
        there.and_then(|place| place.country).map(|country| format!("to {}", country.code()))
    }

    /// Notes who heads an organisation whose name does not tell it.
    fn headed(&self, report: usize, claim: &Claim, contexts: &mut BTreeMap<usize, LocalContext>) {
        let Some(house) = claim.mention(Role::Organisation).and_then(|m| self.untold(report, m)) else { return };
        let heads: BTreeSet<String> = claim.mentions(Role::Person).filter_map(|m| self.full_name(report, m)).collect();
        if !heads.is_empty() {
            contexts.entry(house).or_default().heads.extend(heads);
        }
    }

    /// Notes the two who chaired a session of a body whose name does not tell it. One of them sits in many bodies.
    fn chaired(&self, report: usize, claim: &Claim, contexts: &mut BTreeMap<usize, LocalContext>) {
        let Some(body) = claim.mention(Role::Body).and_then(|m| self.untold(report, m)) else { return };
        let chairs: BTreeSet<String> = posts::chairs(claim).filter_map(|(m, _)| self.full_name(report, m)).collect();
        if chairs.len() > 1 {
            contexts.entry(body).or_default().heads.extend(chairs);
        }
    }

    fn node(&self, report: usize, mention: u32) -> Option<usize> {
        self.nodes.of[report].get(mention as usize).copied().flatten()
    }

    fn named(&self, node: usize) -> impl Iterator<Item = (usize, &Key)> {
        self.nodes.all[node].keys.iter().map(|&k| (k, self.keys.get(k)))
    }

    /// An organisation whose name means another one in another report.
    fn untold(&self, report: usize, mention: u32) -> Option<usize> {
        self.node(report, mention).filter(|&n| self.named(n).all(|(_, key)| matches!(key, Key::Unit(unit) if !unit.tells())))
    }

    /// The digest of a person's full name.
    fn full_name(&self, report: usize, mention: u32) -> Option<String> {
        let full = self.named(self.node(report, mention)?).find(|(_, key)| matches!(key, Key::Person(p) if p.full()));
        full.map(|(k, _)| self.keys.digest(k).to_owned())
    }

    /// Countries and organisations of a post.
    fn houses(&self, report: usize, claim: &Claim) -> (BTreeSet<Country>, BTreeSet<String>) {
        let node = |m: u32| self.nodes.of[report].get(m as usize).copied().flatten();
        let stated = claim.all(Role::Country).filter_map(|f| if let Value::Text(code) = &f.value { Country::new(code) } else { None });
        let stated: BTreeSet<Country> = stated.collect();
        let (mut named, mut houses) = (BTreeSet::new(), BTreeSet::new());
        for house in claim.all(Role::Organisation).filter_map(|f| if let Value::Mention(m) = f.value { node(m) } else { None }) {
            for &k in &self.nodes.all[house].keys {
                if let Key::Unit(key) = self.keys.get(k) {
                    named.extend(Some(&key.countries).filter(|own| own.len() == 1).into_iter().flatten().copied());
                    houses.extend(key.tells().then(|| self.keys.digest(k).to_owned()));
                }
            }
        }
        // A country that one name of the organisation says and another denies is none of the post.
        let countries = if stated.is_empty() && named.len() == 1 { named } else { stated };
        (countries, houses)
    }
}

/// The title of a claim, as words.
pub fn title(input: &Input, report: usize, claim: &Claim) -> Option<String> {
    match claim.get(Role::Title).map(|f| &f.value) {
        Some(Value::Mention(m)) => input.mention(report, *m).map(|m| m.name.clone()),
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

/// The kind that most reports take a thing for.
pub fn kind_of(tallies: &[&Tally]) -> Option<EntityKind> {
    let mut counts: BTreeMap<EntityKind, u32> = BTreeMap::new();
    tallies.iter().flat_map(|t| &t.kinds).for_each(|(kind, n)| *counts.entry(*kind).or_default() += n);
    counts.into_iter().max_by_key(|&(kind, n)| (n, kind)).map(|(kind, _)| kind)
}
