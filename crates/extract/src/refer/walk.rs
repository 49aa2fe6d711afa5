//! Who is spoken of: walks a report from its beginning, keeps who was named how prominently, and says whom each pronoun, bare title or
//! describing noun means.
//!
//! # What it does
//! Every name, and every word resolved, is an entry with a weight: subjects before objects, objects before phrases, in the reach of a few
//! sentences. A word that refers takes the heaviest person that fits what it asks and is no other argument of its own clause.
//!
//! # Why
//! Who was named last is often the one who was met, not the one whom the next sentence is about.
//!
//! # Example
//! "Minister A met Ambassador B. He thanked the ambassador": "he" is A, the subject; "the ambassador" is B, by title.

use std::collections::BTreeMap;

use rapporteur_model::{ClaimKind, Country, Deprel, MentionKind};

use super::cast::Cast;
use super::titles;
use super::wanted::{self, Wanted, Way};
use super::weight::{fade, owner, top, weight};
use crate::graph::Graph;
use crate::posts::{Post, nation};

/// How many sentences back a pronoun reaches.
const REACH: usize = 2;

/// A pronoun means nobody whose weight is less.
const LEAST: f32 = 14.0;

/// How many sentences back a title in the plural reaches.
const GROUP: usize = 4;

/// How many names and words for persons back anything reaches.
const MEMORY: usize = 300;

/// Somebody was named or meant here.
struct Entry {
    at: u32,
    member: usize,
    weight: f32,
}

/// Whom each referring word means.
#[derive(Debug, Default)]
pub struct Meanings {
    stands: BTreeMap<u32, u32>,
    several: BTreeMap<u32, Vec<u32>>,
    /// For each shorter name of a person the longest one of the report.
    full: BTreeMap<u32, u32>,
}

impl Meanings {
    pub fn new(graph: &Graph, posts: &[Post]) -> Self {
        let mut walk = Walk {
            graph,
            posts,
            cast: Cast::new(graph, posts, 0..graph.len()),
            home: nation::home(graph, posts).map(|(country, _)| country),
            entries: Vec::new(),
            longest: BTreeMap::new(),
            meanings: Self::default(),
        };
        (0..graph.len()).for_each(|t| walk.step(t));
        walk.fill();
        walk.meanings
    }

    /// The longest name that the report gives the person of a mention.
    pub fn full(&self, m: u32) -> u32 {
        self.full.get(&m).copied().unwrap_or(m)
    }

    /// The person, by the latest name before it, whom the word at a token means.
    pub fn at(&self, t: u32) -> Option<u32> {
        self.stands.get(&t).copied()
    }

    /// Those whom a title in the plural means ("the ministers"), by their longest names.
    pub fn all_at(&self, t: u32) -> &[u32] {
        self.several.get(&t).map_or(&[], Vec::as_slice)
    }
}

struct Walk<'g, 'a> {
    graph: &'g Graph<'a>,
    posts: &'g [Post],
    cast: Cast,
    home: Option<Country>,
    entries: Vec<Entry>,
    /// The longest name of each person so far.
    longest: BTreeMap<usize, u32>,
    meanings: Meanings,
}

impl Walk<'_, '_> {
    fn step(&mut self, t: u32) {
        let graph = self.graph;
        if let Some(m) = graph.at(t, &[MentionKind::Person]).filter(|&m| graph.mention(m).head == t) {
            if let Some(member) = self.cast.of(m) {
                self.entries.push(Entry { at: t, member, weight: weight(graph, t) });
                let words = |m: u32| super::cast::words(&graph.mention(m).name).len();
                let longest = self.longest.entry(member).or_insert(m);
                *longest = if words(m) > words(*longest) { m } else { *longest };
            }
            return;
        }
        if wanted::several(graph, t) {
            let all = self.holders(t);
            if all.len() > 1 {
                self.meanings.several.insert(t, all);
            }
            return;
        }
        let Some(wanted) = wanted::wanted(graph, self.posts, t) else { return };
        let Some((member, mention)) = self.ahead(&wanted).or_else(|| self.meant(&wanted)) else { return };
        self.meanings.stands.insert(t, mention);
        let weight = weight(graph, t);
        self.entries.push(Entry { at: t, member, weight });
    }

