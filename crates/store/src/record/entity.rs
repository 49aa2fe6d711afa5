//! Entities with their names, posts and relations, to and from rows.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rapporteur_model::{Entity, EntityId, Evidence, Link, NameCount, PostHeld, RelatedTo, ReportId, Span};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{evidence, words};
use crate::clauses::Clauses;
use crate::columns::{Columns, code, date, evidence as words_of, json, word};
use crate::{EntityFilter, Result, Store};

/// Puts an entity in place of what stood under its id. Its reports and evidence are where its local entities stand, and what it is part
/// of and makes are relations: they are not written here.
pub(crate) fn put(connection: &Connection, e: &Entity) -> Result<()> {
    let before = head(connection, &e.id)?;
    put_head(connection, e, before.as_ref())?;
    if before.as_ref().is_none_or(|before| before.posts != e.posts) {
        put_posts(connection, e)?;
    }
    if e.listed { words::put(connection, &word(&e.kind), &e.id, &words::of_entity(e)) } else { words::drop(connection, &e.id) }
}

fn put_head(connection: &Connection, e: &Entity, before: Option<&Entity>) -> Result<()> {
    let (lat, lon) = e.position.unzip();
    let placed = |e: &Entity| (e.list_key(), e.kind, e.listed);
    if before.is_some_and(|before| placed(before) == placed(e)) {
        // Its place in lists is the same: naming no column of theirs leaves the indexes alone.
        let sql = "UPDATE entity SET name = ?2, country = ?3, lat = ?4, lon = ?5, names_json = ?6 WHERE id = ?1";
        connection.prepare_cached(sql)?.execute(params![e.id, e.name, code(e.country), lat, lon, json(&e.names)])?;
        return Ok(());
    }
    let sql = "INSERT INTO entity VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO UPDATE SET list_key = ?2, kind = ?3,
        name = ?4, country = ?5, lat = ?6, lon = ?7, listed = ?8, names_json = ?9";
    let values = params![e.id, e.list_key(), word(&e.kind), e.name, code(e.country), lat, lon, e.listed, json(&e.names)];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn put_posts(connection: &Connection, e: &Entity) -> Result<()> {
    connection.prepare_cached("DELETE FROM post WHERE entity = ?1")?.execute([&e.id])?;
    let mut insert = connection.prepare_cached("INSERT INTO post VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?;
    for (n, p) in e.posts.iter().enumerate() {
        let organisation = p.organisation.as_ref();
        let (organisation_id, organisation_name) = (organisation.and_then(|o| o.id.as_ref()), organisation.map(|o| &o.name));
        let (country, phase, from, to) = (code(p.country), word(&p.phase), date(p.from), date(p.to));
        let (reports, words) = (json(&p.reports), words_of(&p.evidence));
        insert.execute(params![e.id, n, p.title, organisation_id, organisation_name, country, phase, from, to, reports, words, p.told])?;
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
    /// The entities that pass the filter, in the record's order. Of the reports that name one the first ones are given, with its fullest
    /// name in each ([`Store::NAMED`]); [`Store::named_count`] says how many there are.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn entities(&self, filter: &EntityFilter) -> Result<Vec<Entity>> {
        self.entity_heads(filter)?.into_iter().map(|entity| self.fill_entity(entity)).collect()
    }

    /// The entities that pass the filter with their names and posts alone.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn entity_heads(&self, filter: &EntityFilter) -> Result<Vec<Entity>> {
        let clauses = Clauses::of_entities(filter);
        let mut select = self.connection.prepare_cached(&clauses.select("entity", filter.limit))?;
        let mut heads: Vec<Entity> = select.query_map(clauses.params(), from_row)?.collect::<rusqlite::Result<_>>()?;
        for entity in &mut heads {
            entity.posts = posts(&self.connection, &entity.id)?;
        }
        Ok(heads)
    }

    /// One entity with its names and posts alone; `None` when there is none with this id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn entity_head(&self, id: &str) -> Result<Option<Entity>> {
        head(&self.connection, id)
    }

    /// So many of the reports that name an entity are given with it.
    pub const NAMED: usize = 50;

    /// The fullest name of an entity in a report, if the report names it.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn named_at(&self, id: &str, report: &str) -> Result<Option<Evidence>> {
        let mut select = self.connection.prepare_cached(
            "SELECT s.start_byte, s.end_byte FROM standing s JOIN local_entity l ON l.id = s.row WHERE s.report = ?1 AND l.entity = ?2
             ORDER BY s.end_byte - s.start_byte DESC, s.start_byte LIMIT 1",
        )?;
        let span = select.query_row([report, id], |row| row.span("start_byte", "end_byte")).optional()?;
        Ok(span.map(|span| Evidence { report: report.to_owned(), field: "name".to_owned(), span }))
    }

    /// One entity; `None` when there is none with this id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn entity(&self, id: &str) -> Result<Option<Entity>> {
        head(&self.connection, id)?.map(|entity| self.fill_entity(entity)).transpose()
    }

    /// The name by which an entity is shown; `None` when there is none with this id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn name(&self, id: &str) -> Result<Option<String>> {
        let mut select = self.connection.prepare_cached("SELECT name FROM entity WHERE id = ?1")?;
        Ok(select.query_row([id], |row| row.get(0)).optional()?)
    }

    /// The names of an entity, most frequent first; none where there is no such entry.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn names(&self, id: &str) -> Result<Vec<NameCount>> {
        let mut select = self.connection.prepare_cached("SELECT names_json FROM entity WHERE id = ?1")?;
        Ok(select.query_row([id], |row| row.json("names_json")).optional()?.unwrap_or_default())
    }

    /// All entities with all reports that name them.
    pub(super) fn whole_entities(&self) -> Result<Vec<Entity>> {
        let heads = self.entity_heads(&EntityFilter { unlisted: true, ..EntityFilter::default() })?;
        let whole = |head: Entity| {
            let (reports, evidence) = all_named(&self.connection, &head.id)?;
            Ok(Entity { reports, evidence, ..self.fill_entity(head)? })
        };
        heads.into_iter().map(whole).collect()
    }

    fn fill_entity(&self, mut entity: Entity) -> Result<Entity> {
        let db = &self.connection;
        entity.part_of = beside(db, &entity.id, "('part', 'subordinate')", "('part_of', 'subordinate_to')")?;
        entity.produces = beside(db, &entity.id, "('maker')", "('produces')")?;
        (entity.reports, entity.evidence) = named(db, &entity.id)?;
        Ok(entity)
    }
}

