//! "Визит вице-премьера Кыонга в Минск, назначенный на 4 мая": a participle behind a comma belongs to a noun that it agrees with, and what
//! stands before the comma is not the participle's. Russian only.

use rapporteur_model::{Case, Deprel, Number, Upos, VerbForm};

use super::Tree;

/// Most heads from the noun that the parser chose to the one that agrees.
const REACH: usize = 4;

pub(super) fn mend(tree: &mut Tree) {
    for t in 1..tree.analysis.tokens.len() as u32 {
        if let Some(noun) = noun(tree, t) {
            let before: Vec<u32> = tree.children(t).filter(|&c| c < t - 1 && tree.is(c, &[Upos::Noun, Upos::Propn])).collect();
            tree.hang(t, noun, Deprel::Acl);
            for c in before {
                tree.hang(c, noun, Deprel::Nmod);
            }
        }
    }
}

/// The nearest noun over the one that the participle hangs on which agrees with it, where that does not.
fn noun(tree: &Tree, t: u32) -> Option<u32> {
    let token = tree.token(t);
    let participle = token.feats.verb_form == Some(VerbForm::Part) && token.deprel == Deprel::Acl && !token.feats.short;
    let comma = tree.form(t - 1) == ",";
    let head = token.head.filter(|&h| participle && comma && h < t && agrees(tree, t, h) == Some(false))?;
    std::iter::successors(tree.token(head).head, |&h| tree.token(h).head)
        .take(REACH)
        .take_while(|&h| h < t && tree.is(h, &[Upos::Noun, Upos::Propn]))
        .find(|&h| agrees(tree, t, h) == Some(true))
}

/// Whether the participle may stand to the noun; unsure where the form of one says too little.
fn agrees(tree: &Tree, t: u32, noun: u32) -> Option<bool> {
    let (own, other) = (&tree.token(t).feats, &tree.token(noun).feats);
    // "назначенный" is the nominative, or the accusative of what is not alive.
    let direct = |case: Case| matches!(case, Case::Nom | Case::Acc);
    let form = tree.form(t).trim_end_matches("ся");
    let plain = ["ый", "ий", "ое", "ее"].iter().any(|end| form.ends_with(end));
    let (case, there) = (own.case?, other.case?);
    let cases = if plain { direct(there) && (there == Case::Nom || other.animate != Some(true)) } else { case == there };
    let plural = own.number? == other.number?;
    let gender = own.number == Some(Number::Plur) || own.gender? == other.gender?;
    Some(cases && plural && gender)
}
