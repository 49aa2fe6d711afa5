//! Events with their participants, instruments, topics and details, to and from rows.

use std::collections::BTreeSet;

use rapporteur_model::{Disagreement, EntityId, Event, HistoryLine, Participant, PlaceRef, Status};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::evidence::{self, link};
use super::words;
use crate::clauses::{Clauses, DISPUTED};
use crate::columns::{Columns, bounds, code, date, evidence as words_of, json, sort_date, word};
use crate::{EventFilter, EventOrder, Result, Store};

const INSERT: &str = "
    INSERT INTO event (id, list_key, kind, status, date, date_first, date_last, sort_date, place, place_name, place_country, place_lat,
        place_lon, body, body_name, ordinal, title, confidence, witnesses, history_json, titles_json, disagreements_json, topics_json,
        details_json, instruments_json, evidence_json, langs)
    VALUES (:id, :list_key, :kind, :status, :date, :date_first, :date_last, :sort_date, :place, :place_name, :place_country, :place_lat,
        :place_lon, :body, :body_name, :ordinal, :title, :confidence, :witnesses, :history_json, :titles_json, :disagreements_json,
        :topics_json, :details_json, :instruments_json, :evidence_json, :langs)";

/// Puts an event in place of what stood under its id.
pub(crate) fn put(connection: &Connection, e: &Event) -> Result<()> {
    drop_rows(connection, &e.id)?;
    let (first, last) = bounds(e.date);
    let (place, body) = (e.place.as_ref(), e.body.as_ref());
    connection.prepare_cached(INSERT)?.execute(named_params! {
        ":id": e.id, ":list_key": e.list_key(), ":kind": word(&e.kind), ":status": word(&e.status),
        ":date": date(e.date), ":date_first": first, ":date_last": last, ":sort_date": sort_date(e.date),
        ":place": place.and_then(|p| p.id.as_ref()), ":place_name": place.map(|p| &p.name),
        ":place_country": code(place.and_then(|p| p.country)),
        ":place_lat": place.and_then(|p| p.lat), ":place_lon": place.and_then(|p| p.lon),
        ":body": body.and_then(|b| b.id.as_ref()), ":body_name": body.map(|b| &b.name),
        ":ordinal": e.ordinal, ":title": e.title, ":confidence": e.confidence, ":witnesses": e.witnesses,
        ":history_json": json(&e.history), ":titles_json": json(&e.titles), ":disagreements_json": json(&e.disagreements),
        ":topics_json": json(&e.topics), ":details_json": json(&e.details), ":instruments_json": json(&e.instruments),
        ":evidence_json": words_of(&e.evidence), ":langs": langs(connection, &e.reports)?,
    })?;
    let mut participant = connection.prepare_cached("INSERT INTO participant VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    for (n, p) in e.participants.iter().enumerate() {
        let organisation = p.organisation.as_ref();
        let (organisation_id, organisation_name) = (organisation.and_then(|o| o.id.as_ref()), organisation.map(|o| &o.name));
        let (entity, name) = (&p.entity.id, &p.entity.name);
        participant.execute(params![e.id, n, entity, name, p.role, p.post, organisation_id, organisation_name, code(p.country)])?;
    }
    evidence::write_reports(connection, &e.id, &e.reports)?;
    words::put(connection, "event", &e.id, &words::of_event(e))
}

/// The languages of these reports, each between commas.
fn langs(connection: &Connection, reports: &[String]) -> Result<String> {
    let mut find = connection.prepare_cached("SELECT lang FROM report WHERE id = ?1")?;
    let mut found = BTreeSet::new();
    for report in reports {
        found.extend(find.query_row([report], |row| row.get::<_, String>(0)).optional()?);
    }
    Ok(found.into_iter().fold(",".to_owned(), |all, lang| all + &lang + ","))
}

/// Takes an event out.
pub(crate) fn drop(connection: &Connection, id: &str) -> Result<()> {
    drop_rows(connection, id)?;
    words::drop(connection, id)
}

fn drop_rows(connection: &Connection, id: &str) -> Result<()> {
    connection.prepare_cached("DELETE FROM participant WHERE event = ?1")?.execute([id])?;
    connection.prepare_cached("DELETE FROM event WHERE id = ?1")?.execute([id])?;
    evidence::drop(connection, id)
}

