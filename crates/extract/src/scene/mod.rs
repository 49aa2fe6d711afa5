//! The scene of a report: the day and place of the event that it tells of, which hold for what it goes on to tell of the same people.
//!
//! # What it does
//! "X and Y met in Amman on Monday. … He also received Z": the second meeting has the day and place of the first, with the words that say
//! them there. A clause that speaks of another time or place takes nothing and sets nothing.
//!
//! # Why
//! Reports date the first sentence and leave the rest to the reader. Only a single day and a place smaller than a country are handed on,
//! and only to those who were there, or where a word of sequence ("also", "later", "затем") says that the telling goes on.

mod background;
mod days;
mod heads;
mod lead;

use rapporteur_model::{BlockKind, Claim, ClaimKind, Edtf, Field, MentionKind, Modality, Role, Value};

use crate::build::Context;
use crate::graph::Graph;
use crate::nations;

/// Kinds that make up the scene, and those that are told within it.
const EVENTS: &[ClaimKind] =
    &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing, ClaimKind::Gathering, ClaimKind::Statement];

/// Kinds that take place where the scene is.
const PLACED: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Signing, ClaimKind::Session];

/// How many sentences behind the last word of a scene it still holds.
const REACH: usize = 5;

/// When and where, and who is there.
#[derive(Debug, Default)]
struct Scene {
    day: Option<Field>,
    /// Several days: their first one is "the first day".
    days: Option<Field>,
    place: Option<Field>,
    people: Vec<u32>,
    last: usize,
    several: bool,
}

/// Gives claims the day and place of the scene that they are told in.
pub fn add(context: &Context, claims: &mut [Claim]) {
    lead::add(context, claims);
    let graph = context.graph;
    heads::add(graph, claims);
    let mut order: Vec<usize> = (0..claims.len()).filter(|&i| EVENTS.contains(&claims[i].kind)).collect();
    order.sort_by_key(|&i| (claims[i].trigger, claims[i].kind));
    let told = |c: &Claim| !titled(graph, c) && c.modality == Modality::Happened && !background::is(graph, c);
    order.retain(|&i| told(&claims[i]));
    let several = several_days(order.iter().map(|&i| &claims[i]));
    let mut scene = Scene { several, ..Scene::default() };
    for i in order {
        let sentence = graph.analysis.sentence_of(start(graph, &claims[i]));
        if sentence > scene.last + REACH {
            scene = Scene { several, ..Scene::default() };
        }
        for field in scene.lends(graph, &claims[i]) {
            claims[i].push(field.role, field.value, field.span);
            if !claims[i].rule.ends_with("+scene") {
                claims[i].rule.push_str("+scene");
            }
        }
        scene.take(graph, &claims[i], sentence);
    }
    gatherings(graph, claims);
    opened(graph, claims);
}

/// "In June, X visited Laos, where he was received by Y and signed Z": the time that opens a sentence holds for all that it tells of.
fn opened(graph: &Graph, claims: &mut [Claim]) {
    let sentence = |c: &Claim| graph.analysis.sentence_of(start(graph, c));
    for i in 0..claims.len() {
        let claim = &claims[i];
        let lacks = EVENTS.contains(&claim.kind) && claim.modality == Modality::Happened && claim.get(Role::Date).is_none();
        if !lacks || claim.kind == ClaimKind::Statement || background::apart(graph, start(graph, claim)) {
            continue;
        }
        let at = sentence(claim);
        let first = graph.sentence(start(graph, claim)).start;
        let opens = |f: &Field| graph.analysis.tokens_in(f.span).start <= first + 1;
        let before = claims.iter().filter(|c| c.trigger < claim.trigger && c.modality == Modality::Happened && sentence(c) == at);
        let dates = graph.mentions_in(graph.sentence(start(graph, claim)), &[MentionKind::Date]);
        let only = dates.into_iter().filter(|&m| crate::circumstance::free(graph, m)).count() == 1;
        let found = before.filter_map(|c| c.get(Role::Date)).find(|f| opens(f)).cloned().filter(|_| only);
        if let Some(field) = found {
            claims[i].push(field.role, field.value, field.span);
        }
    }
}

fn start(graph: &Graph, claim: &Claim) -> u32 {
    graph.analysis.tokens_in(claim.trigger).start
}

/// The report tells of more than one day: only a word of sequence then says which one is meant.
fn several_days<'c>(claims: impl Iterator<Item = &'c Claim>) -> bool {
    let mut days: Vec<&Value> = Vec::new();
    for field in claims.filter(|c| c.kind != ClaimKind::Statement).flat_map(|c| c.all(Role::Date)) {
        if !days.contains(&&field.value) {
            days.push(&field.value);
        }
    }
    days.len() > 1 || days.iter().any(|d| matches!(d, Value::Date(Edtf::Interval(..))))
}

fn titled(graph: &Graph, claim: &Claim) -> bool {
    graph.report.block_of(claim.trigger).is_some_and(|b| matches!(b.kind, BlockKind::Title | BlockKind::Caption))
}

impl Scene {
    /// What the claim lacks and the scene has.
    fn lends(&self, graph: &Graph, claim: &Claim) -> Vec<Field> {
        let mut found = Vec::new();
        let at = start(graph, claim);
        let sentence = graph.analysis.sentence_of(at);
        if claim.get(Role::Date).is_none() {
            found.extend(days::counted(graph, at, self.day.as_ref(), self.days.as_ref()));
        }
        let goes_on = self.holds(graph, claim) && !background::elsewhere(graph, claim, self.place.as_ref());
        if !goes_on {
            return found;
        }
        let stays = claim.kind == ClaimKind::Visit && !claim.rule.starts_with("visit.verb");
        if claim.get(Role::Date).is_none() && found.is_empty() && !stays && !background::dated(graph, claim) {
            found.extend(self.day.clone());
        }
        let dated = claim.all(Role::Date).next();
        let counted = dated.is_none() && days::counted(graph, at, self.day.as_ref(), self.days.as_ref()).is_some();
        let same_day = dated.is_none_or(|d| self.day.as_ref().map_or(sentence == self.last, |own| own.value == d.value));
        let afar = claim.get(Role::Form).is_some_and(|f| matches!(&f.value, Value::Text(t) if !graph.lexicon.is("in_person", t)));
        if PLACED.contains(&claim.kind) && claim.get(Role::Place).is_none() && same_day && !counted && !afar {
            found.extend(self.place.clone());
        }
        found
    }

