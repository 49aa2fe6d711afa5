//! People, organisations, bodies, places and products as lists and pages show them.

use rapporteur_model::{Country, Edtf, Entity, EntityKind, Phase, PostHeld, RelatedTo};
use rapporteur_store::{EntityFilter, Result};
use serde::Serialize;

use crate::Reader;
use crate::common::{EvidenceView, LinkView, quoted};

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
    pub organisation: Option<LinkView>,
    pub country: Option<Country>,
    pub phase: Phase,
    pub from: Option<Edtf>,
    pub to: Option<Edtf>,
    pub reports: Vec<String>,
    pub evidence: Vec<EvidenceView>,
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
    pub country: Option<Country>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    pub posts: Vec<PostView>,
    pub part_of: Vec<RelatedView>,
    pub produces: Vec<RelatedView>,
    pub reports: Vec<String>,
    pub evidence: Vec<EvidenceView>,
}

/// The entities that pass the filter, by kind and name.
///
/// # Errors
/// When the record cannot be read.
pub fn entities(store: &Reader<'_>, filter: &EntityFilter) -> Result<Vec<EntityView>> {
    store.entities(filter)?.into_iter().map(|entity| view(store, entity)).collect()
}

/// One entity; `None` when there is none with this id.
///
/// # Errors
/// When the record cannot be read.
pub fn entity(store: &Reader<'_>, id: &str) -> Result<Option<EntityView>> {
    store.entity(id)?.map(|entity| view(store, entity)).transpose()
}

fn view(store: &Reader<'_>, entity: Entity) -> Result<EntityView> {
    let (lat, lon) = entity.position.unzip();
    Ok(EntityView {
        id: entity.id,
        kind: entity.kind,
        name: store.name(&entity.name, &entity.names),
        names: entity.names.into_iter().map(|n| NameView { text: n.text, lang: n.lang, count: n.count }).collect(),
        country: entity.country,
        lat,
        lon,
        posts: entity.posts.into_iter().map(|p| post(store, p)).collect::<Result<_>>()?,
        part_of: entity.part_of.into_iter().map(|r| relation(store, r)).collect::<Result<_>>()?,
        produces: entity.produces.into_iter().map(|r| relation(store, r)).collect::<Result<_>>()?,
        reports: entity.reports,
        evidence: quoted(store, entity.evidence)?,
    })
}

fn post(store: &Reader<'_>, post: PostHeld) -> Result<PostView> {
    Ok(PostView {
        title: store.text(&post.title),
        organisation: post.organisation.map(|o| store.link(o)).transpose()?,
        country: post.country,
        phase: post.phase,
        from: post.from,
        to: post.to,
        reports: post.reports,
        evidence: quoted(store, post.evidence)?,
    })
}

fn relation(store: &Reader<'_>, relation: RelatedTo) -> Result<RelatedView> {
    let to = store.link(relation.to)?;
    Ok(RelatedView { id: to.id, name: to.name, evidence: quoted(store, relation.evidence)? })
}
