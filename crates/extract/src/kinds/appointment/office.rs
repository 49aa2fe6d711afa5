//! Offices given up or taken without a title beside the verb: "сложил полномочия", "stepped down", "лишилось директора X", "replaced X".

use rapporteur_model::{Claim, ClaimKind, MentionKind, Modality, Phase, Role, Span, Value};

use super::{add_title, late_date, replaced, who, with_its_verb};
use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::posts::{known, unit};

/// The verb has a noun of office among its words ("подал в отставку"), or its particle.
pub fn word(graph: &Graph, verb: u32) -> bool {
    let alone = graph.lexicon.is("resigns", graph.lemma(verb)) && frame::objects(graph, verb).is_empty();
    alone || graph.children(verb).iter().any(|&c| graph.lexicon.is("office_words", graph.lemma(c)))
}

/// "покинул компанию", "quit the bank": the house is left by one who was told to hold a post.
pub fn left_employer(context: &Context, hit: &Hit, persons: &[(u32, Span)]) -> bool {
    let graph = context.graph;
    let house = |&c: &u32| {
        let noun = graph.lexicon.is("employers", graph.lemma(c)) || graph.at(c, &[MentionKind::Organisation]).is_some();
        noun && graph.preposition(c).is_none_or(|p| p == "из")
    };
    let left = graph.children(hit.trigger).iter().any(house);
    left && persons.iter().any(|p| known::title_of(graph, context.referents.posts(), p.0, hit.trigger).is_some_and(|p| p.place.is_some()))
}

/// "Danube Steel names X CEO": before a verb that looks like a noun stands who appoints.
pub fn in_headline(graph: &Graph, verb: u32, claim: &mut Claim) {
    let noun = graph.token(verb).upos == rapporteur_model::Upos::Noun && claim.get(Role::AppointedBy).is_none();
    let before = verb.checked_sub(1).filter(|_| noun).and_then(|t| graph.at(t, &[MentionKind::Organisation]));
    if let Some(m) = before {
        claim.push(Role::AppointedBy, Value::Mention(m), graph.mention(m).span);
    }
}

/// "Acme Corp appoints X as chief executive", "совет директоров завода «Луч» избрал директором X": a firm's officer without a house is
/// that of the firm that appoints.
pub fn own_house(graph: &Graph, title: &who::Title, claim: &mut Claim) {
    let officer = graph.range(title.post.title).any(|t| graph.lexicon.is("firm_posts", graph.lemma(t)));
    let placed = [Role::Organisation, Role::Place, Role::Country].iter().any(|&role| claim.get(role).is_some());
    let by = claim.mention(Role::AppointedBy).filter(|&m| graph.mention(m).kind == MentionKind::Organisation);
    let Some(by) = by.filter(|_| officer && !placed) else { return };
    let board = graph.lexicon.is("boards", graph.lemma(graph.mention(by).head));
    let house = if board { unit::inner(graph, by) } else { Some((Value::Mention(by), graph.mention(by).span)) };
    if let Some((house, span)) = house {
        claim.push(Role::Organisation, house, span);
    }
}

