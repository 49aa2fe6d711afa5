//! From joined drafts to an event of the record: date, places, participants with their posts, status, confidence, id.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Country, EntityKind, Event, EventKind, Evidence, Link, Participant, PlaceRef, Role};

use super::draft::{Draft, Who, role_name};
use super::{Stage, Told, days, differ, fits, status, titles, witnesses};
use crate::posts::Post;

/// The event that these drafts tell, in the order of the reports and their texts; `sure` when an analyst confirmed it.
pub fn event(stage: &Stage, drafts: Vec<Draft>, sure: bool) -> Told {
    let input = stage.input;
    let status = status::status(&drafts);
    let counted: Vec<&Draft> = drafts.iter().filter(|d| status::supports(status, d)).collect();
    let witness = witnesses::of(input, counted.iter().copied());
    let mut whole = drafts[0].clone();
    drafts[1..].iter().for_each(|d| whole.absorb(d));
    let kind = whole.kind.expect("drafts are made with a kind");
    let told = days::stated(input, status, &drafts);
    let (own, others) = days::best(kind, &told, &witness);
    let (ordinal, numbers) = differ::ordinals(stage, &counted, &witness);
    let (places, elsewhere) = differ::places(stage, &counted, &witness);
    whole.ordinal = ordinal.or(whole.ordinal);
    if !places.is_empty() {
        whole.places = places;
    }
    let when = differ::dates(stage, own, &told, &others, &witness);
    let disagreements = [when, elsewhere, numbers, differ::status(stage, status, &drafts)];
    let (participants, posts) = participants(stage, &whole, kind);
    let mut evidence: Vec<Evidence> = whole.evidence.iter().cloned().chain(posts).collect();
    evidence.sort();
    evidence.dedup();
    let reports: BTreeSet<usize> = whole.confidence.keys().copied().collect();
    let mut event = Event {
        id: drafts[0].address(input),
        kind,
        status,
        date: own,
        history: status::history(input, &drafts),
        disagreements: disagreements.into_iter().flatten().collect(),
        witnesses: witnesses::count(&witness),
        place: place(stage, &whole),
        body: whole.body.as_ref().map(|who| link(stage, who)),
        ordinal: whole.ordinal,
        title: String::new(),
        titles: Vec::new(),
        participants,
        instruments: Vec::new(),
        topics: whole.topics.clone(),
        details: details(&whole, kind),
        reports: reports.into_iter().map(|r| input.id(r).to_owned()).collect(),
        confidence: if sure { 1.0 } else { confidence(&counted, &witness) },
        evidence,
    };
    event.titles = titles::titles(stage, &whole, &event);
    event.title = event.titles.first().map(|t| t.text.clone()).unwrap_or_default();
    Told { drafts, whole, event }
}

/// Other fields; of who took or left office, which.
fn details(whole: &Draft, kind: EventKind) -> Vec<(String, String)> {
    let title = whole.name.as_ref().filter(|_| matches!(kind, EventKind::Appointment | EventKind::Departure));
    let title = title.map(|name| ("title".to_owned(), name.clone()));
    let signed = kind == EventKind::Signing && !whole.adopted;
    let details = whole.details.iter().filter(|(role, _)| !(signed && *role == FORM));
    details.map(|(role, text)| ((*role).to_owned(), text.clone())).chain(title).collect()
}

/// How a paper came about: only what all tellings say was adopted was not signed.
const FORM: &str = "form";

/// Places by name; a country is left out where a place in it is told.
fn place(stage: &Stage, whole: &Draft) -> Option<PlaceRef> {
    let destinations = || whole.of_roles(&[Role::Destination]).into_iter().cloned().collect::<Vec<_>>();
    let all: Vec<Who> = if whole.places.is_empty() { destinations() } else { whole.places.clone() };
    place_of(stage, &all)
}

