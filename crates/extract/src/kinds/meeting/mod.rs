//! Meetings and talks.
//!
//! # What it does
//! "X встретился с Y", "X и Y обсудили", "встреча X с Y", "talks between X and Y": two or more sides that met.
//!
//! # Why
//! A verb of discussion with one side only ("правительство обсудило бюджет") is no meeting; a noun with none is one only where
//! date or place are stated.
//!
//! # Example
//! "состоялась его встреча с генеральным директором … Потаповым": the pronoun's person and Потапов.

mod company;
mod elsewhere;
mod sides;

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Modality, Role, Value};

use crate::build::Context;
use crate::factuality;
use crate::frame::{self, Hit};

/// Claims of kind meeting.
pub fn claims(context: &mut Context, sessions: &[Claim]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for hit in context.hits(ClaimKind::Meeting) {
        if elsewhere::told(context, sessions, hit) {
            continue;
        }
        if anaphoric(context, hit) {
            // "Стороны обсудили …": what the meeting told of before was about.
            if let Some(last) = claims.last_mut() {
                context.topics(last, hit);
            }
        } else if after(context, &claims, hit) || moved(context, &mut claims, hit) {
            continue;
        } else if let Some(claim) = claim(context, hit) {
            if let Some(before) = meant(context, &mut claims, hit, &claim) {
                absorb(context, before, claim);
                continue;
            }
            match company::attended(context, &mut claims, hit, &claim) {
                Some(before) => absorb(context, before, claim),
                None => {
                    let more = crate::kinds::gapped::meetings(context, hit, &claim);
                    claims.extend(apart(context, hit, claim));
                    claims.extend(more);
                }
            }
            // Who met is known to the sentences that follow ("the parties").
            context.referents.add_groups(context.graph, claims.last().map_or(&[], std::slice::from_ref));
            let guests = guests(context, hit);
            context.referents.add_received(hit.trigger, guests);
        } else {
            company::joined(context, &mut claims, hit);
        }
    }
    company::led(context, &mut claims, sessions);
    company::accompanied(context, &mut claims);
    claims.extend(context.hits(ClaimKind::Visit).iter().filter_map(|hit| called_on(context, hit)));
    claims.sort_by_key(|c| c.trigger);
    claims
}

/// "hosted a delegation of X", "принял делегацию Y": who is received is known to the sentences that follow ("the delegation also visited").
fn guests(context: &Context, hit: &Hit) -> Vec<u32> {
    let graph = context.graph;
    let group = |t: u32| graph.lexicon.is("stand_in", graph.lemma(t)) || graph.lexicon.is("guests", graph.lemma(t));
    let named = |t: u32| graph.at(t, &[MentionKind::Organisation]).map_or(t, |m| graph.mention(m).head);
    let all = if receives(context, hit) { frame::objects(graph, hit.trigger) } else { Vec::new() };
    all.into_iter().filter(|&t| group(named(t))).flat_map(|t| context.referents.actors(graph, t)).collect()
}

/// "нанёс визит председателю X", "paid a farewell visit to Minister Y": a visit that is paid to a person is a meeting.
fn called_on(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let (visitors, hosts) = call(context, hit)?;
    let mut claim = context.claim(ClaimKind::Meeting, "meeting.noun", hit);
    for m in visitors.into_iter().chain(hosts) {
        claim.push(Role::Participant, Value::Mention(m), graph.mention(m).span);
    }
    once(context, &mut claim);
    Some(claim)
}

/// Those who pay a visit, and the persons to whom.
pub fn call(context: &Context, hit: &Hit) -> Option<(Vec<u32>, Vec<u32>)> {
    let graph = context.graph;
    let paid = hit.nominal && hit.supported && hit.verb.is_some_and(|v| graph.lexicon.is("paying", graph.lemma(v)));
    let persons = |role: Role| {
        let all = hit.all(role).filter(|_| paid).flat_map(|t| context.referents.actors(graph, t));
        all.filter(|&m| graph.mention(m).kind == MentionKind::Person).collect::<Vec<u32>>()
    };
    let hosts = persons(Role::Destination);
    let visitors: Vec<u32> = persons(Role::Visitor).into_iter().filter(|m| !hosts.contains(m)).collect();
    (!visitors.is_empty() && !hosts.is_empty()).then_some((visitors, hosts))
}

