//! Who is who, after some reports came, changed or went: rows with their counts, the sets that they are joined into, the entries of these.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::civil::Date;
use rapporteur_model::{Entity, EntityId, EntityKind, PostTold, Reading, ReportId, Standing, StoredRow, Tally};

use super::company::{self, Known};
use super::desk::Desk;
use super::join::Seeds;
use super::shelf::Shelf;
use crate::claims::Claims;
use crate::corrections;
use crate::departures;
use crate::entities::{entity, name_to_show};
use crate::ids::letter;
use crate::input::Input;
use crate::judgements::Judgements;
use crate::link::{Row, Verdicts};
use crate::locals::Locals;
use crate::nodes::Nodes;
use crate::posts;

/// What the coming of some reports touched.
#[derive(Default)]
pub struct Touched {
    /// What is to be joined anew.
    seeds: Seeds,
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
    known_then: Vec<Known>,
    verdicts: Verdicts,
    rejected: BTreeSet<EntityId>,
}

/// Takes in what these reports name, joins it, and makes the entries; gives the reports whose events are to be made anew.
pub fn grow<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>) -> Result<BTreeSet<ReportId>, S::Error> {
    let mut touched = take_in(desk, reports)?;
    if !touched.seeds.is_empty() {
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
    let decided = judged.iter().filter(|&&n| reports.contains(input.id(nodes.all[n].report)));
    touched.seeds.rows.extend(decided.map(|&n| locals.of[n].clone()));
    let numbers: BTreeMap<&str, usize> = (0..input.len()).map(|r| (input.id(r), r)).collect();
    let mut counts: BTreeMap<EntityId, (Tally, Tally)> = BTreeMap::new();
    for report in reports {
        let before = desk.shelf.standings(report)?;
        before.iter().for_each(|s| counts.entry(s.row.clone()).or_default().1.add(&s.tally));
        let day_before = desk.shelf.days_of(report)?.map(|(day, _)| day);
        if let Some(day) = day_before {
            touched.known_then.push((day, company::known_names(desk, &before)?));
        }
        let number = numbers.get(report.as_str()).copied();
        let now: &[Standing] = number.map_or(&[], |r| locals.standings[r].as_slice());
        let day_now = number.and_then(|r| input.days(r)).map(|(day, _)| day);
        put_strangers(desk, (&before, day_before), (now, day_now), &locals)?;
        now.iter().for_each(|s| counts.entry(s.row.clone()).or_default().0.add(&s.tally));
        desk.shelf.put_standings(report, number.and_then(|r| input.days(r)), now)?;
        let posts: &[PostTold] = number.map_or(&[], |r| locals.posts[r].as_slice());
        if !before.is_empty() {
            // Read or judged anew: a correction may have come or gone.
            touched.people.extend(before.iter().chain(now).filter(|s| s.row.starts_with('p')).map(|s| s.row.clone()));
            // What it kept apart it may keep apart no more.
            touched.seeds.rows.extend(before.iter().filter(|s| s.row.starts_with('o')).map(|s| s.row.clone()));
        }
        put_posts(desk, report, posts, &mut touched)?;
    }
    for (id, (more, less)) in counts {
        let stored = desk.shelf.row(&id)?;
        touched.rows.insert(id.clone());
        let is_new = stored.is_none();
        let Some(mut row) = stored.or_else(|| {
            let local = locals.entities.get(&id)?.clone();
            Some(StoredRow { local, tally: Tally::default(), entity: None, group: id.clone() })
        }) else {
            continue;
        };
        row.tally.add(&more);
        row.tally.subtract(&less);
        let bound = row.local.is_bound();
        if row.tally.reports == 0 {
            touched.left.extend(row.entity);
            if !bound && let Some(gone) = desk.row(&id)?.map(|known| known.row.clone()) {
                touched.seeds.leave(desk, &gone, &row.group)?;
            }
            desk.shelf.drop_row(&id)?;
            desk.forget(&id);
            continue;
        }
        desk.shelf.put_row(&row)?;
        desk.know(&row);
        if is_new && !bound {
            touched.seeds.enter(desk, &id)?;
        }
        if is_new && bound {
            // What its report alone can tell is an entry of its own, until company says more.
            let own = (!touched.rejected.contains(&id)).then(|| id.clone());
            desk.set_entry(&id, own)?;
            touched.moved.insert(id);
        }
    }
    kept_apart(desk, reports, &mut touched.seeds)?;
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
    let mut seen = |desk: &mut Desk<S>, pairs: &mut dyn Iterator<Item = &(EntityId, EntityId)>| -> Result<(), S::Error> {
        for (person, house) in pairs {
            if !desk.shelf.has_head(person, house)? {
                touched.seeds.rows.extend([person.clone(), house.clone()]);
            }
        }
        Ok(())
    };
    seen(desk, &mut is.difference(&was))?;
    desk.shelf.put_posts(report, posts)?;
    seen(desk, &mut was.difference(&is))?;
    Ok(())
}

/// Where a report names two rows of one organisation, what joined them by their head may no longer.
fn kept_apart<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>, seeds: &mut Seeds) -> Result<(), S::Error> {
    for report in reports {
        let mut seen = BTreeSet::new();
        for standing in desk.shelf.standings(report)?.into_iter().filter(|s| s.row.starts_with('o')) {
            if desk.entity_of(&standing.row)?.is_some_and(|entity| !seen.insert(entity)) {
                seeds.rows.insert(standing.row);
            }
        }
    }
    Ok(())
}

