//! Whose post it is and which: persons and title of a verb of appointing.

use rapporteur_model::{Case, ClaimKind, Deprel, MentionKind, Role, Span, Upos};

use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::posts::{Post, known};

/// The title of an appointment: the verb's complement, or the one that the person was named with.
pub struct Title {
    pub post: Post,
}

/// The persons who are the verb's subjects.
pub fn subjects(context: &Context, hit: &Hit) -> Vec<(u32, Span)> {
    // "X named Y director, replacing Z": who is appointed replaces.
    let graph = context.graph;
    let over =
        graph.head(hit.trigger).filter(|&v| graph.english() && graph.lexicon.is("appointing", graph.lemma(v)) && !graph.is_passive(v));
    if let Some(verb) = over.filter(|_| graph.lower(hit.trigger).ends_with("ing")) {
        return frame::objects(graph, verb).into_iter().flat_map(|t| persons(context, t)).collect();
    }
    let tokens = frame::subjects(context.graph, hit.trigger).into_iter().flat_map(|t| context.graph.conjuncts(t));
    let found: Vec<(u32, Span)> = tokens.flat_map(|t| persons(context, t)).collect();
    if !found.is_empty() || thing(context.graph, &frame::subjects(context.graph, hit.trigger)) {
        return found;
    }
    if context.graph.english() && context.graph.is_passive(hit.trigger) {
        agents(context, hit.trigger)
    } else {
        near(context.graph, hit.trigger, true)
    }
}

/// "Приём стажёров стал первым шагом": what the verb is said of is plainly nobody.
fn thing(graph: &Graph, tokens: &[u32]) -> bool {
    let thing = |&t: &u32| graph.token(t).upos == Upos::Noun && graph.covering(t).is_empty() && graph.token(t).feats.animate == Some(false);
    !graph.english() && tokens.first().is_some_and(thing)
}

/// "will be replaced in an acting capacity by the manager, X": those behind "by", wherever the tree hung it.
fn agents(context: &Context, verb: u32) -> Vec<(u32, Span)> {
    let graph = context.graph;
    let end = graph.sentence(verb).end.min(verb + 12);
    let by = (verb + 1..end).find(|&t| graph.lower(t) == "by").and_then(|t| graph.head(t)).filter(|&t| t > verb);
    by.map_or_else(Vec::new, |t| persons(context, t))
}

/// The persons who are appointed or dismissed.
pub fn objects(context: &Context, hit: &Hit) -> Vec<(u32, Span)> {
    let graph = context.graph;
    let tokens = if hit.nominal { hit.all(Role::Person).collect() } else { frame::objects(graph, hit.trigger) };
    let passive = graph.is_passive(hit.trigger);
    let found: Vec<(u32, Span)> = tokens.into_iter().flat_map(|t| graph.conjuncts(t)).flat_map(|t| persons(context, t)).collect();
    if !found.is_empty() {
        return found;
    }
    if hit.nominal {
        // "получил назначение послом": whose appointment it is does what carries the noun.
        let receives = |&v: &u32| graph.lexicon.is("given", graph.lemma(v));
        return hit
            .verb
            .filter(receives)
            .map_or_else(Vec::new, |v| frame::subjects(graph, v).into_iter().flat_map(|t| persons(context, t)).collect());
    }
    let turned = turned(context, hit.trigger);
    let near = if turned.is_empty() { near(graph, hit.trigger, passive) } else { turned };
    // "X освобождён от должности и назначен Y": what is done next is done to the same one.
    let first =
        graph.head(hit.trigger).filter(|&h| near.is_empty() && passive && graph.base(hit.trigger) == Deprel::Conj && graph.is_passive(h));
    first.map_or(near, |verb| self::near(graph, verb, true))
}

