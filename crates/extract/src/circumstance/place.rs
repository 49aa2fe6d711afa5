//! Where: the places that belong to a trigger, and no others of its sentence.

use rapporteur_model::{Case, Deprel, MentionKind, Span, Upos};

use super::{nearer_to_other, reach, same_clause};
use crate::frame::Hit;
use crate::graph::Graph;

/// Most words of a bracket with place and day.
const BRACKET: u32 = 12;

/// "a delegation led by X in Lusaka on 19 February": the place right before the event's day, wherever the parser hung it.
pub(super) fn beside_day(graph: &Graph, hit: &Hit, day: u32) -> Option<u32> {
    let on = graph.range(day).start.checked_sub(1).filter(|&t| graph.lexicon.is("dated_by", graph.lower(t)))?;
    let place = on.checked_sub(1).and_then(|t| graph.at(t, &[MentionKind::Place])).filter(|&m| graph.range(m).end == on)?;
    let first = graph.range(place).start;
    let within = first > hit.trigger && graph.sentence(hit.trigger).contains(&first);
    let told = within && graph.preposition(graph.mention(place).head).as_deref() == Some("in") && phrase_of_place(graph, place);
    // "led by X, who was born in Riga on 3 May": the clause of a verb of its own has its own place.
    let verb = (hit.trigger + 1..first).any(|t| graph.is_verb(t) && !graph.is_participle(t));
    (told && graph.english() && !verb).then_some(place)
}

/// "the eighth session (Tashkent, April 2022)": the place in the brackets of the event's day.
pub(super) fn in_brackets(graph: &Graph, hit: &Hit, day: u32) -> Option<u32> {
    let sentence = graph.sentence(hit.trigger);
    let open = opening(graph, graph.range(day).start).filter(|&t| t > hit.trigger)?;
    let closed = (graph.range(day).end..sentence.end).find(|&t| graph.form(t) == ")").filter(|&t| t - open <= BRACKET)?;
    let verb = (hit.trigger + 1..closed).any(|t| graph.is_verb(t));
    graph.mentions_in(open..closed, &[MentionKind::Place]).into_iter().next().filter(|_| !verb)
}

/// The bracket that is open at a token.
fn opening(graph: &Graph, t: u32) -> Option<u32> {
    (graph.sentence(t).start..t).rev().take_while(|&u| graph.form(u) != ")").find(|&u| graph.form(u) == "(")
}

/// Places in a phrase of place ("в Минске", "in Minsk", "Minsk hosted") near the trigger, coordinated ones too, and those that "там"
/// or "where" points to; each with the words that say it.
pub fn places(graph: &Graph, hit: &Hit, triggers: &[u32]) -> Vec<(u32, Span)> {
    let all = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Place]);
    let wanted = |&m: &u32| {
        let head = graph.mention(m).head;
        let first = first_conjunct(graph, head);
        let inside = graph
            .at(head, &[MentionKind::Organisation, MentionKind::Body, MentionKind::Instrument, MentionKind::Post, MentionKind::Gathering])
            .is_some();
        !inside
            && !of_title(graph, first)
            && !bracketed(graph, hit, head)
            && !of_other_time(graph, hit, first)
            && !of_thing(graph, hit, first)
            && !negated(graph, head)
            && !of_speaker(graph, hit, first)
            && located(graph, first)
            && same_clause(graph, hit, first)
            && reach(graph, hit, first).is_some_and(|steps| !nearer_to_other(graph, first, steps, hit, triggers))
    };
    let mut found: Vec<(u32, Span)> = all.into_iter().filter(wanted).map(|m| (m, graph.mention(m).span)).collect();
    if found.is_empty() {
        found.extend(pointed(graph, hit));
    }
    found
}

