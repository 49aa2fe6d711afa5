//! From a token to the organisations and products that it names: the mention at it, a name in apposition or in quotes, the antecedent
//! of a relative pronoun, or what the noun pointed at before. Knows no kind of claim.

use rapporteur_model::{Deprel, Detail, MentionKind, Span, Upos, Value};

use crate::graph::Graph;
use crate::nominative;
use crate::topic;

/// Organisations and bodies.
pub const HOUSES: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];
/// What can be owned or made.
pub const THINGS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body, MentionKind::Product];

/// A value of a field with its words.
pub type Named = (Value, Span);

/// All that is named at a token and what is coordinated with it.
pub fn each(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Vec<Named> {
    let mut tokens = graph.conjuncts(t);
    let quoted: Vec<u32> = tokens.iter().flat_map(|&c| graph.children(c)).copied().filter(|&c| in_quotes(graph, c).is_some()).collect();
    for name in quoted {
        tokens.extend(graph.conjuncts(name).into_iter().filter(|&c| c != name));
    }
    let mut found: Vec<Named> = Vec::new();
    for c in tokens {
        if let Some(named) = one(graph, c, kinds).filter(|n| !found.contains(n)) {
            found.push(named);
        }
    }
    let further = found.last().map_or_else(Vec::new, |last| quoted_row(graph, graph.analysis.tokens_in(last.1).end, kinds));
    for named in further {
        let known = |n: &Named| n.1 == named.1 || n.1.contains(named.1) || named.1.contains(n.1);
        if !found.iter().any(known) {
            found.push(named);
        }
    }
    found
}

/// "трест «A», карьер «B» и институт «C»": names in quotes in a row behind another, each with its noun, wherever the parser hung them.
fn quoted_row(graph: &Graph, end: u32, kinds: &[MentionKind]) -> Vec<Named> {
    let mut found = Vec::new();
    let limit = graph.sentence(end.saturating_sub(1)).end;
    let opens = |u: u32| matches!(graph.form(u), "«" | "\"" | "“");
    let closes = |u: u32| matches!(graph.form(u), "»" | "\"" | "”");
    let mut t = end;
    while !graph.english() && t < limit {
        t += u32::from(closes(t));
        let glue = t < limit && matches!(graph.lower(t), "," | "и");
        let describes = |u: &u32| matches!(graph.token(*u).upos, Upos::Adj | Upos::Noun) && !opens(*u);
        let open = (t + 1..limit.min(t + 6)).find(|u| !describes(u)).filter(|&u| glue && opens(u) && u > t + 1 && u + 1 < limit);
        let Some(inner) = open.map(|u| u + 1) else { break };
        let capital = graph.form(inner).chars().next().is_some_and(char::is_uppercase);
        let name = || graph.at(inner, kinds).map(|m| (Value::Mention(m), graph.mention(m).span)).or_else(|| quoted(graph, inner));
        let Some(named) = capital.then(name).flatten() else { break };
        t = graph.analysis.tokens_in(named.1).end.max(inner + 1);
        found.push(named);
    }
    found
}

/// What is named at one token.
pub fn one(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Option<Named> {
    if let Some(m) = mention(graph, t, kinds) {
        return Some((Value::Mention(m), graph.mention(m).span));
    }
    if graph.lexicon.is("relative", graph.lemma(t)) {
        return antecedent(graph, t).and_then(|head| one(graph, head, kinds));
    }
    // "«Амурских портов» (АП)": the name in quotes goes before what stands behind them.
    let inside = in_quotes(graph, t).filter(|span| !graph.english() && span.slice(&graph.report.text).starts_with(char::is_uppercase));
    if let Some(span) = inside.filter(|_| graph.covering(t).is_empty()) {
        return Some((nominative(graph, span), span));
    }
    let beside = graph.children(t).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Appos | Deprel::Flat | Deprel::Nmod));
    let apposed = beside.clone().filter(|&c| graph.base(c) != Deprel::Nmod).find_map(|c| mention(graph, c, kinds));
    if let Some(m) = apposed {
        return Some((Value::Mention(m), graph.mention(m).span));
    }
    // "the lender Banka Nova", where the parser joins them in its own way.
    let next = || graph.mentions_in(t + 1..t + 2, kinds).into_iter().find(|&m| graph.range(m).start == t + 1);
    let described =
        || next().filter(|_| graph.english() && graph.token(t).upos == Upos::Noun && graph.lexicon.is("enterprise", graph.lemma(t)));
    if let Some(m) = described() {
        return Some((Value::Mention(m), graph.mention(m).span));
    }
    let quoted =
        || in_quotes(graph, t).or_else(|| beside.clone().find_map(|c| in_quotes(graph, c).filter(|_| graph.covering(c).is_empty())));
    quoted().filter(|_| graph.at(t, &[MentionKind::Person]).is_none()).map(|span| (nominative(graph, span), span))
}

