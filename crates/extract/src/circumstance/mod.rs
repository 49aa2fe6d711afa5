//! When and where: the date and the places that belong to a trigger rather than to another one of its sentence.

mod day;
mod place;

use rapporteur_model::{Claim, ClaimKind, Deprel, Edtf, MentionKind, Role, Upos, Value};

pub use day::{date, free, set_for};
use day::{from_day, moved};
use place::{beside_day, in_brackets};
pub use place::{phrase_of_place, places};

use crate::frame::Hit;
use crate::graph::Graph;

/// Adds date and places to a claim.
pub fn add(graph: &Graph, hit: &Hit, claim: &mut Claim, triggers: &[u32]) {
    let day = date(graph, hit, triggers);
    if let Some(m) = day {
        let mention = graph.mention(m);
        let stated = mention.date().map(|date| match date {
            // "moved from March to June": the second is the event's.
            Edtf::Interval(Some(_), Some(last)) if moved(graph, hit) && from_day(graph, m) => Edtf::Date(last),
            // "Running until Thursday, the fair …": an event of days goes on till then.
            Edtf::Date(last) if lasts(claim) && until(graph, m) && !moved(graph, hit) => Edtf::Interval(None, Some(last)),
            _ => date,
        });
        if let Some(date) = stated {
            claim.push(Role::Date, Value::Date(date), mention.span);
        }
    }
    for (m, words) in places(graph, hit, triggers) {
        claim.push(Role::Place, Value::Mention(m), words);
    }
    if claim.get(Role::Place).is_none()
        && let Some(m) = day.and_then(|day| beside_day(graph, hit, day).or_else(|| in_brackets(graph, hit, day)))
    {
        claim.push(Role::Place, Value::Mention(m), graph.mention(m).span);
    }
}

/// Kinds that may go on for days.
fn lasts(claim: &Claim) -> bool {
    matches!(claim.kind, ClaimKind::Gathering | ClaimKind::Visit)
}

/// "until Thursday", «до 10 июля»
fn until(graph: &Graph, m: u32) -> bool {
    let first = graph.range(m).start;
    let word = graph.preposition(graph.mention(m).head).or_else(|| first.checked_sub(1).map(|t| graph.lower(t).to_owned()));
    word.is_some_and(|w| graph.lexicon.is("last_day", &w))
}

/// The date hangs on the trigger, on the verb that carries it or governs it, or on a place that does; not on another noun
/// ("итоги работы в 2025 году").
fn attached(graph: &Graph, hit: &Hit, head: u32) -> bool {
    let Some(parent) = graph.head(head).map(|parent| next_verb(graph, parent, head).unwrap_or(parent)) else { return true };
    let own = hit.anchors().any(|t| t == parent);
    let through_name = graph.at(parent, &[MentionKind::Place, MentionKind::Person]).is_some()
        && graph.head(parent).is_some_and(|g| hit.anchors().any(|t| t == g) || graph.is_verb(g));
    // "Анна Берг, с января занимающая пост": since when somebody is what she is.
    let described = graph.is_participle(parent)
        && matches!(graph.base(parent), Deprel::Acl | Deprel::Amod)
        && graph.head(parent).is_some_and(|h| graph.at(h, &[MentionKind::Person, MentionKind::Post]).is_some());
    // "On Thursday X is due to visit": the predicate over the verb.
    let by_verb = (graph.is_verb(parent) || graph.has_copula(parent) && head < parent)
        && !described
        && same_clause(graph, hit, parent)
        && graph.distance(parent, hit.trigger).is_some_and(|d| d <= 2);
    let of_date = graph.at(parent, &[MentionKind::Date]).is_some_and(|m| graph.mention(m).head == parent) && attached(graph, hit, parent);
    // "не позднее 20 февраля", "no later than Friday"
    let of_adverb = graph.token(parent).upos == Upos::Adv && attached(graph, hit, parent);
    // "в ночь с 5 на 6 мая", "on the night of 5 May"
    // "on convenient dates in 2026"
    let time = ["parts_of_day", "open_dates"].iter().any(|class| graph.lexicon.is(class, graph.lemma(parent)));
    let of_night = time && attached(graph, hit, parent);
    // "подписали меморандум 3 мая 2024 года": a day behind what is signed says when.
    let of_signed = graph.at(parent, &[MentionKind::Instrument]).is_some_and(|m| graph.mention(m).head == parent && head > parent)
        && graph.preposition(head).is_none()
        && graph.head(parent).is_some_and(|v| hit.anchors().any(|t| t == v));
    own || of_night || of_signed || of_adverb || (through_name && same_clause(graph, hit, parent)) || by_verb || of_date
}

/// The phrase stands in the clause of the trigger or of a verb that governs it ("планирует провести", "опроверг, что …"), not in one
/// that is joined to it or lies below it.
fn same_clause(graph: &Graph, hit: &Hit, t: u32) -> bool {
    if beside(graph, hit, t) || stays(graph, hit, t) {
        return false;
    }
    const GOVERNED: &[Deprel] = &[Deprel::Xcomp, Deprel::Csubj, Deprel::Ccomp, Deprel::Obj, Deprel::Nmod, Deprel::Acl];
    let own = up(graph, graph.clause(hit.verb.unwrap_or(hit.trigger)), GOVERNED);
    // "встреча может пройти в Сингапуре": the phrase may hang on an infinitive below the noun's verb.
    let theirs = up(graph, clause_of(graph, t), &[Deprel::Xcomp, Deprel::Csubj]);
    own.contains(&theirs[0]) || theirs.contains(&own[0]) || hit.participle.is_some_and(|p| graph.head(t) == Some(p))
}

