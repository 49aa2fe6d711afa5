//! A title that a verb gives to a person: copulas, verbs of appointing and of leading. Asks the tree.

use rapporteur_model::{Aspect, Case, Deprel, MentionKind, Number, Phase, Tense, VerbForm};

use super::Post;
use crate::frame;
use crate::graph::Graph;
use crate::refer;

/// Who holds a title that stands in a predicate, with the word that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Predicate {
    pub person: u32,
    /// The verb or noun that gives the title: its modality is the post's.
    pub word: u32,
}

/// "X является директором", "назначен министром", "X was elected president", "X на посту министра", "назначение X послом": the title
/// climbs to the word that gives it, and the person is that word's subject or, for words of appointing, its object.
pub(super) fn predicate(graph: &Graph, posts: &[Post], post: &Post) -> Option<Predicate> {
    let mut at = graph.mention(post.title).head;
    let mut through_post = false;
    if let Some(found) = turned(graph, at) {
        return Some(found);
    }
    for _ in 0..5 {
        if is_predicate(graph, at) {
            let person = subject(graph, posts, at)?;
            return Some(Predicate { person, word: at });
        }
        let parent = graph.token(at).head?;
        let noun = graph.is_nominal(parent);
        if noun && graph.lexicon.is("post_nouns", graph.lemma(parent)) {
            through_post = true;
        } else if noun && graph.lexicon.is("appointing_nouns", graph.lemma(parent)) {
            let given = through_post || graph.case(at) == Some(Case::Ins) || graph.preposition(at).is_some();
            return given.then(|| patient_of_noun(graph, posts, parent).or_else(|| around_noun(graph, posts, parent))).flatten();
        } else if graph.is_verb(parent) || graph.token(parent).feats.short {
            return by_verb(graph, posts, at, parent, through_post);
        } else if parent < at && graph.form(parent).chars().count() <= 2 && graph.form(at - 1) == "." {
            // "назначен и. о. министра": letters of an abbreviation stand over the title.
        } else if graph.base(at) != Deprel::Conj && !(graph.english() && graph.base(at) == Deprel::Nmod) {
            return None;
        }
        at = parent;
    }
    None
}

/// "Morocco's new trade minister is X": the title is what the name is said of.
fn turned(graph: &Graph, title: u32) -> Option<Predicate> {
    // "Speakers at the opening were X and Y": what several were there.
    let one = graph.token(title).feats.number != Some(Number::Plur);
    let name = graph.head(title).filter(|&h| one && h > title && graph.base(title) == Deprel::Nsubj && graph.has_copula(h))?;
    let person = graph.at(name, &[MentionKind::Person]).filter(|&m| graph.mention(m).head == name)?;
    Some(Predicate { person, word: name })
}

/// What the word that gives a title says of its time: "был", "работал", "снят" give a former post.
pub(super) fn phase(graph: &Graph, word: u32, stated: Phase) -> Phase {
    let feats = graph.token(word).feats;
    let copula = || graph.children(word).iter().copied().find(|&c| graph.base(c) == Deprel::Cop);
    let past = feats.tense == Some(Tense::Past) && feats.aspect == Some(Aspect::Imp) && feats.verb_form == Some(VerbForm::Fin)
        || copula().is_some_and(|c| graph.token(c).feats.tense == Some(Tense::Past) && graph.lower(c) != "been");
    if stated == Phase::Current && graph.lexicon.is("acting", graph.lemma(word)) {
        return Phase::Acting;
    }
    if stated == Phase::Current && (past || earlier(graph, word) || graph.lexicon.is("vacating", graph.lemma(word))) {
        Phase::Former
    } else {
        stated
    }
}

/// "ранее возглавлявший", "до этого занимавший", "who previously headed": the time of the verb lies before that of the report.
pub(super) fn earlier(graph: &Graph, word: u32) -> bool {
    let start = graph.sentence(word).start;
    let adverb = |&c: &u32| graph.lexicon.is("before_now", graph.lower(c));
    let before = |&c: &u32| {
        graph.lexicon.is("earlier_than", graph.lemma(c)) && graph.preposition(c).is_some_and(|p| graph.lexicon.is("before_it", &p))
    };
    let own = graph.children(word).iter().any(|c| adverb(c) || before(c));
    own || word.checked_sub(1).is_some_and(|t| t >= start && (adverb(&t) || before(&t)))
}