/// These places as one: narrow ones before the countries that they lie in.
pub fn place_of(stage: &Stage, all: &[Who]) -> Option<PlaceRef> {
    let country = |who: &Who| if let Who::Entity(e) = who { stage.entities[*e].country } else { None };
    let is_country = |who: &Who| matches!(who, Who::Entity(e) if rapporteur_names::countries::of_name(&stage.entities[*e].name).is_some());
    let narrow: Vec<&Who> = all.iter().filter(|w| !is_country(w)).collect();
    let shown: Vec<&Who> =
        all.iter().filter(|w| !is_country(w) || !narrow.iter().any(|n| country(n).is_none() || country(n) == country(w))).collect();
    let first = *shown.first()?;
    let links: Vec<Link> = shown.iter().map(|w| link(stage, w)).collect();
    let mut names: Vec<&str> = Vec::new();
    links.iter().for_each(|l| {
        if !names.contains(&l.name.as_str()) {
            names.push(&l.name);
        }
    });
    let countries: BTreeSet<Country> = all.iter().filter_map(country).collect();
    let position = if let Who::Entity(e) = first { stage.entities[*e].position } else { None };
    Some(PlaceRef {
        id: links[0].id.clone(),
        name: names.join(", "),
        country: country(first).or(if countries.len() == 1 { countries.into_iter().next() } else { None }),
        lat: position.map(|p| p.0),
        lon: position.map(|p| p.1),
    })
}

pub fn link(stage: &Stage, who: &Who) -> Link {
    match who {
        Who::Entity(e) => Link { id: Some(stage.entities[*e].id.clone()), name: stage.entities[*e].name.clone() },
        Who::Name(name) => Link { id: None, name: name.clone() },
    }
}

/// Everybody once, in the most telling role, with the post that the reports of this event give; and the words for those posts.
fn participants(stage: &Stage, whole: &Draft, kind: EventKind) -> (Vec<Participant>, Vec<Evidence>) {
    let mut seen: Vec<(&Who, Role)> = Vec::new();
    for (who, role) in whole.people.iter().filter(|(_, role)| *role != Role::Destination) {
        match seen.iter_mut().find(|(w, _)| *w == who) {
            Some((_, held)) if rank(*role) < rank(*held) => *held = *role,
            Some(_) => {}
            None => seen.push((who, *role)),
        }
    }
    let less = if kind == EventKind::Meeting { told_by_less(stage, whole) } else { BTreeSet::new() };
    let spoken_for = |who: &Who, role: Role| match kind {
        EventKind::Meeting => {
            (role == Role::Participant && spoken_for(stage, whole, who)) || matches!(who, Who::Entity(e) if less.contains(e))
        }
        EventKind::Statement => {
            whole.people.iter().any(|(w, _)| matches!((w, who), (Who::Entity(v), Who::Entity(o)) if stage.speaks_for(whole, *v, *o)))
        }
        _ => false,
    };
    let mut evidence = Vec::new();
    let mut all = Vec::new();
    for (who, role) in seen.into_iter().filter(|(who, role)| !spoken_for(who, *role)) {
        let post = if let Who::Entity(e) = who { best_post(stage, whole, *e) } else { None };
        evidence.extend(post.map(|p| p.evidence.clone()));
        let entity = link(stage, who);
        let own = if let Who::Entity(e) = who { stage.entities[*e].country } else { None };
        all.push(Participant {
            entity,
            role: role_name(role).to_owned(),
            post: post.map(|p| p.title.clone()),
            organisation: post.and_then(|p| p.link.clone()),
            country: post.and_then(|p| p.country).or(own),
        });
    }
    (all, evidence)
}

