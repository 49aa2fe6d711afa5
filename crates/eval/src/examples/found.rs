//! What the pipeline makes of a sample report, in the fields of the expectation files.

use std::collections::BTreeMap;

use rapporteur_knowledge::rules;
use rapporteur_model::{Claim, ClaimKind, Entity, EntityId, EventKind, Evidence, Field, Link, Record, Role, Span, Value};

use super::item::Item;
use crate::engine::{Read, links};

/// All items of a report.
#[must_use]
pub fn items(read: &Read) -> Vec<Item> {
    let record = read.record();
    let names = Names { entities: record.entities.iter().map(|e| (&e.id, e)).collect(), links: links(&record), read };
    let mut out = vec![report(read)];
    out.extend(record.entities.iter().filter(|e| e.listed || !e.posts.is_empty()).flat_map(|e| posts(&names, e)));
    events(&names, &record, &mut out);
    for commitment in &record.commitments {
        let mut item = Item::new("commitment");
        item.one("kind", &commitment.kind).one("act", &commitment.act).some("due", &commitment.due.map(|d| d.to_string()));
        for actor in &commitment.actors {
            item.forms("actors", names.of(actor));
        }
        item.rules = told_by(read, |kind| kind == ClaimKind::Commitment, &commitment.evidence);
        out.push(item);
    }
    out.extend(read.claims().iter().filter_map(|c| {
        let rules = rules::ids(&c.rule).collect();
        claim(&names, c).map(|item| Item { confidence: Some(c.confidence), rules, ..item })
    }));
    out.dedup_by(|b, a| a.section == b.section && a.fields == b.fields);
    out
}