/// "met separately with A and B", "встретился с A и отдельно с B": a meeting of each.
fn apart(context: &Context, hit: &Hit, claim: Claim) -> Vec<Claim> {
    let graph = context.graph;
    let anchors: Vec<u32> = hit.anchors().collect();
    let word = |t: u32| graph.lexicon.is("separately", graph.lower(t)) && graph.clause(t) == graph.clause(hit.trigger);
    let verb = hit.verb.unwrap_or(hit.trigger);
    let side = |f: &rapporteur_model::Field| f.role == Role::Participant && f.span.start() > graph.token(verb).span.start();
    let others: Vec<_> = claim.fields.iter().filter(|f| side(f)).cloned().collect();
    let first = claim.fields.iter().filter(|f| f.role == Role::Participant && !side(f)).count();
    // "принял A, затем – B": a word of sequence between two of them.
    let then = || {
        let at = |f: &rapporteur_model::Field| graph.analysis.tokens_in(f.span).start;
        let between = |a: u32, b: u32| (a..b).any(|t| graph.lexicon.is("afterwards", graph.lower(t)));
        others.windows(2).any(|pair| between(at(&pair[0]), at(&pair[1])))
    };
    let told_apart = told_in_turn(graph, hit.trigger)
        || graph.sentence(hit.trigger).any(|t| !anchors.contains(&t) && word(t))
        || others.len() > 1 && then();
    if !told_apart || others.len() < 2 || first != 1 {
        return vec![claim];
    }
    let with = |other: &rapporteur_model::Field| {
        let mut one = claim.clone();
        one.trigger = graph.token(hit.trigger).span;
        one.fields.retain(|f| !side(f) || f == other);
        one
    };
    others.iter().map(with).collect()
}

/// "received the ambassadors one after the other", «принял послов одного за другим».
fn told_in_turn(graph: &crate::graph::Graph, trigger: u32) -> bool {
    let end = graph.sentence(trigger).end;
    let said = |at: u32, phrase: &str| phrase.split(' ').zip(at..).all(|(word, t)| t < end && graph.lower(t) == word);
    graph.sentence(trigger).any(|at| graph.lexicon.list("in_turn").iter().any(|phrase| said(at, phrase)))
}

/// "должен был встретиться с X в пятницу, но встречу перенесли на 12 июня": the meeting told of last has another day, or none.
fn moved(context: &Context, claims: &mut [Claim], hit: &Hit) -> bool {
    let graph = context.graph;
    let told = factuality::of(graph, hit);
    let sentence = graph.analysis.sentence_of(hit.trigger);
    let near = |c: &Claim| sentence.saturating_sub(graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start)) <= 2;
    let whose = hit.all(Role::Participant).any(|t| graph.head(t) == Some(hit.trigger));
    let put_off = hit.nominal && !whose && factuality::put_off(graph, hit);
    let ahead = |c: &Claim| matches!(c.modality, Modality::Planned | Modality::Cancelled);
    let Some(before) = claims.last_mut().filter(|c| put_off && near(c) && ahead(c)) else { return false };
    before.modality = told;
    let mut own = context.claim(ClaimKind::Meeting, "", hit);
    if let Some((m, date)) = factuality::new_day(graph, hit).and_then(|m| Some((m, graph.mention(m).date()?))) {
        own.fields.retain(|f| f.role != Role::Date);
        own.push(Role::Date, Value::Date(date), graph.mention(m).span);
    }
    // "was to meet X on Friday, but the meeting was put off": Friday is off, and no other day is known.
    if sentence == graph.analysis.sentence_of(graph.analysis.tokens_in(before.trigger).start) {
        before.fields.iter_mut().filter(|f| f.role == Role::Date).for_each(|f| f.role = Role::SetFor);
    }
    for role in [Role::Date, Role::Place].into_iter().filter(|&role| own.get(role).is_some()) {
        before.fields.retain(|f| f.role != role);
        own.all(role).for_each(|f| before.push(role, f.value.clone(), f.span));
    }
    true
}

