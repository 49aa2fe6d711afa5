//! Visits: who to which country, place or organisation.
//!
//! # What it does
//! "X посетил завод", "рабочий визит X в Россию", "находится с визитом в", "X arrived in Minsk on a working visit".
//!
//! # Why
//! A verb of going counts only with a person or delegation that goes and a named destination.
//!
//! # Example
//! "участники заседания во главе с Шугаевым и Пантусом посетили ИЭМЗ «Купол»".

use std::ops::Range;

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, Field, MentionKind, Modality, Role, Value, VerbForm};

use super::gapped;
use crate::build::Context;
use crate::circumstance;
use crate::frame::{self, Hit};
use crate::graph::Graph;

const WHERE: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Place];

/// Claims of kind visit.
pub fn claims(context: &Context) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for hit in context.hits(ClaimKind::Visit) {
        let Some(mut first) = claim(context, hit).or_else(|| stop(context, hit, &claims)) else { continue };
        let stops = if hit.nominal { Vec::new() } else { gapped::visits(context, hit, &first) };
        let theirs = |f: &Field| f.role == Role::Destination && stops.iter().any(|s| s.all(Role::Destination).any(|o| o.value == f.value));
        first.fields.retain(|f| !theirs(f));
        claims.push(first);
        claims.extend(stops);
    }
    let known: Vec<rapporteur_model::Span> = claims.iter().flat_map(|c| c.all(Role::Destination).map(|f| f.span)).collect();
    let places = (0..context.graph.len()).filter(|&t| context.graph.english() && context.graph.has_copula(t));
    let received = context.hits(ClaimKind::Meeting).iter().filter_map(|hit| hosted(context, hit));
    claims.extend(received);
    claims.extend((0..context.graph.len()).filter_map(|t| spent(context, t)));
    claims.extend(places.filter_map(|t| being(context, t)).filter(|c| c.get(Role::Destination).is_some_and(|f| !known.contains(&f.span))));
    claims
}

/// How many sentences behind a journey another stop of it may be told.
const REACH: usize = 3;

/// "X flew home from Doha. A planned stop in Bahrain was dropped": another stop is theirs whose journey was told before.
fn stop(context: &Context, hit: &Hit, before: &[Claim]) -> Option<Claim> {
    let graph = context.graph;
    let noun = hit.nominal && graph.lexicon.is("stops", graph.lemma(hit.trigger));
    let sentence = |t: u32| graph.analysis.sentence_of(t);
    let at = |c: &Claim| sentence(graph.analysis.tokens_in(c.trigger).start);
    let own = sentence(hit.trigger);
    let journey = before.iter().rfind(|c| noun && c.get(Role::Visitor).is_some() && at(c) <= own && at(c) + REACH >= own)?;
    let place =
        hit.all(Role::Destination).find_map(|t| graph.at(t, &[MentionKind::Place]).filter(|_| graph.head(t) == Some(hit.trigger)))?;
    let mut claim = context.claim(ClaimKind::Visit, "visit.noun", hit);
    claim.fields.retain(|f| f.role == Role::Date);
    for field in journey.all(Role::Visitor) {
        claim.push(Role::Visitor, field.value.clone(), field.span);
    }
    claim.push(Role::Destination, Value::Mention(place), graph.mention(place).span);
    Some(claim)
}

/// "Осака приняла министра X", "Osaka welcomed Minister X on 11 March": a city that receives somebody is where he goes.
fn hosted(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let receives = !hit.nominal && graph.lexicon.is("receiving", graph.lemma(hit.trigger)) && !graph.is_passive(hit.trigger);
    let city = |&t: &u32| {
        let place = graph.at(t, &[MentionKind::Place]);
        place.is_some_and(|m| graph.mention(m).detail != rapporteur_model::Detail::None && graph.preposition(t).is_none())
    };
    let place = frame::subjects(graph, hit.trigger).into_iter().find(city).filter(|_| receives)?;
    let guests = frame::objects(graph, hit.trigger).into_iter().flat_map(|t| graph.conjuncts(t));
    let persons = guests.flat_map(|t| context.referents.actors(graph, t)).filter(|&m| graph.mention(m).kind == MentionKind::Person);
    let mut claim = context.claim(ClaimKind::Visit, "visit.verb", hit);
    claim.fields.retain(|f| f.role == Role::Date);
    for m in persons {
        claim.push(Role::Visitor, Value::Mention(m), graph.mention(m).span);
    }
    let goal = graph.at(place, &[MentionKind::Place])?;
    claim.push(Role::Destination, Value::Mention(goal), graph.mention(goal).span);
    claim.get(Role::Visitor).is_some().then_some(claim)
}

