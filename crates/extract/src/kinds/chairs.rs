//! Who led a session, told apart from it: heads of the two sides, and those who held "it".
//!
//! # What it does
//! "Белорусскую сторону возглавил X", "Его провели X и Y", "It was co-chaired by X and Y": added to the session told of last.
//!
//! # Why
//! Reports name the session first and those who led it in the sentence that follows.
//!
//! # Example
//! "The Belarusian part was headed by X and the Russian one – by Y": two heads of delegation.

use rapporteur_model::{Claim, ClaimKind, Deprel, Field, MentionKind, Number, Role, Upos, Value};

use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::side_rows;

/// Adds heads of delegation and chairs to the sessions; heads of a body without a session are a claim of their own.
pub fn add(context: &Context, claims: &mut Vec<Claim>) {
    for heads in sides(context) {
        join(claims, heads);
    }
    for t in 0..context.graph.len() {
        work(context, t, claims);
        presided(context, t, claims);
        in_the_chair(context, t, claims);
    }
    let graph = context.graph;
    for t in (0..graph.len()).filter(|&t| graph.is_verb(t) && graph.lexicon.is("chairing", graph.lemma(t)) && holds_it(context, t)) {
        let sentence = graph.analysis.sentence_of(t);
        let at = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
        let Some(session) = claims.iter_mut().rfind(|c| (at(c)..=at(c) + 2).contains(&sentence) && c.trigger < graph.token(t).span) else {
            continue;
        };
        for s in frame::subjects(graph, t).into_iter().flat_map(|s| graph.conjuncts(s)) {
            for m in context.referents.actors(graph, s).into_iter().filter(|&m| graph.mention(m).kind == MentionKind::Person) {
                session.push(Role::CoChair, Value::Mention(m), graph.mention(m).span);
            }
        }
        // "Его провели 3 и 4 декабря в Багдаде"
        let own = context.claim(ClaimKind::Session, "", &Hit::at(t, Some(t)));
        let missing: Vec<Field> = own.fields.into_iter().filter(|f| session.get(f.role).is_none()).collect();
        missing.into_iter().for_each(|f| session.push(f.role, f.value, f.span));
    }
}

/// "Сопредседателями выступили X и Y", "The co-chairs were X and Y": chairs of the session told of last.
fn presided(context: &Context, t: u32, claims: &mut [Claim]) {
    let graph = context.graph;
    if !graph.lexicon.is("presiding", graph.lemma(t)) {
        return;
    }
    let verb = graph.head(t).filter(|&v| graph.is_verb(v) && graph.lexicon.is("acting_as", graph.lemma(v)));
    let predicate = graph.head(t).filter(|&p| graph.base(t) == Deprel::Nsubj && graph.has_copula(p));
    let copula = graph.has_copula(t).then(|| graph.children(t).iter().copied().find(|&c| graph.base(c) == Deprel::Nsubj)).flatten();
    let own = verb.filter(|_| graph.case(t) == Some(rapporteur_model::Case::Ins)).map_or_else(Vec::new, |v| frame::subjects(graph, v));
    let persons = own.into_iter().chain(predicate).chain(copula).flat_map(|s| graph.conjuncts(s));
    let persons: Vec<u32> = persons.flat_map(|s| context.referents.actors(graph, s)).collect();
    let sentence = graph.analysis.sentence_of(t);
    let at = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
    // "Сопредседателями шестого заседания стали X и Y"
    let own = |c: &Claim| graph.head(graph.analysis.tokens_in(c.trigger).start) == Some(t);
    let told = |c: &Claim| (at(c)..=at(c) + 2).contains(&sentence) && c.trigger < graph.token(t).span;
    let place = claims.iter().position(own).or_else(|| claims.iter().rposition(told));
    let Some(session) = place.map(|i| &mut claims[i]) else { return };
    for m in persons.into_iter().filter(|&m| graph.mention(m).kind == MentionKind::Person) {
        session.push(Role::CoChair, Value::Mention(m), graph.mention(m).span);
    }
}

