//! What happened, after some reports came, changed or went: the groups of tellings that they touch, and the events of these.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Commitment, EntityId, Event, EventKind, Instrument, ReportId, Telling, TellingKind as Kind};

use super::desk::Desk;
use super::part::Part;
use super::shelf::Shelf;
use crate::events::{self, Local, Scene, Told};
use crate::{commitments, corrections, instruments, series};

/// What changed beside the events themselves.
#[derive(Default)]
pub struct Changed {
    /// People who left an office, now or before.
    pub departed: BTreeSet<EntityId>,
    /// Sessions by body and number, now or before.
    pub sessions: BTreeSet<(EntityId, u32)>,
}

/// An event that was made, with where it is told.
struct Made {
    event: Event,
    instruments: Vec<Instrument>,
    announced: Option<Commitment>,
}

/// Makes the events anew that these reports tell, or told before; `own` holds these reports.
pub fn grow<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>, own: &Part) -> Result<Changed, S::Error> {
    let scope = scope(desk, reports, own)?;
    let wider = own.widened(desk, &scope.reports)?;
    let part = wider.as_ref().unwrap_or(own);
    let (made, tellings) = part.on_stage(desk.judgements, |stage, claims, judgements| {
        let mut scene = Scene::new(stage, claims, judgements);
        let id = |report: usize| stage.input.id(report).to_owned();
        let ours = |local: &Local| local.parts.iter().any(|(r, t)| reports.contains(stage.input.id(*r)) || scope.groups.contains_key(t));
        let written = |local: &Local| local.parts.iter().any(|(r, t)| reports.contains(stage.input.id(*r)) || scope.is_written(t));
        let groups = scene.join(stage, &ours);
        let mut told: Vec<(Told, bool)> = Vec::new();
        let mut tellings = Vec::new();
        for group in groups {
            for event in group.events {
                let found = scene.event(stage, judgements, &event);
                let entry = found.as_ref().map(|t| t.event.id.clone());
                for &l in &event {
                    let local = &scene.locals[l];
                    for (report, t) in &local.parts {
                        let keys = local.keys.iter().cloned().collect();
                        let (group, entry) = (group.id.clone(), entry.clone());
                        tellings.push(Telling { id: t.clone(), report: id(*report), keys, group, entry });
                    }
                }
                let write = event.iter().any(|&l| written(&scene.locals[l]));
                told.extend(found.map(|t| (t, write)));
            }
        }
        told.sort_by_key(|(t, _)| (t.drafts[0].report, t.drafts[0].origin));
        let (mut told, write): (Vec<Told>, Vec<bool>) = told.into_iter().unzip();
        events::date(stage, &mut told);
        let instruments = instruments::build(stage, &mut told);
        corrections::of_events(judgements, &mut told);
        let mut by_event: BTreeMap<EntityId, Vec<Instrument>> = BTreeMap::new();
        for instrument in instruments {
            by_event.entry(instrument.event.clone().unwrap_or_default()).or_default().push(instrument);
        }
        let made = told.into_iter().zip(write).filter(|(_, write)| *write).map(|(t, _)| Made {
            instruments: by_event.remove(&t.event.id).unwrap_or_default(),
            announced: commitments::of_event(stage, &t),
            event: t.event,
        });
        (made.collect::<Vec<_>>(), tellings)
    });
    put(desk, reports, &scope, made, tellings)
}

/// What is to be read and what is to be written.
struct Scope {
    /// Reports to be read.
    reports: BTreeSet<ReportId>,
    /// Groups of the tellings that are read, but for those of the touched reports.
    groups: BTreeMap<EntityId, EntityId>,
    /// Groups whose events are written.
    write: BTreeSet<EntityId>,
    /// Entries of the tellings whose events are written.
    before: BTreeSet<EntityId>,
}

impl Scope {
    fn is_written(&self, telling: &EntityId) -> bool {
        self.groups.get(telling).is_some_and(|group| self.write.contains(group))
    }
}

/// The groups that the reports touch; with them all that is told in the same reports, since an event can take its day from another
/// of its report, and what that needs in turn.
fn scope<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>, own: &Part) -> Result<Scope, S::Error> {
    let first = touched(desk, reports, own)?;
    let mut around = reports_of(desk, &first)?;
    around.extend(reports.iter().cloned());
    let mut write = first;
    write.extend(groups_in(desk, &around)?);
    let mut wider = reports_of(desk, &write)?;
    wider.extend(around);
    let mut read = write.clone();
    read.extend(groups_in(desk, &wider)?);
    let mut all = wider;
    let mut groups = BTreeMap::new();
    let mut before = BTreeSet::new();
    for group in &read {
        for telling in desk.shelf.group(group)? {
            all.insert(telling.report.clone());
            if write.contains(group) {
                before.extend(telling.entry);
            }
            if !reports.contains(&telling.report) {
                groups.insert(telling.id, group.clone());
            }
        }
    }
    Ok(Scope { reports: all, groups, write, before })
}

fn groups_in<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>) -> Result<BTreeSet<EntityId>, S::Error> {
    let mut groups = BTreeSet::new();
    for report in reports {
        groups.extend(desk.shelf.tellings_in(Kind::Event, report)?.into_iter().map(|t| t.group));
    }
    Ok(groups)
}