/// "The commissioner is in Yerevan today", "is in Wellington as a guest": with a time, a purpose or a host, being there is a visit.
fn being(context: &Context, t: u32) -> Option<Claim> {
    let graph = context.graph;
    let place = graph.at(t, &[MentionKind::Place]).filter(|_| graph.preposition(t).as_deref() == Some("in"))?;
    let copula = graph.children(t).iter().copied().find(|&c| graph.base(c) == Deprel::Cop)?;
    let hit = Hit { nominal: true, ..Hit::at(t, Some(t)) };
    // The parser may hang the subject on the copula.
    let both = graph.children(t).iter().chain(graph.children(copula)).copied();
    let subjects = both.filter(|&c| graph.base(c) == Deprel::Nsubj).collect::<Vec<u32>>();
    let mut persons: Vec<u32> = subjects.into_iter().flat_map(|s| context.referents.actors(graph, s)).collect();
    persons.retain(|&m| graph.mention(m).kind == MentionKind::Person);
    let infinitive = |&c: &u32| graph.base(c) == Deprel::Advcl && graph.token(c).feats.verb_form == Some(VerbForm::Inf);
    let guest = |&u: &u32| graph.lexicon.is("guests", graph.lemma(u));
    // "who is in Kunming, capital of Yunnan, to attend": the purpose may hang on the verb over the clause.
    let purpose = |u: u32| graph.form(u) == "," && graph.lower(u + 1) == "to" && graph.is_verb(u + 2);
    let end = graph.sentence(t).end;
    let reason = graph.children(t).iter().any(infinitive)
        || graph.sentence(t).any(|u| guest(&u))
        || graph.base(t) == Deprel::Acl && (t..end.saturating_sub(2)).any(purpose);
    let mut claim = Claim::new(ClaimKind::Visit, graph.token(copula).span, "visit.being");
    claim.modality = crate::factuality::of(graph, &hit);
    circumstance::add(graph, &hit, &mut claim, context.hits.events());
    claim.fields.retain(|f| f.role == Role::Date);
    let stays = reason || claim.get(Role::Date).is_some();
    for m in persons {
        claim.push(Role::Visitor, Value::Mention(m), graph.mention(m).span);
    }
    claim.push(Role::Destination, Value::Mention(place), graph.mention(place).span);
    (stays && claim.get(Role::Visitor).is_some()).then_some(claim)
}