/// "Also appointed were X and Y": in English the participle may come first.
fn turned(context: &Context, verb: u32) -> Vec<(u32, Span)> {
    let graph = context.graph;
    let be = verb + 2 < graph.sentence(verb).end && graph.english() && graph.lemma(verb + 1) == "be";
    let first = graph.at(verb + 2, &[MentionKind::Person, MentionKind::Post]).filter(|_| be);
    first.map_or_else(Vec::new, |m| graph.conjuncts(graph.mention(m).head).into_iter().flat_map(|t| persons(context, t)).collect())
}

/// The verb's own object, or its subject where it is passive, is a person's name or title.
pub fn named(context: &Context, hit: &Hit) -> bool {
    frame::objects(context.graph, hit.trigger).into_iter().any(|t| !persons(context, t).is_empty())
        || !turned(context, hit.trigger).is_empty()
}

/// Whom the new holder follows: the object of a verb of replacing, behind its "from", or behind a preposition of replacing.
pub fn before(context: &Context, hit: &Hit) -> Vec<(u32, Span)> {
    let graph = context.graph;
    let instead = |&c: &u32| graph.preposition(c).is_some_and(|p| graph.lexicon.is("instead", &p));
    let tokens: Vec<u32> = graph.children(hit.trigger).iter().copied().filter(instead).collect();
    if !tokens.is_empty() {
        return tokens.into_iter().flat_map(|t| persons(context, t)).collect();
    }
    if !graph.lexicon.is("replacing", graph.lemma(hit.trigger)) {
        return Vec::new();
    }
    let from: Vec<(u32, Span)> =
        hit.all(Role::Person).filter(|&t| graph.preposition(t).as_deref() == Some("from")).flat_map(|t| persons(context, t)).collect();
    if from.is_empty() { objects(context, hit) } else { from }
}

fn persons(context: &Context, t: u32) -> Vec<(u32, Span)> {
    // "её главу": whose head it is, is not the head.
    let graph = context.graph;
    let possessive = graph.lexicon.is("whose", graph.lower(t)) && t + 1 < graph.len();
    if possessive && matches!(graph.token(t + 1).upos, Upos::Noun | Upos::Adj) {
        return Vec::new();
    }
    let person = |&m: &u32| context.graph.mention(m).kind == MentionKind::Person;
    context.referents.actors(context.graph, t).into_iter().filter(person).map(|m| (m, context.words(t, m))).collect()
}

/// The nearest person's name in the case that the verb asks for (nominative for `subject`), where the tree hung it elsewhere; in
/// English right before or right behind the verb.
fn near(graph: &Graph, verb: u32, subject: bool) -> Vec<(u32, Span)> {
    let sentence = graph.sentence(verb);
    let fits = |&m: &u32| {
        let range = graph.range(m);
        if graph.english() {
            let light = |t: u32| matches!(graph.token(t).upos, Upos::Aux | Upos::Adv);
            let rank = |t: u32| graph.lexicon.is("ranks", graph.lemma(t)) || graph.form(t) == ".";
            let particle = |t: u32| crate::factuality::particle(graph, verb) == Some(t) || graph.lower(t) == "in" || rank(t);
            return if subject {
                range.end <= verb && (range.end..verb).all(light)
            } else {
                range.start > verb && (verb + 1..range.start).all(particle)
            };
        }
        let case = graph.case(graph.mention(m).head);
        let free = (range.end.min(verb)..range.start.max(verb)).all(|t| t == verb || !graph.is_verb(t));
        let wanted = if subject { case == Some(Case::Nom) } else { matches!(case, Some(Case::Acc | Case::Gen)) };
        free && wanted
    };
    let all = graph.mentions_in(sentence, &[MentionKind::Person]);
    let nearest = all.into_iter().filter(fits).min_by_key(|&m| graph.mention(m).head.abs_diff(verb));
    nearest.map(|m| (m, graph.mention(m).span)).into_iter().collect()
}

