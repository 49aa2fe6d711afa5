//! Whether two drafts can be one event: sides, places, dates, by kind. Joins nothing.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rapporteur_model::{Country, EntityId, EntityKind, EventKind, Role};

use super::draft::{Draft, Who};
use super::{Stage, reach};
use rapporteur_names::text::plain;
use rapporteur_names::{Fit, Likeness, Part, PersonKey, concepts, covers};

/// How near the days of two tellings lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Near {
    /// They give dates that can be one.
    Same,
    /// One gives no date, or a wide one, and the day of its report is near.
    Told,
    /// They give dates that differ, within the reach of the kind.
    Within,
    /// They cannot be one.
    Apart,
}

/// A stretch longer than this many days dates nothing by itself.
const WIDE: i32 = 62;

/// True when two drafts of one kind, of one report or of two, can be one event. Whether they must be is for the callers.
pub fn compatible(stage: &Stage, a: &Draft, b: &Draft) -> bool {
    a.kind == b.kind
        && match a.kind {
            Some(EventKind::Session) => {
                bodies(a, b) && numbers(a, b) && (same_number(a, b) || (days(a, b) && phases(a, b)) || disagree(a, b))
            }
            Some(EventKind::Gathering) => gatherings(a, b),
            Some(EventKind::Statement) => a.report == b.report && shared(stage, a, b) > 0,
            Some(EventKind::Appointment | EventKind::Departure) => appointments(a, b) && dates(a, b),
            Some(EventKind::Visit) => sides(stage, a, b) && destinations(stage, a, b) && days(a, b) && phases(a, b),
            Some(EventKind::Signing) => {
                days(a, b) && phases(a, b) && (shared(stage, a, b) > 0 || a.sides().is_empty() || b.sides().is_empty())
            }
            Some(EventKind::Meeting) => sides(stage, a, b) && days(a, b) && places(stage, a, b) && phases(a, b),
            None => false,
        }
}

fn bodies(a: &Draft, b: &Draft) -> bool {
    a.body.is_none() || b.body.is_none() || a.body == b.body
}

fn numbers(a: &Draft, b: &Draft) -> bool {
    a.ordinal.is_none() || b.ordinal.is_none() || a.ordinal == b.ordinal
}

fn same_number(a: &Draft, b: &Draft) -> bool {
    a.ordinal.is_some() && a.ordinal == b.ordinal && a.body.is_some() && a.body == b.body
}

/// What is to come and what is done are two events, unless they agree in a date that is told, or one says no more than that it was
/// planned for another day ("the meeting had been planned for 3 May").
fn phases(a: &Draft, b: &Draft) -> bool {
    let bare = |d: &Draft| d.sides().is_empty() && d.places.is_empty() && d.instruments.is_empty();
    let told = |d: &Draft| !d.dates.is_empty();
    a.ahead() == b.ahead() || (told(a) && told(b) && (dates(a, b) || bare(a) || bare(b)))
}

/// In one report: dates that can be one, or an announcement for another day of what then took place.
fn days(a: &Draft, b: &Draft) -> bool {
    dates(a, b) || (a.ahead() != b.ahead() && phases(a, b) && moved(a, b))
}

/// One report gives two days for the session of one body: the paper says one, a press service another. No body meets twice within so
/// few days.
fn disagree(a: &Draft, b: &Draft) -> bool {
    let of = |d: &Draft| d.dates.iter().filter_map(|d| d.bounds()).min();
    let near = of(a).zip(of(b)).is_some_and(|(x, y)| gap(x, y) <= reach::of(EventKind::Session).told);
    a.report == b.report && a.body.is_some() && a.body == b.body && !a.ahead() && !b.ahead() && near
}

fn moved(a: &Draft, b: &Draft) -> bool {
    let of = |d: &Draft| d.dates.iter().filter_map(|d| d.bounds()).min();
    let far = a.kind.map_or(0, |kind| reach::of(kind).moved);
    of(a).zip(of(b)).is_some_and(|(x, y)| gap(x, y) <= far)
}

/// Some date of the one can be one of the other; an event without a date is not kept from any.
pub fn dates(a: &Draft, b: &Draft) -> bool {
    a.dates.is_empty() || b.dates.is_empty() || a.dates.iter().any(|x| b.dates.iter().any(|y| x.may_equal(*y)))
}

