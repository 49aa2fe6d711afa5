//! Sessions of bodies, with their number.
//!
//! # What it does
//! "24-е заседание комиссии", "the 21st meeting of the Commission", "комиссия собралась", "а 10-е состоится", with chairs, heads of
//! delegation, the sessions before and after.
//!
//! # Why
//! The number may be an adjective, a numeral with letters or a word; the body is the complement, or the last body named where
//! the report says only "заседание".
//!
//! # Example
//! "The next, 22nd meeting of the Commission will be held in Russia": planned, 22.

use rapporteur_model::{BlockKind, Claim, ClaimKind, Deprel, MentionKind, Modality, Number, Role, Upos, Value};

use super::chairs;
use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::number;

/// Claims of kind session.
pub fn claims(context: &Context) -> Vec<Claim> {
    let mut hits: Vec<Hit> = context.hits(ClaimKind::Session).to_vec();
    hits.extend(elliptic(context));
    hits.sort_by_key(|h| h.trigger);
    let mut claims: Vec<Claim> = Vec::new();
    for hit in &hits {
        let made = if hit.nominal { claim(context, hit, &claims) } else { assembled(context, hit) };
        let Some(claim) = made else {
            attended(context, &mut claims, hit);
            continue;
        };
        if let Some(before) = meant(context, &mut claims, hit, &claim) {
            for field in claim.fields.into_iter().filter(|f| f.role != Role::Body) {
                before.push(field.role, field.value, field.span);
            }
            continue;
        }
        match earlier_in_sentence(context, &mut claims, hit, &claim) {
            Some((session, field)) => session.push(field.role, field.value, field.span),
            None => claims.push(claim),
        }
    }
    hosts(context, &mut claims);
    itself_held(context, &mut claims);
    it_was_held(context, &mut claims);
    chairs::add(context, &mut claims);
    headline(context, &mut claims);
    claims
}

/// "The 4th Joint Commission was held in Accra", "X opened the third Committee on Roads": a body for its session, as what was held, or, with a
/// number, as what somebody held.
fn itself_held(context: &Context, claims: &mut Vec<Claim>) {
    let graph = context.graph;
    let bodies: Vec<u32> = (0..graph.analysis.mentions.len() as u32).filter(|&m| graph.mention(m).kind == MentionKind::Body).collect();
    for body in bodies {
        let head = graph.mention(body).head;
        let dialogue = graph.lexicon.is("dialogues", graph.lemma(head));
        let sits = dialogue || graph.lexicon.is("bodies", graph.lemma(head));
        let Some(hit) = frame::carried(graph, ClaimKind::Session, head).filter(|_| sits) else { continue };
        let verb = hit.verb.unwrap_or(head);
        let first = graph.range(body).start;
        let before = first.checked_sub(1).filter(|&t| graph.sentence(head).contains(&t));
        let ordinal =
            before.into_iter().chain(graph.range(body)).chain(graph.children(head).iter().copied()).find_map(|t| number::at(graph, t));
        let object = |&c: &u32| graph.base(c) == Deprel::Obj && c != head;
        let alone = !graph.children(verb).iter().any(object);
        let place = || graph.children(verb).iter().any(|&c| graph.lexicon.is("happening_nouns", graph.lemma(c)));
        let subject = graph.base(head) == Deprel::Nsubj
            && (graph.is_passive(verb) && graph.english() || place() || alone && graph.lexicon.is("held_itself", graph.lemma(verb)));
        let held = subject || ordinal.is_some() && graph.base(head) == Deprel::Obj;
        let told = claims.iter().any(|c| {
            let at = graph.analysis.tokens_in(c.trigger).start;
            c.mention(Role::Body) == Some(body) && graph.sentence(head).contains(&at)
        });
        if !held || told || dialogue && ordinal.is_none() || !crate::factuality::told(graph, &hit) {
            continue;
        }
        let mut claim = context.claim(ClaimKind::Session, "session.body", &hit);
        claim.push(Role::Body, Value::Mention(body), graph.mention(body).span);
        if let Some((number, span)) = ordinal {
            claim.push(Role::Ordinal, Value::Number(number), span);
        }
        if subject || graph.lexicon.is("chairing", graph.lemma(verb)) {
            chairmen(context, &hit, &mut claim);
        }
        claims.push(claim);
    }
    claims.sort_by_key(|c| c.trigger);
}

