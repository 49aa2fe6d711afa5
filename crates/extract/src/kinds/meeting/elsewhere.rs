//! Words of meetings that tell of none: a match or a recruitment, the session that a bare noun stands for, what a verb has told already.

use rapporteur_model::{Claim, ClaimKind, Deprel};

use crate::build::Context;
use crate::frame::Hit;

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