/// "spent last week in Luxembourg", «провёл два дня в Токио»: a person who spends a time somewhere is there on a visit.
fn spent(context: &Context, t: u32) -> Option<Claim> {
    let graph = context.graph;
    if !(graph.is_verb(t) && graph.lexicon.is("spending", graph.lemma(t))) {
        return None;
    }
    let hit = Hit::at(t, Some(t));
    let time = |o: u32| graph.lexicon.is("times_spent", graph.lemma(o));
    let timed = graph.children(t).iter().any(|&c| c > t && graph.preposition(c).is_none() && time(c));
    let persons = frame::subjects(graph, t).into_iter().flat_map(|s| graph.conjuncts(s)).flat_map(|s| context.referents.actors(graph, s));
    let persons: Vec<u32> = persons.filter(|&m| graph.mention(m).kind == MentionKind::Person).collect();
    let mut claim = Claim::new(ClaimKind::Visit, graph.token(t).span, "visit.being");
    claim.modality = crate::factuality::of(graph, &hit);
    circumstance::add(graph, &hit, &mut claim, context.hits.events());
    let places: Vec<_> = claim.all(Role::Place).cloned().collect();
    claim.fields.retain(|f| f.role == Role::Date);
    for m in persons {
        claim.push(Role::Visitor, Value::Mention(m), graph.mention(m).span);
    }
    for place in places {
        claim.push(Role::Destination, place.value, place.span);
    }
    (timed && claim.get(Role::Visitor).is_some() && claim.get(Role::Destination).is_some()).then_some(claim)
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    // "прибыл с визитом": the verb tells of it.
    let with = matches!(graph.preposition(hit.trigger).as_deref(), Some("с" | "со" | "on" | "for"));
    let told = |v: u32| {
        with && v != hit.trigger
            && !graph.lexicon.is("staying", graph.lemma(v))
            && graph.lexicon.frames(ClaimKind::Visit).any(|f| f.verbs.contains(graph.lemma(v)))
    };
    // "returned from a visit to Riga": the noun tells of it, and the day is that of the way home.
    let back = |t: u32| graph.lexicon.is("coming_back", graph.lemma(t));
    let visits = |&c: &u32| context.hits(ClaimKind::Visit).iter().any(|h| h.nominal && h.trigger == c);
    if hit.nominal && hit.verb.is_some_and(told) || !hit.nominal && back(hit.trigger) && graph.children(hit.trigger).iter().any(visits) {
        return None;
    }
    if located(context, hit) || posted(context, hit) || super::meeting::call(context, hit).is_some() {
        return None;
    }
    let mut claim = context.claim(ClaimKind::Visit, if hit.nominal { "visit.noun" } else { "visit.verb" }, hit);
    let goer = |t: u32| {
        let delegation = graph.lexicon.is("stand_in", graph.lemma(t));
        context.referents.actors(graph, t).into_iter().filter(move |&m| delegation || graph.mention(m).kind == MentionKind::Person)
    };
    // "участники во главе с X и Y": those who lead are the ones named.
    let led: Vec<u32> = hit.all(Role::Visitor).filter(|&t| leads(context, t)).collect();
    let mut visitors = if led.is_empty() { hit.all(Role::Visitor).collect() } else { led };
    // "После поездки X премьер Y заявил": whose visit it is stands with the noun; who does what the clause says does not visit.
    let whose = |t: &u32| graph.head(*t) == Some(hit.trigger);
    if hit.nominal && !hit.supported && visitors.iter().any(whose) {
        visitors = visitors.iter().copied().filter(whose).flat_map(|t| graph.conjuncts(t)).collect();
    }
    if !hit.nominal && visitors.iter().any(|&t| goer(t).next().is_some()) {
        visitors.extend(company(context, hit));
    }
    for t in visitors {
        for m in goer(t) {
            claim.push(Role::Visitor, Value::Mention(m), graph.mention(m).span);
        }
    }
    let there = hit.verb.filter(|&v| !graph.is_verb(v));
    for t in hit.all(Role::Destination).filter(|&t| towards(context, hit, t)).chain(there) {
        let goal = graph.at(t, WHERE).or_else(|| before_date(graph, t));
        if let Some(m) = goal.filter(|&m| !claim.mentions(Role::Visitor).any(|v| v == m)) {
            claim.push(Role::Destination, Value::Mention(m), graph.mention(m).span);
        }
    }
    let with = paid(context, hit);
    for at in with.iter().flat_map(|noun| noun.all(Role::Destination).filter(|&t| towards(context, noun, t)).collect::<Vec<u32>>()) {
        if let Some(m) = graph.at(at, WHERE).filter(|&m| !claim.mentions(Role::Visitor).any(|v| v == m)) {
            claim.push(Role::Destination, Value::Mention(m), graph.mention(m).span);
        }
    }
    if claim.get(Role::Date).is_none() {
        // "flew to Quito for an official visit on 10 March"
        let dated = with.iter().find_map(|noun| circumstance::date(graph, noun, context.hits.events()));
        if let Some((m, date)) = dated.and_then(|m| Some((m, graph.mention(m).date()?))) {
            claim.push(Role::Date, Value::Date(date), graph.mention(m).span);
        }
    }
    // "returned from Ottawa on Sunday": the day of the way home is none of the visit.
    if back(hit.trigger) || hit.nominal && hit.verb.is_some_and(back) {
        claim.fields.retain(|f| f.role != Role::Date);
    }
    towards_only(context, hit, &mut claim);
    uncharted(context, hit, &mut claim);
    if claim.get(Role::Destination).is_none() && claim.get(Role::Visitor).is_some() {
        unnamed(context, hit, &mut claim);
    }
    context.actors(&mut claim, hit, Role::Host, Role::Host);
    claim.fields.retain(|f| f.role != Role::Host || !matches!(f.value, Value::Mention(m) if graph.mention(m).kind == MentionKind::Place));
    for noun in with.iter().copied().chain([hit]) {
        kind_of(context, noun, &mut claim);
    }
    let goals: Vec<u32> = claim.mentions(Role::Destination).collect();
    claim.fields.retain(|f| f.role != Role::Place || !matches!(f.value, Value::Mention(m) if goals.contains(&m)));
    // "прибыл на конференцию", "came to the forum"
    let to_gathering = |t: u32| graph.at(t, &[MentionKind::Gathering]).is_some() || graph.lexicon.is("gatherings", graph.lemma(t));
    let attends = !hit.nominal && claim.get(Role::Date).is_some() && hit.all(Role::Destination).any(to_gathering);
    let going = claim.get(Role::Destination).is_some() || attends;
    if claim.get(Role::Visitor).is_none() {
        claim.rule = "visit.title".to_owned();
        return (going && (by_title(context, hit) || by_delegation(context, hit) || occasion(context, hit, &claim))).then_some(claim);
    }
    // "Программа визита включает встречу": what its programme holds is to come.
    let verb = graph.clause(hit.trigger);
    let programmes = |t: u32| graph.lexicon.is("programmes", graph.lemma(t));
    let ahead = graph.lexicon.is("comprising", graph.lemma(verb)) && graph.head(hit.trigger).is_some_and(programmes);
    if ahead && claim.modality == Modality::Happened {
        claim.modality = Modality::Planned;
    }
    // "отменил поездку": of a trip that was not made, where it led is all that there is to tell.
    (going || (hit.nominal && hit.supported && claim.modality != Modality::Cancelled)).then_some(claim)
}

