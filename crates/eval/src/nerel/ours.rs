//! Mentions and claims in the types of NEREL.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_model::{Claim, ClaimKind, EntityId, Field, Mention, MentionKind, Role, Span, Value};

use super::measure::{Item, Pair};
use crate::engine::{Read, links};
use crate::text::Offsets;

/// Kinds of claims whose trigger names an event.
const EVENTS: [ClaimKind; 7] = [
    ClaimKind::Meeting,
    ClaimKind::Session,
    ClaimKind::Visit,
    ClaimKind::Signing,
    ClaimKind::Gathering,
    ClaimKind::Appointment,
    ClaimKind::Departure,
];
/// Roles of those who take part in an event.
const TAKING_PART: [Role; 10] = [
    Role::Participant,
    Role::CoChair,
    Role::DelegationHead,
    Role::Visitor,
    Role::Host,
    Role::Signatory,
    Role::Party,
    Role::Organiser,
    Role::Person,
    Role::Presence,
];

/// Type of a mention in the measure of names.
#[must_use]
pub fn name_kind(kind: MentionKind) -> Option<&'static str> {
    match kind {
        MentionKind::Person => Some("PER"),
        MentionKind::Place => Some("LOC"),
        MentionKind::Organisation | MentionKind::Body => Some("ORG"),
        _ => None,
    }
}

/// Everything that has a type there, in characters.
#[must_use]
pub fn items(read: &Read, offsets: &Offsets) -> Vec<Item> {
    let range = |span: Span| offsets.character(span.start())..offsets.character(span.end());
    let mut out = BTreeSet::new();
    for mention in read.mentions() {
        let kind = match mention.kind {
            MentionKind::Post => "PROFESSION",
            MentionKind::Date => "DATE",
            MentionKind::Gathering => "EVENT",
            MentionKind::Product => "PRODUCT",
            kind => match name_kind(kind) {
                Some(kind) => kind,
                None => continue,
            },
        };
        let name = if kind == "ORG" { read.proper_name(mention).unwrap_or(mention.span) } else { mention.span };
        out.insert((kind, key(range(name))));
    }
    for claim in read.claims() {
        if EVENTS.contains(&claim.kind) {
            out.insert(("EVENT", key(range(claim.trigger))));
        }
        for field in claim.fields.iter().filter(|f| matches!(f.role, Role::Ordinal | Role::PreviousSession | Role::NextSession)) {
            out.insert(("ORDINAL", key(range(field.span))));
        }
    }
    out.into_iter().map(|(kind, (start, end))| (kind, start..end)).collect()
}

/// Relations that claims state, in characters.
#[must_use]
pub fn pairs(read: &Read, offsets: &Offsets) -> Vec<Pair> {
    let mut out = BTreeSet::new();
    for claim in read.claims() {
        for (kind, from, to) in of_claim(read, claim) {
            out.insert((kind, from, to));
        }
    }
    out.extend(other_names(read));
    let range = |span: Span| offsets.character(span.start())..offsets.character(span.end());
    out.into_iter().map(|(kind, a, b)| (kind, range(a), range(b))).collect()
}

/// Every other name of an entity in this text, with the longest: mentions that the record of the text gives to one entity.
fn other_names(read: &Read) -> Vec<(&'static str, Span, Span)> {
    let mut by_entity: BTreeMap<EntityId, Vec<&Mention>> = BTreeMap::new();
    for (mention, entity) in links(&read.record()) {
        by_entity.entry(entity).or_default().push(&read.mentions()[mention as usize]);
    }
    let mut out = Vec::new();
    for mentions in by_entity.values() {
        let Some(main) = mentions.iter().max_by_key(|m| (m.name.chars().count(), Reverse(m.span))) else { continue };
        out.extend(mentions.iter().filter(|m| m.name != main.name).map(|m| ("ALTERNATIVE_NAME", m.span, main.span)));
    }
    out
}

fn of_claim(read: &Read, claim: &Claim) -> Vec<(&'static str, Span, Span)> {
    let spans = |roles: &[Role]| -> Vec<Span> {
        let fields = claim.fields.iter().filter(|f| roles.contains(&f.role));
        // A short name may stand for a full one elsewhere; the gold has the words of the sentence.
        let words = |f: &Field, m: u32| {
            let here = read.mentions().iter().find(|o| o.span == f.span);
            here.unwrap_or(&read.mentions()[m as usize]).span
        };
        fields.map(|f| if let Value::Mention(m) = f.value { words(f, m) } else { f.span }).collect()
    };
    let cross = |kind: &'static str, from: &[Span], to: &[Span]| -> Vec<(&'static str, Span, Span)> {
        from.iter().flat_map(|&a| to.iter().map(move |&b| (kind, a, b))).collect()
    };
    let mut out = Vec::new();
    if matches!(claim.kind, ClaimKind::Post | ClaimKind::Appointment | ClaimKind::Departure) {
        let who = spans(&[Role::Person]);
        out.extend(cross("WORKS_AS", &who, &spans(&[Role::Title])));
        let place = spans(&[Role::Organisation, Role::Place]);
        out.extend(cross("WORKPLACE", &who, if place.is_empty() { &[] } else { &place }));
    }
    if EVENTS.contains(&claim.kind) {
        let event = if claim.kind == ClaimKind::Gathering { spans(&[Role::Name]) } else { vec![claim.trigger] };
        out.extend(cross("PARTICIPANT_IN", &spans(&TAKING_PART), &event));
        out.extend(cross("TAKES_PLACE_IN", &event, &spans(&[Role::Place, Role::Destination])));
        out.extend(cross("POINT_IN_TIME", &event, &spans(&[Role::Date])));
    }
    if claim.kind == ClaimKind::Structure {
        let part = spans(&[Role::Organisation]);
        out.extend(cross("PART_OF", &part, &spans(&[Role::PartOf, Role::SubordinateTo])));
        out.extend(cross("ALTERNATIVE_NAME", &part, &spans(&[Role::AlsoCalled])));
    }
    out
}

fn key(range: Range<usize>) -> (usize, usize) {
    (range.start, range.end)
}
