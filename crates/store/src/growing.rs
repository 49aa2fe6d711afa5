//! A record while it grows: one transaction in which rows and entries are looked up and put. Decides nothing about what stands in them.

mod names;
mod posts;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rapporteur_model::{
    Commitment, Entity, EntityId, Event, Instrument, Judgement, LocalContext, LocalEntity, Reading, Record, Relation, ReportId, Series,
    Span, Standing, StoredRow, Tally, Telling, TellingKind,
};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::columns::Columns;
use crate::counted::Counts;
use crate::record::{commitment, entity, event, instrument, relation, series};
use crate::{Error, Result, Store, judgement, reading};

/// Notes that a report came, changed, went or was judged.
pub(crate) fn wait(connection: &Connection, report: &str) -> Result<()> {
    connection.prepare_cached("INSERT OR IGNORE INTO pending VALUES (?1)")?.execute([report])?;
    count(connection, "readings")
}

/// Counts a change.
fn count(connection: &Connection, name: &str) -> Result<()> {
    connection.prepare_cached("UPDATE generation SET value = value + 1 WHERE name = ?1")?.execute([name])?;
    Ok(())
}

impl Store {
    /// True when reports came, changed, went or were judged since the record was made: a run was interrupted, or one is going on.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn is_behind(&self) -> Result<bool> {
        Ok(self.connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM pending)")?.query_row([], |row| row.get(0))?)
    }

    /// How many reports came, changed, went or were judged since the record was made.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn waiting(&self) -> Result<usize> {
        Ok(self.connection.prepare_cached("SELECT count(*) FROM pending")?.query_row([], |row| row.get(0))?)
    }

    /// Says what makes rows and entries of readings now. Where another program or other knowledge made those that stand, they are taken
    /// away, and all reports wait for the next growth; true then.
    ///
    /// # Errors
    /// When the record cannot be written; it is then unchanged.
    pub fn made_by(&mut self, version: &str) -> Result<bool> {
        let sql = "SELECT version FROM made_by";
        let stands: Option<String> = self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
        if stands.as_deref() == Some(version) {
            return Ok(false);
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(include_str!("schema/anew.sql"))?;
        transaction.execute("DELETE FROM made_by", [])?;
        transaction.execute("INSERT INTO made_by VALUES (?1)", [version])?;
        transaction.commit()?;
        Ok(true)
    }

    /// Lets the record grow by at most `most` of the reports that wait, in one transaction: all of what `act` puts, or nothing. Gives
    /// how many there were; 0 when none waited. `act` gets the reports and all judgements.
    ///
    /// # Errors
    /// Those of `act`, and when the record cannot be written; it is then unchanged.
    pub fn grow<E: From<Error>>(
        &mut self,
        most: usize,
        act: impl FnOnce(&mut Growing<'_>, Vec<ReportId>, &[Judgement]) -> Result<(), E>,
    ) -> Result<usize, E> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(Error::from)?;
        let reports = texts(&transaction, "SELECT report FROM pending ORDER BY report LIMIT ?1", most)?;
        if reports.is_empty() {
            return Ok(0);
        }
        let judgements = judgement::all(&transaction)?;
        let mut growing = Growing { connection: &transaction, counts: Counts::default() };
        act(&mut growing, reports.clone(), &judgements)?;
        growing.counts.write(&transaction)?;
        for report in &reports {
            transaction
                .prepare_cached("DELETE FROM pending WHERE report = ?1")
                .map_err(Error::from)?
                .execute([report])
                .map_err(Error::from)?;
        }
        count(&transaction, "resolved")?;
        transaction.commit().map_err(Error::from)?;
        Ok(reports.len())
    }
}

impl Store {
    /// Puts a record that was made otherwise than by growth, with a local entity for each of its entities. For what brings a record from
    /// elsewhere, and for tests; nothing of it is looked up when the record grows on.
    ///
    /// # Errors
    /// When the record cannot be written; it is then unchanged.
    pub fn write_record(&mut self, record: &Record) -> Result<()> {
        self.grow(usize::MAX >> 1, |growing, _, _| growing.put_record(record)).map(|_| ())
    }
}

fn texts(connection: &Connection, sql: &str, value: impl rusqlite::ToSql) -> Result<Vec<String>> {
    let mut select = connection.prepare_cached(sql)?;
    Ok(select.query_map([value], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn write<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Damaged(e.to_string()))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::Damaged(e.to_string()))
}

