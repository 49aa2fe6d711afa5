//! Events with their participants, instruments, topics and details, to and from rows.

use rapporteur_model::{Event, Participant, PlaceRef};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::evidence::{self, Owner, link};
use crate::columns::{Columns, bounds, code, date, json, sort_date, word};
use crate::filter::Clauses;
use crate::{EventFilter, EventOrder, Result, Store};

const INSERT: &str = "
    INSERT INTO event (id, n, kind, status, date, date_first, date_last, place, place_name, place_country, place_lat, place_lon,
        body, body_name, ordinal, title, confidence, sort_date, witnesses, history_json, disagreements_json, titles_json)
    VALUES (:id, :n, :kind, :status, :date, :date_first, :date_last, :place, :place_name, :place_country, :place_lat, :place_lon,
        :body, :body_name, :ordinal, :title, :confidence, :sort_date, :witnesses, :history_json, :disagreements_json, :titles_json)";

/// Writes events in the given order.
pub(super) fn write(connection: &Connection, events: &[Event]) -> Result<()> {
    let mut insert = connection.prepare_cached(INSERT)?;
    for (n, e) in events.iter().enumerate() {
        let (first, last) = bounds(e.date);
        let (place, body) = (e.place.as_ref(), e.body.as_ref());
        insert.execute(named_params! {
            ":id": e.id, ":n": n, ":kind": word(&e.kind), ":status": word(&e.status),
            ":date": date(e.date), ":date_first": first, ":date_last": last,
            ":place": place.and_then(|p| p.id.as_ref()), ":place_name": place.map(|p| &p.name),
            ":place_country": code(place.and_then(|p| p.country)),
            ":place_lat": place.and_then(|p| p.lat), ":place_lon": place.and_then(|p| p.lon),
            ":body": body.and_then(|b| b.id.as_ref()), ":body_name": body.map(|b| &b.name),
            ":ordinal": e.ordinal, ":title": e.title, ":confidence": e.confidence,
            ":sort_date": sort_date(e.date), ":witnesses": e.witnesses,
            ":history_json": json(&e.history), ":disagreements_json": json(&e.disagreements),
            ":titles_json": json(&e.titles),
        })?;
        write_lists(connection, e)?;
        evidence::write(connection, Owner::entry(&e.id), &e.evidence)?;
        evidence::write_reports(connection, Owner::entry(&e.id), &e.reports)?;
    }
    Ok(())
}

fn write_lists(connection: &Connection, event: &Event) -> Result<()> {
    let id = &event.id;
    let mut participant = connection.prepare_cached("INSERT INTO participant VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    for (n, p) in event.participants.iter().enumerate() {
        let organisation = p.organisation.as_ref();
        let (organisation_id, organisation_name) = (organisation.and_then(|o| o.id.as_ref()), organisation.map(|o| &o.name));
        let (entity, name) = (&p.entity.id, &p.entity.name);
        participant.execute(params![id, n, entity, name, p.role, p.post, organisation_id, organisation_name, code(p.country)])?;
    }
    let mut instrument = connection.prepare_cached("INSERT INTO event_instrument VALUES (?1, ?2, ?3)")?;
    for (n, i) in event.instruments.iter().enumerate() {
        instrument.execute(params![id, n, i])?;
    }
    let mut topic = connection.prepare_cached("INSERT INTO topic VALUES (?1, ?2, ?3)")?;
    for (n, text) in event.topics.iter().enumerate() {
        topic.execute(params![id, n, text])?;
    }
    let mut detail = connection.prepare_cached("INSERT INTO detail VALUES (?1, ?2, ?3, ?4)")?;
    for (n, (role, text)) in event.details.iter().enumerate() {
        detail.execute(params![id, n, role, text])?;
    }
    Ok(())
}

