//! What a report says will be done: by whom, what, by when.
//!
//! # What it does
//! A verb of intent with an infinitive or clause ("договорились провести", "plan to sign") and a named actor.
//!
//! # Why
//! Planned sessions, visits and signings are events of their own and become commitments in the record; this rule is for the rest.
//!
//! # Example
//! "Стороны договорились провести следующую встречу в Минске в марте".

use rapporteur_model::{Claim, ClaimKind, Deprel, Edtf, MentionKind, Modality, PartialDate, Role, Upos, Value, VerbForm};

use crate::build::Context;
use crate::frame::{self, Hit};

/// Claims of kind commitment.
pub fn claims(context: &Context, made: &[Claim]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = context.hits(ClaimKind::Commitment).iter().filter_map(|hit| claim(context, hit)).collect();
    claims.extend((0..context.graph.len()).filter_map(|t| announced(context, t, made)));
    claims
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let act = act(context, hit.trigger).filter(|&a| !of_event(context, a))?;
    let mut claim = Claim::new(ClaimKind::Commitment, graph.token(hit.trigger).span, "commitment");
    claim.modality = match crate::modality::of(graph, hit) {
        Modality::Denied => Modality::Denied,
        _ => Modality::Planned,
    };
    context.actors(&mut claim, hit, Role::Actor, Role::Actor);
    what(context, act, act, &mut claim)?;
    claim.get(Role::Actor).is_some().then_some(claim)
}

/// Planned meetings, sessions, visits and signings are told by their own rules.
fn of_event(context: &Context, act: u32) -> bool {
    const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing, ClaimKind::Appointment];
    let graph = context.graph;
    let objects = frame::objects(graph, act);
    let triggers = |t: u32| EVENTS.iter().any(|&kind| context.hits(kind).iter().any(|h| h.trigger == t));
    triggers(act) || objects.iter().any(|&t| triggers(t) || graph.at(t, &[MentionKind::Gathering]).is_some())
}

