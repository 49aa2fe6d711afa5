//! The reports of one event: announcements, news, corrections, reprints; some disagree.

use super::data::Data;
use super::frames::Frames;
use super::page::Page;
use super::plan::{Event, Fate, Kind, Plan};
use super::random::Random;
use super::society::Society;
use super::telling::{Teller, Tongue, Version};

/// Share of the reports that have another day or city than the event.
const WRONG: f64 = 0.03;
/// Share of the reports that somebody prints again.
const REPRINTED: f64 = 0.1;
/// Share of the events of which one report had a wrong day and another corrects it.
const CORRECTED: f64 = 0.02;

/// A report as it goes out.
#[derive(Debug)]
pub struct Told {
    /// Language.
    pub tongue: Tongue,
    /// Text and mentions.
    pub page: Page,
    /// Day of publication.
    pub published: i32,
    /// Whether it also tells of the session before.
    pub previous: bool,
}

/// What a report does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Lead,
    Planned,
    Moved,
    Cancelled,
    Correction,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Lead | Self::Correction => "lead",
            Self::Planned => "planned",
            Self::Moved => "moved",
            Self::Cancelled => "cancelled",
        }
    }
}

/// All that the reports are made of.
#[derive(Debug)]
pub struct Press<'a> {
    /// Words.
    pub data: &'a Data,
    /// People and organisations.
    pub society: &'a Society,
    /// Events.
    pub plan: &'a Plan,
    /// Sentences.
    pub frames: &'a Frames,
    /// Seed.
    pub seed: u64,
}

impl Press<'_> {
    /// The reports of the event of this number.
    pub fn reports(&self, number: usize) -> Vec<Told> {
        let event = &self.plan.events[number];
        let mut random = Random::new(self.seed ^ 0x5EED, number as u64);
        let mut all = Vec::new();
        for (part, version) in versions(self.data, event, &mut random) {
            let told = self.write(event, part, version, Random::new(self.seed ^ (number as u64) << 20, all.len() as u64));
            let reprint = random.chance(REPRINTED).then(|| Told {
                page: told.page.clone(),
                published: told.published + random.between(0, 1),
                ..told
            });
            all.push(told);
            all.extend(reprint);
        }
        all
    }

    fn write(&self, event: &Event, part: Part, version: Version, mut random: Random) -> Told {
        let tongue = if random.chance(0.5) { Tongue::Ru } else { Tongue::En };
        let kind = event.kind.name();
        let frames = |part: &str| self.frames.of(tongue.code(), kind, part);
        let (people, more, tail) = (random.chance(0.75), random.weighted(&[35, 45, 20]), random.chance(0.4));
        let dateline = random.chance(0.25);
        let mut teller = Teller::new(self.data, self.society, &self.plan.events, event, version, tongue, random);
        if dateline {
            teller.dateline();
        }
        teller.tell(frames(part.name()));
        if part == Part::Correction {
            teller.tell(self.frames.of(tongue.code(), "tail", "correction"));
        }
        if event.kind == Kind::Session && people && !teller.introduced() && part == Part::Lead {
            teller.tell(frames("people"));
        }
        if part == Part::Lead {
            for _ in 0..more {
                teller.tell(frames("more"));
            }
        }
        if tail && event.kind != Kind::Renamed {
            teller.tell(self.frames.of(tongue.code(), "tail", "tail"));
        }
        Told { tongue, previous: teller.previous, page: teller.page, published: version.published }
    }
}

/// What reports there are of an event, and what each says.
fn versions(data: &Data, event: &Event, random: &mut Random) -> Vec<(Part, Version)> {
    let true_one = Version { day: event.day, old: event.day, city: event.city, published: event.day };
    let mut all = Vec::new();
    let old = event.day - random.between(4, 25);
    if event.fate != Fate::Plain {
        let planned = if event.fate == Fate::Moved { old } else { event.day };
        for _ in 0..1 + random.below(2) {
            all.push((Part::Planned, Version { day: planned, published: old - random.between(3, 15), ..true_one }));
        }
    }
    if event.fate == Fate::Moved {
        all.push((Part::Moved, Version { old, published: old - 1, ..true_one }));
    }
    if event.fate == Fate::Cancelled {
        for _ in 0..1 + random.below(2) {
            all.push((Part::Cancelled, Version { published: event.day - random.between(0, 2), ..true_one }));
        }
        return all;
    }
    let count = [1, 2, 3, 4, 6][random.weighted(&[34, 30, 20, 11, 5])];
    for _ in 0..count {
        let published = event.day + random.weighted(&[55, 30, 10, 5]) as i32;
        all.push((Part::Lead, wrong(data, event, random, Version { published, ..true_one })));
    }
    if random.chance(CORRECTED) && matches!(event.kind, Kind::Session | Kind::Meeting) {
        let day = event.day - random.between(1, 2);
        all.push((Part::Lead, Version { day, published: event.day, ..true_one }));
        all.push((Part::Correction, Version { published: event.day + 1, ..true_one }));
    }
    all
}

/// A small share of the reports have another day or another city of the country.
fn wrong(data: &Data, event: &Event, random: &mut Random, version: Version) -> Version {
    if !random.chance(WRONG) || event.kind == Kind::Renamed {
        return version;
    }
    let cities = data.lands[usize::from(event.city.0)].cities.len();
    if random.chance(0.5) && cities > 1 {
        return Version { city: (event.city.0, (event.city.1 + 1) % cities as u16), ..version };
    }
    Version { day: event.day - random.between(1, 3), ..version }
}
