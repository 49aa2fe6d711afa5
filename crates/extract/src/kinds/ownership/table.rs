//! Who holds which share, read as the rows of a table: "A (60 percent), B (25 percent)", "the rest belongs to C", "55% — у D, 20 – у E",
//! "F holds 26% and G the balance".
//!
//! # What it does
//! Finds the shares of a sentence one after the other and, for each, the name that stands in brackets before it, behind words of holding, or
//! before it as the holder. What they are shares of is said once: behind a share, by the clause, or in a sentence before.
//!
//! # Why
//! Such rows drop their verbs, and the parser hangs what is left anywhere; the order of shares and names says it all.
//!
//! # Example
//! "Barbados owns 41% of Windward Air; the Caribbean Development Bank holds the rest": two rows of one table.

use std::ops::Range;

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, MentionKind, Role, Span, Upos, Value, VerbForm};

use super::{elliptic, property};
use crate::build::Context;
use crate::factuality;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::named::{self, Named};
use crate::topic;

const HOLDERS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body, MentionKind::Person];
/// Most words between a share and the words of holding, and from those to a name.
const GAP: u32 = 9;
/// How many sentences back the thing may have been named.
const REACH: usize = 3;

/// One share with who holds it.
struct Row {
    share: Range<u32>,
    holders: Vec<Named>,
    /// The verb or preposition that says that they hold it.
    says: Option<u32>,
}

/// Claims of the rows of all sentences, with what was told of shares before.
pub fn claims(context: &Context, told: &[Claim]) -> Vec<Claim> {
    let graph = context.graph;
    let mut found: Vec<Claim> = Vec::new();
    for sentence in &graph.analysis.sentences {
        let shares = shares(graph, sentence.tokens.clone());
        let (mut thing, mut rows): (Option<Named>, u32) = (None, 0);
        for (at, share) in shares.iter().enumerate() {
            let limit = shares.get(at + 1).map_or(sentence.tokens.end, |next| next.start);
            let from = at.checked_sub(1).map_or(sentence.tokens.start, |before| shares[before].end);
            if of_something(graph, share) {
                continue;
            }
            let row = row(context, share, from..limit, rows > 0);
            thing = own_thing(graph, share, row.as_ref()).or(thing);
            let Some(row) = row else { continue };
            rows += 1;
            let before = || if known(graph, &row, told) { None } else { thing_before(graph, &row, told, &found) };
            let owned = thing.clone().or_else(before);
            found.extend(owned.and_then(|owned| claim(graph, &row, owned)));
        }
    }
    found
}

/// Another claim tells of what these holders have, in the same sentence.
fn known(graph: &Graph, row: &Row, told: &[Claim]) -> bool {
    let sentence = graph.analysis.sentence_of(row.share.start);
    let here = |c: &&Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start) == sentence;
    let owns = |c: &Claim, h: &Named| c.all(Role::Owner).any(|f| named::same(graph, &f.value, &h.0));
    let all = |c: &Claim| row.holders.iter().all(|h| owns(c, h));
    // "the rest belongs to its founder X": what he founded is told by the noun, and not what he holds a share of.
    let founded = |c: &&Claim| !c.rule.starts_with("ownership.noun");
    told.iter().filter(|c| c.kind == ClaimKind::Ownership).filter(founded).filter(here).any(all)
}

fn claim(graph: &Graph, row: &Row, (value, span): Named) -> Option<Claim> {
    let trigger = row.says.unwrap_or(row.share.start);
    let mut claim = Claim::new(ClaimKind::Ownership, graph.token(trigger).span, "ownership.table");
    let verb = Some(graph.clause(trigger)).filter(|&v| graph.is_verb(v));
    claim.modality = factuality::of(graph, &Hit::at(trigger, verb));
    for (holder, words) in &row.holders {
        let same = named::same(graph, holder, &value) || *words == span;
        if !same {
            claim.push(Role::Owner, holder.clone(), *words);
        }
    }
    claim.push(Role::Property, value, span);
    claim.get(Role::Owner).is_some().then_some(claim)
}

