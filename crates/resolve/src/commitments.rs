//! What reports say will happen, and what became of it by the reports that follow. Whether its time is over is no question of the
//! record: it is asked when the record is read.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{
    Claim, ClaimKind, Commitment, CommitmentOutcome, Edtf, EventKind, Evidence, Field, Link, Modality, Role, Status, Value,
};

use crate::claims::Claims;
use crate::entities::link;
use crate::events::{Stage, Told, Who};
use crate::ids::Ids;

/// Commitments from events announced, then from the claims of promises, by due date.
pub fn build(stage: &Stage, told: &[Told], claims: &Claims, ids: &mut Ids) -> Vec<Commitment> {
    let mut all: Vec<Commitment> = told.iter().filter(|t| announced(t)).map(|t| from_event(stage, t, told, ids)).collect();
    all.extend(from_claims(stage, told, claims, ids));
    all.sort_by(|a, b| crate::events::by_day(a.due, b.due).then_with(|| a.id.cmp(&b.id)));
    all
}

/// Some report told it as to come, and not only beside its having taken place in the same report.
fn announced(t: &Told) -> bool {
    let planned: BTreeSet<usize> =
        t.drafts.iter().filter(|d| d.ahead() && d.modality.contains_key(&Modality::Planned)).map(|d| d.report).collect();
    let done: BTreeSet<usize> = t.drafts.iter().filter(|d| !d.ahead()).map(|d| d.report).collect();
    let promised = matches!(t.event.kind, EventKind::Session | EventKind::Meeting | EventKind::Visit | EventKind::Signing);
    promised && planned.iter().any(|r| !done.contains(r))
}

fn from_event(stage: &Stage, t: &Told, told: &[Told], ids: &mut Ids) -> Commitment {
    let planned: Vec<_> = t.drafts.iter().filter(|d| d.ahead()).collect();
    let due = planned.iter().flat_map(|d| d.dates.iter().copied()).min_by_key(|d| (d.days().is_none(), d.days(), *d));
    let first = planned.iter().map(|d| d.report).min();
    let kept = if t.event.status == Status::Held { Some(t) } else { fulfilled(stage, t, told, first) };
    let mut evidence: Vec<Evidence> = planned.iter().flat_map(|d| d.evidence.iter().cloned()).collect();
    evidence.sort();
    evidence.dedup();
    let reports: BTreeSet<usize> = planned.iter().map(|d| d.report).collect();
    Commitment {
        id: ids.give('c', &t.event.id, ""),
        kind: kind_name(t.event.kind).to_owned(),
        act: planned.iter().find_map(|d| d.act.clone()).unwrap_or_else(|| t.event.title.clone()),
        actors: actors(t),
        due,
        since: first.and_then(|r| stage.input.told(r)),
        outcome: outcome(kept, t.event.status),
        event: Some(kept.map_or(&t.event.id, |k| &k.event.id).clone()),
        reports: reports.into_iter().map(|r| stage.input.id(r).to_owned()).collect(),
        evidence,
    }
}

/// A session announced without number or date is kept by the first one of that body that a later report tells of.
fn fulfilled<'t>(stage: &Stage, t: &Told, told: &'t [Told], first: Option<usize>) -> Option<&'t Told> {
    if t.event.kind != EventKind::Session || t.whole.body.is_none() || t.whole.ordinal.is_some() || !t.whole.dates.is_empty() {
        return None;
    }
    let said = stage.input.days(first?)?.1;
    let later = |o: &&Told| o.event.kind == EventKind::Session && o.whole.body == t.whole.body && o.event.status == Status::Held;
    let begins = |o: &Told| o.event.date.and_then(Edtf::bounds).map(|(first, _)| first);
    told.iter().filter(later).filter(|o| begins(o).is_some_and(|d| d > said)).min_by_key(|o| (begins(o), o.event.id.clone()))
}

fn actors(t: &Told) -> Vec<Link> {
    let body = t.event.body.clone().into_iter();
    body.chain(t.event.participants.iter().map(|p| p.entity.clone())).collect()
}

/// What reports tell of it so far.
fn outcome(kept: Option<&Told>, status: Status) -> CommitmentOutcome {
    match (kept, status) {
        (Some(_), _) => CommitmentOutcome::Kept,
        (None, Status::Cancelled | Status::Denied) => CommitmentOutcome::Cancelled,
        _ => CommitmentOutcome::Due,
    }
}

