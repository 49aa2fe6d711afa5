//! What is said: quoted words, the clause that a verb of speech governs, the clause before it, or the sentence before.

use std::ops::Range;

use rapporteur_model::{Case, Deprel, MentionKind, Span, Upos, VerbForm};

use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::quotes::line_between;

const NAMED: &[MentionKind] = &[MentionKind::Person, MentionKind::Organisation, MentionKind::Body];
const DASHES: &[&str] = &["—", "–", "-"];

/// The spans of what is said at a verb of speech, in order; empty where no words are given.
pub fn of(graph: &Graph, hit: &Hit, quotes: &[Range<u32>]) -> Vec<Span> {
    let verb = hit.trigger;
    let direct = direct(graph, quotes, verb);
    if !direct.is_empty() {
        return direct;
    }
    let one = as_said(graph, verb)
        .or_else(|| clause_before(graph, verb))
        .or_else(|| governed(graph, verb))
        .or_else(|| partly(graph, quotes, verb))
        .or_else(|| behind_colon(graph, verb))
        .or_else(|| about_this(graph, verb).flatten());
    one.into_iter().collect()
}

/// Quoted words that the verb stands right beside or inside of, and a quote that goes on behind its sentence.
fn direct(graph: &Graph, quotes: &[Range<u32>], verb: u32) -> Vec<Span> {
    if let Some(quote) = quotes.iter().find(|q| q.contains(&verb)) {
        return broken(graph, quote, verb);
    }
    let Some(at) = quotes.iter().position(|q| beside(graph, q, verb)) else { return Vec::new() };
    let next = quotes.get(at + 1).filter(|q| goes_on(graph, q, verb));
    std::iter::once(&quotes[at]).chain(next).filter_map(|q| graph.words(q.clone())).collect()
}

/// No other verb and no more than a speaker's name and title between quote and verb.
fn beside(graph: &Graph, quote: &Range<u32>, verb: u32) -> bool {
    let sentence = graph.sentence(verb);
    let between = if quote.end <= verb { quote.end..verb } else { verb + 1..quote.start };
    let touches = quote.end > sentence.start && quote.start <= sentence.end + 1;
    // "…, X, who has run the bank since 2019, told": a clause about the speaker stands between.
    let speaks = |t: u32| t < graph.len() && finite(graph, t) && graph.base(t) != Deprel::Acl;
    let plain = between.len() < 40 && !between.clone().any(speaks);
    if !touches || !plain {
        return false;
    }
    if quote.end <= verb {
        let mark = between.into_iter().find(|&t| t > quote.end && graph.token(t).upos == Upos::Punct);
        return mark.is_some()
            || graph.form(quote.end.saturating_sub(1)) == ","
            || matches!(graph.form(quote.end - 1), "!" | "?" | "…" | ".");
    }
    let mark = quote.start.checked_sub(2);
    mark.is_some_and(|t| matches!(graph.form(t), ":" | ",") || t == verb)
}

/// A finite verb in the tense and person of one who tells, not a capitalised name that looks like one ("Said").
pub fn finite(graph: &Graph, t: u32) -> bool {
    graph.token(t).upos == Upos::Verb && graph.token(t).feats.verb_form == Some(VerbForm::Fin)
}

/// Words that are a clause of their own: they have a predicate, and do not begin as a clause about a noun does.
pub fn says(graph: &Graph, span: Span) -> bool {
    let mut tokens = graph.analysis.tokens_in(span);
    let predicate = |t: u32| {
        let feats = graph.token(t).feats;
        let form = feats.verb_form == Some(VerbForm::Fin) || feats.short || graph.token(t).upos == Upos::Aux;
        form && (graph.is_verb(t) || feats.short) || graph.has_copula(t) || graph.mistaken(t)
    };
    let relative = |t: u32| graph.lexicon.is("relative", graph.lemma(t)) && !graph.lexicon.is("that", graph.lemma(t));
    let opens = tokens.clone().find(|&t| graph.token(t).upos != Upos::Punct);
    opens.is_some_and(|t| !relative(t)) && tokens.any(predicate)
}