/// "a visit to Izmir next spring": the parser made the place part of the date behind it.
fn before_date(graph: &Graph, t: u32) -> Option<u32> {
    let date = graph.at(t, &[MentionKind::Date])?;
    let case = graph.children(t).iter().copied().find(|&c| graph.base(c) == Deprel::Case && c < t)?;
    let place = graph.at(case + 1, &[MentionKind::Place])?;
    (graph.range(place).start == case + 1 && graph.range(place).end == graph.range(date).start).then_some(place)
}

/// "Завод находится в Минске", "стороны находятся в контакте": being somewhere is a visit only of a delegation, or of a person with a word of
/// time.
fn located(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    if hit.nominal || !graph.lexicon.is("staying", graph.lemma(hit.trigger)) {
        return false;
    }
    let guests = |t: u32| graph.lexicon.is("guests", graph.lemma(t)) || graph.lexicon.is("stand_in", graph.lemma(t));
    let dated = circumstance::date(graph, hit, context.hits.events()).is_some();
    let visit =
        graph.children(hit.trigger).iter().any(|&c| graph.lexicon.frames(ClaimKind::Visit).any(|f| f.nouns.contains(graph.lemma(c))));
    visit || !(dated || hit.all(Role::Visitor).any(guests))
}

/// "Former minister X goes to Paris", in a report on ambassadors: in the present and without a day or a purpose a sentence with "goes" tells
/// of a post.
fn posted(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let goes = !hit.nominal && graph.english() && graph.lower(hit.trigger) == "goes";
    let ends = graph.sentence(hit.trigger).end.checked_sub(1).is_some_and(|t| graph.form(t) == ".");
    let purpose = |&c: &u32| {
        let infinitive = matches!(graph.base(c), Deprel::Xcomp | Deprel::Advcl) && graph.token(c).feats.verb_form == Some(VerbForm::Inf);
        infinitive || graph.preposition(c).is_some_and(|p| p == "on" || p == "for")
    };
    let told = graph.children(hit.trigger).iter().any(purpose) || circumstance::date(graph, hit, context.hits.events()).is_some();
    goes && ends && !told
}

