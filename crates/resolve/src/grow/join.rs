//! Joins rows anew after some came or went: with what their names connect them, and organisations by those who head them. What no new
//! name speaks of is not looked at.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{EntityId, EntityKind};

use super::company;
use super::desk::Desk;
use super::shelf::Shelf;
use crate::entities::rank;
use crate::link::near::{self, Offices};
use crate::link::{self, Facts, Row, Rows, Verdicts};

/// What is to be joined anew.
#[derive(Default)]
pub struct Seeds {
    /// Rows of which something is new.
    pub rows: BTreeSet<EntityId>,
    /// Groups that won or lost rows.
    pub groups: BTreeSet<EntityId>,
}

impl Seeds {
    /// True where nothing is.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.groups.is_empty()
    }

    /// Takes in a row that is new, with what its names connect it with, and puts it where others look for it.
    pub fn enter<S: Shelf>(&mut self, desk: &mut Desk<S>, id: &EntityId) -> Result<(), S::Error> {
        let Some(row) = desk.row(id)?.map(|known| known.row.clone()) else { return Ok(()) };
        self.rows.insert(id.clone());
        for number in row.keys.iter().copied().filter(|&k| near::tells(desk.keys.get(k))).collect::<Vec<_>>() {
            let name = desk.keys.hash(number);
            let known = desk.shelf.one_under(name)?;
            match &known {
                // Who bears a name in one country says nothing of who bears it in another.
                Some(_) if row.kind == EntityKind::Person => self.bearers(desk, &row, name)?,
                Some(other) => self.group_of(desk, other)?,
                None => {}
            }
            if known.is_none() || row.kind == EntityKind::Person {
                self.near_names(desk, &row, number)?;
            }
            if known.is_none() {
                desk.shelf.put_name(name, &near::blocks(desk.keys.get(number)))?;
            }
            desk.shelf.put_under(name, id)?;
        }
        let offices = Offices::of(&desk.keys, &row);
        for hash in offices.others().collect::<BTreeSet<_>>() {
            for other in desk.shelf.all_under(hash)? {
                if desk.row(&other)?.is_some_and(|known| !self.groups.contains(&known.group))
                    && desk.seen(&other).is_some_and(|known| near::one_in_office(&desk.keys, &row, &known.row))
                {
                    self.group_of(desk, &other)?;
                }
            }
        }
        let surnames = company::surnames(&desk.keys, &row);
        offices.own().chain(surnames).try_for_each(|hash| desk.shelf.put_under(hash, id))
    }

    /// Notes that a row is gone, and takes it from where others look for it.
    pub fn leave<S: Shelf>(&mut self, desk: &mut Desk<S>, row: &Row, group: &EntityId) -> Result<(), S::Error> {
        self.groups.insert(group.clone());
        for number in row.keys.iter().copied().filter(|&k| near::tells(desk.keys.get(k))).collect::<Vec<_>>() {
            let name = desk.keys.hash(number);
            desk.shelf.drop_under(name, &row.id)?;
            if desk.shelf.one_under(name)?.is_none() {
                desk.shelf.drop_name(name, &near::blocks(desk.keys.get(number)))?;
            }
        }
        let surnames = company::surnames(&desk.keys, row);
        Offices::of(&desk.keys, row).own().chain(surnames).try_for_each(|hash| desk.shelf.drop_under(hash, &row.id))
    }

    /// Looks for the names that the name of a row goes with.
    fn near_names<S: Shelf>(&mut self, desk: &mut Desk<S>, row: &Row, number: usize) -> Result<(), S::Error> {
        let blocks = near::blocks(desk.keys.get(number));
        for name in desk.shelf.names_near(&blocks)? {
            if desk.keys.hashed(name).is_none()
                && let Some(bearer) = desk.shelf.one_under(name)?
            {
                desk.row(&bearer)?;
            }
            let other = desk.keys.hashed(name).filter(|&other| other != number).map(|other| desk.keys.get(other));
            if !other.is_some_and(|other| near::connect(desk.keys.get(number), other)) {
                continue;
            }
            if row.kind == EntityKind::Person {
                self.bearers(desk, row, name)?;
            } else if let Some(bearer) = desk.shelf.one_under(name)? {
                self.group_of(desk, &bearer)?;
            }
        }
        Ok(())
    }

    /// The groups of those who bear a name and need not stay apart from a row.
    fn bearers<S: Shelf>(&mut self, desk: &mut Desk<S>, row: &Row, name: u64) -> Result<(), S::Error> {
        for bearer in desk.shelf.all_under(name)? {
            let open = desk.row(&bearer)?.is_some_and(|known| !known.bound && !self.groups.contains(&known.group));
            if open && desk.seen(&bearer).is_some_and(|known| !near::apart(&desk.keys, row, &known.row)) {
                self.group_of(desk, &bearer)?;
            }
        }
        Ok(())
    }

    fn group_of<S: Shelf>(&mut self, desk: &mut Desk<S>, row: &EntityId) -> Result<(), S::Error> {
        self.groups.extend(desk.row(row)?.filter(|known| !known.bound).map(|known| known.group.clone()));
        Ok(())
    }

    /// Joins anew what is to be; gives each row that was looked at with its entry.
    pub fn join<S: Shelf>(
        mut self,
        desk: &mut Desk<S>,
        verdicts: &Verdicts,
        rejected: &BTreeSet<EntityId>,
    ) -> Result<Vec<(EntityId, Option<EntityId>)>, S::Error> {
        for row in std::mem::take(&mut self.rows) {
            self.group_of(desk, &row)?;
        }
        let mut field = Field::default();
        for group in &self.groups {
            field.take(desk, group)?;
        }
        field.follow_heads(desk, &self.groups)?;
        field.link(desk, verdicts, rejected)
    }
}