/// "The president appointed X minister. He replaces Y": a pronoun that replaces somebody is who was appointed in the sentence before.
pub fn just_appointed(context: &Context, hit: &Hit) -> Option<Vec<(u32, Span)>> {
    let graph = context.graph;
    let [pronoun] = frame::subjects(graph, hit.trigger)[..] else { return None };
    let personal = graph.token(pronoun).upos == Upos::Pron && graph.lexicon.is("third", graph.lemma(pronoun));
    let sentence = graph.analysis.sentence_of(hit.trigger);
    let before = |h: &&Hit| {
        let active = !h.nominal && graph.lexicon.is("appointing", graph.lemma(h.trigger));
        graph.analysis.sentence_of(h.trigger) + 1 == sentence && active && !graph.lexicon.is("dismisses", graph.lemma(h.trigger))
    };
    let last = context.hits(ClaimKind::Appointment).iter().filter(before).last().filter(|_| personal)?;
    let span = graph.token(pronoun).span;
    let new: Vec<(u32, Span)> = objects(context, last).into_iter().map(|(m, _)| (m, span)).collect();
    (new.len() == 1).then_some(new)
}

/// The title in the verb's slots, else one beside the verb that is no subject's, else (for one who leaves) the one that the person
/// was named with.
pub fn title(context: &Context, hit: &Hit, persons: &[(u32, Span)], leaves: bool) -> Option<Title> {
    let graph = context.graph;
    // "уволен мэром": who dismisses.
    let agent = |&t: &u32| leaves && !graph.english() && graph.case(t) == Some(Case::Ins) && graph.preposition(t).is_none();
    let office = |t: u32| of_office(context, t);
    let slot = hit.all(Role::Title).find_map(|t| context.referents.post_at(graph, t).filter(|_| !agent(&t)).or_else(|| office(t)));
    if slot.is_none() && graph.lexicon.is("takes_office", graph.lemma(hit.trigger)) {
        return None;
    }
    if let Some(pronoun) = instrumental_pronoun(graph, hit.trigger).filter(|_| slot.is_none()) {
        return vacant(context, pronoun).map(|post| Title { post: post.clone() });
    }
    // "Собеседником X стал директор Y": what he became is said, and is no post.
    let other = |&c: &u32| graph.is_nominal(c) && graph.case(c) == Some(Case::Ins) && graph.preposition(c).is_none();
    let became = graph.lexicon.is("copulas", graph.lemma(hit.trigger)) && !graph.english();
    if slot.is_none() && became && graph.children(hit.trigger).iter().any(other) && beside(context, hit, leaves).is_none() {
        return None;
    }
    let stated = |post: &Post| Title { post: post.clone() };
    if let Some(post) = slot.or_else(|| beside(context, hit, leaves)) {
        return Some(stated(post));
    }
    let sentence = graph.sentence(hit.trigger);
    let own = |p: &&Post| {
        p.persons.iter().any(|person| persons.iter().any(|x| x.0 == *person)) && sentence.contains(&graph.mention(p.title).head)
    };
    // "заменит его госсекретарь X": there the subject's own title is another.
    let replaces = graph.lexicon.is("replacing", graph.lemma(hit.trigger));
    // "appointed X, a former minister": what was over before is not what is given.
    let new = |p: &Post| !replaces && p.phase != rapporteur_model::Phase::Former && graph.mention(p.title).head > hit.trigger;
    let behind = context.referents.posts().iter().find(|p| own(p) && new(p));
    let before = || context.referents.posts().iter().find(own);
    let told = || persons.first().and_then(|p| known::title_of(graph, context.referents.posts(), p.0, hit.trigger));
    let again = graph.lexicon.is("again", graph.lemma(hit.trigger));
    behind.or_else(|| before().filter(|_| leaves || again)).or_else(|| told().filter(|_| leaves)).map(stated)
}