/// "visited Riga with Director X", «прилетел в Ригу с министром X»: who came along, beside the verb.
fn company(context: &Context, hit: &Hit) -> Vec<u32> {
    let graph = context.graph;
    let with = |c: &u32| matches!(graph.preposition(*c).as_deref(), Some("with" | "together with" | "alongside" | "с" | "со" | "вместе с"));
    let beside = graph.children(hit.trigger).iter().copied().filter(|&c| c > hit.trigger && graph.base(c) == Deprel::Obl);
    // "flew to Riga for talks with X"
    let own = |c: &u32| !context.hits.events().iter().any(|&t| t > hit.trigger && t < *c);
    beside.filter(with).filter(own).flat_map(|t| graph.conjuncts(t)).collect()
}

/// "визит в Казахстан завершился в Караганде": where a visit leads is told in another case than where it ends.
fn towards_only(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let way = |c: Case| {
        let tokens = hit.all(Role::Destination).filter(move |&t| hit.nominal && graph.preposition(t).is_some() && graph.case(t) == Some(c));
        tokens.filter_map(|t| graph.at(t, WHERE)).collect::<Vec<u32>>()
    };
    let there = way(Case::Loc);
    if !way(Case::Acc).is_empty() {
        claim.fields.retain(|f| f.role != Role::Destination || !matches!(f.value, Value::Mention(m) if there.contains(&m)));
    }
}

/// "visited Brest and Gomel": a proper noun that is visited and that no gazetteer knows.
fn uncharted(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let proper = |t: u32| graph.token(t).upos == rapporteur_model::Upos::Propn && graph.covering(t).is_empty();
    let capital = |t: u32| graph.form(t).chars().next().is_some_and(char::is_uppercase);
    let visits = !hit.nominal && (claim.get(Role::Visitor).is_some() || by_delegation(context, hit));
    let objects = if visits { frame::objects(graph, hit.trigger) } else { Vec::new() };
    for t in objects.into_iter().flat_map(|t| graph.conjuncts(t)).filter(|&t| proper(t) && capital(t) && t > hit.trigger) {
        let span = graph.token(t).span;
        let name = if graph.english() { graph.form(t).to_owned() } else { crate::nominative::one_word(graph, t) };
        claim.push(Role::Destination, Value::Text(name), span);
    }
}

