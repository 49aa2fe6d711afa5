//! Who is meant by the noun of a group: those whose it is, who lead it, who act for a house, and whether it stands for both sides.

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::Referents;
use crate::graph::Graph;

/// Furthest that the leader of a delegation may be told behind its noun.
const LED: u32 = 24;

impl Referents {
    /// "делегация Минздрава", "руководство центра", "delegation of the Chamber": those whose it is.
    pub(super) fn stood_for(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let whose = |&c: &u32| graph.base(c) == Deprel::Nmod && matches!(graph.preposition(c).as_deref(), None | Some("of" | "from"));
        let owners = graph.children(t).iter().copied().filter(whose).flat_map(|c| graph.conjuncts(c));
        let house = |c: u32| graph.at(c, &[MentionKind::Organisation, MentionKind::Body, MentionKind::Place]);
        let mut found = Vec::new();
        for c in owners {
            match house(c) {
                Some(m) => found.push(m),
                // "members of the delegation of the Parliament", "представители которой"
                None if c != t && graph.lexicon.is("stand_in", graph.lemma(c)) => found.extend(self.stood_for(graph, c)),
                None if graph.lexicon.is("relative", graph.lemma(c)) => found.extend(self.antecedent_of_clause(graph, c)),
                None => {}
            }
        }
        found
    }

    /// "a delegation headed by X", "делегация, возглавляемая X": those who lead it.
    pub(super) fn led(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let leads = |&c: &u32| graph.base(c) == Deprel::Acl && graph.lexicon.is("head_verbs", graph.lemma(c));
        let below = graph.children(t).iter().copied();
        // "делегация парламента, которую возглавляет X": the clause may hang on what the noun is of.
        let owners = below.clone().filter(|&c| c > t && graph.base(c) == Deprel::Nmod && self.person_at(graph, c).is_none());
        // "поездка делегации, которую возглавляет X": or on what stands over it.
        let over = graph.head(t).filter(|&h| graph.base(t) == Deprel::Nmod && graph.is_nominal(h) && !graph.english());
        let outer = over.into_iter().flat_map(|h| graph.children(h).iter().copied()).filter(|&c| c > t);
        let clauses = below.clone().chain(owners.flat_map(|c| graph.children(c).iter().copied())).chain(outer).filter(leads);
        let verbs = clauses.flat_map(|verb| crate::frame::subjects(graph, verb)).filter(|&s| s != t);
        let mut found: Vec<u32> = verbs.flat_map(|s| graph.conjuncts(s)).flat_map(|s| self.actors(graph, s)).collect();
        // "делегация под руководством X", "a mission under the leadership of X"
        let lead = |&c: &u32| graph.lexicon.is("leadership", graph.lemma(c)) && graph.preposition(c).is_some();
        let under = below.filter(lead).flat_map(|c| graph.children(c)).copied();
        let under = under.filter(|&c| matches!(graph.base(c), Deprel::Nmod | Deprel::Appos | Deprel::Flat));
        found.extend(under.flat_map(|c| self.actors(graph, c)));
        if found.is_empty() { led_behind(graph, t).into_iter().collect() } else { found }
    }

    /// "the two agencies, represented by X and Y", «Минфин в лице X»: who acts for a house.
    pub(super) fn represented(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let by = |&c: &u32| graph.base(c) == Deprel::Acl && graph.lexicon.is("representing", graph.lemma(c)) && graph.is_passive(c);
        let verbs = graph.children(t).iter().copied().filter(by);
        let agents =
            verbs.flat_map(|v| graph.children(v).iter().copied().filter(|&c| crate::subject::agent(graph, c)).collect::<Vec<u32>>());
        let face = |&c: &u32| graph.lexicon.is("in_person_of", graph.lemma(c)) && graph.preposition(c).is_some();
        let faces = graph.children(t).iter().copied().filter(face).flat_map(|c| graph.children(c)).copied();
        let faces = faces.filter(|&c| matches!(graph.base(c), Deprel::Nmod | Deprel::Appos | Deprel::Flat));
        agents.chain(faces).flat_map(|c| graph.conjuncts(c)).flat_map(|c| self.actors(graph, c)).collect()
    }

    /// "the two delegations", «обе делегации».
    pub(super) fn is_pair(&self, graph: &Graph, t: u32) -> bool {
        let two = |&c: &u32| [graph.lower(c), graph.lemma(c)].iter().any(|word| graph.lexicon.is("both", word));
        graph.lexicon.is("guests", graph.lemma(t)) && graph.children(t).iter().any(two)
    }
}

/// "a delegation from the province of Guangxi headed by X", «делегация Народного совета Лаоса во главе с его вице-спикером X»: by the words
/// behind the noun, where the parser hung them on what stands between. Another person or a finite verb ends the search.
fn led_behind(graph: &Graph, t: u32) -> Option<u32> {
    let end = graph.sentence(t).end;
    let lower = |u: u32| if u < end { graph.lower(u) } else { "" };
    let headed = |u: u32| graph.english() && graph.lexicon.is("led_by", graph.lower(u)) && lower(u + 1) == "by";
    let at_head = |u: u32| graph.lexicon.is("led_by", graph.lower(u)) && lower(u - 1) == "во" && matches!(lower(u + 1), "с" | "со");
    let stops = |u: u32| {
        let finite = graph.is_verb(u) && !graph.is_participle(u) && !headed(u);
        finite || graph.form(u) == ";" || graph.at(u, &[MentionKind::Person]).is_some()
    };
    let at = (t + 1..end.min(t + LED)).find(|&u| headed(u) || at_head(u) || stops(u)).filter(|&u| !stops(u))?;
    let named = |u: u32| graph.at(u, &[MentionKind::Person, MentionKind::Post]).is_some_and(|m| graph.range(m).start == u);
    let light = |u: u32| {
        let word = matches!(graph.token(u).upos, Upos::Det | Upos::Adj) || graph.lexicon.is("whose", graph.lower(u));
        word || graph.at(u, &[MentionKind::Place, MentionKind::Organisation]).is_some() || matches!(graph.form(u), "'s" | "’s")
    };
    let first = (at + 2..end.min(at + 10)).find(|&u| named(u) || !light(u)).filter(|&u| named(u))?;
    crate::rows::first(graph, first)
}