/// Joins anew what new and gone rows touch.
fn relink<S: Shelf>(desk: &mut Desk<S>, touched: &mut Touched) -> Result<(), S::Error> {
    for (id, entry) in std::mem::take(&mut touched.seeds).join(desk, &touched.verdicts, &touched.rejected)? {
        if let Some(before) = desk.set_entry(&id, entry)? {
            touched.left.extend(before);
            touched.rows.insert(id.clone());
            touched.moved.insert(id);
        }
    }
    Ok(())
}

/// Joins people by a family name alone with those who stand in the same company in reports of near days.
fn meet<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>, touched: &mut Touched) -> Result<(), S::Error> {
    let people: Vec<EntityId> = touched.moved.iter().filter(|id| id.starts_with('p')).cloned().collect();
    let mut base = reports.clone();
    base.extend(desk.shelf.reports_of(&people)?);
    for row in company::strangers(desk, &base, std::mem::take(&mut touched.known_then))? {
        let found = company::meeting(desk, &row)?.unwrap_or_else(|| row.clone());
        let entry = (!touched.rejected.contains(&row)).then_some(found);
        if let Some(before) = desk.set_entry(&row, entry)? {
            touched.left.extend(before);
            touched.rows.insert(row.clone());
            touched.moved.insert(row);
        }
    }
    Ok(())
}

/// Puts the strangers of a report where they are found by name and day, in place of those of before.
fn put_strangers<S: Shelf>(
    desk: &mut Desk<S>,
    before: (&[Standing], Option<Date>),
    now: (&[Standing], Option<Date>),
    locals: &Locals,
) -> Result<(), S::Error> {
    let person = |s: &&Standing| s.row.starts_with('p');
    if let Some(day) = before.1 {
        for standing in before.0.iter().filter(person) {
            if let Some(row) = desk.row(&standing.row)?.filter(|known| known.bound).map(|known| known.row.clone()) {
                company::index(desk, &row, day, false)?;
            }
        }
    }
    if let Some(day) = now.1 {
        for local in now.0.iter().filter(person).filter_map(|s| locals.entities.get(&s.row)).filter(|local| local.is_bound()) {
            let row = Row::new(local, &mut desk.keys);
            company::index(desk, &row, day, true)?;
        }
    }
    Ok(())
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
    for house in told.iter().filter_map(|sum| sum.last.house.as_ref()) {
        if !houses.contains_key(house)
            && let Some(id) = desk.entity_of(house)?
            && let Some(entity) = desk.shelf.entity(&id)?
        {
            houses.insert(house.clone(), entity);
        }
    }
    posts::hold(person, &told, |house| houses.get(house));
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
