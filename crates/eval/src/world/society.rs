//! Who there is: countries' organisations, posts and the people who hold them one after another, bodies.

use std::collections::HashSet;
use std::fmt;

use super::data::Data;
use super::names::Name;
use super::random::Random;

/// Days of the world, from 1 January 2006.
pub const DAYS: i32 = 6900;
/// Countries of the smallest world; one more for every so many events.
const SMALL_WORLD: usize = 12;
const EVENTS_OF_A_LAND: usize = 400;
/// A ministry has one more deputy for every so many events.
const EVENTS_OF_A_DEPUTY: usize = 20_000;
/// Share of the posts that someone takes who held another one of the country.
const MOVED: f64 = 0.25;

/// Something that a mention stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A person.
    Person(u32),
    /// An organisation.
    Organisation(u32),
    /// A body.
    Body(u32),
    /// A country.
    Land(u16),
    /// A city of a country.
    City(u16, u16),
}

impl Thing {
    /// The kind of its mentions.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Organisation(_) => "organisation",
            Self::Body(_) => "body",
            Self::Land(_) | Self::City(..) => "place",
        }
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(n) => write!(out, "p{n}"),
            Self::Organisation(n) => write!(out, "o{n}"),
            Self::Body(n) => write!(out, "b{n}"),
            Self::Land(n) => write!(out, "l{n}"),
            Self::City(land, n) => write!(out, "c{land}.{n}"),
        }
    }
}

/// A person.
#[derive(Debug)]
pub struct Person {
    /// Country.
    pub land: u16,
    /// Name.
    pub name: Name,
    /// Whether somebody else has the same full name.
    pub namesake: bool,
}

/// What an organisation is.
#[derive(Debug, Clone, PartialEq)]
pub enum Institution {
    /// The ministry of a subject.
    Ministry(usize),
    /// An agency.
    Agency(usize),
    /// A house of parliament.
    House(usize),
    /// A committee of a house (the organisation).
    Committee(usize, u32),
    /// A company by its name in both languages, with its legal forms.
    Company(String, String, usize, usize),
}

/// An organisation.
#[derive(Debug)]
pub struct Organisation {
    /// Country.
    pub land: u16,
    /// What it is.
    pub what: Institution,
    /// The day from which it has its later name.
    pub renamed: Option<i32>,
}

/// What post a slot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    /// Minister of a subject.
    Minister(usize),
    /// Deputy minister.
    Deputy(usize),
    /// Ambassador to a country.
    Ambassador(u16),
    /// Head of an organisation: chairman of a committee, director of an agency or company.
    Head(u32),
}

/// A post of a country, and who holds it from when on.
#[derive(Debug)]
pub struct Slot {
    /// Country.
    pub land: u16,
    /// Post.
    pub post: Post,
    /// First day and person.
    pub holders: Vec<(i32, u32)>,
}

impl Slot {
    /// Who holds it on a day.
    pub fn holder(&self, day: i32) -> u32 {
        self.holders.iter().rev().find(|(from, _)| *from <= day).unwrap_or(&self.holders[0]).1
    }
}

/// A body.
#[derive(Debug)]
pub struct Body {
    /// Its sides.
    pub sides: [u16; 2],
    /// Subject.
    pub subject: usize,
    /// Its class, an index.
    pub class: usize,
    /// The body that it is part of.
    pub parent: Option<u32>,
    /// The posts whose holders are its co-chairs.
    pub chairs: [u32; 2],
}

/// Everybody and everything.
#[derive(Debug)]
pub struct Society {
    /// People.
    pub people: Vec<Person>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// Posts.
    pub slots: Vec<Slot>,
    /// Posts of each country.
    pub of_land: Vec<Vec<u32>>,
    /// Bodies.
    pub bodies: Vec<Body>,
    /// Ministry of each country and subject.
    pub ministries: Vec<Vec<u32>>,
}

