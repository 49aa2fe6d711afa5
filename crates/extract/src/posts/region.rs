//! The region of a governor whom a report names without it: the only region that it names before him, else the last one in this sentence or
//! the one before. A city that stands in a report is no mayor's: one goes to many.

use rapporteur_model::MentionKind;

use super::Post;
use crate::graph::Graph;

/// Gives officers of regions and cities without a place the one that the report speaks of.
pub(super) fn by_ellipsis(graph: &Graph, posts: &mut [Post]) {
    for post in posts.iter_mut().filter(|p| !p.persons.is_empty() && p.place.is_none() && p.adjective.is_none() && p.house.is_none()) {
        let word = |class: &str| graph.range(post.title).any(|t| graph.lexicon.is(class, graph.lemma(t)));
        let found = if word("region_posts") { meant(graph, post, |m| is_region(graph, m)) } else { None };
        if let Some(place) = found {
            post.place = Some(place);
            post.rule = "post.region";
        }
    }
}

fn is_region(graph: &Graph, m: u32) -> bool {
    graph.range(m).any(|t| graph.lexicon.is("region_nouns", &graph.lemma(t).to_lowercase()))
}

fn meant(graph: &Graph, post: &Post, fits: impl Fn(u32) -> bool) -> Option<u32> {
    let head = graph.mention(post.title).head;
    let title = graph.range(post.title);
    let filed = |m: u32| graph.is_dateline(graph.mention(m).head);
    let all = |range: std::ops::Range<u32>| -> Vec<u32> {
        let places = graph.mentions_in(range, &[MentionKind::Place]).into_iter();
        places.filter(|&m| fits(m) && !filed(m) && !title.contains(&graph.range(m).start)).collect()
    };
    let name = |m: u32| graph.mention(m).name.to_lowercase();
    let before = all(0..head);
    let first = before.first().copied()?;
    if all(0..graph.len()).iter().all(|&m| name(m) == name(first)) {
        return before.last().copied();
    }
    let from = graph.analysis.sentences.get(graph.analysis.sentence_of(head).saturating_sub(1))?.tokens.start;
    let near = all(from..head);
    let last = near.last().copied()?;
    near.iter().all(|&m| name(m) == name(last)).then_some(last)
}
