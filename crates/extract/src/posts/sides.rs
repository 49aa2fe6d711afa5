//! The side of a meeting or session on which somebody stands: "led the Indian delegation", «с узбекской стороны», «китайскую
//! делегацию – Y». Says of which country; knows nothing of titles and houses.

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::nation::Stated;
use super::{HOLDERS, Post};
use crate::graph::Graph;
use crate::nations;

/// The side of the clause on which the person stands.
pub(super) fn side(graph: &Graph, post: &Post) -> Option<Stated> {
    let person = *post.persons.first()?;
    let head = graph.mention(person).head;
    let start = graph.range(post.title).start.min(graph.range(person).start);
    let sentence = graph.sentence(head);
    if let Some(found) = listed(graph, sentence.start, start) {
        return Some(found);
    }
    if let Some(found) = represented(graph, head, start) {
        return Some(found);
    }
    let sides = sentence.filter(|&t| graph.lexicon.is("sides_of_state", graph.lemma(t)) || elliptic(graph, t));
    let fits = |&s: &u32| led(graph, s, head) || named_after(graph, s, start) || headed(graph, s, start) || dashed(graph, s, start);
    sides.filter(fits).filter_map(|s| nation(graph, s)).next_back()
}

/// "– от Казахстана – вице-министр X", "for Oman: Minister X": the country that a line of a list begins with.
fn listed(graph: &Graph, first: u32, start: u32) -> Option<Stated> {
    let at = (first..start.min(first + 3)).find(|&t| graph.token(t).upos != Upos::Punct)?;
    let m = graph.at(at + 1, &[MentionKind::Place]).filter(|&m| graph.range(m).start == at + 1)?;
    let end = graph.range(m).end;
    let mark = end < start && matches!(graph.form(end), "–" | "—" | "-" | ":");
    graph.mention(m).country.filter(|_| mark && graph.lexicon.is("from_side", graph.lower(at))).map(|c| (c, graph.mention(m).span))
}

/// "Грузию представлял X, Кению – Y", "Georgia was represented by X, and Kenya by Y": the country that somebody stands for.
fn represented(graph: &Graph, person: u32, start: u32) -> Option<Stated> {
    let sentence = graph.sentence(person);
    let stands = |t: &u32| graph.is_verb(*t) && graph.lexicon.is("representing", graph.lemma(*t));
    let verb = sentence.clone().find(stands)?;
    let land = |m: u32| graph.mention(m).country.map(|c| (c, graph.mention(m).span));
    // Behind a dash or "by" that stands right behind a country.
    let mark = start.checked_sub(1).filter(|&t| t > verb && (matches!(graph.form(t), "–" | "—" | "-") || graph.lower(t) == "by"));
    let beside = mark.and_then(|t| t.checked_sub(1)).and_then(|t| graph.at(t, &[MentionKind::Place]));
    if let Some(found) = beside.and_then(land) {
        return Some(found);
    }
    let next = (verb + 1..sentence.end).find(|&t| graph.at(t, &[MentionKind::Person]).is_some());
    let own = next.and_then(|t| graph.at(t, &[MentionKind::Person])).is_some_and(|m| graph.mention(m).head == person);
    let things = crate::frame::objects(graph, verb).into_iter();
    let before = || graph.mentions_in(sentence.start..verb, &[MentionKind::Place]).into_iter().rfind(|&m| graph.range(m).end == verb);
    let thing = things.filter_map(|t| graph.at(t, &[MentionKind::Place])).next().or_else(before);
    thing.filter(|_| own).and_then(land)
}

/// "; с монгольской – военный атташе", "and the Omani one by Minister X", "and the Omani by Minister X": an adjective for its side.
fn elliptic(graph: &Graph, t: u32) -> bool {
    let sentence = graph.sentence(t);
    if graph.english() {
        let by = t + 1 < sentence.end && graph.lower(t + 1) == "by" && t > sentence.start;
        let one = graph.lower(t) == "one" && nations::at(graph, t - 1).is_some();
        // "The Maltese side was led by X and the Latvian by Y"
        let told = |u: u32| graph.lexicon.is("sides_of_state", graph.lemma(u));
        let left_out = || graph.lower(t - 1) == "the" && nations::at(graph, t).is_some() && (sentence.start..t).any(told);
        return by && (one || left_out());
    }
    let dash = t + 1 < sentence.end && matches!(graph.form(t + 1), "–" | "—" | "-");
    let from = t > sentence.start && matches!(graph.lower(t - 1), "с" | "со" | "от");
    // "Белорусскую делегацию возглавил X, вьетнамскую – Y"
    let side = |u: u32| graph.lexicon.is("sides_of_state", graph.lemma(u)) && graph.case(u) == graph.case(t);
    let another = t > sentence.start && graph.form(t - 1) == "," && graph.token(t).upos == Upos::Adj && (sentence.start..t).any(side);
    dash && (from || another) && nations::at(graph, t).is_some()
}