/// "with X and Y in the chair": who stands between the preposition and these words chairs the session of the sentence.
fn in_the_chair(context: &Context, t: u32, claims: &mut [Claim]) {
    let graph = context.graph;
    let sentence = graph.sentence(t);
    let said = graph.english()
        && graph.lower(t) == "chair"
        && t >= sentence.start + 3
        && graph.lower(t - 1) == "the"
        && graph.lower(t - 2) == "in";
    if !said {
        return;
    }
    let plain = |&u: &u32| !graph.is_verb(u);
    let Some(with) = (sentence.start..t).rev().take_while(plain).find(|&u| graph.lower(u) == "with") else { return };
    let here = |c: &Claim| sentence.contains(&graph.analysis.tokens_in(c.trigger).start);
    let Some(session) = claims.iter_mut().rfind(|c| here(c)) else { return };
    for m in graph.mentions_in(with..t, &[MentionKind::Person]) {
        session.push(Role::CoChair, Value::Mention(m), graph.mention(m).span);
    }
}

/// "В работе комиссии приняли участие X и Y": participants of the session told of last.
fn work(context: &Context, t: u32, claims: &mut [Claim]) {
    let graph = context.graph;
    if !(graph.is_nominal(t) && graph.lexicon.is("work", graph.lemma(t))) {
        return;
    }
    let attendants = context.attendants(t);
    let sentence = graph.analysis.sentence_of(t);
    let at = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
    let session = claims.iter_mut().rfind(|c| (at(c)..=at(c) + 3).contains(&sentence) && c.trigger < graph.token(t).span);
    let Some(session) = session.filter(|_| !attendants.is_empty()) else { return };
    for m in attendants.into_iter().flat_map(|u| context.referents.actors(graph, u)) {
        if graph.mention(m).kind != MentionKind::Body {
            session.push(Role::Participant, Value::Mention(m), graph.mention(m).span);
        }
    }
}

/// What is held or chaired is a pronoun or a bare noun of session ("Его провели", "It was co-chaired by", "Заседание вёл").
fn holds_it(context: &Context, verb: u32) -> bool {
    let graph = context.graph;
    let it = |&t: &u32| {
        let pronoun = graph.token(t).upos == Upos::Pron && graph.lexicon.is("it", graph.lemma(t));
        let noun = graph.lexicon.frames(ClaimKind::Session).any(|f| f.nouns.contains(graph.lemma(t)));
        let body = graph.lexicon.is("bodies", graph.lemma(t)) && graph.covering(t).is_empty();
        (pronoun || noun || body) && graph.token(t).feats.number != Some(Number::Plur)
    };
    frame::objects(graph, verb).iter().any(it)
}

/// Heads of delegation told apart from their session go to the last session told before, if it is the same body's.
fn join(claims: &mut Vec<Claim>, heads: Claim) {
    let before = claims.iter_mut().rfind(|c| c.trigger < heads.trigger && c.mention(Role::Body) == heads.mention(Role::Body));
    match before {
        Some(session) => {
            for field in heads.all(Role::DelegationHead) {
                session.push(Role::DelegationHead, field.value.clone(), field.span);
            }
        }
        None => claims.push(heads),
    }
}

/// "Белорусскую сторону возглавил X", "The Belarusian part was headed by X": a head of delegation of the session before.
fn sides(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let mut found = Vec::new();
    for t in (0..graph.len()).filter(|&t| graph.is_verb(t) && graph.lexicon.is("head_verbs", graph.lemma(t))) {
        let side = |&c: &u32| graph.lexicon.is("delegation", graph.lemma(c));
        if !frame::objects(graph, t).iter().any(side) {
            continue;
        }
        // "X, Vice Chairman of the Standing Committee, led the delegation": whose officer X is, did not sit.
        let own = |m: &u32| context.referents.posts().iter().any(|p| p.place == Some(*m));
        let bodies = graph.mentions_in(0..graph.sentence(t).end, &[MentionKind::Body]);
        let Some(body) = bodies.into_iter().rfind(|m| !own(m)) else { continue };
        let mut claim = Claim::new(ClaimKind::Session, graph.token(t).span, "session.heads");
        claim.push(Role::Body, Value::Mention(body), graph.mention(body).span);
        for person in heads(context, t) {
            claim.push(Role::DelegationHead, Value::Mention(person), graph.mention(person).span);
        }
        if claim.get(Role::DelegationHead).is_some() {
            found.push(claim);
        }
    }
    found
}

