//! Who took part, told in a sentence of its own behind the event.
//!
//! # What it does
//! "В их числе – X и Y", "Среди участников X и Y", "В состав делегации вошли X и Y", "The delegation included X and Y", "Польскую сторону
//! представлял X": participants of the event told of last.
//!
//! # Why
//! Reports name an event first and go on with those who were there.
//!
//! # Example
//! "В их числе с узбекской стороны – ректор института Улугбек Сафаев": a participant of the session before.

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, MentionKind, Modality, Role, Upos, Value};

use crate::build::Context;
use crate::factuality;
use crate::frame::{self, Hit};
use crate::graph::Graph;

/// How many sentences behind its event a list may stand.
const REACH: usize = 2;

/// Adds the persons of such sentences to their events.
pub fn add(context: &Context, claims: &mut [Claim]) {
    also_there(context, claims);
    let graph = context.graph;
    let tells = |t: u32| lists(graph, t) || joins(graph, t) || attended_by(graph, t) || joined_them(graph, t);
    for t in (0..graph.len()).filter(|&t| tells(t)) {
        let sentence = graph.analysis.sentence_of(t);
        let Some(claim) = before(graph, claims, t, sentence) else { continue };
        let role = if claim.kind == ClaimKind::Visit { Role::Visitor } else { Role::Participant };
        let subjects = || {
            let all =
                frame::subjects(graph, t).into_iter().flat_map(|s| graph.conjuncts(s)).flat_map(|s| context.referents.actors(graph, s));
            all.filter(|&m| graph.mention(m).kind == MentionKind::Person).collect::<Vec<u32>>()
        };
        let persons = match () {
            () if joined_them(graph, t) => subjects(),
            () if joins(graph, t) || attended_by(graph, t) => behind(graph, t),
            () => named(graph, t),
        };
        for m in persons {
            let known = claim.fields.iter().any(|f| matches!(f.value, Value::Mention(o) if graph.mention(o).name == graph.mention(m).name));
            if !known {
                claim.push(role, Value::Mention(m), graph.mention(m).span);
            }
        }
    }
}

/// "Mayor X also took part", "Участие принял также X": who attends what the sentence does not name.
fn also_there(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    let attends = |t: u32| graph.lexicon.is("attending", graph.lemma(t));
    for t in (0..graph.len()).filter(|&t| graph.is_verb(t)) {
        let noun = graph.children(t).iter().copied().find(|&c| graph.is_nominal(c) && attends(c) && graph.base(c) == Deprel::Obj);
        let what =
            |&c: &u32| Some(c) != noun && matches!(graph.base(c), Deprel::Obl | Deprel::Obj) && graph.at(c, &[MentionKind::Date]).is_none();
        // "В нём приняли участие", "От принимающей стороны присутствовали": a pronoun or a side names no other event.
        let light = |c: u32| {
            let pronoun = graph.token(c).upos == Upos::Pron && graph.lexicon.is("third", graph.lemma(c));
            !graph.english() && graph.preposition(c).is_some() && (pronoun || graph.lexicon.is("delegation", graph.lemma(c)))
        };
        let what = |c: &u32| what(c) && !light(*c);
        let bare =
            !graph.children(t).iter().any(what) && noun.is_none_or(|n| !graph.children(n).iter().any(what) && nothing_below(graph, n));
        // "выступил", "spoke" alone is speech.
        let verb = attends(t) && !graph.lexicon.frames(ClaimKind::Statement).any(|f| f.verbs.contains(graph.lemma(t)));
        if !(bare && (verb || noun.is_some())) || factuality::of(graph, &Hit::at(t, Some(t))) != Modality::Happened {
            continue;
        }
        let persons: Vec<u32> = frame::subjects(graph, t)
            .into_iter()
            .flat_map(|s| graph.conjuncts(s))
            .flat_map(|s| context.referents.actors(graph, s))
            .chain(below_colon(graph, t))
            .collect();
        let Some(claim) = before(graph, claims, t, graph.analysis.sentence_of(t)) else { continue };
        for m in persons.into_iter().filter(|&m| graph.mention(m).kind == MentionKind::Person) {
            let known = claim.fields.iter().any(|f| matches!(f.value, Value::Mention(o) if graph.mention(o).name == graph.mention(m).name));
            if !known {
                claim.push(Role::Participant, Value::Mention(m), graph.mention(m).span);
            }
        }
    }
}

/// "В нём приняли участие:" with a line for each: the first person of every line.
fn below_colon(graph: &Graph, t: u32) -> Vec<u32> {
    let first = |tokens: std::ops::Range<u32>| graph.mentions_in(tokens, &[MentionKind::Person]).first().copied();
    crate::rows::below_colon(graph, &graph.sentence(t)).into_iter().filter_map(first).collect()
}

/// "It was attended by X and Y", "The talks were attended by": the persons behind the verb, where what they attended is a pronoun or a bare noun.
fn attended_by(graph: &Graph, t: u32) -> bool {
    let verb = graph.english() && graph.is_verb(t) && graph.is_passive(t) && graph.lexicon.is("attending", graph.lemma(t));
    let light = |c: u32| graph.children(c).iter().all(|&d| matches!(graph.base(d), Deprel::Det | Deprel::Case | Deprel::Punct));
    let met = |c: u32| graph.lexicon.frames(ClaimKind::Meeting).any(|f| f.nouns.contains(graph.lemma(c)));
    let bare = |&c: &u32| graph.base(c) == Deprel::Nsubj && (graph.lexicon.is("it", graph.lemma(c)) || met(c) && light(c));
    verb && graph.children(t).iter().any(bare)
}

