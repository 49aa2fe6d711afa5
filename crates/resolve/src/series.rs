//! Sessions of each body in a row: held, announced, missing. Only numbers that reports state, and the gaps between them.

use std::collections::BTreeMap;

use rapporteur_model::{Event, Gap, Link, Series, SeriesSession, Status};

/// More numbers than this between two known ones are given as a gap only, not one by one.
const LISTED: u32 = 200;

/// The series of the body of these sessions, which are all it has, in the order of lists; none where there are none.
pub fn build(sessions: &[Event]) -> Option<Series> {
    let body = sessions.first()?.body.clone()?;
    Some(series(body, &sessions.iter().collect::<Vec<_>>()))
}

fn series(body: Link, events: &[&Event]) -> Series {
    let mut numbered: BTreeMap<u32, &Event> = BTreeMap::new();
    let mut others: Vec<&Event> = Vec::new();
    for event in events {
        match event.ordinal {
            // Two events of one number are there only where an analyst keeps them apart: the one held stands for it.
            Some(n) if numbered.get(&n).is_none_or(|held| held.status != Status::Held && event.status == Status::Held) => {
                others.extend(numbered.insert(n, event));
            }
            _ => others.push(event),
        }
    }
    let numbers: Vec<u32> = numbered.keys().copied().collect();
    let gaps: Vec<Gap> = numbers.windows(2).filter(|w| w[1] - w[0] > 1).map(|w| Gap { first: w[0] + 1, last: w[1] - 1 }).collect();
    let mut sessions: Vec<SeriesSession> = numbered.values().map(|event| session(event)).collect();
    for gap in gaps.iter().filter(|g| g.last - g.first < LISTED) {
        sessions.extend((gap.first..=gap.last).map(|n| SeriesSession {
            ordinal: Some(n),
            status: "missing".to_owned(),
            date: None,
            place: None,
            event: None,
        }));
    }
    sessions.sort_by_key(|s| s.ordinal);
    others.sort_by(|a, b| crate::events::by_day(a.date, b.date).then_with(|| a.id.cmp(&b.id)));
    sessions.extend(others.into_iter().map(session));
    Series { body, sessions, gaps }
}

fn session(event: &Event) -> SeriesSession {
    let status = match event.status {
        Status::Held => "held",
        Status::Planned => "planned",
        Status::Cancelled => "cancelled",
        Status::Denied => "denied",
        Status::Disputed => "disputed",
    };
    SeriesSession {
        ordinal: event.ordinal,
        status: status.to_owned(),
        date: event.date,
        place: event.place.as_ref().map(|p| p.name.clone()),
        event: Some(event.id.clone()),
    }
}
