//! Statements: who said what, in quoted or reported words.
//!
//! # What it does
//! "X заявил, что …", "«…», – отметили в ФСВТС", "по словам X", "об этом сообщила пресс-служба", "Иванов: …": the speaker, the
//! span of the words, and what is said of channel, audience, topic and date.
//!
//! # Why
//! The speaker may be the subject, the place of an impersonal verb ("в пресс-службе заявили") or stand behind "по словам"; the
//! words may run over sentences, be broken by the speaker, or be the sentence before.
//!
//! # Example
//! "«Белоруссия является …», – отметили в ФСВТС": speaker ФСВТС, words between the quotes.

mod according;
mod floor;
mod headline;
mod interview;
pub mod report;
mod speaker;
pub mod transcript;
mod words;

use std::ops::Range;

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, MentionKind, Role, Span, Tense, Upos, Value, VerbForm};

use crate::build::Context;
use crate::circumstance;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::lone;
use crate::quotes;

/// Claims of kind statement.
pub fn claims(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let quotes = quotes::speech(graph);
    let hits = context.hits(ClaimKind::Statement);
    let listed: Vec<u32> = hits.iter().map(|h| h.trigger).collect();
    let unlisted = (0..graph.len()).filter(|t| !listed.contains(t) && words::beside_quote(graph, &quotes, *t));
    let beside: Vec<Hit> = unlisted.map(|t| any_verb(graph, t)).collect();
    let mut found: Vec<Claim> = hits.iter().chain(&beside).filter_map(|hit| claim(context, hit, &quotes)).collect();
    // "Speaking in Kabul, X praised the exporters" is one statement.
    let told: Vec<Span> = found.iter().map(|c| c.trigger).collect();
    let again = |t: u32| {
        floor::listed(graph, t).is_some() || speaking(graph, t) && graph.head(t).is_some_and(|h| told.contains(&graph.token(h).span))
    };
    found.retain(|c| !again(graph.analysis.tokens_in(c.trigger).start));
    found.extend(according::claims(context));
    found.extend(headline::claims(context));
    let spoke = floor::claims(context, &found);
    found.extend(spoke);
    let transcript = transcript::claims(context);
    if transcript.is_empty() {
        found.extend(interview::claim(context, &found));
    }
    found.extend(transcript);
    without_promises(graph, &mut found);
    found.iter_mut().for_each(|claim| without_fragments(graph, &quotes, claim));
    found
}

/// "denied the deal", "called it a photo album", "who had toured the farm": what is not quoted and says nothing by itself is a piece of
/// the teller's sentence and no words of the speaker.
fn without_fragments(graph: &Graph, quotes: &[Range<u32>], claim: &mut Claim) {
    let quoted = |span: Span| {
        let tokens = graph.analysis.tokens_in(span);
        quotes.iter().any(|q| q.start <= tokens.start + 1 && tokens.end <= q.end + 1)
    };
    claim.fields.retain(|f| f.role != Role::Words || quoted(f.span) || words::says(graph, f.span));
}

/// "«… The minister has promised to come», X said": a promise told in another's words is no statement of its own.
fn without_promises(graph: &Graph, found: &mut Vec<Claim>) {
    let words: Vec<Span> = found.iter().flat_map(|c| c.all(Role::Words)).map(|f| f.span).collect();
    let promise = |c: &Claim| {
        let verb = graph.analysis.tokens_in(c.trigger).start;
        let infinitive = |&c: &u32| graph.token(c).feats.verb_form == Some(VerbForm::Inf);
        verb < graph.len() && graph.lexicon.is("own_promises", graph.lemma(verb)) && graph.children(verb).iter().any(infinitive)
    };
    found.retain(|c| !(promise(c) && words.iter().any(|w| w.contains(c.trigger))));
}

/// Right beside a quote any verb with a subject is one of speech ("«…», – улыбнулся он").
fn any_verb(graph: &Graph, t: u32) -> Hit {
    let args = frame::subjects(graph, t).into_iter().map(|s| (Role::Speaker, s)).collect();
    Hit { args, ..Hit::at(t, Some(t)) }
}

