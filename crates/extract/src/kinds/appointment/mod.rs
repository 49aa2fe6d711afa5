//! Appointments and departures: who was given or relieved of which post, by whom.
//!
//! # What it does
//! "Президент назначил X министром", "X избран председателем", "X стал ректором", "X возглавил Y", "X сменил Z на посту", "X was
//! appointed minister by". Who resigns, is dismissed or whose term ends makes a departure.
//!
//! # Why
//! A verb of appointing without a title appoints nobody to a post ("назначил встречу"). The verb's class in `knowledge/events.toml`
//! says on which side the person stands.
//!
//! # Example
//! "X освобождён от должности министра".

mod office;
mod settle;
mod who;

use rapporteur_model::{Aspect, Case, Claim, ClaimKind, Deprel, Field, MentionKind, Modality, Phase, Role, Span, Tense, Value};

pub use settle::settle;

use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;

/// Rule of a post that another takes over.
pub const FORMER: &str = "post.replaced";

/// Claims of the kinds appointment and departure, and of kind post for those who are replaced.
pub fn claims(context: &Context) -> Vec<Claim> {
    let mut found: Vec<Claim> = Vec::new();
    let all = context.hits(ClaimKind::Appointment).iter().flat_map(|hit| claim(context, hit));
    for claim in all.filter(|c| !of_session(context.graph, c)) {
        if !found.iter().any(|known| told_twice(context.graph, known, &claim)) {
            found.push(claim);
        }
    }
    found
}

/// "Сопредседателями заседания стали X и Y": who leads one session is given no post.
fn of_session(graph: &Graph, claim: &Claim) -> bool {
    let session = |t: u32| graph.lexicon.frames(ClaimKind::Session).any(|f| f.nouns.contains(graph.lemma(t)));
    claim.mention(Role::Title).is_some_and(|m| {
        let head = graph.mention(m).head;
        graph.lexicon.is("presiding", graph.lemma(head)) && graph.children(head).iter().any(|&c| session(c))
    })
}

/// "директором стал X, сменивший Y": one act by two verbs of one sentence.
fn told_twice(graph: &Graph, known: &Claim, claim: &Claim) -> bool {
    let sentence = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
    let who = |c: &Claim| c.mentions(Role::Person).collect::<Vec<u32>>();
    let alike = |role: Role| claim.mention(role).is_none_or(|m| known.mention(role) == Some(m));
    known.kind == claim.kind
        && claim.kind != ClaimKind::Post
        && known.modality == claim.modality
        && sentence(known) == sentence(claim)
        && who(known) == who(claim)
        && alike(Role::Title)
        && alike(Role::Organisation)
}

fn claim(context: &Context, hit: &Hit) -> Vec<Claim> {
    let graph = context.graph;
    let class = |name: &str| graph.lexicon.is(name, graph.lemma(hit.trigger));
    // "Подписи поставили директора X и Y": a verb that carries the noun of a signing.
    if hit.verb.is_some_and(|v| context.hits(ClaimKind::Signing).iter().any(|h| h.nominal && h.verb == Some(v))) {
        return Vec::new();
    }
    if class("heading") {
        return heads(context, hit).into_iter().collect();
    }
    if class("terms") && !hit.nominal {
        return office::term(context, hit).into_iter().collect();
    }
    if class("entering") {
        return office::joined(context, hit).into_iter().collect();
    }
    let subject_is_new = class("becoming") || class("replacing") || class("resigning");
    let new = || if class("replacing") { who::just_appointed(context, hit) } else { None };
    let persons = if subject_is_new { new().unwrap_or_else(|| who::subjects(context, hit)) } else { who::objects(context, hit) };
    if class("giving_up") && !office::word(graph, hit.trigger) && !office::left_employer(context, hit, &persons) {
        return Vec::new();
    }
    if class("losing") {
        return office::lost(context, hit).into_iter().collect();
    }
    let rows = rows(context, hit);
    if !rows.is_empty() {
        return rows;
    }
    let Some(title) = who::title(context, hit, &persons, class("leaving")) else {
        let done_to = !hit.nominal && ((class("appoints") && (graph.is_passive(hit.trigger) || graph.english())) || class("dismisses"));
        let alone = class("replacing") || class("giving_up") || (done_to && who::named(context, hit));
        return if alone { office::untitled(context, hit, &persons) } else { Vec::new() };
    };
    let claim = titled(context, hit, &title, &persons, subject_is_new);
    let mut found = Vec::new();
    let before = who::before(context, hit);
    if class("replacing") && ((before.is_empty() && !class("takes_over")) || before.iter().any(|b| persons.iter().any(|p| p.0 == b.0))) {
        return found;
    }
    let phase = if claim.modality == Modality::Happened { Phase::Former } else { Phase::Current };
    found.extend(before.into_iter().map(|old| replaced(graph, &title, old, phase)));
    found.extend(Some(claim).filter(|c| c.get(Role::Person).is_some()));
    found
}

