//! "The trip, set for next week, is off; his office blamed the budget": what stands before a semicolon and has a predicate there belongs to
//! that, where the parser hangs it on the verb behind. In Russian only what
//! stands behind the semicolon, and days.

use rapporteur_model::{Deprel, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for mark in 0..tree.analysis.tokens.len() as u32 {
        if tree.form(mark) != ";" {
            continue;
        }
        let first = tree.sentence(mark).start;
        let first = (first..mark).rev().find(|&t| tree.form(t) == ";").map_or(first, |t| t + 1);
        if let Some((subject, verb, over)) = taken_for_clause(tree, mark) {
            tree.put(verb, Some(over), Deprel::Parataxis);
            tree.put(subject, Some(verb), Deprel::Nsubj);
        }
        if let Some((subject, verb)) = second(tree, mark) {
            tree.hang(subject, verb, tree.subject_of(verb));
        }
        let Some(predicate) = predicate(tree, first, mark) else { continue };
        for t in first..predicate {
            let over = tree.token(t).head.filter(|&h| h > mark);
            if over.is_some() && tree.is(t, &[Upos::Noun, Upos::Propn, Upos::Pron]) {
                tree.hang(t, predicate, Deprel::Nsubj);
            }
        }
    }
}

/// "The term of X expired on 25 February; parliament elected Y": a verb taken for a clause about the noun before it, which cannot be the subject
/// of the verb behind the semicolon, as that has its own.
fn taken_for_clause(tree: &Tree, mark: u32) -> Option<(u32, u32, u32)> {
    let first = tree.sentence(mark).start;
    let subject = (first..mark).find(|&t| tree.token(t).deprel.base() == Deprel::Nsubj && tree.token(t).head.is_some_and(|h| h > mark))?;
    let over = tree.token(subject).head?;
    let other = tree.children(over).any(|c| c > mark && c < over && tree.token(c).deprel.base() == Deprel::Nsubj);
    let verb =
        tree.children(subject).find(|&c| c > subject && c < mark && tree.is(c, &[Upos::Verb]) && tree.token(c).deprel == Deprel::Acl)?;
    let helped = tree.children(verb).any(|c| matches!(tree.token(c).deprel.base(), Deprel::Mark | Deprel::Nsubj));
    (other && !helped).then_some((subject, verb, over))
}

/// "открылся 10 ноября и завершится 12 ноября; соглашение будет подписано": a day before a semicolon is of the last verb before it. Russian only.
pub(super) fn russian(tree: &mut Tree) {
    for mark in (0..tree.analysis.tokens.len() as u32).filter(|&t| tree.form(t) == ";").collect::<Vec<u32>>() {
        if let Some((subject, verb)) = second(tree, mark) {
            let passive = tree.token(verb).feats.short;
            tree.hang(subject, verb, if passive { Deprel::NsubjPass } else { Deprel::Nsubj });
        }
    }
    for date in tree.of(rapporteur_model::MentionKind::Date) {
        // "В новом году, 15 января, X отправится"
        let over = tree.token(date.head).head.filter(|&h| matches!(&*tree.token(h).lemma, "год" | "неделя" | "месяц" | "день"));
        let apart = over.filter(|&h| h + 1 < date.tokens.start + 1 && tree.form(date.tokens.start - 1) == ",");
        if let Some(verb) = apart.and_then(|h| tree.token(h).head).filter(|&v| tree.is(v, &[Upos::Verb])) {
            tree.hang(date.head, verb, Deprel::Obl);
            continue;
        }
        let sentence = tree.sentence(date.head);
        let Some(mark) = (date.tokens.end..sentence.end).find(|&t| tree.form(t) == ";") else { continue };
        let crosses = tree.token(date.head).head.is_some_and(|h| h > mark);
        let verb = (sentence.start..date.tokens.start).rev().find(|&t| tree.is(t, &[Upos::Verb])).filter(|_| crosses);
        if let Some(verb) = verb {
            tree.hang(date.head, verb, Deprel::Obl);
        }
    }
}

/// The word with a copula or a finite verb without a subject that ends a half, and hangs on the other one.
fn predicate(tree: &Tree, first: u32, mark: u32) -> Option<u32> {
    let own = |t: u32, deprel: Deprel| tree.children(t).any(|c| tree.token(c).deprel.base() == deprel && c < t && c >= first);
    let open =
        |&t: &u32| tree.token(t).head.is_some_and(|h| h > mark) && !own(t, Deprel::Nsubj) && (own(t, Deprel::Cop) || own(t, Deprel::Aux));
    (first..mark).rev().find(open)
}

/// "X left the post; Y, until now an adviser, was appointed": the noun right behind a semicolon that the parser made a subject of the verb
/// before it, and the first verb behind that has none.
fn second(tree: &Tree, mark: u32) -> Option<(u32, u32)> {
    let end = tree.sentence(mark).end;
    let subject = (mark + 1..end.min(mark + 12)).find(|&t| {
        let token = tree.token(t);
        token.deprel.base() == Deprel::Nsubj && token.head.is_some_and(|h| h < mark) && tree.is(t, &[Upos::Noun, Upos::Propn, Upos::Pron])
    })?;
    let has = |v: u32| tree.children(v).any(|c| matches!(tree.token(c).deprel.base(), Deprel::Nsubj | Deprel::Csubj));
    let finite = |v: u32| {
        let helped = tree.children(v).any(|c| c < v && matches!(tree.token(c).deprel.base(), Deprel::Aux | Deprel::Cop));
        let feats = tree.token(v).feats;
        tree.is(v, &[Upos::Verb]) && (helped || feats.short || feats.verb_form == Some(rapporteur_model::VerbForm::Fin))
    };
    let verb = (subject + 1..end).find(|&v| finite(v) && tree.token(v).deprel.base() != Deprel::Acl)?;
    (!has(verb)).then_some((subject, verb))
}