fn claim(context: &Context, hit: &Hit, quotes: &[Range<u32>]) -> Option<Claim> {
    let graph = context.graph;
    if unsaid(graph, hit.trigger) || capitalised(graph, hit.trigger) {
        return None;
    }
    let mut claim = Claim::new(ClaimKind::Statement, graph.token(hit.trigger).span, "statement.verb");
    let mut said = words::of(graph, hit, quotes);
    // "X выступит с приветствием, сообщил директор музея Y": another verb of speech with its speaker is nobody's words.
    let other = |t: u32| t != hit.trigger && context.hits(ClaimKind::Statement).iter().any(|h| h.trigger == t && !h.nominal);
    said.retain(|span| !other(graph.analysis.tokens_in(*span).start) || graph.english());
    for (m, span) in speaker::of(context, hit, &said) {
        claim.push(Role::Speaker, Value::Mention(m), span);
    }
    claim.fields.retain(|f| !matches!(f.value, Value::Mention(m) if own_publisher(graph, m)));
    if claim.get(Role::Speaker).is_none() {
        let free = |t: &u32| !said.iter().any(|s| s.contains(graph.token(*t).span));
        let house = hit.all(Role::Speaker).filter(free).find_map(|t| speaker::unnamed(graph, t));
        house.into_iter().for_each(|(value, span)| claim.push(Role::Speaker, value, span));
    }
    claim.get(Role::Speaker)?;
    let said = with_denial(graph, hit.trigger, &said, quotes);
    push_words(graph, &mut claim, &said);
    channel(graph, hit.trigger, &said, &mut claim);
    audience(graph, hit, &mut claim);
    topic(context, hit, &mut claim);
    date(graph, hit.trigger, &said, &mut claim);
    let told = claim.get(Role::Words).is_some() || claim.get(Role::Topic).is_some() || words::about_this(graph, hit.trigger).is_some();
    // "фонд, который пообещал вложить" tells of the fund, not of its words.
    let aside = graph.base(hit.trigger) == Deprel::Acl;
    let addressed = graph.lexicon.is("addressing", graph.lemma(hit.trigger)) && !wishes(graph, hit.trigger) && !aside;
    if stance(graph, hit.trigger) == Some(false) {
        return None;
    }
    let addressed = addressed || stance(graph, hit.trigger) == Some(true) || heard(graph, hit.trigger, &claim);
    (told && !wishes(graph, hit.trigger) || addressed || speaking(graph, hit.trigger)).then_some(claim)
}

/// A person is the speaker.
fn personal(graph: &Graph, claim: &Claim) -> bool {
    claim.mentions(Role::Speaker).any(|m| graph.mention(m).kind == MentionKind::Person)
}

/// "The Union welcomes the agreement": of a verb that also means a reception, the present with a thing for its object is speech; `None`
/// for all other verbs.
fn stance(graph: &Graph, verb: u32) -> Option<bool> {
    let listed = graph.lexicon.is("stance", graph.lemma(verb));
    let present = graph.token(verb).feats.tense == Some(Tense::Pres) && graph.token(verb).feats.verb_form == Some(VerbForm::Fin);
    const PEOPLE: &[MentionKind] = &[MentionKind::Person, MentionKind::Post, MentionKind::Place];
    let thing = frame::objects(graph, verb).into_iter().any(|o| graph.at(o, PEOPLE).is_none())
        || graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Ccomp);
    listed.then_some(present && thing)
}

/// "addressed students of the university": a person speaks to those who are the object.
fn heard(graph: &Graph, verb: u32, claim: &Claim) -> bool {
    const ROOMS: &[MentionKind] = &[MentionKind::Gathering, MentionKind::Body, MentionKind::Organisation];
    let hears = |o: u32| graph.lexicon.is("hearers", graph.lemma(o)) || graph.at(o, ROOMS).is_some();
    graph.lexicon.is("hearing", graph.lemma(verb)) && personal(graph, claim) && frame::objects(graph, verb).into_iter().any(hears)
}

/// "denied that licences had been sold": told without its verb the words would say the opposite.
fn with_denial(graph: &Graph, verb: u32, said: &[Span], quotes: &[Range<u32>]) -> Vec<Span> {
    let own = graph.token(verb).span;
    let behind = |span: &Span| {
        let tokens = graph.analysis.tokens_in(*span);
        let quoted = quotes.iter().any(|q| q.start < tokens.end && tokens.start < q.end);
        tokens.start > verb && graph.sentence(verb).contains(&tokens.start) && !quoted
    };
    let denies = graph.lexicon.is("denying", graph.lemma(verb));
    said.iter().map(|&span| if denies && behind(&span) { Span::new(own.start(), span.end()) } else { span }).collect()
}

fn push_words(graph: &Graph, claim: &mut Claim, said: &[Span]) {
    for &span in said {
        claim.push(Role::Words, Value::Text(span.slice(&graph.report.text).to_owned()), span);
    }
}

/// A report's own publisher makes no statement in it ("сообщает «Мир физики»").
fn own_publisher(graph: &Graph, m: u32) -> bool {
    let plain = |s: &str| s.to_lowercase().replace(['«', '»', '"', '“', '”'], "");
    graph.report.publisher.as_ref().is_some_and(|p| plain(&p.value) == plain(&graph.mention(m).name))
}

/// "выразил готовность встретиться": what is wished is no speech.
fn wishes(graph: &Graph, verb: u32) -> bool {
    let infinitive = |&c: &u32| graph.token(c).feats.verb_form == Some(VerbForm::Inf);
    frame::objects(graph, verb).into_iter().any(|o| graph.children(o).iter().any(infinitive))
}