    /// Notes the longest name for each shorter one.
    fn fill(&mut self) {
        let words = |m: u32| super::cast::words(&self.graph.mention(m).name).len();
        for (m, member) in self.cast.all() {
            let full = self.longest.get(&member).copied().filter(|&full| words(full) > words(m));
            self.meanings.full.extend(full.map(|full| (m, full)));
        }
    }

    /// "During her stay, Secretary Y called on": in front of the subject an English "her" is the subject's.
    fn ahead(&self, wanted: &Wanted) -> Option<(usize, u32)> {
        let graph = self.graph;
        if wanted.way != Way::Possessive || !graph.english() {
            return None;
        }
        let clause = std::iter::successors(Some(wanted.at), |&u| graph.head(u)).take(6).find(|&u| graph.is_verb(u))?;
        let subject = graph.children(clause).iter().copied().find(|&c| graph.base(c) == Deprel::Nsubj);
        let behind = || (wanted.at..clause).find(|&t| graph.form(t) == ",").map(|comma| comma + 1).filter(|&t| t < clause);
        let subject = subject.map_or_else(behind, |s| Some(s).filter(|&s| s > wanted.at))?;
        if let Some(m) = graph.at(subject, &[MentionKind::Person]) {
            let member = self.cast.of(m)?;
            return self.gender_fits(wanted, member).map(|_| (member, m));
        }
        let subject = graph.at(subject, &[MentionKind::Post]).map_or(subject, |m| graph.mention(m).head);
        let asked = wanted::wanted(graph, self.posts, subject).filter(|w| !matches!(w.way, Way::Pronoun | Way::Possessive))?;
        self.meant(&Wanted { gender: wanted.gender, ..asked })
    }

