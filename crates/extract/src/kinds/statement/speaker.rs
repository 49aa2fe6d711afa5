//! Who speaks: the subject, the organisation in which it is said, or the name right beside the verb.

use rapporteur_model::{Case, Deprel, MentionKind, Number, Span, Upos, Value};

use crate::build::Context;
use crate::frame::Hit;
use crate::graph::Graph;
use crate::topic;

const HOUSES: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];
const NAMED: &[MentionKind] = &[MentionKind::Person, MentionKind::Organisation, MentionKind::Body, MentionKind::Post];

/// The speakers of a verb of speech with the words that say so.
pub fn of(context: &Context, hit: &Hit, said: &[Span]) -> Vec<(u32, Span)> {
    let graph = context.graph;
    if graph.lexicon.is("quoting", graph.lemma(hit.trigger)) {
        return quoted(context, hit.trigger);
    }
    if let Some(t) = inverted(graph, hit.trigger) {
        let found = at(context, t);
        if !found.is_empty() {
            return found;
        }
    }
    if let Some(m) = super::words::embedded(graph, hit.trigger) {
        let found = at(context, graph.mention(m).head);
        if !found.is_empty() {
            return found;
        }
    }
    // "…, the ministry said, confirming reports": the name between comma and verb, where the tree gives the verb no subject of its own.
    let own = graph.children(hit.trigger).iter().any(|&c| graph.base(c) == Deprel::Nsubj);
    if let Some(t) = close(graph, hit.trigger).filter(|_| graph.english() && !own) {
        let found = at(context, t);
        if !found.is_empty() {
            return found;
        }
    }
    let inside = |t: u32| said.iter().any(|s| s.contains(graph.token(t).span));
    let args: Vec<u32> = hit.all(rapporteur_model::Role::Speaker).filter(|&t| !inside(t)).collect();
    let args = if graph.english() { nearest_subject(graph, hit.trigger, args) } else { args };
    let subjects = args.iter().copied().filter(|&t| graph.preposition(t).is_none() || graph.english());
    let mut found: Vec<(u32, Span)> = subjects.flat_map(|t| at(context, t)).collect();
    if found.is_empty() {
        found.extend(args.iter().filter_map(|&t| house(graph, t)));
    }
    if found.is_empty() {
        found.extend(args.iter().flat_map(|&t| author(context, t)));
    }
    if found.is_empty() {
        found.extend(behind(graph, hit.trigger).into_iter().filter(|&t| !inside(t)).flat_map(|t| at(context, t)));
    }
    if found.is_empty() {
        found.extend(beside(graph, hit.trigger).into_iter().filter(|&t| !inside(t)).flat_map(|t| at(context, t)));
    }
    found
}

/// Of two subjects that are not coordinated ("The satellite will fly, X said") the nearer one speaks.
fn nearest_subject(graph: &Graph, verb: u32, args: Vec<u32>) -> Vec<u32> {
    // "X and Y today announced": a day speaks not.
    let day = |c: u32| graph.at(c, &[MentionKind::Date]).is_some() && args.len() > 1;
    let own = graph.children(verb).iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj && !day(c));
    let Some(near) = own.min_by_key(|&c| c.abs_diff(verb)) else { return args };
    let with = graph.conjuncts(near);
    args.into_iter().filter(|a| with.contains(a)).collect()
}

/// "…, said its curator X": the name behind a verb that stands right behind a comma or quote.
fn inverted(graph: &Graph, verb: u32) -> Option<u32> {
    let sentence = graph.sentence(verb);
    let opens = verb.checked_sub(1).is_some_and(|t| sentence.contains(&t) && graph.token(t).upos == Upos::Punct);
    let light = |t: u32| matches!(graph.token(t).upos, Upos::Det | Upos::Adj) || graph.token(t).deprel == Deprel::NmodPoss;
    let next = (verb + 1..sentence.end).find(|&t| !light(t) || !graph.covering(t).is_empty())?;
    let name = graph.at(next, NAMED).filter(|_| opens && graph.english());
    name.map(|m| graph.mention(m).head)
}

/// "приводит слова X его пресс-служба", "X was quoted as saying": the one who is quoted.
fn quoted(context: &Context, verb: u32) -> Vec<(u32, Span)> {
    let graph = context.graph;
    let words = |o: u32| graph.lexicon.is("words_of", graph.lemma(o));
    let whose = |&c: &u32| graph.base(c) == Deprel::Nmod && graph.case(c) == Some(Case::Gen);
    let objects = crate::frame::objects(graph, verb).into_iter();
    let owners = objects.flat_map(|o| if words(o) { graph.children(o).iter().copied().filter(whose).collect() } else { vec![o] });
    let found = owners.flat_map(|o| at(context, o));
    found.filter(|(m, _)| graph.mention(*m).kind == MentionKind::Person).collect()
}

/// "в посольстве сообщили", "the presidency said": a house of the state that is nowhere named, by its words.
pub fn unnamed(graph: &Graph, t: u32) -> Option<(Value, Span)> {
    let located = graph.english() || graph.preposition(t).is_none_or(|_| graph.case(t) != Some(Case::Acc));
    let house = graph.lexicon.is("institutions", graph.lemma(t)) && graph.is_nominal(t);
    let vague = graph.children(t).iter().any(|&c| graph.lexicon.is("indefinite", graph.lemma(c)) && c < t);
    let span = graph.words(graph.phrase_of(t)).filter(|_| house && located && !vague && graph.covering(t).is_empty())?;
    // "Ministry denies delay": a headline means the one named below.
    let below = graph.mentions_in(t..graph.len(), HOUSES).into_iter().find(|&m| graph.lemma(graph.mention(m).head) == graph.lemma(t));
    if let Some(m) = below.filter(|_| graph.children(t).iter().all(|&c| graph.base(c) != Deprel::Nmod)) {
        return Some((Value::Mention(m), graph.token(t).span));
    }
    let words = crate::nominative::phrase(graph, t, span);
    let words = ["the ", "The "].iter().find_map(|article| words.strip_prefix(article)).map_or(words.clone(), str::to_owned);
    Some((Value::Text(words), span))
}

