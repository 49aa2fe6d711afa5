//! "was hosted to lunch by Governor X": the meal that the tagger took for a verb gives its agent back; "Visiting lawmakers led by X were received":
//! those who are visiting are the subject of the verb that has none. English only.

use rapporteur_model::{Deprel, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for t in 0..u32::try_from(tree.analysis.tokens.len()).unwrap_or(0) {
        if let Some((verb, agent)) = agent_of_meal(tree, t) {
            tree.hang(agent, verb, Deprel::OblAgent);
            tree.put(t - 1, Some(t), Deprel::Case);
            let token = &mut tree.analysis.to_mut().tokens[t as usize];
            (token.upos, token.deprel) = (Upos::Noun, Deprel::Obl);
        } else if let Some((noun, verb)) = visiting(tree, t) {
            tree.put(noun, Some(verb), tree.subject_of(verb));
            tree.put(t, Some(noun), Deprel::Amod);
        }
    }
}

/// The passive verb over a meal, and the agent that hangs on the meal.
fn agent_of_meal(tree: &Tree, t: u32) -> Option<(u32, u32)> {
    let meal = tree.of_class(t, "meals") && t > 0 && tree.form(t - 1) == "to";
    let verb = tree.token(t).head.filter(|&v| meal && v < t && tree.children(v).any(|c| tree.token(c).deprel == Deprel::AuxPass))?;
    let by = |c: u32| tree.children(c).any(|p| tree.token(p).deprel == Deprel::Case && tree.form(p) == "by");
    tree.children(t).find(|&c| c > t && by(c)).map(|agent| (verb, agent))
}

/// "Visiting" at the head of the sentence, its noun, and the verb behind them that has no subject.
fn visiting(tree: &Tree, t: u32) -> Option<(u32, u32)> {
    let opens = tree.form(t) == "Visiting" && tree.sentence(t).start == t && tree.token(t).deprel.base() == Deprel::Advcl;
    let verb = tree.token(t).head.filter(|_| opens)?;
    let own = tree.children(verb).any(|c| matches!(tree.token(c).deprel.base(), Deprel::Nsubj | Deprel::Csubj));
    let noun = tree.children(t).find(|&c| tree.token(c).deprel.base() == Deprel::Obj && c < verb)?;
    (!own).then_some((noun, verb))
}
