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

use std::collections::BTreeMap;

use rapporteur_model::{Edtf, EntityKind, Event};

use crate::cast::Cast;
use crate::cluster::Clusters;
use crate::input::Input;
use crate::judgements::Judgements;
use crate::posts::Post;

pub use draft::{Draft, Drafts, Who, event_kind};

/// What events are made with.
pub struct Stage<'a> {
    /// The readings.
    pub input: &'a Input<'a>,
    /// Who is who.
    pub cast: &'a Cast,
    /// The entries, without events.
    pub entities: &'a [rapporteur_model::Entity],
    /// Statements of posts by report and person.
    pub posts: BTreeMap<(usize, usize), Vec<&'a Post>>,
    /// Press services with the organisations that they speak for.
    pub voices: &'a BTreeMap<usize, usize>,
}

impl<'a> Stage<'a> {
    /// Sorts the posts by report and person.
    pub fn new(
        input: &'a Input<'a>,
        cast: &'a Cast,
        entities: &'a [rapporteur_model::Entity],
        posts: &'a [Post],
        voices: &'a BTreeMap<usize, usize>,
    ) -> Self {
        let mut by_person: BTreeMap<(usize, usize), Vec<&Post>> = BTreeMap::new();
        for post in posts {
            by_person.entry((post.report, post.person)).or_default().push(post);
        }
        Self { input, cast, entities, posts: by_person, voices }
    }

    /// The organisations at which a report says that a person holds a post.
    pub fn organisations(&self, report: usize, person: usize) -> impl Iterator<Item = usize> {
        self.posts.get(&(report, person)).into_iter().flatten().filter_map(|p| p.organisation)
    }

    fn kind(&self, entity: usize) -> EntityKind {
        self.cast.kinds[entity]
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

/// All events; `drafts` are what the claims say one by one.
pub fn resolve(stage: &Stage, drafts: Drafts, judgements: &Judgements, ids: &mut crate::ids::Ids) -> Vec<Told> {
    let mut clusters = Clusters::new(drafts.all.len());
    judgements.events(&drafts.of_claim, &mut clusters);
    within::join(stage, &drafts.all, &mut clusters);
    across::join(stage, &drafts.all, &mut clusters);
    let gone: Vec<usize> = judgements.rejected_claims().filter_map(|c| drafts.of_claim.get(&c)).map(|&d| clusters.root(d)).collect();
    let sure: Vec<usize> = judgements.confirmed_claims().filter_map(|c| drafts.of_claim.get(&c)).map(|&d| clusters.root(d)).collect();
    let sets: Vec<Vec<usize>> = clusters.sets().into_iter().filter(|set| !gone.contains(&set[0])).collect();
    let told = sets.into_iter().map(|set| (sure.contains(&set[0]), set.into_iter().map(|d| drafts.all[d].clone()).collect()));
    let mut told: Vec<Told> = told.map(|(sure, drafts)| assemble::event(stage, drafts, sure, ids)).collect();
    occasions::add(stage, &mut told);
    told
}

/// The order of days in lists: by the first day that a date can mean, the shorter stretch first; what has no day is last.
pub fn by_day(a: Option<Edtf>, b: Option<Edtf>) -> std::cmp::Ordering {
    let key = |d: Option<Edtf>| {
        let first = d.and_then(Edtf::sort_date);
        (first.is_none(), first, d.and_then(Edtf::days).unwrap_or(i32::MAX), d)
    };
    key(a).cmp(&key(b))
}
