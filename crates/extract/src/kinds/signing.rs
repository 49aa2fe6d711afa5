//! Signings with their instruments.
//!
//! # What it does
//! "X и Y подписали протокол", "подписан ряд контрактов", "подписание меморандума между A и B", "the protocol, signed by X and Y".
//!
//! # Why
//! A signing states an instrument; the instrument may stand behind a quantity ("ряд", "a package of").
//!
//! # Example
//! "в присутствии председателя Госкомвоенпрома подписан ряд контрактов": contracts, in the presence of the holder of that title.

use std::collections::BTreeSet;

use rapporteur_model::{
    Case, Claim, ClaimKind, Deprel, Detail, Edtf, Field, Gender, InstrumentKind, MentionKind, Modality, Number, Role, Span, Upos, Value,
};

use super::gapped;
use crate::build::Context;
use crate::frame::{self, Hit};

/// Claims of kind signing. Who signed together is known to the sentences that follow ("ими же").
pub fn claims(context: &mut Context) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let hits = context.hits;
    for hit in hits.of(ClaimKind::Signing) {
        if told_by_verb(context, hit) {
            continue;
        }
        let Some(mut first) = claim(context, hit) else {
            dated(context, &mut claims, hit);
            continue;
        };
        let gapped = if hit.nominal { Vec::new() } else { gapped::signings(context, hit, &first) };
        first
            .fields
            .retain(|f| !gapped.iter().any(|g| f.span >= g.trigger || g.fields.iter().any(|o| o.span == f.span && o.role == Role::Party)));
        context.referents.add_groups(context.graph, std::slice::from_ref(&first));
        claims.push(first);
        claims.extend(gapped);
    }
    same_document(context, &mut claims);
    ceremonies(context, &mut claims);
    on_behalf(context, &mut claims);
    for_sides(context, &mut claims);
    claims
}

/// "скрепили подписями": the verb tells of it already.
fn told_by_verb(context: &Context, hit: &Hit) -> bool {
    let other = |v: u32| context.hits(ClaimKind::Signing).iter().any(|h| h.trigger == v && !h.nominal);
    hit.nominal && hit.verb.is_some_and(|v| v != hit.trigger && other(v))
}

/// "The signing is set for 19 July in Praia", «Подписание состоится в апреле»: day and place of the signing told of last that has none.
///
/// Of one that is not signed yet, it is the signing that is to come.
fn dated(context: &Context, claims: &mut Vec<Claim>, hit: &Hit) {
    let graph = context.graph;
    let bare = hit.nominal && hit.verb.is_some() && !graph.children(hit.trigger).iter().any(|&c| graph.is_nominal(c) || graph.is_verb(c));
    let subject = graph.base(hit.trigger) == Deprel::Nsubj;
    let sentence = graph.analysis.sentence_of(hit.trigger);
    let at = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
    let told = crate::factuality::of(graph, hit);
    let unsigned = |c: &Claim| c.modality == Modality::Denied && told == Modality::Planned;
    // "парафировали соглашение. Его подписание запланировано": its own signing is to come.
    let its = |c: &Claim| c.modality == Modality::Happened && told == Modality::Planned && possessed(context, hit.trigger);
    let near = |c: &Claim| (at(c) + 1..=at(c) + 2).contains(&sentence) && (c.modality == told || unsigned(c) || its(c));
    if !(bare && subject) {
        return;
    }
    let own = context.claim(ClaimKind::Signing, "signing.noun", hit);
    let Some(before) = claims.iter_mut().rfind(|c| near(c)) else { return };
    if before.modality != told {
        let mut ahead = own;
        let kept = before.fields.iter().filter(|f| matches!(f.role, Role::Instrument | Role::Party | Role::Signatory));
        kept.for_each(|f| ahead.push(f.role, f.value.clone(), f.span));
        claims.push(ahead);
        return;
    }
    for role in [Role::Date, Role::Place].into_iter().filter(|&role| before.get(role).is_none()).collect::<Vec<Role>>() {
        own.all(role).for_each(|f| before.push(role, f.value.clone(), f.span));
    }
}

/// "Его подписание", "its signing".
fn possessed(context: &Context, noun: u32) -> bool {
    let graph = context.graph;
    graph.children(noun).iter().any(|&c| c < noun && graph.lexicon.is("whose", graph.lower(c)))
}