fn reports_of<S: Shelf>(desk: &mut Desk<S>, groups: &BTreeSet<EntityId>) -> Result<BTreeSet<ReportId>, S::Error> {
    let mut reports = BTreeSet::new();
    for group in groups {
        reports.extend(desk.shelf.group(group)?.into_iter().map(|t| t.report));
    }
    Ok(reports)
}

/// The groups of what the reports told before, and those with which what they tell now is connected.
fn touched<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>, own: &Part) -> Result<BTreeSet<EntityId>, S::Error> {
    let mut groups = groups_in(desk, reports)?;
    let keys: BTreeSet<String> = own.on_stage(desk.judgements, |stage, claims, judgements| {
        let scene = Scene::new(stage, claims, judgements);
        let own = scene.locals.iter().filter(|l| l.parts.iter().any(|(r, _)| reports.contains(stage.input.id(*r))));
        own.flat_map(|l| l.keys.iter().cloned()).collect()
    });
    let mut near: BTreeSet<ReportId> = BTreeSet::new();
    for key in &keys {
        near.extend(desk.shelf.tellings_under(Kind::Event, key)?.into_iter().map(|(report, _)| report).filter(|r| !reports.contains(r)));
    }
    if near.is_empty() {
        return Ok(groups);
    }
    let mut group_of: BTreeMap<EntityId, EntityId> = BTreeMap::new();
    for report in &near {
        group_of.extend(desk.shelf.tellings_in(Kind::Event, report)?.into_iter().map(|t| (t.id, t.group)));
    }
    near.extend(reports.iter().cloned());
    let part = Part::new(desk, &near)?;
    groups.extend(part.on_stage(desk.judgements, |stage, claims, judgements| {
        let scene = Scene::new(stage, claims, judgements);
        let own = |l: usize| scene.locals[l].parts.iter().any(|(r, _)| reports.contains(stage.input.id(*r)));
        let pairs = scene.pairs(stage, &|local| local.keys.iter().any(|key| keys.contains(key)));
        let other = pairs.into_iter().filter_map(|(a, b)| match (own(a), own(b)) {
            (true, false) => Some(b),
            (false, true) => Some(a),
            _ => None,
        });
        other.flat_map(|l| scene.locals[l].parts.iter().filter_map(|(_, t)| group_of.get(t).cloned())).collect::<Vec<_>>()
    }));
    Ok(groups)
}

/// Puts what was made in place of what was there.
fn put<S: Shelf>(
    desk: &mut Desk<S>,
    reports: &BTreeSet<ReportId>,
    scope: &Scope,
    made: Vec<Made>,
    tellings: Vec<Telling>,
) -> Result<Changed, S::Error> {
    let mut changed = Changed::default();
    let mut bodies: BTreeSet<EntityId> = BTreeSet::new();
    let mut note = |event: &Event| {
        if event.kind == EventKind::Departure {
            changed.departed.extend(event.participants.iter().filter_map(|p| p.entity.id.clone()).filter(|id| id.starts_with('p')));
        }
        if let Some(body) = event.body.as_ref().and_then(|b| b.id.clone()).filter(|_| event.kind == EventKind::Session) {
            changed.sessions.extend(event.ordinal.map(|n| (body.clone(), n)));
            bodies.insert(body);
        }
    };
    let now: BTreeSet<&EntityId> = made.iter().map(|m| &m.event.id).collect();
    for id in &scope.before {
        if let Some(event) = desk.shelf.event(id)? {
            note(&event);
            if !now.contains(id) {
                desk.shelf.drop_event(id)?;
            }
        }
    }
    let mut own: BTreeMap<&ReportId, Vec<Telling>> = reports.iter().map(|r| (r, Vec::new())).collect();
    for telling in tellings {
        match own.get_mut(&telling.report) {
            Some(own) => own.push(telling),
            None => desk.shelf.move_telling(&telling.id, &telling.group, telling.entry.as_deref())?,
        }
    }
    for (report, tellings) in own {
        desk.shelf.put_tellings(Kind::Event, report, &tellings)?;
    }
    for Made { event, instruments, .. } in &made {
        note(event);
        desk.shelf.put_event(event, instruments)?;
    }
    let mut announced: BTreeMap<EntityId, Option<Commitment>> = BTreeMap::new();
    for Made { event, announced: told, .. } in made {
        let kept = told.map(|mut commitment| {
            commitments::keep(&mut commitment, &event, &[]);
            commitment
        });
        announced.insert(event.id, kept);
    }
    for body in bodies {
        let sessions = desk.shelf.sessions_of(&body)?;
        desk.shelf.put_series(&body, series::build(&sessions).as_ref())?;
        for event in &sessions {
            let told = match announced.get(&event.id) {
                Some(made) => made.clone(),
                None => desk.shelf.announced(&event.id)?,
            };
            if let Some(mut commitment) = told {
                commitments::keep(&mut commitment, event, &sessions);
                announced.insert(event.id.clone(), Some(commitment));
            }
        }
    }
    for (event, commitment) in announced {
        desk.shelf.put_announced(&event, commitment.as_ref())?;
    }
    Ok(changed)
}
