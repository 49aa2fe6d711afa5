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

mod elliptic;
mod noun;
mod property;
mod stake;
mod table;
mod venture;

pub use property::{is_share, of as property};

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, MentionKind, Role, Upos, Value};

use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::named;

/// Claims of kind ownership.
pub fn claims(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let nouns = (0..graph.len()).filter(|&t| graph.is_nominal(t) && graph.lexicon.is("owners", graph.lemma(t)));
    let mut found: Vec<Claim> = nouns.flat_map(|t| noun::claims(context, t)).collect();
    found.extend((0..graph.len()).flat_map(|t| stake::claims(context, t)));
    found.extend((0..graph.len()).filter_map(|t| venture::claims(graph, t)));
    for hit in context.hits(ClaimKind::Ownership) {
        let more = by_verb(context, hit, &found);
        found.extend(more);
    }
    once(context.graph, found)
}

/// Adds what the rows of shares tell and no other claim does; what two rules told of one owner and one thing stays once.
pub fn add_rows(context: &Context, claims: &mut Vec<Claim>) {
    let told: Vec<Claim> = claims.iter().filter(|c| matches!(c.kind, ClaimKind::Ownership | ClaimKind::Deal)).cloned().collect();
    let rows = table::claims(context, &told);
    let owned = claims.extract_if(.., |c| c.kind == ClaimKind::Ownership).chain(rows).collect();
    claims.extend(once(context.graph, owned));
}

/// What a report says again of the same owner and the same thing is said once.
fn once(graph: &Graph, found: Vec<Claim>) -> Vec<Claim> {
    let within = |a: &Claim, b: &Claim, role: Role| a.all(role).all(|f| b.all(role).any(|g| named::same(graph, &f.value, &g.value)));
    let again = |k: &Claim, c: &Claim| k.modality == c.modality && within(c, k, Role::Owner) && within(c, k, Role::Property);
    let mut kept: Vec<Claim> = Vec::new();
    for claim in found {
        if !kept.iter().any(|k| again(k, &claim)) {
            kept.push(claim);
        }
    }
    kept
}

fn by_verb(context: &Context, hit: &Hit, told: &[Claim]) -> Option<Claim> {
    let graph = context.graph;
    let verb = hit.trigger;
    let belongs = graph.lexicon.is("belonging", graph.lemma(verb));
    let mut subjects: Vec<u32> = frame::subjects(graph, verb).into_iter().flat_map(|t| graph.conjuncts(t)).collect();
    let mut others: Vec<u32> = hit.all(Role::Property).chain(hit.all(Role::Owner)).filter(|t| !subjects.contains(t)).collect();
    others.extend(graph.children(verb).iter().copied().filter(|&c| belongs && !graph.english() && graph.base(c) == Deprel::Iobj));
    if belongs && others.is_empty() {
        others = datives(graph, verb);
    }
    if belongs && others.is_empty() {
        others.extend(before_verb(graph, verb));
    }
    if belongs && (subjects.is_empty() || !graph.english()) {
        subjects.extend(graph.children(verb).iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj).flat_map(|t| graph.conjuncts(t)));
    }
    let (mut owners, mut things) = if belongs { (others, subjects) } else { (subjects, others) };
    owners.extend(elliptic::further_agents(graph, verb));
    if belongs || graph.is_passive(verb) {
        owners.extend(elliptic::row_behind(graph, verb, &owners));
    }
    if !owners.is_empty() && (belongs || graph.is_passive(verb)) {
        owners.extend(elliptic::paired(graph, verb));
    }
    things.extend(elliptic::counted(graph, &things));
    let mut claim = Claim::new(ClaimKind::Ownership, graph.token(verb).span, "ownership.verb");
    claim.modality = crate::factuality::of(graph, hit);
    for t in owners {
        for (value, span) in property::owners(context, t) {
            claim.push(Role::Owner, value, span);
        }
    }
    // Who founds an organisation and is one itself has formed it; only a person is its owner.
    let founds = graph.lexicon.is("founding", graph.lemma(verb));
    claim.fields.retain(|f| !founds || matches!(f.value, Value::Mention(m) if graph.mention(m).kind == MentionKind::Person));
    let all_things = things.clone();
    for (value, span) in things.into_iter().filter_map(|t| property::of(graph, t, graph.lexicon.is("holding", graph.lemma(verb)))) {
        if !claim.all(Role::Owner).any(|f| f.span == span) {
            claim.push(Role::Property, value, span);
        }
    }
    if claim.get(Role::Owner).is_none()
        && let Some((value, span)) = elliptic::hyphened(graph, verb)
    {
        claim.push(Role::Owner, value, span);
    }
    if claim.get(Role::Property).is_none()
        && let Some((value, span)) = elliptic::thing(graph, &claim, &all_things, told)
    {
        claim.push(Role::Property, value, span);
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

/// "В «X» «Y» принадлежит 60%": the name right before the verb, where nothing else is said to be the owner.
fn before_verb(graph: &Graph, verb: u32) -> Option<u32> {
    let last = verb.checked_sub(1).map(|u| if matches!(graph.form(u), "»" | "\"" | "”") { u.saturating_sub(1) } else { u })?;
    let m = graph.at(last, &[MentionKind::Organisation, MentionKind::Body, MentionKind::Person])?;
    let dative = graph.range(m).any(|u| graph.case(u) == Some(Case::Dat)) || graph.lower(last).ends_with(['у', 'ю', 'е', 'и']);
    (graph.sentence(verb).contains(&last) && dative && graph.preposition(graph.mention(m).head).is_none()).then(|| graph.mention(m).head)
}