/// "назначены: X – заместителем губернатора, Y – начальником департамента": a title behind a dash for each name.
fn rows(context: &Context, hit: &Hit) -> Vec<Claim> {
    let graph = context.graph;
    let end = graph.sentence(hit.trigger).end;
    let dash = |t: u32| t + 1 < end && matches!(graph.form(t), "–" | "—" | "-");
    let post = |m: u32| {
        let at = Some(graph.range(m).end).filter(|&t| dash(t) && graph.case(t + 1).is_none_or(|c| c == Case::Ins))?;
        let title = graph.at(at + 1, &[MentionKind::Post]).filter(|&p| graph.range(p).start == at + 1)?;
        context.referents.posts().iter().find(|p| p.title == title)
    };
    let named = if hit.nominal || graph.english() { Vec::new() } else { graph.mentions_in(hit.trigger + 1..end, &[MentionKind::Person]) };
    let told: Vec<(u32, who::Title)> = named.into_iter().filter_map(|m| Some((m, who::Title { post: post(m)?.clone() }))).collect();
    let row = |(m, title): &(u32, who::Title)| {
        let mut claim = titled(context, hit, title, &[(*m, graph.mention(*m).span)], false);
        let named = |f: &Field| matches!(f.value, Value::Mention(o) if told.iter().any(|(m, _)| *m == o));
        claim.fields.retain(|f| f.role != Role::AppointedBy || !named(f));
        claim
    };
    told.iter().map(row).collect()
}

/// The claim itself: who, which title, where, by whom.
fn titled(context: &Context, hit: &Hit, title: &who::Title, persons: &[(u32, Span)], subject_is_new: bool) -> Claim {
    let graph = context.graph;
    let class = |name: &str| graph.lexicon.is(name, graph.lemma(hit.trigger));
    let mut claim = context.claim(ClaimKind::Appointment, "appointment", hit);
    claim.fields.retain(|f| f.role != Role::Place);
    late_date(graph, hit.trigger, &mut claim);
    with_its_verb(graph, hit.trigger, &mut claim);
    for &(m, span) in persons {
        claim.push(Role::Person, Value::Mention(m), span);
    }
    add_title(graph, title, &mut claim);
    if class("leaving") {
        office::over(graph, hit.trigger, &mut claim);
    }
    if title.post.phase == Phase::Acting {
        claim.push(Role::Phase, Value::Text("acting".to_owned()), graph.mention(title.post.title).span);
    }
    if class("moving_to") && title.post.place.is_none() {
        let to = hit.all(Role::Organisation).find_map(|t| graph.at(t, &[MentionKind::Organisation, MentionKind::Body]));
        if let Some(m) = to {
            claim.push(Role::Organisation, Value::Mention(m), graph.mention(m).span);
        }
    }
    if !subject_is_new {
        context.actors(&mut claim, hit, Role::AppointedBy, Role::AppointedBy);
        claim.fields.retain(|f| f.role != Role::AppointedBy || !matches!(f.value, Value::Mention(m) if persons.iter().any(|p| p.0 == m)));
        office::in_headline(graph, hit.trigger, &mut claim);
        office::own_house(graph, title, &mut claim);
    }
    claim
}

/// "возглавил компанию в августе, сменив X": a gerund of replacing has the day of the verb that it stands under.
fn with_its_verb(graph: &Graph, verb: u32, claim: &mut Claim) {
    let over = graph.head(verb).filter(|&v| graph.base(verb) == Deprel::Advcl && graph.is_verb(v) && v < verb);
    if let Some(over) = over.filter(|_| claim.get(Role::Date).is_none()) {
        late_date(graph, over, claim);
    }
}

/// "стал ректором университета в 2019 году": the sentence's one date, behind the verb and under no other one, wherever the tree hung it.
fn late_date(graph: &Graph, verb: u32, claim: &mut Claim) {
    let all = graph.mentions_in(graph.sentence(verb), &[MentionKind::Date]);
    let [m] = all[..] else { return };
    let head = graph.mention(m).head;
    let up = std::iter::successors(graph.token(head).head, |&u| graph.token(u).head).take(5);
    let under = up.take_while(|&u| u == verb || !graph.is_verb(u) && !graph.has_copula(u)).any(|u| u == verb);
    if let Some(date) = graph.mention(m).date().filter(|_| under && head > verb && claim.get(Role::Date).is_none()) {
        claim.push(Role::Date, Value::Date(date), graph.mention(m).span);
    }
}

pub(super) fn add_title(graph: &Graph, title: &who::Title, claim: &mut Claim) {
    crate::posts::office(graph, &title.post, claim);
    // "appointed Tunisian Ambassador to Russia": an adjective alone says whose officer that is.
    if title.post.adjective.is_some() {
        crate::posts::country(graph, &title.post, claim);
    }
}

/// The post of one who is replaced: over when the other has come, still held when that is planned.
pub(super) fn replaced(graph: &Graph, title: &who::Title, (person, words): (u32, Span), phase: Phase) -> Claim {
    let mut claim = Claim::new(ClaimKind::Post, graph.mention(title.post.title).span, FORMER);
    claim.push(Role::Person, Value::Mention(person), words);
    add_title(graph, title, &mut claim);
    if phase != Phase::Current {
        claim.push(Role::Phase, Value::Text(format!("{phase:?}").to_lowercase()), graph.mention(title.post.title).span);
    }
    claim
}

/// "Федерацию возглавил X": a perfective verb of heading is a new post without a title.
fn heads(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let feats = graph.token(hit.trigger).feats;
    let begun = feats.aspect == Some(Aspect::Perf) || (graph.english() && feats.tense == Some(Tense::Past));
    let house =
        frame::objects(graph, hit.trigger).into_iter().find_map(|t| graph.at(t, &[MentionKind::Organisation, MentionKind::Body]))?;
    let mut claim = context.claim(ClaimKind::Appointment, "appointment.heads", hit);
    claim.fields.retain(|f| f.role != Role::Place);
    for (m, span) in who::subjects(context, hit) {
        claim.push(Role::Person, Value::Mention(m), span);
    }
    claim.push(Role::Organisation, Value::Mention(house), graph.mention(house).span);
    (begun && claim.get(Role::Person).is_some()).then_some(claim)
}
