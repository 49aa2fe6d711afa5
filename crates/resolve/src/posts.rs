//! Posts of persons from the claims that state them, with the first and the last report that says so; and, of organisations, what they
//! are part of and what they make.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{
    Claim, ClaimKind, Country, Entity, EntityId, EntityKind, Evidence, Link, LocalEntity, MentionKind, Phase, PostHeld, PostSum, PostTold,
    Role, Span, Value,
};
use rapporteur_names::{concepts, countries, text::plain};

use crate::claims::Claims;
use crate::ids::letter;
use crate::input::{Input, place};
use crate::locals::title;
use crate::nodes::Nodes;

/// One statement of a post, with the entries that it names.
#[derive(Debug, Clone)]
pub struct Post {
    /// As stated.
    pub title: String,
    /// Id of the organisation (or place).
    pub organisation: Option<EntityId>,
    /// As a link.
    pub link: Option<Link>,
    /// Country of the post.
    pub country: Option<Country>,
    /// Phase.
    pub phase: Phase,
    /// The words.
    pub evidence: Evidence,
    /// It is a role in a body ("сопредседатель комиссии"), said of an event more than of a person.
    pub of_body: bool,
}

/// All statements of posts, by number of the report, in the order of its text.
pub fn told(
    input: &Input,
    nodes: &Nodes,
    of: &[EntityId],
    locals: &BTreeMap<EntityId, LocalEntity>,
    claims: &Claims,
) -> Vec<Vec<PostTold>> {
    let mut posts = vec![Vec::new(); input.len()];
    for (report, _, claim) in claims.all() {
        let row = |m: u32| nodes.of[report].get(m as usize).copied().flatten().map(|n| of[n].clone());
        let known = |id: &EntityId| locals.get(id).is_some_and(|l| l.kind == EntityKind::Organisation && l.context.report.is_none());
        if let Some(body) = claim.mention(Role::Body).and_then(row).filter(known) {
            posts[report].extend(chairs(claim).filter_map(|(m, span)| Some((row(m)?, span))).map(|(person, span)| PostTold {
                told: input.told(report),
                report: input.id(report).to_owned(),
                person,
                title: String::new(),
                house: Some(body.clone()),
                written: None,
                country: None,
                phase: Phase::Current,
                since: None,
                span,
                of_body: true,
                heads: true,
            }));
        }
        let from = match claim.kind {
            ClaimKind::Post => true,
            ClaimKind::Appointment | ClaimKind::Departure => claim.modality == rapporteur_model::Modality::Happened,
            _ => false,
        };
        let Some(stated_title) = claim.get(Role::Title).filter(|_| from) else { continue };
        let Some(text) = title(input, report, claim) else { continue };
        let holder = claim.mention(Role::Organisation).or_else(|| claim.mention(Role::Place));
        let house = holder.and_then(row).filter(|id| !id.starts_with(letter(EntityKind::Person)));
        // Where a diplomat was sent is no house of his and not his country: it stays in the words of the post.
        let sent = claim.get(Role::Destination);
        let there = |m: u32| sent.zip(input.mention(report, m)).is_some_and(|(to, place)| to.span.end() == place.span.end());
        let (holder, house) = if holder.is_some_and(there) { (None, None) } else { (holder, house) };
        let named = holder.and_then(|m| input.mention(report, m));
        let stated = claim.all(Role::Country).find_map(|f| if let Value::Text(code) = &f.value { Country::new(code) } else { None });
        let phase = phase(claim);
        let since_role = if claim.kind == ClaimKind::Appointment { Role::Date } else { Role::From };
        let since = claim.all(since_role).find_map(|f| if let Value::Date(date) = f.value { Some(date) } else { None });
        let heads = claim.kind == ClaimKind::Post && in_office(claim) && concepts::is_head(&text) && house.as_ref().is_some_and(known);
        let behind = sent.filter(|to| to.span.start() >= stated_title.span.end());
        let span = Span::new(stated_title.span.start(), behind.map_or(stated_title.span.end(), |to| to.span.end()));
        for person in claim.mentions(Role::Person).filter_map(row).collect::<BTreeSet<_>>() {
            posts[report].push(PostTold {
                told: input.told(report),
                report: input.id(report).to_owned(),
                person,
                title: text.clone(),
                written: if house.is_some() { None } else { named.map(|m| m.name.clone()).or_else(|| written(claim)) },
                house: house.clone(),
                country: stated.or_else(|| named.and_then(|m| m.country)),
                phase,
                since,
                span,
                of_body: named.is_some_and(|m| m.kind == MentionKind::Body),
                heads,
            });
        }
    }
    posts
}

/// Who chaired a session, each once, with the words.
pub fn chairs(claim: &Claim) -> impl Iterator<Item = (u32, Span)> {
    let chairs = claim.all(Role::CoChair).filter_map(|f| if let Value::Mention(m) = f.value { Some((m, f.span)) } else { None });
    chairs.collect::<BTreeMap<_, _>>().into_iter()
}

