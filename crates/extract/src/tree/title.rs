//! A name behind a title and its complement: "the Ambassador of Jordan to Slovenia, Fares Haddad". English only: the parser hangs such a
//! name on the last noun before the comma, or makes it a member of some other row.

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::{Named, Tree};

/// Longest complement of a title, in tokens.
const COMPLEMENT: u32 = 14;
/// Most words of address before the name ("Hon.", "Dr.").
const ADDRESS: u32 = 3;

pub(super) fn mend(tree: &mut Tree) {
    let mut taken: Vec<u32> = Vec::new();
    for title in tree.of(MentionKind::Post) {
        // Of titles in one phrase ("the press secretary of the prime minister, X") the first has the name.
        if let Some(person) = holder(tree, &title).filter(|p| !taken.contains(&p.head)) {
            taken.push(person.head);
            tree.hang(person.head, title.head, Deprel::Appos);
        }
    }
}

fn holder(tree: &Tree, title: &Named) -> Option<Named> {
    let sentence = tree.sentence(title.head);
    if has_own(tree, title, sentence.start) {
        return None;
    }
    let end = sentence.end.min(title.tokens.end + COMPLEMENT);
    let comma = (title.tokens.end..end).find(|&t| tree.form(t) == "," || !complement(tree, t)).filter(|&t| tree.form(t) == ",")?;
    let limit = sentence.end.min(comma + 2 + ADDRESS);
    let address = |&t: &u32| tree.begins(t, MentionKind::Person).is_none();
    let start = (comma + 1..limit).find(|t| !address(t))?;
    let plain = (comma + 1..start).all(|t| tree.is(t, &[Upos::Propn, Upos::Punct, Upos::Noun]) && tree.form(t) != ",");
    let person = tree.begins(start, MentionKind::Person).filter(|_| plain)?.clone();
    (!opens_clause(tree, title, &person, sentence.end)).then_some(person)
}

/// A name stands right before or behind the title, or before the comma that the title follows.
fn has_own(tree: &Tree, title: &Named, first: u32) -> bool {
    let mut before = title.tokens.start;
    while before > first && tree.is(before - 1, &[Upos::Det, Upos::Adj]) {
        before -= 1;
    }
    let comma = before.checked_sub(1).filter(|&t| t >= first && tree.form(t) == ",");
    tree.begins(title.tokens.end, MentionKind::Person).is_some()
        || tree.ends(before, MentionKind::Person).is_some()
        || comma.is_some_and(|t| tree.ends(t, MentionKind::Person).is_some())
}

/// A word of a title's complement: nominal, no name of a person.
fn complement(tree: &Tree, t: u32) -> bool {
    const NOMINAL: &[Upos] =
        &[Upos::Noun, Upos::Propn, Upos::Adj, Upos::Adp, Upos::Det, Upos::Part, Upos::Cconj, Upos::Num, Upos::Sym, Upos::Pron];
    let mark = tree.is(t, &[Upos::Punct]) && matches!(tree.form(t), "-" | "–" | "(" | ")" | "\"" | "“" | "”" | "&");
    (mark || tree.is(t, NOMINAL)) && tree.begins(t, MentionKind::Person).is_none()
}

/// "At the invitation of the Minister of Trade, X arrived": the comma closes the phrase that opens the sentence, and X is a subject.
fn opens_clause(tree: &Tree, title: &Named, person: &Named, end: u32) -> bool {
    let closed = person.tokens.end < end && tree.form(person.tokens.end) == ",";
    let name = tree.token(person.head);
    let subject = name.deprel.base() == Deprel::Nsubj && name.head.is_some_and(|verb| verb > person.head);
    let own =
        std::iter::successors(Some(title.head), |&t| tree.token(t).head).take(8).any(|t| tree.token(t).deprel.base() == Deprel::Nsubj);
    subject && !closed && !own
}
