//! Whose post it is: the organisation or place that a title's own phrase names. Looks only at words beside the title.

use rapporteur_model::{Case, Upos};

use super::HOLDERS;
use crate::graph::Graph;

/// The organisation or place whose post it is: the mention that begins where the title ends, a preposition allowed between.
pub(super) fn holder(graph: &Graph, end: u32, head: u32) -> Option<u32> {
    let sentence = graph.sentence(head);
    let mut at = end;
    if !sentence.contains(&at) {
        return None;
    }
    let form = graph.form(at).to_lowercase();
    if graph.english() {
        if !matches!(form.as_str(), "of" | "at" | "for" | "in" | "to" | "with" | "from") {
            return None;
        }
        at += 1;
        while sentence.contains(&at) && graph.token(at).upos == Upos::Det {
            at += 1;
        }
        return starting(graph, at).filter(|_| sentence.contains(&at));
    }
    if let Some(found) = starting(graph, at) {
        let case = graph.case(graph.mention(found).head);
        // "управляющий компанией": nouns made of participles govern the instrumental.
        let instrumental = graph.lemma(head).ends_with("щий") && case == Some(Case::Ins);
        return case.is_none_or(|c| c == Case::Gen || instrumental || !declines(graph, found)).then_some(found);
    }
    if matches!(form.as_str(), "в" | "во" | "при" | "по" | "на" | "от" | "из" | "«" | "\"") && sentence.contains(&(at + 1)) {
        return starting(graph, at + 1);
    }
    // "фотограф независимого еженедельника «Север»": an adjective that is no part of the name.
    let praise = |t: u32| graph.token(t).upos == Upos::Adj && graph.case(t) == Some(Case::Gen) && graph.covering(t).is_empty();
    if praise(at)
        && sentence.contains(&(at + 1))
        && let Some(found) = starting(graph, at + 1)
    {
        return (graph.case(graph.mention(found).head) == Some(Case::Gen)).then_some(found);
    }
    // "руководитель балета Большого театра": one genitive noun between.
    let noun = |t: u32| sentence.contains(&t) && graph.is_nominal(t) && graph.case(t) == Some(Case::Gen) && graph.covering(t).is_empty();
    let next = if noun(at) { at + 1 } else { at + 2 };
    let between = noun(at) || (graph.token(at).upos == Upos::Adj && graph.case(at) == Some(Case::Gen) && noun(at + 1));
    if between && sentence.contains(&next) {
        return starting(graph, next).filter(|&m| graph.case(graph.mention(m).head).is_none_or(|c| c == Case::Gen) || !declines(graph, m));
    }
    None
}

/// Names in capitals or other letters do not show their case.
fn declines(graph: &Graph, mention: u32) -> bool {
    let head = graph.mention(mention).head;
    let form = graph.form(head);
    form.chars().any(char::is_lowercase) && !form.is_ascii()
}

/// The longest holder that begins at this token.
pub(super) fn starting(graph: &Graph, at: u32) -> Option<u32> {
    graph.at(at, HOLDERS).filter(|&m| graph.range(m).start == at)
}

/// "SAMI Minister", "Indian Foreign Minister", "Russia's prime minister", and in Russian only an adjective's place.
pub(super) fn holder_before(graph: &Graph, start: u32) -> Option<u32> {
    let mut before = start.checked_sub(1).filter(|&t| graph.sentence(start).contains(&t))?;
    if !graph.english() {
        return None;
    }
    if matches!(graph.form(before), "'s" | "’s" | "'" | "’") {
        before = before.checked_sub(1)?;
    }
    graph.at(before, HOLDERS).filter(|&m| graph.range(m).end == before + 1)
}

/// The adjective before a title that states its country (analysis has read the country off it).
pub(super) fn adjective(graph: &Graph, start: u32) -> Option<u32> {
    let before = start.checked_sub(1).filter(|&t| graph.sentence(start).contains(&t))?;
    (graph.token(before).upos == Upos::Adj).then_some(before)
}
