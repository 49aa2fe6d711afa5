//! Names in a row whose members are described between commas: "A, minister of X, and B, head of Y". English only: the parser closes the
//! row at the first comma, and hangs the next name on the verb or on something inside the description.

use rapporteur_model::{Deprel, MentionKind, Upos, VerbForm};

use super::{Named, Tree};

/// Longest description between two members, in tokens.
const REACH: u32 = 24;
/// Most words between the conjunction and the next name (its title and words of address).
const TITLE: u32 = 14;

pub(super) fn mend(tree: &mut Tree) {
    let persons = tree.of(MentionKind::Person);
    for pair in persons.windows(2) {
        if let Some(and) = joined(tree, &pair[0], &pair[1]) {
            let (first, next) = (top(tree, &pair[0], 0), top(tree, &pair[1], and));
            let head = tree.token(next).head;
            let member = std::iter::successors(Some(next), |&t| tree.token(t).head.filter(|_| tree.token(t).deprel == Deprel::Conj))
                .take(32)
                .any(|t| t == first);
            // What a verb behind it is said of begins a clause of its own.
            if !member && head.is_none_or(|h| h < and) && first < next {
                tree.hang(next, first, Deprel::Conj);
            }
        }
    }
}

/// The conjunction between two names, where all else between them describes the first or is the title of the second.
fn joined(tree: &Tree, a: &Named, b: &Named) -> Option<u32> {
    let sentence = tree.sentence(a.head);
    if b.tokens.start < a.tokens.end || b.tokens.start >= sentence.end || b.tokens.start - a.tokens.end > REACH + TITLE {
        return None;
    }
    let and = (a.tokens.end..b.tokens.start).rev().find(|&t| matches!(tree.form(t), "and" | "&"))?;
    let comma = tree.form(a.tokens.end) == ",";
    let closed = and > a.tokens.end && tree.form(and - 1) == ",";
    let verb = |t: u32| {
        let finite = tree.token(t).feats.verb_form == Some(VerbForm::Fin);
        tree.is(t, &[Upos::Verb, Upos::Aux]) && (finite || tree.token(t).deprel.base() != Deprel::Amod)
    };
    let plain =
        (a.tokens.end..b.tokens.start).all(|t| !verb(t) && !tree.is(t, &[Upos::Sconj, Upos::Pron]) && !matches!(tree.form(t), ";" | ":"));
    let titled =
        (and + 1..b.tokens.start).all(|t| tree.is(t, &[Upos::Noun, Upos::Propn, Upos::Adj, Upos::Det, Upos::Adp, Upos::Part, Upos::Punct]));
    // "by A, minister of X, and by B"
    let own = and + 1 == b.tokens.start || !tree.is(and + 1, &[Upos::Adp]) || tree.form(and + 1) == "by";
    (comma && closed && plain && titled && own).then_some(and)
}

/// What stands for a name in its clause: the title that it is apposed to, or itself.
fn top(tree: &Tree, name: &Named, from: u32) -> u32 {
    let up = tree.token(name.head).head.filter(|&h| h >= from && h < name.head && tree.token(name.head).deprel == Deprel::Appos);
    let title = up.filter(|&h| tree.mentions.iter().any(|m| m.kind == MentionKind::Post && m.head == h));
    title.unwrap_or(name.head)
}
