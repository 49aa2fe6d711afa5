//! Titles in a row share the person and, directly joined, the organisation. Adds nothing to a title that has its own.

use rapporteur_model::{Case, MentionKind, Upos};

use super::{Post, apposition};
use crate::graph::Graph;

/// Titles in a row ("министр … , председатель …", "президент и генеральный директор X") share the person and, where only one has it, the place.
pub(super) fn share(graph: &Graph, posts: &mut [Post]) {
    for i in (1..posts.len()).rev() {
        if in_row(graph, &posts[i - 1], &posts[i]) {
            if posts[i - 1].persons.is_empty() {
                posts[i - 1].persons = posts[i].persons.clone();
                posts[i - 1].rule = "post.row";
            }
            // "политик, лидер партии": a profession is not one at the next title's organisation.
            let profession = graph.lexicon.is("creative", graph.lemma(graph.mention(posts[i - 1].title).head));
            let shared = posts[i].place.filter(|&m| !dashed(graph, &posts[i - 1]) || graph.mention(m).kind == MentionKind::Place);
            if !profession && posts[i - 1].place.is_none() && posts[i - 1].adjective.is_none() && joined(graph, &posts[i - 1], &posts[i]) {
                posts[i - 1].place = shared;
            }
        }
    }
    for i in 1..posts.len() {
        if posts[i].persons.is_empty() && in_row(graph, &posts[i - 1], &posts[i]) {
            posts[i].persons = posts[i - 1].persons.clone();
            posts[i].rule = "post.row";
        }
    }
}

/// Same sentence, same case and number, nothing between them but the first one's place, a comma or "and".
fn in_row(graph: &Graph, a: &Post, b: &Post) -> bool {
    let (left, right) = (graph.range(a.title), graph.range(b.title));
    let end = a.place.map_or(left.end, |p| graph.range(p).end.max(left.end));
    if end > right.start || !graph.sentence(left.start).contains(&right.start) {
        return false;
    }
    let (x, y) = (graph.mention(a.title).head, graph.mention(b.title).head);
    let feats = |t: u32| (graph.case(t), graph.token(t).feats.number);
    let same = feats(x) == feats(y) || graph.english();
    let mut between: Vec<u32> = (end..right.start).collect();
    // "министр внутренних дел (2001–2003), председатель Думы": a bracket between does not part them.
    if let Some(open) = between.iter().position(|&t| graph.form(t) == "(")
        && let Some(close) = apposition::bracket(graph, between[open])
    {
        between.retain(|&t| t < end + open as u32 || t >= close);
    }
    let plain = |t: u32| !graph.english() && graph.case(t) == Some(Case::Gen) && graph.is_nominal(t) && graph.covering(t).is_empty();
    let glue = |&t: &u32| {
        plain(t)
            || matches!(graph.token(t).upos, Upos::Cconj | Upos::Det | Upos::Adj | Upos::Adv)
            || matches!(graph.form(t), "," | ")" | "»" | "\"" | "—" | "–" | "-" | ";")
    };
    // English titles side by side are told apart by their nouns ("Finance Minister Senator X").
    // "наблюдатель от ОБСЕ португальский парламентарий Хуан Суареш": no comma, but a case that is no complement's.
    let bare = !graph.english() && graph.case(y).is_some_and(|c| c != Case::Gen || a.place.is_some());
    same && between.len() <= 4
        && between.iter().all(glue)
        && (bare
            || (graph.english() && between.is_empty())
            || between.iter().any(|&t| matches!(graph.form(t), "," | "—" | "–") || graph.token(t).upos == Upos::Cconj))
}

/// "первый заместитель министра – начальник штаба": behind a dash stands another post, not another word for this one's place.
fn dashed(graph: &Graph, a: &Post) -> bool {
    let end = graph.range(a.title).end;
    end < graph.len() && matches!(graph.form(end), "—" | "–" | "-")
}

/// Two titles directly joined by "and" or a dash.
fn joined(graph: &Graph, a: &Post, b: &Post) -> bool {
    let (left, right) = (graph.range(a.title), graph.range(b.title));
    right.start == left.end + 1 && (graph.token(left.end).upos == Upos::Cconj || matches!(graph.form(left.end), "—" | "–"))
}
