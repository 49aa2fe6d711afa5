//! Track 2 of FactRuEval: entities with their attributes, each matched to one entity of the gold.

use super::gold::{Document, Entity, Kind};
use crate::assign::assign;
use crate::score::Counts;
use crate::text::{alike, normalise};

/// An entity that is handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// Type.
    pub kind: Kind,
    /// Attribute names and values in the nominative.
    pub attributes: Vec<(String, String)>,
}

/// What came out for one document.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Counts of persons, places, organisations, in the order of [`Kind::SCORED`].
    pub by_kind: [Counts; 3],
    /// Gold entities (indices) that count and were matched with a quality below 1.
    pub missed: Vec<(usize, Option<usize>, f64)>,
    /// Handed-in entities (indices) that match nothing.
    pub spurious: Vec<usize>,
}

/// Weight of matching an entity that does not count.
const IGNORED: f64 = 0.4;

/// Scores one document.
#[must_use]
pub fn score(document: &Document, handed: &[Handed]) -> Outcome {
    let mut outcome = Outcome::default();
    for (slot, kind) in Kind::SCORED.into_iter().enumerate() {
        let gold: Vec<usize> = (0..document.entities.len()).filter(|&e| document.entities[e].kind == kind).collect();
        let own: Vec<usize> = (0..handed.len()).filter(|&h| handed[h].kind.plain() == kind).collect();
        let ignored: Vec<bool> = gold.iter().map(|&e| ignored(document, &document.entities[e])).collect();
        let quality: Vec<Vec<f64>> =
            gold.iter().map(|&e| own.iter().map(|&h| quality(&document.entities[e], &handed[h])).collect()).collect();
        let weight = |row: usize, q: f64| if ignored[row] && q > 0.0 { IGNORED * q } else { q };
        let weights: Vec<Vec<f64>> = quality.iter().enumerate().map(|(row, q)| q.iter().map(|&q| weight(row, q)).collect()).collect();
        let partner = assign(&weights);
        for (row, &entity) in gold.iter().enumerate().filter(|&(row, _)| !ignored[row]) {
            let got = partner[row].map_or(0.0, |column| quality[row][column]);
            outcome.by_kind[slot] += Counts::new(got, 1, usize::from(partner[row].is_some()));
            if got < 1.0 {
                outcome.missed.push((entity, partner[row].map(|column| own[column]), got));
            }
        }
        for (column, &entity) in own.iter().enumerate().filter(|&(column, _)| !partner.contains(&Some(column))) {
            debug_assert!(column < own.len());
            outcome.by_kind[slot] += Counts::new(0.0, 0, 1);
            outcome.spurious.push(entity);
        }
    }
    outcome
}

/// Attributes matched against matched, missed and extra.
fn quality(gold: &Entity, handed: &Handed) -> f64 {
    let values: Vec<(&str, String)> = handed.attributes.iter().map(|(name, value)| (name.as_str(), normalise(value))).collect();
    let fits = |a: &super::gold::Attribute, (name, value): &(&str, String)| a.name == *name && a.values.iter().any(|v| alike(v, value));
    let right = gold.attributes.iter().filter(|a| values.iter().any(|v| fits(a, v))).count();
    let extra = values.iter().filter(|v| !gold.attributes.iter().any(|a| fits(a, v))).count();
    let all = gold.attributes.len() + extra;
    if all == 0 { 0.0 } else { right as f64 / all as f64 }
}

/// An entity does not count when all its mentions lie in larger ones, or are adjectives or descriptions only.
fn ignored(document: &Document, entity: &Entity) -> bool {
    let mentions = || entity.mentions.iter().map(|&m| &document.mentions[m]);
    let hidden = |m: &super::gold::Mention| {
        document.mentions.iter().any(|o| {
            let inside = o.at.start <= m.at.start && m.at.end <= o.at.end;
            let equal_organisation = o.at == m.at && o.kind == Kind::Org && matches!(m.kind, Kind::Per | Kind::Loc);
            m.kind.may_hide_in(o.kind) && inside && (o.at != m.at || equal_organisation)
        })
    };
    let all = |m: &super::gold::Mention, test: &dyn Fn(&str) -> bool| m.parts.iter().all(|&p| test(&document.parts[p].class));
    let bare = |m: &super::gold::Mention| all(m, &|class| class == "geo_adj") || all(m, &|class| class.contains("descr"));
    !entity.mentions.is_empty() && (mentions().all(hidden) || mentions().all(bare))
}