/// People whom other reports of the event call by a name that says more: two entries of one who met. Shown is the one of more reports.
fn told_by_less(stage: &Stage, whole: &Draft) -> BTreeSet<usize> {
    let reports: Vec<usize> = whole.confidence.keys().copied().collect();
    if reports.len() < 2 {
        return BTreeSet::new();
    }
    let sides = whole.sides().into_iter().filter_map(|who| if let Who::Entity(e) = who { Some(*e) } else { None });
    let people: BTreeSet<usize> = sides.filter(|&e| stage.kind(e) == EntityKind::Person).collect();
    let told: Vec<(usize, Vec<fits::Told>)> =
        people.into_iter().map(|p| (p, reports.iter().filter_map(|&r| fits::Told::of(stage, r, p)).collect())).collect();
    let worth = |(person, told): &(usize, Vec<fits::Told>)| {
        (told.len(), told.iter().any(fits::Told::is_full), std::cmp::Reverse(&stage.entities[*person].id))
    };
    let one = |a: &[fits::Told], b: &[fits::Told]| {
        !a.is_empty() && !b.is_empty() && a.iter().all(|x| b.iter().all(|y| x.report != y.report && x.can_be(y)))
    };
    let less = told.iter().filter(|own| told.iter().any(|other| other.0 != own.0 && worth(other) > worth(own) && one(&own.1, &other.1)));
    less.map(|(person, _)| *person).collect()
}

/// "Госкомвоенпром и … обсудили", "Belarus, Russia discuss": the persons who met are told, and for whom.
fn spoken_for(stage: &Stage, whole: &Draft, who: &Who) -> bool {
    let Who::Entity(side) = who else { return false };
    let mut persons = whole
        .people
        .iter()
        .filter_map(|(w, _)| if let Who::Entity(p) = w { Some(*p) } else { None })
        .filter(|&p| stage.kind(p) == EntityKind::Person);
    let country = stage.entities[*side].country;
    match stage.kind(*side) {
        EntityKind::Organisation => persons.any(|p| whole.confidence.keys().any(|&r| stage.organisations(r, p).any(|o| o == *side))),
        EntityKind::Place => country.is_some() && persons.any(|p| stage.entities[p].country == country),
        _ => false,
    }
}

fn rank(role: Role) -> usize {
    const ORDER: [Role; 16] = [
        Role::CoChair,
        Role::DelegationHead,
        Role::Visitor,
        Role::Host,
        Role::Signatory,
        Role::Speaker,
        Role::Person,
        Role::Initiator,
        Role::Participant,
        Role::Party,
        Role::Organiser,
        Role::AppointedBy,
        Role::Organisation,
        Role::Presence,
        Role::Audience,
        Role::Actor,
    ];
    ORDER.iter().position(|r| *r == role).unwrap_or(ORDER.len())
}

/// The post of a person in the reports of the event: at an organisation before a role in a body, with its organisation or country before
/// without, most often, then longest.
fn best_post<'a>(stage: &'a Stage, whole: &Draft, person: usize) -> Option<&'a Post> {
    let stated: Vec<&Post> = whole.confidence.keys().filter_map(|&r| stage.posts.get(&(r, person))).flatten().collect();
    let count = |p: &Post| stated.iter().filter(|o| o.title == p.title && o.organisation == p.organisation).count();
    let former = |p: &Post| p.phase == rapporteur_model::Phase::Former;
    let key = |p: &&&Post| {
        (
            former(p),
            p.of_body,
            p.link.is_none(),
            p.country.is_none(),
            std::cmp::Reverse(count(p)),
            std::cmp::Reverse(p.title.chars().count()),
            p.title.clone(),
            p.evidence.clone(),
        )
    };
    stated.iter().min_by_key(key).copied()
}

/// Witnesses that agree make an event surer: of each the surest reading counts.
fn confidence(counted: &[&Draft], witness: &BTreeMap<usize, usize>) -> f32 {
    let mut best: BTreeMap<usize, f32> = BTreeMap::new();
    for (report, c) in counted.iter().flat_map(|d| &d.confidence) {
        let sure = if c.is_finite() { c.clamp(0.0, 1.0) } else { 0.0 };
        let held = best.entry(*witness.get(report).unwrap_or(report)).or_insert(sure);
        *held = held.max(sure);
    }
    let doubt: f32 = best.values().map(|c| 1.0 - c).product();
    ((1.0 - doubt) * 1000.0).round() / 1000.0
}