/// The verbs by which delegations are headed, with those who head them.
pub fn of_sides(context: &Context) -> Vec<(u32, Vec<u32>)> {
    let graph = context.graph;
    let side = |&c: &u32| graph.lexicon.is("delegation", graph.lemma(c));
    let led = |t: u32| {
        let class = |name: &str| graph.lexicon.is(name, graph.lemma(t));
        let of_side = || frame::objects(graph, t).iter().any(side);
        if let Some(m) = heading_was(graph, t) {
            return Some(vec![m]);
        }
        if graph.is_verb(t) && class("head_verbs") && of_side() {
            return Some(heads(context, t));
        }
        // "the host side was represented by X"
        let agents =
            || frame::subjects(graph, t).into_iter().flat_map(|s| graph.conjuncts(s)).flat_map(|s| context.referents.actors(graph, s));
        let person = |m: &u32| graph.mention(*m).kind == MentionKind::Person;
        (graph.is_passive(t) && class("representing") && of_side()).then(|| agents().filter(person).collect())
    };
    (0..graph.len()).filter_map(|t| Some((t, led(t)?))).collect()
}

/// "Heading the Maltese delegation was Secretary X": the name behind the copula.
fn heading_was(graph: &Graph, t: u32) -> Option<u32> {
    let sentence = graph.sentence(t);
    let opens = graph.english() && (t == sentence.start || graph.form(t - 1) == ";") && graph.lexicon.is("head_verbs", graph.lemma(t));
    let was =
        (t + 1..sentence.end.min(t + 12)).find(|&u| matches!(graph.lower(u), "was" | "were")).filter(|_| opens && graph.is_verb(t))?;
    let side = (t + 1..was).any(|u| graph.lexicon.is("delegation", graph.lemma(u)));
    let person = graph.mentions_in(was + 1..sentence.end.min(was + 12), &[MentionKind::Person]).into_iter().next();
    person.filter(|&m| side && !(was + 1..graph.range(m).start).any(|u| graph.token(u).upos == Upos::Punct))
}

/// The persons of the sentence that head a side: the verb's own subject, and those of the clauses that leave the verb out
/// ("китайскую делегацию – Y", "and the Russian one by Y").
fn heads(context: &Context, verb: u32) -> Vec<u32> {
    let graph = context.graph;
    let sentence = graph.sentence(verb);
    let listed = below_colon(graph, &sentence);
    if !listed.is_empty() {
        return listed;
    }
    let told = side_rows::persons(graph, sentence.clone());
    if told.len() > 1 {
        return told;
    }
    let subjects = frame::subjects(graph, verb).into_iter().flat_map(|t| graph.conjuncts(t));
    let own: Vec<u32> = subjects.flat_map(|t| context.referents.actors(graph, t)).collect();
    let dropped = (verb..sentence.end).any(|t| matches!(graph.form(t), "–" | "—" | "-"));
    let named = graph.mentions_in(verb..sentence.end, &[MentionKind::Person]);
    if own.is_empty() || dropped { named.into_iter().take(if dropped { 2 } else { 1 }).collect() } else { own }
}

/// "Делегации возглавили:" and a line for each: the first person of each line.
fn below_colon(graph: &Graph, sentence: &std::ops::Range<u32>) -> Vec<u32> {
    let first = |tokens: std::ops::Range<u32>| graph.mentions_in(tokens, &[MentionKind::Person]).first().copied();
    crate::rows::below_colon(graph, sentence).into_iter().filter_map(first).collect()
}
