//! Contracts and joint ventures: what two organisations signed or set up together.

use std::ops::Range;

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Role, Span, Value, VerbForm};

use super::{bare, sides, subject};
use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::named;

/// Deals with the tokens of the instrument that states them.
pub fn claims(context: &Context) -> Vec<(Range<u32>, Claim)> {
    let signings = context.hits(ClaimKind::Signing);
    let mut found: Vec<(Range<u32>, Claim)> = signings.iter().filter_map(|hit| signed(context, hit)).collect();
    let ventures = (0..context.graph.len()).filter(|&t| is_venture(context.graph, t));
    found.extend(ventures.filter_map(|t| venture(context, t)));
    found
}

/// A signed contract between organisations; its kind is the word of trade in its title.
fn signed(context: &Context, hit: &Hit) -> Option<(Range<u32>, Claim)> {
    let graph = context.graph;
    let paper = hit.all(Role::Instrument).find(|&t| graph.lexicon.is("contracts", graph.lemma(t)))?;
    let mut claim = bare(context, hit);
    claim.rule = "deal.contract".to_owned();
    for role in [Role::Signatory, Role::Party] {
        for (value, span) in hit.all(role).flat_map(|t| sides(context, t)) {
            push_party(graph, &mut claim, value, span);
        }
    }
    for t in between(graph, paper) {
        sides(context, t).into_iter().for_each(|(value, span)| push_party(graph, &mut claim, value, span));
    }
    let range = graph.subtree(paper);
    let traded = traded(graph, paper);
    match &traded {
        Some(traded) => traded.add(graph, &mut claim),
        None => {
            let span = graph.words(titled(graph, paper)..paper + 1)?;
            claim.push(Role::DealKind, Value::Text(graph.lemma(paper).to_owned()), span);
        }
    }
    if let Some(f) = claim.fields.iter_mut().find(|f| f.role == Role::DealKind && traded.is_none()) {
        f.value = Value::Text(name(graph, paper));
    }
    // A treaty of states is no deal unless something is traded.
    let state = |m: u32| graph.mention(m).kind == MentionKind::Place && !named::unknown_place(graph, m);
    let treaty = traded.is_none() && (claim.mentions(Role::Party).any(state) || of_cooperation(graph, paper));
    let range = range.start..traded.as_ref().map_or(range.end, |t| range.end.max(t.at + 1));
    (claim.all(Role::Party).count() > 1 && !treaty).then_some((range, claim))
}

/// "договор о сотрудничестве", "a contract on exchange of students": what two houses do together is no trade.
fn of_cooperation(graph: &Graph, paper: u32) -> bool {
    let about = |&c: &u32| graph.preposition(c).is_some_and(|p| graph.lexicon.is("about", &p));
    let together = |t: u32| graph.lexicon.is("cooperation", graph.lemma(t));
    graph.children(paper).iter().copied().filter(about).any(|c| together(c) || graph.children(c).iter().any(|&d| together(d)))
        || graph.children(paper).iter().any(|&c| together(c))
}

/// Only organisations and states are sides of a contract; persons sign it for them.
fn push_party(graph: &Graph, claim: &mut Claim, value: Value, span: Span) {
    let person = matches!(value, Value::Mention(m) if graph.mention(m).kind == MentionKind::Person);
    if !person {
        claim.push(Role::Party, value, span);
    }
}

/// "контракт между X и Y", "contract with Y".
fn between(graph: &Graph, paper: u32) -> Vec<u32> {
    let side = |&c: &u32| graph.preposition(c).is_some_and(|p| graph.lexicon.is("sides", &p));
    graph.children(paper).iter().copied().filter(side).flat_map(|c| graph.conjuncts(c)).collect()
}

/// The act of trade that a contract is about, with its token and its kind.
pub struct Traded {
    at: u32,
    kind: String,
}

impl Traded {
    /// Adds the kind and what is traded to the deal.
    pub fn add(&self, graph: &Graph, claim: &mut Claim) {
        claim.push(Role::DealKind, Value::Text(self.kind.clone()), graph.token(self.at).span);
        object(graph, self.at).into_iter().for_each(|o| subject(graph, o, claim));
    }
}