/// A statement with the entries of its organisation; `house` is that entry.
pub fn post(told: &PostTold, house: Option<&Entity>) -> Post {
    let country = told.country.or_else(|| house.and_then(|e| e.country));
    // "Президент России": the country is the post's, no organisation of it.
    let is_country = house.is_some_and(|e| e.kind == EntityKind::Place && countries::of_name(&e.name).is_some());
    let house = house.filter(|_| !is_country);
    let written = told.written.as_ref().map(|name| Link { id: None, name: name.clone() });
    Post {
        title: told.title.clone(),
        organisation: house.map(|e| e.id.clone()),
        link: house.map(|e| Link { id: Some(e.id.clone()), name: e.name.clone() }).or(written),
        country,
        phase: told.phase,
        evidence: Evidence { report: told.report.clone(), field: "post".to_owned(), span: told.span },
        of_body: told.of_body,
    }
}

/// An organisation that only words say: a noun, or the house inside a longer name.
fn written(claim: &Claim) -> Option<String> {
    claim.all(Role::Organisation).find_map(|f| if let Value::Text(text) = &f.value { Some(text.clone()) } else { None })
}

/// True for who holds the post now.
pub fn in_office(claim: &Claim) -> bool {
    matches!(phase(claim), Phase::Current | Phase::Acting)
}

fn phase(claim: &Claim) -> Phase {
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

/// What makes two statements one post: title, organisation, and where that is not known the country.
type Held = (String, Option<EntityId>, Option<Country>);

/// Puts the posts into their person: one entry for one title at one organisation, over all reports. `house` gives the entry of a local
/// entity.
pub fn hold<'e>(person: &mut Entity, sums: &[PostSum], house: impl Fn(&EntityId) -> Option<&'e Entity>) {
    let mut held: BTreeMap<Held, Vec<(&PostSum, Post)>> = BTreeMap::new();
    for sum in sums {
        let Some(first) = sum.first.first().filter(|first| first.is_post()) else { continue };
        let post = post(first, first.house.as_ref().and_then(&house));
        let country = post.country.filter(|_| post.organisation.is_none());
        held.entry((plain(&post.title), post.organisation.clone(), country)).or_default().push((sum, post));
    }
    person.listed |= !held.is_empty();
    person.posts = held.into_values().map(|same| one(&same)).collect();
    person
        .posts
        .sort_by(|a, b| (a.from.is_none(), a.from, &a.title, &a.organisation).cmp(&(b.from.is_none(), b.from, &b.title, &b.organisation)));
    person.country = most(person.posts.iter().filter_map(|p| Some((p.country?, p.told))));
}

/// A post of its statements. Those are not all at hand, but the first of each kind, and the last.
fn one(same: &[(&PostSum, Post)]) -> PostHeld {
    let order = |p: &&PostTold| (place(p.told, &p.report), p.span, (*p).clone());
    let mut first: Vec<&PostTold> = same.iter().flat_map(|(sum, _)| &sum.first).collect();
    first.sort_by_cached_key(order);
    let opening = same.iter().min_by_key(|(sum, _)| sum.first.first().map(|p| order(&p)));
    let last = same.iter().map(|(sum, _)| &sum.last).max_by_key(order);
    let to = same.iter().filter_map(|(sum, _)| sum.last_dated.as_ref()).max_by_key(order);
    let since = same.iter().filter_map(|(sum, _)| sum.last.since).filter(|d| d.bounds().is_some()).min_by_key(|d| d.bounds());
    first.truncate(PostHeld::KEPT);
    let mut evidence: Vec<Evidence> =
        first.iter().map(|p| Evidence { report: p.report.clone(), field: "post".to_owned(), span: p.span }).collect();
    evidence.sort();
    evidence.dedup();
    let mut reports: Vec<String> = first.iter().map(|p| p.report.clone()).collect();
    reports.dedup();
    PostHeld {
        title: first.first().map(|p| p.title.clone()).unwrap_or_default(),
        organisation: opening.and_then(|(_, post)| post.link.clone()),
        country: most(same.iter().filter_map(|(sum, p)| Some((p.country?, sum.told)))),
        phase: last.map_or(Phase::Current, |p| p.phase),
        from: since.or_else(|| first.first().and_then(|p| p.told).filter(|d| d.bounds().is_some())),
        to: to.and_then(|p| p.told),
        told: same.iter().map(|(sum, _)| sum.told).sum(),
        reports,
        evidence,
    }
}

fn most(countries: impl Iterator<Item = (Country, u32)>) -> Option<Country> {
    let mut counts: BTreeMap<Country, u32> = BTreeMap::new();
    countries.for_each(|(country, n)| *counts.entry(country).or_default() += n);
    counts.into_iter().max_by_key(|&(country, n)| (n, std::cmp::Reverse(country))).map(|(country, _)| country)
}