/// Shares in order: a number with its measure, a fraction, or what remains.
fn shares(graph: &Graph, sentence: Range<u32>) -> Vec<Range<u32>> {
    let mut found: Vec<Range<u32>> = Vec::new();
    let mut t = sentence.start;
    while t < sentence.end {
        match share_at(graph, t, sentence.end, !found.is_empty()) {
            Some(share) => {
                t = share.end;
                found.push(share);
            }
            None => t += 1,
        }
    }
    found
}

/// "2% рынка", "half of the vote": a share of what nobody owns.
fn of_something(graph: &Graph, share: &Range<u32>) -> bool {
    let end = graph.sentence(share.start).end;
    let of = share.end < end && graph.lower(share.end) == "of";
    let small = |u: u32| matches!(graph.token(u).upos, Upos::Det | Upos::Adj | Upos::Num);
    let from = if of { share.end + 1 } else { share.end };
    let Some(noun) = (from..end.min(from + 4)).find(|&u| !small(u)).filter(|_| of || !graph.english()) else { return false };
    let genitive = of || graph.case(noun) == Some(Case::Gen);
    let plain = graph.token(noun).upos == Upos::Noun && graph.covering(noun).is_empty() && graph.token(noun).feats.number.is_some();
    let owned = ["shares", "enterprise", "ventures", "venture"].iter().any(|class| graph.lexicon.is(class, graph.lemma(noun)));
    let named = (noun + 1..end.min(noun + 4)).any(|u| quote(graph, u) || graph.at(u, named::THINGS).is_some());
    genitive && plain && !owned && !named && topic::by_word(graph, noun, named::HOUSES).is_none()
}

fn share_at(graph: &Graph, t: u32, end: u32, further: bool) -> Option<Range<u32>> {
    let within = |u: u32| u < end;
    let percent = |u: u32| within(u) && (graph.form(u) == "%" || graph.lexicon.is("percents", graph.lemma(u)));
    let number = |u: u32| within(u) && graph.token(u).upos == Upos::Num;
    let measured = |u: u32| {
        let at = (u + 1..=u + 2).find(|&w| percent(w) && (u + 1..w).all(|v| matches!(graph.form(v), "-" | "plus" | "per")))?;
        Some(if within(at + 1) && graph.lower(at) == "per" { at + 2 } else { at + 1 })
    };
    if number(t) && graph.covering(t).is_empty() {
        if let Some(last) = measured(t) {
            return Some(t..last.min(end));
        }
        // "на 40 – монгольской", "49 – у": a bare number behind a share with its measure.
        let apart = within(t + 1) && dash(graph, t + 1) && graph.token(t).span.end() < graph.token(t + 1).span.start();
        return (further && apart && !graph.english()).then_some(t..t + 1);
    }
    let rest = graph.lexicon.is("rests", graph.lemma(t)) && graph.covering(t).is_empty();
    let fraction = |u: u32| within(u) && graph.lexicon.is("fractions", graph.lemma(u)) && graph.covering(u).is_empty();
    if rest {
        // "the other half", "the remaining 25 percent", "остальные 24%", "the rest".
        let next = (t + 1..t + 3).find(|&u| number(u) || fraction(u) || within(u) && graph.lexicon.is("shares", graph.lemma(u)));
        let counted = next.and_then(measured);
        let nominal = graph.is_nominal(t) && graph.token(t).upos != Upos::Adj && graph.lexicon.is("remainders", graph.lemma(t));
        // "остальное – её основателю": what the tagger takes for an adjective.
        let noun = nominal || !graph.english() && within(t + 1) && dash(graph, t + 1) && graph.lower(t).ends_with("ое");
        return match (next, counted) {
            (Some(_), Some(last)) => Some(t..last.min(end)),
            (Some(next), None) if !number(next) => Some(t..next + 1),
            _ => noun.then_some(t..t + 1),
        };
    }
    fraction(t).then_some(t..t + 1)
}