/// "Минск принял 25-е заседание", "Tashkent hosted the third meeting": the city that receives a session is where it was held.
fn hosts(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    for claim in claims.iter_mut().filter(|c| c.get(Role::Place).is_none()) {
        let trigger = graph.analysis.tokens_in(claim.trigger).start;
        let verb = graph.head(trigger).filter(|&v| graph.base(trigger) == Deprel::Obj && graph.lexicon.is("receiving", graph.lemma(v)));
        let city = |t: u32| graph.at(t, &[MentionKind::Place]).filter(|_| graph.preposition(t).is_none());
        if let Some(m) = verb.and_then(|v| frame::subjects(graph, v).into_iter().find_map(city)) {
            claim.push(Role::Place, Value::Mention(m), graph.mention(m).span);
        }
    }
}

/// "Оно прошло 4 марта под руководством X", "It was held in Minsk and chaired by X": what a pronoun's verb says of the session told of in
/// the sentence before.
fn it_was_held(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    let it = |&t: &u32| graph.token(t).upos == Upos::Pron && graph.lexicon.is("it", graph.lemma(t));
    for hit in (0..graph.len()).filter(it).filter_map(|t| frame::standing_for(graph, ClaimKind::Session, t)) {
        let sentence = graph.analysis.sentence_of(hit.trigger);
        let at = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
        let mut own = context.claim(ClaimKind::Session, "", &hit);
        chairmen(context, &hit, &mut own);
        context.actors(&mut own, &hit, Role::DelegationHead, Role::DelegationHead);
        let Some(before) = claims.iter_mut().rfind(|c| at(c) + 1 == sentence && c.modality == own.modality) else { continue };
        own.fields.retain(|f| f.role == Role::CoChair || f.role == Role::DelegationHead || before.get(f.role).is_none());
        own.fields.into_iter().for_each(|f| before.push(f.role, f.value, f.span));
    }
}

/// A headline names the body in its own words: where the report then tells of sessions of one body only, it is that one.
fn headline(context: &Context, claims: &mut [Claim]) {
    let (Some(first), rest) = (claims.first(), claims.get(1..).unwrap_or_default()) else { return };
    let titled = context.graph.report.block_of(first.trigger).is_some_and(|b| b.kind == BlockKind::Title);
    let Some(body) = rest.first().and_then(|c| c.mention(Role::Body)) else { return };
    let name = |m: u32| &context.graph.mention(m).name;
    let one = rest.iter().all(|c| c.mention(Role::Body).is_some_and(|m| name(m) == name(body)));
    let shorter = first.mention(Role::Body).is_some_and(|m| name(m) != name(body) && name(m).chars().count() <= name(body).chars().count());
    if titled && one && shorter {
        for field in claims[0].fields.iter_mut().filter(|f| f.role == Role::Body) {
            field.value = Value::Mention(body);
        }
    }
}

/// "В заседании приняли участие X и Y": the session told of just before, where nothing said of this one speaks against it.
fn meant<'c>(context: &Context, claims: &'c mut [Claim], hit: &Hit, claim: &Claim) -> Option<&'c mut Claim> {
    let graph = context.graph;
    let before = claims.last_mut()?;
    let apart = sentence_of(context, hit).saturating_sub(graph.analysis.sentence_of(graph.analysis.tokens_in(before.trigger).start));
    let bare = hit.nominal && claim.get(Role::Ordinal).is_none() && claim.get(Role::PreviousSession).is_none();
    let other = graph.children(hit.trigger).iter().any(|&c| graph.lexicon.is("next", graph.lemma(c)) || graph.base(c) == Deprel::Amod);
    let same = before.mention(Role::Body) == claim.mention(Role::Body) && before.modality == claim.modality;
    let told = claim.get(Role::Date).is_some() || claim.get(Role::Place).is_some();
    (bare && same && !other && !told && (1..=4).contains(&apart)).then_some(before)
}