/// "X led the Indian delegation", "the delegation was headed by X", "делегация, возглавляемая X".
fn led(graph: &Graph, s: u32, person: u32) -> bool {
    let verb = graph.head(s).filter(|&h| graph.is_verb(h));
    let own = graph.children(s).iter().copied().find(|&c| graph.is_verb(c) && matches!(graph.base(c), Deprel::Acl | Deprel::Amod));
    let leads = |v: u32| graph.lexicon.is("side_verbs", graph.lemma(v));
    let under = |v: u32| {
        let mut up = std::iter::successors(Some(person), |&u| graph.head(u)).take(12).skip(1);
        // What the verb of another clause governs is not this verb's.
        up.find(|&u| u == v || (graph.is_verb(u) && !graph.is_participle(u))) == Some(v)
    };
    [verb, own].into_iter().flatten().any(|v| leads(v) && under(v) && person != s)
}

/// "с узбекской стороны – A и B", "on the Omani side were present": persons behind the phrase, up to the next one or a semicolon.
fn named_after(graph: &Graph, s: u32, start: u32) -> bool {
    let preposition = graph.preposition(s).or_else(|| elliptic(graph, s).then(|| "с".to_owned()));
    let from = !(graph.english() && elliptic(graph, s)) && preposition.is_some_and(|p| graph.lexicon.is("from_side", &p));
    let one = graph.lexicon.is("one_side", graph.lemma(s)) || elliptic(graph, s);
    let parted =
        |t: u32| graph.form(t) == ";" || (graph.lexicon.is("one_side", graph.lemma(t)) && nation(graph, t).is_some()) || elliptic(graph, t);
    from && one && s < start && !(s + 1..start).any(parted)
}

/// "белорусскую сторону возглавил X, китайскую делегацию – Y": the verb of leading left out behind a dash.
fn dashed(graph: &Graph, s: u32, start: u32) -> bool {
    let dash = |&t: &u32| matches!(graph.form(t), "–" | "—" | "-");
    let Some(at) = (s + 1..start.min(s + 6)).find(dash) else { return false };
    let nominal = (s + 1..at).all(|t| graph.is_nominal(t) || graph.token(t).upos == Upos::Adj);
    let sided = |t: u32| graph.lexicon.is("sides_of_state", graph.lemma(t));
    let told = (graph.sentence(s).start..s).any(|t| graph.lexicon.is("side_verbs", graph.lemma(t)));
    nominal && told && !(at..start).any(|t| graph.form(t) == ";" || sided(t) || graph.is_verb(t))
}

/// "делегация Узбекистана во главе с министром", "a delegation headed by Minister X": words of leading between the two.
fn headed(graph: &Graph, s: u32, start: u32) -> bool {
    if s >= start || start - s > 16 {
        return false;
    }
    if graph.english() && elliptic(graph, s) {
        return start - s <= 4;
    }
    let leads = (s + 1..start).rev().take(4).find(|&t| graph.lexicon.is("led_by", graph.lower(t)));
    let verb = |t: u32| graph.is_verb(t) && !graph.is_participle(t) && !graph.lexicon.is("side_verbs", graph.lemma(t));
    leads.is_some() && !(s + 1..start).any(|t| verb(t) || graph.at(t, &[MentionKind::Person]).is_some())
}

/// The country in a side's own words: an adjective, a genitive, the owner.
fn nation(graph: &Graph, s: u32) -> Option<Stated> {
    let adjective = |t: u32| nations::at(graph, t).map(|c| (c, graph.token(t).span));
    if let Some(found) = adjective(s).filter(|_| elliptic(graph, s)) {
        return Some(found);
    }
    let first = graph.sentence(s).start.max(s.saturating_sub(3));
    // The tagger takes one or the other adjective for a verb.
    const OWN: &[Upos] = &[Upos::Adj, Upos::Propn, Upos::Noun, Upos::Part, Upos::Punct, Upos::Num];
    let own = |t: &u32| *t < s && (OWN.contains(&graph.token(*t).upos) || adjective(*t).is_some());
    if let Some(found) = (first..s).rev().take_while(own).find_map(|t| adjective(t).or_else(|| named(graph, t))) {
        return Some(found);
    }
    let behind = s + 1..graph.sentence(s).end.min(s + 9);
    // "the delegation for relations with Oman" is nobody's side of Oman.
    let light = |t: &u32| {
        let other = graph.token(*t).upos == Upos::Adp && !matches!(graph.lower(*t), "of" | "from" | "из" | "от");
        !graph.is_verb(*t) && !other && !matches!(graph.form(*t), "," | ";" | "–" | "—") && graph.at(*t, &[MentionKind::Person]).is_none()
    };
    behind.take_while(light).find_map(|t| named(graph, t))
}

fn named(graph: &Graph, t: u32) -> Option<Stated> {
    let m = graph.at(t, HOLDERS)?;
    graph.mention(m).country.map(|country| (country, graph.mention(m).span))
}
