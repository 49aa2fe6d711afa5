//! A title that a verb gives to a person: copulas, verbs of appointing and of leading. Asks the tree.

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, MentionKind, Role, Value};

use super::Post;
use crate::frame;
use crate::graph::Graph;

/// "X является директором", "X was elected president", "X на посту министра": subject and title meet at one verb.
pub(super) fn predicate(graph: &Graph, post: &Post) -> Option<u32> {
    let head = graph.mention(post.title).head;
    let mut at = head;
    for _ in 0..3 {
        if copula(graph, at, head) {
            return subject_person(graph, at);
        }
        at = graph.token(at).head?;
    }
    None
}

fn copula(graph: &Graph, verb: u32, title: u32) -> bool {
    if verb == title {
        return graph.children(title).iter().any(|&c| graph.base(c) == Deprel::Cop);
    }
    let case = graph.case(title);
    graph.lexicon.is("copulas", graph.lemma(verb))
        && (graph.english() || matches!(case, Some(Case::Ins | Case::Gen | Case::Nom | Case::Acc) | None))
}

fn subject_person(graph: &Graph, verb: u32) -> Option<u32> {
    let subject = |&c: &u32| matches!(graph.base(c), Deprel::Nsubj) || (graph.base(c) == Deprel::Obj);
    graph.children(verb).iter().filter(|c| subject(c)).find_map(|&c| person_of(graph, c))
}

pub(super) fn person_of(graph: &Graph, t: u32) -> Option<u32> {
    graph.at(t, &[MentionKind::Person]).or_else(|| {
        let names = graph.children(t).iter().filter(|&&c| matches!(graph.base(c), Deprel::Appos | Deprel::Flat));
        names.clone().find_map(|&c| graph.at(c, &[MentionKind::Person]))
    })
}

/// Who heads an organisation by a verb ("возглавляет", "led by"): a post whose title is not stated.
pub(super) fn heads(graph: &Graph, posts: &[Post]) -> Vec<Claim> {
    let verbs = (0..graph.len()).filter(|&t| graph.is_verb(t) && graph.lexicon.is("head_verbs", graph.lemma(t)));
    let mut found = Vec::new();
    for t in verbs {
        let person = frame::subjects(graph, t).into_iter().find_map(|s| person_of(graph, s).or_else(|| titled(graph, posts, s)));
        let governed = |&c: &u32| graph.base(c) == Deprel::Obl && graph.case(c) == Some(Case::Ins) && graph.preposition(c).is_none();
        let object = frame::objects(graph, t).into_iter().chain(graph.children(t).iter().copied().filter(governed));
        let place = object.into_iter().find_map(|o| graph.at(o, &[MentionKind::Organisation, MentionKind::Body]));
        if let (Some(person), Some(place)) = (person, place) {
            let mut claim = Claim::new(ClaimKind::Post, graph.token(t).span, "post.heads");
            claim.push(Role::Person, Value::Mention(person), graph.mention(person).span);
            claim.push(Role::Organisation, Value::Mention(place), graph.mention(place).span);
            found.push(claim);
        }
    }
    found
}

fn titled(graph: &Graph, posts: &[Post], t: u32) -> Option<u32> {
    let title = graph.at(t, &[MentionKind::Post])?;
    posts.iter().find(|p| p.title == title)?.persons.first().copied()
}
