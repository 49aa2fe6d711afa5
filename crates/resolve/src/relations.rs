//! Relations between entities: what is part of, under, formed by, made, owned, also called, and deals; told is not held. One relation is what
//! reports tell of the same ends in the same roles.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Claim, ClaimKind, Edtf, Entity, Evidence, Modality, Relation, RelationEnd, RelationKind, Role, Status, Value};
use rapporteur_model::{Link, RelatedTo};
use rapporteur_names::text::plain;

use crate::claims::Claims;
use crate::entities::link;
use crate::events::Stage;
use crate::ids::{address, digest};
use crate::input::Input;

/// Days between which two deals of one sort between the same parties are one.
const NEAR: i32 = 31;

/// What one claim says of a relation.
pub struct Told {
    kind: RelationKind,
    ends: Vec<RelationEnd>,
    detail: Option<String>,
    subject: Option<String>,
    date: Option<Edtf>,
    modality: Modality,
    confidence: f32,
    /// Number of the report.
    pub report: usize,
    evidence: Vec<Evidence>,
}

impl Told {
    /// Digest of what makes two tellings one relation but for the time: kind, ends in their roles, sort of a deal.
    pub fn key(&self) -> String {
        let end = |e: &RelationEnd| format!("{} {}", e.role, e.entity.id.clone().unwrap_or_else(|| plain(&e.entity.name)));
        let ends: Vec<String> = self.ends.iter().map(end).collect();
        digest(&[&format!("{:?}", self.kind), &ends.join("\u{1}"), self.detail.as_deref().unwrap_or_default()])
    }
}

/// What all claims say of relations.
pub fn told(stage: &Stage, claims: &Claims) -> Vec<Told> {
    let reader = Reader { stage };
    claims.all().flat_map(|(report, _, claim)| reader.read(report, claim)).collect()
}

/// The relations of tellings with one key, in the order of the reports.
pub fn build(input: &Input, key: &str, told: Vec<Told>) -> Vec<Relation> {
    let groups = by_time(told).into_iter();
    groups
        .map(|one| relation(input, address('r', &[key, input.id(one[0].report), &one[0].evidence[0].span.start().to_string()]), &one))
        .collect()
}

/// Puts what organisations are part of and what they make beside them, of relations that stand.
pub fn beside(relations: &[Relation], entities: &mut [Entity]) {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    entities.iter().enumerate().for_each(|(n, e)| {
        numbers.insert(e.id.clone(), n);
    });
    for relation in relations.iter().filter(|r| r.status == Status::Held) {
        let (own, makes) = match relation.kind {
            RelationKind::PartOf => ("part", false),
            RelationKind::SubordinateTo => ("subordinate", false),
            RelationKind::Produces => ("maker", true),
            _ => continue,
        };
        let owner = relation.ends.iter().find(|e| e.role == own).and_then(|e| numbers.get(e.entity.id.as_ref()?));
        let other: Option<&Link> = relation.ends.iter().find(|e| e.role != own).map(|e| &e.entity);
        if let (Some(&n), Some(to)) = (owner, other) {
            let list = if makes { &mut entities[n].produces } else { &mut entities[n].part_of };
            list.push(RelatedTo { to: to.clone(), evidence: relation.evidence.clone() });
        }
    }
    for entity in entities {
        entity.part_of.sort();
        entity.produces.sort();
    }
}

struct Reader<'s, 'a> {
    stage: &'s Stage<'a>,
}

