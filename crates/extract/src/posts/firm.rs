//! The firm of an officer whom a report names without it: "managing director X" in a report about one firm, "председатель
//! наблюдательного совета" of the bank named before. Silent where two firms could be meant.

use rapporteur_model::{MentionKind, Upos};

use super::{Post, context, nation, unit};
use crate::graph::Graph;
use crate::named;

/// Gives officers of firms, and members of boards, the firm that the words before speak of.
pub(super) fn by_ellipsis(graph: &Graph, posts: &mut [Post]) {
    // Whom the words beside a firm say to be its officer is no neighbour's colleague.
    let taken: Vec<(u32, u32)> = posts.iter().filter(|p| !p.persons.is_empty()).filter_map(|p| Some((p.title, p.place?))).collect();
    for post in posts.iter_mut().filter(|p| !p.persons.is_empty() && p.adjective.is_none()) {
        let board = unit::is_board(graph, post);
        // "the Guinean miner's CEO": somebody else's, whoever is meant.
        let start = graph.range(post.title).start;
        let owned = start.checked_sub(1).is_some_and(|t| matches!(graph.form(t), "'s" | "’s" | "'" | "’"));
        let bare = post.place.is_none() && post.house.is_none() && !owned && officer(graph, post);
        if !(board || bare) {
            continue;
        }
        let found = if board || strict(graph, post) { meant(graph, post) } else { main_house(graph, post) };
        let sentence = |t: u32| graph.analysis.sentence_of(graph.mention(t).head);
        let others = |&(title, firm): &(u32, u32)| title != post.title && Some(firm) == found && sentence(title) == sentence(post.title);
        let Some(firm) = found.filter(|_| board || !taken.iter().any(others)) else { continue };
        post.firm = Some(firm);
        if post.place.is_none() {
            post.place = Some(firm);
            post.rule = "post.firm";
        }
    }
}

fn officer(graph: &Graph, post: &Post) -> bool {
    strict(graph, post) || graph.range(post.title).any(|t| graph.lexicon.is("house_heads", graph.lemma(t)))
}

/// The house that the report is about: named at least three times and twice as often as any other.
fn main_house(graph: &Graph, post: &Post) -> Option<u32> {
    let all = graph.mentions_in(0..graph.len(), &[MentionKind::Organisation]);
    let state = |m: u32| graph.lexicon.is("state_houses", graph.lemma(graph.mention(m).head));
    let all: Vec<u32> = all.into_iter().filter(|&m| is_house(graph, m) && !state(m)).collect();
    let count = |m: u32| all.iter().filter(|&&o| same(graph, m, o)).count();
    let found = main_of(graph, &all)?;
    let second = all.iter().copied().filter(|&m| !same(graph, m, found)).map(count).max().unwrap_or(0);
    let before = all.iter().copied().rfind(|&m| same(graph, m, found) && graph.range(m).end <= graph.range(post.title).start);
    before.filter(|_| count(found) >= 3 && count(found) >= 2 * second)
}

/// Any organisation that has a name.
fn is_house(graph: &Graph, m: u32) -> bool {
    graph.range(m).any(|t| graph.form(t).chars().next().is_some_and(char::is_uppercase))
}

/// "гендиректор", "managing director", "chief financial officer": an office that firms have.
fn strict(graph: &Graph, post: &Post) -> bool {
    let range = graph.range(post.title);
    let word = |class: &str| range.clone().any(|t| graph.lexicon.is(class, graph.lemma(t)));
    let titles = graph.lexicon.is("firm_titles", graph.lemma(graph.mention(post.title).head));
    titles || (word("firm_posts") && word("firm_signs"))
}

/// The one firm of this sentence and the one before, else the one that the report names most.
fn meant(graph: &Graph, post: &Post) -> Option<u32> {
    let head = graph.mention(post.title).head;
    let sentence = graph.analysis.sentence_of(head);
    let from = graph.analysis.sentences.get(sentence.saturating_sub(1))?.tokens.start;
    let firms = |range: std::ops::Range<u32>| -> Vec<u32> {
        graph
            .mentions_in(range, &[MentionKind::Organisation])
            .into_iter()
            .filter(|&m| is_firm(graph, m) && Some(m) != post.place && !context::gone_to(graph, m))
            .collect()
    };
    let near = firms(from..head);
    let all = firms(0..head);
    let main = main_of(graph, &all);
    match near.first() {
        Some(&first) if near.iter().all(|&m| same(graph, m, first)) => {
            near.last().copied().filter(|&m| main.is_none_or(|main| same(graph, m, main)))
        }
        _ => main.filter(|&main| all.iter().any(|&m| same(graph, m, main) && one_item(graph, m, head)) || opens(graph, main)),
    }
}

/// How many lines may stand before the first paragraph of a report.
const HEAD: usize = 5;

/// The firm is named at the head of the report: it is what the report is about.
fn opens(graph: &Graph, main: u32) -> bool {
    let first = (0..=main).filter(|&m| graph.mention(m).kind == MentionKind::Organisation).find(|&m| same(graph, m, main));
    let before = graph.report.text.get(..first.map_or(0, |m| graph.mention(m).span.start())).unwrap_or_default();
    before.split('\n').filter(|line| !line.trim().is_empty()).count() <= HEAD
}

/// In one paragraph or in two that follow each other: items of a digest are about different firms.
fn one_item(graph: &Graph, m: u32, title: u32) -> bool {
    let between = graph.mention(m).span.end()..graph.token(title).span.start();
    let text = graph.report.text.get(between).unwrap_or_default();
    text.split('\n').filter(|line| !line.trim().is_empty()).count() <= 2
}

/// The firm named at least twice and more often than any other.
fn main_of(graph: &Graph, all: &[u32]) -> Option<u32> {
    let count = |m: u32| all.iter().filter(|&&o| same(graph, m, o)).count();
    let most = all.iter().copied().max_by_key(|&m| (count(m), std::cmp::Reverse(m)))?;
    let second = all.iter().copied().filter(|&m| !same(graph, m, most)).map(count).max().unwrap_or(0);
    (count(most) >= 2 && count(most) > second).then_some(most)
}

fn same(graph: &Graph, a: u32, b: u32) -> bool {
    nation::same_house(&graph.mention(a).name, &graph.mention(b).name)
}

/// A firm: by its noun, its quotes, or a name that no noun of houses is in.
fn is_firm(graph: &Graph, m: u32) -> bool {
    let head = graph.lemma(graph.mention(m).head).to_lowercase();
    if graph.lexicon.is("boards", &head) || graph.lexicon.is("inner_units", &head) {
        return false;
    }
    let range = graph.range(m);
    let quoted = range.clone().any(|t| matches!(graph.form(t), "«" | "\"" | "“"));
    let named = range.clone().any(|t| graph.form(t).chars().next().is_some_and(char::is_uppercase) || quoted);
    let noun = unit::house_noun(&head);
    let proper = !noun && range.into_iter().all(|t| graph.token(t).upos == Upos::Propn || !graph.form(t).chars().any(char::is_alphabetic));
    named
        && (graph.lexicon.is("enterprise", &head) && head != "фонд" || quoted || proper)
        && named::mention(graph, graph.mention(m).head, named::HOUSES) == Some(m)
}