/// A list of values as a parameter for `json_each`.
fn list(values: &[EntityId]) -> String {
    crate::columns::json(values)
}

/// Sixty-four bits of a key's digest, as SQLite keeps them.
fn hash(key: &str) -> i64 {
    u64::from_str_radix(key.get(..16).unwrap_or(key), 16).unwrap_or_default().cast_signed()
}

/// The hashes that a telling keeps.
fn hashes(keys: &[u8]) -> impl Iterator<Item = i64> + '_ {
    keys.chunks_exact(8).filter_map(|bytes| bytes.try_into().ok()).map(i64::from_be_bytes)
}

fn number(kind: TellingKind) -> i64 {
    match kind {
        TellingKind::Event => 0,
        TellingKind::Relation => 1,
        TellingKind::Promise => 2,
    }
}

const STANDS_BETWEEN: &str = "SELECT report FROM standing WHERE row = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY report";

const TELLINGS_IN: &str = "SELECT id, report, told_group, entry FROM telling WHERE report = ?1 AND kind = ?2 ORDER BY id";

const GROUP: &str = "SELECT id, report, told_group, entry FROM telling WHERE told_group = ?1 ORDER BY id";

/// A record in the transaction in which it grows.
pub struct Growing<'c> {
    connection: &'c Connection,
    counts: Counts,
}