fn kind_name(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Session => "session",
        EventKind::Meeting => "meeting",
        EventKind::Visit => "visit",
        EventKind::Signing => "signing",
        EventKind::Statement => "statement",
        EventKind::Gathering => "gathering",
        EventKind::Appointment => "appointment",
        EventKind::Departure => "departure",
    }
}

fn from_claims(stage: &Stage, told: &[Told], claims: &Claims, ids: &mut Ids) -> Vec<Commitment> {
    let sessions = sessions(told);
    let mut all: BTreeMap<(String, Vec<Link>, Option<Edtf>), Commitment> = BTreeMap::new();
    for (report, _, claim) in
        claims.all().filter(|(.., c)| c.kind == ClaimKind::Commitment && !matches!(c.modality, Modality::Denied | Modality::Cancelled))
    {
        let act =
            claim.all(Role::Act).find_map(|f| if let Value::Text(text) = &f.value { Some(text.clone()) } else { None }).unwrap_or_default();
        let actors: Vec<Link> = claim.mentions(Role::Actor).map(|m| link(stage.input, stage.cast, stage.entities, report, m)).collect();
        let due = claim.date(Role::Due).or_else(|| claim.mention(Role::Due).and_then(|m| stage.input.mention(report, m)?.date()));
        let body = claim.mention(Role::Body).and_then(|m| stage.cast.of(report, m));
        let number = claim
            .all(Role::NextSession)
            .chain(claim.all(Role::Ordinal))
            .find_map(|f| if let Value::Number(n) = f.value { Some(n) } else { None });
        let session = body.zip(number).and_then(|key| sessions.get(&key)).map(|&i| &told[i]);
        let kept = session.filter(|s| s.event.status == Status::Held);
        if act.trim().is_empty() {
            continue;
        }
        let mut evidence: Vec<Evidence> = std::iter::once(stage.input.evidence(report, "commitment", claim.trigger))
            .chain(
                claim
                    .fields
                    .iter()
                    .filter(|f| matches!(f.role, Role::Act | Role::ActKind | Role::Actor | Role::Due | Role::Body))
                    .map(|f| stage.input.evidence(report, field(f.role), f.span)),
            )
            .collect();
        evidence.sort();
        let key = (rapporteur_names::text::plain(&act), actors.clone(), due);
        let id = format!(
            "{} {} {}",
            key.0,
            actors.iter().map(|a| a.id.clone().unwrap_or_else(|| a.name.clone())).collect::<Vec<_>>().join(" "),
            due.map(|d| d.to_string()).unwrap_or_default()
        );
        let held = all.entry(key).or_insert_with(|| Commitment {
            id,
            kind: if session.is_some() { "session".to_owned() } else { sort(claim) },
            act,
            actors,
            due,
            since: stage.input.told(report),
            outcome: outcome(kept, session.map_or(Status::Planned, |s| s.event.status)),
            event: session.map(|s| s.event.id.clone()),
            reports: Vec::new(),
            evidence: Vec::new(),
        });
        held.evidence.extend(evidence);
        held.reports.push(stage.input.id(report).to_owned());
        held.reports.dedup();
    }
    all.into_values().map(|c| Commitment { id: ids.give('c', &c.id, ""), ..c }).collect()
}

/// What sort of thing the claim says is promised.
fn sort(claim: &Claim) -> String {
    let text = |f: &Field| if let Value::Text(text) = &f.value { Some(text.clone()) } else { None };
    claim.get(Role::ActKind).and_then(text).unwrap_or_else(|| "plan".to_owned())
}

fn field(role: Role) -> &'static str {
    match role {
        Role::Act => "act",
        Role::ActKind => "kind",
        Role::Actor => "actors",
        Role::Due => "due",
        _ => "body",
    }
}

/// Events of numbered sessions by body and number.
fn sessions(told: &[Told]) -> BTreeMap<(usize, u32), usize> {
    let key = |t: &Told| match (&t.whole.body, t.whole.ordinal) {
        (Some(Who::Entity(body)), Some(n)) if t.event.kind == EventKind::Session => Some((*body, n)),
        _ => None,
    };
    told.iter().enumerate().filter_map(|(i, t)| Some((key(t)?, i))).collect()
}
