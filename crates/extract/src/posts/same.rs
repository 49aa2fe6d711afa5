//! Posts that words point back at: "занимавший эту должность", and the house of a clause that follows it: "компания, где он был
//! директором".

use rapporteur_model::{Claim, ClaimKind, MentionKind, Number, Phase, Role, Upos, Value};

use super::{Post, known, predicate};
use crate::frame;
use crate::graph::Graph;

/// Claims at "занимать эту должность": the title and the place are those of the last title told of.
pub(super) fn claims(graph: &Graph, posts: &[Post]) -> Vec<Claim> {
    let verbs = (0..graph.len()).filter(|&t| graph.is_verb(t) && graph.lexicon.is("occupying", graph.lemma(t)));
    let before = (0..graph.len()).filter_map(|t| predecessor(graph, posts, t));
    verbs.filter_map(|t| claim(graph, posts, t)).chain(before).collect()
}

/// The title that "её" means behind "занимавший": the last one before it in the sentence, under a noun of office.
fn vacant<'p>(graph: &Graph, posts: &'p [Post], verb: u32) -> Option<(&'p Post, u32)> {
    let pronoun = frame::objects(graph, verb)
        .into_iter()
        .find(|&o| graph.lexicon.is("third", graph.lemma(o)) && graph.token(o).upos == Upos::Pron)?;
    let from = graph.sentence(verb).start;
    let office = |p: &&Post| {
        let head = graph.mention(p.title).head;
        (from..verb).contains(&head) && graph.head(head).is_some_and(|h| graph.lexicon.is("post_nouns", graph.lemma(h)))
    };
    posts.iter().rfind(office).map(|post| (post, pronoun))
}

/// "X's predecessor, Y", "его предшественник Y": the title that X was told of with was Y's.
fn predecessor(graph: &Graph, posts: &[Post], noun: u32) -> Option<Claim> {
    graph.lexicon.is("predecessors", graph.lemma(noun)).then_some(noun)?;
    let end = graph.sentence(noun).end;
    let name = (noun + 1..end.min(noun + 4)).find(|&t| graph.form(t) != ",")?;
    let person = graph.at(name, &[MentionKind::Person]).filter(|&m| graph.range(m).start == name)?;
    let whose = graph.children(noun).iter().find_map(|&c| predicate::person_at(graph, posts, c).filter(|&m| m != person));
    let from = graph.analysis.sentences.get(graph.analysis.sentence_of(noun).saturating_sub(1))?.tokens.start;
    let mut named = graph.mentions_in(from..noun, &[MentionKind::Person]).into_iter().rev();
    let mut last = || named.find_map(|m| known::title_of(graph, posts, m, noun));
    // "Her predecessor": whom the pronoun means, whatever others are named between.
    let possessive = |&c: &u32| graph.lexicon.is("possessive", graph.lower(c)) && graph.token(c).feats.number != Some(Number::Plur);
    let meant = || graph.children(noun).iter().copied().find(possessive).and_then(|c| crate::refer::person_before(graph, c));
    let whose = whose.or_else(meant).filter(|&m| m != person);
    let held = match whose {
        Some(m) => known::title_of(graph, posts, m, noun),
        None => last(),
    }?;
    let mut claim = Claim::new(ClaimKind::Post, graph.token(noun).span, "post.predecessor");
    claim.push(Role::Person, Value::Mention(person), graph.mention(person).span);
    super::office(graph, held, &mut claim);
    claim.push(Role::Phase, Value::Text("former".to_owned()), graph.token(noun).span);
    Some(claim)
}

fn claim(graph: &Graph, posts: &[Post], verb: u32) -> Option<Claim> {
    let noun = frame::objects(graph, verb).into_iter().find(|&o| graph.lexicon.is("post_nouns", graph.lemma(o)));
    let named = noun.and_then(|noun| title(graph, posts, noun).map(|post| (post, noun)));
    let (meant, noun) = named.or_else(|| vacant(graph, posts, verb))?;
    let subjects = frame::subjects(graph, verb);
    let person = subjects.into_iter().find_map(|s| predicate::person_at(graph, posts, s))?;
    let mut claim = Claim::new(ClaimKind::Post, graph.token(noun).span, "post.same");
    claim.push(Role::Person, Value::Mention(person), graph.mention(person).span);
    claim.push(Role::Title, Value::Mention(meant.title), graph.token(noun).span);
    if let Some(place) = meant.place {
        claim.push(super::place_role(graph, place), Value::Mention(place), graph.mention(place).span);
    }
    let past = graph.is_participle(verb) && graph.token(verb).feats.tense == Some(rapporteur_model::Tense::Past);
    if past || predicate::phase(graph, verb, Phase::Current) == Phase::Former {
        claim.push(Role::Phase, Value::Text("former".to_owned()), graph.token(verb).span);
    }
    (!meant.persons.contains(&person)).then_some(claim)
}

/// The title that "эта должность" means: the last one before it, within this and the two sentences before, that one person holds.
pub fn title<'p>(graph: &Graph, posts: &'p [Post], noun: u32) -> Option<&'p Post> {
    let points = |&c: &u32| graph.lexicon.is("pointing", graph.lemma(c));
    graph.children(noun).iter().find(|c| points(c))?;
    let from = graph.analysis.sentences.get(graph.analysis.sentence_of(noun).saturating_sub(2))?.tokens.start;
    let one = |p: &&Post| graph.token(graph.mention(p.title).head).feats.number != Some(Number::Plur);
    posts.iter().filter(|p| (from..noun).contains(&graph.mention(p.title).head)).rfind(one)
}

/// "компания, где он был директором", "фонд, в котором": the organisation right before the clause in which a verb gives a title.
pub(super) fn house_before(graph: &Graph, word: u32) -> Option<u32> {
    let first = graph.sentence(word).start;
    let asks = |t: u32| {
        let inside = graph.lexicon.is("relative", graph.lemma(t)) && graph.preposition(t).is_some();
        graph.lexicon.is("where", graph.lemma(t)) || inside
    };
    let at = (first.max(word.saturating_sub(9))..word).rev().find(|&t| asks(t))?;
    let comma = (first..at).rev().find(|&t| graph.token(t).upos != Upos::Adp)?;
    let end = if matches!(graph.form(comma), "»" | "\"") { comma + 1 } else { comma };
    graph
        .at(end.checked_sub(1)?, &[MentionKind::Organisation, MentionKind::Body])
        .filter(|&m| graph.form(comma) == "," && graph.range(m).end == comma)
}