/// The rows that are looked at: whole groups.
#[derive(Default)]
struct Field {
    groups: BTreeMap<EntityId, Vec<EntityId>>,
    /// Groups whose heads or houses were not asked for yet.
    waiting: Vec<EntityId>,
    /// Rows of people with rows of organisations that they head.
    heads: BTreeSet<(EntityId, EntityId)>,
    /// By group of people, the rows that these head.
    houses: BTreeMap<EntityId, Vec<EntityId>>,
}

impl Field {
    fn take<S: Shelf>(&mut self, desk: &mut Desk<S>, group: &EntityId) -> Result<(), S::Error> {
        if self.groups.contains_key(group) {
            return Ok(());
        }
        let mut rows = Vec::new();
        for stored in desk.shelf.joined_with(group)? {
            if desk.seen(&stored.local.id).is_none() {
                desk.know(&stored);
            }
            rows.push(stored.local.id);
        }
        self.waiting.push(group.clone());
        self.groups.insert(group.clone(), rows);
        Ok(())
    }

    /// Takes in the organisations that heads can join with what is looked at, and those heads. `anew`: groups in which something is new.
    fn follow_heads<S: Shelf>(&mut self, desk: &mut Desk<S>, anew: &BTreeSet<EntityId>) -> Result<(), S::Error> {
        loop {
            while let Some(group) = self.waiting.pop() {
                self.ask_heads(desk, &group)?;
            }
            for group in self.houses.keys().cloned().collect::<Vec<_>>() {
                self.join_houses(desk, &group, anew.contains(&group))?;
            }
            if self.waiting.is_empty() {
                return Ok(());
            }
        }
    }

    fn ask_heads<S: Shelf>(&mut self, desk: &mut Desk<S>, group: &EntityId) -> Result<(), S::Error> {
        let rows = self.groups[group].clone();
        let Some(letter) = rows.first().and_then(|row| row.chars().next()) else { return Ok(()) };
        match letter {
            'p' => {
                let headed = desk.shelf.headed_by(&rows)?;
                let houses: BTreeSet<EntityId> = headed.iter().map(|(_, house)| house.clone()).collect();
                self.houses.insert(group.clone(), houses.into_iter().collect());
                self.heads.extend(headed);
            }
            'o' => {
                for (person, _) in desk.shelf.heads_at(&rows)? {
                    if let Some(group) = desk.row(&person)?.filter(|known| !known.bound).map(|known| known.group.clone()) {
                        self.take(desk, &group)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Of two organisations that people of a group head and that are alike both are looked at, if one is or the group is new.
    fn join_houses<S: Shelf>(&mut self, desk: &mut Desk<S>, group: &EntityId, anew: bool) -> Result<(), S::Error> {
        let mut houses = Vec::new();
        for house in &self.houses[group] {
            if let Some(known) = desk.row(house)?.filter(|known| !known.bound) {
                houses.push((house.clone(), known.group.clone()));
            }
        }
        for (i, (a, x)) in houses.iter().enumerate() {
            for (b, y) in &houses[..i] {
                let held = (self.groups.contains_key(x), self.groups.contains_key(y));
                if x == y || held == (true, true) || (held == (false, false) && !anew) {
                    continue;
                }
                let (Some(one), Some(other)) = (desk.seen(a), desk.seen(b)) else { continue };
                if link::like(&desk.keys, &one.row, &other.row) {
                    self.take(desk, x)?;
                    self.take(desk, y)?;
                }
            }
        }
        Ok(())
    }

    fn link<S: Shelf>(
        self,
        desk: &mut Desk<S>,
        verdicts: &Verdicts,
        rejected: &BTreeSet<EntityId>,
    ) -> Result<Vec<(EntityId, Option<EntityId>)>, S::Error> {
        let ids: BTreeSet<EntityId> = self.groups.into_values().flatten().collect();
        let all: Vec<Row> = ids.iter().filter_map(|id| desk.seen(id).map(|known| known.row.clone())).collect();
        let heads: Vec<(EntityId, EntityId)> = self.heads.into_iter().collect();
        let mut failed = None;
        let shelf = &mut *desk.shelf;
        let mut together = |a: &[EntityId], b: &[EntityId]| match shelf.together(a, b) {
            Ok(together) => together,
            Err(error) => {
                failed = Some(error);
                true
            }
        };
        let rows = Rows { keys: &desk.keys, all };
        let linked = link::link(&rows, &mut Facts { heads: &heads, together: &mut together }, verdicts);
        if let Some(error) = failed {
            return Err(error);
        }
        let mut first: BTreeMap<usize, (bool, String, EntityId)> = BTreeMap::new();
        for (row, &set) in linked.sets.iter().enumerate() {
            let rank = rank(rows.keys, &rows.all[row]);
            let held = first.entry(set).or_insert_with(|| rank.clone());
            if rank < *held {
                *held = rank;
            }
        }
        let gone: BTreeSet<usize> = (0..rows.all.len()).filter(|&r| rejected.contains(&rows.all[r].id)).map(|r| linked.sets[r]).collect();
        let entry = |set: usize| (!gone.contains(&set)).then(|| first[&set].2.clone());
        let entries = rows.all.iter().zip(&linked.sets).map(|(row, &set)| (row.id.clone(), entry(set))).collect();
        let groups: Vec<(EntityId, EntityId)> =
            rows.all.iter().zip(&linked.groups).map(|(row, &group)| (row.id.clone(), rows.all[group].id.clone())).collect();
        for (row, group) in groups {
            desk.set_group(&row, &group)?;
        }
        Ok(entries)
    }
}