impl Reader<'_, '_> {
    fn read(&self, report: usize, claim: &Claim) -> Vec<Told> {
        use RelationKind::{AlsoCalled, Deal, FormedBy, Owns, PartOf, Produces, SubordinateTo};
        const PAIRS: [(Role, RelationKind, &str, &str); 5] = [
            (Role::PartOf, PartOf, "part", "whole"),
            (Role::SubordinateTo, SubordinateTo, "subordinate", "superior"),
            (Role::FormedBy, FormedBy, "formed", "founder"),
            (Role::Produces, Produces, "maker", "product"),
            (Role::AlsoCalled, AlsoCalled, "name", "name"),
        ];
        match claim.kind {
            ClaimKind::Structure => PAIRS
                .into_iter()
                .filter(|(role, ..)| claim.get(*role).is_some())
                .filter_map(|(role, kind, own, other)| self.told(report, claim, kind, &[(Role::Organisation, own), (role, other)]))
                .collect(),
            ClaimKind::Ownership => {
                self.told(report, claim, Owns, &[(Role::Owner, "owner"), (Role::Property, "property")]).into_iter().collect()
            }
            ClaimKind::Deal => self.told(report, claim, Deal, &[(Role::Party, "party")]).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The relation of a claim; `None` where it has less than two ends, or no end in the record.
    fn told(&self, report: usize, claim: &Claim, kind: RelationKind, roles: &[(Role, &str)]) -> Option<Told> {
        let mut ends: Vec<RelationEnd> = Vec::new();
        let input = self.stage.input;
        let mut evidence = vec![input.evidence(report, "relation", claim.trigger)];
        for &(role, name) in roles {
            for field in claim.all(role) {
                let entity = match &field.value {
                    Value::Mention(m) => link(input, self.stage.cast, self.stage.entities, report, *m),
                    Value::Text(text) => Link { id: None, name: text.clone() },
                    Value::Date(_) | Value::Number(_) => continue,
                };
                ends.push(RelationEnd { entity, role: name.to_owned() });
                evidence.push(input.evidence(report, name, field.span));
            }
        }
        ends.sort_by(|a, b| (&a.role, &a.entity.name, &a.entity.id).cmp(&(&b.role, &b.entity.name, &b.entity.id)));
        ends.dedup();
        let one_thing = ends.len() == 2 && ends[0].entity.id.is_some() && ends[0].entity.id == ends[1].entity.id;
        if ends.len() < 2 || one_thing || ends.iter().all(|e| e.entity.id.is_none()) {
            return None;
        }
        let mut words = |role: Role, name: &str| {
            let field = claim.get(role)?;
            evidence.push(input.evidence(report, name, field.span));
            match &field.value {
                Value::Text(text) => Some(text.clone()),
                Value::Mention(m) => input.mention(report, *m).map(|m| m.name.clone()),
                Value::Number(n) => Some(n.to_string()),
                Value::Date(_) => None,
            }
        };
        let (detail, subject) = (words(Role::DealKind, "kind"), words(Role::Subject, "subject"));
        let date = claim.all(Role::Date).find_map(|f| match f.value {
            Value::Date(date) => Some((date, f.span)),
            Value::Mention(m) => input.mention(report, m).and_then(rapporteur_model::Mention::date).map(|d| (d, f.span)),
            _ => None,
        });
        evidence.extend(date.map(|(_, span)| input.evidence(report, "date", span)));
        Some(Told {
            kind,
            ends,
            detail,
            subject,
            date: date.map(|(date, _)| date),
            modality: claim.modality,
            confidence: claim.confidence,
            report,
            evidence,
        })
    }
}

/// Tellings of the same ends cut where their dates lie far apart; what has no date goes with the first.
fn by_time(mut told: Vec<Told>) -> Vec<Vec<Told>> {
    let first = |t: &Told| t.date.and_then(Edtf::bounds).map(|(first, _)| first);
    told.sort_by_key(|t| (first(t), t.report));
    let mut groups: Vec<Vec<Told>> = Vec::new();
    for one in told {
        let day = first(&one);
        let near = groups.last().is_some_and(|group| match (group.iter().filter_map(first).next_back(), day) {
            (Some(a), Some(b)) => one.kind != RelationKind::Deal || (b - a).get_days().abs() <= NEAR && (b - a).get_months() == 0,
            _ => true,
        });
        match groups.last_mut().filter(|_| near) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

fn relation(input: &Input, id: String, told: &[Told]) -> Relation {
    let best = told.iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence).then(b.report.cmp(&a.report)));
    let mut evidence: Vec<Evidence> = told.iter().flat_map(|t| t.evidence.clone()).collect();
    evidence.sort();
    evidence.dedup();
    let reports: BTreeSet<usize> = told.iter().map(|t| t.report).collect();
    Relation {
        id,
        kind: told[0].kind,
        status: status(told),
        date: told
            .iter()
            .filter_map(|t| t.date)
            .min_by_key(|d| (d.bounds().is_none(), d.bounds().map(|(first, last)| (last - first).get_days()), *d)),
        ends: told[0].ends.clone(),
        detail: told[0].detail.clone(),
        subject: best.and_then(|t| t.subject.clone()).or_else(|| told.iter().find_map(|t| t.subject.clone())),
        reports: reports.into_iter().map(|r| input.id(r).to_owned()).collect(),
        confidence: best.map_or(0.0, |t| t.confidence),
        evidence,
    }
}

/// What the tellings say together: done where any says so, else called off, denied, or to come.
fn status(told: &[Told]) -> Status {
    let any = |modality: Modality| told.iter().any(|t| t.modality == modality);
    if any(Modality::Happened) {
        Status::Held
    } else if any(Modality::Cancelled) {
        Status::Cancelled
    } else if any(Modality::Denied) {
        Status::Denied
    } else {
        Status::Planned
    }
}
