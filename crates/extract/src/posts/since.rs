//! From when a post is held: "с 2019 года", "since May 2019" in the title's own clause. Says nothing of other dates.

use rapporteur_model::{Edtf, MentionKind, Span};

use super::Post;
use crate::graph::Graph;

/// The date behind a word for "since" that hangs on the title, or on the verb that gives it.
pub(super) fn since(graph: &Graph, post: &Post) -> Option<(Edtf, Span)> {
    let head = graph.mention(post.title).head;
    of(graph, |t| t == head || Some(t) == post.given || Some(t) == graph.head(head).filter(|_| post.given.is_some()), head)
}

/// The same for a verb that says a post by itself ("возглавляет с 2019 года").
pub(super) fn of_verb(graph: &Graph, verb: u32) -> Option<(Edtf, Span)> {
    of(graph, |t| t == verb, verb)
}

fn of(graph: &Graph, own: impl Fn(u32) -> bool, at: u32) -> Option<(Edtf, Span)> {
    let dates = graph.mentions_in(graph.sentence(at), &[MentionKind::Date]);
    let m = dates.into_iter().find(|&m| {
        let mention = graph.mention(m);
        let start = graph.range(m).start;
        let opens = |t: u32| graph.lexicon.is("since_when", graph.lower(t));
        let said = opens(start) || start.checked_sub(1).is_some_and(opens);
        let up = std::iter::successors(graph.head(mention.head), |&u| graph.head(u)).take(3);
        said && up.take_while(|&u| own(u) || !graph.is_verb(u)).any(&own)
    })?;
    match graph.mention(m).date()? {
        Edtf::Interval(Some(first), _) => Some((Edtf::Date(first), graph.mention(m).span)),
        date => Some((date, graph.mention(m).span)),
    }
}
