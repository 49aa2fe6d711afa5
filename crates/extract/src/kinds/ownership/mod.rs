//! Ownership: who owns what organisation or product.
//!
//! # What it does
//! "X владеет Y", "X принадлежит 30% акций Y", "владелец Y X", "совладельцами Y являются X и Z", "X holds a stake in Y", "founder of Y X".
//!
//! # Why
//! Owners and founders look like holders of a post and are not; the nouns are a class of their own. A share stands between the verb
//! and what is owned.
//!
//! # Example
//! "основатель компании «Ромашка» Иван Иванов".

mod noun;
mod property;

pub use property::{is_share, of as property};

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, MentionKind, Role, Upos, Value};

use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;

/// Claims of kind ownership.
pub fn claims(context: &Context) -> Vec<Claim> {
    let mut found: Vec<Claim> = Vec::new();
    for hit in context.hits(ClaimKind::Ownership) {
        let more = by_verb(context, hit, found.last());
        found.extend(more);
    }
    let nouns =
        (0..context.graph.len()).filter(|&t| context.graph.is_nominal(t) && context.graph.lexicon.is("owners", context.graph.lemma(t)));
    found.extend(nouns.flat_map(|t| noun::claims(context, t)));
    found
}

fn by_verb(context: &Context, hit: &Hit, before: Option<&Claim>) -> Option<Claim> {
    let graph = context.graph;
    let verb = hit.trigger;
    let belongs = graph.lexicon.is("belonging", graph.lemma(verb));
    let mut subjects: Vec<u32> = frame::subjects(graph, verb).into_iter().flat_map(|t| graph.conjuncts(t)).collect();
    let mut others: Vec<u32> = hit.all(Role::Property).chain(hit.all(Role::Owner)).filter(|t| !subjects.contains(t)).collect();
    others.extend(graph.children(verb).iter().copied().filter(|&c| belongs && !graph.english() && graph.base(c) == Deprel::Iobj));
    if belongs && others.is_empty() {
        others = datives(graph, verb);
    }
    if belongs && subjects.is_empty() {
        subjects.extend(graph.children(verb).iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj).flat_map(|t| graph.conjuncts(t)));
    }
    let (owners, things) = if belongs { (others, subjects) } else { (subjects, others) };
    let mut claim = Claim::new(ClaimKind::Ownership, graph.token(verb).span, "ownership.verb");
    claim.modality = crate::modality::of(graph, hit);
    for t in owners {
        for (value, span) in property::owners(context, t) {
            claim.push(Role::Owner, value, span);
        }
    }
    // Who founds an organisation and is one itself has formed it; only a person is its owner.
    let founds = graph.lexicon.is("founding", graph.lemma(verb));
    claim.fields.retain(|f| !founds || matches!(f.value, Value::Mention(m) if graph.mention(m).kind == MentionKind::Person));
    for (value, span) in things.into_iter().filter_map(|t| property::of(graph, t, graph.lexicon.is("holding", graph.lemma(verb)))) {
        if !claim.all(Role::Owner).any(|f| f.span == span) {
            claim.push(Role::Property, value, span);
        }
    }
    if claim.get(Role::Property).is_none()
        && let Some(field) = before.filter(|c| same_sentence(context, c, verb)).and_then(|c| c.get(Role::Property))
        && belongs
    {
        claim.push(Role::Property, field.value.clone(), field.span);
    }
    (claim.get(Role::Owner).is_some() && claim.get(Role::Property).is_some()).then_some(claim)
}

/// "принадлежащей на 70% холдингу A и на 30% - B": names in the dative behind the verb, and those behind a further share, where the parser
/// hung them elsewhere.
fn datives(graph: &Graph, verb: u32) -> Vec<u32> {
    let mut found = Vec::new();
    let end = graph.sentence(verb).end;
    let mut shared = true;
    for t in verb + 1..end {
        if graph.is_verb(t) {
            break;
        }
        shared |= is_share(graph, t) && graph.token(t).upos != Upos::Num;
        let Some(m) = graph.at(t, &[MentionKind::Organisation, MentionKind::Body, MentionKind::Person]).filter(|_| shared) else {
            continue;
        };
        if graph.mention(m).head == t && graph.case(t).is_none_or(|c| c == Case::Dat || !found.is_empty()) {
            found.push(t);
            shared = false;
        }
    }
    found
}

/// "…; the rest belongs to Y": what the claim before in this sentence is about.
fn same_sentence(context: &Context, claim: &Claim, t: u32) -> bool {
    let graph = context.graph;
    graph.sentence(t).contains(&graph.analysis.tokens_in(claim.trigger).start)
}
