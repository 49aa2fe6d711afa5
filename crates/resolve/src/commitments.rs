//! What reports say will happen, and what became of it by the reports that follow. Whether its time is over is no question of the
//! record: it is asked when the record is read.

use std::collections::BTreeSet;

use rapporteur_model::{
    Claim, ClaimKind, Commitment, CommitmentOutcome, Edtf, EntityId, Event, EventKind, Evidence, Field, Link, Modality, Role, Status, Value,
};

use crate::claims::Claims;
use crate::entities::link;
use crate::events::{Stage, Told};
use crate::ids::{address, digest};
use crate::input::place;

/// What one claim promises.
pub struct Promise {
    /// Number of the report.
    pub report: usize,
    /// Digest of what makes two promises one: act, actors, due.
    pub key: String,
    /// The session that is promised: id of the body and number.
    pub session: Option<(EntityId, u32)>,
    commitment: Commitment,
}

/// The commitment that an event was announced; `None` where it was not. What kept it is still to be said, by [`keep`].
pub fn of_event(stage: &Stage, t: &Told) -> Option<Commitment> {
    announced(t).then(|| from_event(stage, t))
}

/// Says what became of the commitment that an event was announced; `sessions` are those of its body.
pub fn keep(commitment: &mut Commitment, event: &Event, sessions: &[Event]) {
    let kept = if event.status == Status::Held { Some(&event.id) } else { fulfilled(commitment, event, sessions) };
    commitment.outcome = outcome(kept.is_some(), event.status);
    commitment.event = Some(kept.unwrap_or(&event.id).clone());
}

/// Some report told it as to come, and not only beside its having taken place in the same report.
fn announced(t: &Told) -> bool {
    let planned: BTreeSet<usize> =
        t.drafts.iter().filter(|d| d.ahead() && d.modality.contains_key(&Modality::Planned)).map(|d| d.report).collect();
    let done: BTreeSet<usize> = t.drafts.iter().filter(|d| !d.ahead()).map(|d| d.report).collect();
    let promised = matches!(t.event.kind, EventKind::Session | EventKind::Meeting | EventKind::Visit | EventKind::Signing);
    promised && planned.iter().any(|r| !done.contains(r))
}

fn from_event(stage: &Stage, t: &Told) -> Commitment {
    let planned: Vec<_> = t.drafts.iter().filter(|d| d.ahead()).collect();
    let left = |day: &Edtf| planned.iter().any(|d| !d.dates.is_empty() && d.set_for.iter().any(|from| from.may_equal(*day)));
    let due =
        planned.iter().flat_map(|d| d.dates.iter().copied()).filter(|day| !left(day)).min_by_key(|d| (d.days().is_none(), d.days(), *d));
    let first = planned.iter().map(|d| d.report).min();
    let mut evidence: Vec<Evidence> = planned.iter().flat_map(|d| d.evidence.iter().cloned()).collect();
    evidence.sort();
    evidence.dedup();
    let reports: BTreeSet<usize> = planned.iter().map(|d| d.report).collect();
    Commitment {
        id: address('c', &[&t.event.id]),
        kind: kind_name(t.event.kind).to_owned(),
        act: planned.iter().find_map(|d| d.act.clone()).unwrap_or_else(|| t.event.title.clone()),
        actors: actors(t),
        due,
        since: first.and_then(|r| stage.input.told(r)),
        outcome: CommitmentOutcome::Due,
        event: Some(t.event.id.clone()),
        reports: reports.into_iter().map(|r| stage.input.id(r).to_owned()).collect(),
        evidence,
    }
}

/// A session announced without number or date is kept by the first one of that body that a later report tells of.
fn fulfilled<'e>(commitment: &Commitment, event: &Event, sessions: &'e [Event]) -> Option<&'e EntityId> {
    let unsaid = event.ordinal.is_none() && event.date.is_none_or(Edtf::is_open);
    if event.kind != EventKind::Session || event.body.is_none() || !unsaid {
        return None;
    }
    let said = commitment.since.and_then(Edtf::bounds)?.1;
    let begins = |o: &Event| o.date.and_then(Edtf::bounds).map(|(first, _)| first);
    let later = sessions.iter().filter(|o| o.status == Status::Held && begins(o).is_some_and(|d| d > said));
    later.min_by_key(|o| (begins(o), o.id.clone())).map(|o| &o.id)
}

