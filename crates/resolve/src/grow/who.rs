//! Who is who, after some reports came, changed or went: rows with their counts, the sets that they are joined into, the entries of these.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::civil::Date;
use rapporteur_model::{Entity, EntityId, EntityKind, PostTold, Reading, ReportId, Standing, StoredRow, Tally};

use super::desk::Desk;
use super::shelf::Shelf;
use crate::claims::Claims;
use crate::corrections;
use crate::departures;
use crate::entities::{entity, name_to_show, rank};
use crate::ids::letter;
use crate::input::Input;
use crate::judgements::Judgements;
use crate::link::{self, Facts, Row, Rows, Stranger, Verdicts, main_blocks, persons_of};
use crate::locals::Locals;
use crate::nodes::Nodes;
use crate::posts;

/// How far apart two reports can be that tell of the same company, in days.
const NEAR: i32 = 3;

/// What the coming of some reports touched.
#[derive(Default)]
pub struct Touched {
    /// Rows that are new or gone, or of which an analyst decided.
    relink: bool,
    /// Rows with other counts, or of another entry than before.
    rows: BTreeSet<EntityId>,
    /// Rows that are part of another entry than before.
    moved: BTreeSet<EntityId>,
    /// Entries to be made anew, of now and of before.
    entities: BTreeSet<EntityId>,
    /// Rows of people whose posts are told otherwise.
    people: BTreeSet<EntityId>,
    /// Entries that lost rows.
    left: BTreeSet<EntityId>,
    /// Of reports that were here before: their day then, and the blocks of the people known from more reports than theirs.
    known_then: Vec<(Date, BTreeSet<String>)>,
    verdicts: Verdicts,
    rejected: BTreeSet<EntityId>,
}

/// Takes in what these reports name, joins it, and makes the entries; gives the reports whose events are to be made anew.
pub fn grow<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>) -> Result<BTreeSet<ReportId>, S::Error> {
    let mut touched = take_in(desk, reports)?;
    if touched.relink {
        relink(desk, &mut touched)?;
    }
    meet(desk, reports, &mut touched)?;
    for row in &touched.rows {
        touched.entities.extend(desk.entity_of(row)?);
    }
    touched.entities.extend(touched.left.iter().cloned());
    let mut anew = touched.left;
    for row in touched.people.union(&touched.moved) {
        anew.extend(desk.entity_of(row)?);
    }
    let changed = make(desk, &touched.entities, anew)?;
    let mut rows: BTreeSet<EntityId> = touched.moved;
    for id in &changed {
        rows.extend(desk.shelf.rows_of(id)?.into_iter().map(|row| row.local.id));
    }
    let rows: Vec<EntityId> = rows.into_iter().collect();
    let mut out = reports.clone();
    out.extend(desk.shelf.reports_of(&rows)?);
    Ok(out)
}

/// Makes the entries of people anew whose departures changed.
pub fn depart<S: Shelf>(desk: &mut Desk<S>, people: &BTreeSet<EntityId>) -> Result<(), S::Error> {
    make(desk, people, people.clone())?;
    Ok(())
}