/// The meeting told of before, where a noun alone means it ("The conversation took place in Minsk", "после переговоров стороны …"), or a
/// verb tells what it was for ("met to discuss").
fn meant<'c>(context: &Context, claims: &'c mut [Claim], hit: &Hit, claim: &Claim) -> Option<&'c mut Claim> {
    let graph = context.graph;
    let before = claims.last_mut()?;
    let at = graph.analysis.tokens_in(before.trigger).start;
    let apart = graph.analysis.sentence_of(hit.trigger).saturating_sub(graph.analysis.sentence_of(at));
    // "The consultations were co-chaired by X and Y"
    let chaired = hit.nominal && hit.verb.is_some_and(|v| graph.lexicon.is("head_verbs", graph.lemma(v)));
    let known =
        chaired || claim.mentions(Role::Participant).all(|m| before.mentions(Role::Participant).any(|o| same_person(context, m, o)));
    let told = |role: Role| before.get(role).zip(claim.get(role)).is_none_or(|(a, b)| a.value == b.value);
    let agrees = known && told(Role::Date) && told(Role::Place);
    let purpose = !hit.nominal && apart == 0 && matches!(graph.base(hit.trigger), Deprel::Advcl | Deprel::Xcomp | Deprel::Conj);
    let own = hit.all(Role::Participant).any(|t| graph.preposition(t).is_some() || graph.head(t) == Some(hit.trigger));
    let bare = hit.nominal && !own && apart <= 4 && claim.modality == before.modality;
    // "In a call on Monday, X and Y discussed trade"
    let occasion = !hit.nominal && graph.head(at) == Some(hit.trigger) && graph.base(at) == Deprel::Obl;
    (agrees && (purpose || bare || occasion)).then_some(before)
}

/// "Following the meeting, X and Y signed": the meeting told of before only says when something else was done.
fn after(context: &Context, claims: &[Claim], hit: &Hit) -> bool {
    let graph = context.graph;
    let sentence = graph.analysis.sentence_of(hit.trigger);
    let near = |c: &Claim| sentence - graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start).min(sentence) <= 4;
    let own = |t: u32| graph.subtree(hit.trigger).contains(&t);
    let phrase = graph.base(hit.trigger) == Deprel::Obl && graph.preposition(hit.trigger).is_some();
    let aside = hit.nominal && !hit.supported && phrase && !hit.all(Role::Participant).any(own);
    aside && context.attendants(hit.trigger).is_empty() && claims.last().is_some_and(near)
}

/// Adds what a claim tells to the meeting that it means; nobody is named there twice.
fn absorb(context: &Context, before: &mut Claim, claim: Claim) {
    for field in claim.fields {
        let known = |m: u32| before.mentions(Role::Participant).any(|o| same_person(context, m, o));
        if !(field.role == Role::Participant && matches!(field.value, Value::Mention(m) if known(m))) {
            before.push(field.role, field.value, field.span);
        }
    }
}

/// Nobody meets himself: of two names of one person the first.
fn once(context: &Context, claim: &mut Claim) {
    let mut kept: Vec<u32> = Vec::new();
    claim.fields.retain(|f| {
        let Value::Mention(m) = f.value else { return true };
        let again = f.role == Role::Participant && kept.iter().any(|&o| same_person(context, m, o));
        if f.role == Role::Participant && !again {
            kept.push(m);
        }
        !again
    });
}

fn same_person(context: &Context, a: u32, b: u32) -> bool {
    let first = |m: u32| context.graph.mention(m).same_as.unwrap_or(m);
    let (x, y) = (&context.graph.mention(a).name, &context.graph.mention(b).name);
    // "Зорин" is the Пётр Зорин named before.
    let family = |long: &str, short: &str| long.split(' ').next_back() == Some(short);
    a == b || first(a) == first(b) || x == y || family(x, y) || family(y, x)
}