/// "Speaking in Kabul, X praised the exporters": a participle of speaking beside the main clause.
fn speaking(graph: &Graph, verb: u32) -> bool {
    graph.base(verb) == Deprel::Advcl && graph.lexicon.is("speaking", graph.lemma(verb))
}

/// "Said Al Amri" in the middle of a sentence is a name.
fn capitalised(graph: &Graph, verb: u32) -> bool {
    let upper = graph.form(verb).chars().next().is_some_and(char::is_uppercase);
    let first = verb == graph.sentence(verb).start || graph.token(verb - 1).upos == Upos::Punct;
    upper && !first
}

/// "не сообщил", "отказался комментировать", "declined to say": nothing was said.
fn unsaid(graph: &Graph, verb: u32) -> bool {
    let negated = |t: u32| graph.children(t).iter().any(|&c| graph.lexicon.facts.negates(graph.lemma(c)) && c < t);
    let over = graph.token(verb).head.filter(|_| matches!(graph.base(verb), Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl));
    let infinitive = graph.token(verb).feats.verb_form == Some(VerbForm::Inf);
    negated(verb) || over.is_some_and(|o| infinitive && graph.lexicon.is("silent", graph.lemma(o)))
}

/// Telegram, a site, an interview, a briefing: a phrase outside the words.
fn channel(graph: &Graph, verb: u32, said: &[Span], claim: &mut Claim) {
    let free = |t: u32| !said.iter().any(|s| s.contains(graph.token(t).span));
    let found = graph.sentence(verb).find(|&t| {
        let close = graph.distance(t, verb).is_some_and(|d| d <= 2);
        let named = graph.at(t, &[MentionKind::Instrument]).is_some();
        free(t) && close && graph.lexicon.is("channels", graph.lemma(t)) && graph.preposition(t).is_some() && !named
    });
    if let Some(t) = found {
        claim.push(Role::Channel, Value::Text(graph.lemma(t).to_owned()), graph.token(t).span);
    }
}

/// To whom: a dative, the object of telling, "to".
fn audience(graph: &Graph, hit: &Hit, claim: &mut Claim) {
    for t in hit
        .all(Role::Audience)
        .filter(|&t| (!graph.english() || t > hit.trigger) && graph.token(t).upos == Upos::Noun || graph.token(t).upos == Upos::Propn)
    {
        let told = !graph.english() || graph.base(t) != Deprel::Obj || graph.lexicon.is("telling", graph.lemma(hit.trigger));
        let named = graph.at(t, &[MentionKind::Person, MentionKind::Organisation, MentionKind::Body]);
        let human = graph.english() || graph.token(t).feats.animate != Some(false);
        match named {
            Some(m) if told => claim.push(Role::Audience, Value::Mention(m), graph.mention(m).span),
            None if told && human => claim.push(Role::Audience, Value::Text(crate::nominative::one_word(graph, t)), graph.token(t).span),
            _ => {}
        }
    }
}

/// "о росте поставок", "about the hospital"; an object where the verb, a channel or an audience makes it what was talked of.
fn topic(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    context.topics(claim, hit);
    let verb = hit.trigger;
    let told = !graph.english() && (claim.get(Role::Channel).is_some() || claim.get(Role::Audience).is_some());
    let stressed = graph.lexicon.is("stressing", graph.lemma(verb)) && personal(graph, claim);
    let addressed =
        graph.lexicon.is("addressing", graph.lemma(verb)) || told && !graph.lexicon.is("handing", graph.lemma(verb)) || stressed;
    if claim.get(Role::Topic).is_some() || claim.get(Role::Words).is_some() || !addressed {
        return;
    }
    for t in frame::objects(graph, verb).into_iter().filter(|&t| t > verb && graph.case(t) != Some(Case::Dat)) {
        if let Some(span) = graph.words(graph.phrase_of(t)).filter(|_| graph.at(t, &[MentionKind::Person]).is_none()) {
            claim.push(Role::Topic, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
        }
    }
}

/// The date that hangs on the verb itself, outside the words.
fn date(graph: &Graph, verb: u32, said: &[Span], claim: &mut Claim) {
    let own = |m: &u32| {
        let mention = graph.mention(*m);
        let hangs = graph.token(mention.head).head == Some(verb);
        hangs && !said.iter().any(|s| s.overlaps(mention.span))
    };
    let found = graph.mentions_in(graph.sentence(verb), &[MentionKind::Date]).into_iter().find(own);
    let outside = |m: &u32| !said.iter().any(|s| s.overlaps(graph.mention(*m).span)) && circumstance::free(graph, *m);
    let found = found.or_else(|| lone::date(graph, &Hit::at(verb, Some(verb)), &[]).filter(outside));
    if let Some((m, date)) = found.and_then(|m| Some((m, graph.mention(m).date()?))) {
        claim.push(Role::Date, Value::Date(date), graph.mention(m).span);
    }
}
