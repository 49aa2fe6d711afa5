//! A deal that a report tells twice, in its headline and below, is one.

use rapporteur_model::{Claim, ClaimKind, Role, Value};

use crate::graph::Graph;
use crate::named::same;

/// Joins deals of one kind between the same sides about the same thing; what only one of them says is kept.
pub fn merge(graph: &Graph, claims: &mut Vec<Claim>) {
    let mut kept: Vec<Claim> = Vec::new();
    for claim in claims.drain(..) {
        match kept.iter_mut().find(|k| again(graph, k, &claim)) {
            Some(first) => {
                // What a headline says in the present is as the report says it below.
                first.modality = claim.modality;
                claim.fields.into_iter().for_each(|f| add(graph, first, f.role, f.value, f.span));
            }
            None => kept.push(claim),
        }
    }
    *claims = kept;
}

fn add(graph: &Graph, first: &mut Claim, role: Role, value: Value, span: rapporteur_model::Span) {
    let single = matches!(role, Role::Subject | Role::Date | Role::DealKind) && first.get(role).is_some();
    if !single && !first.all(role).any(|f| same(graph, &f.value, &value)) {
        first.push(role, value, span);
    }
}

/// The same kind, modality and sides, no other day, and things that share a word where both say one.
fn again(graph: &Graph, a: &Claim, b: &Claim) -> bool {
    let kind = |c: &Claim| c.get(Role::DealKind).map(|f| f.value.clone());
    let sides = |c: &Claim, d: &Claim| c.all(Role::Party).all(|f| d.all(Role::Party).any(|g| same(graph, &f.value, &g.value)));
    let day = |c: &Claim| c.get(Role::Date).map(|f| f.value.clone());
    let days = day(a).zip(day(b)).is_none_or(|(x, y)| x == y);
    a.kind == ClaimKind::Deal
        && b.kind == ClaimKind::Deal
        && kind(a) == kind(b)
        && (a.modality == b.modality || headline(graph, a))
        && (sides(a, b) || sides(b, a))
        && days
        && things(graph, a, b)
}

fn things(graph: &Graph, a: &Claim, b: &Claim) -> bool {
    let words = |c: &Claim| -> Vec<String> {
        let tokens = c.all(Role::Subject).flat_map(|f| graph.analysis.tokens_in(f.span));
        tokens.filter(|&t| graph.is_nominal(t)).map(|t| graph.lemma(t).to_owned()).collect()
    };
    let (left, right) = (words(a), words(b));
    left.is_empty() || right.is_empty() || left.iter().any(|w| right.contains(w))
}

/// The first sentence of a report.
fn headline(graph: &Graph, claim: &Claim) -> bool {
    graph.analysis.sentence_of(graph.analysis.tokens_in(claim.trigger).start) == 0
}