    /// Somebody of the scene takes part, or a word says that the telling goes on.
    fn holds(&self, graph: &Graph, claim: &Claim) -> bool {
        let people = people(claim);
        let known = people.iter().any(|&m| self.people.iter().any(|&o| same(graph, m, o)));
        let near = || graph.analysis.sentence_of(start(graph, claim)) == self.last;
        match claim.kind {
            ClaimKind::Statement => known && background::takes_turn(graph, claim),
            // "The companies signed a contract": right behind the event that the report tells of.
            ClaimKind::Signing if !self.several && !known && self.day.is_some() => {
                graph.analysis.sentence_of(start(graph, claim)) == self.last + 1 || background::goes_on(graph, claim, false)
            }
            _ if self.several => known && (near() || background::goes_on(graph, claim, self.several)),
            _ => known || background::goes_on(graph, claim, self.several),
        }
    }

    /// The claim's own day and place are those of the scene from here on.
    fn take(&mut self, graph: &Graph, claim: &Claim, sentence: usize) {
        if claim.kind == ClaimKind::Statement {
            if self.holds(graph, claim) {
                self.last = sentence;
            }
            return;
        }
        let mut dates = claim.all(Role::Date);
        if let Some(field) = dates.next().filter(|_| dates.next().is_none()) {
            let day = matches!(field.value, Value::Date(Edtf::Date(d)) if d.day().is_some());
            if self.day.as_ref().is_none_or(|own| own.value != field.value) {
                *self = Self { days: self.days.take(), several: self.several, ..Self::default() };
            }
            // Who arrived on a day may have been received on the next.
            let arrives = claim.kind == ClaimKind::Visit && !graph.lexicon.is("touring", graph.lemma(start(graph, claim)));
            if day && !arrives {
                self.day = Some(field.clone());
            } else if arrives || matches!(field.value, Value::Date(Edtf::Interval(..))) {
                self.days = Some(field.clone());
            }
        }
        // An event that says nothing of its place may have been anywhere.
        if PLACED.contains(&claim.kind) || claim.kind == ClaimKind::Visit {
            self.place = place(graph, claim);
        }
        self.people.extend(people(claim));
        self.last = sentence;
    }
}

/// The one place of an event that is smaller than a country; of a visit, where it leads.
fn place(graph: &Graph, claim: &Claim) -> Option<Field> {
    let role = if claim.kind == ClaimKind::Visit { Role::Destination } else { Role::Place };
    let mut all = claim.all(role);
    let field = all.next().filter(|_| all.next().is_none())?;
    let Value::Mention(m) = field.value else { return None };
    let town = graph.mention(m).kind == MentionKind::Place && nations::named_in(&graph.mention(m).name, graph.analysis.lang).is_none();
    town.then(|| Field { role: Role::Place, ..field.clone() })
}

fn people(claim: &Claim) -> Vec<u32> {
    const THERE: &[Role] = &[
        Role::Participant,
        Role::CoChair,
        Role::DelegationHead,
        Role::Visitor,
        Role::Host,
        Role::Signatory,
        Role::Party,
        Role::Presence,
        Role::Speaker,
        Role::Body,
        Role::Name,
    ];
    THERE.iter().flat_map(|&r| claim.mentions(r)).collect()
}

fn same(graph: &Graph, a: u32, b: u32) -> bool {
    let first = |m: u32| graph.mention(m).same_as.unwrap_or(m);
    let (x, y) = (&graph.mention(a).name, &graph.mention(b).name);
    let family = |long: &str, short: &str| long.split(' ').next_back() == Some(short);
    first(a) == first(b) || x == y || family(x, y) || family(y, x)
}

/// "подписан во вторник на площадке форума «X»": a gathering at which something was done on a day was held on that day, and there.
fn gatherings(graph: &Graph, claims: &mut [Claim]) {
    for i in 0..claims.len() {
        let claim = &claims[i];
        let at = start(graph, claim);
        let phrase = |&t: &u32| graph.preposition(t).is_some_and(|p| graph.lexicon.is("held_at", &p));
        let up = || std::iter::successors(Some(at), |&t| graph.head(t)).take(4).take_while(|&t| graph.is_nominal(t)).collect::<Vec<u32>>();
        let inside = claim.kind == ClaimKind::Gathering && claim.modality == Modality::Happened && up().iter().any(phrase);
        if !inside || (claim.get(Role::Date).is_some() && claim.get(Role::Place).is_some()) {
            continue;
        }
        let host = |c: &&Claim| {
            let kinds = matches!(c.kind, ClaimKind::Meeting | ClaimKind::Signing | ClaimKind::Statement);
            kinds && c.modality == Modality::Happened && graph.clause(start(graph, c)) == graph.clause(at)
        };
        let fields: Vec<Field> = [Role::Date, Role::Place]
            .into_iter()
            .filter(|&role| claim.get(role).is_none())
            .filter_map(|role| claims.iter().filter(host).find_map(|c| c.get(role).cloned()))
            .collect();
        for field in fields {
            claims[i].push(field.role, field.value, field.span);
        }
    }
}
