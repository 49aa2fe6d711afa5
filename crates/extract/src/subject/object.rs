//! What a verb is done to, and the arcs of objects that parsers miss.

use rapporteur_model::{Case, Deprel, MentionKind, Upos};

use super::{acts, described, disagrees, nominative_objects, taken_for_object};
use crate::graph::Graph;

/// What it is done to: active object, passive subject, the head noun of a passive participle.
pub fn objects(graph: &Graph, verb: u32) -> Vec<u32> {
    let passive = graph.is_passive(verb);
    let wanted =
        |c: u32| if passive { matches!(graph.token(c).deprel, Deprel::NsubjPass | Deprel::Nsubj) } else { graph.base(c) == Deprel::Obj };
    let mut found: Vec<u32> = graph.children(verb).iter().copied().filter(|&c| wanted(c)).collect();
    if !passive && found.len() > 1 && graph.english() {
        let own = taken_for_object(graph, verb).filter(|_| !graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Nsubj));
        found.retain(|&c| Some(c) != own);
    }
    if !passive && found.len() > 1 {
        let actors = nominative_objects(graph, verb);
        found.retain(|c| !actors.contains(c));
    }
    if found.is_empty() && passive && matches!(graph.base(verb), Deprel::Acl | Deprel::Amod) {
        found.extend(described(graph, verb));
    }
    if found.is_empty() && passive && graph.base(verb) == Deprel::Xcomp {
        // "is to be signed", "is expected to be signed": the subject of the verb over it, where that has no object of its own.
        let raises = |&h: &u32| graph.lemma(h) == "be" || graph.is_passive(h) || graph.token(h).upos == Upos::Adj;
        let over = graph.head(verb).filter(raises);
        found.extend(over.into_iter().flat_map(|h| graph.children(h).iter().copied()).filter(|&c| graph.base(c) == Deprel::Nsubj));
    }
    if found.is_empty() && passive && graph.base(verb) == Deprel::Advcl {
        // "Co-chaired by X, the meeting …": the subject of the clause.
        let over = graph.head(verb).map_or(&[][..], |h| graph.children(h));
        found.extend(over.iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj));
    }
    if found.is_empty() && !passive && !graph.english() {
        found.extend(object_before(graph, verb));
        found.extend(person_before(graph, verb));
    }
    if !passive && !graph.english() && !found.iter().any(|&o| acts(graph, o)) {
        found.extend(persons_across(graph, verb));
    }
    if found.is_empty() && !passive && graph.english() {
        found.extend(object_behind(graph, verb));
    }
    if found.is_empty() && !passive {
        found.extend(accusatives_below(graph, verb));
    }
    if found.is_empty() && !passive {
        // "Белград посетил министр": the subject that cannot act.
        let two: Vec<u32> = graph.children(verb).iter().copied().filter(|&c| graph.token(c).deprel == Deprel::Nsubj).collect();
        if two.len() > 1 && two.iter().any(|&c| acts(graph, c)) {
            found.extend(two.into_iter().filter(|&c| !acts(graph, c)));
        } else if two.len() > 1 && two.iter().any(|&c| !disagrees(graph, verb, c)) {
            found.extend(two.into_iter().filter(|&c| disagrees(graph, verb, c)));
        }
    }
    if found.is_empty()
        && graph.base(verb) == Deprel::Conj
        && let Some(head) = graph.head(verb).filter(|&h| graph.is_verb(h) && passive)
    {
        // "X toured the plant and was received by Y": who does the one undergoes the other.
        found = if graph.is_passive(head) { objects(graph, head) } else { super::subjects(graph, head) };
    }
    found
}

/// "Республику Беларусь с визитом посетила делегация": an accusative before the verb that the parser put in apposition to the subject
/// behind it.
fn object_before(graph: &Graph, verb: u32) -> Vec<u32> {
    let apart = |&c: &u32| {
        let beside = matches!(graph.base(c), Deprel::Appos | Deprel::Nmod) && graph.token(c).head.is_some_and(|h| h > verb);
        beside && c < verb && graph.case(c) == Some(Case::Acc) && graph.preposition(c).is_none()
    };
    graph.children(verb).iter().copied().filter(apart).collect()
}

/// "После церемонии Павла Орлова принял президент": the name right before a verb whose subject stands behind it, in the accusative, that
/// the parser hung on the noun before.
fn person_before(graph: &Graph, verb: u32) -> Option<u32> {
    use MentionKind::{Person, Post};
    let m = verb.checked_sub(1).and_then(|t| graph.at(t, &[Person, Post])).filter(|&m| graph.range(m).end == verb)?;
    let behind = graph.children(verb).iter().any(|&c| graph.token(c).deprel == Deprel::Nsubj && c > verb);
    // The genitive of persons is their accusative too.
    let receives = graph.lexicon.is("receiving", graph.lemma(verb));
    let case = |c: Option<Case>| c == Some(Case::Acc) || (receives && c == Some(Case::Gen));
    let undergoes = graph.range(m).any(|t| case(graph.case(t))) && graph.preposition(graph.mention(m).head).is_none();
    (behind && undergoes).then(|| graph.mention(m).head)
}

