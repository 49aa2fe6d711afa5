//! Some reports set out on the stage on which events are made: their readings with the entries that they name.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rapporteur_model::{Entity, EntityId, PostTold, Reading, ReportId, Standing};

use super::desk::Desk;
use super::shelf::Shelf;
use crate::cast::Cast;
use crate::claims::Claims;
use crate::events::Stage;
use crate::input::Input;
use crate::judgements::Judgements;
use crate::posts::{Post, post};

/// Reports with what they name.
pub struct Part {
    readings: Vec<Rc<Reading>>,
    standings: BTreeMap<ReportId, Vec<Standing>>,
    posts: BTreeMap<ReportId, Vec<PostTold>>,
    entities: Vec<Entity>,
    numbers: BTreeMap<EntityId, usize>,
    /// Numbers of the entries of rows.
    of_row: BTreeMap<EntityId, usize>,
}

impl Part {
    /// Takes these reports, and those that were judged, from the shelf.
    pub fn new<S: Shelf>(desk: &mut Desk<S>, reports: &BTreeSet<ReportId>) -> Result<Self, S::Error> {
        let readings = desk.readings(reports)?;
        let mut part = Self {
            readings,
            standings: BTreeMap::new(),
            posts: BTreeMap::new(),
            entities: Vec::new(),
            numbers: BTreeMap::new(),
            of_row: BTreeMap::new(),
        };
        for n in 0..part.readings.len() {
            let id = part.readings[n].report.id.clone();
            let standings = desk.shelf.standings(&id)?;
            for standing in &standings {
                part.name(desk, &standing.row)?;
            }
            let posts = desk.shelf.posts_in(&id)?.into_iter().filter(PostTold::is_post);
            part.posts.insert(id.clone(), posts.collect());
            part.standings.insert(id, standings);
        }
        Ok(part)
    }

    /// A part with these reports; `None` where this one has them all.
    pub fn widened<S: Shelf>(&self, desk: &mut Desk<S>, reports: &BTreeSet<ReportId>) -> Result<Option<Self>, S::Error> {
        let all_here = reports.iter().all(|report| self.standings.contains_key(report));
        if all_here { Ok(None) } else { Self::new(desk, reports).map(Some) }
    }

    fn name<S: Shelf>(&mut self, desk: &mut Desk<S>, row: &EntityId) -> Result<(), S::Error> {
        if self.of_row.contains_key(row) {
            return Ok(());
        }
        let Some(id) = desk.entity_of(row)? else { return Ok(()) };
        let number = match self.numbers.get(&id) {
            Some(&number) => number,
            None => {
                let Some(entity) = desk.shelf.entity(&id)? else { return Ok(()) };
                self.entities.push(entity);
                self.numbers.insert(id, self.entities.len() - 1);
                self.entities.len() - 1
            }
        };
        self.of_row.insert(row.clone(), number);
        Ok(())
    }

    /// Does something on the stage with these reports.
    pub fn on_stage<T>(&self, all: &[rapporteur_model::Judgement], act: impl FnOnce(&Stage, &Claims, &Judgements) -> T) -> T {
        let input = Input::new(self.readings.iter().map(|r| &**r));
        let judgements = Judgements::new(all, &input);
        let claims = Claims::new(&input, |report, c, claim| judgements.on_claim(report, c, claim));
        let entry = |row: &EntityId| self.of_row.get(row).copied();
        let of = |report: usize| self.standings.get(input.id(report)).map_or(&[][..], Vec::as_slice);
        let cast = Cast::new((0..input.len()).map(of), entry);
        let mut posts: BTreeMap<(usize, usize), Vec<Post>> = BTreeMap::new();
        let mut voices: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for report in 0..input.len() {
            for told in self.posts.get(input.id(report)).into_iter().flatten() {
                let Some(person) = entry(&told.person) else { continue };
                let house = told.house.as_ref().and_then(entry).map(|e| &self.entities[e]);
                posts.entry((report, person)).or_default().push(post(told, house));
            }
            for standing in of(report) {
                if let Some((voice, whole)) = entry(&standing.row).zip(standing.voice_of.as_ref().and_then(entry)) {
                    voices.insert((report, voice), whole);
                }
            }
        }
        let stage = Stage { input: &input, cast: &cast, entities: &self.entities, numbers: &self.numbers, posts: &posts, voices: &voices };
        act(&stage, &claims, &judgements)
    }
}