/// A verb of discussion whose every subject is "стороны", "the parties".
fn anaphoric(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let mut sides = hit.all(Role::Participant).peekable();
    !hit.nominal
        && sides.peek().is_some()
        && sides.all(|t| {
            let named = context.referents.post_at(graph, t).is_some_and(|p| !p.persons.is_empty());
            graph.lexicon.is("parties", graph.lemma(t)) && graph.at(t, &[MentionKind::Person]).is_none() && !named
        })
        && !graph.lexicon.is("meeting_verbs", graph.lemma(hit.trigger))
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    if elsewhere::means_other(context, hit) {
        return None;
    }
    let mut claim = context.claim(ClaimKind::Meeting, if hit.nominal { "meeting.noun" } else { "meeting.verb" }, hit);
    context.actors(&mut claim, hit, Role::Participant, Role::Participant);
    sides::owner(context, hit, &mut claim);
    sides::gathered(context, hit, &mut claim);
    sides::partner(context, hit, &mut claim);
    let pairs = |class: &str| context.graph.lexicon.is(class, context.graph.lemma(hit.trigger));
    // "discussed with Minister Y means of": right behind any such verb.
    let next = hit.trigger + 1;
    let close = next < context.graph.len() && matches!(context.graph.lower(next), "with" | "с" | "со");
    if hit.nominal || close || pairs("meeting_verbs") || pairs("receiving") {
        crate::kinds::opposite::add(context, hit, &mut claim);
    }
    for t in context.attendants(hit.trigger) {
        for m in context.referents.actors(context.graph, t) {
            claim.push(Role::Participant, Value::Mention(m), context.graph.mention(m).span);
        }
    }
    if !hit.nominal {
        company::along(context, hit, &mut claim);
    }
    sides::by_sides(context, hit, &mut claim);
    sides::protagonist(context, hit, &mut claim);
    sides::representatives(context, hit, &mut claim);
    context.actors(&mut claim, hit, Role::Initiator, Role::Initiator);
    context.topics(&mut claim, hit);
    form(context, hit, &mut claim);
    let paid = hit.verb.is_some_and(|v| hit.supported && context.graph.lexicon.is("paying", context.graph.lemma(v)));
    if only_calls(context, hit) && !paid && claim.get(Role::Form).is_none() {
        return None;
    }
    let person = |m: &u32| context.graph.mention(*m).kind == MentionKind::Person;
    // Somebody besides the subject.
    let own: Vec<u32> = frame::subjects(context.graph, hit.verb.unwrap_or(hit.trigger))
        .into_iter()
        .flat_map(|t| context.graph.conjuncts(t))
        .flat_map(|t| context.referents.actors(context.graph, t))
        .collect();
    let two = claim.mentions(Role::Participant).filter(person).any(|m| !own.contains(&m));
    if receives(context, hit) && !received(context, hit) && !two || only_speaks(context, hit, &claim) {
        return None;
    }
    once(context, &mut claim);
    let alone = claim.mentions(Role::Participant).filter(person).count() < 2 || hit.nominal && !two;
    // "He saw the deputy minister in Bishkek on Monday"
    let seen = pairs("seeing") && claim.get(Role::Date).is_none() && claim.get(Role::Place).is_none();
    if pairs("between_persons") && alone || seen || city_hosts(context, hit, &claim) {
        return None;
    }
    let sides = claim.all(Role::Participant).count();
    let all_sides = sides + if sides > 0 { unnamed_sides(context, hit) } else { 0 };
    let dated = claim.get(Role::Date).is_some() || claim.get(Role::Place).is_some();
    // "Президенты встречались 11 декабря в Париже": several who are told by their title alone.
    let several = !hit.nominal && several_titles(context, hit) && claim.get(Role::Date).is_some() && claim.get(Role::Place).is_some();
    let met = if hit.nominal {
        sides > 1
            || (sides == 1
                && hit.supported
                && claim
                    .mentions(Role::Participant)
                    .any(|m| context.graph.mention(m).kind == MentionKind::Person || leadership(context, hit)))
            || (hit.supported && dated)
            || (sides == 1 && dated && within(context, hit))
    } else {
        several || all_sides > 1 || (sides == 1 && dated && receives(context, hit))
    };
    let met = met || included(context, hit, &mut claim) || programme(context, hit, &mut claim);
    if claim.all(Role::Participant).count() < 2 {
        claim.rule = "meeting.one_side".to_owned();
    }
    met.then_some(claim)
}

