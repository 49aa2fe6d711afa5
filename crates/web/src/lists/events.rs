//! The list of events.

use rapporteur_views::{EventFilter, EventOrder, EventView, Reader};

use super::{List, date, word};
use crate::asked::Asked;
use crate::problem::Problem;

/// See [`rapporteur_views::events`].
#[derive(Clone)]
pub(crate) struct Events;

/// Reads the filters of an address.
pub(crate) fn event_filter(asked: &Asked) -> Result<EventFilter, Problem> {
    let (from, to) = asked.period()?;
    let mut sides = asked.sides()?;
    sides.extend(asked.one("organisation").map(rapporteur_views::Side::Name));
    let order = match asked.one("sort").as_deref() {
        None | Some("date") => EventOrder::Date,
        Some("-date") => EventOrder::DateDescending,
        Some("kind") => EventOrder::Kind,
        Some("reports") => EventOrder::Reports,
        Some("confidence") => EventOrder::Confidence,
        Some(other) => return Err(Problem::filter(format!("sort cannot be {other:?}: expected date, -date, kind, reports, confidence"))),
    };
    let lang = asked.one("language");
    if let Some(code) = lang.as_ref().filter(|code| code.len() > 8 || !code.bytes().all(|b| b.is_ascii_alphanumeric())) {
        return Err(Problem::filter(format!("language cannot be {code:?}: expected a code as ru, en")));
    }
    Ok(EventFilter {
        from,
        to,
        possible: asked.flag("possible")?,
        kinds: asked.words("kind")?,
        statuses: asked.words("status")?,
        country: asked.country("country")?,
        body: asked.one("body"),
        person: asked.one("person"),
        participant: asked.one("participant"),
        place: asked.one("place"),
        text: asked.one("q"),
        report: asked.one("report"),
        lang,
        disputed: asked.flag("disputed")?,
        sides,
        order,
        after: None,
        limit: None,
    })
}

impl List for Events {
    type Filter = EventFilter;
    type Row = EventView;
    const FILTERS: &'static [&'static str] = &[
        "q",
        "from",
        "to",
        "possible",
        "kind",
        "status",
        "country",
        "body",
        "person",
        "organisation",
        "participant",
        "place",
        "report",
        "language",
        "disputed",
        "with",
        "between",
        "sort",
    ];

    fn filter(&self, asked: &Asked) -> Result<EventFilter, Problem> {
        event_filter(asked)
    }

    fn rows(&self, reader: &Reader<'_>, filter: &EventFilter, cursor: Option<&str>, limit: u32) -> Result<Vec<EventView>, Problem> {
        if let Some(id) = cursor
            && reader.event(id)?.is_none()
        {
            return Err(Problem::cursor());
        }
        let filter = EventFilter { after: cursor.map(str::to_owned), limit: Some(limit), ..filter.clone() };
        Ok(rapporteur_views::events(reader, &filter)?)
    }

    fn cursor(&self, rows: &[EventView], _: Option<&str>) -> Option<String> {
        rows.last().map(|e| e.id.clone())
    }

    fn columns(&self) -> &'static [&'static str] {
        &[
            "id",
            "date",
            "sort_date",
            "kind",
            "status",
            "place",
            "country",
            "body",
            "ordinal",
            "title",
            "participants",
            "instruments",
            "reports",
            "witnesses",
            "confidence",
        ]
    }

    fn row(&self, e: &EventView) -> Vec<String> {
        let people = e.participants.iter().map(|p| p.entity.name.as_str()).collect::<Vec<_>>().join("; ");
        let instruments = e.instruments.iter().map(|i| i.title.as_str()).collect::<Vec<_>>().join("; ");
        let country = e.place.as_ref().and_then(|p| p.country).map(|c| c.to_string()).unwrap_or_default();
        vec![
            e.id.clone(),
            date(e.date),
            e.sort_date.clone().unwrap_or_default(),
            word(&e.kind),
            word(&e.status),
            e.place.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
            country,
            e.body.as_ref().map(|b| b.name.clone()).unwrap_or_default(),
            e.ordinal.map(|n| n.to_string()).unwrap_or_default(),
            e.title.clone(),
            people,
            instruments,
            e.reports_count.to_string(),
            e.witnesses.to_string(),
            format!("{:.2}", e.confidence),
        ]
    }
}
