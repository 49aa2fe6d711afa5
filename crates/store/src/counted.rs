//! Counts that pages and lists show, kept as the record grows: of events by what they have in common, of entries with a dossier by kind, of
//! reports by the entry that they name. Counts nothing anew, but for the check that they are right.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use crate::{Result, Store};

/// Events, and what they are counted by; months by the day by which they are sorted.
pub(crate) const ALL: &str = "all";
/// Who takes part in events, or whose people do.
pub(crate) const SIDE: &str = "side";
/// Entries with a dossier, by kind.
pub(crate) const LISTED: &str = "listed";
/// Reports by the entry that they name.
pub(crate) const NAMED: &str = "named";

/// What changed of the counts in a transaction.
#[derive(Debug, Default)]
pub(crate) struct Counts(RefCell<BTreeMap<(&'static str, String), i64>>);

impl Counts {
    /// Adds to a count.
    pub(crate) fn add(&self, what: &'static str, key: &str, n: i64) {
        if n != 0 {
            *self.0.borrow_mut().entry((what, key.to_owned())).or_default() += n;
        }
    }

    /// Adds to all counts of an event that stands.
    pub(crate) fn event(&self, connection: &Connection, id: &str, n: i64) -> Result<()> {
        facets(connection, id)?.iter().for_each(|(what, key)| self.add(what, key, n));
        Ok(())
    }

    /// Adds to the count of entries with a dossier, where this is one.
    pub(crate) fn listed(&self, connection: &Connection, id: &str, n: i64) -> Result<()> {
        let mut find = connection.prepare_cached("SELECT kind FROM entity WHERE id = ?1 AND listed = 1")?;
        let kind: Option<String> = find.query_row([id], |row| row.get(0)).optional()?;
        kind.iter().for_each(|kind| self.add(LISTED, kind, n));
        Ok(())
    }

    /// Adds a report to the counts of the entries that it names.
    pub(crate) fn report(&self, connection: &Connection, report: &str, n: i64) -> Result<()> {
        let mut select = connection.prepare_cached(
            "SELECT DISTINCT l.entity FROM standing s JOIN local_entity l ON l.id = s.row WHERE s.report = ?1 AND l.entity IS NOT NULL",
        )?;
        for entity in select.query_map([report], |row| row.get::<_, String>(0))? {
            self.add(NAMED, &entity?, n);
        }
        Ok(())
    }

    /// Adds the reports in which a row stands to the count of an entity, but for those that name it by another row.
    pub(crate) fn row(&self, connection: &Connection, row: &str, entity: &str, n: i64) -> Result<()> {
        let mut count = connection.prepare_cached(
            "SELECT count(*) FROM standing s WHERE s.row = ?1 AND NOT EXISTS
             (SELECT 1 FROM standing o JOIN local_entity l ON l.id = o.row WHERE o.report = s.report AND o.row <> ?1 AND l.entity = ?2)",
        )?;
        let reports: i64 = count.query_row([row, entity], |row| row.get(0))?;
        self.add(NAMED, entity, n * reports);
        Ok(())
    }

    /// Writes what changed.
    pub(crate) fn write(self, connection: &Connection) -> Result<()> {
        let sql = "INSERT INTO counted VALUES (?1, ?2, ?3) ON CONFLICT (what, key) DO UPDATE SET n = n + excluded.n";
        let mut change = connection.prepare_cached(sql)?;
        let mut gone = connection.prepare_cached("DELETE FROM counted WHERE what = ?1 AND key = ?2 AND n = 0")?;
        for ((what, key), n) in self.0.into_inner().into_iter().filter(|(_, n)| *n != 0) {
            change.execute(params![what, key, n])?;
            if n < 0 {
                gone.execute([what, &key])?;
            }
        }
        Ok(())
    }
}

/// All that an event is counted by.
fn facets(connection: &Connection, id: &str) -> Result<BTreeSet<(&'static str, String)>> {
    let mut all = BTreeSet::new();
    let mut select = connection
        .prepare_cached("SELECT '', kind, status, substr(sort_date, 1, 7), place, body, place_country, langs FROM event WHERE id = ?1")?;
    let mut rows = select.query([id])?;
    let Some(row) = rows.next()? else { return Ok(all) };
    for (n, what) in [ALL, "kind", "status", "month", "place", "body", "country"].into_iter().enumerate() {
        all.extend(row.get::<_, Option<String>>(n)?.map(|key| (what, key)));
    }
    let langs: String = row.get(7)?;
    all.extend(langs.split(',').filter(|lang| !lang.is_empty()).map(|lang| ("language", lang.to_owned())));
    let mut select = connection.prepare_cached("SELECT entity, organisation, country FROM participant WHERE event = ?1")?;
    let mut rows = select.query([id])?;
    while let Some(row) = rows.next()? {
        for (n, what) in [SIDE, SIDE, "country"].into_iter().enumerate() {
            all.extend(row.get::<_, Option<String>>(n)?.map(|key| (what, key)));
        }
    }
    Ok(all)
}

/// Each count anew.
const COUNTING: &str = "
    SELECT 'all' AS what, '' AS key, count(*) AS n FROM event
    UNION ALL SELECT 'kind', kind, count(*) FROM event GROUP BY kind
    UNION ALL SELECT 'status', status, count(*) FROM event GROUP BY status
    UNION ALL SELECT 'month', substr(sort_date, 1, 7), count(*) FROM event GROUP BY 2
    UNION ALL SELECT 'place', place, count(*) FROM event GROUP BY place
    UNION ALL SELECT 'body', body, count(*) FROM event GROUP BY body
    UNION ALL SELECT 'language', lang, count(DISTINCT t.owner)
        FROM told_in t JOIN report r ON r.id = t.report JOIN event e ON e.id = t.owner GROUP BY lang
    UNION ALL SELECT 'country', key, count(*)
        FROM (SELECT country AS key, event FROM participant UNION SELECT place_country, id FROM event) GROUP BY key
    UNION ALL SELECT 'side', key, count(*)
        FROM (SELECT entity AS key, event FROM participant UNION SELECT organisation, event FROM participant) GROUP BY key
    UNION ALL SELECT 'listed', kind, count(*) FROM entity WHERE listed = 1 GROUP BY kind
    UNION ALL SELECT 'named', entity, count(*) FROM named_in GROUP BY entity";

impl Store {
    /// Counts that are kept otherwise than counting gives them, each in a line; none unless a program went wrong.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn miscounted(&self) -> Result<Vec<String>> {
        let counting = format!("SELECT what, key, n FROM ({COUNTING}) WHERE key IS NOT NULL AND n > 0");
        let read = |sql: &str| -> Result<BTreeMap<(String, String), i64>> {
            let mut select = self.connection.prepare(sql)?;
            let rows = select.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let (kept, counted) = (read("SELECT what, key, n FROM counted")?, read(&counting)?);
        let keys: BTreeSet<_> = kept.keys().chain(counted.keys()).collect();
        let wrong = keys.into_iter().filter(|key| kept.get(key) != counted.get(key));
        let line = |key: &(String, String)| format!("{} {}: kept {:?}, counted {:?}", key.0, key.1, kept.get(key), counted.get(key));
        Ok(wrong.map(line).collect())
    }

    /// How many reports name an entity.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn named_count(&self, id: &str) -> Result<usize> {
        Ok(self.counted(NAMED, id)? as usize)
    }
}