fn actors(t: &Told) -> Vec<Link> {
    let body = t.event.body.clone().into_iter();
    body.chain(t.event.participants.iter().map(|p| p.entity.clone())).collect()
}

/// What reports tell of it so far.
fn outcome(kept: bool, status: Status) -> CommitmentOutcome {
    match (kept, status) {
        (true, _) => CommitmentOutcome::Kept,
        (false, Status::Cancelled | Status::Denied) => CommitmentOutcome::Cancelled,
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

/// What all claims promise, by report and place in its text.
pub fn told(stage: &Stage, claims: &Claims) -> Vec<Promise> {
    let promised = |c: &Claim| c.kind == ClaimKind::Commitment && !matches!(c.modality, Modality::Denied | Modality::Cancelled);
    claims.all().filter(|(.., c)| promised(c)).filter_map(|(report, _, claim)| promise(stage, report, claim)).collect()
}

fn promise(stage: &Stage, report: usize, claim: &Claim) -> Option<Promise> {
    let act = claim.all(Role::Act).find_map(|f| if let Value::Text(text) = &f.value { Some(text.clone()) } else { None })?;
    if act.trim().is_empty() {
        return None;
    }
    // Neither who nor when: nothing that anybody could be asked about.
    if claim.get(Role::Actor).is_none() && claim.get(Role::Due).is_none() {
        return None;
    }
    let actors: Vec<Link> = claim.mentions(Role::Actor).map(|m| link(stage.input, stage.cast, stage.entities, report, m)).collect();
    let due = claim.date(Role::Due).or_else(|| claim.mention(Role::Due).and_then(|m| stage.input.mention(report, m)?.date()));
    let body = claim.mention(Role::Body).and_then(|m| stage.cast.of(report, m)).map(|e| stage.entities[e].id.clone());
    let numbers = claim.all(Role::NextSession).chain(claim.all(Role::Ordinal));
    let number = numbers.filter_map(|f| if let Value::Number(n) = f.value { Some(n) } else { None }).next();
    let fields = claim.fields.iter().filter(|f| matches!(f.role, Role::Act | Role::ActKind | Role::Actor | Role::Due | Role::Body));
    let mut evidence: Vec<Evidence> = std::iter::once(stage.input.evidence(report, "commitment", claim.trigger))
        .chain(fields.map(|f| stage.input.evidence(report, field(f.role), f.span)))
        .collect();
    evidence.sort();
    let who: Vec<String> = actors.iter().map(|a| a.id.clone().unwrap_or_else(|| a.name.clone())).collect();
    let due_words = due.map(|d| d.to_string()).unwrap_or_default();
    let key = digest(&[&rapporteur_names::text::plain(&act), &who.join("\u{1}"), &due_words]);
    let commitment = Commitment {
        id: address('c', &[&key]),
        kind: sort_of(claim),
        act,
        actors,
        due,
        since: stage.input.told(report),
        outcome: CommitmentOutcome::Due,
        event: None,
        reports: vec![stage.input.id(report).to_owned()],
        evidence,
    };
    Some(Promise { report, key, session: body.zip(number), commitment })
}

/// Promises of one key in the order of the reports.
pub fn sort_promises(promises: &mut [Promise]) {
    promises.sort_by_cached_key(|p| (place(p.commitment.since, &p.commitment.reports[0]), p.commitment.evidence.clone()));
}

/// The commitment that sorted promises of one key make; `session` is the event that the first of them names by its number.
pub fn joined(promises: Vec<Promise>, session: Option<Event>) -> Option<Commitment> {
    let mut all = promises.into_iter().map(|p| p.commitment);
    let mut held = all.next()?;
    for other in all {
        held.evidence.extend(other.evidence);
        held.reports.extend(other.reports);
        held.reports.dedup();
    }
    if let Some(event) = session {
        "session".clone_into(&mut held.kind);
        held.outcome = outcome(event.status == Status::Held, event.status);
        held.event = Some(event.id);
    }
    Some(held)
}

/// What sort of thing the claim says is promised.
fn sort_of(claim: &Claim) -> String {
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
