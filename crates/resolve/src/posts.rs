//! Posts of persons from the claims that state them, with the first and the last report that says so; and, of organisations, what they
//! are part of and what they make.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{
    ClaimKind, Country, Edtf, Entity, EntityKind, Evidence, Link, MentionKind, Phase, PostHeld, RelatedTo, Role, Value,
};

use crate::cast::Cast;
use crate::claims::Claims;
use crate::entities::link;
use crate::input::Input;
use rapporteur_names::text::plain;

/// One statement of a post.
#[derive(Debug, Clone)]
pub struct Post {
    /// Number of the report.
    pub report: usize,
    /// Entity of the person.
    pub person: usize,
    /// As stated.
    pub title: String,
    /// Entity of the organisation (or place).
    pub organisation: Option<usize>,
    /// As a link.
    pub link: Option<Link>,
    /// Country of the post.
    pub country: Option<Country>,
    /// Phase.
    pub phase: Phase,
    /// From when, where the report says it.
    pub since: Option<Edtf>,
    /// The words.
    pub evidence: Evidence,
    /// It is a role in a body ("сопредседатель комиссии"), said of an event more than of a person.
    pub of_body: bool,
}

/// All statements of posts, by report and place in its text.
pub fn read(input: &Input, cast: &Cast, entities: &[Entity], claims: &Claims) -> Vec<Post> {
    let mut posts = Vec::new();
    for (report, _, claim) in claims.all() {
        let from = match claim.kind {
            ClaimKind::Post => true,
            ClaimKind::Appointment | ClaimKind::Departure => claim.modality == rapporteur_model::Modality::Happened,
            _ => false,
        };
        let Some(title) = claim.get(Role::Title).filter(|_| from) else { continue };
        let text = match &title.value {
            Value::Mention(m) => input.mention(report, *m).map(|m| m.name.clone()).unwrap_or_default(),
            Value::Text(text) => text.clone(),
            _ => continue,
        };
        let holder = claim.mention(Role::Organisation).or_else(|| claim.mention(Role::Place));
        let organisation = holder.and_then(|m| cast.of(report, m));
        let is_country = |e: usize| cast.kinds[e] == EntityKind::Place && rapporteur_names::countries::of_name(&entities[e].name).is_some();
        let stated = claim.all(Role::Country).find_map(|f| if let Value::Text(code) = &f.value { Country::new(code) } else { None });
        let country = stated
            .or_else(|| holder.and_then(|m| input.mention(report, m)?.country))
            .or_else(|| organisation.and_then(|e| entities[e].country));
        let phase = phase(claim);
        let told = if claim.kind == ClaimKind::Appointment { Role::Date } else { Role::From };
        let since = claim.all(told).find_map(|f| if let Value::Date(date) = f.value { Some(date) } else { None });
        for person in claim.mentions(Role::Person).filter_map(|m| cast.of(report, m)).collect::<BTreeSet<_>>() {
            posts.push(Post {
                report,
                person,
                title: text.clone(),
                organisation: organisation.filter(|&e| !is_country(e)),
                link: holder
                    .filter(|_| !organisation.is_some_and(is_country))
                    .map(|m| link(input, cast, entities, report, m))
                    .or_else(|| written(claim)),
                country,
                phase,
                since,
                evidence: input.evidence(report, "post", title.span),
                of_body: holder.and_then(|m| input.mention(report, m)).is_some_and(|m| m.kind == MentionKind::Body),
            });
        }
    }
    posts
}

/// An organisation that only words say: a noun, or the house inside a longer name.
fn written(claim: &rapporteur_model::Claim) -> Option<Link> {
    claim.all(Role::Organisation).find_map(|f| match &f.value {
        Value::Text(text) => Some(Link { id: None, name: text.clone() }),
        _ => None,
    })
}

fn phase(claim: &rapporteur_model::Claim) -> Phase {
    if claim.kind == ClaimKind::Departure {
        return Phase::Former;
    }
    let stated = claim.all(Role::Phase).find_map(|f| if let Value::Text(text) = &f.value { Some(text.as_str()) } else { None });
    match stated {
        Some("former") => Phase::Former,
        Some("acting") => Phase::Acting,
        Some("incoming") => Phase::Incoming,
        _ => Phase::Current,
    }
}

