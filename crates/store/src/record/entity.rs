//! Entities with their names, posts and relations, to and from rows.

use rapporteur_model::{Entity, Evidence, Link, NameCount, PostHeld, RelatedTo, Span};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{evidence, words};
use crate::columns::{Columns, code, date, evidence as words_of, json, word};
use crate::filter::Clauses;
use crate::{EntityFilter, Result, Store};

/// Puts an entity in place of what stood under its id. Its reports and evidence are where its local entities stand, and what it is part
/// of and makes are relations: they are not written here.
pub(crate) fn put(connection: &Connection, e: &Entity) -> Result<()> {
    drop(connection, &e.id)?;
    let mut insert = connection.prepare_cached("INSERT INTO entity VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    let (lat, lon) = e.position.unzip();
    insert.execute(params![e.id, e.list_key(), word(&e.kind), e.name, code(e.country), lat, lon, e.listed, json(&e.names)])?;
    let mut insert = connection.prepare_cached("INSERT INTO post VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?;
    for (n, p) in e.posts.iter().enumerate() {
        let organisation = p.organisation.as_ref();
        let (organisation_id, organisation_name) = (organisation.and_then(|o| o.id.as_ref()), organisation.map(|o| &o.name));
        let (country, phase, from, to) = (code(p.country), word(&p.phase), date(p.from), date(p.to));
        let (reports, words) = (json(&p.reports), words_of(&p.evidence));
        insert.execute(params![e.id, n, p.title, organisation_id, organisation_name, country, phase, from, to, reports, words, p.told])?;
    }
    if e.listed {
        words::put(connection, &word(&e.kind), &e.id, &words::of_entity(e))?;
    }
    Ok(())
}

/// Takes an entity out.
pub(crate) fn drop(connection: &Connection, id: &str) -> Result<()> {
    connection.prepare_cached("DELETE FROM post WHERE entity = ?1")?.execute([id])?;
    connection.prepare_cached("DELETE FROM entity WHERE id = ?1")?.execute([id])?;
    words::drop(connection, id)
}

/// An entity without its reports, evidence and relations; `None` when there is none with this id.
pub(crate) fn head(connection: &Connection, id: &str) -> Result<Option<Entity>> {
    let found = connection.prepare_cached("SELECT * FROM entity WHERE id = ?1")?.query_row([id], from_row).optional()?;
    let Some(mut entity) = found else { return Ok(None) };
    entity.posts = posts(connection, id)?;
    Ok(Some(entity))
}

impl Store {
    /// The entities that pass the filter, in the record's order.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn entities(&self, filter: &EntityFilter) -> Result<Vec<Entity>> {
        let clauses = Clauses::of_entities(filter);
        let mut select = self.connection.prepare_cached(&clauses.select("entity", filter.limit))?;
        let heads: Vec<Entity> = select.query_map(clauses.params(), from_row)?.collect::<rusqlite::Result<_>>()?;
        heads.into_iter().map(|entity| self.fill_entity(entity)).collect()
    }

    /// One entity; `None` when there is none with this id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn entity(&self, id: &str) -> Result<Option<Entity>> {
        head(&self.connection, id)?.map(|entity| self.fill_entity(entity)).transpose()
    }

    /// The names of an entity, most frequent first; none where there is no such entry.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn names(&self, id: &str) -> Result<Vec<NameCount>> {
        Ok(head(&self.connection, id)?.map(|entity| entity.names).unwrap_or_default())
    }

    fn fill_entity(&self, mut entity: Entity) -> Result<Entity> {
        let db = &self.connection;
        entity.posts = posts(db, &entity.id)?;
        entity.part_of = beside(db, &entity.id, "('part', 'subordinate')", "('part_of', 'subordinate_to')")?;
        entity.produces = beside(db, &entity.id, "('maker')", "('produces')")?;
        (entity.reports, entity.evidence) = named(db, &entity.id)?;
        Ok(entity)
    }
}

/// Reports that name an entity, in the order of reports, and its fullest name in each.
fn named(db: &Connection, id: &str) -> Result<(Vec<String>, Vec<Evidence>)> {
    let sql = "SELECT s.report, s.start_byte, s.end_byte FROM local_entity l JOIN standing s ON s.row = l.id
        LEFT JOIN told_on t ON t.report = s.report WHERE l.entity = ?1
        ORDER BY t.first IS NULL, t.first, t.last, s.report, s.end_byte - s.start_byte DESC, s.start_byte";
    let mut select = db.prepare_cached(sql)?;
    let rows = select.query_map([id], |row| Ok((row.get("report")?, row.span("start_byte", "end_byte")?)))?;
    let mut all: Vec<(String, Span)> = rows.collect::<rusqlite::Result<_>>()?;
    all.dedup_by(|b, a| a.0 == b.0);
    let evidence = all.iter().map(|(report, span)| Evidence { report: report.clone(), field: "name".to_owned(), span: *span });
    Ok((all.iter().map(|(report, _)| report.clone()).collect(), evidence.collect()))
}

/// What stands beside an entity in relations of these kinds in which it has one of these roles.
fn beside(db: &Connection, id: &str, roles: &str, kinds: &str) -> Result<Vec<RelatedTo>> {
    let sql = format!(
        "SELECT o.entity, o.name, t.evidence_json FROM tie_end e JOIN tie t ON t.id = e.tie
         JOIN tie_end o ON o.tie = e.tie AND o.role NOT IN {roles}
         WHERE e.entity = ?1 AND e.role IN {roles} AND t.kind IN {kinds} AND t.status = 'held'"
    );
    let mut select = db.prepare_cached(&sql)?;
    let rows = select.query_map([id], |row| {
        Ok(RelatedTo { to: Link { id: row.get("entity")?, name: row.get("name")? }, evidence: row.evidence("evidence_json")? })
    })?;
    let mut all: Vec<RelatedTo> = rows.collect::<rusqlite::Result<_>>()?;
    all.sort();
    Ok(all)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Entity> {
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get("lat")?, row.get("lon")?);
    Ok(Entity {
        id: row.get("id")?,
        kind: row.word("kind")?,
        name: row.get("name")?,
        names: row.json("names_json")?,
        country: row.country("country")?,
        position: lat.zip(lon),
        posts: Vec::new(),
        part_of: Vec::new(),
        produces: Vec::new(),
        reports: Vec::new(),
        evidence: Vec::new(),
        listed: row.get("listed")?,
    })
}

fn posts(db: &Connection, id: &str) -> Result<Vec<PostHeld>> {
    let mut select = db.prepare_cached("SELECT * FROM post WHERE entity = ?1 ORDER BY n")?;
    Ok(select.query_map([id], post_from_row)?.collect::<rusqlite::Result<_>>()?)
}

fn post_from_row(row: &Row<'_>) -> rusqlite::Result<PostHeld> {
    Ok(PostHeld {
        title: row.get("title")?,
        organisation: evidence::link(row, "organisation", "organisation_name")?,
        country: row.country("country")?,
        phase: row.word("phase")?,
        from: row.date("from_date")?,
        to: row.date("to_date")?,
        told: row.get("told")?,
        reports: row.json("reports_json")?,
        evidence: row.evidence("evidence_json")?,
    })
}