    /// The person meant and the latest name for that one.
    fn meant(&self, wanted: &Wanted) -> Option<(usize, u32)> {
        let near = self.graph.analysis.sentence_of(wanted.at);
        let distance = |e: &Entry| near.saturating_sub(self.graph.analysis.sentence_of(e.at));
        let barred = self.barred(wanted);
        if wanted.way == Way::Possessive && self.of_another(wanted.at) {
            return None;
        }
        let short = matches!(wanted.way, Way::Pronoun | Way::Possessive | Way::Latter);
        let mut heaviest: BTreeMap<usize, f32> = BTreeMap::new();
        let mut often: BTreeMap<usize, u8> = BTreeMap::new();
        for e in self.entries.iter().rev().take(MEMORY).take_while(|e| !short || distance(e) <= REACH) {
            let weight = e.weight * fade(distance(e)) + 1.0 / (1.0 + wanted.at.saturating_sub(e.at) as f32);
            let known = heaviest.entry(e.member).or_insert(weight);
            *known = known.max(weight);
            let times = often.entry(e.member).or_default();
            *times = times.saturating_add(1).min(4);
        }
        // A title alone means whom the report is about; a pronoun whom the last sentence is about.
        let share = if short { 0.02 } else { 0.3 };
        heaviest.iter_mut().for_each(|(member, weight)| *weight *= 1.0 + share * f32::from(often[member] - 1));
        let mut best: Option<(f32, usize)> = None;
        let mut fitting = Vec::new();
        for (member, weight) in heaviest.into_iter().filter(|(member, _)| !barred.contains(member)) {
            let Some(score) = self.fits(wanted, member).map(|fit| fit * weight) else { continue };
            fitting.push(member);
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, member));
            }
        }
        if best.is_some_and(|(_, member)| self.of_unknown_country(wanted, member, &fitting)) {
            return None;
        }
        if best.is_some_and(|(score, _)| self.outweighed(wanted, score) || short && score < LEAST) {
            return None;
        }
        let (_, member) = if wanted.way == Way::Latter { (0.0, self.latter(wanted, &barred)?) } else { best? };
        Some((member, self.fullest(member)?))
    }

    /// A country is asked, of the one found none is told, and he is not the only one of whom it may be true.
    fn of_unknown_country(&self, wanted: &Wanted, member: usize, fitting: &[usize]) -> bool {
        let told = |nation| self.cast.members[member].nations.contains(&nation);
        let asked = wanted.nation.filter(|_| matches!(wanted.way, Way::Title(_) | Way::Noun | Way::Visitor | Way::Leader));
        asked.is_some_and(|nation| !told(nation)) && fitting.len() > 1
    }

    /// "договор с корпорацией. Она обязалась": a thing of the pronoun's gender is more prominent, and the verb is not one that only
    /// persons do.
    fn outweighed(&self, wanted: &Wanted, score: f32) -> bool {
        let graph = self.graph;
        let gender = wanted.gender.filter(|_| !graph.english() && wanted.way == Way::Pronoun);
        let human = |v: u32| graph.lexicon.triggered(graph.lemma(v)).any(|f| matches!(f.kind, ClaimKind::Statement | ClaimKind::Meeting));
        let acts = graph.base(wanted.at) == Deprel::Nsubj;
        let Some(gender) = gender.filter(|_| !acts || !owner(graph, wanted.at).is_some_and(human)) else { return false };
        let near = graph.analysis.sentence_of(wanted.at);
        let from = graph.analysis.sentences.get(near.saturating_sub(1)).map_or(0, |s| s.tokens.start);
        let thing = |&t: &u32| {
            let feats = graph.token(t).feats;
            let house = graph.at(t, &[MentionKind::Organisation, MentionKind::Body]).is_some_and(|m| graph.mention(m).head == t);
            feats.gender == Some(gender)
                && feats.number != Some(rapporteur_model::Number::Plur)
                && graph.at(t, &[MentionKind::Person, MentionKind::Post]).is_none()
                && (house || feats.animate == Some(false) && graph.is_nominal(t) && graph.base(t) == Deprel::Nsubj)
        };
        let heavy = |t: u32| weight(graph, t) * fade(near - graph.analysis.sentence_of(t).min(near)) * 0.9;
        (from..wanted.at).filter(thing).any(|t| heavy(t) > score)
    }

    /// Who holds such a title, of those named in this and the few sentences before; of several the two named last, of two countries.
    fn holders(&self, t: u32) -> Vec<u32> {
        let graph = self.graph;
        let near = graph.analysis.sentence_of(t);
        let close = |e: &&Entry| near - graph.analysis.sentence_of(e.at).min(near) <= GROUP;
        let mut found: Vec<usize> = Vec::new();
        for e in self.entries.iter().rev().take(MEMORY).take_while(close) {
            let held = self.cast.members[e.member].posts.iter().map(|&i| &self.posts[i]);
            if !found.contains(&e.member) && held.into_iter().any(|p| titles::plain(graph, p, graph.lemma(t))) {
                found.push(e.member);
            }
        }
        found.reverse();
        found.into_iter().filter_map(|member| self.fullest(member)).collect()
    }

    /// "A's successor paid his first visit": the subject is somebody who is nowhere named.
    fn of_another(&self, t: u32) -> bool {
        let graph = self.graph;
        let clause = std::iter::successors(Some(t), |&u| graph.head(u)).take(6).find(|&u| graph.is_verb(u));
        let children = clause.map_or(&[][..], |v| graph.children(v));
        let mut subjects = children.iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj && c < t);
        subjects.any(|s| graph.lexicon.is("relations", graph.lemma(s)) && self.meanings.at(s).is_none() && graph.english())
    }

    /// The longest name of a person so far, the first of those.
    fn fullest(&self, member: usize) -> Option<u32> {
        self.longest.get(&member).copied()
    }

    /// The one named last in this sentence, or in the one before.
    fn latter(&self, wanted: &Wanted, barred: &[usize]) -> Option<usize> {
        let near = self.graph.analysis.sentence_of(wanted.at);
        let last = self.entries.last().filter(|e| near - self.graph.analysis.sentence_of(e.at).min(near) <= 1)?;
        (!barred.contains(&last.member) && self.gender_fits(wanted, last.member).is_some()).then_some(last.member)
    }

    /// Other arguments of the same clause: nobody acts on himself without "himself".
    fn barred(&self, wanted: &Wanted) -> Vec<usize> {
        let graph = self.graph;
        let clause = owner(graph, wanted.at);
        let possessive = wanted.way == Way::Possessive;
        let persons = graph.mentions_in(graph.sentence(wanted.at), &[MentionKind::Person]);
        let own = |t: u32| owner(graph, t) == clause && clause.is_some();
        // A Russian "его" is not the subject's: that would be "свой". An English "his" may be anybody's.
        let acts = |t: u32| !possessive || (!graph.english() && graph.base(top(graph, t)) == Deprel::Nsubj);
        let named =
            persons.into_iter().filter(|&m| own(graph.mention(m).head) && acts(graph.mention(m).head)).filter_map(|m| self.cast.of(m));
        let sentence = graph.sentence(wanted.at);
        // "During her stay the Minister met": whose something is may well be the one who acts.
        let whose = |t: u32| graph.token(t).upos == rapporteur_model::Upos::Pron && graph.token(t).deprel == Deprel::NmodPoss;
        let free = |e: &&Entry| sentence.contains(&e.at) && own(e.at) && acts(e.at) && !whose(e.at);
        let meant = self.entries.iter().rev().take(MEMORY).filter(free).map(|e| e.member);
        named.chain(meant).collect()
    }

    /// How well a person fits what is asked, from 0 to 1; `None` if not at all.
    fn fits(&self, wanted: &Wanted, member: usize) -> Option<f32> {
        let gender = self.gender_fits(wanted, member)?;
        let nations = &self.cast.members[member].nations;
        let nation = match wanted.nation {
            Some(nation) if nations.contains(&nation) => 1.0,
            // "the Norwegian leader" may be anybody's who leads, of whom no country is told.
            Some(_) if nations.is_empty() && self.general(wanted) => return None,
            Some(_) if nations.is_empty() => 0.5,
            Some(_) => return None,
            None => 1.0,
        };
        let graph = self.graph;
        let held = || self.cast.members[member].posts.iter().map(|&i| &self.posts[i]);
        let way = match wanted.way {
            Way::Pronoun | Way::Possessive | Way::Latter => 1.0,
            Way::National => wanted.nation.filter(|n| nations.contains(n)).map(|_| 1.0)?,
            Way::Title(i) => held().filter_map(|p| titles::fit(graph, &self.posts[i], p)).max_by(f32::total_cmp)?,
            Way::Noun => {
                let nouns = graph.lexicon.described_by(graph.lemma(wanted.at))?;
                held().any(|p| titles::words(graph, p).any(|w| nouns.contains(w))).then_some(1.0)?
            }
            Way::Visitor => self.came(member).then_some(1.0)?,
            Way::Leader => self.leads(member).then_some(1.0)?,
            Way::Counterpart => self.counterpart(wanted, member)?,
        };
        Some(gender * nation * way)
    }

    /// The word asks for no more than that somebody heads something.
    fn general(&self, wanted: &Wanted) -> bool {
        let Way::Title(i) = wanted.way else { return false };
        let graph = self.graph;
        graph.lexicon.is("chiefs", graph.lemma(wanted.at)) && titles::headed(graph, &self.posts[i]).is_none()
    }

    fn gender_fits(&self, wanted: &Wanted, member: usize) -> Option<f32> {
        let member = &self.cast.members[member];
        match (wanted.gender, member.gender) {
            (Some(a), Some(b)) if a == b => Some(1.0),
            (Some(_), Some(_)) if member.sure => None,
            (Some(_), Some(_)) => Some(0.4),
            (Some(_), None) => Some(0.9),
            _ => Some(1.0),
        }
    }

    /// Somebody whose name stands under a delegation's.
    fn leads(&self, member: usize) -> bool {
        let graph = self.graph;
        let under = |e: &Entry| {
            let mut up = std::iter::successors(Some(e.at), |&u| graph.head(u)).take(6).skip(1);
            up.any(|u| graph.lexicon.is("delegation", graph.lemma(u)))
        };
        self.entries.iter().rev().take(MEMORY).filter(|e| e.member == member).any(under)
    }

    /// Somebody who came: received by others, led by a delegation's name, an officer of another country.
    fn came(&self, member: usize) -> bool {
        let graph = self.graph;
        let abroad = self.home.is_some_and(|home| self.cast.members[member].nations.iter().any(|&n| n != home));
        let received = |e: &&Entry| {
            let up = std::iter::successors(Some(top(graph, e.at)), |&u| graph.head(u)).take(4);
            let verb = up.clone().find(|&u| graph.is_verb(u));
            let hosted = verb.is_some_and(|v| {
                let by = graph.base(top(graph, e.at)) == Deprel::Nsubj;
                graph.lexicon.is("hosting", graph.lemma(v)) && by == graph.is_passive(v)
            });
            let visits = verb.is_some_and(|v| {
                graph.base(top(graph, e.at)) == Deprel::Nsubj
                    && graph.lexicon.frames(ClaimKind::Visit).any(|f| f.verbs.contains(graph.lemma(v)))
            });
            hosted || visits || up.into_iter().any(|u| graph.lexicon.is("guests", graph.lemma(u)))
        };
        abroad || self.entries.iter().rev().take(MEMORY).filter(|e| e.member == member).any(|e| received(&e))
    }

    /// The one with a like title, of the country asked, or of another than the one whose counterpart it is.
    fn counterpart(&self, wanted: &Wanted, member: usize) -> Option<f32> {
        let graph = self.graph;
        let whose = self.possessor(wanted.at)?;
        let (one, other) = (&self.cast.members[whose], &self.cast.members[member]);
        if whose == member || one.nations.iter().any(|n| other.nations.contains(n)) {
            return None;
        }
        let title = |i: &usize| titles::words(graph, &self.posts[*i]).map(str::to_owned).collect::<Vec<_>>();
        let like = one.posts.iter().any(|a| other.posts.iter().any(|b| title(a).iter().any(|w| title(b).contains(w))));
        match (like, wanted.nation.is_some_and(|n| other.nations.contains(&n))) {
            (true, _) => Some(1.0),
            (false, true) => Some(0.5),
            _ => None,
        }
    }

    /// Whose counterpart: the pronoun's person; of "свой" the subject of the clause.
    fn possessor(&self, t: u32) -> Option<usize> {
        let graph = self.graph;
        let pronoun = graph.children(t).iter().copied().find(|&c| c < t && self.meanings.at(c).is_some());
        if let Some(m) = pronoun.and_then(|c| self.meanings.at(c)) {
            return self.cast.of(m);
        }
        let own = graph.children(t).iter().any(|&c| graph.lexicon.is("own", graph.lemma(c)));
        let sentence = graph.sentence(t);
        let subject =
            self.entries.iter().rev().take(MEMORY).find(|e| sentence.contains(&e.at) && graph.base(top(graph, e.at)) == Deprel::Nsubj);
        subject.filter(|_| own).map(|e| e.member)
    }
}

/// The person that a pronoun means, by the names alone: for rules that run before titles are linked.
pub fn by_names(graph: &Graph, t: u32) -> Option<u32> {
    let posts: Vec<Post> = Vec::new();
    let from = graph.analysis.sentences.get(graph.analysis.sentence_of(t).saturating_sub(REACH))?.tokens.start;
    let cast = Cast::new(graph, &posts, from..graph.sentence(t).end);
    let mut walk =
        Walk { graph, posts: &posts, cast, home: None, entries: Vec::new(), longest: BTreeMap::new(), meanings: Meanings::default() };
    (from..t).for_each(|u| walk.step(u));
    let way = if graph.lexicon.is("single", graph.lower(t)) { Way::Possessive } else { Way::Pronoun };
    let gender = wanted::gender(graph, t).or(graph.token(t).feats.gender);
    walk.meant(&Wanted { at: t, way, gender, nation: None }).map(|(_, m)| m)
}