/// "Комиссия собралась в Москве", "the committee convened": the subject is a body.
fn assembled(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let body = hit.all(Role::Body).find_map(|t| body_at(context, t));
    let times = times(context, hit);
    // "Комиссия собралась в четвёртый раз": a number and the noun of a body say enough.
    let sits = hit.all(Role::Body).any(|t| graph.lexicon.is("bodies", graph.lemma(t)));
    if body.is_none() && !(times.is_some() && sits) {
        return None;
    }
    let infinitive = graph.children(hit.trigger).iter().any(|&c| matches!(graph.base(c), Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj));
    let with = hit.all(Role::Participant).next().is_some();
    if infinitive || with {
        return None;
    }
    let mut claim = context.claim(ClaimKind::Session, "session.verb", hit);
    if let Some(body) = body {
        claim.push(Role::Body, Value::Mention(body), graph.mention(body).span);
    }
    // "The 18th Joint Commission met": the number before its name.
    let before = body.and_then(|m| graph.range(m).start.checked_sub(1)).filter(|&t| graph.sentence(hit.trigger).contains(&t));
    if let Some((number, span)) = times.or_else(|| before.and_then(|t| number::at(graph, t))) {
        claim.push(Role::Ordinal, Value::Number(number), span);
    }
    chairmen(context, hit, &mut claim);
    Some(claim)
}

/// "собралась в четвёртый раз", "convened for the fourth time": which session it was.
fn times(context: &Context, hit: &Hit) -> Option<(u32, rapporteur_model::Span)> {
    let graph = context.graph;
    let noun = graph.children(hit.trigger).iter().copied().find(|&c| graph.lexicon.is("times", graph.lemma(c)))?;
    // "for the first time since 2019": the first of a new row is no number.
    let years = |t: u32| graph.lower(t) == "in" && t + 1 < graph.len() && graph.token(t + 1).upos == Upos::Num;
    let since = noun + 1 < graph.sentence(noun).end && (graph.lower(noun + 1) == "since" || years(noun + 1));
    if graph.english() && since {
        return None;
    }
    graph.children(noun).iter().find_map(|&c| number::at(graph, c))
}

/// The body at a token; an organisation whose noun is that of a body is one where it sits.
fn body_at(context: &Context, t: u32) -> Option<u32> {
    let graph = context.graph;
    let sits = |m: &u32| graph.lexicon.is("bodies", graph.lemma(graph.mention(*m).head));
    graph.at(t, &[MentionKind::Body]).or_else(|| graph.at(t, &[MentionKind::Organisation]).filter(sits)).or_else(|| {
        // "заседание коллегии": the last one of that noun named before.
        let bare = graph.lexicon.is("bodies", graph.lemma(t)) && graph.covering(t).is_empty();
        let last = |kind: MentionKind| {
            let before = graph.mentions_in(0..t, &[kind]);
            // "комиссия" for a "межправкомиссия" named before.
            before.into_iter().rfind(|&m| bare && graph.lemma(graph.mention(m).head).ends_with(graph.lemma(t)))
        };
        last(MentionKind::Body).or_else(|| last(MentionKind::Organisation))
    })
}

/// "а 10-е состоится в Анкаре", "the tenth will be held in Riga": a number that stands for a session as subject of a verb that carries one.
fn elliptic(context: &Context) -> Vec<Hit> {
    let graph = context.graph;
    let carries = |v: u32| graph.lexicon.frames(ClaimKind::Session).any(|f| f.support.contains(graph.lemma(v)));
    let alone = |&t: &u32| {
        let figures = |u: u32| graph.form(u).starts_with(|c: char| c.is_ascii_digit());
        let bare = !graph.is_nominal(t) || figures(t);
        let subject = graph.base(t) == Deprel::Nsubj && bare && graph.token(t).upos != Upos::Pron;
        let number =
            |u: u32| number::at(graph, u).is_some() || graph.token(u).upos == Upos::Adj && graph.lexicon.is("in_order", graph.lemma(u));
        // "the fifth one will be hosted by"
        let one = graph.english()
            && graph.lemma(t) == "one"
            && matches!(graph.base(t), Deprel::Nsubj | Deprel::Obj)
            && graph.children(t).iter().any(|&c| number(c));
        (one || subject && number(t)) && graph.head(t).is_some_and(carries)
    };
    (0..graph.len()).filter(alone).map(|t| Hit::at(t, graph.head(t))).collect()
}