/// "visited a school in Sharjah", "toured the textile market": a place under the common noun, else the noun's own words.
fn unnamed(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let common = |t: u32| {
        graph.token(t).upos == rapporteur_model::Upos::Noun
            && graph.at(t, &[MentionKind::Date, MentionKind::Post, MentionKind::Instrument]).is_none()
    };
    let goal = |t: &u32| towards(context, hit, *t) && (!hit.nominal || hit.supported && graph.head(*t) == Some(hit.trigger));
    let own = hit.all(Role::Destination).filter(goal);
    // "paid a visit on Tuesday to the cannery": behind the day the parser hangs it on the verb.
    let paid = hit.verb.filter(|_| hit.nominal && hit.supported && graph.english()).into_iter().flat_map(|v| graph.children(v)).copied();
    let paid = paid.filter(|&c| c > hit.trigger && graph.preposition(c).as_deref() == Some("to"));
    let Some(t) = own.chain(paid).find(|&t| common(t)) else { return };
    let met = graph.lexicon.frames(ClaimKind::Meeting).any(|f| f.nouns.contains(graph.lemma(t)));
    let event = met || graph.lexicon.is("gatherings", graph.lemma(t)) || graph.lexicon.is("ceremony", graph.lemma(t));
    let proper = graph.phrase_of(t).any(|u| u > graph.sentence(u).start && graph.form(u).chars().next().is_some_and(char::is_uppercase));
    let visits = ["inspecting", "visiting_things"].iter().any(|class| graph.lexicon.is(class, graph.lemma(hit.trigger)));
    let inspects = visits && proper;
    let toured = inspects || graph.lexicon.is("touring", graph.lemma(hit.trigger)) && !event;
    // "в порту Дамьетта": the name of what the phrase says, without a preposition of its own.
    let phrase = |u: u32| graph.preposition(u).is_some() || graph.head(u).is_some_and(|h| h != t && graph.preposition(h).is_some());
    let inside = |&m: &u32| phrase(graph.mention(m).head) && graph.subtree(t).contains(&graph.mention(m).head);
    let places = graph.mentions_in(graph.phrase_of(t), &[MentionKind::Place]).into_iter().find(inside);
    // "осмотрел элеватор в порту Дамьетта": where the parser hung the place on the verb.
    let told = claim.mentions(Role::Place).next().filter(|_| visits && frame::objects(graph, hit.trigger).contains(&t));
    let places = places.or(told);
    // "the cannery of Visayas Tuna": whose the place is.
    let owner = |&m: &u32| graph.head(graph.mention(m).head) == Some(t) && graph.mention(m).head > t;
    let owners = || graph.mentions_in(graph.phrase_of(t), &[MentionKind::Organisation]).into_iter().find(owner);
    if let Some(m) = places.or_else(|| owners().filter(|_| visits || hit.nominal)) {
        claim.push(Role::Destination, Value::Mention(m), graph.mention(m).span);
    } else if let Some(span) = graph.words(without_article(graph, graph.phrase_of(t))).filter(|_| toured) {
        claim.push(Role::Destination, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
    }
}

/// "the port": without its first word where that is an article.
fn without_article(graph: &Graph, phrase: Range<u32>) -> Range<u32> {
    let article = phrase.len() > 1 && graph.english() && graph.token(phrase.start).upos == rapporteur_model::Upos::Det;
    // "the plant on 3 June": what says when is no part of the name.
    let dated = (phrase.start + 1..phrase.end).find(|&t| graph.at(t, &[MentionKind::Date]).is_some());
    let end = dated.map_or(phrase.end, |t| if graph.base(t - 1) == Deprel::Case { t - 1 } else { t });
    phrase.start + u32::from(article)..end.max(phrase.start + 1)
}

/// "во главе с X и Y": the token, or the one that it is joined to, stands behind a preposition.
fn leads(context: &Context, t: u32) -> bool {
    let graph = context.graph;
    let joined = graph.head(t).filter(|_| graph.base(t) == Deprel::Conj);
    // "вместе с губернатором": who goes along does not lead.
    let behind = |u: u32| {
        let case = graph.children(u).iter().copied().find(|&c| graph.base(c) == Deprel::Case && c < u);
        let along = |c: u32| c.checked_sub(1).is_some_and(|a| graph.lexicon.is("in_company", graph.lower(a)));
        graph.preposition(u).is_some() && !case.is_some_and(along)
    };
    behind(t) || joined.is_some_and(behind)
}

/// "премьер-министр Армении посетит Минск": somebody with a title goes, whose name the report does not say.
fn by_title(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    hit.all(Role::Visitor).any(|t| graph.at(t, &[MentionKind::Post]).is_some_and(|m| graph.mention(m).head == t))
}

/// "российская делегация посетила Турцию", "a delegation of engineers toured": guests without a name.
fn by_delegation(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let verb = if hit.nominal { hit.verb.filter(|_| hit.supported) } else { Some(hit.trigger) };
    let whose = |t: u32| graph.children(t).iter().any(|&c| matches!(graph.base(c), Deprel::Amod | Deprel::Nmod | Deprel::Compound));
    // "Делегация прибыла в Минск 25 июня": with its day and goal it needs no word of whose it is.
    let whose = |t: u32| {
        whose(t) || graph.lexicon.is("stand_in", graph.lemma(t)) && circumstance::date(graph, hit, context.hits.events()).is_some()
    };
    let guests = |t: u32| graph.lexicon.is("guests", graph.lemma(t)) && whose(t);
    verb.is_some_and(|v| frame::subjects(graph, v).into_iter().any(guests))
}

/// "В последний день рабочего визита в ОАЭ состоялась встреча": a visit of a kind that is the time of something else that was done.
fn occasion(context: &Context, hit: &Hit, claim: &Claim) -> bool {
    let graph = context.graph;
    let kind = claim.get(Role::VisitKind).is_some() && claim.modality == Modality::Happened;
    let up = std::iter::successors(Some(hit.trigger), |&t| graph.head(t)).take(3).take_while(|&t| graph.is_nominal(t));
    let within = |t: u32| graph.preposition(t).is_some_and(|p| graph.lexicon.is("within", &p) || graph.lexicon.is("day", graph.lemma(t)));
    kind && hit.nominal && !hit.supported && up.into_iter().any(within)
}

/// "прибыл с визитом в Минск", "arrived on an official visit to Ankara": the noun of a visit that the verb of going has with it.
fn paid<'c>(context: &'c Context, hit: &Hit) -> Vec<&'c Hit> {
    let graph = context.graph;
    let with = |t: u32| matches!(graph.preposition(t).as_deref(), Some("с" | "со" | "on" | "for"));
    let own = |noun: &&Hit| noun.nominal && !hit.nominal && graph.head(noun.trigger) == Some(hit.trigger) && with(noun.trigger);
    context.hits(ClaimKind::Visit).iter().filter(own).collect()
}