/// How near two reports date an event: by the dates that they give, else by their own days. An announcement and what became of it may
/// lie farther apart than two announcements.
pub fn near(stage: &Stage, a: &Draft, b: &Draft) -> Near {
    let Some(kind) = a.kind else { return Near::Apart };
    if is_moved(a, b) || is_moved(b, a) {
        return Near::Same;
    }
    let far = if a.ahead() == b.ahead() { reach::of(kind).told } else { reach::of(kind).moved };
    let narrow = |d: &Draft| d.dates.iter().any(|d| d.days().is_none_or(|n| n <= WIDE));
    if !a.dates.is_empty() && !b.dates.is_empty() && (narrow(a) || narrow(b)) {
        if dates(a, b) {
            return Near::Same;
        }
        return match (anchor(stage, a), anchor(stage, b)) {
            (Some(x), Some(y)) if gap(x, y) <= far => Near::Within,
            _ => Near::Apart,
        };
    }
    let most = if a.ahead() == b.ahead() { reach::NEAR } else { reach::NEAR.max(far) };
    match (anchor(stage, a), anchor(stage, b)) {
        (Some(x), Some(y)) if gap(x, y) <= most && wide(x) <= 31 && wide(y) <= 31 => Near::Told,
        _ => Near::Apart,
    }
}

/// "Moved from 5 May to 12 May": what was announced for the day from which the other says that it was moved.
pub fn is_moved(moved: &Draft, announced: &Draft) -> bool {
    announced.ahead() && moved.set_for.iter().any(|from| announced.dates.iter().any(|day| day.days().is_some() && from.may_equal(*day)))
}

/// First and last day of the event as told, or of its report.
pub fn anchor(stage: &Stage, draft: &Draft) -> Option<(Date, Date)> {
    let own = draft.dates.iter().filter_map(|d| d.bounds()).min_by_key(|(first, last)| (wide((*first, *last)), *first));
    let report = || stage.input.days(draft.report);
    match draft.dates.first() {
        None => report(),
        Some(_) => own.or_else(report),
    }
}

fn wide((first, last): (Date, Date)) -> i32 {
    first.until(last).map_or(i32::MAX, |span| span.get_days())
}

fn gap(a: (Date, Date), b: (Date, Date)) -> i32 {
    let between = |x: Date, y: Date| x.until(y).map_or(i32::MAX, |span| span.get_days());
    between(a.1, b.0).max(between(b.1, a.0)).max(0)
}

/// All sides of the smaller are among those of the greater; an event without sides is not kept from any.
pub fn sides(stage: &Stage, a: &Draft, b: &Draft) -> bool {
    let (x, y) = (a.sides(), b.sides());
    let (small, x, great, y) = if x.len() <= y.len() { (a, x, b, y) } else { (b, y, a, x) };
    x.iter().all(|who| stands_for(stage, small, who, great, &y))
}

/// Both give one day, and it is the same.
pub fn one_day(a: &Draft, b: &Draft) -> bool {
    let day = |d: &Draft| d.dates.iter().find(|d| d.days() == Some(1)).and_then(|d| d.bounds());
    day(a).is_some() && day(a) == day(b)
}

/// As many sides of both, and each that is not a side of the other is a person whom the other's report can mean by the name that it gives.
pub fn can_be_the_same(stage: &Stage, a: &Draft, b: &Draft) -> bool {
    let (x, y) = (a.sides(), b.sides());
    let open = |own: &Draft, sides: &[&Who], other: &Draft, others: &[&Who]| -> Vec<usize> {
        let alone = sides.iter().filter(|who| !stands_for(stage, own, who, other, others));
        alone.filter_map(|who| if let Who::Entity(e) = who { Some(*e) } else { None }).collect()
    };
    let (p, q) = (open(a, &x, b, &y), open(b, &y, a, &x));
    let ([p], [q]) = (p.as_slice(), q.as_slice()) else { return false };
    let told = (Told::of(stage, a.report, *p), Told::of(stage, b.report, *q));
    x.len() == y.len() && matches!(told, (Some(p), Some(q)) if p.can_be(&q) || p.holds_the_post_of(&q))
}