/// The row of a share: its holder in brackets' company, behind words of holding, or before them; in a row further behind also bare.
fn row(context: &Context, share: &Range<u32>, around: Range<u32>, further: bool) -> Option<Row> {
    let graph = context.graph;
    let found = bracketed(graph, share)
        .map(|holders| (holders, None))
        .or_else(|| behind(context, share, around.end).map(|(holders, says)| (holders, Some(says))))
        .or_else(|| before(context, share, around.start).map(|(holders, says)| (holders, Some(says))))
        .or_else(|| further.then(|| gapped(graph, share, around.start)).flatten().map(|holders| (holders, None)))
        .or_else(|| further.then(|| dashed(context, share, around.end)).flatten().map(|holders| (holders, None)))?;
    Some(Row { share: share.clone(), holders: found.0, says: found.1 })
}

/// "A (60 percent)": the name right before the bracket, where the sentence speaks of holding, buying or shares.
fn bracketed(graph: &Graph, share: &Range<u32>) -> Option<Vec<Named>> {
    let sentence = graph.sentence(share.start);
    let open = share.start.checked_sub(1).filter(|&u| graph.form(u) == "(")?;
    let closed = share.end < sentence.end && matches!(graph.form(share.end), ")" | ",");
    let last = (sentence.start..open).rev().take(2).find(|&u| !quote(graph, u))?;
    let holder = holder_ending(graph, last)?;
    let spoken =
        |u: u32| ["belonging", "holding", "owners", "owning", "ventures"].iter().any(|class| graph.lexicon.is(class, graph.lemma(u)));
    let joint = |u: u32| graph.lexicon.is("venture", graph.lemma(u)) || graph.lexicon.deal_kind(graph.lemma(u)).is_some();
    let context =
        sentence.into_iter().any(|u| spoken(u) || joint(u) || graph.lexicon.is("held_by", graph.lower(u)) && graph.lower(u).len() > 2);
    (closed && context).then(|| vec![holder])
}

/// "the rest belongs to C", "остальные 24% находятся в собственности C", "55% … — у D", "a stake held by E": words of holding behind the share,
/// then a name.
fn behind(context: &Context, share: &Range<u32>, end: u32) -> Option<(Vec<Named>, u32)> {
    let graph = context.graph;
    let stop = |u: u32| matches!(graph.form(u), ";" | "." | ":") || graph.lexicon.is("relative", graph.lemma(u)) && u > share.end + 3;
    let window = share.end..end.min(share.end + GAP + 3);
    for t in window.take_while(|&u| !stop(u)) {
        if let Some(words) = held_by(graph, t, end) {
            let holders = row_of_names(context, words.end, end);
            return (!holders.is_empty()).then_some((holders, words.start));
        }
        // Another verb says something else of the share.
        let verb = graph.is_verb(t) && graph.token(t).upos == Upos::Verb && graph.token(t).feats.verb_form != Some(VerbForm::Part);
        if verb && !graph.lexicon.is("belonging", graph.lemma(t)) && !holding(graph, t) {
            return None;
        }
    }
    // "19,9% держит фонд «Сфера»", "24% контролирует менеджмент": the subject behind the verb.
    let verb = (share.end..end.min(share.end + GAP)).find(|&u| holding(graph, u) && !graph.english())?;
    let holders = row_of_names(context, verb + 1, end);
    (!holders.is_empty()).then_some((holders, verb))
}

/// "A holds the rest", "Государство владеет 50%": a name, a verb of holding, the share.
fn before(context: &Context, share: &Range<u32>, start: u32) -> Option<(Vec<Named>, u32)> {
    let graph = context.graph;
    let near = share.start.saturating_sub(4).max(start)..share.start;
    // "у холдинга окажется 55%"
    let stays = |u: u32| !graph.english() && graph.is_verb(u) && graph.lexicon.is("belonging", graph.lemma(u));
    let verb = near.rev().find(|&u| holding(graph, u) || stays(u))?;
    let between = (verb + 1..share.start).all(|u| !graph.is_nominal(u) || graph.lexicon.is("shares", graph.lemma(u)));
    if !between {
        return None;
    }
    let light = |u: u32| {
        matches!(graph.token(u).upos, Upos::Aux | Upos::Adv | Upos::Part)
            || quote(graph, u)
            || graph.form(u) == ")"
            || graph.at(u, &[MentionKind::Date]).is_some()
    };
    let beside = (start..verb).rev().find(|&u| !light(u)).map_or_else(Vec::new, |last| names_ending(graph, last, start));
    let subject = || {
        let subjects = frame::subjects(graph, verb).into_iter().flat_map(|t| graph.conjuncts(t));
        let own = subjects.filter(|t| graph.sentence(verb).contains(t)).flat_map(|t| property::owners(context, t));
        own.filter(|(value, _)| holds(graph, value)).collect::<Vec<Named>>()
    };
    if stays(verb) && !holding(graph, verb) {
        let first = beside.iter().map(|(_, span)| graph.analysis.tokens_in(*span).start).min()?;
        let at = (start..first).rev().take(3).any(|u| graph.lower(u) == "у");
        return at.then_some((beside, verb));
    }
    let holders = if beside.is_empty() { subject() } else { beside };
    (!holders.is_empty()).then_some((holders, verb))
}

