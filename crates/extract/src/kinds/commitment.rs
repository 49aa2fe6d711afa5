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

use rapporteur_model::{BlockKind, Claim, ClaimKind, Deprel, Edtf, MentionKind, Modality, PartialDate, Role, Tense, Upos, Value, VerbForm};

use crate::build::Context;
use crate::frame::{self, Hit};

/// Claims of kind commitment.
pub fn claims(context: &Context, made: &[Claim]) -> Vec<Claim> {
    let hits = context.hits(ClaimKind::Commitment).iter();
    let mut claims: Vec<Claim> = hits.filter_map(|hit| claim(context, hit)).filter(|c| !tells_event(c, made)).collect();
    claims.extend((0..context.graph.len()).filter_map(|t| announced(context, t, made)).filter(|c| !tells_event(c, made)));
    claims
}

/// The words of the act tell of an event that has a claim of its own.
fn tells_event(claim: &Claim, made: &[Claim]) -> bool {
    const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing];
    let Some(act) = claim.get(Role::Act).map(|f| f.span) else { return false };
    let inside = |c: &Claim| {
        EVENTS.contains(&c.kind) && c.modality == Modality::Planned && act.start() <= c.trigger.start() && c.trigger.end() <= act.end()
    };
    made.iter().any(inside)
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let happens = |a: u32| graph.lexicon.is("happening", graph.lemma(a)) && !graph.lexicon.is("beginning", graph.lemma(a));
    let about = graph.base(hit.trigger) == Deprel::Acl;
    let act = act(context, hit.trigger).filter(|&a| !of_event(context, a) && !(about && happens(a)))?;
    let mut claim = Claim::new(ClaimKind::Commitment, graph.token(hit.trigger).span, "commitment");
    claim.modality = match crate::modality::of(graph, hit) {
        other @ (Modality::Denied | Modality::Cancelled) => other,
        Modality::Proposed | Modality::Conditional => return None,
        _ => Modality::Planned,
    };
    context.actors(&mut claim, hit, Role::Actor, Role::Actor);
    let actor = claim.get(Role::Actor).is_some();
    let first = if actor { act } else { opening(context, hit.trigger, act) };
    what(context, act, first, &mut claim)?;
    // What must be done without a time, and what somebody unnamed means to do, binds nobody.
    let vague = graph.lexicon.is("obliging", graph.lemma(hit.trigger));
    ((actor && !vague) || claim.get(Role::Due).is_some()).then_some(claim)
}

/// Without a named actor an act is told with its subject or object, where that stands first ("Первый локомотив планируется собрать").
fn opening(context: &Context, verb: u32, act: u32) -> u32 {
    let graph = context.graph;
    let first = |t: u32| graph.subtree(t).start;
    let before = |&c: &u32| matches!(graph.base(c), Deprel::Nsubj | Deprel::Obj) && c < verb && graph.is_nominal(c);
    let below = graph.children(verb).iter().chain(graph.children(act)).copied().filter(before);
    below.map(first).min().filter(|&t| t >= graph.sentence(verb).start).unwrap_or(act)
}

/// Planned meetings, sessions, visits and signings are told by their own rules.
fn of_event(context: &Context, act: u32) -> bool {
    const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing, ClaimKind::Appointment];
    let graph = context.graph;
    let objects = frame::objects(graph, act);
    let triggers = |t: u32| EVENTS.iter().any(|&kind| context.hits(kind).iter().any(|h| h.trigger == t));
    triggers(act) || objects.iter().any(|&t| triggers(t) || graph.at(t, &[MentionKind::Gathering]).is_some())
}