/// "соглашение о сервисном центре в Исфахане": the place of a thing that the deed is about, two nouns away from it.
fn of_thing(graph: &Graph, hit: &Hit, t: u32) -> bool {
    const OTHERS: &[MentionKind] = &[
        MentionKind::Person,
        MentionKind::Post,
        MentionKind::Organisation,
        MentionKind::Body,
        MentionKind::Place,
        MentionKind::Date,
        MentionKind::Gathering,
    ];
    let thing = |u: u32| {
        graph.is_nominal(u)
            && !graph.lexicon.is("title_words", graph.lemma(u))
            && graph.at(u, OTHERS).is_none()
            && hit.anchors().all(|own| own != u)
    };
    // "меморандум о туризме в Минске 3 мая": with its day the place is the deed's.
    let end = graph.at(t, &[MentionKind::Place]).map_or(t + 1, |m| graph.range(m).end);
    if end < graph.sentence(t).end && graph.at(end, &[MentionKind::Date]).is_some_and(|m| graph.range(m).start == end) {
        return false;
    }
    let Some(over) =
        graph.head(t).filter(|&u| thing(u) && graph.at(u, &[MentionKind::Instrument]).is_none_or(|m| graph.mention(m).head != u))
    else {
        return false;
    };
    let up = std::iter::successors(graph.head(over), |&u| graph.head(u)).take(4);
    up.take_while(|&u| graph.is_nominal(u)).any(|u| graph.at(u, &[MentionKind::Instrument]).is_some() && thing(u))
}

/// "arrived after two days in Colombo", «после заседания в Вене»: the place of what was before or behind.
fn of_other_time(graph: &Graph, hit: &Hit, t: u32) -> bool {
    let over = graph.head(t).filter(|&h| graph.is_nominal(h) && hit.anchors().all(|own| own != h));
    over.and_then(|h| graph.preposition(h)).is_some_and(|p| graph.lexicon.is("other_time", &p))
}

/// "the ambassador (residence in Moscow)": a remark in brackets on something else than the event.
fn bracketed(graph: &Graph, hit: &Hit, t: u32) -> bool {
    let start = graph.sentence(t).start;
    let open = opening(graph, t);
    let of = open.and_then(|u| u.checked_sub(1)).filter(|&u| u >= start);
    open.is_some() && of.is_none_or(|u| !hit.anchors().any(|own| own == u || own == graph.head(u).unwrap_or(u)))
}

/// "the embassy of Laos in Moscow told the agency that": where somebody is who does something else than what the trigger says.
fn of_speaker(graph: &Graph, hit: &Hit, t: u32) -> bool {
    let nouns = std::iter::successors(graph.head(t), |&u| graph.head(u)).take(6);
    let nouns = nouns.take_while(|&u| graph.is_nominal(u) && hit.anchors().all(|own| own != u));
    let mut who = nouns.filter(|&u| graph.base(u) == Deprel::Nsubj);
    who.any(|u| graph.head(u).is_some_and(|v| graph.is_verb(v) && hit.anchors().all(|own| own != v)))
}

/// "не в Уральске": where it is not.
fn negated(graph: &Graph, t: u32) -> bool {
    graph.children(t).iter().any(|&c| graph.lexicon.facts.negates(graph.lemma(c)))
}

/// "Ташкент, где его принял", "Там он встретился": the place that an adverb of place means.
fn pointed(graph: &Graph, hit: &Hit) -> Option<(u32, Span)> {
    // "There she is to meet X", "Там ему предстоит подписать": the adverb may hang on the word that governs the verb.
    let over = |&t: &u32| graph.head(t).filter(|_| matches!(graph.base(t), Deprel::Xcomp | Deprel::Csubj | Deprel::Ccomp));
    let governed = std::iter::successors(hit.verb.as_ref().and_then(over), over).take(2);
    let first = hit.verb.and_then(|v| crate::factuality::first_of(graph, v));
    let shared = first.into_iter().flat_map(|v| std::iter::once(v).chain(over(&v)));
    let words = hit.anchors().chain(governed).chain(shared).collect::<Vec<u32>>();
    let adverb = words.iter().flat_map(|&t| graph.children(t).iter().copied()).find(|&c| graph.lexicon.is("there", graph.lemma(c)))?;
    let words = graph.token(adverb).span;
    let verb = graph.clause(adverb);
    if let Some(head) = graph.head(verb).filter(|_| graph.base(verb) == Deprel::Acl) {
        // "visit Aqaba on Wednesday, where": the parser may hang the clause on the date.
        let before = || graph.mentions_in(graph.sentence(adverb).start..adverb, &[MentionKind::Place]).last().copied();
        let dated = graph.at(head, &[MentionKind::Date]).is_some();
        return graph.at(head, &[MentionKind::Place]).or_else(|| before().filter(|_| dated)).map(|m| (m, words));
    }
    // "visited Laos, where he met X": whatever the clause hangs on.
    let here = || graph.mentions_in(graph.sentence(adverb).start..adverb, &[MentionKind::Place]);
    if graph.lexicon.is("where", graph.lemma(adverb)) && graph.sentence(adverb).start < adverb {
        let free = |&m: &u32| !of_title(graph, graph.mention(m).head) && graph.range(m).end + 2 > adverb;
        return here().into_iter().rfind(free).map(|m| (m, words));
    }
    let sentence = graph.analysis.sentence_of(adverb).checked_sub(1)?;
    let before = graph.analysis.sentences.get(sentence)?.tokens.start..adverb;
    let phrase = |&m: &u32| {
        let head = graph.mention(m).head;
        let way = matches!(graph.preposition(head).as_deref(), Some("в" | "во" | "на" | "in" | "at" | "to"));
        (way || graph.base(head) == Deprel::Obj) && !of_title(graph, head)
    };
    graph.mentions_in(before, &[MentionKind::Place]).into_iter().rfind(phrase).map(|m| (m, words))
}

