//! Full-text search over reports and entries of the record.

use crate::terms::{self, terms};
use crate::{Result, Store};
use rapporteur_model::{EntityId, Span};
use rusqlite::OptionalExtension;

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// "report", "event", "instrument", "commitment", or the kind of an entity.
    pub kind: String,
    /// Id of the report or entry.
    pub id: String,
    /// Its title or name.
    pub title: String,
}

impl Store {
    /// Everything that holds all words of the query in any inflection and either script: entries first, then reports, each by
    /// relevance, then id. At most `limit` of each.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<Hit>> {
        let Some(query) = terms::query(words) else { return Ok(Vec::new()) };
        let mut hits = self.hits(
            "WITH w AS (SELECT kind, id, round(rank, 6) AS place FROM record_words WHERE record_words MATCH ?1 ORDER BY 3, 2 LIMIT ?2)
             SELECT w.kind, w.id, coalesce(e.name, v.title, i.title, c.act) FROM w
             LEFT JOIN entity e ON e.id = w.id LEFT JOIN event v ON v.id = w.id
             LEFT JOIN instrument i ON i.id = w.id LEFT JOIN commitment c ON c.id = w.id ORDER BY w.place, w.id",
            &query,
            limit,
        )?;
        hits.extend(self.hits(
            "SELECT 'report', r.id, coalesce(r.title, r.path) FROM report_words w JOIN report r ON r.key = w.rowid
             WHERE report_words MATCH ?1 ORDER BY round(rank, 6), r.id LIMIT ?2",
            &query,
            limit,
        )?);
        Ok(hits)
    }

    /// The entry that a local entity, or what one report tells of an event, is part of now; `None` where this is the address of neither.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn leads_to(&self, address: &str) -> Result<Option<EntityId>> {
        let sql = "SELECT entity FROM local_entity WHERE id = ?1
            UNION ALL SELECT entry FROM telling WHERE kind = 0 AND id = ?1 LIMIT 1";
        let found: Option<Option<EntityId>> = self.connection.prepare_cached(sql)?.query_row([address], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }

    /// Entries and reports whose id begins so, by id; at most `limit`. People without a dossier are not among them.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn ids_starting(&self, beginning: &str, limit: u32) -> Result<Vec<Hit>> {
        let sql = "SELECT kind, id, name FROM (
                SELECT kind, id, name FROM entity WHERE listed = 1 UNION ALL SELECT 'event', id, title FROM event
                UNION ALL SELECT 'instrument', id, title FROM instrument UNION ALL SELECT 'commitment', id, act FROM commitment
                UNION ALL SELECT 'relation', id, kind FROM tie
                UNION ALL SELECT 'report', id, coalesce(title, path) FROM report)
             WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id LIMIT ?2";
        self.hits(sql, beginning, limit)
    }

    fn hits(&self, sql: &str, query: &str, limit: u32) -> Result<Vec<Hit>> {
        let mut select = self.connection.prepare_cached(sql)?;
        let rows =
            select.query_map(rusqlite::params![query, limit], |row| Ok(Hit { kind: row.get(0)?, id: row.get(1)?, title: row.get(2)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Where a text has a word of the query, in any inflection and either script.
#[must_use]
pub fn occurrences(text: &str, query: &str) -> Vec<Span> {
    let wanted = terms(query);
    let hit = |t: &terms::Term| wanted.iter().any(|w| w.word == t.word || w.stem == t.stem || w.word == t.stem || w.stem == t.word);
    terms(text).iter().filter(|t| hit(t)).map(|t| Span::new(t.start, t.end)).collect()
}