/// "Контракт заключён в Минске. Документ скрепили подписями X и Y": what is signed is the one told of just before, by its own mention, a
/// pronoun or a word for any document.
fn same_document(context: &Context, claims: &mut Vec<Claim>) {
    let mut at = 1;
    while at < claims.len() {
        let before = (0..at).rev().find(|&i| same_signing(context, &claims[i], &claims[at]));
        let Some(i) = before else {
            at += 1;
            continue;
        };
        let second = claims.remove(at);
        for field in second.fields.into_iter().filter(|f| f.role != Role::Instrument) {
            if matches!(field.role, Role::Date | Role::Place) && claims[i].get(field.role).is_some() {
                continue;
            }
            claims[i].push(field.role, field.value, field.span);
        }
    }
}

/// The second tells who signed what the first, which names no signatory, told of in the sentences before.
fn same_signing(context: &Context, first: &Claim, second: &Claim) -> bool {
    let graph = context.graph;
    let sentence = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
    let near = sentence(second).checked_sub(sentence(first)).is_some_and(|apart| (1..=2).contains(&apart));
    let signed = |c: &Claim| c.mentions(Role::Signatory).any(|m| graph.mention(m).kind == MentionKind::Person);
    let open = !signed(first) && signed(second) && first.modality == second.modality && first.mentions(Role::Instrument).count() == 1;
    let dates = first.date(Role::Date).zip(second.date(Role::Date)).is_none_or(|(a, b)| a.may_equal(b));
    let own: Vec<u32> = second.mentions(Role::Instrument).collect();
    let any = |m: u32| {
        let plain = graph.range(m).len() == 1 && graph.token(graph.mention(m).head).feats.number != Some(Number::Plur);
        plain && graph.lexicon.is("any_document", graph.lemma(graph.mention(m).head))
    };
    let same = |m: u32| first.mentions(Role::Instrument).any(|o| o == m);
    near && open && dates && own.len() == 1 && own.iter().all(|&m| same(m) || any(m))
}

/// The signing that was told of last, in the sentence of this token or the two before.
fn told_last<'c>(context: &Context, claims: &'c mut [Claim], t: u32) -> Option<&'c mut Claim> {
    let analysis = context.graph.analysis;
    let sentence = analysis.sentence_of(t);
    let at = |c: &Claim| analysis.sentence_of(analysis.tokens_in(c.trigger).start);
    claims.iter_mut().rfind(|c| (at(c)..=at(c) + 2).contains(&sentence) && c.modality == Modality::Happened)
}

/// "В церемонии приняли участие X и Y": they were there when what was told of last was signed.
fn ceremonies(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    for t in (0..graph.len()).filter(|&t| graph.is_nominal(t) && graph.lexicon.is("ceremony", graph.lemma(t))) {
        let Some(signing) = told_last(context, claims, t) else { continue };
        for m in context.attendants(t).into_iter().flat_map(|u| context.referents.actors(graph, u)) {
            if !signing.mentions(Role::Signatory).any(|s| s == m) {
                signing.push(Role::Presence, Value::Mention(m), graph.mention(m).span);
            }
        }
    }
}

/// "Signing on behalf of the bank was its manager X", "от имени министерства подпись поставил X": who signed what was told of last.
fn on_behalf(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    let told: BTreeSet<Span> = claims.iter().map(|c| c.trigger).collect();
    // "приняли участие" tells of no signature.
    let signs = |h: &&Hit| !graph.lexicon.is("adopting", graph.lemma(h.trigger));
    for hit in context.hits(ClaimKind::Signing).iter().filter(signs).filter(|h| !told.contains(&graph.token(h.trigger).span)) {
        let Some(signing) = told_last(context, claims, hit.trigger) else { continue };
        for t in hit.all(Role::Signatory).chain(predicate(context, hit.trigger)) {
            let there = context.attendants(hit.trigger).contains(&t);
            let persons = context.referents.actors(graph, t).into_iter().filter(|&m| graph.mention(m).kind == MentionKind::Person);
            for m in persons.filter(|_| !there) {
                signing.push(Role::Signatory, Value::Mention(m), context.words(t, m));
            }
        }
    }
}

