//! Parts of a whole by a noun: "дочернее предприятие Y", "a subsidiary of Y", "завод в составе Y", "X is under Y".

use rapporteur_model::{Case, Claim, Deprel, MentionKind, Role, Upos, Value};

use super::{beside, claim};
use crate::graph::Graph;
use crate::named::{self, HOUSES, Named};
use crate::topic;

/// Rule of a phrase inside a clause that may say more of the same organisation.
pub const INSIDE: &str = "structure.inside";

/// Claims at nouns of parts and at phrases of belonging.
pub fn claims(graph: &Graph) -> Vec<Claim> {
    let nouns = (0..graph.len()).filter(|&t| is_unit(graph, t)).flat_map(|t| by_noun(graph, t));
    let phrases = (0..graph.len()).filter_map(|t| inside(graph, t).or_else(|| under(graph, t)));
    nouns.chain(phrases).collect()
}

/// "филиал", "subsidiary"; "предприятие" only when an adjective makes it one.
fn is_unit(graph: &Graph, t: u32) -> bool {
    let adjective = || graph.children(t).iter().any(|&c| graph.lexicon.is("daughter", graph.lemma(c)));
    let firm = graph.lexicon.is("enterprise", graph.lemma(t)) || graph.lexicon.is("composition", graph.lemma(t));
    graph.token(t).upos == Upos::Noun && (graph.lexicon.is("units", graph.lemma(t)) || (firm && adjective()) || is_parent(graph, t))
}

/// "материнская компания X", "X's parent", "the parent company of X": the noun names the whole, its complement the part.
fn is_parent(graph: &Graph, t: u32) -> bool {
    let marked = || graph.children(t).iter().any(|&c| graph.lexicon.is("parents", graph.lemma(c)));
    graph.token(t).upos == Upos::Noun
        && ((graph.english() && graph.lexicon.is("parents", graph.lemma(t)) && graph.base(t) != Deprel::Compound)
            || (graph.lexicon.is("enterprise", graph.lemma(t)) && marked()))
}

fn by_noun(graph: &Graph, t: u32) -> Vec<Claim> {
    let found =
        beside::dashed(graph, t).or_else(|| whole(graph, t)).or_else(|| beside::declined(graph, t)).or_else(|| beside::owner(graph, t));
    let Some(whole) = found else { return Vec::new() };
    let fits = |p: &Named| p.1 != whole.1 && !p.1.contains(whole.1) && p.0 != whole.0;
    let mut parts: Vec<Named> = parts(graph, t).into_iter().filter(fits).collect();
    if parts.is_empty() {
        parts.extend(beside::part(graph, t, whole.1).filter(fits));
    }
    let parts = parts.into_iter();
    let parent = is_parent(graph, t);
    let one = |part: Named| {
        let (part, whole) = if parent { (whole.clone(), part) } else { (part, whole.clone()) };
        let mut claim = claim(graph, t, "structure.unit", part);
        claim.push(Role::PartOf, whole.0, whole.1);
        claim
    };
    parts.map(one).collect()
}

/// The organisation whose part it is: genitive, "of", possessive, or a name right before it in English.
fn whole(graph: &Graph, t: u32) -> Option<Named> {
    let wanted = |&c: &u32| {
        let case = graph.preposition(c);
        match graph.base(c) {
            Deprel::Nmod | Deprel::NmodPoss => matches!(case.as_deref(), None | Some("of" | "'s" | "’s" | "'")),
            Deprel::Compound => graph.english(),
            _ => false,
        }
    };
    let governed = graph.children(t).iter().copied().filter(wanted).find_map(|c| whole_at(graph, c, t));
    governed.or_else(|| whose(graph, t)).or_else(|| in_own_name(graph, t)).or_else(|| possessed(graph, t))
}