/// A noun that says what its subject is: it has a copula or a subject of its own.
fn is_predicate(graph: &Graph, t: u32) -> bool {
    graph.is_nominal(t) && graph.children(t).iter().any(|&c| matches!(graph.base(c), Deprel::Cop | Deprel::Nsubj))
}

fn by_verb(graph: &Graph, posts: &[Post], at: u32, verb: u32, through_post: bool) -> Option<Predicate> {
    let lemma = graph.lemma(verb);
    let case = graph.case(at);
    let subject_of_title = matches!(graph.base(at), Deprel::Nsubj) && !graph.is_passive(verb);
    let as_title = graph.preposition(at).is_some_and(|p| graph.lexicon.is("in_office", &p));
    let predicative = graph.english() || case.is_none_or(|c| c == Case::Ins) || through_post || as_title;
    // "уволен мэром": who dismisses is in the instrumental.
    let agent = !graph.english() && !through_post && !as_title && case == Some(Case::Ins) && graph.lexicon.is("leaving", lemma);
    if !predicative || agent || (subject_of_title && (!graph.english() || at < verb)) {
        return None;
    }
    let person = if graph.lexicon.is("appointing", lemma) {
        let named = frame::objects(graph, verb).into_iter().filter(|&o| o != at).find_map(|o| person_at(graph, posts, o)).or_else(|| {
            let one = |&c: &u32| c != at && graph.token(c).deprel == Deprel::NsubjPass;
            graph.children(verb).iter().filter(|c| one(c)).find_map(|&c| person_at(graph, posts, c))
        });
        named.or_else(|| named_behind(graph, verb))?
    } else if through_post || as_title || graph.lexicon.is("copulas", lemma) {
        subject(graph, posts, verb)?
    } else {
        return None;
    };
    Some(Predicate { person, word: verb })
}

/// "назначение Иванова министром": the genitive of a noun of appointing.
fn patient_of_noun(graph: &Graph, posts: &[Post], noun: u32) -> Option<Predicate> {
    let whose = |&c: &u32| matches!(graph.base(c), Deprel::Nmod) && graph.preposition(c).is_none_or(|p| p == "of");
    let person = graph.children(noun).iter().copied().filter(whose).find_map(|c| person_at(graph, posts, c))?;
    Some(Predicate { person, word: noun })
}

/// "заявил об уходе с поста", "поздравил Иванова с избранием": the object, else the subject, of the verb over the noun.
fn around_noun(graph: &Graph, posts: &[Post], noun: u32) -> Option<Predicate> {
    let verb = graph.token(noun).head.filter(|&h| graph.is_verb(h) && graph.base(noun) != Deprel::Nsubj)?;
    let object = frame::objects(graph, verb).into_iter().filter(|&o| o != noun).find_map(|o| person_at(graph, posts, o));
    let person = object.or_else(|| subject(graph, posts, verb))?;
    Some(Predicate { person, word: noun })
}

/// The first name behind a verb of appointing, in the case of what it governs, where the tree hung it elsewhere.
fn named_behind(graph: &Graph, verb: u32) -> Option<u32> {
    let passive = graph.is_passive(verb) || graph.token(verb).feats.short;
    let wanted: &[Case] = if passive { &[Case::Nom] } else { &[Case::Acc, Case::Gen] };
    let end = (verb + 1..graph.sentence(verb).end).find(|&t| graph.is_verb(t) && graph.token(t).feats.verb_form == Some(VerbForm::Fin));
    let range = verb + 1..end.unwrap_or(graph.sentence(verb).end);
    let fits = |m: &u32| graph.case(graph.mention(*m).head).is_some_and(|c| wanted.contains(&c));
    graph.mentions_in(range, &[MentionKind::Person]).into_iter().find(fits).filter(|_| !graph.english())
}