/// "X signed on behalf of Nepal and Minister Y on behalf of Oman", «от имени Мальты подписал X, от имени Латвии – Y»: a name right before a side that is
/// signed for, though the verb is left out there. What a paper is "for" is no side: behind "for" alone, somebody is to stand beside it.
fn for_sides(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    let signs = |h: &&Hit| !h.nominal && !graph.lexicon.is("adopting", graph.lemma(h.trigger));
    for hit in context.hits(ClaimKind::Signing).iter().filter(signs) {
        let sentence = graph.sentence(hit.trigger);
        let sides: Vec<(u32, u32)> = sentence.clone().filter_map(|t| Some((t, side_signed_for(context, t)?))).collect();
        let free = |t: &u32| *t != hit.trigger && graph.token(*t).upos == Upos::Verb && !graph.is_participle(*t);
        if sides.len() < 2 || sentence.clone().any(|t| free(&t)) {
            continue;
        }
        let Some(signing) = told_last(context, claims, hit.trigger) else { continue };
        for (preposition, side) in sides {
            let person = preposition.checked_sub(1).and_then(|t| graph.at(t, &[MentionKind::Person]));
            let behind = graph.range(side).end;
            let by = sentence.contains(&behind) && graph.lower(behind) == "by";
            if graph.lower(preposition) == "for" && person.is_none() && !by {
                continue;
            }
            for (m, role) in person.map(|m| (m, Role::Signatory)).into_iter().chain([(side, Role::Party)]) {
                let known = signing.mentions(role).any(|k| graph.mention(k).name == graph.mention(m).name);
                if !known {
                    signing.push(role, Value::Mention(m), graph.mention(m).span);
                }
            }
        }
    }
}

/// The side behind "on behalf of" that begins at a token.
fn side_signed_for(context: &Context, t: u32) -> Option<u32> {
    let graph = context.graph;
    let words = |n: u32| (t..graph.len().min(t + n)).map(|u| graph.lower(u)).collect::<Vec<_>>().join(" ");
    let n = (1..=3).rev().find(|&n| graph.lexicon.list("on_behalf").iter().any(|w| *w == words(n)))?;
    let first = (t + n..graph.sentence(t).end).find(|&u| graph.token(u).upos != Upos::Det)?;
    graph.at(first, &[MentionKind::Organisation, MentionKind::Place]).filter(|&m| graph.range(m).start == first)
}