/// "met X, being in Armenia on a visit": who is somewhere is there for longer than what else the sentence tells.
fn stays(graph: &Graph, hit: &Hit, t: u32) -> bool {
    let verb = hit.verb.filter(|&v| v != hit.trigger && graph.lexicon.is("staying", graph.lemma(v)));
    let below = |v: u32| std::iter::successors(Some(t), |&u| graph.head(u)).take(16).any(|u| u == v);
    verb.is_some_and(|v| matches!(graph.base(v), Deprel::Acl | Deprel::Advcl | Deprel::Amod) && !below(v))
}

/// "X, находящийся в Армении, встретился": the phrase is that of a participle at another word.
fn beside(graph: &Graph, hit: &Hit, t: u32) -> bool {
    let clause = graph.clause(t);
    let path = std::iter::successors(graph.head(t), |&u| graph.head(u)).take_while(|&u| u != clause).take(16);
    path.take_while(|&u| hit.anchors().all(|own| own != u))
        .any(|u| graph.is_participle(u) && matches!(graph.base(u), Deprel::Acl | Deprel::Amod | Deprel::Advcl))
}

/// A clause with those that govern it by these relations.
fn up(graph: &Graph, clause: u32, relations: &[Deprel]) -> Vec<u32> {
    // "visit Aqaba on Wednesday, where he will meet X": there and then.
    let there = |at: u32| {
        let place = graph.head(at).and_then(|h| graph.head(h)).is_some_and(|v| graph.is_verb(v));
        place && graph.children(at).iter().any(|&c| graph.lexicon.is("where", graph.lemma(c)))
    };
    let finite = |at: u32| graph.token(at).deprel == Deprel::AclRelcl && !graph.is_participle(at) && !there(at);
    let over = |&at: &u32| graph.head(at).filter(|_| relations.contains(&graph.base(at)) && !finite(at)).map(|h| graph.clause(h));
    std::iter::successors(Some(clause), over).take(4).collect()
}

/// The clause of a phrase: that of its verb, or of a later verb joined to it with a subject of its own, behind which the phrase stands
/// ("завершилось в Астане, а 10-е состоится в Анкаре").
fn clause_of(graph: &Graph, t: u32) -> u32 {
    let clause = graph.clause(t);
    let own = |&c: &u32| graph.children(c).iter().any(|&s| graph.base(s) == Deprel::Nsubj);
    let behind = |&c: &u32| graph.base(c) == Deprel::Conj && graph.is_verb(c) && clause < c && c < t;
    next_verb(graph, clause, t).or_else(|| graph.children(clause).iter().copied().filter(behind).rfind(own)).unwrap_or(clause)
}

/// "was received by X, and the following day she signed": a phrase between the conjunction of a later verb with a subject of its own and that
/// subject, which the parser hung on the verb before.
fn next_verb(graph: &Graph, verb: u32, t: u32) -> Option<u32> {
    let opens = |&c: &u32| {
        let conjunction = graph.children(c).iter().copied().find(|&d| graph.base(d) == Deprel::Cc && d < c);
        let subject = graph.children(c).iter().copied().find(|&s| graph.base(s) == Deprel::Nsubj && s < c);
        conjunction.zip(subject).is_some_and(|(and, s)| and < t && t < s)
    };
    let joined = |c: &u32| graph.base(*c) == Deprel::Conj && graph.is_verb(*c) && verb < *c;
    graph.children(verb).iter().copied().filter(joined).find(opens)
}

/// "В понедельник X прибывает в Ош и встречается с Y": what stands before the first of joined verbs holds for all of them, where they
/// share their subject.
fn opens_for(graph: &Graph, hit: &Hit, head: u32) -> bool {
    let verb = hit.verb.unwrap_or(hit.trigger);
    let Some(first) = graph.head(verb).filter(|_| graph.base(verb) == Deprel::Conj) else { return false };
    let own = graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Nsubj);
    // "Tomorrow X is to visit Y and meet Z": what governs the joined verbs.
    let over = |&v: &u32| graph.head(v).filter(|_| graph.base(v) == Deprel::Xcomp);
    std::iter::successors(Some(first), over).take(3).any(|verb| {
        let subject = graph.children(verb).iter().copied().find(|&c| graph.base(c) == Deprel::Nsubj);
        !own && graph.head(head) == Some(verb) && head < subject.unwrap_or(verb).min(verb)
    })
}

/// Arcs from a phrase to the trigger or to the verb that carries it, counted only where the way is short.
fn reach(graph: &Graph, hit: &Hit, head: u32) -> Option<u32> {
    let own = clause_of(graph, head);
    let steps = hit.anchors().filter_map(|t| if t == own { Some(1) } else { graph.distance(head, t) }).min()?;
    (steps <= 4).then_some(steps)
}

fn nearer_to_other(graph: &Graph, head: u32, steps: u32, hit: &Hit, triggers: &[u32]) -> bool {
    triggers.iter().any(|&t| {
        hit.anchors().all(|own| own != t)
            && graph.sentence(hit.trigger).contains(&t)
            && graph.distance(head, t).is_some_and(|d| d + 1 < steps)
    })
}
