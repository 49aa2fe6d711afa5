//! Who else took part in a meeting that was told of before: heads of the sides, attendants, those who came along.

use rapporteur_model::{Claim, ClaimKind, MentionKind, Modality, Role, Upos, Value};

use super::same_person;
use crate::build::Context;
use crate::factuality;
use crate::frame::{self, Hit};

/// How many sentences behind a meeting its attendants may be told.
const ATTENDED: usize = 8;

/// Adds those who are not among the participants yet.
fn add(context: &Context, meeting: &mut Claim, who: impl IntoIterator<Item = u32>) {
    for m in who {
        if !meeting.mentions(Role::Participant).any(|o| same_person(context, m, o)) {
            meeting.push(Role::Participant, Value::Mention(m), context.graph.mention(m).span);
        }
    }
}

/// The number of the sentence in which a claim is told.
fn told_at(context: &Context, claim: &Claim) -> usize {
    context.graph.analysis.sentence_of(context.graph.analysis.tokens_in(claim.trigger).start)
}

/// "The delegations were headed by X and by Y", «Грузинскую делегацию возглавлял X, латвийскую – Y»: those who led the sides of the meeting
/// told of last.
pub(super) fn led(context: &Context, claims: &mut Vec<Claim>, sessions: &[Claim]) {
    let graph = context.graph;
    for (verb, heads) in crate::kinds::chairs::of_sides(context) {
        let sentence = graph.analysis.sentence_of(verb);
        let span = graph.token(verb).span;
        let at = |c: &Claim| told_at(context, c);
        let near = |c: &Claim| c.trigger < span && (at(c)..=at(c) + 2).contains(&sentence) && c.modality == Modality::Happened;
        let session = sessions.iter().filter(|c| near(c)).map(|c| c.trigger).max();
        if let Some(meeting) = claims.iter_mut().rfind(|c| near(c) && session.is_none_or(|s| s < c.trigger)) {
            add(context, meeting, heads);
            continue;
        }
        // "Белорусскую делегацию на переговорах возглавил X, вьетнамскую – Y": the talks themselves, where nothing else is told of them.
        let talks = context.hits(ClaimKind::Meeting).iter().find(|h| h.nominal && graph.sentence(verb).contains(&h.trigger));
        let Some(hit) = talks.filter(|h| heads.len() > 1 && session.is_none() && factuality::of(graph, h) == Modality::Happened) else {
            continue;
        };
        let mut meeting = context.claim(ClaimKind::Meeting, "meeting.noun", hit);
        add(context, &mut meeting, heads);
        claims.push(meeting);
    }
}

/// "hosted Rector X, together with Ambassador Y", «принял X вместе с Y»: who came along, in the clause of the verb.
pub(super) fn along(context: &Context, hit: &Hit, meeting: &mut Claim) {
    let graph = context.graph;
    let end = graph.sentence(hit.trigger).end;
    let verb = |t: &u32| *t > hit.trigger && graph.is_verb(*t) && !graph.is_participle(*t);
    let stop = (hit.trigger + 1..end).find(verb).unwrap_or(end);
    for t in hit.trigger + 1..stop {
        let with = matches!(graph.lower(t), "with" | "с" | "со") && graph.lexicon.is("in_company", graph.lower(t - 1));
        let light = |u: &u32| {
            let word = matches!(graph.token(*u).upos, Upos::Det | Upos::Adj | Upos::Pron);
            word && graph.at(*u, &[MentionKind::Post, MentionKind::Person]).is_none()
        };
        let next = (t + 1..stop).take(4).find(|u| !light(u)).filter(|_| with && meeting.get(Role::Participant).is_some());
        if let Some(m) = next.and_then(|u| crate::rows::first(graph, u)) {
            add(context, meeting, [m]);
        }
    }
}

/// "Во встрече принял участие глава агентства X": one who took part in the meeting told of last.
pub(super) fn joined(context: &Context, claims: &mut [Claim], hit: &Hit) {
    let graph = context.graph;
    let attendants = context.attendants(hit.trigger);
    let sentence = graph.analysis.sentence_of(hit.trigger);
    let at = |c: &Claim| told_at(context, c);
    let own = |t: u32| !attendants.contains(&t) && graph.head(t) == Some(hit.trigger);
    let bare = hit.nominal && !hit.all(Role::Participant).any(own);
    let past = factuality::of(graph, hit) == Modality::Happened;
    // Another meeting told of between, of which no claim was made, is the one that is meant.
    let other = |c: &Claim| {
        let between = |h: &&Hit| graph.token(h.trigger).span > c.trigger && h.trigger < hit.trigger && !h.nominal;
        context.hits(ClaimKind::Meeting).iter().filter(between).any(|h| graph.lexicon.is("meeting_verbs", graph.lemma(h.trigger)))
    };
    let near = |c: &Claim| sentence.saturating_sub(at(c)) <= ATTENDED && !other(c);
    let Some(before) = claims.last_mut().filter(|c| bare && past && near(c)) else { return };
    add(context, before, attendants.into_iter().flat_map(|t| context.referents.actors(graph, t)));
}

/// "На встрече с главой Удмуртии присутствовал X": the meeting told of before, if those named beside the attendants took part in it.
pub(super) fn attended<'c>(context: &Context, claims: &'c mut [Claim], hit: &Hit, claim: &Claim) -> Option<&'c mut Claim> {
    let graph = context.graph;
    let attendants: Vec<u32> = context.attendants(hit.trigger).into_iter().flat_map(|t| context.referents.actors(graph, t)).collect();
    let sentence = graph.analysis.sentence_of(hit.trigger);
    let before = claims.last_mut().filter(|_| !attendants.is_empty())?;
    let near = sentence.saturating_sub(told_at(context, before)) <= ATTENDED;
    let others = claim.mentions(Role::Participant).filter(|m| !attendants.contains(m));
    let known = others.into_iter().all(|m| before.mentions(Role::Participant).any(|o| same_person(context, m, o)));
    (near && known).then_some(before)
}

/// "Rossi was accompanied by Ambassador X", «Министра сопровождал Y»: who came along to the meeting told of just before.
pub(super) fn accompanied(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    for verb in (0..graph.len()).filter(|&t| graph.is_verb(t) && graph.lexicon.is("accompanying", graph.lemma(t)) && graph.clause(t) == t) {
        let by = |&c: &u32| graph.preposition(c).as_deref() == Some("by");
        let (whom, who): (Vec<u32>, Vec<u32>) = if graph.english() {
            let agents = graph.children(verb).iter().copied().filter(by).collect();
            if graph.is_passive(verb) { (frame::objects(graph, verb), agents) } else { continue }
        } else {
            (frame::objects(graph, verb), frame::subjects(graph, verb))
        };
        let persons = |tokens: Vec<u32>| {
            let all = tokens.into_iter().flat_map(|t| graph.conjuncts(t)).flat_map(|t| context.referents.actors(graph, t));
            all.filter(|&m| graph.mention(m).kind == MentionKind::Person).collect::<Vec<u32>>()
        };
        let (whom, who) = (persons(whom), persons(who));
        let sentence = graph.analysis.sentence_of(verb);
        let at = |c: &Claim| told_at(context, c);
        let near = |c: &Claim| (at(c) + 1..=at(c) + 2).contains(&sentence) && c.modality == Modality::Happened;
        let his = |c: &Claim| c.mentions(Role::Participant).any(|m| whom.iter().any(|&o| same_person(context, m, o)));
        let Some(meeting) = claims.iter_mut().rfind(|c| near(c) && his(c)) else { continue };
        add(context, meeting, who);
    }
}