/// "Signing … was X": the predicate of which signing is the subject.
fn predicate(context: &Context, t: u32) -> Vec<u32> {
    let graph = context.graph;
    let over = graph.head(t).filter(|&h| graph.has_copula(h) && matches!(graph.base(t), Deprel::Nsubj | Deprel::Csubj | Deprel::Advcl));
    let below = graph.children(t).iter().copied().filter(|&c| graph.has_copula(t) && graph.base(c) == Deprel::Nsubj);
    over.into_iter().chain(below).flat_map(|h| graph.conjuncts(h)).collect()
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    // "entered into force": nobody signs then.
    if graph.children(hit.trigger).iter().any(|&c| graph.lexicon.is("force", graph.lower(c))) {
        return None;
    }
    let mut claim = context.claim(ClaimKind::Signing, if hit.nominal { "signing.noun" } else { "signing.verb" }, hit);
    for t in hit.all(Role::Instrument) {
        if let Some(m) = instrument(context, t) {
            for m in listed(context, m).into_iter().flat_map(|m| row(context, m, hit.trigger)) {
                claim.push(Role::Instrument, Value::Mention(m), graph.mention(m).span);
            }
        }
    }
    if claim.get(Role::Instrument).is_none() && hit.nominal {
        // "церемония подписания плана": the phrase right behind the noun is its own.
        let behind = graph.at(hit.trigger + 1, &[MentionKind::Instrument]).filter(|&m| graph.range(m).start == hit.trigger + 1);
        if let Some(m) = behind {
            claim.push(Role::Instrument, Value::Mention(m), graph.mention(m).span);
        }
    }
    if claim.get(Role::Instrument).is_none() && !hit.nominal && graph.is_passive(hit.trigger) {
        // "the protocol, signed by X": the instrument ends right before the participle.
        let before = (1..3).filter_map(|back| hit.trigger.checked_sub(back)).find_map(|t| graph.at(t, &[MentionKind::Instrument]));
        if let Some(m) = before {
            claim.push(Role::Instrument, Value::Mention(m), graph.mention(m).span);
        }
    }
    if claim.get(Role::Instrument).is_none() && !hit.nominal && graph.english() {
        // "The protocol signed in Baku provides", where the parser made the instrument the subject of signing.
        let subject = frame::subjects(graph, hit.trigger).into_iter().find_map(|t| graph.at(t, &[MentionKind::Instrument]));
        if let Some(m) = subject {
            claim.push(Role::Instrument, Value::Mention(m), graph.mention(m).span);
        }
    }
    claim.get(Role::Instrument)?;
    claim.fields.retain(|f| f.role != Role::Date || !of_instrument(context, f));
    for t in if hit.nominal { Vec::new() } else { frame::other_side(graph, hit.trigger) } {
        for m in context.referents.actors(graph, t) {
            claim.push(Role::Signatory, Value::Mention(m), graph.mention(m).span);
        }
    }
    if graph.lexicon.is("adopting", graph.lemma(hit.trigger)) && !adopted(context, hit, &claim) {
        return None;
    }
    if graph.lexicon.is("adopting", graph.lemma(hit.trigger)) {
        claim.push(Role::Form, Value::Text("adopted".to_owned()), graph.token(hit.trigger).span);
    }
    let there = context.attendants(hit.trigger);
    for t in hit.all(Role::Signatory) {
        // "the signing was attended by X": who was there did not sign for that.
        let role = if there.contains(&t) { Role::Presence } else { Role::Signatory };
        for m in context.referents.actors(graph, t) {
            claim.push(role, Value::Mention(m), context.words(t, m));
        }
    }
    context.actors(&mut claim, hit, Role::Party, Role::Party);
    context.actors(&mut claim, hit, Role::Presence, Role::Presence);
    // Who signs is not there beside.
    let signed: Vec<u32> = claim.mentions(Role::Signatory).collect();
    claim.fields.retain(|f| f.role != Role::Presence || !matches!(f.value, Value::Mention(m) if signed.contains(&m)));
    between(context, &mut claim);
    if !hit.nominal || hit.supported {
        by_sides(context, hit, &mut claim);
    }
    organisations_are_parties(context, &mut claim);
    let vague = claim.mentions(Role::Instrument).all(|m| graph.mention(m).detail == Detail::Instrument(InstrumentKind::Other));
    let bare = claim.fields.iter().all(|f| f.role == Role::Instrument && matches!(f.value, Value::Mention(m) if graph.range(m).len() < 3));
    (!(vague && bare)).then_some(claim)
}

/// "a roadmap on exchange for 2026-2028": years that an instrument is for are not when it was signed.
fn of_instrument(context: &Context, date: &Field) -> bool {
    let graph = context.graph;
    let years = match date.value {
        Value::Date(Edtf::Date(d)) => d.month().is_none(),
        Value::Date(Edtf::Interval(Some(a), Some(b))) => a.month().is_none() && b.month().is_none(),
        _ => false,
    };
    let first = graph.analysis.tokens_in(date.span).start;
    let near = [Some(first), first.checked_sub(1), first.checked_sub(2)].into_iter().flatten();
    years && near.into_iter().any(|t| matches!(graph.lower(t), "for" | "на" | "until" | "till" | "до"))
}

/// "приняли совместное коммюнике": what two sides or a body adopt is an instrument of theirs; a law or an order that one authority
/// adopts is none.
fn adopted(context: &Context, hit: &Hit, claim: &Claim) -> bool {
    let graph = context.graph;
    let shared = |m: u32| !matches!(graph.mention(m).detail, Detail::Instrument(InstrumentKind::Act | InstrumentKind::Other));
    let subjects: Vec<u32> = hit.all(Role::Signatory).collect();
    let sits = subjects.iter().any(|&t| graph.at(t, &[MentionKind::Body]).is_some() || graph.lexicon.is("bodies", graph.lemma(t)));
    let several = subjects.len() > 1 || subjects.iter().any(|&t| graph.token(t).feats.number == Some(Number::Plur));
    // A plan is somebody's own; only that of a body is one of several sides.
    let plan = |m: u32| matches!(graph.mention(m).detail, Detail::Instrument(InstrumentKind::Plan | InstrumentKind::Programme));
    let planned = claim.mentions(Role::Instrument).any(plan);
    claim.mentions(Role::Instrument).all(shared) && (sits || (!planned && (subjects.is_empty() || several)))
}