impl Society {
    /// The society of so many events.
    pub fn new(data: &Data, random: &mut Random, events: usize, namesakes: f64) -> Self {
        let mut society =
            Self { people: vec![], organisations: vec![], slots: vec![], of_land: vec![], bodies: vec![], ministries: vec![] };
        let lands = data.lands.len().min(SMALL_WORLD + events / EVENTS_OF_A_LAND);
        society.found(data, random, lands, events);
        society.make_posts(data, random, lands, events);
        society.fill(data, random, namesakes);
        society.make_bodies(data, random, lands, events);
        society
    }

    fn found(&mut self, data: &Data, random: &mut Random, lands: usize, events: usize) {
        let put = |all: &mut Vec<Organisation>, land: usize, what, renamed| {
            all.push(Organisation { land: land as u16, what, renamed });
            all.len() as u32 - 1
        };
        let all = &mut self.organisations;
        for land in 0..lands {
            self.ministries.push((0..data.institutions.subject.len()).map(|s| put(all, land, Institution::Ministry(s), None)).collect());
            for (n, agency) in data.institutions.agency.iter().enumerate() {
                let renamed = (agency.after_en.is_some() && random.chance(0.5)).then(|| random.between(1500, 5000));
                if random.chance(0.6) {
                    put(all, land, Institution::Agency(n), renamed);
                }
            }
            let house = put(all, land, Institution::House(random.below(data.institutions.house.len())), None);
            for n in 0..data.institutions.committee.len() {
                put(all, land, Institution::Committee(n, house), None);
            }
        }
        let company = &data.institutions.company;
        let halves = |text: &str| -> Vec<(String, String)> {
            text.split_whitespace().filter_map(|w| w.split_once('=')).map(|(ru, en)| (ru.to_owned(), en.to_owned())).collect()
        };
        let (first, second) = (halves(&company.first), halves(&company.second));
        let mut pairs: Vec<(usize, usize)> = (0..first.len()).flat_map(|a| (0..second.len()).map(move |b| (a, b))).collect();
        for _ in 0..(lands + events / 100).min(first.len() * second.len()) {
            let (a, b) = pairs.swap_remove(random.below(pairs.len()));
            let (ru, en) = (format!("{}{}", first[a].0, second[b].0), format!("{}{}", first[a].1, second[b].1));
            let forms = (random.below(company.forms_ru.len()), random.below(company.forms_en.len()));
            put(all, random.below(lands), Institution::Company(ru, en, forms.0, forms.1), None);
        }
    }

    fn make_posts(&mut self, data: &Data, random: &mut Random, lands: usize, events: usize) {
        self.of_land = vec![vec![]; lands];
        let subjects = data.institutions.subject.len();
        for land in 0..lands {
            for subject in 0..subjects {
                self.post(land, Post::Minister(subject));
                for _ in 0..1 + events / EVENTS_OF_A_DEPUTY {
                    self.post(land, Post::Deputy(subject));
                }
            }
            for _ in 0..12 {
                let to = random.below(lands);
                if to != land {
                    self.post(land, Post::Ambassador(to as u16));
                }
            }
        }
        for (n, organisation) in self.organisations.iter().enumerate() {
            if !matches!(organisation.what, Institution::Ministry(_) | Institution::House(_)) {
                let land = organisation.land;
                self.slots.push(Slot { land, post: Post::Head(n as u32), holders: vec![] });
                self.of_land[usize::from(land)].push(self.slots.len() as u32 - 1);
            }
        }
    }

    fn post(&mut self, land: usize, post: Post) {
        let slots = &self.slots;
        if matches!(post, Post::Ambassador(_)) && self.of_land[land].iter().any(|&s| slots[s as usize].post == post) {
            return;
        }
        self.slots.push(Slot { land: land as u16, post, holders: vec![] });
        self.of_land[land].push(self.slots.len() as u32 - 1);
    }