/// The person that a predicate is said of: its subject, the head of its participle or relative clause, else the subject of the clause
/// that this one goes on from.
fn subject(graph: &Graph, posts: &[Post], word: u32) -> Option<u32> {
    let mut at = word;
    for _ in 0..4 {
        let own: Vec<u32> = graph.children(at).iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj).collect();
        if !own.is_empty() {
            return own.into_iter().find_map(|s| person_at(graph, posts, s));
        }
        let parent = graph.token(at).head?;
        match graph.base(at) {
            Deprel::Acl | Deprel::Amod => {
                let found = before_participle(graph, at).or_else(|| person_at(graph, posts, parent));
                let above = || std::iter::successors(Some(parent), |&u| graph.head(u)).take(4).find(|&u| graph.is_verb(u));
                match above().filter(|_| found.is_none() && super::same::house_before(graph, word).is_some()) {
                    Some(verb) => at = verb,
                    None => return found,
                }
                continue;
            }
            Deprel::Conj | Deprel::Xcomp | Deprel::Advcl | Deprel::Parataxis => at = parent,
            _ => return None,
        }
    }
    None
}

/// "…, и Анна Белова, с января занимающая пост …": the name that ends at the comma before a participle's clause.
fn before_participle(graph: &Graph, verb: u32) -> Option<u32> {
    let first = graph.sentence(verb).start;
    let comma = (first.max(verb.saturating_sub(6))..verb).rev().find(|&t| graph.form(t) == ",").filter(|_| graph.is_participle(verb))?;
    let m = graph.at(comma.checked_sub(1)?, &[MentionKind::Person]).filter(|&m| graph.range(m).end == comma)?;
    let same = graph.range(m).any(|t| graph.case(t) == graph.token(verb).feats.case);
    (!graph.english() && same).then_some(m)
}

/// The person whom a token stands for: a name, a name in apposition, the holder of a title, the antecedent of "который", a pronoun's.
pub(super) fn person_at(graph: &Graph, posts: &[Post], t: u32) -> Option<u32> {
    person_of(graph, t).or_else(|| titled(graph, posts, t)).or_else(|| {
        let lemma = graph.lemma(t);
        if graph.lexicon.is("relative", lemma) {
            let clause = std::iter::successors(Some(t), |&u| graph.token(u).head).take(6).find(|&u| graph.base(u) == Deprel::Acl)?;
            let head = graph.token(clause).head?;
            return person_of(graph, head).or_else(|| titled(graph, posts, head));
        }
        let singular = graph.token(t).feats.number != Some(Number::Plur);
        (graph.lexicon.is("third", lemma) && singular).then(|| refer::person_before(graph, t)).flatten()
    })
}

/// The person that a title is in apposition to, or that is in apposition to it, by the tree alone and in the same case.
pub(super) fn by_tree(graph: &Graph, post: &Post) -> Option<u32> {
    let head = graph.mention(post.title).head;
    let over = graph.token(head).head.filter(|_| graph.base(head) == Deprel::Appos).into_iter();
    let under = graph.children(head).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Appos | Deprel::Flat));
    let same = |m: &u32| graph.case(head).is_some() && graph.range(*m).any(|t| graph.case(t) == graph.case(head));
    over.chain(under).find_map(|t| graph.at(t, &[MentionKind::Person]).filter(same))
}

pub(super) fn person_of(graph: &Graph, t: u32) -> Option<u32> {
    graph.at(t, &[MentionKind::Person]).or_else(|| {
        let apposed = |t: u32| graph.children(t).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Appos | Deprel::Flat));
        apposed(t)
            .find_map(|c| graph.at(c, &[MentionKind::Person]).or_else(|| apposed(c).find_map(|d| graph.at(d, &[MentionKind::Person]))))
    })
}

fn titled(graph: &Graph, posts: &[Post], t: u32) -> Option<u32> {
    let title = graph.at(t, &[MentionKind::Post])?;
    posts.iter().find(|p| p.title == title)?.persons.first().copied()
}
