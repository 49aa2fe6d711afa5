//! A record in memory: what [`crate::resolve`] fills at one go, and what growth by steps is compared with.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use jiff::civil::Date;
use rapporteur_model::{
    Commitment, Entity, EntityId, Event, EventKind, Evidence, Instrument, PostSum, PostTold, Reading, Record, Relation, ReportId, Series,
    Standing, StoredRow, Telling, TellingKind,
};

use super::shelf::Shelf;
use crate::events::by_day;
use crate::input::place;
use crate::relations;

/// A record and all that it grows by.
#[derive(Default)]
pub struct Memory {
    readings: BTreeMap<ReportId, Reading>,
    rows: BTreeMap<EntityId, StoredRow>,
    of_entity: BTreeMap<EntityId, BTreeSet<EntityId>>,
    of_group: BTreeMap<EntityId, BTreeSet<EntityId>>,
    under_hash: BTreeMap<u64, BTreeSet<EntityId>>,
    near: BTreeMap<u64, BTreeSet<u64>>,
    standings: BTreeMap<ReportId, Vec<Standing>>,
    days: BTreeMap<ReportId, (Date, Date)>,
    stands_in: BTreeMap<EntityId, BTreeSet<ReportId>>,
    posts: BTreeMap<ReportId, Vec<PostTold>>,
    posts_by_person: BTreeMap<EntityId, BTreeSet<ReportId>>,
    posts_by_house: BTreeMap<EntityId, BTreeSet<EntityId>>,
    tellings: BTreeMap<EntityId, (TellingKind, Telling)>,
    told_in: BTreeMap<(TellingKind, ReportId), BTreeSet<EntityId>>,
    under: BTreeMap<(TellingKind, String), BTreeSet<EntityId>>,
    groups: BTreeMap<EntityId, BTreeSet<EntityId>>,
    entities: BTreeMap<EntityId, Entity>,
    events: BTreeMap<EntityId, Event>,
    instruments: BTreeMap<EntityId, Vec<Instrument>>,
    announced: BTreeMap<EntityId, Commitment>,
    sessions: BTreeMap<EntityId, BTreeSet<EntityId>>,
    departures: BTreeMap<EntityId, BTreeSet<EntityId>>,
    series: BTreeMap<EntityId, Series>,
    relations: BTreeMap<String, Vec<Relation>>,
    promises: BTreeMap<String, Commitment>,
}

impl Memory {
    /// Takes the readings of reports, to be grown by next; of a report that is here the reading is replaced.
    pub fn take(&mut self, readings: impl IntoIterator<Item = Reading>) {
        self.readings.extend(readings.into_iter().map(|r| (r.report.id.clone(), r)));
    }

    /// Takes a report out, to be grown without it next.
    pub fn remove(&mut self, report: &str) {
        self.readings.remove(report);
    }

    /// All entries, in the order of lists.
    #[must_use]
    pub fn record(&self) -> Record {
        let mut relations: Vec<Relation> = self.relations.values().flatten().cloned().collect();
        relations.sort_by_cached_key(Relation::list_key);
        let mut entities: Vec<Entity> = self.entities.values().map(|e| self.whole(e)).collect();
        relations::beside(&relations, &mut entities);
        entities.sort_by_cached_key(Entity::list_key);
        let mut events: Vec<Event> = self.events.values().cloned().collect();
        events.sort_by_cached_key(Event::list_key);
        let mut instruments: Vec<Instrument> = self.instruments.values().flatten().cloned().collect();
        instruments.sort_by(|a, b| by_day(a.date, b.date).then_with(|| a.id.cmp(&b.id)));
        let mut commitments: Vec<Commitment> = self.announced.values().chain(self.promises.values()).cloned().collect();
        commitments.sort_by(|a, b| by_day(a.due, b.due).then_with(|| a.id.cmp(&b.id)));
        let mut series: Vec<Series> = self.series.values().cloned().collect();
        series.sort_by(|a, b| (&a.body.name, &a.body.id).cmp(&(&b.body.name, &b.body.id)));
        Record { entities, events, instruments, commitments, relations, series, links: self.links() }
    }

