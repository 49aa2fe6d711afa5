//! Clauses about a noun that the parser took for clauses of their own.
//!
//! "Minister X, who is to sign" below another verb; "a plant the two firms are building in Y will open", with two subjects at one verb; "a visit
//! that X made"; "left for the next session, to be held in Y"; "As X pointed out, the state intends", where the subject of what is reported is
//! taken for what X points out; in Russian "итоги визита, который министр совершил".

use rapporteur_model::{Deprel, Number, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for verb in 0..tree.analysis.tokens.len() as u32 {
        if !tree.is(verb, &[Upos::Verb]) {
            continue;
        }
        if let Some(noun) = about(tree, verb) {
            tree.hang(verb, noun, Deprel::AclRelcl);
        }
        if let Some((noun, main)) = bare(tree, verb) {
            let (head, as_what) = (tree.token(verb).head, tree.token(verb).deprel);
            let marks: Vec<u32> = tree.children(verb).filter(|&c| c < noun && tree.token(c).deprel == Deprel::Mark).collect();
            tree.put(main, head, as_what);
            tree.put(noun, Some(main), Deprel::Nsubj);
            tree.put(verb, Some(noun), Deprel::AclRelcl);
            marks.into_iter().for_each(|m| tree.put(m, Some(main), Deprel::Mark));
        }
        if let Some((noun, that)) = made(tree, verb) {
            tree.hang(verb, noun, Deprel::AclRelcl);
            tree.put(that, Some(verb), Deprel::Obj);
        }
        if let Some(noun) = to_be(tree, verb) {
            tree.hang(verb, noun, Deprel::Acl);
        }
        if let Some(subject) = pointed_out(tree, verb) {
            tree.hang(subject, verb, Deprel::Nsubj);
        }
    }
}

/// "итоги визита, который министр X совершила": the clause about the noun before the comma that agrees with its pronoun. Russian only.
pub(super) fn russian(tree: &mut Tree) {
    for pronoun in 0..tree.analysis.tokens.len() as u32 {
        if &*tree.token(pronoun).lemma != "который" {
            continue;
        }
        if let Some((verb, noun)) = which(tree, pronoun) {
            tree.hang(verb, noun, Deprel::AclRelcl);
        }
    }
}

fn which(tree: &Tree, pronoun: u32) -> Option<(u32, u32)> {
    const APART: &[Deprel] = &[Deprel::Conj, Deprel::Advcl, Deprel::Parataxis, Deprel::Ccomp];
    let verb = tree.token(pronoun).head.filter(|&v| v > pronoun && tree.is(v, &[Upos::Verb]))?;
    let opened = pronoun.checked_sub(1).map(|t| if tree.is(t, &[Upos::Adp]) { t.saturating_sub(1) } else { t });
    let comma = opened.filter(|&t| tree.form(t) == "," && tree.sentence(verb).contains(&t))?;
    let joined = tree.children(verb).any(|c| c < verb && tree.token(c).deprel.base() == Deprel::Cc);
    if !APART.contains(&tree.token(verb).deprel.base()) || joined {
        return None;
    }
    let feats = tree.token(pronoun).feats;
    let agrees = |&t: &u32| {
        let own = tree.token(t).feats;
        let plural = feats.number == Some(Number::Plur);
        own.number == feats.number && (plural || own.gender == feats.gender)
    };
    let nominal = |t: &u32| tree.is(*t, &[Upos::Noun, Upos::Propn]);
    let up = std::iter::successors(comma.checked_sub(1), |&u| tree.token(u).head.filter(|&h| h < comma));
    let noun = up.take(6).take_while(nominal).find(agrees)?;
    Some((verb, noun))
}

fn subjects(tree: &Tree, verb: u32) -> Vec<u32> {
    tree.children(verb).filter(|&c| c < verb && matches!(tree.token(c).deprel.base(), Deprel::Nsubj | Deprel::Csubj)).collect()
}

/// "X, who …": the noun that ends at the comma before the pronoun which is the verb's subject.
fn about(tree: &Tree, verb: u32) -> Option<u32> {
    let pronoun = |&c: &u32| tree.is(c, &[Upos::Pron]) && matches!(tree.form(c), "who" | "which");
    let subject = subjects(tree, verb).into_iter().find(pronoun).filter(|_| tree.token(verb).deprel.base() != Deprel::Acl)?;
    let comma = subject.checked_sub(1).filter(|&t| tree.form(t) == "," && tree.sentence(verb).start < t)?;
    let last = comma - 1;
    let named = tree.mentions.iter().find(|m| m.tokens.end == comma).map(|m| m.head);
    let name =
        |t: u32| std::iter::successors(Some(t), |&u| tree.token(u).head.filter(|&h| h < comma && h.abs_diff(u) < 8 && inner(tree, u)));
    let noun = named.or_else(|| name(last).last())?;
    let nominal = tree.is(noun, &[Upos::Noun, Upos::Propn]);
    // "asked A, B, who would": the verb over it may ask.
    (nominal && tree.token(verb).head != Some(noun)).then_some(noun)
}

