//! People by a family name alone, joined with those who stand in the same company in reports of near days, after some reports came or went.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rapporteur_model::{EntityId, ReportId, Standing};

use super::desk::Desk;
use super::shelf::Shelf;
use crate::ids::{digest, hash, letter};
use crate::link::{Row, Stranger, main_blocks, persons_of};
use crate::nodes::Keys;

/// How far apart two reports can be that tell of the same company, in days.
const NEAR: i32 = 3;

/// Days with the sounds of family names that known people of a report bear.
pub type Known = (Date, BTreeSet<String>);

/// Hashes of the family names of a row that more reports than its own can know.
pub fn surnames(keys: &Keys, row: &Row) -> Vec<u64> {
    names(keys, row).iter().map(|name| hash(&digest(&["named", name]))).collect()
}

/// Puts those whom a report alone can tell, and who stand in it, where a search by name and day finds them, or takes them from there.
pub fn index<S: Shelf>(desk: &mut Desk<S>, row: &Row, day: Date, put: bool) -> Result<(), S::Error> {
    for name in names(&desk.keys, row) {
        let hash = on(&name, day);
        if put { desk.shelf.put_under(hash, &row.id)? } else { desk.shelf.drop_under(hash, &row.id)? }
    }
    Ok(())
}

/// Sounds of the family names of the people of a report whom more reports can know.
pub fn known_names<S: Shelf>(desk: &mut Desk<S>, standings: &[Standing]) -> Result<BTreeSet<String>, S::Error> {
    let mut found = BTreeSet::new();
    for standing in people(standings) {
        desk.row(&standing.row)?;
        if let Some(known) = desk.seen(&standing.row).filter(|known| !known.bound) {
            found.extend(names(&desk.keys, &known.row));
        }
    }
    Ok(found)
}

/// Strangers of whom it is to be asked anew who they are: those of these reports, and those of near days who bear a name that stands in one
/// or stood there before.
pub fn strangers<S: Shelf>(
    desk: &mut Desk<S>,
    reports: &BTreeSet<ReportId>,
    mut around: Vec<Known>,
) -> Result<BTreeSet<EntityId>, S::Error> {
    let mut strangers = BTreeSet::new();
    for report in reports {
        let standings = desk.shelf.standings(report)?;
        let names = known_names(desk, &standings)?;
        strangers.extend(people(&standings).filter(|s| desk.seen(&s.row).is_some_and(|known| known.bound)).map(|s| s.row.clone()));
        around.extend(desk.shelf.days_of(report)?.map(|(day, _)| (day, names)));
    }
    let hashes: BTreeSet<u64> =
        around.iter().flat_map(|(day, names)| days(*day).flat_map(move |day| names.iter().map(move |name| on(name, day)))).collect();
    for hash in hashes {
        strangers.extend(desk.shelf.all_under(hash)?);
    }
    Ok(strangers)
}

/// The person whom a stranger can be, by the company kept in reports of near days.
pub fn meeting<S: Shelf>(desk: &mut Desk<S>, row: &EntityId) -> Result<Option<EntityId>, S::Error> {
    let Some(own) = desk.row(row)?.map(|known| known.row.clone()) else { return Ok(None) };
    let Some(report) = own.context.report.clone() else { return Ok(None) };
    let Some((day, _)) = desk.shelf.days_of(&report)? else { return Ok(None) };
    let (first, last) = (days(day).next().unwrap_or(day), days(day).last().unwrap_or(day));
    let mut named: BTreeSet<(EntityId, ReportId)> = BTreeSet::new();
    let hashes: BTreeSet<u64> = surnames(&desk.keys, &own).into_iter().collect();
    for hash in hashes {
        for other in desk.shelf.all_under(hash)? {
            let Some(entity) = desk.entity_of(&other)? else { continue };
            let reports = desk.shelf.stands_between(&other, first, last)?;
            named.extend(reports.into_iter().filter(|r| *r != report).map(|r| (entity.clone(), r)));
        }
    }
    if named.is_empty() {
        return Ok(None);
    }
    let mut company: BTreeMap<ReportId, BTreeSet<EntityId>> = BTreeMap::new();
    for report in named.iter().map(|(_, report)| report).chain([&report]) {
        if !company.contains_key(report) {
            company.insert(report.clone(), company_of(desk, report)?);
        }
    }
    let mut rows: BTreeMap<EntityId, Vec<Row>> = BTreeMap::new();
    for (entity, _) in &named {
        if !rows.contains_key(entity) {
            rows.insert(entity.clone(), known_rows(desk, entity)?);
        }
    }
    let stranger = Stranger { row: &own, company: company[&report].clone() };
    let candidates = named.iter().map(|(entity, other)| (entity, rows[entity].as_slice(), company[other].clone()));
    Ok(stranger.known_as(&desk.keys, candidates))
}

/// The known people of a report.
fn company_of<S: Shelf>(desk: &mut Desk<S>, report: &str) -> Result<BTreeSet<EntityId>, S::Error> {
    let standings = desk.shelf.standings(report)?;
    let mut company = BTreeSet::new();
    for standing in people(&standings) {
        company.extend(desk.row(&standing.row)?.filter(|known| !known.bound).and_then(|known| known.entity.clone()));
    }
    Ok(company)
}

/// Rows of an entry that more reports can know.
fn known_rows<S: Shelf>(desk: &mut Desk<S>, entity: &str) -> Result<Vec<Row>, S::Error> {
    let mut rows = Vec::new();
    for stored in desk.shelf.rows_of(entity)? {
        rows.extend(desk.row(&stored.local.id)?.filter(|known| !known.bound).map(|known| known.row.clone()));
    }
    Ok(rows)
}

fn people(standings: &[Standing]) -> impl Iterator<Item = &Standing> {
    standings.iter().filter(|s| s.row.starts_with(letter(rapporteur_model::EntityKind::Person)))
}

fn names(keys: &Keys, row: &Row) -> BTreeSet<String> {
    persons_of(keys, row).flat_map(main_blocks).collect()
}

fn on(name: &str, day: Date) -> u64 {
    hash(&digest(&["on", name, &day.to_string()]))
}

fn days(day: Date) -> impl Iterator<Item = Date> {
    (-NEAR..=NEAR).map(move |offset| day.saturating_add(jiff::Span::new().days(offset)))
}