/// "Программа визита X включает встречу с Y", "X's agenda includes talks with Y": whose programme it is will meet Y.
fn included(context: &Context, hit: &Hit, claim: &mut Claim) -> bool {
    let graph = context.graph;
    let own: Vec<u32> = claim.mentions(Role::Participant).collect();
    let up = std::iter::successors(Some(hit.trigger), |&t| graph.head(t).filter(|_| graph.base(t) == Deprel::Conj));
    let verb =
        up.take(16).last().and_then(|t| graph.head(t)).filter(|&v| graph.is_verb(v) && graph.lexicon.is("comprising", graph.lemma(v)));
    let listed = |t: &u32| graph.lexicon.is("programmes", graph.lemma(*t));
    let Some(listed) = verb.into_iter().flat_map(|v| frame::subjects(graph, v)).find(listed) else { return false };
    let person = |m: &u32| graph.mention(*m).kind == MentionKind::Person && !own.contains(m);
    let Some(whose) = graph.mentions_in(listed..graph.phrase_end(listed), &[MentionKind::Person]).into_iter().find(person) else {
        return false;
    };
    if own.len() != 1 {
        return false;
    }
    claim.push(Role::Participant, Value::Mention(whose), graph.mention(whose).span);
    if claim.modality == Modality::Happened {
        claim.modality = Modality::Planned;
    }
    true
}

/// "В программе – встреча с вице-министром X", "a meeting with X is set for 1 March", behind a visit that is told of: the one who comes will meet
/// X.
fn programme(context: &Context, hit: &Hit, claim: &mut Claim) -> bool {
    let graph = context.graph;
    let own: Vec<u32> = claim.mentions(Role::Participant).collect();
    let one = hit.nominal && own.len() == 1 && own.iter().all(|&m| graph.mention(m).kind == MentionKind::Person);
    let clause = graph.clause(hit.trigger);
    let plans = |t: u32| graph.lexicon.facts.over(graph.lemma(t)).contains(&factuality::Tells::Planned);
    let set = graph.base(hit.trigger) == Deprel::Nsubj && graph.head(hit.trigger).is_some_and(plans);
    let listed = |t: u32| graph.lexicon.is("programmes", graph.lemma(t)) && graph.preposition(t).is_some();
    let first = graph.sentence(hit.trigger).start;
    let in_programme = (first..hit.trigger).any(listed) && (clause == hit.trigger || !graph.is_verb(clause) || clause < hit.trigger);
    if !one || !(set || in_programme) {
        return false;
    }
    let guests = context.referents.guests_before(graph, hit.trigger);
    let others = guests.into_iter().filter(|&m| graph.mention(m).kind == MentionKind::Person && !own.contains(&m)).collect::<Vec<u32>>();
    for &m in others.iter().filter(|_| others.len() == 1) {
        claim.push(Role::Participant, Value::Mention(m), graph.mention(m).span);
    }
    if claim.modality == Modality::Happened {
        claim.modality = Modality::Planned;
    }
    others.len() == 1 || set
}

/// "received assurances during talks in Lomé": talks of the subject at which something else was done.
fn within(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let during = graph.preposition(hit.trigger).is_some_and(|p| graph.lexicon.is("within", &p));
    let placed = |&c: &u32| graph.at(c, &[MentionKind::Place, MentionKind::Date]).is_some();
    hit.nominal && during && graph.children(hit.trigger).iter().any(placed)
}

/// Sides told by a title or as a delegation without a name: "The High Representative, who met Minister X".
fn unnamed_sides(context: &Context, hit: &Hit) -> usize {
    let graph = context.graph;
    let relative = |t: u32| {
        let about = || {
            std::iter::successors(Some(t), |&u| graph.head(u)).take(5).find(|&u| graph.base(u) == Deprel::Acl).and_then(|u| graph.head(u))
        };
        if graph.lexicon.is("relative", graph.lemma(t)) { about().unwrap_or(t) } else { t }
    };
    let titled = |t: u32| graph.at(t, &[MentionKind::Post]).is_some() || graph.lexicon.is("stand_in", graph.lemma(t));
    // "с ними встретился X": the guests.
    let they = |t: u32| {
        let pronoun = graph.token(t).upos == rapporteur_model::Upos::Pron && graph.lexicon.is("third", graph.lemma(t));
        pronoun && (graph.token(t).feats.number == Some(rapporteur_model::Number::Plur) || graph.lower(t) == "them")
    };
    let nobody = |&t: &u32| (titled(relative(t)) || they(t)) && context.referents.actors(graph, t).is_empty();
    if hit.nominal { 0 } else { hit.all(Role::Participant).filter(nobody).count() }
}

