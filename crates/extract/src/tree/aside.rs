//! "«А», дочерняя компания группы «Б», купил завод": what stands between commas behind the subject describes it, where the parser hangs it
//! on something behind the verb. Russian only.

use rapporteur_model::{Case, Deprel, MentionKind, Upos, VerbForm};

use super::{Named, Tree};

/// Longest description, in tokens.
const REACH: u32 = 20;

pub(super) fn mend(tree: &mut Tree) {
    for name in [tree.of(MentionKind::Person), tree.of(MentionKind::Organisation)].concat() {
        if let Some(noun) = description(tree, &name) {
            tree.hang(noun, name.head, Deprel::Appos);
        }
    }
}

/// The noun of the phrase between commas behind a subject that hangs on something behind the second comma.
fn description(tree: &Tree, name: &Named) -> Option<u32> {
    let end = tree.sentence(name.head).end;
    let verb = tree.token(name.head).head.filter(|_| tree.token(name.head).deprel == Deprel::Nsubj)?;
    let closing = |t: &u32| matches!(tree.form(*t), "»" | "\"" | "”");
    let open = (name.tokens.end..end).find(|t| !closing(t)).filter(|&t| tree.form(t) == ",")?;
    let close = (open + 1..end.min(open + REACH)).find(|&t| tree.form(t) == ",").filter(|&t| t < verb)?;
    let finite = (open..close).any(|t| tree.token(t).feats.verb_form == Some(VerbForm::Fin));
    let outward = |&t: &u32| tree.token(t).head.is_some_and(|h| h > close) && !tree.is(t, &[Upos::Punct, Upos::Cconj, Upos::Adp]);
    let mut out = (open + 1..close).filter(outward);
    let noun = out.next().filter(|_| out.next().is_none())?;
    let apposed = tree.is(noun, &[Upos::Noun]) && matches!(tree.token(noun).feats.case, Some(Case::Nom));
    let bare = !tree.children(noun).any(|c| tree.token(c).deprel == Deprel::Case);
    (apposed && bare && !finite).then_some(noun)
}
