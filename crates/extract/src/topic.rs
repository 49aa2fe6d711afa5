//! Which organisation a pronoun or a common noun means: the one that it names again, the one that was called so, else the one that the
//! sentence, or one of the sentences before, is about. Asks the graph alone; knows no kind of claim.

use rapporteur_model::{Deprel, Gender, MentionKind, Number, Upos};

use crate::graph::Graph;
use crate::named;

/// How many sentences back the topic may have been named.
const REACH: usize = 4;

/// The mention of these kinds that "агентство", "the terminal", "холдинг", "it", "это предприятие" at a token means.
pub fn meant(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Option<u32> {
    by_word(graph, t, kinds).or_else(|| spoken_of(graph, t, kinds, REACH))
}

/// The same without what names were only described as.
pub fn named_by(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Option<u32> {
    again(graph, t, kinds).or_else(|| spoken_of(graph, t, kinds, REACH))
}

/// The name that a common noun stands beside ("X, a firm controlled by"), that has it for a part, or that was given with it.
pub fn by_word(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Option<u32> {
    let noun = graph.token(t).upos == Upos::Noun;
    let beside = graph.head(t).filter(|_| noun && graph.base(t) == Deprel::Appos).and_then(|h| named::mention(graph, h, kinds));
    let described = || candidates(graph, 0..t, kinds).into_iter().rfind(|&m| noun && called(graph, m, graph.lemma(t)));
    beside.or_else(|| again(graph, t, kinds)).or_else(described)
}

/// The last mention before a noun that has it in its name.
fn again(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Option<u32> {
    let word = graph.lower(t);
    // "льнокомбинат «X»", then "комбинат".
    let compound = |u: u32| !graph.english() && graph.lemma(t).chars().count() > 4 && graph.lemma(u).ends_with(graph.lemma(t));
    let holds = |m: &u32| graph.range(*m).any(|u| graph.lower(u) == word || graph.lemma(u) == graph.lemma(t) || compound(u));
    let noun = matches!(graph.token(t).upos, Upos::Noun | Upos::Propn);
    candidates(graph, 0..t, kinds).into_iter().rfind(holds).filter(|_| noun)
}

fn spoken_of(graph: &Graph, t: u32, kinds: &[MentionKind], reach: usize) -> Option<u32> {
    let word = matches!(graph.token(t).upos, Upos::Noun | Upos::Propn | Upos::Pron);
    graph.lexicon.is("enterprise", graph.lemma(t)).then(|| within(graph, t, kinds, reach)).flatten().filter(|_| word)
}

/// "дорожно-строительный холдинг «Камавтодор»", "Bengal Castings, a maker of bogies": the name was given with this noun.
fn called(graph: &Graph, m: u32, lemma: &str) -> bool {
    let (head, start) = (graph.mention(m).head, graph.range(m).start);
    // "заседание Совета" does not say what the Council is; "банк «Заря»" and "банк Kite" do.
    let undeclined = matches!(graph.form(start), "«" | "\"" | "“") || graph.form(start).is_ascii();
    let noun = |u: u32| graph.lemma(u) == lemma && graph.token(u).upos == Upos::Noun;
    let apposed = |u: u32| matches!(graph.base(u), Deprel::Appos | Deprel::Flat);
    let over = graph.head(head).filter(|_| apposed(head)).is_some_and(noun);
    let below = graph.children(head).iter().any(|&c| apposed(c) && noun(c));
    over || below || start.checked_sub(1).filter(|_| undeclined).is_some_and(noun)
}

/// The organisation that the words at a token speak of further: the subject of the clauses over it, else of a sentence before.
pub fn of(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Option<u32> {
    within(graph, t, kinds, REACH)
}

fn within(graph: &Graph, t: u32, kinds: &[MentionKind], reach: usize) -> Option<u32> {
    let over = above(graph, t).into_iter().find_map(|s| named_at(graph, s, kinds));
    over.filter(|&m| agree(graph, m, t)).or_else(|| told(graph, t, kinds)).or_else(|| before(graph, t, kinds, reach))
}

/// "X said on Tuesday it had won": the subject of another clause before, wherever the parser hung the two.
fn told(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Option<u32> {
    let pronoun = graph.token(t).upos == Upos::Pron && graph.base(t) == Deprel::Nsubj;
    let other = |&m: &u32| is_subject(graph, m) && graph.clause(graph.mention(m).head) != graph.clause(t) && agree(graph, m, t);
    let verb = |m: &u32| (graph.range(*m).end..t).any(|u| graph.is_verb(u) && !graph.is_participle(u));
    let start = graph.sentence(t).start;
    let found = candidates(graph, start..t, kinds).into_iter();
    found.filter(|m| pronoun && graph.english() && verb(m)).find(other)
}

/// The subjects that stand before a token in the clauses over it; the subject of its own clause for a possessive outside of it.
fn above(graph: &Graph, t: u32) -> Vec<u32> {
    let weak = !graph.english() && matches!(graph.base(t), Deprel::Det | Deprel::Nmod);
    let possessive = graph.token(t).deprel == Deprel::NmodPoss || weak;
    let own = graph.clause(t);
    let mut found = Vec::new();
    // "X and its subsidiary": the first of those joined.
    let noun = graph.head(t).filter(|_| possessive);
    found.extend(noun.filter(|&n| graph.base(n) == Deprel::Conj).and_then(|n| graph.head(n)).filter(|&n| n < t));
    let mut verb = own;
    for depth in 0..4 {
        if depth > 0 || possessive {
            let subject = |&c: &u32| graph.base(c) == Deprel::Nsubj && graph.subtree(c).end <= t;
            found.extend(graph.children(verb).iter().copied().filter(subject));
        }
        let Some(head) = graph.head(verb) else { break };
        verb = graph.clause(head);
    }
    found
}

/// The subject of the nearest sentence before that has an organisation for one, or what its subject means, else the last one named before.
fn before(graph: &Graph, t: u32, kinds: &[MentionKind], reach: usize) -> Option<u32> {
    let start = graph.sentence(t).start;
    let all: Vec<u32> = candidates(graph, 0..start, kinds).into_iter().filter(|&m| !is_source(graph, m)).collect();
    let mut end = start;
    for _ in 0..reach {
        let Some(range) = end.checked_sub(1).map(|last| graph.sentence(last)) else { break };
        let subject = |&&m: &&u32| range.contains(&graph.mention(m).head) && is_subject(graph, m) && agree(graph, m, t);
        let subject = all.iter().find(subject).copied();
        let pointing = range.clone().find(|&u| graph.base(u) == Deprel::Nsubj && refers(graph, u));
        if let Some(u) = pointing.filter(|&u| subject.is_none_or(|m| u < graph.mention(m).head)) {
            return by_word(graph, u, kinds).or_else(|| spoken_of(graph, u, kinds, reach - 1));
        }
        if subject.is_some() {
            return subject;
        }
        let fit: Vec<u32> = all.iter().copied().filter(|&m| range.contains(&graph.mention(m).head) && agree(graph, m, t)).collect();
        let inside = last_named(graph, &fit);
        if inside.is_some() {
            return inside;
        }
        end = range.start;
    }
    all.last().copied()
}

/// "toured the Seed Institute, subordinate to the Ministry": the last of these mentions that does not only tell more of another.
pub fn last_named(graph: &Graph, mentions: &[u32]) -> Option<u32> {
    let below = |m: u32| {
        let mut over = std::iter::successors(graph.head(graph.mention(m).head), |&u| graph.head(u)).take(8);
        over.any(|u| mentions.iter().any(|&o| o != m && graph.range(o).contains(&u)))
    };
    mentions.iter().copied().rfind(|&m| !below(m)).or_else(|| mentions.last().copied())
}

/// "(Himal Newsroom) -", "ИНТЕРФАКС - …", "(Adds comment from CFO)": what stands in brackets or before a dash at the beginning tells who
/// reports.
pub fn is_source(graph: &Graph, m: u32) -> bool {
    let range = graph.range(m);
    let next = |form: &[&str]| range.end < graph.len() && form.contains(&graph.form(range.end));
    let first = graph.sentence(range.start).start;
    let opened = range.start.checked_sub(1).is_some_and(|u| graph.form(u) == "(") && next(&[")"]);
    let alone = next(&["-", "–", "—"]) && (first..range.start).all(|u| !graph.is_verb(u));
    first + 12 > range.start && (opened || alone && (range.start == first || graph.report.dateline.is_some() && first < 40))
}

fn is_subject(graph: &Graph, m: u32) -> bool {
    let head = graph.mention(m).head;
    let inside = |&u: &u32| matches!(graph.base(u), Deprel::Appos | Deprel::Flat);
    graph.base(head) == Deprel::Nsubj
        || graph.head(head).is_some_and(|h| inside(&head) && graph.base(h) == Deprel::Nsubj && graph.covering(h).is_empty())
}

/// A pronoun or a common noun that stands for an organisation.
fn refers(graph: &Graph, u: u32) -> bool {
    graph.lexicon.is("enterprise", graph.lemma(u)) && graph.covering(u).is_empty()
}

fn named_at(graph: &Graph, s: u32, kinds: &[MentionKind]) -> Option<u32> {
    let apposed = || graph.children(s).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Appos | Deprel::Flat));
    named::mention(graph, s, kinds).or_else(|| apposed().find_map(|c| named::mention(graph, c, kinds)))
}

/// A Russian pronoun has the gender of the noun that the name was given with, where the name shows one; none stands for several.
fn agree(graph: &Graph, m: u32, t: u32) -> bool {
    if graph.english() || graph.token(t).upos != Upos::Pron {
        return true;
    }
    let first = graph.range(m).find(|&u| graph.token(u).upos == Upos::Noun && graph.form(u).chars().next().is_some_and(char::is_lowercase));
    let plural = graph.token(t).feats.number == Some(Number::Plur);
    let gender = |u: u32| graph.token(u).feats.gender;
    let differ = |a: Gender, b: Gender| a != b && (a == Gender::Fem || b == Gender::Fem);
    !plural && first.and_then(gender).zip(gender(t)).is_none_or(|(a, b)| !differ(a, b))
}

/// Mentions of these kinds; where organisations are asked for, also names that were taken for places and are none.
fn candidates(graph: &Graph, range: std::ops::Range<u32>, kinds: &[MentionKind]) -> Vec<u32> {
    let houses = kinds.contains(&MentionKind::Organisation);
    let mut all: Vec<MentionKind> = kinds.to_vec();
    if houses && !kinds.contains(&MentionKind::Place) {
        all.push(MentionKind::Place);
    }
    let found = graph.mentions_in(range, &all).into_iter();
    found.filter(|&m| kinds.contains(&graph.mention(m).kind) || named::unknown_place(graph, m)).collect()
}
