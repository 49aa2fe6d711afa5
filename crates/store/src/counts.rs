//! Counts over the record, made by the database: events by what they have in common, and who takes part with whom.

use rapporteur_model::{EntityId, EntityKind, Link};
use rusqlite::params;

use crate::columns::Columns;
use crate::filter::Clauses;
use crate::{EventFilter, Result, Store};

/// What events are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum Facet {
    Kind,
    Status,
    /// Of the place or of somebody who takes part.
    Country,
    /// Of the reports that tell of them.
    Language,
    /// `YYYY-MM` of the day by which they are sorted.
    Month,
    Person,
    Organisation,
    Body,
    Place,
}

/// A number of events that have this in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// A word, a code, a month, or an id.
    pub key: String,
    /// How many.
    pub count: u32,
}

/// Somebody who took part in events with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// Who.
    pub entity: Link,
    /// What it is.
    pub kind: EntityKind,
    /// In how many events.
    pub count: u32,
}

impl Facet {
    /// Keys with the number of chosen events that have them, each event once a key.
    fn counted(self) -> &'static str {
        match self {
            Self::Kind => "SELECT kind AS key, count(*) AS n FROM chosen GROUP BY kind",
            Self::Status => "SELECT status AS key, count(*) AS n FROM chosen GROUP BY status",
            Self::Month => "SELECT substr(sort_date, 1, 7) AS key, count(*) AS n FROM chosen GROUP BY key",
            Self::Body => "SELECT body AS key, count(*) AS n FROM chosen GROUP BY body",
            Self::Place => "SELECT place AS key, count(*) AS n FROM chosen GROUP BY place",
            Self::Country => {
                "SELECT key, count(*) AS n FROM (SELECT country AS key, event FROM participant JOIN chosen ON id = event
                 UNION SELECT place_country, id FROM chosen) GROUP BY key"
            }
            // There are a few languages: to ask of each event whether a report has it is less than to list all that tell of it.
            Self::Language => {
                "SELECT lang AS key, (SELECT count(*) FROM chosen WHERE EXISTS
                 (SELECT 1 FROM told_in t JOIN report r ON r.id = t.report WHERE t.owner = chosen.id AND r.lang = spoken.lang)) AS n
                 FROM (SELECT DISTINCT lang FROM report) spoken"
            }
            // Counted in the order of an index, and those who are no people left out behind.
            Self::Person => {
                "SELECT key, n FROM (SELECT entity AS key, count(DISTINCT event) AS n FROM participant
                 WHERE event IN (SELECT id FROM chosen) GROUP BY entity) JOIN entity ON id = key WHERE kind = 'person' AND listed = 1"
            }
            Self::Organisation => {
                "SELECT key, count(*) AS n FROM (SELECT p.entity AS key, p.event FROM participant p JOIN chosen c ON c.id = p.event
                 JOIN entity e ON e.id = p.entity WHERE e.kind = 'organisation'
                 UNION SELECT p.organisation, p.event FROM participant p JOIN chosen c ON c.id = p.event) GROUP BY key"
            }
        }
    }
}

/// Kinds of events at which people meet.
const TOGETHER: &str = "('meeting', 'session', 'visit', 'signing')";

impl Store {
    /// How many events pass the filter; its limit and cursor are passed over.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn event_count(&self, filter: &EventFilter) -> Result<u32> {
        let clauses = Clauses::of_events(filter);
        let sql = format!("SELECT count(*) FROM event{}", clauses.filter());
        Ok(self.connection.prepare_cached(&sql)?.query_row(clauses.params(), |row| row.get(0))?)
    }

    /// How many of the events that pass the filter have what in common, the most frequent first; at most `most`.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn facet(&self, filter: &EventFilter, facet: Facet, most: u32) -> Result<Vec<Counted>> {
        let clauses = Clauses::of_events(filter);
        let sql = format!(
            "WITH chosen AS (SELECT id, kind, status, sort_date, body, place, place_country FROM event{})
             SELECT key, n FROM ({}) WHERE key IS NOT NULL AND n > 0 ORDER BY 2 DESC, 1 LIMIT {most}",
            clauses.filter(),
            facet.counted()
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        let rows = select.query_map(clauses.params(), |row| Ok(Counted { key: row.get(0)?, count: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Those with whom an entity (or somebody of it, or a body in its sessions) met, signed or sat, the most frequent first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn companions(&self, id: &str, most: u32) -> Result<Vec<Companion>> {
        let sql = format!(
            "WITH mine AS (SELECT event FROM participant WHERE entity = ?1 UNION SELECT event FROM participant WHERE organisation = ?1
                 UNION SELECT id FROM event WHERE body = ?1),
             told AS (SELECT event FROM mine JOIN event ON id = event WHERE kind IN {TOGETHER} AND status = 'held')
             SELECT e.id, e.name, e.kind, count(DISTINCT p.event) FROM participant p JOIN told USING (event)
             JOIN entity e ON e.id = p.entity
             WHERE e.id <> ?1 AND e.listed = 1 AND p.role NOT IN ('presence', 'audience') AND p.organisation IS NOT ?1
             GROUP BY e.id ORDER BY 4 DESC, e.id LIMIT ?2"
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        let rows = select.query_map(params![id, most], |row| {
            let entity = Link { id: row.get(0)?, name: row.get(1)? };
            Ok(Companion { entity, kind: row.word("kind")?, count: row.get(3)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// In how many events each two of these entities met, signed or sat together; pairs by id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn ties_among(&self, ids: &[EntityId]) -> Result<Vec<(EntityId, EntityId, u32)>> {
        let sql = format!(
            "WITH some AS (SELECT value AS id FROM json_each(?1))
             SELECT a.entity, b.entity, count(DISTINCT a.event) FROM participant a JOIN participant b ON a.event = b.event AND a.entity < b.entity
             JOIN event ON event.id = a.event
             WHERE a.entity IN (SELECT id FROM some) AND b.entity IN (SELECT id FROM some) AND event.kind IN {TOGETHER}
               AND event.status = 'held' AND a.role NOT IN ('presence', 'audience') AND b.role NOT IN ('presence', 'audience')
             GROUP BY 1, 2 ORDER BY 1, 2"
        );
        let ids = crate::columns::json(ids);
        let mut select = self.connection.prepare_cached(&sql)?;
        let rows = select.query_map([ids], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// True where a dossier is kept: an entity that is no person without an official or organisational post.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn is_listed(&self, id: &str) -> Result<bool> {
        let mut find = self.connection.prepare_cached("SELECT 1 FROM entity WHERE id = ?1 AND listed = 1")?;
        Ok(find.exists([id])?)
    }

    /// How many entities of a kind have a dossier.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn entity_count(&self, kind: EntityKind) -> Result<u32> {
        let mut count = self.connection.prepare_cached("SELECT count(*) FROM entity WHERE kind = ?1 AND listed = 1")?;
        Ok(count.query_row([crate::columns::word(&kind)], |row| row.get(0))?)
    }

    /// Two numbers that change with what was read and with the record made of it.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn versions(&self) -> Result<(i64, i64)> {
        let mut find = self.connection.prepare_cached("SELECT value FROM generation WHERE name = ?1")?;
        Ok((find.query_row(["readings"], |row| row.get(0))?, find.query_row(["resolved"], |row| row.get(0))?))
    }
}
