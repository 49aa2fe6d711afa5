//! Who met, signed or sat with whom: the neighbours of one entry and the ties between them. Lays nothing out.

use std::collections::BTreeMap;

use rapporteur_model::EntityKind;
use rapporteur_store::Result;
use serde::Serialize;

use crate::{LinkView, Reader};

/// Somebody who took part with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompanionView {
    /// Who.
    pub entity: LinkView,
    /// What it is.
    pub kind: EntityKind,
    /// In how many events that were held.
    pub count: u32,
}

/// Two neighbours that met each other, by their places in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TieView {
    /// Place of the one.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    /// In how many events.
    pub count: u32,
}

/// One entry among its neighbours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeighboursView {
    /// The neighbours, the most frequent first.
    pub neighbours: Vec<CompanionView>,
    /// Ties between two of them.
    pub ties: Vec<TieView>,
}

/// Those with whom an entity most often met, signed or sat; at most `most`.
///
/// # Errors
/// When the record cannot be read.
pub fn companions(store: &Reader<'_>, id: &str, most: u32) -> Result<Vec<CompanionView>> {
    let found = store.companions(id, most)?.into_iter();
    found.map(|c| Ok(CompanionView { entity: store.link(c.entity)?, kind: c.kind, count: c.count })).collect()
}

/// An entity's companions with the ties between them.
///
/// # Errors
/// When the record cannot be read.
pub fn neighbours(store: &Reader<'_>, id: &str, most: u32) -> Result<NeighboursView> {
    let neighbours = companions(store, id, most)?;
    let ids: Vec<String> = neighbours.iter().filter_map(|n| n.entity.id.clone()).collect();
    let place: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(n, id)| (id.as_str(), n)).collect();
    let found = store.ties_among(&ids)?;
    let tie =
        |(a, b, count): &(String, String, u32)| Some(TieView { a: *place.get(a.as_str())?, b: *place.get(b.as_str())?, count: *count });
    let ties = found.iter().filter_map(tie).collect();
    Ok(NeighboursView { neighbours, ties })
}