/// What makes two statements one post: person, title, organisation, and where that is not known the country.
type Held = (usize, String, Option<usize>, Option<Country>);

/// Puts the posts into their persons: one entry for one title at one organisation, over all reports.
pub fn hold(input: &Input, entities: &mut [Entity], posts: &[Post]) {
    let mut held: BTreeMap<Held, Vec<&Post>> = BTreeMap::new();
    for post in posts {
        let country = post.country.filter(|_| post.organisation.is_none());
        held.entry((post.person, plain(&post.title), post.organisation, country)).or_default().push(post);
    }
    for ((person, ..), same) in held {
        entities[person].listed = true;
        entities[person].posts.push(one(input, &same));
    }
    for entity in entities.iter_mut().filter(|e| e.kind == EntityKind::Person) {
        entity.posts.sort_by(|a, b| {
            (a.from.is_none(), a.from, &a.title, &a.organisation).cmp(&(b.from.is_none(), b.from, &b.title, &b.organisation))
        });
        entity.country = most(posts_countries(entity));
    }
}

fn one(input: &Input, same: &[&Post]) -> PostHeld {
    let first = same[0];
    let last = same[same.len() - 1];
    let dates: Vec<Edtf> = same.iter().filter_map(|p| input.told(p.report)).filter(|d| d.bounds().is_some()).collect();
    let since = same.iter().filter_map(|p| p.since).filter(|d| d.bounds().is_some()).min_by_key(|d| d.bounds());
    let mut evidence: Vec<Evidence> = same.iter().map(|p| p.evidence.clone()).collect();
    evidence.sort();
    evidence.dedup();
    let reports: BTreeSet<usize> = same.iter().map(|p| p.report).collect();
    PostHeld {
        title: first.title.clone(),
        organisation: first.link.clone(),
        country: most(same.iter().filter_map(|p| p.country)),
        phase: last.phase,
        from: since.or_else(|| dates.iter().copied().min_by_key(|d| d.bounds())),
        to: dates.iter().copied().max_by_key(|d| d.bounds().map(|(first, last)| (last, first))),
        reports: reports.into_iter().map(|r| input.id(r).to_owned()).collect(),
        evidence,
    }
}

fn posts_countries(entity: &Entity) -> impl Iterator<Item = Country> {
    entity.posts.iter().flat_map(|p| p.country.into_iter().flat_map(|c| std::iter::repeat_n(c, p.reports.len())))
}

fn most(countries: impl Iterator<Item = Country>) -> Option<Country> {
    let mut counts: BTreeMap<Country, usize> = BTreeMap::new();
    countries.for_each(|c| *counts.entry(c).or_default() += 1);
    counts.into_iter().max_by_key(|&(country, n)| (n, std::cmp::Reverse(country))).map(|(country, _)| country)
}

/// Adds what organisations are part of and what they make.
pub fn relate(input: &Input, cast: &Cast, entities: &mut [Entity], claims: &Claims) {
    let mut found: BTreeMap<(usize, bool, Link), Vec<Evidence>> = BTreeMap::new();
    for (report, _, claim) in
        claims.all().filter(|(.., c)| c.kind == ClaimKind::Structure && c.modality == rapporteur_model::Modality::Happened)
    {
        let Some(subject) = claim.mention(Role::Organisation).and_then(|m| cast.of(report, m)) else { continue };
        for field in &claim.fields {
            let (makes, name) = match field.role {
                Role::PartOf | Role::SubordinateTo => (false, "part_of"),
                Role::Produces => (true, "produces"),
                _ => continue,
            };
            let to = match &field.value {
                Value::Mention(m) if cast.of(report, *m) != Some(subject) => link(input, cast, entities, report, *m),
                Value::Text(text) => Link { id: None, name: text.clone() },
                _ => continue,
            };
            found.entry((subject, makes, to)).or_default().push(input.evidence(report, name, field.span));
        }
    }
    for ((subject, makes, to), mut evidence) in found {
        evidence.sort();
        evidence.dedup();
        let list = if makes { &mut entities[subject].produces } else { &mut entities[subject].part_of };
        list.push(RelatedTo { to, evidence });
    }
}