/// "its subsidiary", "его материнская компания": the organisation that the possessive means.
fn possessed(graph: &Graph, t: u32) -> Option<Named> {
    let possessive = |&c: &u32| c < t && (graph.token(c).deprel == Deprel::NmodPoss || matches!(graph.base(c), Deprel::Det | Deprel::Nmod));
    let pronoun = graph.children(t).iter().copied().find(|c| possessive(c) && graph.lexicon.is("whose", graph.lower(*c)))?;
    let m = topic::of(graph, pronoun, HOUSES).filter(|&m| !graph.range(m).contains(&t))?;
    Some((Value::Mention(m), graph.token(pronoun).span))
}

/// "дочернее предприятие «Казгидросети» – завод …": the name in the quotes of the part's own description is the whole's.
fn in_own_name(graph: &Graph, t: u32) -> Option<Named> {
    let m = graph.at(t, HOUSES).filter(|_| !graph.english())?;
    let range = graph.range(m);
    // "X — дочерняя компания «Y»": of a noun that has a named subject, the name behind is the whole's.
    let subject = graph.children(t).iter().copied().find(|&c| graph.base(c) == Deprel::Nsubj);
    if subject.is_some_and(|s| named::one(graph, s, HOUSES).is_some_and(|n| !graph.mention(m).span.contains(n.1))) {
        let first = (t + 1..range.end).find(|&u| graph.form(u).chars().next().is_some_and(char::is_uppercase))?;
        let last = (first..range.end).rev().find(|&u| graph.token(u).upos != Upos::Punct)?;
        return Some(named::of_words(graph, graph.words(first..last + 1)?));
    }
    let open = range.clone().find(|&u| matches!(graph.form(u), "«" | "\""))?;
    let name = (open + 1 < range.end).then_some(open + 1).filter(|&u| u + 2 == range.end)?;
    // "дочерняя компания «Газстроя»": a name that declines where the noun does not is the whole's.
    let declined = graph.lower(name) != graph.lemma(name) && graph.case(t).is_some_and(|c| c != Case::Gen) && graph.token(t).head.is_none();
    behind_mark(graph, t).or(Some(m).filter(|_| declined))?;
    let lemma = graph.lemma(name);
    let first: String = lemma.chars().take(1).flat_map(char::to_uppercase).collect();
    Some((Value::Text(first + &lemma.chars().skip(1).collect::<String>()), graph.token(name).span))
}

/// "X, чья дочка – Y", "X, whose subsidiary Y": the organisation right before the clause.
fn whose(graph: &Graph, t: u32) -> Option<Named> {
    let first = graph.sentence(t).start;
    let word = (first.max(t.saturating_sub(3))..t).rev().find(|&u| graph.lexicon.is("whose_relative", graph.lower(u)))?;
    let comma = word.checked_sub(1).filter(|&u| u > first && graph.form(u) == ",")?;
    let m = graph.at(comma - 1, HOUSES).filter(|&m| graph.range(m).end == comma)?;
    Some((Value::Mention(m), graph.mention(m).span))
}

/// "дочернее предприятие «X» – завод «Y»", "its Pristina arm, Y": the name behind the mark that closes the part's phrase.
fn behind_mark(graph: &Graph, t: u32) -> Option<u32> {
    let end = graph.sentence(t).end.min(t + 9);
    let mark = (t + 1..end)
        .find(|&u| graph.token(u).upos == Upos::Punct && graph.covering(u).is_empty() && !matches!(graph.form(u), "«" | "»" | "\""))?;
    let plain = (t + 1..mark).all(|u| !graph.is_verb(u));
    let m = graph.at(mark + 1, HOUSES).filter(|&m| graph.range(m).start <= mark + 2)?;
    (plain && matches!(graph.form(mark), "—" | "–" | "-" | ",")).then_some(m)
}

fn whole_at(graph: &Graph, c: u32, unit: u32) -> Option<Named> {
    let around = |m: u32| graph.range(m).contains(&unit);
    match named::one(graph, c, HOUSES)? {
        // The name that holds the noun of the part too: only what stands in quotes is the whole's.
        (Value::Mention(m), _) if around(m) => {
            let inner = graph.children(c).iter().copied().find(|&d| graph.base(d) == Deprel::Appos);
            named::quoted(graph, inner.unwrap_or(c)).or_else(|| complement(graph, m, c))
        }
        named => Some(named),
    }
}

