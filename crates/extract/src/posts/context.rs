//! The country of a post of the state that names none: the one that the report names most, at low confidence.

use rapporteur_model::MentionKind;

use super::Post;
use crate::graph::Graph;

/// A post of the state without a place takes the one country that the report names most, at low confidence and with that name as its words.
pub(super) fn by_context(graph: &Graph, posts: &mut [Post]) {
    let Some(place) = main_country(graph) else { return };
    for post in posts.iter_mut().filter(|p| p.place.is_none() && p.adjective.is_none() && !p.persons.is_empty()) {
        if graph.lexicon.is("of_state", graph.lemma(graph.mention(post.title).head)) {
            post.place = Some(place);
            post.confidence *= 0.6;
        }
    }
}

/// The first mention of the country named most often; none where two are named equally often.
fn main_country(graph: &Graph) -> Option<u32> {
    let mut counts: std::collections::BTreeMap<rapporteur_model::Country, (u32, u32)> = std::collections::BTreeMap::new();
    for (m, mention) in graph.analysis.mentions.iter().enumerate() {
        let whole = mention.detail == rapporteur_model::Detail::None;
        if let (MentionKind::Place, Some(country), true) = (mention.kind, mention.country, whole) {
            counts.entry(country).or_insert((0, m as u32)).0 += 1;
        }
    }
    let most = counts.values().map(|c| c.0).max()?;
    let mut first = counts.values().filter(|c| c.0 == most);
    let found = first.next()?.1;
    first.next().is_none().then_some(found)
}
