//! Who left a post holds it no more from that day: departures that took place end the posts that they speak of.

use rapporteur_model::{Edtf, Entity, Event, Phase, PostHeld, Status};
use rapporteur_names::text::plain;

/// Ends the posts of a person who left them, at the days of the departures.
pub fn end(person: &mut Entity, departures: &[Event]) {
    let mut held: Vec<&Event> = departures.iter().filter(|d| d.status == Status::Held).collect();
    held.sort_by(|a, b| crate::events::by_day(a.date, b.date).then_with(|| a.id.cmp(&b.id)));
    for departure in held {
        let house = departure.participants.iter().find(|p| p.role == "organisation").and_then(|p| p.entity.id.as_deref());
        let title = departure.details.iter().find(|(role, _)| role == "title").map(|(_, text)| plain(text));
        for post in &mut person.posts {
            if left(post, title.as_deref(), house) && !goes_on(post, departure) {
                post.phase = Phase::Former;
                post.to = departure.date;
                post.evidence.extend(departure.evidence.iter().filter(|e| e.field == "event" || e.field == "date").cloned());
                post.evidence.sort();
                post.evidence.dedup();
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
fn goes_on(post: &PostHeld, departure: &Event) -> bool {
    let day = departure.date.and_then(Edtf::sort_date);
    let last = post.to.and_then(Edtf::sort_date);
    let others = post.told as usize > post.reports.len() || post.reports.iter().any(|r| !departure.reports.contains(r));
    post.phase != Phase::Former && others && last.zip(day).is_some_and(|(last, day)| last > day)
}