/// Adds the words of the act, without its date, and the date by which it is to be done.
fn what(context: &Context, act: u32, first: u32, claim: &mut Claim) -> Option<()> {
    let graph = context.graph;
    let mut end = graph.phrase_end(act);
    if let Some(m) = due(context, act) {
        let mention = graph.mention(m);
        claim.push(Role::Due, Value::Date(by_the_end(context, m, mention.date()?)), mention.span);
        let start = graph.range(m).start;
        if start > act && start < end {
            let loose = |t: u32| matches!(graph.token(t).upos, Upos::Adp | Upos::Det | Upos::Punct);
            end = (act + 1..start).rev().take_while(|&t| loose(t)).last().unwrap_or(start);
        }
    }
    let span = graph.words(first..end)?;
    claim.push(Role::Act, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
    Some(())
}

/// The first date behind the act in its sentence, else one before it that hangs on it.
fn due(context: &Context, act: u32) -> Option<u32> {
    let graph = context.graph;
    let sentence = graph.sentence(act);
    let behind = graph.mentions_in(act..sentence.end, &[MentionKind::Date]).first().copied();
    behind.or_else(|| {
        let hangs = |&m: &u32| graph.token(graph.mention(m).head).head == Some(act);
        graph.mentions_in(sentence.start..act, &[MentionKind::Date]).into_iter().find(hangs)
    })
}

/// "до конца 2027 года", "by the end of May": what is due by the end of a time is due within it.
fn by_the_end(context: &Context, m: u32, date: Edtf) -> Edtf {
    let graph = context.graph;
    let start = graph.range(m).start;
    let until = |t: u32| graph.lexicon.is("until", graph.lower(t));
    let near = start.checked_sub(1).is_some_and(until) || start.checked_sub(2).is_some_and(until) || until(start);
    match date {
        Edtf::Interval(Some(first), Some(last)) if near && first.is_about() => whole(first, last).map_or(date, Edtf::Date),
        _ => date,
    }
}

/// The month or year of which an interval is the last part.
fn whole(first: PartialDate, last: PartialDate) -> Option<PartialDate> {
    match (first.day(), last.day()) {
        (Some(21), Some(_)) => PartialDate::new(last.year(), last.month(), None),
        (None, None) if first.month() == Some(10) && last.month() == Some(12) => PartialDate::new(last.year(), None, None),
        _ => None,
    }
}

/// "Компания построит станцию до конца года", "Занятия начнутся в сентябре": a future verb that is no event of another kind, with a named
/// actor and a date, or a beginning, an opening, a delivery with a date.
fn announced(context: &Context, t: u32, made: &[Claim]) -> Option<Claim> {
    let graph = context.graph;
    let hit = Hit::at(t, Some(t));
    let finite = graph.token(t).upos == Upos::Verb
        && matches!(graph.base(t), Deprel::Root | Deprel::Conj | Deprel::Parataxis | Deprel::Ccomp | Deprel::Acl);
    let known = [ClaimKind::Commitment, ClaimKind::Statement].iter().any(|&kind| context.hits(kind).iter().any(|h| h.trigger == t));
    if !finite || known || carries_event(context, t, made) || crate::modality::of(graph, &hit) != Modality::Planned {
        return None;
    }
    let mut claim = Claim::new(ClaimKind::Commitment, graph.token(t).span, "commitment.future");
    claim.modality = Modality::Planned;
    for subject in frame::subjects(graph, t).into_iter().flat_map(|s| graph.conjuncts(s)) {
        for m in context.referents.actors(graph, subject) {
            claim.push(Role::Actor, Value::Mention(m), graph.mention(m).span);
        }
    }
    what(context, t, first_word(context, t, &claim), &mut claim)?;
    let begins = graph.lexicon.is("beginning", graph.lemma(t));
    ((claim.get(Role::Actor).is_some() || begins) && claim.get(Role::Due).is_some()).then_some(claim)
}

/// The act of an actor is told from its verb on; without one it is told with its subject ("Первая партия поступит").
fn first_word(context: &Context, verb: u32, claim: &Claim) -> u32 {
    let graph = context.graph;
    let auxiliary = graph.children(verb).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Aux) && c < verb).min();
    let from = auxiliary.filter(|_| !graph.english()).unwrap_or(verb);
    if (claim.get(Role::Actor).is_some() && !graph.is_passive(verb)) || graph.base(verb) == Deprel::Acl {
        let copula = graph.children(verb).iter().copied().filter(|&c| graph.base(c) == Deprel::Cop && c < verb).min();
        return copula.unwrap_or(from);
    }
    let subject = graph.children(verb).iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj && c < verb).min();
    subject.map_or(from, |s| graph.subtree(s).start)
}

/// The verb carries an event or a gathering, or is one.
fn carries_event(context: &Context, t: u32, made: &[Claim]) -> bool {
    let graph = context.graph;
    const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing, ClaimKind::Appointment];
    let told = |h: &Hit| made.iter().any(|c| c.trigger == graph.token(h.trigger).span && EVENTS.contains(&c.kind));
    let of_event = EVENTS
        .iter()
        .flat_map(|&kind| context.hits(kind))
        .any(|h| (h.trigger == t && told(h)) || (h.trigger != t && h.verb == Some(t) && h.supported));
    let gathering = graph
        .children(t)
        .iter()
        .any(|&c| matches!(graph.base(c), Deprel::Nsubj | Deprel::Obj) && graph.at(c, &[MentionKind::Gathering]).is_some());
    if graph.lexicon.is("happening", graph.lemma(t)) && !graph.lexicon.is("beginning", graph.lemma(t)) {
        return true;
    }
    let deal = context.hits(ClaimKind::Deal).iter().any(|h| h.trigger == t) && !graph.lexicon.is("delivering", graph.lemma(t));
    of_event || gathering || deal
}

/// The infinitive that the verb of intent governs.
fn act(context: &Context, verb: u32) -> Option<u32> {
    let graph = context.graph;
    let governed = |&c: &u32| {
        let infinitive = graph.token(c).feats.verb_form == Some(VerbForm::Inf) && graph.token(c).upos == Upos::Verb;
        infinitive && matches!(graph.base(c), Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::Advcl | Deprel::Obj)
    };
    graph.children(verb).iter().copied().find(governed)
}
