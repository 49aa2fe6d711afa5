//! "«X», подведомственный Y", "холдинг подчинён Y", "Y, которому X подведомствен": who is under whom by an adjective or participle.

use rapporteur_model::{Case, Claim, Deprel, Role, Value};

use super::claim;
use crate::graph::Graph;
use crate::named::{self, HOUSES, Named};
use crate::topic;

/// Claims at the words of subordination.
pub fn claims(graph: &Graph) -> Vec<Claim> {
    (0..graph.len()).filter(|&t| graph.lexicon.is("under_words", graph.lemma(t))).filter_map(|t| by_word(graph, t)).collect()
}

fn by_word(graph: &Graph, t: u32) -> Option<Claim> {
    let over = over(graph, t)?;
    let part = part(graph, t).filter(|p| p.0 != over.0)?;
    let mut claim = claim(graph, t, "structure.under", part);
    claim.push(Role::SubordinateTo, over.0, over.1);
    Some(claim)
}

/// The dative at the word, also a relative one.
fn over(graph: &Graph, t: u32) -> Option<Named> {
    let dative = |&c: &u32| {
        let relation = matches!(graph.base(c), Deprel::Nmod | Deprel::Obl | Deprel::Iobj | Deprel::Obj);
        relation && graph.preposition(c).is_none() && graph.case(c).is_none_or(|case| case == Case::Dat)
    };
    graph.children(t).iter().copied().filter(dative).find_map(|c| named::one(graph, c, HOUSES))
}

/// The subject of the predicate, or the name that the word describes.
fn part(graph: &Graph, t: u32) -> Option<Named> {
    let subject = graph.children(t).iter().copied().find(|&c| graph.base(c) == Deprel::Nsubj);
    let described = graph.head(t).filter(|_| matches!(graph.base(t), Deprel::Acl | Deprel::Amod));
    let noun = subject.or(described)?;
    let before = || t.checked_sub(1).filter(|_| subject.is_none()).and_then(|_| named::before_comma(graph, t));
    let name = |m: u32| (Value::Mention(m), graph.mention(m).span);
    named::one(graph, noun, HOUSES)
        .or_else(|| before().map(name))
        .or_else(|| topic::meant(graph, noun, HOUSES).filter(|_| subject.is_some()).map(|m| (Value::Mention(m), graph.token(noun).span)))
}