/// Ids of the rules of the claims that an entry is made of: those whose trigger or title the entry's evidence of it shows.
fn told_by(read: &Read, wanted: impl Fn(ClaimKind) -> bool, evidence: &[Evidence]) -> Vec<String> {
    let itself = |e: &&Evidence| matches!(e.field.as_str(), "event" | "commitment" | "post");
    let spans: Vec<Span> = evidence.iter().filter(itself).map(|e| e.span).collect();
    let named = |f: &Field| matches!(f.role, Role::Title | Role::Organisation) && spans.contains(&f.span);
    let shown = |c: &&Claim| wanted(c.kind) && (spans.contains(&c.trigger) || c.fields.iter().any(named));
    let mut ids: Vec<String> = read.claims().iter().filter(shown).flat_map(|c| rules::ids(&c.rule)).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn report(read: &Read) -> Item {
    let report = &read.reading.report;
    let mut item = Item::new("report");
    let stated = |s: &Option<rapporteur_model::Stated<String>>| s.as_ref().map(|s| s.value.clone());
    item.some("published", &report.published.as_ref().map(|p| p.value.to_string())).some("publisher", &stated(&report.publisher));
    item.one("lang", report.lang.code()).some("title", &stated(&report.title));
    item
}

fn posts(names: &Names, entity: &Entity) -> Vec<Item> {
    let forms = names.entity(entity);
    let one = |post: &rapporteur_model::PostHeld| {
        let mut item = Item::new("post");
        item.forms("person", forms.clone()).one("title", &post.title);
        if let Some(organisation) = &post.organisation {
            item.forms("organisation", names.of(organisation));
        }
        item.some("country", &post.country.map(|c| c.to_string()));
        if post.phase != rapporteur_model::Phase::Current {
            item.one("phase", &format!("{:?}", post.phase).to_lowercase());
        }
        item.rules = told_by(names.read, |kind| kind == ClaimKind::Post, &post.evidence);
        item
    };
    entity.posts.iter().map(one).collect()
}

fn events(names: &Names, record: &Record, out: &mut Vec<Item>) {
    use ClaimKind::{Commitment, Deal, Ownership, Post, Structure};
    let title = |id: &EntityId| record.instruments.iter().find(|i| i.id == *id);
    for event in &record.events {
        let mut item = Item::new(kind_name(event.kind));
        item.confidence = Some(event.confidence);
        // A day that only the report bounds is none of the event's own, and the samples give none for it.
        item.one("status", &format!("{:?}", event.status).to_lowercase())
            .some("date", &event.date.filter(|d| !d.is_open()).map(|d| d.to_string()));
        item.some("place", &event.place.as_ref().map(|p| p.name.clone())).some("ordinal", &event.ordinal.map(|n| n.to_string()));
        if let Some(body) = &event.body {
            item.forms("body", names.of(body));
        }
        if event.kind == EventKind::Gathering {
            item.one("name", &event.title);
        }
        let mut taking_part: Vec<Vec<String>> = event.participants.iter().map(|p| names.of(&p.entity)).collect();
        taking_part.dedup();
        for forms in taking_part {
            if !item.get("participants").any(|other| *other == forms) {
                item.forms("participants", forms);
            }
        }
        for instrument in event.instruments.iter().filter_map(title) {
            item.forms("instruments", vec![instrument.title.clone(), instrument.kind.name().to_owned()]);
        }
        let of_event = |kind| !matches!(kind, Post | Commitment | Deal | Ownership | Structure);
        item.rules = told_by(names.read, of_event, &event.evidence);
        out.push(item);
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

fn claim(names: &Names, claim: &Claim) -> Option<Item> {
    match claim.kind {
        ClaimKind::Structure => {
            let relations = [
                (Role::PartOf, "part_of"),
                (Role::SubordinateTo, "subordinate_to"),
                (Role::FormedBy, "formed_by"),
                (Role::Produces, "produces"),
                (Role::AlsoCalled, "also_called"),
            ];
            let (role, relation) = relations.into_iter().find(|(role, _)| claim.get(*role).is_some())?;
            let mut item = Item::new("structure");
            item.one("relation", relation)
                .forms("organisation", names.field(claim, Role::Organisation)?)
                .forms("other", names.field(claim, role)?);
            Some(item)
        }
        ClaimKind::Deal => {
            let mut item = Item::new("deal");
            for party in claim.all(Role::Party) {
                item.forms("parties", names.value(&party.value));
            }
            for (field, role) in [("kind", Role::DealKind), ("subject", Role::Subject)] {
                if let Some(forms) = names.field(claim, role) {
                    item.forms(field, forms);
                }
            }
            Some(item)
        }
        ClaimKind::Ownership => {
            let mut item = Item::new("ownership");
            item.forms("owner", names.field(claim, Role::Owner)?).forms("property", names.field(claim, Role::Property)?);
            Some(item)
        }
        _ => None,
    }
}

/// All names of an entity, the one for show first.
struct Names<'a> {
    entities: BTreeMap<&'a EntityId, &'a Entity>,
    links: BTreeMap<u32, EntityId>,
    read: &'a Read,
}

impl Names<'_> {
    fn entity(&self, entity: &Entity) -> Vec<String> {
        std::iter::once(entity.name.clone()).chain(entity.names.iter().map(|n| n.text.clone())).collect()
    }

    fn of(&self, link: &Link) -> Vec<String> {
        match link.id.as_ref().and_then(|id| self.entities.get(id)) {
            Some(entity) => self.entity(entity),
            None => vec![link.name.clone()],
        }
    }

    fn mention(&self, mention: u32) -> Vec<String> {
        let own = &self.read.mentions()[mention as usize].name;
        let entity = self.links.get(&mention).and_then(|id| self.entities.get(id));
        std::iter::once(own.clone()).chain(entity.into_iter().flat_map(|e| self.entity(e))).collect()
    }

    fn field(&self, claim: &Claim, role: Role) -> Option<Vec<String>> {
        claim.get(role).map(|field| self.value(&field.value))
    }

    fn value(&self, value: &Value) -> Vec<String> {
        match value {
            Value::Mention(m) => self.mention(*m),
            Value::Text(text) => vec![text.clone()],
            Value::Date(date) => vec![date.to_string()],
            Value::Number(n) => vec![n.to_string()],
        }
    }
}