/// The mention of these kinds at a token; a place that no gazetteer knows may be an organisation.
pub fn mention(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Option<u32> {
    graph.at(t, kinds).or_else(|| graph.at(t, &[MentionKind::Place]).filter(|&m| unknown_place(graph, m)))
}

/// A name of several words that was taken for a place and is none that is known.
pub fn unknown_place(graph: &Graph, m: u32) -> bool {
    let mention = graph.mention(m);
    mention.kind == MentionKind::Place && mention.country.is_none() && mention.detail == Detail::None && graph.range(m).len() > 1
}

/// The words in quotes that a token stands in, up to six of them.
fn in_quotes(graph: &Graph, t: u32) -> Option<Span> {
    let sentence = graph.sentence(t);
    let first = (sentence.start..=t).rev().take(7).find(|&u| matches!(graph.form(u), "«" | "“" | "»"))?;
    let last = (t..sentence.end).take(7).find(|&u| matches!(graph.form(u), "»" | "”" | "«"))?;
    let closed = graph.form(first) != "»" && graph.form(last) != "«" && first < t;
    graph.words(first + 1..last).filter(|_| closed)
}

/// The name in the quotes around a token.
pub fn quoted(graph: &Graph, t: u32) -> Option<Named> {
    in_quotes(graph, t).map(|span| (nominative(graph, span), span))
}

/// A Russian name in the nominative, with the capitals that it is written with; as it is written behind the noun of what it names, where names
/// in quotes do not decline («холодильник «Роста»»).
fn nominative(graph: &Graph, span: Span) -> Value {
    let tokens = graph.analysis.tokens_in(span);
    let quote = |&u: &u32| matches!(graph.form(u), "«" | "\"" | "“");
    let noun = tokens.start.checked_sub(1).filter(quote).and_then(|u| u.checked_sub(1));
    // "дочерняя компания «Ориона»", "доля «Лотоса»": whose it is, in the genitive.
    let is = |u: u32, classes: &[&str]| classes.iter().any(|class| graph.lexicon.is(class, graph.lemma(u)));
    let of_another = |u: u32| {
        is(u, &["units", "owners", "stakes", "shares", "composition"])
            || graph.children(u).iter().any(|&c| is(c, &["daughter", "parents", "whose", "own_possessive"]))
    };
    let named = |u: u32| graph.token(u).upos == Upos::Noun && graph.sentence(u).contains(&tokens.start) && !of_another(u);
    let undeclined = noun.is_some_and(named);
    if graph.english() || undeclined || tokens.is_empty() {
        return text(graph, span);
    }
    if tokens.len() > 1 {
        let outside = |&t: &u32| graph.head(t).is_none_or(|h| !tokens.contains(&h));
        let head = tokens.clone().find(outside).unwrap_or(tokens.start);
        return Value::Text(nominative::quoted(graph, head, span));
    }
    let form = graph.form(tokens.start);
    let mut capitals = form.chars();
    let same = |c: char| capitals.next().filter(|f| f.to_lowercase().eq(c.to_lowercase())).unwrap_or(c);
    Value::Text(graph.lemma(tokens.start).chars().map(same).collect())
}

fn text(graph: &Graph, span: Span) -> Value {
    Value::Text(span.slice(&graph.report.text).replace('\n', " "))
}

/// The noun that a relative pronoun's clause is about.
fn antecedent(graph: &Graph, t: u32) -> Option<u32> {
    let up = std::iter::successors(Some(t), |&u| graph.token(u).head).take(7);
    let clause = up.into_iter().find(|&u| graph.base(u) == Deprel::Acl)?;
    graph.token(clause).head
}

/// "холдинг продал", "the bank", "it": the organisation that a common noun or a pronoun stands for. A bare Russian noun does where it
/// acts, or where the name had it before.
pub fn meant(graph: &Graph, t: u32) -> Option<Named> {
    let children = graph.children(t);
    let pointing = children.iter().any(|&c| {
        (graph.base(c) == Deprel::Det || graph.token(c).deprel == Deprel::NmodPoss) && !graph.lexicon.is("indefinite", graph.lemma(c))
    });
    let pronoun = graph.token(t).upos == Upos::Pron;
    let bare = children
        .iter()
        .all(|&c| !matches!(graph.base(c), Deprel::Nmod | Deprel::Amod | Deprel::Appos | Deprel::Acl) || !pointing && graph.english());
    let acts = !graph.english() && graph.base(t) == Deprel::Nsubj;
    let repeated = || !graph.english() && topic::by_word(graph, t, HOUSES).is_some();
    if !(pronoun || pointing || acts || repeated()) || !bare {
        return None;
    }
    let m = topic::meant(graph, t, HOUSES)?;
    Some((Value::Mention(m), graph.token(t).span))
}

/// A proper noun that no mention covers: a name that the tagger does not know, with the names it is made of.
pub fn proper(graph: &Graph, t: u32) -> Option<Named> {
    let free = |u: u32| graph.token(u).upos == Upos::Propn && graph.covering(u).is_empty();
    let capital = graph.form(t).chars().next().is_some_and(char::is_uppercase);
    if !free(t) || !capital {
        return None;
    }
    let sentence = graph.sentence(t);
    let first = (sentence.start..=t).rev().take_while(|&u| free(u)).last()?;
    let span = graph.words(first..t + 1)?;
    Some((nominative(graph, span), span))
}

/// Proper nouns in front of a common noun that it makes a kind of ("the Zubr tractor"): a mention, or the words.
pub fn brand(graph: &Graph, t: u32) -> Option<Named> {
    let proper =
        |&c: &u32| graph.token(c).upos == Upos::Propn && c < t && matches!(graph.base(c), Deprel::Compound | Deprel::Amod | Deprel::Nmod);
    let first = graph.children(t).iter().copied().find(proper).filter(|_| graph.token(t).upos == Upos::Noun)?;
    let all = [MentionKind::Product, MentionKind::Organisation, MentionKind::Person];
    let start = graph.subtree(first).start;
    if let Some(m) = graph.at(first, &all).filter(|&m| !graph.range(m).contains(&t)) {
        return Some((Value::Mention(m), graph.mention(m).span));
    }
    let span = graph.words(start..first + 1)?;
    (graph.covering(first).is_empty()).then(|| (text(graph, span), span))
}

/// "X, whose owner", "X, в котором": the organisation that ends at the comma before a relative word, or before its preposition.
pub fn before_comma(graph: &Graph, word: u32) -> Option<u32> {
    let first = graph.sentence(word).start;
    let adposition = word.checked_sub(1).filter(|&u| graph.token(u).upos == Upos::Adp).unwrap_or(word);
    let comma = adposition.checked_sub(1).filter(|&u| u > first && graph.form(u) == ",")?;
    let last = if matches!(graph.form(comma - 1), "»" | "\"" | "”") { comma.checked_sub(2)? } else { comma - 1 };
    let m = mention(graph, last, THINGS)?;
    (graph.range(m).end > last && graph.range(m).end <= comma).then_some(m)
}

/// The same mention, or another of the same name, also where one tells besides what it is ("company Aero Fund").
pub fn same(graph: &Graph, a: &Value, b: &Value) -> bool {
    let name = |m: u32| graph.mention(m).name.replace(['«', '»', '"', '“', '”'], "").to_lowercase();
    match (a, b) {
        (Value::Mention(a), Value::Mention(b)) => {
            let (a, b) = (name(*a), name(*b));
            let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
            ends(&a, &b) || ends(&b, &a)
        }
        _ => a == b,
    }
}

/// A name in these words: one Russian word in its dictionary form, else as written.
pub fn of_words(graph: &Graph, span: Span) -> Named {
    (nominative(graph, span), span)
}