/// "Им стал дирижёр X": what somebody became is said by a pronoun, not by the title beside the name.
fn instrumental_pronoun(graph: &Graph, verb: u32) -> Option<u32> {
    let pronoun = |&c: &u32| graph.token(c).upos == Upos::Pron && graph.case(c) == Some(Case::Ins) && graph.preposition(c).is_none();
    let became = graph.lexicon.is("becoming", graph.lemma(verb)) && !graph.english();
    graph.children(verb).iter().copied().find(pronoun).filter(|_| became)
}

/// "появился директор. Им стал X": the title without a holder that the sentence before told of last.
fn vacant<'a>(context: &'a Context, pronoun: u32) -> Option<&'a Post> {
    let graph = context.graph;
    let sentence = graph.analysis.sentence_of(pronoun);
    let before = |p: &&Post| {
        let head = graph.mention(p.title).head;
        head < pronoun && graph.analysis.sentence_of(head) + 1 >= sentence && p.persons.is_empty()
    };
    context.referents.posts().iter().filter(before).max_by_key(|p| graph.mention(p.title).head)
}

/// "занял пост директора", "покинул этот пост": the title under a noun of office, or the one that it points back at.
fn of_office<'a>(context: &'a Context, t: u32) -> Option<&'a Post> {
    let graph = context.graph;
    let office = graph.lexicon.is("office_words", graph.lemma(t)) || graph.lexicon.is("post_nouns", graph.lemma(t));
    let under = || graph.children(t).iter().find_map(|&c| context.referents.post_at(graph, c));
    office.then(|| under().or_else(|| crate::posts::same::title(graph, context.referents.posts(), t))).flatten()
}

/// A title in the instrumental that hangs near the verb, or in English right behind it or behind the person.
fn beside<'a>(context: &'a Context, hit: &Hit, leaves: bool) -> Option<&'a Post> {
    let graph = context.graph;
    let sentence = graph.sentence(hit.trigger);
    let fits = |p: &&Post| {
        let head = graph.mention(p.title).head;
        let over = p.phase == rapporteur_model::Phase::Former;
        if !sentence.contains(&head) || (!leaves && over) || (leaves && !graph.english()) {
            return false;
        }
        if graph.english() {
            let start = graph.range(p.title).start;
            let light = |t: u32| {
                // "relieved X of her duties as minister"
                let office = graph.lexicon.is("office_words", graph.lemma(t)) || graph.lexicon.is("post_nouns", graph.lemma(t));
                let glue = matches!(graph.lower(t), "of" | "as" | "from") || graph.lexicon.is("possessive", graph.lower(t));
                let class = matches!(graph.token(t).upos, Upos::Det | Upos::Adj);
                class || office || glue || graph.lexicon.is("acting", graph.lower(t)) || graph.form(t) == "its"
            };
            let last = (hit.trigger + 1..start).rev().find(|&t| !light(t) || graph.at(t, &[MentionKind::Person]).is_some());
            let after = last.is_none_or(|t| {
                graph.at(t, &[MentionKind::Person]).is_some_and(|m| {
                    (hit.trigger + 1..graph.range(m).start).all(|u| graph.lexicon.is("ranks", graph.lemma(u)) || graph.form(u) == ".")
                })
            });
            return start > hit.trigger && start < hit.trigger + 8 && after;
        }
        // "исполняющим обязанности директора назначен X"
        let under = std::iter::successors(graph.head(head), |&u| graph.head(u)).take(4).any(|u| u == hit.trigger);
        if p.phase == rapporteur_model::Phase::Acting && graph.case(head) == Some(Case::Gen) && under {
            return true;
        }
        let hangs = graph.token(head).head == Some(hit.trigger);
        let (a, b) = (head.min(hit.trigger), head.max(hit.trigger));
        let near = (a + 1..b).all(|t| !graph.is_verb(t) && !matches!(graph.form(t), "," | ";"));
        // "сменил X, который встречался с президентом Y": behind a preposition it is nothing that is given.
        (hangs || near) && graph.case(head) == Some(Case::Ins) && graph.preposition(head).is_none()
    };
    context.referents.posts().iter().find(fits)
}
