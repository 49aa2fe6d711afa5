//! Deals of which a report names one side and the thing: "the group bought a sanatorium", "компания поставила оборудование".

use rapporteur_model::{Claim, Deprel, MentionKind, Modality, Role, Tense, Value, VerbForm};

use crate::graph::Graph;
use crate::named::{self, same};

/// An organisation that bought, sold, supplied or leased a thing is worth a claim without the other side, unless another deal of its
/// of that kind is told whole.
pub fn stands(graph: &Graph, deal: &Claim, whole: &[Claim]) -> bool {
    let Some(kind) = deal.get(Role::DealKind) else { return false };
    let traded = matches!(&kind.value, Value::Text(word) if graph.lexicon.is("traded_alone", word));
    let trigger = graph.analysis.tokens_in(deal.trigger).start;
    // What a side undertakes to do is a promise of its.
    let done =
        matches!(deal.modality, Modality::Happened | Modality::Planned) && graph.token(trigger).feats.verb_form != Some(VerbForm::Inf);
    // "sells fruit": what a firm does all the time is no deal.
    let always = graph.token(trigger).feats.tense == Some(Tense::Pres) && deal.modality == Modality::Happened;
    let acts = done && !always && (graph.is_verb(trigger) || graph.base(trigger) == Deprel::Obj);
    let told = |c: &&Claim| {
        let kinds = c.get(Role::DealKind).is_some_and(|f| f.value == kind.value);
        kinds && deal.all(Role::Party).any(|a| c.all(Role::Party).any(|b| same(graph, &a.value, &b.value)))
    };
    traded
        && acts
        && deal.get(Role::Subject).is_some()
        && deal.get(Role::Party).is_some()
        && deal.all(Role::Party).all(|f| house(graph, &f.value))
        && whole.iter().find(told).is_none()
}

fn house(graph: &Graph, value: &Value) -> bool {
    let Value::Mention(m) = *value else { return false };
    named::HOUSES.contains(&graph.mention(m).kind) || graph.mention(m).kind == MentionKind::Place && named::unknown_place(graph, m)
}