/// "в Минск" for a going noun or verb, "в Минске" only for being there; an object always.
fn towards(context: &Context, hit: &Hit, t: u32) -> bool {
    let graph = context.graph;
    match graph.preposition(t).as_deref() {
        None | Some("to" | "in" | "at" | "по") => true,
        // "министра ждут в Риге"
        Some(_) if !hit.nominal && graph.lexicon.is("awaiting", graph.lemma(hit.trigger)) => true,
        Some("из" | "from") if graph.lexicon.is("coming_back", graph.lemma(hit.trigger)) => true,
        // "прибыл в Баку": a verb of going leads where its phrase says, whatever case the tagger sees.
        Some("в" | "на" | "во")
            if !hit.nominal && frame::objects(graph, hit.trigger).is_empty() && !graph.lexicon.is("touring", graph.lemma(hit.trigger)) =>
        {
            true
        }
        Some(_) => graph.case(t).is_none_or(|c| {
            c == Case::Acc
                || c == Case::Loc && hit.nominal && !locative(graph, t)
                || (c == Case::Loc && (hit.supported || graph.lemma(hit.trigger).starts_with("поб") || graph.english()))
        }),
    }
}

/// "в Осло", "в Алят": a name that the tagger takes for a locative without the form of one.
fn locative(graph: &Graph, t: u32) -> bool {
    graph.lower(t).ends_with(['е', 'и', 'у', 'ю', 'х', 'м'])
}

/// Working, official, state.
fn kind_of(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let noun = if hit.nominal {
        Some(hit.trigger)
    } else {
        graph.children(hit.trigger).iter().copied().find(|&c| matches!(graph.lemma(c), "визит" | "visit"))
    };
    for &c in noun.map_or(&[][..], |n| graph.children(n)) {
        let form = graph.form(c).to_lowercase();
        let word = [graph.lemma(c), form.as_str()].into_iter().find(|w| graph.lexicon.is("visit_kinds", w)).map(str::to_owned);
        if let Some(word) = word {
            claim.push(Role::VisitKind, Value::Text(word), graph.token(c).span);
        }
    }
}