/// "… , – отметил X. – …": the words before the first dash and behind the second.
fn broken(graph: &Graph, quote: &Range<u32>, verb: u32) -> Vec<Span> {
    let dash = |t: u32| DASHES.contains(&graph.form(t));
    let opens = verb.checked_sub(1).is_some_and(|t| dash(t) && t > quote.start && graph.token(t - 1).upos == Upos::Punct);
    if !opens {
        return Vec::new();
    }
    let second = (verb + 1..quote.end).find(|&t| dash(t) && matches!(graph.form(t - 1), "." | "," | ";"));
    let behind = second.map(|t| t + 1..quote.end);
    [Some(quote.start..verb - 1), behind].into_iter().flatten().filter_map(|r| graph.words(r)).collect()
}

/// A quote behind the verb's sentence in the same paragraph, in sentences that have no speaker of their own.
fn goes_on(graph: &Graph, quote: &Range<u32>, verb: u32) -> bool {
    let end = graph.sentence(verb).end;
    let last = graph.sentence(quote.end.min(graph.len()).saturating_sub(1)).end;
    let own = (end..last).any(|t| !quote.contains(&t) && (graph.is_verb(t) || graph.token(t).upos == Upos::Pron));
    quote.start == end + 1 && !line_between(graph, end - 1) && !own && quote.end + 2 >= last
}

/// True for a finite verb right behind a quote and a dash, or inside one between dashes, with a subject of its own.
pub fn beside_quote(graph: &Graph, quotes: &[Range<u32>], t: u32) -> bool {
    let dash = t > 2 && finite(graph, t) && DASHES.contains(&graph.form(t - 1));
    if !dash || frame::subjects(graph, t).iter().all(|&s| s < t) && super::speaker::behind(graph, t).is_none() {
        return false;
    }
    quotes.iter().any(|q| {
        let closed = q.end < t && t - q.end <= 3;
        let inside = q.contains(&t) && t > q.start + 2 && matches!(graph.form(t - 2), "," | "!" | "?" | "…");
        closed || inside
    })
}

/// "Как сообщила X, …", "…, как сообщила X", "as X said, …": the other clause of the sentence.
fn as_said(graph: &Graph, verb: u32) -> Option<Span> {
    let sentence = graph.sentence(verb);
    let word = (sentence.start.max(verb.saturating_sub(8))..verb).rev().find(|&t| graph.lexicon.is("as", graph.lemma(t)))?;
    let opens = word == sentence.start || graph.form(word - 1) == ",";
    let near = graph.distance(word, verb).is_some_and(|d| d <= 2) && opens;
    if word > sentence.start + 2 {
        return graph.words(sentence.start..word - 1).filter(|_| near);
    }
    let comma = (verb + 1..sentence.end).find(|&t| graph.form(t) == "," && graph.covering(t).is_empty())?;
    let clause = (comma + 1..sentence.end).any(|t| graph.is_verb(t) || graph.token(t).feats.short);
    graph.words(comma + 1..sentence.end).filter(|_| near && clause)
}

/// "…, сообщила пресс-служба", "…, the ministry said": what stands before the comma.
fn clause_before(graph: &Graph, verb: u32) -> Option<Span> {
    let sentence = graph.sentence(verb);
    let first = first_of(graph, verb);
    // "…, – пояснил X": a dash may stand behind the comma.
    let dash = |t: &u32| DASHES.contains(&graph.form(*t));
    let comma =
        (sentence.start..first).rev().find(|t| !dash(t)).filter(|&t| matches!(graph.form(t), "," | "!" | "?") && t > sentence.start + 1)?;
    let inverted = graph.token(verb).head.is_none() && frame::subjects(graph, verb).iter().all(|&s| s > verb);
    let last = (verb + 1..sentence.end).all(|t| !graph.is_verb(t) && graph.form(t) != ":");
    let outer = graph.base(verb) == Deprel::Parataxis || inverted || (graph.english() && last);
    // "Opening the meeting, X said that …" has no clause in front.
    let tells = |t: u32| graph.is_verb(t) && (!graph.english() || finite(graph, t) || graph.token(t).upos == Upos::Aux);
    let clause = (sentence.start..comma).any(|t| tells(t) || graph.token(t).feats.short);
    graph.words(sentence.start..comma).filter(|_| outer && (clause || graph.base(verb) == Deprel::Parataxis))
}