/// "Участники 22-го заседания … на 21-м заседании": the one before belongs to the session of the same sentence.
fn earlier_in_sentence<'c>(
    context: &Context,
    claims: &'c mut [Claim],
    hit: &Hit,
    claim: &Claim,
) -> Option<(&'c mut Claim, rapporteur_model::Field)> {
    let graph = context.graph;
    let sentence = graph.sentence(hit.trigger);
    let before = claims.last_mut()?;
    let same =
        sentence.contains(&graph.analysis.tokens_in(before.trigger).start) && before.mention(Role::Body) == claim.mention(Role::Body);
    let lower = matches!((number_of(claim, Role::Ordinal), number_of(before, Role::Ordinal)), (Some(a), Some(b)) if a < b);
    let mut field = claim.get(Role::PreviousSession).or_else(|| claim.get(Role::Ordinal).filter(|_| lower && !hit.supported))?.clone();
    field.role = Role::PreviousSession;
    (same && before.get(Role::Ordinal).is_some()).then_some((before, field))
}

/// A number or a word of order that stands for the noun of a session ("the 13th", «следующее», "the fifth one").
fn for_noun(graph: &Graph, t: u32) -> bool {
    !graph.is_nominal(t) || graph.lemma(t) == "one" || graph.form(t).starts_with(|c: char| c.is_ascii_digit())
}

/// "комиссия, четвёртое заседание которой": what a relative pronoun stands for.
fn antecedent(graph: &Graph, t: u32) -> u32 {
    let clause = std::iter::successors(Some(t), |&u| graph.head(u)).take(6).find(|&u| graph.base(u) == Deprel::Acl);
    let relative = graph.lexicon.is("relative", graph.lemma(t));
    clause.filter(|_| relative).and_then(|c| graph.head(c)).unwrap_or(t)
}

fn number_of(claim: &Claim, role: Role) -> Option<u32> {
    claim.all(role).find_map(|f| if let Value::Number(n) = f.value { Some(n) } else { None })
}

fn claim(context: &Context, hit: &Hit, before: &[Claim]) -> Option<Claim> {
    let graph = context.graph;
    let ordinal = ordinal(context, hit);
    // "Регулярные заседания комитета подтверждают …" tells of none.
    let several = graph.token(hit.trigger).feats.number == Some(Number::Plur);
    if several && ordinal.is_none() && !hit.supported {
        return None;
    }
    let body = hit.all(Role::Body).find_map(|t| body_at(context, antecedent(graph, t))).map(|b| full_name(context, b));
    // "failed in the second round": a round of nothing that is named may be one of a vote.
    if body.is_none() && !hit.supported && graph.lexicon.is("rounds", graph.lemma(hit.trigger)) {
        return None;
    }
    let body = body.or_else(|| another(context, hit, before)).or_else(|| {
        if !for_noun(graph, hit.trigger) {
            return joined_body(context, hit, ordinal.is_some()).map(|b| full_name(context, b));
        }
        let near = |c: &&Claim| sentence_of(context, hit) <= 1 + graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
        before.last().filter(near).and_then(|c| c.mention(Role::Body))
    });
    // "the ninth session of the joint commission": a number and the noun of a body say enough.
    let sits = hit.all(Role::Body).any(|t| graph.lexicon.is("bodies", graph.lemma(t)) && graph.head(t) == Some(hit.trigger));
    // "The seventh session of the group … The eighth one will be held in": the next number of one without a name is enough as well.
    let follows = || {
        let last = before.last().and_then(|c| number_of(c, Role::Ordinal)).zip(ordinal);
        last.is_some_and(|(last, (own, _))| last.abs_diff(own) == 1) && hit.supported
    };
    if body.is_none() && !(ordinal.is_some() && sits) && !follows() {
        return None;
    }
    let mut claim = context.claim(ClaimKind::Session, "session", hit);
    if let Some(body) = body {
        claim.push(Role::Body, Value::Mention(body), graph.mention(body).span);
    }
    let previous = mentioned_only(context, hit);
    if let Some((number, span)) = ordinal {
        claim.push(if previous { Role::PreviousSession } else { Role::Ordinal }, Value::Number(number), span);
        claim.rule = "session.numbered".to_owned();
    }
    chairmen(context, hit, &mut claim);
    agenda(context, hit, &mut claim);
    context.actors(&mut claim, hit, Role::DelegationHead, Role::DelegationHead);
    participants(context, hit, &mut claim);
    if graph.children(hit.trigger).iter().any(|&c| graph.lexicon.is("next", graph.lemma(c)) && graph.lemma(c) != "очередной")
        && claim.modality == Modality::Happened
    {
        claim.modality = Modality::Planned;
    }
    Some(claim)
}

