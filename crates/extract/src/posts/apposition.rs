//! A title beside a name: before it, or behind a comma, dash or bracket. Decides by order, case and number, not by the tree.

use rapporteur_model::{Case, MentionKind, Number, Upos, VerbForm};

use super::{HOLDERS, Post};
use crate::graph::Graph;

/// The person whose name follows the title, over its organisation, ranks and genitives.
pub(super) fn person_behind(graph: &Graph, post: &Post) -> Option<u32> {
    let range = graph.range(post.title);
    let sentence = graph.sentence(range.start);
    let mut at = post.place.map_or(range.end, |p| graph.range(p).end.max(range.end));
    let mut steps = 0;
    while sentence.contains(&at) && steps < 24 {
        if let Some(end) = bracket(graph, at) {
            at = end;
            continue;
        }
        if let Some(person) = graph.at(at, &[MentionKind::Person]) {
            return agrees(graph, graph.mention(post.title).head, person).then_some(person);
        }
        at = skip(graph, at, post)?;
        steps += 1;
    }
    None
}

/// One past a short bracket without names that opens here ("лидер группы (с 1984 года) Иванов").
pub(super) fn bracket(graph: &Graph, at: u32) -> Option<u32> {
    if graph.form(at) != "(" {
        return None;
    }
    let limit = graph.sentence(at).end.min(at + 10);
    let close = (at + 1..limit).find(|&t| graph.form(t) == ")")?;
    let named = (at + 1..close).any(|t| graph.at(t, &[MentionKind::Person, MentionKind::Post]).is_some());
    (!named).then_some(close + 1)
}

/// The token after what may stand between a title and its name; `None` where the link breaks.
fn skip(graph: &Graph, at: u32, post: &Post) -> Option<u32> {
    let case = graph.case(graph.mention(post.title).head);
    if let Some(m) = graph.at(at, &[MentionKind::Post])
        && m != post.title
    {
        // "глава пресс-службы президента Иванов": a title in the genitive under one that is not is a complement.
        let complement = graph.case(graph.mention(m).head) == Some(Case::Gen) && case.is_some_and(|c| c != Case::Gen) && !graph.english();
        return complement.then(|| graph.range(m).end);
    }
    if let Some(m) = graph.at(at, HOLDERS) {
        return Some(graph.range(m).end);
    }
    let token = graph.token(at);
    let genitive = matches!(token.feats.case, Some(Case::Gen | Case::Loc | Case::Dat))
        && matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb | Upos::Det);
    let rank = graph.lexicon.is("ranks", graph.lemma(at)) || graph.lexicon.is("owners", graph.lemma(at));
    let quote = matches!(graph.form(at), "«" | "»" | "\"" | "“" | "”" | "-" | ")" | "(");
    let glue =
        matches!(token.upos, Upos::Adp | Upos::Cconj) && !matches!(graph.form(at), "с" | "к" | "with" | "to") || token.upos == Upos::Num;
    let under = |t: u32| std::iter::successors(Some(t), |&u| graph.token(u).head).take(9).any(|u| u == graph.mention(post.title).head);
    let own = !graph.english() && graph.form(at) != "," && graph.token(at).feats.verb_form != Some(VerbForm::Fin) && under(at);
    // "председатель партии миллиардер Иванов": a common noun in the same case is said of the same person.
    let apposed = !graph.english() && token.upos == Upos::Noun && case.is_some() && token.feats.case == case;
    let word = (genitive || glue || apposed) && !graph.english() || (rank || quote) || own;
    let english = graph.english()
        && (matches!(token.upos, Upos::Det | Upos::Propn | Upos::Noun | Upos::Adj) || matches!(graph.form(at), "of" | "for" | ","));
    (word || (english && under(at))).then_some(at + 1)
}

/// A name and its title stand in one case where both show it.
fn agrees(graph: &Graph, title_head: u32, person: u32) -> bool {
    let head = graph.mention(person).head;
    let range = graph.range(person);
    let case = graph.case(title_head);
    let mut shown = range.filter_map(|t| graph.case(t)).peekable();
    // "исполняющий обязанности губернатора Иванов": the title stands in the genitive of the office.
    let under = (1..4).filter_map(|back| title_head.checked_sub(back)).any(|t| graph.lexicon.is("under", graph.lemma(t)));
    graph.english()
        || under
        || case.is_none()
        || shown.peek().is_none()
        || shown.any(|c| Some(c) == case)
        || (case == Some(Case::Nom) && nominative_by_form(graph, person))
        || graph.token(head).head == Some(title_head)
}

/// "Акош Вереш": a name whose last word ends in a consonant and that is its own normal form stands in the nominative, or does not
/// decline, whatever the tagger made of it.
fn nominative_by_form(graph: &Graph, person: u32) -> bool {
    let mention = graph.mention(person);
    let last = mention.name.chars().next_back();
    mention.name == mention.span.slice(&graph.report.text) && last.is_some_and(|c| c.is_alphabetic() && !"аеёиоуыэюяьй".contains(c))
}

/// The person before the title: "Name, title", "Name — title", "Name (title". The flag says that a dash or bracket stands between.
pub(super) fn person_before(graph: &Graph, post: &Post) -> Option<(u32, bool)> {
    let range = graph.range(post.title);
    let first = graph.sentence(range.start).start;
    let mut at = range.start.checked_sub(1)?;
    // Adjectives before the title that are no part of it, articles.
    while at > first
        && (matches!(graph.token(at).upos, Upos::Adj | Upos::Det | Upos::Adv)
            || (graph.token(at).upos == Upos::Cconj && graph.token(at - 1).upos == Upos::Adj)
            || graph.at(at, HOLDERS).is_some_and(|m| graph.range(m).end <= range.start && graph.english())
            || matches!(graph.form(at), "'s" | "’s"))
    {
        at -= 1;
    }
    if at <= first {
        return None;
    }
    let strong = matches!(graph.form(at), "—" | "–" | "-" | "(" | ":");
    if !(strong || graph.form(at) == ",") {
        return None;
    }
    let person = graph.at(at - 1, &[MentionKind::Person]).filter(|&m| graph.range(m).end == at)?;
    let plural = graph.token(graph.mention(post.title).head).feats.number == Some(Number::Plur) && !graph.english();
    let fits = agrees(graph, graph.mention(post.title).head, person) && !plural;
    let nominative = graph.case(graph.mention(post.title).head).is_none_or(|c| c == Case::Nom);
    (fits || (strong && nominative && !plural)).then_some((person, strong && !matches!(graph.form(at), ":")))
}

/// A plural title is held by everybody in the list of names that begins with `person`.
pub(super) fn together(graph: &Graph, post: &Post, person: u32) -> Vec<u32> {
    let head = graph.mention(post.title).head;
    if graph.token(head).feats.number != Some(Number::Plur) {
        return vec![person];
    }
    let mut all = vec![person];
    let limit = graph.sentence(head).end;
    let mut at = graph.range(person).end;
    while at + 1 < limit && (graph.token(at).upos == Upos::Cconj || graph.form(at) == ",") {
        let Some(next) = graph.at(at + 1, &[MentionKind::Person]) else { break };
        all.push(next);
        at = graph.range(next).end;
    }
    all
}