    /// An entity with its reports and evidence.
    fn whole(&self, entity: &Entity) -> Entity {
        let rows = self.of_entity.get(&entity.id).into_iter().flatten();
        let reports: BTreeSet<&ReportId> = rows.clone().filter_map(|row| self.stands_in.get(row)).flatten().collect();
        let mut reports: Vec<ReportId> = reports.into_iter().cloned().collect();
        let told = |report: &ReportId| self.readings.get(report).and_then(crate::input::told);
        reports.sort_by_cached_key(|report| place(told(report), report));
        let rows: BTreeSet<&EntityId> = rows.collect();
        let best = |report: &ReportId| {
            let standing = self.standings.get(report)?.iter().filter(|s| rows.contains(&s.row));
            standing.map(|s| s.span).min_by_key(|span| (std::cmp::Reverse(span.len()), *span))
        };
        let evidence =
            reports.iter().filter_map(|report| Some(Evidence { report: report.clone(), field: "name".to_owned(), span: best(report)? }));
        Entity { evidence: evidence.collect(), reports, ..entity.clone() }
    }

    fn links(&self) -> Vec<(ReportId, u32, EntityId)> {
        let mut links = Vec::new();
        for (report, standings) in &self.standings {
            for standing in standings {
                let Some(entity) = self.rows.get(&standing.row).and_then(|row| row.entity.as_ref()) else { continue };
                links.extend(standing.mentions.iter().map(|&m| (report.clone(), m, entity.clone())));
            }
        }
        links.sort();
        links
    }

    fn index(&mut self, kind: TellingKind, telling: Telling) {
        for key in &telling.keys {
            self.under.entry((kind, key.clone())).or_default().insert(telling.id.clone());
        }
        self.told_in.entry((kind, telling.report.clone())).or_default().insert(telling.id.clone());
        if kind == TellingKind::Event {
            self.groups.entry(telling.group.clone()).or_default().insert(telling.id.clone());
        }
        self.tellings.insert(telling.id.clone(), (kind, telling));
    }

    fn unindex(&mut self, id: &str) {
        let Some((kind, telling)) = self.tellings.remove(id) else { return };
        for key in &telling.keys {
            drop_from(&mut self.under, &(kind, key.clone()), id);
        }
        drop_from(&mut self.told_in, &(kind, telling.report), id);
        drop_from(&mut self.groups, &telling.group, id);
    }
}

fn drop_from<K: Ord>(index: &mut BTreeMap<K, BTreeSet<EntityId>>, key: &K, id: &str) {
    if let Some(held) = index.get_mut(key) {
        held.remove(id);
        if held.is_empty() {
            index.remove(key);
        }
    }
}

impl Shelf for Memory {
    type Error = Infallible;

    fn reading(&mut self, report: &str) -> Result<Option<Reading>, Infallible> {
        Ok(self.readings.get(report).cloned())
    }

    fn row(&mut self, id: &str) -> Result<Option<StoredRow>, Infallible> {
        Ok(self.rows.get(id).cloned())
    }

    fn put_row(&mut self, row: &StoredRow) -> Result<(), Infallible> {
        self.of_group.entry(row.group.clone()).or_default().insert(row.local.id.clone());
        self.rows.insert(row.local.id.clone(), row.clone());
        Ok(())
    }

    fn drop_row(&mut self, id: &str) -> Result<(), Infallible> {
        let Some(row) = self.rows.remove(id) else { return Ok(()) };
        if let Some(entity) = row.entity {
            drop_from(&mut self.of_entity, &entity, id);
        }
        drop_from(&mut self.of_group, &row.group, id);
        Ok(())
    }

    fn joined_with(&mut self, group: &str) -> Result<Vec<StoredRow>, Infallible> {
        Ok(self.of_group.get(group).into_iter().flatten().map(|row| self.rows[row].clone()).collect())
    }

    fn set_group(&mut self, row: &str, group: &str) -> Result<(), Infallible> {
        let Some(held) = self.rows.get_mut(row) else { return Ok(()) };
        let before = std::mem::replace(&mut held.group, group.to_owned());
        drop_from(&mut self.of_group, &before, row);
        self.of_group.entry(group.to_owned()).or_default().insert(row.to_owned());
        Ok(())
    }

