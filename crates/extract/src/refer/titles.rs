//! Whether a title named alone can be one that somebody was given before. Compares words, decides nothing.

use rapporteur_model::Upos;

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
