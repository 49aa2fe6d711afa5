//! What happens: events with their day, place and people, in order of time.

use std::collections::HashSet;

use super::data::Data;
use super::random::Random;
use super::society::{DAYS, Institution, Post, Society};

/// Share of the sessions of a series that no report tells of.
const MISSING: f64 = 0.12;

/// Kind of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A numbered session of a body.
    Session,
    /// A meeting of two people.
    Meeting,
    /// The signing of a document by two people.
    Signing,
    /// A person's visit to a city.
    Visit,
    /// Somebody takes a post.
    Appointment,
    /// An agency gets another name; no event of the record.
    Renamed,
}

impl Kind {
    /// Its name in the record and in the frames.
    pub fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Meeting => "meeting",
            Self::Signing => "signing",
            Self::Visit => "visit",
            Self::Appointment => "appointment",
            Self::Renamed => "renamed",
        }
    }
}

/// What becomes of an event that is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is told of only when it has happened.
    Plain,
    /// Announced and held.
    Kept,
    /// Announced for another day, moved, held.
    Moved,
    /// Announced and called off.
    Cancelled,
}

/// An event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Kind.
    pub kind: Kind,
    /// Day, from the world's first.
    pub day: i32,
    /// Country and city.
    pub city: (u16, u16),
    /// Posts of its people; the second is the first where there is one only.
    pub posts: [u32; 2],
    /// Body and number of its session.
    pub session: Option<(u32, u32)>,
    /// The organisation that tells of it, or that it is about.
    pub organisation: u32,
    /// What is spoken about, an index.
    pub topic: usize,
    /// What is signed, an index.
    pub instrument: usize,
    /// What becomes of it.
    pub fate: Fate,
    /// The session before it, if reports tell of it: its place among the events.
    pub previous: Option<u32>,
}

/// The sessions of a body: told of, and left out.
#[derive(Debug)]
pub struct Series {
    /// The body.
    pub body: u32,
    /// Numbers that reports tell of.
    pub told: Vec<u32>,
    /// Numbers between them of which none does.
    pub missing: Vec<u32>,
}

/// All events in order of time, and the series.
#[derive(Debug)]
pub struct Plan {
    /// Events.
    pub events: Vec<Event>,
    /// Series of sessions.
    pub series: Vec<Series>,
}

impl Plan {
    /// So many events; about three in ten are sessions.
    pub fn new(data: &Data, society: &Society, random: &mut Random, count: usize) -> Self {
        let mut plan = Self { events: Vec::with_capacity(count), series: vec![] };
        let sessions = count * 3 / 10 / society.bodies.len().max(1);
        for body in 0..society.bodies.len() {
            plan.sessions(data, society, random, body as u32, sessions.clamp(3, 40));
        }
        let mut busy = HashSet::new();
        while plan.events.len() < count {
            let event = one(data, society, random);
            if busy.insert((event.kind.name(), event.posts, event.day / 40))
                && !busy.contains(&(event.kind.name(), event.posts, event.day / 40 - 1))
            {
                plan.events.push(event);
            }
        }
        plan.order();
        plan
    }

    fn sessions(&mut self, data: &Data, society: &Society, random: &mut Random, id: u32, about: usize) {
        let body = &society.bodies[id as usize];
        let count = random.between(about as i32 / 2 + 1, about as i32 * 3 / 2) as u32;
        let first = 1 + random.below(4) as u32;
        let step = (DAYS - 400) / count as i32;
        let mut day = random.between(10, 390);
        let mut series = Series { body: id, told: vec![], missing: vec![] };
        let mut previous = None;
        for number in first..first + count {
            let left_out = number > first && number + 1 < first + count && random.chance(MISSING);
            if left_out {
                series.missing.push(number);
                previous = None;
            } else {
                series.told.push(number);
                let side = usize::from(number % 2 == 0);
                let mut event = blank(data, society, random, Kind::Session, day, body.chairs);
                event.city = city(data, random, body.sides[side]);
                event.session = Some((id, number));
                event.previous = previous;
                previous = Some(self.events.len() as u32);
                self.events.push(event);
            }
            day += random.between(step * 2 / 3, step);
        }
        self.series.push(series);
    }

