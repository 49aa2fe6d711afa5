//! One report's words: frames filled with names, posts, bodies, places and dates, in one language and one report's habits.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::data::{Data, Land};
use super::frames::{Frame, Piece, Slot};
use super::grammar::{Case, Gender, place};
use super::names::Habit;
use super::page::Page;
use super::plan::Event;
use super::random::Random;
use super::society::{Society, Thing};

/// The language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Tongue {
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }
}

/// What this report says of the event.
#[derive(Debug, Clone, Copy)]
pub struct Version {
    /// Day.
    pub day: i32,
    /// Day for which it was planned.
    pub old: i32,
    /// City.
    pub city: (u16, u16),
    /// Day of publication.
    pub published: i32,
}

/// The calendar day of a day of the world.
pub fn calendar(day: i32) -> Date {
    date(2006, 1, 1).saturating_add(day.days())
}

/// Writes one report.
pub struct Teller<'a> {
    pub(super) data: &'a Data,
    pub(super) society: &'a Society,
    pub(super) events: &'a [Event],
    pub(super) event: &'a Event,
    pub(super) version: Version,
    pub(super) tongue: Tongue,
    pub(super) random: Random,
    pub(super) page: Page,
    pub(super) habits: Habits,
    pub(super) introduced: [bool; 2],
    /// Whether the organisation's letters were given.
    pub(super) letters: bool,
    /// Whether the session before was told of.
    pub previous: bool,
    /// Frames that were used: none is used twice.
    used: Vec<&'a Frame>,
}

/// How one report names things.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    pub(super) name: Habit,
    pub(super) father: bool,
    /// Forms of bodies and organisations.
    pub(super) form: usize,
    /// The body's sides are left out.
    pub(super) bare_body: bool,
    pub(super) bare_organisation: bool,
    pub(super) turned: bool,
    pub(super) month_first: bool,
    pub(super) words: bool,
    pub(super) year: bool,
    pub(super) country: usize,
}

impl Habits {
    fn new(random: &mut Random) -> Self {
        Self {
            name: Habit::new(random),
            father: random.chance(0.12),
            form: random.below(12),
            bare_body: random.chance(0.12),
            bare_organisation: random.chance(0.06),
            turned: random.chance(0.5),
            month_first: random.chance(0.4),
            words: random.chance(0.3),
            year: random.chance(0.7),
            country: random.weighted(&[3, 1]),
        }
    }
}

impl<'a> Teller<'a> {
    /// A report that is empty yet.
    pub fn new(
        data: &'a Data,
        society: &'a Society,
        events: &'a [Event],
        event: &'a Event,
        version: Version,
        tongue: Tongue,
        mut random: Random,
    ) -> Self {
        let habits = Habits::new(&mut random);
        Self {
            data,
            society,
            events,
            event,
            version,
            tongue,
            random,
            page: Page::default(),
            habits,
            introduced: [false; 2],
            letters: false,
            previous: false,
            used: vec![],
        }
    }

    /// One of these frames that the report can fill; `false` if there is none.
    pub fn tell(&mut self, frames: &'a [Frame]) -> bool {
        let fit: Vec<&'a Frame> =
            frames.iter().filter(|frame| self.can(frame) && !self.used.iter().any(|used| std::ptr::eq(*used, *frame))).collect();
        if fit.is_empty() {
            return false;
        }
        let frame = fit[self.random.below(fit.len())];
        self.used.push(frame);
        self.page.sentence();
        self.fill(&frame.pieces);
        true
    }

    /// Whether both people were introduced.
    pub fn introduced(&self) -> bool {
        self.introduced == [true; 2]
    }

    fn can(&self, frame: &Frame) -> bool {
        let known = |n: usize, own: &str| self.introduced[n] || frame.has(own);
        (!frame.has("a:short") || known(0, "a") || frame.has("a:name"))
            && (!frame.has("b:short") || known(1, "b"))
            && (!(frame.has("prev") || frame.has("prevcity")) || self.event.previous.is_some() && !self.previous)
            && (!frame.has("body:later") || self.event.session.is_some())
    }

