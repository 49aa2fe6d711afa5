//! "between the Port of Riga and Valletta Gateway": who stands behind "and" is the other side, where the parser joins it to a name inside
//! the first; and such a phrase belongs to no place before it ("signed in Mumbai between India and Tanzania"). English only.

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::{Named, Tree};

/// Most words between the preposition and the first name: its article and title.
const TITLE: u32 = 6;

pub(super) fn mend(tree: &mut Tree) {
    for t in 0..tree.analysis.tokens.len() as u32 {
        if !matches!(tree.form(t), "between" | "Between") || !tree.is(t, &[Upos::Adp]) {
            continue;
        }
        let Some((first, other)) = sides(tree, t) else { continue };
        let Some(head) = tree.token(t).head.filter(|&h| h > t) else { continue };
        if first.tokens.contains(&head) && tree.token(other.head).head != Some(head) {
            tree.hang(other.head, head, Deprel::Conj);
        }
        let over = tree.token(head).head.filter(|&h| h < t && of_place(tree, h));
        if let Some(verb) = over.and_then(|h| tree.token(h).head).filter(|&v| tree.is(v, &[Upos::Verb])) {
            tree.hang(head, verb, Deprel::Obl);
        }
    }
}

/// The names on both sides of the "and" behind "between".
fn sides(tree: &Tree, t: u32) -> Option<(Named, Named)> {
    let end = tree.sentence(t).end;
    let first = (t + 1..end.min(t + 1 + TITLE)).find_map(|u| longest(tree, u))?;
    let and = Some(first.tokens.end).filter(|&u| u < end && matches!(tree.form(u), "and" | "&"))?;
    let other =
        (and + 1..end.min(and + 1 + TITLE)).take_while(|&u| tree.is(u - 1, &[Upos::Cconj, Upos::Det, Upos::Noun, Upos::Adj, Upos::Propn]));
    Some((first, other.into_iter().find_map(|u| longest(tree, u))?))
}

/// The longest name that begins at a token and can be a side.
fn longest(tree: &Tree, t: u32) -> Option<Named> {
    let side = |m: &&Named| m.tokens.start == t && m.kind != MentionKind::Post;
    tree.mentions.iter().filter(side).max_by_key(|m| m.tokens.end).cloned()
}

fn of_place(tree: &Tree, t: u32) -> bool {
    tree.mentions.iter().any(|m| m.kind == MentionKind::Place && m.head == t)
}
