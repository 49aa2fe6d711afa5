//! Who left a post holds it no more from that day: departures that took place end the posts that they speak of.

use rapporteur_model::{Edtf, Entity, EventKind, Phase, PostHeld, Role, Status};

use crate::events::{Told, Who};
use rapporteur_names::text::plain;

/// Ends the posts of those who left, at the days of the departures.
pub fn end(told: &[Told], entities: &mut [Entity]) {
    for departure in told.iter().filter(|t| t.event.kind == EventKind::Departure && t.event.status == Status::Held) {
        let house = departure.whole.of_roles(&[Role::Organisation]).into_iter().find_map(|who| match who {
            Who::Entity(e) => Some(entities[*e].id.clone()),
            Who::Name(_) => None,
        });
        let title = departure.whole.name.as_deref().map(plain);
        let people: Vec<usize> = departure
            .whole
            .of_roles(&[Role::Person])
            .into_iter()
            .filter_map(|who| if let Who::Entity(e) = who { Some(*e) } else { None })
            .collect();
        for person in people {
            for post in &mut entities[person].posts {
                if left(post, title.as_deref(), house.as_deref()) && !goes_on(post, departure) {
                    post.phase = Phase::Former;
                    post.to = departure.event.date;
                    post.evidence.extend(departure.event.evidence.iter().filter(|e| e.field == "event" || e.field == "date").cloned());
                    post.evidence.sort();
                    post.evidence.dedup();
                }
            }
        }
    }
}

/// The post is the one left: by its title or house, as far as the departure says them.
fn left(post: &PostHeld, title: Option<&str>, house: Option<&str>) -> bool {
    let same_title = |t: &str| {
        let own = plain(&post.title);
        own == t || own.starts_with(&format!("{t} ")) || t.starts_with(&format!("{own} "))
    };
    let same_house = |h: &str| post.organisation.as_ref().is_none_or(|o| o.id.as_deref() == Some(h));
    title.is_none_or(same_title) && house.is_none_or(same_house)
}

/// A report told after the departure, and not of it, still names the post as held.
fn goes_on(post: &PostHeld, departure: &Told) -> bool {
    let day = departure.event.date.and_then(Edtf::sort_date);
    let last = post.to.and_then(Edtf::sort_date);
    let others = post.reports.iter().any(|r| !departure.event.reports.contains(r));
    post.phase != Phase::Former && others && last.zip(day).is_some_and(|(last, day)| last > day)
}