/// "В заседании приняли участие X и Y".
fn participants(context: &Context, hit: &Hit, claim: &mut Claim) {
    for t in context.attendants(hit.trigger) {
        for m in context.referents.actors(context.graph, t) {
            claim.push(Role::Participant, Value::Mention(m), context.graph.mention(m).span);
        }
    }
}

/// The same where "заседание" alone means the session told of last.
fn attended(context: &Context, claims: &mut [Claim], hit: &Hit) {
    let sentence = sentence_of(context, hit);
    let at = |c: &Claim| context.graph.analysis.sentence_of(context.graph.analysis.tokens_in(c.trigger).start);
    if let Some(last) = claims.last_mut().filter(|c| hit.nominal && sentence - at(c).min(sentence) <= 3) {
        participants(context, hit, last);
    }
}

/// "The previous meeting was held in Algiers", "the next round": that of the body whose session was told of last, where the report
/// tells of sessions of one body.
fn another(context: &Context, hit: &Hit, before: &[Claim]) -> Option<u32> {
    let graph = context.graph;
    let order = graph.children(hit.trigger).iter().any(|&c| graph.lexicon.is("order", graph.lemma(c)));
    let body = before.last()?.mention(Role::Body)?;
    let name = |m: u32| &graph.mention(m).name;
    let one = before.iter().all(|c| c.mention(Role::Body).is_some_and(|m| name(m) == name(body)));
    let own = hit.all(Role::Body).any(|t| graph.head(t) == Some(hit.trigger));
    (order && one && !own && hit.supported).then_some(body)
}

fn sentence_of(context: &Context, hit: &Hit) -> usize {
    context.graph.analysis.sentence_of(hit.trigger)
}

/// "18 вопросов", "26 items": how many points the agenda had.
fn agenda(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    for t in graph.sentence(hit.trigger) {
        let counted = graph.head(t).is_some_and(|h| graph.lexicon.is("agenda", graph.lemma(h))) && graph.base(t) == Deprel::Nummod;
        if let Some(number) = graph.form(t).parse().ok().filter(|_| counted) {
            claim.push(Role::AgendaItems, Value::Number(number), graph.token(t).span);
        }
    }
}

/// Who is said to chair, and the persons who "held" the session.
fn chairmen(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    // Who "held" the session is the subject of a verb whose object, or passive subject, the session is.
    let held = hit.supported && (hit.participle.is_some() || matches!(graph.base(hit.trigger), Deprel::Obj | Deprel::Nsubj));
    for t in hit
        .all(Role::CoChair)
        .filter(|&t| graph.preposition(t).is_some() || held || graph.case(t) == Some(rapporteur_model::Case::Gen) || !hit.nominal)
    {
        for m in context.referents.actors(graph, t).into_iter().filter(|&m| graph.mention(m).kind == MentionKind::Person) {
            claim.push(Role::CoChair, Value::Mention(m), graph.mention(m).span);
        }
    }
    if claim.get(Role::CoChair).is_some() {
        beside(context, hit, claim);
    }
}