/// "the staff six and Inovest the rest", "Степан и Фёдор Лапины – по 12,5%": right before the share, the verb left out.
fn gapped(graph: &Graph, share: &Range<u32>, start: u32) -> Option<Vec<Named>> {
    let small =
        |u: u32| matches!(graph.form(u), "," | ")") || matches!(graph.lower(u), "по" | "the" | "a") || dash(graph, u) || quote(graph, u);
    let last = (start..share.start).rev().find(|&u| !small(u))?;
    let bare = |u: u32| graph.token(u).upos != Upos::Adp;
    let holders = names_ending(graph, last, start);
    let first = holders.iter().map(|(_, span)| graph.analysis.tokens_in(*span).start).min()?;
    // "с фондом «Старт», 20%" is with somebody, not somebody's.
    let with = (start..first).rev().take(4).find(|&u| !bare(u));
    // "у A и B — по 20%"
    let at = !graph.english() && with.is_some_and(|u| graph.lower(u) == "у");
    let nominative = |n: &Named| matches!(n.0, Value::Mention(m) if graph.case_of_name(m).is_none_or(|c| c == Case::Nom));
    (at || with.is_none() && (graph.english() || holders.iter().all(nominative))).then_some(holders)
}

/// "80% belong to the group, остальное – её основателю X": the name in the dative behind the dash that stands for the verb.
fn dashed(context: &Context, share: &Range<u32>, end: u32) -> Option<Vec<Named>> {
    let graph = context.graph;
    let after = Some(share.end).filter(|&t| t + 1 < end && dash(graph, t) && !graph.english())?;
    let holders = row_of_names(context, after + 1, end);
    let dative = |n: &Named| matches!(n.0, Value::Mention(m) if graph.range(m).any(|t| graph.case(t) == Some(Case::Dat)));
    (!holders.is_empty() && holders.iter().all(dative)).then_some(holders)
}

fn dash(graph: &Graph, t: u32) -> bool {
    matches!(graph.form(t), "-" | "–" | "—")
}

/// The words of holding that begin at a token.
fn held_by(graph: &Graph, t: u32, end: u32) -> Option<Range<u32>> {
    let words = graph.lexicon.list("held_by");
    let mut said = String::new();
    let mut longest = None;
    for u in t..end.min(t + 4) {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(graph.lower(u));
        if words.contains(&said) {
            longest = Some(t..u + 1);
        }
    }
    longest
}

fn holding(graph: &Graph, t: u32) -> bool {
    graph.is_verb(t) && graph.lexicon.is("owning", graph.lemma(t))
}