    fn one_under(&mut self, hash: u64) -> Result<Option<EntityId>, Infallible> {
        Ok(self.under_hash.get(&hash).and_then(|rows| rows.first().cloned()))
    }

    fn all_under(&mut self, hash: u64) -> Result<Vec<EntityId>, Infallible> {
        Ok(self.under_hash.get(&hash).into_iter().flatten().cloned().collect())
    }

    fn put_under(&mut self, hash: u64, row: &str) -> Result<(), Infallible> {
        self.under_hash.entry(hash).or_default().insert(row.to_owned());
        Ok(())
    }

    fn drop_under(&mut self, hash: u64, row: &str) -> Result<(), Infallible> {
        drop_from(&mut self.under_hash, &hash, row);
        Ok(())
    }

    fn names_near(&mut self, blocks: &[u64]) -> Result<Vec<u64>, Infallible> {
        let names: BTreeSet<u64> = blocks.iter().filter_map(|block| self.near.get(block)).flatten().copied().collect();
        Ok(names.into_iter().collect())
    }

    fn put_name(&mut self, name: u64, blocks: &[u64]) -> Result<(), Infallible> {
        blocks.iter().for_each(|&block| {
            self.near.entry(block).or_default().insert(name);
        });
        Ok(())
    }

    fn drop_name(&mut self, name: u64, blocks: &[u64]) -> Result<(), Infallible> {
        blocks.iter().for_each(|block| {
            self.near.get_mut(block).map(|names| names.remove(&name));
        });
        Ok(())
    }

    fn set_entry(&mut self, row: &str, entity: Option<&str>) -> Result<(), Infallible> {
        let Some(held) = self.rows.get_mut(row) else { return Ok(()) };
        let before = std::mem::replace(&mut held.entity, entity.map(str::to_owned));
        if let Some(before) = before {
            drop_from(&mut self.of_entity, &before, row);
        }
        if let Some(entity) = entity {
            self.of_entity.entry(entity.to_owned()).or_default().insert(row.to_owned());
        }
        Ok(())
    }

    fn rows_of(&mut self, entity: &str) -> Result<Vec<StoredRow>, Infallible> {
        Ok(self.of_entity.get(entity).into_iter().flatten().filter_map(|row| self.rows.get(row).cloned()).collect())
    }

    fn standings(&mut self, report: &str) -> Result<Vec<Standing>, Infallible> {
        Ok(self.standings.get(report).cloned().unwrap_or_default())
    }

    fn put_standings(&mut self, report: &str, days: Option<(Date, Date)>, standings: &[Standing]) -> Result<(), Infallible> {
        for before in self.standings.remove(report).unwrap_or_default() {
            drop_from(&mut self.stands_in, &before.row, report);
        }
        self.days.remove(report);
        for standing in standings {
            self.stands_in.entry(standing.row.clone()).or_default().insert(report.to_owned());
        }
        if let Some(days) = days {
            self.days.insert(report.to_owned(), days);
        }
        if !standings.is_empty() {
            self.standings.insert(report.to_owned(), standings.to_vec());
        }
        Ok(())
    }

    fn reports_of(&mut self, rows: &[EntityId]) -> Result<Vec<ReportId>, Infallible> {
        let all: BTreeSet<&ReportId> = rows.iter().filter_map(|row| self.stands_in.get(row)).flatten().collect();
        Ok(all.into_iter().cloned().collect())
    }

    fn together(&mut self, a: &[EntityId], b: &[EntityId]) -> Result<bool, Infallible> {
        let reports =
            |rows: &[EntityId]| -> BTreeSet<&ReportId> { rows.iter().filter_map(|row| self.stands_in.get(row)).flatten().collect() };
        Ok(!reports(a).is_disjoint(&reports(b)))
    }

    fn stands_between(&mut self, row: &str, first: Date, last: Date) -> Result<Vec<ReportId>, Infallible> {
        let near = |report: &&ReportId| self.days.get(*report).is_some_and(|(day, _)| (first..=last).contains(day));
        Ok(self.stands_in.get(row).into_iter().flatten().filter(near).cloned().collect())
    }

    fn days_of(&mut self, report: &str) -> Result<Option<(Date, Date)>, Infallible> {
        Ok(self.days.get(report).copied())
    }