/// "will co-chair the meeting with the Minister, Y", «провёл заседание вместе с Y»: with whom somebody chairs.
fn beside(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let Some(verb) = hit.verb.filter(|&v| graph.is_verb(v)) else { return };
    let hyphen = verb.checked_sub(2).filter(|&t| graph.form(t + 1) == "-").map(|t| graph.lower(t));
    let jointly = ["co", "со"].iter().any(|start| graph.lower(verb).starts_with(start) || hyphen == Some(start));
    let end = graph.sentence(verb).end;
    for t in verb + 1..end {
        let with = matches!(graph.lower(t), "with" | "с" | "со");
        let along = t.checked_sub(1).is_some_and(|u| graph.lexicon.is("in_company", graph.lower(u)));
        let light = |u: &u32| {
            let word = matches!(graph.token(*u).upos, Upos::Det | Upos::Adj | Upos::Pron);
            word || graph.is_counterpart(*u) || crate::nations::at(graph, *u).is_some() && graph.at(*u, &[MentionKind::Post]).is_none()
        };
        let next = || (t + 1..end).take(4).find(|u| !light(u));
        let Some(next) = Some(t).filter(|_| with && (jointly || along)).and_then(|_| next()) else { continue };
        if let Some(m) = crate::rows::first(graph, next) {
            claim.push(Role::CoChair, Value::Mention(m), graph.mention(m).span);
        }
    }
}

/// "комиссия" alone stands for the last body of that kind named in full before it.
fn full_name(context: &Context, body: u32) -> u32 {
    let graph = context.graph;
    let head = graph.mention(body).head;
    if graph.range(body).len() > 1 {
        return body;
    }
    let before = graph.mentions_in(0..head, &[MentionKind::Body]);
    before.into_iter().rfind(|&m| graph.range(m).len() > 1 && graph.lemma(graph.mention(m).head) == graph.lemma(head)).unwrap_or(body)
}

/// "договоренности, достигнутые на 20-м заседании": named in passing as an earlier one.
fn mentioned_only(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let above = graph.token(hit.trigger).head;
    let phrase = graph.preposition(hit.trigger).is_some();
    phrase && above.is_some_and(|v| graph.is_verb(v) && matches!(graph.base(v), Deprel::Acl | Deprel::Amod) && graph.is_participle(v))
}

/// Number of the session: an adjective or numeral that depends on the noun, or stands right before its adjectives.
fn ordinal(context: &Context, hit: &Hit) -> Option<(u32, rapporteur_model::Span)> {
    let graph = context.graph;
    let read = |t: u32| number::at(graph, t);
    if for_noun(graph, hit.trigger) && graph.lemma(hit.trigger) != "one" {
        return read(hit.trigger);
    }
    let first = graph.sentence(hit.trigger).start.max(hit.trigger.saturating_sub(6));
    let near = (first..hit.trigger).rev().take_while(|&t| {
        matches!(graph.token(t).upos, Upos::Adj | Upos::Num | Upos::Noun | Upos::Propn | Upos::Punct)
            || graph.is_participle(t)
            || graph.lemma(t) == "-"
    });
    near.chain(graph.children(hit.trigger).iter().copied()).find_map(read)
}

/// Without a complement: the only body of the sentence, or the last one named before, if the noun is numbered or plainly a session.
fn joined_body(context: &Context, hit: &Hit, numbered: bool) -> Option<u32> {
    let graph = context.graph;
    let here = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Body]);
    let plain = graph.lemma(hit.trigger) != "meeting"
        || here.iter().any(|&m| graph.range(m).start <= hit.trigger + 8 && graph.range(m).start > hit.trigger);
    if !(numbered || (plain && hit.supported)) {
        return None;
    }
    let behind = here.iter().copied().find(|&m| graph.mention(m).head > hit.trigger);
    let before = || graph.mentions_in(0..hit.trigger, &[MentionKind::Body]).last().copied();
    let sitting = || {
        let all = graph.mentions_in(0..hit.trigger, &[MentionKind::Organisation]);
        all.into_iter().rfind(|&m| numbered && graph.lexicon.is("bodies", graph.lemma(graph.mention(m).head)))
    };
    behind.or_else(before).or_else(sitting)
}
