//! What is on the desk while a record grows: readings and rows that were looked up, each once. Decides nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use rapporteur_model::{EntityId, Judgement, Reading, ReportId, StoredRow};

use super::shelf::Shelf;
use crate::link::Row;
use crate::nodes::Keys;

/// A local entity as it is used while a record grows.
pub struct Known {
    /// With its keys.
    pub row: Row,
    /// It can be told in its own report alone.
    pub bound: bool,
    /// The entry that it is part of.
    pub entity: Option<EntityId>,
    /// The smallest row of those that names connect it with.
    pub group: EntityId,
}

/// The shelf with what was taken from it.
pub struct Desk<'s, S: Shelf> {
    /// The shelf.
    pub shelf: &'s mut S,
    /// Keys of all names seen.
    pub keys: Keys,
    /// Judgements, in force or not.
    pub judgements: &'s [Judgement],
    /// Reports that a judgement in force speaks of.
    pub judged: BTreeSet<ReportId>,
    readings: BTreeMap<ReportId, Option<Rc<Reading>>>,
    rows: HashMap<EntityId, Known>,
}

impl<'s, S: Shelf> Desk<'s, S> {
    /// An empty desk.
    pub fn new(shelf: &'s mut S, judgements: &'s [Judgement]) -> Self {
        let anchors = Judgement::in_force(judgements).into_iter().flat_map(|j| std::iter::once(&j.anchor).chain(&j.other));
        let judged = anchors.map(|a| a.report.clone()).collect();
        Self { shelf, keys: Keys::default(), judgements, judged, readings: BTreeMap::new(), rows: HashMap::new() }
    }

    /// The readings of these reports and of those that were judged; of what is gone there is none.
    pub fn readings<'r>(&mut self, reports: impl IntoIterator<Item = &'r ReportId>) -> Result<Vec<Rc<Reading>>, S::Error> {
        let wanted: BTreeSet<ReportId> = reports.into_iter().cloned().chain(self.judged.iter().cloned()).collect();
        let mut found = Vec::with_capacity(wanted.len());
        for id in wanted {
            if !self.readings.contains_key(&id) {
                let reading = self.shelf.reading(&id)?.map(Rc::new);
                self.readings.insert(id.clone(), reading);
            }
            found.extend(self.readings[&id].clone());
        }
        Ok(found)
    }

    /// Puts a local entity on the desk.
    pub fn know(&mut self, stored: &StoredRow) {
        let local = &stored.local;
        let row = Row::new(local, &mut self.keys);
        let known = Known { row, bound: local.is_bound(), entity: stored.entity.clone(), group: stored.group.clone() };
        self.rows.insert(local.id.clone(), known);
    }

    /// A row; `None` where there is none any more.
    pub fn row(&mut self, id: &str) -> Result<Option<&Known>, S::Error> {
        if !self.rows.contains_key(id) {
            let Some(stored) = self.shelf.row(id)? else { return Ok(None) };
            self.know(&stored);
        }
        Ok(self.rows.get(id))
    }

    /// A row that was asked for before.
    pub fn seen(&self, id: &str) -> Option<&Known> {
        self.rows.get(id)
    }

    /// Takes a row that is gone off the desk.
    pub fn forget(&mut self, id: &str) {
        self.rows.remove(id);
    }

    /// The entry of a row.
    pub fn entity_of(&mut self, row: &str) -> Result<Option<EntityId>, S::Error> {
        Ok(self.row(row)?.and_then(|known| known.entity.clone()))
    }

    /// Says of which entry a row is part; gives the one before, if that was another.
    pub fn set_entry(&mut self, row: &str, entity: Option<EntityId>) -> Result<Option<Option<EntityId>>, S::Error> {
        let before = self.entity_of(row)?;
        if before == entity {
            return Ok(None);
        }
        self.shelf.set_entry(row, entity.as_deref())?;
        if let Some(known) = self.rows.get_mut(row) {
            known.entity = entity;
        }
        Ok(Some(before))
    }

    /// Says with what the names of a row connect it.
    pub fn set_group(&mut self, row: &str, group: &str) -> Result<(), S::Error> {
        if let Some(known) = self.rows.get_mut(row).filter(|known| known.group != group) {
            group.clone_into(&mut known.group);
            self.shelf.set_group(row, group)?;
        }
        Ok(())
    }
}
