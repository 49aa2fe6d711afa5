//! Words of meetings that tell of none: a match or a recruitment, the session that a bare noun stands for, what a verb has told already.

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Role, VerbForm};

use crate::build::Context;
use crate::frame::{self, Hit};

/// The word makes no meeting of its own.
pub(super) fn told(context: &Context, sessions: &[Claim], hit: &Hit) -> bool {
    let span = context.graph.token(hit.trigger).span;
    sessions.iter().any(|s| s.trigger == span)
        || plays(context, hit)
        || taken_on(context, hit)
        || of_session(context, sessions, hit)
        || of_round(context, sessions, hit)
        || at_table(context, hit)
        || opened(context, hit)
}

/// The word means no meeting of these people: the session of a body, something beside a meeting, an appeal, what is taken over, who stood beside.
pub(super) fn means_other(context: &Context, hit: &Hit) -> bool {
    let flanked = hit.nominal && hit.verb.is_some_and(|v| context.graph.lexicon.is("flanking", context.graph.lemma(v)));
    flanked || of_body(context, hit) || beside(context, hit) || appeals(context, hit) || takes(context, hit)
}

/// "встретятся на одной сцене", "met in the final": no talks.
fn plays(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let arena = |&c: &u32| graph.lexicon.is("arenas", graph.lemma(c)) && graph.preposition(c).is_some();
    !hit.nominal && graph.children(hit.trigger).iter().any(arena)
}

/// "принял на работу X", «вуз примет на обучение 40 студентов»: nobody met.
fn taken_on(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let purpose = |&c: &u32| graph.lexicon.is("taken_on", graph.lemma(c)) && graph.preposition(c).is_some_and(|p| p == "на");
    !hit.nominal && graph.lexicon.is("receiving", graph.lemma(hit.trigger)) && graph.children(hit.trigger).iter().any(purpose)
}

/// "The meeting was chaired by X and Y", behind a session: that session, told by a bare noun for it.
fn of_session(context: &Context, sessions: &[Claim], hit: &Hit) -> bool {
    let graph = context.graph;
    let sentence = graph.analysis.sentence_of(hit.trigger);
    let at = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
    let near = |c: &&Claim| graph.token(hit.trigger).span > c.trigger && (at(c)..=at(c) + 2).contains(&sentence);
    let noun = graph.lexicon.frames(ClaimKind::Session).any(|f| f.nouns.contains(graph.lemma(hit.trigger)));
    let bare = graph.children(hit.trigger).iter().all(|&c| matches!(graph.base(c), Deprel::Det | Deprel::Case | Deprel::Punct));
    let led = hit.verb.is_some_and(|v| ["chairing", "head_verbs", "attending"].iter().any(|class| graph.lexicon.is(class, graph.lemma(v))));
    noun && hit.nominal && bare && led && sessions.iter().rev().any(|c| near(&c))
}

/// "the next round of consultations" of a body told of before: the session that the noun over it tells of.
fn of_round(context: &Context, sessions: &[Claim], hit: &Hit) -> bool {
    let over = context.graph.head(hit.trigger).filter(|_| hit.nominal && context.graph.base(hit.trigger) == Deprel::Nmod);
    over.is_some_and(|h| sessions.iter().any(|s| s.trigger == context.graph.token(h).span))
}

/// "was hosted to lunch by X": the verb tells of it.
fn at_table(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let hosts = |v: u32| context.hits(ClaimKind::Meeting).iter().any(|h| h.trigger == v && !h.nominal);
    hit.nominal && graph.preposition(hit.trigger).as_deref() == Some("to") && graph.head(hit.trigger).is_some_and(hosts)
}

/// "Opening the meeting, X said": the one that is known already, in passing.
fn opened(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let bare = graph.children(hit.trigger).iter().all(|&c| matches!(graph.base(c), Deprel::Det | Deprel::Punct));
    let aside = |v: u32| graph.base(v) == Deprel::Advcl && graph.lexicon.is("chairing", graph.lemma(v));
    hit.nominal && bare && graph.base(hit.trigger) == Deprel::Obj && graph.head(hit.trigger).is_some_and(aside)
}

/// "On the sidelines of the meeting, X and Y signed": the noun says where something else was done.
fn beside(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    hit.nominal && graph.head(hit.trigger).is_some_and(|h| graph.lexicon.is("sidelines", graph.lower(h)))
}

/// "принял отставку министра X", "принял Центр подготовки": what is taken over is no guest.
fn takes(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let thing = |&t: &u32| {
        let token = graph.token(t);
        let named = graph.at(t, &[MentionKind::Person, MentionKind::Post, MentionKind::Body]).is_some();
        token.head == Some(hit.trigger) && token.feats.animate == Some(false) && !named && !graph.lexicon.is("stand_in", graph.lemma(t))
    };
    !graph.english()
        && super::receives(context, hit)
        && graph.children(hit.trigger).iter().any(|t| graph.base(*t) == Deprel::Obj && thing(t))
}

/// "called on the parties to refrain", "called on Rome for help": no visit to anybody.
fn appeals(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let bare = |&c: &u32| {
        matches!(graph.base(c), Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp) && graph.token(c).feats.verb_form == Some(VerbForm::Inf)
    };
    let person = |t: u32| graph.at(t, &[MentionKind::Person, MentionKind::Post]).is_some();
    let on = hit.all(Role::Participant).filter(|&t| graph.preposition(t).as_deref() == Some("on")).collect::<Vec<u32>>();
    let calls = !hit.nominal && graph.lexicon.is("calls", graph.lemma(hit.trigger));
    calls && (graph.children(hit.trigger).iter().any(bare) || !on.into_iter().any(person))
}

/// "Meeting of the commission" is a session, told by its own rule.
fn of_body(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let sits = |t: u32| graph.lexicon.is("bodies", graph.lemma(t));
    let holds = || hit.verb.is_some_and(|v| hit.supported && frame::subjects(graph, v).into_iter().any(sits));
    let numbered = || graph.children(hit.trigger).iter().any(|&c| crate::number::at(graph, c).is_some());
    if hit.nominal && numbered() && (holds() || hit.all(Role::Participant).any(sits)) {
        return true;
    }
    hit.nominal
        && hit
            .all(Role::Participant)
            .any(|t| context.graph.at(t, &[MentionKind::Body]).is_some_and(|_| context.graph.head(t) == Some(hit.trigger)))
}