    fn order(&mut self) {
        let mut order: Vec<u32> = (0..self.events.len() as u32).collect();
        order.sort_by_key(|&n| (self.events[n as usize].day, n));
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old as usize] = new as u32;
        }
        let mut events: Vec<Event> = order.iter().map(|&n| self.events[n as usize].clone()).collect();
        for event in &mut events {
            event.previous = event.previous.map(|n| place[n as usize]);
        }
        self.events = events;
    }
}

fn city(data: &Data, random: &mut Random, land: u16) -> (u16, u16) {
    let cities = data.lands[usize::from(land)].cities.len();
    (land, if random.chance(0.75) { 0 } else { random.below(cities) as u16 })
}

fn blank(data: &Data, society: &Society, random: &mut Random, kind: Kind, day: i32, posts: [u32; 2]) -> Event {
    let slot = &society.slots[posts[random.below(2)] as usize];
    let organisation = match slot.post {
        Post::Minister(subject) | Post::Deputy(subject) => society.ministries[usize::from(slot.land)][subject],
        Post::Head(organisation) => organisation,
        Post::Ambassador(_) => *random.pick(&society.ministries[usize::from(slot.land)]),
    };
    let fate = match kind {
        Kind::Session | Kind::Meeting => [Fate::Plain, Fate::Kept, Fate::Moved, Fate::Cancelled][random.weighted(&[80, 11, 5, 4])],
        Kind::Visit => [Fate::Plain, Fate::Kept, Fate::Cancelled][random.weighted(&[84, 11, 5])],
        _ => Fate::Plain,
    };
    let topic = random.below(data.institutions.topic.len());
    let instrument = random.below(data.institutions.instrument.len());
    Event { kind, day, city: (0, 0), posts, session: None, organisation, topic, instrument, fate, previous: None }
}

/// A meeting, signing, visit, appointment or renaming.
fn one(data: &Data, society: &Society, random: &mut Random) -> Event {
    let kind = [Kind::Meeting, Kind::Signing, Kind::Visit, Kind::Appointment, Kind::Renamed][random.weighted(&[60, 16, 12, 10, 2])];
    let first = random.below(society.slots.len()) as u32;
    let slot = &society.slots[first as usize];
    let second = partner(society, random, first);
    let day = random.between(0, DAYS - 30);
    let mut event = match kind {
        Kind::Meeting | Kind::Signing => blank(data, society, random, kind, day, [first, second]),
        _ => blank(data, society, random, kind, day, [first, first]),
    };
    let other = society.slots[second as usize].land;
    let land = if kind == Kind::Visit || random.chance(0.5) { other } else { slot.land };
    event.city = city(data, random, land);
    match kind {
        Kind::Appointment => {
            let from: Vec<i32> = slot.holders.iter().map(|(from, _)| *from).filter(|from| (0..DAYS - 30).contains(from)).collect();
            if from.is_empty() { event.kind = Kind::Visit } else { event.day = *random.pick(&from) }
        }
        Kind::Renamed => match renamed(society, random) {
            Some((organisation, day)) => (event.organisation, event.day) = (organisation, day),
            None => event.kind = Kind::Visit,
        },
        _ => {}
    }
    event
}

/// One of six posts of other countries: people meet the same ones again. Ambassadors meet those of the country they are sent to.
fn partner(society: &Society, random: &mut Random, first: u32) -> u32 {
    let slot = &society.slots[first as usize];
    let mut own = Random::new(u64::from(first), random.below(6) as u64);
    let land = match slot.post {
        Post::Ambassador(to) => usize::from(to),
        _ => (usize::from(slot.land) + 1 + own.below(society.of_land.len() - 1)) % society.of_land.len(),
    };
    *own.pick(&society.of_land[land])
}

fn renamed(society: &Society, random: &mut Random) -> Option<(u32, i32)> {
    let start = random.below(society.organisations.len());
    let all = society.organisations.iter().enumerate().skip(start);
    all.take(200).find_map(|(n, o)| Some((n as u32, o.renamed.filter(|_| matches!(o.what, Institution::Agency(_)))?)))
}