/// "прекратил полномочия директора X", "полномочия X продлены", "accepted the resignation of Minister X": whose term it is stands
/// under the noun.
pub fn term(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let below = |t: u32| graph.children(t).iter().copied().find(|&c| graph.lexicon.is("term_words", graph.lemma(c)));
    // "срок полномочий министра": whose it is stands with the last of such nouns.
    let noun = std::iter::successors(below(hit.trigger), |&t| below(t)).last()?;
    // "X, whose term ended in May"
    let relative = |&c: &u32| graph.lexicon.is("whose_relative", graph.lower(c));
    let own = graph.children(noun).iter().copied().find(relative).and_then(|c| c.checked_sub(2)).filter(|&t| graph.form(t + 1) == ",");
    let whose = graph.children(noun).iter().copied().filter(|&c| graph.preposition(c).is_none_or(|p| p == "of"));
    let whose: Vec<u32> = whose.chain(near_behind(graph, noun)).collect();
    let post = whose.iter().filter_map(|&c| context.referents.post_at(graph, c)).find(|p| !p.persons.is_empty());
    let whose = if let Some(name) = own { vec![name] } else { whose };
    let person = || whose.iter().find_map(|&c| context.referents.actors(graph, c).into_iter().next());
    let person = post.and_then(|p| p.persons.first().copied()).or_else(person).filter(|&m| graph.mention(m).kind == MentionKind::Person)?;
    let post = post.or_else(|| known::title_of(graph, context.referents.posts(), person, hit.trigger))?;
    let mut claim = context.claim(ClaimKind::Appointment, "appointment.term", hit);
    claim.fields.retain(|f| f.role != Role::Place);
    late_date(graph, hit.trigger, &mut claim);
    claim.push(Role::Person, Value::Mention(person), graph.mention(person).span);
    add_title(graph, &who::Title { post: post.clone() }, &mut claim);
    context.actors(&mut claim, hit, Role::AppointedBy, Role::AppointedBy);
    own_house(graph, &who::Title { post: post.clone() }, &mut claim);
    if !graph.lexicon.is("prolonging", graph.lemma(hit.trigger)) {
        over(graph, hit.trigger, &mut claim);
    }
    // "whose term ends in March": it lies ahead, whichever March the words could mean.
    if graph.token(hit.trigger).feats.tense == Some(rapporteur_model::Tense::Pres) && claim.modality == Modality::Happened {
        claim.modality = Modality::Planned;
        let told = graph.report.published.as_ref().and_then(|p| p.value.bounds()).map(|(_, last)| last);
        let past =
            |value: &Value| matches!(value, Value::Date(date) if date.bounds().zip(told).is_some_and(|((_, last), told)| last < told));
        claim.fields.retain(|f| f.role != Role::Date || !past(&f.value));
    }
    Some(claim)
}

/// The title right behind the noun, wherever the tree hung it.
fn near_behind(graph: &Graph, noun: u32) -> Option<u32> {
    let next =
        (noun + 1..graph.sentence(noun).end).find(|&t| graph.lower(t) != "of" && graph.token(t).upos != rapporteur_model::Upos::Det)?;
    graph.at(next, &[MentionKind::Post]).map(|m| graph.mention(m).head)
}

/// "в состав правления вошла X": a new member of a body; the title that X is named with is held there.
pub fn joined(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let included = !graph.lexicon.is("resigning", graph.lemma(hit.trigger));
    let persons = if included { who::objects(context, hit) } else { who::subjects(context, hit) };
    let house = hit.all(Role::Organisation).find_map(|t| graph.at(t, &[MentionKind::Organisation, MentionKind::Body]))?;
    let mut claim = context.claim(ClaimKind::Appointment, "appointment.joined", hit);
    claim.fields.retain(|f| f.role != Role::Place);
    late_date(graph, hit.trigger, &mut claim);
    for &(m, span) in &persons {
        claim.push(Role::Person, Value::Mention(m), span);
    }
    claim.push(Role::Organisation, Value::Mention(house), graph.mention(house).span);
    (!persons.is_empty() && !persons.iter().any(|p| graph.range(house).contains(&graph.mention(p.0).head))).then_some(claim)
}

/// The claim tells of a departure, and how it came: resigned, dismissed, ended.
pub fn over(graph: &Graph, verb: u32, claim: &mut Claim) {
    let class = |name: &str| graph.lexicon.is(name, graph.lemma(verb));
    let resigned = class("giving_up") || class("resigning") || class("accepting") && !graph.is_passive(verb) || class("resigns");
    let how = if resigned && !class("retiring") {
        "resigned"
    } else if class("retiring") || class("terms") || class("losing") {
        "ended"
    } else {
        "dismissed"
    };
    claim.kind = ClaimKind::Departure;
    claim.push(Role::Form, Value::Text(how.to_owned()), graph.token(verb).span);
}

/// "Агентство лишилось директора X": whose title is its object.
pub fn lost(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let governed = graph.children(hit.trigger).iter().copied().filter(|&c| c > hit.trigger && graph.preposition(c).is_none());
    let post = governed.filter_map(|c| context.referents.post_at(graph, c)).find(|p| !p.persons.is_empty())?;
    let mut claim = context.claim(ClaimKind::Appointment, "appointment.lost", hit);
    claim.fields.retain(|f| f.role != Role::Place);
    for &m in &post.persons {
        claim.push(Role::Person, Value::Mention(m), graph.mention(m).span);
    }
    claim.push(Role::Title, Value::Mention(post.title), graph.mention(post.title).span);
    let subject =
        || frame::subjects(graph, hit.trigger).into_iter().find_map(|s| graph.at(s, &[MentionKind::Organisation, MentionKind::Body]));
    if let Some(place) = post.place.or_else(subject) {
        claim.push(crate::posts::place_role(graph, place), Value::Mention(place), graph.mention(place).span);
    }
    if claim.modality == Modality::Happened {
        over(graph, hit.trigger, &mut claim);
    }
    Some(claim)
}

