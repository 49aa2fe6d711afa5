//! People, organisations, bodies, places and products as lists and pages show them.

use rapporteur_model::{Country, Edtf, Entity, EntityKind, Phase, PostHeld, RelatedTo};
use rapporteur_store::{EntityFilter, Result};
use serde::Serialize;

use crate::Reader;
use crate::common::{EvidenceView, LinkView, counted, counted_evidence, quoted};

/// A name with its language and how often it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::NameCount`")]
pub struct NameView {
    pub text: String,
    pub lang: String,
    pub count: u32,
}

/// A post with the reports and the words that give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::PostHeld`")]
pub struct PostView {
    pub title: String,
    /// Where a diplomat was sent, with its preposition, as a report says it ("to Hungary").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serves: Option<String>,
    pub organisation: Option<LinkView>,
    pub country: Option<Country>,
    pub phase: Phase,
    pub from: Option<Edtf>,
    pub to: Option<Edtf>,
    pub reports: Vec<String>,
    /// How many reports there are.
    pub reports_count: usize,
    pub evidence: Vec<EvidenceView>,
    /// How much evidence there is.
    pub evidence_count: usize,
}

impl PostView {
    /// The title with where its holder was sent ("ambassador to Hungary").
    pub fn full_title(&self) -> String {
        self.serves.as_ref().map_or_else(|| self.title.clone(), |place| format!("{} {place}", self.title))
    }
}

/// What an entity is related to, with the words that say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelatedView {
    /// Id of the other.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// The words.
    pub evidence: Vec<EvidenceView>,
}

/// A person, organisation, body, place or product.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Entity`")]
pub struct EntityView {
    pub id: String,
    pub kind: EntityKind,
    pub name: String,
    pub names: Vec<NameView>,
    /// How many names there are.
    pub names_count: usize,
    pub country: Option<Country>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    pub posts: Vec<PostView>,
    pub part_of: Vec<RelatedView>,
    pub produces: Vec<RelatedView>,
    pub reports: Vec<String>,
    /// How many reports there are.
    pub reports_count: usize,
    pub evidence: Vec<EvidenceView>,
    /// How much evidence there is.
    pub evidence_count: usize,
}

/// The entities that pass the filter, by kind and name.
///
/// # Errors
/// When the record cannot be read.
pub fn entities(store: &Reader<'_>, filter: &EntityFilter) -> Result<Vec<EntityView>> {
    let mut found = read(store, filter)?;
    if let Some(text) = &filter.text {
        found.extend(said_otherwise(store, filter, text, found.is_empty())?);
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|entity| seen.insert(entity.id.clone()));
        found.truncate(filter.limit.map_or(usize::MAX, |n| n as usize));
    }
    found.into_iter().map(|entity| view(store, entity)).collect()
}

fn read(store: &Reader<'_>, filter: &EntityFilter) -> Result<Vec<Entity>> {
    if store.is_brief() { store.entity_heads(filter) } else { store.entities(filter) }
}

/// What the same words find in the other language where they are a post; and, where they find nothing, without the country that they name
/// ("президент Казахстана").
fn said_otherwise(store: &Reader<'_>, filter: &EntityFilter, text: &str, nothing: bool) -> Result<Vec<Entity>> {
    let mut found = Vec::new();
    for other in ["ru", "en"].iter().filter_map(|lang| crate::posts::in_language(text, lang)) {
        found.extend(read(store, &EntityFilter { text: Some(other), ..filter.clone() })?);
    }
    if nothing
        && found.is_empty()
        && filter.country.is_none()
        && let Some((country, rest)) = crate::sides::country_within(text)
    {
        found = read(store, &EntityFilter { text: Some(rest), country: Some(country), ..filter.clone() })?;
    }
    Ok(found)
}

/// One entity; `None` when there is none with this id.
///
/// # Errors
/// When the record cannot be read.
pub fn entity(store: &Reader<'_>, id: &str) -> Result<Option<EntityView>> {
    store.entity(id)?.map(|entity| view(store, entity)).transpose()
}

/// The name of an entity in the reader's language; its id where there is none with it.
///
/// # Errors
/// When the record cannot be read.
pub fn entity_name(store: &Reader<'_>, id: &str) -> Result<String> {
    Ok(store.entity_link(id.to_owned())?.name)
}

fn view(store: &Reader<'_>, mut entity: Entity) -> Result<EntityView> {
    let name = store.name(&entity.name, &entity.names);
    let (names_count, reports_count) = (counted(&mut entity.names), store.named_count(&entity.id)?);
    let (lat, lon) = entity.position.unzip();
    Ok(EntityView {
        id: entity.id,
        kind: entity.kind,
        name,
        names: entity.names.into_iter().map(|n| NameView { text: n.text, lang: n.lang, count: n.count }).collect(),
        names_count,
        country: entity.country,
        lat,
        lon,
        posts: entity.posts.into_iter().map(|p| post(store, p)).collect::<Result<_>>()?,
        part_of: entity.part_of.into_iter().map(|r| relation(store, r)).collect::<Result<_>>()?,
        produces: entity.produces.into_iter().map(|r| relation(store, r)).collect::<Result<_>>()?,
        reports: entity.reports,
        reports_count,
        evidence: quoted(store, entity.evidence)?,
        // Its fullest name in each report.
        evidence_count: reports_count,
    })
}

fn post(store: &Reader<'_>, mut post: PostHeld) -> Result<PostView> {
    let evidence_count = counted_evidence(&mut post.evidence);
    let reports_count = counted(&mut post.reports).max(post.told as usize);
    let serves = store.quotes(&post.evidence)?.iter().find_map(|words| served(words, &post.title));
    let evidence = quoted(store, post.evidence)?;
    Ok(PostView {
        serves,
        title: store.post(&post.title),
        organisation: post.organisation.map(|o| store.link(o)).transpose()?,
        country: post.country,
        phase: post.phase,
        from: post.from,
        to: post.to,
        reports: post.reports,
        reports_count,
        evidence,
        evidence_count,
    })
}

/// What the words of a post say beyond its title of where its holder was sent: from the last preposition on, which the title has not.
fn served(quote: &str, title: &str) -> Option<String> {
    let at = [" to ", " in ", " at ", " в ", " во "].iter().filter_map(|word| quote.rfind(word)).max()?;
    let tail = quote.get(at + 1..)?;
    let told = title.to_lowercase().contains(&tail.to_lowercase());
    (!told && tail.contains(char::is_uppercase)).then(|| tail.split_whitespace().collect::<Vec<&str>>().join(" "))
}

fn relation(store: &Reader<'_>, relation: RelatedTo) -> Result<RelatedView> {
    let to = store.link(relation.to)?;
    Ok(RelatedView { id: to.id, name: to.name, evidence: quoted(store, relation.evidence)? })
}
