//! Relations and promises, after some reports came, changed or went: those under the keys that they touch are made anew.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{EntityId, Event, ReportId, Status, Telling, TellingKind as Kind};

use super::desk::Desk;
use super::part::Part;
use super::shelf::Shelf;
use crate::commitments::{self, Promise};
use crate::ids::{address, digest};
use crate::relations;

/// Makes relations anew that these reports tell, or told before; `own` holds these reports.
pub fn relate<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>, own: &Part) -> Result<(), S::Error> {
    let now: Vec<(ReportId, String)> = own.on_stage(desk.judgements, |stage, claims, _| {
        let told = relations::told(stage, claims).into_iter();
        told.map(|t| (stage.input.id(t.report).to_owned(), t.key())).filter(|(report, _)| reports.contains(report)).collect()
    });
    let mut keys = before(desk, Kind::Relation, reports)?;
    keys.extend(now.iter().map(|(_, key)| key.clone()));
    let all: BTreeSet<(ReportId, String, Vec<String>)> = now.into_iter().map(|(report, key)| (report, key.clone(), vec![key])).collect();
    put(desk, Kind::Relation, reports, all)?;
    let around = around(desk, Kind::Relation, &keys)?;
    let wider = own.widened(desk, &around)?;
    let part = wider.as_ref().unwrap_or(own);
    let made: Vec<_> = part.on_stage(desk.judgements, |stage, claims, _| {
        let mut groups: BTreeMap<String, Vec<relations::Told>> = keys.iter().map(|key| (key.clone(), Vec::new())).collect();
        for told in relations::told(stage, claims) {
            if around.contains(stage.input.id(told.report))
                && let Some(group) = groups.get_mut(&told.key())
            {
                group.push(told);
            }
        }
        groups.into_iter().map(|(key, told)| (relations::build(stage.input, &key, told), key)).collect()
    });
    made.into_iter().try_for_each(|(relations, key)| desk.shelf.put_relations(&key, &relations))
}

/// Makes promises anew that these reports tell, or told before, or that name one of these sessions; `own` holds these reports.
pub fn promise<S: Shelf>(
    desk: &mut Desk<S>,
    reports: &BTreeSet<ReportId>,
    own: &Part,
    sessions: &BTreeSet<(EntityId, u32)>,
) -> Result<(), S::Error> {
    let now: BTreeSet<(ReportId, String, Vec<String>)> = own.on_stage(desk.judgements, |stage, claims, _| {
        let told = commitments::told(stage, claims).into_iter();
        let entry = |p: Promise| {
            let session = p.session.iter().map(|(body, n)| session_key(body, *n));
            (stage.input.id(p.report).to_owned(), p.key.clone(), std::iter::once(p.key.clone()).chain(session).collect())
        };
        told.map(entry).filter(|(report, ..)| reports.contains(report)).collect()
    });
    let mut keys = before(desk, Kind::Promise, reports)?;
    keys.extend(now.iter().map(|(_, key, _)| key.clone()));
    put(desk, Kind::Promise, reports, now)?;
    for (body, n) in sessions {
        keys.extend(desk.shelf.tellings_under(Kind::Promise, &session_key(body, *n))?.into_iter().map(|(_, group)| group));
    }
    let around = around(desk, Kind::Promise, &keys)?;
    let wider = own.widened(desk, &around)?;
    let part = wider.as_ref().unwrap_or(own);
    let made: Vec<(String, Vec<Promise>)> = part.on_stage(desk.judgements, |stage, claims, _| {
        let mut groups: BTreeMap<String, Vec<Promise>> = keys.iter().map(|key| (key.clone(), Vec::new())).collect();
        for told in commitments::told(stage, claims) {
            if around.contains(stage.input.id(told.report))
                && let Some(group) = groups.get_mut(&told.key)
            {
                group.push(told);
            }
        }
        groups.into_iter().collect()
    });
    for (key, mut promises) in made {
        commitments::sort_promises(&mut promises);
        let named = promises.first().and_then(|p| p.session.clone());
        let session = match named {
            Some((body, n)) => numbered(desk.shelf.sessions_of(&body)?, n),
            None => None,
        };
        desk.shelf.put_promise(&key, commitments::joined(promises, session).as_ref())?;
    }
    Ok(())
}

/// The session of this number: one that was held before others.
fn numbered(sessions: Vec<Event>, number: u32) -> Option<Event> {
    sessions.into_iter().filter(|e| e.ordinal == Some(number)).min_by_key(|e| (e.status != Status::Held, e.id.clone()))
}

fn session_key(body: &str, number: u32) -> String {
    digest(&["session", body, &number.to_string()])
}

/// Keys of what the reports told before.
fn before<S: Shelf>(desk: &mut Desk<S>, kind: Kind, reports: &BTreeSet<ReportId>) -> Result<BTreeSet<String>, S::Error> {
    let mut keys = BTreeSet::new();
    for report in reports {
        keys.extend(desk.shelf.tellings_in(kind, report)?.into_iter().map(|t| t.group));
    }
    Ok(keys)
}

/// Reports that tell something under one of these keys.
fn around<S: Shelf>(desk: &mut Desk<S>, kind: Kind, keys: &BTreeSet<String>) -> Result<BTreeSet<ReportId>, S::Error> {
    let mut reports = BTreeSet::new();
    for key in keys {
        reports.extend(desk.shelf.tellings_under(kind, key)?.into_iter().map(|(report, _)| report));
    }
    Ok(reports)
}

/// Puts what the reports tell, each with its key and the keys under which it is looked for.
fn put<S: Shelf>(
    desk: &mut Desk<S>,
    kind: Kind,
    reports: &BTreeSet<ReportId>,
    now: BTreeSet<(ReportId, String, Vec<String>)>,
) -> Result<(), S::Error> {
    let mut tellings: BTreeMap<ReportId, BTreeMap<EntityId, Telling>> = reports.iter().map(|r| (r.clone(), BTreeMap::new())).collect();
    for (report, group, keys) in now {
        let id = address(if kind == Kind::Relation { 'r' } else { 'c' }, &[&report, &group, &keys.join(" ")]);
        if let Some(own) = tellings.get_mut(&report) {
            own.insert(id.clone(), Telling { id, report, keys, group, entry: None });
        }
    }
    tellings.into_iter().try_for_each(|(report, own)| {
        let own: Vec<Telling> = own.into_values().collect();
        desk.shelf.put_tellings(kind, &report, &own)
    })
}