/// The first token of verb and subject in front of it, over auxiliaries and articles (English order).
fn first_of(graph: &Graph, verb: u32) -> u32 {
    if !graph.english() {
        return verb;
    }
    let sentence = graph.sentence(verb);
    if let Some(m) = embedded(graph, verb) {
        return article_before(graph, graph.range(m).start);
    }
    let own = graph.children(verb).iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj);
    let subject = own.filter(|&s| s < verb && s >= sentence.start).max();
    let named = (sentence.start..verb)
        .rev()
        .find(|&t| !matches!(graph.token(t).upos, Upos::Aux | Upos::Adv))
        .and_then(|t| graph.covering(t).iter().map(|&m| graph.range(m)).filter(|r| r.end == t + 1).map(|r| r.start).min());
    let start = subject.map(|s| graph.subtree(s).start.max(sentence.start)).into_iter().chain(named).min().unwrap_or(verb);
    let article = |t: u32| matches!(graph.token(t).upos, Upos::Det | Upos::Pron) && graph.form(t) != ",";
    if start > sentence.start && article(start - 1) { start - 1 } else { start }
}

fn article_before(graph: &Graph, start: u32) -> u32 {
    let article = start.checked_sub(1).filter(|&t| graph.token(t).upos == Upos::Det);
    article.unwrap_or(start)
}

/// "…, the embassy of Laos in Moscow told TASS": the name that opens the last clause before an English verb of speech, with no more
/// than phrases of place and time between, where the tree hung it on the clause before.
pub fn embedded(graph: &Graph, verb: u32) -> Option<u32> {
    apposed(graph, verb).or_else(|| before_phrases(graph, verb))
}

/// "X, who has run the bank since 2019, told the forum", "X, Deputy Chair of Y, said": the name before what stands between commas.
fn apposed(graph: &Graph, verb: u32) -> Option<u32> {
    let sentence = graph.sentence(verb);
    let named = frame::subjects(graph, verb).iter().any(|&s| graph.at(s, NAMED).is_some() && s > sentence.start);
    let closes = verb > sentence.start && graph.form(verb - 1) == "," && graph.english() && !named;
    let plain = |t: u32| !finite(graph, t) || graph.token(t).deprel == Deprel::AclRelcl;
    let fits = |&m: &u32| {
        let range = graph.range(m);
        let mark = range.end < verb && graph.form(range.end) == ",";
        mark && (range.end..verb).all(plain) && super::speaker::opens_clause(graph, range.start)
    };
    graph.mentions_in(sentence.start..verb, NAMED).into_iter().filter(|_| closes).rfind(fits)
}

fn before_phrases(graph: &Graph, verb: u32) -> Option<u32> {
    let sentence = graph.sentence(verb);
    let comma = (sentence.start..verb).rev().find(|&t| graph.form(t) == "," && graph.covering(t).is_empty()).filter(|_| graph.english())?;
    let first = (comma + 1..verb).find(|&t| graph.token(t).upos != Upos::Det)?;
    let m = graph.at(first, NAMED).filter(|&m| graph.range(m).start == first)?;
    let light = |t: u32| matches!(graph.token(t).upos, Upos::Adp | Upos::Det | Upos::Propn | Upos::Noun | Upos::Num | Upos::Adv);
    let plain = (graph.range(m).end..verb).all(light) && graph.range(m).end + 1 < verb;
    let own = graph.head(graph.mention(m).head) == Some(verb);
    (plain && !own && comma > sentence.start + 2).then_some(m)
}