/// "Осака приняла министра", "Osaka welcomed Minister X": a city that receives somebody meets nobody.
fn city_hosts(context: &Context, hit: &Hit, claim: &Claim) -> bool {
    let graph = context.graph;
    let city = |m: u32| graph.mention(m).kind == MentionKind::Place && !matches!(graph.mention(m).detail, rapporteur_model::Detail::None);
    receives(context, hit) && claim.mentions(Role::Participant).any(city)
}

/// The subject of a verb of meeting is a title in the plural.
fn several_titles(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let titles = |&t: &u32| {
        let title = graph.at(t, &[MentionKind::Post]).is_some() || graph.lexicon.is("parties", graph.lemma(t));
        title && graph.token(t).feats.number == Some(rapporteur_model::Number::Plur)
    };
    graph.lexicon.is("meeting_verbs", graph.lemma(hit.trigger)) && frame::subjects(graph, hit.trigger).iter().any(titles)
}

/// "принял", "received": a meeting only where somebody is received ("приняли участие" is none).
fn receives(context: &Context, hit: &Hit) -> bool {
    !hit.nominal && context.graph.lexicon.is("receiving", context.graph.lemma(hit.trigger))
}

fn received(context: &Context, hit: &Hit) -> bool {
    let acts = |t: u32| !context.referents.actors(context.graph, t).is_empty();
    // "host a session": only people are received so.
    const PEOPLE: &[MentionKind] = &[MentionKind::Person, MentionKind::Post];
    let hosts = context.graph.lexicon.is("event_hosting", context.graph.lemma(hit.trigger));
    let person =
        |t: u32| !hosts || context.referents.actors(context.graph, t).iter().any(|&m| PEOPLE.contains(&context.graph.mention(m).kind));
    let comes = |t: u32| acts(t) && person(t) || context.graph.lexicon.is("stand_in", context.graph.lemma(t));
    frame::objects(context.graph, hit.trigger).into_iter().any(comes) && frame::subjects(context.graph, hit.trigger).into_iter().any(acts)
}

/// "совещание руководства комиссии": those who lead one body met among themselves.
fn leadership(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    graph.children(hit.trigger).iter().any(|&c| graph.lexicon.is("stand_in", graph.lemma(c)) && graph.preposition(c).is_none())
}

/// "call": a meeting only by phone or video.
fn only_calls(context: &Context, hit: &Hit) -> bool {
    hit.nominal && context.graph.lexicon.is("calls", context.graph.lemma(hit.trigger))
}

/// "X and Y spoke at the forum": no talk with each other is told without "with" or the way it was held.
fn only_speaks(context: &Context, hit: &Hit, claim: &Claim) -> bool {
    // "X and Deputy Chairman of the Cabinet Y spoke": the preposition may be one of a title.
    let to = |t: u32| matches!(context.graph.preposition(t).as_deref(), Some("with" | "to" | "с" | "со" | "by"));
    let with = || hit.all(Role::Participant).any(to);
    !hit.nominal && context.graph.lexicon.is("speaking_to", context.graph.lemma(hit.trigger)) && claim.get(Role::Form).is_none() && !with()
}

/// Telephone, video ("в режиме видеоконференции"), on the sidelines of what.
fn form(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let near: Vec<u32> = hit.anchors().flat_map(|t| graph.children(t).iter().copied()).collect();
    let below = near.iter().flat_map(|&t| graph.children(t).iter().copied());
    for t in near.iter().copied().chain(below).filter(|&t| graph.lexicon.is("forms", graph.lemma(t))) {
        claim.push(Role::Form, Value::Text(graph.lemma(t).to_owned()), graph.token(t).span);
    }
    let beside = |&t: &u32| graph.lexicon.is("sidelines", graph.lower(t)) && graph.clause(t) == graph.clause(hit.trigger);
    let Some(t) = graph.sentence(hit.trigger).find(beside) else { return };
    let first = graph.children(t).iter().copied().find(|&c| graph.base(c) == Deprel::Case).unwrap_or(t);
    let with = |u: &u32| matches!(graph.lower(*u), "with" | "с" | "со") || graph.is_verb(*u);
    let end = graph.phrase_of(t).end;
    let end = (t + 1..end).find(with).unwrap_or(end);
    if let Some(span) = graph.words(first.min(t)..end) {
        let words = span.slice(&graph.report.text).replace('\n', " ");
        let mut letters = words.chars();
        let lower = letters.next().map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect());
        claim.push(Role::Form, Value::Text(lower), span);
    }
}