/// "контракт на поставку X", "a contract to supply X": the noun or infinitive of trade in what hangs on a contract.
pub fn traded(graph: &Graph, paper: u32) -> Option<Traded> {
    let papers = graph.lexicon.is("contracts", graph.lemma(paper)) || graph.lexicon.is("orders", graph.lemma(paper));
    let word = |&t: &u32| t != paper && (graph.is_nominal(t) || graph.is_verb(t));
    let own = |&t: &u32| graph.lexicon.deal_kind(graph.lemma(t)).is_some() && !graph.lexicon.is("orders", graph.lemma(t));
    // "signed a deal with X to supply Y", where the parser gave the purpose to the verb.
    let purpose = |&t: &u32| t > paper && graph.token(t).feats.verb_form == Some(VerbForm::Inf) && graph.base(t) == Deprel::Advcl;
    let verb = graph.head(paper).filter(|&v| graph.is_verb(v) && graph.base(paper) == Deprel::Obj);
    let purposes = verb.into_iter().flat_map(|v| graph.children(v)).copied().filter(purpose);
    let at = graph.subtree(paper).filter(word).chain(purposes).filter(|_| papers).find(own)?;
    Some(Traded { at, kind: graph.lexicon.deal_kind(graph.lemma(at))?.to_owned() })
}

/// "won a contract to supply X": what is done under a contract is agreed on when the contract is.
pub fn under(graph: &Graph, hit: &Hit) -> Option<Hit> {
    let infinitive = !hit.nominal && graph.token(hit.trigger).feats.verb_form == Some(VerbForm::Inf);
    let paper = graph.head(hit.trigger).filter(|&h| infinitive && graph.is_nominal(h) && graph.lexicon.is("orders", graph.lemma(h)))?;
    Some(Hit::at(paper, Some(graph.clause(paper)).filter(|&v| v != paper)))
}

/// What is traded: "на поставку 50 комбайнов", "for the supply of microscopes".
fn object(graph: &Graph, t: u32) -> Option<u32> {
    if graph.is_verb(t) {
        return frame::objects(graph, t).first().copied();
    }
    let complement = |&c: &u32| graph.base(c) == Deprel::Nmod && matches!(graph.preposition(c).as_deref(), None | Some("of"));
    graph.children(t).iter().copied().find(complement)
}

/// First token of the adjectives before a contract's noun.
fn titled(graph: &Graph, paper: u32) -> u32 {
    graph.children(paper).iter().copied().filter(|&c| c < paper && graph.base(c) == Deprel::Amod).min().unwrap_or(paper)
}

/// "кредитный договор": the noun with its adjectives, as it is listed under the instrument's own mention.
fn name(graph: &Graph, paper: u32) -> String {
    let mention = graph.at(paper, &[MentionKind::Instrument]).map(|m| graph.mention(m).name.clone());
    mention.unwrap_or_else(|| graph.lemma(paper).to_owned())
}

/// "совместное предприятие", "СП", "joint venture".
fn is_venture(graph: &Graph, t: u32) -> bool {
    let together = graph.children(t).iter().any(|&c| graph.lexicon.is("joint", graph.lemma(c)));
    graph.is_nominal(t) && ((together && graph.lexicon.is("venture", graph.lemma(t))) || graph.lexicon.is("ventures", graph.lower(t)))
}

/// The organisations that found it: subjects of the verb, "с X".
fn venture(context: &Context, t: u32) -> Option<(Range<u32>, Claim)> {
    let graph = context.graph;
    // "announced the creation of a joint venture": a noun stands between it and the verb.
    let head = graph.token(t).head?;
    let noun = Some(head).filter(|&h| graph.is_nominal(h) && graph.lexicon.is("setting_up", graph.lemma(h)));
    let over = if noun.is_some() { graph.token(head).head? } else { head };
    let sets_up = |v: u32| graph.is_verb(v) && (noun.is_some() || graph.lexicon.is("setting_up", graph.lemma(v)));
    let verb = Some(over).filter(|&v| sets_up(v))?;
    // "inked an agreement establishing a joint venture": who signs sets it up.
    let paper = graph.head(verb).filter(|&h| graph.base(verb) == Deprel::Acl && graph.lexicon.is("orders", graph.lemma(h)));
    let actor = paper.map_or(verb, |p| graph.clause(p));
    let hit = Hit::at(verb, Some(verb));
    let mut claim = bare(context, &hit);
    claim.rule = "deal.venture".to_owned();
    let with = graph.children(verb).iter().chain(graph.children(t)).copied();
    let with = with.filter(|&c| graph.preposition(c).is_some_and(|p| graph.lexicon.is("sides", &p)));
    for side in frame::subjects(graph, actor).into_iter().chain(with).flat_map(|s| graph.conjuncts(s)) {
        sides(context, side).into_iter().for_each(|(value, span)| push_party(graph, &mut claim, value, span));
    }
    let kind = graph.lexicon.list("venture_kind").iter().min()?;
    claim.push(Role::DealKind, Value::Text(kind.clone()), graph.token(t).span);
    let purpose = |&c: &u32| c > t && graph.preposition(c).is_some_and(|p| graph.lexicon.is("purposes", &p));
    graph.children(t).iter().copied().find(purpose).into_iter().for_each(|c| subject(graph, c, &mut claim));
    (claim.all(Role::Party).count() > 1).then(|| (graph.subtree(t), claim))
}