/// What one report says of a person: names, and countries of the posts.
pub struct Told {
    /// The report.
    pub report: usize,
    names: Vec<PersonKey>,
    countries: BTreeSet<Country>,
    offices: BTreeSet<Office>,
}

/// An office that one person holds at a time: what is done there, with the house or the country.
type Office = (BTreeSet<&'static str>, Result<EntityId, Country>);

impl Told {
    /// What a report says of a person; `None` where it does not name them, and of what is no person.
    pub fn of(stage: &Stage, report: usize, person: usize) -> Option<Self> {
        let names = if stage.kind(person) == EntityKind::Person { stage.names(report, person) } else { Vec::new() };
        let posts = stage.posts.get(&(report, person)).into_iter().flatten();
        let offices = posts.clone().filter_map(|post| {
            let fields = concepts::fields(&post.title);
            let house = post.organisation.clone().map(Ok);
            let land = || post.country.filter(|_| !fields.is_empty()).map(Err);
            let place = house.filter(|_| concepts::is_head(&post.title)).or_else(land)?;
            Some((fields, place))
        });
        let offices = offices.collect();
        (!names.is_empty()).then(|| Self { report, names, countries: posts.filter_map(|post| post.country).collect(), offices })
    }

    /// Both are told to be in one office, and of their names one part is the same and the other begins alike: one whose name two papers spell
    /// in two ways ("Milica Brankovic", "Militsa Brankovic").
    fn holds_the_post_of(&self, other: &Self) -> bool {
        !self.offices.is_disjoint(&other.offices) && self.names.iter().any(|x| other.names.iter().any(|y| spelled_alike(x, y)))
    }

    /// It gives a full name.
    pub fn is_full(&self) -> bool {
        self.names.iter().any(PersonKey::full)
    }

    /// The names and posts can be one person's.
    pub fn can_be(&self, other: &Self) -> bool {
        let like = |x: &PersonKey, y: &PersonKey| {
            x.fit(y) == Fit::Same || x.fit(y) >= Fit::Possible && x.likeness(y) >= Likeness::Sound || x.can_decline(y)
        };
        let (c, d) = (&self.countries, &other.countries);
        (c.is_empty() || d.is_empty() || !c.is_disjoint(d))
            && self.names.iter().any(|x| other.names.iter().any(|y| like(x, y)))
            && !self.telling().any(|x| other.telling().any(|y| x.clashes(y)))
    }

    /// Its names, without initials where a full name stands beside them.
    fn telling(&self) -> impl Iterator<Item = &PersonKey> {
        let full = self.is_full();
        self.names.iter().filter(move |key| !full || key.full())
    }
}

/// Letters by which alphabets write one sound: "Hrant", «Грант».
const HARD: [char; 2] = ['g', 'h'];

/// One part of the two names is the same, and no other begins otherwise.
fn spelled_alike(x: &PersonKey, y: &PersonKey) -> bool {
    let parts = [(&x.surname, &y.surname), (&x.given, &y.given)];
    let known = || parts.iter().filter_map(|(a, b)| a.as_ref().zip(b.as_ref()));
    let same = |(a, b): (&Part, &Part)| !a.initial() && !b.initial() && (a.alike(b) >= Likeness::Ending || a.can_decline(b));
    let begin = |(a, b): (&Part, &Part)| match (a.key.chars().next(), b.key.chars().next()) {
        (Some(p), Some(q)) => p == q || HARD.contains(&p) && HARD.contains(&q),
        _ => false,
    };
    known().any(same) && known().all(|pair| same(pair) || begin(pair))
}

/// Number of sides of `a` that are among those of `b`.
pub fn shared(stage: &Stage, a: &Draft, b: &Draft) -> usize {
    let y = b.sides();
    a.sides().iter().filter(|who| stands_for(stage, a, who, b, &y)).count()
}

/// The side itself, the organisation of a person, or a person of the organisation or country.
fn stands_for(stage: &Stage, a: &Draft, who: &Who, b: &Draft, others: &[&Who]) -> bool {
    others.contains(&who) || others.iter().any(|other| acts_for(stage, a, who, other) || acts_for(stage, b, other, who))
}

fn acts_for(stage: &Stage, draft: &Draft, person: &Who, other: &Who) -> bool {
    let (Who::Entity(p), Who::Entity(o)) = (person, other) else { return false };
    if stage.speaks_for(draft, *p, *o) {
        return true;
    }
    let place = stage.kind(*o) == EntityKind::Place;
    let national = || stage.entities[*o].country.is_some() && stage.entities[*p].country == stage.entities[*o].country;
    if stage.kind(*p) == EntityKind::Organisation && place {
        // "Россия и Узбекистан подписали": their organisations did.
        return national() && rapporteur_names::countries::of_name(&stage.entities[*o].name).is_some();
    }
    if stage.kind(*p) != EntityKind::Person {
        return false;
    }
    match stage.kind(*o) {
        EntityKind::Organisation => draft.confidence.keys().any(|&r| stage.organisations(r, *p).any(|x| x == *o)),
        EntityKind::Place => national(),
        _ => false,
    }
}

/// No place of the one lies elsewhere than every place of the other.
pub fn places(stage: &Stage, a: &Draft, b: &Draft) -> bool {
    a.places.is_empty() || b.places.is_empty() || a.places.iter().any(|x| b.places.iter().any(|y| nested(stage, x, y)))
}

/// One place, or a country and a place in it.
pub fn nested(stage: &Stage, a: &Who, b: &Who) -> bool {
    let country = |who: &Who| match who {
        Who::Entity(e) => stage.entities[*e].country,
        Who::Name(_) => None,
    };
    let whole = |who: &Who| matches!(who, Who::Entity(e) if rapporteur_names::countries::of_name(&stage.entities[*e].name).is_some());
    a == b || ((whole(a) || whole(b)) && (country(a) == country(b) || country(a).is_none() || country(b).is_none()))
}

pub fn destinations(stage: &Stage, a: &Draft, b: &Draft) -> bool {
    let (x, y) = (a.of_roles(&[Role::Destination]), b.of_roles(&[Role::Destination]));
    x.is_empty() || y.is_empty() || x.iter().any(|x| y.iter().any(|y| x == y || both_places(stage, x, y) && nested(stage, x, y)))
}

fn both_places(stage: &Stage, a: &Who, b: &Who) -> bool {
    let place = |who: &Who| matches!(who, Who::Entity(e) if stage.kind(*e) == EntityKind::Place);
    place(a) && place(b)
}

pub fn gatherings(a: &Draft, b: &Draft) -> bool {
    let (x, y) = (&a.key, &b.key);
    let named = !x.proper.is_empty() && !y.proper.is_empty() && (covers(&x.proper, &y.proper) || covers(&y.proper, &x.proper));
    let described =
        x.proper.is_empty() && y.proper.is_empty() && !x.concepts.is_empty() && x.concepts == y.concepts && x.countries == y.countries;
    let year = |d: &Draft| d.edition.or_else(|| d.dates.iter().find_map(|d| d.first()?.year().map(|y| u32::from(y.unsigned_abs()))));
    let years = !matches!((year(a), year(b)), (Some(x), Some(y)) if x != y);
    (named || described) && years && numbers(a, b)
}

pub fn appointments(a: &Draft, b: &Draft) -> bool {
    let (x, y) = (a.of_roles(&[Role::Person]), b.of_roles(&[Role::Person]));
    let title = |d: &Draft| d.name.as_deref().map(plain);
    let organisation = |d: &Draft| d.of_roles(&[Role::Organisation]).into_iter().cloned().collect::<Vec<_>>();
    let same_title = title(a) == title(b) || title(a).is_none() || title(b).is_none();
    let (o, p) = (organisation(a), organisation(b));
    let overlap = o.iter().any(|x| p.contains(x));
    // Two reports that give one day, in whatever language and words: one post, unless its fields differ.
    let fields = |d: &Draft| d.name.as_deref().map(concepts::fields).unwrap_or_default();
    let (f, g) = (fields(a), fields(b));
    let one_field = f.is_empty() || g.is_empty() || !f.is_disjoint(&g);
    let told_twice = a.report != b.report && one_day(a, b) && one_field;
    let one_post = overlap || ((o.is_empty() || p.is_empty()) && (same_title || told_twice));
    !x.is_empty() && x.iter().any(|who| y.contains(who)) && one_post
}
