//! Titles and names on lines of their own: signatures, captions and lists of those present. Knows lines, not sentences.

use rapporteur_model::MentionKind;

use super::Post;
use crate::graph::Graph;

/// Gives a title that begins its line the person who stands alone on the line above, else on the line below.
pub(super) fn by_lines(graph: &Graph, posts: &mut [Post]) {
    for post in posts.iter_mut().filter(|p| p.persons.is_empty()) {
        let start = graph.range(post.title).start;
        let line = graph.sentence(start);
        if line.start != start || !opens_line(graph, start) || has_verb(graph, line.clone()) || named(graph, line.clone()) {
            continue;
        }
        let above = line.start.checked_sub(1).and_then(|t| alone(graph, graph.sentence(t)));
        let below = || (line.end < graph.len()).then(|| alone(graph, graph.sentence(line.end))).flatten();
        if let Some(person) = above.or_else(below) {
            post.persons = vec![person];
            post.rule = "post.signature";
        }
    }
}

fn opens_line(graph: &Graph, t: u32) -> bool {
    let before = graph.report.text.get(..graph.token(t).span.start()).unwrap_or_default();
    before.ends_with('\n')
}

fn has_verb(graph: &Graph, mut line: std::ops::Range<u32>) -> bool {
    line.any(|t| graph.is_verb(t) && !graph.is_participle(t) && graph.at(t, &[MentionKind::Post]).is_none())
}

fn named(graph: &Graph, line: std::ops::Range<u32>) -> bool {
    !graph.mentions_in(line, &[MentionKind::Person]).is_empty()
}

/// The person whose name is all that a line says, ranks, forms of address and marks aside.
fn alone(graph: &Graph, line: std::ops::Range<u32>) -> Option<u32> {
    let persons = graph.mentions_in(line.clone(), &[MentionKind::Person]);
    let [person] = persons[..] else { return None };
    let range = graph.range(person);
    let light = |t: u32| {
        let word = graph.lower(t);
        range.contains(&t)
            || !word.chars().any(char::is_alphabetic)
            || graph.lexicon.is("ranks", word)
            || graph.lexicon.is("ranks", graph.lemma(t))
    };
    (line.clone().all(light) && opens_line(graph, line.start)).then_some(person)
}