/// A place in a phrase of place that belongs to no title and no name of something else.
pub fn phrase_of_place(graph: &Graph, m: u32) -> bool {
    const INSIDE: &[MentionKind] =
        &[MentionKind::Organisation, MentionKind::Body, MentionKind::Instrument, MentionKind::Post, MentionKind::Gathering];
    let first = first_conjunct(graph, graph.mention(m).head);
    graph.at(graph.mention(m).head, INSIDE).is_none() && located(graph, first) && !of_title(graph, first)
}

/// "посол Италии в Грузии": the place belongs to the title, not to what its holder does; behind the holder's name it does not.
fn of_title(graph: &Graph, t: u32) -> bool {
    if served(graph, t) {
        return true;
    }
    let Some(head) = graph.head(t).filter(|&h| graph.base(t) == Deprel::Nmod && h < t) else { return false };
    let free = graph.mentions_in(head..t, &[MentionKind::Person]).is_empty();
    // "временного поверенного в России Марсело Коэлью": the name follows, whatever the noun.
    let end = graph.at(t, &[MentionKind::Place]).map_or(t + 1, |m| graph.range(m).end);
    let named = || end < graph.sentence(t).end && graph.at(end, &[MentionKind::Person]).is_some_and(|m| graph.range(m).start == end);
    free && (graph.at(head, &[MentionKind::Post]).is_some() || (graph.is_nominal(head) && !graph.english() && named()))
}

/// "посол Ирана в Китае Бехруз Ахмади", "Iran's ambassador in Beijing X": where a diplomat serves, by the words alone: title, whose it is,
/// preposition.
fn served(graph: &Graph, t: u32) -> bool {
    let start = graph.at(t, &[MentionKind::Place]).map_or(t, |m| graph.range(m).start);
    let first = graph.sentence(t).start;
    let word = |at: u32| graph.token(at).upos == Upos::Adp;
    let Some(preposition) = start.checked_sub(1).filter(|&at| at > first && word(at)) else { return false };
    let before = |at: u32| at.checked_sub(1).filter(|&at| at >= first);
    let mut at = before(preposition);
    if let Some(m) = at.and_then(|at| graph.at(at, &[MentionKind::Place])) {
        at = before(graph.range(m).start);
        // "Ambassador of Kuwait to Kenya"
        at = at.filter(|&at| graph.english() && graph.lower(at) == "of").map_or(at, before);
    }
    let title = at.and_then(|at| graph.at(at, &[MentionKind::Post]));
    title.is_some_and(|m| graph.range(m).any(|at| graph.lexicon.is("diplomats", graph.lemma(at))))
}

fn first_conjunct(graph: &Graph, t: u32) -> u32 {
    let mut at = t;
    while graph.base(at) == Deprel::Conj || graph.base(at) == Deprel::Flat || (graph.base(at) == Deprel::Appos) {
        let Some(head) = graph.head(at) else { break };
        if graph.is_verb(head) || graph.preposition(at).is_some() {
            break;
        }
        at = head;
    }
    at
}

/// "в", "на" with the locative (or a noun of place between: "в городе Ижевске"), "in", "at"; and the host of an English event.
fn located(graph: &Graph, t: u32) -> bool {
    let Some(preposition) = graph.preposition(t) else {
        return graph.english() && graph.token(t).deprel == Deprel::Nsubj && graph.head(t).is_some_and(|h| graph.lemma(h) == "host");
    };
    let locative = graph.case(t).is_none_or(|c| matches!(c, Case::Loc | Case::Dat));
    matches!(preposition.as_str(), "in" | "at" | "near" | "outside")
        || (matches!(preposition.as_str(), "в" | "во" | "на" | "под") && locative && !graph.english())
}