#[allow(missing_docs, reason = "each does what its name says; what is asked for and why is said by the stage that asks")]
#[allow(clippy::missing_errors_doc, reason = "all fail when the record cannot be read or written")]
impl Growing<'_> {
    fn put_record(&self, record: &Record) -> Result<()> {
        let mut standings: BTreeMap<&str, Vec<Standing>> = BTreeMap::new();
        for entity in &record.entities {
            let local = LocalEntity { id: entity.id.clone(), kind: entity.kind, forms: Vec::new(), context: LocalContext::default() };
            self.put_row(&StoredRow { local, tally: Tally::default(), entity: Some(entity.id.clone()), group: entity.id.clone() })?;
            for e in &entity.evidence {
                let own = record.links.iter().filter(|(report, _, id)| *report == e.report && *id == entity.id);
                let mentions = own.map(|(_, mention, _)| *mention).collect();
                let standing = Standing { row: entity.id.clone(), mentions, span: e.span, tally: Tally::default(), voice_of: None };
                standings.entry(&e.report).or_default().push(standing);
            }
            self.put_entity(entity)?;
        }
        standings.into_iter().try_for_each(|(report, standings)| self.put_standings(report, None, &standings))?;
        for event in &record.events {
            let own: Vec<Instrument> = record.instruments.iter().filter(|i| i.event.as_ref() == Some(&event.id)).cloned().collect();
            self.put_event(event, &own)?;
        }
        record.commitments.iter().try_for_each(|c| self.put_promise(&c.id, Some(c)))?;
        record.relations.iter().try_for_each(|r| self.put_relations(&r.id, std::slice::from_ref(r)))?;
        let series = record.series.iter().filter_map(|s| Some((s.body.id.as_ref()?, s)));
        series.into_iter().try_for_each(|(body, s)| self.put_series(body, Some(s)))
    }

    pub fn reading(&self, report: &str) -> Result<Option<Reading>> {
        reading::counting(self.connection, report)
    }

    pub fn row(&self, id: &str) -> Result<Option<StoredRow>> {
        let sql = "SELECT id, local_json, tally_json, entity, joined FROM local_entity WHERE id = ?1";
        let found = self.connection.prepare_cached(sql)?.query_row([id], columns).optional()?;
        found.map(stored).transpose()
    }

    pub fn put_row(&self, row: &StoredRow) -> Result<()> {
        let local = &row.local;
        let tally = write(&row.tally)?;
        // Naming no other column leaves the indexes alone.
        let counted =
            self.connection.prepare_cached("UPDATE local_entity SET tally_json = ?2 WHERE id = ?1")?.execute([&local.id, &tally])?;
        if counted == 0 {
            let mut put = self.connection.prepare_cached("INSERT INTO local_entity VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            put.execute(params![local.id, local.is_bound(), row.entity, row.group, write(local)?, tally])?;
        }
        Ok(())
    }

    pub fn drop_row(&self, id: &str) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM local_entity WHERE id = ?1")?.execute([id])?;
        Ok(())
    }

    pub fn set_entry(&self, row: &str, entity: Option<&str>) -> Result<()> {
        let mut find = self.connection.prepare_cached("SELECT entity FROM local_entity WHERE id = ?1")?;
        let before: Option<String> = find.query_row([row], |found| found.get(0)).optional()?.flatten();
        if before.as_deref() == entity {
            return Ok(());
        }
        for (entry, n) in [(before.as_deref(), -1), (entity, 1)] {
            entry.map_or(Ok(()), |entry| self.counts.row(self.connection, row, entry, n))?;
        }
        self.connection.prepare_cached("UPDATE local_entity SET entity = ?2 WHERE id = ?1")?.execute(params![row, entity])?;
        Ok(())
    }

    pub fn rows_of(&self, entity: &str) -> Result<Vec<StoredRow>> {
        let sql = "SELECT id, local_json, tally_json, entity, joined FROM local_entity WHERE entity = ?1 ORDER BY id";
        let mut select = self.connection.prepare_cached(sql)?;
        let rows: Vec<_> = select.query_map([entity], columns)?.collect::<rusqlite::Result<_>>()?;
        rows.into_iter().map(stored).collect()
    }

    pub fn standings(&self, report: &str) -> Result<Vec<Standing>> {
        let mut select = self.connection.prepare_cached("SELECT * FROM standing WHERE report = ?1 ORDER BY row")?;
        let columns = |row: &Row<'_>| Ok((row.get("row")?, row.span("start_byte", "end_byte")?, row.get("standing_json")?));
        let rows: Vec<(EntityId, Span, String)> = select.query_map([report], columns)?.collect::<rusqlite::Result<_>>()?;
        rows.into_iter().map(|(row, span, text)| Ok(Standing { row, span, ..read(&text)? })).collect()
    }

    pub fn put_standings(&self, report: &str, days: Option<(Date, Date)>, standings: &[Standing]) -> Result<()> {
        self.counts.report(self.connection, report, -1)?;
        self.connection.prepare_cached("DELETE FROM standing WHERE report = ?1")?.execute([report])?;
        self.connection.prepare_cached("DELETE FROM told_on WHERE report = ?1")?.execute([report])?;
        let mut put = self.connection.prepare_cached("INSERT INTO standing VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        let day = days.map(|(first, _)| first.to_string());
        for s in standings {
            put.execute(params![report, s.row, day, s.span.start(), s.span.end(), write(s)?])?;
        }
        self.counts.report(self.connection, report, 1)?;
        if let Some((first, last)) = days {
            let mut put = self.connection.prepare_cached("INSERT INTO told_on VALUES (?1, ?2, ?3)")?;
            put.execute(params![report, first.to_string(), last.to_string()])?;
        }
        Ok(())
    }

    pub fn reports_of(&self, rows: &[EntityId]) -> Result<Vec<ReportId>> {
        let sql = "SELECT DISTINCT report FROM standing WHERE row IN (SELECT value FROM json_each(?1)) ORDER BY report";
        texts(self.connection, sql, list(rows))
    }

    pub fn together(&self, a: &[EntityId], b: &[EntityId]) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM standing x JOIN standing y ON y.report = x.report
            WHERE x.row IN (SELECT value FROM json_each(?1)) AND y.row IN (SELECT value FROM json_each(?2)))";
        Ok(self.connection.prepare_cached(sql)?.query_row([list(a), list(b)], |row| row.get(0))?)
    }

    pub fn stands_between(&self, row: &str, first: Date, last: Date) -> Result<Vec<ReportId>> {
        let mut select = self.connection.prepare_cached(STANDS_BETWEEN)?;
        Ok(select.query_map([row, &first.to_string(), &last.to_string()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    pub fn days_of(&self, report: &str) -> Result<Option<(Date, Date)>> {
        let mut select = self.connection.prepare_cached("SELECT first, last FROM told_on WHERE report = ?1")?;
        let found: Option<(String, String)> = select.query_row([report], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let day = |text: &str| text.parse::<Date>().map_err(|e| Error::Damaged(e.to_string()));
        found.map(|(first, last)| Ok((day(&first)?, day(&last)?))).transpose()
    }

    pub fn tellings_in(&self, kind: TellingKind, report: &str) -> Result<Vec<Telling>> {
        let mut select = self.connection.prepare_cached(TELLINGS_IN)?;
        Ok(select.query_map(params![report, number(kind)], telling)?.collect::<rusqlite::Result<_>>()?)
    }

    pub fn put_tellings(&self, kind: TellingKind, report: &str, tellings: &[Telling]) -> Result<()> {
        let mut old: BTreeMap<String, (i64, Vec<u8>)> = {
            let mut select = self.connection.prepare_cached("SELECT id, key, keys FROM telling WHERE report = ?1 AND kind = ?2")?;
            let rows = select.query_map(params![report, number(kind)], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        let mut forget = self.connection.prepare_cached("DELETE FROM telling_key WHERE hash = ?1 AND telling = ?2")?;
        let mut key = self.connection.prepare_cached("INSERT OR IGNORE INTO telling_key VALUES (?1, ?2)")?;
        for t in tellings {
            let keys: Vec<u8> = t.keys.iter().flat_map(|k| hash(k).to_be_bytes()).collect();
            // What is as it was is not written again.
            let row = match old.remove(t.id.as_str()) {
                Some((row, before)) => {
                    self.move_telling(&t.id, &t.group, t.entry.as_deref())?;
                    if before == keys {
                        continue;
                    }
                    self.connection.prepare_cached("UPDATE telling SET keys = ?2 WHERE key = ?1")?.execute(params![row, keys])?;
                    let now: BTreeSet<i64> = hashes(&keys).collect();
                    hashes(&before).filter(|h| !now.contains(h)).try_for_each(|hash| forget.execute([hash, row]).map(|_| ()))?;
                    row
                }
                None => {
                    let sql = "INSERT INTO telling (kind, id, report, told_group, entry, keys) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
                    let fields = params![number(kind), t.id, t.report, t.group, t.entry, keys];
                    self.connection.prepare_cached(sql)?.execute(fields)?;
                    self.connection.last_insert_rowid()
                }
            };
            hashes(&keys).try_for_each(|hash| key.execute([hash, row]).map(|_| ()))?;
        }
        for (row, keys) in old.into_values() {
            hashes(&keys).try_for_each(|hash| forget.execute([hash, row]).map(|_| ()))?;
            self.connection.prepare_cached("DELETE FROM telling WHERE key = ?1")?.execute([row])?;
        }
        Ok(())
    }

    pub fn move_telling(&self, id: &str, group: &str, entry: Option<&str>) -> Result<()> {
        let sql = "UPDATE telling SET told_group = ?2, entry = ?3 WHERE id = ?1 AND (told_group <> ?2 OR entry IS NOT ?3)";
        self.connection.prepare_cached(sql)?.execute(params![id, group, entry])?;
        Ok(())
    }

    pub fn tellings_under(&self, kind: TellingKind, key: &str) -> Result<Vec<(ReportId, EntityId)>> {
        let sql = "SELECT DISTINCT t.report, t.told_group FROM telling_key k JOIN telling t ON t.key = k.telling
            WHERE k.hash = ?1 AND t.kind = ?2 ORDER BY t.report, t.told_group";
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map([hash(key), number(kind)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn group(&self, group: &str) -> Result<Vec<Telling>> {
        let mut select = self.connection.prepare_cached(GROUP)?;
        Ok(select.query_map([group], telling)?.collect::<rusqlite::Result<_>>()?)
    }

    pub fn entity(&self, id: &str) -> Result<Option<Entity>> {
        entity::head(self.connection, id)
    }

    pub fn put_entity(&self, entity: &Entity) -> Result<()> {
        self.counts.listed(self.connection, &entity.id, -1)?;
        entity::put(self.connection, entity)?;
        self.counts.listed(self.connection, &entity.id, 1)
    }

    pub fn drop_entity(&self, id: &str) -> Result<()> {
        self.counts.listed(self.connection, id, -1)?;
        entity::drop(self.connection, id)
    }

    pub fn event(&self, id: &str) -> Result<Option<Event>> {
        event::read(self.connection, id)
    }

    pub fn put_event(&self, event: &Event, instruments: &[Instrument]) -> Result<()> {
        if event::read(self.connection, &event.id)?.as_ref() != Some(event) {
            self.counts.event(self.connection, &event.id, -1)?;
            event::put(self.connection, event)?;
            self.counts.event(self.connection, &event.id, 1)?;
        }
        instrument::put_of(self.connection, &event.id, instruments)
    }

    pub fn drop_event(&self, id: &str) -> Result<()> {
        self.counts.event(self.connection, id, -1)?;
        event::drop(self.connection, id)?;
        instrument::put_of(self.connection, id, &[])?;
        commitment::put(self.connection, commitment::Origin::Event(id), None)
    }

    pub fn put_announced(&self, event: &str, commitment: Option<&Commitment>) -> Result<()> {
        commitment::put(self.connection, commitment::Origin::Event(event), commitment)
    }

    pub fn announced(&self, event: &str) -> Result<Option<Commitment>> {
        commitment::made_from(self.connection, commitment::Origin::Event(event))
    }

    pub fn sessions_of(&self, body: &str) -> Result<Vec<Event>> {
        event::found(self.connection, "kind = 'session' AND body = ?1", body)
    }

    pub fn departures_of(&self, person: &str) -> Result<Vec<Event>> {
        event::found(self.connection, "kind = 'departure' AND id IN (SELECT event FROM participant WHERE entity = ?1)", person)
    }

    pub fn put_series(&self, body: &str, series: Option<&Series>) -> Result<()> {
        series::put(self.connection, body, series)
    }

    pub fn put_relations(&self, key: &str, relations: &[Relation]) -> Result<()> {
        relation::put(self.connection, key, relations)
    }

    pub fn put_promise(&self, key: &str, promise: Option<&Commitment>) -> Result<()> {
        commitment::put(self.connection, commitment::Origin::Promises(key), promise)
    }
}

/// Columns of a row of local entities: id, local entity, counts, entry, group.
type Columns5 = (EntityId, String, String, Option<EntityId>, EntityId);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns5> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn stored((id, local, tally, entity, group): Columns5) -> Result<StoredRow> {
    Ok(StoredRow { local: LocalEntity { id, ..read(&local)? }, tally: read(&tally)?, entity, group })
}

/// A telling without its keys, which nobody asks of one that is stored.
fn telling(row: &Row<'_>) -> rusqlite::Result<Telling> {
    Ok(Telling { id: row.get(0)?, report: row.get(1)?, keys: Vec::new(), group: row.get(2)?, entry: row.get(3)? })
}

#[cfg(test)]
mod tests {
    use super::names::JOINED_WITH;
    use super::posts::{FIRST_POSTS, HEADED_BY, HEADS_AT, LAST_DATED_POSTS, LAST_POSTS, POST_SUMS};
    use super::{GROUP, STANDS_BETWEEN, TELLINGS_IN};
    use crate::Store;

    /// What is asked for each report must not walk through the record.
    #[test]
    fn lookups_go_by_their_index() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("r.db")).unwrap();
        let plan = |sql: &str| {
            let mut explain = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let marks = explain.parameter_count();
            let steps = explain.query_map(rusqlite::params_from_iter(vec!["x"; marks]), |row| row.get::<_, String>(3)).unwrap();
            steps.collect::<Result<Vec<_>, _>>().unwrap().join("; ")
        };
        let check = |sql: &str, steps: &[&str]| {
            let plan = plan(sql);
            assert!(steps.iter().all(|step| plan.contains(step)), "{sql}: {plan}");
        };
        check(TELLINGS_IN, &["telling_report (report=? AND kind=?)"]);
        check(GROUP, &["telling_group (told_group=?)"]);
        check(STANDS_BETWEEN, &["standing_row (row=? AND day>? AND day<?)"]);
        check(POST_SUMS, &["post_told_person (person=?)"]);
        for which in [FIRST_POSTS, LAST_POSTS, LAST_DATED_POSTS] {
            check(&format!("SELECT post_json FROM post_told {which}"), &["post_told_person (person=? AND stated=?"]);
        }
        check(HEADED_BY, &["post_told_heads (person=?)"]);
        check(HEADS_AT, &["post_told_head_of (house=?)"]);
        check(JOINED_WITH, &["local_entity_joined (joined=?)"]);
    }
}