/// Adds the words of the act and the date by which it is to be done.
fn what(context: &Context, act: u32, first: u32, claim: &mut Claim) -> Option<()> {
    let graph = context.graph;
    let mut end = graph.phrase_end(act);
    if let Some(m) = due(context, act, end) {
        let mention = graph.mention(m);
        claim.push(Role::Due, Value::Date(by_the_end(context, m, mention.date()?)), mention.span);
        end = end.max(graph.range(m).end);
    }
    let span = graph.words(first..end)?;
    claim.push(Role::Act, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
    Some(())
}

/// The first date behind the act, within its phrase or hanging on it, else one before it that hangs on it or on the verb over it.
fn due(context: &Context, act: u32, end: u32) -> Option<u32> {
    let graph = context.graph;
    let sentence = graph.sentence(act);
    // The day on which somebody agreed is not that of the act.
    let ahead =
        |h: u32| graph.token(h).feats.tense != Some(Tense::Past) || graph.is_passive(h) || graph.lexicon.is("makes_do", graph.lemma(h));
    let over = graph.head(act).filter(|&h| graph.is_verb(h) && !graph.is_participle(act) && ahead(h));
    let hangs = |m: u32| {
        let head = graph.head(graph.mention(m).head);
        let adverb = head.filter(|&h| graph.token(h).upos == Upos::Adv).and_then(|h| graph.head(h));
        [head, adverb].into_iter().flatten().any(|h| h == act || Some(h) == over)
    };
    let named = |m: u32| {
        let inside = [MentionKind::Instrument, MentionKind::Organisation, MentionKind::Gathering];
        graph.at(graph.mention(m).head, &inside).is_some_and(|o| graph.mention(o).span.len() > graph.mention(m).span.len())
    };
    let all = graph.mentions_in(sentence, &[MentionKind::Date]);
    // What is to be done is not due before it is told.
    let told = graph.report.published.as_ref().and_then(|p| p.value.bounds()).map(|(first, _)| first);
    let over = |m: u32| graph.mention(m).date().and_then(Edtf::bounds).zip(told).is_some_and(|((_, last), told)| last < told);
    let free = || all.iter().copied().filter(|&m| !named(m) && !over(m));
    let behind = free().find(|&m| graph.range(m).start > act && (graph.range(m).start < end || hangs(m)));
    behind.or_else(|| free().find(|&m| graph.range(m).start < act && hangs(m)))
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

/// "Компания построит станцию до конца года", "Занятия начнутся в сентябре", "India would offer fellowships": a future verb that is no
/// event of another kind, with a date, or with an organisation or country that does something to something.
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
    let subjects: Vec<u32> = frame::subjects(graph, t).into_iter().flat_map(|s| graph.conjuncts(s)).collect();
    for m in subjects.iter().flat_map(|&s| context.referents.actors(graph, s)) {
        claim.push(Role::Actor, Value::Mention(m), graph.mention(m).span);
    }
    what(context, t, first_word(context, t, &claim), &mut claim)?;
    let begins = graph.lexicon.is("beginning", graph.lemma(t));
    let actor = claim.get(Role::Actor).is_some();
    let due = claim.get(Role::Due).is_some();
    let house = claim.mentions(Role::Actor).any(|m| graph.mention(m).kind != MentionKind::Person)
        || subjects.iter().any(|&s| graph.lexicon.is("enterprise", graph.lemma(s)) || graph.lexicon.is("undertaking", graph.lemma(s)));
    let told = |t: u32| graph.is_nominal(t) || graph.token(t).upos == Upos::Pron;
    let subject = graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Nsubj && told(c));
    let titled = graph.report.block_of(claim.trigger).is_some_and(|b| b.kind == BlockKind::Title);
    const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing];
    let event = EVENTS.iter().any(|&kind| context.hits(kind).iter().any(|h| h.trigger == t));
    let done = house && !titled && !event && !frame::objects(graph, t).is_empty() && graph.base(t) != Deprel::Acl;
    ((due && (actor || begins || subject)) || done).then_some(claim)
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
    // "the visit, which was to begin on Monday"
    let about = graph.head(t).filter(|_| graph.base(t) == Deprel::Acl);
    let up = std::iter::successors(about, |&u| graph.head(u)).take(4).take_while(|&u| !graph.is_verb(u));
    let event = |u: u32| EVENTS.iter().flat_map(|&kind| context.hits(kind)).any(|h| h.trigger == u);
    if up.into_iter().any(event) {
        return true;
    }
    if graph.lexicon.is("happening", graph.lemma(t)) && !graph.lexicon.is("beginning", graph.lemma(t)) {
        return true;
    }
    // Buying and selling are deals and no more; so is what somebody will own.
    let trade = context.hits(ClaimKind::Deal).iter().any(|h| h.trigger == t) && graph.lexicon.is("trading", graph.lemma(t));
    of_event || gathering || trade || graph.lexicon.is("owning", graph.lemma(t))
}