    fn fill(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.page.literal(text),
                Piece::Choice(all) => {
                    let one = self.random.below(all.len());
                    self.fill(&all[one]);
                }
                Piece::Slot(slot) => self.slot(slot),
            }
        }
    }

    fn slot(&mut self, slot: &Slot) {
        let case = Case::of(&slot.case);
        match slot.name.as_str() {
            "a" => self.person(0, &slot.mode, case),
            "b" => self.person(1, &slot.mode, case),
            "body" => self.body_slot(slot.mode == "later", case),
            "org" => self.organisation_slot(slot.mode == "later", case),
            "new" => self.new_name(),
            "city" => self.city(self.version.city, case),
            "land" => self.land(self.version.city.0, case),
            "prevcity" => self.previous_city(case),
            "prevyear" => self.previous_year(),
            "day" => self.day(self.version.day, self.habits.year),
            "old" => self.day(self.version.old, true),
            "ord" => self.ordinal(self.event.session.map_or(1, |(_, n)| n), &slot.case),
            "prev" => self.ordinal(self.event.session.map_or(1, |(_, n)| n.saturating_sub(1)), &slot.case),
            "topic" => self.topic(),
            "instr" => self.instrument(case),
            "ga" => self.gendered(0, &slot.options),
            "gb" => self.gendered(1, &slot.options),
            "gg" => self.body_gendered(&slot.options),
            _ => {}
        }
    }

    pub(super) fn land_data(&self, land: u16) -> &'a Land {
        &self.data.lands[usize::from(land)]
    }

    /// A country in this case.
    pub(super) fn land(&mut self, land: u16, case: Case) {
        let data = self.land_data(land);
        let words = match self.tongue {
            Tongue::Ru => place(&data.ru[self.habits.country.min(data.ru.len() - 1)], case),
            Tongue::En => data.en[self.habits.country.min(data.en.len() - 1)].clone(),
        };
        self.page.before(&words);
        self.page.name(&words, Thing::Land(land), false);
    }

    fn city(&mut self, (land, city): (u16, u16), case: Case) {
        let data = &self.land_data(land).cities[usize::from(city)];
        let words = match self.tongue {
            Tongue::Ru => place(&data.ru[0], case),
            Tongue::En => data.en[self.habits.country.min(data.en.len() - 1)].clone(),
        };
        self.page.before(&words);
        self.page.name(&words, Thing::City(land, city), false);
    }

    /// "МИНСК, 3 мая. "
    pub fn dateline(&mut self) {
        let (land, city) = self.version.city;
        let data = &self.land_data(land).cities[usize::from(city)];
        let name = if self.tongue == Tongue::Ru { &data.ru[0].nom } else { &data.en[0] };
        self.page.name(&name.to_uppercase(), Thing::City(land, city), false);
        self.page.say(", ");
        self.day(self.version.published, false);
        self.page.say(if self.tongue == Tongue::Ru { ". " } else { " — " });
    }

    fn previous_city(&mut self, case: Case) {
        if let Some(previous) = self.event.previous {
            self.previous = true;
            self.city(self.events[previous as usize].city, case);
        }
    }

    fn previous_year(&mut self) {
        if let Some(previous) = self.event.previous {
            self.previous = true;
            self.page.say(&calendar(self.events[previous as usize].day).year().to_string());
        }
    }

    fn day(&mut self, day: i32, year: bool) {
        let day = calendar(day);
        let words = &self.data.institutions.words;
        let month = usize::from(day.month().unsigned_abs()) - 1;
        let text = match self.tongue {
            Tongue::Ru => {
                format!("{} {}{}", day.day(), words.months_ru[month], if year { format!(" {} года", day.year()) } else { String::new() })
            }
            Tongue::En if self.habits.month_first => {
                format!("{} {}{}", words.months_en[month], day.day(), if year { format!(", {}", day.year()) } else { String::new() })
            }
            Tongue::En => {
                format!("{} {}{}", day.day(), words.months_en[month], if year { format!(" {}", day.year()) } else { String::new() })
            }
        };
        self.page.say(&text);
    }

    fn ordinal(&mut self, number: u32, form: &str) {
        let words = &self.data.institutions.words;
        let at = (number as usize).wrapping_sub(1);
        let text = match self.tongue {
            Tongue::Ru => {
                let row = match form {
                    "f" => 1,
                    "gen" => 2,
                    _ => 0,
                };
                match words.ordinals_ru.get(at).filter(|_| self.habits.words).and_then(|all| all.split(' ').nth(row)) {
                    Some(word) => word.to_owned(),
                    None => format!("{number}-{}", ["е", "я", "го"][row]),
                }
            }
            Tongue::En => match words.ordinals_en.get(at).filter(|_| self.habits.words) {
                Some(word) => word.clone(),
                None => format!("{number}{}", suffix(number)),
            },
        };
        self.page.say(&text);
    }

    fn topic(&mut self) {
        let topic = &self.data.institutions.topic[self.event.topic];
        let words = if self.tongue == Tongue::Ru { &topic.ru } else { &topic.en };
        self.page.before(words);
        self.page.say(words);
    }

    fn instrument(&mut self, case: Case) {
        let noun = &self.data.institutions.instrument[self.event.instrument];
        match self.tongue {
            Tongue::Ru => self.page.say(&format!("{} о ", noun.ru[case.row()])),
            Tongue::En => self.page.say(&format!("{} on ", noun.en)),
        }
        self.topic();
    }

    fn gendered(&mut self, which: usize, options: &[String]) {
        let woman = self.society.people[self.who(which) as usize].name.gender == Gender::Woman;
        if let Some(word) = options.get(usize::from(woman)) {
            self.page.say(word);
        }
    }

    fn body_gendered(&mut self, options: &[String]) {
        let feminine = self.event.session.is_some_and(|(body, _)| {
            let class = self.society.bodies[body as usize].class;
            self.data.institutions.class[class].feminine
        });
        if let Some(word) = options.get(usize::from(!feminine)) {
            self.page.say(word);
        }
    }

    /// The person of this place on the event's day.
    pub(super) fn who(&self, which: usize) -> u32 {
        self.society.slots[self.event.posts[which] as usize].holder(self.event.day)
    }
}

fn suffix(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}
