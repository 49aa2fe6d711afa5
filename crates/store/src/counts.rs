//! Counts over the record, made by the database: events by what they have in common, and who takes part with whom.

use std::collections::{BTreeSet, HashMap};

use rapporteur_model::{EntityId, EntityKind, Link};
use rusqlite::{OptionalExtension, params};

use crate::clauses::Clauses;
use crate::columns::Columns;
use crate::counted;
use crate::tally::{self, Counted, Facet};
use crate::{EventFilter, EventOrder, Result, Store};

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
    /// What of the counts that are kept answers for all events.
    fn kept(self) -> String {
        let what = match self {
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Country => "country",
            Self::Language => "language",
            Self::Month => "month",
            Self::Body => "body",
            Self::Place => "place",
            Self::Person | Self::Organisation => counted::SIDE,
        };
        let kinds = match self {
            Self::Person => "('person')",
            Self::Organisation => "('organisation', 'body')",
            _ => return format!("SELECT key, n FROM counted WHERE what = '{what}'"),
        };
        format!("SELECT key, n FROM counted CROSS JOIN entity e ON e.id = key WHERE what = '{what}' AND e.kind IN {kinds} AND e.listed = 1")
    }
}

/// True where nothing is asked for.
fn is_all(filter: &EventFilter) -> bool {
    EventFilter { order: EventOrder::default(), after: None, limit: None, ..filter.clone() } == EventFilter::default()
}

/// Who met whom, counted event by event. Entities go by their numbers here.
#[derive(Default)]
struct Met {
    event: String,
    here: Vec<(usize, Option<String>)>,
    numbers: HashMap<EntityId, usize>,
    pairs: HashMap<(usize, usize), u32>,
}

impl Met {
    /// Somebody took part in this event; those of one id come one behind the other, the country that is not told first.
    fn came(&mut self, entity: &str, country: Option<String>) {
        let next = self.numbers.len();
        let number = match self.numbers.get(entity) {
            Some(known) => *known,
            None => *self.numbers.entry(entity.to_owned()).or_insert(next),
        };
        if self.here.last().is_none_or(|(last, _)| *last != number) {
            self.here.push((number, country));
        }
    }

    /// The event is over.
    fn count(&mut self) {
        let here = std::mem::take(&mut self.here);
        let countries: BTreeSet<&String> = here.iter().filter_map(|(_, country)| country.as_ref()).collect();
        for (n, (a, of)) in here.iter().enumerate() {
            for (b, _) in here[n + 1..].iter().filter(|(_, other)| countries.len() < 2 || of.is_none() || of != other) {
                *self.pairs.entry((*a, *b)).or_default() += 1;
            }
        }
    }

    fn counted(mut self) -> Vec<(EntityId, EntityId, u32)> {
        self.count();
        let mut ids: Vec<EntityId> = vec![EntityId::new(); self.numbers.len()];
        self.numbers.into_iter().for_each(|(id, n)| ids[n] = id);
        let mut all: Vec<((usize, usize), u32)> = self.pairs.into_iter().collect();
        all.sort_by(|((a, b), n), ((x, y), m)| m.cmp(n).then_with(|| (&ids[*a], &ids[*b]).cmp(&(&ids[*x], &ids[*y]))));
        all.into_iter().map(|((a, b), n)| (ids[a].clone(), ids[b].clone(), n)).collect()
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
        if is_all(filter) {
            return self.counted(counted::ALL, "");
        }
        let clauses = Clauses::of_events(filter);
        let sql = format!("SELECT count(*) FROM event{}", clauses.filter());
        Ok(self.connection.prepare_cached(&sql)?.query_row(clauses.params(), |row| row.get(0))?)
    }

    /// How many of the events that pass the filter have what in common, the most frequent first; at most `most`.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn facet(&self, filter: &EventFilter, facet: Facet, most: u32) -> Result<Vec<Counted>> {
        Ok(self.facets(filter, &[(facet, most)])?.1.pop().unwrap_or_default())
    }

    /// The same for several facets at once, each with the most that is asked, with the number of the events. The events that pass the filter
    /// are looked up once.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn facets(&self, filter: &EventFilter, wanted: &[(Facet, u32)]) -> Result<(u32, Vec<Vec<Counted>>)> {
        if is_all(filter) {
            let lists = wanted.iter().map(|&(facet, most)| self.kept(facet, most)).collect::<Result<_>>()?;
            return Ok((self.event_count(filter)?, lists));
        }
        let clauses = Clauses::of_events(filter);
        let (total, tallies) = tally::of_events(&self.connection, &clauses, wanted)?;
        let lists = wanted.iter().zip(tallies).map(|(&(facet, most), tally)| tally.most(&self.connection, facet, most as usize));
        Ok((total, lists.collect::<Result<_>>()?))
    }

    fn kept(&self, facet: Facet, most: u32) -> Result<Vec<Counted>> {
        let mut select = self.connection.prepare_cached(&format!("{} ORDER BY n DESC, key LIMIT {most}", facet.kept()))?;
        let rows = select.query_map([], |row| Ok(Counted { key: row.get(0)?, count: row.get(1)? }))?;
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
        self.counted(counted::LISTED, &crate::columns::word(&kind))
    }

    /// A count that is kept.
    pub(crate) fn counted(&self, what: &str, key: &str) -> Result<u32> {
        let mut find = self.connection.prepare_cached("SELECT n FROM counted WHERE what = ?1 AND key = ?2")?;
        Ok(find.query_row([what, key], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    /// Each two who took part in events that pass the filter, with the number of these events, the greatest first, then by id. Two of one
    /// country met the others, not each other, where there were others.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn pairs(&self, filter: &EventFilter) -> Result<Vec<(EntityId, EntityId, u32)>> {
        let clauses = Clauses::of_events(filter);
        let sql = format!(
            "SELECT event, entity, country FROM participant WHERE event IN (SELECT id FROM event{})
             AND entity IS NOT NULL AND role NOT IN ('presence', 'audience') ORDER BY event, entity, country",
            clauses.filter()
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        let mut met = Met::default();
        let mut rows = select.query(clauses.params())?;
        while let Some(row) = rows.next()? {
            let event = row.get_ref(0)?.as_str().unwrap_or_default();
            if met.event != event {
                met.count();
                event.clone_into(&mut met.event);
            }
            met.came(row.get_ref(1)?.as_str().unwrap_or_default(), row.get(2)?);
        }
        Ok(met.counted())
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