/// The infinitive that the verb of intent governs, or the gerund of what somebody is told to do ("tasked experts with finding").
fn act(context: &Context, verb: u32) -> Option<u32> {
    let graph = context.graph;
    let told = graph.lexicon.is("makes_do", graph.lemma(verb));
    let passive = |c: u32| graph.token(c).feats.short || graph.is_passive(c);
    let governed = |&c: &u32| {
        let form = graph.token(c).feats.verb_form;
        let bare = form == Some(VerbForm::Inf) || (told && form == Some(VerbForm::Ger)) || (graph.base(c) == Deprel::Xcomp && passive(c));
        let infinitive = bare && graph.token(c).upos == Upos::Verb;
        infinitive && matches!(graph.base(c), Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::Advcl | Deprel::Obj)
    };
    graph.children(verb).iter().copied().find(governed)
}

/// Adds to each event that is to come the words that say so: those of its clause.
pub fn words(context: &Context, claims: &mut [Claim]) {
    const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing, ClaimKind::Gathering];
    let graph = context.graph;
    for claim in claims.iter_mut().filter(|c| c.modality == Modality::Planned && EVENTS.contains(&c.kind)) {
        let trigger = graph.analysis.tokens_in(claim.trigger).start;
        if let Some(span) = graph.words(clause(context, trigger)) {
            claim.push(Role::Act, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
        }
    }
}

/// The words of the clause that tells of an event: of its verb and the verbs that govern that, without what is joined to them.
fn clause(context: &Context, trigger: u32) -> std::ops::Range<u32> {
    let graph = context.graph;
    let governed = |&t: &u32| {
        let bare = graph.token(t).feats.verb_form == Some(VerbForm::Inf) || graph.base(t) == Deprel::Xcomp;
        graph.head(t).filter(|&h| bare && (graph.is_verb(h) || graph.token(h).feats.short || graph.has_copula(h)))
    };
    let top = std::iter::successors(Some(graph.clause(trigger)), governed).take(4).last().unwrap_or(trigger);
    let apart = |&c: &u32| {
        let joined = matches!(graph.base(c), Deprel::Conj | Deprel::Parataxis | Deprel::Advcl | Deprel::Cc | Deprel::Mark | Deprel::Punct);
        let holds = graph.subtree(c).contains(&trigger) || c == trigger;
        joined && !holds || (graph.is_verb(c) && graph.base(c) == Deprel::Ccomp && !holds)
    };
    let parts = graph.children(top).iter().filter(|c| !apart(c)).map(|&c| graph.subtree(c));
    let whole = parts.fold(top..top + 1, |all, part| all.start.min(part.start)..all.end.max(part.end));
    let sentence = graph.sentence(trigger);
    // A relative clause behind a comma leads further.
    let last = trigger.max(top);
    let comma = (last + 1..whole.end)
        .find(|&t| graph.form(t) == "," && (t + 1..whole.end).take(3).any(|u| graph.lexicon.is("relative", graph.lemma(u))));
    whole.start.max(sentence.start)..comma.unwrap_or(whole.end).min(sentence.end)
}