/// "Совет возглавляет X. На этом посту его заменит Y": the house that X was said to lead, where no title of his is told.
fn led_by(context: &Context, leaver: u32, claim: &mut Claim) {
    let graph = context.graph;
    let led = crate::posts::heads::claims(graph, context.referents.posts());
    let his = |c: &&Claim| c.trigger < claim.trigger && c.mentions(Role::Person).any(|m| known::same_name(graph, m, leaver));
    let house = led.iter().rfind(his).and_then(|c| c.mention(Role::Organisation));
    if let Some(m) = house {
        claim.push(Role::Organisation, Value::Mention(m), graph.mention(m).span);
    }
}

/// "left the post on 30 November": the day that the parser hangs on the noun of the office.
fn beside_office(graph: &Graph, verb: u32, claim: &mut Claim) {
    let office = |&c: &u32| c > verb && graph.lexicon.is("office_words", graph.lemma(c)) && graph.is_nominal(c);
    let Some(noun) = graph.children(verb).iter().copied().find(office) else { return };
    let own = |&m: &u32| graph.head(graph.mention(m).head) == Some(noun);
    let Some(m) = graph.mentions_in(graph.sentence(verb), &[MentionKind::Date]).into_iter().find(own) else { return };
    if let Some(date) = graph.mention(m).date() {
        claim.fields.retain(|f| f.role != Role::Date);
        claim.push(Role::Date, Value::Date(date), graph.mention(m).span);
    }
}

/// Who replaced whom, or who gave up what was held, where no title stands at the verb: the title that one of them was told of with.
pub fn untitled(context: &Context, hit: &Hit, persons: &[(u32, Span)]) -> Vec<Claim> {
    let graph = context.graph;
    let replaces = graph.lexicon.is("replacing", graph.lemma(hit.trigger));
    // "Вместо X назначен Y": a preposition of replacing tells of both as the verb does.
    let before = who::before(context, hit);
    let by_verb = replaces;
    let replaces = replaces || !before.is_empty();
    let same = before.iter().any(|b| persons.iter().any(|p| p.0 == b.0));
    if persons.is_empty() || same || (replaces && before.is_empty()) {
        return Vec::new();
    }
    let mut claim = context.claim(ClaimKind::Appointment, "appointment.untitled", hit);
    claim.fields.retain(|f| f.role != Role::Place);
    late_date(graph, hit.trigger, &mut claim);
    beside_office(graph, hit.trigger, &mut claim);
    with_its_verb(graph, hit.trigger, &mut claim);
    for &(m, span) in persons {
        claim.push(Role::Person, Value::Mention(m), span);
    }
    let leaver = if replaces { before.first() } else { persons.first() };
    let posts = context.referents.posts();
    let begins = !replaces && !graph.lexicon.is("leaving", graph.lemma(hit.trigger));
    let held = leaver.filter(|_| !begins).and_then(|p| known::title_of(graph, posts, p.0, hit.trigger));
    let taken = || persons.first().filter(|_| replaces).and_then(|p| known::given_to(graph, posts, p.0, hit.trigger));
    let title = held.or_else(taken).map(|post| who::Title { post: post.clone() });
    match (&title, leaver.filter(|_| replaces)) {
        (Some(title), _) => add_title(graph, title, &mut claim),
        (None, Some(leaver)) => led_by(context, leaver.0, &mut claim),
        (None, None) => {}
    }
    let happened = claim.modality == Modality::Happened;
    let ends = !replaces && graph.lexicon.is("leaving", graph.lemma(hit.trigger));
    if !by_verb && !graph.lexicon.is("resigning", graph.lemma(hit.trigger)) {
        context.actors(&mut claim, hit, Role::AppointedBy, Role::AppointedBy);
        claim.fields.retain(|f| f.role != Role::AppointedBy || !matches!(f.value, Value::Mention(m) if persons.iter().any(|p| p.0 == m)));
    }
    if ends {
        over(graph, hit.trigger, &mut claim);
    }
    let phase = if happened { Phase::Former } else { Phase::Current };
    let mut found: Vec<Claim> = Vec::new();
    if let Some(title) = title.filter(|_| happened) {
        found.extend(before.into_iter().map(|old| replaced(graph, &title, old, phase)));
    }
    found.push(claim);
    found
}