    /// Gives every post its holders; some are people who have left another post of their country.
    fn fill(&mut self, data: &Data, random: &mut Random, namesakes: f64) {
        let mut taken: HashSet<String> = HashSet::new();
        let mut left: Vec<Vec<(i32, u32)>> = vec![vec![]; self.of_land.len()];
        let mut by_style: Vec<Vec<u32>> = vec![vec![]; data.styles.len()];
        for slot in 0..self.slots.len() {
            let land = usize::from(self.slots[slot].land);
            let mut day = -random.between(0, 1500);
            while day < DAYS {
                let end = day + random.between(700, 2600);
                let former = left[land].iter().position(|(free, _)| *free < day && random.chance(MOVED));
                let person = match former {
                    Some(at) => left[land].swap_remove(at).1,
                    None => self.somebody(data, random, land, namesakes, &mut taken, &mut by_style),
                };
                self.slots[slot].holders.push((day, person));
                if random.chance(0.4) {
                    left[land].push((end + 30, person));
                    if left[land].len() > 20 {
                        left[land].remove(0);
                    }
                }
                day = end;
            }
        }
    }

    fn somebody(
        &mut self,
        data: &Data,
        random: &mut Random,
        land: usize,
        namesakes: f64,
        taken: &mut HashSet<String>,
        by_style: &mut [Vec<u32>],
    ) -> u32 {
        let style = data.lands[land].style;
        let id = self.people.len() as u32;
        if random.chance(namesakes) && !by_style[style].is_empty() {
            let other = *random.pick(&by_style[style]) as usize;
            if usize::from(self.people[other].land) != land && !self.people[other].namesake {
                self.people[other].namesake = true;
                let name = self.people[other].name.clone();
                self.people.push(Person { land: land as u16, name, namesake: true });
                return id;
            }
        }
        let mut name = data.styles[style].make(random, false);
        for tried in 0..200 {
            if taken.insert(name.key()) {
                break;
            }
            name = data.styles[style].make(random, tried > 6);
        }
        self.people.push(Person { land: land as u16, name, namesake: false });
        by_style[style].push(id);
        id
    }

    /// Commissions of equal subject between different pairs, further ones of the same pairs, and what is part of them.
    fn make_bodies(&mut self, data: &Data, random: &mut Random, lands: usize, events: usize) {
        let class = |key: &str| data.institutions.class.iter().position(|c| c.key == key).unwrap_or_default();
        let (commission, committee, sub, group) = (class("commission"), class("committee"), class("subcommission"), class("group"));
        let mut pairs = HashSet::new();
        let wanted = (events / 220).max(30).min(lands * (lands - 1) / 2);
        while pairs.len() < wanted {
            let (a, b) = (random.below(lands) as u16, random.below(lands) as u16);
            if a == b || !pairs.insert([a.min(b), a.max(b)]) {
                continue;
            }
            let trade = self.body([a, b], 0, commission, None);
            for _ in 0..random.below(4) {
                let subject = 1 + random.below(data.institutions.subject.len() - 1);
                let class = if random.chance(0.3) { committee } else { commission };
                if self.bodies.iter().rev().take(5).all(|other| other.sides != [a, b] || other.subject != subject) {
                    self.body([a, b], subject, class, None);
                }
            }
            if random.chance(0.4) {
                let subject = 1 + random.below(data.institutions.subject.len() - 1);
                self.body([a, b], subject, if random.chance(0.5) { sub } else { group }, Some(trade));
            }
        }
    }

    fn body(&mut self, sides: [u16; 2], subject: usize, class: usize, parent: Option<u32>) -> u32 {
        let post = if parent.is_some() { Post::Deputy(subject) } else { Post::Minister(subject) };
        let chair = |land: u16| {
            let of_land = &self.of_land[usize::from(land)];
            of_land.iter().copied().find(|&s| self.slots[s as usize].post == post).unwrap_or_default()
        };
        let chairs = sides.map(chair);
        self.bodies.push(Body { sides, subject, class, parent, chairs });
        self.bodies.len() as u32 - 1
    }
}