/// Persons and organisations meant at a token; a press secretary without a name speaks for the house.
pub fn at(context: &Context, t: u32) -> Vec<(u32, Span)> {
    let graph = context.graph;
    let place = |m: &u32| graph.mention(*m).kind == MentionKind::Place;
    let actors: Vec<u32> = context.referents.actors(graph, t).into_iter().filter(|m| !place(m)).collect();
    if actors.is_empty() && graph.lexicon.is("voices", graph.lemma(t)) {
        let house = context.referents.post_at(graph, t).and_then(|p| p.place).filter(|m| !place(m));
        return house.map(|m| (m, graph.mention(m).span)).into_iter().collect();
    }
    if actors.is_empty() {
        return pointed(graph, t).into_iter().collect();
    }
    actors.into_iter().map(|m| (m, context.words(t, m))).collect()
}

/// "фонд объявил", "the ministry said": the organisation that a common noun means.
fn pointed(graph: &Graph, t: u32) -> Option<(u32, Span)> {
    let common = graph.token(t).upos == Upos::Noun && graph.token(t).feats.number != Some(Number::Plur);
    let m = topic::meant(graph, t, HOUSES).filter(|_| common && graph.token(t).feats.animate != Some(true))?;
    Some((m, graph.token(t).span))
}

/// "говорится в сообщении компании": whose document says it.
fn author(context: &Context, t: u32) -> Vec<(u32, Span)> {
    let graph = context.graph;
    let document = graph.lexicon.is("documents", graph.lemma(t)) && graph.preposition(t).is_some();
    let whose = |&c: &u32| graph.base(c) == Deprel::Nmod && graph.case(c) == Some(Case::Gen) && graph.preposition(c).is_none();
    let owners = graph.children(t).iter().copied().filter(whose);
    owners.filter(|_| document).flat_map(|c| at(context, c)).collect()
}

/// "в пресс-службе заявили": an organisation in the locative, never a place or a channel.
fn house(graph: &Graph, t: u32) -> Option<(u32, Span)> {
    let channel = graph.lexicon.is("channels", graph.lemma(t));
    let located = !graph.english() && graph.preposition(t).is_some() && graph.case(t).is_none_or(|c| c != Case::Acc);
    let named = graph.at(t, HOUSES).map(|m| (m, graph.mention(m).span));
    named.or_else(|| pointed(graph, t)).filter(|_| located && !channel)
}

/// The head of the name that stands between a comma and the verb.
fn close(graph: &Graph, verb: u32) -> Option<u32> {
    let sentence = graph.sentence(verb);
    let last = verb.checked_sub(1).filter(|t| sentence.contains(t))?;
    let m = graph.at(last, NAMED).filter(|&m| graph.range(m).end == verb)?;
    let start = graph.range(m).start;
    (start > sentence.start + 2 && opens_clause(graph, start)).then(|| graph.mention(m).head)
}

/// "«…», – признался в разговоре с газетой Мохтари": the name in the nominative at the end of the words behind dash and verb.
pub fn behind(graph: &Graph, verb: u32) -> Option<u32> {
    let sentence = graph.sentence(verb);
    let dash = verb.checked_sub(1).is_some_and(|t| matches!(graph.form(t), "–" | "—" | "-"));
    let end =
        (verb + 1..sentence.end).find(|&t| matches!(graph.form(t), "," | "." | ";" | ":") || graph.is_verb(t)).unwrap_or(sentence.end);
    let named = graph.mentions_in(verb + 1..end.max(verb + 1), &[MentionKind::Person, MentionKind::Organisation]);
    let fits = |&m: &u32| {
        let head = graph.mention(m).head;
        graph.case(head) == Some(Case::Nom) && graph.preposition(head).is_none() && graph.range(m).end >= end.saturating_sub(1)
    };
    named.into_iter().filter(|_| dash && !graph.english()).find(fits).map(|m| graph.mention(m).head)
}

/// The head of the name that ends right before the verb or begins right behind it, where the tree gives the verb no subject.
fn beside(graph: &Graph, verb: u32) -> Option<u32> {
    let sentence = graph.sentence(verb);
    let light = |t: u32| matches!(graph.token(t).upos, Upos::Aux | Upos::Adv | Upos::Det);
    let behind = (verb + 1..sentence.end).find(|&t| !light(t)).and_then(|t| graph.at(t, NAMED).filter(|&m| graph.range(m).start == t));
    let before = || {
        let last = (sentence.start..verb).rev().find(|&t| !light(t))?;
        graph.at(last, NAMED).filter(|&m| graph.range(m).end == last + 1 && opens_clause(graph, graph.range(m).start))
    };
    let nominative = |m: &u32| graph.english() || graph.case(graph.mention(*m).head).is_none_or(|c| c == Case::Nom);
    before().or(behind).filter(nominative).map(|m| graph.mention(m).head)
}

/// True when a comma, a quote or nothing stands before the name and its article.
pub fn opens_clause(graph: &Graph, start: u32) -> bool {
    let sentence = graph.sentence(start);
    let first = (sentence.start..start).rev().find(|&t| graph.token(t).upos != Upos::Det);
    first.is_none_or(|t| graph.token(t).upos == Upos::Punct)
}