    fn posts_in(&mut self, report: &str) -> Result<Vec<PostTold>, Infallible> {
        Ok(self.posts.get(report).cloned().unwrap_or_default())
    }

    fn put_posts(&mut self, report: &str, posts: &[PostTold]) -> Result<(), Infallible> {
        for before in self.posts.remove(report).unwrap_or_default() {
            drop_from(&mut self.posts_by_person, &before.person, report);
        }
        for post in posts {
            self.posts_by_person.entry(post.person.clone()).or_default().insert(report.to_owned());
            if let Some(house) = &post.house {
                self.posts_by_house.entry(house.clone()).or_default().insert(post.person.clone());
            }
        }
        if !posts.is_empty() {
            self.posts.insert(report.to_owned(), posts.to_vec());
        }
        Ok(())
    }

    fn posts_of(&mut self, people: &[EntityId]) -> Result<Vec<PostSum>, Infallible> {
        let reports: BTreeSet<&ReportId> = people.iter().filter_map(|p| self.posts_by_person.get(p)).flatten().collect();
        let posts = reports.into_iter().flat_map(|report| &self.posts[report]);
        let mut sums: BTreeMap<_, Vec<&PostTold>> = BTreeMap::new();
        for post in posts.filter(|post| people.contains(&post.person)) {
            sums.entry(post.stated()).or_default().push(post);
        }
        Ok(sums.into_values().filter_map(PostSum::of).collect())
    }

    fn holders_at(&mut self, houses: &[EntityId]) -> Result<Vec<EntityId>, Infallible> {
        let all: BTreeSet<&EntityId> = houses.iter().filter_map(|h| self.posts_by_house.get(h)).flatten().collect();
        Ok(all.into_iter().cloned().collect())
    }

    fn has_head(&mut self, person: &str, house: &str) -> Result<bool, Infallible> {
        let posts = self.posts_by_person.get(person).into_iter().flatten().flat_map(|report| &self.posts[report]);
        Ok(posts.into_iter().any(|p| p.heads && p.person == person && p.house.as_deref() == Some(house)))
    }

    fn headed_by(&mut self, people: &[EntityId]) -> Result<Vec<(EntityId, EntityId)>, Infallible> {
        let mut pairs = BTreeSet::new();
        for person in people {
            let posts = self.posts_by_person.get(person).into_iter().flatten().flat_map(|report| &self.posts[report]);
            let heads = posts.filter(|p| p.heads && p.person == *person);
            pairs.extend(heads.filter_map(|p| Some((person.clone(), p.house.clone()?))));
        }
        Ok(pairs.into_iter().collect())
    }

    fn heads_at(&mut self, houses: &[EntityId]) -> Result<Vec<(EntityId, EntityId)>, Infallible> {
        let people: BTreeSet<EntityId> = houses.iter().filter_map(|h| self.posts_by_house.get(h)).flatten().cloned().collect();
        let all = self.headed_by(&people.into_iter().collect::<Vec<_>>())?;
        Ok(all.into_iter().filter(|(_, house)| houses.contains(house)).collect())
    }

    fn tellings_in(&mut self, kind: TellingKind, report: &str) -> Result<Vec<Telling>, Infallible> {
        let ids = self.told_in.get(&(kind, report.to_owned())).into_iter().flatten();
        Ok(ids.map(|id| self.tellings[id].1.clone()).collect())
    }

    fn put_tellings(&mut self, kind: TellingKind, report: &str, tellings: &[Telling]) -> Result<(), Infallible> {
        for id in self.told_in.get(&(kind, report.to_owned())).cloned().unwrap_or_default() {
            self.unindex(&id);
        }
        tellings.iter().for_each(|telling| self.index(kind, telling.clone()));
        Ok(())
    }

    fn move_telling(&mut self, id: &str, group: &str, entry: Option<&str>) -> Result<(), Infallible> {
        let Some((kind, telling)) = self.tellings.get(id).cloned() else { return Ok(()) };
        self.unindex(id);
        self.index(kind, Telling { group: group.to_owned(), entry: entry.map(str::to_owned), ..telling });
        Ok(())
    }

