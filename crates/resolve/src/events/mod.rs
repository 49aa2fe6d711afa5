//! Events from claims: what one report tells of one event is put together first, then what several reports tell.

mod across;
mod assemble;
mod days;
mod differ;
mod draft;
mod fits;
mod occasions;
mod reach;
mod retold;
mod status;
mod titles;
mod weigh;
mod within;
mod witnesses;

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Detail, Edtf, EntityId, EntityKind, Event, EventKind, PersonName, Status, day_key};
use rapporteur_names::{PersonKey, UnitKey};

use crate::cast::Cast;
use crate::claims::Claims;
use crate::cluster::Clusters;
use crate::input::Input;
use crate::judgements::Judgements;
use crate::posts::Post;

pub use across::Local;
pub use draft::{Draft, Drafts, Who, event_kind};

/// What events are made with.
pub struct Stage<'a> {
    /// The readings.
    pub input: &'a Input<'a>,
    /// Who is who.
    pub cast: &'a Cast,
    /// The entries that the readings name.
    pub entities: &'a [rapporteur_model::Entity],
    /// Numbers of the entries by id.
    pub numbers: &'a BTreeMap<EntityId, usize>,
    /// Statements of posts by report and person.
    pub posts: &'a BTreeMap<(usize, usize), Vec<Post>>,
    /// Press services with the organisations that they speak for, by report.
    pub voices: &'a BTreeMap<(usize, usize), usize>,
}

impl Stage<'_> {
    /// The organisations at which a report says that a person holds a post.
    pub fn organisations(&self, report: usize, person: usize) -> impl Iterator<Item = usize> {
        let posts = self.posts.get(&(report, person)).into_iter().flatten();
        posts.filter_map(|p| self.numbers.get(p.organisation.as_ref()?).copied())
    }

    /// The names that a report gives a person, made comparable.
    fn names(&self, report: usize, person: usize) -> Vec<PersonKey> {
        let mentions = self.input.readings[report].mentions.iter().enumerate();
        let own = mentions.filter(|&(m, _)| u32::try_from(m).is_ok_and(|m| self.cast.of(report, m) == Some(person)));
        own.map(|(_, mention)| match &mention.detail {
            Detail::Person(parts) if *parts != PersonName::default() => PersonKey::new(parts, &mention.name),
            _ => PersonKey::of_words(&mention.name),
        })
        .collect()
    }

    /// The names that a report gives an organisation or body, made comparable.
    fn units(&self, report: usize, unit: usize) -> Vec<UnitKey> {
        let mentions = self.input.readings[report].mentions.iter().enumerate();
        let own = mentions.filter(|&(m, _)| u32::try_from(m).is_ok_and(|m| self.cast.of(report, m) == Some(unit)));
        own.flat_map(|(_, mention)| UnitKey::all(&mention.name, mention.country)).collect()
    }

    /// True where a report of the draft says that the first speaks for the second.
    fn speaks_for(&self, draft: &Draft, voice: usize, whole: usize) -> bool {
        draft.confidence.keys().any(|&r| self.voices.get(&(r, voice)) == Some(&whole))
    }

    fn kind(&self, entity: usize) -> EntityKind {
        self.entities[entity].kind
    }
}

/// An event with what it was made from.
pub struct Told {
    /// Drafts that were joined, in the order of the reports and their texts.
    pub drafts: Vec<Draft>,
    /// All of them as one.
    pub whole: Draft,
    /// The event, its instruments still to come.
    pub event: Event,
}

/// What some reports tell of events, each report by itself.
pub struct Scene {
    drafts: Drafts,
    clusters: Clusters,
    /// Events inside one report; of several reports where an analyst joined them.
    pub locals: Vec<Local>,
}

/// Locals that are connected, and which of them are one event.
pub struct Group {
    /// The smallest address of any of them.
    pub id: EntityId,
    /// Numbers of the locals of each event.
    pub events: Vec<Vec<usize>>,
}

impl Scene {
    /// Reads the claims of events, and joins what one report tells of one event.
    pub fn new(stage: &Stage, claims: &Claims, judgements: &Judgements) -> Self {
        let drafts = Drafts::new(stage, claims);
        let mut clusters = Clusters::new(drafts.all.len());
        judgements.events(&drafts.of_claim, &mut clusters);
        within::join(stage, &drafts.all, &mut clusters);
        let locals = across::locals(stage, &drafts.all, &mut clusters);
        Self { drafts, clusters, locals }
    }

    /// Pairs of locals that fit, of those that `kept` takes.
    pub fn pairs(&self, stage: &Stage, kept: &dyn Fn(&Local) -> bool) -> Vec<(usize, usize)> {
        across::candidates(stage, &self.locals, kept).into_keys().collect()
    }

    /// Joins what several reports tell of one event, among the locals that `kept` takes.
    pub fn join(&mut self, stage: &Stage, kept: &dyn Fn(&Local) -> bool) -> Vec<Group> {
        across::join(stage, &self.locals, kept, &mut self.clusters)
    }

    /// The event of these locals; `None` where an analyst took it out.
    pub fn event(&self, stage: &Stage, judgements: &Judgements, locals: &[usize]) -> Option<Told> {
        let mut all: Vec<usize> = locals.iter().flat_map(|&l| self.locals[l].drafts.iter().copied()).collect();
        all.sort_unstable();
        let draft = |claim: (usize, usize)| self.drafts.of_claim.get(&claim).copied();
        let of = |claims: BTreeSet<usize>| all.iter().any(|d| claims.contains(d));
        if of(judgements.rejected_claims().filter_map(draft).collect()) {
            return None;
        }
        let sure = of(judgements.confirmed_claims().filter_map(draft).collect());
        let told = assemble::event(stage, all.into_iter().map(|d| self.drafts.all[d].clone()).collect(), sure);
        (sure || tells(stage, &told)).then_some(told)
    }
}

/// An event says who took part, or what it is: the body that sat, the paper that was signed, the fair by its name. "The visit" and "the
/// deal was signed" of nobody say nothing that a record could hold.
fn tells(stage: &Stage, told: &Told) -> bool {
    let (event, whole) = (&told.event, &told.whole);
    if !event.participants.is_empty() || event.body.is_some() {
        return true;
    }
    match event.kind {
        EventKind::Signing => event.place.is_some() || !crate::instruments::says_nothing(stage.input, &whole.instruments),
        EventKind::Meeting | EventKind::Visit => event.status != Status::Held,
        EventKind::Session => event.ordinal.is_some() || event.place.is_some(),
        EventKind::Gathering | EventKind::Statement | EventKind::Appointment | EventKind::Departure => true,
    }
}

/// Gives events without a date the days of their occasions, else what their reports bound.
pub fn date(stage: &Stage, told: &mut [Told]) {
    occasions::add(stage, told);
}

/// The order of days in lists.
pub fn by_day(a: Option<Edtf>, b: Option<Edtf>) -> std::cmp::Ordering {
    day_key(a).cmp(&day_key(b))
}