/// "a visit that X made to Kuwait": the noun right before "that" is what the verb, which has no object, says was made.
fn made(tree: &Tree, verb: u32) -> Option<(u32, u32)> {
    let light = matches!(&*tree.token(verb).lemma, "make" | "pay" | "undertake" | "hold" | "sign");
    let that =
        tree.children(verb).find(|&c| c < verb && tree.form(c) == "that" && tree.token(c).deprel == Deprel::Mark).filter(|_| light)?;
    let noun = that.checked_sub(1).filter(|&t| tree.is(t, &[Upos::Noun]) && tree.sentence(verb).contains(&t))?;
    let object = tree.children(verb).any(|c| tree.token(c).deprel.base() == Deprel::Obj);
    (!object && !subjects(tree, verb).is_empty()).then_some((noun, that))
}

/// "was left for the 24th session, to be called in Vitebsk": the noun right before the comma.
fn to_be(tree: &Tree, verb: u32) -> Option<u32> {
    let to = verb.checked_sub(2).filter(|&t| tree.form(t) == "to" && tree.form(t + 1) == "be" && tree.token(t).head == Some(verb))?;
    let last = to.checked_sub(2).filter(|&t| tree.form(t + 1) == "," && tree.sentence(verb).contains(&t))?;
    let over = tree.token(verb).head.filter(|&h| h < last && tree.is(h, &[Upos::Verb]))?;
    // "the 24th session of the Commission, to be called": what is called is what the phrase is headed by.
    let within = |u: u32| inner(tree, u) || tree.token(u).deprel.base() == Deprel::Nmod;
    let noun = std::iter::successors(Some(last), |&u| tree.token(u).head.filter(|&h| h != over && h > over && within(u))).last()?;
    (tree.is(noun, &[Upos::Noun, Upos::Propn]) && tree.token(verb).deprel.base() == Deprel::Advcl).then_some(noun)
}

/// Part of a name.
fn inner(tree: &Tree, t: u32) -> bool {
    matches!(tree.token(t).deprel.base(), Deprel::Flat | Deprel::Compound)
}

/// "a plant the two firms are building … will open": a verb with two subjects in a row, and the next verb, finite and without one.
fn bare(tree: &Tree, verb: u32) -> Option<(u32, u32)> {
    let &[noun, other] = subjects(tree, verb).as_slice() else { return None };
    let nominal = tree.is(noun, &[Upos::Noun, Upos::Propn]) && tree.is(other, &[Upos::Noun, Upos::Propn, Upos::Pron]);
    let opens = (noun + 1..other).all(|t| tree.is(t, &[Upos::Det, Upos::Adj, Upos::Num, Upos::Noun, Upos::Propn]));
    // Two words of one name are no two subjects.
    let common = tree.is(noun, &[Upos::Noun]) && tree.form(noun).starts_with(char::is_lowercase);
    let end = tree.sentence(verb).end;
    let end = (verb + 1..end).find(|&t| tree.form(t) == ";").unwrap_or(end);
    let main = (verb + 1..end).find(|&t| tree.is(t, &[Upos::Verb])).filter(|_| nominal && opens && common)?;
    let helped = tree.children(main).any(|c| c < main && tree.token(c).deprel.base() == Deprel::Aux && tree.form(c) != "to");
    (helped && subjects(tree, main).is_empty()).then_some((noun, main))
}

/// "As X pointed out, N …, intends": a verb joined to the one of saying without a conjunction or a subject, and the noun behind the comma.
fn pointed_out(tree: &Tree, verb: u32) -> Option<u32> {
    let said =
        tree.token(verb).head.filter(|&h| h < verb && tree.token(verb).deprel.base() == Deprel::Conj && tree.is(h, &[Upos::Verb]))?;
    let first = tree.sentence(verb).start;
    let joined = tree.children(verb).any(|c| tree.token(c).deprel.base() == Deprel::Cc);
    if joined || tree.form(first) != "As" || !subjects(tree, verb).is_empty() {
        return None;
    }
    let comma = (said + 1..verb).find(|&t| tree.form(t) == ",")?;
    let behind = |&c: &u32| c > comma && c < verb && tree.is(c, &[Upos::Noun, Upos::Propn]);
    tree.children(said).find(behind)
}