/// "unit of Gulf Capital", taken for one name: the proper nouns behind the preposition.
fn complement(graph: &Graph, m: u32, c: u32) -> Option<Named> {
    let proper = graph.english() && graph.token(c).upos == Upos::Propn && graph.preposition(c).is_some();
    let first = graph.subtree(c).find(|&u| graph.token(u).upos == Upos::Propn).filter(|_| proper)?;
    let span = graph.words(first..graph.range(m).end)?;
    Some((Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span))
}

/// The organisations said to be that part: subject of the noun or of its copula, what it stands in apposition to, or its own name.
fn parts(graph: &Graph, t: u32) -> Vec<Named> {
    let head = graph.token(t).head;
    let subject = |v: u32| graph.children(v).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Nsubj)).collect::<Vec<u32>>();
    if let Some(m) = behind_mark(graph, t).filter(|_| subject(t).is_empty()) {
        return vec![(Value::Mention(m), graph.mention(m).span)];
    }
    let mut tokens = subject(t);
    if let Some(h) = head {
        let copula = graph.lexicon.is("copulas", graph.lemma(h)) && graph.is_verb(h);
        let linked = matches!(graph.base(t), Deprel::Appos | Deprel::Parataxis);
        if copula {
            tokens.extend(subject(h));
        } else if linked {
            tokens.push(h);
        }
    }
    if tokens.is_empty() {
        tokens.extend(graph.children(t).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Appos | Deprel::Flat)));
    }
    let mut named: Vec<Named> = Vec::new();
    for each in tokens.iter().flat_map(|&c| named::each(graph, c, HOUSES)) {
        if !named.contains(&each) {
            named.push(each);
        }
    }
    // "A, part of the group B, and C signed": the apposition is closed before C.
    let before = |n: &Named| graph.analysis.tokens_in(n.1).start < t;
    if graph.base(t) == Deprel::Appos && named.iter().any(before) {
        named.retain(before);
    }
    if !named.is_empty() {
        return named;
    }
    let pointed = tokens.iter().find_map(|&c| topic::meant(graph, c, HOUSES));
    pointed.map(|m| (Value::Mention(m), graph.mention(m).span)).into_iter().collect()
}

/// "завод … в составе корпорации …": a phrase that hangs on an organisation's name.
fn inside(graph: &Graph, t: u32) -> Option<Claim> {
    let composed = graph.lexicon.is("composition", graph.lemma(t)) && graph.preposition(t).is_some() && graph.base(t) == Deprel::Nmod;
    let part = graph.token(t).head.filter(|_| composed).and_then(|h| named::one(graph, h, HOUSES))?;
    let whole = graph.children(t).iter().find_map(|&c| named::one(graph, c, HOUSES)).filter(|w| *w != part)?;
    let mut claim = claim(graph, t, INSIDE, part);
    claim.push(Role::PartOf, whole.0, whole.1);
    Some(claim)
}

/// True for the whole in "в составе X": it is not what the clause is about.
pub fn inside_whole(graph: &Graph, m: u32) -> bool {
    graph.token(graph.mention(m).head).head.is_some_and(|h| graph.lexicon.is("composition", graph.lemma(h)))
}

/// "X is under Y": the name of the higher body is the predicate.
fn under(graph: &Graph, t: u32) -> Option<Claim> {
    let predicate = graph.english() && graph.preposition(t).as_deref() == Some("under");
    let copula = graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Cop);
    let body = graph.at(t, HOUSES).filter(|&m| predicate && copula && graph.mention(m).head == t)?;
    let subject = graph.children(t).iter().copied().find(|&c| graph.base(c) == Deprel::Nsubj)?;
    let part = named::one(graph, subject, HOUSES).filter(|_| graph.at(subject, &[MentionKind::Person]).is_none())?;
    let mut claim = claim(graph, t, "structure.under", part);
    claim.push(Role::SubordinateTo, Value::Mention(body), graph.mention(body).span);
    Some(claim)
}