/// The names in a row from a token on, over descriptions, until something else is said.
fn row_of_names(context: &Context, start: u32, end: u32) -> Vec<Named> {
    let graph = context.graph;
    let mut found: Vec<Named> = Vec::new();
    let mut t = start;
    let mut joined = true;
    // "Pihlak's own Pihlak Invest", "у основателей «Лектории» Алины Бек": whose the holder is, not the holder.
    let next = |m: u32| {
        let behind = graph.range(m).end;
        if behind < end && quote(graph, behind) { behind + 1 } else { behind }
    };
    let owners = |u: u32| graph.is_nominal(u) && graph.lexicon.is("owners", graph.lemma(u));
    let founded = |m: u32| {
        let person = next(m) < end && graph.at(next(m), &[MentionKind::Person]).is_some();
        person && (start..graph.range(m).start).any(owners)
    };
    let whose = |m: u32| graph.range(m).end < end && matches!(graph.form(graph.range(m).end), "'s" | "’s") || founded(m);
    while t < end && t < start + 2 * GAP {
        let country = |&m: &u32| graph.mention(m).country.is_some() && !described(graph, graph.range(m).end.min(end - 1));
        let place = || graph.at(t, &[MentionKind::Place]).filter(country);
        let name = graph.at(t, HOLDERS).or_else(place).filter(|&m| graph.range(m).start == t && !whose(m));
        match name.map(|m| (Value::Mention(m), graph.mention(m).span)).or_else(|| state(graph, t)).filter(|_| joined) {
            Some(named) => {
                t = graph.analysis.tokens_in(named.1).end;
                found.push(named);
                joined = false;
            }
            None if found.is_empty() && described(graph, t) => t += 1,
            None if quote(graph, t) => t += 1,
            None if matches!(graph.lower(t), "and" | "и") => {
                joined = true;
                t += 1;
            }
            None if joined && described(graph, t) => t += 1,
            None => break,
        }
    }
    found
}

/// What may stand before a name and describes it.
fn described(graph: &Graph, t: u32) -> bool {
    let word =
        matches!(graph.token(t).upos, Upos::Adj | Upos::Det | Upos::Noun | Upos::Num | Upos::Propn | Upos::Pron | Upos::X | Upos::Part);
    let based = graph.is_participle(t) || matches!(graph.form(t), "-" | "'s" | "’s") || graph.at(t, &[MentionKind::Place]).is_some();
    word || based || quote(graph, t)
}

/// The names that end at a token, in a row.
fn names_ending(graph: &Graph, last: u32, start: u32) -> Vec<Named> {
    let Some(named) = holder_ending(graph, last) else { return Vec::new() };
    let first = graph.analysis.tokens_in(named.1).start;
    let and = first.checked_sub(1).filter(|&u| u > start && matches!(graph.lower(u), "and" | "и" | ","));
    let before = and.and_then(|u| u.checked_sub(1)).map(|u| if quote(graph, u) { u.saturating_sub(1) } else { u });
    let joined = and.is_some_and(|u| graph.form(u) != ",");
    let mut all = before.filter(|_| joined).map_or_else(Vec::new, |u| names_ending(graph, u, start));
    all.push(named);
    all
}

fn holder_ending(graph: &Graph, last: u32) -> Option<Named> {
    let m = graph.at(last, HOLDERS).filter(|&m| (last + 1..graph.range(m).end).all(|u| quote(graph, u)));
    let place = || graph.at(last, &[MentionKind::Place]).filter(|&m| graph.range(m).end == last + 1 && !led(graph, graph.range(m).start));
    // "the Shikongo family (60 percent)"
    let family = || last.checked_sub(1).filter(|_| graph.lexicon.is("families", graph.lemma(last))).and_then(|u| graph.at(u, HOLDERS));
    let named = m.or_else(family).or_else(place).map(|m| (Value::Mention(m), graph.mention(m).span));
    named.or_else(|| state(graph, last))
}

fn led(graph: &Graph, start: u32) -> bool {
    start.checked_sub(1).is_some_and(|u| graph.token(u).upos == Upos::Adp)
}

/// Persons, houses and countries hold shares; products do not.
fn holds(graph: &Graph, value: &Value) -> bool {
    let Value::Mention(m) = *value else { return true };
    let mention = graph.mention(m);
    HOLDERS.contains(&mention.kind) || mention.kind == MentionKind::Place && mention.country.is_some()
}

/// "the state", "государство"; not "state-owned".
fn state(graph: &Graph, t: u32) -> Option<Named> {
    let bare = t + 1 >= graph.len() || graph.form(t + 1) != "-" && graph.covering(t).is_empty();
    (bare && graph.lexicon.is("states", graph.lemma(t))).then(|| (Value::Text(graph.lemma(t).to_owned()), graph.token(t).span))
}

fn quote(graph: &Graph, t: u32) -> bool {
    matches!(graph.form(t), "«" | "»" | "\"" | "“" | "”")
}

