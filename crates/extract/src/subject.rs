//! Who does what a verb says, and what it is done to: active and passive, shared and controlled subjects, and the arcs that parsers
//! miss. Knows no frame and no kind of claim.

use rapporteur_model::{Case, Deprel, Upos};

use crate::graph::Graph;

/// Who does it: active subject, passive agent, subject shared with the verb that this one is coordinated with or depends on.
pub fn subjects(graph: &Graph, verb: u32) -> Vec<u32> {
    let passive = graph.is_passive(verb);
    let own = own_subjects(graph, verb, passive);
    if !own.is_empty() || passive {
        return own;
    }
    if controlled(graph, verb) {
        return controller(graph, verb);
    }
    let nominative = nominative_before(graph, verb);
    if !nominative.is_empty() {
        return nominative;
    }
    if graph.is_participle(verb) {
        return graph.head(verb).filter(|_| matches!(graph.base(verb), Deprel::Acl | Deprel::Amod)).into_iter().collect();
    }
    match graph.head(verb) {
        Some(head)
            if (graph.is_verb(head) || graph.token(head).feats.short || (graph.has_copula(head) && graph.base(verb) == Deprel::Conj))
                && matches!(graph.base(verb), Deprel::Conj | Deprel::Advcl)
                && !graph.is_passive(head) =>
        {
            subjects(graph, head)
        }
        Some(head) if graph.token(verb).deprel == Deprel::AclRelcl && graph.english() => vec![head],
        _ => Vec::new(),
    }
}

/// Subjects of the verb itself. Where a verb without an object has two, the one that can act is it, and the other its object
/// ("Белград посетил министр").
fn own_subjects(graph: &Graph, verb: u32, passive: bool) -> Vec<u32> {
    let mut own: Vec<u32> = graph
        .children(verb)
        .iter()
        .copied()
        .filter(|&c| if passive { agent(graph, c) } else { graph.token(c).deprel == Deprel::Nsubj })
        .collect();
    // "BELGRADE, June 3 - Minister X met": what the parser put in apposition to the dateline is the subject.
    let behind =
        |c: u32| if graph.is_dateline(c) { graph.children(c).iter().copied().filter(|&a| acts(graph, a)).collect() } else { vec![c] };
    own = own.into_iter().flat_map(behind).collect();
    if own.len() > 1 && !passive && own.iter().any(|&c| acts(graph, c)) {
        own.retain(|&c| acts(graph, c));
    }
    if let Some(first) = own.first().copied() {
        own.extend(headline_before(graph, first));
    }
    own
}

fn acts(graph: &Graph, t: u32) -> bool {
    use rapporteur_model::MentionKind::{Person, Post};
    graph.at(t, &[Person, Post]).is_some() || graph.children(t).iter().any(|&c| graph.at(c, &[Person]).is_some())
}

/// "Ivanov, Petrov discuss": in a headline the first of two names before the verb opens the sentence and is joined by a comma alone.
fn headline_before(graph: &Graph, subject: u32) -> Option<u32> {
    use rapporteur_model::MentionKind::{Organisation, Person, Place};
    const NAMES: &[rapporteur_model::MentionKind] = &[Person, Organisation, Place];
    let second = graph.at(subject, NAMES)?;
    let comma = graph.range(second).start.checked_sub(1).filter(|&t| graph.form(t) == ",")?;
    let first = graph.at(comma.checked_sub(1)?, NAMES)?;
    let opens = graph.range(first).start == graph.sentence(subject).start && graph.range(first).end == comma;
    let behind = graph.range(second).end;
    let plain = behind < graph.len() && graph.form(behind) != ",";
    (opens && plain && graph.english() && graph.mention(first).kind == graph.mention(second).kind).then(|| graph.mention(first).head)
}