/// All reports that name an entity, in the order of reports, and its fullest name in each.
fn all_named(db: &Connection, id: &str) -> Result<(Vec<ReportId>, Vec<Evidence>)> {
    let sql = "SELECT s.report, s.start_byte, s.end_byte FROM local_entity l JOIN standing s ON s.row = l.id
        LEFT JOIN told_on t ON t.report = s.report WHERE l.entity = ?1
        ORDER BY t.first IS NULL, t.first, t.last, s.report, s.end_byte - s.start_byte DESC, s.start_byte";
    let mut select = db.prepare_cached(sql)?;
    let rows = select.query_map([id], |row| Ok((row.get("report")?, row.span("start_byte", "end_byte")?)))?;
    let mut all: Vec<(ReportId, Span)> = rows.collect::<rusqlite::Result<_>>()?;
    all.dedup_by(|b, a| a.0 == b.0);
    let evidence = all.iter().map(|(report, span)| Evidence { report: report.clone(), field: "name".to_owned(), span: *span });
    Ok((all.iter().map(|(report, _)| report.clone()).collect(), evidence.collect()))
}

/// The first reports that name an entity, in the order of reports, and its fullest name in each.
fn named(db: &Connection, id: &str) -> Result<(Vec<ReportId>, Vec<Evidence>)> {
    let mut rows = db.prepare_cached("SELECT id FROM local_entity WHERE entity = ?1")?;
    let rows: Vec<EntityId> = rows.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut dated = db.prepare_cached("SELECT day, report FROM standing WHERE row = ?1 AND day > '' ORDER BY day, report LIMIT ?2")?;
    let mut undated = db.prepare_cached("SELECT day, report FROM standing WHERE row = ?1 AND day IS NULL ORDER BY report LIMIT ?2")?;
    let mut first: BTreeMap<(bool, String, ReportId), Vec<&EntityId>> = BTreeMap::new();
    for row in &rows {
        let mut left = Store::NAMED;
        for select in [&mut dated, &mut undated] {
            let mut found = select.query(params![row, left])?;
            while let Some(one) = found.next()? {
                let day: Option<String> = one.get(0)?;
                first.entry((day.is_none(), day.unwrap_or_default(), one.get(1)?)).or_default().push(row);
                left -= 1;
            }
        }
        while first.len() > Store::NAMED {
            first.pop_last();
        }
    }
    let mut span = db.prepare_cached("SELECT start_byte, end_byte FROM standing WHERE report = ?1 AND row = ?2")?;
    let mut evidence = Vec::with_capacity(first.len());
    for ((.., report), rows) in &first {
        let spans = rows.iter().map(|row| span.query_row([report, row], |found| found.span("start_byte", "end_byte")));
        let spans: Vec<Span> = spans.collect::<rusqlite::Result<_>>()?;
        let fullest = spans.into_iter().min_by_key(|span| (Reverse(span.len()), span.start()));
        evidence.extend(fullest.map(|span| Evidence { report: report.clone(), field: "name".to_owned(), span }));
    }
    Ok((first.into_keys().map(|(.., report)| report).collect(), evidence))
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