/// The instruments that a general word announces ("два документа: меморандум о … и программа …", "documents, including a protocol"),
/// else the one itself.
fn listed(context: &Context, m: u32) -> Vec<u32> {
    let graph = context.graph;
    let (end, limit) = (graph.range(m).end, graph.sentence(graph.mention(m).head).end);
    // A colon stands right behind the general word, "including" further off, before an instrument.
    let next = |t: u32| (t + 1..limit.min(t + 4)).find(|&u| graph.at(u, &[MentionKind::Instrument]).is_some()).is_some();
    let opens = |t: u32| t < end + 3 && graph.form(t) == ":" || graph.lexicon.is("including", graph.lower(t)) && (t < end + 3 || next(t));
    let Some(at) = (end..limit).find(|&t| opens(t)) else { return vec![m] };
    let mut found = Vec::new();
    let mut last = at;
    for inner in graph.mentions_in(at + 1..limit, &[MentionKind::Instrument]) {
        let range = graph.range(inner);
        let verb = (last..range.start).any(|t| graph.is_verb(t) && !graph.is_participle(t));
        if verb || range.start < last {
            continue;
        }
        last = range.end;
        found.push(inner);
    }
    if found.is_empty() { vec![m] } else { found }
}

/// "a memorandum on tourism and an agreement on transit": the instrument and those that follow it by conjunction or comma, in its case.
fn row(context: &Context, m: u32, verb: u32) -> Vec<u32> {
    let graph = context.graph;
    let mut found = vec![m];
    let limit = graph.sentence(graph.mention(m).head).end;
    // What is not alive has one form for subject and object.
    let case = |m: u32| graph.case(graph.mention(m).head).map(|c| if c == Case::Acc { Case::Nom } else { c });
    loop {
        let last = found[found.len() - 1];
        let end = graph.range(last).end;
        let joins = |t: u32| graph.form(t) == "," || graph.lexicon.is("row", graph.lower(t)) || graph.token(t).upos == Upos::Cconj;
        let light = |t: u32| joins(t) || matches!(graph.token(t).upos, Upos::Det | Upos::Adv | Upos::Part);
        let Some(first) = (end..limit).find(|&t| !light(t)).filter(|&t| (end..t).any(joins)) else { return found };
        let next = graph.at(first, &[MentionKind::Instrument]).filter(|&n| graph.range(n).start == first && !found.contains(&n));
        let agrees = |n: &u32| graph.english() || case(*n).is_none() || case(last).is_none() || case(*n) == case(last);
        // "…, and a contract was signed": another verb's subject.
        let other = |t: u32| graph.token(t).upos == Upos::Aux && graph.head(t) != Some(verb);
        let free = |n: &u32| (graph.range(*n).end..limit.min(graph.range(*n).end + 2)).all(|t| !other(t));
        match next.filter(agrees).filter(free) {
            Some(n) => found.push(n),
            None => return found,
        }
    }
}

/// The instrument at a token or behind a quantity.
fn instrument(context: &Context, t: u32) -> Option<u32> {
    let graph = context.graph;
    let kinds = &[MentionKind::Instrument];
    if graph.lexicon.is("relative", graph.lemma(t)) {
        // "договор, который подписали": what the clause is about.
        let clause = graph.head(t).filter(|&v| graph.base(v) == Deprel::Acl)?;
        return graph.at(graph.head(clause)?, kinds);
    }
    if graph.token(t).upos == Upos::Pron {
        return meant(context, t);
    }
    graph
        .at(t, kinds)
        .or_else(|| graph.children(t).iter().find_map(|&c| graph.at(c, kinds).filter(|_| graph.lexicon.is("quantities", graph.lemma(t)))))
}