/// Puts rows, standings and posts of these reports in place of those of before.
fn take_in<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>) -> Result<Touched, S::Error> {
    let readings: Vec<Rc<Reading>> = desk.readings(reports)?;
    let input = Input::new(readings.iter().map(|r| &**r));
    let judgements = Judgements::new(desk.judgements, &input);
    let claims = Claims::new(&input, |report, c, claim| judgements.on_claim(report, c, claim));
    let nodes = Nodes::new(&input.readings, &mut desk.keys, |report, clusters| judgements.inside(report, clusters));
    let judged = judgements.nodes(&nodes);
    let locals = Locals::new(&input, &nodes, &desk.keys, &claims, &judged);
    let rejected = judgements.rejected_nodes(&nodes).into_iter().map(|n| locals.of[n].clone()).collect();
    let mut touched = Touched { verdicts: judgements.over(&nodes, &locals.of), rejected, ..Touched::default() };
    touched.relink = judged.iter().any(|&n| reports.contains(input.id(nodes.all[n].report)));
    let numbers: BTreeMap<&str, usize> = (0..input.len()).map(|r| (input.id(r), r)).collect();
    let mut counts: BTreeMap<EntityId, (Tally, Tally)> = BTreeMap::new();
    for report in reports {
        let before = desk.shelf.standings(report)?;
        before.iter().for_each(|s| counts.entry(s.row.clone()).or_default().1.add(&s.tally));
        if let Some((day, _)) = desk.shelf.days_of(report)? {
            touched.known_then.push((day, known_names(desk, &before)?));
        }
        let number = numbers.get(report.as_str()).copied();
        let now: &[Standing] = number.map_or(&[], |r| locals.standings[r].as_slice());
        now.iter().for_each(|s| counts.entry(s.row.clone()).or_default().0.add(&s.tally));
        desk.shelf.put_standings(report, number.and_then(|r| input.days(r)), now)?;
        let posts: &[PostTold] = number.map_or(&[], |r| locals.posts[r].as_slice());
        if !before.is_empty() {
            // Read or judged anew: a correction may have come or gone.
            touched.people.extend(before.iter().chain(now).filter(|s| s.row.starts_with('p')).map(|s| s.row.clone()));
        }
        put_posts(desk, report, posts, &mut touched)?;
    }
    for (id, (more, less)) in counts {
        let stored = desk.shelf.row(&id)?;
        touched.rows.insert(id.clone());
        let is_new = stored.is_none();
        let Some(mut row) =
            stored.or_else(|| Some(StoredRow { local: locals.entities.get(&id)?.clone(), tally: Tally::default(), entity: None }))
        else {
            continue;
        };
        row.tally.add(&more);
        row.tally.subtract(&less);
        let bound = row.local.context.report.is_some() && row.local.context.judged.is_none();
        if row.tally.reports == 0 {
            touched.relink |= !bound;
            touched.left.extend(row.entity);
            desk.shelf.drop_row(&id)?;
            desk.forget(&id);
            continue;
        }
        desk.shelf.put_row(&row)?;
        desk.know(&row.local, row.entity.clone());
        touched.relink |= is_new && !bound;
        if is_new && bound {
            // What its report alone can tell is an entry of its own, until company says more.
            let own = (!touched.rejected.contains(&id)).then(|| id.clone());
            desk.set_entry(&id, own)?;
            touched.moved.insert(id);
        }
    }
    touched.relink |= kept_apart(desk, reports)?;
    Ok(touched)
}

/// Posts of a report in place of those of before. New heads of organisations, and those that are none any more, can join or part names.
fn put_posts<S: Shelf>(desk: &mut Desk<S>, report: &ReportId, posts: &[PostTold], touched: &mut Touched) -> Result<(), S::Error> {
    let heads = |posts: &[PostTold]| -> BTreeSet<(EntityId, EntityId)> {
        posts.iter().filter(|p| p.heads).filter_map(|p| Some((p.person.clone(), p.house.clone()?))).collect()
    };
    let before = desk.shelf.posts_in(report)?;
    if before == posts {
        return Ok(());
    }
    touched.people.extend(before.iter().chain(posts).map(|p| p.person.clone()));
    let (was, is) = (heads(&before), heads(posts));
    for (person, house) in is.difference(&was) {
        touched.relink = touched.relink || !desk.shelf.has_head(person, house)?;
    }
    desk.shelf.put_posts(report, posts)?;
    for (person, house) in was.difference(&is) {
        touched.relink = touched.relink || !desk.shelf.has_head(person, house)?;
    }
    Ok(())
}

