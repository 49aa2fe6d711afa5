//! Who does what an infinitive or gerund says: somebody of the word that it stands under.

use rapporteur_model::{Case, Deprel, MentionKind};

use super::{objects, subjects};
use crate::graph::Graph;

/// An infinitive or gerund under another word, whose subject stands with that word.
pub(super) fn controlled(graph: &Graph, verb: u32) -> bool {
    use rapporteur_model::VerbForm;
    let bare = matches!(graph.token(verb).feats.verb_form, Some(VerbForm::Inf | VerbForm::Ger | VerbForm::Conv))
        || graph.base(verb) == Deprel::Xcomp;
    let speaking = graph.is_participle(verb) && graph.base(verb) == Deprel::Advcl;
    let below = matches!(
        graph.base(verb),
        Deprel::Xcomp | Deprel::Acl | Deprel::Advcl | Deprel::Ccomp | Deprel::Nmod | Deprel::Obj | Deprel::Csubj
    );
    (speaking || bare && below) && graph.token(verb).deprel != Deprel::AclRelcl
}

/// Who does what an infinitive says: the object of a verb that makes somebody do it ("поручил Минтрансу подготовить"), the subject of a
/// passive one ("is scheduled to meet"), else the subject of the verb over it, also over a noun ("выразил готовность встретиться").
pub(super) fn controller(graph: &Graph, verb: u32) -> Vec<u32> {
    let Some(mut over) = graph.head(verb) else { return Vec::new() };
    // "an invitation to Minister X to visit", «приглашение министру X посетить»: who is asked.
    if graph.lexicon.is("invitations", graph.lemma(over)) && over < verb {
        let asked = |&c: &u32| {
            let to = graph.preposition(c).is_some_and(|p| p == "to" || p == "for");
            c < verb && (to || !graph.english() && graph.case(c) == Some(Case::Dat))
        };
        let below = graph.children(over).iter().chain(graph.head(over).map_or(&[][..], |h| graph.children(h)));
        let found: Vec<u32> = below.copied().filter(|c| *c > over && asked(c)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    let whose = owners(graph, over, verb);
    if !whose.is_empty() {
        return whose;
    }
    // "is due to visit", "должен посетить": a predicate with a subject of its own.
    let carries = |t: u32| graph.is_verb(t) || graph.token(t).feats.short || graph.has_copula(t);
    for _ in 0..2 {
        if carries(over) {
            break;
        }
        match graph.head(over) {
            Some(head) => over = head,
            None => return Vec::new(),
        }
    }
    if !carries(over) {
        return Vec::new();
    }
    // "told the agency, adding that": behind a comma a gerund is the subject's.
    let aside = verb.checked_sub(1).is_some_and(|t| graph.form(t) == ",") && graph.base(verb) == Deprel::Advcl;
    if graph.lexicon.is("makes_do", graph.lemma(over)) && !aside {
        let told = |&c: &u32| matches!(graph.base(c), Deprel::Iobj | Deprel::Obj) || graph.case(c) == Some(Case::Dat);
        let made: Vec<u32> =
            graph.children(over).iter().copied().filter(|&c| c != verb && told(&c) && graph.preposition(c).is_none()).collect();
        if !made.is_empty() && !graph.is_passive(over) {
            return made;
        }
    }
    let found = if graph.is_passive(over) { objects(graph, over) } else { subjects(graph, over) };
    // "Министру удалось встретиться", "сторонам предстоит подписать": of an impersonal verb who does it stands in the dative.
    let dative = |&c: &u32| {
        let place = matches!(graph.base(c), Deprel::Iobj | Deprel::Obl | Deprel::Nsubj);
        place && graph.case(c) == Some(Case::Dat) && graph.preposition(c).is_none()
    };
    if found.is_empty() && !graph.english() { graph.children(over).iter().copied().filter(dative).collect() } else { found }
}

/// "намерение министра X посетить", "the intention of X to visit", "X's plan to visit": whose the noun is that an infinitive stands under.
fn owners(graph: &Graph, noun: u32, verb: u32) -> Vec<u32> {
    const ACTORS: &[MentionKind] = &[MentionKind::Person, MentionKind::Post, MentionKind::Organisation];
    if !graph.is_nominal(noun) || graph.base(verb) != Deprel::Acl && graph.base(verb) != Deprel::Nmod || noun > verb {
        return Vec::new();
    }
    let of = |c: u32| {
        let genitive = if graph.english() {
            graph.token(c).deprel == Deprel::NmodPoss || graph.preposition(c).is_some_and(|p| p == "of")
        } else {
            graph.case(c) == Some(Case::Gen) && graph.preposition(c).is_none()
        };
        genitive && graph.base(c) == Deprel::Nmod && graph.at(c, ACTORS).is_some()
    };
    graph.children(noun).iter().copied().filter(|&c| c < verb && of(c)).collect()
}
