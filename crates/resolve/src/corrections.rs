//! What analysts corrected, put over the finished entries and events. A value that cannot be read changes nothing.

use rapporteur_model::{Country, Entity, EntityKind, EventKind, PlaceRef, Status};

use crate::events::Told;
use crate::judgements::Judgements;

/// Applies corrections of an entity, given as field and value: name, country, kind.
pub fn of_entity(entity: &mut Entity, corrections: &[(String, String)]) {
    for (field, value) in corrections {
        match field.as_str() {
            "name" => entity.name.clone_from(value),
            "country" => entity.country = Country::new(value).or(entity.country),
            "kind" => entity.kind = kind(value).unwrap_or(entity.kind),
            "listed" => entity.listed = value == "true",
            _ => {}
        }
    }
}

fn kind(value: &str) -> Option<EntityKind> {
    Some(match value {
        "person" => EntityKind::Person,
        "organisation" => EntityKind::Organisation,
        "body" => EntityKind::Body,
        "place" => EntityKind::Place,
        "product" => EntityKind::Product,
        _ => return None,
    })
}

/// Applies corrections of events: date, ordinal, title, status, kind, place.
pub fn of_events(judgements: &Judgements, told: &mut [Told]) {
    for (report, claims, _, field, value) in judgements.corrections() {
        let found = told.iter_mut().find(|t| t.drafts.iter().any(|d| d.report == report && claims.iter().any(|&c| d.claim == Some(c))));
        let Some(event) = found.map(|t| &mut t.event) else { continue };
        match field {
            "date" => event.date = value.parse().ok().or(event.date),
            "ordinal" => event.ordinal = value.parse().ok().or(event.ordinal),
            "title" => {
                value.clone_into(&mut event.title);
                event.titles.clear();
            }
            "status" => event.status = status(value).unwrap_or(event.status),
            "kind" => event.kind = event_kind(value).unwrap_or(event.kind),
            "place" => event.place = Some(PlaceRef { id: None, name: value.to_owned(), country: None, lat: None, lon: None }),
            _ => continue,
        }
        event.confidence = 1.0;
    }
}

fn status(value: &str) -> Option<Status> {
    Some(match value {
        "held" => Status::Held,
        "planned" => Status::Planned,
        "cancelled" => Status::Cancelled,
        "denied" => Status::Denied,
        "disputed" => Status::Disputed,
        _ => return None,
    })
}

fn event_kind(value: &str) -> Option<EventKind> {
    Some(match value {
        "session" => EventKind::Session,
        "meeting" => EventKind::Meeting,
        "visit" => EventKind::Visit,
        "signing" => EventKind::Signing,
        "statement" => EventKind::Statement,
        "gathering" => EventKind::Gathering,
        "appointment" => EventKind::Appointment,
        "departure" => EventKind::Departure,
        _ => return None,
    })
}