/// An infinitive or gerund under another word, whose subject stands with that word.
fn controlled(graph: &Graph, verb: u32) -> bool {
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
fn controller(graph: &Graph, verb: u32) -> Vec<u32> {
    let Some(mut over) = graph.head(verb) else { return Vec::new() };
    for _ in 0..2 {
        if graph.is_verb(over) || graph.token(over).feats.short {
            break;
        }
        match graph.head(over) {
            Some(head) => over = head,
            None => return Vec::new(),
        }
    }
    if !(graph.is_verb(over) || graph.token(over).feats.short) {
        return Vec::new();
    }
    if graph.lexicon.is("makes_do", graph.lemma(over)) {
        let told = |&c: &u32| matches!(graph.base(c), Deprel::Iobj | Deprel::Obj) || graph.case(c) == Some(Case::Dat);
        let made: Vec<u32> =
            graph.children(over).iter().copied().filter(|&c| c != verb && told(&c) && graph.preposition(c).is_none()).collect();
        if !made.is_empty() && !graph.is_passive(over) {
            return made;
        }
    }
    if graph.is_passive(over) { objects(graph, over) } else { subjects(graph, over) }
}

/// A person's name in the nominative right before a finite verb that has no subject: the parser hung it elsewhere.
fn nominative_before(graph: &Graph, verb: u32) -> Vec<u32> {
    use rapporteur_model::{MentionKind, VerbForm};
    let finite = graph.token(verb).feats.verb_form == Some(VerbForm::Fin) || graph.mistaken(verb);
    let before =
        verb.checked_sub(1).filter(|_| finite).and_then(|t| graph.at(t, &[MentionKind::Person]).filter(|&m| graph.range(m).end == verb));
    let Some(m) = before else { return Vec::new() };
    let head = graph.mention(m).head;
    if graph.english() {
        return if graph.preposition(head).is_none() { vec![head] } else { Vec::new() };
    }
    if graph.case(head) != Some(Case::Nom) {
        return Vec::new();
    }
    let first = graph.head(head).filter(|&h| graph.base(head) == Deprel::Conj && graph.case(h) == Some(Case::Nom));
    vec![first.unwrap_or(head)]
}

pub fn agent(graph: &Graph, child: u32) -> bool {
    let token = graph.token(child);
    if graph.english() {
        return token.deprel.base() == Deprel::Obl && graph.preposition(child).as_deref() == Some("by");
    }
    token.deprel == Deprel::OblAgent
        || (token.deprel.base() == Deprel::Obl && token.feats.case == Some(Case::Ins) && graph.preposition(child).is_none())
}

/// What it is done to: active object, passive subject, the head noun of a passive participle.
pub fn objects(graph: &Graph, verb: u32) -> Vec<u32> {
    let passive = graph.is_passive(verb);
    let wanted =
        |c: u32| if passive { matches!(graph.token(c).deprel, Deprel::NsubjPass | Deprel::Nsubj) } else { graph.base(c) == Deprel::Obj };
    let mut found: Vec<u32> = graph.children(verb).iter().copied().filter(|&c| wanted(c)).collect();
    if found.is_empty() && passive && matches!(graph.base(verb), Deprel::Acl | Deprel::Amod) {
        found.extend(graph.head(verb));
    }
    if found.is_empty() && !passive && graph.english() {
        found.extend(object_behind(graph, verb));
    }
    if found.is_empty() && !passive {
        // "Белград посетил министр": the subject that cannot act.
        let two: Vec<u32> = graph.children(verb).iter().copied().filter(|&c| graph.token(c).deprel == Deprel::Nsubj).collect();
        if two.len() > 1 && two.iter().any(|&c| acts(graph, c)) {
            found.extend(two.into_iter().filter(|&c| !acts(graph, c)));
        }
    }
    if found.is_empty()
        && graph.base(verb) == Deprel::Conj
        && let Some(head) = graph.head(verb).filter(|&h| graph.is_verb(h) && passive == graph.is_passive(h) && passive)
    {
        found = objects(graph, head);
    }
    found
}

/// "received on Wednesday Rohan Gupta": a name behind a date that stands between the verb and its object.
fn object_behind(graph: &Graph, verb: u32) -> Option<u32> {
    use rapporteur_model::MentionKind::{Date, Person, Post};
    let end = graph.sentence(verb).end;
    let in_date = |t: u32| graph.at(t, &[Date]).is_some() && graph.at(t, &[Person]).is_none();
    let first = (verb + 1..end).find(|&t| !(in_date(t) || graph.token(t).upos == Upos::Adp && t + 1 < end && in_date(t + 1)))?;
    let m = graph.at(first, &[Person, Post]).filter(|&m| first > verb + 1 && graph.range(m).start == first)?;
    Some(graph.mention(m).head)
}
