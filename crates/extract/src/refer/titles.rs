//! Whether a title named alone can be one that somebody was given before. Compares words, decides nothing.

use rapporteur_model::{Deprel, MentionKind, Phase, Upos};

use crate::graph::Graph;
use crate::posts::Post;

/// The dictionary forms of a title's nouns.
pub fn words<'g>(graph: &'g Graph, post: &Post) -> impl Iterator<Item = &'g str> {
    let range = graph.range(post.title);
    range.filter(|&t| graph.is_nominal(t)).map(|t| graph.lemma(t))
}

/// A title of this head that no word makes a lower one.
pub fn plain(graph: &Graph, held: &Post, head: &str) -> bool {
    let lower = graph.range(held.title).any(|t| graph.lexicon.is("lowering", graph.lemma(t)));
    graph.lemma(graph.mention(held.title).head) == head && !lower
}

/// How well a title without a name ("the minister") fits one with a name, from 0 to 1; `None` if not.
pub fn fit(graph: &Graph, bare: &Post, held: &Post) -> Option<f32> {
    let head = |p: &Post| graph.lemma(graph.mention(p.title).head).to_owned();
    let (asked, own) = (head(bare), head(held));
    let has = |p: &Post, class: &str| graph.range(p.title).any(|t| graph.lexicon.is(class, graph.lemma(t)));
    let chief = graph.lexicon.is("chiefs", &asked);
    let stands = graph.lexicon.described_by(&asked).is_some_and(|nouns| nouns.contains(&own));
    let leads = chief && graph.lexicon.is("chiefs_of", &own) && !has(held, "lowering");
    if asked != own && !stands && !leads || !has(held, "highest") && has(bare, "highest") || has(bare, "lowering") && !has(held, "lowering")
    {
        return None;
    }
    if of_before(graph, bare) && !of_before(graph, held) || chief && !heads_such(graph, bare, held) {
        return None;
    }
    if let (Some(a), Some(b)) = (bare.place, held.place)
        && !shares_word(graph, a, b)
        && graph.mention(a).country.is_none_or(|c| Some(c) != graph.mention(b).country)
    {
        return None;
    }
    if let (Some(a), Some(b)) = (bare.nation(graph), held.nation(graph))
        && a != b
    {
        return None;
    }
    if !chief && !qualified(graph, bare, held) {
        return None;
    }
    // "the Secretary to the Treasury": rather one of whom that house is told.
    let unplaced = bare.place.is_some() && held.place.is_none();
    let lower = has(held, "lowering") && !has(bare, "lowering") || has(held, "highest") && !has(bare, "highest");
    Some(if unplaced { 0.5 } else { 1.0 } * if asked == own { 1.0 } else { 0.8 } * if lower { 0.4 } else { 1.0 })
}

/// "the late emir", «прежний министр»: somebody who held the title before.
pub fn of_before(graph: &Graph, post: &Post) -> bool {
    let range = graph.range(post.title);
    let first = graph.sentence(range.start).start.max(range.start.saturating_sub(2));
    let said = |t: u32| {
        let article = |u: u32| matches!(graph.token(u).upos, Upos::Adj | Upos::Adv | Upos::Propn) && graph.form(u) != ",";
        (t..range.start).all(article) && graph.lexicon.is("late", graph.lemma(t))
    };
    let inside = || range.clone().any(|t| graph.lexicon.is("late", graph.lemma(t)));
    post.phase == Phase::Former || (first..range.start).any(said) || inside()
}

/// "глава вьетнамского правительства", "the Government leader": what a title that only says "head" heads.
pub fn headed(graph: &Graph, post: &Post) -> Option<u32> {
    let head = graph.mention(post.title).head;
    let inside = graph.range(post.title).filter(|&t| t != head);
    let owner = |c: u32| graph.base(c) == Deprel::Nmod && (c > head || graph.token(c).deprel == Deprel::NmodPoss);
    let below = graph.children(head).iter().copied().filter(|&c| owner(c) || graph.base(c) == Deprel::Compound);
    inside.chain(below).find(|&t| graph.lexicon.led_by(graph.lemma(t)).is_some())
}

/// Of what a bare "head" is told to head, the one with the other title can be it: a governor heads a region, no director does.
fn heads_such(graph: &Graph, bare: &Post, held: &Post) -> bool {
    let Some((noun, words)) = headed(graph, bare).and_then(|noun| Some((noun, graph.lexicon.led_by(graph.lemma(noun))?))) else {
        return true;
    };
    // "глава Удмуртии" is the head of a region, "глава «Росатома»" that of a company.
    let land = graph.lexicon.is("territories", graph.lemma(noun));
    let kind = if land { MentionKind::Place } else { MentionKind::Organisation };
    let chief = graph.lexicon.is("chiefs", graph.lemma(graph.mention(held.title).head));
    if chief && held.place.is_some_and(|m| graph.mention(m).kind == kind) {
        return true;
    }
    let house = held.place.map(|m| graph.range(m)).unwrap_or_default();
    let below = graph.range(held.title).end..(graph.range(held.title).end + 2).min(graph.sentence(graph.mention(held.title).head).end);
    let common = below.filter(|&t| graph.token(t).upos == Upos::Noun && held.place.is_none());
    let mut said = graph.range(held.title).chain(house).chain(common).map(|t| (graph.lower(t), graph.lemma(t)));
    said.any(|(form, lemma)| words.iter().any(|w| form.starts_with(w.as_str()) || lemma.starts_with(w.as_str())))
}

/// "the foreign minister": what else the bare title says, the other's title or house says too.
fn qualified(graph: &Graph, bare: &Post, held: &Post) -> bool {
    let head = graph.mention(bare.title).head;
    let content = |t: &u32| {
        let class = ["lowering", "highest", "former", "acting"].iter().any(|c| graph.lexicon.is(c, graph.lemma(*t)));
        *t != head && !class && matches!(graph.token(*t).upos, Upos::Noun | Upos::Adj | Upos::Propn) && graph.form(*t).chars().count() > 3
    };
    let asked: Vec<u32> = graph.range(bare.title).filter(content).collect();
    let house = held.place.map(|m| graph.range(m)).unwrap_or_default();
    let said: Vec<u32> = graph.range(held.title).chain(house).collect();
    let like = |a: u32, b: u32| {
        let stem = |t: u32| graph.lower(t).chars().take(5).collect::<String>();
        stem(a) == stem(b)
    };
    asked.is_empty() || asked.iter().any(|&a| said.iter().any(|&b| like(a, b)))
}

fn shares_word(graph: &Graph, a: u32, b: u32) -> bool {
    graph.range(a).any(|t| graph.is_nominal(t) && graph.range(b).any(|u| graph.lemma(u) == graph.lemma(t)))
}
