//! Events counted by what they have in common, in one pass over those that were chosen and who took part in them. Chooses no events itself.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::Result;
use crate::clauses::Clauses;

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

/// Keys with the number of events that have them, each event once a key.
#[derive(Debug, Default)]
pub(crate) struct Tally(HashMap<String, Times>);

#[derive(Debug)]
struct Times {
    count: u32,
    /// The number of the last event that was counted.
    last: u32,
}

impl Tally {
    fn add(&mut self, key: Option<&str>, event: u32) {
        let Some(key) = key else { return };
        match self.0.get_mut(key) {
            Some(times) if times.last == event => {}
            Some(times) => *times = Times { count: times.count + 1, last: event },
            None => {
                self.0.insert(key.to_owned(), Times { count: 1, last: event });
            }
        }
    }

    /// The most frequent keys, by number and name; of people and organisations those that have a dossier.
    pub(crate) fn most(self, connection: &Connection, facet: Facet, most: usize) -> Result<Vec<Counted>> {
        let mut all: Vec<Counted> = self.0.into_iter().map(|(key, times)| Counted { key, count: times.count }).collect();
        all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.key.cmp(&b.key)));
        let kinds = match facet {
            Facet::Person => "('person')",
            Facet::Organisation => "('organisation', 'body')",
            _ => {
                all.truncate(most);
                return Ok(all);
            }
        };
        let mut find = connection.prepare_cached(&format!("SELECT 1 FROM entity WHERE id = ?1 AND listed = 1 AND kind IN {kinds}"))?;
        let mut kept = Vec::new();
        for counted in all {
            if kept.len() == most {
                break;
            }
            if find.query_row([&counted.key], |_| Ok(())).optional()?.is_some() {
                kept.push(counted);
            }
        }
        Ok(kept)
    }
}

/// The number of the events that these conditions choose, and a tally for each facet that is wanted.
pub(crate) fn of_events(connection: &Connection, clauses: &Clauses, wanted: &[(Facet, u32)]) -> Result<(u32, Vec<Tally>)> {
    let mut tallies: Vec<Tally> = wanted.iter().map(|_| Tally::default()).collect();
    let who = wanted.iter().any(|(facet, _)| matches!(facet, Facet::Person | Facet::Organisation | Facet::Country));
    let head = "id, kind, status, substr(sort_date, 1, 7) AS month, body, place, place_country, langs";
    // The join on the left keeps to the order that is written: the chosen events first, then those who took part in each.
    let chosen = format!("SELECT {head} FROM event{}", clauses.filter());
    let with = format!("SELECT c.*, entity, organisation, country FROM ({chosen}) c LEFT JOIN participant ON event = c.id");
    let sql = if who { with } else { chosen };
    let mut select = connection.prepare_cached(&sql)?;
    let mut rows = select.query(clauses.params())?;
    let (mut total, mut last) = (0, String::new());
    while let Some(row) = rows.next()? {
        let id = text(row, 0)?.unwrap_or_default();
        if total == 0 || id != last {
            total += 1;
            id.clone_into(&mut last);
            for ((facet, _), tally) in wanted.iter().zip(&mut tallies) {
                of_event(tally, *facet, row, total)?;
            }
        }
        if who {
            for ((facet, _), tally) in wanted.iter().zip(&mut tallies) {
                of_participant(tally, *facet, row, total)?;
            }
        }
    }
    Ok((total, tallies))
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>> {
    Ok(row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?)
}

fn of_event(tally: &mut Tally, facet: Facet, row: &Row<'_>, event: u32) -> Result<()> {
    match facet {
        Facet::Kind => tally.add(text(row, 1)?, event),
        Facet::Status => tally.add(text(row, 2)?, event),
        Facet::Month => tally.add(text(row, 3)?, event),
        Facet::Body => tally.add(text(row, 4)?, event),
        Facet::Place => tally.add(text(row, 5)?, event),
        Facet::Country => tally.add(text(row, 6)?, event),
        Facet::Language => {
            let langs = text(row, 7)?.unwrap_or_default();
            langs.split(',').filter(|lang| !lang.is_empty()).for_each(|lang| tally.add(Some(lang), event));
        }
        Facet::Person | Facet::Organisation => {}
    }
    Ok(())
}

fn of_participant(tally: &mut Tally, facet: Facet, row: &Row<'_>, event: u32) -> Result<()> {
    match facet {
        Facet::Person => tally.add(text(row, 8)?, event),
        Facet::Organisation => {
            tally.add(text(row, 8)?, event);
            tally.add(text(row, 9)?, event);
        }
        Facet::Country => tally.add(text(row, 10)?, event),
        _ => {}
    }
    Ok(())
}