/// "Министр X принял поверенного в делах Y": names and titles behind the verb that the parser hung on a word before it.
fn persons_across(graph: &Graph, verb: u32) -> Vec<u32> {
    let across = |c: u32| graph.token(c).head.is_some_and(|h| h < verb) && graph.head(c) == Some(verb) && graph.preposition(c).is_none();
    let fits = |c: u32| matches!(graph.base(c), Deprel::Nmod | Deprel::Appos) && acts(graph, c);
    // A title goes with the name behind it.
    let all: Vec<u32> = graph.children(verb).iter().copied().filter(|&c| c > verb && across(c) && fits(c)).collect();
    let plain = (verb + 1..all.first().copied().unwrap_or(verb)).any(|t| graph.is_verb(t) && !graph.is_participle(t));
    if plain || !graph.lexicon.is("receiving", graph.lemma(verb)) { Vec::new() } else { all }
}

/// "С белорусской стороны подписала X, с узбекской – Y; from the Indian side Z": those whom a later part of the sentence names behind
/// a dash, the verb and "сторона" left out.
pub fn other_side(graph: &Graph, verb: u32) -> Vec<u32> {
    use MentionKind::{Date, Person};
    let sentence = graph.sentence(verb);
    use MentionKind::Place;
    // "подписали: от Литвы – X, от Намибии – Y"
    let land = |t: u32| graph.at(t, &[Place]).is_some_and(|m| graph.mention(m).country.is_some());
    let for_land = |t: u32| t > verb && land(t) && matches!(graph.preposition(t).as_deref(), Some("от" | "for"));
    let sided = sentence
        .clone()
        .any(|t| graph.lexicon.is("delegation", graph.lemma(t)) && graph.preposition(t).is_some() || !graph.english() && for_land(t));
    let opens = |t: u32| matches!(graph.lower(t), "с" | "со" | "от" | "from" | "for" | "on");
    let dash = |&t: &u32| matches!(graph.form(t), "–" | "—" | "-") && (t.saturating_sub(4).max(verb)..t).any(opens);
    if !sided {
        return Vec::new();
    }
    let mut found = Vec::new();
    for t in (verb..sentence.end).filter(dash) {
        let end = (t..sentence.end).find(|&u| graph.form(u) == ";").unwrap_or(sentence.end);
        let named = graph.mentions_in(t + 1..end, &[Person, Date]).into_iter().take_while(|&m| graph.mention(m).kind == Person);
        let heads = named.map(|m| graph.mention(m).head);
        found.extend(heads.filter(|&h| graph.english() || graph.case(h).is_none_or(|c| c == Case::Nom)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// "принимает в Белом доме коллегу Николя Саркози": a person in the accusative without a preposition under a phrase of another case
/// is the verb's object; no noun governs that case.
fn accusatives_below(graph: &Graph, verb: u32) -> Vec<u32> {
    use MentionKind::{Person, Post};
    if graph.english() {
        return Vec::new();
    }
    let accusative = |t: u32| graph.case(t) == Some(Case::Acc) && graph.preposition(t).is_none();
    let person = |t: u32| graph.at(t, &[Person, Post]).is_some() || graph.children(t).iter().any(|&c| graph.at(c, &[Person]).is_some());
    let phrases = graph.children(verb).iter().copied().filter(|&c| graph.base(c) == Deprel::Obl && !accusative(c));
    let below = phrases.flat_map(|c| graph.children(c)).copied();
    below.filter(|&c| c > verb && graph.base(c) == Deprel::Nmod && accusative(c) && person(c)).collect()
}

/// "received on Wednesday Rohan Gupta": a name behind a date that stands between the verb and its object.
fn object_behind(graph: &Graph, verb: u32) -> Option<u32> {
    use MentionKind::{Date, Person, Post};
    let end = graph.sentence(verb).end;
    let in_date = |t: u32| graph.at(t, &[Date]).is_some() && graph.at(t, &[Person]).is_none();
    let first = (verb + 1..end).find(|&t| !(in_date(t) || graph.token(t).upos == Upos::Adp && t + 1 < end && in_date(t + 1)))?;
    let m = graph.at(first, &[Person, Post]).filter(|&m| first > verb + 1 && graph.range(m).start == first)?;
    Some(graph.mention(m).head)
}