impl Store {
    /// The events that pass the filter, in the order that it asks for.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn events(&self, filter: &EventFilter) -> Result<Vec<Event>> {
        let mut clauses = Clauses::of_events(filter);
        let after = filter.after.as_ref();
        match filter.order {
            EventOrder::Date => clauses.behind("event", after),
            EventOrder::DateDescending => clauses.behind_in_time(after),
            EventOrder::Kind | EventOrder::Reports | EventOrder::Confidence => return self.events_by_rank(filter, &clauses),
        }
        let mut select = self.connection.prepare_cached(&clauses.select_events(filter.order, filter.limit))?;
        let heads: Vec<Event> = select.query_map(clauses.params(), from_row)?.collect::<rusqlite::Result<_>>()?;
        heads.into_iter().map(|event| self.fill_event(event)).collect()
    }

    /// Orders that no index holds: all are sorted, and those behind the last one seen are taken.
    fn events_by_rank(&self, filter: &EventFilter, clauses: &Clauses) -> Result<Vec<Event>> {
        let mut select = self.connection.prepare_cached(&clauses.select_events(filter.order, None))?;
        let mut heads: Vec<Event> = select.query_map(clauses.params(), from_row)?.collect::<rusqlite::Result<_>>()?;
        if let Some(at) = filter.after.as_ref().and_then(|id| heads.iter().position(|e| e.id == *id)) {
            heads.drain(..=at);
        }
        heads.truncate(filter.limit.map_or(usize::MAX, |n| n as usize));
        heads.into_iter().map(|event| self.fill_event(event)).collect()
    }

    /// One event; `None` when there is none with this id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn event(&self, id: &str) -> Result<Option<Event>> {
        let head = self.connection.prepare_cached("SELECT * FROM event WHERE id = ?1")?.query_row([id], from_row).optional()?;
        head.map(|event| self.fill_event(event)).transpose()
    }

    fn fill_event(&self, mut event: Event) -> Result<Event> {
        let (db, id) = (&self.connection, event.id.clone());
        event.participants = participants(db, &id)?;
        event.instruments = texts(db, "SELECT instrument FROM event_instrument WHERE event = ?1 ORDER BY n", &id)?;
        event.topics = texts(db, "SELECT text FROM topic WHERE event = ?1 ORDER BY n", &id)?;
        event.details = details(db, &id)?;
        event.evidence = evidence::read(db, Owner::entry(&id))?;
        event.reports = evidence::read_reports(db, Owner::entry(&id))?;
        Ok(event)
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Event> {
    Ok(Event {
        id: row.get("id")?,
        kind: row.word("kind")?,
        status: row.word("status")?,
        date: row.date("date")?,
        history: row.json("history_json")?,
        disagreements: row.json("disagreements_json")?,
        witnesses: row.get("witnesses")?,
        place: place(row)?,
        body: link(row, "body", "body_name")?,
        ordinal: row.get("ordinal")?,
        title: row.get("title")?,
        titles: row.json("titles_json")?,
        participants: Vec::new(),
        instruments: Vec::new(),
        topics: Vec::new(),
        details: Vec::new(),
        reports: Vec::new(),
        confidence: row.get("confidence")?,
        evidence: Vec::new(),
    })
}

fn place(row: &Row<'_>) -> rusqlite::Result<Option<PlaceRef>> {
    let Some(name) = row.get("place_name")? else { return Ok(None) };
    let country = row.country("place_country")?;
    Ok(Some(PlaceRef { id: row.get("place")?, name, country, lat: row.get("place_lat")?, lon: row.get("place_lon")? }))
}

fn participants(db: &Connection, id: &str) -> Result<Vec<Participant>> {
    let mut select = db.prepare_cached("SELECT * FROM participant WHERE event = ?1 ORDER BY n")?;
    let rows = select.query_map([id], |row| {
        Ok(Participant {
            entity: rapporteur_model::Link { id: row.get("entity")?, name: row.get("name")? },
            role: row.get("role")?,
            post: row.get("post")?,
            organisation: link(row, "organisation", "organisation_name")?,
            country: row.country("country")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn texts(db: &Connection, sql: &str, id: &str) -> Result<Vec<String>> {
    Ok(db.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn details(db: &Connection, id: &str) -> Result<Vec<(String, String)>> {
    let mut select = db.prepare_cached("SELECT role, text FROM detail WHERE event = ?1 ORDER BY n")?;
    Ok(select.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}