/// True where a report names two rows of one organisation: what joined them by their head may no longer.
fn kept_apart<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>) -> Result<bool, S::Error> {
    for report in reports {
        let mut seen = BTreeSet::new();
        for standing in desk.shelf.standings(report)?.into_iter().filter(|s| s.row.starts_with('o')) {
            if desk.entity_of(&standing.row)?.is_some_and(|entity| !seen.insert(entity)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Joins all rows that more reports than one can know.
fn relink<S: Shelf>(desk: &mut Desk<S>, touched: &mut Touched) -> Result<(), S::Error> {
    let mut all = Vec::new();
    for (local, entity) in desk.shelf.shared_rows()? {
        if desk.seen(&local.id).is_none() {
            desk.know(&local, entity);
        }
        all.extend(desk.seen(&local.id).map(|known| known.row.clone()));
    }
    all.sort_by(|a: &Row, b| a.id.cmp(&b.id));
    let heads = desk.shelf.heads()?;
    let mut failed = None;
    let (sets, ids) = {
        let shelf = &mut *desk.shelf;
        let mut together = |a: &[EntityId], b: &[EntityId]| match shelf.together(a, b) {
            Ok(together) => together,
            Err(error) => {
                failed = Some(error);
                true
            }
        };
        let rows = Rows { keys: &desk.keys, all };
        let sets = link::link(&rows, &mut Facts { heads: &heads, together: &mut together }, &touched.verdicts);
        let mut first: BTreeMap<usize, (bool, String, EntityId)> = BTreeMap::new();
        for (row, &set) in sets.iter().enumerate() {
            let rank = rank(rows.keys, &rows.all[row]);
            let held = first.entry(set).or_insert_with(|| rank.clone());
            if rank < *held {
                *held = rank;
            }
        }
        let gone: BTreeSet<usize> = (0..sets.len()).filter(|&r| touched.rejected.contains(&rows.all[r].id)).map(|r| sets[r]).collect();
        let entry = |row: usize| (!gone.contains(&sets[row])).then(|| first[&sets[row]].2.clone());
        let entries: Vec<Option<EntityId>> = (0..sets.len()).map(entry).collect();
        (entries, rows.all.into_iter().map(|row| row.id).collect::<Vec<_>>())
    };
    if let Some(error) = failed {
        return Err(error);
    }
    for (id, entry) in ids.into_iter().zip(sets) {
        if let Some(before) = desk.set_entry(&id, entry)? {
            touched.left.extend(before);
            touched.rows.insert(id.clone());
            touched.moved.insert(id);
        }
    }
    Ok(())
}

/// Rows of people with the reports in which they stand.
type People = Rc<Vec<(ReportId, EntityId)>>;

/// People of reports by day: those whom more reports can know, and those whom only company tells.
struct Days {
    all: BTreeMap<Date, People>,
}

impl Days {
    fn around<S: Shelf>(&mut self, desk: &mut Desk<S>, day: Date) -> Result<Vec<People>, S::Error> {
        let mut found = Vec::new();
        for offset in -NEAR..=NEAR {
            let day = day.saturating_add(jiff::Span::new().days(offset));
            if let Some(people) = self.all.get(&day) {
                found.push(Rc::clone(people));
                continue;
            }
            let people: People = Rc::new(desk.shelf.people_between(day, day)?);
            for (_, row) in people.iter() {
                desk.row(row)?;
            }
            self.all.insert(day, Rc::clone(&people));
            found.push(people);
        }
        Ok(found)
    }
}

/// Joins people by a family name alone with those who stand in the same company in reports of near days.
fn meet<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>, touched: &mut Touched) -> Result<(), S::Error> {
    let people: Vec<EntityId> = touched.moved.iter().filter(|id| id.starts_with('p')).cloned().collect();
    let mut base = reports.clone();
    base.extend(desk.shelf.reports_of(&people)?);
    let mut days = Days { all: BTreeMap::new() };
    let mut strangers: BTreeSet<(ReportId, EntityId)> = BTreeSet::new();
    let mut around = std::mem::take(&mut touched.known_then);
    for report in &base {
        let standings = desk.shelf.standings(report)?;
        let names = known_names(desk, &standings)?;
        let bound = |row: &EntityId| desk.seen(row).is_some_and(|known| known.bound);
        let own = standings.into_iter().map(|s| s.row).filter(|row| row.starts_with('p') && bound(row));
        strangers.extend(own.map(|row| (report.clone(), row)));
        around.extend(desk.shelf.days_of(report)?.map(|(day, _)| (day, names)));
    }
    for (day, names) in around {
        for people in days.around(desk, day)? {
            let same = |row: &EntityId| {
                let stranger = desk.seen(row).filter(|known| known.bound);
                stranger.is_some_and(|known| persons_of(&desk.keys, &known.row).flat_map(main_blocks).any(|block| names.contains(&block)))
            };
            strangers.extend(people.iter().filter(|(_, row)| same(row)).cloned());
        }
    }
    for (report, row) in strangers {
        let found = meeting(desk, &mut days, &report, &row)?.unwrap_or_else(|| row.clone());
        let entry = (!touched.rejected.contains(&row)).then_some(found);
        if let Some(before) = desk.set_entry(&row, entry)? {
            touched.left.extend(before);
            touched.rows.insert(row.clone());
            touched.moved.insert(row);
        }
    }
    Ok(())
}

/// Blocks of the people of a report whom more reports can know.
fn known_names<S: Shelf>(desk: &mut Desk<S>, standings: &[Standing]) -> Result<BTreeSet<String>, S::Error> {
    let mut names = BTreeSet::new();
    for standing in standings.iter().filter(|s| s.row.starts_with('p')) {
        desk.row(&standing.row)?;
        if let Some(known) = desk.seen(&standing.row).filter(|known| !known.bound) {
            names.extend(persons_of(&desk.keys, &known.row).flat_map(main_blocks));
        }
    }
    Ok(names)
}

/// The person whom a stranger of a report can be, by the company kept in reports of near days.
fn meeting<S: Shelf>(desk: &mut Desk<S>, days: &mut Days, report: &ReportId, row: &EntityId) -> Result<Option<EntityId>, S::Error> {
    let Some((day, _)) = desk.shelf.days_of(report)? else { return Ok(None) };
    let mut company: BTreeMap<ReportId, BTreeSet<EntityId>> = BTreeMap::new();
    let mut named: BTreeSet<(EntityId, ReportId)> = BTreeSet::new();
    for people in days.around(desk, day)? {
        let Some(own) = desk.seen(row) else { return Ok(None) };
        let blocks: BTreeSet<String> = persons_of(&desk.keys, &own.row).flat_map(main_blocks).collect();
        for (other, who) in people.iter() {
            let Some((known, entity)) = desk.seen(who).filter(|k| !k.bound).and_then(|k| Some((k, k.entity.clone()?))) else { continue };
            company.entry(other.clone()).or_default().insert(entity.clone());
            if other != report && persons_of(&desk.keys, &known.row).flat_map(main_blocks).any(|block| blocks.contains(&block)) {
                named.insert((entity, other.clone()));
            }
        }
    }
    let mut rows: BTreeMap<EntityId, Vec<Row>> = BTreeMap::new();
    for (entity, _) in &named {
        if !rows.contains_key(entity) {
            let mut all = Vec::new();
            for stored in desk.shelf.rows_of(entity)? {
                desk.row(&stored.local.id)?;
                all.extend(desk.seen(&stored.local.id).filter(|known| !known.bound).map(|known| known.row.clone()));
            }
            rows.insert(entity.clone(), all);
        }
    }
    let Some(own) = desk.seen(row) else { return Ok(None) };
    let stranger = Stranger { row: &own.row, company: company.get(report).cloned().unwrap_or_default() };
    let candidates = named.iter().map(|(entity, other)| (entity, rows[entity].as_slice(), company[other].clone()));
    Ok(stranger.known_as(&desk.keys, candidates))
}

/// Makes entries anew, those that posts speak of before the people who hold them; `anew` are those whose posts are told otherwise. Gives
/// those that look otherwise than before.
fn make<S: Shelf>(desk: &mut Desk<S>, touched: &BTreeSet<EntityId>, mut anew: BTreeSet<EntityId>) -> Result<BTreeSet<EntityId>, S::Error> {
    let corrections = corrections(desk)?;
    let mut changed = BTreeSet::new();
    let (mut people, others): (BTreeSet<EntityId>, BTreeSet<EntityId>) = touched.iter().cloned().partition(|id| id.starts_with('p'));
    for id in &others {
        if make_one(desk, &corrections, id, false)? {
            changed.insert(id.clone());
            let rows: Vec<EntityId> = desk.shelf.rows_of(id)?.into_iter().map(|row| row.local.id).collect();
            for holder in desk.shelf.holders_at(&rows)? {
                anew.extend(desk.entity_of(&holder)?);
            }
        }
    }
    people.extend(anew.iter().filter(|id| id.starts_with('p')).cloned());
    for id in people {
        if make_one(desk, &corrections, &id, anew.contains(&id))? {
            changed.insert(id);
        }
    }
    Ok(changed)
}

/// Makes an entry anew; true where what events show of it is another thing than before. `posts` says that its posts are told otherwise.
fn make_one<S: Shelf>(desk: &mut Desk<S>, corrections: &Corrections, id: &EntityId, posts: bool) -> Result<bool, S::Error> {
    let own = corrections.get(id).map_or(&[][..], Vec::as_slice);
    let rows = desk.shelf.rows_of(id)?;
    let before = desk.shelf.entity(id)?;
    if rows.is_empty() {
        desk.shelf.drop_entity(id)?;
        return Ok(before.is_some());
    }
    let ids: Vec<EntityId> = rows.iter().map(|row| row.local.id.clone()).collect();
    let mut set = Vec::with_capacity(rows.len());
    for stored in rows {
        desk.row(&stored.local.id)?;
        set.extend(desk.seen(&stored.local.id).map(|known| (known.row.clone(), stored.tally)));
    }
    let mut made = entity(id.clone(), &desk.keys, &set);
    if id.starts_with(letter(EntityKind::Person)) {
        match &before {
            Some(before) if !posts => {
                made.posts.clone_from(&before.posts);
                made.country = before.country;
                made.listed = before.listed;
            }
            _ => hold(desk, &mut made, &ids)?,
        }
    }
    // Behind the posts: what they say of a person's country is no word against an analyst's.
    corrections::of_entity(&mut made, own);
    if before.as_ref() != Some(&made) {
        desk.shelf.put_entity(&made)?;
    }
    Ok(before.is_none_or(|before| !looks_alike(&before, &made)))
}

fn hold<S: Shelf>(desk: &mut Desk<S>, person: &mut Entity, rows: &[EntityId]) -> Result<(), S::Error> {
    let told = desk.shelf.posts_of(rows)?;
    let mut houses: BTreeMap<EntityId, Entity> = BTreeMap::new();
    for house in told.iter().filter_map(|p| p.house.as_ref()) {
        if !houses.contains_key(house)
            && let Some(id) = desk.entity_of(house)?
            && let Some(entity) = desk.shelf.entity(&id)?
        {
            houses.insert(house.clone(), entity);
        }
    }
    posts::hold(person, told, |house| houses.get(house));
    departures::end(person, &desk.shelf.departures_of(&person.id)?);
    Ok(())
}

/// What analysts corrected of entries, as field and value.
type Corrections = BTreeMap<EntityId, Vec<(String, String)>>;

/// All corrections that are in force, by the entry of the words that each is anchored to.
fn corrections<S: Shelf>(desk: &mut Desk<S>) -> Result<Corrections, S::Error> {
    let mut corrections = Corrections::new();
    let readings = desk.readings(std::iter::empty())?;
    let input = Input::new(readings.iter().map(|r| &**r));
    let judgements = Judgements::new(desk.judgements, &input);
    for (report, _, mentions, field, value) in judgements.corrections() {
        let standings = desk.shelf.standings(input.id(report))?;
        for &m in mentions {
            let Some(standing) = standings.iter().find(|s| s.mentions.contains(&m)) else { continue };
            if let Some(entity) = desk.entity_of(&standing.row)? {
                corrections.entry(entity).or_default().push((field.to_owned(), value.to_owned()));
                break;
            }
        }
    }
    Ok(corrections)
}

/// Events show the same of both: what they are, how they are called in each language, where they belong.
fn looks_alike(a: &Entity, b: &Entity) -> bool {
    let shown = |e: &Entity| {
        let langs: BTreeSet<&str> = e.names.iter().map(|n| n.lang.as_str()).collect();
        langs.into_iter().map(|lang| (lang.to_owned(), name_to_show(e.kind, &e.names, Some(lang)))).collect::<Vec<_>>()
    };
    a.kind == b.kind && a.name == b.name && a.country == b.country && a.position == b.position && shown(a) == shown(b)
}