/// "X and Y joined them for lunch": who came to those of the event told of last.
fn joined_them(graph: &Graph, t: u32) -> bool {
    let third = |&c: &u32| graph.token(c).upos == Upos::Pron && graph.lexicon.is("third", graph.lemma(c)) && graph.base(c) == Deprel::Obj;
    let verb = graph.english() && graph.is_verb(t) && !graph.is_passive(t) && graph.lexicon.is("joined_by", graph.lemma(t));
    verb && graph.children(t).iter().any(third)
}

/// "took part" without "in".
fn nothing_below(graph: &Graph, noun: u32) -> bool {
    !graph.children(noun).iter().any(|&c| matches!(graph.base(c), Deprel::Nmod | Deprel::Obl))
}

/// The event told of last that people can take part in.
fn before<'c>(graph: &Graph, claims: &'c mut [Claim], t: u32, sentence: usize) -> Option<&'c mut Claim> {
    const KINDS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Gathering];
    let at = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
    let fits = |c: &&mut Claim| {
        KINDS.contains(&c.kind)
            && c.modality == Modality::Happened
            && (c.trigger < graph.token(t).span || at(c) == sentence)
            && (at(c)..=at(c) + REACH).contains(&sentence)
    };
    claims.iter_mut().filter(fits).max_by_key(|c| (c.trigger, c.kind))
}

/// "в их числе", "среди участников", "в состав делегации вошли", "among them", "the delegation included".
fn lists(graph: &Graph, t: u32) -> bool {
    let word = |class: &str, u: u32| graph.lexicon.is(class, graph.lemma(u));
    let preposition = graph.preposition(t);
    let number = word("numbered_among", t)
        && preposition.is_some()
        && graph.children(t).iter().any(|&c| word("possessive", c) || word("those_present", c) || word("relative", c));
    let among = preposition.is_some_and(|p| graph.lexicon.is("among", &p)) && (word("those_present", t) || word("third", t));
    let subject = |v: u32| graph.children(v).iter().any(|&c| word("guests", c) && c < v);
    let includes = graph.is_verb(t) && word("including_verbs", t) && subject(t) && !graph.is_passive(t);
    let of_party =
        word("made_up", t) && graph.children(t).iter().any(|&c| word("guests", c)) && graph.head(t).is_some_and(|v| word("joining", v));
    // "Also present were X and Y", "Present at the talks was X"
    let opens = t <= graph.sentence(t).start + 2 && word("there_present", t);
    let next = || graph.children(t).iter().copied().map(|c| graph.subtree(c).end).max().unwrap_or(t).max(t + 1);
    let inverted = opens && (t + 1..(next() + 2).min(graph.sentence(t).end)).any(|u| word("copulas", u));
    if inverted {
        return true;
    }
    let side = |v: u32| frame::objects(graph, v).iter().any(|&o| word("delegation", o));
    let represents = graph.is_verb(t) && word("representing", t) && side(t);
    number || among || includes || of_party || represents
}

/// "They were joined by X and Y", "К ним присоединились X и Y": those of the event told of last were joined by more.
fn joins(graph: &Graph, t: u32) -> bool {
    let third = |c: u32| graph.token(c).upos == Upos::Pron && graph.lexicon.is("third", graph.lemma(c));
    let noun = |c: u32| graph.lexicon.is("sides_met", graph.lemma(c));
    let to = |&c: &u32| {
        let passive = graph.is_passive(t) && graph.base(c) == Deprel::Nsubj;
        let towards = !graph.english() && graph.preposition(c).is_some() && matches!(graph.base(c), Deprel::Obl | Deprel::Iobj);
        (passive || towards) && (third(c) || noun(c))
    };
    graph.is_verb(t) && graph.lexicon.is("joined_by", graph.lemma(t)) && graph.children(t).iter().any(to)
}

/// The persons behind the verb up to the next one.
fn behind(graph: &Graph, t: u32) -> Vec<u32> {
    let end = graph.sentence(t).end;
    let stop = (t + 1..end).find(|&u| graph.is_verb(u) && !graph.is_participle(u)).unwrap_or(end);
    graph.mentions_in(t + 1..stop, &[MentionKind::Person])
}

/// The persons named in the rest of the sentence, in the nominative where the language shows it.
fn named(graph: &Graph, t: u32) -> Vec<u32> {
    let all = graph.mentions_in(graph.sentence(t), &[MentionKind::Person]);
    let free = |m: &u32| {
        let head = graph.mention(*m).head;
        let phrase = graph.preposition(head).is_some() || graph.head(head).is_some_and(|h| h != t && graph.preposition(h).is_some());
        if graph.english() { !phrase && head > t } else { graph.case(head).is_none_or(|c| matches!(c, Case::Nom | Case::Acc)) && !phrase }
    };
    all.into_iter().filter(free).collect()
}
