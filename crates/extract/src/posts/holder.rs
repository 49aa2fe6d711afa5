//! Whose post it is: the organisation or place that a title's own phrase names. Looks only at words beside the title.

use rapporteur_model::{Case, Deprel, MentionKind, Upos};

use super::{HOLDERS, apposition};
use crate::graph::Graph;

/// The organisation or place whose post it is: the mention that begins where the title ends, a preposition allowed between.
pub(super) fn holder(graph: &Graph, end: u32, head: u32) -> Option<u32> {
    let sentence = graph.sentence(head);
    let mut at = end;
    if !sentence.contains(&at) {
        return None;
    }
    if let Some(close) = apposition::bracket(graph, at).filter(|close| graph.english() && sentence.contains(close)) {
        at = close;
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
        // "посол Беларуси": the genitive of such names looks like two other cases.
        let alike = matches!(case, Some(Case::Dat | Case::Loc)) && graph.lower(graph.mention(found).head).ends_with('и');
        return case.is_none_or(|c| c == Case::Gen || alike || instrumental || !declines(graph, found)).then_some(found);
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
    if let Some(found) = over_participle(graph, at) {
        return Some(found);
    }
    // "губернатор провинции Пенджаб": the name of a locality stands in the nominative.
    if graph.lexicon.is("localities", graph.lemma(at)) && graph.case(at) == Some(Case::Gen) && sentence.contains(&(at + 1)) {
        let named = starting(graph, at + 1).filter(|&m| graph.mention(m).kind == MentionKind::Place);
        return starting(graph, at).or(named);
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

/// "лидер запрещённой в стране партии «Заря»": over a participle with its words to the organisation that it describes.
fn over_participle(graph: &Graph, at: u32) -> Option<u32> {
    let genitive = |t: u32| graph.case(t) == Some(Case::Gen);
    let noun = graph.head(at).filter(|&h| h > at + 1 && h < at + 9 && graph.token(at).upos != Upos::Punct)?;
    let describes = graph.base(at) == Deprel::Amod || graph.base(at) == Deprel::Acl;
    let plain = (at..noun)
        .all(|t| !matches!(graph.form(t), "," | "." | ";" | "(" | ")") && graph.at(t, &[MentionKind::Person, MentionKind::Post]).is_none());
    let found = graph.at(noun, &[MentionKind::Organisation, MentionKind::Body])?;
    (genitive(at) && genitive(noun) && describes && plain && graph.mention(found).head == noun).then_some(found)
}

/// "India's ambassador in Budapest": the place behind the title is where the post is, not whose.
pub(super) fn is_abroad(graph: &Graph, end: u32) -> bool {
    graph.english() && end + 1 < graph.len() && matches!(graph.form(end), "in" | "to") && graph.at(end + 1, &[MentionKind::Place]).is_some()
}

/// "Ann Bell, Director, Port Authority": the organisation that follows a title behind a comma, and is followed by a mark or the end.
pub(super) fn behind_comma(graph: &Graph, title: u32) -> Option<u32> {
    let end = graph.range(title).end;
    let sentence = graph.sentence(graph.mention(title).head);
    if !graph.english() || !sentence.contains(&(end + 1)) || graph.form(end) != "," {
        return None;
    }
    let first = if graph.token(end + 1).upos == Upos::Det { end + 2 } else { end + 1 };
    let house = starting(graph, first).filter(|&m| matches!(graph.mention(m).kind, MentionKind::Organisation | MentionKind::Body))?;
    let next = graph.range(house).end;
    let closed = !sentence.contains(&next) || graph.token(next).upos == Upos::Punct || graph.token(next).upos == Upos::Cconj;
    closed.then_some(house)
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
    // "Japan's new envoy"
    let first = graph.sentence(start).start;
    let mark = |t: u32| matches!(graph.form(t), "'s" | "’s" | "'" | "’");
    let plain = |t: u32| matches!(graph.token(t).upos, Upos::Adj | Upos::Adv) && graph.covering(t).is_empty();
    let owned = (first..start).rev().take(3).find(|&t| !plain(t)).filter(|&t| mark(t));
    if let Some(mark) = owned {
        before = mark.checked_sub(1)?;
    }
    graph.at(before, HOLDERS).filter(|&m| graph.range(m).end == before + 1)
}

/// The adjective before a title that states its country (analysis has read the country off it).
pub(super) fn adjective(graph: &Graph, start: u32) -> Option<u32> {
    let before = start.checked_sub(1).filter(|&t| graph.sentence(start).contains(&t))?;
    (graph.token(before).upos == Upos::Adj).then_some(before)
}
