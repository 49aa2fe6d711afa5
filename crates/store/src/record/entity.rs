//! Entities with their names, posts and relations, to and from rows.

use rapporteur_model::{Entity, NameCount, PostHeld, RelatedTo};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::evidence::{self, Owner};
use crate::columns::{Columns, code, date, word};
use crate::filter::Clauses;
use crate::{EntityFilter, Result, Store};

/// Writes entities in the given order.
pub(super) fn write(connection: &Connection, entities: &[Entity]) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO entity VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for (n, e) in entities.iter().enumerate() {
        let (lat, lon) = e.position.unzip();
        insert.execute(params![e.id, n, word(&e.kind), e.name, code(e.country), lat, lon, e.listed])?;
        write_names(connection, e)?;
        write_posts(connection, e)?;
        write_relations(connection, e, "part_of", &e.part_of)?;
        write_relations(connection, e, "produces", &e.produces)?;
        evidence::write(connection, Owner::entry(&e.id), &e.evidence)?;
        evidence::write_reports(connection, Owner::entry(&e.id), &e.reports)?;
    }
    Ok(())
}

fn write_names(connection: &Connection, entity: &Entity) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO name VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (n, name) in entity.names.iter().enumerate() {
        insert.execute(params![entity.id, n, name.text, name.lang, name.count])?;
    }
    Ok(())
}

fn write_posts(connection: &Connection, entity: &Entity) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO post VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    for (n, p) in entity.posts.iter().enumerate() {
        let organisation = p.organisation.as_ref();
        let (organisation_id, organisation_name) = (organisation.and_then(|o| o.id.as_ref()), organisation.map(|o| &o.name));
        let (country, phase, from, to) = (code(p.country), word(&p.phase), date(p.from), date(p.to));
        insert.execute(params![entity.id, n, p.title, organisation_id, organisation_name, country, phase, from, to])?;
        evidence::write(connection, Owner::item(&entity.id, "post", n), &p.evidence)?;
        evidence::write_reports(connection, Owner::item(&entity.id, "post", n), &p.reports)?;
    }
    Ok(())
}

fn write_relations(connection: &Connection, entity: &Entity, kind: &str, relations: &[RelatedTo]) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO relation VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (n, r) in relations.iter().enumerate() {
        insert.execute(params![entity.id, kind, n, r.to.id, r.to.name])?;
        evidence::write(connection, Owner::item(&entity.id, kind, n), &r.evidence)?;
    }
    Ok(())
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
        let head = self.connection.prepare_cached("SELECT * FROM entity WHERE id = ?1")?.query_row([id], from_row).optional()?;
        head.map(|entity| self.fill_entity(entity)).transpose()
    }

    /// The names of an entity, most frequent first; none where there is no such entry.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn names(&self, id: &str) -> Result<Vec<NameCount>> {
        names(&self.connection, id)
    }

    fn fill_entity(&self, mut entity: Entity) -> Result<Entity> {
        let (db, id) = (&self.connection, entity.id.clone());
        entity.names = names(db, &id)?;
        entity.posts = posts(db, &id)?;
        entity.part_of = relations(db, &id, "part_of")?;
        entity.produces = relations(db, &id, "produces")?;
        entity.evidence = evidence::read(db, Owner::entry(&id))?;
        entity.reports = evidence::read_reports(db, Owner::entry(&id))?;
        Ok(entity)
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Entity> {
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get("lat")?, row.get("lon")?);
    Ok(Entity {
        id: row.get("id")?,
        kind: row.word("kind")?,
        name: row.get("name")?,
        names: Vec::new(),
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

fn names(db: &Connection, id: &str) -> Result<Vec<NameCount>> {
    let mut select = db.prepare_cached("SELECT text, lang, count FROM name WHERE entity = ?1 ORDER BY n")?;
    let rows = select.query_map([id], |row| Ok(NameCount { text: row.get(0)?, lang: row.get(1)?, count: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn posts(db: &Connection, id: &str) -> Result<Vec<PostHeld>> {
    let mut select = db.prepare_cached("SELECT * FROM post WHERE entity = ?1 ORDER BY n")?;
    let mut posts: Vec<PostHeld> = select.query_map([id], post_from_row)?.collect::<rusqlite::Result<_>>()?;
    for (n, post) in posts.iter_mut().enumerate() {
        post.evidence = evidence::read(db, Owner::item(id, "post", n))?;
        post.reports = evidence::read_reports(db, Owner::item(id, "post", n))?;
    }
    Ok(posts)
}

fn post_from_row(row: &Row<'_>) -> rusqlite::Result<PostHeld> {
    Ok(PostHeld {
        title: row.get("title")?,
        organisation: evidence::link(row, "organisation", "organisation_name")?,
        country: row.country("country")?,
        phase: row.word("phase")?,
        from: row.date("from_date")?,
        to: row.date("to_date")?,
        reports: Vec::new(),
        evidence: Vec::new(),
    })
}

fn relations(db: &Connection, id: &str, kind: &str) -> Result<Vec<RelatedTo>> {
    let mut select = db.prepare_cached("SELECT to_id, to_name FROM relation WHERE entity = ?1 AND kind = ?2 ORDER BY n")?;
    let rows = select.query_map([id, kind], |row| evidence::link(row, "to_id", "to_name"))?;
    let links: Vec<_> = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let with_evidence = |(n, to)| Ok(RelatedTo { to, evidence: evidence::read(db, Owner::item(id, kind, n))? });
    links.into_iter().flatten().enumerate().map(with_evidence).collect()
}