/// "под ним", "sign it": the instrument named last before, of the pronoun's gender and number where the language shows them.
fn meant(context: &Context, pronoun: u32) -> Option<u32> {
    let graph = context.graph;
    let it = graph.lexicon.is("third", graph.lemma(pronoun)) || graph.lower(pronoun) == "it";
    let here = graph.analysis.sentence_of(pronoun);
    let own = graph.token(pronoun).feats;
    let fits = |m: &u32| {
        let feats = graph.token(graph.mention(*m).head).feats;
        let number = own.number.is_none() || feats.number.is_none() || own.number == feats.number;
        // "его", "ним": masculine and neuter alike, but in the nominative.
        let alike = own.case != Some(Case::Nom) && own.gender != Some(Gender::Fem) && feats.gender != Some(Gender::Fem);
        number && (graph.english() || own.gender.is_none() || own.gender == feats.gender || alike)
    };
    let all = graph.mentions_in(0..pronoun, &[MentionKind::Instrument]).into_iter().filter(|_| it);
    all.filter(|m| graph.analysis.sentence_of(graph.mention(*m).head) + 2 >= here).rfind(fits)
}

/// "меморандум … между A и B": the parties stand inside the instrument's own words or right behind them.
fn between(context: &Context, claim: &mut Claim) {
    let graph = context.graph;
    let instruments: Vec<u32> = claim.mentions(Role::Instrument).collect();
    for m in instruments {
        let head = graph.mention(m).head;
        let inner: Vec<u32> = graph
            .range(m)
            .flat_map(|t| std::iter::once(t).chain(graph.children(t).iter().copied()))
            .chain(graph.children(head).iter().copied())
            .chain(graph.children(head).iter().flat_map(|&c| graph.children(c)).copied())
            .filter(|&t| matches!(graph.preposition(t).as_deref(), Some("между" | "between" | "с" | "with")))
            .flat_map(|t| graph.conjuncts(t))
            .collect();
        for t in inner {
            // "between our ministry and Drava Turbines": a name that was taken for a place and is none that is known.
            let uncharted = graph.at(t, &[MentionKind::Place]).filter(|&m| crate::named::unknown_place(graph, m));
            for party in context.referents.actors(graph, t).into_iter().chain(uncharted) {
                claim.push(Role::Party, Value::Mention(party), graph.mention(party).span);
                // "between the Ministry of A and the National Agency of B": the second where the parser took it for a subject.
                if let Some(other) = behind_and(context, party).filter(|o| !claim.mentions(Role::Party).any(|p| p == *o)) {
                    claim.push(Role::Party, Value::Mention(other), graph.mention(other).span);
                }
            }
        }
    }
}

/// The organisation right behind "and" and an article behind another one.
fn behind_and(context: &Context, m: u32) -> Option<u32> {
    let graph = context.graph;
    let kinds = &[MentionKind::Organisation, MentionKind::Body];
    let end = graph.range(m).end;
    let limit = graph.sentence(graph.mention(m).head).end;
    let and = Some(end).filter(|&t| t < limit && graph.token(t).upos == Upos::Cconj && graph.mention(m).kind != MentionKind::Person)?;
    let first = (and + 1..limit).find(|&t| graph.token(t).upos != Upos::Det)?;
    let uncharted = || graph.at(first, &[MentionKind::Place]).filter(|&m| crate::named::unknown_place(graph, m));
    graph.at(first, kinds).or_else(uncharted).filter(|&o| graph.range(o).start == first)
}

/// "с казахстанской стороны — X, а от имени комитета — его зампред Y", "on the Kuwaiti side by Z": who signed for each of several sides.
fn by_sides(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    for m in crate::side_rows::persons(graph, graph.sentence(hit.trigger)) {
        if !claim.mentions(Role::Signatory).any(|s| s == m) {
            claim.push(Role::Signatory, Value::Mention(m), graph.mention(m).span);
        }
    }
}

/// Persons sign; organisations and countries that "signed" are parties.
fn organisations_are_parties(context: &Context, claim: &mut Claim) {
    let person = |m: u32| context.graph.mention(m).kind == MentionKind::Person;
    let signed = claim.mentions(Role::Signatory).any(person);
    for field in &mut claim.fields {
        let Value::Mention(m) = field.value else { continue };
        match field.role {
            Role::Signatory if !person(m) => field.role = Role::Party,
            // "signed … with Minister X"
            Role::Party if person(m) && signed => field.role = Role::Signatory,
            _ => {}
        }
    }
    let mut known: Vec<u32> = Vec::new();
    claim.fields.retain(|f| match f.value {
        Value::Mention(m) if f.role == Role::Signatory => {
            !known.contains(&m) && {
                known.push(m);
                true
            }
        }
        _ => true,
    });
}