/// One event; `None` when there is none with this id.
pub(crate) fn read(connection: &Connection, id: &str) -> Result<Option<Event>> {
    let head = connection.prepare_cached("SELECT * FROM event WHERE id = ?1")?.query_row([id], from_row).optional()?;
    head.map(|event| fill(connection, event)).transpose()
}

/// The events that this condition on one value finds, in the order of lists.
pub(crate) fn found(connection: &Connection, condition: &str, value: &str) -> Result<Vec<Event>> {
    let mut select = connection.prepare_cached(&format!("SELECT * FROM event WHERE {condition} ORDER BY list_key"))?;
    let heads: Vec<Event> = select.query_map([value], from_row)?.collect::<rusqlite::Result<_>>()?;
    heads.into_iter().map(|event| fill(connection, event)).collect()
}

fn fill(connection: &Connection, mut event: Event) -> Result<Event> {
    event.participants = participants(connection, &event.id)?;
    event.reports = evidence::read_reports(connection, &event.id)?;
    Ok(event)
}

/// An event that reports tell of in two ways, or of which a reading is unsure.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// Id of the event.
    pub id: EntityId,
    /// Whether it was held.
    pub status: Status,
    /// How sure its reading is.
    pub confidence: f32,
    /// What its reports disagree in.
    pub disagreements: Vec<Disagreement>,
    /// How many reports tell of it.
    pub reports: usize,
}

impl Store {
    /// Readings of events of less confidence than this are unsure.
    pub const UNSURE: f32 = 0.6;

    /// The events in which reports disagree, or of which the reading is unsure, by id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn doubts(&self) -> Result<Vec<Doubt>> {
        let sql = format!(
            "SELECT id, status, confidence, disagreements_json, (SELECT count(*) FROM told_in WHERE owner = id) AS reports FROM event
             WHERE id IN (SELECT id FROM event WHERE {DISPUTED} UNION SELECT id FROM event WHERE confidence < {}) ORDER BY id",
            Self::UNSURE
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        let rows = select.query_map([], |row| {
            Ok(Doubt {
                id: row.get("id")?,
                status: row.word("status")?,
                confidence: row.get("confidence")?,
                disagreements: row.json("disagreements_json")?,
                reports: row.get("reports")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What became of each event that a report of this day or a later one tells of, by id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn histories(&self, told_since: &str) -> Result<Vec<(EntityId, Vec<HistoryLine>)>> {
        let dated: bool = self.connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM told_on)")?.query_row([], |row| row.get(0))?;
        let told = "id IN (SELECT owner FROM told_in WHERE report IN (SELECT report FROM told_on WHERE last >= ?1))";
        // A record that was put as a whole knows no days of its reports.
        let told = if dated { told } else { "?1 <> ''" };
        let mut select = self.connection.prepare_cached(&format!("SELECT id, history_json FROM event WHERE {told} ORDER BY id"))?;
        let rows = select.query_map([told_since], |row| Ok((row.get(0)?, row.json("history_json")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

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
        heads.into_iter().map(|event| fill(&self.connection, event)).collect()
    }

    /// Orders that no index holds: all are sorted, and those behind the last one seen are taken.
    fn events_by_rank(&self, filter: &EventFilter, clauses: &Clauses) -> Result<Vec<Event>> {
        let mut select = self.connection.prepare_cached(&clauses.select_events(filter.order, None))?;
        let mut heads: Vec<Event> = select.query_map(clauses.params(), from_row)?.collect::<rusqlite::Result<_>>()?;
        if let Some(at) = filter.after.as_ref().and_then(|id| heads.iter().position(|e| e.id == *id)) {
            heads.drain(..=at);
        }
        heads.truncate(filter.limit.map_or(usize::MAX, |n| n as usize));
        heads.into_iter().map(|event| fill(&self.connection, event)).collect()
    }

    /// One event; `None` when there is none with this id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn event(&self, id: &str) -> Result<Option<Event>> {
        read(&self.connection, id)
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
        instruments: row.json("instruments_json")?,
        topics: row.json("topics_json")?,
        details: row.json("details_json")?,
        reports: Vec::new(),
        confidence: row.get("confidence")?,
        evidence: row.evidence("evidence_json")?,
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
