//! Who holds which post: at an organisation, by the words of the title, on a day. One line a person and post.

use rapporteur_model::{Country, Edtf, EntityKind, Phase};
use rapporteur_store::{EntityFilter, Result, terms};
use serde::Serialize;

use crate::common::LinkView;
use crate::entity::{EntityView, PostView};
use crate::{Reader, posts};

/// Which posts. Empty fields ask for nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HolderFilter {
    /// Words of the title, in either language.
    pub post: Option<String>,
    /// Organisation or body of the post: its id, or words of its name.
    pub organisation: Option<String>,
    /// Country of the post, its organisation or the person.
    pub country: Option<Country>,
    /// Words of the person's name or posts.
    pub text: Option<String>,
    /// Reports tell of the post for some day from this one on, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Reports tell of the post for this day or an earlier one, `YYYY-MM-DD`.
    pub to: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// A person in a post.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HolderView {
    /// Who.
    pub person: LinkView,
    /// The post.
    pub post: PostView,
}

/// Who holds the posts that pass the filter, by organisation and title, then by the day on which reports first say so.
///
/// A post that is not told as over is held until another report says otherwise: `from` leaves out what had ended before it.
///
/// # Errors
/// When the record cannot be read.
pub fn holders(store: &Reader<'_>, filter: &HolderFilter) -> Result<Vec<HolderView>> {
    let held = |person: EntityView| {
        let link = LinkView { id: Some(person.id), name: person.name };
        person.posts.into_iter().map(move |post| HolderView { person: link.clone(), post })
    };
    let mut found: Vec<HolderView> = holding(store, &HolderFilter { limit: None, ..filter.clone() })?.into_iter().flat_map(held).collect();
    found.sort_by_cached_key(key);
    found.truncate(filter.limit.map_or(usize::MAX, |n| n as usize));
    Ok(found)
}

/// The people who hold the posts that pass the filter, each with those posts alone.
///
/// # Errors
/// When the record cannot be read.
pub fn holding(store: &Reader<'_>, filter: &HolderFilter) -> Result<Vec<EntityView>> {
    let wanted = EntityFilter {
        kind: Some(EntityKind::Person),
        country: filter.country,
        text: filter.text.clone(),
        organisation: filter.organisation.clone(),
        with_post: true,
        ..EntityFilter::default()
    };
    let house = filter.organisation.as_deref().map(|text| houses(store, text)).transpose()?;
    let titles = filter.post.as_deref().map(ways_of);
    let mut found = Vec::new();
    for mut person in crate::entities(store, &wanted)? {
        let mut plain = plain_titles(store, &person.id)?.into_iter();
        let (country, alone) = (person.country, person.posts.len() == 1);
        person.posts.retain(|post| {
            let title = plain.next().unwrap_or_default();
            let said = titles.as_ref().is_none_or(|ways| ways.iter().any(|way| says(&title, way)));
            let there = filter.country.is_none()
                || post.country == filter.country
                || (post.country.is_none() && (alone || country == filter.country));
            said && there && house.as_ref().is_none_or(|ids| of_house(post, ids)) && within(post, filter)
        });
        if !person.posts.is_empty() {
            found.push(person);
        }
    }
    found.truncate(filter.limit.map_or(usize::MAX, |n| n as usize));
    Ok(found)
}

type Key = (bool, String, String, Option<String>, String);

fn key(held: &HolderView) -> Key {
    let house = held.post.organisation.as_ref().map(|o| o.name.clone()).unwrap_or_default();
    let from = held.post.from.and_then(Edtf::sort_date).map(|d| d.to_string());
    (house.is_empty(), house, held.post.title.to_lowercase(), from, held.person.name.clone())
}

/// Ids of the organisations and bodies that an id or words stand for.
fn houses(store: &Reader<'_>, text: &str) -> Result<Vec<String>> {
    let mut ids = vec![text.to_owned()];
    for kind in [EntityKind::Organisation, EntityKind::Body] {
        let filter = EntityFilter { kind: Some(kind), text: Some(text.to_owned()), ..EntityFilter::default() };
        ids.extend(store.entity_heads(&filter)?.into_iter().map(|entity| entity.id));
    }
    Ok(ids)
}

/// Titles as the record has them, in the order of the person's posts.
fn plain_titles(store: &Reader<'_>, id: &str) -> Result<Vec<String>> {
    Ok(store.entity_head(id)?.map(|e| e.posts.into_iter().map(|p| p.title).collect()).unwrap_or_default())
}

/// A title asked for, as it stands and in the other language.
fn ways_of(text: &str) -> Vec<String> {
    let other = ["ru", "en"].iter().filter_map(|lang| posts::in_language(text, lang));
    std::iter::once(text.to_owned()).chain(other).collect()
}

/// The title has all words asked for, in any inflection; or says the same in the other language.
fn says(title: &str, asked: &str) -> bool {
    let has = |title: &str| {
        let words = terms(title);
        terms(asked).iter().all(|a| words.iter().any(|w| w.word == a.word || w.stem == a.stem))
    };
    has(title) || ["ru", "en"].iter().filter_map(|lang| posts::in_language(title, lang)).any(|other| has(&other))
}

fn of_house(post: &PostView, ids: &[String]) -> bool {
    post.organisation.as_ref().and_then(|o| o.id.as_ref()).is_some_and(|id| ids.contains(id))
}

fn within(post: &PostView, filter: &HolderFilter) -> bool {
    let first = post.from.and_then(Edtf::bounds).map(|(first, _)| first.to_string());
    let last = post.to.and_then(Edtf::bounds).map(|(_, last)| last.to_string());
    let over = post.phase == Phase::Former;
    let begun = filter.to.as_ref().is_none_or(|to| first.as_ref().is_some_and(|first| first <= to));
    let lasting = filter.from.as_ref().is_none_or(|from| last.as_ref().is_some_and(|last| !over || last >= from));
    begun && lasting
}