    fn tellings_under(&mut self, kind: TellingKind, key: &str) -> Result<Vec<(ReportId, EntityId)>, Infallible> {
        let ids = self.under.get(&(kind, key.to_owned())).into_iter().flatten();
        Ok(ids.map(|id| (self.tellings[id].1.report.clone(), self.tellings[id].1.group.clone())).collect())
    }

    fn group(&mut self, group: &str) -> Result<Vec<Telling>, Infallible> {
        Ok(self.groups.get(group).into_iter().flatten().map(|id| self.tellings[id].1.clone()).collect())
    }

    fn entity(&mut self, id: &str) -> Result<Option<Entity>, Infallible> {
        Ok(self.entities.get(id).cloned())
    }

    fn put_entity(&mut self, entity: &Entity) -> Result<(), Infallible> {
        self.entities.insert(entity.id.clone(), entity.clone());
        Ok(())
    }

    fn drop_entity(&mut self, id: &str) -> Result<(), Infallible> {
        self.entities.remove(id);
        Ok(())
    }

    fn event(&mut self, id: &str) -> Result<Option<Event>, Infallible> {
        Ok(self.events.get(id).cloned())
    }

    fn put_event(&mut self, event: &Event, instruments: &[Instrument]) -> Result<(), Infallible> {
        let announced = self.announced.remove(&event.id);
        self.drop_event(&event.id)?;
        self.announced.extend(announced.map(|commitment| (event.id.clone(), commitment)));
        match event.kind {
            EventKind::Session => {
                if let Some(body) = event.body.as_ref().and_then(|b| b.id.clone()) {
                    self.sessions.entry(body).or_default().insert(event.id.clone());
                }
            }
            EventKind::Departure => {
                for person in event.participants.iter().filter_map(|p| p.entity.id.clone()) {
                    self.departures.entry(person).or_default().insert(event.id.clone());
                }
            }
            _ => {}
        }
        self.events.insert(event.id.clone(), event.clone());
        self.instruments.insert(event.id.clone(), instruments.to_vec());
        Ok(())
    }

    fn put_announced(&mut self, event: &str, commitment: Option<&Commitment>) -> Result<(), Infallible> {
        match commitment {
            Some(commitment) => self.announced.insert(event.to_owned(), commitment.clone()),
            None => self.announced.remove(event),
        };
        Ok(())
    }

    fn announced(&mut self, event: &str) -> Result<Option<Commitment>, Infallible> {
        Ok(self.announced.get(event).cloned())
    }

    fn drop_event(&mut self, id: &str) -> Result<(), Infallible> {
        let Some(event) = self.events.remove(id) else { return Ok(()) };
        self.instruments.remove(id);
        self.announced.remove(id);
        if let Some(body) = event.body.and_then(|b| b.id) {
            drop_from(&mut self.sessions, &body, id);
        }
        for person in event.participants.into_iter().filter_map(|p| p.entity.id) {
            drop_from(&mut self.departures, &person, id);
        }
        Ok(())
    }

    fn sessions_of(&mut self, body: &str) -> Result<Vec<Event>, Infallible> {
        let mut events: Vec<Event> = self.sessions.get(body).into_iter().flatten().map(|id| self.events[id].clone()).collect();
        events.sort_by_cached_key(Event::list_key);
        Ok(events)
    }

    fn departures_of(&mut self, person: &str) -> Result<Vec<Event>, Infallible> {
        Ok(self.departures.get(person).into_iter().flatten().map(|id| self.events[id].clone()).collect())
    }

    fn put_series(&mut self, body: &str, series: Option<&Series>) -> Result<(), Infallible> {
        match series {
            Some(series) => self.series.insert(body.to_owned(), series.clone()),
            None => self.series.remove(body),
        };
        Ok(())
    }

    fn put_relations(&mut self, key: &str, relations: &[Relation]) -> Result<(), Infallible> {
        if relations.is_empty() {
            self.relations.remove(key);
        } else {
            self.relations.insert(key.to_owned(), relations.to_vec());
        }
        Ok(())
    }

    fn put_promise(&mut self, key: &str, commitment: Option<&Commitment>) -> Result<(), Infallible> {
        match commitment {
            Some(commitment) => self.promises.insert(key.to_owned(), commitment.clone()),
            None => self.promises.remove(key),
        };
        Ok(())
    }
}
