//! "The Minsk Centre and Belgrade's Sveti Luka signed …", «Уралкомпрессор и тегеранская Pars Air заключили …»: names joined by "and" before
//! a verb are its subjects together, where the parser hangs the first elsewhere.

use rapporteur_model::{Case, Deprel, MentionKind, Number, Upos, VerbForm};

use super::{Named, Tree};

/// Longest phrase of one subject, in tokens.
const REACH: u32 = 16;
const KINDS: &[MentionKind] = &[MentionKind::Person, MentionKind::Organisation];

pub(super) fn mend(tree: &mut Tree) {
    for verb in 0..tree.analysis.tokens.len() as u32 {
        if !told(tree, verb) {
            continue;
        }
        let Some((first, second)) = pair(tree, verb) else { continue };
        if tree.hang(first, verb, Deprel::Nsubj) | (tree.token(first).head == Some(verb)) {
            tree.hang(second, first, Deprel::Conj);
        }
    }
}

/// A verb in the active voice that can have more than one subject.
fn told(tree: &Tree, verb: u32) -> bool {
    let token = tree.token(verb);
    let finite = token.feats.verb_form == Some(VerbForm::Fin);
    let passive = tree.children(verb).any(|c| matches!(tree.token(c).deprel, Deprel::AuxPass | Deprel::NsubjPass));
    let one = tree.russian() && token.feats.number != Some(Number::Plur);
    tree.is(verb, &[Upos::Verb]) && finite && !passive && !one
}

/// What stands for two names joined by "and" right before a verb, of which the verb has the second alone as its subject, or neither.
fn pair(tree: &Tree, verb: u32) -> Option<(u32, u32)> {
    let start = tree.sentence(verb).start;
    // Adverbs and a closing comma may stand before the verb.
    let light = |&t: &u32| tree.is(t, &[Upos::Adv, Upos::Aux, Upos::Part]);
    let mut end = (start..verb).rev().take_while(light).last().unwrap_or(verb);
    if end > start && tree.form(end - 1) == "," {
        end -= 1;
    }
    let second = KINDS.iter().find_map(|&kind| tree.ends(end, kind)).cloned()?;
    let and = (start.max(second.tokens.start.saturating_sub(REACH))..second.tokens.start).rev().find(|&t| tree.is(t, &[Upos::Cconj]))?;
    if !matches!(tree.form(and), "and" | "&" | "и") || !(and + 1..second.tokens.start).all(|t| describes(tree, t)) {
        return None;
    }
    let first = KINDS.iter().find_map(|&kind| tree.ends(and, kind)).cloned()?;
    let own = |name: &Named, from: u32| top(tree, name, from);
    let (a, b) = (own(&first, opening(tree, &first, start)?), own(&second, and + 1));
    let member = tree.token(b).head == Some(a) && tree.token(b).deprel == Deprel::Conj && tree.token(a).head == Some(verb);
    // The verb has no other subject before them, and in Russian they stand in no other case.
    let subject = |t: u32| tree.token(t).head == Some(verb) && tree.token(t).deprel.base() == Deprel::Nsubj;
    let other = tree.children(verb).any(|c| subject(c) && c < verb && c != a && c != b && c < first.tokens.start);
    let oblique = |t: u32| tree.russian() && tree.token(t).feats.case.is_some_and(|case| case != Case::Nom);
    let other = other || oblique(a) || oblique(b);
    (!member && !other && a != b).then_some((a, b))
}

/// Where the phrase of the first name begins; none where a preposition, a verb or a name governs it.
fn opening(tree: &Tree, name: &Named, start: u32) -> Option<u32> {
    let limit = start.max(name.tokens.start.saturating_sub(REACH));
    let from =
        (limit..name.tokens.start).rev().take_while(|&t| describes(tree, t) && tree.form(t) != ",").last().unwrap_or(name.tokens.start);
    let before = from.checked_sub(1).filter(|&t| t >= start);
    let free = before.is_none_or(|t| tree.is(t, &[Upos::Punct, Upos::Sconj]) || tree.is(t, &[Upos::Adv]) && !tree.is(from, &[Upos::Adp]));
    // "in Baku X and Y signed": a phrase of place or time before them is none of theirs, "with X and Y" is.
    let inner = (from..name.tokens.start).find(|&t| tree.is(t, &[Upos::Adp]) && !matches!(tree.form(t), "of" | "for"));
    (free && inner.is_none()).then_some(from)
}

/// A word of a title or description before a name.
fn describes(tree: &Tree, t: u32) -> bool {
    let small = [Upos::Noun, Upos::Propn, Upos::Adj, Upos::Det, Upos::Part, Upos::Pron, Upos::Num];
    let participle = tree.is(t, &[Upos::Verb]) && tree.token(t).feats.verb_form == Some(VerbForm::Part);
    tree.is(t, &small) || participle || matches!(tree.form(t), "of" | "for" | "," | "." | "\"" | "«" | "»" | "'" | "-")
}

/// What stands for a name in its clause: the noun before it that it is apposed to, or itself.
fn top(tree: &Tree, name: &Named, from: u32) -> u32 {
    let inside = |h: &u32| *h >= from && *h < name.tokens.end;
    let up = |&t: &u32| {
        tree.token(t)
            .head
            .filter(inside)
            .filter(|_| matches!(tree.token(t).deprel.base(), Deprel::Appos | Deprel::Flat | Deprel::Nmod | Deprel::Compound))
    };
    std::iter::successors(Some(name.head), up).take(8).last().unwrap_or(name.head)
}