/// What a share is of: a name behind it and before the words of holding, in it, or before "in which".
fn own_thing(graph: &Graph, share: &Range<u32>, row: Option<&Row>) -> Option<Named> {
    let measure = share.end - 1;
    let says = row.and_then(|r| r.says).filter(|&t| t >= share.end);
    let limit = says.unwrap_or(graph.sentence(measure).end);
    let start = |span: Span| graph.analysis.tokens_in(span).start;
    let held = |n: &Named| row.is_none_or(|r| !r.holders.iter().any(|h| h.1 == n.1)) && start(n.1) < limit;
    let by_tree = || share.clone().find_map(|t| property::of(graph, t, true));
    let small = |u: u32| {
        graph.lexicon.is("shares", graph.lemma(u)) || matches!(graph.token(u).upos, Upos::Det | Upos::Adj | Upos::Noun) || quote(graph, u)
    };
    let of = (share.end..limit.min(share.end + 4)).find(|&u| matches!(graph.lower(u), "of" | "in" | "в"));
    let of = of.filter(|&u| (share.end..u).all(small));
    let thing =
        |u: u32| graph.at(u, named::THINGS).filter(|&m| graph.range(m).start == u).map(|m| (Value::Mention(m), graph.mention(m).span));
    let from = of.map_or(share.end, |u| u + 1);
    let words = (from..limit.min(from + 6)).take_while(|&u| small(u) || graph.at(u, named::THINGS).is_some());
    // "«Амурских портов»": a name in quotes that no mention covers.
    let in_quotes = || {
        let inner = (from..limit.min(from + 6)).find(|&u| quote(graph, u)).map(|u| u + 1).filter(|&u| u < limit && !graph.english())?;
        (from..inner - 1).all(small).then(|| named::quoted(graph, inner).filter(|_| graph.at(inner, named::THINGS).is_none())).flatten()
    };
    let near = || in_quotes().or_else(|| words.into_iter().find_map(thing).filter(|_| of.is_some() || !graph.english()));
    let relative = || elliptic::before_relative(graph, row.and_then(|r| r.says).unwrap_or(measure));
    by_tree().filter(held).or_else(near).filter(held).or_else(relative).filter(held)
}

/// What the share is of by what was said before: of the clause's subject, of the last share told, or of what the text speaks of.
fn thing_before(graph: &Graph, row: &Row, told: &[Claim], found: &[Claim]) -> Option<Named> {
    let at = |c: &Claim| graph.analysis.tokens_in(c.trigger).start;
    let sentence = graph.analysis.sentence_of(row.share.start);
    let near = |c: &&Claim| {
        let own = graph.analysis.sentence_of(at(c));
        own <= sentence && own + REACH >= sentence && at(c) < row.share.start
    };
    let held = |n: &Named| !row.holders.iter().any(|h| named::same(graph, &h.0, &n.0));
    let role = |c: &Claim| match c.kind {
        ClaimKind::Ownership => c.get(Role::Property).map(|f| (f.value.clone(), f.span)),
        _ => c.all(Role::Subject).find(|f| matches!(f.value, Value::Mention(_))).map(|f| (f.value.clone(), f.span)),
    };
    let mut before: Vec<&Claim> = told.iter().chain(found).filter(near).collect();
    before.sort_by_key(|c| std::cmp::Reverse(at(c)));
    let last = before.into_iter().find_map(role).filter(held);
    let spoken = || {
        let m = topic::of(graph, row.share.start, named::HOUSES)?;
        let span: Span = graph.mention(m).span;
        Some((Value::Mention(m), span)).filter(held)
    };
    // "Namib Roasters is owned by A (60 percent)": the subject of a clause that says whose it is.
    let subject = || {
        let verb = row.says.map_or_else(|| graph.clause(row.share.start), |t| graph.clause(t));
        let owned = graph.is_passive(verb) || graph.lexicon.is("belonging", graph.lemma(verb)) || !graph.is_verb(verb);
        if !owned || graph.subtree(row.share.start).len() > 1 && graph.base(row.share.end - 1) == Deprel::Nsubj {
            return None;
        }
        frame::subjects(graph, verb).into_iter().find_map(|s| named::one(graph, s, named::THINGS)).filter(held)
    };
    subject().or(last).or_else(spoken)
}