/// The clause or named object that the verb governs.
fn governed(graph: &Graph, verb: u32) -> Option<Span> {
    let that = |c: u32| graph.children(c).iter().any(|&m| graph.base(m) == Deprel::Mark && graph.lexicon.is("that", graph.lemma(m)));
    let told = |c: u32| {
        let verbal = graph.subtree(c).any(|t| graph.is_verb(t) || graph.token(t).feats.short);
        (graph.base(c) == Deprel::Parataxis && verbal)
            || (matches!(graph.base(c), Deprel::Advcl | Deprel::Acl) && c > verb && that(c))
            || (graph.base(c) == Deprel::Obj && names_as(graph, verb))
    };
    let children = graph.children(verb).iter().copied();
    let clause = children.clone().find(|&c| graph.base(c) == Deprel::Ccomp).or_else(|| children.clone().find(|&c| told(c)))?;
    let range = graph.subtree(clause);
    let range = if range.start > verb || range.end <= verb { range } else { verb + 1..graph.sentence(verb).end };
    graph.words(without_marks(graph, range))
}

/// Leaves out the conjunction that opens a clause.
fn without_marks(graph: &Graph, range: Range<u32>) -> Range<u32> {
    let opens =
        |&t: &u32| graph.token(t).upos == Upos::Punct || (graph.base(t) == Deprel::Mark && graph.lexicon.is("that", graph.lemma(t)));
    let skipped = range.clone().take_while(opens).count() as u32;
    range.start + skipped..range.end
}

/// "назвали Беларусь партнёром": an object with a predicate in the instrumental is said of it; any other object is no speech.
fn names_as(graph: &Graph, verb: u32) -> bool {
    if graph.english() {
        return graph.lexicon.is("naming", graph.lemma(verb)) && graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Xcomp);
    }
    graph.children(verb).iter().any(|&c| {
        graph.case(c) == Some(Case::Ins) && graph.preposition(c).is_none() && (graph.is_nominal(c) || graph.base(c) == Deprel::Xcomp)
    })
}

/// "Рассказывает директор X:" with the words on the next line.
fn behind_colon(graph: &Graph, verb: u32) -> Option<Span> {
    let end = graph.sentence(verb).end;
    let colon = end.checked_sub(1).filter(|&t| graph.form(t) == ":" && t > verb && end < graph.len())?;
    let plain = (verb + 1..colon).all(|t| !graph.is_verb(t));
    graph.words(graph.sentence(end).start..graph.sentence(end).end).filter(|_| plain && line_between(graph, colon))
}

/// The longest quoted words of four or more in the sentence.
fn partly(graph: &Graph, quotes: &[Range<u32>], verb: u32) -> Option<Span> {
    let sentence = graph.sentence(verb);
    // "called the trip 'a photo album'"
    let least = if graph.lexicon.is("naming", graph.lemma(verb)) { 1 } else { 3 };
    let inside = |q: &&Range<u32>| q.start >= sentence.start && q.end <= sentence.end && q.len() > least && !q.contains(&verb);
    quotes.iter().filter(inside).max_by_key(|q| q.len()).and_then(|q| graph.words(q.clone()))
}

/// "Об этом сообщила X", "this was announced by X": `Some` with the sentence before, where there is one.
pub fn about_this(graph: &Graph, verb: u32) -> Option<Option<Span>> {
    let this = |&c: &u32| {
        let about = graph.preposition(c).is_some_and(|p| matches!(p.as_str(), "о" | "об" | "about")) || graph.base(c) == Deprel::Nsubj;
        graph.lexicon.is("this", graph.lemma(c)) && graph.children(c).iter().all(|&d| graph.base(d) != Deprel::Acl) && about
    };
    graph.children(verb).iter().find(|c| this(c))?;
    let at = graph.analysis.sentence_of(verb);
    let before = at.checked_sub(1).and_then(|i| graph.analysis.sentences.get(i));
    Some(before.and_then(|s| graph.words(s.tokens.clone())))
}
